"""The open document: a photo that is never written to, the patches laid over it, its mask and its history. No torch."""

from engine.document.adjustment import Adjustment
from engine.document.changes import Change, ChangeKind, Taken
from engine.document.composite import Composite, changed_outside
from engine.document.document import Document
from engine.document.extension import margins_for_aspect, moved_patch
from engine.document.histogram import Histogram, histogram_of
from engine.document.history import History
from engine.document.mask_buffer import MaskArray, MaskPlan
from engine.document.mask_stroke import MaskStroke
from engine.document.patch import MaskArea, Patch, Piece, Recipe, new_patch_id
from engine.document.reshape import Reshaped, reshaped, reshaped_patch
from engine.document.selections import SavedSelection
from engine.document.stack import blocker, merged_pieces, overlap, seen_below
from engine.document.strokes import HandStroke

__all__ = [
    "Adjustment",
    "Change",
    "ChangeKind",
    "Composite",
    "Document",
    "HandStroke",
    "Histogram",
    "History",
    "MaskArea",
    "MaskArray",
    "MaskPlan",
    "MaskStroke",
    "Patch",
    "Piece",
    "Recipe",
    "Reshaped",
    "SavedSelection",
    "Taken",
    "blocker",
    "changed_outside",
    "histogram_of",
    "margins_for_aspect",
    "merged_pieces",
    "moved_patch",
    "new_patch_id",
    "overlap",
    "reshaped",
    "reshaped_patch",
    "seen_below",
]
