"""JPEG: header and metadata through Pillow, the common kinds of samples straight through libjpeg-turbo."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

from PIL import Image, JpegImagePlugin

from engine.geometry import Size
from engine.language import mark
from engine.photo.exif import orientation_of, without_mark
from engine.photo.picture import Encoding, Picture, Samples
from engine.photo.pillow_decoding import DAMAGED, decode_image, metadata_of, open_image

_END = b"\xff\xd9"
_BETWEEN_SCANS = (b"\xff\xc4", b"\xff\xda", b"\xff\xdb", b"\xff\xdd")
_SIDE_PICTURES = mark(
    "It also holds a preview or an HDR gain map, which does not fit a changed photo and is not saved."
)


def open_jpeg(stream: BinaryIO, frame: int) -> Picture:
    """One frame of a JPEG file. May raise anything that a broken file makes Pillow raise."""
    image: Any = open_image(stream, "JPEG")
    frames, has_side_pictures = _count_frames(image)
    encoding = Encoding(
        quantisation=tuple(tuple(image.quantization[key]) for key in sorted(image.quantization)),
        subsampling=_subsampling(image),
        progressive=bool(image.info.get("progressive")),
        lossless=False,
    )
    if frame:
        image.seek(frame)
    exif = without_mark(image.info.get("exif"))
    metadata = metadata_of(image)
    return Picture(
        size=Size(*image.size),
        mode=image.mode,
        depth=8,
        frames=frames,
        has_alpha=False,
        orientation=orientation_of(exif),
        peak_factor=2.0,
        decode=lambda: decode_image(image) if frame else _decode(stream, image),
        metadata=lambda: metadata,
        encoding=encoding,
        warnings=(_SIDE_PICTURES,) if has_side_pictures else (),
    )


def _count_frames(image: Any) -> tuple[int, bool]:
    """(frames that a person may want to choose from, whether there are other pictures beside them).

    A multi-picture file (CIPA DC-007) is mostly one photo and a preview of it; only stereo pairs, panoramas and
    pictures from several angles are pictures in their own right.
    """
    pictures = getattr(image, "n_frames", 1)
    if pictures == 1:
        return 1, False
    kinds = [str(entry["Attribute"]["MPType"]) for entry in image.mpinfo[0xB002]]
    multiple = sum(kind.startswith("Multi-Frame") for kind in kinds)
    return (pictures, False) if multiple > 1 else (1, True)


def _subsampling(image: Any) -> int | None:
    if image.mode != "RGB":
        return None
    try:
        number = JpegImagePlugin.get_sampling(image)
    except (AttributeError, IndexError, TypeError):
        return None
    return number if number >= 0 else None


def _decode(stream: BinaryIO, image: Image.Image) -> Samples:
    stream.seek(0)
    data = stream.read()
    start = _scan_start(data)
    if data.find(_END, start) >= 0:
        return _decode_directly(data, image) or decode_image(open_image(io.BytesIO(data), "JPEG"))
    samples = _decode_cut_off(data, start, image)
    samples.warnings = [DAMAGED]
    return samples


def _decode_cut_off(data: bytes, start: int, image: Image.Image) -> Samples:
    """libjpeg waits for more of a progressive file until it sees its end; with an end mark it shows what it has."""
    # A cut within the tables between two scans is no scan's end: there, only what precedes the tables can be used.
    tables = max(data.rfind(mark, start + 2) for mark in _BETWEEN_SCANS)
    endings = [data + _END, data[:tables] + _END] if tables > 0 else [data + _END]
    for ended in endings:
        samples = _decode_directly(ended, image)
        if samples is not None:
            return samples
    return decode_image(open_image(io.BytesIO(endings[-1]), "JPEG"))


def _decode_directly(data: bytes, image: Image.Image) -> Samples | None:
    """Decode grey and colour without a detour through Pillow's four bytes a pixel; None where that is not possible."""
    if image.mode not in ("L", "RGB"):
        return None
    import imagecodecs

    try:
        array = imagecodecs.jpeg8_decode(data)
    except RuntimeError:
        return None
    width, height = image.size
    if image.mode == "L":
        return Samples(grey=array) if array.shape == (height, width) else None
    return Samples(colour=array) if array.shape == (height, width, 3) else None


def _scan_start(data: bytes) -> int:
    """Where the first scan begins. Before it, an end mark may belong to a thumbnail; in a scan, none can be data."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF or 0xD0 <= data[at + 1] <= 0xD8:
            at += 1 if data[at + 1] == 0xFF else 2
        else:
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return at
