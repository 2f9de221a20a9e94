"""Selecting in the window: areas and whole masks are worked out on a worker, and tried before they count."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from engine.geometry import Rect
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr
from engine.mask import Combine, bounding_rect, combined
from engine.mask.tiling import Check, no_check
from engine.memory import untouched
from ui.canvas.pyramid import MaskPyramid
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem
from ui.tools.brush import BrushTool, EraserTool
from ui.tools.selecting import Area, SelectingTool, Work, lay, run_at_once
from ui.tools.snap import SnapTool
from ui.tools.wand import WandTool
from ui.widgets.building import timer

if TYPE_CHECKING:
    from engine.document import Document, MaskArray, MaskPlan
    from ui.actions import ActionSet
    from ui.retouch import RetouchDesk
    from ui.tools.base import Tool

Mask = NDArray[np.uint8]
MaskChange = Callable[[Mask, Check], Mask]

QUICK_AREA = 1_000_000  # so many pixels are looked at within a frame
_SAY_AFTER_MS = 250  # what is over sooner need not be told


@dataclass(frozen=True)
class _Wish:
    """A change of a whole mask, as `Selecting.change` was asked for it."""

    document: Document
    change: MaskChange
    label: str
    key: object
    effort: int
    otherwise: Callable[[Document, MaskArray, int], object]


@dataclass(frozen=True)
class _Planned:
    """A change of a mask as a worker has made it, and what is drawn of a mask that takes another's place."""

    plan: MaskPlan
    pyramid: MaskPyramid | None

    @staticmethod
    def of(plan: MaskPlan) -> _Planned:
        array = plan.array
        return _Planned(plan, None if array is None else MaskPyramid(array.view, array.bounds))


def _clear_what_was(document: Document, array: MaskArray, version: int) -> None:
    """Empties the mask but for where it has been painted on since its array was of this version."""
    left = untouched(*document.mask.shape)
    for rect in (array.changed_since(version) if document.mask_array is array else None) or ():
        left[rect.slices] = document.mask[rect.slices]
    document.set_mask(left, mark("Clear mask"))


