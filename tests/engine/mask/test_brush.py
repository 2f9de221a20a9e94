from __future__ import annotations

import math
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geometry import Rect, Size
from engine.mask import BrushTip, Stroke, bounding_rect
from engine.mask.brush import _KernelCache

tips = st.builds(
    BrushTip,
    diameter=st.floats(0.5, 60),
    hardness=st.floats(0, 1),
    flow=st.floats(0, 1),
)
anywhere = st.tuples(st.floats(-60, 110), st.floats(-60, 110), st.floats(0, 1))


def blank(width: int = 64, height: int = 48) -> np.ndarray:
    return np.zeros((height, width), np.uint8)


@pytest.mark.parametrize("bad", [{"diameter": 0}, {"diameter": math.inf}, {"hardness": 1.1}, {"flow": -0.1}])
def test_a_tip_outside_its_ranges_is_refused(bad: dict[str, float]):
    with pytest.raises(ValueError, match="brush"):
        BrushTip(**bad)


def test_a_hard_tip_is_a_disc_of_its_diameter():
    kernel = BrushTip(diameter=41, hardness=1).kernel()
    assert set(np.unique(kernel[20])) <= {0, *range(100, 256)}
    assert kernel.astype(float).sum() / 255 == pytest.approx(math.pi * 20.5**2, rel=0.005)
    assert kernel.max() == 255


def test_a_soft_tip_is_flat_in_its_core_and_falls_smoothly_to_the_rim():
    kernel = BrushTip(diameter=101, hardness=0.5).kernel()
    middle = kernel.shape[0] // 2
    profile = kernel[middle, middle:].astype(int)
    assert (profile[:25] == 255).all()
    assert (np.diff(profile) <= 0).all()
    assert profile[37:39].mean() == pytest.approx(128, abs=16)
    assert len(profile) <= 52
    assert profile[-1] < 10


def test_hardness_and_flow_are_monotone():
    areas = [BrushTip(50, hardness).kernel().sum(dtype=int) for hardness in (0, 0.25, 0.5, 0.75, 1)]
    assert areas == sorted(areas)
    assert [BrushTip(50, 0.5, flow).kernel().max() for flow in (0, 0.2, 0.5, 1)] == [0, 51, 128, 255]


def test_pressure_scales_the_diameter():
    tip = BrushTip(diameter=80, hardness=1)
    area = {pressure: tip.kernel(pressure).sum() / 255 for pressure in (0.25, 0.5, 1.0)}
    assert area[0.5] == pytest.approx(area[1.0] / 4, rel=0.03)
    assert area[0.25] == pytest.approx(area[1.0] / 16, rel=0.06)
    assert tip.diameter_at(0) == 1
    assert tip.diameter_at(7) == 80


def test_near_pressures_share_a_kernel():
    tip = BrushTip(diameter=100)
    assert len({id(tip.kernel(pressure)) for pressure in np.linspace(0.5, 1, 500)}) < 120


@given(tip=tips, offset=st.tuples(st.floats(-1, 1), st.floats(-1, 1)))
def test_a_kernel_is_square_odd_and_empty_at_its_border(tip: BrushTip, offset: tuple[float, float]):
    kernel = tip.kernel(offset=offset)
    side = kernel.shape[0]
    assert kernel.shape == (side, side)
    assert side % 2 == 1
    assert not kernel.flags.writeable
    radius = max(tip.diameter / 2 + 0.5, 0.5)
    assert side <= 2 * radius + 5


def test_an_offset_moves_the_weight():
    kernel = BrushTip(diameter=20, hardness=0.5).kernel(offset=(0.5, -0.25)).astype(float)
    middle = kernel.shape[0] // 2
    rows, columns = np.mgrid[: kernel.shape[0], : kernel.shape[1]] - middle
    assert (kernel * columns).sum() / kernel.sum() == pytest.approx(0.5, abs=0.02)
    assert (kernel * rows).sum() / kernel.sum() == pytest.approx(-0.25, abs=0.02)


