"""The colour under the pointer and the one that was picked, the screen's profile, and the warning of its limits."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from engine.language import mark, tr
from ui.actions import ActionSet
from ui.colour_values import SIDES, ColourValue
from ui.panels.tool_strip import command_button
from ui.screen_profile import SRGB, SYSTEM
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, small_button
from ui.widgets.combo import Combo
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.section import Section

SCREEN = "screen"
_FILE = "file"
_LABEL_WIDTH = 60
_SWATCH = QSize(56, 56)
_HINT = mark("Point at the photo")


class _Swatch(QWidget):
    """A colour, or an empty frame."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(_SWATCH)
        self._colour: QColor | None = None

    def show_colour(self, colour: QColor | None) -> None:
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
            painter.setBrush(self._colour if self._colour is not None else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class _Reading(QWidget):
    """One colour with its values."""

    def __init__(self, name: str, idle: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._idle = idle
        self._swatch = _Swatch()
        self.lines = ElidedLabel(), muted(ElidedLabel()), muted(ElidedLabel())
        for number, line in enumerate(self.lines, 1):
            line.setObjectName(f"{name}-line-{number}")
        for line in self.lines[1:]:
            line.setFont(scaled_font(self.font(), 12))
        words, smaller = column_layout(1), column_layout(1)
        for line in self.lines[1:]:
            smaller.addWidget(line)
        # A control goes beside the smaller lines: samples of 16 bits need the whole width.
        self.below = row_layout(8)
        self.below.addLayout(smaller, 1)
        words.addStretch(1)
        words.addWidget(self.lines[0])
        words.addLayout(self.below)
        words.addStretch(1)
        across = row_layout(8, self)
        across.addWidget(self._swatch)
        across.addLayout(words, 1)
        self.show_value(None)

    def show_value(self, value: ColourValue | None) -> None:
        self._swatch.show_colour(QColor(value.hex) if value is not None else None)
        texts = (self._idle, "", "") if value is None else (value.sample_words, value.lab_words, value.hex)
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)
        self.setToolTip("" if value is None else tr("At {x}, {y}", x=value.at[0], y=value.at[1]))


class ColourPanel(Section):
    """Shows what it is told and says what is wanted; `ui.colours` knows the photo and the screen."""

    side_changed = Signal(int)
    screen_wanted = Signal(str)  # SYSTEM, SRGB or a path; "" asks for a file
    target_wanted = Signal(str)  # SCREEN, SRGB or a path; "" asks for a file
    warning_wanted = Signal(bool)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__("colour", tr("Colour"), parent)
        self._pick = command_button(actions["tool-picker"])
        self._pick.setFixedSize(30, 30)
        self._pointer = _Reading("colour-pointer", tr(_HINT))
        self._picked = _Reading("colour-picked", "")
        self._copy = small_button("copy", "colour-copy", tr("Copy the picked colour"), tr("Copy it as #rrggbb (sRGB)"))
        self._copy.clicked.connect(self._copy_hex)
        self._picked.below.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignBottom)
        self._value: ColourValue | None = None
        self._screen = name_control(
            Combo(), "colour-screen", tr("Profile of the screen"), tr("Which colours this screen makes of numbers")
        )
        self._target = name_control(
            Combo(), "colour-target", tr("What the warning is about"), tr("The screen or printer that is warned of")
        )
        self._warn = name_control(
            QToolButton(),
            "colour-warn",
            tr("Gamut warning"),
            tr("Mark the colours of the photo that it cannot show"),
        )
        self._warn.setText(tr("Warn"))
        self._warn.setCheckable(True)
        self._warn.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._warn.toggled.connect(self.warning_wanted)
        self._sides = self._side_buttons()
        self._arrange()
        self.show_picked(None)
        for combo in (self._screen, self._target):
            # The name of a profile may be longer than the panel is wide.
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(6)
        for combo, wanted in ((self._screen, self.screen_wanted), (self._target, self.target_wanted)):
            combo.activated.connect(lambda _index, combo=combo, wanted=wanted: wanted.emit(_choice_of(combo)))

    def _arrange(self) -> None:
        self.content.addWidget(self._pointer)
        self.content.addWidget(self._picked)
        average = self._line(tr("Average"), self._sides)
        average.setSpacing(4)
        average.addWidget(self._pick)
        self.content.addLayout(average)
        self.content.addLayout(self._line(tr("Screen"), self._screen))
        warning = self._line(tr("Gamut of"), self._target)
        warning.addWidget(self._warn)
        self.content.addLayout(warning)

    def _line(self, text: str, widget: QWidget) -> QHBoxLayout:
        row = row_layout(8)
        name = label(text)
        name.setFixedWidth(_LABEL_WIDTH)
        row.addWidget(name)
        row.addWidget(widget, 1)
        return row

    def _side_buttons(self) -> QWidget:
        host = QWidget()
        row, group = row_layout(2, host), QButtonGroup(self)
        for side in SIDES:
            words = tr("One pixel") if side == 1 else tr("The mean of {side} × {side} pixels", side=side)
            button = name_control(look(QToolButton(), "flat"), f"colour-side-{side}", words)
            button.setText(str(side))
            button.setCheckable(True)
            button.setChecked(side == 1)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, side=side: self.side_changed.emit(side))
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        return host

    # What is shown

    def show_pointer(self, value: ColourValue | None) -> None:
        """The colour under the pointer."""
        self._pointer.show_value(value)

    def show_picked(self, value: ColourValue | None) -> None:
        """The colour that was clicked; None takes it away."""
        self._value = value
        self._picked.show_value(value)
        self._picked.setVisible(value is not None)

    def show_screens(self, system: str, choice: str, target: str) -> None:
        """What can be chosen. `system`: what the system's profile calls itself, "" where there is none."""
        own = tr("System: {name}", name=system) if system else tr("System: sRGB")
        _offer(self._screen, ((own, SYSTEM), ("sRGB", SRGB)), choice)
        _offer(self._target, ((tr("This screen"), SCREEN), ("sRGB", SRGB)), target)

    def show_warning(self, shown: bool) -> None:
        """Whether the warning is on."""
        self._warn.setChecked(shown)

    def _copy_hex(self) -> None:
        if self._value is not None:
            QGuiApplication.clipboard().setText(self._value.hex)


def _choice_of(combo: Combo) -> str:
    data = combo.currentData()
    return "" if data == _FILE else data


def _offer(combo: Combo, known: tuple[tuple[str, str], ...], choice: str) -> None:
    """The known places, the file that is in use, and the way to another."""
    combo.clear()
    for text, data in known:
        combo.addItem(text, data)
    if choice not in [data for _, data in known]:
        combo.addItem(choice.replace("\\", "/").rsplit("/", 1)[-1], choice)
    combo.addItem(tr("Profile file…"), _FILE)
    combo.setCurrentIndex(combo.findData(choice))
