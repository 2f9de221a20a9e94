"""Faults 1 to 14, 18 and 20 of the reliability list: what must not break when a photo is opened or saved."""

from __future__ import annotations

import errno
import io
import os
import select
import shutil
import signal
import stat
import struct
import subprocess
import sys
import textwrap
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pytest
import tifffile
from PIL import Image

from engine.errors import BadInput, EngineError, TooLarge, UnsupportedFile, WriteFailed
from engine.geometry import Size
from engine.photo import Limits, Photo, SaveOptions, photo_from_pixels, probe, read_photo, write_photo
from engine.photo.exif import orientation_of

ROOT = Path(__file__).resolve().parents[3]
RNG = np.random.default_rng(23)
RGB8 = RNG.integers(0, 256, (24, 32, 3), np.uint8)
RGB16 = RNG.integers(0, 65536, (24, 32, 3), np.uint16)
ALPHA8 = RNG.integers(0, 256, (24, 32), np.uint8)
ALPHA16 = RNG.integers(0, 65536, (24, 32), np.uint16)


def _pillow(samples: np.ndarray, format_name: str, **extra: Any) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(samples).save(stream, format_name, **extra)
    return stream.getvalue()


def _tiff(samples: np.ndarray, **extra: Any) -> bytes:
    stream = io.BytesIO()
    tifffile.imwrite(stream, samples, **extra)
    return stream.getvalue()


def _cmyk(format_name: str) -> bytes:
    stream = io.BytesIO()
    Image.frombytes("CMYK", (32, 24), np.dstack([RGB8, ALPHA8]).tobytes()).save(stream, format_name)
    return stream.getvalue()


def _sound_files() -> dict[str, bytes]:
    smooth = np.add.outer(np.arange(24) * 5, np.arange(32) * 3).astype(np.uint8)
    picture = np.dstack([smooth, smooth[::-1], smooth[:, ::-1]])
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "maker"
    return {
        "baseline.jpg": _pillow(picture, "JPEG", exif=exif, icc_profile=b"profile" * 30),
        "progressive.jpg": _pillow(picture, "JPEG", progressive=True),
        "grey.jpg": _pillow(smooth, "JPEG"),
        "cmyk.jpg": _cmyk("JPEG"),
        "colour.png": _pillow(RGB8, "PNG", exif=exif),
        "palette.png": _pillow(smooth, "PNG"),
        "deep.png": bytes(imagecodecs.png_encode(RGB16)),
        "alpha.png": _pillow(np.dstack([RGB8, ALPHA8]), "PNG"),
        "plain.tif": _pillow(RGB8, "TIFF"),
        "lzw.tif": _pillow(RGB8, "TIFF", compression="tiff_lzw"),
        "deep.tif": _tiff(RGB16, photometric="rgb", rowsperstrip=4, compression="deflate"),
        "plain deep.tif": _tiff(RGB16, photometric="rgb", rowsperstrip=4),
        "cmyk.tif": _cmyk("TIFF"),
        "lossless.webp": _pillow(RGB8, "WEBP", lossless=True),
        "lossy.webp": _pillow(picture, "WEBP"),
        "colour.bmp": _pillow(RGB8, "BMP"),
        "colour.gif": _pillow(smooth, "GIF"),
        "colour.avif": _pillow(picture, "AVIF"),
    }


SOUND = _sound_files()


def _try(path: Path) -> Photo | EngineError:
    """Open a file that may be broken; any error but ours fails the test by itself."""
    try:
        probe(path)
    except EngineError as error:
        _check_words(error, path)
    try:
        photo = read_photo(path)
    except EngineError as error:
        _check_words(error, path)
        return error
    assert photo.pixels.ndim == 3
    return photo


def _check_words(error: EngineError, path: Path) -> None:
    assert path.name in error.sentence
    assert error.advice
    assert "object at 0x" not in error.sentence


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


