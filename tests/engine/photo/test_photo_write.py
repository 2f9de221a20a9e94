"""A photo is saved as it came: golden round trips for every mode, and a plain word where a format cannot hold it."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms, PngImagePlugin

from engine.errors import BadInput, TooLarge, UnsupportedFile, WriteFailed
from engine.photo import (
    AlreadyExists,
    Photo,
    SaveOptions,
    photo_from_pixels,
    read_photo,
    write_photo,
    writing,
)
from engine.photo.picture import Metadata
from engine.photo.tiff_writing import tiff_writer

RNG = np.random.default_rng(11)
HOLE = slice(4, 8), slice(5, 9)
RGB8 = RNG.integers(0, 256, (13, 17, 3), np.uint8)
RGB16 = RNG.integers(0, 65536, (13, 17, 3), np.uint16)
ALPHA8 = RNG.integers(0, 256, (13, 17), np.uint8)
ALPHA16 = RNG.integers(0, 65536, (13, 17), np.uint16)
ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description/></x:xmpmeta>'


def _retouched(photo: Photo) -> np.ndarray:
    pixels = photo.pixels.copy()
    pixels[HOLE] = pixels[HOLE][::-1, ::-1] // 2
    return pixels


def _as_grey(samples: np.ndarray) -> np.ndarray:
    return np.dstack([samples] * 3)


def _stored(path: Path, samples: np.ndarray, photometric: str | None = None, alpha: bool = False) -> Path:
    """A source file made by somebody else's encoder."""
    if path.suffix == ".png":
        path.write_bytes(imagecodecs.png_encode(np.ascontiguousarray(samples)))
    else:
        extra = ["unassalpha"] if alpha else []
        tifffile.imwrite(path, np.ascontiguousarray(samples), photometric=photometric, extrasamples=extra)
    return path


SOURCES: dict[str, tuple[np.ndarray, str, bool]] = {
    "grey 8": (RGB8[:, :, 0], "minisblack", False),
    "grey 16": (RGB16[:, :, 0], "minisblack", False),
    "grey and alpha 8": (np.dstack([RGB8[:, :, 0], ALPHA8]), "minisblack", True),
    "grey and alpha 16": (np.dstack([RGB16[:, :, 0], ALPHA16]), "minisblack", True),
    "colour 8": (RGB8, "rgb", False),
    "colour 16": (RGB16, "rgb", False),
    "colour and alpha 8": (np.dstack([RGB8, ALPHA8]), "rgb", True),
    "colour and alpha 16": (np.dstack([RGB16, ALPHA16]), "rgb", True),
}


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_lossless_round_trip(tmp_path: Path, suffix: str, kind: str) -> None:
    samples, photometric, has_alpha = SOURCES[kind]
    photo = read_photo(_stored(tmp_path / f"in{suffix}", samples, photometric, has_alpha))
    pixels = _retouched(photo)
    report = write_photo(photo, pixels, photo.alpha, tmp_path / f"out{suffix}")
    saved = read_photo(report.path)
    np.testing.assert_array_equal(saved.pixels, pixels)
    assert (saved.source.mode, saved.source.depth) == (photo.source.mode, photo.source.depth)
    assert (report.mode, report.depth, report.warnings) == (photo.source.mode, photo.source.depth, ())
    assert report.bytes == report.path.stat().st_size
    if photo.alpha is None:
        assert saved.alpha is None
    else:
        np.testing.assert_array_equal(saved.alpha, photo.alpha)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", SOURCES)
def test_other_decoders_read_the_same_tiff(tmp_path: Path, kind: str) -> None:
    samples, photometric, has_alpha = SOURCES[kind]
    photo = read_photo(_stored(tmp_path / "in.tif", samples, photometric, has_alpha))
    write_photo(photo, photo.pixels, photo.alpha, tmp_path / "out.tif")
    np.testing.assert_array_equal(tifffile.imread(tmp_path / "out.tif"), samples)
    if samples.dtype == np.uint8:  # Pillow narrows deeper colour
        with Image.open(tmp_path / "out.tif") as image:
            np.testing.assert_array_equal(np.asarray(image), samples)


