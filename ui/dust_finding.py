"""Ties the dust tool, its panel and the editor: the photo is searched on a worker, and what is chosen is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from engine.document import ChangeKind
from engine.errors import EngineError
from engine.jobs import Job, JobState
from engine.language import tr
from engine.retouch.dust import DustSettings, dust_mask, find_dust
from ui.job_bridge import JobBridge
from ui.panels.dust_panel import dust_words
from ui.problems import Notice, Problem
from ui.widgets.building import timer

if TYPE_CHECKING:
    from engine.document import Change, Composite
    from engine.settings import Settings
    from ui.panels.dust_panel import DustPanel
    from ui.retouch import RetouchDesk
    from ui.tools.dust import DustTool

_SETTLE_MS = 300
_LEAVE_WITHIN_S = 0.5


class DustFinding(QObject):
    """While the dust tool is in hand, the photo in front is searched, and again whenever it looks different."""

    def __init__(self, desk: RetouchDesk, tool: DustTool, panel: DustPanel, settings: Settings) -> None:
        super().__init__(desk)
        self._desk, self._proposal, self._panel, self._settings = desk, tool.proposal, panel, settings
        self._before = "brush"
        self._is_open = False
        self._searched: Composite | None = None
        self._worker = JobBridge(self)
        self._soon = timer(self, _SETTLE_MS, self._search)
        first = DustSettings(settings.dust_sensitivity, settings.dust_largest)
        panel.show_settings(first)
        self._proposal.set_settings(first)
        self._proposal.changed.connect(self._show)
        panel.settings_changed.connect(self._use)
        panel.mark_wanted.connect(self.mark)
        desk.editor.document_replaced.connect(self._search)
        desk.editor.changed.connect(self._heard)
        panel.hide()

    @property
    def is_searching(self) -> bool:
        """Whether the worker is at it."""
        return bool(self._worker.jobs)

    def tool_changed(self, before: str, now: str) -> None:
        """The desk has taken the tool `now` in hand instead of `before`."""
        if (now == "dust") == self._is_open:
            return
        self._is_open = not self._is_open
        self._panel.setVisible(self._is_open)
        if self._is_open:
            self._before = before
            self._search()
        else:
            self._forget()

    def mark(self) -> None:
        """Add what is chosen to the mask as one step, and take the brush or what was in hand before."""
        document, chosen = self._desk.editor.document, self._proposal.chosen
        if document is None or not chosen or self._searched is not document.composite:
            return
        document.set_mask(dust_mask(chosen, document.mask), tr("Mark dust"))
        self._desk.canvas.setFocus()
        self._desk.choose_tool(self._before)
        words = tr("Marked {what}; press Enter to fill", what=dust_words(chosen))
        self._desk.editor.noticed.emit(Notice(words, ("undo",)))

    def shut_down(self) -> bool:
        """Stop the worker. Returns whether it ended in time."""
        self._soon.stop()
        self._worker.cancel_all()
        return self._worker.close(_LEAVE_WITHIN_S)

    def _use(self, settings: DustSettings) -> None:
        self._settings.dust_sensitivity, self._settings.dust_largest = settings.sensitivity, settings.largest
        self._proposal.set_settings(settings)

    def _forget(self) -> None:
        self._soon.stop()
        self._worker.cancel_all()
        self._searched = None
        self._proposal.show(())

    def _heard(self, change: Change) -> None:
        if self._is_open and change.kind in (ChangeKind.PIXELS, ChangeKind.CANVAS):
            self._forget()
            self._panel.show_searching()
            self._soon.start()

    def _search(self) -> None:
        if not self._is_open:
            return
        self._forget()
        document = self._desk.editor.document
        if document is None:
            return
        composite = self._searched = document.composite
        self._worker.submit(
            lambda context: find_dust(composite, context),
            tr("Looking for dust"),
            then=lambda job: self._found(job, composite),
            lane="dust",
        )
        self._panel.show_searching()

    def _found(self, job: Job[Any], composite: Composite) -> None:
        if composite is not self._searched:
            return
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("The photo could not be searched."))
            self._desk.editor.failed.emit(Problem.of(error, job.details))
        self._proposal.show(job.value or ())

    def _show(self) -> None:
        if self._is_open:
            self._panel.show_chosen(self._proposal.chosen)
            self._desk.canvas.update()
