"""`main.py invert`: a photo as a point of a generator's latent space."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, DONE, check_output, same_file, whole, with_progress
from engine.errors import BadInput

if TYPE_CHECKING:
    import numpy as np

    from engine.geometry import Rect, Size
    from engine.latent.inversion import Inversion

_STEPS = 150


def add(commands: Any) -> None:
    invert = commands.add_parser("invert", help="the point of a generator that comes nearest to a photo")
    invert.add_argument("photo", type=Path, metavar="PHOTO")
    invert.add_argument("--model", required=True, metavar="NAME", help="a GAN or a VAE, by its name or its card's path")
    invert.add_argument(
        "--steps",
        type=whole,
        default=_STEPS,
        metavar="N",
        help=f"of the search; 0 takes what the encoder says at once (default: {_STEPS})",
    )
    invert.add_argument(
        "--crop",
        type=_square,
        metavar="X,Y,SIDE",
        help="the square of the photo that is meant, in px (default: the largest in its middle)",
    )
    invert.add_argument("--frame", type=whole, metavar="N", help="page or frame of a file with several, from 0")
    invert.add_argument(
        "--lpips",
        type=Path,
        metavar="FILE",
        help="LPIPS weights, safetensors: the search sees more like people with them, and LPIPS is measured "
        "(default: what TRATTEGGIO_LPIPS names; without them it is left out)",
    )
    invert.add_argument("--device", default="auto", choices=DEVICES, help="where the network paints (default: auto)")
    invert.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT",
        help="the picture found; the point is written beside it, as OUT's name with .latent.safetensors. "
        "A name with that ending gets the point alone",
    )
    invert.add_argument("--json", action="store_true", help="print the facts, and the point as text, as JSON")
    invert.set_defaults(run=_invert)


def _square(text: str) -> tuple[int, int, int]:
    try:
        x, y, side = (whole(part) for part in text.split(","))
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is not X,Y,SIDE") from error
    return x, y, side


def _invert(options: argparse.Namespace) -> int:
    from engine.inpaint.selftest import lpips_weights
    from engine.latent.files import Latents, save_latents
    from engine.latent.generator import open_generator
    from engine.latent.inversion import invert, square_picture

    picture_file, latent_file = _files(options.output, options.photo)
    pixels, size = _pixels(options.photo, options.frame)
    generator = open_generator(options.model, options.device)
    crop = _crop(options.crop, size)
    wanted = square_picture(pixels, crop, generator.size)
    lpips = options.lpips or lpips_weights()
    found = with_progress(lambda context: invert(generator, wanted, options.steps, context, lpips=lpips))
    if picture_file is not None:
        _write(found.picture, picture_file)
    save_latents(latent_file, Latents(points=(found.point,)))
    facts = _facts(found, options.photo, generator.card.name, crop, picture_file, latent_file)
    print(json.dumps(facts) if options.json else _sentence(found, latent_file))
    return DONE


def _files(output: Path, photo: Path) -> tuple[Path | None, Path]:
    """Where the picture and the point go.

    Raises:
        BadInput: they cannot be written there.
    """
    from engine.latent.files import SUFFIX

    if output.name.endswith(SUFFIX):
        if not output.parent.is_dir():
            raise BadInput(f"There is no folder {output.parent}.", "Make it first, or choose another.")
        return None, output
    check_output(output)
    if same_file(output, photo):
        raise BadInput(f"{output.name} is the photo itself.", "Choose another name for the picture.")
    return output, output.with_name(output.stem + SUFFIX)


def _pixels(path: Path, frame: int | None) -> tuple[np.ndarray, Size]:
    """A photo file as sRGB, H x W x 3 uint8, and its size."""
    from engine.photo import DisplayTransform, read_photo

    photo = read_photo(path, frame=frame)
    return DisplayTransform(photo.icc).apply(photo.pixels), photo.size


def _crop(wish: tuple[int, int, int] | None, size: Size) -> Rect:
    from engine.geometry import Rect
    from engine.latent.inversion import middle_square

    return middle_square(size) if wish is None else Rect(wish[0], wish[1], wish[2], wish[2])


def _write(picture: np.ndarray, path: Path) -> None:
    from engine.photo import photo_from_pixels, write_photo

    write_photo(photo_from_pixels(picture), picture, None, path, overwrite=True)


def _facts(
    found: Inversion, photo: Path, model: str, crop: Rect, picture_file: Path | None, latent_file: Path
) -> dict[str, Any]:
    return {
        "photo": str(photo),
        "model": model,
        "crop": [crop.x, crop.y, crop.width, crop.height],
        "steps": found.steps,
        "psnr": round(found.psnr, 3),
        "ssim": round(found.ssim, 4),
        "lpips": None if found.lpips is None else round(found.lpips, 4),
        "seconds": round(found.seconds, 3),
        "output": None if picture_file is None else str(picture_file),
        "latent": str(latent_file),
        "point": found.point.to_text(),
    }


def _sentence(found: Inversion, latent_file: Path) -> str:
    seen = "" if found.lpips is None else f", LPIPS {found.lpips:.3f}"
    how = f"{found.steps} steps" if found.steps else "the encoder alone"
    return f"{latent_file}: PSNR {found.psnr:.2f} dB, SSIM {found.ssim:.3f}{seen} after {how} in {found.seconds:.1f} s"
