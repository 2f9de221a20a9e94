"""Photos for training: decoded once into memory, split by file, cropped and augmented on the fly.

Needs nothing but numpy, opencv and the standard library, so that it also runs on a bare GPU machine.
"""

from __future__ import annotations

import hashlib
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}


@dataclass
class PhotoSet:
    """Decoded pictures and how often each is drawn.

    Attributes:
        names: file names, in order.
        pictures: RGB uint8, H x W x 3 each.
        weights: relative chance of being drawn, summing to 1.
        skipped: files that could not be read, with the reason.
    """

    names: list[str] = field(default_factory=list)
    pictures: list[np.ndarray] = field(default_factory=list)
    weights: np.ndarray = field(default_factory=lambda: np.zeros(0))
    skipped: list[tuple[str, str]] = field(default_factory=list)


def is_validation(name: str, share: float = 0.05) -> bool:
    """Whether a file belongs to the held-out part: decided by its name alone, so that it never changes sides."""
    digest = hashlib.sha256(Path(name).name.encode()).digest()
    return int.from_bytes(digest[:4], "big") < share * 2**32


def iterate_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every picture in a folder, also of those inside tar files in it, sorted by name."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".tar":
            with tarfile.open(path) as archive:
                for member in sorted(archive.getmembers(), key=lambda m: m.name):
                    stream = archive.extractfile(member) if member.isfile() else None
                    if stream is not None and Path(member.name).suffix.lower() in IMAGE_SUFFIXES:
                        yield Path(member.name).name, stream.read()
        elif path.suffix.lower() in IMAGE_SUFFIXES:
            yield path.name, path.read_bytes()


def load_photos(
    folder: Path, short_side: int, validation: bool, share: float = 0.05, rare: tuple[str, ...] = ()
) -> PhotoSet:
    """Decode one side of the split, each picture shrunk so that its shorter side is at most `short_side` px.

    Args:
        rare: name prefixes of look-alike series; each such picture is drawn a quarter as often.
    """
    photos = PhotoSet()
    weights = []
    for name, data in iterate_files(folder):
        if is_validation(name, share) != validation:
            continue
        picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
        if picture is None or min(picture.shape[:2]) < 64:
            photos.skipped.append((name, "cannot be decoded" if picture is None else "smaller than 64 px"))
            continue
        photos.names.append(name)
        photos.pictures.append(cv2.cvtColor(_shrunk(picture, short_side), cv2.COLOR_BGR2RGB))
        weights.append(0.25 if name.startswith(rare) and rare else 1.0)
    total = sum(weights) or 1.0
    photos.weights = np.asarray(weights) / total
    return photos


def _shrunk(picture: np.ndarray, short_side: int) -> np.ndarray:
    scale = short_side / min(picture.shape[:2])
    if scale >= 1.0:
        return picture
    size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA)


def random_crop(picture: np.ndarray, size: int, generator: np.random.Generator) -> np.ndarray:
    """A square crop of `size` px: from native scale up to the whole short side, flipped half of the time."""
    shortest = min(picture.shape[:2])
    side = int(np.exp(generator.uniform(np.log(min(size, shortest)), np.log(shortest + 1))))
    side = min(side, shortest)
    y = int(generator.integers(0, picture.shape[0] - side + 1))
    x = int(generator.integers(0, picture.shape[1] - side + 1))
    crop = picture[y : y + side, x : x + side]
    if side != size:
        method = cv2.INTER_AREA if side > size else cv2.INTER_CUBIC
        crop = cv2.resize(crop, (size, size), interpolation=method)
    return crop[:, ::-1] if generator.random() < 0.5 else crop


def centre_crop(picture: np.ndarray, size: int) -> np.ndarray:
    """The largest centred square, resized to `size` px: what validation looks at."""
    side = min(picture.shape[:2])
    y, x = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    return cv2.resize(picture[y : y + side, x : x + side], (size, size), interpolation=cv2.INTER_AREA)
