"""Is a large hole as sharp as its surroundings, and how long does it take: python tests/bench/bench_native.py

Each bench photo is laid out, mirrored at its edges, to a picture of camera size; a round hole in its middle is filled.
The ratio is `engine.metrics.gradient_energy.sharpness_ratio`, wanted within 0.8 to 1.25; the true picture's own stands
beside it. CPU seconds are those of all threads, and the ones to compare on a busy machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.document import Composite  # noqa: E402
from engine.geometry import Rect  # noqa: E402
from engine.inpaint import FillSettings, InpaintRequest, fill  # noqa: E402
from engine.jobs import JobContext  # noqa: E402
from engine.metrics.gradient_energy import sharpness_ratio  # noqa: E402
from engine.photo import photo_from_pixels, read_photo  # noqa: E402

SHIPPED = Path(__file__).parent / "photos"
SUFFIXES = {".png", ".jpg"}
METHODS = ("patchmatch", "cnn")


@dataclass(frozen=True)
class Row:
    """One fill: the ratio of gradient energies (in the true picture, and after the fill), and what it took."""

    photo: str
    method: str
    truth: float
    ratio: float
    seconds: float
    cpu_seconds: float

    def __str__(self) -> str:
        times = f"{self.seconds:8.1f} s {self.cpu_seconds:8.1f} CPU s"
        return f"{self.photo:<12}{self.method:<12} ratio {self.ratio:5.2f} (truth {self.truth:4.2f}) {times}"


def mosaic(photo: np.ndarray, width: int, height: int) -> np.ndarray:
    """A photo repeated to a size, every other copy mirrored: it keeps its own sharpness and has no seams."""
    down, across = -(-height // photo.shape[0]), -(-width // photo.shape[1])
    rows = [photo if n % 2 == 0 else photo[::-1] for n in range(down)]
    column = np.concatenate(rows)
    return np.concatenate([column if n % 2 == 0 else column[:, ::-1] for n in range(across)], axis=1)[:height, :width]


def round_hole(width: int, height: int, across: int) -> np.ndarray:
    hole = np.zeros((height, width), np.uint8)
    cv2.circle(hole, (width // 2, height // 2), across // 2, 255, -1)
    return hole


def fill_picture(picture: np.ndarray, hole: np.ndarray, method: str) -> tuple[np.ndarray, float]:
    """(the picture with its hole filled, the seconds it took)."""
    photo = photo_from_pixels(picture)
    everything = Rect.of(photo.size)
    result = fill(InpaintRequest(Composite(photo, ()), hole, everything, FillSettings(method=method)), JobContext())
    return np.asarray(Composite(photo, (result.patch,)).read(everything)), result.seconds


def measure(photos: list[Path], methods: tuple[str, ...], width: int, height: int, across: int) -> list[Row]:
    hole = round_hole(width, height, across)
    rows = []
    for path in photos:
        picture = np.ascontiguousarray(mosaic(read_photo(path).pixels, width, height))
        truth = sharpness_ratio(picture, hole)
        for method in methods:
            before = time.process_time()
            made, seconds = fill_picture(picture, hole, method)
            used = time.process_time() - before
            rows.append(Row(path.stem, method, truth, sharpness_ratio(made, hole), seconds, used))
            print(rows[-1], flush=True)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", default="", help="names of bench photos, by commas; all without it")
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--size", default="6000x4000")
    parser.add_argument("--hole", type=int, default=1500, help="px across")
    options = parser.parse_args()
    wanted = set(options.photos.split(",")) - {""}
    photos = [p for p in sorted(SHIPPED.iterdir()) if p.suffix in SUFFIXES and (not wanted or p.stem in wanted)]
    width, height = map(int, options.size.split("x"))
    rows = measure(photos, tuple(options.methods.split(",")), width, height, options.hole)
    within = sum(0.8 <= row.ratio <= 1.25 for row in rows)
    print(f"{within} of {len(rows)} within 0.8 to 1.25")


if __name__ == "__main__":
    main()
