"""The batch window over the real engine; what would be processes is a thread, so that a test can hold it."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from engine.batch.backend import Ended, Progressed
from engine.batch.unit import State
from engine.batch.work import perform
from engine.errors import EngineError
from engine.inpaint import FillSettings
from engine.jobs import JobContext
from engine.settings import Settings
from ui.batch.state import BatchState, Phase, Source, done_words, proposed_output
from ui.batch.window import BatchWindow
from ui.inventory import controls


class Gated:
    """Does units one after the other in the run's thread, each when it is let."""

    words = "a test"

    def __init__(self) -> None:
        self.gate = threading.Semaphore(0)
        self.error: EngineError | None = None

    def let(self, count: int) -> None:
        self.gate.release(count)

    def run(self, units, control, tell) -> None:
        if self.error is not None:
            raise self.error
        for unit in units:
            tell(Progressed(unit.name, 0.4, "Filling"))
            while not self.gate.acquire(timeout=0.01):
                if control.is_stopping:
                    return
            tell(Ended(unit.name, perform(unit, JobContext(control.token))))


class Answers:
    """Stands in for the window's questions."""

    def __init__(self) -> None:
        self.path: Path | None = None
        self.may_stop = False
        self.asked: list[str] = []

    def folder(self, title: str, start: Path | None) -> Path | None:
        self.asked.append(title)
        return self.path

    def file(self, title: str, start: Path | None, kind: str, suffixes: tuple[str, ...]) -> Path | None:
        self.asked.append(title)
        return self.path

    def stop_and_close(self) -> bool:
        self.asked.append("stop?")
        return self.may_stop


class Driver:
    def __init__(self, window: BatchWindow, backend: Gated, bot: QtBot, root: Path) -> None:
        self.window, self.backend, self.bot, self.root = window, backend, bot, root
        self.state = window.state
        self.answers, self.settings = Answers(), Settings()
        window.asker = window.choice_panel.asker = self.answers  # type: ignore[assignment]

    def wait(self, condition) -> None:
        self.bot.waitUntil(condition)

    def photos(self, count: int) -> Path:
        folder = self.root / "photos"
        folder.mkdir(exist_ok=True)
        rows, columns = np.mgrid[0:24, 0:32]
        for number in range(count):
            picture = np.dstack([columns * 5, rows * 7, columns + number]).astype(np.uint8)
            cv2.imwrite(str(folder / f"p{number}.png"), picture)
        return folder

    def mask(self, name: str = "mask.png", width: int = 32, height: int = 24) -> Path:
        folder = self.root / "masks"
        folder.mkdir(exist_ok=True)
        picture = np.zeros((height, width), np.uint8)
        picture[8:14, 10:16] = 255
        cv2.imwrite(str(folder / name), picture)
        return folder / name

    def choose(self, count: int) -> None:
        """A folder of photos and one mask for all, looked through."""
        self.state.choose(folder=self.photos(count))
        self.state.choose_path(Source.ONE_MASK, self.mask())
        self.planned()

    def planned(self) -> None:
        self.wait(lambda: not self.state.is_planning)

    def states(self) -> list[str]:
        return [row.state.value for row in self.state.rows]

    def run_to_end(self) -> None:
        self.backend.let(100)
        self.wait(lambda: self.state.phase is Phase.IDLE)


@pytest.fixture
def driver(qtbot: QtBot, tmp_path: Path) -> Driver:
    backend = Gated()
    state = BatchState(FillSettings("telea"), backend=lambda jobs: backend)
    settings = Settings()
    window = BatchWindow(settings, state=state)
    state.setParent(window)
    qtbot.addWidget(window, before_close_func=lambda _window: backend.let(1000))
    window.show()
    driver = Driver(window, backend, qtbot, tmp_path)
    driver.settings = settings
    driver.answers.may_stop = True
    return driver


def test_every_control_has_a_name_that_is_spoken(driver):
    for control in controls(driver.window):
        assert control.name, control
        assert control.spoken, control
    names = [control.name for control in controls(driver.window)]
    assert len(names) == len(set(names))


