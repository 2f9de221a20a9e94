"""Adjustments in reduced copies look as they would if every pixel were adjusted first."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest
from PIL import ImageCms

from engine.document import Adjustment, Composite, Document, MaskArea, Patch, Piece, Recipe
from engine.geometry import Rect
from engine.photo import DisplayTransform, Photo, photo_from_pixels
from ui.canvas.adjusted import ReducedMasks
from ui.canvas.pyramid import PlanePyramid, halve, level_size
from ui.canvas.scene import Scene

WIDTH, HEIGHT = 701, 533
BRIGHT = Adjustment(exposure=0.6, temperature=20.0)


def _photo(dtype: type, icc: bytes | None = None, *, alpha: bool = False) -> Photo:
    """Smooth, as photos are when they are reduced."""
    noise = np.random.default_rng(1).integers(0, np.iinfo(dtype).max, (9, 12, 3), dtype)
    pixels = cv2.resize(noise, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    return replace(photo_from_pixels(pixels, pixels[..., 0] if alpha else None), icc=icc)


def _patches(photo: Photo) -> tuple[Patch, ...]:
    """A fill, an adjustment of everything, a fill over it, and one of a part with a soft edge."""
    top = np.iinfo(photo.pixels.dtype).max
    fills = []
    for name, rect in (("below", Rect(31, 17, 203, 150)), ("above", Rect(400, 200, 91, 77))):
        pixels = np.full((rect.height, rect.width, 3), top // 2, photo.pixels.dtype)
        fills.append(
            Patch(name, (Piece(rect, pixels, np.full((rect.height, rect.width), 255, np.uint8)),), Recipe("x"))
        )
    soft = cv2.GaussianBlur(np.pad(np.full((141, 161), 255, np.uint8), 30), (0, 0), 9)
    part = MaskArea(Rect(300, 101, soft.shape[1], soft.shape[0]), soft)
    return (
        fills[0],
        Patch("all", (), Recipe("adjust"), adjustment=BRIGHT),
        fills[1],
        Patch("part", (), Recipe("adjust"), mask=part, adjustment=Adjustment(exposure=-1.0), opacity=0.7),
    )


@pytest.mark.parametrize("level", [0, 1, 2])
@pytest.mark.parametrize(("dtype", "wide"), [(np.uint8, False), (np.uint8, True), (np.uint16, False)])
def test_a_level_looks_as_if_it_had_been_reduced_afterwards(dtype: type, wide: bool, level: int) -> None:
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes() if wide else None
    photo = _photo(dtype, icc)
    composite = Composite(photo, _patches(photo))
    scene = Scene(Document(photo))
    scene.colours.build()
    scene.colours.when_native_is_needed = lambda native: native.build()
    display = DisplayTransform(icc)
    exact = composite.read(Rect.of(photo.size))
    for _ in range(level):
        exact = halve(exact)
    size = level_size(photo.size, level)
    found = scene.colours.read(level, Rect.of(size), composite, composite.bounds_changed())
    difference = np.abs(found.astype(int) - display.apply(np.ascontiguousarray(exact)).astype(int))
    assert difference.mean() < 0.7
    assert np.percentile(difference, 99) <= (2 if level == 0 else 6)  # edges of fills are reduced apart
    scene.close()


def test_transparency_is_left_alone() -> None:
    photo = _photo(np.uint8, alpha=True)
    document = Document(photo)
    document.add_patch(Patch("all", (), Recipe("adjust"), adjustment=BRIGHT))
    scene = Scene(document)
    assert photo.alpha is not None
    found = scene.read_alpha(0, Rect(0, 0, 90, 80))
    assert np.array_equal(found, photo.alpha[:80, :90])
    scene.close()


def test_a_preview_of_all_changes_all_and_what_is_below_is_reduced_once(monkeypatch: pytest.MonkeyPatch) -> None:
    photo = _photo(np.uint8)
    document = Document(photo)
    for patch in _patches(photo)[:2]:
        document.add_patch(patch)
    scene = Scene(document)
    scene.colours.build()
    whole = Rect.of(level_size(photo.size, 1))
    before = scene.read_colours(1, whole).copy()
    reads: list[Rect] = []
    native = scene.colours._native
    assert native is not None
    monkeypatch.setattr(native, "_read_patched", lambda composite, rect: reads.append(rect))
    brighter = replace(document.patches[1], adjustment=Adjustment(exposure=1.5))
    assert scene.set_preview(brighter, "all") == (Rect.of(photo.size),)
    assert scene.is_previewing
    after = scene.read_colours(1, whole)
    assert after.mean() > before.mean()
    assert reads == []
    scene.close()


def test_masks_are_halved_on_the_grid_of_the_photo() -> None:
    mask = np.zeros((64, 64), np.uint8)
    mask[7:30, 13:50] = np.random.default_rng(2).integers(0, 255, (23, 37), np.uint8)
    area = MaskArea(Rect(13, 7, 37, 23), mask[7:30, 13:50].copy())
    found = ReducedMasks().read(area, 1, Rect(0, 0, 32, 32))
    inside = halve(mask)[5:14, 8:24]
    assert np.abs(found[5:14, 8:24].astype(int) - inside).max() <= 1
    assert not found[:3].any()


def test_a_plane_of_sixteen_bits_keeps_them_when_it_is_reduced() -> None:
    photo = _photo(np.uint16)
    plane = PlanePyramid(photo.pixels, lambda samples: samples, Composite.read)
    assert plane.build()
    assert plane.read(1, Rect(0, 0, 20, 20), None).dtype == np.uint16


def test_patches_under_a_slider_are_composed_once_and_shown_right_through_every_change() -> None:
    photo = _photo(np.uint8)
    fill, _, other, part = _patches(photo)
    document = Document(photo)
    scene, whole = Scene(document), Rect.of(photo.size)

    def check() -> None:
        assert np.array_equal(scene.read_colours(0, whole), scene.composite.read(whole))

    document.subscribe(lambda change: scene.composite_changed(change.rects))
    document.add_patch(fill, clear_mask=False)
    check()
    everything = Patch("all", (), Recipe("adjust"), adjustment=BRIGHT)
    document.add_patch(everything, clear_mask=False)
    check()
    kept = dict(scene._ground._tiles)
    for exposure in (0.2, -0.4):
        scene.set_preview(replace(everything, adjustment=Adjustment(exposure=exposure)), "all")
        check()
    assert kept
    assert all(scene._ground._tiles[key] is tile for key, tile in kept.items())
    scene.set_preview(None, None)
    document.add_patch(other, clear_mask=False)
    check()
    document.add_patch(part, clear_mask=False)
    document.move_patch("above", 0)
    check()
    scene.set_strokes((replace(fill, id="stroke"),), fill.rects)
    check()
    scene.set_strokes((), fill.rects)
    for _ in range(5):
        document.undo()
        check()
