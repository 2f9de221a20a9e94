"""The way of a fill: grow the mask, plan the runs, fill each crop, match, blend, and hand back one patch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import cv2
import numpy as np

from engine.device import is_out_of_memory
from engine.document import MaskArea, Patch, Piece, Recipe, new_patch_id, seen_below
from engine.errors import BadInput, DeviceLost, ModelBroken, OutOfMemory
from engine.geometry import Rect
from engine.inpaint import blend, methods, selftest
from engine.inpaint.grain import match_grain
from engine.inpaint.membrane import interpolate, shrink
from engine.inpaint.methods import FillMethod, Method
from engine.inpaint.placed import Site
from engine.inpaint.regions import Plan, plan_regions
from engine.inpaint.request import FillResult, InpaintRequest
from engine.inpaint.selftest import SelfTest
from engine.jobs import JobContext
from engine.language import mark, tr
from engine.mask import grow
from engine.photo.memory import available_memory
from engine.version import VERSION

_MOST_HALVINGS = 2
_TEST_SHARE = 0.15  # of the progress, where methods are tried first
_HALVED = mark("Memory is short, so a large part was filled at a smaller size and enlarged.")


def fill(request: InpaintRequest, context: JobContext) -> FillResult:
    """Fill what a request masks. The same request gives the same pixels; "auto" tries the methods on the photo first,
    unless that has been done near by already.

    Args:
        request: what to fill, and how.
        context: told of progress, asked at every step whether to stop; no partial result outlives a stop.

    Returns:
        A patch whose pieces have alpha 0 outside the (grown) mask.

    Raises:
        BadInput: no such method or device, or nothing to fill from.
        OutOfMemory: not even a smaller picture on the CPU fitted.
        ModelBroken: the method gave no usable numbers anywhere, or its weights cannot be used.
        Cancelled: the person asked to stop.
    """
    started = time.perf_counter()
    context.report(0.0, tr("Planning"))
    tested = None
    if request.settings.method == methods.AUTO:
        tested = self_test(request, _share(context, 0.0, _TEST_SHARE, tr("Trying the methods on this photo")))
        context = _share(context, _TEST_SHARE, 1 - _TEST_SHARE, tr("Planning"))
    method = methods.resolve(request.settings.method if tested is None else tested.best)
    mask, rect = grown_mask(request)
    plan = plan_regions(mask, rect, request.source.size, context=request.settings.context)
    runner = _Runner(method, request)
    pieces: dict[int, Piece] = {}
    for index, part in enumerate(_shares(plan, context)):
        piece = _piece(request, runner, mask, plan, pieces, index, part)
        if piece is not None:
            pieces[index] = piece
    if not pieces:
        raise ModelBroken(
            tr("{label} gave no usable numbers; nothing was changed.", label=tr(method.info.label)),
            tr("Fill with another method."),
        )
    context.report(1.0, tr("Done"))
    seconds = time.perf_counter() - started
    patch = Patch(
        new_patch_id(),
        tuple(pieces.values()),
        _recipe(request, method, runner, plan),
        mask=MaskArea(request.mask_rect, request.mask),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=round(seconds, 3),
    )
    return FillResult(patch, method.info.id, len(plan.regions), seconds, tuple(runner.warnings), tested)


def self_test(request: InpaintRequest, context: JobContext, *, budget_s: float | None = None) -> SelfTest:
    """Which method repairs the photo around this mask best, and how well (see `selftest.run`); nothing is changed.

    Raises:
        Cancelled: the person asked to stop.
    """
    mask, rect = grown_mask(request)
    return selftest.run(request, mask, rect, context, fill=fill, budget_s=budget_s)


def grown_mask(request: InpaintRequest) -> tuple[np.ndarray, Rect]:
    """The mask, grown as wished, and where it lies. What is blank does not grow: the photo beside it stays."""
    px = request.settings.grow
    if px == 0:
        return request.mask, request.mask_rect
    blank = request.source.blank(request.mask_rect)
    rect = request.mask_rect.grown(px).clipped(request.source.size)
    inner = _within(request.mask_rect, rect)
    mask = np.zeros((rect.height, rect.width), np.uint8)
    mask[inner] = request.mask if blank is None else np.where(blank, 0, request.mask)
    grown = grow(mask, px)
    np.maximum(grown[inner], request.mask, out=grown[inner])
    return grown, rect


def _shares(plan: Plan, context: JobContext) -> Iterator[JobContext]:
    """One context for each region; together they run from 0 to 1, weighted by the pixels of the crops."""
    total = sum(region.crop.area for region in plan.regions)
    done = 0
    count = len(plan.regions)
    for index, region in enumerate(plan.regions):
        name = tr("Filling") if count == 1 else tr("Filling part {index} of {count}", index=index + 1, count=count)
        yield _share(context, done / total, region.crop.area / total, name)
        done += region.crop.area


def _share(context: JobContext, start: float, length: float, name: str) -> JobContext:
    context.report(start, name)
    return JobContext(
        context.token, lambda progress: context.report(start + length * progress.fraction, progress.message or name)
    )


def _recipe(request: InpaintRequest, method: Method, runner: _Runner, plan: Plan) -> Recipe:
    settings = request.settings
    return Recipe(
        method=method.info.id,
        seed=settings.seed,
        context=settings.context,
        grow=settings.grow,
        feather=settings.feather,
        variation=settings.variation,
        model=runner.model,
        mask_digest=request.mask_digest,
        program=VERSION,
        sample=None if settings.sample is None else {**settings.sample.to_dict(), **runner.facts},
        stage=len(request.source.photo.reshapes),
        below=seen_below(request.source, [region.crop for region in plan.regions]),
    )


@dataclass(frozen=True)
class _Crop:
    """What one run works on: float32 0..1 pixels, what is unknown in them, and the photo's alpha where it matters."""

    pixels: np.ndarray
    hole: np.ndarray
    alpha: np.ndarray | None


