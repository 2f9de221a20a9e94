"""Projects in the window: opened, saved, exported from; what the title says, and what is asked before closing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from engine.geometry import Rect
from engine.project import read_project
from ui.dialogs.questions import Answer, named_for
from ui.recent import load_thumbnail
from ui.stack_words import title_of


@pytest.fixture
def filled(make_window: Callable, tmp_path: Path, small_photo: np.ndarray):
    """A window with a file open, one fill in it and something masked."""
    from engine.inpaint import FillSettings

    path = tmp_path / "boat.png"
    Image.fromarray(small_photo).save(path)
    driver = make_window()
    driver.open(path)
    driver.window.canvas.set_zoom(1.0)
    driver.window.desk.fill_panel.show_settings(FillSettings("telea"))
    driver.paint((20, 20), (26, 24))
    driver.fill()
    driver.paint((40, 30), (50, 30))
    return driver


def save(driver, path: Path | None = None, command: str = "save") -> None:
    if path is not None:
        driver.answers.save_path = path
    driver.run(command)
    driver.wait_for_files()


def result(driver) -> np.ndarray:
    return driver.document.composite.read(Rect.of(driver.document.size)).copy()


def test_a_retouch_goes_into_a_project_and_comes_back_whole(filled, tmp_path: Path) -> None:
    before, mask, patches = result(filled), filled.document.mask.copy(), filled.document.patches
    save(filled, tmp_path / "boat.ora", "save-project")
    assert filled.answers.asked == ["place boat.ora"]
    assert filled.window.windowTitle() == "boat.ora[*] – Tratteggio"
    assert not filled.window.isWindowModified()
    assert filled.window.toast.text == "Saved boat.ora"
    filled.run("close")
    filled.open(tmp_path / "boat.ora")
    (patch,) = filled.document.patches
    assert (patch.id, patch.recipe, patch.made) == (patches[0].id, patches[0].recipe, patches[0].made)
    np.testing.assert_array_equal(result(filled), before)
    np.testing.assert_array_equal(filled.document.mask, mask)
    assert filled.window.windowTitle() == "boat.ora[*] – Tratteggio"
    assert not filled.window.isWindowModified()
    assert not filled.document.can_undo


def test_other_programs_see_the_names_that_the_window_shows(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "boat.ora", "save-project")
    (patch,) = filled.document.patches
    with zipfile.ZipFile(tmp_path / "boat.ora") as archive:
        layers = [layer.get("name") for layer in ElementTree.fromstring(archive.read("stack.xml")).iter("layer")]
    assert layers == [title_of(patch), "Photo"]


def test_save_as_takes_the_name_for_a_project(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "a.ora", "save-as")
    assert zipfile.is_zipfile(tmp_path / "a.ora")
    filled.answers.asked.clear()
    filled.document.remove_patch(filled.document.patches[0].id)
    assert filled.window.isWindowModified()
    save(filled)
    assert filled.answers.asked == []
    assert not filled.window.isWindowModified()
    assert read_project(tmp_path / "a.ora").composite.patches == ()


def test_a_picture_of_a_project_is_an_export(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "a.ora", "save-project")
    filled.document.set_patch_opacity(filled.document.patches[0].id, 0.5)
    save(filled, tmp_path / "a.png", "save-as")
    assert (tmp_path / "a.png").exists()
    assert filled.window.windowTitle() == "a.ora[*] – Tratteggio"
    assert filled.window.isWindowModified()
    assert len(filled.document.patches) == 1
    filled.answers.save_answer = Answer.YES
    filled.run("close")
    filled.wait(lambda: filled.document is None)
    assert read_project(tmp_path / "a.ora").composite.patches[0].opacity == 0.5


def test_the_original_is_asked_about_in_an_export_too(filled, tmp_path: Path) -> None:
    before = (tmp_path / "boat.png").read_bytes()
    save(filled, tmp_path / "a.ora", "save-project")
    save(filled, tmp_path / "boat.png", "save-as")
    assert filled.answers.asked[-1] == "original boat.png"
    assert (tmp_path / "boat.png").read_bytes() == before


def test_a_project_that_another_program_wrote_meanwhile_is_asked_about(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "a.ora", "save-project")
    (tmp_path / "boat.png").unlink()  # it is in the project
    filled.run("undo")
    save(filled)
    assert filled.answers.asked == ["place boat.ora"]
    (tmp_path / "a.ora").write_bytes(b"somebody else's")
    filled.run("redo")
    save(filled)
    assert filled.answers.asked[-1] == "changed a.ora"


def test_selections_that_are_not_in_the_project_are_unsaved_changes(filled, tmp_path: Path) -> None:
    from engine.document import MaskArea
    from engine.document.selections import SavedSelection

    save(filled, tmp_path / "a.ora", "save-project")
    area = MaskArea(Rect(2, 2, 4, 4), np.full((4, 4), 255, np.uint8))
    filled.document.set_selections((SavedSelection.of("Sky", area),), "Save selection")
    assert filled.window.isWindowModified()
    save(filled)
    assert not filled.window.isWindowModified()
    filled.run("close")
    filled.open(tmp_path / "a.ora")
    assert [one.name for one in filled.document.selections] == ["Sky"]


def test_recent_files_show_what_the_project_shows(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "a.ora", "save-project")
    assert filled.window.settings.recent_files[0] == str(tmp_path / "a.ora")
    assert load_thumbnail(tmp_path / "a.ora") is not None


def test_what_other_programs_put_into_it_is_saved_with_it(filled, tmp_path: Path) -> None:
    path = tmp_path / "a.ora"
    save(filled, path, "save-project")
    filled.run("close")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("data/strokes.dat", b"theirs")
    filled.open(path)
    filled.document.remove_patch(filled.document.patches[0].id)
    save(filled)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("data/strokes.dat") == b"theirs"


def test_a_recovered_project_finds_what_is_not_its_own_in_its_file(filled, tmp_path: Path) -> None:
    path = tmp_path / "a.ora"
    save(filled, path, "save-project")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("data/strokes.dat", b"theirs")
    document = read_project(path).document()
    filled.run("close")
    filled.window.editor.add_document(document, path)
    document.remove_patch(document.patches[0].id)
    save(filled)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("data/strokes.dat") == b"theirs"


def test_a_broken_project_is_named_and_the_open_photo_stays(filled, tmp_path: Path) -> None:
    broken = tmp_path / "broken.ora"
    broken.write_bytes(b"PK\3\4 image/openraster")
    before = filled.document
    with filled.bot.waitSignal(filled.window.editor.failed):
        filled.window.files.open_path(broken)
    assert "broken.ora" in filled.window.error_bar.sentence
    assert filled.document is before


def test_a_project_that_cannot_be_written_offers_another_place(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "no such folder" / "a.ora", "save-project")
    assert "a.ora" in filled.window.error_bar.sentence
    assert filled.window.isWindowModified()
    assert filled.window.editor.save_path is None


def test_a_saved_picture_keeps_the_stack_in_the_window(filled, tmp_path: Path) -> None:
    save(filled, tmp_path / "done.png")
    assert len(filled.document.patches) == 1
    assert filled.window.isWindowModified(), "no picture holds the mask, and closing asks about it"
    filled.run("clear-mask")
    assert not filled.window.isWindowModified()
    save(filled, tmp_path / "done.ora", "save-project")
    assert filled.answers.asked[-1] == "place done.ora"
    assert len(read_project(tmp_path / "done.ora").composite.patches) == 1


@pytest.mark.parametrize(
    ("name", "used", "changed", "expected"),
    [
        ("a", "JPEG (*.jpg *.jpeg)", False, "a.jpg"),
        ("a.jpeg", "JPEG (*.jpg *.jpeg)", True, "a.jpeg"),
        ("a.png", "Tratteggio project (*.ora)", True, "a.ora"),
        ("a.tif", "PNG (*.png)", False, "a.tif"),
        ("a.JPG", "JPEG (*.jpg *.jpeg)", True, "a.JPG"),
    ],
)
def test_the_chosen_format_gives_the_name_its_ending(name: str, used: str, changed: bool, expected: str) -> None:
    assert named_for(Path(name), used, changed=changed) == Path(expected)
