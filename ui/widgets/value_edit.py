"""A number that is typed or wheeled, with its unit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDialog, QDoubleSpinBox, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ValueEdit(QDoubleSpinBox):
    """A spin box without buttons. Enter takes the value and gives the keys back to the window.

    Enter also fills, as the window's shortcut. While a value is being typed the shortcut is held off, so the first
    Enter takes the value and only the next one fills; Ctrl+Enter does both at once. In a dialog both Enter and Escape
    belong to the dialog. A click into it takes the whole number, so that typing replaces it; the next one places the
    cursor. A comma is a point where there may be one.
    """

    # The base class asks for its text while it is made.
    _instead = ""
    _has_sign = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unit = ""
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setKeyboardTracking(False)
        self.setDecimals(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_instead(self, words: str) -> None:
        """Show `words` in the place of the number and its unit; "" shows the number again."""
        if words == self._instead:
            return
        if not self._instead:
            self._unit = self.suffix()
        self._instead = words
        self.setSuffix("" if words else self._unit)  # which also shows the text anew

    def show_sign(self, on: bool) -> None:
        """Whether a value above 0 shows a plus, from the next change on."""
        self._has_sign = on

    def textFromValue(self, value: float) -> str:
        plus = "+" if self._has_sign and value > 0 else ""
        return self._instead or plus + super().textFromValue(value)

    def validate(self, text: str, position: int) -> object:
        return super().validate(self._with_point(text), position)

    def fixup(self, text: str) -> str:
        return super().fixup(self._with_point(text))

    def valueFromText(self, text: str) -> float:
        return super().valueFromText(self._with_point(text))

    def _with_point(self, text: str) -> str:
        # Half of the world writes a comma, and its keypads have no other key. In whole numbers it parts thousands.
        return text.replace(",", self.locale().decimalPoint()) if self.decimals() else text

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            # Once the click that brought the keyboard has placed its cursor.
            QTimer.singleShot(0, self, self._take_whole)

    def _take_whole(self) -> None:
        if self.hasFocus() and not self.lineEdit().hasSelectedText():
            self.selectAll()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in (*_ENTER, Qt.Key.Key_Escape) and not held:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if isinstance(self.window(), QDialog):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Escape:
            self.lineEdit().setText(self.textFromValue(self.value()))
            self.clearFocus()
        else:
            super().keyPressEvent(event)
            if event.key() in _ENTER:
                event.accept()
                self.clearFocus()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the panel under it scrolls instead
