"""Animated GIF with one palette for the whole film and a dither that stands still: nothing flickers."""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import BinaryIO

import numpy as np
from PIL import GifImagePlugin, Image

_COLOURS = 255
_CLEAR = 255  # the index that lets the frame before show through
_SAMPLED_FRAMES = 16
_SAMPLED_PIXELS = 1 << 17
_BITS = 6  # of each channel, by which the nearest colour of the palette is looked up
_DITHER = 0.7  # times the distance between the palette's colours; more only adds noise to what a small blur sees alike
_LOOP_FOREVER = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00"


def write_gif(
    stream: BinaryIO,
    frames: Sequence[np.ndarray],
    delays: Sequence[int],
    fit: Callable[[np.ndarray], np.ndarray],
    told: Callable[[int], object],
) -> None:
    """Write a GIF that repeats for ever, frame by frame.

    Args:
        frames: H x W x 3 uint8 each, of one size; a few of them are asked for twice.
        delays: how long each is shown, in hundredths of a second.
        fit: brings a frame to the size of the film.
        told: called with the number of frames that are written.
    """
    palette = palette_of([fit(frames[index]) for index in _spread(len(frames), _SAMPLED_FRAMES)])
    nearest, reach = _lookup(palette)
    before: np.ndarray | None = None
    for index, delay in enumerate(delays):
        indices = nearest[_cells(_dithered(fit(frames[index]), reach))]
        if before is None:
            height, width = indices.shape
            stream.write(b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + _table(palette) + _LOOP_FOREVER)
        _write_frame(stream, indices, before, delay)
        before = indices
        told(index + 1)
    stream.write(b";")


def palette_of(pictures: Sequence[np.ndarray]) -> np.ndarray:
    """The 255 colours that serve all of these pictures best: N x 3 uint8 (median cut, Heckbert 1982, then k-means)."""
    each = max(1, _SAMPLED_PIXELS // len(pictures))
    rng = np.random.RandomState(0)
    pixels = np.concatenate([_some(picture.reshape(-1, 3), each, rng) for picture in pictures])
    sample = Image.fromarray(np.ascontiguousarray(pixels[None]))
    reduced = sample.quantize(_COLOURS, Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
    return np.asarray(reduced.getpalette("RGB"), np.uint8).reshape(-1, 3)[:_COLOURS]


def _some(pixels: np.ndarray, count: int, rng: np.random.RandomState) -> np.ndarray:
    return pixels if len(pixels) <= count else pixels[rng.randint(0, len(pixels), count)]


def _spread(count: int, most: int) -> list[int]:
    return sorted(set(np.linspace(0, count - 1, min(count, most)).round().astype(int).tolist()))


def _lookup(palette: np.ndarray) -> tuple[np.ndarray, float]:
    """The nearest colour of every cell of the colour cube, and how far the palette's colours lie apart, 0..255."""
    side = 1 << _BITS
    middle = (np.arange(side, dtype=np.float32) + 0.5) * (256 / side)
    colours = palette.astype(np.float32)
    squares = np.square(colours).sum(axis=1)
    nearest = np.empty((side, side, side), np.uint8)
    for red in range(side):
        plane = np.stack(np.meshgrid(middle[red : red + 1], middle, middle, indexing="ij"), axis=-1).reshape(-1, 3)
        nearest[red] = np.argmin(squares - 2 * plane @ colours.T, axis=1).reshape(side, side)
    between = squares[:, None] + squares[None] - 2 * colours @ colours.T
    np.fill_diagonal(between, np.inf)
    reach = float(np.sqrt(np.maximum(np.median(between.min(axis=1)), 0.0))) if len(colours) > 1 else 0.0
    return nearest.reshape(-1), _DITHER * reach


def _bayer() -> np.ndarray:
    """8 x 8 thresholds within -0.5..0.5 (Bayer, 1973)."""
    pattern = np.zeros((1, 1))
    for _ in range(3):
        pattern = np.block([[4 * pattern, 4 * pattern + 2], [4 * pattern + 3, 4 * pattern + 1]])
    return (pattern + 0.5) / 64 - 0.5


_PATTERN = _bayer().astype(np.float32)


def _dithered(picture: np.ndarray, reach: float) -> np.ndarray:
    """With a pattern laid over that is the same in every frame, so that what stands still stays still."""
    height, width = picture.shape[:2]
    pattern = np.tile(_PATTERN, (height // 8 + 1, width // 8 + 1))[:height, :width] * np.float32(reach)
    return np.clip(picture + pattern[..., None], 0, 255).astype(np.uint8)


def _cells(picture: np.ndarray) -> np.ndarray:
    """Where each pixel's colour is looked up."""
    fine = (picture >> (8 - _BITS)).astype(np.int32)
    return (fine[..., 0] << (2 * _BITS)) | (fine[..., 1] << _BITS) | fine[..., 2]


def _table(palette: np.ndarray) -> bytes:
    return palette.tobytes() + bytes(3 * (256 - len(palette)))


def _write_frame(stream: BinaryIO, indices: np.ndarray, before: np.ndarray | None, delay: int) -> None:
    """Only what has changed since the frame before."""
    top, left = 0, 0
    if before is not None:
        same = indices == before
        rows, columns = (np.flatnonzero(~same.all(axis=axis)) for axis in (1, 0))
        rows, columns = (rows, columns) if len(rows) else (np.array([0]), np.array([0]))
        top, left = int(rows[0]), int(columns[0])
        inside = np.s_[top : int(rows[-1]) + 1, left : int(columns[-1]) + 1]
        indices = np.where(same, np.uint8(_CLEAR), indices)[inside]
    picture = Image.frombytes("P", indices.shape[::-1], np.ascontiguousarray(indices).tobytes())
    for part in GifImagePlugin.getdata(picture, (left, top), duration=10 * delay, transparency=_CLEAR, disposal=1):
        stream.write(part)
