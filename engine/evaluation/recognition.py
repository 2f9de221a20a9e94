"""How often a detector finds after the fill what it found in the original: the recognition rate.

Three detectors: faces (a Haar cascade of OpenCV's), QR codes (cv2.QRCodeDetector), and keypoints (cv2.SIFT, Lowe 2004),
of which all photos have plenty; for these the rate is the repeatability of Mikolajczyk et al., IJCV 2005. What counts
is what a hole touches. Keypoints are counted under the holes that are scored anyway. Faces and codes are rare: each
gets a hole of its own, laid over it, unless the holes are given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np

from engine.evaluation.cascade import Cascade, read_cascade
from engine.evaluation.samples import MaskFiles, RandomHoles, Sample, SampleSet
from engine.geometry import Size
from engine.paths import resources_dir

OVERLAP = 0.5  # intersection over union that makes two findings the same
TOUCHED = 0.1  # the part of a finding's box that has to lie in the hole
AIMED_SHARE = (0.2, 0.5)  # of a finding's box, that a hole aimed at it covers
MOST_AIMED = 3  # findings of a detector in one photo that get a hole of their own, the largest first
EMPTY = "(left grey)"  # the row for what is found with nothing filled
_LARGEST_SIDE = 1024  # px; larger pictures are looked at in this size
_MOST_KEYPOINTS = 1000
_SPECK = 6.0  # px; the boxes of smaller keypoints meet by chance


@dataclass(frozen=True)
class Detector:
    """Finds things of one kind.

    Args:
        name: for tables.
        find: N x 4 (x, y, width, height) of an H x W uint8 picture.
        is_rare: whether a photo has few such things, so that holes have to be aimed at them.
    """

    name: str
    find: Callable[[np.ndarray], np.ndarray]
    is_rare: bool


@dataclass(frozen=True)
class Recognition:
    """What one detector made of one fill: `found` of the `touched` things were found again."""

    detector: str
    row: str
    photo: str
    touched: int
    found: int


@dataclass(frozen=True, eq=False)
class Aimed:
    """A hole over one thing that a detector found."""

    detector: Detector
    box: np.ndarray
    sample: Sample


def detectors() -> tuple[Detector, ...]:
    """Every detector there is."""
    return Detector("faces", _faces, True), Detector("QR codes", _codes, True), Detector("keypoints", _keypoints, False)


def findings(detector: Detector, picture: np.ndarray) -> np.ndarray:
    """What a detector finds in a picture (H x W x 3 uint8): N x 4, px of the picture."""
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    scale = max(1.0, max(grey.shape) / _LARGEST_SIDE)
    if scale > 1:
        size = round(grey.shape[1] / scale), round(grey.shape[0] / scale)
        grey = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return detector.find(grey) * scale


def overlap(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Intersection over union of each box with each other one: N x M, 0..1."""
    near = np.maximum(boxes[:, None, :2], others[None, :, :2])
    far = np.minimum(boxes[:, None, :2] + boxes[:, None, 2:], others[None, :, :2] + others[None, :, 2:])
    shared = np.clip(far - near, 0, None).prod(axis=2)
    union = boxes[:, 2:].prod(axis=1)[:, None] + others[:, 2:].prod(axis=1)[None] - shared
    return shared / np.maximum(union, 1e-9)


def touched(boxes: np.ndarray, hole: np.ndarray) -> np.ndarray:
    """N bool: whether enough of each box lies in the hole."""
    covered = cv2.integral((hole > 0).astype(np.uint8)).astype(np.int64)
    left, top = (np.clip(np.rint(boxes[:, axis]), 0, hole.shape[1 - axis]).astype(int) for axis in (0, 1))
    right, bottom = (
        np.clip(np.rint(boxes[:, axis] + boxes[:, axis + 2]), 0, hole.shape[1 - axis]).astype(int) for axis in (0, 1)
    )
    inside = covered[bottom, right] - covered[top, right] - covered[bottom, left] + covered[top, left]
    return inside >= TOUCHED * np.maximum((right - left) * (bottom - top), 1)


def count_found(originals: np.ndarray, after: np.ndarray) -> int:
    """How many of the originals have a finding of the same place and size after the fill."""
    return int((overlap(originals, after) >= OVERLAP).any(axis=1).sum()) if len(originals) and len(after) else 0


