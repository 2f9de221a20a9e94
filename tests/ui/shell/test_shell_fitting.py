"""No text of the window is cut off, with any tool, at the smallest size and at a usual one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.fitting import cut_off
from ui.theme import DARK, style_sheet
from ui.widgets.combo import Combo
from ui.widgets.elided import ElidedLabel
from ui.widgets.slider_row import SliderRow

WORDS = "More words than there is room for"


def settle() -> None:
    """Let layouts have their say: a label that breaks its lines asks for its height in a second round."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()


def cut_for_good(window: QWidget) -> list[str]:
    """What is cut off twice running: a worker's words may come between two rounds of layouts."""
    before, now = None, list(cut_off(window))
    while now != before:
        settle()
        before, now = now, list(cut_off(window))
    return now


@pytest.mark.parametrize("size", [(960, 560), (1280, 800)])
def test_no_text_is_cut_off(driver, size: tuple[int, int]) -> None:
    window = driver.window
    window.resize(*size)
    for name in ("navigator", "histogram", "colour"):
        window.desk.panels.show_panel(name, True)
    window.actions_by_id["adjust"].trigger()
    for name in window.desk._tools:
        window.desk.choose_tool(name)
        settle()
        assert cut_for_good(window) == [], name
        assert window.desk.side.widget().width() <= window.desk.side.viewport().width(), name


def test_what_a_method_does_is_read_whole(driver) -> None:
    panel = driver.window.desk.fill_panel
    for info in panel._methods:
        panel._method.setCurrentIndex(panel._method.findData(info.id))
        settle()
        assert [line for line in cut_off(panel, with_elided=True) if "fill-summary" in line] == []


def test_rows_that_stand_under_one_another_are_even(driver) -> None:
    """Values stand on the baseline of their names, and the sliders of a panel begin and end at the same places."""
    window = driver.window
    for name in ("brush", "crop", "dust", "colours"):
        window.desk.choose_tool(name)
        settle()
        for panel in (window.desk.fill_panel, window.desk.dust_panel, window.desk.colours_panel):
            rows = [
                row for row in panel.findChildren(SliderRow) if row.isVisible() and row.objectName() != "fill-context"
            ]
            assert len({(row.slider.x(), row.slider.width()) for row in rows}) <= 1, panel.name
        for row in window.findChildren(SliderRow):
            if row.isVisible():
                assert _baseline(row.label) == _baseline(row.edit), row.objectName()


def _baseline(widget: QWidget) -> int:
    """Where the letters of a label, or of a field in the middle of its frame, stand."""
    return widget.y() + (widget.height() - widget.fontMetrics().height()) // 2


@pytest.mark.parametrize("kind", [QLabel, QPushButton, QComboBox])
def test_what_is_cut_off_is_found(qtbot: QtBot, kind: type[QWidget]) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    widget = kind(host)
    if isinstance(widget, QComboBox):
        widget.addItem(WORDS)
    else:
        widget.setText(WORDS)  # type: ignore[attr-defined]
    widget.setFixedWidth(60)
    host.show()
    (found,) = cut_off(host)
    assert WORDS in found
    widget.setFixedWidth(400)
    assert list(cut_off(host)) == []


def test_lines_without_room_are_found_and_what_is_shortened_on_purpose_is_told_apart(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    wrapped, elided = QLabel(WORDS), ElidedLabel(WORDS, Qt.TextElideMode.ElideMiddle)
    wrapped.setWordWrap(True)
    wrapped.setFixedSize(60, 16)
    elided.setFixedWidth(60)
    column.addWidget(wrapped)
    column.addWidget(elided)
    host.show()
    assert len(list(cut_off(host))) == 1
    assert len(list(cut_off(host, with_elided=True))) == 2


def test_a_choice_that_is_too_long_ends_in_dots(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.addItem(WORDS)
    combo.resize(combo.sizeHint())
    assert combo.shown_option().currentText == WORDS  # type: ignore[attr-defined]
    combo.setFixedWidth(90)
    shown = combo.shown_option().currentText  # type: ignore[attr-defined]
    assert shown.endswith("…")
    assert WORDS.startswith(shown[:-1])
    assert not combo.grab().isNull()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of the mouse and the keyboard for a list
def test_the_list_of_a_narrow_choice_is_as_wide_as_its_words(qtbot: QtBot) -> None:
    combo = Combo()
    qtbot.addWidget(combo)
    combo.setStyleSheet(style_sheet(DARK))
    combo.addItems(["Short", WORDS])
    combo.setFixedWidth(60)
    combo.show()
    combo.showPopup()
    assert combo.view().width() >= combo.view().sizeHintForColumn(0)
    assert combo.view().viewport().width() >= combo.fontMetrics().horizontalAdvance(WORDS)
    combo.hidePopup()
