"""What decides the training of a VAE or a GAN besides its pictures: stages and settings, named or from a JSON file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from engine.models.architectures.style_net import StyleNetConfig
from engine.training.recipes import (
    EYES,
    PRECISIONS,
    check_order,
    check_range,
    read_recipe_file,
    refusal,
    stage_settings,
    with_settings,
)

KINDS = ("vae", "gan")


@dataclass(frozen=True)
class LatentStage:
    """A stretch of the run.

    Attributes:
        size: picture side, px: the network's, or a half or quarter of it while it grows.
        batch: pictures a step that are reconstructed.
        until: share of the whole time at which the stage ends.
        window: side of the window that the perceptual term looks at, px; 0 = no such term.
        fakes: samples a step that the adversary judges beside as many photos; 0 = no adversary.
    """

    size: int
    batch: int
    until: float
    window: int = 0
    fakes: int = 0

    @property
    def pictures(self) -> int:
        """Pictures a step, on each device."""
        return max(self.batch, self.fakes)

    @property
    def adversarial(self) -> bool:
        return self.fakes > 0


@dataclass(frozen=True)
class LatentRecipe:
    """Everything that decides the run besides its data.

    Attributes:
        stages: in order; those without an adversary come first.
        learning_rate: Adam's at the start; it falls by a cosine to a tenth.
        judging_rate: of the adversary.
        kl: weight of a nat of KL beside the mean L1 of a pixel.
        warm: share of the time over which the KL's weight rises from 0.
        free: nats of each latent that cost nothing.
        pixels, perceptual: weights of the reconstruction's terms.
        pull: length of the adversary's pull on a sample, relative to that of the reconstruction on a picture.
        r1: weight of the R1 penalty, on features.
        view: side of the pictures that the adversary sees, px: all of it shrunk, and a window of it.
        varied: whether colours are augmented too (photos), or places alone (drawings).
        noise: whether noise maps are used while the adversary plays.
        ema: how much of the averaged weights stays at each step.
        judge_width: channels inside the adversary's heads.
        model: shape of the network.
        short_side: pictures are shrunk to it when they are loaded, px.
        crop: least part of the short side that a picture is cut to; 1 = whole pictures.
        flip: whether half of them are mirrored.
        rare: name prefixes of look-alike series, drawn a quarter as often.
        adaptive: share of photos that the adversary may recognise more often than not before augmentation grows
            stronger (Karras et al., NeurIPS 2020, who take .6); 0 = augmentation always at full strength.
        adaptive_pictures: pictures in which an augmentation that is adapted goes from nothing to full strength.
        smooth: weight of the smoothness term, which keeps equal steps in the style space equally long in pictures.
        smooth_every: steps between two looks at it.
        precision: one of PRECISIONS; "auto" takes bfloat16 where it is faster.
        eye: what perceptual terms and adversary look through, one of EYES; "random" is for trying things out.
        taps: how many of VGG16's five depths are looked at, 2 to 4; fewer are faster.
    """

    stages: tuple[LatentStage, ...]
    learning_rate: float = 1.5e-3
    judging_rate: float = 5e-4
    kl: float = 1e-4
    warm: float = 0.3
    free: float = 0.05
    pixels: float = 1.0
    perceptual: float = 0.25
    pull: float = 0.5
    r1: float = 0.1
    view: int = 64
    varied: bool = False
    noise: bool = True
    ema: float = 0.998
    seed: int = 1
    judge_width: int = 64
    model: StyleNetConfig = field(default_factory=StyleNetConfig)
    short_side: int = 128
    crop: float = 1.0
    flip: bool = False
    rare: tuple[str, ...] = ()
    adaptive: float = 0.0
    adaptive_pictures: int = 20_000
    smooth: float = 0.0
    smooth_every: int = 8
    precision: str = "auto"
    eye: str = "vgg"
    taps: int = 4

    def stage_at(self, share: float) -> LatentStage:
        """The stage in which a run is when `share` of its time is over."""
        return next((stage for stage in self.stages if share < stage.until), self.stages[-1])

    @property
    def looks(self) -> bool:
        """Whether any stage needs an eye."""
        return any(stage.window or stage.fakes for stage in self.stages)

    @property
    def competes(self) -> bool:
        """Whether any stage has an adversary."""
        return any(stage.adversarial for stage in self.stages)

    def without_reconstruction(self) -> LatentRecipe:
        """The stages with an adversary alone, over the whole time: for a run that begins with another one's weights."""
        kept = [stage for stage in self.stages if stage.adversarial]
        before = max((stage.until for stage in self.stages if not stage.adversarial), default=0.0)
        if not kept or not before:
            return self
        moved = [replace(stage, until=round((stage.until - before) / (1 - before), 6)) for stage in kept]
        return replace(self, stages=tuple(moved))

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


