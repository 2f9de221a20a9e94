"""The report of an evaluation: one HTML file that needs nothing else, light or dark as the reader's system is."""

from __future__ import annotations

import base64
import math
from html import escape
from pathlib import Path

import cv2
import numpy as np

from engine.errors import WriteFailed
from engine.evaluation import charts
from engine.evaluation.recognition import AIMED_SHARE, EMPTY, OVERLAP, TOUCHED
from engine.evaluation.record import MEASURES, Evaluation, GalleryEntry, Measure, share_text
from engine.evaluation.statistics import Estimate

STYLE = Path(__file__).with_name("report.css")
_GROUPS = (("picture", "whole picture"), ("hole", "in the hole"), ("", "cost of a fill"))
_HOLE_COLOUR = (255, 59, 92)
_QUALITY = 88
_MOST_LINES = 120  # photos in the chart of single photos
_CHARTED = ("lpips", "perceptual", "psnr_hole", "ssim_hole", "cpu_seconds", "peak_bytes")
_BY_KEY = {measure.key: measure for measure in MEASURES}


def as_html(evaluation: Evaluation) -> str:
    """The page. The evaluation has to hold at least one record."""
    sections = [
        _table(evaluation),
        _difference(evaluation),
        _spread(evaluation),
        _single_photos(evaluation),
        _recognition(evaluation),
        _gallery(evaluation),
        _method(evaluation),
        _problems(evaluation),
    ]
    body = "".join(f"<section>{section}</section>\n" for section in sections if section)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Tratteggio: evaluation of {escape(_folder(evaluation))}</title>\n"
        f"<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body><main>\n{_head(evaluation)}\n{body}</main></body>\n</html>\n"
    )


def _folder(evaluation: Evaluation) -> str:
    return Path(str(evaluation.settings["folder"])).name or str(evaluation.settings["folder"])


def _head(evaluation: Evaluation) -> str:
    settings = evaluation.settings
    shares = {record.photo: record.share for record in evaluation.records}
    size = settings["size"]
    holes = "holes from masks" if settings["share"] is None else f"{settings['masks']} holes"
    facts = (
        f"{len(shares)} {holes} of {share_text(shares.values())} of the picture, "
        f"{'at native size' if size == 'native' else f'{size} px'}, seed {settings['seed']}."
    )
    partial = (
        ""
        if evaluation.is_complete
        else '<p class="partial">The run was stopped before its end: this is what there was by then.</p>'
    )
    return (
        f'<header><p class="soft">Tratteggio, evaluation</p><h1>{escape(_folder(evaluation))}</h1>'
        f'<p class="soft">{escape(facts)}</p>{partial}<p class="verdict">{_verdict(evaluation)}</p></header>'
    )


def _verdict(evaluation: Evaluation) -> str:
    """Which row is best, and whether that can be relied on."""
    measure = _BY_KEY[evaluation.leading]
    found = {row: estimate for row in evaluation.rows if (estimate := evaluation.summary(row, measure.key))}
    best = _best(measure, found)
    words = f"Best by {escape(measure.label)}: <strong>{escape(best)}</strong>, {_with_margin(found[best], measure)}"
    others = {row: estimate for row, estimate in found.items() if row != best}
    if not others:
        return f"{words}."
    second = _best(measure, others)
    lead = evaluation.against(best, second, measure.key)
    if lead is None or not (lead.low > 0 or lead.high < 0):
        return f"{words}; its lead over <strong>{escape(second)}</strong> may be chance."
    size = _number(abs(lead.value), measure)
    return f"{words}; its lead over <strong>{escape(second)}</strong>, {size}, is beyond chance."


def _best(measure: Measure, found: dict[str, Estimate]) -> str:
    sign = 1 if measure.better == "lower" else -1
    return min(found, key=lambda row: sign * found[row].value)


def _number(value: float, measure: Measure) -> str:
    return f"{value * measure.scale:.{measure.digits}f}".replace("-", "−")


