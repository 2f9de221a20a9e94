"""Where the program's own files lie.

The environment variable TRATTEGGIO_HOME puts all of them under one folder: for tests, and for a program on a stick.
Nothing here creates a folder; who writes does.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "Tratteggio"
HOME_VARIABLE = "TRATTEGGIO_HOME"


def config_dir() -> Path:
    """Settings."""
    return _home("config") or platformdirs.user_config_path(APP, appauthor=False)


def data_dir() -> Path:
    """What the person added: models, presets."""
    return _home("data") or platformdirs.user_data_path(APP, appauthor=False)


def cache_dir() -> Path:
    """What can be made again at any time."""
    return _home("cache") or platformdirs.user_cache_path(APP, appauthor=False)


def recovery_dir() -> Path:
    """Open work, kept against a crash. Local to the machine and never synchronised."""
    return _home("recovery") or platformdirs.user_state_path(APP, appauthor=False) / "recovery"


def settings_file() -> Path:
    return config_dir() / "settings.json"


def resources_dir() -> Path:
    """What came with the program: icons, samples, models, help."""
    return Path(__file__).resolve().parent.parent / "resources"


def _home(part: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).expanduser() / part if home else None
