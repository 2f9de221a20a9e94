"""What the canvas costs: python tests/bench/bench_canvas.py

Offscreen, 1920 x 1080, a 100 px soft brush; medians, and beside them the best of all runs, which a busy machine
disturbs least. Each photo has a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = {"24 MP": (6000, 4000), "100 MP": (12240, 8170)}
VIEW = (1920, 1080)
TARGETS = {
    "dab at fit": 1.0,
    "dab at 100 %": 1.0,
    "dab at 400 %": 1.0,
    "dab, patched, turned 20°": 1.0,
    "full repaint at fit": 12.0,
    "full repaint at 100 %": 3.0,
    "memory": 800.0,
}


def rows(photos: tuple[str, ...] = tuple(PHOTOS)) -> list[dict[str, object]]:
    """One row per figure: photo, what, value (a median), best, unit, target (None where none is set)."""
    found: list[dict[str, object]] = []
    for photo in photos:
        command = [sys.executable, str(Path(__file__).resolve()), "--measure", photo]
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
        found += json.loads(done.stdout)
    return found


def measure(photo: str) -> list[dict[str, object]]:
    """The figures of one photo, measured in this process."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    bench = _Bench(application, *PHOTOS[photo])
    figures = [*bench.opening(), *bench.repaints(), *bench.dabs(), *bench.patches(), ("memory", _memory(), "MB")]
    bench.close()
    return [
        {"photo": photo, "what": what, "value": value, "best": best, "unit": unit, "target": TARGETS.get(what)}
        for what, (value, best), unit in figures
    ]


Figure = tuple[str, tuple[float, float], str]


class _Bench:
    def __init__(self, application, width: int, height: int) -> None:
        from engine.document import Document
        from engine.mask import BrushTip
        from ui.canvas.view import CanvasView

        self.application = application
        self.document = Document(_photo(width, height))
        self.canvas = CanvasView()
        self.canvas.resize(*VIEW)
        self.canvas.show()
        self.tip = BrushTip(100, 0.5, 1.0)
        self.canvas.brush_tip = self.tip
        self._steps = itertools.count()

    def opening(self) -> list[Figure]:
        """From nothing to the first paint, and to the full quality that a thread brings."""
        ready: list[float] = []
        self.canvas.levels_ready.connect(lambda: ready.append(time.perf_counter()))
        start = time.perf_counter()
        self.canvas.set_document(self.document)
        self.canvas.repaint()
        painted = time.perf_counter()
        while not ready:
            self.application.processEvents()
        return [("first paint", _once(painted - start), "ms"), ("levels ready", _once(ready[0] - start), "ms")]

    def repaints(self) -> list[Figure]:
        """Everything drawn anew: with one stroke of 500 px in the middle, then with one all across the view."""
        from PySide6.QtCore import QPointF

        from engine.geometry import Point

        figures: list[Figure] = []
        for name, zoom in (("fit", 0.0), ("100 %", 1.0), ("400 %", 4.0)):
            self.canvas.centre_on(Point(self.document.size.width / 2, self.document.size.height / 2))
            self.canvas.zoom_fit() if not zoom else self.canvas.set_zoom(zoom)
            self._stroke(500)
            figures.append((f"full repaint at {name}", _median(self._repaint_all, 31), "ms"))
            self._stroke(1e5)
            figures.append((f"same, mask across, at {name}", _median(self._repaint_all, 31), "ms"))
            figures.append((f"zoom step at {name}", _median(self._zoom, 21), "ms"))
            figures.append((f"pan step at {name}", _median(self._pan, 21), "ms"))
        self.canvas.zoom_fit()
        self.canvas.rotate_by(20)
        figures.append(("full repaint turned 20°", _median(self._repaint_all, 21), "ms"))
        self.canvas.reset_rotation()
        self.canvas.set_zoom(1.0, QPointF(100, 100))
        return figures

    def dabs(self) -> list[Figure]:
        """One dab of the brush, from the stroke to the pixels on the window."""
        figures: list[Figure] = []
        for name, zoom in (("fit", 0.0), ("100 %", 1.0), ("400 %", 4.0)):
            self.canvas.zoom_fit() if not zoom else self.canvas.set_zoom(zoom)
            self.application.processEvents()
            figures.append((f"dab at {name}", self._dab(), "ms"))
        return figures

    def patches(self) -> list[Figure]:
        """A large patch laid over the photo, and dabs on it in a turned view."""
        self.canvas.zoom_fit()
        self.application.processEvents()
        patch = _patch(self.document.size)

        def add() -> None:
            self.document.add_patch(patch, clear_mask=False)
            self.application.processEvents()

        start = time.perf_counter()
        add()
        figures = [("patch of 1000 px laid on", _once(time.perf_counter() - start), "ms")]
        self.canvas.rotate_by(20)
        self.application.processEvents()
        return [*figures, ("dab, patched, turned 20°", self._dab(), "ms")]

    def close(self) -> None:
        self.canvas.set_document(None)
        self.canvas.close()

    def _dab(self) -> tuple[float, float]:
        size = self.document.size
        stroke = self.document.begin_stroke(self.tip)
        x, y = size.width / 2 - 200, size.height / 2 - 30
        stroke.move_to(x, y)
        self.application.processEvents()
        place = iter(range(1000))

        def dab() -> None:
            stroke.move_to(x + 4 * next(place), y)
            self.application.processEvents()

        took = _median(dab, 101)
        stroke.commit()
        return took

    def _stroke(self, longest: float) -> None:
        """A slanting stroke through the middle of what is in sight, as long as fits and at most `longest` px."""
        self.document.clear_mask()
        seen = self.canvas.visible_rect()
        half = min(longest / 2, seen.width / 2)
        x, y, rise = seen.x + seen.width / 2, seen.y + seen.height / 2, half * seen.height / seen.width
        stroke = self.document.begin_stroke(self.tip)
        stroke.move_to(x - half, y - rise)
        stroke.move_to(x + half, y + rise)
        stroke.commit()
        self.application.processEvents()

    def _repaint_all(self) -> None:
        self.canvas.redraw()
        self.canvas.repaint()

    def _zoom(self) -> None:
        self.canvas.set_zoom(self.canvas.zoom * (1.1 if next(self._steps) % 2 else 1 / 1.1))
        self.application.processEvents()

    def _pan(self) -> None:
        way = 9 if next(self._steps) % 4 < 2 else -9
        self.canvas.pan_by(way, way)
        self.application.processEvents()


