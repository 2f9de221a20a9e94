"""What a person makes of a model's directions, and the file that keeps it between two starts: one a model."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engine.errors import BadInput
from engine.language import mark, tr
from engine.latent.point import Move
from engine.paths import data_dir

if TYPE_CHECKING:
    from engine.latent.direction import Direction

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


class ShelfFiles:
    """Shelves in the person's own folder. What it does takes milliseconds, but touches the disk."""

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
        from engine.latent.files import load_latents

        path = self.path(model)
        if not path.is_file():
            return Shelf()
        try:
            latents = load_latents(path)
        except BadInput as error:
            with contextlib.suppress(OSError):
                os.replace(path, path.with_name(path.name + ".bad"))
            advice = tr("Your own sliders and presets start anew; the old file is kept as {name}.bad.", name=path.name)
            raise BadInput(error.sentence, advice) from error
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

        path = self.path(model)
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)  # the write that follows tells where that fails
        own = files.Preset(_ARRANGEMENT, model, (), shelf.names, shelf.order)
        presets = (files.Preset(one.name, model, one.moves) for one in shelf.presets)
        files.save_latents(path, files.Latents(presets=(own, *presets), directions=shelf.learned))


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
