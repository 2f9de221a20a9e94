"""Saving a project: the whole file or the old one, never half."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

import cv2
import numpy as np

from engine.document import Composite, MaskArea, Patch
from engine.errors import OutOfMemory
from engine.geometry import Rect
from engine.language import tr
from engine.photo import DisplayTransform, write_atomically
from engine.photo.colour import profile_space, to_8_bits
from engine.project import manifest, packed
from engine.project.archive import MANIFEST, MERGED, OWN, STACK, THUMBNAIL, ProjectArchiveWriter, is_own
from engine.project.pictures import encode_png
from engine.project.stack import LayerEntry, stack_xml
from engine.project.state import BASE, ProjectState
from engine.version import VERSION

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo import Photo

_THUMBNAIL_SIDE = 256
_WASTE, _LITTLE = 4, 1 << 21  # pieces far apart get layers of their own, unless all of it is small


@dataclass(frozen=True)
class ProjectReport:
    """What was written. `warnings` are plain sentences on what other programs will see otherwise."""

    path: Path
    bytes: int
    warnings: tuple[str, ...] = ()


def write_project(
    state: ProjectState,
    path: str | os.PathLike[str],
    *,
    titles: Mapping[str, str] = MappingProxyType({}),
    for_others: bool = True,
    check: Callable[[], object] | None = None,
) -> ProjectReport:
    """Save a project atomically, over what is there.

    Args:
        state: what to save.
        titles: by the ids of patches: what a patch without a name is called in other programs. One that is not
            among them is called by its method's id.
        for_others: False leaves out what only other programs look at (the merged picture, and layers that show what
            adjustments do), and keeps the full path of the photo's source: for files that stay here.
        check: called between pictures; what it raises ends the writing, with the old file as it was.

    Raises:
        WriteFailed: the disk is full, the place is read-only, or the system refused; what was there is as it was.
        OutOfMemory: there is too little memory to encode it.
    """
    target = Path(path)
    writing = _Writing(state, target, titles, for_others=for_others, check=check or _go_on)
    try:
        write_atomically(target, writing.write)
    except MemoryError as error:
        raise OutOfMemory(
            tr("There was too little memory to save “{name}”.", name=target.name), tr("Close other programs.")
        ) from error
    writing.remember()
    return ProjectReport(target, target.stat().st_size, tuple(writing.warnings))


def _go_on() -> None:
    pass


@dataclass
class _Writing:
    """One project on its way into a file."""

    state: ProjectState
    target: Path
    titles: Mapping[str, str]
    for_others: bool
    check: Callable[[], object]
    warnings: list[str] = field(default_factory=list)

    def write(self, stream: BinaryIO) -> None:
        self._taken = {name for name, _ in self.state.extras.entries}
        self._sums: dict[str, int] = {}
        with ProjectArchiveWriter(stream) as self._archive:
            layers = [*self._patches(), self._base()]
            self._looks()
            self._own_notes(layers)
            for name, data in self.state.extras.entries:
                if not is_own(name):
                    self._archive.add(name, data, deflated=not name.endswith(".png"))

    @property
    def _photo(self) -> Photo:
        return self.state.composite.photo

    @property
    def _profile(self) -> bytes | None:
        """The profile of the samples as they are written: three channels, also where the source is grey."""
        icc = self._photo.icc
        return icc if icc and profile_space(icc) == "RGB" else None

    def _add(self, name: str, data: bytes) -> str:
        """Adds an entry that the notes vouch for; its name, which is another where a carried file has that one."""
        self.check()
        while name in self._taken:
            name = name.replace("/", "/tratteggio-", 1)
        self._taken.add(name)
        self._sums[name] = self._archive.add(name, data)
        return name

    def _picture(self, name: str, samples: NDArray, alpha: NDArray | None = None) -> str:
        self.check()
        return self._add(name, encode_png(samples, alpha, icc=self._profile))

    def _area(self, name: str, area: MaskArea) -> str:
        return "" if area.rect.is_empty else self._picture(name, area.alpha)

    # Layers

    def _base(self) -> LayerEntry:
        photo = self._photo
        self._whole = packed.recall(photo) or encode_png(photo.pixels, photo.alpha, icc=self._profile)
        name = self._add("data/base.png", self._whole)
        self._base_offset = self._archive.offset(name)
        return LayerEntry(BASE, tr("Photo"), ((name, 0, 0),))

    def remember(self) -> None:
        """Note where the photo lies in the file, now that it is there: it need not be packed again."""
        packed.remember(self._photo, self.target, self._base_offset, len(self._whole), zlib.crc32(self._whole))

    def _patches(self) -> list[LayerEntry]:
        """Adds every patch's pictures; their layers, top first."""
        self._notes: list[manifest.Data] = []
        layers = []
        for number, patch in enumerate(self.state.composite.patches, 1):
            entries = self._pieces(patch, number)
            pictures = tuple(dict.fromkeys((one.layer, one.rect.x - one.x, one.rect.y - one.y) for one in entries))
            if patch.adjustment is not None and self.for_others:
                pictures = self._adjusted(patch, number)
            mask = None if patch.mask is None else self._area(f"{OWN}patch-{number:03}-mask.png", patch.mask)
            shown = pictures[0][0] if pictures and not entries else None
            self._notes.append(manifest.patch_data(patch, entries, mask, shown))
            if pictures:
                layers.append(self._layer(patch, pictures))
        return layers[::-1]

    def _layer(self, patch: Patch, pictures: tuple[tuple[str, int, int], ...]) -> LayerEntry:
        has_alpha = self._photo.alpha is not None
        keeps = has_alpha and all(piece.photo_alpha is None for piece in patch.pieces)
        name = patch.name or self.titles.get(patch.id) or _title(patch)
        return LayerEntry(patch.id, name, pictures, patch.opacity, patch.visible, keeps)

    def _pieces(self, patch: Patch, number: int) -> list[manifest.PieceEntry]:
        """One picture for all pieces where that can hold them, else one for each."""
        stem = f"data/patch-{number:03}"
        if not patch.pieces:
            return []
        if _share_a_picture(patch):
            bounds = patch.bounds
            shared = self._picture(f"{stem}.png", *_on_one_canvas(patch, bounds))
            places = [(shared, piece.rect.x - bounds.x, piece.rect.y - bounds.y) for piece in patch.pieces]
        else:
            places = [
                (self._picture(f"{stem}-{index:03}.png", piece.pixels, piece.alpha), 0, 0)
                for index, piece in enumerate(patch.pieces, 1)
            ]
        entries = []
        for index, (piece, (name, x, y)) in enumerate(zip(patch.pieces, places, strict=True), 1):
            alpha = None
            if piece.photo_alpha is not None:
                alpha = self._picture(f"{OWN}patch-{number:03}-{index:03}-alpha.png", piece.photo_alpha)
            entries.append(manifest.PieceEntry(piece.rect, name, x, y, alpha))
        return entries

    def _adjusted(self, patch: Patch, number: int) -> tuple[tuple[str, int, int], ...]:
        """A picture of what an adjustment makes of all below, for programs that know no such thing."""
        if not patch.visible or not patch.opacity or patch.adjustment is None:
            return ()
        composite = self.state.composite
        below = Composite(composite.photo, composite.patches[: composite.patches.index(patch)])
        rect = Rect.of(composite.size) if patch.mask is None else patch.mask.rect
        if rect.is_empty:
            return ()
        alpha = np.full((rect.height, rect.width), 255, np.uint8) if patch.mask is None else patch.mask.alpha
        seen = below.read_alpha(rect)
        if seen is not None:  # GIMP knows no svg:src-atop, and would fill what is fully transparent
            alpha = np.where(seen > 0, alpha, np.uint8(0))
        name = f"data/adjusted-{number:03}.png"
        return (
            (self._picture(name, patch.adjustment.apply(below.read(rect), self._photo.icc), alpha), rect.x, rect.y),
        )

    # What is looked at

    def _looks(self) -> None:
        composite, whole = self.state.composite, Rect.of(self.state.composite.size)
        pixels, alpha = composite.read(whole), composite.read_alpha(whole)
        self.check()
        self._archive.add(THUMBNAIL, _thumbnail(self._photo.icc, pixels, alpha))
        if not self.for_others:
            return
        merged = self._whole if not composite.bounds_changed() else encode_png(pixels, alpha, icc=self._profile)
        self.check()
        self._archive.add(MERGED, merged)

    # What brings it back

    def _own_notes(self, layers: list[LayerEntry]) -> None:
        state, photo = self.state, self._photo
        blocks = {"icc": photo.icc, "exif": photo.exif, "xmp": photo.xmp, "native_icc": photo.source.native_icc}
        notes: manifest.Data = {
            "format": manifest.FORMAT,
            "program": VERSION,
            "photo": manifest.photo_data(photo, self.target, whole_path=not self.for_others),
            "base": layers[-1].pictures[0][0],
            "blocks": {kind: self._add(f"{OWN}{kind}", data) for kind, data in blocks.items() if data is not None},
            "native": None if photo.native is None else self._native(photo.native),
            "patches": self._notes,
            "mask": None,
            "selections": [],
        }
        if state.mask is not None:
            notes["mask"] = manifest.area_data(state.mask, self._area(f"{OWN}mask.png", state.mask))
        for number, selection in enumerate(state.selections, 1):
            area = selection.area  # unpacked each time it is asked for
            entry = self._area(f"{OWN}selection-{number:03}.png", area)
            notes["selections"].append({"name": selection.name, **manifest.area_data(area, entry)})
        listed = stack_xml(photo.size, photo.dpi, layers, state.extras)
        self._sums[STACK] = self._archive.add(STACK, listed, deflated=True)
        notes["entries"] = self._sums
        self._archive.add(MANIFEST, manifest.encoded(notes), deflated=True)

    def _native(self, ink: NDArray) -> str:
        """CMYK samples, as a picture whose fourth channel is black instead of alpha."""
        return self._add(f"{OWN}native.png", encode_png(ink[..., :3], ink[..., 3]))


