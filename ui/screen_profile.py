"""The colour profile of the screen that a window is on: what the system tells, sRGB, or a file of the person's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from ui.x11 import root_property

SYSTEM, SRGB = "system", "srgb"
_LARGEST = 16 * 2**20


def read_profile(path: Path) -> bytes:
    """An ICC profile from a file.

    Raises:
        BadInput: where it is none, or not one of a screen or printer.
    """
    from engine.errors import BadInput
    from engine.language import tr
    from engine.photo.colour import profile_space

    path = Path(path)
    try:
        icc = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError:
        icc = b""
    if profile_space(icc) not in ("RGB", "CMYK"):
        raise BadInput(
            tr("{name} is no colour profile of a screen or printer.", name=path.name),
            tr("Choose an .icc or .icm file."),
        )
    return icc


def system_profile(screen: QScreen | None) -> bytes | None:
    """What the system tells of a screen; None where it tells nothing, or turns colours into the screen's by itself.

    X11 tells it by the ICC Profiles in X specification 0.4: a property of the root window for each monitor. Under
    Wayland, macOS and Windows' own management the compositor takes what is drawn as sRGB.
    """
    if QGuiApplication.platformName() != "xcb" or screen is None:
        return None
    screens = QGuiApplication.screens()
    number = screens.index(screen) if screen in screens else 0
    return root_property("_ICC_PROFILE" if number == 0 else f"_ICC_PROFILE_{number}") or None


class ScreenProfile(QObject):
    """Follows the window from screen to screen. `icc` is None for sRGB; `changed` tells that it is another."""

    changed = Signal()

    def __init__(self, window: QWidget, choice: str) -> None:
        super().__init__(window)
        self._window, self._choice = window, SYSTEM
        self._screen: QScreen | None = None
        self.icc: bytes | None = None
        self._handle: QObject | None = None
        self._try(choice)

    @property
    def choice(self) -> str:
        """SYSTEM, SRGB, or the path of a profile."""
        return self._choice

    def choose(self, choice: str) -> None:
        """Use another profile.

        Raises:
            BadInput: where a file holds none; the old one stays.
        """
        icc = self._icc_of(choice)
        self._choice = choice
        self._show(icc)

    def follow(self) -> None:
        """To be called once the window is shown: from now on its screen counts."""
        handle = self._window.window().windowHandle()
        if handle is not None and handle is not self._handle:
            self._handle = handle
            handle.screenChanged.connect(self._moved)
            self._moved(handle.screen())

    def _try(self, choice: str) -> None:
        from engine.errors import BadInput

        try:
            self.choose(choice)
        except BadInput:  # the file of last time is gone: the window opens all the same
            self.choose(SYSTEM)

    def _moved(self, screen: QScreen) -> None:
        self._screen = screen
        if self._choice == SYSTEM:
            self._show(system_profile(screen))

    def _icc_of(self, choice: str) -> bytes | None:
        if choice == SRGB:
            return None
        return system_profile(self._screen or self._window.screen()) if choice == SYSTEM else read_profile(Path(choice))

    def _show(self, icc: bytes | None) -> None:
        if icc != self.icc:
            self.icc = icc
            self.changed.emit()
