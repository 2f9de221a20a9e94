"""What decides a training run besides its photos: stages and settings, by name or from a JSON file, checked first."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from engine.errors import BadInput
from engine.models.architectures.fill_comod import FillCoModConfig

PRECISIONS = ("auto", "float32", "bfloat16")
EYES = ("vgg", "random")
R = TypeVar("R", bound=Any)
RETIRED = ("matching", "r1", "r1_every")  # settings of the first runs, whose checkpoints are still read


@dataclass(frozen=True)
class Stage:
    """A stretch of the run.

    Attributes:
        size: picture side, px; a multiple of 16.
        batch: pictures a step, on each device.
        until: share of the whole time at which the stage ends.
        window: side of the window that the perceptual term looks at, px; 0 = no such term.
        adversarial: whether z is drawn and the discriminator plays.
        share: least and greatest share of a picture that is hole.
    """

    size: int
    batch: int
    until: float
    window: int
    adversarial: bool
    share: tuple[float, float] = (0.05, 0.45)

    @property
    def pictures(self) -> int:
        """Pictures a step, on each device."""
        return self.batch


@dataclass(frozen=True)
class InpaintRecipe:
    """Everything that decides the run besides its data.

    Attributes:
        stages: in order; those without an adversary come first.
        learning_rate, adversarial_rate: Adam's, of the generator without and with an adversary.
        judging_rate: Adam's, of the adversary.
        ema: how much of the averaged weights stays at each step.
        short_side: photos are shrunk to it when they are loaded, px.
        rare: name prefixes of look-alike series, drawn a quarter as often.
        pairs: pictures of a batch that are painted a second time with another z.
        mean_share: share of the pictures painted with z = 0 in the GAN stages: the mean fill has to look real too.
        hole, hole_adversarial, known, seam, perceptual, perceptual_adversarial, diversity: weights of the terms.
        broad: weight of the L1 of 4 px means in the hole, with an adversary: colours stay right, texture is free.
        apart: how far two paintings of a hole should lie apart, as a relative difference of VGG features.
        pull: length of the adversary's pull on the painting, relative to that of the other terms.
        precision: one of PRECISIONS; "auto" takes bfloat16 where it is faster.
        compile: whether torch.compile is tried; it is used only where its gradients agree with the plain ones.
        eye: what perceptual terms and adversary look through, one of EYES; "random" is for trying things out.
        model, judge_width: shape of the generator and of the discriminator.
    """

    stages: tuple[Stage, ...] = (
        Stage(64, 32, 0.13, 0, False, (0.05, 0.5)),
        Stage(96, 12, 0.24, 48, False, (0.05, 0.5)),
        Stage(128, 8, 0.37, 64, False, (0.05, 0.5)),
        Stage(96, 6, 0.83, 64, True, (0.05, 0.6)),
        Stage(128, 4, 1.0, 80, True, (0.05, 0.6)),
    )
    learning_rate: float = 8e-4
    adversarial_rate: float = 3e-4
    ema: float = 0.995
    short_side: int = 352
    rare: tuple[str, ...] = ("clothing-dataset",)
    pairs: int = 1
    mean_share: float = 0.25
    hole: float = 1.0
    hole_adversarial: float = 0.2
    broad: float = 1.0
    known: float = 0.3
    seam: float = 0.5
    perceptual: float = 0.3
    perceptual_adversarial: float = 0.3
    diversity: float = 0.3
    apart: float = 0.4
    pull: float = 0.8
    judging_rate: float = 5e-4
    seed: int = 1
    precision: str = "auto"
    compile: bool = False
    eye: str = "vgg"
    judge_width: int = 64
    model: FillCoModConfig = field(default_factory=FillCoModConfig)

    def stage_at(self, share: float) -> Stage:
        """The stage in which a run is when `share` of its time is over."""
        return next((stage for stage in self.stages if share < stage.until), self.stages[-1])

    @property
    def adversary_from(self) -> float:
        """Share of the time after which the adversary plays; 0 = from the start, 1 = never."""
        return max((stage.until for stage in self.stages if not stage.adversarial), default=0.0)

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


def _gpu_stages(cnn_until: float) -> tuple[Stage, ...]:
    cnn = (Stage(256, 64, cnn_until, 128, False, (0.05, 0.6)),) if cnn_until else ()
    painted = (Stage(256, 64, 0.9, 128, True, (0.05, 0.7)), Stage(384, 28, 1.0, 160, True, (0.05, 0.7)))
    return (*cnn, *painted)


_GPU = InpaintRecipe(stages=_gpu_stages(0.3), ema=0.999, short_side=512, pairs=8)
RECIPES: Mapping[str, InpaintRecipe] = {
    "cpu": InpaintRecipe(),
    "cnn": InpaintRecipe(
        stages=(Stage(64, 32, 0.35, 0, False), Stage(96, 12, 0.65, 48, False), Stage(128, 8, 1.0, 64, False))
    ),
    "gpu": _GPU,
    "gpu-gan": replace(_GPU, stages=_gpu_stages(0.0)),
    "tiny": InpaintRecipe(
        stages=(Stage(32, 4, 0.5, 0, False), Stage(32, 4, 0.8, 16, True), Stage(48, 2, 1.0, 16, True)),
        learning_rate=1e-2,
        adversarial_rate=1e-3,
        judging_rate=1e-3,
        ema=0.8,
        short_side=64,
        pairs=1,
        eye="random",
        judge_width=8,
        model=FillCoModConfig(widths=(4, 8, 8, 16), dilations=(1, 2), latent=4, style=8, heads=2),
    ),
}
SUMMARIES: Mapping[str, str] = {
    "cpu": "one or two cores, 64 to 128 px, two hours",
    "cnn": "as cpu, without an adversary; the only one that can do without --vgg",
    "gpu": "one large GPU, 256 px, then 384 px for the last tenth, 30 minutes",
    "gpu-gan": "as gpu without the CNN stage, to go on from a checkpoint (--from)",
    "tiny": "a few steps of a tiny network, to see that all works",
}


def read_recipe(name: str) -> InpaintRecipe:
    """The recipe of this name, or that in the JSON file of this path.

    A file holds the settings that differ from a named recipe, `"like"` saying from which (by default "cpu").

    Raises:
        BadInput: there is no such recipe, the file is no JSON object, or a setting does not hold.
    """
    if name in RECIPES:
        return RECIPES[name]
    values, like = read_recipe_file(name, tuple(RECIPES))
    return recipe_from(values, RECIPES[like], Path(name).name)


def read_recipe_file(name: str, known: Sequence[str]) -> tuple[dict[str, Any], str]:
    """The settings in a recipe's file, and the named recipe that they change.

    Raises:
        BadInput: it is no JSON file, or changes a recipe that there is not.
    """
    path, names = Path(name), ", ".join(known)
    if path.suffix.lower() != ".json":
        raise BadInput(f"There is no recipe named {name}.", f"Choose one of {names}, or give a JSON file.")
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(f"The recipe {name} cannot be read: {error.strerror}.", "Check its path.") from error
    except ValueError as error:
        raise BadInput(f"The recipe {name} is not JSON: {error}.", "Correct it there.") from error
    if not isinstance(values, dict):
        raise BadInput(f"The recipe {name} is not a JSON object.", 'Write {"like": "cpu", ...}.')
    like = values.pop("like", "cpu")
    if like not in known:
        raise BadInput(f'The recipe {name} says "like": {like!r}.', f"Choose one of {names}.")
    return values, like


def recipe_from(values: Mapping[str, Any], base: InpaintRecipe | None = None, source: str = "recipe") -> InpaintRecipe:
    """`base` with the given settings changed, checked.

    Raises:
        BadInput: a setting is unknown or does not hold; the sentence names it and `source`.
    """
    recipe = with_settings(base or InpaintRecipe(), values, source, _stage)
    check_recipe(recipe, source)
    return recipe


def with_settings(base: R, values: Mapping[str, Any], source: str, stage: Callable[[str, int, Any], Any]) -> R:
    """`base`, a recipe of any kind, with the given settings changed; whether they go together is not checked.

    Args:
        stage: makes a stage of the source, its number and its plain values.

    Raises:
        BadInput: a setting is unknown or of the wrong type; the sentence names it and `source`.
    """
    known = {entry.name: getattr(base, entry.name) for entry in fields(base)}
    changed: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise refusal(source, f"knows no setting {key!r}", f"The settings are {', '.join(known)}.")
        changed[key] = _converted(source, key, value, known[key], stage)
    return replace(base, **changed)


def _converted(source: str, key: str, value: Any, example: Any, stage: Callable[[str, int, Any], Any]) -> Any:
    if key == "stages":
        if not isinstance(value, (list, tuple)):
            raise refusal(source, "needs a list of stages", "Write one object for each stage.")
        return tuple(stage(source, index, entry) for index, entry in enumerate(value, 1))
    if key == "model":
        config = type(example)
        try:
            return config.from_dict(dict(value))
        except (TypeError, ValueError) as error:
            raise refusal(source, f"has a model that cannot be built ({error})", f"See {config.__name__}.") from error
    if key == "rare":
        if not isinstance(value, (list, tuple)) or not all(isinstance(prefix, str) for prefix in value):
            raise refusal(source, "needs a list of names for rare", 'Write for instance ["series-"].')
        return tuple(value)
    return plain_setting(source, key, value, example)


def plain_setting(source: str, key: str, value: Any, example: Any) -> Any:
    """A number, word or truth value of the example's type."""
    if isinstance(example, float) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value)
    if type(value) is not type(example):
        wanted = {bool: "true or false", int: "a whole number", float: "a number", str: "a word"}[type(example)]
        raise refusal(source, f"says {key} = {value!r}", f"It has to be {wanted}.")
    return value


