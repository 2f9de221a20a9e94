"""A titled part of a side panel that can be folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from ui.icons import icon
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import look, name_control


class Section(QWidget):
    """A heading with an arrow and a note at its right, over a column of widgets."""

    folded_changed = Signal(bool)

    def __init__(self, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"section-{name}")
        self._title = title
        self._fold = name_control(
            look(QToolButton(), "flat"),
            f"fold-{name}",
            tr("Fold {title}", title=title),
            tr("Fold or unfold {title}", title=title),
        )
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setText(title)
        self._fold.setFont(scaled_font(self.font(), 13, bold=True))
        self._fold.setCheckable(True)
        self._fold.setProperty("heading", True)
        self._note = label(is_muted=True)
        self.body = QWidget()
        self.content = column_layout(8, self.body, (16, 4, 16, 16))
        self._header = header = row_layout(8, None, (8, 8, 16, 4))
        header.addWidget(self._fold)
        header.addStretch(1)
        header.addWidget(self._note)
        column = column_layout(0, self)
        column.addLayout(header)
        column.addWidget(self.body)
        self._fold.toggled.connect(self._toggled)
        self._toggled(False)

    @property
    def name(self) -> str:
        """The stable one."""
        return self.objectName().removeprefix("section-")

    @property
    def title(self) -> str:
        """The one for the person."""
        return self._title

    @property
    def heading(self) -> QToolButton:
        """The button that folds it."""
        return self._fold

    def add_to_header(self, widget: QWidget) -> None:
        """Put a small control at the right end of the heading."""
        self._header.addWidget(widget)
        self._header.setContentsMargins(8, 8, 12, 4)

    def set_note(self, text: str) -> None:
        """A few muted words at the right of the heading."""
        self._note.setText(text)

    @property
    def is_folded(self) -> bool:
        return self._fold.isChecked()

    def set_folded(self, folded: bool) -> None:
        self._fold.setChecked(folded)

    def _toggled(self, folded: bool) -> None:
        self._fold.setIcon(icon("chevron-right" if folded else "chevron-down"))
        self.body.setVisible(not folded)
        self.folded_changed.emit(folded)


def divider() -> QWidget:
    """A line of one pixel between two sections."""
    line = QWidget()
    line.setProperty("line", True)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedHeight(1)
    return line
