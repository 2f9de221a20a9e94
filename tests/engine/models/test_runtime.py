"""Networks through OpenVINO and through torch: the same picture, whatever is missing or damaged on the way."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from safetensors.torch import save_file
from torch import nn

from engine import device, paths
from engine.device import Runtime, has_openvino
from engine.errors import DeviceLost, ModelBroken
from engine.models import openvino_backend, runtime
from engine.models.architectures import build
from engine.models.card import ModelCard, read_card
from engine.models.loader import load_model
from engine.models.torch_backend import TorchRunner

ROOT = Path(__file__).resolve().parents[3]
NETWORKS = {
    "fill-unet": {"widths": [4, 4, 8, 8], "blocks": 2},
    "fill-comod": {"widths": [4, 8, 8, 16], "dilations": [1, 2], "latent": 6, "style": 8, "heads": 2},
}
needs_openvino = pytest.mark.skipif(
    not has_openvino(), reason="openvino is not installed: python3 packaging/bootstrap.py setup brings it"
)


def write_model(folder: Path, architecture: str, seed: int = 3) -> ModelCard:
    """A tiny model in the real format, with weights large enough that its answers are no constant."""
    torch.manual_seed(seed)
    tensors = {name: value.half() for name, value in build(architecture, NETWORKS[architecture]).state_dict().items()}
    weights = folder / f"{architecture}.safetensors"
    save_file(tensors, weights)
    card = {
        "name": f"tiny-{architecture}",
        "label": "Tiny",
        "purpose": "inpaint",
        "licence": "Apache-2.0",
        "weights": weights.name,
        "sha256": hashlib.sha256(weights.read_bytes()).hexdigest(),
        "architecture": architecture,
        "config": NETWORKS[architecture],
        "needs": {"multiple": 16, "smallest": 32, "working": 64},
    }
    path = folder / f"{architecture}.json"
    path.write_text(json.dumps(card))
    return read_card(path)


def inputs(card: ModelCard, height: int = 32, width: int = 32, seed: int = 5) -> dict[str, np.ndarray]:
    random = np.random.default_rng(seed)
    hole = np.zeros((1, 1, height, width), np.float32)
    hole[..., 4:20, 8:24] = 1
    found = {"picture": random.random((1, 3, height, width), np.float32), "hole": hole}
    if size := card.config.get("latent"):
        found["z"] = random.standard_normal((1, size)).astype(np.float32)
    return found


def off(runner: runtime.Runner, card: ModelCard, **size: int) -> float:
    """The most by which an answer differs from torch's."""
    given = inputs(card, **size)
    expected = TorchRunner(load_model(card), "cpu")(**given)
    assert expected.std() > 0.01
    return float(np.abs(runner(**given) - expected).max())


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the program's own cache is to these tests: nothing is kept of it."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setattr(paths, "program_cache_dir", lambda: folder)
    runtime._openvino_runner.cache_clear()
    return folder


@pytest.fixture(scope="module", params=NETWORKS)
def converted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[ModelCard, Path]:
    """A network's card, and the cache into which it was converted."""
    folder, cache = tmp_path_factory.mktemp("model"), tmp_path_factory.mktemp("converted")
    card = write_model(folder, request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "program_cache_dir", lambda: cache)
        assert not runtime.is_prepared(card)
        assert runtime.prepare(card, inputs(card)).library == "openvino"
    return card, cache


