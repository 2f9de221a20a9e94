"""A badge that says how many pixels outside the patches have changed: none, unless something is wrong."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from ui.icons import draw_icon
from ui.stack_proof import ProofWords
from ui.widgets.naming import look, name_control

_ICON = 14
_MARGIN, _GAP = 6, 5
_ICONS = {"holds": "check", "fails": "triangle-alert", "remade": "info", "checking": "ellipsis"}
# 4.5:1 against the bars of the dark and of the light theme.
_AMBER_ON_DARK, _AMBER_ON_LIGHT = QColor("#ffb74a"), QColor("#8a5200")


class ProofBadge(QToolButton):
    """Click it to have it counted again, and told in full."""

    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look(self, "flat")
        self._words: ProofWords | None = None
        name_control(self, "proof-badge", tr("Untouched proof"))
        self.clicked.connect(self._tell)
        self.show_words(None)

    @property
    def state(self) -> str:
        """ "holds", "fails", "remade", "checking", or "" where no photo is open."""
        return "" if self._words is None else self._words.state

    @property
    def words(self) -> str:
        """What it says, in short."""
        return "" if self._words is None else self._words.short or tr("checking…")

    def show_words(self, words: ProofWords | None) -> None:
        """Say what was proved; None hides the badge."""
        self._words = words
        self.setVisible(words is not None)
        if words is not None:
            spoken = words.full or tr("What was not retouched is being compared with the file")
            name_control(self, "proof-badge", tr("Untouched proof: {words}", words=spoken), spoken)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * _MARGIN + _ICON + _GAP + self.fontMetrics().horizontalAdvance(self.words), 22)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        colour = self._colour()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = QRectF(_MARGIN, (self.height() - _ICON) / 2, _ICON, _ICON)
        draw_icon(painter, _ICONS[self.state or "checking"], picture, colour)
        painter.setPen(colour)
        text = QRectF(picture.right() + _GAP, 0, self.width(), self.height())
        painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.words)
        painter.end()

    def _colour(self) -> QColor:
        palette, role = self.palette(), QPalette.ColorRole
        if self.state != "fails":
            return palette.color(role.PlaceholderText)
        return _AMBER_ON_DARK if palette.color(role.Window).lightness() < 128 else _AMBER_ON_LIGHT

    def _tell(self) -> None:
        if self._words is not None and self._words.full:
            self.told.emit(self._words.full.rstrip("."))
