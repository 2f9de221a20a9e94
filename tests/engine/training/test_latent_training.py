"""Training of VAEs and GANs: it learns, goes on where it stopped, keeps its best, and says what goes wrong."""

import json
from dataclasses import replace

import cv2
import numpy as np
import pytest
import torch

from engine.errors import BadInput
from engine.training.augmentation import augment, draw_augmentation
from engine.training.checkpoint import load_checkpoint, read_state, save_checkpoint
from engine.training.data import PhotoSet, random_square
from engine.training.discriminator import FeatureDiscriminator
from engine.training.eye import RandomFeatures
from engine.training.feed import DevicePictureFeed, open_latent_feed
from engine.training.latent import LatentTrainer, open_latent_trainer
from engine.training.latent_recipes import RECIPES, LatentStage
from engine.training.latent_scoring import CollapseWatch, Memory, said_of_memory, variety
from engine.training.ranks import Ranks
from engine.training.run import Budget, Log, Run

VAE, GAN = RECIPES["vae"]["tiny"], RECIPES["gan"]["tiny"]


@pytest.fixture
def make(tmp_path):
    """Makes a trainer: make(recipe, kind, folder)."""

    def trainer(recipe=VAE, kind="vae", folder="run"):
        return open_latent_trainer(recipe, kind, tmp_path / folder, "cpu", None, Ranks())

    return trainer


def _batch(count=4, size=16, seed=0):
    return torch.rand(count, 3, 1, 1, generator=torch.Generator().manual_seed(seed)).expand(-1, -1, size, size) + 0.0


def _run(trainer, photos, said=None, **budget):
    trainer.out.mkdir(exist_ok=True)
    feed = open_latent_feed(photos, trainer.recipe, "cpu", 1)
    log = Log(trainer.out / "metrics.jsonl", (said if said is not None else []).append)
    try:
        return Run(trainer, photos, photos, feed, Budget(1.0, **budget), log).go()
    finally:
        feed.close()
        log.close()


def _noise(count, seed=0):
    made = np.random.default_rng(seed).normal(0, 1, (count, 64, 64, 3))
    smooth = [cv2.GaussianBlur(one, (0, 0), 8) for one in made]
    pictures = [cv2.normalize(one, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8) for one in smooth]
    return PhotoSet([f"{i}.png" for i in range(count)], pictures, np.full(count, 1 / count))


def test_a_vae_learns_logs_draws_and_keeps_its_best(make, flat_photos, monkeypatch):
    monkeypatch.setattr("engine.training.run._LOG_EVERY", 20)
    trainer, said = make(), []
    before = trainer.scoring.loss(trainer.average, flat_photos, VAE.stages[-1])
    assert _run(trainer, flat_photos, said, steps=60) == "finished"
    rows = [json.loads(line) for line in (trainer.out / "metrics.jsonl").read_text().splitlines()]
    assert [row["stage"] for row in rows if "stage" in row] == [8, 16]
    assert rows[-1]["held_out_l1"] < 0.8 * before
    assert {"val_psnr", "val_kl", "diversity", "near"} <= rows[-1].keys()
    assert any("times as varied as photos; mean error" in line for line in said)
    state = read_state(trainer.out)
    assert (state["trains"], len(state["notes"]["kl"])) == ("vae", 4)
    assert read_state(trainer.out / "best")["step"] == 60
    preview = cv2.imread(str(trainer.out / "preview.png"))
    assert preview.shape == (16 * 14, 16 * 8, 3)


def test_a_gan_plays_adapts_and_is_scored_by_our_frechet_distance(make, monkeypatch):
    monkeypatch.setattr("engine.training.run._LOG_EVERY", 10)
    trainer, said = make(GAN, "gan"), []
    assert _run(trainer, _noise(12), said, steps=20) == "finished"
    rows = [json.loads(line) for line in (trainer.out / "metrics.jsonl").read_text().splitlines()]
    logged = [row for row in rows if "samples" in row][-1]
    assert {"convincing", "right", "steep", "sign", "strength", "uneven"} & logged.keys() >= {"sign", "strength"}
    assert rows[-1]["frechet"] > 0
    assert any("Frechet" in line or "Fréchet" in line for line in said)
    state = read_state(trainer.out)
    assert (state["trains"], state["adversarial_steps"], state["notes"]["best"]["by"]) == ("gan", 10, "frechet")
    assert state["strength"] == trainer.strength
    assert state["stride"] > 0


