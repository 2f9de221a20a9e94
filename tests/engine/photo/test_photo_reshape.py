"""A photo of another shape, saved and opened again: every sample that stays is the source's own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.document import Document
from engine.errors import Cancelled
from engine.geometry import Rect, Size
from engine.photo import Crop, Mirror, Reshape, Straighten, Turn, photo_from_pixels, read_photo, write_photo
from engine.photo.reshape import inner_size, reshaped_photo

AREA = Rect(3, 2, 15, 11)


def _expected(samples: np.ndarray, reshape: Reshape) -> np.ndarray:
    if isinstance(reshape, Crop):
        return samples[AREA.slices]
    return np.rot90(samples, -1) if isinstance(reshape, Turn) else samples[:, ::-1]


@pytest.mark.parametrize("reshape", [Crop(AREA), Turn(1), Mirror()], ids=lambda one: one.kind)
@pytest.mark.parametrize(
    ("mode", "name"), [("RGB", "a.png"), ("RGBA", "a.png"), ("LA", "a.png"), ("L", "a.tif"), ("CMYK", "a.tif")]
)
def test_saved_samples_are_the_source_s_own(tmp_path: Path, reshape: Reshape, mode: str, name: str) -> None:
    channels = len(Image.new(mode, (1, 1)).getbands())
    samples = np.random.default_rng(3).integers(0, 256, (16, 24, channels), np.uint8)
    Image.fromarray(samples[:, :, 0] if channels == 1 else samples, mode).save(tmp_path / name)
    document = Document(read_photo(tmp_path / name))
    document.reshape(reshape)
    whole = Rect.of(document.size)
    composite = document.composite
    write_photo(composite.photo, composite.read(whole), composite.read_alpha(whole), tmp_path / f"out-{name}")
    with Image.open(tmp_path / f"out-{name}") as saved:
        assert saved.mode == mode
        found = np.asarray(saved).reshape(saved.height, saved.width, channels)
    assert np.array_equal(found, _expected(samples, reshape))


def test_sixteen_bits_with_transparency_stay(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    pixels, alpha = rng.integers(0, 65536, (16, 24, 3), np.uint16), rng.integers(0, 65536, (16, 24), np.uint16)
    photo = reshaped_photo(photo_from_pixels(pixels, alpha), Turn(1))
    write_photo(photo, photo.pixels, photo.alpha, tmp_path / "deep.tif")
    again = read_photo(tmp_path / "deep.tif")
    assert np.array_equal(again.pixels, np.rot90(pixels, -1))
    assert again.alpha is not None
    assert np.array_equal(again.alpha, np.rot90(alpha, -1))


def test_metadata_tell_the_new_size(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif.get_ifd(0x8769)[0xA002] = 24
    exif.get_ifd(0x8769)[0xA003] = 16
    Image.new("RGB", (24, 16), (90, 120, 30)).save(tmp_path / "a.jpg", exif=exif.tobytes())
    photo = reshaped_photo(read_photo(tmp_path / "a.jpg"), Turn(1))
    write_photo(photo, photo.pixels, None, tmp_path / "b.jpg")
    with Image.open(tmp_path / "b.jpg") as saved:
        found = saved.getexif()
        assert saved.size == (16, 24)
        assert found[0x010F] == "Maker"
        assert (found.get_ifd(0x8769)[0xA002], found.get_ifd(0x8769)[0xA003]) == (16, 24)


def test_any_part_of_a_turned_photo_can_be_kept() -> None:
    photo = photo_from_pixels(np.random.default_rng(5).integers(0, 256, (80, 120, 3), np.uint8))
    inner = reshaped_photo(photo, Straighten(9.0))
    size = inner_size(photo.size, 9.0)
    assert inner.size == size
    part = reshaped_photo(photo, Straighten(9.0, Rect(10, 5, 30, 20)))
    assert part.size == Size(30, 20)
    there = inner.pixels[5:25, 10:40].astype(int)
    assert np.abs(part.pixels.astype(int) - there).max() <= 2  # other parts of the same grid of 1/32 px


def test_a_photo_with_a_side_that_cv2_does_not_take_is_straightened_in_parts() -> None:
    ramp = np.linspace(0, 255, 40_000).astype(np.uint8)[None, :, None].repeat(12, 0).repeat(3, 2)
    turned = reshaped_photo(photo_from_pixels(ramp), Straighten(0.002))
    row = turned.pixels[turned.size.height // 2, :, 0].astype(int)
    assert turned.size.width > 32_767
    assert (np.diff(row) >= 0).all()  # no seam between the parts


def test_straightening_can_be_stopped() -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        reshaped_photo(photo_from_pixels(np.zeros((20, 20, 3), np.uint8)), Straighten(3.0), stop)
