"""`sample` and `latents` as a person or a script meets them."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import cli
from engine.latent import Base, LatentPoint, Move
from engine.latent.generator import open_generator
from engine.models import registry
from engine.models.card import ModelCard
from tests.engine.latent.tiny_generators import write_generator


@pytest.fixture(autouse=True)
def card(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelCard:
    """The one generator that is installed."""
    folder = tmp_path / "models"
    folder.mkdir()
    found = write_generator(folder)
    monkeypatch.setattr(registry, "available", lambda: (found,))
    return found


def read(path: Path) -> np.ndarray:
    return cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)


def sample(*options: str) -> int:
    return cli.main(["sample", "--model", "tiny", "--device", "cpu", *options])


def test_a_grid_holds_the_pictures_of_its_seeds(card: ModelCard, tmp_path: Path, capsys):
    out = tmp_path / "grid.png"
    assert sample("--seed", "4", "--count", "3", "-o", str(out)) == 0
    assert "3 pictures of Tiny" in capsys.readouterr().out
    grid, generator = read(out), open_generator(card, "cpu")
    assert grid.shape == (34, 34, 3)
    for seed, (y, x) in zip((4, 5, 6), ((0, 0), (0, 18), (18, 0)), strict=True):
        picture = generator.picture(LatentPoint("tiny", Base.of_seed(seed)))
        assert np.array_equal(grid[y : y + 16, x : x + 16], picture)
    assert (grid[18:, 18:] == 255).all()


def test_a_folder_gets_a_picture_for_each_seed_and_the_points_are_told(card: ModelCard, tmp_path: Path, capsys):
    out = tmp_path / "new" / "folder"
    options = ["--seed", "7", "--count", "2", "--truncation", "0.5", "--cutoff", "2", "--no-noise"]
    assert sample(*options, "--set", "pca-0=1.5", "--set", "Closed form 1=-2", "-o", str(out), "--json") == 0
    report = json.loads(capsys.readouterr().out)
    points = [LatentPoint.from_text(text) for text in report["points"]]
    moves = (Move("pca-0", 1.5), Move("sefa-0", -2.0))
    assert points == [LatentPoint("tiny", Base.of_seed(seed), 0.5, 2, None, moves) for seed in (7, 8)]
    assert report["seeds"] == [7, 8]
    for point, name in zip(points, report["files"], strict=True):
        assert np.array_equal(read(Path(name)), open_generator(card, "cpu").picture(point))
    assert sorted(path.name for path in out.iterdir()) == ["tiny-7.png", "tiny-8.png"]


def test_a_card_may_be_named_by_its_path(card: ModelCard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(registry, "available", lambda: ())
    path = str(card.weights.with_suffix(".json"))
    assert cli.main(["sample", "--model", path, "--count", "1", "-o", str(tmp_path / "one.png")]) == 0
    assert read(tmp_path / "one.png").shape == (16, 16, 3)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--set", "smile=1"], "no direction named smile"),
        (["--set", "pca-0"], "not DIRECTION=VALUE"),
        (["--set", "pca-0=much"], "not a number"),
        (["--set", "pca-0=nan"], "not a number"),
        (["--truncation", "inf"], "not a number"),
        (["--count", "0"], "0 pictures"),
        (["--count", "5000"], "5000 pictures"),
        (["--seed", "-1"], "whole number"),
        (["--seed", str(2**32 - 1), "--count", "2"], "Seeds end"),
        (["--model", "nobody"], "There are: tiny"),
        (["-o", "nowhere/grid.png"], "no folder nowhere"),
        (["-o", "grid.doc"], "doc"),
    ],
)
def test_what_cannot_be_is_said_before_the_work(options: list[str], words: str, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    given = options if "-o" in options else [*options, "-o", "grid.png"]
    assert sample(*given) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "grid.png").exists()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path, capsys):
    (tmp_path / "file").write_text("")
    assert sample("--count", "1", "-o", str(tmp_path / "file" / "folder")) == 2
    assert "cannot be made" in capsys.readouterr().err


def test_directions_are_listed_for_people(capsys):
    assert cli.main(["latents", "tiny"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Tiny: 16 px, 4 latents, 3 layers of 6 numbers, with an encoder"
    assert lines[1].split()[:4] == ["ID", "NAME", "GROUP", "EXPLAINED"]
    assert lines[2].startswith("pca-0   Principal 1")
    assert "%" in lines[2]


def test_directions_are_listed_for_scripts(card: ModelCard, capsys):
    assert cli.main(["latents", "tiny", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["model"], facts["size"], facts["layers"], facts["encoder"]) == ("tiny", 16, 3, True)
    directions = open_generator(card).directions()
    assert [one["id"] for one in facts["directions"]] == [one.id for one in directions]
    assert facts["directions"][0]["explained"] == pytest.approx(directions[0].explained, abs=1e-6)


def test_an_unknown_model_is_said_to_scripts_too(capsys):
    assert cli.main(["latents", "nobody", "--json"]) == 2
    assert "no generator named nobody" in json.loads(capsys.readouterr().out)["error"]
