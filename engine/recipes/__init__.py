"""What was done to a photo, as a file: the stack's recipe, read strictly, and made again on this photo or another."""

from engine.recipes.kinds import Kind, kind_of, used_trained_model
from engine.recipes.marking import digital_source_type, provenance_of
from engine.recipes.packed import PackedArea
from engine.recipes.replaying import Outcome, Replayed, Result, replay, replayed
from engine.recipes.stack_recipe import SUFFIX, Entry, StackRecipe, entry_of, load_recipe, save_recipe

__all__ = [
    "SUFFIX",
    "Entry",
    "Kind",
    "Outcome",
    "PackedArea",
    "Replayed",
    "Result",
    "StackRecipe",
    "digital_source_type",
    "entry_of",
    "kind_of",
    "load_recipe",
    "provenance_of",
    "replay",
    "replayed",
    "save_recipe",
    "used_trained_model",
]
