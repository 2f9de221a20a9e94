"""Photos of another shape: cropped, turned, mirrored, straightened. Depth, profile and metadata stay."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import cv2
import numpy as np

from engine.errors import BadInput, OutOfMemory
from engine.geometry import Margins, Rect, Size
from engine.language import tr
from engine.photo.exif import made_upright
from engine.photo.orientation import resized_xmp, upright

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo.photo import Photo

MOST_DEGREES = 45.0
Check = Callable[[], object]
_TILE = 1536  # px of the new picture that are made at once
_REACH = 3  # px beside a part that its interpolation looks at
_QUARTERS = {1: 6, 2: 3, 3: 8}  # as orientations of EXIF, which `upright` knows how to undo


@dataclass(frozen=True)
class Reshape:
    """One change of a picture's shape, as a value. A subclass says where samples and rects go.

    `is_exact` tells that every sample that stays is one of the picture's own.
    """

    kind: ClassVar[str] = ""
    is_exact: ClassVar[bool] = True

    def size(self, size: Size) -> Size:
        """Of a picture that had `size`."""
        raise NotImplementedError

    def samples(
        self, array: NDArray, size: Size, at: Rect, *, fades: bool = False, check: Check | None = None
    ) -> tuple[Rect, NDArray] | None:
        """What becomes of samples that lie at `at` in a picture of `size`.

        Args:
            array: h x w or h x w x C, uint8 or uint16.
            fades: whether there is nothing (0) around them, as around an alpha; else their edge goes on.
            check: called between steps of longer work; what it raises ends that.

        Returns:
            Where they lie then, and they; None where nothing of them is left.
        """
        raise NotImplementedError

    def rect(self, rect: Rect, size: Size) -> Rect:
        """Where `rect` lies then; empty where nothing of it is left."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class Crop(Reshape):
    """Keeps `area`."""

    area: Rect
    kind: ClassVar[str] = "crop"

    def size(self, size: Size) -> Size:
        return self.area.clipped(size).size

    def samples(
        self, array: NDArray, size: Size, at: Rect, *, fades: bool = False, check: Check | None = None
    ) -> tuple[Rect, NDArray] | None:
        kept = self.rect(at, size)
        if kept.is_empty:
            return None
        area = self.area.clipped(size)
        return kept, array[kept.translated(area.x - at.x, area.y - at.y).slices]

    def rect(self, rect: Rect, size: Size) -> Rect:
        area = self.area.clipped(size)
        return rect.intersected(area).translated(-area.x, -area.y)


@dataclass(frozen=True)
class Turn(Reshape):
    """Turns clockwise by quarters, 1 to 3."""

    quarters: int
    kind: ClassVar[str] = "turn"

    def __post_init__(self) -> None:
        if self.quarters not in _QUARTERS:
            raise ValueError("a picture is turned by 1, 2 or 3 quarters")

    def size(self, size: Size) -> Size:
        return Size(size.height, size.width) if self.quarters % 2 else size

    def samples(
        self, array: NDArray, size: Size, at: Rect, *, fades: bool = False, check: Check | None = None
    ) -> tuple[Rect, NDArray] | None:
        return self.rect(at, size), upright(np.ascontiguousarray(array), _QUARTERS[self.quarters])

    def rect(self, rect: Rect, size: Size) -> Rect:
        if self.quarters == 1:
            return Rect(size.height - rect.bottom, rect.x, rect.height, rect.width)
        if self.quarters == 2:
            return Rect(size.width - rect.right, size.height - rect.bottom, rect.width, rect.height)
        return Rect(rect.y, size.width - rect.right, rect.height, rect.width)


@dataclass(frozen=True)
class Mirror(Reshape):
    """Mirrors left and right, or top and bottom where not `across`."""

    across: bool = True
    kind: ClassVar[str] = "mirror"

    def size(self, size: Size) -> Size:
        return size

    def samples(
        self, array: NDArray, size: Size, at: Rect, *, fades: bool = False, check: Check | None = None
    ) -> tuple[Rect, NDArray] | None:
        return self.rect(at, size), cv2.flip(np.ascontiguousarray(array), 1 if self.across else 0)

    def rect(self, rect: Rect, size: Size) -> Rect:
        if self.across:
            return Rect(size.width - rect.right, rect.y, rect.width, rect.height)
        return Rect(rect.x, size.height - rect.bottom, rect.width, rect.height)


