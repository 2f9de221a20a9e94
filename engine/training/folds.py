"""k-fold cross-validation: several short runs, each holding another part of the photos out, for small sets."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from engine.errors import BadInput
from engine.training.data import PhotoSet, split_fold
from engine.training.trainer import Trainer

Say = Callable[[str], None]


@dataclass(frozen=True)
class Fold:
    """What one run came to; losses are mean errors, 0..1."""

    trained_on: int
    held_out: int
    psnr: float
    held_out_loss: float
    trained_loss: float
    lpips: float | None = None

    @staticmethod
    def of(trainer: Trainer, ours: PhotoSet, theirs: PhotoSet) -> Fold:
        scores = trainer.scores(ours, theirs)
        losses = [trainer.loss(photos) for photos in (theirs, ours)]
        sizes = len(ours.pictures), len(theirs.pictures)
        return Fold(*sizes, scores["val_psnr"], losses[0], losses[1], scores.get("val_lpips"))


def run_folds(
    photos: PhotoSet,
    folds: int,
    out: Path,
    run: Callable[[Path, PhotoSet, PhotoSet], Fold | None],
    say: Say,
    writes: bool = True,
) -> str:
    """Run every fold that has not run yet, and print mean and spread over all; "finished", or "stopped".

    Args:
        run: trains on one side of a fold in a folder, and scores the other; None where it was stopped.
        writes: whether this process writes `result.json` and `folds.json`.

    Raises:
        BadInput: a fold would hold out nothing.
    """
    sides = [split_fold(photos, fold, folds) for fold in range(folds)]
    if not all(ours.pictures and theirs.pictures for ours, theirs in sides):
        raise BadInput(f"{len(photos.pictures)} pictures are too few for {folds} folds.", "Take fewer folds.")
    results: list[Fold] = []
    for number, (ours, theirs) in enumerate(sides, 1):
        folder = out / f"fold-{number}"
        done = _result(folder)
        if done is None:
            say(f"Fold {number} of {folds}: {len(ours.pictures):,} photos, {len(theirs.pictures):,} held out.")
            done = run(folder, ours, theirs)
            if done is None:
                return "stopped"
            if writes:
                (folder / "result.json").write_text(json.dumps(asdict(done)), encoding="utf-8")
        results.append(done)
    if writes:
        (out / "folds.json").write_text(json.dumps([asdict(fold) for fold in results], indent=1), encoding="utf-8")
    for line in table(results):
        say(line)
    return "finished"


def table(results: Sequence[Fold]) -> list[str]:
    """Lines for people: every fold, then mean and standard deviation."""
    names = ["psnr", "held_out_loss", "trained_loss", *(["lpips"] if results[0].lpips is not None else [])]
    columns = np.array([[getattr(fold, name) for name in names] for fold in results], float)
    lines = [f"{'fold':>6} {'photos':>7} " + " ".join(f"{name:>13}" for name in names)]
    for index, (fold, row) in enumerate(zip(results, columns, strict=True), 1):
        lines.append(f"{index:>6} {fold.held_out:>7} " + " ".join(f"{value:>13.4f}" for value in row))
    spread = columns.std(axis=0, ddof=1)
    for name, row in (("mean", columns.mean(axis=0)), ("spread", spread)):
        lines.append(f"{name:>6} {'':>7} " + " ".join(f"{value:>13.4f}" for value in row))
    return lines


def _result(folder: Path) -> Fold | None:
    path = folder / "result.json"
    return Fold(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None
