"""`main.py inpaint`: fill what a mask marks in a photo file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.cli.common import load_for, same_file
from engine.cli.filling import (
    add_file_options,
    add_fill_settings,
    add_output,
    check_target,
    fill_into,
    fill_settings,
    tell,
)
from engine.errors import BadInput


def add(commands: Any) -> None:
    inpaint = commands.add_parser("inpaint", help="fill the white part of a mask in a photo")
    inpaint.add_argument("photo", type=Path, metavar="PHOTO")
    inpaint.add_argument("--mask", type=Path, required=True, help="a picture of the photo's size; white is filled")
    add_output(inpaint)
    add_fill_settings(inpaint)
    add_file_options(inpaint)
    inpaint.set_defaults(run=_inpaint)


def _inpaint(options: argparse.Namespace) -> int:
    check_target(options)
    if same_file(options.output, options.mask):
        raise BadInput(f"{options.output.name} is the mask itself.", "Choose another name for the result.")
    settings, marked = fill_settings(options), not options.unmarked
    report = fill_file(options.photo, options.mask, options.output, settings, options.frame, marked=marked)
    sentence = f"{options.output}: filled with {report['method']} in {report['seconds']:.2f} s{_reason(report)}"
    return tell(report, options.json, sentence)


def _reason(report: dict[str, Any]) -> str:
    """Why "auto" chose this method, in words; "" where the method was named."""
    tested = report["self_test"]
    if tested is None:
        return ""
    expected = "" if tested["quality"] is None else f" (expected quality {tested['quality']} of 100)"
    return f"\n{tested['why']}{expected}"


def fill_file(
    photo_path: Path, mask_path: Path, output: Path, settings: Any, frame: int | None, *, marked: bool = True
) -> dict[str, Any]:
    """Fill a photo file into another file; the facts that `--json` prints."""
    from engine.mask import bounding_rect, read_mask
    from engine.photo import read_photo

    load_for(settings)
    photo = read_photo(photo_path, frame=frame)
    mask = read_mask(mask_path, photo.size)
    rect = bounding_rect(mask)
    if rect.is_empty:
        raise BadInput(f"The mask {mask_path.name} is black all over.", "Paint in it white what is to be filled.")
    return fill_into(output, photo, mask, rect, settings, marked=marked)
