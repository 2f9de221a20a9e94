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


@pytest.mark.parametrize(
    ("threads", "has_openvino", "words"),
    [(8, True, "CPU, 8 threads, OpenVINO"), (8, False, "CPU, 8 threads"), (1, False, "CPU, 1 thread")],
)
def test_the_processor_in_words(monkeypatch: pytest.MonkeyPatch, threads: int, has_openvino: bool, words: str):
    monkeypatch.setattr(device, "inference_threads", lambda: threads)
    monkeypatch.setattr(device, "has_openvino", lambda: has_openvino)
    assert device.describe("cpu") == words
    assert str(device.pick_runtime("cpu")) == words


@pytest.mark.parametrize(
    ("flags", "precision"), [("fpu avx512_bf16 amx_bf16 amx_tile", "bfloat16"), ("fpu avx512_bf16", "float32")]
)
def test_openvino_computes_in_bfloat16_only_with_amx(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, flags: str, precision: str
):
    """Without AMX bfloat16 is slower than float32, and less exact."""
    info = tmp_path / "cpuinfo"
    info.write_text(f"processor\t: 0\nflags\t\t: {flags}\n")
    monkeypatch.setattr(device, "_CPU_INFO", info)
    monkeypatch.setattr(device, "has_openvino", lambda: True)
    assert device.pick_runtime("cpu") == device.Runtime("openvino", "cpu", precision)


def test_a_system_that_does_not_list_amx_gets_float32(tmp_path: Path):
    assert not device._has_amx(tmp_path / "missing")


@pytest.mark.parametrize("kind", ["cuda", "mps", "xpu"])
def test_cards_run_through_torch_in_float32(monkeypatch: pytest.MonkeyPatch, kind: str):
    only(monkeypatch, "cpu", kind)
    monkeypatch.setattr(device, "has_openvino", lambda: True)
    assert device.pick_runtime() == device.Runtime("torch", kind, "float32")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux shows its cards as files")
def test_without_a_card_torch_is_not_asked():
    code = (
        "import sys\nfrom engine import device\ndevice._CARD_FILES = ()\n"
        "print(device.pick_runtime().device, device.describe('cpu') != '', 'torch' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["cpu", "True", "False"]


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


def test_several_processes_share_the_threads(monkeypatch: pytest.MonkeyPatch):
    free = device.inference_threads()
    for given, expected in (("1", 1), (str(free + 7), free), ("0", 1), ("many", free), ("", free)):
        monkeypatch.setenv(device.THREADS_VARIABLE, given)
        assert device.inference_threads() == expected


def test_the_pure_rooms_load_no_torch_and_no_qt():
    code = (
        "import sys, engine.device, engine.jobs, engine.document, engine.mask, engine.settings, engine.paths\n"
        "print([name for name in ('torch', 'PySide6') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
