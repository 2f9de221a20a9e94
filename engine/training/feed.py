"""Batches: on the processor from photos in memory, on a GPU from photos that all lie in its memory."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor

from engine.mask.random_holes import random_hole, random_holes
from engine.training.data import PhotoSet, crop_side, random_crop, random_square, square_side
from engine.training.latent_recipes import LatentRecipe, LatentStage
from engine.training.recipes import Stage

Batch = tuple[Tensor, Tensor]
Draw = Callable[[PhotoSet, Any, np.random.Generator], tuple[Tensor, ...]]


class Feed(Protocol):
    """Endless batches of a stage: pictures B x 3 x S x S in 0..1, and for a fill network holes B x 1 x S x S."""

    def next(self, stage: Any) -> tuple[Tensor, ...]: ...

    def close(self) -> None: ...


def open_feed(photos: PhotoSet, device: str, seed: int, workers: int = 8) -> Feed:
    """The feed for a device: `DeviceFeed` on CUDA, else `ThreadFeed`."""
    if device.startswith("cuda"):
        return DeviceFeed(photos, device, seed, workers)
    return ThreadFeed(photos, device, seed)


def open_latent_feed(photos: PhotoSet, recipe: LatentRecipe, device: str, seed: int) -> Feed:
    """The feed of a VAE or GAN for a device: pictures alone, B x 3 x S x S."""
    if device.startswith("cuda"):
        return DevicePictureFeed(photos, recipe, device, seed)

    def draw(photos: PhotoSet, stage: LatentStage, generator: np.random.Generator) -> tuple[Tensor]:
        return draw_pictures(photos, stage, generator, recipe.crop, recipe.flip)

    return ThreadFeed(photos, device, seed, draw)


def draw_pictures(
    photos: PhotoSet, stage: LatentStage, generator: np.random.Generator, crop: float, flip: bool
) -> tuple[Tensor]:
    """Squares of one step, on the processor; see `random_square`."""
    picks = generator.choice(len(photos.pictures), stage.pictures, p=photos.weights)
    squares = [random_square(photos.pictures[i], stage.size, generator, crop, flip) for i in picks]
    return (as_pictures(squares),)


def as_pictures(squares: Sequence[np.ndarray]) -> Tensor:
    """B x 3 x S x S in 0..1, channels last, from RGB uint8."""
    truth = torch.from_numpy(np.stack(squares)).permute(0, 3, 1, 2).float().div(255)
    return truth.contiguous(memory_format=torch.channels_last)


def draw_batch(photos: PhotoSet, stage: Stage, generator: np.random.Generator) -> Batch:
    """One batch on the processor."""
    picks = generator.choice(len(photos.pictures), stage.batch, p=photos.weights)
    crops = [random_crop(photos.pictures[i], stage.size, generator) for i in picks]
    return as_tensors(crops, [random_hole(stage.size, generator, stage.share) for _ in picks])


def as_tensors(crops: list[np.ndarray], holes: list[np.ndarray]) -> Batch:
    return as_pictures(crops), torch.from_numpy(np.stack(holes)).unsqueeze(1).float().div(255)


class ThreadFeed:
    """Batches made in one thread, a few ahead."""

    def __init__(self, photos: PhotoSet, device: str, seed: int, draw: Draw = draw_batch) -> None:
        self._photos, self._device, self._draw = photos, device, draw
        self._generator = np.random.default_rng(seed)
        self._stage: Any = None
        self._queue: queue.Queue[tuple[Any, tuple[Tensor, ...]] | BaseException] = queue.Queue(3)
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._make, name="training-batches", daemon=True)

    def next(self, stage: Any) -> tuple[Tensor, ...]:
        self._stage = stage
        if not self._thread.is_alive():
            self._thread.start()
        while True:
            made = self._queue.get()
            if isinstance(made, BaseException):
                raise made
            if made[0] == stage:
                return tuple(part.to(self._device) for part in made[1])

    def close(self) -> None:
        self._closed.set()
        while self._thread.is_alive():
            try:
                self._queue.get_nowait()
            except queue.Empty:
                self._thread.join(0.01)

    def _make(self) -> None:
        try:
            while not self._closed.is_set():
                stage = self._stage
                assert stage is not None
                self._queue.put((stage, self._draw(self._photos, stage, self._generator)))
        except BaseException as error:
            self._queue.put(error)


class DevicePictures:
    """Photos that lie in the device's memory as bytes; crop, scale and flip run there.

    A crop is scaled by two matrix products whose rows are triangle filters, as wide as the reduction asks: one batched
    operation for crops of many sizes, and free of aliasing.
    """

    def __init__(self, photos: PhotoSet, device: str, seed: int) -> None:
        self.device = device
        self.generator = np.random.default_rng(seed)
        self._weights = photos.weights
        self._sizes = np.array([picture.shape[:2] for picture in photos.pictures])
        self._offsets = np.concatenate([[0], np.cumsum(self._sizes.prod(axis=1))[:-1]])
        self._pixels = _on_device(photos.pictures, device)

    def crops(self, size: int, batch: int, side: Callable[[int], int], flip: bool = True) -> Tensor:
        """batch x 3 x size x size in 0..1.

        Args:
            side: from a photo's shorter side to that of the crop, px.
            flip: whether half of them are mirrored.
        """
        generator = self.generator
        picks = generator.choice(len(self._weights), batch, p=self._weights)
        sizes = self._sizes[picks]
        sides = np.array([side(int(one.min())) for one in sizes])
        corners = (generator.random((batch, 2)) * (sizes - sides[:, None] + 1)).astype(np.int64)
        flips = (generator.random(batch) < 0.5) & flip
        start = self._offsets[picks] + corners[:, 0] * sizes[:, 1] + corners[:, 1]
        longest = int(sides.max())
        put = self._put
        last = put(sides - 1)[:, None]
        steps = torch.arange(longest, device=self.device)
        inside = torch.minimum(steps[None], last)
        index = put(start)[:, None, None] + inside[:, :, None] * put(sizes[:, 1])[:, None, None] + inside[:, None, :]
        window = self._pixels[:, index].float().div_(255).transpose(0, 1)
        rows = resize_matrix(put(sides), size, longest)
        columns = torch.where(put(flips)[:, None, None], rows.flip(1), rows)
        scaled = rows[:, None] @ window @ columns[:, None].transpose(2, 3)
        return scaled.clamp_(0, 1).contiguous(memory_format=torch.channels_last)

    def _put(self, values: np.ndarray) -> Tensor:
        return torch.from_numpy(values).to(self.device, non_blocking=True)


class DeviceFeed:
    """Batches of a fill network from photos and holes that lie in the device's memory."""

    def __init__(self, photos: PhotoSet, device: str, seed: int, workers: int) -> None:
        self._seed, self._workers = seed, workers
        self._photos = DevicePictures(photos, device, seed)
        self._bank: HoleBank | None = None
        self._stage: Stage | None = None

    def next(self, stage: Stage) -> Batch:
        if self._bank is None or stage != self._stage:
            self._close_bank()
            self._stage = stage
            self._bank = HoleBank(stage.size, stage.share, self._seed, self._photos.device, self._workers)
        return self._crops(stage), self._bank.draw(stage.batch)

    def close(self) -> None:
        self._close_bank()

    def _close_bank(self) -> None:
        if self._bank is not None:
            self._bank.close()
            self._bank = None

    def _crops(self, stage: Stage) -> Tensor:
        photos = self._photos
        return photos.crops(stage.size, stage.batch, lambda side: crop_side(side, stage.size, photos.generator))


class DevicePictureFeed:
    """Batches of a VAE or GAN from photos that lie in the device's memory."""

    def __init__(self, photos: PhotoSet, recipe: LatentRecipe, device: str, seed: int) -> None:
        self._photos, self._recipe = DevicePictures(photos, device, seed), recipe

    def next(self, stage: LatentStage) -> tuple[Tensor, ...]:
        photos, recipe = self._photos, self._recipe

        def side(shortest: int) -> int:
            return square_side(shortest, recipe.crop, photos.generator)

        return (photos.crops(stage.size, stage.pictures, side, recipe.flip),)

    def close(self) -> None:
        """Nothing runs beside it."""


def resize_matrix(sides: Tensor, size: int, longest: int) -> Tensor:
    """B x size x longest: row i weighs the pixels 0..side-1 that make pixel i of a line scaled to `size`."""
    scale = sides.to(torch.float32)[:, None, None] / size
    centres = (torch.arange(size, device=sides.device, dtype=torch.float32)[None, :, None] + 0.5) * scale
    places = torch.arange(longest, device=sides.device, dtype=torch.float32)[None, None, :] + 0.5
    weights = (1.0 - (places - centres).abs() / scale.clamp_min(1.0)).clamp_min(0.0)
    weights = weights * (places < sides[:, None, None])
    return weights / weights.sum(dim=2, keepdim=True)


class HoleBank:
    """Holes in the device's memory, drawn at random, each in one of its eight turns, and slowly replaced by new ones.

    Worker processes draw them, so that the thread which drives the device has no more to do than to pick.
    """

    def __init__(
        self, size: int, share: tuple[float, float], seed: int, device: str, workers: int, capacity: int = 4096
    ) -> None:
        self._size, self._share, self._device = size, share, device
        self._seeds = _seeds(seed)
        self._chunk = max(1, min(64, capacity // 4))
        self._pool = ProcessPoolExecutor(workers, get_context("spawn")) if workers else None
        self._waiting: list[Future] = []
        self._holes = torch.cat([self._received(made) for made in self._first(-(-capacity // self._chunk))])
        self._slot = 0

    def draw(self, count: int) -> Tensor:
        """count x 1 x size x size, 1 = hole."""
        self._renew()
        picks = torch.randint(len(self._holes), (count,), device=self._device)
        holes = self._holes[picks]
        turned = torch.randint(8, (count,), device=self._device)[:, None, None]
        holes = torch.where(turned % 2 == 1, holes.flip(1), holes)
        holes = torch.where(turned // 2 % 2 == 1, holes.flip(2), holes)
        holes = torch.where(turned >= 4, holes.transpose(1, 2), holes)
        return holes[:, None].float()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def _first(self, chunks: int) -> Iterator[np.ndarray]:
        arguments = [(self._size, self._share, next(self._seeds), self._chunk) for _ in range(chunks)]
        if self._pool is None:
            return (random_holes(*entry) for entry in arguments)
        return self._pool.map(random_holes, *zip(*arguments, strict=True))

    def _renew(self) -> None:
        if self._pool is None:
            return
        if self._waiting and self._waiting[0].done():
            fresh = self._received(self._waiting.pop(0).result())
            self._holes[self._slot : self._slot + len(fresh)] = fresh
            self._slot = (self._slot + self._chunk) % len(self._holes)
        while len(self._waiting) < 4:
            entry = (self._size, self._share, next(self._seeds), self._chunk)
            self._waiting.append(self._pool.submit(random_holes, *entry))

    def _received(self, packed: np.ndarray) -> Tensor:
        """uint8 n x size x size of 0 and 1, from bits."""
        holes = np.unpackbits(packed, axis=-1, count=self._size)
        return torch.from_numpy(holes).to(self._device)


def _seeds(seed: int) -> Iterator[int]:
    generator = np.random.default_rng(seed)
    while True:
        yield int(generator.integers(2**31))


def _on_device(pictures: list[np.ndarray], device: str) -> Tensor:
    """3 x P uint8: the pixels of all pictures, one after the other."""
    pixels = torch.empty(3, sum(p.shape[0] * p.shape[1] for p in pictures), dtype=torch.uint8, device=device)
    place = 0
    for picture in pictures:
        flat = torch.from_numpy(picture.reshape(-1, 3).T.copy())
        pixels[:, place : place + flat.shape[1]] = flat.to(device)
        place += flat.shape[1]
    return pixels
