"""Sliders under one heading, in an order that a hand or a key can change."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from engine.language import tr
from ui.icons import icon
from ui.studio.direction_row import GUTTER, DirectionRow
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import look, name_control


class _Line(QWidget):
    """Where what is dragged would go."""

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Highlight))


class SliderGroup(QWidget):
    """A heading that folds, rows, and a button for those that are not shown yet."""

    more_wanted = Signal()
    folded_changed = Signal(bool)
    place_wanted = Signal(str, int)  # id of a direction, and its place among the rows without it

    def __init__(self, name: str, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"sliders-{name}")
        self.rows: list[DirectionRow] = []
        self._fold = name_control(
            look(QToolButton(), "flat"), f"fold-sliders-{name}", tr("Fold {title}", title=title), tooltip
        )
        self._fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._fold.setText(title)
        self._fold.setFont(scaled_font(self.font(), 12))
        self._fold.setCheckable(True)
        self._fold.setProperty("heading", True)
        self._note = label(is_muted=True)
        self._note.setFont(scaled_font(self.font(), 11))
        self._body = QWidget()
        self._column = column_layout(0, self._body)
        self._more = name_control(
            look(QPushButton(), "flat"), f"sliders-{name}-more", tr("More of {title}", title=title)
        )
        self._more.clicked.connect(self.more_wanted)
        self._line = _Line(self._body)
        self._line.hide()
        header = row_layout(4, None, (6, 0, 8, 0))
        header.addWidget(self._fold)
        header.addStretch(1)
        header.addWidget(self._note)
        under = row_layout(0)
        under.addWidget(self._more)
        under.addStretch(1)
        down = column_layout(0, self)
        down.addLayout(header)
        down.addWidget(self._body)
        down.addLayout(under)
        self._hidden = 0
        self._fold.toggled.connect(self._toggled)
        self._toggled(False)

    @property
    def is_folded(self) -> bool:
        return self._fold.isChecked()

    def set_folded(self, folded: bool) -> None:
        self._fold.setChecked(folded)

    def show_rows(self, rows: Sequence[DirectionRow], hidden: int) -> None:
        """Show these rows in this order; `hidden` more are there to be asked for."""
        if list(rows) != self.rows:
            for row in self.rows:
                self._column.removeWidget(row)
                if row not in rows and row.parent() is self._body:
                    row.hide()
            self.rows = list(rows)
            for row in self.rows:
                self._column.addWidget(row)
                row.show()
        self._hidden = hidden
        self._more.setText(tr("Show {hidden} more", hidden=hidden))
        self._more.setVisible(bool(hidden) and not self.is_folded)

    def show_moved(self, moved: int) -> None:
        """How many of its sliders are not in their middle; told where they cannot be seen."""
        self._note.setText(tr("{moved} moved", moved=moved) if moved and self.is_folded else "")

    def _toggled(self, folded: bool) -> None:
        self._fold.setIcon(icon("chevron-right" if folded else "chevron-down"))
        self._body.setVisible(not folded)
        self._more.setVisible(bool(self._hidden) and not folded)
        self.folded_changed.emit(folded)

    # Order

    def drag(self, row: DirectionRow, at: QPoint) -> None:
        """`row` is dragged over the place `at` of the screen."""
        others = [one for one in self.rows if one is not row]
        place = self._place_at(others, at)
        y = others[place].y() if place < len(others) else others[-1].geometry().bottom() + 1 if others else 0
        self._line.setGeometry(QRect(GUTTER, max(0, y - 1), self._body.width() - GUTTER, 2))
        self._line.raise_()
        self._line.show()
        self._wanted = row, place

    def drop(self) -> None:
        """Put the row that was dragged where the line is."""
        if self._line.isVisible():
            self._line.hide()
            row, place = self._wanted
            self.place_wanted.emit(row.direction.id, place)

    def shift(self, row: DirectionRow, step: int) -> None:
        """Move `row` by one place."""
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.place_wanted.emit(row.direction.id, place)

    def _place_at(self, others: Sequence[DirectionRow], at: QPoint) -> int:
        y = self._body.mapFromGlobal(at).y()
        return sum(y > one.y() + one.height() / 2 for one in others)
