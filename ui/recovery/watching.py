"""Notices when the file of an open photo is changed, moved or deleted by somebody else."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, Signal

from engine.photo import stamp_of
from ui.editor import Editor
from ui.open_photos import OpenPhoto
from ui.widgets.building import timer

Stamp = tuple[int, int] | None

# Programs write in several steps: moved away, written anew, given its name. Only what is left after that counts.
_SETTLES_MS = 400
_NEWS = "outside"


class Fate(Enum):
    """What has become of a photo's file."""

    CHANGED = "changed"
    GONE = "gone"


class Watching(QObject):
    """Watches the files of all open photos of an editor.

    `found` carries an `OpenPhoto`, whose `fate_of` has become another one. A file that is as it was is not looked at
    on the main thread: it may lie on a slow network.
    """

    found = Signal(object)
    _looked = Signal(object, int)

    def __init__(self, editor: Editor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._watcher = QFileSystemWatcher(self)
        self._watcher.fileChanged.connect(self._touched)
        self._settled = timer(self, _SETTLES_MS, self.look)
        self._is_looking = False
        self._saves = 0
        self._looked.connect(self._take, Qt.ConnectionType.QueuedConnection)
        editor.photo_added.connect(self._follow)
        editor.photo_removed.connect(self._follow)
        editor.saved.connect(self._saved)
        self._follow()

    @property
    def is_looking(self) -> bool:
        """Whether what a look has found is still to come."""
        return self._is_looking

    def look(self) -> None:
        """Look at all files now, on a thread; what has become of them is told by `found`."""
        if self._editor.is_saving or self._is_looking:
            # Our own writing is no news; and a look that is under way may have been too early.
            self._settled.start()
            return
        self._is_looking = True
        wanted = {path for one in self._editor.photos for path in one.stamps}
        threading.Thread(target=self._look, args=(wanted, self._saves), name="tratteggio-files", daemon=True).start()

    def keep_ours(self, one: OpenPhoto) -> None:
        """Say no more of what has become of this photo's file, until it changes again."""
        seen = _news(one)
        seen.kept = dict(seen.now)
        self._judge(one)

    def _touched(self, _path: str) -> None:
        self._settled.start()

    def _follow(self, *_about: object) -> None:
        """Watch what is open now, and nothing else."""
        wanted = {str(path) for one in self._editor.photos for path in one.stamps}
        watched = set(self._watcher.files())
        if gone := sorted(watched - wanted):
            self._watcher.removePaths(gone)
        if new := sorted(wanted - watched):
            self._watcher.addPaths(new)  # those that are not there are left out, and looked at all the same

    def _saved(self, path: Path) -> None:
        self._saves += 1
        for one in self._editor.photos:
            _news(one).now.pop(path, None)
        self._follow()
        self.look()

    def _look(self, paths: set[Path], saves: int) -> None:
        stamps = {path: stamp_of(path) for path in paths}
        try:
            self._looked.emit(stamps, saves)
        except RuntimeError:  # the window has been closed meanwhile
            return

    def _take(self, stamps: Mapping[Path, Stamp], saves: int) -> None:
        self._is_looking = False
        self._follow()  # a file that was replaced has to be watched anew
        if self._editor.is_saving or saves != self._saves:
            self._settled.start()  # we have written meanwhile: this is how it was before
            return
        for one in self._editor.photos:
            seen = _news(one)
            for path in one.stamps:
                if path in stamps:
                    seen.now[path] = stamps[path]
            self._judge(one)

    def _judge(self, one: OpenPhoto) -> None:
        seen = _news(one)
        before, seen.fate = seen.fate, _fate(one, seen)
        if seen.fate != before:
            self.found.emit(one)


class _News:
    """What is known of a photo's files: as they are now, and as the person has said to let them be."""

    def __init__(self) -> None:
        self.now: dict[Path, Stamp] = {}
        self.kept: dict[Path, Stamp] = {}
        self.fate: tuple[Fate, Path] | None = None


def fate_of(one: OpenPhoto) -> tuple[Fate, Path] | None:
    """What has become of a photo's file, and which file; None where nothing has, or the person knows."""
    return _news(one).fate


def _news(one: OpenPhoto) -> _News:
    return one.kept.setdefault(_NEWS, _News())


def _fate(one: OpenPhoto, seen: _News) -> tuple[Fate, Path] | None:
    for path, known in one.stamps.items():
        if path not in seen.now or seen.now[path] == known:
            continue
        now = seen.now[path]
        if path in seen.kept and seen.kept[path] == now:
            continue
        return (Fate.GONE if now is None else Fate.CHANGED), path
    return None
