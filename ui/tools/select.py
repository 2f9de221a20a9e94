"""Rectangle, ellipse, lasso and polygon: areas drawn by hand."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from engine.document import Document
from engine.geometry import Point, Rect
from engine.language import mark
from engine.mask import Combine
from engine.mask.tiling import Check
from ui.tools.base import ToolEvent, ToolHost
from ui.tools.handles import paint_chip
from ui.tools.outline import paint_handle, paint_polygon, pixel_bounds
from ui.tools.selecting import Area, SelectingTool, Work

_BAND_ROWS = 1024
_LEAST_WAY = 2.0
_CLOSE_REACH = 9.0  # view units; a click so near to the first corner closes a polygon
_TURNS = math.pi / 4  # Shift holds a polygon's sides to these
_ELLIPSE_CORNERS = 96  # of its outline on the canvas


class SelectTool(SelectingTool):
    """Collects points from press to release; a subclass says what area they mean."""

    def __init__(self) -> None:
        super().__init__()
        self._points: list[Point] = []
        self._view_points: list[QPointF] = []
        self._held_how = Combine.ADD

    @property
    def _is_begun(self) -> bool:
        return bool(self._points)

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        self._points = [event.position]
        self._view_points = [event.view_position]
        self._held_how = self._how(event)
        return True

    def _go_on(self, host: ToolHost, event: ToolEvent) -> None:
        way = event.view_position - self._view_points[-1]
        if abs(way.x()) + abs(way.y()) >= _LEAST_WAY:
            self._points.append(event.position)
            self._view_points.append(event.view_position)
        self._follow(event)
        host.update()

    def _end(self, host: ToolHost, event: ToolEvent) -> None:
        points, how = self._points, self._held_how
        self._take_back(host)
        if host.document is None:
            return
        found = self._area(host.document, points, event)
        if found is not None:
            rect, work = found
            self._select(host, work, how, rect.area)
        elif how is Combine.REPLACE and len(points) == 1:  # nothing in the place of the mask
            host.document.clear_mask()
            host.stroke_ended()

    def _take_back(self, host: ToolHost) -> None:
        self._points, self._view_points = [], []
        host.update()

    def _follow(self, event: ToolEvent) -> None:
        """What else the latest move means."""

    def _area(self, document: Document, points: list[Point], event: ToolEvent) -> tuple[Rect, Work] | None:
        """Where the area lies and what draws it; None where the gesture meant nothing."""
        raise NotImplementedError


class RectangleTool(SelectTool):
    """A rectangle along the photo's rows and columns; with Shift a square, with Alt around where it was begun.

    While the space bar is held the whole of it moves with the hand. Its size stands beside it.
    """

    name = "rectangle"
    label = "Rectangle"
    shift_adds = False
    follows_keys = True
    labels = (
        mark("Add rectangle"),
        mark("Subtract rectangle"),
        mark("Intersect with rectangle"),
        mark("Mark rectangle"),
    )

    def __init__(self) -> None:
        super().__init__()
        self._start, self._hand = Point(0, 0), Point(0, 0)
        self._corners: tuple[Point, Point] | None = None
        self._squares = self._centres = False

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        # Keys that are held already chose how to join: they have to be pressed anew to mean the shape.
        joins = event.shift and (event.alt or self.mode is Combine.REPLACE)
        self._squares, self._centres = not joins, not event.alt
        self._start = self._hand = event.position
        return super()._begin(host, event)

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if self._corners is None or host.document is None:
            return
        a, b = self._corners
        outline = [host.image_to_view(point) for point in self._outline(a, b)]
        paint_polygon(painter, outline)
        size = Rect.from_bounds(*_rounded(a, b)).clipped(host.document.size)
        painter.save()
        paint_chip(painter, f"{size.width} × {size.height} px", QPolygonF(outline).boundingRect())
        painter.restore()

    def _take_back(self, host: ToolHost) -> None:
        self._corners = None
        super()._take_back(host)

    def _outline(self, a: Point, b: Point) -> list[Point]:
        return [a, Point(b.x, a.y), b, Point(a.x, b.y)]

    def _follow(self, event: ToolEvent) -> None:
        self._squares = self._squares or not event.shift
        self._centres = self._centres or not event.alt
        if event.space:
            way_x, way_y = event.position.x - self._hand.x, event.position.y - self._hand.y
            self._start = Point(self._start.x + way_x, self._start.y + way_y)
        self._hand = event.position
        self._corners = self._corners_at(event)

    def _corners_at(self, event: ToolEvent) -> tuple[Point, Point]:
        """Two opposite corners."""
        start, end = self._start, event.position
        if event.shift and self._squares:
            # In whole pixels, or rounding would make a side a pixel longer than the other.
            start, side = Point(round(start.x), round(start.y)), round(max(abs(end.x - start.x), abs(end.y - start.y)))
            end = Point(
                start.x + (side if end.x >= start.x else -side), start.y + (side if end.y >= start.y else -side)
            )
        if event.alt and self._centres:
            start = Point(2 * start.x - end.x, 2 * start.y - end.y)
        return start, end

    def _area(self, document: Document, points: list[Point], event: ToolEvent) -> tuple[Rect, Work] | None:
        rect = Rect.from_bounds(*_rounded(*self._corners_at(event))).clipped(document.size)
        if rect.is_empty:
            return None
        return rect, lambda _check: (rect, np.full((rect.height, rect.width), 255, np.uint8))


class EllipseTool(RectangleTool):
    """An ellipse within a rectangle; with Shift a circle, with Alt around its middle."""

    name = "ellipse"
    label = "Ellipse"
    labels = (mark("Add ellipse"), mark("Subtract ellipse"), mark("Intersect with ellipse"), mark("Mark ellipse"))

    def _outline(self, a: Point, b: Point) -> list[Point]:
        turns = (2 * math.pi * step / _ELLIPSE_CORNERS for step in range(_ELLIPSE_CORNERS))
        x, y, across, down = (a.x + b.x) / 2, (a.y + b.y) / 2, (b.x - a.x) / 2, (b.y - a.y) / 2
        return [Point(x + across * math.cos(turn), y + down * math.sin(turn)) for turn in turns]

    def _area(self, document: Document, points: list[Point], event: ToolEvent) -> tuple[Rect, Work] | None:
        a, b = self._corners_at(event)
        rect = pixel_bounds([a, b]).clipped(document.size)
        if rect.is_empty or abs(a.x - b.x) < 1 or abs(a.y - b.y) < 1:
            return None
        frame = QRectF(QPointF(a.x, a.y), QPointF(b.x, b.y)).normalized()
        return rect, lambda check: _drawn(rect, lambda painter: painter.drawEllipse(frame), check)


class LassoTool(SelectTool):
    """A shape drawn free-hand; its ends are joined."""

    name = "lasso"
    label = "Lasso"
    labels = (mark("Add lasso"), mark("Subtract lasso"), mark("Intersect with lasso"), mark("Mark lasso"))

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if len(self._points) > 1:
            paint_polygon(painter, [host.image_to_view(point) for point in self._points], is_closed=False)

    def _area(self, document: Document, points: list[Point], event: ToolEvent) -> tuple[Rect, Work] | None:
        return polygon_work(document, [*points, event.position])


class PolygonTool(SelectingTool):
    """Straight sides from click to click. A click on the first corner, a double click or Enter closes it.

    Shift holds a side to steps of 45 degrees, Backspace takes the last corner back, Escape all of them.
    """

    name = "polygon"
    label = "Polygon"
    labels = (mark("Add polygon"), mark("Subtract polygon"), mark("Intersect with polygon"), mark("Mark polygon"))

    def __init__(self) -> None:
        super().__init__()
        self._corners: list[Point] = []
        self._next: Point | None = None
        self._first_how = Combine.ADD

    @property
    def _is_begun(self) -> bool:
        return bool(self._corners)

    def _begin(self, host: ToolHost, event: ToolEvent) -> bool:
        if event.button != Qt.MouseButton.LeftButton or host.document is None:
            return False
        if not self._corners:
            self._first_how = self._how(event)
            self._corners, self._next = [event.position], event.position
        elif self._closes(host, event):
            self._close(host)
        else:
            self._corners.append(self._held_straight(event))
        host.update()
        return True

    def _go_on(self, host: ToolHost, event: ToolEvent) -> None:
        self.hover(host, event)

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        super().hover(host, event)
        if self._corners:
            self._next = self._held_straight(event)
            host.update()

    def _end(self, host: ToolHost, event: ToolEvent) -> None:
        """A corner stays; the gesture goes on to the next click."""

    def _take_back(self, host: ToolHost) -> None:
        self._corners, self._next = [], None
        host.update()

    def key_press(self, host: ToolHost, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        if not self._corners:
            return super().key_press(host, key, modifiers)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(host)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._corners.pop()
        elif key == Qt.Key.Key_Escape:
            self._take_back(host)
        else:
            return False
        host.update()
        return True

    def keeps_key(self, key: Qt.Key) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Escape)
        return bool(self._corners) and key in keys

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        if self._corners and self._next is not None:
            points = [host.image_to_view(point) for point in (*self._corners, self._next)]
            paint_polygon(painter, points, is_closed=False)
            for index, place in enumerate(points[:-1]):
                paint_handle(painter, place, is_hot=not index)

    def _closes(self, host: ToolHost, event: ToolEvent) -> bool:
        """On the first corner, once there is an area, or on the last one: the second half of a double click."""
        near = [_is_near(host, corner, event) for corner in (self._corners[0], self._corners[-1])]
        return (near[0] and len(self._corners) > 2) or near[1]

    def _close(self, host: ToolHost) -> None:
        corners, how = self._corners, self._first_how
        self._take_back(host)
        found = None if host.document is None else polygon_work(host.document, corners)
        if found is not None:
            rect, work = found
            self._select(host, work, how, rect.area)

    def _held_straight(self, event: ToolEvent) -> Point:
        if not event.shift:
            return event.position
        last, to = self._corners[-1], event.position
        turn = round(math.atan2(to.y - last.y, to.x - last.x) / _TURNS) * _TURNS
        along = (to.x - last.x) * math.cos(turn) + (to.y - last.y) * math.sin(turn)
        return Point(last.x + along * math.cos(turn), last.y + along * math.sin(turn))


def polygon_work(document: Document, points: Sequence[Point]) -> tuple[Rect, Work] | None:
    """Where a closed polygon lies in a document and what draws it; None where it encloses nothing."""
    rect = pixel_bounds(points).grown(1).clipped(document.size)
    if len(set(points)) < 3 or rect.is_empty:
        return None
    return rect, lambda check: polygon_area(points, rect, check)


def polygon_area(points: Sequence[Point], rect: Rect, check: Check) -> Area:
    """The inside of a closed polygon with a smooth edge; `rect` holds all of it that counts.

    Where the polygon crosses itself it is filled all the same: a lasso means everything inside its outline.
    """
    polygon = QPolygonF([QPointF(point.x, point.y) for point in points])
    return _drawn(rect, lambda painter: painter.drawPolygon(polygon, Qt.FillRule.WindingFill), check)


def _drawn(rect: Rect, draw: Callable[[QPainter], object], check: Check) -> Area:
    """What `draw` fills, in photo pixels, as the area in `rect`."""
    cover = np.zeros((rect.height, rect.width), np.uint8)
    for top in range(0, rect.height, _BAND_ROWS):
        check()
        band = cover[top : top + _BAND_ROWS]
        image = QImage(band.data, rect.width, band.shape[0], rect.width, QImage.Format.Format_Alpha8)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.black)
            painter.translate(-rect.x, -rect.y - top)
            draw(painter)
    return rect, cover


def _is_near(host: ToolHost, corner: Point, event: ToolEvent) -> bool:
    way = host.image_to_view(corner) - event.view_position
    return abs(way.x()) <= _CLOSE_REACH and abs(way.y()) <= _CLOSE_REACH


def _rounded(a: Point, b: Point) -> tuple[int, int, int, int]:
    return round(min(a.x, b.x)), round(min(a.y, b.y)), round(max(a.x, b.x)), round(max(a.y, b.y))
