"""A real canvas with a real document."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.document import Document
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from ui.canvas.view import CanvasView

MakeCanvas = Callable[..., CanvasView]


@pytest.fixture
def make_canvas(qtbot: QtBot) -> MakeCanvas:
    """make_canvas(pixels, alpha=None, width=, height=, kind=): shown at 100 % in the view's corner, mask line off."""

    def make(
        pixels: np.ndarray,
        alpha: np.ndarray | None = None,
        *,
        width: int = 200,
        height: int = 150,
        kind: type[CanvasView] = CanvasView,
    ) -> CanvasView:
        canvas = kind()
        qtbot.addWidget(canvas)
        canvas.resize(width, height)
        canvas.mask_contour = False
        canvas.brush_tip = BrushTip(9, 1.0, 1.0)
        canvas.show()
        with qtbot.waitSignal(canvas.levels_ready):
            canvas.set_document(Document(photo_from_pixels(pixels, alpha)))
        canvas.set_zoom(1.0)
        return canvas

    return make


@pytest.fixture
def canvas(make_canvas: MakeCanvas, small_photo: np.ndarray) -> CanvasView:
    return make_canvas(small_photo)
