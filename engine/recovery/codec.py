"""Steps and states as records, and back. Patches are defined once in a file and told by number afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

import lz4.block

from engine.document.adjustment import Adjustment
from engine.document.patch import MaskArea, Patch, Piece, Recipe
from engine.document.reshape import PackedMask
from engine.document.selections import SavedSelection
from engine.document.tiles import TILE, MaskDelta
from engine.errors import EngineError
from engine.geometry import Rect, Size
from engine.recovery.arrays import ArrayStore, Ref, StoredArrays
from engine.recovery.identity import IdentityMap
from engine.recovery.records import Record, packed
from engine.recovery.state import Canvas, Entry, MaskTiles, Saved, State

if TYPE_CHECKING:
    from numpy.typing import NDArray

P = TypeVar("P")

STEP, STATE, SAVED = "step", "state", "saved"

# What of a patch JSON can hold as it stands.
_PLAIN = [one.name for one in fields(Patch) if one.name not in ("pieces", "recipe", "mask", "adjustment")]


class DamagedRecordError(Exception):
    """A record that cannot be followed: what comes after it would be built on sand."""


class Encoder:
    """Writes entries and states for one folder; arrays go into its store.

    Args:
        store: of the folder.
        first: a number that no patch in the folder has.
    """

    def __init__(self, store: ArrayStore, first: int = 1) -> None:
        self._store = store
        self._next = first
        self._numbers: IdentityMap[Patch, int] = IdentityMap()
        self._defined: set[int] = set()
        self.used: set[Ref] = set()

    def begin_file(self) -> None:
        """What follows goes into another file, which has to stand by itself. `used` starts anew."""
        self._defined = set()
        self.used = set()

    def entry(self, entry: Entry[Patch]) -> bytes:
        """An entry as a record. Its new arrays are brought to the disk first. Raises OSError."""
        head: dict[str, Any] = {"kind": STEP, "n": entry.number, "way": entry.way, "step": entry.step, "t": entry.time}
        head |= {"after": entry.previous, "into": entry.into, "label": entry.label, "merge": entry.merge}
        blobs: list[bytes] = []
        if entry.mask is not None and entry.canvas is None:
            head["mask"] = [_from_rect(rect) for rect, _ in entry.mask.tiles]
            blobs = [data for _, data in entry.mask.tiles]
        if entry.patches is not None:
            head |= self._stack(entry.patches)
        if entry.canvas is not None:
            head |= _canvas_head(entry.canvas.reshapes, entry.canvas.mask)
            blobs = list(entry.canvas.mask.tiles.values())
        if entry.selections is not None:
            head["selections"] = _selections_head(entry.selections)
            blobs += [one.packed.data for one in entry.selections]
        return packed(head, blobs)

    def state(self, state: State[Patch]) -> bytes:
        """A whole state as a record. Its new arrays are brought to the disk first. Raises OSError."""
        head: dict[str, Any] = {"kind": STATE, "n": state.number, "t": state.time, "strokes": state.strokes}
        head |= {"modified": state.modified, "save_path": state.save_path, "save_stamp": state.save_stamp}
        head |= self._stack(state.patches)
        head |= _canvas_head(state.reshapes, state.mask)
        head["selections"] = _selections_head(state.selections)
        return packed(head, [*state.mask.tiles.values(), *(one.packed.data for one in state.selections)])

    def saved(self, saved: Saved) -> bytes:
        """That what is shown has been written to a file, as a record."""
        return packed({"kind": SAVED, "path": saved.path, "whole": saved.whole, "stamp": saved.stamp})

    def _stack(self, patches: Sequence[Patch]) -> dict[str, Any]:
        numbers, new = [], []
        for patch in patches:
            number = self._numbers.get(patch)
            if number is None:
                number, self._next = self._next, self._next + 1
                self._numbers.set(patch, number)
            numbers.append(number)
            if number not in self._defined:
                new.append((number, patch))
        self._store.keep(array for _, patch in new for array in _arrays(patch))
        definitions = [{"number": number, **self._definition(patch)} for number, patch in new]
        self._defined.update(number for number, _ in new)
        return {"stack": numbers, "patches": definitions}

    def _definition(self, patch: Patch) -> dict[str, Any]:
        mask = patch.mask
        return {
            **{name: getattr(patch, name) for name in _PLAIN},
            "recipe": patch.recipe.to_json(),
            "adjustment": None if patch.adjustment is None else patch.adjustment.to_dict(),
            "mask": None if mask is None else {"at": _from_rect(mask.rect), "a": self._ref(mask.alpha)},
            "pieces": [
                {
                    "at": _from_rect(piece.rect),
                    "p": self._ref(piece.pixels),
                    "a": self._ref(piece.alpha),
                    "pa": None if piece.photo_alpha is None else self._ref(piece.photo_alpha),
                }
                for piece in patch.pieces
            ],
        }

    def _ref(self, array: NDArray) -> Ref:
        ref = self._store.ref(array)
        self.used.add(ref)
        return ref


class Decoder:
    """Reads what an `Encoder` wrote.

    Args:
        patch_of: makes a patch of its definition; raises KeyError, ValueError or TypeError where it cannot be made.
            That one is left out of every stack then, and counted in `lost`.
    """

    def __init__(self, patch_of: Callable[[dict[str, Any]], P]) -> None:
        self._patch_of = patch_of
        self._patches: dict[int, Any] = {}
        self.lost: set[int] = set()

    @property
    def next_number(self) -> int:
        """Higher than the number of every patch that has been spoken of."""
        return max((*self._patches, *self.lost), default=0) + 1

    def entry(self, record: Record, size: Size) -> Entry[Any]:
        """A step out of its record; `size` is the canvas's before it. Raises DamagedRecordError."""
        head = record.head
        try:
            self._define(head)
            blobs, selections = _selections(head, record.blobs)
            canvas = _canvas(head, blobs) if "canvas" in head else None
            mask = None
            if "mask" in head:
                pairs = zip(head["mask"], blobs, strict=True)
                mask = MaskDelta(tuple((_to_rect(values), data) for values, data in pairs))
            patches = self._stack(head) if "stack" in head else None
            return Entry(
                int(head["n"]), str(head["way"]), int(head["step"]), int(head["into"]), str(head["label"]),
                str(head["merge"]), mask, patches, canvas, selections, float(head["t"]), int(head["after"]),
            )  # fmt: skip
        except (KeyError, ValueError, TypeError, EngineError) as error:
            raise DamagedRecordError(str(error)) from error

    def saved(self, record: Record) -> Saved:
        """That something has been saved, out of its record. Raises DamagedRecordError."""
        head = record.head
        try:
            return Saved(str(head["path"]), bool(head["whole"]), _stamp(head["stamp"]))
        except (KeyError, ValueError, TypeError) as error:
            raise DamagedRecordError(str(error)) from error

    def state(self, record: Record) -> State[Any]:
        """A whole state out of its record. Raises DamagedRecordError."""
        head = record.head
        try:
            self._define(head)
            blobs, selections = _selections(head, record.blobs)
            canvas = _canvas(head, blobs)
            return State(
                canvas.mask, self._stack(head), canvas.reshapes, selections or (), int(head["n"]),
                int(head["strokes"]), bool(head["modified"]), str(head["save_path"]), _stamp(head["save_stamp"]),
                float(head["t"]),
            )  # fmt: skip
        except (KeyError, ValueError, TypeError, EngineError) as error:
            raise DamagedRecordError(str(error)) from error

    def _define(self, head: dict[str, Any]) -> None:
        for definition in head.get("patches", ()):
            number = int(definition["number"])
            if number in self._patches:
                continue  # the same one, told again in another file
            try:
                self._patches[number] = self._patch_of(definition)
                self.lost.discard(number)
            except (KeyError, ValueError, TypeError, EngineError):
                self.lost.add(number)

    def _stack(self, head: dict[str, Any]) -> tuple[Any, ...]:
        unknown = [number for number in head["stack"] if number not in self._patches and number not in self.lost]
        if unknown:
            raise ValueError(f"patches {unknown} have never been told")
        return tuple(self._patches[number] for number in head["stack"] if number in self._patches)


