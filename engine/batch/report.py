"""What a run has done, what it has not, and the way out: as JSON for scripts and as one page of HTML for people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from engine.batch.run import Tally
from engine.batch.unit import REPORT_HTML, REPORT_JSON, Outcome, State
from engine.language import tr, tr_n
from engine.photo import write_atomically
from engine.version import VERSION

_STYLE = Path(__file__).resolve().parent.parent / "evaluation" / "report.css"
_MORE_STYLE = """\
td, th { white-space: normal; overflow-wrap: anywhere; text-align: left; }
td:first-child { min-width: 12em; }
a { color: inherit; }
"""


def write_report(tally: Tally) -> Path:
    """Write both beside the results; the path of the page.

    Raises:
        WriteFailed: that cannot be done.
    """
    folder = tally.plan.wish.output
    write_atomically(folder / REPORT_JSON, (json.dumps(as_json(tally), indent=1) + "\n").encode())
    write_atomically(folder / REPORT_HTML, as_html(tally).encode())
    return folder / REPORT_HTML


def as_json(tally: Tally) -> dict[str, Any]:
    """All of it. "left" are photos that the run did not come to."""
    wish = tally.plan.wish
    return {
        "program": f"Tratteggio {VERSION}",
        "started": tally.started,
        "seconds": tally.seconds,
        "complete": tally.is_complete,
        "worked": tally.words,
        "folder": str(wish.folder),
        "output": str(wish.output),
        "mask": None if wish.mask is None else str(wish.mask),
        "recipe": None if wish.recipe is None else str(wish.recipe),
        "photos": len(tally.plan.entries),
        **{state.value: len(tally.of(state)) for state in (State.DONE, State.SKIPPED, State.FAILED)},
        "left": tally.left,
        "photos_per_minute": None if tally.per_minute is None else round(tally.per_minute, 1),
        "results": [outcome.to_dict() for outcome in sorted(tally.outcomes, key=lambda one: one.photo)],
    }


def sentence(tally: Tally) -> str:
    """How the run went, in one sentence for people."""
    done, skipped, failed = (len(tally.of(state)) for state in (State.DONE, State.SKIPPED, State.FAILED))
    parts = [tr_n("{n} photo filled", "{n} photos filled", done)]
    if skipped:
        parts.append(tr_n("{n} done before", "{n} done before", skipped))
    if failed:
        parts.append(tr_n("{n} failed", "{n} failed", failed))
    if not tally.is_complete:
        parts.append(tr_n("{n} left", "{n} left", tally.left))
    return tr("{parts}, in {time}.", parts=", ".join(parts), time=_time(tally.seconds))


def _time(seconds: float) -> str:
    if seconds < 60:
        return tr("{seconds} s", seconds=f"{seconds:.1f}")
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return tr("{minutes} min {seconds} s", minutes=minutes, seconds=rest)
    return tr("{hours} h {minutes} min", hours=minutes // 60, minutes=minutes % 60)


def as_html(tally: Tally) -> str:
    """The page: it needs nothing else, and is light or dark as the reader's system is."""
    sections = [_failed(tally.of(State.FAILED)), _warned(tally.outcomes), _finished(tally), _facts(tally)]
    body = "".join(f"<section>{section}</section>\n" for section in sections if section)
    title = tr("Batch of {folder}", folder=tally.plan.wish.folder.name)
    return (
        '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Tratteggio: {escape(title)}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}"
        f"{_MORE_STYLE}</style>\n</head>\n"
        f"<body><main>\n{_head(tally, title)}\n{body}</main></body>\n</html>\n"
    )


def _head(tally: Tally, title: str) -> str:
    stopped = tr("The run was stopped before its end. Started again, it goes on from here.")
    partial = "" if tally.is_complete else f'<p class="partial">{escape(stopped)}</p>'
    return (
        f'<header><p class="soft">Tratteggio</p><h1>{escape(title)}</h1>{partial}'
        f'<p class="verdict">{escape(sentence(tally))}</p></header>'
    )


def _failed(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return ""
    rows = [(one.name, one.sentence, one.advice) for one in sorted(outcomes, key=lambda one: one.photo)]
    details = "".join(
        f"<details><summary>{escape(one.name)}</summary><pre>{escape(one.details)}</pre></details>"
        for one in outcomes
        if one.details
    )
    return _section(tr("Failed"), (tr("photo"), tr("why"), tr("the way out")), rows) + details


def _warned(outcomes: Sequence[Outcome]) -> str:
    rows = [(one.name, " ".join(one.warnings)) for one in sorted(outcomes, key=lambda one: one.photo) if one.warnings]
    return _section(tr("Notes"), (tr("photo"), tr("note")), rows) if rows else ""


def _finished(tally: Tally) -> str:
    ended = sorted((*tally.of(State.DONE), *tally.of(State.SKIPPED)), key=lambda one: one.photo)
    if not ended:
        return ""
    when = {State.DONE: tr("now"), State.SKIPPED: tr("before")}
    heads = (tr("photo"), tr("result"), tr("method"), tr("seconds"), tr("done"), tr("worker"))
    rows = [(one.name, one.output, one.method, f"{one.seconds:.2f}", when[one.state], one.worker) for one in ended]
    return _section(tr("Filled"), heads, rows, linked=1)


def _facts(tally: Tally) -> str:
    wish = tally.plan.wish
    rate = tally.per_minute
    facts = [
        (tr("Photos"), str(wish.folder)),
        (tr("Masks"), "" if wish.mask is None else str(wish.mask)),
        (tr("Recipe"), "" if wish.recipe is None else str(wish.recipe)),
        (tr("Results"), str(wish.output)),
        (tr("Started"), tally.started),
        (tr("Worked"), tally.words),
        (tr("Speed"), "" if rate is None else tr("{rate} photos a minute", rate=f"{rate:.1f}")),
        (tr("Program"), f"Tratteggio {VERSION}"),
    ]
    items = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts if value)
    return f"<h2>{escape(tr('The run'))}</h2><dl>{items}</dl>"


def _section(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], linked: int = -1) -> str:
    """A table under its heading; the column `linked` holds names of files beside the page."""
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        "<tr>" + "".join(_cell(cell, number == linked) for number, cell in enumerate(row)) + "</tr>" for row in rows
    )
    table = f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    return f"<h2>{escape(title)} ({len(rows)})</h2>{table}"


def _cell(text: str, is_link: bool) -> str:
    shown = escape(text)
    return f'<td><a href="{quote(text)}">{shown}</a></td>' if is_link else f"<td>{shown}</td>"
