"""What a project file holds, as an immutable value that may go to any thread."""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.document import Composite, Document, MaskArea
from engine.document.selections import SavedSelection

BASE = "base"  # the key of the photo's own layer, beside the ids of patches


@dataclass(frozen=True)
class Extras:
    """What other programs put into a file and this one does not understand: written back as it came.

    Layers are told by key: a patch's id, or BASE.

    Attributes:
        entries: files of the archive, name and content.
        image_attributes, stack_attributes: of the root element and of the root stack.
        image_elements: children of the root element, as XML.
        elements: children of the root stack, top first: XML, and the key of the next layer beneath; "" where there is
            none.
        layers: attributes of layers.
        groups: of attributes.
        places: the groups (by their place in `groups`) in which a layer lies, outermost first.
    """

    entries: tuple[tuple[str, bytes], ...] = ()
    image_attributes: dict[str, str] = field(default_factory=dict)
    stack_attributes: dict[str, str] = field(default_factory=dict)
    image_elements: tuple[str, ...] = ()
    elements: tuple[tuple[str, str], ...] = ()
    layers: dict[str, dict[str, str]] = field(default_factory=dict)
    groups: tuple[dict[str, str], ...] = ()
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class ProjectState:
    """A document as a project file keeps it.

    Attributes:
        composite: the photo and its patches.
        mask: None where it is 0 everywhere.
        selections: those kept under a name.
        extras: what other programs put into the file.
        warnings: of reading it, as plain sentences.
    """

    composite: Composite
    mask: MaskArea | None = None
    selections: tuple[SavedSelection, ...] = ()
    extras: Extras = Extras()
    warnings: tuple[str, ...] = ()

    @staticmethod
    def of(document: Document, extras: Extras = Extras()) -> ProjectState:
        """A snapshot, to be taken on the document's own thread. It copies no more than the mask's bounds."""
        rect = document.mask_bounds
        mask = None if rect.is_empty else MaskArea(rect, document.mask[rect.slices].copy())
        return ProjectState(document.composite, mask, document.selections, extras)

    def document(self) -> Document:
        """A document with all of it, nothing in its history, that counts as saved."""
        composite = self.composite
        return Document(composite.photo, patches=composite.patches, mask=self.mask, selections=self.selections)
