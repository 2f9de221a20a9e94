"""A widget that looks at a plane of photo pixels: zoom, pan, rotate, fit, and the way between the two spaces."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from engine.geometry import Point, Rect, Size
from ui.canvas.viewport import Viewport, next_step

_FIT_MARGIN = 16


@dataclass(frozen=True)
class View:
    """How a photo is looked at, whatever the window's size.

    zoom and rotation as in `ViewportWidget`; middle: the photo point in the middle; is_fitted: the whole photo.
    """

    zoom: float
    rotation: float
    middle: Point
    is_fitted: bool


class ViewportWidget(QWidget):
    """Keeps a viewport over a photo of `_content_size`; a subclass draws what it shows.

    Zoom is in device pixels per photo pixel (1.0 = 100 %), rotation in degrees clockwise. Places in the view are Qt's
    logical pixels, places in the photo are photo pixels.
    """

    zoom_changed = Signal(float)
    rotation_changed = Signal(float)
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._viewport = Viewport()
        self._content_size: Size | None = None
        self._is_fitted = True

    @property
    def zoom(self) -> float:
        return self._viewport.zoom

    @property
    def rotation(self) -> float:
        return self._viewport.rotation

    @property
    def is_fitted(self) -> bool:
        """Whether the whole photo is kept in view, also when the window changes its size."""
        return self._is_fitted

    @property
    def view_scale(self) -> float:
        """View units per photo pixel."""
        return self._viewport.zoom / self._viewport.ratio

    @property
    def view(self) -> View:
        """How it is looked at now, to come back to it."""
        viewport = self._viewport
        middle = Point(*viewport.from_device(viewport.width / 2, viewport.height / 2))
        return View(viewport.zoom, viewport.rotation, middle, self._is_fitted)

    def show_view(self, view: View) -> None:
        """Looks at the photo as it was looked at then."""
        turned = replace(self._viewport, zoom=view.zoom, rotation=view.rotation)
        if view.is_fitted:
            self._show(self._fitted(turned), is_fitted=True)
        else:
            self._show(turned.centred(view.middle.x, view.middle.y))

    def image_to_view(self, point: Point) -> QPointF:
        return QPointF(*self._viewport.to_view(point))

    def view_to_image(self, place: QPointF) -> Point:
        return self._viewport.to_photo(place.x(), place.y())

    def visible_rect(self) -> Rect:
        """The part of the photo in sight, as the smallest photo rectangle around it."""
        view = Rect(0, 0, self._viewport.width, self._viewport.height)
        return self._viewport.photo_rect(view).clipped(self._content_size or Size(0, 0))

    def set_zoom(self, factor: float, anchor: QPointF | None = None) -> None:
        """Zooms to 0.01..64 with the photo point at `anchor` (default: the middle of the view) staying where it is."""
        self._show(self._viewport.zoomed(factor, *self._device_place(anchor)))

    def step_zoom(self, direction: int, anchor: QPointF | None = None) -> None:
        """To the next round zoom above (1) or below (-1)."""
        self.set_zoom(next_step(self.zoom, direction), anchor)

    def zoom_in(self) -> None:
        self.step_zoom(1)

    def zoom_out(self) -> None:
        self.step_zoom(-1)

    def zoom_actual(self) -> None:
        """One photo pixel per device pixel."""
        self.set_zoom(1.0)

    def zoom_fit(self) -> None:
        """The whole photo, and again whenever the view's size changes, until something else is asked for."""
        if self._content_size is not None:
            self._show(self._fitted(self._viewport), is_fitted=True)

    def zoom_to_rect(self, rect: Rect) -> None:
        """Shows a rectangle of the photo as large as it goes."""
        self._show(self._viewport.fitted(rect))

    def centre_on(self, point: Point) -> None:
        """Brings a photo point to the middle of the view."""
        self._show(self._viewport.centred(point.x, point.y))

    def pan_by(self, dx: float, dy: float) -> None:
        """Moves the photo by view units."""
        ratio = self._viewport.ratio
        self._show(self._viewport.panned(dx * ratio, dy * ratio))

    def rotate_by(self, degrees: float, anchor: QPointF | None = None) -> None:
        """Turns the view clockwise around `anchor` (default: the middle). The photo itself does not change."""
        turned = self._viewport.rotated(self.rotation + degrees, *self._device_place(anchor))
        self._show(self._fitted(turned) if self._is_fitted else turned, is_fitted=self._is_fitted)

    def reset_rotation(self) -> None:
        self.rotate_by(-self.rotation)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._adopt_size()

    def _viewport_changed(self, before: Viewport, after: Viewport) -> None:
        """For the subclass: `self._viewport` is `after` now."""

    def _adopt_size(self) -> None:
        """The widget's size or its device pixel ratio may have changed."""
        ratio = self.devicePixelRatioF()
        width, height = math.ceil(self.width() * ratio), math.ceil(self.height() * ratio)
        resized = self._viewport.resized(max(1, width), max(1, height), ratio)
        if self._is_fitted and self._content_size is not None:
            resized = self._fitted(resized)
        self._show(resized, is_fitted=self._is_fitted)

    def _fitted(self, viewport: Viewport) -> Viewport:
        return viewport.fitted(Rect.of(self._content_size or Size(1, 1)), _FIT_MARGIN * viewport.ratio)

    def _show_afresh(self, size: Size | None) -> None:
        """Another photo: whole and upright."""
        self._content_size = size
        self._show(self._fitted(replace(self._viewport, rotation=0.0)), is_fitted=True)

    def _show_resized(self, size: Size, moved: tuple[int, int] | None) -> None:
        """The photo has another size and its pixels have moved: what is in view stays there, or all of it is shown.

        None has moved them otherwise than by a shift: then all of it is shown.
        """
        self._content_size = size
        if moved is None:
            self.zoom_fit()
            return
        viewport = self._viewport.shifted(*moved)
        self._show(self._fitted(viewport) if self._is_fitted else viewport, is_fitted=self._is_fitted)

    def _show(self, viewport: Viewport, *, is_fitted: bool = False) -> None:
        if self._content_size is not None:
            viewport = viewport.kept_in_sight(self._content_size)
        before, self._viewport = self._viewport, viewport
        self._is_fitted = is_fitted
        if viewport == before:
            return
        self._viewport_changed(before, viewport)
        self.view_changed.emit()
        if viewport.zoom != before.zoom:
            self.zoom_changed.emit(viewport.zoom)
        if viewport.rotation != before.rotation:
            self.rotation_changed.emit(viewport.rotation)

    def _device_place(self, place: QPointF | None) -> tuple[float, float]:
        if place is None:
            return self._viewport.width / 2, self._viewport.height / 2
        return place.x() * self._viewport.ratio, place.y() * self._viewport.ratio
