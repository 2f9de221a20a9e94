"""Checkpoints: how much each encoding loses, that they stay small and whole, and that old ones are read."""

import errno
import hashlib
import json

import pytest
import torch
from safetensors.torch import save_file

from engine.errors import ModelBroken
from engine.training import checkpoint
from engine.training.checkpoint import checkpoint_bytes, load_checkpoint, read_state, save_checkpoint
from engine.training.packing import ENCODINGS


def _moments(*shape):
    """What Adam's squared gradients look like: many octaves, some exact zeros."""
    values = torch.randn(*shape).mul(3).exp().mul(1e-8)
    return values.masked_fill(torch.rand(*shape) < 0.05, 0.0)


def _groups(width=40):
    weights = {"a.weight": torch.randn(width, 30), "a.bias": torch.zeros(width), "gain": torch.full((1,), 0.3)}
    moments = {"0.step": torch.tensor(7.0), "0.exp_avg": torch.randn(width, 30), "0.exp_avg_sq": _moments(width, 30)}
    average = {key: value + 1e-3 * torch.randn_like(value) for key, value in weights.items()}
    return {"model": weights, "average": average, "painter": moments}


def test_each_encoding_loses_no_more_than_it_says():
    x = torch.randn(300, 7) * torch.tensor([1e-6, 1e-3, 1, 1, 10, 1e3, 0])
    for name, bound in (("float24", 2**-16), ("half", 2**-11)):
        pack, unpack = ENCODINGS[name]
        values = x if name == "float24" else x[:, 2:5]
        torch.testing.assert_close(unpack(pack(values)), values, rtol=bound, atol=0)
    pack, unpack = ENCODINGS["linear8"]
    flat = torch.randn(1000)
    for start in range(0, 1000, 256):
        block = flat[start : start + 256]
        error = (unpack(pack(flat))[start : start + 256] - block).abs().max()
        assert error <= 0.501 * block.abs().max() / 127
    pack, unpack = ENCODINGS["log8"]
    squares = _moments(11, 97)
    again = unpack(pack(squares))
    assert torch.equal(again == 0, squares == 0)
    torch.testing.assert_close(again.sqrt(), squares.sqrt(), rtol=0.03, atol=0)


def test_zeros_and_single_numbers_survive():
    for name, (pack, unpack) in ENCODINGS.items():
        assert torch.equal(unpack(pack(torch.zeros(5, 3))), torch.zeros(5, 3)), name
    torch.testing.assert_close(
        ENCODINGS["log8"][1](ENCODINGS["log8"][0](torch.full((4,), 2e-7))), torch.full((4,), 2e-7)
    )


def test_what_is_saved_comes_back_close(tmp_path):
    groups = _groups()
    save_checkpoint(tmp_path, groups, {"step": 7, "words": "så"})
    loaded, state = load_checkpoint(tmp_path) or pytest.fail("nothing there")
    assert (state["step"], state["words"]) == (7, "så")
    assert {group: set(values) for group, values in loaded.items()} == {g: set(v) for g, v in groups.items()}
    torch.testing.assert_close(loaded["model"]["a.weight"], groups["model"]["a.weight"], rtol=2**-16, atol=0)
    assert torch.equal(loaded["average"]["a.weight"], groups["average"]["a.weight"].half().float())
    assert loaded["painter"]["0.step"] == 7
    torch.testing.assert_close(loaded["painter"]["0.exp_avg"], groups["painter"]["0.exp_avg"], rtol=0, atol=0.02)
    assert read_state(tmp_path) == state
    assert checkpoint_bytes(tmp_path) == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_a_second_checkpoint_takes_the_place_of_the_first(tmp_path):
    save_checkpoint(tmp_path, _groups(), {"step": 1})
    first = set(tmp_path.iterdir())
    save_checkpoint(tmp_path, _groups(), {"step": 1})
    assert len(set(tmp_path.iterdir())) == 2
    assert len(first & set(tmp_path.iterdir())) == 1


def test_large_tensors_are_cut_and_files_keep_to_the_limit(tmp_path, monkeypatch):
    monkeypatch.setattr(checkpoint, "LIMIT", 64 * 1024 + 4000)
    groups = {"model": {"large": torch.randn(70, 90), "small": torch.randn(3)}}
    save_checkpoint(tmp_path, groups, {"step": 1})
    files = list(tmp_path.glob("*.safetensors"))
    assert len(files) > 3
    assert max(path.stat().st_size for path in files) <= checkpoint.LIMIT
    loaded, _ = load_checkpoint(tmp_path) or pytest.fail("nothing there")
    torch.testing.assert_close(loaded["model"]["large"], groups["model"]["large"], rtol=2**-16, atol=0)


@pytest.mark.parametrize("call", [1, 2, 3])
def test_a_full_disk_leaves_the_last_checkpoint_whole(tmp_path, monkeypatch, call):
    monkeypatch.setattr(checkpoint, "LIMIT", 64 * 1024 + 4000)
    save_checkpoint(tmp_path, _groups(), {"step": 1})
    before = {path: hashlib.sha256(path.read_bytes()).digest() for path in tmp_path.iterdir()}
    calls, write = [], checkpoint._write

    def full(path, data):
        calls.append(path)
        if len(calls) == call:
            path.write_bytes(data[:100])
            raise OSError(errno.ENOSPC, "No space left on device")
        write(path, data)

    monkeypatch.setattr(checkpoint, "_write", full)
    with pytest.raises(OSError, match="No space"):
        save_checkpoint(tmp_path, _groups(), {"step": 2})
    assert {path: hashlib.sha256(path.read_bytes()).digest() for path in tmp_path.iterdir()} == before


def test_what_a_killed_process_left_behind_goes_with_the_next_checkpoint(tmp_path):
    save_checkpoint(tmp_path, _groups(), {"step": 1})
    (tmp_path / "part-00002-1.safetensors").write_bytes(b"half")
    (tmp_path / "part-00009-1.safetensors").write_bytes(b"half")
    save_checkpoint(tmp_path, _groups(), {"step": 2})
    assert len(list(tmp_path.iterdir())) == 2
    assert (load_checkpoint(tmp_path) or pytest.fail("nothing there"))[1]["step"] == 2


def test_the_first_layout_is_read_and_replaced(tmp_path):
    groups = _groups()
    for name, tensors in groups.items():
        save_file(tensors, tmp_path / f"{name}.safetensors")
    (tmp_path / "state.json").write_text(json.dumps({"step": 3}))
    loaded, state = load_checkpoint(tmp_path) or pytest.fail("nothing there")
    assert state == {"step": 3}
    assert torch.equal(loaded["average"]["a.weight"], groups["average"]["a.weight"])
    save_checkpoint(tmp_path, loaded, {"step": 4})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["part-00001-1.safetensors", "state.json"]


def test_damage_is_named(tmp_path):
    assert load_checkpoint(tmp_path) is None
    save_checkpoint(tmp_path, _groups(), {"step": 1})
    part = tmp_path / "part-00001-1.safetensors"
    data = bytearray(part.read_bytes())
    data[-1] ^= 1
    part.write_bytes(data)
    with pytest.raises(ModelBroken, match=r"part-00001-1\.safetensors is not what was written"):
        load_checkpoint(tmp_path)
    part.unlink()
    with pytest.raises(ModelBroken, match="cannot be read"):
        load_checkpoint(tmp_path)
    (tmp_path / "state.json").write_text("{")
    with pytest.raises(ModelBroken, match=r"state.json"):
        load_checkpoint(tmp_path)
