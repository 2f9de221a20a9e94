from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace

import pytest

from engine import memory


@pytest.fixture(autouse=True)
def _look_again():
    memory._trim.cache_clear()
    yield
    memory._trim.cache_clear()


def test_the_c_library_is_asked(monkeypatch: pytest.MonkeyPatch):
    asked: list[int] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace(malloc_trim=lambda kept: asked.append(kept) or 1))
    memory.give_back()
    assert asked == [0]


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_library_that_cannot_is_left_alone(monkeypatch: pytest.MonkeyPatch, platform: str):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: SimpleNamespace())
    memory.give_back()


def test_it_works_on_this_system():
    memory.give_back()
