"""What can be recovered: a card for each photo, to be taken back or let go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QPushButton, QWidget

from engine.language import tr, tr_n
from engine.recovery import Leftover
from ui.icons import draw_icon
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.overlay_scroll_area import OverlayScrollArea

_PICTURE = QSize(132, 99)
_WIDTH, _ROW_HEIGHT, _MOST_ROWS = 660, 125, 4
_AROUND = 240  # px of a screen that cards are not to cover: words, buttons, and the frame of the window


class RecoveryDialog(QDialog):
    """Cards of what was left behind, the latest first. It closes with the last card, or with Later."""

    recover_wanted = Signal(object)
    discard_wanted = Signal(object)

    def __init__(self, found: Sequence[Leftover], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recovery")
        self.setWindowTitle(tr("Recover unsaved work"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._cards = {one.folder: RecoveryCard(one, number) for number, one in enumerate(found, start=1)}
        self._all = name_control(look(QPushButton(), "accent"), "recovery-all", tr("Recover all of them"))
        self._later = name_control(
            QPushButton(tr("Later")), "recovery-later", tr("Later"), tr("Keep it, and ask at the next start")
        )
        self._all.clicked.connect(self._recover_all)
        self._later.clicked.connect(self.reject)
        self._arrange()
        for card in self._cards.values():
            card.recover_wanted.connect(lambda card=card: self._recover(card))
            card.discard_wanted.connect(lambda card=card: self.discard_wanted.emit(card.leftover))
        self._refresh()

    def _arrange(self) -> None:
        title = label(tr_n("A photo was not saved", "{n} photos were not saved", len(self._cards)), "recovery-title")
        title.setFont(scaled_font(self.font(), 18, bold=True))
        words = label(
            tr(
                "The program ended unexpectedly. All that you had done is still here, up to the last stroke. "
                "Undo goes back as far as the last autosave."
            ),
            wraps=True, is_muted=True,
        )  # fmt: skip
        content = QWidget()
        content.setObjectName("recovery-cards")
        cards = column_layout(8, content)
        for card in self._cards.values():
            cards.addWidget(card)
        cards.addStretch(1)
        area = OverlayScrollArea(content)
        area.setObjectName("recovery-area")
        row = _ROW_HEIGHT + 8
        room = max(1, (self.screen().availableGeometry().height() - _AROUND) // row)
        area.setFixedHeight(min(_MOST_ROWS, room, len(self._cards)) * row - 8)
        below = row_layout(8)
        below.addStretch(1)
        below.addWidget(self._later)
        below.addWidget(self._all)
        column = column_layout(4, self, (24, 20, 24, 20))
        column.addWidget(title)
        column.addWidget(words)
        column.addSpacing(12)
        column.addWidget(area)
        column.addSpacing(12)
        column.addLayout(below)
        self.setFixedWidth(_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        """A layout takes words that wrap for one line when it says how little room it needs."""
        self.setMinimumHeight(self.heightForWidth(_WIDTH))
        super().showEvent(event)

    def cards(self) -> list[RecoveryCard]:
        """Those that are still to be decided about."""
        return list(self._cards.values())

    def done_with(self, folder: Path) -> None:
        """Take a card away: its photo is open, or gone."""
        card = self._cards.pop(folder, None)
        if card is not None:
            card.hide()
            card.deleteLater()
        self._refresh()
        if not self._cards:
            self.accept()

    def show_failure(self, folder: Path, sentence: str, advice: str) -> None:
        """Say on its card why a photo could not be recovered; it can be tried again."""
        card = self._cards.get(folder)
        if card is not None:
            card.show_failure(sentence, advice)
        self._refresh()

    def _recover(self, card: RecoveryCard) -> None:
        card.show_waiting()
        self._refresh()
        self.recover_wanted.emit(card.leftover)

    def _recover_all(self) -> None:
        for card in self.cards():
            if not card.is_waiting:
                self._recover(card)

    def _refresh(self) -> None:
        count = len(self._cards)
        self._all.setText(tr("Recover") if count == 1 else tr("Recover all"))
        self._all.setEnabled(any(not card.is_waiting for card in self._cards.values()))
        self._all.setDefault(True)
        for card in self._cards.values():
            card.show_alone(count == 1)


class RecoveryCard(QFrame):
    """One photo: its picture, its name, what was done to it and when."""

    recover_wanted = Signal()
    discard_wanted = Signal()

    def __init__(self, one: Leftover, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"recovery-{number}")
        self.setProperty("card", True)
        self.setFixedHeight(_ROW_HEIGHT)
        self.leftover = one
        self.is_waiting = False
        name = ElidedLabel(one.name, Qt.TextElideMode.ElideMiddle)
        name.setFont(scaled_font(self.font(), 14, bold=True))
        self._facts = label(holds(one), f"recovery-{number}-holds", wraps=True)
        self._advice = label(name=f"recovery-{number}-advice", wraps=True, is_muted=True)
        self._advice.hide()
        self._when = muted(ElidedLabel(when_words(one.time)))
        self._place = muted(ElidedLabel(_place(one), Qt.TextElideMode.ElideMiddle))
        self._place.setToolTip("" if one.path is None else str(one.path))
        spoken = {"name": one.name}
        self._recover = name_control(
            QPushButton(tr("Recover")), f"recovery-{number}-recover", tr("Recover {name}", **spoken)
        )
        self._discard = name_control(
            look(QPushButton(tr("Discard…")), "flat"), f"recovery-{number}-discard", tr("Discard {name}", **spoken)
        )
        self._recover.clicked.connect(self.recover_wanted)
        self._discard.clicked.connect(self.discard_wanted)
        words = column_layout(3)
        words.addStretch(1)
        for part in (name, self._facts, self._advice, self._when, self._place):
            words.addWidget(part)
        words.addStretch(1)
        buttons = column_layout(6)
        buttons.addStretch(1)
        buttons.addWidget(self._recover)
        buttons.addWidget(self._discard)
        buttons.addStretch(1)
        row = row_layout(16, self, (12, 12, 12, 12))
        row.addWidget(_Picture(one))
        row.addLayout(words, 1)
        row.addLayout(buttons)

    @property
    def facts(self) -> str:
        """What it says was done."""
        return self._facts.text()

    def show_waiting(self) -> None:
        """Say that it is on its way."""
        self.is_waiting = True
        self._say(tr("Recovering…"), "")
        self._enable()

    def show_failure(self, sentence: str, advice: str) -> None:
        """Say why it could not be recovered."""
        self.is_waiting = False
        self._say(sentence, advice)
        self._enable()

    def show_alone(self, alone: bool) -> None:
        """Leave recovering to the dialog's own button where there is nothing to choose among."""
        self._recover.setVisible(not alone)

    def _say(self, sentence: str, advice: str) -> None:
        """Put a sentence in the place of what was done; advice, where there is any, in that of time and place."""
        self._facts.setText(sentence)
        self._facts.setProperty("danger", bool(advice))
        self._facts.style().polish(self._facts)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        for part in (self._when, self._place):
            part.setVisible(not advice)

    def _enable(self) -> None:
        for button in (self._recover, self._discard):
            button.setEnabled(not self.is_waiting)


