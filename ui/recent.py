"""Small pictures of the photos opened lately, kept as files so that the start page shows them at once."""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from engine.errors import WriteFailed
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
    from engine.photo import write_atomically
    from ui.convert import image_from_rgb

    target, content = thumbnail_file(path), QBuffer()
    content.open(QBuffer.OpenModeFlag.WriteOnly)
    image_from_rgb(pixels).save(content, "PNG")  # type: ignore[call-overload]
    with contextlib.suppress(OSError, WriteFailed):
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, bytes(content.data().data()))
        _forget_oldest(target.parent)


def _forget_oldest(folder: Path) -> None:
    newest_first = sorted(folder.glob("*.png"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    for file in newest_first[KEPT:]:
        os.unlink(file)