@dataclass(frozen=True)
class Straighten(Reshape):
    """Turns clockwise by up to 45 degrees and keeps a part that has no empty corner.

    Samples are made anew, by cubic interpolation (Keys 1981).

    Args:
        degrees: -45..45.
        area: what to keep of the turned picture, counted from the corner of `inner_size`, which lies in its middle;
            None keeps just that: the largest part of the same aspect.
    """

    degrees: float
    area: Rect | None = None
    kind: ClassVar[str] = "straighten"
    is_exact: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if not -MOST_DEGREES <= self.degrees <= MOST_DEGREES:
            raise ValueError("a picture is straightened by 45 degrees at most")

    def size(self, size: Size) -> Size:
        return inner_size(size, self.degrees) if self.area is None else self.area.size

    def matrix(self, size: Size) -> NDArray[np.float64]:
        """2 x 3: from points of the old picture to points of the new one, in photo coordinates."""
        angle = math.radians(self.degrees)
        turned = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        inner = inner_size(size, self.degrees)
        corner = (0, 0) if self.area is None else (self.area.x, self.area.y)
        old, new = np.array([size.width, size.height]) / 2, np.array([inner.width, inner.height]) / 2
        return np.hstack([turned, (new - turned @ old - corner)[:, None]])

    def samples(
        self, array: NDArray, size: Size, at: Rect, *, fades: bool = False, check: Check | None = None
    ) -> tuple[Rect, NDArray] | None:
        there = self.rect(at, size)
        if there.is_empty:
            return None
        result = np.empty((there.height, there.width, *array.shape[2:]), array.dtype)
        for tile in _tiles(there):
            if check is not None:
                check()
            result[tile.translated(-there.x, -there.y).slices] = self._tile(array, size, at, tile, fades)
        return there, result

    def _tile(self, array: NDArray, size: Size, at: Rect, tile: Rect, fades: bool) -> NDArray:
        """The samples of one part of the new picture. cv2 takes no picture with a side above 32,767 px, parts do."""
        matrix = self.matrix(size)
        back = np.linalg.inv(matrix[:, :2])
        corners = np.array([(x, y) for x in (tile.x, tile.right) for y in (tile.y, tile.bottom)], float)
        reached = (corners - matrix[:, 2]) @ back.T
        low, high = np.floor(reached.min(0)).astype(int) - _REACH, np.ceil(reached.max(0)).astype(int) + _REACH
        needed = Rect.from_bounds(
            min(max(int(low[0]), at.x), at.right - 1),
            min(max(int(low[1]), at.y), at.bottom - 1),
            max(min(int(high[0]), at.right), at.x + 1),
            max(min(int(high[1]), at.bottom), at.y + 1),
        )
        # From pixel centres of the part to pixel centres of the tile.
        shift = matrix[:, :2] @ (np.array([needed.x, needed.y]) + 0.5) + matrix[:, 2] - (tile.x, tile.y) - 0.5
        turned = cv2.warpAffine(
            np.ascontiguousarray(array[needed.translated(-at.x, -at.y).slices]),
            np.hstack([matrix[:, :2], shift[:, None]]),
            (tile.width, tile.height),
            flags=cv2.INTER_LINEAR if fades else cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT if fades else cv2.BORDER_REPLICATE,
        )
        return turned.reshape(tile.height, tile.width, *array.shape[2:])

    def rect(self, rect: Rect, size: Size) -> Rect:
        matrix = self.matrix(size)
        corners = np.array([(x, y) for x in (rect.x, rect.right) for y in (rect.y, rect.bottom)], float)
        reached = corners @ matrix[:, :2].T + matrix[:, 2]
        low, high = np.floor(reached.min(0)), np.ceil(reached.max(0))
        return Rect.from_bounds(*(int(v) for v in (*low, *high))).clipped(self.size(size))


