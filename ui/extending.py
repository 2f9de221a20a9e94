"""Ties the extend tool, its panel and the editor: what is planned on the canvas is carried out, and filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtGui import QPolygonF

from engine.document import ChangeKind
from engine.errors import EngineError
from engine.geometry import Margins, Point, Rect, Size
from engine.jobs import Job, JobState
from engine.language import tr
from ui.candidates import Order, Session
from ui.problems import Notice, Problem

if TYPE_CHECKING:
    from engine.document import Change, Document
    from engine.document.history import Step
    from ui.panels.extend_panel import ExtendPanel
    from ui.retouch import RetouchDesk
    from ui.tools.extend import ExtendTool

_ROOM = 36.0  # view units that are kept free around the frame, for its handles and its size
_AROUND = 0.12  # of the frame's longer side, when the view has to be changed


class Extending(QObject):
    """While the extend tool is in hand its plan belongs to the open photo; at any other time there is none."""

    def __init__(self, desk: RetouchDesk, tool: ExtendTool, panel: ExtendPanel) -> None:
        super().__init__(desk)
        self._desk, self._plan, self._panel = desk, tool.plan, panel
        self._before = "brush"
        self._is_open = self._was_fitted = self._was_pending = False
        self._plan.changed.connect(desk.canvas.update)
        self._plan.changed.connect(self._plan_changed)
        self._plan.settled.connect(self._bring_into_view)
        panel.apply_wanted.connect(lambda fill: self.apply(fill=fill))
        desk.editor.document_replaced.connect(self._start)
        desk.editor.changed.connect(self._heard)
        panel.hide()

    @property
    def is_open(self) -> bool:
        """Whether the extend tool is in hand."""
        return self._is_open

    @property
    def is_pending(self) -> bool:
        """Whether there is something that `apply` would carry out."""
        return self._plan.is_pending and not self._plan.problem

    def tool_changed(self, before: str, now: str) -> None:
        """The desk has taken the tool `now` in hand instead of `before`. What was planned is dropped."""
        if (now == "extend") == self._is_open:
            return
        self._is_open = not self._is_open
        self._panel.setVisible(self._is_open)
        if self._is_open:
            self._before, self._was_fitted = before, self._desk.canvas.is_fitted
            self._start()
        else:
            self._plan.start(Size(0, 0))
            if self._was_fitted:
                self._desk.canvas.zoom_fit()

    def reset(self) -> None:
        """Plan nothing."""
        self._plan.reset()

    def apply(self, *, fill: bool) -> None:
        """Extend the canvas as planned, and `fill` what is new or leave it marked."""
        self._panel.take_typed()
        editor, margins = self._desk.editor, self._plan.margins
        document = editor.document
        if document is not None and self.is_pending and not (editor.fills.is_running or editor.is_extending):
            # The panel goes, and with it the keyboard's place: the next control's space bar would fold that away.
            self._desk.canvas.setFocus()
            editor.extend(margins, then=lambda: self._extended(document, margins, fill=fill))

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

    def _plan_changed(self) -> None:
        if self.is_pending != self._was_pending:
            self._was_pending = self.is_pending
            self._desk.refresh()

    def _start(self) -> None:
        document = self._desk.editor.document
        if self._is_open:
            self._plan.start(Size(0, 0) if document is None else document.size)

    def _heard(self, change: Change) -> None:
        if change.kind is ChangeKind.CANVAS:
            self._start()

    def _bring_into_view(self) -> None:
        """Zoom out where a part of the frame, or its handles, would be out of sight."""
        if not self._plan.size.area:
            return
        canvas, margins, size = self._desk.canvas, self._plan.margins, self._plan.extended_size
        frame = Rect(-margins.left, -margins.top, size.width, size.height)
        corners = [(frame.x, frame.y), (frame.right, frame.y), (frame.right, frame.bottom), (frame.x, frame.bottom)]
        shown = QPolygonF([QPointF(canvas.image_to_view(Point(x, y))) for x, y in corners]).boundingRect()
        if not QRectF(canvas.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM).contains(shown):
            canvas.zoom_to_rect(frame.grown(round(_AROUND * max(frame.width, frame.height))))
