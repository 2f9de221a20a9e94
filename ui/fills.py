"""Fills of the open document: running them, keeping their candidates, laying the chosen one over the photo."""

from __future__ import annotations

import random
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Composite, Document, Patch
from engine.errors import BadInput, EngineError
from engine.geometry import Rect, Size
from engine.jobs import Job, JobContext, JobState
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.inpaint import FillResult, FillSettings, InpaintRequest, MethodInfo

THUMBNAIL = Size(240, 160)
MAX_SESSIONS = 16
MAX_SEED = 2**31 - 1


@dataclass(frozen=True, eq=False)
class Candidate:
    """One result of a fill. `thumbnail` is h x w x 3 sRGB uint8."""

    patch: Patch
    method: str
    label: str
    seed: int | None
    seconds: float
    warnings: tuple[str, ...]
    thumbnail: NDArray[np.uint8]

    @property
    def facts(self) -> str:
        """Seed (where it counts) and time in words."""
        seed = "" if self.seed is None else f"seed {self.seed} · "
        return f"{seed}{duration(self.seconds)}"

    @property
    def caption(self) -> str:
        """Method, seed and time in words."""
        return f"{self.label} · {self.facts}"


@dataclass(eq=False)
class Session:
    """A place that was filled and every result for it so far."""

    request: InpaintRequest
    candidates: list[Candidate] = field(default_factory=list)
    failed: set[str] = field(default_factory=set)  # methods that could not do it here

    def kept(self, document: Document) -> Candidate | None:
        """The candidate that lies over the photo now; None where it has been undone or deleted."""
        laid = {patch.id for patch in document.patches}
        return next((candidate for candidate in self.candidates if candidate.patch.id in laid), None)


@dataclass(frozen=True, eq=False)
class _Run:
    """What the main thread remembers of a running fill."""

    session: Session
    document: Document
    base: Composite
    method: str
    keep: bool


