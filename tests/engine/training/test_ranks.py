"""Several processes: equal weights on all, and the same steps as one process with the larger batch."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from engine.training.ranks import Ranks

ROOT = Path(__file__).resolve().parents[3]

# In each process: a few steps of both kinds; then CNN steps on this rank's half of a batch that the test knows.
_WORKER = """
import sys
from dataclasses import replace
from pathlib import Path
import torch
from safetensors.torch import save_file
from engine.training.inpaint import InpaintTrainer
from engine.training.ranks import Ranks
from engine.training.recipes import RECIPES

torch.set_num_threads(1)
out, ranks, tiny = Path(sys.argv[1]), Ranks.from_environment(), RECIPES["tiny"]
ranks.start("cpu")

def flat(trainer):
    return torch.cat([p.detach().flatten() for p in [*trainer.model.parameters(), *trainer.discriminator.parameters()]])

both = InpaintTrainer(replace(tiny, seed=1 + ranks.rank), out, ranks=ranks)
for step in range(4):
    both.stage = tiny.stages[step // 2]
    both.advance(torch.rand(4, 3, 32, 32), (torch.rand(4, 1, 32, 32) < 0.3).float(), 0.3)
batch = torch.load(out / "batch.pt", weights_only=True)
half = slice(4 * ranks.rank, 4 * ranks.rank + 4)
cnn = InpaintTrainer(tiny, out, ranks=ranks)
for _ in range(3):
    cnn.advance(batch["truth"][half], batch["hole"][half], 0.1)
told = ranks.agree([0.25, float(ranks.rank)], "cpu"), ranks.any(ranks.rank == 1, "cpu")
assert told == ([0.25, 0.0], True), told
found = {"both": flat(both), "cnn": flat(cnn), "samples": torch.tensor(cnn.samples)}
save_file(found, out / f"{ranks.rank}.safetensors")
ranks.stop()
"""


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


@pytest.mark.skipif(not torch.distributed.is_available(), reason="this build of torch has no torch.distributed")
def test_two_processes_hold_the_same_weights_and_step_like_one_with_twice_the_batch(tmp_path):
    from safetensors.torch import load_file

    from engine.training.inpaint import InpaintTrainer
    from engine.training.recipes import RECIPES

    batch = {
        "truth": torch.rand(8, 3, 32, 32),
        "hole": (torch.rand(8, 1, 32, 32) < torch.linspace(0.1, 0.8, 8).view(-1, 1, 1, 1)).float(),
    }
    torch.save(batch, tmp_path / "batch.pt")
    _run_two(_WORKER, tmp_path)
    first, second = (load_file(tmp_path / f"{rank}.safetensors") for rank in range(2))
    assert torch.equal(first["both"], second["both"])
    assert torch.equal(first["cnn"], second["cnn"])
    assert first["samples"] == 24
    alone = InpaintTrainer(RECIPES["tiny"], tmp_path)
    for _ in range(3):
        alone.advance(batch["truth"], batch["hole"], 0.1)
    weights = torch.cat([p.detach().flatten() for p in [*alone.model.parameters(), *alone.discriminator.parameters()]])
    # Adam divides by the gradient's own size, so rounding shows where a gradient is nearly zero, and only there.
    assert torch.cosine_similarity(weights, first["cnn"], dim=0) > 0.99999
    assert ((weights - first["cnn"]).abs() < 1e-4).float().mean() > 0.99


# Steps of a GAN of which each process sees other pictures and draws other latents.
_GAN_WORKER = """
import sys
from pathlib import Path
import torch
from safetensors.torch import save_file
from engine.training.latent import open_latent_trainer
from engine.training.latent_recipes import RECIPES
from engine.training.ranks import Ranks

torch.set_num_threads(1)
out, ranks, tiny = Path(sys.argv[1]), Ranks.from_environment(), RECIPES["gan"]["tiny"]
ranks.start("cpu")
trainer = open_latent_trainer(tiny, "gan", out, "cpu", None, ranks)
for step in range(6):
    trainer.stage = tiny.stages[step // 2]
    trainer.advance(torch.rand(4, 3, trainer.stage.size, trainer.stage.size), 0.3)
flat = torch.cat([p.detach().flatten() for p in [*trainer.model.parameters(), *trainer.judge.parameters()]])
told = torch.tensor([trainer.strength, trainer._length, float(trainer._stride), float(trainer._pull)])
save_file({"flat": flat, "told": told, "samples": torch.tensor(trainer.samples)}, out / f"{ranks.rank}.safetensors")
ranks.stop()
"""


@pytest.mark.skipif(not torch.distributed.is_available(), reason="this build of torch has no torch.distributed")
def test_two_processes_hold_the_same_gan(tmp_path):
    from safetensors.torch import load_file

    _run_two(_GAN_WORKER, tmp_path)
    first, second = (load_file(tmp_path / f"{rank}.safetensors") for rank in range(2))
    assert torch.equal(first["flat"], second["flat"])
    assert torch.equal(first["told"], second["told"])
    assert first["samples"] == 48


def _run_two(script: str, folder: Path) -> None:
    shared = {**os.environ, "WORLD_SIZE": "2", "MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(_free_port())}
    shared |= {"PYTHONPATH": str(ROOT), "GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(folder)],
            env={**shared, "RANK": str(rank), "LOCAL_RANK": str(rank)},
            stderr=subprocess.PIPE,
            text=True,
        )
        for rank in range(2)
    ]
    errors = [process.communicate(timeout=280)[1] for process in started]
    assert [process.returncode for process in started] == [0, 0], errors


def test_a_run_alone_asks_nobody(monkeypatch):
    for name in ("RANK", "WORLD_SIZE", "LOCAL_RANK"):
        monkeypatch.delenv(name, raising=False)
    ranks = Ranks.from_environment()
    ranks.start("cpu")
    assert ranks.first
    assert ranks.device("cuda") == "cuda"
    assert ranks.agree([1.0], "cpu") == [1.0]
    assert not ranks.any(False, "cpu")
    assert ranks.mean(torch.tensor(3.0)) == 3
    ranks.stop()


def test_each_process_takes_its_own_card(monkeypatch):
    for name, value in (("RANK", "3"), ("WORLD_SIZE", "4"), ("LOCAL_RANK", "1")):
        monkeypatch.setenv(name, value)
    ranks = Ranks.from_environment()
    assert ranks == Ranks(3, 4, 1)
    assert (ranks.device("cuda"), ranks.device("cpu"), ranks.first) == ("cuda:1", "cpu", False)
