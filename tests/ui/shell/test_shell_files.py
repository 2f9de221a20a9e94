"""Opening, saving and closing: nothing is lost without a plain question, nothing breaks without a plain word."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from engine.errors import MissingExtra
from engine.geometry import Rect
from engine.photo import read_photo
from ui.convert import image_from_rgb, pixels_from_image
from ui.dialogs.questions import Answer
from ui.editor import SaveRisk
from ui.problems import Problem


@pytest.fixture
def photo_file(tmp_path: Path, small_photo: np.ndarray) -> Path:
    path = tmp_path / "häuser.png"
    Image.fromarray(small_photo).save(path)
    return path


@pytest.fixture
def opened(make_window: Callable, photo_file: Path):
    """A window with a file open, and one fill in it."""
    from engine.inpaint import FillSettings

    driver = make_window()
    driver.open(photo_file)
    driver.window.canvas.set_zoom(1.0)
    driver.window.desk.fill_panel.show_settings(FillSettings("telea"))
    driver.paint((20, 20), (26, 24))
    driver.fill()
    return driver


def save(driver, command: str = "save") -> None:
    driver.run(command)
    driver.wait_for_files()


def result(driver) -> np.ndarray:
    return driver.document.composite.read(Rect.of(driver.document.size))


def test_saved_and_opened_again_the_pixels_are_the_same(opened, tmp_path: Path, small_photo: np.ndarray) -> None:
    target = tmp_path / "done.png"
    opened.answers.save_path = target
    expected = result(opened).copy()
    assert opened.window.isWindowModified()
    assert opened.window.windowTitle() == "häuser.png[*] – Tratteggio"
    save(opened)
    assert opened.answers.asked == ["place häuser-filled.png"]
    assert not opened.window.isWindowModified()
    assert opened.window.windowTitle() == "done.png[*] – Tratteggio"
    assert opened.window.toast.text.startswith("Saved done.png")
    assert (read_photo(target).pixels == expected).all()
    opened.run("close")
    opened.open(target)
    assert (result(opened) == expected).all()
    assert (expected != small_photo).any()


def test_the_title_follows_what_is_unsaved(opened, tmp_path: Path) -> None:
    opened.answers.save_path = tmp_path / "done.png"
    save(opened)
    opened.run("undo")
    assert opened.window.isWindowModified()
    opened.run("redo")
    assert not opened.window.isWindowModified()
    opened.paint((40, 40), (44, 40))
    assert opened.window.isWindowModified(), "closing would ask about the mask"
    opened.run("clear-mask")
    assert not opened.window.isWindowModified()


def test_the_second_save_asks_nothing(opened, tmp_path: Path) -> None:
    opened.answers.save_path = tmp_path / "done.png"
    save(opened)
    opened.answers.asked.clear()
    opened.run("undo")
    save(opened)
    assert opened.answers.asked == []
    assert not opened.document.is_modified
    opened.run("clear-mask")  # which the undo has brought back
    assert not opened.window.isWindowModified()


@pytest.mark.parametrize("answer", [Answer.CANCEL, Answer.YES])
def test_the_original_is_only_replaced_after_a_plain_question(opened, photo_file: Path, answer: Answer) -> None:
    before = photo_file.read_bytes()
    opened.answers.save_path = photo_file
    opened.answers.replace_answer = answer
    save(opened, "save-as")
    assert opened.answers.asked[-1] == "original häuser.png"
    assert (photo_file.read_bytes() == before) is (answer is Answer.CANCEL)


def test_another_name_is_offered_instead(opened, photo_file: Path, tmp_path: Path) -> None:
    names = iter([photo_file, tmp_path / "other.png"])
    opened.answers.place_to_save = lambda *_, **__: next(names)
    opened.answers.replace_answer = Answer.OTHER
    save(opened, "save-as")
    assert (tmp_path / "other.png").exists()


def test_fault_19_a_file_changed_by_another_program_is_asked_about(opened, photo_file: Path, tmp_path: Path) -> None:
    editor = opened.window.editor
    os.utime(photo_file, ns=(1, 1))
    assert editor.save_risk(photo_file) is SaveRisk.CHANGED
    target = tmp_path / "done.png"
    opened.answers.save_path = target
    save(opened)
    target.write_bytes(b"somebody else's")
    opened.run("undo")
    save(opened)
    assert opened.answers.asked[-1] == "changed done.png"
    assert target.read_bytes() == b"somebody else's"
    target.unlink()
    opened.answers.replace_answer = Answer.YES
    save(opened)
    assert opened.answers.asked[-1] == "vanished done.png"
    assert target.exists()


def test_fault_18_where_writing_fails_another_place_is_offered(opened, tmp_path: Path) -> None:
    opened.answers.save_path = tmp_path / "no such folder" / "done.png"
    save(opened)
    bar = opened.window.error_bar
    assert bar.isVisible()
    assert bar.findChild(QPushButton, "error-help").text() == "Save as…"
    assert opened.window.isWindowModified()
    opened.answers.save_path = tmp_path / "done.png"
    bar.findChild(QPushButton, "error-help").click()
    opened.wait_for_files()
    assert (tmp_path / "done.png").exists()


def test_what_a_format_cannot_keep_is_said(make_window: Callable, small_photo: np.ndarray, tmp_path: Path) -> None:
    driver = make_window()
    driver.open_pixels(small_photo.astype(np.uint16) * 257)
    driver.answers.save_path = tmp_path / "small.jpg"
    save(driver)
    assert driver.window.toast.text.startswith("Saved small.jpg. ")
    assert "8" in driver.window.toast.text


# Closing


def test_closing_asks_once_there_is_something_to_lose(opened) -> None:
    opened.answers.save_answer = Answer.CANCEL
    assert not opened.window.close()
    assert opened.answers.asked == ["save häuser.png"]
    opened.answers.save_answer = Answer.OTHER
    assert opened.window.close()


def test_closing_can_save_first(opened, tmp_path: Path) -> None:
    opened.answers.save_answer = Answer.YES
    opened.answers.save_path = tmp_path / "done.png"
    with opened.bot.waitSignal(opened.window.closed):
        opened.window.close()
    assert (tmp_path / "done.png").exists()
    assert not opened.window.isVisible()


def test_a_save_that_fails_keeps_the_window_open(opened, tmp_path: Path) -> None:
    opened.answers.save_answer = Answer.YES
    opened.answers.save_path = tmp_path / "no such folder" / "done.png"
    opened.window.close()
    opened.wait_for_files()
    assert opened.window.isVisible()
    assert opened.window.error_bar.isVisible()


def test_opening_a_photo_leaves_the_open_one_and_asks_nothing(opened, tmp_path: Path, small_photo: np.ndarray) -> None:
    before, another = opened.document, tmp_path / "another.png"
    image_from_rgb(small_photo).save(str(another))
    opened.open(another)
    assert opened.document is not before
    assert opened.document.patches == ()
    assert opened.answers.asked == []
    assert [one.document for one in opened.window.editor.photos] == [before, opened.document]


def test_close_goes_back_to_the_start_page(opened) -> None:
    opened.run("close")
    assert opened.document is None
    assert opened.window.start_page.isVisible()
    assert opened.window.windowTitle() == "Tratteggio"
    assert opened.window.status.fact("size") == ""
    assert not opened.window.actions_by_id["fill"].isEnabled()


# Opening


def test_fault_1_a_broken_file_is_named_and_the_open_photo_stays(opened, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    before = opened.document
    opened.answers.save_answer = Answer.OTHER
    with opened.bot.waitSignal(opened.window.editor.failed):
        opened.window.files.open_path(broken)
    bar = opened.window.error_bar
    assert "broken.jpg" in bar.sentence
    assert str(broken) in bar.details
    assert opened.document is before
    assert len(before.patches) == 1


def test_a_file_that_is_not_there_is_told_on_the_start_page(make_window: Callable, tmp_path: Path) -> None:
    driver = make_window()
    with driver.bot.waitSignal(driver.window.editor.failed):
        driver.window.files.open_path(tmp_path / "gone.png")
    driver.wait_for_files()
    assert "gone.png" in driver.window.error_bar.sentence
    assert driver.window.start_page._area.isVisible()


def test_of_several_files_all_that_cannot_be_opened_are_told_whatever_opens_after_them(
    make_window: Callable, small_photo: np.ndarray, tmp_path: Path
) -> None:
    driver = make_window()
    bad, folder, good, gone = (tmp_path / name for name in ("text.jpg", "empty", "good.png", "gone.png"))
    bad.write_text("hello")
    folder.mkdir()
    Image.fromarray(small_photo).save(good)
    driver.window.files.open_paths([bad, folder, good, gone])
    driver.wait_for_files()
    bar = driver.window.error_bar
    assert driver.window.editor.name == "good.png"
    assert bar.isVisible()
    assert bar.sentence == "3 files could not be opened: empty, text.jpg, gone.png."
    assert "There is no photo in the folder empty" in bar.details
    assert "There is no file “gone.png”" in bar.details
    driver.window.files.open_path(good)
    assert not bar.isVisible()
    driver.window.files.open_path(gone)
    driver.wait(bar.isVisible)
    assert bar.sentence.startswith("There is no file “gone.png”")


def test_where_the_first_of_several_cannot_be_opened_the_next_comes_in_front(
    opened, small_photo: np.ndarray, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("gone.png", "b.png", "c.png")]
    for path in files[1:]:
        Image.fromarray(small_photo).save(path)
    opened.window.files.open_paths(files)
    opened.wait_for_files()
    assert len(opened.window.editor.photos) == 3
    assert opened.window.editor.name == "b.png"
    opened.window.files.open_paths(files[1:])
    assert opened.window.editor.name == "b.png", "both are open: the first is shown"


def test_what_is_odd_about_a_photo_behind_is_told_when_it_is_seen(
    make_window: Callable, small_photo: np.ndarray, tmp_path: Path
) -> None:
    driver = make_window()
    whole, half = tmp_path / "whole.png", tmp_path / "half.jpg"
    Image.fromarray(small_photo).save(whole)
    Image.fromarray(np.tile(small_photo, (4, 4, 1))).save(half)
    half.write_bytes(half.read_bytes()[: half.stat().st_size // 2])
    driver.window.files.open_paths([whole, half])
    driver.wait(lambda: len(driver.window.editor.photos) == 2)
    toast = driver.window.toast
    assert not toast.isVisible()
    driver.run("next-photo")
    assert toast.isVisible()
    assert "damaged or cut off" in toast.text
    driver.run("next-photo")
    driver.run("next-photo")
    assert not toast.isVisible(), "once is enough"


def test_a_missing_extra_is_remedied_by_its_command(driver) -> None:
    error = MissingExtra("a.heic needs HEIC support.", "Install it.", extra="heic")
    driver.window.show_problem(Problem.of(error, remedy="open"))
    help_button = driver.window.error_bar.findChild(QPushButton, "error-help")
    assert help_button.text() == "Copy the command"
    help_button.click()
    assert QGuiApplication.clipboard().text() == "pip install 'tratteggio[heic]'"


def test_fault_11_a_file_of_several_pictures_asks_which(make_window: Callable, tmp_path: Path) -> None:
    pages = [Image.new("RGB", (8, 8), colour) for colour in ("red", "green", "blue")]
    path = tmp_path / "pages.tif"
    pages[0].save(path, save_all=True, append_images=pages[1:])
    driver = make_window()
    with driver.bot.waitSignal(driver.window.editor.page_needed):
        driver.window.files.open_path(path)
    driver.wait_for_files()
    assert driver.answers.asked == ["page of 3"]
    assert driver.document is None
    driver.answers.number = 2
    driver.open(path)
    assert tuple(driver.document.photo.pixels[0, 0]) == (0, 0, 255)


def test_a_photos_warning_is_shown(make_window: Callable, small_photo: np.ndarray) -> None:
    from dataclasses import replace

    from engine.photo import photo_from_pixels

    driver = make_window()
    driver.window.editor.set_photo(
        replace(photo_from_pixels(small_photo), warnings=("The end of the file is missing.",))
    )
    assert driver.window.toast.text == "The end of the file is missing."


# Masks and the clipboard


@pytest.mark.parametrize(("mode", "said"), [("1", "shades of grey"), ("P", "all colours"), ("L", "")])
def test_a_file_that_holds_more_than_the_original_says_so(make_window, tmp_path: Path, mode: str, said: str) -> None:
    driver = make_window()
    Image.new("RGB", (40, 30), (200, 30, 90)).convert(mode).save(tmp_path / "scan.png")
    driver.open(tmp_path / "scan.png")
    driver.answers.save_path = tmp_path / "out.png"
    driver.run("save-as")
    driver.wait_for_files()
    assert said in driver.window.toast.text
    assert ("where the original" in driver.window.toast.text) == bool(said)


def test_a_mask_goes_out_and_comes_back(opened, tmp_path: Path) -> None:
    opened.paint((40, 30), (50, 30))
    mask = opened.document.mask.copy()
    opened.answers.save_path = opened.answers.open_path = tmp_path / "mask.png"
    opened.run("export-mask")
    opened.wait_for_files()
    opened.run("clear-mask")
    opened.run("import-mask")
    opened.wait_for_files()
    assert (opened.document.mask == mask).all()
    assert opened.document.undo_label == "Import mask"


def test_a_mask_of_the_same_shape_is_scaled_and_what_had_failed_is_told_no_more(opened, tmp_path: Path) -> None:
    width, height = opened.document.size.width, opened.document.size.height
    mask = np.zeros((2 * height, 2 * width), np.uint8)
    mask[8:20, 4:30] = 255
    Image.new("L", (5, 5), 255).save(tmp_path / "mask.png")
    opened.answers.open_path = tmp_path / "mask.png"
    opened.run("import-mask")
    opened.wait(lambda: opened.window.error_bar.isVisible())
    Image.fromarray(mask).save(tmp_path / "mask.png")
    opened.run("import-mask")
    opened.wait(lambda: opened.document.mask.any())
    assert (opened.document.mask == mask[::2, ::2]).all()
    assert "scaled" in opened.window.toast.text
    assert not opened.window.error_bar.isVisible()


def test_a_mask_of_another_size_is_refused_in_words(opened, tmp_path: Path) -> None:
    Image.new("L", (5, 5), 255).save(tmp_path / "mask.png")
    opened.answers.open_path = tmp_path / "mask.png"
    opened.run("import-mask")
    opened.wait_for_files()
    assert "5 x 5" in opened.window.error_bar.sentence
    assert not opened.document.mask.any()


def test_the_result_is_copied(opened) -> None:
    opened.run("copy-result")
    opened.wait_for_files()
    pixels, alpha = pixels_from_image(QGuiApplication.clipboard().image())
    assert (pixels == result(opened)).all()
    assert alpha is None