def _piece(
    request: InpaintRequest,
    runner: _Runner,
    mask: np.ndarray,
    plan: Plan,
    done: Mapping[int, Piece],
    index: int,
    context: JobContext,
) -> Piece | None:
    """Fill one region; None where the method gave no usable numbers (the old pixels stay, and a warning says so)."""
    region = plan.regions[index]
    crop = _read(request, mask, plan, done, region.crop)
    filled = runner.fill(crop.pixels, crop.hole, context, region.crop)
    if filled is None:
        return None
    context.check()
    if runner.method.matches_colour:
        filled = blend.match_colour(crop.pixels, filled, crop.hole)
    context.check()
    filled = match_grain(crop.pixels, filled, crop.hole, request.settings.seed)
    if request.source.photo.is_grey:
        filled = np.repeat(filled.mean(axis=2, keepdims=True), 3, axis=2)
    context.check()
    inner = _within(region.hole, region.crop)
    depth = request.source.photo.pixels.dtype
    return Piece(
        region.hole,
        blend.to_depth(filled[inner], depth),
        np.where(plan.owned(index, region.hole), coverage_in(request, mask, plan.rect, region.hole), 0),
        None if crop.alpha is None else blend.to_depth(_filled_alpha(crop, context)[inner], depth),
    )


def coverage_in(request: InpaintRequest, mask: np.ndarray, rect: Rect, hole: Rect) -> np.ndarray:
    """How much of the fill shows. It depends on the mask around the hole alone, so that parts of a blob agree.

    On blank canvas all of it does: there is no picture for it to fade into.
    """
    around = hole.grown(blend.reach(request.settings.feather)).clipped(request.source.size)
    masked = _mask_in(mask, rect, around)
    shown = blend.coverage(masked, request.settings.feather)[_within(hole, around)]
    blank = request.source.blank(hole)
    if blank is not None:
        shown[blank & (masked[_within(hole, around)] > 0)] = 255
    return shown


