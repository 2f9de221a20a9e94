"""Ties the colour panel, the picker and the screen's profile to the desk."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from engine.errors import BadInput
from engine.geometry import Point
from engine.language import tr
from ui.colour_values import ColourValue, colour_at
from ui.dialogs.file_dialog import open_file
from ui.panels.colour_panel import SCREEN, ColourPanel
from ui.problems import Problem
from ui.screen_profile import SRGB, ScreenProfile, read_profile, system_profile
from ui.tools.picker import PickerTool

if TYPE_CHECKING:
    from engine.settings import Settings
    from ui.actions import ActionSet
    from ui.retouch import RetouchDesk


class Colours(QObject):
    """What the panel shows, and what follows from it on the canvas."""

    def __init__(
        self, desk: RetouchDesk, panel: ColourPanel, picker: PickerTool, actions: ActionSet, settings: Settings
    ) -> None:
        super().__init__(desk)
        self._desk, self._panel, self._picker, self._settings = desk, panel, picker, settings
        self._warning = actions["gamut-warning"]
        self._target, self._target_icc = SCREEN, None
        self._under: Point | None = None
        self._picked: Point | None = None
        self.ask_for_profile: Callable[[], Path | None] = self._ask
        self.screen = ScreenProfile(desk, settings.screen_profile)
        self.screen.changed.connect(self._show_screen)
        picker.picked = self.pick
        panel.side_changed.connect(self._set_side)
        panel.screen_wanted.connect(self.choose_screen)
        panel.target_wanted.connect(self.choose_target)
        panel.warning_wanted.connect(self.warn)
        panel.folded_changed.connect(lambda _folded: self._show_pointer())
        desk.canvas.pointer_moved.connect(self._point)
        desk.canvas.installEventFilter(self)
        desk.editor.changed.connect(lambda _change: self._show_picked())
        desk.editor.document_replaced.connect(lambda: self.pick(None))
        self._try_target(settings.gamut_target)
        self._show_screen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self.screen.follow()
        return super().eventFilter(watched, event)

    # Reading

    def pick(self, point: Point | None) -> None:
        """Keep the colour of this place in the panel, and the panel in sight; None forgets it."""
        self._picked = point
        self._show_picked()
        if point is not None and not self._desk.panels.is_shown(self._panel.name):
            self._desk.panels.show_panel(self._panel.name, True)

    def _point(self, point: Point | None) -> None:
        self._under = point
        self._show_pointer()

    def _set_side(self, side: int) -> None:
        self._picker.side = side
        self._show_picked()
        self._desk.canvas.update()

    def _show_pointer(self) -> None:
        if self._panel.isVisible() and not self._panel.is_folded:
            self._panel.show_pointer(self._value_at(self._under))

    def _show_picked(self) -> None:
        self._panel.show_picked(self._value_at(self._picked))

    def _value_at(self, point: Point | None) -> ColourValue | None:
        document = self._desk.editor.document
        return None if document is None or point is None else colour_at(document, point, self._picker.side)

    # The screen

    def choose_screen(self, choice: str) -> None:
        """Show the photo by another profile: SYSTEM, SRGB or a path; "" asks for one."""
        path = choice or str(self.ask_for_profile() or "")
        if path:
            self._telling(lambda: self._use_screen(path))
        self._show_choices()

    def choose_target(self, choice: str) -> None:
        """Warn of another gamut: SCREEN, SRGB or a path; "" asks for one."""
        path = choice or str(self.ask_for_profile() or "")
        if path:
            self._telling(lambda: self._use_target(path))
        self._show_choices()

    def _use_screen(self, choice: str) -> None:
        self.screen.choose(choice)
        self._settings.screen_profile = choice

    def _use_target(self, choice: str) -> None:
        self._target_icc = None if choice in (SCREEN, SRGB) else read_profile(Path(choice))
        self._target = self._settings.gamut_target = choice
        self.warn(self._warning.isChecked())

    def _try_target(self, choice: str) -> None:
        try:
            self._use_target(choice)
        except BadInput:  # the file of last time is gone
            self._use_target(SCREEN)

    def warn(self, shown: bool) -> None:
        """Mark the colours that the chosen screen or printer does not hold, or stop it."""
        target = self.screen.icc if self._target == SCREEN else self._target_icc
        self._desk.canvas.set_gamut_warning(shown, target)
        self._panel.show_warning(shown)
        self._warning.setChecked(shown)

    def _show_screen(self) -> None:
        self._desk.canvas.set_screen(self.screen.icc)
        self.warn(self._warning.isChecked())
        self._show_choices()

    def _show_choices(self) -> None:
        system = system_profile(self._desk.window().screen())
        self._panel.show_screens(_name_of(system), self.screen.choice, self._target)

    def _telling(self, run: Callable[[], object]) -> None:
        try:
            run()
        except BadInput as error:
            self._desk.editor.failed.emit(Problem.of(error))

    def _ask(self) -> Path | None:
        kinds = tr("Colour profiles (*.icc *.icm);;All files (*)").split(";;")
        return open_file(self._desk, tr("Choose a colour profile"), "", kinds)


def _name_of(icc: bytes | None) -> str:
    if icc is None:
        return ""
    from PIL import ImageCms

    try:
        return ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(icc))).strip()
    except (ImageCms.PyCMSError, OSError):
        return tr("unnamed")
