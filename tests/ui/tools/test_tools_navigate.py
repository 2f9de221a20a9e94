"""Pan and zoom tools."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from engine.geometry import Point, Rect
from tests.ui.canvas.canvas_looking import document_of, seen
from ui.canvas.view import CanvasView
from ui.tools.base import Tool
from ui.tools.brush import BrushTool, EraserTool
from ui.tools.navigate import PanTool, ZoomTool
from ui.tools.select import LassoTool, RectangleTool
from ui.tools.wand import WandTool

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
TOOLS = (BrushTool, EraserTool, PanTool, ZoomTool, RectangleTool, LassoTool, WandTool)


def test_the_pan_tool_moves_the_photo(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_tool(PanTool())
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
    before = canvas.image_to_view(Point(0, 0))
    qtbot.mousePress(canvas, LEFT, pos=QPoint(80, 60))
    qtbot.mouseMove(canvas, QPoint(90, 63))
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(90, 63))
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(10, 3)
    assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor


def test_the_zoom_tool_steps_in_and_out_at_the_click(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_tool(ZoomTool())
    under = canvas.view_to_image(QPointF(90, 80))
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(90, 80))
    assert canvas.zoom == 1.5
    now = canvas.view_to_image(QPointF(90, 80))
    assert (now.x, now.y) == pytest.approx((under.x, under.y), abs=1)
    qtbot.mouseClick(canvas, LEFT, ALT, QPoint(90, 80))
    assert canvas.zoom == 1.0


def test_the_zoom_tool_shows_what_a_drag_frames(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.set_tool(ZoomTool())
    plain = seen(canvas)
    a, b = (canvas.image_to_view(Point(*point)).toPoint() for point in ((10, 10), (30, 25)))
    qtbot.mousePress(canvas, LEFT, pos=a)
    qtbot.mouseMove(canvas, b)
    assert (seen(canvas) != plain).any()
    qtbot.mouseRelease(canvas, LEFT, pos=b)
    assert canvas.zoom == pytest.approx(10)
    assert canvas.visible_rect().contains(Rect(10, 10, 20, 15))
    assert not document_of(canvas).can_undo


def test_every_tool_has_a_name_and_a_label_of_its_own() -> None:
    assert len({tool.name for tool in TOOLS}) == len({tool.label for tool in TOOLS}) == len(TOOLS)
    assert all(issubclass(tool, Tool) and tool.name and tool.label for tool in TOOLS)
