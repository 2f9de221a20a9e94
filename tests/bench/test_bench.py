"""Fills, canvas and start-up, measured and put into one table, on the terminal and in .cache/bench.md.

Nothing is asserted about time: the machine may be busy. That each figure exists is.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / ".cache" / "bench.md"

Row = dict[str, object]


@dataclass(frozen=True)
class Line:
    """One figure. `compared` is what it stands against: a target, or Telea in the same run."""

    what: str
    value: float
    unit: str
    best: float | None
    compared: str

    @property
    def cells(self) -> tuple[str, ...]:
        best = "" if self.best is None else f"{self.best:.4g}"
        return self.what, f"{self.value:.4g}", self.unit, best, self.compared


def fill_lines() -> list[Line]:
    """Quality and seconds of every method that this copy of the program has."""
    from engine.inpaint.methods import describe_all
    from engine.models.registry import bundled
    from tests.bench import bench_fill

    known = {info.id for info in describe_all() if not info.needs_torch or bundled()}
    means = bench_fill.measure(bench_fill.SHIPPED, tuple(name for name in bench_fill.METHODS if name in known))
    telea = means["telea"]
    lines = []
    for method, found in means.items():
        louder = f"{found['psnr'] - telea['psnr']:+.2f} dB to Telea"  # decibels are ratios already
        similar, slower = (f"{found[key] / max(telea[key], 1e-9):.2f} × Telea" for key in ("ssim", "seconds"))
        lines += [
            Line(f"{method}: PSNR in the hole", found["psnr"], "dB", None, louder),
            Line(f"{method}: SSIM in the hole", found["ssim"], "", None, similar),
            Line(f"{method}: time of a fill", found["seconds"], "s", None, slower),
        ]
    return lines


def network_lines() -> list[Line]:
    """Seconds of every network at each size, and how many times as long torch takes."""
    from engine.models.registry import bundled
    from tests.bench import bench_network

    lines = []
    for card in (card for card in bundled() if card.purpose == "inpaint"):
        for timing in bench_network.measure(card):
            for name, seconds in timing.seconds.items():
                ratio = timing.ratio()
                against = "" if ratio is None or name == "torch" else f"torch takes {ratio:.2f} times as long"
                median = statistics.median(seconds)
                lines.append(Line(f"{card.name}, {timing.side} px: {name}", median, "s", min(seconds), against))
    return lines


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """What bench_canvas and bench_start found."""
    return [
        Line(
            f"{row['photo']}: {row['what']}",
            float(str(row["value"])),
            str(row["unit"]),
            float(str(row["best"])),
            "" if row["target"] is None else f"target {row['target']:g}",
        )
        for row in rows
    ]


HEAD = ("figure", "value", "unit", "best", "against")


def as_text(parts: dict[str, list[Line]]) -> str:
    """One table for a terminal."""
    cells = [HEAD, *(line.cells for lines in parts.values() for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    rule = "-" * (sum(widths) + 2 * len(widths) - 2)

    def row(of: tuple[str, ...]) -> str:
        aligned = (
            cell.rjust(width) if column in (1, 3) else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(of, widths, strict=True))
        )
        return "  ".join(aligned).rstrip()

    out = [row(HEAD)]
    for title, lines in parts.items():
        out += [rule, title, *(row(line.cells) for line in lines)]
    return "\n".join(out)


def as_markdown(parts: dict[str, list[Line]]) -> str:
    """The same table for a page, with the machine it was measured on."""
    out = [f"Measured on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.", ""]
    for title, lines in parts.items():
        out += [f"**{title}**", "", "| " + " | ".join(HEAD) + " |", "|---|---:|---|---:|---|"]
        out += ["| " + " | ".join(line.cells) + " |" for line in lines] + [""]
    return "\n".join(out)


@pytest.mark.timeout(3600)
def test_every_figure_is_there() -> None:
    from tests.bench import bench_canvas, bench_recovery, bench_start

    parts = {
        "Start-up (seconds from the start of the process)": lines_of(bench_start.rows()),
        "Canvas (1920 x 1080, 100 px soft brush)": lines_of(bench_canvas.rows()),
        "Keeping against a crash (1,000 strokes, an autosave every 3 s)": lines_of(bench_recovery.rows()),
        "Networks (one picture, the same threads for both runtimes)": network_lines(),
        "Fills (holes of 10 to 25 % in photos of 512 px, one run each after a warm-up)": fill_lines(),
    }
    print("\n" + as_text(parts))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(as_markdown(parts) + "\n", encoding="utf-8")
    print(f"\nwritten to {REPORT.relative_to(ROOT)}")
    for lines in parts.values():
        assert lines
        assert [line.what for line in lines if not math.isfinite(line.value) or line.value < 0] == []