def test_it_begins_with_what_to_do(driver):
    assert driver.window._pages.currentWidget() is driver.window._drop
    assert not driver.window.start_button.isEnabled()
    driver.answers.path = driver.photos(2)
    driver.window.choose_button.click()
    driver.planned()
    assert driver.window._pages.currentWidget() is driver.window.grid
    assert "Now choose what says" in driver.window._hint.text()
    assert driver.state.choice.output == driver.root / "photos-filled"
    assert not driver.window.start_button.isEnabled()


def test_a_dropped_folder_is_taken(driver):
    folder = driver.photos(1)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder / "p0.png"))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    driver.window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton, none))
    driver.planned()
    assert driver.state.choice.folder == folder
    assert len(driver.state.rows) == 1


def test_what_is_dropped_on_a_field_is_its_path(driver):
    panel, mask = driver.window.choice_panel, driver.mask()

    def drop(field: QWidget, path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        assert not panel.path.edit.acceptDrops()
        entered = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
        QApplication.sendEvent(field, entered)
        assert entered.isAccepted()
        QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), copy, data, left, none))

    drop(panel.folder, driver.photos(1) / "p0.png")
    drop(panel.path, mask)
    driver.planned()
    assert driver.state.choice.folder == driver.root / "photos"
    assert driver.state.choice.path == mask
    assert panel.path.edit.text() == str(mask)
    panel.path.edit.setText(QUrl.fromLocalFile(str(driver.mask("other.png"))).toString())
    panel.path.edit.editingFinished.emit()
    assert driver.state.choice.path == driver.root / "masks" / "other.png"
    driver.planned()


def test_paths_are_typed_or_chosen(driver):
    panel = driver.window.choice_panel
    panel.folder.edit.setText(str(driver.photos(1)))
    panel.folder.edit.editingFinished.emit()
    driver.answers.path = driver.mask("p0-mask.png").parent
    panel.source.setCurrentIndex(panel.source.findData(Source.MASKS))
    panel.path.button.click()
    driver.planned()
    assert driver.answers.asked == ["Choose a folder of masks"]
    assert driver.state.choice.path == driver.root / "masks"
    assert driver.window.start_button.text() == "Fill 1 photo"
    driver.answers.path = driver.root / "elsewhere"
    panel.output.button.click()
    assert driver.state.choice.output == driver.root / "elsewhere"
    panel.source.setCurrentIndex(panel.source.findData(Source.RECIPE))
    assert not panel.how.isVisible()
    assert panel.path.edit.text() == ""


def test_what_is_changed_at_the_left_is_asked_of_the_engine(driver):
    panel = driver.window.choice_panel
    driver.choose(1)
    panel.method.setCurrentIndex(panel.method.findData("patchmatch"))
    panel.grow.set_value(9)
    panel.grow.value_changed.emit(9)
    panel.seed.setValue(5)
    panel.format.setCurrentIndex(panel.format.findData(".webp"))
    panel.jobs.setValue(3)
    panel.overwrite.click()
    driver.planned()
    choice = driver.state.choice
    assert (choice.settings.method, choice.settings.grow, choice.settings.seed) == ("patchmatch", 9, 5)
    assert (choice.suffix, choice.jobs, choice.overwrite) == (".webp", 3, True)
    unit = driver.state.rows[0].entry.unit
    assert unit is not None
    assert unit.name == "p0.webp"
    assert unit.overwrite


def test_each_photo_shows_its_mask_and_what_does_not_fit_is_told_beforehand(driver):
    driver.state.choose(folder=driver.photos(3))
    driver.mask("p0-mask.png")
    driver.mask("p1-mask.png", 24, 32)
    driver.state.choose_path(Source.MASKS, driver.root / "masks")
    driver.planned()
    model, window = driver.window.model, driver.window
    driver.wait(lambda: window.thumbnails.picture(1) is not None)
    driver.wait(lambda: window.thumbnails.picture(0) is not None)
    assert "24 x 32 px" in model.trouble(1)[0]
    assert "1 of them will fail" in window._hint.text()
    assert "1 without a mask" in window._hint.text()
    assert "There is no mask for p2.png" in window._failure_texts.stringList()[0]
    spoken = model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "p1.png, ticked, Will fail"
    driver.state.rows[1].state = State.WORKING
    assert model.trouble(1) == ("", "")  # no warning beside "Filling"
    window.grid.grab()


