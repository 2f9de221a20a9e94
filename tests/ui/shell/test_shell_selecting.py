"""Selecting in the real window: modes, numbers that are seen before they count, colour ranges, kept selections."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from engine.geometry import Point, Rect
from engine.mask import Combine
from engine.settings import Settings
from tests.ui.tools.moving import move
from ui import selecting as selecting_module
from ui.dialogs.live import NumberRow, NumbersDialog
from ui.tools.colours import ColoursTool
from ui.widgets.slider_row import Scale

Key, Mod = Qt.Key, Qt.KeyboardModifier


def spot() -> np.ndarray:
    y, x = np.ogrid[:120, :160]
    inside = (x - 80) ** 2 + (y - 60) ** 2 <= 25**2
    pixels = np.where(inside[..., None], (200, 90, 60), (60, 110, 170))
    return np.clip(pixels + np.random.default_rng(1).normal(0, 5, pixels.shape), 0, 255).astype(np.uint8)


@pytest.fixture
def driver(make_window):
    driver = make_window()
    driver.open_pixels(spot())
    return driver


@pytest.fixture
def on_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything goes to the worker, however small."""
    monkeypatch.setattr(selecting_module, "QUICK_AREA", 0)


def settle(driver) -> None:
    driver.wait(lambda: not driver.window.desk.selecting.is_busy and not driver.window.desk.selecting.is_trying)


def marked(driver) -> int:
    return int((driver.document.mask > 127).sum())


def shown(driver) -> np.ndarray:
    """The mask as the canvas shows it."""
    scene = driver.window.canvas._scene
    return scene.mask.read(0, Rect.of(scene.size))


def button(driver, name: str):
    return driver.window.findChild(QToolButton, name) or driver.window.findChild(QPushButton, name)


def click(driver, x: float, y: float, held: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    canvas = driver.window.canvas
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, held, canvas.image_to_view(Point(x, y)).toPoint())


# Tools and modes


def test_the_modes_are_shared_by_selecting_tools_and_kept_apart_from_the_brush(driver) -> None:
    driver.run("tool-rectangle")
    button(driver, "mask-intersect").click()
    driver.run("tool-lasso")
    assert button(driver, "mask-intersect").isChecked()
    assert driver.window.canvas.tool.mode is Combine.INTERSECT
    driver.run("tool-brush")
    assert button(driver, "mask-add").isChecked()
    button(driver, "mask-intersect").click()
    assert driver.window.canvas.tool.name == "brush"
    driver.run("select-all")
    driver.paint((80, 60))
    assert 0 < marked(driver) < 120
    button(driver, "mask-subtract").click()
    assert driver.window.canvas.tool.name == "eraser"


def test_what_is_marked_next_takes_the_place_of_the_mask_from_the_menu_the_keys_or_the_row(driver) -> None:
    window = driver.window
    driver.run("tool-rectangle")
    QTest.keyClick(window.canvas, Key.Key_1, Mod.AltModifier)
    assert button(driver, "mask-replace").isChecked()
    assert window.canvas.tool.mode is Combine.REPLACE
    driver.run("mask-subtract")
    assert button(driver, "mask-subtract").isChecked()
    button(driver, "mask-replace").click()
    assert window.actions_by_id["mask-replace"].isChecked()
    assert "Alt+1" in button(driver, "mask-replace").toolTip()
    window.desk.store()
    assert window.settings.select_mode == "replace"


def test_the_brush_never_replaces_the_mask(driver) -> None:
    driver.run("tool-rectangle")
    driver.run("mask-replace")
    driver.run("tool-brush")
    assert not button(driver, "mask-replace").isVisible()
    assert not driver.window.actions_by_id["mask-replace"].isEnabled()
    assert driver.window.actions_by_id["mask-add"].isChecked()
    driver.run("tool-lasso")
    assert driver.window.canvas.tool.mode is Combine.REPLACE
    driver.run("tool-pan")
    assert not driver.window.actions_by_id["mask-add"].isEnabled()


