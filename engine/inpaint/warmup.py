"""Make ahead what is made once on a machine: `python -m engine.inpaint.warmup` compiles and converts all of it."""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.photo import pixels

if TYPE_CHECKING:
    from engine.device import Runtime
    from engine.inpaint.network import NetworkMethod
    from engine.models.card import ModelCard

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent.parent
_children: list[subprocess.Popen] = []  # nobody waits for them; a Popen that is let go complains that it still runs


def warm_up() -> None:
    """Load what the first fill needs, so that it need not wait for it; safe to call from any thread.

    The kernels of PatchMatch are compiled when their module is imported: seconds once, a moment from then on. A network
    that is still to be converted runs through torch, while a process of its own converts it for the next start: that
    takes seconds of Python, in which no window of this process could draw.
    """
    from engine.inpaint import patchmatch

    patchmatch.load_kernels()
    pixels.load_kernels()
    networks = _networks()
    with contextlib.suppress(EngineError):  # a fill by the broken model will say what is wrong with it
        for network in networks[:1]:
            network.load()
    if not all(network.is_prepared for network in (*networks, *_generators())):
        _convert_beside()


def make_ahead() -> None:
    """Compile the kernels and convert the networks; returns when all of it is done."""
    from engine.inpaint import patchmatch

    patchmatch.load_kernels()
    pixels.load_kernels()
    for network in (*_networks(), *_generators()):
        try:
            _log.info("%s runs on %s", network.card.name, network.prepare())
        except EngineError as error:
            _log.warning("%s was left out: %s", network.card.name, error)


def _networks() -> list[NetworkMethod]:
    """The methods that are networks, the one first that fills are likelier to need."""
    from engine.inpaint import methods

    with contextlib.suppress(EngineError, ImportError):
        from engine.inpaint.network import NetworkMethod

        found = [methods.resolve(one) for one in methods.default_order()]
        built = [method.build("auto") for method in found if method.info.needs_torch]
        return [method for method in built if isinstance(method, NetworkMethod)]
    return []


class _Generator:
    """A generator of the latent studio, as `make_ahead` sees a network."""

    def __init__(self, card: ModelCard) -> None:
        self.card = card

    @property
    def is_prepared(self) -> bool:
        from engine.latent.generator import is_generator_prepared

        try:
            return is_generator_prepared(self.card)
        except EngineError:  # what is broken cannot be helped here; the studio will say so
            return True

    def prepare(self) -> Runtime:
        from engine.latent.generator import prepare_generator

        return prepare_generator(self.card)


def _generators() -> list[_Generator]:
    from engine.latent.generator import generators

    with contextlib.suppress(EngineError):
        return [_Generator(card) for card in generators()]
    return []


def _convert_beside() -> None:
    """Start `make_ahead` in a process that stands back behind everything else, and ends with this one."""
    command, nowhere = [sys.executable, "-m", __name__, "--stand-back"], subprocess.DEVNULL
    with contextlib.suppress(OSError):
        # The pipe is never written to: that it ends tells the process that nobody is there any more.
        child = subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere)
        _children.append(child)


def leave_with_starter() -> None:
    """From now on, end this process as soon as whoever started it has ended, and with it our standard input."""

    def listen() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1):
                pass
        os._exit(0)  # what is half converted was never given its name

    threading.Thread(target=listen, name="starter", daemon=True).start()


def main(arguments: list[str]) -> None:
    if "--stand-back" in arguments:
        leave_with_starter()
        if hasattr(os, "nice"):
            os.nice(10)
    make_ahead()


if __name__ == "__main__":
    main(sys.argv[1:])