class Selecting(QObject):
    """Ties the selecting tools, their options and the open document. `work` says what the worker does.

    A mask is shown in the place of the document's while it is being tried (`preview`); the document keeps its own.
    """

    work_changed = Signal()
    mode_changed = Signal()

    def __init__(self, desk: RetouchDesk, tools: Iterable[Tool], actions: ActionSet, mode: str = "add") -> None:
        super().__init__(desk)
        self._desk, self._actions = desk, actions
        self._jobs = JobBridge(self)
        self._mode = Combine(mode)
        self._tools = tuple(tools)
        self._preview: Job[Any] | None = None
        self._tried: tuple[object, int, Mask] | None = None
        self._say_timer = timer(self, _SAY_AFTER_MS, self._say)
        self._is_said = False
        self._is_changing = False
        self._waiting: deque[Callable[[], object]] = deque()
        for tool in self._tools:
            if isinstance(tool, SelectingTool | BrushTool):
                tool.runner = self.run
        self._set(SelectingTool, "mode", self._mode)
        options = desk.tool_options
        options.mode_changed.connect(self.set_mode)
        options.select.tolerance_changed.connect(lambda value: self._set(WandTool, "tolerance", value))
        options.select.contiguous_changed.connect(lambda on: self._set(WandTool, "contiguous", on))
        options.select.merged_changed.connect(lambda on: self._set(WandTool, "merged", on))
        options.select.around_changed.connect(lambda on: self._set(SnapTool, "around", on))
        self._jobs.activity_changed.connect(self._activity_changed)

    # What the tools are set to

    def show_tool(self, tool: Tool) -> bool:
        """Show the options of a tool that marks; False where it does not."""
        options, is_brush = self._desk.tool_options, isinstance(tool, BrushTool)
        marks = isinstance(tool, BrushTool | SelectingTool)
        self._actions.enable({"mask-joining": marks, "mask-replacing": marks and not is_brush})
        if isinstance(tool, BrushTool):
            erases = isinstance(tool, EraserTool)
            mode = Combine.SUBTRACT if erases else Combine.INTERSECT if tool.intersects else Combine.ADD
            options.show_tool("brush", mode)
        elif isinstance(tool, SelectingTool):
            mode = tool.mode
            options.show_tool(tool.name if isinstance(tool, WandTool | SnapTool) else "shape", mode)
        else:
            return False
        self._actions[f"mask-{mode.value}"].setChecked(True)
        return True

    def set_mode(self, mode: Combine) -> None:
        """From now on the tool in hand joins areas in this way; all but the brush share the mode."""
        desk = self._desk
        if isinstance(desk.canvas.tool, BrushTool):
            self._set(BrushTool, "intersects", mode is Combine.INTERSECT)
            desk.choose_tool("eraser" if mode is Combine.SUBTRACT else "brush")
        else:
            self._mode = mode
            self._set(SelectingTool, "mode", mode)
        self.show_tool(desk.canvas.tool)
        self.mode_changed.emit()

    @property
    def mode(self) -> Combine:
        """How an area joins the mask that no tool has drawn."""
        return self._mode

    def _set(self, kind: type[Tool], name: str, value: object) -> None:
        for tool in self._tools:
            if isinstance(tool, kind):
                setattr(tool, name, value)

    # The worker

    @property
    def is_busy(self) -> bool:
        """Whether there is something that `cancel` would stop."""
        return any(job is not self._preview for job in self._jobs.jobs)

    @property
    def work(self) -> str:
        """What the worker is doing, in words, once that takes a moment; "" while it rests."""
        jobs = [job for job in self._jobs.jobs if job is not self._preview]
        return jobs[0].label if jobs and self._is_said else ""

    def cancel(self) -> None:
        """Stop what is being worked out; the mask stays as it is."""
        self._waiting.clear()
        self._jobs.cancel_all()

    def shut_down(self, timeout: float = 1.0) -> bool:
        """Stop the worker. Returns whether it ended within `timeout` seconds."""
        self._say_timer.stop()
        self.cancel()
        return self._jobs.close(timeout)

    def _activity_changed(self) -> None:
        if not self.is_busy:
            self._say_timer.stop()
            self._is_said = False
            self.work_changed.emit()
        elif not self._is_said and not self._say_timer.isActive():
            self._say_timer.start()
            self.work_changed.emit()

    def _say(self) -> None:
        self._is_said = True
        self.work_changed.emit()

    # Areas

    def run(
        self,
        document: Document,
        work: Work,
        how: Combine,
        label: str,
        *,
        pixels: int,
        done: Callable[[bool], object],
    ) -> None:
        """A `Runner`: at once where that is quick, else on the worker."""
        if pixels <= QUICK_AREA:
            run_at_once(document, work, how, label, pixels=pixels, done=done)
            return
        size = document.size

        def make(context: JobContext) -> tuple[Area, _Planned | None]:
            area = work(context.check)
            # Read first: what is painted from here on is found out by it.
            array = document.mask_array
            version = array.version
            bounds = Rect(0, 0, 0, 0) if how is Combine.ADD else bounding_rect(array.view)
            rect, part = combined(array.view, bounds, *area, how)
            plan = None if rect.is_empty else document.plan_mask(rect, part)
            is_now = plan is not None and plan.base is array and plan.version == version
            return area, _Planned.of(plan) if plan is not None and is_now else None

        def take(job: Job[Any]) -> None:
            found = job.value if document.size == size else None
            if found is not None:
                area, planned = found
                if planned is None or not self._carry_out(document, planned, label):
                    lay(document, area, how, label)
                if area[0].is_empty:
                    self._desk.editor.noticed.emit(Notice(tr("Nothing was found there")))
            done(found is not None)
            self._report(job)

        self._jobs.submit(make, tr(label), then=take)

    # Whole masks

    def change(
        self,
        change: MaskChange,
        label: str,
        *,
        key: object = None,
        effort: int = 1,
        otherwise: Callable[[Document, MaskArray, int], object] | None = None,
    ) -> None:
        """Put a changed copy of the mask in its place, as one step: at once, or on the worker if it is large.

        One change begins when the one before is in place. `key` names what was asked for; where it is what was last
        tried, that is taken. `effort`: how much more work a pixel is than to grow a mask. `otherwise` is called where
        the mask has changed since its array was of a version; else it is left as it is, and said so.
        """
        document = self._desk.editor.document
        if document is not None:
            wish = _Wish(document, change, label, key, effort, otherwise or self._leave)
            self.after_changes(lambda: self._change(wish))

    def clear(self, label: str) -> None:
        """Empty the mask as one step."""
        document = self._desk.editor.document
        if document is None:
            return
        if document.mask_bounds.area <= QUICK_AREA:
            self.after_changes(lambda: document.clear_mask(label))
        else:
            self.change(lambda mask, _check: untouched(*mask.shape), label, otherwise=_clear_what_was)

    def after_changes(self, then: Callable[[], object]) -> None:
        """Call `then` once every change that was asked for is in place: at once where there is none."""
        self._waiting.append(then)
        self._go_on()

    def _go_on(self) -> None:
        while self._waiting and not self._is_changing:
            self._waiting.popleft()()

    def _change(self, wish: _Wish) -> None:
        document, change, effort = wish.document, wish.change, wish.effort
        tried, revision = self._tried, document.revision
        self._tried = None
        if tried is not None and wish.key is not None and tried[:2] == (wish.key, revision):
            ready, effort = tried[2], 1
            change = lambda _mask, _check: ready  # noqa: E731
        if effort * document.size.area <= QUICK_AREA:
            document.set_mask(change(document.mask, no_check), wish.label)
            return
        array = document.mask_array  # not a copy: a stroke painted meanwhile is found out by its version
        version = array.version

        def make(context: JobContext) -> _Planned | None:
            changed = change(array.view, context.check)
            context.check()
            plan = document.plan_whole_mask(changed) if document.mask_array is array else None
            return None if plan is None or plan.version != version else _Planned.of(plan)

        def take(job: Job[Any]) -> None:
            self._is_changing = False
            planned: _Planned | None = job.value
            if job.state is JobState.FINISHED and not (planned and self._carry_out(document, planned, wish.label)):
                wish.otherwise(document, array, version)
            self._report(job)
            self._go_on()

        self._is_changing = True
        self._jobs.submit(make, tr(wish.label), then=take)

    def _carry_out(self, document: Document, planned: _Planned, label: str) -> bool:
        """As `Document.carry_out`; the canvas is told beforehand what the worker has made of the mask."""
        if planned.plan.array is not None and planned.pyramid is not None:
            self._desk.canvas.know_mask(planned.plan.array, planned.pyramid)
        return document.carry_out(planned.plan, label)

    def _leave(self, _document: Document, _array: MaskArray, _version: int) -> None:
        self._desk.editor.noticed.emit(Notice(tr("The mask changed meanwhile, so it was left as it is")))

    def preview(self, change: MaskChange | None, *, key: object = None, rough: MaskChange | None = None) -> None:
        """Show what `change` would make of the mask, once it is worked out; the newest wish wins. None shows no more.

        `key` as in `change`. `rough` is quicker and nearly as good: it is shown until `change` is through.
        """
        if self._preview is not None:
            self._preview.cancel()
            self._preview = None
        document = self._desk.editor.document
        if change is None or document is None:
            self._desk.canvas.set_preview_mask(None)
            return
        if rough is None:
            self._try(document, change, key, lambda: None)
        else:
            self._try(document, rough, None, lambda: self._try(document, change, key, lambda: None))

    def _try(self, document: Document, change: MaskChange, key: object, then: Callable[[], object]) -> None:
        mask, revision = document.mask, document.revision

        def make(context: JobContext) -> tuple[Mask, MaskPyramid]:
            changed = change(mask, context.check)
            context.check()
            return changed, MaskPyramid(changed)

        def take(job: Job[Any]) -> None:
            if job is not self._preview:
                return
            self._preview = None
            self._report(job)
            if job.value is not None and document is self._desk.editor.document and document.mask is mask:
                self._tried = (key, revision, job.value[0])
                self._desk.canvas.set_preview_mask(job.value[1])
                then()

        self._preview = self._jobs.submit(make, tr("Trying it out"), then=take, lane="preview")

    @property
    def is_trying(self) -> bool:
        """Whether a wish for a preview is still being worked out."""
        return self._preview is not None

    def _report(self, job: Job[Any]) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            self._desk.editor.failed.emit(Problem.of(job.error, job.details))
