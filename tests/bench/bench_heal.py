"""How well the healing brush repairs: python tests/bench/bench_heal.py [--photos DIR] [--lpips FILE] [--sheets DIR]

Strokes of several widths and lengths are drawn by seed into photos, half of them over a made-up scratch or speck, and
healed; what lies under them is known, so that it can be held against the photo. Without a source: "dot", "short" and
"long"; with one: "chosen" (of a dozen places nearby the one that fits best, as a person chooses) and "margin" (photos
with a white border of paper, strokes that cross it, and a source inside the picture).
PSNR counts in the stroke, LPIPS (where its weights are given) in a box around it. cv2's Telea is the measure beside.
"""

from __future__ import annotations

import argparse
import math
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.document import Composite  # noqa: E402
from engine.errors import EngineError  # noqa: E402
from engine.geometry import Rect, Size  # noqa: E402
from engine.mask import BrushTip  # noqa: E402
from engine.photo import photo_from_pixels  # noqa: E402
from engine.retouch import Painting, patch_of  # noqa: E402

SHIPPED = Path(__file__).parent / "photos"
LENGTHS = {"dot": 0.0, "short": 3.0, "long": 12.0}  # of the stroke's width
_HARDNESS = 0.7
_PAPER = 46  # px of white border

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Case:
    """One stroke over one photo.

    Attributes:
        kind: "dot", "short", "long", "chosen" or "margin".
        truth, spoiled: H x W x 3, the photo and what is healed.
        tip, points: the stroke.
        offset: to the source, where it is given.
    """

    kind: str
    truth: Pixels
    spoiled: Pixels
    tip: BrushTip
    points: tuple[tuple[float, float], ...]
    offset: tuple[int, int] | None = None

    def painting(self, *, adapts: bool = True) -> Painting:
        """The stroke, as a hand would paint it."""
        painting = Painting(Composite(photo_from_pixels(self.spoiled)), self.tip, self.offset, adapts=adapts)
        for x, y in self.points:
            painting.move_to(x, y)
        return painting


def cases(photo: Pixels, seed: int) -> Iterator[Case]:
    """A stroke of each kind."""
    for number, (kind, length) in enumerate(LENGTHS.items()):
        rng = np.random.default_rng((seed, number))
        size = Size(photo.shape[1], photo.shape[0])
        width = float(np.exp(rng.uniform(np.log(8), np.log(64 if kind != "long" else 40))))
        points = _path(rng, size, width, length * rng.uniform(0.6, 1.4) * width)
        spoiled = _scratched(rng, photo, points, width) if rng.random() < 0.5 else photo
        yield Case(kind, photo, spoiled, BrushTip(width, _HARDNESS, 1.0), points)
    yield _chosen_case(np.random.default_rng((seed, 8)), photo)
    yield _margin_case(np.random.default_rng((seed, 9)), photo)


def _chosen_case(rng: np.random.Generator, photo: Pixels) -> Case:
    size, width = Size(photo.shape[1], photo.shape[0]), rng.uniform(12, 40)
    points = _path(rng, size, 2 * width, rng.uniform(0, 4) * width)
    case = Case("chosen", photo, _scratched(rng, photo, points, width), BrushTip(width, _HARDNESS, 1.0), points)
    bounds = case.painting().bounds.grown(4).clipped(size)
    truth = photo[bounds.slices].astype(np.float32)
    best, least = (0, 0), math.inf
    for _ in range(12):
        way, far = rng.uniform(0, 2 * math.pi), rng.uniform(1, 2) * max(bounds.width, bounds.height)
        offset = round(far * math.cos(way)), round(far * math.sin(way))
        there = bounds.translated(*offset)
        if not Rect.of(size).contains(there) or there.overlaps(bounds):
            continue
        lack = photo[there.slices] - truth
        misfit = float((lack - lack.mean(axis=(0, 1))).std())
        if misfit < least:
            best, least = offset, misfit
    return replace(case, offset=best)


def _margin_case(rng: np.random.Generator, photo: Pixels) -> Case:
    paper = np.full((photo.shape[0] + 2 * _PAPER, photo.shape[1] + 2 * _PAPER, 3), 238, np.float32)
    paper += rng.normal(0, 2.0, paper.shape)
    paper[_PAPER:-_PAPER, _PAPER:-_PAPER] = photo
    truth = np.rint(paper).clip(0, 255).astype(np.uint8)
    width = rng.uniform(14, 40)
    y, reach = rng.uniform(0.2, 0.8) * truth.shape[0], rng.uniform(2, 4) * width
    points = ((_PAPER - 0.6 * reach, y), (_PAPER + reach, y + rng.normal(0, 0.3) * reach))
    spoiled = _scratched(rng, truth, points, width)
    offset = (round(1.6 * reach + width), round(float(rng.normal(0, 0.5)) * width))
    return Case("margin", truth, spoiled, BrushTip(width, _HARDNESS, 1.0), points, offset)


