"""What tools have in common that lay a frame with handles around the photo, with a panel beside the canvas for it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QPolygonF

from engine.document import ChangeKind
from engine.geometry import Point, Rect, Size
from ui.widgets.building import timer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from engine.document import Change, Document
    from ui.retouch import RetouchDesk


class Plan(Protocol):
    """What the handles and the panel change; nothing of it is in the document before it is carried out."""

    @property
    def size(self) -> Size: ...
    @property
    def is_pending(self) -> bool: ...
    def start(self, size: Size) -> None: ...
    @property
    def changed(self) -> Any: ...


PlanT = TypeVar("PlanT", bound=Plan)
PanelT = TypeVar("PanelT", bound="QWidget")


class Framing(QObject, Generic[PlanT, PanelT]):
    """While its tool is in hand a plan belongs to the open photo; at any other time there is none.

    Args:
        tool: the tool's name.
        room: view units that are kept free around the frame, for its handles.
        around: of the longer side, how much is shown beside the frame when the view has to be changed.
    """

    def __init__(self, desk: RetouchDesk, tool: str, plan: PlanT, panel: PanelT, *, room: float, around: float) -> None:
        super().__init__(desk)
        self._desk, self._tool_name, self._plan, self._panel = desk, tool, plan, panel
        self._room, self._around = room, around
        self._before = "brush"
        self._is_open = self._was_fitted = self._was_pending = False
        self._moved = timer(self, 0, self._bring_into_view)
        desk.canvas.installEventFilter(self)
        plan.changed.connect(desk.canvas.update)
        plan.changed.connect(self._plan_changed)
        desk.editor.document_replaced.connect(self._start)
        desk.editor.changed.connect(self._heard)
        panel.hide()

    @property
    def is_open(self) -> bool:
        """Whether the tool is in hand."""
        return self._is_open

    @property
    def is_pending(self) -> bool:
        """Whether there is something to carry out."""
        return self._is_open and self._plan.is_pending

    def tool_changed(self, before: str, now: str) -> None:
        """The desk has taken the tool `now` in hand instead of `before`. What was planned is dropped."""
        if (now == self._tool_name) == self._is_open:
            return
        self._is_open = not self._is_open
        self._panel.setVisible(self._is_open)
        if self._is_open:
            self._before, self._was_fitted = before, self._desk.canvas.is_fitted
            self._start()
        else:
            self._put_away()
            self._plan.start(Size(0, 0))
            if self._was_fitted:
                self._desk.canvas.zoom_fit()

    def leave(self) -> None:
        """Take the tool in hand again that was there before; nothing is carried out."""
        self._desk.choose_tool(self._before)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._is_open and self._was_fitted:
            self._moved.start()  # once the canvas has its new size
        return super().eventFilter(watched, event)

    @abstractmethod
    def _corners(self) -> Sequence[Point]:
        """Of the frame, in photo pixels."""

    @abstractmethod
    def _whole(self) -> Rect:
        """What is brought into sight where a corner is out of it, in photo pixels."""

    def _put_away(self) -> None:
        """The tool goes; its plan is still there."""

    @property
    def _free_document(self) -> Document | None:
        """The document, where what is planned may be carried out now."""
        editor = self._desk.editor
        return editor.document if self.is_pending and not (editor.fills.is_running or editor.is_extending) else None

    def _plan_changed(self) -> None:
        if self.is_pending != self._was_pending:
            self._was_pending = self.is_pending
            self._desk.refresh()

    def _start(self) -> None:
        document = self._desk.editor.document
        if self._is_open:
            self._plan.start(Size(0, 0) if document is None else document.size)
            self._bring_into_view()

    def _heard(self, change: Change) -> None:
        if change.kind is ChangeKind.CANVAS:
            self._start()
            self._moved.start()  # the canvas hears of it as well, and shows the new photo in its own way

    def _bring_into_view(self) -> None:
        """Zoom out where a part of the frame, or its handles, would be out of sight."""
        size, canvas, room = self._plan.size, self._desk.canvas, self._room
        if not self._is_open or not size.area or canvas.document is None or canvas.document.size != size:
            return
        shown = QPolygonF([QPointF(canvas.image_to_view(corner)) for corner in self._corners()]).boundingRect()
        if canvas.is_fitted or not QRectF(canvas.rect()).adjusted(room, room, -room, -room).contains(shown):
            whole = self._whole()
            canvas.zoom_to_rect(whole.grown(round(self._around * max(whole.width, whole.height))))
