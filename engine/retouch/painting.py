"""The clone stamp while it is in the hand: a cover that grows dab by dab over pixels that lie elsewhere."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.document import Composite, HandStroke, Piece
from engine.document.strokes import Box, Point, rounded_point
from engine.document.tiles import TILE, tile_corners
from engine.geometry import Rect
from engine.mask.brush import BrushTip, Stroke
from engine.mask.morphology import bounding_rect
from engine.memory import untouched

Mask = NDArray[np.uint8]

METHODS = ("clone", "heal")
_BAND = 128  # px of height that are told apart where a dab has changed something
_NOTHING = Rect(0, 0, 0, 0)


class Painting:
    """One stroke, painted on to with `move_to`. What it stands on never changes, so it never copies from itself.

    Args:
        composite: what is shown when the stroke begins.
        tip: the brush. Its flow is how far one dab moves the cover towards the tip's own height.
        offset: (dx, dy) from a painted pixel to the one that it is copied from; None where it has no such place: what
            it `copied` is then what it covers.
        source: "all" copies from the composite, "photo" from the photo under all patches.
        at_once: how many pixels of patches, one on top of the other, one move may lay to know what is copied; the rest
            is `behind`, and shows once `catch_up` has been given it.
        avoid: what is not copied except by the offset, in photo pixels.
        adapts: whether what lies among surroundings unlike the source's is filled from around, when it is healed.

    Nothing is painted where the source that an offset leads to lies beside the photo, or on canvas that has never been
    filled.
    """

    def __init__(
        self,
        composite: Composite,
        tip: BrushTip,
        offset: tuple[int, int] | None,
        source: str = "all",
        *,
        at_once: float = math.inf,
        avoid: tuple[Box, ...] = (),
        adapts: bool = False,
    ) -> None:
        self._composite = composite
        self._tip, self._has_source, self._offset, self._source = tip, offset is not None, offset or (0, 0), source
        self.avoid, self.adapts = avoid, adapts
        self._from = composite if source == "all" else Composite(composite.photo)
        whole = Rect.of(composite.size)
        self._cover = untouched(whole.height, whole.width)  # only what the brush has touched is there
        area = whole.intersected(whole.translated(-self._offset[0], -self._offset[1]))
        self._stroke = Stroke(
            self._cover,
            replace(tip, flow=1.0),
            constrain=area,
            before_write=self._touch,
            lay=self._lay,
        )
        self._build_up = None if tip.flow >= 1 else _builds_up(tip.flow)
        self._dab = _NOTHING
        self._changed: dict[int, Rect] = {}
        self._tiles: dict[tuple[int, int], Piece] = {}
        self._behind: dict[tuple[int, int], Rect] = {}
        self._at_once = self._left = at_once
        self._closed: dict[tuple[int, int], NDArray[np.bool_]] = {}
        self._points: list[Point] = []

    @property
    def composite(self) -> Composite:
        """What it stands on."""
        return self._composite

    @property
    def offset(self) -> tuple[int, int] | None:
        """(dx, dy) from a painted pixel to the one that it is copied from; None where it has no such place."""
        return self._offset if self._has_source else None

    @property
    def source(self) -> str:
        """ "all" or "photo": what is copied from."""
        return self._source

    @property
    def live_pieces(self) -> tuple[Piece, ...]:
        """The stroke as it is, a piece a tile. Their alpha is the cover itself: it grows while they are looked at."""
        return tuple(self._tiles.values())

    @property
    def behind(self) -> tuple[Rect, ...]:
        """Where it covers something already that it does not show yet."""
        return tuple(self._behind.values())

    def source_pieces(self, rects: tuple[Rect, ...]) -> tuple[tuple[Rect, NDArray, NDArray | None], ...]:
        """What is copied into rects of `behind`, for `catch_up`: may run in another thread."""
        return tuple((rect, *self.copied(rect)) for rect in rects)

    def catch_up(self, made: tuple[tuple[Rect, NDArray, NDArray | None], ...]) -> None:
        """Shows what `source_pieces` has found; `live_pieces` are others then."""
        corners = {rect: corner for corner, rect in self._behind.items()}
        for rect, pixels, alpha in made:
            del self._behind[corners[rect]]
            self._tiles[corners[rect]] = Piece(rect, pixels, self._cover[rect.slices], alpha)

    @property
    def touched_area(self) -> int:
        """How many pixels its tiles have: more than it covers, and known at once."""
        return sum(rect.area for rect in self._rects())

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been covered."""
        return self.bounds.is_empty

    @property
    def bounds(self) -> Rect:
        """The smallest rect around all that is covered."""
        bounds = _NOTHING
        for rect in self.covered_rects():
            bounds = bounds.united(rect)
        return bounds

    def _rects(self) -> list[Rect]:
        return [*(piece.rect for piece in self._tiles.values()), *self._behind.values()]

    def cover(self, rect: Rect) -> Mask:
        """What is covered of `rect`, which lies inside the photo: h x w, a read-only view."""
        view = self._cover[rect.slices]
        view.flags.writeable = False
        return view

    def covered_rects(self) -> list[Rect]:
        """Rects that hold all that is covered, one a tile and none larger than what is covered there."""
        found = (bounding_rect(self._cover[rect.slices]).translated(rect.x, rect.y) for rect in self._rects())
        return [rect for rect in found if not rect.is_empty]

    def move_to(self, x: float, y: float, pressure: float = 1.0) -> tuple[tuple[Rect, ...], bool]:
        """Paints on to a photo point. Returns where the cover has grown, and whether `live_pieces` are others now."""
        point = rounded_point(x, y, pressure)
        if self._points and self._points[-1] == point:
            return (), False
        self._points.append(point)
        before, self._left = len(self._tiles), self._at_once
        self._changed.clear()
        touched = self._stroke.move_to(*point)
        if self._closed:
            self._keep_closed(touched)
        return tuple(self._changed.values()), len(self._tiles) != before

    def stroke(self) -> HandStroke:
        """All that is needed to paint it again. Raises ValueError where nothing has been painted yet."""
        if not self._points:
            raise ValueError("a stroke needs a point")
        return HandStroke(
            self._tip, tuple(self._points), self.offset, self._source, avoid=self.avoid, adapts=self.adapts
        )

    def copied(self, rect: Rect) -> tuple[NDArray, NDArray | None]:
        """What the stroke copies into `rect`: pixels and alpha as of a composite, read-only.

        The rect that is copied from has to lie inside the photo.
        """
        there = rect.translated(*self._offset)
        return self._from.read(there), self._from.read_alpha(there)

    def readable(self, rect: Rect) -> NDArray[np.bool_]:
        """Where in `rect` there is something to copy from: h x w bool."""
        whole = Rect.of(self._composite.size)
        there = rect.translated(*self._offset)
        inside = there.intersected(whole)
        can = np.zeros((rect.height, rect.width), bool)
        if not inside.is_empty:
            part = can[inside.translated(-there.x, -there.y).slices]
            blank = self._from.blank(inside)
            part[:] = True if blank is None else ~blank
        return can

    def _touch(self, rect: Rect) -> None:
        """Before `rect` is painted: the tiles that it reaches for the first time begin."""
        self._dab = rect
        for corner in tile_corners(rect):
            if corner not in self._tiles and corner not in self._behind:
                self._begin(Rect(*corner, TILE, TILE).clipped(self._composite.size), corner)

    def _lay(self, cover: Mask, kernel: Mask) -> None:
        """One dab. Of a large one little is new where the hand has moved a little: only that has to be shown anew."""
        grows = np.asarray(cv2.compare(kernel, cover, cv2.CMP_GT), np.uint8)
        for top in range(0, len(grows), _BAND):
            new = bounding_rect(grows[top : top + _BAND])
            if not new.is_empty:
                place = new.translated(self._dab.x, self._dab.y + top)
                band = place.y // _BAND
                self._changed[band] = self._changed.get(band, place).united(place)
        if self._build_up is None:
            np.maximum(cover, kernel, out=cover)
        else:
            self._build_up(cover, kernel)

    def _begin(self, tile: Rect, corner: tuple[int, int]) -> None:
        whole = Rect.of(self._composite.size)
        # A tile of which a part cannot be copied is cut to the rest: nothing is painted outside it.
        reach = tile.intersected(whole.translated(-self._offset[0], -self._offset[1]))
        if self._has_source and self._from.blank(reach.translated(*self._offset)) is not None:
            self._closed[corner] = ~self.readable(tile)
        self._left -= self._effort(reach.translated(*self._offset))
        if self._left < 0:
            self._behind[corner] = reach
        else:
            pixels, alpha = self.copied(reach)
            self._tiles[corner] = Piece(reach, pixels, self._cover[reach.slices], alpha)

    def _effort(self, rect: Rect) -> float:
        """How many pixels of patches have to be laid to know what is shown in `rect`."""
        if math.isinf(self._at_once):
            return 0.0
        return sum(spot.intersected(rect).area for spot in self._from.bounds_changed() if spot.overlaps(rect))

    def _keep_closed(self, rect: Rect) -> None:
        for corner in tile_corners(rect):
            closed = self._closed.get(corner)
            if closed is not None:
                part = Rect(*corner, closed.shape[1], closed.shape[0]).intersected(rect)
                self._cover[part.slices][closed[part.translated(-corner[0], -corner[1]).slices]] = 0


def painted(composite: Composite, stroke: HandStroke) -> Painting:
    """The whole of `stroke` on `composite`: what it covers is the same to the last bit, as often as it is painted."""
    across, down = stroke.origin
    avoid = tuple((x + across, y + down, width, height) for x, y, width, height in stroke.avoid)
    painting = Painting(composite, stroke.tip, stroke.offset, stroke.source, avoid=avoid, adapts=stroke.adapts)
    for x, y, pressure in stroke.points:
        painting.move_to(x + across, y + down, pressure)
    return painting


def _builds_up(flow: float) -> Callable[[Mask, Mask], None]:
    """Each dab moves the cover towards the kernel by a share, and at least by one step, but never back."""

    def lay(cover: Mask, kernel: Mask) -> None:
        rest = cv2.subtract(kernel, np.ascontiguousarray(cover))
        least = np.minimum(rest, 1)
        cover += np.maximum(cv2.convertScaleAbs(rest, alpha=flow).astype(np.uint8, copy=False), least)

    return lay
