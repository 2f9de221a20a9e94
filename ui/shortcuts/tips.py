"""Tooltips beside the commands' own that name their keys, whatever a person has made of these."""

from __future__ import annotations

from PySide6.QtGui import QAction

from ui.actions import ActionSet, key_text
from ui.panels.fill_panel import FillPanel
from ui.widgets.slider_row import SliderRow


def tell_keys(row: SliderRow, words: str, *actions: QAction) -> None:
    """Let a slider's tooltip be `words` and the first keys of these commands."""

    def show() -> None:
        keys = " ".join(key for key in map(key_text, actions) if key)
        row.set_tooltip(f"{words} ({keys})" if keys else words)

    for action in actions:
        action.changed.connect(show)
    show()


def tell_fill_keys(panel: FillPanel, actions: ActionSet) -> None:
    """Let the Fill and Cancel buttons name the keys of their commands."""
    fill, cancel = actions["fill"], actions["cancel"]

    def show() -> None:
        panel.show_keys(key_text(fill), key_text(cancel))

    for action in (fill, cancel):
        action.changed.connect(show)
    show()
