"""How far the canvas is to be extended: what the handles on it and the panel beside it both show and change."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import QObject, Signal

from engine.document import margins_for_aspect
from engine.geometry import Margins, Size
from engine.language import tr
from engine.photo import Limits

LARGEST_MARGIN = 65_000
CENTRE = (0.5, 0.5)
_ACROSS, _DOWN = frozenset({"left", "right"}), frozenset({"top", "bottom"})


class ExtensionPlan(QObject):
    """Margins around a photo of a certain size; nothing of it is in the document before it is carried out.

    Signals: `changed` with every change; `settled` when a change is done, so that all of it may be brought into view.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size = Size(0, 0)
        self._wanted = Margins()
        self._aspect: Fraction | None = None
        self._anchor = CENTRE

    # What there is

    @property
    def size(self) -> Size:
        """Of the photo; 0 x 0 where none is being extended."""
        return self._size

    @property
    def margins(self) -> Margins:
        if self._aspect is None or not self._size.area:
            return self._wanted
        return margins_for_aspect(self._size, self._aspect, self._anchor, self._wanted)

    @property
    def extended_size(self) -> Size:
        return self.margins.around(self._size)

    @property
    def is_pending(self) -> bool:
        """Whether there is something to carry out."""
        return bool(self._size.area) and not self.margins.is_empty

    @property
    def aspect(self) -> Fraction | None:
        """The shape that the canvas is held to, width to height; None leaves it free."""
        return self._aspect

    @property
    def place(self) -> tuple[float, float]:
        """Where the photo lies in the canvas, across and down, 0..1; the anchor where there is no room to tell."""
        margins = self.margins
        across, down = margins.left + margins.right, margins.top + margins.bottom
        x = margins.left / across if across else self._anchor[0]
        y = margins.top / down if down else self._anchor[1]
        return x, y

    @property
    def problem(self) -> str:
        """Why it cannot be carried out, in words; "" where nothing is in the way."""
        if self.extended_size.area / 1e6 <= Limits().megapixels:
            return ""
        return tr("More than {megapixels:,.0f} megapixels are too many", megapixels=Limits().megapixels)

    # Changing it

    def start(self, size: Size) -> None:
        """Begin anew with a photo of this size; an empty size ends it."""
        self._size = size
        self.reset()

    def reset(self) -> None:
        """Extend nothing, in any shape."""
        self._wanted, self._aspect, self._anchor = Margins(), None, CENTRE
        self._tell()

    def set_sides(self, **pixels: int) -> None:
        """Move sides ("left", "top", "right", "bottom") to these margins, cut to what there can be.

        Where a shape is held, the axis that was not touched starts from nothing and follows.
        """
        margins, moved = self.margins, frozenset(pixels)
        if self._aspect is not None and not moved & _DOWN:
            margins = replace(margins, top=0, bottom=0)
        if self._aspect is not None and not moved & _ACROSS:
            margins = replace(margins, left=0, right=0)
        cut = {side: min(max(0, value), LARGEST_MARGIN) for side, value in pixels.items()}
        self._change(replace(margins, **cut))

    def set_aspect(self, aspect: Fraction | None) -> None:
        """Extend no further than a shape (width to height) needs, and hold it; None lets go of it."""
        margins = Margins() if aspect is not None else self.margins
        self._aspect = aspect
        self._wanted = margins
        self._tell()

    def set_anchor(self, anchor: tuple[float, float]) -> None:
        """Keep the photo there: what is added is shared out anew, 0 = all of it to the right or to the bottom."""
        margins = self.margins
        self._anchor = anchor
        if self._aspect is None:
            across, down = margins.left + margins.right, margins.top + margins.bottom
            left, top = round(across * anchor[0]), round(down * anchor[1])
            self._wanted = Margins(left, top, across - left, down - top)
        else:
            self._wanted = Margins()
        self._tell()

    def settle(self) -> None:
        """A change that was made bit by bit is done."""
        self.settled.emit()

    def _change(self, wanted: Margins) -> None:
        if wanted != self._wanted:
            self._wanted = wanted
            self.changed.emit()

    def _tell(self) -> None:
        self.changed.emit()
        self.settled.emit()