@pytest.mark.parametrize("format_name", ["PNG", "TIFF", "BMP"])
def test_one_bit_stays_one_bit_while_it_can(tmp_path: Path, format_name: str) -> None:
    bits = RGB8[:, :, 0] > 127
    suffix = f".{format_name.lower()}"
    Image.fromarray(bits).save(tmp_path / f"in{suffix}")
    photo = read_photo(tmp_path / f"in{suffix}")
    pixels = photo.pixels.copy()
    pixels[HOLE] = 255
    assert write_photo(photo, pixels, None, tmp_path / f"out{suffix}").mode == "1"
    with Image.open(tmp_path / f"out{suffix}") as image:
        assert image.mode == "1"
    np.testing.assert_array_equal(read_photo(tmp_path / f"out{suffix}").pixels, pixels)
    pixels[HOLE] = 100
    assert write_photo(photo, pixels, None, tmp_path / f"grey{suffix}").mode == "L"
    np.testing.assert_array_equal(read_photo(tmp_path / f"grey{suffix}").pixels, pixels)


def test_grey_that_was_coloured_becomes_rgb(tmp_path: Path) -> None:
    photo = read_photo(_stored(tmp_path / "in.png", RGB8[:, :, 0]))
    pixels = photo.pixels.copy()
    pixels[5, 5] = (1, 2, 3)
    assert write_photo(photo, pixels, None, tmp_path / "out.png").mode == "RGB"
    np.testing.assert_array_equal(read_photo(tmp_path / "out.png").pixels, pixels)


def test_palette_becomes_rgb_of_the_same_colours(tmp_path: Path) -> None:
    image = Image.frombytes("P", (17, 13), (RGB8[:, :, 0] % 8).tobytes())
    image.putpalette(RNG.integers(0, 256, 24, np.uint8).tobytes())
    image.save(tmp_path / "in.png", transparency=bytes(range(8)))
    photo = read_photo(tmp_path / "in.png")
    report = write_photo(photo, photo.pixels, photo.alpha, tmp_path / "out.png")
    saved = read_photo(tmp_path / "out.png")
    assert report.mode == "RGBA"
    np.testing.assert_array_equal(saved.pixels, photo.pixels)
    np.testing.assert_array_equal(saved.alpha, photo.alpha)  # type: ignore[arg-type]


@pytest.mark.parametrize("depth", [8, 16])
def test_cmyk_tiff_keeps_its_own_inks_outside_the_change(tmp_path: Path, depth: int) -> None:
    ink = RNG.integers(0, 2**depth, (13, 17, 4)).astype(np.uint8 if depth == 8 else np.uint16)
    tifffile.imwrite(tmp_path / "in.tif", ink, photometric="separated")
    photo = read_photo(tmp_path / "in.tif")
    pixels = photo.pixels.copy()
    pixels[HOLE] = np.iinfo(pixels.dtype).max // 3
    report = write_photo(photo, pixels, None, tmp_path / "out.tif")
    saved = read_photo(tmp_path / "out.tif")
    assert report.mode == "CMYK"
    assert saved.native is not None
    outside = np.ones((13, 17), bool)
    outside[HOLE] = False
    np.testing.assert_array_equal(saved.native[outside], ink[outside])
    assert np.abs(saved.pixels.astype(int) - pixels)[HOLE].max() <= 1