def _title(patch: Patch) -> str:
    if patch.adjustment is not None:
        return tr("Adjustment")
    return tr("Fill: {method}", method=patch.recipe.method)


def _share_a_picture(patch: Patch) -> bool:
    """Whether no two pieces lie over each other, and a picture around all of them would not be mostly empty."""
    rects, bounds = patch.rects, patch.bounds
    if len(rects) < 2:
        return True
    covered = sum(rect.area for rect in rects)
    if bounds.area > max(_WASTE * covered, _LITTLE):
        return False
    taken = np.zeros((bounds.height, bounds.width), bool)
    for rect in rects:
        taken[rect.translated(-bounds.x, -bounds.y).slices] = True
    return int(taken.sum()) == covered


def _on_one_canvas(patch: Patch, bounds: Rect) -> tuple[NDArray, NDArray[np.uint8]]:
    if len(patch.pieces) == 1:
        return patch.pieces[0].pixels, patch.pieces[0].alpha
    shape = (bounds.height, bounds.width)
    pixels, alpha = np.zeros((*shape, 3), patch.pieces[0].pixels.dtype), np.zeros(shape, np.uint8)
    for piece in patch.pieces:
        inside = piece.rect.translated(-bounds.x, -bounds.y).slices
        pixels[inside], alpha[inside] = piece.pixels, piece.alpha
    return pixels, alpha


def _thumbnail(icc: bytes | None, pixels: NDArray, alpha: NDArray | None) -> bytes:
    """At most 256 px a side, 8 bits, sRGB, as OpenRaster asks for."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _THUMBNAIL_SIDE / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = _reduced(pixels, size)
    shown = DisplayTransform(icc).apply(small)
    return encode_png(shown, None if alpha is None else to_8_bits(_reduced(alpha, size)))


def _reduced(samples: NDArray, size: tuple[int, int]) -> NDArray:
    return samples if size == samples.shape[1::-1] else cv2.resize(samples, size, interpolation=cv2.INTER_AREA)
