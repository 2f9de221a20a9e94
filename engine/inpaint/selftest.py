"""Which method repairs this photo best, and how well: measured on test holes beside the mask before the fill.

Choosing among several completions by a measured score follows Zhang et al. 2022 (Inpainting at modern camera resolution
by guided PatchMatch with auto-curation); theirs is learnt from people's preferences, ours compares with what was there.
"""

from __future__ import annotations

import contextlib
import math
import os
import statistics
import sys
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from engine.document import Composite
from engine.errors import BadInput, Cancelled, EngineError
from engine.geometry import Rect
from engine.inpaint import methods
from engine.inpaint.probes import Probe, find_probes, section
from engine.inpaint.request import FillResult, FillSettings, InpaintRequest
from engine.jobs import CancelToken, JobContext
from engine.language import mark, tr, tr_n
from engine.metrics.perceptual import RIM, PerceptualReference
from engine.metrics.ssim import ssim
from engine.paths import data_dir
from engine.photo import Photo, photo_from_pixels

# Of a test that a fill waits for: with the fill of a 300 px hole in 12 MP it stays within 2 s.
BUDGET_S = 0.9
LPIPS_VARIABLE = "TRATTEGGIO_LPIPS"
WORDS = ((70, mark("good")), (50, mark("fair")), (0, mark("poor")))
_LPIPS_FILE = "lpips_alex.safetensors"
# The distance at which 1/e of the quality is left. Of PatchMatch's probes on tuning photos two thirds are good then.
_FAR = 0.3
_BEND = 1.5
# What another method has to be better by than the default one, as a distance, and where only pieces of the mask could
# be punched. Smaller and fewer holes than the real one are kind to methods that blur.
_LEAST_GAIN, _PARTIAL_GAIN = 0.03, 0.05
_FEWEST = 2  # probes that it takes: one may be luck
_KEPT = 32  # results a photo
_SLOWEST = "patchmatch"

Fill = Callable[[InpaintRequest, JobContext], FillResult]


def quality_of(distance: float) -> float:
    """A perceptual distance as 0..100: 100 for what cannot be told from the truth, about 40 for a blurred fill."""
    return 100 * math.exp(-((max(0.0, distance) / _FAR) ** _BEND))


def word_for(quality: float) -> str:
    """A quality 0..100 in a word."""
    return tr(next(word for least, word in WORDS if round(quality) >= least))


@dataclass(frozen=True)
class MethodScore:
    """How well one method repaired the test holes.

    Args:
        method: its id.
        quality: expected, 0..100.
        spread: of the quality over the test holes, in the same units; 0 where there was one.
        distance: mean perceptual distance around the holes, 0 = equal.
        ssim: mean structural similarity inside them.
        seconds: of one fill.
    """

    method: str
    quality: float
    spread: float
    distance: float
    ssim: float
    seconds: float

    @property
    def word(self) -> str:
        return word_for(self.quality)


@dataclass(frozen=True)
class SelfTest:
    """What a self-test found.

    Args:
        scores: one for each method that was tried, the best first and those that a brief test let go last; empty where
            there was no room for a test hole.
        best: the id of the method to take.
        why: one plain sentence on the choice.
        probes: on how many test holes it rests; a method that a brief test let go had fewer.
        metric: "LPIPS" where its weights are present, else "bundled".
        is_partial: whether only pieces of the mask's shape fitted beside it: the fill itself may turn out worse.
        untested: ids of methods that were not loaded yet, ran out of time, failed, or were left out of a brief test.
        seconds: how long it took.
        is_late: whether there was room for test holes, but no method was done with one in time.
    """

    scores: tuple[MethodScore, ...]
    best: str
    why: str
    probes: int
    metric: str
    is_partial: bool
    untested: tuple[str, ...]
    seconds: float
    is_late: bool = False

    def of(self, method_id: str) -> MethodScore | None:
        """The score of a method ("auto" = of the chosen one); None where it was not tried."""
        wanted = self.best if method_id == methods.AUTO else methods.canonical(method_id)
        return next((score for score in self.scores if score.method == wanted), None)

    def facts(self) -> dict[str, Any]:
        """For a JSON report."""
        rounded = [
            {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(score).items()}
            for score in self.scores
        ]
        chosen = self.of(self.best)
        quality = None if chosen is None else round(chosen.quality)
        return {**asdict(self), "quality": quality, "seconds": round(self.seconds, 3), "scores": rounded}


