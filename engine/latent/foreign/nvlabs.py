"""Pickles of NVlabs' stylegan2-ada-pytorch and stylegan3, whose modules bring their own source code along.

That code is never run, and not kept. What is left of a module is the name of its class and its state: numbers, other
modules and tensors.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.language import mark
from engine.latent.foreign.tensors import VOCABULARY, StoredTensor
from engine.latent.foreign.torch_files import read_storage
from engine.latent.foreign.unpickling import Fields, Maker, Record, Refused, read_pickle

_VERSION = 6  # of what `persistence` writes
_FROM_TENSORFLOW = mark("legacy.py in NVlabs' stylegan2-ada-pytorch turns it into one that can.")
_DEEPEST, _MOST_MODULES = 12, 2_000


@dataclass(frozen=True)
class Module:
    """What is left of a module: the name of its class, and its attributes."""

    kind: str
    state: dict[Any, Any]

    def parts(self, table: str) -> dict[Any, Any]:
        """Its "_modules", "_parameters" or "_buffers"."""
        found = self.state.get(table)
        return found if isinstance(found, dict) else {}


def read_network_pickle(data: memoryview) -> Any:
    """What such a pickle holds, with `Module` for every module.

    Raises:
        Refused: it is damaged or asks for something that is not given.
    """
    return read_pickle(data, _VOCABULARY)[0]


def tensors_of(module: Module) -> tuple[dict[str, StoredTensor], dict[str, Module]]:
    """The tensors below a module, and the modules, by their dotted names ("" is the module itself).

    Raises:
        Refused: it has more parts than any network of this kind.
    """
    tensors: dict[str, StoredTensor] = {}
    modules: dict[str, Module] = {}
    waiting = [("", module, 0)]
    while waiting:
        name, one, depth = waiting.pop()
        if depth > _DEEPEST or len(modules) >= _MOST_MODULES:
            raise Refused("has more parts than a StyleGAN2")
        modules[name] = one
        start = f"{name}." if name else ""
        for table in ("_parameters", "_buffers"):
            found = one.parts(table)
            tensors |= {f"{start}{key}": value for key, value in found.items() if isinstance(value, StoredTensor)}
        for key, value in one.parts("_modules").items():
            if isinstance(value, Module):
                waiting.append((f"{start}{key}", value, depth + 1))
    return tensors, modules


def _module(meta: Any) -> Module:
    """What `torch_utils.persistence._reconstruct_persistent_obj` is called with; "module_src" is left alone."""
    if not isinstance(meta, dict) or meta.get("type") != "class" or meta.get("version") != _VERSION:
        raise Refused("holds a module in an unknown form")
    kind, state = meta.get("class_name"), meta.get("state")
    if not isinstance(kind, str) or not isinstance(state, dict):
        raise Refused("holds a module in an unknown form")
    return Module(kind, state)


def _easy_dict(*items: Any) -> Fields:
    if items:
        raise Refused("holds a dictionary in an unknown form")
    return Fields()


def _tensorflow(*_arguments: Any) -> Record:
    raise Refused("is a pickle of the TensorFlow version, which cannot be read here", _FROM_TENSORFLOW)


_VOCABULARY: dict[str, Maker] = VOCABULARY | {
    "torch_utils.persistence._reconstruct_persistent_obj": _module,
    "torch.storage._load_from_bytes": read_storage,
    "dnnlib.util.EasyDict": _easy_dict,
    "dnnlib.tflib.network.Network": _tensorflow,
}
