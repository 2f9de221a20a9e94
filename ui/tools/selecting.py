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

    labels: what undo calls the step, where it adds, subtracts and intersects.
    shift_adds: whether Shift alone has no other meaning.
    """

    labels: ClassVar[tuple[str, str, str]] = ("", "", "")
    shift_adds: ClassVar[bool] = True

    def __init__(self) -> None:
        self.mode = Combine.ADD
        self.runner: Runner = run_at_once

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def _how(self, event: ToolEvent) -> Combine:
        if event.alt and event.shift:
            return Combine.INTERSECT
        if event.alt:
            return Combine.ADD if self.mode is Combine.SUBTRACT else Combine.SUBTRACT
        return Combine.ADD if event.shift and self.shift_adds else self.mode

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
