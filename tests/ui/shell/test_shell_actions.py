"""The table of commands and what stands on it: menus, keys, icons, the palette."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QKeySequence, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from ui import icons
from ui.actions import ACTIONS, MENUS, WORKSPACES, mnemonics, with_letter
from ui.dialogs.command_palette import match_score
from ui.dialogs.help import GESTURES, shortcuts_html

ROOT = Path(icons.__file__).parent


def test_ids_are_unique_and_every_text_is_said_once() -> None:
    assert max(Counter(spec.id for spec in ACTIONS).values()) == 1
    assert max(Counter(spec.text for spec in ACTIONS).values()) == 1


@pytest.mark.parametrize("workspace", WORKSPACES)
def test_no_key_means_two_things(workspace: str) -> None:
    here = [spec for spec in ACTIONS if spec.workspace in ("", workspace)]
    keys = Counter(QKeySequence(key).toString() for spec in here for key in spec.shortcuts)
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize(
    ("key", "action_id"),
    [
        ("[", "brush-smaller"), ("]", "brush-larger"), ("Shift+[", "brush-softer"), ("Shift+]", "brush-harder"),
        ("B", "tool-brush"), ("E", "tool-eraser"), ("L", "tool-lasso"), ("M", "tool-rectangle"), ("H", "tool-pan"),
        ("W", "tool-wand"),
        ("Z", "tool-zoom"), ("Ctrl+0", "zoom-fit"), ("Ctrl+1", "zoom-actual"), ("Return", "fill"), ("Enter", "fill"),
        ("Shift+F5", "fill"), ("Shift+Backspace", "fill"), ("X", "brush-swap"),
        ("Ctrl+Return", "fill"), ("Esc", "cancel"), ("Ctrl+Z", "undo"), ("Ctrl+Shift+Z", "redo"), ("Ctrl+Y", "redo"),
        ("Q", "mask-view"), ("\\", "compare"), ("Ctrl+K", "palette"), ("Ctrl+S", "save"), ("Ctrl+O", "open"),
    ],
)  # fmt: skip
def test_hands_find_the_keys_they_know(key: str, action_id: str) -> None:
    spec = next(spec for spec in ACTIONS if spec.id == action_id)
    assert key in spec.shortcuts


def test_every_icon_is_there_and_every_file_is_used() -> None:
    text = "".join(path.read_text() for path in ROOT.rglob("*.py"))
    files = {path.stem for path in icons.FOLDER.glob("*.svg")}
    assert {spec.icon for spec in ACTIONS if spec.icon} <= files
    assert [name for name in files if f'"{name}"' not in text] == []
    assert "ISC License" in (icons.FOLDER / "LICENSE").read_text()


def test_every_command_is_in_its_menu_with_its_keys(make_window: Callable) -> None:
    window = make_window().window
    menus = {menu.objectName(): menu for menu in window.menuBar().findChildren(QMenu)}
    for spec in ACTIONS:
        action = window.actions_by_id[spec.id]
        place = spec.group if spec.group in ("theme", "language", "mask-mode") else spec.menu.lower()
        assert action in menus[f"menu-{place}"].actions()
        assert len(action.shortcuts()) == len(spec.shortcuts)
        assert action.objectName() == f"action-{spec.id}"
        assert action.toolTip()
    assert [action.text().replace("&", "") for action in window.menuBar().actions()] == list(MENUS)


def test_each_menu_opens_with_a_letter_of_its_own_that_a_keyboard_has() -> None:
    letters = mnemonics(MENUS)
    assert len(set(letters.values())) == len(MENUS)
    assert all(letters[title] in title.upper() for title in MENUS)
    assert (letters["File"], letters["Fill"], letters["Patch"]) == ("F", "I", "A")
    assert with_letter("Fill", "I") == "F&ill"
    assert with_letter("文件", "F") == "文件(&F)"


def test_without_a_photo_only_what_works_is_offered(make_window: Callable) -> None:
    window = make_window().window
    enabled = {spec.id for spec in ACTIONS if window.actions_by_id[spec.id].isEnabled()}
    assert {"open", "paste", "quit", "palette", "theme-dark", "tool-brush"} <= enabled
    assert not enabled & {"save", "save-as", "fill", "undo", "cancel", "zoom-fit", "close", "clear-mask", "try-another"}


def test_icons_are_drawn_sharp_and_in_the_theme_colour(qapp: QApplication) -> None:
    pixmap = icons.icon("brush").pixmap(QSize(18, 18), 2.0)
    assert pixmap.size() == QSize(36, 36)
    image = QImage(18, 18, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    icons.draw_icon(painter, "brush", QRectF(0, 0, 18, 18), QColor("#ff0000"))
    painter.end()
    drawn = [image.pixelColor(x, y) for x in range(18) for y in range(18) if image.pixelColor(x, y).alpha() == 255]
    assert drawn
    assert all(colour.red() == 255 and colour.green() == 0 for colour in drawn)
    assert not icons.icon("brush").pixmap(QSize(18, 18), QIcon.Mode.Disabled).isNull()


@pytest.mark.parametrize(
    ("query", "best"),
    [("zo in", "Zoom in"), ("saveas", "Save as…"), ("fitw", "Fit in the window"), ("undo", "Undo"), ("lasso", "Lasso")],
)
def test_a_few_letters_find_a_command(make_window: Callable, query: str, best: str, small_photo) -> None:
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.paint((10, 10), (30, 20))
    palette = driver.window.command_palette
    palette.open()
    QTest.keyClicks(driver.window.findChild(type(palette._field), "palette-search"), query)
    assert palette.titles[0].startswith(best)


def test_a_word_of_the_explanation_finds_a_command_too(driver) -> None:
    palette = driver.window.command_palette
    palette.open()
    palette._field.setText("chinese")
    assert palette.titles == ["简体中文"]
    assert not palette._none.isVisibleTo(palette)
    palette._field.setText("no such thing")
    assert palette.titles == []
    assert palette._none.isVisibleTo(palette)
    palette._field.setText("q")
    assert all("q" in title.lower() for title in palette.titles)


def test_letters_out_of_order_find_nothing() -> None:
    assert match_score("xq", "Zoom in") is None
    assert match_score("ni", "Zoom in") is None
    exact, scattered = match_score("fit", "Fit in the window"), match_score("fit", "Fill what is there")
    assert exact is not None
    assert scattered is not None
    assert exact > scattered


def test_the_palette_runs_what_was_chosen_and_closes(driver) -> None:
    palette = driver.window.command_palette
    driver.run("palette")
    field = palette._field
    assert palette.isVisible()
    QTest.keyClicks(field, "eraser")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert driver.window.actions_by_id["tool-eraser"].isChecked()
    assert not driver.window.editor.fills.is_running
    driver.run("palette")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_list_of_keys_holds_every_key(qapp: QApplication) -> None:
    html = shortcuts_html()
    assert "color" not in html
    assert all(spec.text.rstrip("…") in html for spec in ACTIONS if spec.shortcuts)
    assert all(name in html for name, _ in GESTURES)
