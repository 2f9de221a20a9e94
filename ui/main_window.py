"""One window: a photo in the middle, tools on the left, fills on the right. It holds no truth of its own."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QWidget

from engine.document import Change, ChangeKind
from engine.geometry import Point
from engine.inpaint import FillSettings
from engine.mask import BrushTip
from engine.settings import Settings
from ui import facts
from ui.actions import ActionSet
from ui.canvas.scene import Compare
from ui.canvas.view import CanvasView
from ui.commands import EditCommands, FileCommands, FillCommands, HelpCommands, ToolCommands, ViewCommands, sample_files
from ui.dialogs.questions import Answer, Questions
from ui.editor import Editor, Opened, PageChoice
from ui.fill_presenter import FillPresenter
from ui.icons import icon
from ui.problems import Notice, Problem
from ui.recent import save_thumbnail
from ui.theme import Theme
from ui.tools.base import Tool
from ui.tools.brush import BrushTool, EraserTool
from ui.tools.navigate import PanTool, ZoomTool
from ui.tools.select import LassoTool, RectangleTool, SelectTool
from ui.widgets.building import timer
from ui.window_parts import WindowParts

_TOOLS: dict[str, type[Tool]] = {
    "brush": BrushTool,
    "eraser": EraserTool,
    "rectangle": RectangleTool,
    "lasso": LassoTool,
    "pan": PanTool,
    "zoom": ZoomTool,
}
_NOTICE_BUTTONS = {"undo": "Undo", "wipe": "Compare", "fill": "Fill again"}
_CONTEXT_MENU = (
    ("fill", "try-another"),
    ("undo", "redo"),
    ("clear-mask", "invert-mask"),
    ("zoom-fit", "zoom-actual"),
)
# What depends on the mask need not follow every dab of the brush.
_REFRESH_MS = 40
_MEMORY_MS = 2000


class MainWindow(QMainWindow):
    """Ties the parts of a window to one `Editor`."""

    new_window_wanted = Signal(list)
    quit_wanted = Signal()
    closed = Signal()

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main-window")
        self.setMinimumSize(880, 560)
        self.settings, self.theme = settings, theme
        self.questions = Questions(self)
        self.editor = Editor(self)
        self._tools = {name: build() for name, build in _TOOLS.items()}
        self._tool_name = "brush"
        self.files = FileCommands(self)
        self.actions_by_id = ActionSet(self, self._commands())
        self.parts = WindowParts(self, self.actions_by_id)
        self._fills = FillPresenter(self.editor, self.parts, self.show_notice, self)
        self._refresh_timer = timer(self, _REFRESH_MS, self._refresh)
        self._memory_timer = timer(self, _MEMORY_MS, self.parts.status.show_memory, once=False)
        self._connect_editor()
        self._connect_parts()
        self._restore()
        self._document_replaced()

    @property
    def canvas(self) -> CanvasView:
        return self.parts.canvas

    def _commands(self) -> dict[str, object]:
        return {
            "files": self.files,
            "edits": EditCommands(self),
            "fills": FillCommands(self),
            "views": ViewCommands(self),
            "tools": ToolCommands(self),
            "helps": HelpCommands(self),
        }

    def _connect_editor(self) -> None:
        editor = self.editor
        editor.document_replaced.connect(self._document_replaced)
        editor.changed.connect(self._document_changed)
        editor.title_changed.connect(self._show_title)
        editor.work_changed.connect(self._show_work)
        editor.failed.connect(self.show_problem)
        editor.noticed.connect(self.show_notice)
        editor.page_needed.connect(self._choose_page)
        editor.photo_opened.connect(self._photo_opened)
        editor.saved.connect(self.settings.remember_file)
        editor.fills.sessions_changed.connect(self._refresh)
        editor.fills.running_changed.connect(self._refresh)

    def _connect_parts(self) -> None:
        actions, canvas, options = self.actions_by_id, self.canvas, self.parts.tool_options
        options.tip_changed.connect(self.set_tip)
        options.erase_changed.connect(self._set_erase)
        options.mask_colour_changed.connect(self._set_mask_colour)
        canvas.brush_changed.connect(options.show_tip)
        canvas.zoom_changed.connect(lambda _zoom: self._show_view())
        canvas.rotation_changed.connect(lambda _angle: self._show_view())
        canvas.pointer_moved.connect(self._show_pixel)
        canvas.files_dropped.connect(self._dropped)
        canvas.context_requested.connect(self._show_context_menu)
        start, fill_panel = self.parts.start_page, self.parts.fill_panel
        start.open_wanted.connect(actions["open"].trigger)
        start.sample_wanted.connect(actions["open-sample"].trigger)
        start.recent_wanted.connect(self.files.open_path)
        start.files_dropped.connect(self._dropped)
        fill_panel.fill_wanted.connect(actions["fill"].trigger)
        fill_panel.cancel_wanted.connect(actions["cancel"].trigger)
        recent = self.parts.recent_menu
        recent.aboutToShow.connect(lambda: self.parts.list_recent(self.settings, self.files.open_path))
        self.parts.theme_toggle.clicked.connect(lambda: self.set_theme("light" if self.theme.is_dark else "dark"))
        self.theme.changed.connect(self._show_theme)

    # What the person set last time

    def _restore(self) -> None:
        settings = self.settings
        self.set_tip(BrushTip(settings.brush_size, settings.brush_hardness, settings.brush_flow))
        self.choose_tool("brush")
        self.actions_by_id["show-mask"].setChecked(True)
        self.actions_by_id["side-panels"].setChecked(True)
        self.actions_by_id["outlines"].setChecked(settings.show_patch_outlines)
        self.canvas.show_outlines = settings.show_patch_outlines
        self.canvas.mask_color = QColor(settings.mask_color)
        self.parts.tool_options.show_mask_colour(settings.mask_color)
        self.parts.fill_panel.show_settings(
            FillSettings(
                method=settings.fill_method,
                context=settings.fill_context,
                grow=settings.fill_grow,
                feather=settings.fill_feather,
                device=settings.device,
            )
        )
        self.parts.fill_panel.show_device("")
        self._restore_place()
        self._show_theme()

    def _restore_place(self) -> None:
        geometry = _decoded(self.settings.window_geometry)
        if not geometry or not self.restoreGeometry(QByteArray(geometry)):
            room = QGuiApplication.primaryScreen().availableSize()
            self.resize(min(1440, round(room.width() * 0.9)), min(900, round(room.height() * 0.9)))
        state = _decoded(self.settings.window_state)
        if state:
            self.parts.splitter.restoreState(QByteArray(state))

    def _store(self) -> None:
        settings, tip, fill = self.settings, self.canvas.brush_tip, self.parts.fill_panel.settings()
        settings.brush_size, settings.brush_hardness, settings.brush_flow = tip.diameter, tip.hardness, tip.flow
        settings.fill_method, settings.fill_context = fill.method, fill.context
        settings.fill_grow, settings.fill_feather = fill.grow, fill.feather
        settings.show_patch_outlines = self.canvas.show_outlines
        settings.window_geometry = base64.b64encode(bytes(self.saveGeometry().data())).decode()
        settings.window_state = base64.b64encode(bytes(self.parts.splitter.saveState().data())).decode()

    # The document

    def _document_replaced(self) -> None:
        document = self.editor.document
        self.set_compare("off")
        self.parts.error_bar.hide()
        self.parts.toast.hide()
        self.canvas.set_document(document)
        with_panels = self.actions_by_id["side-panels"].isChecked()
        self.parts.show_editing(document is not None, with_panels=with_panels)
        if document is None:
            self.parts.start_page.show_recent(self.settings.recent_files)
            self.parts.start_page.setFocus()
        else:
            self.canvas.setFocus()
        photo = document.photo if document is not None else None
        self.parts.status.show_fact("size", facts.size_words(photo) if photo else "")
        self.parts.status.show_fact("depth", facts.depth_words(photo) if photo else "")
        self.parts.status.show_fact("profile", facts.profile_words(photo) if photo else "")
        self._show_pixel(None)
        self._show_view()
        self._show_title()
        self._fills.show()
        self._refresh()

    def _document_changed(self, change: Change) -> None:
        if change.kind is ChangeKind.STACK:
            self._fills.show()
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _refresh(self) -> None:
        """Enable what can be done now."""
        editor, fills = self.editor, self.editor.fills
        document, has_mask = editor.document, editor.has_mask
        conditions = {
            "document": document is not None,
            "mask": has_mask,
            "fillable": has_mask and not fills.is_running,
            "session": fills.session is not None and not fills.is_running,
            "running": editor.is_busy,
            "undo": document is not None and document.can_undo,
            "redo": document is not None and document.can_redo,
            "sample": sample_files() is not None,
        }
        self.actions_by_id.enable(conditions.__getitem__)
        undo, redo = self.actions_by_id["undo"], self.actions_by_id["redo"]
        undo.setText(f"Undo {_lower(document.undo_label)}" if document and document.undo_label else "Undo")
        redo.setText(f"Redo {_lower(document.redo_label)}" if document and document.redo_label else "Redo")
        why_not = "Filling" if fills.is_running else "Brush over what should go first"
        self.parts.fill_panel.show_ready(conditions["fillable"], why_not)

    def _show_title(self) -> None:
        name = self.editor.name
        self.setWindowTitle(f"{name}[*] – Tratteggio" if name else "Tratteggio")
        self.setWindowModified(self.editor.is_modified)

    def _photo_opened(self, opened: Opened) -> None:
        path = opened.photo.source.path
        if path is not None and opened.mask is None:
            save_thumbnail(Path(path), opened.thumbnail)
            self.settings.remember_file(path)

    def _choose_page(self, choice: PageChoice) -> None:
        page = self.questions.page(choice.path.name, choice.frames)
        if page is not None:
            self.editor.open(choice.path, frame=page)

    def _show_work(self) -> None:
        work = self.editor.work
        self.parts.status.show_work(f"{work}…" if work else "")
        self._refresh()

    # Tools and view

    def choose_tool(self, name: str) -> None:
        """Take the tool `name` ("brush", "eraser", "rectangle", "lasso", "pan" or "zoom") in hand."""
        tool = self._tools[name]
        self._tool_name = name
        self.actions_by_id[f"tool-{name}"].setChecked(True)
        self.canvas.set_tool(tool)
        is_shape = isinstance(tool, SelectTool)
        kind = "brush" if isinstance(tool, BrushTool) else "shape" if is_shape else "view"
        erase = isinstance(tool, EraserTool) or (is_shape and tool.subtracts)
        self.parts.tool_options.show_tool(kind, erase=erase)

    def set_tip(self, tip: BrushTip) -> None:
        """Use this brush."""
        self.canvas.brush_tip = tip
        self.parts.tool_options.show_tip(tip)

    def _set_erase(self, erase: bool) -> None:
        if self._tool_name in ("brush", "eraser"):
            self.choose_tool("eraser" if erase else "brush")
        else:
            for tool in self._tools.values():
                if isinstance(tool, SelectTool):
                    tool.subtracts = erase

    def _set_mask_colour(self, colour: str) -> None:
        self.settings.mask_color = colour
        self.canvas.mask_color = QColor(colour)

    def set_compare(self, mode: Compare) -> None:
        """Show the result ("off"), the photo as it was opened ("original"), or both with a line between ("wipe")."""
        self.actions_by_id["compare"].setChecked(mode == "original")
        self.actions_by_id["wipe"].setChecked(mode == "wipe")
        self.canvas.set_compare(mode)

    def set_theme(self, mode: str) -> None:
        """Use and remember "system", "dark" or "light"."""
        self.settings.theme = mode
        self.theme.set_mode(mode)
        self._show_theme()

    def _show_theme(self) -> None:
        self.actions_by_id[f"theme-{self.theme.mode}"].setChecked(True)
        self.parts.theme_toggle.setIcon(icon("sun" if self.theme.is_dark else "moon"))

    def _show_view(self) -> None:
        is_open = self.editor.document is not None
        self.parts.status.show_fact("zoom", f"{self.canvas.zoom * 100:.4g} %" if is_open else "")
        angle = self.canvas.rotation % 360
        self.parts.status.show_fact("rotation", f"{angle:.4g}°" if is_open and angle else "")

    def _show_pixel(self, point: Point | None) -> None:
        document = self.editor.document
        self.parts.status.show_fact("pixel", facts.pixel_words(document, point) if document and point else "")

    def _show_context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for names in _CONTEXT_MENU:
            menu.addActions([self.actions_by_id[name] for name in names])
            menu.addSeparator()
        menu.popup(place)

    # Telling

    def show_notice(self, notice: Notice) -> None:
        """Show a passing message over the photo."""
        buttons = [(_NOTICE_BUTTONS[name], self.actions_by_id[name].trigger) for name in notice.actions]
        self.parts.toast.show_message(notice.text, buttons)

    def show_problem(self, problem: Problem) -> None:
        """Show an error in the bar, with the one button that helps."""
        self.parts.toast.hide()
        text, run = self._remedy(problem)
        bar = self.parts.error_bar
        bar.show_error(problem.sentence, problem.advice, details=problem.details, help_text=text, run=run)

    def _remedy(self, problem: Problem) -> tuple[str, Callable[[], object] | None]:
        kind, _, rest = problem.remedy.partition(":")
        remedies: dict[str, tuple[str, Callable[[], object]]] = {
            "open": ("Open another photo…", self.actions_by_id["open"].trigger),
            "save_as": ("Save as…", self.actions_by_id["save-as"].trigger),
            "import_mask": ("Choose another mask…", self.actions_by_id["import-mask"].trigger),
            "export_mask": ("Choose another place…", self.actions_by_id["export-mask"].trigger),
            "other_method": ("Fill with every method", self.actions_by_id["fill-every"].trigger),
            "copy": ("Copy the command", lambda: QGuiApplication.clipboard().setText(rest)),
        }
        return remedies.get(kind, ("", None))

    def show_device(self, words: str) -> None:
        """Say what computes."""
        self.parts.fill_panel.show_device(words)

    def _dropped(self, paths: list) -> None:
        first, *others = [Path(path) for path in paths]
        self.files.open_path(first)
        if others:
            self.new_window_wanted.emit(others)

    # The window itself

    def event(self, event: QEvent) -> bool:
        # The key of "compare" has to be held: its shortcut would only tell when it goes down.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_compare_key(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.WindowDeactivate and self.canvas.compare == "original":
            self.set_compare("off")
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _is_compare_key(event) and self.editor.document is not None:
            if not event.isAutoRepeat():
                self.set_compare("original")
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backslash and not event.isAutoRepeat() and self.canvas.compare == "original":
            self.set_compare("off")
        else:
            super().keyReleaseEvent(event)

    def _step_back(self) -> None:
        """Escape while nothing runs: close what lies over the photo, one thing at a time."""
        if self.parts.toast.isVisible():
            self.parts.toast.hide()
        elif self.parts.error_bar.isVisible():
            self.parts.error_bar.hide()
        elif self.canvas.compare != "off":
            self.set_compare("off")
        elif self.isFullScreen():
            self.actions_by_id["full-screen"].trigger()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A click beside a number takes it, as Enter would.
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        super().mousePressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._memory_timer.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close():
            self._leave()
            event.accept()
        else:
            event.ignore()

    def _may_close(self) -> bool:
        """Whether nothing would be lost. Where the person saves first, the window closes by itself after that."""
        if not self.editor.is_modified:
            return True
        answer = self.questions.save_changes(self.editor.name)
        if answer is Answer.YES:
            self.files.save(self.close)
        return answer is Answer.OTHER

    def _leave(self) -> None:
        self._memory_timer.stop()
        self._refresh_timer.stop()
        self._store()
        self.editor.shut_down()
        self.canvas.set_document(None)
        self.closed.emit()


def _decoded(text: str) -> bytes:
    """Base64 from the settings; nothing where it is damaged."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""


def _is_compare_key(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() == Qt.Key.Key_Backslash and not held


def _lower(label: str) -> str:
    """A step's label inside a sentence."""
    return label[:1].lower() + label[1:]
