"""What all selecting tools share: how an area joins the mask, and who works it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from engine.document import Document
from engine.geometry import Rect
from engine.mask import Combine, combined
from engine.mask.tiling import Check, no_check
from ui.tools.base import Tool, ToolEvent, ToolHost
from ui.tools.mask_move import MaskMove

Area = tuple[Rect, NDArray[np.uint8]]
Work = Callable[[Check], Area]


class Runner(Protocol):
    """Works an area out and lays it into the mask, now or on a worker. `pixels`: how many have to be looked at.

    `done` is called once it is over, with whether the mask has been changed or was as it should be already.
    """

    def __call__(
        self,
        document: Document,
        work: Work,
        how: Combine,
        label: str,
        *,
        pixels: int,
        done: Callable[[bool], object],
    ) -> None: ...


def run_at_once(
    document: Document, work: Work, how: Combine, label: str, *, pixels: int, done: Callable[[bool], object]
) -> None:
    """A `Runner` for whoever has no worker."""
    lay(document, work(no_check), how, label)
    done(True)


def lay(document: Document, area: Area, how: Combine, label: str) -> None:
    """Joins an area to the document's mask, as one step."""
    rect, part = combined(document.mask, document.mask_bounds, *area, how)
    if not rect.is_empty:
        document.set_mask_part(rect, part, label)


class SelectingTool(Tool):
    """A tool that works out an area.

    What becomes of it is said by `mode`; for one gesture, held keys say it: Alt takes away (or adds, where the tool
    takes away), Shift with Alt keeps what both have in common, Shift alone adds where it means nothing else.

    What is marked already is moved by a drag from inside it, where new areas replace it or Ctrl is held, and by the
    arrow keys. What a subclass does with its own gestures stands in `_begin`, `_go_on`, `_end` and `_take_back`.

    labels: what undo calls the step, where it adds, subtracts, intersects and replaces.
    shift_adds: whether Shift alone has no other meaning.
    moves: whether it moves what is marked.
    draws_inside: whether a drag from inside the mask is its own all the same, so that only Ctrl moves.
    """

    labels: ClassVar[tuple[str, str, str, str]] = ("", "", "", "")
    shift_adds: ClassVar[bool] = True
    moves: ClassVar[bool] = True
    draws_inside: ClassVar[bool] = False

    def __init__(self) -> None:
        self.mode = Combine.ADD
        self.runner: Runner = run_at_once
        self._move = MaskMove()

    @property
    def is_active(self) -> bool:
        return self._move.is_held or self._is_begun

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        is_free = self._move.shows_hold and not self._is_begun
        return Qt.CursorShape.SizeAllCursor if is_free else Qt.CursorShape.CrossCursor

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        self._move.hover(host, event, plainly=self._moves_plainly)

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        if self.moves and not self._is_begun and self._move.press(host, event, plainly=self._moves_plainly):
            return True
        return self._begin(host, event)

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        if self._move.is_held:
            self._move.drag(host, event)
        else:
            self._go_on(host, event)

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        if self._move.is_held:
            clicked = self._move.release(host, self.runner)
            if clicked is not None and self._begin(host, clicked):
                self._end(host, clicked)
        else:
            self._end(host, event)

    def cancel(self, host: ToolHost) -> None:
        self._move.cancel(host)
        self._take_back(host)

    def key_press(self, host: ToolHost, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        return self.moves and not self.is_active and self._move.key_press(host, key, modifiers)

    @property
    def _moves_plainly(self) -> bool:
        return self.moves and self.mode is Combine.REPLACE and not self.draws_inside

    @property
    def _is_begun(self) -> bool:
        """Whether a gesture of its own runs."""
        return False

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        """As `press`, where it is no move."""
        return False

    def _go_on(self, host: ToolHost, event: ToolEvent) -> None:
        """As `drag`."""

    def _end(self, host: ToolHost, event: ToolEvent) -> None:
        """As `release`."""

    def _take_back(self, host: ToolHost) -> None:
        """As `cancel`."""

    def _how(self, event: ToolEvent) -> Combine:
        if event.alt and event.shift:
            return Combine.INTERSECT
        if event.alt:
            return Combine.ADD if self.mode is Combine.SUBTRACT else Combine.SUBTRACT
        adds = event.shift and (self.shift_adds or self.mode is Combine.REPLACE)
        return Combine.ADD if adds else self.mode

    def _select(
        self, host: ToolHost, work: Work, how: Combine, pixels: int, done: Callable[[], object] = lambda: None
    ) -> None:
        """Has the area worked out and laid into the mask of the host's document."""
        document = host.document
        assert document is not None

        def over(has_laid: bool) -> None:
            done()
            if has_laid:
                host.stroke_ended()

        self.runner(document, work, how, self.labels[tuple(Combine).index(how)], pixels=pixels, done=over)
