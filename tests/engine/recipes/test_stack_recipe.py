"""A recipe's file is read strictly: what is wrong is told in plain words, and nothing large comes of few bytes."""

from __future__ import annotations

import base64
import contextlib
import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import Adjustment, Composite, Document, MaskArea, Patch, Recipe
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.photo import Crop, Turn
from engine.recipes import PackedArea, StackRecipe, load_recipe, save_recipe
from engine.recipes.merging import merged_patch
from tests.engine.recipes.recipe_photos import blob, lay, textured

HOLE = Rect(20, 18, 16, 14)


@pytest.fixture(scope="module")
def written() -> dict[str, Any]:
    document = Document(textured())
    lower, upper = lay(document, HOLE), lay(document, Rect(30, 20, 12, 12), feather=2)
    merged = merged_patch(Composite(document.photo), lower, upper)
    document.set_patches((merged,), "Merge down")
    document.add_patch(Patch("adj", (), Recipe("adjust"), adjustment=Adjustment(exposure=1.0), name="Lighter"))
    document.reshape(Turn(1))
    return StackRecipe.of(document.composite).to_dict()


def read(data: Any) -> StackRecipe:
    return StackRecipe.from_json(json.dumps(data))


def test_what_was_written_comes_back(written: dict[str, Any]) -> None:
    recipe = read(written)
    assert json.loads(recipe.to_json()) == json.loads(json.dumps(written))
    assert (recipe.opened, recipe.size, recipe.photo) == (Size(96, 72), Size(72, 96), "holiday.png")
    assert recipe.reshapes == (Turn(1),)
    assert [entry.name for entry in recipe.entries] == ["", "Lighter"]


def test_a_file_of_it(written: dict[str, Any], tmp_path: Path) -> None:
    save_recipe(read(written), tmp_path / "a.recipe.json")
    assert load_recipe(tmp_path / "a.recipe.json").to_dict() == read(written).to_dict()


def test_in_short_it_holds_no_pixels_and_no_masks(written: dict[str, Any]) -> None:
    short = json.dumps(read(written).to_dict(full=False))
    assert "data" not in short
    assert "parts" not in short
    assert len(short) < 1500


def test_fields_of_later_programs_are_left_out(written: dict[str, Any]) -> None:
    assert read({**written, "colour": "blue"}).to_dict() == read(written).to_dict()


WRONG: dict[str, dict[str, Any]] = {
    "no recipe": {"format": "something"},
    "a newer version": {"version": 2},
    "no version": {"version": "1"},
    "no entries": {"entries": None},
    "an entry that is none": {"entries": [3]},
    "an entry without a name": {"entries": [{"id": "", "recipe": {"method": "telea"}}]},
    "an entry without a recipe": {"entries": [{"id": "a"}]},
    "an opacity beyond its range": {"entries": [{"id": "a", "recipe": {"method": "x"}, "opacity": 1.5}]},
    "a text for a number": {"entries": [{"id": "a", "recipe": {"method": "x"}, "seconds": "3"}]},
    "a flag for a number": {"entries": [{"id": "a", "recipe": {"method": "x"}, "opacity": True}]},
    "a broken adjustment": {"entries": [{"id": "a", "recipe": {"method": "x"}, "adjustment": {"exposure": 99}}]},
    "a broken part": {"entries": [{"id": "a", "recipe": {"method": "merged", "parts": [{"id": "b"}]}}]},
    "two of one name": {"entries": [{"id": "a", "recipe": {"method": "x"}}] * 2},
    "a shape that is none": {"reshapes": [{"kind": "bend"}]},
    "a crop between pixels": {"reshapes": [{"kind": "crop", "area": {"x": 0.5, "y": 0, "width": 9, "height": 9}}]},
    "sizes that contradict": {"reshapes": []},
    "no photo": {"photo": {}},
    "a huge photo": {"photo": {"opened": [10**9, 5], "size": [5, 10**9]}},
    "a depth of its own": {"photo": {"opened": [96, 72], "size": [72, 96], "depth": 12}},
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused(what: str, written: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as caught:
        read({**written, **WRONG[what]})
    assert caught.value.sentence.endswith(".")
    assert caught.value.advice


def masked(written: dict[str, Any], **mask: Any) -> dict[str, Any]:
    whole = {"rect": [0, 0, 4, 4], "data": base64.b64encode(zlib.compress(b"\xff" * 16)).decode(), **mask}
    return {**written, "entries": [{"id": "a", "recipe": {"method": "telea"}, "mask": whole}]}


@pytest.mark.parametrize(
    "mask",
    [
        {"rect": [0, 0, 400, 4]},
        {"rect": [0, 0, -4, 4]},
        {"rect": [0, 0, 4]},
        {"rect": [0, 0, 0, 4]},
        {"rect": [0, 0, 2_000_000, 4]},
        {"data": "%%%"},
        {"data": None},
    ],
    ids=str,
)
def test_masks_that_make_no_sense_are_refused(mask: dict[str, Any], written: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        read(masked(written, **mask))


@pytest.mark.parametrize("data", [b"no zlib", zlib.compress(b"\xff" * 15), zlib.compress(b"\xff" * (50 << 20))])
def test_a_mask_that_unpacks_to_something_else_is_refused_when_it_is_used(data: bytes, written) -> None:
    recipe = read(masked(written, data=base64.b64encode(data).decode()))
    with pytest.raises(BadInput, match="mask"):
        recipe.entries[0].mask.unpacked()  # type: ignore[union-attr]


def test_text_that_is_no_json_is_refused(tmp_path: Path) -> None:
    for text in (b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"format": NaN}'):
        with pytest.raises(BadInput):
            StackRecipe.from_json(text)
    (tmp_path / "a.json").write_bytes(b"{}")
    with pytest.raises(BadInput, match=r"“a.json”: This is no recipe"):
        load_recipe(tmp_path / "a.json")
    with pytest.raises(BadInput, match=r"“b.json” cannot be read"):
        load_recipe(tmp_path / "b.json")


@settings(max_examples=60)
@given(at=st.integers(0, 10_000), value=st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5)))
def test_no_change_of_a_single_value_does_more_than_be_refused(written: dict[str, Any], at: int, value: Any) -> None:
    copy = json.loads(json.dumps(written))
    places = list(_places(copy))
    holder, key = places[at % len(places)]
    holder[key] = value
    with contextlib.suppress(BadInput):
        read(copy)


def _places(node: Any):
    if isinstance(node, dict | list):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            yield from _places(node[key])


def test_the_first_size_is_found_back_from_the_shapes() -> None:
    from dataclasses import replace

    from engine.photo import reshaped_photo

    photo = textured()
    photo = replace(photo, source=replace(photo.source, size=None))
    assert StackRecipe.of(Composite(reshaped_photo(photo, Turn(3)))).opened == Size(96, 72)
    with pytest.raises(BadInput, match="before it was cropped"):
        StackRecipe.of(Composite(reshaped_photo(photo, Crop(Rect(1, 1, 50, 50)))))


def test_a_packed_mask_is_the_mask() -> None:
    area = MaskArea(HOLE, blob(HOLE))
    packed = PackedArea.of(area)
    assert packed is not None
    back = PackedArea.from_dict(json.loads(json.dumps(packed.to_dict()))).unpacked()
    assert back.rect == area.rect
    assert np.array_equal(back.alpha, area.alpha)
    assert PackedArea.of(None) is None
