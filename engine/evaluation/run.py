"""The run: every photo through every method, scored as it comes."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.errors import BadInput, EngineError
from engine.evaluation.fillers import Filled, Filler
from engine.evaluation.recognition import EMPTY, Recogniser, count, left_empty
from engine.evaluation.record import PERFECT_DB, Evaluation, Problem, Record, gallery_entry
from engine.evaluation.samples import Sample, SampleSet, chosen_by_seed
from engine.metrics.mse import mse
from engine.metrics.perceptual import PerceptualReference
from engine.metrics.psnr import psnr
from engine.metrics.ssim import mean_similarity, ssim_map
from engine.version import VERSION

if TYPE_CHECKING:
    from engine.metrics.lpips import LpipsDistance


_DIGITS = 6


@dataclass(frozen=True)
class Wishes:
    """What a run does beside filling and scoring.

    Args:
        seed: chooses the gallery, and is the seed of every fill.
        gallery: photos in it.
        recognition: whether to count what detectors find again.
        diversity: whether to fill a second time with another seed, where a method uses it (needs LPIPS).
    """

    seed: int = 0
    gallery: int = 6
    recognition: bool = True
    diversity: bool = False


class Scorer:
    """Scores pictures by everything that is at hand.

    Args:
        lpips: the weights; None leaves LPIPS out.

    Raises:
        BadInput: the weights cannot be used.
    """

    def __init__(self, lpips: Path | None = None) -> None:
        self.lpips: LpipsDistance | None = None
        if lpips is not None:
            from engine.metrics.lpips import LpipsDistance  # brings torch

            self.lpips = LpipsDistance(lpips)

    def scores(self, sample: Sample, picture: np.ndarray, reference: PerceptualReference) -> dict[str, float]:
        """The scores of one filled picture, by the keys of `record.MEASURES`.

        They are rounded: the last digits of float32 sums depend on where in memory a picture happens to lie.
        """
        truth, hole = sample.picture, sample.hole
        similarity = ssim_map(truth, picture)
        found = {
            "psnr": min(psnr(truth, picture), PERFECT_DB),
            "ssim": mean_similarity(similarity, np.ones(hole.shape, bool)),
            "mse": mse(truth, picture),
            "psnr_hole": min(psnr(truth, picture, region=hole), PERFECT_DB),
            "ssim_hole": mean_similarity(similarity, hole > 0),
            "perceptual": reference.distance(picture),
        }
        if self.lpips is not None:
            found["lpips"] = self.lpips(truth, picture)
        return {key: round(value, _DIGITS) for key, value in found.items()}


class Run:
    """One evaluation, photo by photo.

    Args:
        evaluation: filled as the run goes on; whole after every photo, whatever ends the run.
        samples: the photos and their holes.
        fillers: what fills, by row.
        varied: the rows whose fill the seed decides.
        scorer: scores.
        tell: called with a line for the person after every fill.
        after_photo: called after every photo, to save what there is.
    """

    def __init__(
        self,
        evaluation: Evaluation,
        samples: SampleSet,
        fillers: Mapping[str, Filler],
        scorer: Scorer,
        wishes: Wishes,
        *,
        varied: frozenset[str] = frozenset(),
        tell: Callable[[str], None] = lambda line: None,
        after_photo: Callable[[], None] = lambda: None,
    ) -> None:
        self._evaluation = evaluation
        self._samples = samples
        self._fillers = fillers
        self._scorer = scorer
        self._wishes = wishes
        self._varied = varied
        self._tell = tell
        self._after_photo = after_photo
        self._recogniser = Recogniser(samples) if wishes.recognition else None

    def go(self) -> None:
        """Go through all photos.

        Raises:
            BadInput: not one of them could be used.
        """
        for number, sample in enumerate(self._samples.read(), 1):
            if isinstance(sample, Sample):
                self._photo(f"[{number}/{self._samples.count}] {sample.name}", sample)
            else:
                photo, why = sample
                self._evaluation.problems.append(Problem(photo.name, "", why))
                self._tell(f"[{number}/{self._samples.count}] {photo.name}: left out. {why}")
            self._after_photo()
        if not self._evaluation.records:
            first = self._evaluation.problems[0]
            raise BadInput("Not one photo could be scored.", f"The first reason was: {first.photo}: {first.why}")
        self._evaluation.is_complete = True
        self._after_photo()

    def _photo(self, head: str, sample: Sample) -> None:
        reference = PerceptualReference(sample.picture, sample.hole)
        made: dict[str, np.ndarray] = {}
        for row in self._fillers:
            filled = self._filled(head, row, sample)
            if filled is None:
                continue
            scores = self._scorer.scores(sample, filled.picture, reference)
            scores |= {"seconds": filled.seconds, "cpu_seconds": filled.cpu_seconds}
            if filled.peak_bytes is not None:
                scores["peak_bytes"] = float(filled.peak_bytes)
            scores |= self._diversity(head, row, sample, filled)
            self._add(head, Record(sample.name, row, filled.method, sample.share, scores))
            made[row] = filled.picture
        for row, picture in sample.finished.items():
            scores = self._scorer.scores(sample, picture, reference)
            self._add(head, Record(sample.name, row, row, sample.share, scores))
            made[row] = picture
        for row, why in sample.missing.items():
            self._evaluation.problems.append(Problem(sample.name, row, why))
        if made:
            self._keep_for_gallery(sample, made)
            self._recognise(head, sample, made)

    def _filled(self, head: str, row: str, sample: Sample, seed: int = 0) -> Filled | None:
        try:
            return self._fillers[row].fill(sample.picture, sample.hole, self._wishes.seed + seed)
        except EngineError as error:
            self._evaluation.problems.append(Problem(sample.name, row, str(error)))
            self._tell(f"{head}  {row}: {error}")
            return None

    def _diversity(self, head: str, row: str, sample: Sample, first: Filled) -> dict[str, float]:
        if not self._wishes.diversity or row not in self._varied or self._scorer.lpips is None:
            return {}
        second = self._filled(head, row, sample, seed=1)
        return {} if second is None else {"diversity": self._scorer.lpips(first.picture, second.picture)}

    def _add(self, head: str, record: Record) -> None:
        self._evaluation.records.append(record)
        leading = self._evaluation.leading
        seconds = f"{record.scores['seconds']:7.2f} s" if "seconds" in record.scores else " " * 9
        ran = "" if record.method == record.row.partition("@")[0] else f" ({record.method})"
        label = "LPIPS" if leading == "lpips" else leading
        self._tell(f"{head}  {record.row}{ran}  {seconds}  {label} {record.scores[leading]:.3f}")

    def _keep_for_gallery(self, sample: Sample, made: Mapping[str, np.ndarray]) -> None:
        """Whatever photos turn out to be readable, the gallery holds those that the seed ranks first."""
        gallery = self._evaluation.gallery
        names = [entry.photo for entry in gallery]
        kept = chosen_by_seed([*names, sample.name], self._wishes.gallery, self._wishes.seed)
        if sample.name in kept:
            gallery[:] = [entry for entry in gallery if entry.photo in kept]
            gallery.append(gallery_entry(sample.name, sample.picture, sample.hole, made))

    def _recognise(self, head: str, sample: Sample, made: Mapping[str, np.ndarray]) -> None:
        if self._recogniser is None:
            return
        found = self._evaluation.recognitions
        pictures = {EMPTY: left_empty(sample), **made}
        for detector, boxes in self._recogniser.watch(sample):
            found += [count(detector, row, sample.name, boxes, picture) for row, picture in pictures.items()]
        for aimed in self._recogniser.aimed(sample):
            box = aimed.box[None]
            found.append(count(aimed.detector, EMPTY, sample.name, box, left_empty(aimed.sample)))
            for row in self._fillers:
                filled = self._filled(head, row, aimed.sample)
                if filled is not None:
                    found.append(count(aimed.detector, row, sample.name, box, filled.picture))


def facts() -> dict[str, Any]:
    """What the figures depend on beside the program: the machine, and the threads that libraries may use."""
    return {
        "program": f"Tratteggio {VERSION}",
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "threads": os.environ.get("OMP_NUM_THREADS", "as many as the libraries like"),
    }
