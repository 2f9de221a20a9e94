"""A short message that floats over the canvas and goes by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from engine.language import tr
from ui.widgets.building import label, row_layout, timer
from ui.widgets.naming import name_control

SHOWN_MS = 7000
_READ_MS = 9  # a px of its words: 15 letters a second, and half as many Chinese characters, which are twice as wide
_BOTTOM = 12
_LONG, _WIDE = 80, 480  # more letters than this are broken over lines of that width

ToastButton = tuple[str, Callable[[], object]]


class Toast(QFrame):
    """One line and up to two buttons, at the bottom of its host. It waits while the pointer is on it."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("toast")
        self._host = self._anchor = host
        self._row = row_layout(4, self, (16, 6, 8, 6))
        self._text = label(name="toast-text")
        self._row.addWidget(self._text)
        self._row.addSpacing(8)
        self._buttons: list[QPushButton] = []
        self._timer = timer(self, SHOWN_MS, self.hide)
        host.installEventFilter(self)
        self.hide()

    def set_anchor(self, anchor: QWidget) -> None:
        """Stand over the middle of `anchor`, a widget inside the host, while it is visible."""
        self._anchor = anchor

    @property
    def text(self) -> str:
        return self._text.text()

    @property
    def stays_ms(self) -> int:
        """How long the message is shown: long ones take longer to read."""
        return self._timer.interval()

    def show_message(self, text: str, buttons: Sequence[ToastButton] = ()) -> None:
        """Show `text` with `buttons` (label, what to do), replacing what was there."""
        for button in self._buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self._buttons = [self._button(text, run) for text, run in buttons]
        self._text.setWordWrap(len(text) > _LONG)
        self._text.setMinimumWidth(_WIDE if len(text) > _LONG else 0)
        self._text.setText(text)
        self._row.setContentsMargins(16, 6, 8 if buttons else 4, 6)
        self.show()
        self.raise_()
        self._place()
        self._timer.start(max(SHOWN_MS, _READ_MS * self._text.fontMetrics().horizontalAdvance(text)))

    def outdate(self) -> None:
        """Something has happened since: a message whose buttons, such as Undo, would now mean that instead goes."""
        if self._buttons:
            self.hide()

    def _button(self, text: str, run: Callable[[], object]) -> QPushButton:
        button = name_control(QPushButton(tr(text)), f"toast-{text.lower().replace(' ', '-')}", tr(text))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self.hide)
        button.clicked.connect(lambda: run())
        self._row.addWidget(button)
        button.show()  # a layout would do it only later, and the toast is measured now
        return button

    def _place(self) -> None:
        # New buttons get their fonts and paddings from the style sheet only when they are polished.
        for widget in (self._text, *self._buttons):
            widget.ensurePolished()
            widget.updateGeometry()
        self._row.activate()
        self.resize(self.sizeHint())
        anchor = self._anchor if self._anchor.isVisible() else self._host
        middle = (
            anchor.mapTo(self._host, anchor.rect().center()) if anchor is not self._host else anchor.rect().center()
        )
        self.move(middle.x() - self.width() // 2, self._host.height() - self.height() - _BOTTOM)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._timer.start()
        super().leaveEvent(event)
