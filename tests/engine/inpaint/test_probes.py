from __future__ import annotations

import numpy as np
import pytest

from engine.document import Composite, Document
from engine.geometry import Rect
from engine.inpaint.probes import MOST, SIDE, Probe, find_probes, section
from engine.mask import bounding_rect
from engine.photo import photo_from_pixels


def photo(width: int, height: int, dtype: type = np.uint8) -> Composite:
    y, x = np.mgrid[0:height, 0:width]
    picture = np.stack([x % 251, y % 241, (x * y) % 199], axis=-1).astype(dtype)
    return Composite(photo_from_pixels(picture * np.array(257 if dtype is np.uint16 else 1, dtype)))


def disc(width: int, height: int, x: int, y: int, radius: int) -> np.ndarray:
    rows, columns = np.mgrid[0:height, 0:width]
    return (np.hypot(rows - y, columns - x) <= radius).astype(np.uint8) * 255


def probes(source: Composite, mask: np.ndarray) -> list[Probe]:
    rect = bounding_rect(mask)
    return list(find_probes(source, np.ascontiguousarray(mask[rect.slices]), rect))


def test_holes_have_the_shape_of_the_mask_and_lie_beside_it() -> None:
    mask = disc(180, 160, 90, 80, 14)
    found = probes(photo(180, 160), mask)
    assert len(found) == MOST
    for probe in found:
        assert probe.hole.sum() == np.count_nonzero(mask)
        assert probe.truth.shape[:2] == probe.hole.shape == probe.unknown.shape
        assert max(probe.hole.shape) <= SIDE
        assert probe.unknown[probe.hole].all()
        assert (probe.scale, probe.share) == (1, 1)


def test_nothing_that_is_masked_is_taken_for_truth() -> None:
    source, mask = photo(150, 150), disc(150, 150, 75, 75, 20)
    marked = source.photo.pixels.copy()
    marked[mask > 0] = (255, 0, 255)
    for probe in probes(Composite(photo_from_pixels(marked)), mask):
        assert not (probe.truth[probe.hole] == (255, 0, 255)).all(axis=-1).any()
        magenta = (probe.truth == (255, 0, 255)).all(axis=-1)
        assert probe.unknown[magenta].all()


def test_a_large_hole_is_tried_at_a_reduced_size() -> None:
    found = probes(photo(1600, 1200, np.uint16), disc(1600, 1200, 700, 600, 200))
    assert found
    for probe in found:
        assert max(probe.truth.shape) <= SIDE
        assert probe.truth.dtype == np.uint16
        assert probe.scale < 0.3
        assert np.count_nonzero(probe.hole) == pytest.approx(np.pi * (200 * probe.scale) ** 2, rel=0.1)


def test_where_the_whole_shape_fits_nowhere_a_piece_of_it_is_punched() -> None:
    mask = disc(100, 100, 50, 50, 36)
    found = probes(photo(100, 100), mask)
    assert found
    assert all(0 < np.count_nonzero(probe.hole) < np.count_nonzero(mask) for probe in found)
    assert all(probe.share < 1 for probe in found)


def test_where_nothing_fits_there_are_no_probes() -> None:
    mask = np.full((60, 60), 255, np.uint8)
    mask[0, 0] = 0
    assert probes(photo(60, 60), mask) == []


def test_transparent_pixels_are_left_alone() -> None:
    alpha = np.full((120, 120), 255, np.uint8)
    alpha[:, 60:] = 0
    source = Composite(photo_from_pixels(photo(120, 120).photo.pixels, alpha))
    mask = disc(120, 120, 20, 60, 10)
    for probe in probes(source, mask):
        x0 = next(x for x in range(61) if (source.photo.pixels[0, x] == probe.truth[0, 0]).all())
        assert not probe.hole[:, 60 - x0 :].any()


def test_a_compact_mask_stands_for_itself() -> None:
    mask = disc(40, 40, 20, 20, 15)
    found = section(mask, Rect(100, 200, 40, 40))
    assert found.rect == Rect(105, 205, 31, 31)
    assert found.longer == 31
    assert found.shape.sum() == np.count_nonzero(mask)


def test_a_thin_line_is_represented_by_a_section_of_it() -> None:
    mask = np.zeros((900, 30), np.uint8)
    mask[:, 10:16] = 255
    found = section(mask, Rect(0, 0, 30, 900))
    assert found.rect.width == 6
    assert 50 <= found.rect.height <= 80


def test_scattered_specks_are_represented_by_the_densest_place() -> None:
    mask = np.zeros((2000, 2000), np.uint8)
    mask[::400, ::400] = 255
    mask[1500:1520, 300:320] = 255
    found = section(mask, Rect(0, 0, 2000, 2000))
    assert found.rect.overlaps(Rect(300, 1500, 20, 20))
    assert found.longer <= 64


def test_blank_canvas_is_never_taken_for_truth() -> None:
    document = Document(photo(90, 90).photo)
    document.extend(right=60)
    for probe in probes(document.composite, disc(150, 90, 60, 45, 10)):
        assert (probe.truth[probe.hole] != 255).any(axis=-1).all()
