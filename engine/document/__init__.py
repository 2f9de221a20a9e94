"""The open document: a photo that is never written to, the patches laid over it, its mask and its history. No torch."""

from engine.document.composite import Composite, changed_outside
from engine.document.document import Change, ChangeKind, Document, MaskStroke
from engine.document.extension import margins_for_aspect, moved_patch
from engine.document.history import History
from engine.document.patch import Patch, Piece, Recipe, new_patch_id

__all__ = [
    "Change",
    "ChangeKind",
    "Composite",
    "Document",
    "History",
    "MaskStroke",
    "Patch",
    "Piece",
    "Recipe",
    "changed_outside",
    "margins_for_aspect",
    "moved_patch",
    "new_patch_id",
]
