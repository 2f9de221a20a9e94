"""Masks: uint8, H x W, 255 = fill. The brush, selecting, morphology and mask files. No torch.

A mask is a selection and what is to be filled, both at once. Every selecting function gives a rect and the area in it;
`combined` joins that to a mask.
"""

from engine.mask.brush import BrushTip, Stroke
from engine.mask.colour_range import ColourRange, colours_in_range, select_colours
from engine.mask.combine import Combine, combined, cut_to_content
from engine.mask.files import read_mask, write_mask
from engine.mask.morphology import border, bounding_rect, feather, fill_holes, grow, invert, shrink, smooth
from engine.mask.refine import refine_edges
from engine.mask.similar import similar_area
from engine.mask.snap import snap_mask, snap_to_object

__all__ = [
    "BrushTip",
    "ColourRange",
    "Combine",
    "Stroke",
    "border",
    "bounding_rect",
    "colours_in_range",
    "combined",
    "cut_to_content",
    "feather",
    "fill_holes",
    "grow",
    "invert",
    "read_mask",
    "refine_edges",
    "select_colours",
    "shrink",
    "similar_area",
    "smooth",
    "snap_mask",
    "snap_to_object",
    "write_mask",
]
