"""Whatever is done to a document, undo leads back to the start and redo to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import Change, ChangeKind, Document, Patch
from engine.geometry import Rect, Size
from engine.mask import BrushTip, grow
from engine.photo import Photo

WIDTH, HEIGHT = 280, 270
points = st.tuples(st.floats(-20, WIDTH + 20), st.floats(-20, HEIGHT + 20), st.floats(0, 1))
places = st.builds(
    lambda x, y, width, height: Rect(x, y, width, height).clipped(Size(WIDTH, HEIGHT)),
    st.integers(0, WIDTH - 1),
    st.integers(0, HEIGHT - 1),
    st.integers(1, 60),
    st.integers(1, 60),
)
actions = st.one_of(
    st.tuples(st.just("stroke"), st.booleans(), st.lists(points, min_size=1, max_size=3)),
    st.tuples(st.just("open stroke"), st.booleans(), st.lists(points, min_size=1, max_size=2)),
    st.tuples(st.just("cancelled stroke"), st.booleans(), st.lists(points, min_size=1, max_size=2)),
    st.tuples(st.just("fill"), places, st.booleans()),
    st.tuples(st.just("grow"), st.integers(0, 9)),
    st.tuples(
        st.just("clear"),
    ),
    st.tuples(st.just("hide"), st.integers(0, 3)),
    st.tuples(st.just("switch"), st.integers(0, 3)),
    st.tuples(st.just("remove"), st.integers(0, 3)),
    st.tuples(
        st.just("undo"),
    ),
    st.tuples(
        st.just("redo"),
    ),
)

State = tuple[np.ndarray, np.ndarray, tuple[Patch, ...]]


def state(document: Document) -> State:
    return document.mask.copy(), document.composite.read(Rect.of(document.size)).copy(), document.patches


def same(a: State, b: State) -> bool:
    return bool((a[0] == b[0]).all() and (a[1] == b[1]).all() and a[2] == b[2])


def stroke(document: Document, action: tuple) -> None:
    painting = document.begin_stroke(BrushTip(25, hardness=0.3), action[1])
    for point in action[2]:
        painting.move_to(*point)
    if action[0] == "cancelled stroke":
        painting.cancel()
    elif action[0] == "stroke":
        painting.commit()


def change_patch(document: Document, action: tuple, make_patch: Callable[..., Patch]) -> None:
    if not document.patches:
        return
    patch = document.patches[action[1] % len(document.patches)]
    if action[0] == "hide":
        document.set_patch_visible(patch.id, not patch.visible)
    elif action[0] == "remove":
        document.remove_patch(patch.id)
    else:
        document.replace_patch(patch.id, replace(make_patch(*patch.rects, value=60), opacity=0.5))


def act(document: Document, action: tuple, make_patch: Callable[..., Patch]) -> None:
    match action[0]:
        case "fill":
            document.add_patch(make_patch(action[1], value=action[1].x % 256, alpha=180), clear_mask=action[2])
        case "grow":
            document.set_mask(grow(document.mask, action[1]), "Grow")
        case "clear":
            document.clear_mask()
        case "undo":
            document.undo()
        case "redo":
            document.redo()
        case "hide" | "remove" | "switch":
            change_patch(document, action, make_patch)
        case _:
            stroke(document, action)


class Mirror:
    """Repaints only the rects it is told of, as a canvas does."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.mask, self.pixels, _ = state(document)
        document.subscribe(self.listen)

    def listen(self, change: Change) -> None:
        for rect in change.rects:
            if change.kind is ChangeKind.MASK:
                self.mask[rect.slices] = self.document.mask[rect.slices]
            elif change.kind is ChangeKind.PIXELS:
                self.pixels[rect.slices] = self.document.composite.read(rect)

    def check(self) -> None:
        mask, pixels, _ = state(self.document)
        assert (self.mask == mask).all()
        assert (self.pixels == pixels).all()


