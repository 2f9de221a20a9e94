"""The results of fills to choose among, the places that they are for, and what to try next there."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from engine.document import Composite, Document, MaskArea, Patch, moved_patch
from engine.document.reshape import reshaped_area, reshaped_patch
from engine.geometry import Rect, Size
from engine.language import tr
from engine.photo.reshape import Mirror, Reshape, Turn

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.inpaint import FillSettings, InpaintRequest, MethodInfo

MAX_SEED = 2**31 - 1

Choice = tuple[str, int | None]


@dataclass(frozen=True, eq=False)
class Candidate:
    """One result of a fill. `seed` and `variation` (0..1) are None where the method does not heed them.

    `thumbnail` is h x w x 3 sRGB uint8.
    """

    patch: Patch
    method: str
    label: str
    seed: int | None
    seconds: float
    warnings: tuple[str, ...]
    thumbnail: NDArray[np.uint8]
    variation: float | None = None

    @property
    def choice(self) -> Choice:
        """The method and the seed; None where no seed makes a difference, as in a mean fill."""
        return self.method, None if self.variation == 0 else self.seed

    @property
    def facts(self) -> str:
        """Seed and variation (where they count) and time in words."""
        words = [] if self.seed is None else [tr("seed {seed}", seed=self.seed)]
        if self.variation == 0:
            words = [tr("mean fill")]
        elif self.variation is not None and self.variation < 1:
            words.append(f"{self.variation * 100:.0f} %")
        return " · ".join((*words, duration(self.seconds)))

    @property
    def caption(self) -> str:
        """Method, seed and time in words."""
        return f"{self.label} · {self.facts}"


@dataclass(eq=False)
class Session:
    """A place that was filled and every result for it so far."""

    request: InpaintRequest
    candidates: list[Candidate] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)  # methods that could not do it here
    laid: set[str] = field(default_factory=set)  # patches that were over the photo: an undo may bring them back
    _astray: tuple[int, int] = (0, 0)  # how far the request has to move, once the canvas reaches that far again

    def kept(self, document: Document) -> Candidate | None:
        """The candidate that lies over the photo now; None where it has been undone or deleted."""
        laid = {patch.id for patch in document.patches}
        return next((candidate for candidate in self.candidates if candidate.patch.id in laid), None)

    def shown(self, kept: Candidate | None) -> list[Candidate]:
        """The candidates to choose from: of one seed at several strengths the kept one, else the newest."""
        shown: dict[object, Candidate] = {}
        for candidate in self.candidates:
            place = candidate.patch.id if candidate.variation is None else (candidate.method, candidate.seed)
            if kept is None or shown.get(place) is not kept:
                shown[place] = candidate
        return list(shown.values())

    def move(self, composite: Composite, dx: int, dy: int) -> None:
        """The canvas has changed, and everything in the photo with it has moved; `composite` is what it shows now."""
        if dx or dy:
            self.candidates = [replace(one, patch=moved_patch(one.patch, dx, dy)) for one in self.candidates]
        self._astray = self._astray[0] + dx, self._astray[1] + dy
        rect = self.request.mask_rect.translated(*self._astray)
        if Rect.of(composite.size).contains(rect):
            self.request = replace(self.request, source=composite, mask_rect=rect)
            self._astray = (0, 0)

    def reshaped(self, reshape: Reshape, before: Size, composite: Composite) -> Session | None:
        """The same place in a photo that had the size `before` and shows `composite` now; None where it has gone."""
        request = self.request
        area = reshaped_area(MaskArea(request.mask_rect, request.mask), reshape, before)
        candidates = [_reshaped(one, reshape, before) for one in self.candidates]
        left = [one for one in candidates if one is not None]
        if area is None or not left or self._astray != (0, 0):
            return None
        request = replace(request, source=composite, mask=area.alpha, mask_rect=area.rect)
        return Session(request, left, set(self.failed), set(self.laid))

    @property
    def pixels(self) -> int:
        """How many its candidates hold."""
        return sum(rect.area for one in self.candidates for rect in one.patch.rects)

    def forget(self, candidate: Candidate) -> None:
        """Drop a candidate that something better has replaced, unless an undo may ask for it."""
        if candidate.patch.id not in self.laid:
            self.candidates.remove(candidate)


def _reshaped(candidate: Candidate, reshape: Reshape, before: Size) -> Candidate | None:
    """A candidate in a photo of another shape; None where nothing of it is left."""
    patch = reshaped_patch(candidate.patch, reshape, before)
    if patch is None:
        return None
    picture = candidate.thumbnail
    if isinstance(reshape, Turn | Mirror):
        size = Size(picture.shape[1], picture.shape[0])
        turned = reshape.samples(picture, size, Rect.of(size))
        picture = picture if turned is None else turned[1]
    return replace(candidate, patch=patch, thumbnail=picture)


@dataclass(frozen=True, eq=False)
class Order:
    """A place to fill as it was when the fill was asked for.

    Args:
        session: where the results go.
        document: whose place it is.
        base: what the document showed.
        request: what is filled, from what, and how.
    """

    session: Session
    document: Document
    base: Composite
    request: InpaintRequest


def duration(seconds: float) -> str:
    """Seconds as people read them: "< 0.1 s", "0.4 s", "12 s", "1 min 05 s"."""
    if seconds < 0.05:
        return "< 0.1 s"  # nothing takes no time
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else tr("{whole} min {whole2:02d} s", whole=whole // 60, whole2=whole % 60)


def time_left(seconds: float) -> str:
    """Seconds that are guessed, no finer than a guess can be: "4 s", "25 s", "3 min"."""
    if seconds < 10:
        return f"{max(1, math.ceil(seconds))} s"
    if seconds < 57.5:
        return f"{5 * round(seconds / 5)} s"
    return tr("{minutes} min", minutes=max(1, round(seconds / 60)))


def methods() -> tuple[MethodInfo, ...]:
    """Every way to fill, "auto" first."""
    from engine.inpaint import methods as registry

    return registry.describe_all()


def method_info(method_id: str) -> MethodInfo | None:
    return next((info for info in methods() if info.id == method_id), None)


def real_methods(first: str) -> list[MethodInfo]:
    """Every method but "auto": `first` (what "auto" stands for, where it is that) before the rest in their order."""
    from engine.inpaint.methods import resolve

    best = resolve(first).info.id
    return sorted((info for info in methods() if info.id != "auto"), key=lambda info: info.id != best)


def next_settings(session: Session, settings: FillSettings, tried: set[Choice]) -> FillSettings:
    """What to try after all that has been tried: the next seed where seeds count, else the next method."""
    latest = session.candidates[-1]
    for info in real_methods(latest.method if settings.method == "auto" else settings.method):
        wanted = _with_unused_seed(replace(settings, method=info.id), tried)
        if info.id not in session.failed and choice_of(wanted) not in tried:
            return wanted
    return replace(settings, seed=random.randrange(MAX_SEED))


def choice_of(settings: FillSettings) -> Choice:
    """As `Candidate.choice`, of a fill that is still to be made."""
    info = method_info(settings.method)
    is_mean = info is not None and info.uses_variation and settings.variation == 0
    heeds_seed = info is not None and info.uses_seed and not is_mean
    return settings.method, settings.seed if heeds_seed else None


def _with_unused_seed(settings: FillSettings, tried: set[Choice]) -> FillSettings:
    """With the first seed from the given one on that has not been tried, where the method heeds seeds."""
    while choice_of(settings) in tried and choice_of(settings)[1] is not None:
        settings = replace(settings, seed=(settings.seed + 1) % MAX_SEED)
    return settings
