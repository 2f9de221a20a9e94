"""PNG (W3C PNG, third edition): its chunks, its 16 bits, and what can be saved of a damaged one."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from engine.geometry import Size
from engine.photo.exif import orientation_of, without_mark
from engine.photo.picture import Metadata, Picture, Samples
from engine.photo.pillow_decoding import DAMAGED, decode_image, has_alpha, metadata_of, nothing_decodable, open_image

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIGNATURE = b"\x89PNG\r\n\x1a\n"
XMP_KEYWORD = b"XML:com.adobe.xmp"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_WIDE_MODES = {0: "I;16", 2: "RGB", 4: "LA", 6: "RGBA"}
_CARRIED = (b"tEXt", b"zTXt", b"iTXt", b"gAMA", b"cHRM", b"sRGB", b"cICP")
_MOST_CARRIED_BYTES = 16 << 20
_LEAST_SHARE = 200  # one part in so many of a picture is worth showing
_ADAM7 = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


class _Header:
    """IHDR."""

    def __init__(self, data: bytes) -> None:
        self.width, self.height, self.bits, self.colour, _, _, self.interlaced = struct.unpack(">IIBBBBB", data[:13])
        if self.colour not in _CHANNELS or not self.width or not self.height:
            raise ValueError("not a PNG header")

    @property
    def stream_bytes(self) -> int:
        """The length of the filtered samples before compression."""
        bits = self.bits * _CHANNELS[self.colour]
        if not self.interlaced:
            return self.height * (1 + (self.width * bits + 7) // 8)
        total = 0
        for x, y, step_x, step_y in _ADAM7:
            columns = max(0, -(-(self.width - x) // step_x))
            rows = max(0, -(-(self.height - y) // step_y))
            total += rows * (1 + (columns * bits + 7) // 8) if columns else 0
        return total


def open_png(stream: BinaryIO, frame: int) -> Picture:
    """One frame of a PNG file. May raise anything that a broken file makes its decoders raise."""
    header = _read_header(stream)
    image, damaged = _open_or_repair(stream, frame)
    wide = header.bits == 16 and not frame
    chunks = list(_ancillary(stream))
    exif = next((data for kind, data in chunks if kind == b"eXIf"), None) or _text_exif(image)
    return Picture(
        size=Size(*image.size),
        mode=_WIDE_MODES[header.colour] if wide else image.mode,
        depth=16 if wide else 8,
        frames=getattr(image, "n_frames", 1),
        has_alpha=has_alpha(image) or header.colour in (4, 6),
        orientation=orientation_of(exif),
        peak_factor=2.2 if wide else 2.7,
        decode=lambda: _decode_wide(stream, header) if wide else _decode_narrow(stream, image, damaged),
        metadata=lambda: _metadata(image, exif, chunks),
    )


def _read_header(stream: BinaryIO) -> _Header:
    stream.seek(0)
    head = stream.read(33)
    if head[12:16] != b"IHDR":
        raise ValueError("no PNG header")
    return _Header(head[16:29])


def _open_or_repair(stream: BinaryIO, frame: int) -> tuple[Any, bool]:
    try:
        return open_image(stream, "PNG", frame), False
    except EOFError:
        raise
    except Exception:
        # Its header alone: whether there is memory for the samples is judged by what it says.
        return open_image(io.BytesIO(_repaired(stream, samples=False)), "PNG"), True


def _decode_narrow(stream: BinaryIO, image: Any, damaged: bool) -> Samples:
    if not damaged:
        try:
            image.load()
        except MemoryError:
            raise
        except Exception:
            damaged = True
    if not damaged:
        return decode_image(image)
    samples = decode_image(open_image(io.BytesIO(_repaired(stream)), "PNG"))
    samples.warnings = [DAMAGED]
    return samples


def _decode_wide(stream: BinaryIO, header: _Header) -> Samples:
    import imagecodecs

    stream.seek(0)
    warnings = []
    try:
        array = imagecodecs.png_decode(stream.read())
    except RuntimeError:
        array, warnings = imagecodecs.png_decode(_repaired(stream)), [DAMAGED]
    if array.shape[:2] != (header.height, header.width) or array.dtype != np.uint16:
        raise ValueError("the samples do not fit the header")
    return _split_wide(array, warnings)


def _split_wide(array: NDArray, warnings: list[str]) -> Samples:
    channels = 1 if array.ndim == 2 else array.shape[2]
    alpha = array[:, :, -1] if channels in (2, 4) else None
    if channels >= 3:
        return Samples(colour=array[:, :, :3], alpha=alpha, warnings=warnings)
    return Samples(grey=array if channels == 1 and array.ndim == 2 else array[:, :, 0], alpha=alpha, warnings=warnings)


def _metadata(image: Any, exif: bytes | None, chunks: list[tuple[bytes, bytes]]) -> Metadata:
    found = metadata_of(image)
    xmp = next((xmp for kind, data in chunks if kind == b"iTXt" and (xmp := _xmp_of(data))), None)
    carried = tuple((kind, data) for kind, data in chunks if kind in _CARRIED and not _is_block(kind, data))
    return Metadata(found.icc, exif, xmp or found.xmp, found.dpi, carried)


def _text_exif(image: Any) -> bytes | None:
    """EXIF from where older programs put it: text chunks in hexadecimal."""
    exif = without_mark(image.info.get("exif"))
    if exif is None and any(str(key).startswith("Raw profile type") for key in image.info):
        exif = without_mark(image.getexif().tobytes())
    return exif


def _is_block(kind: bytes, data: bytes) -> bool:
    """Whether a text chunk is EXIF, XMP or a profile in disguise; those are written anew."""
    return kind in (b"tEXt", b"zTXt", b"iTXt") and data.startswith((XMP_KEYWORD, b"Raw profile type"))


def _xmp_of(data: bytes) -> bytes | None:
    """The packet in an uncompressed iTXt chunk: keyword, flag, method, language, translated keyword, text."""
    keyword, _, rest = data.partition(b"\0")
    if keyword != XMP_KEYWORD or rest[:1] != b"\0":
        return None
    return rest[2:].split(b"\0", 2)[-1] or None


def _chunks(stream: BinaryIO) -> Iterator[tuple[bytes, int, int]]:
    """(type, where its data begins, how long it is) of every chunk, as far as the file goes."""
    length = stream.seek(0, io.SEEK_END)
    at = len(SIGNATURE)
    while at + 8 <= length:
        stream.seek(at)
        count, kind = struct.unpack(">I4s", stream.read(8))
        yield kind, at + 8, min(count, length - at - 8)
        at += 12 + count


def _ancillary(stream: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Chunks worth keeping whose check sum holds."""
    left = _MOST_CARRIED_BYTES
    for kind, at, count in _chunks(stream):
        if kind not in (*_CARRIED, b"eXIf") or count > left:
            continue
        stream.seek(at)
        data, check = stream.read(count), stream.read(4)
        if len(check) == 4 and zlib.crc32(kind + data) == int.from_bytes(check, "big"):
            left -= count
            yield kind, data


