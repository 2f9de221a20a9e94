"""Every control has a stable name for tests, a spoken name and a tooltip; one call gives all three."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from engine.language import tr

W = TypeVar("W", bound=QWidget)


def name_control(widget: W, object_name: str, spoken: str, tooltip: str = "") -> W:
    """Name `widget` and hand it back. Without a tooltip of its own it shows the spoken name."""
    widget.setObjectName(object_name)
    widget.setAccessibleName(tr(spoken))
    widget.setToolTip(tr(tooltip or spoken))
    return widget


def look(widget: W, style: str) -> W:
    """Give `widget` one of the style sheet's looks ("accent", "field", "flat", "quiet", "tick") and hand it back."""
    widget.setProperty("look", style)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().polish(widget)  # it would keep its old look
    return widget


def muted(widget: W) -> W:
    """Let `widget` step back in the muted text colour and hand it back."""
    widget.setProperty("muted", True)
    return widget
