"""The program around the window: several windows, an end within bounds, mistakes that do not kill it."""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from engine.settings import Settings, load_settings
from ui import app as app_module
from ui import fills as fills_module
from ui.app import Application
from ui.convert import image_from_rgb
from ui.dialogs.questions import Answer


@pytest.fixture
def application(qapp: QApplication, qtbot: QtBot) -> Iterator[Application]:
    before = qapp.quitOnLastWindowClosed()
    qapp.setQuitOnLastWindowClosed(False)
    application = Application(qapp, Settings(theme="dark"))
    yield application
    application.quit()
    application.leave()
    qtbot.waitUntil(lambda: not application.windows)
    qapp.setQuitOnLastWindowClosed(before)


def test_the_window_is_painted_before_the_engine_is_loaded() -> None:
    heavy = "('torch', 'numba', 'scipy', 'cv2', 'numpy', 'PIL')"
    code = f"import sys, ui.main_window; assert not [m for m in {heavy} if m in sys.modules]"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_making_the_desk_loads_no_torch_and_no_numba() -> None:
    code = "import sys, ui.retouch; assert not [m for m in ('torch', 'numba', 'scipy') if m in sys.modules]"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])


def test_the_desk_follows_the_first_paint(application: Application, qtbot: QtBot) -> None:
    there: list[bool] = []
    window = application.new_window()
    application.when_desk_is_there(lambda: there.append(window.has_desk))
    with qtbot.waitSignal(window.first_painted):
        assert not window.has_desk
    qtbot.waitUntil(lambda: there == [True])
    other = application.new_window()
    with qtbot.waitSignal(other.first_painted):
        pass
    assert other.has_desk
    application.when_desk_is_there(lambda: there.append(other.has_desk))
    assert there == [True, True]


def test_each_photo_gets_its_tab(
    application: Application, qtbot: QtBot, tmp_path: Path, small_photo: np.ndarray
) -> None:
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path in paths:
        image_from_rgb(small_photo).save(str(path))
    first = application.new_window()
    application.open_photos([str(path) for path in paths])
    assert application.windows == [first]
    qtbot.waitUntil(lambda: [one.name for one in first.editor.photos] == ["a.png", "b.png", "c.png"])
    assert first.editor.name == "a.png"
    second = application.new_window()
    assert second.pos() != first.pos()
    first.close()
    assert application.windows == [second]
    qtbot.waitUntil(lambda: set(load_settings().recent_files) == {str(path) for path in paths})


@pytest.mark.parametrize("state", [Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized])
def test_another_window_is_whole_on_the_screen(qtbot: QtBot, state: Qt.WindowState) -> None:
    last = QWidget()
    qtbot.addWidget(last)
    screen = last.screen().availableGeometry()
    for before in (screen, screen.translated(100, 40), QRect(20, 60, 200, 100)):
        last.setGeometry(before)
        last.setWindowState(state)
        place = app_module._beside(last)
        assert screen.contains(place)
        assert place.topLeft() != before.topLeft()
    assert place == QRect(52, 92, 200, 100)


def test_a_photo_is_remembered_as_soon_as_it_is_open(
    application: Application, qtbot: QtBot, tmp_path: Path, small_photo: np.ndarray
) -> None:
    path = tmp_path / "a.png"
    image_from_rgb(small_photo).save(str(path))
    application.new_window()
    application.open_photos([str(path)])
    qtbot.waitUntil(lambda: application.windows[0].editor.name == "a.png")
    qtbot.waitUntil(lambda: load_settings().recent_files == (str(path),))


def test_settings_are_written_on_a_worker_and_once_more_in_the_end(
    application: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[tuple[str, threading.Thread]] = []
    monkeypatch.setattr(
        app_module, "save_settings", lambda settings: written.append((settings.theme, threading.current_thread()))
    )
    window = application.new_window()
    application.settings.theme = "light"
    window.settings_changed.emit()
    application.settings.theme = "dark"  # what is written is what was to be written then
    qtbot.waitUntil(lambda: len(written) == 1)
    assert written[0][0] == "light"
    assert written[0][1] is not threading.main_thread()
    application.leave()
    assert [theme for theme, _ in written] == ["light", "dark"]


def test_an_uncaught_mistake_is_told_and_the_program_goes_on(
    application: Application, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    window = application.new_window()
    try:
        raise ValueError("nobody thought of this")
    except ValueError as error:
        with caplog.at_level(logging.ERROR):
            application.catch(ValueError, error, error.__traceback__)
    qtbot.waitUntil(window.error_bar.isVisible)
    assert "nobody thought of this" in window.error_bar.details
    assert "nobody thought of this" in caplog.text


def test_the_device_is_told_to_every_window(application: Application, qtbot: QtBot) -> None:
    first = application.new_window()
    label = first.desk.fill_panel._device_label
    application.device_known.emit("CPU, 2 threads")
    qtbot.waitUntil(lambda: label.text() == "CPU, 2 threads")
    assert application.new_window().desk.fill_panel._device_label.text() == "CPU, 2 threads"


def test_device_and_studio_are_looked_up_in_the_background(application: Application, qtbot: QtBot, monkeypatch) -> None:
    from engine import device

    monkeypatch.setattr(device, "pick_device", lambda wish="auto": "cpu")
    monkeypatch.setattr("engine.inpaint.warmup.warm_up", lambda: None)
    with qtbot.waitSignal(application.device_known):
        application.warm_up()
        application.warm_up()
    assert application._warming is not None
    application._warming.join()
    assert "ui.studio.studio" in sys.modules
    application.leave()


@pytest.mark.parametrize("listens", [True, False])
def test_fault_32_closing_during_a_fill_ends_within_its_bound(
    make_window: Callable, small_photo: np.ndarray, monkeypatch: pytest.MonkeyPatch, listens: bool
) -> None:
    started, release = threading.Event(), threading.Event()

    def busy(request, context):
        started.set()
        while not release.wait(0.001):
            if listens:
                context.check()

    monkeypatch.setattr(fills_module, "_fill", busy)
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.paint((10, 10), (20, 10))
    driver.run("fill")
    assert started.wait(30)
    ended = driver.window.editor.shut_down(timeout=0.2 if not listens else 20)
    release.set()
    assert ended is listens
    assert driver.window.close()


def test_quit_stops_where_a_person_wants_to_stay(
    application: Application, qtbot: QtBot, small_photo: np.ndarray
) -> None:
    class Stays:
        def save_changes(self, name: str) -> Answer:
            return Answer.CANCEL

    window = application.new_window()
    window.desk  # noqa: B018
    real, window.questions = window.questions, Stays()  # type: ignore[assignment]
    from engine.document import Patch, Piece, Recipe
    from engine.geometry import Rect
    from engine.photo import photo_from_pixels

    window.editor.set_photo(photo_from_pixels(small_photo))
    piece = Piece(Rect(0, 0, 2, 2), np.zeros((2, 2, 3), np.uint8), np.full((2, 2), 255, np.uint8))
    window.editor.document.add_patch(Patch("p", (piece,), Recipe("telea")))
    application.quit()
    assert application.windows == [window]
    assert window.isVisible()
    window.questions = real
    window.editor.document.undo()


def test_no_mouse_move_is_dropped_on_x11() -> None:
    """Compressed moves cut the corners of a quick lasso. Set before the application is made: in its own process."""
    code = (
        "from PySide6.QtCore import QCoreApplication, Qt; from ui.app import create_application;"
        "app = create_application();"
        "print(QCoreApplication.testAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[3], check=True
    )
    assert done.stdout.strip() == "False"
