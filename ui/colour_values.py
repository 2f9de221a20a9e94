"""The colour of a place in the photo, in the words of those who work with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.document import Document
from engine.geometry import Point, Rect
from engine.language import tr
from engine.photo import DisplayTransform
from engine.photo.space import lab_of

SIDES = (1, 3, 5, 11)


@dataclass(frozen=True)
class ColourValue:
    """What is shown at a place.

    Attributes:
        at: the pixel in the middle.
        side: px of the square that was averaged; cut where it reaches over the photo's edge.
        samples: the mean of red, green and blue, or of grey alone, in the photo's own depth (0..255 or 0..65535).
        depth: 8 or 16.
        srgb: the same colour for a screen of sRGB, 0..255.
        lab: CIE Lab at D50, L 0..100.
    """

    at: tuple[int, int]
    side: int
    samples: tuple[float, ...]
    depth: int
    srgb: tuple[int, int, int]
    lab: tuple[float, float, float]

    @property
    def hex(self) -> str:
        """The colour in sRGB as "#rrggbb"."""
        return "#{:02x}{:02x}{:02x}".format(*self.srgb)

    @property
    def sample_words(self) -> str:
        """ "R 203  G 180  B 90", or "Grey 41230"; a mean is rounded."""
        names = ("R", "G", "B") if len(self.samples) == 3 else (tr("Grey"),)
        return "   ".join(f"{name} {value:.0f}" for name, value in zip(names, self.samples, strict=True))

    @property
    def lab_words(self) -> str:
        """ "L 74.2  a 2.1  b −40.3"."""
        words = (f"{name} {value:.1f}" for name, value in zip("Lab", self.lab, strict=True))
        return "  ".join(words).replace("-0.0", "0.0").replace("-", "−")


def colour_at(document: Document, point: Point, side: int = 1) -> ColourValue | None:
    """The mean colour of the `side` x `side` pixels around `point`, with every patch; None outside the photo."""
    x, y = int(np.floor(point.x)), int(np.floor(point.y))
    if not (0 <= x < document.size.width and 0 <= y < document.size.height):
        return None
    rect = Rect(x - side // 2, y - side // 2, side, side).clipped(document.size)
    pixels, photo = document.composite.read(rect), document.photo
    white = np.iinfo(pixels.dtype).max
    mean = pixels.reshape(-1, 3).mean(axis=0)
    shown = DisplayTransform(photo.icc).apply(np.round(mean).astype(pixels.dtype).reshape(1, 1, 3))
    lab = lab_of((mean / white).reshape(1, 3), photo.icc)[0]
    red, green, blue = (int(value) for value in shown[0, 0])
    return ColourValue(
        (x, y),
        side,
        tuple(float(value) for value in (mean[:1] if photo.is_grey else mean)),
        8 * pixels.dtype.itemsize,
        (red, green, blue),
        (float(lab[0]), float(lab[1]), float(lab[2])),
    )
