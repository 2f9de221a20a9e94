"""A recipe done again: every patch made anew from its mask, from what lay below it then, in the order of then.

On the same photo, with the same version of the program on the same machine, every method gives the same pixels, and so
do networks that run on one thread. What cannot be promised, `Outcome` tells: a fill that looked at a patch that was
changed or deleted since; a mask that went through a straightening, or was cropped off in part; a network on another
machine or backend, whose answers differ by some 1e-6 and may round otherwise; memory so short that a part is filled at
a smaller size; and a photo of another size.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeVar

from engine.document import Composite, Document, HandStroke, MaskArea, Patch, moved_patch, new_patch_id, reshaped_patch
from engine.errors import BadInput, EngineError
from engine.geometry import Size
from engine.inpaint import FillSettings, InpaintRequest, fill
from engine.inpaint.request import MAX_FEATHER, MAX_GROW
from engine.jobs import JobContext
from engine.language import tr
from engine.latent.placing import PlacedSample
from engine.photo import Photo, extended_photo, reshaped_photo
from engine.photo.reshape import Extend, Reshape
from engine.recipes.fitting import Fit
from engine.recipes.kinds import HAND_METHODS
from engine.recipes.merging import merged_patch
from engine.recipes.stack_recipe import Entry, StackRecipe, photo_digest, pixels_digest

K = TypeVar("K")


class Result(Enum):
    SAME = "same"  # the pixels of then, bit for bit
    OTHER = "other"  # other pixels than then
    UNKNOWN = "unknown"  # nobody knows the pixels of then, or the photo is another
    LEFT_OUT = "left out"  # could not be made


@dataclass(frozen=True)
class Outcome:
    """What became of one entry. `why` says in a sentence why it is other than then, or was left out; "" where unknown.

    `entry` is the entry's id in the recipe, `patch` that of the new patch ("" where none was made).
    """

    entry: str
    patch: str
    result: Result
    why: str = ""


@dataclass(frozen=True, eq=False)
class Reshaped:
    """The photo and its patches right after one change of shape."""

    reshape: Reshape
    photo: Photo
    patches: tuple[Patch, ...]


@dataclass(frozen=True, eq=False)
class Replayed:
    """What came of a recipe.

    Args:
        photo: as it is under the patches now.
        patches: the stack, bottom first; what was there before lies below.
        outcomes: one for each entry of the recipe, in its order.
        steps: the changes of shape, for whoever does them in a document step by step.
        is_same_photo: whether the photo under the patches has the very samples of then; None where nobody knows.
    """

    photo: Photo
    patches: tuple[Patch, ...]
    outcomes: tuple[Outcome, ...]
    steps: tuple[Reshaped, ...] = ()
    is_same_photo: bool | None = None

    @property
    def is_identical(self) -> bool:
        """Whether every patch came out bit for bit as then, over the same photo."""
        return self.is_same_photo is True and all(one.result is Result.SAME for one in self.outcomes)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Plain sentences on what came out otherwise."""
        return tuple(dict.fromkeys(one.why for one in self.outcomes if one.why))

    @property
    def composite(self) -> Composite:
        return Composite(self.photo, self.patches)


def replay(photo: Photo, recipe: StackRecipe, context: JobContext, *, device: str = "auto") -> Document:
    """Do to `photo` what the recipe says. See `replayed`, which tells more.

    Returns:
        A document of the photo, reshaped as the recipe says, with the patches over it.
    """
    result = replayed(Composite(photo), recipe, context, device=device)
    document = Document(result.photo)
    document.set_patches(result.patches, tr("Apply recipe"))
    return document


def replayed(base: Composite, recipe: StackRecipe, context: JobContext, *, device: str = "auto") -> Replayed:
    """Do what the recipe says over what is there; nothing of it changes.

    Args:
        base: a photo, as opened, and what already lies over it.
        recipe: for a photo of this size, or of its proportions.
        context: told of progress, asked between steps whether to stop.
        device: for networks, "auto" or a device's name.

    Raises:
        BadInput: the photo has other proportions, or a change of shape leaves nothing of it.
        OutOfMemory: there was too little memory for a change of shape.
        Cancelled: the person asked to stop.
    """
    return _Replay(base, recipe, context, device).run()


