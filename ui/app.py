"""The running program: one Qt application, its windows, how it starts, ends, and survives its own mistakes."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from copy import deepcopy
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from engine.errors import EngineError
from engine.jobs import Job, JobState
from engine.language import tr
from engine.settings import Settings, load_settings, save_settings
from ui import language
from ui.icons import icon, read_all
from ui.job_bridge import JobBridge
from ui.main_window import MainWindow
from ui.problems import Problem
from ui.theme import Theme

_log = logging.getLogger(__name__)

# What runs networks is loaded behind the window; where that is torch, the window stalls for a quarter of a second.
# It waits until the window has been drawn and whatever was opened with it has had its turn, and then for a moment in
# which no mouse button is held.
WARM_UP_AFTER_MS = 300
OFFER_AFTER_MS = 50
_WARM_UP_RETRY_MS = 200
_LEAVE_WITHIN_S = 1.0  # the windows take another second at most
_STEP = 32  # px from one window to the next


class Application(QObject):
    """Owns the windows. Closing the last one ends the program."""

    device_known = Signal(str)
    broke = Signal(str)
    _desk_loaded = Signal()

    def __init__(self, app: QApplication, settings: Settings | None = None) -> None:
        super().__init__(app)
        self._app = app
        self.settings = settings or load_settings()
        language.install(self.settings.language)  # before any text is made
        self.theme = Theme(app, self.settings.theme)
        self.windows: list[MainWindow] = []
        self._device = ""
        self._quitting = False
        self._warming: threading.Thread | None = None
        self._loading: threading.Thread | None = None
        self._has_desk_loaded = False
        self._when_desk_is_there: list[Callable[[], object]] = []
        self._desk_loaded.connect(self._make_desks, Qt.ConnectionType.QueuedConnection)
        self._keeping = JobBridge(self)
        self._has_left = False
        self.device_known.connect(self._device_found, Qt.ConnectionType.QueuedConnection)
        self.broke.connect(self._show_break, Qt.ConnectionType.QueuedConnection)

    def new_window(self) -> MainWindow:
        """A window with nothing open in it."""
        window = MainWindow(self.settings, self.theme)
        window.show_device(self._device)
        window.new_window_wanted.connect(self._open_windows)
        window.quit_wanted.connect(self.quit)
        window.settings_changed.connect(self._remember)
        window.keys_changed.connect(self._take_keys)
        window.closed.connect(lambda: self._closed(window))
        # The desk takes as long to load as the rest of the window: first something to look at, then the desk.
        window.first_painted.connect(self._load_desk)
        if self.windows:
            window.setGeometry(_beside(self.windows[-1]))
        self.windows.append(window)
        window.show()
        return window

    def open_photos(self, paths: Sequence[str | Path]) -> None:
        """Each photo gets a tab of the first window, the first one in front."""
        window = self.windows[0] if self.windows else self.new_window()
        window.files.open_paths([Path(path) for path in paths])

    def quit(self) -> None:
        """Close every window; one whose person wants to stay keeps the program running."""
        self._quitting = True
        for window in tuple(self.windows):
            if not window.close():
                # A window that saves first closes by itself afterwards, and the quitting goes on from there.
                self._quitting = window.editor.is_saving
                return

    def when_desk_is_there(self, then: Callable[[], object]) -> None:
        """Call `then` once a window has its desk: now, or some tenths of a second after the first paint."""
        if self._has_desk_loaded:
            then()
        else:
            self._when_desk_is_there.append(then)

    def offer_recovery(self) -> None:
        """Offer what an earlier run of the program left behind, in the first window."""
        if self.windows and self.windows[0].desk:
            self.windows[0].safety.offer()

    def warm_up(self) -> None:
        """Load what runs networks, and the studio's code, behind the window: nobody waits for them when they come."""
        if self._warming is not None:
            return
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_WARM_UP_RETRY_MS, self.warm_up)
            return
        self._warming = threading.Thread(target=self._warm, name="tratteggio-warm-up", daemon=True)
        self._warming.start()

    def leave(self) -> None:
        """Remember the settings and give what is still loading a second; main.py ends the process around the rest."""
        self._keeping.close(_LEAVE_WITHIN_S)
        self._has_left = True
        self._remember()
        if self._warming is not None:
            self._warming.join(_LEAVE_WITHIN_S)

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """For sys.excepthook: tell the person and go on."""
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        _log.error("%s", details)
        self.broke.emit(details)

    def _warm(self) -> None:
        self._find_device()
        import ui.studio.studio  # noqa: F401  (half of what the first look at the studio would wait for)
        from engine.inpaint.warmup import warm_up

        warm_up()

    def _load_desk(self) -> None:
        """A thread reads the code that a desk is made of; meanwhile the window answers."""
        if self._has_desk_loaded:
            self._make_desks()
        elif self._loading is None:
            self._loading = threading.Thread(target=self._import_desk, name="tratteggio-desk", daemon=True)
            self._loading.start()

    def _import_desk(self) -> None:
        try:
            import engine.recipes  # noqa: F401
            import ui.recovery.safety
            import ui.retouch  # noqa: F401

            read_all()
        except Exception:  # what makes the desk meets it again, and it is told there
            _log.debug("the desk could not be loaded", exc_info=True)
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            self._desk_loaded.emit()

    def _make_desks(self) -> None:
        self._has_desk_loaded = True
        for window in self.windows:
            window.desk  # noqa: B018
        waiting, self._when_desk_is_there = self._when_desk_is_there, []
        for then in waiting:
            then()

    def _find_device(self) -> None:
        from engine import device

        try:
            words = device.describe(device.pick_device(self.settings.device))
        except EngineError:
            words = device.describe(device.pick_device("auto"))
        with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
            self.device_known.emit(words)

    def _device_found(self, words: str) -> None:
        self._device = words
        for window in self.windows:
            window.show_device(words)

    def _show_break(self, details: str) -> None:
        if self.windows:
            active = next((window for window in self.windows if window.isActiveWindow()), self.windows[-1])
            active.show_problem(
                Problem(tr("Something went wrong inside the program."), tr("Your photo is still here."), details)
            )

    def _open_windows(self, paths: list[Path]) -> None:
        for path in paths or [None]:
            window = self.new_window()
            if path is not None:
                window.editor.open(path)

    def _closed(self, window: MainWindow) -> None:
        self.windows.remove(window)
        self._remember()
        window.deleteLater()
        if self._quitting:
            QTimer.singleShot(0, self.quit)

    def _take_keys(self) -> None:
        for window in self.windows:
            window.take_keys()

    def _remember(self) -> None:
        """Write the settings down as they are now: on a worker while there is one, for the disk is waited for."""
        if self._has_left:
            try:
                save_settings(self.settings)
            except EngineError as error:
                _log.warning("%s", error)
            return
        settings = deepcopy(self.settings)
        self._keeping.submit(
            lambda _context: save_settings(settings), tr("Keeping the settings"), then=_kept, lane="settings"
        )


