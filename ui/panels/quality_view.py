"""How well each method would fill here, as far as test holes beside the mask can tell: a calm row of bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from engine.inpaint import MethodInfo, MethodScore, SelfTest
from engine.inpaint.methods import AUTO
from engine.language import mark, tr, tr_n
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import name_control

_ROW = 20
_FONT_PX = 12
_DOT, _GUTTER = 5.0, 14
_NAME_SHARE = 0.4  # of the row
_NUMBER = 62  # px
_TRACK = 4.0
_STALE = 0.45  # opacity of the bar of a result that the mask has left behind
_WAITING = mark("Brush over what should go: each method then repairs test holes beside it.")


class QualityRow(QAbstractButton):
    """One method: its name, a bar and a number. A dot marks what "Automatic" takes. A click chooses the method."""

    def __init__(self, info: MethodInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info = info
        self._score: MethodScore | None = None
        self._is_best = self._is_used = self._is_stale = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_score(None, "", is_best=False, is_stale=False)

    @property
    def method(self) -> str:
        return self._info.id

    def sizeHint(self) -> QSize:
        return QSize(200, _ROW)

    def show_score(self, score: MethodScore | None, how: str, *, is_best: bool, is_stale: bool) -> None:
        """Show a score, or none; `how` says in words what it rests on, or why there is none."""
        self._score, self._is_best, self._is_stale = score, is_best, is_stale
        what: dict[str, object] = {"label": self._info.label}
        spoken = told = tr("{label}: expected quality not known", **what)
        if score is not None:
            what |= {"quality": round(score.quality), "word": score.word, "spread": round(score.spread)}
            spoken = told = tr("{label}: expected quality {quality} of 100, {word}", **what)
            if score.spread:
                told = tr("{label}: expected quality {quality} of 100, {word} (give or take {spread})", **what)
        lines = [
            tr("{sentence}.", sentence=told),
            how,
            tr("Automatic takes this one.") if is_best else "",
            tr("Click to fill with it."),
        ]
        name_control(self, f"fill-quality-{self.method}", spoken, "\n".join(filter(None, lines)))
        self.update()

    def show_used(self, used: bool) -> None:
        """Mark it as the one that a fill would use now, or not."""
        self._is_used = used
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        self._paint_ground(painter)
        self._paint_name(painter)
        self._paint_number(painter)
        painter.setOpacity(_STALE if self._is_stale else 1.0)  # the bar alone: words have to be read
        self._paint_bar(painter)
        painter.end()

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)

    def _paint_ground(self, painter: QPainter) -> None:
        role = QPalette.ColorRole
        if self._is_used or self.underMouse():
            painter.setBrush(self._colour(role.Midlight if self._is_used else role.Light))
            painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._colour(role.Link))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)

    def _paint_name(self, painter: QPainter) -> None:
        if self._is_best:
            painter.setBrush(self._colour(QPalette.ColorRole.Highlight))
            painter.drawEllipse(QRectF((_GUTTER - _DOT) / 2 + 1, (self.height() - _DOT) / 2, _DOT, _DOT))
        painter.setFont(scaled_font(self.font(), _FONT_PX, bold=self._is_best))
        counts = self._score is not None and not self._is_stale
        painter.setPen(self._colour(QPalette.ColorRole.WindowText if counts else QPalette.ColorRole.PlaceholderText))
        room = self._bar_left - _GUTTER - 6
        name = painter.fontMetrics().elidedText(self._info.label, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(_GUTTER, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)

    @property
    def _bar_left(self) -> float:
        return _NAME_SHARE * self.width()

    def _paint_bar(self, painter: QPainter) -> None:
        left, top = self._bar_left, (self.height() - _TRACK) / 2
        width = self.width() - left - _NUMBER
        painter.setBrush(self._colour(QPalette.ColorRole.Mid))
        painter.drawRoundedRect(QRectF(left, top, width, _TRACK), _TRACK / 2, _TRACK / 2)
        if self._score is not None:
            role = QPalette.ColorRole.Highlight if self._is_best else QPalette.ColorRole.Dark
            painter.setBrush(self._colour(role))
            length = max(_TRACK, width * self._score.quality / 100)
            painter.drawRoundedRect(QRectF(left, top, length, _TRACK), _TRACK / 2, _TRACK / 2)

    def _paint_number(self, painter: QPainter) -> None:
        if self._score is None:
            return
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        word = QRectF(self.width() - 38, 0, 32, self.height())
        painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
        painter.setFont(scaled_font(self.font(), _FONT_PX - 1))
        painter.drawText(word, right, self._score.word)
        role = QPalette.ColorRole.PlaceholderText if self._is_stale else QPalette.ColorRole.WindowText
        painter.setPen(self._colour(role))
        painter.setFont(scaled_font(self.font(), _FONT_PX, bold=self._is_best))
        painter.drawText(word.translated(-30, 0), right, str(round(self._score.quality)))
        painter.setPen(Qt.PenStyle.NoPen)


class QualityView(QWidget):
    """A row for each method. It is always there, so that nothing moves when a result comes or goes."""

    method_wanted = Signal(str)

    def __init__(self, methods: tuple[MethodInfo, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fill-quality")
        self._result: SelfTest | None = None
        self._used = AUTO
        self._title = label(tr("Expected quality"), is_muted=True)
        self._note = label(name="fill-quality-note", is_muted=True)
        for words in (self._title, self._note):
            words.setFont(scaled_font(self.font(), _FONT_PX))
        self.rows = tuple(QualityRow(info) for info in methods if info.id != AUTO)
        column = column_layout(0, self)
        header = row_layout(8)
        header.addWidget(self._title)
        header.addStretch(1)
        header.addWidget(self._note)
        column.addSpacing(4)
        column.addLayout(header)
        column.addSpacing(4)
        for row in self.rows:
            column.addWidget(row)
            row.clicked.connect(lambda _checked=False, method=row.method: self.method_wanted.emit(method))
        self.show_result(None, is_current=False, is_running=False)

    def show_used(self, method: str) -> None:
        """Mark the method that a fill would use: the one chosen, or what "auto" takes."""
        self._used = method
        best = self._result.best if self._result is not None else ""
        for row in self.rows:
            row.show_used(row.method == (best if method == AUTO else method))

    def show_result(
        self, result: SelfTest | None, *, is_current: bool, is_running: bool, is_marked: bool = True
    ) -> None:
        """Show what a self-test found; dimmed where the mask has changed since. Without a mask none is to come."""
        self._result = result
        for row in self.rows:
            score = result.of(row.method) if result is not None else None
            is_best = score is not None and result is not None and row.method == result.best
            how = _how(result, score)
            if is_best and result is not None:
                how += "\n" + result.why
            row.show_score(score, how, is_best=is_best, is_stale=not is_current)
        self._note.setText(_note(result, is_running=is_running) if is_marked else tr("nothing marked yet"))
        tooltip = tr(_WAITING) if result is None else _how(result, result.of(AUTO))
        self._title.setToolTip(tooltip)
        self._note.setToolTip(tooltip)
        self.show_used(self._used)


def _holes(result: SelfTest) -> str:
    return tr_n("{n} test hole", "{n} test holes", result.probes)


def _how(result: SelfTest | None, score: MethodScore | None) -> str:
    """What a score rests on, or why there is none, in a sentence."""
    if result is None:
        return tr(_WAITING)
    if result.is_late:
        return tr("The computer was too busy: no test hole was done in time.")
    if not result.probes:
        return tr("There is no room for a test hole beside the mask.")
    if score is None:
        return tr("It was not tried here: it was still loading, took too long, or failed.")
    words = tr("Measured on {holes} punched beside your mask.", holes=_holes(result))
    if result.is_partial:
        words += tr("\nOnly pieces of its shape found room, so the fill itself may turn out worse.")
    return words


def _note(result: SelfTest | None, *, is_running: bool) -> str:
    if is_running:
        return tr("measuring…")
    if result is None:
        return ""
    if result.is_late:
        return tr("no time to measure")
    return _holes(result) if result.probes else tr("no room for a test hole")
