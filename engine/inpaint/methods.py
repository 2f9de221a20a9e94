"""The ways to fill, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import cv2
import numpy as np

from engine.errors import BadInput, ModelBroken

if TYPE_CHECKING:
    from engine.jobs import JobContext

AUTO = "auto"


@dataclass(frozen=True)
class MethodInfo:
    """A method for people: `id` names it on the command line, `label` and `summary` in the window."""

    id: str
    label: str
    summary: str
    uses_seed: bool
    needs_torch: bool


class FillMethod(Protocol):
    """What fills a hole in a crop of a photo."""

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        """Fill the hole; the same arguments give the same picture.

        Args:
            pixels: H x W x 3 float32 0..1; what lies in the hole must not be looked at.
            hole: H x W bool.
            seed: chooses among about equally good fills, where the method can.
            context: told of progress, and asked at every step whether to stop.

        Returns:
            H x W x 3 float32 0..1. Only what lies in the hole is shown. Where a method can, the 3 px around the hole
            hold its own reconstruction rather than a copy of `pixels`: the colour match measures on them what is off.

        Raises:
            Cancelled: through the context.
        """
        ...


@dataclass(frozen=True)
class Method:
    """A registered method.

    Args:
        info: for people.
        build: makes it for a device ("auto" or a torch device; ignored by methods without torch).
        matches_colour: whether its fill may be off in colour at the edge and is matched there.
        bytes_per_px: of a crop, that filling it takes in the program's own memory.
    """

    info: MethodInfo
    build: Callable[[str], FillMethod]
    matches_colour: bool
    bytes_per_px: int = 64


class MethodRegistry:
    """Methods by id, in the order in which they are shown."""

    def __init__(self) -> None:
        self._methods: dict[str, Method] = {}

    def register(self, method: Method) -> None:
        """
        Raises:
            ValueError: where the id is taken.
        """
        if method.info.id == AUTO or method.info.id in self._methods:
            raise ValueError(f"there is a method {method.info.id!r} already")
        self._methods[method.info.id] = method

    def describe_all(self) -> tuple[MethodInfo, ...]:
        return tuple(method.info for method in self._methods.values())

    def find(self, method_id: str) -> Method:
        """
        Raises:
            BadInput: where there is no such method.
        """
        if method_id not in self._methods:
            names = ", ".join((AUTO, *self._methods))
            raise BadInput(f'There is no way to fill called "{method_id}".', f"Choose one of: {names}.")
        return self._methods[method_id]


def describe_all() -> tuple[MethodInfo, ...]:
    """Every way to fill, "auto" first."""
    return (_AUTO_INFO, *REGISTRY.describe_all())


def resolve(method_id: str) -> Method:
    """The method that runs for an id; this is the one place that decides what "auto" is.

    Raises:
        BadInput: where there is no such method.
    """
    return REGISTRY.find(_BEST if method_id == AUTO else method_id)


def _classical(algorithm: int) -> Callable[[str], FillMethod]:
    def build(device: str) -> FillMethod:
        from engine.inpaint.classical import ClassicalMethod

        return ClassicalMethod(algorithm)

    return build


def _patchmatch(device: str) -> FillMethod:
    from engine.inpaint.patchmatch import PatchMatchMethod

    return PatchMatchMethod()


def _network(device: str) -> FillMethod:
    """torch and the network's room are loaded here, not with the program."""
    try:
        from engine.inpaint.network import NetworkMethod
    except ImportError as error:
        raise ModelBroken(
            f"The network cannot be loaded: {error}.", "Install the program again, or fill with another method."
        ) from error
    return NetworkMethod(device=device)


# The best on the project's own bench (tests/bench).
_BEST = "patchmatch"

_AUTO_INFO = MethodInfo(AUTO, "Automatic", "The method that scores best on our test photos.", True, False)

REGISTRY = MethodRegistry()
REGISTRY.register(
    Method(
        MethodInfo("network", "Network", "Paints what a trained network expects there.", False, True),
        _network,
        matches_colour=True,
    )
)
REGISTRY.register(
    Method(
        MethodInfo("patchmatch", "PatchMatch", "Continues texture and lines with patches of this photo.", True, False),
        _patchmatch,
        matches_colour=False,  # it meets the edge by itself
        bytes_per_px=120,
    )
)
REGISTRY.register(
    Method(
        MethodInfo("telea", "Telea", "Carries the edge inwards: fast, for specks and scratches.", False, False),
        _classical(cv2.INPAINT_TELEA),
        matches_colour=False,
    )
)
REGISTRY.register(
    Method(
        MethodInfo("ns", "Navier-Stokes", "Carries the edge inwards along its lines: fast, for specks.", False, False),
        _classical(cv2.INPAINT_NS),
        matches_colour=False,
    )
)
