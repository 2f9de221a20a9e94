"""The wand: one click marks everything of a similar colour."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt

from engine.document import Composite
from engine.language import mark
from engine.mask import similar_area
from ui.tools.base import ToolEvent, ToolHost
from ui.tools.selecting import SelectingTool

DEFAULT_TOLERANCE = 0.1


class WandTool(SelectingTool):
    """A click selects what is alike.

    tolerance: 0..1, how far each channel may be off from the pixel under the click.
    contiguous: whether it has to hang together with that pixel.
    merged: whether it looks at what is shown, fills included, or at the photo alone.
    """

    name = "wand"
    label = "Wand"
    labels = (
        mark("Add similar colours"),
        mark("Subtract similar colours"),
        mark("Intersect with similar colours"),
        mark("Mark similar colours"),
    )

    def __init__(self) -> None:
        super().__init__()
        self.tolerance = DEFAULT_TOLERANCE
        self.contiguous = True
        self.merged = True

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        document = host.document
        x, y = math.floor(event.position.x), math.floor(event.position.y)
        if event.button != Qt.MouseButton.LeftButton or document is None:
            return False
        size = document.size
        if not (0 <= x < size.width and 0 <= y < size.height):
            return False
        composite = document.composite if self.merged else Composite(document.photo)
        tolerance, contiguous = self.tolerance, self.contiguous
        self._select(
            host,
            lambda check: similar_area(composite.read, size, x, y, tolerance, contiguous=contiguous, check=check),
            self._how(event),
            size.area,
        )
        return True