def _photo(width: int, height: int):
    import numpy as np

    from engine.photo import photo_from_pixels

    grain = np.random.default_rng(7).integers(0, 255, (512, 512, 3), np.uint8)
    pixels = np.empty((height, width, 3), np.uint8)
    for y in range(0, height, 512):
        for x in range(0, width, 512):
            part = pixels[y : y + 512, x : x + 512]
            part[:] = grain[: part.shape[0], : part.shape[1]]
    return photo_from_pixels(pixels)


def _patch(size):
    import numpy as np

    from engine.document import Patch, Piece, Recipe, new_patch_id
    from engine.geometry import Rect

    rect = Rect(size.width // 2 - 500, size.height // 2 - 500, 1000, 1000)
    pixels = np.full((rect.height, rect.width, 3), 120, np.uint8)
    return Patch(
        new_patch_id(), (Piece(rect, pixels, np.full((rect.height, rect.width), 255, np.uint8)),), Recipe("telea")
    )


def _median(act: Callable[[], None], count: int) -> tuple[float, float]:
    """(median, best) in milliseconds."""
    took = []
    act()
    for _ in range(count):
        start = time.perf_counter()
        act()
        took.append((time.perf_counter() - start) * 1e3)
    return round(statistics.median(took), 3), round(min(took), 3)


def _once(seconds: float) -> tuple[float, float]:
    return round(seconds * 1e3, 3), round(seconds * 1e3, 3)


def _memory() -> tuple[float, float]:
    """Resident memory of this process in MB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0, 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    held = round(int(line.split()[1]) * 1024 / 1e6)
    return held, held


def main() -> None:
    if "--measure" in sys.argv:
        sys.path.insert(0, str(ROOT))
        print(json.dumps(measure(sys.argv[-1])))
        return
    for row in rows():
        target = "" if row["target"] is None else f"under {row['target']}"
        print(
            f"{row['photo']:>7}  {row['what']:<28} {row['value']:>9} {row['unit']:<3} best {row['best']:>8}  {target}"
        )


if __name__ == "__main__":
    main()
