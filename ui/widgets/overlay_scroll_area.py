"""A column that scrolls under a bar which takes no room: its contents keep their width when they grow too long."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QCursor, QGuiApplication, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QWidget

from engine.language import tr
from ui.widgets.building import timer

_BAR_WIDTH = 10
_WHEEL_RESTS_MS = 350
_MARGIN = 32


class OverlayScrollArea(QScrollArea):
    """Scrolls up and down only. The bar lies over the right margin of the contents, and only while there is need."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self._since_wheel = QElapsedTimer()
        self._wheel_rested = timer(self, _WHEEL_RESTS_MS, self._feel_pointer)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setAccessibleName(tr("Scroll the panels"))
        hidden = self.verticalScrollBar()
        hidden.rangeChanged.connect(self._take_range)
        hidden.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(hidden.setValue)
        self._take_range(0, 0)

    @property
    def is_scrolling(self) -> bool:
        """Whether the wheel has scrolled it a moment ago."""
        return self._since_wheel.isValid() and self._since_wheel.elapsed() < _WHEEL_RESTS_MS

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll until `widget`, somewhere in the contents, shows; it may just have been put there."""
        # From the inside out, for each layout learns of the one in it when that is activated.
        around = widget.parentWidget()
        while around is not None and around is not self.viewport():
            if (layout := around.layout()) is not None:
                layout.activate()
            around = around.parentWidget()
        self._content.resize(self._content.width(), self._content.sizeHint().height())
        self.ensureWidgetVisible(widget, 0, _MARGIN)

    def follow(self, at: QPoint) -> None:
        """Scroll on where something is dragged to an edge; `at` is a place on the screen."""
        self.ensureVisible(0, self._content.mapFromGlobal(at).y(), 0, _MARGIN)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            self._since_wheel.start()
            if event.spontaneous():
                self._wheel_rested.start()
        return super().viewportEvent(event)

    def _feel_pointer(self) -> None:
        """Tell what lies under the pointer now: Qt waits for its next move, and what has gone from there stays lit."""
        window, handle, held = self.window(), self.window().windowHandle(), QGuiApplication.mouseButtons()
        place = QCursor.pos()
        if handle is None or held != Qt.MouseButton.NoButton or QApplication.widgetAt(place) is None:
            return
        local = QPointF(window.mapFromGlobal(place))
        keys = QGuiApplication.keyboardModifiers()
        QApplication.sendEvent(
            handle, QMouseEvent(QEvent.Type.MouseMove, local, local, QPointF(place), held, held, keys)
        )

    def _take_range(self, low: int, high: int) -> None:
        hidden = self.verticalScrollBar()
        self._bar.setRange(low, high)
        self._bar.setPageStep(hidden.pageStep())
        self._bar.setSingleStep(hidden.singleStep())
        self._bar.setVisible(high > low)
        self._place()

    def _place(self) -> None:
        self._bar.setGeometry(self.width() - _BAR_WIDTH, 0, _BAR_WIDTH, self.height())
        self._bar.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


def side_area(content: QWidget, name: str, narrowest: int, widest: int) -> OverlayScrollArea:
    """A side column that scrolls; widths in px. It takes no focus, its controls do."""
    area = OverlayScrollArea(content)
    area.setObjectName(name)
    area.setMinimumWidth(narrowest)
    area.setMaximumWidth(widest)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def area_around(widget: QWidget) -> OverlayScrollArea | None:
    """The scroll area that holds `widget`, however deep."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, OverlayScrollArea):
        parent = parent.parentWidget()
    return parent


def scrolls_around(widget: QWidget) -> bool:
    """Whether a scroll area that holds `widget` is being scrolled: the wheel is not meant for the widget then."""
    area = area_around(widget)
    return area is not None and area.is_scrolling
