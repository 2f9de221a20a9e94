"""The open documents as the window sees them: opening, saving, and what changes in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind, Composite, Document, MaskArray
from engine.errors import EngineError
from engine.geometry import Rect, Size
from engine.jobs import Job, JobContext, JobState
from engine.language import one_after_another, tr, without_end
from ui import projects
from ui.fills import FillDesk, reduced, thumbnail
from ui.job_bridge import JobBridge
from ui.open_photos import OpenPhoto, area_checksum
from ui.problems import Notice, Problem
from ui.quality import QualityDesk
from ui.reshaping import LANE as RESHAPE_LANE
from ui.reshaping import Reshaper
from ui.stack import AGAIN_LANE, StackDesk
from ui.stack_words import said_by_file

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.geometry import Margins
    from engine.photo import Photo, Reshape, SaveReport
    from engine.project import Extras, ProjectState

RECENT_THUMBNAIL = Size(320, 240)
_STOPPABLE = ("open ", "extend ", AGAIN_LANE, RESHAPE_LANE)  # the beginnings of lanes


class SaveRisk(Enum):
    """What a save to a path would do that a person should agree to first."""

    NONE = "none"
    ORIGINAL = "original"  # replaces the photo as it was opened
    CHANGED = "changed"  # somebody else wrote the file since we read or wrote it
    VANISHED = "vanished"  # the file we read or wrote is no longer there


@dataclass(frozen=True)
class Opened:
    """A photo fresh from the worker. `mask` is the one to start with, `thumbnail` h x w x 3 sRGB uint8.

    Where the file at `path` is a project, `project` is all of it.
    """

    photo: Photo
    thumbnail: NDArray[np.uint8]
    mask: NDArray[np.uint8] | None = None
    path: Path | None = None
    project: ProjectState | None = None


@dataclass(frozen=True)
class PageChoice:
    """A file of several pictures, of which one has to be chosen."""

    path: Path
    frames: int


class Editor(QObject):
    """Holds the open photos, one of them in front, and tells about them. Slow work runs on a worker.

    What is said of "the document" is said of the one in front. Signals come on the main thread: `document_replaced`
    where another one (or none) is in front; `photo_added` and `photo_removed` carry an `OpenPhoto`; `photos_changed`
    where their number, order, names or unsaved changes have; `changed` carries a `Change` of the document in front.
    `mask_reduced` carries an array that is to be a mask, and the pyramid that a worker has made of it.
    """

    document_replaced = Signal()
    photo_added = Signal(object)
    photo_removed = Signal(object)
    photos_changed = Signal()
    changed = Signal(object)
    title_changed = Signal()
    work_changed = Signal()
    failed = Signal(object)
    noticed = Signal(object)
    page_needed = Signal(object)
    photo_opened = Signal(object)
    saved = Signal(object)
    mask_reduced = Signal(object, object)
    succeeded = Signal(str)  # what had a `Problem.remedy`, or might have had

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._photos: list[OpenPhoto] = []
        # Called on a worker with a photo that is about to be shown, and a check that may raise.
        self.prepare: Callable[[Photo, Callable[[], object]], object] = lambda _photo, _check: None
        self.marks_saves = True  # whether saved files say in their metadata what was done
        self._front: OpenPhoto | None = None
        self._wants_front = False  # what was opened to be seen has not come yet
        self._files = JobBridge(self)
        self._fill_jobs = JobBridge(self)
        self.fills = FillDesk(self._fill_jobs, self)
        self.fills.failed.connect(self.failed)
        self.fills.noticed.connect(self.noticed)
        self.quality = QualityDesk(self, self._fill_jobs)
        self.stack = StackDesk(self, self._files, self._fill_jobs)
        self._reshaper = Reshaper(self._files, lambda document: self.of(document) is not None, self)
        self._reshaper.prepare = lambda photo, check: self.prepare(photo, check)
        self._reshaper.failed.connect(self.failed)
        self._reshaper.noticed.connect(self.noticed)
        self._files.activity_changed.connect(self.work_changed)

    # What is open

    @property
    def photos(self) -> tuple[OpenPhoto, ...]:
        """What is open, in the order of the tabs."""
        return tuple(self._photos)

    @property
    def front(self) -> OpenPhoto | None:
        """What is shown."""
        return self._front

    def of(self, document: Document | None) -> OpenPhoto | None:
        """The open photo of a document; None where it is closed by now."""
        return next((one for one in self._photos if one.document is document), None)

    @property
    def document(self) -> Document | None:
        return None if self._front is None else self._front.document

    @property
    def name(self) -> str:
        """What the title calls the photo; "" where none is open."""
        return "" if self._front is None else self._front.name

    @property
    def is_modified(self) -> bool:
        return self._front is not None and self._front.is_modified

    @property
    def has_mask(self) -> bool:
        return self.document is not None and not self.document.mask_bounds.is_empty

    @property
    def work(self) -> str:
        """What the file worker is doing, in words; "" while it rests."""
        jobs = self._files.jobs
        return jobs[0].label if jobs else ""

    @property
    def save_path(self) -> Path | None:
        """Where Save writes without asking; None until the result has been saved once."""
        return None if self._front is None else self._front.save_path

    @property
    def save_quality(self) -> int | None:
        """How finely the photo in front is saved in a lossy format, 1 to 100; None is automatic."""
        return None if self._front is None else self._front.save_quality

    @save_quality.setter
    def save_quality(self, quality: int | None) -> None:
        if self._front is not None:
            self._front.save_quality = quality

    # Opening

    def open(
        self,
        path: Path,
        *,
        frame: int | None = None,
        mask_path: Path | None = None,
        behind: bool = False,
        anew: bool = False,
    ) -> None:
        """Open a photo in a tab of its own, read on the worker; one that is open already is shown instead.

        Args:
            path: the photo.
            frame: which picture of a file that holds several.
            mask_path: a picture of the mask to start with.
            behind: leave what is in front there, unless what was to be seen before it cannot be opened.
            anew: read the file again although it is open.
        """
        path = Path(path)
        once = not anew and frame is None and mask_path is None
        known = self.at(path) if once else None
        if known is not None:
            if not behind:
                self.show(known)
            return
        self._wants_front |= not behind

        def read(context: JobContext) -> Opened | PageChoice:
            opened = _read(path, frame, mask_path, context)
            if isinstance(opened, Opened) and not behind:
                self.prepare(opened.photo, context.check)
            return opened

        self._files.submit(
            read,
            tr("Opening {name}", name=path.name),
            then=lambda job: self._opened(job, path, behind=behind, once=once),
            lane=f"open {path}",
        )

    def at(self, path: Path) -> OpenPhoto | None:
        """The open photo that this file holds: the one saved to it last, or read from it and saved nowhere else."""
        path = Path(path)
        return next((one for one in self._photos if one.paths and _same_file(one.paths[-1], path)), None)

    def open_pixels(self, pixels: NDArray, alpha: NDArray | None) -> None:
        """Open pixels from the clipboard: H x W x 3 and H x W, uint8 or uint16."""
        from engine.photo import photo_from_pixels

        self.set_photo(photo_from_pixels(pixels, alpha))

    def set_photo(self, photo: Photo, mask: NDArray[np.uint8] | None = None, *, behind: bool = False) -> OpenPhoto:
        """Open `photo` in a tab of its own, with `mask` (H x W) to start from; `behind`: not in front."""
        document = Document(photo)
        if mask is not None:
            document.set_mask(mask, tr("Open mask"))
        opened = self.add_document(document, behind=behind)
        self._tell_of(opened, photo.warnings)
        return opened

    def add_document(
        self,
        document: Document,
        save_path: Path | None = None,
        *,
        behind: bool = False,
        extras: Extras | None = None,
    ) -> OpenPhoto:
        """Put a document into a tab of its own, after the one in front.

        Args:
            document: not open yet.
            save_path: where Save writes without asking.
            behind: leave what is in front there.
            extras: what other programs put into its project, where it is known.
        """
        one = OpenPhoto(document, save_path, extras=extras)
        place = len(self._photos) if behind or self._front is None else self._photos.index(self._front) + 1
        self._photos.insert(place, one)
        one.unsubscribe = document.subscribe(lambda change: self._heard(one, change))
        self.photo_added.emit(one)
        if self._front is None or not behind:
            self.show(one)
        self.photos_changed.emit()
        return one

    def show(self, one: OpenPhoto) -> None:
        """Put an open photo in front."""
        if one is not self._front and one in self._photos:
            self._bring(one)

    def move(self, one: OpenPhoto, index: int) -> None:
        """Put an open photo's tab in another place."""
        if one in self._photos and self._photos.index(one) != index:
            self._photos.remove(one)
            self._photos.insert(index, one)
            self.photos_changed.emit()

    def close(self, one: OpenPhoto) -> None:
        """Let go of an open photo; whoever calls has asked about unsaved fills. Its neighbour comes in front."""
        if one not in self._photos:
            return
        place = self._photos.index(one)
        self._photos.remove(one)
        one.unsubscribe()
        self.fills.forget(one.document)
        if one is self._front:
            self._bring(self._photos[min(place, len(self._photos) - 1)] if self._photos else None)
        self.photo_removed.emit(one)
        self.photos_changed.emit()

    def take_place_of_untouched(self, one: OpenPhoto) -> None:
        """Put an open photo where its file stands open as it was read: two tabs of one photo help nobody."""
        twin = next((other for other in self._photos if other is not one and _is_untouched_twin(other, one)), None)
        if twin is not None:
            self.move(one, self._photos.index(twin))
            self.close(twin)

    def close_document(self) -> None:
        """Let go of the document in front; whoever calls has asked about unsaved fills."""
        if self._front is not None:
            self.close(self._front)

    def cancel(self) -> None:
        """Stop every fill, and an opening or extending that is under way. A save is not stopped half-way."""
        self.fills.cancel()
        self._reshaper.cancel()
        self.stack.cancel()
        for job in self._files.jobs:
            if job.lane.startswith(_STOPPABLE):
                job.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether there is something that `cancel` would stop."""
        on_file = any(job.lane.startswith(_STOPPABLE) for job in self._files.jobs)
        return self.fills.is_running or self.stack.is_replaying or on_file

    @property
    def is_extending(self) -> bool:
        """Whether a larger canvas is being made."""
        return any(job.lane.startswith("extend ") for job in self._files.jobs)

    @property
    def is_saving(self) -> bool:
        """Whether a result is on its way to a file."""
        return any(job.lane.startswith("save") for job in self._files.jobs)

    def shut_down(self, timeout: float = 2.0) -> bool:
        """Stop both workers. Returns whether they ended within about `timeout` seconds."""
        for one in self._photos:
            one.unsubscribe()
        self.quality.shut_down()
        self._fill_jobs.cancel_all()
        self._files.cancel_all()
        first = self._fill_jobs.close(timeout / 2)
        return self._files.close(timeout / 2) and first

    def _opened(self, job: Job[Any], path: Path, *, behind: bool, once: bool) -> None:
        known = self.at(path) if once else None
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("{name} could not be opened.", name=path.name))
            self.failed.emit(Problem.of(error, f"{path}\n\n{job.details}", remedy="open", path=path))
        elif known is not None:  # it has come meanwhile in another way: opened twice, or recovered
            if not behind:
                self.show(known)
            self._wants_front &= behind
        elif isinstance(job.value, PageChoice):
            self.page_needed.emit(job.value)
        elif isinstance(job.value, Opened):
            self._add_opened(job.value, behind=behind and not self._wants_front)
            self._wants_front = False
            self.photo_opened.emit(job.value)

    def _add_opened(self, opened: Opened, *, behind: bool) -> None:
        state, path = opened.project, opened.path
        if state is None or path is None:
            self.set_photo(opened.photo, opened.mask, behind=behind)
            return
        one = self.add_document(state.document(), path, behind=behind, extras=state.extras)
        if (stamp := file_stamp(path)) is not None:
            one.stamps[path] = stamp
        self._tell_of(one, state.warnings)

    def _tell_of(self, one: OpenPhoto, warnings: Sequence[str]) -> None:
        """Say what was odd about its file, as soon as it is seen."""
        one.unsaid = one_after_another(*warnings)
        if one is self._front:
            self._say(one)

    def _say(self, one: OpenPhoto) -> None:
        if one.unsaid:
            self.noticed.emit(Notice(one.unsaid))
            one.unsaid = ""

    def _bring(self, one: OpenPhoto | None) -> None:
        self._front = one
        self.fills.show(None if one is None else one.document)
        self.document_replaced.emit()
        self.title_changed.emit()
        if one is not None:
            self._say(one)

    def _heard(self, one: OpenPhoto, change: Change) -> None:
        if change.kind is ChangeKind.CANVAS:
            if change.reshaped:
                self.fills.reshape(one.document)
            else:
                self.fills.move(one.document, *change.moved)
        if one is self._front:
            self.changed.emit(change)
        is_marked = change.kind is ChangeKind.HISTORY and one.is_modified != one.shows_modified
        if is_marked or change.kind in (ChangeKind.STACK, ChangeKind.SAVED, ChangeKind.SELECTIONS):
            self.name_anew(one)
        if change.kind is ChangeKind.STACK:
            self.fills.sessions_changed.emit()

    def name_anew(self, one: OpenPhoto) -> None:
        """Its name, or whether it has unsaved changes, may be another."""
        one.shows_modified = one.is_modified
        if one is self._front:
            self.title_changed.emit()
        self.photos_changed.emit()

    # The canvas

    def extend(self, margins: Margins, *, then: Callable[[], object] | None = None) -> None:
        """Add blank canvas around the photo and mask it, as one step; the copy is made on the worker.

        `then` is called once it is done.
        """
        document = self.document
        if document is None:
            return
        photo = document.photo

        def make(context: JobContext) -> object:
            from engine.document.extension import framed_mask
            from engine.mask import bounding_rect
            from engine.photo import extended_photo
            from ui.canvas.pyramid import MaskPyramid

            context.check()
            mask = framed_mask(photo.size, margins)
            array = MaskArray(mask, bounds=bounding_rect(mask))
            extended = extended_photo(photo, margins)
            self.prepare(extended, context.check)
            return extended, array, MaskPyramid(array.view, array.bounds)

        def take(job: Job[Any]) -> None:
            self._report(job, None, "")
            if job.value is None or self.of(document) is None:
                return
            if document.photo is not photo:
                self.noticed.emit(Notice(tr("The canvas changed meanwhile, so it was left as it is")))
                return
            extended, mask, pyramid = job.value
            self.mask_reduced.emit(mask, pyramid)
            document.extend(margins.left, margins.top, margins.right, margins.bottom, photo=extended, mask=mask)
            if then is not None:
                then()

        self._files.submit(make, tr("Extending the canvas"), then=take, lane=f"extend {id(document)}")

    def reshape(self, reshape: Reshape, *, then: Callable[[], object] | None = None) -> None:
        """Crop, turn, mirror or straighten the photo on the worker, as one step; `then` is called once it is done."""
        if self.document is not None:
            self._reshaper.reshape(self.document, reshape, then)

    # Saving

    def save_risk(self, path: Path) -> SaveRisk:
        """What writing to `path` would do that needs a plain question first."""
        path, one = Path(path).absolute(), self._front
        known = one.stamps.get(path) if one is not None else None
        if known is not None:
            now = file_stamp(path)
            if now is None:
                return SaveRisk.VANISHED
            if now != known:
                return SaveRisk.CHANGED
        source = one.document.photo.source.path if one is not None else None
        if source and _same_file(Path(source), path) and path != self.save_path:
            return SaveRisk.ORIGINAL
        return SaveRisk.NONE

    def save(self, path: Path, *, then: Callable[[], object] | None = None) -> None:
        """Write what is shown to `path` on the worker, over what is there; `then` is called once it is written.

        A name that ends in .ora makes it a project. What that means for title and mark: see `ui.projects`.
        """
        document, path = self.document, Path(path).absolute()
        if document is None:
            return
        if projects.is_project_name(path):
            self._save_project(document, path, then)
            return
        composite, marked, quality = document.composite, self.marks_saves, self.save_quality
        self._files.submit(
            lambda context: _write(composite, path, context, marked=marked, quality=quality),
            tr("Saving {name}", name=path.name),
            then=lambda job: self._wrote(job, document, composite, path, then),
            lane=f"save {path}",
        )

    def _wrote(
        self,
        job: Job[Any],
        document: Document,
        composite: Composite,
        path: Path,
        then: Callable[[], object] | None,
    ) -> None:
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("{name} could not be saved.", name=path.name))
            self.failed.emit(Problem.of(error, f"{path}\n\n{job.details}", remedy="save_as", path=path))
        report: SaveReport | None = job.value
        one = self.of(document)
        if report is None or one is None:
            return
        if not one.is_project:
            self._lives_in(one, path, composite)
        marks = said_by_file(composite) if report.is_marked else ()
        said = (tr("Saved {name}", name=path.name), *marks, *report.warnings)
        self.noticed.emit(Notice(without_end(*said)))
        self.saved.emit(path)
        self.succeeded.emit("save_as")
        if then is not None:
            then()

    def _lives_in(self, one: OpenPhoto, path: Path, composite: Composite) -> None:
        """From now on the photo is saved there, and `composite` has been."""
        one.save_path = path
        stamp = file_stamp(path)
        if stamp is not None:
            one.stamps[path] = stamp
        if one.document.composite is composite:
            one.document.mark_saved()
        self.name_anew(one)

    def _save_project(self, document: Document, path: Path, then: Callable[[], object] | None) -> None:
        from engine.project import ProjectState

        one = self.of(document)
        if one is None:
            return
        state, extras, origin = ProjectState.of(document), one.extras, one.save_path or path
        self._files.submit(
            lambda context: projects.write(state, extras, path, context, RECENT_THUMBNAIL, origin),
            tr("Saving {name}", name=path.name),
            then=lambda job: self._wrote_project(job, one, path, then),
            lane=f"save {path}",
        )

    def _wrote_project(self, job: Job[Any], one: OpenPhoto, path: Path, then: Callable[[], object] | None) -> None:
        self._report(job, path, "save_as")
        state: ProjectState | None = job.value
        if state is None or one not in self._photos:
            return
        one.stamps = {}  # the photo's own file no longer matters: the project holds it
        one.kept_selections, one.kept_mask = state.selections, area_checksum(state.mask)
        one.extras = state.extras
        self._lives_in(one, path, state.composite)
        self.noticed.emit(Notice(tr("Saved {name}", name=path.name)))
        self.saved.emit(path)
        self.succeeded.emit("save_as")
        if then is not None:
            then()

    # Masks and the clipboard

    def import_mask(self, path: Path) -> None:
        """Load a mask picture as one step."""
        document, path = self.document, Path(path)
        if document is None:
            return

        def load(context: JobContext) -> object:
            from engine.batch.masks import scaled_mask

            context.check()
            return scaled_mask(path, document.size)

        def take(job: Job[Any]) -> None:
            if job.value is not None and self.of(document) is not None:
                mask, note = job.value
                if mask.shape == document.mask.shape:
                    document.set_mask(mask, tr("Import mask"))
                    if note or not mask.any():
                        self.noticed.emit(Notice(note or tr("The mask {name} is black all over.", name=path.name)))
                else:
                    self.noticed.emit(Notice(tr("The canvas changed meanwhile, so the mask was left out")))
            self._report(job, path, "import_mask")

        self._files.submit(load, tr("Opening {name}", name=path.name), then=take)

    def export_mask(self, path: Path) -> None:
        """Save the mask as a picture: white is filled."""
        if self.document is None:
            return
        mask, path = self.document.mask.copy(), Path(path)

        def save(context: JobContext) -> None:
            from engine.mask import write_mask

            context.check()
            write_mask(mask, path)

        def told(job: Job[Any]) -> None:
            if job.state is JobState.FINISHED:
                self.noticed.emit(Notice(tr("Saved the mask as {name}", name=path.name)))
            self._report(job, path, "export_mask")

        self._files.submit(save, tr("Saving {name}", name=path.name), then=told)

    def render(self, then: Callable[[NDArray[np.uint8], NDArray | None], object]) -> None:
        """Make the whole result as sRGB uint8 on the worker and hand it (with its alpha) to `then`."""
        document = self.document
        if document is None:
            return
        composite = document.composite

        def make(context: JobContext) -> tuple[NDArray[np.uint8], NDArray | None]:
            from engine.photo import DisplayTransform

            whole = Rect.of(composite.size)
            pixels = DisplayTransform(composite.photo.icc).apply(composite.read(whole))
            context.check()
            alpha = composite.read_alpha(whole)
            return pixels, alpha if alpha is None or alpha.dtype.itemsize == 1 else (alpha >> 8).astype("uint8")

        def take(job: Job[Any]) -> None:
            if job.value is not None:
                then(*job.value)
            self._report(job, None, "")

        self._files.submit(make, tr("Copying the result"), then=take)

    def _report(self, job: Job[Any], path: Path | None, remedy: str) -> None:
        if job.state is JobState.FINISHED and remedy in ("import_mask", "export_mask"):
            self.succeeded.emit(remedy)
        if job.state is JobState.FAILED and job.error is not None:
            details = f"{path}\n\n{job.details}" if path else job.details
            self.failed.emit(Problem.of(job.error, details, remedy=remedy, path=path))


def file_stamp(path: Path) -> tuple[int, int] | None:
    """(size, mtime in ns) as `Source.stamp` has it; None where there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _same_file(first: Path, second: Path) -> bool:
    try:
        return first.samefile(second)
    except OSError:
        return first.absolute() == second.absolute()


