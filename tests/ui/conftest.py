"""Nothing of a test's widgets is left for the next one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _deleted(qapp: QApplication) -> Iterator[None]:
    """What was deleted "later" is deleted now: else a theme styles every old window again, and their timers run on."""
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
