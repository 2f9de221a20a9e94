from __future__ import annotations

import os
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.device import inference_threads
from engine.errors import BadInput, Cancelled
from engine.inpaint import patchmatch
from engine.inpaint.classical import ClassicalMethod
from engine.inpaint.guide import Guide
from engine.inpaint.patchmatch import complete
from engine.jobs import CancelToken, JobContext, Progress
from engine.metrics.gradient_energy import sharpness_ratio
from engine.metrics.psnr import psnr


def bricks(height: int = 96, width: int = 112) -> np.ndarray:
    """A periodic texture with two colours, a joint and a shade."""
    y, x = np.mgrid[0:height, 0:width]
    shifted = x + 8 * ((y // 8) % 2)
    joint = (y % 8 == 0) | (shifted % 16 == 0)
    shade = 0.5 + 0.3 * np.sin(shifted * np.pi / 8) * np.cos(y * np.pi / 4)
    return np.stack([np.where(joint, 0.9, shade), np.where(joint, 0.8, 0.3), 0.4 * shade], axis=-1).astype(np.float32)


def block(shape: tuple[int, int], rows: slice, columns: slice) -> np.ndarray:
    hole = np.zeros(shape, bool)
    hole[rows, columns] = True
    return hole


def damaged(picture: np.ndarray, hole: np.ndarray) -> np.ndarray:
    return np.where(hole[..., None], np.float32(0.0), picture)


def test_a_periodic_texture_is_restored() -> None:
    picture = bricks()
    hole = block(picture.shape[:2], slice(34, 62), slice(40, 70))
    filled = complete(damaged(picture, hole), hole, seed=0)
    telea = ClassicalMethod(cv2.INPAINT_TELEA).fill(damaged(picture, hole), hole, seed=0, context=JobContext())
    ours = psnr(picture, filled, region=hole)
    assert ours > 30
    assert ours > psnr(picture, telea, region=hole) + 12


def test_a_straight_edge_goes_on() -> None:
    picture = np.full((80, 100, 3), 0.2, np.float32)
    picture[37:] = (0.9, 0.6, 0.3)
    hole = block((80, 100), slice(26, 50), slice(36, 64))
    filled = complete(damaged(picture, hole), hole, seed=0)
    assert np.abs(filled - picture)[hole].mean() < 0.02


def test_the_same_seed_gives_the_same_picture_and_another_seed_another() -> None:
    rng = np.random.default_rng(5)
    picture = cv2.GaussianBlur(rng.random((72, 80, 3)).astype(np.float32), (0, 0), 1.5)
    hole = block((72, 80), slice(24, 50), slice(28, 56))
    first, again, other = (complete(damaged(picture, hole), hole, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert np.abs(first - other)[hole].max() > 0.05


def test_the_picture_does_not_depend_on_the_number_of_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = bricks()
    hole = block(picture.shape[:2], slice(10, 80), slice(30, 70))
    results = []
    for threads in (1, 5):
        monkeypatch.setattr(patchmatch, "inference_threads", lambda threads=threads: threads)
        results.append(complete(damaged(picture, hole), hole, seed=3))
    assert np.array_equal(*results)


def test_what_is_known_beyond_the_ring_stays_and_the_hole_is_not_looked_at() -> None:
    picture = bricks(48, 56)
    hole = block((48, 56), slice(18, 30), slice(20, 34))
    ring = cv2.dilate(hole.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    dark = complete(damaged(picture, hole), hole, seed=0)
    light = complete(np.where(hole[..., None], np.float32(1.0), picture), hole, seed=0)
    assert np.array_equal(dark[~ring], picture[~ring])
    assert np.array_equal(dark, light)


@pytest.mark.parametrize(
    ("shape", "rows", "columns"),
    [
        ((40, 40), slice(20, 21), slice(20, 21)),
        ((40, 40), slice(0, 10), slice(0, 10)),
        ((40, 40), slice(30, 40), slice(12, 40)),
        ((40, 40), slice(18, 22), slice(0, 40)),
        ((120, 9), slice(50, 60), slice(0, 9)),
        ((9, 120), slice(3, 6), slice(50, 70)),
        ((5, 6), slice(1, 3), slice(2, 4)),
        ((40, 40), slice(2, 38), slice(2, 38)),
        ((40, 40), slice(0, 40), slice(0, 39)),
    ],
    ids=["pixel", "corner", "border", "row", "tall", "wide", "tiny", "thin frame", "one column left"],
)
def test_every_kind_of_hole_is_filled(shape: tuple[int, int], rows: slice, columns: slice) -> None:
    picture = np.full((*shape, 3), 0.5, np.float32)
    hole = block(shape, rows, columns)
    filled = complete(damaged(picture, hole), hole, seed=0)
    assert filled.shape == picture.shape
    assert filled.dtype == np.float32
    assert np.allclose(filled[hole], 0.5, atol=0.01)


def test_nothing_to_fill_and_nothing_to_fill_from() -> None:
    picture = np.full((20, 20, 3), 0.5, np.float32)
    assert np.array_equal(complete(picture, np.zeros((20, 20), bool), seed=0), picture)
    with pytest.raises(BadInput):
        complete(picture, np.ones((20, 20), bool), seed=0)


@pytest.mark.parametrize("detail", [1.0, 4.0])
def test_a_guide_leads(detail: float) -> None:
    """A hole between black and white can be closed either way; the guide says where the edge goes."""
    picture = np.zeros((64, 64, 3), np.float32)
    picture[:, 32:] = 0.8
    picture[:12, 20:] = 0.8
    hole = block((64, 64), slice(24, 44), slice(20, 44))
    want = picture.copy()
    filled = complete(damaged(picture, hole), hole, seed=0, guide=Guide(want, detail))
    assert np.abs(filled - want)[hole].mean() < 0.03


def test_a_soft_guide_is_filled_with_real_texture_where_it_says_so() -> None:
    """Two textures, and a guide that knows only their mean colours: the fill has the right one on each side, sharp."""
    rng = np.random.default_rng(3)
    picture = np.full((96, 128, 3), 0.3, np.float32)
    picture[:, 64:] = 0.7
    means = picture.copy()
    picture += rng.normal(0, 0.05, (96, 128, 1)).astype(np.float32)
    hole = block((96, 128), slice(28, 68), slice(40, 88))
    filled = complete(damaged(picture, hole), hole, seed=0, guide=Guide(cv2.GaussianBlur(means, (0, 0), 3), 4.0))
    assert filled[hole & (means[..., 0] < 0.5)].mean() == pytest.approx(0.3, abs=0.03)
    assert filled[hole & (means[..., 0] > 0.5)].mean() == pytest.approx(0.7, abs=0.03)
    assert np.abs(np.diff(filled, axis=1))[30:66, 42:58].mean() > 0.4 * np.abs(np.diff(picture, axis=1))[:, :30].mean()


def test_progress_grows_and_a_stop_is_heard_in_the_midst() -> None:
    picture = bricks()
    hole = block(picture.shape[:2], slice(30, 60), slice(40, 70))
    token = CancelToken()
    seen: list[float] = []

    def on_progress(progress: Progress) -> None:
        seen.append(progress.fraction)
        if len(seen) == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        complete(damaged(picture, hole), hole, seed=0, context=JobContext(token, on_progress))
    assert len(seen) == 2
    assert seen == sorted(seen)


def test_levels_above_the_working_size_are_refined_at_native_detail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patchmatch, "_EM_SIDE", 64)
    picture = bricks(128, 144)
    hole = block((128, 144), slice(50, 78), slice(50, 90))
    fills = [complete(damaged(picture, hole), hole, seed=seed) for seed in range(5)]
    # One seed says little: single ones lie 1 dB apart. Without the fine band it is 19.5 dB, and soft.
    assert np.mean([psnr(picture, filled, region=hole) for filled in fills]) > 16.5
    assert 0.8 < np.mean([sharpness_ratio(filled, hole) for filled in fills]) < 1.25


def test_a_read_only_program_folder_sends_the_cache_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    monkeypatch.setattr(patchmatch, "_is_writable", lambda folder: "__pycache__" not in str(folder))
    patchmatch.load_kernels()
    assert Path(os.environ["NUMBA_CACHE_DIR"]).is_relative_to(os.environ["TRATTEGGIO_HOME"])


def test_where_no_cache_can_be_written_it_is_private_and_goes_with_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another user could write to must not be read: a cache holds code."""
    gone: list[str] = []
    monkeypatch.setenv("NUMBA_CACHE_DIR", "")
    monkeypatch.setattr(patchmatch, "_is_writable", lambda folder: False)
    monkeypatch.setattr(patchmatch.atexit, "register", lambda remove, folder, **_: gone.append(folder))
    patchmatch.load_kernels()
    folder = Path(os.environ["NUMBA_CACHE_DIR"])
    assert gone == [str(folder)]
    assert os.name != "posix" or folder.stat().st_mode & 0o077 == 0
    folder.rmdir()


def test_fault_31_a_stop_lets_at_most_the_bands_at_work_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wish to stop is spoken while the first band is being searched: no pass over the picture is completed."""
    token, searched = CancelToken(), []
    kernels = patchmatch.load_kernels()

    class Watched:
        measure_rows, vote_rows = staticmethod(kernels.measure_rows), staticmethod(kernels.vote_rows)

        @staticmethod
        def search_rows(*arguments: object) -> None:
            searched.append(arguments)
            token.cancel()

    monkeypatch.setattr(patchmatch, "load_kernels", lambda: Watched)
    pixels, hole = np.random.default_rng(0).random((600, 90, 3), np.float32), np.zeros((600, 90), bool)
    hole[20:580, 20:70] = True
    with pytest.raises(Cancelled):
        complete(pixels, hole, seed=0, context=JobContext(token))
    assert len(searched) <= inference_threads()


def test_arguments_may_be_read_only_and_stay_as_they_are() -> None:
    pixels, hole = np.random.default_rng(0).random((64, 64, 3), np.float32), np.zeros((64, 64), bool)
    hole[20:40, 20:40] = True
    before = pixels.copy(), hole.copy()
    pixels.flags.writeable = hole.flags.writeable = False
    complete(pixels, hole, seed=0)
    assert np.array_equal(pixels, before[0])
    assert np.array_equal(hole, before[1])
