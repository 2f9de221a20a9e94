"""Between numpy pixels and QImage. Every function copies unless its name says `wrap`."""

from __future__ import annotations

import cv2
import numpy as np
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

Format = QImage.Format


def wrap_bgra(pixels: np.ndarray, image_format: QImage.Format = Format.Format_RGB32) -> QImage:
    """A QImage over H x W x 4 uint8 BGRA memory, nothing copied.

    The array must be C-contiguous and must outlive the image.
    """
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, width * 4, image_format)


def wrap_words(pixels: np.ndarray, image_format: QImage.Format = Format.Format_ARGB32_Premultiplied) -> QImage:
    """A QImage over H x W uint32 0xAARRGGBB memory, nothing copied; the array must outlive the image."""
    height, width = pixels.shape
    return QImage(pixels.data, width, height, width * 4, image_format)


def image_from_rgb(pixels: np.ndarray) -> QImage:
    """H x W x 3 uint8 RGB -> RGB888."""
    tight = np.ascontiguousarray(pixels)
    height, width = tight.shape[:2]
    return QImage(tight.data, width, height, width * 3, Format.Format_RGB888).copy()


def image_from_rgba(pixels: np.ndarray, alpha: np.ndarray) -> QImage:
    """H x W x 3 and H x W uint8, not premultiplied -> ARGB32 premultiplied."""
    return wrap_bgra(premultiplied_bgra(pixels, alpha), Format.Format_ARGB32_Premultiplied).copy()


def premultiplied_bgra(pixels: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """H x W x 3 RGB and H x W alpha, uint8 -> H x W x 4 BGRA with the colours scaled by alpha."""
    weighted = cv2.multiply(np.ascontiguousarray(pixels), cv2.merge([alpha] * 3), scale=1 / 255)
    red, green, blue = cv2.split(weighted)
    return cv2.merge([blue, green, red, alpha])


def pixels_from_image(image: QImage) -> tuple[np.ndarray, np.ndarray | None]:
    """Any QImage -> (H x W x 3 RGB, H x W alpha or None), uint8, not premultiplied; an opaque alpha is dropped."""
    if not image.hasAlphaChannel():
        return _rows(image.convertToFormat(Format.Format_RGB888), 3), None
    rgba = _rows(image.convertToFormat(Format.Format_RGBA8888), 4)
    alpha = rgba[:, :, 3].copy()
    return rgba[:, :, :3].copy(), None if bool((alpha == 255).all()) else alpha


def pixels_from_mime(data: QMimeData) -> tuple[np.ndarray, np.ndarray | None] | None:
    """The picture on a clipboard as (RGB, alpha or None), or None where it holds none.

    PNG bytes come first: the platform's own bitmap formats often lose the alpha.
    """
    if data.hasFormat("image/png"):
        image = QImage.fromData(data.data("image/png"))
        if not image.isNull():
            return pixels_from_image(image)
    image = data.imageData() if data.hasImage() else None
    return pixels_from_image(image) if isinstance(image, QImage) and not image.isNull() else None


def _rows(image: QImage, channels: int) -> np.ndarray:
    """The samples without the padding that QImage puts at the end of each row."""
    height, width = image.height(), image.width()
    rows = np.frombuffer(image.constBits(), np.uint8, height * image.bytesPerLine()).reshape(height, -1)
    return rows[:, : width * channels].reshape(height, width, channels).copy()
