from __future__ import annotations

import subprocess
import sys

import pytest

from engine.errors import BadInput, ModelBroken
from engine.inpaint import methods
from engine.inpaint.methods import Method, MethodInfo, MethodRegistry


def test_all_methods_are_described_auto_first() -> None:
    ids = [info.id for info in methods.describe_all()]
    assert ids[0] == "auto"
    assert set(ids) == {"auto", "network", "patchmatch", "telea", "ns"}
    assert all(info.label and info.summary.endswith(".") for info in methods.describe_all())


def test_auto_is_resolved_to_a_real_method() -> None:
    assert methods.resolve("auto").info.id != "auto"
    assert methods.resolve("telea").info.id == "telea"


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
    monkeypatch.setitem(sys.modules, "engine.inpaint.network", None)
    with pytest.raises(ModelBroken, match="another method"):
        methods.resolve("network").build("cpu")


def test_the_room_loads_neither_torch_nor_numba() -> None:
    code = "import engine.inpaint, sys; sys.exit(any(m in sys.modules for m in ('torch', 'numba')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
