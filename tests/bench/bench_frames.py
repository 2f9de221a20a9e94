"""How long the window holds still, in a retoucher's day: python tests/bench/bench_frames.py [--photos NAME ...]

The real window, offscreen, 1920 x 1080; every action of the day is done as the hand does it, by events. Measured is the
longest stretch for which one event, or one turn of the event loop, had the main thread, in CPU milliseconds of that
thread (a busy machine does not count) together with the time that the thread was seen waiting for another one. Its
stack is sampled meanwhile. OpenCV runs on one thread here, so that no work hides in its others. Each photo has a
process of its own.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

SIZES = {"24": (6000, 4000), "100": (12240, 8170)}
KINDS = ("srgb8", "adobe8", "srgb16", "adobe16")
PHOTOS = tuple(f"{size}-{kind}" for size in SIZES for kind in KINDS)
VIEW = (1920, 1080)
FRAME_MS = 16.0
PARTS = (
    "looking", "brushing", "selecting", "cloning", "filling", "stacking", "adjusting", "comparing", "saving", "shaping",
    "tabs",
)  # fmt: skip
_SAMPLE_S = 0.003
_QUIET_S = 0.03
_LONGEST_WAIT_S = 240.0
_WAITING = ("threading.py", "_base.py", "thread.py", "queue.py")


@dataclass
class Stretch:
    """One input event, or one turn of the event loop, in milliseconds; `where`: what it was seen in, most first."""

    action: str
    event: str
    cpu: float
    waited: float
    wall: float
    where: list[str] = field(default_factory=list)

    @property
    def held(self) -> float:
        return self.cpu + self.waited


class Probe:
    """Times stretches of the main thread, and looks at its stack while one lasts."""

    def __init__(self) -> None:
        self.action = "start"
        self.longest: dict[str, Stretch] = {}
        self._depth = 0
        self._begun = (0.0, 0.0)
        self._number = 0
        self._seen: list[tuple[str, bool]] = []
        self._collected = 0.0
        self._thread = threading.get_ident()
        self._clock = time.pthread_getcpuclockid(self._thread)
        gc.callbacks.append(self._collecting)
        threading.Thread(target=self._watch, name="frames watchdog", daemon=True).start()

    def enter(self) -> None:
        self._depth += 1
        if self._depth == 1:
            self._number += 1
            self._seen = []
            self._collected = 0.0
            self._begun = time.thread_time(), time.perf_counter()

    def leave(self, event: str) -> None:
        self._depth -= 1
        if self._depth:
            return
        cpu, wall = (time.thread_time() - self._begun[0]) * 1e3, (time.perf_counter() - self._begun[1]) * 1e3
        seen, self._seen = self._seen, []
        waited = sum(waits for _, waits in seen) * _SAMPLE_S * 1e3
        before = self.longest.get(self.action)
        if before is None or cpu + waited > before.held:
            where = [f"{name} ({count})" for name, count in Counter(name for name, _ in seen).most_common(4)]
            if self._collected > 1:
                where.insert(0, f"garbage collection ({self._collected:.0f} ms)")
            self.longest[self.action] = Stretch(self.action, event, cpu, waited, wall, where)

    @contextmanager
    def stretch(self, event: str) -> Iterator[None]:
        self.enter()
        try:
            yield
        finally:
            self.leave(event)

    def _collecting(self, phase: str, _info: object) -> None:
        if threading.get_ident() != self._thread or not self._depth:
            return
        if phase == "start":
            self._gc_began = time.thread_time()
        else:
            self._collected += (time.thread_time() - self._gc_began) * 1e3

    def _watch(self) -> None:
        number, since = 0, 0.0
        while True:
            time.sleep(_SAMPLE_S)
            if not self._depth:
                continue
            if self._number != number:
                number, since = self._number, time.clock_gettime(self._clock)
                continue
            frame = sys._current_frames().get(self._thread)
            now = time.clock_gettime(self._clock)
            # Neither running nor ready: it waits for another thread.
            if frame is not None and self._number == number:
                waits = now - since < _SAMPLE_S * 0.2 and Path(frame.f_code.co_filename).name in _WAITING
                self._seen.append((_place(frame), waits))
            since = now


def _place(frame: FrameType | None) -> str:
    """The innermost functions of the program's own on a stack."""
    names: list[str] = []
    while frame is not None and len(names) < 3:
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(ROOT) and "bench" not in path.parts and ".venv" not in path.parts:
            names.append(f"{path.stem}.{frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(names) or "Qt"


# A day's work


class Day:
    """Everything that is done to one photo, in the window."""

    def __init__(self, path: Path, folder: Path) -> None:
        from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
        from PySide6.QtWidgets import QApplication

        self.probe = Probe()
        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
        self.qt, self._loop = QApplication(["tratteggio"]), QEventLoop()
        import cv2

        cv2.setNumThreads(1)
        from engine.settings import Settings
        from ui.app import Application

        self.path, self.folder = path, folder
        self.application = Application(self.qt, Settings(theme="dark"))
        with self.action("window"):
            self.window = self.application.new_window()
            self.window.resize(*VIEW)
        with self.action("warm up"):
            self.application.warm_up()

    # How things are done

    @contextmanager
    def action(self, name: str) -> Iterator[None]:
        """Everything until the window has come to rest counts as `name`."""
        self.probe.action, begun = name, time.perf_counter()
        yield
        self.rest()
        self.probe.action = "rest"
        longest = self.probe.longest.get(name)
        if longest is not None:
            where = ", ".join(longest.where[:3]) if longest.held > FRAME_MS else ""
            took = time.perf_counter() - begun
            print(f"{name:<36}{longest.held:7.1f} ms  {took:5.1f} s  {where}", file=sys.stderr, flush=True)

    def rest(self) -> None:
        """Until neither this thread nor a worker has anything to do."""
        end, quiet = time.perf_counter() + _LONGEST_WAIT_S, 0
        while quiet < 3 and time.perf_counter() < end:
            busy = time.process_time()
            stop = time.perf_counter() + _QUIET_S
            while time.perf_counter() < stop:
                self._turn()
                time.sleep(0.001)
            idle = time.process_time() - busy < 0.5 * _QUIET_S and not self._is_working()
            quiet = quiet + 1 if idle else 0

    def _is_working(self) -> bool:
        if not self.window.has_desk:
            return True
        desk = self.window.desk
        return bool(desk.editor.work or desk.editor.fills.is_running or desk.selecting.is_busy or desk.strokes.is_busy)

    def tick(self) -> None:
        """What a frame between two movements of the hand is for."""
        for _ in range(3):
            self._turn()
            time.sleep(0.002)

    def _turn(self) -> None:
        """One turn of the event loop: all that had arrived by then."""
        with self.probe.stretch("events"):
            self._loop.processEvents()

    def run(self, action_id: str) -> None:
        self.window.desk.refresh()
        with self.probe.stretch(f"command {action_id}"):
            self.window.actions_by_id[action_id].trigger()

    def mouse(self, kind: str, x: float, y: float, *, on: Any = None, keys: str = "", held: bool = True) -> None:
        """A mouse event at a place of a widget (the canvas), sent as Qt sends it."""
        from PySide6.QtCore import QEvent, QPointF, Qt
        from PySide6.QtGui import QMouseEvent

        widget = on or self.window.canvas
        kinds = {
            "press": QEvent.Type.MouseButtonPress,
            "move": QEvent.Type.MouseMove,
            "release": QEvent.Type.MouseButtonRelease,
        }
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        modifiers = Qt.KeyboardModifier.NoModifier
        for name in filter(None, keys.split("+")):
            modifiers |= getattr(Qt.KeyboardModifier, f"{name}Modifier")
        place = QPointF(x, y)
        button = none if kind == "move" else left
        buttons = none if kind == "release" or not held else left
        event = QMouseEvent(
            kinds[kind], place, QPointF(widget.mapToGlobal(place.toPoint())), button, buttons, modifiers
        )
        with self.probe.stretch(f"mouse {kind}"):
            self.qt.sendEvent(widget, event)

    def drag(self, points: list[tuple[float, float]], *, on: Any = None, keys: str = "", settles: bool = True) -> None:
        """Press, move from point to point, let go."""
        self.mouse("press", *points[0], on=on, keys=keys)
        self.tick()
        for point in points[1:]:
            self.mouse("move", *point, on=on, keys=keys)
            self.tick()
        self.mouse("release", *points[-1], on=on, keys=keys)
        if settles:
            self.rest()

    def click(self, x: float, y: float, *, keys: str = "") -> None:
        self.mouse("press", x, y, keys=keys)
        self.mouse("release", x, y, keys=keys)

    def key(self, key: str) -> None:
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        with self.probe.stretch(f"key {key}"):
            QTest.keyClick(self.window.canvas, getattr(Qt.Key, f"Key_{key}"))

    def wheel(self, steps: int) -> None:
        from PySide6.QtCore import QPoint, QPointF, Qt
        from PySide6.QtGui import QWheelEvent

        canvas = self.window.canvas
        place = QPointF(canvas.rect().center())
        event = QWheelEvent(
            place,
            QPointF(canvas.mapToGlobal(place.toPoint())),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        with self.probe.stretch("wheel"):
            self.qt.sendEvent(canvas, event)
        self.tick()

    @property
    def middle(self) -> tuple[float, float]:
        centre = self.window.canvas.rect().center()
        return centre.x(), centre.y()

    def across(self, width: float = 360, count: int = 16, *, down: float = 80) -> list[tuple[float, float]]:
        """Points of a slanting stroke through the middle."""
        x, y = self.middle
        return [
            (x - width / 2 + width * i / (count - 1), y - down / 2 + down * i / (count - 1) + 12 * (i % 2))
            for i in range(count)
        ]

    # The day

    def live(self, parts: Sequence[str] = ()) -> None:
        """Opens the photo and goes through these parts of the day; () for all of it."""
        self.opening()
        for part in parts or PARTS:
            getattr(self, part)()

    def opening(self) -> None:
        with self.action("open"):
            self.window.files.open_path(self.path)
        self.window.canvas.reduced_motion = False
        self.window.desk.panels.show_panel("histogram", True)
        self.window.desk.panels.show_panel("navigator", True)
        self.rest()

    def looking(self) -> None:
        canvas = self.window.canvas
        with self.action("zoom with the wheel"):
            for steps in (*(1,) * 9, *(-1,) * 9):
                self.wheel(steps)
        for name in ("zoom-actual", "zoom-fit", "zoom-in", "rotate-right", "rotate-reset"):
            with self.action(name):
                self.run(name)
        for name, zoom in (("fit", 0.0), ("100 %", 1.0), ("400 %", 4.0)):
            canvas.zoom_fit() if not zoom else canvas.set_zoom(zoom)
            if not zoom:
                canvas.set_zoom(canvas.zoom * 1.5)
            self.run("tool-pan")
            self.rest()
            with self.action(f"pan at {name}"):
                self.drag(self.across(700, 16, down=300))
        with self.action("rotate the view (3 x 15°)"):
            for _ in range(3):
                self.run("rotate-right")
                self.tick()
        self.run("rotate-reset")
        with self.action("rulers"):
            self.run("rulers")
        self.run("rulers")
        self.rest()

    def _tip(self, diameter: float, hardness: float = 0.5, flow: float = 1.0) -> None:
        from engine.mask import BrushTip

        self.window.desk.set_tip(BrushTip(diameter, hardness, flow))

    def brushing(self) -> None:
        canvas = self.window.canvas
        for zoom in (0.0, 1.0):
            canvas.zoom_fit() if not zoom else canvas.set_zoom(zoom)
            self.run("tool-brush")
            self.rest()
            for size in (20, 200, 500, 1000):
                self._tip(size)
                with self.action(f"brush {size} px, {'100 %' if zoom else 'fit'}"):
                    self.drag(self.across())
        with self.action("undo a stroke"):
            self.run("undo")
        with self.action("redo a stroke"):
            self.run("redo")
        with self.action("mask view Q"):
            self.run("mask-view")
            self.rest()
            self.run("mask-view")
        canvas.zoom_fit()
        self.rest()
        with self.action("mask view Q, fit"):
            self.run("mask-view")
            self.rest()
            self.run("mask-view")
        with self.action("clear the mask"):
            self.run("clear-mask")

    def selecting(self) -> None:
        x, y = self.middle
        for tool in ("rectangle", "ellipse"):
            self.run(f"tool-{tool}")
            with self.action(tool):
                self.drag([(x - 300, y - 200), (x, y), (x + 200, y + 100), (x + 300, y + 200)])
        with self.action("invert the mask"):
            self.run("invert-mask")
        with self.action("mark everything"):
            self.run("select-all")
        with self.action("undo marking everything"):
            self.run("undo")
        with self.action("clear an inverted mask"):
            self.run("clear-mask")
        self.run("tool-lasso")
        with self.action("lasso"):
            self.drag([(x - 200, y), (x, y - 200), (x + 220, y + 10), (x + 20, y + 220), (x - 190, y + 20)])
        self.run("clear-mask")
        self.run("tool-wand")
        with self.action("wand"):
            self.click(x, y)
        self.run("clear-mask")
        self.run("tool-snap")
        self._tip(60)
        with self.action("snap to object"):
            self.drag(self.across(200, 10))
        self.run("clear-mask")
        with self.action("colour range"):
            self.run("tool-colours")
            self.rest()
            self.click(x + 50, y)
        self.run("tool-brush")
        self.run("clear-mask")
        self.rest()

    def cloning(self) -> None:
        canvas = self.window.canvas
        canvas.set_zoom(1.0)
        self.rest()
        x, y = self.middle
        for tool in ("clone", "heal"):
            self.run(f"tool-{tool}")
            self.click(x + 260, y - 160, keys="Alt")
            for size in (20, 200, 500, 1000):
                self._tip(size)
                self.rest()
                with self.action(f"{tool} {size} px"):
                    self.drag(self.across(300, 6 if size > 200 else 12))
        self.window.desk.tool("heal").automatic = True  # type: ignore[attr-defined]
        self._tip(200)
        with self.action("heal 200 px, source found"):
            self.drag(self.across(120, 8))
        canvas.zoom_fit()
        self.run("tool-clone")
        self._tip(500)
        self.rest()
        with self.action("clone 500 px, fit"):
            self.drag(self.across(200, 16))
        with self.action("undo a clone"):
            self.run("undo")
        with self.action("redo a clone"):
            self.run("redo")

    def filling(self) -> None:
        canvas = self.window.canvas
        canvas.set_zoom(1.0)
        self.run("tool-brush")
        self._tip(160)
        self.rest()
        self.drag(self.across(160, 6))
        with self.action("fill, and accept"):
            self.run("fill")
        with self.action("undo a fill"):
            self.run("undo")
        with self.action("redo a fill"):
            self.run("redo")

    def stacking(self) -> None:
        editor, document = self.window.editor, self.window.editor.document
        assert document is not None
        self.window.canvas.zoom_fit()
        self.rest()
        if not document.patches:
            return
        largest = max(document.patches, key=lambda patch: patch.bounds.area)
        for name, on in (("hide a patch", False), ("show a patch", True)):
            with self.action(name), self.probe.stretch("set_visible"):
                editor.stack.set_visible(largest.id, on)
        with self.action("opacity of a patch"):
            for step in range(12):
                with self.probe.stretch("set_opacity"):
                    editor.stack.set_opacity(largest.id, 1 - step / 16, "drag")
                self.tick()
        with self.action("opacity, taken back"):
            self.run("undo")
        with self.action("reorder patches"), self.probe.stretch("move_patch"):
            document.move_patch(largest.id, 0)
        with self.action("reorder, taken back"):
            self.run("undo")
        with self.action("patch outlines O"):
            self.run("outlines")
            self.rest()
            self.run("outlines")
        with self.action("history panel"):
            self.window.desk.panels.show_panel("provenance", True)

    def _sliders(self, name: str) -> None:
        from PySide6.QtCore import QPointF

        panel = self.window.desk.adjust_panel
        slider = panel._rows[name].slider
        start = slider._place_of(slider._value)
        y = QPointF(slider.rect().center()).y()
        self.drag([(start + 3 * step, y) for step in (0, 3, 6, 9, 12, 9, 6, 3, 5, 7)], on=slider)

    def adjusting(self) -> None:
        canvas, panel = self.window.canvas, self.window.desk.adjust_panel
        with self.action("adjustment laid"):
            self.run("adjust")
        for zoom, view in ((0.0, "fit"), (1.0, "100 %")):
            canvas.zoom_fit() if not zoom else canvas.set_zoom(zoom)
            self.rest()
            for name in ("exposure", "temperature"):
                with self.action(f"{name} slider, {view}"):
                    self._sliders(name)
            with self.action(f"curve dragged, {view}"):
                rect = panel.curve.rect()
                wide, high = rect.width(), rect.height()
                self.drag([(wide * 0.4, high * (0.6 - 0.02 * i)) for i in range(10)], on=panel.curve)
            with self.action(f"adjustment before/after, {view}"):
                for _ in range(2):
                    with self.probe.stretch("before"):
                        panel._before.toggle()
                    self.rest()
        with self.action("pan under an adjustment, 100 %"):
            self.run("tool-pan")
            self.drag(self.across(700, 16, down=300))
        with self.action("brush 200 px under an adjustment"):
            self.run("tool-brush")
            self._tip(200)
            self.drag(self.across())
        with self.action("clone 200 px over an adjustment"):
            self.run("tool-clone")
            x, y = self.middle
            self.click(x + 260, y - 160, keys="Alt")
            self.drag(self.across(300, 16))
        canvas.zoom_fit()
        with self.action("undo an adjustment, fit"):
            self.run("undo")
            self.rest()
            self.run("undo")
        self.run("clear-mask")
        self.window.desk.adjusting.close()
        self.rest()

    def comparing(self) -> None:
        canvas = self.window.canvas
        for view in ("fit", "100 %"):
            canvas.zoom_fit() if view == "fit" else canvas.set_zoom(1.0)
            self.rest()
            with self.action(f"compare with the original, {view}"):
                self.run("compare")
                self.rest()
                self.run("compare")
            with self.action(f"wipe, {view}"):
                self.run("wipe")
                self.rest()
                for step in range(12):
                    with self.probe.stretch("wipe"):
                        canvas.wipe_position = 0.3 + step / 30
                    self.tick()
                self.run("wipe")
        canvas.zoom_fit()
        self.rest()
        with self.action("gamut warning"):
            self.run("gamut-warning")
            self.rest()
            self.run("gamut-warning")

    def saving(self) -> None:
        suffix = ".tif"
        with self.action("save begun"), self.probe.stretch("save"):
            self.window.editor.save(self.folder / f"saved{suffix}")
        with self.action("project saved"), self.probe.stretch("save"):
            self.window.editor.save(self.folder / "saved.ora")

    def shaping(self) -> None:
        from engine.geometry import Margins

        x, y = self.middle
        with self.action("crop tool"):
            self.run("tool-crop")
        with self.action("straighten slider"):
            plan = self.window.desk.cropping._plan
            for step in range(12):
                with self.probe.stretch("straighten"):
                    plan.set_degrees(step / 4)
                self.tick()
        with self.action("straighten applied"):
            self.key("Return")
        with self.action("undo straightening"):
            self.run("undo")
        self.run("tool-brush")
        self.run("tool-crop")
        self.rest()
        with self.action("crop frame pulled"):
            left, top = x - 300, y - 200
            self.drag([(left + 4 * i, top + 3 * i) for i in range(0, 100, 8)])
        with self.action("crop applied"):
            self.key("Return")
        with self.action("undo the crop"):
            self.run("undo")
        with self.action("redo the crop"):
            self.run("redo")
        self.run("undo")
        self.run("tool-brush")
        self.rest()
        for name in ("rotate-photo-right", "flip-across"):
            with self.action(name):
                self.run(name)
            with self.action(f"undo {name}"):
                self.run("undo")
        with self.action("extend"), self.probe.stretch("extend"):
            self.window.editor.extend(Margins(200, 200, 200, 200))
        with self.action("undo extending"):
            self.run("undo")
        with self.action("redo extending"):
            self.run("redo")
        self.run("undo")
        self.rest()

    def tabs(self) -> None:
        import numpy as np

        from engine.photo import photo_from_pixels

        grey = np.full((800, 1200, 3), 120, np.uint8)
        with self.action("another photo in a tab"), self.probe.stretch("set_photo"):
            self.window.editor.set_photo(photo_from_pixels(grey))
        for name in ("next-photo", "previous-photo"):
            with self.action(f"{name}, to and fro"):
                self.run(name)
                self.rest()
                self.run(name)
        self.run("previous-photo")
        self.rest()
        with self.action("close the photo"):
            editor = self.window.editor
            one = max(editor.photos, key=lambda photo: photo.document.size.area)
            with self.probe.stretch("close"):
                editor.close(one)


# Photos


def make_photo(path: Path, width: int, height: int, kind: str) -> None:
    """A picture with slopes, edges and grain, as an uncompressed TIFF."""
    import numpy as np
    import tifffile

    deep = kind.endswith("16")
    rng = np.random.default_rng(5)
    side = 512
    y, x = np.mgrid[0:side, 0:side] / side
    tile = np.stack([60 + 120 * x, 80 + 90 * y, 160 - 70 * x * y], axis=-1)
    tile[150:330, 180:300] = (214, 92, 40)
    tile += rng.normal(0, 5, tile.shape)
    scale = 257 if deep else 1
    tile = (tile.clip(0, 255) * scale).astype(np.uint16 if deep else np.uint8)
    pixels = np.empty((height, width, 3), tile.dtype)
    for top in range(0, height, side):
        for left in range(0, width, side):
            part = pixels[top : top + side, left : left + side]
            part[:] = tile[: part.shape[0], : part.shape[1]]
    tags = [(34675, 7, None, wide_profile(), True)] if kind.startswith("adobe") else []
    tifffile.imwrite(path, pixels, photometric="rgb", rowsperstrip=64, extratags=tags)


def wide_profile() -> bytes:
    """Adobe RGB (1998)'s primaries, adapted to D50, and gamma 2.2."""

    def xyz(*values: float) -> bytes:
        return b"XYZ \0\0\0\0" + struct.pack(">3i", *(round(value * 65536) for value in values))

    gamma = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563) + b"\0\0"
    tags = {
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": xyz(0.14919, 0.06322, 0.74457),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), gamma),
    }
    head, body = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        head += name + struct.pack(">II", start + len(body), len(data))
        body += data
    header = bytearray(128)
    struct.pack_into(">I", header, 0, 128 + len(head) + len(body))
    struct.pack_into(">I", header, 8, 0x02400000)
    header[12:24] = b"mntrRGB XYZ "
    header[36:40] = b"acsp"
    struct.pack_into(">3i", header, 68, 63190, 65536, 54061)
    return bytes(header) + head + body


# Running and telling


def measure(name: str, parts: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The longest stretch of every action on one photo, in this process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    size, kind = name.split("-")
    with tempfile.TemporaryDirectory(prefix="tratteggio-frames-", ignore_cleanup_errors=True) as folder:
        os.environ["TRATTEGGIO_HOME"] = str(Path(folder) / "home")
        (Path(folder) / "home").mkdir()
        path = Path(folder) / f"{name}.tif"
        make_photo(path, *SIZES[size], kind)
        day = Day(path, Path(folder))
        day.live(parts)
        for one in day.window.editor.photos:
            one.document.mark_saved()
        day.window.close()
        found = sorted(day.probe.longest.values(), key=lambda one: -one.held)
        return [asdict(one) | {"held": one.held} for one in found if one.action != "rest"]


def table(found: dict[str, list[dict[str, Any]]], least: float) -> str:
    """Actions by their longest stretch on any photo, one column a photo."""
    held: dict[str, dict[str, dict[str, Any]]] = {}
    for photo, rows in found.items():
        for row in rows:
            held.setdefault(row["action"], {})[photo] = row
    photos = list(found)
    order = sorted(held, key=lambda action: -max(row["held"] for row in held[action].values()))
    lines = [f"{'action':<36}" + "".join(f"{photo:>12}" for photo in photos) + "   event; where it was seen"]
    for action in order:
        worst = max(held[action].values(), key=lambda row: row["held"])
        cells = "".join(
            f"{held[action][photo]['held']:>12.1f}" if photo in held[action] else f"{'':>12}" for photo in photos
        )
        where = f"   {worst['event']}; {', '.join(worst['where'][:2])}" if worst["held"] >= least else ""
        lines.append(f"{action:<36}{cells}{where}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", nargs="*", default=list(PHOTOS), choices=PHOTOS, help="which photos")
    parser.add_argument("--measure", choices=PHOTOS, help=argparse.SUPPRESS)
    parser.add_argument("--parts", nargs="*", default=[], choices=PARTS, help="which parts of the day; all of it")
    parser.add_argument("--json", type=Path, help="where to put everything that was measured")
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure, given.parts)))
        os._exit(0)  # nothing that still runs behind the window is worth waiting for
    found = {}
    for photo in given.photos:
        command = [sys.executable, str(Path(__file__).resolve()), "--measure", photo, "--parts", *given.parts]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True)
        found[photo] = json.loads(done.stdout.splitlines()[-1])
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    print(table(found, FRAME_MS))


if __name__ == "__main__":
    main()
