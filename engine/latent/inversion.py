"""From a photo to a latent point: the encoder answers at once, a search refines. Loads torch only for the search."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np

from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.jobs import CancelToken, JobContext
from engine.language import tr
from engine.latent.point import Base, LatentPoint
from engine.metrics.psnr import psnr
from engine.metrics.ssim import ssim

if TYPE_CHECKING:
    from pathlib import Path

    from engine.latent.generator import Generator

STEPS = 150
MOST_STEPS = 5000
_PREVIEW_S = 0.3
_SEARCHING = 0.95  # of the work


@dataclass(frozen=True, eq=False)
class Inversion:
    """A photo as a point, and how near its picture comes to it.

    Attributes:
        point: every slider works on it.
        picture: what it paints, S x S x 3 uint8.
        psnr: dB.
        ssim: 1 = equal.
        lpips: learned perceptual distance, 0 = equal; None without its weights.
        seconds: how long it took.
        steps: of the search that led here; 0 = what the encoder says.
    """

    point: LatentPoint
    picture: np.ndarray
    psnr: float
    ssim: float
    lpips: float | None
    seconds: float
    steps: int


@dataclass(frozen=True, eq=False)
class Preview:
    """The best point of a search so far, and how many steps have been made."""

    point: LatentPoint
    step: int


def middle_square(size: Size) -> Rect:
    """The largest square in the middle of a picture."""
    side = min(size.width, size.height)
    return Rect((size.width - side) // 2, (size.height - side) // 2, side, side)


def square_picture(pixels: np.ndarray, crop: Rect, size: int) -> np.ndarray:
    """The square `crop` of a photo as a model sees it.

    Args:
        pixels: H x W x 3 uint8 sRGB.
        crop: a square that lies in the photo.
        size: of the model's pictures, px.

    Returns:
        size x size x 3 uint8.

    Raises:
        BadInput: the crop is empty or reaches beyond the photo.
    """
    height, width = pixels.shape[:2]
    if crop.is_empty or not Rect(0, 0, width, height).contains(crop):
        raise BadInput(
            tr("The square lies beside the photo."),
            tr("Choose one inside its {width} x {height} px.", width=width, height=height),
        )
    part = np.ascontiguousarray(pixels[crop.slices])
    way = cv2.INTER_AREA if crop.width >= size else cv2.INTER_CUBIC
    return cv2.resize(part, (size, size), interpolation=way)


def encoded(generator: Generator, picture: np.ndarray, lpips: Path | None = None) -> Inversion:
    """What the model's encoder makes of a picture; the mean picture for a model without one.

    Args:
        picture: S x S x 3 uint8 of the model's size.
        lpips: weights of the perceptual distance; None leaves it out. With it torch is loaded.
    """
    started = time.perf_counter()
    mean = generator.mean_style[None]
    base = Base.of_z(generator.encode(picture)) if generator.has_encoder else Base.of_styles(mean)
    return _measured(generator, LatentPoint(generator.card.name, base, noise=None), picture, lpips, started, 0)


def invert(
    generator: Generator,
    picture: np.ndarray,
    steps: int,
    context: JobContext,
    on_preview: Callable[[Preview], object] | None = None,
    *,
    stop: CancelToken | None = None,
    lpips: Path | None = None,
) -> Inversion:
    """Find the point whose picture comes nearest to a given one.

    Args:
        generator: of any model with a `synthesis`.
        picture: S x S x 3 uint8 of the model's size.
        steps: of the search; 0 takes what the encoder says.
        context: told of progress; its wish to stop leaves nothing.
        on_preview: told of the best so far, a few times a second.
        stop: the wish to end the search and to keep the best so far.
        lpips: weights of the perceptual distance, which makes the search see more like people; None goes without.

    Raises:
        BadInput: there are too many steps.
        ModelBroken: the weights cannot be used.
        Cancelled: through the context.
    """
    if not 0 <= steps <= MOST_STEPS:
        raise BadInput(
            tr("{steps} steps are out of range.", steps=steps),
            tr("Use 0 (the encoder alone) to {MOST_STEPS}.", MOST_STEPS=MOST_STEPS),
        )
    started = time.perf_counter()
    context.report(0.0, tr("Reading the picture"))
    first = encoded(generator, picture, lpips)
    if steps == 0:
        return first
    context.report(0.02, tr("Loading the model"))
    point, made = _searched(generator, picture, first.point, steps, context, on_preview, stop, lpips)
    context.report(_SEARCHING, tr("Measuring"))
    return _measured(generator, point, picture, lpips, started, made)


def _searched(
    generator: Generator,
    picture: np.ndarray,
    first: LatentPoint,
    steps: int,
    context: JobContext,
    on_preview: Callable[[Preview], object] | None,
    stop: CancelToken | None,
    lpips: Path | None,
) -> tuple[LatentPoint, int]:
    """The best point found, and the steps made."""
    from engine.latent.refining import refine

    start = generator.styles_of(first)
    shown_at, shown, made = time.perf_counter(), 0, 0
    best = None
    for made, best in enumerate(refine(generator.card, generator.spread, picture, start, steps, lpips)):
        context.report(0.05 + (_SEARCHING - 0.05) * made / steps, tr("Step {made} of {steps}", made=made, steps=steps))
        if stop is not None and stop.is_cancelled:
            break
        now = time.perf_counter()
        if on_preview is not None and best.step > shown and now - shown_at >= _PREVIEW_S:
            shown_at, shown = now, best.step
            on_preview(Preview(_point_of(generator, best.styles), made))
    point = first if best is None or best.step == 0 else _point_of(generator, best.styles)
    return point, made


def _point_of(generator: Generator, styles: np.ndarray) -> LatentPoint:
    return LatentPoint(generator.card.name, Base.of_styles(styles), noise=None)


def _measured(
    generator: Generator, point: LatentPoint, wanted: np.ndarray, lpips: Path | None, started: float, steps: int
) -> Inversion:
    picture = generator.picture(point)
    seen = None
    if lpips is not None:
        from engine.metrics.lpips import LpipsDistance

        seen = LpipsDistance(lpips)(wanted, picture)
    near, like = psnr(wanted, picture), ssim(wanted, picture)
    return Inversion(point, picture, near, like, seen, time.perf_counter() - started, steps)
