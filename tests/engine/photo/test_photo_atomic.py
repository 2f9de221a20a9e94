"""Either the old file or the new one is there, whole, with its permissions, and nothing beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from engine.errors import WriteFailed
from engine.photo import AlreadyExists, atomic, write_atomically


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_new_file_gets_the_permissions_that_any_new_file_gets(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", b"new")
    (tmp_path / "b").write_bytes(b"")
    assert (tmp_path / "a").read_bytes() == b"new"
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode
    assert _names(tmp_path) == ["a", "b"]


def test_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o640)
    write_atomically(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_function_writes_and_seeks(tmp_path: Path) -> None:
    def write(stream: BinaryIO) -> None:
        stream.write(b"....tail")
        stream.seek(0)
        stream.write(b"head")

    write_atomically(tmp_path / "a", write)
    assert (tmp_path / "a").read_bytes() == b"headtail"


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a")
    for content in (b"through a dangling link", b"and again"):
        write_atomically(tmp_path / "link", content)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "a").read_bytes() == content


def test_existing_file_stays_without_leave(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_atomically(path, b"one", replace=False)
    with pytest.raises(AlreadyExists, match="a"):
        write_atomically(path, b"two", replace=False)
    assert path.read_bytes() == b"one"
    assert _names(tmp_path) == ["a"]


def test_file_that_appears_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "a"

    def write(stream: BinaryIO) -> None:
        stream.write(b"mine")
        path.write_bytes(b"theirs")

    with pytest.raises(AlreadyExists):
        write_atomically(path, write, replace=False)
    assert path.read_bytes() == b"theirs"
    assert _names(tmp_path) == ["a"]


def test_disk_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.ENOTSUP, "not supported")

    monkeypatch.setattr(os, "link", refuse)
    write_atomically(tmp_path / "a", b"new", replace=False)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert _names(tmp_path) == ["a"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_interrupted_function_leaves_the_old_file(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def write(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise error

    with pytest.raises(error):
        write_atomically(path, write)
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a"]


def test_places_that_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "folder", Path("/dev/null"), tmp_path / "missing" / "a", tmp_path / ("x" * 300)):
        with pytest.raises(WriteFailed) as caught:
            write_atomically(target, b"new")
        assert caught.value.advice


def test_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for name in ("fsync", "replace"):
        original = getattr(os, name)

        def note(*arguments: Any, name: str = name, original: Any = original) -> None:
            calls.append(name)
            original(*arguments)

        monkeypatch.setattr(os, name, note)
    write_atomically(tmp_path / "a", b"new")
    assert calls == ["fsync", "replace", "fsync"]  # the file, its name, the folder that holds the name


def test_a_file_that_windows_keeps_locked_is_said_to_be_open_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")

    class LockedError(PermissionError):
        winerror = 32

    def locked(*names: str) -> None:
        raise LockedError(errno.EACCES, "in use")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(WriteFailed, match="another program has it open"):
        write_atomically(path, b"new")
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"]


# What a kill leaves


def dead_pid() -> int:
    """Of a process that has just ended."""
    done = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="no system call there tells whether a process lives")
def test_what_a_kill_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    dead, place = dead_pid(), atomic._place()
    left = tmp_path / f".tratteggio-{place}-{dead}-0123abcd.tmp"
    left.write_bytes(b"half")
    folder = tmp_path / f".tratteggio-{place}-{dead}-4567abcd.tmp"
    folder.mkdir()
    (folder / "frame.png").write_bytes(b"half")
    kept = [
        f".tratteggio-{place}-{os.getpid()}-0123abcd.tmp",  # still being written
        f".tratteggio-00000000-{dead}-0123abcd.tmp",  # by another machine, where the number may live
        ".0123456789ab.tmp",
        f"tratteggio-{place}-{dead}-0123abcd.tmp",
        f".tratteggio-{place}-{dead}-0123abcd.tmp.jpg",
        ".other.tmp",
    ]
    for name in kept:
        (tmp_path / name).write_bytes(b"theirs")
    write_atomically(tmp_path / "photo.png", b"new")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*kept, "photo.png"])


def test_what_is_being_written_says_whose_it_is(tmp_path: Path) -> None:
    names: list[str] = []

    def write(stream: BinaryIO) -> None:
        names.extend(path.name for path in tmp_path.iterdir())

    write_atomically(tmp_path / "photo.png", write)
    (name,) = names
    found = atomic._LEFTOVER.fullmatch(name)
    assert found is not None
    assert (found[1], found[2]) == (atomic._place(), str(os.getpid()))
