"""A perceptual distance that needs no trained network: texture and colour, octave by octave.

Texture is the energy of Gabor filters in quadrature (Adelson & Bergen 1985, the energy model), averaged over a window
and compared by its relative difference, as DISTS compares the features of a network (Ding et al. 2020, Image quality
assessment: unifying structure and texture similarity). So a patch of the right grain at a slightly wrong place is
nearly right, while blur, which loses the energy, and a seam, which adds some, are both punished; PSNR and SSIM prefer
the blur. The weights of the octaves were fitted to LPIPS; ARCHITECTURE.md says on what, and how well they do elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np

from engine.metrics.comparison import comparable, peak_of

RIM = 8  # px around the region that count too: there a seam shows
# For each octave, finest first: the weight of the texture and of the colour.
_WEIGHTS = ((1.0, 0.3), (0.2, 0.1), (0.2, 0.1), (0.6, 0.1))
_ORIENTATIONS = 4
_WAVELENGTH, _SPREAD, _REACH = 4.0, 2.0, 5  # px of the filters
_WINDOW = 4.0  # px; sigma of the window over which energy is averaged
_FAINT = 1e-4  # squared energy below which texture is none
_COLOUR_WINDOW = 1.5  # px
_COLOUR_SCALES = np.array([6e-3, 2e-3, 2e-3], np.float32)  # squared differences half way to another colour
_OPPONENT = np.array([[0.299, 0.587, 0.114], [0.5, -0.5, 0.0], [0.25, 0.25, -0.5]], np.float32)
_SMALLEST = 8  # px; octaves with a shorter side say nothing


@dataclass(frozen=True, eq=False)
class _Octave:
    energy: np.ndarray  # h x w x orientations
    colour: np.ndarray  # h x w x 3


class PerceptualReference:
    """What pictures are compared with; its own side is worked out once.

    Args:
        reference: H x W x 3, uint8, uint16 or float 0..1.
        region: H x W, non-zero where to compare (RIM px around it count too); None compares everything.

    Raises:
        ValueError: where the region is empty or of another size.
    """

    def __init__(self, reference: np.ndarray, region: np.ndarray | None = None) -> None:
        self._reference = reference
        self._octaves = _octaves(reference)
        selected = comparable(reference, reference, region).astype(np.uint8)
        grown = cv2.dilate(selected, np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8)).astype(np.float32)
        self._shares = [cv2.resize(grown, o.energy.shape[1::-1], interpolation=cv2.INTER_AREA) for o in self._octaves]

    def distance(self, picture: np.ndarray) -> float:
        """How different `picture` looks: 0 for an equal one, about 0.5 for one that is blurred, 1 and more for noise.

        Raises:
            ValueError: where its shape or dtype differs from the reference's.
        """
        comparable(self._reference, picture, None)
        total = 0.0
        for ours, theirs, share, weights in zip(self._octaves, _octaves(picture), self._shares, _WEIGHTS, strict=False):
            texture = _relative(ours.energy, theirs.energy).mean(axis=2)
            colour = _saturating(ours.colour - theirs.colour)
            total += float(((weights[0] * texture + weights[1] * colour) * share).sum() / share.sum())
        return total


def perceptual_distance(reference: np.ndarray, picture: np.ndarray, *, region: np.ndarray | None = None) -> float:
    """How different two pictures look; see `PerceptualReference`.

    Args:
        reference, picture: H x W x 3 of one dtype: uint8, uint16 or float 0..1.
        region: H x W, non-zero where to compare; None compares everything.

    Raises:
        ValueError: where shapes or dtypes differ, or the region is empty.
    """
    return PerceptualReference(reference, region).distance(picture)


def _octaves(picture: np.ndarray) -> list[_Octave]:
    plane = cv2.transform(picture.astype(np.float32) / np.float32(peak_of(picture)), _OPPONENT)
    found = []
    for _ in _WEIGHTS:
        found.append(_Octave(_energy(np.ascontiguousarray(plane[..., 0])), _blur(plane, _COLOUR_WINDOW)))
        if min(plane.shape[:2]) < 2 * _SMALLEST:
            break
        plane = cv2.pyrDown(plane)
    return found


def _energy(light: np.ndarray) -> np.ndarray:
    """H x W x orientations: the mean amplitude of each orientation around each pixel."""
    pairs = [[cv2.filter2D(light, -1, kernel, borderType=cv2.BORDER_REPLICATE) for kernel in pair] for pair in _bank()]
    return _blur(np.dstack([cv2.magnitude(even, odd) for even, odd in pairs]), _WINDOW)


@cache
def _bank() -> tuple[tuple[np.ndarray, np.ndarray], ...]:
    """Even and odd Gabor filters without a mean, for each orientation."""
    y, x = np.mgrid[-_REACH : _REACH + 1, -_REACH : _REACH + 1].astype(np.float64)
    envelope = np.exp(-(x * x + y * y) / (2 * _SPREAD**2))
    pairs = []
    for step in range(_ORIENTATIONS):
        angle = np.pi * step / _ORIENTATIONS
        phase = 2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / _WAVELENGTH
        even = envelope * np.cos(phase)
        even -= envelope * even.sum() / envelope.sum()
        scale = 2 / np.abs(even).sum()
        pairs.append(((scale * even).astype(np.float32), (scale * envelope * np.sin(phase)).astype(np.float32)))
    return tuple(pairs)


def _blur(values: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(values, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)


def _relative(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return (a - b) ** 2 / (a * a + b * b + _FAINT)


def _saturating(difference: np.ndarray) -> np.ndarray:
    squared = (difference**2 / _COLOUR_SCALES).sum(axis=2)
    return squared / (1 + squared)
