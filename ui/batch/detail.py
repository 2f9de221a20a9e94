"""One photo of a batch up close: its mask, what its fill would look like, what came of it, and what is wrong."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from engine.batch.pictures import glance, preview, thumbnail
from engine.batch.unit import State
from engine.jobs import Job, JobContext, JobState
from engine.language import one_after_another, tr
from ui.batch.grid import PhotoModel, status_words
from ui.batch.state import BatchState, Row, method_words
from ui.convert import image_from_rgb
from ui.icons import draw_icon
from ui.job_bridge import JobBridge
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import name_control
from ui.widgets.progress_line import ProgressLine

_SIDE = 720  # px of a picture, for a screen of ordinary density


class BeforeAfter(QWidget):
    """A picture that fits; while it is pressed, or Space is held, the one of before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: QImage | None = None
        self._after: QImage | None = None
        self._is_before = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(180)
        name_control(self, "batch-picture", tr("The photo"), tr("Hold the mouse or Space to see it as it was"))

    def sizeHint(self) -> QSize:
        return QSize(288, 288)

    def show_images(self, before: QImage | None, after: QImage | None = None) -> None:
        """`after` is shown where there is one, `before` while it is held down."""
        self._before, self._after = before, after
        self.update()

    @property
    def shown(self) -> QImage | None:
        return self._before if self._is_before or self._after is None else self._after

    def _hold(self, held: bool) -> None:
        self._is_before = held
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hold(True)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hold(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._hold(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._hold(False)
        else:
            super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Shadow))
        image = self.shown
        if image is None:
            middle = QRectF(self.rect()).center()
            place = QRectF(middle.x() - 16, middle.y() - 16, 32, 32)
            draw_icon(painter, "image", place, palette.color(QPalette.ColorRole.PlaceholderText))
        else:
            scale = min(self.width() / image.width(), self.height() / image.height())
            place = QRectF(0, 0, image.width() * scale, image.height() * scale)
            place.moveCenter(QRectF(self.rect()).center())
            painter.drawImage(place, image)
        if self.hasFocus():
            painter.setPen(palette.color(QPalette.ColorRole.Link))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class Detail(QWidget):
    """The photo that the grid stands on."""

    busy_changed = Signal(bool)

    def __init__(self, state: BatchState, model: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch-detail")
        self._state, self._model = state, model
        self._row: int = -1
        self._seen = ""  # what is said of the preview that shows
        self._loading: Job[Any] | None = None
        self._previewing: Job[Any] | None = None
        self._jobs, self._looker = JobBridge(self), JobBridge(self)
        self.picture = BeforeAfter()
        self._name = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self._name.setFont(scaled_font(self.font(), 13, bold=True))
        self._status = label(name="batch-detail-status", wraps=True, is_muted=True)
        self._sentence = label(name="batch-detail-sentence", wraps=True)
        self._advice = label(name="batch-detail-advice", wraps=True, is_muted=True)
        self.preview_button = name_control(
            QPushButton(tr("Preview the fill")),
            "batch-preview",
            tr("Preview the fill"),
            tr("Fill this photo without writing anything (Enter)"),
        )
        self._progress = name_control(ProgressLine(), "batch-preview-progress", tr("Progress of the preview"))
        self._arrange()
        self.preview_button.clicked.connect(self._press)
        self._jobs.progressed.connect(lambda job: self._progress.show_fraction(job.progress.fraction))
        state.planned.connect(lambda: self.show_row(-1))
        state.row_changed.connect(self._row_changed)
        model.dataChanged.connect(lambda first, _last: self._show_words() if first.row() == self._row else None)
        state.phase_changed.connect(self._show_words)
        self.show_row(-1)

    def _arrange(self) -> None:
        for words in (self._sentence, self._advice):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        below = column_layout(6, None, (12, 8, 12, 12))
        for widget in (self._name, self._status, self._sentence, self._advice):
            below.addWidget(widget)
        below.addWidget(self._progress)
        across = row_layout(8)
        across.addWidget(self.preview_button, 1)
        below.addLayout(across)
        column = column_layout(0, self)
        column.addWidget(self.picture, 1)
        column.addLayout(below)

    # Which photo

    def show_row(self, index: int) -> None:
        """Show a row; -1 for none."""
        if index >= len(self._state.rows):
            index = -1
        self._row, self._seen = index, ""
        self._stop_preview()
        self.picture.show_images(None)
        self._show_words()
        if index >= 0:
            self._load()

    def _row_changed(self, index: int) -> None:
        if index == self._row and self._state.rows[index].state is State.DONE:
            self._load()

    @property
    def _current(self) -> Row | None:
        return self._state.rows[self._row] if 0 <= self._row < len(self._state.rows) else None

    def _load(self) -> None:
        row = self._current
        if row is None:
            return
        self._seen = ""
        photo, unit = row.entry.photo, row.entry.unit
        thumbnails = self._model.thumbnails
        side = round(_SIDE * self.devicePixelRatioF())

        def look_at(_context: JobContext) -> tuple[QImage, QImage | None]:
            if unit is not None and row.state in (State.DONE, State.SKIPPED):
                return image_from_rgb(thumbnail(photo, side)), image_from_rgb(thumbnail(unit.output, side))
            mask = None if unit is None else unit.mask
            return image_from_rgb(glance(photo, mask, side, thumbnails.colour, thumbnails.opacity).picture), None

        self._loading = self._looker.submit(look_at, tr("Looking at a photo"), then=self._take_look, lane="look")

    def _take_look(self, job: Job[Any]) -> None:
        if job is self._loading and job.state is JobState.FINISHED and job.value is not None:
            self.picture.show_images(*job.value)

    # The preview

    @property
    def is_previewing(self) -> bool:
        return self._previewing is not None

    def preview(self, index: int) -> None:
        """Fill a row's photo at full size, and show it; nothing is written."""
        if index != self._row:
            self.show_row(index)
        row = self._current
        if row is None or row.entry.unit is None or self._state.is_running or self.is_previewing:
            return
        unit, side = row.entry.unit, round(_SIDE * self.devicePixelRatioF())

        def work(context: JobContext) -> tuple[QImage, QImage, str]:
            found = preview(unit, side, context)
            would_be = tr("As it would be: {method}.", method=method_words(found.method))
            words = one_after_another(would_be, *found.warnings)
            return image_from_rgb(found.before), image_from_rgb(found.after), words

        self._previewing = self._jobs.submit(work, tr("Preview"), then=self._take_preview, lane="preview")
        self._progress.show_fraction(0.0)
        self._show_words()

    def _take_preview(self, job: Job[Any]) -> None:
        if job is not self._previewing:
            return
        self._previewing = None
        self._progress.show_fraction(None)
        if job.state is JobState.FINISHED and job.value is not None:
            before, after, self._seen = job.value
            self._loading = None  # an older look may still be on its way
            self.picture.show_images(before, after)
        self._show_words()
        if job.state is JobState.FAILED and job.error is not None:
            self._tell(job.error.sentence, job.error.advice)

    def _stop_preview(self) -> None:
        job, self._previewing = self._previewing, None
        if job is not None:
            job.cancel()
            self._progress.show_fraction(None)

    def _press(self) -> None:
        if self.is_previewing:
            self._stop_preview()
            self._show_words()
        else:
            self.preview(self._row)

    # Words

    def _show_words(self) -> None:
        row = self._current
        self._name.setText("" if row is None else row.name)
        self._name.setVisible(row is not None)
        trouble = ("", "") if row is None else self._model.trouble(self._row)
        self._status.setText(
            tr("Choose a photo to see it up close.") if row is None else self._words_of(row, trouble[0])
        )
        self._tell(*trouble)
        can_preview = row is not None and row.can_run and not self._state.is_running
        self.preview_button.setEnabled(can_preview)
        self.preview_button.setText(tr("Cancel") if self.is_previewing else tr("Preview the fill"))

    def _words_of(self, row: Row, trouble: str) -> str:
        if self._seen:
            return self._seen
        if row.state in (State.DONE, State.SKIPPED):
            return tr("{words}. Hold to see it as it was.", words=status_words(row))
        if row.entry.unit is None and not row.sentence:
            return tr("Nothing says yet what is to be filled in it.")
        if row.entry.unit is not None and row.state is State.WAITING and row.ticked and not trouble:
            unit = row.entry.unit
            source = unit.mask or unit.recipe
            return tr("By {source}, into {output}.", source="" if source is None else source.name, output=unit.name)
        return status_words(row, trouble)

    def _tell(self, sentence: str, advice: str) -> None:
        self._sentence.setText(sentence)
        self._advice.setText(advice)
        self._sentence.setVisible(bool(sentence))
        self._advice.setVisible(bool(advice))

    def shut_down(self) -> None:
        self._stop_preview()
        self._jobs.close()
        self._looker.close()
