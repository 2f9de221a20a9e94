"""All that keeps a window's work from being lost: keepers, the offer after a crash, files that others change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout

from engine.errors import EngineError
from engine.jobs import Job, JobContext, JobState
from engine.language import one_after_another, tr
from engine.recovery import Leftover, Recovered, leftovers, recover
from engine.recovery.instance import remove
from ui.dialogs.questions import Answer
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem
from ui.recovery.dialog import RecoveryDialog
from ui.recovery.keeping import Keeping, instance, keeper_of
from ui.recovery.outside_bar import OutsideBar
from ui.recovery.watching import Watching, fate_of

if TYPE_CHECKING:
    from ui.editor import Opened
    from ui.main_window import MainWindow
    from ui.open_photos import OpenPhoto
    from ui.retouch import RetouchDesk


class Safety(QObject):
    """Made with the desk of a window, and ended with it."""

    def __init__(self, window: MainWindow, desk: RetouchDesk) -> None:
        super().__init__(desk)
        self._window, self._editor = window, desk.editor
        self._jobs = JobBridge(self)
        self._dialog: RecoveryDialog | None = None
        self._reloading: OpenPhoto | None = None
        self.keeping = Keeping(desk.editor, self)
        self.watching = Watching(desk.editor, self)
        self.outside_bar = OutsideBar()
        self.keeping.failed.connect(window.show_problem)
        self.watching.found.connect(lambda _one: self._show_fate())
        desk.editor.document_replaced.connect(self._show_fate)
        desk.editor.title_changed.connect(self._show_fate)
        self.outside_bar.reload_wanted.connect(self._reload)
        self.outside_bar.save_wanted.connect(window.actions_by_id["save-as"].trigger)
        self.outside_bar.keep_wanted.connect(self._keep_ours)
        middle = desk.progress.parentWidget()
        column = None if middle is None else middle.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.indexOf(desk.progress), self.outside_bar)
        desk.editor.photo_opened.connect(self._reloaded)
        window.installEventFilter(self)

    @property
    def dialog(self) -> RecoveryDialog | None:
        """What is offered at the moment; None where nothing is."""
        return self._dialog

    def shut_down(self) -> None:
        """Let go of the photos and end the worker; whoever calls has asked about unsaved fills."""
        self._window.removeEventFilter(self)
        self.keeping.shut_down()
        self._jobs.cancel_all()
        self._jobs.close(0.5)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowActivate and self._editor.photos:
            self.watching.look()
        return super().eventFilter(watched, event)

    # After a crash

    def offer(self, *, asked: bool = False) -> None:
        """Look for work that was left behind and offer it; `asked`: say so where there is none."""
        if self._dialog is not None:
            self._dialog.raise_()
            return

        def find(context: JobContext) -> list[Leftover]:
            context.check()
            return leftovers(instance())

        self._jobs.submit(find, tr("Looking for unsaved work"), then=lambda job: self._found(job, asked), lane="look")

    def _found(self, job: Job[Any], asked: bool) -> None:
        found: list[Leftover] = job.value or []
        found = [one for one in found if one.folder not in self._open_folders()]
        if found and self._dialog is None:
            self._dialog = dialog = RecoveryDialog(found, self._window)
            dialog.recover_wanted.connect(self._recover)
            dialog.discard_wanted.connect(self._discard)
            dialog.finished.connect(self._dialog_closed)
            dialog.open()
        elif asked:
            self._window.show_notice(Notice(tr("There is no unsaved work to recover")))

    def _dialog_closed(self) -> None:
        self._dialog = None

    def _recover(self, one: Leftover) -> None:
        def take(context: JobContext) -> Recovered | None:
            context.check()
            try:
                folder = instance().claim(one.folder)
            except OSError as error:
                raise EngineError(
                    tr("{name} cannot be recovered: {folder} is read-only.", name=one.name, folder=instance().root),
                    tr("Make it writable, and recover again."),
                ) from error
            return None if folder is None else recover(folder)

        self._jobs.submit(take, tr("Recovering {name}", name=one.name), then=lambda job: self._recovered(one, job))

    def _recovered(self, one: Leftover, job: Job[Any]) -> None:
        dialog = self._dialog
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("{name} could not be recovered.", name=one.name))
            if dialog is not None:
                dialog.show_failure(one.folder, error.sentence, error.advice)
            else:
                self._window.show_problem(Problem.of(error, job.details))
            return
        found: Recovered | None = job.value
        if dialog is not None:
            dialog.done_with(one.folder)
        if found is None:
            self._window.show_notice(Notice(tr("{name} has been recovered in another window", name=one.name)))
            return
        self.keeping.expect(found.document, found.beginning)
        opened = self._editor.add_document(found.document, found.save_path)
        self._editor.take_place_of_untouched(opened)
        if found.save_path is not None and found.save_stamp is not None:
            opened.stamps[found.save_path] = found.save_stamp  # whoever wrote there since is not written over unasked
        if found.beginning.state.strokes:
            opened.kept_mask = 0
        if found.beginning.state.modified:
            opened.kept_selections = ()
        self._editor.name_anew(opened)
        self.watching.look()
        told = one_after_another(*found.notes) or tr("Recovered {name}. It is not saved yet", name=opened.name)
        self._window.show_notice(Notice(told))

    def _discard(self, one: Leftover) -> None:
        if self._window.questions.discard_recovery(one.name) is not Answer.YES:
            return
        gone = instance().drop(one.folder)
        if self._dialog is not None:
            self._dialog.done_with(one.folder)
        self._jobs.submit(lambda _context: remove(gone), tr("Removing {name}", name=one.name))

    def _open_folders(self) -> set[Path | None]:
        keepers = (keeper_of(one) for one in self._editor.photos)
        return {keeper.folder for keeper in keepers if keeper is not None}

    # Files that others change

    def _show_fate(self) -> None:
        one = self._editor.front
        self.outside_bar.show_fate(
            None if one is None else fate_of(one), is_modified=one is not None and one.losses.fills
        )

    def _keep_ours(self) -> None:
        if self._editor.front is not None:
            self.watching.keep_ours(self._editor.front)

    def _reload(self) -> None:
        """Open the file as it is now, in the place of the photo in front."""
        one = self._editor.front
        fate = None if one is None else fate_of(one)
        if one is None or fate is None:
            return
        if one.losses and self._window.questions.reload_changed(one.name) is not Answer.YES:
            return
        source, (_, path) = one.document.photo.source, fate
        self._reloading = one
        self._editor.open(path, frame=source.frame if source.frames > 1 else None, anew=True)

    def _reloaded(self, opened: Opened) -> None:
        one, self._reloading = self._reloading, None
        path = opened.path or opened.photo.source.path
        if one is not None and path is not None and Path(path) in one.stamps:
            self._editor.close(one)
