"""The colour range in the side panel: what was picked, how near to it counts, and the button that marks it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from engine.language import tr
from engine.mask import ColourRange
from ui.tools.colours import ColourChoice
from ui.widgets.building import label, row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section, divider
from ui.widgets.slider_row import Scale, SliderRow, line_up

_START = ColourRange(())
_TOLERANCE = Scale(0, 100, _START.tolerance, unit="")
_SOFTNESS = Scale(0, 100, round(_START.softness * 100), step=5, unit="%")
_BUTTON_HEIGHT = 36
_CHIP = 22


class ColoursPanel(Section):
    """Shows and edits a `ColourChoice`."""

    apply_wanted = Signal()

    def __init__(self, choice: ColourChoice, parent: QWidget | None = None) -> None:
        super().__init__("colours", tr("Colour range"), parent)
        self._choice = choice
        self._hint = label(wraps=True, is_muted=True)
        self._chips = QWidget()
        self._chip_row = row_layout(4, self._chips)
        self._tolerance = SliderRow(
            "colours-tolerance", tr("Tolerance"), _TOLERANCE, tr("How far a colour may be off and still be marked")
        )
        self._softness = SliderRow(
            "colours-softness", tr("Softness"), _SOFTNESS, tr("How gradually colours further off are marked less")
        )
        self._merged = name_control(
            look(QToolButton(), "flat"), "colours-merged", tr("Sample merged"),
            tr("Look at what is shown, fills included; else at the photo alone"),
        )  # fmt: skip
        self._merged.setText(tr("Sample merged"))
        self._merged.setCheckable(True)
        self._merged.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._apply = name_control(
            look(QPushButton(tr("Mark these colours") + "  ⏎"), "accent"), "colours-apply", tr("Mark these colours")
        )
        self._reset = name_control(
            look(QPushButton(tr("Reset")), "flat"), "colours-reset", tr("Reset"), tr("Forget the colours (Esc)")
        )
        self._arrange()
        choice.changed.connect(self.show_choice)
        self._tolerance.value_changed.connect(lambda value: choice.set(tolerance=value))
        self._softness.value_changed.connect(lambda value: choice.set(softness=value / 100))
        self._merged.clicked.connect(lambda on: choice.set(merged=on))
        self._apply.clicked.connect(self.apply_wanted)
        self._reset.clicked.connect(choice.clear)
        self.show_choice()

    def _arrange(self) -> None:
        self.content.addWidget(self._hint)
        self.content.addWidget(self._chips)
        line_up((self._tolerance, self._softness))
        for row in (self._tolerance, self._softness):
            self.content.addWidget(row)
        self._apply.setFixedHeight(_BUTTON_HEIGHT)
        buttons = row_layout(8)
        buttons.addWidget(self._merged)
        buttons.addStretch(1)
        buttons.addWidget(self._reset)
        self.content.addLayout(buttons)
        self.content.addWidget(self._apply)
        for button in (self._apply, self._reset):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(divider())  # it comes and goes with the panel

    def show_choice(self) -> None:
        """Show what the choice holds, without telling it so."""
        chosen = self._choice.range
        self._tolerance.set_value(chosen.tolerance)
        self._softness.set_value(chosen.softness * 100)
        self._merged.setChecked(self._choice.merged)
        while (item := self._chip_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for colour in chosen.wanted:
            self._add_chip(colour, is_wanted=True)
        for colour in chosen.unwanted:
            self._add_chip(colour, is_wanted=False)
        self._chip_row.addStretch(1)
        has_any = bool(chosen.wanted)
        self._chips.setVisible(has_any or bool(chosen.unwanted))
        self._hint.setText(
            tr("Shift+click picks one more colour, Alt+click one to leave out")
            if has_any
            else tr("Click a colour in the photo")
        )
        self._apply.setEnabled(has_any)
        self._reset.setEnabled(has_any or bool(chosen.unwanted))
        self._apply.setToolTip(tr("Mark what is shown (Enter)") if has_any else tr("Click a colour in the photo first"))

    def _add_chip(self, colour: tuple[int, int, int], *, is_wanted: bool) -> None:
        chip = _Chip(QColor(*colour), is_wanted=is_wanted)
        chip.clicked.connect(lambda: self._choice.drop(colour))
        self._chip_row.addWidget(chip)


class _Chip(QToolButton):
    """One picked colour; struck out where it is left out. A click forgets it."""

    def __init__(self, colour: QColor, *, is_wanted: bool) -> None:
        super().__init__()
        self._colour, self._is_wanted = colour, is_wanted
        spoken = (
            tr("Wanted: {colour}", colour=colour.name())
            if is_wanted
            else tr("Left out: {colour}", colour=colour.name())
        )
        name_control(
            look(self, "flat"), f"colours-chip-{colour.name()[1:]}", spoken, spoken + "\n" + tr("Click to forget it")
        )
        self.setFixedSize(_CHIP, _CHIP)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        return QSize(_CHIP, _CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:
        role = QPalette.ColorRole
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            hot = self.hasFocus() or self.underMouse()
            painter.setPen(QPen(self.palette().color(role.Highlight if hot else role.Dark), 1.5 if hot else 1.0))
            painter.setBrush(self._colour)
            painter.drawRoundedRect(frame, 4, 4)
            if not self._is_wanted:
                for colour, width in ((QColor(0, 0, 0, 200), 4.0), (QColor(255, 255, 255), 2.0)):
                    painter.setPen(QPen(colour, width))
                    painter.drawLine(frame.bottomLeft(), frame.topRight())