def _read(request: InpaintRequest, mask: np.ndarray, plan: Plan, done: Mapping[int, Piece], crop: Rect) -> _Crop:
    """The crop as it is now: what has been filled already is known, and without a fade; blank canvas is not."""
    samples, opacity = request.source.read(crop), request.source.read_alpha(crop)
    hole = _mask_in(mask, plan.rect, crop) > 0
    blank = request.source.blank(crop)
    if blank is not None:
        hole |= blank
    for index, piece in done.items():
        both = piece.rect.intersected(crop)
        if both.is_empty:
            continue
        here, there = _within(both, crop), _within(both, piece.rect)
        filled = plan.owned(index, both) & hole[here]
        samples = _replaced(samples, here, piece.pixels[there], filled)
        if opacity is not None and piece.photo_alpha is not None:
            opacity = _replaced(opacity, here, piece.photo_alpha[there], filled)
        hole[here] &= ~filled
    if hole.all():
        raise BadInput(
            tr("Around the hole there is only blank canvas."), tr("Mask all of it up to the photo, then fill.")
        )
    pixels = blend.to_float(samples)
    if opacity is None or opacity.min() == np.iinfo(opacity.dtype).max:
        return _Crop(pixels, hole, None)
    alpha = blend.to_float(opacity)
    return _Crop(_bled(pixels, hole, alpha), hole, alpha)


def _replaced(samples: np.ndarray, here: tuple[slice, slice], new: np.ndarray, where: np.ndarray) -> np.ndarray:
    """`samples` with `new` in a part of them; a copy the first time, for what is read may be the photo itself."""
    if not samples.flags.writeable:
        samples = samples.copy()
    samples[here][where] = new[where]
    return samples


def _within(rect: Rect, outer: Rect) -> tuple[slice, slice]:
    return rect.translated(-outer.x, -outer.y).slices


def _mask_in(mask: np.ndarray, rect: Rect, crop: Rect) -> np.ndarray:
    """The mask of a crop; 0 where the crop reaches beyond the mask's rect."""
    out = np.zeros((crop.height, crop.width), np.uint8)
    both = rect.intersected(crop)
    out[_within(both, crop)] = mask[_within(both, rect)]
    return out