def test_cmyk_jpeg_stays_cmyk_and_becomes_rgb_elsewhere(tmp_path: Path) -> None:
    ink = np.full((16, 16, 4), (30, 128, 200, 51), np.uint8)
    Image.frombytes("CMYK", (16, 16), ink.tobytes()).save(tmp_path / "in.jpg", quality=95)
    photo = read_photo(tmp_path / "in.jpg")
    assert write_photo(photo, photo.pixels, None, tmp_path / "out.jpg").mode == "CMYK"
    saved = read_photo(tmp_path / "out.jpg")
    assert saved.native is not None
    assert photo.native is not None
    assert np.abs(saved.native.astype(int) - photo.native).max() <= 3
    report = write_photo(photo, photo.pixels, None, tmp_path / "out.png")
    assert "CMYK" in report.warnings[0]
    np.testing.assert_array_equal(read_photo(tmp_path / "out.png").pixels, photo.pixels)


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_keeps_its_quantisation(tmp_path: Path, subsampling: int, progressive: bool) -> None:
    Image.fromarray(RGB8).save(tmp_path / "in.jpg", quality=71, subsampling=subsampling, progressive=progressive)
    photo = read_photo(tmp_path / "in.jpg")
    write_photo(photo, photo.pixels, None, tmp_path / "out.jpg")
    saved = read_photo(tmp_path / "out.jpg").source
    assert saved.quantisation == photo.source.quantisation
    assert saved.subsampling == subsampling
    assert saved.progressive == progressive


def test_saving_a_jpeg_again_costs_next_to_nothing(tmp_path: Path, small_photo: np.ndarray) -> None:
    Image.fromarray(small_photo).save(tmp_path / "in.jpg", quality=80, subsampling=0)
    photo = read_photo(tmp_path / "in.jpg")
    write_photo(photo, photo.pixels, None, tmp_path / "out.jpg")
    difference = read_photo(tmp_path / "out.jpg").pixels.astype(int) - photo.pixels
    assert np.abs(difference).mean() < 0.5


def test_grey_jpeg_and_a_quality_of_ones_own(tmp_path: Path) -> None:
    Image.fromarray(RGB8[:, :, 0]).save(tmp_path / "in.jpg", quality=60)
    photo = read_photo(tmp_path / "in.jpg")
    assert write_photo(photo, photo.pixels, None, tmp_path / "out.jpg").mode == "L"
    coloured = photo.pixels.copy()
    coloured[2, 2] = (9, 8, 7)
    assert write_photo(photo, coloured, None, tmp_path / "rgb.jpg").mode == "RGB"
    write_photo(photo, photo.pixels, None, tmp_path / "fine.jpg", options=SaveOptions(jpeg_quality=100))
    assert set(read_photo(tmp_path / "fine.jpg").source.quantisation[0]) == {1}


def test_webp(tmp_path: Path) -> None:
    image = Image.fromarray(np.dstack([RGB8, ALPHA8]))
    image.save(tmp_path / "in.webp", lossless=True, exact=True)
    photo = read_photo(tmp_path / "in.webp")
    pixels = _retouched(photo)
    write_photo(photo, pixels, photo.alpha, tmp_path / "out.webp")
    saved = read_photo(tmp_path / "out.webp")
    np.testing.assert_array_equal(saved.pixels, pixels)
    np.testing.assert_array_equal(saved.alpha, ALPHA8)  # type: ignore[arg-type]
    write_photo(photo, pixels, None, tmp_path / "lossy.webp", options=SaveOptions(webp_lossless=False))
    assert not read_photo(tmp_path / "lossy.webp").source.lossless


def test_avif(tmp_path: Path, small_photo: np.ndarray) -> None:
    photo = photo_from_pixels(small_photo)
    write_photo(photo, photo.pixels, None, tmp_path / "a.avif", options=SaveOptions(avif_quality=95))
    saved = read_photo(tmp_path / "a.avif")
    assert np.abs(saved.pixels.astype(int) - small_photo).mean() < 4


@pytest.mark.parametrize("suffix", [".jpg", ".webp", ".bmp", ".avif"])
def test_sixteen_bits_into_eight_is_told(tmp_path: Path, suffix: str) -> None:
    photo = photo_from_pixels(RGB16)
    report = write_photo(photo, RGB16, None, tmp_path / f"a{suffix}", options=SaveOptions(webp_lossless=True))
    assert report.depth == 8
    assert any("16 were rounded" in warning for warning in report.warnings)
    if suffix in (".webp", ".bmp"):
        expected = (RGB16.astype(np.int64) * 255 + 32767) // 65535
        np.testing.assert_array_equal(read_photo(report.path).pixels, expected)


