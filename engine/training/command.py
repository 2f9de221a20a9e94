"""What `main.py train` asks for, done: settings in, a run out."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import torch

from engine.device import inference_threads, pick_device
from engine.errors import BadInput, WriteFailed
from engine.training.checkpoint import read_state
from engine.training.data import HELD_OUT, PhotoSet, check_sides, load_photos, split
from engine.training.folds import Fold, run_folds
from engine.training.kinds import BY_NAME, INPAINT, Kind
from engine.training.latent_recipes import LatentRecipe
from engine.training.ranks import Ranks
from engine.training.rehearsal import rehearse, wants_bf16
from engine.training.run import Budget, Log, Run, StopSign
from engine.training.trainer import Recipe, Trainer

MINUTES = 120.0
Say = Callable[[str], None]


@dataclass(frozen=True)
class TrainSettings:
    """The arguments of `train inpaint`, `train vae` and `train gan`.

    Attributes:
        data: folder of pictures, or of tar files of pictures.
        out: folder of the run.
        recipe: a recipe's name or JSON file; None = the run's own where it is resumed, else "cpu".
        resume: go on from the folder's checkpoint.
        start_from: folder of another run to take the weights of.
        device: as for `engine.device.pick_device`.
        minutes: training time in all; None = as before where the run is resumed, else MINUTES.
        pause_after: minutes after which this process saves and leaves.
        steps: so many steps instead of minutes.
        folds: number of runs that each hold another part of the photos out; 0 = one run.
        dry_run: try everything at tiny sizes and forecast; writes nothing.
        vgg: VGG16 features and LPIPS heads (safetensors).
        threads: of the processor; 0 = all that this process may use.
        groups: table that says which files are parts of one photo; None = as before where the run is resumed.
        hold_out: share or number of photos held out; None = as before where the run is resumed, else a twentieth.
    """

    data: Path
    out: Path
    recipe: str | None = None
    resume: bool = False
    start_from: Path | None = None
    device: str = "auto"
    minutes: float | None = None
    pause_after: float | None = None
    steps: int | None = None
    folds: int = 0
    dry_run: bool = False
    vgg: Path | None = None
    threads: int = 0
    groups: Path | None = None
    hold_out: float | None = None


def train_inpaint(settings: TrainSettings, say: Say = print) -> str:
    """Train the fill network; see `train`."""
    return train(INPAINT, settings, say)


def train_latent(kind: str, settings: TrainSettings, say: Say = print) -> str:
    """Train a "vae" or a "gan"; see `train`."""
    return train(BY_NAME[kind], settings, say)


def train(kind: Kind, settings: TrainSettings, say: Say = print) -> str:
    """Run it; how it ended ("finished", "paused", "stopped", or "tried" for a dry run).

    Raises:
        EngineError: arguments, photos, disk, device, memory or numbers do not allow it; one sentence says what is left.
    """
    ranks = Ranks.from_environment()
    say = say if ranks.first else _silent
    _check(kind, settings)
    state = _state_of(settings.out) if settings.resume else None
    recipe, minutes = _plan(kind, settings, state)
    settings = _as_divided(settings, state)
    device = ranks.device(pick_device(settings.device))
    torch.set_num_threads(settings.threads or inference_threads())
    if device.startswith("cuda"):
        torch.set_float32_matmul_precision("high")
        torch.backends.cudnn.benchmark = True
    photos = load_photos(
        settings.data, recipe.short_side, recipe.rare, workers=inference_threads(), groups=settings.groups
    )
    _tell_skipped(photos, None if settings.dry_run or not ranks.first else _made(settings.out), say)
    if recipe.eye == "random":
        say("This recipe looks through random features: it shows that all works, and makes no model.")
    elif settings.vgg is None:
        say(kind.softer)
    ranks.start(device)
    job = _Job(kind, settings, recipe, minutes, device, ranks, photos, say)
    try:
        with StopSign() as stop:
            return job.rehearse() if settings.dry_run else job.folds(stop) if settings.folds else job.one(stop)
    except OSError as error:
        sentence = f"The run in {settings.out} cannot be written: {error.strerror or error}."
        raise WriteFailed(sentence, "Make room, then go on with --resume.") from error
    finally:
        ranks.stop()


@dataclass(frozen=True)
class _Job:
    kind: Kind
    settings: TrainSettings
    recipe: Recipe
    minutes: float
    device: str
    ranks: Ranks
    photos: PhotoSet
    say: Say

    def sides(self) -> tuple[PhotoSet, PhotoSet]:
        """(to train on, held out)."""
        ours, theirs = split(self.photos, self.settings.hold_out or HELD_OUT)
        check_sides(self.photos, ours, theirs)
        return ours, theirs

    def one(self, stop: StopSign) -> str:
        ours, theirs = self.sides()
        count = len(self.photos.skipped)
        self.say(f"{len(ours.pictures):,} photos to train on, {len(theirs.pictures):,} held out, {count:,} skipped.")
        return self.train(self.settings.out, ours, theirs, self.minutes, stop)[0]

    def folds(self, stop: StopSign) -> str:
        def run(out: Path, ours: PhotoSet, theirs: PhotoSet) -> Fold | None:
            ending, trainer = self.train(out, ours, theirs, self.minutes / self.settings.folds, stop)
            return Fold.of(trainer, ours, theirs) if ending == "finished" else None

        return run_folds(self.photos, self.settings.folds, self.settings.out, run, self.say, self.ranks.first)

    def rehearse(self) -> str:
        ours, theirs = self.sides()
        rehearsal = rehearse(
            self.kind, self.recipe, ours, theirs, self.minutes, self.device, self.settings.vgg, self.ranks
        )
        for line in rehearsal.lines():
            self.say(line)
        return "tried"

    def train(self, out: Path, ours: PhotoSet, theirs: PhotoSet, minutes: float, stop: StopSign) -> tuple[str, Trainer]:
        trainer = self._trainer(_made(out), ours)
        workers = max(1, inference_threads() - 2)
        seed = self.recipe.seed + trainer.step + 7919 * self.ranks.rank
        feed = self.kind.feed(ours, self.recipe, self.device, seed, workers)
        log = Log(out / "metrics.jsonl" if self.ranks.first else None, self.say)
        budget = Budget(minutes, self.settings.steps, self.settings.pause_after)
        trainer.notes["minutes"] = minutes
        trainer.notes["divided"] = _division(self.settings)
        try:
            ending = Run(trainer, ours, theirs, feed, budget, log, stop).go()
        finally:
            feed.close()
            log.close()
        return ending, trainer

    def _trainer(self, out: Path, ours: PhotoSet) -> Trainer:
        trainer = self.kind.trainer(self.recipe, out, self.device, self.settings.vgg, self.ranks)
        widest = max(self.recipe.stages, key=lambda stage: stage.until)
        bf16 = wants_bf16(trainer, self.recipe, widest)
        trainer.bf16 = bool(self.ranks.agree([float(bf16)], self.device)[0])
        self.say(f"Computing on {self.device} in {'bfloat16' if trainer.bf16 else 'float32'}.")
        if self.settings.resume and trainer.resume():
            self.say(f"Going on from step {trainer.step:,}, minute {trainer.seconds / 60:.1f}.")
        elif self.settings.start_from is not None:
            trainer.start_from(self.settings.start_from)
            self.say(f"Starting from {self.settings.start_from}, which had seen {trainer.samples:,} pictures.")
            note = trainer.begin(ours)
            if note is not None:
                self.say(note)
        return trainer


def _plan(kind: Kind, settings: TrainSettings, state: dict[str, Any] | None) -> tuple[Recipe, float]:
    """The recipe and the minutes: as asked for, else the resumed run's own."""
    if settings.recipe is not None or state is None:
        recipe = kind.read(settings.recipe or "cpu")
    else:
        recipe = kind.settled(state["recipe"])
    if kind.name == "gan" and settings.start_from is not None and isinstance(recipe, LatentRecipe):
        recipe = recipe.without_reconstruction()
    if settings.minutes is not None:
        return recipe, settings.minutes
    before = (state or {}).get("notes", {}).get("minutes")
    return recipe, MINUTES if before is None else before * (settings.folds or 1)