def _with_margin(estimate: Estimate, measure: Measure) -> str:
    value = _number(estimate.value, measure)
    return value if math.isnan(estimate.margin) else f"{value} ± {_number(estimate.margin, measure)}"


def _dot(evaluation: Evaluation, row: str) -> str:
    index = evaluation.rows.index(row) if row in evaluation.rows else charts.PALETTE - 1
    return f'<span class="dot" style="{charts.colour(index)}"></span>{escape(row)}'


def _table(evaluation: Evaluation) -> str:
    measures = evaluation.measures
    groups = "".join(
        f'<th colspan="{count}">{title}</th>'
        for where, title in _GROUPS
        if (count := sum(measure.where == where for measure in measures))
    )
    ordered = [measure for where, _ in _GROUPS for measure in measures if measure.where == where]
    heads = "".join(f'<th title="{escape(m.note)}">{escape(m.label)} {_arrow(m)}</th>' for m in ordered)
    rows = "".join(_row(evaluation, row, ordered) for row in evaluation.rows)
    missing = (
        ""
        if any(measure.key == "lpips" for measure in measures)
        else '<p class="note">LPIPS was not measured: its weights were not given (--lpips FILE).</p>'
    )
    return (
        "<h2>Scores</h2>"
        '<p class="note">Means, each with half of its 95 % interval (Student’s t over photos). ↑ higher is better, '
        "↓ lower is better; the best of each column is marked, however small its lead.</p>"
        f'<div class="wide"><table><thead><tr class="group"><th></th><th></th>{groups}</tr>'
        f"<tr><th>method</th><th>n</th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{missing}"
    )


def _arrow(measure: Measure) -> str:
    return {"higher": "↑", "lower": "↓"}.get(measure.better, "")


def _row(evaluation: Evaluation, row: str, measures: list[Measure]) -> str:
    cells = []
    for measure in measures:
        estimates = {one: e for one in evaluation.rows if (e := evaluation.summary(one, measure.key))}
        estimate = estimates.get(row)
        if estimate is None:
            cells.append("<td>–</td>")
            continue
        style = ' class="best"' if len(estimates) > 1 and row == _best(measure, estimates) else ""
        margin = "" if math.isnan(estimate.margin) else f"<small>± {_number(estimate.margin, measure)}</small>"
        cells.append(f"<td{style}>{_number(estimate.value, measure)}{margin}</td>")
    count = sum(record.row == row for record in evaluation.records)
    head = f"{_dot(evaluation, row)}{_chosen(evaluation, row)}"
    return f'<tr><th scope="row">{head}</th><td>{count}</td>{"".join(cells)}</tr>'


def _chosen(evaluation: Evaluation, row: str) -> str:
    """What "auto" took, where it took several."""
    counts = evaluation.methods_of(row)
    if row.partition("@")[0] in counts or row not in evaluation.settings["methods"]:
        return ""
    words = ", ".join(f"{method} {count}" for method, count in counts.items())
    return f"<small>{escape(words)}</small>"


def _difference(evaluation: Evaluation) -> str:
    """Each row against the first: pairs tell more than two intervals side by side."""
    base, measure = evaluation.rows[0], _BY_KEY[evaluation.leading]
    lines = []
    for row in evaluation.rows[1:]:
        estimate = evaluation.against(row, base, measure.key)
        ours, theirs = evaluation.values(row, measure.key), evaluation.values(base, measure.key)
        both = [photo for photo in ours if photo in theirs]
        if estimate is None or math.isnan(estimate.margin):
            continue
        total = sum(theirs[photo] for photo in both)
        ratio = "–" if total == 0 else f"{sum(ours[photo] for photo in both) / total:.2f} ×"
        sign = 1 if measure.better == "lower" else -1
        wins = sum(sign * ours[photo] < sign * theirs[photo] for photo in both)
        span = f"{_number(estimate.low, measure)} to {_number(estimate.high, measure)}"
        lines.append(
            f'<tr><th scope="row">{_dot(evaluation, row)}</th><td>{_number(estimate.value, measure)}</td>'
            f"<td>{span}</td><td>{ratio}</td><td>{wins} of {len(both)}</td></tr>"
        )
    if not lines:
        return ""
    return (
        f"<h2>Against {escape(base)}, by {escape(measure.label)}</h2>"
        '<p class="note">Differences photo by photo, so that hard and easy photos cancel out. An interval that leaves '
        "out 0 is a difference to rely on.</p>"
        '<div class="wide"><table><thead><tr><th>method</th><th>mean difference</th><th>95 % interval</th>'
        f"<th>ratio of means</th><th>better on</th></tr></thead><tbody>{''.join(lines)}</tbody></table></div>"
    )


