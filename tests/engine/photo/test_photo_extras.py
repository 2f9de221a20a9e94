"""Formats that need an optional package: offered by name without it, opened with it."""

from __future__ import annotations

import importlib.util
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from engine.errors import BadInput, MissingExtra
from engine.photo import probe, read_photo
from engine.photo.exif import pack_block
from engine.photo.formats import EXTRAS, sniff

RGB8 = np.random.default_rng(1).integers(0, 256, (12, 16, 3), np.uint8)
SAMPLES = {
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(80),
    "JXL": b"\xff\x0a" + bytes(80),
    "RAW": pack_block({0xC612: (1, 4, b"\1\4\0\0")}, "<") + bytes(80),
}


@pytest.fixture
def hide(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a module impossible to import."""

    def block(name: str) -> None:
        monkeypatch.setitem(sys.modules, name, None)

    return block


PACKAGES = [("HEIC", "pillow-heif"), ("JXL", "pillow-jxl-plugin"), ("RAW", "rawpy")]


@pytest.mark.parametrize(("format_name", "package"), PACKAGES)
def test_missing_package_is_named(tmp_path: Path, hide: Callable[[str], None], format_name: str, package: str) -> None:
    hide(EXTRAS[format_name].module)
    path = tmp_path / "holiday.jpg"
    path.write_bytes(SAMPLES[format_name])
    for read in (probe, read_photo):
        with pytest.raises(MissingExtra, match=r"holiday\.jpg.*" + EXTRAS[format_name].title) as caught:
            read(path)
        assert caught.value.extra == EXTRAS[format_name].name
        assert f"pip install {package}" in caught.value.advice


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JXL"),
        (b"\0\0\0\x18ftypcrx \0\0\0\1crx isom", "RAW"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf", "AVIF"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", None),
        (b"II*\0\x10\0\0\0CR\2\0", "RAW"),
        (b"FUJIFILMCCD-RAW 0201", "RAW"),
        (b"IIU\0\x18\0\0\0", "RAW"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", None),
        (b"SIMPLE  =                    T", None),
        (b"8BPS\0\1", None),
    ],
)
def test_signatures(head: bytes, expected: str | None) -> None:
    assert sniff(head) == expected


def test_tiff_with_a_raw_files_name_is_camera_raw(tmp_path: Path, hide: Callable[[str], None]) -> None:
    hide("rawpy")
    path = tmp_path / "a.NEF"
    Image.fromarray(RGB8).save(path, "TIFF")
    with pytest.raises(MissingExtra, match="camera raw"):
        read_photo(path)


def _stand_in(name: str, monkeypatch: pytest.MonkeyPatch, **members: Any) -> None:
    module = ModuleType(name)
    for key, value in members.items():
        setattr(module, key, value)
    monkeypatch.setitem(sys.modules, name, module)


def test_raw_is_developed_at_sixteen_bits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a stand-in for rawpy, whose real files are too large to ship: what we ask of it, and what we make of it."""
    asked: dict[str, Any] = {}
    developed = np.full((16, 12, 3), 40000, np.uint16)

    def postprocess(**settings: Any) -> np.ndarray:
        asked.update(settings)
        return developed

    raw = SimpleNamespace(sizes=SimpleNamespace(width=16, height=12, flip=6), postprocess=postprocess)
    _stand_in("rawpy", monkeypatch, imread=lambda _: raw, ColorSpace=SimpleNamespace(sRGB="sRGB"))
    tags = {0xC612: (1, 4, b"\1\4\0\0"), 0x010F: (2, 6, b"maker\0"), 0x0112: (3, 1, struct.pack("<H", 6))}
    (tmp_path / "a.dng").write_bytes(pack_block(tags, "<"))
    photo = read_photo(tmp_path / "a.dng")
    assert (photo.source.format, photo.source.depth, photo.icc) == ("RAW", 16, None)
    assert asked["output_bps"] == 16
    np.testing.assert_array_equal(photo.pixels, developed)
    assert photo.exif is not None
    assert b"maker" in photo.exif
    assert probe(tmp_path / "a.dng").size == photo.size


class _HeicImage:
    def __init__(self, samples: np.ndarray, mode: str) -> None:
        self.samples, self.mode, self.info = samples, mode, {"exif": b"", "icc_profile": b"icc"}
        self.size = (samples.shape[1], samples.shape[0])

    def __array__(self, *_: Any, **__: Any) -> np.ndarray:
        return self.samples


@pytest.mark.parametrize(
    ("mode", "shape", "depth"), [("RGB", (12, 16, 3), 8), ("RGBA;16", (12, 16, 4), 16), ("L", (12, 16), 8)]
)
def test_heic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str, shape: tuple[int, ...], depth: int) -> None:
    samples = np.random.default_rng(2).integers(0, 2**depth, shape).astype(f"u{depth // 8}")
    _stand_in("pillow_heif", monkeypatch, open_heif=lambda *_, **__: [_HeicImage(samples, mode)])
    (tmp_path / "a").write_bytes(SAMPLES["HEIC"])
    photo = read_photo(tmp_path / "a")
    colour = samples[:, :, :3] if samples.ndim == 3 else np.dstack([samples] * 3)
    np.testing.assert_array_equal(photo.pixels, colour)
    assert (photo.alpha is not None) == (len(shape) == 3 and shape[2] == 4)
    assert photo.source.depth == depth
    with pytest.raises(BadInput, match="no such page"):
        read_photo(tmp_path / "a", frame=1)


@pytest.mark.skipif(importlib.util.find_spec("pillow_heif") is None, reason="pillow-heif is not installed")
@pytest.mark.parametrize("depth", [8, 16])
def test_real_heic(tmp_path: Path, depth: int) -> None:
    pillow_heif: Any = importlib.import_module("pillow_heif")
    samples = RGB8 if depth == 8 else RGB8.astype(np.uint16) * 257
    file = pillow_heif.from_bytes("RGB" if depth == 8 else "RGB;16", (16, 12), samples.tobytes())
    file.save(tmp_path / "a.heic", quality=-1, chroma=444, matrix_coefficients=0)
    photo = read_photo(tmp_path / "a.heic")
    assert photo.source.format == "HEIC"
    assert photo.source.depth == depth
    assert np.abs(photo.pixels.astype(int) - samples).max() <= (2 if depth == 8 else 64)


@pytest.mark.skipif(importlib.util.find_spec("pillow_jxl") is None, reason="pillow-jxl-plugin is not installed")
def test_real_jpeg_xl(tmp_path: Path) -> None:
    importlib.import_module("pillow_jxl")
    Image.fromarray(RGB8).save(tmp_path / "a.jxl", "JXL", lossless=True)
    photo = read_photo(tmp_path / "a.jxl")
    assert photo.source.format == "JXL"
    np.testing.assert_array_equal(photo.pixels, RGB8)


@pytest.mark.skipif(importlib.util.find_spec("rawpy") is None, reason="rawpy is not installed")
def test_real_rawpy_refuses_what_is_no_raw_file(tmp_path: Path) -> None:
    (tmp_path / "a.dng").write_bytes(SAMPLES["RAW"])
    with pytest.raises(BadInput, match=r"a\.dng"):
        read_photo(tmp_path / "a.dng")