@given(x=st.floats(20, 40), y=st.floats(20, 30), diameter=st.floats(4, 30), hardness=st.floats(0, 1))
def test_a_dab_is_centred_on_its_point(x: float, y: float, diameter: float, hardness: float):
    mask = blank()
    Stroke(mask, BrushTip(diameter, hardness)).move_to(x, y)
    weight = mask.astype(float)
    rows, columns = np.mgrid[: mask.shape[0], : mask.shape[1]] + 0.5
    assert (weight * columns).sum() / weight.sum() == pytest.approx(x, abs=0.25)
    assert (weight * rows).sum() / weight.sum() == pytest.approx(y, abs=0.25)


@pytest.mark.parametrize("diameter", [0.5, 1.0, 1.4])
@pytest.mark.parametrize("point", [(10.0, 5.0), (10.4, 5.9), (10.999, 5.5)])
def test_a_one_pixel_brush_paints_the_pixel_under_it(diameter: float, point: tuple[float, float]):
    mask = blank()
    assert Stroke(mask, BrushTip(diameter)).move_to(*point) == Rect(10, 5, 1, 1)
    assert mask[5, 10] == 255
    assert np.count_nonzero(mask) == 1


def test_a_one_pixel_line_has_no_gaps():
    mask = blank()
    stroke = Stroke(mask, BrushTip(1))
    stroke.move_to(3.5, 3.5)
    stroke.line_to(40.5, 20.5)
    assert (mask[:, 3:41].max(axis=0) == 255).all()


def test_a_stroke_is_as_wide_as_its_tip_all_along():
    mask = blank(200, 60)
    stroke = Stroke(mask, BrushTip(20, hardness=1))
    stroke.move_to(20, 30)
    stroke.move_to(180, 30)
    widths = (mask[:, 20:180] > 127).sum(axis=0)
    assert widths.min() >= 18
    assert widths.max() <= 20
    assert (mask[30, 20:180] == 255).all()


def test_the_last_point_is_always_painted():
    mask = blank(200, 60)
    stroke = Stroke(mask, BrushTip(50, hardness=1))
    stroke.move_to(50, 30)
    stroke.move_to(52.5, 30)
    alone = blank(200, 60)
    Stroke(alone, BrushTip(50, hardness=1)).move_to(52.5, 30)
    assert (mask >= alone).all()


def test_pressure_is_interpolated_by_move_to_and_constant_in_line_to():
    tapered, even = blank(200, 60), blank(200, 60)
    for mask, method in ((tapered, "move_to"), (even, "line_to")):
        stroke = Stroke(mask, BrushTip(40, hardness=1))
        stroke.move_to(30, 30, 1.0)
        getattr(stroke, method)(170, 30, 0.25)
    widths = [(tapered[:, x] > 127).sum() for x in (60, 100, 140)]
    assert widths == sorted(widths, reverse=True)
    assert widths[1] == pytest.approx(40 * 0.625, abs=2.5)
    assert {(even[:, x] > 127).sum() for x in (60, 100, 140)} <= {9, 10, 11}


def test_going_over_it_again_does_not_build_up():
    mask = blank()
    stroke = Stroke(mask, BrushTip(20, 0.5, flow=0.5))
    stroke.move_to(30, 24)
    once = mask.copy()
    stroke.move_to(30, 24)
    assert (mask == once).all()
    assert mask.max() == 128


def test_the_eraser_takes_away_what_the_brush_put_there():
    mask = blank()
    for erase in (False, True):
        stroke = Stroke(mask, BrushTip(20, hardness=1), erase=erase)
        stroke.move_to(10, 24)
        stroke.move_to(50, 24)
    # What is left is the anti-aliased rim: the larger of a and 255 - a.
    assert mask.max() <= 128
    assert (mask[20:29, 12:48] == 0).all()


