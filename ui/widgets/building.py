"""Short ways to make the parts that every panel is made of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from engine.language import tr
from ui.icons import icon
from ui.widgets.naming import look, name_control

_SMALL_ICON = QSize(16, 16)

Margins = tuple[int, int, int, int]


def row_layout(spacing: int, host: QWidget | None = None, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row for `host`, or for another layout; `margins` are left, top, right, bottom in px."""
    layout = QHBoxLayout(host) if host is not None else QHBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def column_layout(spacing: int, host: QWidget | None = None, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column for `host`, or for another layout; `margins` are left, top, right, bottom in px."""
    layout = QVBoxLayout(host) if host is not None else QVBoxLayout()
    layout.setSpacing(spacing)
    layout.setContentsMargins(*margins)
    return layout


def label(text: str = "", name: str = "", *, wraps: bool = False, is_muted: bool = False) -> QLabel:
    """A label of plain text, never read as markup: it may hold the name of a file."""
    made = QLabel(tr(text))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setWordWrap(wraps)
    made.setProperty("muted", is_muted)
    return made


class _NameOf(QLabel):
    """What names a field is dim while the field is."""

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__(text)
        self._field = field
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setBuddy(field)
        self.setEnabled(field.isEnabled())
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange:
            self.setEnabled(self._field.isEnabled())
        return super().eventFilter(watched, event)


def name_of(field: QWidget, text: str, width: int) -> QLabel:
    """The label beside `field`, at least `width` px wide and disabled as long as it is."""
    made = _NameOf(tr(text), field)
    made.setMinimumWidth(width)
    return made


def surface(name: str) -> QWidget:
    """A plain widget that the style sheet paints by its `name`."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made


def small_button(picture: str, name: str, spoken: str, tip: str = "") -> QToolButton:
    """A flat button with a small icon, named as by `name_control`."""
    made = name_control(look(QToolButton(), "flat"), name, spoken, tip)
    made.setIcon(icon(picture))
    made.setIconSize(_SMALL_ICON)
    return made


def timer(owner: QObject, milliseconds: int, run: Callable[[], object], *, once: bool = True) -> QTimer:
    """A timer that is not running yet."""
    made = QTimer(owner)
    made.setSingleShot(once)
    made.setInterval(milliseconds)
    made.timeout.connect(run)
    return made