def run(
    request: InpaintRequest,
    mask: np.ndarray,
    rect: Rect,
    context: JobContext,
    *,
    fill: Fill,
    budget_s: float | None = None,
) -> SelfTest:
    """Try every method that is ready on test holes beside the mask; what has been found near by is taken as it stands.

    Where no time is named a fill waits, and the test is brief: of the networks, which are near equals, it tries the
    first alone; a method that has fallen behind the default one tries no further hole; and when none is ahead of that
    one any more, the choice is clear.

    Args:
        request: what is to be filled, and how; its method does not matter.
        mask: uint8 of the shape of `rect`, above 0 = fill: the mask after growing.
        rect: where it lies in the photo.
        context: told of progress; a test that is stopped is forgotten.
        fill: the whole way of a fill, so that what is measured is what a person gets.
        budget_s: seconds after which no further hole is tried; loading the default method does not count. None makes
            the test brief, within BUDGET_S.

    Raises:
        Cancelled: through the context.
    """
    key = _key(request, mask, rect)
    is_brief = budget_s is None
    budget = BUDGET_S if budget_s is None else budget_s
    memory = (key, False), (key, True)  # of a thorough test, and of a brief one
    for kept in memory if is_brief else memory[:1]:
        known = _MEMORY.get(request.source.photo, kept)
        # What came too late before is tried again only by somebody who has more time.
        if known is not None and not (known.is_late and budget > known.seconds):
            return known
    trial = _Trial(request, context, fill, budget, is_brief=is_brief)
    found = trial.run(find_probes(request.source, mask, rect))
    _MEMORY.put(request.source.photo, (key, is_brief), found)
    return found


def _key(request: InpaintRequest, mask: np.ndarray, rect: Rect) -> Hashable:
    """What a result depends on; nearly the same hole at nearly the same place counts as the same."""
    part = section(mask, rect)
    size = round(2 * math.log2(part.longer + 1))
    cell = 2 ** (size / 2)
    place = round((part.rect.x + part.rect.width / 2) / cell), round((part.rect.y + part.rect.height / 2) / cell)
    ready = tuple(one for one in methods.default_order() if methods.resolve(one).is_warm)
    return place, size, ready, what_counts(request.settings)


def what_counts(settings: FillSettings) -> tuple[Hashable, ...]:
    """The part of the settings that a result depends on. Which seed it was does not count."""
    return settings.context, settings.device, round(settings.variation, 1)


class _Memory:
    """The latest results of each photo, for as long as the photo is there. Any thread may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: WeakKeyDictionary[Photo, OrderedDict[Hashable, SelfTest]] = WeakKeyDictionary()

    def get(self, photo: Photo, key: Hashable) -> SelfTest | None:
        with self._lock:
            kept = self._found.get(photo, OrderedDict())
            if key in kept:
                kept.move_to_end(key)
            return kept.get(key)

    def put(self, photo: Photo, key: Hashable, found: SelfTest) -> None:
        with self._lock:
            kept = self._found.setdefault(photo, OrderedDict())
            kept[key] = found
            while len(kept) > _KEPT:
                kept.popitem(last=False)


_MEMORY = _Memory()


class _Deadline(CancelToken):
    """Another token's wish to stop, and a time after which to stop as well."""

    def __init__(self, other: CancelToken, at: float) -> None:
        super().__init__()
        self._other, self._at = other, at

    @property
    def is_cancelled(self) -> bool:
        return self._other.is_cancelled or time.perf_counter() > self._at

    def check(self) -> None:
        if self.is_cancelled:
            raise Cancelled


