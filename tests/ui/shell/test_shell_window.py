"""The window in use: paint with the mouse, fill with Enter, undo, compare, choose among candidates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QPushButton, QToolButton, QWidget

from engine.errors import EngineError
from engine.inpaint import FillSettings
from engine.inpaint.methods import REGISTRY, resolve
from engine.mask import BrushTip
from ui import facts
from ui import fills as fills_module
from ui.candidates import real_methods
from ui.convert import image_from_rgb
from ui.problems import Notice

Key, Mod = Qt.Key, Qt.KeyboardModifier


def shown(driver) -> np.ndarray:
    from engine.geometry import Rect

    return driver.document.composite.read(Rect.of(driver.document.size)).copy()


def button(driver, name: str) -> QToolButton | QPushButton:
    found = driver.window.findChild(QToolButton, name) or driver.window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def another(driver) -> None:
    """Try another with a method that is quick and needs no model."""
    driver.window.desk.fill_panel.show_settings(FillSettings("ns"))
    driver.run("try-another")
    driver.wait_for_fills()


# From the brush to the fill


def test_a_stroke_wakes_the_fill_button_and_enter_fills(driver, small_photo: np.ndarray) -> None:
    fill_button = button(driver, "fill-button")
    assert not fill_button.isEnabled()
    assert "Brush" in fill_button.toolTip()
    driver.paint((20, 20), (40, 24))
    assert fill_button.isEnabled()
    marked = driver.document.mask > 0
    driver.fill()
    assert len(driver.document.patches) == 1
    assert not driver.document.mask.any()
    result = shown(driver)
    assert (result != small_photo)[marked].any()
    reach = driver.document.composite.covered(driver.document.patches[0].bounds)
    assert reach.any()
    outside = np.ones(marked.shape, bool)
    outside[driver.document.patches[0].bounds.slices] = ~reach
    assert (result == small_photo)[outside].all()
    assert driver.window.toast.text.startswith("Filled with Telea in")
    assert not fill_button.isEnabled()


def test_a_fill_is_one_step_that_gives_the_mask_back(driver, small_photo: np.ndarray) -> None:
    driver.paint((20, 20), (40, 24))
    mask = driver.document.mask.copy()
    driver.fill()
    driver.press(Key.Key_Z, Mod.ControlModifier)
    assert (shown(driver) == small_photo).all()
    assert (driver.document.mask == mask).all()
    driver.press(Key.Key_Y, Mod.ControlModifier)
    assert len(driver.document.patches) == 1
    driver.press(Key.Key_Z, Mod.ControlModifier)
    driver.press(Key.Key_Z, Mod.ControlModifier | Mod.ShiftModifier)
    assert len(driver.document.patches) == 1


def test_painting_goes_on_while_it_fills_and_is_kept(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = __import__("threading").Event()
    real = fills_module._fill

    def slow(request, context):
        gate.wait(30)
        return real(request, context)

    monkeypatch.setattr(fills_module, "_fill", slow)
    driver.paint((10, 10), (20, 10))
    driver.press(Key.Key_Return)
    assert driver.window.editor.fills.is_running
    assert button(driver, "fill-cancel").isVisible()
    driver.paint((50, 40), (54, 40))
    gate.set()
    driver.wait_for_fills()
    assert len(driver.document.patches) == 1
    assert driver.document.mask[40, 52] == 255
    assert driver.document.mask[10, 15] == 0
    driver.run("undo")
    assert driver.document.mask[10, 15] == 255
    assert driver.document.mask[40, 52] == 255


def test_a_fill_of_what_is_no_longer_there_is_left_out(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = __import__("threading").Event()
    real = fills_module._fill
    monkeypatch.setattr(fills_module, "_fill", lambda request, context: gate.wait(30) and real(request, context))
    driver.paint((10, 10), (20, 10))
    driver.press(Key.Key_Return)
    driver.run("clear-mask")
    gate.set()
    driver.wait_for_fills()
    assert driver.document.patches == ()
    assert "left out" in driver.window.toast.text


def test_escape_cancels_and_nothing_changes(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(request, context):
        while True:
            context.report(0.1, "step")

    monkeypatch.setattr(fills_module, "_fill", endless)
    driver.paint((10, 10), (20, 10))
    driver.press(Key.Key_Return)
    driver.press(Key.Key_Escape)
    driver.wait_for_fills()
    assert driver.document.patches == ()
    assert driver.document.mask.any()
    assert "Cancelled" in driver.window.toast.text
    assert not button(driver, "fill-cancel").isVisible()


def test_fault_33_a_broken_worker_is_told_and_the_next_job_runs(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request, context):
        raise RuntimeError("a bug in the engine")

    monkeypatch.setattr(fills_module, "_fill", broken)
    driver.paint((20, 20), (40, 24))
    driver.fill()
    bar = driver.window.error_bar
    assert bar.isVisible()
    assert "a bug in the engine" in bar.details
    assert driver.document.mask.any()
    monkeypatch.undo()
    driver.fill()
    assert len(driver.document.patches) == 1


def test_an_error_of_the_engine_is_told_in_its_own_words(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(request, context):
        raise EngineError("The model is missing.", "Choose another method.")

    monkeypatch.setattr(fills_module, "_fill", fails)
    driver.paint((20, 20), (40, 24))
    driver.fill()
    assert driver.window.error_bar.sentence == "The model is missing."
    assert button(driver, "error-help").text() == "Fill with every method"
    driver.press(Key.Key_Escape)
    assert not driver.window.error_bar.isVisible()


def test_enter_in_a_number_takes_it_and_only_the_next_one_fills(driver) -> None:
    driver.paint((20, 20), (40, 24))
    grow = driver.window.desk.fill_panel._grow.edit
    grow.setFocus()
    grow.selectAll()
    QTest.keyClicks(grow, "9")
    driver.press(Key.Key_Return)
    assert driver.window.desk.fill_panel.settings().grow == 9
    assert not driver.window.editor.fills.is_running
    assert not grow.hasFocus()
    QTest.keyClick(driver.window, Key.Key_Return)
    driver.wait_for_fills()
    assert driver.document.patches[0].recipe.grow == 9


def test_control_enter_takes_a_number_and_fills_at_once(driver) -> None:
    driver.paint((20, 20), (40, 24))
    feather = driver.window.desk.fill_panel._feather.edit
    feather.setFocus()
    feather.selectAll()
    QTest.keyClicks(feather, "2")
    driver.press(Key.Key_Return, Mod.ControlModifier)
    driver.wait_for_fills()
    assert driver.document.patches[0].recipe.feather == 2


# Candidates and patches


def test_try_another_takes_the_next_method_where_seeds_mean_nothing(driver) -> None:
    driver.paint((20, 20), (26, 24))
    driver.fill()
    first = shown(driver)
    another(driver)
    cards = driver.window.desk.candidates_panel.cards
    assert cards[0].candidate.method == "telea"
    assert len({(card.candidate.method, card.candidate.seed) for card in cards}) == 2
    assert [card.is_kept for card in cards] == [False, True]
    QTest.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    assert (shown(driver) == first).all()
    assert [card.is_kept for card in driver.window.desk.candidates_panel.cards] == [True, False]
    driver.run("undo")
    assert [card.is_kept for card in driver.window.desk.candidates_panel.cards] == [False, True]
    assert len(driver.document.patches) == 1


def test_try_another_takes_the_next_seed_where_seeds_count(driver) -> None:
    driver.window.desk.fill_panel.show_settings(FillSettings("patchmatch", seed=4))
    driver.paint((20, 20), (22, 22))
    driver.fill()
    driver.run("try-another")
    driver.wait_for_fills()
    cards = driver.window.desk.candidates_panel.cards
    assert [(card.candidate.method, card.candidate.seed) for card in cards] == [("patchmatch", 4), ("patchmatch", 5)]


def test_hovering_a_candidate_shows_it_and_changes_nothing(driver) -> None:
    driver.paint((20, 20), (26, 24))
    driver.fill()
    another(driver)
    revision, canvas = driver.document.revision, driver.window.canvas
    before = canvas.grab().toImage()
    card = driver.window.desk.candidates_panel.cards[0]
    place = QPointF(5, 5)
    QApplication.sendEvent(card, QEnterEvent(place, place, place))
    assert canvas.grab().toImage() != before
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert canvas.grab().toImage() == before
    assert driver.document.revision == revision


def test_enter_on_a_card_keeps_it(driver) -> None:
    driver.paint((20, 20), (26, 24))
    driver.fill()
    another(driver)
    card = driver.window.desk.candidates_panel.cards[0]
    card.setFocus()
    QTest.keyClick(card, Key.Key_Return)
    assert driver.document.patches[0] is card.candidate.patch
    assert not driver.window.editor.fills.is_running


def test_a_candidate_goes_with_its_fill_and_comes_back_with_it(driver) -> None:
    driver.paint((20, 20), (26, 24))
    driver.fill()
    assert len(driver.window.desk.candidates_panel.cards) == 1
    driver.run("undo")
    assert driver.window.desk.candidates_panel.cards == ()
    assert not driver.window.actions_by_id["try-another"].isEnabled()
    driver.run("redo")
    assert len(driver.window.desk.candidates_panel.cards) == 1


def test_a_patch_can_be_hidden_and_lifted_off(driver, small_photo: np.ndarray) -> None:
    driver.paint((20, 20), (26, 24))
    driver.fill()
    filled = shown(driver)
    button(driver, "patch-1-visible").click()
    assert (shown(driver) == small_photo).all()
    button(driver, "patch-1-visible").click()
    assert (shown(driver) == filled).all()
    row = driver.window.desk.patches_panel.rows[0]
    row.setFocus()
    QTest.keyClick(row, Key.Key_Delete)
    assert driver.document.patches == ()
    assert driver.window.desk.patches_panel.rows == ()
    QTest.mouseClick(button(driver, "toast-undo"), Qt.MouseButton.LeftButton)
    assert len(driver.document.patches) == 1


def test_an_older_patch_shows_its_own_candidates(driver) -> None:
    driver.paint((10, 10), (14, 10))
    driver.fill()
    driver.paint((50, 40), (54, 40))
    driver.fill()
    older = driver.document.patches[0].id
    assert driver.window.desk.candidates_panel.cards[0].candidate.patch.id != older
    QTest.mouseClick(driver.window.desk.patches_panel.rows[1], Qt.MouseButton.LeftButton)
    assert driver.window.desk.candidates_panel.cards[0].candidate.patch.id == older


def test_the_seed_sleeps_where_it_means_nothing(driver) -> None:
    panel = driver.window.desk.fill_panel
    assert not panel._seed.isEnabled()
    assert "same result" in panel._seed.toolTip()
    panel.show_settings(FillSettings("patchmatch"))
    assert panel._seed.isEnabled()


# Tools and view


@pytest.mark.parametrize(
    ("key", "name"),
    [
        (Key.Key_E, "eraser"),
        (Key.Key_M, "rectangle"),
        (Key.Key_L, "lasso"),
        (Key.Key_W, "wand"),
        (Key.Key_H, "pan"),
        (Key.Key_Z, "zoom"),
    ],
)
def test_keys_choose_tools(driver, key: Qt.Key, name: str) -> None:
    driver.press(key)
    assert driver.window.actions_by_id[f"tool-{name}"].isChecked()
    assert driver.window.canvas.tool.name == name


def test_the_eraser_takes_away_and_add_brings_the_brush_back(driver) -> None:
    driver.paint((20, 20), (40, 20))
    button(driver, "mask-subtract").click()
    assert driver.window.canvas.tool.name == "eraser"
    driver.paint((30, 20), (30, 20))
    assert driver.document.mask[20, 30] == 0
    button(driver, "mask-add").click()
    assert driver.window.canvas.tool.name == "brush"


def test_a_rectangle_can_subtract(driver) -> None:
    driver.press(Key.Key_M)
    driver.paint((10, 10), (30, 30))
    assert driver.document.mask[20, 20] == 255
    button(driver, "mask-subtract").click()
    driver.paint((15, 15), (25, 25))
    assert driver.document.mask[20, 20] == 0
    assert driver.document.mask[12, 12] == 255


def test_brackets_change_the_brush(driver) -> None:
    driver.window.desk.set_tip(BrushTip(100, 0.5, 1.0))
    driver.press(Key.Key_BracketRight)
    assert driver.window.canvas.brush_tip.diameter == 110
    driver.press(Key.Key_BracketLeft)
    assert driver.window.canvas.brush_tip.diameter == 99
    driver.run("brush-harder")
    assert driver.window.canvas.brush_tip.hardness == pytest.approx(0.6)
    driver.run("brush-softer")
    assert driver.window.canvas.brush_tip.hardness == pytest.approx(0.5)


def test_compare_shows_while_its_key_is_held(driver) -> None:
    canvas = driver.window.canvas
    canvas.setFocus()
    QTest.keyPress(canvas, Key.Key_Backslash)
    assert canvas.compare == "original"
    assert driver.window.actions_by_id["compare"].isChecked()
    QTest.keyRelease(canvas, Key.Key_Backslash)
    assert canvas.compare == "off"
    driver.press(Key.Key_Backslash, Mod.ControlModifier)
    assert canvas.compare == "wipe"
    driver.press(Key.Key_Escape)
    assert canvas.compare == "off"


def test_view_commands_reach_the_canvas_and_the_status_line(driver) -> None:
    window, canvas = driver.window, driver.window.canvas
    driver.press(Key.Key_1, Mod.ControlModifier)
    assert window.status.fact("zoom") == "100 %"
    driver.press(Key.Key_R)
    assert window.status.fact("rotation") == "15°"
    canvas.rotate_by(-17.5)
    assert window.status.fact("rotation") == "-2.5°"
    driver.run("rotate-reset")
    assert window.status.fact("rotation") == ""
    driver.press(Key.Key_Q)
    assert canvas.mask_mode == "mask only"
    driver.press(Key.Key_Q)
    driver.run("outlines")
    assert canvas.show_outlines
    driver.run("show-mask")
    assert not canvas.mask_visible
    assert window.status.fact("size") == "64 × 48 px"
    assert window.status.fact("depth") == "8 bit RGB"


def test_the_pixel_under_the_pointer_is_told_in_the_photos_depth(driver, small_photo: np.ndarray) -> None:
    deep = small_photo.astype(np.uint16) * 257
    driver.open_pixels(deep)
    canvas = driver.window.canvas
    from engine.geometry import Point

    canvas.set_zoom(5)
    QTest.mouseMove(canvas, canvas.image_to_view(Point(10.5, 12.5)).toPoint())
    red, green, blue = deep[12, 10]
    assert driver.window.status.fact("pixel") == f"10, 12:  {red} {green} {blue}"
    assert driver.window.status.fact("depth") == "16 bit RGB"


@pytest.mark.parametrize(("command", "grows"), [("grow-mask", True), ("shrink-mask", False), ("feather-mask", True)])
def test_mask_commands_ask_and_change(driver, command: str, grows: bool) -> None:
    driver.paint((20, 20), (40, 24))
    before = int((driver.document.mask > 0).sum())
    driver.run(command)
    assert int((driver.document.mask > 0).sum()) == before
    driver.answers.number = 2
    driver.run(command)
    after = int((driver.document.mask > 0).sum())
    assert (after > before) is grows
    assert after != before


def test_invert_fill_holes_and_clear(driver) -> None:
    driver.press(Key.Key_M)
    driver.paint((10, 10), (40, 40))
    button(driver, "mask-subtract").click()
    driver.paint((20, 20), (30, 30))
    driver.run("fill-holes")
    assert driver.document.mask[25, 25] == 255
    driver.run("invert-mask")
    assert driver.document.mask[25, 25] == 0
    driver.press(Key.Key_D, Mod.ControlModifier)
    assert not driver.document.mask.any()


def test_the_theme_changes_at_once_and_is_remembered(driver) -> None:
    driver.run("theme-light")
    assert driver.window.settings.theme == "light"
    assert not driver.window.theme.is_dark
    button(driver, "theme-toggle").click()
    assert driver.window.theme.is_dark
    assert driver.window.actions_by_id["theme-dark"].isChecked()


def test_panels_and_brush_are_found_again(make_window: Callable, small_photo: np.ndarray) -> None:
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.window.desk.set_tip(BrushTip(77, 0.25, 0.5))
    driver.window.desk.fill_panel.show_settings(FillSettings("ns", context=64, grow=3, feather=1))
    driver.window.desk.patches_panel.set_folded(True)
    settings = driver.window.settings
    driver.window.close()
    again = make_window(settings).window.desk
    assert again.canvas.brush_tip == BrushTip(77, 0.25, 0.5)
    assert again.fill_panel.settings() == FillSettings("ns", context=64, grow=3, feather=1)
    assert again.patches_panel.is_folded
    assert not again.fill_panel.is_folded


# Coming in


def test_dropped_files_open_in_tabs(make_window: Callable, tmp_path: Path, small_photo: np.ndarray) -> None:
    driver = make_window()
    paths = [tmp_path / "one.png", tmp_path / "zwei ü.png"]
    for path in paths:
        image_from_rgb(small_photo).save(str(path))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop = QDropEvent(
        QPointF(9, 9), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window = driver.window
    window.start_page.dropEvent(drop)
    driver.wait_for_files()
    assert [one.name for one in window.editor.photos] == ["one.png", "zwei ü.png"]
    assert window.windowTitle().startswith("one.png")


def test_a_picture_on_the_clipboard_becomes_a_photo(make_window: Callable, small_photo: np.ndarray) -> None:
    driver = make_window()
    driver.run("paste")
    assert "no picture" in driver.window.toast.text
    QGuiApplication.clipboard().setImage(image_from_rgb(small_photo))
    driver.run("paste")
    assert (driver.document.photo.pixels == small_photo).all()
    assert driver.window.windowTitle().startswith("Untitled")


def test_the_sample_opens_with_its_mask_ready(make_window: Callable) -> None:
    driver = make_window()
    with driver.bot.waitSignal(driver.window.editor.photo_opened):
        driver.run("open-sample")
    assert driver.document.mask.any()
    assert button(driver, "fill-button").isEnabled()
    assert not driver.window.editor.is_modified
    assert driver.window.settings.recent_files == ()


def test_recent_photos_are_shown_with_their_pictures(make_window: Callable, tmp_path: Path, small_photo) -> None:
    driver = make_window()
    path = tmp_path / "a & b.png"
    image_from_rgb(small_photo).save(str(path))
    driver.open(path)
    driver.run("close")
    page = driver.window.start_page
    assert page.isVisible()
    (card,) = page._cards
    assert card.path == path
    assert card._image is not None
    driver.window._recent_menu.aboutToShow.emit()
    assert [action.text() for action in driver.window._recent_menu.actions()] == ["a && b.png"]
    with driver.bot.waitSignal(driver.window.editor.photo_opened):
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    path.unlink()
    driver.run("close")
    assert page._cards == []


def test_a_notice_offers_what_helps(driver) -> None:
    driver.paint((20, 20), (26, 24))
    driver.fill()
    QTest.mouseClick(button(driver, "toast-undo"), Qt.MouseButton.LeftButton)
    assert driver.document.patches == ()
    driver.window.show_notice(Notice("Again?", ("fill",)))
    driver.window.desk.refresh()
    QTest.mouseClick(button(driver, "toast-fill-again"), Qt.MouseButton.LeftButton)
    driver.wait_for_fills()
    assert len(driver.document.patches) == 1


def test_a_method_that_failed_is_not_tried_again(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    real, tried = fills_module._fill, []

    def only_telea(request, context):
        tried.append(request.settings.method)
        if request.settings.method != "telea":
            raise EngineError("Not here.")
        return real(request, context)

    monkeypatch.setattr(fills_module, "_fill", only_telea)
    driver.paint((20, 20), (26, 24))
    driver.fill()
    for _ in range(3):
        driver.run("try-another")
        driver.wait_for_fills()
    assert tried[0] == "telea"
    assert len(set(tried)) == len(tried) == 4


def test_every_method_gives_one_candidate_and_one_step(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fills_module._fill
    quick = {"gan": "telea", "cnn": "telea", "patchmatch": "ns"}

    def fill(request, context):
        method = request.settings.method
        return real(replace(request, settings=replace(request.settings, method=quick.get(method, method))), context)

    monkeypatch.setattr(fills_module, "_fill", fill)
    driver.paint((20, 20), (26, 24))
    driver.run("fill-every")
    every = len(REGISTRY.describe_all())
    assert driver.window.editor.fills.waiting == every
    driver.wait_for_fills()
    assert len(driver.window.desk.candidates_panel.cards) == every
    assert len(driver.document.patches) == 1
    assert driver.window.toast.text.startswith(f"{every} fills to choose from")
    driver.run("undo")
    assert driver.document.patches == ()
    assert driver.document.mask.any()


def test_every_method_also_compares_a_place_that_is_filled_already(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    real = fills_module._fill

    def fill(request, context):
        return replace(real(replace(request, settings=replace(request.settings, method="ns")), context), method="x")

    driver.paint((20, 20), (26, 24))
    driver.fill()
    monkeypatch.setattr(fills_module, "_fill", fill)
    kept = driver.document.patches[0].id
    driver.run("fill-every")
    every = len(REGISTRY.describe_all())
    assert driver.window.editor.fills.waiting == every - 1  # Telea has been there
    driver.wait_for_fills()
    assert len(driver.window.desk.candidates_panel.cards) == every
    assert [patch.id for patch in driver.document.patches] == [kept]


def test_every_method_begins_with_the_chosen_or_the_best(driver) -> None:
    assert real_methods("ns")[0].id == "ns"
    assert real_methods("auto")[0].id == resolve("auto").info.id
    assert "auto" not in [info.id for info in real_methods("auto")]


def test_every_number_of_the_panel_reaches_the_recipe(driver) -> None:
    driver.window.desk.fill_panel.show_settings(FillSettings("patchmatch"))
    if button(driver, "fill-context-auto").isChecked():
        button(driver, "fill-context-auto").click()
    for name, typed in (
        ("fill-seed", "41"),
        ("fill-context-value", "24"),
        ("fill-grow-value", "3"),
        ("fill-feather-value", "2"),
    ):
        edit = driver.window.findChild(QAbstractSpinBox, name)
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, typed)
        QTest.keyClick(edit, Key.Key_Return)
    driver.paint((20, 20), (26, 24))
    driver.fill()
    recipe = driver.document.patches[0].recipe
    assert (recipe.method, recipe.seed, recipe.context) == ("patchmatch", 41, 24)
    assert (recipe.grow, recipe.feather) == (3, 2)


def test_enter_without_a_mask_says_what_to_do(driver) -> None:
    driver.window.canvas.setFocus()
    driver.press(Key.Key_Return)
    assert driver.window.toast.text.startswith("Brush over what should go")
    assert driver.document.patches == ()


def test_the_wand_takes_its_tolerance_from_the_row_above(driver) -> None:
    driver.run("tool-wand")
    options = driver.window.desk.tool_options
    assert options._tolerance.isVisible()
    assert not options._tip_rows[0].isVisible()
    options._tolerance.edit.setValue(100)
    driver.paint((20, 20))
    assert (driver.document.mask == 255).all()  # nothing is further off than everything
    driver.run("undo")
    button(driver, "mask-subtract").click()
    options._tolerance.edit.setValue(0)
    driver.run("invert-mask")
    driver.paint((20, 20))
    assert driver.document.mask[20, 20] == 0
    assert driver.document.mask.any()


@pytest.mark.parametrize(
    ("zoom", "words"), [(0.099264, "9.93 %"), (0.4121, "41.2 %"), (1, "100 %"), (1.4, "140 %"), (64, "6400 %")]
)
def test_the_zoom_is_told_in_three_figures(zoom: float, words: str) -> None:
    assert facts.zoom_words(zoom) == words


def test_nothing_in_the_panel_moves_when_a_fill_starts(driver) -> None:
    desk = driver.window.desk
    before = desk.candidates_panel.pos()
    desk.fill_panel.show_running(True)
    QApplication.sendPostedEvents(None, 0)
    assert button(driver, "fill-cancel").isVisible()
    assert not button(driver, "fill-button").isVisible()
    assert desk.candidates_panel.pos() == before


def test_the_panels_keep_their_width_when_they_grow_too_long(driver) -> None:
    area = driver.window.desk.side
    before = area.widget().width()
    area.widget().setMinimumHeight(area.height() + 500)
    QApplication.sendPostedEvents(None, 0)
    assert area._bar.isVisible()
    assert area.widget().width() == before
    area._bar.setValue(area._bar.maximum())
    assert area.verticalScrollBar().value() == area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("width", [1280, 1600])
def test_the_sliders_of_the_brush_are_of_one_length(driver, width: int) -> None:
    driver.window.resize(width, 800)
    QApplication.sendPostedEvents(None, 0)
    sliders = [driver.window.findChild(QWidget, f"brush-{name}-slider") for name in ("size", "hardness", "flow")]
    assert len({slider.width() for slider in sliders}) == 1
    assert all(slider.isVisible() and slider.width() >= 48 for slider in sliders)


@pytest.mark.parametrize("width", [960, 1070, 1280])
def test_the_numbers_of_the_brush_and_their_names_stay_at_every_width(driver, width: int) -> None:
    driver.window.resize(width, 700)
    QApplication.sendPostedEvents(None, 0)
    options = driver.window.desk.tool_options
    for row in options._tip_rows:
        for part in (row.label, row.edit):
            assert options.rect().contains(part.mapTo(options, part.rect().topLeft()))
            assert part.isVisible()
            assert part.width() >= part.minimumSizeHint().width()


def test_the_menus_stand_on_one_line_with_the_search(driver) -> None:
    bar = driver.window.menuBar()
    titles = bar.actionGeometry(bar.actions()[0])
    search = button(driver, "search")
    middle = search.mapTo(bar, search.rect().center())
    assert abs(middle.y() - titles.center().y()) <= 1


def test_a_large_mask_is_changed_on_the_worker(driver, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import selecting

    monkeypatch.setattr(selecting, "QUICK_AREA", 0)
    driver.paint((20, 20), (40, 24))
    before = driver.document.mask.copy()
    driver.run("invert-mask")
    assert (driver.document.mask == before).all()
    driver.wait(lambda: not driver.window.desk.selecting.is_busy)
    assert (driver.document.mask == 255 - before).all()
    driver.run("invert-mask")
    driver.paint((5, 5), (8, 5))
    driver.wait(lambda: not driver.window.desk.selecting.is_busy)
    assert driver.document.mask[40, 5] == 255
    assert "meanwhile" in driver.window.toast.text


def test_a_missing_sample_is_told(make_window: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import commands

    monkeypatch.setattr(commands, "sample_files", lambda: None)
    driver = make_window()
    driver.window.start_page.show_waiting("Opening")
    driver.window.files.open_sample()
    assert "missing" in driver.window.toast.text
    assert driver.window.start_page._area.isVisible()


def test_a_long_notice_stays_inside_the_window(driver) -> None:
    driver.window.show_notice(Notice("A sentence that goes on. " * 12, ("undo",)))
    assert driver.window.stage.rect().contains(driver.window.toast.geometry())
