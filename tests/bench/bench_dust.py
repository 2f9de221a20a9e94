"""How much of made-up dust the finder finds: python tests/bench/bench_dust.py [--photos DIR] [--seeds N] [--every N]

Specks, hairs and scratches are drawn over photos (`synthetic_dust`), found again, and counted: recall is the share of
what was drawn of which at least a third is covered; precision is the share of what is proposed of which at least half
lies on something drawn, or within 3 px of it. Real dust is not as even, and photos hold what looks like it: the figures
compare settings and versions with each other, and promise nothing about a given scan.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from engine.document import Composite  # noqa: E402
from engine.photo import photo_from_pixels  # noqa: E402
from engine.retouch.dust import DustSettings, Speck, find_dust  # noqa: E402
from tests.bench.synthetic_dust import Blemish, dusty  # noqa: E402

SHIPPED = Path(__file__).parent / "photos"
SENSITIVITIES = (0.25, 0.5, 0.75)


class Tally:
    """What was drawn and found, by kind."""

    def __init__(self) -> None:
        self.drawn, self.found = Counter[str](), Counter[str]()
        self.proposed = self.right = 0

    def add(self, drawn: list[Blemish], proposed: list[Speck]) -> None:
        """Count one photo."""
        marked = np.zeros(drawn[0].cover.shape, bool)
        cover = np.logical_or.reduce([blemish.cover for blemish in drawn])
        truth = cv2.dilate(cover.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
        for speck in proposed:
            marked[speck.rect.slices] |= speck.alpha > 0
            on = (speck.alpha > 0) & truth[speck.rect.slices]
            self.proposed += 1
            self.right += bool(on.sum() > 0.5 * (speck.alpha > 0).sum())
        for blemish in drawn:
            self.drawn[blemish.kind] += 1
            self.found[blemish.kind] += bool((blemish.cover & marked).sum() >= blemish.cover.sum() / 3)

    def recall(self, kind: str) -> float:
        """Share of this kind that was found."""
        return self.found[kind] / max(1, self.drawn[kind])

    @property
    def precision(self) -> float:
        """Share of the proposals that are right."""
        return self.right / max(1, self.proposed)


def measure(photos: Iterable[Path], seeds: int = 2) -> tuple[dict[float, Tally], dict[float, float]]:
    """Tallies by sensitivity, and how many proposals a megapixel there are where nothing was drawn."""
    tallies = {one: Tally() for one in SENSITIVITIES}
    clean = dict.fromkeys(SENSITIVITIES, 0)
    megapixels = 0.0
    for path in photos:
        pixels = cv2.cvtColor(cv2.imread(str(path)), cv2.COLOR_BGR2RGB)
        megapixels += pixels.shape[0] * pixels.shape[1] / 1e6
        found = find_dust(Composite(photo_from_pixels(pixels)))
        for one in SENSITIVITIES:
            clean[one] += sum(speck.counts(DustSettings(one)) for speck in found)
        for seed in range(seeds):
            spoiled, drawn = dusty(pixels, seed)
            found = find_dust(Composite(photo_from_pixels(spoiled)))
            for one, tally in tallies.items():
                tally.add(drawn, [speck for speck in found if speck.counts(DustSettings(one))])
    return tallies, {one: count / max(1e-6, megapixels) for one, count in clean.items()}


def seconds_at(megapixels: int) -> float:
    """Processor time for a photo of so many megapixels: one shipped photo, enlarged and with grain."""
    pixels = cv2.imread(str(SHIPPED / "chelsea.png"))
    scale = (megapixels * 1e6 / (pixels.shape[0] * pixels.shape[1])) ** 0.5
    large = cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC)
    grain = np.random.default_rng(0).integers(-6, 7, large.shape, np.int16)
    composite = Composite(photo_from_pixels((large + grain).clip(0, 255).astype(np.uint8)))
    find_dust(Composite(photo_from_pixels(np.ascontiguousarray(pixels))))  # loads what is compiled
    start = time.process_time()
    find_dust(composite)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--photos", type=Path, default=SHIPPED)
    parser.add_argument("--seeds", type=int, default=2)
    parser.add_argument("--megapixels", type=int, default=24)
    parser.add_argument("--every", type=int, default=1, help="take every n-th photo")
    parser.add_argument("--skip", type=int, default=0, help="and leave out so many first")
    options = parser.parse_args()
    paths = sorted(path for path in options.photos.iterdir() if path.suffix in (".png", ".jpg", ".webp"))
    paths = paths[options.skip :: options.every]
    tallies, clean = measure(paths, options.seeds)
    print(f"{'sensitivity':>11}{'specks':>9}{'hairs':>9}{'scratches':>11}{'precision':>11}{'clean/MP':>10}")
    for one, tally in tallies.items():
        recalls = "".join(
            f"{tally.recall(kind):{wide}.2f}" for kind, wide in (("speck", 9), ("hair", 9), ("scratch", 11))
        )
        print(f"{one:11.2f}{recalls}{tally.precision:11.2f}{clean[one]:10.1f}")
    print(f"{options.megapixels} MP: {seconds_at(options.megapixels):.1f} CPU s")


if __name__ == "__main__":
    main()
