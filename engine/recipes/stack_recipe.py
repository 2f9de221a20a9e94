"""The recipe of a whole stack as JSON: changes of shape, and every patch with its mask, in order."""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.document import Adjustment, Composite, Patch, Recipe
from engine.errors import BadInput
from engine.geometry import Size
from engine.language import tr
from engine.photo.reshape import Crop, Reshape, reshape_from_dict
from engine.recipes.packed import PackedArea, damaged
from engine.version import VERSION

if TYPE_CHECKING:
    from engine.photo import Photo

FORMAT, FORMAT_VERSION = "tratteggio-recipe", 1
SUFFIX = ".recipe.json"
MOST_BYTES = 256 * 2**20
MOST_ENTRIES = 10_000
_MOST_MASK_BYTES = 2**32
_MOST_NESTED = 32
_LONGEST_NAME = 1000
_ASPECT_SLACK = 0.01


@dataclass(frozen=True, eq=False)
class Entry:
    """One entry of the stack, without its pixels.

    Args:
        id: the patch's own; `Recipe.below` of other entries names it.
        recipe: what made it.
        mask: as `Patch.mask`, in the final canvas; None where there is none.
        adjustment, visible, opacity, made, seconds, name: as in `Patch`.
        pixels: SHA-256 of what it laid over the photo, which tells whether it came out the same again; "" unknown.
    """

    id: str
    recipe: Recipe
    mask: PackedArea | None = None
    adjustment: Adjustment | None = None
    visible: bool = True
    opacity: float = 1.0
    made: str = ""
    seconds: float = 0.0
    name: str = ""
    pixels: str = ""

    def to_dict(self, *, full: bool = True) -> dict[str, Any]:
        """Plain values for JSON. Unless `full`, masks are digests, and what can be long is left out."""
        recipe = asdict(self.recipe)
        if not full:
            recipe = {key: value for key, value in recipe.items() if key in _SHORT}
        values: dict[str, Any] = {"id": self.id, "recipe": recipe, "visible": self.visible, "opacity": self.opacity}
        if self.mask is not None:
            values["mask"] = self.mask.to_dict(data=full)
        if self.adjustment is not None:
            values["adjustment"] = self.adjustment.to_dict()
        facts = {"made": self.made, "seconds": self.seconds, "name": self.name, "pixels": self.pixels}
        return {**values, **{key: value for key, value in facts.items() if value}}

    @staticmethod
    def from_dict(values: object, depth: int = 0) -> Entry:
        """Reads what `to_dict` wrote in full.

        Raises:
            BadInput: it is none.
        """
        if not isinstance(values, dict) or depth > _MOST_NESTED:
            raise damaged(tr("an entry is no entry"))
        recipe = Recipe.from_json(json.dumps(values.get("recipe")))
        for part in recipe.parts or ():
            Entry.from_dict(part, depth + 1)
        adjustment = values.get("adjustment")
        return Entry(
            id=_checked(values, "id", str, lambda text: 0 < len(text) <= 100),
            recipe=recipe,
            mask=None if values.get("mask") is None else PackedArea.from_dict(values["mask"]),
            adjustment=None if adjustment is None else Adjustment.from_dict(adjustment),
            visible=_checked(values, "visible", bool, default=True),
            opacity=float(_checked(values, "opacity", (int, float), lambda value: 0 <= value <= 1, 1.0)),
            made=_checked(values, "made", str, lambda text: len(text) <= 100, ""),
            seconds=float(_checked(values, "seconds", (int, float), lambda value: 0 <= value < 1e9, 0.0)),
            name=_checked(values, "name", str, lambda text: len(text) <= _LONGEST_NAME, ""),
            pixels=_checked(values, "pixels", str, lambda text: len(text) <= 100, ""),
        )


_SHORT = ("method", "seed", "context", "grow", "feather", "variation", "model", "program", "stage")


def entry_of(patch: Patch) -> Entry:
    """A patch as an entry of a recipe."""
    return Entry(
        id=patch.id,
        recipe=patch.recipe,
        mask=PackedArea.of(patch.mask),
        adjustment=patch.adjustment,
        visible=patch.visible,
        opacity=patch.opacity,
        made=patch.made,
        seconds=patch.seconds,
        name=patch.name,
        pixels=pixels_digest(patch),
    )


def pixels_digest(patch: Patch) -> str:
    """SHA-256 of all that a patch lays over the photo, and where; "" for an adjustment."""
    if not patch.pieces:
        return ""
    digest = hashlib.sha256()
    for piece in patch.pieces:
        rect = piece.rect
        digest.update(np.array([rect.x, rect.y, rect.width, rect.height], "<i8").tobytes())
        # Where nothing shows, what lies there counts for nothing.
        digest.update(np.where(piece.alpha[..., None] > 0, piece.pixels, 0).tobytes())
        digest.update(np.ascontiguousarray(piece.alpha).tobytes())
        if piece.photo_alpha is not None:
            digest.update(np.where(piece.alpha > 0, piece.photo_alpha, 0).tobytes())
    return digest.hexdigest()


