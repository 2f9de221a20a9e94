"""`main.py sample`: pictures of a generator, from seeds."""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, DONE, check_output, whole, with_progress
from engine.errors import BadInput

if TYPE_CHECKING:
    import numpy as np

    from engine.latent.generator import Generator
    from engine.latent.point import LatentPoint

_MOST = 4096  # pictures
_GAP = 2  # px between the pictures of a grid
_HIGHEST_SEED = 2**32 - 1
_FARTHEST = 100.0  # standard deviations


def add(commands: Any) -> None:
    sample = commands.add_parser("sample", help="pictures of a generator, from seeds")
    sample.add_argument("--model", required=True, metavar="NAME", help="a GAN or a VAE, by its name or its card's path")
    sample.add_argument("--seed", type=whole, default=0, metavar="N", help="of the first picture (default: 0)")
    sample.add_argument("--count", type=whole, default=16, metavar="K", help="how many seeds (default: 16)")
    sample.add_argument(
        "--truncation",
        type=_number,
        default=1.0,
        metavar="F",
        help="how far from the mean picture: 0 is the mean, 1 the sample itself (default: 1)",
    )
    sample.add_argument("--cutoff", type=whole, metavar="LAYER", help="layers from this one on are not truncated")
    sample.add_argument("--no-noise", action="store_true", help="without the fine noise")
    sample.add_argument(
        "--set",
        type=_setting,
        action="append",
        default=[],
        dest="settings",
        metavar="DIRECTION=VALUE",
        help="move along a direction that `latents` lists, in standard deviations; may be given again",
    )
    sample.add_argument("--device", default="auto", choices=DEVICES, help="where the network runs (default: auto)")
    sample.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="FILE|DIR",
        help="a picture file gets all of them as a grid, a folder a PNG for each seed",
    )
    sample.add_argument("--json", action="store_true", help="print the facts, and every point as text, as JSON")
    sample.set_defaults(run=_sample)


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= _FARTHEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from -{_FARTHEST:g} to {_FARTHEST:g}")
    return value


def _setting(text: str) -> tuple[str, float]:
    name, sign, value = text.rpartition("=")
    if not sign or not name.strip():
        raise argparse.ArgumentTypeError(f"{text!r} is not DIRECTION=VALUE")
    return name.strip(), _number(value)


def _sample(options: argparse.Namespace) -> int:
    _check(options)
    from engine.latent.generator import open_generator

    started = time.monotonic()
    generator = open_generator(options.model, options.device)
    points = _points(generator, options)
    pictures = with_progress(lambda context: generator.pictures(points, context))
    files = _write(options.output, points, pictures)
    report = {
        "output": str(options.output),
        "files": [str(path) for path in files],
        "model": generator.card.name,
        "size": generator.size,
        "seeds": [point.base.seeds[0][0] for point in points],
        "runtime": str(generator.runtime),
        "seconds": round(time.monotonic() - started, 3),
        "points": [point.to_text() for point in points],
    }
    if options.json:
        print(json.dumps(report))
    else:
        many = "1 picture" if len(points) == 1 else f"{len(points)} pictures"
        print(f"{options.output}: {many} of {generator.card.label} in {report['seconds']:.1f} s")
    return DONE


def _check(options: argparse.Namespace) -> None:
    """Refuse before the work what could not be done or written after it."""
    if not 1 <= options.count <= _MOST:
        raise BadInput(f"{options.count} pictures cannot be made in one go.", f"Ask for 1 to {_MOST}.")
    if options.seed + options.count - 1 > _HIGHEST_SEED:
        raise BadInput(f"Seeds end at {_HIGHEST_SEED}.", "Begin with a smaller one.")
    if not _is_folder(options.output):
        check_output(options.output)


def _is_folder(output: Path) -> bool:
    return output.is_dir() or not output.suffix


def _points(generator: Generator, options: argparse.Namespace) -> list[LatentPoint]:
    from engine.latent.point import Base, LatentPoint, Move

    given = {generator.direction(name).id: amount for name, amount in options.settings}
    moves = tuple(Move(name, amount) for name, amount in given.items() if amount)
    return [
        LatentPoint(
            generator.card.name,
            Base.of_seed(seed),
            options.truncation,
            options.cutoff,
            None if options.no_noise else 0,
            moves,
        )
        for seed in range(options.seed, options.seed + options.count)
    ]


def _write(output: Path, points: list[LatentPoint], pictures: list[np.ndarray]) -> list[Path]:
    if not _is_folder(output):
        _save(_grid(pictures), output)
        return [output]
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"The folder {output} cannot be made: {error.strerror}.", "Choose another folder.") from error
    files = [output / f"{point.model}-{point.base.seeds[0][0]}.png" for point in points]
    for path, picture in zip(files, pictures, strict=True):
        _save(picture, path)
    return files


def _grid(pictures: list[np.ndarray]) -> np.ndarray:
    """All of them side by side, as near to a square as goes, on white."""
    import numpy as np

    columns = math.ceil(math.sqrt(len(pictures)))
    rows = math.ceil(len(pictures) / columns)
    step = len(pictures[0]) + _GAP
    sheet = np.full((rows * step - _GAP, columns * step - _GAP, 3), 255, np.uint8)
    for index, picture in enumerate(pictures):
        y, x = index // columns * step, index % columns * step
        sheet[y : y + step - _GAP, x : x + step - _GAP] = picture
    return sheet


def _save(pixels: np.ndarray, path: Path) -> None:
    from engine.photo import photo_from_pixels, write_photo

    photo = photo_from_pixels(pixels, name=path.name)
    write_photo(photo, photo.pixels, None, path, overwrite=True)
