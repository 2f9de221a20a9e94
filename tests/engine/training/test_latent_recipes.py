"""Recipes of VAEs and GANs: named ones hold, files are checked, and every refusal is a sentence."""

import json
from dataclasses import replace

import pytest

from engine.errors import BadInput
from engine.training.latent_recipes import (
    RECIPES,
    SUMMARIES,
    LatentRecipe,
    LatentStage,
    check_latent_recipe,
    latent_recipe_from,
    read_latent_recipe,
)


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, named in RECIPES.items() for name in named])
def test_named_recipes_hold_and_survive_json(kind, name):
    recipe = read_latent_recipe(kind, name)
    check_latent_recipe(kind, recipe)
    assert latent_recipe_from(kind, json.loads(json.dumps(recipe.to_dict()))) == recipe
    assert recipe.competes == (kind == "gan" or name == "gpu")
    assert SUMMARIES[name]


def test_the_usual_settings_are_without_what_is_new():
    recipe = LatentRecipe(stages=(LatentStage(64, 8, 1.0),))
    assert (recipe.adaptive, recipe.smooth, recipe.crop, recipe.flip, recipe.taps) == (0.0, 0.0, 1.0, False, 4)
    old = recipe.to_dict()
    for name in ("adaptive", "smooth", "crop", "flip", "short_side", "precision", "eye", "taps", "rare"):
        del old[name]
    assert latent_recipe_from("vae", json.loads(json.dumps(old))) == recipe


def test_a_gan_from_another_run_begins_with_its_adversary():
    recipe = RECIPES["gan"]["cpu"].without_reconstruction()
    assert [(stage.fakes, stage.until) for stage in recipe.stages] == [(8, 1.0)]
    assert recipe.without_reconstruction() is recipe
    two = RECIPES["gan"]["cpu"]
    later = replace(two, stages=(*two.stages[:3], LatentStage(64, 4, 0.675, 0, 4), LatentStage(128, 4, 1.0, 0, 4)))
    assert [stage.until for stage in later.without_reconstruction().stages] == [0.5, 1.0]
    assert RECIPES["vae"]["cpu"].without_reconstruction() is RECIPES["vae"]["cpu"]


STAGE = {"size": 64, "batch": 8, "until": 1.0}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"lerning_rate": 1.0}, "knows no setting 'lerning_rate'"),
        ({"kl": "low"}, "kl = 'low'.* has to be a number"),
        ({"learning_rate": 0.0}, "learning_rate = 0"),
        ({"ema": 1.0}, "ema = 1"),
        ({"crop": 1.5}, "crop = 1.5"),
        ({"taps": 5}, "taps = 5. Take 2 to 4"),
        ({"adaptive": 2.0}, "adaptive = 2"),
        ({"smooth_every": 0}, "smooth_every = 0"),
        ({"rare": "l"}, "list of names for rare"),
        ({"precision": "half"}, "precision = 'half'"),
        ({"model": {"widths": [8]}}, "cannot be built"),
        ({"stages": 4}, "list of stages"),
        ({"stages": []}, "no stages"),
        ({"stages": [7]}, "stage 1 that is no object"),
        ({"stages": [{**STAGE, "sise": 3}]}, "knows no setting 'sise' of stage 1"),
        ({"stages": [{"size": 64}]}, "lacks batch, until in stage 1"),
        ({"stages": [{**STAGE, "size": 96}]}, "96 px in stage 1. This network can do 128, 64, 32, 16"),
        ({"stages": [{**STAGE, "batch": 0}]}, "batches of 0"),
        ({"stages": [{**STAGE, "window": 80}]}, "window of 80 px"),
        ({"stages": [{**STAGE, "until": 0.5}]}, "end at 0.5. The last one ends at 1"),
        ({"stages": [{**STAGE, "until": 0.5, "fakes": 4}, STAGE]}, "without adversary after one with it"),
        ({"stages": [STAGE]}, "no adversary, without which there is no GAN"),
    ],
)
def test_what_does_not_hold_is_said_plainly(tmp_path, values, words):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(values))
    with pytest.raises(BadInput, match=words) as caught:
        read_latent_recipe("gan", str(path))
    assert "mine.json" in caught.value.sentence
    assert caught.value.advice


def test_a_file_changes_a_named_recipe(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps({"like": "tiny", "kl": 1, "flip": True}))
    recipe = read_latent_recipe("vae", str(path))
    assert (recipe.kl, recipe.flip, recipe.model) == (1.0, True, RECIPES["vae"]["tiny"].model)
    with pytest.raises(BadInput, match="cpu, gpu, tiny"):
        read_latent_recipe("vae", "gpu-gan")
