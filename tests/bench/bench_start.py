"""How soon the window is there: python tests/bench/bench_start.py

From the start of the process to the first paint of the real window, and to the sample photo open in it; offscreen and,
where Xvfb is installed, on an X display. Medians of seven starts, each in a fresh home, after one that warms the disk.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
STARTS = 7
FIRST_PAINT_S = 0.6
# What takes long to load. The window has to stand before any of it is there.
HEAVY = ("torch", "numba", "cv2", "PIL", "scipy", "tifffile", "imagecodecs")


def rows(starts: int = STARTS) -> list[dict[str, object]]:
    """One row per figure: photo (the platform), what, value (a median), best, unit, target (None where none is set)."""
    found: list[dict[str, object]] = []
    for platform, environ in _platforms():
        with environ as screen:
            runs = [start_once(screen) for _ in range(starts + 1)][1:]
        for what, unit, target in (
            ("first paint", "s", FIRST_PAINT_S),
            ("sample open", "s", None),
            ("heavy modules by first paint", "", 0),
        ):
            values = [float(len(heavy)) if isinstance(heavy := run[what], list) else float(heavy) for run in runs]
            middle, best = round(statistics.median(values), 3), round(min(values), 3)
            found.append(
                {"photo": platform, "what": what, "value": middle, "best": best, "unit": unit, "target": target}
            )
    return found


def start_once(environ: dict[str, str]) -> dict:
    """Start the program on its sample: seconds to "first paint" and "sample open", and the heavy modules loaded."""
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, str(Path(__file__).resolve()), "--measure"]
        start = time.time()
        done = subprocess.run(
            command,
            check=True,
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, **environ, "TRATTEGGIO_HOME": home, "BENCH_START": repr(start)},
            timeout=120,
        )
    return json.loads(done.stdout)


def measure() -> None:
    """In a process of its own: what ui.app.run does until the sample is open, and print what was seen."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    from ui.app import Application, create_application

    begun = float(os.environ["BENCH_START"])
    seen: dict[str, object] = {}

    class FirstPaint(QObject):
        """Sees the window's first paint event, and times it when it is through: before what the window does next."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and watched.objectName() == "main-window":
                app.removeEventFilter(self)
                QTimer.singleShot(0, self.note)
            return False

        def note(self) -> None:
            seen["first paint"] = time.time() - begun
            seen["heavy modules by first paint"] = [name for name in HEAVY if name in sys.modules]

    def opened() -> None:
        seen["sample open"] = time.time() - begun
        print(json.dumps(seen), flush=True)
        application.quit()

    app = create_application()
    probe = FirstPaint()
    app.installEventFilter(probe)
    application = Application(app)
    window = application.new_window()
    application.when_desk_is_there(window.files.open_sample)
    application.when_desk_is_there(lambda: window.editor.photo_opened.connect(opened))
    app.exec()


@contextmanager
def _offscreen() -> Iterator[dict[str, str]]:
    yield {"QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def _on_x() -> Iterator[dict[str, str]]:
    sys.path.insert(0, str(ROOT / "packaging"))
    from virtual_display import virtual_display

    with virtual_display() as display:
        yield {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}


def _platforms() -> list[tuple[str, object]]:
    platforms: list[tuple[str, object]] = [("offscreen", _offscreen())]
    if shutil.which("Xvfb"):
        platforms.append(("Xvfb", _on_x()))
    return platforms


def main() -> None:
    if "--measure" in sys.argv:
        sys.path.insert(0, str(ROOT))
        measure()
        return
    for row in rows():
        target = "" if row["target"] is None else f"at most {row['target']}"
        print(
            f"{row['photo']:>9}  {row['what']:<28} {row['value']:>7} {row['unit']:<1} best {row['best']:>6}  {target}"
        )


if __name__ == "__main__":
    main()
