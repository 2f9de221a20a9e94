"""The tools, down the left side."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QToolButton, QWidget

from ui.actions import ActionSet
from ui.icons import SIZE
from ui.widgets.building import column_layout
from ui.widgets.naming import look, name_control
from ui.widgets.section import divider

_MARKING = ("tool-brush", "tool-eraser", "tool-rectangle", "tool-lasso", "tool-wand")
_TOOLS = (*_MARKING, "", "tool-clone", "tool-heal", "", "tool-crop", "tool-extend", "", "tool-pan", "tool-zoom")
_COMMANDS = ("undo", "redo")


class ToolStrip(QWidget):
    """One button a tool, undo and redo below them."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool-strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = column_layout(4, self, (6, 8, 6, 8))
        for action_id in _TOOLS:
            column.addWidget(command_button(actions[action_id]) if action_id else divider())
        column.addStretch(1)
        for action_id in _COMMANDS:
            column.addWidget(command_button(actions[action_id]))


def command_button(action: QAction) -> QToolButton:
    """A flat icon button that runs `action`."""
    name = f"button-{action.objectName().removeprefix('action-')}"
    button = name_control(look(QToolButton(), "flat"), name, action.text().rstrip("…"), action.toolTip())
    button.setDefaultAction(action)
    button.setIconSize(QSize(SIZE, SIZE))
    button.setFixedSize(36, 36)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
