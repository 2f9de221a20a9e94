from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.document import Composite, Patch, Piece, Recipe
from engine.errors import BadInput, Cancelled, ModelBroken
from engine.geometry import Rect
from engine.inpaint import FillResult, FillSettings, InpaintRequest, methods, pipeline, selftest
from engine.inpaint.methods import Method, MethodInfo, MethodRegistry
from engine.jobs import CancelToken, JobContext
from engine.mask import bounding_rect
from engine.photo import photo_from_pixels

Paint = Callable[[np.ndarray, np.ndarray], np.ndarray]


def blurred(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
    return cv2.GaussianBlur(pixels, (0, 0), 4)


def grainy(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
    return np.roll(pixels, 5, axis=1)


def exact(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
    return pixels


class Fills:
    """Stands in for the whole way of a fill: each method paints as it is told; remembers what was asked for."""

    def __init__(self, **paints: Paint) -> None:
        self.paints = paints
        self.asked: list[InpaintRequest] = []

    def __call__(self, request: InpaintRequest, context: JobContext) -> FillResult:
        context.check()
        self.asked.append(request)
        photo = request.source.photo
        painted = self.paints[request.settings.method](photo.pixels, request.mask > 0)
        whole = Rect.of(photo.size)
        piece = Piece(whole, np.ascontiguousarray(painted), request.mask)
        return FillResult(Patch("x", (piece,), Recipe(request.settings.method)), request.settings.method, 1, 0.0)

    @property
    def order(self) -> list[str]:
        return [request.settings.method for request in self.asked]


@pytest.fixture(autouse=True)
def _three_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    """Methods "first" (the default), "second" and "cold", which is not loaded."""
    registry = MethodRegistry()
    for name, modules in (("first", ()), ("second", ()), ("cold", ("never.loaded",))):
        info = MethodInfo(name, name.capitalize(), "", False, False)
        registry.register(Method(info, lambda _device: pytest.fail("built"), matches_colour=False, modules=modules))
    monkeypatch.setattr(methods, "REGISTRY", registry)
    monkeypatch.setattr(methods, "DEFAULT_ORDER", ("first", "second", "cold"))


@pytest.fixture(autouse=True)
def _time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may take any time over a brief test; tests of its end set their own budget."""
    monkeypatch.setattr(selftest, "BUDGET_S", 600.0)


@pytest.fixture
def request_() -> InpaintRequest:
    """A disc masked in 120 x 120 px of grain."""
    grain = np.random.default_rng(1).normal(128, 30, (120, 120, 3)).clip(0, 255).astype(np.uint8)
    return masked(grain, 50, 60)


def masked(pixels: np.ndarray, x: int, y: int, settings: FillSettings | None = None) -> InpaintRequest:
    return remasked(Composite(photo_from_pixels(pixels)), x, y, settings)


def remasked(source: Composite, x: int, y: int, settings: FillSettings | None = None) -> InpaintRequest:
    mask = np.zeros((source.size.height, source.size.width), np.uint8)
    cv2.circle(mask, (x, y), 12, 255, -1)
    rect = bounding_rect(mask)
    return InpaintRequest(source, np.ascontiguousarray(mask[rect.slices]), rect, settings or FillSettings())


def run(request: InpaintRequest, fills: Fills, context: JobContext | None = None, budget_s: float | None = 600.0):
    context = context or JobContext()
    return selftest.run(request, request.mask, request.mask_rect, context, fill=fills, budget_s=budget_s)


def test_the_method_that_repairs_the_photo_best_is_chosen(request_: InpaintRequest) -> None:
    found = run(request_, Fills(first=blurred, second=grainy))
    assert found.best == "second"
    assert [score.method for score in found.scores] == ["second", "first"]
    assert found.scores[0].quality > found.scores[1].quality
    assert found.probes == 4
    assert found.untested == ("cold",)
    assert found.metric == "bundled"
    assert "Second" in found.why
    assert "4 test holes" in found.why


def test_every_method_fills_the_same_probes_and_never_the_mask_itself_alone(request_: InpaintRequest) -> None:
    fills = Fills(first=blurred, second=grainy)
    run(request_, fills)
    assert fills.order == ["first", "second"] * 4
    for mine, theirs in zip(fills.asked[::2], fills.asked[1::2], strict=True):
        assert np.array_equal(mine.mask, theirs.mask)


def test_what_lies_under_the_mask_itself_does_not_count(request_: InpaintRequest) -> None:
    def exact_beside(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
        return np.where(hole_of_the_mask(pixels)[..., None], 0, pixels).astype(np.uint8)

    def hole_of_the_mask(pixels: np.ndarray) -> np.ndarray:
        return (pixels == (255, 0, 255)).all(axis=-1)

    grain = request_.source.photo.pixels.copy()
    cv2.circle(grain, (50, 60), 12, (255, 0, 255), -1)
    found = run(masked(grain, 50, 60), Fills(first=exact_beside, second=blurred))
    assert found.scores[0].quality == 100
    assert found.scores[0].method == "first"


def test_the_default_is_kept_where_the_others_are_not_clearly_better(request_: InpaintRequest) -> None:
    found = run(request_, Fills(first=grainy, second=lambda pixels, hole: np.roll(pixels, 6, axis=1)))
    assert found.best == "first"
    assert "clearly better than First" in found.why


@pytest.mark.parametrize(
    ("default", "other", "best"),
    [
        ([0.3, 0.3], [0.2, 0.2], "other"),
        ([0.2, 0.2], [0.3, 0.3], "default"),
        ([0.50], [0.10], "default"),  # one probe may be luck
        ([0.3, 0.3, 0.3], [0.1, 0.5, 0.25], "default"),  # within the noise
        ([0.32, 0.32], [0.3, 0.3], "default"),  # hardly to be seen
    ],
)
def test_a_choice_needs_a_clear_gain(default: list[float], other: list[float], best: str) -> None:
    assert selftest.choose("default", {"default": default, "other": other}) == best


def test_pieces_of_a_mask_have_to_show_more() -> None:
    distances = {"default": [0.3, 0.31, 0.3], "other": [0.26, 0.27, 0.26]}
    assert selftest.choose("default", distances) == "other"
    assert selftest.choose("default", distances, is_partial=True) == "default"


def test_a_perfect_repair_has_full_marks(request_: InpaintRequest) -> None:
    found = run(request_, Fills(first=exact, second=blurred))
    best = found.of("auto")
    assert best is not None
    assert (best.method, best.quality, best.word, best.spread, best.ssim) == ("first", 100, "good", 0, 1)
    assert found.of("second") == found.scores[1]
    assert found.of("cold") is None


def test_quality_falls_with_distance_and_has_words() -> None:
    qualities = [selftest.quality_of(distance) for distance in (0, 0.05, 0.15, 0.4, 2)]
    assert qualities == sorted(qualities, reverse=True)
    assert qualities[0] == 100
    assert [selftest.word_for(quality) for quality in (95, 70, 69.6, 55, 49, 0)] == [
        "good", "good", "good", "fair", "poor", "poor",
    ]  # fmt: skip


def test_a_second_fill_near_by_costs_nothing(request_: InpaintRequest) -> None:
    fills = Fills(first=blurred, second=grainy)
    found = run(request_, fills)
    count = len(fills.asked)
    again = remasked(Composite(request_.source.photo), 51, 60)
    assert run(again, fills) is found
    assert len(fills.asked) == count


def test_another_place_photo_or_state_is_tested_anew(request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    fills = Fills(first=blurred, second=grainy, cold=exact)
    found = run(request_, fills)
    assert run(remasked(request_.source, 90, 30), fills) is not found
    assert run(masked(request_.source.photo.pixels, 50, 60), fills) is not found
    monkeypatch.setitem(sys.modules, "never.loaded", sys)
    warm = run(request_, fills)
    assert warm.best == "cold"
    assert warm.untested == ()


def test_results_are_forgotten_when_there_are_many(request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "_KEPT", 1)
    fills = Fills(first=blurred, second=grainy)
    found = run(request_, fills)
    run(remasked(request_.source, 90, 30), fills)
    assert run(request_, fills) is not found


def test_a_default_that_is_not_loaded_is_loaded_for_the_test(
    request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(methods, "DEFAULT_ORDER", ("cold", "first", "second"))
    found = run(request_, Fills(first=blurred, second=grainy, cold=exact))
    assert found.best == "cold"
    assert found.untested == ()


def test_a_method_that_fails_is_left_out(request_: InpaintRequest) -> None:
    def broken(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
        raise ModelBroken("No weights.")

    found = run(request_, Fills(first=blurred, second=broken))
    assert found.best == "first"
    assert found.untested == ("second", "cold")
    without = run(masked(request_.source.photo.pixels, 50, 60), Fills(first=broken, second=grainy))
    assert without.best == "second"


def test_no_time_means_no_result_and_the_default(request_: InpaintRequest) -> None:
    found = run(request_, Fills(first=blurred, second=grainy), budget_s=0.0)
    assert (found.best, found.scores, found.probes) == ("first", (), 0)
    assert found.facts()["quality"] is None
    assert found.is_late
    fills = Fills(first=blurred, second=exact)
    assert run(request_, fills, budget_s=0.0).is_late  # known, and no more time than before
    assert not fills.asked
    assert run(request_, fills).best == "second"


def test_a_probe_that_ran_out_of_time_does_not_count(request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "perf_counter", lambda: now[0])

    def slower(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
        now[0] += 0.3 if now[0] < 0.6 else 0.9
        return grainy(pixels, hole)

    def quick(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
        now[0] += 0.1
        return blurred(pixels, hole)

    found = run(request_, Fills(first=quick, second=slower), budget_s=1.0)
    assert found.probes == 2
    assert found.seconds <= 2.0


def test_a_photo_without_room_is_filled_with_the_default() -> None:
    mask = np.full((40, 40), 255, np.uint8)
    mask[0] = 0
    request = InpaintRequest(Composite(photo_from_pixels(np.zeros((40, 40, 3), np.uint8))), mask, Rect(0, 0, 40, 40))
    found = run(request, Fills())
    assert (found.best, found.probes) == ("first", 0)
    assert "no room" in found.why


def test_a_brief_test_ends_as_soon_as_nothing_is_ahead_of_the_default(request_: InpaintRequest) -> None:
    fills = Fills(first=grainy, second=blurred)
    found = run(request_, fills, budget_s=None)
    assert fills.order == ["first", "second"]
    assert (found.best, found.probes) == ("first", 1)
    assert [score.method for score in found.scores] == ["first", "second"]


def test_a_brief_test_goes_on_while_the_order_is_open(request_: InpaintRequest) -> None:
    found = run(request_, Fills(first=blurred, second=grainy), budget_s=None)
    assert found.best == "second"
    assert found.probes >= 2


def test_a_brief_result_serves_fills_alone_and_a_thorough_one_everybody(request_: InpaintRequest) -> None:
    fills = Fills(first=grainy, second=blurred)
    brief = run(request_, fills, budget_s=None)
    assert run(request_, fills, budget_s=None) is brief
    thorough = run(request_, fills)
    assert thorough.probes > brief.probes
    assert run(request_, fills, budget_s=None) is thorough


def test_of_near_equals_a_brief_test_tries_one(request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("second", "third"):
        info = MethodInfo(name, name.capitalize(), "", False, needs_torch=True)
        monkeypatch.setitem(
            methods.REGISTRY._methods,
            name,
            Method(info, lambda _device: pytest.fail("built"), matches_colour=False),
        )
    monkeypatch.setattr(methods, "DEFAULT_ORDER", ("first", "second", "third", "cold"))
    fills = Fills(first=grainy, second=blurred, third=blurred)
    assert run(request_, fills, budget_s=None).untested == ("third", "cold")
    assert fills.order == ["first", "second"]


def test_a_default_that_is_not_loaded_yet_is_tried_in_a_brief_test_too(
    request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = MethodInfo("net", "Net", "", False, needs_torch=True)
    cold = Method(info, lambda _device: pytest.fail("built"), matches_colour=False, modules=("never.loaded",))
    monkeypatch.setitem(methods.REGISTRY._methods, "net", cold)
    monkeypatch.setattr(methods, "DEFAULT_ORDER", ("net", "first", "second", "cold"))
    fills = Fills(net=exact, first=blurred, second=blurred)
    assert run(request_, fills, budget_s=None).best == "net"
    assert fills.order == ["net", "first", "second"]


def test_a_stopped_test_is_forgotten(request_: InpaintRequest) -> None:
    token = CancelToken()

    def stopping(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
        token.cancel()
        return pixels

    fills = Fills(first=stopping, second=grainy)
    with pytest.raises(Cancelled):
        run(request_, fills, JobContext(token))
    assert fills.order == ["first"]
    assert run(request_, Fills(first=blurred, second=grainy)).best == "second"


def test_the_fill_settings_are_tried_as_they_are() -> None:
    grain = np.random.default_rng(1).normal(128, 30, (400, 400, 3)).clip(0, 255).astype(np.uint8)
    fills = Fills(first=blurred, second=grainy)
    request = masked(grain, 200, 200, FillSettings("telea", seed=7, context=40, grow=3, feather=5))
    run(request, fills)
    assert {(one.settings.seed, one.settings.context) for one in fills.asked} == {(7, 40)}
    assert {(one.settings.grow, one.settings.feather) for one in fills.asked} == {(0, 0)}


def test_auto_fills_with_what_the_test_chose(request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    class Painter:
        def __init__(self, value: float) -> None:
            self.value = value

        def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
            noise = np.random.default_rng(seed).normal(0.5, self.value, pixels.shape)
            return noise.clip(0, 1).astype(np.float32)

    registry = MethodRegistry()
    for name, value in (("first", 0.0), ("second", 30 / 255)):
        info = MethodInfo(name, name.capitalize(), "", False, False)
        registry.register(Method(info, lambda _device, value=value: Painter(value), matches_colour=False))
    monkeypatch.setattr(methods, "REGISTRY", registry)
    result = pipeline.fill(request_, JobContext())
    assert result.method == result.patch.recipe.method == "second"
    assert result.self_test is not None
    assert result.self_test.best == "second"
    assert pipeline.self_test(request_, JobContext()) is result.self_test
    named = pipeline.fill(masked(request_.source.photo.pixels, 50, 60, FillSettings("first")), JobContext())
    assert named.self_test is None


def test_lpips_judges_where_its_weights_are(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert selftest.lpips_weights() is None
    path = tmp_path / "alex.safetensors"
    monkeypatch.setenv(selftest.LPIPS_VARIABLE, str(path))
    assert selftest.lpips_weights() is None
    path.write_bytes(b"")
    assert selftest.lpips_weights() == path


def test_lpips_is_a_mean_over_the_hole(
    request_: InpaintRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "alex.safetensors"
    path.write_bytes(b"")
    monkeypatch.setenv(selftest.LPIPS_VARIABLE, str(path))
    monkeypatch.setitem(sys.modules, "torch", sys)
    loaded: list[Path] = []

    def load(weights: Path) -> Callable[[np.ndarray, np.ndarray], float]:
        loaded.append(weights)
        return lambda truth, picture: float(np.abs(truth.astype(float) - picture).mean() / 255)

    monkeypatch.setattr(selftest, "_loaded_lpips", load)
    found = run(request_, Fills(first=exact, second=blurred))
    assert loaded == [path]
    assert found.metric == "LPIPS"
    assert found.scores[0].distance == 0
    assert 0.02 < found.scores[1].distance < 0.2


def test_without_torch_lpips_is_not_worth_its_loading(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "alex.safetensors"
    path.write_bytes(b"")
    monkeypatch.setenv(selftest.LPIPS_VARIABLE, str(path))
    monkeypatch.delitem(sys.modules, "torch", raising=False)
    assert selftest._judge().name == "bundled"


def test_damaged_lpips_weights_do_not_stop_a_test(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def refuse(weights: Path) -> None:
        raise BadInput("The LPIPS weights cannot be used.")

    path = tmp_path / "alex.safetensors"
    path.write_bytes(b"")
    monkeypatch.setenv(selftest.LPIPS_VARIABLE, str(path))
    monkeypatch.setitem(sys.modules, "torch", sys)
    monkeypatch.setattr(selftest, "_loaded_lpips", refuse)
    assert selftest._judge().name == "bundled"
