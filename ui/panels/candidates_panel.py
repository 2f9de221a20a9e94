"""The results of one fill side by side: hover to see one in the photo, click to keep it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QPushButton, QSizePolicy, QWidget

from engine.language import mark, tr
from ui.actions import ActionSet
from ui.candidates import Candidate, Session
from ui.convert import image_from_rgb
from ui.icons import draw_icon
from ui.theme import scaled_font
from ui.widgets.building import label, row_layout
from ui.widgets.naming import name_control
from ui.widgets.section import Section
from ui.widgets.value_edit import ValueEdit

_COLUMNS = 2
_CAPTION = 36
_KEYS, _KEY_ROOM = 9, 16  # this many have a key, which stands at the right of the caption
_MOST_SEVERAL = 16
_CORNER = 6.0
_SEVERAL_WIDTH = 40
_BUTTONS = (
    (("try-another", mark("Try another")), ("try-several", mark("Try several"))),
    (("fill-every", mark("Every method")), ("compare-methods", mark("Compare methods"))),
)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CandidateCard(QAbstractButton):
    """One result: its picture, its method, its seed and time, and a ring and a tick where it is the one kept."""

    hovered = Signal(object)
    left = Signal()

    def __init__(self, candidate: Candidate, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_kept = False
        self._number = number
        self.candidate = candidate
        self._image: QImage = image_from_rgb(candidate.thumbnail)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_kept(False)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show another result of the same seed in this place."""
        self.candidate = candidate
        self._image = image_from_rgb(candidate.thumbnail)
        self.show_kept(False)

    def show_kept(self, kept: bool) -> None:
        """Mark it as the one that lies over the photo, or not."""
        self.is_kept = kept
        state = tr("kept") if kept else tr("click to keep")
        if not kept and self._number <= _KEYS:
            state = tr("click or press {number} to keep", number=self._number)
        words = tr("{words}, {state}", words=self.candidate.caption, state=state)
        told = state[:1].upper() + state[1:]
        name_control(self, f"candidate-{self._number}", words, f"{self.candidate.caption}\n{told}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 80 + _CAPTION)

    def event(self, event: QEvent) -> bool:
        # Enter on a card keeps it; the window's Enter would fill instead.
        is_offer = event.type() == QEvent.Type.ShortcutOverride
        if is_offer and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.hovered.emit(self.candidate)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.hovered.emit(self.candidate)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.left.emit()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        picture = QRectF(2, 2, self.width() - 4, self.height() - _CAPTION - 2)
        self._paint_picture(painter, picture)
        self._paint_caption(painter, QRectF(4, picture.bottom() + 3, self.width() - 8, _CAPTION - 4))
        painter.end()

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        colours, role = self.palette(), QPalette.ColorRole
        clip = QPainterPath()
        clip.addRoundedRect(rect, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(rect, colours.color(role.Shadow))
        painter.drawImage(rect, self._image, _cover(self._image, rect))
        painter.restore()
        if self.is_kept or self.hasFocus() or self.underMouse():
            width = 2.0 if self.is_kept or self.hasFocus() else 1.0
            colour = colours.color(role.Highlight if self.is_kept else role.Link if self.hasFocus() else role.Dark)
            painter.setPen(QPen(colour, width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5), _CORNER, _CORNER)
        if self.is_kept:
            badge = QRectF(rect.right() - 22, rect.top() + 4, 18, 18)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(role.Highlight))
            painter.drawEllipse(badge)
            draw_icon(painter, "check", badge.adjusted(3, 3, -3, -3), colours.color(role.HighlightedText))

    def _paint_caption(self, painter: QPainter, rect: QRectF) -> None:
        candidate, role = self.candidate, QPalette.ColorRole
        painter.setFont(scaled_font(self.font(), 12, bold=self.is_kept))
        painter.setPen(self.palette().color(role.WindowText))
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        room = int(rect.width()) - _KEY_ROOM
        title = painter.fontMetrics().elidedText(candidate.label, Qt.TextElideMode.ElideRight, room)
        painter.drawText(rect, top, title)
        painter.setFont(scaled_font(self.font(), 11))
        painter.setPen(self.palette().color(role.PlaceholderText))
        painter.drawText(rect.adjusted(0, 16, 0, 0), top, candidate.facts)
        if self._number <= _KEYS:
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
            painter.drawText(rect.adjusted(0, 1, 0, 0), right, str(self._number))


def _cover(image: QImage, target: QRectF) -> QRectF:
    """The middle of `image` in the shape of `target`."""
    scale = min(image.width() / target.width(), image.height() / target.height())
    width, height = target.width() * scale, target.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


class CandidatesPanel(Section):
    """The cards of one session and the buttons that make more of them."""

    preview_wanted = Signal(object)
    preview_over = Signal()
    keep_wanted = Signal(object)
    number_pressed = Signal(int)

    def __init__(self, actions: ActionSet, several: int, parent: QWidget | None = None) -> None:
        super().__init__("candidates", tr("Candidates"), parent)
        self._cards: list[CandidateCard] = []
        self._empty = label(
            tr("After a fill, other results for the same place gather here."), wraps=True, is_muted=True
        )
        self._grid_host = QWidget()
        self._grid = QGridLayout(self._grid_host)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.content.addWidget(self._empty)
        self.content.addWidget(self._grid_host)
        self._several = name_control(
            ValueEdit(), "candidates-several", tr("How many to try"), tr("How many fills Try several makes")
        )
        self._several.setRange(1, _MOST_SEVERAL)
        self._several.setValue(several)
        self._several.setFixedWidth(_SEVERAL_WIDTH)
        for pair in _BUTTONS:
            row = row_layout(8)
            for action_id, text in pair:
                row.addWidget(_push_button(actions, action_id, tr(text)), 1)
                if action_id == "try-several":
                    row.addWidget(self._several)
            self.content.addLayout(row)
        for number in range(1, _KEYS + 1):
            key = QShortcut(QKeySequence(str(number)), self)
            key.activated.connect(lambda number=number: self.number_pressed.emit(number))
        self.show_session(None, None)

    @property
    def several(self) -> int:
        """How many fills are made at once where several are asked for."""
        self._several.interpretText()
        return int(self._several.value())

    @property
    def cards(self) -> tuple[CandidateCard, ...]:
        return tuple(self._cards)

    def show_session(self, session: Session | None, kept: Candidate | None) -> None:
        """Show the candidates of `session`, the one `kept` marked. Cards that are there already stay as they are."""
        candidates = session.shown(kept) if session is not None else []
        if len(candidates) < len(self._cards):
            self._clear()
        for card, candidate in zip(self._cards, candidates, strict=False):
            if card.candidate is not candidate:
                self.preview_over.emit()
                card.show_candidate(candidate)
        for candidate in candidates[len(self._cards) :]:
            self._add(candidate)
        for card in self._cards:
            card.show_kept(card.candidate is kept)
        self._empty.setVisible(not candidates)
        self._grid_host.setVisible(bool(candidates))
        self.set_note(str(len(candidates)) if candidates else "")

    def numbered(self, number: int) -> Candidate | None:
        """The candidate that key `number`, from 1, stands for."""
        return self._cards[number - 1].candidate if number <= len(self._cards) else None

    def _clear(self) -> None:
        self.preview_over.emit()
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []

    def _add(self, candidate: Candidate) -> None:
        index = len(self._cards)
        card = CandidateCard(candidate, index + 1)
        card.hovered.connect(self.preview_wanted)
        card.left.connect(self.preview_over)
        card.clicked.connect(lambda _checked=False: self.keep_wanted.emit(card.candidate))
        self._grid.addWidget(card, index // _COLUMNS, index % _COLUMNS)
        QWidget.setTabOrder(self._cards[-1] if self._cards else self.heading, card)  # else it would be the last of all
        self._cards.append(card)


def _push_button(actions: ActionSet, action_id: str, text: str) -> QPushButton:
    """A text button that runs an action and is enabled with it."""
    action = actions[action_id]
    button = name_control(QPushButton(text), f"panel-{action_id}", text, action.toolTip())
    button.setEnabled(action.isEnabled())
    button.clicked.connect(action.trigger)
    action.changed.connect(lambda: button.setEnabled(action.isEnabled()))
    return button
