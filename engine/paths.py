"""Where the program's own files lie.

The environment variable TRATTEGGIO_HOME puts all of them under one folder: for tests, and for a program on a stick.
Nothing here creates a folder; who writes does.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

APP = "Tratteggio"
HOME_VARIABLE = "TRATTEGGIO_HOME"


def config_dir() -> Path:
    """Settings."""
    return _home("config") or _own("config")


def data_dir() -> Path:
    """What the person added: models, presets."""
    return _home("data") or _own("data")


def cache_dir() -> Path:
    """What can be made again at any time."""
    return _home("cache") or _own("cache")


def program_cache_dir() -> Path:
    """What setting the program up made ahead for everybody who runs it; it may be read-only."""
    return Path(__file__).resolve().parent.parent / ".cache"


def recovery_dir() -> Path:
    """Open work, kept against a crash. Local to the machine and never synchronised."""
    return _home("recovery") or _own("state") / "recovery"


def settings_file() -> Path:
    return config_dir() / "settings.json"


def resources_dir() -> Path:
    """What came with the program: icons, samples, models, help."""
    return Path(__file__).resolve().parent.parent / "resources"


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk. Not every system can; the files themselves are safe there either way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _home(part: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).expanduser() / part if home else None


def _own(kind: str) -> Path:
    import platformdirs  # here, because a bare machine that only trains does not have it

    return getattr(platformdirs, f"user_{kind}_path")(APP, appauthor=False)
