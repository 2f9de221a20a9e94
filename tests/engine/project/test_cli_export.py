"""`main.py export`: looking into a project, and its picture as a file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import cli
from engine.geometry import Rect
from engine.photo import read_photo
from engine.project import ProjectState, write_project
from tests.engine.project import projects


@pytest.fixture
def project(tmp_path: Path) -> tuple[ProjectState, Path]:
    state = projects.state()
    photo = replace(state.composite.photo, exif=None, xmp=None, icc=None)
    state = replace(state, composite=replace(state.composite, photo=photo))
    write_project(state, tmp_path / "a.ora")
    return state, tmp_path / "a.ora"


def test_its_picture_is_written(project: tuple[ProjectState, Path], tmp_path: Path) -> None:
    out = tmp_path / "out.png"
    assert cli.main(["export", str(project[1]), "-o", str(out)]) == 0
    np.testing.assert_array_equal(read_photo(out).pixels, project[0].composite.read(Rect(0, 0, 60, 44)))


def test_what_is_in_it_is_said(project: tuple[ProjectState, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["export", str(project[1])]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "60 x 44 px, 8 bits, from somewhere.tif"
    assert said[1] == "  1. patchmatch, 33%"
    assert said[6] == "  6. ns, 100%, hidden"
    assert said[7] == "selection: Himmel ☁"
    assert cli.main(["export", str(project[1]), "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["size"] == [60, 44]
    assert [patch["method"] for patch in facts["patches"]][:2] == ["patchmatch", "telea"]
    assert facts["is_masked"]


def test_what_cannot_be_read_or_written_is_refused(
    project: tuple[ProjectState, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["export", str(tmp_path / "gone.ora")]) == 2
    assert "gone.ora" in capsys.readouterr().err
    assert cli.main(["export", str(project[1]), "-o", str(tmp_path / "out.gif")]) == 2
    assert not (tmp_path / "out.gif").exists()
