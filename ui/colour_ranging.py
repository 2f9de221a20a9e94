"""Ties the colour range's tool, its panel and the document: what is picked is seen at once, and marked on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from engine.document import ChangeKind, Composite
from engine.geometry import Rect
from engine.mask import Combine, colours_in_range, combined, select_colours
from engine.mask.morphology import bounding_rect
from engine.mask.reduced import fitting, reduced_copy
from engine.mask.tiling import Check

if TYPE_CHECKING:
    from engine.document import Change
    from ui.panels.colours_panel import ColoursPanel
    from ui.retouch import RetouchDesk
    from ui.selecting import Mask, MaskChange
    from ui.tools.colours import ColoursTool

_ROUGH_SIDE = 1400  # px; a copy this large is looked through in a few frames
_ROUGH_FROM = 2_000_000  # px; smaller photos are quick as they are


class ColourRanging(QObject):
    """While the tool is in hand what it would mark is shown in the place of the mask."""

    def __init__(self, desk: RetouchDesk, tool: ColoursTool, panel: ColoursPanel) -> None:
        super().__init__(desk)
        self._desk, self._tool, self._choice, self._panel = desk, tool, tool.choice, panel
        self._is_open = False
        self._copy: tuple[Composite, NDArray[np.uint8]] | None = None
        tool.on_enter = self.apply
        self._choice.changed.connect(self._show)
        panel.apply_wanted.connect(self.apply)
        desk.selecting.mode_changed.connect(self._show)
        desk.editor.document_replaced.connect(self._choice.clear)
        desk.editor.changed.connect(self._heard)
        panel.hide()

    @property
    def is_pending(self) -> bool:
        """Whether colours are picked that Enter would mark."""
        return self._is_open and bool(self._choice.range.wanted)

    def tool_changed(self, name: str) -> None:
        """The desk has taken the tool `name` in hand. What was picked is dropped when it is another."""
        if (name == "colours") == self._is_open:
            return
        self._is_open = not self._is_open
        self._panel.setVisible(self._is_open)
        if not self._is_open:
            self._choice.clear()
            self._copy = None

    def apply(self) -> None:
        """Mark what is shown."""
        if self._choice.range.wanted:
            change, label = self._change(), self._tool.labels[tuple(Combine).index(self._tool.mode)]
            self._desk.selecting.change(change, label, key=self._key)
            self._desk.canvas.setFocus()
            self._choice.clear()

    @property
    def _key(self) -> tuple[object, ...]:
        return "colours", self._choice.range, self._choice.merged, self._tool.mode

    def _heard(self, change: Change) -> None:
        if self._choice.range.wanted and change.kind in (ChangeKind.MASK, ChangeKind.PIXELS, ChangeKind.CANVAS):
            self._show()

    def _show(self) -> None:
        selecting, document = self._desk.selecting, self._desk.editor.document
        if not self._is_open or document is None or not self._choice.range.wanted:
            selecting.preview(None)
            self._desk.refresh()
            return
        rough = self._rough() if document.size.area > _ROUGH_FROM else None
        selecting.preview(self._change(), key=self._key, rough=rough)
        self._desk.refresh()

    @property
    def _composite(self) -> Composite:
        document = self._desk.editor.document
        assert document is not None
        if self._choice.merged or not document.patches:
            return document.composite
        return Composite(document.photo)

    def _change(self) -> MaskChange:
        composite, chosen, how = self._composite, self._choice.range, self._tool.mode

        def changed(mask: Mask, check: Check) -> Mask:
            return _joined(mask, select_colours(composite.read, composite.size, chosen, check), how)

        return changed

    def _rough(self) -> MaskChange:
        """From a small copy, which is made once for all colours."""
        composite, chosen, how = self._composite, self._choice.range, self._tool.mode

        def changed(mask: Mask, check: Check) -> Mask:
            copy = self._small_copy(composite)
            check()
            area = colours_in_range(copy, chosen)
            size = (mask.shape[1], mask.shape[0])
            return _joined(mask, np.asarray(cv2.resize(area, size, interpolation=cv2.INTER_LINEAR), np.uint8), how)

        return changed

    def _small_copy(self, composite: Composite) -> NDArray[np.uint8]:
        """On the worker thread, which alone reads and writes it while the tool is in hand."""
        known = self._copy
        if known is None or known[0].photo is not composite.photo or known[0].patches != composite.patches:
            copy = reduced_copy(composite.read, Rect.of(composite.size), fitting(composite.size, _ROUGH_SIDE))
            known = self._copy = composite, copy
        return known[1]


def _joined(mask: Mask, area: Mask, how: Combine) -> Mask:
    whole = Rect(0, 0, mask.shape[1], mask.shape[0])
    if how is Combine.ADD:
        return combined(mask, whole, whole, area, how)[1]
    rect, part = combined(mask, bounding_rect(mask), whole, area, how)
    result = np.zeros_like(mask) if how is Combine.INTERSECT else mask.copy()
    result[rect.slices] = part
    return result
