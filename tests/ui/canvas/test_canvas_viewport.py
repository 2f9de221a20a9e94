from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Point, Rect, Size
from ui.canvas.viewport import MAX_ZOOM, MIN_ZOOM, STEPS, Viewport, next_step

VIEW = Viewport(width=800, height=600)
ZOOMS = st.floats(0.02, 32)
ANGLES = st.floats(0, 359)
PLACES = st.floats(0, 600)


@given(ZOOMS, ANGLES, PLACES, PLACES)
def test_device_and_photo_are_each_others_inverse(zoom: float, angle: float, x: float, y: float) -> None:
    view = VIEW.zoomed(zoom, 100, 50).rotated(angle, 400, 300)
    there = view.from_device(x, y)
    assert view.to_device(*there) == pytest.approx((x, y), abs=1e-6)


@given(ZOOMS, ZOOMS, ANGLES, PLACES, PLACES)
def test_the_point_under_the_cursor_stays(before: float, after: float, angle: float, x: float, y: float) -> None:
    view = VIEW.rotated(angle, 10, 20).zoomed(before, 300, 200)
    point = view.from_device(x, y)
    zoomed = view.zoomed(after, x, y)
    # The photo's corner is rounded to whole device pixels, before and after.
    assert zoomed.to_device(*point) == pytest.approx((x, y), abs=0.75 * (1 + after / before))


def test_many_steps_do_not_drift() -> None:
    view = VIEW
    for _ in range(40):
        view = view.zoomed(view.zoom * 1.1, 123, 456)
    for _ in range(40):
        view = view.zoomed(view.zoom / 1.1, 123, 456)
    assert view.origin == VIEW.origin


@given(ANGLES, PLACES, PLACES)
def test_turning_leaves_the_anchor(angle: float, x: float, y: float) -> None:
    point = VIEW.from_device(x, y)
    assert VIEW.rotated(angle, x, y).to_device(*point) == pytest.approx((x, y), abs=1.01)


@pytest.mark.parametrize("angle", [0, 30, 90, 217])
def test_fitted_shows_all_and_touches_the_edges(angle: float) -> None:
    view = VIEW.rotated(angle, 0, 0).fitted(Rect(0, 0, 4000, 1000), margin=10)
    box = view.device_rect(Rect(0, 0, 4000, 1000))
    assert Rect(9, 9, 782, 582).contains(box)
    assert box.width >= 778 or box.height >= 578


def test_zoom_has_ends() -> None:
    assert VIEW.zoomed(1e9, 0, 0).zoom == MAX_ZOOM
    assert VIEW.zoomed(1e-9, 0, 0).zoom == MIN_ZOOM


def test_a_photo_cannot_be_lost() -> None:
    size = Size(100, 80)
    for dx, dy in ((5000, 0), (-5000, 0), (0, 5000), (0, -5000)):
        view = VIEW.panned(dx, dy).kept_in_sight(size)
        assert view.device_rect(Rect.of(size)).overlaps(Rect(0, 0, 800, 600))


def test_steps_climb_and_come_back() -> None:
    assert next_step(1.0, 1) == 1.5
    assert next_step(1.0, -1) == pytest.approx(2 / 3)
    assert next_step(STEPS[-1], 1) == MAX_ZOOM
    assert next_step(STEPS[0], -1) == MIN_ZOOM
    assert next_step(0.4, 1) == 0.5


@pytest.mark.parametrize(("zoom", "level"), [(1, 0), (4, 0), (0.6, 0), (0.5, 1), (0.28, 1), (0.25, 2), (0.01, 3)])
def test_the_level_has_about_one_sample_a_pixel(zoom: float, level: int) -> None:
    assert Viewport(zoom=zoom).level(4) == level


def test_view_units_are_device_pixels_over_the_ratio() -> None:
    view = Viewport(zoom=1, width=800, height=600, ratio=2)
    assert view.to_view(Point(10, 20)) == (5, 10)
    assert view.to_photo(5, 10) == Point(10, 20)


def test_resizing_keeps_the_middle() -> None:
    middle = VIEW.from_device(400, 300)
    assert VIEW.resized(1000, 900, 1).from_device(500, 450) == pytest.approx(middle)


def test_turned_there_and_back_it_is_level() -> None:
    view = VIEW
    for degrees in (0.1, 0.2, -0.3, 7.7, -7.7, 33.3, -11.1, -22.2):
        view = view.rotated(view.rotation + degrees, 10, 20)
    assert view.rotation == 0
    assert view.rotated(-1e-12, 0, 0).rotation == 0
