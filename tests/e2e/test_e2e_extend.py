"""The canvas of a photo extended in the real window, with mouse and keys, and saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from tests.e2e.conftest import FRAME_COLOUR, Start
from tests.e2e.driver import Program, Screen


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def _saved(program: Program, window: str, path: Path) -> np.ndarray:
    program.save_as(window, path)
    program.wait(path.exists, "the saved file")
    program.wait_for_title(f"{path.name} – Tratteggio")
    return pixels_of(path)


def test_a_side_is_dragged_out_filled_saved_and_undone(
    start: Start, screen: Screen, settings: Callable[..., None], framed_photo: Path, tmp_path: Path
) -> None:
    settings(fill_method="telea", theme="dark")
    program = start(framed_photo)
    window = program.wait_for_title(f"{framed_photo.name} – Tratteggio")
    program.place(window, 0, 0, 1280, 800)
    program.press(window, "shift+c")  # the tool
    screen.wait_until_still()
    left, top, right, bottom = program.wait_for_bounds(FRAME_COLOUR)
    middle = (top + bottom) // 2
    reach = right + (right - left) // 4
    program.drag([(right, middle), (right + 20, middle), (reach - 10, middle), (reach, middle)])
    screen.wait_until_still()
    assert not program.find(f"{framed_photo.name}* – Tratteggio")  # planned, not done
    program.press(window, "Return")
    program.wait_for_title(f"{framed_photo.name}* – Tratteggio")
    screen.wait_until_still()
    original = pixels_of(framed_photo)
    height, width = original.shape[:2]
    extended = _saved(program, window, tmp_path / "extended.png")
    assert extended.shape[0] == height
    assert width * 1.15 < extended.shape[1] < width * 1.35
    assert np.array_equal(extended[:, :width], original)
    assert (extended[:, width:] != 255).any(axis=2).all()  # no blank paper anywhere
    program.press(window, "ctrl+z", "ctrl+z")
    screen.wait_until_still()
    assert np.array_equal(_saved(program, window, tmp_path / "undone.png"), original)
    program.quit(window)
    assert np.array_equal(pixels_of(framed_photo), original)
