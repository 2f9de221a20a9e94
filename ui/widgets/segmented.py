"""Buttons side by side of which one is down, as one control: where one of a few places can be in front."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar, QToolButton, QWidget

from ui.widgets.building import row_layout
from ui.widgets.naming import look, name_control

_AFTER_TITLES = 12  # px


class Segmented(QWidget):
    """A button an action; the actions, which have to exclude each other, say which is down."""

    def __init__(self, name: str, spoken: str, actions: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setProperty("segmented", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = row_layout(2, self, (2, 2, 2, 2))
        for action in actions:
            row.addWidget(_segment(action))


def _segment(action: QAction) -> QToolButton:
    name = f"segment-{action.objectName().removeprefix('action-')}"
    button = name_control(look(QToolButton(), "segment"), name, action.text(), action.toolTip())
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


class Centred(QObject):
    """Keeps `widget`, a child of `host` that is in no layout, in the middle of it."""

    def __init__(self, widget: QWidget, host: QWidget) -> None:
        super().__init__(widget)
        self._widget, self._host = widget, host
        host.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        widget, host = self._widget, self._host
        widget.resize(widget.sizeHint())
        across = max((host.width() - widget.width()) // 2, self._taken())
        widget.move(across, (host.height() - widget.height()) // 2)

    def _taken(self) -> int:
        """How far the titles of a menu bar reach: where the window is narrow the middle is theirs."""
        host = self._host
        if not isinstance(host, QMenuBar):
            return 0
        ends = (host.actionGeometry(action).right() for action in host.actions() if action.isVisible())
        return max(ends, default=0) + _AFTER_TITLES

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.StyleChange, QEvent.Type.ActionChanged):
            self._place()
        return super().eventFilter(watched, event)
