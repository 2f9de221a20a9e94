"""A label that shortens its text in the middle rather than push its neighbours away."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel


class ElidedLabel(QLabel):
    """Shows as much as fits.

    between: what stands between the parts of its text, if it has some: those at the end that do not fit are left out
        whole.
    """

    def __init__(
        self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight, *, between: str = ""
    ) -> None:
        super().__init__(text)
        self._mode, self._between = mode, between
        self.setTextFormat(Qt.TextFormat.PlainText)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown)
        painter.end()

    @property
    def shown(self) -> str:
        """What there is room for."""
        text, metrics = self.text(), self.fontMetrics()
        whole = text
        while self._between and self._between in whole and metrics.horizontalAdvance(text) > self.width():
            whole = whole.rpartition(self._between)[0]
            text = f"{whole} …"
        return metrics.elidedText(text, self._mode, self.width())
