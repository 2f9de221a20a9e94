"""The report's charts as inline SVG. Colours come from the page's classes, so that they follow light and dark."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape

from engine.evaluation.statistics import Estimate

_WIDTH = 520
_LEFT = 110  # for names
_ROW, _PHOTO_ROW, _FOOT = 30, 20, 22
_TICKS = 5
PALETTE = 8


def colour(index: int) -> str:
    """The style that makes an element's colour that of a row."""
    return f"--c: var(--c{index % PALETTE})"


def strips(rows: Sequence[tuple[str, Mapping[str, float], Estimate | None]], scale: float, digits: int) -> str:
    """Every photo's score as a dot, the mean as a ring, its interval as a line: one line for each row.

    Args:
        rows: name, score by photo, mean.
        scale: what shown values are multiplied with.
        digits: after the point.
    """
    found = [value * scale for _, values, _ in rows for value in values.values()]
    ends = [end * scale for _, _, e in rows if e is not None for end in (e.low, e.high) if math.isfinite(end)]
    axis = _Axis(found + ends, _WIDTH)
    height = _ROW * len(rows) + _FOOT
    parts = [axis.lines(height, digits)]
    for index, (name, values, estimate) in enumerate(rows):
        y = _ROW * index + _ROW / 2
        parts.append(f'<g style="{colour(index)}"><text class="name" x="0" y="{y + 4}">{_short(name)}</text>')
        for photo, value in values.items():
            told = f"{escape(photo)}: {value * scale:.{digits}f}"
            parts.append(
                f'<circle class="one" cx="{axis.x(value * scale):.1f}" cy="{y}" r="4"><title>{told}</title></circle>'
            )
        parts.append(_mean(axis, estimate, scale, y))
        parts.append("</g>")
    return _svg(_WIDTH, height, parts, "Scores of each photo, with means and 95 % intervals")


def _mean(axis: _Axis, estimate: Estimate | None, scale: float, y: float) -> str:
    if estimate is None:
        return ""
    line = ""
    if math.isfinite(estimate.margin):
        low, high = axis.x(estimate.low * scale), axis.x(estimate.high * scale)
        line = f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/>'
    return f'{line}<circle class="mean" cx="{axis.x(estimate.value * scale):.1f}" cy="{y}" r="5"/>'


def photo_by_photo(photos: Sequence[str], rows: Sequence[tuple[str, Mapping[str, float]]], digits: int) -> str:
    """One line for each photo, one dot on it for each row.

    Args:
        photos: from the top.
        rows: name, score by photo.
        digits: after the point.
    """
    width, left = 1080, 220
    axis = _Axis([value for _, values in rows for value in values.values()], width, left)
    height = _PHOTO_ROW * len(photos) + _FOOT
    parts = [axis.lines(height, digits)]
    for line, photo in enumerate(photos):
        y = _PHOTO_ROW * line + _PHOTO_ROW / 2
        here = [(index, values[photo]) for index, (_, values) in enumerate(rows) if photo in values]
        places = [axis.x(value) for _, value in here]
        parts.append(f'<text class="name" x="0" y="{y + 4}">{_short(photo, 32)}</text>')
        parts.append(f'<line class="grid" x1="{min(places):.1f}" x2="{max(places):.1f}" y1="{y}" y2="{y}"/>')
        for index, value in here:
            told = f"{escape(photo)}, {escape(rows[index][0])}: {value:.{digits}f}"
            parts.append(
                f'<circle class="solid" style="{colour(index)}" cx="{axis.x(value):.1f}" cy="{y}" r="5.5">'
                f"<title>{told}</title></circle>"
            )
    return _svg(width, height, parts, "Scores photo by photo")


def rates(rows: Sequence[tuple[str, int, Estimate]]) -> str:
    """Rates as bars from 0 to 100 %, with their intervals.

    Args:
        rows: name, number of its colour, rate.
    """
    axis = _Axis([0.0, 1.0], _WIDTH)
    height = _ROW * len(rows) + _FOOT
    parts = [axis.lines(height, 0, percent=True)]
    for line, (name, index, rate) in enumerate(rows):
        y = _ROW * line + _ROW / 2
        low, high, start, end = (axis.x(value) for value in (rate.low, rate.high, 0.0, rate.value))
        parts.append(
            f'<g style="{colour(index)}"><text class="name" x="0" y="{y + 4}">{_short(name)}</text>'
            f'<rect class="bar" x="{start:.1f}" width="{end - start:.1f}" y="{y - 7}" height="14" rx="2">'
            f"<title>{escape(name)}: {rate.value:.0%}</title></rect>"
            f'<line class="span" x1="{low:.1f}" x2="{high:.1f}" y1="{y}" y2="{y}"/></g>'
        )
    return _svg(_WIDTH, height, parts, "Rates with 95 % intervals")


class _Axis:
    """From values to px, with ticks at round numbers."""

    def __init__(self, values: Sequence[float], width: float, left: float = _LEFT) -> None:
        low, high = min(values), max(values)
        self._step = _round_step((high - low) or abs(high) or 1.0)
        self._low = math.floor(low / self._step + 1e-9) * self._step
        self._high = max(math.ceil(high / self._step - 1e-9) * self._step, self._low + self._step)
        self._left, self._right = left, width - 14

    def x(self, value: float) -> float:
        return self._left + (value - self._low) / (self._high - self._low) * (self._right - self._left)

    def lines(self, height: float, digits: int, *, percent: bool = False) -> str:
        digits = max(0, min(digits, -math.floor(math.log10(self._step) + 1e-9)))
        parts = []
        for index in range(round((self._high - self._low) / self._step) + 1):
            value = self._low + index * self._step
            words = f"{value:.0%}" if percent else f"{value:.{digits}f}"
            x = self.x(value)
            parts.append(
                f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height - _FOOT}"/>'
                f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle">{words}</text>'
            )
        return "".join(parts)


def _round_step(span: float) -> float:
    """1, 2 or 5 times a power of ten, so that a handful of steps make the span."""
    raw = span / _TICKS
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999)


def _short(name: str, most: int = 16) -> str:
    return escape(name if len(name) <= most else f"{name[: most - 1]}…")


def _svg(width: float, height: float, parts: Sequence[str], spoken: str) -> str:
    inner = "".join(parts)
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{escape(spoken)}">{inner}</svg>'
