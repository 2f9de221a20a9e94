"""A question in a box of its own: one bold sentence, what follows from it, and the buttons."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QMessageBox, QSpacerItem, QWidget

# Qt leaves a gutter of 21 px for an icon, at the left of the words; together with it the margins are even.
_MARGINS = (0, 20, 20, 12)
_NARROWEST = 380  # px; the words' own minimum would keep Qt from breaking them into lines


def question_box(parent: QWidget, text: str, explanation: str) -> QMessageBox:
    """A box without buttons yet, for `exec`."""
    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setWindowTitle("Tratteggio")
    box.setText(text)
    box.setInformativeText(explanation)
    layout = box.layout()
    if isinstance(layout, QGridLayout):
        layout.setContentsMargins(*_MARGINS)
        layout.addItem(QSpacerItem(_NARROWEST, 0), layout.rowCount(), 0, 1, layout.columnCount())
    return box
