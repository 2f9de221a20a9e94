"""How well and how fast each method fills: python tests/bench/bench_fill.py [--photos DIR] [--lpips FILE]

The quick table of `make bench`, by the machinery of `main.py evaluate`, which has the intervals: the same seeded holes
for every method, PSNR and SSIM inside the hole alone, LPIPS (where its weights are given) over the whole picture.
Seconds are medians of one run each after a warm-up, and ratios are against cv2's Telea in the same run: on a shared
machine only those compare.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.evaluation.fillers import LocalFiller, settings_of  # noqa: E402
from engine.evaluation.record import Evaluation  # noqa: E402
from engine.evaluation.run import Run, Scorer, Wishes, facts  # noqa: E402
from engine.evaluation.samples import RandomHoles, SampleSet, list_photos  # noqa: E402
from engine.inpaint.methods import REGISTRY  # noqa: E402

METHODS = tuple(info.id for info in REGISTRY.describe_all())
SHIPPED = Path(__file__).parent / "photos"
_KEYS = {"psnr": "psnr_hole", "ssim": "ssim_hole", "lpips": "lpips"}


def measure(
    photos: Path,
    methods: tuple[str, ...] = METHODS,
    *,
    size: int = 512,
    holes: int = 2,
    share: tuple[float, float] = (0.1, 0.25),
    kind: str | None = None,
    lpips: Path | None = None,
) -> dict[str, dict[str, float]]:
    """Score each method on every photo of a folder: means by method, and the median of the seconds."""
    samples = SampleSet(list_photos(photos), RandomHoles(kind, share), size, holes)
    evaluation = Evaluation({"folder": str(photos)}, methods, facts())
    fillers = {method: LocalFiller(settings_of(method)) for method in methods}
    Run(evaluation, samples, fillers, Scorer(lpips), Wishes(gallery=0, recognition=False)).go()
    return {method: _means(evaluation, method) for method in methods}


def _means(evaluation: Evaluation, method: str) -> dict[str, float]:
    found = {name: estimate.value for name, key in _KEYS.items() if (estimate := evaluation.summary(method, key))}
    return found | {"seconds": statistics.median(evaluation.values(method, "seconds").values())}


def table(means: dict[str, dict[str, float]]) -> str:
    """One line a method; seconds also as a multiple of Telea's."""
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
    means = measure(
        options.photos,
        tuple(options.methods.split(",")),
        size=options.size,
        holes=options.holes,
        share=(low, high),
        kind=options.kind,
        lpips=options.lpips,
    )
    print(table(means))


if __name__ == "__main__":
    main()
