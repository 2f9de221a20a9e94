"""Ties the panel of an adjustment, the canvas and the document: shown while a hand moves, one step when it lets go."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Qt

from engine.document import (
    Adjustment,
    ChangeKind,
    Composite,
    Document,
    Histogram,
    MaskArea,
    Patch,
    Recipe,
    histogram_of,
    new_patch_id,
)
from engine.document.adjustment import grey_balance
from engine.errors import BadInput
from engine.geometry import Point, Rect
from engine.jobs import Job, JobContext
from engine.language import mark, tr
from engine.version import VERSION
from ui.adjusting.panel import AdjustPanel
from ui.job_bridge import JobBridge
from ui.problems import Notice
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.widgets.overlay_scroll_area import area_around

if TYPE_CHECKING:
    from engine.document import Change
    from ui.retouch import RetouchDesk

METHOD = "adjust"
_LABEL = mark("Adjust tone and colour")
_AROUND = 2  # px beside what was clicked that are looked at, too


class GreyTool(Tool):
    """One click that says what should be grey."""

    name = "grey"
    label = mark("Grey point")

    def __init__(self, adjusting: Adjusting) -> None:
        self._adjusting = adjusting

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton:
            return False
        self._adjusting.pick_grey(event.position)
        return True

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor


class Adjusting(QObject):
    """Which entry of the stack is being edited, and how it gets there."""

    def __init__(self, desk: RetouchDesk, panel: AdjustPanel) -> None:
        super().__init__(desk)
        self._desk, self._panel = desk, panel
        self._patch_id = ""
        self._tool = GreyTool(self)
        self._tool_before: Tool | None = None
        self._shows_before = False
        self._counting = JobBridge(self)
        self._counted: tuple[Composite, MaskArea | None] | None = None
        panel.changed.connect(self._changed)
        panel.grey_wanted.connect(self._want_grey)
        panel.before_wanted.connect(self._show_before)
        panel.removal_wanted.connect(self._remove)
        panel.closed.connect(self.close)
        desk.adjustment_wanted.connect(self.edit)
        desk.patches_panel.chosen.connect(self._chosen)
        desk.patches_panel.adjust_wanted.connect(self._adjust)
        desk.editor.document_replaced.connect(self.close)
        desk.editor.changed.connect(self._heard)
        panel.hide()

    @property
    def is_open(self) -> bool:
        """Whether an adjustment is being edited."""
        return bool(self._patch_id)

    # Which one

    def add(self) -> None:
        """Lay a neutral adjustment over everything, or over what is marked, as soft as it is marked; and edit it."""
        document = self._document
        if document is None:
            return
        bounds = document.mask_bounds
        area = None if bounds.is_empty else MaskArea(bounds, document.mask[bounds.slices].copy())
        patch = _new_patch(area)
        document.add_patch(patch, clear_mask=area is not None, label=tr("Add adjustment"))
        self.edit(patch.id)

    def add_over(self, patch_id: str) -> None:
        """Lay a neutral adjustment right over a patch, where that shows and nowhere else; and edit it."""
        document = self._document
        at = next((i for i, one in enumerate(document.patches) if one.id == patch_id), -1) if document else -1
        if document is None or at < 0:
            return
        area = covered_by(document.patches[at])
        if area is None:
            return
        patch = _new_patch(area)
        patches = document.patches
        document.set_patches((*patches[: at + 1], patch, *patches[at + 1 :]), tr("Adjust a fill"))
        self.edit(patch.id)

    def edit(self, patch_id: str) -> None:
        """Open the panel of an adjustment."""
        patch = self._find(patch_id)
        if patch is None or patch.adjustment is None:
            self.close()
            return
        if patch_id != self._patch_id:
            self._leave()
            self._patch_id = patch_id
        self._panel.setVisible(True)
        self._panel.set_folded(False)
        self._show(patch)
        area = area_around(self._panel)
        if area is not None and self._panel.isVisible():
            area.bring_into_sight(self._panel)

    def close(self) -> None:
        """Put the panel away; the adjustment stays as it is."""
        self._leave()
        self._patch_id = ""
        focus = self._panel.window().focusWidget()
        if focus is not None and self._panel.isAncestorOf(focus):
            self._desk.canvas.setFocus()  # else the next panel's heading has the keyboard, and the space bar folds that
        self._panel.hide()

    def shut_down(self) -> bool:
        """Stop the worker that counts. Returns whether it ended in time."""
        self._counting.cancel_all()
        return self._counting.close(0.5)

    def _chosen(self, patch_id: str) -> None:
        """A row of the list has been chosen: an open panel follows, and none opens that would push the list away."""
        patch = self._find(patch_id)
        if not self.is_open or patch_id == self._patch_id:
            return
        if patch is None or patch.adjustment is None:
            self.close()
        else:
            self.edit(patch_id)

    def _adjust(self, patch_id: str) -> None:
        """Open an adjustment; lay one over anything else."""
        patch = self._find(patch_id)
        if patch is not None and patch.adjustment is not None:
            self.edit(patch_id)
        elif patch is not None:
            self.add_over(patch_id)

    def _leave(self) -> None:
        """Whatever is only shown goes, and the hand has its tool again."""
        if self._patch_id:
            self._desk.canvas.set_preview_patch(None)
        self._shows_before = False
        self._panel.show_before(False)
        self._want_grey(False)

    # Changing it

    def _changed(self, adjustment: Adjustment, held: bool, gesture: object) -> None:
        patch, document = self._find(self._patch_id), self._document
        if patch is None or document is None:
            return
        self._shows_before = False
        self._panel.show_before(False)
        wanted = replace(patch, adjustment=adjustment)
        if held:
            self._desk.canvas.set_preview_patch(wanted, patch.id)
            self._desk.preview_changed.emit()
            return
        if wanted.adjustment != patch.adjustment:
            merge = "" if gesture is None else f"adjust {patch.id} {gesture}"
            document.replace_patch(patch.id, wanted, tr(_LABEL), merge=merge)
        self._desk.canvas.set_preview_patch(None)

    def _show_before(self, on: bool) -> None:
        patch = self._find(self._patch_id)
        if patch is None or on == self._shows_before:
            return
        self._shows_before = on
        canvas = self._desk.canvas
        canvas.set_preview_patch(replace(patch, adjustment=Adjustment()) if on else None, patch.id if on else None)

    def _remove(self) -> None:
        document, patch_id = self._document, self._patch_id
        self.close()
        if document is not None and self._find(patch_id) is not None:
            document.remove_patch(patch_id, tr("Delete adjustment"))

    # The grey point

    def tool_changed(self) -> None:
        """The desk has taken another tool in hand: no grey is being picked any more."""
        if self._tool_before is not None and self._desk.canvas.tool is not self._tool:
            self._tool_before = None
            self._panel.show_grey(False)

    def _want_grey(self, on: bool) -> None:
        canvas = self._desk.canvas
        if on and self._tool_before is None:
            self._tool_before = canvas.tool
            canvas.set_tool(self._tool)
        elif not on and self._tool_before is not None:
            if canvas.tool is self._tool:
                canvas.set_tool(self._tool_before)
            self._tool_before = None
        self._panel.show_grey(on)

    def pick_grey(self, point: Point) -> None:
        """Balance the white so that what lies there is grey."""
        patch, document = self._find(self._patch_id), self._document
        if patch is None or document is None or patch.adjustment is None:
            return
        spot = Rect(int(point.x), int(point.y), 1, 1).grown(_AROUND).clipped(document.size)
        if spot.is_empty:
            return
        pixels = self._below(document, patch).read(spot)
        mean = pixels.reshape(-1, 3).mean(axis=0) / np.iinfo(pixels.dtype).max
        try:
            temperature, tint = grey_balance((float(mean[0]), float(mean[1]), float(mean[2])), document.photo.icc)
        except BadInput as error:
            self._desk.editor.noticed.emit(Notice(str(error)))
            return
        self._want_grey(False)
        self._changed(replace(patch.adjustment, temperature=temperature, tint=tint), False, ("grey", temperature, tint))

    # Following the document

    @property
    def _document(self) -> Document | None:
        return self._desk.editor.document

    def _find(self, patch_id: str) -> Patch | None:
        document = self._document
        return None if document is None else next((one for one in document.patches if one.id == patch_id), None)

    def _heard(self, change: Change) -> None:
        if not self.is_open:
            return
        if change.kind is ChangeKind.CANVAS:
            self._leave()
        if change.kind in (ChangeKind.STACK, ChangeKind.CANVAS):
            patch = self._find(self._patch_id)
            if patch is None:
                self.close()
            else:
                self._show(patch)

    def _show(self, patch: Patch) -> None:
        assert patch.adjustment is not None
        self._panel.show_adjustment(patch.adjustment, tr("everywhere") if patch.mask is None else tr("in a mask"))
        document = self._document
        if document is not None:
            self._count(self._below(document, patch), patch.mask)

    def _below(self, document: Document, patch: Patch) -> Composite:
        return Composite(document.photo, document.patches[: document.patches.index(patch)])

    def _count(self, below: Composite, area: MaskArea | None) -> None:
        """The histogram behind the curve: of what is adjusted, which no slider of this panel changes."""
        before = self._counted
        if before is not None and (before[0].photo, before[0].patches, before[1]) == (below.photo, below.patches, area):
            return
        self._counted = below, area
        self._panel.show_histogram(None)

        def count(context: JobContext) -> Histogram:
            return histogram_of(below, area, context.check)

        def take(job: Job[Any]) -> None:
            if job.value is not None and self._counted == (below, area):
                self._panel.show_histogram(job.value.counts)

        self._counting.submit(count, tr("Histogram"), then=take, lane="adjust")


def _new_patch(area: MaskArea | None) -> Patch:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    recipe = Recipe(METHOD, program=VERSION)
    return Patch(new_patch_id(), (), recipe, mask=area, adjustment=Adjustment(), made=made)


def covered_by(patch: Patch) -> MaskArea | None:
    """Where a patch shows, as a mask; None where it lays nothing over the photo."""
    bounds = patch.bounds
    if patch.adjustment is not None or bounds.is_empty:
        return patch.mask if patch.adjustment is not None else None
    alpha = np.zeros((bounds.height, bounds.width), np.uint8)
    for piece in patch.pieces:
        place = alpha[piece.rect.translated(-bounds.x, -bounds.y).slices]
        np.maximum(place, piece.alpha, out=place)
    return MaskArea(bounds, alpha)
