"""Records of length + checksum, one after the other: what has been written whole can be told from what has not.

A file is the mark, then records. A record is `<length, crc><payload>`, both 32 bit little-endian; the checksum is the
CRC-32 of the length and the payload, so that a run of zeros, as a power cut may leave it, is no record. A payload is
the length of its head, the head as JSON, and the blobs that the head gives the sizes of.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARK = b"TRATJ\x01\r\n"
_FRAME = struct.Struct("<II")
_HEAD = struct.Struct("<I")
LONGEST = 2**32 - 1


@dataclass(frozen=True)
class Record:
    """One record: its head, without the sizes, and its blobs."""

    head: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


@dataclass(frozen=True)
class Scan:
    """What a file holds. `is_whole` is False where something follows the last good record."""

    records: tuple[Record, ...]
    is_whole: bool


def packed(head: dict[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """A record as bytes. Raises ValueError where it would be 4 GiB or longer."""
    text = json.dumps({**head, "sizes": [len(blob) for blob in blobs]}, separators=(",", ":")).encode()
    payload = b"".join((_HEAD.pack(len(text)), text, *blobs))
    if len(payload) > LONGEST:
        raise ValueError("a record has to be shorter than 4 GiB")
    return _FRAME.pack(len(payload), _checksum(len(payload), payload)) + payload


def scanned(data: bytes) -> Scan:
    """All good records from the start of a file; it ends at the first bad one, whatever follows."""
    if not data.startswith(MARK):
        return Scan((), False)
    found: list[Record] = []
    at = len(MARK)
    for record, end in _records(memoryview(data), at):
        found.append(record)
        at = end
    return Scan(tuple(found), at == len(data))


def scanned_file(path: Path) -> Scan:
    """As `scanned`; a file that cannot be read holds nothing."""
    try:
        return scanned(path.read_bytes())
    except OSError:
        return Scan((), False)


def _records(data: memoryview, at: int) -> Iterator[tuple[Record, int]]:
    while at + _FRAME.size <= len(data):
        length, checksum = _FRAME.unpack_from(data, at)
        start = at + _FRAME.size
        payload = data[start : start + length]
        if len(payload) != length or _checksum(length, payload) != checksum:
            return
        record = _unpacked(payload)
        if record is None:
            return
        at = start + length
        yield record, at


def _unpacked(payload: memoryview) -> Record | None:
    """None for what has a good checksum and yet is no record: another program's, or a later version's."""
    try:
        (length,) = _HEAD.unpack_from(payload)
        head = json.loads(bytes(payload[_HEAD.size : _HEAD.size + length]))
        at = _HEAD.size + length
        blobs = []
        for size in head.pop("sizes"):
            blobs.append(bytes(payload[at : at + size]))
            at += size
    except (struct.error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Record(head, tuple(blobs)) if at == len(payload) else None


def _checksum(length: int, payload: bytes | memoryview) -> int:
    return zlib.crc32(payload, zlib.crc32(_HEAD.pack(length)))
