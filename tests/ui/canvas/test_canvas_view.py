"""What the canvas shows, pixel by pixel."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from engine.document import Document, Patch, Piece, Recipe
from engine.geometry import Point, Rect, Size
from engine.mask import BrushTip
from engine.photo import photo_from_pixels
from tests.ui.canvas.canvas_looking import assert_same, document_of, patch_at, redrawn, rendered, seen
from ui.canvas import overlays
from ui.canvas.view import CanvasView
from ui.tools.navigate import PanTool

VIEWS = [
    *((1.0, 0.0), (0.4, 0.0), (0.5, 90.0), (1.7, 0.0), (2.6, 0.0), (3.0, 0.0)),
    *((1.0, 180.0), (1.3, 33.0), (0.31, 200.0)),
]


def photo_area(canvas: CanvasView, image: np.ndarray, size: Size) -> np.ndarray:
    """The part of a picture of the view where the photo lies, unturned."""
    a, b = canvas.image_to_view(Point(0, 0)), canvas.image_to_view(Point(size.width, size.height))
    return image[round(a.y()) : round(b.y()), round(a.x()) : round(b.x())]


def overlaid(pixels: np.ndarray, mask: np.ndarray, color: tuple[int, int, int]) -> np.ndarray:
    share = mask[:, :, None] / 255 * 0.5
    return pixels * (1 - share) + np.array(color) * share


def paint(canvas: CanvasView, *points: tuple[float, float]) -> None:
    stroke = document_of(canvas).begin_stroke(canvas.brush_tip)
    for point in points:
        stroke.move_to(*point)
    stroke.commit()


def place_view(canvas: CanvasView, zoom: float, rotation: float) -> None:
    canvas.reset_rotation()
    canvas.rotate_by(rotation)
    canvas.set_zoom(zoom)


@pytest.mark.parametrize("zoom", [1, 2, 4])
def test_photo_pixels_are_shown_exactly(canvas: CanvasView, small_photo: np.ndarray, zoom: int) -> None:
    canvas.resize(300, 250)
    canvas.set_zoom(zoom)
    area = photo_area(canvas, seen(canvas), document_of(canvas).size)
    assert np.array_equal(area, small_photo.repeat(zoom, 0).repeat(zoom, 1))


@pytest.mark.parametrize("width", [11, 12, 13])
def test_no_fringe_where_the_zoom_cuts_a_device_pixel(make_canvas, width: int) -> None:
    canvas = make_canvas(np.full((17, width, 3), 255, np.uint8))
    canvas.set_zoom(2.6)
    beside = np.array(QColor.fromRgb(canvas.palette().color(QPalette.ColorRole.Shadow).rgb()).getRgb()[:3])
    shown = seen(canvas)
    is_photo, is_beside = (shown == 255).all(axis=2), (shown == beside).all(axis=2)
    assert (is_photo | is_beside).all()
    assert abs(int(is_photo.any(axis=0).sum()) - 2.6 * width) <= 0.5


@pytest.mark.parametrize(("turn", "quarters"), [(90, 3), (180, 2), (270, 1)])
def test_right_angles_are_exact(canvas: CanvasView, small_photo: np.ndarray, turn: int, quarters: int) -> None:
    canvas.rotate_by(turn)
    canvas.set_zoom(1.0)
    expected = np.rot90(small_photo, quarters)
    corners = [canvas.image_to_view(Point(x, y)) for x in (0, 64) for y in (0, 48)]
    left, top = round(min(c.x() for c in corners)), round(min(c.y() for c in corners))
    height, width = expected.shape[:2]
    assert np.array_equal(seen(canvas)[top : top + height, left : left + width], expected)


def test_beside_the_photo_is_the_palette_grey(canvas: CanvasView) -> None:
    palette = QPalette(canvas.palette())
    palette.setColor(QPalette.ColorRole.Shadow, QColor(12, 34, 56))
    canvas.setPalette(palette)
    assert tuple(seen(canvas)[0, 0]) == (12, 34, 56)
    canvas.rotate_by(45)
    assert tuple(seen(canvas)[0, 0]) == (12, 34, 56)


def test_the_mask_is_laid_on_half_transparent(canvas: CanvasView, small_photo: np.ndarray) -> None:
    canvas.mask_color = QColor(10, 250, 30)
    canvas.brush_tip = BrushTip(30, 0.3, 1.0)
    paint(canvas, (20, 20), (60, 40))
    document = document_of(canvas)
    area = photo_area(canvas, seen(canvas), document.size)
    assert np.abs(area - overlaid(small_photo, document.mask, (10, 250, 30))).max() <= 1.5
    canvas.mask_visible = False
    assert np.array_equal(photo_area(canvas, seen(canvas), document.size), small_photo)


def test_the_mask_alone(canvas: CanvasView) -> None:
    paint(canvas, (20, 20), (60, 40))
    canvas.mask_mode = "mask only"
    assert canvas.mask_mode == "mask only"
    document = document_of(canvas)
    area = photo_area(canvas, seen(canvas), document.size)
    assert np.array_equal(area, np.repeat(document.mask[:, :, None], 3, axis=2))


@pytest.mark.parametrize("zoom", [2, 3, 5])
def test_the_mask_lies_on_the_pixels_it_marks(canvas: CanvasView, small_photo: np.ndarray, zoom: int) -> None:
    canvas.mask_color = QColor(10, 250, 30)
    canvas.resize(400, 300)
    canvas.set_zoom(zoom)
    paint(canvas, (3, 2), (60, 40))
    mask = document_of(canvas).mask
    shown = photo_area(canvas, seen(canvas), document_of(canvas).size)
    expected = overlaid(small_photo, mask, (10, 250, 30)).repeat(zoom, 0).repeat(zoom, 1)
    assert np.abs(shown - expected).max() <= 1.5


@pytest.mark.parametrize("color", [(200, 40, 80), (0, 0, 0), (255, 255, 255)])
def test_the_mask_is_seen_on_its_own_colour(make_canvas, color: tuple[int, int, int]) -> None:
    pixels = np.full((40, 60, 3), color, np.uint8)
    canvas = make_canvas(pixels)
    canvas.mask_color, canvas.mask_contour = QColor(*color), True
    paint(canvas, (30, 20))
    area = photo_area(canvas, seen(canvas), Size(60, 40)).astype(int)
    difference = np.abs(area - color).max(axis=2)
    assert (difference > 60).sum() > 20
    assert difference[0, 0] == 0


@pytest.mark.parametrize("contour", [False, True])
@pytest.mark.parametrize(("zoom", "rotation"), VIEWS)
def test_a_dab_redraws_all_that_it_touched(canvas: CanvasView, zoom: float, rotation: float, contour: bool) -> None:
    canvas.mask_contour = contour
    place_view(canvas, zoom, rotation)
    seen(canvas)
    stroke = document_of(canvas).begin_stroke(BrushTip(14, 0.2, 1.0))
    for x in range(0, 64, 7):
        stroke.move_to(x, 40 - x / 2)
        piecewise = seen(canvas)
    stroke.commit()
    assert_same(piecewise, canvas)
    document_of(canvas).undo()
    piecewise = seen(canvas)
    assert_same(piecewise, canvas)


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
@pytest.mark.parametrize(("zoom", "rotation"), VIEWS)
def test_patches_redraw_all_that_they_change(make_canvas, small_photo, depth, zoom: float, rotation: float) -> None:
    pixels = np.tile(small_photo, (8, 8, 1))
    canvas = make_canvas(pixels if depth is np.uint8 else pixels.astype(np.uint16) * 257)
    place_view(canvas, zoom, rotation)
    document = document_of(canvas)
    steps = [
        lambda: document.add_patch(patch_at(Rect(200, 150, 91, 77), np.iinfo(depth).max, depth)),
        lambda: document.add_patch(patch_at(Rect(260, 160, 61, 90), 0, depth)),
        lambda: document.set_patch_visible(document.patches[1].id, False),
        lambda: document.remove_patch(document.patches[0].id),
        document.undo,
        document.undo,
        document.undo,
    ]
    before = seen(canvas)
    for step in steps:
        step()
        piecewise = seen(canvas)
        assert (piecewise != before).any()
        assert_same(piecewise, canvas)
        before = piecewise


@pytest.mark.parametrize("rotation", [0.0, 30.0])
def test_panning_draws_what_comes_into_sight(make_canvas, small_photo: np.ndarray, rotation: float) -> None:
    canvas = make_canvas(np.tile(small_photo, (8, 8, 1)))
    paint(canvas, (100, 100), (400, 300))
    place_view(canvas, 1.3, rotation)
    for dx, dy in ((13, 0), (-31, 7), (0, -45), (60, 60), (-500, 3), (2, -1)):
        canvas.pan_by(dx, dy)
        piecewise = seen(canvas)
        assert_same(piecewise, canvas)


def test_16_bit_and_alpha_are_shown(make_canvas, small_photo: np.ndarray) -> None:
    alpha = np.full(small_photo.shape[:2], 65535, np.uint16)
    alpha[:, 32:] = 0
    canvas = make_canvas(small_photo.astype(np.uint16) * 257, alpha)
    area = photo_area(canvas, seen(canvas), document_of(canvas).size)
    assert np.abs(area[:, :32].astype(int) - small_photo[:, :32]).max() <= 1
    assert len(np.unique(area[:, 32:])) == 2


def test_compare_shows_the_photo_without_patches(canvas: CanvasView, small_photo: np.ndarray) -> None:
    document = document_of(canvas)
    document.add_patch(patch_at(Rect(10, 10, 30, 20), 7))
    paint(canvas, (40, 30))
    canvas.set_compare("original")
    assert np.array_equal(photo_area(canvas, seen(canvas), document.size), small_photo)
    canvas.set_compare("off")
    assert tuple(photo_area(canvas, seen(canvas), document.size)[15, 15]) == (7, 7, 7)


def test_the_wipe_shows_the_photo_on_its_left(canvas: CanvasView, small_photo: np.ndarray) -> None:
    document = document_of(canvas)
    document.add_patch(patch_at(Rect(0, 0, 64, 48), 7))
    canvas.set_compare("wipe")
    for position in (0.5, 0.25):
        canvas.wipe_position = position
        area = photo_area(canvas, seen(canvas), document.size)
        edge = round(position * 64)
        # The handle hides a strip around the edge.
        assert np.array_equal(area[2:8, : edge - 2], small_photo[2:8, : edge - 2])
        assert (area[2:8, edge + 3 :] == 7).all()


def test_a_preview_changes_the_view_and_not_the_document(canvas: CanvasView, small_photo: np.ndarray) -> None:
    document = document_of(canvas)
    document.add_patch(patch_at(Rect(10, 10, 20, 20), 50))
    kept, revision = document.patches[0], document.revision
    candidate = patch_at(Rect(14, 5, 20, 20), 250)

    def area() -> np.ndarray:
        return photo_area(canvas, seen(canvas), document.size)

    canvas.set_preview_patch(candidate, instead_of=kept.id)
    assert area()[8, 20, 0] == 250
    assert np.array_equal(area()[27, 11], small_photo[27, 11])
    canvas.set_preview_patch(replace(candidate, visible=False))
    assert area()[27, 11, 0] == 50
    assert area()[8, 20, 0] == 250
    canvas.set_preview_patch(None)
    assert np.array_equal(area()[8, 20], small_photo[8, 20])
    assert area()[15, 15, 0] == 50
    assert document.revision == revision


def test_grab_display_is_the_composite(canvas: CanvasView, small_photo: np.ndarray) -> None:
    document = document_of(canvas)
    document.add_patch(patch_at(Rect(0, 0, 16, 16), 7))
    paint(canvas, (5, 5))
    image = canvas.grab_display(Rect(0, 0, 64, 48), QSize(64, 48))
    assert image.size() == QSize(64, 48)
    assert image.pixelColor(5, 5) == QColor(7, 7, 7)
    assert image.pixelColor(40, 30).red() == small_photo[30, 40, 0]
    assert canvas.grab_display(Rect(8, 8, 40, 20), Size(13, 9)).size() == QSize(13, 9)
    assert canvas.grab_display(Rect(900, 900, 4, 4), QSize(5, 5)).isNull()


def test_outlines_mark_a_patch_and_nothing_else(canvas: CanvasView) -> None:
    document = document_of(canvas)
    canvas.set_zoom(2.0)
    document.add_patch(patch_at(Rect(20, 15, 20, 15), 90))
    plain = seen(canvas)
    canvas.show_outlines = True
    marked = (seen(canvas) != plain).any(axis=2)
    a, b = canvas.image_to_view(Point(20, 15)), canvas.image_to_view(Point(40, 30))
    around = marked.copy()
    around[round(a.y()) - 3 : round(b.y()) + 3, round(a.x()) - 3 : round(b.x()) + 3] = False
    assert not around.any()
    border = marked[round(a.y()), round(a.x()) : round(b.x())]
    assert border.mean() > 0.9
    inside = marked[round(a.y()) + 5 : round(b.y()) - 5, round(a.x()) + 5 : round(b.x()) - 5]
    assert 0.02 < inside.mean() < 0.7


def test_busy_holes_are_lit_inside_the_mask_only(canvas: CanvasView) -> None:
    canvas.set_zoom(1.0)
    paint(canvas, (20, 20))
    plain = seen(canvas)
    canvas.set_busy_rects((Rect(10, 10, 20, 20),))
    assert canvas.reduced_motion
    lit = (seen(canvas) != plain).any(axis=2)
    document = document_of(canvas)
    area = photo_area(canvas, lit[:, :, None], document.size)[:, :, 0]
    assert area[20, 20]
    assert not (area & (document.mask == 0)).any()
    canvas.set_busy_rects(())
    assert np.array_equal(seen(canvas), plain)


def test_a_busy_hole_whose_mask_is_gone_is_lit_whole(canvas: CanvasView) -> None:
    plain = seen(canvas)
    canvas.set_busy_rects((Rect(0, 0, 64, 48),))
    lit = (seen(canvas) != plain).any(axis=2)
    document = document_of(canvas)
    assert photo_area(canvas, lit[:, :, None], document.size).all()
    assert not document.mask.any()


def test_a_new_patch_fades_in_where_motion_is_wanted(canvas: CanvasView, qtbot: QtBot) -> None:
    canvas.reduced_motion = False
    document = document_of(canvas)
    seen(canvas)
    document.add_patch(patch_at(Rect(10, 10, 30, 20), 7))
    qtbot.waitUntil(lambda: photo_area(canvas, seen(canvas), document.size)[15, 15, 0] == 7)


def test_high_dpi_shows_one_photo_pixel_per_device_pixel(make_canvas, small_photo: np.ndarray) -> None:
    class Fine(CanvasView):
        def devicePixelRatioF(self) -> float:
            return 2.0

    canvas = make_canvas(small_photo, kind=Fine)
    image = rendered(canvas, 2.0)
    assert image.shape == (300, 400, 3)
    assert canvas.view_scale == 0.5
    corner = canvas.image_to_view(Point(0, 0)) * 2
    left, top = round(corner.x()), round(corner.y())
    assert np.array_equal(image[top : top + 48, left : left + 64], small_photo)
    paint(canvas, (20, 20))
    assert (rendered(canvas, 2.0)[top + 20, left + 20] != small_photo[20, 20]).any()


def test_an_empty_canvas_paints_and_takes_input(qtbot: QtBot) -> None:
    canvas = CanvasView()
    qtbot.addWidget(canvas)
    canvas.show()
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton)
    canvas.zoom_fit()
    canvas.set_busy_rects((Rect(0, 0, 5, 5),))
    canvas.set_compare("wipe")
    assert len(np.unique(seen(canvas).reshape(-1, 3), axis=0)) == 1
    assert canvas.document is None
    assert canvas.grab_display(Rect(0, 0, 5, 5), QSize(5, 5)).isNull()


def test_another_document_is_shown_whole_and_the_first_let_go(canvas: CanvasView, small_photo: np.ndarray) -> None:
    first = weakref.ref(document_of(canvas))
    canvas.rotate_by(20)
    canvas.set_preview_patch(patch_at(Rect(0, 0, 5, 5), 3))
    canvas.set_document(Document(photo_from_pixels(small_photo[::-1].copy())))
    assert (canvas.rotation, canvas.is_fitted) == (0, True)
    gc.collect()
    assert first() is None
    canvas.set_document(None)
    assert canvas.document is None


def test_fit_follows_the_window_until_something_else_is_asked_for(canvas: CanvasView) -> None:
    canvas.zoom_fit()
    before = canvas.zoom
    canvas.resize(400, 300)
    assert canvas.zoom > before
    canvas.set_zoom(3.0)
    canvas.resize(300, 200)
    assert canvas.zoom == 3.0


def test_tool_changes_end_a_stroke(canvas: CanvasView, qtbot: QtBot) -> None:
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.image_to_view(Point(20, 20)).toPoint())
    assert canvas.is_gesture_active
    assert document_of(canvas).mask.any()
    canvas.set_tool(PanTool())
    assert not document_of(canvas).mask.any()
    assert not document_of(canvas).can_undo


def test_the_large_brush_is_drawn_and_leaves_no_trace(canvas: CanvasView, qtbot: QtBot) -> None:
    plain = seen(canvas)
    canvas.brush_tip = BrushTip(120, 0.5, 1.0)
    qtbot.mouseMove(canvas, QPointF(100, 75).toPoint())
    assert canvas.cursor().shape() == Qt.CursorShape.BlankCursor
    assert (seen(canvas) != plain).sum() > 300
    canvas.brush_tip = BrushTip(20, 0.5, 1.0)
    assert canvas.cursor().shape() == Qt.CursorShape.BitmapCursor
    assert np.array_equal(seen(canvas), plain)
    canvas.leaveEvent(QEvent(QEvent.Type.Leave))
    assert np.array_equal(seen(canvas), plain)


def test_the_grid_is_there_from_800_percent(canvas: CanvasView) -> None:
    canvas.set_zoom(7.9)
    canvas.set_zoom(8.0)
    image = seen(canvas)
    a = canvas.image_to_view(Point(32, 24))
    assert (image[round(a.y()), round(a.x())] != image[round(a.y()) + 3, round(a.x()) + 3]).any()


def test_a_photo_that_is_no_longer_shown_leaves_no_pictures_behind(canvas: CanvasView, small_photo: np.ndarray) -> None:
    scene = weakref.ref(canvas._scene)
    gc.collect()
    gc.disable()
    try:
        canvas.set_document(Document(photo_from_pixels(small_photo[::-1].copy())))
        assert scene() is None, "nothing refers to itself, so it goes at once"
    finally:
        gc.enable()


def test_a_large_outline_is_traced_in_blocks_and_lies_where_the_small_ones_do(monkeypatch: pytest.MonkeyPatch) -> None:
    alpha = np.zeros((61, 101), np.uint8)
    alpha[9:52, 20:81] = 200
    piece = Piece(Rect(300, 200, 101, 61), np.zeros((61, 101, 3), np.uint8), alpha)
    patch = Patch("one", (piece,), Recipe("telea"))
    fine = overlays.patch_path(patch).boundingRect()
    assert (fine.left(), fine.top(), fine.right(), fine.bottom()) == (320, 209, 381, 252)
    monkeypatch.setattr(overlays, "_TRACED_AREA", 61 * 101 / 9)
    coarse = overlays.patch_path(patch).boundingRect()
    assert max(abs(coarse.left() - 320), abs(coarse.right() - 381)) <= 3
    assert max(abs(coarse.top() - 209), abs(coarse.bottom() - 252)) <= 3


def test_outlines_that_take_long_to_trace_come_with_the_next_frames(
    canvas: CanvasView, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.canvas.overlays._TRACED_AT_ONCE", 1)
    document = document_of(canvas)
    for at in range(3):
        document.add_patch(patch_at(Rect(4 + 14 * at, 8, 12, 12), 120))
    before = seen(canvas)
    canvas.show_outlines = True
    first = seen(canvas)
    assert not np.array_equal(first, before)
    assert len(canvas._outlines._traced) < 3
    qtbot.waitUntil(lambda: len(canvas._outlines._traced) == 3)
    complete = seen(canvas)
    assert not np.array_equal(complete, first)
    assert np.array_equal(redrawn(canvas), complete)
