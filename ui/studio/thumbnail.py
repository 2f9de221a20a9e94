"""A small picture of a latent point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from ui.convert import image_from_rgb

if TYPE_CHECKING:
    import numpy as np


class Thumbnail(QWidget):
    """A small square picture with round corners; a plain tile until it is there."""

    def __init__(self, side: int = 40) -> None:
        super().__init__()
        self._image: QImage | None = None
        self.setFixedSize(side, side)

    def show_picture(self, picture: np.ndarray | None) -> None:
        """S x S x 3 uint8; None = the tile."""
        self._image = image_from_rgb(picture) if picture is not None else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            clip = QPainterPath()
            clip.addRoundedRect(QRectF(self.rect()), 4, 4)
            painter.setClipPath(clip)
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
            if self._image is not None:
                painter.drawImage(QRectF(self.rect()), self._image)
