"""Networks on the processor through OpenVINO: quicker than torch there, and without loading torch.

A network is converted once, from the very module that torch runs. What comes out is kept in the program's cache, or in
the person's where that cannot be written, under a name that changes with the weights, with the network's code and with
OpenVINO; torch is not needed any more once it is there. Nothing else imports openvino: its package reports every
import to its makers through a package of its own, which is kept out here before anything could load it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import logging
import os
import shutil
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine import paths
from engine.device import Runtime, has_openvino, inference_threads
from engine.errors import is_out_of_memory
from engine.language import tr
from engine.models.card import ModelCard

if TYPE_CHECKING:
    from torch import nn

_LAYOUT = "1"  # of what is written here; another number leaves behind what was kept before
_MODEL, _WEIGHTS, _FACTS = "network.xml", "network.bin", "facts.json"
_UNFINISHED, _GIVEN_UP_S = ".new-", 3600.0
_DIGITS = 16
_PRECISIONS = {"float32": "f32", "bfloat16": "bf16"}
_ARCHITECTURES = Path(__file__).parent / "architectures"

_log = logging.getLogger(__name__)


class ConversionError(Exception):
    """A network does not run through OpenVINO; torch can run it."""


class OpenVinoRunner:
    """See `engine.models.runtime.Runner`.

    Args:
        compiled: an `openvino.CompiledModel`.
        precision: what it computes in.
    """

    def __init__(self, compiled: Any, precision: str) -> None:
        self.runtime = Runtime("openvino", "cpu", precision)
        self._compiled = compiled
        self._lock = threading.Lock()

    def __call__(self, **inputs: np.ndarray) -> np.ndarray:
        with self._lock:
            answer = self._compiled(inputs, share_inputs=True)[0]
            # What lies between the layers: as much as the network itself, and made again in milliseconds.
            self._compiled.release_memory()
        return answer


class Conversion:
    """A network in OpenVINO's form that has not been kept yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def runner(self, precision: str) -> OpenVinoRunner:
        return OpenVinoRunner(_compiled(self._folder, precision), precision)

    def keep(self, card: ModelCard, precision: str, part: str = "") -> None:
        """Put it where `find` looks, computing in `precision`, and drop what an earlier version of the model left."""
        self._folder.chmod(0o755)  # others may run a program that was set up for them
        facts = {"precision": precision, "digests": {name: _digest(self._folder / name) for name in (_MODEL, _WEIGHTS)}}
        (self._folder / _FACTS).write_text(json.dumps(facts), encoding="utf-8")
        target = self._folder.parent / _name(card, part)
        for other in _left_over(_stem(card, part), target.parent):
            shutil.rmtree(other, ignore_errors=True)
        try:
            self._folder.rename(target)
        except OSError as error:  # another process was quicker
            _log.info("%s could not be kept: %s", target.name, error)


def find(card: ModelCard, part: str = "") -> Path | None:
    """Where a network, or a part of it, lies converted; None where it does not."""
    if not has_openvino():
        return None
    folders = (root / _name(card, part) for root in _roots())
    return next((folder for folder in folders if os.access(folder / _FACTS, os.R_OK)), None)


def load(folder: Path) -> OpenVinoRunner:
    """A converted network, ready to run.

    Raises:
        ConversionError: it is damaged, or OpenVINO refuses it. It is removed, to be converted anew.
    """
    try:
        facts = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
        precision = facts["precision"]
        for name, digest in facts["digests"].items():
            if _digest(folder / name) != digest:
                raise ValueError(f"{name} is not what was written")
        return OpenVinoRunner(_compiled(folder, precision), precision)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError) as error:
        if is_out_of_memory(error):
            raise
        shutil.rmtree(folder, ignore_errors=True)
        raise ConversionError(tr("{name} cannot be used: {error}", name=folder.name, error=error)) from error


@contextmanager
def conversion(module: nn.Module, example: Mapping[str, np.ndarray], *, fixed: bool = False) -> Iterator[Conversion]:
    """Convert a torch module in eval mode; gone at the end of the block unless it was kept.

    Args:
        example: its inputs by the names of its `forward`.
        fixed: keep their shapes too; else sides stay free.

    Raises:
        ConversionError: OpenVINO cannot convert it, or it cannot be written.
    """
    import torch

    openvino = _openvino()
    tensors = {name: torch.from_numpy(array) for name, array in example.items()}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # torch.jit.trace is deprecated, and what OpenVINO reads
            model = openvino.convert_model(module, example_input=tensors)
        if fixed:
            model.reshape({name: list(array.shape) for name, array in example.items()})
        folder = _new_folder()
    except (OSError, RuntimeError, ValueError, TypeError, ImportError) as error:
        raise ConversionError(
            tr("{name} cannot be converted: {error}", name=type(module).__name__, error=error)
        ) from error
    try:
        openvino.save_model(model, folder / _MODEL, compress_to_fp16=False)
        yield Conversion(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _compiled(folder: Path, precision: str) -> Any:
    core = _core()
    model = core.read_model(folder / _MODEL, folder / _WEIGHTS)
    options = {
        "PERFORMANCE_HINT": "LATENCY",
        # Left to itself OpenVINO takes bfloat16 on any processor that knows it: without AMX slower, and less exact.
        "INFERENCE_PRECISION_HINT": _PRECISIONS[precision],
        "INFERENCE_NUM_THREADS": inference_threads(),
        # A thread bound to a core waits for whatever else runs there.
        "ENABLE_CPU_PINNING": False,
    }
    return core.compile_model(model, "CPU", options)


@cache
def _core() -> Any:
    return _openvino().Core()


@cache
def _openvino() -> Any:
    # A module that is None cannot be imported; openvino then takes the empty stand-in that it brings for that.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    import openvino

    return openvino


def _roots() -> tuple[Path, Path]:
    return paths.program_cache_dir() / "networks", paths.cache_dir() / "networks"


def _new_folder() -> Path:
    """
    Raises:
        OSError: none can be made.
    """
    programs, persons = _roots()
    try:
        programs.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=programs))
    except OSError:
        persons.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=persons))


def _left_over(stem: str, root: Path) -> list[Path]:
    """What earlier versions of a network left, and conversions that were killed."""
    killed = [one for one in root.glob(f"{_UNFINISHED}*") if time.time() - one.stat().st_mtime > _GIVEN_UP_S]
    return [*root.glob(f"{stem}-{'[0-9a-f]' * _DIGITS}"), *killed]


def _name(card: ModelCard, part: str = "") -> str:
    parts = [_LAYOUT, card.sha256, card.architecture, json.dumps(card.config, sort_keys=True), _code()]
    parts.append(importlib.metadata.version("openvino"))
    return f"{_stem(card, part)}-{hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:_DIGITS]}"


def _stem(card: ModelCard, part: str) -> str:
    return f"{card.name}.{part}" if part else card.name


@cache
def _code() -> str:
    """A digest of the networks' code: the same weights in other code are another network."""
    digest = hashlib.sha256()
    for path in sorted(_ARCHITECTURES.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