def _path(rng: np.random.Generator, size: Size, width: float, length: float) -> tuple[tuple[float, float], ...]:
    """A smooth way inside the photo."""
    for _ in range(200):
        place = rng.uniform((width, width), (size.width - width, size.height - width))
        heading, bend = rng.uniform(0, 2 * math.pi), rng.normal(0, 0.6) / max(1.0, length)
        points = [place]
        step = 3.0
        for _ in range(round(length / step)):
            heading += bend * step
            points.append(points[-1] + step * np.array([math.cos(heading), math.sin(heading)]))
        low, high = np.min(points, axis=0), np.max(points, axis=0)
        if low.min() > 0 and high[0] < size.width and high[1] < size.height:
            return tuple((float(x), float(y)) for x, y in points)
    return ((size.width / 2, size.height / 2),)


def _scratched(
    rng: np.random.Generator, photo: Pixels, points: tuple[tuple[float, float], ...], width: float
) -> Pixels:
    """A bright or dark blemish along the middle of the stroke."""
    canvas = np.zeros(photo.shape[:2], np.uint8)
    thick = max(1, round(width * rng.uniform(0.15, 0.45)))
    fixed = np.rint(np.array(points) * 16).astype(np.int32).reshape(-1, 1, 2)
    cv2.polylines(canvas, [fixed], False, 255, thick, cv2.LINE_AA, 4)
    if len(points) == 1:
        x, y = (round(value * 16) for value in points[0])
        cv2.circle(canvas, (x, y), round(8 * thick), 255, -1, cv2.LINE_AA, 4)
    share = cv2.GaussianBlur(canvas, (0, 0), 0.7)[..., None] / np.float32(255)
    goal = 245.0 if rng.random() < 0.7 else 15.0
    return np.rint(photo + rng.uniform(0.5, 1.0) * share * (goal - photo)).clip(0, 255).astype(np.uint8)


# Methods


def today(case: Case, *, adapts: bool = True) -> Pixels:
    """As the program heals."""
    painting = case.painting(adapts=adapts)
    found = patch_of(painting, "heal")
    base = painting.composite
    return np.asarray(Composite(base.photo, (found,) if found else ()).read(Rect.of(base.size)))


def telea(case: Case) -> Pixels:
    """cv2's Telea, 5 px around."""
    painting = case.painting()
    cover = painting.cover(Rect.of(painting.composite.size))
    filled = cv2.inpaint(case.spoiled, (cover > 0).astype(np.uint8), 5, cv2.INPAINT_TELEA)
    return _laid(case.spoiled, filled, cover)


def patchmatch(case: Case) -> Pixels:
    """The program's PatchMatch on a crop of three times the stroke's size."""
    from engine.inpaint.patchmatch import complete

    painting = case.painting()
    size, bounds = painting.composite.size, painting.bounds
    box = bounds.grown(max(bounds.width, bounds.height, 48)).clipped(size)
    cover = painting.cover(box)
    crop = case.spoiled[box.slices].astype(np.float32) / np.float32(255)
    filled = case.spoiled.copy()
    filled[box.slices] = np.rint(complete(crop, cover > 0, seed=0) * 255).astype(np.uint8)
    return _laid(case.spoiled, filled, painting.cover(Rect.of(size)))


def _laid(below: Pixels, above: Pixels, cover: Pixels) -> Pixels:
    share = cover[..., None] / np.float32(255)
    return np.rint(below + share * (above.astype(np.float32) - below)).astype(np.uint8)


def plain(case: Case) -> Pixels:
    """As strokes are healed again that were made before strokes adapted."""
    return today(case, adapts=False)


METHODS: dict[str, Callable[[Case], Pixels]] = {
    "today": today,
    "plain": plain,
    "telea": telea,
    "patchmatch": patchmatch,
}


@dataclass(frozen=True)
class Score:
    """psnr: dB in the stroke; lpips: around it, NaN without weights; seconds: of the processor."""

    psnr: float
    lpips: float
    seconds: float
    failed: bool = False


