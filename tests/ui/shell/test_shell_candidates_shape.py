"""The results to choose among stay when the photo under them takes another shape."""

from __future__ import annotations

import numpy as np
import pytest

from engine.geometry import Rect
from engine.inpaint import FillSettings
from engine.photo import Crop, Mirror, Straighten, Turn
from engine.photo.reshape import Reshape
from tests.ui.shell.conftest import Driver
from ui.candidates import Session


@pytest.fixture
def filled(driver: Driver) -> Driver:
    """A place filled in two ways."""
    driver.window.desk.fill_panel.show_settings(FillSettings("telea"))
    driver.paint((20, 20), (30, 24))
    driver.fill()
    driver.run("try-another")
    driver.wait(lambda: not driver.window.editor.fills.is_running)
    assert len(session_of(driver).candidates) == 2
    return driver


def session_of(driver: Driver) -> Session:
    session = driver.window.editor.fills.session
    assert session is not None
    return session


def shown(driver: Driver) -> np.ndarray:
    return driver.document.composite.read(Rect.of(driver.document.size))


@pytest.mark.parametrize("reshape", [Crop(Rect(10, 8, 40, 32)), Turn(1), Mirror(), Straighten(3.0)])
def test_candidates_take_the_shape_of_the_photo(filled: Driver, reshape: Reshape) -> None:
    other = next(one for one in session_of(filled).candidates if one is not session_of(filled).kept(filled.document))
    filled.window.editor.fills.keep(other)
    wanted = shown(filled).copy()
    filled.run("undo")
    size = filled.document.size
    picture = session_of(filled).candidates[0].thumbnail
    filled.document.reshape(reshape)
    session = session_of(filled)
    assert len(session.candidates) == 2
    assert session.kept(filled.document) is not None
    assert (session.candidates[0].thumbnail.shape != picture.shape) == isinstance(reshape, Turn)
    filled.window.editor.fills.keep(next(one for one in session.candidates if one.patch.id == other.patch.id))
    if not isinstance(reshape, Straighten):
        expected = reshape.samples(wanted, size, Rect.of(size))
        assert expected is not None
        assert np.array_equal(shown(filled), expected[1])


def test_the_row_of_a_patch_is_turned_with_the_photo(filled: Driver) -> None:
    row = filled.window.desk.patches_panel.rows[0]
    picture = row.picture
    assert picture is not None
    filled.document.reshape(Turn(1))
    turned = row.picture
    assert filled.window.desk.patches_panel.rows[0] is row
    assert turned is not None
    assert turned.size() == picture.size().transposed()
    filled.run("undo")
    assert row.picture == picture


def test_undo_brings_back_those_of_the_shape_before(filled: Driver) -> None:
    before = session_of(filled)
    filled.document.reshape(Crop(Rect(10, 8, 40, 32)))
    after = session_of(filled)
    filled.run("undo")
    assert session_of(filled) is before
    filled.run("redo")
    assert session_of(filled) is after


def test_another_is_tried_in_the_new_shape(filled: Driver) -> None:
    filled.document.reshape(Turn(1))
    filled.run("try-another")
    filled.wait(lambda: not filled.window.editor.fills.is_running)
    assert len(session_of(filled).candidates) == 3


def test_what_is_cut_off_is_told(filled: Driver) -> None:
    filled.document.reshape(Crop(Rect(40, 30, 20, 16)))
    assert filled.window.editor.fills.session is None
    assert "cut off" in filled.window.toast.text
