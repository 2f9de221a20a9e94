"""Lucide's icons, drawn in the colours of the current theme and sharp on every screen."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "icons"
SIZE = 18  # Lucide's 2 px stroke on a 24 px grid becomes 1.5 px here


@cache
def _source(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def read_all() -> None:
    """Read every icon, in any thread: what is drawn then waits for no disk."""
    for path in FOLDER.glob("*.svg"):
        _source(path.stem)


def draw_icon(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw icon `name` into `rect` in `colour`. FileNotFoundError where there is no such icon."""
    svg = _source(name).replace("currentColor", colour.name())
    QSvgRenderer(QByteArray(svg.encode())).render(painter, rect)


class _ThemedEngine(QIconEngine):
    """Looks its colour up when it paints, so a change of theme needs no new icons."""

    def __init__(self, name: str, role: QPalette.ColorRole) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _ThemedEngine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw_icon(painter, self._name, QRectF(rect), self._colour(mode))

    def _colour(self, mode: QIcon.Mode) -> QColor:
        group = QPalette.ColorGroup.Disabled if mode == QIcon.Mode.Disabled else QPalette.ColorGroup.Active
        return QGuiApplication.palette().color(group, self._role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return _drawn(self._name, self._colour(mode).name(), size.width(), size.height(), scale)


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, width: int, height: int, scale: float) -> QPixmap:
    """An icon as it is drawn again and again, whenever its button is."""
    pixmap = QPixmap(QSize(width, height) * scale)
    if pixmap.isNull():
        return pixmap  # a button that its layout has squeezed for a moment
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(QRect(QPoint(0, 0), QSize(width, height))), QColor(colour))
    painter.end()
    return pixmap


# QIcon owns its engine in C++ while Python owns the object behind it: both are kept for the life of the program.
_kept: dict[tuple[str, QPalette.ColorRole], tuple[QIcon, QIconEngine]] = {}


def icon(name: str, role: QPalette.ColorRole = QPalette.ColorRole.ButtonText) -> QIcon:
    """The icon `name` (a file in resources/icons without its suffix) in the colour of `role`."""
    key = (name, role)
    if key not in _kept:
        engine = _ThemedEngine(name, role)
        _kept[key] = (QIcon(engine), engine)
    return _kept[key][0]


def icon_pixmap(name: str, colour: QColor, size: int = SIZE, ratio: float = 1.0) -> QPixmap:
    """A picture of the icon for a label: `size` logical pixels at a screen's device pixel `ratio`."""
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_icon(painter, name, QRectF(0, 0, pixels, pixels), colour)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
