"""A picture's samples and metadata as the bytes of a file."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from PIL import Image

from engine.errors import TooLarge
from engine.language import tr
from engine.photo import tiff
from engine.photo.photo import Source
from engine.photo.picture import Metadata
from engine.photo.png import XMP_KEYWORD, chunk
from engine.photo.provenance import Provenance
from engine.photo.tiff_writing import tiff_writer

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The marker's length counts itself and is 16 bits wide.
_JPEG_EXIF_LIMIT = 65533 - 6
JPEG_XMP_LIMIT = 65533 - 29
_LONGEST_SIDE = {"JPEG": 65500, "WEBP": 16383, "AVIF": 65535}
_PNG_HEADER_END = 33
_METRE_IN_INCHES = 1 / 0.0254


@dataclass(frozen=True)
class SaveOptions:
    """How to save. None leaves the choice to the source.

    jpeg_quality: 1 to 100; None takes a JPEG source's own quantisation and subsampling, or 95 at 4:4:4.
    webp_lossless: None is lossless where the source is a lossless WebP.
    webp_quality, avif_quality: 1 to 100.
    png_level: zlib's, 1 (fast) to 9 (small).
    metadata: False leaves EXIF, XMP, text and resolution out; the colour profile always stays.
    provenance: what the file is to say of how its picture came about, in XMP; None says nothing. It is said even where
        `metadata` is False.
    """

    jpeg_quality: int | None = None
    webp_lossless: bool | None = None
    webp_quality: int = 90
    avif_quality: int = 90
    png_level: int = 3
    metadata: bool = True
    provenance: Provenance | None = None


@dataclass
class Content:
    """What is to be saved, already in a form that the target format can hold.

    samples: H x W x C, uint8 or uint16: grey, RGB or CMYK, and transparency as the last channel where `has_alpha`.
    """

    samples: NDArray
    kind: str  # "L", "RGB" or "CMYK"
    has_alpha: bool
    bilevel: bool
    metadata: Metadata
    source: Source
    warnings: list[str] = field(default_factory=list)
    is_marked: bool = False  # whether `metadata` say what SaveOptions.provenance asks for

    @property
    def depth(self) -> int:
        return self.samples.dtype.itemsize * 8

    @property
    def mode(self) -> str:
        """In Pillow's names, as in Source."""
        if self.bilevel:
            return "1"
        if self.kind == "L" and not self.has_alpha and self.depth == 16:
            return "I;16"
        return self.kind + ("A" if self.has_alpha else "")


def encode(content: Content, format_name: str, options: SaveOptions) -> bytes | Callable[[BinaryIO], None]:
    """The file's bytes, or a function that writes them.

    Raises:
        TooLarge: the format cannot hold pictures of this size.
    """
    longest = max(content.samples.shape[:2])
    limit = _LONGEST_SIDE.get(format_name, longest)
    if longest > limit:
        sentence = tr(
            "{format_name} holds pictures of up to {limit:,} pixels a side; this one has {longest:,}.",
            format_name=format_name,
            limit=limit,
            longest=longest,
        )
        raise TooLarge(sentence, tr("Save it as PNG or TIFF."))
    return _ENCODERS[format_name](content, options)


def _encode_png(content: Content, options: SaveOptions) -> bytes:
    if content.bilevel:
        plain = _saved(_image(content), "PNG", compress_level=options.png_level)
    else:
        import imagecodecs

        samples = content.samples[:, :, 0] if content.samples.shape[2] == 1 else content.samples
        plain = bytes(imagecodecs.png_encode(np.ascontiguousarray(samples), level=options.png_level))
    return b"".join([plain[:_PNG_HEADER_END], *_png_chunks(content), plain[_PNG_HEADER_END:]])


def _png_chunks(content: Content) -> list[bytes]:
    metadata, chunks = content.metadata, []
    for kind, data in metadata.png_chunks:
        if not (metadata.icc and kind in (b"sRGB", b"iCCP")):
            chunks.append(chunk(kind, data))
    if metadata.icc:
        chunks.append(chunk(b"iCCP", b"ICC profile\0\0" + zlib.compress(metadata.icc)))
    if metadata.dpi:
        per_metre = [round(value * _METRE_IN_INCHES).to_bytes(4, "big") for value in metadata.dpi]
        chunks.append(chunk(b"pHYs", per_metre[0] + per_metre[1] + b"\1"))
    if metadata.exif:
        chunks.append(chunk(b"eXIf", metadata.exif))
    if metadata.xmp:
        chunks.append(chunk(b"iTXt", XMP_KEYWORD + b"\0\0\0\0\0" + metadata.xmp))
    return chunks


