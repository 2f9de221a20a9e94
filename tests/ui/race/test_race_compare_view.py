"""The view of a comparison: where pictures lie, one zoom for all, and what the hand does."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.document import Composite
from engine.geometry import Rect
from engine.photo import photo_from_pixels
from ui.race.compare_view import CAPTION, CompareView, Mode, Tile
from ui.race.pictures import Picture, picture_of

RED, GREEN, BLUE = (200, 20, 20), (20, 200, 20), (20, 20, 200)


def plain(colour: tuple[int, int, int]) -> Picture:
    photo = photo_from_pixels(np.full((40, 60, 3), colour, np.uint8))
    return picture_of(Composite(photo), Rect.of(photo.size))


@pytest.fixture
def view(qtbot: QtBot) -> CompareView:
    view = CompareView()
    qtbot.addWidget(view)
    view.resize(660, 500)
    tiles = [Tile("Original", picture=plain(RED)), Tile("A", "1 s", plain(GREEN)), Tile("B", "2 s", plain(BLUE))]
    view.show_tiles(tiles, 1, 0)
    view.show()
    return view


def colour_at(view: CompareView, place: QPoint) -> tuple[int, int, int]:
    colour = QColor(view.grab().toImage().pixel(place))
    return colour.red(), colour.green(), colour.blue()


def test_a_grid_shows_every_picture_under_its_caption(view: CompareView) -> None:
    areas = view.areas()
    assert len(areas) == 3
    assert len({(area.width(), area.height()) for area in areas}) == 1
    assert [colour_at(view, area.center()) for area in areas] == [RED, GREEN, BLUE]
    assert all(area.top() >= CAPTION for area in areas)
    assert not any(first.intersects(second) for first in areas for second in areas if first is not second)


@pytest.mark.parametrize("size", [(660, 500), (1400, 300), (300, 900), (90, 60)])
@pytest.mark.parametrize("count", [2, 5, 9])
def test_the_pictures_of_a_grid_stay_inside(view: CompareView, size: tuple[int, int], count: int) -> None:
    view.resize(*size)
    view.show_tiles([Tile("Original", picture=plain(RED)), *[Tile("A")] * count], 1, 0)
    for area in view.areas():
        assert area.width() <= size[0]
        assert area.right() < max(size[0], 200)
    view.grab()


def test_one_zoom_and_one_pan_for_all(view: CompareView, qtbot: QtBot) -> None:
    view.set_zoom(20)
    assert not view.is_fitted
    before = view.visible_rect()
    area = view.areas()[1]
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=area.center())
    QTest.mouseMove(view, area.center() + QPoint(-40, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=area.center() + QPoint(-40, 0))
    assert view.visible_rect().x > before.x
    view.show_mode("wipe")
    assert view.zoom == 20


@pytest.mark.parametrize(
    ("mode", "held", "left", "right"),
    [("wipe", False, RED, BLUE), ("wipe", True, RED, RED), ("blink", False, BLUE, BLUE), ("blink", True, RED, RED)],
)
def test_two_pictures_are_compared(
    view: CompareView, mode: Mode, held: bool, left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    view.show_tiles(view._tiles, 2, 0)
    view.show_mode(mode)
    view.hold(held)
    middle = view.areas()[0].center()
    assert colour_at(view, middle - QPoint(60, 0)) == left
    assert colour_at(view, middle + QPoint(60, 0)) == right


def test_a_blink_changes_places(view: CompareView) -> None:
    view.show_mode("blink")
    middle = view.areas()[0].center()
    assert colour_at(view, middle) == GREEN
    view.flip()
    assert colour_at(view, middle) == RED
    view.show_mode("blink")
    assert not view.shows_other


def test_the_line_of_a_wipe_is_dragged_by_its_handle(view: CompareView) -> None:
    view.show_mode("wipe")
    start = view._wipe_handle().toPoint()
    assert start.y() > view.areas()[0].center().y()  # not over the fill
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view, start + QPoint(100, 0))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + QPoint(100, 0))
    assert view.wipe_position == pytest.approx(0.5 + 100 / view.areas()[0].width(), abs=0.01)
    assert view.is_fitted


def test_the_wheel_zooms_at_the_pointer_in_every_tile(view: CompareView, qtbot: QtBot) -> None:
    from PySide6.QtGui import QWheelEvent

    area = view.areas()[2]
    place = QPointF(area.topLeft() + QPoint(30, 40))
    under = view.view_to_image(QPointF(30, 40))
    nothing = QPoint()
    event = QWheelEvent(
        place, view.mapToGlobal(place), nothing, QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(event)
    after = view.view_to_image(QPointF(30, 40))
    assert view.zoom > 1
    assert (after.x, after.y) == pytest.approx((under.x, under.y), abs=0.2)


def test_a_press_tells_which_tile_and_a_double_click_opens_it(view: CompareView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.pointed) as pointed:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.areas()[2].center())
    assert pointed.args == [2]
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.areas()[1].center())
    assert opened.args == [1]


def test_words_stand_in_the_place_of_a_picture_that_is_not_there(view: CompareView) -> None:
    empty = view.grab().toImage()
    view.show_tiles(
        [Tile("Original"), Tile("A", message="Waits"), Tile("B", message="It failed.", icon="triangle-alert")], 1, 0
    )
    told = view.grab().toImage()
    assert isinstance(told, QImage)
    assert told != empty
    for mode in ("wipe", "blink", "difference"):
        view.show_mode(mode)
        view.grab()
    view.clear()
    view.grab()


def test_a_small_place_is_not_blown_up_without_end(view: CompareView) -> None:
    view.show_mode("wipe")
    view.resize(3000, 2000)
    assert view.zoom <= 6 * view.devicePixelRatioF()
    assert view.is_fitted
