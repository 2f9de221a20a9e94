"""The proof counts pixels; it takes nothing for granted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.document import Composite, Document
from engine.errors import Cancelled
from engine.geometry import Margins, Rect
from engine.jobs import CancelToken, JobContext
from engine.photo import Crop, Mirror, Photo, Straighten, Turn, extended_photo, read_photo, reshaped_photo, write_photo
from engine.recipes.untouched import BaseProof, base_proof, untouched_proof
from tests.engine.recipes.recipe_photos import lay, textured

SIZE = 96 * 72


@pytest.fixture(params=[".png", ".jpg", ".tif"])
def photo(request: pytest.FixtureRequest, tmp_path: Path) -> Photo:
    made = textured()
    path = tmp_path / f"in{request.param}"
    write_photo(made, made.pixels, None, path)
    return read_photo(path)


def test_the_file_holds_what_was_opened(photo: Photo) -> None:
    assert base_proof(photo, JobContext()) == BaseProof(0, SIZE, "file")


def test_every_pixel_that_differs_is_counted(photo: Photo) -> None:
    spoilt = photo.pixels.copy()
    spoilt[5, 7:10] ^= 128
    assert base_proof(replace(photo, pixels=spoilt), JobContext()).differing == 3


@pytest.mark.parametrize("reshape", [Turn(1), Mirror(False), Crop(Rect(3, 4, 60, 50))], ids=str)
def test_exact_changes_of_shape_are_followed(photo: Photo, reshape) -> None:
    shaped = reshaped_photo(photo, reshape)
    proof = base_proof(shaped, JobContext())
    assert (proof.differing, proof.compared, proof.against) == (0, shaped.size.area, "file")


def test_new_canvas_is_in_no_file_and_is_not_compared(photo: Photo) -> None:
    proof = base_proof(extended_photo(photo, Margins(5, 0, 0, 3)), JobContext())
    assert (proof.differing, proof.compared) == (0, SIZE)


def test_a_straightened_photo_has_nothing_to_compare_with(photo: Photo) -> None:
    assert base_proof(reshaped_photo(photo, Straighten(2.0)), JobContext()).against == "remade"


def test_a_file_that_has_gone_or_changed_is_said_so(photo: Photo) -> None:
    path = photo.source.path
    assert path is not None
    path.write_bytes(path.read_bytes() + b" ")
    assert base_proof(photo, JobContext()) == BaseProof(0, 0, "memory", "changed")
    path.unlink()
    assert base_proof(photo, JobContext()) == BaseProof(0, 0, "memory", "gone")
    assert base_proof(textured(), JobContext()) == BaseProof(0, 0, "memory", "none")


def test_a_photo_too_large_to_be_held_twice_is_not(photo: Photo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.recipes.untouched.available_memory", lambda: 1000)
    assert base_proof(photo, JobContext()).why == "large"


def test_what_shows_outside_the_patches_is_counted_too(photo: Photo) -> None:
    document = Document(photo)
    rect = Rect(20, 18, 16, 14)
    lay(document, rect)
    base = base_proof(photo, JobContext())
    proof = untouched_proof(document.composite, base, JobContext())
    masked = int(np.count_nonzero(document.patches[0].pieces[0].alpha))
    assert (proof.differing, proof.untouched) == (0, SIZE - masked)
    whole = untouched_proof(Composite(photo), replace(base, differing=2), JobContext())
    assert (whole.differing, whole.untouched) == (2, SIZE)


def test_it_can_be_stopped(photo: Photo) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        base_proof(photo, JobContext(token))
