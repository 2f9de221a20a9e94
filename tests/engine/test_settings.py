from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from engine.errors import WriteFailed
from engine.paths import settings_file
from engine.settings import MAX_RECENT, Settings, load_settings, save_settings

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)


def test_a_first_start_has_the_defaults():
    assert load_settings() == Settings()
    assert (Settings().fill_grow, Settings().fill_feather, Settings().fill_context) == (6, 4, None)


def test_the_defaults_pass_their_own_checks():
    defaults = Settings()
    for one in fields(Settings):
        assert one.metadata["check"](getattr(defaults, one.name)), one.name


def test_saved_settings_come_back():
    changed = Settings(theme="dark", brush_size=12.5, fill_context=80, recent_files=("/a/ü.png",), window_state="AA==")
    save_settings(changed)
    assert load_settings() == changed
    assert json.loads(settings_file().read_text())["version"] == 1


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"theme": "da', b"[" * 100_000])
def test_fault_35_a_corrupt_file_is_kept_as_bad_and_the_defaults_used(broken: bytes):
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(broken)
    assert load_settings() == Settings()
    assert not path.exists()
    assert path.with_name("settings.json.bad").read_bytes() == broken
    save_settings(Settings(theme="light"))
    assert load_settings().theme == "light"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "purple"),
        ("theme", 3),
        ("mask_color", "red"),
        ("brush_size", 0),
        ("brush_size", "40"),
        ("brush_size", True),
        ("brush_hardness", float("nan")),
        ("fill_grow", 2.5),
        ("fill_grow", -1),
        ("fill_context", "many"),
        ("wheel_zooms", 1),
        ("recent_files", "a.png"),
        ("recent_files", [1]),
        ("window_geometry", "not base 64!"),
    ],
)
def test_fault_35_a_bad_value_is_dropped_and_the_others_kept(name: str, value: Any):
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"version": 1, "candidates": 7, "unknown": 1, name: value}))
    assert load_settings() == Settings(candidates=7)


@given(data=st.dictionaries(st.sampled_from([one.name for one in fields(Settings)]), json_values))
@hypothesis_settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_file_says_the_program_starts(tmp_path: Path, data: dict[str, Any]):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps(data))
    loaded = load_settings(path)
    assert all(one.metadata["check"](getattr(loaded, one.name)) for one in fields(Settings))
    assert set(asdict(loaded)) == {one.name for one in fields(Settings)}


def test_a_folder_that_cannot_be_made_is_told_in_words(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteFailed):
        save_settings(Settings(), tmp_path / "file" / "settings.json")


def test_recent_files_newest_first_and_bounded(tmp_path: Path):
    settings = Settings()
    for index in range(MAX_RECENT + 3):
        settings.remember_file(tmp_path / f"{index}.png")
    settings.remember_file(tmp_path / "9.png")
    assert len(settings.recent_files) == MAX_RECENT
    assert settings.recent_files[:2] == (str(tmp_path / "9.png"), str(tmp_path / f"{MAX_RECENT + 2}.png"))
    assert settings.last_folder == str(tmp_path)
