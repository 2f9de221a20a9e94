"""What a document tells of itself: changes, after they are made, and steps, as they are taken."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engine.document.history import Step
from engine.document.patch import Patch
from engine.geometry import Rect, Size


class ChangeKind(Enum):
    """What a change is about."""

    CANVAS = "canvas"  # the photo's size; everything in it has `moved`, and so has the mask
    MASK = "mask"  # the mask's pixels in `rects`
    PIXELS = "pixels"  # what the composite shows in `rects`
    STACK = "stack"  # the list of patches
    SELECTIONS = "selections"  # the selections kept under a name
    HISTORY = "history"  # what can be undone and done again
    SAVED = "saved"  # whether there is something to save


@dataclass(frozen=True)
class Change:
    """One announcement. `rects` are in photo pixels; empty where the kind has no place.

    `moved` is (dx, dy) from where a pixel was to where it is now; only a change of the canvas moves any. Where it has
    been `reshaped`, pixels have gone elsewhere than by a shift, and places of before mean nothing any more.
    """

    kind: ChangeKind
    rects: tuple[Rect, ...] = ()
    moved: tuple[int, int] = (0, 0)
    reshaped: bool = False


@dataclass(frozen=True, eq=False)
class Taken:
    """One step as it is taken, told before the change is announced: for whoever keeps a record of them.

    Attributes:
        step: what has just been done, undone or done again; where it was merged, the new part alone.
        way: "do", "undo" or "redo".
        kept: the step as the history holds it.
        into: the step that `kept` has taken the place of, where the two were merged.
    """

    step: Step
    way: str
    kept: Step
    into: Step | None = None


def rects_between(before: tuple[Patch, ...], after: tuple[Patch, ...], size: Size) -> tuple[Rect, ...]:
    """Where the composite may look different: visible patches that are in only one of the two, or in another order."""
    was, now = ({patch.id: patch for patch in patches} for patches in (before, after))
    gone = [patch for patch in before if now.get(patch.id) != patch]
    new = [patch for patch in after if was.get(patch.id) != patch]
    stayed = [patch for patch in before if now.get(patch.id) == patch]
    order = [patch for patch in after if was.get(patch.id) == patch]
    moved = [patch for patch, other in zip(stayed, order, strict=True) if patch.id != other.id]
    changed = (patch for patch in (*gone, *new, *moved) if patch.visible)
    return tuple(dict.fromkeys(rect for patch in changed for rect in patch.rects_in(size)))
