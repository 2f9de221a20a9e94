"""Filling what a mask marks. Loads neither torch nor numba until a method needs them."""

from engine.inpaint.methods import FillMethod, MethodInfo, describe_all
from engine.inpaint.pipeline import fill, self_test
from engine.inpaint.regions import Region, plan_regions
from engine.inpaint.request import FillResult, FillSettings, InpaintRequest
from engine.inpaint.selftest import MethodScore, SelfTest

__all__ = [
    "FillMethod",
    "FillResult",
    "FillSettings",
    "InpaintRequest",
    "MethodInfo",
    "MethodScore",
    "Region",
    "SelfTest",
    "describe_all",
    "fill",
    "plan_regions",
    "self_test",
]
