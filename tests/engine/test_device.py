from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from engine import device
from engine.errors import BadInput


def only(monkeypatch: pytest.MonkeyPatch, *kinds: str) -> None:
    monkeypatch.setattr(device, "_is_available", lambda kind: kind in kinds)


@pytest.mark.parametrize(
    ("there", "best"),
    [(("cpu",), "cpu"), (("cpu", "xpu"), "xpu"), (("cpu", "mps"), "mps"), (("cpu", "xpu", "cuda"), "cuda")],
)
def test_auto_takes_the_best(monkeypatch: pytest.MonkeyPatch, there: tuple[str, ...], best: str):
    only(monkeypatch, *there)
    assert device.pick_device() == best
    assert device.available_devices()[-1] == "cpu"


def test_a_wish_that_is_there_is_taken(monkeypatch: pytest.MonkeyPatch):
    only(monkeypatch, "cpu", "cuda")
    assert device.pick_device("cpu") == "cpu"


@pytest.mark.parametrize("wish", ["mps", "toaster"])
def test_a_wish_that_is_not_there_is_bad_input(monkeypatch: pytest.MonkeyPatch, wish: str):
    only(monkeypatch, "cpu", "cuda")
    with pytest.raises(BadInput, match=rf'"{wish}" is not .*cuda, cpu'):
        device.pick_device(wish)


def test_without_torch_there_is_the_processor(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    assert device.available_devices() == ("cpu",)


def test_this_machine_has_devices():
    devices = device.available_devices()
    assert "cpu" in devices
    assert all(device.describe(one) for one in devices)


@pytest.mark.parametrize("kind", ["cuda", "xpu"])
def test_a_card_in_words(monkeypatch: pytest.MonkeyPatch, kind: str):
    """No card here: a module of torch's shape stands in for it."""
    card = SimpleNamespace(name="Some Card", total_memory=24 * 2**30)
    backend = SimpleNamespace(is_available=lambda: True, get_device_properties=lambda index: card)
    none = SimpleNamespace(is_available=lambda: False)
    torch = SimpleNamespace(cuda=none, xpu=none, backends=SimpleNamespace(mps=none))
    setattr(torch, kind, backend)
    monkeypatch.setitem(sys.modules, "torch", torch)
    assert device.available_devices() == (kind, "cpu")
    assert device.describe(kind) == "Some Card (24 GB)"


def test_apples_card_in_words(monkeypatch: pytest.MonkeyPatch):
    there, none = SimpleNamespace(is_available=lambda: True), SimpleNamespace(is_available=lambda: False)
    torch = SimpleNamespace(cuda=none, backends=SimpleNamespace(mps=there))
    monkeypatch.setitem(sys.modules, "torch", torch)
    assert device.pick_device() == "mps"
    assert device.describe("mps") == "Apple GPU"


def test_the_processor_in_words(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(device, "inference_threads", lambda: 8)
    assert device.describe("cpu") == "CPU, 8 threads"
    monkeypatch.setattr(device, "inference_threads", lambda: 1)
    assert device.describe("cpu") == "CPU, 1 thread"


@pytest.mark.parametrize(
    ("text", "threads"), [("150000 100000\n", 2), ("100000 100000\n", 1), ("max 100000\n", None), ("nonsense", None)]
)
def test_a_containers_share_of_processors(tmp_path: Path, text: str, threads: int | None):
    file = tmp_path / "cpu.max"
    file.write_text(text)
    assert device._quota(file) == threads


def test_no_container(tmp_path: Path):
    assert device._quota(tmp_path / "missing") is None
    assert device.inference_threads() >= 1


def test_the_pure_rooms_load_no_torch_and_no_qt():
    code = (
        "import sys, engine.device, engine.jobs, engine.document, engine.mask, engine.settings, engine.paths\n"
        "print([name for name in ('torch', 'PySide6') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
