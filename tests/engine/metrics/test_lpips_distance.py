from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from engine.errors import BadInput
from engine.metrics.lpips import Features, LpipsDistance


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the right form: what it has learnt is nothing."""
    features = Features("alex")
    state = {f"features.{key}.weight": one.weight.detach() for key, one in features.convolutions.items()}
    state |= {f"features.{key}.bias": one.bias.detach() for key, one in features.convolutions.items()}
    channels = (64, 192, 384, 256, 256)
    state |= {f"lin{k}.model.1.weight": torch.full((1, count, 1, 1), 0.1) for k, count in enumerate(channels)}
    path = tmp_path_factory.mktemp("weights") / "alex.safetensors"
    save_file(state, path)
    return path


def test_it_is_called_as_the_other_metrics_are(weights: Path) -> None:
    distance = LpipsDistance(weights)
    picture = np.random.default_rng(0).integers(0, 255, (64, 64, 3), np.uint8)
    other = picture[::-1].copy()
    assert distance.name == "LPIPS-Alex"
    assert distance(picture, picture) == 0.0
    assert distance(picture, other) > 0.01
    deep = distance(picture.astype(np.uint16) * 257, other.astype(np.uint16) * 257)
    assert deep == pytest.approx(distance(picture, other), rel=1e-4)


def test_other_files_are_refused_in_a_sentence(tmp_path: Path) -> None:
    other = tmp_path / "other.safetensors"
    save_file({"a": torch.zeros(1)}, other)
    (tmp_path / "text.safetensors").write_text("not a file of weights")
    for name in ("other.safetensors", "text.safetensors", "missing.safetensors"):
        with pytest.raises(BadInput, match=name):
            LpipsDistance(tmp_path / name)
