"""Pictures side by side: what judging a generator shows beside its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np

_PAPER = 255
_GAP = 4  # px


def sheet(pictures: Sequence[np.ndarray], columns: int = 8) -> np.ndarray:
    """Squares of one size in rows, RGB uint8, on white."""
    return rows([pictures[start : start + columns] for start in range(0, len(pictures), columns)])


def rows(lines: Sequence[Sequence[np.ndarray]]) -> np.ndarray:
    """Lines of squares below each other; short lines are filled up with white."""
    side, widest = lines[0][0].shape[0], max(len(line) for line in lines)
    step = side + _GAP
    page = np.full((len(lines) * step - _GAP, widest * step - _GAP, 3), _PAPER, np.uint8)
    for y, line in enumerate(lines):
        for x, picture in enumerate(line):
            page[y * step : y * step + side, x * step : x * step + side] = picture
    return page


def in_pairs(pairs: Sequence[tuple[np.ndarray, np.ndarray]], columns: int = 8) -> np.ndarray:
    """Pairs one above the other: rows of the first of each, and below them rows of the second."""
    lines: list[list[np.ndarray]] = []
    for start in range(0, len(pairs), columns):
        part = pairs[start : start + columns]
        lines += [[first for first, _ in part], [second for _, second in part]]
    return rows(lines)


def strips(lines: Mapping[str, Sequence[np.ndarray]]) -> np.ndarray:
    """A line for each direction, in order."""
    return rows([list(line) for line in lines.values()])


def as_png(picture: np.ndarray) -> bytes:
    return cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes()
