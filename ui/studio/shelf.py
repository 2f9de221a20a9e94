"""What a person makes of a model's directions, and the file that keeps it between two starts: one a model."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BadInput
from engine.language import mark, tr
from engine.latent.point import Move
from engine.paths import data_dir

if TYPE_CHECKING:
    import numpy as np

    from engine.latent.direction import Direction
    from engine.latent.files import Latents
    from engine.latent.point import LatentPoint

_KEPT_SIDE = 128  # px
_ARRANGEMENT = mark("the sliders' own names and order")  # the preset of a file that moves nothing and holds these


@dataclass(frozen=True)
class Preset:
    """Sliders under a name."""

    name: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, eq=False)
class Shelf:
    """What the person made of a model's directions.

    Attributes:
        names: id -> the person's own name of a direction.
        order: ids in the order of the person; those that are missing follow in the model's order.
        learned: directions that the person made.
        presets: saved positions of sliders.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    learned: tuple[Direction, ...] = ()
    presets: tuple[Preset, ...] = ()

    def arranged(self, own: tuple[Direction, ...]) -> tuple[Direction, ...]:
        """The model's own directions and the learned ones, under the person's names and in the person's order."""
        places = {one: place for place, one in enumerate(self.order)}
        found = sorted((*own, *self.learned), key=lambda one: places.get(one.id, len(places)))
        return tuple(
            replace(one, name=self.names[one.id], named=True) if one.id in self.names else one for one in found
        )

    def with_learned(self, direction: Direction) -> Shelf:
        """One more; one of the same id goes."""
        others = tuple(one for one in self.learned if one.id != direction.id)
        return replace(self, learned=(*others, direction))

    def learned_again(self, old: str, direction: Direction) -> Shelf:
        """`direction` in the place of the one with the id `old`: in names, order and presets too."""
        ids = {old: direction.id}
        return replace(
            self,
            learned=tuple(direction if one.id == old else one for one in self.learned),
            names={ids.get(key, key): name for key, name in self.names.items()},
            order=tuple(ids.get(one, one) for one in self.order),
            presets=tuple(_with_direction(preset, old, direction.id) for preset in self.presets),
        )

    def without_learned(self, direction_id: str) -> Shelf:
        return replace(self, learned=tuple(one for one in self.learned if one.id != direction_id))

    def named(self, direction_id: str, name: str) -> Shelf:
        """A direction under another name; "" gives it back its own."""
        names = {key: value for key, value in self.names.items() if key != direction_id}
        if name := name.strip():
            names[direction_id] = name
        return replace(self, names=names)

    def with_preset(self, preset: Preset) -> Shelf:
        """One more; one of the same name goes."""
        others = tuple(one for one in self.presets if one.name != preset.name)
        return replace(self, presets=(*others, preset))

    def without_preset(self, name: str) -> Shelf:
        return replace(self, presets=tuple(one for one in self.presets if one.name != name))

    def preset_renamed(self, old: str, new: str) -> Shelf:
        """A preset under another name; one that has it already goes."""
        others = (one for one in self.presets if one.name != new)
        return replace(self, presets=tuple(replace(one, name=new) if one.name == old else one for one in others))

    def with_imported(self, presets: Sequence[Preset], learned: Sequence[Direction]) -> Shelf:
        """More presets, and the directions that they use. Of a name that is there already they are one more."""
        taken = {one.name for one in self.presets}
        added: list[Preset] = []
        for preset in presets:
            name = next(name for name in _numbered(preset.name) if name not in taken)
            taken.add(name)
            added.append(replace(preset, name=name))
        known = {one.id for one in self.learned}
        directions = (*self.learned, *(one for one in learned if one.id not in known))
        return replace(self, presets=(*self.presets, *added), learned=directions)


def _numbered(name: str) -> Iterator[str]:
    """The name itself, then "name 2" and so on."""
    yield name
    yield from (f"{name} {number}" for number in itertools.count(2))


def _with_direction(preset: Preset, old: str, new: str) -> Preset:
    moves = (replace(move, direction=new) if move.direction == old else move for move in preset.moves)
    return replace(preset, moves=tuple(moves))


@dataclass(frozen=True, eq=False)
class Kept:
    """A point that is kept, with its picture (H x W x 3 uint8)."""

    point: LatentPoint
    picture: np.ndarray


