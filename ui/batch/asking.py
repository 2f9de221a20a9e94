"""Everything the batch window asks a person, in one class, so that a test can answer in its place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from engine.language import tr
from ui.dialogs.file_dialog import choose_folder, open_file
from ui.widgets.naming import look
from ui.widgets.question import question_box


class Asker:
    """Modal questions over `parent`. Escape changes nothing."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def folder(self, title: str, start: Path | None) -> Path | None:
        return choose_folder(self._parent, title, start or "")

    def file(self, title: str, start: Path | None, kind: str, suffixes: tuple[str, ...]) -> Path | None:
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        shown = [f"{kind} ({patterns})", f"{tr('All files')} (*)"]
        return open_file(self._parent, title, start or "", shown)

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
