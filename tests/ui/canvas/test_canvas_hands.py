"""Fingers and held keys: what moves the view, and what must not paint on the way."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputDevice, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.document import Document
from engine.geometry import Point
from engine.mask import BrushTip
from ui.canvas.view import CanvasView

LEFT, NO_BUTTON = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@cache
def screen() -> QPointingDevice:
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


def document_of(canvas: CanvasView) -> Document:
    assert canvas.document is not None
    return canvas.document


def touch(canvas: CanvasView, *fingers: tuple[str, int, int], first: int = 0) -> None:
    """One event: ("press" | "move" | "release", x, y) for each finger, counted from `first`."""
    event = QTest.touchEvent(canvas, screen())
    for number, (what, x, y) in enumerate(fingers, first):
        getattr(event, what)(number, QPoint(x, y), canvas)
    event.commit()


def scroll(canvas: CanvasView, device: QPointingDevice, way: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    place = QPointF(70, 60)
    phase, source = Qt.ScrollPhase.ScrollUpdate, Qt.MouseEventSource.MouseEventNotSynthesized
    event = QWheelEvent(place, place, way, way * 2, NO_BUTTON, modifiers, phase, False, source, device)
    QGuiApplication.sendEvent(canvas, event)


def test_one_finger_paints(canvas: CanvasView) -> None:
    canvas.brush_tip = BrushTip(9, 1.0, 1.0)
    x, y = (round(value) for value in canvas.image_to_view(Point(20, 20)).toTuple())
    touch(canvas, ("press", x, y))
    touch(canvas, ("move", x + 20, y))
    touch(canvas, ("release", x + 20, y))
    assert document_of(canvas).mask[20, 38] == 255
    assert document_of(canvas).undo_label == "Brush"
    assert not canvas.is_gesture_active


def test_two_fingers_pinch_and_pan_and_leave_no_paint(canvas: CanvasView) -> None:
    canvas.set_zoom(2.0)
    touch(canvas, ("press", 60, 60))
    assert document_of(canvas).mask.any(), "the first finger may be about to paint"
    touch(canvas, ("move", 60, 60), ("press", 100, 60))
    assert not document_of(canvas).mask.any()
    under = canvas.view_to_image(QPointF(80, 60))
    touch(canvas, ("move", 50, 70), ("move", 130, 70))
    assert canvas.zoom == pytest.approx(4.0)
    now = canvas.view_to_image(QPointF(90, 70))
    assert math.hypot(now.x - under.x, now.y - under.y) < 1, "what lay between the fingers still does"
    touch(canvas, ("release", 50, 70), ("move", 130, 70))
    touch(canvas, ("move", 10, 10), first=1)
    touch(canvas, ("release", 10, 10), first=1)
    assert not document_of(canvas).mask.any()
    assert not document_of(canvas).can_undo
    assert not canvas.is_gesture_active


def test_two_fingers_turn_the_view_only_when_they_mean_it(canvas: CanvasView) -> None:
    def at(degrees: float) -> tuple[int, int]:
        angle = math.radians(degrees)
        return round(100 + 80 * math.cos(angle)), round(75 + 80 * math.sin(angle))

    touch(canvas, ("press", 100, 75))
    touch(canvas, ("move", 100, 75), ("press", *at(0)))
    touch(canvas, ("move", 100, 75), ("move", *at(4)))
    assert canvas.rotation == 0
    touch(canvas, ("move", 100, 75), ("move", *at(12)))
    touch(canvas, ("move", 100, 75), ("move", *at(30)))
    assert canvas.rotation == pytest.approx(18, abs=2)


def test_two_fingers_on_a_touchpad_pan_and_with_ctrl_zoom(canvas: CanvasView) -> None:
    kind = QInputDevice.DeviceType.TouchPad
    pad = QPointingDevice("pad", 9, kind, QPointingDevice.PointerType.Finger, QInputDevice.Capability.Scroll, 2, 1)
    canvas.set_zoom(2.0)
    before = canvas.image_to_view(Point(0, 0))
    scroll(canvas, pad, QPoint(6, -4))
    assert canvas.image_to_view(Point(0, 0)) == before + QPointF(6, -4)
    assert canvas.zoom == 2.0
    scroll(canvas, pad, QPoint(0, 40), CTRL)
    assert canvas.zoom > 2.0


def test_space_with_ctrl_zooms_and_with_shift_turns(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.keyPress(canvas, Qt.Key.Key_Space)
    qtbot.mousePress(canvas, LEFT, CTRL, QPoint(60, 60))
    under = canvas.view_to_image(QPointF(60, 60))
    qtbot.mouseMove(canvas, QPoint(100, 60))
    qtbot.mouseRelease(canvas, LEFT, CTRL, QPoint(100, 60))
    assert canvas.zoom == pytest.approx(1.008**40, rel=0.01)
    now = canvas.view_to_image(QPointF(60, 60))
    assert math.hypot(now.x - under.x, now.y - under.y) < 1
    middle = canvas.rect().center()
    qtbot.mousePress(canvas, LEFT, SHIFT, middle + QPoint(50, 0))
    qtbot.mouseMove(canvas, middle + QPoint(0, 50))
    qtbot.mouseRelease(canvas, LEFT, SHIFT, middle + QPoint(0, 50))
    assert canvas.rotation == pytest.approx(90, abs=2)
    qtbot.keyRelease(canvas, Qt.Key.Key_Space)
    assert not np.any(document_of(canvas).mask)
