"""Colours for a hand that waits: the compiled loops give what the slow ways give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from engine.document import Adjustment
from engine.document.composite import blend
from engine.photo import DisplayTransform, pixels
from engine.photo.display import Display, steps_of


@pytest.fixture(scope="module")
def loops() -> Iterator[None]:
    before = pixels._loaded
    pixels.load_kernels()
    yield
    pixels._loaded = before


@pytest.fixture
def samples() -> np.ndarray:
    rng = np.random.default_rng(3)
    return rng.integers(0, 256, (61, 83, 3), np.uint8)


@pytest.mark.usefixtures("loops")
@pytest.mark.parametrize("opacity", [255, 100, 1])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_blending_is_the_same_to_the_bit(dtype: type, opacity: int, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, top = np.random.default_rng(1), np.iinfo(dtype).max
    below = rng.integers(0, top, (300, 40, 3), dtype, endpoint=True)
    above = rng.integers(0, top, below.shape, dtype, endpoint=True)
    above[0], below[0], above[1], below[1] = top, top, 0, top
    alpha = rng.integers(0, 255, below.shape[:2], np.uint8, endpoint=True)
    alpha[2:5] = 255
    alpha[5:8] = 0
    above.flags.writeable = alpha.flags.writeable = False
    quick, slow, grey, slow_grey = below.copy(), below.copy(), below[..., 0].copy(), below[..., 0].copy()
    blend(quick[:, 3:37], above[:, 3:37], alpha[:, 3:37], opacity)
    blend(grey, above[..., 0], alpha, opacity)
    monkeypatch.setattr(pixels, "_loaded", None)
    blend(slow[:, 3:37], above[:, 3:37], alpha[:, 3:37], opacity)
    blend(slow_grey, above[..., 0], alpha, opacity)
    assert np.array_equal(quick, slow)
    assert np.array_equal(grey, slow_grey)


@pytest.mark.usefixtures("loops")
@pytest.mark.parametrize("deep", [False, True])
def test_a_wide_photo_looks_as_littlecms_shows_it(samples: np.ndarray, wide_profile: bytes, deep: bool) -> None:
    shown = samples.astype(np.uint16) * 257 if deep else samples
    display = Display(wide_profile)
    assert display.is_quick
    off = np.abs(display.apply(shown).astype(int) - DisplayTransform(wide_profile).apply(samples))
    assert off.max() <= 2
    assert off.mean() < 0.3
    onto_wide = np.abs(Display(None, wide_profile).apply(shown).astype(int))
    assert np.abs(onto_wide - DisplayTransform(None, wide_profile).apply(samples)).max() <= 2


@pytest.mark.usefixtures("loops")
def test_what_needs_no_change_is_the_same_array(samples: np.ndarray, grey_profile: bytes) -> None:
    assert Display(None).apply(samples) is samples
    display = Display(grey_profile)  # no three primaries: littleCMS it is
    assert not display.is_quick
    assert np.array_equal(display.apply(samples), DisplayTransform(grey_profile).apply(samples))


@pytest.mark.usefixtures("loops")
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("deep", [False, True])
def test_tables_in_between_do_what_an_adjustment_does(
    samples: np.ndarray, wide_profile: bytes, deep: bool, wide: bool
) -> None:
    icc = wide_profile if wide else None
    shown = samples.astype(np.uint16) * 257 if deep else samples
    adjustment = Adjustment(exposure=0.7, temperature=-12.0, master=((0.0, 0.1), (0.5, 0.6), (1.0, 0.9)))
    tables = adjustment.values(steps_of(shown), icc)
    quick = Display(icc).apply_tables(shown, tables if deep else np.rint(tables * 255) / 255)
    slow = DisplayTransform(icc).apply(adjustment.apply(shown, icc))
    off = np.abs(quick.astype(int) - slow)
    # littleCMS has 8 bits of what was adjusted in 16: where a colour leaves the space, that is several of the screen's.
    assert np.percentile(off, 99) <= (2 if wide else 1 if deep else 0)
    assert off.mean() < 0.5
