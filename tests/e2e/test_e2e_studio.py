"""The latent studio in the real window: a generator's picture laid into a photo by keys alone, and lifted off again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from engine.mask import grow
from tests.e2e.conftest import Start
from tests.e2e.driver import ROOT

SAMPLES = ROOT / "resources" / "samples"
PATIENCE = 120.0  # for a model to open on a busy machine
RIM = 40  # px around the mask that a soft edge may reach


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def test_a_picture_of_the_studio_goes_to_the_photo_and_lifts_off(start: Start, tmp_path: Path) -> None:
    original = pixels_of(SAMPLES / "kite.jpg")
    marked = np.asarray(Image.open(SAMPLES / "kite-mask.png").convert("L"))
    result = tmp_path / "with a portrait.png"

    program = start("--sample")
    window = program.wait_for_title("kite.jpg – Tratteggio")
    program.press(window, "ctrl+alt+2")

    def laid() -> bool:  # the key sleeps until there is a picture to lay
        program.press(window, "t")
        return bool(program.find("kite.jpg* – Tratteggio"))

    program.wait(laid, "the picture to lie on the photo", within=PATIENCE)
    program.press(window, "ctrl+alt+1")
    program.save_as(window, result)
    program.wait_for_title("with a portrait.png – Tratteggio")
    changed = (pixels_of(result) != original).any(axis=-1)
    assert changed.any()
    assert not changed[grow(marked, RIM) == 0].any()

    program.press(window, "ctrl+z")
    program.wait_for_title("with a portrait.png* – Tratteggio")
    program.press(window, "ctrl+s")
    program.wait_for_title("with a portrait.png – Tratteggio")
    assert (pixels_of(result) == original).all()
