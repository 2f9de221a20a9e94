"""Merging a patch with the one below it; the recipe says of what."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from engine.document import Composite, Patch, Recipe, merged_pieces, new_patch_id
from engine.language import tr
from engine.recipes.kinds import MERGED
from engine.recipes.stack_recipe import entry_of
from engine.version import VERSION


def why_not_merged(patches: Sequence[Patch], patch_id: str) -> str:
    """Why a patch cannot be merged with the one below it, as a sentence; "" where it can."""
    place = next((at for at, patch in enumerate(patches) if patch.id == patch_id), 0)
    if place == 0:
        return tr("There is no patch below it.")
    lower, upper = patches[place - 1], patches[place]
    if lower.adjustment is not None or upper.adjustment is not None:
        return tr("An adjustment stays an adjustment: it has no pixels to merge.")
    if not (lower.visible and upper.visible):
        return tr("Show both patches first: what is hidden would be lost.")
    return ""


def merged_patch(base: Composite, lower: Patch, upper: Patch) -> Patch:
    """`lower` and `upper` as one patch that shows bit for bit the same over `base`, which is what lies below both.

    Its recipe holds both of them as entries, so that it can be made again. Work for a thread of its own.
    """
    pieces, opacity = merged_pieces(base, lower, upper)
    recipe = Recipe(
        MERGED,
        program=VERSION,
        stage=len(base.photo.reshapes),
        parts=[json.loads(json.dumps(entry_of(patch).to_dict())) for patch in (lower, upper)],  # as it is read again
    )
    return Patch(
        new_patch_id(),
        pieces,
        recipe,
        opacity=opacity,
        made=max(lower.made, upper.made),
        seconds=round(lower.seconds + upper.seconds, 3),
        name=upper.name or lower.name,
    )


def with_merged(patches: Sequence[Patch], upper_id: str, patch: Patch) -> tuple[Patch, ...]:
    """The stack with `patch` in the place of `upper_id` and of the one below it.

    Raises:
        KeyError: there is no such patch with another below it.
    """
    place = next((at for at, one in enumerate(patches) if one.id == upper_id), 0)
    if place == 0:
        raise KeyError(upper_id)
    return (*patches[: place - 1], replace(patch, visible=True), *patches[place + 1 :])
