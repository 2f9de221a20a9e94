"""Keys in a file to share: JSON with the commands whose keys were changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from engine.errors import BadInput
from engine.language import tr
from ui.actions import ACTIONS
from ui.shortcuts.keymap import Keymap

VERSION = 1
SUFFIX = ".json"
_LARGEST = 2**20


def write_keys(keymap: Keymap, path: Path) -> None:
    """Write what was changed.

    Raises:
        WriteFailed: where that cannot be done; what was there stays.
    """
    from engine.photo.atomic import write_atomically

    keys = {action_id: list(keys) for action_id, keys in keymap.changes.items()}
    text = json.dumps({"tratteggio": "keys", "version": VERSION, "keys": keys}, indent=2, ensure_ascii=False)
    write_atomically(Path(path), (text + "\n").encode())


def read_keys(path: Path) -> tuple[Keymap, int]:
    """The keys of a file, and how many of its commands this program does not have.

    Raises:
        BadInput: where it cannot be read, or holds no keys.
    """
    path = Path(path)
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("too large")
        keys = _keys_in(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise BadInput(
            tr("{name} could not be read: {reason}.", name=path.name, reason=error.strerror or tr("unknown reason")),
            tr("Choose another file."),
        ) from None
    except (ValueError, RecursionError):
        raise BadInput(
            tr("{name} holds no keys.", name=path.name), tr("Choose a file that was exported here.")
        ) from None
    known = {spec.id for spec in ACTIONS}
    return Keymap(keys), sum(action_id not in known for action_id in keys)


def _keys_in(data: Any) -> dict[str, list[str]]:
    if not isinstance(data, dict) or data.get("tratteggio") != "keys" or data.get("version") != VERSION:
        raise ValueError("not a file of keys")
    keys = data.get("keys")
    if not isinstance(keys, dict) or not all(
        isinstance(each, list) and all(isinstance(key, str) for key in each) for each in keys.values()
    ):
        raise ValueError("not a table of keys")
    return keys
