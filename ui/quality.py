"""Keeps the expected quality of a fill up to date: a self-test whenever there is a mask and nothing else to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind
from engine.inpaint import FillSettings, InpaintRequest, SelfTest, self_test
from engine.inpaint.methods import resolve
from engine.inpaint.selftest import what_counts
from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from ui.job_bridge import JobBridge
from ui.widgets.building import timer

if TYPE_CHECKING:
    from ui.editor import Editor
    from ui.panels.fill_panel import FillPanel

LANE = "self-test"
# More than a fill would wait for: nobody waits for this.
_BUDGET_S = 5.0
# On a busy or slow machine, where that was not enough for one test hole.
_LONG_BUDGET_S = 30.0
# Long enough for the hand to come to rest between two strokes.
_AFTER_MS = 400
# What was not loaded yet is tried again this often, so long after.
_AGAIN_MS, _MOST_AGAIN = 2000, 5


class QualityDesk(QObject):
    """Runs self-tests of the open document's mask, the latest wish alone; every fill goes before them."""

    changed = Signal()

    def __init__(self, editor: Editor, bridge: JobBridge) -> None:
        super().__init__(editor)
        self._editor, self._bridge = editor, bridge
        self._settings = FillSettings()
        self._job: Job[Any] | None = None
        self._result: SelfTest | None = None
        self._is_current = False
        self._again = 0
        self._budget_s = _BUDGET_S
        self._is_closed = False
        self._timer = timer(self, _AFTER_MS, self._start)
        editor.document_replaced.connect(self._forget)
        editor.changed.connect(self._heard)
        editor.fills.running_changed.connect(self._fills_changed)

    @property
    def result(self) -> SelfTest | None:
        """The latest result for the open document; None where there is none, or nothing is marked."""
        return self._result

    @property
    def is_current(self) -> bool:
        """Whether the result was measured for the mask and the settings as they are."""
        return self._is_current

    @property
    def is_marked(self) -> bool:
        """Whether there is a mask that can be tested."""
        document = self._editor.document
        return document is not None and not document.mask_bounds.is_empty

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def use(self, settings: FillSettings) -> None:
        """Test with these settings; a change that no test depends on leaves the result."""
        before, self._settings = self._settings, settings
        # The growth counts as well: the mask that is tested is the grown one.
        if (settings.grow, what_counts(settings)) != (before.grow, what_counts(before)):
            self._outdate()

    def shut_down(self) -> None:
        """Test nothing any more."""
        self._is_closed = True
        self._stop()

    def _heard(self, change: Change) -> None:
        if change.kind is not ChangeKind.SAVED:
            self._outdate()

    def _forget(self) -> None:
        self._show(None, is_current=False)
        self._outdate()

    def _fills_changed(self) -> None:
        if self._editor.fills.waiting:
            self._stop()
        else:
            self._outdate()

    def _outdate(self) -> None:
        """What is shown, and what is being measured, belongs to an earlier state. Called for every dab of the brush."""
        self._stop()
        self._again, self._budget_s = 0, _BUDGET_S
        if self._is_current:
            self._show(self._result, is_current=False)
        if not self._is_closed:
            self._timer.start(_AFTER_MS)

    def _stop(self) -> None:
        self._timer.stop()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.changed.emit()

    def _show(self, result: SelfTest | None, *, is_current: bool) -> None:
        self._result, self._is_current = result, is_current
        self.changed.emit()

    def _start(self) -> None:
        document = self._editor.document
        if document is None or self._editor.fills.waiting:
            return
        rect, composite, mask, settings = document.mask_bounds, document.composite, document.mask, self._settings
        if rect.is_empty:
            self._show(None, is_current=False)
            return
        budget_s = self._budget_s

        def test(context: JobContext) -> SelfTest:
            # Copied here, where nobody waits for it: whoever paints meanwhile outdates the test anyway.
            marked = mask[rect.slices].copy()
            marked.flags.writeable = False
            request = InpaintRequest(composite, marked, rect, settings)
            return self_test(request, JobContext(context.token), budget_s=budget_s)

        # Without its progress: the bars of the window belong to the fills.
        self._job = self._bridge.submit(
            test,
            tr("Trying the methods"),
            then=self._ended,
            lane=LANE,
        )
        self.changed.emit()

    def _ended(self, job: Job[Any]) -> None:
        if job is not self._job or self._is_closed:
            return
        self._job = None
        if job.state is JobState.FINISHED and job.value is not None:
            self._show(job.value, is_current=True)
            self._try_later(job.value)
        else:  # a test that failed leaves it to the fill to say what is wrong
            self.changed.emit()

    def _try_later(self, result: SelfTest) -> None:
        """Where a method was not loaded yet, it may be soon; where no time was enough, more may be."""
        if result.is_late and self._budget_s < _LONG_BUDGET_S:
            self._budget_s = _LONG_BUDGET_S
            self._timer.start(_AFTER_MS)
            return
        if self._again < _MOST_AGAIN and any(not resolve(one).is_warm for one in result.untested):
            self._again += 1
            self._timer.start(_AGAIN_MS)


def show_quality(desk: QualityDesk, panel: FillPanel) -> None:
    """Tie the desk to the panel that shows its results and holds the settings."""

    def show() -> None:
        panel.quality.show_result(
            desk.result, is_current=desk.is_current, is_running=desk.is_running, is_marked=desk.is_marked
        )

    desk.changed.connect(show)
    panel.settings_changed.connect(lambda: desk.use(panel.settings()))
    desk.use(panel.settings())
    show()
