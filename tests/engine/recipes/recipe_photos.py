"""Small photos, masks and stacks for the tests of recipes."""

from __future__ import annotations

import numpy as np

from engine.document import Composite, Document, Patch
from engine.geometry import Rect
from engine.inpaint import FillSettings, InpaintRequest, fill
from engine.jobs import JobContext
from engine.photo import Photo, photo_from_pixels


def textured(width: int = 96, height: int = 72, *, depth: type = np.uint8, seed: int = 3) -> Photo:
    """A photo with colour that changes, an edge and grain."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([x * 2.0 + 20, y * 2.5 + 15, 180 - x + y], axis=-1)
    picture[height // 3 : height // 2, width // 2 :] = (190, 90, 40)
    picture = (picture + rng.normal(0, 5, picture.shape)).clip(0, 255)
    scale = 257 if depth is np.uint16 else 1
    return photo_from_pixels((picture * scale).astype(depth), name="holiday.png")


def blob(rect: Rect) -> np.ndarray:
    """An ellipse that fills `rect`: h x w uint8."""
    y, x = np.mgrid[0 : rect.height, 0 : rect.width]
    across, down = (x + 0.5) / rect.width * 2 - 1, (y + 0.5) / rect.height * 2 - 1
    return np.where(across**2 + down**2 <= 1, 255, 0).astype(np.uint8)


def filled(source: Composite, rect: Rect, method: str = "telea", **settings: object) -> Patch:
    """What a fill of an ellipse in `rect` gives."""
    wanted = FillSettings(method=method, **settings)  # type: ignore[arg-type]
    return fill(InpaintRequest(source, blob(rect), rect, wanted), JobContext()).patch


def lay(document: Document, rect: Rect, method: str = "telea", **settings: object) -> Patch:
    """Fill an ellipse of a document and lay it over."""
    patch = filled(document.composite, rect, method, **settings)
    document.add_patch(patch)
    return patch


def pixels(composite: Composite) -> np.ndarray:
    return composite.read(Rect.of(composite.size))
