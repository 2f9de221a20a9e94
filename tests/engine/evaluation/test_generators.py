"""Judging generators: figures that are known in advance, copies that are found, and the command from end to end."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
import torch

from engine import cli
from engine.evaluation import generators
from engine.evaluation.features import Difference, Eye, fill_network_eye
from engine.evaluation.frechet import frechet_distance
from engine.evaluation.generators import Material, Subject, diversity, judge, neighbours, walk
from engine.evaluation.sheets import in_pairs, sheet
from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.training.checkpoint import save_checkpoint

SHAPE = StyleNetConfig(widths=(8, 8, 8), reading=(8, 8, 8), latent=4, style=6, mapping=2)


@pytest.fixture(autouse=True)
def _one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(autouse=True)
def _few_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generators, "SHEET", 10)


def _noise(count: int, seed: int, side: int = 32) -> list[np.ndarray]:
    made = []
    for one in np.random.default_rng(seed).normal(0, 1, (count, side, side, 3)):
        smooth = cv2.GaussianBlur(one, (0, 0), side / 10)
        made.append(cv2.normalize(smooth, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8))
    return made


def _eye() -> Eye:
    return Eye("colours", lambda x: [torch.cat([x, x.square()], dim=1)])


def test_the_frechet_distance_of_known_clouds():
    rng = np.random.default_rng(0)
    cloud = rng.normal(0, 1, (4000, 3))
    assert frechet_distance(cloud, cloud) == pytest.approx(0, abs=1e-9)
    assert frechet_distance(cloud + np.array([2, 0, 0]), cloud) == pytest.approx(4 / 3, rel=0.05)
    # Twice as wide: (2 - 1)^2 in each of three directions, over a variance of three.
    assert frechet_distance(2 * cloud, cloud) == pytest.approx(1, rel=0.05)
    with pytest.raises(ValueError, match="cannot compare"):
        frechet_distance(cloud[:1], cloud)
    with pytest.raises(ValueError, match="cannot compare"):
        frechet_distance(cloud[:, :2], cloud)


def test_the_bundled_network_tells_kinds_of_pictures_apart():
    eye = fill_network_eye()
    smooth, flat = _noise(12, 1), [np.full((32, 32, 3), 10 * i, np.uint8) for i in range(12)]
    ours, others = eye.describe(smooth), eye.describe(flat)
    assert ours.shape == others.shape
    assert frechet_distance(ours[:6], ours[6:]) < frechet_distance(others, ours)
    layouts = eye.layout(smooth)
    np.testing.assert_allclose(np.linalg.norm(layouts, axis=1), 1, rtol=1e-4)
    assert (layouts @ layouts.T).argmax(axis=1).tolist() == list(range(12))


def test_a_generator_that_repeats_itself_has_no_diversity():
    data, one = _noise(8, 2), _noise(1, 3) * 8
    measure = Difference(None)
    assert diversity(one, data, measure)["ratio"] == pytest.approx(0, abs=1e-9)
    assert diversity(data, data, measure)["ratio"] == pytest.approx(1)
    assert diversity(one[:1], data, measure) == {}


def test_copies_are_found_also_mirrored():
    trained, new = _noise(12, 4), _noise(6, 5)
    samples = [*new[:2], trained[3], np.ascontiguousarray(trained[7][:, ::-1])]
    material = Material(trained, [f"{i}.png" for i in range(12)], new[2:])
    near = neighbours(samples, material, Difference(None), fill_network_eye())
    assert near.copies == [2, 3]
    assert near.names[2:] == ["3.png", "7.png"]
    assert near.distances[2] == pytest.approx(0, abs=1e-9)
    assert len(near.usual) == 4
    assert neighbours(samples, Material(trained, material.names, []), Difference(None), _eye()).copies == []


def test_a_perfect_encoder_gives_everything_back():
    data = _noise(10, 6)

    def rebuild(centre):
        return list(centre.view(-1, 3, 32, 32).mul(255).round().byte().permute(0, 2, 3, 1).numpy())

    def encode(x):
        return x.flatten(1), torch.zeros_like(x).flatten(1)

    subject = Subject("same", "vae", 32, lambda seeds: [data[s % 10] for s in seeds], encode, rebuild)
    told: list[str] = []
    found = judge(subject, Material(data[:6], list("abcdef"), data[6:]), Difference(None), [_eye()], 8, told.append)
    assert (found.scores["psnr"].value, found.scores["ssim"].value) == (99.0, pytest.approx(1.0))
    assert found.scores["our perceptual distance"].value == pytest.approx(0, abs=1e-9)
    assert len(found.kl) == 3 * 32 * 32
    assert found.frechet["colours"]["distance"] < 0.5
    assert list(found.as_json()["neighbours"]["nearest"][0]) == ["seed", "file", "distance"]
    assert len(found.samples) == 10
    assert len(told) == 4


def test_a_walk_that_goes_on_is_steady():
    strip = [np.full((32, 32, 3), 20 * step, np.uint8) for step in range(7)]
    assert walk(strip, Difference(None))["steady"] == 1
    back = walk([*strip[:4], *strip[2::-1]], Difference(None))
    assert back["whole"] == pytest.approx(0, abs=1e-9)
    assert back["steady"] == pytest.approx(0.5)


def test_sheets_hold_every_picture_in_its_place():
    pictures = [np.full((4, 4, 3), 10 * i, np.uint8) for i in range(5)]
    page = sheet(pictures, columns=3)
    assert page.shape == (12, 20, 3)
    assert (page[8:, 8:12] == 40).all()
    assert (page[8:, 16:] == 255).all()
    pairs = in_pairs(list(zip(pictures, pictures[::-1], strict=True)), columns=5)
    assert (pairs[0:4, 0:4] == 0).all()
    assert (pairs[8:12, 0:4] == 40).all()


def test_a_run_is_judged_on_the_command_line(tmp_path, capsys):
    data = tmp_path / "data"
    data.mkdir()
    for index, picture in enumerate(_noise(14, 7, 64)):
        cv2.imwrite(str(data / f"{index}.png"), picture)
    torch.manual_seed(1)
    state = {"step": 7, "samples": 28, "seconds": 9.0, "adversarial_steps": 0, "recipe": {}, "config": SHAPE.to_dict()}
    save_checkpoint(tmp_path / "faces", {"average": StyleNet(SHAPE).state_dict()}, state)
    page, figures, pages = tmp_path / "page.html", tmp_path / "found.json", tmp_path / "pages"
    command = ["judge", str(tmp_path / "faces"), "--data", str(data), "--count", "6", "--hold-out", "4"]
    assert cli.main([*command, "--report", str(page), "--json", str(figures), "--sheets", str(pages)]) == 0
    said = capsys.readouterr().out
    assert "faces (vae, 32 px)" in said
    assert "given back, 4 held-out pictures: PSNR" in said
    assert "likely copies" in said
    found = json.loads(figures.read_text())
    assert found["settings"]["trained"] == 10
    assert len(found["kl"]["latents"]) == 4
    assert len(found["neighbours"]["nearest"]) == 10
    assert "<!doctype html>" in page.read_text()
    assert 4 <= len(found["directions"]) <= 10
    assert "from end to end" in said
    assert {"samples.png", "strips.png", "rebuilt.png", "neighbours.png"} <= {path.name for path in pages.iterdir()}


@pytest.mark.parametrize(
    ("model", "words"),
    [("fill-cnn", "no generator named fill-cnn"), ("nobody", "no generator named nobody"), (".", "no checkpoint")],
)
def test_what_cannot_be_judged_is_said(model, words, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["judge", model, "--data", str(tmp_path)]) in (2, 3)
    assert words in capsys.readouterr().err
