"""What a run asks of a trainer: one protocol for every network that is trained here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from engine.errors import BadInput
from engine.training.checkpoint import Groups, load_checkpoint, save_checkpoint
from engine.training.data import PhotoSet
from engine.training.ranks import Ranks

Batch = tuple[Tensor, ...]
Terms = dict[str, Tensor]
Scores = dict[str, float]
BEST_FOLDER = "best"


class RunStage(Protocol):
    """A stretch of a run."""

    @property
    def size(self) -> int: ...

    @property
    def until(self) -> float: ...

    @property
    def pictures(self) -> int: ...

    @property
    def adversarial(self) -> bool: ...


class Recipe(Protocol):
    """Everything that decides a run besides its data."""

    @property
    def stages(self) -> Sequence[Any]: ...

    @property
    def seed(self) -> int: ...

    @property
    def short_side(self) -> int: ...

    @property
    def rare(self) -> tuple[str, ...]: ...

    @property
    def precision(self) -> str: ...

    @property
    def eye(self) -> str: ...

    def stage_at(self, share: float) -> Any: ...

    def to_dict(self) -> dict[str, Any]: ...


class Trainer(Protocol):
    """Owns networks, optimizers and the folder to save to.

    Attributes:
        stage: the stretch that the run is in.
        step, samples, seconds: how far it is.
        adversarial_steps: steps with an adversary so far.
        notes: what else is kept in the checkpoint.
        bf16: whether forward and backward run in bfloat16.
        worse: what to say of held-out pictures where weights have become worse, and what to do about it.
    """

    recipe: Any
    out: Path
    device: str
    ranks: Ranks
    bf16: bool
    stage: Any
    step: int
    samples: int
    seconds: float
    adversarial_steps: int
    notes: dict[str, Any]
    worse: tuple[str, str]

    def begin(self, ours: PhotoSet) -> str | None:
        """Told once of the photos by a run that begins with another one's weights; a sentence about what it did."""
        ...

    def enter(self, stage: Any) -> None:
        """Told before `stage` changes to this one."""
        ...

    def prepare(self, batch: Batch) -> str | None:
        """Told once, before the first step; a sentence where there is something to say."""
        ...

    @property
    def model(self) -> nn.Module:
        """What is trained."""
        ...

    @property
    def advance(self) -> Callable[..., Terms]:
        """One step: takes a batch's parts, and the share of the run's time that is over; raises FloatingPointError."""
        ...

    def scores(self, ours: PhotoSet, theirs: PhotoSet) -> Scores:
        """How good the averaged weights are on pictures that they have not seen, always the same ones."""
        ...

    def loss(self, photos: PhotoSet) -> float:
        """What the averaged weights lose on pictures drawn as in training, always the same ones."""
        ...

    def rank(self, scores: Scores) -> tuple[str, float]:
        """The score that decides which weights are best: its name, and a number that is lower where they are better."""
        ...

    def in_words(self, scores: Mapping[str, Any]) -> str:
        """The scores for people, as part of a sentence."""
        ...

    def warnings(self, scores: Scores) -> list[str]:
        """Sentences about what has gone wrong by these scores, each said once as long as it lasts."""
        ...

    def preview(self, ours: PhotoSet, theirs: PhotoSet, path: Path) -> None:
        """Draw what the averaged weights make.

        Raises:
            OSError: the file cannot be written.
        """
        ...

    def once(self, picture: Tensor) -> Tensor:
        """The network's answer to pictures (B x 3 x S x S), for timing it."""
        ...

    def save(self) -> None:
        """
        Raises:
            FloatingPointError: the weights have been spoilt by a loss that is not a number.
            OSError: the folder cannot be written to; the checkpoint before is whole.
        """
        ...

    def keep_best(self) -> None:
        """Keep the averaged weights as those that have scored best so far, as a run folder of their own."""
        ...

    def resume(self) -> bool:
        """Go on from the folder's checkpoint, if there is one.

        Raises:
            ModelBroken: it is damaged.
            BadInput: it is of a network of another shape.
        """
        ...

    def start_from(self, folder: Path) -> None:
        """Begin with another run's weights, on a new clock.

        Raises:
            BadInput: there is no checkpoint, or it is of a network of another shape.
            ModelBroken: it is damaged.
        """
        ...


class Keeper:
    """What every trainer does alike with its weights and its folder. Subclasses own what is named here."""

    out: Path
    recipe: Any
    model: Any
    average: Any
    step: int
    seconds: float
    notes: dict[str, Any]
    _bad: Tensor

    def resume(self) -> bool:
        """Go on from the folder's checkpoint, if there is one.

        Raises:
            ModelBroken: it is damaged.
            BadInput: it is of a network of another shape.
        """
        found = load_checkpoint(self.out)
        if found is None:
            return False
        self._take(*found, self.out)
        self.seconds = found[1]["seconds"]
        self.notes = found[1].get("notes", {})
        return True

    def start_from(self, folder: Path) -> None:
        """Begin with another run's weights, on a new clock; what that run was is noted for the card.

        Raises:
            BadInput: there is no checkpoint, or it is of a network of another shape.
            ModelBroken: it is damaged.
        """
        found = load_checkpoint(folder)
        if found is None:
            raise BadInput(f"There is no checkpoint in {folder}.", "Name the folder of a training run.")
        groups, state = found
        self._take(groups, state, folder)
        facts = {key: state[key] for key in ("step", "samples", "seconds", "recipe") if key in state}
        self.notes = {"before": [*state.get("notes", {}).get("before", []), facts]}

    def keep_best(self) -> None:
        """The averaged weights that have scored best on held-out pictures so far, as a run folder of their own."""
        self._keep(BEST_FOLDER)

    def check(self) -> None:
        """
        Raises:
            FloatingPointError: a loss was not a number.
        """
        if bool(self._bad):
            raise FloatingPointError(f"the loss is not a number at step {self.step}")

    def _keep(self, folder: str) -> None:
        self.check()
        save_checkpoint(self.out / folder, {"average": self.average.state_dict()}, self._state())

    def _follow(self) -> None:
        """Draw the averaged weights after those that are trained."""
        keep = min(self.recipe.ema, self.step / (self.step + 10))
        ours: list[Tensor] = list(self.average.parameters())
        theirs: list[Tensor] = [p.detach() for p in self.model.parameters()]
        torch._foreach_lerp_(ours, theirs, 1.0 - keep)  # type: ignore[reportPrivateImportUsage]

    def _state(self) -> dict[str, Any]:
        """JSON values that belong to the weights."""
        raise NotImplementedError

    def _take(self, groups: Groups, state: dict[str, Any], folder: Path) -> None:
        """Go over to the weights and moments of a checkpoint; raises BadInput where they do not fit."""
        raise NotImplementedError
