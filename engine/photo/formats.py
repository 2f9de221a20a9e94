"""Which file is of which format, told by its first bytes, and which formats this program handles at all."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import MissingExtra
from engine.language import mark, tr

HEAD_BYTES = 64  # as many as any signature below needs


@dataclass(frozen=True)
class Extra:
    """An optional package that reads one more format."""

    name: str  # in pyproject.toml
    module: str
    package: str
    title: str


EXTRAS = {
    "HEIC": Extra("heic", "pillow_heif", "pillow-heif", "HEIC"),
    "JXL": Extra("jxl", "pillow_jxl", "pillow-jxl-plugin", mark("JPEG XL")),
    "RAW": Extra("raw", "rawpy", "rawpy", mark("camera raw")),
}

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png",),
    "TIFF": (".tif", ".tiff"),
    "WEBP": (".webp",),
    "BMP": (".bmp", ".dib"),
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "HEIC": (".heic", ".heif"),
    "JXL": (".jxl",),
    "RAW": (".dng", ".nef", ".cr2", ".cr3", ".arw", ".raf", ".orf", ".rw2", ".pef"),
}
WRITABLE = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "AVIF")
READABLE_SUFFIXES: tuple[str, ...] = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
WRITABLE_SUFFIXES: tuple[str, ...] = tuple(suffix for name in WRITABLE for suffix in SUFFIXES[name])
READABLE_TITLE = mark("JPEG, PNG, TIFF, WebP, BMP, AVIF or GIF")

_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_RAW_STARTS = (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0")
_TIFF_STARTS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_JXL_BOX = b"\0\0\0\x0cJXL \r\n\x87\n"


def sniff(head: bytes) -> str | None:
    """The format whose signature these first bytes carry, or None where it is none that we open.

    Most camera raw files are TIFF to look at; `engine.photo.exif.is_camera_raw` tells those apart.
    """
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith(_RAW_STARTS) or (head.startswith(b"II*\0") and head[8:10] == b"CR"):
        return "RAW"
    if head.startswith(_TIFF_STARTS):
        return "TIFF"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head.startswith(b"BM"):
        return "BMP"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head.startswith((b"\xff\x0a", _JXL_BOX)):
        return "JXL"
    return _sniff_iso_media(head)


def _sniff_iso_media(head: bytes) -> str | None:
    """Tell AVIF, HEIC and CR3 apart by the brands in their first box (ISO/IEC 14496-12)."""
    if head[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))]
    if brands[0] == b"crx ":
        return "RAW"
    if _AVIF_BRANDS.intersection(brands):
        return "AVIF"
    return "HEIC" if _HEIC_BRANDS.intersection(brands) else None


def missing_extra(format_name: str, file_name: str) -> MissingExtra:
    """The error that tells which package opens this format."""
    extra = EXTRAS[format_name]
    return MissingExtra(
        tr(
            "“{file_name}” is a {title} file, and the optional package for that format is not installed.",
            file_name=file_name,
            title=extra.title,
        ),
        tr('Install the "{name}" extra with: python -m pip install {package}', name=extra.name, package=extra.package),
        extra=extra.name,
    )
