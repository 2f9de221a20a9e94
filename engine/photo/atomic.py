"""Writing a file so that, whatever happens, either the old one or the new one is there, whole."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import socket
import stat
import sys
import time
import zlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import BinaryIO

from engine.errors import BadInput, WriteFailed
from engine.language import mark, tr
from engine.paths import sync_folder

ELSEWHERE = mark("Save it somewhere else, or under another name.")
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ETXTBSY}
_NO_HARD_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV}
_LEFTOVER = re.compile(r"\.tratteggio-([0-9a-f]{8})-([0-9]{1,10})-[0-9a-f]{8}\.tmp")
_FORGOTTEN_S = 24 * 3600  # so old is what no process that lives still writes, where no system says which ones do
_OPEN_ELSEWHERE = {32, 33}  # Windows: ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


class AlreadyExists(BadInput):
    """There is a file of that name, and nobody said that it may be replaced. The window asks and tries again."""


def write_atomically(
    path: str | os.PathLike[str], data: bytes | Callable[[BinaryIO], None], *, replace: bool = True
) -> None:
    """Write a file beside its target, bring it safely to the disk and only then give it the target's name.

    A symbolic link stays a link: what it points to is replaced. An existing file's permissions are kept.

    Args:
        data: the bytes, or a function that writes them to the seekable binary stream it is given.
        replace: whether a file that is already there may be replaced.

    Raises:
        WriteFailed: the disk is full, the place is read-only, or the system refused; the old file is as it was.
        AlreadyExists: `replace` is False and the file is there.
    """
    target = Path(os.path.realpath(path))
    try:
        old = _old_file(target, replace)
        sweep(target.parent)
        temporary = _beside(target)
    except OSError as error:
        raise _explain(error, target) from error
    except ValueError as error:
        raise WriteFailed(
            tr("“{name}” is not a name that a file can have.", name=target.name), tr("Choose another name.")
        ) from error
    try:
        _write_synced(temporary, data, old)
        _give_name(temporary, target, replace)
    except OSError as error:
        _discard(temporary)
        raise _explain(error, target) from error
    except BaseException:
        _discard(temporary)
        raise
    sync_folder(target.parent)


def give_name(temporary: Path, target: Path, *, replace: bool) -> None:
    """Give a file that is whole and synced already, on the same disk, the name it is to have; it loses its old one.

    Whatever stood there under that name, a symbolic link too, goes; what a link pointed to stays as it is.

    Raises:
        WriteFailed: the place is read-only, or the system refused; both files are as they were.
        AlreadyExists: `replace` is False and the name is taken.
    """
    try:
        _give_name(temporary, target, replace)
    except OSError as error:
        raise _explain(error, target) from error
    sync_folder(target.parent)


def write_folder_atomically(
    path: str | os.PathLike[str], files: Iterable[tuple[str, bytes]], may_replace: Callable[[str], bool]
) -> None:
    """Write a folder of files beside its target, bring it safely to the disk and only then give it the target's name.

    Args:
        files: names and contents, taken one by one.
        may_replace: whether an existing folder may go that holds a file of this name; one that is empty may.

    Raises:
        WriteFailed: the disk is full, the place is read-only, or the system refused; an old folder is as it was.
        AlreadyExists: the target is a file, or a folder that holds other things.
    """
    target = Path(os.path.realpath(path))
    fresh, old = _beside(target), _beside(target)
    try:
        sweep(target.parent)
        _check_old_folder(target, may_replace)
        os.mkdir(fresh)
        for name, content in files:
            _write_synced(fresh / name, content, None)
        sync_folder(fresh)
        if target.exists():
            os.rename(target, old)
        os.rename(fresh, target)
    except OSError as error:
        raise _explain(error, target) from error
    finally:
        if old.exists() and not target.exists():
            os.rename(old, target)
        for folder in (fresh, old):
            shutil.rmtree(folder, ignore_errors=True)
    sync_folder(target.parent)


def sweep(folder: Path) -> None:
    """Take away what saves that were killed half-way have left in a folder; each folder is looked through once.

    Only what has our own kind of name, was written on this machine, and by a process that has ended, goes.
    """
    _sweep(str(folder))


@cache
def _sweep(folder: str) -> None:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = _LEFTOVER.fullmatch(entry.name)
            if found is None or found[1] != _place() or not _has_ended(int(found[2]), entry):
                continue
            with contextlib.suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry.path)
                else:
                    os.unlink(entry.path)


def _beside(target: Path) -> Path:
    """A name for what is not whole yet: short, so that it fits where the target's own does, and known to `sweep`."""
    return target.with_name(f".tratteggio-{_place()}-{os.getpid()}-{secrets.token_hex(4)}.tmp")


