"""Kills the program, again and again, while it brushes, fills and saves, and counts what is lost.

    python tests/bench/bench_kill.py [--kills 200] [--seconds 1.5] [--seed 1] [--json]

Each round is a process of its own with a real window (offscreen) over the real engine, which is killed with SIGKILL at
a random moment. It tells through a pipe what has been acknowledged; what comes back is held against that:

- every acknowledged step returns, and the document is, bit for bit, what it was after the last step that returned;
- the photo's file is as it was, and the file saved to is whole and one of those that were asked for.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import signal
import statistics
import sys
import tempfile
import time
import zlib
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ACTIVITIES = ("brush", "fill", "save")
SIDE = (480, 320)


@dataclass
class Round:
    """What one killed process told, and what became of its work."""

    activity: str
    acknowledged: int = 0
    steps: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    asked: set[int] = field(default_factory=set)
    latency: list[float] = field(default_factory=list)
    returned: int = 0
    autosaves: int = 0
    saves: int = 0
    compared: int = 0
    lost: int = 0
    damaged: list[str] = field(default_factory=list)

    def hear(self, line: str) -> None:
        """One line of the process."""
        word, *rest = line.split()
        if word == "step":
            self.steps[int(rest[0])], self.kinds[int(rest[0])] = int(rest[1]), rest[2]
        elif word == "safe":
            self.acknowledged = max(self.acknowledged, int(rest[0]))
            self.latency.append(float(rest[1]))
        elif word == "asked":
            self.asked.add(int(rest[0]))
        elif word == "saved":
            self.saves += 1


def run(kills: int, seconds: float, seed: int = 1) -> list[Round]:
    """`kills` rounds, the activities in turn, each killed within `seconds` of its window being ready."""
    sys.path.insert(0, str(ROOT))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    import cv2

    cv2.setNumThreads(1)  # a pool of threads would not survive the forks
    import ui.main_window
    import ui.recovery.safety
    import ui.retouch  # noqa: F401

    chance = random.Random(seed)
    rounds = []
    for number in range(kills):
        with tempfile.TemporaryDirectory(prefix="tratteggio-kill-") as folder:
            rounds.append(_round(ACTIVITIES[number % len(ACTIVITIES)], Path(folder), chance.uniform(0.0, seconds)))
    return rounds


def totals(rounds: list[Round]) -> dict[str, object]:
    """The figures of all rounds."""
    acknowledged = [(one, number) for one in rounds for number in one.kinds if number <= one.acknowledged]
    latency = sorted(value for one in rounds for value in one.latency)
    return {
        "kills": len(rounds),
        "acknowledged strokes": sum(one.kinds[number] == "brush" for one, number in acknowledged),
        "acknowledged fills": sum(one.kinds[number] == "fill" for one, number in acknowledged),
        "files saved": sum(one.saves for one in rounds),
        "documents compared bit for bit": sum(one.compared for one in rounds),
        "autosaves written": sum(one.autosaves for one in rounds),
        "lost": sum(one.lost for one in rounds),
        "damaged": [words for one in rounds for words in one.damaged],
        "steps taken": sum(len(one.steps) for one in rounds),
        "ms until acknowledged, median": round(statistics.median(latency) * 1e3, 2) if latency else None,
        "ms until acknowledged, 95 %": round(latency[int(len(latency) * 0.95)] * 1e3, 2) if latency else None,
    }


def _round(activity: str, folder: Path, seconds: float) -> Round:
    os.environ["TRATTEGGIO_HOME"] = str(folder / "home")
    photo, result = folder / "photo.png", folder / "result.png"
    _write_photo(photo)
    before = hashlib.sha256(photo.read_bytes()).digest()
    receive, send = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(receive)
        try:
            _work(activity, photo, result, send)
        finally:
            os._exit(1)
    os.close(send)
    one = Round(activity)
    with os.fdopen(receive, "r") as told:
        ready = told.readline()
        if ready != "ready\n":
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            raise RuntimeError(f"the window did not come: {ready!r}")
        time.sleep(seconds)
        os.kill(pid, signal.SIGKILL)
        _, status = os.waitpid(pid, 0)
        if os.waitstatus_to_exitcode(status) != -signal.SIGKILL:
            one.damaged.append(f"the program ended by itself: {os.waitstatus_to_exitcode(status)}")
        for line in told.read().splitlines(keepends=True):
            if line.endswith("\n"):
                one.hear(line)
    _judge(one, folder)
    if hashlib.sha256(photo.read_bytes()).digest() != before:
        one.damaged.append("the photo was changed")
    if result.exists() and _digest_of_file(result) not in one.asked:
        one.damaged.append("the result is not what was saved")
    return one


def _judge(one: Round, folder: Path) -> None:
    """Recover, and compare with what was acknowledged, whether or not it would be offered to a person."""
    from engine.recovery import Instance, recover

    instance = Instance(folder / "home" / "recovery")
    found = instance.left_behind()
    if not found:
        one.lost += one.acknowledged
        return
    if len(found) > 1:
        one.damaged.append("one document has become several")
    claimed = instance.claim(found[0])
    assert claimed is not None
    if not any(claimed.glob("autosave-*")):
        one.lost += one.acknowledged  # none, where it was killed before the first record
        return
    recovered = recover(claimed)
    one.returned = recovered.beginning.state.number
    one.autosaves = recovered.beginning.generation
    one.lost += max(0, one.acknowledged - one.returned)
    known = one.steps.get(one.returned)
    if known is not None:
        one.compared += 1
        if known != fingerprint(recovered.document):
            one.damaged.append(f"the document is not what it was after step {one.returned}")
    instance.release()


def fingerprint(document) -> int:
    """Of the mask and of what is shown."""
    from engine.geometry import Rect

    shown = document.composite.read(Rect.of(document.size))
    return zlib.crc32(shown.tobytes(), zlib.crc32(document.mask.tobytes()))


def _digest_of_pixels(pixels) -> int:
    return zlib.crc32(pixels.tobytes())


def _digest_of_file(path: Path) -> int | None:
    from engine.errors import EngineError
    from engine.photo import read_photo

    try:
        photo = read_photo(path)
    except EngineError:
        return None
    return None if photo.warnings else _digest_of_pixels(photo.pixels)


def _write_photo(path: Path) -> None:
    import numpy as np

    from engine.photo import photo_from_pixels, write_photo

    width, height = SIDE
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:height, 0:width]
    ground = np.stack([120 + 60 * np.sin(x / 40), 90 + y * 0.2, 140 + 50 * np.cos(y / 30)], axis=-1)
    pixels = (ground + rng.normal(0, 6, ground.shape)).clip(0, 255).astype(np.uint8)
    write_photo(photo_from_pixels(pixels), pixels, None, path)


# In the process that is killed


def _work(activity: str, photo: Path, result: Path, send: int) -> None:
    from PySide6.QtCore import QTimer

    from engine.recovery import Pace
    from engine.settings import Settings
    from ui.app import create_application
    from ui.main_window import MainWindow
    from ui.recovery.keeping import Keeping
    from ui.theme import Theme

    app = create_application()
    window = MainWindow(Settings(), Theme(app, "dark"))
    window.resize(1000, 700)
    window.show()
    editor = window.desk.editor
    # Autosaves come often, so that many a kill hits one.
    window.safety.keeping.deleteLater()
    editor.photo_added.disconnect(window.safety.keeping._added)
    keeping = Keeping(editor, pace=Pace(autosave=0.15, preview=0.1))
    hand = _Hand(activity, editor, keeping, result, send)
    editor.photo_opened.connect(lambda _opened: QTimer.singleShot(0, hand.begin))
    editor.open(photo)
    app.exec()


class _Hand:
    """Works without a pause, and tells what has been done and what is safe."""

    def __init__(self, activity: str, editor, keeping, result: Path, send: int) -> None:
        self.activity, self.editor, self.keeping, self.result, self.send = activity, editor, keeping, result, send
        self.chance = random.Random(os.getpid())
        self.taken: dict[int, float] = {}

    def begin(self) -> None:
        from PySide6.QtCore import QTimer

        from ui.recovery.keeping import keeper_of

        self.keeper = keeper_of(self.editor.front)
        self.keeper._writer._on_acknowledged = self.safe
        self.document = self.editor.document
        self.document.watch_steps(self.take)
        self.editor.saved.connect(lambda _path: self.tell("saved"))
        self.tell("ready")
        self.timer = QTimer()
        self.timer.timeout.connect(self.act)
        self.timer.start(2)

    def take(self, taken) -> None:
        self.taken[self.keeper.recorded] = time.perf_counter()

    def tell(self, *words: object) -> None:
        os.write(self.send, (" ".join(map(str, words)) + "\n").encode())

    def safe(self, number: int) -> None:
        """On the writer's thread."""
        self.tell("safe", number, f"{time.perf_counter() - self.taken.get(number, time.perf_counter()):.6f}")

    def act(self) -> None:
        if self.editor.fills.is_running or self.editor.is_saving:
            return
        before = self.keeper.recorded
        if self.activity == "brush" or not self.editor.has_mask:
            self.paint()
        elif self.activity == "fill" or self.chance.random() < 0.5:
            self.fill()
            return
        else:
            self.save()
        self.told(before, "brush")

    def told(self, before: int, kind: str) -> None:
        if self.keeper.recorded > before:
            self.tell("step", self.keeper.recorded, fingerprint(self.document), kind)

    def paint(self) -> None:
        from engine.mask import BrushTip

        if self.chance.random() < 0.15 and self.document.can_undo:
            self.document.undo()
            return
        width, height = SIDE
        stroke = self.document.begin_stroke(BrushTip(self.chance.uniform(4, 24), 0.6, 1.0), self.chance.random() < 0.1)
        for _ in range(4):
            stroke.move_to(self.chance.uniform(0, width), self.chance.uniform(0, height))
        stroke.commit()

    def fill(self) -> None:
        from engine.document import ChangeKind
        from engine.inpaint import FillSettings

        before = self.keeper.recorded

        def told(change) -> None:
            if change.kind is ChangeKind.HISTORY:
                stop()
                self.told(before, "fill")

        stop = self.document.subscribe(told)
        self.editor.fills.fill(FillSettings("telea"))

    def save(self) -> None:
        from engine.geometry import Rect

        self.tell("asked", _digest_of_pixels(self.document.composite.read(Rect.of(self.document.size))))
        self.editor.save(self.result)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=1.5, help="the longest that a process works before its end")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    start = time.perf_counter()
    found = totals(run(options.kills, options.seconds, options.seed))
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:>32}: {value}")
        print(f"{'seconds':>32}: {time.perf_counter() - start:.0f}")
    sys.exit(1 if found["lost"] or found["damaged"] else 0)


if __name__ == "__main__":
    main()
