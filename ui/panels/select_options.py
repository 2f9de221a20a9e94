"""What the selecting tools can be set to: how an area joins the mask, and how the wand and the snap tool look."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QButtonGroup, QToolButton, QWidget

from engine.language import tr
from engine.mask import Combine
from ui.actions import ActionSet
from ui.icons import SIZE, icon
from ui.tools.wand import DEFAULT_TOLERANCE
from ui.widgets.building import row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.slider_row import Scale, SliderRow

TOLERANCE_SCALE = Scale(0, 100, round(DEFAULT_TOLERANCE * 100), unit="%")
_SLIDER, _SHORT_SLIDER = 160, 48
OPTION_SIDE = 32  # px; every button with an icon in the row over the canvas


class ModeButtons(QWidget):
    """Four buttons of which one is down: replace, add, subtract, intersect. Their commands say what they do."""

    changed = Signal(object)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mask-modes")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._buttons = {
            Combine.REPLACE: _mode_button("square", tr("Replace"), actions["mask-replace"]),
            Combine.ADD: _mode_button("squares-unite", tr("Add"), actions["mask-add"]),
            Combine.SUBTRACT: _mode_button("squares-subtract", tr("Subtract"), actions["mask-subtract"]),
            Combine.INTERSECT: _mode_button("squares-intersect", tr("Intersect"), actions["mask-intersect"]),
        }
        group = QButtonGroup(self)
        row = row_layout(2, self)
        for mode, button in self._buttons.items():
            group.addButton(button)
            row.addWidget(button)
            button.clicked.connect(lambda _checked=False, mode=mode: self.changed.emit(mode))
        self.show_mode(Combine.ADD)

    def show_mode(self, mode: Combine, *, replaces: bool = True) -> None:
        """Show `mode` without telling anybody. `replaces`: whether the tool may replace the mask at all."""
        self._buttons[mode].setChecked(True)
        self._buttons[Combine.REPLACE].setVisible(replaces)


class SelectOptions(QWidget):
    """The wand's tolerance and switches, and whether the snap tool is drawn over an object or around it."""

    tolerance_changed = Signal(float)
    contiguous_changed = Signal(bool)
    merged_changed = Signal(bool)
    around_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("select-options")
        self.tolerance = SliderRow(
            "wand-tolerance", tr("Tolerance"), TOLERANCE_SCALE, tr("How far a colour may be off from the one clicked")
        )
        self.tolerance.slider.setMinimumWidth(_SHORT_SLIDER)
        self.tolerance.slider.setMaximumWidth(_SLIDER)
        self._contiguous = _switch(
            "link-2", "wand-contiguous", tr("Contiguous"), tr("Only what hangs together with the place of the click")
        )
        self._merged = _switch(
            "layers", "wand-merged", tr("Sample merged"), tr("Look at what is shown; else at the photo alone")
        )
        self._over = _worded("snap-over", tr("Scribble over it"), tr("Draw a few strokes over the object"))
        self._around = _worded("snap-around", tr("Draw around it"), tr("Circle the object roughly"))
        self._contiguous.setChecked(True)
        self._merged.setChecked(True)
        self._over.setChecked(True)
        ways = QButtonGroup(self)
        row = row_layout(4, self)
        row.addWidget(self.tolerance)
        for button in (self._contiguous, self._merged, self._over, self._around):
            row.addWidget(button)
        for button in (self._over, self._around):
            ways.addButton(button)
            button.clicked.connect(lambda: self.around_changed.emit(self._around.isChecked()))
        self.tolerance.value_changed.connect(lambda percent: self.tolerance_changed.emit(percent / 100))
        self._contiguous.clicked.connect(self.contiguous_changed)
        self._merged.clicked.connect(self.merged_changed)

    def show_tool(self, kind: str) -> None:
        """Show what belongs to the tool of this `kind`; nothing where it is neither "wand" nor "snap"."""
        self.setVisible(kind in ("wand", "snap"))
        for widget in (self.tolerance, self._contiguous, self._merged):
            widget.setVisible(kind == "wand")
        for widget in (self._over, self._around):
            widget.setVisible(kind == "snap")


def _mode_button(picture: str, spoken: str, command: QAction) -> QToolButton:
    """It names the keys of its command, whatever a person has made of these."""
    button = _switch(picture, command.objectName().removeprefix("action-"), spoken, command.statusTip())

    def show() -> None:
        button.setToolTip(command.toolTip())

    command.changed.connect(show)
    show()
    return button


def _switch(picture: str, name: str, spoken: str, tip: str) -> QToolButton:
    told = tr("{name}: {sentence}", name=spoken, sentence=tip[0].lower() + tip[1:])
    button = name_control(look(QToolButton(), "flat"), name, spoken, told)
    button.setIcon(icon(picture))
    button.setIconSize(QSize(SIZE, SIZE))
    button.setFixedSize(OPTION_SIDE, OPTION_SIDE)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _worded(name: str, text: str, tip: str) -> QToolButton:
    button = name_control(look(QToolButton(), "flat"), name, text, tip)
    button.setText(text)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
