"""Filling what a mask marks. Loads neither torch nor numba until a method needs them."""

from engine.inpaint.methods import FillMethod, MethodInfo, describe_all
from engine.inpaint.pipeline import fill
from engine.inpaint.regions import Region, plan_regions
from engine.inpaint.request import FillResult, FillSettings, InpaintRequest

__all__ = [
    "FillMethod",
    "FillResult",
    "FillSettings",
    "InpaintRequest",
    "MethodInfo",
    "Region",
    "describe_all",
    "fill",
    "plan_regions",
]
