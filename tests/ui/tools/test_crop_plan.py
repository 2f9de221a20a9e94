"""A frame over a photo that turns under it: pure geometry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Point, Rect, Size
from engine.photo import Crop, Straighten
from engine.photo.reshape import inner_size
from ui.crop_plan import CropPlan

SIZE = Size(300, 200)


def _plan(degrees: float = 0.0) -> CropPlan:
    plan = CropPlan()
    plan.start(SIZE)
    plan.set_degrees(degrees)
    return plan


def _is_inside(plan: CropPlan) -> bool:
    return all(-1.5 <= p.x <= SIZE.width + 1.5 and -1.5 <= p.y <= SIZE.height + 1.5 for p in plan.corners)


def test_it_begins_with_the_whole_photo_and_nothing_to_do() -> None:
    plan = _plan()
    assert plan.area == Rect.of(SIZE)
    assert plan.reshape is None
    plan.start(Size(0, 0))
    assert plan.reshape is None


def test_a_corner_is_pulled_and_stops_at_the_edge() -> None:
    plan = _plan()
    plan.pull(plan.frame, frozenset({"top", "left"}), Point(50, 40))
    assert plan.reshape == Crop(Rect(50, 40, 250, 160))
    plan.pull(plan.frame, frozenset({"top", "left"}), Point(-70, 20))
    assert plan.area == Rect(0, 20, 300, 180)
    plan.pull(plan.frame, frozenset({"right"}), Point(-50, 20))
    assert plan.area.width == 1


def test_a_held_shape_is_kept_whichever_way_it_is_pulled() -> None:
    plan = _plan()
    plan.set_aspect(1.0)
    assert plan.area == Rect(50, 0, 200, 200)
    for sides, to in (({"right"}, Point(180, 0)), ({"top"}, Point(0, 60)), ({"bottom", "left"}, Point(70, 190))):
        plan.pull(plan.frame, frozenset(sides), to)
        assert abs(plan.area.width - plan.area.height) <= 1
        assert _is_inside(plan)
    plan.swap()
    assert plan.aspect == 1.0


def test_both_sides_go_along_and_shift_keeps_the_shape_there_is() -> None:
    plan = _plan()
    plan.pull(plan.frame, frozenset({"left"}), Point(50, 0), both=True)
    assert plan.area == Rect(50, 0, 200, 200)
    plan.pull(plan.frame, frozenset({"left"}), Point(150, 0), keeps=True)
    assert plan.area == Rect(150, 50, 100, 100)


def test_typed_sizes_and_places_move_it_into_the_photo() -> None:
    plan = _plan()
    plan.set_sides(width=100)
    plan.set_sides(height=80)
    assert plan.area == Rect(100, 60, 100, 80)
    plan.set_place(x=250)
    assert plan.area == Rect(200, 60, 100, 80)
    plan.set_sides(width=280)
    assert plan.area == Rect(20, 60, 280, 80)


def test_a_frame_of_ones_own_is_drawn() -> None:
    plan = _plan()
    plan.draw(Point(200, 150), Point(120, 90))
    assert plan.area == Rect(120, 90, 80, 60)
    plan.draw(Point(10, 10), Point(90, 40), square=True)
    assert plan.area.width == plan.area.height


def test_turning_shrinks_the_frame_and_turning_back_gives_it_back() -> None:
    plan = _plan(10.0)
    assert plan.area.size == inner_size(SIZE, 10.0)
    assert plan.reshape == Straighten(10.0)
    plan.set_degrees(0)
    assert plan.reshape is None
    plan.set_degrees(60)
    assert plan.degrees == 45


def test_a_line_becomes_level_or_upright() -> None:
    for end, degrees in ((Point(100, 10), -5.71), (Point(-100, -10), -5.71), (Point(10, 100), 5.71)):
        plan = _plan()
        plan.level(Point(0, 0), end)
        assert plan.degrees == pytest.approx(degrees, abs=0.01)


def test_the_view_is_told_by_how_much_to_turn() -> None:
    plan, turns = _plan(), []
    plan.turned.connect(turns.append)
    plan.set_degrees(5)
    plan.set_degrees(3)
    plan.start(SIZE)
    assert turns == pytest.approx([5, -2, -3])


_POINTS = st.builds(Point, st.floats(-200, 500), st.floats(-200, 400))


@given(st.floats(-45, 45), _POINTS, _POINTS, st.sampled_from([None, 1.0, 1.5, 0.4]))
def test_no_corner_ever_leaves_the_photo(degrees: float, first: Point, second: Point, aspect: float | None) -> None:
    plan = _plan(degrees)
    plan.set_aspect(aspect)
    plan.pull(plan.frame, frozenset({"top", "left"}), first)
    plan.move(plan.frame, second.x - first.x, second.y - first.y)
    plan.draw(first, second)
    plan.pull(plan.frame, frozenset({"bottom"}), second)
    plan.set_sides(width=900)
    assert _is_inside(plan)
    plan.set_degrees(-degrees)
    assert _is_inside(plan)
    assert plan.area.width >= 1
    assert plan.area.height >= 1