@pytest.mark.parametrize("suffix", [".jpg", ".bmp"])
def test_lost_transparency_is_told(tmp_path: Path, suffix: str) -> None:
    photo = photo_from_pixels(RGB8, ALPHA8)
    report = write_photo(photo, RGB8, ALPHA8, tmp_path / f"a{suffix}")
    assert any("transparency" in warning for warning in report.warnings)
    opaque = np.full_like(ALPHA8, 255)
    assert write_photo(photo, RGB8, opaque, tmp_path / f"b{suffix}").warnings == ()


def _exif(order: str = "<") -> bytes:
    exif = Image.Exif()
    exif.endian = order
    exif[0x0112] = 1
    exif[0x010F] = "Tratteggio Works"
    exif.get_ifd(0x8769)[0x9003] = "2024:02:29 12:00:00"
    exif.get_ifd(0x8769)[0x9000] = b"0232"
    exif.get_ifd(0x8769)[0x829A] = 0.008
    exif.get_ifd(0x8825)[2] = (45.0, 26.0, 3.5)
    return exif.tobytes()[6:]


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".avif"])
@pytest.mark.parametrize("origin", [".png", ".tif", ".jpg"])
def test_metadata_go_along(tmp_path: Path, origin: str, suffix: str, depth: int) -> None:
    samples = RGB8 if depth == 8 else RGB16
    plain = photo_from_pixels(samples)
    described = replace(plain, icc=ICC, exif=_exif(), xmp=XMP, dpi=(300.0, 200.0))
    write_photo(described, samples, None, tmp_path / f"in{origin}")
    photo = read_photo(tmp_path / f"in{origin}")
    write_photo(photo, photo.pixels, None, tmp_path / f"out{suffix}")
    saved = read_photo(tmp_path / f"out{suffix}")
    assert saved.icc == ICC
    assert saved.xmp == XMP
    if suffix not in (".webp", ".avif"):
        assert saved.dpi == pytest.approx((300, 200), rel=1e-3)
    assert saved.exif is not None
    exif = Image.Exif()
    exif.load(saved.exif)
    assert exif[0x010F] == "Tratteggio Works"
    assert exif.get_ifd(0x8769)[0x9003] == "2024:02:29 12:00:00"
    assert float(exif.get_ifd(0x8769)[0x829A]) == pytest.approx(0.008)
    assert [float(part) for part in exif.get_ifd(0x8825)[2]] == [45.0, 26.0, 3.5]
    with Image.open(saved.source.path) as image:  # type: ignore[arg-type]
        image.load()
        assert image.info["icc_profile"] == ICC
        assert image.getexif()[0x010F] == "Tratteggio Works"
        assert image.getexif().get(0x0112, 1) == 1


def test_metadata_can_be_left_out(tmp_path: Path) -> None:
    photo = replace(photo_from_pixels(RGB8), icc=ICC, exif=_exif(), xmp=XMP, dpi=(300.0, 300.0))
    for suffix in (".jpg", ".png", ".tif", ".webp", ".avif"):
        path = tmp_path / f"a{suffix}"
        write_photo(photo, RGB8, None, path, options=SaveOptions(metadata=False))
        saved = read_photo(path)
        assert saved.icc == ICC
        assert saved.exif is None
        assert saved.xmp is None


def test_what_bmp_cannot_hold_is_told(tmp_path: Path) -> None:
    photo = replace(photo_from_pixels(RGB8), icc=ICC, exif=_exif(), dpi=(300.0, 300.0))
    assert write_photo(photo, RGB8, None, tmp_path / "a.bmp").warnings == (
        "BMP cannot hold metadata; left out: profile, EXIF.",
    )


def test_what_is_too_large_for_jpeg_is_told(tmp_path: Path) -> None:
    photo = replace(photo_from_pixels(RGB8), exif=b"II*\0" + bytes(70000), xmp=bytes(70000))
    report = write_photo(photo, RGB8, None, tmp_path / "a.jpg")
    assert [warning.split()[1] for warning in report.warnings] == ["EXIF", "XMP"]


