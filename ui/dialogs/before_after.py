"""Asks how a film of the retouch is to be, shows it, and writes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from engine.before_after import WAYS, BeforeAfter, FilmPlan, film_size
from engine.document import Composite
from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from ui.convert import image_from_rgb
from ui.dialogs.file_dialog import choose_folder, save_file
from ui.job_bridge import JobBridge
from ui.studio.film_export import KINDS, Kind
from ui.widgets.building import column_layout, label, row_layout, timer
from ui.widgets.check_box import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.naming import look, name_control
from ui.widgets.progress_line import ProgressLine
from ui.widgets.slider_row import Scale, SliderRow, line_up

_PREVIEW = QSize(480, 300)
_PREVIEW_FPS = 15.0
_PACES = (12, 15, 24, 25, 30, 50)
_SIDES = (480, 640, 800, 1024)
_SECONDS = Scale(0.5, 20, 3, step=0.5, fine=0.1, unit="s", decimals=1)
_HOLD = Scale(0, 5, 1, step=0.5, fine=0.1, unit="s", decimals=1)


class _Screen(QWidget):
    """Shows one frame, as large as it goes."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(_PREVIEW)

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Shadow))
            if self._image is None:
                return
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(
                (self.width() - size.width()) / 2, (self.height() - size.height()) / 2, size.width(), size.height()
            )
            painter.drawImage(place, self._image)


