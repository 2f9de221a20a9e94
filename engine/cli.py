"""The command line: fill a photo, list the models, show the sample. It loads no Qt.

Exit codes: 0 done, 2 bad input, 3 failed, 130 stopped with Ctrl+C.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from engine.errors import BadInput, Cancelled, EngineError
from engine.version import VERSION

DONE, BAD_INPUT, FAILED, STOPPED = 0, 2, 3, 130
METHODS = ("auto", "telea", "ns", "patchmatch", "network")


def main(arguments: list[str]) -> int:
    """Run one command; the exit code. Only --help and --version end in SystemExit(0)."""
    try:
        return _run(arguments)
    finally:
        _finish_printing()


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        if "run" not in options:
            parser.print_help()
            return DONE
        return options.run(options)
    except (KeyboardInterrupt, Cancelled):
        return _report(as_json, "Stopped; nothing was written.", "", STOPPED)
    except BrokenPipeError:
        return DONE  # all is done by the time that something is printed
    except EngineError as error:
        return _report(as_json, error.sentence, error.advice, BAD_INPUT if isinstance(error, BadInput) else FAILED)
    except MemoryError:
        advice = "Close other programs, or use a smaller photo."
        return _report(as_json, "The machine ran out of memory.", advice, FAILED)
    except Exception as error:
        traceback.print_exc()
        sentence = f"Something went wrong inside the program ({type(error).__name__}: {error})."
        return _report(as_json, sentence, "Please report it, with the lines above.", FAILED)


def _report(as_json: bool, sentence: str, advice: str, code: int) -> int:
    if as_json:
        print(json.dumps({"error": sentence, "advice": advice, "exit_code": code}))
    if sys.stderr is not None:
        print(f"tratteggio: {sentence} {advice}".rstrip(), file=sys.stderr)
    return code


def _finish_printing() -> None:
    """Write out what has been printed; where nobody reads it any more (`| head`), that is no failure."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except BrokenPipeError:
            # Else the interpreter would try once more at its end, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as everything else is said: plainly, and as JSON where that is wished."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message[:1].upper()}{message[1:]}.", f"Try: {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="main.py",
        description="Tratteggio fills what you mark in a photo. Without a command it opens its window: "
        "main.py [--sample] [PHOTO...]",
        epilog="Exit codes: 0 done, 2 bad input, 3 failed.",
    )
    parser.add_argument("--version", action="version", version=f"Tratteggio {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    _add_inpaint(commands)
    _add_models(commands)
    demo = commands.add_parser("demo", help="fill the sample photo and write a before/after picture")
    demo.add_argument("-o", "--output", type=Path, default=Path("out"), metavar="DIR", help="folder (default: out)")
    demo.set_defaults(run=_demo)
    return parser


def _add_inpaint(commands: Any) -> None:
    inpaint = commands.add_parser("inpaint", help="fill the white part of a mask in a photo")
    inpaint.add_argument("photo", type=Path, metavar="PHOTO")
    inpaint.add_argument("--mask", type=Path, required=True, help="a picture of the photo's size; white is filled")
    inpaint.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help="file to write; its ending decides the format"
    )
    inpaint.add_argument("--method", choices=METHODS, default="auto", help="how to fill (default: %(default)s)")
    inpaint.add_argument("--seed", type=_whole, default=0, metavar="N", help="another seed, another fill (default: 0)")
    inpaint.add_argument(
        "--device",
        default="auto",
        choices=("auto", "cpu", "cuda", "mps", "xpu"),
        help="where the network runs (default: auto)",
    )
    inpaint.add_argument(
        "--context", type=_whole, metavar="PX", help="surroundings to look at (default: by the size of the hole)"
    )
    inpaint.add_argument("--grow", type=_whole, default=0, metavar="PX", help="grow the mask first (default: 0)")
    inpaint.add_argument(
        "--feather", type=_whole, default=0, metavar="PX", help="soften the fill's edge, inwards (default: 0)"
    )
    inpaint.add_argument("--frame", type=_whole, metavar="N", help="page or frame of a file with several, from 0")
    inpaint.add_argument("--overwrite", action="store_true", help="allow OUT to be the photo itself")
    inpaint.add_argument("--json", action="store_true", help="print one JSON object")
    inpaint.set_defaults(run=_inpaint)


def _add_models(commands: Any) -> None:
    models = commands.add_parser("models", help="what models there are")
    verbs = models.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = verbs.add_parser("list", help="name, purpose, bundled, licence and size of every model")
    listing.add_argument("--json", action="store_true", help="print a JSON list")
    listing.set_defaults(run=_models_list)


def _whole(text: str) -> int:
    if not text.strip().isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


