"""Cards, registry, loader and the fill network: what is built is saved, loaded and compared."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine.errors import ModelBroken
from engine.models import read_card, registry
from engine.models.architectures import build, register
from engine.models.architectures.fill_unet import FillUNet, FillUNetConfig
from engine.models.loader import load_model, read_weights

TINY = FillUNetConfig(widths=(4, 4, 8, 8), blocks=2)


def write_model(folder: Path, stem: str = "tiny", **changes) -> Path:
    """A tiny model in the real format; the path of its card."""
    torch.manual_seed(3)
    weights = folder / f"{stem}.safetensors"
    tensors = {key: value.half() for key, value in FillUNet(TINY).state_dict().items()}
    tensors.update(changes.pop("tensors", {}))
    save_file({key: value for key, value in tensors.items() if value is not None}, weights)
    card = {
        "name": stem,
        "label": "Tiny",
        "purpose": "inpaint",
        "licence": "Apache-2.0",
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "architecture": "fill-unet",
        "config": TINY.to_dict(),
        "needs": {"multiple": 8, "smallest": 32, "working": 64},
        "limits": "for tests",
    } | changes
    path = folder / f"{stem}.json"
    path.write_text(json.dumps(card))
    return path


def test_what_is_saved_in_half_precision_loads_and_paints_the_same(tmp_path):
    card = read_card(write_model(tmp_path))
    loaded = load_model(card)
    built = FillUNet(TINY)
    built.load_state_dict({key: value.float() for key, value in read_weights(card.weights).items()})
    picture, hole = torch.rand(1, 3, 32, 40), torch.zeros(1, 1, 32, 40)
    hole[..., 8:16, 8:16] = 1
    with torch.inference_mode():
        torch.testing.assert_close(loaded(picture, hole), built.eval()(picture, hole))
    assert not loaded.training


def test_network_does_not_look_into_the_hole(tmp_path):
    network = load_model(read_card(write_model(tmp_path)))
    hole = torch.zeros(1, 1, 32, 32)
    hole[..., 10:20, 10:20] = 1
    picture = torch.rand(1, 3, 32, 32)
    other = torch.where(hole > 0, torch.rand(1, 3, 32, 32), picture)
    with torch.inference_mode():
        assert torch.equal(network(picture, hole), network(other, hole))


def test_every_parameter_learns():
    network = FillUNet(TINY)
    hole = torch.zeros(2, 1, 32, 32)
    hole[..., 8:24, 8:24] = 1
    network(torch.rand(2, 3, 32, 32), hole).square().mean().backward()
    dead = [name for name, value in network.named_parameters() if value.grad is None or not value.grad.abs().sum() > 0]
    assert dead == []


@pytest.mark.parametrize("missing", ["name", "sha256", "config", "needs", "purpose"])
def test_card_without_a_field_is_refused(tmp_path, missing):
    path = write_model(tmp_path)
    values = json.loads(path.read_text())
    del values[missing]
    path.write_text(json.dumps(values))
    with pytest.raises(ModelBroken, match=r"tiny\.json"):
        read_card(path)


@pytest.mark.parametrize("text", ["", "[1, 2]", "{", "null"])
def test_card_that_is_no_card_is_refused(tmp_path, text):
    path = tmp_path / "odd.json"
    path.write_text(text)
    with pytest.raises(ModelBroken, match=r"odd\.json"):
        read_card(path)


def test_card_with_an_unknown_purpose_is_refused(tmp_path):
    with pytest.raises(ModelBroken, match="telepathy"):
        read_card(write_model(tmp_path, purpose="telepathy"))


def test_a_card_cannot_point_outside_its_folder(tmp_path):
    card = read_card(write_model(tmp_path, weights="../../etc/passwd"))
    assert card.weights == tmp_path / "passwd"


def test_fault_27_wrong_shape_names_the_tensor(tmp_path):
    card = read_card(write_model(tmp_path, tensors={"paint.bias": torch.zeros(5).half()}))
    with pytest.raises(ModelBroken, match=r"paint\.bias"):
        load_model(card)


def test_fault_27_not_a_number_names_the_tensor(tmp_path):
    card = read_card(write_model(tmp_path, tensors={"paint.bias": torch.full((3,), float("nan")).half()}))
    with pytest.raises(ModelBroken, match=r"paint\.bias.*not finite"):
        load_model(card)


def test_missing_and_surplus_tensors_are_named(tmp_path):
    with pytest.raises(ModelBroken, match=r"lacks the tensor paint\.bias"):
        load_model(read_card(write_model(tmp_path, "less", tensors={"paint.bias": None})))
    with pytest.raises(ModelBroken, match="extra"):
        load_model(read_card(write_model(tmp_path, "more", tensors={"extra": torch.zeros(1)})))


def test_weights_that_are_not_the_cards_own_never_load(tmp_path):
    card = read_card(write_model(tmp_path))
    card.weights.write_bytes(card.weights.read_bytes() + b"x")
    with pytest.raises(ModelBroken, match="not the one that its card describes"):
        load_model(card)


def test_missing_weights_are_named(tmp_path):
    card = read_card(write_model(tmp_path))
    card.weights.unlink()
    assert card.bytes == 0
    with pytest.raises(ModelBroken, match=r"tiny\.safetensors"):
        load_model(card)


def test_fault_26_mutated_weights_give_a_typed_error_or_numbers(tmp_path):
    """Without a digest to catch it, any mutation either loads as tensors or ends in ModelBroken."""
    original = read_card(write_model(tmp_path)).weights.read_bytes()
    generator = np.random.default_rng(11)
    target = tmp_path / "mutated.safetensors"
    refused = 0
    for _ in range(200):
        data = bytearray(original)
        for place in generator.integers(0, min(len(data), 4000), 8):
            data[place] = int(generator.integers(0, 256))
        target.write_bytes(bytes(data[: int(generator.integers(1, len(data) + 1))]))
        try:
            read_weights(target)
        except ModelBroken:
            refused += 1
    assert refused > 0


def test_fault_23_a_pickle_never_runs(tmp_path):
    canary = tmp_path / "canary"
    evil = tmp_path / "evil.safetensors"
    evil.write_bytes(b"cos\nsystem\n(S'touch " + str(canary).encode() + b"'\ntR.")
    with pytest.raises(ModelBroken):
        read_weights(evil)
    assert not canary.exists()


def test_two_cards_of_one_name_are_refused(tmp_path):
    write_model(tmp_path, "one")
    write_model(tmp_path, "two", name="one")
    with pytest.raises(ModelBroken, match="named one"):
        registry.bundled(tmp_path)


def test_names_of_directions_beside_a_card_are_no_card(tmp_path):
    write_model(tmp_path, "one")
    (tmp_path / "one.directions.json").write_text("{}")
    assert [card.name for card in registry.bundled(tmp_path)] == ["one"]


def test_unknown_names_are_refused_with_a_way_out():
    with pytest.raises(ModelBroken, match="models list"):
        registry.find("nobody")
    with pytest.raises(ModelBroken, match="nothing-such"):
        build("nothing-such", {})
    with pytest.raises(ModelBroken, match="do not fit"):
        build("fill-unet", {"colour": 3})


def test_an_architecture_id_is_taken_once():
    with pytest.raises(ValueError, match="taken"):
        register("fill-unet", lambda config: FillUNet())


def test_bundled_models_are_whole():
    """What ships loads, is small enough, in half precision, and its card answers for it."""
    cards = registry.bundled()
    assert any(card.purpose == "inpaint" for card in cards)
    for card in cards:
        load_model(card)
        assert card.bytes <= 25 * 2**20
        assert {value.dtype for value in read_weights(card.weights).values()} == {torch.float16}
        for fact in ("data", "recipe", "hardware", "scores", "limits"):
            assert card.facts[fact], f"{card.name} does not state its {fact}"
