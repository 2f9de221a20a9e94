"""The thread that brings a document's steps to the disk, and what it does when nothing comes."""

from __future__ import annotations

import errno
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from engine.document import Composite, Document, MaskArea, Patch
from engine.document.extension import FramedMask
from engine.document.reshape import PackedMask
from engine.errors import EngineError, WriteFailed
from engine.language import tr
from engine.photo.photo import Photo
from engine.recovery.arrays import ArrayStore, StoredArrays
from engine.recovery.base import Base, can_be_read_again, copying, has_copy, keep_samples
from engine.recovery.codec import Encoder
from engine.recovery.instance import Instance, remove
from engine.recovery.journal import Item, Journal, follow, merged
from engine.recovery.preview import preview, write_preview
from engine.recovery.state import Entry, MaskTiles, Saved, State

_log = logging.getLogger(__name__)

# More than this at once is not written step by step: an autosave holds the outcome of all.
_MOST_STEPS = 2000
_MOST_BYTES = 256 << 20
_REST_S, _DRAG_S = 0.25, 2.0  # a step that the next one may replace is written after these: from the last, the first
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True)
class Pace:
    """How often what is done, in seconds and bytes.

    Attributes:
        autosave: this long after the first step that no autosave holds.
        longest: the bytes of a journal after which there is one as well.
        preview: between two pictures of the document.
        retry: after writing has failed.
    """

    autosave: float = 180.0
    longest: int = 32 << 20
    preview: float = 10.0
    retry: float = 20.0


@dataclass(frozen=True)
class Beginning:
    """What a document is when its keeping begins.

    Attributes:
        base: what a journal says of the photo.
        photo: as it was opened.
        state: after all that has been done to it.
        folder: where it is kept already; None for nowhere.
        generation: of the newest autosave there.
        next_patch: a number that no patch there has.
        arrays: what has been read there.
        is_file: whether the photo was read from its file as it stands, and not out of a project.
    """

    base: Base
    photo: Photo
    state: State[Patch]
    folder: Path | None = None
    generation: int = 0
    next_patch: int = 1
    arrays: StoredArrays | None = None
    is_file: bool = True

    @staticmethod
    def of(document: Document, name: str, saved: Saved | None = None, *, is_file: bool = True) -> Beginning:
        """A document that has just been opened, and where it lives if it does so in a project."""
        photo, bounds = document.photo, document.mask_bounds
        area = None if bounds.is_empty else MaskArea(bounds, document.mask[bounds.slices].copy())
        strokes = 0 if area is None else 1
        mask = MaskTiles.of(photo.size, area)
        state = State(mask, document.patches, selections=document.selections, strokes=strokes, time=time.time())
        if saved is not None:
            state.saved(saved)
        return Beginning(Base.of(photo, name), photo, state, is_file=is_file)


@dataclass(frozen=True)
class Task:
    """What the document's thread hands over.

    Attributes:
        item: the step, or None for an autosave of what there is.
        composite: as it is after it.
        area: the whole mask after a change of the canvas.
        nbytes: what the step's new arrays hold.
        time: of handing over, by the monotonic clock.
    """

    item: Item | None
    composite: Composite
    area: MaskArea | PackedMask | FramedMask | None = None
    nbytes: int = 0
    time: float = field(default_factory=time.monotonic)

    @property
    def may_merge(self) -> bool:
        """Whether the next step may well take its place."""
        return isinstance(self.item, Entry) and self.item.way == "do" and bool(self.item.merge)

    def resolved(self) -> Item | None:
        """The item with the mask of its canvas, which takes a moment to pack."""
        item, area = self.item, self.area
        if not isinstance(item, Entry) or item.canvas is None or area is None:
            return item
        if isinstance(area, FramedMask):
            area = area.area
        if isinstance(area, PackedMask):
            area = None if area.rect.is_empty else MaskArea(area.rect, area.alpha)
        return replace(item, canvas=replace(item.canvas, mask=MaskTiles.of(item.canvas.mask.size, area)))


