"""`main.py demo`: fill the sample photo, where there is no window to show it in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.cli.common import DONE
from engine.cli.inpaint import fill_file
from engine.errors import BadInput


def add(commands: Any) -> None:
    demo = commands.add_parser("demo", help="fill the sample photo and write a before/after picture")
    demo.add_argument("-o", "--output", type=Path, default=Path("out"), metavar="DIR", help="folder (default: out)")
    demo.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from engine.inpaint import FillSettings
    from engine.samples import sample_mask, sample_photo

    result = options.output / "kite-filled.jpg"
    comparison = options.output / "kite-before-after.jpg"
    try:
        options.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"The folder {options.output} cannot be made: {error.strerror}.", "Choose another folder."
        ) from error
    report = fill_file(sample_photo(), sample_mask(), result, FillSettings(), None)
    _write_comparison(sample_photo(), sample_mask(), result, comparison)
    print(f"Filled the sample with {report['method']} in {report['seconds']:.1f} s.")
    print(f"result:       {result.resolve()}")
    print(f"before/after: {comparison.resolve()}")
    return DONE


def _write_comparison(before: Path, mask: Path, after: Path, target: Path) -> None:
    """The photo with its mask in red, beside the result."""
    import numpy as np

    from engine.mask import read_mask
    from engine.photo import photo_from_pixels, read_photo, write_photo

    photo, filled = read_photo(before), read_photo(after)
    covered = read_mask(mask, photo.size)[..., None] / 510.0
    marked = (photo.pixels * (1 - covered) + np.array([255, 60, 60]) * covered).astype(np.uint8)
    pair = photo_from_pixels(np.concatenate([marked, filled.pixels], axis=1), name=target.name)
    write_photo(pair, pair.pixels, None, target, overwrite=True)
