"""A few numbers asked for at once, and what they would do is seen while they are changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from engine.language import tr
from ui.widgets.building import column_layout, label
from ui.widgets.naming import look, name_control
from ui.widgets.slider_row import Scale, SliderRow, line_up

_ASIDE = QPoint(16, 96)  # from the window's upper right corner

Values = tuple[float, ...]


@dataclass(frozen=True)
class NumberRow:
    """One number: the name of its control, what the person reads, its range and what it does."""

    name: str
    text: str
    scale: Scale
    tooltip: str = ""


class NumbersDialog(QDialog):
    """Sliders over OK and Cancel. `on_change` hears the first values and every change, as the person makes it."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        title: str,
        explanation: str,
        rows: Sequence[NumberRow],
        accept: str,
        on_change: Callable[[Values], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"ask-{name}")
        self.setWindowTitle(title)
        self._on_change = on_change
        self._rows = [SliderRow(f"ask-{row.name}-row", row.text, row.scale, row.tooltip or explanation) for row in rows]
        buttons = QDialogButtonBox()
        ok = look(buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole), "accent")
        name_control(ok, f"ask-{name}-ok", accept)
        cancel = buttons.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        name_control(cancel, f"ask-{name}-cancel", tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = column_layout(12, self, (16, 16, 16, 16))
        column.addWidget(label(explanation, wraps=True, is_muted=True))
        line_up(self._rows)
        for row in self._rows:
            row.value_changed.connect(lambda _value: self._changed())
            row.edit.setKeyboardTracking(on_change is not None)  # what is typed is seen as it is typed
            column.addWidget(row)
        column.addWidget(buttons)
        ok.setDefault(True)  # not before: outside its dialog Qt forgets it, and Enter cancels
        self.setMinimumWidth(400)
        self._rows[0].edit.setFocus()
        self._rows[0].edit.selectAll()

    def ask(self) -> Values | None:
        """Runs until it is answered; None where nothing is to be done."""
        self._stand_aside()
        self._changed()
        accepted = self.exec() == QDialog.DialogCode.Accepted
        for row in self._rows:
            row.edit.interpretText()
        self.deleteLater()
        return self.values() if accepted else None

    def values(self) -> Values:
        """What is set now, one number a row."""
        return tuple(row.value() for row in self._rows)

    def _stand_aside(self) -> None:
        """Over the panels on the right: what the numbers do is seen in the photo."""
        parent = self.parentWidget()
        window = None if parent is None else parent.window()
        if window is not None and self._on_change is not None:
            self.adjustSize()
            corner = window.mapToGlobal(window.rect().topRight())
            self.move(corner.x() - self.width() - _ASIDE.x(), corner.y() + _ASIDE.y())

    def _changed(self) -> None:
        if self._on_change is not None:
            self._on_change(self.values())
