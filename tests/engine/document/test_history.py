from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from engine.document.history import History, StackChange, Step
from engine.document.patch import MaskArea, Patch
from engine.document.tiles import MaskDelta
from engine.geometry import Rect

PatchMaker = Callable[..., Patch]


def mask_step(label: str, size: int) -> Step:
    return Step(label, mask=MaskDelta(((Rect(0, 0, 1, 1), bytes(size)),)))


def test_a_new_step_clears_what_was_undone():
    history = History(10**6)
    for label in "abc":
        history.push(mask_step(label, 10))
    history.step_back()
    history.step_back()
    assert (history.undo_labels, history.redo_labels) == (("a",), ("b", "c"))
    before = history.nbytes
    history.push(mask_step("d", 10))
    assert (history.undo_labels, history.redo_labels) == (("a", "d"), ())
    assert history.nbytes < before


def test_the_oldest_steps_go_first_and_the_newest_stays():
    history = History(10_000)
    for number in range(50):
        history.push(mask_step(str(number), 1000))
        assert history.nbytes <= 10_000
    assert history.undo_labels == tuple(str(number) for number in range(45, 50))
    history.push(mask_step("huge", 50_000))
    assert history.undo_labels == ("huge",)
    history.push(mask_step("small", 10))
    assert history.undo_labels == ("small",)


def test_bytes_return_to_nothing_more_than_what_is_kept():
    history = History(10**6)
    single = History(10**6)
    single.push(mask_step("x", 500))
    for number in range(5):
        history.push(mask_step(str(number), 500))
    for _ in range(5):
        history.step_back()
    assert history.nbytes == 5 * single.nbytes
    history.push(mask_step("x", 500))
    assert history.nbytes == single.nbytes


def test_pieces_count_where_only_the_history_holds_them(make_patch: PatchMaker):
    first, second = make_patch(Rect(0, 0, 50, 40)), make_patch(Rect(0, 0, 30, 20))
    history = History(10**9)
    history.push(Step("add", stack=StackChange((), (first,))))
    base = history.nbytes
    assert base < first.nbytes
    history.push(Step("replace", stack=StackChange((first,), (second,))))
    assert history.nbytes == 2 * base + first.nbytes
    history.push(Step("remove", stack=StackChange((second,), ())))
    assert history.nbytes == 3 * base + first.nbytes + second.nbytes
    history.step_back()
    assert history.nbytes == 3 * base + first.nbytes
    history.step_back()
    assert history.nbytes == 3 * base + second.nbytes
    history.step_forward()
    assert history.nbytes == 3 * base + first.nbytes


def test_removed_patches_are_bounded_too(make_patch: PatchMaker):
    size = make_patch(Rect(0, 0, 50, 40)).nbytes
    history = History(3 * size + 5000)
    for _ in range(10):
        patch = make_patch(Rect(0, 0, 50, 40))
        history.push(Step("add", stack=StackChange((), (patch,))))
        history.push(Step("remove", stack=StackChange((patch,), ())))
        assert history.nbytes <= history.limit_bytes
    assert len(history.undo_labels) == 6


def test_stepping_beyond_the_ends_raises():
    history = History(100)
    assert history.last_done is None
    assert history.last_undone is None
    with pytest.raises(IndexError):
        history.step_back()
    with pytest.raises(IndexError):
        history.step_forward()


def test_masks_of_patches_count_where_only_the_history_holds_them(make_patch: PatchMaker):
    area = MaskArea(Rect(0, 0, 400, 300), np.full((300, 400), 255, np.uint8))
    patch = replace(make_patch(Rect(0, 0, 50, 40)), mask=area)
    history = History(10**9)
    history.push(Step("add", stack=StackChange((), (patch,))))
    shown = history.nbytes
    assert shown < area.nbytes
    history.push(Step("remove", stack=StackChange((patch,), ())))
    assert history.nbytes >= shown + area.nbytes + 50 * 40 * 4
    moved = replace(patch, mask=replace(area, rect=Rect(5, 5, 400, 300)))
    history.push(Step("bring back", stack=StackChange((), (moved,))))
    assert history.nbytes < area.nbytes + 50 * 40 * 4 + 3000  # the mask has moved: its array is shown again
