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


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_zeros_are_shared_with_nobody():
    """Else reading them would take memory."""
    zeros = memory.untouched(300, 40_000)
    start = zeros.ctypes.data
    with open("/proc/self/maps") as maps:
        rows = [line.split()[:2] for line in maps]
    spans = [(*(int(end, 16) for end in span.split("-")), rights) for span, rights in rows]
    assert [rights for low, high, rights in spans if low <= start < high] == ["rw-p"]
    assert not zeros.any()
    zeros[40, 70] = 9
    assert zeros.sum() == 9


def test_it_works_on_this_system():
    memory.give_back()
