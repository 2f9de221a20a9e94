"""Every kind of photo opens as what it is: golden samples for each mode, format and container of metadata."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image, ImageCms, PngImagePlugin

from engine.errors import BadInput, OutOfMemory, TooLarge, UnsupportedFile
from engine.geometry import Size
from engine.photo import Limits, photo_from_pixels, probe, read_photo, reading, stamp_of

RNG = np.random.default_rng(7)
RGB8 = RNG.integers(0, 256, (13, 17, 3), np.uint8)
RGB16 = RNG.integers(0, 65536, (13, 17, 3), np.uint16)
ALPHA8 = RNG.integers(0, 256, (13, 17), np.uint8)
ALPHA16 = RNG.integers(0, 65536, (13, 17), np.uint16)
GREY8, GREY16 = RGB8[:, :, 0], RGB16[:, :, 0]


def _with(colour: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    return np.dstack([colour, alpha])


def _grey(samples: np.ndarray) -> np.ndarray:
    return np.dstack([samples] * 3)


def _save(path: Path, samples: np.ndarray, format_name: str = "PNG", **extra: object) -> Path:
    Image.fromarray(samples).save(path, format_name, **extra)
    return path


PLAIN = {
    "grey": (GREY8, _grey(GREY8), None, "L"),
    "grey with alpha": (_with(GREY8, ALPHA8), _grey(GREY8), ALPHA8, "LA"),
    "colour": (RGB8, RGB8, None, "RGB"),
    "colour with alpha": (_with(RGB8, ALPHA8), RGB8, ALPHA8, "RGBA"),
}
DEEP = {
    "grey": (GREY16, _grey(GREY16), None, "I;16"),
    "grey with alpha": (_with(GREY16, ALPHA16), _grey(GREY16), ALPHA16, "LA"),
    "colour": (RGB16, RGB16, None, "RGB"),
    "colour with alpha": (_with(RGB16, ALPHA16), RGB16, ALPHA16, "RGBA"),
}


def _check(path: Path, pixels: np.ndarray, alpha: np.ndarray | None, mode: str, format_name: str) -> None:
    photo, info = read_photo(path), probe(path)
    np.testing.assert_array_equal(photo.pixels, pixels)
    assert photo.pixels.dtype == pixels.dtype
    assert photo.pixels.flags.c_contiguous
    assert not photo.pixels.flags.writeable
    if alpha is None:
        assert photo.alpha is None
    else:
        assert photo.alpha is not None
        np.testing.assert_array_equal(photo.alpha, alpha)
        assert not photo.alpha.flags.writeable
    depth = pixels.dtype.itemsize * 8
    assert (photo.source.format, photo.source.mode, photo.source.depth) == (format_name, mode, depth)
    assert (info.format, info.mode, info.depth, info.size) == (format_name, mode, depth, photo.size)
    assert info.decoded_bytes == photo.pixels.nbytes + (0 if alpha is None else alpha.nbytes)
    assert photo.is_grey == (mode in ("L", "LA", "1", "I;16"))
    assert photo.warnings == ()
    assert photo.source.stamp == stamp_of(path)


@pytest.mark.parametrize("kind", PLAIN)
@pytest.mark.parametrize("format_name", ["PNG", "TIFF"])
def test_eight_bits(tmp_path: Path, kind: str, format_name: str) -> None:
    stored, pixels, alpha, mode = PLAIN[kind]
    _check(_save(tmp_path / "a", stored, format_name), pixels, alpha, mode, format_name)


@pytest.mark.parametrize("kind", ["colour", "colour with alpha"])
def test_lossless_webp(tmp_path: Path, kind: str) -> None:
    stored, pixels, alpha, mode = PLAIN[kind]
    path = _save(tmp_path / "a.webp", stored, "WEBP", lossless=True, exact=True)
    _check(path, pixels, alpha, mode, "WEBP")
    assert read_photo(path).source.lossless


@pytest.mark.parametrize("kind", ["grey", "colour"])
def test_bmp(tmp_path: Path, kind: str) -> None:
    stored, pixels, _, _ = PLAIN[kind]
    photo = read_photo(_save(tmp_path / "a.bmp", stored, "BMP"))
    np.testing.assert_array_equal(photo.pixels, pixels)


@pytest.mark.parametrize("kind", DEEP)
def test_sixteen_bit_png(tmp_path: Path, kind: str) -> None:
    stored, pixels, alpha, mode = DEEP[kind]
    path = tmp_path / "a.png"
    path.write_bytes(imagecodecs.png_encode(np.ascontiguousarray(stored)))
    _check(path, pixels, alpha, mode, "PNG")


@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "deflate", "lzw"])
@pytest.mark.parametrize("kind", DEEP)
def test_sixteen_bit_tiff(tmp_path: Path, kind: str, compression: str | None, byteorder: str) -> None:
    stored, pixels, alpha, mode = DEEP[kind]
    path = tmp_path / "a.tif"
    photometric = "minisblack" if mode in ("I;16", "LA") else "rgb"
    extra = [] if alpha is None else ["unassalpha"]
    tifffile.imwrite(
        path,
        np.ascontiguousarray(stored),
        photometric=photometric,
        planarconfig="contig",
        extrasamples=extra,
        compression=compression,
        byteorder=byteorder,
    )
    _check(path, pixels, alpha, mode, "TIFF")


def test_sixteen_bit_tiff_in_planes_and_tiles(tmp_path: Path) -> None:
    samples = RNG.integers(0, 65536, (40, 35, 3), np.uint16)
    for number, layout in enumerate(({"planarconfig": "separate"}, {"tile": (16, 16)}, {"rowsperstrip": 7})):
        path = tmp_path / f"{number}.tif"
        planes = np.moveaxis(samples, -1, 0) if "planarconfig" in layout else samples
        tifffile.imwrite(path, planes, photometric="rgb", **layout)
        np.testing.assert_array_equal(read_photo(path).pixels, samples)


def test_white_is_zero(tmp_path: Path) -> None:
    for samples in (GREY8, GREY16):
        path = tmp_path / "a.tif"
        tifffile.imwrite(path, samples, photometric="miniswhite")
        np.testing.assert_array_equal(read_photo(path).pixels, _grey(~samples))


@pytest.mark.parametrize("format_name", ["PNG", "TIFF", "BMP"])
def test_one_bit(tmp_path: Path, format_name: str) -> None:
    bits = GREY8 > 127
    path = tmp_path / "a"
    Image.fromarray(bits).save(path, format_name)
    _check(path, _grey(bits.astype(np.uint8) * 255), None, "1", format_name)


def _palette_image() -> tuple[Image.Image, np.ndarray, np.ndarray]:
    indices = (GREY8 % 16).astype(np.uint8)
    palette = RNG.integers(0, 256, (16, 3), np.uint8)
    image = Image.frombytes("P", (17, 13), indices.tobytes())
    image.putpalette(palette.tobytes())
    return image, palette[indices], indices


@pytest.mark.parametrize("format_name", ["PNG", "TIFF", "BMP", "GIF"])
def test_palette(tmp_path: Path, format_name: str) -> None:
    image, pixels, _ = _palette_image()
    image.save(tmp_path / "a", format_name)
    _check(tmp_path / "a", pixels, None, "P", format_name)


def test_palette_with_transparency(tmp_path: Path) -> None:
    image, pixels, indices = _palette_image()
    cover = np.arange(16, dtype=np.uint8) * 17
    image.save(tmp_path / "a.png", transparency=cover.tobytes())
    _check(tmp_path / "a.png", pixels, cover[indices], "P", "PNG")


@pytest.mark.parametrize("depth", [8, 16])
def test_colour_key_of_png_becomes_alpha(tmp_path: Path, depth: int) -> None:
    samples = (RGB8 if depth == 8 else RGB16).copy()
    samples[3, 4] = 0
    key = b"tRNS", bytes(6)
    path = tmp_path / "a.png"
    data = imagecodecs.png_encode(samples)
    path.write_bytes(data[:33] + _chunk(*key) + data[33:])
    photo = read_photo(path)
    assert photo.alpha is not None
    assert photo.alpha[3, 4] == 0
    assert photo.alpha.dtype == samples.dtype
    assert (np.delete(photo.alpha.ravel(), 3 * 17 + 4) == np.iinfo(samples.dtype).max).all()
    np.testing.assert_array_equal(photo.pixels, samples)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


@pytest.mark.parametrize("format_name", ["JPEG", "TIFF"])
def test_cmyk_without_profile(tmp_path: Path, format_name: str) -> None:
    ink = np.full((16, 16, 4), (0, 128, 255, 51), np.uint8)
    Image.fromarray(ink, "CMYK").save(
        tmp_path / "a", format_name, **({"quality": 100} if format_name == "JPEG" else {})
    )
    photo = read_photo(tmp_path / "a")
    assert photo.native is not None
    assert photo.source.mode == "CMYK"
    assert photo.icc is None
    if format_name == "TIFF":
        np.testing.assert_array_equal(photo.native, ink)
        assert tuple(photo.pixels[0, 0]) == (204, 102, 0)
    else:
        assert np.abs(photo.native.astype(int) - ink).max() <= 3


@pytest.mark.parametrize("with_alpha", [False, True])
def test_sixteen_bit_cmyk_tiff(tmp_path: Path, with_alpha: bool) -> None:
    ink = RNG.integers(0, 65536, (13, 17, 4), np.uint16)
    stored = _with(ink, ALPHA16) if with_alpha else ink
    extra = ["unassalpha"] if with_alpha else []
    tifffile.imwrite(tmp_path / "a.tif", stored, photometric="separated", extrasamples=extra)
    photo = read_photo(tmp_path / "a.tif")
    assert photo.native is not None
    np.testing.assert_array_equal(photo.native, ink)
    light = 65535 - ink.astype(np.float64)
    expected = np.rint(light[:, :, :3] * light[:, :, 3:] / 65535)
    assert np.abs(photo.pixels - expected).max() <= 1
    assert (photo.alpha is not None) == with_alpha


def test_premultiplied_alpha_is_undone_with_a_warning(tmp_path: Path) -> None:
    colour = np.full((4, 4, 3), 16384, np.uint16)
    cover = np.full((4, 4), 32768, np.uint16)
    tifffile.imwrite(tmp_path / "a.tif", _with(colour, cover), photometric="rgb", extrasamples=["assocalpha"])
    photo = read_photo(tmp_path / "a.tif")
    assert abs(int(photo.pixels[0, 0, 0]) - 32767) <= 1
    assert "premultiplied" in photo.warnings[0]


@pytest.mark.parametrize("samples", [RGB8.astype(np.float32), GREY16.astype(np.int16), GREY16.astype(np.uint32)])
def test_samples_without_a_fixed_white_are_refused(tmp_path: Path, samples: np.ndarray) -> None:
    tifffile.imwrite(tmp_path / "a.tif", samples, photometric="rgb" if samples.ndim == 3 else "minisblack")
    with pytest.raises(UnsupportedFile, match=r"a\.tif") as caught:
        read_photo(tmp_path / "a.tif")
    assert "16 bits" in caught.value.advice


@pytest.mark.parametrize(("mode", "quality"), [("RGB", 90), ("L", 90)])
@pytest.mark.parametrize("progressive", [False, True])
def test_jpeg_is_decoded_as_pillow_does(tmp_path: Path, mode: str, quality: int, progressive: bool) -> None:
    samples = RGB8 if mode == "RGB" else GREY8
    path = _save(tmp_path / "a.jpg", samples, "JPEG", quality=quality, progressive=progressive, subsampling=2)
    photo = read_photo(path)
    with Image.open(path) as image:
        np.testing.assert_array_equal(photo.pixels, np.asarray(image.convert("RGB")))
        assert photo.source.quantisation == tuple(tuple(image.quantization[key]) for key in sorted(image.quantization))
    assert photo.source.subsampling == (2 if mode == "RGB" else None)
    assert photo.source.progressive == progressive
    assert not photo.source.lossless


def test_avif(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.avif", _with(RGB8, ALPHA8), "AVIF", quality=100, subsampling="4:4:4")
    photo = read_photo(path)
    assert photo.source.format == "AVIF"
    assert np.abs(photo.pixels.astype(int) - RGB8).mean() < 3
    assert photo.alpha is not None


ICC = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description tiff:Orientation="6"/></x:xmpmeta>'


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Tratteggio Works"
    exif.get_ifd(0x8769)[0x9003] = "2024:02:29 12:00:00"
    exif.get_ifd(0x8769)[0xA002] = 999
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize("format_name", ["JPEG", "PNG", "TIFF", "WEBP", "AVIF"])
def test_metadata(tmp_path: Path, format_name: str) -> None:
    extra: dict[str, Any] = {"icc_profile": ICC, "exif": _exif(), "xmp": XMP}
    if format_name == "PNG":
        text = PngImagePlugin.PngInfo()
        text.add_itxt("XML:com.adobe.xmp", XMP.decode())
        text.add_text("Comment", "kept")
        extra["pnginfo"] = text
    if format_name == "TIFF":
        extra["exif"] = _exif()
        extra["exif"][700] = XMP
    if format_name not in ("WEBP", "AVIF"):
        extra["dpi"] = (300, 150)
    photo = read_photo(_save(tmp_path / "a", RGB8, format_name, **extra))
    assert photo.icc == ICC
    assert photo.xmp is not None
    assert b"x:xmpmeta" in photo.xmp
    assert photo.exif is not None
    kept = Image.Exif()
    kept.load(photo.exif)
    assert kept[0x010F] == "Tratteggio Works"
    if format_name != "TIFF":  # Pillow writes no nested directories there; test_photo_write.py has them from elsewhere
        assert kept.get_ifd(0x8769)[0x9003] == "2024:02:29 12:00:00"
        assert kept.get_ifd(0x8825)[1] == "N"
    if "dpi" in extra:
        assert photo.dpi == pytest.approx((300, 150), rel=1e-3)
    if format_name == "PNG":
        assert (b"tEXt", b"Comment\0kept") in photo.source.png_chunks


def test_extension_does_not_matter(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.jpg", RGB8, "PNG")
    assert read_photo(path).source.format == "PNG"


@pytest.mark.parametrize("content", [b"", b"x", b"just text", bytes(100), b"\x7fELF" + bytes(60)])
def test_what_is_no_photo_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.png"
    path.write_bytes(content)
    for read in (read_photo, probe):
        with pytest.raises(BadInput, match=r"letter\.png") as caught:
            read(path)
        assert caught.value.advice


def test_missing_file_folder_and_pipe(tmp_path: Path) -> None:
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    for name in ("missing.png", "folder.png", "pipe.png"):
        with pytest.raises(BadInput, match=name):
            read_photo(tmp_path / name)


def test_frames(tmp_path: Path) -> None:
    first, second = Image.fromarray(RGB8), Image.fromarray(255 - RGB8)
    for format_name in ("TIFF", "WEBP", "PNG"):
        path = tmp_path / f"a.{format_name.lower()}"
        lossless = {"lossless": True} if format_name == "WEBP" else {}
        first.save(path, format_name, save_all=True, append_images=[second], **lossless)
        assert probe(path).frames == 2
        photo = read_photo(path)
        np.testing.assert_array_equal(photo.pixels, RGB8)
        assert "2 pictures" in photo.warnings[0]
        chosen = read_photo(path, frame=1)
        np.testing.assert_array_equal(chosen.pixels, 255 - RGB8)
        assert chosen.warnings == ()
        assert (chosen.source.frame, chosen.source.frames) == (1, 2)
        with pytest.raises(BadInput, match="no such page"):
            read_photo(path, frame=2)


def test_pages_of_sixteen_bits(tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "a.tif") as file:
        file.write(RGB16, photometric="rgb")
        file.write(RGB16[::-1], photometric="rgb")
    np.testing.assert_array_equal(read_photo(tmp_path / "a.tif", frame=1).pixels, RGB16[::-1])


def test_limits_name_megapixels_and_memory(tmp_path: Path) -> None:
    path = _save(tmp_path / "a.png", np.zeros((2000, 1000, 3), np.uint8))
    with pytest.raises(TooLarge, match=r"a\.png.* 2\.0 megapixels .* 16 MB .* limit is 1 megapixels"):
        read_photo(path, limits=Limits(megapixels=1))
    with pytest.raises(TooLarge, match=r"2\.0 megapixels .* 16 MB of memory; 10 MB"):
        read_photo(path, limits=Limits(bytes=10_000_000))
    assert read_photo(path, limits=Limits(2.0, 17_000_000)).size == Size(1000, 2000)


def test_memory_that_is_free_is_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.photo.memory.available_memory", lambda: 1000)
    path = _save(tmp_path / "a.png", RGB8)
    with pytest.raises(TooLarge):
        read_photo(path)


def test_too_little_memory_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(reading, "upright", starve)
    with pytest.raises(OutOfMemory, match=r"a\.png"):
        read_photo(_save(tmp_path / "a.png", RGB8))


def test_pillows_own_size_guard_does_not_get_in_the_way(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.new("1", (20000, 10000)).save(path)
    assert probe(path).size == Size(20000, 10000)


def test_from_pixels() -> None:
    photo = photo_from_pixels(RGB16, ALPHA16, "pasted")
    assert photo.source.path == Path("pasted")
    assert photo.source.depth == 16
    assert photo.pixels is not RGB16
    assert photo.alpha is not None
    assert photo_from_pixels(GREY8).pixels.shape == (13, 17, 3)
    for bad in (np.zeros((0, 4, 3), np.uint8), np.zeros((4, 4, 3), np.float32), np.zeros((4, 4, 2), np.uint8)):
        with pytest.raises(BadInput):
            photo_from_pixels(bad)
    with pytest.raises(BadInput):
        photo_from_pixels(RGB8, ALPHA16)
