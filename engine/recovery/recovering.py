"""What was left behind by a program that did not get to its end: what it holds, and how to have it back."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine.document import Document, Patch
from engine.document.selections import SavedSelection
from engine.errors import BadInput, EngineError
from engine.geometry import Size
from engine.language import tr, tr_n
from engine.photo.photo import Photo
from engine.photo.reshape import Extend, Reshape, reshaped_photo
from engine.recovery.arrays import StoredArrays
from engine.recovery.base import read_base
from engine.recovery.codec import Decoder, patch_maker
from engine.recovery.instance import Instance, changed, remove
from engine.recovery.journal import Read, generations, read_journal
from engine.recovery.preview import PREVIEW
from engine.recovery.state import Entry, State
from engine.recovery.writer import Beginning

_FORGOTTEN_S = 30 * 24 * 3600  # what cannot be read is kept as long: somebody may know a way
BY_HAND = ("clone", "heal")


@dataclass(frozen=True)
class Leftover:
    """A document that can be recovered.

    Attributes:
        folder: where it lies; `Instance.claim` first, then `recover`.
        name: what a person calls it.
        path: the file that it lives in, or where its photo was read from; None for one from the clipboard.
        size: of the canvas.
        time: of the last step, seconds since 1970.
        fills, retouches, adjustments: how many patches of each kind there are; retouches are made by hand.
        strokes: how many are in the mask.
        reshapes: how often the canvas was changed.
        preview: a small picture of it; None where there is none.
        is_worth_keeping: whether something would be lost with it.
    """

    folder: Path
    name: str
    path: Path | None
    size: Size
    time: float
    fills: int
    retouches: int
    adjustments: int
    strokes: int
    reshapes: int
    preview: Path | None
    is_worth_keeping: bool = True


@dataclass(frozen=True)
class Recovered:
    """A document as it was, and where its keeping goes on.

    Attributes:
        document: modified, and with the history since the last autosave.
        name: what a person calls it.
        save_path: where it was saved last; None for nowhere.
        save_stamp: (bytes, mtime in ns) of the file there, as it was then.
        beginning: for its `Keeper`.
        notes: what a person should know about it, in sentences.
    """

    document: Document
    name: str
    save_path: Path | None
    save_stamp: tuple[int, int] | None
    beginning: Beginning
    notes: tuple[str, ...]


class NothingLeft(BadInput):
    """What was left behind cannot be read."""


def leftovers(instance: Instance) -> list[Leftover]:
    """All that can be recovered, the latest first. What is of no use to anybody is removed."""
    found = []
    for folder in instance.left_behind():
        one = look(folder)
        if one is not None and one.is_worth_keeping:
            found.append(one)
        elif one is not None or not generations(folder) or time.time() - changed(folder) > _FORGOTTEN_S:
            remove(folder)
    return sorted(found, key=lambda one: one.time, reverse=True)


def look(folder: Path) -> Leftover | None:
    """What a document's folder holds; None where nothing of it can be read."""
    decoder = Decoder(_kind)
    read = read_journal(folder, decoder)
    if read is None:
        return None
    state = read.state
    saved, picture = Path(state.save_path) if state.save_path else None, folder / PREVIEW
    counts = {kind: state.patches.count(kind) for kind in ("fill", "hand", "adjustment")}
    return Leftover(
        folder,
        read.base.name if saved is None else saved.name,
        saved or read.base.path,
        state.mask.size,
        state.time,
        counts["fill"],
        counts["hand"],
        counts["adjustment"],
        max(1, state.strokes) if not state.mask.is_empty else 0,
        len(state.reshapes),
        picture if picture.exists() else None,
        state.is_worth_keeping,
    )


def recover(folder: Path) -> Recovered:
    """The document that lies in a folder, bit for bit as it was after the last step that was acknowledged.

    Raises:
        PhotoGone: its photo is nowhere to be found; the folder stays as it is.
        NothingLeft: nothing of it can be read.
        EngineError: the photo cannot be opened.
    """
    arrays = StoredArrays(folder)
    read = read_journal(folder, Decoder(patch_maker(arrays)))
    if read is None:
        raise NothingLeft(tr("What was kept of this photo is damaged and cannot be read."), tr("Open the photo anew."))
    photo, note = read_base(folder, read.base)
    if (photo.size.width, photo.size.height) != read.base.size:
        raise NothingLeft(
            tr("{name} has another size than it had, so nothing can be laid over it.", name=read.base.name),
            tr("Put the photo back as it was, and recover again."),
        )
    document = _replayed(photo, read)
    notes = [note] if note else []
    if read.decoder.lost:
        count = len(read.decoder.lost)
        notes.append(tr_n("{n} fill could not be read back.", "{n} fills could not be read back.", count))
    state = replace(read.state, patches=document.patches, selections=document.selections)
    beginning = Beginning(read.base, photo, state, folder, max(generations(folder)), read.decoder.next_number, arrays)
    save_path = Path(state.save_path) if state.save_path else None
    return Recovered(document, read.base.name, save_path, state.save_stamp, beginning, tuple(notes))


