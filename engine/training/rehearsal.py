"""A dry run: twenty steps through all stages at tiny sizes, then each stage timed as it is; nothing stays behind."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import torch

from engine.training.checkpoint import checkpoint_bytes
from engine.training.data import PhotoSet
from engine.training.feed import Feed
from engine.training.kinds import Kind
from engine.training.precision import choose_bf16
from engine.training.ranks import Ranks
from engine.training.run import Budget, Log, Run
from engine.training.trainer import Recipe, RunStage, Trainer

STEPS = 20


@dataclass(frozen=True)
class Rehearsal:
    """What a dry run found.

    Attributes:
        stages: each with its pictures a second and its share of the time.
        memory, device_memory: most bytes held, by the process and on the device (0 where unknown).
        photo_bytes: of the photos in memory.
        checkpoint_bytes: on the disk.
        minutes: of the run that is forecast.
    """

    stages: tuple[tuple[RunStage, float, float], ...]
    memory: int
    device_memory: int
    photo_bytes: int
    checkpoint_bytes: int
    minutes: float
    bf16: bool

    @property
    def samples(self) -> int:
        """Pictures that the run would see."""
        return round(sum(rate * share * self.minutes * 60 for _, rate, share in self.stages))

    def lines(self) -> list[str]:
        """For people."""
        lines = [
            f"{STEPS} steps through {len(self.stages)} stages went well ({'bfloat16' if self.bf16 else 'float32'})."
        ]
        for stage, rate, share in self.stages:
            kind = "with adversary" if stage.adversarial else "without adversary"
            seen = round(rate * share * self.minutes * 60)
            lines.append(
                f"{stage.size} px, {stage.pictures} a step, {kind}: {rate:.1f} pictures/s, "
                f"{seen:,} in {share * self.minutes:.0f} min"
            )
        mebibytes = [f"{value / 2**20:,.0f} MiB" for value in (self.memory, self.photo_bytes, self.checkpoint_bytes)]
        device = f", {self.device_memory / 2**20:,.0f} MiB on the device" if self.device_memory else ""
        lines.append(f"Memory {mebibytes[0]}{device}, {mebibytes[1]} of it photos; a checkpoint takes {mebibytes[2]}.")
        lines.append(f"In {self.minutes:.0f} minutes the run would see {self.samples:,} pictures.")
        return lines


def rehearse(
    kind: Kind,
    recipe: Recipe,
    ours: PhotoSet,
    theirs: PhotoSet,
    minutes: float,
    device: str,
    vgg: Path | None,
    ranks: Ranks,
) -> Rehearsal:
    """Train a little with the real photos, network and device in a temporary folder.

    Raises:
        EngineError: as the run itself would.
    """
    with tempfile.TemporaryDirectory() as folder:
        trainer = kind.trainer(kind.tiny(recipe), Path(folder), device, vgg, ranks)
        trainer.bf16 = wants_bf16(trainer, recipe, recipe.stages[-1])
        feed = kind.feed(ours, recipe, device, recipe.seed + ranks.rank, 4)
        log = Log(Path(folder) / "metrics.jsonl" if ranks.first else None, lambda _line: None)
        try:
            Run(trainer, ours, theirs, feed, Budget(minutes, steps=STEPS), log).go()
            written = checkpoint_bytes(Path(folder))
            trainer.recipe = recipe
            stages = _timed(trainer, feed)
        finally:
            feed.close()
            log.close()
    photos = sum(picture.nbytes for photos in (ours, theirs) for picture in photos.pictures)
    return Rehearsal(stages, *_memory(device), photos, written, minutes, trainer.bf16)


def wants_bf16(trainer: Trainer, recipe: Recipe, stage: RunStage) -> bool:
    """Whether a run computes in bfloat16, tried out on pictures of a stage where that has to be."""
    return choose_bf16(
        recipe.precision, trainer.device, trainer.model, stage.size, min(4, stage.pictures), once=trainer.once
    )


def _timed(trainer: Trainer, feed: Feed) -> tuple[tuple[RunStage, float, float], ...]:
    found = []
    before = 0.0
    for stage in trainer.recipe.stages:
        trainer.stage = stage
        trainer.advance(*feed.next(stage), before)
        _finish(trainer.device)
        steps = 1 if trainer.device == "cpu" else 5
        started = time.perf_counter()
        for _ in range(steps):
            trainer.advance(*feed.next(stage), before)
        _finish(trainer.device)
        rate = steps * stage.pictures * trainer.ranks.count / (time.perf_counter() - started)
        found.append((stage, rate, stage.until - before))
        before = stage.until
    return tuple(found)


def _finish(device: str) -> None:
    """Wait for what has been asked of the device."""
    kind = device.split(":")[0]
    if kind != "cpu":
        getattr(torch, kind).synchronize()


def _memory(device: str) -> tuple[int, int]:
    on_device = torch.cuda.max_memory_allocated() if device.startswith("cuda") else 0
    try:
        import resource
    except ImportError:  # Windows
        return 0, on_device
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return (peak if sys.platform == "darwin" else 1024 * peak), on_device