def photo_digest(photo: Photo) -> str:
    """SHA-256 of a photo's samples."""
    digest = hashlib.sha256(str((photo.pixels.shape, str(photo.pixels.dtype))).encode())
    for array in (photo.pixels, photo.alpha):
        if array is not None:
            digest.update(np.ascontiguousarray(array).data.cast("B"))
    return digest.hexdigest()


@dataclass(frozen=True, eq=False)
class StackRecipe:
    """Everything that was done to a photo, to be done again.

    Args:
        opened: the size of the photo as it was opened.
        entries: the stack, bottom first.
        reshapes: what its shape went through, first one first.
        size: the size after that; masks are in this canvas.
        depth: 8 or 16 bits a channel.
        photo: the name of the photo's file; "" where it has none.
        digest: SHA-256 of the photo's samples, as they are under the patches; "" where unknown.
        program, made: the version that wrote it, and when (ISO 8601, UTC).
    """

    opened: Size
    entries: tuple[Entry, ...]
    reshapes: tuple[Reshape, ...] = ()
    size: Size = field(default=Size(0, 0))
    depth: int = 8
    photo: str = ""
    digest: str = ""
    program: str = VERSION
    made: str = ""

    @staticmethod
    def of(composite: Composite, *, digest: bool = True, opened: Size | None = None) -> StackRecipe:
        """The recipe of a photo with its patches. Work for a thread of its own: masks are compressed, samples read.

        Args:
            digest: whether to note the digest of the photo's samples.
            opened: how large the photo was before its shape was changed; None asks the photo.

        Raises:
            BadInput: the photo was cropped in another program session, and its first size is not known.
        """
        photo = composite.photo
        path = photo.source.path
        return StackRecipe(
            opened=opened_size(photo) if opened is None else opened,
            entries=tuple(entry_of(patch) for patch in composite.patches),
            reshapes=photo.reshapes,
            size=photo.size,
            depth=photo.pixels.dtype.itemsize * 8,
            photo=Path(path).name if path else "",
            digest=photo_digest(photo) if digest else "",
            made=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def why_not(self, size: Size) -> str:
        """Why the recipe cannot be applied to a photo of `size`, as a sentence; "" where it can."""
        across, down = size.width / self.opened.width, size.height / self.opened.height
        if size == self.opened or abs(across - down) <= _ASPECT_SLACK * max(across, down):
            return ""
        return tr(
            "The recipe is for photos of {width} × {height} px, or of the same proportions; this one has {w} × {h}.",
            width=self.opened.width, height=self.opened.height, w=size.width, h=size.height,
        )  # fmt: skip

    def to_dict(self, *, full: bool = True) -> dict[str, Any]:
        """Plain values for JSON; unless `full` without masks and whatever else can be long."""
        return {
            "format": FORMAT,
            "version": FORMAT_VERSION,
            "program": self.program,
            "made": self.made,
            "photo": {
                "name": self.photo,
                "opened": [self.opened.width, self.opened.height],
                "size": [self.size.width, self.size.height],
                "depth": self.depth,
                "sha256": self.digest,
            },
            "reshapes": [reshape.to_dict() for reshape in self.reshapes],
            "entries": [entry.to_dict(full=full) for entry in self.entries],
        }

    def to_json(self) -> str:
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @staticmethod
    def from_json(text: str | bytes) -> StackRecipe:
        """Reads what `to_json` wrote, strictly. Fields that this version does not know are left out.

        Raises:
            BadInput: it is no recipe, is damaged or too large, or a newer program wrote it.
        """
        if len(text) > MOST_BYTES:
            raise BadInput(tr("The recipe is too large to be read."), tr("Choose another file."))
        try:
            data = json.loads(text, parse_constant=_no_number)
        except (ValueError, RecursionError):
            data = None
        if not isinstance(data, dict) or data.get("format") != FORMAT:
            raise BadInput(tr("This is no recipe of Tratteggio."), tr("Choose a file that Save recipe has written."))
        version = data.get("version")
        if type(version) is not int or version > FORMAT_VERSION:
            raise BadInput(tr("A newer version of the program wrote this recipe."), tr("Update the program to use it."))
        return _read(data)


def _read(data: dict[str, Any]) -> StackRecipe:
    photo, entries, reshapes = data.get("photo"), data.get("entries"), data.get("reshapes", [])
    if not isinstance(photo, dict) or not isinstance(entries, list) or not isinstance(reshapes, list):
        raise damaged(tr("a part is missing"))
    if len(entries) > MOST_ENTRIES or len(reshapes) > MOST_ENTRIES:
        raise damaged(tr("it has too many entries"))
    recipe = StackRecipe(
        opened=_size(photo.get("opened")),
        entries=tuple(Entry.from_dict(entry) for entry in entries),
        reshapes=tuple(_reshape(one) for one in reshapes),
        size=_size(photo.get("size")),
        depth=_checked(photo, "depth", int, lambda value: value in (8, 16), 8),
        photo=_checked(photo, "name", str, lambda text: len(text) <= _LONGEST_NAME, ""),
        digest=_checked(photo, "sha256", str, lambda text: len(text) <= 100, ""),
        program=_checked(data, "program", str, lambda text: len(text) <= 100, ""),
        made=_checked(data, "made", str, lambda text: len(text) <= 100, ""),
    )
    _check_places(recipe)
    return recipe


def _reshape(values: object) -> Reshape:
    if isinstance(values, dict):
        for name in ("area", "margins"):
            numbers = values.get(name)
            if isinstance(numbers, dict) and any(type(number) is not int for number in numbers.values()):
                raise damaged(tr("a place is no place"))
    return reshape_from_dict(values)


def _check_places(recipe: StackRecipe) -> None:
    """
    Raises:
        BadInput: masks lie outside the photo or are too many, two entries have one id, or sizes contradict each other.
    """
    size = recipe.opened
    for reshape in recipe.reshapes:
        size = reshape.size(size)
    if size != recipe.size:
        raise damaged(tr("the sizes contradict each other"))
    masked = 0
    for entry in recipe.entries:
        if entry.mask is not None:
            masked += entry.mask.rect.area
            if entry.mask.rect.clipped(recipe.size) != entry.mask.rect:
                raise damaged(tr("a mask lies outside the photo"))
    if masked > _MOST_MASK_BYTES:
        raise damaged(tr("its masks are too large"))
    if len({entry.id for entry in recipe.entries}) < len(recipe.entries):
        raise damaged(tr("two entries have one name"))


def save_recipe(recipe: StackRecipe, path: str | os.PathLike[str]) -> None:
    """Write a recipe atomically, over what is there.

    Raises:
        WriteFailed: that cannot be done; what was there is as it was.
    """
    from engine.photo import write_atomically

    write_atomically(Path(path), (json.dumps(recipe.to_dict(), ensure_ascii=False, indent=1) + "\n").encode())


def load_recipe(path: str | os.PathLike[str]) -> StackRecipe:
    """Read a recipe's file.

    Raises:
        BadInput: there is none, it cannot be read, or see `StackRecipe.from_json`; the sentence names the file.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(tr("“{name}” is too large for a recipe.", name=path.name), tr("Choose another file."))
        text = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(
            tr("“{name}” cannot be read: {reason}.", name=path.name, reason=reason), tr("Choose another file.")
        ) from error
    try:
        return StackRecipe.from_json(text)
    except BadInput as error:
        raise BadInput(f"“{path.name}”: {error.sentence}", error.advice) from error


def opened_size(photo: Photo) -> Size:
    """How large a photo was before all that its shape has gone through.

    Raises:
        BadInput: nobody knows.
    """
    if photo.source.size is not None or not photo.reshapes:
        return photo.source.size or photo.size
    size = photo.size
    for reshape in reversed(photo.reshapes):
        before = _size_before(reshape, size)
        if before is None:
            raise BadInput(
                tr("How large the photo was before it was cropped is not known, so its recipe cannot be saved."),
                tr("Open the original file and retouch that."),
            )
        size = before
    return size


def _size_before(reshape: Reshape, size: Size) -> Size | None:
    if isinstance(reshape, Crop) or not reshape.is_exact:
        return None
    margins = getattr(reshape, "margins", None)
    if margins is not None:
        return Size(size.width - margins.left - margins.right, size.height - margins.top - margins.bottom)
    return reshape.size(size)  # turned or mirrored: as there, so back


def _size(values: object) -> Size:
    if not isinstance(values, list) or len(values) != 2 or any(type(value) is not int for value in values):
        raise damaged(tr("a size is missing"))
    if not all(0 < value <= 1_000_000 for value in values):
        raise damaged(tr("a size is none that a photo can have"))
    return Size(*values)


def _checked(
    values: dict[str, Any],
    name: str,
    kind: type | tuple[type, ...],
    fits: Callable[[Any], bool] = lambda _value: True,
    default: Any = None,
) -> Any:
    value = values.get(name, default)
    kinds: Sequence[type] = kind if isinstance(kind, tuple) else (kind,)
    is_kind = isinstance(value, tuple(kinds)) and (bool in kinds or not isinstance(value, bool))
    if not is_kind or (isinstance(value, float) and not math.isfinite(value)) or not fits(value):
        raise damaged(tr("“{name}” makes no sense", name=name))
    return value


def _no_number(text: str) -> float:
    raise ValueError(f"{text} is no number")
