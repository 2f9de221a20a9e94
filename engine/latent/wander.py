"""A flat map of latent points, and the point under a place on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from engine.latent.morph import blended
from engine.latent.point import LatentPoint

if TYPE_CHECKING:
    from engine.latent.generator import Generator

_POWER = 2.5  # of the distance: with 2, far points together still outweigh a near one
_LEAST_SHARE = 5e-3  # what weighs less is left out: it cannot be seen
_ALIKE = 1e-9


def map_positions(styles: np.ndarray, apart: float = 0.22) -> np.ndarray:
    """Where points lie on a map: their two widest principal components, N x 2 float64 in 0..1, y down.

    Args:
        styles: N x ..., anything of equal length.
        apart: no two places are nearer than this (as far as there is room), so that each can be taken hold of.
    """
    count = len(styles)
    if count < 2:
        return np.full((count, 2), 0.5)
    flat = np.asarray(styles, np.float64).reshape(count, -1)
    centred = flat - flat.mean(axis=0)
    values, vectors = np.linalg.eigh(centred @ centred.T)  # points are few, styles long
    places = (vectors * np.sqrt(np.maximum(values, 0.0)))[:, :-3:-1]
    if values[-1] < _ALIKE:
        places = np.zeros((count, 2))
    places = places * _signs(places)
    return _pushed_apart(_into_unit_square(places), min(apart, 0.6 / np.sqrt(count)))


def _signs(places: np.ndarray) -> np.ndarray:
    """Turns each axis so that its first point that counts is on the positive side: a map does not flip by itself."""
    firsts = places[np.argmax(np.abs(places) > 1e-6 * np.abs(places).max(initial=_ALIKE), axis=0), range(2)]
    return np.where(firsts < 0, -1.0, 1.0)


def _into_unit_square(places: np.ndarray) -> np.ndarray:
    """Each axis stretched to 0.1..0.9: a map has the same use whatever is on it."""
    low, span = places.min(axis=0), np.ptp(places, axis=0)
    there = np.where(span > _ALIKE, (places - low) / np.maximum(span, _ALIKE), 0.5)
    return 0.1 + 0.8 * there


def _pushed_apart(places: np.ndarray, apart: float, rounds: int = 80) -> np.ndarray:
    """Points that are too near push each other away. Deterministic."""
    places = places.copy()
    index = np.arange(len(places))
    turn = index * 2.399963  # the golden angle: what lies at one place parts in all directions
    places += 1e-3 * np.sqrt(index)[:, None] * np.stack((np.cos(turn), np.sin(turn)), axis=1)
    for _ in range(rounds):
        away = places[:, None] - places[None]
        distance = np.linalg.norm(away, axis=2)
        np.fill_diagonal(distance, np.inf)
        lack = np.maximum(apart - distance, 0.0)
        if not lack.any():
            break
        push = (away / np.maximum(distance, _ALIKE)[..., None] * (lack / 2)[..., None]).sum(axis=1)
        places += push / np.maximum((lack > 0).sum(axis=1), 1)[:, None]
        places = np.clip(places, 0.06, 0.94)
    return places


def weights_at(place: tuple[float, float], places: np.ndarray) -> np.ndarray:
    """What each point counts at a place of the map: N, sums to 1, exactly one point where one lies.

    By inverse distance (Shepard, "A two-dimensional interpolation function for irregularly-spaced data", 1968).
    """
    squared = np.square(places - np.asarray(place, np.float64)).sum(axis=1)
    nearest = int(np.argmin(squared))
    if squared[nearest] < 1e-8:
        weights = np.zeros(len(places))
        weights[nearest] = 1.0
        return weights
    weights = squared ** (-_POWER / 2)
    weights /= weights.sum()
    # Taking the threshold off, and not only what is below it, keeps the weights free of jumps.
    weights = np.maximum(weights - _LEAST_SHARE, 0.0)
    return weights / weights.sum()


def point_at(
    place: tuple[float, float], places: np.ndarray, points: Sequence[LatentPoint], generator: Generator
) -> LatentPoint:
    """The point under a place of the map (x and y in the unit of `places`); see `blended`."""
    return blended(points, weights_at(place, places), generator)
