"""The table of an evaluation as plain text."""

from __future__ import annotations

import math

from engine.evaluation.record import Evaluation, Measure, share_text
from engine.evaluation.statistics import Estimate

SHORT_NOTE = (
    "Means with Student's 95 % interval over photos; pic = over the whole picture, hole = inside the hole alone."
)


def shown(estimate: Estimate | None, measure: Measure) -> str:
    """ "0.224 ± 0.031", or a dash."""
    if estimate is None:
        return "-"
    value = f"{estimate.value * measure.scale:.{measure.digits}f}"
    return value if math.isnan(estimate.margin) else f"{value} ± {estimate.margin * measure.scale:.{measure.digits}f}"


def shown_rate(estimate: Estimate | None) -> str:
    """ "62 % (48 to 74, n = 45)", or a dash."""
    if estimate is None:
        return "-"
    low, high = round(100 * estimate.low), round(100 * estimate.high)
    return f"{estimate.value:.0%} ({low} to {high}, n = {estimate.count})".replace("%", " %", 1)


def as_text(evaluation: Evaluation) -> str:
    """The table with its notes, for a terminal."""
    measures = evaluation.measures
    head = ["", "n", *(f"{m.label}{_place(m)}" for m in measures)]
    body = [
        [row, str(_count(evaluation, row)), *(shown(evaluation.summary(row, m.key), m) for m in measures)]
        for row in evaluation.rows
    ]
    shares = {record.photo: record.share for record in evaluation.records}
    lines = [*_aligned([head, *body]), "", SHORT_NOTE, f"{len(shares)} holes of {share_text(shares.values())}."]
    if not any(measure.key == "lpips" for measure in measures):
        lines.append("LPIPS was not measured: its weights were not given (--lpips FILE).")
    if evaluation.detectors:
        head = ["found again after the fill", *evaluation.detectors]
        rates = [
            [row, *(shown_rate(evaluation.recognition(name, row)) for name in evaluation.detectors)]
            for row in evaluation.recognised_rows
        ]
        lines += ["", *_aligned([head, *rates])]
    if evaluation.problems:
        lines += ["", "Left out:", *(f"  {p.photo} {p.row}: {p.why}" for p in evaluation.problems)]
    return "\n".join(lines)


def _count(evaluation: Evaluation, row: str) -> int:
    return sum(record.row == row for record in evaluation.records)


def _place(measure: Measure) -> str:
    return {"picture": " pic", "hole": " hole"}.get(measure.where, "")


def _aligned(rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
