"""A recipe done again gives the pixels of then, or says why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.document import Adjustment, Composite, Document, MaskArea, Patch, Recipe
from engine.errors import BadInput, Cancelled
from engine.geometry import Rect, Size
from engine.inpaint.methods import describe_all
from engine.jobs import CancelToken, JobContext
from engine.mask import BrushTip
from engine.photo import Crop, Mirror, Straighten, Turn, extended_photo
from engine.recipes import StackRecipe, replay, replayed
from engine.recipes.merging import merged_patch, with_merged
from engine.recipes.replaying import Result
from engine.retouch import Painting, patch_of
from tests.engine.recipes.recipe_photos import blob, filled, lay, pixels, textured

HOLE, OTHER = Rect(20, 18, 16, 14), Rect(60, 40, 12, 16)


def again(document: Document, photo=None):
    recipe = StackRecipe.from_json(StackRecipe.of(document.composite).to_json())
    return replayed(Composite(textured() if photo is None else photo), recipe, JobContext())


def results(result) -> list[Result]:
    return [one.result for one in result.outcomes]


@pytest.mark.parametrize("method", [info.id for info in describe_all() if info.id != "auto"])
def test_every_method_gives_the_same_pixels_again(method: str) -> None:
    document = Document(textured())
    lay(document, HOLE, method, seed=7, grow=2, feather=3, variation=0.5)
    result = again(document)
    assert result.is_identical
    assert np.array_equal(pixels(result.composite), pixels(document.composite))


def test_sixteen_bits_come_back_too() -> None:
    document = Document(textured(depth=np.uint16))
    lay(document, HOLE, "patchmatch")
    assert again(document, textured(depth=np.uint16)).is_identical


def test_a_fill_is_made_from_what_lay_below_it_then() -> None:
    document = Document(textured())
    first = lay(document, HOLE)
    near = lay(document, Rect(34, 20, 14, 12), "patchmatch")
    document.set_patch_opacity(first.id, 0.4)
    document.set_patch_visible(first.id, False)
    assert near.recipe.below == ((first.id, 1.0),)
    result = again(document)
    assert result.is_identical
    assert [patch.visible for patch in result.patches] == [False, True]
    assert result.patches[0].opacity == 0.4


def test_an_order_that_was_changed_is_kept_and_makes_no_difference() -> None:
    document = Document(textured())
    lay(document, HOLE)
    upper = lay(document, Rect(36, 20, 10, 10), "patchmatch")
    document.move_patch(upper.id, 0)
    result = again(document)
    assert result.is_identical
    assert [patch.id for patch in result.patches] == [patch.id for patch in document.patches]


def test_a_fill_that_looked_at_a_deleted_patch_says_so() -> None:
    document = Document(textured())
    first = lay(document, HOLE)
    lay(document, Rect(30, 20, 14, 12), "patchmatch")
    document.remove_patch(first.id)
    result = again(document)
    assert results(result) == [Result.OTHER]
    assert "looked at a patch that has been changed or deleted" in result.warnings[0]
    assert not result.is_identical


@pytest.mark.parametrize(
    "reshape", [Turn(1), Turn(2), Turn(3), Mirror(True), Mirror(False), Crop(Rect(8, 6, 80, 60))], ids=str
)
def test_changes_of_shape_are_done_where_they_were_done(reshape) -> None:
    document = Document(textured())
    lay(document, HOLE, "patchmatch")
    document.reshape(reshape)
    later = lay(document, Rect(24, 30, 10, 9), "patchmatch")
    assert later.recipe.stage == 1
    result = again(document)
    assert result.is_identical
    assert result.photo.size == document.size
    assert np.array_equal(pixels(result.composite), pixels(document.composite))
    assert [step.reshape for step in result.steps] == [reshape]


def test_new_canvas_is_filled_again() -> None:
    document = Document(textured())
    lay(document, HOLE)
    document.extend(left=12, bottom=7)
    rect = Rect(0, 0, 12, document.size.height)
    patch = filled(document.composite, rect, "telea")
    document.add_patch(patch)
    result = again(document)
    assert result.is_identical
    assert result.photo.size == Size(108, 79)


def test_a_straightened_photo_is_made_again_as_well_as_can_be() -> None:
    document = Document(textured())
    lay(document, HOLE, "patchmatch")
    document.reshape(Straighten(5.0))
    result = again(document)
    assert results(result) == [Result.OTHER]
    assert "another mask" in result.warnings[0]
    near = np.abs(pixels(result.composite).astype(int) - pixels(document.composite)).mean()
    assert near < 2


def test_adjustments_come_along() -> None:
    document = Document(textured())
    lay(document, HOLE)
    area = MaskArea(OTHER, blob(OTHER))
    document.add_patch(Patch("a", (), Recipe("adjust"), mask=area, adjustment=Adjustment(exposure=0.7), name="Warm"))
    document.reshape(Turn(1))
    result = again(document)
    assert result.is_identical
    assert result.patches[1].adjustment == Adjustment(exposure=0.7)
    assert result.patches[1].name == "Warm"
    assert np.array_equal(pixels(result.composite), pixels(document.composite))


@pytest.mark.parametrize("method", ["clone", "heal"])
def test_strokes_by_hand_are_painted_again(method: str) -> None:
    document = Document(textured())
    lay(document, HOLE)
    painting = Painting(document.composite, BrushTip(9.0, 0.6, 0.8), (-24, 3))
    for x, y in ((46.0, 26.0), (52.25, 30.0), (58.0, 27.5)):
        painting.move_to(x, y)
    stroke = patch_of(painting, method)
    assert stroke is not None
    document.add_patch(stroke)
    assert stroke.recipe.below == ((document.patches[0].id, 1.0),)
    document.reshape(Mirror(True))
    document.extend(top=5)
    document.reshape(Crop(Rect(2, 3, 90, 70)))
    result = again(document)
    assert result.is_identical
    assert np.array_equal(pixels(result.composite), pixels(document.composite))


def test_a_merged_patch_is_made_again_of_its_parts() -> None:
    document = Document(textured())
    lower = lay(document, HOLE, "patchmatch")
    document.set_patch_opacity(lower.id, 0.5)
    upper = lay(document, Rect(30, 20, 14, 12), "telea", feather=2)
    third = lay(document, Rect(42, 22, 10, 10), "patchmatch")
    shown = pixels(document.composite)
    merged = merged_patch(Composite(document.photo), *document.patches[:2])
    document.set_patches(with_merged(document.patches, upper.id, merged), "Merge down")
    assert np.array_equal(pixels(document.composite), shown)
    assert third.id == document.patches[1].id
    result = again(document)
    assert result.is_identical
    assert np.array_equal(pixels(result.composite), shown)


def test_over_a_photo_of_another_size_everything_is_scaled() -> None:
    document = Document(textured())
    lay(document, HOLE, "telea", grow=2)
    document.reshape(Crop(Rect(10, 8, 80, 60)))
    large = textured(192, 144)
    result = again(document, large)
    assert result.photo.size == Size(160, 120)
    assert results(result) == [Result.UNKNOWN]
    (patch,) = result.patches
    assert patch.recipe.grow == 4
    assert patch.bounds == Rect(16, 16, 40, 36)


def test_a_photo_of_other_proportions_is_refused_in_plain_words() -> None:
    document = Document(textured())
    lay(document, HOLE)
    with pytest.raises(BadInput, match="96 × 72 px, or of the same proportions; this one has 72 × 96"):
        again(document, textured(72, 96))


def test_another_photo_of_the_same_size_is_filled_from_itself() -> None:
    document = Document(textured())
    lay(document, HOLE)
    result = again(document, textured(seed=4))
    assert result.is_same_photo is False
    assert results(result) == [Result.UNKNOWN]


def test_what_cannot_be_made_is_left_out_and_told() -> None:
    document = Document(textured())
    patch = lay(document, HOLE)
    document.replace_patch(patch.id, replace(patch, mask=None))
    lost = lay(document, OTHER)
    document.replace_patch(lost.id, replace(lost, recipe=replace(lost.recipe, method="magic"), name="Sky"))
    result = again(document)
    assert results(result) == [Result.LEFT_OUT, Result.LEFT_OUT]
    assert result.patches == ()
    assert any("its mask is not known" in one for one in result.warnings)
    assert any("“Sky” was left out" in one and "magic" in one for one in result.warnings)


def test_applied_twice_patches_get_names_of_their_own() -> None:
    document = Document(textured())
    lay(document, HOLE)
    recipe = StackRecipe.of(document.composite)
    once = replayed(Composite(textured()), recipe, JobContext())
    twice = replayed(once.composite, recipe, JobContext())
    assert len({patch.id for patch in twice.patches}) == 2
    assert twice.is_same_photo is None


def test_a_document_comes_out() -> None:
    document = Document(textured())
    lay(document, HOLE)
    made = replay(textured(), StackRecipe.of(document.composite), JobContext())
    assert np.array_equal(pixels(made.composite), pixels(document.composite))
    assert made.undo_label == "Apply recipe"


def test_it_can_be_stopped_and_tells_how_far_it_is() -> None:
    document = Document(textured())
    lay(document, HOLE)
    lay(document, OTHER)
    recipe, seen, token = StackRecipe.of(document.composite), [], CancelToken()
    replayed(Composite(textured()), recipe, JobContext(on_progress=seen.append))
    assert seen[-1].fraction == 1
    assert [one.fraction for one in seen] == sorted(one.fraction for one in seen)
    token.cancel()
    with pytest.raises(Cancelled):
        replayed(Composite(textured()), recipe, JobContext(token))


def test_extended_photos_know_their_first_size() -> None:
    from engine.geometry import Margins

    photo = extended_photo(textured(), Margins(left=4))
    recipe = StackRecipe.of(Composite(photo))
    assert (recipe.opened, recipe.size) == (Size(96, 72), Size(100, 72))
