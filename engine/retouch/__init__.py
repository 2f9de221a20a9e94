"""Retouching by hand: the clone stamp and the healing brush, and the finder of dust and scratches. No torch."""

from engine.retouch.finishing import METHODS, patch_of, pieces_of, replay
from engine.retouch.painting import Painting, painted

__all__ = ["METHODS", "Painting", "painted", "patch_of", "pieces_of", "replay"]
