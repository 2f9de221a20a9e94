"""The colours that stand for the kinds of patches, in lists, over the photo and in its legend."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

# Apart in hue and in lightness, for eyes that tell few hues; each with a hatching of its own besides.
KIND_COLOURS = {
    "network": QColor("#ff9a3d"),
    "latent": QColor("#c99bff"),
    "classical": QColor("#4fc3ff"),
    "hand": QColor("#63dd90"),
    "adjustment": QColor("#ffdf57"),
}
KIND_HATCHES = {
    "network": Qt.BrushStyle.BDiagPattern,
    "latent": Qt.BrushStyle.DiagCrossPattern,
    "classical": Qt.BrushStyle.FDiagPattern,
    "hand": Qt.BrushStyle.VerPattern,
    "adjustment": Qt.BrushStyle.HorPattern,
}
