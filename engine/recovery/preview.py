"""A small picture of a document, to be recognised by."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.document.composite import Composite
from engine.geometry import Rect, Size
from engine.photo.atomic import write_atomically
from engine.recovery.state import MaskTiles

PREVIEW = "preview.png"
LARGEST = Size(480, 360)
_BAND = 4  # rows that are looked at for each row of the picture: of a large photo all would take too long
_MASK = np.array((255, 59, 92), np.float32)
_MASK_SHARE = 0.5


def preview(composite: Composite, mask: MaskTiles, largest: Size = LARGEST) -> NDArray[np.uint8]:
    """What the composite shows with the mask tinted over it, no larger than `largest`: h x w x 3 sRGB uint8."""
    from engine.photo.colour import DisplayTransform

    size = composite.size
    scale = min(1.0, largest.width / size.width, largest.height / size.height)
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    rows, columns = _middles(height, size.height), _middles(width, size.width)
    small = np.empty((height, width, 3), composite.photo.pixels.dtype)
    for place, row in enumerate(rows):
        deep = min(_BAND, max(1, size.height // height))
        band = composite.read(Rect(0, min(int(row), size.height - deep), size.width, deep))
        small[place] = cv2.resize(band, (width, 1), interpolation=cv2.INTER_AREA)[0]
    shown = np.array(DisplayTransform(composite.photo.icc).apply(small))
    if mask.size == size and not mask.is_empty:
        share = mask.sampled(rows, columns)[:, :, None].astype(np.float32) / 255 * _MASK_SHARE
        shown = np.rint(shown * (1 - share) + _MASK * share).astype(np.uint8)
    return shown


def write_preview(folder: Path, pixels: NDArray[np.uint8]) -> None:
    """Keep h x w x 3 `pixels` as the preview of the document in `folder`. Raises WriteFailed."""
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(stream, "PNG", compress_level=1)
    write_atomically(folder / PREVIEW, stream.getvalue())


def _middles(count: int, length: int) -> NDArray[np.int64]:
    """The middles of `count` equal parts of a side, in whole pixels."""
    return ((np.arange(count) + 0.5) * length / count).astype(np.int64)
