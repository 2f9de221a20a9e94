"""The film through the ticked snapshots: easing, length and loop, played in real time, and written to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QToolButton, QWidget

from engine.errors import EngineError
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr
from engine.latent.morph import MOST_KEYS, Morph, MorphFrames
from ui.icons import icon
from ui.problems import Notice, Problem
from ui.studio.film_export import ExportDialog, Wish
from ui.studio.player import FPS, FilmPlayer
from ui.studio.scrub_bar import ScrubBar
from ui.studio.snapshots import SnapshotStrip
from ui.studio.state import StudioState
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, timer
from ui.widgets.combo import Combo
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import muted, name_control
from ui.widgets.progress_line import ProgressLine
from ui.widgets.value_edit import ValueEdit

_EASINGS = ((mark("Rest at each"), "smooth"), (mark("Even pace"), "linear"), (mark("Flow through"), "spline"))
_SECONDS, _SHORTEST, _LONGEST = 4.0, 0.5, 60.0
_REBUILD_MS = 60

Ask = Callable[["FilmPanel"], "Wish | None"]


def _asked(panel: FilmPanel) -> Wish | None:
    dialog = ExportDialog(panel.seconds, panel.side, panel.film_name, panel.last_wish, panel.window())
    dialog.exec()
    return dialog.wish


class FilmPanel(QWidget):
    """Two key frames make a morph, more a film; a loop leads back to the first.

    Args:
        ask: asks how to write it; a test answers in the person's place.
    """

    exported = Signal(object)  # FilmReport
    film_changed = Signal()  # there is a film, or none any more

    def __init__(
        self, state: StudioState, strip: SnapshotStrip, ask: Ask = _asked, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("film-panel")
        self._state, self._strip, self._ask = state, strip, ask
        self.player = FilmPlayer(state, self)
        self.last_wish: Wish | None = None
        self._job: Job[Any] | None = None
        self._listens = False  # to the worker for films, which starts with the first of them
        self._rebuild = timer(self, _REBUILD_MS, self._make_film)
        self._note = muted(ElidedLabel())
        self._note.setObjectName("film-note")
        self.export_button = name_control(
            QPushButton(tr("Export…")), "film-export", tr("Export the film"), tr("Write a film file")
        )
        self.play_button = name_control(QToolButton(), "film-play", tr("Play the film"), tr("Play or pause (P)"))
        self.bar = name_control(
            ScrubBar(),
            "film-scrub",
            tr("Place in the film"),
            tr("Drag to see a frame; arrow keys go from frame to frame"),
        )
        self._time = label(name="film-time", is_muted=True)
        self.easing = name_control(
            Combo(), "film-easing", tr("Easing"),
            tr("Rest at each key frame, go at an even pace from one to the next, or flow through all of "
            "them on a curve"),
        )  # fmt: skip
        for text, easing in _EASINGS:
            self.easing.addItem(tr(text), easing)
        self.length = name_control(ValueEdit(), "film-seconds", tr("Length"), tr("How long the film is"))
        self.length.setRange(_SHORTEST, _LONGEST)
        self.length.setDecimals(1)
        self.length.setSingleStep(0.5)
        self.length.setSuffix(" s")
        self.length.setValue(_SECONDS)
        self.length.setFixedWidth(64)
        self.loop = name_control(
            QToolButton(), "film-loop", tr("Loop"), tr("Lead back from the last key frame to the first, without a jump")
        )
        self.loop.setIcon(icon("repeat"))
        self.loop.setCheckable(True)
        self.loop.setChecked(True)
        self.use = name_control(
            QPushButton(tr("Go here")), "film-use", tr("Go to this frame"),
            tr("Make this frame the point, so that sliders work on it"),
        )  # fmt: skip
        self._progress = name_control(ProgressLine(), "film-progress", tr("Progress of the film"))
        self._status = muted(ElidedLabel())
        self._status.setObjectName("film-status")
        self.cancel_button = name_control(
            QPushButton(tr("Cancel")), "film-cancel", tr("Cancel"), tr("Stop writing the film")
        )
        self._rows = QStackedWidget()
        self._arrange()
        self._connect()
        self._make_film()

    def _arrange(self) -> None:
        title = label(tr("Film"))
        title.setFont(scaled_font(self.font(), 13, bold=True))
        head = row_layout(8)
        head.addWidget(title)
        head.addWidget(self._note, 1)
        head.addWidget(self.export_button)
        middle = row_layout(8)
        middle.addWidget(self.play_button)
        middle.addWidget(self.bar, 1)
        middle.addWidget(self._time)
        options, busy = QWidget(), QWidget()
        row = row_layout(8, options)
        row.addWidget(self.easing, 1)
        row.addWidget(self.length)
        row.addWidget(self.loop)
        row.addWidget(self.use)
        across = row_layout(8, busy)
        across.addWidget(self._status, 1)
        across.addWidget(self.cancel_button)
        self._rows.addWidget(options)
        self._rows.addWidget(busy)
        down = column_layout(6, self)
        down.addLayout(head)
        down.addLayout(middle)
        down.addWidget(self._rows)
        down.addWidget(self._progress)
        self._time.setMinimumWidth(self._time.fontMetrics().horizontalAdvance("00.0 / 00.0 s"))

    def _connect(self) -> None:
        self._strip.keys_changed.connect(self._rebuild.start)
        self._state.model_changed.connect(self._rebuild.start)
        self._state.directions_changed.connect(self._rebuild.start)
        self.easing.currentIndexChanged.connect(lambda _index: self._rebuild.start())
        self.length.valueChanged.connect(lambda _value: self._rebuild.start())
        self.loop.toggled.connect(lambda _on: self._rebuild.start())
        self.play_button.clicked.connect(self.toggle)
        self.export_button.clicked.connect(self.export)
        self.cancel_button.clicked.connect(self.cancel)
        self.use.clicked.connect(self.go_here)
        self.bar.valueChanged.connect(self._scrub)
        self.player.moved.connect(self._show_position)
        self.player.painted.connect(lambda: self.bar.show_painted(self.player.ready))
        self.player.playing_changed.connect(lambda _on: self._show_play())

    # What there is

    @property
    def seconds(self) -> float:
        return self.length.value()

    @property
    def side(self) -> int:
        """Of the model's pictures, px."""
        generator = self._state.generator
        return generator.size if generator is not None else 0

    @property
    def film_name(self) -> str:
        card = self._state.generator_card
        if card is None:
            return tr("film")
        return tr("{label} loop", label=card.label) if self.loop.isChecked() else tr("{label} morph", label=card.label)

    @property
    def has_film(self) -> bool:
        return self.player.frames is not None

    # The film

    def _make_film(self) -> None:
        """Put the film together anew: nothing of it is painted before it is played."""
        keys, generator = self._strip.keys, self._state.generator
        frames, words = None, tr("Tick two snapshots or more.")
        if len(keys) > MOST_KEYS:
            words = tr("{MOST_KEYS} key frames at most.", MOST_KEYS=MOST_KEYS)
        elif len(keys) >= 2 and generator is not None:
            try:
                frames = MorphFrames(generator, self._morph(FPS))
                words = tr("{keys} key frames", keys=len(keys))
            except EngineError as error:
                words = error.sentence
        before = self.player.morph
        if frames is None or frames.morph != before:
            self.player.set_film(frames)
        self._note.setText(words)
        last = len(keys) if self.loop.isChecked() else len(keys) - 1
        places = tuple(index * self._per_key(last) for index in range(len(keys))) if frames is not None else ()
        if frames is None or frames.morph != before:
            self.bar.show_film(self.player.count, places)
        for control in (self.play_button, self.bar, self.export_button, self.use):
            control.setEnabled(frames is not None)
        self._show_play()
        self._show_position(self.player.position)
        self.film_changed.emit()

    def _per_key(self, segments: int) -> float:
        """Frames from one key frame to the next."""
        return (self.player.count if self.loop.isChecked() else self.player.count - 1) / max(1, segments)

    def _morph(self, fps: float) -> Morph:
        points = tuple(one.point for one in self._strip.keys)
        frames = max(2, round(self.seconds * fps))
        return Morph(points, frames, self.easing.currentData(), self.loop.isChecked())

    def toggle(self) -> None:
        """Play or pause."""
        if self._rebuild.isActive():
            self._rebuild.stop()
            self._make_film()
        self.player.toggle()

    def go_here(self) -> None:
        """Make the frame that the film stands at the point."""
        if self.player.frames is not None:
            self.player.pause()
            self._state.set_point(self.player.frames.point(self.player.position), tr("Go to a frame"))

    def _scrub(self, frame: int) -> None:
        self.player.pause()
        self.player.go_to(frame)
        self._show_position(frame)

    def _show_position(self, frame: int) -> None:
        self.bar.show_position(frame)
        self._time.setText(f"{frame / FPS:.1f} / {self.seconds:.1f} s" if self.has_film else "")

    def _show_play(self) -> None:
        playing = self.player.is_playing
        self.play_button.setIcon(icon("pause" if playing else "play"))
        name_control(
            self.play_button, "film-play", tr("Pause the film") if playing else tr("Play the film"),
            tr("Pause (P)") if playing else tr("Play (P)"),
        )  # fmt: skip

    def hideEvent(self, event: QHideEvent) -> None:
        # Nobody sees it: the processor is for what is in front.
        self.player.pause()
        super().hideEvent(event)

    # Writing it

    def export(self) -> None:
        """Ask how, and write the film beside everything else that goes on."""
        if self._rebuild.isActive():
            self._rebuild.stop()
            self._make_film()
        generator = self._state.generator
        if not self.has_film or generator is None or self._job is not None:
            return
        self.player.pause()
        wish = self._ask(self)
        if wish is None:
            return
        self.last_wish = wish
        morph = self._morph(wish.fps)

        def write(context: JobContext) -> object:
            from engine.latent.film import FilmSettings, write_film

            return write_film(wish.path, MorphFrames(generator, morph), FilmSettings(wish.fps, wish.size), context)

        if not self._listens:
            self._listens = True
            self._state.background.progressed.connect(self._show_progress)
        self._job = self._state.background.submit(write, tr("Export the film"), then=self._written)
        self._status.setText(tr("Writing {name}…", name=wish.path.name))
        self._rows.setCurrentIndex(1)
        self._progress.show_fraction(0.0)
        self.export_button.setEnabled(False)

    def cancel(self) -> None:
        """Stop writing; nothing is left behind."""
        if self._job is not None:
            self._job.cancel()

    def _show_progress(self, job: Job[Any]) -> None:
        if job is self._job and self.last_wish is not None:
            self._progress.show_fraction(job.progress.fraction)
            left = job.progress.seconds_left
            words = "" if left is None else tr(" · {left:.0f} s left", left=left)
            self._status.setText(f"{job.progress.message}{words}" or self.last_wish.path.name)

    def _written(self, job: Job[Any]) -> None:
        self._job = None
        self._rows.setCurrentIndex(0)
        self._progress.show_fraction(None)
        self.export_button.setEnabled(self.has_film)
        if job.state is JobState.FAILED and job.error is not None:
            self._state.failed.emit(Problem.of(job.error, job.details))
        elif job.state is JobState.CANCELLED:
            self._state.noticed.emit(Notice(tr("Stopped; no film was written")))
        elif job.value is not None:
            report = job.value
            self._state.noticed.emit(
                Notice(tr("Film saved as {name}, {weight}", name=report.path.name, weight=report.weight))
            )
            self.exported.emit(report)
