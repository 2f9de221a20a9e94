"""What the menu says of recovering."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class RecoveryCommands:
    """Having unsaved work back."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def offer(self) -> None:
        if self._window.desk:  # it brings what looks for unsaved work
            self._window.safety.offer(asked=True)
