"""A tick box in the program's look."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QCheckBox

from ui.icons import draw_icon

_BOX = 16
_GAP = 8


class CheckBox(QCheckBox):
    """A box with a tick, and words at its right."""

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(_BOX + _GAP + words + 4, max(24, self.fontMetrics().height() + 6))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        palette, role = self.palette(), QPalette.ColorRole
        box = QRectF(1.5, (self.height() - _BOX) / 2, _BOX, _BOX)
        edge = role.Link if self.hasFocus() else role.Highlight if self.isChecked() else role.Dark
        painter.setPen(QPen(palette.color(group, edge), 1.5 if self.hasFocus() else 1))
        painter.setBrush(palette.color(group, role.Highlight if self.isChecked() else role.Base))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            draw_icon(painter, "check", box.adjusted(1, 1, -1, -1), palette.color(group, role.HighlightedText))
        painter.setPen(palette.color(group, role.WindowText))
        words = self.rect().adjusted(_BOX + _GAP, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()
