"""The hand in a drag, with keys held."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from ui.canvas.view import CanvasView


def move(canvas: CanvasView, place: QPoint, held: Qt.KeyboardModifier) -> None:
    """A drag to a place in the view; unlike `QTest.mouseMove`, with keys held."""
    at, none = QPointF(place), Qt.MouseButton.NoButton
    QApplication.sendEvent(
        canvas,
        QMouseEvent(
            QEvent.Type.MouseMove, at, QPointF(canvas.mapToGlobal(place)), none, Qt.MouseButton.LeftButton, held
        ),
    )
