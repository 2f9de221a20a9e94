"""Several photos in one window: each in a tab, with everything that is its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from engine.document import Patch, Piece, Recipe
from engine.document.patch import new_patch_id
from engine.geometry import Point, Rect
from engine.photo import photo_from_pixels
from ui.convert import image_from_rgb
from ui.dialogs.questions import Answer


def a_patch() -> Patch:
    spot = Rect(4, 4, 6, 5)
    alpha = np.full((5, 6), 255, np.uint8)
    return Patch(new_patch_id(), (Piece(spot, np.full((5, 6, 3), 9, np.uint8), alpha),), Recipe("telea"))


@pytest.fixture
def two(driver, small_photo: np.ndarray):
    """Two photos open, the darker second one in front."""
    driver.open_pixels((small_photo // 2).astype(np.uint8))
    return driver


def tabs(driver) -> QTabBar:
    return driver.window.desk.tabs.bar


def middle_of(driver, index: int):
    return tabs(driver).tabRect(index).center()


def test_one_photo_has_no_tabs_and_two_have(driver, small_photo: np.ndarray) -> None:
    row = driver.window.desk.tabs
    assert not row.isVisible()
    driver.open_pixels(small_photo)
    assert row.isVisible()
    assert (row.bar.count(), row.bar.currentIndex()) == (2, 1)
    driver.run("close")
    assert not row.isVisible()


def test_a_tab_brings_its_own_document_view_and_history(two) -> None:
    first, second = two.window.editor.photos
    two.paint((20, 20), (30, 20))
    two.window.canvas.set_zoom(4.0)
    two.window.canvas.centre_on(Point(40, 10))
    view = two.window.canvas.view
    QTest.mouseClick(tabs(two), Qt.MouseButton.LeftButton, pos=middle_of(two, 0))
    assert two.document is first.document
    assert not two.document.can_undo
    assert not two.window.actions_by_id["undo"].isEnabled()
    two.run("next-photo")
    assert two.document is second.document
    assert two.document.undo_label == "Brush"
    now = two.window.canvas.view
    assert (now.zoom, now.is_fitted) == (view.zoom, view.is_fitted)
    assert now.middle.x == pytest.approx(view.middle.x, abs=0.5)


def test_the_keys_walk_through_the_tabs(two) -> None:
    first, second = two.window.editor.photos
    two.window.canvas.setFocus()
    for key, modifiers, front in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier, first),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier, second),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier, first),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier, second),
    ):
        two.press(key, modifiers)
        assert two.window.editor.front is front


def test_unsaved_changes_are_a_dot_and_are_asked_about(two) -> None:
    first, second = two.window.editor.photos
    second.document.add_patch(a_patch())
    assert "Not saved" in tabs(two).tabToolTip(1)
    assert "Not saved" not in tabs(two).tabToolTip(0)
    two.window.editor.show(first)
    two.answers.save_answer = Answer.CANCEL
    QTest.mouseClick(tabs(two), Qt.MouseButton.MiddleButton, pos=middle_of(two, 1))
    assert two.window.editor.front is second, "what is asked about is shown"
    assert len(two.window.editor.photos) == 2
    two.answers.save_answer = Answer.OTHER
    QTest.mouseClick(tabs(two), Qt.MouseButton.MiddleButton, pos=middle_of(two, 1))
    assert two.window.editor.photos == (first,)
    assert two.window.editor.front is first


def test_the_cross_closes_its_own_tab(two) -> None:
    first, second = two.window.editor.photos
    QTest.mouseClick(tabs(two).tabButton(0, QTabBar.ButtonPosition.RightSide), Qt.MouseButton.LeftButton)
    assert two.window.editor.photos == (second,)
    assert first.document is not two.document


def test_tabs_move_by_hand(two) -> None:
    first, second = two.window.editor.photos
    tabs(two).moveTab(0, 1)
    assert two.window.editor.photos == (second, first)
    assert two.window.editor.front is second
    assert tabs(two).currentIndex() == 0


def test_a_fill_comes_home_to_its_document_though_another_is_in_front(two) -> None:
    first, second = two.window.editor.photos
    two.paint((20, 20), (30, 20))
    two.window.canvas.setFocus()
    two.press(Qt.Key.Key_Return)
    two.window.editor.show(first)
    assert not two.window.editor.fills.is_running, "nothing runs for the one in front"
    two.wait(lambda: not two.window.editor.fills.waiting)
    assert (len(first.document.patches), len(second.document.patches)) == (0, 1)
    assert second.document.mask_bounds.is_empty
    assert two.window.editor.fills.session is None
    assert two.window.toast.text.startswith("Untitled: filled with")
    two.window.editor.show(second)
    assert two.window.editor.fills.session is not None
    assert len(two.window.editor.fills.session.candidates) == 1


def test_closing_a_tab_drops_its_fills(two) -> None:
    first, second = two.window.editor.photos
    two.paint((20, 20), (30, 20))
    two.press(Qt.Key.Key_Return)
    two.window.editor.close(second)
    two.wait(lambda: not two.window.editor.fills.waiting)
    assert two.window.editor.photos == (first,)
    assert not first.document.patches


def test_a_file_that_is_open_is_shown_instead(make_window: Callable, tmp_path: Path, small_photo: np.ndarray) -> None:
    driver = make_window()
    paths = [tmp_path / "one.png", tmp_path / "two.png"]
    for path in paths:
        image_from_rgb(small_photo).save(str(path))
        driver.open(path)
    assert driver.window.editor.name == "two.png"
    driver.window.files.open_path(paths[0])
    assert driver.window.editor.name == "one.png"
    assert not driver.window.editor.work
    driver.window.editor.open(paths[0], anew=True)
    driver.wait_for_files()
    assert [one.name for one in driver.window.editor.photos] == ["one.png", "one.png", "two.png"]


def test_a_save_belongs_to_the_tab_it_began_in(two, tmp_path: Path) -> None:
    first, second = two.window.editor.photos
    second.document.add_patch(a_patch())
    two.answers.save_path = tmp_path / "done.png"
    two.run("save")
    two.window.editor.show(first)
    two.wait_for_files()
    assert (first.save_path, second.save_path) == (None, tmp_path / "done.png")
    assert not second.is_modified
    assert tabs(two).tabText(1) == "done.png"


def test_files_dropped_on_the_tabs_open_behind_the_first(two, tmp_path: Path, small_photo: np.ndarray) -> None:
    paths = [tmp_path / name for name in ("a.png", "b.png")]
    for path in paths:
        image_from_rgb(small_photo).save(str(path))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    keys = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, keys)
    tabs(two).dropEvent(drop)
    two.wait_for_files()
    assert [tabs(two).tabText(place) for place in range(4)] == ["Untitled", "Untitled", "a.png", "b.png"]
    assert two.window.editor.name == "a.png"


def test_closing_the_window_asks_for_every_photo_with_changes(two, small_photo: np.ndarray) -> None:
    editor = two.window.editor
    editor.set_photo(photo_from_pixels(small_photo))
    for one in editor.photos[:2]:
        one.document.add_patch(a_patch())
    two.answers.save_answer = Answer.CANCEL
    assert not two.window.close()
    assert two.answers.asked == ["save Untitled"]
    two.answers.save_answer = Answer.OTHER
    assert two.window.close()
    assert two.answers.asked == ["save Untitled"] * 3


def test_saving_while_closing_goes_on_to_the_next_photo(two, tmp_path: Path) -> None:
    for one in two.window.editor.photos:
        one.document.add_patch(a_patch())
    answers, asked = [Answer.OTHER, Answer.YES], []
    two.window.questions.save_changes = lambda name: (asked.append(name), answers.pop(0))[1]
    two.answers.save_path = tmp_path / "done.png"
    with two.bot.waitSignal(two.window.closed):
        two.window.close()
    assert len(asked) == 2, "the one that was let go is not asked about again"
    assert (tmp_path / "done.png").is_file()


def test_other_tabs_close_together(two, small_photo: np.ndarray) -> None:
    editor = two.window.editor
    editor.set_photo(photo_from_pixels(small_photo))
    keep = editor.photos[0]
    two.window.files.close_others(keep)
    assert editor.photos == (keep,)


def test_shift_and_a_digit_set_the_flow(driver) -> None:
    driver.window.canvas.setFocus()
    driver.press(Qt.Key.Key_3, Qt.KeyboardModifier.ShiftModifier)
    assert driver.window.canvas.brush_tip.flow == 0.3
    driver.press(Qt.Key.Key_0, Qt.KeyboardModifier.ShiftModifier)
    assert driver.window.canvas.brush_tip.flow == 1.0
    assert driver.window.toast.text == "Flow 100 %"
    driver.run("tool-pan")
    driver.press(Qt.Key.Key_3, Qt.KeyboardModifier.ShiftModifier)
    assert driver.window.canvas.brush_tip.flow == 1.0


def test_hidden_tabs_hold_no_pictures_of_the_canvas(two) -> None:
    first, _second = two.window.editor.photos
    assert two.window.canvas.document is not first.document
    assert first.view is not None
    subscribers = first.document._subscribers
    assert len(subscribers) == 1, "the editor listens, the canvas does not"


# What would be lost


def test_a_mask_that_was_never_filled_is_asked_about_and_goes_into_a_project(two, tmp_path: Path) -> None:
    first, second = two.window.editor.photos
    two.paint((20, 20), (30, 20))
    assert not second.document.is_modified, "the picture is as it was"
    two.answers.save_answer = Answer.CANCEL
    two.run("close")
    assert two.answers.asked[-1] == "marks Untitled 10"
    assert two.window.editor.photos == (first, second)
    two.answers.save_answer, two.answers.save_path = Answer.YES, tmp_path / "kept.ora"
    two.run("close")
    two.wait(lambda: two.window.editor.photos == (first,))
    two.open(tmp_path / "kept.ora")
    again = two.window.editor.front
    assert again.document.mask.any()
    two.answers.asked.clear()
    two.run("close")
    assert two.answers.asked == [], "the project holds the mask"


def test_what_closing_asks_about_has_a_dot_in_title_and_tab(two) -> None:
    window, bar = two.window, tabs(two)
    second = window.editor.photos[1]
    assert not window.isWindowModified()
    two.paint((20, 20), (30, 20))
    assert window.isWindowModified()
    assert bar.accessibleTabName(1) == "Untitled, not saved"
    two.run("undo")
    assert not window.isWindowModified()
    assert bar.accessibleTabName(1) == "Untitled"
    two.run("redo")
    two.answers.name_answer = "Sign"
    two.run("save-selection")
    two.run("clear-mask")
    assert window.isWindowModified(), "the selection would be lost"
    two.run("undo")
    two.run("undo")
    two.run("undo")
    assert not bool(second.losses)
    assert not window.isWindowModified()


def test_a_mask_that_was_painted_and_cleared_again_is_nothing_to_lose(two) -> None:
    first, _ = two.window.editor.photos
    two.paint((20, 20), (30, 20))
    two.run("undo")
    two.run("close")
    assert two.answers.asked == []
    assert two.window.editor.photos == (first,)


def test_saved_selections_of_a_photo_are_asked_about(two) -> None:
    two.paint((20, 20), (30, 20))
    two.answers.name_answer = "Sign"
    two.run("save-selection")
    two.run("undo")  # of the saved selection
    two.run("redo")
    two.answers.save_answer = Answer.OTHER
    two.run("close")
    assert two.answers.asked[-1] == "marks Untitled 11"
    assert len(two.window.editor.photos) == 1


def test_a_mask_that_came_with_the_photo_is_not_asked_about(driver, small_photo: np.ndarray) -> None:
    mask = np.zeros(small_photo.shape[:2], np.uint8)
    mask[4:9, 4:9] = 255
    driver.window.editor.set_photo(photo_from_pixels(small_photo), mask)
    assert not driver.window.editor.front.losses
    driver.run("close")
    assert driver.answers.asked == []


def test_after_the_fills_are_saved_the_mask_is_asked_about_too(two, tmp_path: Path) -> None:
    first, second = two.window.editor.photos
    second.document.add_patch(a_patch())
    two.paint((20, 20), (30, 20))
    two.answers.save_answer, two.answers.save_path = Answer.YES, tmp_path / "done.png"
    asked = two.answers.asked
    two.run("close")
    assert asked[0] == "save Untitled"
    two.answers.save_answer = Answer.OTHER
    two.wait(lambda: two.window.editor.photos == (first,))
    assert asked[-1] == "marks done.png 10"


def test_the_window_asks_about_a_mask_before_it_closes(two) -> None:
    two.paint((20, 20), (30, 20))
    two.answers.save_answer = Answer.CANCEL
    assert not two.window.close()
    assert two.answers.asked[-1] == "marks Untitled 10"
    two.answers.save_answer = Answer.OTHER
    assert two.window.close()
