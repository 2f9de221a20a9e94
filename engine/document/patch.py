"""A fill as a thing of its own: pixels to lay over the photo, and the recipe that made them."""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.document.adjustment import Adjustment
from engine.document.strokes import HandStroke
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.language import tr

RECIPE_VERSION = 1


def new_patch_id() -> str:
    """A name no other patch has."""
    return uuid.uuid4().hex


@dataclass(frozen=True, eq=False)
class Piece:
    """Pixels at one place of the photo. Compared by identity: two pieces are one only where they are the same object.

    Args:
        rect: where it lies, in photo pixels.
        pixels: h x w x 3, in the photo's depth (uint8 or uint16).
        alpha: h x w uint8; 0 = the photo shows, 255 = the piece shows.
        photo_alpha: h x w in the photo's depth: new samples of the photo's own alpha; None leaves that as it is.

    Raises:
        ValueError: where shapes or types do not fit each other.
    """

    rect: Rect
    pixels: NDArray
    alpha: NDArray[np.uint8]
    photo_alpha: NDArray | None = None

    def __post_init__(self) -> None:
        shape = (self.rect.height, self.rect.width)
        if self.pixels.shape != (*shape, 3) or self.alpha.shape != shape:
            raise ValueError(f"a piece of {shape} needs pixels and alpha of that shape")
        if self.pixels.dtype not in (np.uint8, np.uint16) or self.alpha.dtype != np.uint8:
            raise ValueError("a piece holds uint8 or uint16 pixels and a uint8 alpha")
        if self.photo_alpha is not None and (
            self.photo_alpha.shape != shape or self.photo_alpha.dtype != self.pixels.dtype
        ):
            raise ValueError("a piece's photo_alpha has its shape and depth")
        for name in ("pixels", "alpha", "photo_alpha"):
            _freeze(self, name)

    @property
    def nbytes(self) -> int:
        """What its arrays hold."""
        return self.pixels.nbytes + self.alpha.nbytes + (0 if self.photo_alpha is None else self.photo_alpha.nbytes)


@dataclass(frozen=True, eq=False)
class MaskArea:
    """A part of a mask: h x w uint8 at a place of the photo, 0 elsewhere. Compared by identity.

    Raises:
        ValueError: where shape or type do not fit.
    """

    rect: Rect
    alpha: NDArray[np.uint8]

    def __post_init__(self) -> None:
        if self.alpha.shape != (self.rect.height, self.rect.width) or self.alpha.dtype != np.uint8:
            raise ValueError(f"a mask's area of {self.rect} needs uint8 of that shape")
        _freeze(self, "alpha")

    @property
    def nbytes(self) -> int:
        return self.alpha.nbytes


def _freeze(owner: Piece | MaskArea, name: str) -> None:
    """Puts a read-only view in the array's place: the caller's own array keeps its flags."""
    array = getattr(owner, name)
    if array is not None and array.flags.writeable:
        array = array.view()
        array.flags.writeable = False
        object.__setattr__(owner, name, array)