@cache
def _place() -> str:
    """Where numbers of processes mean the same as here: this machine, and on Linux this namespace of processes."""
    namespace = 0
    with contextlib.suppress(OSError):
        namespace = os.stat("/proc/self/ns/pid").st_ino
    return f"{zlib.crc32(f'{socket.gethostname()} {namespace}'.encode()):08x}"


def _has_ended(pid: int, entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":  # where asking after a process by a signal would end it
        return time.time() - entry.stat(follow_symlinks=False).st_mtime > _FORGOTTEN_S
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return True
    except OSError:
        return False
    return False


def _check_old_folder(target: Path, may_replace: Callable[[str], bool]) -> None:
    if not os.path.lexists(target):
        return
    if not target.is_dir():
        raise AlreadyExists(
            tr("There is already a file “{name}” in {parent}.", name=target.name, parent=target.parent),
            tr("Choose another name."),
        )
    other = next((name for name in sorted(os.listdir(target)) if not may_replace(name)), None)
    if other is not None:
        raise AlreadyExists(
            tr("The folder “{name}” holds other things, such as “{other}”.", name=target.name, other=other),
            tr("Name a new folder, or an empty one."),
        )


def _old_file(target: Path, replace: bool) -> os.stat_result | None:
    try:
        old = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(old.st_mode):
        raise WriteFailed(tr("“{name}” is not an ordinary file.", name=target.name), tr("Choose another name."))
    if not replace:
        raise _already_exists(target)
    # Renaming over a file asks the folder's permission only; a file that its owner marked read-only stays as it is.
    if not old.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise WriteFailed(
            tr("“{name}” could not be saved: the file that is there is read-only.", name=target.name), ELSEWHERE
        )
    return old


def _write_synced(temporary: Path, data: bytes | Callable[[BinaryIO], None], old: os.stat_result | None) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    with os.fdopen(os.open(temporary, flags, 0o666), "w+b") as stream:
        if callable(data):
            data(stream)
        else:
            stream.write(data)
        stream.flush()
        if old is not None:
            _copy_permissions(stream.fileno(), temporary, old)
        os.fsync(stream.fileno())


def _copy_permissions(descriptor: int, temporary: Path, old: os.stat_result) -> None:
    if hasattr(os, "fchown"):
        # Only root may give files away; for everybody else the new file is simply theirs.
        with contextlib.suppress(PermissionError):
            os.fchown(descriptor, old.st_uid, old.st_gid)
    os.chmod(temporary, stat.S_IMODE(old.st_mode))


def _give_name(temporary: Path, target: Path, replace: bool) -> None:
    if replace:
        os.replace(temporary, target)
        return
    try:
        # A link fails where the name has been taken meanwhile; a rename would quietly win.
        os.link(temporary, target)
    except FileExistsError as error:
        raise _already_exists(target) from error
    except OSError as error:
        if error.errno not in _NO_HARD_LINKS:
            raise
        os.replace(temporary, target)
        return
    _discard(temporary)


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        os.unlink(temporary)


def _already_exists(target: Path) -> AlreadyExists:
    return AlreadyExists(
        tr("There is already a file “{name}” in {parent}.", name=target.name, parent=target.parent),
        tr("Replace it, or choose a name."),
    )


def _explain(error: OSError, target: Path) -> WriteFailed:
    if error.errno in _FULL:
        return WriteFailed(
            tr(
                "“{name}” could not be saved: there is no space left in {parent}.",
                name=target.name,
                parent=target.parent,
            ),
            tr("Make some room there, or save it somewhere else."),
        )
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return WriteFailed(
            tr("“{name}” could not be saved: another program has it open.", name=target.name),
            tr("Close it there first."),
        )
    if error.errno in _FORBIDDEN:
        return WriteFailed(
            tr("“{name}” could not be saved: {parent} is read-only for you.", name=target.name, parent=target.parent),
            ELSEWHERE,
        )
    if error.errno == errno.ENOENT and not target.parent.is_dir():
        return WriteFailed(
            tr("“{name}” could not be saved: there is no folder {parent}.", name=target.name, parent=target.parent),
            ELSEWHERE,
        )
    if error.errno == errno.ENAMETOOLONG:
        return WriteFailed(
            tr("“{name}” could not be saved: its name is too long.", name=target.name), tr("Choose a shorter name.")
        )
    reason = error.strerror or str(error)
    return WriteFailed(tr("“{name}” could not be saved: {reason}.", name=target.name, reason=reason), ELSEWHERE)