class Writer:
    """Takes tasks from one thread and carries them out on its own, which begins with the first."""

    def __init__(
        self,
        beginning: Beginning,
        instance: Instance,
        acknowledged: Callable[[int], object] | None,
        failed: Callable[[EngineError], object] | None,
        pace: Pace,
    ) -> None:
        self._beginning, self._instance, self._pace = beginning, instance, pace
        self._on_acknowledged, self._on_failed = acknowledged, failed
        self._state = beginning.state
        self._journal: Journal | None = None
        self._copying: Iterator[None] | None = None
        self._composite: Composite | None = None
        self._has_failed = self._has_told = self._autosave_wanted = False
        self._autosave_at = self._preview_at = self._retry_at = float("inf")
        self._next_preview = 0.0
        # Shared with the document's thread, under the lock.
        self._wake = threading.Condition()
        self._tasks: deque[Task] = deque()
        self._thread: threading.Thread | None = None
        self._last = self._acknowledged = beginning.state.number
        self._is_closing = self._keeps = self._has_ended = self._is_idle = self._hurries = False

    @property
    def acknowledged(self) -> int:
        """The number of the last step that is safe."""
        return self._acknowledged

    @property
    def folder(self) -> Path | None:
        """Where the files lie; None before there are any."""
        return None if self._journal is None else self._journal.folder

    # On the document's thread

    def put(self, task: Task) -> None:
        """Hand over a task; the first one starts the thread."""
        with self._wake:
            self._tasks.append(task)
            self._is_idle = False
            if isinstance(task.item, Entry):
                self._last = task.item.number
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tratteggio-keeper", daemon=True)
                self._thread.start()
            self._wake.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until every task has been carried out; False where one has not been, or could not be."""
        with self._wake:
            if self._thread is not None:
                self._hurries = True
                self._wake.notify_all()
                self._wake.wait_for(lambda: self._is_idle or self._has_ended, timeout)
            return self._acknowledged >= self._last and (self._is_idle or self._thread is None)

    def close(self, *, keep: bool, timeout: float) -> bool:
        """End the thread, and remove the files unless they are to be kept. See `Keeper.close`."""
        with self._wake:
            self._is_closing, self._keeps = True, keep
            self._wake.notify_all()
            thread, folder = self._thread, self._beginning.folder
        gone = None if folder is None or keep else self._instance.drop(folder)  # at once: what was let go never returns
        if thread is None:
            if gone is not None:
                remove(gone)
            return True
        thread.join(timeout)
        return not thread.is_alive()

    # On its own thread

    def _run(self) -> None:
        try:
            while (tasks := self._next()) is not None:
                self._work(tasks)
        except Exception:
            # A mistake of ours must neither end the program nor pass in silence.
            _log.exception("keeping a document against a crash has ended")
            self._tell(EngineError(tr("{name} is not kept against a crash any more.", name=self._beginning.base.name)))
        finally:
            self._end()

    def _next(self) -> list[Task] | None:
        """All tasks that wait, [] where it is time for something else, None where all is done."""
        with self._wake:
            while not self._tasks:
                if self._is_closing:
                    return None
                wait = self._seconds_left()
                if wait <= 0:
                    return []
                self._is_idle, self._hurries = True, False
                self._wake.notify_all()
                self._wake.wait(None if wait == float("inf") else wait)
            self._is_idle = False
            while (wait := self._seconds_until_rest()) > 0:
                self._wake.wait(wait)
            if self._is_closing and not self._keeps:
                return None
            tasks = list(self._tasks)
            self._tasks.clear()
            return tasks

    def _seconds_until_rest(self) -> float:
        """How long to wait for more: a slider that is dragged makes many steps, of which the last one counts."""
        if self._is_closing or self._hurries or not all(task.may_merge for task in self._tasks):
            return 0.0
        return min(self._tasks[0].time + _DRAG_S, self._tasks[-1].time + _REST_S) - time.monotonic()

    def _seconds_left(self) -> float:
        if self._has_failed or self._journal is None:
            return self._retry_at - time.monotonic()
        if self._copying is not None:
            return 0.0
        return min(self._autosave_at, self._preview_at) - time.monotonic()

    def _work(self, tasks: list[Task]) -> None:
        now = time.monotonic()
        if tasks:
            self._composite = tasks[-1].composite
            self._preview_at = max(now, self._next_preview)
            self._autosave_at = min(self._autosave_at, now + self._pace.autosave)
        try:
            self._carry_out(tasks, now)
        except (OSError, EngineError) as error:
            self._has_failed, self._retry_at = True, time.monotonic() + self._pace.retry
            self._autosave_at = float("inf")
            self._tell(self._problem(error))
            return
        if self._journal is not None and not self._journal.is_broken:
            self._safe()
            if not tasks:
                self._use_the_rest(now)

    def _carry_out(self, tasks: list[Task], now: float) -> None:
        """Bring the steps to the disk. Raises OSError and WriteFailed; they have been followed all the same."""
        items = [item for item in (task.resolved() for task in tasks) if item is not None]
        self._autosave_wanted |= len(items) < len(tasks)
        items = merged(items)
        if (self._journal is None or self._journal.is_broken) and not self._restart(items, now):
            return
        journal = self._journal
        assert journal is not None
        too_much = len(items) > _MOST_STEPS or sum(task.nbytes for task in tasks) > _MOST_BYTES
        if too_much:
            self._follow(items)
        else:
            journal.keep(items)
        if too_much or self._autosave_wanted or now >= self._autosave_at or journal.written > self._pace.longest:
            self._autosave()

    def _restart(self, items: list[Item], now: float) -> bool:
        """Begin, or begin anew after a failure, with an autosave; False where it is too early to try again.

        What that autosave holds already is taken out of `items`.
        """
        if self._has_failed:
            self._follow(items)
            items.clear()
            if now < self._retry_at:
                return False
        try:
            self._begin()
            self._autosave()
        except (OSError, EngineError):
            self._follow(items)
            raise
        return True

    def _follow(self, items: list[Item]) -> None:
        for item in items:
            follow(self._state, item)

    def _begin(self) -> None:
        """Make the folder with the photo's samples in it, where they are not in a file of their own."""
        if self._journal is not None:
            return
        begin = self._beginning
        folder = begin.folder or self._instance.new_document()
        store = ArrayStore(folder)
        if begin.arrays is not None:
            begin.arrays.hand_over(store)
        if begin.folder is None and not (begin.is_file and can_be_read_again(begin.photo)):
            keep_samples(folder, begin.photo)
        elif not has_copy(folder):
            self._copying = copying(folder, begin.photo)
        self._beginning = replace(begin, folder=folder)
        self._journal = Journal(
            folder, begin.base, self._state, store, Encoder(store, begin.next_patch), begin.generation
        )

    def _autosave(self) -> None:
        assert self._journal is not None
        self._journal.autosave()
        self._autosave_at = self._retry_at = float("inf")
        self._autosave_wanted = self._has_failed = self._has_told = False

    def _safe(self) -> None:
        number = self._state.number
        if number != self._acknowledged:
            with self._wake:
                self._acknowledged = number
                self._wake.notify_all()
            if self._on_acknowledged is not None:
                self._on_acknowledged(number)

    def _use_the_rest(self, now: float) -> None:
        """What can wait for a quiet moment: the picture, the copy of the photo's file."""
        journal = self._journal
        assert journal is not None
        try:
            if now >= self._preview_at and self._composite is not None:
                self._preview_at, self._next_preview = float("inf"), now + self._pace.preview
                write_preview(journal.folder, preview(self._composite, self._state.mask))
            elif self._copying is not None:
                next(self._copying)
        except StopIteration:
            self._copying = None
        except (OSError, EngineError) as error:  # neither is needed for getting the steps back
            self._copying = None
            _log.info("%s", error)

    def _tell(self, problem: EngineError) -> None:
        if self._has_told or self._is_closing:
            return
        self._has_told = True
        _log.info("%s", problem)
        if self._on_failed is not None:
            self._on_failed(problem)

    def _problem(self, error: Exception) -> WriteFailed:
        cause = error if isinstance(error, OSError) else error.__cause__
        number = cause.errno if isinstance(cause, OSError) else None
        folder, name = self._instance.root, self._beginning.base.name
        if number in _FULL:
            return WriteFailed(
                tr("{name} is not kept against a crash: there is no space left in {folder}.", name=name, folder=folder),
                tr("Your work goes on. Make some room there, and save now and then until this is solved."),
            )
        reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(error)
        return WriteFailed(
            tr(
                "{name} is not kept against a crash: {folder} cannot be written to ({reason}).",
                name=name, folder=folder, reason=reason,
            ),
            tr("Your work goes on. Save now and then until this is solved."),
        )  # fmt: skip

    def _end(self) -> None:
        if self._journal is not None:
            self._journal.close()
        folder = self._beginning.folder
        if folder is not None and self._is_closing and not self._keeps:
            remove(self._instance.drop(folder))
        if self._copying is not None:
            self._copying.close()  # type: ignore[attr-defined]
        with self._wake:
            self._has_ended = True
            self._wake.notify_all()
