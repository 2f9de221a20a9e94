"""What `inpaint` and `extend` share: options, the file a fill may go to, the fill itself, and what is said of it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DONE, check_output, peak_memory, same_file, whole, with_progress
from engine.errors import BadInput

if TYPE_CHECKING:
    import numpy as np

    from engine.geometry import Rect
    from engine.inpaint import FillSettings
    from engine.photo import Photo

METHODS = "auto, gan, cnn, patchmatch, telea, ns"


def add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="file to write; its ending decides the format"
    )


def add_seed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="another seed, another fill (default: 0)")


def add_file_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--frame", type=whole, metavar="N", help="page or frame of a file with several, from 0")
    parser.add_argument("--overwrite", action="store_true", help="allow OUT to be the photo itself")
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


def fill_into(
    output: Path,
    photo: Photo,
    mask: np.ndarray,
    rect: Rect,
    settings: FillSettings,
    more: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Fill a photo and write it; the facts that `--json` prints.

    Args:
        mask: H x W uint8 of the photo's size, above 0 = fill.
        rect: around all that is masked.
        more: facts to follow the output's name.
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
    saved = write_photo(photo, composite.read(everything), composite.read_alpha(everything), output, overwrite=True)
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
