from __future__ import annotations

import math

import numpy as np
import pytest

from engine.document import Composite, Patch, Piece, Recipe
from engine.geometry import Rect, Size
from engine.photo import photo_from_pixels
from ui.canvas import pyramid
from ui.canvas.pyramid import MaskPyramid, PlanePyramid, halve, level_count, level_rect, level_size


def same(samples: np.ndarray) -> np.ndarray:
    return samples


def eight_bit(samples: np.ndarray) -> np.ndarray:
    return (samples >> 8).astype(np.uint8)


def noise(width: int, height: int, dtype: type = np.uint8) -> np.ndarray:
    limit = np.iinfo(dtype).max
    return np.random.default_rng(3).integers(0, limit, (height, width, 3), dtype, endpoint=True)


def reduced(samples: np.ndarray, level: int) -> np.ndarray:
    """By the definition: means of 2 x 2, an odd edge repeated, again and again."""
    for _ in range(level):
        height, width = samples.shape[:2]
        padding = ((0, height % 2), (0, width % 2), (0, 0))[: samples.ndim]
        wide = np.pad(samples, padding, mode="edge").astype(np.float64)
        wide = (wide[::2, ::2] + wide[1::2, ::2] + wide[::2, 1::2] + wide[1::2, 1::2]) / 4
        samples = np.floor(wide + 0.5).astype(samples.dtype)
    return samples


def patch_over(photo_pixels: np.ndarray, rect: Rect, value: int) -> Patch:
    pixels = np.full((rect.height, rect.width, 3), value, photo_pixels.dtype)
    return Patch("p", (Piece(rect, pixels, np.full((rect.height, rect.width), 255, np.uint8)),), Recipe("telea"))


@pytest.mark.parametrize(("width", "height"), [(8, 6), (7, 5), (1, 9), (2, 1)])
def test_halve(width: int, height: int) -> None:
    samples = noise(width, height)
    assert np.abs(halve(samples).astype(int) - reduced(samples, 1)).max() <= 1


def test_levels_have_a_sample_for_every_pixel() -> None:
    assert level_count(Size(256, 10)) == 1
    assert level_count(Size(257, 10)) == 2
    assert level_size(Size(1025, 3), 2) == Size(257, 1)
    assert level_rect(Rect(5, 7, 3, 2), 1) == Rect(2, 3, 2, 2)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_built_levels_are_the_photo_reduced(dtype: type) -> None:
    samples = noise(1101, 700, dtype)
    plane = PlanePyramid(samples, same if dtype is np.uint8 else eight_bit, Composite.read)
    assert plane.build()
    expected = samples if dtype is np.uint8 else eight_bit(samples)
    for level in range(plane.count):
        size = level_size(plane.size, level)
        found = plane.read(level, Rect.of(size), None)
        assert found.dtype == np.uint8
        # Each halving rounds, and 16 bits are rounded once more on the way to 8.
        assert np.abs(found.astype(int) - reduced(expected, level)).max() <= level + 1


def test_the_full_level_of_an_ordinary_photo_is_no_copy() -> None:
    samples = noise(300, 200)
    plane = PlanePyramid(samples, same, Composite.read)
    assert np.shares_memory(plane.read(0, Rect(10, 10, 50, 50), None), samples)
    assert plane.bytes_held == 0


def test_before_it_is_built_a_level_is_picked_from_the_photo() -> None:
    samples = noise(600, 400)
    plane = PlanePyramid(samples, same, Composite.read)
    assert np.array_equal(plane.read(1, Rect(3, 4, 20, 10), None), samples[8:28:2, 6:46:2])


def test_building_can_be_cancelled() -> None:
    plane = PlanePyramid(noise(600, 400), same, Composite.read)
    assert not plane.build(lambda: True)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_patches_are_laid_over_every_level(dtype: type, level: int) -> None:
    samples = noise(1101, 700, dtype)
    convert = same if dtype is np.uint8 else eight_bit
    photo = photo_from_pixels(samples)
    patch = patch_over(samples, Rect(251, 133, 300, 211), np.iinfo(dtype).max)
    composite = Composite(photo, (patch,))
    plane = PlanePyramid(photo.pixels, convert, Composite.read)
    plane.build()
    whole = Rect.of(level_size(plane.size, level))
    found = plane.read(level, whole, composite, composite.bounds_changed())
    expected = reduced(convert(composite.read(Rect.of(photo.size))), level)
    assert np.abs(found.astype(int) - expected).max() <= level + 1
    own = plane.read(level, whole, None)
    assert np.abs(own.astype(int) - reduced(convert(samples), level)).max() <= level + 1


