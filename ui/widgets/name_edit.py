"""A name that is typed in the place where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from engine.language import tr
from ui.widgets.naming import name_control

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LONGEST = 80


class NameEdit(QLineEdit):
    """Lies over a name while another is typed. Enter, or a click elsewhere, takes it; Escape leaves the old one.

    It deletes itself afterwards and gives the keyboard back to `then`.
    """

    done = Signal(str)

    def __init__(self, name: str, text: str, place: QRect, host: QWidget, then: QWidget) -> None:
        super().__init__(text, host)
        name_control(self, name, tr("New name"), tr("Enter takes the name, Escape leaves the old one"))
        self._then = then
        self._is_over = False
        self.setMaxLength(_LONGEST)
        self.setGeometry(place)
        self.selectAll()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        # Enter and Escape are commands of the window as well.
        is_offer = event.type() == QEvent.Type.ShortcutOverride
        if is_offer and isinstance(event, QKeyEvent) and event.key() in (*_ENTER, Qt.Key.Key_Escape):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._end(takes=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._end(takes=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._end(takes=True)

    def _end(self, *, takes: bool) -> None:
        if self._is_over:
            return
        self._is_over = True
        if self.hasFocus():
            self._then.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.deleteLater()
        if takes:
            self.done.emit(self.text())
