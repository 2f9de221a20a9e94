"""Comparing methods in the real window: look at them in every way, keep one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from engine.inpaint import describe_all
from engine.mask import grow
from tests.e2e.conftest import Start
from tests.e2e.driver import Program, Screen
from tests.e2e.test_e2e_window import SAMPLES, changed_between, pixels_of

EVERY_METHOD = 300.0  # seconds on a machine that does much else


def keep(program: Program, window: str, name: str) -> None:
    """Press Enter until there is something to keep."""

    def kept() -> bool:
        program.press(window, "Return")
        return bool(program.find(f"{name}* – Tratteggio"))

    program.wait(kept, "a result to keep", within=EVERY_METHOD)


def test_a_race_on_the_sample_is_looked_at_and_one_result_kept(
    screen: Screen, start: Start, settings: Callable[..., None], tmp_path: Path
) -> None:
    settings(fill_method="auto", theme="dark")
    place = [info.id for info in describe_all()].index("telea")  # "auto" is the first, and no key is for it
    program = start("--sample")
    window = program.wait_for_title("kite.jpg – Tratteggio")
    program.place(window, 0, 0, 1280, 800)
    before = screen.look()
    program.press(window, "v")
    program.wait(lambda: screen.look() != before, "the grid")
    program.press(window, str(place), "w")
    program.wait_until_heard(window)
    wipe = screen.wait_until_still() if not screen.is_moving() else screen.look()
    program.press(window, "b")
    program.wait(screen.is_moving, "the pictures to blink", within=EVERY_METHOD)
    program.press(window, "d", "Left")
    program.press(window, "g", str(place))
    program.wait(lambda: screen.look() != wipe, "the grid again")
    keep(program, window, "kite.jpg")

    result = tmp_path / "kept.png"
    program.save_as(window, result)
    program.wait_for_title("kept.png – Tratteggio")
    marked = np.asarray(Image.open(SAMPLES / "kite-mask.png").convert("L"))
    changed = changed_between(pixels_of(SAMPLES / "kite.jpg"), pixels_of(result))
    assert not changed[grow(marked, 6) == 0].any()  # 6 px is what the window grows a mask by, unless told otherwise
    assert changed[marked == 255].mean() > 0.95
    program.press(window, "ctrl+z")
    program.wait_for_title("kept.png* – Tratteggio")
    program.press(window, "v")
    program.press(window, "Escape")
    program.press(window, "ctrl+shift+z")
    program.wait_for_title("kept.png – Tratteggio")
    program.quit(window)
