"""The dust finder's settings, what it has found, and the button that marks it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from engine.language import tr, tr_n
from engine.retouch.dust import LARGEST, DustSettings, Speck
from ui.widgets.building import label, row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section, divider
from ui.widgets.slider_row import Scale, SliderRow, line_up

SENSITIVITY_SCALE = Scale(0, 100, 50, step=5, unit="%")
LARGEST_SCALE = Scale(2, LARGEST, 24, unit="px", logarithmic=True)
_BUTTON_HEIGHT = 36


class DustPanel(Section):
    """Shows and edits `DustSettings`."""

    settings_changed = Signal(object)
    mark_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("dust", tr("Dust and scratches"), parent)
        self._sensitivity = SliderRow(
            "dust-sensitivity", tr("Sensitivity"), SENSITIVITY_SCALE, tr("How faint a speck may be and still count")
        )
        self._largest = SliderRow(
            "dust-largest", tr("Up to"), LARGEST_SCALE, tr("How large a speck, or how wide a scratch, may be")
        )
        self._specks = _switch("dust-specks", tr("Specks"), tr("Propose small specks, bright and dark"))
        self._scratches = _switch("dust-scratches", tr("Scratches"), tr("Propose long thin lines: scratches and hairs"))
        self._told = label(name="dust-told", wraps=True, is_muted=True)
        self._mark = name_control(look(QPushButton(tr("Mark them")), "accent"), "dust-mark", tr("Mark the dust"), "")
        self._arrange()
        line_up((self._sensitivity, self._largest))
        for row in (self._sensitivity, self._largest):
            row.value_changed.connect(lambda *_: self.settings_changed.emit(self.settings()))
        for button in (self._specks, self._scratches):
            button.clicked.connect(lambda: self.settings_changed.emit(self.settings()))
        self._mark.clicked.connect(self.mark_wanted)

    def _arrange(self) -> None:
        for row in (self._sensitivity, self._largest):
            self.content.addWidget(row)
        kinds = row_layout(4)
        for button in (self._specks, self._scratches):
            kinds.addWidget(button)
        kinds.addStretch(1)
        self.content.addLayout(kinds)
        self.content.addWidget(self._told)
        self._mark.setFixedHeight(_BUTTON_HEIGHT)
        self._mark.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.content.addWidget(self._mark)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(divider())  # it comes and goes with the panel

    def settings(self) -> DustSettings:
        """What the person has set."""
        return DustSettings(
            self._sensitivity.value() / 100,
            self._largest.value(),
            self._specks.isChecked(),
            self._scratches.isChecked(),
        )

    def show_settings(self, settings: DustSettings) -> None:
        """Show these settings without telling anybody."""
        self._sensitivity.set_value(settings.sensitivity * 100)
        self._largest.set_value(settings.largest)
        self._specks.setChecked(settings.specks)
        self._scratches.setChecked(settings.scratches)

    def show_searching(self) -> None:
        """The photo is being searched."""
        self.set_note("")
        self._told.setText(tr("Looking for dust…"))
        self._mark.setEnabled(False)
        self._mark.setToolTip(tr("The photo is still being searched"))

    def show_chosen(self, chosen: tuple[Speck, ...]) -> None:
        """Say how much would be marked."""
        self.set_note(str(len(chosen)) if chosen else "")
        self._told.setText(
            tr("{what}. Click one to leave it out or to take it back.", what=dust_words(chosen))
            if chosen
            else tr("Nothing stands out. Raise the sensitivity, or click what should go.")
        )
        self._mark.setEnabled(bool(chosen))
        self._mark.setToolTip(tr("Add them to the mask, to be filled") if chosen else tr("There is nothing to mark"))


def dust_words(specks: tuple[Speck, ...]) -> str:
    """12 specks, 2 scratches."""
    scratches = sum(speck.is_scratch for speck in specks)
    parts = []
    if len(specks) > scratches:
        parts.append(tr_n("{n} speck", "{n} specks", len(specks) - scratches))
    if scratches:
        parts.append(tr_n("{n} scratch", "{n} scratches", scratches))
    return tr(", ").join(parts)


def _switch(name: str, text: str, tip: str) -> QToolButton:
    button = name_control(look(QToolButton(), "flat"), name, text, tip)
    button.setText(text)
    button.setCheckable(True)
    button.setChecked(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
