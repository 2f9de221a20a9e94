"""Projects in the window: what the file worker reads and writes of them, and the command that saves one.

What saving means, as in Krita: a photo that was opened from a project, or has been saved as one, lives in it. Save
writes the project; it is what the title names and what the mark of unsaved changes speaks of. Saving such a photo as a
picture is an export: it writes what is shown, and leaves title, mark and place as they are, so that the fills can still
be changed and are still asked about. A photo that lives in no project is saved as a picture, as ever; its stack stays
in the window as long as it is open, and goes into a file once it is saved as a project.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.geometry import Rect, Size
from engine.language import tr

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from engine.jobs import JobContext
    from engine.project import Extras, ProjectState
    from ui.main_window import MainWindow

SUFFIX = ".ora"


def is_project_name(path: Path | None) -> bool:
    """Whether a file of this name is written as a project."""
    return path is not None and path.suffix.lower() == SUFFIX


def project_filter() -> str:
    """The format as a file dialog lists it."""
    return tr("Tratteggio project (*.ora)")


def read(path: Path, context: JobContext, size: Size) -> tuple[ProjectState, NDArray[np.uint8]]:
    """A project and its thumbnail of at most `size`, on the worker thread."""
    from engine.project import read_project
    from ui.fills import thumbnail

    state = read_project(path)
    context.check()
    return state, thumbnail(state.composite, Rect.of(state.composite.size), size)


def write(
    state: ProjectState, extras: Extras | None, path: Path, context: JobContext, size: Size, origin: Path
) -> ProjectState:
    """Save a project and its picture among the recent files, on the worker thread; the project as it was written.

    Args:
        extras: what other programs put into the file; None where that has to be found in `origin`.
        size: the thumbnail's at most.
    """
    from engine.project import write_project
    from ui.fills import thumbnail
    from ui.recent import save_thumbnail
    from ui.stack_words import title_of

    state = replace(state, extras=_extras_in(origin) if extras is None else extras)
    titles = {patch.id: title_of(patch) for patch in state.composite.patches}
    write_project(state, path, titles=titles, check=context.check)
    save_thumbnail(path, thumbnail(state.composite, Rect.of(state.composite.size), size))
    return state


def _extras_in(path: Path) -> Extras:
    """What the file holds of other programs; nothing where it cannot be read any more."""
    from engine.project import Extras, is_project, read_project

    try:
        return read_project(path).extras if is_project(path) else Extras()
    except EngineError:
        return Extras()


class ProjectCommands:
    """Saving the photo in front as a project."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a place, and save the project there."""
        if self._window.editor.document is None:
            return
        proposal = self._window.files.proposed_path()
        stem = proposal.stem if is_project_name(proposal) else proposal.stem.removesuffix("-filled")
        path = self._window.questions.place_to_save(
            proposal.with_name(f"{stem}{SUFFIX}"), [project_filter()], tr("Save as project")
        )
        if path is not None:
            self._window.files.save_to(path, then)