class _Picture(QWidget):
    """The preview, whole, on the colour that surrounds a photo."""

    def __init__(self, one: Leftover) -> None:
        super().__init__()
        self._image = QImage(str(one.preview)) if one.preview is not None else QImage()
        self.setFixedSize(_PICTURE)
        self.setAccessibleName(tr("Picture of {name}", name=one.name))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            box, role = QRectF(self.rect()), QPalette.ColorRole
            shape = QPainterPath()
            shape.addRoundedRect(box, 6, 6)
            painter.setClipPath(shape)
            painter.fillRect(box, self.palette().color(role.Shadow))
            if self._image.isNull():
                middle = box.center()
                icon_box = QRectF(middle.x() - 14, middle.y() - 14, 28, 28)
                draw_icon(painter, "image", icon_box, self.palette().color(role.PlaceholderText))
                return
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (box.width() - size.width()) / 2, (box.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)


def holds(one: Leftover) -> str:
    """What was done, in words: "3 fills, 12 strokes"."""
    parts = [
        (one.fills, tr_n("{n} fill", "{n} fills", one.fills)),
        (one.retouches, tr_n("{n} retouch", "{n} retouches", one.retouches)),
        (one.adjustments, tr_n("{n} adjustment", "{n} adjustments", one.adjustments)),
        (one.reshapes, tr("a changed canvas")),
        (one.strokes, tr_n("{n} stroke in the mask", "{n} strokes in the mask", one.strokes)),
    ]
    told = [words for count, words in parts if count]
    return tr(", ").join(told) if told else tr("Saved since, and changed again")


def when_words(seconds: float, now: datetime | None = None) -> str:
    """A time of the day, with its day where that is not today."""
    then = datetime.fromtimestamp(seconds)
    moment, locale = QDateTime.fromSecsSinceEpoch(int(seconds)), QLocale()
    time = locale.toString(moment.time(), QLocale.FormatType.ShortFormat)
    days = ((now or datetime.now()).date() - then.date()).days
    if days == 0:
        return tr("Today, {time}", time=time)
    if days == 1:
        return tr("Yesterday, {time}", time=time)
    return f"{locale.toString(moment.date(), QLocale.FormatType.ShortFormat)}, {time}"


def _place(one: Leftover) -> str:
    if one.path is None:
        return tr("Pasted from the clipboard")
    folder, home = one.path.parent, Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) and folder != home else str(folder)
