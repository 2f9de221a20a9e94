"""A window over recovery files: keeping, the offer after a crash, files that others change."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from engine.document import Document
from engine.geometry import Rect
from engine.paths import recovery_dir
from engine.photo import read_photo
from engine.recovery import Instance, Keeper
from tests.engine.recovery.conftest import WAIT_S, fill, fingerprint, stroke
from tests.ui.shell.conftest import Driver
from ui import editor as editor_module
from ui.dialogs.questions import Answer
from ui.recovery import keeping
from ui.recovery.dialog import RecoveryDialog, holds, when_words
from ui.recovery.keeping import keeper_of
from ui.recovery.watching import Fate, Stamp, fate_of, stamp_of
from ui.widgets.overlay_scroll_area import OverlayScrollArea


@pytest.fixture(autouse=True)
def _instances() -> Iterator[None]:
    """Each test has a home of its own, and leaves no lock behind."""
    yield
    keeping.release_instances()


@pytest.fixture
def file(tmp_path: Path, small_photo: np.ndarray) -> Path:
    path = tmp_path / "kite.png"
    Image.fromarray(small_photo).save(path)
    return path


@pytest.fixture
def left(file: Path) -> Callable[..., Document]:
    """left(name): a photo with two fills and a stroke, as a program that was killed leaves it behind."""

    def leave(name: str = "kite.png", saved: Path | None = None) -> Document:
        path = file.with_name(name)
        path.write_bytes(file.read_bytes())
        document = Document(read_photo(path))
        instance = Instance(recovery_dir())
        keeper = Keeper(document, instance, name)
        fill(document, Rect(5, 5, 20, 20))
        if saved is not None:
            keeper.saved(saved, (1, 1))
        fill(document, Rect(30, 5, 20, 20), 9)
        stroke(document, (10, 40), (50, 40))
        assert keeper.flush(WAIT_S)
        assert keeper.close(keep=True, timeout=WAIT_S)
        instance.release()
        return document

    return leave


def offered(driver: Driver) -> RecoveryDialog:
    driver.run("recover")
    driver.wait(lambda: driver.window.safety.dialog is not None)
    dialog = driver.window.safety.dialog
    assert dialog is not None
    return dialog


def button(dialog: RecoveryDialog, name: str) -> QPushButton:
    found = dialog.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def folders() -> list[str]:
    return sorted(path.name for path in recovery_dir().glob("instance-*/*") if path.name.startswith("document-"))


def test_what_is_painted_in_the_window_is_kept_until_its_photo_is_closed(driver: Driver) -> None:
    driver.paint((10, 10), (40, 30))
    one = driver.window.editor.front
    assert one is not None
    keeper = keeper_of(one)
    assert keeper is not None
    assert keeper.recorded == 1
    assert keeper.flush(WAIT_S)
    assert len(folders()) == 1
    driver.window.editor.close_document()
    assert folders() == []


def test_closing_the_window_leaves_nothing_behind(make_window: Callable[..., Driver], small_photo: np.ndarray) -> None:
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.paint((10, 10), (40, 30))
    one = driver.window.editor.front
    assert one is not None
    keeper = keeper_of(one)
    assert keeper is not None
    assert keeper.flush(WAIT_S)
    driver.window.close()
    assert folders() == []


def test_a_crash_is_followed_by_an_offer_that_tells_what_there_is(
    make_window: Callable[..., Driver], left: Callable[..., Document]
) -> None:
    left()
    left("other.png")
    dialog = offered(make_window())
    assert [card.leftover.name for card in dialog.cards()] == ["other.png", "kite.png"]
    assert dialog.cards()[0].facts == "2 fills, 1 stroke in the mask"
    assert dialog.windowTitle() == "Recover unsaved work"


def test_words_of_two_lines_take_nothing_from_what_is_below_them(
    make_window: Callable[..., Driver], left: Callable[..., Document]
) -> None:
    left()
    dialog = offered(make_window())
    area = dialog.findChildren(OverlayScrollArea)[0]
    below = button(dialog, "recovery-all").y() - area.geometry().bottom()
    assert below >= 12
    assert area.height() <= dialog.screen().availableGeometry().height()


def test_recovering_opens_the_photo_as_it_was(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path
) -> None:
    document = left()
    driver = make_window()
    dialog = offered(driver)
    button(dialog, "recovery-all").click()
    driver.wait(lambda: driver.document is not None)
    assert fingerprint(driver.document) == fingerprint(document)
    assert driver.window.editor.is_modified
    assert driver.window.editor.name == "kite.png"
    assert driver.window.files.proposed_path() == file.with_name("kite-filled.png")
    driver.wait(lambda: driver.window.safety.dialog is None)
    # It is kept on from there, and nothing of it is offered twice.
    one = driver.window.editor.front
    assert one is not None
    keeper = keeper_of(one)
    assert keeper is not None
    driver.wait(lambda: keeper.folder is not None)
    assert keeper.flush(WAIT_S)
    driver.paint((30, 10), (40, 30))
    assert keeper.flush(WAIT_S)
    assert len(folders()) == 1


def test_several_come_back_each_in_its_tab(make_window: Callable[..., Driver], left: Callable[..., Document]) -> None:
    left()
    left("other.png")
    driver = make_window()
    button(offered(driver), "recovery-all").click()
    driver.wait(lambda: len(driver.window.editor.photos) == 2)
    assert {one.name for one in driver.window.editor.photos} == {"kite.png", "other.png"}
    assert all(one.is_modified for one in driver.window.editor.photos)


def recovered_over(driver: Driver) -> None:
    button(offered(driver), "recovery-all").click()
    driver.wait(lambda: driver.window.safety.dialog is None and driver.window.editor.is_modified)


def test_what_is_recovered_takes_the_place_of_its_photo_that_is_open_untouched(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path, small_photo: np.ndarray
) -> None:
    document = left()
    driver = make_window()
    driver.open(file)
    driver.open_pixels(small_photo)
    recovered_over(driver)
    assert [one.name for one in driver.window.editor.photos] == ["kite.png", "Untitled"]
    assert fingerprint(driver.document) == fingerprint(document)


def test_a_photo_that_was_worked_on_stays_beside_what_is_recovered(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path
) -> None:
    left()
    driver = make_window()
    driver.open(file)
    driver.paint((10, 10), (40, 30))
    driver.run("undo")  # it can still be had back
    recovered_over(driver)
    assert len(driver.window.editor.photos) == 2


def test_a_file_that_was_written_anew_stays_beside_what_is_recovered_of_it(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path
) -> None:
    left()
    Image.new("RGB", (70, 50), "red").save(file)
    driver = make_window()
    driver.open(file)
    recovered_over(driver)
    assert len(driver.window.editor.photos) == 2


def test_a_photo_that_is_read_while_it_is_recovered_is_not_opened_twice(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left()
    driver = make_window()
    dialog = offered(driver)
    editor = driver.window.editor
    may_read, read = threading.Event(), editor_module._read

    def reads_late(*wanted: Any) -> object:
        assert may_read.wait(WAIT_S)
        return read(*wanted)

    monkeypatch.setattr(editor_module, "_read", reads_late)
    editor.open(file)
    button(dialog, "recovery-all").click()
    driver.wait(lambda: driver.document is not None)
    may_read.set()
    driver.wait(lambda: not editor.work)
    assert len(editor.photos) == 1
    assert editor.is_modified


def crash(driver: Driver) -> None:
    """What is kept of the photo in front stays as if the program had been killed now."""
    one = driver.window.editor.front
    assert one is not None
    keeper = keeper_of(one)
    assert keeper is not None
    assert keeper.flush(WAIT_S)
    assert keeper.close(keep=True, timeout=WAIT_S)
    del one.kept["keeper"]
    keeping.release_instances()


def test_a_project_comes_back_as_the_project_it_was(make_window: Callable[..., Driver], file: Path) -> None:
    driver = make_window()
    driver.open(file)
    fill(driver.document, Rect(5, 5, 20, 20))
    project = file.with_name("kite.ora")
    driver.window.editor.save(project)
    driver.wait(lambda: not driver.window.editor.is_modified)
    driver.window.editor.close_document()
    driver.open(project)
    fill(driver.document, Rect(30, 5, 20, 20), 9)
    before = fingerprint(driver.document)
    crash(driver)
    file.unlink()  # the project holds the photo: its file does not matter
    again = make_window()
    dialog = offered(again)
    assert dialog.cards()[0].leftover.name == "kite.ora"
    assert dialog.cards()[0].facts == "2 fills"
    button(dialog, "recovery-all").click()
    again.wait(lambda: again.document is not None)
    assert fingerprint(again.document) == before
    editor = again.window.editor
    assert (editor.name, editor.save_path, editor.is_modified) == ("kite.ora", project, True)
    again.run("save")
    again.wait(lambda: not editor.is_modified)
    assert again.answers.asked == []


def test_fault_19_a_project_that_was_changed_outside_is_reloaded_in_its_place(
    make_window: Callable[..., Driver], file: Path
) -> None:
    driver = make_window()
    driver.open(file)
    fill(driver.document, Rect(5, 5, 20, 20))
    project = file.with_name("kite.ora")
    driver.window.editor.save(project)
    driver.wait(lambda: not driver.window.editor.is_modified)
    change(driver, project, project.read_bytes())
    bar = driver.window.safety.outside_bar
    driver.wait(bar.isVisible)
    old = driver.document
    bar.findChild(QPushButton, "outside-reload").click()
    driver.wait(lambda: driver.document is not old and len(driver.window.editor.photos) == 1)
    assert len(driver.document.patches) == 1


def test_later_keeps_it_for_later(make_window: Callable[..., Driver], left: Callable[..., Document]) -> None:
    left()
    driver = make_window()
    button(offered(driver), "recovery-later").click()
    driver.wait(lambda: driver.window.safety.dialog is None)
    assert len(folders()) == 1
    assert len(offered(driver).cards()) == 1


def test_discarding_asks_first(make_window: Callable[..., Driver], left: Callable[..., Document]) -> None:
    left()
    driver = make_window()
    dialog = offered(driver)
    button(dialog, "recovery-1-discard").click()
    assert driver.answers.asked == ["discard recovery kite.png"]
    assert len(dialog.cards()) == 1
    driver.answers.whether_answer = Answer.YES
    button(dialog, "recovery-1-discard").click()
    driver.wait(lambda: driver.window.safety.dialog is None)
    assert folders() == []


def test_where_nothing_was_left_the_command_says_so(make_window: Callable[..., Driver]) -> None:
    driver = make_window()
    driver.run("recover")
    driver.wait(lambda: driver.window.toast.isVisible())
    assert driver.window.safety.dialog is None


def test_a_photo_that_is_gone_is_told_on_its_card_and_can_be_put_back(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path
) -> None:
    document = left()
    for copy in recovery_dir().glob("instance-*/document-*/base-*"):
        copy.unlink()
    away = file.rename(file.with_name("away.png"))
    driver = make_window()
    dialog = offered(driver)
    button(dialog, "recovery-all").click()
    driver.wait(lambda: "kite.png" in dialog.cards()[0].facts)
    assert driver.document is None
    away.rename(file)
    button(dialog, "recovery-all").click()
    driver.wait(lambda: driver.document is not None)
    assert fingerprint(driver.document) == fingerprint(document)


def test_that_nothing_can_be_kept_is_told_once(make_window: Callable[..., Driver], small_photo: np.ndarray) -> None:
    recovery_dir().parent.mkdir(exist_ok=True)
    recovery_dir().write_text("a file where the folder should be")
    driver = make_window()
    driver.open_pixels(small_photo)
    driver.paint((10, 10), (40, 30))
    driver.wait(lambda: driver.window.error_bar.isVisible())
    assert "not kept against a crash" in driver.window.error_bar.sentence
    driver.window.error_bar.hide()
    driver.paint((20, 10), (40, 40))
    assert not driver.window.error_bar.isVisible()
    assert driver.document.can_undo


def test_fault_19_a_file_saved_before_the_crash_and_written_by_others_since_is_not_replaced_unasked(
    make_window: Callable[..., Driver], left: Callable[..., Document], file: Path
) -> None:
    left(saved=file.with_name("result.png"))
    file.with_name("result.png").write_bytes(b"theirs")
    driver = make_window()
    button(offered(driver), "recovery-all").click()
    driver.wait(lambda: driver.document is not None)
    assert driver.window.editor.save_path == file.with_name("result.png")
    driver.run("save")
    assert driver.answers.asked == ["changed result.png"]
    assert file.with_name("result.png").read_bytes() == b"theirs"


# Files that others change


def change(driver: Driver, path: Path, content: bytes | None) -> None:
    """As another program would, and then come back to the window."""
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
        os.utime(path, ns=(1, 1))
    QApplication.sendEvent(driver.window, QEvent(QEvent.Type.WindowActivate))


def test_fault_19_a_photo_that_was_changed_outside_is_told_and_can_be_reloaded(
    make_window: Callable[..., Driver], file: Path, tmp_path: Path, small_photo: np.ndarray
) -> None:
    driver = make_window()
    driver.open(file)
    bar = driver.window.safety.outside_bar
    assert not bar.isVisible()
    Image.fromarray(255 - small_photo).save(tmp_path / "new.png")
    change(driver, file, (tmp_path / "new.png").read_bytes())
    driver.wait(bar.isVisible)
    assert bar.sentence == "kite.png was changed by another program."
    bar.findChild(QPushButton, "outside-reload").click()
    driver.wait(lambda: np.array_equal(driver.document.photo.pixels, 255 - small_photo))
    driver.wait(lambda: len(driver.window.editor.photos) == 1)
    assert not bar.isVisible()


def test_fault_19_ours_is_kept_where_the_person_says_so_and_never_written_over_theirs_unasked(
    make_window: Callable[..., Driver], file: Path
) -> None:
    driver = make_window()
    driver.open(file)
    fill(driver.document, Rect(5, 5, 20, 20))
    before = fingerprint(driver.document)
    change(driver, file, b"something else")
    bar = driver.window.safety.outside_bar
    driver.wait(bar.isVisible)
    bar.findChild(QPushButton, "outside-keep").click()
    assert not bar.isVisible()
    assert fingerprint(driver.document) == before
    driver.answers.save_path = file
    driver.run("save-as")
    assert "changed kite.png" in driver.answers.asked
    assert file.read_bytes() == b"something else"
    change(driver, file, b"and again")
    driver.wait(bar.isVisible)


def test_fault_19_reloading_asks_before_it_takes_fills_off(make_window: Callable[..., Driver], file: Path) -> None:
    driver = make_window()
    driver.open(file)
    fill(driver.document, Rect(5, 5, 20, 20))
    change(driver, file, b"something else")
    bar = driver.window.safety.outside_bar
    driver.wait(bar.isVisible)
    bar.findChild(QPushButton, "outside-reload").click()
    assert driver.answers.asked == ["reload kite.png"]
    assert len(driver.document.patches) == 1


def test_fault_19_a_photo_that_vanished_is_told_and_forgotten_when_it_is_back(
    make_window: Callable[..., Driver], file: Path
) -> None:
    driver = make_window()
    driver.open(file)
    away = file.with_name("away.png")
    os.rename(file, away)
    bar = driver.window.safety.outside_bar
    driver.wait(bar.isVisible)  # without a word from us: the folder's watcher tells
    assert "moved or deleted" in bar.sentence
    one = driver.window.editor.front
    assert one is not None
    assert fate_of(one) == (Fate.GONE, file)
    os.rename(away, file)
    QApplication.sendEvent(driver.window, QEvent(QEvent.Type.WindowActivate))
    driver.wait(lambda: not bar.isVisible())


def test_fault_19_what_changes_while_files_are_looked_at_is_seen_by_another_look(
    make_window: Callable[..., Driver], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = make_window()
    driver.open(file)
    watching = driver.window.safety.watching
    driver.wait(lambda: not watching.is_looking)
    watching._watcher.removePath(str(file))  # as on a network, where nobody tells
    looked, go_on = threading.Event(), threading.Event()

    def late(path: Path) -> Stamp:
        stamp = stamp_of(path)
        looked.set()
        go_on.wait(WAIT_S)
        return stamp

    monkeypatch.setattr("ui.recovery.watching.stamp_of", late)
    watching.look()
    assert looked.wait(WAIT_S)
    change(driver, file, b"something else")
    go_on.set()
    driver.wait(driver.window.safety.outside_bar.isVisible)


def test_our_own_saving_is_no_news(make_window: Callable[..., Driver], file: Path) -> None:
    driver = make_window()
    driver.open(file)
    result = file.with_name("result.png")
    for number in range(2):
        fill(driver.document, Rect(5 + number, 5, 20, 20), number)
        driver.answers.save_path = result
        driver.run("save" if number else "save-as")
        driver.wait(lambda: not driver.window.editor.is_modified)
    watching = driver.window.safety.watching
    watching.look()
    driver.wait(lambda: not watching.is_looking)
    assert not driver.window.safety.outside_bar.isVisible()


# Words


def test_what_is_held_is_said_in_words(left: Callable[..., Document]) -> None:
    from dataclasses import replace

    from engine.recovery import leftovers

    left()
    one = leftovers(Instance(recovery_dir()))[0]
    assert holds(one) == "2 fills, 1 stroke in the mask"
    assert holds(replace(one, fills=1, strokes=0, adjustments=2, retouches=3, reshapes=1)) == (
        "1 fill, 3 retouches, 2 adjustments, a changed canvas"
    )
    assert holds(replace(one, fills=0, strokes=0)) == "Saved since, and changed again"


def test_times_are_said_by_the_day() -> None:
    from datetime import datetime

    now = datetime(2026, 11, 23, 12, 0)
    assert when_words(datetime(2026, 11, 23, 9, 5).timestamp(), now).startswith("Today, ")
    assert when_words(datetime(2026, 11, 22, 9, 5).timestamp(), now).startswith("Yesterday, ")
    assert "2" in when_words(datetime(2026, 11, 2, 9, 5).timestamp(), now)


def test_the_dialog_can_be_used_with_the_keyboard_alone(
    make_window: Callable[..., Driver], left: Callable[..., Document]
) -> None:
    left()
    driver = make_window()
    dialog = offered(driver)
    QTest.qWaitForWindowExposed(dialog)
    assert button(dialog, "recovery-all").isDefault()
    for name in ("recovery-all", "recovery-later", "recovery-1-discard"):
        assert button(dialog, name).accessibleName()
    dialog.reject()


def test_recovered_strokes_of_the_mask_are_not_let_go_without_a_word(
    make_window: Callable[..., Driver], file: Path
) -> None:
    driver = make_window()
    driver.open(file)
    driver.window.canvas.set_zoom(1.0)
    driver.paint((10, 10), (20, 12))
    crash(driver)
    again = make_window()
    button(offered(again), "recovery-all").click()
    again.wait(lambda: again.document is not None)
    one = again.window.editor.front
    assert one is not None
    assert one.is_modified
    assert again.window.isWindowModified()
    assert (one.losses.fills, one.losses.mask) == (False, True)
    again.answers.save_answer = Answer.CANCEL
    again.run("close")
    assert again.answers.asked == ["marks kite.png 10"]
    assert again.window.editor.photos == (one,)
