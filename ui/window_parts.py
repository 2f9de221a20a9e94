"""The widgets of one window and where they stand."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from engine.settings import Settings
from ui.actions import ActionSet, key_text
from ui.canvas.view import CanvasView
from ui.dialogs.command_palette import CommandPalette
from ui.fills import methods
from ui.icons import icon
from ui.panels.candidates_panel import CandidatesPanel
from ui.panels.fill_panel import FillPanel
from ui.panels.patches_panel import PatchesPanel
from ui.panels.start_page import StartPage
from ui.panels.status_bar import StatusBar
from ui.panels.tool_options import ToolOptions
from ui.panels.tool_strip import ToolStrip
from ui.widgets.building import column_layout, row_layout, surface
from ui.widgets.error_bar import ErrorBar
from ui.widgets.naming import look, name_control
from ui.widgets.progress_line import ProgressLine
from ui.widgets.section import divider
from ui.widgets.toast import Toast

_SIDE_WIDTH, _SIDE_RANGE = 304, (280, 440)


class WindowParts:
    """Tools left, the photo in the middle, fills right, facts at the bottom. Knows how they stand, not what they do."""

    def __init__(self, window: QMainWindow, actions: ActionSet) -> None:
        self._actions = actions
        self.canvas = CanvasView()
        self.start_page = StartPage(actions)
        self.tool_strip = ToolStrip(actions)
        self.tool_options = ToolOptions(actions)
        self.progress = name_control(ProgressLine(), "progress", "Progress of the fill")
        self.error_bar = ErrorBar()
        self.fill_panel = FillPanel(methods())
        self.candidates_panel = CandidatesPanel(actions)
        self.patches_panel = PatchesPanel()
        self.status = StatusBar()
        self.stage = QStackedWidget()
        self.stage.setObjectName("stage")
        self.side = self._side_panel()
        self.splitter = self._split()
        window.setCentralWidget(self._body())
        self._fill_menu_bar(window)
        self.toast = Toast(self.stage)
        self.command_palette = CommandPalette(actions, window)

    def show_editing(self, is_open: bool, *, with_panels: bool) -> None:
        """Show the parts that need a photo, or the start page in their place."""
        for part in (self.tool_strip, self.tool_options, self.progress):
            part.setVisible(is_open)
        self.side.setVisible(is_open and with_panels)
        self.stage.setCurrentWidget(self.canvas if is_open else self.start_page)

    def list_recent(self, settings: Settings, menu_entry_chosen) -> None:
        """Fill the menu of recent photos; `menu_entry_chosen` is called with the path of the one chosen."""
        self.recent_menu.clear()
        existing = [Path(path) for path in settings.recent_files if Path(path).is_file()]
        for path in existing:
            action = self.recent_menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: menu_entry_chosen(path))
        if not existing:
            self.recent_menu.addAction("No recent photos").setEnabled(False)

    def _body(self) -> QWidget:
        body = QWidget()
        across = row_layout(0)
        across.addWidget(self.tool_strip)
        across.addWidget(self.splitter, 1)
        down = column_layout(0, body)
        down.addWidget(divider())
        down.addLayout(across, 1)
        down.addWidget(divider())
        down.addWidget(self.status)
        return body

    def _split(self) -> QSplitter:
        self.stage.addWidget(self.start_page)
        self.stage.addWidget(self.canvas)
        middle = QWidget()
        down = column_layout(0, middle)
        for part in (self.tool_options, self.progress, self.error_bar):
            down.addWidget(part)
        down.addWidget(self.stage, 1)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(middle)
        splitter.addWidget(self.side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1000, _SIDE_WIDTH])
        return splitter

    def _side_panel(self) -> QScrollArea:
        content = surface("side-content")
        down = column_layout(0, content)
        for part in (self.fill_panel, divider(), self.candidates_panel, divider(), self.patches_panel):
            down.addWidget(part)
        down.addStretch(1)
        area = QScrollArea()
        area.setObjectName("side-panels")
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumWidth(_SIDE_RANGE[0])
        area.setMaximumWidth(_SIDE_RANGE[1])
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _fill_menu_bar(self, window: QMainWindow) -> None:
        bar = window.menuBar()
        menus = self._actions.fill_menus(bar)
        self.recent_menu = QMenu("Open recent", bar)
        self.recent_menu.setObjectName("menu-open-recent")
        self.recent_menu.setIcon(icon("folder-open"))
        menus["File"].insertMenu(self._actions["paste"], self.recent_menu)
        corner = QWidget(bar)
        corner.setObjectName("menu-corner")
        self._fill_corner(row_layout(4, corner, (0, 4, 8, 4)))
        bar.setCornerWidget(corner)

    def _fill_corner(self, across: QHBoxLayout) -> None:
        search = self._actions["palette"]
        self.search = name_control(look(QPushButton(), "flat"), "search", "Find a command", search.toolTip())
        self.search.setText(f" Find a command   {key_text(search)}")
        self.search.setIcon(icon("search"))
        self.search.setIconSize(QSize(16, 16))
        self.search.clicked.connect(search.trigger)
        self.theme_toggle = name_control(look(QPushButton(), "flat"), "theme-toggle", "Change between dark and light")
        for button in (self.search, self.theme_toggle):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            across.addWidget(button)
