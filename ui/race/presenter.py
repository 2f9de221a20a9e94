"""Opens races over the canvas and closes them again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind
from engine.language import tr
from ui.problems import Notice
from ui.race.race import Entry, Race
from ui.race.view import RaceView

if TYPE_CHECKING:
    from engine.inpaint import FillSettings
    from ui.retouch import RetouchDesk

_ENDS_RACE = (ChangeKind.MASK, ChangeKind.PIXELS, ChangeKind.STACK, ChangeKind.CANVAS)


class RacePresenter(QObject):
    """Ties one race at a time to a desk: while it is open its view stands in the canvas's place."""

    opened_changed = Signal()

    def __init__(self, desk: RetouchDesk, view: RaceView) -> None:
        super().__init__(desk)
        self._desk, self.view = desk, view
        self._race: Race | None = None
        view.hide()
        view.keep_wanted.connect(self._keep)
        view.leave_wanted.connect(self.leave)
        view.stop_wanted.connect(self.stop)
        desk.editor.changed.connect(self._document_changed)
        desk.editor.document_replaced.connect(self.leave)
        desk.editor.quality.changed.connect(self._show_quality)

    @property
    def is_open(self) -> bool:
        return self._race is not None

    def open(self, settings: FillSettings) -> bool:
        """Let every method fill what is marked, else the place of the candidates. Returns whether that began."""
        fills = self._desk.editor.fills
        order = fills.order(settings)
        if order is None or self.is_open:
            return False
        race = self._race = Race(fills, order, settings, self)
        self.view.show_race(race)
        self._swap(True)
        self._show_quality()
        race.start()
        return True

    def stop(self) -> None:
        """Stop the methods that still run or wait; the results that have come can still be kept."""
        if self._race is not None:
            self._race.stop()

    def leave(self) -> None:
        """Back to the canvas; nothing changes and nothing stays behind."""
        race, self._race = self._race, None
        if race is None:
            return
        self.view.clear()
        race.close()
        race.deleteLater()
        self._swap(False)

    def _keep(self, entry: Entry) -> None:
        race = self._race
        if race is not None:
            self.leave()
            race.keep(entry)

    def _swap(self, racing: bool) -> None:
        desk = self._desk
        desk.tool_options.setVisible(not racing)
        desk.canvas.setVisible(not racing)
        self.view.setVisible(racing)
        (self.view.pictures if racing else desk.canvas).setFocus()
        self.opened_changed.emit()

    def _show_quality(self) -> None:
        found = self._desk.editor.quality.result
        if self._race is not None and found is not None:
            self._race.show_quality(found)

    def _document_changed(self, change: Change) -> None:
        if self.is_open and change.kind in _ENDS_RACE:
            self.leave()
            self._desk.editor.noticed.emit(Notice(tr("The photo changed, so the comparison was closed")))
