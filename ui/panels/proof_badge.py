"""A badge that says how many pixels outside the patches have changed: none, unless something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from ui.icons import draw_icon
from ui.stack_proof import ProofWords
from ui.widgets.naming import look, name_control

_ICON = 14
_ICONS = {"holds": "check", "fails": "triangle-alert", "remade": "info", "checking": "ellipsis"}
# 4.5:1 against the bars of the dark and the light theme.
_AMBER = {True: QColor("#ffb74a"), False: QColor("#8a5200")}


class ProofBadge(QToolButton):
    """Click it to have it counted again, and told in full."""

    told = Signal(str)
    _words: ProofWords | None = None
    _ground: bool | None = None  # whether its colours are for a dark ground; it is asked while it is made

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "flat")
        name_control(self, "proof-badge", tr("Untouched proof"))
        self.setIconSize(QSize(_ICON, _ICON))
        self.setProperty("tight", True)
        self.clicked.connect(self._tell)
        self.show_words(None)

    @property
    def state(self) -> str:
        """ "holds", "fails", "remade", "checking", or "" where no photo is open."""
        return "" if self._words is None else self._words.state

    def show_words(self, words: ProofWords | None) -> None:
        """Say what was proved; None hides the badge."""
        self._words = words
        self.setVisible(words is not None)
        if words is None:
            return
        self._ground = self._is_on_dark
        colour = (
            _AMBER[self._ground] if words.state == "fails" else self.palette().color(QPalette.ColorRole.PlaceholderText)
        )
        self.setIcon(_tinted(_ICONS[words.state], colour, self.devicePixelRatioF()))
        self.setText(f" {words.short or tr('checking…')}")
        self.setStyleSheet(f"QToolButton {{ color: {colour.name()}; padding: 0 6px; }}")
        self.setToolButtonStyle(self.toolButtonStyle().ToolButtonTextBesideIcon)
        spoken = words.full or tr("What was not retouched is being compared with the file")
        name_control(self, "proof-badge", tr("Untouched proof: {words}", words=spoken), spoken)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._ground != self._is_on_dark:
            self.show_words(self._words)  # in the colours of the other theme

    @property
    def _is_on_dark(self) -> bool:
        return self.palette().color(QPalette.ColorRole.Window).lightness() < 128

    def _tell(self) -> None:
        if self._words is not None and self._words.full:
            self.told.emit(self._words.full.rstrip("."))


def _tinted(name: str, colour: QColor, ratio: float) -> QIcon:
    pixmap = QPixmap(round(_ICON * ratio), round(_ICON * ratio))
    pixmap.fill(QColor(0, 0, 0, 0))
    painter = QPainter(pixmap)
    draw_icon(painter, name, pixmap.rect().toRectF(), colour)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return QIcon(pixmap)
