"""Opening a project: under limits, nothing unpacked to disk, never failing with a foreign error."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np

from engine.document import Composite, Patch, Piece
from engine.document.selections import SavedSelection
from engine.errors import BadInput, EngineError, OutOfMemory, TooLarge
from engine.geometry import Rect, Size
from engine.language import tr
from engine.photo import Limits, Photo
from engine.photo.memory import check_limits
from engine.photo.photo import frozen
from engine.photo.quiet import quiet
from engine.project import manifest
from engine.project.archive import MANIFEST, MIME, STACK, ProjectArchive, is_own
from engine.project.foreign import opened_foreign
from engine.project.pictures import HEADER_BYTES, decode_png, png_facts
from engine.project.stack import MOST_BYTES, foreign_parts, read_stack
from engine.project.state import BASE, Extras, ProjectState

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ZIP = b"PK\3\4"


def is_project(path: str | os.PathLike[str]) -> bool:
    """Whether a file is an OpenRaster file, by its first bytes; False where it cannot be read."""
    try:
        with open(path, "rb") as stream:
            head = stream.read(128)
    except (OSError, ValueError):
        return False
    return head.startswith(_ZIP) and (MIME in head or Path(path).suffix.lower() == ".ora")


def read_project(path: str | os.PathLike[str], *, limits: Limits = Limits()) -> ProjectState:
    """Open an OpenRaster file, of this program or of another one.

    What this program saved comes back to the last bit. In a file of another one, or that another one has changed,
    layers become patches over the lowest of them; where that would not show what the file shows, its merged picture is
    opened, and the layers are carried along. `warnings` say so.

    Args:
        limits: how large the photo may be, and the memory that all pictures in the file may take together.

    Raises:
        TooLarge: naming the megapixels and the memory.
        BadInput: it is no OpenRaster file, it is damaged, or a newer version of the program wrote it.
        OutOfMemory: there was less memory than the system had promised.
    """
    target = Path(path)
    with _sentences(target), open(target, "rb") as stream, quiet():
        return _opened(stream, target, limits)


@contextmanager
def _sentences(target: Path) -> Iterator[None]:
    """Every foreign error inside becomes one that a person can read, and names the file."""
    name, advice = target.name, tr("Choose another file.")
    try:
        yield
    except EngineError as error:
        if name not in error.sentence:
            error.sentence = f"“{name}”: {error.sentence}"
            error.args = (error.sentence, error.advice)
        raise
    except MemoryError as error:
        sentence = tr("There was not enough memory to open “{name}”.", name=name)
        raise OutOfMemory(sentence, tr("Close other programs and try again.")) from error
    except FileNotFoundError as error:
        folder = target.absolute().parent
        raise BadInput(tr("There is no file “{name}” in {folder}.", name=name, folder=folder), advice) from error
    except Exception as error:  # zip, XML, JSON and picture decoders raise two dozen types for broken bytes
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0][:120].rstrip(".")
        raise BadInput(
            tr("“{name}” is damaged and cannot be opened ({reason}).", name=name, reason=reason),
            tr("Try another copy of it, or an older one."),
        ) from error


def _opened(stream: BinaryIO, target: Path, limits: Limits) -> ProjectState:
    archive = ProjectArchive(stream)
    if MANIFEST not in archive:
        return opened_foreign(archive, target, limits)
    try:
        notes = manifest.decoded(archive.read(MANIFEST, manifest.MOST_BYTES))
        if _is_as_written(archive, notes):
            return _Reading(archive, notes, target, limits).state()
        why = tr("Another program has changed this project, so its layers were opened without their recipes.")
    except (TooLarge, OutOfMemory, MemoryError, manifest.NewerProject):
        raise
    except Exception:
        why = tr("The project's own notes are damaged, so its layers were opened without their recipes.")
        return _rescued(archive, target, limits, why)
    return opened_foreign(archive, target, limits, (why,))


def _rescued(archive: ProjectArchive, target: Path, limits: Limits, why: str) -> ProjectState:
    try:
        return opened_foreign(archive, target, limits, (why,))
    except EngineError:
        raise
    except Exception as error:
        raise BadInput(
            tr("“{name}” is damaged, and neither its notes nor its layers can be read.", name=target.name),
            tr("Try another copy of it, or an older one."),
        ) from error


def _is_as_written(archive: ProjectArchive, notes: manifest.Data) -> bool:
    """Whether layers and stack are those that the notes were written for: other programs may keep what they ignore."""
    return all(archive.check_sum(name) == check for name, check in notes["entries"].items())


class _Reading:
    """A project of this program's own."""

    def __init__(self, archive: ProjectArchive, notes: manifest.Data, target: Path, limits: Limits) -> None:
        self._archive, self._notes, self._target = archive, notes, target
        self._warnings: list[str] = []
        width, height = notes["photo"]["size"]
        self._size = Size(int(width), int(height))
        self._type = {8: np.uint8, 16: np.uint16}[notes["photo"]["depth"]]
        self._check_memory(limits)
        self._layer: tuple[str, NDArray] = "", np.empty(0)

    def state(self) -> ProjectState:
        notes = self._notes
        patches = tuple(self._patch(data) for data in notes["patches"])
        photo = self._photo()
        selections = tuple(
            SavedSelection.of(str(one["name"]), area)
            for one in notes["selections"]
            if (area := manifest.area_of(one, self._mask)) is not None
        )
        state = ProjectState(
            Composite(photo, patches),
            manifest.area_of(notes["mask"], self._mask),
            selections,
            self._extras(),
            tuple(dict.fromkeys(self._warnings)),
        )
        state.document()  # refuses what does not fit the photo
        return state

    def _check_memory(self, limits: Limits) -> None:
        for_others = {data["shown"] for data in self._notes["patches"]}
        pictures = [name for name in self._notes["entries"] if name.endswith(".png") and name not in for_others]
        facts = [png_facts(self._archive.head(name, HEADER_BYTES)) for name in pictures]
        needed = [width * height * pixel for width, height, pixel in facts]
        # The largest is in memory twice while its alpha is taken out of it.
        check_limits(self._target.name, self._size, sum(needed) + max(needed, default=0), limits)
        if any(width > self._size.width or height > self._size.height for width, height, _ in facts):
            raise ValueError("a picture in it is larger than the photo")

    def _picture(self, name: str) -> NDArray:
        """An entry's samples. Pieces of one patch share theirs, so that the last one is kept."""
        if self._layer[0] != name:
            self._layer = name, decode_png(self._archive.read(name))
        return self._layer[1]

    def _photo(self) -> Photo:
        notes, size = self._notes, self._size
        samples = self._picture(notes["base"])
        blocks = {kind: self._archive.read(str(name)) for kind, name in notes["blocks"].items()}
        native = None if notes["native"] is None else decode_png(self._archive.read(str(notes["native"])))
        if samples.shape[:2] != (size.height, size.width) or samples.dtype != self._type or samples.ndim != 3:
            raise ValueError("its photo is not of the size or depth that its notes tell of")
        if native is not None and native.shape != (size.height, size.width, 4):
            raise ValueError("its CMYK samples do not fit the photo")
        has_alpha = samples.shape[2] == 4
        source = manifest.found_source(notes["photo"]["source"], self._target, blocks.get("native_icc"))
        return Photo(
            pixels=frozen(np.ascontiguousarray(samples[..., :3])),
            alpha=frozen(np.ascontiguousarray(samples[..., 3])) if has_alpha else None,
            icc=blocks.get("icc"),
            exif=blocks.get("exif"),
            xmp=blocks.get("xmp"),
            source=source,
            native=None if native is None else frozen(native),
            **manifest.photo_facts(notes["photo"]),
        )

    def _patch(self, data: manifest.Data) -> Patch:
        facts, warning = manifest.patch_facts(data)
        if warning:
            self._warnings.append(warning)
        pieces = tuple(self._piece(manifest.PieceEntry.from_dict(one)) for one in data["pieces"])
        return Patch(pieces=pieces, mask=manifest.area_of(data["mask"], self._mask), **facts)

    def _piece(self, entry: manifest.PieceEntry) -> Piece:
        samples = self._picture(entry.layer)
        rect = entry.rect
        part = samples[Rect(entry.x, entry.y, rect.width, rect.height).slices]
        spread = 257 if part.dtype == np.uint16 else 1
        photo_alpha = None if entry.photo_alpha is None else decode_png(self._archive.read(entry.photo_alpha))
        return Piece(
            rect,
            np.ascontiguousarray(part[..., :3]),
            (part[..., 3] // spread).astype(np.uint8),
            photo_alpha,
        )

    def _mask(self, entry: str, rect: Rect) -> NDArray:
        return decode_png(self._archive.read(entry))

    def _extras(self) -> Extras:
        return carried(self._archive, self._keys(), set(self._notes["entries"]))

    def _keys(self) -> dict[str, str]:
        """The key of each layer's entry."""
        keys = {str(self._notes["base"]): BASE}
        for data in self._notes["patches"]:
            keys |= {str(piece["layer"]): str(data["id"]) for piece in data["pieces"]}
            if data["shown"] is not None:
                keys[str(data["shown"])] = str(data["id"])
        return keys


def carried(archive: ProjectArchive, keys: dict[str, str], ours: set[str]) -> Extras:
    """What is in a file of ours that other programs put there.

    Args:
        keys: of layers, by their entries.
        ours: entries that are written anew.
    """
    stack = read_stack(archive.read(STACK, MOST_BYTES))
    parts = foreign_parts(stack, lambda element: keys.get(element.get("src", "")))
    entries = tuple((name, archive.read(name)) for name in archive.names if name not in ours and not is_own(name))
    return Extras(
        entries,
        parts.image_attributes,
        parts.stack_attributes,
        parts.image_elements,
        parts.elements,
        parts.layers,
        parts.groups,
        parts.places,
    )
