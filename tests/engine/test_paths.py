from __future__ import annotations

from pathlib import Path

import pytest

from engine import paths

PLACES = [paths.config_dir, paths.data_dir, paths.cache_dir, paths.recovery_dir]


def test_home_holds_everything(isolated_home: Path):
    places = [place() for place in PLACES]
    assert all(place.parent == isolated_home for place in places)
    assert len(set(places)) == len(places)
    assert paths.settings_file().parent == paths.config_dir()


def test_asking_creates_nothing(isolated_home: Path):
    for place in PLACES:
        place()
    assert list(isolated_home.iterdir()) == []


def test_without_a_home_the_systems_folders_are_used(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv(paths.HOME_VARIABLE)
    places = [place() for place in PLACES]
    assert all(place.is_absolute() and paths.APP in str(place) for place in places)
    assert len(set(places)) == len(places)


def test_resources_lie_beside_the_engine():
    assert paths.resources_dir() == Path(paths.__file__).resolve().parents[1] / "resources"
