from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.cli import main
from engine.errors import BadInput, Cancelled
from engine.geometry import Rect, Size
from engine.jobs import CancelToken, JobContext
from engine.latent.files import load_latents
from engine.latent.generator import Generator, open_generator
from engine.latent.inversion import Preview, encoded, invert, middle_square, square_picture
from engine.latent.point import Base, LatentPoint
from tests.engine.latent.tiny_generators import write_generator


@pytest.fixture
def generator(tmp_path: Path) -> Generator:
    return open_generator(write_generator(tmp_path), "cpu")


@pytest.fixture
def target(generator: Generator) -> np.ndarray:
    """A picture that the generator can paint."""
    return generator.picture(LatentPoint(generator.card.name, Base.of_seed(5), noise=None))


def test_the_encoder_answers_at_once_with_a_point_that_paints_what_was_measured(
    generator: Generator, target: np.ndarray
) -> None:
    found = encoded(generator, target)
    assert found.point.base.z
    assert (found.steps, found.point.noise, found.lpips) == (0, None, None)
    assert np.array_equal(generator.picture(found.point), found.picture)


def test_a_search_comes_nearer_and_tells_of_it(generator: Generator, target: np.ndarray) -> None:
    seen: list[Preview] = []
    before = encoded(generator, target)
    found = invert(generator, target, 40, JobContext(), seen.append)
    assert found.psnr > before.psnr + 1
    assert found.point.base.styles
    assert np.array_equal(generator.picture(found.point), found.picture)
    assert all(preview.point.base.styles for preview in seen)


def test_no_steps_are_the_encoder_alone(generator: Generator, target: np.ndarray) -> None:
    assert invert(generator, target, 0, JobContext()).point == encoded(generator, target).point


def test_who_stops_keeps_the_best_so_far(generator: Generator, target: np.ndarray) -> None:
    stop = CancelToken()
    stop.cancel()
    found = invert(generator, target, 1000, JobContext(), stop=stop)
    assert found.steps == 0
    assert found.psnr > 0


def test_who_cancels_gets_nothing(generator: Generator, target: np.ndarray) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        invert(generator, target, 1000, JobContext(token))


def test_sliders_work_on_what_was_found(generator: Generator, target: np.ndarray) -> None:
    found = invert(generator, target, 3, JobContext())
    moved = found.point.moved(generator.directions()[0].id, 3.0)
    assert not np.array_equal(generator.picture(moved), found.picture)


def test_too_many_steps_are_refused(generator: Generator, target: np.ndarray) -> None:
    with pytest.raises(BadInput, match="out of range"):
        invert(generator, target, 10**6, JobContext())


def test_the_middle_square_and_what_lies_in_a_square() -> None:
    pixels = np.zeros((30, 50, 3), np.uint8)
    pixels[:, 10:40] = 200
    assert middle_square(Size(50, 30)) == Rect(10, 0, 30, 30)
    assert (square_picture(pixels, Rect(10, 0, 30, 30), 16) == 200).all()
    assert square_picture(pixels, Rect(0, 0, 4, 4), 16).shape == (16, 16, 3)


@pytest.mark.parametrize("crop", [Rect(0, 0, 0, 0), Rect(30, 0, 30, 30), Rect(-1, 0, 4, 4)])
def test_a_square_beside_the_photo_is_refused(crop: Rect) -> None:
    with pytest.raises(BadInput, match="lies beside"):
        square_picture(np.zeros((30, 50, 3), np.uint8), crop, 16)


def test_the_command_writes_picture_and_point(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_generator(tmp_path)
    card = tmp_path / "tiny.json"
    photo = tmp_path / "photo.png"
    cv2.imwrite(str(photo), np.random.default_rng(2).integers(0, 256, (40, 60, 3), np.uint8))
    out = tmp_path / "found.png"
    arguments = ["invert", str(photo), "--model", str(card), "--steps", "2", "-o", str(out), "--json"]
    assert main(arguments) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["crop"], told["steps"]) == ([10, 0, 40, 40], 2)
    assert told["psnr"] > 0
    assert load_latents(Path(told["latent"])).points == (LatentPoint.from_text(told["point"]),)
    assert out.exists()


@pytest.mark.parametrize(
    "wrong", [["--crop", "1,2"], ["--crop", "50,0,40"], ["--steps", "x"], ["-o", "nowhere/a.png"], ["-o", "photo.png"]]
)
def test_the_command_refuses_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_generator(tmp_path)
    card = tmp_path / "tiny.json"
    cv2.imwrite("photo.png", np.zeros((40, 60, 3), np.uint8))
    arguments = ["invert", "photo.png", "--model", str(card), "-o", "out.png", "--json", *wrong]
    assert main(arguments) == 2
    assert json.loads(capsys.readouterr().out)["error"]
