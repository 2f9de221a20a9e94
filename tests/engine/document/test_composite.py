from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document import (
    Adjustment,
    Composite,
    MaskArea,
    Patch,
    Piece,
    Recipe,
    changed_outside,
    new_patch_id,
)
from engine.geometry import Rect, Size
from engine.photo import Photo, photo_from_pixels

DEPTHS = [np.uint8, np.uint16]
small_rects = st.builds(Rect, *[st.integers(0, 12)] * 2, *[st.integers(0, 12)] * 2)


def test_without_patches_it_is_the_photo_without_a_copy(make_photo: Callable[..., Photo]):
    photo = make_photo()
    shown = Composite(photo).read(Rect(5, 6, 7, 8))
    assert np.shares_memory(shown, photo.pixels)
    assert not shown.flags.writeable
    assert (shown == photo.pixels[6:14, 5:12]).all()
    assert Composite(photo).size == Size(64, 48)


def test_away_from_the_patches_nothing_is_copied(make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]):
    photo = make_photo()
    composite = Composite(photo, (make_patch(Rect(0, 0, 5, 5)),))
    assert np.shares_memory(composite.read(Rect(5, 0, 9, 9)), photo.pixels)
    assert not np.shares_memory(composite.read(Rect(4, 4, 9, 9)), photo.pixels)


@pytest.mark.parametrize("dtype", DEPTHS)
def test_every_alpha_is_exact(dtype: type):
    top = np.iinfo(dtype).max
    rng = np.random.default_rng(1)
    base = rng.integers(0, top, (256, 40, 3), dtype, endpoint=True)
    over = rng.integers(0, top, (256, 40, 3), dtype, endpoint=True)
    base[:, 0], over[:, 0] = top, 0
    base[:, 1], over[:, 1] = 0, top
    base[:, 2], over[:, 2] = top, top
    alpha = np.broadcast_to(np.arange(256, dtype=np.uint8)[:, None], (256, 40))
    patch = Patch("one", (Piece(Rect(0, 0, 40, 256), over, alpha),), Recipe("telea"))
    shown = Composite(photo_from_pixels(base), (patch,)).read(Rect(0, 0, 40, 256))
    assert shown.dtype == dtype
    assert (shown[0] == base[0]).all()
    assert (shown[255] == over[255]).all()
    exact = (base.astype(float) * (255 - alpha[..., None]) + over.astype(float) * alpha[..., None]) / 255
    assert np.abs(shown - exact).max() <= 0.5 + 1e-6


@pytest.mark.parametrize("dtype", DEPTHS)
def test_opacity_and_visibility(dtype: type, make_patch: Callable[..., Patch]):
    photo = photo_from_pixels(np.full((10, 10, 3), 100, dtype))
    patch = make_patch(Rect(0, 0, 10, 10), value=200, dtype=dtype)
    whole = Rect(0, 0, 10, 10)

    def middle(**changes: object) -> int:
        return int(Composite(photo, (replace(patch, **changes),)).read(whole)[5, 5, 0])  # type: ignore[arg-type]

    assert middle() == 200
    assert middle(opacity=0.5) == 150
    assert middle(opacity=0.0) == 100
    assert middle(visible=False) == 100


def test_the_top_patch_lies_over_the_others(make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]):
    bottom, top = make_patch(Rect(0, 0, 10, 10), value=10), make_patch(Rect(5, 0, 10, 10), value=20)
    shown = Composite(make_photo(), (bottom, top)).read(Rect(0, 0, 20, 10))
    assert (shown[:, :5] == 10).all()
    assert (shown[:, 5:15] == 20).all()


@given(rect=small_rects, places=st.lists(small_rects, max_size=4), alpha=st.integers(0, 255))
def test_any_rect_is_a_part_of_the_whole(
    make_photo: Callable[..., Photo], make_patch: Callable[..., Patch], rect: Rect, places: list[Rect], alpha: int
):
    photo = make_photo(24, 24, alpha=True)
    patches = tuple(make_patch(place, value=9, alpha=alpha, photo_alpha=77) for place in places)
    composite, whole = Composite(photo, patches), Rect(0, 0, 24, 24)
    assert (composite.read(rect) == composite.read(whole)[rect.slices]).all()
    alphas = composite.read_alpha(rect), composite.read_alpha(whole)
    assert alphas[0] is not None
    assert alphas[1] is not None
    assert (alphas[0] == alphas[1][rect.slices]).all()
    changed = (composite.read(whole) != photo.pixels).any(axis=2)
    for bound in composite.bounds_changed():
        changed[bound.slices] = False
    assert not changed.any()
    assert changed_outside(composite) == 0


def test_a_rect_beyond_the_photo_is_cut(make_photo: Callable[..., Photo]):
    composite = Composite(make_photo(alpha=True))
    assert composite.read(Rect(-5, -5, 10, 1000)).shape == (48, 5, 3)
    assert composite.read(Rect(100, 100, 5, 5)).size == 0
    alpha = composite.read_alpha(Rect(60, 40, 50, 50))
    assert alpha is not None
    assert alpha.shape == (8, 4)


