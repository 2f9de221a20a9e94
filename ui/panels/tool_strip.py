"""The tools, down the left side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QPainter, QPaintEvent, QPalette, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from engine.language import tr
from ui.actions import ActionSet
from ui.icons import SIZE
from ui.widgets.building import column_layout
from ui.widgets.naming import look, name_control
from ui.widgets.section import divider

# Tools of one kind stand together; in a low window they share one button. "" is a line.
_TOOLS: tuple[tuple[str, ...], ...] = (
    ("tool-brush",),
    ("tool-eraser",),
    ("tool-rectangle", "tool-ellipse"),
    ("tool-lasso", "tool-polygon"),
    ("tool-wand", "tool-snap", "tool-colours"),
    ("",),
    ("tool-clone", "tool-heal", "tool-dust"),
    ("",),
    ("tool-crop", "tool-extend"),
    ("",),
    ("tool-pan",),
    ("tool-zoom",),
)
_COMMANDS = ("undo", "redo")
_SIDE, _GAP, _MARGIN = 36, 4, 8
_CORNER = 5.0


class ToolStrip(QWidget):
    """One button a tool, undo and redo below them. Where there is no room for that, tools of a kind share a button."""

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool-strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._single: list[QToolButton] = []
        self._shared: list[_SharedButton] = []
        column = column_layout(_GAP, self, (6, _MARGIN, 6, _MARGIN))
        for names in _TOOLS:
            if names == ("",):
                column.addWidget(divider())
                continue
            buttons = [command_button(actions[name]) for name in names]
            for button in buttons:
                column.addWidget(button)
            if len(names) > 1:
                self._single += buttons
                self._shared.append(_SharedButton([actions[name] for name in names]))
                column.addWidget(self._shared[-1])
        column.addStretch(1)
        for action_id in _COMMANDS:
            column.addWidget(command_button(actions[action_id]))
        self._show_single(shown=True)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(single=False))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._height(single=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_single(shown=self.height() >= self._height(single=True))

    def _height(self, *, single: bool) -> int:
        lines = sum(names == ("",) for names in _TOOLS)
        tools = sum(len(names) if single else 1 for names in _TOOLS) - lines
        buttons = tools + len(_COMMANDS)
        return 2 * _MARGIN + buttons * (_SIDE + _GAP) + lines * (1 + _GAP)

    def _show_single(self, *, shown: bool) -> None:
        for button in self._single:
            button.setVisible(shown)
        for button in self._shared:
            button.setVisible(not shown)


class _SharedButton(QToolButton):
    """Takes the tool of its kind that was last in hand; held down, or by its menu, it offers the others."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        first = actions[0].objectName().removeprefix("action-tool-")
        spoken = ", ".join(action.text() for action in actions)
        name_control(look(self, "flat"), f"tools-{first}", spoken, tr("{tools}: hold for the others", tools=spoken))
        self.setIconSize(QSize(SIZE, SIZE))
        self.setFixedSize(_SIDE, _SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        menu = QMenu(self)
        menu.setObjectName(f"tools-{first}-menu")
        menu.addActions(list(actions))
        self.setMenu(menu)
        self._take(actions[0])
        for action in actions:
            action.toggled.connect(lambda on, action=action: self._take(action) if on else None)

    def _take(self, action: QAction) -> None:
        tip, spoken = self.toolTip(), self.accessibleName()
        self.setDefaultAction(action)
        # A button shows the tooltip of its action, and would forget its own.
        self.setToolTip(tip)
        self.setAccessibleName(spoken)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.menu()
        if menu is not None:
            menu.popup(self.mapToGlobal(QPoint(self.width(), 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        right, bottom = self.width() - 4.0, self.height() - 4.0
        corner = [QPointF(right, bottom), QPointF(right - _CORNER, bottom), QPointF(right, bottom - _CORNER)]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Dark))
            painter.drawPolygon(QPolygonF(corner))


def command_button(action: QAction) -> QToolButton:
    """A flat icon button that runs `action`."""
    name = f"button-{action.objectName().removeprefix('action-')}"
    button = name_control(look(QToolButton(), "flat"), name, action.text().rstrip("…"), action.toolTip())
    button.setDefaultAction(action)
    button.setIconSize(QSize(SIZE, SIZE))
    button.setFixedSize(_SIDE, _SIDE)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
