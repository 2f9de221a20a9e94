"""Directions in a latent space: what a slider moves along."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from engine.errors import BadInput
from engine.language import tr
from engine.latent.point import LatentPoint, Layers

if TYPE_CHECKING:
    from engine.latent.generator import Generator

FEWEST_MARKS = 3  # of each kind, for a learned direction
SOURCES = ("pca", "sefa", "latent", "learned")
LEARNED = "learned-"
_MOST = 24  # directions of each kind that are offered
_RIDGE = 0.1  # of the mean power of what was marked
_NOTHING = 1e-9  # of all variance; what is nearer than this differs by rounding alone
_DIGITS = 12


@dataclass(frozen=True, eq=False)
class Direction:
    """A line through a latent space.

    Attributes:
        id: unique in its model, and stable: a point names it.
        name: what a person reads.
        source: one of SOURCES.
        space: "w" (styles) or "z" (latents).
        vector: float32, read-only, as long as one standard deviation of the model's own points.
        explained: its share of all that varies, 0..1; None where that is not known.
        layers: the first and last layer that move unless a point says otherwise.
        origin: what made it, for people.
        model: name of the model's card.
        group: what it changes, such as "Face"; "" = nobody has looked.
        range: where its slider ends, in standard deviations.
        named: whether its name tells what it does.
    """

    id: str
    name: str
    source: str
    space: str
    vector: np.ndarray
    explained: float | None
    layers: Layers
    origin: str
    model: str
    group: str = ""
    range: tuple[float, float] = (-3.0, 3.0)
    named: bool = False

    def __post_init__(self) -> None:
        vector = np.array(self.vector, np.float32)
        if self.source not in SOURCES or self.space not in ("w", "z"):
            raise ValueError(f"no direction comes from {self.source!r} in {self.space!r}")
        if vector.ndim != 1 or not vector.size or not np.isfinite(vector).all():
            raise ValueError("a direction is a row of finite numbers")
        vector.setflags(write=False)
        object.__setattr__(self, "vector", vector)

    @property
    def is_learned(self) -> bool:
        """Whether a person made it; the model knows all others by itself."""
        return self.source == "learned"


@dataclass(frozen=True, eq=False)
class Spread:
    """How the styles of a model's own points lie.

    Attributes:
        mean: W float64.
        covariance: W x W float64.
    """

    mean: np.ndarray
    covariance: np.ndarray

    @staticmethod
    def of(styles: np.ndarray) -> Spread:
        """Of N x W styles."""
        mean = styles.mean(axis=0, dtype=np.float64)
        centred = styles - mean
        return Spread(mean, centred.T @ centred / len(styles))

    def along(self, vector: np.ndarray) -> float:
        """Standard deviation of the points along a vector of length 1."""
        return float(np.sqrt(max(0.0, vector @ self.covariance @ vector)))


def principal_directions(spread: Spread, layers: int, model: str) -> tuple[Direction, ...]:
    """The directions in which styles vary most (Härkönen et al., "GANSpace", NeurIPS 2020), the strongest first."""
    variances, vectors = _descending(spread.covariance)
    total = variances.sum()
    kept = int(np.count_nonzero(variances[:_MOST] > 1e-9 * max(total, 1e-30)))
    return tuple(
        Direction(
            f"pca-{index}",
            tr("Principal {index}", index=index + 1),
            "pca",
            "w",
            vectors[index] * np.sqrt(variances[index]),
            float(variances[index] / total),
            (0, layers - 1),
            tr("The styles' own main axes (GANSpace)"),
            model,
        )
        for index in range(kept)
    )


def closed_form_directions(power: np.ndarray, spread: Spread, layers: int, model: str) -> tuple[Direction, ...]:
    """The directions that the generator's first step on every style answers to most (Shen and Zhou, "Closed-Form
    Factorization of Latent Semantics in GANs", CVPR 2021), the strongest first.

    Args:
        power: W x W, the sum of AᵀA over the matrices A that read a style.
    """
    strengths, vectors = _descending(power)
    total = strengths.sum() or 1.0
    lengths = [spread.along(vector) for vector in vectors[:_MOST]]
    return tuple(
        Direction(
            f"sefa-{index}",
            tr("Closed form {index}", index=index + 1),
            "sefa",
            "w",
            vectors[index] * length,
            float(strengths[index] / total),
            (0, layers - 1),
            tr("What the generator's weights answer to most (SeFa)"),
            model,
        )
        for index, length in enumerate(lengths)
        if length > 0
    )


def latent_directions(
    information: np.ndarray, layers: int, model: str, origin: str, known: Collection[str] = ()
) -> tuple[Direction, ...]:
    """The latents of which a VAE makes most use, the most informative first.

    Args:
        information: of each latent, in any unit.
        known: ids of latents that somebody has named: they are among them, however little they say.
    """
    information = np.maximum(np.asarray(information, np.float64), 0.0)
    total = information.sum()
    falling = [int(index) for index in np.argsort(-information, kind="stable") if information[index] > 0]
    order = [index for place, index in enumerate(falling) if place < _MOST or f"latent-{index}" in known]
    axes = np.eye(len(information), dtype=np.float32)  # the prior's standard deviation is 1
    return tuple(
        Direction(
            f"latent-{index}",
            tr("Latent {index}", index=index),
            "latent",
            "z",
            axes[index],
            float(information[index] / total),
            (0, layers - 1),
            origin,
            model,
        )
        for index in order
    )


def learn_direction(
    generator: Generator, more: Sequence[LatentPoint], less: Sequence[LatentPoint], name: str
) -> Direction:
    """A direction from a few points that a person has marked.

    A ridge regression finds by which line through the styles the two kinds are told apart; the direction is not that
    line but how the model's own styles go along with it (covariance times weights: the pattern of Haufe et al.,
    NeuroImage 2014), so that what usually comes together stays together. One unit is one standard deviation of what
    the regression measures.

    Args:
        more, less: points with more and with less of what is meant, of this generator.
        name: what the slider is called.

    Raises:
        BadInput: there are too few, or nothing tells them apart.
    """
    if min(len(more), len(less)) < FEWEST_MARKS:
        raise BadInput(
            tr("{more} marked as more and {less} as less are too few to learn from.", more=len(more), less=len(less)),
            tr("Mark at least {FEWEST_MARKS} of each.", FEWEST_MARKS=FEWEST_MARKS),
        )
    name = " ".join(name.split())
    if not name:
        raise BadInput(tr("A learned direction needs a name."), tr("Say what there should be more of."))
    spread = generator.spread
    marked = [_middles(generator, points) - spread.mean for points in (more, less)]
    apart = marked[0].mean(axis=0) - marked[1].mean(axis=0)
    weights = _told_apart(*marked)
    pattern = spread.covariance @ weights
    power = float(weights @ pattern)
    if power <= 0 or apart @ apart <= _NOTHING * np.trace(spread.covariance):
        raise BadInput(
            tr("Nothing tells what is marked as more from what is marked as less."), tr("Mark other samples.")
        )
    vector = (pattern / np.sqrt(power)).astype(np.float32)
    return Direction(
        learned_id(generator.card.name, vector),
        name,
        "learned",
        "w",
        vector,
        None,
        (0, generator.layers - 1),
        tr("Learned from {more} samples with more and {less} with less", more=len(more), less=len(less)),
        generator.card.name,
        named=True,
    )


def learned_id(model: str, vector: np.ndarray) -> str:
    """The same for the same vector of the same model, and for no other."""
    digest = hashlib.sha256(model.encode() + b"\0" + np.ascontiguousarray(vector, np.float32).tobytes())
    return LEARNED + digest.hexdigest()[:_DIGITS]


def flipped(direction: Direction) -> Direction:
    """The other way round."""
    return replace(direction, vector=-direction.vector)


def _middles(generator: Generator, points: Sequence[LatentPoint]) -> np.ndarray:
    """N x W float64: each point's styles, averaged over the layers."""
    return np.stack([generator.styles_of(point).mean(axis=0, dtype=np.float64) for point in points])


def _told_apart(more: np.ndarray, less: np.ndarray) -> np.ndarray:
    """W: ridge regression of +1 and -1 on the rows, both kinds weighing the same whatever their number."""
    share = np.repeat([0.5 / len(more), 0.5 / len(less)], [len(more), len(less)])
    rows, wanted = np.concatenate([more, less]), np.repeat([1.0, -1.0], [len(more), len(less)])
    scaled = (rows - share @ rows) * np.sqrt(share)[:, None]
    kernel = scaled @ scaled.T  # as many rows as marks: far fewer than there are numbers in a style
    ridge = _RIDGE * np.trace(kernel) / len(kernel) + 1e-30
    return scaled.T @ np.linalg.solve(kernel + ridge * np.eye(len(kernel)), wanted * np.sqrt(share))


def _descending(symmetric: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Eigenvalues, none below 0, the largest first; eigenvectors as rows, whose largest number is positive."""
    values, columns = np.linalg.eigh(symmetric)
    values, rows = np.maximum(values[::-1], 0.0), columns.T[::-1]
    largest = rows[np.arange(len(rows)), np.abs(rows).argmax(axis=1)]
    return values, rows * np.where(largest < 0, -1.0, 1.0)[:, None]
