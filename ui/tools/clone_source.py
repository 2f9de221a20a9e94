"""Where the clone stamp and the healing brush copy from: one place, shared by both."""

from __future__ import annotations

import math
from weakref import ref

from engine.document import Document
from engine.geometry import Point

Offset = tuple[int, int]


class CloneSource:
    """The place of the person's choice in one document.

    Attributes:
        aligned: whether the place follows the hand from stroke to stroke; else each stroke begins at it anew.
        layers: "all" copies what is shown, "photo" the photo under all patches.
    """

    def __init__(self) -> None:
        self.aligned = True
        self.layers = "all"
        self._place: tuple[ref[Document], int, int] | None = None
        self._offset: Offset | None = None

    def choose(self, document: Document, point: Point) -> bool:
        """Copy from the pixel under `point`. False where that lies beside the photo."""
        x, y = math.floor(point.x), math.floor(point.y)
        if not (0 <= x < document.size.width and 0 <= y < document.size.height):
            return False
        self._place, self._offset = (ref(document), x, y), None
        return True

    def forget(self) -> None:
        """There is no place any more."""
        self._place = self._offset = None

    def move(self, document: Document, dx: int, dy: int) -> None:
        """Everything in the document has moved."""
        place = self._place_in(document)
        if place is not None:
            self._place = ref(document), place[0] + dx, place[1] + dy

    def is_chosen(self, document: Document | None) -> bool:
        """Whether there is a place in this document."""
        return document is not None and self._place_in(document) is not None

    def begin(self, document: Document, start: Point) -> Offset | None:
        """The offset of a stroke that begins at `start`; None where no place has been chosen."""
        offset = self.offset_at(document, start)
        if self.aligned:
            self._offset = offset
        return offset

    def offset_at(self, document: Document, point: Point) -> Offset | None:
        """From a pixel that would be painted at `point` to the one that it would be copied from."""
        place = self._place_in(document)
        if place is None:
            return None
        if self.aligned and self._offset is not None:
            return self._offset
        return place[0] - math.floor(point.x), place[1] - math.floor(point.y)

    def shown_at(self, document: Document, pointer: Point | None) -> Point | None:
        """Where the cross stands between two strokes while the hand is at `pointer`."""
        place = self._place_in(document)
        if place is None:
            return None
        if self.aligned and self._offset is not None and pointer is not None:
            return Point(pointer.x + self._offset[0], pointer.y + self._offset[1])
        return Point(place[0] + 0.5, place[1] + 0.5)

    def _place_in(self, document: Document) -> tuple[int, int] | None:
        if self._place is None or self._place[0]() is not document:
            return None
        return self._place[1:]