def patch_maker(arrays: StoredArrays) -> Callable[[dict[str, Any]], Patch]:
    """For `Decoder`: patches with their arrays."""

    def array(ref: Sequence[int]) -> NDArray:
        number, index = ref
        return arrays[number, index]

    def made(definition: dict[str, Any]) -> Patch:
        mask, adjustment = definition["mask"], definition["adjustment"]
        pieces = (
            Piece(
                _to_rect(piece["at"]),
                array(piece["p"]),
                array(piece["a"]),
                None if piece["pa"] is None else array(piece["pa"]),
            )
            for piece in definition["pieces"]
        )
        plain = {name: definition[name] for name in _PLAIN if name in definition}
        return Patch(
            **plain,
            pieces=tuple(pieces),
            recipe=Recipe.from_json(definition["recipe"]),
            mask=None if mask is None else MaskArea(_to_rect(mask["at"]), array(mask["a"])),
            adjustment=None if adjustment is None else Adjustment.from_dict(adjustment),
        )

    return made


def _arrays(patch: Patch) -> Iterator[NDArray]:
    if patch.mask is not None:
        yield patch.mask.alpha
    for piece in patch.pieces:
        yield piece.pixels
        yield piece.alpha
        if piece.photo_alpha is not None:
            yield piece.photo_alpha


