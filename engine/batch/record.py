"""What has been done, written down beside the results: one line of JSON an event, appended under a lock and synced.

Every process of a run, on every machine, appends to the same file. Events of a unit are "began", "writing" (the result
is whole, and about to get its name), "done" and "failed". Half a line, which a killed process has left, is passed over.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from engine.batch.locks import locked
from engine.batch.unit import RECORD, Outcome, Unit
from engine.errors import BadInput, WriteFailed
from engine.language import tr

BEGAN, WRITING, DONE, FAILED = "began", "writing", "done", "failed"


@dataclass(frozen=True)
class FileMark:
    """What tells a file from another version of it: bytes and time of change at a glance, SHA-256 for certain."""

    size: int
    mtime_ns: int
    sha256: str

    @staticmethod
    def of(path: Path) -> FileMark:
        """Read all of a file.

        Raises:
            BadInput: it cannot be read.
        """
        try:
            with open(path, "rb") as stream:
                status = os.fstat(stream.fileno())
                digest = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            raise BadInput(
                tr("“{name}” cannot be read: {reason}.", name=path.name, reason=error.strerror or error),
                tr("Check that {folder} is there and may be read.", folder=path.parent),
            ) from error
        return FileMark(status.st_size, status.st_mtime_ns, digest)

    def still(self, path: Path) -> bool:
        """Whether the file is as it was. Its content is read only where its time has changed."""
        try:
            status = os.stat(path)
        except OSError:
            return False
        if status.st_size != self.size:
            return False
        return status.st_mtime_ns == self.mtime_ns or FileMark.of(path).sha256 == self.sha256

    def to_list(self) -> list[Any]:
        return [self.size, self.mtime_ns, self.sha256]


@dataclass(frozen=True)
class Result:
    """A result as the record tells of it.

    Args:
        inputs: the files that it was made of, by what they are.
        settings: that it was made with.
        output: the file.
        outcome: what was said of it.
        is_named: whether it is known to have got its name; else the process may have ended right before.
    """

    inputs: Mapping[str, FileMark]
    settings: Mapping[str, Any]
    output: FileMark
    outcome: Outcome
    is_named: bool

    def is_of(self, unit: Unit) -> bool:
        """Whether the unit, as its files are now, would give the same result."""
        files = unit.inputs
        return (
            dict(self.settings) == _as_json(unit.asked)
            and set(self.inputs) == set(files)
            and all(mark.still(files[kind]) for kind, mark in self.inputs.items())
        )

    def is_from(self, unit: Unit) -> bool:
        """Whether it was made of the unit's photo, which may have changed since, or have been moved."""
        return self.outcome.photo == str(unit.photo) or self.inputs["photo"].still(unit.photo)

    def is_whole(self, output: Path) -> bool:
        """Whether the file is there, and as it was written."""
        return self.output.still(output)

    def to_dict(self) -> dict[str, Any]:
        return {
            "inputs": {kind: mark.to_list() for kind, mark in self.inputs.items()},
            "settings": dict(self.settings),
            "file": self.output.to_list(),
            "outcome": self.outcome.to_dict(),
        }


def result_of(unit: Unit, inputs: Mapping[str, FileMark], output: FileMark, outcome: Outcome) -> Result:
    return Result(inputs, _as_json(unit.asked), output, outcome, False)


def _as_json(settings: Mapping[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(dict(settings)))


class Record:
    """The record of one folder of results. Each process has its own object; the file is common to all.

    Args:
        folder: where the results go.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / RECORD
        self._read_to = 0
        self._results: dict[str, Result] = {}

    def result(self, name: str) -> Result | None:
        """The last result that was written under a name, of what has been read so far."""
        return self._results.get(name)

    def refresh(self) -> None:
        """Read what has come since the last time; what is no event of ours is passed over."""
        try:
            with open(self.path, "rb") as stream:
                stream.seek(self._read_to)
                new = stream.read()
        except FileNotFoundError:
            self._read_to, self._results = 0, {}
            return
        except OSError as error:
            raise BadInput(
                tr("The record {path} cannot be read: {reason}.", path=self.path, reason=error.strerror or error),
                tr("Choose another folder for the results."),
            ) from error
        whole = new.rfind(b"\n") + 1
        self._read_to += whole
        for line in new[:whole].splitlines():
            self._take(line)

    def _take(self, line: bytes) -> None:
        try:
            event = json.loads(line)
            kind, name = event["event"], event["name"]
            if kind in (WRITING, DONE):
                self._results[name] = Result(
                    {key: FileMark(*mark) for key, mark in event["inputs"].items()},
                    event["settings"],
                    FileMark(*event["file"]),
                    Outcome.from_dict(event["outcome"]),
                    kind == DONE,
                )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return

    def append(self, event: str, name: str, **facts: Any) -> None:
        """Add a line, and bring it to the disk.

        Raises:
            WriteFailed: that cannot be done.
        """
        told = {"event": event, "name": name, "time": round(time.time(), 3), "worker": worker_name(), **facts}
        line = json.dumps(told).encode() + b"\n"
        with locked(self.path) as stream:
            try:
                _append_line(stream, line)
            except OSError as error:
                raise WriteFailed(
                    tr(
                        "The record {path} cannot be written: {reason}.", path=self.path, reason=error.strerror or error
                    ),
                    tr("Make some room there, or choose another folder for the results; then run the batch again."),
                ) from error


def _append_line(stream: BinaryIO, line: bytes) -> None:
    end = stream.seek(0, os.SEEK_END)
    if end:
        stream.seek(end - 1)
        if stream.read(1) != b"\n":  # a process was killed in the middle of a line
            line = b"\n" + line
    left = memoryview(line)
    while left:  # a stream without a buffer may take a part
        left = left[stream.write(left) :]
    os.fsync(stream.fileno())


def worker_name() -> str:
    """This process, told apart from those of other machines."""
    return f"{socket.gethostname()}:{os.getpid()}"