def _is_untouched_twin(other: OpenPhoto, one: OpenPhoto) -> bool:
    """Whether `other` holds the same picture of the same file as `one`, and nothing has been done to it."""
    if not (other.paths and one.paths) or not _same_file(other.paths[-1], one.paths[-1]):
        return False
    document, first, second = other.document, other.document.photo.source, one.document.photo.source
    is_same = other.is_project or (first.frame, first.stamp) == (second.frame, second.stamp)
    return is_same and not (other.is_modified or document.can_undo or document.can_redo)


def _read(path: Path, frame: int | None, mask_path: Path | None, context: JobContext) -> Opened | PageChoice:
    """On the worker thread."""
    from engine.mask import read_mask
    from engine.photo import probe, read_photo
    from engine.photo.atomic import sweep
    from engine.project import is_project
    from ui.recent import save_thumbnail

    sweep(path.absolute().parent)
    if is_project(path):
        state, small = projects.read(path, context, RECENT_THUMBNAIL)
        save_thumbnail(path, small)
        return Opened(state.composite.photo, small, path=path.absolute(), project=state)
    if frame is None:
        frames = probe(path).frames
        if frames > 1:
            return PageChoice(path, frames)
    context.check()
    photo = read_photo(path, frame=frame)
    context.check()
    mask = read_mask(mask_path, photo.size) if mask_path is not None else None
    small = thumbnail(Composite(photo), Rect.of(photo.size), RECENT_THUMBNAIL)
    if mask is None:
        save_thumbnail(path, small)
    return Opened(photo, small, mask, path)


