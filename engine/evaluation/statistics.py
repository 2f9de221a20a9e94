"""Means and rates with what can be said about them: 95 % intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

# Student's t, two-sided 95 %, for 1 to 30 degrees of freedom (Student 1908; any table).
_T = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
_T += (2.201, 2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086)
_T += (2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042)
_Z = 1.959964


@dataclass(frozen=True)
class Estimate:
    """A mean or a rate, and the 95 % interval around it; the interval is NaN where one value alone is known."""

    value: float
    low: float
    high: float
    count: int

    @property
    def margin(self) -> float:
        """Half the interval's width."""
        return (self.high - self.low) / 2


def quantile_of_t(freedom: int) -> float:
    """The t that 95 % of Student's distribution lies within, for 1 or more degrees of freedom."""
    if freedom <= len(_T):
        return _T[freedom - 1]
    # Expansion around the normal quantile (Fisher & Cornish 1960), exact to 1e-5 from 30 degrees on.
    z, n = _Z, freedom
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / n + second / n**2


def mean(values: Sequence[float]) -> Estimate:
    """The mean with Student's t interval: it treats the values (one a photo) as drawn at random and about normal.

    Raises:
        ValueError: where there are none.
    """
    if not values:
        raise ValueError("no values")
    found = np.asarray(values, np.float64)
    centre = float(found.mean())
    if len(found) < 2:
        return Estimate(centre, math.nan, math.nan, 1)
    margin = quantile_of_t(len(found) - 1) * float(found.std(ddof=1)) / math.sqrt(len(found))
    return Estimate(centre, centre - margin, centre + margin, len(found))


def mean_difference(ours: Sequence[float], theirs: Sequence[float]) -> Estimate:
    """How much larger ours are, photo by photo: pairs take out how hard each photo is.

    Raises:
        ValueError: where there are none, or not as many of one as of the other.
    """
    return mean([a - b for a, b in zip(ours, theirs, strict=True)])


def rate(hits: int, count: int) -> Estimate:
    """A share of hits with Wilson's score interval (Wilson 1927), which holds for few tries and near 0 and 1 too.

    Raises:
        ValueError: where there were no tries.
    """
    if count < 1:
        raise ValueError("no tries")
    share = hits / count
    scale = 1 + _Z**2 / count
    centre = (share + _Z**2 / (2 * count)) / scale
    margin = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)) / scale
    return Estimate(share, max(0.0, centre - margin), min(1.0, centre + margin), count)
