"""Keys that a person gives to commands: rules, files, the window for them, and who follows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from engine.errors import BadInput
from engine.settings import Settings, load_settings, save_settings
from ui.actions import ACTIONS, WORKSPACES
from ui.dialogs.help import shortcuts_html
from ui.shortcuts.editor import ShortcutEditor
from ui.shortcuts.files import read_keys, write_keys
from ui.shortcuts.key_field import KeyField
from ui.shortcuts.keymap import Keymap, key_of, portable, why_fixed

IDS = [spec.id for spec in ACTIONS]
CTRL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


def no_key_means_two_things(keymap: Keymap) -> bool:
    for workspace in WORKSPACES:
        here = [spec for spec in ACTIONS if spec.workspace in ("", workspace)]
        keys = [key for spec in here for key in keymap.keys(spec.id)]
        if len(keys) != len(set(keys)):
            return False
    return True


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@given(
    st.dictionaries(
        st.sampled_from([*IDS, "no such command"]),
        st.lists(st.sampled_from(["Ctrl+S", "B", "Space", "7", "nonsense+", "Ctrl+K, Ctrl+S", "F7", "Ctrl+Alt+P"])),
    )
)
def test_whatever_a_file_says_no_key_means_two_things(changes: dict[str, list[str]]) -> None:
    keymap = Keymap(changes)
    assert no_key_means_two_things(keymap)
    assert set(keymap.changes) <= set(IDS)
    assert not any(why_fixed(key, one) for one in IDS for key in keymap.keys(one))
    assert Keymap(keymap.changes).changes == keymap.changes


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(["Ctrl+S", "B", "F7", "Ctrl+Alt+P", "[", "Return"]))))
def test_giving_keys_never_leaves_one_with_two(given_keys: list[tuple[str, str]]) -> None:
    keymap = Keymap()
    for action_id, key in given_keys:
        keymap.give(action_id, key)
        assert key in keymap.keys(action_id)
    assert no_key_means_two_things(keymap)
    for action_id, _ in given_keys:
        keymap.reset(action_id)
        assert keymap.keys(action_id) == keymap.defaults(action_id)
    assert no_key_means_two_things(keymap)


def test_a_key_is_changed_added_taken_and_reset() -> None:
    keymap = Keymap()
    keymap.give("save", "F7", instead_of="Ctrl+S")
    assert keymap.keys("save") == ("F7",)
    keymap.give("save", "F8")
    assert keymap.keys("save") == ("F7", "F8")
    keymap.take("save", "F7")
    assert keymap.keys("save") == ("F8",)
    keymap.reset("save")
    assert not keymap.changes


def test_a_key_of_the_other_workspace_is_free() -> None:
    keymap = Keymap()
    assert keymap.holder("T", "try-another") is None, "the studio has a T of its own"
    assert keymap.holder("B", "try-another").id == "tool-brush"
    assert keymap.holder("B", "save").id == "tool-brush"


def test_fixed_keys_are_refused_with_a_reason() -> None:
    assert "candidates" in why_fixed("3", "save")
    assert "move the photo" in why_fixed("Space", "save")
    assert why_fixed("Esc", "cancel") == "", "it has it already"
    with pytest.raises(ValueError, match="cannot be"):
        Keymap().give("save", "Space")


@pytest.mark.parametrize(
    ("event", "key"),
    [
        (press(Qt.Key.Key_S, CTRL), "Ctrl+S"),
        (press(Qt.Key.Key_BraceLeft, SHIFT, "{"), "{"),
        (press(Qt.Key.Key_A, SHIFT, "A"), "Shift+A"),
        (press(Qt.Key.Key_Shift, SHIFT), ""),
        (press(Qt.Key.Key_F5), "F5"),
        (press(Qt.Key.Key_5, Qt.KeyboardModifier.KeypadModifier, "5"), "5"),
    ],
)
def test_what_is_pressed_becomes_a_key(event: QKeyEvent, key: str) -> None:
    assert key_of(event) == portable(key)


def test_keys_travel_in_a_file(tmp_path: Path) -> None:
    keymap = Keymap({"save": ("F7", "Ctrl+Alt+P"), "quit": ()})
    write_keys(keymap, tmp_path / "mine.json")
    again, unknown = read_keys(tmp_path / "mine.json")
    assert (again.changes, unknown) == (keymap.changes, 0)


@pytest.mark.parametrize(
    "content",
    ["", "[1", "[]", '{"keys": {}}', '{"tratteggio": "keys", "version": 9, "keys": {}}',
     '{"tratteggio": "keys", "version": 1, "keys": {"save": "Ctrl+S"}}', "[" * 5000, "\x00"],
)  # fmt: skip
def test_a_file_that_holds_no_keys_is_told_plainly(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    path.write_text(content)
    with pytest.raises(BadInput, match=r"keys\.json"):
        read_keys(path)


def test_commands_of_a_newer_program_are_counted_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys = {"from-the-future": ["F7"], "save": ["F8"]}
    path.write_text(json.dumps({"tratteggio": "keys", "version": 1, "keys": keys}))
    keymap, unknown = read_keys(path)
    assert (keymap.changes, unknown) == ({"save": ("F8",)}, 1)


def test_settings_remember_keys(tmp_path: Path) -> None:
    settings = Settings(shortcuts={"save": ("F7",)})
    save_settings(settings, tmp_path / "s.json")
    assert Keymap(load_settings(tmp_path / "s.json").shortcuts).keys("save") == ("F7",)


# The window for them


@pytest.fixture
def editor(qtbot) -> ShortcutEditor:
    dialog = ShortcutEditor({})
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def shown(editor: ShortcutEditor) -> list[str]:
    return [item.text() for item in editor._items() if not item.isHidden() and item.data(Qt.ItemDataRole.UserRole)]


def field(editor: ShortcutEditor, name: str) -> KeyField:
    found = editor.findChild(KeyField, name)
    assert isinstance(found, KeyField)
    return found


def button(editor: ShortcutEditor, name: str) -> QPushButton:
    found = editor.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def test_commands_are_found_by_name_and_by_key(editor: ShortcutEditor) -> None:
    QTest.keyClicks(editor._search, "invert m")
    assert shown(editor) == ["Invert mask"]
    search = field(editor, "keys-search-key")
    search.click()
    assert search.is_waiting
    QTest.keyClick(search, Qt.Key.Key_D, CTRL)
    assert shown(editor) == ["Clear mask"], "a key is looked for among all commands, not among those typed before"
    assert not search.is_waiting


def test_a_key_is_pressed_into_its_field(editor: ShortcutEditor) -> None:
    told: list[dict] = []
    editor.keys_changed.connect(told.append)
    editor.choose("save")
    field(editor, "key-1").click()
    QTest.keyClick(field(editor, "key-1"), Qt.Key.Key_F7)
    field(editor, "key-add").click()
    QTest.keyClick(field(editor, "key-add"), Qt.Key.Key_P, CTRL | ALT)
    assert told[-1] == {"save": ("F7", "Ctrl+Alt+P")}
    button(editor, "keys-reset").click()
    assert told[-1] == {}


def test_a_key_that_is_taken_is_asked_about(editor: ShortcutEditor) -> None:
    editor.choose("clear-mask")
    field(editor, "key-1").click()
    QTest.keyClick(field(editor, "key-1"), Qt.Key.Key_I, CTRL)
    assert editor._note.text() == "Ctrl+I is the key of “Invert mask”. Take it over?"
    button(editor, "keys-leave").click()
    assert editor.changes == {}
    field(editor, "key-1").click()
    QTest.keyClick(field(editor, "key-1"), Qt.Key.Key_I, CTRL)
    button(editor, "keys-take").click()
    assert editor.changes == {"clear-mask": ("Ctrl+I",), "invert-mask": ()}
    assert editor._note.text() == "“Invert mask” has no key now."
    editor.choose("invert-mask")
    button(editor, "keys-reset").click()
    assert editor._note.text() == "Taken back from: Clear mask."
    button(editor, "keys-reset-all").click()
    assert editor.changes == {}


def test_escape_leaves_a_waiting_field_and_the_window_open(editor: ShortcutEditor) -> None:
    editor.choose("save")
    waiting = field(editor, "key-1")
    waiting.click()
    QTest.keyClick(waiting, Qt.Key.Key_Escape)
    assert (waiting.is_waiting, editor.isVisible(), editor.changes) == (False, True, {})


def test_files_come_and_go_and_errors_are_said(editor: ShortcutEditor, tmp_path: Path) -> None:
    editor.import_from(tmp_path / "none.json")
    assert "none.json could not be read" in editor._note.text()
    write_keys(Keymap({"save": ("F7",)}), tmp_path / "mine.json")
    editor.import_from(tmp_path / "mine.json")
    assert editor.changes == {"save": ("F7",)}
    editor.export_to(tmp_path / "out.json")
    assert read_keys(tmp_path / "out.json")[0].changes == {"save": ("F7",)}


def test_everything_follows_new_keys(driver) -> None:
    window = driver.window
    window.actions_by_id["change-shortcuts"].trigger()
    dialog = window.findChild(ShortcutEditor)
    dialog._keymap.give("undo", "F7", "Ctrl+Z")
    dialog._changed()
    dialog.close()
    assert window.settings.shortcuts == {"undo": ("F7",)}
    assert window.actions_by_id["undo"].toolTip().endswith("(F7)")
    window.change_keys({**window.settings.shortcuts, "fill": ("F8",), "brush-larger": ("F9",), "side-panels": ()})
    assert window.desk.fill_panel._fill.text() == "Fill"
    assert window.desk.fill_panel._fill_tip == "Fill what is marked (F8)"
    assert "([ F9)" in window.desk.tool_options._size.edit.toolTip()
    html = shortcuts_html(window.settings.shortcuts)
    assert "F7" in html
    driver.paint((10, 10), (20, 10))
    window.canvas.setFocus()
    driver.press(Qt.Key.Key_F7)
    assert not driver.document.can_undo


def test_the_key_that_is_held_to_compare_can_be_another(make_window: Callable, small_photo) -> None:
    driver = make_window(Settings(shortcuts={"compare": ("F7",)}))
    driver.open_pixels(small_photo)
    driver.window.canvas.setFocus()
    QTest.keyPress(driver.window.canvas, Qt.Key.Key_F7)
    assert driver.window.canvas.compare == "original"
    QTest.keyRelease(driver.window.canvas, Qt.Key.Key_F7)
    assert driver.window.canvas.compare == "off"


def test_broken_keys_in_the_settings_do_no_harm(make_window: Callable) -> None:
    window = make_window(Settings(shortcuts={"save": ("Ctrl+O",), "gone": ("X",), "quit": ("nonsense+",)})).window
    assert window.actions_by_id["save"].shortcuts() == []
    assert window.actions_by_id["open"].shortcuts() == [QKeySequence("Ctrl+O")]