def test_a_resumed_run_continues_closely(make):
    trainer = make(GAN, "gan")
    for step in range(16):
        trainer.stage = GAN.stages[2 * (step // 8)]
        trainer.advance(_batch(size=trainer.stage.size, seed=step), 0.4)
    trainer.seconds, trainer.notes = 12.0, {"diversities": [1.0]}
    trainer.save()
    again = make(GAN, "gan")
    assert again.resume()
    assert (again.step, again.samples, again.adversarial_steps, again.seconds) == (16, 64, 8, 12.0)
    assert again.strength == trainer.strength
    assert again.notes == trainer.notes
    before = [p.detach().clone() for p in trainer.model.parameters()]
    for one in (trainer, again):
        one.stage = VAE.stages[1]
        torch.manual_seed(4)
        for step in range(6):
            one.advance(_batch(seed=100 + step), 0.5)
    moved = [
        torch.cat([(p - b).flatten() for p, b in zip(t.model.parameters(), before, strict=True)])
        for t in (trainer, again)
    ]
    assert torch.cosine_similarity(*moved, dim=0) > 0.95


def test_a_gan_starts_from_a_vaes_best_weights(make, tmp_path):
    first = make()
    first.stage = VAE.stages[1]
    first.advance(_batch(), 0.1)
    first.keep_best()
    second = make(GAN, "gan", "second")
    second.start_from(tmp_path / "run" / "best")
    for ours, theirs in zip(second.model.parameters(), first.average.parameters(), strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-6)
    assert (second.seconds, second.adversarial_steps) == (0.0, 0)
    assert second.notes["before"][0]["step"] == 1
    with pytest.raises(BadInput, match="no checkpoint"):
        second.start_from(tmp_path / "nowhere")
    other = make(replace(VAE, model=replace(VAE.model, latent=5)), folder="third")
    with pytest.raises(BadInput, match="another shape"):
        other.start_from(tmp_path / "run" / "best")


def test_an_adversary_of_another_width_begins_anew(make, tmp_path):
    trainer = make(GAN, "gan")
    trainer.stage = GAN.stages[2]
    trainer.advance(_batch(), 0.6)
    trainer.save()
    wider = make(replace(GAN, judge_width=5), "gan")
    assert wider.resume()
    assert (wider.step, wider.adversarial_steps) == (1, 0)


def test_an_adversary_needs_something_to_look_through(tmp_path):
    with pytest.raises(BadInput, match="--vgg is missing"):
        open_latent_trainer(replace(GAN, eye="vgg"), "gan", tmp_path, "cpu", None, Ranks())
    assert open_latent_trainer(replace(VAE, eye="vgg"), "vae", tmp_path, "cpu", None, Ranks()).features is None


def test_bfloat16_trains_every_stage(make):
    trainer = make(GAN, "gan")
    trainer.bf16 = True
    for stage in GAN.stages:
        trainer.stage = stage
        terms = trainer.advance(_batch(size=stage.size), 0.5)
        assert all(torch.isfinite(value) for value in terms.values())


def test_a_loss_that_is_not_a_number_spares_the_checkpoint(make):
    trainer = make()
    trainer.stage = VAE.stages[1]
    with pytest.raises(FloatingPointError, match="not a number at step 1"):
        trainer.advance(_batch() * float("nan"), 0.1)
    with pytest.raises(FloatingPointError):
        trainer.save()
    assert read_state(trainer.out) is None


def test_augmentation_grows_where_photos_are_recognised_and_shrinks_where_not(make):
    trainer = make(replace(GAN, adaptive_pictures=20), "gan")
    sure, unsure = [torch.ones(4, 1, 2, 2)], [-torch.ones(4, 1, 2, 2)]
    assert trainer.strength == 0
    told = [float(trainer._adapt(sure)["strength"]) for _ in range(6)]
    assert told == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0, 1.0])
    assert float(trainer._adapt(unsure)["strength"]) == pytest.approx(0.8)
    assert float(trainer._adapt(sure)["sign"]) == 1