MALFORMED = {
    "only a signature.png": b"\x89PNG\r\n\x1a\n",
    "only a mark.jpg": b"\xff\xd8\xff",
    "no directory.tif": b"II*\0\x08\0\0\0",
    "directory behind the end.tif": b"MM\0*\xff\xff\xff\xf0",
    "empty container.webp": b"RIFF\x04\0\0\0WEBP",
    "no header.bmp": b"BM" + bytes(12),
    "no size.gif": b"GIF89a" + bytes(7),
    "no picture.avif": b"\0\0\0\x1cftypavif\0\0\0\0mif1avifmiaf" + bytes(40),
    "no samples.png": b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)),
    "no width.png": b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", 0, 8, 8, 2, 0, 0, 0)),
    "noise.jpg": b"\xff\xd8\xff\xe0" + np.random.default_rng(0).bytes(500),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_fault_01_malformed_image_is_refused_by_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(MALFORMED[name])
    assert isinstance(_try(path), BadInput)


@pytest.mark.parametrize("name", SOUND)
def test_fault_02_mutated_bytes_raise_nothing_foreign(tmp_path: Path, name: str) -> None:
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    path = tmp_path / name
    for _ in range(int(os.environ.get("TRATTEGGIO_MUTATIONS", "30"))):
        data = bytearray(SOUND[name])
        for at in rng.integers(0, len(data), rng.integers(1, 9)):
            data[at] = rng.integers(256)
        path.write_bytes(data)
        _try(path)


