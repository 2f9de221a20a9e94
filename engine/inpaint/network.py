"""Filling with a convolutional network of ours: what goes into the hole is what it learnt, and nothing else."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from engine.device import Runtime, pick_device
from engine.inpaint.membrane import shrink
from engine.jobs import JobContext
from engine.models.card import ModelCard, Needs
from engine.models.registry import find

DEFAULT_MODEL = "fill-cnn"
_EXAMPLE = 256  # side of the picture on which the runtimes are compared, px; a multiple of every network's


class Painting(NamedTuple):
    """What a network made of a crop, at the size at which it works: the crop's own, or smaller.

    picture, pixels: h x w x 3 float32 0..1, its answer and what it was shown. hole: h x w bool.
    """

    picture: np.ndarray
    pixels: np.ndarray
    hole: np.ndarray


class NetworkMethod:
    """A fill method (see `engine.inpaint.methods.FillMethod`) that asks a bundled inpainting model.

    A crop larger than the model's working size is shrunk to it and the answer enlarged again: the network decides
    what goes into the hole, not the finest grain of it.

    Args:
        model: a model's name in the registry.
        device: "auto" or a torch device.
    """

    def __init__(self, model: str = DEFAULT_MODEL, device: str = "auto") -> None:
        self.card: ModelCard = find(model)
        self.device = pick_device(device)

    def fill(
        self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, variation: float = 0.0, context: JobContext
    ) -> np.ndarray:
        """Paint the hole of a crop; a model without a latent gives the same picture whatever the seed.

        Args:
            pixels: H x W x 3 float32 in 0..1.
            hole: H x W bool.
            seed: chooses one of the fills that the model can think of.
            variation: how far that one may be from the mean fill, 0..1. A model of which only the mean is wanted, such
                as the CNN stage of a generator, is not told.

        Returns:
            H x W x 3 float32 in 0..1; only what lies in the hole means anything.

        Raises:
            ModelBroken: the weights cannot be used.
            Cancelled: the person asked to stop.
        """
        painted = self.paint(pixels, hole, seed=seed, variation=variation, context=context)
        return enlarged(painted.picture, pixels.shape[:2])

    def paint(
        self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, variation: float, context: JobContext
    ) -> Painting:
        """As `fill`, and with the same arguments; the answer stays as large as the network made it.

        Raises:
            ModelBroken: the weights cannot be used.
            Cancelled: the person asked to stop.
        """
        from engine.models.runtime import load_runner

        context.check()
        network = load_runner(self.card, self.device)
        context.check()
        small, small_hole = _fitted(pixels, hole, self.card.needs)
        answer = network(**self._inputs(small, small_hole, seed, variation))[0].transpose(1, 2, 0)
        height, width = working_shape(pixels.shape[:2], self.card.needs)
        parts = (np.clip(answer, 0.0, 1.0), small, small_hole)
        return Painting(*(np.ascontiguousarray(part[:height, :width]) for part in parts))

    def load(self) -> None:
        """Have the network ready for the first fill.

        Raises:
            ModelBroken: the weights cannot be used.
        """
        from engine.models.runtime import load_runner

        load_runner(self.card, self.device)

    @property
    def is_prepared(self) -> bool:
        """Whether `prepare` has nothing left to do."""
        from engine.models.runtime import is_prepared

        return is_prepared(self.card, self.device)

    def prepare(self) -> Runtime:
        """Convert the network for what this machine runs networks with, once; what that is.

        Raises:
            ModelBroken: the weights cannot be used.
        """
        from engine.models.runtime import prepare

        side = max(self.card.needs.smallest, min(self.card.needs.working, _EXAMPLE))
        return prepare(self.card, self._inputs(*_example(side), seed=0, variation=1.0))

    def _inputs(self, pixels: np.ndarray, hole: np.ndarray, seed: int, variation: float) -> dict[str, np.ndarray]:
        """Of the network's `forward`, by name: 1 x channels x H x W float32."""
        inputs = {
            "picture": np.ascontiguousarray(pixels.transpose(2, 0, 1)[None]),
            "hole": hole.astype(np.float32)[None, None],
        }
        z = latent(int(self.card.config.get("latent", 0)), seed, variation)
        return inputs if z is None else inputs | {"z": z}


def _example(side: int) -> tuple[np.ndarray, np.ndarray]:
    """A picture of noise whose middle is missing."""
    pixels = np.random.Generator(np.random.PCG64(0)).random((side, side, 3), np.float32)
    hole = np.zeros((side, side), bool)
    hole[side // 4 : 3 * side // 4, side // 4 : 3 * side // 4] = True
    return pixels, hole


def latent(size: int, seed: int, variation: float) -> np.ndarray | None:
    """The z by which a model chooses among its fills: the same on every device.

    Args:
        size: of the model's latent; 0 = it has none.
        seed: 0 or more.
        variation: 0..1; scales z, and so brings the fill nearer to the mean (the truncation of Karras et al., 2019).

    Returns:
        1 x size float32, or None where there is no latent.
    """
    if not size:
        return None
    drawn = np.random.Generator(np.random.PCG64(seed)).standard_normal((1, size))
    return (drawn * variation).astype(np.float32)


def working_shape(shape: tuple[int, int], needs: Needs) -> tuple[int, int]:
    """Height and width, in px, at which a crop of `shape` goes through the network, before padding."""
    scale = min(1.0, needs.working / max(shape))
    return max(1, round(shape[0] * scale)), max(1, round(shape[1] * scale))


def _fitted(pixels: np.ndarray, hole: np.ndarray, needs: Needs) -> tuple[np.ndarray, np.ndarray]:
    """Shrink to the working size and pad to the multiple, mirrored; the hole keeps every pixel that it touches."""
    height, width = working_shape(pixels.shape[:2], needs)
    covered = hole
    if (height, width) != hole.shape:
        # Averaged over the known pixels alone, so that what is to be removed does not bleed into its surroundings.
        pixels, weight = shrink(pixels, ~hole, (width, height))
        covered = weight < 0.5
    bottom, right = (_padding(side, needs) for side in (height, width))
    border = cv2.BORDER_REFLECT_101 if min(height, width) > max(bottom, right) else cv2.BORDER_REPLICATE
    padded = cv2.copyMakeBorder(pixels, 0, bottom, 0, right, border)
    padded_hole = cv2.copyMakeBorder(covered.astype(np.uint8), 0, bottom, 0, right, border) > 0
    return np.ascontiguousarray(padded, np.float32), padded_hole


def _padding(side: int, needs: Needs) -> int:
    wanted = max(needs.smallest, -(-side // needs.multiple) * needs.multiple)
    return wanted - side


def enlarged(picture: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """A network's answer (h x w x 3 float32 0..1) at the height and width of the crop that it was made for."""
    if picture.shape[:2] == tuple(shape):
        return picture
    return np.clip(cv2.resize(picture, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC), 0.0, 1.0)
