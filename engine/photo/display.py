"""From a photo's samples to a screen, quick enough to follow a hand."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.photo import pixels
from engine.photo.colour import DisplayTransform, profile_space
from engine.photo.space import rgb_space

if TYPE_CHECKING:
    from numpy.typing import NDArray

COARSE_STEPS = 4096  # of a table for 16-bit samples: a screen has 256


class Display:
    """A photo's colours on a screen: through light and back where both profiles are matrices, else by littleCMS.

    What it shows may be a value of 255 beside what `DisplayTransform` gives; nothing that is saved goes through it.

    Args:
        icc: the photo's profile; None stands for sRGB.
        screen: the screen's profile; None stands for sRGB.
    """

    def __init__(self, icc: bytes | None, screen: bytes | None = None) -> None:
        self._exact = DisplayTransform(icc, screen)
        self._icc, self._screen = icc, screen
        self._light: dict[int, NDArray[np.int32]] = {}
        self._last: tuple[NDArray, NDArray] | None = None  # tables, and what was made of them

    def apply(self, samples: NDArray) -> NDArray[np.uint8]:
        """h x w x 3 for the screen, of h x w x 3 uint8 or uint16; the same array where nothing has to change."""
        if self._exact.is_identity or not self.is_quick:
            return self._exact.apply(samples)
        steps = steps_of(samples)
        if steps not in self._light:
            self._light[steps] = self._to_light(np.broadcast_to(np.linspace(0, 1, steps), (3, steps)))
        return self._through_light(samples, self._light[steps])

    def apply_tables(self, samples: NDArray, tables: NDArray[np.float64]) -> NDArray[np.uint8]:
        """As `apply`, with `tables` laid in between. Only where `is_quick`.

        Args:
            samples: h x w x 3, uint8 or uint16.
            tables: 3 x `steps_of(samples)`, what becomes of each channel's values, 0..1; not to be changed any more.
        """
        last: tuple[NDArray, NDArray[Any]] | None = self._last  # any thread may change it meanwhile
        if last is None or last[0] is not tables:
            made = np.rint(tables * 255).astype(np.uint8) if self._exact.is_identity else self._to_light(tables)
            last = self._last = tables, made
        kept: NDArray[Any] = last[1]
        if not self._exact.is_identity:
            return self._through_light(samples, kept)
        loops = pixels.kernels()
        assert loops is not None
        shown = np.empty(samples.shape, np.uint8)
        loops.look_up(samples, kept, _shift(samples), shown)
        return shown

    @property
    def is_quick(self) -> bool:
        """Whether the compiled loops are there, and can do what these profiles ask for."""
        return pixels.kernels() is not None and (self._exact.is_identity or self._matrix is not None)

    @cached_property
    def _matrix(self) -> NDArray[np.float64] | None:
        """From the photo's light to the screen's; None where one of the two is no matrix profile."""
        source, goal = rgb_space(self._icc), rgb_space(self._screen)
        if source is None or goal is None or self._exact.warning or profile_space(self._icc) == "GRAY":
            return None
        return np.asarray(np.linalg.solve(goal.matrix, source.matrix), np.float64)

    @cached_property
    def _whole_matrix(self) -> NDArray[np.int32]:
        loops = pixels.kernels()
        assert loops is not None
        assert self._matrix is not None
        return np.rint(self._matrix * loops.UNIT).astype(np.int32)

    @cached_property
    def _values(self) -> NDArray[np.uint8]:
        goal, loops = rgb_space(self._screen), pixels.kernels()
        assert goal is not None
        assert loops is not None
        light = np.linspace(0, 1, loops.LIGHT + 1)
        return np.stack([np.rint(goal.curve.to_value(channel, light) * 255) for channel in range(3)]).astype(np.uint8)

    def _to_light(self, tables: NDArray) -> NDArray[np.int32]:
        source, loops = rgb_space(self._icc), pixels.kernels()
        assert source is not None
        assert loops is not None
        light = np.stack([source.curve.to_light(channel, tables[channel]) for channel in range(3)])
        return np.rint(np.clip(light, 0, 1) * loops.LIGHT).astype(np.int32)

    def _through_light(self, samples: NDArray, light: NDArray[np.int32]) -> NDArray[np.uint8]:
        loops = pixels.kernels()
        assert loops is not None
        shown = np.empty(samples.shape, np.uint8)
        loops.through_light(samples, light, _shift(samples), self._whole_matrix, self._values, shown)
        return shown


def steps_of(samples: NDArray) -> int:
    """How many steps a table for these samples has."""
    return 256 if samples.dtype == np.uint8 else COARSE_STEPS


def _shift(samples: NDArray) -> int:
    return 0 if samples.dtype == np.uint8 else 16 - (COARSE_STEPS.bit_length() - 1)
