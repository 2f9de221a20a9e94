"""Colour range: clicks pick colours; what is near them is shown at once and marked when the person agrees."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QObject, Qt, Signal

from engine.document import Composite
from engine.geometry import Rect
from engine.language import mark
from engine.mask import ColourRange
from engine.mask.reduced import eight_bit
from ui.tools.base import ToolEvent, ToolHost
from ui.tools.selecting import SelectingTool

Colour = tuple[int, int, int]

MOST_COLOURS = 12
_SAMPLE = 1  # px around the one under the pointer that are averaged with it: grain is no colour


class ColourChoice(QObject):
    """The colours picked so far and how near to them counts. `changed` tells of every change."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._range = ColourRange(())
        self.merged = True

    @property
    def range(self) -> ColourRange:
        return self._range

    def pick(self, colour: Colour, *, more: bool = False, less: bool = False) -> None:
        """Look for `colour`: alone, or also (`more`), or for none that is near it (`less`)."""
        now = self._range
        if less:
            self.set(wanted=now.wanted, unwanted=(*now.unwanted, colour)[-MOST_COLOURS:])
        elif more:
            self.set(wanted=(*now.wanted, colour)[-MOST_COLOURS:], unwanted=now.unwanted)
        else:
            self.set(wanted=(colour,), unwanted=())

    def drop(self, colour: Colour) -> None:
        """Forget one that was picked."""
        now = self._range
        self.set(
            wanted=tuple(one for one in now.wanted if one != colour),
            unwanted=tuple(one for one in now.unwanted if one != colour),
        )

    def clear(self) -> None:
        """Look for nothing."""
        if self._range.wanted or self._range.unwanted:
            self.set(wanted=(), unwanted=())

    def set(
        self,
        *,
        wanted: tuple[Colour, ...] | None = None,
        unwanted: tuple[Colour, ...] | None = None,
        tolerance: float | None = None,
        softness: float | None = None,
        merged: bool | None = None,
    ) -> None:
        """Change what is named, and tell."""
        now = self._range
        self._range = ColourRange(
            now.wanted if wanted is None else tuple(dict.fromkeys(wanted)),
            now.unwanted if unwanted is None else tuple(dict.fromkeys(unwanted)),
            now.tolerance if tolerance is None else tolerance,
            now.softness if softness is None else softness,
        )
        self.merged = self.merged if merged is None else merged
        self.changed.emit()


class ColoursTool(SelectingTool):
    """A click picks a colour, Shift+click one more, Alt+click one that is left out. Enter marks, Escape forgets."""

    name = "colours"
    label = "Colour range"
    labels = (
        mark("Add colour range"),
        mark("Subtract colour range"),
        mark("Intersect with colour range"),
        mark("Mark colour range"),
    )
    moves = False  # a click picks a colour, inside the mask as elsewhere

    def __init__(self) -> None:
        super().__init__()
        self.choice = ColourChoice()
        self.on_enter = _nothing

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        document = host.document
        place = Rect(math.floor(event.position.x), math.floor(event.position.y), 1, 1)
        if event.button != Qt.MouseButton.LeftButton or document is None:
            return False
        if not Rect.of(document.size).contains(place):
            return False
        composite = document.composite if self.choice.merged else Composite(document.photo)
        near = eight_bit(composite.read(place.grown(_SAMPLE).clipped(document.size)))
        red, green, blue = (int(value) for value in np.rint(near.reshape(-1, 3).mean(axis=0)))
        self.choice.pick((red, green, blue), more=event.shift and not event.alt, less=event.alt)
        return True

    def keeps_key(self, key: Qt.Key) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        return bool(self.choice.range.wanted) and key in keys

    def key_press(self, host: ToolHost, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if not self.keeps_key(key):
            return False
        if key == Qt.Key.Key_Escape:
            self.choice.clear()
        else:
            self.on_enter()
        return True


def _nothing() -> None:
    pass