def test_ticks_by_mouse_by_space_and_all_at_once(driver):
    driver.choose(4)
    grid = driver.window.grid
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.tick_place(1))
    assert [row.ticked for row in driver.state.rows] == [True, False, True, True]
    assert driver.window.start_button.text() == "Fill 3 photos"
    grid.show_row(2)
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert [row.ticked for row in driver.state.rows] == [True, False, False, True]
    grid.selectAll()
    QTest.keyClick(grid, Qt.Key.Key_Space)
    assert not any(row.ticked for row in driver.state.rows)
    assert not driver.window.start_button.isEnabled()
    driver.window.tick_all.click()
    assert all(row.ticked for row in driver.state.rows)
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.tick_place(0) + QPoint(-60, 60))
    assert driver.state.rows[0].ticked


def test_a_run_fills_what_is_ticked_and_shows_how_it_goes(driver):
    driver.choose(3)
    driver.state.tick(2, False)
    driver.window.start_button.click()
    assert not driver.window.choice_panel.isEnabled()
    driver.wait(lambda: driver.state.rows[0].state is State.WORKING)
    assert driver.state.rows[0].fraction == 0.4
    driver.window.grid.grab()
    driver.backend.let(1)
    driver.wait(lambda: driver.state.rows[0].state is State.DONE)
    assert driver.window._words.text().startswith("1 of 2")
    driver.run_to_end()
    assert driver.states() == ["done", "done", "waiting"]
    assert driver.window._words.text().startswith("2 photos filled, in")
    assert driver.window.report_button.isVisible()
    assert driver.window.folder_button.isVisible()
    output = driver.root / "photos-filled"
    assert {path.name for path in output.glob("p*")} == {"p0.png", "p1.png"}
    assert driver.window.choice_panel.isEnabled()
    driver.window.grid.grab()


def test_it_is_paused_and_goes_on(driver):
    driver.choose(2)
    driver.state.start()
    driver.wait(lambda: driver.state.rows[0].state is State.WORKING)
    driver.window.pause_button.click()
    assert driver.state._control.is_paused
    assert "paused" in driver.window._words.text()
    assert driver.window.pause_button.text() == "Go on"
    driver.window.pause_button.click()
    assert not driver.state._control.is_paused
    driver.run_to_end()
    assert driver.states() == ["done", "done"]


def test_a_stopped_run_goes_on_from_there(driver):
    driver.choose(3)
    driver.state.start()
    driver.backend.let(1)
    driver.wait(lambda: driver.state.rows[1].state is State.WORKING)
    driver.window.stop_button.click()
    assert not driver.window.stop_button.isEnabled()
    driver.wait(lambda: driver.state.phase is Phase.IDLE)
    assert driver.states() == ["done", "waiting", "waiting"]
    assert "2 left" in driver.window._words.text()
    driver.state.start()
    driver.run_to_end()
    assert driver.states() == ["done"] * 3


def test_what_was_done_before_is_known_when_the_folder_is_looked_through(driver):
    driver.choose(2)
    driver.state.start()
    driver.run_to_end()
    driver.state.refresh()
    driver.planned()
    assert driver.states() == ["skipped", "skipped"]
    assert not driver.window.start_button.isEnabled()
    assert "2 done" in driver.window._hint.text()
    (driver.root / "photos-filled" / "p1.png").unlink()
    driver.state.refresh()
    driver.planned()
    assert driver.states() == ["skipped", "waiting"]


