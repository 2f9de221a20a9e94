"""What is dropped onto the window: beside the photo too, and folders."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QTabBar, QWidget

from tests.ui.shell.conftest import Driver
from ui import dropping
from ui.convert import image_from_rgb

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def folder(tmp_path: Path, small_photo: np.ndarray) -> Path:
    made = tmp_path / "shoot"
    (made / "deeper").mkdir(parents=True)
    for name in ("b.png", "A.png", ".hidden.png", "deeper/c.png"):
        image_from_rgb(small_photo).save(str(made / name), "PNG")
    (made / "note.txt").write_text("hello")
    return made


def drop(widget: QWidget, *paths: Path) -> bool:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    entered = QDragEnterEvent(QPoint(9, 9), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(widget, entered)
    if entered.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), COPY, mime, LEFT, NONE))
    return entered.isAccepted()


def names(driver: Driver) -> list[str]:
    driver.wait_for_files()
    return [one.name for one in driver.window.editor.photos]


def test_a_photo_is_dropped_anywhere_on_the_window(
    make_window: Callable[..., Driver], folder: Path, small_photo: np.ndarray
) -> None:
    driver = make_window()
    driver.open_pixels(small_photo)
    assert drop(driver.window, folder / "b.png")
    assert names(driver) == ["Untitled", "b.png"]


def test_a_photo_dropped_on_the_studio_is_what_it_starts_from(make_window: Callable[..., Driver], folder: Path) -> None:
    driver = make_window()
    driver.run("workspace-latents")
    studio = driver.window.studio
    studio.panels.show_panel("from-photo", False)
    assert drop(studio.picture_view, folder / "A.png")
    driver.wait(lambda: studio.from_photo.inverting.name == "A.png")
    assert studio.panels.is_shown("from-photo")
    assert not studio.from_photo.is_folded
    assert not driver.window.editor.photos


def test_a_dropped_folder_opens_its_photos_by_name(make_window: Callable[..., Driver], folder: Path) -> None:
    driver = make_window()
    assert drop(driver.window, folder)
    assert names(driver) == ["A.png", "b.png"]
    assert driver.window.editor.front.name == "A.png"


def test_a_folder_of_many_photos_is_filled_as_a_batch(
    make_window: Callable[..., Driver], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dropping, "MOST_PHOTOS", 1)
    driver = make_window()
    driver.window.files.open_paths([folder])
    bar = driver.window.error_bar
    assert bar.sentence == "The folder shoot holds 2 photos."
    bar.findChild(QWidget, "error-help").click()
    batch = driver.window.batches.batch
    assert batch is not None
    assert batch.state.choice.folder == folder
    batch.close()


def test_a_folder_without_photos_says_so(make_window: Callable[..., Driver], tmp_path: Path) -> None:
    driver = make_window()
    driver.window.files.open_paths([tmp_path])
    assert driver.window.error_bar.sentence == f"There is no photo in the folder {tmp_path.name}."


def test_dropped_files_stay_where_they_are(driver: Driver, folder: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder / "A.png"))])
    move, shift = Qt.DropAction.MoveAction, Qt.KeyboardModifier.ShiftModifier
    window = driver.window
    bar = window.findChild(QTabBar)
    assert bar is not None
    for widget in (window, window.desk.canvas, window.start_page, bar):
        entered = QDragEnterEvent(QPoint(9, 9), COPY | move, mime, LEFT, shift)
        QApplication.sendEvent(widget, entered)
        event = QDropEvent(QPointF(9, 9), COPY | move, mime, LEFT, shift)
        assert event.proposedAction() == move  # as file managers do within one disk
        QApplication.sendEvent(widget, event)
        assert event.isAccepted()
        assert entered.dropAction() == event.dropAction() == COPY
    driver.wait_for_files()
