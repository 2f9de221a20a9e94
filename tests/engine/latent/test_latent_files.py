"""Files of points, presets and learned directions: whole, of a later version, damaged, and made to do harm."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save

from engine.errors import BadInput
from engine.latent import Base, LatentPoint, Mix, Move, files
from engine.latent.direction import Direction, learned_id
from engine.latent.files import Latents, Preset, load_latents, save_latents

VECTOR = np.random.default_rng(3).standard_normal(6).astype(np.float32)
STYLES = np.random.default_rng(4).standard_normal((3, 6)).astype(np.float32)
LEARNED = Direction(
    learned_id("tiny", VECTOR), "Smile", "learned", "w", VECTOR, None, (0, 2), "Learned", "tiny", "Face", (-2, 5), True
)
POINTS = (
    LatentPoint("tiny"),
    LatentPoint("tiny", Base.of_styles(STYLES), 0.7, 2, None, (Move(LEARNED.id, 1.5, (0, 1)),)),
    LatentPoint("other", Base.of_z(STYLES[0]), mixes=(Mix(Base.of_z(STYLES[1]), (0, 1)), Mix(Base.of_seed(3), (2, 2)))),
)
PRESET = Preset("Älter", "tiny", (Move("pca-0", -1.25),), {"pca-0": "Alter"}, ("pca-3", "pca-0"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / f"mine{files.SUFFIX}"


@pytest.fixture
def saved(path: Path) -> Path:
    save_latents(path, Latents(POINTS, (PRESET,), (LEARNED,)))
    return path


def test_what_is_saved_is_loaded_to_the_last_bit(saved: Path):
    found = load_latents(saved)
    assert found.points == POINTS
    assert found.presets == (PRESET,)
    (direction,) = found.directions
    assert np.array_equal(direction.vector, VECTOR)
    assert replace(direction, vector=VECTOR).__dict__.keys() == LEARNED.__dict__.keys()
    for name in ("id", "name", "source", "space", "explained", "layers", "origin", "model", "group", "range", "named"):
        assert getattr(direction, name) == getattr(LEARNED, name)


def test_saving_leaves_what_is_saved_alone(saved: Path):
    assert POINTS[1].base.styles == Base.of_styles(STYLES).styles


def test_a_file_may_hold_nothing_at_all(path: Path):
    save_latents(path, Latents())
    found = load_latents(path)
    assert (found.points, found.presets, found.directions) == ((), (), ())


def test_long_rows_of_numbers_are_tensors_and_not_text(path: Path):
    save_latents(path, Latents((LatentPoint("tiny", Base.of_styles(np.ones((9, 256)))),)))
    assert path.stat().st_size < 9 * 256 * 4 + 1000


def written(path: Path, content: Any, tensors: dict[str, np.ndarray] | None = None, **metadata: str) -> Path:
    usual = {"kind": "tratteggio-latent", "version": "1", "content": json.dumps(content)}
    path.write_bytes(save(tensors or {}, usual | metadata))
    return path


EMPTY: dict[str, Any] = {"points": [], "presets": [], "directions": []}


def packed(**changes: Any) -> dict[str, Any]:
    """A direction as it lies in a file."""
    tensors: dict[str, np.ndarray] = {}
    return files._packed_direction(LEARNED, "v", tensors) | changes


def test_a_file_of_a_later_version_says_so(path: Path):
    with pytest.raises(BadInput, match="later version"):
        load_latents(written(path, EMPTY, version="2"))


@pytest.mark.parametrize("metadata", [{"kind": "something"}, {"version": "0"}, {"version": "one"}])
def test_another_kind_of_file_is_none(path: Path, metadata: dict[str, str]):
    with pytest.raises(BadInput, match="no file of latent points"):
        load_latents(written(path, EMPTY, **metadata))


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"\x08" + bytes(7) + b"[1, 2,3]", b"\xff" * 64, b"cos\nsystem\n(S'x'\ntR."]
)
def test_bytes_of_something_else_are_none(path: Path, data: bytes):
    path.write_bytes(data)
    with pytest.raises(BadInput, match="no file of latent points"):
        load_latents(path)


def test_a_missing_and_an_immense_file_are_sentences(path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(BadInput, match="cannot be read"):
        load_latents(path)
    path.write_bytes(bytes(100))
    monkeypatch.setattr(files, "_LARGEST", 99)
    with pytest.raises(BadInput, match="larger than any"):
        load_latents(path)


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        {},
        {**EMPTY, "points": 3},
        {**EMPTY, "points": [None]},
        {**EMPTY, "points": [{"model": "m", "base": {"z": "nowhere"}}]},
        {**EMPTY, "points": [{"model": "m", "base": {"z": "matrix"}}]},
        {**EMPTY, "points": [{"model": "m", "base": {"z": "wide"}}]},
        {**EMPTY, "points": [{"model": "m", "base": {"z": "nan"}}]},
        {**EMPTY, "points": [{"model": "m", "base": {"z": "whole"}}]},
        {**EMPTY, "points": [{"model": "m", "base": {"styles": "v"}}]},
        {**EMPTY, "points": [{"model": "m", "mixes": [3]}]},
        {**EMPTY, "points": [{"model": "m", "colour": 1}]},
        {**EMPTY, "points": [{"model": "m"}] * 4097},
        {**EMPTY, "presets": [{"name": "", "model": "m", "moves": [], "names": {}, "order": []}]},
        {**EMPTY, "presets": [{"name": "a", "model": "m", "moves": [{}], "names": {}, "order": []}]},
        {**EMPTY, "presets": [{"name": "a", "model": "m", "moves": [], "names": {"a": 3}, "order": []}]},
        {**EMPTY, "presets": [{"name": "a", "model": "m", "moves": [], "names": {}, "order": "ab"}]},
        {**EMPTY, "directions": [packed(vector="nan")]},
        {**EMPTY, "directions": [packed(vector="other")]},
        {**EMPTY, "directions": [packed(model="other")]},
        {**EMPTY, "directions": [packed(name="a" * 201)]},
        {**EMPTY, "directions": [packed(name=3)]},
        {**EMPTY, "directions": [packed(layers=[2, 1])]},
        {**EMPTY, "directions": [packed(layers=[0, 10**9])]},
        {**EMPTY, "directions": [packed(range=[1, -1])]},
        {**EMPTY, "directions": [packed(range=[0, 1e400])]},
        {**EMPTY, "directions": [packed(explained=-1)]},
        {**EMPTY, "directions": [packed(source="dream")]},
        {**EMPTY, "directions": [packed(space="x")]},
    ],
)
def test_damage_is_told_in_a_sentence(path: Path, content: Any):
    tensors = {
        "v": VECTOR,
        "other": VECTOR[::-1].copy(),
        "matrix": STYLES,
        "wide": np.zeros(8193, np.float32),
        "nan": np.array([np.nan], np.float32),
        "whole": np.arange(3),
    }
    with pytest.raises(BadInput, match="is damaged") as caught:
        load_latents(written(path, content, tensors))
    assert caught.value.advice


def test_any_changed_byte_gives_what_was_saved_or_a_refusal(saved: Path):
    data, random = saved.read_bytes(), np.random.default_rng(5)
    refused = 0
    for _ in range(300):
        changed = bytearray(data)
        for place in random.integers(0, len(data), 4):
            changed[place] = int(random.integers(0, 256))
        saved.write_bytes(
            bytes(changed[: int(random.integers(1, len(data) + 1))] if random.random() < 0.3 else changed)
        )
        try:
            load_latents(saved)
        except BadInput:
            refused += 1
    assert refused > 100
