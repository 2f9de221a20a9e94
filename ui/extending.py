"""Ties the extend tool, its panel and the editor: what is planned on the canvas is carried out, and filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from engine.errors import EngineError
from engine.geometry import Margins, Point, Rect, Size
from engine.jobs import Job, JobState
from engine.language import tr
from ui.candidates import Order, Session
from ui.extension import ExtensionPlan
from ui.framing import Framing
from ui.panels.extend_panel import ExtendPanel
from ui.problems import Notice, Problem

if TYPE_CHECKING:
    from engine.document import Document
    from engine.document.history import Step
    from ui.retouch import RetouchDesk
    from ui.tools.extend import ExtendTool

_ROOM = 36.0  # view units that are kept free around the frame, for its handles and its size
_AROUND = 0.12  # of the frame's longer side, when the view has to be changed


class Extending(Framing[ExtensionPlan, ExtendPanel]):
    """Extends the open photo's canvas as the frame says, and fills what is new."""

    def __init__(self, desk: RetouchDesk, tool: ExtendTool, panel: ExtendPanel) -> None:
        super().__init__(desk, tool.name, tool.plan, panel, room=_ROOM, around=_AROUND)
        self._plan.settled.connect(self._bring_into_view)
        panel.apply_wanted.connect(lambda fill: self.apply(fill=fill))

    @property
    def is_pending(self) -> bool:
        """Whether there is something that `apply` would carry out."""
        return super().is_pending and not self._plan.problem

    def reset(self) -> None:
        """Plan nothing."""
        self._plan.reset()

    def apply(self, *, fill: bool) -> None:
        """Extend the canvas as planned, and `fill` what is new or leave it marked."""
        self._panel.take_typed()
        margins, document = self._plan.margins, self._free_document
        if document is not None:
            # The panel goes, and with it the keyboard's place: the next control's space bar would fold that away.
            self._desk.canvas.setFocus()
            self._desk.editor.extend(margins, then=lambda: self._extended(document, margins, fill=fill))

    def _extended(self, document: Document, margins: Margins, *, fill: bool) -> None:
        if self._is_open:
            self._desk.choose_tool(self._before)
        if fill:
            self._fill(document, margins)
        else:
            self._desk.editor.noticed.emit(Notice(tr("Extended; what is new is marked"), ("undo",)))

    def _fill(self, document: Document, margins: Margins) -> None:
        """A fill of the new canvas alone: what else is marked stays marked."""
        import numpy as np

        from engine.inpaint import InpaintRequest

        whole, step = Rect.of(document.size), document.history.last_done
        mask = np.full((whole.height, whole.width), 255, np.uint8)
        size = Size(whole.width - margins.left - margins.right, whole.height - margins.top - margins.bottom)
        mask[margins.inner(size).slices] = 0
        settings = self._desk.fill_panel.settings()
        request = InpaintRequest(document.composite, mask, whole, settings)
        order = Order(Session(request), document, document.composite, request)
        self._desk.editor.fills.run(order, settings, lambda job: self._filled(job, order, step), lambda filled: filled)

    def _filled(self, job: Job[Any], order: Order, step: Step | None) -> None:
        editor = self._desk.editor
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("The fill failed."))
            editor.failed.emit(Problem.of(error, job.details, remedy="other_method"))
        elif job.state is JobState.CANCELLED and order.document.history.last_done is step:
            order.document.undo()
            editor.noticed.emit(Notice(tr("Cancelled; the canvas is as it was")))
        elif job.value is not None:
            editor.fills.accept(order, job.value)

    def _corners(self) -> Sequence[Point]:
        frame = self._whole()
        return [Point(x, y) for x in (frame.x, frame.right) for y in (frame.y, frame.bottom)]

    def _whole(self) -> Rect:
        margins, size = self._plan.margins, self._plan.extended_size
        return Rect(-margins.left, -margins.top, size.width, size.height)
