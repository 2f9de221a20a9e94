"""A question in a box of its own: one bold sentence, what follows from it, and the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget

# Qt leaves a gutter of 21 px for an icon, at the left of the words; together with it the margins are even.
_MARGINS = (0, 20, 20, 16)


def question_box(parent: QWidget, text: str, explanation: str) -> QMessageBox:
    """A box without buttons yet, for `exec`."""
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setWindowTitle("Tratteggio")
    box.setText(text)
    box.setInformativeText(explanation)
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(*_MARGINS)
    return box
