"""`main.py evaluate`: how well methods fill holes whose truth is known."""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, DONE, STOPPED, whole
from engine.errors import BadInput

if TYPE_CHECKING:
    from engine.evaluation.record import Evaluation
    from engine.evaluation.samples import Holes, SampleSet

_SAVE_EVERY_S = 5.0
_ABOUT = """\
Punches a hole into every photo of DIR, fills it with every method and compares with what was there.

Holes are decided by the photo's name and the seed alone, so a subset of the photos gets the same holes. Where DIR has
the folders images and masks, the masks are the holes, and every folder in results is a row of the table as well: what
others made of the same pictures, with the known pixels pasted back."""
_NOTES = """\
PSNR, SSIM, MSE and LPIPS are taken over the whole picture, as papers do; PSNR, SSIM and our own perceptual distance
also in the hole. Intervals are 95 %: Student's t over photos for means, Wilson's score for rates. Every method runs in
a process of its own; its seconds count after a warm-up, its memory is that process's peak in a fill, libraries
included. Exit codes: 0 done, 2 bad input, 3 failed, 130 stopped with Ctrl+C (what there is by then is written)."""


def add(commands: Any) -> None:
    parser = commands.add_parser(
        "evaluate",
        help="score methods on photos whose truth is known",
        description=_ABOUT,
        epilog=_NOTES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="folder of photos")
    _add_what(parser)
    _add_holes(parser)
    _add_output(parser)
    parser.set_defaults(run=_evaluate)


def _add_what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--methods",
        type=_names,
        default=("auto", "patchmatch", "telea"),
        metavar="A,B",
        help="ways to fill; METHOD@0.5 sets the variation of one that varies (default: auto,patchmatch,telea)",
    )
    parser.add_argument(
        "--size",
        type=_size,
        metavar="256|512|native",
        help="cut the largest square out of the middle and shrink it to this many px (smaller ones stay), or take "
        "photos as they are (default: 512, with masks of your own native)",
    )
    parser.add_argument("--every", type=_positive, default=1, metavar="K", help="only every K-th photo, by name")
    parser.add_argument("--device", default="auto", choices=DEVICES, help="where networks run (default: auto)")
    parser.add_argument(
        "--lpips",
        type=Path,
        metavar="FILE",
        help="LPIPS weights, safetensors (default: what TRATTEGGIO_LPIPS names; without them LPIPS is left out)",
    )
    parser.add_argument("--diversity", action="store_true", help="fill again with the next seed, and compare the two")
    parser.add_argument(
        "--no-recognition", action="store_true", help="do not count what detectors find again after the fill"
    )


def _add_holes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--masks",
        choices=("freeform", "object", "border", "rectangle", "mixed"),
        default="freeform",
        help="kind of hole (default: freeform; mixed draws a kind for each photo)",
    )
    parser.add_argument(
        "--share", type=_share, default=(0.1, 0.4), metavar="0.1-0.4", help="part of the picture that a hole covers"
    )
    parser.add_argument("--seed", type=whole, default=0, metavar="N", help="other holes, fills, gallery (default: 0)")
    parser.add_argument("--holes", type=_positive, default=1, metavar="N", help="holes for each photo (default: 1)")
    parser.add_argument("--mask-dir", type=Path, metavar="DIR", help="masks by the photos' names, instead of chance")
    parser.add_argument(
        "--mask-hole", choices=("white", "black"), default="white", help="what marks the hole in them (default: white)"
    )
    parser.add_argument(
        "--result-dir",
        type=_named_folder,
        action="append",
        default=[],
        metavar="NAME=DIR",
        help="finished pictures by the photos' names, scored as a row of their own; may be given again",
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here, as the run goes on")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write a page with charts and pictures here")
    parser.add_argument(
        "--gallery", type=whole, default=6, metavar="N", help="photos in the page, chosen by the seed (default: 6)"
    )


def _names(text: str) -> tuple[str, ...]:
    from engine.evaluation.fillers import settings_of

    names = tuple(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))
    if not names:
        raise argparse.ArgumentTypeError("no method is named")
    for name in names:
        settings_of(name)  # refuses what is no method, in words of its own
    return names


def _size(text: str) -> int | str:
    if text == "native":
        return text
    if not text.isdecimal() or not 32 <= int(text) <= 8192:
        raise argparse.ArgumentTypeError(f"{text!r} is neither native nor a number of px from 32 to 8192")
    return int(text)


def _positive(text: str) -> int:
    number = whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 1 or more")
    return number


def _share(text: str) -> tuple[float, float]:
    found = re.fullmatch(r"(0?\.\d+)(?:-(0?\.\d+))?", text.strip())
    low, high = (float(found[1]), float(found[2] or found[1])) if found else (0.0, 0.0)
    if not 0.001 <= low <= high <= 0.9:
        raise argparse.ArgumentTypeError(f"{text!r} is no range of shares such as 0.1-0.4 (from 0.001 to 0.9)")
    return low, high


def _named_folder(text: str) -> tuple[str, Path]:
    name, sign, folder = text.partition("=")
    if not name or not sign or not folder:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=DIR")
    return name, Path(folder)


