"""Where the pixels of a patch come from: method, model, seed, mask, time, to be read and copied."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from engine.language import tr
from ui.candidates import duration, method_info
from ui.stack_words import KIND_LABELS, SHORTEST_S, kind_of, method_words, seed_words, time_words, title_of
from ui.widgets.building import label, row_layout
from ui.widgets.naming import name_control
from ui.widgets.section import Section

if TYPE_CHECKING:
    from engine.document import Patch
    from engine.models.card import ModelCard

_MOST_ROWS = 16
_MOST_LICENCES = 3
_LICENCE_END = re.compile(r"[(/,;]")
Row = tuple[str, str]


class ProvenancePanel(Section):
    """Shows the facts of one patch: the one under the pointer while there is one, else the chosen one."""

    noticed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("provenance", tr("Provenance"), parent)
        self._patch: Patch | None = None
        self._shown: Patch | None = None
        self._is_pointed = False
        self._empty = label(
            tr("What made a patch is told here: point at one in the photo, or choose it in the list."),
            name="provenance-empty",
            wraps=True,
            is_muted=True,
        )
        self._grid_host = QWidget()
        grid = QGridLayout(self._grid_host)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._rows = []
        for row in range(_MOST_ROWS):
            key, value = label(is_muted=True), label(name=f"provenance-{row}", wraps=True)
            value.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            value.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            value.setMinimumWidth(1)  # a long word must not push the column apart
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._rows.append((key, value))
        self._copy = name_control(
            QPushButton(tr("Copy")), "provenance-copy", tr("Copy as text"), tr("Copy these facts as text")
        )
        self._json = name_control(
            QPushButton(tr("Copy JSON")), "provenance-json", tr("Copy as JSON"), tr("Copy the recipe as JSON")
        )
        self._card = name_control(
            QPushButton(tr("Model card")), "provenance-card", tr("Model card"), tr("Open the model's card")
        )
        self._buttons = QWidget()
        buttons = row_layout(8, self._buttons, (0, 8, 0, 0))
        for button in (self._copy, self._json, self._card):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for part in (self._empty, self._grid_host, self._buttons):
            self.content.addWidget(part)
        self._copy.clicked.connect(self._copy_text)
        self._json.clicked.connect(self._copy_json)
        self._card.clicked.connect(self._open_card)
        self.folded_changed.connect(lambda _folded: self._show())
        self._show()

    @property
    def patch(self) -> Patch | None:
        """The one that is shown."""
        return self._patch

    def show_patch(self, patch: Patch | None, *, pointed: bool = False) -> None:
        """Show a patch; `pointed`: it lies under the pointer."""
        if patch is not self._patch or pointed != self._is_pointed:
            self._patch, self._is_pointed = patch, pointed
            self._show()

    def facts(self) -> list[Row]:
        """What is shown, as (what, value)."""
        return [] if self._patch is None else facts_of_patch(self._patch)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def _show(self) -> None:
        if self.is_folded or not self.isVisible():
            return  # nobody looks, and models' cards are files
        facts = self.facts()
        for (key, value), fact in zip(self._rows, [*facts, *[("", "")] * _MOST_ROWS], strict=False):
            key.setText(fact[0])
            value.setText(fact[1])
            key.setVisible(bool(fact[0]))
            value.setVisible(bool(fact[0]))
        self._empty.setVisible(not facts)
        self._grid_host.setVisible(bool(facts))
        self._buttons.setVisible(bool(facts))
        self._card.setVisible(self._patch is not None and card_of(self._patch) is not None)
        self.set_note(tr("under the pointer") if self._is_pointed else "")

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{what}: {value}" for what, value in self.facts()))
        self.noticed.emit(tr("Copied the facts of this patch"))

    def _copy_json(self) -> None:
        if self._patch is not None:
            QGuiApplication.clipboard().setText(json.dumps(facts_as_json(self._patch), ensure_ascii=False, indent=2))
            self.noticed.emit(tr("Copied the recipe of this patch"))

    def _open_card(self) -> None:
        card = None if self._patch is None else card_of(self._patch)
        if card is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(card.weights.with_suffix(".json"))))


def card_of(patch: Patch) -> ModelCard | None:
    """The card of the model that painted a patch; None where no model did, or it is not installed."""
    from engine.models.registry import available

    model = patch.recipe.model
    return None if model is None else next((card for card in available() if card.name == model), None)


def facts_of_patch(patch: Patch) -> list[Row]:
    """All that is known of how a patch was made, as (what, value) for people."""
    recipe, info = patch.recipe, method_info(patch.recipe.method)
    rows: list[Row] = [(tr("Patch"), title_of(patch)), (tr("Kind"), tr(KIND_LABELS[kind_of(patch).value]))]
    rows.append((tr("Method"), method_words(patch)))
    rows += _model_facts(patch)
    rows.append((tr("Seed"), seed_words(patch).removeprefix(tr("seed {n}", n="")).strip()))
    if info is not None and info.uses_variation:
        rows.append((tr("Variation"), f"{recipe.variation * 100:.0f} %"))
    rows.append((tr("Mask"), _mask_words(patch)))
    if recipe.grow or recipe.feather:
        rows.append(
            (tr("Edge"), tr("grown by {grow} px, feathered {feather} px", grow=recipe.grow, feather=recipe.feather))
        )
    rows += _adjusted(patch)
    if recipe.parts is not None:
        rows.append((tr("Merged of"), tr("{n} patches", n=len(recipe.parts))))
    rows.append((tr("Made"), time_words(patch.made, full=True)))
    rows.append((tr("Took"), duration(patch.seconds) if patch.seconds >= SHORTEST_S else ""))
    rows.append((tr("Program"), f"Tratteggio {recipe.program}" if recipe.program else ""))
    return [(what, value) for what, value in rows if value]


def _model_facts(patch: Patch) -> list[Row]:
    card = card_of(patch)
    if card is None:
        missing = patch.recipe.model
        return [(tr("Model"), tr("{name}, which is not installed", name=missing))] if missing else []
    return [
        (tr("Model"), f"{card.label} ({card.name})"),
        (tr("Licence"), card.licence),
        (tr("Trained on"), _data(card)),
    ]


def _data(card: ModelCard) -> str:
    """What a card says of the pictures that a model was trained on, in one line."""
    data: Any = card.facts.get("data")
    if not isinstance(data, dict):
        return str(data or "")
    count = data.get("photos", data.get("pictures"))
    sources = [one for one in data.get("sources", ()) if isinstance(one, dict)]
    if not isinstance(count, int) or not sources:
        return str(data.get("what", ""))
    found = dict.fromkeys(_LICENCE_END.split(str(one.get("licence", "")))[0].strip() for one in sources)
    licences = [one for one in found if one]
    words = tr(", ").join(licences[:_MOST_LICENCES])
    if len(licences) > _MOST_LICENCES:
        words = tr("{words} and {n} more", words=words, n=len(licences) - _MOST_LICENCES)
    said = tr("{count:,} pictures from {n} sources ({licences})", count=count, n=len(sources), licences=words)
    return tr("{said}; the card names them", said=said)


def _mask_words(patch: Patch) -> str:
    import numpy as np

    if patch.mask is None:
        return tr("the whole photo") if patch.adjustment is not None else ""
    rect = patch.mask.rect
    count = int(np.count_nonzero(patch.mask.alpha))
    place = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
    words = tr("{count:,} px in {width} × {height} at {x}, {y}", count=count, **place)
    return words.replace(" × ", "\u00a0×\u00a0").replace(", ", ",\u00a0")  # sizes and places are not broken apart


def _adjusted(patch: Patch) -> list[Row]:
    one = patch.adjustment
    if one is None:
        return []
    words = [
        tr("exposure {value:+.2f} EV", value=one.exposure) if one.exposure else "",
        tr("temperature {value:+.0f}", value=one.temperature) if one.temperature else "",
        tr("tint {value:+.0f}", value=one.tint) if one.tint else "",
        tr("curves") if one.master or one.red or one.green or one.blue else "",
    ]
    return [(tr("Changes"), ", ".join(word for word in words if word))]


def facts_as_json(patch: Patch) -> dict[str, Any]:
    """The same for programs: the entry of the recipe, and the model's facts."""
    from engine.recipes import entry_of

    card = card_of(patch)
    model: dict[str, Any] | None = None
    if card is not None:
        model = {"name": card.name, "label": card.label, "licence": card.licence, "sha256": card.sha256}
        model["data"] = card.facts.get("data")
    return {"kind": kind_of(patch).value, **entry_of(patch).to_dict(full=False), "model_card": model}
