"""EXIF blocks and TIFF directories, byte for byte (TIFF 6.0; BigTIFF; CIPA DC-008 EXIF 3.0).

An EXIF block is a small TIFF file. It is patched in place where that suffices, because maker notes hold offsets that
only stand while nothing moves.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from engine.geometry import Size

ORIENTATION, EXIF_IFD, GPS_IFD, INTEROP_IFD = 0x0112, 0x8769, 0x8825, 0xA005
_SUB_IFDS, _PHOTOMETRIC, _DNG_VERSION, _NEW_SUBFILE_TYPE = 0x014A, 0x0106, 0xC612, 0x00FE
_COLOUR_FILTER_ARRAY = 32803
_PIXEL_WIDTH, _PIXEL_HEIGHT = 0xA002, 0xA003
_THUMBNAIL_AT, _THUMBNAIL_BYTES = 0x0201, 0x0202
_UNIT_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_INTEGERS = {1: "B", 3: "H", 4: "I", 8: "h", 9: "i", 13: "I", 16: "Q", 18: "Q"}
_MOST_VALUE_BYTES = 16 << 20
_MOST_DIRECTORIES = 10_000

# What a TIFF page says about the photo, not about how its samples are stored.
DESCRIPTIVE_TAGS = frozenset(
    {0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x013C, 0x4746, 0x4749, 0x8298, 0x83BB}
    | set(range(0x9C9B, 0x9CA0))
)

Value = tuple[int, int, bytes]  # type, count, bytes in the block's byte order
Tree = dict[int, "Value | Tree"]  # a directory; a nested one stands under the tag that points to it


@dataclass(frozen=True)
class Entry:
    """One tag of a directory; its value lies at byte `at`."""

    kind: int
    count: int
    at: int

    @property
    def length(self) -> int:
        return _UNIT_BYTES.get(self.kind, 0) * self.count


@dataclass(frozen=True)
class Directory:
    entries: dict[int, Entry]
    next_at: int  # where the offset of the next directory is written
    next: int


class TiffReader:
    """Reads directories from a seekable stream. Raises ValueError or struct.error where they make no sense."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.length = stream.seek(0, io.SEEK_END)
        head = self._read(0, 16, exact=False)
        if head[:2] not in (b"II", b"MM") or len(head) < 8:
            raise ValueError("not a TIFF structure")
        self.order = "<" if head[:2] == b"II" else ">"
        self.big = head[2:4] in (b"+\0", b"\0+")
        self.first = self._unpack("Q", head[8:16]) if self.big else self._unpack("I", head[4:8])

    def directories(self) -> Iterator[Directory]:
        """The main chain, in the file's order; a chain that bites its tail ends there."""
        offset, seen = self.first, set()
        while offset and offset not in seen and len(seen) < _MOST_DIRECTORIES:
            seen.add(offset)
            try:
                directory = self.directory(offset)
            except (ValueError, struct.error):
                if len(seen) == 1:
                    raise
                return
            yield directory
            offset = directory.next

    def directory(self, offset: int) -> Directory:
        count_code, entry_size, word = ("Q", 20, "Q") if self.big else ("H", 12, "I")
        count_size, word_size = struct.calcsize(count_code), struct.calcsize(word)
        count = self._unpack(count_code, self._read(offset, count_size))
        table = self._read(offset + count_size, min(count, 65536) * entry_size, exact=False)
        entries = {}
        for index in range(len(table) // entry_size):
            start = index * entry_size
            tag, kind = struct.unpack_from(self.order + "HH", table, start)
            (number,) = struct.unpack_from(self.order + word, table, start + 4)
            entry = Entry(kind, number, offset + count_size + start + 4 + word_size)
            if entry.length > word_size:
                value_at = self._unpack(word, table[start + 4 + word_size : start + entry_size])
                entry = Entry(kind, number, value_at)
            entries.setdefault(tag, entry)
        next_at = offset + count_size + count * entry_size
        following = self._read(next_at, word_size, exact=False)
        return Directory(entries, next_at, self._unpack(word, following) if len(following) == word_size else 0)

    def data(self, entry: Entry) -> bytes:
        if entry.length > _MOST_VALUE_BYTES:
            raise ValueError("a tag's value is larger than a tag's value can be")
        return self._read(entry.at, entry.length)

    def numbers(self, directory: Directory, tag: int) -> tuple[int, ...]:
        """A tag's whole numbers; () where it is missing or holds none."""
        entry = directory.entries.get(tag)
        if entry is None or entry.kind not in _INTEGERS:
            return ()
        return struct.unpack(f"{self.order}{entry.count}{_INTEGERS[entry.kind]}", self.data(entry))

    def number(self, directory: Directory, tag: int, default: int) -> int:
        numbers = self.numbers(directory, tag)
        return numbers[0] if numbers else default

    def tree(self, directory: Directory, tags: frozenset[int] | None = None, depth: int = 0) -> Tree:
        """A directory with its nested ones, without what cannot be read."""
        result: Tree = {}
        for tag, entry in directory.entries.items():
            try:
                if tag in (EXIF_IFD, GPS_IFD, INTEROP_IFD):
                    nested = self.directory(self.number(directory, tag, 0)) if depth < 3 else None
                    if nested:
                        result[tag] = self.tree(nested, None, depth + 1)
                elif (tags is None or tag in tags) and entry.length:
                    result[tag] = (entry.kind, entry.count, self.data(entry))
            except (ValueError, struct.error):
                continue
        return result

    def _read(self, at: int, count: int, exact: bool = True) -> bytes:
        if at > self.length or (exact and at + count > self.length):
            raise ValueError("an offset points behind the end")
        self._stream.seek(at)
        return self._stream.read(count)

    def _unpack(self, code: str, data: bytes) -> int:
        return struct.unpack(self.order + code, data)[0]


def pack_directory(tree: Tree, at: int, order: str, big: bool = False) -> bytes:
    """A directory, its values and its nested directories, as they must stand at the even byte `at` of a file."""
    count_code, word, inline = ("Q", "Q", 8) if big else ("H", "I", 4)
    table = struct.pack(order + count_code, len(tree))
    values = b""
    values_at = at + len(table) + len(tree) * (12 + 2 * (inline - 4)) + inline
    for tag in sorted(tree):
        value = tree[tag]
        if isinstance(value, dict):
            kind, count, data = (16 if big else 4), 1, struct.pack(order + word, values_at + len(values))
            values += pack_directory(value, values_at + len(values), order, big)
        else:
            kind, count, data = value
            if len(data) > inline:
                values += data + b"\0" * (len(data) % 2)
                data = struct.pack(order + word, values_at + len(values) - len(data) - len(data) % 2)
        table += struct.pack(order + "HH" + word, tag, kind, count) + data.ljust(inline, b"\0")
    return table + b"\0" * inline + values


def pack_block(tree: Tree, order: str) -> bytes:
    """An EXIF block of its own."""
    mark = b"II" if order == "<" else b"MM"
    return mark + struct.pack(order + "HI", 42, 8) + pack_directory(tree, 8, order)


def without_mark(exif: bytes | None) -> bytes | None:
    """The block without the "Exif" mark that JPEG puts before it; None where nothing is left."""
    if not exif:
        return None
    return exif[6:] or None if exif.startswith(b"Exif\0") else exif


def orientation_of(exif: bytes | None) -> int:
    """EXIF orientation, 1 to 8; 1 where the block has none or is broken."""
    if exif is None:
        return 1
    try:
        reader = TiffReader(io.BytesIO(exif))
        value = reader.number(reader.directory(reader.first), ORIENTATION, 1)
    except (ValueError, struct.error):
        return 1
    return value if 1 <= value <= 8 else 1


def made_upright(exif: bytes, size: Size) -> bytes:
    """The block for the upright picture of this size: orientation 1, its own size, and no thumbnail.

    The thumbnail goes because it would still show what has been retouched away.
    """
    block = bytearray(exif)
    try:
        reader = TiffReader(io.BytesIO(exif))
        main = reader.directory(reader.first)
        _set_number(block, reader, main, ORIENTATION, 1)
        if EXIF_IFD in main.entries:
            nested = reader.directory(reader.number(main, EXIF_IFD, 0))
            _set_number(block, reader, nested, _PIXEL_WIDTH, size.width)
            _set_number(block, reader, nested, _PIXEL_HEIGHT, size.height)
        _drop_thumbnail(block, reader, main)
    except (ValueError, struct.error):
        pass  # what can be read has been set right; the rest is carried as it is
    return bytes(block)


def _set_number(block: bytearray, reader: TiffReader, directory: Directory, tag: int, value: int) -> None:
    entry = directory.entries.get(tag)
    if entry is not None and entry.count == 1 and entry.kind in (3, 4):
        struct.pack_into(reader.order + _INTEGERS[entry.kind], block, entry.at, value)


def _drop_thumbnail(block: bytearray, reader: TiffReader, main: Directory) -> None:
    if not main.next:
        return
    struct.pack_into(reader.order + "I", block, main.next_at, 0)
    thumbnail = reader.directory(main.next)
    at, length = (reader.number(thumbnail, tag, 0) for tag in (_THUMBNAIL_AT, _THUMBNAIL_BYTES))
    if 0 < at <= at + length <= len(block):
        block[at : at + length] = bytes(length)


def block_of_tiff(reader: TiffReader, page: Directory) -> bytes | None:
    """The EXIF block that says what this TIFF page says about the photo."""
    tree = reader.tree(page, DESCRIPTIVE_TAGS)
    return pack_block(tree, reader.order) if tree else None


def is_camera_raw(reader: TiffReader) -> bool:
    """Whether what looks like a TIFF file is a camera's raw file: a DNG, or one with samples behind a colour filter."""
    main = reader.directory(reader.first)
    if _DNG_VERSION in main.entries or reader.number(main, _PHOTOMETRIC, 0) == _COLOUR_FILTER_ARRAY:
        return True
    if reader.number(main, _NEW_SUBFILE_TYPE, 0) != 1:
        return False
    for offset in reader.numbers(main, _SUB_IFDS)[:8]:
        if reader.number(reader.directory(offset), _PHOTOMETRIC, 0) == _COLOUR_FILTER_ARRAY:
            return True
    return False
