"""Moving a mask that is there already: a drag that begins inside it, or the arrow keys."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import ref

import numpy as np
from PySide6.QtCore import QPointF, Qt

from engine.document import Document
from engine.geometry import Rect
from engine.language import mark
from engine.mask import Combine
from ui.tools.base import ToolEvent, ToolHost

if TYPE_CHECKING:
    from ui.tools.selecting import Area, Runner

_LABEL = mark("Move mask")
_LEAST_WAY = 3.0  # view units; less is a click
_INSIDE = 128  # of 255: where the line around the mask runs
_STEP, _WIDE_STEP = 1, 10  # px
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, eq=False)
class _Lifted:
    """The whole of a mask of which the photo shows a part only, for as long as nothing else has changed it."""

    document: ref[Document]
    revision: int
    rect: Rect
    alpha: np.ndarray


class MaskMove:
    """A gesture that a selecting tool holds beside its own: hand it every event first.

    Shift keeps to one axis. What is moved out of the photo comes back with the next move, unless the mask has changed
    in between. Arrow keys in a row are one step.
    """

    def __init__(self) -> None:
        self._pressed: ToolEvent | None = None
        self._way: tuple[int, int] | None = None
        self._lifted: _Lifted | None = None
        self._is_over = False

    @property
    def is_held(self) -> bool:
        """Whether the hand has taken hold of the mask."""
        return self._pressed is not None

    @property
    def shows_hold(self) -> bool:
        """Whether a press where the pointer is would take hold of the mask, or has."""
        return self._is_over or self.is_held

    def hover(self, host: ToolHost, event: ToolEvent, *, plainly: bool) -> None:
        """The pointer has moved. `plainly`: whether a press without Ctrl takes hold of the mask."""
        self._is_over = _takes(host, event, plainly)

    def press(self, host: ToolHost, event: ToolEvent, *, plainly: bool) -> bool:
        """Takes hold of the mask; False where the press means something else."""
        if event.button != Qt.MouseButton.LeftButton or not _takes(host, event, plainly):
            return False
        self._pressed, self._way = event, None
        return True

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        assert self._pressed is not None
        way = event.view_position - self._pressed.view_position
        if self._way is None and _length(way) < _LEAST_WAY:
            return
        dx = round(event.position.x - self._pressed.position.x)
        dy = round(event.position.y - self._pressed.position.y)
        if event.shift:
            dx, dy = (dx, 0) if abs(dx) >= abs(dy) else (0, dy)
        self._way = dx, dy
        host.show_mask_moved(self._way)

    def release(self, host: ToolHost, runner: Runner) -> ToolEvent | None:
        """Lets go, and has the mask moved. Returns the press where it was a click and nothing more."""
        pressed, way, document = self._pressed, self._way, host.document
        self._pressed = self._way = None
        if way is None or document is None:
            return pressed
        lifted = self._lift(document)
        target = lifted.rect.translated(*way)

        def over(has_moved: bool) -> None:
            if has_moved:
                self._keep(document, target, lifted.alpha)
            host.show_mask_moved(None)
            host.stroke_ended()

        area = _inside_photo(document, target, lifted.alpha)
        pixels = max(area[0].area, document.mask_bounds.area)
        runner(document, lambda _check: area, Combine.REPLACE, _LABEL, pixels=pixels, done=over)
        return None

    def cancel(self, host: ToolHost) -> None:
        if self.is_held:
            self._pressed = self._way = None
            host.show_mask_moved(None)

    def key_press(self, host: ToolHost, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """Moves the mask by a pixel, or by ten with Shift; False where there is none or it is another key."""
        held = modifiers & ~Qt.KeyboardModifier.KeypadModifier
        document = host.document
        if key not in _ARROWS or document is None or held not in (_NOTHING_HELD, Qt.KeyboardModifier.ShiftModifier):
            return False
        lifted = self._lift(document)
        if lifted.rect.is_empty:
            return False
        step = _STEP if held == _NOTHING_HELD else _WIDE_STEP
        across, down = _ARROWS[key]
        target = lifted.rect.translated(across * step, down * step)
        rect, part = _inside_photo(document, target, lifted.alpha)
        before = document.mask_bounds
        whole = rect.united(before)
        pixels = np.zeros((whole.height, whole.width), np.uint8)
        pixels[rect.translated(-whole.x, -whole.y).slices] = part
        document.set_mask_part(whole, pixels, _LABEL, merge="nudge the mask")
        self._keep(document, target, lifted.alpha)
        host.stroke_ended()
        return True

    def _lift(self, document: Document) -> _Lifted:
        known = self._lifted
        if known is not None and known.document() is document and known.revision == document.revision:
            return known
        bounds = document.mask_bounds
        return _Lifted(ref(document), document.revision, bounds, document.mask[bounds.slices].copy())

    def _keep(self, document: Document, rect: Rect, alpha: np.ndarray) -> None:
        is_cut = not Rect.of(document.size).contains(rect)
        self._lifted = _Lifted(ref(document), document.revision, rect, alpha) if is_cut else None


_NOTHING_HELD = Qt.KeyboardModifier.NoModifier


def _takes(host: ToolHost, event: ToolEvent, plainly: bool) -> bool:
    document = host.document
    by_key = bool(event.modifiers & Qt.KeyboardModifier.ControlModifier)
    if document is None or event.shift or event.alt or not (plainly or by_key):
        return False
    x, y = math.floor(event.position.x), math.floor(event.position.y)
    is_inside = 0 <= x < document.size.width and 0 <= y < document.size.height
    return is_inside and document.mask[y, x] >= _INSIDE


def _inside_photo(document: Document, rect: Rect, alpha: np.ndarray) -> Area:
    """What of an area lies in the photo; where none of it does, a pixel that is not marked."""
    seen = rect.clipped(document.size)
    if seen.is_empty:
        return Rect(0, 0, 1, 1), np.zeros((1, 1), np.uint8)
    return seen, alpha[seen.translated(-rect.x, -rect.y).slices]


def _length(way: QPointF) -> float:
    return abs(way.x()) + abs(way.y())
