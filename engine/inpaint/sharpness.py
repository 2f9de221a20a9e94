"""Sharpness: what the mean of many votes has lost of grain and fine detail comes back from one source alone."""

from __future__ import annotations

import cv2
import numpy as np

from engine.geometry import Rect

_FINE = 1.5  # px, sigma: finer than this is the band that votes lose
_RADIUS = 3  # of a patch


def lost_detail(
    pixels: np.ndarray, voted: np.ndarray, hole: np.ndarray, field: tuple[np.ndarray, np.ndarray], box: Rect
) -> np.ndarray:
    """What to add to a voted picture so that its fine band is that of real pixels, each from one place.

    Two bands are blended (Burt and Adelson 1983): colours and forms come from the votes, grain and sharpness from the
    best source of each pixel. Where two pieces meet, their fine bands meet too, and no step shows.

    Args:
        pixels, voted: H x W x 3 float32 0..1.
        hole: H x W bool.
        field: y and x of every target's source, H x W int32.
        box: bounds of the hole.

    Returns:
        h x w x 3 float32, of the size of `box`; 0 outside the hole.
    """
    inside = hole[box.slices]
    rows, columns = np.nonzero(inside)
    rows, columns = rows + box.y, columns + box.x
    height, width = hole.shape
    # Close to the border no patch has its centre: the nearest one covers it.
    y, x = np.clip(rows, _RADIUS, height - 1 - _RADIUS), np.clip(columns, _RADIUS, width - 1 - _RADIUS)
    single = pixels[field[0][y, x] + rows - y, field[1][y, x] + columns - x]
    lost = np.zeros((box.height, box.width, 3), np.float32)
    lost[inside] = single - voted[rows, columns]
    lost -= cv2.GaussianBlur(lost, (0, 0), _FINE)
    return np.where(inside[..., None], lost, 0)
