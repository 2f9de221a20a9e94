"""Small controls: the slider row, the toast, the error bar, folding sections."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.building import name_of
from ui.widgets.elided import ElidedLabel
from ui.widgets.error_bar import ErrorBar
from ui.widgets.overlay_scroll_area import OverlayScrollArea
from ui.widgets.section import Section
from ui.widgets.slider_row import Scale, SliderRow
from ui.widgets.swatch import SwatchButton
from ui.widgets.toast import SHOWN_MS, Toast

PERCENT = Scale(0, 100, 80, step=5, unit="%")
PIXELS = Scale(1, 2000, 40, unit="px", logarithmic=True)


def test_a_label_leaves_out_whole_parts_that_do_not_fit(qtbot: QtBot) -> None:
    label = ElidedLabel("60 % opaque · seed 3 · 14:15", between=" · ")
    qtbot.addWidget(label)
    wide = label.fontMetrics().horizontalAdvance

    def shown(room: str) -> str:
        label.resize(wide(room), 20)
        return label.shown

    assert shown("60 % opaque · seed 3 · 14:15") == "60 % opaque · seed 3 · 14:15"
    assert shown("60 % opaque · seed 3 · 14:") == "60 % opaque · seed 3 …"
    assert shown("60 % opaque · see") == "60 % opaque …"
    assert shown("60 % op").startswith("60")


@pytest.fixture
def row(qtbot: QtBot) -> SliderRow:
    row = SliderRow("amount", "Amount", PERCENT, "How much")
    qtbot.addWidget(row)
    row.resize(300, 30)
    row.show()
    return row


def heard(row: SliderRow) -> list[float]:
    values: list[float] = []
    row.value_changed.connect(values.append)
    return values


def turn(slider: QWidget, notches: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    place = QPointF(slider.rect().center())
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(slider, event)


@pytest.mark.parametrize("scale", [PERCENT, PIXELS])
def test_a_scale_leads_there_and_back(scale: Scale) -> None:
    assert scale.to_value(0) == scale.minimum
    assert scale.to_value(1) == scale.maximum
    for value in (scale.minimum, scale.default, scale.maximum):
        assert scale.to_value(scale.to_position(value)) == value
    assert scale.clamp(1e9) == scale.maximum


def test_a_drag_tells_the_value_and_shows_it(row: SliderRow) -> None:
    values = heard(row)
    slider = row.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(6, 12))
    QTest.mouseMove(slider, QPoint(slider.width() // 2, 12))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, 12))
    assert values[0] == 0
    assert values[-1] == pytest.approx(50, abs=1)
    assert row.edit.value() == values[-1]


def test_shift_drags_ten_times_finer(row: SliderRow) -> None:
    slider = row.slider
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, QPoint(6, 12))
    assert row.value() == 80
    slider._move_to(50)
    slider._grip = (6.0, 0.5)
    event_place = QPoint(6 + (slider.width() - 12) // 2, 12)
    QTest.mouseMove(slider, event_place)
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, event_place)
    assert row.value() > 50


def test_a_double_click_goes_back_to_the_default(row: SliderRow) -> None:
    row.set_value(10)
    QTest.mouseDClick(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(100, 12))
    assert row.value() == 80


def test_wheel_and_keys_step_and_shift_makes_them_fine(row: SliderRow) -> None:
    turn(row.slider, 1)
    assert row.value() == 85
    turn(row.slider, -1, Qt.KeyboardModifier.ShiftModifier)
    assert row.value() == 84
    QTest.keyClick(row.slider, Qt.Key.Key_Right)
    assert row.value() == 89
    QTest.keyClick(row.slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert row.value() == 88
    QTest.keyClick(row.slider, Qt.Key.Key_Home)
    assert row.value() == 0
    QTest.keyClick(row.slider, Qt.Key.Key_End)
    assert row.value() == 100


def test_a_logarithmic_step_grows_with_the_value(qtbot: QtBot) -> None:
    row = SliderRow("size", "Size", PIXELS, "How large")
    qtbot.addWidget(row)
    row.set_value(1000)
    row.slider.step_by(1)
    assert row.value() == 1100


def test_a_click_takes_the_whole_number_and_a_comma_is_a_point(qtbot: QtBot) -> None:
    row = SliderRow("lighter", "Lighter", Scale(-3, 3, 0, step=0.1, decimals=2, bipolar=True), "How light")
    whole = SliderRow("size", "Size", PIXELS, "How large")
    host = QWidget()
    down = QVBoxLayout(host)
    down.addWidget(whole)
    down.addWidget(row)
    qtbot.addWidget(host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    whole.edit.setFocus()
    QTest.mouseClick(row.edit.lineEdit(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: row.edit.lineEdit().selectedText() == "0.00")
    QTest.keyClicks(row.edit, "1,5")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert row.value() == 1.5
    whole.edit.setFocus()
    whole.edit.selectAll()
    QTest.keyClicks(whole.edit, "1,000")
    QTest.keyClick(whole.edit, Qt.Key.Key_Return)
    assert whole.value() == 1000


def test_a_typed_value_is_told_once(row: SliderRow) -> None:
    values = heard(row)
    row.edit.setFocus()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, "33")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert values == [33]
    assert row.slider.value() == 330


def test_escape_gives_the_old_value_back(row: SliderRow) -> None:
    values = heard(row)
    row.edit.setFocus()
    row.edit.selectAll()
    QTest.keyClicks(row.edit, "5")
    QTest.keyClick(row.edit, Qt.Key.Key_Escape)
    assert row.value() == 80
    assert values == []


def test_in_a_dialog_enter_and_escape_belong_to_the_dialog(qtbot: QtBot) -> None:
    for key, ending in (
        (Qt.Key.Key_Return, QDialog.DialogCode.Accepted),
        (Qt.Key.Key_Escape, QDialog.DialogCode.Rejected),
    ):
        dialog = QDialog()
        qtbot.addWidget(dialog)
        column = QVBoxLayout(dialog)
        row, ok = SliderRow("amount", "Amount", PERCENT, "How much"), QPushButton("OK")
        column.addWidget(row)
        column.addWidget(ok)
        ok.setDefault(True)
        ok.clicked.connect(dialog.accept)
        dialog.show()
        row.edit.setFocus()
        row.edit.selectAll()
        QTest.keyClicks(row.edit, "22")
        with qtbot.waitSignal(dialog.finished) as ended:
            QTest.keyClick(row.edit, key)
        assert ended.args == [ending.value]
        assert ending is QDialog.DialogCode.Rejected or row.value() == 22


def test_what_the_program_sets_is_not_told(row: SliderRow) -> None:
    values = heard(row)
    row.set_value(12)
    assert row.value() == 12
    assert values == []


def test_a_number_under_the_wheel_stays_while_it_has_no_focus(row: SliderRow) -> None:
    place = QPointF(row.edit.rect().center())
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    row.edit.clearFocus()
    QApplication.sendEvent(row.edit, event)
    assert row.value() == 80


def test_a_long_message_stays_as_long_as_it_takes_to_read(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    toast = Toast(host)
    toast.show_message("Saved a.png")
    assert toast.stays_ms == SHOWN_MS
    toast.show_message("WebP holds 8 bits per channel; the photo's 16 were rounded. " * 4)
    assert toast.stays_ms > SHOWN_MS
    toast.show_message("Saved a.png")
    assert toast.stays_ms == SHOWN_MS


def test_a_toast_does_what_its_button_says_and_goes(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(600, 300)
    host.show()
    toast = Toast(host)
    done: list[str] = []
    undo, compare = ("Undo", lambda: done.append("undo")), ("Compare", lambda: done.append("compare"))
    toast.show_message("Filled", [undo])
    toast.show_message("Filled again", [undo, compare])
    assert toast.text == "Filled again"
    assert host.rect().contains(toast.geometry())
    assert toast.width() >= toast.sizeHint().width()
    host.resize(800, 300)
    assert abs(toast.geometry().center().x() - 400) <= 2
    toast.show_message("Closed")
    toast.outdate()
    assert toast.isVisible()
    toast.show_message("Filled again", [undo, compare])
    QTest.mouseClick(host.findChild(QPushButton, "toast-compare"), Qt.MouseButton.LeftButton)
    assert done == ["compare"]
    assert not toast.isVisible()


def test_an_error_can_be_helped_and_copied(qtbot: QtBot) -> None:
    bar = ErrorBar()
    qtbot.addWidget(bar)
    done: list[bool] = []
    run = lambda: done.append(True)  # noqa: E731
    bar.show_error("It is <b>broken</b>.", "Try again.", details="Traceback", help_text="Again", run=run)
    assert bar.sentence == "It is <b>broken</b>."
    bar.findChild(QPushButton, "error-details").click()
    bar.findChild(QPushButton, "error-copy").click()
    assert QGuiApplication.clipboard().text() == "Traceback"
    bar.findChild(QPushButton, "error-help").click()
    assert done == [True]
    assert not bar.isVisible()
    bar.show_error("Once more.")
    assert bar.findChild(QPushButton, "error-help").isHidden()
    assert bar.details == "Once more."


def test_a_section_folds(qtbot: QtBot) -> None:
    section = Section("notes", "Notes")
    qtbot.addWidget(section)
    section.set_folded(True)
    assert section.body.isHidden()
    section.set_folded(False)
    assert not section.body.isHidden()


def test_a_swatch_tells_the_colour_chosen(qtbot: QtBot) -> None:
    swatch = SwatchButton("mask-colour", "Colour", "Colour")
    qtbot.addWidget(swatch)
    swatch.set_colour("#18c5d8")
    assert swatch.colour() == "#18c5d8"
    green = next(action for action in swatch.menu().actions() if action.text() == "Green")
    with qtbot.waitSignal(swatch.colour_changed) as chosen:
        green.trigger()
    assert chosen.args == ["#2ecc71"]


SIGMAS = Scale(-3, 3, 0, step=0.1, fine=0.01, decimals=2, bipolar=True)


def sigmas(qtbot: QtBot) -> SliderRow:
    row = SliderRow("smile", "Smile", SIGMAS, "How much")
    qtbot.addWidget(row)
    row.resize(300, 30)
    row.show()
    return row


def test_a_bipolar_slider_shows_its_sign_and_rests_in_the_middle(qtbot: QtBot) -> None:
    row = sigmas(qtbot)
    row.set_value(1.5)
    assert row.edit.text() == "+1.50"
    middle = row.slider.width() // 2
    QTest.mousePress(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(middle + 2, 12))
    assert row.value() == 0
    QTest.mouseRelease(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(middle + 2, 12))
    row.edit.selectAll()
    QTest.keyClicks(row.edit, "+0.75")
    QTest.keyClick(row.edit, Qt.Key.Key_Return)
    assert row.value() == 0.75


def test_a_press_on_the_handle_moves_nothing(qtbot: QtBot) -> None:
    row = sigmas(qtbot)
    row.set_value(-3)
    QTest.mousePress(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert row.value() == -3
    QTest.mouseRelease(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))


def test_a_drag_is_one_gesture_and_so_is_a_run_of_steps(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.widgets.slider_row._RUN_MS", 10**8)  # a busy machine may take any time between two steps
    row = sigmas(qtbot)
    told: list[tuple[int, int]] = []
    row.value_changed.connect(lambda _value: told.append(row.gesture))
    for place in (20, 60):
        QTest.mousePress(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(place, 12))
        QTest.mouseMove(row.slider, QPoint(place + 20, 12))
        QTest.mouseRelease(row.slider, Qt.MouseButton.LeftButton, pos=QPoint(place + 20, 12))
    turn(row.slider, 1)
    turn(row.slider, 1)
    assert len(told) >= 5
    assert told[0] == told[1]
    assert told[1] != told[2]
    assert told[-1] == told[-2] != told[-3]


def test_a_panel_that_scrolls_keeps_the_wheel_when_a_slider_comes_under_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.widgets.overlay_scroll_area._WHEEL_RESTS_MS", 10**8)
    content = QWidget()
    down = QVBoxLayout(content)
    row = SliderRow("smile", "Smile", SIGMAS, "How much")
    down.addWidget(row)
    down.addSpacing(2000)
    area = OverlayScrollArea(content)
    qtbot.addWidget(area)
    turn(row.slider, 1)
    assert row.value() == 0.1
    turn(area.viewport(), -1)
    turn(row.slider, 1)
    assert row.value() == 0.1


class _Moves(QObject):
    """Notes where a window is told that the pointer has moved to."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[QPoint] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.places.append(event.position().toPoint())
        return super().eventFilter(watched, event)


