from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import pytest

from engine.document import Composite, changed_outside
from engine.errors import BadInput, Cancelled, DeviceLost, ModelBroken, OutOfMemory
from engine.geometry import Rect
from engine.inpaint import FillResult, FillSettings, InpaintRequest, blend, fill, methods, pipeline
from engine.inpaint.methods import Method, MethodInfo
from engine.jobs import CancelToken, JobContext, Progress
from engine.mask import bounding_rect
from engine.photo import Photo, photo_from_pixels

METHODS = pytest.mark.parametrize("method", ["patchmatch", "telea", "ns"])
HOLE = Rect(24, 14, 16, 14)


def mask_of(*holes: Rect, shape: tuple[int, int] = (48, 64)) -> np.ndarray:
    mask = np.zeros(shape, np.uint8)
    for hole in holes:
        mask[hole.slices] = 255
    return mask


def request_for(photo: Photo, mask: np.ndarray, **settings: Any) -> InpaintRequest:
    rect = bounding_rect(mask)
    return InpaintRequest(
        Composite(photo), mask[rect.slices].copy(), rect, FillSettings(**{"method": "patchmatch", **settings})
    )


def run(photo: Photo, mask: np.ndarray, **settings: Any) -> tuple[FillResult, np.ndarray]:
    """The result, and what the whole photo looks like under it."""
    result = fill(request_for(photo, mask, **settings), JobContext())
    return result, Composite(photo, (result.patch,)).read(Rect.of(photo.size))


class Fake:
    """A method whose answer is made by a function of (pixels, hole)."""

    def __init__(self, answer: Callable[[np.ndarray, np.ndarray], np.ndarray], device: str) -> None:
        self.answer = answer
        self.device = device

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        return self.answer(pixels, hole)


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[tuple[str, tuple[int, ...]]]]:
    """Puts a fake in the place of every method; returns the list of (device, crop's shape) of its runs."""

    def install(
        answer: Callable[[np.ndarray, np.ndarray, str], np.ndarray], *, torch: bool = False, matches: bool = False
    ) -> list[tuple[str, tuple[int, ...]]]:
        runs: list[tuple[str, tuple[int, ...]]] = []

        def build(device: str) -> Fake:
            def noted(pixels: np.ndarray, hole: np.ndarray) -> np.ndarray:
                runs.append((device, pixels.shape[:2]))
                return answer(pixels, hole, device)

            return Fake(noted, device)

        info = MethodInfo("fake", "Fake", "", False, torch)
        monkeypatch.setattr(methods, "resolve", lambda name: Method(info, build, matches))
        return runs

    return install


@METHODS
@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("feather", [0, 3])
def test_nothing_outside_the_mask_changes(small_photo: np.ndarray, method: str, depth: int, feather: int) -> None:
    pixels = small_photo if depth == 8 else small_photo.astype(np.uint16) * 257 + 3
    photo, mask = photo_from_pixels(pixels), mask_of(HOLE, Rect(0, 40, 5, 8))
    result, shown = run(photo, mask, method=method, feather=feather)
    assert np.array_equal(shown[mask == 0], pixels[mask == 0])
    assert shown.dtype == pixels.dtype
    assert (shown[mask > 0] != pixels[mask > 0]).any()
    assert changed_outside(Composite(photo, (result.patch,)), mask=mask) == 0
    assert result.method == method


@METHODS
@pytest.mark.parametrize(
    "hole",
    [Rect(30, 20, 1, 1), Rect(0, 0, 9, 9), Rect(55, 39, 9, 9), Rect(0, 20, 64, 4), Rect(31, 0, 3, 48)],
    ids=["pixel", "top left", "bottom right", "whole rows", "whole columns"],
)
def test_every_place_can_be_filled(small_photo: np.ndarray, method: str, hole: Rect) -> None:
    broken = small_photo.copy()
    broken[hole.slices] = (255, 0, 255)
    _, shown = run(photo_from_pixels(broken), mask_of(hole), method=method)
    assert np.abs(shown[hole.slices].astype(int) - (255, 0, 255)).sum(axis=2).min() > 30