def _as_divided(settings: TrainSettings, state: dict[str, Any] | None) -> TrainSettings:
    """With the photos divided as before where a run is resumed.

    Raises:
        BadInput: it is asked to divide them another way: photos that it has seen would be held out.
    """
    before = (state or {}).get("notes", {}).get("divided", {})
    groups = settings.groups or (Path(before["groups"]) if before.get("groups") else None)
    if before and settings.hold_out not in (None, before.get("hold_out")):
        kept = f"{before.get('hold_out') or HELD_OUT:g}"
        raise BadInput(f"The run in {settings.out} holds out {kept}.", "Leave --hold-out out, or begin a new run.")
    return replace(settings, groups=groups, hold_out=settings.hold_out or before.get("hold_out"))


def _division(settings: TrainSettings) -> dict[str, Any]:
    groups = None if settings.groups is None else str(settings.groups.absolute())
    return {"groups": groups, "hold_out": settings.hold_out}


def _state_of(out: Path) -> dict[str, Any] | None:
    """The state of the run in a folder, or of its first fold."""
    folders = (out, *sorted(out.glob("fold-*")))
    return next((state for folder in folders if (state := read_state(folder)) is not None), None)


def _check(kind: Kind, settings: TrainSettings) -> None:
    if settings.out.exists() and not settings.out.is_dir():
        raise BadInput(f"{settings.out} is a file.", "Name a folder for the run.")
    if settings.folds == 1 or settings.folds > 20:
        raise BadInput(f"{settings.folds} folds make no comparison.", "Take 2 to 20.")
    if settings.resume and settings.start_from is not None:
        raise BadInput("--resume and --from exclude each other.", "--resume goes on, --from begins a new run.")
    state = _state_of(settings.out)
    begun = state is not None
    if begun and settings.resume and not kind.trained(state):
        raise BadInput(f"The run in {settings.out} is of another kind.", "Resume it with the command that began it.")
    if settings.resume and not begun:
        raise BadInput(f"There is nothing to resume in {settings.out}.", "Leave --resume out to begin there.")
    if begun and not settings.resume and not settings.dry_run:
        raise BadInput(f"There is a run in {settings.out} already.", "Say --resume to go on, or name another folder.")
    if settings.vgg is not None and not settings.vgg.is_file():
        raise BadInput(f"There is no file {settings.vgg}.", "Name the VGG16 weights (safetensors).")


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(f"The folder {folder} cannot be made: {error.strerror}.", "Choose another folder.") from error
    return folder


def _tell_skipped(photos: PhotoSet, out: Path | None, say: Say) -> None:
    """List what could not be read: the first few on the terminal, all of them in skipped.txt."""
    for name, reason in photos.skipped[:5]:
        say(f"Skipped {name}: {reason}.")
    if len(photos.skipped) > 5:
        say(f"... and {len(photos.skipped) - 5:,} more, listed in skipped.txt.")
    if out is not None and photos.skipped:
        try:
            (out / "skipped.txt").write_text("".join(f"{n}\t{r}\n" for n, r in photos.skipped), encoding="utf-8")
        except OSError as error:
            raise WriteFailed(f"The folder {out} cannot be written to: {error.strerror}.", "Make room.") from error


def _silent(_line: str) -> None:
    pass
