"""The command line as a process, on a machine without a screen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.e2e.driver import ROOT

BROKEN_SCREEN = "no-such-platform"  # a Qt that loads after all would end on it


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    environ = {name: value for name, value in os.environ.items() if name not in screens}
    environ["QT_QPA_PLATFORM"] = BROKEN_SCREEN
    command = [sys.executable, "main.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=240)


@pytest.fixture
def photo_and_mask(tmp_path: Path, small_photo: np.ndarray) -> tuple[Path, Path]:
    photo, mask = tmp_path / "photo.png", tmp_path / "mask.png"
    Image.fromarray(small_photo).save(photo)
    hole = np.zeros(small_photo.shape[:2], np.uint8)
    hole[14:28, 20:40] = 255
    Image.fromarray(hole).save(mask)
    return photo, mask


def test_inpaint_says_in_json_what_it_did(photo_and_mask: tuple[Path, Path], tmp_path: Path) -> None:
    photo, mask = photo_and_mask
    result = tmp_path / "result.png"
    done = run("inpaint", photo, "--mask", mask, "-o", result, "--method", "telea", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert report["method"] == "telea"
    assert report["pixels_masked"] == 14 * 20
    assert report["pixels_changed_outside_mask"] == 0
    before, after, hole = (np.asarray(Image.open(path)) for path in (photo, result, mask))
    changed = (before != after).any(axis=-1)
    assert not changed[hole == 0].any()
    assert changed[hole == 255].mean() > 0.9


def test_bad_input_is_exit_code_2_and_one_line(photo_and_mask: tuple[Path, Path], tmp_path: Path) -> None:
    _, mask = photo_and_mask
    done = run("inpaint", tmp_path / "nowhere.png", "--mask", mask, "-o", tmp_path / "result.png")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.png" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_demo_needs_no_screen_and_says_where_the_result_is(tmp_path: Path) -> None:
    done = run("demo", "-o", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("kite-filled.jpg", "kite-before-after.jpg"):
        assert str(tmp_path / name) in done.stdout
        with Image.open(tmp_path / name) as picture:
            picture.verify()
