"""Documents that are kept, left behind as by a crash, and compared with what comes back."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from engine.document import Adjustment, Document, MaskArea, Patch, Piece, Recipe, new_patch_id
from engine.document.selections import SavedSelection, with_saved
from engine.geometry import Rect
from engine.mask import BrushTip
from engine.paths import recovery_dir
from engine.photo import Photo, photo_from_pixels, read_photo
from engine.recovery import Instance, Keeper, Pace, Recovered, recover

WAIT_S = 60.0


def fingerprint(document: Document) -> tuple:
    """All that a person could tell two documents apart by, and all that a save would write."""
    composite, whole = document.composite, Rect.of(document.size)
    alpha = composite.read_alpha(whole)
    return (
        document.size,
        zlib.crc32(np.ascontiguousarray(document.mask)),
        zlib.crc32(np.ascontiguousarray(composite.read(whole))),
        None if alpha is None else zlib.crc32(np.ascontiguousarray(alpha)),
        tuple(_told(patch) for patch in document.patches),
        tuple((one.name, one.area.rect, one.area.alpha.tobytes()) for one in document.selections),
        document.photo.reshapes,
    )


def _told(patch: Patch) -> tuple:
    mask = None if patch.mask is None else (patch.mask.rect, patch.mask.alpha.tobytes())
    pieces = tuple((piece.rect, piece.pixels.tobytes(), piece.alpha.tobytes()) for piece in patch.pieces)
    plain = patch.id, patch.visible, patch.opacity, patch.name, patch.made, patch.seconds
    return (*plain, patch.recipe, patch.adjustment, mask, pieces)


def stroke(document: Document, *points: tuple[float, float], diameter: float = 9, erase: bool = False) -> None:
    line = document.begin_stroke(BrushTip(diameter, 0.7, 1.0), erase)
    for point in points:
        line.move_to(*point)
    line.commit()


def fill(document: Document, rect: Rect, value: int = 7, **changes: object) -> Patch:
    """Lay a patch of noise over a place, with the mask that it was made from."""
    dtype = document.photo.pixels.dtype
    rng = np.random.default_rng(value)
    pixels = rng.integers(0, np.iinfo(dtype).max, (rect.height, rect.width, 3), dtype, endpoint=True)
    alpha = rng.integers(0, 255, (rect.height, rect.width), np.uint8, endpoint=True)
    own = None if document.photo.alpha is None else pixels[:, :, 0].copy()
    recipe = Recipe("telea", seed=value, mask_digest="ab", sample={"x": [1, 2]})
    area = MaskArea(rect, np.full((rect.height, rect.width), 255, np.uint8))
    patch = Patch(
        new_patch_id(), (Piece(rect, pixels, alpha, own),), recipe, mask=area, made="2026-11-23T04:00:00Z", seconds=1.5,
        **changes,
    )  # type: ignore[arg-type]  # fmt: skip
    document.add_patch(patch)
    return patch


def adjust(document: Document, rect: Rect | None = None) -> Patch:
    area = None if rect is None else MaskArea(rect, np.full((rect.height, rect.width), 200, np.uint8))
    adjustment = Adjustment(exposure=0.5, tint=-10.0, red=((0.0, 0.1), (0.5, 0.4), (1.0, 1.0)))
    patch = Patch(new_patch_id(), (), Recipe("adjustment"), mask=area, adjustment=adjustment, opacity=0.8)
    document.add_patch(patch, clear_mask=False)
    return patch


class Bench:
    """One program's instance, its keepers, and the crash that ends it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.instance = Instance(recovery_dir())
        self._keepers: list[Keeper] = []

    def photo(self, width: int = 300, height: int = 270, dtype: type = np.uint8, alpha: bool = False) -> Photo:
        """Noise that comes from the clipboard."""
        rng = np.random.default_rng(5)
        top = np.iinfo(dtype).max
        pixels = rng.integers(0, top, (height, width, 3), dtype, endpoint=True)
        samples = rng.integers(0, top, (height, width), dtype, endpoint=True) if alpha else None
        return photo_from_pixels(pixels, samples)

    def file(self, name: str = "photo.png", width: int = 300, height: int = 270, seed: int = 5) -> Path:
        path = self.folder / name
        pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8, endpoint=True)
        Image.fromarray(pixels).save(path)
        return path

    def open(self, path: Path) -> Document:
        return Document(read_photo(path))

    def keep(self, document: Document, name: str = "photo.png", **options: object) -> Keeper:
        keeper = Keeper(document, self.instance, name, **options)  # type: ignore[arg-type]
        self._keepers.append(keeper)
        return keeper

    def crash(self, keeper: Keeper) -> Path:
        """End a program after its last step has been acknowledged, as a kill would: the folder that stays."""
        assert keeper.flush(WAIT_S)
        folder = keeper.folder
        assert folder is not None
        assert keeper.close(keep=True, timeout=WAIT_S)
        return folder

    def recovered(self, keeper: Keeper) -> Recovered:
        return recover(self.crash(keeper))

    def close(self) -> None:
        for keeper in self._keepers:
            assert keeper.close(timeout=WAIT_S)
        self.instance.release()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


@pytest.fixture
def never() -> Pace:
    """No autosave but the first."""
    return Pace(autosave=1e6, longest=1 << 40)


@pytest.fixture
def walk() -> Callable[[Document, int], None]:
    """walk(document, seed) takes one step of any kind."""
    return _walk


def _walk(document: Document, seed: int) -> None:
    rng = np.random.default_rng(seed)
    width, height = document.size.width, document.size.height
    x, y = int(rng.integers(0, width - 40)), int(rng.integers(0, height - 40))
    rect = Rect(x, y, 33, 21)
    choice = seed % 12
    patches = document.patches
    if choice in (0, 1):
        stroke(document, (x, y), (x + 30, y + 25), erase=choice == 1 and not document.mask_bounds.is_empty)
    elif choice == 2:
        fill(document, rect, seed)
    elif choice == 3:
        adjust(document, rect if seed % 2 else None)
    elif choice == 4 and patches:
        document.set_patch_opacity(patches[-1].id, float(rng.integers(0, 100)) / 100, merge="opacity")
    elif choice == 5 and patches:
        document.set_patch_visible(patches[0].id, not patches[0].visible)
    elif choice == 6:
        document.undo()
    elif choice == 7:
        document.redo()
    elif choice == 8:
        document.undo()
        document.undo()
    elif choice == 9 and patches:
        document.remove_patch(patches[0].id)
    elif choice == 10:
        alpha = rng.integers(0, 255, (rect.height, rect.width), np.uint8)
        saved = SavedSelection.of(f"selection {seed % 5}", MaskArea(rect, alpha))
        document.set_selections(with_saved(document.selections, saved), "Save selection")
    else:
        document.set_mask(np.full((height, width), seed % 256, np.uint8))
