"""Fault 14 for projects: killed while saving, the file is the old project or the new one, whole.

TRATTEGGIO_KILLS=200 is the figure that is shown; a few run with the suite.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from engine.document import Composite, Patch, Recipe
from engine.geometry import Rect
from engine.photo import photo_from_pixels
from engine.project import ProjectState, read_project, write_project
from tests.engine.project import projects

ROOT = Path(__file__).parents[3]

_SAVER = """
    import os, sys
    import numpy as np
    from engine.document import Composite, Patch, Piece, Recipe
    from engine.geometry import Rect
    from engine.photo import photo_from_pixels
    from engine.project import ProjectState, write_project

    def state(value):
        pixels = np.full((100, 100, 3), value, np.uint8)
        piece = Piece(Rect(10, 10, 50, 50), np.full((50, 50, 3), value, np.uint8), np.full((50, 50), 255, np.uint8))
        return ProjectState(Composite(photo_from_pixels(pixels), (Patch(str(value), (piece,), Recipe("telea")),)))

    states = [state(50), state(200)]
    for line in sys.stdin:
        child = os.fork()
        if child:
            print(child, flush=True)
            os.waitpid(child, 0)
            print("gone", flush=True)
            continue
        while True:
            for one in states:
                write_project(one, sys.argv[1])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fault_14_killed_while_saving_a_project(tmp_path: Path) -> None:
    path, rng = tmp_path / "a.ora", np.random.default_rng(1)
    piece = projects.piece(Rect(0, 0, 4, 4))
    first = photo_from_pixels(np.full((100, 100, 3), 50, np.uint8))
    write_project(ProjectState(Composite(first, (Patch("50", (piece,), Recipe("telea")),))), path)
    command = [sys.executable, "-c", textwrap.dedent(_SAVER), str(path)]
    seen = set()
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdin is not None
        assert saver.stdout is not None
        for _ in range(int(os.environ.get("TRATTEGGIO_KILLS", "12"))):
            saver.stdin.write("go\n")
            saver.stdin.flush()
            child = int(saver.stdout.readline())
            # The moment of the blow is the point of this test: anywhere in one of several saves.
            select.select([], [], [], rng.uniform(0, 0.06))
            os.kill(child, signal.SIGKILL)
            assert saver.stdout.readline() == "gone\n"
            state = read_project(path)
            assert state.warnings == ()
            value = int(state.composite.photo.pixels[0, 0, 0])
            assert state.composite.photo.pixels.min() == state.composite.photo.pixels.max()
            assert state.composite.patches[0].id == str(value)
            seen.add(value)
        saver.stdin.close()
    assert seen <= {50, 200}