class _Trial:
    """One run over probes and methods, within its time."""

    def __init__(
        self, request: InpaintRequest, context: JobContext, fill: Fill, budget_s: float, *, is_brief: bool = False
    ) -> None:
        candidates = methods.default_order()
        self._request = request
        self._default = candidates[0]
        tried = _without_siblings(candidates) if is_brief else candidates
        # The slowest comes last: where the time ends with it, the others have been measured.
        self._left = [self._default, *sorted(tried[1:], key=lambda one: one == _SLOWEST)]
        self._behind: list[str] = []
        self._is_brief = is_brief
        self._context = context
        self._fill = fill
        self._budget = budget_s
        self._started = self._clock = time.perf_counter()
        self._judge = _judge()
        self._distances: dict[str, list[float]] = {one: [] for one in candidates}
        self._ssim: dict[str, list[float]] = {one: [] for one in candidates}
        self._seconds: dict[str, list[float]] = {one: [] for one in candidates}
        self._probes = 0
        self._is_partial = False
        self._is_late = False
        self._broken: set[str] = set()

    def run(self, probes: Iterable[Probe]) -> SelfTest:
        """Probe by probe, so that methods are always compared on the same ones."""
        for number, probe in enumerate(probes):
            self._context.report(min(0.9, number / 4), tr("Trying the methods on this photo"))
            if number and not self._has_time_for(sum(self._cost(one) for one in self._left)):
                break
            if not self._try(probe) or (self._is_brief and self._is_clear()):
                break
        return self._result()

    def _is_clear(self) -> bool:
        """Lets those go that are behind the default method; whether it is alone then."""
        if self._default not in self._left:
            return False
        far = {one: statistics.fmean(self._distances[one]) for one in self._left}
        self._behind += [one for one in self._left if one != self._default and far[one] >= far[self._default]]
        self._left = [one for one in self._left if one not in self._behind]
        return self._left == [self._default]

    def _has_time_for(self, seconds: float) -> bool:
        return time.perf_counter() + seconds < self._clock + self._budget

    def _cost(self, method_id: str) -> float:
        return max(self._seconds[method_id], default=0.0)

    def _try(self, probe: Probe) -> bool:
        """Let every method fill one probe; those that cannot drop out. Returns whether the probe counts."""
        distance = self._judge.opened(probe)
        found: dict[str, tuple[float, float, float]] = {}
        for one in tuple(self._left):
            started = time.perf_counter()
            picture = self._filled(probe, one)
            seconds = time.perf_counter() - started
            if picture is not None:
                found[one] = distance(picture), ssim(probe.truth, picture, region=probe.hole), seconds
            elif self._probes and self._context_is_live():
                return False  # the time is up: what other methods made of this probe has nothing to stand beside
            else:
                self._left.remove(one)
        for one, (far, alike, seconds) in found.items():
            self._distances[one].append(far)
            self._ssim[one].append(alike)
            self._seconds[one].append(seconds)
        self._probes += 1
        self._is_partial |= probe.share < 1
        return bool(self._left)

    def _context_is_live(self) -> bool:
        self._context.check()
        return True

    def _filled(self, probe: Probe, method_id: str) -> np.ndarray | None:
        """The probe's window with its hole filled; None where the method failed, is not loaded, or its time was up."""
        is_cold = not methods.resolve(method_id).is_warm
        if is_cold and method_id != self._default:
            return None
        end = math.inf if is_cold else self._clock + self._budget
        try:
            picture = self._fill_window(probe, method_id, JobContext(_Deadline(self._context.token, end)))
        except Cancelled:
            self._context.check()
            self._is_late = True
            return None
        except EngineError:
            self._broken.add(method_id)
            return None
        if is_cold:  # what it took to load it has to be spent anyway
            self._clock = time.perf_counter()
        return picture

    def _fill_window(self, probe: Probe, method_id: str, context: JobContext) -> np.ndarray:
        source, settings = self._request.source.photo, self._request.settings
        photo = replace(photo_from_pixels(probe.truth), source=source.source)
        wanted = None if settings.context is None else round(settings.context * probe.scale)
        whole = Rect.of(photo.size)
        request = InpaintRequest(
            Composite(photo),
            probe.unknown.astype(np.uint8) * 255,
            whole,
            replace(settings, method=method_id, context=wanted, grow=0, feather=0),
        )
        shown = Composite(photo, (self._fill(request, context).patch,)).read(whole)
        # What lies under the mask itself is filled too, but nobody knows what would be right there.
        return np.where(probe.hole[..., None], shown, probe.truth)

    def _result(self) -> SelfTest:
        finished, behind = (
            [self._score(one) for one in some if self._distances[one]] for some in (self._left, self._behind)
        )
        best, why = self._choice({score.method: self._distances[score.method] for score in finished})
        scores = [*sorted(finished, key=_by_distance), *sorted(behind, key=_by_distance)]
        tried = [score.method for score in scores]
        return SelfTest(
            tuple(scores),
            best,
            why,
            self._probes if scores else 0,
            self._judge.name,
            self._is_partial,
            tuple(one for one in methods.default_order() if one not in tried),
            time.perf_counter() - self._started,
            is_late=self._is_late and not scores,
        )

    def _score(self, method_id: str) -> MethodScore:
        distances = self._distances[method_id]
        qualities = [quality_of(one) for one in distances]
        return MethodScore(
            method_id,
            statistics.fmean(qualities),
            statistics.stdev(qualities) if len(qualities) > 1 else 0.0,
            statistics.fmean(distances),
            statistics.fmean(self._ssim[method_id]),
            statistics.median(self._seconds[method_id]),
        )

    def _choice(self, distances: dict[str, list[float]]) -> tuple[str, str]:
        name = {info.id: info.label for info in methods.describe_all()}
        default = name[self._default]
        if self._default not in distances and not (self._default in self._broken and distances):
            return self._default, tr("{default}: there was no room or no time for a test hole.", default=default)
        holes = tr_n("{n} test hole", "{n} test holes", self._probes)
        if self._default not in distances:
            best = next(iter(distances))
            return best, tr(
                "{name} repaired {holes} in this photo best; {default} could not.",
                name=name[best],
                holes=holes,
                default=default,
            )
        best = choose(self._default, distances, is_partial=self._is_partial)
        if best != self._default:
            return best, tr(
                "{name} repaired {holes} in this photo better than {default}.",
                name=name[best],
                holes=holes,
                default=default,
            )
        return best, tr(
            "No method repaired {holes} in this photo clearly better than {default}.", holes=holes, default=default
        )


