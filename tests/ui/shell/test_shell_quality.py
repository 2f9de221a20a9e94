"""The expected quality of a fill: measured while nothing else is to be done, shown beside each method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.errors import Cancelled, EngineError
from engine.inpaint import FillSettings, InpaintRequest, MethodInfo, MethodScore, SelfTest
from engine.jobs import JobContext
from ui import quality as quality_module
from ui.panels.quality_view import QualityView

METHODS = (
    MethodInfo("auto", "Automatic", "", True, False),
    MethodInfo("patchmatch", "PatchMatch", "", True, False),
    MethodInfo("telea", "Telea", "", False, False),
    MethodInfo("ns", "Navier-Stokes", "", False, False),
)
FOUND = SelfTest(
    scores=(MethodScore("telea", 82.4, 5.6, 0.17, 0.8, 0.1), MethodScore("patchmatch", 55.0, 0.0, 0.35, 0.6, 0.4)),
    best="telea",
    why="Telea repaired 3 test holes in this photo better than PatchMatch.",
    probes=3,
    metric="bundled",
    is_partial=False,
    untested=("ns",),
    seconds=0.5,
)


class Prober:
    """Stands in for `self_test`: answers with FOUND, and remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[InpaintRequest] = []
        self.answer: Callable[[JobContext], SelfTest] = lambda _context: FOUND

    def __call__(self, request: InpaintRequest, context: JobContext, *, budget_s: float) -> SelfTest:
        self.asked.append(request)
        return self.answer(context)


@pytest.fixture
def tests(monkeypatch: pytest.MonkeyPatch) -> Prober:
    made = Prober()
    monkeypatch.setattr(quality_module, "self_test", made)
    monkeypatch.setattr(quality_module, "_AFTER_MS", 0)
    return made


@pytest.fixture
def tested(tests: Prober, driver):
    """The window with a mask whose test has just ended."""
    desk = driver.window.editor.quality
    driver.paint((20, 20), (26, 24))
    driver.bot.waitUntil(lambda: desk.is_current)
    return driver


@pytest.fixture
def view(qtbot: QtBot) -> QualityView:
    made = QualityView(METHODS)
    qtbot.addWidget(made)
    made.resize(272, 120)
    made.show()
    return made


def note(view: QualityView) -> str:
    return view._note.text()


def test_each_method_has_a_row_that_says_what_to_expect(view: QualityView) -> None:
    assert [row.method for row in view.rows] == ["patchmatch", "telea", "ns"]
    view.show_result(FOUND, is_current=True, is_running=False)
    patchmatch, telea, ns = view.rows
    assert telea.accessibleName() == "Telea: expected quality 82 of 100, good"
    assert "give or take 6" in telea.toolTip()
    assert "Measured on 3 test holes punched beside your mask." in telea.toolTip()
    assert "Automatic takes this one" in telea.toolTip()
    assert FOUND.why in telea.toolTip()
    assert "Automatic" not in patchmatch.toolTip()
    assert "not known" in ns.accessibleName()
    assert "not tried here" in ns.toolTip()
    assert note(view) == "3 test holes"


def test_without_a_result_it_says_what_to_do(view: QualityView) -> None:
    assert all("not known" in row.accessibleName() for row in view.rows)
    assert "Brush over" in view.rows[0].toolTip()
    assert note(view) == ""
    view.show_result(None, is_current=False, is_running=False, is_marked=False)
    assert note(view) == "nothing marked yet"
    view.show_result(None, is_current=False, is_running=True)
    assert note(view) == "measuring…"


def test_no_room_is_said(view: QualityView) -> None:
    none = replace(FOUND, scores=(), probes=0, best="patchmatch", untested=("patchmatch", "telea", "ns"))
    view.show_result(none, is_current=True, is_running=False)
    assert note(view) == "no room for a test hole"
    assert "no room" in view.rows[0].toolTip()


def test_a_busy_machine_is_not_called_a_photo_without_room(view: QualityView) -> None:
    late = replace(FOUND, scores=(), probes=0, is_late=True)
    view.show_result(late, is_current=True, is_running=False)
    assert note(view) == "no time to measure"
    assert "too busy" in view.rows[0].toolTip()


def test_what_came_too_late_is_tried_once_more_with_more_time(tests: Prober, driver) -> None:
    tests.answer = lambda _context: replace(FOUND, scores=(), probes=0, untested=(), is_late=True)
    desk = driver.window.editor.quality
    driver.paint((20, 20), (26, 24))
    driver.bot.waitUntil(lambda: len(tests.asked) == 2 and not desk.is_running)
    assert not desk._timer.isActive()
    assert desk._budget_s == quality_module._LONG_BUDGET_S


def test_pieces_of_the_mask_are_said_to_be_no_more_than_that(view: QualityView) -> None:
    view.show_result(FOUND, is_current=True, is_running=False)
    assert "pieces" not in view.rows[1].toolTip()
    view.show_result(replace(FOUND, is_partial=True), is_current=True, is_running=False)
    assert "Only pieces" in view.rows[1].toolTip()


def test_nothing_moves_when_a_result_comes(view: QualityView) -> None:
    before = [row.geometry() for row in view.rows]
    view.show_result(FOUND, is_current=True, is_running=False)
    view.show_result(FOUND, is_current=False, is_running=True)
    view.grab()
    assert [row.geometry() for row in view.rows] == before


