"""A real window over the real engine, with somebody who answers its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.geometry import Point
from engine.inpaint import FillSettings
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from engine.settings import Settings
from ui.dialogs.questions import Answer
from ui.dialogs.saying import Says
from ui.main_window import MainWindow
from ui.recovery.keeping import release_instances
from ui.theme import Theme


class Answers:
    """Stands in for `Questions`: answers at once and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.save_answer = Answer.OTHER
        self.replace_answer = Answer.CANCEL
        self.whether_answer = Answer.CANCEL
        self.open_path: Path | None = None
        self.open_paths: list[Path] = []
        self.save_path: Path | None = None
        self.number: int | None = None
        self.name_answer = ""
        self.says: Says | None = None  # what was asked last
        self.says_answer: bool | None = None

    def save_changes(self, name: str) -> Answer:
        self.asked.append(f"save {name}")
        return self.save_answer

    def keep_marks(self, name: str, *, mask: bool, selections: bool) -> Answer:
        self.asked.append(f"marks {name} {mask:d}{selections:d}")
        return self.save_answer

    def replace_original(self, name: str) -> Answer:
        self.asked.append(f"original {name}")
        return self.replace_answer

    def replace_changed(self, name: str) -> Answer:
        self.asked.append(f"changed {name}")
        return self.replace_answer

    def write_vanished(self, name: str) -> Answer:
        self.asked.append(f"vanished {name}")
        return self.replace_answer

    def discard_recovery(self, name: str) -> Answer:
        self.asked.append(f"discard recovery {name}")
        return self.whether_answer

    def reload_changed(self, name: str) -> Answer:
        self.asked.append(f"reload {name}")
        return self.whether_answer

    def photos_to_open(self, folder: str, suffixes: tuple[str, ...]) -> list[Path]:
        return self.open_paths or ([self.open_path] if self.open_path is not None else [])

    def mask_to_open(self, folder: str, suffixes: tuple[str, ...]) -> Path | None:
        return self.open_path

    recipe_to_open = mask_to_open

    def place_to_save(
        self, proposal: Path, filters: list[str], title: str = "", says: Says | None = None
    ) -> Path | None:
        self.asked.append(f"place {proposal.name}")
        self.says = says
        if says is not None and self.says_answer is not None:
            says.on = self.says_answer
        return self.save_path

    def page(self, name: str, count: int) -> int | None:
        self.asked.append(f"page of {count}")
        return self.number

    def numbers(self, title: str, explanation: str, rows, accept: str, on_change=None) -> tuple[float, ...] | None:
        self.asked.append(title)
        values = None if self.number is None else (float(self.number), *(row.scale.default for row in rows[1:]))
        if on_change is not None and values is not None:
            on_change(values)
        return values

    def name(self, title: str, explanation: str, proposal: str) -> str | None:
        self.asked.append(title)
        return self.name_answer or proposal


class Driver:
    """A hand on the window."""

    def __init__(self, window: MainWindow, bot: QtBot) -> None:
        self.window, self.bot = window, bot

    @property
    def document(self):
        return self.window.editor.document

    @property
    def answers(self) -> Answers:
        return self.window.questions  # type: ignore[return-value]

    def run(self, action_id: str) -> None:
        """Trigger a command; it has to be enabled."""
        self.window.desk.refresh()
        action = self.window.actions_by_id[action_id]
        assert action.isEnabled(), action_id
        action.trigger()

    def open_pixels(self, pixels: np.ndarray) -> None:
        """Open pixels as if they had been pasted, shown at 100 %."""
        with self.bot.waitSignal(self.window.canvas.levels_ready):
            self.window.editor.set_photo(photo_from_pixels(pixels))
        self.window.canvas.set_zoom(1.0)
        self.window.desk.set_tip(BrushTip(9, 1.0, 1.0))
        self.window.desk.fill_panel.show_settings(FillSettings("telea"))

    def open(self, path: Path) -> None:
        """Open a file and wait until it is there."""
        with self.bot.waitSignal(self.window.editor.photo_opened):
            self.window.files.open_path(path)

    def paint(self, *points: tuple[float, float]) -> None:
        """One stroke of the current tool through photo points, with a real mouse."""
        canvas = self.window.canvas
        places = [canvas.image_to_view(Point(*point)).toPoint() for point in points]
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(canvas, place)
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])
        self.window.desk.refresh()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key on whatever has the keyboard."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def fill(self) -> None:
        """Press Enter and wait for the fill's end."""
        self.window.canvas.setFocus()
        self.press(Qt.Key.Key_Return)
        self.wait_for_fills()

    def wait_for_fills(self) -> None:
        self.wait(lambda: not self.window.editor.fills.is_running)

    def wait_for_files(self) -> None:
        self.wait(lambda: not self.window.editor.work)

    def wait(self, condition: Callable[[], object]) -> None:
        """Wait until `condition` holds; on a machine that does much else that takes its time."""
        self.bot.waitUntil(lambda: bool(condition()))


@pytest.fixture(autouse=True)
def _no_self_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test slow enough to leave its mask alone for a moment would have the methods tried beside it."""
    monkeypatch.setattr("ui.quality._AFTER_MS", 10**8)


@pytest.fixture
def make_window(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Driver]]:
    """make_window(settings=Settings()) -> Driver. Windows are closed, and their workers ended, after the test."""
    windows: list[MainWindow] = []

    def make(settings: Settings | None = None) -> Driver:
        window = MainWindow(settings or Settings(), Theme(qapp, "dark"))
        window.questions = Answers()  # type: ignore[assignment]
        window.resize(1100, 700)
        with qtbot.waitExposed(window):
            window.show()
        QGuiApplication.clipboard().clear()
        windows.append(window)
        return Driver(window, qtbot)

    yield make
    for window in windows:
        window.questions.save_answer = Answer.OTHER  # type: ignore[attr-defined]
        window.close()
        window.deleteLater()
    QApplication.sendPostedEvents(None, 0)
    release_instances()  # the locks of this test's home: a file that stays open each, else


@pytest.fixture
def driver(make_window: Callable[..., Driver], small_photo: np.ndarray) -> Driver:
    """A window with a small photo open, the brush in hand and a quick method chosen."""
    driver = make_window()
    driver.open_pixels(small_photo)
    return driver