def test_the_mode_of_last_time_is_in_hand_again(make_window) -> None:
    driver = make_window(settings=Settings(select_mode="replace"))
    driver.open_pixels(spot())
    driver.run("tool-ellipse")
    assert driver.window.canvas.tool.mode is Combine.REPLACE
    assert button(driver, "mask-replace").isChecked()


def test_a_large_mask_is_moved_on_the_worker_and_seen_there_meanwhile(driver, on_worker) -> None:
    mask = np.zeros((120, 160), np.uint8)
    mask[20:60, 30:80] = 255
    driver.document.set_mask(mask)
    driver.run("tool-rectangle")
    driver.run("mask-replace")
    canvas = driver.window.canvas
    places = [canvas.image_to_view(Point(*point)).toPoint() for point in ((50, 40), (60, 45), (90, 70))]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, Mod.NoModifier, places[0])
    for place in places[1:]:
        move(canvas, place, Mod.NoModifier)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, Mod.NoModifier, places[-1])
    wanted = np.roll(mask, (30, 40), (0, 1))
    assert (shown(driver) == wanted).all()
    settle(driver)
    assert (driver.document.mask == wanted).all()
    assert (shown(driver) == wanted).all()


def test_a_scribble_is_snapped_on_the_worker(driver, on_worker) -> None:
    driver.run("tool-snap")
    driver.paint((70, 60), (80, 58), (90, 62))
    settle(driver)
    assert marked(driver) == pytest.approx(np.pi * 25**2, rel=0.05)
    driver.run("undo")
    assert marked(driver) == 0
    assert button(driver, "snap-over").isVisible()
    button(driver, "snap-around").click()
    driver.paint((45, 25), (115, 28), (112, 95), (48, 92))
    settle(driver)
    assert marked(driver) == pytest.approx(np.pi * 25**2, rel=0.05)


def test_what_is_painted_while_an_area_is_worked_out_stays(driver, on_worker) -> None:
    driver.run("tool-wand")
    driver.paint((80, 60))
    stroke = driver.document.begin_stroke(driver.window.canvas.brush_tip)
    stroke.move_to(10.5, 10.5)
    stroke.commit()
    settle(driver)
    assert driver.document.mask[10, 10] == 255
    assert driver.document.mask[60, 80] == 255


