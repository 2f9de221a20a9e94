"""The files of one document: a whole state every few minutes (an autosave), and every step since, as it is taken.

`autosave-N` holds the state that `journal-N` goes on from. Two generations are kept: where the newer autosave cannot be
read, the older one and both journals give the very same state.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar

from engine.document.patch import Patch
from engine.paths import sync_folder
from engine.photo.atomic import write_atomically
from engine.recovery.arrays import ArrayStore, Ref
from engine.recovery.base import Base
from engine.recovery.codec import SAVED, STATE, STEP, DamagedRecordError, Decoder, Encoder
from engine.recovery.files import create, sync_data, write_all
from engine.recovery.records import MARK, Record, packed, scanned_file
from engine.recovery.state import Entry, Saved, State
from engine.version import VERSION

P = TypeVar("P")

LAYOUT = 1
OPENED = "opened"
_GENERATIONS = 2
_NAME = re.compile(r"autosave-(\d{6})")


Item = Entry[Patch] | Saved


def follow(state: State[Patch], item: Item) -> None:
    """Lead a state on by a step. Raises ValueError where it cannot follow."""
    if isinstance(item, Saved):
        state.saved(item)
    else:
        state.take(item)


def merged(items: Sequence[Item]) -> list[Item]:
    """The same steps, those that the history holds as one told as one: of a slider that is dragged, where it rests."""
    found: list[Item] = []
    for item in items:
        last = found[-1] if found else None
        if isinstance(item, Entry) and isinstance(last, Entry) and _replaces(item, last):
            found[-1] = replace(item, into=last.into, after=last.previous)
        else:
            found.append(item)
    return found


def _replaces(entry: Entry[Patch], last: Entry[Patch]) -> bool:
    return bool(entry.into) and entry.into == last.step and last.mask is None and last.canvas is None


class Journal:
    """Writes the files of one document. Belongs to one thread.

    Args:
        folder: of this document alone.
        base: of the photo under it.
        state: to begin with; from now on it is the journal's.
        store, encoder: of the folder.
        generation: of the newest autosave in it; 0 for none.
    """

    def __init__(
        self, folder: Path, base: Base, state: State[Patch], store: ArrayStore, encoder: Encoder, generation: int = 0
    ) -> None:
        self.folder, self.base, self.state = folder, base, state
        self._store, self._encoder = store, encoder
        self._generation = generation
        self._used: dict[int, set[Ref]] = {}
        self._file = -1
        self.written = 0
        """Bytes since the last autosave."""

    @property
    def is_broken(self) -> bool:
        """Whether steps have to wait for an autosave: none has been written yet, or writing has failed since."""
        return self._file < 0

    def keep(self, items: Sequence[Item]) -> None:
        """Follow these steps and bring them to the disk.

        Raises:
            OSError: that failed. They have been followed all the same, and the next autosave holds them.
        """
        failure: OSError | None = None
        records: list[bytes] = []
        for item in items:
            follow(self.state, item)
            if failure is None and not self.is_broken:
                try:
                    records.append(self._record(item))
                except OSError as error:
                    failure = error
        try:
            if failure is not None:
                raise failure
            self._append(b"".join(records))
        except OSError:
            self.close()
            raise

    def autosave(self) -> None:
        """Write the whole state and go on in a journal of its own.

        Raises:
            OSError, WriteFailed: that failed; what was there before is as it was.
        """
        number = self._generation + 1
        self._encoder.begin_file()
        try:
            content = (MARK, packed(self._opened()), self._encoder.state(self.state))
            write_atomically(self.folder / f"autosave-{number:06d}", b"".join(content))
            journal = self.folder / f"journal-{number:06d}"
            journal.unlink(missing_ok=True)
            self.close()
            file = create(journal)
            write_all(file, MARK)
            sync_data(file)
        except BaseException:
            self.close()  # its patches may be told by numbers that only the lost file explains
            raise
        sync_folder(self.folder)
        self._file, self._generation, self.written = file, number, 0
        self._used[number] = self._encoder.used
        self._drop_old()

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            file, self._file = self._file, -1
            with contextlib.suppress(OSError):
                os.close(file)

    def _opened(self) -> dict[str, Any]:
        return {"kind": OPENED, "layout": LAYOUT, "program": VERSION, "base": self.base.to_dict()}

    def _record(self, item: Item) -> bytes:
        if isinstance(item, Saved):
            return self._encoder.saved(item)
        return self._encoder.entry(item)

    def _append(self, data: bytes) -> None:
        if data and not self.is_broken:
            write_all(self._file, data)
            sync_data(self._file)
            self.written += len(data)

    def _drop_old(self) -> None:
        """Remove what neither of the two newest generations needs."""
        kept = generations(self.folder)[-_GENERATIONS:]
        for number in generations(self.folder)[:-_GENERATIONS]:
            for name in ("autosave", "journal"):
                with contextlib.suppress(OSError):
                    (self.folder / f"{name}-{number:06d}").unlink(missing_ok=True)
        self._used = {number: refs for number, refs in self._used.items() if number in kept}
        if all(number in self._used for number in kept):  # of a generation from before nobody has counted what it needs
            with contextlib.suppress(OSError):
                self._store.drop_all_but(set().union(*self._used.values()))


def generations(folder: Path) -> list[int]:
    """The numbers of the autosaves in a folder, oldest first."""
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    return sorted(int(found[1]) for name in names if (found := _NAME.fullmatch(name)))


@dataclass(frozen=True)
class Read(Generic[P]):
    """What the files of a document say.

    Attributes:
        base: of its photo.
        start: the state of the autosave that was read.
        entries: the steps since, in order.
        state: after all of them.
        is_older: whether the newest autosave could not be read, and the one before it was.
        decoder: what knows its patches.
    """

    base: Base
    start: State[P]
    entries: tuple[Entry[P], ...]
    state: State[P]
    is_older: bool
    decoder: Decoder


def read_journal(folder: Path, decoder: Decoder) -> Read[Any] | None:
    """The newest state that can be read whole; None where there is none."""
    numbers = generations(folder)
    for number in reversed(numbers):
        found = _read_from(folder, number, decoder, is_older=number != numbers[-1])
        if found is not None:
            return found
    return None


def _read_from(folder: Path, number: int, decoder: Decoder, *, is_older: bool) -> Read[Any] | None:
    scan = scanned_file(folder / f"autosave-{number:06d}")
    if not scan.is_whole or len(scan.records) != 2:
        return None
    opened, told = scan.records
    try:
        if opened.head["kind"] != OPENED or opened.head["layout"] != LAYOUT or told.head["kind"] != STATE:
            return None
        base = Base.from_dict(opened.head["base"])
        start, state = decoder.state(told), decoder.state(told)
    except (KeyError, ValueError, TypeError, DamagedRecordError):
        return None
    entries = tuple(_followed(state, _records_from(folder, number), decoder))
    return Read(base, start, entries, state, is_older, decoder)


def _records_from(folder: Path, number: int) -> Iterator[Record]:
    """The records of this generation's journal and all later ones, up to the first that is damaged."""
    while (path := folder / f"journal-{number:06d}").exists():
        scan = scanned_file(path)
        yield from scan.records
        if not scan.is_whole and not (folder / f"journal-{number + 1:06d}").exists():
            return
        number += 1


def _followed(state: State[Any], records: Iterator[Record], decoder: Decoder) -> Iterator[Entry[Any]]:
    """Leads `state` through the records. It stops where one is missing, damaged or does not follow."""
    for record in records:
        try:
            if record.head["kind"] == SAVED:
                state.saved(decoder.saved(record))
            elif record.head["kind"] == STEP:
                entry = decoder.entry(record, state.mask.size)
                if entry.previous != state.number:
                    return
                state.take(entry)
                yield entry
        except (KeyError, ValueError, TypeError, DamagedRecordError):
            return
