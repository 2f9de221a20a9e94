from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Rect, Size

rects = st.builds(Rect, *[st.integers(-30, 30)] * 2, *[st.integers(0, 30)] * 2)


def cells(rect: Rect) -> set[tuple[int, int]]:
    return {(x, y) for x in range(rect.x, rect.right) for y in range(rect.y, rect.bottom)}


def test_size_area():
    assert Size(7, 3).area == 21


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [((1, 2, 4, 6), Rect(1, 2, 3, 4)), ((4, 6, 1, 2), Rect(4, 6, 0, 0)), ((1, 2, 1, 6), Rect(1, 2, 0, 4))],
)
def test_from_bounds(bounds: tuple[int, int, int, int], expected: Rect):
    assert Rect.from_bounds(*bounds) == expected


@pytest.mark.parametrize("bad", [(0, 0, -1, 2), (0, 0, 2, -1)])
def test_a_negative_size_is_refused(bad: tuple[int, int, int, int]):
    with pytest.raises(ValueError, match="cannot be"):
        Rect(*bad)


def test_edges_size_and_slices():
    rect = Rect(2, 1, 3, 4)
    assert (rect.right, rect.bottom, rect.area, rect.size) == (5, 5, 12, Size(3, 4))
    assert np.zeros((10, 10))[rect.slices].shape == (4, 3)


@given(rects, rects)
def test_intersection_holds_the_shared_pixels(a: Rect, b: Rect):
    assert cells(a.intersected(b)) == cells(a) & cells(b)
    assert a.overlaps(b) == bool(cells(a) & cells(b))


@given(rects, rects)
def test_union_holds_both_and_is_the_smallest(a: Rect, b: Rect):
    both = a.united(b)
    assert both.contains(a)
    assert both.contains(b)
    inside = cells(a) | cells(b)
    if inside:
        xs, ys = zip(*inside, strict=True)
        assert both == Rect.from_bounds(min(xs), min(ys), max(xs) + 1, max(ys) + 1)


@given(rects, rects)
def test_contains(a: Rect, b: Rect):
    assert a.contains(b) == (cells(b) <= cells(a))


@given(rects, st.integers(0, 9))
def test_growing_can_be_taken_back(rect: Rect, px: int):
    assert rect.grown(px).grown(-px) == rect


def test_shrinking_below_nothing_is_empty():
    assert Rect(0, 0, 3, 9).grown(-2).is_empty


def test_clipped_and_translated():
    assert Rect(-2, 3, 10, 10).clipped(Size(5, 6)) == Rect(0, 3, 5, 3)
    assert Rect(-2, 3, 1, 1).clipped(Size(5, 6)).is_empty
    assert Rect(1, 2, 3, 4).translated(-1, 5) == Rect(0, 7, 3, 4)
    assert Rect.of(Size(5, 6)) == Rect(0, 0, 5, 6)
