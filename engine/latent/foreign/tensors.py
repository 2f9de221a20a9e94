"""Tensors as torch pickles them, read without torch: where their numbers lie, and those numbers as float32."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.latent.foreign.unpickling import AGAIN, Fields, Maker, Name, Record, Refused

_MOST_NUMBERS = 1 << 28  # of one tensor: 1 GiB as float32; the largest of a StyleGAN2 has 2.4 million
_MOST_SIDES = 8

# torch's names of storages, and numpy's of what lies in them. bfloat16 is the upper half of a float32.
_TYPES = {
    "FloatStorage": "<f4",
    "DoubleStorage": "<f8",
    "HalfStorage": "<f2",
    "BFloat16Storage": "<u2",
    "LongStorage": "<i8",
    "IntStorage": "<i4",
    "ShortStorage": "<i2",
    "CharStorage": "|i1",
    "ByteStorage": "|u1",
    "BoolStorage": "|u1",
}


@dataclass
class Storage:
    """A row of numbers in a file.

    Attributes:
        kind: torch's name of its class.
        count: how many numbers.
        data: their bytes, little-endian; set as soon as it is known where they lie.
    """

    kind: str
    count: int
    data: memoryview | None = None

    @property
    def item(self) -> int:
        """Bytes of one number."""
        return np.dtype(_TYPES[self.kind]).itemsize

    @property
    def bytes(self) -> int:
        return self.count * self.item

    def numbers(self) -> np.ndarray:
        """All of them, as they lie; a view of the file.

        Raises:
            Refused: the file does not hold as many.
        """
        if self.data is None or len(self.data) < self.bytes:
            raise Refused("is cut off: the numbers of a tensor are not in it", AGAIN)
        return np.frombuffer(self.data, _TYPES[self.kind], self.count)


@dataclass(frozen=True)
class StoredTensor:
    """A view of a storage. All numbers have been checked against it."""

    storage: Storage
    offset: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]

    def values(self) -> np.ndarray:
        """Its numbers, float32, an array of the caller's own.

        Raises:
            Refused: the file does not hold them.
        """
        numbers = self.storage.numbers()[self.offset :]
        strides = tuple(stride * numbers.itemsize for stride in self.strides)
        view = np.lib.stride_tricks.as_strided(numbers, self.shape, strides, writeable=False)
        if self.storage.kind == "BFloat16Storage":
            return (view.astype(np.uint32) << 16).view(np.float32)
        with np.errstate(over="ignore"):  # a double that is too large becomes infinite, which is refused later
            return np.array(view, np.float32, order="C")


def storage_of(kind: Any, count: Any) -> Storage:
    """The storage that a pickle describes by the Name of its class and its length.

    Raises:
        Refused: it is of no kind that is known here.
    """
    name = kind.text.removeprefix("torch.") if isinstance(kind, Name) else str(type(kind).__name__)
    if name not in _TYPES:
        raise Refused(f"holds numbers of an unknown kind, {name}")
    return Storage(name, _whole(count))


def _tensor(storage: Any, offset: Any, shape: Any, strides: Any, *_rest: Any) -> StoredTensor:
    """What `torch._utils._rebuild_tensor_v2` is called with; gradients and hooks are of no use here."""
    if not isinstance(storage, Storage):
        raise Refused("holds a tensor without numbers")
    sides = tuple(_whole(side) for side in _tuple(shape))
    steps = tuple(_whole(step) for step in _tuple(strides))
    if len(sides) != len(steps) or len(sides) > _MOST_SIDES:
        raise Refused("holds a tensor of a shape that cannot be")
    count = 1
    for side in sides:
        count *= side
    if count > _MOST_NUMBERS:
        raise Refused(f"holds a tensor of {count:,} numbers")
    if count > storage.count:  # a few bytes could ask for a gigabyte
        raise Refused("holds a tensor that repeats its numbers")
    last = _whole(offset) + sum((side - 1) * step for side, step in zip(sides, steps, strict=True))
    if count and last >= storage.count:
        raise Refused("holds a tensor that reaches beyond its numbers")
    if not count:
        return StoredTensor(storage, 0, sides, (0,) * len(sides))
    return StoredTensor(storage, _whole(offset), sides, steps)


def _parameter(tensor: Any, *_rest: Any) -> Any:
    return tensor


def _tuple(value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple | list):
        raise Refused("holds a tensor without a shape")
    return tuple(value)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 48:
        raise Refused("holds a tensor with a length that cannot be")
    return value


def _fields(*items: Any) -> Fields:
    """A dictionary of some class: empty, or from a list of pairs as Python 2's OrderedDict pickles them."""
    made = Fields()
    for pair in items[0] if items else ():
        key, value = pair
        if not isinstance(key, str):
            raise Refused("has a dictionary with a key that is no text")
        made[key] = value
    return made


def _set(items: Any = ()) -> set[Any]:
    if not all(isinstance(item, str | int) for item in items):
        raise Refused("has a set of things that are no texts")
    return set(items)


def _never(*_arguments: Any) -> Any:
    raise Refused("makes a storage out of nothing")


def _namespace() -> Record:
    return Record("argparse.Namespace")


def _scalar_type(*arguments: Any) -> Record:
    return Record("numpy.dtype", arguments)


def _scalar(kind: Any, data: Any = None) -> float | None:
    """A number of numpy's own class; None for a kind that is not read."""
    form = kind.arguments[0] if isinstance(kind, Record) and kind.arguments else None
    if form not in ("f8", "f4", "i8", "i4", "b1") or not isinstance(data, memoryview | str):
        return None
    # Protocol 2 has no bytes: they come as text, one character a byte.
    plain = data.encode("latin-1") if isinstance(data, str) else bytes(data)
    found = np.frombuffer(plain, "|b1" if form == "b1" else f"<{form}")
    return float(found[0]) if found.size == 1 else None


def _bytes_of_text(text: Any, encoding: Any) -> str:
    """How protocol 2 writes bytes; left as text for whoever knows what they are."""
    if not isinstance(text, str) or encoding != "latin1":
        raise Refused("holds bytes in an unknown form")
    return text


VOCABULARY: dict[str, Maker] = {
    "torch._utils._rebuild_tensor": _tensor,
    "torch._utils._rebuild_tensor_v2": _tensor,
    "torch._utils._rebuild_parameter": _parameter,
    "collections.OrderedDict": _fields,
    "argparse.Namespace": _namespace,  # the options that rosinality's training keeps beside the weights
    "builtins.set": _set,
    "__builtin__.set": _set,
    "numpy.dtype": _scalar_type,
    "numpy.core.multiarray.scalar": _scalar,
    "numpy._core.multiarray.scalar": _scalar,
    "_codecs.encode": _bytes_of_text,
} | {f"torch.{kind}": _never for kind in _TYPES}
"""What any file of torch's may name. A storage's class is never called, only referred to."""
