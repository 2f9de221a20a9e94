"""Points that are dragged from one place of the studio to another, or out of it, as the text that copying gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from engine.errors import BadInput
from engine.latent.point import PREFIX, LatentPoint
from ui.convert import image_from_rgb

if TYPE_CHECKING:
    import numpy as np

_SIDE = 64  # of the picture under the pointer, px


def is_drag(start: QPointF | None, now: QPointF) -> bool:
    """Whether a pointer that was pressed at `start` has gone far enough to mean it."""
    return start is not None and (now - start).manhattanLength() >= QApplication.startDragDistance()


def drag_point(source: QWidget, point: LatentPoint, picture: np.ndarray | QImage | None) -> None:
    """Let the person drag `point` with its `picture` (S x S x 3 uint8) from `source`; returns once it is dropped."""
    drag = QDrag(source)
    data = QMimeData()
    data.setText(point.to_text())
    drag.setMimeData(data)
    if picture is not None:
        image = picture if isinstance(picture, QImage) else image_from_rgb(picture)
        side = round(_SIDE * source.devicePixelRatioF())
        small = QPixmap.fromImage(image.scaled(side, side, mode=Qt.TransformationMode.SmoothTransformation))
        small.setDevicePixelRatio(source.devicePixelRatioF())
        drag.setPixmap(small)
        drag.setHotSpot(QPoint(_SIDE // 2, _SIDE // 2))
    drag.exec(Qt.DropAction.CopyAction)


def holds_point(data: QMimeData) -> bool:
    """Whether what is dragged looks like a point; `point_of` reads it."""
    return data.hasText() and data.text().lstrip().startswith(PREFIX)


def point_of(data: QMimeData) -> LatentPoint | None:
    """The point that was dropped; None where it is none, or damaged."""
    try:
        return LatentPoint.from_text(data.text()) if holds_point(data) else None
    except BadInput:
        return None
