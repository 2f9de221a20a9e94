"""What is dropped onto the window: files as they are, and folders as the photos in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDropEvent

from engine.language import tr, tr_n
from ui.problems import Problem

MOST_PHOTOS = 24  # of a folder in tabs; more are a batch


def take_copy(event: QDropEvent) -> None:
    """Accept a drag of files, and say that they stay where they are.

    File managers propose a move within one disk; one that is told yes may throw the original away.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def dropped_files(event: QDropEvent) -> list[Path]:
    """The local files and folders of a drag."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def unfolded(paths: Sequence[Path]) -> tuple[list[Path], list[Problem]]:
    """The same files, with the photos of a folder in its place, by name; and what is wrong with folders.

    Folders in folders are left alone.
    """
    found: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        try:
            inside = _photos_in(path)
        except OSError as error:
            reason = error.strerror or str(error)
            words = tr("{name} cannot be looked into: {reason}.", name=path.name, reason=reason)
            problems.append(Problem(words, remedy="open", path=path))
            continue
        if 0 < len(inside) <= MOST_PHOTOS:
            found += inside
        else:
            problems.append(_unsuitable(path, len(inside)))
    return found, problems


def _photos_in(folder: Path) -> list[Path]:
    from engine.photo import READABLE_SUFFIXES
    from ui.projects import SUFFIX as PROJECT_SUFFIX

    wanted = (*READABLE_SUFFIXES, PROJECT_SUFFIX)
    photos = (one for one in folder.iterdir() if one.suffix.lower() in wanted and not one.name.startswith("."))
    return sorted(photos, key=lambda one: one.name.lower())


def _unsuitable(folder: Path, count: int) -> Problem:
    if not count:
        return Problem(
            tr("There is no photo in the folder {name}.", name=folder.name),
            tr("Folders inside it are not looked into: drop one of them."),
            remedy="open",
            path=folder,
        )
    return Problem(
        tr_n("The folder {name} holds {n} photo.", "The folder {name} holds {n} photos.", count, name=folder.name),
        tr("So many are best filled as a batch; drop some of them to open these."),
        remedy="batch",
        path=folder,
    )
