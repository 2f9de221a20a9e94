"""What a fill is asked for and what comes of it: frozen, so that a worker thread may hold them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.document import Composite, Document, Patch
from engine.errors import BadInput
from engine.geometry import Rect
from engine.language import tr

if TYPE_CHECKING:
    from engine.inpaint.selftest import SelfTest
    from engine.latent.placing import PlacedSample

MAX_GROW = 512
MAX_FEATHER = 512
PLACED = "latent"  # the method that is told what to lay into the hole


def _require(condition: bool, sentence: str, advice: str) -> None:
    if not condition:
        raise BadInput(sentence, advice)


@dataclass(frozen=True)
class FillSettings:
    """How to fill.

    Args:
        method: an id of `methods.describe_all()`; "auto" chooses.
        seed: 0 or more; chooses among about equally good fills.
        context: px of surroundings a method sees around the hole; None = by the size of the hole.
        grow: px by which the mask is grown first, 0..512.
        feather: px over which the fill fades in from the edge of the hole, inwards, 0..512.
        device: "auto" or a device's name; counts only for methods that need torch.
        variation: how far a fill may stray from the mean of what would fit, 0..1; counts only for methods that can.
        sample: a picture of the latent studio and where it lies; the method "latent" needs it, no other takes one.

    Raises:
        BadInput: where a number is out of its range.
    """

    method: str = "auto"
    seed: int = 0
    context: int | None = None
    grow: int = 0
    feather: int = 0
    device: str = "auto"
    variation: float = 1.0
    sample: PlacedSample | None = None

    def __post_init__(self) -> None:
        _require(self.seed >= 0, tr("The seed is negative."), tr("Use 0 or more."))
        _require(self.context is None or self.context >= 0, tr("The context is negative."), tr("Use 0 px or more."))
        _require(
            0 <= self.grow <= MAX_GROW,
            tr("The growth is out of range."),
            tr("Use 0 to {MAX_GROW} px.", MAX_GROW=MAX_GROW),
        )
        _require(
            0 <= self.feather <= MAX_FEATHER,
            tr("The feather is out of range."),
            tr("Use 0 to {MAX_FEATHER} px.", MAX_FEATHER=MAX_FEATHER),
        )
        _require(0 <= self.variation <= 1, tr("The variation is out of range."), tr("Use 0 (the mean fill) to 1."))
        _require(
            (self.method == PLACED) == (self.sample is not None),
            tr("What is laid into the hole has to be chosen first."),
            tr("Place a picture from the latent studio, or fill with another method."),
        )


@dataclass(frozen=True, eq=False)
class InpaintRequest:
    """One complete order for a fill; nothing in it changes, whatever happens to the document.

    Args:
        source: what the hole is filled from.
        mask: uint8 of the shape of `mask_rect`, read-only; above 0 = fill, a soft edge blends.
        mask_rect: where the mask lies in the photo; outside it nothing is masked.
        settings: how to fill.

    Raises:
        BadInput: where nothing is masked.
        ValueError: where mask and rect do not fit.
    """

    source: Composite
    mask: NDArray[np.uint8] = field(repr=False)
    mask_rect: Rect
    settings: FillSettings = FillSettings()

    def __post_init__(self) -> None:
        if self.mask.dtype != np.uint8 or self.mask.shape != (self.mask_rect.height, self.mask_rect.width):
            raise ValueError("a mask is uint8 and has the shape of its rect")
        if not Rect.of(self.source.size).contains(self.mask_rect):
            raise ValueError("the mask lies outside the photo")
        _require(bool(self.mask.any()), tr("Nothing is masked."), tr("Brush over what should go, then fill."))

    @staticmethod
    def from_document(document: Document, settings: FillSettings) -> InpaintRequest:
        """A snapshot: the mask is copied in its bounding rect, the photo and its patches are shared.

        Raises:
            BadInput: where nothing is masked.
        """
        rect = document.mask_bounds
        mask = document.mask[rect.slices].copy()
        mask.flags.writeable = False
        return InpaintRequest(document.composite, mask, rect, settings)

    @property
    def mask_digest(self) -> str:
        """SHA-256 of where and what is masked, in hexadecimal."""
        rect = self.mask_rect
        place = np.array([rect.x, rect.y, rect.width, rect.height], "<i8").tobytes()
        return hashlib.sha256(place + np.ascontiguousarray(self.mask).tobytes()).hexdigest()


@dataclass(frozen=True)
class FillResult:
    """A finished fill.

    Args:
        patch: to be laid over the photo.
        method: the id of the method that ran (never "auto").
        regions: how many parts the mask was filled in.
        seconds: how long it took.
        warnings: plain sentences for the person.
        self_test: what "auto" chose by; None where the method was named.
    """

    patch: Patch
    method: str
    regions: int
    seconds: float
    warnings: tuple[str, ...] = ()
    self_test: SelfTest | None = None
