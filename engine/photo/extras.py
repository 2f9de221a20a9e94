"""Formats that need an optional package: HEIC (pillow-heif), JPEG XL (pillow-jxl-plugin), camera raw (rawpy)."""

from __future__ import annotations

import importlib
import io
from typing import Any, BinaryIO

import numpy as np

from engine.geometry import Size
from engine.language import tr
from engine.photo.exif import TiffReader, block_of_tiff, orientation_of, without_mark
from engine.photo.formats import EXTRAS, missing_extra
from engine.photo.picture import Encoding, Metadata, Picture, Samples
from engine.photo.pillow_decoding import open_picture


def open_extra(stream: BinaryIO, format_name: str, frame: int, file_name: str) -> Picture:
    """One frame of a file of an optional format.

    Raises:
        MissingExtra: the package is not installed; the message says how to get it.
        Exception: whatever a broken file makes the package raise.
    """
    try:
        module = importlib.import_module(EXTRAS[format_name].module)
    except ImportError as error:
        raise missing_extra(format_name, file_name) from error
    if format_name == "HEIC":
        return _open_heic(module, stream, frame)
    if format_name == "RAW":
        return _open_raw(module, stream)
    return open_picture(stream, "JXL", frame)  # importing the plugin has taught Pillow the format


def _open_heic(pillow_heif: Any, stream: BinaryIO, frame: int) -> Picture:
    stream.seek(0)
    file = pillow_heif.open_heif(stream, convert_hdr_to_8bit=False)
    if frame >= len(file):
        raise EOFError(tr("no such picture"))
    image = file[frame]
    mode, _, wide = image.mode.partition(";")
    exif = without_mark(image.info.get("exif"))
    return Picture(
        size=Size(*image.size),
        mode="I;16" if wide and mode == "L" else mode,
        depth=16 if wide else 8,
        frames=len(file),
        has_alpha=mode in ("LA", "RGBA"),
        orientation=orientation_of(exif),
        peak_factor=2.5,
        decode=lambda: _split(np.asarray(image)),
        metadata=lambda: Metadata(image.info.get("icc_profile"), exif, image.info.get("xmp") or None),
        encoding=Encoding(lossless=False),
    )


def _split(array: np.ndarray) -> Samples:
    if array.ndim == 2:
        return Samples(grey=array)
    channels = array.shape[2]
    alpha = array[:, :, -1] if channels in (2, 4) else None
    return Samples(colour=array[:, :, :3], alpha=alpha) if channels >= 3 else Samples(grey=array[:, :, 0], alpha=alpha)


def _open_raw(rawpy: Any, stream: BinaryIO) -> Picture:
    stream.seek(0)
    data = stream.read()
    raw = rawpy.imread(io.BytesIO(data))
    width, height = raw.sizes.width, raw.sizes.height
    if raw.sizes.flip in (5, 6):  # LibRaw turns the picture upright itself
        width, height = height, width
    return Picture(
        size=Size(width, height),
        mode="RGB",
        depth=16,
        frames=1,
        has_alpha=False,
        orientation=1,
        peak_factor=4.0,
        decode=lambda: _developed(rawpy, raw),
        metadata=lambda: Metadata(exif=_raw_exif(data)),
        warnings=(
            tr("This camera raw file was developed with the camera's white balance; save it in another format."),
        ),
    )


def _developed(rawpy: Any, raw: Any) -> Samples:
    pixels = raw.postprocess(use_camera_wb=True, output_bps=16, output_color=rawpy.ColorSpace.sRGB, gamma=(2.4, 12.92))
    return Samples(colour=pixels, is_srgb=True)


def _raw_exif(data: bytes) -> bytes | None:
    try:
        reader = TiffReader(io.BytesIO(data))
        return block_of_tiff(reader, reader.directory(reader.first))
    except Exception:
        return None  # many raw formats are no TIFF; the photo is worth opening without
