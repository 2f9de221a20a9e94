"""How far a sample may lie from the mean, and its noise: what a point has besides its place and its sliders."""

from __future__ import annotations

import random
from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from engine.language import tr
from engine.latent.point import LatentPoint
from ui.icons import icon
from ui.studio.lattice import SEEDS
from ui.studio.state import ModelState, StudioState
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import name_control
from ui.widgets.slider_row import Scale, SliderRow
from ui.widgets.value_edit import ValueEdit

TRUNCATION_SCALE = Scale(0, 1.5, 1, step=0.05, fine=0.01, decimals=2)
_NAME_WIDTH, _SEED_WIDTH = 72, 60


class BasePanel(QWidget):
    """Truncation, its cutoff, and noise."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("base-panel")
        self._state = state
        self._truncation = SliderRow(
            "truncation",
            tr("Truncation"),
            TRUNCATION_SCALE,
            tr(
                "1 is the sample itself; towards 0 all samples become the mean picture, above 1 they "
                "leave what was learnt"
            ),
        )
        self._cutoff_host = row_layout(0)
        self._cutoff = self._cutoff_row(8)
        self._noise = name_control(
            QToolButton(), "noise", tr("Noise"), tr("Fine detail by chance, such as single hairs; off, it is left out")
        )
        self._noise.setText(tr("On"))
        self._noise.setCheckable(True)
        self._seed = name_control(
            ValueEdit(), "noise-seed", tr("Seed of the noise"), tr("Other fine detail on the same picture")
        )
        self._seed.setRange(0, 2**32 - 1)
        self._seed.setMinimumWidth(_SEED_WIDTH)
        self._dice = name_control(QToolButton(), "noise-dice", tr("Other noise"), tr("Another seed of the noise"))
        self._dice.setIcon(icon("dices"))
        self._last_noise = 0
        down = column_layout(4, self)
        down.addWidget(self._truncation)
        down.addLayout(self._cutoff_host)
        down.addSpacing(4)
        down.addLayout(self._noise_row())
        self._truncation.label.setFixedWidth(_NAME_WIDTH)
        self._connect()
        self._show_point(state.point)
        self._show_model()

    def _cutoff_row(self, layers: int) -> SliderRow:
        row = SliderRow(
            "cutoff",
            tr("Cutoff"),
            Scale(0, layers, layers),
            tr("Layers from this one on keep their own style; coarse form is truncated, colours and detail are not"),
        )
        row.label.setFixedWidth(_NAME_WIDTH)
        row.edit.setFixedWidth(self._truncation.edit.width())
        row.value_changed.connect(self._set_cutoff)
        row.slider.sliderReleased.connect(self._state.seal)
        self._cutoff_host.addWidget(row)
        return row

    def _noise_row(self) -> QHBoxLayout:
        row = row_layout(8)
        name = label(tr("Noise"))
        name.setFixedWidth(_NAME_WIDTH)
        name.setBuddy(self._noise)
        row.addWidget(name)
        row.addWidget(self._noise)
        row.addWidget(self._seed, 1)
        row.addWidget(self._dice)
        return row

    def _connect(self) -> None:
        self._truncation.value_changed.connect(self._set_truncation)
        self._noise.clicked.connect(lambda on: self._set_noise(self._last_noise if on else None))
        self._seed.valueChanged.connect(lambda seed: self._set_noise(int(seed)))
        self._dice.clicked.connect(lambda: self._set_noise(random.randrange(SEEDS)))
        self._state.point_changed.connect(self._show_point)
        self._state.model_changed.connect(self._show_model)

    # What the person does

    def _set_truncation(self, value: float) -> None:
        self._state.set_point(replace(self._state.point, truncation=value), tr("Truncation"), "truncation")

    def _set_cutoff(self, value: float) -> None:
        cutoff = None if value >= self._cutoff.scale.maximum else int(value)
        self._state.set_point(replace(self._state.point, cutoff=cutoff), tr("Cutoff"), "cutoff")

    def _set_noise(self, seed: int | None) -> None:
        self._state.set_point(
            replace(self._state.point, noise=seed), tr("Noise"), tr("noise seed") if seed is not None else None
        )

    # What there is

    def _show_model(self) -> None:
        generator = self._state.generator
        self.setEnabled(self._state.model_state is ModelState.READY)
        if generator is not None and generator.layers != self._cutoff.scale.maximum:
            self._cutoff_host.removeWidget(self._cutoff)
            self._cutoff.hide()
            self._cutoff.deleteLater()
            self._cutoff = self._cutoff_row(generator.layers)
            self._show_point(self._state.point)

    def _show_point(self, point: LatentPoint) -> None:
        self._truncation.set_value(point.truncation)
        layers = self._cutoff.scale.maximum
        self._cutoff.set_value(layers if point.cutoff is None else point.cutoff)
        self._cutoff.edit.show_instead(tr("all") if point.cutoff is None else "")
        self._cutoff.setEnabled(point.truncation != 1)
        self._last_noise = self._last_noise if point.noise is None else point.noise
        self._noise.setChecked(point.noise is not None)
        self._noise.setText(tr("On") if point.noise is not None else tr("Off"))
        self._seed.blockSignals(True)
        self._seed.setValue(self._last_noise)
        self._seed.blockSignals(False)
        for widget in (self._seed, self._dice):
            widget.setEnabled(point.noise is not None)
