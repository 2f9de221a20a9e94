"""The photo with its visible patches over it, as an immutable snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.document.patch import MaskArea, Patch, Piece
from engine.geometry import Rect, Size
from engine.photo.pixels import kernels

if TYPE_CHECKING:
    from engine.document.adjustment import Adjustment
    from engine.photo import Photo

# Alpha (0..255) times opacity (0..255). The largest 16-bit sum, 65535 * 65025 + 32512, still fits 32 bits.
_FULL_WEIGHT = 255 * 255
_BAND_ROWS = 256
_LOOKED_INTO = 512 * 512  # px; above that no patch is likely to hide everything


@dataclass(frozen=True, eq=False)
class Composite:
    """A photo and the patches over it, bottom first. Nothing in it changes, so any thread may read it."""

    photo: Photo
    patches: tuple[Patch, ...] = ()

    @property
    def size(self) -> Size:
        return self.photo.size

    def read(self, rect: Rect) -> NDArray:
        """The pixels of `rect`, cut to the photo: h x w x 3 in the photo's depth, read-only.

        Where no patch shows they are the photo's own, bit for bit and without a copy; where a patch's alpha is 255
        and its opacity 1 they are the patch's own.
        """
        return self.read_over(self.photo.pixels[rect.clipped(self.size).slices], rect, 0)

    def read_over(self, below: NDArray, rect: Rect, count: int) -> NDArray:
        """As `read`, where the lowest `count` patches have been laid already: `below` is what they show in `rect`."""
        rect = rect.clipped(self.size)
        shown, alpha = below, self._weights(rect)
        layers = [(patch, opacity) for patch, opacity in _shown(self.patches[count:])]
        # What is weighed needs the transparency of all that lies below, whether it is seen or not.
        first = 0 if alpha is not None else _lowest_seen(layers, rect)
        if alpha is not None and count:
            alpha = np.array(Composite(self.photo, self.patches[:count]).read_alpha(rect))
        for patch, opacity in layers[first:]:
            if patch.adjustment is not None:
                shown = _adjusted(shown, patch.adjustment, patch.mask, opacity, rect, self.photo.icc)
                continue
            for piece in patch.pieces:
                if piece.rect.overlaps(rect):
                    shown = shown.copy() if shown is below else shown
                    _lay_over(shown, piece.pixels, piece, opacity, rect, alpha)
        shown = shown.view()
        shown.flags.writeable = False
        return shown

    def pick(self, rect: Rect, step: int) -> tuple[NDArray, NDArray | None]:
        """One sample of every `step` x `step` block of `rect`, cut to the photo: colours, and alpha where there is one.

        The rect begins at multiples of `step`. A sample of the pixels that `read` and `read_alpha` give, in a fraction
        of their time.
        """
        rect = rect.clipped(self.size)
        shown = self.photo.pixels[rect.slices][::step, ::step].copy()
        alpha = None if self.photo.alpha is None else self.photo.alpha[rect.slices][::step, ::step].copy()
        few = Rect(0, 0, shown.shape[1], shown.shape[0])
        for patch, opacity in self._shown():
            if patch.adjustment is not None:
                if patch.mask is None or patch.mask.rect.overlaps(rect):
                    area = None if patch.mask is None else _picked_area(patch.mask, rect, step)
                    shown = _adjusted(shown, patch.adjustment, area, opacity, few, self.photo.icc)
                continue
            for piece in patch.pieces:
                if piece.rect.overlaps(rect):
                    inside, place = _grid(piece.rect, rect, step)
                    own = None if piece.photo_alpha is None else piece.photo_alpha[inside]
                    below = None if alpha is None else alpha[place]
                    _lay(shown[place], piece.pixels[inside], piece.alpha[inside], opacity, below, own)
        return shown, alpha

    def _weights(self, rect: Rect) -> NDArray | None:
        """The photo's own alpha in `rect`, to be written to, where a patch changes it; else no colour is weighed."""
        if self.photo.alpha is None or all(piece.photo_alpha is None for piece, _ in self._pieces(rect)):
            return None
        return self.photo.alpha[rect.slices].copy()

    def read_alpha(self, rect: Rect) -> NDArray | None:
        """The alpha of `rect`, cut to the photo: h x w in its depth, read-only; None where the photo has none."""
        if self.photo.alpha is None:
            return None
        rect = rect.clipped(self.size)
        shown = self.photo.alpha[rect.slices]
        layers = [(piece, opacity) for piece, opacity in self._pieces(rect) if piece.photo_alpha is not None]
        if layers:
            shown = shown.copy()
        for piece, opacity in layers:
            assert piece.photo_alpha is not None
            _lay_over(shown, piece.photo_alpha, piece, opacity, rect)
        shown = shown.view()
        shown.flags.writeable = False
        return shown

    def bounds_changed(self) -> tuple[Rect, ...]:
        """The rects outside which the composite is the photo itself."""
        return tuple(rect for patch, _ in self._shown() for rect in patch.rects_in(self.size))

    def covered(self, rect: Rect) -> NDArray[np.bool_]:
        """Where in `rect`, cut to the photo, a visible patch shows or adjusts at all: h x w bool."""
        rect = rect.clipped(self.size)
        areas = [patch.mask for patch, _ in self._shown() if patch.adjustment is not None]
        if None in areas:
            return np.ones((rect.height, rect.width), bool)
        cover = self._painted(rect)
        for area in areas:
            if area is not None:
                both = area.rect.intersected(rect)
                cover[_local(both, rect)] |= area.alpha[_local(both, area.rect)] > 0
        return cover

    def _painted(self, rect: Rect) -> NDArray[np.bool_]:
        """Where in `rect` a visible patch has pixels of its own."""
        cover = np.zeros((rect.height, rect.width), bool)
        for piece, _ in self._pieces(rect):
            both = piece.rect.intersected(rect)
            cover[_local(both, rect)] |= piece.alpha[_local(both, piece.rect)] > 0
        return cover

    def blank(self, rect: Rect) -> NDArray[np.bool_] | None:
        """Where in `rect`, cut to the photo, there has never been a picture: beside the source, under no visible patch.

        Returns:
            h x w bool, or None where that is nowhere.
        """
        frame, rect = self.photo.frame, rect.clipped(self.size)
        if frame is None or frame.contains(rect):
            return None
        blank = ~self._painted(rect)
        inside = frame.intersected(rect)
        if not inside.is_empty:
            blank[_local(inside, rect)] = False
        return blank if blank.any() else None

    def _pieces(self, rect: Rect) -> Iterator[tuple[Piece, int]]:
        """Visible pieces that meet `rect`, bottom first, each with its opacity as 1..255."""
        for patch, opacity in self._shown():
            yield from ((piece, opacity) for piece in patch.pieces if piece.rect.overlaps(rect))

    def _shown(self) -> Iterator[tuple[Patch, int]]:
        """Visible patches, bottom first, each with its opacity as 1..255."""
        return _shown(self.patches)


