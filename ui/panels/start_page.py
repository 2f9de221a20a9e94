"""What stands in the window before a photo is open: a place to drop one, and the ones of last time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from engine.language import mark, tr
from ui.actions import ActionSet
from ui.dropping import take_copy
from ui.icons import SIZE, draw_icon
from ui.recent import load_thumbnail
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import look, name_control

_SENTENCES = (
    ("brush", mark("Brush over what should go.")),
    ("wand-sparkles", mark("Press Enter, and it is filled.")),
    ("square-stack", mark("Every fill is a patch that lifts off again.")),
)
_CARD = QSize(168, 140)
_MOST_CARDS = 6
_LARGE_ICON = 40


class RecentCard(QAbstractButton):
    """A photo opened before: its picture and its name."""

    def __init__(self, path: Path, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._image: QImage | None = load_thumbnail(path)
        name_control(self, f"recent-{number}", tr("Open {name}", name=path.name), str(path))
        self.setFixedSize(_CARD)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        colours, role = self.palette(), QPalette.ColorRole
        picture = QRectF(2, 2, self.width() - 4, self.height() - 30)
        clip = QPainterPath()
        clip.addRoundedRect(picture, 6, 6)
        painter.save()
        painter.setClipPath(clip)
        painter.fillRect(picture, colours.color(role.AlternateBase))
        if self._image is not None:
            painter.drawImage(picture, self._image, _cover(self._image, picture))
        else:
            middle = picture.center()
            draw_icon(
                painter, "image", QRectF(middle.x() - 14, middle.y() - 14, 28, 28), colours.color(role.PlaceholderText)
            )
        painter.restore()
        if self.underMouse() or self.hasFocus():
            painter.setPen(
                QPen(colours.color(role.Link if self.hasFocus() else role.Dark), 2 if self.hasFocus() else 1)
            )
            painter.drawRoundedRect(picture, 6, 6)
        painter.setPen(colours.color(role.WindowText))
        words = painter.fontMetrics().elidedText(self.path.name, Qt.TextElideMode.ElideMiddle, self.width() - 8)
        painter.drawText(QRectF(4, picture.bottom() + 4, self.width() - 8, 22), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


def _cover(image: QImage, target: QRectF) -> QRectF:
    scale = min(image.width() / target.width(), image.height() / target.height())
    width, height = target.width() * scale, target.height() * scale
    return QRectF((image.width() - width) / 2, (image.height() - height) / 2, width, height)


class _Mark(QWidget):
    """An icon beside words, in their muted colour."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.end()


class DropArea(QWidget):
    """A large frame of dashes; a click in it asks for a file."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("drop-area")
        self.setAccessibleName(tr("Drop a photo here"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._wanted = False

    def show_wanted(self, wanted: bool) -> None:
        """Light up while something that can be dropped hovers."""
        self._wanted = wanted
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        pen = QPen(self.palette().color(role.Link if self._wanted else role.Dark), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        if self._wanted:
            painter.setBrush(self.palette().color(role.Midlight))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        painter.end()


class StartPage(QWidget):
    """Drop area, two ways in, three sentences, recent photos."""

    open_wanted = Signal()
    sample_wanted = Signal()
    recent_wanted = Signal(object)
    files_dropped = Signal(list)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("start-page")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._cards: list[RecentCard] = []
        self._area = DropArea()
        self._area.clicked.connect(self.open_wanted)
        self._headline = label(tr("Drop a photo here"))
        self._headline.setFont(scaled_font(self.font(), 22, bold=True))
        self._open = name_control(
            look(QPushButton(tr("Open a photo…")), "accent"),
            "start-open",
            tr("Open a photo"),
            actions["open"].toolTip(),
        )
        self._sample = name_control(
            QPushButton(tr("Open the sample")), "start-sample", tr("Open the sample"), actions["open-sample"].toolTip()
        )
        self._open.clicked.connect(self.open_wanted)
        self._sample.clicked.connect(self.sample_wanted)
        self._waiting = label(is_muted=True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.hide()
        self._recent_host = QWidget()
        self._recent_title = label(tr("Recent photos"), is_muted=True)
        self._recent = row_layout(12)
        self._arrange()

    def _arrange(self) -> None:
        inside = column_layout(12, self._area, (24, 24, 24, 24))
        inside.addStretch(1)
        inside.addWidget(_Mark("image-plus", _LARGE_ICON), 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._headline, 0, Qt.AlignmentFlag.AlignHCenter)
        buttons = row_layout(8)
        buttons.addStretch(1)
        for button in (self._open, self._sample):
            button.setMinimumHeight(36)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addSpacing(4)
        inside.addLayout(buttons)
        inside.addSpacing(16)
        inside.addLayout(self._sentences())
        inside.addStretch(1)
        column = column_layout(12, self, (32, 32, 32, 24))
        column.addWidget(self._area, 1)
        column.addWidget(self._waiting, 1)
        column.addWidget(self._recent_host)
        below = column_layout(12, self._recent_host, (0, 4, 0, 0))
        below.addWidget(self._recent_title)
        below.addLayout(self._recent)

    def _sentences(self) -> QHBoxLayout:
        row = row_layout(32)
        row.addStretch(1)
        for name, words in _SENTENCES:
            one = row_layout(8)
            one.addWidget(_Mark(name, SIZE))
            one.addWidget(label(words, is_muted=True))
            row.addLayout(one)
        row.addStretch(1)
        return row

    def show_waiting(self, work: str) -> None:
        """Say what is being opened instead of what could be; "" goes back."""
        self._waiting.setText(f"{work}…" if work else "")
        self._waiting.setVisible(bool(work))
        self._area.setVisible(not work)
        self._recent_host.setVisible(bool(self._cards) and not work)

    def show_recent(self, paths: Sequence[str]) -> None:
        """Show the files among `paths` that still exist."""
        for card in self._cards:
            self._recent.removeWidget(card)
            card.deleteLater()
        while self._recent.count():
            self._recent.takeAt(0)
        existing = [Path(path) for path in paths if Path(path).is_file()][:_MOST_CARDS]
        self._cards = [RecentCard(path, number) for number, path in enumerate(existing, start=1)]
        for card in self._cards:
            card.clicked.connect(lambda _checked=False, path=card.path: self.recent_wanted.emit(path))
            self._recent.addWidget(card)
        self._recent.addStretch(1)
        self._recent_host.setVisible(bool(self._cards) and not self._waiting.text())
        self._fit_cards()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_cards()
        super().resizeEvent(event)

    def _fit_cards(self) -> None:
        room = max(1, (self.width() - 64 + 12) // (_CARD.width() + 12))
        for number, card in enumerate(self._cards):
            card.setVisible(number < room)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            take_copy(event)
            self._area.show_wanted(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._area.show_wanted(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._area.show_wanted(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            take_copy(event)
            self.files_dropped.emit(paths)
