"""What was opened: upright pixels, what came with them, and where they are from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.language import tr

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.photo.reshape import Reshape

GREY_MODES = frozenset({"1", "L", "LA", "I;16"})


@dataclass(frozen=True)
class Source:
    """Where a photo came from and how it was stored there.

    `mode` is the file's own sample layout in Pillow's names: "1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16" (grey
    of 16 bits); colour of 16 bits is told by `depth`. `quantisation` holds a JPEG's tables in natural order,
    `subsampling` Pillow's number for it (0 = 4:4:4, 1 = 4:2:2, 2 = 4:2:0, None = something else).
    """

    path: Path | None
    format: str
    mode: str
    depth: int
    quantisation: tuple[tuple[int, ...], ...] = ()
    subsampling: int | None = None
    progressive: bool = False
    lossless: bool = True
    compressed: bool = True
    frame: int = 0
    frames: int = 1
    orientation: int = 1
    stamp: tuple[int, int] | None = None  # (bytes, mtime in ns) at opening
    native_icc: bytes | None = None  # the profile of Photo.native, where Photo.pixels are in another space
    png_chunks: tuple[tuple[bytes, bytes], ...] = ()  # text and gamma, carried over as they stand
    size: Size | None = None  # of the upright picture, before its shape was changed


@dataclass(frozen=True)
class PhotoInfo:
    """What a file's header says. `mode` and `depth` as in `Source`; `decoded_bytes` is what the open photo occupies."""

    path: Path
    format: str
    size: Size
    mode: str
    depth: int
    frames: int
    decoded_bytes: int


@dataclass(frozen=True)
class Limits:
    """How large a photo may be.

    Args:
        megapixels: the most pixels, in millions.
        bytes: the most memory that decoding may take; None stands for what the machine has free.
    """

    megapixels: float = 500.0
    bytes: int | None = None


@dataclass(frozen=True, eq=False)
class Photo:
    """An open photo. Its arrays are upright, C-contiguous and read-only; nobody ever changes them.

    pixels: H x W x 3, uint8 or uint16, in the source's own depth and colour space (`icc`; None means sRGB).
    alpha: H x W in the same depth, not premultiplied, or None.
    exif: a TIFF-structured block without a leading "Exif" mark; it and `xmp` already speak of the upright picture.
    dpi: (x, y) in dots per inch.
    native: H x W x 4 CMYK samples, 0 = no ink, where RGB alone could not give the source's samples back.
    frame: where the source's own samples lie in a photo that has been extended (see engine.photo.extension); None
        where they are all there is.
    reshapes: what its shape has gone through since the source was opened, first one first.
    """

    pixels: NDArray
    alpha: NDArray | None
    icc: bytes | None
    exif: bytes | None
    xmp: bytes | None
    dpi: tuple[float, float] | None
    source: Source
    native: NDArray | None = None
    warnings: tuple[str, ...] = field(default=())
    frame: Rect | None = None
    reshapes: tuple[Reshape, ...] = ()

    @property
    def size(self) -> Size:
        return Size(self.pixels.shape[1], self.pixels.shape[0])

    @property
    def origin(self) -> tuple[int, int]:
        """(x, y) of the source's first pixel: what stays of a place while the canvas around it grows."""
        return (0, 0) if self.frame is None else (self.frame.x, self.frame.y)

    @property
    def nbytes(self) -> int:
        """What its arrays hold."""
        return sum(array.nbytes for array in (self.pixels, self.alpha, self.native) if array is not None)

    @property
    def is_grey(self) -> bool:
        """Whether the source was stored as grey, so that its three channels are one."""
        return self.source.mode in GREY_MODES


def photo_from_pixels(pixels: NDArray, alpha: NDArray | None = None, name: str = "") -> Photo:
    """A photo that comes from no file, such as the clipboard's. The arrays are copied.

    Args:
        pixels: H x W x 3 (or H x W, grey), uint8 or uint16, sRGB.
        alpha: H x W in the same depth, or None.
        name: what to call it; it becomes the path's name, though nothing is there.

    Raises:
        BadInput: the arrays have another shape, depth or no pixel.
    """
    colour = pixels[:, :, None].repeat(3, axis=2) if pixels.ndim == 2 else pixels
    check_arrays(colour, alpha)
    depth = colour.dtype.itemsize * 8
    mode = "RGB" if alpha is None else "RGBA"
    size = Size(colour.shape[1], colour.shape[0])
    source = Source(Path(name) if name else None, "", mode, depth, size=size)
    return Photo(frozen_copy(colour), None if alpha is None else frozen_copy(alpha), None, None, None, None, source)


def check_arrays(pixels: NDArray, alpha: NDArray | None) -> None:
    """Raise BadInput unless these are a picture's samples: H x W x 3 and H x W, both uint8 or both uint16."""
    if pixels.ndim != 3 or pixels.shape[2] != 3 or pixels.dtype not in (np.uint8, np.uint16):
        raise BadInput(
            tr(
                "A picture of shape {shape} and type {dtype} is not RGB of 8 or 16 bits.",
                shape=pixels.shape,
                dtype=pixels.dtype,
            )
        )
    if 0 in pixels.shape:
        raise BadInput(tr("The picture has no pixels."))
    if alpha is not None and (alpha.shape != pixels.shape[:2] or alpha.dtype != pixels.dtype):
        raise BadInput(tr("The transparency does not fit the picture in size or depth."))


def frozen(array: NDArray) -> NDArray:
    """The array, C-contiguous and read-only; copied only where it is not contiguous."""
    result = np.ascontiguousarray(array)
    result.setflags(write=False)
    return result


def frozen_copy(array: NDArray) -> NDArray:
    return frozen(np.array(array, order="C", copy=True))
