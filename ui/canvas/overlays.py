"""What is drawn over the picture: patch outlines, the pixel grid, the wipe's handle, a fill at work, a drop."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from engine.document import MaskArea, Patch, Piece, Recipe
from engine.geometry import Point, Rect, Size
from engine.language import tr
from ui.canvas.viewport import Viewport
from ui.convert import wrap_words
from ui.kind_colours import KIND_COLOURS, KIND_HATCHES
from ui.stack_words import KIND_LABELS, kind_of
from ui.theme import scaled_font

GRID_FROM = 8.0
HANDLE_RADIUS = 14.0
GRAB_DISTANCE = 7.0
_GRID = QColor(128, 128, 128, 90)
_HATCH_ALPHA = 170
_SHADE = QColor(0, 0, 0, 110)
_LEGEND_GROUND = QColor(20, 20, 20, 205)
_LEGEND_LINE = 20
_LEGEND_ROOM = Size(320, 240)
_DARK, _LIGHT = QColor(0, 0, 0, 190), QColor(255, 255, 255, 235)
_SMOOTHING = 0.5
_TRACED_AREA = 400_000  # px
_TRACED_AT_ONCE = 1_000_000  # px of patches


def photo_transform(viewport: Viewport) -> QTransform:
    """Photo pixels -> view units."""
    cos, sin = (axis / viewport.ratio for axis in viewport.axes)
    left, top = (value / viewport.ratio for value in viewport.origin)
    return QTransform(cos, sin, -sin, cos, left, top)


class PatchOutlines:
    """The outlines of patches, hatched in the colour of their kind, and a legend of the kinds there are.

    Tracing one is work, so each is kept for as long as its patch is in sight.
    """

    def __init__(self) -> None:
        self._traced: dict[int, _Traced] = {}
        self._left = 0

    def paint(self, painter: QPainter, viewport: Viewport, patches: Iterable[Patch]) -> bool:
        """A dark line with dashes in the kind's colour around every visible patch, hatched inside; then the legend.

        Returns whether that was all: what takes too long to be traced is left for the next time.
        """
        shown = [patch for patch in patches if patch.visible and patch.opacity > 0]
        self._left = _TRACED_AT_ONCE
        found = [self._of(patch) for patch in shown]
        traced = [one for one in found if one is not None]
        self._traced = {id(one.shape): one for one in traced}
        transform = photo_transform(viewport)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one in traced:
            _paint_outline(painter, transform.map(one.path), one.kind)
        painter.restore()
        counts = Counter(one.kind for one in traced)
        paint_legend(painter, [(kind, counts[kind]) for kind in KIND_COLOURS if kind in counts], viewport)
        return len(traced) == len(found)

    def _of(self, patch: Patch) -> _Traced | None:
        known = self._traced.get(id(_shape(patch)))
        if known is None:
            if self._left <= 0:
                return None
            self._left -= sum(rect.area for rect in patch.rects)
            return _Traced(_shape(patch), patch.recipe, patch_path(patch), kind_of(patch).value)
        return known if known.recipe is patch.recipe else replace(known, recipe=patch.recipe, kind=kind_of(patch).value)


@dataclass(frozen=True, eq=False)
class _Traced:
    shape: object  # kept, so that nothing else gets its id
    recipe: Recipe
    path: QPainterPath
    kind: str


def _shape(patch: Patch) -> object:
    """What decides on a patch's outline and stays the same object while its opacity or name changes."""
    return patch if patch.adjustment is not None else patch.pieces


def patch_path(patch: Patch) -> QPainterPath:
    """The outline of a patch, holes included, in photo pixels; empty for an adjustment of the whole photo."""
    path = QPainterPath()
    areas = patch.pieces if patch.adjustment is None else () if patch.mask is None else (patch.mask,)
    for area in areas:
        for polygon in _piece_polygons(area):
            path.addPolygon(polygon)
            path.closeSubpath()
    return path


