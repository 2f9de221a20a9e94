"""A button that waits for a key and says which was pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from engine.language import tr
from ui.shortcuts.keymap import key_of, native

_WIDTH = 132


class KeyField(QPushButton):
    """Click it, or press Space on it, then press the keys. Escape, or a click elsewhere, leaves what was."""

    captured = Signal(str)  # as `portable` writes it

    def __init__(self, idle: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._idle, self._key, self._waits = idle, "", False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(_WIDTH)
        self.clicked.connect(self.wait)
        self._show()

    @property
    def key(self) -> str:
        """The key that it shows; "" where it shows none."""
        return self._key

    @property
    def is_waiting(self) -> bool:
        """Whether the next key is the one."""
        return self._waits

    def show_key(self, key: str) -> None:
        """Show this key, or the words for none."""
        self._key = key
        self._show()

    def wait(self) -> None:
        """Take the next key."""
        self._waits = True
        self.setFocus()
        self._show()

    def leave(self) -> None:
        """Take no key after all."""
        if self._waits:
            self._waits = False
            self._show()

    def sizeHint(self) -> QSize:
        return QSize(max(_WIDTH, super().sizeHint().width()), super().sizeHint().height())

    def event(self, event: QEvent) -> bool:
        if self._waits and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # what is pressed now must run no command
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._take(event)
                return True
        return super().event(event)

    def _take(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.leave()
            return
        key = key_of(event)
        if key:
            self.leave()
            self.captured.emit(key)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.leave()
        super().focusOutEvent(event)

    def _show(self) -> None:
        self.setText(tr("Press the keys…") if self._waits else native([self._key]) if self._key else self._idle)
        self.setProperty("waits", self._waits)
        self.style().polish(self)
