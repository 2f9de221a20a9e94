"""Pictures and points of the studio in files: a PNG that knows its point, and points alone for other programs' ends."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtWidgets import QFileDialog, QWidget

from engine.errors import BadInput
from engine.jobs import Job, JobContext, JobState
from engine.language import tr, tr_n
from engine.latent.point import LatentPoint
from ui.dialogs.file_dialog import open_file, saving_dialog
from ui.problems import Notice, Problem
from ui.studio.shelf import Kept, small
from ui.studio.state import Snapshot, StudioState

if TYPE_CHECKING:
    from engine.latent.files import Latents

_KEY = "tratteggio-latent"  # of the text in a PNG that holds the point
_TIMES = (1, 4, 8)
_SHARPNESS = 0.25  # as pictures in photos have it
_LONGEST_TEXT = 8 << 20


@dataclass(frozen=True)
class Form:
    """What a file may be: its ending, by how much a picture is enlarged (0 = points alone), and the dialog's words."""

    suffix: str
    times: int
    words: str
    has_all: bool = False  # every snapshot, not the point in front


class PointFiles:
    """Saves the picture or its point, and opens points.

    Args:
        parent: the dialogs stand over it.
        ask_place: asks under what name and in which of the forms to save; None = with a dialog.
        ask_file: asks what to open; None = with a dialog.
    """

    def __init__(
        self,
        state: StudioState,
        parent: QWidget,
        ask_place: Callable[[Path, list[Form]], tuple[Path, Form] | None] | None = None,
        ask_file: Callable[[], Path | None] | None = None,
    ) -> None:
        self._state, self._parent = state, parent
        self._ask_place, self._ask_file = ask_place or self._place, ask_file or self._file
        self._folder = Path.home()

    # Saving

    def save(self) -> None:
        """Write the picture, its point or all snapshots under a name that the person chooses."""
        state, generator = self._state, self._state.generator
        if generator is None:
            return
        chosen = self._ask_place(self._folder / _stem(state.point), self._forms(generator.size))
        if chosen is None:
            return
        path, form = chosen
        self._folder = path.parent
        point, kept = state.portable(state.point), self._kept if form.has_all else []

        def write(_context: JobContext) -> None:
            if form.times:
                write_picture(path, generator.pictures([point])[0], point, form.times)
            elif kept:
                _write(path, [Kept(state.portable(one.point), small(one.picture)) for one in kept])
            else:
                _write(path, [Kept(point, generator.pictures([point])[0])])

        told = tr("Saved as {name}", name=path.name)
        self._do(write, tr("Saving"), lambda _value: self._tell(told))

    def _forms(self, side: int) -> list[Form]:
        from engine.latent.files import SUFFIX

        pictures = [Form(".png", times, _picture_words(side, times)) for times in _TIMES]
        forms = [*pictures, Form(SUFFIX, 0, tr("Latent point (*{SUFFIX})", SUFFIX=SUFFIX))]
        if count := len(self._kept):
            words = tr_n("The snapshot (*{SUFFIX})", "All {n} snapshots (*{SUFFIX})", count, SUFFIX=SUFFIX)
            forms.append(Form(SUFFIX, 0, words, has_all=True))
        return forms

    @property
    def _kept(self) -> list[Snapshot]:
        """The snapshots of the model in front: of the others nobody here knows the directions."""
        return [one for one in self._state.snapshots if one.point.model == self._state.point.model]

    def _place(self, proposal: Path, forms: list[Form]) -> tuple[Path, Form] | None:
        """Qt's dialog: it appends the ending by itself, so that it also asks before a file is replaced."""
        named = proposal.with_name(proposal.name + forms[0].suffix)
        dialog = saving_dialog(self._parent, tr("Save the picture"), named, [form.words for form in forms])

        def choose(words: str) -> None:
            form = next(one for one in forms if one.words == words)
            typed = Path(dialog.selectedFiles()[0]).name if dialog.selectedFiles() else proposal.name
            dialog.setDefaultSuffix(form.suffix.lstrip("."))
            dialog.selectFile(_bare(typed, forms) + form.suffix)

        dialog.setDefaultSuffix(forms[0].suffix.lstrip("."))
        dialog.filterSelected.connect(choose)
        accepted = dialog.exec() == QFileDialog.DialogCode.Accepted
        files, used = dialog.selectedFiles(), dialog.selectedNameFilter()
        dialog.deleteLater()
        form = next((one for one in forms if one.words == used), forms[0])
        return (Path(files[0]), form) if accepted and files else None

    # Opening

    def open(self) -> None:
        """Go to a point in a file that the person chooses; several become snapshots."""
        if (path := self._ask_file()) is not None:
            self._folder = path.parent
            self.open_file(path)

    def open_file(self, path: Path, otherwise: Callable[[], object] | None = None) -> None:
        """Go to the point in a file; several become snapshots. Where a picture holds none, `otherwise` is called."""
        state, generator, model = self._state, self._state.generator, self._state.point.model

        def read(_context: JobContext) -> tuple[list[LatentPoint], list[Kept]]:
            latents = read_points(path, is_needed=otherwise is None)
            points = list(latents.points)
            if len(points) < 2:
                return points, []
            pictures = latents.pictures or [
                generator.pictures([point])[0]
                if generator is not None and point.model == model
                else _opened(point.model).picture(point)
                for point in points
            ]
            return points, [Kept(point, picture) for point, picture in zip(points, pictures, strict=False)]

        def done(found: tuple[list[LatentPoint], list[Kept]]) -> None:
            points, kept = found
            if kept:
                state.add_snapshots(kept)
                count = len(kept)
                words = tr_n("Opened {n} snapshot of {name}", "Opened {n} snapshots of {name}", count, name=path.name)
                self._tell(words)
            elif points:
                state.set_point(points[0], tr("Open a point"))
            elif otherwise is not None:
                otherwise()

        self._do(read, tr("Opening points"), done)

    def _file(self) -> Path | None:
        from engine.latent.files import SUFFIX

        words = tr("Latent points, and pictures that hold one (*{SUFFIX} *.png)", SUFFIX=SUFFIX)
        return open_file(self._parent, tr("Open a latent point"), self._folder, [words])

    # Both

    def _do(self, run: Callable[[JobContext], Any], text: str, done: Callable[[Any], object]) -> None:
        self._state.compute(run, text, lambda job: self._ended(job, done))

    def _ended(self, job: Job[Any], done: Callable[[Any], object]) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            self._state.failed.emit(Problem.of(job.error, job.details))
        elif job.state is JobState.FINISHED:
            done(job.value)

    def _tell(self, words: str) -> None:
        self._state.noticed.emit(Notice(words))


