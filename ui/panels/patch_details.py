"""What can be set of the chosen patch: how much it shows, its edge, its method and seed, its place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from engine.document import Patch
from engine.inpaint import MethodInfo
from engine.inpaint.methods import canonical
from engine.inpaint.request import MAX_FEATHER
from engine.language import tr
from ui.widgets.building import column_layout, label, row_layout, small_button
from ui.widgets.combo import Combo
from ui.widgets.naming import name_control
from ui.widgets.slider_row import Scale, SliderRow, line_up
from ui.widgets.value_edit import ValueEdit

OPACITY_SCALE = Scale(0, 100, 100, step=5, fine=1, unit="%")
FEATHER_SCALE = Scale(0, 128, 0, unit="px")
_MAX_SEED = 2**31 - 1
_SEED_WIDTH = 56


@dataclass(frozen=True)
class Reasons:
    """Why something cannot be done with the chosen patch, in sentences; "" where it can.

    `way` is how it is made again ("fill", "paint", "lay" or "none", as `engine.recipes.again.Way`), and `fill` why
    its place cannot be filled anew.
    """

    feather: str = ""
    rerun: str = ""
    fill: str = ""
    way: str = "fill"
    merge: str = ""
    up: str = ""
    down: str = ""


class PatchDetails(QWidget):
    """Shows one patch, and says what is wished of it."""

    opacity_wanted = Signal(float, object)  # 0..1, gesture
    feather_wanted = Signal(int, object)
    rerun_wanted = Signal(str, int)  # method, seed
    again_wanted = Signal()  # the way it was made
    move_wanted = Signal(int)
    merge_wanted = Signal()
    adjust_wanted = Signal()
    renaming_wanted = Signal()
    menu_wanted = Signal(QWidget)

    def __init__(self, methods: tuple[MethodInfo, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("patch-details")
        self._methods = {info.id: info for info in methods}
        self._opacity = SliderRow(
            "patch-opacity", tr("Opacity"), OPACITY_SCALE, tr("How much of the patch shows over what lies below it")
        )
        self._feather = SliderRow(
            "patch-feather",
            tr("Feather"),
            FEATHER_SCALE,
            tr("Soften its edge over this width; the filled pixels stay as they are"),
        )
        self._method = name_control(
            Combo(), "patch-method", tr("Method to run again with"), tr("Fill this place again with this method")
        )
        for info in methods:
            if info.id != "auto":
                self._method.addItem(info.label, info.id)
        self._seed = name_control(
            ValueEdit(), "patch-seed", tr("Seed to run again with"), tr("Another seed, another fill")
        )
        self._seed.setRange(0, _MAX_SEED)
        self._seed.setFixedWidth(_SEED_WIDTH)
        self._method.setMinimumContentsLength(5)
        self._method.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._rerun = name_control(QPushButton(tr("Run again")), "patch-rerun", tr("Run again"))
        self._up = small_button("arrow-up", "patch-up", tr("Move up"))
        self._down = small_button("arrow-down", "patch-down", tr("Move down"))
        self._merge = small_button("squares-unite", "patch-merge", tr("Merge down"))
        self._adjust = small_button("sliders-horizontal", "patch-adjust", tr("Adjust this fill"))
        self._rename = small_button("pencil", "patch-rename", tr("Rename"), tr("Rename this patch (F2)"))
        self._more = small_button("ellipsis", "patch-more", tr("More"), tr("All that can be done with this patch"))
        self._tips = {
            self._up: tr("Move it up in the stack (Alt+Up)"),
            self._down: tr("Move it down in the stack (Alt+Down)"),
            self._merge: tr("Merge it with the patch below into one that looks the same (Ctrl+E)"),
        }
        self._again = {
            "fill": (tr("Run again"), tr("Fill this place again, from what lies below the patch today")),
            "paint": (tr("Paint again"), tr("Paint this stroke again, over what lies below it today")),
            "lay": (tr("Lay again"), tr("Lay this picture again, over what lies below it today")),
        }
        self._way = "fill"
        self._why_not = label(name="patch-why-not", wraps=True, is_muted=True)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        line_up((self._opacity, self._feather))
        again = row_layout(8)
        again.addWidget(self._method, 1)
        again.addWidget(self._seed)
        again.addWidget(self._rerun)
        places = row_layout(4)
        for button in (self._up, self._down, self._merge, self._adjust, self._rename):
            places.addWidget(button)
        places.addStretch(1)
        places.addWidget(self._more)
        down = column_layout(6, self, (0, 8, 0, 0))
        down.addWidget(self._opacity)
        down.addWidget(self._feather)
        down.addLayout(again)
        down.addWidget(self._why_not)
        down.addLayout(places)

    def _connect(self) -> None:
        self._opacity.value_changed.connect(lambda value: self.opacity_wanted.emit(value / 100, self._opacity.gesture))
        self._feather.value_changed.connect(lambda value: self.feather_wanted.emit(round(value), self._feather.gesture))
        self._method.currentIndexChanged.connect(self._method_chosen)
        self._rerun.clicked.connect(self._run_again)
        self._up.clicked.connect(lambda: self.move_wanted.emit(1))
        self._down.clicked.connect(lambda: self.move_wanted.emit(-1))
        self._merge.clicked.connect(self.merge_wanted)
        self._rename.clicked.connect(self.renaming_wanted)
        self._adjust.clicked.connect(self.adjust_wanted)
        self._more.clicked.connect(lambda: self.menu_wanted.emit(self._more))

    def show_patch(self, patch: Patch, reasons: Reasons, *, fresh: bool) -> None:
        """Show a patch as it is; `fresh`: it is another one than before, so its own method and seed are offered."""
        self._opacity.set_value(round(patch.opacity * 100))
        if patch.recipe.feather > self._feather.scale.maximum:
            self._feather.set_scale(Scale(0, MAX_FEATHER, 0, unit="px"))
        self._feather.set_value(patch.recipe.feather)
        self._feather.setVisible(patch.adjustment is None)
        if patch.adjustment is None:
            tip = tr("Exposure, white balance and curves for this fill, to match it by hand")
            name_control(self._adjust, "patch-adjust", tr("Adjust this fill"), tip)
        else:
            name_control(self._adjust, "patch-adjust", tr("Open this adjustment"))
        self._enable(self._feather, reasons.feather, self._feather.label.toolTip())
        if fresh:
            self._show_method(canonical(patch.recipe.method), patch.recipe.seed)
        self._show_way(reasons)
        # Of an adjustment nobody expects it.
        self._why_not.setText("" if patch.adjustment is not None or reasons.way in self._again else reasons.rerun)
        self._why_not.setVisible(bool(self._why_not.text()))
        for button, reason in (
            (self._merge, reasons.merge),
            (self._up, reasons.up),
            (self._down, reasons.down),
        ):
            self._enable(button, reason, self._tips[button])

    def _show_way(self, reasons: Reasons) -> None:
        """Offer to make it again the way that it was made: a method and a seed are a fill's alone."""
        self._way = reasons.way
        for widget in (self._method, self._seed):
            widget.setVisible(reasons.way == "fill")
        self._rerun.setVisible(reasons.way in self._again)
        self._method.setEnabled(not reasons.rerun)
        self._method_chosen()
        if reasons.way in self._again:
            text, tip = self._again[reasons.way]
            self._rerun.setText(text)
            name_control(self._rerun, "patch-rerun", text)
            self._enable(self._rerun, reasons.rerun, tip)

    def _show_method(self, method: str, seed: int) -> None:
        place = self._method.findData(method)
        self._method.blockSignals(True)
        self._method.setCurrentIndex(max(0, place))
        self._method.blockSignals(False)
        self._seed.setValue(seed)

    @staticmethod
    def _enable(widget: QWidget, reason: str, tip: str) -> None:
        widget.setEnabled(not reason)
        widget.setToolTip(reason or tip)

    def _method_chosen(self) -> None:
        info = self._methods.get(self._method.currentData())
        self._seed.setEnabled(self._method.isEnabled() and info is not None and info.uses_seed)

    def _run_again(self) -> None:
        if self._way != "fill":
            self.again_wanted.emit()
            return
        self._seed.interpretText()
        self.rerun_wanted.emit(str(self._method.currentData()), int(self._seed.value()))
