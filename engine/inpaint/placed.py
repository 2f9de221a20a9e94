"""A picture of the latent studio laid into the hole: warped once, its seam closed, its colours matched as wished.

It is the method "latent". A recipe of it holds the latent point and the placement, so that the patch can be made again
and its point be opened in the studio.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.geometry import Rect
from engine.inpaint import blend
from engine.language import tr
from engine.latent.placing import PlacedSample, warped
from engine.photo.colour import PhotoTransform

if TYPE_CHECKING:
    from engine.jobs import JobContext
    from engine.latent.point import LatentPoint

CONTEXT = 160  # px around a hole: all that grain is measured in, and more than colours are
LIMIT = (
    0.3  # of white, at most so much are colours shifted: a picture is placed on purpose, it is not a fill gone wrong
)
_SEAM = 0.05  # of the picture's side: so far in from the edge colours meet the photo whatever the strength
_LEAST_SEAM = 3.0  # px


@dataclass(frozen=True)
class Site:
    """Where a crop comes from.

    Args:
        crop: its place in the photo, which may be larger or smaller than the crop's array.
        place: the bounding rectangle of what was masked.
        icc: the photo's colour profile; None = sRGB.
    """

    crop: Rect
    place: Rect
    icc: bytes | None = None


class PlacedMethod:
    """A fill method (see `engine.inpaint.methods.FillMethod`) that also asks what is placed, and where the crop lies.

    Args:
        device: "auto" or a torch device.
    """

    def __init__(self, device: str = "auto") -> None:
        self._device = device
        self._painted: tuple[LatentPoint, np.ndarray] | None = None
        self.model: str | None = None
        self.facts: dict[str, float] = {}

    def fill(
        self,
        pixels: np.ndarray,
        hole: np.ndarray,
        *,
        seed: int,
        sample: PlacedSample,
        site: Site,
        context: JobContext,
    ) -> np.ndarray:
        """See `FillMethod.fill`. The seed changes nothing. `model` and `facts` say afterwards what painted, and by how
        much its picture is enlarged.

        Raises:
            ModelBroken: the point's model is missing or its weights cannot be used.
            Cancelled: through the context.
        """
        context.report(0.0, tr("Painting"))
        picture = self._picture(sample.baked or sample.point) if sample.picture is None else sample.picture
        self.model = sample.point.model
        context.report(0.4, tr("Placing"))
        square = sample.placement.square(site.place)
        self.facts = {"painted_px": picture.shape[0], "enlarged": round(square.side / picture.shape[0], 3)}
        shown = blend.to_float(PhotoTransform(site.icc).apply(picture))
        scale = pixels.shape[1] / site.crop.width
        laid = warped(shown, square, site.crop, scale=scale, sharpness=sample.sharpness)
        laid = cv2.resize(laid, pixels.shape[1::-1]) if laid.shape != pixels.shape else laid
        context.report(0.7, tr("Matching the colours"))
        weight = seam_weight(hole, sample.colour, square.side * scale)
        return blend.match_colour(pixels, laid, hole, weight=weight, limit=LIMIT)

    def _picture(self, point: LatentPoint) -> np.ndarray:
        """S x S x 3 uint8. Kept for the next crop: a mask of several parts shows parts of one picture."""
        if self._painted is None or self._painted[0] != point:
            from engine.latent.generator import open_generator

            self._painted = point, open_generator(point.model, self._device).picture(point)
        return self._painted[1]


def seam_weight(hole: np.ndarray, strength: float, side: float) -> np.ndarray:
    """How much of the colour match counts, H x W float32: all of it at the edge of the hole, `strength` inside.

    Args:
        hole: H x W bool.
        strength: 0..1.
        side: of the picture, px.
    """
    seam = max(_LEAST_SEAM, _SEAM * side)
    depth = cv2.distanceTransform(hole.astype(np.uint8), cv2.DIST_L2, 3)
    return strength + (1 - strength) * np.exp(-np.square(depth / seam))
