"""Retouching by hand: the clone stamp and the healing brush, and the finder of dust and scratches. No torch."""

from engine.retouch.finishing import patch_of, pieces_of, replay
from engine.retouch.painting import METHODS, Painting, painted
from engine.retouch.spot import places_to_avoid

__all__ = ["METHODS", "Painting", "painted", "patch_of", "pieces_of", "places_to_avoid", "replay"]
