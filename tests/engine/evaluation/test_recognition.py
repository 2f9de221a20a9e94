from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.evaluation.recognition import (
    AIMED_SHARE,
    Detector,
    Recogniser,
    count,
    count_found,
    detectors,
    findings,
    left_empty,
    overlap,
    touched,
)
from engine.evaluation.samples import MaskFiles, RandomHoles, Sample, SampleSet

QR, KEYPOINTS = detectors()[1:]


def bright_box(grey: np.ndarray) -> np.ndarray:
    """A detector for tests: the bounding box of what is white."""
    y, x = np.nonzero(grey > 250)
    return np.array([[x.min(), y.min(), np.ptp(x) + 1, np.ptp(y) + 1]], float) if len(x) else np.zeros((0, 4))


SQUARES = Detector("squares", bright_box, is_rare=True)


@pytest.fixture
def sample() -> Sample:
    picture = np.full((64, 96, 3), 40, np.uint8)
    picture[20:40, 30:60] = 255
    hole = np.zeros((64, 96), np.uint8)
    hole[20:40, 30:40] = 255
    return Sample(Path("photo.png"), 0, picture, hole)


def sample_set(holes: RandomHoles | MaskFiles) -> SampleSet:
    return SampleSet((Path("photo.png"),), holes)


def test_overlap_is_intersection_over_union() -> None:
    boxes = np.array([[0, 0, 10, 10], [5, 0, 10, 10], [50, 50, 1, 1]], float)
    assert np.allclose(overlap(boxes[:1], boxes), [[1, 1 / 3, 0]])


def test_only_what_the_hole_touches_counts() -> None:
    hole = np.zeros((50, 50), np.uint8)
    hole[:, :10] = 255
    boxes = np.array([[0, 0, 20, 20], [9, 0, 20, 20], [30, 30, 10, 10], [-5, -5, 12, 12], [45, 45, 20, 20]], float)
    assert touched(boxes, hole).tolist() == [True, False, False, True, False]


def test_what_moved_or_went_is_not_found_again() -> None:
    boxes = np.array([[0, 0, 10, 10], [40, 40, 10, 10]], float)
    assert count_found(boxes, boxes + 1.0) == 2
    assert count_found(boxes, boxes[:1]) == 1
    assert count_found(boxes, boxes + 8.0) == 0
    assert count_found(boxes, np.zeros((0, 4))) == 0


def test_given_holes_are_counted_as_they_are(sample: Sample, tmp_path: Path) -> None:
    recogniser = Recogniser(sample_set(MaskFiles(tmp_path)), [SQUARES])
    ((detector, boxes),) = recogniser.watch(sample)
    assert recogniser.aimed(sample) == []
    assert count(detector, "row", "photo.png", boxes, sample.picture).found == 1
    gone = np.full_like(sample.picture, 40)
    assert count(detector, "row", "photo.png", boxes, gone).found == 0


def test_holes_by_chance_are_aimed_at_rare_things(sample: Sample) -> None:
    recogniser = Recogniser(sample_set(RandomHoles("freeform", (0.1, 0.2), 3)), [SQUARES])
    assert recogniser.watch(sample) == []
    (aimed,) = recogniser.aimed(sample)
    outside = aimed.sample.hole.copy()
    outside[20:40, 30:60] = 0
    assert not outside.any()
    share = np.count_nonzero(aimed.sample.hole) / (20 * 30)
    assert AIMED_SHARE[0] / 2 <= share <= AIMED_SHARE[1] * 1.1
    (again,) = recogniser.aimed(sample)
    assert np.array_equal(again.sample.hole, aimed.sample.hole)
    second = Sample(sample.photo, 1, sample.picture, sample.hole)
    assert recogniser.aimed(second) == []


def test_holes_aimed_beyond_the_picture_stay_in_it(sample: Sample) -> None:
    edge = Detector("edge", lambda grey: np.array([[-8.0, 50.0, 40.0, 40.0], [95.0, 63.0, 30.0, 30.0]]), True)
    for aimed in Recogniser(sample_set(RandomHoles()), [edge]).aimed(sample):
        assert aimed.sample.hole.shape == (64, 96)
        assert aimed.sample.hole.any()


def test_left_empty_is_the_mean_of_what_is_known(sample: Sample) -> None:
    grey = left_empty(sample)
    known = sample.hole == 0
    assert np.array_equal(grey[known], sample.picture[known])
    assert (grey[~known] == np.rint(sample.picture[known].mean(axis=0))).all()


def test_a_qr_code_is_found_at_its_place() -> None:
    code = cv2.QRCodeEncoder.create().encode("tratteggio")
    side = code.shape[0] * 6
    picture = np.full((300, 400, 3), 255, np.uint8)
    picture[40 : 40 + side, 60 : 60 + side] = cv2.resize(code, (side, side), interpolation=cv2.INTER_NEAREST)[..., None]
    (box,) = findings(QR, picture)
    assert overlap(box[None], np.array([[60.0, 40.0, side, side]]))[0, 0] > 0.6
    assert findings(QR, np.full((64, 64, 3), 128, np.uint8)).shape == (0, 4)


def test_keypoints_are_found_in_large_pictures_too() -> None:
    picture = np.full((1200, 1500, 3), 200, np.uint8)
    cv2.circle(picture, (700, 500), 30, (20, 20, 20), -1)
    boxes = findings(KEYPOINTS, picture)
    assert np.abs(boxes[:, :2] + boxes[:, 2:] / 2 - (700, 500)).max(axis=1).min() < 3
    assert len(np.unique(boxes, axis=0)) == len(boxes)
    assert findings(KEYPOINTS, np.full((64, 64, 3), 128, np.uint8)).shape == (0, 4)
