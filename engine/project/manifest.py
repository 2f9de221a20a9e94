"""`tratteggio/project.json`: what a project knows beside pixels, and where in the file its pixels are."""

from __future__ import annotations

import base64
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.document import Adjustment, MaskArea, Patch, Recipe
from engine.errors import BadInput
from engine.geometry import Rect
from engine.language import tr
from engine.photo import Source
from engine.photo.reshape import reshape_from_dict

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from engine.photo import Photo

FORMAT = 1
MOST_BYTES = 256 << 20  # every stroke of the brush is in it, point by point
UNKNOWN_METHOD = "unknown"  # of a patch whose recipe is damaged
_STEPS_UP = 2

Data = dict[str, Any]


def encoded(data: Data) -> bytes:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8", "replace")


def decoded(text: bytes) -> Data:
    """What `encoded` made.

    Raises:
        BadInput: a newer version of the program wrote it.
        ValueError: it is damaged.
    """
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise ValueError("its notes nest without end") from error
    if not isinstance(data, dict) or not isinstance(data.get("format"), int):
        raise ValueError("its notes are damaged")
    if data["format"] > FORMAT:
        raise NewerProject(
            tr("A newer version of the program wrote this project."), tr("Update the program to open it.")
        )
    return data


class NewerProject(BadInput):
    """The project was written in a way that this version cannot follow."""


def rect_data(rect: Rect) -> list[int]:
    return [rect.x, rect.y, rect.width, rect.height]


def rect_of(data: Any) -> Rect:
    x, y, width, height = (_whole(one) for one in data)
    return Rect(x, y, width, height)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("its notes are damaged")
    return value


# The photo


def photo_data(photo: Photo, project: Path, *, whole_path: bool) -> Data:
    """Everything of a photo but its samples and its blocks of metadata.

    Args:
        project: where the file will be: the source is found again from there.
        whole_path: whether the source's full path is kept. A file that goes to others tells of no folder beyond those
            beside it.
    """
    return {
        "size": [photo.size.width, photo.size.height],
        "depth": photo.pixels.dtype.itemsize * 8,
        "dpi": None if photo.dpi is None else list(photo.dpi),
        "frame": None if photo.frame is None else rect_data(photo.frame),
        "reshapes": [reshape.to_dict() for reshape in photo.reshapes],
        "source": _source_data(photo.source, project, whole_path=whole_path),
    }


def _source_data(source: Source, project: Path, *, whole_path: bool) -> Data:
    chunks = [[kind.decode("latin-1"), base64.b64encode(data).decode()] for kind, data in source.png_chunks]
    return {
        "path": None if source.path is None else _kept_path(Path(source.path), project, whole_path=whole_path),
        "format": source.format,
        "mode": source.mode,
        "depth": source.depth,
        "quantisation": [list(table) for table in source.quantisation],
        "subsampling": source.subsampling,
        "progressive": source.progressive,
        "lossless": source.lossless,
        "compressed": source.compressed,
        "frame": source.frame,
        "frames": source.frames,
        "orientation": source.orientation,
        "stamp": None if source.stamp is None else list(source.stamp),
        "png_chunks": chunks,
    }


def _kept_path(path: Path, project: Path, *, whole_path: bool) -> str:
    if whole_path or not path.name:
        return str(path.absolute()) if path.name and path.parent != Path() else str(path)
    try:
        relative = Path(os.path.relpath(path.absolute(), project.absolute().parent))
    except ValueError:  # another drive
        return path.name
    far = relative.parts.count("..") > _STEPS_UP or path.parent == Path()
    return path.name if far else relative.as_posix()


def found_source(data: Data, project: Path, native_icc: bytes | None) -> Source:
    """The source's facts; its path leads to the file where that is still there, else it is no more than its name."""
    stamp, path = data["stamp"], data["path"]
    subsampling = data["subsampling"]
    return Source(
        path=None if path is None else _found_path(str(path), project),
        format=str(data["format"]),
        mode=str(data["mode"]),
        depth=_whole(data["depth"]),
        quantisation=tuple(tuple(_whole(one) for one in table) for table in data["quantisation"]),
        subsampling=None if subsampling is None else _whole(subsampling),
        progressive=bool(data["progressive"]),
        lossless=bool(data["lossless"]),
        compressed=bool(data["compressed"]),
        frame=_whole(data["frame"]),
        frames=_whole(data["frames"]),
        orientation=_whole(data["orientation"]),
        stamp=None if stamp is None else (_whole(stamp[0]), _whole(stamp[1])),
        native_icc=native_icc,
        png_chunks=tuple((kind.encode("latin-1"), base64.b64decode(text)) for kind, text in data["png_chunks"]),
    )


