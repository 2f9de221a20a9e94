from __future__ import annotations

import ctypes
import os
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


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_zeros_that_are_only_read_take_no_memory():
    def resident() -> int:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    before = resident()
    zeros = memory.untouched(8000, 16000)
    assert not zeros.any()
    assert resident() - before < zeros.nbytes // 2
    zeros[40, 70] = 9
    assert zeros.sum() == 9


def test_it_works_on_this_system():
    memory.give_back()
