"""How well and how fast each method fills: python tests/bench/bench_fill.py [--photos DIR] [--lpips FILE]

Holes are punched into whole photos, so that the truth is known; the same seeded holes for every method. PSNR and SSIM
are taken inside the hole alone, LPIPS (where its weights are given) over the whole picture. Seconds are medians of one
run each after a warm-up, and ratios are against cv2's Telea in the same run: on a shared machine only those compare.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.document import Composite  # noqa: E402
from engine.geometry import Rect  # noqa: E402
from engine.inpaint import FillSettings, InpaintRequest, fill  # noqa: E402
from engine.inpaint.methods import REGISTRY  # noqa: E402
from engine.jobs import JobContext  # noqa: E402
from engine.mask.random_holes import random_hole  # noqa: E402
from engine.metrics.psnr import psnr  # noqa: E402
from engine.metrics.ssim import ssim  # noqa: E402
from engine.photo import photo_from_pixels  # noqa: E402

METHODS = tuple(info.id for info in REGISTRY.describe_all())
SHIPPED = Path(__file__).parent / "photos"
SUFFIXES = {".png", ".jpg", ".jpeg", ".webp"}


@dataclass
class Scores:
    """What one method reached, a number for each hole."""

    psnr: list[float] = field(default_factory=list)
    ssim: list[float] = field(default_factory=list)
    lpips: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def means(self) -> dict[str, float]:
        found = {"psnr": statistics.fmean(self.psnr), "ssim": statistics.fmean(self.ssim)}
        if self.lpips:
            found["lpips"] = statistics.fmean(self.lpips)
        return found | {"seconds": statistics.median(self.seconds)}


def read_square(path: Path, size: int) -> np.ndarray:
    """The largest centred square of a photo at `size` px: RGB uint8. Smaller photos stay as they are."""
    picture = cv2.cvtColor(cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
    side = min(picture.shape[:2])
    y, x = (picture.shape[0] - side) // 2, (picture.shape[1] - side) // 2
    square = picture[y : y + side, x : x + side]
    return square if side <= size else cv2.resize(square, (size, size), interpolation=cv2.INTER_AREA)


def hole_for(path: Path, side: int, number: int, share: tuple[float, float], kind: str | None) -> np.ndarray:
    """The hole of a photo, decided by its name and a number alone."""
    digest = hashlib.sha256(f"{path.stem}/{number}".encode()).digest()
    return random_hole(side, np.random.default_rng(int.from_bytes(digest[:8], "big")), share, kind)


def fill_picture(picture: np.ndarray, hole: np.ndarray, method: str) -> tuple[np.ndarray, float]:
    """(what a method makes of a picture, the seconds it took)."""
    photo = photo_from_pixels(picture)
    everything = Rect.of(photo.size)
    request = InpaintRequest(Composite(photo, ()), hole, everything, FillSettings(method=method))
    result = fill(request, JobContext())
    return np.asarray(Composite(photo, (result.patch,)).read(everything)), result.seconds


def measure(
    photos: Path,
    methods: tuple[str, ...] = METHODS,
    *,
    size: int = 512,
    holes: int = 2,
    share: tuple[float, float] = (0.1, 0.25),
    kind: str | None = None,
    lpips: Path | None = None,
) -> dict[str, Scores]:
    """Score each method on every photo of a folder."""
    distance = _lpips(lpips)
    scores = {method: Scores() for method in methods}
    warmed: set[str] = set()
    for path in sorted(p for p in photos.iterdir() if p.suffix.lower() in SUFFIXES):
        truth = read_square(path, size)
        for number in range(holes):
            hole = hole_for(path, truth.shape[0], number, share, kind)
            for method in methods:
                if method not in warmed:
                    fill_picture(truth, hole, method)
                    warmed.add(method)
                made, seconds = fill_picture(truth, hole, method)
                one = scores[method]
                one.psnr.append(psnr(truth, made, region=hole))
                one.ssim.append(ssim(truth, made, region=hole))
                one.seconds.append(seconds)
                if distance is not None:
                    one.lpips.append(distance(truth, made))
    return scores


def _lpips(path: Path | None):
    if path is None:
        return None
    import torch

    from engine.metrics.lpips import LPIPS

    metric = LPIPS(path).eval()

    def tensor(picture: np.ndarray) -> torch.Tensor:
        return torch.from_numpy(picture.copy()).permute(2, 0, 1).unsqueeze(0).float().div(255)

    return lambda a, b: float(metric(tensor(a), tensor(b)))


def table(scores: dict[str, Scores]) -> str:
    """One line a method; seconds also as a multiple of Telea's."""
    means = {method: one.means() for method, one in scores.items()}
    base = means.get("telea", next(iter(means.values())))
    lines = [f"{'method':<12}{'PSNR dB':>9}{'SSIM':>8}{'LPIPS':>8}{'seconds':>9}{'x Telea':>9}"]
    for method, found in means.items():
        distance = f"{found['lpips']:8.3f}" if "lpips" in found else f"{'-':>8}"
        ratio = found["seconds"] / max(base["seconds"], 1e-6)
        lines.append(
            f"{method:<12}{found['psnr']:9.2f}{found['ssim']:8.3f}{distance}{found['seconds']:9.3f}{ratio:9.2f}"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, default=SHIPPED)
    parser.add_argument("--lpips", type=Path, help="LPIPS-Alex weights (safetensors)")
    parser.add_argument("--methods", default=",".join(METHODS))
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--holes", type=int, default=2, help="holes a photo")
    parser.add_argument("--share", default="0.1-0.25", help="part of the picture that a hole covers")
    parser.add_argument("--kind", choices=("freeform", "object", "rectangle", "border"), help="one kind of hole only")
    options = parser.parse_args()
    low, high = (float(part) for part in options.share.split("-"))
    scores = measure(
        options.photos,
        tuple(options.methods.split(",")),
        size=options.size,
        holes=options.holes,
        share=(low, high),
        kind=options.kind,
        lpips=options.lpips,
    )
    print(table(scores))


if __name__ == "__main__":
    main()
