"""Networks that run, whatever runs them: numpy arrays in by name, one numpy array out.

On the processor that is OpenVINO, where it is installed and the network has been converted for it (`prepare`);
otherwise, and on every other device, torch. Both give the same picture within `TOLERANCE`, and a network of which
that does not hold on this machine is left to torch. Of a network that is several in one (a generator with its encoder)
each part is run and converted by itself: `part` is the name of a module of it, "" the whole.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np

from engine.device import Runtime, is_lost, lose, pick_runtime
from engine.errors import DeviceLost, is_lost_device
from engine.language import tr
from engine.models import openvino_backend
from engine.models.card import ModelCard
from engine.models.weights import read_bytes

Inputs = Mapping[str, np.ndarray]

# The most by which one value of an output (a picture's lies in 0..1) may differ from torch's in float32, by what it is
# computed in. Measured on photos: 2e-6 in float32; in bfloat16 0.007 for a generator, and 0.03 for a network whose deep
# features grow large, which is why that one runs in float32 everywhere.
TOLERANCE: Mapping[str, float] = {"float32": 1e-4, "bfloat16": 4 / 255}
_MOST_RUNNERS = 6  # kept: two that fill, and generator and encoder of two latent models
_MARGIN = 0.5  # of the tolerance, on the one example that is compared: other pictures may be off by more

_log = logging.getLogger(__name__)
_lock = threading.Lock()


class Runner(Protocol):
    """A network that is ready to run; may be called from any thread."""

    @property
    def runtime(self) -> Runtime:
        """What runs it."""
        ...

    def __call__(self, **inputs: np.ndarray) -> np.ndarray:
        """Run the network once.

        Args:
            inputs: float32 arrays by the names and in the shapes of the network's `forward`; those that it can do
                without may be left out, the same ones at every call.

        Returns:
            What `forward` returns, or the first of what it returns, float32, an array of the caller's own.

        Raises:
            DeviceLost: the graphics card has stopped answering; the next call runs on the processor.
            Exception: what the library raises; `engine.errors.is_out_of_memory` knows it where memory ran out.
        """
        ...


def load_runner(card: ModelCard, device: str = "auto", part: str = "") -> Runner:
    """The network of a card, ready to run; kept for the next call.

    Args:
        device: "auto" or a torch device.
        part: which module of the network; "" = the whole.

    Raises:
        BadInput: the device is none of this machine's.
        DeviceLost: the graphics card has stopped answering; the next call gives one for the processor.
        ModelBroken: the weights are missing, are not what the card says, or do not fit the network.
    """
    runtime = pick_runtime(device)
    if runtime.library == "openvino":
        folder = openvino_backend.find(card, part)
        if folder is not None:
            try:
                with _lock:
                    runner = _openvino_runner(folder, card.weights, card.sha256)
                return runner if runner.runtime.precision == "float32" else _Checked(runner, card, part)
            except openvino_backend.ConversionError as problem:
                _log.info("%s runs through torch: %s", card.name, problem)
    return _torch_runner(card, "cpu", part) if runtime.device == "cpu" else _OnCard(card, runtime.device, part)


def is_prepared(card: ModelCard, device: str = "auto", part: str = "") -> bool:
    """Whether the network runs as fast as it can here; where not, `prepare` helps."""
    return pick_runtime(device).library != "openvino" or openvino_backend.find(card, part) is not None


def prepare(card: ModelCard, example: Inputs, part: str = "", *, fixed: bool = False) -> Runtime:
    """Convert a network for OpenVINO, where that is what this machine runs networks with and it is not yet done.

    Takes seconds and loads torch. What was converted is compared with torch before it is kept.

    Args:
        example: inputs such as the network is given; only their names, ranks and types are kept.
        part: which module of the network; "" = the whole.
        fixed: it is only ever given inputs of the example's shapes: a third less work where the pictures are small.

    Returns:
        What will run the network from now on.

    Raises:
        ModelBroken: see `load_runner`.
    """
    if not is_prepared(card, part=part):
        try:
            _convert(card, example, pick_runtime().precision, part, fixed)
        except openvino_backend.ConversionError as problem:
            _log.info("%s runs through torch: %s", card.name, problem)
    return load_runner(card, part=part).runtime


def _convert(card: ModelCard, example: Inputs, precision: str, part: str, fixed: bool) -> None:
    """
    Raises:
        ConversionError: OpenVINO cannot do it, or not exactly enough.
    """
    from engine.models.loader import load_model

    expected = _torch_runner(card, "cpu", part)(**example)
    module = load_model(card).get_submodule(part)
    with openvino_backend.conversion(module, example, fixed=fixed) as converted:
        for tried in dict.fromkeys((precision, "float32")):
            off = float(np.abs(converted.runner(tried)(**example) - expected).max(initial=0.0))
            if off <= _MARGIN * TOLERANCE[tried]:
                converted.keep(card, tried, part)
                return
    raise openvino_backend.ConversionError(tr("its answers are off by {off:.2g}", off=off))


class _Checked:
    """A runner that computes in few digits: where they do not suffice, torch answers in float32."""

    def __init__(self, runner: Runner, card: ModelCard, part: str) -> None:
        self.runtime = runner.runtime
        self._runner, self._card, self._part = runner, card, part

    def __call__(self, **inputs: np.ndarray) -> np.ndarray:
        answer = self._runner(**inputs)
        if np.isfinite(answer).all():
            return answer
        _log.info("%s gave no usable numbers in %s: again in float32", self._card.name, self.runtime.precision)
        return _torch_runner(self._card, "cpu", self._part)(**inputs)


class _OnCard:
    """A runner on a graphics card, until that stops answering: then the processor's takes its place."""

    def __init__(self, card: ModelCard, device: str, part: str) -> None:
        self._card, self._device, self._part = card, device, part
        with _noticing_loss(device):
            self._runner: Runner | None = _torch_runner(card, device, part)

    @property
    def runtime(self) -> Runtime:
        return self._now().runtime

    def __call__(self, **inputs: np.ndarray) -> np.ndarray:
        with _noticing_loss(self._device):
            return self._now()(**inputs)

    def _now(self) -> Runner:
        if self._runner is not None and not is_lost(self._device):
            return self._runner
        self._runner = None  # and with it what the card held
        return load_runner(self._card, "cpu", self._part)


@contextmanager
def _noticing_loss(device: str) -> Iterator[None]:
    """
    Raises:
        DeviceLost: in the place of an error that says so; no model is kept, and the device is not used again.
    """
    from engine.models.loader import forget_models

    try:
        yield
    except RuntimeError as error:
        if not is_lost_device(error):
            raise
        lose(device)
        forget_models()
        _log.info("%s is lost: %s", device, error)
        raise DeviceLost(
            tr("The graphics card has stopped answering."),
            tr("Try again: the processor takes over until the program is started anew."),
        ) from None


@lru_cache(maxsize=_MOST_RUNNERS)
def _openvino_runner(folder: Path, weights: Path, sha256: str) -> Runner:
    # The converted network could do without the weights file. It is checked all the same: a model that is missing or
    # damaged must not work on one machine and fail on the next.
    read_bytes(weights, sha256)
    return openvino_backend.load(folder)


def _torch_runner(card: ModelCard, device: str, part: str) -> Runner:
    from engine.models.loader import load_model
    from engine.models.torch_backend import TorchRunner

    return TorchRunner(load_model(card, device).get_submodule(part), device)
