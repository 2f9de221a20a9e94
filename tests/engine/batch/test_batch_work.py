"""One unit is done once, whatever ends the process that does it, and never over what is not its own."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.batch import work
from engine.batch.locks import locked
from engine.batch.plan import Wish, make_plan
from engine.batch.record import DONE, WRITING, FileMark, Record
from engine.batch.run import finished_before
from engine.batch.unit import RECORD, WORKSHOP, Outcome, State
from engine.batch.work import perform, tidy
from engine.errors import Cancelled, WriteFailed
from engine.jobs import CancelToken, JobContext


def do(unit) -> Outcome:
    unit.output.parent.mkdir(exist_ok=True)
    return perform(unit, JobContext())


def test_a_unit_fills_its_mask_and_nothing_else(desk):
    (unit,) = desk.plan(desk.many(1)).units
    outcome = do(unit)
    assert (outcome.state, outcome.method, outcome.output) == (State.DONE, "telea", "p0.png")
    assert outcome.seconds > 0
    before, after = cv2.imread(str(unit.photo)), cv2.imread(str(unit.output))
    hole = cv2.imread(str(unit.mask), cv2.IMREAD_GRAYSCALE) > 0
    assert np.array_equal(before[~hole], after[~hole])
    assert desk.names() == {"p0.png"}
    assert not (desk.output / WORKSHOP).exists()
    assert [event["event"] for event in desk.events()] == ["began", "writing", "done"]


def test_what_is_done_is_not_done_again(desk):
    (unit,) = desk.plan(desk.many(1)).units
    do(unit)
    written = unit.output.stat().st_mtime_ns
    again = do(unit)
    assert again.state is State.SKIPPED
    assert again.method == "telea"
    assert unit.output.stat().st_mtime_ns == written
    assert set(finished_before(desk.plan(unit.mask))) == {"p0.png"}


def test_a_file_that_was_only_touched_counts_as_the_same(desk):
    (unit,) = desk.plan(desk.many(1)).units
    do(unit)
    os.utime(unit.photo, ns=(1, 1))
    assert do(unit).state is State.SKIPPED


@pytest.mark.parametrize("change", ["photo", "mask", "settings", "result gone"])
def test_changed_inputs_are_done_anew(desk, change):
    (unit,) = desk.plan(desk.many(1)).units
    do(unit)
    if change == "photo":
        desk.photo("p0.png", 32, 23)
        desk.mask(height=23)
    elif change == "mask":
        desk.mask("mask.png", 64, 48)
    elif change == "settings":
        (unit,) = desk.plan(unit.mask, method="ns").units
    else:
        unit.output.unlink()
    assert not finished_before(desk.plan(unit.mask, method=unit.settings["method"]))
    assert do(unit).state is State.DONE


def test_what_another_program_made_of_a_result_is_kept(desk):
    (unit,) = desk.plan(desk.many(1)).units
    do(unit)
    unit.output.write_bytes(b"worked on by hand")
    outcome = do(unit)
    assert outcome.state is State.FAILED
    assert "already a file p0.png" in outcome.sentence
    assert "changed since" in outcome.advice
    assert unit.output.read_bytes() == b"worked on by hand"


def test_a_file_in_the_way_is_replaced_only_where_that_was_asked_for(desk):
    mask = desk.many(1)
    (unit,) = desk.plan(mask).units
    desk.output.mkdir()
    unit.output.write_bytes(b"something else")
    assert do(unit).state is State.FAILED
    assert unit.output.read_bytes() == b"something else"
    (unit,) = desk.plan(mask, overwrite=True).units
    assert do(unit).state is State.DONE
    assert cv2.imread(str(unit.output)) is not None


def test_another_folders_result_of_the_same_name_is_kept(desk):
    mask = desk.many(1)
    (unit,) = desk.plan(mask).units
    do(unit)
    made = unit.output.read_bytes()
    desk.photos = desk.photos.with_name("other")
    desk.photos.mkdir()
    desk.photo("p0.png", 32, 23)
    (other,) = desk.plan(desk.mask(height=23)).units
    assert "already a file" in do(other).sentence
    assert unit.output.read_bytes() == made


def test_photos_that_were_moved_are_the_same_photos(desk):
    mask = desk.many(1)
    do(desk.plan(mask).units[0])
    desk.photos = desk.photos.rename(desk.photos.with_name("moved"))
    (unit,) = desk.plan(mask).units
    assert do(unit).state is State.SKIPPED
    (unit,) = desk.plan(mask, method="ns").units
    assert do(unit).state is State.DONE


def test_a_full_disk_is_told_in_plain_words(desk):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    desk.output.mkdir()
    (desk.output / RECORD).symlink_to("/dev/full")
    with pytest.raises(WriteFailed, match="No space left"):
        Record(desk.output).append(DONE, "p0.png")


def test_an_original_is_never_written_over_not_even_through_a_link(desk):
    mask = desk.many(1)
    (unit,) = desk.plan(mask, overwrite=True).units
    before = unit.photo.read_bytes()
    desk.output.mkdir()
    unit.output.symlink_to(unit.photo)
    outcome = do(unit)
    assert outcome.state is State.FAILED
    assert "would be written over" in outcome.sentence
    assert unit.photo.read_bytes() == before


def test_whoever_died_between_naming_and_saying_so_has_done_it(desk, monkeypatch):
    (unit,) = desk.plan(desk.many(1)).units
    append = Record.append
    monkeypatch.setattr(
        Record, "append", lambda self, event, name, **facts: _die_at(DONE, append, self, event, name, facts)
    )
    with pytest.raises(KeyboardInterrupt):
        do(unit)
    monkeypatch.undo()
    assert unit.output.exists()
    assert do(unit).state is State.SKIPPED
    assert desk.count("began")["p0.png"] == 1
    assert desk.count("done")["p0.png"] == 1


def test_whoever_died_before_naming_leaves_nothing_and_it_is_done_anew(desk, monkeypatch):
    (unit,) = desk.plan(desk.many(1)).units
    append = Record.append
    monkeypatch.setattr(
        Record, "append", lambda self, event, name, **facts: _die_at(WRITING, append, self, event, name, facts)
    )
    with pytest.raises(KeyboardInterrupt):
        do(unit)
    monkeypatch.undo()
    assert not unit.output.exists()
    assert do(unit).state is State.DONE
    assert desk.count("done")["p0.png"] == 1


def _die_at(last, append, self, event, name, facts):
    if event == last:
        raise KeyboardInterrupt  # as near to a kill as a test in one process comes
    append(self, event, name, **facts)


def test_half_written_files_of_the_dead_are_taken_away(desk):
    workshop = desk.output / WORKSHOP
    (workshop / "abc").mkdir(parents=True)
    (workshop / "abc" / "result.png").write_bytes(b"half")
    (workshop / "abc.claim").touch()
    tidy(desk.output)
    assert not workshop.exists()


def test_what_somebody_works_on_is_left_alone(desk):
    workshop = desk.output / WORKSHOP
    (workshop / "abc").mkdir(parents=True)
    with locked(workshop / "abc.claim"):
        tidy(desk.output)
        assert (workshop / "abc").exists()


def test_two_that_want_the_same_unit_do_it_once(desk, monkeypatch):
    (unit,) = desk.plan(desk.many(1)).units
    desk.output.mkdir()
    inside, go_on = threading.Event(), threading.Event()
    compose = work.compose

    def slow(unit, context):
        inside.set()
        assert go_on.wait(120)
        return compose(unit, context)

    monkeypatch.setattr(work, "compose", slow)
    outcomes: list[Outcome] = []
    threads = [threading.Thread(target=lambda: outcomes.append(perform(unit, JobContext()))) for _ in range(2)]
    threads[0].start()
    assert inside.wait(120)
    threads[1].start()
    go_on.set()
    for thread in threads:
        thread.join(120)
    assert sorted(outcome.state.value for outcome in outcomes) == ["done", "skipped"]
    assert desk.count("began")["p0.png"] == 1


def test_a_stop_leaves_nothing(desk, monkeypatch):
    (unit,) = desk.plan(desk.many(1)).units
    desk.output.mkdir()
    token = CancelToken()
    compose = work.compose
    monkeypatch.setattr(work, "compose", lambda unit, context: (token.cancel(), compose(unit, context))[1])
    with pytest.raises(Cancelled):
        perform(unit, JobContext(token))
    assert desk.names() == set()
    assert not (desk.output / WORKSHOP).exists()


def test_a_stop_is_heard_while_waiting_for_somebody_else(tmp_path):
    token = CancelToken()
    token.cancel()
    with locked(tmp_path / "claim"), pytest.raises(Cancelled), locked(tmp_path / "claim", token.check):
        pass


def test_a_damaged_photo_says_so(desk):
    mask = desk.many(1)
    (desk.photos / "p0.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (unit,) = desk.plan(mask).units
    outcome = do(unit)
    assert outcome.state is State.FAILED
    assert "p0.png" in outcome.sentence
    assert desk.events()[-1]["event"] == "failed"


def test_a_fault_of_ours_is_told_with_its_traceback(desk, monkeypatch):
    (unit,) = desk.plan(desk.many(1)).units
    monkeypatch.setattr(work, "compose", lambda unit, context: 1 / 0)
    outcome = do(unit)
    assert "ZeroDivisionError" in outcome.sentence
    assert "ZeroDivisionError" in outcome.details


def test_memory_that_runs_out_is_told_in_plain_words(desk, monkeypatch):
    (unit,) = desk.plan(desk.many(1)).units

    def out_of_memory(unit, context):
        raise MemoryError

    monkeypatch.setattr(work, "compose", out_of_memory)
    assert "not enough memory for p0.png" in do(unit).sentence


def test_sixteen_bits_profile_and_metadata_come_through(desk):
    from engine.photo import photo_from_pixels, read_photo, write_photo

    rng = np.random.default_rng(1)
    photo = photo_from_pixels(rng.integers(0, 65536, (24, 32, 3), np.uint16))
    write_photo(photo, photo.pixels, None, desk.photos / "deep.tif")
    mask = desk.mask()
    (unit,) = desk.plan(mask).units
    assert do(unit).state is State.DONE
    result = read_photo(unit.output)
    assert result.pixels.dtype == np.uint16
    hole = cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE) > 0
    assert np.array_equal(result.pixels[~hole], photo.pixels[~hole])


@pytest.mark.parametrize("cut", [1, 20, 200])
def test_a_torn_record_costs_only_its_last_line(desk, cut):
    mask = desk.many(2)
    first, second = desk.plan(mask).units
    do(first)
    do(second)
    path = desk.output / RECORD
    path.write_bytes(path.read_bytes()[:-cut])
    assert set(finished_before(desk.plan(mask))) == {"p0.png"}
    assert do(second).state is State.SKIPPED  # "writing" stands there, and the file is whole
    assert set(finished_before(desk.plan(mask))) == {"p0.png", "p1.png"}


def test_nonsense_in_the_record_is_passed_over(desk):
    (unit,) = desk.plan(desk.many(1)).units
    desk.output.mkdir()
    lines = [
        "",
        "nonsense",
        "[]",
        "{}",
        '{"event": "done", "name": "p0.png"}',
        '{"event": "done", "name": []}',
        "[" * 5000,
    ]
    (desk.output / RECORD).write_text("\n".join(lines))
    assert do(unit).state is State.DONE
    assert do(unit).state is State.SKIPPED


def test_two_readers_see_what_either_writes(tmp_path):
    one, other = Record(tmp_path), Record(tmp_path)
    mark = FileMark(1, 2, "3")
    outcome = Outcome("a.png", "a.png", State.DONE)
    facts = {"inputs": {"photo": mark.to_list()}, "settings": {}, "file": mark.to_list(), "outcome": outcome.to_dict()}
    one.append(DONE, "a.png", **facts)
    other.refresh()
    one.refresh()
    assert one.result("a.png") == other.result("a.png")
    assert one.result("a.png").outcome == outcome
    (tmp_path / RECORD).unlink()
    other.refresh()
    assert other.result("a.png") is None


def test_a_folder_that_cannot_be_written_is_named(desk, tmp_path):
    place = tmp_path / "file"
    place.touch()
    with pytest.raises(WriteFailed, match="cannot be written"), locked(place / "x" / "claim"):
        pass


def test_outcomes_travel_as_json():
    outcome = Outcome("/x/ä.png", "ä.png", State.FAILED, "Why.", "So.", warnings=("one",))
    assert Outcome.from_dict(json.loads(json.dumps(outcome.to_dict()))) == outcome
    assert outcome.name == Path("/x/ä.png").name


@pytest.fixture
def recipe(desk) -> Path:
    """What was done to a photo of 32 x 24 px: one fill."""
    from engine.batch.work import compose
    from engine.recipes import StackRecipe, save_recipe

    (unit,) = desk.plan(desk.many(1)).units
    path = desk.masks / "clean.recipe.json"
    save_recipe(StackRecipe.of(compose(unit, JobContext()).composite), path)
    return path


def test_a_recipe_is_replayed_over_a_folder(desk, recipe):
    (by_mask,) = desk.plan(desk.masks / "mask.png").units
    do(by_mask)
    expected = cv2.imread(str(by_mask.output))
    desk.photo("larger.png", 64, 48)
    desk.photo("tall.png", 24, 32)
    desk.output = desk.output.with_name("replayed")
    larger, same, tall = make_plan(Wish(desk.photos, desk.output, recipe=recipe)).units
    outcome = do(same)
    assert (outcome.state, outcome.method, outcome.warnings) == (State.DONE, "telea", ())
    assert np.array_equal(cv2.imread(str(same.output)), expected)
    assert do(larger).state is State.DONE
    assert do(tall).state is State.FAILED
    assert do(same).state is State.SKIPPED


def test_a_recipe_that_is_none_is_named(desk, recipe):
    recipe.write_text("{}")
    (unit,) = make_plan(Wish(desk.photos, desk.output, recipe=recipe)).units
    assert "clean.recipe.json" in do(unit).sentence


@pytest.mark.parametrize("marked", [True, False])
def test_results_say_how_they_were_retouched_unless_that_is_not_wished(desk, marked):
    from engine.photo import read_photo

    (unit,) = desk.plan(desk.many(1), marked=marked).units
    do(unit)
    assert (b"DigitalSourceType" in (read_photo(unit.output).xmp or b"")) is marked
    (other,) = desk.plan(unit.mask, marked=not marked).units
    assert do(other).state is State.DONE