class BeforeAfterDialog(QDialog):
    """Preview, choices, and a progress bar while the film is written; it closes once that is done.

    `written` carries the `FilmReport`, `failed` the job that could not write.
    """

    written = Signal(object)
    failed = Signal(object)

    def __init__(self, composite: Composite, name: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("before-after-dialog")
        self.setWindowTitle(tr("Export before/after"))
        self._composite, self._name, self._folder = composite, name, folder
        self._jobs = JobBridge(self)
        self._writing: Job[Any] | None = None
        self._frames: list[QImage] = []
        self._at = 0
        self.screen_view = _Screen()
        self.kinds = name_control(Combo(), "before-after-kind", tr("Kind of file"), tr("What the film is written as"))
        self.ways = name_control(Combo(), "before-after-way", tr("Way"), tr("How the original becomes the result"))
        self.sides = name_control(Combo(), "before-after-size", tr("Size"), tr("The longer side of the film"))
        self.paces = name_control(
            Combo(), "before-after-fps", tr("Frames a second"), tr("More is smoother, and larger")
        )
        self.seconds = SliderRow("before-after-seconds", tr("Length"), _SECONDS, tr("From the original to the result"))
        self.hold = SliderRow("before-after-hold", tr("Hold"), _HOLD, tr("How long each end is shown"))
        self.returns = name_control(
            CheckBox(tr("And back again")), "before-after-returns", tr("And back again"),
            tr("Goes back to the original, so that it can run for ever"),
        )  # fmt: skip
        self.progress = name_control(ProgressLine(), "before-after-progress", tr("Progress of the film"))
        self._sum = label(name="before-after-sum", is_muted=True)
        self._buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.accept_button = name_control(
            look(self._buttons.addButton(tr("Export…"), roles.AcceptRole), "accent"), "before-after-ok", tr("Export")
        )
        self.cancel_button = name_control(
            self._buttons.addButton(tr("Cancel"), roles.RejectRole), "before-after-cancel", tr("Cancel")
        )
        self._fill_choices()
        self._arrange()
        self._player = timer(self, round(1000 / _PREVIEW_FPS), self._step, once=False)
        self._rest = timer(self, 120, self._make_preview)
        self._connect()
        self._show()

    def _fill_choices(self) -> None:
        for kind in KINDS:
            self.kinds.addItem(tr(kind.label), kind.id)
        for way, text in WAYS.items():
            self.ways.addItem(tr(text), way)
        full = max(
            film_size(self._composite.size, _SIDES[-1]).width, film_size(self._composite.size, _SIDES[-1]).height
        )
        for side in sorted({min(side, full) for side in _SIDES}):
            size = film_size(self._composite.size, side)
            self.sides.addItem(f"{size.width} × {size.height} px", side)
        self.sides.setCurrentIndex(self.sides.count() - 1)
        for pace in _PACES:
            self.paces.addItem(tr("{n} a second", n=pace), pace)
        self.paces.setCurrentIndex(self.paces.findData(24))
        self.returns.setChecked(True)

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        rows = (
            (tr("Shows"), self.ways),
            (tr("Format"), self.kinds),
            (tr("Size"), self.sides),
            (tr("Pace"), self.paces),
        )
        for text, field in rows:
            caption = label(text)
            caption.setBuddy(field)
            form.addRow(caption, field)
        down = column_layout(12, self, (16, 16, 16, 16))
        down.addWidget(self.screen_view)
        down.addLayout(form)
        line_up((self.seconds, self.hold))
        for row in (self.seconds, self.hold):
            down.addWidget(row)
        down.addWidget(self.returns)
        down.addWidget(self.progress)
        last = row_layout(12)
        last.addWidget(self._sum, 1)
        last.addWidget(self._buttons)
        down.addLayout(last)
        self.accept_button.setDefault(True)
        self.setFixedWidth(_PREVIEW.width() + 32)

    def _connect(self) -> None:
        for combo in (self.kinds, self.ways, self.sides, self.paces):
            combo.currentIndexChanged.connect(lambda _index: self._show())
        for row in (self.seconds, self.hold):
            row.value_changed.connect(lambda _value: self._show())
        self.returns.toggled.connect(lambda _on: self._show())
        self._buttons.accepted.connect(self._ask_path)
        self._buttons.rejected.connect(self.reject)
        self._jobs.progressed.connect(self._progressed)

    # What is chosen

    @property
    def kind(self) -> Kind:
        return next(kind for kind in KINDS if kind.id == self.kinds.currentData())

    @property
    def plan(self) -> FilmPlan:
        """The film as it is chosen."""
        return FilmPlan(
            self.ways.currentData(), self.seconds.value(), self.hold.value(), self.returns.isChecked(),
            float(self.paces.currentData()), self.sides.currentData(),
        )  # fmt: skip

    def _show(self) -> None:
        plan = self.plan
        length = 2 * plan.hold + plan.seconds * (2 if plan.returns else 1)
        self._sum.setText(tr("{frames} frames, {length:.1f} s", frames=round(length * plan.fps), length=length))
        self.kinds.setToolTip(tr(self.kind.words))
        self._rest.start()

    # The preview

    def _make_preview(self) -> None:
        plan = self.plan
        small = FilmPlan(plan.way, plan.seconds, plan.hold, plan.returns, _PREVIEW_FPS, _PREVIEW.width())
        composite = self._composite

        def make(context: JobContext) -> list[QImage]:
            frames = BeforeAfter(composite, small, context)
            return [image_from_rgb(frames[index]) for index in range(len(frames)) if context.check() is None]

        self._jobs.submit(make, tr("Preview"), then=self._take_preview, lane="preview")

    def _take_preview(self, job: Job[Any]) -> None:
        if job.value:
            self._frames, self._at = job.value, 0
            self._step()
            self._player.start()

    def _step(self) -> None:
        if self._frames:
            self.screen_view.show_image(self._frames[self._at % len(self._frames)])
            self._at += 1

    # Writing

    def _ask_path(self) -> None:
        path = self.path_for(self.kind)
        if path is not None:
            self.write(path)

    def path_for(self, kind: Kind) -> Path | None:
        """Where it is to go; None where the person thought better of it."""
        proposal = self._folder / f"{self._name}{kind.suffix}"
        if not kind.suffix:
            title = tr("Choose where the folder of pictures goes")
            chosen = choose_folder(self, title, self._folder)
            return chosen / self._name if chosen else None
        shown = f"{tr(kind.label)} (*{kind.suffix})"
        chosen, _ = save_file(self, tr("Export before/after"), proposal, [shown])
        path = Path(chosen) if chosen else None
        return path.with_name(path.name + kind.suffix) if path and path.suffix.lower() != kind.suffix else path

    def write(self, path: Path) -> None:
        """Write the film to `path`; the dialog closes when that is done."""
        composite, plan = self._composite, self.plan

        def make(context: JobContext) -> object:
            from engine.latent.film import FilmSettings, write_film

            return write_film(path, BeforeAfter(composite, plan, context), FilmSettings(plan.fps), context)

        self._player.stop()
        self._rest.stop()
        self.accept_button.setEnabled(False)
        self.progress.show_fraction(0)
        self._writing = self._jobs.submit(make, tr("Writing {name}", name=path.name), then=self._wrote)

    def _progressed(self, job: Job[Any]) -> None:
        if job is self._writing:
            self.progress.show_fraction(job.progress.fraction)

    def _wrote(self, job: Job[Any]) -> None:
        self._writing = None
        self.progress.show_fraction(None)
        self.accept_button.setEnabled(True)
        if job.state is JobState.FINISHED:
            self.written.emit(job.value)
            self.accept()
            return
        if job.state is JobState.FAILED:
            self.failed.emit(job)
        self._player.start()

    def reject(self) -> None:
        """Cancel the writing; where nothing is being written, close."""
        if self._writing is not None:
            self._writing.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        self._player.stop()
        self._rest.stop()
        self._jobs.cancel_all()
        self._jobs.close(0.5)
        super().done(result)