@pytest.fixture
def ready(converted: tuple[ModelCard, Path], monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    card, cache = converted
    monkeypatch.setattr(paths, "program_cache_dir", lambda: cache)
    return card


@pytest.fixture
def another(tmp_path: Path) -> ModelCard:
    """A network that nobody has converted."""
    return write_model(tmp_path, "fill-unet")


@pytest.fixture
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The real conversion takes seconds: an empty network stands in for it, which paints what it is told to."""
    seen: list[str] = []

    @contextmanager
    def conversion(module: nn.Module, example: runtime.Inputs, *, fixed: bool) -> Iterator[openvino_backend.Conversion]:
        seen.append(type(module).__name__)
        folder = openvino_backend._new_folder()
        for name in ("network.xml", "network.bin"):
            (folder / name).write_bytes(name.encode())
        yield openvino_backend.Conversion(folder)
        shutil.rmtree(folder, ignore_errors=True)

    monkeypatch.setattr(openvino_backend, "conversion", conversion)
    return seen


class Painter:
    """Stands in for what OpenVINO makes of a converted network."""

    def __init__(self, answer: np.ndarray) -> None:
        self.answer = answer

    def __call__(self, inputs: runtime.Inputs, share_inputs: bool) -> list[np.ndarray]:
        return [self.answer]

    def release_memory(self) -> None:
        pass


@needs_openvino
@pytest.mark.parametrize(("height", "width"), [(32, 32), (48, 80)])
def test_openvino_paints_what_torch_paints(ready: ModelCard, height: int, width: int):
    runner = runtime.load_runner(ready, "cpu")
    assert runner.runtime.library == "openvino"
    assert off(runner, ready, height=height, width=width) <= runtime.TOLERANCE[runner.runtime.precision]


@needs_openvino
@pytest.mark.parametrize("precision", runtime.TOLERANCE)
def test_the_tolerance_holds_in_every_precision(ready: ModelCard, precision: str):
    folder = openvino_backend.find(ready)
    assert folder is not None
    runner = openvino_backend.OpenVinoRunner(openvino_backend._compiled(folder, precision), precision)
    assert off(runner, ready, height=64, width=48) <= runtime.TOLERANCE[precision]


@needs_openvino
def test_threads_share_a_network(ready: ModelCard):
    runner = runtime.load_runner(ready, "cpu")
    given = [inputs(ready, seed=seed) for seed in range(4)]
    alone = [runner(**one) for one in given]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda one: runner(**one), given))
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_array_equal(one, other)


@needs_openvino
def test_the_answer_is_the_callers_own(ready: ModelCard):
    runner = runtime.load_runner(ready, "cpu")
    first = runner(**inputs(ready))
    kept = first.copy()
    runner(**inputs(ready, seed=6))
    np.testing.assert_array_equal(first, kept)


@needs_openvino
@pytest.mark.parametrize("name", ["network.xml", "network.bin", "facts.json"])
def test_what_was_kept_damaged_is_dropped_and_torch_runs(
    ready: ModelCard, cache_folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    kept = openvino_backend.find(ready)
    assert kept is not None
    copy = cache_folder / "networks" / kept.name
    shutil.copytree(kept, copy)
    (copy / name).write_bytes((copy / name).read_bytes()[:-9])
    monkeypatch.setattr(paths, "program_cache_dir", lambda: cache_folder)
    assert runtime.load_runner(ready, "cpu").runtime == Runtime("torch", "cpu")
    assert not copy.exists()


@needs_openvino
@pytest.mark.parametrize("change", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:-1])])
def test_weights_that_are_not_the_cards_own_do_not_run_converted_either(ready: ModelCard, tmp_path: Path, change):
    copy = tmp_path / "copy.safetensors"
    shutil.copy(ready.weights, copy)
    card = replace(ready, weights=copy)
    assert runtime.load_runner(card, "cpu").runtime.library == "openvino"
    change(copy)
    runtime._openvino_runner.cache_clear()
    with pytest.raises(ModelBroken, match=r"copy\.safetensors"):
        runtime.load_runner(card, "cpu")


@needs_openvino
def test_openvino_reports_to_nobody(tmp_path: Path):
    """Its package, left to itself, sends a message wherever it is imported."""
    (tmp_path / "openvino_telemetry.py").write_text("print('reported')")
    code = (
        "import sys\nfrom engine.models import openvino_backend\nopenvino_backend._core()\n"
        "import openvino\nprint(callable(openvino.convert_model), sys.modules['openvino_telemetry'])"
    )
    command = [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ROOT)!r}]\n{code}"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "None"]


def test_without_openvino_torch_runs(another: ModelCard, monkeypatch: pytest.MonkeyPatch, cache_folder: Path):
    for module in (device, openvino_backend):
        monkeypatch.setattr(module, "has_openvino", lambda: False)
    assert runtime.is_prepared(another)
    assert runtime.prepare(another, inputs(another)) == Runtime("torch", "cpu")
    assert off(runtime.load_runner(another, "cpu"), another) == 0
    assert not any(cache_folder.iterdir())


@needs_openvino
def test_until_it_is_converted_torch_runs(another: ModelCard):
    assert not runtime.is_prepared(another)
    assert runtime.load_runner(another, "cpu").runtime == Runtime("torch", "cpu")


@needs_openvino
@pytest.mark.parametrize(("error", "kept"), [(0.0, True), (2e-4, False)])
def test_a_network_that_is_not_exact_here_is_left_to_torch(
    another: ModelCard, conversions: list[str], monkeypatch: pytest.MonkeyPatch, error: float, kept: bool
):
    expected = TorchRunner(load_model(another), "cpu")(**inputs(another))
    monkeypatch.setattr(openvino_backend, "_compiled", lambda folder, precision: Painter(expected + np.float32(error)))
    found = runtime.prepare(another, inputs(another))
    assert conversions == ["FillUNet"]
    assert (found.library == "openvino") is kept
    assert runtime.is_prepared(another) is kept


@needs_openvino
def test_bfloat16_that_is_not_exact_enough_gives_way_to_float32(
    another: ModelCard, conversions: list[str], monkeypatch: pytest.MonkeyPatch
):
    expected = TorchRunner(load_model(another), "cpu")(**inputs(another))
    errors = {"bfloat16": np.float32(0.1), "float32": np.float32(0)}
    monkeypatch.setattr(openvino_backend, "_compiled", lambda folder, precision: Painter(expected + errors[precision]))
    monkeypatch.setattr(runtime, "pick_runtime", lambda wish="auto": Runtime("openvino", "cpu", "bfloat16"))
    assert runtime.prepare(another, inputs(another)) == Runtime("openvino", "cpu", "float32")


@needs_openvino
def test_a_network_that_cannot_be_converted_is_left_to_torch(another: ModelCard, monkeypatch: pytest.MonkeyPatch):
    def refuse(*arguments, **options):
        raise RuntimeError("no such operation")

    monkeypatch.setattr(openvino_backend, "_openvino", lambda: SimpleNamespace(convert_model=refuse))
    assert runtime.prepare(another, inputs(another)) == Runtime("torch", "cpu")


@needs_openvino
def test_another_version_of_a_model_takes_the_place_of_the_first(
    tmp_path: Path, conversions: list[str], cache_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    others = cache_folder / "networks"
    for name in ("tiny-fill-unet-large-0123456789abcdef", ".new-running", ".new-killed"):
        (others / name).mkdir(parents=True)
    os.utime(others / ".new-killed", (0, 0))
    for seed in (1, 2):
        card = write_model(tmp_path, "fill-unet", seed)
        answer = TorchRunner(load_model(card), "cpu")(**inputs(card))
        monkeypatch.setattr(openvino_backend, "_compiled", lambda folder, precision, answer=answer: Painter(answer))
        assert not runtime.is_prepared(card)
        assert runtime.prepare(card, inputs(card)).library == "openvino"
    names = {path.name for path in others.iterdir()}
    assert names == {"tiny-fill-unet-large-0123456789abcdef", ".new-running", openvino_backend._name(card)}


@needs_openvino
def test_other_code_or_another_openvino_is_another_network(another: ModelCard, monkeypatch: pytest.MonkeyPatch):
    names = {openvino_backend._name(another)}
    monkeypatch.setattr(openvino_backend, "_code", lambda: "changed")
    names.add(openvino_backend._name(another))
    monkeypatch.setattr("importlib.metadata.version", lambda name: "9999.0")
    names.add(openvino_backend._name(another))
    assert len(names) == 3


@needs_openvino
def test_where_the_programs_folder_cannot_be_written_the_persons_cache_serves(
    another: ModelCard, conversions: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    answer = TorchRunner(load_model(another), "cpu")(**inputs(another))
    monkeypatch.setattr(openvino_backend, "_compiled", lambda folder, precision: Painter(answer))
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setattr(paths, "program_cache_dir", lambda: blocked)
    assert runtime.prepare(another, inputs(another)).library == "openvino"
    found = openvino_backend.find(another)
    assert found is not None
    assert found.is_relative_to(paths.cache_dir())


@pytest.mark.parametrize("kind", ["cuda", "mps", "xpu"])
def test_torch_sends_the_inputs_to_its_device_and_takes_the_answer_back(kind: str, monkeypatch: pytest.MonkeyPatch):
    """No card here: the tensors stay where they are, and it is written down where they were meant to go."""
    sent: list[str] = []
    monkeypatch.setattr(torch.Tensor, "to", lambda tensor, where: sent.append(where) or tensor)
    exact: list[bool] = []

    class Doubling(nn.Module):
        def forward(self, picture: torch.Tensor, hole: torch.Tensor) -> torch.Tensor:
            exact.append(not torch.backends.cudnn.allow_tf32)
            return picture * 2 + hole

    runner = TorchRunner(Doubling(), kind)
    picture, hole = np.full((1, 3, 4, 4), 0.25, np.float32), np.ones((1, 1, 4, 4), np.float32)
    np.testing.assert_array_equal(runner(picture=picture, hole=hole), np.full((1, 3, 4, 4), 1.5, np.float32))
    assert sent == [kind, kind]
    assert runner.runtime == Runtime("torch", kind, "float32")
    assert exact == [kind == "cuda"]


@pytest.mark.parametrize("kind", [kind for kind in device.available_devices() if kind != "cpu"] or ["cpu"])
def test_every_device_of_this_machine_paints_the_same(another: ModelCard, kind: str):
    assert off(runtime.load_runner(another, kind), another) <= runtime.TOLERANCE["float32"]


class Card:
    """In the place of torch's runner: on a card it fails from the second call on, as torch does on a lost one."""

    def __init__(self, module: nn.Module, kind: str) -> None:
        self.runtime, self.calls = Runtime("torch", kind), 0

    def __call__(self, **inputs: np.ndarray) -> np.ndarray:
        self.calls += 1
        if self.runtime.device != "cpu" and self.calls > 1:
            raise RuntimeError("CUDA error: unspecified launch failure")
        return np.full((1, 3, 4, 4), self.runtime.device == "cpu", np.float32)


def test_fault_30_a_lost_card_drops_its_models_and_the_processor_takes_over(
    another: ModelCard, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []
    monkeypatch.setattr(device, "_lost", set())
    monkeypatch.setattr(device, "_is_available", lambda kind: kind in ("cuda", "cpu"))
    monkeypatch.setattr(device, "has_openvino", lambda: False)
    monkeypatch.setattr("engine.models.torch_backend.TorchRunner", Card)
    monkeypatch.setattr("engine.models.loader.load_model", lambda card, kind: asked.append(kind) or nn.Identity())
    forgotten: list[bool] = []
    monkeypatch.setattr("engine.models.loader.forget_models", lambda: forgotten.append(True))
    runner = runtime.load_runner(another)
    assert runner.runtime.device == "cuda"
    assert runner(picture=np.zeros(1)).max() == 0
    with pytest.raises(DeviceLost, match="processor takes over"):
        runner(picture=np.zeros(1))
    assert forgotten == [True]
    assert runner(picture=np.zeros(1)).max() == 1
    assert asked == ["cuda", "cpu"]
    assert runner.runtime.device == "cpu"
    assert device.available_devices() == ("cpu",)
    assert device.pick_device("cuda") == device.pick_device() == "cpu"


@needs_openvino
def test_fault_28_what_is_not_finite_in_few_digits_is_computed_again_in_float32(
    another: ModelCard, conversions: list[str], monkeypatch: pytest.MonkeyPatch
):
    expected = TorchRunner(load_model(another), "cpu")(**inputs(another))
    painted = expected.copy()
    monkeypatch.setattr(openvino_backend, "_compiled", lambda folder, precision: Painter(painted))
    for module in (runtime, device):
        monkeypatch.setattr(module, "pick_runtime", lambda wish="auto": Runtime("openvino", "cpu", "bfloat16"))
    assert runtime.prepare(another, inputs(another)).precision == "bfloat16"
    runner = runtime.load_runner(another)
    painted[0, 0, 0, 0] = np.inf
    np.testing.assert_array_equal(runner(**inputs(another)), expected)
