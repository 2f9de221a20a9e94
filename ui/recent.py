"""Small pictures of the photos opened lately, kept as files so that the start page shows them at once."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from engine.paths import cache_dir

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KEPT = 24


def thumbnail_file(path: Path) -> Path:
    """Where the picture of `path` lies, whether or not there is one."""
    digest = hashlib.sha256(str(Path(path).absolute()).encode("utf-8", "surrogatepass")).hexdigest()
    return cache_dir() / "recent" / f"{digest[:32]}.png"


def load_thumbnail(path: Path) -> QImage | None:
    """The picture of a photo opened before; None where there is none."""
    image = QImage(str(thumbnail_file(path)))
    return None if image.isNull() else image


def save_thumbnail(path: Path, pixels: NDArray[np.uint8]) -> None:
    """Keep h x w x 3 sRGB `pixels` for `path`. A cache that cannot be written is no loss and no error."""
    from ui.convert import image_from_rgb

    target = thumbnail_file(path)
    with contextlib.suppress(OSError):
        target.parent.mkdir(parents=True, exist_ok=True)
        image_from_rgb(pixels).save(str(target))
        _forget_oldest(target.parent)


def _forget_oldest(folder: Path) -> None:
    newest_first = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in newest_first[KEPT:]:
        os.unlink(file)
