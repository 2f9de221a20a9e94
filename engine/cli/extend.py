"""`main.py extend`: more picture beyond a photo's edges."""

from __future__ import annotations

import argparse
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, load_for, method
from engine.cli.filling import METHODS, add_file_options, add_output, add_seed, check_target, fill_into, tell
from engine.errors import BadInput
from engine.geometry import Margins, Size

if TYPE_CHECKING:
    from engine.inpaint import FillSettings

SIDES = ("left", "top", "right", "bottom")
ANCHORS = {
    "top-left": (0.0, 0.0), "top": (0.5, 0.0), "top-right": (1.0, 0.0),
    "left": (0.0, 0.5), "centre": (0.5, 0.5), "right": (1.0, 0.5),
    "bottom-left": (0.0, 1.0), "bottom": (0.5, 1.0), "bottom-right": (1.0, 1.0),
}  # fmt: skip
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)\s*(%|px)?")
_PAIR = re.compile(r"(\d{1,5})[:x/](\d{1,5})")

Amount = tuple[float, str]  # a number and its unit: "px" or "%"


def add(commands: Any) -> None:
    extend = commands.add_parser(
        "extend",
        help="extend a photo beyond its edges",
        description="Extend a photo beyond its edges, and fill what is new. The photo's own pixels stay as they are.",
    )
    extend.add_argument("photo", type=Path, metavar="PHOTO")
    for side in SIDES:
        across = "width" if side in ("left", "right") else "height"
        words = f"by this many pixels, or a share of the photo's {across} such as 25%%"
        extend.add_argument(f"--{side}", type=amount, default=(0.0, "px"), metavar="PX|%", help=words)
    extend.add_argument("--aspect", type=aspect, metavar="W:H", help="extend further until it has this shape, as 16:9")
    extend.add_argument(
        "--anchor", choices=ANCHORS, default="centre", metavar="PLACE",
        help=f"where the photo stays when --aspect adds: {', '.join(ANCHORS)} (default: centre)",
    )  # fmt: skip
    add_output(extend)
    extend.add_argument(
        "--method", type=method, metavar="METHOD", default="auto", help=f"one of {METHODS} (default: auto)"
    )
    add_seed(extend)
    extend.add_argument("--device", default="auto", choices=DEVICES, help="where a network runs (default: auto)")
    add_file_options(extend)
    extend.set_defaults(run=_extend)


def amount(text: str) -> Amount:
    """An argument in pixels ("120", "120px") or in per cent ("12.5%")."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None or (found[2] != "%" and "." in found[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is neither whole pixels, such as 120, nor a share, such as 12.5%")
    return float(found[1]), found[2] or "px"


def aspect(text: str) -> Fraction:
    """An argument such as 16:9."""
    found = _PAIR.fullmatch(text.strip())
    if found is None or not (int(found[1]) and int(found[2])):
        raise argparse.ArgumentTypeError(f"{text!r} is not a shape such as 16:9")
    return Fraction(int(found[1]), int(found[2]))


def margins_of(amounts: dict[str, Amount], size: Size) -> Margins:
    """Amounts by side in pixels: shares are of the photo's width or height."""
    whole_of = {"left": size.width, "right": size.width, "top": size.height, "bottom": size.height}
    pixels = {
        side: round(number * whole_of[side] / 100) if unit == "%" else int(number)
        for side, (number, unit) in amounts.items()
    }
    return Margins(**pixels)


def _extend(options: argparse.Namespace) -> int:
    from engine.inpaint import FillSettings

    check_target(options)
    settings = FillSettings(method=options.method, seed=options.seed, device=options.device)
    report = _extend_file(options, settings)
    width, height = report["size"]
    size = f"{width} x {height} px"
    sentence = f"{options.output}: {size}, filled with {report['method']} in {report['seconds']:.2f} s"
    return tell(report, options.json, sentence)


def _extend_file(options: argparse.Namespace, settings: FillSettings) -> dict[str, Any]:
    """Extend a photo file into another file; the facts that `--json` prints."""
    import numpy as np

    from engine.geometry import Rect
    from engine.photo import extended_photo, read_photo

    load_for(settings)
    photo = read_photo(options.photo, frame=options.frame)
    margins = _wanted(options, photo.size)
    inner = margins.inner(photo.size)
    photo = extended_photo(photo, margins)  # what was read is let go: it may be large
    everything = Rect.of(photo.size)
    mask = np.full((everything.height, everything.width), 255, np.uint8)
    mask[inner.slices] = 0
    extended = {side: getattr(margins, side) for side in SIDES}
    more = {"size": [photo.size.width, photo.size.height], "extended": extended}
    return fill_into(options.output, photo, mask, everything, settings, more, marked=not options.unmarked)


def _wanted(options: argparse.Namespace, size: Size) -> Margins:
    from engine.document import margins_for_aspect

    margins = margins_of({side: getattr(options, side) for side in SIDES}, size)
    if options.aspect is not None:
        margins = margins_for_aspect(size, options.aspect, ANCHORS[options.anchor], margins)
        if margins.is_empty:
            raise BadInput(f"{options.photo.name} has this shape already.", "Choose another, or extend a side.")
    if margins.is_empty:
        raise BadInput(
            "No side is to be extended.", "Say by how much, for example --right 20% or --top 300, or --aspect 16:9."
        )
    return margins