@METHODS
def test_the_same_request_gives_the_same_pixels(small_photo: np.ndarray, method: str) -> None:
    photo = photo_from_pixels(small_photo)
    first, again = (run(photo, mask_of(HOLE), method=method, seed=5)[1] for _ in range(2))
    assert np.array_equal(first, again)


def test_seeds_differ(small_photo: np.ndarray) -> None:
    photo = photo_from_pixels(small_photo)
    one, two = (run(photo, mask_of(HOLE), method="patchmatch", seed=seed)[1] for seed in (1, 2))
    assert not np.array_equal(one, two)


@METHODS
def test_a_16_bit_fill_has_more_than_256_levels(method: str) -> None:
    x = np.linspace(20000, 24000, 96).astype(np.uint16)
    pixels = np.ascontiguousarray(np.broadcast_to(x[None, :, None], (64, 96, 3)))
    mask = mask_of(Rect(20, 12, 56, 40), shape=(64, 96))
    _, shown = run(photo_from_pixels(pixels), mask, method=method)
    filled = shown[mask > 0].astype(int)
    # PatchMatch copies: as many levels as there are columns missing, and few of them among those of 8 bits.
    assert np.unique(filled).size > 256 or (method == "patchmatch" and np.unique(filled % 257).size > 50)


def test_the_recipe_says_everything(small_photo: np.ndarray) -> None:
    request = request_for(photo_from_pixels(small_photo), mask_of(HOLE), method="auto", seed=9, context=20, grow=1)
    result = fill(request, JobContext())
    recipe = result.patch.recipe
    assert (recipe.method, recipe.seed, recipe.context, recipe.grow) == (result.method, 9, 20, 1)
    assert recipe.mask_digest == request.mask_digest
    assert result.method != "auto"
    assert result.seconds > 0
    assert result.warnings == ()


def test_grow_widens_the_hole_by_that_much(small_photo: np.ndarray) -> None:
    result, _ = run(photo_from_pixels(small_photo), mask_of(HOLE), method="telea", grow=3)
    assert result.patch.bounds == HOLE.grown(3)


def test_far_holes_are_runs_of_their_own_and_pieces_show_only_their_blobs() -> None:
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 255, (300, 900, 3)).astype(np.uint8)
    mask = mask_of(Rect(20, 20, 30, 30), Rect(840, 200, 30, 30), shape=(300, 900))
    result, shown = run(photo_from_pixels(pixels), mask, method="telea")
    assert result.regions == 2
    assert [piece.rect for piece in result.patch.pieces] == [Rect(20, 20, 30, 30), Rect(840, 200, 30, 30)]
    assert np.array_equal(shown[mask == 0], pixels[mask == 0])


def test_a_stop_in_the_midst_leaves_nothing(small_photo: np.ndarray) -> None:
    token = CancelToken()

    def on_progress(progress: Progress) -> None:
        if progress.fraction > 0.3:
            token.cancel()

    with pytest.raises(Cancelled):
        fill(
            request_for(photo_from_pixels(small_photo), mask_of(HOLE), method="patchmatch"),
            JobContext(token, on_progress),
        )


def test_progress_runs_once_from_0_to_1(small_photo: np.ndarray) -> None:
    seen: list[float] = []
    request = request_for(photo_from_pixels(small_photo), mask_of(HOLE), method="patchmatch")
    fill(request, JobContext(on_progress=lambda progress: seen.append(progress.fraction)))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0
    assert max(b - a for a, b in pairwise(seen)) < 0.5


def test_a_grey_photo_stays_grey(small_photo: np.ndarray) -> None:
    grey = photo_from_pixels(small_photo[..., 0])
    grey = replace(grey, source=replace(grey.source, mode="L"))
    for method in ("patchmatch", "telea"):
        _, shown = run(grey, mask_of(HOLE), method=method)
        assert np.array_equal(shown[..., 0], shown[..., 1])
        assert np.array_equal(shown[..., 0], shown[..., 2])