def test_a_changed_patch_is_seen_once_it_is_announced() -> None:
    samples = noise(1101, 700)
    photo = photo_from_pixels(samples)
    plane = PlanePyramid(photo.pixels, same, Composite.read)
    plane.build()
    rect, whole = Rect(300, 300, 64, 64), Rect.of(level_size(plane.size, 1))
    for value in (10, 200):
        composite = Composite(photo, (patch_over(samples, rect, value),))
        plane.patches_changed((rect,))
        assert plane.read(1, whole, composite, (rect,))[160, 160, 0] == value
    plane.patches_changed((rect,))
    assert np.array_equal(plane.read(1, whole, Composite(photo), ()), plane.read(1, whole, None))


def test_tiles_are_bounded_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyramid, "_CACHE_BYTES", 3 * 256 * 256 * 3)
    samples = noise(1101, 700, np.uint16)
    plane = PlanePyramid(samples, eight_bit, Composite.read)
    whole = plane.read(0, Rect.of(plane.size), None)
    assert np.array_equal(whole, eight_bit(samples))
    assert 0 < plane.bytes_held <= 3 * 256 * 256 * 3


class _Patience:
    """A `Lateness` that can afford so many pixels."""

    def __init__(self, left: float) -> None:
        self.left = left
        self.asked: list[tuple[int, tuple[Rect, ...], bool]] = []

    def affords(self, effort: float) -> bool:
        if effort > self.left:
            return False
        self.left -= effort
        return True

    def effort(
        self, composite: Composite, rect: Rect, start: int = 0, stop: int | None = None, most: float = math.inf
    ) -> float:
        return float(rect.area)

    def layers(self, composite: Composite, rect: Rect) -> float:
        return float(rect.area)

    def pick(self, composite: Composite, rect: Rect, step: int) -> np.ndarray:
        return composite.pick(rect, step)[0]

    def ask(self, plane: PlanePyramid, level: int, tiles: tuple[Rect, ...], *, patched: bool) -> None:
        self.asked.append((level, tiles, patched))


def test_tiles_that_take_long_come_late_and_a_coarser_level_stands_in() -> None:
    flat = np.repeat(np.repeat(noise(276, 175, np.uint16), 4, axis=0), 4, axis=1)
    plane = PlanePyramid(flat, eight_bit, Composite.read)
    plane.lateness = patience = _Patience(0)
    whole = Rect.of(plane.size)
    assert np.array_equal(plane.read(0, whole, None), eight_bit(flat))  # no level yet: nothing could stand in
    assert patience.asked == []
    plane = PlanePyramid(flat, eight_bit, Composite.read)
    plane.lateness = patience = _Patience(2 * pyramid._CONVERTING * pyramid.TILE**2)
    plane.build()
    stands_in = plane.read(0, whole, None)
    assert np.array_equal(stands_in[:256, :512], eight_bit(flat)[:256, :512])
    assert not np.array_equal(stands_in, eight_bit(flat))
    ((level, tiles, patched),) = patience.asked
    assert (level, patched) == (0, False)
    twin = plane.twin(Composite.read, lambda: None)
    plane.take_tiles(
        0,
        {tile: twin.make_tile(0, tile, Composite(photo_from_pixels(flat)), patched=False) for tile in tiles},
        patched=False,
    )
    assert np.array_equal(plane.read(0, whole, None), eight_bit(flat))
    assert len(patience.asked) == 1


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("level", [0, 1, 2])
def test_few_samples_stand_in_for_tiles_under_patches_that_come_late(dtype: type, level: int) -> None:
    coarse = noise(35, 22, dtype)
    samples = np.repeat(np.repeat(coarse, 32, axis=0), 32, axis=1)
    convert = same if dtype is np.uint8 else eight_bit
    photo = photo_from_pixels(samples)
    composite = Composite(photo, (patch_over(samples, Rect(256, 128, 320, 224), np.iinfo(dtype).max),))
    plane = PlanePyramid(photo.pixels, convert, Composite.read)
    plane.build()
    whole, patched = Rect.of(level_size(plane.size, level)), composite.bounds_changed()
    exact = plane.read(level, whole, composite, patched).copy()
    plane.levels_changed()
    plane.lateness = patience = _Patience(0)
    stands_in = plane.read(level, whole, composite, patched)
    # Blocks as large as the grid: only beside an edge can a sample stand for the wrong one.
    assert np.abs(stands_in.astype(int) - exact).mean() < 12
    inside = Rect(280 >> level, 150 >> level, 250 >> level, 180 >> level)
    assert (stands_in[inside.slices] == 255).all()
    tiles = [tile for asked in patience.asked if asked[2] for tile in asked[1]]
    twin = plane.twin(Composite.read, lambda: None)
    plane.take_tiles(
        level, {tile: twin.make_tile(level, tile, composite, patched=True) for tile in tiles}, patched=True
    )
    patience.left = 1e9 if level == 0 and dtype is np.uint16 else 0  # the photo's own tiles are none of this
    assert np.array_equal(plane.read(level, whole, composite, patched), exact)


