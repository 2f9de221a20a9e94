"""Spares every import a search through its source.

Once PySide6 is loaded it reads the source of each module that is imported after it, for whether that may ask for
snake_case names (`from __feature__ import ...`). Nothing here does, and all that is read stays in memory: without that
the window is there with an eighth less work, and what runs networks has thousands of modules more.
"""

from __future__ import annotations

import sys

import PySide6.QtCore  # noqa: F401  (it brings the module below)


def spare_sources() -> None:
    """From now on no module is searched; without effect where PySide6 does it in another way."""
    feature = sys.modules.get("shibokensupport.feature")
    if hasattr(feature, "_mod_uses_pyside"):
        feature._mod_uses_pyside = lambda _module: False  # type: ignore[union-attr]
