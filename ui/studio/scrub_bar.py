"""A film's length as a bar to scrub on: what is painted, where the key frames are, where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

_HANDLE = 12.0
_TRACK = 4.0


class ScrubBar(QSlider):
    """Press or drag to go there; arrow keys go from frame to frame, Home and End to the ends."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._painted: frozenset[int] = frozenset()
        self._keys: tuple[float, ...] = ()
        self.setRange(0, 0)

    def sizeHint(self) -> QSize:
        return QSize(160, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 24)

    def show_film(self, frames: int, keys: tuple[float, ...]) -> None:
        """A film of so many frames with key frames at these of them."""
        self.blockSignals(True)
        self.setRange(0, max(0, frames - 1))
        self.blockSignals(False)
        self.setPageStep(max(1, frames // 10))
        self._keys, self._painted = keys, frozenset()
        self.update()

    def show_painted(self, frames: frozenset[int]) -> None:
        """Mark these frames as painted."""
        self._painted = frames
        self.update()

    def show_position(self, frame: int) -> None:
        """Stand there without telling anybody."""
        self.blockSignals(True)
        self.setValue(frame)
        self.blockSignals(False)
        self.update()

    def _x(self, frame: float) -> float:
        return _HANDLE / 2 + (self.width() - _HANDLE) * frame / max(1, self.maximum())

    def _go(self, x: float) -> None:
        share = (x - _HANDLE / 2) / max(1.0, self.width() - _HANDLE)
        self.setValue(round(min(max(share, 0.0), 1.0) * self.maximum()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        colours, role, middle = self.palette(), QPalette.ColorRole, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(group, role.Mid))
        painter.drawRoundedRect(QRectF(_HANDLE / 2, middle - _TRACK / 2, self.width() - _HANDLE, _TRACK), 2, 2)
        painter.setBrush(colours.color(group, role.Dark))
        for begin, end in _runs(self._painted):
            left, right = self._x(begin - 0.5), self._x(end + 0.5)
            painter.drawRect(QRectF(max(left, _HANDLE / 2), middle - _TRACK / 2, right - left, _TRACK))
        painter.setBrush(colours.color(group, role.Highlight))
        for key in self._keys:
            painter.drawRoundedRect(QRectF(self._x(key) - 1, middle - 7, 2, 14), 1, 1)
        painter.setBrush(colours.color(group, role.ButtonText))
        if self.hasFocus():
            painter.setPen(QPen(colours.color(group, role.Highlight), 2))
        painter.drawEllipse(QPointF(self._x(self.value()), middle), _HANDLE / 2 - 1, _HANDLE / 2 - 1)
        painter.end()


def _runs(frames: frozenset[int]) -> list[tuple[int, int]]:
    """First and last of each run of neighbours."""
    runs: list[tuple[int, int]] = []
    for frame in sorted(frames):
        if runs and frame == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], frame)
        else:
            runs.append((frame, frame))
    return runs
