"""Facts about the open photo, in the words of the status bar."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from engine.document import Document
from engine.geometry import Point, Rect
from engine.language import tr

if TYPE_CHECKING:
    from engine.photo import Photo


def size_words(photo: Photo) -> str:
    """ "6000 × 4000 px, 24 MP"; small pictures go without megapixels."""
    megapixels = photo.size.area / 1e6
    words = tr("{width} × {height} px", width=photo.size.width, height=photo.size.height)
    if megapixels < 0.95:
        return words
    return (
        tr("{words}, {megapixels:.1f} MP", words=words, megapixels=megapixels)
        if megapixels < 10
        else tr("{words}, {megapixels:.0f} MP", words=words, megapixels=megapixels)
    )


def zoom_words(zoom: float) -> str:
    """ "9.93 %", "41.2 %", "100 %", "6400 %": three figures, and no more than whole per cents."""
    percent = zoom * 100
    return f"{percent:.0f} %" if percent >= 100 else f"{percent:.3g} %"


def depth_words(photo: Photo) -> str:
    """ "8 bit RGB", "16 bit grey with alpha"."""
    kind = tr("grey") if photo.is_grey else "CMYK" if photo.source.mode == "CMYK" else "RGB"
    return tr(
        "{depth} bit {kind}{value}",
        depth=photo.source.depth,
        kind=kind,
        value=tr(" with alpha") if photo.alpha is not None else "",
    )


def profile_words(photo: Photo) -> str:
    """The name that the photo's colour profile gives itself; "sRGB" where it has none."""
    if not photo.icc:
        return tr("sRGB (no profile)")
    from PIL import ImageCms

    try:
        name = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(photo.icc))).strip()
    except (ImageCms.PyCMSError, OSError):
        return tr("unreadable profile")
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