def _bled(pixels: np.ndarray, hole: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Colours of fully transparent pixels mean nothing (often black): continue the visible ones into them."""
    visible = (alpha > 0) & ~hole
    if not visible.any():
        return pixels
    hidden = (alpha == 0) & ~hole
    return np.where(hidden[..., None], interpolate(pixels, visible), pixels).astype(np.float32)


def _filled_alpha(crop: _Crop, context: JobContext) -> np.ndarray:
    from engine.inpaint.classical import ClassicalMethod

    assert crop.alpha is not None
    known = crop.alpha[~crop.hole]
    if known.min() == known.max():  # mostly a photo that is opaque all over: nothing has to be carried anywhere
        return np.full_like(crop.alpha, known[0])
    planes = np.ascontiguousarray(crop.alpha[..., None])
    return ClassicalMethod(cv2.INPAINT_TELEA).fill(planes, crop.hole, seed=0, context=JobContext(context.token))[..., 0]


class _Runner:
    """Runs one method over crops, and steps back where memory runs out: a smaller picture, then the CPU.

    Args:
        method: what to run.
        request: the seed and the variation for the method, what is placed, and the person's wish for a device.
    """

    def __init__(self, method: Method, request: InpaintRequest) -> None:
        settings = request.settings
        self.method = method
        self.warnings: list[str] = []
        self._request = request
        self._choice: dict[str, Any] = {"seed": settings.seed}
        if method.info.uses_variation:
            self._choice["variation"] = settings.variation
        self._device = settings.device
        self._built: FillMethod | None = None

    @property
    def model(self) -> str | None:
        """The name of the model that painted, where one did."""
        card = getattr(self._built, "card", None)
        return getattr(self._built, "model", None) if card is None else str(card.name)

    @property
    def facts(self) -> dict[str, Any]:
        """What the method has found out and a recipe is to hold."""
        return getattr(self._built, "facts", {})

    def fill(self, pixels: np.ndarray, hole: np.ndarray, context: JobContext, crop: Rect) -> np.ndarray | None:
        """The method's answer for a crop of the photo; None where it was not finite twice.

        Raises:
            OutOfMemory: where the last retreat failed too.
        """
        if self.method.is_placed:
            site = Site(crop, self._request.mask_rect, self._request.source.photo.icc)
            self._choice |= {"sample": self._request.settings.sample, "site": site}
        for _ in range(2):
            context.check()
            answer = self._within_memory(pixels, hole, context)
            if np.isfinite(answer[hole]).all():
                return np.nan_to_num(answer)
        self._warn(
            tr(
                "{label} gave no usable numbers for a part; that part keeps its old pixels.",
                label=tr(self.method.info.label),
            )
        )
        return None

    def _within_memory(self, pixels: np.ndarray, hole: np.ndarray, context: JobContext) -> np.ndarray:
        halvings = self._halvings_needed(hole.size)
        while True:
            try:
                return self._attempt(pixels, hole, halvings, context)
            except DeviceLost:
                if self._device == "cpu":
                    raise
                halvings = self._to_processor(tr("The graphics card stopped answering, so the CPU made the fill."))
                continue
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
            halvings = self._retreat(halvings)

    def _halvings_needed(self, area: int) -> int:
        """Before memory is asked for: most systems promise more than they have, and then end the process."""
        available = available_memory()
        halvings = 0
        while available is not None and halvings < _MOST_HALVINGS:
            if self.method.bytes_per_px * area / 4**halvings <= available:
                break
            halvings += 1
            self._warn(_HALVED)
        return halvings

    def _attempt(self, pixels: np.ndarray, hole: np.ndarray, halvings: int, context: JobContext) -> np.ndarray:
        if self._built is None:
            self._built = self.method.build(self._device)
        method = self._built
        return _smaller(pixels, hole, halvings, lambda p, h: method.fill(p, h, **self._choice, context=context))

    def _retreat(self, halvings: int) -> int:
        """The next way after memory ran out: half the size, then the CPU. Returns how often to halve there."""
        if halvings == 0:
            self._warn(_HALVED)
            return 1
        if not self.method.info.needs_torch or getattr(self._built, "device", self._device) == "cpu":
            raise OutOfMemory(
                tr("{label} ran out of memory.", label=tr(self.method.info.label)),
                tr("Mask a smaller area, or fill with another method."),
            )
        return self._to_processor(tr("The device's memory was too small, so the fill was made on the CPU."))

    def _to_processor(self, warning: str) -> int:
        self._built = None
        self._device = "cpu"
        self._warn(warning)
        return 0

    def _warn(self, sentence: str) -> None:
        if sentence not in self.warnings:
            self.warnings.append(sentence)


_Fill = Callable[[np.ndarray, np.ndarray], np.ndarray]


def _smaller(pixels: np.ndarray, hole: np.ndarray, halvings: int, run: _Fill) -> np.ndarray:
    if halvings == 0:
        return run(pixels, hole)
    return _halved(pixels, hole, lambda small, small_hole: _smaller(small, small_hole, halvings - 1, run))


def _halved(pixels: np.ndarray, hole: np.ndarray, run: _Fill) -> np.ndarray:
    """Fill at half the size: a quarter of the memory. Hole pixels do not bleed into known ones."""
    height, width = hole.shape
    size = ((width + 1) // 2, (height + 1) // 2)
    small, share = shrink(pixels, ~hole, size)
    answer = run(small, share < 1)
    return cv2.resize(answer, (width, height), interpolation=cv2.INTER_CUBIC)
