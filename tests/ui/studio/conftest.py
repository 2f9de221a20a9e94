"""A studio without a network."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.studio.studio_fakes import Studios
from ui.studio.state import StudioState


@pytest.fixture
def studios(qtbot: QtBot) -> Iterator[Studios]:
    maker = Studios(qtbot.waitUntil)
    yield maker
    for state in maker.made:
        assert state.shut_down()


@pytest.fixture
def state(studios: Studios) -> StudioState:
    """A studio with two models, the first of them open and its first picture painted."""
    return studios("faces", "places")
