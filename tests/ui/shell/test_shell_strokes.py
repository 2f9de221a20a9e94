"""Clone stamp and healing brush in the window: from the hand to the document's stack."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QMenu

from engine.document import Composite, HandStroke, Patch, Piece, Recipe
from engine.geometry import Point, Rect
from engine.inpaint import FillSettings
from engine.mask import BrushTip
from engine.photo.reshape import Crop
from engine.retouch import replay
from tests.ui.shell.conftest import Driver
from ui.dialogs.questions import Answer
from ui.tools.clone import CloneTool
from ui.tools.heal import HealTool

LEFT, ALT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def picture() -> np.ndarray:
    rng = np.random.default_rng(11)
    y, x = np.mgrid[0:120, 0:160]
    smooth = np.stack([60 + x * 0.6, 50 + y * 0.9, 140 - x * 0.3], axis=-1)
    return (smooth + rng.normal(0, 5, smooth.shape)).clip(0, 255).astype(np.uint8)


@pytest.fixture
def hand(driver: Driver) -> Driver:
    driver.open_pixels(picture())
    driver.window.desk.set_tip(BrushTip(11, 1.0, 1.0))
    driver.run("tool-clone")
    return driver


def choose_source(driver: Driver, x: float, y: float) -> None:
    canvas = driver.window.canvas
    QTest.mouseClick(canvas, LEFT, ALT, canvas.image_to_view(Point(x, y)).toPoint())


def settled(driver: Driver) -> None:
    driver.wait(lambda: not driver.window.desk.strokes.is_busy)


def recipes(driver: Driver) -> list[tuple[str, tuple[int, int] | None]]:
    found = [patch.recipe for patch in driver.document.patches]
    return [(one.method, HandStroke.from_dict(one.strokes).offset) for one in found]


def tool(driver: Driver, name: str) -> CloneTool:
    found = driver.window.desk.tool(name)
    assert isinstance(found, CloneTool)
    return found


def test_a_stroke_is_one_patch_and_one_step(hand: Driver) -> None:
    original = hand.document.photo.pixels.copy()
    choose_source(hand, 100, 30)
    assert not hand.document.can_undo
    hand.paint((30, 60), (40, 64), (52, 60))
    assert recipes(hand) == [("clone", (70, -30))]
    assert hand.document.history.undo_labels == ("Clone stamp",)
    copied = hand.document.composite.read(Rect(30, 59, 3, 3))
    assert np.array_equal(copied, original[29:32, 100:103])
    assert np.array_equal(hand.document.photo.pixels, original)
    hand.run("undo")
    assert hand.document.patches == ()
    hand.run("redo")
    pieces = replay(hand.document.patches[0].recipe, Composite(hand.document.photo))
    assert np.array_equal(pieces[0].pixels, hand.document.patches[0].pieces[0].pixels)


def test_painting_without_a_source_says_what_is_missing(hand: Driver) -> None:
    hand.paint((30, 60), (40, 64))
    assert hand.document.patches == ()
    assert "Alt+click" in hand.window.toast.text


def test_an_aligned_source_follows_and_another_begins_anew(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 60))
    hand.paint((50, 80))
    hand.window.desk.tool_options.clone._aligned.click()
    hand.paint((60, 90))
    hand.paint((40, 70))
    assert [offset for _, offset in recipes(hand)] == [(70, -30), (70, -30), (40, -60), (60, -40)]
    assert hand.window.settings.clone_aligned is False


def test_the_photo_alone_can_be_copied(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 60))
    hand.window.desk.tool_options.clone._layers.click()
    choose_source(hand, 30, 60)
    hand.paint((60, 100))
    shown = hand.document.composite.read(Rect(59, 99, 3, 3))
    assert np.array_equal(shown, hand.document.photo.pixels[59:62, 29:32])
    assert hand.document.patches[1].recipe.strokes["source"] == "photo"


def test_opacity_stays_with_the_patch(hand: Driver) -> None:
    hand.window.desk.tool_options.clone.opacity_changed.emit(0.5)
    choose_source(hand, 100, 30)
    hand.paint((30, 60))
    assert hand.document.patches[0].opacity == 0.5


def test_shift_and_a_click_draw_a_line(hand: Driver) -> None:
    canvas = hand.window.canvas
    choose_source(hand, 100, 30)
    hand.paint((30, 60))
    QTest.mouseClick(canvas, LEFT, SHIFT, canvas.image_to_view(Point(60, 60)).toPoint())
    line = hand.document.patches[1]
    assert line.bounds.x <= 30
    assert line.bounds.right >= 60


def test_a_stroke_shows_what_takes_long_to_copy_once_a_worker_has_found_it(hand: Driver, monkeypatch) -> None:
    monkeypatch.setattr("ui.hand_strokes._AT_ONCE", 0)
    below = Piece(Rect(80, 10, 60, 60), np.full((60, 60, 3), 250, np.uint8), np.full((60, 60), 200, np.uint8))
    hand.document.add_patch(Patch("below", (below,), Recipe("x")))
    choose_source(hand, 100, 30)
    canvas, strokes = hand.window.canvas, hand.window.desk.strokes
    QTest.mousePress(canvas, LEFT, pos=canvas.image_to_view(Point(30, 60)).toPoint())
    (stroke,) = strokes._in_hand
    assert stroke.painting.behind
    assert canvas.shown.read(Rect(29, 59, 3, 3)).max() < 200
    hand.wait(lambda: not stroke.painting.behind)
    expected = hand.document.composite.read(Rect(99, 29, 3, 3))
    assert np.array_equal(canvas.shown.read(Rect(29, 59, 3, 3)), expected)
    QTest.mouseRelease(canvas, LEFT, pos=canvas.image_to_view(Point(30, 60)).toPoint())
    settled(hand)
    assert np.array_equal(hand.document.composite.read(Rect(29, 59, 3, 3)), expected)
    QTest.mousePress(canvas, LEFT, pos=canvas.image_to_view(Point(40, 60)).toPoint())
    assert canvas.cancel_gesture()
    hand.wait(lambda: strokes._catching_up is None)
    QTest.mouseRelease(canvas, LEFT)  # else the next test finds a button held
    assert canvas.shown is hand.document.composite


def test_escape_takes_a_stroke_back(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    canvas = hand.window.canvas
    QTest.mousePress(canvas, LEFT, pos=canvas.image_to_view(Point(30, 60)).toPoint())
    QTest.mouseMove(canvas, canvas.image_to_view(Point(50, 60)).toPoint())
    assert canvas._scene.composite is not hand.document.composite
    assert canvas.cancel_gesture()
    QTest.mouseRelease(canvas, LEFT)  # else the next test finds a button held
    assert hand.document.patches == ()
    assert not hand.document.can_undo
    assert canvas._scene.composite is hand.document.composite


def test_the_cross_follows_the_hand(hand: Driver) -> None:
    clone = tool(hand, "clone")
    choose_source(hand, 100, 30)
    document = hand.document
    assert clone.source.shown_at(document, Point(30, 60)) == Point(100.5, 30.5)
    hand.paint((30, 60))
    assert clone.source.shown_at(document, Point(40, 70)) == Point(110, 40)
    document.extend(left=10, top=4)
    assert clone.source.shown_at(document, None) == Point(110.5, 34.5)
    document.reshape(Crop(Rect(0, 0, 100, 100)))
    assert not clone.source.is_chosen(document)


# Healing


def test_healing_needs_no_source_and_is_one_step(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.paint((60, 60), (70, 62))
    assert hand.window.desk.strokes.is_busy
    assert hand.document.patches == ()
    settled(hand)
    assert hand.document.history.undo_labels == ("Healing brush",)
    assert recipes(hand) == [("heal", None)]
    pieces = replay(hand.document.patches[0].recipe, Composite(hand.document.photo))
    assert np.array_equal(pieces[0].pixels, hand.document.patches[0].pieces[0].pixels)


def test_what_is_marked_is_never_a_source(hand: Driver) -> None:
    marked = np.zeros((hand.document.size.height, hand.document.size.width), np.uint8)
    marked[50:60, 84:90] = 255
    hand.document.set_mask(marked)
    hand.run("tool-heal")
    hand.paint((60, 60), (70, 62))
    settled(hand)
    stroke = HandStroke.from_dict(hand.document.patches[0].recipe.strokes)
    assert sum(width * height for _, _, width, height in stroke.avoid) == 60
    assert np.array_equal(hand.document.mask, marked)


def test_strokes_that_follow_each_other_quickly_are_all_laid_in_their_order(hand: Driver) -> None:
    hand.run("tool-heal")
    for x in (40, 60, 80, 100):
        hand.paint((x, 60), (x + 6, 64))
    hand.run("tool-clone")
    choose_source(hand, 20, 20)
    hand.paint((120, 90))
    settled(hand)
    assert [method for method, _ in recipes(hand)] == ["heal"] * 4 + ["clone"]
    for index, patch in enumerate(hand.document.patches):
        below = Composite(hand.document.photo, hand.document.patches[:index])
        pieces = replay(patch.recipe, below)
        assert np.array_equal(pieces[0].pixels, patch.pieces[0].pixels)


def test_alt_click_ends_looking_for_a_source(hand: Driver) -> None:
    hand.run("tool-heal")
    heal = tool(hand, "heal")
    assert isinstance(heal, HealTool)
    assert heal.automatic
    choose_source(hand, 100, 30)
    assert not heal.automatic
    assert not hand.window.desk.tool_options.clone._automatic.isChecked()
    hand.paint((30, 60))
    settled(hand)
    assert recipes(hand) == [("heal", (70, -30))]


def test_undo_waits_for_the_stroke_that_it_is_meant_for(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.paint((60, 60))
    hand.run("undo")
    settled(hand)
    assert hand.document.patches == ()
    assert hand.document.history.redo_labels == ("Healing brush",)


def test_a_stroke_under_way_is_an_unsaved_change(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.paint((60, 60))
    front = hand.window.editor.front
    assert front.is_modified
    settled(hand)
    assert front.unfinished == 0
    hand.answers.save_answer = Answer.CANCEL
    hand.run("close")
    assert hand.answers.asked


def test_a_change_below_has_the_stroke_solved_again(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 60))
    hand.run("tool-heal")
    hand.paint((80, 60))
    hand.document.set_patch_visible(hand.document.patches[0].id, False)
    settled(hand)
    assert [method for method, _ in recipes(hand)] == ["clone", "heal"]


def test_another_shape_of_the_photo_leaves_the_stroke_out_and_says_so(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.paint((80, 60))
    hand.document.reshape(Crop(Rect(0, 0, 100, 100)))
    settled(hand)
    assert hand.document.patches == ()
    assert "shape" in hand.window.toast.text


def test_canvas_that_grows_takes_the_stroke_along(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.paint((80, 60))
    hand.document.extend(left=20)
    settled(hand)
    (patch,) = hand.document.patches
    assert patch.bounds.contains(Rect(99, 59, 2, 2))


def test_closing_the_photo_drops_its_strokes(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.paint((80, 60))
    hand.window.editor.close_document()
    assert not hand.window.desk.strokes.is_busy


def test_nothing_near_enough_is_told(hand: Driver) -> None:
    hand.run("tool-heal")
    hand.window.desk.set_tip(BrushTip(400, 1.0, 1.0))
    hand.paint((80, 60))
    settled(hand)
    assert hand.document.patches == ()
    assert hand.window.error_bar.isVisible()


# Painted again


def test_run_again_paints_the_stroke_over_what_lies_below_today(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 40), (50, 44))
    settled(hand)
    stroke = hand.document.patches[0]
    whole = Rect.of(hand.document.size)
    flat = Piece(
        whole,
        np.full((whole.height, whole.width, 3), 77, np.uint8),
        np.full((whole.height, whole.width), 255, np.uint8),
    )
    hand.document.set_patches((Patch("flat", (flat,), Recipe("patchmatch")), stroke), "Lay below")
    hand.window.editor.stack.choose(stroke.id)
    details = hand.window.desk.patches_panel.details
    again = details.findChild(QAbstractButton, "patch-rerun")
    assert (again.text(), again.isEnabled()) == ("Paint again", True)
    assert details.findChild(object, "patch-method").isHidden()
    assert details.findChild(object, "patch-seed").isHidden()
    assert hand.window.actions_by_id["patch-rerun"].text() == "Paint again"
    again.click()
    hand.wait(lambda: hand.document.patches[1] is not stroke)
    new = hand.document.patches[1]
    assert (new.recipe.method, new.recipe.strokes) == ("clone", stroke.recipe.strokes)
    assert (new.pieces[0].pixels[new.pieces[0].alpha > 0] == 77).all()
    assert hand.document.history.undo_labels[-1] == "Paint again"
    hand.run("undo")
    assert hand.document.patches[1] is stroke


def test_painted_again_over_the_same_pixels_it_is_no_step(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 40), (50, 44))
    settled(hand)
    steps, heard = len(hand.document.history.undo_labels), []
    hand.window.editor.noticed.connect(lambda notice: heard.append(notice.text))
    hand.run("patch-rerun")
    hand.wait(lambda: bool(heard))
    assert heard == ["What lies below is as it was then, so every pixel stays"]
    assert len(hand.document.history.undo_labels) == steps


def test_a_stroke_is_filled_only_where_that_is_said(hand: Driver) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 40), (50, 44))
    settled(hand)
    stroke = hand.document.patches[0]
    hand.window.desk.fill_panel.show_settings(FillSettings(grow=5, feather=3))
    menu = hand.window.desk.stacked.menu_for(stroke.id)
    fills = menu.findChild(QMenu)
    assert fills.title() == "Fill instead with"
    assert "Paint again" in [action.text() for action in menu.actions()]
    next(action for action in fills.actions() if action.text() == "Telea").trigger()
    hand.wait_for_fills()
    recipe = hand.document.patches[0].recipe
    assert (recipe.method, recipe.grow, recipe.feather) == ("telea", 5, 3)
    menu.deleteLater()


def test_alt_shows_that_a_click_chooses_a_place(hand: Driver) -> None:
    canvas = hand.window.canvas
    canvas.setFocus()
    brush = canvas.cursor().shape()
    QTest.keyPress(canvas, Qt.Key.Key_Alt)
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor != brush
    QTest.keyRelease(canvas, Qt.Key.Key_Alt)
    assert canvas.cursor().shape() == brush
    QTest.keyPress(canvas, Qt.Key.Key_Alt)
    hand.run("tool-brush")  # where Alt erases
    assert canvas.cursor().shape() != Qt.CursorShape.CrossCursor
    QTest.keyRelease(canvas, Qt.Key.Key_Alt)


def test_a_large_clone_is_laid_by_the_worker_and_is_the_same(hand: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_source(hand, 100, 30)
    hand.paint((30, 60), (40, 64))
    at_once = hand.document.composite.read(Rect(0, 0, 160, 120)).copy()
    hand.run("undo")
    monkeypatch.setattr("ui.hand_strokes._SMALL_AREA", 0)
    choose_source(hand, 100, 30)
    hand.paint((30, 60), (40, 64))
    assert hand.window.desk.strokes.is_busy
    assert np.array_equal(hand.window.canvas.shown.read(Rect(0, 0, 160, 120)), at_once)  # it is seen all the while
    settled(hand)
    assert np.array_equal(hand.document.composite.read(Rect(0, 0, 160, 120)), at_once)
