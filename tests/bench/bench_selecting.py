"""How good is snap to object, and how long does selecting take: python tests/bench/bench_selecting.py [--objects N]

Objects are made up: a blob with the texture of one bench photo, pasted with a soft edge into another, and a scribble of
a few straight strokes within it. IoU is that of the found object and the blob. CPU milliseconds are those of all
threads, the best of three, and the ones to compare on a busy machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.geometry import Size  # noqa: E402
from engine.mask import (  # noqa: E402
    ColourRange,
    bounding_rect,
    feather,
    fill_holes,
    grow,
    refine_edges,
    select_colours,
    shrink,
    similar_area,
    smooth,
    snap_to_object,
)
from engine.photo import read_photo  # noqa: E402

SHIPPED = Path(__file__).parent / "photos"
SIDE = 1024
CAMERA = {"24 MP": Size(6000, 4000), "100 MP": Size(11600, 8700)}


def photos() -> list[np.ndarray]:
    found = sorted(path for path in SHIPPED.iterdir() if path.suffix in (".png", ".jpg"))
    return [np.asarray(read_photo(path).pixels[..., :3], np.uint8) for path in found]


def blob(rng: np.random.Generator, side: int) -> np.ndarray:
    """A closed outline whose radius wanders: side x side uint8, with a soft edge."""
    angles = np.linspace(0, 2 * np.pi, 200, endpoint=False)
    radius = np.ones_like(angles)
    for harmonic in range(1, 6):
        wave = np.cos(harmonic * angles + rng.uniform(0, 2 * np.pi))
        radius += rng.normal(0, 0.22 / harmonic) * wave
    radius = np.clip(radius, 0.3, None) * side * rng.uniform(0.1, 0.24)
    centre, stretch = rng.uniform(0.33, 0.67, 2) * side, np.exp(rng.normal(0, 0.25))
    points = np.stack([centre[0] + radius * np.cos(angles) * stretch, centre[1] + radius * np.sin(angles) / stretch], 1)
    large = np.zeros((4 * side, 4 * side), np.uint8)
    cv2.fillPoly(large, [np.round(points * 4).astype(np.int32)], 255)
    return cv2.resize(large, (side, side), interpolation=cv2.INTER_AREA)


def scribble_in(shape: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A few straight strokes through the deeper parts of a shape."""
    depth = cv2.distanceTransform((shape > 127).astype(np.uint8), cv2.DIST_L2, 5)
    rows, columns = np.nonzero(depth > 0.3 * depth.max())
    places = rng.integers(0, len(rows), int(rng.integers(3, 6)))
    corners = np.stack([columns[places], rows[places]], axis=1).astype(np.int32)
    strokes = np.zeros_like(shape)
    cv2.polylines(strokes, [corners], False, 255, max(3, int(depth.max() * 0.25)))
    strokes[shape <= 127] = 0
    return strokes


def made_up(backgrounds: list[np.ndarray], number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(picture, true object, scribble), each `SIDE` px square."""
    rng = np.random.default_rng(number)
    ground = cv2.resize(backgrounds[number % len(backgrounds)], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    other = backgrounds[(number * 7 + 3) % len(backgrounds)]
    part = int(min(other.shape[:2]) * rng.uniform(0.25, 0.6))
    y, x = (int(rng.integers(0, length - part + 1)) for length in other.shape[:2])
    texture = cv2.resize(other[y : y + part, x : x + part], (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    truth = blob(rng, SIDE)
    share = cv2.GaussianBlur(truth, (0, 0), 0.7)[..., None] / 255
    return np.rint(ground * (1 - share) + texture * share).astype(np.uint8), truth, scribble_in(truth, rng)


def snapped(pixels: np.ndarray, scribble: np.ndarray) -> np.ndarray:
    size, spot = Size(pixels.shape[1], pixels.shape[0]), bounding_rect(scribble)
    rect, area = snap_to_object(lambda part: pixels[part.slices], size, spot, scribble[spot.slices])
    found = np.zeros(pixels.shape[:2], np.uint8)
    found[rect.slices] = area
    return found


def overlap(first: np.ndarray, second: np.ndarray) -> float:
    a, b = first > 127, second > 127
    return float((a & b).sum() / max(1, (a | b).sum()))


def cpu_ms(run: Callable[[], object]) -> float:
    best = np.inf
    for _ in range(3):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return best * 1000


def quality(count: int) -> None:
    backgrounds = photos()
    found = []
    for number in range(count):
        pixels, truth, scribble = made_up(backgrounds, number)
        found.append(overlap(snapped(pixels, scribble), truth))
    values = np.array(found)
    print(
        f"snap to object, {count} made-up objects: IoU mean {values.mean():.3f}, median {np.median(values):.3f}, "
        f"above .9 {np.mean(values > 0.9):.0%}, below .5 {np.mean(values < 0.5):.0%}"
    )


def snap_times(count: int) -> None:
    backgrounds, times, side = photos(), [], 4900
    for number in range(count):
        pixels, _, scribble = made_up(backgrounds, number)
        pixels = cv2.resize(pixels, (side, side), interpolation=cv2.INTER_CUBIC)
        scribble = cv2.resize(scribble, (side, side), interpolation=cv2.INTER_NEAREST)
        spot = bounding_rect(scribble)
        part = np.ascontiguousarray(scribble[spot.slices])
        times.append(
            cpu_ms(lambda p=pixels, s=spot, m=part: snap_to_object(lambda r: p[r.slices], Size(side, side), s, m))
        )
    print(f"snap to object at 24 MP, {count} objects: CPU ms median {np.median(times):.0f}, worst {max(times):.0f}")


def mask_times() -> None:
    for name, size in CAMERA.items():
        mask = np.zeros((size.height, size.width), np.uint8)
        axes = (size.width // 6, size.height // 6)
        cv2.ellipse(mask, (size.width // 2, size.height // 2), axes, 20, 0, 360, 255, -1)
        soft = feather(mask, 24)
        pixels = np.full((size.height, size.width, 3), 120, np.uint8)
        pixels[..., 0] = np.random.default_rng(1).integers(100, 140, (size.height, size.width))
        pixels[mask > 0] = 60
        works: dict[str, Callable[[], object]] = {
            "grow 8": lambda m=mask: grow(m, 8),
            "grow 40": lambda m=mask: grow(m, 40),
            "grow 40, soft": lambda m=soft: grow(m, 40),
            "shrink 40": lambda m=mask: shrink(m, 40),
            "feather 8": lambda m=mask: feather(m, 8),
            "feather 60": lambda m=mask: feather(m, 60),
            "smooth 8": lambda m=mask: smooth(m, 8),
            "fill holes": lambda m=mask: fill_holes(m),
            "refine 10": lambda m=mask, p=pixels: refine_edges(m, lambda r: p[r.slices], 10),
            "wand": lambda p=pixels, s=size: similar_area(lambda r: p[r.slices], s, 5, 5, 0.2),
            "colours": lambda p=pixels, s=size: select_colours(lambda r: p[r.slices], s, ColourRange(((60, 60, 60),))),
        }
        print(name, "CPU ms:", ", ".join(f"{what} {cpu_ms(run):.0f}" for what, run in works.items()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", type=int, default=40, help="how many made-up objects")
    count = parser.parse_args().objects
    cv2.setNumThreads(1)
    quality(count)
    snap_times(min(count, 8))
    mask_times()


if __name__ == "__main__":
    main()