_LARGE = StyleNetConfig(
    widths=(512, 512, 384, 256, 128, 64), reading=(384, 320, 256, 160, 96, 48), latent=256, style=512, mapping=6
)
_TINY = StyleNetConfig(widths=(8, 8), reading=(8, 8), latent=4, style=6, mapping=2)
_GROWN = (LatentStage(64, 16, 0.12), LatentStage(64, 12, 0.4, 48))
_GPU = LatentRecipe(
    stages=(LatentStage(128, 64, 0.25, 96), LatentStage(256, 48, 0.85, 128), LatentStage(256, 32, 1.0, 128, 16)),
    model=_LARGE,
    short_side=256,
    view=128,
    ema=0.999,
    judge_width=128,
)
RECIPES: Mapping[str, Mapping[str, LatentRecipe]] = {
    "vae": {
        "cpu": LatentRecipe(stages=(*_GROWN, LatentStage(128, 8, 1.0, 64)), learning_rate=5e-4, warm=0.2),
        "gpu": _GPU,
        "tiny": LatentRecipe(
            stages=(LatentStage(8, 4, 0.4), LatentStage(16, 4, 1.0, 16)),
            learning_rate=5e-3,
            ema=0.8,
            short_side=64,
            eye="random",
            model=_TINY,
        ),
    },
    "gan": {
        "cpu": LatentRecipe(
            stages=(
                LatentStage(64, 16, 0.08),
                LatentStage(64, 12, 0.2, 48),
                LatentStage(128, 8, 0.35, 64),
                LatentStage(128, 4, 1.0, 64, 8),
            ),
            learning_rate=5e-4,
            warm=0.2,
        ),
        "gpu": replace(
            _GPU,
            stages=(LatentStage(128, 64, 0.15, 96), LatentStage(256, 48, 0.3, 128), LatentStage(256, 16, 1.0, 128, 48)),
            adaptive=0.6,
            adaptive_pictures=100_000,
            smooth=0.5,
        ),
        "tiny": LatentRecipe(
            stages=(LatentStage(8, 4, 0.3), LatentStage(16, 4, 0.5, 16), LatentStage(16, 2, 1.0, 16, 4)),
            learning_rate=5e-3,
            ema=0.8,
            short_side=64,
            view=16,
            flip=True,
            crop=0.9,
            adaptive=0.6,
            adaptive_pictures=50,
            smooth=0.5,
            smooth_every=2,
            eye="random",
            judge_width=8,
            model=_TINY,
        ),
    },
}
SUMMARIES: Mapping[str, str] = {
    "cpu": "one or two cores, 64 then 128 px, an hour or more",
    "gpu": "one large GPU, 128 then 256 px, a larger network, half an hour",
    "tiny": "a few steps of a tiny network, to see that all works",
}


def read_latent_recipe(kind: str, name: str) -> LatentRecipe:
    """The recipe of this name for a VAE or a GAN, or that in the JSON file of this path.

    A file holds the settings that differ from a named recipe, `"like"` saying from which (by default "cpu").

    Raises:
        BadInput: there is no such recipe, the file is no JSON object, or a setting does not hold.
    """
    named = RECIPES[kind]
    if name in named:
        return named[name]
    values, like = read_recipe_file(name, tuple(named))
    return latent_recipe_from(kind, values, named[like], Path(name).name)


def latent_recipe_from(
    kind: str, values: Mapping[str, Any], base: LatentRecipe | None = None, source: str = "recipe"
) -> LatentRecipe:
    """`base` (by default "cpu") with the given settings changed, checked.

    Raises:
        BadInput: a setting is unknown or does not hold; the sentence names it and `source`.
    """
    recipe = with_settings(base or RECIPES[kind]["cpu"], values, source, _stage)
    check_latent_recipe(kind, recipe, source)
    return recipe


_STAGE = LatentStage(64, 8, 1.0)


def _stage(source: str, index: int, values: Any) -> LatentStage:
    return LatentStage(**stage_settings(source, index, values, _STAGE))


def check_latent_recipe(kind: str, recipe: LatentRecipe, source: str = "recipe") -> None:
    """
    Raises:
        BadInput: the settings cannot make a run; one sentence says which one and why.
    """
    if not recipe.stages:
        raise refusal(source, "has no stages", "Write at least one.")
    for index, stage in enumerate(recipe.stages, 1):
        _check_stage(recipe, stage, f"stage {index}", source)
    check_order([stage.until for stage in recipe.stages], [stage.adversarial for stage in recipe.stages], source)
    if kind == "gan" and not recipe.competes:
        raise refusal(source, "has no adversary, without which there is no GAN", 'Give a stage "fakes".')
    for name in ("learning_rate", "judging_rate"):
        check_range(source, name, getattr(recipe, name), 1e-7, 0.1)
    for name in ("kl", "pixels", "perceptual", "pull", "r1", "smooth"):
        check_range(source, name, getattr(recipe, name), 0, 1000)
    for name, least, highest in _RANGES:
        check_range(source, name, getattr(recipe, name), least, highest)
    for name, choices in (("precision", PRECISIONS), ("eye", EYES)):
        if getattr(recipe, name) not in choices:
            raise refusal(source, f"says {name} = {getattr(recipe, name)!r}", f"Choose one of {', '.join(choices)}.")


_RANGES = (
    ("ema", 0, 0.99999),
    ("warm", 0, 1),
    ("free", 0, 100),
    ("adaptive", 0, 1),
    ("adaptive_pictures", 1, 1e9),
    ("smooth_every", 1, 1e6),
    ("crop", 0.1, 1),
    ("view", 8, 1024),
    ("short_side", 64, 4096),
    ("taps", 2, 4),
    ("judge_width", 1, 4096),
    ("seed", 0, 2**31),
)


def _check_stage(recipe: LatentRecipe, stage: LatentStage, where: str, source: str) -> None:
    whole = recipe.model.size
    sizes = [whole >> halvings for halvings in range(len(recipe.model.widths)) if whole >> halvings >= 8]
    if stage.size not in sizes:
        names = ", ".join(map(str, sizes))
        raise refusal(source, f"has pictures of {stage.size} px in {where}", f"This network can do {names}.")
    if stage.batch < 1 or stage.fakes < 0:
        raise refusal(source, f"has batches of {stage.batch} and {stage.fakes} in {where}", "Take at least 1, and 0.")
    if stage.window and not 16 <= stage.window <= stage.size:
        raise refusal(source, f"has a window of {stage.window} px in {where}", f"Take 0, or 16 to {stage.size}.")