def test_a_weak_augmentation_changes_few_pictures():
    picture = torch.rand(200, 3, 16, 16)

    def changed(strength):
        torch.manual_seed(2)
        how = draw_augmentation(200, 16, 8, True, strength=strength)
        return float(((augment(picture, how) - picture).abs() > 1e-4).flatten(1).any(dim=1).float().mean())

    assert changed(0.0) == 0
    assert 0.2 < changed(0.2) < 0.8
    assert changed(1.0) > 0.95
    torch.manual_seed(2)
    usual = draw_augmentation(5, 16, 8, True)
    torch.manual_seed(2)
    assert torch.equal(usual["hole"], draw_augmentation(5, 16, 8, True, "cpu", 1.0)["hole"])


def test_even_steps_cost_nothing_and_uneven_ones_something(make, monkeypatch):
    trainer = make(GAN, "gan")
    trainer.stage = GAN.stages[2]
    styles = []

    def even(spread, noise, size):
        styles.append(spread[:, 0])
        return torch.cat([spread[:, 0]] * 128, dim=1).view(-1, 3, 16, 16)

    monkeypatch.setattr(trainer.model.synthesis, "forward", even)
    assert float(trainer._smooth()["uneven"]) == pytest.approx(0, abs=1e-4)
    steps = (styles[1] - styles[0]).norm(dim=1)
    torch.testing.assert_close(steps, steps[:1].expand_as(steps), rtol=1e-3, atol=1e-6)

    def uneven(spread, noise, size):
        return torch.cat([spread[:, 0].exp()] * 128, dim=1).view(-1, 3, 16, 16)

    monkeypatch.setattr(trainer.model.synthesis, "forward", uneven)
    assert float(trainer._smooth()["uneven"]) > 1e-3


def test_a_collapse_is_said_once():
    watch = CollapseWatch()
    assert [watch.observe(value) for value in (0.3, 0.8, 0.9, 0.85, 0.9)] == [None] * 5
    said = [watch.observe(value) for value in (0.5, 0.4, 0.4, 0.3)]
    assert [bool(sentence) for sentence in said] == [False, True, False, False]
    assert said[1].startswith("Collapse: samples are 0.40 times as varied as photos, after 0.88")
    assert CollapseWatch(watch.history).observe(0.4) is None


def test_learning_by_heart_is_said_once():
    assert said_of_memory(0.8, None) is None
    assert said_of_memory(0.4, 0.8).startswith("Memorising: samples lie 0.40 times as far")
    assert said_of_memory(0.4, 0.45) is None


def test_warnings_reach_the_notes(make):
    trainer = make()
    trainer.notes = {"diversities": [0.9, 0.9, 0.9, 0.5]}
    said = trainer.warnings({"diversity": 0.4, "near": 0.3})
    assert [sentence.split(":")[0] for sentence in said] == ["Collapse", "Memorising"]
    assert trainer.notes["diversities"][-1] == 0.4
    assert trainer.warnings({"diversity": 0.4, "near": 0.3}) == []


def test_the_nearest_training_picture_is_found_also_mirrored():
    photos = _noise(9)
    memory = Memory(photos)
    truth = torch.from_numpy(np.stack(photos.pictures)).permute(0, 3, 1, 2).float() / 255
    places, distances = memory.nearest(torch.cat([truth[4:5], truth[7:8].flip(3), torch.rand(1, 3, 64, 64)]))
    assert places[:2].tolist() == [4, 7]
    assert distances[:2] == pytest.approx([0, 0], abs=0.02)
    assert distances[2] > 0.1
    assert variety(truth) > 0
    assert variety(truth[:1].expand(4, -1, -1, -1)) == 0


