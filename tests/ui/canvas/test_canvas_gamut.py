"""The warning of colours that a screen does not hold, and the canvas on screens that are not sRGB."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from engine.document import Document, Patch, Piece, Recipe
from engine.geometry import Rect
from engine.photo import photo_from_pixels
from tests.engine.photo.conftest import wide_profile
from ui.canvas.gamut import GamutLayer
from ui.canvas.view import CanvasView

__all__ = ["wide_profile"]


def wide_document(profile: bytes) -> Document:
    """Grey on the left, a green that sRGB does not hold on the right."""
    pixels = np.full((40, 600, 3), 120, np.uint8)
    pixels[:, 300:] = (0, 255, 0)
    return Document(replace(photo_from_pixels(pixels), icc=profile))


@pytest.fixture
def canvas(qtbot: QtBot, wide_profile: bytes) -> CanvasView:
    view = CanvasView()
    qtbot.addWidget(view)
    view.resize(600, 60)
    view.show()
    with qtbot.waitSignal(view.levels_ready):
        view.set_document(wide_document(wide_profile))
    view.set_zoom(1.0)
    return view


def colour_at(canvas: CanvasView, x: float, y: float) -> QColor:
    from engine.geometry import Point

    place = canvas.image_to_view(Point(x, y)).toPoint()
    return canvas.grab().toImage().pixelColor(place)


def test_what_the_screen_does_not_hold_is_marked(canvas: CanvasView, qtbot: QtBot, wide_profile: bytes) -> None:
    before = colour_at(canvas, 400, 20), colour_at(canvas, 100, 20)
    canvas.set_gamut_warning(True)
    qtbot.waitUntil(lambda: colour_at(canvas, 400, 20) != before[0])
    assert colour_at(canvas, 100, 20) == before[1], "grey is on every screen"
    canvas.set_gamut_warning(True, wide_profile)
    assert colour_at(canvas, 400, 20) == before[0], "the photo's own space holds it"
    canvas.set_gamut_warning(False)
    assert colour_at(canvas, 400, 20) == before[0]


def test_a_patch_changes_what_is_marked(canvas: CanvasView, qtbot: QtBot) -> None:
    before = colour_at(canvas, 100, 20)
    canvas.set_gamut_warning(True)
    spot = Rect(80, 5, 40, 30)
    green = np.zeros((30, 40, 3), np.uint8)
    green[..., 1] = 255
    document = canvas.document
    assert document is not None
    document.add_patch(Patch("p", (Piece(spot, green, np.full((30, 40), 255, np.uint8)),), Recipe("telea")))
    plain = QColor(0, 255, 0)
    qtbot.waitUntil(lambda: colour_at(canvas, 100, 20) not in (before, plain))
    document.undo()
    qtbot.waitUntil(lambda: colour_at(canvas, 100, 20) == before)


def test_every_level_tells_the_same(qtbot: QtBot, wide_profile: bytes) -> None:
    found: list[Rect] = []
    layer = GamutLayer(wide_document(wide_profile).composite, None, found.append)
    for level, (width, height) in ((0, (600, 40)), (1, (300, 20)), (2, (150, 10))):
        whole = Rect(0, 0, width, height)
        layer.read(level, whole)
        edge = width // 2

        def known(level: int = level, whole: Rect = whole, edge: int = edge) -> bool:
            return bool((layer.read(level, whole)[:, edge:] == 255).all())

        qtbot.waitUntil(known)
        assert not layer.read(level, whole)[:, :edge].any()
    layer.close()
    assert found
    assert not layer._thread.is_alive()


def test_a_screen_of_its_own_shows_its_own_values(canvas: CanvasView, qtbot: QtBot, wide_profile: bytes) -> None:
    with qtbot.waitSignal(canvas.levels_ready):
        canvas.set_screen(wide_profile)
    assert colour_at(canvas, 400, 20) == QColor(0, 255, 0), "the photo's space is the screen's"
    zoom = canvas.zoom
    with qtbot.waitSignal(canvas.levels_ready):
        canvas.set_screen(None)
    assert canvas.zoom == zoom