class ShelfFiles:
    """Shelves and snapshots in the person's own folder. What it does takes milliseconds, but touches the disk."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or data_dir() / "latents"

    def path(self, model: str) -> Path:
        from engine.latent.files import SUFFIX

        return self._folder / f"{model}{SUFFIX}"

    def read(self, model: str) -> Shelf:
        """The shelf of a model; an empty one where none has been kept.

        Raises:
            BadInput: the file is damaged. It has been renamed to end in `.bad`, and a new one will be written.
        """
        path = self.path(model)
        advice = tr("Your own sliders and presets start anew; the old file is kept as {name}.bad.", name=path.name)
        latents = _loaded(path, advice)
        if latents is None:
            return Shelf()
        own = next((one for one in latents.presets if one.name == _ARRANGEMENT), None)
        presets = (Preset(one.name, one.moves) for one in latents.presets if one is not own)
        names, order = (own.names, own.order) if own is not None else ({}, ())
        return Shelf(dict(names), order, latents.directions, tuple(presets))

    def write(self, model: str, shelf: Shelf) -> None:
        """Keep a shelf.

        Raises:
            WriteFailed: it cannot be written; what was there before is untouched.
        """
        from engine.latent import files

        own = files.Preset(_ARRANGEMENT, model, (), shelf.names, shelf.order)
        presets = (files.Preset(one.name, model, one.moves) for one in shelf.presets)
        _save(self.path(model), files.Latents(presets=(own, *presets), directions=shelf.learned))

    @property
    def snapshots_path(self) -> Path:
        """Beside the shelves, under a name that no model has."""
        from engine.latent.files import SUFFIX

        return self._folder / f"Snapshots{SUFFIX}"

    def read_snapshots(self) -> tuple[Kept, ...]:
        """What was kept last time, in order.

        Raises:
            BadInput: as `read`.
        """
        path = self.snapshots_path
        latents = _loaded(path, tr("The snapshots start anew; the old file is kept as {name}.bad.", name=path.name))
        if latents is None:
            return ()
        return tuple(Kept(*pair) for pair in zip(latents.points, latents.pictures, strict=False))

    def write_snapshots(self, snapshots: Sequence[Kept]) -> None:
        """Keep them, with small pictures.

        Raises:
            WriteFailed: as `write`.
        """
        from engine.latent.files import Latents

        points = tuple(one.point for one in snapshots)
        _save(self.snapshots_path, Latents(points, pictures=tuple(small(one.picture) for one in snapshots)))


def small(picture: np.ndarray) -> np.ndarray:
    """A picture (S x S x 3 uint8) as it is kept for a list: as it is, or reduced by a whole number to about 128 px."""
    import cv2

    times = picture.shape[0] // _KEPT_SIDE
    if times < 2:
        return picture
    return cv2.resize(picture, None, fx=1 / times, fy=1 / times, interpolation=cv2.INTER_AREA)


def _loaded(path: Path, advice: str) -> Latents | None:
    """What was kept in a file of ours; None where there is none. One that is damaged is set aside.

    Raises:
        BadInput: the file is damaged, with `advice`. It has been renamed to end in `.bad`.
    """
    from engine.latent.files import load_latents

    if not path.is_file():
        return None
    try:
        return load_latents(path)
    except BadInput as error:
        with contextlib.suppress(OSError):
            os.replace(path, path.with_name(path.name + ".bad"))
        raise BadInput(error.sentence, advice) from error


def _save(path: Path, latents: Latents) -> None:
    """Raises WriteFailed where it cannot be written."""
    from engine.latent.files import save_latents

    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)  # the write that follows tells where that fails
    save_latents(path, latents)


def export_presets(path: Path, model: str, shelf: Shelf) -> None:
    """Write the presets of a shelf, and the learned directions that they use, for somebody else to import.

    Raises:
        WriteFailed: it cannot be written.
    """
    from engine.latent import files

    used = {move.direction for preset in shelf.presets for move in preset.moves}
    names = {key: name for key, name in shelf.names.items() if key in used}
    presets = tuple(files.Preset(one.name, model, one.moves, names) for one in shelf.presets)
    learned = tuple(one for one in shelf.learned if one.id in used)
    files.save_latents(path, files.Latents(presets=presets, directions=learned))


def imported_presets(path: Path, model: str) -> tuple[tuple[Preset, ...], tuple[Direction, ...]]:
    """The presets of `model` in a file, and the learned directions that came with them.

    Raises:
        BadInput: the file cannot be used, or holds none for this model.
    """
    from engine.latent.files import load_latents

    latents = load_latents(path)
    presets = tuple(Preset(one.name, one.moves) for one in latents.presets if one.model == model and one.moves)
    if not presets:
        others = sorted({one.model for one in latents.presets if one.moves} - {model})
        whose = tr("; its presets belong to {join}", join=", ".join(others)) if others else ""
        raise BadInput(
            tr("{name} holds no preset for this model{whose}.", name=path.name, whose=whose),
            tr("Choose that model, or another file."),
        )
    return presets, tuple(one for one in latents.directions if one.model == model)
