from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from engine.errors import BadInput, ModelBroken
from engine.evaluation.fillers import Filled
from engine.evaluation.recognition import EMPTY
from engine.evaluation.record import Evaluation
from engine.evaluation.report import as_html
from engine.evaluation.run import Run, Scorer, Wishes, facts
from engine.evaluation.samples import RandomHoles, SampleSet, list_photos
from engine.evaluation.table import as_text


class Painter:
    """Fills with one grey; stands for a method."""

    def __init__(self, grey: int, broken_at: int = -1, stopped_at: int = -1) -> None:
        self.grey, self.calls = grey, 0
        self.broken_at, self.stopped_at = broken_at, stopped_at

    def fill(self, picture: np.ndarray, hole: np.ndarray, seed: int) -> Filled:
        self.calls += 1
        if self.calls == self.broken_at:
            raise ModelBroken("The painter is out of paint.")
        if self.calls == self.stopped_at:
            raise KeyboardInterrupt
        made = np.where(hole[..., None] > 0, np.uint8(self.grey + seed), picture)
        return Filled(made, 0.5, 0.25, 2**20 * 100, "painter")

    def close(self) -> None:
        pass


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    photos = tmp_path / "photos"
    photos.mkdir()
    for name in "abcde":
        noise = rng.normal(120, 6, (64, 64, 3)).clip(0, 255).astype(np.uint8)
        cv2.imwrite(str(photos / f"{name}.png"), noise)
    return photos


def start(
    folder: Path, fillers: dict[str, Painter], *, recognition: bool = False, **wishes: Any
) -> tuple[Evaluation, Run]:
    samples = SampleSet(
        list_photos(folder), RandomHoles("freeform", (0.1, 0.3)), 48, finished=wishes.pop("finished", {})
    )
    settings = {"folder": str(folder), "masks": "freeform", "share": [0.1, 0.3], "size": 48, "seed": 0, "methods": []}
    evaluation = Evaluation(settings, (*fillers, *samples.finished), facts())
    chosen = Wishes(recognition=recognition, **wishes)
    return evaluation, Run(evaluation, samples, fillers, Scorer(), chosen, varied=frozenset(fillers))


def test_scores_are_those_of_what_was_made(folder: Path) -> None:
    evaluation, run = start(folder, {"near": Painter(120), "far": Painter(200)})
    run.go()
    assert evaluation.is_complete
    assert [record.row for record in evaluation.records] == ["near", "far"] * 5
    for key, sign in (("mse", 1), ("psnr", -1), ("psnr_hole", -1), ("perceptual", 1)):
        near, far = evaluation.summary("near", key), evaluation.summary("far", key)
        assert near is not None
        assert far is not None
        assert sign * near.value < sign * far.value, key
    record = evaluation.records[0]
    # Outside the hole nothing changed: both tell the same error, over the picture and over the hole.
    assert 10 ** (-record.scores["psnr_hole"] / 10) * record.share == pytest.approx(record.scores["mse"], abs=2e-6)
    assert record.scores["peak_bytes"] == 100 * 2**20


def test_an_exact_fill_counts_a_hundred_db(folder: Path) -> None:
    class Knows(Painter):
        def fill(self, picture: np.ndarray, hole: np.ndarray, seed: int) -> Filled:
            return Filled(picture, 0.1, 0.1, None, "knows")

    evaluation, run = start(folder, {"knows": Knows(0)})
    run.go()
    found = evaluation.summary("knows", "psnr")
    assert found is not None
    assert found.value == 100.0
    assert evaluation.summary("knows", "peak_bytes") is None


def test_pairs_are_compared_where_both_have_a_score(folder: Path) -> None:
    evaluation, run = start(folder, {"near": Painter(120), "far": Painter(200, broken_at=2)})
    run.go()
    difference = evaluation.against("far", "near", "mse")
    assert difference is not None
    assert difference.count == 4
    assert difference.low > 0
    (problem,) = evaluation.problems
    assert (problem.photo, problem.row) == ("b.png", "far")
    assert "out of paint" in problem.why


def test_the_same_seed_gives_the_same_everything(folder: Path) -> None:
    pages = []
    for _ in range(2):
        evaluation, run = start(folder, {"near": Painter(120)}, recognition=True, seed=3, gallery=2)
        run.go()
        assert len(evaluation.gallery) == 2
        pages.append((json.dumps(evaluation.as_json(), allow_nan=False), as_html(evaluation), as_text(evaluation)))
    assert pages[0] == pages[1]