class _ProgressLine:
    """One line that is rewritten on a terminal, and nothing at all in a pipe."""

    def __init__(self, stream: Any = None) -> None:
        self._stream = stream or sys.stderr
        self._live = self._stream is not None and self._stream.isatty()
        self._shown_at = 0.0

    def __call__(self, progress: Any) -> None:
        now = time.monotonic()
        if not self._live or (now - self._shown_at < 0.1 and progress.fraction < 1):
            return
        self._shown_at = now
        bar = "#" * round(progress.fraction * 24)
        left = "" if progress.seconds_left is None else f"  {progress.seconds_left:.0f} s left"
        self._stream.write(f"\r\x1b[K[{bar:<24}] {progress.fraction:4.0%}{left}  {progress.message}")
        self._stream.flush()

    def close(self) -> None:
        if self._live and self._shown_at:
            self._stream.write("\r\x1b[K")
            self._stream.flush()


def _inpaint(options: argparse.Namespace) -> int:
    from engine.inpaint import FillSettings

    _check_output(options.output)
    if not options.overwrite and _same_file(options.output, options.photo):
        raise BadInput(
            f"{options.output.name} is the photo itself.",
            "Choose another name, or say --overwrite to replace the original.",
        )
    if _same_file(options.output, options.mask):
        raise BadInput(f"{options.output.name} is the mask itself.", "Choose another name for the result.")
    settings = FillSettings(
        method=options.method,
        seed=options.seed,
        context=options.context,
        grow=options.grow,
        feather=options.feather,
        device=options.device,
    )
    report = _fill_file(options.photo, options.mask, options.output, settings, options.frame)
    if options.json:
        print(json.dumps(report))
        return DONE
    for warning in report["warnings"]:
        if sys.stderr is not None:
            print(f"tratteggio: {warning}", file=sys.stderr)
    print(f"{options.output}: filled with {report['method']} in {report['seconds']:.2f} s")
    return DONE


def _check_output(output: Path) -> None:
    """Refuse before the work what could not be written after it."""
    from engine.photo import format_for_saving

    if os.path.isdir(output):
        raise BadInput(f"{output} is a folder.", "Name a file in it.")
    format_for_saving(output)
    if not os.path.isdir(output.parent):
        raise BadInput(f"There is no folder {output.parent}.", "Make it first, or choose another.")


def _fill_file(photo_path: Path, mask_path: Path, output: Path, settings: Any, frame: int | None) -> dict[str, Any]:
    """Fill a photo file into another file; the facts that `--json` prints."""
    import numpy as np

    from engine.document import Composite, changed_outside
    from engine.geometry import Rect
    from engine.inpaint import InpaintRequest, fill
    from engine.mask import bounding_rect, grow, read_mask
    from engine.photo import read_photo, write_photo

    photo = read_photo(photo_path, frame=frame)
    mask = read_mask(mask_path, photo.size)
    rect = bounding_rect(mask)
    if rect.is_empty:
        raise BadInput(f"The mask {mask_path.name} is black all over.", "Paint in it white what is to be filled.")
    request = InpaintRequest(Composite(photo), mask[rect.slices], rect, settings)
    result = _with_progress(lambda context: fill(request, context))
    composite = Composite(photo, (result.patch,))
    meant = grow(mask, settings.grow) if settings.grow else mask
    outside = changed_outside(composite, mask=meant)
    everything = Rect.of(photo.size)
    saved = write_photo(photo, composite.read(everything), composite.read_alpha(everything), output, overwrite=True)
    return {
        "output": str(output),
        "method": result.method,
        "seed": settings.seed,
        "regions": result.regions,
        "seconds": round(result.seconds, 3),
        "peak_memory_bytes": peak_memory(),
        "pixels_masked": int(np.count_nonzero(mask)),
        "pixels_changed_outside_mask": outside,
        "warnings": [*photo.warnings, *result.warnings, *saved.warnings],
    }


def _with_progress(work: Callable[[Any], Any]) -> Any:
    from engine.jobs import JobContext

    line = _ProgressLine()
    try:
        return work(JobContext(on_progress=line))
    finally:
        line.close()


def _same_file(first: Path, second: Path) -> bool:
    with suppress(OSError):
        return first.exists() and second.exists() and first.samefile(second)
    return False


def peak_memory() -> int | None:
    """The most memory that this process ever held, in bytes; None where the system does not tell."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _models_list(options: argparse.Namespace) -> int:
    from engine.models.registry import bundled

    rows = [
        {"name": card.name, "purpose": card.purpose, "bundled": True, "licence": card.licence, "bytes": card.bytes}
        for card in bundled()
    ]
    if options.json:
        print(json.dumps(rows))
        return DONE
    if not rows:
        print("No models came with this copy of the program.")
        return DONE
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        size = f"{row['bytes'] / 2**20:.1f} MiB"
        print(f"{row['name']:<{width}}  {row['purpose']:<8}  bundled  {row['licence']:<14}  {size}")
    return DONE


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
    report = _fill_file(sample_photo(), sample_mask(), result, FillSettings(), None)
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
