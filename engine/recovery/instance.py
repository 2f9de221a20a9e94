"""One running program's folder of recovery files, and those that others left behind.

Each program works in a folder of its own, which it holds by a lock: the file names the process and when that began, and
is locked as long as the process lives. A folder whose holder is gone, after a crash or a kill, is anybody's: documents
are taken over by renaming them into one's own folder, which only one of several can do.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from engine.paths import sync_folder

_LOCK = "lock"
_INSTANCE, _DOCUMENT, _GONE = "instance-", "document-", ".gone-"
_UNFINISHED_S = 3600  # a folder has its name a moment after it is made


@dataclass(frozen=True)
class Holder:
    """A process, so that no other with the same number can be taken for it.

    Attributes:
        pid: its number.
        started: when it began, as the system tells it; "" where it does not.
        machine: which start of which machine, and which of its spaces of process numbers; "" where unknown.
    """

    pid: int
    started: str
    machine: str

    @staticmethod
    def this() -> Holder:
        pid = os.getpid()
        return Holder(pid, _started(pid), _machine())


class Instance:
    """This program's own folder. It is made when the first document is kept. Any thread may use it.

    Args:
        root: the folder of all of them (`engine.paths.recovery_dir`).
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder: Path | None = None
        self._lock = -1
        self._making = threading.Lock()

    @property
    def folder(self) -> Path | None:
        """None until there is one."""
        return self._folder

    def new_document(self) -> Path:
        """A fresh folder for one document. Raises OSError."""
        folder = self._own() / f"{_DOCUMENT}{secrets.token_hex(6)}"
        folder.mkdir(0o700)
        sync_folder(folder.parent)
        return folder

    def left_behind(self) -> list[Path]:
        """The folders of documents whose program is gone, oldest first; what is no document is cleared away."""
        found: list[Path] = []
        for folder in _folders(self.root, _INSTANCE):
            if folder != self._folder and not is_held(folder):
                _clear(folder)
                found += _folders(folder, _DOCUMENT)
        for unfinished in _folders(self.root, f".{_INSTANCE}"):
            if time.time() - changed(unfinished) > _UNFINISHED_S:
                remove(unfinished)
        return sorted(found, key=changed)

    def claim(self, document: Path) -> Path | None:
        """Take over a document that was left behind: its new folder, or None where another program was quicker.

        Raises OSError where this program cannot have a folder.
        """
        if document.parent == self._folder:
            return document
        own = self._own() / document.name
        try:
            os.rename(document, own)
        except FileNotFoundError:
            return own if own.is_dir() else None  # ours by now, from an attempt that failed
        sync_folder(own.parent)
        return own

    def drop(self, document: Path) -> Path:
        """Mark a document's folder as nobody's, at once; it can then be removed at leisure. Where it lies now."""
        gone = document.with_name(f"{_GONE}{document.name}")
        with contextlib.suppress(OSError):
            os.rename(document, gone)
        return gone

    def release(self) -> None:
        """Let go: what is still in the folder can be recovered by others."""
        folder, self._folder = self._folder, None
        if folder is None:
            return
        with contextlib.suppress(OSError):
            os.unlink(folder / _LOCK)
        with contextlib.suppress(OSError):
            os.close(self._lock)
        _clear(folder)

    def _own(self) -> Path:
        with self._making:
            return self._folder or self._made()

    def _made(self) -> Path:
        self.root.mkdir(0o700, parents=True, exist_ok=True)
        name = f"{_INSTANCE}{os.getpid()}-{secrets.token_hex(4)}"
        fresh = self.root / f".{name}"
        fresh.mkdir(0o700)
        # Locked before it has its name: nobody ever sees a folder of ours without its lock.
        self._lock = os.open(fresh / _LOCK, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        os.write(self._lock, json.dumps(asdict(Holder.this())).encode())
        _take_lock(self._lock)
        folder = self.root / name
        os.rename(fresh, folder)
        sync_folder(self.root)
        self._folder = folder
        return folder


def is_held(folder: Path) -> bool:
    """Whether the program that an instance's folder belongs to still runs."""
    lock = folder / _LOCK
    try:
        data = json.loads(lock.read_bytes())
        holder = Holder(int(data["pid"]), str(data["started"]), str(data["machine"]))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError):
        return _is_locked(lock)
    # On this machine the process itself tells; elsewhere, as behind a container's wall, the lock has to.
    if holder.machine and holder.machine == _machine() and holder.started:
        return _started(holder.pid) == holder.started
    return _is_locked(lock)


def remove(folder: Path) -> None:
    """Remove a document's folder, whatever is in it."""
    shutil.rmtree(folder, ignore_errors=True)


def _clear(instance: Path) -> None:
    """Remove what nobody can want from a folder that nobody holds, and the folder with it once it is empty."""
    for gone in _folders(instance, _GONE):
        remove(gone)
    if not _folders(instance, _DOCUMENT):
        remove(instance)


def _folders(parent: Path, prefix: str) -> list[Path]:
    try:
        with os.scandir(parent) as entries:
            return sorted(Path(one.path) for one in entries if one.name.startswith(prefix) and one.is_dir())
    except OSError:
        return []


def changed(folder: Path) -> float:
    """When something was last put into a folder, seconds since 1970; 0 where it is gone."""
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0


# What the system knows of processes


def _started(pid: int) -> str:
    """When a process began, in the system's own words; "" where there is none, or the system does not tell."""
    if sys.platform == "linux":
        try:
            # After the name, which may hold anything, in brackets: the 20th field (see proc(5)).
            return Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[19]
        except (OSError, IndexError):
            return ""
    return _started_elsewhere(pid)


def _started_elsewhere(pid: int) -> str:
    if sys.platform == "darwin":
        import subprocess

        try:
            told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, timeout=5)
        except (OSError, subprocess.SubprocessError):
            return ""
        return told.stdout.strip()
    return ""


def _machine() -> str:
    """Which start of the machine, and which space of process numbers; "" where the system does not tell."""
    if sys.platform == "darwin":
        return "this"
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return ""


def _take_lock(descriptor: int) -> bool:
    """Lock an open file for as long as the process lives; False where another one holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 1 << 20, os.SEEK_SET)  # beyond the text, which others are to read
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        return sys.platform != "win32" or error.errno != 13
    return True


def _is_locked(lock: Path) -> bool:
    try:
        descriptor = os.open(lock, os.O_RDWR | getattr(os, "O_CLOEXEC", 0))
    except OSError:
        return False
    try:
        return not _take_lock(descriptor)
    finally:
        os.close(descriptor)
