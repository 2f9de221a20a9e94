"""Each open photo gets a keeper, and loses it with its tab."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from engine.document import Document
from engine.errors import EngineError
from engine.paths import recovery_dir
from engine.photo import stamp_of
from engine.recovery import Beginning, Instance, Keeper, Pace, Saved
from ui.editor import Editor
from ui.open_photos import OpenPhoto
from ui.problems import Problem

_KEEPER = "keeper"
_END_WITHIN_S = 0.5

_instances: dict[Path, Instance] = {}


def instance() -> Instance:
    """This program's folder of recovery files: one, however many windows there are."""
    root = recovery_dir()
    if root not in _instances:
        _instances[root] = Instance(root)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(release_instances)
    return _instances[root]


def release_instances() -> None:
    """Let go of the folders; what is still in them is offered at the next start."""
    for one in _instances.values():
        one.release()
    _instances.clear()


def keeper_of(one: OpenPhoto) -> Keeper | None:
    """What keeps an open photo; None where nothing does."""
    return one.kept.get(_KEEPER)


class Keeping(QObject):
    """Keeps every photo of an editor against a crash. `failed` carries a Problem, once for all of them."""

    failed = Signal(object)
    _told = Signal(object)

    def __init__(self, editor: Editor, parent: QObject | None = None, *, pace: Pace = Pace()) -> None:
        super().__init__(parent)
        self._editor, self._pace = editor, pace
        self._has_told = False
        self._beginnings: dict[int, Beginning] = {}
        editor.photo_added.connect(self._added)
        editor.photo_removed.connect(self._removed)
        editor.saved.connect(self._saved)
        self._told.connect(self._tell_once, Qt.ConnectionType.QueuedConnection)
        for one in editor.photos:
            self._added(one)

    def expect(self, document: Document, beginning: Beginning) -> None:
        """Tell that a document, which is about to be added, has been recovered from there."""
        self._beginnings[id(document)] = beginning

    def shut_down(self) -> None:
        """Let go of every photo; whoever calls has asked about unsaved fills."""
        for one in self._editor.photos:
            self._end(one, _END_WITHIN_S)

    def _added(self, one: OpenPhoto) -> None:
        place = one.save_path
        saved = None if place is None else Saved(str(place), True, one.stamps.get(place) or stamp_of(place))
        one.kept[_KEEPER] = Keeper(
            one.document,
            instance(),
            one.name,
            failed=self._told.emit,
            is_file=place is None,  # a project has a place to be saved to from the start
            saved=saved,
            recovered=self._beginnings.pop(id(one.document), None),
            pace=self._pace,
        )

    def _removed(self, one: OpenPhoto) -> None:
        self._end(one, 0.0)

    def _end(self, one: OpenPhoto, timeout: float) -> None:
        keeper: Keeper | None = one.kept.pop(_KEEPER, None)
        if keeper is not None:
            keeper.close(timeout=timeout)

    def _saved(self, path: Path) -> None:
        for one in self._editor.photos:
            keeper = keeper_of(one)
            if keeper is not None and one.save_path == path:
                keeper.saved(path, one.stamps.get(path))

    def _tell_once(self, error: object) -> None:
        """On the main thread."""
        if isinstance(error, EngineError) and not self._has_told:
            self._has_told = True
            self.failed.emit(Problem.of(error, remedy="save_as"))