def test_an_opaque_alpha_is_left_alone(small_photo: np.ndarray) -> None:
    photo = photo_from_pixels(small_photo, np.full((48, 64), 255, np.uint8))
    result, _ = run(photo, mask_of(HOLE), method="telea")
    assert result.patch.pieces[0].photo_alpha is None


@METHODS
def test_alpha_is_filled_where_the_surroundings_are_transparent(small_photo: np.ndarray, method: str) -> None:
    alpha = np.full((48, 64), 255, np.uint8)
    alpha[:, 32:] = 0
    alpha[20:24, 40:44] = 255
    photo = photo_from_pixels(np.where(alpha[..., None] > 0, small_photo, 0).astype(np.uint8), alpha)
    mask = mask_of(Rect(38, 18, 8, 8))
    result, _ = run(photo, mask, method=method)
    shown = Composite(photo, (result.patch,)).read_alpha(Rect.of(photo.size))
    assert shown is not None
    assert not shown[mask > 0].any()
    assert np.array_equal(shown[mask == 0], alpha[mask == 0])


def test_colours_under_full_transparency_do_not_leak(small_photo: np.ndarray) -> None:
    """The transparent half is bright green, which nobody sees and nothing may copy."""
    alpha = np.full((48, 64), 255, np.uint8)
    alpha[:, 40:] = 0
    pixels = np.where(alpha[..., None] > 0, np.uint8(90), np.array([0, 255, 0], np.uint8)).astype(np.uint8)
    _, shown = run(photo_from_pixels(pixels, alpha), mask_of(Rect(28, 10, 12, 20)), method="patchmatch")
    assert shown[10:30, 28:40, 1].max() < 130


def test_a_mask_over_the_whole_photo_is_bad_input(small_photo: np.ndarray) -> None:
    with pytest.raises(BadInput, match="Leave some"):
        run(photo_from_pixels(small_photo), np.full((48, 64), 255, np.uint8))


def test_unusable_numbers_are_tried_again(small_photo: np.ndarray, use: Callable[..., list]) -> None:
    answers = iter([np.nan, 0.5])
    runs = use(lambda pixels, hole, device: np.full_like(pixels, next(answers)))
    result, shown = run(photo_from_pixels(small_photo), mask_of(HOLE))
    assert len(runs) == 2
    assert result.warnings == ()
    assert (shown[HOLE.slices] == 128).all()


def test_fault_28_unusable_numbers_keep_the_old_pixels_and_are_reported(use: Callable[..., list]) -> None:
    pixels = np.full((300, 900, 3), 70, np.uint8)
    pixels[:, 600:] = 200
    mask = mask_of(Rect(20, 20, 30, 30), Rect(840, 200, 30, 30), shape=(300, 900))
    use(lambda crop, hole, device: np.full_like(crop, np.inf if crop.mean() > 0.5 else 0.5))
    result, shown = run(photo_from_pixels(pixels), mask)
    assert (shown[20:50, 20:50] == 128).all()
    assert (shown[200:230, 840:870] == 200).all()
    assert "old pixels" in result.warnings[0]


def test_fault_28_where_nothing_is_usable_the_fill_fails(small_photo: np.ndarray, use: Callable[..., list]) -> None:
    use(lambda pixels, hole, device: np.full_like(pixels, np.nan))
    with pytest.raises(ModelBroken, match="nothing was changed"):
        run(photo_from_pixels(small_photo), mask_of(HOLE))


