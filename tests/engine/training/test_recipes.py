"""Recipes are data: named ones hold, files are checked, and every refusal says in a sentence what is wrong."""

import json
from dataclasses import replace

import pytest

from engine.errors import BadInput
from engine.training.recipes import RECIPES, SUMMARIES, InpaintRecipe, Stage, check_recipe, read_recipe, recipe_from


@pytest.mark.parametrize("name", RECIPES)
def test_named_recipes_hold_and_survive_json(name):
    recipe = read_recipe(name)
    check_recipe(recipe)
    assert recipe_from(json.loads(json.dumps(recipe.to_dict()))) == recipe
    assert SUMMARIES[name]


def test_a_file_changes_a_named_recipe(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"like": "tiny", "ema": 0.5, "learning_rate": 0.01, "model": {"widths": [4, 4, 8, 8]}}))
    recipe = read_recipe(str(path))
    assert recipe.ema == 0.5
    assert recipe.stages == RECIPES["tiny"].stages
    assert recipe.model.widths == (4, 4, 8, 8)


def test_the_state_of_the_first_runs_is_a_recipe_too():
    old = {"stages": [{"size": 64, "batch": 32, "until": 1.0, "window": 0, "adversarial": False, "share": [0.05, 0.5]}]}
    old |= {"learning_rate": 0.0008, "rare": ["clothing-dataset"], "pairs": 1, "seed": 1}
    assert recipe_from(old) == InpaintRecipe(stages=(Stage(64, 32, 1.0, 0, False, (0.05, 0.5)),))


STAGE = {"size": 64, "batch": 8, "until": 1.0, "window": 0, "adversarial": False}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"lerning_rate": 1.0}, "knows no setting 'lerning_rate'"),
        ({"learning_rate": "fast"}, "learning_rate = 'fast'.* has to be a number"),
        ({"learning_rate": 0.0}, "learning_rate = 0"),
        ({"ema": 1.0}, "ema = 1"),
        ({"pairs": 1.5}, "has to be a whole number"),
        ({"compile": 1}, "has to be true or false"),
        ({"seed": -1}, "seed = -1"),
        ({"rare": "clothing"}, "list of names for rare"),
        ({"precision": "float16"}, "precision = 'float16'"),
        ({"model": {"widths": [4, 4]}}, "cannot be built"),
        ({"model": {"depth": 3}}, "cannot be built"),
        ({"stages": 4}, "list of stages"),
        ({"stages": []}, "no stages"),
        ({"stages": [7]}, "stage 1 that is no object"),
        ({"stages": [{**STAGE, "sise": 3}]}, "knows no setting 'sise' of stage 1"),
        ({"stages": [{"size": 64}]}, "lacks batch, until, window, adversarial in stage 1"),
        ({"stages": [{**STAGE, "size": 100}]}, "100 px in stage 1. Take a multiple of 16"),
        ({"stages": [{**STAGE, "batch": 0}]}, "batches of 0"),
        ({"stages": [{**STAGE, "window": 80}]}, "window of 80 px"),
        ({"stages": [{**STAGE, "share": [0.5, 0.2]}]}, "holes of 0.5 to 0.2"),
        ({"stages": [{**STAGE, "share": [0.5]}]}, "two numbers"),
        ({"stages": [{**STAGE, "until": 0.5}]}, "end at 0.5. The last one ends at 1"),
        ({"stages": [{**STAGE, "until": 0.5}, {**STAGE, "until": 0.4}]}, "end after the one before"),
        (
            {"stages": [{**STAGE, "until": 0.5, "adversarial": True, "window": 16}, STAGE]},
            "without adversary after one with it",
        ),
        ({"stages": [{**STAGE, "adversarial": True, "window": 16}], "pairs": 9}, "9 pairs in batches of 8"),
        ({"stages": [{**STAGE, "adversarial": True}]}, "no window in stage 1. An adversary needs one"),
        ({"eye": "third"}, "eye = 'third'"),
    ],
)
def test_what_does_not_hold_is_said_plainly(tmp_path, values, words):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(values))
    with pytest.raises(BadInput, match=words) as caught:
        read_recipe(str(path))
    assert "mine.json" in caught.value.sentence
    assert caught.value.advice


@pytest.mark.parametrize(
    ("text", "words"), [("{", "not JSON"), ("[]", "no JSON object|not a JSON object"), ('{"like": "x"}', "like")]
)
def test_files_that_are_no_recipes(tmp_path, text, words):
    path = tmp_path / "mine.json"
    path.write_text(text)
    with pytest.raises(BadInput, match=words):
        read_recipe(str(path))


def test_a_name_that_is_none():
    with pytest.raises(BadInput, match="cpu, cnn, gpu, gpu-gan, tiny"):
        read_recipe("fast")
    with pytest.raises(BadInput, match=r"nowhere.json cannot be read"):
        read_recipe("nowhere.json")


def test_stages_go_by_the_share_of_time():
    recipe = RECIPES["tiny"]
    assert [recipe.stage_at(share).size for share in (0.0, 0.6, 0.9, 1.0, 1.5)] == [32, 32, 48, 48, 48]
    assert recipe.adversary_from == 0.5
    assert replace(recipe, stages=recipe.stages[1:]).adversary_from == 0.0
