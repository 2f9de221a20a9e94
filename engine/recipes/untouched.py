"""Proof that what was not retouched is what the file holds: counted in pixels, against the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from engine.document import Composite, changed_outside
from engine.errors import EngineError
from engine.jobs import JobContext
from engine.photo import Limits, Photo, extended_photo, read_photo, reshaped_photo, stamp_of
from engine.photo.memory import available_memory
from engine.photo.reshape import Extend

_ROWS = 256


@dataclass(frozen=True)
class BaseProof:
    """How the photo under the patches compares with its file.

    Args:
        differing: pixels that differ; 0 where it is the very photo.
        compared: pixels that were compared; what was added as new canvas is in no file.
        against: "file" = read again and compared; "memory" = with nothing but the photo as it was opened, because the
            file is gone, has changed since, or there is too little memory to hold it twice; "remade" = the photo was
            straightened, so that every pixel was made anew, and there is nothing to compare with.
        why: for "memory": "none" (there never was a file), "gone", "changed" or "large".
    """

    differing: int
    compared: int
    against: str
    why: str = ""


def base_proof(photo: Photo, context: JobContext) -> BaseProof:
    """Read the photo's file again and compare every sample. Slow for large photos; work for a thread.

    Raises:
        Cancelled: nobody wants to know any more.
    """
    if any(not reshape.is_exact for reshape in photo.reshapes):
        return BaseProof(0, 0, "remade")
    why = _why_not(photo)
    if why:
        return BaseProof(0, 0, "memory", why)
    context.check()
    try:
        again = read_photo(Path(photo.source.path or ""), limits=Limits(), frame=photo.source.frame)
        for reshape in photo.reshapes:
            context.check()
            again = (
                extended_photo(again, reshape.margins)
                if isinstance(reshape, Extend)
                else reshaped_photo(again, reshape)
            )
    except EngineError:
        return BaseProof(0, 0, "memory", "changed")
    if again.pixels.shape != photo.pixels.shape or again.pixels.dtype != photo.pixels.dtype:
        return BaseProof(photo.size.area, photo.size.area, "file")
    return _compared(photo, again, context)


def _why_not(photo: Photo) -> str:
    path, stamp = photo.source.path, photo.source.stamp
    if path is None or stamp is None:
        return "none"
    now = stamp_of(Path(path))
    if now is None:
        return "gone"
    if now != stamp:
        return "changed"
    free = available_memory()
    return "large" if free is not None and 3 * photo.nbytes > free else ""


def _compared(photo: Photo, again: Photo, context: JobContext) -> BaseProof:
    frame = photo.frame
    rows = range(photo.size.height) if frame is None else range(frame.y, frame.bottom)
    columns = slice(None) if frame is None else slice(frame.x, frame.right)
    differing = compared = 0
    for top in range(rows.start, rows.stop, _ROWS):
        context.check()
        place = slice(top, min(top + _ROWS, rows.stop)), columns
        differs = (photo.pixels[place] != again.pixels[place]).any(axis=2)
        if photo.alpha is not None and again.alpha is not None:
            differs |= photo.alpha[place] != again.alpha[place]
        differing += int(np.count_nonzero(differs))
        compared += differs.size
    return BaseProof(differing, compared, "file")


@dataclass(frozen=True)
class Proof:
    """Of a composite.

    Args:
        base: the photo under the patches, compared with its file.
        outside: pixels that show otherwise than in that photo although no visible patch lies there.
        untouched: pixels under no visible patch.
        is_retouched: whether a visible patch lies over the photo.
    """

    base: BaseProof
    outside: int
    untouched: int
    is_retouched: bool = False

    @property
    def differing(self) -> int:
        return self.base.differing + self.outside


def untouched_proof(composite: Composite, base: BaseProof, context: JobContext) -> Proof:
    """Count what differs outside the patches; `base` is the proof of the composite's own photo.

    Raises:
        Cancelled: nobody wants to know any more.
    """
    from engine.geometry import Rect

    context.check()
    outside = changed_outside(composite)
    covered = 0
    for top in range(0, composite.size.height, _ROWS):
        context.check()
        band = Rect(0, top, composite.size.width, _ROWS).clipped(composite.size)
        if any(rect.overlaps(band) for rect in composite.bounds_changed()):
            covered += int(np.count_nonzero(composite.covered(band)))
    return Proof(base, outside, composite.size.area - covered, covered > 0)