_STAGE = Stage(64, 8, 1.0, 0, False)


def stage_settings(source: str, index: int, values: Any, example: Any, others: Sequence[str] = ()) -> dict[str, Any]:
    """The plain settings of a stage, each of its type in `example`; those named in `others` are left out.

    Raises:
        BadInput: a setting is unknown or of the wrong type, or one without a default is missing.
    """
    if not isinstance(values, Mapping):
        raise refusal(source, f"has a stage {index} that is no object", 'Write {"size": 64, "batch": 8, ...}.')
    names = [entry.name for entry in fields(example)]
    for key in values:
        if key not in names:
            raise refusal(source, f"knows no setting {key!r} of stage {index}", f"They are {', '.join(names)}.")
    missing = [entry.name for entry in fields(example) if entry.default is MISSING and entry.name not in values]
    if missing:
        raise refusal(source, f"lacks {', '.join(missing)} in stage {index}", "Add what is missing.")
    where = f" of stage {index}"
    plain = {key: value for key, value in values.items() if key not in others}
    return {key: plain_setting(source, key + where, value, getattr(example, key)) for key, value in plain.items()}


def _stage(source: str, index: int, values: Any) -> Stage:
    plain = stage_settings(source, index, values, _STAGE, ["share"])
    share = values.get("share", _STAGE.share)
    if not isinstance(share, (list, tuple)) or len(share) != 2 or not all(isinstance(s, (int, float)) for s in share):
        raise refusal(source, f"says share = {share!r} in stage {index}", "Write two numbers, least and greatest.")
    return Stage(**plain, share=(float(share[0]), float(share[1])))


