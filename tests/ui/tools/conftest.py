"""The tools are tried on the real canvas."""

from __future__ import annotations

from tests.ui.canvas.conftest import canvas, make_canvas

__all__ = ["canvas", "make_canvas"]
