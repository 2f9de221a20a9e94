"""The stack in the window: its list, what can be done with the chosen patch, where pixels come from, and the proof."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QLineEdit, QMenu, QWidget

from engine.document import Adjustment, MaskArea, Patch, Piece, Recipe
from engine.geometry import Point, Rect
from engine.jobs import Progress
from engine.photo import DisplayTransform, Straighten, read_photo, write_photo
from engine.photo.provenance import HUMAN_EDITS, source_type_of
from engine.settings import Settings
from ui import stack_thumbs
from ui.dialogs.saying import SayingBox, Says, ask_place
from ui.panels.patch_row import PatchRow
from ui.panels.provenance_panel import facts_as_json, facts_of_patch

Key, Alt = Qt.Key, Qt.KeyboardModifier.AltModifier


def patch_at(driver, x: int, y: int, side: int = 6, name: str = "", value: int = 9, **more) -> Patch:
    """Lay a patch of one colour over the photo."""
    rect, shape = Rect(x, y, side, side), (side, side)
    piece = Piece(rect, np.full((*shape, 3), value, np.uint8), np.full(shape, 255, np.uint8))
    number = len(driver.document.patches)
    patch = Patch(f"p{number}", (piece,), Recipe("patchmatch", seed=number), name=name, **more)
    driver.document.add_patch(patch)
    return patch


def names(driver) -> list[str]:
    return [patch.id for patch in driver.document.patches]


def panel(driver):
    return driver.window.desk.patches_panel


def row_of(driver, patch_id: str) -> PatchRow:
    return next(row for row in panel(driver).rows if row.patch_id == patch_id)


def button(driver, name: str) -> QAbstractButton:
    return driver.window.findChild(QAbstractButton, name)


def notices(driver) -> list[str]:
    heard: list[str] = []
    driver.window.editor.noticed.connect(lambda notice: heard.append(notice.text))
    return heard


def two_fills(driver) -> None:
    driver.paint((10, 10), (14, 12))
    driver.fill()
    driver.paint((40, 30), (44, 34))
    driver.fill()


# The list


def test_a_new_patch_is_chosen_and_told_of(driver) -> None:
    two_fills(driver)
    first, second = driver.document.patches
    assert driver.window.editor.stack.chosen is second
    row = row_of(driver, first.id)
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert panel(driver).chosen_id == first.id
    assert "Telea" in row.accessibleName()
    assert row.accessibleName().startswith("Patch 1: ")


def test_a_chosen_patch_that_goes_gives_way_to_its_neighbour(driver) -> None:
    for number in range(3):
        patch_at(driver, 10 * number, 4)
    driver.window.editor.stack.choose("p1")
    driver.document.remove_patch("p1")
    assert panel(driver).chosen_id == "p2"
    driver.run("undo")
    assert panel(driver).chosen_id == "p1"
    for patch in driver.document.patches:
        driver.document.remove_patch(patch.id)
    assert driver.window.editor.stack.chosen is None
    assert not driver.window.actions_by_id["patch-delete"].isEnabled()


def test_the_opacity_follows_the_slider_as_one_step(driver) -> None:
    patch_at(driver, 10, 10)
    slider = driver.window.findChild(object, "patch-opacity").slider
    steps = len(driver.document.history.undo_labels)
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Key.Key_Left)
    assert driver.document.patches[0].opacity == pytest.approx(0.85)
    assert len(driver.document.history.undo_labels) == steps + 1
    row = row_of(driver, "p0")
    assert row._details.text().startswith("85 % opaque"), "a narrow row shows only the beginning"
    assert "85 % opaque" in row.accessibleName()
    driver.run("undo")
    assert driver.document.patches[0].opacity == 1
    assert driver.window.findChild(object, "patch-opacity").value() == 100


def test_patches_apart_change_places_by_key_and_those_over_each_other_say_why_not(driver) -> None:
    patch_at(driver, 4, 4)
    patch_at(driver, 8, 8)
    patch_at(driver, 40, 30, name="Sign")
    heard = notices(driver)
    row = row_of(driver, "p2")
    row.setFocus()
    QTest.keyClick(row, Key.Key_Down, Alt)
    assert names(driver) == ["p0", "p2", "p1"]
    QTest.keyClick(row_of(driver, "p2"), Key.Key_Down, Alt)
    assert names(driver) == ["p2", "p0", "p1"]
    row = row_of(driver, "p1")
    row.setFocus()
    QTest.keyClick(row, Key.Key_Down, Alt)
    assert names(driver) == ["p2", "p0", "p1"]
    assert heard[-1] == "It overlaps “PatchMatch, seed 0”, so their order stays as it is"
    driver.run("undo")
    driver.run("undo")
    assert names(driver) == ["p0", "p1", "p2"]


def test_a_row_is_dragged_to_another_place(driver) -> None:
    for number in range(3):
        patch_at(driver, 14 * number, 4)
    top, bottom = row_of(driver, "p2"), row_of(driver, "p0")
    QApplication.processEvents()
    QTest.mousePress(top, Qt.MouseButton.LeftButton, pos=QPoint(90, 10))
    below = top.mapFromGlobal(bottom.mapToGlobal(QPoint(90, bottom.height() - 2)))
    QTest.mouseMove(top, QPoint(90, 40))
    QTest.mouseMove(top, below)
    QTest.mouseRelease(top, Qt.MouseButton.LeftButton, pos=below)
    assert names(driver) == ["p2", "p0", "p1"]


def test_the_keys_of_a_row(driver) -> None:
    patch_at(driver, 4, 4)
    patch_at(driver, 30, 20)
    row = row_of(driver, "p1")
    row.setFocus()
    QTest.keyClick(row, Key.Key_Space)
    assert not driver.document.patches[1].visible
    QTest.keyClick(row, Key.Key_Down)
    assert panel(driver).chosen_id == "p0"
    assert row_of(driver, "p0").hasFocus()
    QTest.keyClick(row_of(driver, "p0"), Key.Key_F2)
    driver.press(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(QApplication.focusWidget(), "Crane")
    driver.press(Key.Key_Return)
    assert driver.document.patches[0].name == "Crane"
    assert "“Crane”" not in row_of(driver, "p0").accessibleName()
    assert row_of(driver, "p0").accessibleName().startswith("Patch 1: Crane, PatchMatch")
    QTest.keyClick(row_of(driver, "p0"), Key.Key_Delete)
    assert names(driver) == ["p1"]


def test_its_menu_has_all_of_it(driver) -> None:
    driver.paint((10, 10), (14, 12))
    driver.fill()
    driver.window.desk.refresh()
    menu = driver.window.desk.stacked.menu_for(driver.document.patches[0].id)
    texts = [action.text() for action in menu.actions() if action.text()]
    for text in ("Hide patch", "Rename patch", "Duplicate patch", "Move patch up", "Merge down", "Delete patch"):
        assert text in texts
    again = menu.findChild(QMenu)
    assert again.title() == "Run again with"
    assert "PatchMatch" in [action.text() for action in again.actions()]
    menu.deleteLater()


def test_a_copy_lies_right_above(driver) -> None:
    patch_at(driver, 4, 4)
    patch_at(driver, 30, 20)
    driver.window.editor.stack.choose("p0")
    driver.run("patch-duplicate")
    assert names(driver)[0::2] == ["p0", "p1"]
    assert driver.document.patches[1].pieces is driver.document.patches[0].pieces


def test_a_hundred_patches_are_listed_in_a_list_that_scrolls(driver) -> None:
    patches = []
    for number in range(100):
        piece = Piece(
            Rect(number % 60, number % 40, 2, 2), np.zeros((2, 2, 3), np.uint8), np.full((2, 2), 255, np.uint8)
        )
        patches.append(Patch(f"n{number}", (piece,), Recipe("telea")))
    driver.document.set_patches(tuple(patches), "Many")
    driver.wait(lambda: len(panel(driver).rows) == 100)
    rows = panel(driver).rows
    assert [row.patch_id for row in rows] == [patch.id for patch in driver.document.patches[::-1]]
    driver.document.set_patch_opacity("n50", 0.5)
    assert panel(driver).rows == rows  # none is made anew
    assert panel(driver)._list.height() < 400


# What takes longer


def test_the_edge_is_softened_and_the_pixels_stay(driver) -> None:
    driver.paint((20, 20), (34, 28))
    driver.fill()
    before = driver.document.patches[0]
    driver.window.editor.stack.refeather(before.id, 3, 1)
    driver.wait_for_files()
    driver.window.editor.stack.refeather(before.id, 5, 1)
    driver.wait_for_files()
    after = driver.document.patches[0]
    assert (after.id, after.recipe.feather) == (before.id, 5)
    assert after.pieces[0].pixels is before.pieces[0].pixels
    assert not np.array_equal(after.pieces[0].alpha, before.pieces[0].alpha)
    assert driver.window.editor.fills.session.kept(driver.document).patch is after
    driver.run("undo")
    assert driver.document.patches[0] is before


def test_run_again_with_another_method_it_takes_its_place(driver) -> None:
    two_fills(driver)
    lower, upper = driver.document.patches
    driver.document.set_patch_opacity(lower.id, 0.5)
    driver.window.editor.stack.rename(lower.id, "Corner")
    driver.window.editor.stack.choose(lower.id)
    method = driver.window.findChild(object, "patch-method")
    method.setCurrentIndex(method.findData("ns"))
    button(driver, "patch-rerun").click()
    driver.wait_for_fills()
    new = driver.document.patches[0]
    assert (new.recipe.method, new.opacity, new.name) == ("ns", 0.5, "Corner")
    assert driver.document.patches[1] is upper
    assert panel(driver).chosen_id == new.id
    assert [card.candidate.method for card in driver.window.desk.candidates_panel.cards] == ["telea", "ns"]
    driver.run("undo")
    assert driver.document.patches[0].recipe.method == "telea"


def test_a_patch_out_of_a_project_is_run_again_too(driver) -> None:
    mask = MaskArea(Rect(10, 10, 6, 6), np.full((6, 6), 255, np.uint8))
    patch_at(driver, 10, 10, mask=mask)
    assert driver.window.editor.stack.rerun("p0", "telea", 0)
    driver.wait_for_fills()
    assert driver.document.patches[0].recipe.method == "telea"
    assert len(driver.window.desk.candidates_panel.cards) == 2


def test_without_a_mask_the_reason_stands_on_the_button(driver) -> None:
    patch_at(driver, 10, 10)
    assert not button(driver, "patch-rerun").isEnabled()
    assert "mask of this patch is not known" in button(driver, "patch-rerun").toolTip()
    assert not button(driver, "patch-merge").isEnabled()
    assert button(driver, "patch-merge").toolTip() == "There is no patch below it."


def test_merged_it_looks_the_same_and_is_one_step(driver) -> None:
    patch_at(driver, 10, 10, opacity=0.4)
    patch_at(driver, 13, 12, value=200)
    shown = driver.document.composite.read(Rect.of(driver.document.size)).copy()
    driver.run("patch-merge")
    driver.wait_for_files()
    (merged,) = driver.document.patches
    assert np.array_equal(driver.document.composite.read(Rect.of(driver.document.size)), shown)
    assert [part["id"] for part in merged.recipe.parts] == ["p0", "p1"]
    assert "Merged" in row_of(driver, merged.id).accessibleName()
    why_not = driver.window.findChild(QLabel, "patch-why-not")
    assert why_not.isVisibleTo(driver.window)
    assert "cannot be made again" in why_not.text()
    driver.run("undo")
    assert names(driver) == ["p0", "p1"]
    assert not why_not.isVisibleTo(driver.window)


# Adjustments


def test_adjustments_stand_in_the_list_and_open_by_a_double_click(driver) -> None:
    patch = Patch("a", (), Recipe("adjust"), adjustment=Adjustment(exposure=1.0))
    driver.document.add_patch(patch)
    wanted: list[str] = []
    driver.window.desk.adjustment_wanted.connect(wanted.append)
    row = row_of(driver, "a")
    QTest.mouseDClick(row, Qt.MouseButton.LeftButton, pos=QPoint(90, 10))
    row.setFocus()
    QTest.keyClick(row, Key.Key_Return)
    assert wanted == ["a", "a"]
    assert not driver.window.findChild(object, "patch-feather").isVisibleTo(panel(driver))
    heard = notices(driver)
    patch_at(driver, 10, 10)
    driver.window.editor.stack.move("p1", -1)
    assert heard[-1] == "It overlaps “Adjustment”, so their order stays as it is"


# Where pixels come from


def test_provenance_tells_how_a_patch_was_made(driver) -> None:
    driver.paint((20, 20), (34, 28))
    driver.fill()
    facts = dict(facts_of_patch(driver.document.patches[0]))
    assert facts["Kind"] == "From the photo itself"
    assert facts["Method"] == "Telea"
    assert facts["Program"].startswith("Tratteggio ")
    assert " px in " in facts["Mask"]
    driver.run("patch-copy-facts")
    assert "Method: Telea" in QGuiApplication.clipboard().text()


def test_a_models_card_is_told_with_its_licence(driver) -> None:
    driver.document.add_patch(replace(patch_at(driver, 4, 4), id="g", recipe=Recipe("gan", seed=7, model="fill-gan")))
    patch = driver.document.patches[-1]
    facts = dict(facts_of_patch(patch))
    assert facts["Kind"] == "Trained network"
    assert facts["Licence"] == "Apache-2.0"
    assert "pictures from" in facts["Trained on"]
    assert facts["Seed"] == "7"
    data = facts_as_json(patch)
    assert data["model_card"]["name"] == "fill-gan"
    assert json.loads(json.dumps(data))["recipe"]["model"] == "fill-gan"


def test_the_patch_under_the_pointer_is_told_while_outlines_show(driver) -> None:
    patch_at(driver, 4, 4)
    patch_at(driver, 30, 20)
    stacked, shown = driver.window.desk.stacked, driver.window.desk.provenance_panel
    assert stacked.patch_at(Point(5.5, 5.5)).id == "p0"
    assert stacked.patch_at(Point(0.5, 0.5)) is None
    driver.run("outlines")
    driver.window.canvas.pointer_moved.emit(Point(5.5, 5.5))
    driver.wait(lambda: shown.patch is not None and shown.patch.id == "p0")
    driver.window.canvas.pointer_moved.emit(None)
    driver.wait(lambda: shown.patch.id == "p1")


def test_the_overlay_has_a_colour_for_each_kind_and_a_legend(driver) -> None:
    patch_at(driver, 10, 10, side=20)
    driver.run("outlines")
    image = driver.window.canvas.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert "#4fc3ff" in colours
    driver.document.set_patches((replace(driver.document.patches[0], recipe=Recipe("heal")),), "By hand")
    image = driver.window.canvas.grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert "#63dd90" in colours
    assert "#4fc3ff" not in colours


# Files


@pytest.fixture
def from_file(make_window: Callable, small_photo: np.ndarray, tmp_path: Path):
    """A window with a photo out of a file."""
    from engine.photo import photo_from_pixels

    write_photo(photo_from_pixels(small_photo), small_photo, None, tmp_path / "in.png")
    driver = make_window()
    driver.open(tmp_path / "in.png")
    driver.window.canvas.set_zoom(1.0)
    return driver


def test_a_saved_file_says_what_was_done_unless_it_is_not_to(from_file, tmp_path: Path) -> None:
    driver, heard = from_file, notices(from_file)
    patch_at(driver, 10, 10)
    driver.answers.save_path = tmp_path / "out.png"
    driver.run("save-as")
    driver.wait_for_files()
    assert source_type_of(read_photo(tmp_path / "out.png").xmp) == HUMAN_EDITS
    assert "The file says: 1 place filled from the photo itself" in heard[-1]
    driver.run("mark-exports")
    assert driver.window.settings.mark_exports is False
    driver.run("save")
    driver.wait_for_files()
    assert read_photo(tmp_path / "out.png").xmp is None
    assert "says" not in heard[-1]


def test_a_file_that_cannot_say_what_was_done_is_not_told_to_say_it(from_file, tmp_path: Path) -> None:
    driver, heard = from_file, notices(from_file)
    patch_at(driver, 10, 10)
    driver.answers.save_path = tmp_path / "out.bmp"
    driver.run("save-as")
    driver.wait_for_files()
    assert "the file does not say that it was retouched" in heard[-1]
    assert "The file says" not in heard[-1]


def test_the_tick_in_the_save_dialog_decides_and_is_remembered(from_file, tmp_path: Path) -> None:
    driver = from_file
    driver.answers.save_path = tmp_path / "out.png"
    driver.run("save-as")
    driver.wait_for_files()
    assert not driver.answers.says.done  # nothing was done, so there is nothing to say
    patch_at(driver, 10, 10)
    driver.answers.says_answer = False
    driver.run("save-as")
    driver.wait_for_files()
    assert driver.answers.says is not None
    assert not driver.answers.says.trained
    assert read_photo(tmp_path / "out.png").xmp is None
    assert driver.window.settings.mark_exports is False
    assert not driver.window.actions_by_id["mark-exports"].isChecked()


@pytest.mark.parametrize("trained", [True, False])
def test_the_tick_says_in_plain_words_what_the_file_will_hold(qtbot, trained: bool) -> None:
    says = Says(on=True, trained=trained)
    box = SayingBox(says)
    qtbot.addWidget(box)
    assert ("without a trained model" in box.words) is not trained
    assert "IPTC DigitalSourceType" in box.words
    box.tick.click()
    assert says.on is False
    assert box.words == "The file will not say that it was retouched."
    box.show_format("Tratteggio project (*.ora)")
    assert not box.tick.isEnabled()
    assert "always" in box.words


def test_the_file_dialog_has_the_tick_in_it(qtbot, tmp_path: Path) -> None:
    parent, says = QWidget(), Says(on=True, trained=False)
    qtbot.addWidget(parent)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        tick = dialog.findChild(QAbstractButton, "save-says")
        tick.click()
        dialog.accept()

    QTimer.singleShot(0, answer)
    chosen, used = ask_place(parent, tmp_path / "a.png", ["PNG (*.png)", "JPEG (*.jpg)"], "PNG (*.png)", "Save", says)
    assert (Path(chosen), used, says.on) == (tmp_path / "a.png", "PNG (*.png)", False)


def test_the_wish_is_remembered(make_window: Callable) -> None:
    driver = make_window(Settings(mark_exports=False))
    assert not driver.window.editor.marks_saves
    assert not driver.window.actions_by_id["mark-exports"].isChecked()


def test_the_time_that_a_recipe_still_takes_is_no_finer_than_a_guess(from_file) -> None:
    window, told = from_file.window, []
    window.status.show_work = told.append
    job = SimpleNamespace(label="Applying the recipe", progress=Progress(0.2, "", 12.34))
    window.editor.stack.progressed.emit(job)
    assert told == ["Applying the recipe · 10 s left"]


def test_a_recipe_goes_out_and_comes_back_on_the_same_photo(from_file, small_photo, tmp_path: Path) -> None:
    driver, heard = from_file, notices(from_file)
    driver.window.desk.fill_panel.show_settings(replace(driver.window.desk.fill_panel.settings(), method="telea"))
    driver.paint((20, 20), (34, 28))
    driver.fill()
    shown = driver.document.composite.read(Rect.of(driver.document.size)).copy()
    driver.answers.save_path = tmp_path / "a.recipe.json"
    driver.run("save-recipe")
    driver.wait_for_files()
    assert driver.answers.asked[-1] == "place in.recipe.json"
    assert heard[-1] == "Saved the recipe as a.recipe.json"
    driver.run("undo")
    driver.document.clear_mask()
    driver.answers.open_path = tmp_path / "a.recipe.json"
    driver.run("apply-recipe")
    driver.wait(lambda: not driver.window.editor.stack.is_replaying)
    assert heard[-1] == "Applied the recipe: every pixel is as it was then"
    assert np.array_equal(driver.document.composite.read(Rect.of(driver.document.size)), shown)
    driver.run("undo")
    assert driver.document.patches == ()


def test_a_file_that_is_no_recipe_is_told_in_the_bar(from_file, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text("{}")
    failed: list[str] = []
    from_file.window.editor.failed.connect(lambda problem: failed.append(problem.sentence))
    from_file.answers.open_path = tmp_path / "b.json"
    from_file.run("apply-recipe")
    from_file.wait(lambda: failed)
    assert failed == ["“b.json”: This is no recipe of Tratteggio."]
    assert from_file.document.patches == ()


# The proof


def badge(driver):
    return driver.window.desk.stacked.badge


def test_the_badge_has_read_the_file_again(from_file) -> None:
    from_file.wait(lambda: badge(from_file).state == "holds")
    assert badge(from_file).words == "Photo untouched · 0 px"
    assert (
        "The file was read again and all 3,072 pixels compared; 3,072 lie under no patch." in badge(from_file).toolTip()
    )
    patch_at(from_file, 10, 10)
    from_file.wait(lambda: "3,036 lie under no patch" in badge(from_file).toolTip())
    assert badge(from_file).words == "Rest of photo untouched · 0 px"
    assert badge(from_file).toolTip().startswith("Outside the patches not one pixel differs")
    assert badge(from_file).state == "holds"


def test_it_is_amber_where_the_photo_in_memory_is_not_the_files(from_file) -> None:
    from_file.wait(lambda: badge(from_file).state == "holds")
    photo = from_file.document.photo
    spoilt = photo.pixels.copy()
    spoilt[3, 4] ^= 255
    from_file.window.editor.set_photo(replace(photo, pixels=spoilt))
    from_file.wait(lambda: badge(from_file).state == "fails")
    assert badge(from_file).words == "Changed outside patches · 1 px"
    assert "please report it" in badge(from_file).toolTip()


def test_after_straightening_it_says_that_all_pixels_are_new(from_file) -> None:
    from_file.document.reshape(Straighten(3.0))
    from_file.wait(lambda: badge(from_file).state == "remade")
    assert "all its pixels were made anew" in badge(from_file).toolTip()


def test_where_the_file_has_changed_it_says_what_was_compared(from_file, tmp_path: Path) -> None:
    from_file.wait(lambda: badge(from_file).state == "holds")
    (tmp_path / "in.png").unlink()
    from_file.window.desk.stacked.proof._bases.clear()
    heard = notices(from_file)
    badge(from_file).click()
    from_file.wait(lambda: "no longer there" in badge(from_file).toolTip())
    assert badge(from_file).state == "holds"
    assert heard


def test_a_pasted_picture_is_compared_with_itself_and_nothing_open_shows_nothing(driver) -> None:
    driver.wait(lambda: badge(driver).state == "holds")
    assert "comes from no file" in badge(driver).toolTip()
    driver.window.editor.close_document()
    assert badge(driver).state == ""
    assert badge(driver).isHidden()


# One alone


def visible(driver) -> list[bool]:
    return [patch.visible for patch in driver.document.patches]


def test_alt_click_on_the_eye_shows_a_patch_alone_and_then_what_showed_before(driver) -> None:
    for number in range(3):
        patch_at(driver, 14 * number, 4)
    driver.document.set_patch_visible("p0", False)
    eye = row_of(driver, "p1").findChild(QAbstractButton, "patch-2-visible")
    steps = len(driver.document.history.undo_labels)
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton, Alt)
    assert visible(driver) == [False, True, False]
    assert len(driver.document.history.undo_labels) == steps + 1
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier)
    assert visible(driver) == [False, True, True]
    QTest.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert visible(driver) == [False, False, True]


def test_the_menu_shows_a_patch_alone_too(driver) -> None:
    patch_at(driver, 4, 4)
    assert not driver.window.actions_by_id["patch-alone"].isEnabled()
    patch_at(driver, 20, 4)
    driver.run("patch-alone")
    assert visible(driver) == [False, True]
    assert driver.window.actions_by_id["patch-alone"].text() == "Show the others too"
    driver.run("patch-alone")
    assert visible(driver) == [True, True]


def test_a_double_click_renames_what_opens_nothing(driver) -> None:
    patch_at(driver, 4, 4)
    QTest.mouseDClick(row_of(driver, "p0"), Qt.MouseButton.LeftButton, pos=QPoint(90, 10))
    edit = driver.window.findChild(QLineEdit, "patch-name")
    assert edit is not None
    QTest.keyClicks(edit, "Crane")
    QTest.keyClick(edit, Key.Key_Return)
    assert driver.document.patches[0].name == "Crane"


def test_pictures_of_patches_of_one_photo_share_a_transform(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bytes | None] = []

    class Counted(DisplayTransform):
        def __init__(self, icc: bytes | None, screen: bytes | None = None) -> None:
            made.append(icc)
            super().__init__(icc, screen)

    monkeypatch.setattr("engine.photo.DisplayTransform", Counted)
    stack_thumbs._transform.cache_clear()
    pixels = np.full((90, 120, 3), 77, np.uint8)
    patch = Patch("one", (Piece(Rect(0, 0, 120, 90), pixels, np.full((90, 120), 255, np.uint8)),), Recipe("clone"))
    pictures = [stack_thumbs.patch_picture(patch) for _ in range(3)]
    stack_thumbs._transform.cache_clear()
    assert made == [None]
    assert all(picture is not None and (picture == 77).all() for picture in pictures)
