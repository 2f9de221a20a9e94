"""Small pictures of a batch, for looking it over before anything is written. Any thread may ask for them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps

from engine.batch.masks import fitted_mask
from engine.batch.unit import Unit
from engine.batch.work import Made, compose
from engine.document import Composite
from engine.errors import EngineError
from engine.geometry import Rect, Size
from engine.jobs import JobContext
from engine.language import tr
from engine.photo import DisplayTransform, probe, read_photo
from engine.photo.quiet import quiet
from engine.recipes import StackRecipe, load_recipe

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]

_LARGEST_QUICK = 200_000_000  # pixels; what is larger goes the careful way, which knows the memory


@dataclass(frozen=True, eq=False)
class Glance:
    """A small picture, and what a person should know of the photo.

    Args:
        picture: h x w x 3 uint8 sRGB.
        size: of the photo, px.
        sentence, advice: why the photo cannot be filled as planned, and the way out; "" where it can.
    """

    picture: Picture
    size: Size
    sentence: str = ""
    advice: str = ""


def glance(
    photo: Path, mask: Path | None, side: int, colour: Colour, opacity: float, recipe: Path | None = None
) -> Glance:
    """A photo with its mask laid over it, and whether that, or the recipe, fits it.

    Args:
        side: of the square that the picture has to fit in, px.
        colour: of the mask, RGB.
        opacity: of the mask, 0..1.

    Raises:
        EngineError: the photo cannot be read.
    """
    size = probe(photo).size
    picture = thumbnail(photo, side)
    if mask is None:
        return Glance(picture, size, *_why_not(recipe, size))
    try:
        area = _mask_at(mask, _mtime(mask), size, Size(picture.shape[1], picture.shape[0]))
    except EngineError as error:
        return Glance(picture, size, error.sentence, error.advice)
    return Glance(_tinted(picture, area, colour, opacity), size)


def _why_not(recipe: Path | None, size: Size) -> tuple[str, str]:
    """Why a recipe cannot be applied to a photo of this size, and the way out; ("", "") where it can."""
    if recipe is None:
        return "", ""
    try:
        sentence = _recipe_at(recipe, _mtime(recipe)).why_not(size)
    except EngineError as error:
        return error.sentence, error.advice
    return sentence, tr("Choose a photo that fits, or save a recipe from this one.") if sentence else ""


@lru_cache(maxsize=2)
def _recipe_at(recipe: Path, _changed: int) -> StackRecipe:
    return load_recipe(recipe)


def thumbnail(photo: Path, side: int) -> Picture:
    """A photo, upright and in sRGB, that fits in a square of `side` px; one that is smaller keeps its size.

    Raises:
        EngineError: it cannot be read.
    """
    quick = _jpeg_thumbnail(photo, side)
    if quick is not None:
        return quick
    opened = read_photo(photo)
    return _shown(Composite(opened), side)


def _jpeg_thumbnail(photo: Path, side: int) -> Picture | None:
    """A JPEG decoded at a fraction of its size, which is ten times as quick; None where that is not to be had."""
    try:
        with quiet(), Image.open(photo, formats=("JPEG",)) as image:
            if image.mode not in ("RGB", "L") or image.width * image.height > _LARGEST_QUICK:
                return None
            icc = image.info.get("icc_profile")
            image.draft(image.mode, (2 * side, 2 * side))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            upright.thumbnail((side, side), Image.Resampling.BOX)
            return np.ascontiguousarray(DisplayTransform(icc).apply(np.asarray(upright)))
    except Exception:  # the careful way says what is wrong with it
        return None


def _shown(composite: Composite, side: int) -> Picture:
    """What a composite shows, shrunk before its colours are changed: that is what takes the time."""
    pixels = composite.read(Rect.of(composite.size))
    small = _fitted(np.ascontiguousarray(pixels), side)
    return np.ascontiguousarray(DisplayTransform(composite.photo.icc).apply(small))


def _fitted(pixels: NDArray, side: int) -> NDArray:
    scale = side / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    size = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)


def _mtime(path: Path) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


@lru_cache(maxsize=64)
def _mask_at(mask: Path, _changed: int, size: Size, shown: Size) -> Picture:
    """A mask as a photo of `size` gets it, shrunk to what is shown; one mask may serve a thousand photos."""
    area, _ = fitted_mask(mask, size)
    return np.asarray(cv2.resize(area, (shown.width, shown.height), interpolation=cv2.INTER_AREA), np.uint8)


def _tinted(picture: Picture, area: Picture, colour: Colour, opacity: float) -> Picture:
    share = area[..., None].astype(np.float32) * (opacity / 255)
    return np.rint(picture * (1 - share) + np.array(colour, np.float32) * share).astype(np.uint8)


@dataclass(frozen=True, eq=False)
class Preview:
    """A unit as it is and as it would be.

    Args:
        before, after: h x w x 3 uint8 sRGB, of the same size unless a recipe changes the photo's shape.
        method: what filled it.
        warnings: plain sentences.
    """

    before: Picture
    after: Picture
    method: str
    warnings: tuple[str, ...]


def preview(unit: Unit, side: int, context: JobContext) -> Preview:
    """Do a unit's work at full size, and show it small; nothing is written.

    Raises:
        EngineError: it cannot be done.
        Cancelled: the person asked to stop.
    """
    made: Made = compose(unit, context)
    before = thumbnail(unit.photo, side)
    return Preview(before, _shown(made.composite, side), made.method, made.warnings)
