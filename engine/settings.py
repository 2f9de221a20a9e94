"""What the program remembers between two starts, as one JSON file.

The program always starts: a broken file is kept as `.bad` and the defaults are used; a bad value is dropped.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from engine.paths import settings_file

VERSION = 1
MAX_RECENT = 12

Check = Callable[[Any], bool]


def _number(low: float, high: float) -> Check:
    return lambda value: _is_number(value) and math.isfinite(value) and low <= value <= high


def _whole(low: int, high: int) -> Check:
    return lambda value: _is_number(value) and isinstance(value, int) and low <= value <= high


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(pattern: str = ".*") -> Check:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.DOTALL) is not None


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _texts(value: Any) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


def _lists_of_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(key, str) and _texts(one) for key, one in value.items())


def _optional(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _kept(default: Any, check: Check) -> Any:
    """A field with the check that a value read from a file has to pass."""
    return field(default=default, metadata={"check": check})


@dataclass
class Settings:
    """The remembered values. px are photo pixels; shares lie between 0 and 1."""

    theme: str = _kept("system", _text("system|dark|light"))
    language: str = _kept("system", _text("system|en|zh_CN"))
    mask_color: str = _kept("#ff3b5c", _text("#[0-9a-fA-F]{6}"))
    mask_opacity: float = _kept(0.5, _number(0, 1))
    brush_size: float = _kept(40.0, _number(1, 5000))
    brush_hardness: float = _kept(0.8, _number(0, 1))
    brush_flow: float = _kept(1.0, _number(0.01, 1))
    select_mode: str = _kept("add", _text("add|subtract|intersect|replace"))
    clone_aligned: bool = _kept(True, _flag)
    clone_layers: str = _kept("all", _text("all|photo"))
    heal_automatic: bool = _kept(True, _flag)
    dust_sensitivity: float = _kept(0.5, _number(0, 1))
    dust_largest: float = _kept(24.0, _number(2, 48))
    fill_method: str = _kept("auto", _text("[a-z0-9_-]+"))
    fill_grow: int = _kept(6, _whole(0, 500))
    fill_feather: int = _kept(4, _whole(0, 500))
    fill_variation: float = _kept(1.0, _number(0, 1))
    fill_context: int | None = _kept(None, _optional(_whole(0, 10000)))
    screen_profile: str = _kept("system", _text())
    gamut_target: str = _kept("screen", _text())
    show_rulers: bool = _kept(False, _flag)
    device: str = _kept("auto", _text("auto|cuda|mps|xpu|cpu"))
    candidates: int = _kept(4, _whole(1, 16))
    wheel_zooms: bool = _kept(True, _flag)
    show_patch_outlines: bool = _kept(False, _flag)
    mark_exports: bool = _kept(True, _flag)
    batch_scheduler: str = _kept("", _text())
    latent_model: str = _kept("", _text("[a-z0-9_.-]*"))
    latent_point: str = _kept("", _text("(tratteggio-latent-1:[A-Za-z0-9_=-]*)?"))
    latent_layout: str = _kept("", _text("[A-Za-z0-9+/=]*"))
    latent_strip_folded: bool = _kept(False, _flag)
    shortcuts: dict[str, tuple[str, ...]] = field(default_factory=dict, metadata={"check": _lists_of_texts})
    panels: dict[str, tuple[str, ...]] = field(default_factory=dict, metadata={"check": _lists_of_texts})
    recent_files: tuple[str, ...] = _kept((), _texts)
    last_folder: str = _kept("", _text())
    window_geometry: str = _kept("", _text("[A-Za-z0-9+/=]*"))
    window_state: str = _kept("", _text("[A-Za-z0-9+/=]*"))

    def remember_file(self, path: str | Path) -> None:
        """Puts a file at the head of the recent ones, and its folder in `last_folder`."""
        path = Path(path).absolute()
        others = [other for other in self.recent_files if other != str(path)]
        self.recent_files = (str(path), *others)[:MAX_RECENT]
        self.last_folder = str(path.parent)


def load_settings(path: Path | None = None) -> Settings:
    """Reads the settings; never fails. A file that is no settings file is renamed to end in `.bad`."""
    path = path or settings_file()
    try:
        text = path.read_bytes()
    except OSError:
        return Settings()
    try:
        data = json.loads(text)
        if not isinstance(data, dict):
            raise ValueError("not an object")
    except (ValueError, RecursionError):
        _set_aside(path)
        return Settings()
    return Settings(**_usable(data))


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Writes the settings atomically.

    Raises:
        WriteFailed: where that cannot be done; the old file stays.
    """
    from engine.photo.atomic import write_atomically

    path = path or settings_file()
    data = {"version": VERSION, **asdict(settings)}
    with contextlib.suppress(OSError):
        # A folder that cannot be made is told by the write that follows, in plain words.
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, (json.dumps(data, indent=2) + "\n").encode())


def _usable(data: dict[str, Any]) -> dict[str, Any]:
    """The known values that pass their checks."""
    usable = {
        one.name: data[one.name]
        for one in fields(Settings)
        if one.name in data and one.metadata["check"](data[one.name])
    }
    if "recent_files" in usable:
        usable["recent_files"] = tuple(usable["recent_files"])[:MAX_RECENT]
    return usable


def _set_aside(path: Path) -> None:
    # Where even that fails, the defaults still do; the next save replaces the file.
    with contextlib.suppress(OSError):
        os.replace(path, path.with_name(path.name + ".bad"))
