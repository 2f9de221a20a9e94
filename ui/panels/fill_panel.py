"""How a fill is made, and the button that makes it."""

from __future__ import annotations

import random

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from engine.inpaint import FillSettings, MethodInfo
from engine.inpaint.methods import canonical
from engine.language import tr
from ui.icons import icon
from ui.panels.quality_view import QualityView
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, name_of, row_layout
from ui.widgets.combo import Combo
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.progress_line import ProgressLine
from ui.widgets.section import Section
from ui.widgets.slider_row import Scale, SliderRow, line_up
from ui.widgets.value_edit import ValueEdit

MAX_SEED = 2**31 - 1
GROW_SCALE = Scale(0, 64, 6, unit="px")
FEATHER_SCALE = Scale(0, 64, 4, unit="px")
VARIATION_SCALE = Scale(0, 100, 100, step=5, unit="%")
CONTEXT_SCALE = Scale(16, 1024, 128, step=8, unit="px", logarithmic=True)
_LABEL_WIDTH = 60
_BUTTON_HEIGHT = 36


class FillPanel(Section):
    """Shows and edits one `FillSettings`."""

    fill_wanted = Signal()
    cancel_wanted = Signal()
    settings_changed = Signal()
    variation_changed = Signal()

    def __init__(self, methods: tuple[MethodInfo, ...], parent: QWidget | None = None) -> None:
        super().__init__("fill", tr("Fill"), parent)
        self._methods = methods
        self._device = "auto"
        self._method = name_control(Combo(), "fill-method", tr("Method"), tr("How the hole is filled"))
        for info in methods:
            self._method.addItem(info.label, info.id)
            self._method.setItemData(self._method.count() - 1, info.summary, Qt.ItemDataRole.ToolTipRole)
        self._summary = muted(ElidedLabel())
        self._summary.setObjectName("fill-summary")
        self.quality = QualityView(methods)
        self._seed = name_control(ValueEdit(), "fill-seed", tr("Seed"), "")
        self._seed.setRange(0, MAX_SEED)
        self._dice = name_control(QToolButton(), "fill-dice", tr("Random seed"), "")
        self._dice.setIcon(icon("dices"))
        self._variation = SliderRow(
            "fill-variation",
            tr("Variation"),
            VARIATION_SCALE,
            tr("How far a seed may lead away from the mean fill, which is 0 %"),
        )
        self._context = SliderRow(
            "fill-context", tr("Context"), CONTEXT_SCALE, tr("How much around the hole the method may look at")
        )
        self._auto = name_control(
            QToolButton(),
            "fill-context-auto",
            tr("Automatic context"),
            tr("Choose the context by the size of the hole"),
        )
        self._grow = SliderRow(
            "fill-grow", tr("Grow"), GROW_SCALE, tr("Fill this much beyond the mask, to take its shadow and edge along")
        )
        self._feather = SliderRow(
            "fill-feather", tr("Feather"), FEATHER_SCALE, tr("Blend the edge of the fill over this width")
        )
        self._device_label = muted(ElidedLabel())
        self._device_label.setObjectName("fill-device")
        self._fill = name_control(
            look(QPushButton(tr("Fill  ⏎")), "accent"), "fill-button", tr("Fill"), tr("Fill what is marked")
        )
        self._cancel = name_control(
            QPushButton(tr("Cancel")), "fill-cancel", tr("Cancel"), tr("Stop the work that is running")
        )
        self._progress = name_control(ProgressLine(), "fill-progress", tr("Progress of the fill"))
        self._told = muted(ElidedLabel())
        self._told.setObjectName("fill-progress-text")
        self._left = label(name="fill-time-left", is_muted=True)
        self._working = QWidget()
        self._fill_tip, self._why_not = tr("Fill what is marked"), ""
        self._arrange()
        self._connect()
        self.show_running(False)
        self._method_chosen()

    def _arrange(self) -> None:
        self.content.addLayout(_line(tr("Method"), self._method))
        self.content.addWidget(self._summary)
        self.content.addWidget(self.quality)
        self.content.addLayout(_line(tr("Seed"), self._seed, self._dice))
        self.content.addWidget(self._variation)
        self._variation.setVisible(any(info.uses_variation for info in self._methods))
        self._auto.setText(tr("Auto"))
        self._auto.setCheckable(True)
        context = row_layout(8)
        context.addWidget(self._context, 1)
        context.addWidget(self._auto)
        self.content.addLayout(context)
        self.content.addWidget(self._grow)
        self.content.addWidget(self._feather)
        line_up((self._variation, self._grow, self._feather))  # the other one stands beside a button
        for row in (self._variation, self._context, self._grow, self._feather):
            row.label.setFixedWidth(_LABEL_WIDTH)
        self._device_label.setFont(scaled_font(self.font(), 12))
        self.add_to_header(self._device_label)
        for widget in (self._fill, self._cancel, self._working):
            widget.setFixedHeight(_BUTTON_HEIGHT)
        for button in (self._fill, self._cancel):
            # After a click the keys still belong to the canvas: Space pans there.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        working = column_layout(6, self._working, (0, 6, 0, 4))
        told = row_layout(8)
        told.addWidget(self._told, 1)
        told.addWidget(self._left)
        working.addLayout(told)
        working.addWidget(self._progress)
        buttons = row_layout(8)
        buttons.addWidget(self._fill, 1)
        buttons.addWidget(self._working, 1)
        buttons.addWidget(self._cancel)
        self.content.addSpacing(4)
        self.content.addLayout(buttons)

    def _connect(self) -> None:
        self._method.currentIndexChanged.connect(self._method_chosen)
        self._dice.clicked.connect(lambda: self._seed.setValue(random.randrange(100_000)))
        self.quality.method_wanted.connect(lambda one: self._method.setCurrentIndex(self._method.findData(one)))
        self._auto.toggled.connect(self._show_automatic)
        self._auto.toggled.connect(lambda _on: self.settings_changed.emit())
        self._variation.value_changed.connect(lambda _value: self.variation_changed.emit())
        for row in (self._variation, self._context, self._grow, self._feather):
            row.value_changed.connect(lambda _value: self.settings_changed.emit())
        self._seed.valueChanged.connect(lambda _value: self.settings_changed.emit())
        self._fill.clicked.connect(self.fill_wanted)
        self._cancel.clicked.connect(self.cancel_wanted)

    # The settings

    def settings(self) -> FillSettings:
        """What the panel shows. A value that is still being typed counts."""
        for edit in (self._seed, self._variation.edit, self._context.edit, self._grow.edit, self._feather.edit):
            edit.interpretText()
        return FillSettings(
            method=self._method.currentData(),
            seed=int(self._seed.value()),
            context=None if self._auto.isChecked() else int(self._context.value()),
            grow=int(self._grow.value()),
            feather=int(self._feather.value()),
            device=self._device,
            variation=self._variation.value() / 100,
        )

    def show_settings(self, settings: FillSettings) -> None:
        """Show these; a method that does not exist (any more) leaves the first one."""
        self._device = settings.device
        self._method.setCurrentIndex(max(0, self._method.findData(canonical(settings.method))))
        self._seed.setValue(settings.seed)
        self._variation.set_value(settings.variation * 100)
        self._auto.setChecked(settings.context is None)
        self._show_automatic(settings.context is None)
        if settings.context is not None:
            self._context.set_value(settings.context)
        self._grow.set_value(settings.grow)
        self._feather.set_value(settings.feather)
        self.settings_changed.emit()

    def show_device(self, words: str) -> None:
        """What computes, in words; "" before it is known."""
        self._device_label.setText(words or tr("Looking for a GPU…"))
        self._device_label.setToolTip(tr("Fills are computed by: {device}", device=words) if words else "")

    def _show_automatic(self, automatic: bool) -> None:
        """The number that would stand there has no say: in its place it says what has."""
        self._context.setDisabled(automatic)
        self._context.show_instead(tr("by size") if automatic else "")

    def _method_chosen(self) -> None:
        info = self._methods[self._method.currentIndex()]
        self.quality.show_used(info.id)
        self._summary.setText(info.summary)
        for widget in (self._summary, self._method):
            widget.setToolTip(info.summary)
        self._seed.setEnabled(info.uses_seed)
        self._dice.setEnabled(info.uses_seed)
        self._variation.setEnabled(info.uses_variation)
        why = tr("{label} gives the same result with every seed", label=info.label)
        self._seed.setToolTip(tr("The same seed gives the same result again") if info.uses_seed else why)
        self._dice.setToolTip(tr("Roll another seed") if info.uses_seed else why)
        self.settings_changed.emit()

    # What goes on

    def show_ready(self, ready: bool, why_not: str = "") -> None:
        """Wake the Fill button up or put it to sleep; its tooltip then says what is missing."""
        self._fill.setEnabled(ready)
        self._why_not = "" if ready else why_not
        self._fill.setToolTip(self._why_not or self._fill_tip)

    def show_keys(self, fill: str, cancel: str) -> None:
        """The keys of both buttons, as the person's system writes them; "" where they have none."""
        words = tr("Fill what is marked")
        self._fill_tip = f"{words} ({fill})" if fill else words
        self._fill.setToolTip(self._why_not or self._fill_tip)
        self._fill.setText(tr("Fill  ⏎") if fill in ("⏎", *_enter_keys()) else tr("Fill"))
        words = tr("Stop the work that is running")
        self._cancel.setToolTip(f"{words} ({cancel})" if cancel else words)

    def show_running(self, running: bool) -> None:
        """Put Cancel and the progress in the place of the Fill button while something runs: nothing moves."""
        self._cancel.setVisible(running)
        self._working.setVisible(running)
        if running and self._fill.hasFocus():
            self._cancel.setFocus()
        self._fill.setVisible(not running)
        if not running:
            self._progress.show_fraction(None)
            self._told.setText("")
            self._left.setText("")

    @property
    def progress_in_sight(self) -> bool:
        """Whether the progress stands where a person can see it: not folded, not scrolled away."""
        return not self._progress.visibleRegion().isEmpty()

    def show_progress(self, fraction: float, words: str, left: str = "") -> None:
        """`fraction` 0..1, what is being done, and the time left, which is never shortened."""
        self._progress.show_fraction(fraction)
        self._told.setText(words)
        self._told.setToolTip(words)
        self._left.setText(left)


def _line(text: str, *widgets: QWidget) -> QHBoxLayout:
    row = row_layout(8)
    row.addWidget(name_of(widgets[0], text, _LABEL_WIDTH))
    row.addWidget(widgets[0], 1)
    for widget in widgets[1:]:
        row.addWidget(widget)
    return row


def _enter_keys() -> tuple[str, ...]:
    """What the keys Return and Enter are called in the person's language."""
    style = QKeySequence.SequenceFormat.NativeText
    return tuple(QKeySequence(key).toString(style) for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter))