def _found_path(text: str, project: Path) -> Path:
    path = Path(text)
    beside = Path(os.path.normpath(project.absolute().parent / path))
    try:
        return beside if beside.is_file() else path if path.is_absolute() else Path(path.name)
    except (OSError, ValueError):
        return Path(path.name)


def photo_facts(data: Data) -> Data:
    """Arguments of `Photo`, as far as they are no samples and no metadata."""
    dpi, frame = data["dpi"], data["frame"]
    return {
        "dpi": None if dpi is None else (float(dpi[0]), float(dpi[1])),
        "frame": None if frame is None else rect_of(frame),
        "reshapes": tuple(reshape_from_dict(one) for one in data["reshapes"]),
    }


# Patches


@dataclass(frozen=True)
class PieceEntry:
    """Where a piece's samples are: `rect` of the photo, in the picture `layer` from (x, y) on."""

    rect: Rect
    layer: str
    x: int
    y: int
    photo_alpha: str | None = None

    def to_dict(self) -> Data:
        place = {"rect": rect_data(self.rect), "layer": self.layer, "at": [self.x, self.y]}
        return place if self.photo_alpha is None else {**place, "photo_alpha": self.photo_alpha}

    @staticmethod
    def from_dict(data: Data) -> PieceEntry:
        x, y = (_whole(one) for one in data["at"])
        alpha = data.get("photo_alpha")
        return PieceEntry(rect_of(data["rect"]), str(data["layer"]), x, y, None if alpha is None else str(alpha))


def area_data(area: MaskArea, entry: str) -> Data:
    return {"rect": rect_data(area.rect), "entry": entry}


def area_of(data: Data | None, read: Callable[[str, Rect], NDArray]) -> MaskArea | None:
    """The area that `area_data` told of; `read(entry, rect)` gives its samples, where it has any."""
    if data is None:
        return None
    rect = rect_of(data["rect"])
    empty = np.zeros((rect.height, rect.width), np.uint8) if rect.is_empty else None
    return MaskArea(rect, read(str(data["entry"]), rect) if empty is None else empty)


def patch_data(patch: Patch, pieces: list[PieceEntry], mask: str | None, shown: str | None) -> Data:
    """Everything of a patch but its samples.

    Args:
        mask: the entry of its mask's.
        shown: for an adjustment, the entry that shows other programs what it does.
    """
    return {
        "id": patch.id,
        "name": patch.name,
        "recipe": json.loads(patch.recipe.to_json()),
        "visible": patch.visible,
        "opacity": patch.opacity,
        "mask": None if patch.mask is None or mask is None else area_data(patch.mask, mask),
        "adjustment": None if patch.adjustment is None else patch.adjustment.to_dict(),
        "shown": shown,
        "made": patch.made,
        "seconds": patch.seconds,
        "pieces": [piece.to_dict() for piece in pieces],
    }


def patch_facts(data: Data) -> tuple[Data, str]:
    """Arguments of `Patch`, as far as they are no samples, and a warning; "" where all was well."""
    warning = ""
    try:
        recipe = Recipe.from_json(json.dumps(data["recipe"]))
    except BadInput as error:
        recipe, warning = Recipe(UNKNOWN_METHOD), str(error)
    adjustment = data["adjustment"]
    facts = {
        "id": str(data["id"]),
        "name": str(data["name"]),
        "recipe": recipe,
        "visible": bool(data["visible"]),
        "opacity": float(data["opacity"]),
        "adjustment": None if adjustment is None else Adjustment.from_dict(adjustment),
        "made": str(data["made"]),
        "seconds": float(data["seconds"]),
    }
    return facts, warning
