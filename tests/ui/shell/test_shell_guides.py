"""The guides in the Help menu: they open, and the keys that they name are those of the program."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QTextBrowser

from engine.paths import resources_dir
from ui.actions import ACTIONS, LATENTS

_KEY = re.compile(r"\*\*((?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z0-9]|F\d+|Esc|Backspace))\*\*")


def test_the_keys_that_the_guide_to_the_studio_names_are_those_of_the_studio() -> None:
    there = {
        QKeySequence(key).toString() for spec in ACTIONS if spec.workspace in ("", LATENTS) for key in spec.shortcuts
    }
    named = _KEY.findall((resources_dir() / "help" / "latents.md").read_text(encoding="utf-8"))
    assert len(named) > 15
    assert {QKeySequence(key).toString() for key in named} - {"Esc"} <= there


@pytest.mark.parametrize(
    ("action_id", "begins"), [("first-steps", "First steps"), ("latents-guide", "The Latents workspace")]
)
def test_a_guide_opens(make_window: Callable, action_id: str, begins: str) -> None:
    window = make_window().window
    window.actions_by_id[action_id].trigger()
    dialog = window.findChild(QDialog)
    assert dialog.findChild(QTextBrowser).toPlainText().startswith(begins)
    dialog.close()
