"""Qt's own file dialogs, where the system has none, look like the rest of the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.file_dialog import choose_folder, open_file, open_files, save_file, saving_dialog
from ui.dialogs.save_quality import QualityBox
from ui.dialogs.saying import Says, ask_place
from ui.icons import icon

JPEG, PNG = "JPEG (*.jpg *.jpeg)", "PNG (*.png)"


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def picture(of: QIcon) -> QImage:
    return of.pixmap(QSize(16, 16)).toImage()


def answered(accepts: bool = True, chosen: Path | None = None) -> list[QFileDialog]:
    """Answers the dialog that comes up next, and hands it out."""
    seen: list[QFileDialog] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        seen.append(dialog)
        if chosen is not None:
            dialog.selectFile(str(chosen))
        dialog.accept() if accepts else dialog.reject()

    QTimer.singleShot(0, answer)
    return seen


def test_its_buttons_have_the_icons_of_the_window(parent: QWidget, tmp_path: Path) -> None:
    dialog = saving_dialog(parent, "Save", tmp_path / "a.png", [JPEG, PNG], PNG)
    shown = {button.objectName(): picture(button.icon()) for button in dialog.findChildren(QToolButton)}
    assert shown["backButton"] == picture(icon("arrow-left"))
    assert shown["newFolderButton"] == picture(icon("folder-plus"))
    accents = [one.text() for one in dialog.findChildren(QPushButton) if one.property("look") == "accent"]
    assert [text.replace("&", "") for text in accents] == ["Save"]


def test_formats_are_named_without_their_patterns(parent: QWidget, tmp_path: Path) -> None:
    dialog = saving_dialog(parent, "Save", tmp_path / "a.png", [JPEG, PNG], PNG)
    combo = dialog.findChildren(QComboBox, "fileTypeCombo")[0]
    assert [combo.itemText(i) for i in range(combo.count())] == ["JPEG", "PNG"]
    assert (combo.currentText(), dialog.selectedNameFilter()) == ("PNG", PNG)


def test_another_format_in_the_list_shows_what_it_lets_one_decide(parent: QWidget, tmp_path: Path) -> None:
    found: list[bool] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        quality = dialog.findChildren(QualityBox)[0]
        found.append(quality.isHidden())
        combo = dialog.findChildren(QComboBox, "fileTypeCombo")[0]
        combo.setCurrentIndex(0)
        combo.textActivated.emit(combo.currentText())
        found.append(quality.isHidden())
        dialog.reject()

    QTimer.singleShot(0, answer)
    assert ask_place(parent, tmp_path / "a.png", [JPEG, PNG], PNG, "Save", Says(on=True, trained=False)) == ("", "")
    assert found == [True, False]


def test_each_asks_for_its_kind_and_hands_out_paths(parent: QWidget, tmp_path: Path) -> None:
    there = tmp_path / "a.png"
    there.touch()
    answered(chosen=there)
    assert open_file(parent, "Open", tmp_path, [PNG]) == there
    answered(chosen=there)
    assert open_files(parent, "Open", tmp_path, [PNG]) == [there]
    answered(chosen=tmp_path)
    assert choose_folder(parent, "Choose", tmp_path.parent) == tmp_path
    answered()
    assert save_file(parent, "Save", tmp_path / "new.jpg", [JPEG, PNG], JPEG) == (str(tmp_path / "new.jpg"), JPEG)


def test_nothing_is_chosen_where_the_person_thinks_better_of_it(parent: QWidget, tmp_path: Path) -> None:
    answered(accepts=False)
    assert open_file(parent, "Open", tmp_path, [PNG]) is None
    answered(accepts=False)
    assert open_files(parent, "Open", tmp_path, [PNG]) == []
    answered(accepts=False)
    assert choose_folder(parent, "Choose", tmp_path) is None
    answered(accepts=False)
    assert save_file(parent, "Save", tmp_path / "new.jpg", [JPEG]) == ("", "")
