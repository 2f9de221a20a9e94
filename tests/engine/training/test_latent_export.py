"""A StyleNet's run becomes a model with its card; what each latent says is measured on held-out pictures."""

import json

import numpy as np
import pytest
import torch

from engine import cli
from engine.latent.prior import read_prior
from engine.models import read_card
from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.models.loader import load_model
from engine.training.checkpoint import save_checkpoint
from engine.training.export import Photos, export, nats_of_latents

SHAPE = StyleNetConfig(widths=(8, 8), reading=(8, 8), latent=4, style=6, mapping=2)


@pytest.fixture
def run(tmp_path):
    """A checkpoint as LatentTrainer writes it."""
    torch.manual_seed(3)
    model = StyleNet(SHAPE)
    state = {"step": 7, "samples": 28, "seconds": 9.0, "adversarial_steps": 0, "recipe": {}, "config": SHAPE.to_dict()}
    save_checkpoint(tmp_path / "run", {"average": model.state_dict()}, state)
    return tmp_path / "run"


def _card(folder, **more):
    path = folder / "faces.json"
    path.write_text(json.dumps({"name": "faces", "licence": "CC0"} | more))
    return path


def test_a_run_becomes_a_card_and_half_precision_weights(run, tmp_path):
    path = _card(tmp_path)
    export(run, path)
    card = read_card(path)
    assert (card.purpose, card.architecture, card.label) == ("vae", "style-net", "faces")
    assert card.needs.working == SHAPE.size == 16
    assert "latents" not in card.facts
    assert card.facts["recipe"]["samples_seen"] == 28
    with torch.inference_mode():
        assert load_model(card)(torch.zeros(1, 4)).shape == (1, 3, 16, 16)


def test_a_run_without_axes_is_exported_too(run, tmp_path):
    weights = {name: value for name, value in StyleNet(SHAPE).state_dict().items() if "turn" not in name}
    state = {"step": 7, "samples": 28, "seconds": 9.0, "adversarial_steps": 0, "recipe": {}, "config": SHAPE.to_dict()}
    save_checkpoint(tmp_path / "first", {"average": weights}, state)
    path = _card(tmp_path)
    export(tmp_path / "first", path)
    assert torch.equal(load_model(read_card(path)).encoder.turn.weight, torch.eye(4))


def test_the_card_decides_what_it_is_for_else_the_adversary_does(run, tmp_path):
    state = {"step": 7, "samples": 28, "seconds": 9.0, "adversarial_steps": 5, "recipe": {}, "config": SHAPE.to_dict()}
    save_checkpoint(tmp_path / "played", {"average": StyleNet(SHAPE).state_dict()}, state)
    path = _card(tmp_path)
    export(tmp_path / "played", path)
    assert read_card(path).purpose == "gan"
    assert "latents" not in read_card(path).facts
    path = _card(tmp_path, purpose="vae", label="Faces")
    export(tmp_path / "played", path)
    assert (read_card(path).purpose, read_card(path).label) == ("vae", "Faces")


def test_latents_that_say_nothing_have_no_nats():
    model = StyleNet(SHAPE)
    pictures = list(np.random.default_rng(0).integers(0, 255, (5, 16, 16, 3), np.uint8))
    with torch.no_grad():
        model.encoder.out.weight.zero_()
        model.encoder.out.bias.zero_()
        model.encoder.out.bias[4:] = 4.0  # the encoder's log variance is 4 less
        model.encoder.out.bias[1] = 2.0
    mean, _ = model.encoder(torch.rand(1, 3, 16, 16))
    expected = [0, 0.5 * mean[0, 1].item() ** 2, 0, 0]
    np.testing.assert_allclose(nats_of_latents(model, pictures, batch=2), expected, atol=1e-5)
    assert expected[1] > 1


def test_latents_are_measured_on_the_command_line(run, tmp_path, photo_folder, capsys):
    path = _card(tmp_path)
    command = ["train", "export", "--run", str(run), "--card", str(path)]
    assert cli.main([*command, "--data", str(photo_folder)]) == 0
    plain = json.loads(path.read_text())["latents"]["kl"]
    _, theirs = Photos(photo_folder).sides(16)
    assert plain == pytest.approx(nats_of_latents(load_model(read_card(path)), theirs.pictures), abs=0.02)
    assert cli.main([*command, "--data", str(photo_folder), "--turn"]) == 0
    turned = load_model(read_card(path)).encoder.turn
    assert not torch.equal(turned.weight, torch.eye(4))
    assert cli.main([*command, "--turn"]) == 2
    assert "Name those of the run with --data" in capsys.readouterr().err


def test_photos_are_divided_as_the_run_noted(photo_folder, tmp_path):
    table = tmp_path / "groups.tsv"
    table.write_text("file\tgroup\n" + "".join(f"p{i:02}.png\tphoto {i // 6}\n" for i in range(60)))
    noted = {"notes": {"divided": {"groups": str(table), "hold_out": 12}}}
    assert Photos(photo_folder).as_noted(noted) == Photos(photo_folder, table, 12)
    assert Photos(photo_folder, hold_out=6).as_noted(noted) == Photos(photo_folder, table, 6)
    assert Photos(photo_folder).as_noted({}) == Photos(photo_folder)
    ours, theirs = Photos(photo_folder, table, 12).sides(16)
    assert (len(ours.names), len(theirs.names)) == (48, 12)
    assert theirs.pictures[0].shape == (16, 16, 3)


def test_a_prior_is_fitted_to_the_photos_and_named_by_the_card(run, tmp_path, photo_folder):
    path = _card(tmp_path)
    command = ["train", "export", "--run", str(run), "--card", str(path)]
    assert cli.main([*command, "--prior"]) == 2  # without photos there is nothing to fit to
    assert cli.main([*command, "--data", str(photo_folder), "--prior"]) == 0
    card = read_card(path)
    assert card.facts["prior"]["file"] == "faces.prior.safetensors"
    prior = read_prior(card, 4)
    assert prior is not None
    assert prior.latent(1).shape == (4,)
    assert cli.main([*command, "--data", str(photo_folder)]) == 0
    assert read_prior(read_card(path), 4) is None
