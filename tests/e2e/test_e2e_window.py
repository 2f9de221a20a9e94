"""The real program in a real window: keys and mouse go in, files and an exit code come out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.mask import grow
from tests.e2e.conftest import FRAME_COLOUR, Start
from tests.e2e.driver import ROOT, Program, Screen

SAMPLES = ROOT / "resources" / "samples"
CLOSE_WITHIN = 45.0  # two seconds on a machine that does nothing else; tests/bench measures, tests only bound
BRUSH = 30
# Enough for the soft rim of the brush and for the half pixel by which a mouse on a scaled photo can be off.
RIM = 3


def pixels_of(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


def changed_between(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """H x W bool."""
    assert before.shape == after.shape
    return (before != after).any(axis=-1)


def test_the_sample_is_filled_saved_undone_and_let_go(start: Start, tmp_path: Path) -> None:
    original = pixels_of(SAMPLES / "kite.jpg")
    marked = np.asarray(Image.open(SAMPLES / "kite-mask.png").convert("L"))
    result = tmp_path / "kite result.png"

    program = start("--sample")
    window = program.wait_for_title("kite.jpg – Tratteggio")
    program.press(window, "Return")
    program.wait_for_title("kite.jpg* – Tratteggio")
    program.save_as(window, result)
    program.wait_for_title("kite result.png – Tratteggio")
    changed = changed_between(original, pixels_of(result))
    assert not changed[grow(marked, 6) == 0].any()  # 6 px is what the window grows a mask by, unless told otherwise
    assert changed[marked == 255].mean() > 0.95

    program.press(window, "ctrl+z")
    program.wait_for_title("kite result.png* – Tratteggio")
    program.press(window, "ctrl+s")
    program.wait_for_title("kite result.png – Tratteggio")
    assert not changed_between(original, pixels_of(result)).any()

    program.press(window, "ctrl+shift+z")
    program.wait_for_title("kite result.png* – Tratteggio")
    program.press(window, "ctrl+q")
    question = program.wait_for_title("Tratteggio")
    program.press(question, "Escape")
    program.wait_until_gone(question)
    program.press(window, "ctrl+q")
    program.press(program.wait_for_title("Tratteggio"), "Tab", "space")
    program.wait_until_ended()
    assert not changed_between(original, pixels_of(result)).any()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kite result.png"]


def brush(screen: Screen, program: Program, window: str, path: list[tuple[float, float]]) -> float:
    """Paint along points of the photo, found on the screen by its frame; screen pixels per photo pixel."""
    program.place(window, 0, 0, 1280, 800)
    left, top, right, _ = program.wait_for_bounds(FRAME_COLOUR)
    scale = (right - left) / 360
    program.drag([(round(left + x * scale), round(top + y * scale)) for x, y in path])
    screen.wait_until_still()
    return scale


def test_a_stroke_of_the_mouse_is_filled_and_nothing_else(
    screen: Screen, start: Start, settings: Callable[..., None], framed_photo: Path
) -> None:
    settings(fill_method="telea", fill_grow=0, fill_feather=0, brush_size=BRUSH, brush_hardness=1.0)
    original = pixels_of(framed_photo)
    untouched = framed_photo.read_bytes()

    program = start(framed_photo)
    window = program.wait_for_title("framed.png – Tratteggio")
    brush(screen, program, window, [(100, 120), (160, 120), (220, 120), (260, 120)])
    program.press(window, "Return")
    program.wait_until_filled()
    program.press(window, "ctrl+s")
    program.press(program.wait_for_title("Save as — Tratteggio"), "Return")
    program.wait_for_title("framed-filled.png – Tratteggio")
    program.quit(window)

    y, x = np.mgrid[0:240, 0:360] + 0.5
    distance = np.hypot(x - x.clip(100, 260), y - 120)
    changed = changed_between(original, pixels_of(framed_photo.with_name("framed-filled.png")))
    assert not changed[distance > BRUSH / 2 + RIM].any()
    assert changed[distance < BRUSH / 2 - RIM].mean() > 0.95
    assert framed_photo.read_bytes() == untouched


def test_the_close_button_saves_first_where_the_person_says_so(
    screen: Screen, start: Start, settings: Callable[..., None], framed_photo: Path
) -> None:
    settings(fill_method="telea")
    program = start(framed_photo)
    window = program.wait_for_title("framed.png – Tratteggio")
    brush(screen, program, window, [(100, 120), (140, 120)])
    program.press(window, "Return")
    program.wait_until_filled()
    program.close(window)
    program.press(program.wait_for_title("Tratteggio"), "Return")
    program.press(program.wait_for_title("Save as — Tratteggio"), "Return")
    program.wait_until_ended()
    saved = pixels_of(framed_photo.with_name("framed-filled.png"))
    assert changed_between(pixels_of(framed_photo), saved).any()


@pytest.mark.parametrize("way", ["ctrl+q", "the close button"])
def test_closing_during_a_fill_ends_soon_and_cleanly(
    way: str, screen: Screen, start: Start, settings: Callable[..., None]
) -> None:
    """Fault 32: the whole sample but the kite is being filled, which takes far longer than this test."""
    settings(fill_method="patchmatch")
    program = start("--sample")
    window = program.wait_for_title("kite.jpg – Tratteggio")
    program.press(window, "ctrl+i")
    screen.wait_until_still()
    program.press(window, "Return")
    program.wait(screen.is_moving, "the hole to shimmer")
    assert program.find("kite.jpg* – Tratteggio"), "what is masked counts as unsaved"
    if way == "ctrl+q":
        program.press(window, way)
    else:
        program.close(window)
    program.press(program.wait_for_title("Tratteggio"), "Tab", "space")  # what is masked may go
    took = program.wait_until_ended(CLOSE_WITHIN)
    print(f"closed in {took:.1f} s")


def test_quitting_while_a_network_loads_is_as_clean(start: Start) -> None:
    """Python taken down around a thread that is inside a native library aborts: main.py ends the process before."""
    program = start("--sample")
    window = program.wait_for_title("kite.jpg – Tratteggio")
    maps = Path(f"/proc/{program.process.pid}/maps")
    libraries = ("libopenvino", "libtorch")  # whichever runs networks here
    program.wait(lambda: any(name in maps.read_text() for name in libraries), "a network to load behind the window")
    program.press(window, "ctrl+q")
    program.wait_until_ended(CLOSE_WITHIN)


def test_two_instances_work_side_by_side_and_one_survives_the_other(
    screen: Screen, start: Start, settings: Callable[..., None], framed_photo: Path, isolated_home: Path
) -> None:
    """Fault 34; what a killed one leaves behind: test_e2e_recovery."""
    settings(fill_method="telea")
    other = framed_photo.with_name("other.png")
    other.write_bytes(framed_photo.read_bytes())
    first, second = start(framed_photo), start(other)
    left = first.wait_for_title("framed.png – Tratteggio")
    right = second.wait_for_title("other.png – Tratteggio")
    for program, window in ((first, left), (second, right)):
        brush(screen, program, window, [(100, 120), (160, 120)])
        program.press(window, "Return")
        program.wait_until_filled()

    first.kill()
    second.save_as(right, other.with_name("other result.png"))
    second.wait_for_title("other result.png – Tratteggio")
    third = start(framed_photo)
    third.wait_for_title("framed.png – Tratteggio")
    offer = third.wait_for_title("Recover unsaved work — Tratteggio")
    third.press(offer, "Escape")
    third.wait_until_gone(offer)
    second.quit(right)
    third.quit(third.find("framed.png – Tratteggio"))

    assert changed_between(pixels_of(other), pixels_of(other.with_name("other result.png"))).any()
    remembered = json.loads((isolated_home / "config" / "settings.json").read_text())
    assert remembered["fill_method"] == "telea"


def reddish(look: Image.Image) -> int:
    """How many pixels are redder than any part of the dark theme but its errors."""
    red, green, blue = np.asarray(look, np.int16).transpose(2, 0, 1)
    return int(((red > green + 15) & (red > blue + 15)).sum())


def test_a_broken_photo_is_told_in_the_window_which_stays(
    screen: Screen, start: Start, settings: Callable[..., None], tmp_path: Path
) -> None:
    settings(theme="dark")
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing that a PNG would have")
    program = start(broken)
    window = program.wait_for_title("Tratteggio")
    program.wait(lambda: reddish(screen.look()) > 5000, "the error bar")
    program.press(window, "Escape")
    program.wait(lambda: reddish(screen.look()) < 500, "the error bar to close")
    program.quit(window)
    assert broken.exists()
