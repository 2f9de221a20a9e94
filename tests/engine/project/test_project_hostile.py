"""Project files made to do harm, and broken ones: each is refused in words, none gets at the disk or the memory."""

from __future__ import annotations

import io
import json
import os
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.errors import BadInput, EngineError, TooLarge
from engine.photo import Limits
from engine.photo.png import SIGNATURE, chunk
from engine.project import archive, read_project, write_project
from tests.engine.project import projects

STACK = '<image w="60" h="44"><stack><layer src="data/layer0.png"/></stack></image>'
MUTATIONS = int(os.environ.get("TRATTEGGIO_MUTATIONS", "150"))


def flat(path: Path, stack: str = STACK, **entries: bytes) -> Path:
    return projects.write_ora(path, stack, {"data/layer0.png": projects.png(projects.noise((44, 60, 3))), **entries})


def refused(path: Path, kind: type[EngineError] = BadInput, limits: Limits = Limits()) -> EngineError:
    """The error that opening `path` gives; it has to name the file and a way out."""
    with pytest.raises(kind) as caught:
        read_project(path, limits=limits)
    assert path.name in caught.value.sentence
    assert caught.value.advice
    return caught.value


def told(path: Path) -> EngineError | None:
    """The error of opening `path`, which names the file; None where it opens. Anything else goes through."""
    error = None
    try:
        read_project(path).document()
    except EngineError as found:
        error = found
    assert error is None or path.name in error.sentence
    return error


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sound") / "a.ora"
    write_project(projects.state(np.uint16, alpha=True), path)
    return path.read_bytes()


# Fault 21: zip bombs


def test_fault_21_an_entry_that_unpacks_to_far_more_is_refused_before_it_is_unpacked(tmp_path: Path):
    path = tmp_path / "bomb.ora"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("mimetype", "image/openraster", zipfile.ZIP_STORED)
        bomb.writestr("stack.xml", STACK)
        bomb.writestr("data/layer0.png", bytes(64 << 20))
    tracemalloc.start()
    error = refused(path, TooLarge)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "far larger" in error.sentence
    assert peak < 8 << 20