def test_fault_29_out_of_memory_steps_back_to_half_size_then_the_cpu(
    small_photo: np.ndarray, use: Callable[..., list]
) -> None:
    def answer(pixels: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        if device != "cpu":
            raise RuntimeError("CUDA out of memory")
        return np.full_like(pixels, 0.5)

    runs = use(answer, torch=True)
    result, shown = run(photo_from_pixels(small_photo), mask_of(HOLE), device="cuda")
    assert runs == [("cuda", (48, 64)), ("cuda", (24, 32)), ("cpu", (48, 64))]
    assert (shown[HOLE.slices] == 128).all()
    assert any("CPU" in warning for warning in result.warnings)


def test_fault_30_on_a_lost_card_the_processor_makes_the_fill(
    small_photo: np.ndarray, use: Callable[..., list]
) -> None:
    def answer(pixels: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        if device != "cpu":
            raise DeviceLost("The graphics card has stopped answering.")
        return np.full_like(pixels, 0.5)

    runs = use(answer, torch=True)
    result, shown = run(photo_from_pixels(small_photo), mask_of(HOLE), device="cuda")
    assert runs == [("cuda", (48, 64)), ("cpu", (48, 64))]
    assert (shown[HOLE.slices] == 128).all()
    assert "stopped answering" in result.warnings[0]


def test_fault_29_half_the_size_is_enlarged_again(small_photo: np.ndarray, use: Callable[..., list]) -> None:
    def answer(pixels: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        if pixels.shape[0] > 24:
            raise MemoryError
        assert not hole[0].any()
        return np.full_like(pixels, 0.5)

    use(answer)
    result, shown = run(photo_from_pixels(small_photo), mask_of(HOLE))
    assert (shown[HOLE.slices] == 128).all()
    assert "smaller size" in result.warnings[0]


def test_fault_29_the_last_retreat_is_an_error_with_advice(small_photo: np.ndarray, use: Callable[..., list]) -> None:
    def answer(pixels: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        raise MemoryError

    use(answer)
    with pytest.raises(OutOfMemory, match="smaller area"):
        run(photo_from_pixels(small_photo), mask_of(HOLE))


def test_fault_29_a_crop_that_memory_cannot_hold_is_filled_smaller_at_once(
    small_photo: np.ndarray, use: Callable[..., list], monkeypatch: pytest.MonkeyPatch
) -> None:
    for free, shape in ((64 * 48 * 64, (48, 64)), (64 * 48 * 64 - 1, (24, 32)), (0, (12, 16))):
        monkeypatch.setattr(pipeline, "available_memory", lambda free=free: free)
        runs = use(lambda pixels, hole, device: np.full_like(pixels, 0.5))
        result, shown = run(photo_from_pixels(small_photo), mask_of(HOLE))
        assert runs == [("auto", shape)]
        assert (shown[HOLE.slices] == 128).all()
        assert bool(result.warnings) == (shape != (48, 64))


def test_fault_29_only_the_part_that_was_too_large_is_filled_smaller(use: Callable[..., list]) -> None:
    def answer(pixels: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        if pixels.shape[0] > 200:
            raise MemoryError
        return np.full_like(pixels, 0.5)

    runs = use(answer)
    photo = photo_from_pixels(np.full((300, 900, 3), 70, np.uint8))
    run(photo, mask_of(Rect(20, 20, 152, 152), Rect(840, 200, 10, 10), shape=(300, 900)))
    assert [shape for _, shape in runs] == [(300, 380), (150, 190), (138, 138)]


def test_colour_is_matched_for_methods_that_ask_for_it(use: Callable[..., list]) -> None:
    pixels = np.full((48, 64, 3), 100, np.uint8)

    def answer(crop: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        return (crop + 0.05).astype(np.float32)

    seams = []
    for matches in (False, True):
        use(answer, matches=matches)
        _, shown = run(photo_from_pixels(pixels), mask_of(HOLE))
        seams.append(np.abs(shown[HOLE.slices].astype(int) - 100).max())
    assert seams[0] > 10
    assert seams[1] <= 2


def test_a_soft_mask_blends(use: Callable[..., list]) -> None:
    pixels = np.zeros((48, 64, 3), np.uint8)
    use(lambda crop, hole, device: np.ones_like(crop))
    _, shown = run(photo_from_pixels(pixels), mask_of(HOLE) // 2)
    assert (shown[HOLE.slices] == 127).all()


def long_hole(value: int = 255) -> np.ndarray:
    """A diagonal that is filled in parts."""
    mask = np.zeros((1800, 1800), np.uint8)
    cv2.line(mask, (50, 60), (1750, 1740), value, 9)
    return mask


class Painter:
    """Answers with a grey of its own for every part, and keeps what it was given; the `broken` ones are no numbers."""

    def __init__(self, broken: Collection[int] = ()) -> None:
        self.seen: list[tuple[np.ndarray, np.ndarray]] = []
        self.broken = broken

    def __call__(self, pixels: np.ndarray, hole: np.ndarray, device: str) -> np.ndarray:
        self.seen.append((pixels[..., 0].copy(), hole.copy()))
        grey = np.nan if len(self.seen) in self.broken else 0.5 + 0.1 * len(self.seen)
        return np.full_like(pixels, grey)


@pytest.mark.parametrize(("value", "feather"), [(255, 0), (100, 0), (255, 3)], ids=["hard", "soft", "feathered"])
def test_parts_of_a_long_hole_see_what_was_filled_before_them(
    use: Callable[..., list], value: int, feather: int
) -> None:
    painter, mask, photo = Painter(), long_hole(value), photo_from_pixels(np.full((1800, 1800, 3), 40, np.uint8))
    use(painter)
    result, shown = run(photo, mask, context=40, feather=feather)
    assert result.regions == len(painter.seen) >= 3
    for number, (grey, hole) in enumerate(painter.seen[1:], 1):
        before = np.abs(grey - (0.5 + 0.1 * number)) < 0.01
        assert np.count_nonzero(before) > 100, "the part before is there, without a fade"
        assert not (before & hole).any()
        assert (before | hole | (grey == np.float32(40 / 255))).all()
    assert np.array_equal(shown[mask == 0], photo.pixels[mask == 0])


def test_parts_of_a_long_hole_share_its_fade(use: Callable[..., list]) -> None:
    use(Painter())
    mask = long_hole()
    result, _ = run(photo_from_pixels(np.full((1800, 1800, 3), 40, np.uint8)), mask, context=40, feather=20)
    cover = np.zeros_like(mask)
    for piece in result.patch.pieces:
        np.maximum(cover[piece.rect.slices], piece.alpha, out=cover[piece.rect.slices])
    assert np.array_equal(cover, blend.coverage(mask, 20))


def test_fault_28_a_part_without_usable_numbers_stays_a_hole_for_the_others(use: Callable[..., list]) -> None:
    painter, mask = Painter(broken={1, 2}), long_hole()
    use(painter)
    result, shown = run(photo_from_pixels(np.full((1800, 1800, 3), 40, np.uint8)), mask, context=40)
    failed, following = painter.seen[1], painter.seen[2]
    assert "old pixels" in result.warnings[0]
    assert (shown[55:75, 45:65] == 40).all()
    assert (following[0] == np.float32(40 / 255)).all(), "nothing was filled before it"
    assert np.count_nonzero(following[1]) > 0.9 * np.count_nonzero(failed[1])


def test_alpha_of_a_long_hole_goes_on_from_part_to_part(use: Callable[..., list]) -> None:
    mask = long_hole()
    alpha = np.where(mask > 0, 255, 90).astype(np.uint8)
    photo = photo_from_pixels(np.full((1800, 1800, 3), 40, np.uint8), alpha)
    use(lambda pixels, hole, device: np.full_like(pixels, 0.5))
    result, _ = run(photo, mask, context=40)
    shown = Composite(photo, (result.patch,)).read_alpha(Rect.of(photo.size))
    assert shown is not None
    assert shown.min() >= 85
    assert shown.max() <= 95, "what is to go is opaque, and none of it may come back"