def _evaluate(options: argparse.Namespace) -> int:
    from engine.evaluation.fillers import ProcessFiller, settings_of
    from engine.evaluation.run import Run, Scorer, Wishes
    from engine.evaluation.table import as_text
    from engine.inpaint.selftest import lpips_weights

    _check_outputs(options)
    samples = _samples(options)
    scorer = Scorer(options.lpips or lpips_weights())
    evaluation = _empty(options, samples)
    fillers = {name: ProcessFiller(settings_of(name, options.device)) for name in options.methods}
    wishes = Wishes(options.seed, options.gallery, not options.no_recognition, options.diversity)
    run = Run(
        evaluation,
        samples,
        fillers,
        scorer,
        wishes,
        varied=frozenset(name for name in options.methods if _varies(name)),
        tell=_tell,
        after_photo=_Saver(evaluation, options.json),
    )
    code = DONE
    try:
        run.go()
    except KeyboardInterrupt:
        if not evaluation.records:
            raise
        code = STOPPED
        _tell(f"Stopped after {len(evaluation.photos)} of {samples.count}; what there is follows.")
    finally:
        for filler in fillers.values():
            filler.close()
    _save_json(evaluation, options.json)
    print(as_text(evaluation), flush=True)  # first: whatever becomes of the page, the figures are out
    _save_report(evaluation, options.report)
    return code


def _tell(line: str) -> None:
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)


def _check_outputs(options: argparse.Namespace) -> None:
    """Refuse before the work what could not be written after it."""
    for path in filter(None, (options.json, options.report)):
        if path.is_dir():
            raise BadInput(f"{path} is a folder.", "Name a file in it.")
        if not path.parent.is_dir():
            raise BadInput(f"There is no folder {path.parent}.", "Make it first, or choose another.")


def _samples(options: argparse.Namespace) -> SampleSet:
    from engine.evaluation.samples import SampleSet, by_stem, list_photos

    photos, masks, finished = options.folder, options.mask_dir, dict(options.result_dir)
    if (photos / "images").is_dir() and (photos / "masks").is_dir():
        masks = masks or photos / "masks"
        results = photos / "results"
        found = sorted(path for path in results.iterdir() if path.is_dir()) if results.is_dir() else []
        finished = {path.name: path for path in found} | finished
        photos = photos / "images"
    for folder in (*finished.values(), *filter(None, [masks])):
        by_stem(folder)  # refuses what is no folder
    clash = next((name for name in finished if name in options.methods), None)
    if clash is not None:
        raise BadInput(f"{clash} is the name of a method and of a folder of results.", "Give the folder another name.")
    size = options.size or ("native" if masks else 512)
    holes = _holes(options, masks)
    listed = list_photos(photos, options.every)
    return SampleSet(listed, holes, None if size == "native" else size, 1 if masks else options.holes, finished)


def _holes(options: argparse.Namespace, masks: Path | None) -> Holes:
    from engine.evaluation.samples import MaskFiles, RandomHoles

    if masks is not None:
        return MaskFiles(masks, options.mask_hole == "white")
    return RandomHoles(None if options.masks == "mixed" else options.masks, options.share, options.seed)


def _empty(options: argparse.Namespace, samples: SampleSet) -> Evaluation:
    from engine.evaluation.record import Evaluation
    from engine.evaluation.run import facts
    from engine.evaluation.samples import MaskFiles

    given = isinstance(samples.holes, MaskFiles)
    settings = {
        "folder": str(options.folder),
        "photos": len(samples.photos),
        "methods": list(options.methods),
        "size": samples.size or "native",
        "masks": str(samples.holes.folder) if isinstance(samples.holes, MaskFiles) else options.masks,
        "share": None if given else list(options.share),
        "holes_per_photo": samples.per_photo,
        "seed": options.seed,
        "device": options.device,
        "every": options.every,
    }
    return Evaluation(settings, (*options.methods, *samples.finished), facts())


def _varies(name: str) -> bool:
    from engine.evaluation.fillers import settings_of
    from engine.inpaint.methods import AUTO, resolve

    method = settings_of(name).method
    return method == AUTO or resolve(method).info.uses_seed


class _Saver:
    """Saves what there is now and then, so that no end of the process costs more than a little of the run."""

    def __init__(self, evaluation: Evaluation, path: Path | None) -> None:
        self._evaluation, self._path = evaluation, path
        self._saved_at = -math.inf

    def __call__(self) -> None:
        now = time.monotonic()
        if now - self._saved_at >= _SAVE_EVERY_S:
            _save_json(self._evaluation, self._path)
            self._saved_at = time.monotonic()


def _save_json(evaluation: Evaluation, path: Path | None) -> None:
    from engine.photo import write_atomically

    if path is not None:
        write_atomically(path, (json.dumps(evaluation.as_json(), indent=1, allow_nan=False) + "\n").encode())


def _save_report(evaluation: Evaluation, path: Path | None) -> None:
    from engine.evaluation.report import as_html
    from engine.photo import write_atomically

    if path is not None:
        write_atomically(path, as_html(evaluation).encode())
