"""Photos for training: decoded once into memory, split by file, cropped and augmented on the fly.

Needs nothing but numpy, opencv and the standard library, so that it also runs on a bare GPU machine.
"""

from __future__ import annotations

import csv
import hashlib
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

import cv2
import numpy as np

from engine.errors import BadInput

P = TypeVar("P")
IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}
LEAST_SIDE = 64
HELD_OUT = 0.05
_AHEAD = 256  # pictures in the hands of the decoders at a time, so that a tar is not held in memory twice


@dataclass
class PhotoSet:
    """Decoded pictures and how often each is drawn.

    Attributes:
        names: file names, in order.
        pictures: RGB uint8, H x W x 3 each.
        weights: relative chance of being drawn, summing to 1.
        skipped: files that could not be read, with the reason.
        groups: what a file belongs to where several are parts of one photo, by name; a group is never divided.
    """

    names: list[str] = field(default_factory=list)
    pictures: list[np.ndarray] = field(default_factory=list)
    weights: np.ndarray = field(default_factory=lambda: np.zeros(0))
    skipped: list[tuple[str, str]] = field(default_factory=list)
    groups: Mapping[str, str] = field(default_factory=dict)

    def place(self, name: str) -> float:
        """Where a picture lies in 0..1: decided by its group's name, else by its own."""
        group = self.groups.get(name)
        return place_of(name) if group is None else _place(group)

    def part(self, wanted: Callable[[str], bool]) -> PhotoSet:
        """The photos whose name is wanted; pixels are shared, `skipped` stays behind."""
        kept = [index for index, name in enumerate(self.names) if wanted(name)]
        weights = self.weights[kept]
        total = weights.sum() or 1.0
        pictures = [self.pictures[i] for i in kept]
        return PhotoSet([self.names[i] for i in kept], pictures, weights / total, groups=self.groups)


def place_of(name: str) -> float:
    """Where a file lies in 0..1: decided by its name alone, so that it never changes sides."""
    return _place(Path(name).name)


def _place(text: str) -> float:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") / 2**32


def is_validation(name: str, share: float = HELD_OUT) -> bool:
    """Whether a file belongs to the held-out part."""
    return place_of(name) < share


def fold_of(name: str, folds: int) -> int:
    """The one of `folds` runs, 0 to folds - 1, that holds this file out."""
    return int(place_of(name) * folds)


