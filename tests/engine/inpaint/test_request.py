from __future__ import annotations

import numpy as np
import pytest

from engine.document import Document
from engine.errors import BadInput
from engine.geometry import Rect
from engine.inpaint import FillSettings, InpaintRequest
from engine.photo import photo_from_pixels


def document(small_photo: np.ndarray, hole: Rect | None) -> Document:
    made = Document(photo_from_pixels(small_photo))
    mask = np.zeros(small_photo.shape[:2], np.uint8)
    if hole is not None:
        mask[hole.slices] = 255
    made.set_mask(mask, "Mask")
    return made


def test_a_request_is_a_snapshot_of_the_masked_rect(small_photo: np.ndarray) -> None:
    made = document(small_photo, Rect(5, 6, 7, 8))
    request = InpaintRequest.from_document(made, FillSettings())
    digest = request.mask_digest
    made.clear_mask()
    assert request.mask_rect == Rect(5, 6, 7, 8)
    assert request.mask.shape == (8, 7)
    assert request.mask.all()
    assert not request.mask.flags.writeable
    assert request.mask_digest == digest


def test_the_digest_tells_the_place_and_the_shape(small_photo: np.ndarray) -> None:
    places = [Rect(5, 6, 7, 8), Rect(6, 6, 7, 8), Rect(5, 6, 8, 7)]
    requests = [InpaintRequest.from_document(document(small_photo, rect), FillSettings()) for rect in places]
    assert len({request.mask_digest for request in requests}) == 3


def test_nothing_masked_is_bad_input(small_photo: np.ndarray) -> None:
    with pytest.raises(BadInput, match="Nothing is masked"):
        InpaintRequest.from_document(document(small_photo, None), FillSettings())


@pytest.mark.parametrize(
    "wrong",
    [
        {"seed": -1},
        {"context": -1},
        {"grow": -1},
        {"grow": 9999},
        {"feather": -2},
        {"variation": -0.1},
        {"variation": 1.5},
        {"variation": float("nan")},
    ],
)
def test_settings_out_of_range_are_bad_input(wrong: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        FillSettings(**wrong)  # pyright: ignore[reportArgumentType]


def test_a_mask_that_does_not_fit_is_a_fault_of_the_caller(small_photo: np.ndarray) -> None:
    source = document(small_photo, None).composite
    mask = np.full((4, 4), 255, np.uint8)
    for rect in (Rect(0, 0, 5, 4), Rect(62, 0, 4, 4)):
        with pytest.raises(ValueError, match="mask"):
            InpaintRequest(source, mask, rect)
