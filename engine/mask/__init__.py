"""Masks: uint8, H x W, 255 = fill. The brush, morphology and mask files. No torch."""

from engine.mask.brush import BrushTip, Stroke
from engine.mask.files import read_mask, write_mask
from engine.mask.morphology import bounding_rect, feather, fill_holes, grow, invert, shrink
from engine.mask.similar import similar_area

__all__ = [
    "BrushTip",
    "Stroke",
    "bounding_rect",
    "feather",
    "fill_holes",
    "grow",
    "invert",
    "read_mask",
    "shrink",
    "similar_area",
    "write_mask",
]