def _kind(definition: dict[str, Any]) -> str:
    """Of which kind a patch is: "fill", "hand" or "adjustment"."""
    if definition["adjustment"] is not None:
        return "adjustment"
    return "hand" if json.loads(definition["recipe"])["method"] in BY_HAND else "fill"


# Taking the steps again


def _replayed(photo: Photo, read: Read[Patch]) -> Document:
    replay = _Replay(photo, read.start)
    try:
        for entry in read.entries:
            replay.take(entry)
    except (ValueError, EngineError):
        # The way there cannot be gone again; the state it leads to is known all the same.
        return _Replay(photo, read.state).document
    return replay.document if _is_in(replay.document, read.state) else _Replay(photo, read.state).document


class _Replay:
    """A document that is led on by entries, with a history wherever that is the one it had."""

    def __init__(self, photo: Photo, state: State[Patch]) -> None:
        if state.modified or state.reshapes or state.mask.size != photo.size:
            self.document = Document(photo)
            for reshape in state.reshapes:
                self._reshape(reshape, None)
            self._put(tr("Recover"), state)
        else:
            self.document = Document(photo, patches=state.patches, mask=state.mask.area(), selections=state.selections)
        self._done: list[int] = []
        self._undone: list[int] = []

    def take(self, entry: Entry[Patch]) -> None:
        """Raises ValueError and EngineError where the entry cannot be followed."""
        if entry.way == "undo" and self._tops(self._done, entry) and self.document.can_undo:
            self.document.undo()
            self._undone.append(self._done.pop())
        elif entry.way == "redo" and self._tops(self._undone, entry) and self.document.can_redo:
            self.document.redo()
            self._done.append(self._undone.pop())
        else:
            self._do(entry)

    def _tops(self, steps: list[int], entry: Entry[Patch]) -> bool:
        return bool(steps) and steps[-1] == entry.step > 0

    def _do(self, entry: Entry[Patch]) -> None:
        document = self.document
        if entry.canvas is None and entry.selections is not None:
            document.set_selections(entry.selections, entry.label)
        elif entry.canvas is None:
            document.repeat(entry.label, entry.mask, entry.patches, merge=entry.merge)
        else:
            reshapes = entry.canvas.reshapes
            known = document.photo.reshapes
            if entry.way == "undo" or reshapes[:-1] != known[len(known) - len(reshapes) + 1 :]:
                raise ValueError("the canvas goes back beyond the autosave")
            self._reshape(reshapes[-1], entry.patches)
            if not entry.canvas.mask.equals(document.mask):
                raise ValueError("the mask has become another one")
        merged = entry.into and self._done and self._done[-1] == entry.into
        if merged:
            self._done.pop()
        # What was merged into a step from before the autosave cannot be undone as far as it could be then.
        self._done.append(entry.step if merged or not entry.into else 0)
        self._undone.clear()

    def _reshape(self, reshape: Reshape, patches: tuple[Patch, ...] | None) -> None:
        if isinstance(reshape, Extend):
            margins = reshape.margins
            self.document.extend(margins.left, margins.top, margins.right, margins.bottom)
        else:
            self.document.reshape(reshape, photo=reshaped_photo(self.document.photo, reshape), patches=patches)

    def _put(self, label: str, state: State[Patch]) -> None:
        """Put mask and patches in place, as one step."""
        document = self.document
        if document.size != state.mask.size:
            raise NothingLeft(tr("What was kept of this photo is of another size."), tr("Open the photo anew."))
        area = state.mask.area()
        mask = document.mask.copy()
        mask[:] = 0
        mask[area.rect.slices] = area.alpha
        document.set_mask(mask, label)
        document.set_patches(state.patches, label)
        document.set_selections(state.selections, label)


def _is_in(document: Document, state: State[Patch]) -> bool:
    """Whether a document is in a state: the same mask, the same patches in the same places."""

    def told(patch: Patch) -> tuple:
        return patch.id, patch.visible, patch.opacity, patch.name, patch.rects

    def named(one: SavedSelection) -> tuple:
        return one.name, one.packed.rect, one.packed.alpha.tobytes()

    same = [told(one) for one in document.patches] == [told(one) for one in state.patches]
    same &= [named(one) for one in document.selections] == [named(one) for one in state.selections]
    return same and document.size == state.mask.size and state.mask.equals(document.mask)
