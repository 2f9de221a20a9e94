"""Filling new canvas: blank paper is never a source, never shines through, and the photo stays as it was."""

from __future__ import annotations

import numpy as np
import pytest

from engine.document import Document, changed_outside
from engine.errors import BadInput
from engine.geometry import Margins, Rect
from engine.inpaint import FillResult, FillSettings, InpaintRequest, fill
from engine.jobs import JobContext
from engine.photo import photo_from_pixels


def _fill(document: Document, **settings: object) -> FillResult:
    request = InpaintRequest.from_document(document, FillSettings(**{"method": "telea", **settings}))  # type: ignore[arg-type]
    result = fill(request, JobContext())
    document.add_patch(result.patch)
    return result


def _dark(dtype: type = np.uint8, alpha: bool = False) -> Document:
    """A dark photo: paper that shines through would be seen."""
    rng = np.random.default_rng(6)
    top = np.iinfo(dtype).max
    pixels = rng.integers(0, top // 4, (40, 60, 3), dtype)
    return Document(photo_from_pixels(pixels, np.full((40, 60), top, dtype) if alpha else None))


@pytest.mark.parametrize("method", ["telea", "ns", "patchmatch"])
@pytest.mark.parametrize("margins", [(12, 0, 0, 0), (0, 0, 0, 9), (8, 8, 8, 8), (0, 10, 10, 0)])
def test_every_side_and_corner_is_filled_from_the_photo(method: str, margins: tuple[int, int, int, int]) -> None:
    document = _dark()
    before = document.photo.pixels
    document.extend(*margins)
    _fill(document, method=method)
    shown = document.composite.read(Rect.of(document.size))
    assert shown.max() < 128  # the photo's own noise reaches 63, grain is added to match it, paper is 255
    inner = Margins(*margins).inner(_dark().size)
    assert np.array_equal(shown[inner.slices], before)
    assert changed_outside(document.composite) == 0
    assert document.composite.blank(Rect.of(document.size)) is None


def test_a_feather_does_not_let_the_paper_shine_through() -> None:
    document = _dark()
    document.extend(right=20)
    _fill(document, feather=8)
    assert document.composite.read(Rect.of(document.size)).max() < 80


def test_new_canvas_does_not_grow_into_the_photo_but_what_is_marked_there_does() -> None:
    document = _dark()
    before = document.photo.pixels
    document.extend(right=20)
    mask = document.mask.copy()
    mask[10:14, 20:24] = 255
    document.set_mask(mask)
    result = _fill(document, grow=6, feather=2)
    changed = np.zeros((40, 60), bool)
    for piece in result.patch.pieces:
        inside = piece.rect.intersected(Rect(0, 0, 60, 40))
        local = inside.translated(-piece.rect.x, -piece.rect.y)
        changed[inside.slices] |= piece.alpha[local.slices] > 0
    assert changed[5:19, 15:29].any(axis=0).all()
    assert not changed[:, 35:].any()
    shown = document.composite.read(Rect.of(document.size))
    assert np.array_equal(shown[:, 35:60], before[:, 35:])
    assert shown.max() < 128  # the photo's own noise reaches 63, grain is added to match it, paper is 255


def test_canvas_left_unmasked_is_no_source() -> None:
    document = _dark()
    document.extend(right=20)
    mask = document.mask.copy()
    mask[:, 72:] = 0
    document.set_mask(mask)
    _fill(document, method="patchmatch")
    shown = document.composite.read(Rect.of(document.size))
    assert shown[:, :72].max() < 80
    assert (shown[:, 72:] == 255).all()


def test_canvas_amid_nothing_but_canvas_cannot_be_filled() -> None:
    document = _dark()
    document.extend(right=400)
    mask = np.zeros_like(document.mask)
    mask[10:30, 350:370] = 255
    document.set_mask(mask)
    with pytest.raises(BadInput, match="only blank canvas"):
        _fill(document)


@pytest.mark.parametrize("method", ["telea", "patchmatch"])
def test_sixteen_bits_stay_sixteen_and_new_canvas_becomes_opaque(method: str) -> None:
    document = _dark(np.uint16, alpha=True)
    document.extend(left=6, bottom=5)
    _fill(document, method=method)
    whole = Rect.of(document.size)
    shown, alpha = document.composite.read(whole), document.composite.read_alpha(whole)
    assert shown.dtype == np.uint16
    assert (shown % 257).any()
    assert alpha is not None
    assert alpha.dtype == np.uint16
    assert (alpha == 65535).all()


def test_transparency_at_the_edge_goes_on_outwards() -> None:
    rng = np.random.default_rng(7)
    alpha = np.full((40, 60), 65535, np.uint16)
    alpha[:20] = 0
    document = Document(photo_from_pixels(rng.integers(0, 20000, (40, 60, 3), np.uint16), alpha))
    document.extend(right=10)
    _fill(document)
    shown = document.composite.read_alpha(Rect.of(document.size))
    assert shown is not None
    assert np.array_equal(shown[:, :60], alpha)
    assert shown[:12, 60:].max() < 4000
    assert shown[28:, 60:].min() > 61000


def test_a_second_extension_stands_on_the_first() -> None:
    document = _dark()
    document.extend(right=8)
    _fill(document)
    first = document.composite.read(Rect.of(document.size)).copy()
    document.extend(right=8)
    _fill(document)
    shown = document.composite.read(Rect.of(document.size))
    assert np.array_equal(shown[:, :68], first)
    assert shown.max() < 128  # the photo's own noise reaches 63, grain is added to match it, paper is 255
