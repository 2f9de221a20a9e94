"""`main.py replay`: do to a photo what a recipe says."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, same_file, with_progress
from engine.cli.filling import add_file_options, add_output, check_target, save_options, tell
from engine.errors import BadInput

if TYPE_CHECKING:
    from engine.recipes import Replayed


def add(commands: Any) -> None:
    replay = commands.add_parser(
        "replay",
        help="do to a photo what a saved recipe says",
        description="Do to a photo what a recipe says that File > Save recipe has written: the same crops, fills, "
        "strokes and adjustments. On the photo that it came from the pixels are the same.",
    )
    replay.add_argument("photo", type=Path, metavar="PHOTO")
    replay.add_argument("recipe", type=Path, metavar="RECIPE", help="for photos of this size or of its proportions")
    add_output(replay)
    replay.add_argument("--device", default="auto", choices=DEVICES, help="where networks run (default: auto)")
    replay.add_argument("--strict", action="store_true", help="write nothing where an entry has to be left out")
    add_file_options(replay)
    replay.set_defaults(run=_replay)


def _replay(options: argparse.Namespace) -> int:
    from engine.document import Composite, changed_outside
    from engine.geometry import Rect
    from engine.photo import read_photo, write_photo
    from engine.recipes import Result, load_recipe, replayed

    check_target(options)
    if same_file(options.output, options.recipe):
        raise BadInput(f"{options.output.name} is the recipe itself.", "Choose another name for the result.")
    recipe = load_recipe(options.recipe)
    photo = read_photo(options.photo, frame=options.frame)
    started = time.perf_counter()
    result = with_progress(lambda context: replayed(Composite(photo), recipe, context, device=options.device))
    left_out = [one for one in result.outcomes if one.result is Result.LEFT_OUT]
    if left_out and options.strict:
        raise BadInput(f"{left_out[0].why} Nothing was written.", "Leave out --strict to write the rest.")
    composite = result.composite
    whole = Rect.of(composite.size)
    saved = write_photo(
        composite.photo,
        composite.read(whole),
        composite.read_alpha(whole),
        options.output,
        options=save_options(composite, marked=not options.unmarked),
        overwrite=True,
    )
    report = {
        "output": str(options.output),
        "entries": [{"entry": one.entry, "result": one.result.value, "why": one.why} for one in result.outcomes],
        "same_photo": result.is_same_photo,
        "identical": result.is_identical,
        "seconds": round(time.perf_counter() - started, 3),
        "pixels_changed_outside_patches": changed_outside(composite),
        "warnings": [*photo.warnings, *result.warnings, *saved.warnings],
    }
    return tell(report, options.json, f"{options.output}: {_words(result)}")


def _words(result: Replayed) -> str:
    from engine.recipes import Result

    count = len(result.outcomes)
    made = sum(one.result is not Result.LEFT_OUT for one in result.outcomes)
    words = f"{made} of {count} entries made again"
    if result.is_identical:
        return f"{words}, bit for bit as they were"
    return f"{words}, from this photo's own pixels" if result.is_same_photo is False else words
