"""The latent studio as its panels see it: one point, its picture, and all that was changed on the way to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.errors import BadInput, EngineError, ModelBroken
from engine.jobs import Job, JobContext, JobState
from engine.language import tr
from engine.latent.point import Base, LatentPoint, Move
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem
from ui.studio.history import History, Step, Values
from ui.studio.painting import Painting
from ui.studio.shelf import Kept, Preset, Shelf, ShelfFiles
from ui.studio.shelf_keeping import ShelfKeeper, SnapshotKeeper

if TYPE_CHECKING:
    import numpy as np

    from engine.latent.direction import Direction
    from engine.latent.generator import Generator
    from engine.models.card import ModelCard

_POINT, _SNAPSHOTS, _SHELF = "point", "snapshots", "shelf "
_LEAVE_WITHIN_S = 1.0


class ModelState(Enum):
    """How far the chosen model is."""

    NONE = "none"  # no generator is installed
    OPENING = "opening"
    READY = "ready"
    BROKEN = "broken"  # see `StudioState.problem`


@dataclass(frozen=True, eq=False)
class Snapshot(Kept):
    """A point that is kept in this studio."""

    id: int


def _installed() -> tuple[ModelCard, ...]:
    from engine.latent.generator import generators

    return generators()


def _opened(name: str) -> Generator:
    from engine.latent.generator import open_generator

    return open_generator(name)


class StudioState(QObject):
    """The only place where the window and `engine.latent` meet.

    Panels read its properties, change it through its methods, and follow its signals. Whatever paints runs on a worker
    of the studio's own. Every change of the point, the snapshots and the directions is a step that can be undone.

    Args:
        installed: lists the cards of the generators there are; None = those that came with the program and were added.
        opened: opens a generator by the name of its card, on the worker; None = as `engine.latent` does.
        shelves: where the person's own sliders and presets are kept between two starts; None = nowhere.
    """

    point_changed = Signal(object)  # LatentPoint
    picture_changed = Signal(object, object)  # S x S x 3 uint8 and its LatentPoint, which `preview` may have asked for
    model_changed = Signal()  # another model, or another `model_state`
    directions_changed = Signal()
    presets_changed = Signal()
    snapshots_changed = Signal()
    history_changed = Signal()
    failed = Signal(object)  # Problem
    noticed = Signal(object)  # Notice

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        installed: Callable[[], tuple[ModelCard, ...]] | None = None,
        opened: Callable[[str], Generator] | None = None,
        shelves: ShelfFiles | None = None,
    ) -> None:
        super().__init__(parent)
        self._installed, self._open_generator = installed or _installed, opened or _opened
        self._bridge = JobBridge(self)
        self._finding = JobBridge(self)
        self._background = JobBridge(self)
        self._painting = Painting(self._bridge, self._tell)
        self._keeper = ShelfKeeper(
            shelves, self._bridge, lambda model: self._values.get(_SHELF + model), self._tell, self
        )
        self._snapshot_keeper = SnapshotKeeper(shelves, self._bridge, lambda: self.snapshots, self._tell, self)
        self._history = History()
        self._ids = itertools.count(1)
        self._values: dict[str, Any] = {_POINT: LatentPoint(""), _SNAPSHOTS: ()}
        self._cards: tuple[ModelCard, ...] = ()
        self._state = ModelState.NONE
        self._problem: Problem | None = None
        self._generator: Generator | None = None
        self._own_directions: tuple[Direction, ...] = ()
        self._seeks_directions = False
        self._directions: tuple[Direction, ...] = ()
        self._picture: np.ndarray | None = None
        self._picture_point: LatentPoint | None = None
        self._previewed: LatentPoint | None = None

    # What there is

    @property
    def point(self) -> LatentPoint:
        """Where the person is; its model is "" while there is none."""
        return self._values[_POINT]

    @property
    def picture(self) -> np.ndarray | None:
        """What was painted last, S x S x 3 uint8: of `picture_point`, which may be a moment behind `point`."""
        return self._picture

    @property
    def picture_point(self) -> LatentPoint | None:
        return self._picture_point

    @property
    def cards(self) -> tuple[ModelCard, ...]:
        """The installed generators."""
        return self._cards

    @property
    def generator_card(self) -> ModelCard | None:
        """The card of the chosen model, be it open already or not."""
        return next((card for card in self._cards if card.name == self.point.model), None)

    @property
    def generator(self) -> Generator | None:
        """The open generator with the person's own directions; None while none is READY. Safe in any thread."""
        return self._generator

    @property
    def model_state(self) -> ModelState:
        return self._state

    @property
    def problem(self) -> Problem | None:
        """Why the model is BROKEN."""
        return self._problem

    @property
    def directions(self) -> tuple[Direction, ...]:
        """The model's directions and the person's own, under the person's names and in the person's order."""
        return self._directions

    @property
    def seeks_directions(self) -> bool:
        """Whether the model's own directions are still to come."""
        return self._seeks_directions

    @property
    def shelf(self) -> Shelf:
        """The person's own names, order, directions and presets of the chosen model."""
        return self._shelf

    @property
    def presets(self) -> tuple[Preset, ...]:
        return self._shelf.presets

    @property
    def snapshots(self) -> tuple[Snapshot, ...]:
        """What was kept, in order, of all models."""
        return self._values[_SNAPSHOTS]

    @property
    def can_undo(self) -> bool:
        return bool(self._history.undo_text)

    @property
    def can_redo(self) -> bool:
        return bool(self._history.redo_text)

    @property
    def undo_text(self) -> str:
        """What would be undone, such as "Truncation"; "" for nothing."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        return self._history.redo_text

    @property
    def depth(self) -> int:
        """How many steps there are to undo; a drag is one of them from its first change to its last."""
        return self._history.depth

    @property
    def background(self) -> JobBridge:
        """A second worker for what takes seconds: films, inversions. Pictures for the sliders never wait behind it."""
        return self._background

    # The model

    def start(self, model: str = "", point: LatentPoint | None = None) -> None:
        """List the models and open `model`, or the first one where it is not installed; at `point`, if it is of it."""
        self._snapshot_keeper.read(self._snapshots_read)
        try:
            self._cards = self._installed()
        except EngineError as error:
            self._break(Problem.of(error))
            return
        names = [card.name for card in self._cards]
        if not names:
            self._set_model_state(ModelState.NONE)
            return
        begin = LatentPoint(model if model in names else names[0])
        self._values[_POINT] = point if point is not None and point.model == begin.model else begin
        self._point_set()

    def set_model(self, name: str) -> None:
        """Go over to another model, at the same seeds where the point has any. One step."""
        if name != self.point.model:
            base = Base(self.point.base.seeds) if self.point.base.seeds else Base()
            self.set_point(replace(self.point, model=name, base=base, cutoff=None, moves=(), mixes=()), tr("Model"))
        elif self._state is ModelState.BROKEN:
            self._open()

    def take_model(self, name: str) -> None:
        """A model has been added: list the models anew and go over to it, as one step where there was one before."""
        if not self.point.model:
            self.start(name)
            return
        self._cards = self._installed()
        self.set_model(name)

    def _open(self) -> None:
        name = self.point.model
        self._generator = None
        self._own_directions = ()
        self._seeks_directions = True
        self._painting.use(name, None)
        self._set_model_state(ModelState.OPENING)
        self._collect_directions()
        self._ask_picture()
        self._keeper.read(name, lambda shelf: self._shelf_read(shelf, name))
        self._bridge.submit(
            lambda _context: self._open_generator(name),
            tr("Opening the model"),
            then=lambda job: self._is_open(job, name),
            lane="open",
        )

    def _is_open(self, job: Job[Any], name: str) -> None:
        if name != self.point.model:
            return
        if job.state is JobState.FAILED:
            self._break(
                Problem.of(
                    job.error or EngineError(tr("The model {name} could not be opened.", name=name)), job.details
                )
            )
        elif job.value is not None:
            generator: Generator = job.value
            self._generator = generator
            self._collect_directions()
            self._set_model_state(ModelState.READY)
            # On a worker of their own: neither the first pictures wait for them, nor they for a film.
            self._finding.submit(
                lambda _context: generator.directions(),
                tr("Finding directions"),
                then=lambda found: self._directions_found(found, name),
                lane="directions",
            )

    def _directions_found(self, job: Job[Any], name: str) -> None:
        self._seeks_directions = self._seeks_directions and name != self.point.model
        if job.state is JobState.FAILED and job.error is not None:
            self._tell(Problem.of(job.error, job.details))
            self.directions_changed.emit()
        elif job.value is not None and name == self.point.model:
            self._own_directions = job.value
            self._collect_directions()
            self._leave_out_unknown_moves()

    def _shelf_read(self, shelf: Shelf, name: str) -> None:
        """What was kept last time is no step."""
        if _SHELF + name not in self._values:
            self._values[_SHELF + name] = shelf
            self._collect_directions()
            self.presets_changed.emit()

    def _break(self, problem: Problem) -> None:
        self._problem = problem
        self._painting.clear()
        self._set_model_state(ModelState.BROKEN)

    def _set_model_state(self, state: ModelState) -> None:
        self._state = state
        if state is not ModelState.BROKEN:
            self._problem = None
        self.model_changed.emit()

    # The point

    def set_point(self, point: LatentPoint, text: str, merge: str | None = None) -> None:
        """Go to `point`: one step of the history, called `text`.

        Args:
            merge: steps that follow each other with the same key become one; a drag has a key of its own, and ends
                with `seal`.
        """
        if point == self.point:
            self.stop_preview()
            return
        if all(card.name != point.model for card in self._cards):
            advice = tr("Import the model first, or copy a point of one that is installed.")
            self.failed.emit(
                Problem.of(ModelBroken(tr("The model {model} is not installed.", model=point.model), advice))
            )
            return
        if point.model == self.point.model and (unknown := self._unknown_moves(point)):
            sentence = tr("The direction {direction} is not among those of the model.", direction=unknown[0].direction)
            self.failed.emit(
                Problem.of(BadInput(sentence, tr("Learn it again, or copy the point from where it is known.")))
            )
            return
        self._change(text, {_POINT: point}, merge)

    def portable(self, point: LatentPoint) -> LatentPoint:
        """The same picture as a point that also a studio without the person's own directions can paint."""
        generator = self._generator
        return generator.baked(point) if generator is not None and generator.uses_extra(point) else point

    def _unknown_moves(self, point: LatentPoint) -> list[Move]:
        known = {one.id for one in self._directions}
        return [move for move in point.moves if move.direction not in known] if self._own_directions else []

    def _leave_out_unknown_moves(self) -> None:
        """A pasted point, or one of a step long ago, may have sliders that the model that has opened has not."""
        if unknown := self._unknown_moves(self.point):
            moves = tuple(move for move in self.point.moves if move not in unknown)
            self._apply({_POINT: replace(self.point, moves=moves)})
            self.noticed.emit(Notice(tr("Sliders that this model does not have were left out")))

    def seal(self) -> None:
        """A drag has ended: what follows is a step of its own."""
        self._history.seal()

    def undo(self) -> None:
        self._apply(self._history.undo())

    def redo(self) -> None:
        self._apply(self._history.redo())

    def preview(self, point: LatentPoint | None) -> None:
        """Show the picture of another point for a while, without a step; None goes back to the point itself."""
        self._previewed = point
        self._ask_picture()

    def stop_preview(self) -> bool:
        """Back to the point's own picture. Returns whether another one was shown."""
        was_shown = self._previewed is not None
        if was_shown:
            self.preview(None)
        return was_shown

    def show_painted(self, picture: np.ndarray, point: LatentPoint) -> None:
        """Show for a while a picture that has been painted already, such as a frame of a film; no step."""
        self._previewed = point
        self.drop("point")
        self._painted(picture, point)

    def request(
        self,
        points: Sequence[LatentPoint],
        done: Callable[[list[np.ndarray]], object],
        lane: str,
        urgent: bool = False,
        part: Callable[[int, np.ndarray], object] | None = None,
    ) -> None:
        """Paint `points`, all of the current model, off the main thread.

        Args:
            done: called on the main thread with every picture, S x S x 3 uint8, in order.
            lane: only the newest wish of a lane counts.
            urgent: goes before everything that is not: the person is dragging something.
            part: called with an index and its picture as soon as it is there.
        """
        self._painting.request(points, done, lane, urgent, part)

    def compute(self, run: Callable[[JobContext], Any], label: str, then: Callable[[Job[Any]], object]) -> None:
        """Run something that takes milliseconds off the main thread, before the next picture; see `JobBridge.submit`.

        What takes longer belongs to `background`, which may be busy for minutes.
        """
        self._bridge.submit(run, label, then=then)

    def drop(self, lane: str) -> None:
        """Nobody waits for what was asked in this lane any more."""
        self._painting.drop(lane)

    def _ask_picture(self) -> None:
        point = self._previewed or self.point
        if point.model:
            self.request([point], lambda pictures: self._painted(pictures[0], point), "point", urgent=True)

    def _painted(self, picture: np.ndarray, point: LatentPoint) -> None:
        if point.model == self.point.model:
            self._picture, self._picture_point = picture, point
            self.picture_changed.emit(picture, point)

    # Snapshots

    def keep_snapshot(self) -> None:
        """Keep the point with its picture at the end of the snapshots."""
        point = self.point
        if self._picture is not None and self._picture_point == point:
            self._add_snapshot(point, self._picture)
        elif point.model:
            self.request([point], lambda pictures: self._add_snapshot(point, pictures[0]), "snapshot", urgent=True)

    def _add_snapshot(self, point: LatentPoint, picture: np.ndarray) -> None:
        kept = Snapshot(point, picture, next(self._ids))
        self._change(tr("Snapshot"), {_SNAPSHOTS: (*self.snapshots, kept)})

    def add_snapshots(self, kept: Sequence[Kept]) -> None:
        """Put others at the end of the snapshots. One step."""
        new = tuple(Snapshot(one.point, one.picture, next(self._ids)) for one in kept)
        self._change(tr("Open snapshots"), {_SNAPSHOTS: (*self.snapshots, *new)})

    def _snapshots_read(self, kept: Sequence[Kept]) -> None:
        """What was kept last time is no step."""
        if kept:
            self._values[_SNAPSHOTS] = tuple(Snapshot(one.point, one.picture, next(self._ids)) for one in kept)
            self.snapshots_changed.emit()

    def remove_snapshot(self, snapshot_id: int) -> None:
        left = tuple(one for one in self.snapshots if one.id != snapshot_id)
        if len(left) < len(self.snapshots):
            self._change(tr("Remove snapshot"), {_SNAPSHOTS: left})

    def move_snapshot(self, snapshot_id: int, place: int) -> None:
        """Put a snapshot at `place`, counted from 0."""
        moved = next((one for one in self.snapshots if one.id == snapshot_id), None)
        if moved is not None:
            others = [one for one in self.snapshots if one is not moved]
            others.insert(place, moved)
            if tuple(others) != self.snapshots:
                self._change(tr("Move snapshot"), {_SNAPSHOTS: tuple(others)})

    # Directions and presets

    def add_direction(self, direction: Direction) -> None:
        """Take in a direction that the person made; one of the same id is replaced."""
        self._change_shelf(tr("Add direction"), self._shelf.with_learned(direction))

    def replace_direction(self, direction_id: str, direction: Direction) -> None:
        """Put a direction that the person has made anew in the place of an older one; its slider stays where it is."""
        point, amount = self.point, self.point.amount_of(direction_id)
        point = point.moved(direction_id, 0.0).moved(direction.id, amount)
        self._change(
            tr("Learn again"), {self._shelf_key: self._shelf.learned_again(direction_id, direction), _POINT: point}
        )

    def remove_direction(self, direction_id: str) -> None:
        """Forget a direction that the person made, and its slider's move."""
        shelf = self._shelf.without_learned(direction_id)
        if len(shelf.learned) < len(self._shelf.learned):
            changes = {self._shelf_key: shelf, _POINT: self.point.moved(direction_id, 0.0)}
            self._change(tr("Remove direction"), changes)

    def rename_direction(self, direction_id: str, name: str) -> None:
        """Call a direction `name`; "" gives it back its own."""
        shelf = self._shelf.named(direction_id, name)
        if shelf.names != self._shelf.names:
            self._change_shelf(tr("Rename direction"), shelf)

    def move_direction(self, direction_id: str, place: int) -> None:
        """Put a direction at `place` among all of them, counted from 0."""
        ids = [one.id for one in self._directions]
        if direction_id in ids:
            order = [one for one in ids if one != direction_id]
            order.insert(place, direction_id)
            if order != ids:
                self._change_shelf(tr("Move direction"), replace(self._shelf, order=tuple(order)))

    def save_preset(self, name: str) -> None:
        """Keep the sliders of the point under `name`; a preset of that name is replaced."""
        self._change_shelf(tr("Save preset"), self._shelf.with_preset(Preset(name, self.point.moves)))

    def remove_preset(self, name: str) -> None:
        if any(one.name == name for one in self.presets):
            self._change_shelf(tr("Remove preset"), self._shelf.without_preset(name))

    def rename_preset(self, old: str, new: str) -> None:
        """Call a preset `new`; one that has that name already goes. Nothing happens without a name."""
        new = new.strip()
        if new and new != old and any(one.name == old for one in self.presets):
            self._change_shelf(tr("Rename preset"), self._shelf.preset_renamed(old, new))

    def add_presets(self, presets: Sequence[Preset], learned: Sequence[Direction] = ()) -> None:
        """Take in presets, and learned directions that they use. Of a name that is there already they are one more."""
        self._change_shelf(tr("Import presets"), self._shelf.with_imported(presets, learned))

    def apply_preset(self, preset: Preset) -> None:
        """Put the sliders where the preset has them; directions that are gone are left out."""
        known = {one.id for one in self._directions}
        moves = tuple(move for move in preset.moves if move.direction in known)
        self.set_point(replace(self.point, moves=moves), preset.name)

    @property
    def _shelf_key(self) -> str:
        return _SHELF + self.point.model

    @property
    def _shelf(self) -> Shelf:
        return self._values.get(self._shelf_key) or Shelf()

    def _change_shelf(self, text: str, shelf: Shelf) -> None:
        self._change(text, {self._shelf_key: shelf})

    def _collect_directions(self) -> None:
        shelf = self._shelf
        self._directions = shelf.arranged(self._own_directions)
        if self._generator is not None:
            generator = self._generator = self._generator.directions_with(shelf.learned)
            self._painting.use(self.point.model, generator.pictures)
        self.directions_changed.emit()

    # Steps

    def _change(self, text: str, after: Values, merge: str | None = None) -> None:
        before = {key: self._values.get(key) for key in after}
        self._history.record(Step(text, before, after, merge))
        self._apply(after)

    def _apply(self, values: Values) -> None:
        """Put these values in place and tell of those that changed."""
        changed = [key for key, value in values.items() if self._values.get(key) is not value]
        self._values.update({key: values[key] for key in changed})
        self._keeper.changed({key.removeprefix(_SHELF) for key in changed if key.startswith(_SHELF)})
        shelf = _SHELF + self.point.model
        if shelf in changed:
            self._collect_directions()
            self.presets_changed.emit()
        if _POINT in changed:
            self._point_set()
        if _SNAPSHOTS in changed:
            self._snapshot_keeper.changed()
            self.snapshots_changed.emit()
        if values:
            self.history_changed.emit()

    def _point_set(self) -> None:
        """The point is another one."""
        self._previewed = None
        if self._painting.model != self.point.model:
            self._open()
        else:
            self._ask_picture()
        self.point_changed.emit(self.point)

    # The end

    def shut_down(self, timeout: float = _LEAVE_WITHIN_S) -> bool:
        """Stop the workers, and keep the person's own sliders and snapshots.

        Returns whether the workers ended within `timeout` seconds.
        """
        bridges = (self._bridge, self._finding, self._background)
        for bridge in bridges:
            bridge.cancel_all()
        ended = [bridge.close(timeout / len(bridges)) for bridge in bridges]
        self._keeper.write_now()
        self._snapshot_keeper.write_now()
        return all(ended)

    def _tell(self, problem: Problem) -> None:
        self.failed.emit(problem)