def _canvas_head(reshapes: Sequence[Any], mask: MaskTiles) -> dict[str, Any]:
    return {
        "canvas": [mask.size.width, mask.size.height],
        "reshapes": [reshape.to_dict() for reshape in reshapes],
        "tiles": list(mask.tiles),
    }


def _canvas(head: dict[str, Any], blobs: Sequence[bytes]) -> Canvas:
    from engine.photo.reshape import reshape_from_dict

    size = Size(*(int(side) for side in head["canvas"]))
    tiles = {(int(x), int(y)): data for (x, y), data in zip(head["tiles"], blobs, strict=True)}
    whole = Rect.of(size)
    if any(x % TILE or y % TILE or not whole.contains(Rect(x, y, 1, 1)) for x, y in tiles):
        raise ValueError("a tile lies outside the mask")
    mask = MaskTiles(size, tiles)
    for corner in tiles:
        mask.tile(corner)  # now rather than in the middle of recovering
    return Canvas(tuple(reshape_from_dict(one) for one in head["reshapes"]), mask)


def _selections_head(selections: Sequence[SavedSelection]) -> list[list[Any]]:
    return [[one.name, _from_rect(one.packed.rect)] for one in selections]


def _selections(
    head: dict[str, Any], blobs: Sequence[bytes]
) -> tuple[Sequence[bytes], tuple[SavedSelection, ...] | None]:
    """The blobs of all else, and the selections, whose blobs come last; None where the record holds none."""
    told = head.get("selections")
    if told is None:
        return blobs, None
    first = len(blobs) - len(told)
    made = []
    for (name, values), data in zip(told, blobs[first:], strict=True):
        packed_mask = PackedMask(_to_rect(values), data)
        try:
            alpha = packed_mask.alpha
        except lz4.block.LZ4BlockError as error:
            raise ValueError("a saved selection is damaged") from error
        made.append(SavedSelection.of(str(name), MaskArea(packed_mask.rect, alpha)))
    return blobs[:first], tuple(made)


def _stamp(values: Sequence[int] | None) -> tuple[int, int] | None:
    return None if values is None else (int(values[0]), int(values[1]))


def _from_rect(rect: Rect) -> list[int]:
    return [rect.x, rect.y, rect.width, rect.height]


def _to_rect(values: Sequence[int]) -> Rect:
    x, y, width, height = values
    return Rect(int(x), int(y), int(width), int(height))
