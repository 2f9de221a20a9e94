"""The sliders of the latent studio: every direction that a model has, grouped by what it changes."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from engine.language import mark, tr
from engine.latent.point import LatentPoint, Layers
from ui.icons import icon
from ui.studio.direction_row import DirectionRow
from ui.studio.slider_group import SliderGroup
from ui.studio.state import ModelState, StudioState
from ui.widgets.building import column_layout, label, row_layout, timer
from ui.widgets.naming import name_control
from ui.widgets.overlay_scroll_area import area_around
from ui.widgets.section import Section

if TYPE_CHECKING:
    from engine.latent.direction import Direction

RESET_TEXT = mark("Reset the sliders")
_MANY = 12  # from here on there is something to search
_FIRST, _STEP = 6, 12  # how many of a group that nobody has looked at show, and how many more at a time
_SPREAD = 0.4  # standard deviations by which chance moves a slider
_NAMED = mark("Named")
_SOURCES = {
    "latent": (mark("Most informative latents"), mark("The latents of which this model makes most use, one by one")),
    "pca": (mark("Principal directions"), mark("How this model's pictures vary most; nobody has named these yet")),
    "sefa": (
        mark("Closed-form directions"),
        mark("What the model's weights answer to most; nobody has named these yet"),
    ),
    "learned": (mark("Learned"), mark("Sliders made of the samples that you have marked")),
}


def group_of(direction: Direction) -> str:
    """The heading that a slider stands under: what it changes, or where it comes from while nobody has looked."""
    if direction.source == "learned":
        return "learned"
    return direction.group or (tr(_NAMED) if direction.named else direction.source)


def grouped(directions: Sequence[Direction]) -> dict[str, list[Direction]]:
    """Headings and what stands under them: the named ones first, then by source, the learned ones last."""
    found: dict[str, list[Direction]] = {}
    for direction in directions:
        found.setdefault(group_of(direction), []).append(direction)
    places = [*(key for key in found if key not in _SOURCES), *_SOURCES]
    return {key: found[key] for key in places if key in found}


class SlidersPanel(Section):
    """Sliders over `StudioState.directions`. Moving one sets a point on the state and does nothing else.

    Args:
        chance: numbers around 0, of standard deviation 1.
    """

    def __init__(
        self,
        state: StudioState,
        parent: QWidget | None = None,
        *,
        chance: Callable[[], float] = lambda: random.gauss(0.0, 1.0),
    ) -> None:
        super().__init__("sliders", tr("Sliders"), parent)
        self._state, self._chance = state, chance
        self._model = ""
        self._directions: tuple[Direction, ...] = ()
        self._rows: dict[str, DirectionRow] = {}
        self._groups: dict[str, SliderGroup] = {}
        self._shown: dict[str, int] = {}
        self._layers: dict[tuple[str, str], Layers] = {}
        self._alone: set[str] | None = None  # while only moved ones show: these, so that none vanishes under the hand
        self._folded: dict[str, bool] = {}  # headings as they were before that
        self._reaches: dict[tuple[str, str], tuple[float, float]] = {}
        self._search = name_control(
            QLineEdit(), "sliders-search", tr("Find a slider"), tr("Show only sliders of this name")
        )
        self._search.setPlaceholderText(tr("Find a slider"))
        self._search.setClearButtonEnabled(False)
        self._moved_alone = name_control(
            QToolButton(), "sliders-moved", tr("Moved sliders only"), tr("Show only the sliders that are moved")
        )
        self._moved_alone.setIcon(icon("sliders-horizontal"))
        self._moved_alone.setCheckable(True)
        self._chance_button = name_control(
            QToolButton(),
            "sliders-random",
            tr("Randomise a little"),
            tr("Move every slider in sight a little by chance"),
        )
        self._chance_button.setIcon(icon("shuffle"))
        self._reset = name_control(
            QToolButton(), "sliders-reset", tr("Reset all sliders"), tr("Put every slider back to its middle")
        )
        self._reset.setIcon(icon("rotate-ccw"))
        self._told = label(name="sliders-told", wraps=True, is_muted=True)
        self._arrange()
        self._connect()
        self._rebuild()

    def _arrange(self) -> None:
        self.content.setContentsMargins(4, 4, 8, 16)
        tools = row_layout(6, None, (12, 0, 8, 0))
        tools.addWidget(self._search, 1)
        tools.addStretch(0)
        tools.addWidget(self._moved_alone)
        tools.addWidget(self._chance_button)
        tools.addWidget(self._reset)
        told = row_layout(0, None, (12, 0, 0, 0))
        told.addWidget(self._told)
        self._column = column_layout(6)
        self.content.addLayout(tools)
        self.content.addLayout(told)
        self.content.addLayout(self._column)

    def _connect(self) -> None:
        state = self._state
        state.point_changed.connect(self._show_point)
        state.directions_changed.connect(self._rebuild)
        state.model_changed.connect(self._rebuild)
        self._searched = timer(self, 120, self._rebuild)
        self._search.textChanged.connect(lambda _text: self._searched.start())
        self._moved_alone.toggled.connect(self._show_moved_alone)
        self._chance_button.clicked.connect(self.randomise)
        self._reset.clicked.connect(self.reset)

    # What a person does

    def reset(self) -> None:
        """Put every slider back to its middle. One step."""
        self._state.set_point(replace(self._state.point, moves=()), tr(RESET_TEXT))

    def randomise(self) -> None:
        """Move every slider in sight a little. One step."""
        point = self._state.point
        for row in self.rows_in_sight:
            low, high = row.direction.range
            amount = round(min(max(point.amount_of(row.direction.id) + _SPREAD * self._chance(), low), high), 2)
            point = point.moved(row.direction.id, amount, self._layers_of(row.direction))
        self._state.set_point(point, tr("Randomise a little"))

    @property
    def rows_in_sight(self) -> list[DirectionRow]:
        """The sliders that are neither folded away nor filtered out."""
        shown = (group for group in self._groups.values() if not group.is_folded and not group.isHidden())
        return [row for group in shown for row in group.rows]

    def row(self, direction_id: str) -> DirectionRow | None:
        """The slider of a direction, where one has been shown."""
        return self._rows.get(direction_id)

    def reveal(self, direction_id: str) -> None:
        """Bring a slider into sight and give it the keyboard."""
        direction = next((one for one in self._directions if one.id == direction_id), None)
        if direction is None:
            return
        self._search.clear()
        self._moved_alone.setChecked(False)
        key = group_of(direction)
        if direction_id not in self._rows:
            self._shown[key] = len(self._directions)
        self._rebuild()
        self.set_folded(False)
        self._groups[key].set_folded(False)
        row = self._rows[direction_id]
        row.row.slider.setFocus(Qt.FocusReason.OtherFocusReason)
        _bring_into_sight(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._search.hasFocus() and self._search.text():
            self._search.clear()
        else:
            super().keyPressEvent(event)

    def _show_moved_alone(self, on: bool) -> None:
        self._alone = {move.direction for move in self._state.point.moves} if on else None
        if on:
            self._folded = {key: group.is_folded for key, group in self._groups.items()}
        for key, group in self._groups.items():
            group.set_folded(False if on else self._folded.get(key, group.is_folded))
        self._rebuild()

    # One slider

    def _slid(self, row: DirectionRow, amount: float) -> None:
        direction = row.direction
        point = self._state.point.moved(direction.id, amount, self._layers_of(direction))
        self._state.set_point(point, direction.name, f"slider {direction.id} {row.gesture}")

    def _pick_layers(self, row: DirectionRow, first: int, last: int) -> None:
        direction = row.direction
        self._layers[self._state.point.model, direction.id] = (first, last)
        row.show_layers((first, last))
        if amount := self._state.point.amount_of(direction.id):
            point = self._state.point.moved(direction.id, amount, self._layers_of(direction))
            self._state.set_point(
                point, tr("Layers of {name}", name=direction.name), f"layers {direction.id} {row.gesture}"
            )

    def _pick_reach(self, row: DirectionRow, reach: float) -> None:
        self._reaches[self._state.point.model, row.direction.id] = (-reach, reach)
        row.show_reach((-reach, reach))

    def _rename(self, row: DirectionRow, name: str) -> None:
        direction_id = row.direction.id
        if name.strip() != row.direction.name:
            self._state.rename_direction(direction_id, name)
            self.reveal(direction_id)

    def _place(self, group: SliderGroup, direction_id: str, place: int) -> None:
        """Put a direction at `place` of its group: before the one that stands there, of all directions."""
        others = [row.direction.id for row in group.rows if row.direction.id != direction_id]
        ids = [one.id for one in self._state.directions if one.id != direction_id]
        if others:
            beside = others[min(place, len(others) - 1)]
            self._state.move_direction(direction_id, ids.index(beside) + (place >= len(others)))

    def _layers_of(self, direction: Direction) -> Layers | None:
        chosen = self._layers.get((self._state.point.model, direction.id))
        return None if chosen == direction.layers else chosen

    # Showing

    def _rebuild(self) -> None:
        """Show the directions that the state has now, under their headings."""
        state = self._state
        directions = self._directions = state.directions if state.model_state is ModelState.READY else ()
        if state.point.model != self._model:
            self._model = state.point.model
            self._clear()
        self._forget(directions)
        wanted = self._search.text().strip().casefold()
        headings = grouped([one for one in directions if self._is_wanted(one, wanted)])
        has_named = any(key not in _SOURCES for key in headings)
        for key, group in self._groups.items():
            if key not in headings:
                group.hide()
        for place, (key, found) in enumerate(headings.items()):
            group = self._groups.get(key) or self._new_group(key, folded=has_named and key in ("pca", "sefa", "latent"))
            self._column.removeWidget(group)
            self._column.insertWidget(place, group)
            group.show()
            shown = found if wanted or self._alone is not None else self._first_of(key, found)
            group.show_rows([self._row_of(one) for one in shown], len(found) - len(shown))
        self._groups = {key: self._groups[key] for key in [*headings, *(set(self._groups) - set(headings))]}
        self._search.setVisible(len(directions) > _MANY)
        self._told.setText(self._words(bool(headings)))
        self._told.setVisible(bool(self._told.text()))
        self._chance_button.setEnabled(bool(headings))
        self._show_point(state.point)

    def _is_wanted(self, direction: Direction, words: str) -> bool:
        is_told = words in f"{direction.group} {direction.name}".casefold()
        return is_told and (self._alone is None or direction.id in self._alone)

    def _words(self, has_any: bool) -> str:
        state = self._state.model_state
        if state is ModelState.OPENING:
            return tr("Opening the model…")
        if state is not ModelState.READY:
            return tr("Sliders come with a model.")
        if has_any:
            return ""
        if self._state.seeks_directions:
            return tr("Looking for directions…")
        if self._alone is not None:
            return tr("No slider is moved.")
        return tr("No slider has this name.") if self._search.text() else tr("This model knows no directions.")

    def _first_of(self, key: str, found: list[Direction]) -> list[Direction]:
        """Those that show: all that somebody has looked at; of the others the first few, and whatever is moved."""
        if key not in _SOURCES or key == "learned":
            return found
        count = self._shown.get(key, _FIRST)
        kept = {move.direction for move in self._state.point.moves} | {
            row.direction.id for row in (self._groups[key].rows if key in self._groups else ())
        }
        return [one for place, one in enumerate(found) if place < count or one.id in kept]

    def _show_more(self, key: str) -> None:
        self._shown[key] = self._shown.get(key, _FIRST) + _STEP
        self._rebuild()

    def _new_group(self, key: str, *, folded: bool) -> SliderGroup:
        title, tooltip = (tr(words) for words in _SOURCES.get(key, (key, tr("What changes: {name}", name=key.lower()))))
        group = self._groups[key] = SliderGroup(_plain(key), title, tooltip)
        group.set_folded(folded)
        group.more_wanted.connect(lambda: self._show_more(key))
        group.place_wanted.connect(lambda direction_id, place: self._place(group, direction_id, place))
        group.folded_changed.connect(lambda _folded: self._show_point(self._state.point))
        return group

    def _row_of(self, direction: Direction) -> DirectionRow:
        row = self._rows.get(direction.id)
        if row is None:
            row = self._rows[direction.id] = self._new_row(direction)
        elif row.direction is not direction:
            row.show_direction(direction)
        return row

    def _new_row(self, direction: Direction) -> DirectionRow:
        generator, key = self._state.generator, (self._state.point.model, direction.id)
        row = DirectionRow(direction, generator.layers if generator is not None else direction.layers[1] + 1)
        row.show_reach(self._reaches.get(key, direction.range))
        row.show_layers(self._layers.get(key))
        row.amount_changed.connect(lambda amount: self._slid(row, amount))
        row.layers_changed.connect(lambda first, last: self._pick_layers(row, first, last))
        row.reach_changed.connect(lambda reach: self._pick_reach(row, reach))
        row.renamed.connect(lambda name: self._rename(row, name))
        row.removal_wanted.connect(lambda: self._state.remove_direction(row.direction.id))
        row.shift_wanted.connect(lambda step: self._shift(row, step))
        row.dragged.connect(lambda at: self._drag(row, at))
        row.dropped.connect(lambda: self._group_with(row).drop())
        return row

    def _group_with(self, row: DirectionRow) -> SliderGroup:
        return next(group for group in self._groups.values() if row in group.rows)

    def _shift(self, row: DirectionRow, step: int) -> None:
        self._group_with(row).shift(row, step)
        _bring_into_sight(row)

    def _drag(self, row: DirectionRow, at: QPoint) -> None:
        self._group_with(row).drag(row, at)
        if area := area_around(self):
            area.follow(at)

    def _clear(self) -> None:
        self._alone = None
        self._moved_alone.blockSignals(True)
        self._moved_alone.setChecked(False)
        self._moved_alone.blockSignals(False)
        for group in self._groups.values():
            self._column.removeWidget(group)
            group.hide()
            group.deleteLater()
        self._groups, self._rows, self._shown = {}, {}, {}

    def _forget(self, directions: Sequence[Direction]) -> None:
        """Let go of the rows of directions that are gone."""
        there = {one.id for one in directions}
        for direction_id in [one for one in self._rows if one not in there]:
            row = self._rows.pop(direction_id)
            for group in self._groups.values():
                if row in group.rows:
                    group.show_rows([one for one in group.rows if one is not row], 0)
            row.deleteLater()

    def _show_point(self, point: LatentPoint) -> None:
        moves = {move.direction: move for move in point.moves}
        if self._alone is not None and not moves.keys() <= self._alone:
            self._alone |= moves.keys()
            self._rebuild()
            return
        hidden = {one.id for one in self._directions} - self._rows.keys()
        if hidden & moves.keys() and not self._search.text():
            self._rebuild()  # which gives every slider that is moved a row
            return
        for direction_id, row in self._rows.items():
            move = moves.get(direction_id)
            row.show_amount(move.amount if move is not None else 0.0)
            if move is not None and move.layers != self._layers.get((point.model, direction_id)):
                self._follow_layers(row, move.layers)
        for group in self._groups.values():
            group.show_moved(sum(row.amount != 0 for row in group.rows))
        self._reset.setEnabled(bool(moves))
        self._moved_alone.setEnabled(bool(moves) or self._moved_alone.isChecked())
        self.set_note(tr("{moves} moved", moves=len(moves)) if moves else "")

    def _follow_layers(self, row: DirectionRow, layers: Layers | None) -> None:
        """A step back, a preset or a pasted point moves other layers than were chosen here."""
        key = (self._model, row.direction.id)
        if layers is None:
            self._layers.pop(key, None)
        else:
            self._layers[key] = layers
        row.show_layers(layers)


def _plain(key: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in key.casefold())


def _bring_into_sight(widget: QWidget) -> None:
    if area := area_around(widget):
        area.bring_into_sight(widget)
