"""Facts about the open photo, in the words of the status bar."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from engine.document import Document
from engine.geometry import Point, Rect

if TYPE_CHECKING:
    from engine.photo import Photo


def size_words(photo: Photo) -> str:
    """ "6000 × 4000 px, 24 MP"; small pictures go without megapixels."""
    megapixels = photo.size.area / 1e6
    words = f"{photo.size.width} × {photo.size.height} px"
    if megapixels < 0.95:
        return words
    return f"{words}, {megapixels:.1f} MP" if megapixels < 10 else f"{words}, {megapixels:.0f} MP"


def zoom_words(zoom: float) -> str:
    """ "9.93 %", "41.2 %", "100 %", "6400 %": three figures, and no more than whole per cents."""
    percent = zoom * 100
    return f"{percent:.0f} %" if percent >= 100 else f"{percent:.3g} %"


def depth_words(photo: Photo) -> str:
    """ "8 bit RGB", "16 bit grey with alpha"."""
    kind = "grey" if photo.is_grey else "CMYK" if photo.source.mode == "CMYK" else "RGB"
    return f"{photo.source.depth} bit {kind}{' with alpha' if photo.alpha is not None else ''}"


def profile_words(photo: Photo) -> str:
    """The name that the photo's colour profile gives itself; "sRGB" where it has none."""
    if not photo.icc:
        return "sRGB (no profile)"
    from PIL import ImageCms

    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(photo.icc))).strip()
    except (ImageCms.PyCMSError, OSError):
        return "unreadable profile"
    return name if len(name) <= 40 else f"{name[:39]}…"


def pixel_words(document: Document, point: Point) -> str:
    """Place and value of a pixel as it would be saved, in the photo's own depth; "" outside the photo."""
    x, y = int(point.x), int(point.y)
    rect = Rect(x, y, 1, 1).clipped(document.size)
    if rect.is_empty:
        return ""
    red, green, blue = (int(value) for value in document.composite.read(rect)[0, 0])
    value = str(red) if document.photo.is_grey else f"{red} {green} {blue}"
    return f"{x}, {y}:  {value}"
