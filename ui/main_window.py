"""One window: menus, the start page, messages, and the retouching desk once it is needed.

Nothing that reads or fills photos is imported here, so that the window stands before those rooms are loaded.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QPushButton, QStackedWidget, QWidget

from engine.language import mark, tr
from engine.settings import Settings
from ui.actions import LATENTS, RETOUCH, WORKSPACES, ActionSet, key_text
from ui.batch.commands import BatchCommands
from ui.commands import (
    EditCommands,
    FileCommands,
    FillCommands,
    HelpCommands,
    LatentCommands,
    ToolCommands,
    ViewCommands,
    sample_files,
)
from ui.dialogs.command_palette import CommandPalette
from ui.dialogs.questions import Answer, Questions
from ui.dropping import dropped_files, take_copy
from ui.icons import icon
from ui.language import LanguageCommands
from ui.panels.start_page import StartPage
from ui.panels.status_bar import StatusBar
from ui.photo_commands import PhotoCommands
from ui.problems import Notice, Problem
from ui.projects import ProjectCommands
from ui.recovery.commands import RecoveryCommands
from ui.select_commands import SavedSelectionsMenu, SelectCommands
from ui.stack_commands import StackCommands
from ui.theme import Theme
from ui.widgets.building import column_layout, row_layout, timer
from ui.widgets.error_bar import ErrorBar
from ui.widgets.naming import look, name_control
from ui.widgets.section import divider
from ui.widgets.segmented import Centred, Segmented
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from engine.document import Change
    from ui.canvas.view import CanvasView
    from ui.docks.column import PanelColumn
    from ui.editor import Editor, Opened, PageChoice
    from ui.open_photos import OpenPhoto
    from ui.retouch import RetouchDesk
    from ui.studio.studio import Studio

_NOTICE_BUTTONS = {"undo": mark("Undo"), "wipe": mark("Compare"), "fill": mark("Fill again")}
_MEMORY_MS = 2000


class MainWindow(QMainWindow):
    """Several photos, one of them in front. `desk` and what hangs on it are made when they are first asked for."""

    new_window_wanted = Signal(list)
    quit_wanted = Signal()
    settings_changed = Signal()
    keys_changed = Signal()
    closed = Signal()
    first_painted = Signal()

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("main-window")
        self.setWindowTitle("Tratteggio")
        self.setMinimumSize(960, 560)
        self.setAcceptDrops(True)
        self.settings, self.theme = settings, theme
        self.questions = Questions(self)
        self.files = FileCommands(self)
        self.selects = SelectCommands(self)
        self.batches = BatchCommands(self)
        self.actions_by_id = ActionSet(self, self._commands())
        self.start_page = StartPage(self.actions_by_id)
        self.status = StatusBar()
        self.error_bar = ErrorBar()
        self.stage = QStackedWidget()
        self.stage.setObjectName("stage")
        self.stage.addWidget(self.start_page)
        self.setCentralWidget(self._body())
        self._fill_menu_bar()
        self.toast = Toast(self.stage)
        self.command_palette = CommandPalette(self.actions_by_id, self)
        self._device = ""
        self._has_painted = False
        self._problem: Problem | None = None
        self._unopened: list[Problem] = []  # since the person last opened something
        self._let_go: list[OpenPhoto] = []  # photos whose changes may be lost, while the window is being closed
        self._goes_on_closing = False
        self._memory_timer = timer(self, _MEMORY_MS, self.status.show_memory, once=False)
        self._connect()
        if settings.shortcuts:
            self.take_keys()
        self._restore_place()
        self.actions_by_id.enable({"sample": sample_files() is not None})
        self.actions_by_id.show_workspace(RETOUCH)
        self.start_page.show_recent(settings.recent_files)
        self._show_theme()
        self.actions_by_id[f"language-{settings.language.lower().replace('_', '-')}"].setChecked(True)

    @cached_property
    def desk(self) -> RetouchDesk:
        """Canvas, panels and editor. Making them loads the engine."""
        from ui.recovery.safety import Safety
        from ui.retouch import RetouchDesk

        desk = RetouchDesk(self.actions_by_id, self.settings, self.status, self.stage)
        desk.restore_layout(_decoded(self.settings.window_state))
        desk.fill_panel.show_device(self._device)
        desk.files_dropped.connect(self._dropped)
        desk.tabs.close_wanted.connect(self.files.close_photo)
        desk.tabs.close_others_wanted.connect(self.files.close_others)
        editor = desk.editor
        editor.document_replaced.connect(self._document_replaced)
        editor.title_changed.connect(self._show_title)
        editor.changed.connect(self._change_made)
        editor.failed.connect(self.show_problem)
        editor.noticed.connect(self.show_notice)
        editor.page_needed.connect(self._choose_page)
        editor.photo_opened.connect(self._photo_opened)
        editor.saved.connect(self._remember_file)
        editor.succeeded.connect(self._settle_problem)
        editor.work_changed.connect(lambda: self.start_page.show_waiting(editor.work))
        self.stage.addWidget(desk)
        self.safety = Safety(self, desk)
        self.toast.set_anchor(desk.canvas)
        desk.race.opened_changed.connect(self.toast.hide)
        desk.patches_panel.studio_wanted.connect(self._open_in_studio)
        desk.refresh()
        return desk

    @property
    def has_desk(self) -> bool:
        """Whether the desk has been made."""
        return "desk" in self.__dict__

    @cached_property
    def studio(self) -> Studio:
        """The latent studio."""
        from ui.studio.studio import Studio

        studio = Studio(self.actions_by_id, self.settings, self.editor)
        studio.state.failed.connect(self.show_problem)
        studio.state.noticed.connect(self.show_notice)
        studio.about_changed.connect(self._show_about)
        self.stage.addWidget(studio)
        return studio

    @property
    def has_studio(self) -> bool:
        """Whether the studio has been made."""
        return "studio" in self.__dict__

    @property
    def is_exploring(self) -> bool:
        """Whether the latent studio is in front."""
        return self.actions_by_id.workspace == LATENTS

    def show_workspace(self, workspace: str) -> None:
        """Put RETOUCH or LATENTS in front."""
        self.actions_by_id.show_workspace(workspace)
        self.toast.hide()
        if workspace == LATENTS:
            self.stage.setCurrentWidget(self.studio)
            self.toast.set_anchor(self.studio.picture_view)
            self.studio.enter()
        elif self.has_desk:
            is_open = self.editor.document is not None
            self.toast.set_anchor(self.canvas)
            self.stage.setCurrentWidget(self.desk if is_open else self.start_page)
            (self.canvas if is_open else self.start_page).setFocus()
        side = self._side
        self.actions_by_id["side-panels"].setChecked(side is not None and not side.isHidden())
        self._show_about()

    @property
    def _side(self) -> QWidget | None:
        """The panels on the right of the workspace in front."""
        if self.is_exploring:
            return self.studio.side
        return self.desk.side if self.has_desk else None

    @property
    def panels(self) -> PanelColumn:
        """The panels of the workspace in front."""
        return self.studio.panels if self.is_exploring else self.desk.panels

    def _list_panels(self) -> None:
        self._panels_menu.clear()
        self.panels.fill_menu(self._panels_menu)

    def show_side(self, shown: bool) -> None:
        """Show or hide the panels on the right."""
        if self._side is not None:
            self._side.setVisible(shown)

    def _show_about(self) -> None:
        self.status.show_instead(self.studio.about if self.is_exploring else "")

    @property
    def editor(self) -> Editor:
        return self.desk.editor

    @property
    def canvas(self) -> CanvasView:
        return self.desk.canvas

    def _commands(self) -> dict[str, object]:
        return {
            "files": self.files,
            "projects": ProjectCommands(self),
            "edits": EditCommands(self),
            "selects": self.selects,
            "stacks": StackCommands(self),
            "fills": FillCommands(self),
            "views": ViewCommands(self),
            "tools": ToolCommands(self),
            "helps": HelpCommands(self),
            "latents": LatentCommands(self),
            "photos": PhotoCommands(self),
            "languages": LanguageCommands(self),
            "batches": self.batches,
            "recoveries": RecoveryCommands(self),
        }

    # Building

    def _body(self) -> QWidget:
        body = QWidget()
        down = column_layout(0, body)
        down.addWidget(divider())
        down.addWidget(self.error_bar)
        down.addWidget(self.stage, 1)
        down.addWidget(divider())
        down.addWidget(self.status)
        return body

    def _fill_menu_bar(self) -> None:
        bar = self.menuBar()
        menus = self.actions_by_id.fill_menus(bar)
        self._recent_menu = QMenu(tr("Open recent"), bar)
        self._recent_menu.setObjectName("menu-open-recent")
        self._recent_menu.setIcon(icon("folder-open"))
        SavedSelectionsMenu(self, self.selects, menus["Select"])
        menus["File"].insertMenu(self.actions_by_id["paste"], self._recent_menu)
        self._panels_menu = QMenu(tr("Panels"), bar)
        self._panels_menu.setObjectName("menu-panels")
        self._panels_menu.setIcon(icon("panel-right"))
        self._panels_menu.aboutToShow.connect(self._list_panels)
        menus["View"].insertMenu(self.actions_by_id["side-panels"], self._panels_menu)
        corner = QWidget(bar)
        corner.setObjectName("menu-corner")
        self._fill_corner(row_layout(4, corner, (0, 0, 8, 0)))
        bar.setCornerWidget(corner)
        places = [self.actions_by_id[f"workspace-{one}"] for one in WORKSPACES]
        self._switch = Segmented("workspaces", tr("Workspace"), places, bar)
        Centred(self._switch, bar)

    def _fill_corner(self, across: QHBoxLayout) -> None:
        search = self.actions_by_id["palette"]
        self._search = name_control(look(QPushButton(), "field"), "search", tr("Find a command"), search.toolTip())
        self._name_search()
        search.changed.connect(self._name_search)
        self._search.setIcon(icon("search"))
        self._search.setIconSize(QSize(16, 16))
        self._search.clicked.connect(search.trigger)
        self._theme_toggle = name_control(
            look(QPushButton(), "flat"), "theme-toggle", tr("Change between dark and light")
        )
        self._theme_toggle.clicked.connect(lambda: self.set_theme("light" if self.theme.is_dark else "dark"))
        for button in (self._search, self._theme_toggle):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            across.addWidget(button)

    def _name_search(self) -> None:
        search = self.actions_by_id["palette"]
        self._search.setText(f" {tr('Find a command')}     {key_text(search)}".rstrip())
        self._search.setToolTip(search.toolTip())

    def _connect(self) -> None:
        start = self.start_page
        start.open_wanted.connect(self.actions_by_id["open"].trigger)
        start.sample_wanted.connect(self.actions_by_id["open-sample"].trigger)
        start.recent_wanted.connect(self.files.open_path)
        start.files_dropped.connect(self._dropped)
        self._recent_menu.aboutToShow.connect(self._list_recent)
        self.theme.changed.connect(self._show_theme)

    def _restore_place(self) -> None:
        geometry = _decoded(self.settings.window_geometry)
        if not geometry or not self.restoreGeometry(QByteArray(geometry)):
            room = QGuiApplication.primaryScreen().availableSize()
            self.resize(min(1440, round(room.width() * 0.9)), min(900, round(room.height() * 0.9)))

    # The photo

    def _open_in_studio(self, patch_id: str) -> None:
        """Go on with the picture that lies in the photo as this patch."""
        self.show_workspace(LATENTS)
        self.studio.to_photo.open_patch(patch_id)

    def _document_replaced(self) -> None:
        is_open = self.editor.document is not None
        if not self._unopened:  # of several files those that do open say nothing of the others
            self.error_bar.hide()
        self.toast.hide()
        if not is_open:
            self.start_page.show_recent(self.settings.recent_files)
        self.show_workspace(RETOUCH)

    def _show_title(self) -> None:
        name = self.editor.name
        self.setWindowTitle(tr("{name}[*] – Tratteggio", name=name) if name else "Tratteggio")
        self.setWindowModified(self.editor.is_modified)

    def _photo_opened(self, opened: Opened) -> None:
        if opened.path is not None and opened.mask is None:
            self._remember_file(opened.path)

    def _remember_file(self, path: str | Path) -> None:
        self.settings.remember_file(path)
        self.settings_changed.emit()  # written down at once: not every program gets to its end

    def _choose_page(self, choice: PageChoice) -> None:
        page = self.questions.page(choice.path.name, choice.frames)
        if page is not None:
            self.editor.open(choice.path, frame=page)

    def _dropped(self, paths: list) -> None:
        self.files.open_paths([Path(path) for path in paths])

    def _list_recent(self) -> None:
        menu = self._recent_menu
        menu.clear()
        existing = [Path(path) for path in self.settings.recent_files if Path(path).is_file()]
        for path in existing:
            action = menu.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, path=path: self.files.open_path(path))
        if not existing:
            menu.addAction(tr("No recent photos")).setEnabled(False)

    # Telling

    def _change_made(self, change: Change) -> None:
        from engine.document import ChangeKind

        if change.kind is not ChangeKind.SAVED:
            self.toast.outdate()

    def show_notice(self, notice: Notice) -> None:
        """Show a passing message over the photo."""
        buttons = [(_NOTICE_BUTTONS[name], self.actions_by_id[name].trigger) for name in notice.actions]
        self.toast.show_message(notice.text, buttons)

    def show_problem(self, problem: Problem) -> None:
        """Show an error in the bar, with the one button that helps; several files that do not open are one error."""
        if problem.remedy == "open":
            self._unopened.append(problem)
            problem = Problem.together(self._unopened)
        else:
            self._unopened.clear()
            self.toast.hide()
        text, run = self._remedy(problem)
        self._problem = problem
        bar = self.error_bar
        bar.show_error(problem.sentence, problem.advice, details=problem.details, help_text=text, run=run)

    def forget_unopened(self) -> None:
        """The person opens something else: what could not be opened before is past."""
        if self._unopened:
            self._unopened.clear()
            self.error_bar.hide()

    def _settle_problem(self, remedy: str) -> None:
        """What went wrong has gone well by now: it need not be told any more."""
        if self._problem is not None and self._problem.remedy == remedy:
            self.error_bar.hide()

    def _remedy(self, problem: Problem) -> tuple[str, Callable[[], object] | None]:
        kind, _, rest = problem.remedy.partition(":")
        remedies: dict[str, tuple[str, Callable[[], object]]] = {
            "open": (tr("Open another photo…"), self.actions_by_id["open"].trigger),
            "save_as": (tr("Save as…"), self.actions_by_id["save-as"].trigger),
            "import_mask": (tr("Choose another mask…"), self.actions_by_id["import-mask"].trigger),
            "export_mask": (tr("Choose another place…"), self.actions_by_id["export-mask"].trigger),
            "other_method": (tr("Fill with every method"), self.actions_by_id["fill-every"].trigger),
            "batch": (tr("Fill it as a batch…"), lambda: self.batches.open_folder(problem.path or Path.home())),
            "copy": (tr("Copy the command"), lambda: QGuiApplication.clipboard().setText(rest)),
        }
        return remedies.get(kind, ("", None))

    def change_keys(self, changes: dict[str, tuple[str, ...]]) -> None:
        """Use and remember other keys for commands, by their ids; those that are not named have their own."""
        self.settings.shortcuts = changes
        self.take_keys()
        self.settings_changed.emit()
        self.keys_changed.emit()

    def take_keys(self) -> None:
        """Use the keys that the settings hold now; another window may have changed them."""
        from ui.shortcuts.keymap import Keymap

        self.actions_by_id.use_keys(Keymap(self.settings.shortcuts).changes)

    def show_device(self, words: str) -> None:
        """Say what computes."""
        self._device = words
        if self.has_desk:
            self.desk.fill_panel.show_device(words)

    def set_theme(self, mode: str) -> None:
        """Use and remember "system", "dark" or "light"."""
        self.settings.theme = mode
        self.theme.set_mode(mode)
        self._show_theme()
        self.settings_changed.emit()

    def set_mark_exports(self, on: bool) -> None:
        """Whether saved pictures say in their metadata what was done, from now on."""
        self.settings.mark_exports = self.editor.marks_saves = on
        self.actions_by_id["mark-exports"].setChecked(on)
        self.settings_changed.emit()

    def _show_theme(self) -> None:
        self.actions_by_id[f"theme-{self.theme.mode}"].setChecked(True)
        self._theme_toggle.setIcon(icon("sun" if self.theme.is_dark else "moon"))

    # The window itself

    def event(self, event: QEvent) -> bool:
        # The key of "compare" has to be held: its shortcut would only tell when it goes down.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._holds_compare(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.WindowDeactivate and self._compares("original"):
            self.desk.set_compare("off")
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._holds_compare(event) and self._is_retouching:
            if not event.isAutoRepeat():
                self.desk.set_compare("original")
        elif event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._lacks_mask():
            extends, crops = self.desk.extending.is_open, self.desk.cropping.is_open
            first = tr("Drag an edge of the photo outwards") if extends else tr("Brush over what should go")
            first = tr("Pull the frame, or turn the photo under it") if crops else first
            self.show_notice(Notice(tr("{first}, then press Enter", first=first)))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        let_go = self._holds_compare(event, or_let_go=True) and not event.isAutoRepeat()
        if let_go and self._compares("original"):
            self.desk.set_compare("off")
        else:
            super().keyReleaseEvent(event)

    def _holds_compare(self, event: QKeyEvent, *, or_let_go: bool = False) -> bool:
        """Whether it is the key of "compare"; `or_let_go`: whatever else is held, for that may be let go first."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        keys = [one[0] for one in self.actions_by_id["compare"].shortcuts() if one.count()]  # type: ignore[index]
        return any(key.key() == event.key() and (or_let_go or key.keyboardModifiers() == held) for key in keys)

    def _lacks_mask(self) -> bool:
        """Whether a fill would have nothing to do: its command is asleep then, and its key comes here."""
        return self._is_retouching and (self.desk.cropping.is_open or not self.editor.has_mask)

    @property
    def _is_retouching(self) -> bool:
        return not self.is_exploring and self.has_desk and self.editor.document is not None

    def _compares(self, *modes: str) -> bool:
        return self.has_desk and self.canvas.compare in modes

    def _step_back(self) -> None:
        """Escape while nothing runs: close what lies over the photo, one thing at a time.

        A message that goes by itself goes along: nobody means it where there is anything else to leave.
        """
        had_message = self.toast.isVisible()
        self.toast.hide()
        if self.error_bar.isVisible():
            self.error_bar.hide()
            return
        has_left = self.studio.step_back() if self.is_exploring else self._step_back_from_photo()
        if self.isFullScreen() and not (has_left or had_message):
            self.actions_by_id["full-screen"].trigger()

    def _step_back_from_photo(self) -> bool:
        """Returns whether there was anything to leave."""
        if not self._is_retouching:
            return False
        if self.desk.race.is_open:
            self.desk.race.leave()
        elif self.desk.cropping.is_open:
            self.desk.cropping.leave()
        elif self.desk.extending.is_pending:
            self.desk.extending.reset()
        elif self._compares("original", "wipe"):
            self.desk.set_compare("off")
        elif not self.canvas.hasFocus():
            self.canvas.setFocus()  # from any panel back to where arrows and Enter work on the photo
        else:
            return False
        return True

    # What is dropped beside the photo means the same as on it. The studio starts from a photo, wherever it is dropped.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        paths = dropped_files(event)
        if not paths:
            return
        take_copy(event)
        if self.is_exploring:
            self.studio.start_from(paths[0])
        else:
            self._dropped(paths)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        # A click beside a number takes it, as Enter would.
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        super().mousePressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._memory_timer.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._has_painted:
            self._has_painted = True
            QTimer.singleShot(0, self.first_painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close():
            self._leave()
            event.accept()
        else:
            event.ignore()

    def _may_close(self) -> bool:
        """Whether nothing would be lost: each photo with changes is shown and asked about.

        Where the person saves one first, the window goes on closing by itself after that.
        """
        if not self.has_desk:
            return True
        if not self._goes_on_closing:
            self._let_go.clear()
        for one in self.editor.photos:
            if one in self._let_go or not one.losses:
                continue
            answer = self.files.ask_about(one)
            if answer is Answer.OTHER:
                self._let_go.append(one)
                continue
            if answer is Answer.YES:
                self.files.keep(one, self._go_on_closing)
            return False
        return True

    def _go_on_closing(self) -> None:
        self._goes_on_closing = True
        self.close()
        self._goes_on_closing = False

    def _leave(self) -> None:
        self._memory_timer.stop()
        self.hide()  # work that is slow to stop must not hold the window on the screen
        self.settings.window_geometry = _encoded(bytes(self.saveGeometry().data()))
        if self.has_desk:
            self.desk.store()
            self.settings.window_state = _encoded(self.desk.layout_state())
            self.safety.shut_down()
            self.desk.shut_down()
        if self.has_studio:
            self.studio.store()
            self.studio.shut_down()
        self.closed.emit()


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decoded(text: str) -> bytes:
    """Base64 from the settings; nothing where it is damaged."""
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error:
        return b""