def test_pictures_are_cut_as_the_recipe_says():
    photos = _noise(4)
    photos.pictures = [np.ascontiguousarray(p[:, :, ::1]) for p in photos.pictures]
    generator = np.random.default_rng(0)
    assert np.array_equal(random_square(photos.pictures[0], 64, generator), photos.pictures[0])
    smaller = random_square(photos.pictures[0][:, :48], 32, generator, 0.5, True)
    assert smaller.shape == (32, 32, 3)
    stage = LatentStage(16, 3, 1.0, 0, 5)
    for feed in (open_latent_feed(photos, GAN, "cpu", 1), DevicePictureFeed(photos, GAN, "cpu", 1)):
        (truth,) = feed.next(stage)
        assert truth.shape == (5, 3, 16, 16)
        assert 0 <= truth.min() < truth.max() <= 1
        feed.close()


def test_the_prototypes_way_in_still_works(tmp_path):
    """Runs of the first day were made with these arguments; their checkpoints say nothing of their kind."""
    judge = FeatureDiscriminator(RandomFeatures.channels[1:], 8, masked=False)
    trainer = LatentTrainer(replace(GAN, adaptive=0.0, smooth=0.0), tmp_path, RandomFeatures(), judge)
    trainer.stage = GAN.stages[2]
    assert {"l1", "kl", "convincing", "right", "steep"} <= trainer.advance(_batch(), 0.7).keys()
    trainer.save()
    assert "trains" not in read_state(tmp_path)


def test_a_run_without_axes_goes_on_with_its_moments(make):
    """The first runs had no axes: their moments had other numbers."""
    trainer = make()
    trainer.stage = VAE.stages[1]
    for step in range(3):
        trainer.advance(_batch(seed=step), 0.1)
    trainer.save()
    groups, state = load_checkpoint(trainer.out)
    axes = len(trainer.painter.param_groups[0]["params"]) - 2
    for name in ("model", "average"):
        groups[name] = {key: value for key, value in groups[name].items() if "turn" not in key}
    moments = {}
    for name, value in groups["painter"].items():
        index, key = name.split(".", 1)
        moments[f"{int(index) - 2 * (int(index) > axes)}.{key}"] = value
    groups["painter"] = moments
    save_checkpoint(trainer.out, groups, {k: v for k, v in state.items() if k not in ("format", "generation", "parts")})
    again = make()
    assert again.resume()
    for ours, theirs in zip(trainer.painter.param_groups, again.painter.param_groups, strict=True):
        for a, b in zip(ours["params"], theirs["params"], strict=True):
            found = trainer.painter.state.get(a, {}).get("exp_avg"), again.painter.state.get(b, {}).get("exp_avg")
            assert (found[0] is None) == (found[1] is None)
            if found[0] is not None:
                assert torch.allclose(found[0], found[1], atol=2 * float(found[0].abs().max()) / 127)


def test_a_gan_turns_the_latents_of_the_vae_that_it_begins_with(make):
    gan, vae = make(GAN, "gan"), make()
    photos = _noise(12)
    truth = torch.rand(3, 3, 8, 8)
    with torch.no_grad():
        before = gan.average(gan.average.encoder(truth)[0], None, 8)
        assert "principal axes" in gan.begin(photos)
        after = gan.average(gan.average.encoder(truth)[0], None, 8)
    torch.testing.assert_close(after, before, atol=1e-4, rtol=1e-3)
    assert torch.equal(gan.model.encoder.turn.weight, gan.average.encoder.turn.weight)
    assert not torch.equal(gan.model.encoder.turn.weight, torch.eye(4))
    assert vae.begin(photos) is None
    assert gan.begin(photos.part(lambda name: name == "1.png")) is None
    gan.adversarial_steps = 1
    assert gan.begin(photos) is None
