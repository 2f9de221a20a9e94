"""Films between latent points: what each frame shows, and the frames themselves, painted when they are asked for.

Frames are blends of the key frames' finished styles, so that sliders, mixes and truncation are carried along: all of
them are linear in w once a base has been mapped, and w is the straighter space to walk in (Karras et al., "A
Style-Based Generator Architecture for Generative Adversarial Networks", CVPR 2019: shorter perceptual paths in w than
in z). What w does not keep is how far pictures lie from the mean: halfway between two of them colours and features are
tamer. Where that shows, a film can go through z instead, on the sphere: latents of a Gaussian in many dimensions
nearly all have one length, a straight line would leave it by up to three tenths, and a network has never seen what is
there (White, "Sampling Generative Networks", 2016; Shoemake, "Animating Rotation with Quaternion Curves", 1985).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, overload

import numpy as np

from engine.errors import BadInput
from engine.language import tr
from engine.latent.point import Base, LatentPoint, Move

if TYPE_CHECKING:
    from engine.latent.generator import Generator

EASINGS = ("linear", "smooth", "spline")
PATHS = ("styles", "latents")
MOST_FRAMES = 3600
MOST_KEYS = 64
_SAME = 1e-6


@dataclass(frozen=True)
class Morph:
    """A film, before anything is painted.

    Attributes:
        points: the key frames, 2 to 64 of one model.
        frames: how many frames, 2 to 3600. An open film begins on the first key frame and ends on the last; of a loop
            the last frame leads into the first, which is not shown twice.
        easing: "linear" = at one pace from key to key; "smooth" = rests at each; "spline" = a curve through all key
            frames that neither rests nor turns sharply (Catmull and Rom, 1974).
        loop: back from the last key frame to the first.
        path: "styles" or "latents"; see the module's text. Latents are only for points that start from seeds or a
            latent (`has_latent`).

    Raises:
        BadInput: the numbers make no film; the sentence says why.
    """

    points: tuple[LatentPoint, ...]
    frames: int
    easing: str = "smooth"
    loop: bool = False
    path: str = "styles"

    def __post_init__(self) -> None:
        if len(self.points) < 2:
            raise BadInput(
                tr("A film needs two key frames at least."), tr("Name another seed, or keep another picture.")
            )
        if len(self.points) > MOST_KEYS:
            raise BadInput(
                tr("A film has {MOST_KEYS} key frames at most.", MOST_KEYS=MOST_KEYS), tr("Make two films of it.")
            )
        if not 2 <= self.frames <= MOST_FRAMES:
            raise BadInput(
                tr("A film has 2 to {MOST_FRAMES} frames, not {frames}.", MOST_FRAMES=MOST_FRAMES, frames=self.frames),
                tr("Change its length or its pace."),
            )
        if self.easing not in EASINGS or self.path not in PATHS:
            raise BadInput(
                tr("There is no film with {easing} easing through {path}.", easing=self.easing, path=self.path),
                tr("Choose another."),
            )
        if len({point.model for point in self.points}) > 1:
            raise BadInput(tr("The key frames are of different models."), tr("Take key frames of one model."))
        if self.path == "latents" and not all(has_latent(point) for point in self.points):
            raise BadInput(tr("A key frame starts from styles and has no latent."), tr("Go through styles instead."))

    def times(self) -> np.ndarray:
        """Where each frame lies, float64: 0 at the first key frame, 1 at the second, and so on."""
        keys = len(self.points)
        return np.arange(self.frames) * (keys / self.frames if self.loop else (keys - 1) / (self.frames - 1))

    def weights(self) -> np.ndarray:
        """What each frame has of each key frame: frames x keys, float64; each row sums to 1."""
        times = self.times()
        last = len(self.points) - (0 if self.loop else 1)
        begin = np.minimum(np.floor(times + _SAME), last - 1).astype(int)
        shares = _shares(np.clip(times - begin, 0.0, 1.0), self.easing)
        weights = np.zeros((self.frames, len(self.points)))
        for offset in range(4):
            keys, share = self._key(begin + offset - 1), shares[:, offset]
            np.add.at(weights, (np.arange(self.frames), keys), share)
        if not self.loop and self.easing == "spline":
            self._extend_ends(weights, begin, shares)
        return weights

    def _key(self, index: np.ndarray) -> np.ndarray:
        keys = len(self.points)
        return index % keys if self.loop else np.clip(index, 0, keys - 1)

    def _extend_ends(self, weights: np.ndarray, begin: np.ndarray, shares: np.ndarray) -> None:
        """An open curve goes on in a straight line beyond its ends, where it would else start from a standstill."""
        keys = len(self.points)
        for outside, column, edge, next_in in ((begin == 0, 0, 0, 1), (begin == keys - 2, 3, keys - 1, keys - 2)):
            share = shares[outside, column]
            weights[outside, edge] += share
            weights[outside, next_in] -= share


def _shares(t: np.ndarray, easing: str) -> np.ndarray:
    """What a place at `t` (0..1) between the second and the third of four key frames has of each; N x 4."""
    t = np.where(t < _SAME, 0.0, np.where(t > 1 - _SAME, 1.0, t))
    if easing == "spline":
        squared, cubed = t * t, t * t * t
        return np.stack(
            (
                (-t + 2 * squared - cubed) / 2,
                (2 - 5 * squared + 3 * cubed) / 2,
                (t + 4 * squared - 3 * cubed) / 2,
                (cubed - squared) / 2,
            ),
            axis=1,
        )
    if easing == "smooth":
        t = t * t * (3 - 2 * t)
    return np.stack((np.zeros_like(t), 1 - t, t, np.zeros_like(t)), axis=1)


def frames_of(seconds: float, fps: float) -> int:
    """How many frames a film of so many seconds has.

    Raises:
        BadInput: there is no such film.
    """
    count = round(seconds * fps) if np.isfinite(seconds * fps) else 0
    if not 2 <= count <= MOST_FRAMES:
        raise BadInput(
            tr(
                "{seconds:g} s at {fps:g} frames a second are {count} frames; a film has 2 to {MOST_FRAMES}.",
                seconds=seconds,
                fps=fps,
                count=count,
                MOST_FRAMES=MOST_FRAMES,
            ),
            tr("Change its length or its pace."),
        )
    return count


def has_latent(point: LatentPoint) -> bool:
    """Whether a point starts from one seed or one latent, so that a film can go through z."""
    return len(point.base.z) > 0 or len(point.base.seeds) == 1


def blended(points: Sequence[LatentPoint], weights: np.ndarray, generator: Generator) -> LatentPoint:
    """The point whose styles are the points' styles in these weights (which sum to 1).

    Where that can be said with seeds and sliders it is, so that it stays short as text and its sliders stay where they
    can be moved; else with explicit styles. Its noise is that of the point that weighs most, and of the first among
    equals.
    """
    used = np.flatnonzero(weights)
    points, weights = [points[int(index)] for index in used], np.asarray(weights, np.float64)[used]
    heaviest = points[int(np.argmax(weights))]
    if len(points) == 1:
        return heaviest
    plain = _with_seeds(points, weights)
    if plain is not None and _moves_in_w(points, generator):
        return replace(plain, noise=heaviest.noise)
    styles = np.tensordot(weights, np.stack([generator.styles_of(point) for point in points]).astype(np.float64), 1)
    return LatentPoint(heaviest.model, Base.of_styles(styles.astype(np.float32)), noise=heaviest.noise)


def _with_seeds(points: Sequence[LatentPoint], weights: np.ndarray) -> LatentPoint | None:
    """The blend as seeds and sliders; None where the points differ in more, or start from something else."""
    first = points[0]
    seeds: dict[int, float] = {}
    moves: dict[str, Move] = {}
    for point, weight in zip(points, weights, strict=True):
        alike = (point.truncation, point.cutoff, point.mixes) == (first.truncation, first.cutoff, ())
        if not (alike and point.base.seeds):
            return None
        for seed, share in point.base.seeds:
            seeds[seed] = seeds.get(seed, 0.0) + share * weight
        for move in point.moves:
            before = moves.get(move.direction, Move(move.direction, 0.0, move.layers))
            if before.layers != move.layers:
                return None
            moves[move.direction] = replace(before, amount=before.amount + move.amount * weight)
    kept = {seed: share for seed, share in seeds.items() if abs(share) > _SAME}
    if not kept or len(kept) > MOST_KEYS:
        return None
    total = sum(kept.values())
    base = Base(tuple((seed, float(share / total)) for seed, share in kept.items()))
    return replace(first, base=base, moves=tuple(move for move in moves.values() if abs(move.amount) > _SAME))


def _moves_in_w(points: Sequence[LatentPoint], generator: Generator) -> bool:
    """Whether all sliders act after the mapping, where they blend as their amounts do."""
    used = {move.direction for point in points for move in point.moves}
    return all(generator.direction(one).space == "w" for one in used)


class MorphFrames(Sequence[np.ndarray]):
    """The pictures of a film, S x S x 3 uint8, each painted when it is asked for. Any thread may ask.

    All frames have the noise of the first key frame: noise that changes would flicker.

    Raises:
        BadInput: a point is not of the generator's model, or has a slider that the generator does not know.
    """

    def __init__(self, generator: Generator, morph: Morph) -> None:
        self._generator = generator
        self.morph = morph
        self._weights = morph.weights()
        self._keys = np.stack([generator.styles_of(point) for point in morph.points]).astype(np.float64)
        self._latents = _latents(morph, generator) if morph.path == "latents" else None

    def __len__(self) -> int:
        return self.morph.frames

    @overload
    def __getitem__(self, index: int) -> np.ndarray: ...
    @overload
    def __getitem__(self, index: slice) -> list[np.ndarray]: ...
    def __getitem__(self, index: int | slice) -> np.ndarray | list[np.ndarray]:
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        return self._generator.paint(self.styles(index)[None], self.noise)[0]

    @property
    def noise(self) -> int | None:
        return self.morph.points[0].noise

    def styles(self, index: int) -> np.ndarray:
        """Layers x style, float32, of one frame; of a key frame exactly its own."""
        index = range(len(self))[index]
        weights = self._weights[index]
        used = np.flatnonzero(weights)
        if self._latents is None or len(used) == 1:
            return np.tensordot(weights[used], self._keys[used], 1).astype(np.float32)
        # Each key frame's sliders and mixes at the latent between them, blended: exact at every key frame.
        base = Base.of_z(self._latents[index])
        there = [self._generator.styles_of(replace(self.morph.points[key], base=base)) for key in used]
        return np.tensordot(weights[used], np.stack(there).astype(np.float64), 1).astype(np.float32)

    def point(self, index: int) -> LatentPoint:
        """One frame as a point of its own: as seeds and sliders where that says it all, else as styles."""
        index = range(len(self))[index]
        if self._latents is None:
            return replace(blended(self.morph.points, self._weights[index], self._generator), noise=self.noise)
        return LatentPoint(self.morph.points[0].model, Base.of_styles(self.styles(index)), noise=self.noise)


def _latents(morph: Morph, generator: Generator) -> np.ndarray:
    """Frames x latent, float64: along the sphere from key frame to key frame."""
    keys = np.stack([_latent_of(point, generator) for point in morph.points])
    lengths = np.linalg.norm(keys, axis=1)
    units = keys / np.maximum(lengths, _SAME)[:, None]
    times, weights = morph.times(), morph.weights()
    if morph.easing == "spline":
        between = weights @ units
    else:
        begin = np.minimum(np.floor(times + _SAME), len(keys) - (1 if morph.loop else 2)).astype(int)
        end = (begin + 1) % len(keys)
        between = np.stack([_slerp(units[a], units[b], row[b]) for a, b, row in zip(begin, end, weights, strict=True)])
    between /= np.maximum(np.linalg.norm(between, axis=1, keepdims=True), _SAME)
    return between * np.clip(weights @ lengths, lengths.min(), lengths.max())[:, None]


def _latent_of(point: LatentPoint, generator: Generator) -> np.ndarray:
    if point.base.z:
        return np.asarray(point.base.z, np.float64)
    return generator.latent_of_seed(point.base.seeds[0][0]).astype(np.float64)


def _slerp(a: np.ndarray, b: np.ndarray, share: float) -> np.ndarray:
    """From unit vector a to unit vector b along the great circle."""
    angle = float(np.arccos(np.clip(a @ b, -1.0, 1.0)))
    if np.sin(angle) < _SAME:
        return (1 - share) * a + share * b
    return (np.sin((1 - share) * angle) * a + np.sin(share * angle) * b) / np.sin(angle)
