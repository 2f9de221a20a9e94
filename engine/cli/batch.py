"""`main.py batch`: one mask, a mask for each photo, or a recipe over a folder of photos."""

from __future__ import annotations

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DONE, FAILED, STOPPED, whole
from engine.cli.filling import add_fill_settings, fill_settings
from engine.language import tr

if TYPE_CHECKING:
    from engine.batch.backend import Backend, Event
    from engine.batch.control import Control
    from engine.batch.plan import Plan, Wish
    from engine.batch.run import Tally
    from engine.batch.unit import Outcome

_ABOUT = """\
Fills the photos of DIR and writes each result into OUT under the photo's name, in its own format, depth, profile and
metadata. Originals are never written over. A run that was stopped or killed goes on where it was when the same command
is given again: what is done is skipped, photos and masks that have changed are done anew.

Say what is to be filled with --mask and the options of a fill, or with --recipe, which says all of it."""
_NOTES = """\
A mask for each photo is found by name: for beach.jpg beach.png, beach-mask.png or beach_mask.png. A mask of another
size is scaled where its sides are in the photo's proportion.

OUT holds tratteggio-batch.jsonl (the record by which a run goes on) and a report, tratteggio-batch.html and .json.

With --scheduler the photos are done by the workers of a running Dask scheduler. Units carry paths: every worker has to
see DIR, the masks and OUT under the same names, on a file system that all share, and needs this program. In its folder:
  .venv/bin/python -m distributed.cli.dask_scheduler
  .venv/bin/python -m distributed.cli.dask_worker tcp://HOST:8786 --nthreads 1 --nworkers 4
Dask runs what it is sent: use it only on a network that you trust. It is an extra: bootstrap.py setup --with cluster

Exit codes: 0 all done, 2 bad input, 3 some failed (the report says why), 130 stopped with Ctrl+C."""


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "batch",
        help="fill a folder of photos",
        description=_ABOUT,
        epilog=_NOTES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of photos")
    parser.add_argument(
        "--mask", type=Path, metavar="FILE|DIR", help="a picture for all photos, or a folder with one for each"
    )
    parser.add_argument(
        "--recipe", type=Path, metavar="FILE", help="what was done to a photo, to be done to all of them"
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="folder for the results")
    parser.add_argument("--format", type=_suffix, metavar="png", help="of the results (default: each photo's own)")
    parser.add_argument("--overwrite", action="store_true", help="allow replacing files that no batch has made")
    parser.add_argument(
        "--unmarked", action="store_true", help="do not say in the results' metadata that parts of them were filled"
    )
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--jobs", type=whole, default=0, metavar="N", help="photos at a time (default: by the machine)")
    where.add_argument("--scheduler", metavar="ADDRESS", help="a running Dask scheduler, such as tcp://host:8786")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
    add_fill_settings(parser)
    parser.set_defaults(run=_batch)


def _suffix(text: str) -> str:
    return f".{text.lower().removeprefix('.')}"


def _batch(options: argparse.Namespace) -> int:
    from engine.batch.plan import make_plan

    plan = make_plan(_wish(options))
    if options.dry_run:
        return _tell_plan(plan, options.json)
    return _run(plan, _backend(options), options.json)


def _wish(options: argparse.Namespace) -> Wish:
    from engine.batch.plan import SAME_FORMAT, Wish

    return Wish(
        options.folder,
        options.output,
        mask=options.mask,
        recipe=options.recipe,
        settings=fill_settings(options),
        suffix=options.format or SAME_FORMAT,
        overwrite=options.overwrite,
        marked=not options.unmarked,
    )


def _backend(options: argparse.Namespace) -> Backend:
    if options.scheduler:
        from engine.batch.cluster import Cluster

        return Cluster(options.scheduler)
    from engine.batch.processes import Processes

    return Processes(options.jobs)


def _tell_plan(plan: Plan, as_json: bool) -> int:
    from engine.batch.run import finished_before

    done = finished_before(plan)
    lines = []
    for entry in plan.entries:
        unit = entry.unit
        if unit is None:
            lines.append({"photo": str(entry.photo), "error": entry.sentence, "advice": entry.advice})
        else:
            lines.append({**unit.to_dict(), "done_before": unit.name in done})
    if as_json:
        print(json.dumps({"plan": lines}))
        return DONE
    for entry, line in zip(plan.entries, lines, strict=True):
        if entry.unit is None:
            print(f"{entry.photo.name}: {entry.sentence} {entry.advice}")
        else:
            source = (entry.unit.mask or entry.unit.recipe or entry.photo).name
            before = f" ({tr('done before')})" if line["done_before"] else ""
            print(f"{entry.photo.name} + {source} -> {entry.unit.output}{before}")
    return DONE


def _run(plan: Plan, backend: Backend, as_json: bool) -> int:
    from engine.batch.report import as_json as report_json
    from engine.batch.report import sentence, write_report
    from engine.batch.run import Run

    lines = _Lines(len(plan.entries))
    run = Run(plan, backend, tell=lines)
    with _stopped_by_ctrl_c(run.control):
        tally = run.go()
    page = write_report(tally)
    if as_json:
        print(json.dumps(report_json(tally)))
    else:
        print(f"{sentence(tally)}\n{tr('The report: {path}', path=page)}")
        if not tally.is_complete:
            print(tr("The same command goes on from here."))
    return _code(tally, run.control)


def _code(tally: Tally, control: Control) -> int:
    from engine.batch.unit import State

    if control.is_stopping and not tally.is_complete:
        return STOPPED
    return FAILED if tally.of(State.FAILED) else DONE


@contextmanager
def _stopped_by_ctrl_c(control: Control) -> Iterator[None]:
    """The first Ctrl+C gives up what is under way, and leaves all in order; a second one ends the program at once."""

    def stop(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, before)
        control.stop()
        _say(tr("Stopping…"))

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not the main thread, to which Ctrl+C comes
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class _Lines:
    """A line for each photo that has come to its end."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._ended = 0

    def __call__(self, event: Event) -> None:
        from engine.batch.backend import Ended

        if isinstance(event, Ended):
            self._ended += 1
            outcome = event.outcome
            _say(f"[{self._ended}/{self._count}] {outcome.name}: {_words(outcome)}")


def _words(outcome: Outcome) -> str:
    from engine.batch.unit import State

    if outcome.state is State.FAILED:
        return f"{outcome.sentence} {outcome.advice}".rstrip()
    if outcome.state is State.SKIPPED:
        return tr("done before")
    said = tr("filled with {method} in {seconds} s", method=outcome.method, seconds=f"{outcome.seconds:.2f}")
    return " ".join((said, *outcome.warnings))


def _say(line: str) -> None:
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)
