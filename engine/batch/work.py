"""Doing one unit, so that it is done once: under a claim, beside its place, and named only when it is whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import time
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from engine.batch.locks import forget, locked
from engine.batch.record import BEGAN, DONE, FAILED, WRITING, FileMark, Record, result_of, worker_name
from engine.batch.unit import WORKSHOP, Outcome, State, Unit, failure
from engine.errors import BadInput, Cancelled, EngineError, OutOfMemory, WriteFailed, is_out_of_memory
from engine.language import tr

if TYPE_CHECKING:
    from engine.batch.record import Result
    from engine.document import Composite
    from engine.inpaint import FillSettings
    from engine.jobs import JobContext
    from engine.photo import Photo


def perform(unit: Unit, context: JobContext) -> Outcome:
    """Do a unit, or find that it has been done. Whatever goes wrong with it is told in the outcome.

    Raises:
        Cancelled: the person asked to stop; nothing of the unit is left.
    """
    try:
        return _claimed(unit, context)
    except Cancelled:
        raise
    except Exception as error:
        outcome = _failed(unit, error)
        # Where not even the record can be written, the outcome still says why.
        with contextlib.suppress(EngineError):
            Record(unit.output.parent).append(FAILED, unit.name, sentence=outcome.sentence, advice=outcome.advice)
        return outcome


def _failed(unit: Unit, error: Exception) -> Outcome:
    if not isinstance(error, EngineError) and is_out_of_memory(error):
        error = OutOfMemory(
            tr("There was not enough memory for {name}.", name=unit.photo.name),
            tr("Use fewer processes, or close other programs; then run the batch again."),
        )
    if isinstance(error, EngineError):
        return failure(unit, error.sentence, error.advice, worker=worker_name())
    return failure(
        unit,
        tr("Something went wrong inside the program ({kind}: {error}).", kind=type(error).__name__, error=error),
        tr("Please report it, with the details in the batch's report."),
        worker=worker_name(),
        details="".join(traceback.format_exception(error)),
    )


def _claimed(unit: Unit, context: JobContext) -> Outcome:
    claim = claim_of(unit)
    with locked(claim, context.check):
        try:
            with _own_folder(claim.with_suffix("")) as folder:
                return _done_once(unit, folder, context)
        finally:
            forget(claim)
            with contextlib.suppress(OSError):
                claim.parent.rmdir()  # the last one puts out the light


def claim_of(unit: Unit) -> Path:
    """The file that whoever does the unit holds locked. Beside it, without the ending, lies what is half-written."""
    key = hashlib.sha256(unit.name.encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return unit.output.parent / WORKSHOP / f"{key}.claim"


@contextlib.contextmanager
def _own_folder(folder: Path) -> Iterator[Path]:
    """An empty folder for half-written files: whoever had the claim before may have died over some."""
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise WriteFailed(
            tr("Nothing can be written in {folder}: {reason}.", folder=folder.parent.parent, reason=error.strerror),
            tr("Choose another folder for the results."),
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _done_once(unit: Unit, folder: Path, context: JobContext) -> Outcome:
    record = Record(unit.output.parent)
    record.refresh()
    earlier = record.result(unit.name)
    is_ours = earlier is not None and earlier.is_from(unit) and earlier.is_whole(unit.output)
    if earlier is not None and is_ours and earlier.is_of(unit):
        if not earlier.is_named:  # whoever wrote it died between giving it its name and saying so
            record.append(DONE, unit.name, **earlier.to_dict())
        return earlier.outcome.skipped()
    check_target(unit, is_ours)
    record.append(BEGAN, unit.name)
    started = time.perf_counter()
    inputs = {kind: FileMark.of(path) for kind, path in unit.inputs.items()}
    made = compose(unit, context)
    part = folder / f"result{unit.output.suffix}"
    warnings = (*made.warnings, *_written(made.composite, part, unit.marked))
    seconds = round(time.perf_counter() - started, 3)
    outcome = Outcome(
        str(unit.photo),
        unit.name,
        State.DONE,
        method=made.method,
        seconds=seconds,
        worker=worker_name(),
        warnings=warnings,
    )
    _name(unit, part, result_of(unit, inputs, FileMark.of(part), outcome), record, is_ours)
    return outcome


def _name(unit: Unit, part: Path, result: Result, record: Record, is_ours: bool) -> None:
    """Give the result its name. Said before and after, so that whoever comes next can tell how far it got."""
    from engine.photo.atomic import give_name

    record.append(WRITING, unit.name, **result.to_dict())
    give_name(part, unit.output, replace=unit.overwrite or is_ours)
    record.append(DONE, unit.name, **result.to_dict())


def check_target(unit: Unit, is_ours: bool) -> None:
    """Refuse to write over an original, and over what no batch has made unless that was asked for.

    Raises:
        BadInput: so it is.
    """
    output = unit.output
    if not os.path.lexists(output):
        return
    for path in unit.inputs.values():
        if output.exists() and path.exists() and os.path.samefile(output, path):
            raise BadInput(
                tr("The result {name} would be written over {path}.", name=output.name, path=path),
                tr("Choose another folder for the results."),
            )
    if not is_ours and not unit.overwrite:
        raise BadInput(
            tr("There is already a file {name} in {folder}.", name=output.name, folder=output.parent),
            tr("It was not made by this batch, or has been changed since. Move it away, or allow replacing files."),
        )


@dataclass(frozen=True)
class Made:
    """A photo with its fills, not written yet; `method` is what filled it."""

    composite: Composite
    method: str
    warnings: tuple[str, ...]


def compose(unit: Unit, context: JobContext) -> Made:
    """Read a unit's photo, and fill in it what its mask or recipe says. Nothing is written.

    Raises:
        EngineError: it cannot be done.
        Cancelled: the person asked to stop.
    """
    from engine.photo import read_photo

    photo = read_photo(unit.photo)
    made = _replayed(unit, photo, context) if unit.recipe is not None else _filled(unit, photo, context)
    return replace(made, warnings=(*photo.warnings, *made.warnings))


def _filled(unit: Unit, photo: Photo, context: JobContext) -> Made:
    from engine.batch.masks import fitted_mask
    from engine.document import Composite
    from engine.inpaint import InpaintRequest, fill
    from engine.mask import bounding_rect

    if unit.mask is None:
        raise BadInput(tr("Nothing says what is to be filled in {name}.", name=unit.photo.name), tr("Give it a mask."))
    mask, note = fitted_mask(unit.mask, photo.size)
    settings = settings_of(unit.settings)
    _load(settings.method)
    rect = bounding_rect(mask)
    result = fill(InpaintRequest(Composite(photo), mask[rect.slices], rect, settings), context)
    notes = (note,) if note else ()
    return Made(Composite(photo, (result.patch,)), result.method, (*notes, *result.warnings))


def _replayed(unit: Unit, photo: Photo, context: JobContext) -> Made:
    from engine.document import Composite
    from engine.recipes import load_recipe, replayed

    assert unit.recipe is not None
    recipe = load_recipe(unit.recipe)
    result = replayed(Composite(photo), recipe, context, device=str(unit.settings.get("device", "auto")))
    if recipe.entries and not result.patches:
        why = " ".join(result.warnings)
        raise BadInput(
            tr("Nothing of the recipe {recipe} could be done: {why}", recipe=unit.recipe.name, why=why),
            tr("Use a recipe that was made on such a photo, or leave this photo out."),
        )
    methods = dict.fromkeys(patch.recipe.method for patch in result.patches if patch.adjustment is None)
    return Made(result.composite, ", ".join(methods) or tr("recipe"), result.warnings)


def settings_of(settings: Mapping[str, object]) -> FillSettings:
    """The settings of a unit's fill.

    Raises:
        BadInput: one is out of its range.
    """
    from engine.inpaint import FillSettings

    return FillSettings(**settings)  # type: ignore[arg-type]


@cache
def _load(method: str) -> None:
    """Load what "auto" is to choose among, once in a process: a self-test leaves out what would keep it waiting."""
    from engine.inpaint.methods import AUTO
    from engine.inpaint.warmup import warm_up

    if method == AUTO:
        warm_up()


def _written(composite: Composite, part: Path, marked: bool) -> tuple[str, ...]:
    """Write it whole, in the photo's own depth and with its profile and metadata; what that cost, in sentences."""
    from engine.geometry import Rect
    from engine.photo import SaveOptions, write_photo
    from engine.recipes import provenance_of

    everything = Rect.of(composite.size)
    pixels, alpha = composite.read(everything), composite.read_alpha(everything)
    options = SaveOptions(provenance=provenance_of(composite) if marked else None)
    return write_photo(composite.photo, pixels, alpha, part, options=options, overwrite=True).warnings


def tidy(output: Path) -> None:
    """Take away what processes that were killed left half-written; what somebody still works on stays."""
    workshop = output / WORKSHOP
    with contextlib.suppress(OSError):
        for claim in workshop.glob("*.claim"):
            _tidy_one(claim)
        workshop.rmdir()


def _tidy_one(claim: Path) -> None:
    with contextlib.suppress(_Busy, EngineError), locked(claim, _give_up):
        shutil.rmtree(claim.with_suffix(""), ignore_errors=True)
        forget(claim)


class _Busy(Exception):  # noqa: N818 (it is no error)
    """Somebody holds the claim."""


def _give_up() -> None:
    raise _Busy