@pytest.mark.parametrize("name", SOUND)
def test_fault_03_truncated_file_gives_what_it_has_or_says_why_not(tmp_path: Path, name: str) -> None:
    path, data, partial = tmp_path / name, SOUND[name], 0
    path.write_bytes(data)
    whole = read_photo(path)
    assert whole.warnings == ()
    for percent in range(100):
        path.write_bytes(data[: len(data) * percent // 100])
        result = _try(path)
        if isinstance(result, Photo):
            partial += 1
            if not result.warnings:  # only what stands behind the samples was cut off
                np.testing.assert_array_equal(result.pixels, whole.pixels)
    # WebP's and AVIF's decoders give all or nothing, and this TIFF has its directory at its end.
    assert partial > 0 or name.endswith((".webp", ".avif")) or name == "lzw.tif"


CUT = ["noise.jpg", "noise.progressive.jpg", "colour.png", "deep.png", "deep.tif", "plain deep.tif"]


@pytest.mark.parametrize("name", CUT)
def test_fault_03_upper_rows_of_a_truncated_file_are_the_photos_own(tmp_path: Path, name: str) -> None:
    noise = np.random.default_rng(4).integers(0, 256, (64, 64, 3), np.uint8)
    data = SOUND.get(name) or _pillow(noise, "JPEG", progressive="progressive" in name)
    path = tmp_path / name
    path.write_bytes(data)
    whole = read_photo(path)
    path.write_bytes(data[: len(data) * 3 // 4])
    photo = read_photo(path)
    assert any("cut off" in warning for warning in photo.warnings)
    assert photo.size == whole.size
    difference = np.abs(photo.pixels.astype(float) - whole.pixels).mean(axis=(1, 2))
    assert difference[: len(difference) // 4].mean() < difference[-len(difference) // 4 :].mean()


FOREIGN = {
    "picture.eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 8 8\n%%EndComments\nshowpage\n",
    "stars.fits": b"SIMPLE  =                    T".ljust(80) + b"END".ljust(2800),
    "layers.psd": b"8BPS\0\1" + bytes(60),
    "old.tga": bytes([0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 4, 0, 24, 0]) + bytes(48),
    "map.ppm": b"P6 2 2 255\n" + bytes(12),
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "icon.ico": b"\0\0\1\0\1\0" + bytes(60),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_fault_04_formats_off_the_list_are_refused(tmp_path: Path, name: str) -> None:
    for path in (tmp_path / name, tmp_path / "disguised.jpg"):
        path.write_bytes(FOREIGN[name])
        assert isinstance(_try(path), UnsupportedFile)


@pytest.mark.parametrize(
    "name", ["baseline.jpg", "colour.png", "plain.tif", "lossless.webp", "colour.bmp", "colour.avif"]
)
def test_fault_04_content_decides_not_the_extension(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SOUND[name])
    for suffix in (".jpg", ".tif", ".txt", ""):
        path = tmp_path / f"renamed{suffix}"
        path.write_bytes(SOUND[name])
        np.testing.assert_array_equal(read_photo(path).pixels, read_photo(tmp_path / name).pixels)


def _giant_jpeg() -> bytes:
    data = bytearray(_pillow(RGB8, "JPEG"))
    struct.pack_into(">HH", data, data.index(b"\xff\xc0") + 5, 65000, 65000)
    return bytes(data)


def _giant_tiff() -> bytes:
    data = bytearray(_tiff(RGB8, photometric="rgb"))
    with tifffile.TiffFile(io.BytesIO(bytes(data))) as file:
        tags: Any = file.pages[0].tags  # type: ignore[union-attr]
        places = [tags[name].valueoffset for name in ("ImageWidth", "ImageLength")]
        codes = ["<H" if tags[name].dtype == 3 else "<I" for name in ("ImageWidth", "ImageLength")]
    for place, code in zip(places, codes, strict=True):
        struct.pack_into(code, data, place, 60000)
    return bytes(data)


GIANTS: dict[str, Callable[[], bytes]] = {
    "a.png": lambda: (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", 100_000, 60_000, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(bytes(100)))
    ),
    "a.jpg": _giant_jpeg,
    "a.tif": _giant_tiff,
    "a.bmp": lambda: (lambda data: data[:18] + struct.pack("<ii", 60000, 60000) + data[26:])(_pillow(RGB8, "BMP")),
}


@pytest.mark.parametrize("name", GIANTS)
def test_fault_05_giant_header_is_refused_before_decoding(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(GIANTS[name]())
    assert probe(path).size.area > 3_000_000_000
    with pytest.raises(TooLarge, match=r"[346],\d{3}\.\d megapixels and would take [\d.,]+ GB of memory"):
        read_photo(path)


@pytest.mark.parametrize(("width", "height"), [(32, 671_088_669), (11_000_000, 40)], ids=["too large", "just allowed"])
def test_fault_05_damaged_png_with_a_giant_header_is_never_filled_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int
) -> None:
    """A chunk before the samples is broken, so that the file is repaired, and the header asks for gigabytes."""
    monkeypatch.setattr(zlib, "compress", lambda data, level=-1: pytest.fail(f"{len(data)} bytes were packed"))
    path = tmp_path / "giant.png"
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    broken = struct.pack(">I", 4) + b"gAMA" + bytes(4) + b"nope"
    samples = _chunk(b"IDAT", zlib.compressobj().compress(bytes(3000)) + bytes(40))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + broken + samples)
    with pytest.raises(BadInput, match=r"megapixels|damaged"):
        read_photo(path, limits=Limits(bytes=1 << 40))


def test_a_damaged_tiff_logs_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    data = bytearray(SOUND["plain.tif"])
    at = data.index(struct.pack("<HHI", 277, 3, 1))
    data[at + 8 : at + 10] = struct.pack("<H", 14595)
    path = tmp_path / "many.tif"
    path.write_bytes(data)
    _try(path)
    assert caplog.records == []


def test_fault_06_photo_of_100_megapixels_opens(tmp_path: Path) -> None:
    Image.new("L", (10_100, 10_000), 77).save(tmp_path / "a.jpg", quality=50)
    photo = read_photo(tmp_path / "a.jpg")
    assert photo.size == Size(10_100, 10_000)
    assert abs(int(photo.pixels[-1, -1, 0]) - 77) <= 1


@pytest.mark.slow
def test_fault_06_photo_of_500_megapixels_opens(tmp_path: Path) -> None:
    Image.new("RGB", (25_000, 20_000), (9, 99, 199)).save(tmp_path / "a.jpg", quality=50)
    assert read_photo(tmp_path / "a.jpg").size == Size(25_000, 20_000)


@pytest.mark.parametrize("origin", [".png", ".tif"])
@pytest.mark.parametrize("target", [".png", ".tif"])
def test_fault_07_sixteen_bits_are_kept(tmp_path: Path, origin: str, target: str) -> None:
    source = tmp_path / f"in{origin}"
    write_photo(photo_from_pixels(RGB16, ALPHA16), RGB16, ALPHA16, source)
    photo = read_photo(source)
    write_photo(photo, photo.pixels, photo.alpha, tmp_path / f"out{target}")
    saved = read_photo(tmp_path / f"out{target}")
    np.testing.assert_array_equal(saved.pixels, RGB16)
    np.testing.assert_array_equal(saved.alpha, ALPHA16)  # type: ignore[arg-type]


@pytest.mark.parametrize("target", [".jpg", ".webp", ".avif", ".bmp"])
def test_fault_07_sixteen_bits_into_eight_are_told(tmp_path: Path, target: str) -> None:
    report = write_photo(photo_from_pixels(RGB16), RGB16, None, tmp_path / f"out{target}")
    assert any("8 bits" in warning for warning in report.warnings)


def _turned(samples: np.ndarray, orientation: int) -> np.ndarray:
    """The samples as a camera stores them that was held so (the inverse of what a reader does)."""
    return {
        1: lambda a: a,
        2: lambda a: a[:, ::-1],
        3: lambda a: a[::-1, ::-1],
        4: lambda a: a[::-1],
        5: lambda a: np.swapaxes(a, 0, 1),
        6: lambda a: np.rot90(a, 1),
        7: lambda a: np.swapaxes(a[::-1, ::-1], 0, 1),
        8: lambda a: np.rot90(a, -1),
    }[orientation](samples)


def _with_orientation(path: Path, samples: np.ndarray, orientation: int) -> None:
    stored = np.ascontiguousarray(_turned(samples, orientation))
    exif = Image.Exif()
    exif[0x0112] = orientation
    if path.suffix == ".tif":
        photometric = {3: "rgb", 4: "separated"}[samples.shape[2]]
        tag = [(0x0112, "H", 1, orientation, True)]
        compression = "lzw" if orientation % 2 else None
        tifffile.imwrite(path, stored, photometric=photometric, extratags=tag, compression=compression)
    elif stored.dtype == np.uint16:
        data = bytes(imagecodecs.png_encode(stored))
        path.write_bytes(data[:33] + _chunk(b"eXIf", exif.tobytes()[6:]) + data[33:])
    else:
        Image.fromarray(stored).save(path, exif=exif, **({"lossless": True} if path.suffix == ".webp" else {}))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize(
    ("name", "samples"),
    [
        ("a.png", RGB8),
        ("alpha.png", np.dstack([RGB8, ALPHA8])),
        ("deep.png", RGB16),
        ("deep alpha.png", np.dstack([RGB16, ALPHA16])),
        ("a.tif", RGB8),
        ("deep.tif", RGB16),
        ("cmyk.tif", np.dstack([RGB8, ALPHA8])),
        ("a.webp", RGB8),
    ],
)
def test_fault_08_orientation(tmp_path: Path, name: str, samples: np.ndarray, orientation: int) -> None:
    path = tmp_path / name
    _with_orientation(path, samples, orientation)
    photo = read_photo(path)
    assert photo.source.orientation == orientation
    assert probe(path).size == photo.size == Size(32, 24)
    if photo.native is not None:
        np.testing.assert_array_equal(photo.native, samples)
    else:
        np.testing.assert_array_equal(photo.pixels, samples[:, :, :3])
        if samples.shape[2] == 4:
            np.testing.assert_array_equal(photo.alpha, samples[:, :, 3])  # type: ignore[arg-type]
    write_photo(photo, photo.pixels, photo.alpha, tmp_path / f"out{path.suffix}")
    saved = read_photo(tmp_path / f"out{path.suffix}")
    assert saved.source.orientation == 1
    assert orientation_of(saved.exif) == 1
    np.testing.assert_array_equal(saved.pixels, photo.pixels)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".avif"])
def test_fault_08_orientation_in_lossy_formats(tmp_path: Path, suffix: str, orientation: int) -> None:
    blocks = np.zeros((32, 64, 3), np.uint8)
    blocks[:16, :32] = (255, 0, 0)
    blocks[16:, 32:] = (0, 0, 255)
    _with_orientation(tmp_path / f"in{suffix}", blocks, orientation)
    photo = read_photo(tmp_path / f"in{suffix}")
    assert np.abs(photo.pixels.astype(int) - blocks).mean() < 6
    write_photo(photo, photo.pixels, None, tmp_path / f"out{suffix}")
    saved = read_photo(tmp_path / f"out{suffix}")
    assert saved.source.orientation == 1
    assert np.abs(saved.pixels.astype(int) - blocks).mean() < 6


def test_fault_08_xmp_says_upright_too(tmp_path: Path) -> None:
    xmp = b'<rdf:Description tiff:Orientation="6" a:b="6"/><tiff:Orientation>6</tiff:Orientation>'
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(RGB8).save(tmp_path / "a.jpg", exif=exif, xmp=xmp)
    assert read_photo(tmp_path / "a.jpg").xmp == xmp.replace(b'tion="6"', b'tion="1"').replace(b">6<", b">1<")


def test_fault_09_profile_exif_and_xmp_are_carried(tmp_path: Path, wide_profile: bytes) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x8298] = 8, "mine"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    Image.fromarray(RGB8).save(tmp_path / "in.jpg", exif=exif, icc_profile=wide_profile, xmp=xmp, dpi=(240, 240))
    photo = read_photo(tmp_path / "in.jpg")
    for suffix in (".jpg", ".png", ".tif", ".webp", ".avif"):
        write_photo(photo, photo.pixels, None, tmp_path / f"out{suffix}")
        saved = read_photo(tmp_path / f"out{suffix}")
        assert (saved.icc, saved.xmp) == (wide_profile, xmp)
        assert saved.exif is not None
        block = Image.Exif()
        block.load(saved.exif)
        assert block[0x8298] == "mine"


def _of_mode(mode: str) -> Image.Image:
    if mode == "I;16":
        return Image.fromarray(RGB16[:, :, 0])
    if mode == "CMYK":
        return Image.frombytes("CMYK", (32, 24), np.dstack([RGB8, ALPHA8]).tobytes())
    if mode in ("LA", "RGBA"):
        return Image.fromarray(np.dstack([RGB8[:, :, 0] if mode == "LA" else RGB8, ALPHA8]))
    return Image.fromarray(RGB8).convert(mode)


@pytest.mark.parametrize(
    ("mode", "suffix"),
    [(mode, suffix) for mode in ("1", "L", "LA", "P", "RGBA", "I;16") for suffix in (".png", ".tif")]
    + [("CMYK", ".tif")],
)
def test_fault_10_every_mode_opens_and_alpha_survives_a_fill(tmp_path: Path, mode: str, suffix: str) -> None:
    _of_mode(mode).save(tmp_path / f"in{suffix}")
    photo = read_photo(tmp_path / f"in{suffix}")
    assert photo.source.mode == mode
    pixels = photo.pixels.copy()
    pixels[3:9, 4:10] = pixels[12, 12]
    write_photo(photo, pixels, photo.alpha, tmp_path / f"out{suffix}")
    saved = read_photo(tmp_path / f"out{suffix}")
    outside = np.ones((24, 32), bool)
    outside[3:9, 4:10] = False
    np.testing.assert_array_equal(saved.pixels[outside], photo.pixels[outside])
    assert (saved.alpha is None) == (photo.alpha is None)
    if photo.alpha is not None:
        np.testing.assert_array_equal(saved.alpha, photo.alpha)  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", [".tif", ".webp", ".png"])
def test_fault_11_other_pages_are_never_overwritten(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    pages = [Image.fromarray(RGB8), Image.fromarray(255 - RGB8)]
    pages[0].save(path, save_all=True, append_images=pages[1:], **({"lossless": True} if suffix == ".webp" else {}))
    before = path.read_bytes()
    photo = read_photo(path, frame=1)
    (tmp_path / f"link{suffix}").symlink_to(path)
    for target in (path, tmp_path / f"link{suffix}"):
        with pytest.raises(BadInput, match="2 pictures") as caught:
            write_photo(photo, photo.pixels, None, target, overwrite=True)
        assert "another name" in caught.value.advice
    assert path.read_bytes() == before
    write_photo(photo, photo.pixels, None, tmp_path / f"b{suffix}", options=SaveOptions(webp_lossless=True))
    np.testing.assert_array_equal(read_photo(tmp_path / f"b{suffix}").pixels, photo.pixels)


def _run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", textwrap.dedent(script), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no RLIMIT_FSIZE")
@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".bmp"])
def test_fault_12_disk_full_while_saving(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    write_photo(photo_from_pixels(RGB8), RGB8, None, path)
    before = path.read_bytes()
    script = """
        import resource, sys
        import numpy as np
        from engine.errors import WriteFailed
        from engine.photo import photo_from_pixels, write_photo
        noise = np.random.default_rng(0).integers(0, 256, (300, 300, 3), np.uint8)
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, resource.RLIM_INFINITY))
        try:
            write_photo(photo_from_pixels(noise), noise, None, sys.argv[1], overwrite=True)
        except WriteFailed as error:
            print(error)
    """
    result = _run(script, path)
    assert "no space left" in result.stdout, result.stderr
    assert "somewhere else" in result.stdout
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_fault_12_every_write_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(b"old")
    real_open = os.open

    def full(name: Any, flags: int, *rest: Any) -> int:
        if not flags & os.O_CREAT:
            return real_open(name, flags, *rest)
        os.close(real_open(name, flags, *rest))
        return real_open("/dev/full", os.O_RDWR)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(WriteFailed, match="no space left"):
        write_photo(photo_from_pixels(RGB8), RGB8, None, path, overwrite=True)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


class _FailingStream:
    """A real stream whose writes go through a failpoint."""

    def __init__(self, stream: Any, point: Callable[[], None]) -> None:
        self._stream, self._point = stream, point

    def write(self, data: bytes) -> int:
        self._point()
        return self._stream.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def __enter__(self) -> _FailingStream:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()


class _Failpoint:
    """Lets `after` calls pass and fails the next one."""

    def __init__(self, after: int) -> None:
        self.left, self.fired = after, False

    def __call__(self) -> None:
        self.left -= 1
        if self.left < 0 and not self.fired:
            self.fired = True
            raise OSError(errno.EIO, "the power went")


def _set_failpoint(monkeypatch: pytest.MonkeyPatch, call: str, point: _Failpoint) -> None:
    original = getattr(os, "fdopen" if call == "write" else call)

    def failing(*arguments: Any, **keywords: Any) -> Any:
        if call == "write":
            return _FailingStream(original(*arguments, **keywords), point)
        point()
        return original(*arguments, **keywords)

    monkeypatch.setattr(os, "fdopen" if call == "write" else call, failing)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "fdopen", "chmod"])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_fault_13_failure_at_any_step_leaves_old_or_new(tmp_path: Path, suffix: str, call: str) -> None:
    photo = photo_from_pixels(RGB8)
    write_photo(photo, RGB8, None, tmp_path / f"new{suffix}")
    new, path, fired = (tmp_path / f"new{suffix}").read_bytes(), tmp_path / f"a{suffix}", 0
    for after in range(100):
        path.write_bytes(b"old")
        point = _Failpoint(after)
        with pytest.MonkeyPatch.context() as patch:
            _set_failpoint(patch, call, point)
            try:
                write_photo(photo, RGB8, None, path, overwrite=True)
                told = False
            except WriteFailed:
                told = True
        if not point.fired:
            break
        fired += 1
        assert path.read_bytes() == (b"old" if told else new)
        assert sorted(entry.name for entry in tmp_path.iterdir()) == sorted([path.name, f"new{suffix}"])
    assert fired
    assert path.read_bytes() == new