def test_failures_are_listed_with_the_way_out_and_can_be_gone_to(driver):
    driver.choose(3)
    (driver.root / "photos" / "p1.png").write_bytes(b"no photo")
    driver.state.start()
    driver.run_to_end()
    assert driver.states() == ["done", "failed", "done"]
    (text,) = driver.window._failure_texts.stringList()
    assert text.startswith("p1.png: “p1.png” is not a photo")
    assert "Open JPEG" in text
    driver.window.filter.setCurrentIndex(3)
    assert driver.window.grid.filter.rowCount() == 1
    driver.window.failures.clicked.emit(driver.window._failure_texts.index(0))
    assert driver.window.grid.current_row == 1
    assert driver.window.detail._sentence.text().startswith("“p1.png” is not a photo")
    assert driver.window.start_button.text() == "Fill 1 photo"
    assert driver.window._hint.text() == "2 done, 1 failed"
    driver.photos(3)
    driver.state.start()
    driver.run_to_end()
    assert driver.states() == ["done", "done", "done"]


def test_a_second_run_reports_what_the_first_has_done(driver):
    driver.choose(3)
    (driver.root / "photos" / "p1.png").write_bytes(b"no photo")
    driver.state.start()
    driver.run_to_end()
    driver.state.start()
    driver.run_to_end()
    report = json.loads((driver.root / "photos-filled" / "tratteggio-batch.json").read_text())
    assert (report["done"], report["skipped"], report["failed"], report["left"]) == (0, 2, 1, 0)
    assert "2 done before" in driver.window._words.text()


def test_a_run_that_cannot_begin_says_why(driver):
    driver.choose(1)
    driver.backend.error = EngineError("Nothing works.", "Try later.")
    driver.state.start()
    driver.wait(lambda: driver.state.phase is Phase.IDLE)
    assert driver.window.error_bar.sentence == "Nothing works."
    assert driver.states() == ["waiting"]


def test_a_choice_that_makes_no_sense_says_why(driver):
    driver.choose(1)
    driver.state.choose(output=driver.root / "photos")
    driver.planned()
    assert "results would lie among the photos" in driver.window.error_bar.sentence
    driver.state.choose(output=driver.root / "other")
    driver.planned()
    assert not driver.window.error_bar.isVisible()


def test_a_preview_shows_the_fill_and_writes_nothing(driver):
    driver.choose(2)
    grid, detail = driver.window.grid, driver.window.detail
    grid.show_row(1)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    driver.wait(lambda: not detail.is_previewing)
    driver.wait(lambda: detail.picture._after is not None)
    assert "As it would be: Telea." in detail._status.text()
    after = detail.picture.shown
    QTest.mousePress(detail.picture, Qt.MouseButton.LeftButton)
    assert detail.picture.shown is not after
    QTest.mouseRelease(detail.picture, Qt.MouseButton.LeftButton)
    assert detail.picture.shown is after
    assert not (driver.root / "photos-filled").exists()
    detail.grab()


def test_a_preview_that_fails_says_why(driver):
    driver.choose(1)
    (driver.root / "photos" / "p0.png").write_bytes(b"no photo")
    detail = driver.window.detail
    driver.window.grid.show_row(0)
    detail.preview_button.click()
    driver.wait(lambda: not detail.is_previewing)
    assert "p0.png" in detail._sentence.text()
    assert detail._advice.isVisible()


def test_closing_in_mid_run_asks(driver):
    driver.choose(2)
    driver.state.start()
    driver.wait(lambda: driver.state.rows[0].state is State.WORKING)
    driver.answers.may_stop = False
    assert not driver.window.close()
    assert driver.answers.asked == ["stop?"]
    assert driver.state.is_running
    driver.answers.may_stop = True
    with driver.bot.waitSignal(driver.window.closed):
        assert driver.window.close()
    assert not (driver.root / "photos-filled" / "p0.png").exists()


def test_a_thousand_photos_ask_for_pictures_of_what_is_in_sight_alone(driver, monkeypatch):
    folder = driver.root / "many"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:04}.png").touch()
    driver.state.choose(folder=folder)
    driver.state.choose_path(Source.ONE_MASK, driver.mask())
    driver.planned()
    asked: set[int] = set()
    picture = driver.window.thumbnails.picture
    monkeypatch.setattr(driver.window.thumbnails, "picture", lambda index: asked.add(index) or picture(index))
    grid = driver.window.grid
    grid.grab()
    assert len(asked) < 60
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    grid.grab()
    assert 999 in asked
    assert len(asked) < 120
    assert len(driver.window.thumbnails._waiting) <= 80