def test_a_result_of_before_is_dimmed(view: QualityView) -> None:
    view.show_result(FOUND, is_current=True, is_running=False)
    fresh = view.rows[1].grab().toImage()
    view.show_result(FOUND, is_current=False, is_running=False)
    assert view.rows[1].grab().toImage() != fresh


def test_the_method_that_would_fill_is_marked(view: QualityView) -> None:
    view.show_result(FOUND, is_current=True, is_running=False)
    assert [row._is_used for row in view.rows] == [False, True, False]
    view.show_used("ns")
    assert [row._is_used for row in view.rows] == [False, False, True]


def test_a_click_or_space_chooses_the_method(driver) -> None:
    panel = driver.window.desk.fill_panel
    rows = {row.method: row for row in panel.quality.rows}
    QTest.mouseClick(rows["patchmatch"], Qt.MouseButton.LeftButton, pos=QPoint(30, 8))
    assert panel.settings().method == "patchmatch"
    rows["ns"].setFocus()
    QTest.keyClick(rows["ns"], Qt.Key.Key_Space)
    assert panel.settings().method == "ns"


def test_a_mask_is_tested_and_the_panel_shows_it(tested, tests: Prober) -> None:
    panel = tested.window.desk.fill_panel
    assert len(tests.asked) == 1
    assert tests.asked[0].mask.any()
    assert note(panel.quality) == "3 test holes"
    assert panel.quality.rows[-2].method == "telea"
    assert "82" in panel.quality.rows[-2].accessibleName()


def test_a_further_stroke_outdates_the_result_and_a_new_test_follows(tested, tests: Prober) -> None:
    desk = tested.window.editor.quality
    tested.paint((40, 20), (44, 30))
    assert not desk.is_current
    assert desk.result is FOUND
    tested.bot.waitUntil(lambda: desk.is_current)
    assert len(tests.asked) == 2


def test_without_a_mask_nothing_is_expected(tested) -> None:
    desk = tested.window.editor.quality
    tested.run("clear-mask")
    assert not desk.is_current
    tested.bot.waitUntil(lambda: desk.result is None)
    assert note(tested.window.desk.fill_panel.quality) == "nothing marked yet"
    tested.run("undo")
    tested.bot.waitUntil(lambda: desk.is_current)
    tested.window.editor.close_document()
    assert desk.result is None


def test_only_settings_that_matter_outdate_a_result(tested, tests: Prober) -> None:
    desk, panel = tested.window.editor.quality, tested.window.desk.fill_panel
    panel.show_settings(replace(panel.settings(), method="ns", seed=4, feather=3))
    assert desk.is_current
    panel.show_settings(replace(panel.settings(), grow=9))
    assert not desk.is_current
    tested.bot.waitUntil(lambda: desk.is_current)
    assert tests.asked[-1].settings.grow == 9


def test_a_fill_goes_before_a_test(tests: Prober, driver) -> None:
    desk, started = driver.window.editor.quality, Event()

    def endless(context: JobContext) -> SelfTest:
        started.set()
        while not context.token._event.wait(5):
            pass
        raise Cancelled

    tests.answer = endless
    driver.paint((20, 20), (26, 24))
    driver.bot.waitUntil(started.is_set)
    assert desk.is_running
    assert not driver.window.editor.fills.is_running
    driver.fill()
    assert len(driver.document.patches) == 1
    assert not desk.is_running
    assert desk.result is None


def test_a_test_that_fails_says_nothing(tests: Prober, driver) -> None:
    def fails(context: JobContext) -> SelfTest:
        raise EngineError("Broken.")

    tests.answer = fails
    desk = driver.window.editor.quality
    driver.paint((20, 20), (26, 24))
    driver.bot.waitUntil(lambda: bool(tests.asked) and not desk.is_running)
    assert desk.result is None
    assert not driver.window.error_bar.isVisible()


def test_methods_that_were_still_loading_are_tried_again(
    tests: Prober, driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cold:
        is_warm = False

    monkeypatch.setattr(quality_module, "resolve", lambda _id: Cold)
    monkeypatch.setattr(quality_module, "_AGAIN_MS", 0)
    monkeypatch.setattr(quality_module, "_MOST_AGAIN", 2)
    driver.paint((20, 20), (26, 24))
    driver.bot.waitUntil(lambda: len(tests.asked) == 3 and not driver.window.editor.quality.is_running)
    assert not driver.window.editor.quality._timer.isActive()


def test_a_closed_window_tests_nothing(tests: Prober, driver) -> None:
    desk = driver.window.editor.quality
    driver.paint((20, 20), (26, 24))
    driver.window.desk.shut_down()
    assert not desk._timer.isActive()
    driver.document.clear_mask()
    driver.document.undo()
    desk._fills_changed()
    assert not desk._timer.isActive()


def test_an_automatic_context_shows_no_number(driver) -> None:
    panel = driver.window.desk.fill_panel
    panel.show_settings(FillSettings("telea", context=96))
    assert panel._context.edit.text() == "96 px"
    panel._auto.click()
    assert panel._context.edit.text() == "by size"
    assert panel.settings().context is None
    panel._auto.click()
    assert panel._context.edit.text() == "96 px"
    assert panel.settings().context == 96
