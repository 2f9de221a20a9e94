"""What keeping work against a crash costs: 1,000 strokes on 100 MP, kept all the while.

    python tests/bench/bench_recovery.py

Figures that stand for a frame are of the window's thread: the canvas draws each dab at once. The keeper works on its
own thread, with an autosave every few seconds instead of minutes, so that it gets in the way as much as it can.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STROKES = 1000
DABS = 6


def rows() -> list[dict[str, object]]:
    """One row per figure: what, value (a median), best, unit, target (None where none is set)."""
    with tempfile.TemporaryDirectory(prefix="tratteggio-bench-") as home:
        command = [sys.executable, str(Path(__file__).resolve()), "--measure", home]
        environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TRATTEGGIO_HOME": home}
        done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, env=environ)
    return json.loads(done.stdout)


def _measured(home: Path) -> list[dict[str, object]]:
    from PySide6.QtWidgets import QApplication

    from engine.document import Document
    from engine.document.document import HISTORY_LIMIT_BYTES
    from engine.recovery import Instance, Keeper, Pace, recover
    from tests.bench.bench_canvas import _photo
    from ui.canvas.view import CanvasView

    app = QApplication.instance() or QApplication([])
    photo = _photo(12240, 8170)
    document, canvas = Document(photo), CanvasView()
    canvas.resize(1920, 1080)
    canvas.show()
    canvas.set_document(document)
    canvas.set_zoom(1.0)
    safe: dict[int, float] = {}
    keeper = Keeper(
        document,
        Instance(home / "recovery"),
        "bench",
        acknowledged=lambda number: safe.setdefault(number, time.perf_counter()),
        pace=Pace(autosave=3.0),
    )
    hand = _Hand(document, app)
    hand.paint(1)
    keeper.flush(120)  # the photo itself, which came from no file, has been written by now
    other = Document(photo)
    alone = _Hand(other, app)
    canvas.set_document(other)
    alone.paint(STROKES // 2)
    canvas.set_document(document)
    hand.paint(STROKES, keeper)
    dabs, commits, taken, undo = hand.dabs, hand.commits, hand.taken, hand.undo
    flushed = keeper.flush(120)
    waits = [safe[number] - at for number, at in taken.items() if number in safe]
    folder = keeper.folder
    assert flushed
    assert folder is not None
    held = sum(path.stat().st_size for path in folder.iterdir() if not path.name.startswith("base"))
    keeper.close(keep=True)
    start = time.perf_counter()
    found = recover(folder)
    back = time.perf_counter() - start
    assert (found.document.mask == document.mask).all()
    canvas.set_document(None)
    canvas.close()
    return [
        _row("dab, not kept", alone.dabs, 1e3, "ms", 1.0),
        _row("dab, not kept, 99 of 100", [sorted(alone.dabs)[int(len(alone.dabs) * 0.99)]], 1e3, "ms", 16.0),
        _row("end of a stroke, not kept", alone.commits, 1e3, "ms", 16.0),
        _row("dab, kept", dabs, 1e3, "ms", 1.0),
        _row("dab, kept, 99 of 100", [sorted(dabs)[int(len(dabs) * 0.99)]], 1e3, "ms", 16.0),
        _row("end of a stroke", commits, 1e3, "ms", 16.0),
        _row("end of a stroke, 99 of 100", [sorted(commits)[int(len(commits) * 0.99)]], 1e3, "ms", 16.0),
        _row("until acknowledged", waits, 1e3, "ms", None),
        _row("until acknowledged, 95 of 100", [sorted(waits)[int(len(waits) * 0.95)]], 1e3, "ms", None),
        _row("undo memory", [undo], 1e-6, "MB", HISTORY_LIMIT_BYTES * 1e-6),
        _row("on the disk, without the photo", [held], 1e-6, "MB", None),
        _row("recovered in", [back], 1.0, "s", None),
    ]


class _Hand:
    """Paints, and times what the window's thread does for it."""

    def __init__(self, document, app) -> None:
        self.document, self.app = document, app
        self.dabs: list[float] = []
        self.commits: list[float] = []
        self.taken: dict[int, float] = {}
        self.undo = 0

    def paint(self, strokes: int, keeper=None) -> None:
        from engine.mask import BrushTip

        for number in range(strokes):
            x, y = 5400 + number * 37 % 1100, 3700 + number * 91 % 600
            stroke = self.document.begin_stroke(BrushTip(100, 0.5, 1.0), number % 3 == 2)
            for dab in range(DABS):
                start = time.perf_counter()
                stroke.move_to(x + 12 * dab, y + 5 * dab)
                self.app.processEvents()
                self.dabs.append(time.perf_counter() - start)
            before = 0 if keeper is None else keeper.recorded
            start = time.perf_counter()
            stroke.commit()
            self.commits.append(time.perf_counter() - start)
            if keeper is not None and keeper.recorded > before:  # a stroke that changes nothing is no step
                self.taken[keeper.recorded] = start
            self.app.processEvents()
            self.undo = max(self.undo, self.document.history.nbytes)


def _row(what: str, values: list, scale: float, unit: str, target: float | None) -> dict[str, object]:
    value, best = (round(found * scale, 3) for found in (statistics.median(values), min(values)))
    return {"photo": "100 MP", "what": what, "value": value, "best": best, "unit": unit, "target": target}


def main() -> None:
    if "--measure" in sys.argv:
        sys.path.insert(0, str(ROOT))
        print(json.dumps(_measured(Path(sys.argv[-1]))))
        return
    for row in rows():
        target = "" if row["target"] is None else f"under {row['target']:.4g}"
        print(f"{row['what']:<32} {row['value']:>10} {row['unit']:<3} best {row['best']:>9}  {target}")


if __name__ == "__main__":
    main()
