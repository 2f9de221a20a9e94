from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from engine.document.tiles import TILE, MaskDelta, TileRecorder, tile_corners
from engine.geometry import Rect, Size

WIDTH, HEIGHT = 2 * TILE + 30, TILE + 17
rects = st.builds(
    lambda x, y, width, height: Rect(x, y, width, height).clipped(Size(WIDTH, HEIGHT)),
    st.integers(0, WIDTH),
    st.integers(0, HEIGHT),
    st.integers(0, 300),
    st.integers(0, 300),
)
writes = st.lists(st.tuples(rects, st.sampled_from([0, 90, 255])), max_size=6)


@given(rects)
def test_the_tiles_of_a_rect_cover_it_and_all_meet_it(rect: Rect):
    tiles = [Rect(x, y, TILE, TILE) for x, y in tile_corners(rect)]
    assert all(tile.overlaps(rect) for tile in tiles)
    assert sum(tile.intersected(rect).area for tile in tiles) == rect.area
    assert len(set(tiles)) == len(tiles)


@given(before=writes, after=writes)
def test_a_delta_leads_there_and_back(before: list[tuple[Rect, int]], after: list[tuple[Rect, int]]):
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    for rect, value in before:
        mask[rect.slices] = value
    original = mask.copy()
    recorder = TileRecorder(mask)
    for rect, value in after:
        recorder.touch(rect)
        mask[rect.slices] = value
    delta, final = recorder.delta(), mask.copy()

    delta.apply(mask)
    assert (mask == original).all()
    delta.apply(mask)
    assert (mask == final).all()
    recorder.restore()
    assert (mask == original).all()

    changed = original != final
    for rect in delta.rects:
        part = changed[rect.slices]
        assert all(edge.any() for edge in (part[0], part[-1], part[:, 0], part[:, -1]))
        changed[rect.slices] = False
    assert not changed.any()


@given(first=writes, second=writes)
def test_two_deltas_in_a_row_are_one(first: list[tuple[Rect, int]], second: list[tuple[Rect, int]]):
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    deltas = []
    for written in (first, second):
        recorder = TileRecorder(mask)
        for rect, value in written:
            recorder.touch(rect)
            mask[rect.slices] = value
        deltas.append(recorder.delta())
    both = deltas[0].followed_by(deltas[1])
    assert len({(rect.x // TILE, rect.y // TILE) for rect in both.rects}) == len(both.tiles)
    both.apply(mask)
    assert not mask.any()


def test_a_delta_that_is_taken_back_leaves_none():
    mask, whole = np.zeros((HEIGHT, WIDTH), np.uint8), Rect(0, 0, WIDTH, HEIGHT)
    delta = MaskDelta.between(mask, whole, 255)
    assert delta.followed_by(delta).tiles == ()


def test_what_is_only_touched_leaves_no_tile():
    mask = np.full((HEIGHT, WIDTH), 7, np.uint8)
    recorder = TileRecorder(mask)
    recorder.touch(Rect(0, 0, WIDTH, HEIGHT))
    mask[3, 3] = 8
    mask[3, 3] = 7
    assert recorder.delta().tiles == ()
    assert recorder.delta().nbytes == 0


def test_a_delta_is_small():
    mask = np.zeros((HEIGHT, WIDTH), np.uint8)
    recorder = TileRecorder(mask)
    recorder.touch(Rect(0, 0, WIDTH, HEIGHT))
    mask[:] = 255
    assert recorder.delta().nbytes < mask.size / 20
