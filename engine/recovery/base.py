"""The photo that a journal's steps were taken on: where it lies, a copy of its file, or its very samples."""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.errors import BadInput, EngineError
from engine.geometry import Rect, Size
from engine.language import tr
from engine.photo.atomic import write_atomically
from engine.photo.photo import Photo, Source
from engine.photo.reading import probe, read_photo, stamp_of
from engine.recovery.arrays import array_records, arrays_of
from engine.recovery.files import create, sync_data, write_all
from engine.recovery.records import packed, scanned_file

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAMPLES, _COPY, _COPY_FACTS = "base-samples", "base-copy", "base-copy.json"
_ARRAYS = ("pixels", "alpha", "native")
_BYTES = ("icc", "exif", "xmp")
_BLOCK = 4 << 20
_LARGEST_COPY = 1 << 30
_KEPT_FREE = 2 << 30  # of the disk, beside what the copy takes
_CLONE = 0x40049409  # FICLONE: on Btrfs, XFS and their like a copy that shares its blocks, at once


class PhotoGone(BadInput):
    """The photo under recovered work cannot be read any more; the work itself is kept."""


@dataclass(frozen=True)
class Base:
    """What a journal says of its photo.

    Attributes:
        name: what a person calls it.
        path: where it was read from; None for one from the clipboard.
        stamp: (bytes, mtime in ns) at opening.
        frame: which picture of the file; None where it holds one.
        size: (width, height) at opening.
    """

    name: str
    path: Path | None
    stamp: tuple[int, int] | None
    frame: int | None
    size: tuple[int, int]

    @staticmethod
    def of(photo: Photo, name: str) -> Base:
        source = photo.source
        path = None if source.path is None or source.stamp is None else Path(source.path).absolute()
        frame = source.frame if source.frames > 1 else None
        return Base(name, path, source.stamp, frame, (photo.size.width, photo.size.height))

    def to_dict(self) -> dict[str, Any]:
        path = None if self.path is None else os.fsencode(self.path).decode("utf-8", "surrogateescape")
        return {"name": self.name, "path": path, "stamp": self.stamp, "frame": self.frame, "size": self.size}

    @staticmethod
    def from_dict(data: dict[str, Any]) -> Base:
        """Raises KeyError, ValueError or TypeError where it is none."""
        path, stamp, (width, height) = data["path"], data["stamp"], data["size"]
        return Base(
            str(data["name"]),
            None if path is None else Path(os.fsdecode(str(path).encode("utf-8", "surrogateescape"))),
            None if stamp is None else (int(stamp[0]), int(stamp[1])),
            None if data["frame"] is None else int(data["frame"]),
            (int(width), int(height)),
        )


def can_be_read_again(photo: Photo) -> bool:
    """Whether the photo's file is still the one that it was read from, and holds all of it."""
    source = photo.source
    if photo.reshapes or source.path is None or source.stamp is None or stamp_of(source.path) != source.stamp:
        return False
    try:
        found = probe(source.path)
    except EngineError:  # such as a project, whose photo is a part of it
        return False
    return (found.format, found.size, found.depth) == (source.format, photo.size, source.depth)


def has_copy(folder: Path) -> bool:
    """Whether a photo's samples, or a copy of its file, lie beside the journal."""
    return (folder / _SAMPLES).exists() or (folder / _COPY_FACTS).exists()


# Keeping


def keep_samples(folder: Path, photo: Photo) -> None:
    """Bring the photo's samples and all that came with them to the disk. Raises WriteFailed."""
    target = folder / _SAMPLES
    present = [name for name in _ARRAYS if getattr(photo, name) is not None]
    parts = array_records(getattr(photo, name) for name in present)
    mark = next(parts)

    def content() -> Iterator[bytes]:
        yield mark
        yield packed({"arrays": present, "photo": _described(photo)})
        yield from parts

    write_atomically(target, lambda stream: stream.writelines(content()))


def copying(folder: Path, photo: Photo) -> Iterator[None]:
    """Copies the photo's file beside the journal, a block for each turn, so that it outlives the original.

    It ends early, without a copy, where the file is too large for the disk or is not the one that was opened any
    more. Raises OSError and WriteFailed.
    """
    path, stamp = photo.source.path, photo.source.stamp
    if path is None or stamp is None or stamp[0] > _LARGEST_COPY or _free(folder) < stamp[0] + _KEPT_FREE:
        return
    unfinished = folder / f".{_COPY}"
    unfinished.unlink(missing_ok=True)
    digest = hashlib.sha256()
    target = create(unfinished)
    try:
        with open(path, "rb") as source:
            shares = _cloned(source.fileno(), target)
            while not shares and (block := source.read(_BLOCK)):
                digest.update(block)
                write_all(target, block)
                yield
        sync_data(target)
    finally:
        os.close(target)
    if stamp_of(path) != stamp:
        unfinished.unlink()
        return
    facts = {"bytes": stamp[0], "sha256": "" if shares else digest.hexdigest()}
    os.replace(unfinished, folder / _COPY)
    write_atomically(folder / _COPY_FACTS, json.dumps(facts).encode())


