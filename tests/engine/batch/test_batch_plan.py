"""Which photo gets which mask, and into which file it goes."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from engine.batch.masks import fitted_mask
from engine.batch.plan import Wish, make_plan
from engine.batch.unit import Unit
from engine.errors import BadInput
from engine.geometry import Size


def test_one_mask_serves_all_photos(desk):
    mask = desk.many(3)
    plan = desk.plan(mask)
    assert [unit.name for unit in plan.units] == ["p0.png", "p1.png", "p2.png"]
    assert {unit.mask for unit in plan.units} == {mask}
    assert all(unit.output.parent == desk.output for unit in plan.units)


def test_masks_are_found_by_the_photos_names(desk):
    for name in ("a.jpg", "b.jpg", "c.jpg", "d.jpg"):
        desk.photo(name)
    for name in ("a.png", "b-mask.png", "b-mask.jpg", "c_mask.png", "e.png"):
        desk.mask(name)
    plan = desk.plan()
    assert [unit.mask.name for unit in plan.units] == ["a.png", "b-mask.png", "c_mask.png"]
    assert [entry.photo.name for entry in plan.entries if entry.unit is None] == ["d.jpg"]
    assert "no mask for d.jpg" in plan.entries[3].sentence
    assert "d-mask.png" in plan.entries[3].advice


def test_masks_may_lie_among_the_photos(desk):
    desk.masks = desk.photos
    desk.photo("a.jpg")
    desk.photo("a.png")
    desk.mask("a-mask.png")
    desk.photo("unmasked_mask.jpg")  # its name ends so, but there is no photo that it could belong to
    plan = desk.plan()
    assert [entry.photo.name for entry in plan.entries] == ["a.jpg", "a.png", "unmasked_mask.jpg"]
    assert [unit.mask.name for unit in plan.units] == ["a-mask.png", "a-mask.png"]


def test_a_mask_among_the_photos_is_no_photo(desk):
    desk.masks = desk.photos
    desk.photo("a.jpg")
    assert [entry.photo.name for entry in desk.plan(desk.mask("stain.png")).entries] == ["a.jpg"]


def test_results_have_names_of_their_own(desk):
    for name in ("a.png", "a.jpg", "b.gif.jpg", "C.png", "c.png"):
        desk.photo(name)
    (desk.photos / "d.GIF").write_bytes(b"GIF89a")
    mask = desk.mask()
    names = [unit.name for unit in desk.plan(mask).units]
    assert names == ["C-png.png", "a.jpg", "a.png", "b.gif.jpg", "c-png-2.png", "d.png"]
    names = [unit.name for unit in desk.plan(mask, suffix=".png").units]
    assert names == ["C-png.png", "a-jpg.png", "a-png.png", "b.gif.png", "c-png-2.png", "d.png"]


@pytest.mark.parametrize("spoil", ["nothing", "both", "no mask", "no recipe", "empty", "gone", "file", "suffix"])
def test_a_wish_that_makes_no_sense_is_refused_in_plain_words(desk, spoil):
    mask = desk.many(1)
    wish = {"folder": desk.photos, "output": desk.output, "mask": mask}
    wish |= {
        "nothing": {"mask": None},
        "both": {"recipe": mask},
        "no mask": {"mask": desk.masks / "other.png"},
        "no recipe": {"mask": None, "recipe": desk.masks / "recipe.json"},
        "empty": {"folder": desk.output.parent},
        "gone": {"folder": desk.output / "nowhere"},
        "file": {"output": mask},
        "suffix": {"suffix": ".xyz"},
    }[spoil]
    with pytest.raises(BadInput) as caught:
        make_plan(Wish(**wish))
    assert caught.value.advice


def test_results_never_go_among_originals_or_masks(desk, tmp_path):
    desk.many(1)
    desk.mask("p0.png")
    for output in (desk.photos, desk.masks):
        with pytest.raises(BadInput, match="results would lie among"):
            make_plan(Wish(desk.photos, output, mask=desk.masks))
    link = tmp_path / "link"
    link.symlink_to(desk.photos, target_is_directory=True)
    with pytest.raises(BadInput, match="results would lie among"):
        make_plan(Wish(desk.photos, link, mask=desk.masks))


def test_a_unit_travels_as_json(desk):
    (unit,) = desk.plan(desk.many(1)).units
    assert Unit.from_dict(unit.to_dict()) == unit
    recipe = Unit(Path("a.png"), Path("out/a.png"), recipe=Path("r.json"), overwrite=True, marked=False)
    assert Unit.from_dict(recipe.to_dict()) == recipe


@pytest.mark.parametrize(("width", "height"), [(16, 12), (64, 48), (33, 25), (320, 240)])
def test_a_mask_in_the_photos_proportion_is_scaled(desk, width, height):
    mask, note = fitted_mask(desk.mask(width=width, height=height), Size(32, 24))
    assert mask.shape == (24, 32)
    assert set(np.unique(mask)) == {0, 255}
    assert abs(np.count_nonzero(mask) - 20) < 16
    assert f"{width} x {height} to 32 x 24" in note


def test_a_mask_of_the_photos_size_stays_as_it_is(desk):
    mask, note = fitted_mask(desk.mask(), Size(32, 24))
    assert np.count_nonzero(mask) == 6 * 4
    assert note == ""


def test_a_shrunk_mask_keeps_a_wire(desk):
    import cv2

    wire = np.zeros((480, 640), np.uint8)
    wire[:, 100] = 255
    cv2.imwrite(str(desk.masks / "wire.png"), wire)
    mask, _ = fitted_mask(desk.masks / "wire.png", Size(32, 24))
    assert mask.any(axis=1).all()


def test_a_mask_of_another_shape_is_refused(desk):
    with pytest.raises(BadInput, match="24 x 32 px, the photo is 32 x 24"):
        fitted_mask(desk.mask(width=24, height=32), Size(32, 24))


def test_a_black_mask_is_refused(desk):
    path = desk.mask()
    import cv2

    cv2.imwrite(str(path), np.zeros((24, 32), np.uint8))
    with pytest.raises(BadInput, match="black all over"):
        fitted_mask(path, Size(32, 24))


def test_hidden_files_and_folders_are_not_photos(desk):
    mask = desk.many(1)
    (desk.photos / "more.png").mkdir()
    desk.photo(".hidden.png")
    os.symlink(desk.photos / "nowhere.png", desk.photos / "dangling.png")
    assert [entry.photo.name for entry in desk.plan(mask).entries] == ["p0.png"]