def _bare(name: str, forms: list[Form]) -> str:
    """A name without the ending of a form; the dialog itself has put another one's last part there."""
    endings = sorted({ending for form in forms for ending in (form.suffix, Path(form.suffix).suffix)}, key=len)
    for ending in reversed(endings):
        name = name.removesuffix(ending)
    return name


def holds_points(path: Path) -> bool:
    """Whether a file's name says that points are, or may be, in it."""
    from engine.latent.files import SUFFIX

    return path.name.lower().endswith((SUFFIX, ".png"))


def write_picture(path: Path, picture: np.ndarray, point: LatentPoint, times: int) -> None:
    """Write a PNG that holds its point as text.

    Args:
        picture: S x S x 3 uint8.
        times: by how much it is enlarged, a whole number from 1 on.

    Raises:
        WriteFailed: it cannot be written; what was there before is untouched.
    """
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    from engine.latent.placing import enlarged
    from engine.photo import write_atomically

    if times > 1:
        large = enlarged(picture.astype(np.float32) / 255, times, _SHARPNESS)
        picture = (np.clip(large, 0, 1) * 255 + 0.5).astype(np.uint8)
    facts = PngInfo()
    facts.add_text("Software", "Tratteggio")
    facts.add_text(_KEY, point.to_text())
    image = Image.fromarray(np.ascontiguousarray(picture))
    write_atomically(path, lambda stream: image.save(stream, "PNG", pnginfo=facts))


def read_points(path: Path, *, is_needed: bool = True) -> Latents:
    """The points in a file of latents, or the one in a PNG that was saved here.

    Raises:
        BadInput: the file cannot be read, or holds no point; a picture without one only where one `is_needed`.
    """
    from engine.latent.files import Latents, load_latents

    if path.suffix.lower() != ".png":
        latents = load_latents(path)
        if not latents.points:
            raise BadInput(
                tr("{name} holds no latent point.", name=path.name), tr("Presets are imported in the panel Presets.")
            )
        return latents
    text = _text_in(path)
    if text:
        return Latents((LatentPoint.from_text(text),))
    if is_needed:
        raise BadInput(
            tr("{name} holds no latent point.", name=path.name),
            tr("Drop it on “From a photo” to find the point that comes nearest to it."),
        )
    return Latents()


def _text_in(path: Path) -> str:
    """What a PNG says of its point; "" where it says nothing, or is none."""
    from PIL import Image

    try:
        with Image.open(path, formats=("PNG",)) as image:
            text = image.info.get(_KEY, "")
    except (OSError, ValueError, SyntaxError):
        return ""
    return text if isinstance(text, str) and len(text) <= _LONGEST_TEXT else ""


def _write(path: Path, kept: Sequence[Kept]) -> None:
    from engine.latent.files import Latents, save_latents

    save_latents(path, Latents(tuple(one.point for one in kept), pictures=tuple(one.picture for one in kept)))


def _opened(model: str) -> Any:
    from engine.latent.generator import open_generator

    return open_generator(model)


def _stem(point: LatentPoint) -> str:
    """A name for its file: the model, and the seed where it has one."""
    seeds = point.base.seeds
    return f"{point.model} {seeds[0][0]}" if len(seeds) == 1 else point.model


def _picture_words(side: int, times: int) -> str:
    size = side * times
    if times == 1:
        return tr("PNG as painted, {size} × {size} px (*.png)", size=size)
    return tr("PNG, {times} times enlarged, {size} × {size} px (*.png)", times=times, size=size)