def _tiles(rect: Rect) -> Iterator[Rect]:
    for y in range(rect.y, rect.bottom, _TILE):
        for x in range(rect.x, rect.right, _TILE):
            yield Rect.from_bounds(x, y, min(x + _TILE, rect.right), min(y + _TILE, rect.bottom))


@dataclass(frozen=True)
class Extend(Reshape):
    """Adds blank canvas: recorded by `extended_photo`, which does it."""

    margins: Margins
    kind: ClassVar[str] = "extend"

    def size(self, size: Size) -> Size:
        return self.margins.around(size)

    def samples(
        self, array: NDArray, size: Size, at: Rect, *, fades: bool = False, check: Check | None = None
    ) -> tuple[Rect, NDArray] | None:
        return self.rect(at, size), array

    def rect(self, rect: Rect, size: Size) -> Rect:
        return rect.translated(self.margins.left, self.margins.top)


def inner_size(size: Size, degrees: float) -> Size:
    """The largest size of the same aspect that fits into a picture turned by `degrees` without an empty corner."""
    angle = abs(math.radians(degrees))
    width, height = size.width, size.height
    across = width / (width * math.cos(angle) + height * math.sin(angle))
    down = height / (width * math.sin(angle) + height * math.cos(angle))
    scale = min(1.0, across, down)
    return Size(max(1, math.floor(width * scale)), max(1, math.floor(height * scale)))


_KINDS: dict[str, Callable[[dict[str, Any]], Reshape]] = {
    "crop": lambda data: Crop(Rect(**data["area"])),
    "turn": lambda data: Turn(int(data["quarters"])),
    "mirror": lambda data: Mirror(bool(data["across"])),
    "straighten": lambda data: Straighten(float(data["degrees"]), Rect(**data["area"]) if data.get("area") else None),
    "extend": lambda data: Extend(Margins(**data["margins"])),
}


def reshape_from_dict(data: object) -> Reshape:
    """Reads what `Reshape.to_dict` gave. Raises BadInput where it is none."""
    try:
        return _KINDS[data["kind"]](data)  # type: ignore[index]
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            tr("A change of the picture's shape is damaged."), tr("Open the photo and crop or turn it anew.")
        ) from error


def reshaped_photo(photo: Photo, reshape: Reshape, check: Check | None = None) -> Photo:
    """The photo in another shape; what metadata say of its size is set right. The photo itself stays as it is.

    Args:
        check: called between steps; what it raises ends the work.

    Raises:
        BadInput: nothing of it would be left, or it would stay as it is.
        OutOfMemory: there was less memory than that takes.
        ValueError: it is to be extended, which is `extended_photo`'s.
    """
    from engine.photo.photo import frozen

    if isinstance(reshape, Extend):
        raise ValueError("a photo is extended by extended_photo")
    size = reshape.size(photo.size)
    if size.area == 0:
        raise BadInput(tr("Nothing of the photo would be left."), tr("Choose a part that lies in the photo."))
    if isinstance(reshape, Crop) and size == photo.size:
        raise BadInput(tr("The photo would stay as it is."), tr("Choose a part of it."))
    whole = Rect.of(photo.size)

    def made(array: NDArray | None) -> NDArray | None:
        if check is not None:
            check()
        found = None if array is None else reshape.samples(array, photo.size, whole, check=check)
        return None if found is None else frozen(found[1])

    frame = photo.frame if photo.frame is None or reshape.is_exact else None
    try:
        pixels = made(photo.pixels)
        assert pixels is not None
        return replace(
            photo,
            pixels=pixels,
            alpha=made(photo.alpha),
            native=made(photo.native),
            exif=made_upright(photo.exif, size) if photo.exif else None,
            xmp=resized_xmp(photo.xmp, size) if photo.xmp else None,
            frame=None if frame is None else reshape.rect(frame, photo.size),
            reshapes=(*photo.reshapes, reshape),
        )
    except MemoryError as error:
        raise OutOfMemory(
            tr("There was not enough memory to reshape the photo."), tr("Close other photos first.")
        ) from error