@dataclass(frozen=True)
class Recipe:
    """Everything needed to make a patch again from the same photo and mask.

    Args:
        method: the id of the method that ran (never "auto").
        seed: of the method's random numbers.
        context: px of surroundings that the method saw around the hole; None = by the size of the hole.
        grow: px by which the mask was grown first.
        feather: px by which its edge was softened.
        variation: how far the fill might stray from the mean, 0..1, where the method can.
        model: name of the model, where the method used one.
        mask_digest: SHA-256 of the mask that was filled, before growing; "" where unknown.
        program: version of the program that made it.
        sample: what was laid into the hole, where a person placed it (`engine.latent.placing.PlacedSample` as a dict,
            and by how much it was enlarged); None for a method that finds its own.
        strokes: the path of a stroke made by hand (`HandStroke` as a dict) over the photo as it was at `stage`, shifted
            by what was cropped off or added since; None for every other method.
        stage: how many changes of shape the photo had gone through by then (`Photo.reshapes`).
        below: the visible patches that were looked at, bottom first, each as its id and its opacity (0..1): what is
            made again is made from these; () where there were none. None where it is not known.
        parts: for a patch merged from others: those, bottom first, as entries of a stack's recipe
            (`engine.recipes`); None for every other one.
        version: version of this record.
    """

    method: str
    seed: int = 0
    context: int | None = None
    grow: int = 0
    feather: int = 0
    variation: float = 1.0
    model: str | None = None
    mask_digest: str = ""
    program: str = ""
    sample: dict[str, Any] | None = field(default=None, hash=False)
    strokes: dict[str, Any] | None = field(default=None, hash=False)
    stage: int = 0
    below: tuple[tuple[str, float], ...] | None = None
    parts: list[dict[str, Any]] | None = field(default=None, hash=False)
    version: int = RECIPE_VERSION

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)

    def moved(self, dx: int, dy: int) -> Recipe:
        """The recipe of the same patch at another place of the photo."""
        if self.strokes is None or not (dx or dy):
            return self
        return replace(self, strokes=HandStroke.from_dict(self.strokes).moved(dx, dy).to_dict())

    @staticmethod
    def from_json(text: str) -> Recipe:
        """Reads what `to_json` wrote. Fields that this version does not know are left out.

        Raises:
            BadInput: where the text is no recipe, or a newer program wrote it in a way this one cannot follow.
        """
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict):
            raise BadInput(tr("A patch's recipe is damaged."), tr("The patch can be kept, but not made again."))
        version = data.get("version", RECIPE_VERSION)
        if not isinstance(version, int) or version > RECIPE_VERSION:
            raise BadInput(
                tr("A newer version of the program wrote a patch's recipe."), tr("Update the program to use it.")
            )
        known = {one.name: data[one.name] for one in fields(Recipe) if one.name in data}
        return Recipe(**{**_checked(known), "version": RECIPE_VERSION})


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    kinds: dict[str, tuple[type, ...]] = {
        "method": (str,),
        "seed": (int,),
        "context": (int, type(None)),
        "grow": (int,),
        "feather": (int,),
        "variation": (int, float),
        "model": (str, type(None)),
        "mask_digest": (str,),
        "program": (str,),
        "sample": (dict, type(None)),
        "strokes": (dict, type(None)),
        "stage": (int,),
        "below": (list, tuple, type(None)),
        "parts": (list, type(None)),
        "version": (int,),
    }
    wrong = [name for name, value in values.items() if not isinstance(value, kinds[name])]
    if wrong or "method" not in values:
        raise BadInput(tr("A patch's recipe is damaged."), tr("The patch can be kept, but not made again."))
    if values.get("below") is not None:
        values = {**values, "below": _looked_at(values["below"])}
    if values.get("strokes") is not None:
        values = {**values, "strokes": HandStroke.from_dict(values["strokes"]).to_dict()}
    return values


def _looked_at(pairs: Any) -> tuple[tuple[str, float], ...]:
    try:
        return tuple((str(one), float(opacity)) for one, opacity in pairs)
    except (TypeError, ValueError) as error:
        raise BadInput(tr("A patch's recipe is damaged."), tr("The patch can be kept, but not made again.")) from error


@dataclass(frozen=True)
class Patch:
    """One entry of the stack over the photo: pixels laid over what is below, or an adjustment of it.

    Args:
        id: a name no other patch has.
        pieces: what is laid over; () for an adjustment.
        recipe: what made it.
        visible: whether it shows.
        opacity: 0..1.
        mask: a fill's hole as it was marked, before it was grown; None where it is not known. Where an adjustment
            applies; None = everywhere.
        adjustment: what it does to what lies below, in the place of pixels of its own.
        made: when it was laid over the photo, ISO 8601 in UTC; "" where unknown.
        seconds: how long that took; 0 where unknown.
        name: what the person calls it; "" where it goes by what made it.
    """

    id: str
    pieces: tuple[Piece, ...]
    recipe: Recipe
    visible: bool = True
    opacity: float = 1.0
    mask: MaskArea | None = None
    adjustment: Adjustment | None = None
    made: str = ""
    seconds: float = 0.0
    name: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.opacity <= 1:
            raise ValueError("a patch's opacity lies between 0 and 1")
        if self.adjustment is not None and self.pieces:
            raise ValueError("a patch lays pixels over the photo or adjusts what is there, not both")

    @property
    def is_everywhere(self) -> bool:
        """Whether it changes the whole photo."""
        return self.adjustment is not None and self.mask is None

    @property
    def rects(self) -> tuple[Rect, ...]:
        """Where its pieces lie, or what it adjusts; () where that is everything."""
        if self.adjustment is not None:
            return () if self.mask is None else (self.mask.rect,)
        return tuple(piece.rect for piece in self.pieces)

    @property
    def bounds(self) -> Rect:
        """The smallest rect around all of it; empty where it adjusts everything."""
        bounds = Rect(0, 0, 0, 0)
        for rect in self.rects:
            bounds = bounds.united(rect)
        return bounds

    @property
    def nbytes(self) -> int:
        """What its arrays hold."""
        return sum(piece.nbytes for piece in self.pieces) + (0 if self.mask is None else self.mask.nbytes)

    def rects_in(self, size: Size) -> tuple[Rect, ...]:
        """`rects` in a photo of `size`: all of it where it adjusts everything."""
        return (Rect.of(size),) if self.is_everywhere else self.rects
