"""The canvas to be extended in numbers: a shape, four sides, where the photo stays, and the buttons that do it."""

from __future__ import annotations

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QToolButton, QWidget

from engine.language import mark, tr
from ui.extension import LARGEST_MARGIN, ExtensionPlan
from ui.widgets.building import label, row_layout
from ui.widgets.combo import Combo
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section, divider
from ui.widgets.value_edit import ValueEdit

SHAPES = ((1, 1), (4, 5), (5, 4), (2, 3), (3, 2), (3, 4), (4, 3), (9, 16), (16, 9))
_SIDES = {
    "left": (mark("Left"), mark("How much is added to the left")),
    "right": (mark("Right"), mark("How much is added to the right")),
    "top": (mark("Top"), mark("How much is added at the top")),
    "bottom": (mark("Bottom"), mark("How much is added at the bottom")),
}
_PLACES = (
    (mark("top left"), (0.0, 0.0)), (mark("top"), (0.5, 0.0)), (mark("top right"), (1.0, 0.0)),
    (mark("left"), (0.0, 0.5)), (mark("centre"), (0.5, 0.5)), (mark("right"), (1.0, 0.5)),
    (mark("bottom left"), (0.0, 1.0)), (mark("bottom"), (0.5, 1.0)), (mark("bottom right"), (1.0, 1.0)),
)  # fmt: skip
_CELL = 26
_BUTTON_HEIGHT = 36
_FIELD_WIDTH = 74


