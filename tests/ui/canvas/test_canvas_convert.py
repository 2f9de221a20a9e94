from __future__ import annotations

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QImage

from ui import convert


@pytest.mark.parametrize("width", [1, 2, 3, 5, 64])
def test_rgb_survives_the_way_there_and_back(small_photo: np.ndarray, width: int) -> None:
    pixels = small_photo[:, :width]
    image = convert.image_from_rgb(pixels)
    back, alpha = convert.pixels_from_image(image)
    assert np.array_equal(back, pixels)
    assert alpha is None


def test_images_do_not_share_the_memory_they_came_from(small_photo: np.ndarray) -> None:
    image = convert.image_from_rgb(small_photo)
    before = image.pixelColor(0, 0)
    small_photo[:] = 0
    assert image.pixelColor(0, 0) == before


def test_alpha_is_kept_and_an_opaque_one_is_dropped(small_photo: np.ndarray) -> None:
    alpha = np.full(small_photo.shape[:2], 255, np.uint8)
    assert convert.pixels_from_image(convert.image_from_rgba(small_photo, alpha))[1] is None
    alpha[3:9, 4:7] = 0
    back, found = convert.pixels_from_image(convert.image_from_rgba(small_photo, alpha))
    assert found is not None
    assert np.array_equal(found, alpha)
    assert np.array_equal(back[alpha == 255], small_photo[alpha == 255])


def test_wrapped_pixels_are_seen_at_once() -> None:
    words = np.zeros((2, 3), np.uint32)
    image = convert.wrap_words(words, QImage.Format.Format_RGB32)
    words[1, 2] = 0xFF102030
    assert image.pixelColor(2, 1) == QColor(0x10, 0x20, 0x30)


def test_a_clipboard_gives_its_png_first(small_photo: np.ndarray) -> None:
    alpha = np.zeros(small_photo.shape[:2], np.uint8)
    alpha[10:] = 255
    encoded = cv2.imencode(".png", np.dstack([small_photo[:, :, ::-1], alpha]))[1]
    data = QMimeData()
    data.setData("image/png", encoded.tobytes())
    found = convert.pixels_from_mime(data)
    assert found is not None
    assert found[1] is not None
    assert np.array_equal(found[1], alpha)


def test_a_clipboard_with_a_bitmap_and_one_without(small_photo: np.ndarray) -> None:
    data = QMimeData()
    assert convert.pixels_from_mime(data) is None
    data.setImageData(convert.image_from_rgb(small_photo))
    found = convert.pixels_from_mime(data)
    assert found is not None
    assert np.array_equal(found[0], small_photo)


def test_a_broken_png_on_the_clipboard_is_no_picture() -> None:
    data = QMimeData()
    data.setData("image/png", b"\x89PNG not really")
    assert convert.pixels_from_mime(data) is None
