"""The whole photo, small, with a frame around what is in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.document import Change, ChangeKind
from engine.geometry import Point, Rect, Size
from engine.language import tr
from ui.canvas.view import CanvasView
from ui.widgets.building import timer
from ui.widgets.naming import name_control
from ui.widgets.section import Section
from ui.widgets.slider_row import Scale, SliderRow

_MOST_HEIGHT = 220
_SETTLE_MS = 120  # many dabs and one picture
_KEY_SHARE = 0.1
_WHEEL_BASE = 1.0015
ZOOM_SCALE = Scale(1, 6400, 100, unit="%", logarithmic=True)
_ARROWS = {
    Qt.Key.Key_Left: (1, 0),
    Qt.Key.Key_Right: (-1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}
_DIM, _DARK, _LIGHT = QColor(0, 0, 0, 110), QColor(0, 0, 0, 190), QColor(255, 255, 255, 240)


class NavigatorPanel(Section):
    """Drag the frame to move, or click where to look; the slider and the wheel zoom."""

    def __init__(self, canvas: CanvasView, parent: QWidget | None = None) -> None:
        super().__init__("navigator", tr("Navigator"), parent)
        self._canvas = canvas
        self.map = _Map(canvas)
        self._zoom = SliderRow("navigator-zoom", tr("Zoom"), ZOOM_SCALE, tr("How large the photo is shown"))
        self.content.addWidget(self.map)
        self.content.addWidget(self._zoom)
        self._zoom.value_changed.connect(lambda percent: canvas.set_zoom(percent / 100))
        canvas.zoom_changed.connect(lambda zoom: self._zoom.set_value(zoom * 100))
        self._zoom.set_value(canvas.zoom * 100)


class _Map(QWidget):
    """The picture and the frame. Its height follows the photo's shape."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__()
        name_control(self, "navigator-map", tr("The whole photo"), tr("Drag the frame, or click where to look"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._canvas = canvas
        self._image = QImage()
        self._grip: QPointF | None = None  # from the middle of the frame to the hand, in photo pixels
        self._timer = timer(self, _SETTLE_MS, self._read)
        canvas.view_changed.connect(self.update)
        canvas.levels_ready.connect(self.refresh)
        canvas.picture_refined.connect(self.refresh)
        canvas.document_shown.connect(self._document_shown)
        canvas.document_changed.connect(self._heard)
        self._document_shown()

    def refresh(self) -> None:
        """The photo looks different; the picture follows soon, while somebody can see it."""
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def _document_shown(self) -> None:
        self._image = QImage()
        self._fit_height()
        self.refresh()
        self.update()

    def _heard(self, change: Change) -> None:
        if change.kind is ChangeKind.CANVAS:
            self._fit_height()
        if change.kind in (ChangeKind.CANVAS, ChangeKind.PIXELS):
            self.refresh()

    @property
    def _size(self) -> Size | None:
        return None if self._canvas.document is None else self._canvas.document.size

    def _fit_height(self) -> None:
        size = self._size
        high = 120 if size is None else round(self.width() * size.height / size.width)
        self.setFixedHeight(min(_MOST_HEIGHT, max(24, high)))

    def _place(self) -> QRectF:
        """Where the picture lies."""
        size = self._size
        if size is None:
            return QRectF(self.rect())
        scale = min(self.width() / size.width, self.height() / size.height)
        wide, high = size.width * scale, size.height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def _read(self) -> None:
        size, ratio = self._size, self.devicePixelRatioF()
        if size is not None and self.isVisible():
            place = self._place()
            wide, high = max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio))
            self._image = self._canvas.grab_display(Rect.of(size), Size(wide, high))
        self.update()

    def _to_photo(self, place: QPointF) -> Point:
        size, shown = self._size, self._place()
        assert size is not None
        return Point(
            (place.x() - shown.x()) / shown.width() * size.width, (place.y() - shown.y()) / shown.height() * size.height
        )

    def _frame(self) -> QPolygonF:
        """What is in sight, turned as the view is, in the map's own units."""
        size, shown, canvas = self._size, self._place(), self._canvas
        assert size is not None
        rect = QRectF(canvas.rect())
        points = [
            canvas.view_to_image(corner)
            for corner in (rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft())
        ]
        across, down = shown.width() / size.width, shown.height() / size.height
        return QPolygonF([QPointF(shown.x() + p.x * across, shown.y() + p.y * down) for p in points])

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            shown = self._place()
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(shown, self.palette().color(QPalette.ColorRole.Shadow))
            if self._size is None:
                return
            if not self._image.isNull():
                painter.drawImage(shown, self._image, QRectF(self._image.rect()))
            frame = QPainterPath()
            frame.addPolygon(self._frame())
            frame.closeSubpath()
            outside = QPainterPath()
            outside.addRect(shown)
            painter.setClipRect(shown.adjusted(-1, -1, 1, 1))
            painter.fillPath(outside.subtracted(frame), _DIM)
            edge = QPainterPath(frame).intersected(outside)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for colour, width in ((_DARK, 3.0), (_LIGHT, 1.4)):
                painter.setPen(QPen(colour, width))
                painter.drawPath(edge)
            if self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 1))
                painter.drawRect(shown.adjusted(0.5, 0.5, -0.5, -0.5))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._size is None:
            return
        middle, at = self._canvas.view.middle, self._to_photo(event.position())
        inside = self._frame().containsPoint(event.position(), Qt.FillRule.WindingFill)
        self._grip = QPointF(at.x - middle.x, at.y - middle.y) if inside else QPointF()
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None and self._size is not None:
            at = self._to_photo(event.position())
            self._canvas.centre_on(Point(at.x - self._grip.x(), at.y - self._grip.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._canvas.set_zoom(self._canvas.zoom * _WHEEL_BASE ** event.angleDelta().y())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        canvas, way = self._canvas, _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
        else:
            canvas.pan_by(way[0] * canvas.width() * _KEY_SHARE, way[1] * canvas.height() * _KEY_SHARE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()
        self.refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._timer.start()
        return super().event(event)
