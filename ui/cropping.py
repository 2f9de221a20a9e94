"""Ties the crop tool, its panel and the editor: what is planned on the canvas is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from engine.geometry import Point, Rect, Size
from engine.language import tr
from engine.photo import Crop
from ui.crop_plan import CropPlan
from ui.framing import Framing
from ui.panels.crop_panel import CropPanel
from ui.problems import Notice

if TYPE_CHECKING:
    from ui.retouch import RetouchDesk
    from ui.tools.crop import CropTool

_ROOM = 28.0  # view units that are kept free around the frame, for its handles and its size
_AROUND = 0.06  # of the photo's longer side, when the view has to be changed


class Cropping(Framing[CropPlan, CropPanel]):
    """Crops and straightens the open photo as the frame says."""

    def __init__(self, desk: RetouchDesk, tool: CropTool, panel: CropPanel) -> None:
        super().__init__(desk, tool.name, tool.plan, panel, room=_ROOM, around=_AROUND)
        self._tool = tool
        self._plan.turned.connect(self._turn_view)
        panel.apply_wanted.connect(self.apply)
        self._plan.apply_wanted.connect(self.apply)
        panel.level_wanted.connect(self._draw_line)

    def apply(self) -> None:
        """Crop and straighten the photo as planned."""
        self._panel.take_typed()
        reshape = self._plan.reshape
        if self._free_document is not None and reshape is not None:
            # The panel goes, and with it the keyboard's place: the next control's space bar would fold that away.
            self._desk.canvas.setFocus()
            self._desk.editor.reshape(reshape, then=lambda: self._cropped(isinstance(reshape, Crop)))

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
        super()._plan_changed()

    def _put_away(self) -> None:
        self._tool.levels = False

    def _corners(self) -> Sequence[Point]:
        return self._plan.corners

    def _whole(self) -> Rect:
        return Rect.of(self._plan.size)
