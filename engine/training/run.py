"""A run from its first step to its end: stages by the clock, checkpoints, scores, and every way to stop in order."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, TextIO

from torch import Tensor

from engine.training.checkpoint import read_state
from engine.training.data import PhotoSet
from engine.training.feed import Feed
from engine.training.scoring import OverfittingWatch
from engine.training.trainer import BEST_FOLDER, RunStage, Scores, Trainer
from engine.training.trouble import explained

FINISHED, PAUSED, STOPPED = "finished", "paused", "stopped"
_CLEARLY_WORSE = 1.05  # of the best score; less is noise
_LOG_EVERY = 50


@dataclass(frozen=True)
class Budget:
    """How long a run may take.

    Attributes:
        minutes: training time in all, over every resumption.
        steps: so many more steps instead of the minutes: for tests and rehearsals.
        pause_after: minutes after which this process saves and leaves the rest to a resumption.
        save_every: minutes between checkpoints.
    """

    minutes: float
    steps: int | None = None
    pause_after: float | None = None
    save_every: float = 5.0


class StopSign:
    """Ctrl+C and SIGTERM as a wish that the run looks at between steps; a second Ctrl+C ends it at once."""

    def __init__(self) -> None:
        self.asked = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> StopSign:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        if self.asked and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.asked = True


class Log:
    """`metrics.jsonl`, one row a line, and the same for people on the terminal.

    Args:
        path: the file to add to, or None for a process that writes nothing.
        say: prints a line.
    """

    def __init__(self, path: Path | None, say: Callable[[str], None]) -> None:
        self._stream: TextIO | None = None if path is None else path.open("a", encoding="utf-8")
        self._say = say

    def row(self, values: dict[str, Any], sentence: str | None = None) -> None:
        if self._stream is None:
            return
        plain = {key: round(value, 5) if isinstance(value, float) else value for key, value in values.items()}
        self._stream.write(json.dumps(plain) + "\n")
        self._stream.flush()
        if sentence is not None:
            self._say(sentence)

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()


class Run:
    """One process's part of a run.

    Args:
        trainer: with what it starts from already loaded.
        ours, theirs: photos to train on, and those held out.
        clock: seconds, for tests.
    """

    def __init__(
        self,
        trainer: Trainer,
        ours: PhotoSet,
        theirs: PhotoSet,
        feed: Feed,
        budget: Budget,
        log: Log,
        stop: StopSign | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._trainer, self._ours, self._theirs = trainer, ours, theirs
        self._feed, self._budget, self._log = feed, budget, log
        self._stop, self._clock = stop or StopSign(), clock
        self._first_step = trainer.step
        self._overfitting = OverfittingWatch(trainer.notes.get("gaps"))
        state = read_state(trainer.out)
        self.saved_step: int | None = None if state is None else state["step"]

    def go(self) -> str:
        """Train until the time is over, or somebody asks to stop; FINISHED, PAUSED or STOPPED.

        Raises:
            EngineError: disk, device, memory or numbers failed; the last checkpoint is whole.
        """
        trainer = self._trainer
        try:
            return self._go()
        except Exception as error:
            plain = explained(error, trainer.out, trainer.device, self.saved_step)
            if plain is None:
                raise
            raise plain from error

    def _go(self) -> str:
        trainer = self._trainer
        started = saved = ticked = self._clock()
        first = True
        while True:
            now = self._clock()
            trainer.seconds += now - ticked
            ticked = now
            share, paused = trainer.ranks.agree([self._share(), float(self._pause(now - started))], trainer.device)
            stopped = trainer.ranks.any(self._stop.asked, trainer.device)
            if share >= 1 or paused or stopped:
                self._take_stock()
                return STOPPED if stopped else FINISHED if share >= 1 else PAUSED
            self._enter(trainer.recipe.stage_at(share))
            batch = self._feed.next(trainer.stage)
            note = trainer.prepare(batch) if first else None
            if note is not None:
                self._log.row({"step": trainer.step, "note": note}, note)
            first = False
            terms = trainer.advance(*batch, share)
            if trainer.step % _LOG_EVERY == 0:
                self._report(terms, now - started)
            if trainer.ranks.agree([float(now - saved > 60 * self._budget.save_every)], trainer.device)[0]:
                self._take_stock()
                saved = self._clock()

    def _share(self) -> float:
        """How much of the run is over, 0..1."""
        steps = self._budget.steps
        if steps is not None:
            done = self._trainer.step - self._first_step
            return 1.0 if done >= steps else done / steps
        return self._trainer.seconds / (60 * self._budget.minutes)

    def _pause(self, seconds: float) -> bool:
        return self._budget.pause_after is not None and seconds >= 60 * self._budget.pause_after

    def _enter(self, stage: RunStage) -> None:
        """Go over to a stage."""
        trainer = self._trainer
        trainer.enter(stage)
        if stage != trainer.stage or trainer.step == self._first_step:
            kind = "with" if stage.adversarial else "without"
            sentence = f"Step {trainer.step:,}: pictures of {stage.size} px, {stage.pictures} a step, {kind} adversary."
            self._log.row({"step": trainer.step, "stage": stage.size, "adversarial": stage.adversarial}, sentence)
        trainer.stage = stage

    def _report(self, terms: dict[str, Tensor], seconds: float) -> None:
        trainer = self._trainer
        values = {key: value.item() for key, value in terms.items()}
        rate = trainer.ranks.count * trainer.stage.pictures * (trainer.step - self._first_step) / max(seconds, 1e-9)
        row = {"step": trainer.step, "samples": trainer.samples, "size": trainer.stage.size, **values}
        listed = ", ".join(f"{key} {value:.3f}" for key, value in values.items())
        sentence = f"Step {trainer.step:,}, minute {trainer.seconds / 60:.1f}: {listed}"
        self._log.row({**row, "minutes": trainer.seconds / 60, "pictures_per_second": rate}, sentence)

    def _take_stock(self) -> None:
        """Save, score and draw what the averaged weights do on held-out pictures."""
        trainer = self._trainer
        if not trainer.ranks.first:
            return
        scores = trainer.scores(self._ours, self._theirs)
        trained, held_out = (trainer.loss(photos) for photos in (self._ours, self._theirs))
        said = [self._overfitting.observe(trained, held_out), *trainer.warnings(scores)]
        trainer.notes["gaps"] = [round(gap, 5) for gap in self._overfitting.history]
        said.append(self._compare(scores))
        trainer.save()
        self.saved_step = trainer.step
        row = {"step": trainer.step, "minutes": trainer.seconds / 60, **scores}
        sentence = (
            f"Saved at step {trainer.step:,}, minute {trainer.seconds / 60:.1f}. Held out: {trainer.in_words(scores)}; "
            f"mean error {held_out:.4f} held out, {trained:.4f} on photos of the training."
        )
        self._log.row({**row, "train_l1": trained, "held_out_l1": held_out}, sentence)
        for sentence in filter(None, said):
            self._log.row({"step": trainer.step, "warning": sentence}, sentence)
        trainer.preview(self._ours, self._theirs, trainer.out / "preview.png")

    def _compare(self, scores: Scores) -> str | None:
        """Keep the weights where they are the best so far; a sentence where they have become clearly worse."""
        trainer, notes = self._trainer, self._trainer.notes
        by, score = trainer.rank(scores)
        best = notes.get("best")
        if best is None or best["by"] != by or score < best["score"]:
            notes["best"] = {"by": by, "score": score, "step": trainer.step}
            trainer.keep_best()
        elif score > _CLEARLY_WORSE * best["score"]:
            what, advice = trainer.worse
            kept = f"whose weights are kept in {trainer.out / BEST_FOLDER}. {advice}"
            return f"{what} than at step {best['step']:,}, {kept}"
        return None
