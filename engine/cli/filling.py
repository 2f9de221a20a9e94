"""What `inpaint` and `extend` share: options, the file a fill may go to, the fill itself, and what is said of it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, DONE, check_output, method, peak_memory, same_file, whole, with_progress
from engine.errors import BadInput

if TYPE_CHECKING:
    import numpy as np

    from engine.document import Composite
    from engine.geometry import Rect
    from engine.inpaint import FillSettings
    from engine.photo import Photo, SaveOptions

METHODS = "auto, gan, cnn, patchmatch, telea, ns"


def add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="file to write; its ending decides the format"
    )


def add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="another seed, another fill (default: 0)")


def add_fill_settings(parser: argparse.ArgumentParser) -> None:
    """Options that say how a mask is filled; `fill_settings` reads them."""
    parser.add_argument(
        "--method",
        type=method,
        metavar="METHOD",
        default="auto",
        help=f"one of {METHODS} (default: auto, which tries them on test holes beside the mask)",
    )
    add_seed(parser)
    parser.add_argument(
        "--variation",
        type=_share,
        default=1.0,
        metavar="SHARE",
        help="how far gan may stray from its mean fill, 0 to 1 (default: 1)",
    )
    parser.add_argument(
        "--device",
        default="auto",
        choices=DEVICES,
        help="where the network runs (default: auto)",
    )
    parser.add_argument(
        "--context", type=whole, metavar="PX", help="surroundings to look at (default: by the size of the hole)"
    )
    parser.add_argument("--grow", type=whole, default=0, metavar="PX", help="grow the mask first (default: 0)")
    parser.add_argument(
        "--feather", type=whole, default=0, metavar="PX", help="soften the fill's edge, inwards (default: 0)"
    )


def _share(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def fill_settings(options: argparse.Namespace) -> FillSettings:
    """What the options of `add_fill_settings` say.

    Raises:
        BadInput: a number is out of its range.
    """
    from engine.inpaint import FillSettings

    return FillSettings(
        method=options.method,
        seed=options.seed,
        context=options.context,
        grow=options.grow,
        feather=options.feather,
        device=options.device,
        variation=options.variation,
    )


def add_file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--frame", type=whole, metavar="N", help="page or frame of a file with several, from 0")
    parser.add_argument("--overwrite", action="store_true", help="allow OUT to be the photo itself")
    parser.add_argument(
        "--unmarked", action="store_true", help="do not say in OUT's metadata that parts of it were filled"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def check_target(options: argparse.Namespace) -> None:
    """Refuse before the work a result that cannot be written, or that would replace the photo unasked.

    Raises:
        BadInput: so it is.
    """
    check_output(options.output)
    if not options.overwrite and same_file(options.output, options.photo):
        raise BadInput(
            f"{options.output.name} is the photo itself.",
            "Choose another name, or say --overwrite to replace the original.",
        )


def save_options(composite: Composite, *, marked: bool = True) -> SaveOptions:
    """How a result is saved: with what was done to it in its metadata, unless that is not wished."""
    from engine.photo import SaveOptions
    from engine.recipes import provenance_of

    return SaveOptions(provenance=provenance_of(composite) if marked else None)


def fill_into(
    output: Path,
    photo: Photo,
    mask: np.ndarray,
    rect: Rect,
    settings: FillSettings,
    more: dict[str, Any] | None = None,
    *,
    marked: bool = True,
) -> dict[str, Any]:
    """Fill a photo and write it; the facts that `--json` prints.

    Args:
        mask: H x W uint8 of the photo's size, above 0 = fill.
        rect: around all that is masked.
        more: facts to follow the output's name.
        marked: whether the file is to say that it was filled, and how.
    """
    import numpy as np

    from engine.document import Composite, changed_outside
    from engine.geometry import Rect
    from engine.inpaint import InpaintRequest, fill
    from engine.mask import grow
    from engine.photo import write_photo

    request = InpaintRequest(Composite(photo), mask[rect.slices], rect, settings)
    result = with_progress(lambda context: fill(request, context))
    composite = Composite(photo, (result.patch,))
    outside = changed_outside(composite, mask=grow(mask, settings.grow) if settings.grow else mask)
    everything = Rect.of(photo.size)
    pixels, alpha = composite.read(everything), composite.read_alpha(everything)
    saved = write_photo(photo, pixels, alpha, output, options=save_options(composite, marked=marked), overwrite=True)
    return {
        "output": str(output),
        **(more or {}),
        "method": result.method,
        "seed": settings.seed,
        "regions": result.regions,
        "seconds": round(result.seconds, 3),
        "peak_memory_bytes": peak_memory(),
        "pixels_masked": int(np.count_nonzero(mask)),
        "pixels_changed_outside_mask": outside,
        "self_test": None if result.self_test is None else result.self_test.facts(),
        "warnings": [*photo.warnings, *result.warnings, *saved.warnings],
    }


def tell(report: dict[str, Any], as_json: bool, sentence: str) -> int:
    """Print what came of a fill: the facts as JSON, or the warnings and one sentence."""
    if as_json:
        print(json.dumps(report))
        return DONE
    for warning in report["warnings"]:
        if sys.stderr is not None:
            print(f"tratteggio: {warning}", file=sys.stderr)
    print(sentence)
    return DONE
