"""Filling for measuring: each method in a process of its own, so that its peak of memory is its own."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Protocol

import numpy as np

from engine.document import Composite
from engine.errors import BadInput, EngineError, ModelBroken
from engine.evaluation.memory import peak_bytes, reset_peak
from engine.geometry import Rect
from engine.inpaint import FillSettings, InpaintRequest, fill
from engine.inpaint.methods import AUTO, resolve
from engine.inpaint.warmup import warm_up
from engine.jobs import JobContext
from engine.photo import photo_from_pixels

_LAST_WORDS_S = 0.5  # an idle process ends as soon as its pipe does


@dataclass(frozen=True, eq=False)
class Filled:
    """What came of one fill.

    Args:
        picture: H x W x 3 uint8, the hole filled, all else as it was.
        seconds: how long it took, after a warm-up.
        cpu_seconds: how long its threads worked on it, all together.
        peak_bytes: the most memory its process held meanwhile; None where the system does not tell.
        method: the id of the method that ran; of interest where "auto" was asked for.
        warnings: plain sentences.
    """

    picture: np.ndarray
    seconds: float
    cpu_seconds: float
    peak_bytes: int | None
    method: str
    warnings: tuple[str, ...] = ()


class Filler(Protocol):
    """Fills one hole after the other in one way."""

    def fill(self, picture: np.ndarray, hole: np.ndarray, seed: int) -> Filled:
        """Fill the hole (H x W uint8, 255 = hole) in a picture (H x W x 3 uint8).

        Raises:
            EngineError: it cannot be filled in this way.
        """
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


def settings_of(name: str, device: str = "auto") -> FillSettings:
    """The settings that a row's name stands for: METHOD, or METHOD@VARIATION for methods that vary.

    Raises:
        BadInput: there is no such method, or the variation is no number from 0 to 1.
    """
    method, _, variation = name.partition("@")
    known = method if method == AUTO else resolve(method).info.id
    settings = FillSettings(method=known, device=device)
    if not variation:
        return settings
    try:
        return replace(settings, variation=float(variation))
    except (ValueError, BadInput) as error:
        raise BadInput(
            f"{variation!r} in {name} is no variation.", "Use a number from 0 to 1, as in gan@0.5."
        ) from error


class LocalFiller:
    """Fills in this process; its peak of memory is that of everything the process does."""

    def __init__(self, settings: FillSettings) -> None:
        self._settings = settings
        self._is_warm = False

    def fill(self, picture: np.ndarray, hole: np.ndarray, seed: int) -> Filled:
        settings = replace(self._settings, seed=seed)
        if not self._is_warm:
            if settings.method == AUTO:
                warm_up()  # what "auto" chooses among; it leaves out what is not loaded
            _fill(picture, hole, settings)
            self._is_warm = True
        reset_peak()
        return _fill(picture, hole, settings)

    def close(self) -> None:
        """Nothing is held."""


def _fill(picture: np.ndarray, hole: np.ndarray, settings: FillSettings) -> Filled:
    photo = photo_from_pixels(picture)
    everything = Rect.of(photo.size)
    started = time.process_time()
    result = fill(InpaintRequest(Composite(photo), hole, everything, settings), JobContext())
    worked = time.process_time() - started
    made = np.array(Composite(photo, (result.patch,)).read(everything))
    return Filled(made, result.seconds, worked, peak_bytes(), result.method, result.warnings)


class ProcessFiller:
    """Fills in a process of its own, which starts with the first fill, and anew where it has died."""

    def __init__(self, settings: FillSettings) -> None:
        self._settings = settings
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def fill(self, picture: np.ndarray, hole: np.ndarray, seed: int) -> Filled:
        pipe = self._pipe or self._start()
        try:
            pipe.send((picture, hole, seed))
            answer = pipe.recv()
        except (EOFError, OSError) as error:
            code = self._stop()
            raise ModelBroken(
                f"The process that fills with {self._settings.method} ended by itself (exit code {code}).",
                "Memory may be short: try smaller photos.",
            ) from error
        if isinstance(answer, EngineError):
            raise answer
        return answer

    def close(self) -> None:
        self._stop()

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, LocalFiller, self._settings), daemon=True)
        process.start()
        theirs.close()  # else the end of the process would not end our waiting
        self._process, self._pipe = process, ours
        return ours

    def _stop(self) -> int | None:
        """End the process, in the middle of a fill too; its exit code where it had ended by itself."""
        if self._pipe is not None:
            self._pipe.close()
        process, self._process, self._pipe = self._process, None, None
        if process is None:
            return None
        process.join(_LAST_WORDS_S)
        code = process.exitcode
        if process.is_alive():
            process.kill()
            process.join()
        return code


def _serve(pipe: Connection, build: Callable[[FillSettings], Filler], settings: FillSettings) -> None:
    """The process of one method: answers each picture with what was made of it, or with an error to be told."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that asks; it ends this one
    filler = build(settings)
    with contextlib.suppress(EOFError, OSError):
        while True:
            picture, hole, seed = pipe.recv()
            try:
                pipe.send(filler.fill(picture, hole, seed))
            except EngineError as error:
                pipe.send(error)