def test_once_the_wheel_rests_the_window_learns_what_lies_under_the_pointer_now(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    area = OverlayScrollArea(QWidget())
    qtbot.addWidget(area)
    area.resize(200, 300)
    with qtbot.waitExposed(area):
        area.show()
    inside, outside = area.mapToGlobal(QPoint(100, 100)), area.mapToGlobal(QPoint(5000, 5000))
    moves = _Moves()
    area.windowHandle().installEventFilter(moves)
    for place in (outside, inside):
        monkeypatch.setattr("ui.widgets.overlay_scroll_area.QCursor.pos", lambda place=place: place)
        area._feel_pointer()
    assert moves.places == [QPoint(100, 100)]


def test_what_names_a_field_is_dim_while_the_field_is(qtbot: QtBot) -> None:
    field = QPushButton()
    field.setEnabled(False)
    qtbot.addWidget(field)
    name = name_of(field, "Seed", 60)
    qtbot.addWidget(name)
    assert (name.buddy(), name.isEnabled(), name.minimumWidth()) == (field, False, 60)
    field.setEnabled(True)
    assert name.isEnabled()


def test_what_has_just_been_pushed_down_deep_in_a_column_is_brought_into_sight(qtbot: QtBot) -> None:
    first, last = QPushButton("first"), QPushButton("last")
    content = QWidget()
    down = QVBoxLayout(content)
    down.addWidget(first)
    down.addWidget(last)
    for _depth in range(3):
        outer = QWidget()
        around = QVBoxLayout(outer)
        around.addWidget(content)
        around.addStretch(1)
        content = outer
    area = OverlayScrollArea(content)
    qtbot.addWidget(area)
    area.resize(200, 120)
    with qtbot.waitExposed(area):
        area.show()
    first.setFixedHeight(600)
    area.bring_into_sight(last)
    QApplication.processEvents()
    assert last.visibleRegion().boundingRect().height() == last.height()
