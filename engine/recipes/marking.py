"""What a saved file says of its retouching: how much was invented, and the recipe in short."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from engine.document import Composite, Patch
from engine.inpaint import methods
from engine.language import tr, tr_n
from engine.models.registry import available
from engine.photo.provenance import COMPOSITE_WITH_TRAINED, HUMAN_EDITS, Provenance
from engine.recipes.kinds import TRAINED, Kind, kind_of
from engine.recipes.stack_recipe import StackRecipe
from engine.version import VERSION


def shown_patches(patches: Iterable[Patch]) -> tuple[Patch, ...]:
    """Those that show."""
    return tuple(patch for patch in patches if patch.visible and patch.opacity > 0)


def digital_source_type(patches: Iterable[Patch]) -> str:
    """The term of IPTC's vocabulary for what these patches make of a photo; "" where none shows.

    Where a trained network took part that is "compositeWithTrainedAlgorithmicMedia", else "humanEdits": correction by a
    person with tools that invent nothing.
    """
    kinds = {kind_of(patch) for patch in shown_patches(patches)}
    if not kinds:
        return ""
    return COMPOSITE_WITH_TRAINED if kinds & set(TRAINED) else HUMAN_EDITS


def provenance_of(composite: Composite) -> Provenance | None:
    """What a file with this composite is to say; None where it shows no patch. Work for a thread of its own."""
    shown = shown_patches(composite.patches)
    if not shown:
        return None
    recipe = StackRecipe.of(Composite(composite.photo, shown), digest=False, opened=composite.size)
    full = recipe.to_json()
    short = json.dumps(recipe.to_dict(full=False), ensure_ascii=False, separators=(",", ":"))
    trained = [patch for patch in shown if kind_of(patch) in TRAINED]
    return Provenance(
        source_type=digital_source_type(shown),
        summary=summary(shown),
        recipes=(short, json.dumps({"entries": len(shown), "sha256": hashlib.sha256(full.encode()).hexdigest()})),
        system=", ".join(dict.fromkeys(f"Tratteggio ({_painter(patch)})" for patch in trained)),
        system_version=VERSION,
    )


def summary(patches: Iterable[Patch]) -> str:
    """What was done, as one sentence."""
    said = what_was_done(patches)
    return tr("Retouched with Tratteggio: {parts}.", parts=said) if said else ""


def what_was_done(patches: Iterable[Patch]) -> str:
    """How many places were filled in which way, and so on, as words inside a sentence; "" where no patch shows."""
    counts: dict[Kind, int] = {}
    for patch in shown_patches(patches):
        kind = kind_of(patch)
        counts[kind] = counts.get(kind, 0) + 1
    return tr(", ").join(_counted(kind, counts[kind]) for kind in Kind if kind in counts)


def _counted(kind: Kind, n: int) -> str:
    if kind is Kind.NETWORK:
        return tr_n("{n} place filled by a trained network", "{n} places filled by a trained network", n)
    if kind is Kind.LATENT:
        return tr_n("{n} picture of a trained generator laid in", "{n} pictures of a trained generator laid in", n)
    if kind is Kind.CLASSICAL:
        return tr_n("{n} place filled from the photo itself", "{n} places filled from the photo itself", n)
    if kind is Kind.HAND:
        return tr_n("{n} stroke by hand", "{n} strokes by hand", n)
    return tr_n("{n} adjustment", "{n} adjustments", n)


def _painter(patch: Patch) -> str:
    """The label of the model that painted, else what the method is called."""
    model = patch.recipe.model
    if model is not None:
        return next((card.label for card in available() if card.name == model), model)
    method = methods.canonical(patch.recipe.method)
    return next((info.label for info in methods.describe_all() if info.id == method), method)