def _shown(patches: tuple[Patch, ...]) -> Iterator[tuple[Patch, int]]:
    for patch in patches:
        opacity = round(patch.opacity * 255)
        if patch.visible and opacity:
            yield patch, opacity


def changed_outside(
    composite: Composite, *, pixels: NDArray | None = None, mask: NDArray[np.uint8] | None = None
) -> int:
    """Counts the pixels that differ from the photo, in colour or transparency, where nothing was to change.

    Args:
        composite: what was made.
        pixels: H x W x 3 to compare with the photo's colours; None takes what the composite shows, with its alpha.
        mask: H x W, 0 where nothing was to change; None takes where no visible patch shows.
    """
    return sum(_changed_in(composite, band, pixels, mask) for band in _bands(composite, everywhere=pixels is not None))


def _bands(composite: Composite, *, everywhere: bool) -> Iterator[Rect]:
    """Disjoint rects that hold every pixel that may differ."""
    width = composite.size.width
    spans = [(0, composite.size.height)]
    if not everywhere:
        spans = _merged_spans(sorted((rect.y, rect.bottom) for rect in composite.bounds_changed()))
    for top, bottom in spans:
        for y in range(top, bottom, _BAND_ROWS):
            yield Rect.from_bounds(0, y, width, min(y + _BAND_ROWS, bottom))


