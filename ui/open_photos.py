"""One open photo among several: its document, and what of the window belongs to it while another one is in front."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from engine.document import Document, MaskArea
from engine.document.selections import SavedSelection
from engine.language import tr
from engine.project.state import Extras
from ui.canvas.navigation import View
from ui.projects import is_project_name


@dataclass(frozen=True)
class Losses:
    """What would be gone with a tab: fills and the like, a mask that was never filled, saved selections."""

    fills: bool = False
    mask: bool = False
    selections: bool = False

    def __bool__(self) -> bool:
        return self.fills or self.mask or self.selections


@dataclass(eq=False)
class OpenPhoto:
    """A tab's worth.

    Attributes:
        document: the photo, its patches, its mask and their history.
        save_path: where Save writes without asking; None until the result has been saved once.
        save_quality: how finely a lossy format is saved, 1 to 100; None is automatic.
        stamps: (size, mtime in ns) of the files that were read or written for it, as they were then.
        view: how the canvas showed it last; None before it has been shown.
        kept: what other rooms keep with it, each under a name of its own.
        unfinished: strokes that are still on their way onto the document.
        extras: what other programs put into its project; None where that is still to be read from the file.
        kept_selections: its saved selections as its project has them.
        kept_mask: a checksum of the mask as it was opened, or as its project has it; 0 for none.
        unsaid: what was odd about its file, until it is in front and that is told.
        shows_modified: whether its tab and the title say that something is unsaved.
        unsubscribe: ends the editor's listening.
    """

    document: Document
    save_path: Path | None = None
    save_quality: int | None = None
    stamps: dict[Path, tuple[int, int]] = field(default_factory=dict)
    view: View | None = None
    kept: dict[str, Any] = field(default_factory=dict)
    unfinished: int = 0
    extras: Extras | None = None
    kept_selections: tuple[SavedSelection, ...] = ()
    kept_mask: int = 0
    unsaid: str = ""
    shows_modified: bool = False
    unsubscribe: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.kept_selections, self.kept_mask = self.document.selections, mask_checksum(self.document)
        if self.is_project:
            return  # it holds the photo itself: what becomes of the photo's file does not matter
        if self.extras is None:
            self.extras = Extras()
        source = self.document.photo.source
        if source.path and source.stamp:
            self.stamps[Path(source.path).absolute()] = source.stamp

    @property
    def is_project(self) -> bool:
        """Whether it lives in a project: see `ui.projects`."""
        return is_project_name(self.save_path)

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that it was read from and saved to."""
        source = self.document.photo.source.path
        return tuple(path for path in (Path(source) if source else None, self.save_path) if path is not None)

    @property
    def name(self) -> str:
        """What its tab and the title call it."""
        paths = self.paths
        return paths[-1].name if paths else tr("Untitled")

    @property
    def is_modified(self) -> bool:
        """Whether there is something unsaved: what closing would lose, or selections that only its project has now."""
        return bool(self.losses) or (self.is_project and self.document.selections != self.kept_selections)

    @property
    def losses(self) -> Losses:
        """What closing it would lose."""
        return Losses(
            fills=self.document.is_modified or self.unfinished > 0,
            mask=self._loses_mask,
            selections=self.document.selections not in ((), self.kept_selections),
        )

    @property
    def _loses_mask(self) -> bool:
        """Only where a mask was kept are its pixels looked at: a stroke's end must not wait for that."""
        if self.document.mask_bounds.is_empty:
            return False
        return self.kept_mask == 0 or mask_checksum(self.document) != self.kept_mask


def mask_checksum(document: Document) -> int:
    """As `area_checksum`, of a document's mask."""
    bounds = document.mask_bounds
    return area_checksum(MaskArea(bounds, document.mask[bounds.slices]))


def area_checksum(area: MaskArea | None) -> int:
    """A number for a mask and the place that it has; 0 where nothing is masked."""
    if area is None or area.rect.is_empty:
        return 0
    rect = area.rect
    place = f"{rect.x} {rect.y} {rect.width} {rect.height}".encode()
    return zlib.crc32(np.ascontiguousarray(area.alpha).data, zlib.crc32(place)) or 1