def _repaired(stream: BinaryIO, samples: bool = True) -> bytes:
    """A sound PNG with the samples that can be decompressed, followed by blank ones; or one without any samples.

    Raises:
        BadInput: next to nothing of the samples can be had.
    """
    stream.seek(0)
    data = stream.read()
    header = _Header(data[16:29])
    parts: dict[bytes, bytearray] = {b"PLTE": bytearray(), b"tRNS": bytearray(), b"IDAT": bytearray()}
    for kind, at, count in _chunks(io.BytesIO(data)):
        if kind in parts:
            parts[kind] += data[at : at + count]
    packed = b""
    if samples:
        rows = _decompressed(bytes(parts[b"IDAT"]), header.stream_bytes)
        # Where a header has lost its senses, a few bytes would else become hundreds of blank megapixels.
        if len(rows) < max(header.stream_bytes // (2 * header.height), header.stream_bytes // _LEAST_SHARE):
            raise nothing_decodable()
        packed = zlib.compress(rows.ljust(header.stream_bytes, b"\0"), 1)
    palette = [chunk(kind, bytes(parts[kind])) for kind in (b"PLTE", b"tRNS") if parts[kind]]
    ihdr = data[16:29]
    return b"".join([SIGNATURE, chunk(b"IHDR", ihdr), *palette, chunk(b"IDAT", packed), chunk(b"IEND", b"")])


def _decompressed(data: bytes, most: int) -> bytes:
    """What a zlib stream gives before it breaks off."""
    unpack, rows, total = zlib.decompressobj(), [], 0
    for at in range(0, len(data), 1024):
        try:
            rows.append(unpack.decompress(data[at : at + 1024], most - total + 1))
        except zlib.error:
            break
        total += len(rows[-1])
        if total > most:
            break
    return b"".join(rows)[:most]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