class Judge:
    """Holds results against the truth."""

    def __init__(self, lpips: Path | None) -> None:
        self._lpips = None
        if lpips is not None:
            import torch

            from engine.metrics.lpips import LpipsDistance

            torch.set_num_threads(1)
            self._lpips = LpipsDistance(lpips)

    def score(self, case: Case, method: Callable[[Case], Pixels]) -> tuple[Score, Pixels]:
        """One case by one method; where the method gives up, what was there stays."""
        start, failed = time.process_time(), False
        try:
            result = method(case)
        except EngineError:
            result, failed = case.spoiled, True
        seconds = time.process_time() - start
        painting = case.painting() if case.offset is None else replace(case, offset=None).painting()
        size, bounds = painting.composite.size, painting.bounds
        cover = painting.cover(bounds) > 0
        error = (result[bounds.slices].astype(np.float32) - case.truth[bounds.slices])[cover]
        psnr = 10 * math.log10(255**2 / max(0.5, float(np.square(error).mean())))
        margin = max(16, round(0.25 * max(bounds.width, bounds.height)), (64 - min(bounds.width, bounds.height)) // 2)
        box = bounds.grown(margin).clipped(size).slices
        lpips = math.nan if self._lpips is None else self._lpips(case.truth[box], np.ascontiguousarray(result[box]))
        return Score(psnr, lpips, seconds, failed), result


def photos_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".png", ".jpg", ".webp"))


def measure(
    paths: list[Path], methods: list[str], lpips: Path | None, seed: int = 0, sheets: Path | None = None
) -> dict[str, dict[str, list[Score]]]:
    """Scores by kind and method."""
    judge = Judge(lpips)
    found: dict[str, dict[str, list[Score]]] = {}
    for number, path in enumerate(paths):
        photo = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        for case in cases(photo, seed * 1000 + number):
            shown = [case.truth, case.spoiled]
            for name in methods:
                score, result = judge.score(case, METHODS[name])
                found.setdefault(case.kind, {}).setdefault(name, []).append(score)
                shown.append(result)
            if sheets is not None:
                _save(sheets / f"{number:03}-{case.kind}.png", case, shown)
    return found


def _save(path: Path, case: Case, shown: list[Pixels]) -> None:
    painting = replace(case, offset=None).painting()
    bounds = painting.bounds
    box = bounds.grown(max(40, max(bounds.width, bounds.height) // 2)).clipped(painting.composite.size)
    marked = case.spoiled.copy()
    outline = cv2.morphologyEx(
        (painting.cover(Rect.of(painting.composite.size)) > 0).astype(np.uint8), 4, np.ones((3, 3))
    )
    marked[outline > 0] = (255, 0, 255)
    parts = [picture[box.slices] for picture in (marked, shown[0], *shown[2:])]
    scale = min(4.0, 420 / max(box.width, box.height))
    parts = [cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC) for part in parts]
    parts = [cv2.copyMakeBorder(part, 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=(40, 40, 40)) for part in parts]
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), cv2.cvtColor(np.hstack(parts), cv2.COLOR_RGB2BGR))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=Path, default=SHIPPED)
    parser.add_argument("--lpips", type=Path, help="LPIPS-Alex weights (safetensors)")
    parser.add_argument("--methods", default="today,telea")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--every", type=int, default=1, help="take every n-th photo")
    parser.add_argument("--skip", type=int, default=0, help="and leave out so many first")
    parser.add_argument("--sheets", type=Path, help="a folder for pictures to look at: stroke, truth, each method")
    options = parser.parse_args()
    paths = photos_in(options.photos)[options.skip :: options.every]
    found = measure(paths, options.methods.split(","), options.lpips, options.seed, options.sheets)
    print(f"{'kind':8}{'method':12}{'n':>4}{'PSNR':>8}{'LPIPS':>9}{'x Telea':>9}{'CPU s':>8}{'failed':>8}")
    for kind, by_method in found.items():
        beside = np.mean([score.lpips for score in by_method.get("telea", [])] or [math.nan])
        for name, scores in by_method.items():
            psnr, lpips, seconds = (
                float(np.mean([getattr(one, key) for one in scores])) for key in ("psnr", "lpips", "seconds")
            )
            failed = sum(one.failed for one in scores)
            print(
                f"{kind:8}{name:12}{len(scores):4}{psnr:8.2f}{lpips:9.4f}{lpips / beside:9.3f}{seconds:8.3f}{failed:8}"
            )


if __name__ == "__main__":
    main()
