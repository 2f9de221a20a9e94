"""One adjustment of the stack: exposure, white balance and curves, with presets and a look at how it was before."""

from __future__ import annotations

from dataclasses import replace

from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from engine.document.adjustment import MOST_STOPS, MOST_WARMTH, Adjustment, Points
from engine.language import mark, tr
from ui.adjusting.curve_view import CurveView, spoken
from ui.widgets.building import label, row_layout, small_button
from ui.widgets.combo import Combo
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section, divider
from ui.widgets.slider_row import Scale, SliderRow, line_up
from ui.widgets.value_edit import ValueEdit

_EXPOSURE = Scale(-MOST_STOPS, MOST_STOPS, 0, step=0.1, fine=0.01, unit="EV", decimals=2, bipolar=True)
_BALANCE = Scale(-MOST_WARMTH, MOST_WARMTH, 0, step=1, fine=0.1, decimals=1, bipolar=True)
_ROWS = (
    ("exposure", mark("Exposure"), _EXPOSURE, mark("Light, in stops: +1 EV is twice as much")),
    ("temperature", mark("Temperature"), _BALANCE, mark("Bluer below 0, warmer above")),
    ("tint", mark("Tint"), _BALANCE, mark("Greener below 0, more magenta above")),
)
_CHANNELS = (
    ("master", mark("RGB"), mark("All channels"), None),
    ("red", mark("R"), mark("Red"), "#ff6b6b"),
    ("green", mark("G"), mark("Green"), "#5fd07a"),
    ("blue", mark("B"), mark("Blue"), "#6aa8ff"),
)
_CONTRAST: Points = ((0.0, 0.0), (0.25, 0.19), (0.75, 0.81), (1.0, 1.0))
_SOFT: Points = ((0.0, 0.05), (0.25, 0.29), (0.75, 0.73), (1.0, 0.95))
PRESETS: tuple[tuple[str, Adjustment], ...] = (
    (mark("Neutral"), Adjustment()),
    (mark("Brighter"), Adjustment(exposure=0.5)),
    (mark("Darker"), Adjustment(exposure=-0.5)),
    (mark("Warmer"), Adjustment(temperature=20.0)),
    (mark("Cooler"), Adjustment(temperature=-20.0)),
    (mark("More contrast"), Adjustment(master=_CONTRAST)),
    (mark("Less contrast"), Adjustment(master=_SOFT)),
    (mark("Lift the shadows"), Adjustment(master=((0.0, 0.0), (0.2, 0.3), (0.6, 0.66), (1.0, 1.0)))),
)
_FIELD_WIDTH = 56


