"""What the commands share: exit codes, the parser that speaks plainly, progress, files."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from engine.errors import BadInput

if TYPE_CHECKING:
    from engine.inpaint import FillSettings

DONE, BAD_INPUT, FAILED, STOPPED = 0, 2, 3, 130
DEVICES = ("auto", "cpu", "cuda", "mps", "xpu")
T = TypeVar("T")


class Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments as everything else is said: plainly, and as JSON where that is wished."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        raise BadInput(f"{message[:1].upper()}{message[1:]}.", f"Try: {self.prog} --help")


def whole(text: str) -> int:
    """An argument that is a whole number of 0 or more."""
    if not text.strip().isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number of 0 or more")
    return int(text)


def share_or_count(text: str) -> float:
    """An argument that says how many pictures: a share below 1, or a number of them."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e9 or (value >= 1 and value != int(value)):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a share such as 0.05 nor a number of pictures")
    return value


def method(text: str) -> str:
    """An argument that names a way to fill, or "auto"."""
    if text == "auto":  # the default; nothing heavy is loaded to see that it exists
        return text
    from engine.inpaint.methods import resolve

    try:
        return resolve(text).info.id
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error).rstrip(".")) from error


def load_for(settings: FillSettings) -> None:
    """Load what "auto" is to choose among: a self-test leaves out what would keep it waiting."""
    if settings.method == "auto":
        from engine.inpaint.warmup import warm_up

        warm_up()


class ProgressLine:
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


def with_progress(work: Callable[[Any], T]) -> T:
    """What `work` makes with a JobContext that draws its progress on the terminal."""
    from engine.jobs import JobContext

    line = ProgressLine()
    try:
        return work(JobContext(on_progress=line))
    finally:
        line.close()


def check_output(output: Path) -> None:
    """Refuse before the work what could not be written after it."""
    from engine.photo import format_for_saving

    if os.path.isdir(output):
        raise BadInput(f"{output} is a folder.", "Name a file in it.")
    format_for_saving(output)
    if not os.path.isdir(output.parent):
        raise BadInput(f"There is no folder {output.parent}.", "Make it first, or choose another.")


def same_file(first: Path, second: Path) -> bool:
    """Whether two paths name one file that exists."""
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
