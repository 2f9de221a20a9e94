"""The networks that are trained here: what differs between them on the way from arguments to a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.training.data import PhotoSet
from engine.training.feed import Feed, open_feed, open_latent_feed
from engine.training.inpaint import InpaintTrainer
from engine.training.latent import open_latent_trainer
from engine.training.latent_recipes import KINDS, LatentStage, latent_recipe_from, read_latent_recipe
from engine.training.ranks import Ranks
from engine.training.recipes import RETIRED, InpaintRecipe, Stage, read_recipe, recipe_from
from engine.training.trainer import Recipe, Trainer

_TINY = 48  # px, of a rehearsal's pictures


@dataclass(frozen=True)
class Kind:
    """
    Attributes:
        name: "inpaint", "vae" or "gan".
        read: the recipe of a name or a JSON file.
        settled: the recipe that a run's checkpoint holds.
        trainer: recipe, folder, device, VGG16's weights and ranks -> trainer.
        feed: photos, recipe, device, seed and worker processes -> batches.
        tiny: the same recipe with small pictures, for a rehearsal.
        softer: what a run without VGG16's weights lacks; None where nothing is lost.
    """

    name: str
    read: Callable[[str], Recipe]
    settled: Callable[[Mapping[str, Any]], Recipe]
    trainer: Callable[[Recipe, Path, str, Path | None, Ranks], Trainer]
    feed: Callable[[PhotoSet, Recipe, str, int, int], Feed]
    tiny: Callable[[Any], Any]
    softer: str

    def trained(self, state: Mapping[str, Any]) -> bool:
        """Whether a checkpoint is of such a network."""
        return ("reading" in state.get("config", {})) == (self.name in KINDS)


def tiny_inpaint(recipe: InpaintRecipe) -> InpaintRecipe:
    """The same run with pictures of at most 48 px."""

    def shrunk(stage: Stage) -> Stage:
        size = min(stage.size, _TINY)
        return replace(stage, size=size, batch=min(stage.batch, 2), window=min(stage.window, 32))

    return replace(recipe, stages=tuple(shrunk(s) for s in recipe.stages), pairs=min(recipe.pairs, 1), compile=False)


def tiny_latent(recipe: Any) -> Any:
    """The same run with two pictures a step; their size is the network's."""

    def shrunk(stage: LatentStage) -> LatentStage:
        return replace(stage, batch=min(stage.batch, 2), fakes=min(stage.fakes, 2))

    return replace(recipe, stages=tuple(shrunk(stage) for stage in recipe.stages))


def _settled_inpaint(values: Mapping[str, Any]) -> InpaintRecipe:
    kept = {key: value for key, value in values.items() if key not in RETIRED}
    return recipe_from(kept, source="of the run that is resumed")


def _inpaint_trainer(recipe: Any, out: Path, device: str, vgg: Path | None, ranks: Ranks) -> Trainer:
    return InpaintTrainer(recipe, out, device, vgg, ranks)


def _inpaint_feed(photos: PhotoSet, recipe: Recipe, device: str, seed: int, workers: int) -> Feed:
    return open_feed(photos, device, seed, workers)


def _latent_feed(photos: PhotoSet, recipe: Any, device: str, seed: int, workers: int) -> Feed:
    return open_latent_feed(photos, recipe, device, seed)


def _latent(name: str) -> Kind:
    def trainer(recipe: Any, out: Path, device: str, vgg: Path | None, ranks: Ranks) -> Trainer:
        return open_latent_trainer(recipe, name, out, device, vgg, ranks)

    def settled(values: Mapping[str, Any]) -> Recipe:
        return latent_recipe_from(name, values, source="of the run that is resumed")

    softer = "Without --vgg there is no perceptual term: pictures will be softer."
    return Kind(
        name, lambda named: read_latent_recipe(name, named), settled, trainer, _latent_feed, tiny_latent, softer
    )


INPAINT = Kind(
    "inpaint",
    read_recipe,
    _settled_inpaint,
    _inpaint_trainer,
    _inpaint_feed,
    tiny_inpaint,
    "Without --vgg there is no perceptual term: fills will be softer.",
)
BY_NAME: Mapping[str, Kind] = {"inpaint": INPAINT} | {name: _latent(name) for name in KINDS}