def test_what_several_patches_cover_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = noise(700, 600)
    photo = photo_from_pixels(samples)
    rects = [Rect(20 * at, 15 * at, 300, 280) for at in range(6)]
    composite = Composite(photo, tuple(patch_over(samples, rect, 40 * at) for at, rect in enumerate(rects)))
    made: list[Rect] = []

    def read(shown: Composite, rect: Rect) -> np.ndarray:
        made.append(rect)
        return shown.read(rect)

    plane = PlanePyramid(photo.pixels, same, read)
    plane.build()
    found = plane.read(2, Rect.of(level_size(plane.size, 2)), composite, composite.bounds_changed())
    assert np.abs(found.astype(int) - reduced(composite.read(Rect.of(photo.size)), 2)).max() <= 3
    assert sum(rect.area for rect in made) <= plane.size.area
    assert not any(one.overlaps(other) for at, one in enumerate(made) for other in made[:at])


def test_what_is_not_reduced_yet_is_shown_from_few_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyramid, "_MOST_PICKED", 900)
    samples = np.broadcast_to(np.arange(1200, dtype=np.uint16)[None, :, None] * 50, (800, 1200, 3))
    plane = PlanePyramid(np.ascontiguousarray(samples), eight_bit, Composite.read)
    rect = Rect(37, 51, 200, 101)
    shown = plane.read(1, rect, None)
    assert shown.shape == (101, 200, 3)
    expected = eight_bit(np.ascontiguousarray(samples))[::2, ::2][rect.slices]
    assert np.abs(shown.astype(int) - expected).max() <= 8  # within a coarse sample of where it lies


def test_a_mask_kept_up_to_date_equals_one_made_anew() -> None:
    rng = np.random.default_rng(5)
    mask = np.zeros((701, 1103), np.uint8)
    kept = MaskPyramid(mask)
    for _ in range(30):
        x, y = int(rng.integers(0, 1090)), int(rng.integers(0, 690))
        rect = Rect(x, y, int(rng.integers(1, 90)), int(rng.integers(1, 90))).clipped(Size(1103, 701))
        mask[rect.slices] = rng.integers(0, 256)
        kept.update(mask, rect)
    anew = MaskPyramid(mask)
    for level in range(kept.count):
        whole = Rect.of(level_size(kept.size, level))
        assert np.array_equal(kept.read(level, whole), anew.read(level, whole))


def test_a_mask_that_is_mostly_empty_is_reduced_where_it_is_not() -> None:
    mask = np.zeros((1501, 2303), np.uint8)
    used = Rect(3, 5, 2290, 1490)
    rng = np.random.default_rng(6)
    for strip in (Rect(3, 5, 2290, 31), Rect(3, 5, 17, 1490), Rect(2270, 700, 23, 300), Rect(900, 1480, 40, 15)):
        mask[strip.slices] = rng.integers(1, 256, (strip.height, strip.width))
    known, looked_for = MaskPyramid(mask, used), MaskPyramid(mask)
    assert known.hull == used
    for level in range(known.count):
        whole = Rect.of(level_size(known.size, level))
        assert np.array_equal(known.read(level, whole), looked_for.read(level, whole))


def test_the_hull_holds_all_of_the_mask_and_is_gone_with_it() -> None:
    mask = np.zeros((300, 400), np.uint8)
    kept = MaskPyramid(mask)
    assert kept.hull.is_empty
    for rect in (Rect(10, 20, 30, 40), Rect(300, 200, 50, 60)):
        mask[rect.slices] = 255
        kept.update(mask, rect)
        assert kept.hull.contains(rect)
    mask[Rect(10, 20, 30, 40).slices] = 0
    kept.update(mask, Rect(10, 20, 30, 40))
    assert kept.hull.contains(Rect(300, 200, 50, 60))
    assert not kept.read(1, Rect(5, 10, 15, 20)).any()
    mask[:] = 0
    kept.update(mask, Rect(0, 0, 400, 300))
    assert kept.hull.is_empty
    assert not kept.read(1, Rect(0, 0, 200, 150)).any()