def test_png_text_and_gamma_stay(tmp_path: Path) -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", "me")
    text.add(b"gAMA", (45455).to_bytes(4, "big"))
    Image.fromarray(RGB8).save(tmp_path / "in.png", pnginfo=text)
    photo = read_photo(tmp_path / "in.png")
    write_photo(photo, photo.pixels, None, tmp_path / "out.png")
    with Image.open(tmp_path / "out.png") as image:
        assert image.info["Author"] == "me"
        assert image.info["gamma"] == pytest.approx(0.45455)


def test_grey_profile_stays_with_grey_only(tmp_path: Path, grey_profile: bytes) -> None:
    Image.fromarray(RGB8[:, :, 0]).save(tmp_path / "in.png", icc_profile=grey_profile)
    photo = read_photo(tmp_path / "in.png")
    assert photo.icc == grey_profile
    write_photo(photo, photo.pixels, None, tmp_path / "grey.png")
    assert read_photo(tmp_path / "grey.png").icc == grey_profile
    report = write_photo(photo, photo.pixels, None, tmp_path / "a.webp")
    assert "grey colour profile" in report.warnings[0]
    assert read_photo(tmp_path / "a.webp").icc is None


def test_an_existing_file_is_replaced_only_when_told_to(tmp_path: Path) -> None:
    photo, path = photo_from_pixels(RGB8), tmp_path / "a.png"
    path.write_bytes(b"mine")
    with pytest.raises(AlreadyExists, match=r"a\.png"):
        write_photo(photo, RGB8, None, path)
    assert path.read_bytes() == b"mine"
    write_photo(photo, RGB8, None, path, overwrite=True)
    np.testing.assert_array_equal(read_photo(path).pixels, RGB8)
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.png"]


def test_unfit_targets_and_arrays(tmp_path: Path) -> None:
    photo = photo_from_pixels(RGB8)
    for name in ("a.xyz", "a", "a.gif", "a.heic"):
        with pytest.raises(UnsupportedFile) as caught:
            write_photo(photo, RGB8, None, tmp_path / name)
        assert ".png" in caught.value.advice
    for pixels in (RGB16, RGB8[:5], RGB8[:, :, 0]):
        with pytest.raises(BadInput):
            write_photo(photo, pixels, None, tmp_path / "a.png")
    with pytest.raises(BadInput):
        write_photo(photo, RGB8, ALPHA16, tmp_path / "a.png")
    with pytest.raises(WriteFailed):
        write_photo(photo, RGB8, None, tmp_path / "nowhere" / "a.png")
    with pytest.raises(WriteFailed):
        write_photo(photo, RGB8, None, tmp_path / "zero\0byte.png")
    assert not list(tmp_path.iterdir())


def test_a_picture_too_long_for_the_format(tmp_path: Path) -> None:
    photo = photo_from_pixels(np.zeros((1, 16384, 3), np.uint8))
    with pytest.raises(TooLarge, match="16,383 pixels"):
        write_photo(photo, photo.pixels, None, tmp_path / "a.webp")


def test_foreign_errors_of_encoders_are_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> bytes:
        raise OverflowError("deep inside")

    monkeypatch.setattr(writing, "encode", fail)
    photo = photo_from_pixels(RGB8)
    with pytest.raises(WriteFailed, match="deep inside"):
        write_photo(photo, RGB8, None, tmp_path / "a.png")


@pytest.mark.parametrize("order", ["<", ">"])
def test_bigtiff(order: str) -> None:
    block = _exif(order)
    stream = io.BytesIO()
    tiff_writer(RGB16, 2, Metadata(icc=ICC, exif=block, dpi=(72.0, 72.0)), big=True)(stream)
    with tifffile.TiffFile(io.BytesIO(stream.getvalue())) as file:
        assert file.is_bigtiff
        assert file.byteorder == order
        np.testing.assert_array_equal(file.asarray(), RGB16)
        assert file.pages[0].tags["ExifTag"].value["ExifVersion"] == "0232"  # type: ignore[union-attr]
