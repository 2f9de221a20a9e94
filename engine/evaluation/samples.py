"""What is filled: photos with a known truth, and holes in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import cv2
import numpy as np

from engine.errors import BadInput, EngineError
from engine.geometry import Size
from engine.mask import read_mask
from engine.mask.random_holes import random_hole
from engine.photo import READABLE_SUFFIXES, DisplayTransform, read_photo


class Holes(Protocol):
    """Where holes come from."""

    def hole(self, photo: Path, number: int, size: Size) -> np.ndarray:
        """H x W uint8, 255 = hole, for a photo of that size.

        Raises:
            BadInput: there is none for this photo.
        """
        ...


@dataclass(frozen=True)
class RandomHoles:
    """Holes drawn by chance, which a photo's name, a seed and a number decide alone: a subset of photos gets the same.

    Args:
        kind: one of `random_holes.KINDS`, or None to draw one each time.
        share: least and greatest part of the picture that is covered, 0..1.
        seed: another seed, other holes.
    """

    kind: str | None = None
    share: tuple[float, float] = (0.1, 0.4)
    seed: int = 0

    def hole(self, photo: Path, number: int, size: Size) -> np.ndarray:
        return self.drawn(f"{photo.stem}/{self.seed}/{number}", size)

    def drawn(self, name: str, size: Size) -> np.ndarray:
        """The hole that belongs to a name. It is drawn in a square, and squeezed to the size."""
        square = random_hole(max(size.width, size.height), generator_for(name), self.share, self.kind)
        return cv2.resize(square, (size.width, size.height), interpolation=cv2.INTER_NEAREST)


@dataclass(frozen=True)
class MaskFiles:
    """Holes from a folder of masks, found by the photo's name without its ending.

    Args:
        folder: where they lie.
        white_is_hole: whether white marks the hole; else black does.
    """

    folder: Path
    white_is_hole: bool = True

    def hole(self, photo: Path, number: int, size: Size) -> np.ndarray:
        path = by_stem(self.folder).get(photo.stem)
        if path is None:
            raise BadInput(f"There is no mask for {photo.name} in {self.folder}.", "Add one of the same name.")
        marked = read_mask(path, size) > 127
        hole = np.where(marked == self.white_is_hole, 255, 0).astype(np.uint8)
        if hole.all() or not hole.any():
            advice = "Is it the other way round? Say --mask-hole black or --mask-hole white."
            raise BadInput(f"The mask {path.name} makes a hole of {'everything' if hole.all() else 'nothing'}.", advice)
        return hole


@dataclass(frozen=True, eq=False)
class Sample:
    """A photo with a hole.

    Args:
        photo: the file.
        number: which of the photo's holes it is, from 0.
        picture: the truth, H x W x 3 uint8 sRGB.
        hole: H x W uint8, 255 = hole.
        finished: pictures that others made of it, by their names; what is known in them is the truth's.
        missing: why a name has no picture.
    """

    photo: Path
    number: int
    picture: np.ndarray
    hole: np.ndarray
    finished: Mapping[str, np.ndarray] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.photo.name if self.number == 0 else f"{self.photo.name} #{self.number + 1}"

    @property
    def share(self) -> float:
        """The part of the picture that is hole, 0..1."""
        return float(np.count_nonzero(self.hole)) / self.hole.size


@dataclass(frozen=True)
class SampleSet:
    """The samples of a run, read one after the other.

    Args:
        photos: the files, in order.
        holes: where holes come from.
        size: side of the square that is cut out of the middle and shrunk, px; None takes photos as they are.
        per_photo: holes for each photo.
        finished: folders of finished pictures, by the name of who made them.
    """

    photos: tuple[Path, ...]
    holes: Holes
    size: int | None = 512
    per_photo: int = 1
    finished: Mapping[str, Path] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return len(self.photos) * self.per_photo

    def read(self) -> Iterator[Sample | tuple[Path, str]]:
        """Samples, and for what cannot be used the file and a sentence that says why."""
        for photo in self.photos:
            for number in range(self.per_photo):
                try:
                    yield self._sample(photo, number)
                except EngineError as error:
                    yield photo, str(error)
                    break

    def _sample(self, photo: Path, number: int) -> Sample:
        picture = read_picture(photo)
        size = _size_of(picture)
        if isinstance(self.holes, MaskFiles):
            # A mask is of the photo's own size, and cut and shrunk with it.
            hole = fitted(self.holes.hole(photo, number, size), self.size, cv2.INTER_NEAREST)
            truth = fitted(picture, self.size)
        else:
            truth = fitted(picture, self.size)
            hole = self.holes.hole(photo, number, _size_of(truth))
        if not hole.any():
            raise BadInput(f"In {photo.name} the hole lies outside the square that is cut out.", "Use --size native.")
        finished, missing = self._finished(photo, truth, hole, size)
        return Sample(photo, number, truth, hole, finished, missing)

    def _finished(
        self, photo: Path, truth: np.ndarray, hole: np.ndarray, size: Size
    ) -> tuple[dict[str, np.ndarray], dict[str, str]]:
        found, missing = {}, {}
        for name, folder in self.finished.items():
            try:
                result = _read_result(by_stem(folder).get(photo.stem), photo, folder, size)
            except EngineError as error:
                missing[name] = str(error)
                continue
            found[name] = np.where(hole[..., None] > 0, fitted(result, self.size), truth)
        return found, missing


def _read_result(path: Path | None, photo: Path, folder: Path, size: Size) -> np.ndarray:
    if path is None:
        raise BadInput(f"There is no picture for {photo.name} in {folder}.", "Add one of the same name.")
    result = read_picture(path)
    if _size_of(result) != size:
        found = _size_of(result)
        raise BadInput(
            f"{path} is {found.width} x {found.height} px, its photo is {size.width} x {size.height} px.",
            "Use pictures of the photo's size.",
        )
    return result


def list_photos(folder: Path, every: int = 1) -> tuple[Path, ...]:
    """Every k-th photo of a folder, by name; folders in it are not looked into.

    Raises:
        BadInput: it is no folder, or there is no photo in it.
    """
    _check_folder(folder)
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in READABLE_SUFFIXES and path.is_file())
    if not found:
        raise BadInput(f"There are no photos in {folder}.", "Name a folder that holds photos.")
    return tuple(found[::every])


def by_stem(folder: Path) -> dict[str, Path]:
    """The pictures of a folder by their names without ending.

    Raises:
        BadInput: it is no folder.
    """
    _check_folder(folder)
    return {path.stem: path for path in sorted(folder.iterdir()) if path.suffix.lower() in READABLE_SUFFIXES}


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}.", "Check the name.")


def read_picture(path: Path) -> np.ndarray:
    """A photo as it is compared: H x W x 3 uint8 sRGB, without its transparency.

    Raises:
        EngineError: it cannot be read.
    """
    photo = read_photo(path)
    return DisplayTransform(photo.icc).apply(photo.pixels)


def fitted(picture: np.ndarray, size: int | None, interpolation: int = cv2.INTER_AREA) -> np.ndarray:
    """The largest centred square at `size` px; a smaller one keeps its size, and None keeps the whole picture."""
    if size is None:
        return picture
    side = min(picture.shape[:2])
    y, x = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    square = np.ascontiguousarray(picture[y : y + side, x : x + side])
    return square if side <= size else cv2.resize(square, (size, size), interpolation=interpolation)


def generator_for(name: str) -> np.random.Generator:
    """Random numbers that a name decides, on any machine."""
    return np.random.default_rng(int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big"))


def chosen_by_seed(names: Iterable[str], count: int, seed: int) -> list[str]:
    """`count` of the names (distinct, in order of chance), which the seed and each name alone decide."""

    def rank(name: str) -> bytes:
        return hashlib.sha256(f"gallery/{seed}/{name}".encode()).digest()

    return sorted(set(names), key=rank)[:count]


def _size_of(picture: np.ndarray) -> Size:
    return Size(picture.shape[1], picture.shape[0])
