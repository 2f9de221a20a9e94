"""Fills of the open document: running them, keeping their candidates, laying the chosen one over the photo."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Composite, Document, Patch
from engine.errors import BadInput, EngineError
from engine.geometry import Rect, Size
from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from ui.candidates import Candidate, Order, Session, choice_of, duration, method_info, next_settings, real_methods
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem
from ui.stack_thumbs import candidate_of_patch

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.inpaint import FillResult, FillSettings, InpaintRequest
    from engine.photo import Photo
    from engine.photo.reshape import Reshape

THUMBNAIL = Size(240, 160)
MAX_SESSIONS = 16
_SHAPES_KEPT = 2  # of the photo, beside the one it has: for undo
_RESHAPED_PX = 8_000_000


@dataclass(eq=False)
class FillShelf:
    """What was filled in one document: the sessions, and the one whose candidates were asked for last."""

    document: Document
    sessions: list[Session] = field(default_factory=list)
    active: Session | None = None
    _photo: Photo = field(init=False)  # the one that the sessions lie in
    _earlier: list[tuple[Photo, list[Session], Session | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._photo = self.document.photo

    def move(self, dx: int, dy: int) -> None:
        """The canvas has changed, and everything has moved with it."""
        for session in self.sessions:
            session.move(self.document.composite, dx, dy)
        self._photo = self.document.photo

    def follow(self) -> bool:
        """The photo has taken another shape, or has gone back to one. False where places to choose at have gone."""
        old, new, had = self._photo, self.document.photo, self.sessions
        known = next((one for one in self._earlier if one[0] is new), None)
        self._earlier = [*(one for one in self._earlier if one[0] not in (old, new)), (old, had, self.active)]
        self._earlier = self._earlier[-_SHAPES_KEPT:]
        self._photo, self.sessions, self.active = new, [], None
        if known is not None:
            _, self.sessions, self.active = known
            return True
        if new.reshapes[:-1] == old.reshapes and new.reshapes:
            self.sessions = self._reshaped(had, new.reshapes[-1], old.size)
        return _choices(self.sessions) >= _choices(had)

    def _reshaped(self, had: list[Session], reshape: Reshape, before: Size) -> list[Session]:
        """The newest first, as far as that is done within a moment."""
        room, found = _RESHAPED_PX, []
        for session in reversed(had):
            room -= session.pixels
            made = session.reshaped(reshape, before, self.document.composite) if room >= 0 else None
            found += [made] if made is not None else []
        return found[::-1]


def _choices(sessions: list[Session]) -> int:
    """At how many places there is something to choose."""
    return sum(len(session.candidates) > 1 for session in sessions)


@dataclass(frozen=True, eq=False)
class _Run:
    """What the main thread remembers of a running fill. One that `adjusts` steps aside for whatever else is asked."""

    order: Order
    then: Callable[[Job[Any]], object]
    adjusts: bool = False


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
    return reduced(composite.read(rect), composite.photo.icc, size)


def reduced(pixels: NDArray, icc: bytes | None, size: Size) -> NDArray[np.uint8]:
    """h x w x 3 samples of a photo with this profile, no larger than `size`: h x w x 3 sRGB uint8."""
    import cv2

    from engine.photo import DisplayTransform

    scale = min(1.0, size.width / pixels.shape[1], size.height / pixels.shape[0])
    target = max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale))
    small = cv2.resize(pixels, target, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    return DisplayTransform(icc).apply(small)


class FillDesk(QObject):
    """Runs fills and holds their candidates. The editor tells it which documents are open, and which is in front.

    What is asked of the desk is asked of the document in front; a fill of another one goes on and is laid where it
    was asked for.
    """

    sessions_changed = Signal()
    running_changed = Signal()
    progressed = Signal(object)
    failed = Signal(object)
    noticed = Signal(object)

    def __init__(self, bridge: JobBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._shelves: dict[Document, FillShelf] = {}
        self._shelf: FillShelf | None = None
        self._runs: OrderedDict[int, _Run] = OrderedDict()
        self._batch = 0
        bridge.progressed.connect(self.progressed)

    def show(self, document: Document | None) -> None:
        """Put this document in front, with what was filled in it; the others keep theirs."""
        self._shelf = None if document is None else self._shelves.setdefault(document, FillShelf(document))
        self.sessions_changed.emit()
        self.running_changed.emit()

    def forget(self, document: Document) -> None:
        """Let go of a document that is closed; what still runs for it is cancelled and dropped."""
        self._cancel(number for number, run in self._runs.items() if run.order.document is document)
        self._shelves.pop(document, None)
        if self._document is document:
            self._shelf = None

    def move(self, document: Document, dx: int, dy: int) -> None:
        """A document's canvas has changed, and everything in it has moved. What runs was asked of another picture."""
        if document in self._shelves:
            self._cancel(number for number, run in self._runs.items() if run.order.document is document)
            self._shelves[document].move(dx, dy)

    def reshape(self, document: Document) -> None:
        """A document has taken another shape: what was filled in it goes along, where something of it is left."""
        if document in self._shelves:
            self._cancel(number for number, run in self._runs.items() if run.order.document is document)
            if not self._shelves[document].follow() and document is self._document:
                self.noticed.emit(Notice(tr("Some fills to choose from went with the part that was cut off")))
            self.sessions_changed.emit()

    @property
    def _document(self) -> Document | None:
        return None if self._shelf is None else self._shelf.document

    @property
    def _sessions(self) -> list[Session]:
        return [] if self._shelf is None else self._shelf.sessions

    @property
    def _here(self) -> list[_Run]:
        """What runs or waits for the document in front."""
        return [run for run in self._runs.values() if run.order.document is self._document]

    # What there is

    @property
    def is_running(self) -> bool:
        """Whether a fill that was asked for in the document in front runs or waits."""
        return any(not run.adjusts for run in self._here)

    @property
    def is_adjusting(self) -> bool:
        """Whether fills follow a change of the variation; they step aside for anything else."""
        return any(run.adjusts for run in self._here)

    @property
    def waiting(self) -> int:
        """How many fills run or wait, in whichever document."""
        return len(self._runs)

    @property
    def batch(self) -> int:
        """How many fills were asked for since nothing ran."""
        return self._batch

    @property
    def busy_rects(self) -> tuple[Rect, ...]:
        """The places that are being filled in the document in front."""
        return tuple(dict.fromkeys(run.order.request.mask_rect for run in self._here))

    @property
    def session(self) -> Session | None:
        """The session whose candidates are shown: the chosen one, else the newest, while its patch is there."""
        shelf = self._shelf
        if shelf is None:
            return None
        for session in (shelf.active, *reversed(shelf.sessions)):
            if session is not None and session.kept(shelf.document) is not None:
                return session
        return None

    def candidate_of(self, patch_id: str) -> Candidate | None:
        """The candidate that a patch came from, for its thumbnail and time."""
        found = (c for session in self._sessions for c in session.candidates if c.patch.id == patch_id)
        return next(found, None)

    def select(self, patch_id: str) -> None:
        """Show the candidates of the fill that this patch came from."""
        for session in self._sessions:
            if self._shelf is not None and self._is_of(session, patch_id):
                self._shelf.active = session
                self.sessions_changed.emit()

    # Running

    def fill(self, settings: FillSettings) -> bool:
        """Fill what is marked. Returns whether a fill was started."""
        return self._begin([settings])

    def fill_every(self, settings: FillSettings) -> bool:
        """Fill what is marked once with every method, the chosen one first; its result is laid over the photo.

        Where nothing is marked, the session's place is filled with each method that it has not seen yet.
        """
        every = [replace(settings, method=info.id) for info in real_methods(settings.method)]
        document, session = self._document, self.session
        if document is None or session is None or not document.mask_bounds.is_empty:
            return self._begin(every)
        seen = {candidate.method for candidate in session.candidates}
        fresh = [one for one in every if one.method not in seen]
        for wanted in fresh:
            self._fill_again(session, document, wanted, keep=False)
        if not fresh:
            self.noticed.emit(Notice(tr("Every method has been here already")))
        return bool(fresh)

    def try_another(self, settings: FillSettings) -> bool:
        """Fill the session's place again: with the next seed, or with the next method where seeds change nothing."""
        return self._try([settings], keep=True)

    def try_several(self, settings: FillSettings, count: int) -> bool:
        """Fill the session's place `count` times more, each time as `try_another` would; the kept one stays."""
        return self._try([settings] * count, keep=False)

    def change_variation(self, variation: float, device: str) -> bool:
        """Fill the session's place again with another `variation`, where the kept candidate's method heeds it.

        Every candidate of that kind follows, the kept one first. What still runs for an earlier wish is dropped.
        """
        session, document = self.session, self._document
        kept = session.kept(document) if session is not None and document is not None else None
        if session is None or document is None or kept is None or kept.variation is None:
            return False
        self.stop_adjusting()
        if self.is_running:
            return False
        stale = [one for one in session.shown(kept) if one.variation not in (None, variation)]
        for candidate in sorted(stale, key=lambda one: one is not kept):
            self._adjust(session, document, candidate, variation, device)
        return bool(stale)

    def stop_adjusting(self) -> None:
        """Drop the fills that follow a change of the variation, in the document in front."""
        here = self._document
        self._cancel(number for number, run in self._runs.items() if run.adjusts and run.order.document is here)

    def cancel(self) -> None:
        """Stop every fill of the document in front that runs or waits."""
        here = self._document
        self._cancel(number for number, run in self._runs.items() if run.order.document is here)

    def rerun(self, patch_id: str, settings: FillSettings) -> bool:
        """Fill a patch's place again from what lies below it today; the result takes its place, as one step.

        It is shown among the candidates of that place, beside what was there. Returns whether a fill was started.
        """
        document = self._document
        patch = None if document is None else next((one for one in document.patches if one.id == patch_id), None)
        if document is None or patch is None or patch.mask is None or patch.adjustment is not None:
            self.noticed.emit(Notice(tr("This patch does not know its mask, so it cannot be run again")))
            return False
        self.stop_adjusting()
        session = next((one for one in self._sessions if self._is_of(one, patch_id)), None)
        if session is None:
            session = self._session_of(document, patch, settings)
        self._fill_again(session, document, settings, keep=True)
        return True

    def patch_changed(self, patch: Patch) -> None:
        """A patch that lies over the photo has been changed by hand: so is its candidate, to come back like that."""
        for session in self._sessions:
            session.candidates = [replace(c, patch=patch) if c.patch.id == patch.id else c for c in session.candidates]
        self.sessions_changed.emit()

    def keep(self, candidate: Candidate) -> None:
        """Put `candidate` in the place of the one that lies over the photo, as one step."""
        session, document = self.session, self._document
        if session is None or document is None or candidate not in session.candidates:
            return
        self.stop_adjusting()
        if self._exchange(session, document, candidate, tr("Keep another fill")):
            self.sessions_changed.emit()

    # For those who want to see results before one of them is laid over the photo

    def order(self, settings: FillSettings) -> Order | None:
        """What a fill would work on now: what is marked, else the place of the session; None without either."""
        document, session = self._document, self.session
        if document is None:
            return None
        if document.mask_bounds.is_empty and session is not None:
            return self._again(session, document, settings)
        return self._fresh(document, settings)

    def run(
        self,
        order: Order,
        settings: FillSettings,
        then: Callable[[Job[Any]], object],
        finish: Callable[[Candidate], object],
    ) -> Job[Any]:
        """Fill an order's place with `settings`, without any consequence for the photo.

        Args:
            then: is called on the main thread with the job once it has ended, unless its photo is closed by then.
            finish: turns the candidate into the job's value, on the worker thread.
        """
        self.stop_adjusting()
        return self._submit(order, settings, then, finish=finish)

    def accept(self, order: Order, candidate: Candidate, beside: Iterable[Candidate] = ()) -> None:
        """Lay a candidate that was made for `order` over the photo as one step, as if it alone had been asked for.

        Those `beside` it, made for the same order, stay to choose from.
        """
        session, document = order.session, order.document
        if not session.candidates:
            self._lay(order, candidate, alone=True, beside=beside)
            return
        session.candidates.extend(one for one in (candidate, *beside) if one not in session.candidates)
        self._exchange(session, document, candidate, tr("Fill with {label}", label=candidate.label))
        self._tell(order, candidate, alone=True)

    # Inside

    def _session_of(self, document: Document, patch: Patch, settings: FillSettings) -> Session:
        """A session for a patch whose own is not known any more, such as one out of a project."""
        from engine.inpaint import InpaintRequest

        assert patch.mask is not None
        request = InpaintRequest(document.composite, patch.mask.alpha, patch.mask.rect, settings)
        session = Session(request, [candidate_of_patch(patch, document.photo.icc)], laid={patch.id})
        shelf = self._shelves[document]
        shelf.sessions = [*shelf.sessions, session][-MAX_SESSIONS:]
        return session

    def _begin(self, wanted: Sequence[FillSettings]) -> bool:
        order = self._fresh(self._document, wanted[0]) if self._document is not None else None
        if order is None:
            return False
        self.stop_adjusting()
        for settings in wanted:
            self._start(order, settings, keep=False)
        return True

    def _try(self, wanted: Sequence[FillSettings], *, keep: bool) -> bool:
        session, document = self.session, self._document
        if session is None or document is None:
            return False
        self.stop_adjusting()
        tried = {candidate.choice for candidate in session.candidates}
        for settings in wanted:
            following = next_settings(session, settings, tried)
            if choice_of(following) in tried and not keep:
                break
            tried.add(choice_of(following))
            self._fill_again(session, document, following, keep=keep)
        return True

    def _fresh(self, document: Document, settings: FillSettings) -> Order | None:
        """What is marked; None, and a notice, where nothing is."""
        from engine.inpaint import InpaintRequest

        try:
            request = InpaintRequest.from_document(document, settings)
        except BadInput as error:
            self.noticed.emit(Notice(str(error)))
            return None
        return Order(Session(request), document, document.composite, request)

    def _again(self, session: Session, document: Document, settings: FillSettings) -> Order:
        """The session's place, from what lies below its patch."""
        index = next(i for i, patch in enumerate(document.patches) if self._is_of(session, patch.id))
        below = Composite(document.photo, document.patches[:index])
        request = replace(session.request, source=below, settings=settings)
        return Order(session, document, document.composite, request)

    def _fill_again(self, session: Session, document: Document, settings: FillSettings, *, keep: bool) -> None:
        self._shelves[document].active = session
        self._start(self._again(session, document, settings), settings, keep=keep)

    def _adjust(self, session: Session, document: Document, old: Candidate, variation: float, device: str) -> None:
        from engine.inpaint import FillSettings

        recipe = old.patch.recipe
        settings = FillSettings(
            recipe.method, recipe.seed, recipe.context, recipe.grow, recipe.feather, device, variation
        )
        order = self._again(session, document, settings)
        self._submit(order, settings, lambda job: self._adjusted(job, order, old), adjusts=True)

    def _start(self, order: Order, settings: FillSettings, *, keep: bool) -> None:
        self._submit(order, settings, lambda job: self._take(job, order, settings.method, keep=keep))

    def _submit(
        self,
        order: Order,
        settings: FillSettings,
        then: Callable[[Job[Any]], object],
        *,
        finish: Callable[[Candidate], object] | None = None,
        adjusts: bool = False,
    ) -> Job[Any]:
        info = method_info(settings.method)
        label = tr("Filling with {label}", label=info.label) if info and info.id != "auto" else tr("Filling")
        request = replace(order.request, settings=settings)

        def work(context: JobContext) -> object:
            candidate = _fill(request, context)
            return candidate if finish is None else finish(candidate)

        self._batch = self._batch + 1 if self._runs else 1
        job = self._bridge.submit(work, label, then=self._ended)
        self._runs[job.id] = _Run(order, then, adjusts)
        self.running_changed.emit()
        return job

    def _cancel(self, numbers: Iterable[int]) -> None:
        unwanted = set(numbers)
        for job in self._bridge.jobs:
            if job.id in unwanted:
                job.cancel()

    def _ended(self, job: Job[Any]) -> None:
        run = self._runs.pop(job.id)
        try:
            document = run.order.document
            if document in self._shelves and document.photo is run.order.base.photo:
                run.then(job)
        finally:
            self.running_changed.emit()

    def _take(self, job: Job[Any], order: Order, method: str, *, keep: bool) -> None:
        if job.state is JobState.FAILED:
            order.session.failed.add(method)
            self._complain(job)
        elif job.state is JobState.CANCELLED:
            if not self._runs and order.document is self._document:
                self.noticed.emit(Notice(tr("Cancelled; nothing has changed")))
        elif job.value is not None:
            if order.session.candidates:
                self._add(order, job.value, keep=keep)
            else:
                self._lay(order, job.value)

    def _adjusted(self, job: Job[Any], order: Order, old: Candidate) -> None:
        """A candidate at another strength: in the place of the old one, over the photo too where that one is kept."""
        session, document, new = order.session, order.document, job.value
        if job.state is JobState.FAILED:
            self._complain(job)
        if new is None or old not in session.candidates:
            return
        session.candidates.insert(session.candidates.index(old) + 1, new)
        if session.kept(document) is old:
            self._exchange(session, document, new, tr("Change the variation"))
        session.forget(old)
        self.sessions_changed.emit()

    def _complain(self, job: Job[Any]) -> None:
        error = job.error or EngineError(tr("The fill failed."))
        self.failed.emit(Problem.of(error, job.details, remedy="other_method" if self._batch == 1 else ""))

    def _lay(
        self, order: Order, candidate: Candidate, *, alone: bool = False, beside: Iterable[Candidate] = ()
    ) -> None:
        """The first result: over the photo as one step, unless what it was made from is no longer there."""
        request, document = order.session.request, order.document
        here, used = document.mask[request.mask_rect.slices], request.mask
        if document.composite is not order.base or bool((here < used).any()):
            self._notice(order, tr("The photo changed during the fill, so the result was left out"), ("fill",))
            return
        order.session.candidates.extend((candidate, *(one for one in beside if one is not candidate)))
        order.session.laid.add(candidate.patch.id)
        shelf = self._shelves[document]
        shelf.sessions = [*shelf.sessions, order.session][-MAX_SESSIONS:]
        shelf.active = order.session
        document.add_patch(
            candidate.patch, label=tr("Fill with {label}", label=candidate.label), consumed=(request.mask_rect, used)
        )
        self._tell(order, candidate, alone=alone)

    def _add(self, order: Order, candidate: Candidate, *, keep: bool) -> None:
        """A later result: beside the others, and over the photo where it was asked for by itself."""
        order.session.candidates.append(candidate)
        if keep:
            self._exchange(order.session, order.document, candidate, tr("Fill with {label}", label=candidate.label))
        self._tell(order, candidate)

    def _exchange(self, session: Session, document: Document, candidate: Candidate, label: str) -> bool:
        """Lay `candidate` in the place of the kept one, as one step. Returns whether it was another."""
        kept = session.kept(document)
        if kept is None or kept is candidate:
            return False
        session.laid.add(candidate.patch.id)
        there = next(patch for patch in document.patches if patch.id == kept.patch.id)
        new = candidate.patch
        if (there.visible, there.opacity, there.name) != (new.visible, new.opacity, new.name):
            new = replace(new, visible=there.visible, opacity=there.opacity, name=there.name)
        document.replace_patch(there.id, new, label)
        return True

    def _tell(self, order: Order, candidate: Candidate, *, alone: bool = False) -> None:
        """Say what has come, once nothing else will; `alone`: whatever else was asked for does not count."""
        self.sessions_changed.emit()
        if alone or not self._runs:
            text = tr("Filled with {label} in {duration}", label=candidate.label, duration=duration(candidate.seconds))
            if self._batch > 1 and not alone:
                text = tr("{shown} fills to choose from", shown=len(order.session.shown(candidate)))
            self._notice(order, tr(". ").join((text, *candidate.warnings)), ("undo", "wipe"))

    def _notice(self, order: Order, text: str, actions: tuple[str, ...]) -> None:
        """Say something about a fill; of a document behind by its name, without buttons for the one in front."""
        if order.document is self._document:
            self.noticed.emit(Notice(text, actions))
        else:
            path = order.document.photo.source.path
            self.noticed.emit(
                Notice(
                    tr(
                        "{name}: {sentence}",
                        name=Path(path).name if path else tr("Untitled"),
                        sentence=text[0].lower() + text[1:],
                    )
                )
            )

    def _is_of(self, session: Session, patch_id: str) -> bool:
        return any(candidate.patch.id == patch_id for candidate in session.candidates)


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
        variation=result.patch.recipe.variation if info is not None and info.uses_variation else None,
        seconds=result.seconds,
        warnings=result.warnings,
        thumbnail=thumbnail(shown, rect, THUMBNAIL),
    )
