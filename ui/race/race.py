"""A race: every method fills one place, and nothing happens to the photo until one result is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Composite
from engine.geometry import Rect
from engine.jobs import Job, JobState
from engine.language import tr
from ui.candidates import Candidate, Order, duration, methods
from ui.fills import FillDesk, framed
from ui.job_bridge import JobBridge
from ui.race.pictures import Difference, Picture, difference_of, picture_of

if TYPE_CHECKING:
    from engine.inpaint import FillSettings, MethodInfo, SelfTest

MOST_ENTRIES = 9  # as many as there are keys
ORIGINAL = 0
_NARROWEST, _WIDEST = 0.75, 1.6


class EntryState(Enum):
    WAITING = "waits"
    RUNNING = "fills"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(eq=False)
class Entry:
    """One method in a race, or a candidate that was there before it."""

    method: str
    label: str
    settings: FillSettings
    state: EntryState = EntryState.WAITING
    fraction: float = 0.0
    candidate: Candidate | None = None
    picture: Picture | None = None
    problem: str = ""
    quality: float | None = None  # as the self-test expects it, 0..100

    @property
    def name(self) -> str:
        """What tells it from the others in a list."""
        seed = None if self.candidate is None else self.candidate.seed
        return self.label if seed is None else tr("{label}, seed {seed}", label=self.label, seed=seed)

    @property
    def note(self) -> str:
        """What is known of its result, in words."""
        words = [] if self.candidate is None else [self.candidate.facts]
        if self.quality is not None:
            words.append(tr("quality {quality:.0f}", quality=self.quality))
        return " · ".join(words)


@dataclass(frozen=True)
class _Shown:
    """What the worker hands over: a result and its picture."""

    candidate: Candidate
    picture: Picture = field(repr=False)


class Race(QObject):
    """Fills an order's place with every method, one after the other, and keeps the results to itself.

    `favourite` is the number of the entry whose method repaired the test holes best, counted from 1; 0 while none did.
    `changed` tells that an entry or the original's picture has; `difference_ready` carries a `Difference`.
    """

    changed = Signal()
    difference_ready = Signal(object)

    def __init__(self, fills: FillDesk, order: Order, settings: FillSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._fills, self._order = fills, order
        self._looks = JobBridge(self)  # pictures are made beside the fills, not after them
        self._jobs: dict[int, tuple[Job[Any], Entry]] = {}
        self._closed = False
        rect = order.request.mask_rect
        aspect = min(_WIDEST, max(_NARROWEST, rect.width / rect.height))
        self.frame: Rect = framed(rect, order.request.source.size, aspect)
        self.original: Picture | None = None
        self.entries: tuple[Entry, ...] = _entries(order, settings)
        self.favourite = 0
        fills.progressed.connect(self._progressed)

    @property
    def is_running(self) -> bool:
        return bool(self._jobs)

    def start(self) -> None:
        """Begin. Results come one by one."""
        source, frame = self._order.request.source, self.frame
        self._looks.submit(
            lambda _context: picture_of(source, frame), tr("Reading the original"), then=self._has_original
        )
        for entry in self.entries:
            if entry.candidate is not None:
                self._show_known(entry, entry.candidate)
        for entry in self.entries:
            if entry.state is EntryState.WAITING:
                self._run(entry)

    def stop(self) -> None:
        """Stop what still runs or waits; what has come stays."""
        for job, _ in tuple(self._jobs.values()):
            job.cancel()

    def keep(self, entry: Entry) -> None:
        """Lay an entry's result over the photo as one step, the others beside it. To be called on a closed race."""
        if entry.candidate is not None:
            others = [one.candidate for one in self.entries if one.candidate is not None and one is not entry]
            self._fills.accept(self._order, entry.candidate, others)

    def close(self) -> None:
        """Stop everything and let go of every picture."""
        self._closed = True
        self._fills.progressed.disconnect(self._progressed)
        self.stop()
        self._looks.cancel_all()
        self._looks.close(0.0)
        self.original = None
        for entry in self.entries:
            entry.picture = None

    def show_quality(self, found: SelfTest) -> None:
        """Put beside each method how well it repaired the test holes."""
        for entry in self.entries:
            score = found.of(entry.method)
            if score is not None:
                entry.quality = score.quality
        if found.scores:
            self.favourite = next((n for n, one in enumerate(self.entries, 1) if one.method == found.best), 0)
        self.changed.emit()

    def compare(self, first: int, second: int, gain: float) -> None:
        """Work out how far two differ (0 = the original, else the number of an entry); the newest wish wins."""
        sides = [self._composite(number) for number in (first, second)]
        if None in sides:
            return
        ours, theirs = (one for one in sides if one is not None)
        below = len(self._order.request.source.patches)
        patches = [*ours.patches[below:], *theirs.patches[below:]]
        frame = self.frame
        self._looks.submit(
            lambda _context: difference_of(ours, theirs, frame, patches, gain),
            tr("Comparing"),
            then=self._compared,
            lane="difference",
        )

    def _composite(self, number: int) -> Composite | None:
        """What the photo would show with an entry's result; None where there is none."""
        source = self._order.request.source
        if number == ORIGINAL:
            return source
        candidate = self.entries[number - 1].candidate
        return None if candidate is None else Composite(source.photo, (*source.patches, candidate.patch))

    def _run(self, entry: Entry) -> None:
        source, frame = self._order.request.source, self.frame

        def finish(candidate: Candidate) -> _Shown:
            return _Shown(candidate, picture_of(Composite(source.photo, (*source.patches, candidate.patch)), frame))

        job = self._fills.run(self._order, entry.settings, lambda job: self._ended(job, entry), finish)
        self._jobs[job.id] = job, entry

    def _show_known(self, entry: Entry, candidate: Candidate) -> None:
        source, frame = self._order.request.source, self.frame
        shown = Composite(source.photo, (*source.patches, candidate.patch))

        def take(job: Job[Any]) -> None:
            entry.picture = job.value
            self.changed.emit()

        self._looks.submit(lambda _context: picture_of(shown, frame), tr("Reading a result"), then=take)

    def _has_original(self, job: Job[Any]) -> None:
        self.original = job.value
        self.changed.emit()

    def _progressed(self, job: Job[Any]) -> None:
        if job.id in self._jobs:
            entry = self._jobs[job.id][1]
            entry.state, entry.fraction = EntryState.RUNNING, job.progress.fraction
            self.changed.emit()

    def _ended(self, job: Job[Any], entry: Entry) -> None:
        self._jobs.pop(job.id, None)
        if self._closed:
            return
        if isinstance(job.value, _Shown):
            entry.state, entry.candidate, entry.picture = EntryState.DONE, job.value.candidate, job.value.picture
        elif job.state is JobState.FAILED:
            entry.state, entry.problem = EntryState.FAILED, str(job.error or tr("It failed."))
        else:
            entry.state = EntryState.STOPPED
        self.changed.emit()

    def _compared(self, job: Job[Any]) -> None:
        if isinstance(job.value, Difference):
            self.difference_ready.emit(job.value)


