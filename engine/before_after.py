"""A film of a retouch: from the photo without its patches to the result, and back if wanted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

import cv2
import numpy as np
from numpy.typing import NDArray

from engine.document import Composite
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.language import mark, tr
from engine.photo import DisplayTransform

if TYPE_CHECKING:
    from engine.jobs import JobContext

WIPE, FADE, STEPS = "wipe", "fade", "steps"
WAYS = {
    WIPE: mark("Wipe from left to right"),
    FADE: mark("Cross-fade"),
    STEPS: mark("One fill after the other"),
}
_KEPT = 6  # pictures of stages; a film asks for neighbours
_LINE = 1 / 400  # of the width: the line of a wipe
_STEP_FADE = 0.6  # of a fill's time it fades in, then it is looked at


@dataclass(frozen=True)
class FilmPlan:
    """How a retouch is shown.

    Args:
        way: WIPE, FADE or STEPS.
        seconds: from the original to the result.
        hold: seconds that the original is shown at the beginning, and the result at the end.
        returns: whether it goes back to the original, so that it can run for ever.
        fps: frames a second.
        longest: px of the film's longer side; a photo is never enlarged.
    """

    way: str = WIPE
    seconds: float = 3.0
    hold: float = 1.0
    returns: bool = True
    fps: float = 24.0
    longest: int = 1024


def film_size(size: Size, longest: int) -> Size:
    """Of the film of a photo: no longer than `longest`, no larger than the photo, both sides even."""
    scale = min(1.0, longest / max(size.width, size.height))
    return Size(max(2, round(size.width * scale / 2) * 2), max(2, round(size.height * scale / 2) * 2))


class BeforeAfter(Sequence[NDArray[np.uint8]]):
    """The frames, h x w x 3 uint8 sRGB, each made when it is asked for. Belongs to one thread.

    Raises:
        BadInput: nothing lies over the photo.
    """

    def __init__(self, composite: Composite, plan: FilmPlan, context: JobContext | None = None) -> None:
        self._stages = _stages(composite, plan.way)
        if len(self._stages) < 2:
            raise BadInput(
                tr("There is nothing to show yet: no fill lies over the photo."), tr("Fill something first.")
            )
        self._plan, self._context = plan, context
        self.size = film_size(composite.size, plan.longest)
        self._display = DisplayTransform(composite.photo.icc)
        self._pictures: OrderedDict[int, NDArray[np.uint8]] = OrderedDict()
        self._shares = _shares(plan)

    @property
    def seconds(self) -> float:
        return len(self) / self._plan.fps

    def __len__(self) -> int:
        return len(self._shares)

    @overload
    def __getitem__(self, index: int) -> NDArray[np.uint8]: ...
    @overload
    def __getitem__(self, index: slice) -> list[NDArray[np.uint8]]: ...
    def __getitem__(self, index: int | slice) -> NDArray[np.uint8] | list[NDArray[np.uint8]]:
        if isinstance(index, slice):
            return [self.at(share) for share in self._shares[index]]
        return self.at(self._shares[index])

    def at(self, share: float) -> NDArray[np.uint8]:
        """The picture a share (0..1) of the way from the original to the result."""
        if share <= 0:
            return self._picture(0)
        if share >= 1:
            return self._picture(len(self._stages) - 1)
        if self._plan.way == WIPE:
            return self._wiped(share)
        place = share * (len(self._stages) - 1)
        stage = min(int(place), len(self._stages) - 2)
        rest = place - stage
        if self._plan.way == STEPS:
            rest = min(1.0, rest / _STEP_FADE)
        return self._mixed(self._picture(stage), self._picture(stage + 1), _eased(rest))

    def _wiped(self, share: float) -> NDArray[np.uint8]:
        edge = round(_eased(share) * self.size.width)
        frame = self._picture(0).copy()
        frame[:, :edge] = self._picture(len(self._stages) - 1)[:, :edge]
        half = max(1, round(self.size.width * _LINE / 2))
        frame[:, max(0, edge - half) : edge + half] = 255
        return frame

    @staticmethod
    def _mixed(first: NDArray[np.uint8], second: NDArray[np.uint8], share: float) -> NDArray[np.uint8]:
        return np.asarray(cv2.addWeighted(first, 1 - share, second, share, 0), np.uint8)

    def _picture(self, stage: int) -> NDArray[np.uint8]:
        """What one stage shows, at the film's size."""
        found = self._pictures.get(stage)
        if found is None:
            if self._context is not None:
                self._context.check()
            composite = self._stages[stage]
            pixels = composite.read(Rect.of(composite.size))
            size = self.size.width, self.size.height
            found = self._display.apply(np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)))
            self._pictures[stage] = found
        self._pictures.move_to_end(stage)
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        return found


def _stages(composite: Composite, way: str) -> list[Composite]:
    """The original, what came between where it is shown, and the result."""
    shown = tuple(patch for patch in composite.patches if patch.visible and patch.opacity)
    if way != STEPS:
        return [Composite(composite.photo), Composite(composite.photo, shown)] if shown else []
    return [Composite(composite.photo, shown[:count]) for count in range(len(shown) + 1)]


def _shares(plan: FilmPlan) -> list[float]:
    """For each frame, how far it is on the way."""
    hold, way = max(1, round(plan.hold * plan.fps)), max(2, round(plan.seconds * plan.fps))
    there = [(index + 1) / (way + 1) for index in range(way)]
    back = [1 - share for share in there] if plan.returns else []
    return [0.0] * hold + there + [1.0] * hold + back


def _eased(share: float) -> float:
    """Slow at both ends."""
    return share * share * (3 - 2 * share)
