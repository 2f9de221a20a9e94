"""Files that `torch.save` wrote, in the zip format (torch 1.6 and later) and in the one before it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from typing import Any, cast

from engine.language import tr
from engine.latent.foreign.tensors import VOCABULARY, Storage, storage_of
from engine.latent.foreign.unpickling import AGAIN, Name, Refused, Vocabulary, read_pickle

_ZIP_START = b"PK\x03\x04"
# Protocol 2, and the number that the older format begins with.
_LEGACY_MAGIC = 0x1950A86A20F9469CFC6C
_LEGACY_START = b"\x80\x02\x8a\x0a" + _LEGACY_MAGIC.to_bytes(10, "little")
_LEGACY_VERSION = 1001
_MOST_ENTRIES = 20_000
_LARGEST_DIRECTORY = 16 << 20  # bytes
_LARGEST_PICKLE = 64 << 20  # bytes of a file's pickle, in which no numbers lie
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")


def is_zip(data: memoryview) -> bool:
    return bytes(data[:4]) == _ZIP_START


def is_legacy(data: memoryview) -> bool:
    return bytes(data[: len(_LEGACY_START)]) == _LEGACY_START


def read_zip(data: memoryview) -> Any:
    """What a file in the zip format holds; its tensors are views of `data`.

    Raises:
        Refused: the file is damaged, compressed, a program (TorchScript), or asks for something that is not given.
    """
    entries = _entries(data)
    folder = _folder(entries)
    if any(name.startswith(f"{folder}/code/") or name == f"{folder}/constants.pkl" for name in entries):
        raise Refused("is TorchScript, which is a program", "Save its state_dict with torch.save, and add that.")
    parts = {name: _part(data, entry) for name, entry in entries.items()}
    order = parts.get(f"{folder}/byteorder")
    if order is not None and bytes(order[:8]) != b"little":
        raise Refused("was written by a big-endian machine")
    program = parts[f"{folder}/data.pkl"]
    if len(program) > _LARGEST_PICKLE:
        raise Refused(f"holds a pickle of {len(program):,} bytes")
    storages: dict[str, Storage] = {}

    def find(reference: Any) -> Storage:
        key, storage = _referred(reference, storages)
        storage.data = parts.get(f"{folder}/data/{key}")
        return storage

    value, _ = read_pickle(program, VOCABULARY, find)
    return value


def read_legacy(data: memoryview, vocabulary: Vocabulary = VOCABULARY) -> Any:
    """What a file in the older format holds; its tensors are views of `data`.

    Raises:
        Refused: the file is damaged or asks for something that is not given.
    """
    reading = _Reading(data)
    if reading.value() != _LEGACY_MAGIC or reading.value() != _LEGACY_VERSION:
        raise Refused("is of an unknown version of torch's format")
    system = reading.value()
    if not isinstance(system, dict) or system.get("little_endian") is not True:
        raise Refused("was written by a big-endian machine")
    storages: dict[str, Storage] = {}
    value = reading.value(vocabulary, lambda reference: _referred(reference, storages)[1])
    keys = reading.value()
    if not isinstance(keys, list):
        raise Refused("is damaged or cut off", AGAIN)
    for key in keys:
        reading.fill(storages, key)
    return value


def read_storage(data: Any) -> Storage:
    """The storage that `torch.storage._load_from_bytes` would make: a file of the older format inside of a pickle.

    Raises:
        Refused: it holds something else.
    """
    if not isinstance(data, memoryview) or not is_legacy(data):
        raise Refused("holds a tensor in an unknown form")
    value = read_legacy(data)
    if not isinstance(value, Storage):
        raise Refused("holds a tensor in an unknown form")
    return value


class _Reading:
    """Pickles that lie one after the other."""

    def __init__(self, data: memoryview) -> None:
        self._data = data

    def value(self, vocabulary: Vocabulary = {}, persistent: Callable[[Any], Any] | None = None) -> Any:  # noqa: B006
        value, taken = read_pickle(self._data, vocabulary, persistent)
        self._data = self._data[taken:]
        return value

    def fill(self, storages: dict[str, Storage], key: Any) -> None:
        """Give a storage its numbers, which come next, after their count."""
        if not isinstance(key, str) or key not in storages or len(self._data) < 8:
            raise Refused("is damaged or cut off", AGAIN)
        storage = storages[key]
        if struct.unpack("<q", self._data[:8])[0] != storage.count:
            raise Refused("holds more or fewer numbers than it says")
        if len(self._data) < 8 + storage.bytes:
            raise Refused("is cut off", AGAIN)
        storage.data = self._data[8 : 8 + storage.bytes]
        self._data = self._data[8 + storage.bytes :]


def _referred(reference: Any, storages: dict[str, Storage]) -> tuple[str, Storage]:
    """The storage that a pickle refers to by ("storage", class, key, where it was, length), and its key.

    Raises:
        Refused: it refers to something else, or twice to the same in different ways.
    """
    if not isinstance(reference, tuple) or len(reference) not in (5, 6) or reference[0] != "storage":
        raise Refused("refers to something that is no tensor")
    _, kind, key, _place, count, *view = reference
    if view not in ([], [None]) or not isinstance(kind, Name) or not isinstance(key, str):
        raise Refused("refers to a tensor in an unknown form")
    storage = storage_of(kind, count)
    known = storages.setdefault(key, storage)
    if (known.kind, known.count) != (storage.kind, storage.count):
        raise Refused("refers to the same numbers in two ways")
    return key, known


class _Cautious:
    """A file of which a large piece cannot be read at once, as zipfile does with a directory that says it is large."""

    def __init__(self, data: memoryview) -> None:
        self._data, self._place = data, 0

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, place: int, whence: int = 0) -> int:
        place += (0, self._place, len(self._data))[whence]
        if place < 0:
            raise OSError(tr("before the beginning"))
        self._place = place
        return place

    def read(self, size: int = -1) -> bytes:
        left = max(0, len(self._data) - self._place)
        size = min(size, left) if size >= 0 else left
        if size > _LARGEST_DIRECTORY:
            raise Refused("has a table of contents that is too long")
        part = bytes(self._data[self._place : self._place + size])
        self._place += size
        return part


def _entries(data: memoryview) -> dict[str, zipfile.ZipInfo]:
    """What the table of contents of a zip file lists, by name.

    Raises:
        Refused: it is damaged, or lists too much.
    """
    try:
        entries = zipfile.ZipFile(cast(Any, _Cautious(data))).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError, IndexError) as error:
        raise Refused("is damaged or cut off", AGAIN) from error
    if len(entries) > _MOST_ENTRIES:
        raise Refused(f"has {len(entries):,} parts")
    return {entry.filename: entry for entry in entries}


def _part(data: memoryview, entry: zipfile.ZipInfo) -> memoryview:
    """A file in a zip file, as it lies.

    Raises:
        Refused: it is compressed, encrypted or cut off.
    """
    if entry.compress_type != zipfile.ZIP_STORED or entry.flag_bits & 1 or entry.file_size != entry.compress_size:
        raise Refused("is compressed or encrypted, as files of torch's never are")
    start = entry.header_offset
    if start < 0 or start + _LOCAL_HEADER.size > len(data):
        raise Refused("is damaged or cut off", AGAIN)
    mark, *_, name, extra = _LOCAL_HEADER.unpack_from(data, start)
    start += _LOCAL_HEADER.size + name + extra
    if mark != _ZIP_START or start + entry.file_size > len(data):
        raise Refused("is damaged or cut off", AGAIN)
    return data[start : start + entry.file_size]


def _folder(names: Iterable[str]) -> str:
    """The one folder that all parts lie in.

    Raises:
        Refused: there is no pickle in it.
    """
    found = [name.removesuffix("/data.pkl") for name in names if name.count("/") == 1 and name.endswith("/data.pkl")]
    if len(found) != 1:
        raise Refused("is a zip file, but none of torch's")
    return found[0]
