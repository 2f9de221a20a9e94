"""Which kind of work a patch is: what people want to know of a retouched photo first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from engine.document import Patch, Recipe
from engine.inpaint import methods
from engine.inpaint.request import PLACED

HAND_METHODS = ("clone", "heal")
MERGED = "merged"


class Kind(Enum):
    """In the order of how much was invented."""

    NETWORK = "network"  # a trained network painted, or gave the structure
    LATENT = "latent"  # a picture of the latent studio, which a trained network painted
    CLASSICAL = "classical"  # from this photo's own pixels
    HAND = "hand"  # the clone stamp, the healing brush
    ADJUSTMENT = "adjustment"  # tone and colour, nothing new


TRAINED = (Kind.NETWORK, Kind.LATENT)
_ORDER = tuple(Kind)


def kind_of(patch: Patch) -> Kind:
    """Of one entry of the stack; of a merged one, the kind of that part in which most was invented."""
    return Kind.ADJUSTMENT if patch.adjustment is not None else kind_of_recipe(patch.recipe)


def kind_of_recipe(recipe: Recipe) -> Kind:
    """As `kind_of`, by the recipe alone."""
    if recipe.parts is not None:
        return min((_kind_of_part(part) for part in recipe.parts), key=_ORDER.index, default=Kind.CLASSICAL)
    if recipe.sample is not None or recipe.method == PLACED:
        return Kind.LATENT
    if recipe.method in HAND_METHODS:
        return Kind.HAND
    info = next((one for one in methods.describe_all() if one.id == methods.canonical(recipe.method)), None)
    if recipe.model is not None or (info is not None and info.needs_torch):
        return Kind.NETWORK
    return Kind.CLASSICAL


def _kind_of_part(part: Mapping[str, Any]) -> Kind:
    """Of an entry as JSON has it. What cannot be told counts as a network's: nobody is to be told too little."""
    if part.get("adjustment") is not None:
        return Kind.ADJUSTMENT
    recipe = part.get("recipe")
    if not isinstance(recipe, Mapping) or not isinstance(recipe.get("method"), str):
        return Kind.NETWORK
    known = {name: recipe[name] for name in ("method", "model", "sample", "parts") if name in recipe}
    return kind_of_recipe(Recipe(**known))


def used_trained_model(patches: Iterable[Patch]) -> bool:
    """Whether a trained network took part in what shows of these patches."""
    return any(patch.visible and patch.opacity > 0 and kind_of(patch) in TRAINED for patch in patches)
