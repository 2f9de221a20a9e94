"""One patch made again on today's pixels: strokes are painted, pictures are laid, and what cannot be says why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Adjustment, Composite, Document, Patch, Piece, Recipe
from engine.errors import BadInput
from engine.geometry import Rect
from engine.jobs import JobContext
from engine.mask import BrushTip
from engine.photo.reshape import Crop, Mirror, Reshape, Straighten, Turn
from engine.recipes.again import Way, made_again, stroke_today, way_again, why_not_again
from engine.recipes.merging import merged_patch
from engine.retouch import Painting, patch_of
from tests.engine.recipes.recipe_photos import lay, pixels, textured

TIP = BrushTip(9, 1.0, 1.0)


def stroke(composite: Composite, method: str, opacity: float = 1.0) -> Patch:
    painting = Painting(composite, TIP, (30, -5))
    for x, y in ((20, 40), (34, 44)):
        painting.move_to(x, y, 1.0)
    patch = patch_of(painting, method, opacity)
    assert patch is not None
    return patch


def painted_document(method: str) -> Document:
    document = Document(textured())
    document.add_patch(stroke(document.composite, method))
    return document


@pytest.mark.parametrize("method", ["clone", "heal"])
def test_a_stroke_is_painted_again_over_the_pixels_of_today(method: str) -> None:
    composite = Composite(textured())
    patch = replace(stroke(composite, method, 0.5), name="Wall", visible=False)
    whole = Rect.of(composite.size)
    grey = Piece(
        whole,
        np.full((whole.height, whole.width, 3), 90, np.uint8),
        np.full((whole.height, whole.width), 255, np.uint8),
    )
    below = Composite(composite.photo, (Patch("grey", (grey,), Recipe("patchmatch")),))
    made = made_again(patch, below, JobContext())
    assert (made.recipe.method, made.opacity, made.name, made.visible) == (method, 0.5, "Wall", False)
    assert made.id != patch.id
    assert made.recipe.strokes == patch.recipe.strokes
    assert all((piece.pixels[piece.alpha > 0] == 90).all() for piece in made.pieces)
    same = made_again(patch, composite, JobContext())
    assert np.array_equal(same.pieces[0].pixels, patch.pieces[0].pixels)


@pytest.mark.parametrize(
    "changes",
    [
        (Crop(Rect(7, 5, 80, 60)), Turn(1)),
        (Turn(2), Crop(Rect(3, 4, 80, 60))),
        (Turn(3), Mirror(across=False), Crop(Rect(3, 4, 60, 80))),
        (Mirror(), Crop(Rect(4, 3, 88, 66)), Turn(1)),
    ],
)
def test_a_photo_that_was_turned_since_has_its_stroke_turned_along(changes: tuple[Reshape, ...]) -> None:
    document = painted_document("clone")
    for change in changes:
        document.reshape(change)
    turned = document.patches[0]
    below = Composite(document.photo)
    made = made_again(turned, below, JobContext())
    assert np.array_equal(pixels(Composite(document.photo, (made,))), pixels(document.composite))
    # From then on it is a stroke over the photo as it is now.
    assert made.recipe.stage == len(changes)
    assert stroke_today(made, document.photo).to_dict() == made.recipe.strokes


def test_a_straightened_photo_has_the_stroke_where_it_shows() -> None:
    document = painted_document("clone")
    document.reshape(Straighten(8.0))
    turned = document.patches[0]
    made = made_again(turned, Composite(document.photo), JobContext())
    there, here = turned.bounds, made.bounds
    sides = zip((there.x, there.y, there.right, there.bottom), (here.x, here.y, here.right, here.bottom), strict=True)
    assert all(abs(then - now) <= 2 for then, now in sides)


def test_a_stroke_that_lies_outside_by_now_says_so() -> None:
    composite = Composite(textured())
    patch = stroke(composite, "clone")
    far = replace(patch, recipe=patch.recipe.moved(400, 0))
    with pytest.raises(BadInput, match="outside the photo"):
        made_again(far, composite, JobContext())


def test_the_way_goes_by_what_made_it() -> None:
    document = painted_document("heal")
    base = document.composite
    filled = lay(document, Rect(50, 30, 12, 10))
    hand = base.patches[0]
    merged = merged_patch(Composite(base.photo), hand, filled)
    laid = replace(filled, recipe=Recipe("latent", sample={"point": "…"}))
    adjustment = Patch("a", (), Recipe("adjust"), adjustment=Adjustment(exposure=1.0))
    ways = [way_again(one) for one in (filled, hand, laid, merged, adjustment)]
    assert ways == [Way.FILL, Way.PAINT, Way.LAY, Way.NONE, Way.NONE]
    assert [why_not_again(one) for one in (filled, hand, laid)] == ["", "", ""]
    assert "merged" in why_not_again(merged)
    assert "adjustment" in why_not_again(adjustment)
    assert "path" in why_not_again(replace(hand, recipe=replace(hand.recipe, strokes=None)))
    assert "picture" in why_not_again(replace(laid, recipe=Recipe("latent")))
    assert "mask" in why_not_again(replace(filled, mask=None))
    with pytest.raises(BadInput, match="merged"):
        made_again(merged, base, JobContext())