def _entries(order: Order, settings: FillSettings) -> tuple[Entry, ...]:
    """What is there already, then every method that is not, in the order in which methods are always shown."""
    session = order.session
    known = session.shown(session.kept(order.document))
    entries = [_known(candidate, settings) for candidate in known]
    seen = {candidate.method for candidate in known}
    entries.extend(_fresh(info, settings) for info in methods() if info.id != "auto" and info.id not in seen)
    return tuple(entries[:MOST_ENTRIES])


def _known(candidate: Candidate, settings: FillSettings) -> Entry:
    wanted = replace(settings, method=candidate.method)
    return Entry(candidate.method, candidate.label, wanted, EntryState.DONE, 1.0, candidate)


def _fresh(info: MethodInfo, settings: FillSettings) -> Entry:
    return Entry(info.id, info.label, replace(settings, method=info.id))


def words_of(entry: Entry) -> str:
    """What an entry without a picture says in its place."""
    if entry.state is EntryState.FAILED:
        return entry.problem
    if entry.state is EntryState.RUNNING:
        return tr("Filling… {fraction:.0f} %", fraction=entry.fraction * 100)
    return {EntryState.WAITING: tr("Waits"), EntryState.STOPPED: tr("Stopped")}.get(entry.state, tr("Preparing…"))


def spoken(entry: Entry, number: int) -> str:
    """An entry as a screen reader says it."""
    if entry.candidate is None:
        return f"{number} {entry.label}: {words_of(entry)}"
    return f"{number} {entry.label}, {duration(entry.candidate.seconds)}"
