"""What saving and opening a project takes: python tests/bench/bench_project.py [--width 6000 --height 4000]

A bench photo, mirrored to camera size with a sensor's noise, under five fills of 800 x 600 px and with something
masked; again, which takes the photo from the first file; with an adjustment of everything, of which other programs get
a picture; and without what only they look at. CPU seconds are those
of all threads, and the ones to compare on a busy machine.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.document import Adjustment, Composite, MaskArea, Patch, Piece, Recipe  # noqa: E402
from engine.geometry import Rect  # noqa: E402
from engine.photo import photo_from_pixels, read_photo  # noqa: E402
from engine.project import ProjectState, read_project, write_project  # noqa: E402
from tests.bench.bench_native import SHIPPED, mosaic  # noqa: E402

T = TypeVar("T")


@dataclass(frozen=True)
class Row:
    """One figure: seconds as the clock has them, and of all threads together; `megabytes` of the file."""

    what: str
    seconds: float
    cpu_seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.what:<34}{self.seconds:7.2f} s {self.cpu_seconds:7.2f} CPU s {self.megabytes:8.1f} MB"


def state_of(width: int, height: int, kind: type) -> ProjectState:
    rng = np.random.default_rng(1)
    pixels = mosaic(read_photo(SHIPPED / "chelsea.png").pixels, width, height).astype(np.float32)
    top = np.iinfo(kind).max
    noisy = pixels * (top / 255) + rng.normal(0, 2 * top / 255, pixels.shape).astype(np.float32)
    photo = photo_from_pixels(np.clip(noisy, 0, top).astype(kind))
    patches = []
    for number in range(5):
        rect = Rect(width * number // 6, height * number // 6, 800, 600).clipped(photo.size)
        alpha = np.full((rect.height, rect.width), 255, np.uint8)
        alpha[:8], alpha[-8:] = 128, 128
        patches.append(Patch(str(number), (Piece(rect, photo.pixels[rect.slices], alpha),), Recipe("patchmatch")))
    area = MaskArea(Rect(100, 100, 900, 700), np.full((700, 900), 255, np.uint8))
    return ProjectState(Composite(photo, tuple(patches)), area)


def timed(work: Callable[[], T]) -> tuple[T, float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return result, time.perf_counter() - clock, time.process_time() - processor


def measure(width: int, height: int) -> list[Row]:
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.ora"
        for kind, depth in ((np.uint8, "8 bits"), (np.uint16, "16 bits")):
            state = state_of(width, height, kind)
            adjusted = Patch("a", (), Recipe("adjustment"), adjustment=Adjustment(exposure=0.5))
            more = ProjectState(Composite(state.composite.photo, (*state.composite.patches, adjusted)), state.mask)
            for words, one, for_others in (
                ("", state, True),
                (", again", state, True),
                (", again, adjusted", more, True),
                (", again, for ourselves", more, False),
            ):
                report, *times = timed(lambda one=one, others=for_others: write_project(one, path, for_others=others))
                rows.append(Row(f"{depth}{words}: save", *times, report.bytes / 1e6))
                _, *times = timed(lambda: read_project(path))
                rows.append(Row(f"{depth}{words}: open", *times, report.bytes / 1e6))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--width", type=int, default=6000)
    parser.add_argument("--height", type=int, default=4000)
    options = parser.parse_args()
    for row in measure(options.width, options.height):
        print(row, flush=True)


if __name__ == "__main__":
    main()
