"""`main.py extend` from file to file."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine import cli
from engine.cli.extend import amount, aspect, margins_of
from engine.geometry import Margins, Size
from engine.photo import photo_from_pixels, read_photo, write_photo

SIZE = (40, 30)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    rng = np.random.default_rng(8)
    path = tmp_path / "photo.png"
    Image.fromarray(rng.integers(0, 90, (SIZE[1], SIZE[0], 3), np.uint8)).save(path)
    return path


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture)


def _run(*arguments: object) -> int:
    return cli.main(["extend", *map(str, arguments), "--method", "telea"])


def test_pixels_and_shares_on_every_side(photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.png"
    assert _run(photo, "--left", "5", "--right", "25%", "--top", "10%", "--bottom", "7px", "-o", out, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["size"] == [40 + 5 + 10, 30 + 3 + 7]
    assert report["extended"] == {"left": 5, "top": 3, "right": 10, "bottom": 7}
    assert report["method"] == "telea"
    assert report["pixels_masked"] == 55 * 40 - 40 * 30
    assert report["pixels_changed_outside_mask"] == 0
    assert report["warnings"] == []
    before, after = pixels_of(photo), pixels_of(out)
    assert np.array_equal(after[3:33, 5:45], before)
    assert after.max() < 120


def test_a_shape_with_the_photo_where_it_is_wanted(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.png"
    assert _run(photo, "--aspect", "16:9", "--anchor", "left", "-o", out) == 0
    assert "out.png: 53 x 30 px, filled with telea" in capsys.readouterr().out
    assert np.array_equal(pixels_of(out)[:, :40], pixels_of(photo))


@pytest.mark.parametrize("suffix", ["png", "tif"])
@pytest.mark.parametrize("method", ["telea", "patchmatch"])
def test_sixteen_bits_and_alpha_go_all_the_way(
    tmp_path: Path, suffix: str, method: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = np.random.default_rng(9)
    pixels = rng.integers(0, 20_000, (30, 40, 3), np.uint16)
    alpha = rng.integers(30_000, 65_536, (30, 40), np.uint16)
    source, out = tmp_path / f"deep.{suffix}", tmp_path / f"out.{suffix}"
    write_photo(photo_from_pixels(pixels, alpha), pixels, alpha, source)
    assert cli.main(["extend", str(source), "--right", "12", "--top", "4", "--method", method, "-o", str(out)]) == 0
    capsys.readouterr()
    saved = read_photo(out)
    assert (saved.source.depth, saved.source.mode) == (16, "RGBA")
    assert np.array_equal(saved.pixels[4:, :40], pixels)
    assert saved.alpha is not None
    assert np.array_equal(saved.alpha[4:, :40], alpha)
    border = np.ones((34, 52), bool)
    border[4:, :40] = False
    assert saved.alpha[border].min() > 25_000  # carried outwards, not left transparent
    assert saved.pixels[border].max() < 35_000
    assert (saved.pixels[border] % 257 != 0).any()  # not 8 bits in a wider coat


@pytest.mark.parametrize("suffix", ["png", "tif"])
def test_inpaint_fills_the_alpha_that_its_mask_crosses(
    tmp_path: Path, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rng = np.random.default_rng(10)
    pixels = rng.integers(0, 65_536, (30, 40, 3), np.uint16)
    alpha = np.full((30, 40), 40_000, np.uint16)
    alpha[12:18, 15:25] = 3
    source, mask, out = tmp_path / f"deep.{suffix}", tmp_path / "mask.png", tmp_path / f"out.{suffix}"
    write_photo(photo_from_pixels(pixels, alpha), pixels, alpha, source)
    hole = np.zeros((30, 40), np.uint8)
    hole[10:20, 13:27] = 255
    Image.fromarray(hole).save(mask)
    assert cli.main(["inpaint", str(source), "--mask", str(mask), "-o", str(out), "--method", "patchmatch"]) == 0
    capsys.readouterr()
    saved = read_photo(out)
    assert saved.alpha is not None
    assert np.abs(saved.alpha.astype(int) - 40_000).max() <= 1
    assert saved.pixels.dtype == np.uint16
    assert np.array_equal(saved.pixels[hole == 0], pixels[hole == 0])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "No side is to be extended"),
        (("--left", "0", "--top", "0%"), "No side is to be extended"),
        (("--left", "-3"), "neither whole pixels"),
        (("--left", "1.5"), "neither whole pixels"),
        (("--left", "some"), "neither whole pixels"),
        (("--aspect", "4:3"), "has this shape already"),
        (("--aspect", "4:0"), "not a shape"),
        (("--right", "40000", "--bottom", "40000"), "the limit is 500 megapixels"),
    ],
)
def test_what_makes_no_sense_is_said_plainly(
    photo: Path, tmp_path: Path, arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.png"
    assert _run(photo, *arguments, "-o", out) == 2
    assert words in capsys.readouterr().err
    assert not out.exists()


def test_the_photo_itself_is_not_replaced_unasked(
    photo: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = photo.read_bytes()
    assert _run(photo, "--left", "5", "-o", photo) == 2
    assert "is the photo itself" in capsys.readouterr().err
    assert photo.read_bytes() == before
    assert _run(photo, "--left", "5", "-o", photo, "--overwrite") == 0
    assert pixels_of(photo).shape == (30, 45, 3)
    capsys.readouterr()


def test_amounts_and_shapes() -> None:
    assert amount("120") == amount("120px") == (120.0, "px")
    assert amount("12.5%") == (12.5, "%")
    assert aspect("16:9") == aspect("16x9") == Fraction(16, 9)
    amounts = {"left": (12.5, "%"), "top": (50.0, "%"), "right": (3.0, "px"), "bottom": (0.0, "px")}
    assert margins_of(amounts, Size(80, 10)) == Margins(10, 5, 3, 0)
