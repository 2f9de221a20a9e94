"""Ties the crop tool, its panel and the editor: what is planned on the canvas is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QPolygonF

from engine.document import ChangeKind
from engine.geometry import Rect, Size
from engine.language import tr
from engine.photo import Crop
from ui.problems import Notice
from ui.widgets.building import timer

if TYPE_CHECKING:
    from engine.document import Change
    from ui.panels.crop_panel import CropPanel
    from ui.retouch import RetouchDesk
    from ui.tools.crop import CropTool

_ROOM = 28.0  # view units that are kept free around the frame, for its handles and its size
_AROUND = 0.06  # of the photo's longer side, when the view has to be changed


class Cropping(QObject):
    """While the crop tool is in hand its plan belongs to the open photo; at any other time there is none."""

    def __init__(self, desk: RetouchDesk, tool: CropTool, panel: CropPanel) -> None:
        super().__init__(desk)
        self._desk, self._tool, self._plan, self._panel = desk, tool, tool.plan, panel
        self._before = "brush"
        self._is_open = self._was_fitted = self._was_pending = False
        self._resized = timer(self, 0, self._bring_into_view)
        desk.canvas.installEventFilter(self)
        self._plan.changed.connect(desk.canvas.update)
        self._plan.changed.connect(self._plan_changed)
        self._plan.turned.connect(self._turn_view)
        panel.apply_wanted.connect(self.apply)
        self._plan.apply_wanted.connect(self.apply)
        panel.level_wanted.connect(self._draw_line)
        desk.editor.document_replaced.connect(self._start)
        desk.editor.changed.connect(self._heard)
        panel.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._is_open and self._was_fitted:
            self._resized.start()  # once the canvas has its new size
        return super().eventFilter(watched, event)

    @property
    def is_open(self) -> bool:
        """Whether the crop tool is in hand."""
        return self._is_open

    @property
    def is_pending(self) -> bool:
        """Whether there is something that `apply` would carry out."""
        return self._is_open and self._plan.is_pending

    def tool_changed(self, before: str, now: str) -> None:
        """The desk has taken the tool `now` in hand instead of `before`. What was planned is dropped."""
        if (now == "crop") == self._is_open:
            return
        self._is_open = not self._is_open
        self._panel.setVisible(self._is_open)
        if self._is_open:
            self._before, self._was_fitted = before, self._desk.canvas.is_fitted
            self._start()
        else:
            self._tool.levels = False
            self._plan.start(Size(0, 0))
            if self._was_fitted:
                self._desk.canvas.zoom_fit()

    def leave(self) -> None:
        """Put the tool away that was in hand before; nothing is cropped."""
        self._desk.choose_tool(self._before)

    def apply(self) -> None:
        """Crop and straighten the photo as planned."""
        self._panel.take_typed()
        editor, reshape = self._desk.editor, self._plan.reshape
        if self._is_open and reshape is not None and not (editor.fills.is_running or editor.is_extending):
            # The panel goes, and with it the keyboard's place: the next control's space bar would fold that away.
            self._desk.canvas.setFocus()
            editor.reshape(reshape, then=lambda: self._cropped(isinstance(reshape, Crop)))

    def _cropped(self, is_crop: bool) -> None:
        if self._is_open:
            self._desk.choose_tool(self._before)
        self._desk.canvas.zoom_fit()
        size = self._desk.editor.document.size if self._desk.editor.document is not None else Size(0, 0)
        if is_crop:
            text = tr("Cropped to {width} × {height} px", width=size.width, height=size.height)
        else:
            text = tr("Straightened, {width} × {height} px", width=size.width, height=size.height)
        self._desk.editor.noticed.emit(Notice(text, ("undo",)))

    def _draw_line(self, wanted: bool) -> None:
        self._tool.levels = wanted
        self._desk.canvas.update()
        self._desk.canvas.setFocus()

    def _turn_view(self, degrees: float) -> None:
        """The picture turns under the frame: the view turns, around the middle of the frame."""
        canvas = self._desk.canvas
        if canvas.document is not None:
            canvas.rotate_by(degrees, QPointF(canvas.image_to_view(self._plan.middle)))

    def _plan_changed(self) -> None:
        self._panel.show_level(self._tool.levels)
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

    def _bring_into_view(self) -> None:
        """Zoom out where a part of the photo, or the frame's handles, would be out of sight."""
        size, canvas = self._plan.size, self._desk.canvas
        if not size.area or canvas.document is None or canvas.document.size != size:
            return
        shown = QPolygonF([QPointF(canvas.image_to_view(corner)) for corner in self._plan.corners]).boundingRect()
        if canvas.is_fitted or not QRectF(canvas.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM).contains(shown):
            canvas.zoom_to_rect(Rect.of(size).grown(round(_AROUND * max(size.width, size.height))))
