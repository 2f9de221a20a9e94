"""The window. It imports the engine, never the reverse."""

from ui.quick_imports import spare_sources

spare_sources()  # before anything else of the window is imported