def _piece_polygons(piece: Piece | MaskArea) -> list[QPolygonF]:
    # A large one is traced in blocks of pixels: nobody waits for a line that is a pixel finer than it is drawn.
    step = max(1, math.ceil((piece.rect.area / _TRACED_AREA) ** 0.5))
    shape = cv2.threshold(piece.alpha, 0, 255, cv2.THRESH_BINARY)[1]
    if step > 1:
        small = -(-piece.rect.width // step), -(-piece.rect.height // step)
        shape = cv2.resize(shape, small, interpolation=cv2.INTER_AREA)
    across, down = piece.rect.width / shape.shape[1], piece.rect.height / shape.shape[0]
    # findContours runs through the middle of what it traces. Given the corners of pixels, it runs along their edges.
    inside = np.pad(cv2.threshold(shape, 0, 1, cv2.THRESH_BINARY)[1], ((0, 1), (0, 1)))
    corners = cv2.dilate(inside, np.ones((2, 2), np.uint8), anchor=(1, 1))
    contours, _ = cv2.findContours(corners, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    polygons = []
    for contour in contours:
        points = cv2.approxPolyDP(contour, _SMOOTHING, True).reshape(-1, 2).tolist()
        places = [QPointF(x * across + piece.rect.x, y * down + piece.rect.y) for x, y in points]
        polygons.append(QPolygonF(places))
    return polygons


def _paint_outline(painter: QPainter, path: QPainterPath, kind: str) -> None:
    colour = QColor(KIND_COLOURS[kind])
    hatch = QColor(colour)
    hatch.setAlpha(_HATCH_ALPHA)
    shadow = QBrush(_SHADE, KIND_HATCHES[kind])  # so that a hatching shows on what is as bright as itself
    shadow.setTransform(QTransform.fromTranslate(1, 1))
    painter.fillPath(path, shadow)
    painter.fillPath(path, QBrush(hatch, KIND_HATCHES[kind]))
    dashes = QPen(colour, 1.6)
    dashes.setDashPattern([5, 4])
    for pen in (QPen(_DARK, 2.2), dashes):
        painter.strokePath(path, pen)


def paint_legend(painter: QPainter, counts: list[tuple[str, int]], viewport: Viewport) -> None:
    """What the colours and hatchings stand for, and how many there are of each, at the lower left if there is room."""
    across, down = viewport.width / viewport.ratio, viewport.height / viewport.ratio
    if not counts or across < _LEGEND_ROOM.width or down < _LEGEND_ROOM.height:
        return
    lines = [f"{tr(KIND_LABELS[kind])} · {count}" for kind, count in counts]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = scaled_font(painter.font(), 12)
    painter.setFont(font)
    metrics = painter.fontMetrics()
    width = max(metrics.horizontalAdvance(line) for line in lines) + 50
    height = len(lines) * _LEGEND_LINE + 12
    card = QRectF(12, down - height - 12, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_LEGEND_GROUND)
    painter.drawRoundedRect(card, 6, 6)
    for number, ((kind, _), line) in enumerate(zip(counts, lines, strict=True)):
        top = card.top() + 6 + number * _LEGEND_LINE
        sample = QRectF(card.left() + 10, top + 4, 22, _LEGEND_LINE - 8)
        painter.setPen(QPen(KIND_COLOURS[kind], 1.4))
        painter.setBrush(QBrush(KIND_COLOURS[kind], KIND_HATCHES[kind]))
        painter.drawRoundedRect(sample, 2, 2)
        painter.setPen(_LIGHT)
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(sample.right() + 8, top, width, _LEGEND_LINE), middle, line)
    painter.restore()


def paint_grid(painter: QPainter, viewport: Viewport, area: Rect) -> None:
    """A line between all photo pixels of `area` (photo pixels)."""
    painter.save()
    painter.setTransform(photo_transform(viewport), True)
    pen = QPen(_GRID, 1)
    pen.setCosmetic(True)
    painter.setPen(pen)
    upright = [QLineF(x, area.y, x, area.bottom) for x in range(area.x, area.right + 1)]
    level = [QLineF(area.x, y, area.right, y) for y in range(area.y, area.bottom + 1)]
    painter.drawLines(upright + level)
    painter.restore()


def wipe_line(viewport: Viewport, size: Size, position: float) -> QLineF:
    """The wipe's edge across the photo, in view units."""
    x = position * size.width
    ends = viewport.to_view(Point(x, 0)), viewport.to_view(Point(x, size.height))
    return QLineF(QPointF(*ends[0]), QPointF(*ends[1]))


def wipe_handle(line: QLineF, view: QRectF) -> QPointF:
    """The middle of the part of the line that is in the view; the line's own middle where none is."""
    count = 65
    seen = [point for point in (line.pointAt(step / (count - 1)) for step in range(count)) if view.contains(point)]
    return (seen[0] + seen[-1]) / 2 if seen else line.pointAt(0.5)


def is_on_wipe(line: QLineF, handle: QPointF, place: QPointF) -> bool:
    """Whether a press at `place` takes hold of the wipe."""
    way = place - handle
    if math.hypot(way.x(), way.y()) <= HANDLE_RADIUS:
        return True
    along = line.p2() - line.p1()
    length = max(1e-6, line.length())
    rest = place - line.p1()
    share = (rest.x() * along.x() + rest.y() * along.y()) / length**2
    off = abs(rest.x() * along.y() - rest.y() * along.x()) / length
    return 0 <= share <= 1 and off <= GRAB_DISTANCE


def paint_wipe(painter: QPainter, line: QLineF, handle: QPointF) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for color, width in ((_DARK, 3.0), (_LIGHT, 1.4)):
        painter.setPen(QPen(color, width))
        painter.drawLine(line)
    painter.setPen(QPen(_DARK, 1.0))
    painter.setBrush(_LIGHT)
    painter.drawEllipse(handle, HANDLE_RADIUS - 2, HANDLE_RADIUS - 2)
    painter.translate(handle)
    painter.rotate(-line.normalVector().angle())
    painter.setPen(QPen(QColor(40, 40, 40), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for side in (-1, 1):
        painter.drawPolyline([QPointF(3.5 * side, -4), QPointF(7.5 * side, 0), QPointF(3.5 * side, 4)])
    painter.restore()


def paint_shimmer(painter: QPainter, cover: np.ndarray, place: QRectF, phase: float | None) -> None:
    """Light that runs through a hole that is being filled.

    cover: H x W uint8, the hole in device pixels; place: where it goes, in view units; phase: 0..1 of one run, or None
    for a steady tint.
    """
    height, width = cover.shape
    words = np.zeros((height, width), np.uint32)
    image = wrap_words(words)
    with QPainter(image) as light:
        light.fillRect(0, 0, width, height, _shimmer_brush(width, height, phase))
        light.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
        light.drawImage(0, 0, QImage(cover.data, width, height, width, QImage.Format.Format_Alpha8))
    painter.drawImage(place, image)


def _shimmer_brush(width: int, height: int, phase: float | None) -> QBrush:
    calm, bright = QColor(255, 255, 255, 40), QColor(255, 255, 255, 150)
    if phase is None:
        return QBrush(QColor(255, 255, 255, 80))
    reach = width + height
    head = (phase * 1.6 - 0.3) * reach
    gradient = QLinearGradient(QPointF(head / 2 - reach / 8, head / 2 - reach / 8), QPointF(head / 2, head / 2))
    gradient.setColorAt(0, calm)
    gradient.setColorAt(0.5, bright)
    gradient.setColorAt(1, calm)
    return QBrush(gradient)


def paint_drop_frame(painter: QPainter, view: QRectF, accent: QColor) -> None:
    """Says that what is being dragged may be let go here."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tint = QColor(accent)
    tint.setAlpha(40)
    painter.fillRect(view, tint)
    painter.setPen(QPen(accent, 3.0))
    painter.drawRoundedRect(view.adjusted(4, 4, -4, -4), 6, 6)
    painter.restore()
