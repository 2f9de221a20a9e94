"""Rows of the fault table that recovery answers for."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine.document import Document
from engine.errors import EngineError
from engine.geometry import Rect
from engine.mask import BrushTip
from engine.paths import recovery_dir
from engine.photo import Photo, photo_from_pixels
from engine.recovery import Instance, Keeper, Pace, leftovers, look, recover
from engine.recovery.instance import is_held
from engine.recovery.journal import generations
from tests.engine.recovery.conftest import WAIT_S, Bench, fill, fingerprint, stroke

ROOT = Path(__file__).resolve().parents[3]


# 16: torn journal


def test_fault_16_every_cut_of_a_journal_gives_the_document_after_the_last_whole_step(
    bench: Bench, never: Pace
) -> None:
    document = Document(bench.photo(64, 48))
    keeper = bench.keep(document, pace=never)
    states, ends = [fingerprint(document)], [0]
    for step in range(5):
        if step == 3:
            fill(document, Rect(5, 6, 9, 8))
        else:
            stroke(document, (4 + 9 * step, 4), (8 + 9 * step, 40), diameter=3)
        assert keeper.flush(WAIT_S)
        assert keeper.folder is not None
        states.append(fingerprint(document))
        ends.append((keeper.folder / "journal-000001").stat().st_size)
    folder = bench.crash(keeper)
    journal = folder / "journal-000001"
    whole = journal.read_bytes()
    near_ends = {end + by for end in ends for by in (-1, 0, 1)}
    for cut in range(len(whole) + 1):
        if cut % 11 and cut not in near_ends:
            continue  # every single byte of a file of records: test_recovery_records
        journal.write_bytes(whole[:cut])
        last = max(number for number, end in enumerate(ends) if end <= cut)
        assert fingerprint(recover(folder).document) == states[last], cut


# 17: corrupt autosave


def _two_generations(bench: Bench, never: Pace) -> tuple[Path, tuple]:
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    fill(document, Rect(10, 10, 60, 50))
    stroke(document, (20, 20), (200, 100))
    assert keeper.flush(WAIT_S)
    keeper.autosave()
    assert keeper.flush(WAIT_S)
    fill(document, Rect(90, 10, 60, 50), 8)
    document.undo()
    stroke(document, (20, 90), (200, 100))
    folder = bench.crash(keeper)
    assert generations(folder) == [1, 2]
    return folder, fingerprint(document)


@pytest.mark.parametrize("damage", ["empty", "cut", "flipped", "zeros", "gone"])
def test_fault_17_behind_a_corrupt_autosave_is_the_one_before_and_nothing_is_lost(
    bench: Bench, never: Pace, damage: str
) -> None:
    folder, expected = _two_generations(bench, never)
    newest = folder / "autosave-000002"
    content = bytearray(newest.read_bytes())
    content[len(content) // 2] ^= 1
    if damage == "gone":
        newest.unlink()
    else:
        half = len(content) // 2
        newest.write_bytes({"empty": b"", "cut": content[:half], "flipped": content, "zeros": bytes(half)}[damage])
    told = look(folder)
    assert told is not None
    assert told.fills == 1
    assert fingerprint(recover(folder).document) == expected


def test_fault_17_where_the_journal_between_is_torn_as_well_what_came_before_is_offered(
    bench: Bench, never: Pace
) -> None:
    folder, _ = _two_generations(bench, never)
    (folder / "autosave-000002").write_bytes(b"")
    journal = folder / "journal-000001"
    journal.write_bytes(journal.read_bytes()[:-3])
    found = recover(folder).document
    assert len(found.patches) == 1
    assert found.mask_bounds.is_empty


def test_fault_17_a_fill_whose_pixels_are_damaged_is_left_out_and_told(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    fill(document, Rect(10, 10, 60, 50))
    assert keeper.flush(WAIT_S)
    fill(document, Rect(90, 10, 60, 50), 8)
    folder = bench.crash(keeper)
    broken = folder / "arrays-000001"
    content = bytearray(broken.read_bytes())
    content[100] ^= 1
    broken.write_bytes(content)
    found = recover(folder)
    assert [patch.recipe.seed for patch in found.document.patches] == [8]
    assert found.notes == ("1 fill could not be read back.",)


def test_fault_17_with_both_autosaves_gone_nothing_is_offered_and_nothing_removed(bench: Bench, never: Pace) -> None:
    folder, _ = _two_generations(bench, never)
    for autosave in folder.glob("autosave-*"):
        autosave.write_bytes(b"\0")
    bench.instance.release()
    assert leftovers(bench.instance) == []
    assert folder.exists()
    with pytest.raises(EngineError):
        recover(folder)


def test_what_was_cut_off_before_anything_could_be_kept_is_cleared_away(bench: Bench) -> None:
    folder = bench.instance.new_document()
    (folder / "base-samples").write_bytes(b"half of a photo")
    bench.instance.release()
    assert leftovers(bench.instance) == []
    assert not folder.exists()


# 34: two instances

_OTHER = """
import sys
sys.path.insert(0, {root!r})
from pathlib import Path
from engine.recovery import Instance
instance = Instance(Path({home!r}))
document = instance.new_document()
print(document, flush=True)
sys.stdin.read()
"""


def _other_program() -> tuple[subprocess.Popen[str], Path]:
    """Another process with a document of its own, kept busy until its input ends."""
    code = _OTHER.format(root=str(ROOT), home=str(recovery_dir()))
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_fault_34_programs_side_by_side_have_files_of_their_own_until_one_is_killed(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    assert keeper.flush(WAIT_S)
    other, folder = _other_program()
    try:
        assert is_held(folder.parent)
        assert keeper.folder is not None
        assert folder.parent != keeper.folder.parent
        assert bench.instance.left_behind() == []
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert not is_held(folder.parent)
        assert bench.instance.left_behind() == [folder]
        claimed = bench.instance.claim(folder)
        assert claimed is not None
        assert claimed.parent == keeper.folder.parent
        assert bench.instance.left_behind() == []
        assert not folder.parent.exists()
    finally:
        other.kill()
        other.communicate()


def test_fault_34_a_process_number_that_is_somebody_elses_by_now_holds_nothing(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    folder = bench.crash(keeper)
    lock = folder.parent / "lock"
    assert is_held(folder.parent)
    lock.write_text(lock.read_text().replace('"started": "', '"started": "1'))
    assert not is_held(folder.parent)
    assert [one.folder for one in leftovers(Instance(recovery_dir()))] == [folder]


def test_fault_34_what_another_container_holds_is_told_by_its_lock(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    folder = bench.crash(keeper)
    lock = folder.parent / "lock"
    text = lock.read_text()
    lock.write_text('{"pid": 1, "started": "5", "machine": "elsewhere"}')
    assert is_held(folder.parent)
    lock.write_text(text)


def test_fault_34_of_several_that_take_the_same_document_one_has_it(bench: Bench) -> None:
    document = bench.open(bench.file())
    keeper = bench.keep(document)
    stroke(document, (20, 20), (200, 100))
    folder = bench.crash(keeper)
    bench.instance.release()
    programs = [Instance(recovery_dir()) for _ in range(6)]
    got: list[Path | None] = []
    start = threading.Barrier(len(programs))

    def take(program: Instance) -> None:
        start.wait()
        got.append(program.claim(folder))

    threads = [threading.Thread(target=take, args=(program,)) for program in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    won = [one for one in got if one is not None]
    assert len(won) == 1
    assert fingerprint(recover(won[0]).document) == fingerprint(document)
    for program in programs:
        program.release()


# 38: many strokes on a large photo


def test_fault_38_a_thousand_strokes_on_100_mp_stay_under_the_cap_of_undo(bench: Bench, never: Pace) -> None:
    """The photo is black, so that it costs no memory before it is written to; kept against a crash all the while."""
    size = 12240, 8170
    pixels = np.zeros((size[1], size[0], 3), np.uint8)
    pixels.flags.writeable = False
    source = photo_from_pixels(np.zeros((1, 1, 3), np.uint8)).source
    path = bench.file()
    photo = Photo(pixels, None, None, None, None, None, source)
    limit = 2 << 20
    document = Document(photo, history_limit_bytes=limit)
    rng = np.random.default_rng(1)
    most = 0
    for _ in range(1000):
        line = document.begin_stroke(BrushTip(40, 0.5, 1.0))
        x, y = rng.integers(100, size[0] - 200), rng.integers(100, size[1] - 200)
        line.move_to(x, y)
        line.move_to(x + 90, y + 60)
        line.commit()
        most = max(most, document.history.nbytes)
    assert most <= limit
    assert 10 < len(document.history.undo_labels) < 1000
    assert path.exists()


# Disk full while a journal is written


class _FullDisk:
    """Lets nothing through while `is_full`."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        for module in ("journal", "files"):
            self._wrap(monkeypatch, f"engine.recovery.{module}.write_all")
        monkeypatch.setattr("engine.recovery.journal.write_atomically", self._atomically)

    def _wrap(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        from engine.recovery.files import write_all

        def write(descriptor: int, data: bytes) -> None:
            if self.is_full:
                os.write(descriptor, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            write_all(descriptor, data)

        monkeypatch.setattr(name, write)

    def _atomically(self, path: Path, data: bytes) -> None:
        from engine.photo import write_atomically

        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        write_atomically(path, data)


def _copied_if_there(source: str, target: str) -> None:
    # The writer tries again all the time, and what of it did not fit goes at once.
    with contextlib.suppress(FileNotFoundError):
        shutil.copy2(source, target)


def test_a_full_disk_is_told_once_and_everything_is_kept_once_there_is_room(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = _FullDisk(monkeypatch)
    told: list[EngineError] = []
    document = bench.open(bench.file())
    keeper = bench.keep(document, failed=told.append, pace=Pace(autosave=1e6, retry=0.0))
    stroke(document, (20, 20), (200, 100))
    assert keeper.flush(WAIT_S)
    safe = fingerprint(document)
    disk.is_full = True
    for step in range(3):
        fill(document, Rect(10 + step, 10, 60, 50), step)
        stroke(document, (20, 20 + step), (200, 100))
    assert not keeper.flush(WAIT_S / 60)
    assert keeper.acknowledged == 1
    assert len(told) == 1
    assert "no space left" in told[0].sentence
    assert keeper.folder is not None
    copy = bench.folder / "as killed now"
    shutil.copytree(keeper.folder, copy, copy_function=_copied_if_there)
    assert fingerprint(recover(copy).document) == safe
    disk.is_full = False
    stroke(document, (100, 20), (200, 100))
    assert keeper.flush(WAIT_S)
    assert keeper.acknowledged == keeper.recorded
    assert len(told) == 1
    assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)


def test_a_disk_that_is_full_from_the_start_is_told_and_work_goes_on(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, walk: Callable[[Document, int], None]
) -> None:
    disk = _FullDisk(monkeypatch)
    disk.is_full = True
    told: list[EngineError] = []
    document = Document(bench.photo())
    keeper = bench.keep(document, failed=told.append, pace=Pace(autosave=1e6, retry=0.0))
    for number in range(20):
        walk(document, number)
    assert not keeper.flush(WAIT_S / 60)
    assert len(told) == 1
    disk.is_full = False
    fill(document, Rect(10, 10, 60, 50))
    assert keeper.flush(WAIT_S)
    assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)


def test_more_than_can_be_written_step_by_step_is_caught_up_with(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, never: Pace
) -> None:
    monkeypatch.setattr("engine.recovery.writer._MOST_BYTES", 1000)
    document = bench.open(bench.file())
    keeper = bench.keep(document, pace=never)
    for step in range(5):
        fill(document, Rect(10 + step, 10, 60, 50), step)
    assert keeper.flush(WAIT_S)
    assert keeper.acknowledged == 5
    assert keeper.folder is not None
    assert len(generations(keeper.folder)) == 2
    assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)


def test_the_writer_of_one_document_does_not_wait_for_another(bench: Bench) -> None:
    documents = [bench.open(bench.file(f"{number}.png", seed=number)) for number in range(3)]
    keepers: list[Keeper] = [bench.keep(document, f"{number}.png") for number, document in enumerate(documents)]
    for document in documents:
        stroke(document, (20, 20), (200, 100))
    assert all(keeper.flush(WAIT_S) for keeper in keepers)
    folders = [keeper.folder for keeper in keepers]
    assert len({folder.parent for folder in folders if folder}) == 1
    for keeper, document in zip(keepers, documents, strict=True):
        assert fingerprint(bench.recovered(keeper).document) == fingerprint(document)
