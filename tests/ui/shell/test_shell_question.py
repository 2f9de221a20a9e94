"""Questions show all of their words, however long a name is, and end with what is best to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.live import NumberRow
from ui.dialogs.questions import Answer, Questions
from ui.dialogs.saying import Says, saying_dialog
from ui.fitting import cut_off
from ui.studio.film_export import ExportDialog
from ui.theme import Theme
from ui.widgets.slider_row import Scale

LONG = "the second day of our holiday at the sea, early in the morning, before anybody else was awake (1) copy.jpg"


class Seen:
    """Looks at the box that a question opens, then answers Escape."""

    def __init__(self) -> None:
        self.cut: list[str] = []
        self.buttons: list[str] = []
        self.best = ""

    def look(self) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        self.cut = list(cut_off(box))
        buttons = sorted(box.findChildren(QPushButton), key=lambda one: one.x())
        self.buttons = [one.text().replace("&", "") for one in buttons if one.isVisible()]
        default = box.defaultButton()
        self.best = default.text() if default is not None else ""
        box.reject()


@pytest.fixture
def questions(qapp: QApplication, qtbot: QtBot) -> Questions:
    Theme(qapp, "dark")
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    return Questions(parent)


@pytest.mark.parametrize(
    ("ask", "last"),
    [
        (Questions.save_changes, "Save"),
        (Questions.replace_original, "Save as…"),
        (Questions.replace_changed, "Save as…"),
        (Questions.write_vanished, "Save here"),
        (Questions.discard_recovery, "Cancel"),
        (Questions.reload_changed, "Cancel"),
    ],
)
def test_a_question_is_read_whole_and_its_best_answer_stands_last(
    questions: Questions, ask: Callable[[Questions, str], Answer], last: str
) -> None:
    seen = Seen()
    QTimer.singleShot(0, seen.look)
    assert ask(questions, LONG) is Answer.CANCEL
    assert seen.cut == []
    assert seen.buttons[-1] == last
    assert seen.best == last


def press_enter(dialog: QDialog) -> str:
    """Enter where the keyboard is when the dialog opens; the words of the button that it pressed."""
    pressed: list[str] = []
    for one in dialog.findChildren(QPushButton):
        one.clicked.connect(lambda _on=False, text=one.text(): pressed.append(text))
    QTest.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)
    return " ".join(pressed)


def in_the_middle(what: Callable[[QDialog], object]) -> None:
    """Do this with the dialog that is about to open."""

    def go() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        what(dialog)

    QTimer.singleShot(0, go)


def test_enter_takes_a_name(questions: Questions) -> None:
    in_the_middle(press_enter)
    assert questions.name("Save the selection", "It stays.", " Sky ") == "Sky"


def test_enter_takes_the_number_that_has_been_typed(questions: Questions) -> None:
    def type_twenty(dialog: QDialog) -> None:
        QTest.keyClicks(dialog.focusWidget(), "20")
        press_enter(dialog)

    in_the_middle(type_twenty)
    row = NumberRow("pixels", "By", Scale(1, 200, 8, unit="px", logarithmic=True))
    seen: list[tuple[float, ...]] = []
    assert questions.numbers("Grow", "Moves its edge.", (row,), "Grow", seen.append) == (20,)
    assert seen[:3] == [(8,), (2,), (20,)], "and is tried while it is being typed"


def test_escape_takes_neither(questions: Questions) -> None:
    in_the_middle(lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert questions.name("Save the selection", "It stays.", "Sky") is None


def test_enter_exports_a_film_and_saves_with_what_is_said(questions: Questions, qtbot: QtBot) -> None:
    for dialog, expected in (
        (ExportDialog(2.0, 128, "loop", None), "Export…"),
        (saying_dialog(questions._parent, "Save", Says(True, True, True, None)), "Save"),
    ):
        qtbot.addWidget(dialog)
        dialog.show()
        best = [one.text() for one in dialog.findChildren(QPushButton) if one.isDefault()]
        assert best == [expected]
