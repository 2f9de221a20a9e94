"""A button that shows a colour and offers others."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu, QToolButton, QWidget

from engine.language import mark, tr
from ui.widgets.naming import look, name_control

COLOURS = (
    (mark("Red"), "#ff3b5c"),
    (mark("Orange"), "#ff9500"),
    (mark("Green"), "#2ecc71"),
    (mark("Cyan"), "#18c5d8"),
    (mark("Blue"), "#4d8dff"),
    (mark("Magenta"), "#d94df0"),
    (mark("Black"), "#000000"),
    (mark("White"), "#ffffff"),
)


class SwatchButton(QToolButton):
    """Its menu lists eight colours by name and a way to any other."""

    colour_changed = Signal(str)

    def __init__(self, name: str, spoken: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_control(look(self, "flat"), name, spoken, tooltip)
        self._colour = QColor(COLOURS[0][1])
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(self)
        menu.setObjectName(f"{name}-menu")
        for label, colour in COLOURS:
            menu.addAction(_dot(colour), tr(label)).triggered.connect(
                lambda _=False, colour=colour: self._choose(colour)
            )
        menu.addSeparator()
        menu.addAction(tr("Other…")).triggered.connect(self._ask)
        self.setMenu(menu)

    def sizeHint(self) -> QSize:
        return QSize(32, 28)

    def colour(self) -> str:
        """The colour as "#rrggbb"."""
        return self._colour.name()

    def set_colour(self, colour: str) -> None:
        """Show `colour` ("#rrggbb") without telling anybody."""
        self._colour = QColor(colour)
        self.update()

    def _choose(self, colour: str) -> None:
        self.set_colour(colour)
        self.colour_changed.emit(self.colour())

    def _ask(self) -> None:
        chosen = QColorDialog.getColor(self._colour, self, tr("Colour of the mask"))
        if chosen.isValid():
            self._choose(chosen.name())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Dark), 1))
        painter.setBrush(self._colour)
        painter.drawRoundedRect(QRectF((self.width() - 16) / 2, (self.height() - 16) / 2, 16, 16), 4, 4)
        painter.end()


def _dot(colour: str) -> QIcon:
    pixmap = QPixmap(32, 32)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("#808080"), 1))
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(4.5, 4.5, 23, 23), 6, 6)
    painter.end()
    return QIcon(pixmap)
