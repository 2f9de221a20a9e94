"""What mouse, wheel, pen, keys and drops do to the view."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QInputDevice,
    QKeyEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QWheelEvent,
)
from pytestqt.qtbot import QtBot

from engine.geometry import Point, Rect
from engine.mask import BrushTip
from tests.ui.canvas.canvas_looking import document_of, patch_at, seen
from ui.canvas.view import CanvasView

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT, MIDDLE, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.NoButton


def wheel(canvas: CanvasView, place: QPointF, delta: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, delta), NO_BUTTON, modifiers, Qt.ScrollPhase.NoScrollPhase, False
    )
    QGuiApplication.sendEvent(canvas, event)


def pen(
    canvas: CanvasView, kind: QEvent.Type, place: QPointF, pressure: float = 1.0, eraser_end: bool = False
) -> QTabletEvent:
    tip = QPointingDevice.PointerType.Eraser if eraser_end else QPointingDevice.PointerType.Pen
    device = QPointingDevice("pen", 7, QInputDevice.DeviceType.Stylus, tip, QInputDevice.Capability.Pressure, 1, 1)
    is_down = kind != QEvent.Type.TabletRelease
    button = NO_BUTTON if kind == QEvent.Type.TabletMove else LEFT
    held = LEFT if is_down else NO_BUTTON
    event = QTabletEvent(kind, device, place, place, pressure, 0, 0, 0.0, 0.0, 0.0, NONE, button, held)
    QGuiApplication.sendEvent(canvas, event)
    return event


def near(a: Point, b: Point, tolerance: float = 1.0) -> bool:
    return abs(a.x - b.x) <= tolerance and abs(a.y - b.y) <= tolerance


@pytest.mark.parametrize("delta", [120, -120, 15])
def test_the_wheel_zooms_at_the_cursor(canvas: CanvasView, delta: int) -> None:
    canvas.set_zoom(2.0)
    place = QPointF(70, 60)
    under = canvas.view_to_image(place)
    wheel(canvas, place, delta)
    assert (canvas.zoom > 2.0) == (delta > 0)
    assert near(canvas.view_to_image(place), under)


def test_the_wheel_stops_once_at_100_percent(canvas: CanvasView) -> None:
    canvas.set_zoom(0.95)
    wheel(canvas, QPointF(50, 50), 120)
    assert canvas.zoom == 1.0
    wheel(canvas, QPointF(50, 50), 120)
    assert canvas.zoom > 1.1


def test_the_wheel_scrolls_where_that_is_wished_and_zooms_with_ctrl(canvas: CanvasView) -> None:
    canvas.set_zoom(2.0)
    canvas.wheel_zooms = False
    before = canvas.image_to_view(Point(0, 0))
    wheel(canvas, QPointF(50, 50), -60)
    assert canvas.zoom == 2.0
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(0, -30)
    wheel(canvas, QPointF(50, 50), 120, Qt.KeyboardModifier.ControlModifier)
    assert canvas.zoom > 2.0


def test_shift_and_the_wheel_pan_sideways(canvas: CanvasView) -> None:
    before = canvas.image_to_view(Point(0, 0))
    wheel(canvas, QPointF(50, 50), 60, SHIFT)
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(30, 0)


@pytest.mark.parametrize("by_space", [False, True])
def test_dragging_pans(canvas: CanvasView, qtbot: QtBot, by_space: bool) -> None:
    canvas.setFocus()
    button = LEFT if by_space else MIDDLE
    if by_space:
        qtbot.keyPress(canvas, Qt.Key.Key_Space)
        assert canvas.cursor().shape() == Qt.CursorShape.OpenHandCursor
    before = canvas.image_to_view(Point(0, 0))
    qtbot.mousePress(canvas, button, pos=QPoint(80, 70))
    assert canvas.cursor().shape() == Qt.CursorShape.ClosedHandCursor
    qtbot.mouseMove(canvas, QPoint(95, 60))
    qtbot.mouseRelease(canvas, button, pos=QPoint(95, 60))
    if by_space:
        qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(15, -10)
    assert not document_of(canvas).mask.any()
    assert not canvas.is_gesture_active


def test_space_let_go_elsewhere_is_forgotten(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    QGuiApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut))
    qtbot.mouseClick(canvas, LEFT, pos=canvas.image_to_view(Point(20, 20)).toPoint())
    assert document_of(canvas).mask.any()


def test_keys_move_and_zoom(canvas: CanvasView, qtbot: QtBot) -> None:
    before = canvas.image_to_view(Point(0, 0))
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(20, 0)
    qtbot.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.zoom == 1.5
    qtbot.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.zoom == 1.0


def test_other_keys_go_on_to_the_window(canvas: CanvasView) -> None:
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_B):
        event = QKeyEvent(QEvent.Type.KeyPress, key, NONE)
        canvas.keyPressEvent(event)
        assert not event.isAccepted()


def test_escape_takes_a_running_stroke_back_before_any_shortcut(canvas: CanvasView, qtbot: QtBot) -> None:
    place = canvas.image_to_view(Point(20, 20)).toPoint()
    qtbot.mousePress(canvas, LEFT, pos=place)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, NONE)
    override.ignore()
    QGuiApplication.sendEvent(canvas, override)
    assert override.isAccepted()
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, LEFT, pos=place)
    assert not document_of(canvas).mask.any()
    assert not document_of(canvas).can_undo


def native(canvas: CanvasView, kind: Qt.NativeGestureType, value: float, delta: QPointF | None = None) -> None:
    place = QPointF(70, 60)
    device = QPointingDevice.primaryPointingDevice()
    QGuiApplication.sendEvent(
        canvas, QNativeGestureEvent(kind, device, 2, place, place, place, value, delta or QPointF())
    )


def test_touchpad_gestures(canvas: CanvasView) -> None:
    canvas.set_zoom(2.0)
    under = canvas.view_to_image(QPointF(70, 60))
    native(canvas, Qt.NativeGestureType.ZoomNativeGesture, 0.25)
    assert canvas.zoom == pytest.approx(2.5)
    native(canvas, Qt.NativeGestureType.RotateNativeGesture, 12.0)
    assert canvas.rotation == pytest.approx(12.0)
    assert near(canvas.view_to_image(QPointF(70, 60)), under, 1.5)
    before = canvas.image_to_view(Point(0, 0))
    native(canvas, Qt.NativeGestureType.PanNativeGesture, 0.0, QPointF(4, -3))
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(4, -3)
    native(canvas, Qt.NativeGestureType.SmartZoomNativeGesture, 1.0)
    assert canvas.is_fitted
    native(canvas, Qt.NativeGestureType.SmartZoomNativeGesture, 0.0)
    assert canvas.zoom == 1.0


def test_a_pen_paints_with_pressure_and_only_once(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.brush_tip = BrushTip(20, 1.0, 1.0)
    document = document_of(canvas)
    place = canvas.image_to_view(Point(30, 24))
    press = pen(canvas, QEvent.Type.TabletPress, place, 0.5)
    assert press.isAccepted()
    # Some systems send a mouse event for each pen event all the same.
    qtbot.mousePress(canvas, LEFT, pos=place.toPoint())
    qtbot.mouseRelease(canvas, LEFT, pos=place.toPoint())
    pen(canvas, QEvent.Type.TabletRelease, place, 0.0)
    assert document.mask_bounds.width == pytest.approx(10, abs=2)
    document.undo()
    assert not document.can_undo
    assert not canvas.is_gesture_active


def test_the_pens_other_end_erases(canvas: CanvasView) -> None:
    document = document_of(canvas)
    document.set_mask(np.full((48, 64), 255, np.uint8))
    place = canvas.image_to_view(Point(30, 24))
    pen(canvas, QEvent.Type.TabletPress, place, eraser_end=True)
    pen(canvas, QEvent.Type.TabletRelease, place, 0.0, eraser_end=True)
    assert document.mask[24, 30] == 0
    assert document.mask[0, 0] == 255


def test_a_pen_pans_while_space_is_down(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    # Not taken: Qt then sends the mouse events that pan.
    assert not pen(canvas, QEvent.Type.TabletPress, QPointF(50, 50)).isAccepted()
    assert not document_of(canvas).mask.any()


def test_the_wipe_is_dragged_and_does_not_paint(canvas: CanvasView, qtbot: QtBot) -> None:
    document = document_of(canvas)
    document.add_patch(patch_at(Rect(0, 0, 64, 48), 7))
    canvas.set_compare("wipe")
    start = canvas.image_to_view(Point(32, 24)).toPoint()
    with qtbot.waitSignal(canvas.wipe_moved):
        qtbot.mousePress(canvas, LEFT, pos=start)
        qtbot.mouseMove(canvas, start + QPoint(16, 0))
        qtbot.mouseRelease(canvas, LEFT, pos=start + QPoint(16, 0))
    assert canvas.wipe_position == pytest.approx(0.75, abs=0.02)
    assert not document.mask.any()
    qtbot.mouseClick(canvas, LEFT, pos=canvas.image_to_view(Point(10, 40)).toPoint())
    assert document.mask.any()


def test_the_pointer_tells_where_it_is(canvas: CanvasView, qtbot: QtBot) -> None:
    places: list[Point | None] = []
    canvas.pointer_moved.connect(places.append)
    qtbot.mouseMove(canvas, canvas.image_to_view(Point(20, 10)).toPoint())
    qtbot.mouseMove(canvas, QPoint(1, 1))
    assert places[-2] is not None
    assert near(places[-2], Point(20, 10))
    assert places[-1] is None


def test_files_are_taken_and_other_things_are_not(canvas: CanvasView, qtbot: QtBot) -> None:
    plain = seen(canvas)
    data = QMimeData()
    place = QPoint(20, 20)
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, LEFT, NONE)
    enter.ignore()
    canvas.dragEnterEvent(enter)
    assert not enter.isAccepted()
    data.setUrls([QUrl.fromLocalFile("/tmp/a photo.png"), QUrl("https://example.org/b.png")])
    enter = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, LEFT, NONE)
    canvas.dragEnterEvent(enter)
    assert enter.isAccepted()
    assert (seen(canvas) != plain).any()
    with qtbot.waitSignal(canvas.files_dropped) as dropped:
        canvas.dropEvent(QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, LEFT, NONE))
    assert dropped.args == [["/tmp/a photo.png"]]
    assert np.array_equal(seen(canvas), plain)


def test_a_right_click_asks_for_a_menu_unless_it_is_the_tools(canvas: CanvasView) -> None:
    asked: list[QPoint] = []
    canvas.context_requested.connect(asked.append)
    reason = QContextMenuEvent.Reason.Mouse
    canvas.contextMenuEvent(QContextMenuEvent(reason, QPoint(5, 5), QPoint(105, 105), NONE))
    canvas.contextMenuEvent(QContextMenuEvent(reason, QPoint(5, 5), QPoint(105, 105), Qt.KeyboardModifier.AltModifier))
    assert asked == [QPoint(105, 105)]
