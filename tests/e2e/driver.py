"""Hands and eyes for the real program: a process, its windows on an X display, xdotool, and what the screen shows.

Nothing here knows the inside of the window. Every wait has an end, and one that ends badly says what it waited for and
leaves a picture of the screen in .cache/e2e.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np
from PIL import Image, ImageGrab

from engine.recovery import look

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / ".cache" / "e2e"
# A slow, shared machine needs this long now and then; nothing waits longer than it has to.
PATIENCE = 90.0
_POLL = 0.05

T = TypeVar("T")


class Screen:
    """One X display."""

    def __init__(self, display: str, name: str) -> None:
        self.display = display
        self._name = re.sub(r"[^\w.-]+", "_", name)
        self.environ = {**os.environ, "DISPLAY": display}

    def xdotool(self, *arguments: str) -> str:
        """What xdotool prints; "" where it fails, as it does for a window that is just going."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environ, capture_output=True, text=True, timeout=PATIENCE
        )
        return done.stdout.strip()

    def look(self) -> Image.Image:
        """The whole screen in RGB."""
        return ImageGrab.grab(xdisplay=self.display).convert("RGB")

    def keep_picture(self) -> Path:
        """Put what the screen shows beside the other pictures of failed waits."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        path = PICTURES / f"{self._name}.png"
        self.look().save(path)
        return path

    def wait(self, condition: Callable[[], T], what: str, *, within: float = PATIENCE) -> T:
        """Poll until `condition` answers with something true, and return that."""
        end = time.monotonic() + within
        while True:
            answer = condition()
            if answer:
                return answer
            if time.monotonic() > end:
                raise AssertionError(f"waited {within:.0f} s for {what}; the screen is in {self.keep_picture()}")
            time.sleep(_POLL)

    def wait_until_still(self) -> Image.Image:
        """Wait until three looks at the screen, a tenth of a second apart, are the same; the last of them."""
        looks = [self.look()]

        def is_still() -> bool:
            time.sleep(0.1)
            looks.append(self.look())
            del looks[:-3]
            return len(looks) == 3 and all(one.tobytes() == looks[0].tobytes() for one in looks[1:])

        self.wait(is_still, "the screen to be still")
        return looks[-1]

    def is_moving(self) -> bool:
        """Whether something on the screen changes within a fifth of a second."""
        before = self.look().tobytes()
        time.sleep(0.2)
        return self.look().tobytes() != before


class Program:
    """One running `python main.py ...` and its windows."""

    def __init__(self, screen: Screen, *arguments: str | Path, home: Path, log: Path, **environ: str) -> None:
        self.screen = screen
        self.home = home
        self.log = log
        env = {**screen.environ, "QT_QPA_PLATFORM": "xcb", "TRATTEGGIO_HOME": str(home), **environ}
        with log.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "main.py", *map(str, arguments)], cwd=ROOT, env=env, stdout=stream, stderr=stream
            )

    # Waiting

    def wait(self, condition: Callable[[], T], what: str, *, within: float = PATIENCE) -> T:
        """As `Screen.wait`, and fail at once where the process has ended meanwhile."""

        def alive() -> T:
            assert self.process.poll() is None, f"the program ended while it was waited for {what}:\n{self.said()}"
            return condition()

        try:
            return self.screen.wait(alive, what, within=within)
        except AssertionError as error:
            raise AssertionError(f"{error}\nwindows: {self.titles()}\noutput: {self.said() or 'none'}") from None

    def kept(self) -> tuple[int, int]:
        """(fills, strokes) of its photo that are safe by now."""
        for folder in (self.home / "recovery").glob(f"instance-{self.process.pid}-*/document-*"):
            found = look(folder) if any(folder.glob("autosave-*")) else None
            if found is not None:
                return found.fills, found.strokes
        return 0, 0

    def wait_until_filled(self, fills: int = 1) -> None:
        """Until so many fills are on the photo and nothing is marked; its title had the dot for the mask alone."""
        self.wait(lambda: self.kept() == (fills, 0), f"fill {fills}")

    def wait_for_title(self, title: str) -> str:
        """Wait for a window with exactly this title; its X id."""
        return self.wait(lambda: self.find(title), f"a window called {title!r}")

    def wait_until_gone(self, window: str) -> None:
        self.wait(lambda: window not in self.titles(), "a dialog to close")

    def wait_until_ended(self, within: float = PATIENCE) -> float:
        """Wait until the process has ended with exit code 0 and without a word; the seconds it took."""
        start = time.monotonic()
        self.screen.wait(lambda: self.process.poll() is not None, "the program to end", within=within)
        took = time.monotonic() - start
        assert self.process.returncode == 0, f"exit code {self.process.returncode}:\n{self.said()}"
        assert self.said() == ""
        return took

    # Looking

    def titles(self) -> dict[str, str]:
        """The titles of all visible windows of the process, by X id."""
        found = self.screen.xdotool("search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", ".")
        return {window: self.screen.xdotool("getwindowname", window) for window in found.split()}

    def find(self, title: str) -> str:
        """The X id of the window with exactly this title, or ""."""
        return next((window for window, its in self.titles().items() if its == title), "")

    def said(self) -> str:
        """All that the process has printed."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    # Doing

    def place(self, window: str, x: int, y: int, width: int, height: int) -> None:
        """Move and size a window; there is no window manager that would."""
        wanted = f"WINDOW={window}\nX={x}\nY={y}\nWIDTH={width}\nHEIGHT={height}\n"

        def is_there() -> bool:
            return self.screen.xdotool("getwindowgeometry", "--shell", window).startswith(wanted)

        if not is_there():
            self.screen.xdotool("windowsize", window, str(width), str(height))
            self.screen.xdotool("windowmove", window, str(x), str(y), "windowraise", window)
            self.wait(is_there, "the new size")
            self.wait_until_heard(window)
        self.screen.wait_until_still()

    def wait_until_heard(self, window: str) -> None:
        """Wait until the program has taken up all that it was sent so far: events keep their order.

        On a busy machine a screen is still as well while the program has not come to its turn.
        """
        self.press(window, "F1")
        dialog = self.wait_for_title("Keyboard shortcuts — Tratteggio")
        self.press(dialog, "Escape")
        self.wait_until_gone(dialog)

    def wait_for_bounds(self, colour: tuple[int, int, int]) -> tuple[int, int, int, int]:
        """Wait until something of this colour stands on the screen, and stays where it is; see `bounds_of`."""

        def standing() -> tuple[int, int, int, int] | None:
            first = bounds_of(self.screen.look(), colour)
            time.sleep(0.2)
            return first if first[2] > first[0] and bounds_of(self.screen.look(), colour) == first else None

        found = self.wait(standing, f"{colour} on the screen")
        assert found is not None
        return found

    def press(self, window: str, *keys: str) -> None:
        """Press keys, each written as xdotool writes it, with the keyboard on `window`."""
        self._focus(window)
        self.screen.xdotool("key", "--delay", "30", *keys)

    def type(self, window: str, text: str) -> None:
        """Type a text with the keyboard on `window`."""
        self._focus(window)
        self.screen.xdotool("type", "--delay", "10", text)

    def drag(self, points: list[tuple[int, int]]) -> None:
        """Press the left button at the first point of the screen, move through the others, let go."""
        moves = [part for x, y in points[1:] for part in ("mousemove", str(x), str(y), "sleep", "0.02")]
        start = ["mousemove", str(points[0][0]), str(points[0][1]), "sleep", "0.1", "mousedown", "1", "sleep", "0.05"]
        self.screen.xdotool(*start, *moves, "mouseup", "1")

    def close(self, window: str) -> None:
        """Ask a window to close, as a window manager's close button does."""
        _send_close(self.screen.display, int(window))

    def save_as(self, window: str, path: Path) -> None:
        """Save under another name, through the file dialog; back when the dialog has closed."""
        self.press(window, "ctrl+shift+s")
        dialog = self.wait_for_title("Save as — Tratteggio")
        self.press(dialog, "ctrl+a")
        self.type(dialog, str(path))
        self.press(dialog, "Return")
        self.wait_until_gone(dialog)

    def quit(self, window: str) -> float:
        """Quit where nothing is unsaved; the seconds it took."""
        self.press(window, "ctrl+q")
        return self.wait_until_ended()

    def kill(self) -> None:
        """End the process the hard way, if it still runs."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _focus(self, window: str) -> None:
        def has_focus() -> bool:
            if self.screen.xdotool("getwindowfocus", "-f") == window:
                return True
            self.screen.xdotool("windowraise", window, "windowfocus", window)
            return False

        self.wait(has_focus, "the keyboard")


def bounds_of(look: Image.Image, colour: tuple[int, int, int], tolerance: int = 40) -> tuple[int, int, int, int]:
    """(left, top, right, bottom) of all that has about this colour, half open; zeros where nothing has."""
    near = (np.abs(np.asarray(look, np.int16) - np.array(colour, np.int16)) <= tolerance).all(axis=-1)
    columns, lines = np.flatnonzero(near.any(axis=0)), np.flatnonzero(near.any(axis=1))
    if not columns.size:
        return 0, 0, 0, 0
    return int(columns[0]), int(lines[0]), int(columns[-1]) + 1, int(lines[-1]) + 1


class _ClientMessage(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest_of_union", ctypes.c_long * 12),
    )


_CLIENT_MESSAGE = 33


def _send_close(display: str, window: int) -> None:
    """WM_DELETE_WINDOW, which Debian 12's xdotool cannot send: its `windowclose` destroys the window instead."""
    with _connection(display) as (xlib, connection):
        protocols = xlib.XInternAtom(connection, b"WM_PROTOCOLS", 0)
        close = xlib.XInternAtom(connection, b"WM_DELETE_WINDOW", 0)
        message = _ClientMessage(type=_CLIENT_MESSAGE, window=window, message_type=protocols, format=32)
        message.data[0] = close
        xlib.XSendEvent(connection, window, 0, 0, ctypes.byref(message))
        xlib.XSync(connection, 0)


@contextmanager
def _connection(display: str) -> Iterator[tuple[ctypes.CDLL, ctypes.c_void_p]]:
    xlib = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    xlib.XInternAtom.restype = ctypes.c_ulong
    xlib.XSendEvent.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p)
    xlib.XSync.argtypes = (ctypes.c_void_p, ctypes.c_int)
    xlib.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    connection = ctypes.c_void_p(xlib.XOpenDisplay(display.encode()))
    assert connection, f"the display {display} does not answer"
    try:
        yield xlib, connection
    finally:
        xlib.XCloseDisplay(connection)
