"""Everything the batch window asks a person, in one class, so that a test can answer in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from engine.language import tr
from ui.widgets.naming import look
from ui.widgets.question import question_box


class Asker:
    """Modal questions over `parent`. Escape changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def folder(self, title: str, start: Path | None) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._parent, title, str(start or ""))
        return Path(chosen) if chosen else None

    def file(self, title: str, start: Path | None, kind: str, suffixes: tuple[str, ...]) -> Path | None:
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        shown = f"{kind} ({patterns});;{tr('All files')} (*)"
        chosen, _ = QFileDialog.getOpenFileName(self._parent, title, str(start or ""), shown)
        return Path(chosen) if chosen else None

    def stop_and_close(self) -> bool:
        """Whether the window may close although a run is under way, which ends it."""
        explanation = tr("What is done stays. Started again with the same folders, it goes on from there.")
        box = question_box(self._parent, tr("Stop the batch?"), explanation)
        stop = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.DestructiveRole)
        stay = box.addButton(tr("Keep running"), QMessageBox.ButtonRole.RejectRole)
        look(stay, "accent")
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        is_over = box.clickedButton() is stop
        box.deleteLater()
        return is_over
