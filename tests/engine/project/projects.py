"""Documents with everything in them that a project has to bring back, and what two of them differ in."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from engine.document import Adjustment, Composite, MaskArea, Patch, Piece, Recipe
from engine.document.selections import SavedSelection
from engine.geometry import Rect
from engine.photo import Photo, Source
from engine.photo.reshape import Crop
from engine.project import ProjectState

SIZE = (60, 44)  # width, height


def noise(shape: tuple[int, ...], kind: type = np.uint8, seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, np.iinfo(kind).max, shape, kind, endpoint=True)


def photo(kind: type = np.uint8, *, alpha: bool = False, native: bool = False, **facts: object) -> Photo:
    width, height = SIZE
    source = Source(
        Path("somewhere.tif"), "TIFF", "RGB", np.dtype(kind).itemsize * 8,
        quantisation=((1, 2, 3),), subsampling=2, progressive=True, lossless=False, compressed=False, frame=1, frames=3,
        orientation=6, stamp=(1234, 5678), native_icc=b"ink profile" if native else None,
        png_chunks=((b"tEXt", b"Comment\0\xff\x00"), (b"gAMA", b"\0\0\xb1\x8f")),
    )  # fmt: skip
    return replace(
        Photo(
            noise((height, width, 3), kind),
            noise((height, width), kind, 2) if alpha else None,
            b"a profile",
            b"II*\0exif",
            "<x:xmpmeta>é</x:xmpmeta>".encode(),
            (300.5, 299.0),
            source,
            noise((height, width, 4), kind, 3) if native else None,
            (),
            Rect(3, 4, 50, 36),
            (Crop(Rect(1, 2, 50, 36)),),
        ),
        **facts,
    )


def piece(rect: Rect, kind: type = np.uint8, seed: int = 7, *, photo_alpha: bool = False) -> Piece:
    shape = rect.height, rect.width
    samples = noise(shape, kind, seed + 2) if photo_alpha else None
    return Piece(rect, noise((*shape, 3), kind, seed), noise(shape, np.uint8, seed + 1), samples)


def area(rect: Rect, seed: int = 4) -> MaskArea:
    return MaskArea(rect, noise((rect.height, rect.width), np.uint8, seed))


def patches(kind: type = np.uint8, *, photo_alpha: bool = False) -> tuple[Patch, ...]:
    """One piece, several side by side, several over each other, one hidden, and two adjustments."""
    recipe = Recipe("patchmatch", 42, 96, 2, 3, 0.5, "fill-gan", "abc", "0.1.0", below=(("one", 0.5),), stage=1)
    return (
        Patch("one", (piece(Rect(2, 3, 10, 8), kind, photo_alpha=photo_alpha),), recipe, True, 1 / 3,
              area(Rect(3, 4, 8, 6)), made="2026-11-23T04:30:00Z", seconds=1.25),
        Patch("two", (piece(Rect(20, 5, 9, 7), kind, 11), piece(Rect(31, 6, 5, 9), kind, 12)), Recipe("telea"),
              name="Sky & <wire> \x07"),
        Patch("three", (piece(Rect(10, 20, 12, 12), kind, 13), piece(Rect(16, 24, 12, 12), kind, 14)), Recipe("ns")),
        Patch("four", (), Recipe("adjustment"), adjustment=Adjustment(exposure=0.5, master=((0.0, 0.1), (1.0, 0.9)))),
        Patch("five", (), Recipe("adjustment"), opacity=0.6, mask=area(Rect(5, 6, 30, 20)),
              adjustment=Adjustment(temperature=40.0)),
        Patch("six", (piece(Rect(0, 0, 60, 44), kind, 15),), Recipe("ns"), visible=False),
    )  # fmt: skip


def state(kind: type = np.uint8, *, alpha: bool = False, native: bool = False) -> ProjectState:
    composite = Composite(photo(kind, alpha=alpha, native=native), patches(kind, photo_alpha=alpha))
    return ProjectState(
        composite,
        area(Rect(7, 8, 20, 10), 5),
        (
            SavedSelection.of("Himmel ☁", area(Rect(0, 0, 60, 20), 6)),
            SavedSelection.of("Rock", area(Rect(4, 4, 1, 1), 8)),
        ),
    )


def assert_same(one: ProjectState, other: ProjectState) -> None:
    """Everything in them, to the last bit."""
    assert_same_photo(one.composite.photo, other.composite.photo)
    assert len(one.composite.patches) == len(other.composite.patches)
    for first, second in zip(one.composite.patches, other.composite.patches, strict=True):
        assert replace(first, pieces=(), mask=None) == replace(second, pieces=(), mask=None)
        assert_same_area(first.mask, second.mask)
        assert first.rects == second.rects
        for mine, theirs in zip(first.pieces, second.pieces, strict=True):
            for name in ("pixels", "alpha", "photo_alpha"):
                assert_same_array(getattr(mine, name), getattr(theirs, name))
    assert_same_area(one.mask, other.mask)
    assert [each.name for each in one.selections] == [each.name for each in other.selections]
    for first, second in zip(one.selections, other.selections, strict=True):
        assert_same_area(first.area, second.area)


def assert_same_photo(one: Photo, other: Photo) -> None:
    for name in ("pixels", "alpha", "native"):
        assert_same_array(getattr(one, name), getattr(other, name))
    for name in ("icc", "exif", "xmp", "dpi", "frame", "reshapes", "source"):
        assert getattr(one, name) == getattr(other, name), name
    assert not other.pixels.flags.writeable


def assert_same_area(one: MaskArea | None, other: MaskArea | None) -> None:
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.rect == other.rect
        assert_same_array(one.alpha, other.alpha)


def assert_same_array(one: np.ndarray | None, other: np.ndarray | None) -> None:
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


def png(array: np.ndarray, **facts: object) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(array).save(stream, "PNG", **facts)
    return stream.getvalue()


def write_ora(path: Path, stack: str, entries: dict[str, bytes]) -> Path:
    """An OpenRaster file as another program writes it."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "image/openraster")
        archive.writestr("stack.xml", stack, zipfile.ZIP_DEFLATED)
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def decoded(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))
