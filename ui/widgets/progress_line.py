"""A thin line that fills from left to right."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QProgressBar, QWidget

_STEPS = 1000


class ProgressLine(QProgressBar):
    """Two pixels high and empty while nothing runs, so that nothing jumps when work starts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setFixedHeight(2)
        self._active = False

    def show_fraction(self, fraction: float | None) -> None:
        """`fraction` 0..1 of the work done; None where nothing runs."""
        self._active = fraction is not None
        self.setValue(round((fraction or 0.0) * _STEPS))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Window))
        if self._active:
            # A sliver shows from the start that something runs.
            share = max(0.02, self.value() / _STEPS)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.fillRect(
                QRectF(0, 0, self.width() * share, self.height()), self.palette().color(QPalette.ColorRole.Highlight)
            )
        painter.end()
