"""The crop in numbers: a shape, the size in pixels, where it lies, the angle, and the button that does it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from engine.language import mark, tr
from engine.photo.reshape import MOST_DEGREES
from ui.crop_plan import CropPlan
from ui.panels.extend_panel import SHAPES
from ui.widgets.building import label, row_layout, small_button
from ui.widgets.combo import Combo
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section, divider
from ui.widgets.slider_row import Scale, SliderRow
from ui.widgets.value_edit import ValueEdit

_ANGLE = Scale(-MOST_DEGREES, MOST_DEGREES, 0, step=0.1, fine=0.01, unit="°", decimals=2, bipolar=True)
_FREE, _AS_PHOTO, _OWN = "free", "photo", "own"
_BUTTON_HEIGHT, _GAP = 36, 8
_FIELD_WIDTH = 84
_MOST_PX = 65_000
_MOST_RATIO = 1000.0
_FIELDS = (
    ("width", mark("Width"), mark("Width of what is kept")),
    ("height", mark("Height"), mark("Height of what is kept")),
    ("x", mark("Left"), mark("Where it begins, from the left")),
    ("y", mark("Top"), mark("Where it begins, from the top")),
)


class CropPanel(Section):
    """Shows and edits a `CropPlan`."""

    apply_wanted = Signal()
    level_wanted = Signal(bool)

    def __init__(self, plan: CropPlan, parent: QWidget | None = None) -> None:
        super().__init__("crop", tr("Crop"), parent)
        self._plan = plan
        self._shape = name_control(Combo(), "crop-shape", tr("Shape"), tr("Hold the frame to this shape"))
        self._shape.addItem(tr("Free"), _FREE)
        self._shape.addItem(tr("As the photo"), _AS_PHOTO)
        for wide, high in SHAPES:
            self._shape.addItem(f"{wide} : {high}", wide / high)
        self._shape.addItem(tr("Own"), _OWN)
        self._lock = small_button("lock", "crop-lock", tr("Hold this shape"), tr("Hold the frame to the shape it has"))
        self._lock.setCheckable(True)
        self._swap = small_button(
            "arrow-left-right", "crop-swap", tr("Swap width and height"), tr("Turn the frame from wide to high")
        )
        self._ratio = [self._ratio_edit(name, spoken) for name, spoken in (("wide", tr("Wide")), ("high", tr("High")))]
        self._own = QWidget()
        self._fields = {name: self._field(name, tr(words), tr(tip)) for name, words, tip in _FIELDS}
        self._angle = SliderRow(
            "crop-angle", tr("Angle"), _ANGLE, tr("Turn the picture under the frame, clockwise above 0")
        )
        self._level = name_control(
            QPushButton(tr("Level along a line")), "crop-level", tr("Level along a line"),
            tr("Then drag along the horizon in the photo (or hold Ctrl and drag)"),
        )  # fmt: skip
        self._level.setCheckable(True)
        self._apply = name_control(look(QPushButton(tr("Crop") + "  ⏎"), "accent"), "crop-apply", tr("Crop"), "")
        self._reset = name_control(
            look(QPushButton(tr("Reset")), "flat"), "crop-reset", tr("Reset"), tr("The whole photo, as it stands")
        )
        self._arrange()
        self._connect()

    def _field(self, name: str, words: str, tip: str) -> ValueEdit:
        edit = name_control(ValueEdit(), f"crop-{name}", words, tip)
        edit.setFixedWidth(_FIELD_WIDTH)
        edit.setRange(1 if name in ("width", "height") else -_MOST_PX, _MOST_PX)
        edit.setSuffix(" px")
        edit.valueChanged.connect(lambda value: self._typed(name, value))
        return edit

    def _ratio_edit(self, name: str, spoken: str) -> ValueEdit:
        edit = name_control(ValueEdit(), f"crop-ratio-{name}", spoken, tr("A part of the shape, width to height"))
        edit.setDecimals(2)
        edit.setRange(1 / _MOST_RATIO, _MOST_RATIO)
        edit.setValue(1)
        edit.setFixedWidth(_FIELD_WIDTH)
        edit.valueChanged.connect(lambda _value: self._take_own())
        return edit

    def _arrange(self) -> None:
        shape = row_layout(4)
        words = label(tr("Shape"))
        words.setBuddy(self._shape)
        shape.addWidget(words)
        shape.addSpacing(_GAP - 4)
        shape.addWidget(self._shape, 1)
        shape.addWidget(self._lock)
        shape.addWidget(self._swap)
        own = row_layout(8, self._own)
        own.addStretch(1)
        own.addWidget(self._ratio[0])
        own.addWidget(label(":"))
        own.addWidget(self._ratio[1])
        self.content.addLayout(shape)
        self.content.addWidget(self._own)
        self.content.addLayout(self._numbers([words, self._angle.label]))
        self.content.addWidget(self._angle)
        self.content.addWidget(self._level)
        self.content.addSpacing(4)
        self._apply.setFixedHeight(_BUTTON_HEIGHT)
        for button in (self._apply, self._reset, self._level, self._lock, self._swap):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        last = row_layout(8)
        last.addWidget(self._apply, 1)
        last.addWidget(self._reset)
        self.content.addLayout(last)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(divider())  # it comes and goes with the panel
        self._own.hide()

    def _numbers(self, names: list[QLabel]) -> QGridLayout:
        """The place and the size; their names take one width with those of the rows above and below."""
        grid = QGridLayout()
        grid.setSpacing(_GAP)
        for index, (name, words, _) in enumerate(_FIELDS):
            caption = label(tr(words))
            caption.setBuddy(self._fields[name])
            row, column = index // 2, index % 2 * 3
            grid.addWidget(caption, row, column)
            grid.addWidget(self._fields[name], row, column + 1)
            if column == 0:
                names.append(caption)
        widest = max(one.sizeHint().width() for one in names)
        for one in names:
            one.setFixedWidth(widest)
        grid.setColumnStretch(2, 1)
        return grid

    def _connect(self) -> None:
        self._plan.changed.connect(self.show_plan)
        self._shape.activated.connect(lambda _index: self._choose())
        self._lock.clicked.connect(self._hold)
        self._swap.clicked.connect(self._swapped)
        self._angle.value_changed.connect(self._plan.set_degrees)
        self._level.clicked.connect(self.level_wanted)
        self._apply.clicked.connect(self.apply_wanted)
        self._reset.clicked.connect(self._plan.clear)

    # Showing

    def show_plan(self) -> None:
        """Show what the plan holds, without telling it so."""
        plan, area = self._plan, self._plan.area
        values = {"width": area.width, "height": area.height, "x": area.x, "y": area.y}
        for name, edit in self._fields.items():
            edit.blockSignals(True)
            edit.setValue(values[name])
            edit.blockSignals(False)
        self._angle.set_value(plan.degrees)
        self._lock.setChecked(plan.aspect is not None)
        self._own.setVisible(self._shape.currentData() == _OWN)
        if plan.aspect is None:
            self._shape.setCurrentIndex(self._shape.findData(_FREE))
        self.set_note(f"{area.width} × {area.height} px" if plan.size.area else "")
        self._apply.setEnabled(plan.is_pending)
        self._apply.setToolTip(tr("Crop the photo (Enter)") if plan.is_pending else tr("Pull the frame or turn first"))
        self._reset.setEnabled(plan.is_pending or plan.aspect is not None)

    def show_level(self, on: bool) -> None:
        """Whether the next drag draws the line that is to be level."""
        self._level.setChecked(on)

    def take_typed(self) -> None:
        """A value that is still being typed counts."""
        for edit in (*self._fields.values(), *self._ratio, self._angle.edit):
            edit.interpretText()

    # Changing

    def _choose(self) -> None:
        wanted = self._shape.currentData()
        size = self._plan.size
        if wanted == _OWN:
            self._take_own()
        elif wanted == _AS_PHOTO:
            self._plan.set_aspect(size.width / max(1, size.height))
        else:
            self._plan.set_aspect(None if wanted == _FREE else wanted)

    def _take_own(self) -> None:
        if self._shape.currentData() == _OWN:
            self._plan.set_aspect(self._ratio[0].value() / self._ratio[1].value())

    def _hold(self, on: bool) -> None:
        if not on:
            self._plan.set_aspect(None)
            return
        area = self._plan.area
        self._show_own(area.width, area.height)
        self._plan.set_aspect(area.width / area.height)

    def _swapped(self) -> None:
        self._plan.swap()
        aspect = self._plan.aspect
        if aspect is None:
            return
        known = next((i for i in range(self._shape.count()) if _is_near(self._shape.itemData(i), aspect)), None)
        if known is None:
            self._show_own(round(aspect, 2), 1) if aspect >= 1 else self._show_own(1, round(1 / aspect, 2))
        else:
            self._shape.setCurrentIndex(known)
        self.show_plan()

    def _show_own(self, wide: float, high: float) -> None:
        """The shape in two numbers of its own, no larger than they can be."""
        times = min(1.0, _MOST_RATIO / max(wide, high))
        for edit, value in zip(self._ratio, (wide * times, high * times), strict=True):
            edit.blockSignals(True)
            edit.setValue(value)
            edit.blockSignals(False)
        self._shape.setCurrentIndex(self._shape.findData(_OWN))

    def _typed(self, name: str, value: float) -> None:
        if name == "width":
            self._plan.set_sides(width=value)
        elif name == "height":
            self._plan.set_sides(height=value)
        elif name == "x":
            self._plan.set_place(x=value)
        else:
            self._plan.set_place(y=value)


def _is_near(value: object, aspect: float) -> bool:
    return isinstance(value, float) and abs(value - aspect) < 1e-6
