from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.errors import BadInput
from engine.geometry import Size
from engine.mask import read_mask, write_mask

SIZE = Size(20, 12)


@pytest.fixture
def mask() -> np.ndarray:
    return np.random.default_rng(4).integers(0, 256, (12, 20), np.uint8)


def save(pixels: np.ndarray, path: Path) -> Path:
    Image.fromarray(pixels).save(path)
    return path


def test_a_written_mask_comes_back(mask: np.ndarray, tmp_path: Path):
    path = tmp_path / "mäsk 🎭.png"
    write_mask(mask, path)
    back = read_mask(path, SIZE)
    assert (back == mask).all()
    back[0, 0] = 1
    with Image.open(path) as image:
        assert image.mode == "L"


def test_a_write_replaces_the_old_file(mask: np.ndarray, tmp_path: Path):
    path = tmp_path / "mask.PNG"
    write_mask(mask, path)
    write_mask(255 - mask, path)
    assert (read_mask(path, SIZE) == 255 - mask).all()
    assert list(tmp_path.iterdir()) == [path]


def test_another_suffix_is_bad_input(mask: np.ndarray, tmp_path: Path):
    with pytest.raises(BadInput, match=r"mask\.jpg.*png"):
        write_mask(mask, tmp_path / "mask.jpg")
    assert list(tmp_path.iterdir()) == []


def test_brightness_is_the_mask(mask: np.ndarray, tmp_path: Path):
    path = save(np.dstack([mask] * 3), tmp_path / "rgb.png")
    assert (read_mask(path, SIZE) == mask).all()


def test_an_alpha_that_varies_is_the_mask(mask: np.ndarray, tmp_path: Path):
    path = save(np.dstack([np.full((12, 20, 3), 90, np.uint8), mask]), tmp_path / "rgba.png")
    assert (read_mask(path, SIZE) == mask).all()


def test_an_alpha_that_is_the_same_everywhere_is_not(mask: np.ndarray, tmp_path: Path):
    path = save(np.dstack([mask, mask, mask, np.full((12, 20), 255, np.uint8)]), tmp_path / "opaque.png")
    assert (read_mask(path, SIZE) == mask).all()


def test_sixteen_bits_become_eight(mask: np.ndarray, tmp_path: Path):
    path = tmp_path / "deep.png"
    cv2.imwrite(str(path), mask.astype(np.uint16) * 257)
    back = read_mask(path, SIZE)
    assert back.dtype == np.uint8
    assert (back == mask).all()


def test_a_one_bit_image(mask: np.ndarray, tmp_path: Path):
    path = tmp_path / "one.png"
    Image.fromarray(mask > 127).save(path)
    assert (read_mask(path, SIZE) == np.where(mask > 127, 255, 0)).all()


def test_a_jpeg_is_read_too(tmp_path: Path):
    path = save(np.full((12, 20), 255, np.uint8), tmp_path / "white.jpg")
    assert (read_mask(path, SIZE) == 255).all()


def test_another_size_is_bad_input_and_names_both(mask: np.ndarray, tmp_path: Path):
    path = save(mask, tmp_path / "mask.png")
    with pytest.raises(BadInput, match=r"mask\.png is 20 x 12 px, the photo is 30 x 40 px"):
        read_mask(path, Size(30, 40))


@pytest.mark.parametrize("content", [None, b"", b"not a picture"])
def test_what_cannot_be_read_is_bad_input(content: bytes | None, tmp_path: Path):
    path = tmp_path / "broken.png"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(BadInput, match=r"broken\.png"):
        read_mask(path, SIZE)


def test_a_mask_may_be_painted_in_any_colour(tmp_path: Path):
    pixels = np.zeros((12, 20, 3), np.uint8)
    pixels[2, 3], pixels[4, 5], pixels[6, 7] = (255, 0, 0), (0, 0, 255), (0, 128, 90)
    back = read_mask(save(pixels, tmp_path / "red.png"), SIZE)
    assert (back[2, 3], back[4, 5], back[6, 7], np.count_nonzero(back)) == (255, 255, 128, 3)


@pytest.mark.parametrize("quality", [50, 75, 90])
def test_the_noise_of_jpeg_is_no_mask(quality: int, tmp_path: Path):
    hard = np.zeros((96, 96), np.uint8)
    cv2.circle(hard, (48, 48), 25, 255, -1)
    Image.fromarray(hard).save(tmp_path / "mask.jpg", quality=quality)
    back = read_mask(tmp_path / "mask.jpg", Size(96, 96))
    around = np.ones((7, 7), np.uint8)
    assert np.count_nonzero(back[cv2.dilate(hard, around) == 0]) < 8
    assert np.count_nonzero(back[cv2.erode(hard, around) == 255] < 255) < 8


def test_the_soft_edge_of_a_jpeg_stays_soft(tmp_path: Path):
    ramp = np.repeat(np.arange(0, 256, 4, dtype=np.uint8)[None], 64, axis=0)
    Image.fromarray(ramp).save(tmp_path / "mask.jpg", quality=90)
    back = read_mask(tmp_path / "mask.jpg", Size(64, 64)).astype(int).mean(axis=0)
    assert (np.diff(back) > -1).all()
    assert np.count_nonzero((back > 20) & (back < 235)) > 30


def test_a_mask_that_lies_on_its_side_is_told_so(mask: np.ndarray, tmp_path: Path):
    with pytest.raises(BadInput, match="Turn the mask by a quarter"):
        read_mask(save(mask, tmp_path / "mask.png"), Size(12, 20))


@pytest.mark.parametrize("suffix", [".tif", ".TIFF"])
def test_a_mask_written_as_tiff_comes_back(mask: np.ndarray, tmp_path: Path, suffix: str):
    path = tmp_path / f"mask{suffix}"
    write_mask(mask, path)
    assert (read_mask(path, SIZE) == mask).all()
    with Image.open(path) as image:
        assert image.mode == "L"