_SAVER = """
    import os, sys
    import numpy as np
    from engine.photo import photo_from_pixels, write_photo

    photos = [photo_from_pixels(np.full((200, 200, 3), value, np.uint8)) for value in (50, 200)]
    for line in sys.stdin:
        child = os.fork()
        if child:
            print(child, flush=True)
            os.waitpid(child, 0)
            print("gone", flush=True)
            continue
        while True:
            for photo in photos:
                write_photo(photo, photo.pixels, None, sys.argv[1], overwrite=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_fault_14_killed_while_saving(tmp_path: Path, suffix: str) -> None:
    path, rng = tmp_path / f"a{suffix}", np.random.default_rng(1)
    write_photo(
        photo_from_pixels(np.full((200, 200, 3), 50, np.uint8)), np.full((200, 200, 3), 50, np.uint8), None, path
    )
    command = [sys.executable, "-c", textwrap.dedent(_SAVER), str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdin is not None
        assert saver.stdout is not None
        for _ in range(int(os.environ.get("TRATTEGGIO_KILLS", "20"))):
            saver.stdin.write("go\n")
            saver.stdin.flush()
            child = int(saver.stdout.readline())
            # The moment of the blow is the point of this test: anywhere in one of several saves.
            select.select([], [], [], rng.uniform(0, 0.03))
            os.kill(child, signal.SIGKILL)
            assert saver.stdout.readline() == "gone\n"
            photo = read_photo(path)
            assert photo.warnings == ()
            assert photo.pixels.min() == photo.pixels.max()
            assert photo.pixels[0, 0, 0] in (50, 200)
        saver.stdin.close()


@pytest.mark.parametrize("code", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_fault_18_read_only_folder_offers_save_as(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    path, real_open = tmp_path / "a.png", os.open

    def refuse(name: Any, flags: int, *rest: Any) -> int:
        if flags & os.O_CREAT:
            raise OSError(code, os.strerror(code))
        return real_open(name, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteFailed, match="read-only") as caught:
        write_photo(photo_from_pixels(RGB8), RGB8, None, path)
    assert "somewhere else" in caught.value.advice


def test_fault_18_read_only_file_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    path.chmod(stat.S_IRUSR)
    with pytest.raises(WriteFailed, match="file that is there is read-only") as caught:
        write_photo(photo_from_pixels(RGB8), RGB8, None, path, overwrite=True)
    assert "somewhere else" in caught.value.advice
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="the system has no /proc")
def test_fault_18_real_folder_that_takes_no_files() -> None:
    with pytest.raises(WriteFailed) as caught:
        write_photo(photo_from_pixels(RGB8), RGB8, None, "/proc/self/photo.png")
    assert "somewhere else" in caught.value.advice


NAMES = [
    "Füße auf dem Eis",
    "写真 照片 사진",
    "🏔️👩‍👩‍👧 holiday",
    'it\'s "quoted" & {braced} %s \\',
    "x" * 250,
    "é" * 125,
]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp", ".bmp", ".avif"])
def test_fault_20_names_of_every_kind(tmp_path: Path, name: str, suffix: str) -> None:
    path = tmp_path / f"{name}{suffix}"
    for _ in range(2):
        write_photo(photo_from_pixels(RGB8), RGB8, None, path, overwrite=True)
        assert read_photo(path).size == Size(32, 24)
        assert probe(path).size == Size(32, 24)


def test_fault_20_very_long_path(tmp_path: Path) -> None:
    folder = tmp_path
    while len(str(folder)) < 3800:
        folder = folder / ("deep " * 40)
    folder.mkdir(parents=True)
    path = folder / "🏔️.png"
    write_photo(photo_from_pixels(RGB8), RGB8, None, path)
    np.testing.assert_array_equal(read_photo(path).pixels, RGB8)
    shutil.rmtree(tmp_path / ("deep " * 40))


def test_fault_20_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300 + ".png")
    with pytest.raises(WriteFailed, match="too long"):
        write_photo(photo_from_pixels(RGB8), RGB8, None, path)
    with pytest.raises(BadInput):
        read_photo(path)


def test_source_that_names_no_file_is_no_obstacle(tmp_path: Path) -> None:
    photo = photo_from_pixels(RGB8, name="gone.png")
    several = replace(photo, source=replace(photo.source, frames=3))
    write_photo(several, RGB8, None, tmp_path / "a.png")
    write_photo(several, RGB8, None, tmp_path / "a.png", overwrite=True)