@given(todo=st.lists(actions, max_size=9))
@settings(max_examples=60)
def test_undo_all_is_the_original_and_redo_all_the_final(
    make_photo: Callable[..., Photo], make_patch: Callable[..., Patch], todo: list[tuple]
):
    document = Document(make_photo(WIDTH, HEIGHT))
    mirror, original = Mirror(document), state(document)
    for action in todo:
        act(document, action, make_patch)
        mirror.check()
    document.begin_stroke(BrushTip(1)).cancel()
    final = state(document)

    states = [final]
    while document.can_undo:
        document.undo()
        states.append(state(document))
    assert same(states[-1], original)
    assert not document.is_modified
    mirror.check()
    for expected in reversed(states[:-1]):
        # Redo may lead on beyond the final state, where the last actions were undone.
        document.redo()
        assert same(state(document), expected)
    mirror.check()


@given(todo=st.lists(actions, max_size=12), limit=st.integers(0, 60_000))
@settings(max_examples=40)
def test_memory_stays_bounded_but_for_the_newest_step(
    make_photo: Callable[..., Photo], make_patch: Callable[..., Patch], todo: list[tuple], limit: int
):
    document = Document(make_photo(WIDTH, HEIGHT), history_limit_bytes=limit)
    for action in todo:
        act(document, action, make_patch)
        pushed = not document.can_redo
        steps = len(document.history.undo_labels)
        if action[0] not in ("undo", "redo") and pushed:
            assert document.history.nbytes <= limit or steps <= 1
    document.begin_stroke(BrushTip(1)).cancel()
    final = state(document)
    done = 0
    while document.can_undo:
        document.undo()
        done += 1
    for _ in range(done):
        document.redo()
    assert same(state(document), final)


def test_replacements_that_merge_are_one_step(document: Document, make_patch: Callable[..., Patch]) -> None:
    first, *others = (make_patch(Rect(0, 0, 8, 8), value=value) for value in (10, 20, 30, 40))
    document.add_patch(first)
    drag = [replace(patch, id=first.id) for patch in others]
    document.replace_patch(first.id, drag[0], "Follow", merge="one drag")
    document.replace_patch(first.id, drag[1], "Follow", merge="one drag")
    document.replace_patch(first.id, drag[2], "Follow", merge="another")
    assert document.history.undo_labels == ("Fill", "Follow", "Follow")
    document.undo()
    assert document.patches == (drag[1],)
    document.undo()
    assert document.patches == (first,)
    document.redo()
    assert document.patches == (drag[1],)


def test_changes_of_the_mask_that_merge_are_one_step(document: Document) -> None:
    one, two = np.full((4, 6), 255, np.uint8), np.full((4, 6), 90, np.uint8)
    document.set_mask_part(Rect(2, 3, 6, 4), one, "Move")
    document.set_mask_part(Rect(3, 3, 6, 4), one, "Move", merge="nudge")
    document.set_mask_part(Rect(4, 5, 6, 4), two, "Move", merge="nudge")
    final = document.mask.copy()
    assert document.history.undo_labels == ("Move", "Move")
    document.undo()
    assert document.mask[3:7, 2:8].all()
    assert not document.mask[3:9, 8:12].any()
    document.redo()
    assert (document.mask == final).all()


def test_what_was_undone_is_not_merged_with(document: Document, make_patch: Callable[..., Patch]) -> None:
    first, *others = (make_patch(Rect(0, 0, 8, 8), value=value) for value in (10, 20, 30))
    document.add_patch(first)
    drag = [replace(patch, id=first.id) for patch in others]
    document.replace_patch(first.id, drag[0], "Follow", merge="drag")
    document.replace_patch(first.id, drag[1], "Follow", merge="another drag")
    document.undo()
    document.replace_patch(first.id, drag[1], "Follow", merge="drag")
    document.undo()
    assert document.patches == (drag[0],)
