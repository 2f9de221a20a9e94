"""Which texts of a window have no room where they stand: for tests, and for whoever takes its pictures.

A text that is cut off looks like a fault even where a tooltip holds the whole of it. Names of files and what else a
person has typed may be shortened (`ElidedLabel`): those are told apart.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QToolButton,
    QWidget,
)

from ui.widgets.elided import ElidedLabel

_SLACK = 1  # px; hints are rounded up


def cut_off(root: QWidget, *, with_elided: bool = False) -> Iterator[str]:
    """A line for each text in sight inside `root`, itself among it, that is cut off: which control, what, how much.

    `with_elided` names also what is shortened on purpose.
    """
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisible() or (isinstance(widget, ElidedLabel) and not with_elided):
            continue
        text, missing = _missing(widget)
        if text and missing > _SLACK:
            yield f"{_name(widget)}: {text[:60]!r} lacks {missing} px"


def _name(widget: QWidget) -> str:
    named = widget
    while not named.objectName() and (parent := named.parentWidget()) is not None:
        named = parent
    kind = type(widget).__name__
    return named.objectName() if named is widget else f"{kind} in {named.objectName() or type(named).__name__}"


def _missing(widget: QWidget) -> tuple[str, int]:
    """The text of a control and by how many px it is larger than its place."""
    if isinstance(widget, ElidedLabel):
        return widget.text(), widget.fontMetrics().horizontalAdvance(widget.text()) - widget.width()
    if isinstance(widget, QLabel):
        return _missing_of_label(widget)
    if isinstance(widget, QComboBox):
        return _missing_of_combo(widget)
    if isinstance(widget, QAbstractSpinBox):
        edit = widget.findChild(QLineEdit)
        return ("", 0) if edit is None else (edit.text(), _missing_of_edit(edit))
    if isinstance(widget, QLineEdit):
        is_empty = not widget.text() and not isinstance(widget.parentWidget(), QAbstractSpinBox)
        return (widget.placeholderText(), _missing_of_edit(widget)) if is_empty else ("", 0)
    if isinstance(widget, QAbstractButton):
        return _shown_text(widget), widget.minimumSizeHint().width() - widget.width()
    return "", 0


def _shown_text(button: QAbstractButton) -> str:
    if isinstance(button, QToolButton) and button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return "" if not button.icon().isNull() else button.text()
    return button.text() if isinstance(button, QPushButton | QToolButton) or button.text() else ""


def _missing_of_label(label: QLabel) -> tuple[str, int]:
    if label.text() and label.wordWrap():
        return label.text(), label.heightForWidth(label.width()) - label.height()
    hint = label.sizeHint()
    return label.text(), max(hint.width() - label.width(), hint.height() - label.height())


def _missing_of_combo(combo: QComboBox) -> tuple[str, int]:
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, combo)
    text = combo.currentText()
    return text, combo.fontMetrics().horizontalAdvance(text) - room.width()


def _missing_of_edit(edit: QLineEdit) -> int:
    text = edit.text() or edit.placeholderText()
    return edit.fontMetrics().horizontalAdvance(text) - edit.contentsRect().width()
