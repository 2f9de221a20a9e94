"""A stroke of the brush in a document's mask."""

from __future__ import annotations

from typing import Protocol

from engine.document.mask_buffer import MaskBuffer
from engine.document.tiles import MaskDelta, TileRecorder
from engine.geometry import Rect
from engine.language import tr
from engine.mask.brush import BrushTip, Stroke


class StrokeHost(Protocol):
    """Who hears of a stroke: the document, which announces it and keeps its steps."""

    def mask_painted(self, rects: tuple[Rect, ...]) -> None: ...
    def mask_stroked(self, label: str, delta: MaskDelta) -> None: ...
    def stroke_closed(self) -> None: ...


class MaskStroke:
    """One stroke in a document's mask: painted as it goes, one history step in the end. See `Document.begin_stroke`."""

    def __init__(self, host: StrokeHost, mask: MaskBuffer, tip: BrushTip, erase: bool) -> None:
        self._host, self._mask = host, mask
        self._label = tr("Erase mask") if erase else tr("Brush")
        self._recorder = TileRecorder(mask.pixels)
        self._stroke = Stroke(mask.pixels, tip, erase, before_write=self._before_write)
        self._painted = Rect(0, 0, 0, 0)
        self._is_open = True

    @property
    def has_painted(self) -> bool:
        """Whether anything has been touched since the last step."""
        return not self._painted.is_empty

    @property
    def is_open(self) -> bool:
        """Whether it can still paint."""
        return self._is_open

    def move_to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Paints on to photo point (x, y). Returns and announces the rect touched. Raises RuntimeError once closed."""
        self._require_open()
        return self._touched(self._stroke.move_to(x, y, pressure))

    def line_to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Paints a straight line at one pressure. Otherwise like `move_to`."""
        self._require_open()
        return self._touched(self._stroke.line_to(x, y, pressure))

    def commit(self, label: str | None = None) -> None:
        """Ends the stroke as one history step; none where the mask is as it was. Does nothing once it is closed."""
        if self.is_open:
            self._label = label or self._label
            self._close()
            self.settle()

    def cancel(self) -> None:
        """Ends the stroke and puts the mask back. Does nothing once it is closed."""
        if not self.is_open:
            return
        self._close()
        rects = self._recorder.delta().rects
        self._recorder.restore()
        if rects:
            self._host.mask_painted(rects)

    def settle(self) -> None:
        """Makes a step of what has been painted so far; the stroke stays as open as it was."""
        recorder, self._recorder = self._recorder, TileRecorder(self._mask.pixels)
        self._painted = Rect(0, 0, 0, 0)
        self._host.mask_stroked(self._label, recorder.delta())

    def _close(self) -> None:
        self._is_open = False
        self._host.stroke_closed()

    def _require_open(self) -> None:
        if not self.is_open:
            raise RuntimeError("this stroke has ended; begin another")

    def _before_write(self, rect: Rect) -> None:
        self._recorder.touch(rect)

    def _touched(self, rect: Rect) -> Rect:
        if not rect.is_empty:
            self._painted = self._painted.united(rect)
            self._host.mask_painted((rect,))
        return rect
