"""A mixture of Gaussians fitted to the latents of photos, by expectation and maximisation (Dempster et al. 1977)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.latent.prior import Prior

COUNTS = (1, 5, 10, 20, 40)  # of components; the one that held-out photos are likeliest under is taken
_SHRINK = 0.1  # of every covariance towards a round one of the same size: there are few photos for so many numbers
_STEPS = 30
_SEED = 1


def fitted(latents: NDArray, held_out: NDArray, counts: Sequence[int] = COUNTS) -> tuple[Prior, dict[int, float]]:
    """The mixture that fits held-out latents best, and the mean log-likelihood of each count, in nats.

    Args:
        latents: N x Z to fit to; held_out: M x Z to choose by.
        counts: how many components to try; those with fewer than 2 Z latents a component are left out, but for one.
    """
    latents, held_out = latents.astype(np.float64), held_out.astype(np.float64)
    possible = [count for count in counts if count == 1 or len(latents) >= 2 * latents.shape[1] * count]
    tried = {count: _fit(latents, count) for count in possible}
    likely = {count: float(_log_density(prior, held_out)[1].mean()) for count, prior in tried.items()}
    return tried[max(likely, key=lambda count: likely[count])], likely


def clusters(latents: NDArray, count: int) -> NDArray[np.int64]:
    """Which of `count` groups each latent (N x Z) belongs to, N: k-means from spread-out beginnings.

    Those of k-means++ (Arthur and Vassilvitskii 2007). The same latents are always parted in the same way.
    """
    random = np.random.RandomState(_SEED)
    middles = [latents[random.randint(len(latents))]]
    while len(middles) < count:
        near = np.min([np.square(latents - middle).sum(axis=1) for middle in middles], axis=0)
        middles.append(latents[random.choice(len(latents), p=near / near.sum())])
    chosen = np.zeros(len(latents), np.int64)
    for _ in range(_STEPS):
        apart = [np.square(latents - middle).sum(axis=1) for middle in middles]
        chosen = np.argmin(apart, axis=0)
        middles = [latents[chosen == k].mean(axis=0) if (chosen == k).any() else middles[k] for k in range(count)]
    return chosen


def _fit(latents: NDArray, count: int) -> Prior:
    weights = np.eye(count)[clusters(latents, count)]
    prior = _maximised(latents, weights)
    for _ in range(_STEPS if count > 1 else 0):
        prior = _maximised(latents, _log_density(prior, latents)[0])
    return prior


def _maximised(latents: NDArray, weights: NDArray) -> Prior:
    """The mixture under which latents, of which each component has its part, are likeliest."""
    total = weights.sum(axis=0) + 1e-9
    middles = (weights.T @ latents) / total[:, None]
    roots = []
    for middle, part, whole in zip(middles, weights.T, total, strict=True):
        apart = (latents - middle) * np.sqrt(part)[:, None]
        covariance = apart.T @ apart / whole
        size = np.trace(covariance) / len(covariance) + 1e-6
        roots.append(np.linalg.cholesky((1 - _SHRINK) * covariance + _SHRINK * size * np.eye(len(covariance))))
    return Prior(total / total.sum(), middles, np.array(roots))


def _log_density(prior: Prior, latents: NDArray) -> tuple[NDArray, NDArray]:
    """(N x K: how far each latent belongs to each component, N: its log-density)."""
    parts = []
    for share, middle, root in zip(prior.shares, prior.middles, prior.roots, strict=True):
        along = np.linalg.solve(root, (latents - middle).T)
        volume = np.log(np.diag(root)).sum() + 0.5 * latents.shape[1] * np.log(2 * np.pi)
        parts.append(np.log(share) - 0.5 * np.square(along).sum(axis=0) - volume)
    logs = np.stack(parts, axis=1)
    whole = np.logaddexp.reduce(logs, axis=1)
    return np.exp(logs - whole[:, None]), whole