def _by_distance(score: MethodScore) -> float:
    return score.distance


def _without_siblings(candidates: tuple[str, ...]) -> tuple[str, ...]:
    """The ids without the networks after the first one that is ready, or is the default."""
    networks = [one for one in candidates if methods.resolve(one).info.needs_torch]
    first = next((one for one in networks if one == candidates[0] or methods.resolve(one).is_warm), None)
    return tuple(one for one in candidates if one == first or one not in networks)


def choose(default: str, distances: dict[str, list[float]], *, is_partial: bool = False) -> str:
    """The method with the least mean distance; the default one where the difference is within the noise.

    Args:
        default: the id of the method that is taken unless another one is clearly better.
        distances: for each method, the default one among them, its distance on each probe, in one order.
        is_partial: whether the probes are pieces of the hole, and so easier to fill: then more has to be seen.
    """
    best = min(distances, key=lambda one: statistics.fmean(distances[one]))
    gains = [ours - theirs for ours, theirs in zip(distances[default], distances[best], strict=True)]
    if len(gains) < _FEWEST:
        return default
    noise = statistics.stdev(gains) / math.sqrt(len(gains))
    least = _PARTIAL_GAIN if is_partial else _LEAST_GAIN
    return best if statistics.fmean(gains) > max(least, noise) else default


class _Bundled:
    """Judges with the program's own perceptual distance."""

    name = "bundled"

    def opened(self, probe: Probe) -> Callable[[np.ndarray], float]:
        return PerceptualReference(probe.truth, probe.hole).distance


class _Lpips:
    """Judges with LPIPS, as a mean over the hole and its rim: over the known rest it is 0."""

    name = "LPIPS"

    def __init__(self, weights: Path) -> None:
        self._metric = _loaded_lpips(weights)

    def opened(self, probe: Probe) -> Callable[[np.ndarray], float]:
        grown = cv2.dilate(probe.hole.astype(np.uint8), np.ones((2 * RIM + 1, 2 * RIM + 1), np.uint8))
        share = float(grown.mean())
        return lambda picture: self._metric(probe.truth, picture) / share


@lru_cache(maxsize=1)
def _loaded_lpips(weights: Path) -> Callable[[np.ndarray, np.ndarray], float]:
    from engine.metrics.lpips import LpipsDistance

    return LpipsDistance(weights)


def _judge() -> _Bundled | _Lpips:
    """LPIPS where its weights are present and torch is loaded already; else our own distance."""
    weights = lpips_weights()
    if weights is not None and "torch" in sys.modules:
        with contextlib.suppress(BadInput):  # a fill does not fail because a file beside it is damaged
            return _Lpips(weights)
    return _Bundled()


def lpips_weights() -> Path | None:
    """The file with LPIPS's weights, which are not part of the program: named by TRATTEGGIO_LPIPS, or in the folder of
    the person's own models; None where there is none."""
    named = os.environ.get(LPIPS_VARIABLE)
    path = Path(named) if named else data_dir() / "models" / _LPIPS_FILE
    return path if path.is_file() else None
