"""Colours in the window: what a wide photo goes through, the picker, the screen's profile, the warning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from engine.document import Document
from engine.geometry import Point, Rect
from engine.inpaint import FillSettings
from engine.mask import BrushTip
from engine.photo import photo_from_pixels, read_photo, write_photo
from engine.settings import Settings
from tests.engine.photo import conftest as profiles
from ui.colour_values import colour_at
from ui.panels.colour_panel import SCREEN
from ui.screen_profile import SRGB, SYSTEM, read_profile
from ui.x11 import root_property


@pytest.fixture(scope="session")
def prophoto() -> bytes:
    """ROMM RGB (ISO 22028-2): its primaries at D50, and gamma 1.8."""
    primaries = {
        b"rXYZ": profiles._xyz(0.79767, 0.28804, 0.0),
        b"gXYZ": profiles._xyz(0.13519, 0.71187, 0.0),
        b"bXYZ": profiles._xyz(0.03135, 0.00009, 0.82521),
    }
    curves = {name: profiles._gamma(1.8) for name in (b"rTRC", b"gTRC", b"bTRC")}
    return profiles._profile(b"RGB ", {**profiles._WHITE, **primaries, **curves})


@pytest.fixture
def wide_file(tmp_path: Path, prophoto: bytes) -> Path:
    """A 16-bit ProPhoto TIFF with EXIF; no sample of it fits 8 bits."""
    rng = np.random.default_rng(7)
    y, x = np.mgrid[0:96, 0:128]
    picture = np.stack([x * 400 + 5000, y * 500 + 3000, 60000 - x * 200 - y * 100], axis=-1)
    picture = (picture + rng.integers(-300, 300, picture.shape)).clip(0, 65535).astype(np.uint16)
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Tratteggio", "Test bench"
    photo = replace(photo_from_pixels(picture), icc=prophoto, exif=exif.tobytes().removeprefix(b"Exif\0\0"))
    path = tmp_path / "wide.tif"
    write_photo(photo, photo.pixels, None, path)
    return path


def test_a_16_bit_prophoto_tiff_with_exif_goes_through_brush_fill_and_save_unharmed(
    make_window: Callable, wide_file: Path, tmp_path: Path, prophoto: bytes
) -> None:
    """Profile, depth, metadata and every pixel outside the patch are those of the file."""
    before = read_photo(wide_file)
    assert before.pixels.dtype == np.uint16
    assert (before.pixels % 257 != 0).any(), "8 bits could not hold it"
    driver = make_window()
    driver.open(wide_file)
    driver.wait(lambda: driver.window.canvas.zoom > 0)
    driver.window.canvas.set_zoom(4.0)
    driver.window.desk.set_tip(BrushTip(9, 0.5, 1.0))
    driver.window.desk.fill_panel.show_settings(FillSettings("patchmatch"))
    driver.paint((60, 40), (75, 45))
    driver.fill()
    (patch,) = driver.document.patches
    driver.answers.save_path = tmp_path / "out.tif"
    driver.run("save-as")
    driver.wait_for_files()
    after = read_photo(tmp_path / "out.tif")
    assert after.icc == prophoto
    assert after.pixels.dtype == np.uint16
    outside = ~driver.document.composite.covered(Rect.of(before.size))
    np.testing.assert_array_equal(after.pixels[outside], before.pixels[outside])
    np.testing.assert_array_equal(after.pixels, driver.document.composite.read(Rect.of(before.size)))
    assert (after.pixels[~outside] != before.pixels[~outside]).any()
    assert patch.pieces[0].pixels.dtype == np.uint16
    assert (patch.pieces[0].pixels % 257 != 0).any(), "the fill has 16 bits as well"
    tags = Image.Exif()
    tags.load(b"Exif\0\0" + (after.exif or b""))
    assert (tags[0x010F], tags[0x0110]) == ("Tratteggio", "Test bench")


# The picker


def test_values_are_in_the_photos_own_depth(wide_file: Path) -> None:
    document = Document(read_photo(wide_file))
    value = colour_at(document, Point(10.7, 20.2))
    assert value is not None
    assert value.at == (10, 20)
    assert value.depth == 16
    assert value.samples == tuple(float(each) for each in document.photo.pixels[20, 10])
    mean = colour_at(document, Point(10.7, 20.2), 11)
    assert mean is not None
    assert mean.samples == pytest.approx(document.photo.pixels[15:26, 5:16].reshape(-1, 3).mean(axis=0))
    corner = colour_at(document, Point(0, 0), 5)
    assert corner is not None
    assert corner.samples == pytest.approx(document.photo.pixels[:3, :3].reshape(-1, 3).mean(axis=0))
    assert colour_at(document, Point(-1, 3)) is None


def test_known_colours_are_said_as_everybody_knows_them() -> None:
    pixels = np.zeros((2, 2, 3), np.uint8)
    pixels[..., 0] = 255
    value = colour_at(Document(photo_from_pixels(pixels)), Point(0, 0))
    assert value is not None
    assert value.sample_words == "R 255   G 0   B 0"
    assert value.hex == "#ff0000"
    assert value.lab_words == "L 54.3  a 80.8  b 69.9"


def test_the_picker_keeps_what_was_clicked(driver) -> None:
    desk = driver.window.desk
    assert not desk.panels.is_shown("colour")
    driver.run("tool-picker")
    driver.window.canvas.set_zoom(8.0)
    driver.window.canvas.centre_on(Point(12, 30))
    place = driver.window.canvas.image_to_view(Point(12.5, 30.5)).toPoint()
    QTest.mouseClick(driver.window.canvas, Qt.MouseButton.LeftButton, pos=place)
    assert desk.panels.is_shown("colour")
    value = colour_at(driver.document, Point(12, 30))
    assert value is not None
    assert desk.colour_panel._picked.lines[0].text() == value.sample_words
    desk.colour_panel.findChild(QToolButton, "colour-copy").click()
    assert QGuiApplication.clipboard().text() == value.hex
    desk.colour_panel.findChild(QToolButton, "colour-side-3").click()
    mean = colour_at(driver.document, Point(12, 30), 3)
    assert mean is not None
    assert desk.colour_panel._picked.lines[0].text() == mean.sample_words
    assert not driver.document.can_undo


def test_samples_of_16_bits_have_room_beside_the_copy_button(driver) -> None:
    driver.run("tool-picker")
    panel = driver.window.desk.colour_panel
    driver.window.canvas.set_zoom(8.0)
    QTest.mouseClick(driver.window.canvas, Qt.MouseButton.LeftButton, pos=driver.window.canvas.rect().center())
    panel.grab()  # so that it is laid out
    pointer, picked = panel._pointer.lines[0], panel._picked.lines[0]
    assert picked.width() == pointer.width()


def test_the_picker_forgets_with_the_photo(driver, small_photo: np.ndarray) -> None:
    driver.window.desk.colours.pick(Point(3, 3))
    driver.open_pixels(small_photo)
    assert driver.window.desk.colour_panel._picked.isHidden()


# The screen


def test_a_screens_profile_is_chosen_remembered_and_used(
    make_window: Callable, tmp_path: Path, prophoto: bytes, wide_file: Path
) -> None:
    path = tmp_path / "screen.icc"
    path.write_bytes(prophoto)
    remembered = Settings()
    driver = make_window(remembered)
    colours = driver.window.desk.colours
    colours.ask_for_profile = lambda: path
    colours.choose_screen("")
    assert remembered.screen_profile == str(path)
    assert driver.window.canvas._screen == prophoto
    assert driver.window.desk.colour_panel._screen.currentText() == "screen.icc"
    again = make_window(remembered)
    assert again.window.desk.canvas._screen == prophoto
    again.window.desk.colours.choose_screen(SRGB)
    assert again.window.canvas._screen is None


def test_a_profile_that_is_gone_keeps_no_window_from_opening(make_window: Callable, tmp_path: Path) -> None:
    gone = str(tmp_path / "gone.icc")
    colours = make_window(Settings(screen_profile=gone, gamut_target=gone)).window.desk.colours
    assert (colours.screen.choice, colours._target) == (SYSTEM, SCREEN)


def test_what_is_no_profile_is_said_and_changes_nothing(driver, tmp_path: Path) -> None:
    path = tmp_path / "holiday.icc"
    path.write_bytes(b"not a profile")
    driver.window.desk.colours.choose_screen(str(path))
    assert driver.window.error_bar.isVisible()
    assert driver.window.desk.colours.screen.choice == SYSTEM
    with pytest.raises(Exception, match=r"holiday\.icc is no colour profile"):
        read_profile(path)


def test_the_warning_is_one_thing_in_menu_and_panel(make_window: Callable, wide_file: Path) -> None:
    driver = make_window()
    driver.open(wide_file)
    driver.run("gamut-warning")
    canvas, panel = driver.window.canvas, driver.window.desk.colour_panel
    assert canvas._gamut is not None
    assert panel._warn.isChecked()
    panel._warn.click()
    assert canvas._gamut is None
    assert not driver.window.actions_by_id["gamut-warning"].isChecked()


def test_without_an_x_server_there_is_no_property(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    assert root_property("_ICC_PROFILE") == b""
    monkeypatch.setenv("DISPLAY", ":65000")
    assert root_property("_ICC_PROFILE") == b""