def _write(
    composite: Composite, path: Path, context: JobContext, *, marked: bool, quality: int | None = None
) -> SaveReport:
    """On the worker thread."""
    from engine.photo import SaveOptions, write_photo
    from engine.recipes import provenance_of
    from ui.recent import save_thumbnail

    whole = Rect.of(composite.size)
    pixels, alpha = composite.read(whole), composite.read_alpha(whole)
    context.check()
    options = SaveOptions(provenance=provenance_of(composite) if marked else None)
    if quality is not None:
        options = replace(
            options, jpeg_quality=quality, webp_quality=quality, webp_lossless=False, avif_quality=quality
        )
    report = write_photo(composite.photo, pixels, alpha, path, options=options, overwrite=True)
    save_thumbnail(path, reduced(pixels, composite.photo.icc, RECENT_THUMBNAIL))
    told = [] if composite.blank(whole) is None else [tr("Some of the new canvas has not been filled and is blank")]
    told += _wider_than(composite.photo.source.mode)
    return replace(report, warnings=(*report.warnings, *told))


def _wider_than(mode: str) -> list[str]:
    """What a saved file holds more than one of this mode: fills need shades and colours that it had not."""
    told = {
        "1": tr("It holds shades of grey, where the original held black and white alone"),
        "P": tr("It holds all colours, where the original held a palette"),
    }
    return [told[mode]] if mode in told else []
