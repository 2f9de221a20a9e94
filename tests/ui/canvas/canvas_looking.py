"""What a canvas shows, as numpy sees it, and small patches to show."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QImage

from engine.document import Document, Patch, Piece, Recipe, new_patch_id
from engine.geometry import Rect
from ui.canvas.view import CanvasView
from ui.convert import pixels_from_image


def seen(canvas: CanvasView) -> np.ndarray:
    """What the window shows: H x W x 3."""
    return pixels_from_image(canvas.grab().toImage())[0]


def rendered(canvas: CanvasView, ratio: float) -> np.ndarray:
    """What a screen of another device pixel ratio would show."""
    image = QImage(round(canvas.width() * ratio), round(canvas.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    canvas.render(image)
    return pixels_from_image(image)[0]


def redrawn(canvas: CanvasView) -> np.ndarray:
    """The same, drawn from nothing."""
    canvas.redraw()
    return seen(canvas)


def assert_same(piecewise: np.ndarray, canvas: CanvasView) -> None:
    """That what was drawn piece by piece is what would be drawn from nothing."""
    difference = np.abs(piecewise.astype(int) - redrawn(canvas)).max(axis=2)
    if canvas.rotation % 90 == 0:
        assert difference.max() <= 2
    else:
        # Turned, Qt weighs neighbours in sixteenths, and where a piece begins decides how a weight is rounded.
        assert (difference > 24).sum() <= 40


def patch_at(rect: Rect, value: int, dtype: type = np.uint8) -> Patch:
    pixels = np.full((rect.height, rect.width, 3), value, dtype)
    alpha = np.full((rect.height, rect.width), 255, np.uint8)
    return Patch(new_patch_id(), (Piece(rect, pixels, alpha),), Recipe("telea"))


def document_of(canvas: CanvasView) -> Document:
    assert canvas.document is not None
    return canvas.document
