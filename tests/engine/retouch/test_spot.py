"""Healing without a source: what lies around a stroke fills it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Composite, Document, HandStroke, MaskArea, Patch, Piece, Recipe
from engine.errors import BadInput
from engine.geometry import Rect
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from engine.photo.reshape import Crop, Mirror
from engine.recipes.again import stroke_today
from engine.retouch import Painting, painted, patch_of, pieces_of, places_to_avoid, replay

TIP = BrushTip(11, 1.0, 1.0)


def stripes(height: int = 80, width: int = 110, dtype: type = np.uint8) -> np.ndarray:
    """Flat at the left, stripes at the right."""
    y, x = np.mgrid[0:height, 0:width]
    grey = np.where(x < width // 2, 90, 90 + 70 * (y // 4 % 2)) * (np.iinfo(dtype).max // 255)
    return np.repeat(grey[:, :, None], 3, axis=2).astype(dtype)


def dotted(pixels: np.ndarray, x: int, y: int, radius: int = 3) -> tuple[Composite, Painting]:
    spoiled = pixels.copy()
    spoiled[y - radius : y + radius + 1, x - radius : x + radius + 1] = (np.iinfo(pixels.dtype).max, 0, 0)
    base = Composite(photo_from_pixels(spoiled))
    painting = Painting(base, TIP, None)
    painting.move_to(x + 0.5, y + 0.5)
    return base, painting


def laid(base: Composite, patch: Patch | None) -> Composite:
    assert patch is not None
    return Composite(base.photo, (*base.patches, patch))


def whole(base: Composite) -> Rect:
    return Rect.of(base.size)


@pytest.mark.parametrize(("x", "y"), [(25, 40), (102, 74)])
def test_what_is_healed_looks_as_before(x: int, y: int) -> None:
    clean = stripes()
    base, painting = dotted(clean, x, y)
    after = laid(base, patch_of(painting, "heal")).read(whole(base))
    assert np.abs(after.astype(int) - clean).mean() < 0.5


def test_a_long_stroke_over_two_textures_takes_each_from_its_own() -> None:
    clean = stripes()
    spoiled = clean.copy()
    spoiled[38:42, 10:100] = 255
    base = Composite(photo_from_pixels(spoiled))
    painting = Painting(base, BrushTip(8, 1.0, 1.0), None)
    painting.move_to(12, 40)
    painting.move_to(98, 40)
    after = laid(base, patch_of(painting, "heal")).read(whole(base)).astype(int)
    assert np.abs(after - clean)[:, 15:50].mean() < 1
    assert np.abs(after - clean)[:, 60:95].mean() < 4


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_recipe_makes_identical_pixels_again(dtype: type) -> None:
    base, painting = dotted(stripes(dtype=dtype), 60, 40)
    stroke = replace(painting.stroke(), avoid=((20, 30, 9, 8), (80, 2, 3, 40)))
    patch = patch_of(painted(base, stroke), "heal")
    assert patch is not None
    pieces = replay(Recipe.from_json(patch.recipe.to_json()), Composite(base.photo))
    for new, old in zip(pieces, patch.pieces, strict=True):
        assert new.rect == old.rect
        assert np.array_equal(new.pixels, old.pixels)
        assert np.array_equal(new.alpha, old.alpha)


def test_what_covers_is_the_stroke_and_nothing_else() -> None:
    base = Composite(photo_from_pixels(stripes()))
    painting = Painting(base, BrushTip(21, 0.3, 0.5), None)
    painting.move_to(50, 40)
    patch = patch_of(painting, "heal")
    assert patch is not None
    cover = np.zeros((80, 110), np.uint8)
    for piece in patch.pieces:
        cover[piece.rect.slices] = piece.alpha
    assert np.array_equal(cover, painting.cover(whole(base)))


def test_what_is_marked_is_not_looked_at() -> None:
    """Whatever is there, what is laid is the same."""
    marked = np.zeros((40, 20), np.uint8)
    marked[6:34, 6:14] = 255
    area, found = MaskArea(Rect(62, 20, 20, 40), marked), list[np.ndarray]()
    for colour in (90, 250):
        pixels = stripes()
        pixels[26:54, 68:76] = colour
        painting = Painting(Composite(photo_from_pixels(pixels)), TIP, None)
        for y in (33, 47):
            painting.move_to(56, y)
        avoid = places_to_avoid(painting, area)
        assert sum(width * height for _, _, width, height in avoid) == 28 * 8
        patch = patch_of(painted(painting.composite, replace(painting.stroke(), avoid=avoid)), "heal")
        assert patch is not None
        found.append(patch.pieces[0].pixels)
    assert np.array_equal(*found)


def test_what_a_hand_has_healed_is_not_copied_but_a_fill_may_be() -> None:
    base, painting = dotted(stripes(), 60, 40)
    pixels, alpha = np.full((6, 6, 3), 30, np.uint8), np.full((6, 6), 255, np.uint8)
    healed = Patch("h", (Piece(Rect(40, 30, 6, 6), pixels, alpha),), Recipe("heal"))
    filled = Patch("f", (Piece(Rect(80, 30, 6, 6), pixels, alpha),), Recipe("patchmatch"))
    hidden = replace(healed, id="g", pieces=(Piece(Rect(20, 30, 6, 6), pixels, alpha),), visible=False)
    over = Painting(Composite(base.photo, (healed, filled, hidden)), TIP, None)
    over.move_to(60.5, 40.5)
    avoided = np.zeros((80, 110), bool)
    for box in places_to_avoid(over):
        avoided[Rect(*box).slices] = True
    assert avoided[30:36, 40:46].all()
    assert avoided.sum() == 36
    assert places_to_avoid(painting) == ()


def test_where_all_around_has_been_healed_it_may_be_copied() -> None:
    base, _ = dotted(stripes(), 60, 40)
    pixels, alpha = np.full((80, 110, 3), 30, np.uint8), np.full((80, 110), 255, np.uint8)
    over = Painting(laid(base, Patch("h", (Piece(whole(base), pixels, alpha),), Recipe("heal"))), TIP, None)
    over.move_to(60.5, 40.5)
    assert places_to_avoid(over) == ()


def test_the_photo_alone() -> None:
    base = Composite(photo_from_pixels(np.full((60, 80, 3), 90, np.uint8)))
    dark = Piece(whole(base), np.full((60, 80, 3), 10, np.uint8), np.full((60, 80), 255, np.uint8))
    over = laid(base, Patch("p", (dark,), Recipe("telea")))
    for source, wanted in (("all", 10), ("photo", 90)):
        painting = Painting(over, TIP, None, source)
        painting.move_to(40, 30)
        got = laid(over, patch_of(painting, "heal")).read(Rect(38, 28, 4, 4))
        assert np.array_equal(got, np.full_like(got, wanted))


def test_blank_canvas_is_not_copied() -> None:
    document = Document(photo_from_pixels(np.full((60, 60, 3), 80, np.uint8)))
    document.extend(right=60)
    painting = Painting(document.composite, TIP, None)
    painting.move_to(55, 30)
    got = laid(document.composite, patch_of(painting, "heal")).read(Rect(51, 27, 8, 6))
    assert np.array_equal(got, np.full_like(got, 80))


def test_where_nothing_lies_around_that_is_said() -> None:
    base = Composite(photo_from_pixels(stripes(40, 40)))
    painting = Painting(base, BrushTip(90, 1.0, 1.0), None)
    painting.move_to(20, 20)
    with pytest.raises(BadInput, match="Alt"):
        patch_of(painting, "heal")
    with pytest.raises(ValueError, match="clone"):
        pieces_of(painting, "clone")


def test_it_is_written_down_and_read_and_old_strokes_are_too() -> None:
    stroke = HandStroke(TIP, ((1.0, 2.0, 1.0),), None, "all", (4, 5), ((-3, 2, 6, 7),), adapts=True)
    assert HandStroke.from_dict(stroke.to_dict()) == stroke
    old = HandStroke(TIP, ((1.0, 2.0, 1.0),), (3, -4))
    assert old.to_dict().keys() == {"tip", "points", "offset", "source", "origin"}
    assert HandStroke.from_dict(old.to_dict()) == old
    for damage in (
        {"avoid": [[1, 2, 0, 3]]},
        {"avoid": [[1, 2, 3]]},
        {"avoid": [[0.5, 1, 2, 3]]},
        {"offset": [1]},
        {"adapts": 1},
    ):
        with pytest.raises(BadInput):
            HandStroke.from_dict(stroke.to_dict() | damage)


def test_it_follows_the_canvas_and_a_mirror() -> None:
    document = Document(photo_from_pixels(stripes()))
    painting = Painting(document.composite, TIP, None)
    painting.move_to(60, 40)
    stroke = replace(painting.stroke(), avoid=((20, 30, 9, 8),))
    patch = patch_of(painted(document.composite, stroke), "heal")
    assert patch is not None
    document.add_patch(patch, clear_mask=False)
    document.reshape(Crop(Rect(10, 5, 90, 70)))
    cropped = document.patches[0]
    assert painted(Composite(document.photo), stroke_today(cropped, document.photo)).avoid == ((10, 25, 9, 8),)
    document.reshape(Mirror())
    today = stroke_today(document.patches[0], document.photo)
    assert today.offset is None
    assert today.avoid == ((90 - 10 - 9, 25, 9, 8),)
