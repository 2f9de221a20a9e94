"""Brush and eraser, with real mouse events on a real canvas."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from engine.document import Document
from engine.geometry import Point
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from tests.ui.canvas.canvas_looking import document_of
from ui.canvas.view import CanvasView
from ui.tools.brush import EraserTool

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, ALT, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


def place(canvas: CanvasView, x: float, y: float) -> QPoint:
    return canvas.image_to_view(Point(x, y)).toPoint()


def drag(qtbot: QtBot, canvas: CanvasView, *points: tuple[float, float], modifiers: Qt.KeyboardModifier = NONE) -> None:
    places = [place(canvas, *point) for point in points]
    qtbot.mousePress(canvas, LEFT, modifiers, places[0])
    for each in places[1:]:
        qtbot.mouseMove(canvas, each)
    qtbot.mouseRelease(canvas, LEFT, modifiers, places[-1])


def centre(mask: np.ndarray) -> tuple[float, float]:
    ys, xs = np.nonzero(mask)
    return xs.mean() + 0.5, ys.mean() + 0.5


@pytest.mark.parametrize("rotation", [0.0, 90.0, 25.0])
@pytest.mark.parametrize("zoom", [0.7, 1.0, 2.0, 9.0])
def test_a_click_paints_where_it_is(canvas: CanvasView, qtbot: QtBot, zoom: float, rotation: float) -> None:
    canvas.rotate_by(rotation)
    canvas.set_zoom(zoom)
    canvas.centre_on(Point(30, 20))
    spot = canvas.rect().center() + QPoint(3, -4)
    wanted = canvas.view_to_image(QPointF(spot))
    qtbot.mouseClick(canvas, LEFT, pos=spot)
    x, y = centre(document_of(canvas).mask)
    assert math.hypot(x - wanted.x, y - wanted.y) <= 0.5


def test_a_stroke_is_one_step_without_gaps(canvas: CanvasView, qtbot: QtBot) -> None:
    document = document_of(canvas)
    with qtbot.waitSignal(canvas.stroke_finished):
        drag(qtbot, canvas, (5, 20), (60, 20), (60, 40))
    assert (document.mask[20, 5:60] == 255).all()
    assert (document.mask[20:40, 60] == 255).all()
    painted = document.mask.copy()
    document.undo()
    assert not document.mask.any()
    assert not document.can_undo
    document.redo()
    assert np.array_equal(document.mask, painted)


@pytest.mark.parametrize("by_alt", [True, False])
def test_erasing(canvas: CanvasView, qtbot: QtBot, by_alt: bool) -> None:
    document = document_of(canvas)
    document.set_mask(np.full((48, 64), 255, np.uint8))
    if not by_alt:
        canvas.set_tool(EraserTool())
    drag(qtbot, canvas, (20, 20), (40, 20), modifiers=ALT if by_alt else NONE)
    assert (document.mask[20, 20:40] == 0).all()
    assert document.mask[40, 20] == 255
    assert document.undo_label == "Erase mask"


def test_shift_and_a_click_draw_a_straight_line(canvas: CanvasView, qtbot: QtBot) -> None:
    document = document_of(canvas)
    qtbot.mouseClick(canvas, LEFT, pos=place(canvas, 8, 8))
    qtbot.mouseClick(canvas, LEFT, SHIFT, place(canvas, 56, 40))
    for share in np.linspace(0, 1, 20):
        assert document.mask[round(8 + 32 * share), round(8 + 48 * share)] == 255
    document.undo()
    assert document.mask[8, 8] == 255
    assert document.mask[24, 32] == 0


def test_a_straight_line_does_not_begin_in_another_document(
    canvas: CanvasView, qtbot: QtBot, small_photo: np.ndarray
) -> None:
    qtbot.mouseClick(canvas, LEFT, pos=place(canvas, 8, 8))
    canvas.set_document(Document(photo_from_pixels(small_photo)))
    canvas.set_zoom(1.0)
    qtbot.mouseClick(canvas, LEFT, SHIFT, place(canvas, 56, 40))
    assert document_of(canvas).mask[8, 8] == 0


def test_a_stroke_beside_the_photo_is_no_step(canvas: CanvasView, qtbot: QtBot) -> None:
    drag(qtbot, canvas, (-30, -20), (-40, 5))
    assert not document_of(canvas).can_undo


@pytest.mark.parametrize("modifier", [ALT, SHIFT])
def test_dragging_right_changes_the_tip(canvas: CanvasView, qtbot: QtBot, modifier: Qt.KeyboardModifier) -> None:
    canvas.set_zoom(2.0)
    canvas.brush_tip = BrushTip(20, 0.5, 0.8)
    start = QPoint(100, 75)
    with qtbot.waitSignal(canvas.brush_changed) as changed:
        qtbot.mousePress(canvas, RIGHT, modifier, start)
        qtbot.mouseMove(canvas, start + QPoint(10, -50))
    assert changed.args == [canvas.brush_tip]
    assert canvas.brush_tip == BrushTip(30, 0.75, 0.8)
    qtbot.mouseMove(canvas, start + QPoint(-500, 500))
    assert canvas.brush_tip == BrushTip(1, 0.0, 0.8)
    qtbot.mouseRelease(canvas, RIGHT, modifier, start)
    assert not document_of(canvas).mask.any()


def test_dragging_with_shift_changes_the_tip_and_a_click_stays_a_line(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.brush_tip = BrushTip(9, 1.0, 1.0)
    qtbot.mouseClick(canvas, LEFT, pos=place(canvas, 8, 8))
    before = document_of(canvas).mask.copy()
    qtbot.mousePress(canvas, LEFT, SHIFT, place(canvas, 40, 20))
    qtbot.mouseMove(canvas, place(canvas, 40, 20) + QPoint(12, 0))
    qtbot.mouseMove(canvas, place(canvas, 40, 20) + QPoint(3, 40))
    assert canvas.brush_tip == BrushTip(15, 0.8, 1.0)
    assert canvas.tool.brush_anchor is not None
    qtbot.mouseRelease(canvas, LEFT, SHIFT, place(canvas, 43, 40))
    assert (document_of(canvas).mask == before).all()
    qtbot.mousePress(canvas, LEFT, SHIFT, place(canvas, 40, 8))
    qtbot.mouseMove(canvas, place(canvas, 41, 9))
    qtbot.mouseRelease(canvas, LEFT, SHIFT, place(canvas, 41, 9))
    assert document_of(canvas).mask[8, 24] == 255, "a hand that trembles has still clicked"
    assert canvas.brush_tip.diameter == 15


def test_escape_brings_the_tip_back(canvas: CanvasView, qtbot: QtBot) -> None:
    tip = canvas.brush_tip
    qtbot.mousePress(canvas, RIGHT, ALT, QPoint(100, 75))
    qtbot.mouseMove(canvas, QPoint(130, 75))
    assert canvas.brush_tip != tip
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.brush_tip == tip


def test_undo_in_the_middle_of_a_stroke_does_no_harm(canvas: CanvasView, qtbot: QtBot) -> None:
    document = document_of(canvas)
    qtbot.mousePress(canvas, LEFT, pos=place(canvas, 10, 10))
    document.undo()
    qtbot.mouseMove(canvas, place(canvas, 40, 30))
    qtbot.mouseRelease(canvas, LEFT, pos=place(canvas, 40, 30))
    while document.can_undo:
        document.undo()
    assert not document.mask.any()


def test_a_second_button_does_not_disturb_a_stroke(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.mousePress(canvas, LEFT, pos=place(canvas, 10, 10))
    qtbot.mouseClick(canvas, RIGHT, pos=place(canvas, 12, 10))
    qtbot.mouseMove(canvas, place(canvas, 40, 10))
    qtbot.mouseRelease(canvas, LEFT, pos=place(canvas, 40, 10))
    assert (document_of(canvas).mask[10, 10:40] == 255).all()
