"""A Fréchet distance between two sets of pictures, on features of a network that is at hand.

The formula is that of Dowson and Landau ("The Fréchet distance between multivariate normal distributions", 1982), which
Heusel et al. (NeurIPS 2017) took for generated pictures on features of an Inception network. That network is not here,
so these numbers are a metric of our own: they compare with each other, on the same features and as many pictures, and
with no number that anybody else reports.
"""

from __future__ import annotations

import numpy as np


def frechet_distance(ours: np.ndarray, theirs: np.ndarray) -> float:
    """How far apart two clouds of features are, as a share of the second's own spread.

    Args:
        ours, theirs: N x D and M x D, two rows or more each; both are taken for normally distributed.

    Returns:
        0 = alike; 1 = as far as the second cloud is wide (the squared distance over its total variance). It is never
        quite 0 between samples: few pictures make covariances that differ by chance.

    Raises:
        ValueError: there are too few rows, or as many columns do not match.
    """
    if min(len(ours), len(theirs)) < 2 or ours.shape[1:] != theirs.shape[1:]:
        raise ValueError(f"cannot compare features of {ours.shape} with {theirs.shape}")
    ours, theirs = ours.astype(np.float64), theirs.astype(np.float64)
    apart = float(np.square(ours.mean(axis=0) - theirs.mean(axis=0)).sum())
    a, b = np.atleast_2d(np.cov(ours, rowvar=False)), np.atleast_2d(np.cov(theirs, rowvar=False))
    root = _root(b)
    shared = np.sqrt(np.clip(np.linalg.eigvalsh(root @ a @ root), 0, None)).sum()
    total = apart + float(np.trace(a) + np.trace(b) - 2 * shared)
    return max(0.0, total) / max(float(np.trace(b)), 1e-12)


def _root(matrix: np.ndarray) -> np.ndarray:
    """The symmetric square root of a covariance."""
    values, vectors = np.linalg.eigh(matrix)
    return (vectors * np.sqrt(np.clip(values, 0, None))) @ vectors.T