class _Replay:
    def __init__(self, base: Composite, recipe: StackRecipe, context: JobContext, device: str) -> None:
        self._fit = Fit(recipe, base.size)
        self._recipe, self._context, self._device = recipe, context, device
        self._photo, self._under = base.photo, base.patches
        self._made: dict[str, Patch] = {}  # by the entry's id
        self._parts: dict[str, Patch] = {}  # of merged ones, by the part's id
        self._inside: Composite | None = None  # what lies below a part of a merged one
        self._why: dict[str, str] = {}
        self._steps: list[Reshaped] = []
        self._done = 0

    def run(self) -> Replayed:
        reshapes = self._fit.reshapes()
        stages = {entry.id: self._stage_of(entry) for entry in self._recipe.entries}
        for stage in range(len(reshapes) + 1):
            self._make_all([entry for entry in self._recipe.entries if stages[entry.id] == stage], stage)
            if stage < len(reshapes):
                self._reshape(reshapes[stage])
        digest = self._recipe.digest
        same = None if not digest or self._under else photo_digest(self._photo) == digest
        outcomes = tuple(self._outcome(entry, same) for entry in self._recipe.entries)
        self._context.report(1.0, tr("Done"))
        return Replayed(self._photo, self._stack(), outcomes, tuple(self._steps), same)

    def _stage_of(self, entry: Entry) -> int:
        last = len(self._recipe.reshapes)
        if entry.adjustment is None:
            return min(entry.recipe.stage, last)
        # Pointwise, it is the same before and after a change of shape; so late that nothing lies in its way.
        seen = (one.recipe for one in self._recipe.entries if one.adjustment is None)
        return min((min(r.stage, last) for r in seen if entry.id in dict(r.below or ())), default=last)

    def _make_all(self, entries: list[Entry], stage: int) -> None:
        """Make entries, each after those that it looked at."""
        waiting = list(entries)
        while waiting:
            names = {entry.id for entry in waiting}
            ready = next((one for one in waiting if not names & set(dict(one.recipe.below or ()))), waiting[0])
            waiting.remove(ready)
            self._context.check()
            try:
                self._made[ready.id] = self._make(ready, stage)
            except EngineError as error:
                self._why[ready.id] = tr("{name} was left out: {why}", name=_name(ready), why=error.sentence)
            self._done += 1

    def _make(self, entry: Entry, stage: int) -> Patch:
        recipe = entry.recipe
        share = self._share(_name(entry))
        if entry.adjustment is not None:
            mask = None if entry.mask is None else self._mask(entry, stage)
            patch = Patch(entry.id, (), replace(recipe, stage=stage), mask=mask, adjustment=entry.adjustment)
        elif recipe.parts is not None:
            patch = self._merge(entry, stage)
        elif recipe.method in HAND_METHODS:
            patch = self._paint(entry, stage, share)
        else:
            patch = self._fill(entry, stage, share)
        made = patch.made or entry.made
        return replace(
            patch, id=self._free_id(entry.id), visible=entry.visible, opacity=entry.opacity, name=entry.name, made=made
        )

    def _fill(self, entry: Entry, stage: int, context: JobContext) -> Patch:
        recipe, fit, mask = entry.recipe, self._fit, self._mask(entry, stage)
        settings = FillSettings(
            method=recipe.method,
            seed=recipe.seed,
            context=None if recipe.context is None else fit.px(recipe.context),
            grow=min(MAX_GROW, fit.px(recipe.grow)),
            feather=min(MAX_FEATHER, fit.px(recipe.feather)),
            device=self._device,
            variation=recipe.variation,
            sample=None if recipe.sample is None else PlacedSample.from_dict(recipe.sample),
        )
        request = InpaintRequest(self._below(entry), mask.alpha, mask.rect, settings)
        if fit.is_exact and recipe.mask_digest and request.mask_digest != recipe.mask_digest:
            self._note(entry, tr("{name} has another mask than then: the photo was cropped or straightened after it."))
        return fill(request, context).patch

    def _paint(self, entry: Entry, stage: int, context: JobContext) -> Patch:
        from engine.retouch import replay as painted_again

        if entry.recipe.strokes is None:
            raise BadInput(tr("the path of the stroke is not known."))
        stroke = self._fit.stroke(HandStroke.from_dict(entry.recipe.strokes), stage)
        recipe = replace(entry.recipe, strokes=stroke.to_dict())
        pieces = painted_again(recipe, self._below(entry), context)
        if not pieces:
            raise BadInput(tr("the stroke lies outside the photo."))
        mask = None if entry.mask is None else self._mask(entry, stage)
        return Patch(entry.id, pieces, recipe, mask=mask)

    def _merge(self, entry: Entry, stage: int) -> Patch:
        parts = [Entry.from_dict(part) for part in entry.recipe.parts or ()]
        if len(parts) != 2:
            raise BadInput(tr("what it was merged of is not known."))
        base, made = self._below(entry), list[Patch]()
        outer = self._inside
        for part in parts:
            self._inside = Composite(base.photo, (*base.patches, *made))
            try:
                made.append(self._make(part, stage))
            finally:
                self._inside = outer
            self._parts[part.id] = made[-1]
        return merged_patch(base, *made)

    def _below(self, entry: Entry) -> Composite:
        """What the entry looked at, as far as it is there."""
        seen, there = entry.recipe.below, {**self._parts, **self._made}
        if seen is not None and all(name in there for name, _ in seen):
            looked_at = (replace(there[name], visible=True, opacity=opacity) for name, opacity in seen)
            return Composite(self._photo, (*self._under, *looked_at))
        if seen is not None:
            self._note(entry, tr("{name} looked at a patch that has been changed or deleted since."))
        if self._inside is not None:
            return self._inside
        return Composite(self._photo, (*self._under, *self._patches_below(entry)))

    def _patches_below(self, entry: Entry) -> Sequence[Patch]:
        names = [one.id for one in self._recipe.entries]
        lower = names[: names.index(entry.id)] if entry.id in names else names
        return [self._made[name] for name in lower if name in self._made]

    def _mask(self, entry: Entry, stage: int) -> MaskArea:
        """
        Raises:
            BadInput: there is none, or nothing of it lies in the photo.
        """
        if entry.mask is None:
            raise BadInput(tr("its mask is not known."))
        area = self._fit.area(entry.mask.unpacked(), stage)
        if area is None:
            raise BadInput(tr("nothing of its mask lies in the photo."))
        return area

    def _reshape(self, reshape: Reshape) -> None:
        before = self._photo
        self._context.report(self._done / max(1, len(self._recipe.entries)), tr("Changing the photo's shape"))
        if isinstance(reshape, Extend):
            self._photo = extended_photo(before, reshape.margins)
        else:
            self._photo = reshaped_photo(before, reshape)
        self._under = tuple(self._reshaped(dict(enumerate(self._under)), reshape, before.size).values())
        self._made = self._reshaped(self._made, reshape, before.size)
        self._parts = self._reshaped(self._parts, reshape, before.size)
        self._steps.append(Reshaped(reshape, self._photo, self._stack()))

    @staticmethod
    def _reshaped(patches: dict[K, Patch], reshape: Reshape, size: Size) -> dict[K, Patch]:
        if isinstance(reshape, Extend):
            return {key: moved_patch(one, reshape.margins.left, reshape.margins.top) for key, one in patches.items()}
        made = {key: reshaped_patch(one, reshape, size) for key, one in patches.items()}
        return {key: patch for key, patch in made.items() if patch is not None}

    def _stack(self) -> tuple[Patch, ...]:
        made = (self._made.get(entry.id) for entry in self._recipe.entries)
        return (*self._under, *(patch for patch in made if patch is not None))

    def _outcome(self, entry: Entry, same_photo: bool | None) -> Outcome:
        patch, why = self._made.get(entry.id), self._why.get(entry.id, "")
        if patch is None:
            gone = tr("{name} was left out: it lies outside the photo.", name=_name(entry))
            return Outcome(entry.id, "", Result.LEFT_OUT, why or gone)
        if entry.adjustment is not None:
            return Outcome(entry.id, patch.id, Result.SAME, why)
        if not entry.pixels or not self._fit.is_exact or same_photo is not True:
            return Outcome(entry.id, patch.id, Result.UNKNOWN, why)
        if pixels_digest(patch) == entry.pixels:
            return Outcome(entry.id, patch.id, Result.SAME)
        other = tr("{name} came out with other pixels than then.", name=_name(entry))
        return Outcome(entry.id, patch.id, Result.OTHER, why or other)

    def _note(self, entry: Entry, sentence: str) -> None:
        self._why[entry.id] = sentence.format(name=_name(entry))

    def _free_id(self, wanted: str) -> str:
        taken = {patch.id for patch in (*self._under, *self._made.values())}
        return new_patch_id() if wanted in taken else wanted

    def _share(self, name: str) -> JobContext:
        count = max(1, len(self._recipe.entries))
        start, context = self._done / count, self._context
        context.report(start, name)
        return JobContext(
            context.token,
            lambda progress: context.report(start + progress.fraction / count, name),
        )


def _name(entry: Entry) -> str:
    """What a person calls an entry."""
    from engine.inpaint import methods

    if entry.name:
        return f"“{entry.name}”"
    known = {info.id: info.label for info in methods.describe_all()}
    words = {
        "clone": tr("Clone stamp"),
        "heal": tr("Healing brush"),
        "merged": tr("Merged"),
        "latent": tr("Latent studio"),
    }
    method = methods.canonical(entry.recipe.method)
    label = tr("Adjustment") if entry.adjustment is not None else known.get(method) or words.get(method, method)
    return f"“{label}”"
