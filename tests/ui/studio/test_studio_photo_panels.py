"""The panels between the studio and photos: buttons, sliders, handles, crop, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.geometry import Rect
from engine.latent.placing import Placement
from engine.latent.point import Base
from engine.photo import photo_from_pixels
from tests.ui.studio.studio_fakes import PATIENCE_S, FakeGenerator
from ui.editor import Editor
from ui.studio.from_photo import FromPhotoPanel
from ui.studio.photo_link import PhotoLink
from ui.studio.state import StudioState
from ui.studio.to_photo import ToPhotoPanel
from ui.widgets.overlay_scroll_area import side_area

HOLE = Rect(20, 10, 24, 16)


@dataclass
class Panels:
    editor: Editor
    state: StudioState
    link: PhotoLink
    to_photo: ToPhotoPanel
    from_photo: FromPhotoPanel
    bot: QtBot

    def open_photo(self) -> None:
        self.editor.set_photo(photo_from_pixels(np.full((48, 64, 3), 128, np.uint8)))
        document = self.editor.document
        assert document is not None
        mask = document.mask.copy()
        mask[HOLE.slices] = 255
        document.set_mask(mask)

    def look_at_it(self) -> None:
        self.to_photo.view.resize(400, 300)
        with self.bot.waitSignal(self.link.viewed):
            self.to_photo.view.show()


def encode(self: FakeGenerator, picture: np.ndarray) -> np.ndarray:
    return picture.mean(axis=(0, 1)).astype(np.float32) / 255


def picture(self: FakeGenerator, point: object) -> np.ndarray:
    return self.pictures([point])[0]  # type: ignore[list-item]


@pytest.fixture
def panels(qtbot: QtBot, state: StudioState, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Panels]:
    monkeypatch.setattr(FakeGenerator, "encode", encode, raising=False)
    monkeypatch.setattr(FakeGenerator, "picture", picture, raising=False)
    monkeypatch.setattr(FakeGenerator, "mean_style", np.zeros(6, np.float32), raising=False)
    monkeypatch.setattr(FakeGenerator, "has_encoder", True, raising=False)
    editor, link = Editor(), PhotoLink(state)
    file = tmp_path / "chosen.png"
    cv2.imwrite(str(file), np.full((40, 60, 3), (10, 20, 200), np.uint8))
    made = Panels(
        editor, state, link, ToPhotoPanel(link), FromPhotoPanel(state, editor, lambda _folder, _ends: file), qtbot
    )
    for widget in (made.to_photo, made.from_photo, made.to_photo.view, made.to_photo.lay_button):
        qtbot.addWidget(widget)
    link.set_editor(editor)
    yield made
    made.from_photo.inverting.shut_down()
    assert link.shut_down(PATIENCE_S)
    editor.shut_down()


def test_asking_for_a_photo_begins_at_home_and_goes_on_where_the_last_one_was(panels: Panels, tmp_path: Path) -> None:
    asked: list[str] = []

    def answer(folder: str, _endings: tuple[str, ...]) -> Path | None:
        asked.append(folder)
        return tmp_path / "chosen.png" if len(asked) == 1 else None

    panels.from_photo._ask = answer
    panels.open_photo()  # one that comes from no file
    panels.from_photo.choose()
    panels.from_photo.choose()
    assert asked == [str(Path.home()), str(tmp_path)]


# To the photo


def test_the_one_button_says_why_it_sleeps(panels: Panels) -> None:
    button = panels.to_photo.lay_button
    assert not button.isEnabled()
    assert "Open a photo" in button.toolTip()
    panels.open_photo()
    assert button.isEnabled()
    assert button.accessibleDescription() == ""


def test_the_button_lays_the_picture_and_unlink_lets_it_go(panels: Panels) -> None:
    panels.open_photo()
    panels.to_photo.lay_button.click()
    panels.bot.waitUntil(lambda: bool(panels.link.linked))
    unlink = panels.to_photo.findChild(type(panels.to_photo.lay_button), "to-photo-unlink")
    assert unlink.isVisibleTo(panels.to_photo)
    assert panels.to_photo.view_button.isChecked()
    unlink.click()
    assert not panels.link.linked
    again = panels.to_photo.findChild(type(unlink), "to-photo-link")
    assert again.isVisibleTo(panels.to_photo)
    again.click()
    assert panels.link.linked


def test_it_says_how_much_the_picture_is_enlarged(panels: Panels) -> None:
    panels.open_photo()
    words = panels.to_photo.findChild(object, "to-photo-told").text()  # type: ignore[attr-defined]
    assert "8 px" in words
    assert "3.0 times" in words


def test_while_nothing_is_seen_yet_the_view_says_what_is_done(panels: Panels) -> None:
    panels.open_photo()
    assert panels.to_photo.view.accessibleDescription() == "Laying the picture into the photo"
    assert not panels.to_photo.view.has_view
    watched: list[bool] = []
    panels.to_photo.view_wanted.connect(lambda on: watched.append(on and not panels.link.linked))
    panels.to_photo.lay()
    assert watched == [True]
    panels.bot.waitUntil(lambda: bool(panels.link.linked))


def test_sliders_and_buttons_place_the_picture(panels: Panels) -> None:
    panels.open_photo()
    panels.to_photo._rows["angle"]._slid(30.0)
    panels.to_photo._rows["scale"]._slid(200.0)
    panels.to_photo._rows["colour"]._slid(20.0)
    panels.to_photo._rows["cutout"]._slid(50.0)
    panels.to_photo._flip.click()
    assert panels.link.look.placement == Placement(0, 0, 2, 30, True)
    assert (panels.link.look.colour, panels.link.look.cutout) == pytest.approx((0.2, 0.5))
    panels.to_photo._reset.click()
    assert panels.link.look.placement == Placement(flip=True)
    assert panels.to_photo._rows["scale"].value() == 100


def test_laying_brings_what_says_how_it_lies_into_sight(panels: Panels) -> None:
    panels.open_photo()
    content = QWidget()
    down = QVBoxLayout(content)
    above = QWidget()
    above.setFixedHeight(2000)
    down.addWidget(above)
    down.addWidget(panels.to_photo)
    area = side_area(content, "side", 288, 440)
    panels.bot.addWidget(area)
    area.resize(320, 500)
    area.show()
    assert panels.to_photo.visibleRegion().isEmpty()
    panels.to_photo.lay()
    assert not panels.to_photo.visibleRegion().isEmpty()
    panels.to_photo.setParent(None)


def test_handles_move_scale_and_turn_the_picture(panels: Panels) -> None:
    panels.open_photo()
    panels.look_at_it()
    view = panels.to_photo.view
    corners = view._corners()
    middle = (corners[0] + corners[2]) / 2
    drag(view, middle, middle + QPointF(20, 0))
    assert panels.link.look.placement.across > 0.05
    panels.to_photo._reset.click()
    drag(view, corners[2], corners[2] + (corners[2] - middle))
    assert panels.link.look.placement.scale == pytest.approx(2, rel=0.05)
    panels.to_photo._reset.click()
    knob = view._knob(view._corners())
    radius = middle.y() - knob.y()
    drag(view, knob, middle + QPointF(radius, 0))
    assert panels.link.look.placement.angle == pytest.approx(90, abs=2)


def test_keys_move_scale_and_turn_the_picture(panels: Panels) -> None:
    panels.open_photo()
    panels.look_at_it()
    view = panels.to_photo.view
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(view, "++.")
    placement = panels.link.look.placement
    assert placement.across > 0
    assert placement.scale > 1.03
    assert placement.angle == pytest.approx(1)


def test_nothing_is_drafted_while_nobody_looks(panels: Panels) -> None:
    panels.open_photo()
    panels.look_at_it()
    panels.to_photo.view.hide()
    views: list[object] = []
    panels.link.viewed.connect(views.append)
    panels.to_photo._rows["angle"]._slid(30.0)
    panels.bot.waitUntil(lambda: not panels.link._worker.jobs)
    assert views == []


# From a photo


def test_a_photo_that_is_chosen_is_encoded_at_once(panels: Panels) -> None:
    panels.from_photo.crop.open_wanted.emit()
    panels.bot.waitUntil(lambda: panels.from_photo.inverting.found is not None)
    assert panels.state.point.base.z[0] == pytest.approx(200 / 255, abs=0.01)
    assert panels.state.point.noise is None
    assert "PSNR" in panels.from_photo._told.text()
    assert panels.from_photo.inverting.crop == Rect(10, 0, 40, 40)


def test_moving_the_square_is_one_step_with_opening_the_photo(panels: Panels) -> None:
    panels.from_photo.crop.open_wanted.emit()
    panels.bot.waitUntil(lambda: panels.from_photo.inverting.found is not None)
    before = panels.state.depth
    crop = panels.from_photo.crop
    crop.resize(300, 188)
    QTest.keyClick(crop, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(crop, "-")
    assert panels.from_photo.inverting.crop.width < 40
    assert panels.from_photo.inverting.found is None
    panels.bot.waitUntil(lambda: panels.from_photo.inverting.found is not None)
    assert panels.state.depth <= before + 1


def test_a_file_that_is_dropped_is_taken(panels: Panels, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "chosen.png"))])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(9, 9), actions, data, buttons, Qt.KeyboardModifier.NoModifier)
    panels.from_photo.crop.dropEvent(event)
    panels.bot.waitUntil(lambda: panels.from_photo.inverting.name == "chosen.png")


def test_the_open_photo_is_taken_and_let_go(panels: Panels) -> None:
    take = panels.from_photo._take
    assert not take.isEnabled()
    panels.open_photo()
    assert take.isEnabled()
    take.click()
    panels.bot.waitUntil(lambda: panels.from_photo.inverting.pixels is not None)
    panels.from_photo._forget.click()
    assert panels.from_photo.inverting.pixels is None


def test_a_file_that_is_no_photo_is_told(panels: Panels, tmp_path: Path) -> None:
    path = tmp_path / "no.png"
    path.write_bytes(b"nothing")
    with panels.bot.waitSignal(panels.state.failed) as told:
        panels.from_photo.inverting.open(path)
    assert "no.png" in told.args[0].sentence


def test_a_search_shows_where_it_is_and_can_be_stopped(panels: Panels, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.latent.inversion import Inversion, Preview, encoded
    from engine.latent.point import LatentPoint

    styles = np.ones((9, 6), np.float32)
    asked: list[int] = []

    def fake(generator, square, steps, context, on_preview, *, stop, lpips) -> Inversion:
        asked.append(steps)
        context.report(0.5, "Step 1 of 2")
        on_preview(Preview(LatentPoint("faces", Base.of_styles(styles), noise=None), 1))
        assert stop._event.wait(20)
        return encoded(generator, square)

    monkeypatch.setattr("ui.studio.inverting.invert", fake)
    panels.from_photo.crop.open_wanted.emit()
    panels.bot.waitUntil(lambda: panels.from_photo.inverting.found is not None)
    panels.from_photo._search.click()
    panels.bot.waitUntil(lambda: bool(panels.state.point.base.styles))
    assert panels.from_photo._stop.isVisibleTo(panels.from_photo)
    assert panels.from_photo._told.text() == "Step 1 of 2"
    panels.from_photo._stop.click()
    panels.bot.waitUntil(lambda: not panels.from_photo.inverting.is_searching)
    assert asked == [150]
    assert panels.state.point.base.z


def drag(widget, start: QPointF, end: QPointF) -> None:
    def at(place: QPointF) -> QPoint:
        return place.toPoint()

    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=at(start))
    QTest.mouseMove(widget, at((start + end) / 2))
    QTest.mouseMove(widget, at(end))
    QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=at(end))
