"""In Chinese nothing of the window is English still, and the names of its controls are the same as in English."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.paths import resources_dir
from tests.ui.shell.chinese_window import english_in
from ui.dialogs import help as pages

ROOT = Path(__file__).resolve().parents[3]


def test_no_text_of_the_window_is_english_or_cut_off_in_chinese() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    script = Path(__file__).with_name("chinese_window.py")
    done = subprocess.run([sys.executable, script], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["english"] == {}
    assert found["cut"] == []
    assert [name for name in found["names"] if not name.isascii()] == []


def test_english_is_told_from_names_keys_and_units() -> None:
    assert english_in("填充蒙版：Ctrl+Shift+F6, 12 px, PatchMatch") == ""
    assert english_in("PSNR 31 dB · sRGB") == ""
    assert english_in("填充 the hole") == "the hole"


def test_every_page_of_the_help_is_there_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = resources_dir() / "help"
    for name in ("first-steps.md", "latents.md", "batch.md", "about.md"):
        assert pages._page(name) == folder / name
        monkeypatch.setattr(pages, "current", lambda: "zh_CN")
        assert pages._page(name) == folder / "zh_CN" / name
        english, chinese = ((folder / one).read_text(encoding="utf-8") for one in (name, f"zh_CN/{name}"))
        assert english.count("\n## ") == chinese.count("\n## "), name  # what was added to one belongs into the other
        monkeypatch.undo()


def test_a_language_without_the_page_shows_the_english_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "current", lambda: "de")
    assert pages._page("about.md") == resources_dir() / "help" / "about.md"


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    assert pages.joined("一行，\n  又一行\n\n- 一项\n- **二**项") == "一行，又一行\n\n- 一项\n- **二**项"
    assert (
        pages.joined("处，\n  **Shift+N** 显示。\n- 一项。\n2. 二项。") == "处，**Shift+N** 显示。\n- 一项。\n2. 二项。"
    )
    assert pages.joined("one\n  line\n中文") == "one\n  line\n中文"
