"""What a run has found so far, as plain data: for the table, the JSON file and the report."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from engine.evaluation import statistics
from engine.evaluation.recognition import Recognition
from engine.evaluation.statistics import Estimate

GALLERY_SIDE = 512  # px of the longer side
PERFECT_DB = 100.0  # what an equal picture counts in PSNR, so that means stay numbers


@dataclass(frozen=True)
class Measure:
    """One thing that is measured.

    Args:
        key: in records and in JSON.
        label: for tables, with its unit.
        where: "picture", "hole" or "".
        better: "higher", "lower" or "".
        digits: after the point.
        scale: what shown values are multiplied with.
        note: what it is, in one sentence.
    """

    key: str
    label: str
    where: str
    better: str
    digits: int
    note: str
    scale: float = 1.0


_WHOLE, _HOLE = "picture", "hole"
MEASURES = (
    Measure("psnr", "PSNR dB", _WHOLE, "higher", 2, "Peak signal-to-noise ratio; an equal picture counts 100 dB."),
    Measure("ssim", "SSIM", _WHOLE, "higher", 3, "Structural similarity (Wang et al. 2004), 1 = equal."),
    Measure("mse", "MSE ×10³", _WHOLE, "lower", 2, "Mean squared error with white as 1, in thousandths.", 1000.0),
    Measure("lpips", "LPIPS", _WHOLE, "lower", 3, "Learned perceptual distance (Zhang et al. 2018), 0 = equal."),
    Measure("psnr_hole", "PSNR dB", _HOLE, "higher", 2, "PSNR of the hole's pixels alone."),
    Measure("ssim_hole", "SSIM", _HOLE, "higher", 3, "SSIM of the windows whose centre lies in the hole."),
    Measure(
        "perceptual", "Perceptual", _HOLE, "lower", 3, "Our own distance of texture and colour, in and at the hole."
    ),
    Measure(
        "diversity", "Diversity", _WHOLE, "higher", 3, "LPIPS between the fills of two seeds; 0 = always the same."
    ),
    Measure("seconds", "Seconds", "", "lower", 2, "Time of a fill after a warm-up, one photo after the other."),
    Measure(
        "cpu_seconds", "CPU s", "", "lower", 2, "Time that processors worked on it, which a busy machine changes less."
    ),
    Measure("peak_bytes", "Memory MiB", "", "lower", 0, "The most that the method's process held in a fill.", 2**-20),
)


@dataclass(frozen=True)
class Record:
    """One fill and its scores, by the keys of MEASURES; what was not measured is not there."""

    photo: str
    row: str
    method: str
    share: float
    scores: dict[str, float]


@dataclass(frozen=True)
class Problem:
    """A photo that was left out (row ""), or a fill that failed, and why."""

    photo: str
    row: str
    why: str


@dataclass(frozen=True, eq=False)
class GalleryEntry:
    """The pictures of one photo: the original and one for each row (H x W x 3 uint8), and the hole (H x W, 255)."""

    photo: str
    original: np.ndarray
    hole: np.ndarray
    filled: dict[str, np.ndarray]


def gallery_entry(photo: str, original: np.ndarray, hole: np.ndarray, made: Mapping[str, np.ndarray]) -> GalleryEntry:
    """The pictures at the size that the gallery shows, so that a run over large photos does not hold them all."""
    return GalleryEntry(
        photo, _thumbnail(original), _thumbnail(hole), {row: _thumbnail(picture) for row, picture in made.items()}
    )


def _thumbnail(picture: np.ndarray) -> np.ndarray:
    scale = max(picture.shape[:2]) / GALLERY_SIDE
    if scale <= 1:
        return picture
    size = round(picture.shape[1] / scale), round(picture.shape[0] / scale)
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


@dataclass
class Evaluation:
    """All that a run has found.

    Args:
        settings: what the run was asked for.
        rows: methods and finished sets, in the order of the table.
        facts: of the machine and the program.
    """

    settings: dict[str, Any]
    rows: tuple[str, ...]
    facts: dict[str, Any]
    records: list[Record] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    recognitions: list[Recognition] = field(default_factory=list)
    gallery: list[GalleryEntry] = field(default_factory=list)
    is_complete: bool = False

    @property
    def photos(self) -> list[str]:
        """The photos that were scored, in order."""
        return list(dict.fromkeys(record.photo for record in self.records))

    def methods_of(self, row: str) -> dict[str, int]:
        """How often each method ran for a row: "auto" may take another one for every photo."""
        return dict(Counter(record.method for record in self.records if record.row == row).most_common())

    @property
    def measures(self) -> list[Measure]:
        """What was measured at all."""
        present = {key for record in self.records for key in record.scores}
        return [measure for measure in MEASURES if measure.key in present]

    @property
    def leading(self) -> str:
        """The measure that comes nearest to what people see: LPIPS, else our own distance."""
        present = {measure.key for measure in self.measures}
        return next((key for key in ("lpips", "perceptual", "ssim") if key in present), "psnr")

    def values(self, row: str, key: str) -> dict[str, float]:
        """One row's scores of one measure, by photo."""
        return {r.photo: r.scores[key] for r in self.records if r.row == row and key in r.scores}

    def summary(self, row: str, key: str) -> Estimate | None:
        """The mean over the photos; None where the row has no such score."""
        values = list(self.values(row, key).values())
        return statistics.mean(values) if values else None

    def against(self, row: str, base: str, key: str) -> Estimate | None:
        """By how much the row's score is above the base's on the photos that both have; None where there are none."""
        ours, theirs = self.values(row, key), self.values(base, key)
        both = [photo for photo in ours if photo in theirs]
        return statistics.mean_difference([ours[p] for p in both], [theirs[p] for p in both]) if both else None

    def recognition(self, detector: str, row: str) -> Estimate | None:
        """The rate of what a detector found again; None where there was nothing to find."""
        counted = [r for r in self.recognitions if r.detector == detector and r.row == row]
        touched = sum(r.touched for r in counted)
        return statistics.rate(sum(r.found for r in counted), touched) if touched else None

    @property
    def detectors(self) -> list[str]:
        """The detectors that had something to find."""
        return list(dict.fromkeys(r.detector for r in self.recognitions))

    @property
    def recognised_rows(self) -> list[str]:
        """The rows that recognition was counted for."""
        return list(dict.fromkeys(r.row for r in self.recognitions))

    def as_json(self) -> dict[str, Any]:
        """All of it but the pictures; numbers that do not exist are null."""
        return {
            "complete": self.is_complete,
            "settings": self.settings,
            "facts": self.facts,
            "measures": {
                m.key: {"label": m.label, "over": m.where, "better": m.better, "note": m.note} for m in self.measures
            },
            "summary": {row: self._summary_of(row) for row in self.rows},
            "recognition": self._recognition_json(),
            "fills": [
                {"photo": r.photo, "row": r.row, "method": r.method, "hole_share": round(r.share, 4), **r.scores}
                for r in self.records
            ],
            "problems": [{"photo": p.photo, "row": p.row, "why": p.why} for p in self.problems],
        }

    def _summary_of(self, row: str) -> dict[str, Any]:
        found = {measure.key: self.summary(row, measure.key) for measure in self.measures}
        return {key: _estimate_json(one) for key, one in found.items() if one is not None}

    def _recognition_json(self) -> list[dict[str, Any]]:
        found = []
        for detector in self.detectors:
            for row in self.recognised_rows:
                estimate = self.recognition(detector, row)
                if estimate is not None:
                    found.append({"detector": detector, "row": row, **_estimate_json(estimate)})
        return found


def _estimate_json(estimate: Estimate) -> dict[str, Any]:
    return {
        "mean": estimate.value,
        "low": None if math.isnan(estimate.low) else estimate.low,
        "high": None if math.isnan(estimate.high) else estimate.high,
        "count": estimate.count,
    }


def share_text(shares: Iterable[float]) -> str:
    """What part of the pictures was hole, for people."""
    found = list(shares)
    return f"{min(found):.0%} to {max(found):.0%}, {sum(found) / len(found):.0%} on average" if found else "-"
