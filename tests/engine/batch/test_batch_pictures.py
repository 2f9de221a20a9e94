"""Small pictures for looking a batch over."""

from __future__ import annotations

import os

import cv2
import numpy as np
import pytest
from PIL import Image

from engine.batch.pictures import glance, preview, thumbnail
from engine.document import Document
from engine.errors import BadInput
from engine.geometry import Size
from engine.jobs import JobContext
from engine.photo import photo_from_pixels
from engine.recipes import StackRecipe, save_recipe

RED = (255, 0, 0)


def test_a_photo_with_its_mask(desk):
    photo = desk.photo("a.png", 64, 48)
    found = glance(photo, desk.mask(width=64, height=48), 32, RED, 1.0)
    assert found.picture.shape == (24, 32, 3)
    assert found.size == Size(64, 48)
    assert found.sentence == ""
    assert tuple(found.picture[10, 13]) == RED
    assert np.array_equal(found.picture[0], glance(photo, None, 32, RED, 1.0).picture[0])


def test_a_mask_that_does_not_fit_is_told_beforehand(desk):
    found = glance(desk.photo("a.png"), desk.mask(width=24, height=32), 32, RED, 1.0)
    assert "24 x 32 px" in found.sentence
    assert found.advice
    assert found.picture.shape == (24, 32, 3)


def test_a_mask_that_has_changed_is_read_again(desk):
    photo, mask = desk.photo("a.png"), desk.mask()
    before = glance(photo, mask, 32, RED, 1.0).picture
    cv2.imwrite(str(mask), np.full((24, 32), 255, np.uint8))
    os.utime(mask, ns=(5, 5))
    after = glance(photo, mask, 32, RED, 1.0).picture
    assert not np.array_equal(before, after)
    assert (after == RED).all()


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.tif", "a.webp"])
def test_every_kind_of_photo_is_shrunk(desk, name):
    assert thumbnail(desk.photo(name, 640, 320), 100).shape == (50, 100, 3)
    assert thumbnail(desk.photo(f"small-{name}", 32, 24), 100).shape == (24, 32, 3)


def test_a_turned_jpeg_is_upright_and_in_srgb(desk):
    from PIL import ImageCms

    exif = Image.Exif()
    exif[0x0112] = 6
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = Image.new("RGB", (400, 200), (200, 30, 30))
    path = desk.photos / "turned.jpg"
    picture.save(path, exif=exif, icc_profile=profile)
    found = thumbnail(path, 100)
    assert found.shape == (100, 50, 3)
    assert abs(found[50, 25].astype(int) - (200, 30, 30)).max() < 6
    picture.convert("CMYK").save(desk.photos / "ink.jpg")
    assert thumbnail(desk.photos / "ink.jpg", 100).shape == (50, 100, 3)


def test_what_is_no_photo_says_so(desk):
    path = desk.photos / "a.jpg"
    path.write_bytes(b"\xff\xd8\xff nonsense")
    with pytest.raises(BadInput, match=r"a\.jpg"):
        thumbnail(path, 100)


def test_a_preview_shows_before_and_after_and_writes_nothing(desk):
    (unit,) = desk.plan(desk.many(1)).units
    found = preview(unit, 16, JobContext())
    assert found.before.shape == found.after.shape == (12, 16, 3)
    assert found.method == "telea"
    assert not desk.output.exists()


def test_a_recipe_that_does_not_fit_is_told_beforehand(desk):
    document = Document(photo_from_pixels(np.zeros((24, 32, 3), np.uint8)))
    recipe = desk.masks / "a.recipe.json"
    save_recipe(StackRecipe.of(document.composite), recipe)
    assert glance(desk.photo("a.png", 64, 48), None, 32, RED, 1.0, recipe).sentence == ""
    found = glance(desk.photo("b.png", 24, 32), None, 32, RED, 1.0, recipe)
    assert "this one has 24 × 32" in found.sentence
    assert found.advice
    recipe.write_text("nonsense")
    os.utime(recipe, ns=(5, 5))
    assert glance(desk.photo("a.png", 64, 48), None, 32, RED, 1.0, recipe).sentence