@pytest.mark.parametrize("dtype", DEPTHS)
def test_the_photos_alpha(dtype: type, make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]):
    photo = make_photo(dtype=dtype, alpha=True)
    assert photo.alpha is not None
    whole = Rect.of(photo.size)
    keeping, giving = (
        make_patch(Rect(0, 0, 9, 9), dtype=dtype),
        make_patch(Rect(20, 0, 9, 9), dtype=dtype, photo_alpha=3),
    )
    kept = Composite(photo, (keeping,)).read_alpha(whole)
    assert kept is not None
    assert np.shares_memory(kept, photo.alpha)
    given_ = Composite(photo, (keeping, giving)).read_alpha(whole)
    assert given_ is not None
    assert (given_[:9, 20:29] == 3).all()
    assert (given_[:, :20] == photo.alpha[:, :20]).all()
    assert Composite(make_photo(), (giving,)).read_alpha(whole) is None


def test_bounds_changed_leaves_out_what_is_hidden(make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]):
    shown, hidden = make_patch(Rect(0, 0, 5, 5), Rect(9, 9, 2, 2)), make_patch(Rect(20, 20, 5, 5))
    composite = Composite(make_photo(), (shown, replace(hidden, visible=False)))
    assert composite.bounds_changed() == (Rect(0, 0, 5, 5), Rect(9, 9, 2, 2))


def test_changed_outside_counts_what_a_mask_does_not_allow(
    make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]
):
    photo = photo_from_pixels(np.zeros((48, 64, 3), np.uint8))
    patch = make_patch(Rect(10, 10, 8, 4))
    composite = Composite(photo, (patch, make_patch(Rect(12, 12, 8, 4), alpha=128)))
    mask = np.zeros((48, 64), np.uint8)
    mask[10:14, 10:18] = 255
    assert changed_outside(composite) == 0
    assert changed_outside(composite, mask=mask) == 8 * 4 - 6 * 2


def test_changed_outside_finds_a_strayed_pixel_anywhere(
    make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]
):
    photo = make_photo(40, 600)
    composite = Composite(photo, (make_patch(Rect(3, 3, 5, 5)),))
    pixels = composite.read(Rect.of(photo.size)).copy()
    assert changed_outside(composite, pixels=pixels) == 0
    for y, x in ((0, 0), (599, 39), (300, 7)):
        pixels[y, x, 1] ^= 1
    assert changed_outside(composite, pixels=pixels) == 3
    pixels[5, 5] = 0
    assert changed_outside(composite, pixels=pixels) == 3


def test_many_threads_may_read(make_photo: Callable[..., Photo], make_patch: Callable[..., Patch]):
    composite = Composite(make_photo(), (make_patch(Rect(4, 4, 30, 30), alpha=90),))
    expected = composite.read(Rect(0, 0, 64, 48))
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: composite.read(Rect(0, 0, 64, 48)), range(40)))
    assert all((result == expected).all() for result in results)
    assert new_patch_id() != new_patch_id()


def test_what_a_patch_hides_wholly_changes_nothing(make_photo, monkeypatch: pytest.MonkeyPatch) -> None:
    rng, photo = np.random.default_rng(4), make_photo()

    def patch(name: str, alpha: int, opacity: float = 1.0) -> Patch:
        pixels = rng.integers(0, 255, (40, 50, 3), np.uint8)
        cover = np.full((40, 50), alpha, np.uint8)
        cover[30:] = 255 - alpha // 2
        return Patch(name, (Piece(Rect(5, 4, 50, 40), pixels, cover),), Recipe("x"), opacity=opacity)

    stack = (patch("a", 90), patch("b", 255), patch("c", 255, 0.5), patch("d", 255), patch("e", 30))
    for rect in (Rect(10, 8, 20, 10), Rect(10, 8, 20, 30), Rect(0, 0, 64, 48), Rect(60, 40, 0, 0)):
        for count in range(1, len(stack) + 1):
            quick = Composite(photo, stack[:count]).read(rect)
            with monkeypatch.context() as patched:
                patched.setattr("engine.document.composite._LOOKED_INTO", -1)
                assert np.array_equal(quick, Composite(photo, stack[:count]).read(rect))


def _over_transparent(dtype: type, rng: np.random.Generator) -> tuple[Composite, Piece]:
    top = np.iinfo(dtype).max
    shape = (48, 64)
    photo = photo_from_pixels(
        rng.integers(0, top, (*shape, 3), dtype, endpoint=True), rng.integers(0, top, shape, dtype, endpoint=True)
    )
    piece = Piece(
        Rect(7, 5, 40, 30),
        rng.integers(0, top, (30, 40, 3), dtype, endpoint=True),
        rng.integers(0, 255, (30, 40), np.uint8, endpoint=True),
        rng.integers(0, top, (30, 40), dtype, endpoint=True),
    )
    return Composite(photo, (Patch("one", (piece,), Recipe("x"), opacity=0.6),)), piece


