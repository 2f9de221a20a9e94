"""Arrays of patches and photos beside a journal: each is written once, however often the journal speaks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import lz4.block
import numpy as np
from numpy.typing import NDArray

from engine.paths import sync_folder
from engine.recovery.files import write_synced
from engine.recovery.identity import IdentityMap
from engine.recovery.records import MARK, Record, packed, scanned_file

Ref = tuple[int, int]  # the number of a file, and of the array in it

_PREFIX = "arrays-"
_CHUNK = 32 << 20  # bytes that are compressed at a time
_DTYPES = ("uint8", "uint16")


class ArrayStore:
    """Files of arrays in one folder. An array is known by its identity: nobody writes into arrays that are kept.

    Args:
        folder: exists.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next = max((_number(path) for path in folder.glob(f"{_PREFIX}*")), default=0) + 1
        self._kept: IdentityMap[NDArray, Ref] = IdentityMap()

    def keep(self, arrays: Iterable[NDArray]) -> None:
        """Bring those of the arrays to the disk that are not there yet, as one file. Raises OSError."""
        new = list({id(array): array for array in arrays if self._kept.get(array) is None}.values())
        if not new:
            return
        number, self._next = self._next, self._next + 1
        path = array_file(self._folder, number)
        try:
            write_synced(path, array_records(new))
        except OSError:
            path.unlink(missing_ok=True)
            raise
        sync_folder(self._folder)
        for index, array in enumerate(new):
            self._kept.set(array, (number, index))

    def ref(self, array: NDArray) -> Ref:
        """Where a kept array lies. Raises KeyError for another one."""
        found = self._kept.get(array)
        if found is None:
            raise KeyError("this array has not been kept")
        return found

    def adopt(self, array: NDArray, ref: Ref) -> None:
        """Take over an array that has been read from `ref`."""
        self._kept.set(array, ref)

    def drop_all_but(self, refs: set[Ref]) -> None:
        """Remove the files that hold none of these. What was in them is written anew when it is asked for again."""
        numbers = {number for number, _ in refs}
        self._kept.keep_where(refs)
        for path in self._folder.glob(f"{_PREFIX}*"):
            if _number(path) not in numbers:
                path.unlink(missing_ok=True)


class StoredArrays:
    """Arrays read back; each file is read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, list[NDArray]] = {}

    def __getitem__(self, ref: Ref) -> NDArray:
        """Read-only, the same object every time. Raises KeyError where it is missing or damaged."""
        number, index = ref
        if number not in self._files:
            records = scanned_file(array_file(self._folder, number)).records
            self._files[number] = list(arrays_of(records))
        if not 0 <= index < len(self._files[number]):
            raise KeyError(f"array {index} of file {number}")
        return self._files[number][index]

    def hand_over(self, store: ArrayStore) -> None:
        """Let `store` know of all that has been read."""
        for number, arrays in self._files.items():
            for index, array in enumerate(arrays):
                store.adopt(array, (number, index))


def array_file(folder: Path, number: int) -> Path:
    return folder / f"{_PREFIX}{number:06d}"


def array_records(arrays: Iterable[NDArray]) -> Iterator[bytes]:
    """The content of a file that holds these arrays, uint8 or uint16, part by part."""
    yield MARK
    for array in arrays:
        raw = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        chunks = [raw[at : at + _CHUNK] for at in range(0, len(raw), _CHUNK)]
        yield packed({"dtype": str(array.dtype), "shape": list(array.shape), "chunks": len(chunks)})
        for chunk in chunks:
            yield packed({"raw": len(chunk)}, [lz4.block.compress(chunk, store_size=False)])


def arrays_of(records: Iterable[Record]) -> Iterator[NDArray]:
    """The arrays in the records of a file, read-only, up to the first that is damaged."""
    rest = iter(records)
    for record in rest:
        try:
            array = np.empty(record.head["shape"], _dtype(record.head["dtype"]))
            raw = array.reshape(-1).view(np.uint8)
            at = 0
            for _ in range(record.head["chunks"]):
                chunk = next(rest)
                size = chunk.head["raw"]
                part = lz4.block.decompress(chunk.blobs[0], uncompressed_size=size)
                raw[at : at + size] = np.frombuffer(part, np.uint8)
                at += size
        except (KeyError, ValueError, TypeError, StopIteration, IndexError, MemoryError, lz4.block.LZ4BlockError):
            return
        if at != array.nbytes:
            return
        array.flags.writeable = False
        yield array


def _number(path: Path) -> int:
    tail = path.name.removeprefix(_PREFIX)
    return int(tail) if tail.isdigit() else 0


def _dtype(name: str) -> np.dtype:
    if name not in _DTYPES:
        raise ValueError(name)
    return np.dtype(name)
