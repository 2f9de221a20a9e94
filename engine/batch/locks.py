"""Locks that the system releases when their holder dies, however it dies, on this machine and over a shared folder."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from engine.errors import WriteFailed
from engine.language import tr

_POLL_S = 0.1

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def locked(path: Path, check: Callable[[], object] = lambda: None) -> Iterator[Any]:
    """Hold an exclusive lock on a file, made where there is none; yields it, open for reading and appending bytes.

    Locks belong to the open file, so that two threads of a process exclude each other as two machines do.

    Args:
        path: the file.
        check: called while somebody else holds the lock; what it raises ends the waiting.

    Raises:
        WriteFailed: the file cannot be made, or this file system has no locks.
    """
    stream = _taken(path, check)
    try:
        yield stream
    finally:
        stream.close()  # releases the lock


def _taken(path: Path, check: Callable[[], object]) -> Any:
    while True:
        stream = _opened(path)
        try:
            if _try_lock(stream) and _is_still(stream, path):
                return stream
        except OSError as error:
            stream.close()
            raise WriteFailed(
                tr("Files in {folder} cannot be locked: {reason}.", folder=path.parent, reason=error.strerror or error),
                tr("Choose a folder on another disk for the results."),
            ) from error
        stream.close()
        check()
        time.sleep(_POLL_S)


def _opened(path: Path) -> Any:
    try:
        while True:
            with contextlib.suppress(FileNotFoundError):  # the last one to leave may just have taken the folder away
                path.parent.mkdir(parents=True, exist_ok=True)
                return open(path, "a+b", buffering=0)  # what a full disk refuses must not be tried again at closing
    except OSError as error:
        reason = error.strerror or error
        raise WriteFailed(
            tr("“{name}” cannot be written in {folder}: {reason}.", name=path.name, folder=path.parent, reason=reason),
            tr("Choose another folder for the results."),
        ) from error


def _try_lock(stream: Any) -> bool:
    """Whether the lock could be had at once."""
    if fcntl is None:
        import msvcrt

        stream.seek(0)
        try:
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except PermissionError:
            return False
        return True
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(stream: Any, path: Path) -> bool:
    """Whether the locked file is the one of that name: its last holder may have taken it away."""
    try:
        return os.path.samestat(os.fstat(stream.fileno()), os.stat(path))
    except FileNotFoundError:
        return False


def forget(path: Path) -> None:
    """Take a lock's file away; only while its lock is held. On Windows an open file stays, and does no harm."""
    with contextlib.suppress(OSError):
        path.unlink()
