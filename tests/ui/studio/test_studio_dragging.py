"""Points that are dragged: from tiles and the picture, onto the picture and the lattice."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.latent.point import Base, LatentPoint
from tests.ui.studio.studio_fakes import picture_of
from ui.studio import dragging
from ui.studio.grid import SamplesPanel
from ui.studio.lattice import LatticePanel
from ui.studio.picture_view import PictureView
from ui.studio.state import StudioState

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def dragged(monkeypatch: pytest.MonkeyPatch) -> list[LatentPoint]:
    """The points that were dragged; nobody drops them, which in a test would wait for ever."""
    points: list[LatentPoint] = []

    def run(drag: QDrag, *_actions: Any) -> Qt.DropAction:
        assert not drag.pixmap().isNull()
        points.append(LatentPoint.from_text(drag.mimeData().text()))
        return Qt.DropAction.IgnoreAction

    monkeypatch.setattr(dragging.QDrag, "exec", run)
    return points


def mime_of(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


def drop(widget: QWidget, data: QMimeData, at: QPointF) -> bool:
    """Drag over a widget and drop. Returns whether it wanted it."""
    copy, pressed = Qt.DropAction.CopyAction, LEFT
    entering = QDragEnterEvent(at.toPoint(), copy, data, pressed, NONE)
    entering.ignore()
    widget.dragEnterEvent(entering)
    if entering.isAccepted():
        widget.dropEvent(QDropEvent(at, copy, data, pressed, NONE))
    return entering.isAccepted()


def test_a_sample_can_be_dragged_and_is_not_clicked(
    state: StudioState, qtbot: QtBot, dragged: list[LatentPoint]
) -> None:
    panel = SamplesPanel(state)
    qtbot.addWidget(panel)
    panel.resize(264, 600)
    panel.show()
    tile = panel.grid.tiles[2]
    tile.show_picture(picture_of(state.point))
    QTest.mousePress(tile, LEFT, pos=QPoint(20, 20))
    QTest.mouseMove(tile, QPoint(22, 21))
    assert not dragged
    QTest.mouseMove(tile, QPoint(60, 50))
    QTest.mouseRelease(tile, LEFT, pos=QPoint(60, 50))
    assert [point.base for point in dragged] == [Base.of_seed(2)]
    assert not state.can_undo


def test_the_picture_takes_points_and_nothing_else(qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    taken: list[LatentPoint] = []
    view.point_dropped.connect(taken.append)
    point = LatentPoint("faces", Base.of_seed(9))
    assert drop(view, mime_of(point.to_text()), QPointF(50, 50))
    assert not drop(view, mime_of("https://example.org"), QPointF(50, 50))
    assert drop(view, mime_of(point.to_text()[:-9]), QPointF(50, 50))  # damaged: taken, and nothing comes of it
    assert taken == [point]


def test_the_picture_can_be_dragged(state: StudioState, qtbot: QtBot) -> None:
    view = PictureView()
    qtbot.addWidget(view)
    view.resize(300, 300)
    view.show_picture(picture_of(state.point))
    at = view.frames[0].center().toPoint()
    with qtbot.waitSignal(view.drag_wanted):
        QTest.mousePress(view, LEFT, pos=at)
        QTest.mouseMove(view, at + QPoint(40, 0))


def test_a_sample_that_is_dropped_on_the_lattice_is_its_seed_there(state: StudioState, qtbot: QtBot) -> None:
    panel = LatticePanel(state)
    qtbot.addWidget(panel)
    panel.resize(300, 340)
    panel.show()
    pad = panel.pad
    sample = LatentPoint("faces", Base.of_seed(77))
    assert drop(pad, mime_of(sample.to_text()), pad.to_view(1.1, 1.9))
    assert pad.lattice.seeds == (0, 1, 2, 3, 4, 5, 6, 77, 8)
    between = LatentPoint("faces", Base(((1, 0.5), (2, 0.5))))
    assert not drop(pad, mime_of(between.to_text()), pad.to_view(0, 0))
