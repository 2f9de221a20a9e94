"""Habits of hands that come from other programs."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from engine.geometry import Point

LEFT = Qt.MouseButton.LeftButton


def place(driver, x: float, y: float) -> QPoint:
    return driver.window.canvas.image_to_view(Point(x, y)).toPoint()


def test_undo_in_the_middle_of_a_stroke_ends_it(driver) -> None:
    driver.paint((10, 45), (30, 45))
    canvas, before = driver.window.canvas, driver.document.mask.copy()
    QTest.mousePress(canvas, LEFT, pos=place(driver, 15, 15))
    QTest.mouseMove(canvas, place(driver, 30, 15))
    assert driver.document.mask[15, 20] == 255
    driver.run("undo")
    QTest.mouseMove(canvas, place(driver, 30, 40))
    QTest.mouseRelease(canvas, LEFT, pos=place(driver, 30, 40))
    assert (driver.document.mask == before).all()
    driver.run("undo")
    assert not driver.document.mask.any()