def _spread(evaluation: Evaluation) -> str:
    present = {measure.key for measure in evaluation.measures}
    parts = []
    for key in (key for key in _CHARTED if key in present):
        measure = _BY_KEY[key]
        rows = [(row, evaluation.values(row, key), evaluation.summary(row, key)) for row in evaluation.rows]
        chart = charts.strips([row for row in rows if row[1]], measure.scale, measure.digits)
        place = {"picture": "whole picture", "hole": "in the hole"}.get(measure.where, "")
        parts.append(f"<div><h3>{escape(measure.label)} {_arrow(measure)} <small>{place}</small></h3>{chart}</div>")
    return (
        "<h2>How it spreads</h2>"
        '<p class="note">A dot is a photo (point at it for its name), the ring is the mean, the line its 95 % '
        f'interval.</p><div class="charts">{"".join(parts)}</div>'
    )


def _single_photos(evaluation: Evaluation) -> str:
    measure = _BY_KEY[evaluation.leading]
    rows = [(row, evaluation.values(row, measure.key)) for row in evaluation.rows]
    photos = [photo for photo in evaluation.photos if any(photo in values for _, values in rows)]
    shown = photos[:_MOST_LINES]
    kept = [(row, {photo: values[photo] for photo in shown if photo in values}) for row, values in rows]
    legend = "".join(f"<span>{_dot(evaluation, row)}</span>" for row in evaluation.rows)
    less = "" if len(shown) == len(photos) else f" The first {len(shown)} of {len(photos)} by name."
    return (
        f"<h2>Photo by photo</h2><p class='note'>{escape(measure.label)} {_arrow(measure)}.{less}</p>"
        f'<div class="legend">{legend}</div>{charts.photo_by_photo(shown, kept, measure.digits)}'
    )


def _recognition(evaluation: Evaluation) -> str:
    if not evaluation.detectors:
        return ""
    parts = []
    for detector in evaluation.detectors:
        rows = []
        for row in evaluation.recognised_rows:
            rate = evaluation.recognition(detector, row)
            if rate is not None:
                index = evaluation.rows.index(row) if row in evaluation.rows else charts.PALETTE - 1
                rows.append((row, index, rate))
        things = max(rate.count for _, _, rate in rows)
        lines = "; ".join(f"{escape(row)} {rate.value:.0%}" for row, _, rate in rows)
        chart = charts.rates(rows)
        parts.append(
            f"<div><h3>{escape(detector)} <small>{things} touched by a hole</small></h3>{chart}"
            f'<p class="note">{lines}</p></div>'
        )
    aimed = (
        ""
        if evaluation.settings["share"] is None
        else f" Faces and QR codes are rare, so each gets a hole of its own over {AIMED_SHARE[0]:.0%} to "
        f"{AIMED_SHARE[1]:.0%} of it; keypoints are counted under the holes that are scored above."
    )
    return (
        "<h2>Recognition rate</h2>"
        '<p class="note">How often a detector finds after the fill what it found in the original: a box that overlaps '
        f"the old one by {OVERLAP:.0%} (intersection over union). Only what lies in a hole with at least {TOUCHED:.0%} "
        f"of its box counts.{aimed} Lines are 95 % intervals (Wilson). {escape(EMPTY)} is what is found with no "
        "fill at all: what a fill does better than that, it has restored.</p>"
        f'<div class="charts">{"".join(parts)}</div>'
    )


