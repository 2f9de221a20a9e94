from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.errors import BadInput
from engine.evaluation.samples import (
    MaskFiles,
    RandomHoles,
    Sample,
    SampleSet,
    chosen_by_seed,
    fitted,
    list_photos,
)
from engine.geometry import Size


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rng = np.random.default_rng(0)
    for name in ("a.png", "b.png", "c.jpg"):
        cv2.imwrite(str(tmp_path / name), rng.integers(0, 255, (60, 80, 3), np.uint8))
    (tmp_path / "notes.txt").write_text("no photo")
    return tmp_path


def samples(of: SampleSet) -> list[Sample]:
    return [one for one in of.read() if isinstance(one, Sample)]


def test_photos_by_name_and_every_kth(folder: Path) -> None:
    assert [path.name for path in list_photos(folder)] == ["a.png", "b.png", "c.jpg"]
    assert [path.name for path in list_photos(folder, every=2)] == ["a.png", "c.jpg"]


def test_a_folder_without_photos_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no photos"):
        list_photos(tmp_path)
    with pytest.raises(BadInput, match="no folder"):
        list_photos(tmp_path / "nowhere")


def test_a_subset_of_photos_gets_the_same_holes(folder: Path) -> None:
    photos = list_photos(folder)
    holes = RandomHoles("freeform", (0.1, 0.3), seed=4)
    every, last = samples(SampleSet(photos, holes, 32)), samples(SampleSet(photos[2:], holes, 32))
    assert np.array_equal(every[2].hole, last[0].hole)
    assert not np.array_equal(every[0].hole, every[1].hole)
    other = samples(SampleSet(photos[2:], RandomHoles("freeform", (0.1, 0.3), seed=5), 32))
    assert not np.array_equal(other[0].hole, last[0].hole)


def test_shares_hold_in_oblong_pictures_too() -> None:
    for number in range(12):
        hole = RandomHoles(None, (0.2, 0.4)).drawn(str(number), Size(120, 70))
        assert hole.shape == (70, 120)
        assert 0.05 <= np.count_nonzero(hole) / hole.size <= 0.42
        assert set(np.unique(hole)) == {0, 255}


def test_sizes(folder: Path) -> None:
    photos = list_photos(folder)[:1]
    assert samples(SampleSet(photos, RandomHoles(), 32))[0].picture.shape == (32, 32, 3)
    assert samples(SampleSet(photos, RandomHoles(), 512))[0].picture.shape == (60, 60, 3)
    native = samples(SampleSet(photos, RandomHoles(), None))[0]
    assert native.picture.shape == (60, 80, 3)
    assert native.hole.shape == (60, 80)


def test_the_square_is_the_middle() -> None:
    picture = np.arange(4 * 8 * 3, dtype=np.uint8).reshape(4, 8, 3)
    assert np.array_equal(fitted(picture, 100), picture[:, 2:6])


def test_several_holes_of_one_photo_have_names_of_their_own(folder: Path) -> None:
    found = samples(SampleSet(list_photos(folder)[:1], RandomHoles(), 32, per_photo=2))
    assert [one.name for one in found] == ["a.png", "a.png #2"]
    assert not np.array_equal(found[0].hole, found[1].hole)


def test_what_cannot_be_read_is_left_out_with_a_reason(folder: Path) -> None:
    (folder / "b.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    found = list(SampleSet(list_photos(folder), RandomHoles(), 32, per_photo=2).read())
    assert [one.photo.name for one in found if isinstance(one, Sample)] == ["a.png", "a.png", "c.jpg", "c.jpg"]
    ((photo, why),) = [one for one in found if not isinstance(one, Sample)]
    assert photo.name == "b.png"
    assert "b.png" in why


@pytest.mark.parametrize("white_is_hole", [True, False])
def test_masks_of_both_polarities(folder: Path, white_is_hole: bool) -> None:
    masks = folder / "masks"
    masks.mkdir()
    mask = np.zeros((60, 80), np.uint8)
    mask[20:30, 20:40] = 255
    cv2.imwrite(str(masks / "a.png"), mask)
    found = list(SampleSet(list_photos(folder), MaskFiles(masks, white_is_hole), None).read())
    assert isinstance(found[0], Sample)
    assert np.array_equal(found[0].hole > 0, (mask > 0) == white_is_hole)
    assert not isinstance(found[1], Sample)
    assert "no mask for b.png" in found[1][1]


def test_a_mask_that_leaves_nothing_known_is_refused(folder: Path) -> None:
    masks = folder / "masks"
    masks.mkdir()
    cv2.imwrite(str(masks / "a.png"), np.zeros((60, 80), np.uint8))
    ((_, why),) = SampleSet(list_photos(folder)[:1], MaskFiles(masks, False), None).read()
    assert "everything" in why  # type: ignore[operator]
    assert "--mask-hole" in why  # type: ignore[operator]


def test_a_mask_is_cut_and_shrunk_with_its_photo(folder: Path) -> None:
    masks = folder / "masks"
    masks.mkdir()
    mask = np.zeros((60, 80), np.uint8)
    mask[:, 10:40] = 255
    cv2.imwrite(str(masks / "a.png"), mask)
    (one,) = samples(SampleSet(list_photos(folder)[:1], MaskFiles(masks), 30))
    assert one.hole.shape == (30, 30)
    assert one.share == pytest.approx(0.5, abs=0.04)


def test_finished_pictures_keep_what_is_known(folder: Path) -> None:
    made = folder / "made"
    made.mkdir()
    cv2.imwrite(str(made / "a.png"), np.full((60, 80, 3), 77, np.uint8))
    cv2.imwrite(str(made / "b.png"), np.full((10, 10, 3), 77, np.uint8))
    first, second, third = samples(SampleSet(list_photos(folder), RandomHoles(), None, finished={"made": made}))
    hole = first.hole > 0
    assert (first.finished["made"][hole] == 77).all()
    assert np.array_equal(first.finished["made"][~hole], first.picture[~hole])
    assert "10 x 10" in second.missing["made"]
    assert "no picture" in third.missing["made"]


def test_the_choice_by_seed_depends_on_nothing_else() -> None:
    names = [f"{n}.png" for n in range(20)]
    chosen = chosen_by_seed(names, 4, 1)
    assert chosen == chosen_by_seed(reversed(names), 4, 1)
    assert chosen != chosen_by_seed(names, 4, 2)
    assert set(chosen_by_seed([*chosen, "other"], 5, 1)) == {*chosen, "other"}
