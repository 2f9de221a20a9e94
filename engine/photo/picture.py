"""What every decoder hands to the reader: a header at once, samples and metadata when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.geometry import Size

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass
class Samples:
    """Decoded samples, not yet turned upright.

    Either `colour` (H x W x 3) or `grey` (H x W) or `ink` (H x W x 4, CMYK, 0 = no ink) is set.
    """

    colour: NDArray | None = None
    grey: NDArray | None = None
    ink: NDArray | None = None
    alpha: NDArray | None = None
    warnings: list[str] = field(default_factory=list)
    is_srgb: bool = False  # decoded into sRGB: the file's profile no longer describes them


@dataclass(frozen=True)
class Metadata:
    icc: bytes | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    dpi: tuple[float, float] | None = None
    png_chunks: tuple[tuple[bytes, bytes], ...] = ()


@dataclass(frozen=True)
class Encoding:
    """How a lossy file was encoded; see Source."""

    quantisation: tuple[tuple[int, ...], ...] = ()
    subsampling: int | None = None
    progressive: bool = False
    lossless: bool = True
    compressed: bool = True


@dataclass(frozen=True)
class Picture:
    """One frame of an open file, as its header tells. `size` is as stored, before `orientation`."""

    size: Size
    mode: str
    depth: int
    frames: int
    has_alpha: bool
    orientation: int
    peak_factor: float  # the most memory that decoding takes, in units of decoded_bytes
    decode: Callable[[], Samples]
    metadata: Callable[[], Metadata]
    encoding: Encoding = Encoding()
    warnings: tuple[str, ...] = ()

    @property
    def decoded_bytes(self) -> int:
        channels = 3 + self.has_alpha + 4 * (self.mode == "CMYK")
        return self.size.area * channels * self.depth // 8

    @property
    def peak_bytes(self) -> int:
        return int(self.decoded_bytes * self.peak_factor)