def _kept(job: Job[Any]) -> None:
    if job.state is JobState.FAILED:
        _log.warning("%s", job.error)


def _beside(last: QWidget) -> QRect:
    """Where a window comes up that was opened from `last`: a little further on, and whole on the same screen."""
    screen = last.screen().availableGeometry().adjusted(0, _STEP, 0, 0)  # below its title bar
    fills_screen = last.isMaximized() or last.isFullScreen()
    before = last.normalGeometry() if fills_screen and last.normalGeometry().isValid() else last.geometry()
    place = QRect(before.topLeft(), before.size().boundedTo(screen.size() - QSize(_STEP, _STEP)))
    place.translate(_STEP, _STEP)
    if not screen.contains(place):
        place.moveTopLeft(screen.topLeft() + QPoint(_STEP, 0))
    return place


def create_application(arguments: Sequence[str] = ()) -> QApplication:
    """The Qt application, as it has to be before the first window."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QCoreApplication.setApplicationName("Tratteggio")
    # On X11 Qt would drop all but the newest of many mouse moves: a quick lasso or stroke would lose its corners.
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
    app = QApplication(["tratteggio", *arguments])
    QGuiApplication.setApplicationDisplayName("Tratteggio")
    QGuiApplication.setDesktopFileName("tratteggio")
    app.setWindowIcon(icon("brush"))
    return app


def run(
    arguments: Sequence[str] = (), *, sample: bool = False, started: Callable[[Application], object] | None = None
) -> int:
    """Open the window and stay until it is closed.

    Args:
        arguments: photos to open; "--sample" among them counts as `sample`.
        sample: open the bundled sample with its mask ready.
        started: called with the application once its window has been painted.

    Returns:
        The exit status, 0 where all went well.
    """
    photos = [argument for argument in arguments if argument != "--sample"]
    app = create_application()
    application = Application(app)
    sys.excepthook = application.catch
    window = application.new_window()
    if photos:
        window.start_page.show_waiting(tr("Opening"))
        application.when_desk_is_there(lambda: application.open_photos(photos))
    elif sample or "--sample" in arguments:
        window.start_page.show_waiting(tr("Opening"))
        application.when_desk_is_there(window.files.open_sample)
    application.when_desk_is_there(lambda: QTimer.singleShot(OFFER_AFTER_MS, application.offer_recovery))
    application.when_desk_is_there(lambda: QTimer.singleShot(WARM_UP_AFTER_MS, application.warm_up))
    if started is not None:
        window.first_painted.connect(lambda: started(application))
    status = app.exec()
    sys.excepthook = sys.__excepthook__
    application.leave()
    return status
