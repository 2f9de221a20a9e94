"""What a recipe says of a stroke made by hand."""

from __future__ import annotations

import json

import pytest

from engine.document import HandStroke, Recipe
from engine.document.strokes import rounded_point
from engine.errors import BadInput
from engine.mask import BrushTip

STROKE = HandStroke(BrushTip(17.3, 0.41, 0.7), ((3.25, -1.5, 1.0), (9.0, 4.0, 0.5)), (-40, 7), "photo", (100, 20))


def recipe() -> Recipe:
    return Recipe("clone", strokes=STROKE.to_dict())


def test_a_stroke_comes_back_from_a_recipe_to_the_last_bit() -> None:
    again = Recipe.from_json(recipe().to_json())
    assert again == recipe()
    assert HandStroke.from_dict(again.strokes) == STROKE


def test_a_recipe_of_before_strokes_is_still_read() -> None:
    assert Recipe.from_json('{"method": "telea", "version": 1}').strokes is None


def test_points_are_kept_as_they_are_painted() -> None:
    point = rounded_point(1 / 3, 100000.7, 0.12345)
    assert rounded_point(*point) == point
    assert json.loads(json.dumps(point)) == list(point)
    assert rounded_point(0, 0, 7.0)[2] == 1.0


def test_a_canvas_that_moves_takes_the_stroke_along() -> None:
    assert HandStroke.from_dict(recipe().moved(5, -3).strokes).origin == (105, 17)
    assert Recipe("telea").moved(5, -3) == Recipe("telea")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("tip", {}),
        ("tip", {"diameter": -1, "hardness": 1, "flow": 1}),
        ("tip", {"diameter": "wide", "hardness": 1, "flow": 1}),
        ("points", []),
        ("points", [[1, 2]]),
        ("points", [[1, 2, float("nan")]]),
        ("points", [[1e300, 2, 1]]),
        ("points", 7),
        ("offset", [1.5, 2]),
        ("offset", [True, 2]),
        ("source", "elsewhere"),
        ("origin", [1, 2, 3]),
        ("origin", None),
    ],
)
def test_a_damaged_stroke_is_told(key: str, value: object) -> None:
    with pytest.raises(BadInput):
        HandStroke.from_dict({**STROKE.to_dict(), key: value})
    with pytest.raises(BadInput):
        Recipe.from_json(json.dumps({"method": "clone", "strokes": {**STROKE.to_dict(), key: value}}))
    missing = {name: kept for name, kept in STROKE.to_dict().items() if name != key}
    with pytest.raises(BadInput):
        HandStroke.from_dict(missing)