@pytest.mark.parametrize("dtype", DEPTHS)
def test_colours_are_mixed_by_their_alpha_where_a_patch_brings_its_own(dtype: type):
    composite, piece = _over_transparent(dtype, np.random.default_rng(6))
    place, top = piece.rect, np.iinfo(dtype).max
    assert composite.photo.alpha is not None
    assert piece.photo_alpha is not None
    cover = piece.alpha / 255 * (round(0.6 * 255) / 255)
    above, below = cover * (piece.photo_alpha / top), (1 - cover) * (composite.photo.alpha[place.slices] / top)
    # Porter and Duff 1984: premultiplied colours are added, and divided by the alpha that comes out.
    out = above + below
    premultiplied = above[..., None] * piece.pixels + below[..., None] * composite.photo.pixels[place.slices]
    expected = premultiplied / np.maximum(out, 1e-9)[..., None]
    found = composite.read(place)
    assert np.abs(found - expected)[out > 0].max() <= 0.5 + 1e-3
    alpha = composite.read_alpha(place)
    assert alpha is not None
    assert np.abs(alpha - out * top).max() <= 0.5 + 1e-3
    assert changed_outside(composite) == 0


@pytest.mark.parametrize("dtype", DEPTHS)
@pytest.mark.parametrize("opacity", [1.0, 0.6])
def test_where_alpha_changes_nothing_mixing_by_alpha_is_mixing(dtype: type, opacity: float):
    composite, piece = _over_transparent(dtype, np.random.default_rng(7))
    photo, place = composite.photo, piece.rect
    top = np.iinfo(dtype).max
    plain = photo_from_pixels(photo.pixels)
    for share in (0, 77, top):
        even = photo_from_pixels(photo.pixels, np.full(photo.pixels.shape[:2], share, dtype))
        bringing = replace(piece, photo_alpha=np.full(piece.alpha.shape, share, dtype))
        patch = Patch("one", (bringing,), Recipe("x"), opacity=opacity)
        expected = Composite(plain, (replace(patch, pieces=(replace(piece, photo_alpha=None),)),)).read(place)
        assert np.array_equal(Composite(even, (patch,)).read(place), expected)
    whole = replace(
        piece, alpha=np.full(piece.alpha.shape, 255, np.uint8), photo_alpha=np.zeros_like(piece.photo_alpha)
    )
    assert np.array_equal(Composite(photo, (Patch("one", (whole,), Recipe("x")),)).read(place), piece.pixels)
    nothing = replace(piece, alpha=np.zeros(piece.alpha.shape, np.uint8))
    kept = Composite(photo, (Patch("one", (nothing,), Recipe("x")),))
    assert np.array_equal(kept.read(place), photo.pixels[place.slices])
    assert np.array_equal(kept.read_alpha(place), photo.alpha[place.slices])  # type: ignore[index,arg-type]


@pytest.mark.parametrize("dtype", DEPTHS)
@pytest.mark.parametrize("step", [1, 2, 3, 8])
def test_picked_samples_are_among_those_that_are_shown(dtype: type, step: int):
    below, piece = _over_transparent(dtype, np.random.default_rng(8))
    adjusted = Patch(
        "all", (), Recipe("adjust"), mask=MaskArea(Rect(3, 9, 50, 31), np.full((31, 50), 90, np.uint8)),
        adjustment=Adjustment(exposure=0.7),
    )  # fmt: skip
    other = replace(below.patches[0], id="two", pieces=(replace(piece, rect=Rect(20, 17, 40, 30), photo_alpha=None),))
    composite = Composite(below.photo, (*below.patches, adjusted, other))
    for rect in (Rect(0, 0, 64, 48), Rect(2 * step, step, 33, 30)):
        colours, alpha = composite.pick(rect, step)
        shown = composite.read(rect), composite.read_alpha(rect)
        assert np.array_equal(colours, shown[0][::step, ::step])
        assert np.array_equal(alpha, shown[1][::step, ::step])  # type: ignore[index,arg-type]
    plain = Composite(photo_from_pixels(composite.photo.pixels), composite.patches)
    assert np.array_equal(plain.pick(Rect(0, 0, 64, 48), 2)[0], plain.read(Rect(0, 0, 64, 48))[::2, ::2])
    assert plain.pick(Rect(0, 0, 64, 48), 2)[1] is None


@pytest.mark.parametrize("dtype", DEPTHS)
def test_reading_can_go_on_from_what_lies_below(dtype: type):
    below, piece = _over_transparent(dtype, np.random.default_rng(9))
    other = replace(below.patches[0], id="two", pieces=(replace(piece, rect=Rect(20, 17, 40, 30)),), opacity=0.5)
    everything = Patch("all", (), Recipe("adjust"), adjustment=Adjustment(exposure=0.7))
    composite, rect = Composite(below.photo, (*below.patches, everything, other)), Rect(2, 3, 60, 40)
    for count in range(4):
        lower = Composite(below.photo, composite.patches[:count]).read(rect)
        kept = lower.copy()
        assert np.array_equal(composite.read_over(lower, rect, count), composite.read(rect))
        assert np.array_equal(lower, kept)
