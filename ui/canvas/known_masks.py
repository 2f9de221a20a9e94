"""Reduced copies of masks: what a worker has made of one, or what was made of it before, need not be made again."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from engine.document import Document, MaskArray
from ui.canvas.pyramid import MaskPyramid


class KnownMasks:
    """Pyramids of the arrays that are, were or are to be the masks of documents; each goes with its array.

    Belongs to the main thread.
    """

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[MaskArray, tuple[int, MaskPyramid]] = WeakKeyDictionary()

    def put(self, array: MaskArray, pyramid: MaskPyramid) -> None:
        """`pyramid` is the array's as it was when nothing had been written to it."""
        self._known[array] = 0, pyramid

    def of(self, document: Document) -> MaskPyramid:
        """The pyramid of a document's mask, as that is now."""
        array = document.mask_array
        version, pyramid = self._known.get(array, (0, None))
        rects = array.changed_since(version)
        if pyramid is None or rects is None:
            pyramid = MaskPyramid(array.view, document.mask_bounds)
        else:
            for rect in rects:
                pyramid.update(array.view, rect)
        self._known[array] = array.version, pyramid
        return pyramid
