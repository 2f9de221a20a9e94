"""Sorts the canvas's input: to the view (pan, zoom, rotate), to the wipe, or to the tool."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLineF, QPointF, Qt
from PySide6.QtGui import (
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)

from ui.tools.base import ToolEvent

if TYPE_CHECKING:
    from ui.canvas.view import CanvasView

_WHEEL_BASE = 1.0015
_DRAG_ZOOM = 1.008  # a view unit
_TURN_FROM = 8.0  # degrees that two fingers have to turn before the view does
_KEY_SHARE = 0.1
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Alt)
_ZOOMS_ANYWAY = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier  # where the wheel scrolls
_NO_BUTTON = Qt.MouseButton.NoButton


class Held(Enum):
    """Who has the pointer from a press to its release."""

    NOBODY = 0
    PAN = 1
    WIPE = 2
    TOOL = 3
    ZOOM = 4
    TURN = 5
    FINGERS = 6  # two of them, or one that is left of two


class Gestures:
    """The state of input between events."""

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self._held = Held.NOBODY
        self._button = _NO_BUTTON
        self._last = QPointF()
        self._start = QPointF()
        self._dragged: ToolEvent | None = None  # the latest of the tool's drag
        self._pen_is_down = False
        self._fingers: tuple[QPointF, QPointF] | None = None
        self._turned = 0.0  # by two fingers, and not shown yet; NaN once the view follows
        self.space_is_down = False
        self.alt_is_down = False

    @property
    def held(self) -> Held:
        return self._held

    # Mouse

    def mouse_press(self, event: QMouseEvent) -> None:
        if self._pen_is_down or self._held is not Held.NOBODY:
            return
        self._press(_tool_event(self._canvas, event, event.button()), event)

    def mouse_double_click(self, event: QMouseEvent) -> None:
        """The second of two quick dabs is a dab like the first."""
        canvas, is_free = self._canvas, self._held is Held.NOBODY and not (self._pen_is_down or self.space_is_down)
        if not (is_free and canvas.tool.double_click(canvas, _tool_event(canvas, event, event.button()))):
            self.mouse_press(event)

    def mouse_move(self, event: QMouseEvent) -> None:
        if not self._pen_is_down:
            self._move(_tool_event(self._canvas, event, self._button))

    def mouse_release(self, event: QMouseEvent) -> None:
        if not self._pen_is_down and event.button() == self._button:
            self._release(_tool_event(self._canvas, event, self._button))

    # Pen. A pen event that is not accepted comes again as a mouse event, so each is taken here or there, never twice.

    def tablet(self, event: QTabletEvent) -> None:
        kind = event.type()
        if kind == QEvent.Type.TabletPress and self._pen_may_draw(event):
            self._pen_is_down = True
            self._press(_pen_event(self._canvas, event), event)
        elif kind == QEvent.Type.TabletMove and (self._pen_is_down or self._pen_hovers()):
            self._move(_pen_event(self._canvas, event))
        elif kind == QEvent.Type.TabletRelease and self._pen_is_down:
            if event.button() == self._button:
                self._pen_is_down = False
                self._release(_pen_event(self._canvas, event))
        else:
            event.ignore()
            return
        event.accept()

    def _pen_may_draw(self, event: QTabletEvent) -> bool:
        is_for_tool = self._pen_hovers() and not self._canvas.is_on_wipe(event.position())
        return is_for_tool and event.button() == Qt.MouseButton.LeftButton and self._held is Held.NOBODY

    def _pen_hovers(self) -> bool:
        return self._canvas.tool.takes_pressure and not self.space_is_down and self._held is Held.NOBODY

    # What both have in common

    def _press(self, tool_event: ToolEvent, event: QMouseEvent | QTabletEvent | QTouchEvent) -> None:
        canvas, left = self._canvas, tool_event.button == Qt.MouseButton.LeftButton
        if tool_event.button == Qt.MouseButton.MiddleButton or (left and self.space_is_down):
            self._held = _way_of_moving(tool_event)
        elif left and canvas.is_on_wipe(tool_event.view_position):
            self._held = Held.WIPE
        elif canvas.tool.press(canvas, tool_event):
            self._held = Held.TOOL
        else:
            event.ignore()
            return
        self._button, self._last = tool_event.button, tool_event.view_position
        self._start = self._last
        canvas.pointer_at(tool_event)

    def _move(self, event: ToolEvent) -> None:
        canvas = self._canvas
        self._follow_alt(event.alt)
        if self._held is Held.PAN:
            way = event.view_position - self._last
            canvas.pan_by(way.x(), way.y())
        elif self._held is Held.ZOOM:
            way = event.view_position - self._last
            canvas.set_zoom(canvas.zoom * _DRAG_ZOOM ** (way.x() - way.y()), self._start)
        elif self._held is Held.TURN:
            middle = QPointF(canvas.rect().center())
            canvas.rotate_by(_angle(QLineF(middle, self._last), QLineF(middle, event.view_position)))
        elif self._held is Held.WIPE:
            canvas.wipe_position = event.position.x / canvas.photo_width
        elif self._held is Held.TOOL:
            self._dragged = replace(event, space=self.space_is_down)
            canvas.tool.drag(canvas, self._dragged)
        else:
            canvas.tool.hover(canvas, event)
        self._last = event.view_position
        canvas.pointer_at(event)

    def _release(self, event: ToolEvent) -> None:
        held, self._held, self._button, self._dragged = self._held, Held.NOBODY, _NO_BUTTON, None
        if held is Held.TOOL:
            self._canvas.tool.release(self._canvas, event)
        self._canvas.pointer_at(event)

    def cancel(self) -> bool:
        """Ends what runs and takes it back; False where nothing ran."""
        held, self._held, self._button, self._dragged = self._held, Held.NOBODY, _NO_BUTTON, None
        self._pen_is_down = False
        if held is Held.TOOL:
            self._canvas.tool.cancel(self._canvas)
        self._canvas.pointer_changed()
        return held is not Held.NOBODY

    # Fingers on a screen: one is the tool's left button; a second takes back what the first began, and moves the view.

    def touch(self, event: QTouchEvent) -> None:
        kind, points = event.type(), event.points()
        places = [point.position() for point in points if point.state() != point.State.Released]
        if kind == QEvent.Type.TouchCancel:
            self._fingers = None
            self.cancel()
        elif len(places) >= 2:
            self._move_fingers(places[0], places[1])
        elif self._held is Held.FINGERS:
            self._fingers = None
            if not places:
                self._held = Held.NOBODY
        elif kind == QEvent.Type.TouchBegin and self._held is Held.NOBODY:
            self._press(_touch_event(self._canvas, event, places[0]), event)
        elif kind == QEvent.Type.TouchUpdate and places:
            self._move(_touch_event(self._canvas, event, places[0]))
        elif kind == QEvent.Type.TouchEnd and self._held is not Held.NOBODY:
            self._release(_touch_event(self._canvas, event, points[0].position()))
        event.accept()

    def _move_fingers(self, first: QPointF, second: QPointF) -> None:
        if self._held is not Held.FINGERS:
            self.cancel()
            self._held = Held.FINGERS
        before, self._fingers = self._fingers, (first, second)
        if before is None:
            self._turned = 0.0
            return
        canvas, old, new = self._canvas, QLineF(*before), QLineF(first, second)
        way = new.center() - old.center()
        canvas.pan_by(way.x(), way.y())
        if old.length() > 1 and new.length() > 1:
            canvas.set_zoom(canvas.zoom * new.length() / old.length(), new.center())
            self._turn_fingers(_angle(old, new), new.center())

    def _turn_fingers(self, degrees: float, around: QPointF) -> None:
        """Two fingers that pinch are never quite parallel: the view turns only once they clearly mean it."""
        if math.isnan(self._turned):
            self._canvas.rotate_by(degrees, around)
            return
        self._turned += degrees
        if abs(self._turned) >= _TURN_FROM:
            self._turned = math.nan

    # Wheel, touchpad, keys

    def wheel(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if _is_by_fingers(event) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            way = event.pixelDelta() if not event.pixelDelta().isNull() else delta / 2
            self._canvas.pan_by(way.x(), way.y())
            event.accept()
            return
        # Alt swaps the axes on most systems, Shift on one of them.
        turned, held = delta.y() or delta.x(), event.modifiers()
        if held & Qt.KeyboardModifier.ShiftModifier:
            self._canvas.pan_by(turned / 2, 0)
        elif not self._canvas.wheel_zooms and not held & _ZOOMS_ANYWAY:
            self._canvas.pan_by(delta.x() / 2, delta.y() / 2)
        elif turned:
            self._zoom_smoothly(_WHEEL_BASE**turned, event.position())
        event.accept()

    def native(self, event: QNativeGestureEvent) -> None:
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self._zoom_smoothly(max(0.1, 1 + event.value()), event.position())
        elif kind == Qt.NativeGestureType.RotateNativeGesture:
            self._canvas.rotate_by(event.value(), event.position())
        elif kind == Qt.NativeGestureType.PanNativeGesture:
            self._canvas.pan_by(event.delta().x(), event.delta().y())
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self._toggle_fit(event.position())
        event.accept()

    def _zoom_smoothly(self, factor: float, anchor: QPointF) -> None:
        before = self._canvas.zoom
        after = before * factor
        # 100 % is a stop: on the way past it, the photo is shown pixel for pixel once.
        if (before - 1) * (after - 1) < 0:
            after = 1.0
        self._canvas.set_zoom(after, anchor)

    def _toggle_fit(self, anchor: QPointF) -> None:
        if self._canvas.is_fitted:
            self._canvas.set_zoom(1.0, anchor)
        else:
            self._canvas.zoom_fit()

    def key_press(self, event: QKeyEvent) -> None:
        canvas, key = self._canvas, Qt.Key(event.key())
        self._follow_alt(key == Qt.Key.Key_Alt or bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        if key == Qt.Key.Key_Space:
            self.space_is_down = True
            canvas.pointer_changed()
        elif self._tell_of_keys(event) or canvas.tool.key_press(canvas, key, event.modifiers()):
            pass
        elif key in _ARROWS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            across, down = _ARROWS[key]
            canvas.pan_by(across * canvas.width() * _KEY_SHARE, down * canvas.height() * _KEY_SHARE)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            canvas.zoom_in()
        elif key == Qt.Key.Key_Minus:
            canvas.zoom_out()
        elif not (key == Qt.Key.Key_Escape and self.cancel()):
            event.ignore()

    def key_release(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt:
            self._follow_alt(False)
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.space_is_down = False
            self._canvas.pointer_changed()
        elif not self._tell_of_keys(event):
            event.ignore()

    def _follow_alt(self, is_down: bool) -> None:
        if is_down != self.alt_is_down:
            self.alt_is_down = is_down
            self._canvas.pointer_changed()

    def _tell_of_keys(self, event: QKeyEvent) -> bool:
        """Shift or Alt has gone down or up in a drag: the tool need not wait for the hand to move."""
        canvas, dragged = self._canvas, self._dragged
        if dragged is None or not canvas.tool.follows_keys or event.key() not in _MODIFIERS or event.isAutoRepeat():
            return False
        self._dragged = replace(dragged, modifiers=event.modifiers(), space=self.space_is_down)
        canvas.tool.drag(canvas, self._dragged)
        return True

    def focus_lost(self) -> None:
        """A key let go elsewhere is not heard here."""
        self.space_is_down = self.alt_is_down = False
        self._canvas.pointer_changed()


def _tool_event(canvas: CanvasView, event: QMouseEvent, button: Qt.MouseButton) -> ToolEvent:
    place = event.position()
    return ToolEvent(canvas.view_to_image(place), place, button, event.modifiers())


def _touch_event(canvas: CanvasView, event: QTouchEvent, place: QPointF) -> ToolEvent:
    return ToolEvent(canvas.view_to_image(place), place, Qt.MouseButton.LeftButton, event.modifiers())


def _way_of_moving(event: ToolEvent) -> Held:
    """What a drag with Space or the middle button does: Ctrl zooms, Shift turns, nothing pans."""
    if event.modifiers & Qt.KeyboardModifier.ControlModifier:
        return Held.ZOOM
    return Held.TURN if event.shift else Held.PAN


def _is_by_fingers(event: QWheelEvent) -> bool:
    """Whether two fingers on a touchpad scroll, rather than a wheel turning."""
    is_touchpad = event.device().type() == QInputDevice.DeviceType.TouchPad
    return is_touchpad or event.phase() != Qt.ScrollPhase.NoScrollPhase


def _angle(before: QLineF, after: QLineF) -> float:
    """Degrees clockwise from one line to another, -180..180."""
    degrees = before.angle() - after.angle()
    return (degrees + 180) % 360 - 180


def _pen_event(canvas: CanvasView, event: QTabletEvent) -> ToolEvent:
    place = event.position()
    is_eraser_end = event.pointerType() == QPointingDevice.PointerType.Eraser
    return ToolEvent(
        canvas.view_to_image(place),
        place,
        Qt.MouseButton.LeftButton,
        event.modifiers(),
        event.pressure(),
        is_eraser_end,
    )
