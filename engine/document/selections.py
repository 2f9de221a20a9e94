"""Selections kept under a name with the document, to be laid into the mask again.

For whoever stores a document (the project file): `Document.selections` are to be written down, each as its `name`, the
place `area.rect` and the h x w uint8 array `area.alpha`; `SavedSelection.of(name, MaskArea(rect, alpha))` brings one
back, and `Document(..., selections=...)` takes them all without making a step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engine.document.patch import MaskArea
from engine.document.reshape import PackedMask, reshaped_area
from engine.geometry import Size

if TYPE_CHECKING:
    from engine.photo.reshape import Reshape

LONGEST_NAME = 80


@dataclass(frozen=True, eq=False)
class SavedSelection:
    """A mask under a name. Compared by identity; kept compressed.

    Raises:
        ValueError: where the name is empty, or longer than 80 characters.
    """

    name: str
    packed: PackedMask

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > LONGEST_NAME:
            raise ValueError(f"a selection's name has 1 to {LONGEST_NAME} characters")

    @staticmethod
    def of(name: str, area: MaskArea) -> SavedSelection:
        """`area` in a document's photo, under `name`."""
        return SavedSelection(name, PackedMask.of(area))

    @property
    def area(self) -> MaskArea:
        """The mask at its place; unpacked anew each time it is asked for."""
        return MaskArea(self.packed.rect, self.packed.alpha)

    @property
    def nbytes(self) -> int:
        """What it holds in memory."""
        return len(self.packed.data) + len(self.name)


@dataclass(frozen=True, eq=False)
class SelectionsChange:
    """The saved selections before and after a step."""

    before: tuple[SavedSelection, ...]
    after: tuple[SavedSelection, ...]

    @property
    def nbytes(self) -> int:
        """What the step keeps of them; those in both count as well, which errs on the safe side."""
        return sum(one.nbytes for one in {*self.before, *self.after})


def with_saved(selections: Sequence[SavedSelection], new: SavedSelection) -> tuple[SavedSelection, ...]:
    """`new` in the place of the one of its name, or at the end."""
    if any(one.name == new.name for one in selections):
        return tuple(new if one.name == new.name else one for one in selections)
    return (*selections, new)


def moved_selections(selections: Sequence[SavedSelection], dx: int, dy: int) -> tuple[SavedSelection, ...]:
    """The same selections in a photo whose canvas has grown; their data is shared."""
    return tuple(
        replace(one, packed=replace(one.packed, rect=one.packed.rect.translated(dx, dy))) for one in selections
    )


def reshaped_selections(
    selections: Sequence[SavedSelection], reshape: Reshape, size: Size
) -> tuple[SavedSelection, ...]:
    """The selections in a photo that had `size` and is reshaped. What was cut off altogether is gone."""
    areas = ((one.name, reshaped_area(one.area, reshape, size)) for one in selections)
    return tuple(SavedSelection.of(name, area) for name, area in areas if area is not None)