def check_recipe(recipe: InpaintRecipe, source: str = "recipe") -> None:
    """
    Raises:
        BadInput: the settings cannot make a run; one sentence says which one and why.
    """
    if not recipe.stages:
        raise refusal(source, "has no stages", "Write at least one.")
    for index, stage in enumerate(recipe.stages, 1):
        _check_stage(recipe, stage, index, source)
    check_order([stage.until for stage in recipe.stages], [stage.adversarial for stage in recipe.stages], source)
    _check_numbers(recipe, source)


def check_order(ends: Sequence[float], adversarial: Sequence[bool], source: str) -> None:
    """
    Args:
        ends: shares of the time at which stages end.
        adversarial: which of them have an adversary.

    Raises:
        BadInput: stages do not follow each other up to the end, or one without an adversary follows one with it.
    """
    if any(later <= before for before, later in pairwise(ends)):
        raise refusal(source, f"has stages that end at {listed(ends)}", "Each has to end after the one before it.")
    if ends[-1] != 1.0 or ends[0] <= 0:
        raise refusal(source, f"has stages that end at {listed(ends)}", "The last one ends at 1, and none at 0.")
    if list(adversarial) != sorted(adversarial):
        raise refusal(source, "has a stage without adversary after one with it", "Put those without it first.")


