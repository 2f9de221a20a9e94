"""Photos for training: read, split by name, drawn by weight, cropped; and the holes punched into them."""

import tarfile

import cv2
import numpy as np
import pytest

from engine.errors import BadInput
from engine.mask.random_holes import KINDS, random_hole, random_holes
from engine.training.data import (
    centre_crop,
    check_sides,
    fold_of,
    is_validation,
    load_photos,
    random_crop,
    read_groups,
    spaced,
    split,
    split_fold,
)


def test_split_is_by_name_and_leaves_no_photo_on_both_sides(photo_folder):
    photos = load_photos(photo_folder, 64)
    ours, theirs = split(photos, 0.2)
    assert not set(ours.names) & set(theirs.names)
    assert len(ours.names) + len(theirs.names) == 60
    assert all(is_validation(name, 0.2) for name in theirs.names)
    assert theirs.names
    assert min(ours.pictures[0].shape[:2]) == 64
    assert ours.weights.sum() == pytest.approx(1)


def test_of_a_small_set_eight_are_held_out_or_a_fifth(flat_photos):
    ours, theirs = split(flat_photos)
    assert (len(ours.names), len(theirs.names)) == (9, 3)
    assert [len(part.names) for part in split(ours.part(lambda name: name in ours.names[:2]))] == [1, 1]
    alone = split(ours.part(lambda name: name == ours.names[0]))
    assert sorted(len(part.names) for part in alone) == [0, 1]


def test_every_photo_is_held_out_by_exactly_one_fold(photo_folder):
    photos = load_photos(photo_folder, 64)
    held_out = [name for fold in range(3) for name in split_fold(photos, fold, 3)[1].names]
    assert sorted(held_out) == photos.names
    assert all(name not in split_fold(photos, fold_of(name, 3), 3)[0].names for name in photos.names[:9])


def test_what_cannot_be_read_is_skipped_and_listed(photo_folder, tmp_path):
    assert load_photos(photo_folder, 64).skipped == [("broken.png", "cannot be decoded")]
    cv2.imwrite(str(tmp_path / "tiny.png"), np.zeros((20, 300, 3), np.uint8))
    cv2.imwrite(str(tmp_path / "fine.png"), np.zeros((64, 64, 3), np.uint8))
    (tmp_path / "empty.jpg").write_bytes(b"")
    (tmp_path / "torn.tar").write_bytes(b"\x1f" * 700)
    (tmp_path / "folder.png").mkdir()
    photos = load_photos(tmp_path, 64, workers=3)
    assert photos.names == ["fine.png"]
    reasons = dict(photos.skipped)
    assert reasons["tiny.png"] == "smaller than 64 px"
    assert reasons["empty.jpg"] == "cannot be decoded"
    assert "cannot be read" in reasons["torn.tar"]


def test_pictures_inside_a_tar_are_found(tmp_path):
    cv2.imwrite(str(tmp_path / "in.png"), np.full((70, 80, 3), 9, np.uint8))
    with tarfile.open(tmp_path / "photos.tar", "w") as archive:
        archive.add(tmp_path / "in.png", "some/folder/inside.png")
    assert load_photos(tmp_path, 64).names == ["in.png", "inside.png"]


def test_a_folder_without_pictures_says_so(tmp_path):
    with pytest.raises(BadInput, match="no folder"):
        load_photos(tmp_path / "missing", 64)
    with pytest.raises(BadInput, match="no pictures"):
        load_photos(tmp_path, 64)
    (tmp_path / "broken.png").write_bytes(b"x")
    with pytest.raises(BadInput, match="1 could not be read"):
        load_photos(tmp_path, 64)


def test_one_side_left_empty_says_which(flat_photos):
    none = flat_photos.part(lambda name: False)
    with pytest.raises(BadInput, match="Of 12 pictures none is left to hold out"):
        check_sides(flat_photos, flat_photos, none)


def test_look_alikes_are_drawn_less_often(photo_folder):
    loaded = load_photos(photo_folder, 64, rare=("p0",))
    weights = dict(zip(loaded.names, loaded.weights, strict=True))
    assert weights["p01.png"] == pytest.approx(weights["p20.png"] / 4)
    assert loaded.weights.sum() == pytest.approx(1)


@pytest.mark.parametrize(("count", "most", "expected"), [(10, 4, [0, 2, 5, 7]), (3, 9, [0, 1, 2]), (0, 9, [])])
def test_spaced_pictures_come_from_all_over(count, most, expected):
    assert spaced(range(count), most) == expected


def test_crops_have_the_size_asked_for():
    generator = np.random.default_rng(0)
    picture = generator.integers(0, 255, (70, 90, 3), np.uint8)
    for _ in range(20):
        assert random_crop(picture, 32, generator).shape == (32, 32, 3)
    assert centre_crop(picture, 48).shape == (48, 48, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_holes_cover_about_what_was_asked_and_are_seeded(kind):
    covered = []
    for seed in range(40):
        hole = random_hole(64, np.random.default_rng(seed), (0.1, 0.3), kind)
        assert set(np.unique(hole)) == {0, 255}
        assert np.array_equal(hole, random_hole(64, np.random.default_rng(seed), (0.1, 0.3), kind))
        covered.append((hole > 0).mean())
    assert max(covered) <= 0.3 + 1e-9
    assert np.mean(covered) > 0.1


def test_holes_travel_as_bits():
    packed = random_holes(44, (0.1, 0.3), seed=3, count=5)
    assert packed.shape == (5, 44, 6)
    generator = np.random.default_rng(3)
    first = random_hole(44, generator, (0.1, 0.3)) > 0
    assert np.array_equal(np.unpackbits(packed, axis=-1, count=44)[0], first)


def test_crops_of_one_photo_stay_on_one_side(photo_folder, tmp_path):
    table = tmp_path / "groups.tsv"
    names = [f"p{index:02}.png" for index in range(60)]
    table.write_text("file\tgroup\n" + "".join(f"{name}\tphoto {name[1]}\n" for name in names))
    photos = load_photos(photo_folder, 64, groups=table)
    for ours, theirs in (split(photos, 0.3), split(photos, 12), split_fold(photos, 1, 2)):
        assert not {name[1] for name in ours.names} & {name[1] for name in theirs.names}
        assert len(ours.names) + len(theirs.names) == 60
    assert len(split(photos, 12)[1].names) in (10, 20)
    assert len(split(load_photos(photo_folder, 64), 12)[1].names) == 12


def test_a_list_of_sources_is_a_table_of_groups(tmp_path):
    table = tmp_path / "sources.tsv"
    table.write_text(
        'file\tsource\toriginal_path\na.webp\tx\tdir/"A".jpg (crop x=0)\nb.webp\tx\tdir/"A".jpg (crop x=192)\n'
    )
    assert read_groups(table) == {"a.webp": 'xdir/"A".jpg', "b.webp": 'xdir/"A".jpg'}


@pytest.mark.parametrize(("text", "words"), [("", "no columns"), ("file\tauthor\na\tb\n", "no columns file and group")])
def test_what_is_no_table_of_groups(photo_folder, tmp_path, text, words):
    table = tmp_path / "groups.tsv"
    table.write_text(text)
    with pytest.raises(BadInput, match=words):
        read_groups(table)
    with pytest.raises(BadInput, match="cannot be read"):
        read_groups(tmp_path / "none.tsv")
    table.write_text("file\tgroup\nother.png\tx\n")
    with pytest.raises(BadInput, match="name none of the pictures"):
        load_photos(photo_folder, 64, groups=table)
