"""The row over the canvas: what the current tool can be set to, and how the mask is shown."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from engine.mask import BrushTip, Combine
from ui.actions import ActionSet
from ui.panels.clone_options import CloneOptions
from ui.panels.select_options import OPTION_SIDE, ModeButtons, SelectOptions
from ui.panels.tool_strip import command_button
from ui.shortcuts.tips import tell_keys
from ui.theme import scaled_font
from ui.widgets.building import row_layout
from ui.widgets.slider_row import Scale, SliderRow
from ui.widgets.swatch import SwatchButton

SIZE_SCALE = Scale(1, 2000, 40, step=1, unit="px", logarithmic=True)
HARDNESS_SCALE = Scale(0, 100, 80, step=5, unit="%")
FLOW_SCALE = Scale(1, 100, 100, step=5, unit="%")
_GAP, _SMALL_GAP, _LEFT, _RIGHT = 12, 4, 12, 8
_ENDLESS = 16777215  # QWIDGETSIZE_MAX
_LONGEST, _SHORTEST = 160, 40  # of a slider; in less room than the shorter the sliders go, last of all the labels
_SMALL_PX = 12  # of the labels where the sliders have gone


class ToolOptions(QWidget):
    """Shows the canvas's brush and never keeps one of its own."""

    tip_changed = Signal(object)
    mode_changed = Signal(object)
    mask_colour_changed = Signal(str)

    def __init__(self, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tool-options")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(44)
        self._size = SliderRow("brush-size", tr("Size"), SIZE_SCALE, "")
        tell_keys(
            self._size,
            tr("Diameter of the brush in photo pixels; Shift and a drag change it too"),
            actions["brush-smaller"],
            actions["brush-larger"],
        )
        self._hardness = SliderRow("brush-hardness", tr("Hardness"), HARDNESS_SCALE, "")
        tell_keys(self._hardness, tr("How hard the edge is"), actions["brush-softer"], actions["brush-harder"])
        self._flow = SliderRow(
            "brush-flow", tr("Flow"), FLOW_SCALE, tr("How much one pass of the brush adds (Shift and a digit)")
        )
        self.select = SelectOptions()
        self._tolerance = self.select.tolerance
        self.clone = CloneOptions()
        self._tip_rows = (self._size, self._hardness, self._flow)
        self._modes = ModeButtons(actions)
        self._modes.changed.connect(self.mode_changed)
        self._zoom_buttons = [command_button(actions[name]) for name in ("zoom-fit", "zoom-actual", "rotate-reset")]
        self._swatch = SwatchButton("mask-colour", tr("Colour of the mask"), tr("Colour of the mask"))
        self._swatch.colour_changed.connect(self.mask_colour_changed)
        self._arrange([command_button(actions[name]) for name in ("show-mask", "mask-view", "outlines", "wipe")])
        for row in self._tip_rows:
            row.value_changed.connect(self._tell_tip)

    def _arrange(self, views: list[QToolButton]) -> None:
        for slider in (*self._tip_rows, self.clone.opacity, self._tolerance):
            slider.edit.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)  # near its slider
        for button in (*views, *self._zoom_buttons):
            button.setFixedSize(OPTION_SIDE, OPTION_SIDE)
        self._row = row = row_layout(_GAP, self, (_LEFT, 4, _RIGHT, 4))
        row.addWidget(self._modes)
        for slider in (*self._tip_rows, self.clone.opacity):
            row.addWidget(slider)
        row.addWidget(self.clone)
        row.addWidget(self.select)
        for button in self._zoom_buttons:
            row.addWidget(button)
        row.addStretch(0)
        self._right = row_layout(4)
        self._right.addWidget(self._swatch)
        for button in views:
            self._right.addWidget(button)
        self._of_mask = (self._swatch, *views[:2])
        row.addLayout(self._right)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Give the brush's sliders one length: as much as the window leaves them."""
        is_clone = not self.clone.isHidden()
        rows = (*self._tip_rows, self.clone.opacity) if is_clone else self._tip_rows
        beside = self.clone if is_clone else self._modes
        self._right.invalidate()  # or it would tell the width that it had with the tool before
        around = beside.sizeHint().width() + self._right.sizeHint().width() + _LEFT + _RIGHT
        gaps = len(rows) + 2
        spare = self.width() - around - sum(row.width_beside_slider for row in rows)
        length = min(_LONGEST, (spare - gaps * _GAP) // len(rows))
        slides = length >= _SHORTEST
        self._row.setSpacing(_GAP if slides else _SMALL_GAP)
        for row in rows:
            row.set_tight(not slides)
            row.label.setFont(self.font() if slides else scaled_font(self.font(), _SMALL_PX))
            row.slider.setFixedWidth(max(_SHORTEST, length))
        tight = sum(row.tight_width for row in rows) + gaps * _SMALL_GAP
        for row in rows:
            row.label.setVisible(slides or tight <= self.width() - around)
            row.setMaximumWidth(_ENDLESS if slides else row.tight_width)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, self.height())

    def show_tool(self, kind: str, mode: Combine = Combine.ADD) -> None:
        """Show what a tool of this `kind` ("brush", "shape", "wand", "snap", "clone", "heal", "view") can be set to."""
        is_mask = kind not in ("view", "clone", "heal")
        for row in self._tip_rows:
            row.setVisible(kind in ("brush", "clone", "heal"))
        self.clone.show_tool(kind)
        self.select.show_tool(kind)
        self._modes.setVisible(is_mask)
        for button in self._of_mask:
            button.setVisible(is_mask or kind == "view")
        for button in self._zoom_buttons:
            button.setVisible(kind == "view")
        self._modes.show_mode(mode, replaces=kind != "brush")
        self._share_room()

    def show_tip(self, tip: BrushTip) -> None:
        """Show this brush without telling anybody."""
        self._size.set_value(tip.diameter)
        self._hardness.set_value(tip.hardness * 100)
        self._flow.set_value(tip.flow * 100)

    def show_mask_colour(self, colour: str) -> None:
        self._swatch.set_colour(colour)

    def _tell_tip(self) -> None:
        size, hardness, flow = (row.value() for row in self._tip_rows)
        self.tip_changed.emit(BrushTip(size, hardness / 100, flow / 100))