def left_empty(sample: Sample) -> np.ndarray:
    """The picture with its hole painted in the mean colour of what is known: what a detector still finds by itself."""
    known = sample.hole == 0
    grey = sample.picture[known].mean(axis=0) if known.any() else np.full(3, 127.0)
    return np.where(known[..., None], sample.picture, np.rint(grey).astype(np.uint8))


class Recogniser:
    """Counts for one run what is found again.

    Args:
        samples: the run's photos and holes; it decides whether holes are aimed at rare things.
        found_by: the detectors.
    """

    def __init__(self, samples: SampleSet, found_by: Sequence[Detector] | None = None) -> None:
        every = tuple(detectors() if found_by is None else found_by)
        holes = samples.holes
        self._aim = replace(holes, share=AIMED_SHARE) if isinstance(holes, RandomHoles) else None
        self._plain = every if isinstance(holes, MaskFiles) else tuple(one for one in every if not one.is_rare)
        self._rare = () if isinstance(holes, MaskFiles) else tuple(one for one in every if one.is_rare)

    def watch(self, sample: Sample) -> list[tuple[Detector, np.ndarray]]:
        """What each detector found in the original that the hole touches; nothing where nothing is touched."""
        watched = []
        for detector in self._plain:
            boxes = findings(detector, sample.picture)
            boxes = boxes[touched(boxes, sample.hole)]
            if len(boxes):
                watched.append((detector, boxes))
        return watched

    def aimed(self, sample: Sample) -> list[Aimed]:
        """A hole over each of the photo's rare things; none for a photo's second hole, which would count them twice."""
        if self._aim is None or sample.number:
            return []
        return [
            Aimed(detector, box, self._over(self._aim, sample, detector, index, box))
            for detector in self._rare
            for index, box in enumerate(_largest(findings(detector, sample.picture)))
        ]

    @staticmethod
    def _over(aim: RandomHoles, sample: Sample, detector: Detector, index: int, box: np.ndarray) -> Sample:
        height, width = sample.hole.shape
        x, y = int(np.clip(box[0], 0, width - 2)), int(np.clip(box[1], 0, height - 2))
        across, down = int(np.clip(box[2], 2, width - x)), int(np.clip(box[3], 2, height - y))
        name = f"{sample.photo.stem}/{aim.seed}/{detector.name}/{index}"
        hole = np.zeros_like(sample.hole)
        hole[y : y + down, x : x + across] = aim.drawn(name, Size(across, down))
        return Sample(sample.photo, sample.number, sample.picture, hole)


def count(detector: Detector, row: str, photo: str, originals: np.ndarray, filled: np.ndarray) -> Recognition:
    """How many of what a detector found (N x 4) it finds again in a filled picture."""
    found = count_found(originals, findings(detector, filled))
    return Recognition(detector.name, row, photo, len(originals), found)


def _largest(boxes: np.ndarray) -> np.ndarray:
    order = np.argsort(-boxes[:, 2:].prod(axis=1), kind="stable")
    return boxes[order[:MOST_AIMED]]


@cache
def _face_cascade() -> Cascade:
    return read_cascade(resources_dir() / "detectors" / "haarcascade_frontalface_alt.xml")


def _faces(grey: np.ndarray) -> np.ndarray:
    return _face_cascade().find(grey)


def _codes(grey: np.ndarray) -> np.ndarray:
    found, corners = cv2.QRCodeDetector().detectMulti(grey)
    if not found or corners is None:
        return np.zeros((0, 4))
    near, far = corners.min(axis=1), corners.max(axis=1)
    return np.concatenate([near, far - near], axis=1).astype(np.float64)


def _keypoints(grey: np.ndarray) -> np.ndarray:
    """The strongest keypoints that are no specks, as boxes of their size; one that points two ways counts once."""
    found = cv2.SIFT.create(nfeatures=_MOST_KEYPOINTS).detect(grey)
    boxes = [(k.pt[0] - k.size / 2, k.pt[1] - k.size / 2, k.size, k.size) for k in found if k.size >= _SPECK]
    return np.unique(np.array(boxes, np.float64).reshape(-1, 4), axis=0)
