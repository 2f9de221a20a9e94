"""What the clone stamp and the healing brush can be set to, beside the brush itself."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from ui.icons import SIZE, icon
from ui.panels.select_options import OPTION_SIDE
from ui.widgets.building import row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.slider_row import Scale, SliderRow

OPACITY_SCALE = Scale(1, 100, 100, step=5, unit="%")


class CloneOptions(QWidget):
    """Three switches, and a slider that lies beside those of the brush."""

    opacity_changed = Signal(float)
    aligned_changed = Signal(bool)
    layers_changed = Signal(str)
    automatic_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("clone-options")
        self.opacity = SliderRow(
            "stroke-opacity", tr("Opacity"), OPACITY_SCALE, tr("How much a whole stroke covers; its patch keeps it")
        )
        self._aligned = _switch(
            "link-2",
            "clone-aligned",
            tr("Aligned source"),
            tr("The source follows the brush from stroke to stroke; else each stroke begins at it anew"),
        )
        self._layers = _switch(
            "layers",
            "clone-layers",
            tr("Copy all layers"),
            tr("Copy what is shown, fills included; else the photo under all patches"),
        )
        self._automatic = _switch(
            "sparkles",
            "heal-automatic",
            tr("Heal without a source"),
            tr("Fill each stroke piece by piece from what fits around it; Alt+click chooses a source by hand"),
        )
        row = row_layout(2, self)
        for button in (self._automatic, self._aligned, self._layers):
            row.addWidget(button)
        self.opacity.value_changed.connect(lambda percent: self.opacity_changed.emit(percent / 100))
        self._aligned.clicked.connect(self.aligned_changed)
        self._layers.clicked.connect(lambda all_layers: self.layers_changed.emit("all" if all_layers else "photo"))
        self._automatic.clicked.connect(self._choose_automatic)

    def show_tool(self, kind: str) -> None:
        """Show what belongs to the tool of this `kind`; nothing where it is neither "clone" nor "heal"."""
        self.setVisible(kind in ("clone", "heal"))
        self.opacity.setVisible(kind in ("clone", "heal"))
        self._automatic.setVisible(kind == "heal")

    def show_values(self, *, opacity: float, aligned: bool, layers: str, automatic: bool) -> None:
        """Show these settings without telling anybody."""
        self.opacity.set_value(opacity * 100)
        self._aligned.setChecked(aligned)
        self._layers.setChecked(layers == "all")
        self.show_automatic(automatic)

    def show_automatic(self, automatic: bool) -> None:
        """Show whether sources are looked for."""
        self._automatic.setChecked(automatic)

    def _choose_automatic(self, automatic: bool) -> None:
        self.show_automatic(automatic)
        self.automatic_changed.emit(automatic)


def _switch(picture: str, name: str, spoken: str, tip: str) -> QToolButton:
    told = tr("{name}: {sentence}", name=spoken, sentence=tip[0].lower() + tip[1:])
    button = name_control(look(QToolButton(), "flat"), name, spoken, told)
    button.setIcon(icon(picture))
    button.setIconSize(QSize(SIZE, SIZE))
    button.setFixedSize(OPTION_SIDE, OPTION_SIDE)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