def test_escape_stops_what_is_worked_out(driver, on_worker, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    started, go_on = threading.Event(), threading.Event()

    def slow(check):
        started.set()
        go_on.wait(30)
        check()
        raise AssertionError("it was not stopped")

    desk = driver.window.desk
    over: list[bool] = []
    desk.selecting.run(driver.document, slow, Combine.ADD, "Slow", pixels=10, done=over.append)
    driver.wait(started.is_set)
    driver.run("cancel")
    go_on.set()
    settle(driver)
    assert over == [False]
    assert not driver.document.can_undo


def test_tools_of_a_kind_share_a_button_where_the_window_is_low(driver) -> None:
    strip = driver.window.desk.tool_strip
    shared = driver.window.findChild(QToolButton, "tools-wand")
    strip.resize(strip.width(), strip.sizeHint().height())
    assert button(driver, "button-tool-snap").isVisibleTo(strip)
    assert not shared.isVisibleTo(strip)
    strip.resize(strip.width(), strip.minimumSizeHint().height())
    assert shared.isVisibleTo(strip)
    assert not button(driver, "button-tool-snap").isVisibleTo(strip)
    driver.run("tool-snap")
    assert shared.defaultAction() is driver.window.actions_by_id["tool-snap"]


# Whole masks


@pytest.mark.parametrize("command", ["smooth-mask", "border-mask", "refine-mask", "grow-mask"])
@pytest.mark.parametrize("large", [False, True])
def test_numbers_are_asked_tried_and_done_as_one_step(
    driver, command: str, large: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if large:
        monkeypatch.setattr(selecting_module, "QUICK_AREA", 0)
    driver.run("tool-rectangle")
    driver.paint((60, 40), (100, 80))
    settle(driver)
    before = driver.document.mask.copy()
    driver.run(command)
    settle(driver)
    assert (driver.document.mask == before).all()  # nothing was answered
    driver.answers.number = 5
    driver.run(command)
    settle(driver)
    assert (driver.document.mask != before).any()
    assert (shown(driver) == driver.document.mask).all()
    driver.run("undo")
    assert (driver.document.mask == before).all()


def test_what_a_number_does_is_seen_while_it_is_set(driver) -> None:
    driver.run("tool-rectangle")
    driver.paint((60, 40), (100, 80))
    selecting = driver.window.desk.selecting
    dialog = NumbersDialog(
        driver.window,
        "pixels",
        "Grow",
        "Moves the edge.",
        (NumberRow("pixels", "By", Scale(1, 100, 4)),),
        "Grow",
        lambda values: selecting.preview(lambda mask, _check: np.full_like(mask, int(values[0]))),
    )
    driver.bot.addWidget(dialog)
    dialog._changed()
    driver.wait(lambda: shown(driver)[0, 0] == 4)
    dialog._rows[0].edit.setValue(9)
    driver.wait(lambda: shown(driver)[0, 0] == 9)
    assert driver.document.mask[0, 0] == 0
    selecting.preview(None)
    assert (shown(driver) == driver.document.mask).all()


def test_a_rough_stroke_snaps_to_its_object(driver) -> None:
    driver.window.desk.set_tip(driver.window.canvas.brush_tip.__class__(24, 1.0, 1.0))
    driver.paint((72, 58), (88, 62))
    driver.run("snap-mask")
    settle(driver)
    assert marked(driver) == pytest.approx(np.pi * 25**2, rel=0.05)


@pytest.fixture
def large_mask(driver, on_worker, monkeypatch: pytest.MonkeyPatch) -> np.ndarray:
    """A mask whose changes go to the worker and make another array of it."""
    monkeypatch.setattr("engine.document.document.WRITTEN_AT_ONCE", 0)
    driver.paint((60, 40), (100, 80))
    return driver.document.mask.copy()


def test_a_large_mask_is_emptied_on_the_worker_and_comes_back(driver, large_mask: np.ndarray) -> None:
    driver.run("clear-mask")
    settle(driver)
    assert not driver.document.mask.any()
    assert not shown(driver).any()
    assert driver.document.undo_label == "Clear mask"
    driver.run("undo")
    assert (driver.document.mask == large_mask).all()
    assert (shown(driver) == large_mask).all()


def test_what_is_painted_while_a_mask_is_being_emptied_stays(driver, large_mask: np.ndarray) -> None:
    driver.run("clear-mask")
    driver.paint((10, 10), (30, 10))
    painted = driver.document.mask.copy()
    painted[large_mask > 0] = 0
    settle(driver)
    assert driver.document.mask[10, 20] == 255
    assert (driver.document.mask == painted).all()
    assert (shown(driver) == painted).all()


def test_changes_that_follow_at_once_are_made_one_after_the_other_and_so_is_undo(
    driver, large_mask: np.ndarray
) -> None:
    for command in ("invert-mask", "clear-mask", "invert-mask", "invert-mask", "undo", "undo"):
        driver.run(command)
    assert (driver.document.mask == large_mask).all()
    settle(driver)
    assert driver.document.history.undo_labels == ("Brush", "Invert mask", "Clear mask")
    assert driver.document.history.redo_labels == ("Invert mask", "Invert mask")
    assert not shown(driver).any()
    driver.run("redo")
    assert (shown(driver) == 255).all()


def test_escape_drops_what_waits_as_well(driver, large_mask: np.ndarray) -> None:
    driver.run("invert-mask")
    driver.run("invert-mask")
    driver.window.desk.selecting.cancel()
    settle(driver)
    assert len(driver.document.history.undo_labels) <= 2
    driver.run("clear-mask")
    settle(driver)
    assert not driver.document.mask.any()


# Colours


@pytest.mark.parametrize("large", [False, True])
def test_a_colour_range_is_seen_and_then_marked(driver, large: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if large:
        monkeypatch.setattr(selecting_module, "QUICK_AREA", 0)
        monkeypatch.setattr("ui.colour_ranging._ROUGH_FROM", 0)
    driver.run("tool-colours")
    panel = driver.window.desk.colours_panel
    assert panel.isVisibleTo(driver.window.desk)
    click(driver, 80, 60)
    settle(driver)
    assert shown(driver)[60, 80] == 255
    assert shown(driver)[10, 10] == 0
    assert marked(driver) == 0
    click(driver, 10, 10, Mod.ShiftModifier)
    settle(driver)
    assert shown(driver)[10, 10] == 255
    click(driver, 10, 10)  # alone
    click(driver, 80, 60)
    settle(driver)
    driver.window.canvas.setFocus()
    driver.press(Key.Key_Return)
    settle(driver)
    assert marked(driver) == pytest.approx(np.pi * 25**2, rel=0.05)
    assert driver.document.undo_label == "Add colour range"
    assert not driver.window.canvas.tool.choice.range.wanted


def test_enter_is_named_on_one_button_alone_while_colours_are_picked(driver) -> None:
    driver.paint((40, 40), (50, 50))
    fill = button(driver, "fill-button")
    assert fill.isEnabled()
    driver.run("tool-colours")
    assert fill.isEnabled()
    click(driver, 80, 60)
    settle(driver)
    assert not fill.isEnabled()
    assert "Mark the chosen colours first" in fill.toolTip()
    driver.window.canvas.setFocus()
    driver.press(Key.Key_Escape)
    settle(driver)
    assert fill.isEnabled()


def test_picked_colours_are_chips_that_a_click_forgets(driver) -> None:
    driver.run("tool-colours")
    tool = driver.window.canvas.tool
    assert isinstance(tool, ColoursTool)
    click(driver, 80, 60)
    click(driver, 10, 10, Mod.AltModifier)
    assert len(tool.choice.range.unwanted) == 1
    (wanted,) = tool.choice.range.wanted
    name = "colours-chip-" + "".join(f"{value:02x}" for value in wanted)
    button(driver, name).click()
    assert tool.choice.range.wanted == ()
    click(driver, 80, 60)
    driver.run("tool-brush")
    assert tool.choice.range.wanted == ()
    assert (shown(driver) == driver.document.mask).all()


# Kept selections


def loads(driver) -> dict[str, QMenu]:
    menu = driver.window.findChild(QMenu, "menu-load-selection")
    menu.aboutToShow.emit()
    return {action.text(): action.menu() for action in menu.actions()}


def run(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_selection_is_kept_loaded_renamed_and_deleted(driver) -> None:
    driver.run("tool-rectangle")
    driver.paint((10, 10), (30, 30))
    driver.answers.name_answer = "Sky"
    driver.run("save-selection")
    assert [one.name for one in driver.document.selections] == ["Sky"]
    driver.run("clear-mask")
    driver.paint((20, 20), (50, 30))
    run(loads(driver)["Sky"], "Intersect with the mask")
    assert marked(driver) == 100
    run(loads(driver)["Sky"], "Instead of the mask")
    assert marked(driver) == 400
    run(loads(driver)["Sky"], "Subtract from the mask")
    assert marked(driver) == 0
    run(loads(driver)["Sky"], "Add to the mask")
    assert marked(driver) == 400
    driver.answers.name_answer = "Sea"
    run(loads(driver)["Sky"], "Rename…")
    assert list(loads(driver)) == ["Sea"]
    run(loads(driver)["Sea"], "Delete")
    assert driver.document.selections == ()
    driver.run("undo")
    assert [one.name for one in driver.document.selections] == ["Sea"]


def test_names_are_proposed_that_are_free(driver) -> None:
    driver.run("select-all")
    driver.run("save-selection")
    driver.run("save-selection")
    assert [one.name for one in driver.document.selections] == ["Selection 1", "Selection 2"]
