"""The healing brush without a source: what lies around a stroke fills it, piece by piece.

One place that is copied as a whole fits a speck, and seldom a long stroke: so a stroke is filled by patches
(`engine.inpaint.patchmatch`), each from where it fits best, near before far. Where no whole patch is known the fill is
smooth. What is marked, and what a hand has healed before, is never copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.document import Composite, MaskArea, Piece
from engine.document.strokes import Box
from engine.errors import BadInput
from engine.geometry import Rect
from engine.jobs import JobContext
from engine.language import tr
from engine.mask.morphology import bounding_rect
from engine.retouch.painting import METHODS, Painting

_SEED = 0
_METHOD = "patchmatch"
_RING = 4  # px around a stroke that always count as known: less than a patch is wide, so that none is copied from there
_TILES = 16  # a side, of the grid by which what is avoided is kept
_MOST_HEALED = 0.4  # of the surroundings; where more of them has been healed, that is what they are
_MOST_CLOSED = 0.8  # of them; else too little is left to go by


@dataclass(frozen=True, eq=False)
class _Screened(Composite):
    """A composite some of which is not to be looked at: it counts as blank there.

    closed: above 0 = not to be looked at.
    """

    closed: MaskArea | None = None

    def blank(self, rect: Rect) -> NDArray[np.bool_] | None:
        rect, blank = rect.clipped(self.size), super().blank(rect)
        if self.closed is None or not self.closed.rect.overlaps(rect):
            return blank
        blank = np.zeros((rect.height, rect.width), bool) if blank is None else blank
        _mark(blank, rect, self.closed)
        return blank if blank.any() else None


def _mark(places: NDArray[np.bool_], rect: Rect, area: MaskArea) -> None:
    """Sets what `area` marks in `places`, which lie at `rect`."""
    both = area.rect.intersected(rect)
    if not both.is_empty:
        marked = area.alpha[both.translated(-area.rect.x, -area.rect.y).slices]
        places[both.translated(-rect.x, -rect.y).slices] |= marked > 0


def surroundings(painting: Painting) -> Rect:
    """Where what fills a stroke may come from. The stroke covers something.

    Raises:
        BadInput: where it covers the whole photo.
    """
    from engine.inpaint.regions import plan_regions

    around = bounds = painting.bounds
    with _said_of_strokes():
        plan = plan_regions(painting.cover(bounds), bounds, painting.composite.size)
    for region in plan.regions:
        around = around.united(region.crop)
    return around


def spot_pieces(painting: Painting, context: JobContext) -> tuple[Piece, ...]:
    """What fills a stroke that has no offset, in the photo's depth; the stroke covers something.

    Raises:
        BadInput: where there is nothing around it.
        Cancelled: where the person wants no more of it.
    """
    from engine.inpaint import FillSettings, InpaintRequest, fill

    bounds = painting.bounds
    cover = painting.cover(bounds).copy()
    cover.flags.writeable = False
    request = InpaintRequest(_screened(painting), cover, bounds, FillSettings(_METHOD, _SEED))
    with _said_of_strokes():
        return fill(request, context).patch.pieces


@contextmanager
def _said_of_strokes() -> Iterator[None]:
    """A fill that finds nothing to go by speaks of masks, of which there is none here."""
    try:
        yield
    except BadInput as error:
        raise BadInput(
            tr("No place to copy from was found near the stroke."), tr("Choose one with Alt+click.")
        ) from error


def places_to_avoid(painting: Painting, marked: MaskArea | None = None) -> tuple[Box, ...]:
    """What lies around a stroke and is not to be copied, as rects in photo pixels: a few hundred at the most.

    Args:
        painting: the stroke; it covers something.
        marked: what is marked around it.

    Raises:
        BadInput: where it covers the whole photo.
    """
    around = surroundings(painting)
    closed = _healed(painting.composite, around)
    free = around.area - np.count_nonzero(painting.cover(around))
    if np.count_nonzero(closed) > _MOST_HEALED * free:
        closed[:] = False
    if marked is not None:
        _mark(closed, around, marked)
    return tuple(_boxes(closed, around)) if np.count_nonzero(closed) <= _MOST_CLOSED * free else ()


def _healed(composite: Composite, rect: Rect) -> NDArray[np.bool_]:
    """Where in `rect` a hand has cloned or healed."""
    healed = np.zeros((rect.height, rect.width), bool)
    for patch in composite.patches:
        if patch.visible and patch.opacity > 0 and patch.recipe.method in METHODS:
            for piece in patch.pieces:
                _mark(healed, rect, MaskArea(piece.rect, piece.alpha))
    return healed


def _boxes(closed: NDArray[np.bool_], place: Rect) -> list[Box]:
    side = max(8, -(-max(place.width, place.height) // _TILES))
    found = []
    for y in range(0, place.height, side):
        for x in range(0, place.width, side):
            box = bounding_rect(closed[y : y + side, x : x + side].view(np.uint8))
            if not box.is_empty:
                found.append((place.x + x + box.x, place.y + y + box.y, box.width, box.height))
    return found


def _screened(painting: Painting) -> Composite:
    composite = painting.composite if painting.source == "all" else Composite(painting.composite.photo)
    if not painting.avoid:
        return composite
    place = Rect(0, 0, 0, 0)
    for box in painting.avoid:
        place = place.united(Rect(*box))
    place = place.clipped(composite.size)
    if place.is_empty:
        return composite
    closed = np.zeros((place.height, place.width), np.uint8)
    for box in painting.avoid:
        closed[Rect(*box).intersected(place).translated(-place.x, -place.y).slices] = 1
    near = place.grown(_RING).clipped(composite.size)
    own = cv2.dilate(painting.cover(near), np.ones((2 * _RING + 1, 2 * _RING + 1), np.uint8))
    closed[own[place.translated(-near.x, -near.y).slices] > 0] = 0
    return _Screened(composite.photo, composite.patches, MaskArea(place, closed))
