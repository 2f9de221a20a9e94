"""A drop-down list whose arrow is one of our icons."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionComboBox, QStylePainter, QWidget

from ui.icons import draw_icon


class Combo(QComboBox):
    """The wheel changes it only while it has the focus, so that a panel scrolls past it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # by default the wheel itself would give it the focus
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own for combos knows nothing of the style sheet

    def showPopup(self) -> None:
        """Open the list as wide as its words are, however narrow the box is."""
        view = self.view()
        view.setMinimumWidth(max(self.width(), view.sizeHintForColumn(0) + 2 * view.frameWidth()))
        super().showPopup()

    def shown_option(self) -> QStyleOptionComboBox:
        """What is painted: the chosen item, with dots where it is too long; Qt's own would cut through a letter."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        option.currentText = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        return option

    def paintEvent(self, event: QPaintEvent) -> None:
        option = self.shown_option()
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        rect = QRectF(self.width() - 24, (self.height() - 16) / 2, 16, 16)
        draw_icon(painter, "chevron-down", rect, self.palette().color(group, QPalette.ColorRole.Text))
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
