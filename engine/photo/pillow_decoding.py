"""Decoding through Pillow: every format but JPEG's common kinds and what has 16 bits a channel."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from PIL import Image, ImageCms

from engine.errors import BadInput, UnsupportedFile
from engine.geometry import Size
from engine.language import mark, tr
from engine.photo.colour import strips
from engine.photo.exif import orientation_of, without_mark
from engine.photo.picture import Encoding, Metadata, Picture, Samples

if TYPE_CHECKING:
    from numpy.typing import NDArray

# The limits of engine.photo.memory rule, with a message that names the memory; Pillow's own guard would warn or raise
# in the middle of it, at a size that many cameras reach today.
Image.MAX_IMAGE_PIXELS = None

DAMAGED = mark("The file is damaged or cut off: what could be decoded is shown, the rest is blank.")
_PLAIN_TARGETS = {"1": "L", "L": "L", "LA": "LA", "RGB": "RGB", "RGBX": "RGB", "RGBA": "RGBA", "CMYK": "CMYK"}
_CONVERTED_TARGETS = {"La": "LA", "P": "RGB", "PA": "RGBA", "RGBa": "RGBA", "YCbCr": "RGB", "LAB": "RGB"}
_MODES = {"RGBX": "RGB", "RGBa": "RGBA", "La": "LA", "PA": "P", "YCbCr": "RGB", "I;16B": "I;16", "I;16L": "I;16"}
_CHANNELS = {"L": 1, "LA": 2, "RGB": 3, "RGBA": 4, "CMYK": 4}


def open_image(stream: BinaryIO, format_name: str, frame: int = 0) -> Image.Image:
    """Read the header; only the one format is tried. May raise anything that a broken file makes Pillow raise."""
    stream.seek(0)
    image = Image.open(stream, formats=[format_name])
    if frame:
        image.seek(frame)
    return image


def open_picture(stream: BinaryIO, format_name: str, frame: int) -> Picture:
    """Any format that Pillow reads at the depth it has: BMP, GIF, WebP, AVIF, JPEG XL."""
    image = open_image(stream, format_name, frame)
    warnings, lossless = _judge_container(stream, format_name)
    return Picture(
        size=Size(*image.size),
        mode=_MODES.get(image.mode, image.mode),
        depth=16 if image.mode.startswith("I;16") else 8,
        frames=getattr(image, "n_frames", 1),
        has_alpha=has_alpha(image),
        orientation=orientation_of(without_mark(image.info.get("exif"))),
        peak_factor=2.7,
        decode=lambda: decode_image(image),
        metadata=lambda: metadata_of(image),
        encoding=Encoding(lossless=lossless),
        warnings=warnings,
    )


def _judge_container(stream: BinaryIO, format_name: str) -> tuple[tuple[str, ...], bool]:
    """What Pillow does not tell: whether a WebP is lossless, and whether an AVIF has more than 8 bits."""
    stream.seek(0)
    head = stream.read(4096)
    if format_name == "WEBP":
        return (), b"VP8L" in head and b"VP8 " not in head
    if format_name != "AVIF":
        return (), True
    at = head.find(b"pixi")  # ISO/IEC 23008-12, 6.5.6: version and flags, the number of channels, the bits of each
    bits = head[at + 9] if 0 <= at < len(head) - 9 else 8
    if bits <= 8:
        return (), False
    return (tr("This AVIF stores {bits} bits per channel; it was read at 8 bits.", bits=bits),), False


def nothing_decodable() -> BadInput:
    return BadInput(
        tr("The file is damaged, and nothing of the picture can be decoded."), tr("Try another copy of it.")
    )


def has_alpha(image: Image.Image) -> bool:
    return image.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in image.info


def decode_image(image: Image.Image) -> Samples:
    """Decode, as far as the file goes; a warning in the result says where that is not to its end.

    Raises:
        BadInput: nothing could be decoded.
        UnsupportedFile: the samples are of a kind with no fixed white, such as floating point.
        Exception: whatever else a broken file makes Pillow raise.
    """
    check_kind(image.mode)
    damaged = not _load(image)
    samples = _sixteen_bit_grey(image) if image.mode.startswith("I;16") else _converted(image)
    if damaged:
        samples.warnings.append(DAMAGED)
    return samples


def check_kind(mode: str) -> None:
    """Raise UnsupportedFile for modes that have no place in 8 or 16 bits."""
    if mode == "F":
        raise UnsupportedFile(tr("The file holds floating-point samples, which have no fixed white."), _TO_16_BITS)
    if mode not in _PLAIN_TARGETS and mode not in _CONVERTED_TARGETS and not mode.startswith("I;16"):
        raise UnsupportedFile(
            tr("The file holds samples of a kind that is not a photo's ({mode}).", mode=mode), _TO_16_BITS
        )


_TO_16_BITS = mark("Convert it to 16 bits per channel in the program that made it.")


def _load(image: Any) -> bool:
    """Decode; False where it broke off and the rest stays blank."""
    try:
        image.load()
        return True
    except MemoryError:
        raise
    except Exception:
        # Pillow keeps what it has decoded. With no tiles left to do, it hands that out.
        image.tile = []
        image.load()
        if image.getbbox() is None:
            raise nothing_decodable() from None
        return False


def _sixteen_bit_grey(image: Image.Image) -> Samples:
    return Samples(grey=np.asarray(image).astype(np.uint16))


def _converted(image: Image.Image) -> Samples:
    target = _PLAIN_TARGETS.get(image.mode) or _CONVERTED_TARGETS[image.mode]
    if "transparency" in image.info and target in ("L", "RGB"):
        target = {"L": "LA", "RGB": "RGBA"}[target]
    samples = _split(_to_array(image, target), target)
    if image.mode in ("RGBa", "La"):
        samples.warnings.append(tr("Its premultiplied transparency was undone, which rounds faint pixels."))
    if image.mode == "RGBX":
        samples.warnings.append(tr("It has a fourth channel that is no transparency; it was left out."))
    if image.mode == "LAB":
        samples.warnings.append(tr("Its Lab colours were converted to sRGB."))
        samples.is_srgb = True
    return samples


def _to_array(image: Image.Image, target: str) -> NDArray:
    width, height = image.size
    channels = _CHANNELS[target]
    array = np.empty((height, width) if channels == 1 else (height, width, channels), np.uint8)
    convert = _lab_to_rgb() if image.mode == "LAB" else lambda strip: strip.convert(target)
    for rows in strips(array):  # so that the photo is never in memory three times
        strip = image.crop((0, rows.start, width, min(height, rows.stop)))
        array[rows] = np.asarray(strip if strip.mode == target else convert(strip))
    return array


def _lab_to_rgb() -> Any:
    transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
    return lambda strip: ImageCms.applyTransform(strip, transform)


def _split(array: NDArray, target: str) -> Samples:
    if target == "L":
        return Samples(grey=array)
    if target == "LA":
        return Samples(grey=array[:, :, 0], alpha=array[:, :, 1])
    if target == "CMYK":
        return Samples(ink=array)
    return Samples(colour=array[:, :, :3], alpha=array[:, :, 3] if target == "RGBA" else None)


def metadata_of(image: Image.Image) -> Metadata:
    """What Pillow found beside the samples; all of it optional, none of it worth failing for."""
    info = image.info
    return Metadata(
        icc=_bytes(info.get("icc_profile")),
        exif=without_mark(_bytes(info.get("exif"))),
        xmp=_bytes(info.get("xmp")),
        dpi=plausible_dpi(info.get("dpi")),
    )


def plausible_dpi(value: Any) -> tuple[float, float] | None:
    """(x, y) where both are numbers that a device can have."""
    try:
        x, y = (float(part) for part in value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return (x, y) if all(math.isfinite(part) and 0.01 <= part <= 1e6 for part in (x, y)) else None


def _bytes(value: Any) -> bytes | None:
    if isinstance(value, str):
        value = value.encode()
    return bytes(value) or None if isinstance(value, bytes | bytearray) else None
