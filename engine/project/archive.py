"""The zip around a project: read under limits and never unpacked to disk, written as OpenRaster wants it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import nullcontext, suppress
from pathlib import PurePosixPath
from typing import BinaryIO

from engine.errors import BadInput, TooLarge
from engine.language import tr

MIMETYPE, MIME = "mimetype", b"image/openraster"
STACK, MERGED, THUMBNAIL = "stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"
OWN = "tratteggio/"
MANIFEST = f"{OWN}project.json"

MOST_ENTRIES = 20_000
MOST_BYTES = 32 << 30  # of all entries: a photo of 500 MP at 16 bits is 3 GB, and is there twice and more
MOST_RATIO = 200  # text of the most regular kind packs 50:1; deflate's own limit is 1032:1
_FREE_BYTES = 1 << 20  # so little may be packed as tightly as it likes
_MOST_DIRECTORY = 16 << 20
_PLAIN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 0x1


def is_own(name: str) -> bool:
    """Whether an entry is one that this program writes itself, beside those that the stack names."""
    return name in (MIMETYPE, STACK, MERGED, THUMBNAIL) or name.startswith(OWN)


def is_plain_name(name: str) -> bool:
    """Whether an entry's name is a plain relative path: no drive, no way up, nothing hidden in it."""
    path = PurePosixPath(name)
    odd = any(sign in name for sign in "\\:\0") or name != str(path)
    return bool(path.parts) and not (odd or path.is_absolute() or ".." in path.parts)


class ProjectArchive:
    """A zip file open for reading. Nothing of it is ever written to disk, so that no name in it can do harm.

    Args:
        stream: seekable.

    Attributes:
        refused: names that are no plain relative paths; what they hold cannot be asked for.

    Raises:
        BadInput: it has entries without end, or such as OpenRaster does not have.
        TooLarge: its entries would be far larger than they look.
    """

    def __init__(self, stream: BinaryIO) -> None:
        _check_directory(stream)
        self._zip = zipfile.ZipFile(stream)
        infos = [info for info in self._zip.infolist() if not info.is_dir()]
        if len(infos) > MOST_ENTRIES:
            raise _too_many()
        for info in infos:
            _check_entry(info)
        if sum(info.file_size for info in infos) > MOST_BYTES:
            raise _bomb()
        self.refused = tuple(info.filename for info in infos if not is_plain_name(info.filename))
        self._infos = {info.filename: info for info in infos if is_plain_name(info.filename)}

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._infos)

    def size(self, name: str) -> int:
        """Bytes of an entry."""
        return self._infos[name].file_size

    def check_sum(self, name: str) -> int:
        """An entry's CRC-32, as its header has it; -1 where there is no such entry."""
        return self._infos[name].CRC if name in self._infos else -1

    def read(self, name: str, most: int = MOST_BYTES) -> bytes:
        """An entry whole. Raises KeyError where there is none, BadInput where it holds more than `most` bytes."""
        info = self._infos[name]
        if info.file_size > most:
            raise BadInput(
                tr("{entry} in it is larger than it can be.", entry=name), tr("Try another copy of the file.")
            )
        # Never `read()` without a length: it unpacks first and looks at the size that was told afterwards.
        data = self.head(name, info.file_size)
        if len(data) < info.file_size:
            raise ValueError("an entry is shorter than it should be")
        return data

    def head(self, name: str, count: int) -> bytes:
        """The first bytes of an entry."""
        with self._zip.open(self._infos[name]) as stream:
            return stream.read(count)


def _check_directory(stream: BinaryIO) -> None:
    """Looks at the directory's size before it is read: each of its entries becomes an object."""
    length = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, length - (1 << 16) - 128))
    tail = stream.read()
    end, wide = tail.rfind(b"PK\5\6"), tail.rfind(b"PK\6\6")
    sizes = []
    if 0 <= end <= len(tail) - 22:
        sizes.append(struct.unpack_from("<I", tail, end + 12)[0])
    if 0 <= wide <= len(tail) - 48:
        sizes.append(struct.unpack_from("<Q", tail, wide + 40)[0])
    if any(_MOST_DIRECTORY < size != 0xFFFFFFFF for size in sizes):
        raise _too_many()
    stream.seek(0)


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & _ENCRYPTED:
        raise BadInput(
            tr("It is locked with a password."), tr("Save it without one in the program that it comes from.")
        )
    if info.compress_type not in _PLAIN:
        raise BadInput(
            tr("{entry} in it is compressed in a way that OpenRaster does not have.", entry=info.filename[:80]),
            tr("Save it anew in the program that it comes from."),
        )
    if info.file_size > MOST_RATIO * info.compress_size + _FREE_BYTES:
        raise _bomb()


def _too_many() -> BadInput:
    return BadInput(
        tr("It holds more than {count:,} files.", count=MOST_ENTRIES),
        tr("No project has so many; look at where it comes from."),
    )


def _bomb() -> TooLarge:
    return TooLarge(
        tr("Its content would be far larger than the file makes it look."),
        tr("It may have been made to fill the memory; look at where it comes from."),
    )


class ProjectArchiveWriter:
    """A zip file being written: the type first and stored, pictures stored, text deflated. To be used in a `with`.

    The same content gives the same bytes: no entry tells when it was written.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(stream, "w", allowZip64=True)
        self.add(MIMETYPE, MIME)

    def add(self, name: str, data: bytes, *, deflated: bool = False) -> int:
        """Adds an entry; its CRC-32."""
        info = zipfile.ZipInfo(name, _EPOCH)
        info.external_attr = 0o644 << 16
        deflated = deflated and len(zlib.compress(data, 1)) * MOST_RATIO // 2 > len(data)
        info.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
        self._zip.writestr(info, data, compresslevel=6)
        return self._zip.getinfo(name).CRC

    def offset(self, name: str) -> int:
        """Where an entry's header lies in the file."""
        return self._zip.getinfo(name).header_offset

    def __enter__(self) -> ProjectArchiveWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Writes the directory; without it the file is no zip. After an error nothing matters but that it is let go."""
        with suppress(Exception) if kind else nullcontext():
            self._zip.close()
