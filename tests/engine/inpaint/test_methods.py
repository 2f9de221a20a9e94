from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from engine.errors import BadInput, ModelBroken
from engine.inpaint import methods
from engine.inpaint.methods import Method, MethodInfo, MethodRegistry
from engine.models.card import ModelCard, Needs


def test_all_methods_are_described_auto_first() -> None:
    ids = [info.id for info in methods.describe_all()]
    assert ids[0] == "auto"
    assert set(ids) >= {"auto", "cnn", "patchmatch", "telea", "ns"}
    assert all(info.label and info.summary.endswith(".") for info in methods.describe_all())


def test_auto_is_resolved_to_a_real_method() -> None:
    assert methods.resolve("auto").info.id != "auto"
    assert methods.resolve("telea").info.id == "telea"


def test_an_id_of_an_earlier_version_still_finds_its_method() -> None:
    assert methods.resolve("network") is methods.resolve("cnn")
    assert methods.canonical("network") == "cnn"
    assert methods.canonical("telea") == "telea"


def test_the_default_order_holds_every_method_once_and_begins_with_what_auto_is() -> None:
    order = methods.default_order()
    assert sorted(order) == sorted(info.id for info in methods.REGISTRY.describe_all())
    assert methods.resolve("auto").info.id == order[0]


def card(name: str, **config: int) -> ModelCard:
    return ModelCard(name, "Ours", "inpaint", "MIT", Path("w"), "", "fill-unet", config, Needs(8, 64, 192), {})


def test_every_card_of_an_inpainting_model_is_a_method(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = (card("fill-cnn"), card("fill-gan", latent=64), card("faces", latent=8))
    monkeypatch.setattr(methods, "bundled", lambda: (*cards, replace(card("dreams"), purpose="vae")))
    found = {info.id: info for info in methods._registered().describe_all()}
    assert list(found)[:3] == ["gan", "cnn", "faces"]
    assert "dreams" not in found
    assert found["gan"].uses_variation
    assert not found["cnn"].uses_variation
    assert (found["faces"].label, found["faces"].uses_seed) == ("Ours", True)


def test_auto_heeds_the_variation_where_a_method_does(monkeypatch: pytest.MonkeyPatch) -> None:
    for cards, heeds in (((card("fill-cnn"),), False), ((card("fill-gan", latent=64),), True)):
        monkeypatch.setattr(methods, "bundled", lambda cards=cards: cards)
        monkeypatch.setattr(methods, "REGISTRY", methods._registered())
        assert methods.describe_all()[0].uses_variation is heeds


def test_cards_that_cannot_be_read_do_not_keep_the_other_methods_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[ModelCard, ...]:
        raise ModelBroken("The model card x.json cannot be used.")

    monkeypatch.setattr(methods, "bundled", broken)
    assert [info.id for info in methods._registered().describe_all()] == ["cnn", "patchmatch", "telea", "ns"]


def test_a_method_is_warm_once_what_it_needs_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    for library in ("torch", "openvino"):
        monkeypatch.delitem(sys.modules, library, raising=False)
    assert not methods.resolve("cnn").is_warm
    monkeypatch.setitem(sys.modules, "openvino", sys)
    assert methods.resolve("cnn").is_warm
    assert methods.resolve("telea").is_warm


def test_an_unknown_method_is_bad_input_that_names_the_others() -> None:
    with pytest.raises(BadInput, match="patchmatch"):
        methods.resolve("magic")


@pytest.mark.parametrize("name", ["telea", "auto"])
def test_an_id_can_be_taken_once(name: str) -> None:
    registry = MethodRegistry()
    method = Method(MethodInfo(name, "", "", False, False), lambda device: pytest.fail("built"), matches_colour=False)
    if name != "auto":
        registry.register(method)
    with pytest.raises(ValueError, match="already"):
        registry.register(method)


def test_a_network_that_cannot_be_loaded_is_a_broken_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "engine.inpaint.guided", None)
    with pytest.raises(ModelBroken, match="another method"):
        methods.resolve("cnn").build("cpu")


def test_the_room_loads_neither_torch_nor_numba() -> None:
    code = "import engine.inpaint, sys; sys.exit(any(m in sys.modules for m in ('torch', 'numba')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