def test_a_stop_leaves_what_there_is(folder: Path) -> None:
    evaluation, run = start(folder, {"near": Painter(120, stopped_at=3)})
    with pytest.raises(KeyboardInterrupt):
        run.go()
    assert not evaluation.is_complete
    assert evaluation.photos == ["a.png", "b.png"]
    assert evaluation.as_json()["complete"] is False
    assert "stopped before its end" in as_html(evaluation)


def test_unreadable_photos_are_listed(folder: Path) -> None:
    (folder / "c.png").write_bytes(b"nothing")
    evaluation, run = start(folder, {"near": Painter(120)})
    run.go()
    assert evaluation.photos == ["a.png", "b.png", "d.png", "e.png"]
    assert [problem.photo for problem in evaluation.problems] == ["c.png"]
    assert "c.png" in as_text(evaluation)
    assert "Left out" in as_html(evaluation)


def test_a_run_of_nothing_is_refused(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"nothing")
    _, run = start(folder, {"near": Painter(120)})
    with pytest.raises(BadInput, match="Not one photo"):
        run.go()


def test_finished_pictures_are_a_row(folder: Path) -> None:
    made = folder.parent / "made"
    made.mkdir()
    for name in "abcd":
        cv2.imwrite(str(made / f"{name}.png"), np.full((64, 64, 3), 120, np.uint8))
    evaluation, run = start(folder, {"near": Painter(120)}, finished={"rival": made})
    run.go()
    ours, theirs = evaluation.summary("near", "mse"), evaluation.summary("rival", "mse")
    assert ours is not None
    assert theirs is not None
    assert theirs.count == 4
    assert evaluation.values("near", "mse")["a.png"] == evaluation.values("rival", "mse")["a.png"]
    assert evaluation.summary("rival", "seconds") is None
    assert [(problem.photo, problem.row) for problem in evaluation.problems] == [("e.png", "rival")]


def test_diversity_is_measured_between_two_seeds(folder: Path) -> None:
    evaluation, run = start(folder, {"near": Painter(120)}, diversity=True)
    run._scorer.lpips = lambda a, b: float(np.abs(a.astype(int) - b).mean())  # type: ignore[assignment]
    run.go()
    found = evaluation.summary("near", "diversity")
    assert found is not None
    assert 0 < found.value < 1
    assert evaluation.leading == "lpips"


def test_recognition_is_counted_for_every_row_and_for_no_fill(folder: Path) -> None:
    for path in folder.iterdir():
        blobs = cv2.GaussianBlur(np.random.default_rng(0).normal(0, 1, (64, 64)), (0, 0), 3)
        cv2.imwrite(str(path), cv2.normalize(blobs, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8))
    evaluation, run = start(folder, {"near": Painter(200)}, recognition=True)
    run.go()
    assert evaluation.detectors == ["keypoints"]
    assert evaluation.recognised_rows == [EMPTY, "near"]
    rate = evaluation.recognition("keypoints", "near")
    assert rate is not None
    assert rate.count >= 1
    assert "Recognition rate" in as_html(evaluation)
    assert "found again" in as_text(evaluation)


def test_the_page_needs_nothing_else_and_escapes_names(folder: Path) -> None:
    (folder / "a.png").rename(folder / "<b>&.png")
    evaluation, run = start(folder, {"near": Painter(120), "far": Painter(200)}, gallery=5)
    run.go()
    page = as_html(evaluation)
    assert "<b>&.png" not in page
    assert "&lt;b&gt;&amp;.png" in page
    assert not re.search(r'(?:src|href)="(?!data:)|url\((?!data:)|@import|https?://', page)
    assert page.count("data:image/webp") == 5 * (3 + 2)
    assert "prefers-color-scheme: dark" in page
    assert "chosen by the seed 0" in page


def test_one_photo_makes_a_page_too(folder: Path) -> None:
    for name in "bcde":
        (folder / f"{name}.png").unlink()
    evaluation, run = start(folder, {"near": Painter(120)}, gallery=0)
    run.go()
    assert "nan" not in as_html(evaluation).lower().replace("tenance", "")
    assert "nan" not in as_text(evaluation)
    assert json.loads(json.dumps(evaluation.as_json(), allow_nan=False))["summary"]["near"]["mse"]["low"] is None
