#!/usr/bin/env python3
"""Take pictures of the real window: .venv/bin/python packaging/screenshots.py [-o DIR] [NAME...]

It opens the window on a screen in memory where Xvfb is installed, else on yours; walks through the states of a session
in the dark and the light theme, and once in double resolution; and prints the path of every picture. With names, such
as dark-sample or light-studio-film, it writes only those (and leaves out the half of the session that has none of
them); with --readme those that README.md shows, where README.md looks for them.
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
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QWidget

    from ui.app import Application
    from ui.main_window import MainWindow

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".cache" / "screenshots"
README_FOLDER = ROOT / "resources" / "help" / "screenshots"
README = {
    "dark-sample": "mask.png",
    "dark-filled": "filled.png",
    "light-wipe": "light.png",
    "dark-extend": "extend.png",
    "dark-studio-film": "studio.png",
}
_MODEL = "portraits-gan"  # that the studio opens, if it is there
_STUDIO = "studio-"  # begins the name of every scene of the latent studio
# Look by look: theme and screen pixels per pixel of the window.
LOOKS = {"dark": ("dark", 1), "light": ("light", 1), "dark-2x": ("dark", 2)}
SCREEN = "2560x1600x24"
SIZE = (1280, 800)
SMALL_SIZE = (960, 560)
MOST_BYTES = 400_000
_PAINT = 400  # pixels; of a photo, no single colour covers as many
_ROUNDINGS = (1, 4, 8)
_PATIENCE_S = 240.0  # a generator on a busy machine
_TICK_MS = 30

Wish = str | tuple[str, Callable[[], object]]


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


def _is_studio(name: str, look: str) -> bool:
    return name.startswith(f"{look}-{_STUDIO}")


def _start(look: str, options: argparse.Namespace, environ: dict[str, str]) -> int:
    theme, scale = LOOKS[look]
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home) / "config" / "settings.json"
        settings.parent.mkdir()
        settings.write_text(json.dumps({"version": 1, "theme": theme, "latent_model": _MODEL}), encoding="utf-8")
        environ = {**os.environ, **environ, "TRATTEGGIO_HOME": home, "QT_SCALE_FACTOR": str(scale)}
        command = [sys.executable, __file__, "--look", look, "-o", str(options.output), *options.names]
        return subprocess.call(command, cwd=ROOT, env=environ)


@contextlib.contextmanager
def _screen() -> Iterator[dict[str, str]]:
    """What makes Qt use a screen where nothing else is shown; nothing where this one has to do."""
    if not shutil.which("Xvfb"):
        yield {}
        return
    sys.path.insert(0, str(ROOT / "packaging"))
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
        self._window.move(0, 0)
        self._window.resize(*SIZE)
        self._scenes = self._session()
        self._wish: Wish = ("the window", lambda: True)
        self._seen: list[bytes] = []
        self._since = time.monotonic()
        self._timer = QTimer(self._window)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _session(self) -> Iterator[Wish]:
        """The halves of the session that have a picture which is wanted."""
        here = [name for name in self._names if _look_of(name) == self._look]
        if not here or not all(_is_studio(name, self._look) for name in here):
            yield from session(self._window)
        if not here or any(_is_studio(name, self._look) for name in here):
            yield from studio_session(self._window)

    def _tick(self) -> None:
        self._timer.stop()
        try:
            if self._is_done():
                self._wish, self._since, self._seen = next(self._scenes), time.monotonic(), []
            elif time.monotonic() - self._since > _PATIENCE_S:
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
        if self._wish.endswith("filling") or self._is_still(picture):
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
        if not self._names or name in self._names:
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


def session(window: MainWindow) -> Iterator[Wish]:
    """One session from the empty window to an error, as a person at the keyboard has it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDoubleSpinBox

    key, control = Qt.Key, Qt.KeyboardModifier.ControlModifier

    window.activateWindow()  # a screen in memory has no window manager that would
    yield "the keyboard", window.isActiveWindow
    yield "the desk", lambda: window.has_desk
    yield "empty"

    ready: list[bool] = []
    window.canvas.levels_ready.connect(lambda: ready.append(True))
    window.files.open_sample()
    yield "the sample", lambda: ready
    yield "sample"

    QTest.keyClick(window.canvas, key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    window.desk.extend_panel.findChildren(QDoubleSpinBox, "extend-right")[0].setValue(640)
    yield "extend"
    window.desk.extending.reset()
    QTest.keyClick(window.canvas, key.Key_B)

    fills = window.editor.fills
    fractions: list[float] = []
    fills.progressed.connect(lambda job: fractions.append(job.progress.fraction))
    QTest.keyClick(window.canvas, key.Key_Return)
    yield "half of a fill", lambda: fractions and fractions[-1] > 0.4
    yield "filling"
    yield "the fill", lambda: window.editor.is_modified and not fills.is_running
    QTest.keyClick(window.canvas, key.Key_T)
    yield "two candidates", lambda: fills.session and len(fills.session.candidates) == 2 and not fills.is_running
    yield "filled"
    window.toast.hide()

    QTest.keyClick(window.canvas, key.Key_Backslash, control)
    window.canvas.wipe_position = 0.73
    yield "wipe"
    QTest.keyClick(window.canvas, key.Key_Backslash, control)
    QTest.keyClick(window.canvas, key.Key_O)
    yield "outlines"
    QTest.keyClick(window.canvas, key.Key_O)
    QTest.keyClick(window.canvas, key.Key_K, control)
    QTest.keyClicks(window.focusWidget(), "mask")
    yield "palette"
    QTest.keyClick(window.focusWidget(), key.Key_Escape)
    window.resize(*SMALL_SIZE)
    yield "small"
    window.resize(*SIZE)

    with tempfile.TemporaryDirectory() as folder:
        broken = Path(folder) / "holiday.jpg"
        broken.write_bytes(b"\xff\xd8\xff\xe0 and no more")
        window.editor.open(broken)
        yield "the error bar", window.error_bar.isVisible
        yield "error"
        beside = Path(folder) / "my holiday at the sea, second day, morning.jpg"
        shutil.copy(ROOT / "resources" / "samples" / "kite.jpg", beside)
        window.editor.open(beside)
        yield "another photo", lambda: window.editor.name == beside.name
        window.editor.close_document()
        yield "recent"


def studio_session(window: MainWindow) -> Iterator[Wish]:
    """One session in the latent studio: from no model at all to a picture in a photo."""
    from unittest.mock import patch

    from PIL import Image
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from engine.latent.point import Base
    from ui.actions import LATENTS, RETOUCH
    from ui.studio.state import ModelState

    key, left = Qt.Key, Qt.MouseButton.LeftButton

    window.activateWindow()
    yield "the desk", lambda: window.has_desk
    with patch("engine.latent.generator.generators", return_value=()):
        window.show_workspace(LATENTS)
    studio, state = window.studio, window.studio.state
    tiles = studio.samples.grid.tiles
    yield "studio-none"

    def is_painted() -> bool:
        in_sight = [one for one in tiles if not one.visibleRegion().isEmpty()]
        is_current = state.picture is not None and state.picture_point == state.point
        return is_current and all(one.is_fresh for one in in_sight) and studio.lattice.pad.is_painted

    studio.empty.again_wanted.emit()
    yield "an open model", lambda: state.model_state is ModelState.READY and bool(state.directions) and is_painted()
    yield "studio-open"

    QTest.mouseClick(tiles[1], left, pos=tiles[1].rect().center())
    QTest.mouseClick(tiles[4], left, Qt.KeyboardModifier.ShiftModifier, tiles[4].rect().center())
    yield "the other picture", lambda: studio.picture_view.other_picture is not None and is_painted()
    yield "studio-compare"
    QTest.keyClick(studio.picture_view, key.Key_Escape)

    rows = studio.sliders.rows_in_sight
    for row, amount in zip(rows, (1.5, -2.0, 0.8), strict=False):
        state.set_point(state.point.moved(row.direction.id, amount), row.direction.name)
    rows[1].more.click()
    yield "the moved picture", is_painted
    yield "studio-sliders"
    rows[1].more.click()

    for kind, places in ((1, (0, 3, 6)), (-1, (1, 4, 5))):
        for place in places:
            studio.marks.mark(replace(state.point, base=Base.of_seed(tiles[place].seed)), kind)
    state.save_preset("Calm")
    studio.mixing.mix_base(Base.of_seed(17))
    yield "the mix", is_painted
    _scroll_to(studio.learn)
    yield "studio-teach"
    window.toast.hide()

    state.set_point(replace(state.point, mixes=(), moves=state.point.moves[-1:]), "Take the mix away")
    for place in (2, 9, 12, 14):
        QTest.mouseClick(tiles[place], left, pos=tiles[place].rect().center())
        yield "a picture to keep", is_painted
        QTest.keyClick(studio.picture_view, key.Key_S)
    studio.strip.snapshots.tiles[1].tick.click()
    _scroll_to(studio.sliders)
    yield "the film", lambda: studio.strip.film.has_film
    QTest.mouseClick(studio.strip.map, left, pos=QPoint(90, 60))
    yield "the place on the map", is_painted
    yield "studio-wander"
    studio.strip.snapshots.tiles[0].click()
    for row, amount in zip(studio.sliders.rows_in_sight[6:], (1.2, 1.5, 2.0), strict=False):
        state.set_point(state.point.moved(row.direction.id, amount), row.direction.name)
    yield "the moved snapshot", is_painted
    window.toast.hide()
    yield "studio-film"
    window.resize(*SMALL_SIZE)
    yield "studio-small"
    window.resize(*SIZE)
    studio.strip.set_folded(True)

    _scroll_to(studio.from_photo)
    yield "studio-from-photo-none"
    with tempfile.TemporaryDirectory() as folder:
        drawn = Path(folder) / "Anna, drawn in May.png"
        Image.fromarray(state.snapshots[0].picture).resize((640, 640), Image.Resampling.LANCZOS).save(drawn)
        studio.from_photo.inverting.open(drawn)
        yield "the photo's point", lambda: studio.from_photo.inverting.found is not None and is_painted()
    _scroll_to(studio.from_photo)
    yield "studio-from-photo"

    window.show_workspace(RETOUCH)
    window.files.open_sample()
    yield "the sample", lambda: window.editor.document is not None and not studio.link.why_not
    QTest.keyClick(window.canvas, key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.canvas, key.Key_M)
    middle = window.canvas.rect().center()
    QTest.mousePress(window.canvas, left, pos=middle - QPoint(110, 110))
    QTest.mouseMove(window.canvas, middle)
    QTest.mouseMove(window.canvas, middle + QPoint(110, 110))
    QTest.mouseRelease(window.canvas, left, pos=middle + QPoint(110, 110))
    yield "another mask", lambda: not studio.link.why_not
    window.show_workspace(LATENTS)
    studio.to_photo.lay_button.click()
    yield "the patch", lambda: bool(studio.link.linked) and studio.to_photo.view.has_view
    _scroll_to(studio.to_photo)
    window.toast.hide()
    yield "studio-to-photo"
    window.show_workspace(RETOUCH)
    window.toast.hide()
    yield "studio-laid"
    window.actions_by_id["latents-guide"].trigger()
    yield "studio-guide"
    window.editor.close_document()  # or it would ask whether to save


def _scroll_to(panel: QWidget) -> None:
    """Bring a panel of the right column to the top of it, as far as that goes."""
    from ui.widgets.overlay_scroll_area import area_around

    area = area_around(panel)
    if area is not None:
        area.verticalScrollBar().setValue(panel.y())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
