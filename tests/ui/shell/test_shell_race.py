"""Comparing methods in the window: a race on a mask, ways to look, and keeping one or none."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.errors import ModelBroken
from engine.inpaint import FillSettings, MethodScore, SelfTest, methods
from engine.inpaint.classical import ClassicalMethod
from engine.inpaint.methods import Method, MethodInfo, MethodRegistry
from engine.jobs import JobContext
from ui.race.race import Entry, EntryState

Key = Qt.Key


class Even:
    """Fills with one grey; waits at its gate, where it has one."""

    def __init__(self, grey: float, gate: threading.Event | None = None) -> None:
        self._grey, self._gate = grey, gate

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        context.report(0.5, "Half")
        while self._gate is not None and not self._gate.wait(0.01):
            context.check()
        return np.full_like(pixels, self._grey)


class Broken:
    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        raise ModelBroken("The weights are damaged.", "Choose another method.")


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    gate = threading.Event()
    gate.set()
    yield gate
    gate.set()


@pytest.fixture
def driver(make_window: Callable, small_photo: np.ndarray, monkeypatch: pytest.MonkeyPatch, gate: threading.Event):
    """A window over four quick methods: two even greys, one that fails, and Telea. The last grey waits at `gate`."""
    own = MethodRegistry()
    telea = ClassicalMethod(cv2.INPAINT_TELEA)
    for name, made in (("dark", Even(0.2)), ("broken", Broken()), ("telea", telea), ("pale", Even(0.8, gate))):
        info = MethodInfo(name, name.title(), "Fills.", False, False)
        own.register(Method(info, lambda device, made=made: made, matches_colour=False))
    monkeypatch.setattr(methods, "REGISTRY", own)
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.paint((20, 20), (40, 24))
    return driver


def race(driver) -> tuple[Entry, ...]:
    """Start a race and wait until all methods are through; its entries."""
    driver.window.canvas.setFocus()
    driver.press(Key.Key_V)
    return finish(driver)


def finish(driver) -> tuple[Entry, ...]:
    running = driver.window.desk.race._race
    driver.wait(lambda: not running.is_running and running.original is not None)
    return running.entries


def view(driver):
    return driver.window.desk.race_view


def test_every_method_is_shown_and_nothing_has_changed_yet(driver, small_photo: np.ndarray) -> None:
    mask = driver.document.mask.copy()
    entries = race(driver)
    assert [entry.method for entry in entries] == ["dark", "broken", "telea", "pale"]
    assert [entry.state for entry in entries] == [
        EntryState.DONE, EntryState.FAILED, EntryState.DONE, EntryState.DONE,
    ]  # fmt: skip
    assert entries[1].problem == "The weights are damaged. Choose another method."
    assert all(entry.picture is not None for entry in entries if entry.state is EntryState.DONE)
    assert driver.document.patches == ()
    assert (driver.document.mask == mask).all()
    assert view(driver).isVisible()
    assert not driver.window.canvas.isVisible()
    assert not driver.window.error_bar.isVisible()


def test_enter_keeps_the_chosen_one_as_a_fill_with_it_would_give(driver) -> None:
    driver.window.desk.fill_panel.show_settings(FillSettings("telea", grow=2, feather=1))
    race(driver)
    driver.press(Key.Key_3)
    driver.press(Key.Key_Return)
    assert not driver.window.desk.race.is_open
    assert driver.window.canvas.isVisible()
    kept = driver.document.patches[0]
    assert (kept.recipe.method, kept.recipe.grow, kept.recipe.feather) == ("telea", 2, 1)
    assert not driver.document.mask.any()
    cards = driver.window.desk.candidates_panel.cards
    assert [card.candidate.method for card in cards] == ["telea", "dark", "pale"]  # the others stay to choose from
    assert driver.window.toast.text.startswith("Filled with Telea in")
    driver.run("undo")
    assert driver.document.patches == ()
    assert driver.document.mask.any()
    driver.fill()
    plain = driver.document.patches[0]
    assert plain.recipe == kept.recipe
    assert (plain.pieces[0].pixels == kept.pieces[0].pixels).all()
    assert (plain.pieces[0].alpha == kept.pieces[0].alpha).all()


def test_escape_leaves_all_and_nothing_lingers(driver) -> None:
    entries = race(driver)
    pictures = [weakref.ref(entry.picture) for entry in entries if entry.picture is not None]
    patches = [weakref.ref(entry.candidate.patch) for entry in entries if entry.candidate is not None]
    del entries
    driver.press(Key.Key_D)
    driver.press(Key.Key_Escape)
    assert not driver.window.desk.race.is_open
    assert driver.document.patches == ()
    assert driver.document.mask.any()
    assert driver.window.canvas.hasFocus()
    driver.wait(lambda: gc.collect() >= 0 and not any(one() is not None for one in (*pictures, *patches)))


def test_a_failed_one_cannot_be_kept(driver) -> None:
    race(driver)
    driver.press(Key.Key_2)
    assert view(driver).chosen == 2
    driver.press(Key.Key_Return)
    assert driver.window.desk.race.is_open
    assert not view(driver)._keep.isEnabled()


def test_results_come_one_by_one_and_the_rest_can_be_stopped(driver, gate: threading.Event) -> None:
    gate.clear()
    driver.run("compare-methods")
    running = driver.window.desk.race._race
    driver.wait(lambda: running.entries[3].fraction > 0)
    assert running.entries[3].state is EntryState.RUNNING
    assert running.entries[0].candidate is not None
    assert view(driver)._stop.isVisible()
    assert view(driver).chosen == 1
    QTest.mouseClick(view(driver)._stop, Qt.MouseButton.LeftButton)
    assert finish(driver)[3].state is EntryState.STOPPED
    assert not view(driver)._stop.isVisible()
    driver.press(Key.Key_Return)
    assert driver.document.patches[0].recipe.method == "dark"


def test_escape_during_a_race_stops_it(driver, gate: threading.Event) -> None:
    gate.clear()
    driver.run("compare-methods")
    driver.press(Key.Key_Escape)
    driver.wait_for_fills()
    assert not driver.window.desk.race.is_open
    assert driver.document.patches == ()


def test_keys_choose_the_way_to_compare(driver) -> None:
    race(driver)
    for key, mode in ((Key.Key_W, "wipe"), (Key.Key_B, "blink"), (Key.Key_D, "difference"), (Key.Key_G, "grid")):
        driver.press(key)
        assert view(driver).mode == mode
        assert view(driver)._blinker.isActive() == (mode == "blink")
    assert driver.window.canvas.tool.name == "brush"
    driver.press(Key.Key_W)
    driver.press(Key.Key_Right)
    assert view(driver).pictures.wipe_position == pytest.approx(0.52)
    driver.press(Key.Key_3)
    driver.press(Key.Key_A)
    assert view(driver).other == 3
    driver.press(Key.Key_1)
    assert (view(driver).chosen, view(driver).other) == (1, 3)
    driver.press(Key.Key_0)
    assert view(driver).other == 0
    driver.press(Key.Key_G)
    driver.press(Key.Key_Right)
    assert view(driver).chosen == 3  # the failed one has nothing to look at


def test_space_shows_the_other_one_while_it_is_held(driver) -> None:
    race(driver)
    pictures = view(driver).pictures
    QTest.keyPress(pictures, Key.Key_Space)
    assert pictures._is_held
    QTest.keyRelease(pictures, Key.Key_Space)
    assert not pictures._is_held


def test_the_difference_has_its_numbers_and_follows_the_gain(driver) -> None:
    race(driver)
    found: list = []
    driver.window.desk.race._race.difference_ready.connect(found.append)
    driver.press(Key.Key_4)
    driver.press(Key.Key_A)
    driver.press(Key.Key_1)
    driver.press(Key.Key_D)
    driver.wait(lambda: bool(found))
    assert found[-1].numbers.largest == round(0.8 * 255) - round(0.2 * 255)
    assert view(driver).pictures._difference.note == found[-1].numbers.words
    view(driver)._gain.slider.reset()
    view(driver)._gain.slider.step_by(3)
    driver.wait(lambda: found[-1].gain == view(driver)._gain.value())


def test_a_double_click_looks_at_one_under_the_wipe(driver) -> None:
    race(driver)
    pictures = view(driver).pictures
    QTest.mouseDClick(pictures, Qt.MouseButton.LeftButton, pos=pictures.areas()[3].center())
    assert (view(driver).mode, view(driver).chosen) == ("wipe", 3)


def test_commands_that_would_change_the_photo_sleep(driver) -> None:
    race(driver)
    driver.window.desk.refresh()
    asleep = ("fill", "undo", "clear-mask", "compare-methods", "try-another")
    assert not any(driver.window.actions_by_id[name].isEnabled() for name in asleep)
    before = view(driver).pictures.zoom
    driver.run("zoom-in")
    assert view(driver).pictures.zoom > before
    driver.press(Key.Key_Escape)
    assert driver.window.actions_by_id["fill"].isEnabled()


def test_a_change_of_the_photo_closes_the_comparison(driver) -> None:
    race(driver)
    driver.document.clear_mask()
    assert not driver.window.desk.race.is_open
    assert "comparison" in driver.window.toast.text


def test_a_filled_place_is_compared_with_what_else_could_be_there(driver) -> None:
    driver.fill()
    first = driver.document.patches[0]
    entries = race(driver)
    assert [entry.method for entry in entries] == ["telea", "dark", "broken", "pale"]
    assert entries[0].candidate is not None
    assert entries[0].candidate.patch is first
    driver.press(Key.Key_2)
    driver.press(Key.Key_Return)
    assert [patch.recipe.method for patch in driver.document.patches] == ["dark"]
    assert [card.candidate.method for card in driver.window.desk.candidates_panel.cards] == ["telea", "dark", "pale"]
    driver.run("undo")
    assert driver.document.patches == (first,)


def test_what_the_self_test_expects_stands_beside_each_result(driver) -> None:
    score = MethodScore("telea", 81.6, 0.0, 0.1, 0.9, 0.1)
    driver.window.editor.quality._result = SelfTest((score,), "telea", "Telea did.", 1, "bundled", False, (), 0.1)
    entries = race(driver)
    assert entries[2].note.endswith("quality 82")
    assert "quality" not in entries[0].note
    assert driver.window.desk.race.view.chosen == 3


@pytest.mark.parametrize("own", [False, True])
def test_what_is_expected_best_is_chosen_even_where_that_is_known_late(driver, own: bool) -> None:
    race(driver)
    shown = view(driver)
    first = shown.chosen
    if own:
        driver.press(Key.Key_1)
    score = MethodScore("pale", 81.6, 0.0, 0.1, 0.9, 0.1)
    best = next(n for n, entry in enumerate(shown._race.entries, 1) if entry.method == "pale")
    driver.window.editor.quality._show(
        SelfTest((score,), "pale", "Pale did.", 1, "bundled", False, (), 0.1), is_current=True
    )
    assert first != best
    assert shown.chosen == (1 if own else best)


def test_closing_the_photo_ends_a_race(driver, gate: threading.Event) -> None:
    gate.clear()
    driver.run("compare-methods")
    driver.window.editor.close_document()
    assert not driver.window.desk.race.is_open
    gate.set()
    driver.wait_for_fills()
