"""Questions show all of their words, however long a name is, and end with what is best to do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.questions import Answer, Questions
from ui.fitting import cut_off
from ui.theme import Theme

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
