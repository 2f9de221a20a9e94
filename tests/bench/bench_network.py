"""Seconds a network takes for one picture, OpenVINO beside torch: python tests/bench/bench_network.py [--model NAME]

Both run the same pictures in turns, in this process and with the same number of threads, so that a busy machine is busy
for both; the load is printed. Only the ratio compares with other machines and other days.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as main.py does, before torch is loaded

from engine.device import inference_threads, pick_runtime  # noqa: E402
from engine.inpaint.network import latent  # noqa: E402
from engine.models.card import ModelCard  # noqa: E402
from engine.models.loader import load_model  # noqa: E402
from engine.models.registry import bundled, find  # noqa: E402
from engine.models.runtime import Runner, load_runner, prepare  # noqa: E402
from engine.models.torch_backend import TorchRunner  # noqa: E402

SIDES = (256, 512, 768)


@dataclass
class Timing:
    """What one network took at one size."""

    side: int
    seconds: dict[str, list[float]] = field(default_factory=dict)
    cpu: dict[str, list[float]] = field(default_factory=dict)
    off: float = 0.0

    def ratio(self) -> float | None:
        """How many times as long torch took as OpenVINO: medians; None where only torch ran."""
        if "openvino" not in self.seconds:
            return None
        return statistics.median(self.seconds["torch"]) / statistics.median(self.seconds["openvino"])


def inputs(card: ModelCard, side: int) -> dict[str, np.ndarray]:
    """Noise with a square hole of a quarter of the area."""
    random = np.random.default_rng(side)
    hole = np.zeros((1, 1, side, side), np.float32)
    hole[..., side // 4 : 3 * side // 4, side // 4 : 3 * side // 4] = 1
    found = {"picture": random.random((1, 3, side, side), np.float32), "hole": hole}
    z = latent(int(card.config.get("latent", 0)), 1, 1.0)
    return found if z is None else found | {"z": z}


def runners(card: ModelCard) -> dict[str, Runner]:
    """torch, and OpenVINO where this machine has it."""
    import torch

    torch.set_num_threads(inference_threads())
    found: dict[str, Runner] = {"torch": TorchRunner(load_model(card), "cpu")}
    if pick_runtime("cpu").library == "openvino" and prepare(card, inputs(card, 256)).library == "openvino":
        found["openvino"] = load_runner(card, "cpu")
    return found


def measure(card: ModelCard, sides: tuple[int, ...] = SIDES, runs: int = 7) -> list[Timing]:
    """Time a network at each size; the first run of each is thrown away."""
    timings = []
    competing = runners(card)
    for side in sides:
        given, timing = inputs(card, side), Timing(side)
        answers = {name: runner(**given) for name, runner in competing.items()}
        timing.off = max(float(np.abs(answer - answers["torch"]).max()) for answer in answers.values())
        for _ in range(runs):
            for name, runner in competing.items():
                wall, cpu = time.perf_counter(), time.process_time()
                runner(**given)
                timing.seconds.setdefault(name, []).append(time.perf_counter() - wall)
                timing.cpu.setdefault(name, []).append(time.process_time() - cpu)
        timings.append(timing)
    return timings


def table(card: ModelCard, timings: list[Timing]) -> str:
    load = f"load {os.getloadavg()[0]:.1f}, " if hasattr(os, "getloadavg") else ""
    lines = [f"{card.name}: {inference_threads()} threads, {load}seconds of wall (processor): median, least"]
    for one in timings:
        parts = [
            f"{name} {statistics.median(seconds):.3f} {min(seconds):.3f} ({min(one.cpu[name]):.3f})"
            for name, seconds in one.seconds.items()
        ]
        ratio = one.ratio()
        parts += [] if ratio is None else [f"torch takes {ratio:.2f} times as long, off by {one.off:.1e}"]
        lines.append(f"  {one.side} px: {'; '.join(parts)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--model", help="one of the bundled models; without it all of them")
    parser.add_argument("--runs", type=int, default=7)
    chosen = parser.parse_args(arguments)
    cards = [find(chosen.model)] if chosen.model else [card for card in bundled() if card.purpose == "inpaint"]
    for card in cards:
        print(table(card, measure(card, runs=chosen.runs)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
