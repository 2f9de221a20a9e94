"""`main.py morph`: a film that goes from seed to seed."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from engine.cli.common import DEVICES, DONE, whole, with_progress
from engine.errors import BadInput

_HIGHEST_SEED = 2**32 - 1
_EASINGS = ("linear", "smooth", "spline")
_FPS = 24.0
_FRAMES = 96


def add(commands: Any) -> None:
    morph = commands.add_parser(
        "morph",
        help="a film that goes from seed to seed",
        description="A film that goes from seed to seed: GIF, animated WebP, MP4, or a folder of PNG pictures.",
    )
    morph.add_argument("--model", required=True, metavar="NAME", help="a GAN or a VAE, by its name or its card's path")
    morph.add_argument("--seeds", type=seeds, required=True, metavar="A,B,...", help="the key frames, two at least")
    morph.add_argument("--frames", type=whole, metavar="N", help=f"how many in all (default: {_FRAMES})")
    morph.add_argument("--seconds", type=positive, metavar="S", help="how long, instead of --frames")
    morph.add_argument("--fps", type=positive, default=_FPS, help=f"frames a second, 1 to 60 (default: {_FPS:g})")
    morph.add_argument("--loop", action="store_true", help="back to the first seed at the end, without a jump")
    morph.add_argument(
        "--easing", choices=_EASINGS, default="smooth", metavar="EASING",
        help="linear, smooth (rests at each seed) or spline (flows through all of them) (default: smooth)",
    )  # fmt: skip
    morph.add_argument(
        "--through", choices=("styles", "latents"), default="styles", metavar="SPACE",
        help="styles (the straight way) or latents (round, stays as vivid between the seeds) (default: styles)",
    )  # fmt: skip
    morph.add_argument(
        "--truncation", type=truncation, default=1.0, metavar="F",
        help="how far from the mean picture, 0 to 2 (default: 1)",
    )  # fmt: skip
    morph.add_argument("--size", type=whole, default=0, metavar="PX", help="16 to 1024 (default: as the model paints)")
    morph.add_argument("--device", default="auto", choices=DEVICES, help="where the network runs (default: auto)")
    morph.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE|DIR",
        help="ends in .gif, .webp or .mp4; a folder gets PNG pictures",
    )  # fmt: skip
    morph.add_argument("--json", action="store_true", help="print the facts as JSON")
    morph.set_defaults(run=_morph)


def seeds(text: str) -> tuple[int, ...]:
    """An argument such as 1,2,3."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) <= _HIGHEST_SEED for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of seeds such as 1,2,3")
    return tuple(int(part) for part in parts)


def positive(text: str) -> float:
    """An argument that is a number above 0."""
    return _number(text, 1e-3, 1e6)


def truncation(text: str) -> float:
    """An argument from 0 to 2."""
    return _number(text, 0.0, 2.0)


def _number(text: str, least: float, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least:g} to {most:g}")
    return value


def _morph(options: argparse.Namespace) -> int:
    from engine.latent.film import FilmSettings, check_film, film_kind, write_film
    from engine.latent.generator import find_generator, open_generator
    from engine.latent.morph import Morph, MorphFrames, frames_of
    from engine.latent.point import Base, LatentPoint

    if options.frames is not None and options.seconds is not None:
        raise BadInput("A film's length is given by --frames or by --seconds, not by both.", "Leave one out.")
    film_kind(options.output)
    card = find_generator(options.model)
    points = tuple(LatentPoint(card.name, Base.of_seed(seed), options.truncation) for seed in options.seeds)
    frames = _FRAMES if options.frames is None else options.frames
    if options.seconds is not None:
        frames = frames_of(options.seconds, options.fps)
    morph = Morph(points, frames, options.easing, options.loop, options.through)
    settings = FilmSettings(options.fps, options.size)
    generator = open_generator(card, options.device)
    check_film(options.output, settings, (generator.size, generator.size))
    pictures = MorphFrames(generator, morph)
    report = with_progress(lambda context: write_film(options.output, pictures, settings, context))
    width, height = report.size
    if options.json:
        facts = {
            "output": str(options.output), "format": report.kind, "model": card.name, "seeds": list(options.seeds),
            "frames": report.frames, "fps": options.fps, "size": [width, height], "bytes": report.bytes,
            "runtime": str(generator.runtime), "seconds": round(report.seconds, 3),
        }  # fmt: skip
        print(json.dumps(facts))
    else:
        print(
            f"{options.output}: {report.frames} frames of {width} x {height} px in {report.seconds:.1f} s, "
            f"{report.weight}"
        )
    return DONE
