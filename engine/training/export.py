"""Turn a run's averaged weights into a bundled model: `python -m engine.training.export --run DIR --card CARD`.

The card is written by hand first; this fills in what a machine knows better: the weights file in half precision, its
digest, the architecture's config, and how much the run saw.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from engine.training.checkpoint import load_checkpoint


def export(run: Path, card: Path) -> Path:
    """Write the weights beside the card and bring the card up to date; the path of the weights.

    Raises:
        FileNotFoundError: there is no checkpoint in the run's folder, or no card.
    """
    values = json.loads(card.read_text(encoding="utf-8"))
    found = load_checkpoint(run)
    if found is None:
        raise FileNotFoundError(f"There is no checkpoint in {run}.")
    tensors, state = found
    weights = card.with_suffix(".safetensors")
    halves = {key: value.to(torch.float16).contiguous() for key, value in tensors["average"].items()}
    save_file(halves, weights, metadata={"name": values["name"], "licence": values["licence"]})
    values["weights"] = weights.name
    values["sha256"] = hashlib.sha256(weights.read_bytes()).hexdigest()
    values["config"] = state["config"]
    values["parameters"] = sum(value.numel() for value in halves.values())
    values["recipe"]["settings"] = state["recipe"]
    values["recipe"]["steps"] = state["step"]
    values["recipe"]["samples_seen"] = state["samples"]
    values["recipe"]["minutes"] = round(state["seconds"] / 60, 1)
    card.write_text(json.dumps(values, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of a training run")
    parser.add_argument("--card", type=Path, required=True, help="the model's card (JSON), beside which the weights go")
    options = parser.parse_args()
    weights = export(options.run, options.card)
    print(f"{weights}: {weights.stat().st_size / 2**20:.2f} MiB")


if __name__ == "__main__":
    main()
