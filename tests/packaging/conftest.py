"""The set-up scripts, with nothing real behind them: no apt-get, no pip, no network."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging"))


class Commands:
    """Stands in for subprocess.call: writes down each command and answers with an exit code."""

    def __init__(self) -> None:
        self.seen: list[list[str]] = []
        self.answer: Callable[[list[str]], int] = lambda command: 0

    def __call__(self, command: list[str], **options: object) -> int:
        self.seen.append(command)
        return self.answer(command)

    def with_word(self, word: str) -> list[list[str]]:
        return [command for command in self.seen if word in command]


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> Commands:
    fake = Commands()
    monkeypatch.setattr(subprocess, "call", fake)
    return fake