def _merged_spans(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged


def _changed_in(composite: Composite, rect: Rect, pixels: NDArray | None, mask: NDArray[np.uint8] | None) -> int:
    rect = rect.clipped(composite.size)
    shown = composite.read(rect) if pixels is None else pixels[rect.slices]
    differs = (shown != composite.photo.pixels[rect.slices]).any(axis=2)
    if pixels is None and (alpha := composite.read_alpha(rect)) is not None and composite.photo.alpha is not None:
        differs |= alpha != composite.photo.alpha[rect.slices]
    meant = composite.covered(rect) if mask is None else mask[rect.slices] > 0
    return int(np.count_nonzero(differs & ~meant))


def _lowest_seen(layers: list[tuple[Patch, int]], rect: Rect) -> int:
    """The place of the lowest patch that may be seen in `rect`: what one hides wholly need not be laid."""
    if rect.area > _LOOKED_INTO or len(layers) < 2:
        return 0
    for index in range(len(layers) - 1, 0, -1):
        patch, opacity = layers[index]
        if opacity == 255 and any(_hides(piece, rect) for piece in patch.pieces):
            return index
    return 0


def _hides(piece: Piece, rect: Rect) -> bool:
    return bool(piece.rect.contains(rect) and piece.alpha[_local(rect, piece.rect)].min(initial=255) == 255)


def _local(rect: Rect, origin: Rect) -> tuple[slice, slice]:
    return rect.translated(-origin.x, -origin.y).slices


def _lay_over(
    shown: NDArray, samples: NDArray, piece: Piece, opacity: int, rect: Rect, alpha: NDArray | None = None
) -> None:
    """Lays a piece's samples over what is shown in `rect`, in place; with `alpha`, weighed by it, which changes too."""
    both = piece.rect.intersected(rect)
    inside, place = _local(both, piece.rect), _local(both, rect)
    own = None if piece.photo_alpha is None else piece.photo_alpha[inside]
    _lay(shown[place], samples[inside], piece.alpha[inside], opacity, None if alpha is None else alpha[place], own)


def _lay(
    target: NDArray,
    samples: NDArray,
    cover: NDArray[np.uint8],
    opacity: int,
    alpha: NDArray | None,
    own: NDArray | None,
) -> None:
    """Lays samples over `target`, in place; `alpha` of the target becomes `own` as far as they cover it."""
    if alpha is None or own is None:
        blend(target, samples, cover, opacity)
    else:
        _blend_weighed(target, alpha, samples, own, cover, opacity)


def _grid(origin: Rect, rect: Rect, step: int) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """The samples of `origin` on the grid of `rect`, which it meets: in its own array, and among those picked."""
    both = origin.intersected(rect)
    left, top = -(-(both.x - rect.x) // step), -(-(both.y - rect.y) // step)
    right, bottom = -(-(both.right - rect.x) // step), -(-(both.bottom - rect.y) // step)
    x, y = rect.x + left * step - origin.x, rect.y + top * step - origin.y
    inside = slice(y, both.bottom - origin.y, step), slice(x, both.right - origin.x, step)
    return inside, (slice(top, bottom), slice(left, right))


def _picked_area(area: MaskArea, rect: Rect, step: int) -> MaskArea:
    """A mask's area on the grid of `rect`, which it meets, in samples of it."""
    inside, (rows, columns) = _grid(area.rect, rect, step)
    return MaskArea(Rect.from_bounds(columns.start, rows.start, columns.stop, rows.stop), area.alpha[inside])


def _adjusted(
    shown: NDArray, adjustment: Adjustment, area: MaskArea | None, opacity: int, rect: Rect, icc: bytes | None
) -> NDArray:
    """What is shown in `rect`, adjusted where `area` says; `shown` itself where that changes nothing."""
    both = rect if area is None else area.rect.intersected(rect)
    if both.is_empty or adjustment.is_neutral:
        return shown
    if area is None and opacity == 255:
        return adjustment.apply(shown, icc)  # a new array, as it is not neutral
    place = _local(both, rect)
    alpha = np.full((both.height, both.width), 255, np.uint8) if area is None else area.alpha[_local(both, area.rect)]
    changed = adjustment.apply(shown[place], icc)
    shown = shown.copy()
    blend(shown[place], changed, alpha, opacity)
    return shown


def blend(target: NDArray, samples: NDArray, alpha: NDArray[np.uint8], opacity: int) -> None:
    """Lays `samples` over `target` in place, in whole numbers: exact at both ends in 8 and 16 bits."""
    loops = kernels()
    if loops is not None:
        planes = (target, samples) if target.ndim == 3 else (target[..., None], samples[..., None])
        loops.blend(*planes, alpha, opacity)
        return
    for top in range(0, len(target), _BAND_ROWS):  # in bands: the wide products of a whole photo would be gigabytes
        rows = slice(top, top + _BAND_ROWS)
        band = alpha[rows]
        if opacity == 255 and band.size and band.min() == 255:
            target[rows] = samples[rows]
        elif band.any():
            _blend_band(target[rows], samples[rows], band, opacity)


def _blend_band(target: NDArray, samples: NDArray, alpha: NDArray[np.uint8], opacity: int) -> None:
    weight = alpha.astype(np.uint32) * np.uint32(opacity)
    if target.ndim == 3:
        # One long row of weights as long as the samples': numpy is twice as slow at spreading each over three.
        weight = np.repeat(weight, target.shape[2], axis=1)
    mixed = samples.reshape(weight.shape) * weight
    np.subtract(np.uint32(_FULL_WEIGHT), weight, out=weight)
    weight *= target.reshape(weight.shape)
    mixed += weight
    mixed += np.uint32(_FULL_WEIGHT // 2)
    np.floor_divide(mixed, np.uint32(_FULL_WEIGHT), out=mixed)
    np.copyto(target, mixed.reshape(target.shape), casting="unsafe")


def _blend_weighed(
    target: NDArray, alpha: NDArray, samples: NDArray, own: NDArray, cover: NDArray[np.uint8], opacity: int
) -> None:
    """Mixes two half transparent pictures by `cover`, in place: `samples` with the alpha `own` over `target`, `alpha`.

    A colour counts by how opaque it is (Porter and Duff 1984: premultiplied colours are mixed). Where both are equally
    opaque that is `blend`, bit for bit.
    """
    for top in range(0, len(target), _BAND_ROWS):
        rows = slice(top, top + _BAND_ROWS)
        if cover[rows].any():
            _weigh_band(target[rows], alpha[rows], samples[rows], own[rows], cover[rows], opacity)
    blend(alpha, own, cover, opacity)


def _weigh_band(
    target: NDArray, alpha: NDArray, samples: NDArray, own: NDArray, cover: NDArray[np.uint8], opacity: int
) -> None:
    mine = cover.astype(np.uint64) * np.uint64(opacity)
    theirs = np.uint64(_FULL_WEIGHT) - mine
    seen = mine * own + theirs * alpha > 0  # else neither is seen, and their colours are mixed as they are
    mine, theirs = (np.where(seen, part * share, part)[..., None] for part, share in ((mine, own), (theirs, alpha)))
    total = mine + theirs
    np.copyto(target, (samples * mine + target * theirs + total // np.uint64(2)) // total, casting="unsafe")