class ExtendPanel(Section):
    """Shows and edits an `ExtensionPlan`."""

    apply_wanted = Signal(bool)  # whether to fill at once

    def __init__(self, plan: ExtensionPlan, parent: QWidget | None = None) -> None:
        super().__init__("extend", tr("Extend canvas"), parent)
        self._plan = plan
        self._shape = name_control(Combo(), "extend-shape", tr("Shape"), tr("Extend until the picture has this shape"))
        self._shape.addItem(tr("Free"), None)
        for wide, high in SHAPES:
            self._shape.addItem(f"{wide} : {high}", Fraction(wide, high))
        self._sides = {side: self._side(side) for side in ("left", "top", "right", "bottom")}
        self._places = [self._place(words, place) for words, place in _PLACES]
        self._units = {
            "px": self._unit("px", "pixels", tr("Pixels")),
            "%": self._unit("%", "per-cent", tr("Per cent")),
        }
        self._told = label(name="extend-told", wraps=True, is_muted=True)
        self._fill = name_control(
            look(QPushButton(tr("Extend and fill  ⏎")), "accent"), "extend-fill", tr("Extend and fill"), ""
        )
        self._only = name_control(
            QPushButton(tr("Extend only")), "extend-only", tr("Extend only"),
            tr("Add the canvas and leave it marked, to fill it later"),
        )  # fmt: skip
        self._reset = name_control(
            look(QPushButton(tr("Reset")), "flat"), "extend-reset", tr("Reset"), tr("Extend nothing (Esc)")
        )
        self._arrange()
        self._connect()
        self._units["px"].setChecked(True)
        self._show_unit()

    def _side(self, side: str) -> ValueEdit:
        spoken, tip = _SIDES[side]
        edit = name_control(ValueEdit(), f"extend-{side}", tr(spoken), tr(tip))
        edit.setFixedWidth(_FIELD_WIDTH)
        edit.valueChanged.connect(lambda value: self._typed(side, value))
        return edit

    def _place(self, words: str, place: tuple[float, float]) -> _PlaceButton:
        name = f"extend-anchor-{words.replace(' ', '-')}"
        where = tr(words)
        button = name_control(
            _PlaceButton(place),
            name,
            tr("Photo stays: {words}", words=where),
            tr("The photo stays: {words}", words=where),
        )
        button.clicked.connect(lambda: self._plan.set_anchor(place))
        return button

    def _unit(self, unit: str, name: str, spoken: str) -> QToolButton:
        button = name_control(look(QToolButton(), "flat"), f"extend-unit-{name}", spoken)
        button.setText(unit)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._show_unit)
        return button

    def _arrange(self) -> None:
        shape = row_layout(8)
        words = label(tr("Shape"))
        words.setBuddy(self._shape)
        shape.addWidget(words)
        shape.addWidget(self._shape, 1)
        group = QButtonGroup(self)
        units = row_layout(2)
        for button in self._units.values():
            group.addButton(button)
            units.addWidget(button)
        shape.addLayout(units)
        self.content.addLayout(shape)
        self.content.addSpacing(4)
        self.content.addLayout(self._cross())
        self.content.addSpacing(4)
        self._told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.content.addWidget(self._told)
        self._fill.setFixedHeight(_BUTTON_HEIGHT)
        for button in (self._fill, self._only, self._reset):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.content.addWidget(self._fill)
        others = row_layout(8)
        others.addWidget(self._only, 1)
        others.addWidget(self._reset)
        self.content.addLayout(others)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(divider())  # it comes and goes with the panel

    def _cross(self) -> QGridLayout:
        """The four numbers around a picture of where the photo stays."""
        places = QWidget()
        places.setObjectName("extend-anchor")
        cells = QGridLayout(places)
        cells.setSpacing(2)
        cells.setContentsMargins(0, 0, 0, 0)
        for index, button in enumerate(self._places):
            cells.addWidget(button, index // 3, index % 3)
        cross = QGridLayout()
        cross.setHorizontalSpacing(8)
        cross.setVerticalSpacing(6)
        for place, widget in (
            ((0, 2), self._sides["top"]), ((1, 1), self._sides["left"]), ((1, 2), places),
            ((1, 3), self._sides["right"]), ((2, 2), self._sides["bottom"]),
        ):  # fmt: skip
            cross.addWidget(widget, *place, Qt.AlignmentFlag.AlignCenter)
        for column in (0, 4):
            cross.setColumnStretch(column, 1)
        return cross

    def _connect(self) -> None:
        self._plan.changed.connect(self.show_plan)
        self._shape.activated.connect(lambda _index: self._plan.set_aspect(self._shape.currentData()))
        self._fill.clicked.connect(lambda: self._apply(fill=True))
        self._only.clicked.connect(lambda: self._apply(fill=False))
        self._reset.clicked.connect(self._plan.reset)

    # Showing

    def show_plan(self) -> None:
        """Show what the plan holds, without telling it so."""
        plan, margins = self._plan, self._plan.margins
        for side, edit in self._sides.items():
            edit.blockSignals(True)
            edit.setValue(self._in_unit(side, getattr(margins, side)))
            edit.blockSignals(False)
        self._shape.setCurrentIndex(max(0, self._shape.findData(plan.aspect)))
        for button in self._places:
            button.setChecked(button.place == plan.place)
        size = plan.extended_size
        self.set_note(tr("{width} × {height} px", width=size.width, height=size.height) if plan.size.area else "")
        self._told.setText(plan.problem or self._words())
        self._show_ready()

    def show_ready(self, ready: bool) -> None:
        """Whether the canvas can be extended now; it cannot while something is being filled."""
        self._is_ready = ready
        self._show_ready()

    _is_ready = True

    def _show_ready(self) -> None:
        can = self._is_ready and self._plan.is_pending and not self._plan.problem
        why_not = self._plan.problem or (tr("Drag an edge outwards first") if self._is_ready else tr("Filling"))
        self._fill.setEnabled(can)
        self._only.setEnabled(can)
        self._reset.setEnabled(self._plan.is_pending)
        self._fill.setToolTip(tr("Add the canvas and fill it (Enter)") if can else why_not)

    def _words(self) -> str:
        if not self._plan.is_pending:
            return tr("Drag an edge, choose a shape, or type")
        grown = self._plan.extended_size.area / max(1, self._plan.size.area) - 1
        return tr("{grown:.3g} % more picture around the same photo", grown=grown * 100)

    def _show_unit(self) -> None:
        for edit in self._sides.values():
            edit.blockSignals(True)
            edit.setDecimals(1 if self._is_percent else 0)
            edit.setSuffix(" %" if self._is_percent else " px")
            edit.setRange(0, LARGEST_MARGIN)
            edit.setSingleStep(5 if self._is_percent else 10)
            edit.blockSignals(False)
        self.show_plan()

    @property
    def _is_percent(self) -> bool:
        return self._units["%"].isChecked()

    def _length(self, side: str) -> int:
        """What 100 % of a side's margin are, in px."""
        return max(1, self._plan.size.width if side in ("left", "right") else self._plan.size.height)

    def _in_unit(self, side: str, pixels: int) -> float:
        return 100 * pixels / self._length(side) if self._is_percent else pixels

    # Changing

    def _typed(self, side: str, value: float) -> None:
        pixels = round(value * self._length(side) / 100) if self._is_percent else round(value)
        self._plan.set_sides(**{side: pixels})
        self._plan.settle()
        self.show_plan()  # a number that was cut shows what it was cut to

    def take_typed(self) -> None:
        """A value that is still being typed counts."""
        for edit in self._sides.values():
            edit.interpretText()

    def _apply(self, *, fill: bool) -> None:
        self.take_typed()
        if self._plan.is_pending:
            self.apply_wanted.emit(fill)


class _PlaceButton(QToolButton):
    """One cell of the little picture that tells where the photo stays: the photo itself in the chosen one."""

    def __init__(self, place: tuple[float, float]) -> None:
        super().__init__()
        self.place = place
        self.setCheckable(True)
        self.setFixedSize(_CELL, _CELL)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def nextCheckState(self) -> None:
        """The plan decides which one is checked."""

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, role = self.palette(), QPalette.ColorRole
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = role.Light if self.underMouse() and self.isEnabled() else role.Base
            frame = role.Highlight if self.hasFocus() else role.Mid
            painter.setPen(QPen(colours.color(frame), 1.0))
            painter.setBrush(colours.color(ground))
            painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.isChecked():
                painter.setBrush(colours.color(role.Highlight))
                painter.drawRoundedRect(self.rect().toRectF().adjusted(6, 6, -6, -6), 2, 2)
            else:
                painter.setBrush(colours.color(role.Dark))
                painter.drawEllipse(self.rect().toRectF().center(), 1.5, 1.5)
