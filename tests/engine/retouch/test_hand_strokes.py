"""Clone stamp and healing brush: what a stroke copies, what it leaves, and that it can be made again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Composite, Document, HandStroke, Patch, Piece, Recipe, changed_outside
from engine.errors import BadInput, Cancelled
from engine.geometry import Rect
from engine.jobs import CancelToken, JobContext
from engine.mask import BrushTip
from engine.photo import Photo, photo_from_pixels
from engine.photo.reshape import Crop, Turn
from engine.retouch import Painting, painted, patch_of, pieces_of, replay

HARD = BrushTip(9, 1.0, 1.0)
SOFT = BrushTip(15, 0.2, 0.4)


def photo(dtype: type = np.uint8, *, with_alpha: bool = False, height: int = 60, width: int = 90) -> Photo:
    rng = np.random.default_rng(7)
    white = np.iinfo(dtype).max
    pixels = rng.integers(0, white, (height, width, 3), endpoint=True).astype(dtype)
    alpha = rng.integers(0, white, (height, width), endpoint=True).astype(dtype) if with_alpha else None
    return photo_from_pixels(pixels, alpha)


def stroked(composite: Composite, tip: BrushTip, offset: tuple[int, int], source: str = "all") -> Painting:
    painting = Painting(composite, tip, offset, source)
    for x, y, pressure in ((20, 30, 1.0), (31.3, 34.8, 0.7), (38, 27, 1.0)):
        painting.move_to(x, y, pressure)
    return painting


def laid(composite: Composite, patch: Patch | None) -> Composite:
    assert patch is not None
    return Composite(composite.photo, (*composite.patches, patch))


def whole(composite: Composite) -> Rect:
    return Rect.of(composite.size)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("with_alpha", [False, True])
def test_a_clone_copies_sample_for_sample_and_leaves_the_rest(dtype: type, with_alpha: bool) -> None:
    base = Composite(photo(dtype, with_alpha=with_alpha))
    painting = stroked(base, HARD, (37, -9))
    patch = patch_of(painting, "clone")
    after = laid(base, patch)
    full = painting.cover(whole(base)) == 255
    assert full.sum() > 100
    shifted = np.roll(base.photo.pixels, (9, -37), (0, 1))
    assert np.array_equal(after.read(whole(base))[full], shifted[full])
    if with_alpha:
        assert np.array_equal(after.read_alpha(whole(base))[full], np.roll(base.photo.alpha, (9, -37), (0, 1))[full])
    assert changed_outside(after) == 0
    untouched = painting.cover(whole(base)) == 0
    assert np.array_equal(after.read(whole(base))[untouched], base.photo.pixels[untouched])


@pytest.mark.parametrize("method", ["clone", "heal"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("tip", [HARD, SOFT])
def test_a_recipe_makes_identical_pixels_again(method: str, dtype: type, tip: BrushTip) -> None:
    base = Composite(photo(dtype, with_alpha=True))
    patch = patch_of(stroked(base, tip, (30, 5)), method)
    assert patch is not None
    pieces = replay(Recipe.from_json(patch.recipe.to_json()), Composite(base.photo))
    for new, old in zip(pieces, patch.pieces, strict=True):
        assert new.rect == old.rect
        assert np.array_equal(new.pixels, old.pixels)
        assert np.array_equal(new.alpha, old.alpha)
        assert np.array_equal(new.photo_alpha, old.photo_alpha)


def test_a_stroke_never_copies_what_it_has_just_painted() -> None:
    base = Composite(photo())
    painting = Painting(base, HARD, (-6, 0))  # the source lies under the brush
    for x in range(20, 60):
        painting.move_to(x, 30)
    after = laid(base, patch_of(painting, "clone"))
    assert np.array_equal(after.read(Rect(25, 30, 30, 1)), base.read(Rect(19, 30, 30, 1)))


def test_all_layers_or_the_photo_alone() -> None:
    below = photo()
    pixels, alpha = np.full((10, 10, 3), 200, np.uint8), np.full((10, 10), 255, np.uint8)
    base = Composite(below, (Patch("p", (Piece(Rect(60, 20, 10, 10), pixels, alpha),), Recipe("telea")),))
    for source, wanted in (("all", 200), ("photo", None)):
        painting = Painting(base, HARD, (45, 0), source)
        painting.move_to(20, 25)
        got = laid(base, patch_of(painting, "clone")).read(Rect(19, 24, 3, 3))
        assert np.array_equal(got, np.full_like(got, wanted) if wanted else below.pixels[24:27, 64:67])


def test_nothing_is_painted_where_the_source_is_beside_the_photo() -> None:
    base = Composite(photo())
    painting = Painting(base, BrushTip(21, 1.0, 1.0), (40, 0))
    painting.move_to(45, 30)
    cover = painting.cover(whole(base))
    assert cover[:, 50:].max() == 0
    assert cover[30, 49] == 255
    beyond = Painting(base, HARD, (500, 0))
    beyond.move_to(20, 20)
    assert beyond.is_empty
    assert patch_of(beyond, "clone") is None
    assert pieces_of(beyond, "heal") == ()


def test_canvas_that_has_never_been_filled_is_no_source() -> None:
    document = Document(photo())
    document.extend(right=30)
    painting = Painting(document.composite, BrushTip(21, 1.0, 1.0), (40, 0))
    painting.move_to(50, 30)
    cover = painting.cover(Rect.of(document.size))
    assert cover[:, 50:].max() == 0
    assert cover[30, 49] == 255


def test_flow_builds_up_but_never_beyond_the_tip() -> None:
    base = Composite(photo())
    painting = Painting(base, BrushTip(21, 1.0, 0.3), (20, 0))
    heights = []
    for _ in range(40):
        painting.move_to(30, 30)
        heights.append(int(painting.cover(whole(base))[30, 30]))
        painting.move_to(30.5, 30)
    assert heights[0] == round(255 * 0.3)
    assert heights == sorted(heights)
    assert heights[-1] == 255


def test_many_tiles_are_one_picture() -> None:
    """A long stroke is kept as pieces, a short one as one piece: both show the same."""
    base = Composite(photo(height=700, width=900))
    painting = Painting(base, BrushTip(11, 0.5, 1.0), (3, -2))
    for x, y in ((10, 10), (880, 690)):
        painting.move_to(x, y)
    patch = patch_of(painting, "clone")
    assert patch is not None
    assert len(patch.pieces) > 1
    assert sum(piece.rect.area for piece in patch.pieces) < 0.5 * patch.bounds.area
    cover = np.zeros((700, 900), np.uint8)
    for piece in patch.pieces:
        cover[piece.rect.slices] = piece.alpha
    assert np.array_equal(cover, painting.cover(whole(base)))
    assert np.array_equal(patch.mask.alpha, painting.cover(patch.bounds))


def test_live_pieces_show_the_stroke_while_it_grows() -> None:
    base = Composite(photo())
    painting = Painting(base, HARD, (30, 0))
    touched, is_new = painting.move_to(20, 20)
    assert is_new
    assert any(rect.contains(Rect(18, 18, 5, 5)) for rect in touched)
    live = Composite(base.photo, (Patch("live", painting.live_pieces, Recipe("clone")),))
    _, is_new = painting.move_to(26, 20)
    assert not is_new
    assert np.array_equal(live.read(Rect(18, 19, 10, 2)), base.read(Rect(48, 19, 10, 2)))


@pytest.mark.parametrize("flow", [1.0, 0.4])
def test_only_where_the_cover_grows_is_shown_anew(flow: float) -> None:
    base = Composite(photo(height=300, width=500))
    painting = Painting(base, BrushTip(200, 0.9, flow), (120, 0))
    before = np.zeros((300, 500), np.uint8)
    for x in (120, 135, 150, 150.5):
        told = np.zeros((300, 500), bool)
        rects, _ = painting.move_to(x, 150)
        for rect in rects:
            told[rect.slices] = True
        after = painting.cover(whole(base)).copy()
        assert not (after != before)[~told].any()
        if x > 120 and flow == 1.0:
            assert told.sum() < 0.6 * 200 * 200
        before = after
    assert painting.move_to(150.5, 150) == ((), False)


# Healing


@pytest.mark.parametrize("with_alpha", [False, True])
def test_what_is_copied_from_under_many_patches_may_be_known_later(with_alpha: bool) -> None:
    base = Composite(photo(height=600, width=900, with_alpha=with_alpha))
    rng = np.random.default_rng(3)
    for at in range(4):
        rect = Rect(500 + at, 40, 360, 500)
        piece = Piece(
            rect,
            rng.integers(0, 255, (500, 360, 3), np.uint8),
            rng.integers(0, 255, (500, 360), np.uint8, endpoint=True),
        )
        base = laid(base, Patch(str(at), (piece,), Recipe("x")))
    tip, points = BrushTip(150, 0.5, 1.0), ((150, 200), (260, 330), (340, 300))
    expected, slow = Painting(base, tip, (430, 20)), Painting(base, tip, (430, 20), at_once=100_000)
    for x, y in points:
        expected.move_to(x, y)
        slow.move_to(x, y)
    assert expected.behind == ()
    assert slow.behind
    assert len(slow.live_pieces) < len(expected.live_pieces)
    assert sorted(slow.covered_rects(), key=str) == sorted(expected.covered_rects(), key=str)
    assert (slow.bounds, slow.touched_area) == (expected.bounds, expected.touched_area)
    one, two = patch_of(slow, "heal"), patch_of(expected, "heal")
    assert one is not None
    assert two is not None
    assert np.array_equal(one.pieces[0].pixels, two.pieces[0].pixels)
    made = slow.source_pieces(slow.behind[:1])
    slow.move_to(345, 310)
    slow.catch_up(made)
    slow.catch_up(slow.source_pieces(slow.behind))
    expected.move_to(345, 310)
    assert slow.behind == ()
    shown = [
        laid(base, Patch("stroke", painting.live_pieces, Recipe("clone"))).read(whole(base))
        for painting in (slow, expected)
    ]
    assert np.array_equal(*shown)


def ramp(dtype: type = np.uint8, *, height: int = 60, width: int = 120) -> np.ndarray:
    """Dark at the left and bright at the right, with a fine texture all over."""
    y, x = np.mgrid[0:height, 0:width]
    rng = np.random.default_rng(3)
    picture = 0.15 + 0.6 * x / width + 0.1 * y / height + rng.normal(0, 0.01, (height, width))
    return np.repeat((picture * np.iinfo(dtype).max).astype(dtype)[:, :, None], 3, axis=2)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_healing_brings_the_texture_in_the_light_of_its_surroundings(dtype: type) -> None:
    clean = ramp(dtype)
    spoiled = clean.copy()
    spoiled[26:34, 26:34] = 0
    base = Composite(photo_from_pixels(spoiled))
    white = np.iinfo(dtype).max
    painting = Painting(base, BrushTip(19, 1.0, 1.0), (60, 0))
    painting.move_to(30, 30)
    errors = {}
    for method in ("clone", "heal"):
        got = laid(base, patch_of(painting, method)).read(whole(base)).astype(float)
        errors[method] = np.abs(got - clean)[26:34, 26:34].mean() / white
    assert errors["heal"] < 0.02  # the texture is another, of a hundredth
    assert errors["clone"] > 0.25
    # the source's own gradients are kept
    healed = laid(base, patch_of(painting, "heal")).read(Rect(28, 28, 5, 5))[..., 0].astype(float)
    source = base.read(Rect(88, 28, 5, 5))[..., 0].astype(float)
    difference = (healed - source) / white
    assert np.abs(np.diff(difference, axis=0)).max() < 0.01
    assert np.abs(np.diff(difference, axis=1)).max() < 0.02


def test_a_large_stroke_is_healed_on_a_coarser_grid_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    y, x = np.mgrid[0:200, 0:300]
    smooth = np.repeat((40 + 0.4 * x + 0.2 * y)[:, :, None], 3, axis=2).astype(np.uint8)
    base = Composite(photo_from_pixels(smooth))
    painting = Painting(base, BrushTip(90, 1.0, 1.0), (150, 0))
    painting.move_to(70, 100)
    exact = laid(base, patch_of(painting, "heal")).read(whole(base)).astype(int)
    monkeypatch.setattr("engine.retouch.healing._LARGEST", 1000)
    coarse = laid(base, patch_of(painting, "heal")).read(whole(base)).astype(int)
    assert np.abs(exact - smooth).max() <= 1
    assert np.abs(coarse - smooth).max() <= 2


def test_healing_everything_keeps_the_source() -> None:
    """Where nothing around a stroke is known there is nothing to adapt to."""
    base = Composite(photo())
    painting = Painting(base, BrushTip(400, 1.0, 1.0), (0, 0))
    painting.move_to(45, 30)
    after = laid(base, patch_of(painting, "heal"))
    assert np.array_equal(after.read(whole(base)), base.photo.pixels)


def test_healing_can_be_cancelled() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        patch_of(stroked(Composite(photo()), HARD, (30, 0)), "heal", context=JobContext(token))


# Recipes


def test_a_stroke_moves_with_the_canvas_and_can_still_be_made_again() -> None:
    document = Document(photo())
    patch = patch_of(stroked(document.composite, SOFT, (30, 5)), "heal")
    assert patch is not None
    document.add_patch(patch, clear_mask=False)
    document.extend(left=12, top=7)
    moved = document.patches[0]
    pieces = replay(moved.recipe, Composite(document.photo))
    assert [piece.rect for piece in pieces] == [piece.rect for piece in moved.pieces]
    assert np.array_equal(pieces[0].pixels, moved.pieces[0].pixels)
    assert np.array_equal(pieces[0].alpha, moved.pieces[0].alpha)


def test_a_crop_shifts_the_path_and_a_turn_leaves_it_as_it_was() -> None:
    document = Document(photo())
    patch = patch_of(stroked(document.composite, SOFT, (30, 5)), "clone")
    assert patch is not None
    document.add_patch(patch, clear_mask=False)
    document.reshape(Crop(Rect(8, 6, 80, 50)))
    cropped = document.patches[0]
    pieces = replay(cropped.recipe, Composite(document.photo))
    assert np.array_equal(pieces[0].pixels, cropped.pieces[0].pixels)
    document.reshape(Turn(1))
    assert document.patches[0].recipe.strokes == cropped.recipe.strokes  # over the photo as it was before


def test_only_strokes_can_be_replayed() -> None:
    with pytest.raises(BadInput):
        replay(Recipe("telea"), Composite(photo()))
    with pytest.raises(ValueError, match="telea"):
        pieces_of(stroked(Composite(photo()), HARD, (30, 0)), "telea")


def test_the_same_stroke_elsewhere_is_painted_the_same() -> None:
    base = Composite(photo())
    stroke = stroked(base, SOFT, (30, 5)).stroke()
    assert isinstance(stroke, HandStroke)
    moved = painted(base, replace(stroke, origin=(4, -3)))
    assert np.array_equal(moved.cover(Rect(14, 7, 40, 30)), painted(base, stroke).cover(Rect(10, 10, 40, 30)))
