"""The wand: one click marks everything of a similar colour that hangs together."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import Qt

from engine.mask import similar_area
from ui.tools.base import Tool, ToolEvent, ToolHost

DEFAULT_TOLERANCE = 0.1


class WandTool(Tool):
    """Adds to the mask, or takes from it where `subtracts` is set; Alt turns that around for one click.

    tolerance: 0..1, how far each channel may be off from the pixel under the click.
    """

    name = "wand"
    label = "Wand"
    subtracts = False

    def __init__(self) -> None:
        self.tolerance = DEFAULT_TOLERANCE

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        document = host.document
        x, y = math.floor(event.position.x), math.floor(event.position.y)
        if event.button != Qt.MouseButton.LeftButton or document is None:
            return False
        if not (0 <= x < document.size.width and 0 <= y < document.size.height):
            return False
        rect, area = similar_area(document.composite.read, document.size, x, y, self.tolerance)
        subtracts = event.alt != self.subtracts
        mask = document.mask.copy()
        part = mask[rect.slices]
        part[:] = np.minimum(part, 255 - area) if subtracts else np.maximum(part, area)
        document.set_mask(mask, "Subtract similar colours" if subtracts else "Add similar colours")
        host.stroke_ended()
        return True

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor
