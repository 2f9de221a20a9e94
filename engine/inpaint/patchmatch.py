"""PatchMatch completion: fill a hole with patches of the same picture, coarse to fine.

Matching after Barnes et al. 2009 (PatchMatch); the alternation of matching and voting, and trust that falls with the
depth in the hole, after Wexler et al. 2007 (Space-time completion of video); texture features after Newson et al. 2014
(Video inpainting of complex scenes); where the photo repeats itself, a shift-map begins it (He and Sun 2012, see
`offsets`). Ours is the pull towards near sources: what stands beside a hole fits better than
what looks alike at the other end of the photo. Above `_EM_SIDE` px the field is only refined, so that detail stays
native at a bounded cost.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np

from engine.device import inference_threads
from engine.errors import BadInput
from engine.geometry import Rect, Size
from engine.inpaint.guide import Guide, at_level
from engine.inpaint.membrane import interpolate
from engine.inpaint.offsets import shift_map
from engine.inpaint.pyramid import Level, build_pyramid
from engine.inpaint.sharpness import lost_detail
from engine.jobs import JobContext
from engine.language import tr
from engine.mask import bounding_rect
from engine.paths import cache_dir

_BAND = 16  # rows that one thread scans alone
_EM_SIDE = 720  # px; above this a level is only refined
_SMALLEST_SIDE = 16  # px; smaller crops are mirrored to this
_GUIDED_SIDE = 96  # px; an initial picture counts from the level of this size on

# Found on 22 photographs with punched holes (ARCHITECTURE.md says how and what they gained).
_TRUST_FALL = 2.0  # per px of depth in the hole
_SHARPNESS = 0.5
_FINAL_SHARPNESS = 2.0
_PULL_Y, _PULL_X = 200.0, 100.0  # squared bytes for each px of distance, summed over a patch
# Sources within twice the hole's depth are all near: were the nearest the best, flat areas would be filled with streaks
# of their own edge.
_FREE = 2.0
_LOCAL_SEARCH = 4  # px; the field that a refined level starts from is right to a pixel or two
_PASSES = 2
# Pixels of a level on which structure is sought by offsets: this many take a third of a second.
_MAPPED_HOLE, _MAPPED_SOURCES = 6000, 25000
# Every other seed looks for its structure in the same rows and keeps to what it found: on 39 training photos with
# object-shaped holes as good as the rest on the mean (LPIPS .0835 and .0828), and on each of them something else.
_ROW_PULL = 20.0
_KEPT_STEPS = 3
_START_NOISE = 0.03  # of white; lets seeds lead to different fills


def load_kernels() -> ModuleType:
    """The compiled kernels; compiles them where the cache has none, which takes seconds.

    numba keeps its cache beside the module, as Python does; where that is read-only it is sent to the program's cache
    folder. It reads the variable when it is first imported, which is here. Where neither can be written, a folder of
    this process's own serves: a cache holds code, so that none may be read from where others could have put it.
    """
    if not os.environ.get("NUMBA_CACHE_DIR") and not _is_writable(Path(__file__).parent / "__pycache__"):
        folder = cache_dir() / "numba"
        os.environ["NUMBA_CACHE_DIR"] = str(folder) if _is_writable(folder) else _own_folder()
    from engine.inpaint import offset_kernels, patchmatch_kernels  # noqa: F401  (both are compiled before a fill begins)

    return patchmatch_kernels


def _own_folder() -> str:
    folder = tempfile.mkdtemp(prefix="tratteggio-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _is_writable(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


class PatchMatchMethod:
    """`complete` as a fill method (see `engine.inpaint.methods.FillMethod`)."""

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        return complete(pixels, hole, seed=seed, context=context)


def complete(
    pixels: np.ndarray,
    hole: np.ndarray,
    *,
    seed: int,
    guide: Guide | None = None,
    context: JobContext | None = None,
) -> np.ndarray:
    """Fill the hole from the rest of the picture. The same arguments give the same picture.

    Args:
        pixels: H x W x 3 float32 0..1; what lies in the hole is ignored.
        hole: H x W bool.
        seed: chooses among about equally good fills.
        guide: says what to look for: the result follows its structure and takes its detail from the known pixels.
        context: told of progress, and asked at every step whether to stop.

    Returns:
        H x W x 3 float32 0..1, equal to `pixels` outside the hole.

    Where not one whole patch is known, the hole is filled smoothly instead.

    Raises:
        BadInput: where nothing is known.
        Cancelled: through the context.
    """
    height, width = hole.shape
    if not hole.any():
        return pixels.copy()
    if hole.all():
        raise BadInput(tr("The mask covers everything there is to fill from."), tr("Leave some of the photo unmasked."))
    hole = _padded(hole.copy())  # the kernels take no arrays that are read-only
    context = context or JobContext()
    known = np.where(hole[:height, :width, None], 0, pixels).astype(np.float32, copy=False)
    levels = build_pyramid(_padded(known), hole, context.check)
    if not levels[-1].source.any():
        return interpolate(pixels, ~hole[:height, :width])
    if guide is not None:
        levels = _guided_levels(levels)
        guide = _padded_guide(guide, (height, width))
    with ThreadPoolExecutor(max_workers=inference_threads()) as pool:
        picture = _Completion(levels, seed, guide, context, pool).run()
    return np.ascontiguousarray(picture[:height, :width])


def _padded(picture: np.ndarray) -> np.ndarray:
    """Mirrored at the bottom and the right to the least size that holds patches."""
    if min(picture.shape[:2]) >= _SMALLEST_SIDE:
        return picture
    padding = [(0, max(0, _SMALLEST_SIDE - side)) for side in picture.shape[:2]] + [(0, 0)] * (picture.ndim - 2)
    return np.pad(picture, padding, mode="symmetric")


def _padded_guide(guide: Guide, shape: tuple[int, int]) -> Guide:
    """A guide that fits a crop of `shape` once that has been padded."""
    if min(shape) >= _SMALLEST_SIDE:
        return guide
    picture = cv2.resize(guide.picture, shape[::-1], interpolation=cv2.INTER_LINEAR)
    return Guide(_padded(picture), guide.detail)


def _guided_levels(levels: list[Level]) -> list[Level]:
    """Levels below `_GUIDED_SIDE` px would forget the initial picture's structure."""
    wanted = [level for level in levels if max(level.hole.shape) > _GUIDED_SIDE]
    return levels[: len(wanted) + 1]


@dataclass
class _Field:
    """For each target the centre of its best source (y, x; -1 elsewhere) and the distance between the two patches."""

    y: np.ndarray
    x: np.ndarray
    cost: np.ndarray


class _Stage:
    """One level at work: the current estimate and the field over it."""

    def __init__(
        self,
        level: Level,
        kernels: ModuleType,
        pool: ThreadPoolExecutor,
        scale: float,
        check: Callable[[], None],
        guide: Guide | None,
    ) -> None:
        self.level = level
        self.kernels = kernels
        self.pool = pool
        self.check = check
        self.pixels = level.pixels.copy()
        self.features = _features(level)
        self.trust = _trust(level.hole)
        self.field = _empty_field(level)
        rows, columns = np.nonzero(level.target)
        self.bounds = (int(rows.min()), int(rows.max()) + 1, int(columns.min()), int(columns.max()) + 1)
        self.passes = 0
        self.pull = (_PULL_Y * scale, _PULL_X * scale, _FREE * _greatest_depth(level.hole))
        self.guide, self.weight = at_level(guide, level.hole.shape, scale)

    def paint(self, picture: np.ndarray, texture: np.ndarray) -> None:
        """Take the hole's content from `picture` (h x w x 3 float32 0..1) and `texture` (h x w x 2 float32 0..255)."""
        hole = self.level.hole
        self.pixels[hole] = picture[hole]
        view = _by_pixel(self.features, hole.shape[1])
        view[..., :3][hole] = _to_bytes(np.maximum(picture[hole], 0))
        view[..., 3:][hole] = _to_bytes(texture[hole] / 255)

    def search(self, radius: int, seed: int) -> None:
        """One pass of propagation and random search; the scan direction alternates."""
        kernels, field = self.kernels, self.field
        reverse = self.passes % 2 == 1
        key = np.uint64(_stream(seed, self.passes))
        self.passes += 1
        x0, x1 = self.bounds[2:]

        def run(top: int, bottom: int) -> None:
            kernels.search_rows(
                self.features,
                self.level.source,
                field.y,
                field.x,
                field.cost,
                top,
                bottom,
                x0,
                x1,
                reverse,
                radius,
                key,
                self.pull,
                self.guide,
                self.weight,
            )

        bands = self._bands()
        for turn in (bands[0::2], bands[1::2]):
            self._each(run, turn)

    def measure(self) -> None:
        kernels, field = self.kernels, self.field
        x0, x1 = self.bounds[2:]

        def run(top: int, bottom: int) -> None:
            kernels.measure_rows(
                self.features, field.y, field.x, field.cost, top, bottom, x0, x1, self.pull, self.guide, self.weight
            )

        self._each(run, self._bands())

    def vote(self, sharpness: float, wanted: np.ndarray) -> None:
        kernels, field = self.kernels, self.field
        height, width = wanted.shape

        def run(top: int, bottom: int) -> None:
            kernels.vote_rows(
                self.level.pixels, self.features, wanted, field.y, field.x, field.cost, self.trust, sharpness,
                self.pixels, top, bottom, 0, width,
            )  # fmt: skip

        rows = np.flatnonzero(wanted.any(axis=1))
        self._each(run, [(top, min(top + _BAND, height)) for top in range(int(rows[0]), int(rows[-1]) + 1, _BAND)])

    def correction(self) -> tuple[Rect, np.ndarray]:
        """Votes sharply; then, what the picture lacks of its sources' gradients (see `seamless.correction`)."""
        from engine.inpaint.seamless import correction

        hole, field = self.level.hole, self.field
        self.vote(_FINAL_SHARPNESS, hole)
        places = (field.y, field.x)
        return correction(
            self.level.pixels, self.pixels, hole, places, field.cost, self.trust, _FINAL_SHARPNESS, self._each
        )

    def finish(self, box: Rect, lacking: np.ndarray) -> np.ndarray:
        """The picture, with `lacking` added in a box that holds the hole."""
        part = self.pixels[box.slices]
        part += lacking
        np.clip(part, 0, 1, out=part)
        return self.pixels

    def _bands(self) -> list[tuple[int, int]]:
        top, bottom = self.bounds[:2]
        return [(y, min(y + _BAND, bottom)) for y in range(top, bottom, _BAND)]

    def _each(self, run: Callable[[int, int], None], bands: list[tuple[int, int]]) -> None:
        def unless_stopped(top: int, bottom: int) -> None:
            self.check()
            run(top, bottom)

        futures = [self.pool.submit(unless_stopped, *band) for band in bands]
        try:
            for future in futures:
                future.result()
        finally:  # Ctrl+C waits for the bands at work, not for those that have not begun
            for future in futures:
                future.cancel()


class _Completion:
    """The walk from the coarsest level to the finest."""

    def __init__(
        self,
        levels: list[Level],
        seed: int,
        guide: Guide | None,
        context: JobContext,
        pool: ThreadPoolExecutor,
    ) -> None:
        self.seed = seed
        self.guide = guide
        self.context = context
        self.pool = pool
        self.kernels = load_kernels()
        self.rng = np.random.default_rng(seed)
        row_pull = _ROW_PULL if seed % 2 else 0.0
        self.levels, self.sources = _mapped(levels, self.rng, row_pull) if guide is None else (levels, None)
        self.plan = _iterations(self.levels)
        self.keeps_start = self.sources is not None and row_pull > 0
        if self.keeps_start:
            self.plan[-1] = min(self.plan[-1], _KEPT_STEPS)
        # Refined levels copy the same pieces: what seams there lack is known well enough from a smaller picture.
        refined = sum(max(level.hole.shape) > _EM_SIDE for level in self.levels)
        self.seams_at = min(refined, len(self.levels) - 1)
        work = [n * np.count_nonzero(level.target) for n, level in zip(self.plan, self.levels, strict=True)]
        self.total = float(sum(work)) or 1.0
        self.done = 0.0

    def run(self) -> np.ndarray:
        stage: _Stage | None = None
        seams = None
        for depth in reversed(range(len(self.levels))):
            previous = stage
            stage = _Stage(self.levels[depth], self.kernels, self.pool, float(2**depth), self.context.check, self.guide)
            if previous is None:
                self._start(stage)
            else:
                stage.field = _upsampled(previous, stage, self.rng)
                stage.field.cost[:] = _upsampled_cost(previous, stage)
                stage.vote(_SHARPNESS, stage.level.hole)
            self._alternate(stage, depth)
            if depth == self.seams_at:
                seams = stage.correction()
        assert stage is not None
        assert seams is not None
        if self.seams_at == 0:
            return stage.finish(*seams)
        return stage.finish(*self._refined(stage, *seams))

    def _refined(self, stage: _Stage, box: Rect, lacking: np.ndarray) -> tuple[Rect, np.ndarray]:
        """What a level that was only refined lacks: the coarser level's correction, and fine detail.

        Not so where every level is worked on: there the fine band is form rather than grain, and votes place it better.
        """
        level, field = stage.level, stage.field
        stage.vote(_FINAL_SHARPNESS, level.hole)
        box, lacking = _enlarged(box, lacking, 2**self.seams_at, level.hole)
        return box, lacking + lost_detail(level.pixels, stage.pixels, level.hole, (field.y, field.x), box)

    def _start(self, stage: _Stage) -> None:
        """Begin at the initial picture, at the shift-map, or smoothly from the edge inwards and anywhere."""
        level = stage.level
        texture = interpolate(level.texture, ~level.hole)
        if self.guide is not None:
            picture = cv2.resize(self.guide.picture, level.hole.shape[::-1], interpolation=cv2.INTER_AREA)
        else:
            picture = interpolate(level.pixels, ~level.hole)
            picture = picture + self.rng.normal(0, _START_NOISE, (*level.hole.shape, 1)).astype(np.float32)
        _randomise(stage.field, level, level.target, self.rng)
        if self.sources is not None:
            y, x = self.sources
            found = y >= 0
            picture[found], texture[found] = level.pixels[y[found], x[found]], level.texture[y[found], x[found]]
            found[found] = level.source[y[found], x[found]]  # the others' patches are not known as a whole
            stage.field.y[found], stage.field.x[found] = y[found], x[found]
        stage.paint(picture, texture)

    def _alternate(self, stage: _Stage, depth: int) -> None:
        """Match, vote, and again: the steps of an EM whose hidden part is the field."""
        side = max(stage.level.hole.shape)
        coarsest = depth == len(self.levels) - 1
        is_local = side > _EM_SIDE or (coarsest and self.keeps_start)
        radius = _LOCAL_SEARCH if is_local else side if coarsest else side // 2
        for n in range(self.plan[depth]):
            self._step(stage)
            stage.measure()
            for k in range(_PASSES if side <= _EM_SIDE else 1):
                stage.search(radius, _stream(self.seed, depth * 1000 + n * 10 + k + 1))
            if n < self.plan[depth] - 1:
                stage.vote(_SHARPNESS, stage.level.hole)

    def _step(self, stage: _Stage) -> None:
        self.context.report(min(1.0, self.done / self.total))
        self.done += np.count_nonzero(stage.level.target)


def _enlarged(box: Rect, values: np.ndarray, factor: int, hole: np.ndarray) -> tuple[Rect, np.ndarray]:
    """A box of a coarser level and the values in it, at the finest level; 0 outside the hole."""
    fine = Rect(*(factor * side for side in (box.x, box.y, box.width, box.height)))
    larger = cv2.resize(values, (fine.width, fine.height), interpolation=cv2.INTER_LINEAR)
    kept = fine.clipped(Size(hole.shape[1], hole.shape[0]))
    larger = larger[kept.translated(-fine.x, -fine.y).slices]
    return kept, np.where(hole[kept.slices][..., None], larger, 0)


def _mapped(
    levels: list[Level], rng: np.random.Generator, row_pull: float
) -> tuple[list[Level], tuple[np.ndarray, np.ndarray] | None]:
    """The levels from one on where offsets tell the structure, and the sources they give there; else all, and None."""
    for count, level in enumerate(levels, 1):
        is_small = np.count_nonzero(level.hole) <= _MAPPED_HOLE and np.count_nonzero(level.source) <= _MAPPED_SOURCES
        if is_small and max(level.hole.shape) <= _EM_SIDE:
            sources = shift_map(level, rng, row_pull)
            return (levels, None) if sources is None else (levels[:count], sources)
    return levels, None


def _iterations(levels: list[Level]) -> list[int]:
    """For each level: many where they cost little, for it is at the coarse levels that structure is decided."""
    refined = sum(max(level.hole.shape) > _EM_SIDE for level in levels)
    whole = [(3, 11, 30)[min(depth, 2)] for depth in range(len(levels) - refined)]
    return [1] * refined + whole


def _stream(seed: int, counter: int) -> int:
    """A 64-bit key that differs for each seed and counter."""
    return ((seed & 0xFFFFFFFF) << 32 | (counter & 0xFFFFFFFF)) & 0xFFFFFFFFFFFFFFFF


def _to_bytes(values: np.ndarray) -> np.ndarray:
    """Of values of 0 or more, 1 being white."""
    return np.asarray(cv2.convertScaleAbs(values, alpha=255)).reshape(values.shape)


def _features(level: Level) -> np.ndarray:
    from engine.inpaint import patchmatch_kernels as kernels

    height = level.hole.shape[0]
    channels = np.dstack([_to_bytes(level.pixels), _to_bytes(level.texture / 255)]).reshape(height, -1)
    return np.pad(channels, ((0, 0), (0, kernels.PADDING)))


def _by_pixel(features: np.ndarray, width: int) -> np.ndarray:
    """A view of features, h x w x channels, without their padding."""
    from engine.inpaint import patchmatch_kernels as kernels

    return features[:, : width * kernels.CHANNELS].reshape(len(features), width, kernels.CHANNELS)


def _greatest_depth(hole: np.ndarray) -> float:
    """The distance of the hole's innermost pixel from its edge, px; the picture's border counts as one."""
    return float(cv2.distanceTransform(np.pad(hole, 1).astype(np.uint8), cv2.DIST_L2, 3).max())


def _trust(hole: np.ndarray) -> np.ndarray:
    """Votes count for less with the depth in the hole (Wexler et al. 2007), so that what is known spreads inwards."""
    trust = np.ones(hole.shape, np.float32)
    box = bounding_rect(hole.view(np.uint8)).grown(1).clipped(Size(hole.shape[1], hole.shape[0])).slices
    depth = cv2.distanceTransform(hole[box].astype(np.uint8), cv2.DIST_L2, 3)
    trust[box] = np.power(_TRUST_FALL, -np.minimum(depth, 60))
    return trust


def _empty_field(level: Level) -> _Field:
    shape = level.hole.shape
    nowhere = np.where(level.target, np.int32(0), np.int32(-1))
    return _Field(nowhere, nowhere.copy(), np.zeros(shape, np.float32))


def _randomise(field: _Field, level: Level, where: np.ndarray, rng: np.random.Generator) -> None:
    rows, columns = np.nonzero(level.source)
    some = rng.integers(0, rows.size, np.count_nonzero(where))
    field.y[where], field.x[where] = rows[some], columns[some]


def _parents(coarse: Level, fine: Level) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(y, x, parent y, parent x) of every fine target; a parent is kept where a whole patch fits."""
    rows, columns = np.nonzero(fine.target)
    height, width = coarse.hole.shape
    return rows, columns, np.clip(rows // 2, 3, height - 4), np.clip(columns // 2, 3, width - 4)


def _upsampled(previous: _Stage, stage: _Stage, rng: np.random.Generator) -> _Field:
    """The coarse field at twice the size; where that leads nowhere, a random source."""
    coarse, level = previous.level, stage.level
    rows, columns, parent_y, parent_x = _parents(coarse, level)
    field = _empty_field(level)
    height, width = level.hole.shape
    y = np.clip(2 * previous.field.y[parent_y, parent_x] + rows - 2 * parent_y, 0, height - 1)
    x = np.clip(2 * previous.field.x[parent_y, parent_x] + columns - 2 * parent_x, 0, width - 1)
    field.y[rows, columns], field.x[rows, columns] = y, x
    lost = np.zeros(level.hole.shape, bool)
    lost[rows, columns] = ~level.source[y, x] | (previous.field.y[parent_y, parent_x] < 0)
    if lost.any():
        _randomise(field, level, lost, rng)
    return field


def _upsampled_cost(previous: _Stage, stage: _Stage) -> np.ndarray:
    rows, columns, parent_y, parent_x = _parents(previous.level, stage.level)
    cost = np.zeros(stage.level.hole.shape, np.float32)
    cost[rows, columns] = previous.field.cost[parent_y, parent_x]
    return cost
