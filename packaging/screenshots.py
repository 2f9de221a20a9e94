#!/usr/bin/env python3
"""Take pictures of the real window: .venv/bin/python packaging/screenshots.py [-o DIR] [NAME...]

It opens the window on a screen in memory where Xvfb is installed, else on yours; walks through the sessions of
screenshot_scenes.py in the dark and the light theme, in English and Chinese, at 1280 x 800 and on a screen of 2560 x
1440 at double resolution; and prints the path of every picture. With names, such as dark-sample, zh-light-2x-edit-stack
or light-edit (all of that session), it writes only those (and leaves out the sessions that have none of them); with
--readme those that README.md shows, where README.md looks for them.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from ui.app import Application

sys.path.insert(0, str(Path(__file__).resolve().parent))

from screenshot_scenes import ROOT, SESSIONS, Wish, play, session_of

FOLDER = ROOT / ".cache" / "screenshots"
README_FOLDER = ROOT / "resources" / "help" / "screenshots"
README = {
    "dark-sample": "mask.png",
    "dark-filled": "filled.png",
    "dark-extend": "extend.png",
    "dark-edit-snap": "snap.png",
    "dark-edit-stack": "stack.png",
    "light-edit-crop": "crop.png",
    "zh-dark-edit-batch-done": "batch.png",
    "dark-studio-film": "studio.png",
}
_MODEL = "portraits-gan"  # that the studio opens, if it is there


class Look(NamedTuple):
    """scale: screen pixels per pixel of the window."""

    theme: str
    scale: int = 1
    language: str = "en"


LOOKS = {
    f"{prefix}{theme}{suffix}": Look(theme, scale, language)
    for prefix, language in (("", "en"), ("zh-", "zh_CN"))
    for suffix, scale in (("", 1), ("-2x", 2))
    for theme in ("dark", "light")
}
SIZES = {1: (1280, 800), 2: (1280, 720)}  # of the window, by scale: a small screen, and one of 2560 x 1440 at 2x
SCREEN = "2560x1440x24"
MOST_BYTES = 400_000
_PAINT = 400  # pixels; of a photo, no single colour covers as many
_ROUNDINGS = (1, 4, 8)
_PATIENCE_S = 240.0  # a generator on a busy machine
_TICK_MS = 30
_MOVING = ("filling", "edit-film")  # scenes that never come to rest


def main(arguments: list[str]) -> int:
    """Take the pictures of every look, each in a process of its own; the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "-o", "--output", type=Path, default=FOLDER, metavar="DIR", help="where to (.cache/screenshots)"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="pictures to write, such as dark-sample (all)")
    parser.add_argument("--readme", action="store_true", help="write the pictures of README.md")
    parser.add_argument("--look", choices=LOOKS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    if options.look:
        return _shoot(options.look, options.output, options.names)
    if options.readme:
        options.names = list(README)
    wanted = [look for look in LOOKS if not options.names or any(_look_of(name) == look for name in options.names)]
    with _screen() as environ:
        code = max((_start(look, options, environ) for look in wanted), default=2)
    if options.readme and not code:
        README_FOLDER.mkdir(parents=True, exist_ok=True)
        for name, target in README.items():
            print(shutil.copyfile(options.output / f"{name}.png", README_FOLDER / target))
    return code


def _look_of(name: str) -> str:
    """Of dark-2x-studio-film: dark-2x."""
    return max((look for look in LOOKS if name.startswith(f"{look}-")), key=len, default="")


def _start(look: str, options: argparse.Namespace, environ: dict[str, str]) -> int:
    theme, scale, language = LOOKS[look]
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "config" / "settings.json"
        settings.parent.mkdir()
        wanted = {"version": 1, "theme": theme, "language": language, "latent_model": _MODEL}
        settings.write_text(json.dumps(wanted), encoding="utf-8")
        own = {"HOME": home, "TRATTEGGIO_HOME": home, "QT_SCALE_FACTOR": str(scale)}
        environ = {**os.environ, **environ, **own}
        command = [sys.executable, __file__, "--look", look, "-o", str(options.output), *options.names]
        return subprocess.call(command, cwd=ROOT, env=environ)


@contextlib.contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """What makes Qt use a screen where nothing else is shown; nothing where this one has to do."""
    if not shutil.which("Xvfb"):
        yield {}
        return
    from virtual_display import virtual_display

    with virtual_display(SCREEN) as display:
        yield {"DISPLAY": display, "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}


def _shoot(look: str, folder: Path, names: list[str]) -> int:
    sys.path.insert(0, str(ROOT))
    from ui.app import run

    directors: list[Director] = []  # what Qt calls has to be held by somebody

    def begin(application: Application) -> None:
        directors.append(Director(application, look, folder, names))

    status = run(started=begin)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status or directors[0].status)  # torch may still be loading in a thread; main.py ends in the same way


class Director:
    """Leads the window through a session, which yields what to wait for (in words, and as a condition) or the name of
    a picture to take."""

    def __init__(self, application: Application, look: str, folder: Path, names: list[str]) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.styleHints().setCursorFlashTime(0)  # a caret that blinks is never still
        self.status = 0
        self._application, self._look, self._folder, self._names = application, look, folder, names
        self._window = application.windows[0]
        self._window._memory_timer.stop()  # and neither is a number that follows the program's memory
        self._window.status.show_memory()
        self._window.move(0, 0)
        self._window.resize(*SIZES[LOOKS[look].scale])
        self._scenes = self._session()
        self._wish: Wish = ("the window", lambda: True)
        self._seen: list[bytes] = []
        self._since = time.monotonic()
        self._timer = QTimer(self._window)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _session(self) -> Iterator[Wish]:
        """The sessions that have a picture which is wanted."""
        prefix = f"{self._look}-"
        here = {session_of(name.removeprefix(prefix)) for name in self._names if _look_of(name) == self._look}
        for session in SESSIONS:
            if session in here or not self._names:
                yield from play(self._window, session, self._is_wanted)

    def _is_wanted(self, scene: str) -> bool:
        """Whether it was named, or what it begins with, or its session, or nothing at all."""
        name, session = f"{self._look}-{scene}", f"{self._look}-{session_of(scene)}"
        return not self._names or any(one in (name, session) or name.startswith(f"{one}-") for one in self._names)

    def _tick(self) -> None:
        self._timer.stop()
        try:
            if self._is_done():
                self._wish, self._since, self._seen = next(self._scenes), time.monotonic(), []
            elif time.monotonic() - self._since > _PATIENCE_S:
                self._keep(self._grab(), f"{self._look}-stuck")
                raise TimeoutError(f"waited {_PATIENCE_S:.0f} s for {self._wish}")
        except StopIteration:
            self._application.quit()
        except Exception:  # an exception that reaches Qt would be shown in the window and go unseen
            traceback.print_exc()
            self.status = 1
            os._exit(self.status)
        else:
            self._timer.start()

    def _is_done(self) -> bool:
        if isinstance(self._wish, tuple):
            return bool(self._wish[1]())
        picture = self._grab()
        # What moves for ever is taken as it is; anything else once it has come to rest.
        if not self._is_wanted(self._wish) or self._wish.endswith(_MOVING) or self._is_still(picture):
            if self._is_wanted(self._wish):
                self._keep(picture, f"{self._look}-{self._wish}")
            return True
        return False

    def _grab(self) -> QPixmap:
        window = self._window
        return window.screen().grabWindow(0, window.x(), window.y(), window.width(), window.height())

    def _is_still(self, picture: QPixmap) -> bool:
        image = picture.toImage()
        self._seen = [*self._seen, bytes(image.constBits())][-12:]
        return len(self._seen) == 12 and len(set(self._seen)) == 1

    def _keep(self, picture: QPixmap, name: str) -> None:
        path = self._folder / f"{name}.png"
        if not picture.save(str(path)):
            raise OSError(f"{path} could not be written")
        if picture.devicePixelRatio() == 1:  # the others are to look at, not to commit
            make_small(path)
        print(path, flush=True)


def make_small(path: Path) -> None:
    """Round the colours of a PNG until it is small enough to be committed, or until the eye would see it.

    Colours that the window itself is painted with stay exact; a palette of 256 would change those as well.
    """
    import numpy as np
    from PIL import Image

    with Image.open(path) as opened:
        pixels = np.asarray(opened.convert("RGB"))
    packed = pixels @ np.array([1 << 16, 1 << 8, 1], np.uint32)
    _, which, count = np.unique(packed, return_inverse=True, return_counts=True)
    is_paint = (count[which] > _PAINT).reshape(packed.shape)
    for step in _ROUNDINGS:
        rounded = ((pixels.astype(np.uint16) + step // 2) // step * step).clip(0, 255).astype(np.uint8)
        rounded[is_paint] = pixels[is_paint]
        Image.fromarray(rounded).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
