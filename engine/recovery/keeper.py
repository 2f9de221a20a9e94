"""Keeps one open document against a crash: every step goes to the disk as it is taken, on a thread of its own.

A step is *acknowledged* once its record, and the pixels that it speaks of, have been written and synced: from then on
it comes back after a crash or a kill. The window never waits for that; a stroke usually is there within milliseconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from engine.document import Document, MaskArea, Patch, Taken
from engine.document.extension import CanvasChange, FramedMask
from engine.document.history import Step
from engine.document.reshape import PackedMask, ShapeChange
from engine.errors import EngineError
from engine.photo.reshape import Reshape
from engine.recovery.identity import IdentityMap
from engine.recovery.instance import Instance
from engine.recovery.state import UNKNOWN, Canvas, Entry, MaskTiles, Saved
from engine.recovery.writer import Beginning, Pace, Task, Writer


class Keeper:
    """Keeps a document from now on. All but the two callbacks belongs to the document's thread.

    Args:
        document: as it was opened, or as it was recovered.
        instance: where it is kept; nothing is written before the first step.
        name: what a person calls it.
        acknowledged: told, on the writer's thread, how many steps are safe.
        failed: told, on the writer's thread and once until it works again, that nothing can be kept at the moment.
        is_file: whether the photo was read from its file as it stands, and not out of a project: then a copy of the
            file is kept rather than the samples.
        saved: where the document lives from the start, as one out of a project does.
        recovered: where the document has been recovered from, to go on there (`engine.recovery.recover`).
        pace: how often what is done.
    """

    def __init__(
        self,
        document: Document,
        instance: Instance,
        name: str,
        *,
        acknowledged: Callable[[int], object] | None = None,
        failed: Callable[[EngineError], object] | None = None,
        is_file: bool = True,
        saved: Saved | None = None,
        recovered: Beginning | None = None,
        pace: Pace = Pace(),
    ) -> None:
        self._document = document
        self._steps: IdentityMap[Step, int] = IdentityMap()
        beginning = recovered or Beginning.of(document, name, saved, is_file=is_file)
        self._number = beginning.state.number
        self._shapes = len(beginning.photo.reshapes)
        self._writer = Writer(beginning, instance, acknowledged, failed, pace)
        self._unwatch = document.watch_steps(self._take)
        if recovered is not None:
            self.autosave()

    @property
    def recorded(self) -> int:
        """How many steps have been taken in all."""
        return self._number

    @property
    def acknowledged(self) -> int:
        """How many of them are safe."""
        return self._writer.acknowledged

    @property
    def folder(self) -> Path | None:
        """Where they are kept; None before the first one is."""
        return self._writer.folder

    def saved(self, path: Path, stamp: tuple[int, int] | None = None) -> None:
        """Tell that a file, with its (bytes, mtime in ns), now holds what was shown when its writing began."""
        self._writer.put(Task(Saved(str(path), not self._document.is_modified, stamp), self._document.composite))

    def autosave(self) -> None:
        """Have the whole state written now, rather than after some minutes."""
        self._writer.put(Task(None, self._document.composite))

    def flush(self, timeout: float = 10.0) -> bool:
        """Wait until everything is safe; False where it is not within `timeout` seconds."""
        return self._writer.flush(timeout)

    def close(self, *, keep: bool = False, timeout: float = 2.0) -> bool:
        """Stop keeping the document. Unless it is to be kept for recovery, its files are removed.

        Returns whether that was done within `timeout` seconds; it goes on behind where it was not.
        """
        self._unwatch()
        return self._writer.close(keep=keep, timeout=timeout)

    def _take(self, taken: Taken) -> None:
        self._number += 1
        document, step = self._document, taken.step
        known = self._steps.get(taken.kept) or UNKNOWN
        into = 0
        if taken.way == "do":
            into = 0 if taken.into is None else self._steps.get(taken.into) or UNKNOWN
            known = self._number
            self._steps.set(taken.kept, known)
        entry: Entry[Patch] = Entry(
            self._number,
            taken.way,
            known,
            into,
            step.label,
            step.merge,
            None if step.canvas is not None else step.mask,
            None if step.stack is None and step.canvas is None else document.patches,
            selections=None if step.selections is None else document.selections,
            time=time.time(),
        )
        area = None
        if step.canvas is not None:
            entry = replace(entry, canvas=Canvas(self._reshapes(), MaskTiles(document.size)))
            area = _mask_after(document, taken)
        self._writer.put(Task(entry, document.composite, area, _new_bytes(taken)))

    def _reshapes(self) -> tuple[Reshape, ...]:
        """Since the photo was opened."""
        return self._document.photo.reshapes[self._shapes :]


def _mask_after(document: Document, taken: Taken) -> MaskArea | PackedMask | FramedMask:
    """The whole mask after a change of the canvas, as something that does not change any more."""
    canvas = taken.step.canvas
    if isinstance(canvas, ShapeChange):
        return canvas.mask_before if taken.way == "undo" else canvas.mask_after
    if isinstance(canvas, CanvasChange) and taken.way != "undo":
        inside = canvas.masked.translated(*canvas.offset)
        marked = MaskArea(canvas.masked, document.mask[inside.slices].copy())
        return FramedMask(canvas.before.size, canvas.margins, marked)
    bounds = document.mask_bounds
    return MaskArea(bounds, document.mask[bounds.slices].copy())


def _new_bytes(taken: Taken) -> int:
    """What the arrays of a step's new patches hold."""
    stack = taken.step.stack
    if stack is None or taken.way != "do":
        return 0
    before = {id(patch) for patch in stack.before}
    return sum(patch.nbytes for patch in stack.after if id(patch) not in before)
