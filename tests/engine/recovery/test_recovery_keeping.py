from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.document import Document, MaskArea, Patch
from engine.document.history import Step
from engine.document.selections import SavedSelection
from engine.geometry import Rect
from engine.photo import Crop, Mirror, Straighten, Turn, write_photo
from engine.recovery import Keeper, Pace, PhotoGone, leftovers, look, recover
from tests.engine.recovery.conftest import WAIT_S, Bench, adjust, fill, fingerprint, stroke


def test_nothing_is_written_before_the_first_step(bench: Bench) -> None:
    keeper = bench.keep(bench.open(bench.file()))
    assert keeper.flush()
    assert keeper.folder is None
    assert bench.instance.folder is None
    assert not bench.instance.root.exists()


def test_strokes_and_fills_come_back_bit_for_bit(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    fill(document, Rect(10, 10, 60, 50))
    adjust(document, Rect(40, 30, 50, 50))
    stroke(document, (250, 20), (280, 260), diameter=30)
    stroke(document, (260, 40), (260, 200), diameter=5, erase=True)
    found = bench.recovered(keeper)
    assert fingerprint(found.document) == fingerprint(document)
    assert found.document.is_modified
    assert found.name == "photo.png"
    assert found.document.photo.source.path == bench.folder / "photo.png"
    assert found.notes == ()


def test_undo_goes_on_where_it_was(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    states = [fingerprint(document)]
    for step in range(3):
        stroke(document, (20 + 40 * step, 20), (30 + 40 * step, 200))
        states.append(fingerprint(document))
    fill(document, Rect(10, 10, 60, 50))
    document.undo()
    document.undo()
    found = bench.recovered(keeper).document
    assert found.redo_label == "Brush"
    assert found.history.undo_labels == ("Brush", "Brush")
    for state in (states[2], states[1], states[0]):
        assert fingerprint(found) == state
        found.undo()
    for _ in range(4):
        found.redo()
    for _ in range(4):
        document.redo()
    assert fingerprint(found) == fingerprint(document)


@pytest.mark.parametrize(("dtype", "alpha"), [(np.uint8, True), (np.uint16, False), (np.uint16, True)])
def test_a_pasted_photo_is_kept_with_its_depth_and_alpha(bench: Bench, dtype: type, alpha: bool) -> None:
    document = Document(bench.photo(dtype=dtype, alpha=alpha))
    keeper = bench.keep(document, "Untitled")
    fill(document, Rect(10, 10, 60, 50))
    found = bench.recovered(keeper)
    assert fingerprint(found.document) == fingerprint(document)
    assert found.document.photo.pixels.dtype == dtype
    assert found.document.photo.source == document.photo.source


def test_every_shape_of_the_canvas_comes_back(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    fill(document, Rect(10, 10, 60, 50))
    stroke(document, (120, 20), (200, 100))
    for reshape in (Turn(1), Mirror(), Crop(Rect(5, 6, 200, 180)), Straighten(3.0)):
        document.reshape(reshape)
    document.extend(4, 5, 6, 7)
    stroke(document, (50, 20), (20, 100))
    found = bench.recovered(keeper).document
    assert fingerprint(found) == fingerprint(document)
    for _ in range(6):
        found.undo()
        document.undo()
        assert fingerprint(found) == fingerprint(document)


def test_undoing_beyond_the_autosave_still_leads_to_the_right_state(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    stroke(document, (20, 20), (200, 100))
    patch = fill(document, Rect(10, 10, 60, 50))
    document.reshape(Turn(1))
    assert keeper.flush(WAIT_S)
    keeper.autosave()
    document.set_patch_opacity(patch.id, 0.5, merge="opacity")
    for _ in range(3):
        document.undo()
    document.redo()
    stroke(document, (50, 50), (60, 60))
    found = bench.recovered(keeper)
    assert fingerprint(found.document) == fingerprint(document)


@pytest.mark.parametrize("seed", range(6))
def test_any_way_through_a_document_comes_back(bench: Bench, walk: Callable[[Document, int], None], seed: int) -> None:
    """With an autosave now and then, and recovered twice, the second time from what was done after the first."""
    rng = np.random.default_rng(seed)
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=Pace(autosave=1e6, longest=4000 if seed % 2 else 1 << 40, preview=1e6))
    for _ in range(2):
        for number in rng.integers(0, 10_000, 25):
            walk(document, int(number))
            if number % 7 == 0:
                keeper.autosave()
        before = fingerprint(document)
        found = recover(bench.crash(keeper))
        assert fingerprint(found.document) == before
        document = found.document
        keeper = bench.keep(document, recovered=found.beginning)
    assert fingerprint(recover(bench.crash(keeper)).document) == before


def test_what_is_merged_in_the_history_is_merged_when_it_comes_back(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    patch = fill(document, Rect(10, 10, 60, 50))
    for opacity in (0.9, 0.8, 0.7):
        document.set_patch_opacity(patch.id, opacity, merge="opacity")
    document.undo()
    document.redo()
    found = bench.recovered(keeper).document
    assert found.history.undo_labels == document.history.undo_labels
    found.undo()
    assert found.patches[0].opacity == 1.0


def test_a_mask_that_was_moved_step_by_step_comes_back_with_one_step_to_undo(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    stroke(document, (20, 30), (40, 60))
    begun = fingerprint(document)
    for step in range(1, 6):
        pixels = np.full((30, 40 + 9 * step), 40 * step, np.uint8)
        document.set_mask_part(Rect(200, 100, pixels.shape[1], 30), pixels, "Move mask", merge="nudge")
    folder = bench.crash(keeper)
    told = look(folder)
    assert told is not None
    assert told.strokes == 2
    found = recover(folder).document
    assert fingerprint(found) == fingerprint(document)
    assert found.history.undo_labels == document.history.undo_labels
    found.undo()
    assert fingerprint(found) == begun


def test_saved_selections_come_back_and_move_with_the_canvas(bench: Bench) -> None:
    document = bench.open(bench.file())
    document.set_selections((SavedSelection.of("sky", MaskArea(Rect(3, 4, 2, 2), np.full((2, 2), 9, np.uint8))),), "a")
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    other = SavedSelection.of("kite", MaskArea(Rect(30, 40, 5, 6), np.full((6, 5), 99, np.uint8)))
    document.set_selections((*document.selections, other), "Save selection")
    document.extend(left=7)
    document.reshape(Turn(1))
    found = bench.recovered(keeper).document
    assert [one.name for one in found.selections] == ["sky", "kite"]
    assert fingerprint(found) == fingerprint(document)
    found.undo()
    document.undo()
    assert fingerprint(found) == fingerprint(document)


def test_a_mask_that_the_photo_was_opened_with_comes_back(bench: Bench) -> None:
    document = bench.open(bench.file())
    mask = np.zeros(document.mask.shape, np.uint8)
    mask[100:200, 30:40] = 99
    document.set_mask(mask)
    keeper = bench.keep(document)
    fill(document, Rect(200, 10, 60, 50))
    document.undo()
    assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)


def test_every_field_of_a_patch_survives(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    patch = fill(document, Rect(10, 10, 60, 50), visible=False, opacity=0.25, name="The kite")
    found = bench.recovered(keeper).document.patches[0]
    for one in dataclasses.fields(Patch):
        if one.name not in ("pieces", "mask"):
            assert getattr(found, one.name) == getattr(patch, one.name), one.name


def test_pixels_are_written_once_however_often_their_patch_changes(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    patch = fill(document, Rect(10, 10, 60, 50))
    for opacity in range(10):
        document.set_patch_opacity(patch.id, opacity / 10)
    keeper.autosave()
    document.extend(left=20)
    folder = bench.crash(keeper)
    assert len(list(folder.glob("arrays-*"))) == 1


def test_what_no_generation_needs_is_removed(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    for number in range(4):
        patch = fill(document, Rect(10, 10, 60, 50), number)
        document.remove_patch(patch.id)
        assert keeper.flush(WAIT_S)
        keeper.autosave()
        assert keeper.flush(WAIT_S)
    folder = bench.crash(keeper)
    assert [path.name for path in sorted(folder.glob("[aj]*-*"))] == [
        "arrays-000004", "autosave-000004", "autosave-000005", "journal-000004", "journal-000005",
    ]  # fmt: skip
    found = recover(folder).document
    assert fingerprint(found) == fingerprint(document)


def test_what_was_removed_and_is_undone_back_is_written_again(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    patch = fill(document, Rect(10, 10, 60, 50))
    document.remove_patch(patch.id)
    for _ in range(3):
        assert keeper.flush(WAIT_S)
        keeper.autosave()
    assert keeper.flush(WAIT_S)
    document.undo()
    assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)


def test_closing_removes_everything(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    assert keeper.flush(WAIT_S)
    folder = keeper.folder
    assert folder is not None
    assert keeper.close(timeout=WAIT_S)
    assert not folder.exists()
    bench.instance.release()
    assert list(bench.instance.root.iterdir()) == []


# What is offered


def test_what_is_left_behind_is_told(bench: Bench) -> None:
    path = bench.file()
    document = bench.open(path)
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    fill(document, Rect(90, 10, 60, 50), 8)
    adjust(document)
    for step in range(3):
        stroke(document, (20 + 40 * step, 20), (30 + 40 * step, 200))
    document.undo()
    folder = bench.crash(keeper)
    bench.instance.release()
    found = leftovers(bench.instance)
    assert [one.folder for one in found] == [folder]
    one = found[0]
    assert (one.name, one.path) == ("photo.png", path)
    assert (one.fills, one.adjustments, one.strokes, one.reshapes, one.retouches) == (2, 1, 2, 0, 0)
    assert one.preview is not None


def test_what_was_saved_is_not_offered(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    document.mark_saved()
    keeper.saved(bench.folder / "result.png")
    folder = bench.crash(keeper)
    bench.instance.release()
    assert leftovers(bench.instance) == []
    assert not folder.exists()


def test_where_it_was_saved_is_remembered_once_it_has_changed_again(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    document.mark_saved()
    keeper.saved(bench.folder / "result.png", (5, 6))
    fill(document, Rect(20, 10, 60, 50), 3)
    found = bench.recovered(keeper)
    assert (found.save_path, found.save_stamp) == (bench.folder / "result.png", (5, 6))


def test_work_that_has_been_undone_again_is_not_offered(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    document.undo()
    found = look(bench.crash(keeper))
    assert found is not None
    assert not found.is_worth_keeping


# The photo under it


def _change(path: Path, keeper: Keeper) -> None:
    """As another program would, after the copy has been made."""
    assert keeper.flush(WAIT_S)
    path.write_bytes(b"something else")


@pytest.mark.parametrize("way", ["changed", "gone"])
def test_the_photo_outlives_its_file(bench: Bench, way: str) -> None:
    path = bench.file()
    document = bench.open(path)
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    assert keeper.flush(WAIT_S)
    if way == "changed":
        path.write_bytes(b"something else")
    else:
        path.unlink()
    found = bench.recovered(keeper)
    assert fingerprint(found.document) == fingerprint(document)
    assert found.document.photo.source == document.photo.source
    assert len(found.notes) == 1
    assert "photo.png" in found.notes[0]


def test_a_photo_that_has_gone_before_its_copy_was_made_is_asked_for(bench: Bench) -> None:
    path = bench.file()
    document = bench.open(path)
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    folder = bench.crash(keeper)
    for copy in folder.glob("base-*"):
        copy.unlink()
    elsewhere = path.rename(bench.folder / "elsewhere.png")
    with pytest.raises(PhotoGone, match=r"photo\.png") as told:
        recover(folder)
    assert str(bench.folder) in told.value.advice
    elsewhere.rename(path)
    assert fingerprint(recover(folder).document) == fingerprint(document)


def test_a_photo_whose_file_changed_before_the_first_step_is_kept_as_it_is_shown(bench: Bench) -> None:
    path = bench.file()
    document = bench.open(path)
    keeper = bench.keep(document)
    bench.file(seed=6)
    fill(document, Rect(10, 10, 60, 50))
    assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)


def test_a_photo_out_of_a_project_is_kept_by_its_samples(bench: Bench) -> None:
    """Its file may be there as it was, and yet give other samples: another version of a decoder wrote the project."""
    document = bench.open(bench.file())
    keeper = bench.keep(document, is_file=False)
    fill(document, Rect(10, 10, 60, 50))
    folder = bench.crash(keeper)
    assert (folder / "base-samples").exists()
    assert fingerprint(recover(folder).document) == fingerprint(document)


def test_the_original_is_never_touched(bench: Bench) -> None:
    path = bench.file()
    before = path.read_bytes(), path.stat().st_mtime_ns
    document = bench.open(path)
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    found = bench.recovered(keeper)
    whole = Rect.of(found.document.size)
    write_photo(found.document.photo, found.document.composite.read(whole), None, bench.folder / "result.png")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_every_part_of_a_step_is_one_that_a_journal_keeps() -> None:
    """Whoever gives steps another part has to give it to `engine.recovery` as well, or a crash would lose it."""
    parts = {one.name for one in dataclasses.fields(Step)}
    assert parts == {"label", "mask", "stack", "canvas", "selections", "merge"}


def test_of_a_slider_that_is_dragged_only_where_it_rests_is_written(bench: Bench, never: Pace) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    patch = fill(document, Rect(10, 10, 60, 50))
    assert keeper.flush(WAIT_S)
    for value in range(100):
        (piece,) = patch.pieces
        pixels = np.full_like(piece.pixels, value)
        patch = dataclasses.replace(patch, pieces=(dataclasses.replace(piece, pixels=pixels),))
        document.replace_patch(patch.id, patch, merge="slider")
    document.undo()
    document.redo()
    folder = bench.crash(keeper)
    assert len(list(folder.glob("arrays-*"))) < 10
    found = recover(folder).document
    assert fingerprint(found) == fingerprint(document)
    assert found.history.undo_labels == document.history.undo_labels
    found.undo()
    document.undo()
    assert fingerprint(found) == fingerprint(document)
