"""Photos reduced by the worker that has read or made them: they are sharp, and quick, when they are first shown."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from engine.errors import Cancelled
from engine.photo import Photo
from engine.photo.display import Display
from ui.canvas.ground import Ground
from ui.canvas.late import read_alpha
from ui.canvas.pyramid import PlanePyramid

logger = logging.getLogger(__name__)


@lru_cache(maxsize=2)
def display_of(icc: bytes | None, screen: bytes | None) -> Display:
    """The same for a photo that was only turned, cropped or extended: it takes a frame to be made."""
    return Display(icc, screen)


def planes_of(photo: Photo, screen: bytes | None, ground: Ground) -> list[PlanePyramid]:
    """A photo's colours, and its alpha where it has one, for a screen with this profile (None: sRGB)."""
    display = display_of(photo.icc, screen)
    planes = [PlanePyramid(photo.pixels, display.apply, ground.read, display)]
    if photo.alpha is not None:
        planes.append(PlanePyramid(photo.alpha, _alpha_for_display, read_alpha))
    return planes


def _alpha_for_display(samples: np.ndarray) -> np.ndarray:
    return samples if samples.dtype == np.uint8 else (samples >> 8).astype(np.uint8)


class KnownLevels:
    """The levels of photos that nobody has shown yet; each goes with its photo. `screen`: as in `planes_of`."""

    def __init__(self) -> None:
        self.screen: bytes | None = None
        self._known: WeakKeyDictionary[Photo, tuple[bytes | None, list[list[np.ndarray]]]] = WeakKeyDictionary()

    def prepare(self, photo: Photo, check: Callable[[], object] = lambda: None) -> None:
        """Reduces a photo, in any thread. `check` is called between steps; where it raises, so does this."""

        def is_cancelled() -> bool:
            check()
            return False

        screen, levels = self.screen, []
        try:
            for plane in planes_of(photo, screen, Ground()):
                plane.build(is_cancelled)
                levels.append(plane.levels)
        except Cancelled:
            raise
        except Exception:  # it is reduced where it is shown
            logger.debug("a photo could not be reduced", exc_info=True)
        else:
            self._known[photo] = screen, levels

    def take(self, photo: Photo, planes: list[PlanePyramid]) -> bool:
        """Gives planes of a photo, for the screen that there is now, their levels; False where they are not known."""
        screen, levels = self._known.pop(photo, (None, []))
        if not levels or screen != self.screen:
            return False
        for plane, known in zip(planes, levels, strict=True):
            plane.levels = known
        return True
