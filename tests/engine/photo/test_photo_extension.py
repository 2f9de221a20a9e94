"""A larger photo around a photo: samples, metadata, and saving it as it came."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadInput, TooLarge
from engine.geometry import Margins, Rect, Size
from engine.photo import Limits, extended_photo, photo_from_pixels, read_photo, write_photo
from engine.photo.orientation import resized_xmp

MARGINS = Margins(3, 2, 5, 4)
INNER = (slice(2, -4), slice(3, -5))


def _noise(mode: str) -> Image.Image:
    rng = np.random.default_rng(3)
    channels = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4}[mode]
    samples = rng.integers(0, 256, (16, 24, channels), np.uint8)
    return Image.fromarray(samples[:, :, 0] if channels == 1 else samples, mode)


@pytest.mark.parametrize(("mode", "name"), [("RGB", "a.png"), ("RGBA", "a.png"), ("LA", "a.png"), ("L", "a.tif")])
def test_saved_samples_are_the_source_s_own(tmp_path: Path, mode: str, name: str) -> None:
    picture = _noise(mode)
    picture.save(tmp_path / name)
    photo = extended_photo(read_photo(tmp_path / name), MARGINS)
    write_photo(photo, photo.pixels, photo.alpha, tmp_path / f"out-{name}")
    with Image.open(tmp_path / f"out-{name}") as saved:
        assert saved.mode == mode
        samples = np.asarray(saved)
    assert samples.shape[:2] == (22, 32)
    assert np.array_equal(samples[INNER], np.asarray(picture))


def test_cmyk_keeps_its_ink_and_new_canvas_has_none(tmp_path: Path) -> None:
    picture = _noise("CMYK")
    picture.save(tmp_path / "a.tif")
    photo = extended_photo(read_photo(tmp_path / "a.tif"), MARGINS)
    write_photo(photo, photo.pixels, None, tmp_path / "out.tif")
    with Image.open(tmp_path / "out.tif") as saved:
        ink = np.asarray(saved)
    assert np.array_equal(ink[INNER], np.asarray(picture))
    assert not ink[:2].any()
    assert (photo.pixels[:2] == 255).all()


def test_sixteen_bits_stay_and_black_and_white_stays_so(tmp_path: Path) -> None:
    rng = np.random.default_rng(4)
    deep = photo_from_pixels(
        rng.integers(0, 65536, (16, 24, 3), np.uint16), rng.integers(0, 65536, (16, 24), np.uint16)
    )
    photo = extended_photo(deep, MARGINS)
    write_photo(photo, photo.pixels, photo.alpha, tmp_path / "deep.tif")
    again = read_photo(tmp_path / "deep.tif")
    assert (again.pixels.dtype, again.source.mode) == (np.uint16, "RGBA")
    assert np.array_equal(again.pixels[INNER], deep.pixels)
    assert again.alpha is not None
    assert deep.alpha is not None
    assert np.array_equal(again.alpha[INNER], deep.alpha)
    assert photo.pixels[0, 0].tolist() == [65535] * 3
    Image.fromarray((rng.random((16, 24)) > 0.5).astype(np.uint8) * 255).convert("1").save(tmp_path / "bits.png")
    bits = extended_photo(read_photo(tmp_path / "bits.png"), MARGINS)
    report = write_photo(bits, bits.pixels, None, tmp_path / "out.png")
    assert report.mode == "1"


def test_metadata_tell_the_new_size(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Maker"
    exif[0x0112] = 6
    exif.get_ifd(0x8769).update({0xA002: 24, 0xA003: 16})
    packet = b'<x:xmpmeta><rdf:Description tiff:ImageWidth="24" exif:PixelYDimension="16"/></x:xmpmeta>'
    _noise("RGB").save(tmp_path / "a.jpg", exif=exif, xmp=packet, dpi=(300, 300), icc_profile=_srgb())
    photo = extended_photo(read_photo(tmp_path / "a.jpg"), MARGINS)
    assert photo.size == Size(16 + 8, 24 + 6)  # turned upright first
    assert photo.frame == Rect(3, 2, 16, 24)
    write_photo(photo, photo.pixels, None, tmp_path / "out.jpg")
    with Image.open(tmp_path / "out.jpg") as saved:
        found = saved.getexif()
        assert (found[0x010F], found[0x0112]) == ("Maker", 1)
        assert dict(found.get_ifd(0x8769)) == {0xA002: 24, 0xA003: 30}
        assert saved.info["dpi"] == (300, 300)
        assert saved.info["icc_profile"] == _srgb()
        assert b'tiff:ImageWidth="24" exif:PixelYDimension="30"' in saved.info["xmp"]


def test_xmp_sizes_in_elements_and_attributes() -> None:
    packet = b'<tiff:ImageWidth>24</tiff:ImageWidth> tiff:ImageLength=\'16\' exif:PixelXDimension = "24" other="24"'
    expected = b'<tiff:ImageWidth>40</tiff:ImageWidth> tiff:ImageLength=\'30\' exif:PixelXDimension = "40" other="24"'
    assert resized_xmp(packet, Size(40, 30)) == expected


def test_too_large_is_refused_before_memory_is_asked_for(small_photo: np.ndarray) -> None:
    photo = photo_from_pixels(small_photo)
    with pytest.raises(TooLarge, match=r"40,064 x 20,048 px, 803\.2 megapixels; the limit is 500 megapixels"):
        extended_photo(photo, Margins(right=40_000, bottom=20_000))
    with pytest.raises(TooLarge, match="can be had"):
        extended_photo(photo, MARGINS, limits=Limits(bytes=1000))
    with pytest.raises(BadInput, match="at least one side"):
        extended_photo(photo, Margins())


def test_memory_that_is_not_there_is_an_error_for_people(
    small_photo: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> np.ndarray:
        raise MemoryError

    photo = photo_from_pixels(small_photo)
    monkeypatch.setattr("engine.photo.extension._extended", refuse)
    with pytest.raises(Exception, match="not enough memory to extend"):
        extended_photo(photo, MARGINS)


@cache  # it bears the time at which it was made
def _srgb() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