def test_a_proposed_folder_follows_the_photos_until_one_is_chosen(driver):
    assert proposed_output(None) is None
    driver.state.choose(folder=driver.root / "a")
    driver.state.choose(folder=driver.root / "b")
    assert driver.state.choice.output == driver.root / "b-filled"
    driver.state.choose(folder=driver.root / "d", output=driver.root / "given")
    assert driver.state.choice.output == driver.root / "given"
    driver.state.choose(output=driver.root / "mine")
    driver.state.choose(folder=driver.root / "c")
    assert driver.state.choice.output == driver.root / "mine"
    driver.planned()


# Once it is done


def test_what_is_done_has_no_tick_to_take_away(driver):
    driver.choose(2)
    tick_all = driver.window.tick_all
    assert (tick_all.isVisible(), tick_all.text()) == (True, "Untick all")
    driver.state.start()
    driver.run_to_end()
    assert driver.states() == ["done", "done"]
    assert not tick_all.isVisible()
    driver.state.tick(0, False)
    assert driver.state.rows[0].ticked


def test_the_tick_of_all_is_for_those_that_are_left(driver):
    driver.choose(3)
    driver.state.tick(2, False)
    driver.state.start()
    driver.run_to_end()
    assert driver.window.tick_all.text() == "Tick all"
    driver.window.tick_all.click()
    assert driver.state.wanted == 1


# Several machines


def test_a_run_is_handed_to_the_scheduler_that_was_named(driver, qtbot):
    asked: list[str] = []

    def shared(address: str) -> Gated:
        asked.append(address)
        return driver.backend

    driver.state._shared = shared
    panel = driver.window.choice_panel
    assert panel.scheduler.isHidden() or not panel.scheduler.isVisible()
    panel.where.setCurrentIndex(1)
    assert panel.scheduler.isVisible()
    assert not panel.jobs.isVisible()
    driver.choose(1)
    assert not driver.window.start_button.isEnabled()
    assert driver.window.start_button.toolTip() == "Type the address of the Dask scheduler first."
    panel.scheduler.setText(" tcp://desk:8786 ")
    driver.planned()
    assert driver.window.start_button.isEnabled()
    driver.window.start_button.click()
    driver.run_to_end()
    assert asked == ["tcp://desk:8786"]
    assert driver.states() == ["done"]
    assert driver.settings.batch_scheduler == "tcp://desk:8786"


def test_without_dask_it_says_what_dask_is_missing_for(driver, monkeypatch):
    monkeypatch.setattr("ui.batch.state.cluster.is_installed", lambda: False)
    driver.choose(1)
    panel = driver.window.choice_panel
    panel.where.setCurrentIndex(1)
    driver.planned()
    assert not panel.scheduler.isVisible()
    words = driver.window.findChild(QLabel, "batch-where-words")
    assert words.isVisible()
    assert "optional package for Dask, which is not installed" in words.text()
    assert not driver.window.start_button.isEnabled()
    assert "Dask is not installed" in driver.window.start_button.toolTip()


def test_the_results_say_what_was_done_unless_that_is_unticked(driver):
    marked = driver.window.choice_panel.marked
    assert marked.isChecked()
    marked.click()
    driver.choose(1)
    assert driver.state._plan.units[0].marked is False


def test_the_wheel_scrolls_the_side_and_changes_no_choice_under_the_pointer(driver):
    """Qt gives the focus to what is wheeled, where its policy allows that, before the wheel comes."""
    panel = driver.window.choice_panel
    for field in (panel.format, panel.method, panel.source, panel.where, panel.jobs, panel.seed):
        assert field.focusPolicy() is Qt.FocusPolicy.StrongFocus, field.objectName()


def test_what_was_done_by_hand_is_called_as_in_the_window() -> None:
    assert done_words("clone, telea", 1.0) == "Clone stamp, Telea, 1.0 s"
