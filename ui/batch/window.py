"""The batch window: choose at the left, look all photos over in the middle, one of them up close at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, QUrl, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QDialog,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from engine.batch.report import sentence
from engine.batch.unit import State
from engine.inpaint import FillSettings, describe_all
from engine.language import one_after_another, tr, tr_n
from engine.settings import Settings
from ui.batch.asking import Asker
from ui.batch.choice_panel import ChoicePanel
from ui.batch.detail import Detail
from ui.batch.grid import PhotoGrid, PhotoModel
from ui.batch.state import BatchState, Phase, Row
from ui.batch.thumbnails import Thumbnails
from ui.dialogs.help import show_batch
from ui.dropping import take_copy
from ui.panels.start_page import DropArea
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, small_button, surface
from ui.widgets.combo import Combo
from ui.widgets.error_bar import ErrorBar
from ui.widgets.naming import look, name_control
from ui.widgets.overlay_scroll_area import side_area
from ui.widgets.progress_line import ProgressLine
from ui.widgets.section import divider

_SIZE = (1280, 800)
_FAILURES_HEIGHT = 168
_WAITING = (State.WAITING, State.WORKING)


class BatchWindow(QDialog):
    """Args:
    settings: of the program; gives the mask's look, and how to fill to begin with.
    state: its own where none is given.
    """

    closed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None, state: BatchState | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("batch-window")
        self.setWindowTitle(tr("Batch – Tratteggio"))
        self.setWindowFlags(Qt.WindowType.Window)
        self.setAcceptDrops(True)
        self.setMinimumSize(900, 560)
        self.resize(QSize(*_SIZE).boundedTo(self.screen().availableSize()))
        self._settings = settings
        self.state = state or BatchState(
            _fill_settings(settings), self, marked=settings.mark_exports, scheduler=settings.batch_scheduler
        )
        self.asker = Asker(self)
        self.thumbnails = Thumbnails(self.state, QColor(settings.mask_color), settings.mask_opacity, self)
        self.model = PhotoModel(self.state, self.thumbnails, self)
        self.grid = name_control(PhotoGrid(self.model), "batch-grid", tr("Photos"), "")
        self.grid.setToolTip("")  # each photo has its own
        self.detail = Detail(self.state, self.model)
        self.choice_panel = ChoicePanel(self.state, describe_all(), self.asker)
        self.error_bar = ErrorBar()
        self._make_controls()
        self._arrange()
        self._connect()
        self._show()
        self.choose_button.setFocus()

    # Building

    def _make_controls(self) -> None:
        self._heading = label(name="batch-heading")
        self._heading.setFont(scaled_font(self.font(), 15, bold=True))
        self._hint = label(name="batch-hint", wraps=True, is_muted=True)
        self.filter = name_control(Combo(), "batch-filter", tr("Which photos to show"), "")
        for words, states in (
            (tr("All photos"), tuple(State)),
            (tr("To do"), _WAITING),
            (tr("Done"), (State.DONE, State.SKIPPED)),
            (tr("Failed"), (State.FAILED,)),
        ):
            self.filter.addItem(words, states)
        self.tick_all = name_control(QPushButton(), "batch-tick-all", tr("Tick all or none"), "")
        self.help_button = small_button("book-open", "batch-help", tr("Guide to batches"))
        self.start_button = name_control(look(QPushButton(), "accent"), "batch-start", tr("Start"), "")
        self.pause_button = name_control(QPushButton(), "batch-pause", tr("Pause or go on"), "")
        self.stop_button = name_control(
            QPushButton(tr("Stop")), "batch-stop", tr("Stop"), tr("Give up what is under way; what is done stays")
        )
        self.report_button = name_control(
            QPushButton(tr("Open the report")),
            "batch-report",
            tr("Open the report"),
            tr("What was done, and what was not"),
        )
        self.folder_button = name_control(
            QPushButton(tr("Open the folder")), "batch-open-folder", tr("Open the folder"), tr("Where the results are")
        )
        self._progress = name_control(ProgressLine(), "batch-progress", tr("Progress of the batch"))
        self._words = label(name="batch-words", wraps=True)
        self._failures_title = label(name="batch-failures-title")
        self._failures_title.setFont(scaled_font(self.font(), 13, bold=True))
        self._failure_rows: list[int] = []
        self._failure_texts = QStringListModel(self)
        self.failures = name_control(QListView(), "batch-failures", tr("Photos that failed, and the way out"), "")
        self.failures.setModel(self._failure_texts)
        self.failures.setWordWrap(True)
        self.failures.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.failures.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.failures.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def _arrange(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setObjectName("batch-split")
        split.setChildrenCollapsible(False)
        split.setHandleWidth(1)
        self.choice_panel.setAutoFillBackground(False)
        left = side_area(self.choice_panel, "batch-side", 268, 360)
        for widget, stretch in ((left, 0), (self._middle(), 1), (self._right(), 0)):
            split.addWidget(widget)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setSizes([292, 660, 328])
        column = column_layout(0, self)
        column.addWidget(self.error_bar)
        column.addWidget(split, 1)
        column.addWidget(divider())
        column.addWidget(self._progress)
        column.addWidget(self._bar())

    def _middle(self) -> QWidget:
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty_page())
        self._pages.addWidget(self.grid)
        head = row_layout(8)
        words = column_layout(2, margins=(8, 0, 0, 0))
        words.addWidget(self._heading)
        words.addWidget(self._hint)
        head.addLayout(words, 1)
        for widget in (self.filter, self.tick_all, self.help_button):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        self._failed_part = QWidget()
        failed = column_layout(4, self._failed_part)
        failed.addWidget(divider())
        self._failures_title.setContentsMargins(8, 4, 0, 0)
        failed.addWidget(self._failures_title)
        failed.addWidget(self.failures)
        self._failed_part.hide()
        middle = surface("batch-middle")
        column = column_layout(8, middle, (12, 12, 12, 8))
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self._failed_part)
        return middle

    def _empty_page(self) -> QWidget:
        self._drop = DropArea()
        self._drop.setObjectName("batch-drop")
        self._drop.setAccessibleName(tr("Drop a folder of photos here"))
        title = label(tr("Drop a folder of photos here"))
        title.setFont(scaled_font(self.font(), 20, bold=True))
        choose = self.choose_button = name_control(
            look(QPushButton(tr("Choose a folder…")), "accent"), "batch-choose-folder", tr("Choose a folder of photos")
        )
        choose.setMinimumHeight(36)
        choose.clicked.connect(self.choice_panel.ask_folder)
        self._drop.clicked.connect(self.choice_panel.ask_folder)
        inside = column_layout(12, self._drop, (24, 24, 24, 24))
        inside.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        inside.addWidget(title, 0, middle)
        inside.addWidget(choose, 0, middle)
        inside.addSpacing(8)
        for words in (
            tr("Then say what is to be filled: one mask, a mask for each photo, or a recipe."),
            tr("Look all of it over before anything is written. Originals are never touched."),
        ):
            line = label(words, wraps=True, is_muted=True)
            line.setAlignment(middle)
            inside.addWidget(line)
        inside.addStretch(1)
        return self._drop

    def _right(self) -> QWidget:
        right = surface("batch-right")
        right.setMinimumWidth(260)
        column_layout(0, right).addWidget(self.detail)
        return right

    def _bar(self) -> QWidget:
        bar = surface("batch-bar")
        row = row_layout(8, bar, (12, 8, 12, 8))
        row.addWidget(self._words, 1)
        for button in (self.report_button, self.folder_button, self.pause_button, self.stop_button, self.start_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        return bar

    def _connect(self) -> None:
        state = self.state
        self.grid.current_changed.connect(self.detail.show_row)
        self.grid.preview_wanted.connect(self.detail.preview)
        self.filter.currentIndexChanged.connect(lambda _index: self._filter())
        self.tick_all.clicked.connect(self._tick_all)
        self.tick_all.setAutoDefault(False)
        self.detail.preview_button.setAutoDefault(False)
        self.help_button.clicked.connect(lambda: show_batch(self))
        self.failures.clicked.connect(self._show_failure)
        self.failures.activated.connect(self._show_failure)
        self.start_button.clicked.connect(state.start)
        self.start_button.clicked.connect(lambda: self.grid.setFocus())  # the button goes, and the grid shows the run
        self.pause_button.clicked.connect(lambda: state.go_on() if state.phase is Phase.PAUSED else state.pause())
        self.stop_button.clicked.connect(state.stop)
        self.report_button.clicked.connect(lambda: self._open(state.report))
        self.folder_button.clicked.connect(lambda: self._open(state.choice.output))
        state.choice_changed.connect(self._remember)
        for signal in (state.phase_changed, state.choice_changed, state.planned, state.run_ended):
            signal.connect(self._show)
        state.planned.connect(self._planned)
        state.run_ended.connect(self._run_ended)
        self.thumbnails.changed.connect(lambda _row: self._show_heading())
        for keys, run in (("F5", state.refresh), ("Ctrl+Return", state.start), ("Ctrl+Enter", state.start)):
            QShortcut(QKeySequence(keys), self).activated.connect(run)

    # Showing

    def _show(self) -> None:
        state = self.state
        self._show_heading()
        self._show_failures()
        self._show_buttons()
        self._words.setText(self._said())
        done, asked, _rate = state.progress
        self._progress.show_fraction(done / max(1, asked) if state.is_running else None)
        if state.trouble is not None:
            self.error_bar.show_error(state.trouble.sentence, state.trouble.advice)
        else:
            self.error_bar.hide()

    def _show_heading(self) -> None:
        state = self.state
        rows = state.rows
        self._pages.setCurrentIndex(1 if rows else 0)
        self._heading.setText(tr_n("{n} photo", "{n} photos", len(rows)) if rows else tr("Batch"))
        self._hint.setText(self._hint_words())
        self.filter.setVisible(bool(rows))
        open_ones = [row for row in rows if row.is_open]
        self.tick_all.setVisible(bool(open_ones))
        self.tick_all.setText(tr("Untick all") if any(row.ticked for row in open_ones) else tr("Tick all"))
        self.tick_all.setEnabled(not state.is_running)

    def _hint_words(self) -> str:
        state, choice = self.state, self.state.choice
        if not state.rows:
            return tr("Looking through the folder…") if state.is_planning else ""
        if choice.path is None:
            return tr("Now choose what says what is to be filled, at the left.")
        if choice.output is None:
            return tr("Now choose a folder for the results, at the left.")
        if state.why_not_shared:
            return state.why_not_shared
        waiting = [(index, row) for index, row in enumerate(state.rows) if row.ticked and row.is_open]
        waiting = [(index, row) for index, row in waiting if row.state is not State.FAILED]
        doubtful = sum(bool(self.thumbnails.trouble(index)[0]) for index, row in waiting if row.is_wanted)
        finished = sum(row.state in (State.DONE, State.SKIPPED) for row in state.rows)
        unmatched = sum(not row.can_run for row in state.rows)
        failed = sum(row.can_run and row.state is State.FAILED for row in state.rows)
        counts = {
            tr("{n} to be filled", n=len(waiting)): len(waiting),
            tr("{n} of them will fail", n=doubtful): doubtful,
            tr("{n} done", n=finished): finished,
            tr_n("{n} failed", "{n} failed", failed): failed,
            tr("{n} without a mask", n=unmatched): unmatched,
        }
        words = [text for text, count in counts.items() if count]
        return tr(", ").join(words)

    def _show_failures(self) -> None:
        state = self.state
        rows = state.failures
        texts = [_failure_text(state.rows[index]) for index in rows]
        if texts != self._failure_texts.stringList() or rows != self._failure_rows:
            self._failure_rows = rows
            self._failure_texts.setStringList(texts)
        if all(not state.rows[index].can_run for index in rows):
            title = tr_n("{n} photo cannot be filled", "{n} photos cannot be filled", len(rows))
        else:
            title = tr_n("{n} photo failed", "{n} photos failed", len(rows))
        self._failures_title.setText(title)
        self._failed_part.setFixedHeight(min(_FAILURES_HEIGHT, 48 + 36 * len(rows)))
        self._failed_part.setVisible(bool(rows))

    def _show_buttons(self) -> None:
        state = self.state
        is_running, phase = state.is_running, state.phase
        wanted = state.wanted
        self.start_button.setVisible(not is_running)
        self.start_button.setEnabled(state.can_start)
        self.start_button.setText(tr_n("Fill {n} photo", "Fill {n} photos", wanted) if wanted else tr("Fill"))
        self.start_button.setToolTip(
            tr("Begin (Ctrl+Enter)") if state.can_start else state.why_not_shared or tr("Nothing is left to be filled")
        )
        self.pause_button.setVisible(is_running)
        self.pause_button.setEnabled(phase in (Phase.RUNNING, Phase.PAUSED))
        self.pause_button.setText(tr("Go on") if phase is Phase.PAUSED else tr("Pause"))
        self.pause_button.setToolTip(
            tr("Begin further photos")
            if phase is Phase.PAUSED
            else tr("Finish what is under way, and begin nothing more")
        )
        self.stop_button.setVisible(is_running)
        self.stop_button.setEnabled(phase is not Phase.STOPPING)
        self.report_button.setVisible(state.report is not None and not is_running)
        output = state.choice.output
        self.folder_button.setVisible(not is_running and output is not None and output.is_dir())

    def _said(self) -> str:
        """How the run goes, or how it went."""
        state = self.state
        done, asked, rate = state.progress
        if not state.is_running:
            return sentence(state.tally) if state.tally is not None and state.report is not None else ""
        words = [tr("{done} of {asked}", done=done, asked=asked)]
        if state.waits_for_workers:
            words.append(tr("waiting for the workers"))
        if rate is not None:
            words.append(tr("{rate} photos a minute", rate=f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"))
            if state.phase is Phase.RUNNING:
                words.append(_time_left((asked - done) / rate))
        if state.phase is Phase.PAUSED:
            words.append(tr("paused"))
        if state.phase is Phase.STOPPING:
            words.append(tr("stopping"))
        return " · ".join(words)

    def _filter(self) -> None:
        states = self.filter.currentData()
        self.grid.filter.show_only(lambda row: row.state in states)

    def _remember(self) -> None:
        self._settings.batch_scheduler = self.state.choice.scheduler

    def _planned(self) -> None:
        if self.state.rows and self.focusWidget() in (None, self.choose_button):
            self.grid.setFocus()
        self.filter.setCurrentIndex(0)
        self.thumbnails.set_ratio(self.devicePixelRatioF())

    def _run_ended(self) -> None:
        self._filter()
        self.grid.viewport().update()

    def _tick_all(self) -> None:
        ticked = not any(row.ticked for row in self.state.rows if row.is_open)
        for index in range(len(self.state.rows)):
            self.state.tick(index, ticked)

    def _show_failure(self, index: QModelIndex) -> None:
        self.filter.setCurrentIndex(0)
        self.grid.show_row(self._failure_rows[index.row()])

    @staticmethod
    def _open(path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    # The window itself

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _folder_in(event) is not None and not self.state.is_running:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        folder = _folder_in(event)
        if folder is not None:
            take_copy(event)
            self.state.choose(folder=folder)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.thumbnails.set_ratio(self.devicePixelRatioF())

    def reject(self) -> None:
        """Escape: as the window's own button."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.state.is_running and not self.asker.stop_and_close():
            event.ignore()
            return
        self.shut_down()
        event.accept()
        self.closed.emit()

    def shut_down(self) -> None:
        """End all work; a run that was under way is stopped, and can go on another time."""
        self.state.shut_down()
        self.thumbnails.shut_down()
        self.detail.shut_down()


def _fill_settings(settings: Settings) -> FillSettings:
    known = {info.id for info in describe_all()}
    return FillSettings(
        method=settings.fill_method if settings.fill_method in known else "auto",
        context=settings.fill_context,
        grow=settings.fill_grow,
        feather=settings.fill_feather,
        device=settings.device,
        variation=settings.fill_variation,
    )


def _failure_text(row: Row) -> str:
    return tr("{name}: {sentence}", name=row.name, sentence=one_after_another(row.sentence, row.advice))


def _time_left(minutes: float) -> str:
    if minutes < 1:
        return tr("less than a minute left")
    if minutes < 90:
        return tr("about {minutes} min left", minutes=round(minutes))
    return tr("about {hours} h left", hours=round(minutes / 60))


def _folder_in(event: QDropEvent) -> Path | None:
    """The folder that is dropped; that of a photo which is."""
    for url in event.mimeData().urls():
        if url.isLocalFile():
            path = Path(url.toLocalFile())
            return path if path.is_dir() else path.parent
    return None
