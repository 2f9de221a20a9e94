"""Pictures of one place side by side, under a wipe, in turn, or as their difference: one zoom and one pan for all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from engine.geometry import Rect, Size
from engine.language import tr
from ui.canvas.navigation import ViewportWidget
from ui.canvas.overlays import is_on_wipe, paint_wipe
from ui.canvas.sampling import SMOOTH_BELOW
from ui.canvas.viewport import Viewport
from ui.icons import draw_icon
from ui.race.pictures import Picture
from ui.theme import scaled_font

Mode = Literal["grid", "wipe", "blink", "difference"]

CAPTION = 28
_GAP, _LABEL_GAP = 12, 8
_LEAST_AREA = 8
_LARGEST_FIT = 6.0  # view units per photo pixel: a small hole is enlarged so far and no further
_WHEEL_BASE = 1.0015
_HANDLE_ABOVE_EDGE = 26
_KEY_SIDE = 18
_MESSAGE_SIDE = 28


@dataclass(frozen=True)
class Tile:
    """One of the pictures, and what stands over it.

    Args:
        title, note: at the left and at the right of its caption.
        picture: None where there is none (yet): then `message` stands in its place, under `icon`.
        fraction: 0..1 of the work on it; None where nothing works on it.
    """

    title: str
    note: str = ""
    picture: Picture | None = None
    message: str = ""
    icon: str = ""
    fraction: float | None = None

    @property
    def caption(self) -> str:
        """Title and note in one line."""
        return " · ".join(filter(None, (self.title, self.note)))


class CompareView(ViewportWidget):
    """Shows tiles; tile 0 is the original. Tells what is chosen, and changes nothing by itself but zoom, pan and wipe.

    Signals: `pointed` carries the number of a tile that was pressed, `opened` of one that was double-clicked.
    """

    pointed = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self._tiles: tuple[Tile, ...] = ()
        self._mode: Mode = "grid"
        self._chosen, self._other = 1, 0
        self._difference: Tile | None = None
        self._wipe = 0.5
        self._shows_other = False
        self._is_held = False
        self._drag: Literal["", "pan", "wipe"] = ""
        self._last = QPointF()

    # What is shown

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def wipe_position(self) -> float:
        """Where the line of the wipe stands, 0..1 of the view's width."""
        return self._wipe

    @wipe_position.setter
    def wipe_position(self, position: float) -> None:
        self._wipe = min(1.0, max(0.0, position))
        self.update()

    @property
    def shows_other(self) -> bool:
        """Whether a blink is at its other picture."""
        return self._shows_other

    def show_tiles(self, tiles: Sequence[Tile], chosen: int, other: int) -> None:
        """Show `tiles`; number `chosen` is compared with number `other`."""
        count = len(self._tiles)
        self._tiles, self._chosen, self._other = tuple(tiles), chosen, other
        size = next((tile.picture.size for tile in tiles if tile.picture is not None), None)
        if size is not None and size != self._content_size:
            self._show_afresh(size)
        if len(self._tiles) != count:
            self._adopt_size()
        self.update()

    def show_mode(self, mode: Mode) -> None:
        self._mode, self._shows_other = mode, False
        self._adopt_size()
        self.update()

    def show_difference(self, tile: Tile | None) -> None:
        """What the mode "difference" shows: a picture with its numbers as the note."""
        self._difference = tile
        self.update()

    def flip(self) -> None:
        """Show the other one of the two that blink."""
        self._shows_other = not self._shows_other
        self.update()

    def hold(self, held: bool) -> None:
        """Show the other one, everywhere, while `held`."""
        self._is_held = held
        self.update()

    def clear(self) -> None:
        """Let go of every picture."""
        self._tiles, self._difference, self._is_held, self._drag = (), None, False, ""
        self._content_size = None

    # Where things are

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def areas(self) -> list[QRect]:
        """Where each picture lies, in view units; all are of one size. But for the grid there is one."""
        count = len(self._tiles) if self._mode == "grid" else 1
        columns = self._columns(max(1, count))
        rows = -(-max(1, count) // columns)
        width = max(_LEAST_AREA, (self.width() - _GAP * (columns + 1)) // columns)
        height = max(_LEAST_AREA, (self.height() - _GAP * rows) // rows - CAPTION)
        return [
            QRect(
                _GAP + number % columns * (width + _GAP),
                CAPTION + number // columns * (height + CAPTION + _GAP),
                width,
                height,
            )
            for number in range(max(1, count))
        ]

    def _columns(self, count: int) -> int:
        """As many as show the pictures largest."""
        shape = self._content_size or Size(4, 3)

        def scale(columns: int) -> float:
            rows = -(-count // columns)
            wide = self.width() / columns / shape.width
            high = (self.height() / rows - CAPTION) / shape.height
            return min(wide, high)

        return max(range(1, count + 1), key=scale)

    def _area_at(self, place: QPointF) -> int | None:
        return next((n for n, area in enumerate(self.areas()) if QRectF(area).contains(place)), None)

    def _tile_at(self, place: QPointF) -> int | None:
        caption = (area.adjusted(0, -CAPTION, 0, 0) for area in self.areas())
        return next((number for number, area in enumerate(caption) if QRectF(area).contains(place)), None)

    def _wipe_line(self) -> QLineF:
        area = self.areas()[0]
        x = area.x() + self._wipe * area.width()
        return QLineF(x, area.y(), x, area.bottom() + 1)

    def _wipe_handle(self) -> QPointF:
        """Near the lower edge, away from the fill in the middle."""
        line = self._wipe_line()
        return line.p2() - QPointF(0, min(_HANDLE_ABOVE_EDGE, line.length() / 2))

    # The view that all share

    def _adopt_size(self) -> None:
        ratio = self.devicePixelRatioF()
        area = self.areas()[0]
        width, height = math.ceil(area.width() * ratio), math.ceil(area.height() * ratio)
        resized = self._viewport.resized(max(1, width), max(1, height), ratio)
        if self._is_fitted and self._content_size is not None:
            resized = self._fitted(resized)
        self._show(resized, is_fitted=self._is_fitted)

    def _fitted(self, viewport: Viewport) -> Viewport:
        size = self._content_size or Size(1, 1)
        fitted = viewport.fitted(Rect.of(size))
        most = _LARGEST_FIT * viewport.ratio
        if fitted.zoom <= most:
            return fitted
        return replace(fitted, zoom=most).centred(size.width / 2, size.height / 2)

    def _viewport_changed(self, before: Viewport, after: Viewport) -> None:
        self.update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._colour(QPalette.ColorRole.Shadow))
            if self._tiles and self._mode == "grid":
                self._paint_grid(painter)
            elif self._tiles:
                self._paint_pair(painter)

    def _paint_grid(self, painter: QPainter) -> None:
        for number, (tile, area) in enumerate(zip(self._tiles, self.areas(), strict=True)):
            is_chosen = number == self._chosen
            self._paint_caption(painter, area, number, tile.title, tile.note, is_strong=is_chosen)
            self._paint_tile(painter, self._tiles[self._other] if self._is_held else tile, area)
            if is_chosen:
                painter.setPen(QPen(self._colour(QPalette.ColorRole.Highlight), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(QRectF(area).adjusted(-1, -1, 1, 1))

    def _paint_pair(self, painter: QPainter) -> None:
        area = self.areas()[0]
        ours, theirs = self._tiles[self._chosen], self._tiles[self._other]
        if self._mode == "difference" and not self._is_held:
            self._paint_difference(painter, area)
            return
        alone = self._alone()
        for number, at_right in ((self._other, False), (self._chosen, True)):
            caption, is_strong = self._tiles[number].caption, alone in (None, number)
            self._paint_caption(painter, area, number, caption, at_right=at_right, is_strong=is_strong)
        if alone is not None:
            self._paint_tile(painter, self._tiles[alone], area)
            return
        x = round(self._wipe_line().x1())
        self._paint_tile(painter, theirs, area, QRect(area.x(), area.y(), x - area.x(), area.height()))
        self._paint_tile(painter, ours, area, QRect(x, area.y(), area.right() + 1 - x, area.height()))
        paint_wipe(painter, self._wipe_line(), self._wipe_handle())

    def _alone(self) -> int | None:
        """The number of the one picture in sight; None where there are two."""
        if self._is_held or (self._mode == "blink" and self._shows_other):
            return self._other
        if self._mode == "wipe" and self._tiles[self._chosen].picture is not None:
            return None
        return self._chosen

    def _paint_difference(self, painter: QPainter, area: QRect) -> None:
        title = tr(
            "{title} against {title2}", title=self._tiles[self._chosen].title, title2=self._tiles[self._other].title
        )
        tile = self._difference or Tile(title, message=tr("Comparing…"))
        self._paint_words(painter, _caption_of(area), title, tile.note)
        self._paint_tile(painter, tile, area)

    def _paint_tile(self, painter: QPainter, tile: Tile, area: QRect, clip: QRect | None = None) -> None:
        painter.save()
        painter.setClipRect(area if clip is None else clip)
        if tile.picture is not None:
            self._paint_picture(painter, tile.picture, area)
        else:
            self._paint_message(painter, tile, area)
        painter.restore()

    def _paint_picture(self, painter: QPainter, picture: Picture, area: QRect) -> None:
        viewport, ratio = self._viewport, self._viewport.ratio
        image, level = picture.image(viewport.level(picture.first + len(picture.planes)))
        painter.translate(area.topLeft())
        painter.scale(1 / ratio, 1 / ratio)
        if picture.has_alpha:
            whole = viewport.device_rect(Rect.of(picture.size))
            painter.fillRect(QRect(whole.x, whole.y, whole.width, whole.height), self._colour(QPalette.ColorRole.Mid))
        painter.translate(QPointF(*viewport.origin))
        scale = viewport.zoom * (1 << level)
        painter.scale(scale, scale)
        is_smooth = viewport.zoom < SMOOTH_BELOW and scale != 1
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, is_smooth)
        painter.drawImage(0, 0, image)

    def _paint_message(self, painter: QPainter, tile: Tile, area: QRect) -> None:
        painter.fillRect(area, self._colour(QPalette.ColorRole.Window))
        place = area.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        if tile.icon:
            words = painter.boundingRect(place, flags, tile.message)
            icon = QRectF(0, 0, _MESSAGE_SIDE, _MESSAGE_SIDE)
            icon.moveCenter(QPointF(area.center().x(), words.top() - _MESSAGE_SIDE / 2))
            draw_icon(painter, tile.icon, icon, self._colour(QPalette.ColorRole.BrightText))
            place.translate(0, _MESSAGE_SIDE // 3)
        painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
        painter.drawText(place, flags, tile.message)
        if tile.fraction is not None:
            done = QRectF(area.x(), area.bottom() - 1, area.width() * max(0.02, tile.fraction), 2)
            painter.fillRect(done, self._colour(QPalette.ColorRole.Highlight))

    def _paint_caption(
        self,
        painter: QPainter,
        area: QRect,
        number: int,
        title: str,
        note: str = "",
        *,
        at_right: bool = False,
        is_strong: bool = False,
    ) -> None:
        """The key that chooses a tile, in a box, and its title; a note at the other side."""
        caption, role = _caption_of(area), QPalette.ColorRole
        x = caption.right() - _KEY_SIDE if at_right else caption.x()
        box = QRectF(x, caption.center().y() - _KEY_SIDE / 2, _KEY_SIDE, _KEY_SIDE)
        is_chosen = number == self._chosen
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen if is_chosen else QPen(self._colour(role.Dark), 1))
        painter.setBrush(self._colour(role.Highlight) if is_chosen else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(scaled_font(self.font(), 11, bold=True))
        painter.setPen(self._colour(role.HighlightedText if is_chosen else role.WindowText))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(number))
        painter.restore()
        inner = caption.adjusted(_KEY_SIDE + _LABEL_GAP, 0, 0, 0)
        if at_right:
            inner = caption.adjusted(caption.width() / 2, 0, -_KEY_SIDE - _LABEL_GAP, 0)
        self._paint_words(painter, inner, title, note, at_right=at_right, is_strong=is_strong)

    def _paint_words(
        self,
        painter: QPainter,
        place: QRectF,
        title: str,
        note: str = "",
        *,
        at_right: bool = False,
        is_strong: bool = False,
    ) -> None:
        painter.setFont(scaled_font(self.font(), 12, bold=is_strong))
        metrics, middle = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        side = Qt.AlignmentFlag.AlignRight if at_right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(self._colour(QPalette.ColorRole.WindowText))
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, int(side | middle), shown)
        room = place.width() - metrics.horizontalAdvance(shown) - 2 * _GAP
        if note and room > 0:
            painter.setFont(scaled_font(self.font(), 12))
            painter.setPen(self._colour(QPalette.ColorRole.PlaceholderText))
            short = painter.fontMetrics().elidedText(note, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(place, int(Qt.AlignmentFlag.AlignRight | middle), short)

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(QPalette.ColorGroup.Active, role)

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        place = event.position()
        if self._mode == "wipe" and is_on_wipe(self._wipe_line(), self._wipe_handle(), place):
            self._drag = "wipe"
        else:
            self._drag = "pan"
            number = self._tile_at(place)
            if self._mode == "grid" and number is not None and event.button() == Qt.MouseButton.LeftButton:
                self.pointed.emit(number)
        self._last = place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._drag == "wipe":
            area = self.areas()[0]
            self.wipe_position = (place.x() - area.x()) / area.width()
        elif self._drag == "pan":
            way = place - self._last
            self.pan_by(way.x(), way.y())
        self._last = place
        self._show_cursor(place)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._drag = ""
        self._show_cursor(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._tile_at(event.position())
        if self._mode == "grid" and number is not None:
            self.opened.emit(number)

    def wheelEvent(self, event: QWheelEvent) -> None:
        number = self._area_at(event.position())
        turned = event.angleDelta().y()
        if number is not None and turned:
            anchor = event.position() - QPointF(self.areas()[number].topLeft())
            self.set_zoom(self.zoom * _WHEEL_BASE**turned, anchor)
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hold(False)  # the key is let go elsewhere
        super().focusOutEvent(event)

    def _show_cursor(self, place: QPointF) -> None:
        on_wipe = self._mode == "wipe" and is_on_wipe(self._wipe_line(), self._wipe_handle(), place)
        if self._drag == "wipe" or (on_wipe and not self._drag):
            self.setCursor(Qt.CursorShape.SplitHCursor)
        elif self._drag:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            self.unsetCursor()


def _caption_of(area: QRect) -> QRectF:
    """The line over a picture: what stands there never covers it."""
    return QRectF(area.x(), area.y() - CAPTION, area.width(), CAPTION)