def duration(seconds: float) -> str:
    """Seconds as people read them: "0.4 s", "12 s", "1 min 05 s"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


def methods() -> tuple[MethodInfo, ...]:
    """Every way to fill, "auto" first."""
    from engine.inpaint import methods as registry

    return registry.describe_all()


def method_info(method_id: str) -> MethodInfo | None:
    return next((info for info in methods() if info.id == method_id), None)


def _real_methods(first: str) -> list[MethodInfo]:
    """Every method but "auto": `first` (what "auto" stands for, where it is that) before the rest in their order."""
    from engine.inpaint.methods import resolve

    best = resolve(first).info.id
    return sorted((info for info in methods() if info.id != "auto"), key=lambda info: info.id != best)


def framed(rect: Rect, size: Size, aspect: float) -> Rect:
    """`rect` with some surroundings, of about `aspect` (width to height) where the photo allows it."""
    margin = max(12, round(0.35 * max(rect.width, rect.height)))
    width, height = rect.width + 2 * margin, rect.height + 2 * margin
    width, height = max(width, round(height * aspect)), max(height, round(width / aspect))
    x = min(max(0, rect.x + (rect.width - width) // 2), max(0, size.width - width))
    y = min(max(0, rect.y + (rect.height - height) // 2), max(0, size.height - height))
    return Rect(x, y, width, height).clipped(size)


def thumbnail(composite: Composite, rect: Rect, size: Size) -> NDArray[np.uint8]:
    """`rect` of what the composite shows, no larger than `size`: h x w x 3 sRGB uint8."""
    import cv2

    from engine.photo import DisplayTransform

    pixels = composite.read(rect)
    scale = min(1.0, size.width / pixels.shape[1], size.height / pixels.shape[0])
    target = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    small = cv2.resize(pixels, target, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    return DisplayTransform(composite.photo.icc).apply(small)


class FillDesk(QObject):
    """Runs fills and holds their candidates. The editor tells it which document is open."""

    sessions_changed = Signal()
    running_changed = Signal()
    progressed = Signal(object)
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(self, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._document: Document | None = None
        self._sessions: list[Session] = []
        self._active: Session | None = None
        self._runs: OrderedDict[int, _Run] = OrderedDict()
        self._batch = 0
        bridge.progressed.connect(self.progressed)

    def set_document(self, document: Document | None) -> None:
        """Forget everything of the old document; what still runs for it is cancelled and dropped."""
        self.cancel()
        self._document = document
        self._sessions.clear()
        self._active = None
        self.sessions_changed.emit()

    # What there is

    @property
    def is_running(self) -> bool:
        return bool(self._runs)

    @property
    def waiting(self) -> int:
        """How many fills run or wait."""
        return len(self._runs)

    @property
    def batch(self) -> int:
        """How many fills were asked for since nothing ran."""
        return self._batch

    @property
    def busy_rects(self) -> tuple[Rect, ...]:
        """The places that are being filled."""
        return tuple(dict.fromkeys(run.session.request.mask_rect for run in self._runs.values()))

    @property
    def session(self) -> Session | None:
        """The session whose candidates are shown: the chosen one, else the newest, while its patch is there."""
        if self._document is None:
            return None
        for session in (self._active, *reversed(self._sessions)):
            if session is not None and session.kept(self._document) is not None:
                return session
        return None

    def candidate_of(self, patch_id: str) -> Candidate | None:
        """The candidate that a patch came from, for its thumbnail and time."""
        found = (c for session in self._sessions for c in session.candidates if c.patch.id == patch_id)
        return next(found, None)

    def select(self, patch_id: str) -> None:
        """Show the candidates of the fill that this patch came from."""
        for session in self._sessions:
            if any(candidate.patch.id == patch_id for candidate in session.candidates):
                self._active = session
                self.sessions_changed.emit()

    # Running

    def fill(self, settings: FillSettings) -> bool:
        """Fill what is marked. Returns whether a fill was started."""
        return self._begin([settings])

    def fill_every(self, settings: FillSettings) -> bool:
        """Fill what is marked once with every method, the chosen one first; its result is laid over the photo.

        Where nothing is marked, the session's place is filled with each method that it has not seen yet.
        """
        every = [replace(settings, method=info.id) for info in _real_methods(settings.method)]
        document, session = self._document, self.session
        if document is None or session is None or not document.mask_bounds.is_empty:
            return self._begin(every)
        seen = {candidate.method for candidate in session.candidates}
        fresh = [one for one in every if one.method not in seen]
        for wanted in fresh:
            self._fill_again(session, document, wanted, keep=False)
        if not fresh:
            self.noticed.emit(Notice("Every method has been here already"))
        return bool(fresh)

    def try_another(self, settings: FillSettings) -> bool:
        """Fill the session's place again: with the next seed, or with the next method where seeds change nothing."""
        session, document = self.session, self._document
        if session is None or document is None:
            return False
        self._fill_again(session, document, self._next_settings(session, settings), keep=True)
        return True

    def cancel(self) -> None:
        """Stop every fill that runs or waits."""
        for job in self._bridge.jobs:
            if job.id in self._runs:
                job.cancel()

    def keep(self, candidate: Candidate) -> None:
        """Put `candidate` in the place of the one that lies over the photo, as one step."""
        session, document = self.session, self._document
        if session is None or document is None or candidate not in session.candidates:
            return
        kept = session.kept(document)
        if kept is not None and kept is not candidate:
            document.replace_patch(kept.patch.id, candidate.patch, "Keep another fill")
            self.sessions_changed.emit()

    def _begin(self, wanted: Sequence[FillSettings]) -> bool:
        from engine.inpaint import InpaintRequest

        document = self._document
        if document is None:
            return False
        try:
            request = InpaintRequest.from_document(document, wanted[0])
        except BadInput as error:
            self.noticed.emit(Notice(str(error)))
            return False
        session = Session(request)
        for settings in wanted:
            self._submit(session, replace(request, settings=settings), document, keep=False)
        return True

    def _fill_again(self, session: Session, document: Document, settings: FillSettings, *, keep: bool) -> None:
        """Fill the session's place from what lies below its patch."""
        index = next(i for i, patch in enumerate(document.patches) if self._is_of(session, patch.id))
        below = Composite(document.photo, document.patches[:index])
        self._active = session
        self._submit(session, replace(session.request, source=below, settings=settings), document, keep=keep)

    def _submit(self, session: Session, request: InpaintRequest, document: Document, *, keep: bool) -> None:
        info = method_info(request.settings.method)
        label = f"Filling with {info.label}" if info and info.id != "auto" else "Filling"
        self._batch = self._batch + 1 if self._runs else 1
        job = self._bridge.submit(lambda context: _fill(request, context), label, then=self._ended)
        self._runs[job.id] = _Run(session, document, document.composite, request.settings.method, keep)
        self.running_changed.emit()

    def _ended(self, job: Job[Any]) -> None:
        run = self._runs.pop(job.id)
        try:
            if run.document is self._document:
                self._take(job, run)
        finally:
            self.running_changed.emit()

    def _take(self, job: Job[Any], run: _Run) -> None:
        if job.state is JobState.FAILED:
            run.session.failed.add(run.method)
            error = job.error or EngineError("The fill failed.")
            self.failed.emit(Problem.of(error, job.details, remedy="other_method" if self._batch == 1 else ""))
        elif job.state is JobState.CANCELLED:
            if not self._runs:
                self.noticed.emit(Notice("Cancelled; nothing has changed"))
        elif job.value is not None:
            if run.session.candidates:
                self._add(run, job.value)
            else:
                self._lay(run, job.value)

    def _lay(self, run: _Run, candidate: Candidate) -> None:
        """The first result: over the photo as one step, unless what it was made from is no longer there."""
        request, document = run.session.request, run.document
        here, used = document.mask[request.mask_rect.slices], request.mask
        if document.composite is not run.base or bool((here < used).any()):
            self.noticed.emit(Notice("The photo changed during the fill, so the result was left out", ("fill",)))
            return
        run.session.candidates.append(candidate)
        self._sessions = [*self._sessions, run.session][-MAX_SESSIONS:]
        self._active = run.session
        document.add_patch(candidate.patch, label=f"Fill with {candidate.label}", consumed=(request.mask_rect, used))
        self._tell(run, candidate)

    def _add(self, run: _Run, candidate: Candidate) -> None:
        """A later result: beside the others, and over the photo where it was asked for by itself."""
        run.session.candidates.append(candidate)
        kept = run.session.kept(run.document)
        if run.keep and kept is not None:
            run.document.replace_patch(kept.patch.id, candidate.patch, f"Fill with {candidate.label}")
        self._tell(run, candidate)

    def _tell(self, run: _Run, candidate: Candidate) -> None:
        self.sessions_changed.emit()
        if not self._runs:
            text = f"Filled with {candidate.label} in {duration(candidate.seconds)}"
            if self._batch > 1:
                text = f"{len(run.session.candidates)} fills to choose from"
            self.noticed.emit(Notice(". ".join((text, *candidate.warnings)), ("undo", "wipe")))

    def _is_of(self, session: Session, patch_id: str) -> bool:
        return any(candidate.patch.id == patch_id for candidate in session.candidates)

    def _next_settings(self, session: Session, settings: FillSettings) -> FillSettings:
        tried = {(candidate.method, candidate.seed) for candidate in session.candidates}
        latest = session.candidates[-1]
        for info in _real_methods(latest.method if settings.method == "auto" else settings.method):
            if info.id in session.failed or (not info.uses_seed and (info.id, None) in tried):
                continue
            return replace(settings, method=info.id, seed=_unused_seed(info.id, settings.seed, tried))
        return replace(settings, seed=random.randrange(MAX_SEED))


def _unused_seed(method: str, start: int, tried: set[tuple[str, int | None]]) -> int:
    seed = start
    while (method, seed) in tried:
        seed = (seed + 1) % MAX_SEED
    return seed


def _fill(request: InpaintRequest, context: JobContext) -> Candidate:
    """On the worker thread: fill, and draw the small picture that stands for the result."""
    from engine.inpaint import fill

    result: FillResult = fill(request, context)
    info = method_info(result.method)
    source = request.source
    rect = framed(request.mask_rect, source.size, THUMBNAIL.width / THUMBNAIL.height)
    shown = Composite(source.photo, (*source.patches, result.patch))
    return Candidate(
        patch=result.patch,
        method=result.method,
        label=info.label if info else result.method,
        seed=result.patch.recipe.seed if info is None or info.uses_seed else None,
        seconds=result.seconds,
        warnings=result.warnings,
        thumbnail=thumbnail(shown, rect, THUMBNAIL),
    )
