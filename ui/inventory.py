"""Every control of the window with its stable name: for tests, for screen readers, for whoever drives the window.

`python -m ui.inventory` prints the table that resources/help/controls.md holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QWidget,
)

_KINDS: tuple[tuple[type[QWidget], str], ...] = (
    (QAbstractButton, "button"),
    (QAbstractSlider, "slider"),
    (QAbstractSpinBox, "number"),
    (QComboBox, "list of choices"),
    (QLineEdit, "text"),
    (QPlainTextEdit, "text"),
    (QListView, "list"),
    (QProgressBar, "progress"),
)


class Control(NamedTuple):
    """One control: its objectName, what it is, its spoken name and its tooltip."""

    name: str
    kind: str
    spoken: str
    tooltip: str


def controls(root: QWidget) -> Iterator[Control]:
    """Every control inside `root`, without those that Qt makes for parts of its own, such as scroll bars."""
    for widget in root.findChildren(QWidget):
        kind = next((word for type_, word in _KINDS if isinstance(widget, type_)), "")
        if kind and not _belongs_to_another(widget):
            yield Control(widget.objectName(), kind, widget.accessibleName(), widget.toolTip())


def markdown(found: list[Control]) -> str:
    """The controls as a table, in the order of their names."""
    rows = [f"| `{one.name}` | {one.kind} | {one.spoken} |" for one in sorted(set(found))]
    return "\n".join(["| objectName | kind | spoken name |", "|---|---|---|", *rows, ""])


def _belongs_to_another(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QAbstractSpinBox | QComboBox | QScrollBar):
            return True
        parent = parent.parentWidget()
    # Qt names its own parts "qt_..."; scroll bars and the button that unfolds a crowded menu bar are among them.
    return isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")


def main() -> None:
    """Print the table for a window with nothing open."""
    from engine.settings import Settings
    from ui.app import create_application
    from ui.main_window import MainWindow
    from ui.theme import Theme

    app = create_application()
    window = MainWindow(Settings(), Theme(app))
    desk, studio = window.desk, window.studio
    print(markdown(list(controls(window))), end="")
    desk.shut_down()
    studio.shut_down()


if __name__ == "__main__":
    main()
