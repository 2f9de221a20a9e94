"""The wand: one click, one step, and nothing of another colour."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.geometry import Point
from tests.ui.canvas.canvas_looking import document_of
from ui.canvas.view import CanvasView
from ui.tools.wand import WandTool


def click(canvas: CanvasView, x: float, y: float, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = canvas.image_to_view(Point(x, y)).toPoint()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, held, place)


def test_a_click_marks_what_is_alike_as_one_step(make_canvas) -> None:
    pixels = np.full((40, 60, 3), 90, np.uint8)
    pixels[10:20, 10:30] = 200
    canvas = make_canvas(pixels)
    canvas.set_tool(WandTool())
    click(canvas, 15.5, 15.5)
    document = document_of(canvas)
    assert (document.mask[10:20, 10:30] == 255).all()
    assert (document.mask > 0).sum() == 200
    document.undo()
    assert not document.mask.any()


def test_alt_takes_it_away_again(make_canvas) -> None:
    pixels = np.full((40, 60, 3), 90, np.uint8)
    pixels[10:20, 10:30] = 200
    canvas = make_canvas(pixels)
    canvas.set_tool(WandTool())
    document = document_of(canvas)
    document.set_mask(np.full((40, 60), 255, np.uint8), "All")
    click(canvas, 15.5, 15.5, Qt.KeyboardModifier.AltModifier)
    assert not document.mask[10:20, 10:30].any()
    assert (document.mask == 255).sum() == 40 * 60 - 200


def test_a_click_beside_the_photo_is_no_step(make_canvas) -> None:
    canvas = make_canvas(np.full((40, 60, 3), 90, np.uint8))
    canvas.set_tool(WandTool())
    click(canvas, -4, 10)
    assert not document_of(canvas).can_undo
