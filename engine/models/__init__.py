"""The models: cards that describe them, a registry that knows them, a loader that checks their weights."""

from engine.models.card import ModelCard, read_card
from engine.models.registry import bundled, find

__all__ = ["ModelCard", "bundled", "find", "read_card"]
