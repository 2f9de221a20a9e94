"""A studio without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.studio.studio_fakes import Studios
from ui.studio.state import StudioState


@pytest.fixture
def studios(qtbot: QtBot) -> Iterator[Studios]:
    maker = Studios(qtbot.waitUntil)
    # pytest-qt deletes a test's widgets before fixtures end. As in the window, painting ends first: a picture that
    # still came would find its panel gone.
    qtbot.addWidget(QWidget(), before_close_func=lambda _first: maker.shut_down())
    yield maker
    maker.shut_down()


@pytest.fixture
def state(studios: Studios) -> StudioState:
    """A studio with two models, the first of them open and its first picture painted."""
    return studios("faces", "places")
