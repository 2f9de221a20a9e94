"""The page about the program names everything that it is made with."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CALLED = {  # what the page calls them, where that is not the package's own name
    "torch": "PyTorch",
    "PySide6-Essentials": "PySide6",
    "opencv-python-headless": "OpenCV",
    "av": "PyAV",
    "lz4": "python-lz4",
    "distributed": "Dask",
}


@pytest.mark.parametrize("page", ["about.md", "zh_CN/about.md"])
def test_every_package_that_the_window_needs_is_named(page: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    told = (ROOT / "resources" / "help" / page).read_text(encoding="utf-8").casefold()
    names: list[str] = [str(re.split(r"[\s;=<>\[]", each)[0]) for each in project["dependencies"]]
    names += project["optional-dependencies"]["cluster"]
    assert [name for name in names if CALLED.get(name, name).casefold() not in told] == []
