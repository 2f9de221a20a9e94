"""The command that opens the batch window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.batch.window import BatchWindow
    from ui.main_window import MainWindow


class BatchCommands:
    """Holds the one batch window of a main window, while it is open."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.batch: BatchWindow | None = None

    def open(self) -> None:
        """Open it, or bring it to the front."""
        if self.batch is None:
            from ui.batch.window import BatchWindow

            self.batch = BatchWindow(self._window.settings, self._window)
            self.batch.closed.connect(self._forget)
            self._window.closed.connect(self.shut_down)
        self.batch.show()
        self.batch.raise_()
        self.batch.activateWindow()

    def open_folder(self, folder: Path) -> None:
        """Open it for the photos of this folder, unless it has begun with another."""
        self.open()
        if self.batch is not None and not self.batch.state.is_running:
            self.batch.state.choose(folder=folder)

    def guide(self) -> None:
        """Open the guide to batches."""
        from ui.dialogs.help import show_batch

        show_batch(self._window)

    def shut_down(self) -> None:
        """The main window goes, and this one with it."""
        if self.batch is not None:
            self.batch.shut_down()
            self.batch.hide()
            self._forget()

    def _forget(self) -> None:
        batch, self.batch = self.batch, None
        if batch is not None:
            self._window.closed.disconnect(self.shut_down)
            batch.deleteLater()
