"""What the window calls the patches of the stack, and what it says of them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from engine.language import mark, tr
from ui.candidates import Candidate, duration, method_info

if TYPE_CHECKING:
    from engine.document import Composite, Patch
    from engine.recipes import Kind

BETWEEN_FACTS = " · "
SHORTEST_S = 0.05  # what takes less is told as nothing
# In the order of `engine.recipes.Kind`.
KIND_LABELS = {
    "network": mark("Trained network"),
    "latent": mark("Latent studio"),
    "classical": mark("From the photo itself"),
    "hand": mark("By hand"),
    "adjustment": mark("Adjustment"),
}
_MADE_BY = {
    "clone": mark("Clone stamp"),
    "heal": mark("Healing brush"),
    "merged": mark("Merged"),
    "adjust": mark("Adjustment"),
}


def kind_of(patch: Patch) -> Kind:
    from engine.recipes import kind_of as kind

    return kind(patch)


def method_words(patch: Patch) -> str:
    """What made a patch, in words."""
    recipe = patch.recipe
    if patch.adjustment is not None:
        return tr("Adjustment")
    if recipe.sample is not None:
        return model_words(recipe.model) or tr("Latents")
    return words_of(recipe.method)


def words_of(name: str) -> str:
    """What a person calls a method, or a way to make a patch by hand; `name` itself where nothing is known of it."""
    from engine.inpaint.methods import canonical

    method = canonical(name)
    info = method_info(method)
    return info.label if info is not None else tr(_MADE_BY[method]) if method in _MADE_BY else name


def model_words(name: str | None) -> str:
    """What a model is called; "" for none."""
    from engine.models.registry import available

    return "" if name is None else next((card.label for card in available() if card.name == name), name)


def title_of(patch: Patch) -> str:
    """What a patch goes by: the name that the person gave it, else what made it."""
    return patch.name or method_words(patch)


def sentence_of(patch: Patch) -> str:
    """A patch inside a sentence: “PatchMatch, seed 3”."""
    seed = seed_words(patch)
    if patch.name or not seed:
        return tr("“{words}”", words=title_of(patch))
    return tr("“{method}, {seed}”", method=method_words(patch), seed=seed)


def seed_words(patch: Patch) -> str:
    """The seed, where one counts; "" else."""
    recipe = patch.recipe
    info = method_info(recipe.method)
    if info is None or not info.uses_seed or patch.adjustment is not None or recipe.sample is not None:
        return ""
    return tr("mean fill") if info.uses_variation and recipe.variation == 0 else tr("seed {n}", n=recipe.seed)


def facts_of(patch: Patch, candidate: Candidate | None = None) -> str:
    """What stands under a patch's title, what matters most first: a narrow row shows only the beginning.

    How much it shows, what made it where it has a name, its seed, when and how long.
    """
    words = [tr("{percent:.0f} % opaque", percent=patch.opacity * 100)] if patch.opacity < 1 else []
    words += [method_words(patch)] if patch.name else []
    if patch.recipe.sample is not None:
        times = patch.recipe.sample.get("enlarged", 0)
        words.append(tr("Latents · {times:.1f} ×", times=times) if times else tr("Latents"))
    elif patch.adjustment is not None:
        words.append(tr("the whole photo") if patch.mask is None else tr("in a mask"))
    else:
        words.append(seed_words(patch))
        variation = patch.recipe.variation
        info = method_info(patch.recipe.method)
        if info is not None and info.uses_variation and 0 < variation < 1:
            words.append(f"{variation * 100:.0f} %")
    seconds = patch.seconds or (candidate.seconds if candidate is not None else 0.0)
    words += [time_words(patch.made), duration(seconds) if seconds >= SHORTEST_S else ""]
    return BETWEEN_FACTS.join(word for word in words if word)


def time_words(made: str, *, full: bool = False) -> str:
    """When it was made, in the person's own time: the hour today, else the day; "" where unknown."""
    try:
        then = datetime.fromisoformat(made).astimezone()
    except ValueError:
        return ""
    if full:
        return f"{then:%Y-%m-%d %H:%M:%S}"
    return f"{then:%H:%M}" if then.date() == datetime.now().astimezone().date() else f"{then:%Y-%m-%d}"


def said_by_file(composite: Composite) -> tuple[str, ...]:
    """What a marked file says of what was done, as a sentence; () where there is nothing to say."""
    from engine.recipes.marking import what_was_done

    said = what_was_done(composite.patches)
    return (tr("The file says: {parts}.", parts=said),) if said else ()