def _gallery(evaluation: Evaluation) -> str:
    if not evaluation.gallery:
        return ""
    shots = "".join(_shot(evaluation, entry) for entry in evaluation.gallery)
    return (
        "<h2>Gallery</h2>"
        f'<p class="note">{len(evaluation.gallery)} of {len(evaluation.photos)} photos, chosen by the seed '
        f"{evaluation.settings['seed']} and not by hand. Point at a fill, or tab to it, to see the original in its "
        f"place.</p>{shots}"
    )


def _shot(evaluation: Evaluation, entry: GalleryEntry) -> str:
    measure = _BY_KEY[evaluation.leading]
    share = next(record.share for record in evaluation.records if record.photo == entry.photo)
    punched = np.where(entry.hole[..., None] > 0, np.array(_HOLE_COLOUR, np.uint8), entry.original)
    original = _data_uri(entry.original)
    figures = [_figure("original", "", original), _figure("hole", f"{share:.0%}", _data_uri(punched))]
    for row, picture in entry.filled.items():
        value = evaluation.values(row, measure.key).get(entry.photo)
        words = "" if value is None else f"{measure.label} {_number(value, measure)}"
        figures.append(_figure(_dot(evaluation, row), words, _data_uri(picture), made=True))
    return (
        f'<div class="shot" style="--original: url({original})"><h3>{escape(entry.photo)}</h3>'
        f'<div class="strip">{"".join(figures)}</div></div>'
    )


def _figure(title: str, words: str, uri: str, *, made: bool = False) -> str:
    frame = '<span class="frame made" tabindex="0">' if made else '<span class="frame">'
    return (
        f'<figure>{frame}<img src="{uri}" alt="" loading="lazy"></span>'
        f"<figcaption><span>{title}</span><span>{escape(words)}</span></figcaption></figure>"
    )


def _data_uri(picture: np.ndarray) -> str:
    bgr = cv2.cvtColor(picture, cv2.COLOR_RGB2BGR)
    encoded, data = cv2.imencode(".webp", bgr, [cv2.IMWRITE_WEBP_QUALITY, _QUALITY])
    if not encoded:
        raise WriteFailed("A picture of the report could not be encoded.", "Try again with --gallery 0.")
    return f"data:image/webp;base64,{base64.b64encode(data.tobytes()).decode()}"


def _method(evaluation: Evaluation) -> str:
    notes = [(f"{m.label} ({dict(_GROUPS)[m.where]})", m.note) for m in evaluation.measures]
    names = {"folder": "photos from", "every": "every k-th photo", "holes_per_photo": "holes for each photo"}
    asked = [
        (names.get(key, key), ", ".join(map(str, value)) if isinstance(value, list) else str(value))
        for key, value in evaluation.settings.items()
        if value is not None
    ]
    facts = [(key, str(value)) for key, value in evaluation.facts.items()]
    return (
        "<h2>How it was measured</h2>"
        "<p>Each method runs in a process of its own and fills one photo after the other; its seconds count after a "
        "warm-up, its memory is the most that its process held during a fill, all libraries included. Pictures are "
        "compared in 8-bit sRGB. Pictures that others made have the known pixels pasted back before they are scored. "
        "Intervals treat the photos as drawn at random from all such photos.</p>"
        f"<dl>{''.join(f'<dt>{escape(k)}</dt><dd>{escape(v)}</dd>' for k, v in [*notes, *asked, *facts])}</dl>"
    )


def _problems(evaluation: Evaluation) -> str:
    if not evaluation.problems:
        return ""
    lines = "".join(
        f"<li>{escape(p.photo)}{f', {escape(p.row)}' if p.row else ''}: {escape(p.why)}</li>"
        for p in evaluation.problems
    )
    return f"<h2>Left out</h2><ul>{lines}</ul>"
