"""Training: data split, holes, losses, a short run that learns, and a resumption that goes on where it stopped."""

import json

import cv2
import numpy as np
import pytest
import torch

from engine.mask.random_holes import KINDS, random_hole
from engine.models import read_card
from engine.models.architectures.fill_unet import FillUNetConfig
from engine.models.loader import load_model
from engine.training.data import centre_crop, is_validation, load_photos, random_crop
from engine.training.export import export
from engine.training.fill import FillRecipe, FillTrainer, Stage, train, validate
from engine.training.losses import FillLoss, LossWeights

TINY = FillUNetConfig(widths=(4, 8, 8, 16), blocks=1)
RECIPE = FillRecipe(stages=(Stage(32, 4, 1.0, 0),), learning_rate=1e-2, short_side=64, ema=0.8)


@pytest.fixture
def photos(tmp_path):
    folder = tmp_path / "photos"
    folder.mkdir()
    generator = np.random.default_rng(5)
    for index in range(60):
        flat = np.full((80, 96, 3), generator.integers(30, 220, 3), np.uint8)
        cv2.imwrite(str(folder / f"p{index:02}.png"), flat)
    (folder / "broken.png").write_bytes(b"not a picture")
    return folder


def test_split_is_by_name_and_leaves_no_photo_on_both_sides(photos):
    ours, theirs = load_photos(photos, 64, False, 0.2), load_photos(photos, 64, True, 0.2)
    assert not set(ours.names) & set(theirs.names)
    assert len(ours.names) + len(theirs.names) == 60
    assert all(is_validation(name, 0.2) for name in theirs.names)
    assert theirs.names
    assert min(ours.pictures[0].shape[:2]) == 64
    assert [name for name, _ in (ours.skipped + theirs.skipped)] == ["broken.png"]


def test_look_alikes_are_drawn_less_often(photos):
    loaded = load_photos(photos, 64, validation=False, rare=("p0",))
    weights = dict(zip(loaded.names, loaded.weights, strict=True))
    rare = next(name for name in loaded.names if name.startswith("p0"))
    common = next(name for name in loaded.names if name.startswith("p2"))
    assert weights[rare] == pytest.approx(weights[common] / 4)
    assert loaded.weights.sum() == pytest.approx(1)


def test_crops_have_the_size_asked_for():
    generator = np.random.default_rng(0)
    picture = generator.integers(0, 255, (70, 90, 3), np.uint8)
    for _ in range(20):
        assert random_crop(picture, 32, generator).shape == (32, 32, 3)
    assert centre_crop(picture, 48).shape == (48, 48, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_holes_cover_about_what_was_asked_and_are_seeded(kind):
    covered = []
    for seed in range(40):
        hole = random_hole(64, np.random.default_rng(seed), (0.1, 0.3), kind)
        assert set(np.unique(hole)) == {0, 255}
        assert np.array_equal(hole, random_hole(64, np.random.default_rng(seed), (0.1, 0.3), kind))
        covered.append((hole > 0).mean())
    assert max(covered) <= 0.3 + 1e-9
    assert np.mean(covered) > 0.1


def test_a_perfect_answer_costs_nothing_and_a_wrong_one_something():
    truth, hole = torch.rand(2, 3, 32, 32), torch.zeros(2, 1, 32, 32)
    hole[..., 8:20, 8:20] = 1
    loss = FillLoss(LossWeights(), vgg=None)
    assert loss(truth, truth, hole)["loss"].item() == 0
    wrong = loss(truth + 0.1, truth, hole)
    assert wrong["hole"].item() == pytest.approx(0.1, abs=1e-3)
    assert wrong["seam"].item() > 0


def test_a_short_run_learns_flat_colours_and_resumes_where_it_stopped(photos, tmp_path):
    ours, theirs = load_photos(photos, 64, False, 0.2), load_photos(photos, 64, True, 0.2)
    out = tmp_path / "run"
    out.mkdir()
    torch.set_num_threads(1)
    trainer = FillTrainer(RECIPE, TINY, FillLoss(LossWeights(), None), out, "cpu")
    before = validate(trainer.average, theirs, "cpu")["val_l1"]
    train(trainer, ours, theirs, minutes=60, steps=120)
    rows = [json.loads(line) for line in (out / "metrics.jsonl").read_text().splitlines()]
    assert rows[-1]["val_l1"] < 0.75 * before
    assert (out / "preview.png").exists() == (len(theirs.pictures) >= 16)

    again = FillTrainer(RECIPE, TINY, FillLoss(LossWeights(), None), out, "cpu")
    assert again.resume()
    assert again.step == 120
    for ours_now, ours_then in zip(again.model.parameters(), trainer.model.parameters(), strict=True):
        assert torch.equal(ours_now, ours_then)
    truth, hole = torch.rand(2, 3, 32, 32), torch.ones(2, 1, 32, 32)
    assert again.advance(truth, hole, 0.5) == trainer.advance(truth, hole, 0.5)


def test_nothing_to_resume_starts_fresh(tmp_path):
    trainer = FillTrainer(RECIPE, TINY, FillLoss(LossWeights(), None), tmp_path / "none", "cpu")
    assert not trainer.resume()


def test_a_loss_that_is_not_a_number_stops_the_run(tmp_path):
    trainer = FillTrainer(RECIPE, TINY, FillLoss(LossWeights(), None), tmp_path, "cpu")
    with pytest.raises(FloatingPointError, match="checkpoint is whole"):
        trainer.advance(torch.full((1, 3, 32, 32), float("nan")), torch.ones(1, 1, 32, 32), 0.1)


def test_a_run_becomes_a_model_that_loads(photos, tmp_path):
    run, card = tmp_path / "run", tmp_path / "model.json"
    trainer = FillTrainer(RECIPE, TINY, FillLoss(LossWeights(), None), run, "cpu")
    trainer.save()
    facts = {"name": "model", "label": "M", "purpose": "inpaint", "licence": "Apache-2.0", "architecture": "fill-unet"}
    facts |= {"needs": {"multiple": 8, "smallest": 32, "working": 64}, "recipe": {}}
    card.write_text(json.dumps(facts))
    export(run, card)
    model = load_model(read_card(card))
    picture, hole = torch.rand(1, 3, 32, 32), torch.zeros(1, 1, 32, 32)
    hole[..., 8:16, 8:16] = 1
    with torch.inference_mode():
        torch.testing.assert_close(model(picture, hole), trainer.average(picture, hole), atol=0.02, rtol=0.02)
    assert json.loads(card.read_text())["recipe"]["steps"] == 0
    with pytest.raises(FileNotFoundError, match="nothing"):
        export(tmp_path / "nothing", card)
