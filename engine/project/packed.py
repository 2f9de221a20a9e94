"""Where photos lie packed already: a project that is saved again takes its photo from the file it was saved to."""

from __future__ import annotations

import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from engine.photo import Photo

_HEADER = 30  # of an entry in a zip file, before its name and extra field


@dataclass(frozen=True)
class Place:
    """An entry that is stored as it is. `stamp` tells whether the file is still that one."""

    path: Path
    stamp: tuple[int, int, int]
    header_offset: int
    size: int
    check_sum: int


_places: WeakKeyDictionary[Photo, Place] = WeakKeyDictionary()


def remember(photo: Photo, path: Path, header_offset: int, size: int, check_sum: int) -> None:
    """Note where a photo, which never changes, has been written as PNG."""
    stamp = _stamp(path)
    if stamp is not None:
        _places[photo] = Place(path, stamp, header_offset, size, check_sum)


def recall(photo: Photo) -> bytes | None:
    """The PNG of a photo from the file where it was noted; None where that is another file by now, or damaged."""
    place = _places.get(photo)
    if place is None or _stamp(place.path) != place.stamp:
        return None
    try:
        with open(place.path, "rb") as stream:
            stream.seek(place.header_offset)
            name, extra = struct.unpack_from("<HH", stream.read(_HEADER), 26)
            stream.seek(name + extra, os.SEEK_CUR)
            data = stream.read(place.size)
    except (OSError, struct.error):
        return None
    return data if zlib.crc32(data) == place.check_sum else None


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