def check_range(source: str, name: str, value: float, least: float, highest: float) -> None:
    """
    Raises:
        BadInput: the value is not from `least` to `highest`.
    """
    if not least <= value <= highest:
        raise refusal(source, f"says {name} = {value:g}", f"Take {least:g} to {highest:g}.")


def _check_stage(recipe: InpaintRecipe, stage: Stage, index: int, source: str) -> None:
    where = f"stage {index}"
    if stage.size < 32 or stage.size % 16:
        raise refusal(source, f"has pictures of {stage.size} px in {where}", "Take a multiple of 16, from 32 on.")
    if stage.batch < 1:
        raise refusal(source, f"has batches of {stage.batch} in {where}", "Take at least 1.")
    if stage.window and not 16 <= stage.window <= stage.size:
        raise refusal(source, f"has a window of {stage.window} px in {where}", f"Take 0, or 16 to {stage.size}.")
    low, high = stage.share
    if not 0 < low <= high <= 0.95:
        raise refusal(source, f"has holes of {low:g} to {high:g} in {where}", "Take shares from above 0 to 0.95.")
    if stage.adversarial and not stage.window:
        raise refusal(source, f"has no window in {where}", f"An adversary needs one; take 16 to {stage.size}.")
    if stage.adversarial and recipe.pairs > stage.batch:
        raise refusal(source, f"has {recipe.pairs} pairs in batches of {stage.batch} in {where}", "Take fewer pairs.")


_WEIGHTS = ("hole", "hole_adversarial", "known", "seam", "perceptual", "perceptual_adversarial", "diversity")
_WEIGHTS += ("broad", "apart", "pull")


def _check_numbers(recipe: InpaintRecipe, source: str) -> None:
    for name in ("learning_rate", "adversarial_rate", "judging_rate"):
        if not 0 < getattr(recipe, name) <= 0.1:
            raise refusal(source, f"says {name} = {getattr(recipe, name):g}", "Take more than 0, and at most 0.1.")
    for name, highest in (("ema", 0.99999), ("mean_share", 1.0), *((weight, 1000.0) for weight in _WEIGHTS)):
        check_range(source, name, getattr(recipe, name), 0, highest)
    for name, least in (("short_side", 64), ("pairs", 0), ("seed", 0), ("judge_width", 1)):
        if getattr(recipe, name) < least:
            raise refusal(source, f"says {name} = {getattr(recipe, name)}", f"Take at least {least}.")
    for name, choices in (("precision", PRECISIONS), ("eye", EYES)):
        if getattr(recipe, name) not in choices:
            raise refusal(source, f"says {name} = {getattr(recipe, name)!r}", f"Choose one of {', '.join(choices)}.")


def refusal(source: str, what: str, advice: str) -> BadInput:
    """What is wrong with a recipe, as one sentence."""
    name = source if source == "recipe" else f"recipe {source}"
    return BadInput(f"The {name} {what}.", advice)


def listed(numbers: Sequence[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)
