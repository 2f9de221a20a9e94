"""OpenRaster files of other programs: their layers as patches where that shows the same, else their merged picture."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import numpy as np

from engine.document import Composite, Patch, Piece, Recipe, new_patch_id
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.language import tr
from engine.photo import Limits, Photo, Source
from engine.photo.memory import check_limits
from engine.photo.photo import frozen
from engine.photo.png import open_png
from engine.project.archive import MERGED, STACK, ProjectArchive, is_own
from engine.project.pictures import HEADER_BYTES, png_facts
from engine.project.stack import MOST_BYTES, Layer, Stack, foreign_parts, read_stack
from engine.project.state import BASE, Extras, ProjectState

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYER_METHOD = "layer"  # of a patch that was a layer of another program
_MOST_CARRIED = 1 << 30
_LEVELS, _SHARE = 3, 0.001  # of 255, and of all pixels: what programs may differ by in rounding


def opened_foreign(
    archive: ProjectArchive, target: Path, limits: Limits, warnings: tuple[str, ...] = ()
) -> ProjectState:
    """A project out of a file that has no notes of ours, or such as fit it no more. Raises as `read_project` does."""
    stack = read_stack(archive.read(STACK, MOST_BYTES))
    _check_memory(archive, stack, target, limits)
    found = _Foreign(archive, stack, target, [*warnings, *_refused(archive)])
    return found.as_layers() or found.as_merged()


def _refused(archive: ProjectArchive) -> list[str]:
    if not archive.refused:
        return []
    return [tr("Files in it whose names lead out of the project were left out: {names}.",
               names=", ".join(name[:60] for name in archive.refused[:3]))]  # fmt: skip


def _check_memory(archive: ProjectArchive, stack: Stack, target: Path, limits: Limits) -> None:
    names = {layer.source for layer in stack.layers} | {MERGED}
    sizes = []
    for name in names:
        if name in archive and name.lower().endswith(".png"):
            width, height, pixel = png_facts(archive.head(name, HEADER_BYTES))
            check_limits(target.name, Size(width, height), 0, limits)
            sizes.append(width * height * pixel)
    canvas = stack.width * stack.height * 8
    check_limits(target.name, Size(stack.width, stack.height), 2 * sum(sizes) + canvas, limits)


@dataclass(frozen=True)
class _Picture:
    """A decoded layer: h x w x 3 and h x w, in its own depth. `alpha` is None where it is opaque all over."""

    colour: NDArray
    alpha: NDArray | None
    icc: bytes | None


class _Foreign:
    def __init__(self, archive: ProjectArchive, stack: Stack, target: Path, warnings: list[str]) -> None:
        self._archive, self._stack, self._target, self._warnings = archive, stack, target, warnings
        self._size = Size(stack.width, stack.height)

    # Layers

    def as_layers(self) -> ProjectState | None:
        """Layers as patches; None where they cannot be shown so."""
        layers = self._stack.layers
        plain = all(layer.is_plain or not layer.visible for layer in layers)
        if not layers or not plain or self._stack.has_more:
            return None
        pictures = self._pictures(layers)
        if pictures is None:
            return None
        wide = any(picture.colour.dtype == np.uint16 for picture in pictures)
        merged = self._picture(MERGED) if MERGED in self._archive else None
        composite, keys = self._composite(layers, pictures, np.dtype(np.uint16 if wide else np.uint8))
        if merged is not None and not _shows(composite, merged):
            return None
        return self._state(composite, keys)

    def _pictures(self, layers: list[Layer]) -> list[_Picture] | None:
        found = []
        for layer in layers:
            if layer.source not in self._archive or not layer.source.lower().endswith(".png"):
                return None
            found.append(self._picture(layer.source))
        profiles = {picture.icc for picture in found}
        return found if len(profiles) == 1 else None

    def _picture(self, name: str) -> _Picture:
        picture = open_png(io.BytesIO(self._archive.read(name)), 0)
        samples = picture.decode()
        self._warnings += samples.warnings
        colour = samples.colour if samples.grey is None else np.repeat(samples.grey[..., None], 3, axis=2)
        if colour is None:
            raise ValueError("a layer of it holds no colours")
        alpha = samples.alpha
        opaque = alpha is None or int(alpha.min()) == np.iinfo(alpha.dtype).max
        icc = picture.metadata().icc if samples.grey is None else None
        return _Picture(colour, None if opaque else alpha, icc)

    def _composite(
        self, layers: list[Layer], pictures: list[_Picture], kind: np.dtype
    ) -> tuple[Composite, dict[int, str]]:
        """The layers over the lowest one, and each layer element's key."""
        lowest = layers[-1]
        has_base = lowest.visible and lowest.opacity == 1
        photo = self._photo(pictures[-1] if has_base else None, lowest, kind, pictures[0].icc)
        keys, patches = ({id(lowest.element): BASE} if has_base else {}), []
        above = list(zip(layers, pictures, strict=True))[: -1 if has_base else None]
        for layer, picture in reversed(above):
            patch = self._patch(layer, picture, photo)
            if patch is not None:
                keys[id(layer.element)] = patch.id
                patches.append(patch)
        return Composite(photo, tuple(patches)), keys

    def _photo(self, picture: _Picture | None, layer: Layer, kind: np.dtype, icc: bytes | None) -> Photo:
        """The lowest layer on the canvas; where it does not reach there is nothing, fully transparent."""
        width, height = self._size.width, self._size.height
        pixels, alpha = np.zeros((height, width, 3), kind), np.zeros((height, width), kind)
        if picture is not None:
            place, inside = self._placed(layer, picture)
            if not place.is_empty:
                pixels[place.slices] = _in_depth(picture.colour[inside.slices], kind)
                full = np.iinfo(kind).max
                alpha[place.slices] = full if picture.alpha is None else _in_depth(picture.alpha[inside.slices], kind)
        return self._made(pixels, None if int(alpha.min()) == np.iinfo(kind).max else alpha, icc)

    def _made(self, pixels: NDArray, alpha: NDArray | None, icc: bytes | None) -> Photo:
        mode = "RGB" if alpha is None else "RGBA"
        source = Source(Path(f"{self._target.stem}.png"), "PNG", mode, pixels.dtype.itemsize * 8)
        return Photo(frozen(pixels), None if alpha is None else frozen(alpha), icc, None, None, self._stack.dpi, source)

    def _patch(self, layer: Layer, picture: _Picture, photo: Photo) -> Patch | None:
        place, inside = self._placed(layer, picture)
        if place.is_empty:
            return None
        kind = photo.pixels.dtype
        own = picture.alpha
        alpha = np.full((place.height, place.width), 255, np.uint8)
        if own is not None:
            alpha = _in_depth(own[inside.slices], np.dtype(np.uint8))
        keeps = photo.alpha is None or layer.element.get("composite-op") == "svg:src-atop"
        opaque = None if keeps else np.full(alpha.shape, np.iinfo(kind).max, kind)
        piece = Piece(place, _in_depth(picture.colour[inside.slices], kind), alpha, opaque)
        return Patch(new_patch_id(), (piece,), Recipe(LAYER_METHOD), layer.visible, layer.opacity, name=layer.name)

    def _placed(self, layer: Layer, picture: _Picture) -> tuple[Rect, Rect]:
        """Where a layer lies on the canvas, and which part of it that is."""
        height, width = picture.colour.shape[:2]
        whole = Rect(layer.x, layer.y, width, height)
        place = whole.clipped(self._size)
        if place != whole:
            self._warnings.append(tr("What lay outside the picture's edges was left out."))
        return place, place.translated(-layer.x, -layer.y)

    # The merged picture

    def as_merged(self) -> ProjectState:
        """What the file shows, as a photo; its layers are carried along, hidden."""
        if MERGED not in self._archive:
            raise BadInput(
                tr("Its layers are blended in ways that only other programs know, and it holds no merged picture."),
                tr("Merge its layers in the program that it comes from, and save it again."),
            )
        merged = self._picture(MERGED)
        if merged.colour.shape[:2] != (self._size.height, self._size.width):
            raise ValueError("its merged picture is not of its own size")
        photo = self._made(np.ascontiguousarray(merged.colour), merged.alpha, merged.icc)
        self._warnings.append(
            tr("Its layers are blended in ways that only other programs know: their merged picture was opened, and the "
               "layers stay in the file.")
        )  # fmt: skip
        return self._state(Composite(photo), {})

    # What is carried

    def _state(self, composite: Composite, keys: dict[int, str]) -> ProjectState:
        parts = foreign_parts(self._stack, lambda element: keys.get(id(element)))
        if not keys:
            parts = replace(parts, elements=self._hidden_layers(parts.elements), stack_attributes={})
        taken = {layer.source for layer in self._stack.layers if id(layer.element) in keys}
        others = [layer.source for layer in self._stack.layers if id(layer.element) not in keys]
        names = [name for name in self._archive.names if not is_own(name) and (name not in taken or name in others)]
        if sum(self._archive.size(name) for name in names) > _MOST_CARRIED:
            raise BadInput(
                tr("It holds more of other programs than can be carried along."),
                tr("Open its merged picture instead: it is a PNG in the file, which is a zip archive."),
            )
        entries = tuple((name, self._archive.read(name)) for name in names)
        extras: Extras = replace(parts, entries=entries)
        state = ProjectState(composite, extras=extras, warnings=tuple(dict.fromkeys(self._warnings)))
        state.document()
        return state

    def _hidden_layers(self, elements: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """All that was in the root stack, as one hidden group at the very bottom."""
        if not elements:
            return ()
        name = tr("Layers of {name}", name=self._target.name)
        group = ElementTree.Element("stack", {"name": name, "visibility": "hidden"})
        start, end = ElementTree.tostring(group, encoding="unicode", short_empty_elements=False).split("><")
        return ((start + ">" + "".join(xml for xml, _ in elements) + "<" + end, ""),)


def _in_depth(samples: NDArray, kind: np.dtype) -> NDArray:
    """Samples in another depth, a copy: 8 bits are spread over 16; 16 are rounded to 8."""
    if samples.dtype == kind:
        return samples.copy()
    if kind == np.uint16:
        return samples.astype(np.uint16) * np.uint16(257)
    return ((samples.astype(np.uint32) + 128) // 257).astype(np.uint8)


def _shows(composite: Composite, merged: _Picture) -> bool:
    """Whether the layers as we show them look like the file's merged picture."""
    whole = Rect.of(composite.size)
    if merged.colour.shape[:2] != (whole.height, whole.width):
        return False
    narrow = np.dtype(np.uint8)
    ours = _seen(_in_depth(composite.read(whole), narrow), composite.read_alpha(whole))
    theirs = _seen(_in_depth(merged.colour, narrow), merged.alpha)
    off = np.abs(ours.astype(np.int16) - theirs).max(axis=2) > _LEVELS
    return int(np.count_nonzero(off)) <= _SHARE * off.size


def _seen(colour: NDArray, alpha: NDArray | None) -> NDArray:
    """h x w x 4 uint8, colours weighted by alpha: what lies under full transparency cannot be seen."""
    if alpha is None:
        return np.concatenate((colour, np.full((*colour.shape[:2], 1), 255, np.uint8)), axis=2)
    narrow = _in_depth(alpha, np.dtype(np.uint8))[..., None]
    weighted = (colour.astype(np.uint16) * narrow + 127) // 255
    return np.concatenate((weighted.astype(np.uint8), narrow), axis=2)