def _cloned(source: int, target: int) -> bool:
    try:
        import fcntl

        fcntl.ioctl(target, _CLONE, source)
    except (ImportError, OSError):
        return False
    return True


def _free(folder: Path) -> int:
    import shutil

    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


# Reading back


def read_base(folder: Path, base: Base) -> tuple[Photo, str]:
    """The photo as it was opened, and a sentence for the person where that is not the file itself, or "".

    Raises:
        PhotoGone: it is nowhere to be found, with the place where it has to be put back.
        EngineError: it cannot be opened.
    """
    samples = _read_samples(folder)
    if samples is not None:
        return samples, ""
    if base.path is not None and base.stamp is not None and stamp_of(base.path) == base.stamp:
        return read_photo(base.path, frame=base.frame), ""
    copy = _whole_copy(folder)
    if copy is not None and base.path is not None:
        photo = read_photo(copy, frame=base.frame)
        source = replace(photo.source, path=base.path, stamp=base.stamp)
        gone = stamp_of(base.path) is None
        note = (
            tr("{name} is not where it was; the copy that was kept of it is shown.", name=base.name)
            if gone
            else tr("{name} has been changed since; the copy that was kept of it is shown.", name=base.name)
        )
        return replace(photo, source=source), note
    where = "" if base.path is None else str(base.path.parent)
    raise PhotoGone(
        tr("The photo {name} is not there any more, or has been changed since.", name=base.name),
        tr("Put it back into {folder} as it was, and recover again.", folder=where) if where else "",
    )


def _whole_copy(folder: Path) -> Path | None:
    copy = folder / _COPY
    try:
        facts = json.loads((folder / _COPY_FACTS).read_bytes())
        if copy.stat().st_size != facts["bytes"]:
            return None
        if facts["sha256"]:
            with copy.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != facts["sha256"]:
                    return None
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return copy


def _read_samples(folder: Path) -> Photo | None:
    records = scanned_file(folder / _SAMPLES).records
    if not records:
        return None
    try:
        names, facts = records[0].head["arrays"], records[0].head["photo"]
        arrays: dict[str, NDArray] = dict(zip(names, arrays_of(records[1:]), strict=True))
        return _photo(facts, arrays)
    except (KeyError, ValueError, TypeError, EngineError):
        return None


def _described(photo: Photo) -> dict[str, Any]:
    source = {one.name: getattr(photo.source, one.name) for one in fields(Source)}
    source["path"] = None if source["path"] is None else str(source["path"])
    source["native_icc"] = _text(photo.source.native_icc)
    source["png_chunks"] = [[_text(name), _text(value)] for name, value in photo.source.png_chunks]
    size, frame = photo.source.size, photo.frame
    source["size"] = None if size is None else [size.width, size.height]
    return {
        "source": source,
        **{name: _text(getattr(photo, name)) for name in _BYTES},
        "dpi": photo.dpi,
        "warnings": photo.warnings,
        "frame": None if frame is None else [frame.x, frame.y, frame.width, frame.height],
        "reshapes": [reshape.to_dict() for reshape in photo.reshapes],
    }


def _photo(facts: dict[str, Any], arrays: dict[str, NDArray]) -> Photo:
    from engine.photo.reshape import reshape_from_dict

    known = {one.name for one in fields(Source)}
    told = {name: value for name, value in facts["source"].items() if name in known}
    told["path"] = None if told["path"] is None else Path(told["path"])
    told["quantisation"] = tuple(tuple(table) for table in told["quantisation"])
    told["stamp"] = None if told["stamp"] is None else tuple(told["stamp"])
    told["size"] = None if told.get("size") is None else Size(*told["size"])
    told["native_icc"] = _bytes(told["native_icc"])
    told["png_chunks"] = tuple((_bytes(name), _bytes(value)) for name, value in told["png_chunks"])
    return Photo(
        arrays["pixels"],
        arrays.get("alpha"),
        _bytes(facts["icc"]),
        _bytes(facts["exif"]),
        _bytes(facts["xmp"]),
        None if facts["dpi"] is None else tuple(facts["dpi"]),
        Source(**told),
        arrays.get("native"),
        tuple(facts["warnings"]),
        None if facts["frame"] is None else Rect(*facts["frame"]),
        tuple(reshape_from_dict(one) for one in facts["reshapes"]),
    )


def _text(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
