"""What can be measured in a picture and be given a slider: a trait is a name and a number between two pictures' ends.

Axes that follow measured traits change one thing that a person can name; the principal axes that unsupervised methods
find mostly change several (after Shen et al., "InterFaceGAN", CVPR 2020, who fit attributes linearly, and take what one
has out of the next).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

_LUMA = np.array([0.299, 0.587, 0.114], np.float32)
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Trait:
    """
    Attributes:
        name, group: as the slider says.
        measure: from N x S x S x 3 float32 in 0..1 to N numbers.
    """

    name: str
    group: str
    measure: Callable[[np.ndarray], np.ndarray]


def _cut(pictures: np.ndarray, area: Area) -> np.ndarray:
    """N x pixels x 3 of an area: top, bottom, left, right as shares of the side."""
    side = pictures.shape[1]
    top, bottom, left, right = (round(share * side) for share in area)
    return pictures[:, top:bottom, left:right].reshape(len(pictures), -1, 3)


def _light(area: Area) -> Callable[[np.ndarray], np.ndarray]:
    return lambda pictures: np.median(_cut(pictures, area) @ _LUMA, axis=1)


def _warm(area: Area) -> Callable[[np.ndarray], np.ndarray]:
    def measure(pictures: np.ndarray) -> np.ndarray:
        colour = np.median(_cut(pictures, area), axis=1)
        return colour[:, 0] - colour[:, 2]

    return measure


def _green(area: Area) -> Callable[[np.ndarray], np.ndarray]:
    def measure(pictures: np.ndarray) -> np.ndarray:
        colour = np.median(_cut(pictures, area), axis=1)
        return colour[:, 1] - (colour[:, 0] + colour[:, 2]) / 2

    return measure


_CORNER: Area = (0.0, 0.1, 0.0, 0.1)


def _covered(*areas: Area) -> Callable[[np.ndarray], np.ndarray]:
    """The share of the areas that is not of the background's colour."""

    def measure(pictures: np.ndarray) -> np.ndarray:
        ground = np.median(_cut(pictures, _CORNER), axis=1)[:, None]
        shares = [(np.abs(_cut(pictures, area) - ground).max(axis=2) > 0.12).mean(axis=1) for area in areas]
        return np.mean(shares, axis=0)

    return measure


def _inked(pictures: np.ndarray) -> np.ndarray:
    """The share of all but black pixels."""
    return (pictures @ _LUMA < 0.12).mean(axis=(1, 2))


def _horizon(pictures: np.ndarray) -> np.ndarray:
    """How high the greatest change between rows lies, on average over such changes."""
    rows = (pictures @ _LUMA).mean(axis=2)
    change = np.diff(rows, axis=1) ** 2 + 1e-6
    places = np.linspace(1, 0, change.shape[1], dtype=np.float32)
    return (change * places).sum(axis=1) / change.sum(axis=1)


def _colourful(pictures: np.ndarray) -> np.ndarray:
    return (pictures.max(axis=3) - pictures.min(axis=3)).mean(axis=(1, 2))


def _contrast(pictures: np.ndarray) -> np.ndarray:
    return (pictures @ _LUMA).std(axis=(1, 2))


def _rough(area: Area) -> Callable[[np.ndarray], np.ndarray]:
    def measure(pictures: np.ndarray) -> np.ndarray:
        side = pictures.shape[1]
        top, bottom, left, right = (round(share * side) for share in area)
        luma = pictures[:, top:bottom, left:right] @ _LUMA
        return np.abs(np.diff(luma, axis=2)).mean(axis=(1, 2))

    return measure


_FACE: Area = (0.46, 0.56, 0.42, 0.56)
_CLOTHES: Area = (0.94, 1.0, 0.42, 0.58)
_CROWN: Area = (0.16, 0.26, 0.4, 0.58)
_SKY: Area = (0.0, 0.35, 0.0, 1.0)
_LAND: Area = (0.65, 1.0, 0.0, 1.0)
TRAITS: Mapping[str, Sequence[Trait]] = {
    "portraits": (
        Trait("Background lighter", "Background", _light(_CORNER)),
        Trait("Background warmer", "Background", _warm(_CORNER)),
        Trait("Background greener", "Background", _green(_CORNER)),
        Trait("Skin lighter", "Face", _light(_FACE)),
        Trait("Ink outlines", "Drawing", _inked),
        Trait("Hair at the sides", "Hair", _covered((0.45, 0.75, 0.1, 0.24), (0.45, 0.75, 0.76, 0.9))),
        Trait("Hair on top", "Hair", _covered((0.04, 0.16, 0.36, 0.64))),
        Trait("Hair lighter", "Hair", _light(_CROWN)),
        Trait("Hair warmer", "Hair", _warm(_CROWN)),
        Trait("Clothes lighter", "Clothes", _light(_CLOTHES)),
        Trait("Clothes warmer", "Clothes", _warm(_CLOTHES)),
        Trait("Clothes greener", "Clothes", _green(_CLOTHES)),
    ),
    "landscapes": (
        Trait("Sky lighter", "Sky", _light(_SKY)),
        Trait("Sky warmer", "Sky", _warm(_SKY)),
        Trait("Land lighter", "Land", _light(_LAND)),
        Trait("Land warmer", "Land", _warm(_LAND)),
        Trait("Land greener", "Land", _green(_LAND)),
        Trait("Horizon higher", "Form", _horizon),
        Trait("Land rougher", "Land", _rough(_LAND)),
        Trait("More colour", "Light", _colourful),
        Trait("More contrast", "Light", _contrast),
    ),
}


def measured(traits: Sequence[Trait], pictures: Sequence[np.ndarray], batch: int = 200) -> np.ndarray:
    """N x traits, float64, from RGB uint8 squares of one size."""
    parts = []
    for start in range(0, len(pictures), batch):
        stack = np.stack(pictures[start : start + batch]).astype(np.float32) / 255
        parts.append(np.stack([trait.measure(stack) for trait in traits], axis=1))
    return np.concatenate(parts).astype(np.float64)
