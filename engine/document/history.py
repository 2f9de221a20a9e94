"""Undo and redo: steps that hold only what changed, bounded in bytes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.document.extension import CanvasChange
from engine.document.patch import MaskArea, Patch, Piece
from engine.document.reshape import ShapeChange
from engine.document.selections import SelectionsChange
from engine.document.tiles import MaskDelta

if TYPE_CHECKING:
    from engine.photo import Photo

_STEP_OVERHEAD = 400


def _parts(patches: tuple[Patch, ...]) -> set[Piece | MaskArea]:
    """What patches hold in arrays."""
    pieces: set[Piece | MaskArea] = {piece for patch in patches for piece in patch.pieces}
    return pieces | {patch.mask for patch in patches if patch.mask is not None}


def _key(part: Piece | MaskArea) -> int:
    """Parts that have moved with the canvas are others, and share their arrays."""
    return id(part.pixels if isinstance(part, Piece) else part.alpha)


@dataclass(frozen=True, eq=False)
class StackChange:
    """The patches before and after a step."""

    before: tuple[Patch, ...]
    after: tuple[Patch, ...]

    def held(self) -> set[Piece | MaskArea]:
        """Every piece and every patch's mask that the step keeps in memory."""
        return _parts((*self.before, *self.after))


@dataclass(frozen=True, eq=False)
class Step:
    """One thing the person did. Parts that it did not change are None; `merge` see `Document.replace_patch`."""

    label: str
    mask: MaskDelta | None = None
    stack: StackChange | None = None
    canvas: CanvasChange | ShapeChange | None = None
    merge: str = ""
    selections: SelectionsChange | None = None

    @property
    def own_bytes(self) -> int:
        kept = self.canvas.nbytes if isinstance(self.canvas, ShapeChange) else 0
        kept += 0 if self.selections is None else self.selections.nbytes
        return _STEP_OVERHEAD + kept + (0 if self.mask is None else self.mask.nbytes)


def _merged(last: Step, step: Step) -> Step | None:
    """Two steps as one; None where they are of different kinds, or do not `merge` alike."""
    if last.merge != step.merge:
        return None
    if last.stack is not None and step.stack is not None and last.mask is step.mask is None:
        return replace(step, stack=StackChange(last.stack.before, step.stack.after))
    if last.mask is not None and step.mask is not None and last.stack is step.stack is None:
        return replace(step, mask=last.mask.followed_by(step.mask))
    return None


class History:
    """Steps done and steps undone. It applies nothing itself: the document does.

    Args:
        limit_bytes: what steps may hold in memory. Each new step drops the oldest beyond it; the newest always stays.
        photo: the one that was opened. It never counts: it is the document's own.
    """

    def __init__(self, limit_bytes: int, photo: Photo | None = None) -> None:
        self.limit_bytes = limit_bytes
        self._photos: tuple[Photo | None, Photo | None] = photo, photo  # as opened, as shown
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._own_bytes = 0
        self._held: Counter[Piece | MaskArea] = Counter()
        self._shown: frozenset[Piece | MaskArea] = frozenset()

    @property
    def nbytes(self) -> int:
        """What undo and redo keep in memory: mask tiles, and what patches and photos hold that are not shown now."""
        shown = {_key(part) for part in self._shown} | {id(photo) for photo in self._photos}
        held = {_key(part): part.nbytes for part in self._held}
        for step in (*self._done, *self._undone):
            if step.canvas is not None:
                held |= {id(photo): photo.nbytes for photo in (step.canvas.before, step.canvas.after)}
        return self._own_bytes + sum(nbytes for key, nbytes in held.items() if key not in shown)

    @property
    def undo_labels(self) -> tuple[str, ...]:
        """Oldest first."""
        return tuple(step.label for step in self._done)

    @property
    def redo_labels(self) -> tuple[str, ...]:
        """The next to be done again first."""
        return tuple(step.label for step in reversed(self._undone))

    @property
    def last_done(self) -> Step | None:
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Step | None:
        return self._undone[-1] if self._undone else None

    def holds(self, photo: Photo) -> bool:
        """Whether undo or redo may bring this photo back."""
        changes = (step.canvas for step in (*self._done, *self._undone))
        return any(change is not None and photo in (change.before, change.after) for change in changes)

    def push(self, step: Step) -> None:
        """Adds a step just done. What was undone can no longer be done again."""
        for undone in self._undone:
            self._release(undone)
        self._undone.clear()
        self._done.append(step)
        self._own_bytes += step.own_bytes
        if step.stack is not None:
            self._held.update(step.stack.held())
        self._stepped(step, forward=True)
        self._trim()

    def push_merged(self, step: Step) -> None:
        """Adds a step just done, as one with the last where both `merge` alike and change the same, stack or mask."""
        last = self.last_done
        both = None if last is None or self._undone or not step.merge else _merged(last, step)
        if both is not None:
            self._release(self._done.pop())
        self.push(both or step)

    def step_back(self) -> Step:
        """Moves the last step done to those undone. Raises IndexError where there is none."""
        step = self._done.pop()
        self._undone.append(step)
        self._stepped(step, forward=False)
        return step

    def step_forward(self) -> Step:
        """Moves the last step undone to those done. Raises IndexError where there is none."""
        step = self._undone.pop()
        self._done.append(step)
        self._stepped(step, forward=True)
        return step

    def _stepped(self, step: Step, *, forward: bool) -> None:
        """Remembers what the document shows now."""
        if step.stack is not None:
            patches = step.stack.after if forward else step.stack.before
            self._shown = frozenset(_parts(patches))
        if step.canvas is not None:
            self._photos = self._photos[0], step.canvas.after if forward else step.canvas.before

    def _trim(self) -> None:
        drop = 0
        while self.nbytes > self.limit_bytes and drop < len(self._done) - 1:
            self._release(self._done[drop])
            drop += 1
        del self._done[:drop]

    def _release(self, step: Step) -> None:
        self._own_bytes -= step.own_bytes
        if step.stack is not None:
            self._held.subtract(step.stack.held())
            self._held += Counter()
