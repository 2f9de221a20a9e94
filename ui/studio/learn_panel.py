"""Learned attributes: pictures are marked as having more or less of something, and a slider is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from engine.latent.direction import FEWEST_MARKS
from engine.latent.point import LatentPoint
from ui.convert import image_from_rgb
from ui.icons import draw_icon, icon
from ui.problems import Notice, Problem
from ui.studio.marks import LESS, MORE, Marks
from ui.studio.state import ModelState, StudioState
from ui.widgets.building import label, row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section

if TYPE_CHECKING:
    import numpy as np

    from engine.latent.direction import Direction

_SIDE, _GAP = 36, 4
_LANE = "marks"
_WORDS = {MORE: "more", LESS: "less"}
_ICONS = {MORE: "thumbs-up", LESS: "thumbs-down"}


class MarkedPicture(QAbstractButton):
    """One picture that is marked. A click takes the mark away."""

    def __init__(self, point: LatentPoint, kind: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.point = point
        self._kind = kind
        self._image: QImage | None = None
        self.resize(_SIDE, _SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_number(1)

    @property
    def has_picture(self) -> bool:
        return self._image is not None

    def show_number(self, number: int) -> None:
        """Its place among those of its kind, from 1."""
        word = _WORDS[self._kind]
        if self._kind == MORE:
            spoken = tr("Marked as more, {number}", number=number)
            tip = tr("Marked as more; click to take the mark away")
        else:
            spoken = tr("Marked as less, {number}", number=number)
            tip = tr("Marked as less; click to take the mark away")
        name_control(self, f"learn-{word}-{number}", spoken, tip)

    def show_picture(self, picture: np.ndarray) -> None:
        self._image = image_from_rgb(picture)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIDE, _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        role, colours = QPalette.ColorRole, self.palette()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            clip = QPainterPath()
            clip.addRoundedRect(rect, 4, 4)
            painter.save()
            painter.setClipPath(clip)
            painter.fillRect(rect, colours.color(role.Mid))
            if self._image is not None:
                painter.drawImage(rect, self._image)
            painter.restore()
            if self.underMouse() or self.hasFocus():
                painter.setPen(QPen(colours.color(role.Link), 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect, 4, 4)
                badge = QRectF(rect.right() - 15, rect.top() + 1, 14, 14)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.color(role.ToolTipBase))
                painter.drawEllipse(badge)
                draw_icon(painter, "x", badge.adjusted(2, 2, -2, -2), colours.color(role.ToolTipText))


class MarkedPictures(QWidget):
    """Those of one kind, in as many rows as they need, beside their thumb and their number."""

    removed = Signal(object)  # LatentPoint

    def __init__(self, kind: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.pictures: list[MarkedPicture] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: tuple[LatentPoint, ...]) -> None:
        """Show these; the pictures of those that are there already stay."""
        there = {one.point: one for one in self.pictures}
        self.pictures = [there.pop(point, None) or self._made(point) for point in points]
        for one in there.values():
            one.hide()
            one.deleteLater()
        for number, one in enumerate(self.pictures, 1):
            one.show_number(number)
        count = len(points)
        self.setAccessibleName(
            tr("{n} marked as more", n=count) if self._kind == MORE else tr("{n} marked as less", n=count)
        )
        self._arrange()

    def _made(self, point: LatentPoint) -> MarkedPicture:
        made = MarkedPicture(point, self._kind, self)
        made.clicked.connect(lambda: self.removed.emit(point))
        made.show()
        return made

    def _arrange(self) -> None:
        columns = max(1, (self.width() - 40 + _GAP) // (_SIDE + _GAP))
        for index, one in enumerate(self.pictures):
            row, column = divmod(index, columns)
            one.move(40 + column * (_SIDE + _GAP), row * (_SIDE + _GAP))
        rows = -(-len(self.pictures) // columns)
        self.setFixedHeight(max(1, rows) * (_SIDE + _GAP) - _GAP)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        role = QPalette.ColorRole
        count = len(self.pictures)
        colour = self.palette().color(role.WindowText if count >= FEWEST_MARKS else role.PlaceholderText)
        with QPainter(self) as painter:
            draw_icon(painter, _ICONS[self._kind], QRectF(0, 10, 16, 16), colour)
            painter.setPen(colour)
            place = QRect(20, 0, 18, _SIDE)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(count))
            painter.setPen(QPen(self.palette().color(role.Dark), 1, Qt.PenStyle.DashLine))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for index in range(count, FEWEST_MARKS):  # still needed
                left = 40 + index * (_SIDE + _GAP)
                painter.drawRoundedRect(QRectF(left + 1, 1, _SIDE - 2, _SIDE - 2), 4, 4)


class LearnPanel(Section):
    """The marks, a name, and the button that makes a slider of them."""

    learned = Signal(str)  # id of the direction

    def __init__(self, state: StudioState, marks: Marks, parent: QWidget | None = None) -> None:
        super().__init__("learn", tr("Teach a slider"), parent)
        self._state, self._marks = state, marks
        self._invitation = tr(
            "Mark pictures that have more and pictures that have less of something, here or in the "
            "samples. A slider is made of them."
        )
        self._told = label(self._invitation, "learn-told", wraps=True, is_muted=True)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._thumbs = {kind: self._thumb(kind) for kind in (MORE, LESS)}
        self._strips = {kind: MarkedPictures(kind) for kind in (MORE, LESS)}
        self._name = name_control(
            QLineEdit(), "learn-name", tr("Name of the new slider"), tr("What there is more or less of, such as Beard")
        )
        self._name.setPlaceholderText(tr("Name of the slider"))
        self._name.setMaxLength(80)
        self._make = name_control(QPushButton(tr("Make slider")), "learn-make", tr("Make slider"), "")
        self._clear = name_control(
            look(QToolButton(), "flat"), "learn-clear", tr("Clear the marks"), tr("Take all marks away")
        )
        self._clear.setIcon(icon("x"))
        self._is_learning = False
        self._arrange()
        self._connect()
        self._show()

    def _thumb(self, kind: int) -> QPushButton:
        if kind == MORE:
            text, spoken = tr("More"), tr("Mark as more")
            tip = tr("Mark the current picture as having more of it (M); once more takes the mark away")
        else:
            text, spoken = tr("Less"), tr("Mark as less")
            tip = tr("Mark the current picture as having less of it (L); once more takes the mark away")
        button = name_control(QPushButton(f" {text}"), f"learn-{_WORDS[kind]}", spoken, tip)
        button.setIcon(icon(_ICONS[kind]))
        button.setCheckable(True)
        button.clicked.connect(lambda: self._marks.mark(self._state.point, kind))
        return button

    def _arrange(self) -> None:
        thumbs = row_layout(8)
        for button in self._thumbs.values():
            thumbs.addWidget(button, 1)
        thumbs.addWidget(self._clear)
        naming = row_layout(8)
        naming.addWidget(self._name, 1)
        naming.addWidget(self._make)
        self.content.addLayout(thumbs)
        for strip in self._strips.values():
            self.content.addWidget(strip)
        self.content.addWidget(self._told)
        self.content.addLayout(naming)

    def _connect(self) -> None:
        state = self._state
        self._marks.changed.connect(self._show)
        state.point_changed.connect(lambda _point: self._show_current())
        state.model_changed.connect(self._show)
        self._clear.clicked.connect(self._marks.clear)
        self._name.textChanged.connect(lambda _text: self._show_ready())
        self._name.returnPressed.connect(self.learn)
        self._make.clicked.connect(self.learn)
        self.folded_changed.connect(lambda _folded: self._ask())
        for strip in self._strips.values():
            strip.removed.connect(lambda point: self._marks.mark(point, 0))

    # Learning

    def learn(self) -> None:
        """Make a slider of what is marked. One of the same name that was made so before is made anew."""
        name, generator = self._name.text().strip(), self._state.generator
        more, less = self._marks.more, self._marks.less
        if self._missing() or generator is None:
            return
        self._is_learning = True
        self._show_ready()

        def fit(_context: JobContext) -> Direction:
            from engine.latent.direction import learn_direction

            return learn_direction(generator, more, less, name)

        self._state.compute(fit, tr("Learning"), self._learned)

    def _learned(self, job: Job[Any]) -> None:
        self._is_learning = False
        if job.state is JobState.FAILED and job.error is not None:
            self._state.failed.emit(Problem.of(job.error, job.details))
        elif job.value is not None and job.value.model == self._state.point.model:
            self._take(job.value)
        self._show_ready()

    def _take(self, direction: Direction) -> None:
        state = self._state
        same = [one.id for one in state.directions if one.source == "learned" and one.name == direction.name]
        if same and same[0] != direction.id:
            state.replace_direction(same[0], direction)
        elif not same:
            state.add_direction(direction)
        state.noticed.emit(
            Notice(
                tr("Learned anew: {name}", name=direction.name)
                if same
                else tr("Made the slider: {name}", name=direction.name)
            )
        )
        self.learned.emit(direction.id)

    # Showing

    def _missing(self) -> str:
        """What there has to be before a slider can be made; "" for nothing."""
        lacks = {kind: FEWEST_MARKS - len(strip.pictures) for kind, strip in self._strips.items()}
        more, less = max(0, lacks[MORE]), max(0, lacks[LESS])
        if more and less:
            return tr("Mark {more} more as more and {less} more as less", more=more, less=less)
        if more or less:
            return tr("Mark {n} more as more", n=more) if more else tr("Mark {n} more as less", n=less)
        return "" if self._name.text().strip() else tr("Name the slider first")

    def _show(self) -> None:
        for kind, points in ((MORE, self._marks.more), (LESS, self._marks.less)):
            self._strips[kind].show_points(points)
        count = sum(len(strip.pictures) for strip in self._strips.values())
        self._clear.setEnabled(bool(count))
        self.set_note(tr("{count} marked", count=count) if count else "")
        self._ask()
        self._show_current()
        self._show_ready()

    def _show_current(self) -> None:
        is_ready, kind = self._state.model_state is ModelState.READY, self._marks.of(self._state.point)
        for one, button in self._thumbs.items():
            button.setEnabled(is_ready)
            button.setChecked(one == kind)

    def _show_ready(self) -> None:
        missing = self._missing()
        self._make.setEnabled(not missing and not self._is_learning)
        ready = tr("Make a slider of what is marked")
        self._make.setToolTip(missing or ready)
        is_marked = any(strip.pictures for strip in self._strips.values())
        self._told.setText((missing or ready) if is_marked else self._invitation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is told keeps the room of its longest words: what lies below stays where it is."""
        super().resizeEvent(event)
        margins = self.content.contentsMargins()
        room = QRect(0, 0, self.width() - margins.left() - margins.right(), 1000)
        wraps = Qt.TextFlag.TextWordWrap
        self._told.setMinimumHeight(self._told.fontMetrics().boundingRect(room, wraps, self._invitation).height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        """Ask for the pictures that are missing."""
        waiting = [one for strip in self._strips.values() for one in strip.pictures if not one.has_picture]
        if not waiting or self._state.model_state is not ModelState.READY or not self.isVisible():
            return

        def show(index: int, picture: np.ndarray) -> None:
            one = waiting[index]
            if any(one in strip.pictures for strip in self._strips.values()):
                one.show_picture(picture)

        self._state.request([one.point for one in waiting], _nothing, _LANE, part=show)


def _nothing(_pictures: list[np.ndarray]) -> None:
    """Every picture has been shown as it came."""