def test_a_weak_eraser_leaves_some():
    mask = np.full((48, 64), 255, np.uint8)
    Stroke(mask, BrushTip(20, 0.5, flow=0.4), erase=True).move_to(30, 24)
    assert mask.min() == 255 - 102


def test_a_constrained_stroke_stays_inside():
    mask = blank()
    allowed = Rect(20, 10, 15, 12)
    stroke = Stroke(mask, BrushTip(30), constrain=allowed)
    stroke.move_to(0, 0)
    stroke.move_to(63, 47)
    assert allowed.contains(bounding_rect(mask))
    assert bounding_rect(mask) == allowed


@given(tip=tips, points=st.lists(anywhere, min_size=1, max_size=5), erase=st.booleans())
def test_only_the_returned_rects_are_touched(tip: BrushTip, points: list[tuple[float, float, float]], erase: bool):
    mask = np.full((48, 64), 100, np.uint8)
    written: list[Rect] = []
    stroke = Stroke(mask, tip, erase, before_write=written.append)
    outside = np.ones(mask.shape, bool)
    for x, y, pressure in points:
        touched = stroke.move_to(x, y, pressure)
        assert Rect.of(Size(64, 48)).contains(touched)
        outside[touched.slices] = False
    assert (mask[outside] == 100).all()
    assert (mask <= 100).all() if erase else (mask >= 100).all()
    told = np.ones(mask.shape, bool)
    for rect in written:
        told[rect.slices] = False
    assert (mask[told] == 100).all()


@given(tip=tips, points=st.lists(anywhere, min_size=1, max_size=4))
def test_the_border_only_cuts(tip: BrushTip, points: list[tuple[float, float, float]]):
    """Painting into a small mask gives the part of the same stroke on a larger one."""
    small, large = blank(40, 40), blank(240, 240)
    near, far = Stroke(small, tip), Stroke(large, tip)
    for x, y, pressure in points:
        # On a grid, for which adding 100 loses nothing: a last bit may decide whether one more dab is laid.
        x, y = round(x * 64) / 64, round(y * 64) / 64
        near.move_to(x, y, pressure)
        far.move_to(x + 100, y + 100, pressure)
    assert np.abs(small.astype(int) - large[100:140, 100:140]).max() <= 1


def test_a_line_from_far_away_costs_only_its_visible_part():
    mask = blank()
    stroke = Stroke(mask, BrushTip(1))
    assert stroke.move_to(-1e6, 24.5).is_empty
    touched = stroke.move_to(1e6, 24.5)
    assert touched.height == 1
    assert (mask[24] == 255).all()
    assert np.count_nonzero(mask) == 64


@pytest.mark.parametrize("point", [(math.nan, 1.0), (1.0, math.inf), (1.0, 1.0, math.nan)])
def test_a_broken_tablet_sample_is_skipped(point: tuple[float, ...]):
    mask = blank()
    assert Stroke(mask, BrushTip(10)).move_to(*point).is_empty
    assert not mask.any()


def test_the_cache_is_bounded_in_bytes_and_keeps_what_was_used_last():
    cache = _KernelCache(limit_bytes=6000)
    first = cache.get(40.0, 0.5, 1.0, 0.0, 0.0)
    for diameter in range(10, 40):
        cache.get(float(diameter), 0.5, 1.0, 0.0, 0.0)
        assert cache.get(40.0, 0.5, 1.0, 0.0, 0.0) is first
        assert cache.nbytes <= 6000
    assert cache.get(90.0, 0.5, 1.0, 0.0, 0.0).shape[0] > 90


def test_the_cache_is_safe_from_several_threads():
    cache = _KernelCache(limit_bytes=20_000)

    def use(number: int) -> int:
        return cache.get(float(number % 17 + 2), 0.5, 1.0, 0.0, 0.0).shape[0]

    with ThreadPoolExecutor(4) as pool:
        sides = list(pool.map(use, range(400)))
    assert sides == [use(number) for number in range(400)]
    assert cache.nbytes <= 20_000