def split(photos: PhotoSet, share: float = HELD_OUT) -> tuple[PhotoSet, PhotoSet]:
    """(to train on, held out), by name or group; of a small set eight photos are held out, but no more than a fifth.

    Args:
        share: part that is held out; from 1 on, how many pictures (more where a group would be divided).
    """
    places = sorted(photos.place(name) for name in photos.names)
    if share >= 1:
        limit = places[int(share)] if share < len(places) else 1.0
    else:
        least = min(8, -(-len(places) // 5))
        limit = max(share, places[least]) if least < len(places) else share
    return _divided(photos, lambda name: photos.place(name) < limit)


def split_fold(photos: PhotoSet, fold: int, folds: int) -> tuple[PhotoSet, PhotoSet]:
    """(to train on, held out) of one fold."""
    return _divided(photos, lambda name: int(photos.place(name) * folds) == fold)


def _divided(photos: PhotoSet, held_out: Callable[[str], bool]) -> tuple[PhotoSet, PhotoSet]:
    return photos.part(lambda name: not held_out(name)), photos.part(held_out)


_CROP = re.compile(r"\s*\(crop[^)]*\)\s*$")


def read_groups(path: Path) -> dict[str, str]:
    """What each file belongs to, from a table with tabs: columns `file` and `group`, or `file` and `original_path`.

    Of an original path the note on the crop at its end does not count, and a column `source` stands before it.

    Raises:
        BadInput: the file cannot be read, or lacks the columns.
    """
    try:
        rows = list(
            csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
        )
    except (OSError, ValueError) as error:
        raise BadInput(f"The groups {path} cannot be read: {error}.", "Give a table with tabs.") from error
    columns = set(rows[0]) if rows else set()
    if "file" not in columns or not columns & {"group", "original_path"}:
        raise BadInput(f"The groups {path} have no columns file and group.", "Write them into its first line.")
    return {Path(row["file"]).name: _group_in(row) for row in rows}


def _group_in(row: Mapping[str, str | None]) -> str:
    if row.get("group"):
        return str(row["group"])
    return (row.get("source") or "") + _CROP.sub("", row.get("original_path") or row["file"] or "")


def iterate_files(folder: Path) -> Iterator[tuple[str, bytes | str]]:
    """(name, bytes) of every picture in a folder, also of those inside tar files in it, sorted by path.

    What cannot be read comes as (name, reason).
    """
    for path in sorted(folder.rglob("*")):
        try:
            if path.suffix == ".tar":
                yield from _iterate_tar(path)
            elif path.suffix.lower() in IMAGE_SUFFIXES and path.is_file():
                yield path.name, path.read_bytes()
        except (OSError, tarfile.TarError) as error:
            yield path.name, f"cannot be read ({getattr(error, 'strerror', None) or error})"


def _iterate_tar(path: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            stream = archive.extractfile(member) if member.isfile() else None
            if stream is not None and Path(member.name).suffix.lower() in IMAGE_SUFFIXES:
                yield Path(member.name).name, stream.read()


def load_photos(
    folder: Path, short_side: int, rare: tuple[str, ...] = (), workers: int = 1, groups: Path | None = None
) -> PhotoSet:
    """Decode all pictures, each shrunk so that its shorter side is at most `short_side` px.

    Args:
        rare: name prefixes of look-alike series; each such picture is drawn a quarter as often.
        workers: threads that decode.
        groups: table that says which files are parts of one photo, see `read_groups`.

    Raises:
        BadInput: the folder does not exist, or holds no picture that can be read; or the groups are of other files.
    """
    if not folder.is_dir():
        raise BadInput(f"There is no folder {folder}.", "Name a folder of pictures, or of tar files of pictures.")
    photos = PhotoSet(groups={} if groups is None else read_groups(groups))
    weights = []
    with ThreadPoolExecutor(workers) as pool:
        for name, found in _in_order(
            pool, lambda entry: _decoded(entry[0], entry[1], short_side), iterate_files(folder)
        ):
            if isinstance(found, str):
                photos.skipped.append((name, found))
                continue
            photos.names.append(name)
            photos.pictures.append(found)
            weights.append(0.25 if rare and name.startswith(rare) else 1.0)
    photos.weights = np.asarray(weights) / (sum(weights) or 1.0)
    if not photos.pictures:
        unreadable = f" ({len(photos.skipped)} could not be read)" if photos.skipped else ""
        raise BadInput(
            f"There are no pictures to train on in {folder}{unreadable}.",
            f"Put JPEG, PNG, WebP, BMP or TIFF files of at least {LEAST_SIDE} px there, or tar files of them.",
        )
    if groups is not None and not photos.groups.keys() & set(photos.names):
        raise BadInput(f"The groups {groups} name none of the pictures in {folder}.", "Give those of this folder.")
    return photos


def check_sides(photos: PhotoSet, ours: PhotoSet, theirs: PhotoSet) -> None:
    """
    Raises:
        BadInput: one side of a split is empty.
    """
    if not ours.pictures or not theirs.pictures:
        count = len(photos.pictures)
        side = "to train on" if not ours.pictures else "to hold out"
        few = f"Of {count} picture{'s' if count != 1 else ''} none is left {side}."
        raise BadInput(few, "Add pictures, or use --folds for a small set.")


def _in_order(
    pool: ThreadPoolExecutor, decode: Callable, entries: Iterable[tuple[str, bytes | str]]
) -> Iterator[tuple[str, np.ndarray | str]]:
    rest = iter(entries)
    while window := list(islice(rest, _AHEAD)):
        yield from pool.map(decode, window)


def _decoded(name: str, data: bytes | str, short_side: int) -> tuple[str, np.ndarray | str]:
    if isinstance(data, str):
        return name, data
    try:
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR) if data else None
    except cv2.error:  # more pixels than OpenCV wants to decode
        picture = None
    if picture is None:
        return name, "cannot be decoded"
    if min(picture.shape[:2]) < LEAST_SIDE:
        return name, f"smaller than {LEAST_SIDE} px"
    return name, cv2.cvtColor(_shrunk(picture, short_side), cv2.COLOR_BGR2RGB)


def _shrunk(picture: np.ndarray, short_side: int) -> np.ndarray:
    scale = short_side / min(picture.shape[:2])
    if scale >= 1.0:
        return picture
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def crop_side(shortest: int, size: int, generator: np.random.Generator) -> int:
    """Side of a crop that becomes `size` px: from native scale up to the whole short side, by its logarithm."""
    side = int(np.exp(generator.uniform(np.log(min(size, shortest)), np.log(shortest + 1))))
    return min(side, shortest)


def spaced(pictures: Sequence[P], most: int) -> list[P]:
    """So many of them, spread evenly; all where there are not more."""
    count = min(most, len(pictures))
    return [pictures[number * len(pictures) // count] for number in range(count)]


def random_crop(picture: np.ndarray, size: int, generator: np.random.Generator) -> np.ndarray:
    """A square crop of `size` px, flipped half of the time."""
    side = crop_side(min(picture.shape[:2]), size, generator)
    y = int(generator.integers(0, picture.shape[0] - side + 1))
    x = int(generator.integers(0, picture.shape[1] - side + 1))
    crop = picture[y : y + side, x : x + side]
    if side != size:
        method = cv2.INTER_AREA if side > size else cv2.INTER_CUBIC
        crop = cv2.resize(crop, (size, size), interpolation=method)
    return crop[:, ::-1] if generator.random() < 0.5 else crop


def square_side(shortest: int, least: float, generator: np.random.Generator) -> int:
    """Side of a square cut out of a photo, px: from `least` of its shorter side up to all of it."""
    return int(generator.integers(max(1, round(least * shortest)), shortest + 1))


def random_square(
    picture: np.ndarray, size: int, generator: np.random.Generator, least: float = 1.0, flip: bool = False
) -> np.ndarray:
    """A square of at least `least` of the shorter side, somewhere in the photo, in `size` px.

    Args:
        flip: whether it is mirrored half of the time.
    """
    side = square_side(min(picture.shape[:2]), least, generator)
    y = int(generator.integers(0, picture.shape[0] - side + 1))
    x = int(generator.integers(0, picture.shape[1] - side + 1))
    square = picture[y : y + side, x : x + side]
    if flip and generator.random() < 0.5:
        square = square[:, ::-1]
    if side == size:
        return square
    method = cv2.INTER_AREA if side > size else cv2.INTER_CUBIC
    return cv2.resize(np.ascontiguousarray(square), (size, size), interpolation=method)


def centre_crop(picture: np.ndarray, size: int) -> np.ndarray:
    """The largest centred square, resized to `size` px: what validation looks at."""
    side = min(picture.shape[:2])
    y, x = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    return cv2.resize(picture[y : y + side, x : x + side], (size, size), interpolation=cv2.INTER_AREA)
