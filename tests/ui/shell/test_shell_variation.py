"""Seeds and strengths in the window: cards, keys, and a slider that fills anew."""

from __future__ import annotations

import threading
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from engine.inpaint import FillSettings, methods
from engine.inpaint.methods import Method, MethodInfo, MethodRegistry
from engine.jobs import JobContext
from engine.settings import Settings

Key = Qt.Key


class Generator:
    """Fills with a grey that its seed chooses and the variation scales; waits while `gate` is closed."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[tuple[int, float]] = []

    def fill(
        self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, variation: float = 1.0, context: JobContext
    ) -> np.ndarray:
        self.asked.append((seed, variation))
        while not self.gate.wait(0.01):
            context.check()
        return np.full_like(pixels, 0.2 + variation * (0.1 + 0.07 * seed))


class Even:
    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        return np.full_like(pixels, 0.9)


@pytest.fixture
def generator() -> Generator:
    return Generator()


@pytest.fixture
def driver(make_window: Callable, small_photo: np.ndarray, monkeypatch: pytest.MonkeyPatch, generator: Generator):
    """A window over a generator and a method without seeds; one place has been filled with seed 0."""
    own = MethodRegistry()
    gan = MethodInfo("gan", "GAN repair", "Paints.", True, False, True)
    own.register(Method(gan, lambda device: generator, matches_colour=False))
    even = MethodInfo("telea", "Telea", "Fills.", False, False)
    own.register(Method(even, lambda device: Even(), matches_colour=False))
    monkeypatch.setattr(methods, "REGISTRY", own)
    driver = make_window(Settings(candidates=3))
    driver.open_pixels(small_photo)
    driver.window.desk.fill_panel.show_settings(FillSettings("gan"))
    driver.paint((20, 20), (40, 24))
    driver.fill()
    return driver


def cards(driver):
    return driver.window.desk.candidates_panel.cards


def vary(driver, percent: int) -> None:
    """Move the slider, and let the time pass after which it counts as settled."""
    driver.window.desk.fill_panel._variation.slider._move_to(percent)
    timer = driver.window.desk._fills._variation_timer
    assert timer.isActive()
    timer.stop()
    timer.timeout.emit()


def settle(driver) -> None:
    driver.wait(lambda: not driver.window.editor.fills.is_adjusting)


def test_several_seeds_come_at_once_and_the_kept_one_stays(driver) -> None:
    first = driver.document.patches
    driver.run("try-several")
    driver.wait_for_fills()
    assert [card.candidate.seed for card in cards(driver)] == [0, 1, 2, 3]
    assert driver.document.patches == first
    assert [card.is_kept for card in cards(driver)] == [True, False, False, False]


def test_digits_keep_a_candidate(driver) -> None:
    driver.run("try-several")
    driver.wait_for_fills()
    driver.window.canvas.setFocus()
    driver.press(Key.Key_3)
    assert driver.document.patches[0] is cards(driver)[2].candidate.patch
    driver.press(Key.Key_9)
    assert driver.document.patches[0] is cards(driver)[2].candidate.patch
    assert "press 1" in cards(driver)[0].toolTip()


@pytest.mark.parametrize(("percent", "words"), [(0, "mean fill"), (40, "seed 0 · 40 %"), (100, "seed 0")])
def test_a_card_says_how_it_came_about(driver, percent: int, words: str) -> None:
    driver.window.desk.fill_panel.show_settings(FillSettings("gan", variation=percent / 100))
    driver.run("undo")
    driver.fill()
    assert cards(driver)[0].candidate.facts.startswith(f"{words} ·")


def test_another_variation_fills_every_candidate_of_the_kind_anew(driver, generator: Generator) -> None:
    driver.run("try-several")
    driver.wait_for_fills()
    driver.window.desk.fill_panel.show_settings(FillSettings("telea"))
    driver.run("try-another")
    driver.wait_for_fills()
    driver.window.canvas.setFocus()
    driver.press(Key.Key_2)
    driver.window.desk.fill_panel.show_settings(FillSettings("gan"))
    generator.asked.clear()
    vary(driver, 50)
    settle(driver)
    assert generator.asked == [(1, 0.5), (0, 0.5), (2, 0.5), (3, 0.5)]  # the kept one first
    shown = [(card.candidate.method, card.candidate.seed, card.candidate.variation) for card in cards(driver)]
    assert shown == [("gan", 0, 0.5), ("gan", 1, 0.5), ("gan", 2, 0.5), ("gan", 3, 0.5), ("telea", None, None)]
    assert [card.is_kept for card in cards(driver)] == [False, True, False, False, False]
    recipe = driver.document.patches[0].recipe
    assert (recipe.seed, recipe.variation) == (1, 0.5)
    driver.run("undo")
    assert driver.document.patches[0].recipe.variation == 1.0
    assert cards(driver)[1].is_kept
    assert cards(driver)[1].candidate.variation == 1.0


def test_the_latest_variation_wins(driver, generator: Generator) -> None:
    generator.gate.clear()
    vary(driver, 30)
    driver.wait(lambda: (0, 0.3) in generator.asked)
    vary(driver, 60)
    generator.gate.set()
    settle(driver)
    assert [patch.recipe.variation for patch in driver.document.patches] == [0.6]
    assert [card.candidate.variation for card in cards(driver)] == [0.6]
    driver.run("undo")
    assert [patch.recipe.variation for patch in driver.document.patches] == [1.0]


def test_a_new_fill_goes_before_an_adjustment(driver, generator: Generator) -> None:
    driver.paint((50, 40), (54, 40))
    generator.gate.clear()
    vary(driver, 30)
    driver.wait(lambda: (0, 0.3) in generator.asked)
    driver.window.canvas.setFocus()
    driver.press(Key.Key_Return)
    generator.gate.set()
    driver.wait_for_fills()
    settle(driver)
    assert [patch.recipe.variation for patch in driver.document.patches] == [1.0, 0.3]
    assert "left out" not in driver.window.toast.text


def test_where_the_kept_fill_heeds_no_variation_nothing_is_filled(driver, generator: Generator) -> None:
    driver.window.desk.fill_panel.show_settings(FillSettings("telea"))
    driver.run("try-another")
    driver.wait_for_fills()
    generator.asked.clear()
    driver.window.desk.fill_panel.show_settings(FillSettings("gan"))
    vary(driver, 50)
    assert not driver.window.editor.fills.is_adjusting
    assert generator.asked == []


def test_after_the_mean_fill_another_method_is_tried(driver) -> None:
    vary(driver, 0)
    settle(driver)
    driver.run("try-another")
    driver.wait_for_fills()
    assert [card.candidate.method for card in cards(driver)] == ["gan", "telea"]


def test_the_slider_sleeps_where_it_means_nothing_and_is_remembered(driver) -> None:
    panel = driver.window.desk.fill_panel
    panel.show_settings(FillSettings("telea", variation=0.35))
    assert not panel._variation.isEnabled()
    panel.show_settings(FillSettings("auto", variation=0.35))
    assert panel._variation.isEnabled()
    driver.window.desk.store()
    assert driver.window.settings.fill_variation == pytest.approx(0.35)
    assert driver.window.settings.candidates == 3


def test_a_number_in_the_panel_is_no_key_for_a_candidate(driver) -> None:
    several = driver.window.desk.candidates_panel._several
    several.setFocus()
    several.selectAll()
    QTest.keyClicks(several, "1")
    assert driver.window.desk.candidates_panel.several == 1
    assert len(driver.document.patches) == 1