class AdjustPanel(Section):
    """Shows and edits an `Adjustment`; it keeps none of its own beyond what it shows.

    `changed` carries the adjustment, whether a hand still holds a slider or a point, and what belongs to one gesture.
    """

    changed = Signal(object, bool, object)
    grey_wanted = Signal(bool)
    before_wanted = Signal(bool)
    removal_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("adjust", tr("Adjustment"), parent)
        self._shown = Adjustment()
        self._counts: NDArray | None = None
        self._channel = "master"
        self._gesture = 0
        self._rows = {name: SliderRow(f"adjust-{name}", tr(text), scale, tr(tip)) for name, text, scale, tip in _ROWS}
        self._grey = small_button(
            "pipette", "adjust-grey", tr("Pick a grey"), tr("Click something in the photo that should be grey")
        )
        self._grey.setCheckable(True)
        self.curve = name_control(
            CurveView(), "adjust-curve", tr("Curve"),
            tr("Click to add a point, drag it, drag it out to let go of it.\n"
               "Keys: Page Up and Page Down choose, arrows move, Insert adds, Delete lets go."),
        )  # fmt: skip
        self._channels = {name: self._channel_button(name, tr(text), tr(tip)) for name, text, tip, _ in _CHANNELS}
        self._numbers = [self._number("in", tr("In"), 0), self._number("out", tr("Out"), 1)]
        self._presets = name_control(Combo(), "adjust-preset", tr("Preset"), tr("Begin from one of these"))
        self._presets.addItem(tr("Preset…"))
        for index, (text, _) in enumerate(PRESETS):
            self._presets.addItem(tr(text), index)
        self._before = name_control(look(QToolButton(), "flat"), "adjust-before", tr("Before"), tr("Without it"))
        self._before.setText(tr("Before"))
        self._before.setCheckable(True)
        self._reset = name_control(look(QToolButton(), "flat"), "adjust-reset", tr("Reset"), tr("Change nothing"))
        self._reset.setText(tr("Reset"))
        self._bin = small_button("trash-2", "adjust-delete", tr("Delete this adjustment"))
        self._close = small_button("x", "adjust-close", tr("Close the adjustment"), tr("Close; it stays in the stack"))
        self._arrange()
        self._connect()

    def _channel_button(self, name: str, text: str, tip: str) -> QToolButton:
        button = name_control(look(QToolButton(), "segment"), f"adjust-channel-{name}", tip)
        button.setText(text)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self._show_channel(name))
        return button

    def _number(self, name: str, text: str, which: int) -> ValueEdit:
        edit = name_control(ValueEdit(), f"adjust-point-{name}", text, tr("The chosen point of the curve, 0 to 255"))
        edit.setRange(0, 255)
        edit.setDecimals(1)
        edit.setFixedWidth(_FIELD_WIDTH)
        edit.valueChanged.connect(lambda value: self._typed(which, value / 255))
        return edit

    def _arrange(self) -> None:
        self._presets.setMinimumContentsLength(4)
        self._presets.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        first = row_layout(4)
        for part in (self._presets, self._grey, self._before, self._reset):
            first.addWidget(part, 1 if part is self._presets else 0)
        self.content.addLayout(first)
        for row in self._rows.values():
            self.content.addWidget(row)
        group = QButtonGroup(self)
        channels = row_layout(2)
        for button in self._channels.values():
            group.addButton(button)
            channels.addWidget(button)
        channels.addStretch(1)
        self.content.addSpacing(4)
        self.content.addLayout(channels)
        self.content.addWidget(self.curve)
        numbers = row_layout(4)
        for text, edit in zip((tr("In"), tr("Out")), self._numbers, strict=True):
            caption = label(text, is_muted=True)
            caption.setBuddy(edit)
            numbers.addWidget(caption)
            numbers.addWidget(edit)
            numbers.addSpacing(4)
        numbers.addStretch(1)
        numbers.addWidget(self._bin)
        numbers.addWidget(self._close)
        self.content.addLayout(numbers)
        for button in (self._before, self._reset, self._bin, self._close, self._grey):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(divider())  # it comes and goes with the panel
        self._channels["master"].setChecked(True)
        line_up(self._rows.values())

    def _connect(self) -> None:
        for name, row in self._rows.items():
            row.value_changed.connect(lambda value, name=name, row=row: self._slid(name, row, value))
            row.slider.released.connect(lambda name=name, row=row: self._released(name, row))
        self.curve.changed.connect(self._drawn)
        self.curve.chosen_changed.connect(self._show_numbers)
        self._presets.activated.connect(self._preset)
        self._reset.clicked.connect(lambda: self._tell(Adjustment(), ("reset", self._next())))
        self._grey.clicked.connect(self.grey_wanted)
        self._before.toggled.connect(self.before_wanted)
        self._bin.clicked.connect(self.removal_wanted)
        self._close.clicked.connect(self.closed)

    # Showing

    def show_adjustment(self, adjustment: Adjustment, where: str) -> None:
        """Show what an entry of the stack does, and where, without telling anybody."""
        self._shown = adjustment
        self.set_note(where)
        for name, row in self._rows.items():
            row.set_value(getattr(adjustment, name))
        self._reset.setEnabled(not adjustment.is_neutral)
        if not self.curve.is_held:
            self._show_channel(self._channel)

    def show_histogram(self, counts: NDArray | None) -> None:
        """Counts by value of what is adjusted: 4 x 256, red, green, blue, luma; None shows none."""
        self._counts = counts
        self._show_counts()

    def show_grey(self, on: bool) -> None:
        """Whether the next click in the photo picks a grey."""
        self._grey.setChecked(on)

    def show_before(self, on: bool) -> None:
        """Whether the photo is shown without it."""
        self._before.setChecked(on)

    def _show_channel(self, name: str) -> None:
        self._channel = name
        colour = next(colour for channel, _, _, colour in _CHANNELS if channel == name)
        points = getattr(self._shown, name)
        self.curve.show_points(points, None if colour is None else QColor(colour))
        self.curve.setAccessibleDescription(spoken(points))
        self._show_counts()
        self._show_numbers()

    def _show_counts(self) -> None:
        at = {"red": 0, "green": 1, "blue": 2}.get(self._channel, 3)
        self.curve.show_histogram(None if self._counts is None else self._counts[at])

    def _show_numbers(self) -> None:
        for edit, value in zip(self._numbers, self.curve.chosen, strict=True):
            edit.blockSignals(True)
            edit.setValue(value * 255)
            edit.blockSignals(False)

    # Changing

    def _next(self) -> int:
        self._gesture += 1
        return self._gesture

    def _tell(self, adjustment: Adjustment, gesture: object, *, held: bool = False) -> None:
        self._shown = adjustment
        self._reset.setEnabled(not adjustment.is_neutral)
        self.changed.emit(adjustment, held, gesture)

    def _slid(self, name: str, row: SliderRow, value: float) -> None:
        self._tell(replace(self._shown, **{name: value}), (name, row.gesture), held=row.slider.is_held)

    def _released(self, name: str, row: SliderRow) -> None:
        self.changed.emit(self._shown, False, (name, row.gesture))

    def _drawn(self, points: Points, held: bool) -> None:
        self._tell(replace(self._shown, **{self._channel: points}), ("curve", self._channel, self._gesture), held=held)
        self.curve.setAccessibleDescription(spoken(points))
        if not held:
            self._next()

    def _typed(self, which: int, value: float) -> None:
        x, y = self.curve.chosen
        self.curve.move_chosen(*((value, y) if which == 0 else (x, value)))

    def _preset(self, index: int) -> None:
        chosen = self._presets.itemData(index)
        self._presets.setCurrentIndex(0)
        if chosen is not None:
            self._tell(PRESETS[chosen][1], ("preset", self._next()))