def _encode_tiff(content: Content, options: SaveOptions) -> Callable[[BinaryIO], None]:
    photometric = {"L": tiff.BLACK_IS_ZERO, "RGB": tiff.RGB, "CMYK": tiff.CMYK}[content.kind]
    return tiff_writer(
        content.samples,
        photometric,
        content.metadata,
        has_alpha=content.has_alpha,
        bilevel=content.bilevel,
        compress=content.source.format != "TIFF" or content.source.compressed,
    )


def _encode_jpeg(content: Content, options: SaveOptions) -> bytes:
    metadata, extra = content.metadata, _jpeg_encoding(content, options)
    if metadata.icc:
        extra["icc_profile"] = metadata.icc
    if metadata.dpi and max(metadata.dpi) < 65535:
        extra["dpi"] = metadata.dpi
    if metadata.exif and _fits(content, "EXIF", metadata.exif, _JPEG_EXIF_LIMIT):
        extra["exif"] = b"Exif\0\0" + metadata.exif
    if metadata.xmp and _fits(content, "XMP", metadata.xmp, JPEG_XMP_LIMIT):
        extra["xmp"] = metadata.xmp
    return _saved(_image(content), "JPEG", **extra)


def _fits(content: Content, title: str, data: bytes, limit: int) -> bool:
    if len(data) <= limit:
        return True
    content.warnings.append(tr("The {title} data are larger than a JPEG can hold and were left out.", title=title))
    return False


def _jpeg_encoding(content: Content, options: SaveOptions) -> dict[str, Any]:
    source = content.source
    if options.jpeg_quality is not None:
        return {"quality": options.jpeg_quality, "subsampling": 0}
    tables = [list(table) for table in source.quantisation[:2]]
    if source.format != "JPEG" or not tables or any(len(table) != 64 for table in tables):
        return {"quality": 95, "subsampling": 0}
    if content.kind == "RGB" and len(tables) == 1:
        tables *= 2
    subsampling = 0 if source.subsampling is None or content.kind != "RGB" else source.subsampling
    return {"qtables": tables, "subsampling": subsampling, "progressive": source.progressive}


def _encode_webp(content: Content, options: SaveOptions) -> bytes:
    lossless = options.webp_lossless
    if lossless is None:
        lossless = content.source.format == "WEBP" and content.source.lossless
    # `exact` keeps the colours under full transparency, as every other format does.
    return _saved(
        _image(content),
        "WEBP",
        lossless=lossless,
        quality=75 if lossless else options.webp_quality,
        exact=True,
        **_blocks(content),
    )


def _encode_avif(content: Content, options: SaveOptions) -> bytes:
    return _saved(_image(content), "AVIF", quality=options.avif_quality, subsampling="4:4:4", **_blocks(content))


def _encode_bmp(content: Content, options: SaveOptions) -> bytes:
    extra = {"dpi": content.metadata.dpi} if content.metadata.dpi else {}
    return _saved(_image(content), "BMP", **extra)


def _blocks(content: Content) -> dict[str, bytes]:
    metadata = content.metadata
    pairs = {"icc_profile": metadata.icc, "exif": metadata.exif, "xmp": metadata.xmp}
    return {key: value for key, value in pairs.items() if value}


def _image(content: Content) -> Image.Image:
    height, width, channels = content.samples.shape
    samples = np.ascontiguousarray(content.samples)
    if content.kind == "CMYK":
        return Image.frombuffer("CMYK", (width, height), samples, "raw", "CMYK", 0, 1)
    if content.bilevel:
        return Image.fromarray(samples[:, :, 0]).convert("1", dither=Image.Dither.NONE)
    return Image.fromarray(samples[:, :, 0] if channels == 1 else samples)


def _saved(image: Image.Image, format_name: str, **extra: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, format_name, **extra)
    return stream.getvalue()


_ENCODERS: dict[str, Callable[[Content, SaveOptions], bytes | Callable[[BinaryIO], None]]] = {
    "JPEG": _encode_jpeg,
    "PNG": _encode_png,
    "TIFF": _encode_tiff,
    "WEBP": _encode_webp,
    "AVIF": _encode_avif,
    "BMP": _encode_bmp,
}
