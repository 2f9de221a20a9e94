"""A screen for the end-to-end tests: the one that packaging/bootstrap.py brings, or one of their own."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.e2e.driver import ROOT, Program, Screen

sys.path.insert(0, str(ROOT / "packaging"))

from virtual_display import virtual_display

Start = Callable[..., Program]

# The frame by which a test finds the photo on the screen, wherever the window puts it.
FRAME_COLOUR = (0, 255, 0)
FRAME = 6


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing:
        reason = f"not installed: {' and '.join(missing)}; python3 packaging/bootstrap.py setup brings them"
        pytest.fail(reason) if "CI" in os.environ else pytest.skip(reason)
    # A display that nobody named for tests is somebody's own: hands off.
    if os.environ.get("TRATTEGGIO_TEST_PLATFORM") == "xcb" and "DISPLAY" in os.environ:
        yield os.environ["DISPLAY"]
        return
    with virtual_display() as own:
        yield own


@pytest.fixture
def screen(display: str, request: pytest.FixtureRequest) -> Screen:
    return Screen(display, request.node.name)


@pytest.fixture
def start(screen: Screen, isolated_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    """start(*arguments) runs the program in the test's own home; whatever still runs at the end is killed."""
    programs: list[Program] = []
    logs = tmp_path_factory.mktemp("logs")

    def begin(*arguments: str | Path, **environ: str) -> Program:
        log = logs / f"{len(programs)}.txt"
        programs.append(Program(screen, *arguments, home=isolated_home, log=log, **environ))
        return programs[-1]

    yield begin
    for program in programs:
        program.kill()


@pytest.fixture
def settings(isolated_home: Path) -> Callable[..., None]:
    """settings(name=value, ...) is what the program remembers from last time."""

    def write(**values: object) -> None:
        folder = isolated_home / "config"
        folder.mkdir(exist_ok=True)
        (folder / "settings.json").write_text(json.dumps({"version": 1, **values}))

    return write


@pytest.fixture
def framed_photo(tmp_path: Path) -> Path:
    """A PNG of 360 x 240 with grain everywhere, so that a fill changes nearly every pixel, in a frame of one colour."""
    rng = np.random.default_rng(20240301)
    y, x = np.mgrid[0:240, 0:360]
    picture = np.stack([120 + 60 * np.sin(x / 40), 90 + y * 0.2, 140 + 50 * np.cos(y / 30)], axis=-1)
    picture = (picture + rng.normal(0, 12, picture.shape)).clip(30, 220).astype(np.uint8)
    for side in (np.s_[:FRAME], np.s_[-FRAME:], np.s_[:, :FRAME], np.s_[:, -FRAME:]):
        picture[side] = FRAME_COLOUR
    path = tmp_path / "framed.png"
    Image.fromarray(picture).save(path)
    return path
