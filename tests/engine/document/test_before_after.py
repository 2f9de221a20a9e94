"""A film from the photo as it was to the result."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.before_after import FADE, STEPS, WIPE, BeforeAfter, FilmPlan, film_size
from engine.document import Composite, Patch, Piece, Recipe
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.latent.film import FilmSettings, write_film
from engine.photo import photo_from_pixels


def _composite() -> Composite:
    photo = photo_from_pixels(np.full((40, 60, 3), 50, np.uint8))
    patches = []
    for number, x in enumerate((0, 30)):
        rect = Rect(x, 0, 30, 40)
        piece = Piece(rect, np.full((40, 30, 3), 150 + 50 * number, np.uint8), np.full((40, 30), 255, np.uint8))
        patches.append(Patch(str(number), (piece,), Recipe("telea")))
    return Composite(photo, tuple(patches))


def test_it_begins_with_the_original_and_ends_with_the_result() -> None:
    for way in (WIPE, FADE, STEPS):
        film = BeforeAfter(_composite(), FilmPlan(way, seconds=1, hold=0.5, returns=False, fps=10))
        assert len(film) == 20
        assert (film[0] == 50).all()
        assert (film[-1][:, :30] == 150).all()
        assert (film[-1][:, 30:] == 200).all()
        assert film[0].shape == (40, 60, 3)


def test_a_film_that_returns_can_run_for_ever() -> None:
    film = BeforeAfter(_composite(), FilmPlan(FADE, seconds=1, hold=0.5, returns=True, fps=10))
    assert film.seconds == 3
    assert np.array_equal(film[5], film[-1])


def test_each_way_goes_its_own_way() -> None:
    wipe = BeforeAfter(_composite(), FilmPlan(WIPE)).at(0.5)
    assert (wipe[:, :28, 0] == 150).all()
    assert (wipe[:, 32:, 0] == 50).all()
    assert (BeforeAfter(_composite(), FilmPlan(FADE)).at(0.5)[0, 0] == 100).all()
    steps = BeforeAfter(_composite(), FilmPlan(STEPS)).at(0.5)
    assert steps[0, 0, 0] == 150  # the first fill is there
    assert steps[0, 59, 0] == 50  # the second is still to come


def test_what_is_hidden_is_no_step_and_nothing_is_no_film() -> None:
    composite = _composite()
    hidden = tuple(Patch(one.id, one.pieces, one.recipe, visible=False) for one in composite.patches)
    with pytest.raises(BadInput):
        BeforeAfter(Composite(composite.photo, hidden), FilmPlan(STEPS))


@pytest.mark.parametrize(
    ("size", "longest", "wanted"),
    [(Size(6000, 4000), 1024, Size(1024, 682)), (Size(61, 41), 1024, Size(60, 40)), (Size(1, 900), 90, Size(2, 90))],
)
def test_films_are_never_larger_than_the_photo_and_have_even_sides(size: Size, longest: int, wanted: Size) -> None:
    assert film_size(size, longest) == wanted


def test_it_is_written_by_the_studio_s_writers(tmp_path: Path) -> None:
    film = BeforeAfter(_composite(), FilmPlan(STEPS, seconds=0.5, hold=0.2, returns=False, fps=10))
    report = write_film(tmp_path / "a.gif", film, FilmSettings(10))
    assert report.frames == len(film)
    with Image.open(tmp_path / "a.gif") as saved:
        assert saved.size == (60, 40)
