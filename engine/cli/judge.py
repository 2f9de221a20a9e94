"""`main.py judge`: how good a generator is, on pictures that it has not seen."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DONE, share_or_count, whole
from engine.errors import BadInput

if TYPE_CHECKING:
    from engine.evaluation.generators import Judgement, Material

_ABOUT = """\
Judges a VAE or a GAN: what it gives back of held-out pictures, how far its samples lie from the data, how varied they
are, and whether they are copies. Samples are those of the seeds 0, 1, 2, ...; none is chosen."""
_NOTES = """\
The Frechet distance is a metric of our own, on features of networks that are at hand, as a share of the data's own
spread: it compares with no published figure. LPIPS needs its weights (--lpips, or what TRATTEGGIO_LPIPS names);
without them the program's own perceptual distance takes its place. Exit codes: 0 done, 2 bad input, 3 failed."""


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "judge",
        help="score a VAE or a GAN, and look at its samples",
        description=_ABOUT,
        epilog=_NOTES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", metavar="MODEL|RUN", help="a model's name, a card (JSON), or the folder of a run")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="pictures like those it learnt from")
    parser.add_argument("--groups", type=Path, metavar="FILE", help="table: which files are parts of one photo")
    parser.add_argument(
        "--hold-out",
        type=share_or_count,
        default=0.05,
        metavar="N",
        help="pictures held out, as in training (default: 0.05)",
    )
    parser.add_argument("--lpips", type=Path, metavar="FILE", help="LPIPS weights (safetensors)")
    parser.add_argument("--count", type=_several, default=1000, metavar="N", help="samples (default: 1000)")
    parser.add_argument("--most", type=_several, default=500, metavar="N", help="held-out pictures (default: 500)")
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="sample that strips start from (default: 0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write a page with figures and pictures here")
    parser.add_argument("--sheets", type=Path, metavar="DIR", help="write samples, strips and neighbours here as PNG")
    parser.set_defaults(run=_judge)


def _several(text: str) -> int:
    number = whole(text)
    if number < 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 2 or more")
    return number


def _judge(options: argparse.Namespace) -> int:
    from engine.evaluation.features import Difference, fill_network_eye
    from engine.evaluation.generators import judge
    from engine.evaluation.subjects import open_subject
    from engine.inpaint.selftest import lpips_weights

    _check_outputs(options)
    difference = Difference(options.lpips or lpips_weights())
    eyes = [eye for eye in (fill_network_eye(), difference.eye) if eye is not None]
    with open_subject(options.model, options.seed) as subject:
        material = _material(options, subject.size)
        found = judge(subject, material, difference, eyes, options.count, _tell)
    for line in lines(found):
        print(line, flush=True)
    _write(found, options)
    return DONE


def _material(options: argparse.Namespace, size: int) -> Material:
    from engine.evaluation.subjects import photos_in, read_material

    _tell(f"Reading {options.data}")
    photos = photos_in(options.data, options.groups, options.hold_out)
    return read_material(options.model, photos, size, options.most)


def lines(found: Judgement) -> list[str]:
    """The figures for people."""
    said = [f"{found.name} ({found.kind}, {found.settings['size']} px)"]
    names = {"psnr": ("PSNR", 2, " dB"), "ssim": ("SSIM", 3, "")}
    for key, estimate in found.scores.items():
        name, digits, unit = names.get(key, (key, 3, ""))
        value = f"{estimate.value:.{digits}f}{unit} ± {estimate.margin:.{digits}f}"
        said.append(f"  given back, {estimate.count} held-out pictures: {name} {value}")
    if found.kl:
        said.append(f"  KL {sum(found.kl):.1f} nats, {found.used_latents} of {len(found.kl)} latents used")
    for name, far in found.frechet.items():
        words = f"{far['distance']:.3f} from the data, halves of the data {far['floor']:.3f} from each other"
        said.append(f"  Frechet distance (ours, {name}, {far['samples']} samples): {words}")
    if found.diversity:
        d = found.diversity
        words = f"{d['samples']:.3f} between samples, {d['data']:.3f} in the data: {d['ratio']:.2f} x"
        said.append(f"  diversity ({found.settings['difference']}): {words}")
    for name, walk in found.walks.items():
        words = f"{walk['whole']:.3f} from end to end, grows in {walk['steady']:.0%} of its steps"
        said.append(f"  direction {name}: {words}")
    near = found.neighbours
    if near is not None:
        import numpy as np

        usual = f"{np.median(near.usual):.3f}" if near.usual else "unknown"
        words = f"median {np.median(near.distances):.3f}, of held-out pictures {usual}"
        copies = ", ".join(map(str, near.copies)) or "none"
        said.append(f"  distance to the nearest training picture: {words}; likely copies: {copies}")
    return said


def _write(found: Judgement, options: argparse.Namespace) -> None:
    from engine.evaluation.generator_report import as_html, sheets_of
    from engine.evaluation.sheets import as_png
    from engine.photo import write_atomically

    if options.json is not None:
        text = json.dumps(found.as_json(), indent=1, allow_nan=False) + "\n"
        write_atomically(options.json, text.encode())
    if options.sheets is not None:
        options.sheets.mkdir(exist_ok=True)
        for name, picture in sheets_of(found).items():
            write_atomically(options.sheets / f"{name}.png", as_png(picture))
    if options.report is not None:
        write_atomically(options.report, as_html(found).encode())


def _check_outputs(options: argparse.Namespace) -> None:
    """Refuse before the work what could not be written after it."""
    for path in filter(None, (options.json, options.report)):
        if path.is_dir():
            raise BadInput(f"{path} is a folder.", "Name a file in it.")
    if options.sheets is not None and options.sheets.is_file():
        raise BadInput(f"{options.sheets} is a file.", "Name a folder.")
    for path in filter(None, (options.json, options.report, options.sheets)):
        if not path.parent.is_dir():
            raise BadInput(f"There is no folder {path.parent}.", "Make it first, or choose another.")


def _tell(line: str) -> None:
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)
