"""A folder of small photos, masks for them, and a fill that takes no time."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine.batch.plan import Plan, Wish, make_plan
from engine.batch.unit import RECORD
from engine.inpaint import FillSettings


class Desk:
    """Folders of a batch, and what can be laid into them."""

    def __init__(self, root: Path) -> None:
        self.photos, self.masks, self.output = root / "photos", root / "masks", root / "results"
        self.photos.mkdir()
        self.masks.mkdir()

    def photo(self, name: str, width: int = 32, height: int = 24) -> Path:
        rows, columns = np.mgrid[0:height, 0:width]
        picture = np.dstack([columns * 5, rows * 7, columns + rows]).astype(np.uint8)
        path = self.photos / name
        assert cv2.imwrite(str(path), picture)
        return path

    def mask(self, name: str = "mask.png", width: int = 32, height: int = 24) -> Path:
        picture = np.zeros((height, width), np.uint8)
        picture[height // 3 : height // 2, width // 3 : width // 2] = 255
        path = self.masks / name
        assert cv2.imwrite(str(path), picture)
        return path

    def many(self, count: int, suffix: str = ".png") -> Path:
        """So many photos, and one mask for all."""
        for number in range(count):
            self.photo(f"p{number}{suffix}")
        return self.mask()

    def plan(self, mask: Path | None = None, method: str = "telea", **more: object) -> Plan:
        settings = FillSettings(method=method)
        return make_plan(Wish(self.photos, self.output, mask=mask or self.masks, settings=settings, **more))  # type: ignore[arg-type]

    def events(self) -> list[dict]:
        lines = (self.output / RECORD).read_text().splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]

    def count(self, event: str) -> Counter[str]:
        return Counter(one["name"] for one in self.events() if one["event"] == event)

    def names(self) -> set[str]:
        """What lies in the folder of results, apart from the batch's own files."""
        return {path.name for path in self.output.iterdir() if not path.name.startswith("tratteggio-batch")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)