def test_fault_21_a_header_that_lies_about_the_size_gives_no_more_than_it_says(tmp_path: Path):
    path = tmp_path / "liar.ora"
    data = bytes(64 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("mimetype", "image/openraster", zipfile.ZIP_STORED)
        bomb.writestr("stack.xml", data)
    packed = bytearray(path.read_bytes())
    size = struct.pack("<I", len(data))
    while (at := packed.find(size)) >= 0:
        packed[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(packed)
    tracemalloc.start()
    refused(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_fault_21_too_many_entries_are_refused_by_the_size_of_their_list(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "MOST_ENTRIES", 20)
    path = tmp_path / "many.ora"
    with zipfile.ZipFile(path, "w") as many:
        for number in range(30):
            many.writestr(f"data/{number}", b"")
    assert "more than 20 files" in refused(path).sentence
    monkeypatch.setattr(archive, "_MOST_DIRECTORY", 100)
    monkeypatch.setattr(zipfile, "ZipFile", None)  # not even looked at
    assert "more than 20 files" in refused(path).sentence


def test_fault_21_too_much_in_all_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    refused(flat(tmp_path / "a.ora"), TooLarge)


def test_fault_21_a_picture_far_larger_than_its_file_is_refused_by_its_header(tmp_path: Path):
    huge = SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    huge += chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    error = refused(flat(tmp_path / "a.ora", **{"data/layer0.png": huge}), TooLarge)
    assert "3,600.0 megapixels" in error.sentence


def test_fault_21_a_canvas_without_end_is_refused(tmp_path: Path):
    refused(flat(tmp_path / "a.ora", STACK.replace('w="60"', 'w="60000000"')), TooLarge)


def test_fault_21_own_projects_are_held_to_the_memory_that_is_there(tmp_path: Path, sound: bytes):
    path = tmp_path / "a.ora"
    path.write_bytes(sound)
    refused(path, TooLarge, Limits(bytes=10_000))
    refused(path, TooLarge, Limits(megapixels=0.001))


def test_entities_are_refused_where_they_are_declared(tmp_path: Path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    for kind in (f"<!DOCTYPE image [{laughs}]>", '<!DOCTYPE image [<!ENTITY l8 SYSTEM "file:///etc/passwd">]>'):
        bomb = kind + STACK.replace("<layer", "<layer name='&l8;'")
        assert "entities" in refused(flat(tmp_path / "a.ora", bomb)).sentence


def test_a_plain_document_type_is_no_harm(tmp_path: Path):
    assert read_project(flat(tmp_path / "a.ora", "<!DOCTYPE image>" + STACK)).composite.size.area == 60 * 44


def test_elements_without_end_are_refused(tmp_path: Path):
    deep = STACK.replace("<layer", "<stack>" * 500 + "<layer").replace("</stack>", "</stack>" * 501)
    assert "no end" in refused(flat(tmp_path / "a.ora", deep)).sentence


# Fault 22: names that lead out


@pytest.mark.parametrize(
    "name", ["../evil.png", "data/../../evil.png", "/etc/evil.png", "C:\\evil.png", "..\\evil.png", "data//x", "./x"]
)
def test_fault_22_names_that_lead_out_are_left_out_and_never_written(tmp_path: Path, name: str):
    (tmp_path / "in").mkdir()
    path = flat(tmp_path / "in" / "a.ora", **{name: b"evil"})
    before = sorted(tmp_path.rglob("*"))
    state = read_project(path)
    assert sorted(tmp_path.rglob("*")) == before
    assert state.extras.entries == ()
    assert "lead out" in state.warnings[0]
    write_project(state, tmp_path / "in" / "b.ora")
    assert name not in projects.contents(tmp_path / "in" / "b.ora")


def test_fault_22_a_layer_whose_source_leads_out_is_not_looked_for(tmp_path: Path):
    (tmp_path / "outside.png").write_bytes(projects.png(projects.noise((44, 60, 3))))
    (tmp_path / "in").mkdir()
    for source in ("../outside.png", str(tmp_path / "outside.png")):
        refused(flat(tmp_path / "in" / "a.ora", STACK.replace("data/layer0.png", source)))


# Broken ones


def test_what_is_no_project_is_refused(tmp_path: Path):
    path = tmp_path / "a.ora"
    for data in (b"", b"PK\3\4", b"PK\5\6" + bytes(18), os.urandom(2000)):
        path.write_bytes(data)
        refused(path)
    refused(tmp_path / "gone.ora")
    (tmp_path / "folder.ora").mkdir()
    refused(tmp_path / "folder.ora")


@pytest.mark.parametrize("stack", ["", "<image", "<other/>", "<image/>", STACK.replace("44", "x"), "<image><stack/>"])
def test_lists_of_layers_that_make_no_sense_are_refused(tmp_path: Path, stack: str):
    refused(flat(tmp_path / "a.ora", stack))


def test_a_locked_or_oddly_packed_file_is_refused(tmp_path: Path):
    path = tmp_path / "a.ora"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as odd:
        odd.writestr("stack.xml", STACK)
    assert "compressed" in refused(path).sentence
    locked = bytearray(flat(path).read_bytes())
    at = locked.find(b"PK\1\2")
    locked[at + 8] |= 1
    path.write_bytes(locked)
    assert "password" in refused(path).sentence


def notes_of(data: bytes) -> tuple[dict[str, bytes], dict]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    return entries, json.loads(entries[archive.MANIFEST])


def rewritten(path: Path, entries: dict[str, bytes], notes: object) -> Path:
    entries = {**entries, archive.MANIFEST: json.dumps(notes).encode()}
    del entries["mimetype"]
    return projects.write_ora(path, entries.pop("stack.xml").decode(), entries)


def test_a_newer_project_asks_for_a_newer_program(tmp_path: Path, sound: bytes):
    entries, notes = notes_of(sound)
    assert "newer version" in refused(rewritten(tmp_path / "a.ora", entries, {**notes, "format": 99})).sentence


def test_a_damaged_recipe_leaves_its_patch(tmp_path: Path, sound: bytes):
    entries, notes = notes_of(sound)
    notes["patches"][0]["recipe"] = {"seed": "x"}
    state = read_project(rewritten(tmp_path / "a.ora", entries, notes))
    assert state.composite.patches[0].recipe.method == "unknown"
    assert state.composite.patches[0].seconds == 1.25
    assert "recipe is damaged" in state.warnings[0]


@pytest.mark.parametrize(
    "damage",
    [
        {"photo": None},
        {"base": "data/patch-001.png"},
        {"base": "../outside.png"},
        {"patches": [{}]},
        {"mask": {"rect": [0, 0, 600, 10], "entry": "tratteggio/mask.png"}},
        {"mask": {"rect": [0, 0, True, 1e9], "entry": "tratteggio/mask.png"}},
        {"entries": []},
        {"format": "1"},
        {"blocks": {"icc": "stack.xml.not"}},
    ],
)
def test_damaged_notes_leave_the_layers(tmp_path: Path, sound: bytes, damage: dict):
    entries, notes = notes_of(sound)
    state = read_project(rewritten(tmp_path / "a.ora", entries, {**notes, **damage}))
    assert "notes are damaged" in state.warnings[0]
    assert state.composite.size == projects.photo().size


def test_nothing_but_our_errors_comes_out_of_mutated_files(tmp_path: Path, sound: bytes):
    path, rng, opened = tmp_path / "a.ora", np.random.default_rng(3), 0
    for number in range(MUTATIONS):
        data = bytearray(sound)
        if number % 3 == 0:
            data = data[: rng.integers(len(data))]
        for _ in range(int(rng.integers(1, 6))):
            data[rng.integers(len(data))] = rng.integers(256)
        path.write_bytes(data)
        opened += told(path) is None
    assert opened < MUTATIONS


def test_every_cut_file_is_refused(tmp_path: Path, sound: bytes):
    path = tmp_path / "a.ora"
    for percent in range(0, 100, 4):
        path.write_bytes(sound[: len(sound) * percent // 100])
        refused(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_nothing_but_our_errors_comes_out_of_mutated_notes(tmp_path: Path, sound: bytes, data: st.DataObject):
    entries, notes = notes_of(sound)
    place = notes
    while isinstance(place, dict | list) and place:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            place[key] = data.draw(JSON)
            break
        place = place[key]
    path = rewritten(tmp_path / "a.ora", entries, notes)
    told(path)
