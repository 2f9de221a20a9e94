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
_WIDEST = 0.5  # of white: at a full cut-out, what is that far from the ground's colour begins to be cut
_SURE = 0.25  # times that: what is nearer goes altogether
_ONE_GROUND = 0.15  # of white: what is nearer than that to the ring's median belongs to the same ground
_LEAST_GROUND = 0.3  # of the ring; a ground of fewer is none, and all of the ring counts
_GROUND_SIDE = 160  # px at which the ground is looked for, and led into the hole
_RING = 3  # px of these around the hole in which it is looked for


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
        met = blend.match_colour(pixels, laid, hole, weight=weight, limit=LIMIT)
        return cut_out(pixels, laid, met, hole, sample.cutout)

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


def cut_out(pixels: np.ndarray, laid: np.ndarray, met: np.ndarray, hole: np.ndarray, tolerance: float) -> np.ndarray:
    """Let the photo show in the place of a picture's own ground: what has the colours that the picture has along the
    edge of the hole, and hangs together with that edge.

    A pixel is taken for a mixture of ground and figure, and the ground's share in it is exchanged, so that no fringe of
    the old ground stays around the figure.

    Args:
        pixels: H x W x 3 float32 0..1, the photo.
        laid: the same of the picture as it lies there, in colours of its own, also around the hole.
        met: the same once its colours are matched.
        hole: H x W bool.
        tolerance: 0 = nothing is cut out, to 1.

    Returns:
        H x W x 3 float32 0..1: `met` with the photo in the ground's place.
    """
    if not tolerance or hole.all() or not hole.any():
        return met
    ground = _ground_of(laid, hole)
    widest = _WIDEST * tolerance
    share = np.clip((widest - _distance(laid, ground)) / (widest * (1 - _SURE)), 0, 1) * hole
    share = (share * share * (3 - 2 * share) * _outermost(share > 0, hole))[..., None]
    return np.clip(met + share * (laid - met + pixels - ground), 0, 1)


def _ground_of(laid: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """The ground of a picture led on into the hole, H x W x 3; a neck or hair that is cut at its edge is no ground."""
    height, width = hole.shape
    scale = min(1.0, _GROUND_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(laid, size, interpolation=cv2.INTER_AREA)
    inside = cv2.resize(hole.astype(np.float32), size, interpolation=cv2.INTER_AREA) > 0
    ring = (cv2.dilate(inside.astype(np.uint8), np.ones((2 * _RING + 1, 2 * _RING + 1), np.uint8)) > 0) & ~inside
    if not ring.any():
        return laid
    usual = ring & (_distance(small, np.median(small[ring], axis=0)) < _ONE_GROUND)
    known = usual if usual.sum() >= _LEAST_GROUND * ring.sum() else ring
    return cv2.resize(blend.continued(small, known), (width, height), interpolation=cv2.INTER_LINEAR)


def _distance(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """How far colours are from each other, root mean square over the channels, H x W."""
    apart = a - b
    return np.sqrt(np.einsum("ijk,ijk->ij", apart, apart) / 3)


def _outermost(alike: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """The parts of `alike` (H x W bool) that reach the edge of the hole: the white of an eye is no ground."""
    _, parts = cv2.connectedComponents(alike.astype(np.uint8), connectivity=4)
    edge = hole & (cv2.erode(hole.astype(np.uint8), np.ones((3, 3), np.uint8)) == 0)
    return np.isin(parts, np.unique(parts[edge & alike])) & alike
