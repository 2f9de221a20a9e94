"""Bringing bytes to the disk and knowing that they are there."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

# The data and the file's length, not its times: half the work, where there is such a call.
sync_data = getattr(os, "fdatasync", os.fsync)


def create(path: Path) -> int:
    """A new file's descriptor, to append to. Only its owner can read it: it holds somebody's photo."""
    return os.open(path, _FLAGS, 0o600)


def write_all(descriptor: int, data: bytes) -> None:
    """Write every byte. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def write_synced(path: Path, parts: Iterable[bytes]) -> None:
    """A new file of these parts, brought to the disk; its name is not (see `paths.sync_folder`). Raises OSError."""
    descriptor = create(path)
    try:
        for part in parts:
            write_all(descriptor, part)
        sync_data(descriptor)
    finally:
        os.close(descriptor)
