"""A patch that came from the latent studio, in the list of patches."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from engine.document import Patch, Piece, Recipe
from engine.geometry import Rect
from ui.panels.patches_panel import PatchesPanel

RECT = Rect(4, 4, 90, 60)


def patch(recipe: Recipe, depth: type = np.uint8) -> Patch:
    alpha = np.full((RECT.height, RECT.width), 255, np.uint8)
    return Patch("p", (Piece(RECT, np.full((RECT.height, RECT.width, 3), 9, depth), alpha),), recipe)


PLACED = Recipe("latent", model="lost-faces", sample={"point": {}, "placement": {}, "enlarged": 4.75})


@pytest.fixture
def panel(qtbot: QtBot) -> PatchesPanel:
    made = PatchesPanel()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("depth", [np.uint8, np.uint16])
def test_it_says_which_model_painted_it_and_how_much_it_is_enlarged(panel: PatchesPanel, depth: type) -> None:
    panel.show_patches((patch(PLACED, depth),), {})
    assert "lost-faces, Latents · 4.8 ×" in panel.rows[0].accessibleName()


def test_a_button_and_enter_open_it_in_the_studio(panel: PatchesPanel, qtbot: QtBot) -> None:
    panel.show_patches((patch(PLACED),), {})
    row = panel.rows[0]
    button = row.findChild(QToolButton, "patch-1-studio")
    assert button.isVisibleTo(panel)
    with qtbot.waitSignal(panel.studio_wanted) as asked:
        button.click()
    assert asked.args == ["p"]
    with qtbot.waitSignal(panel.studio_wanted):
        QTest.keyClick(row, Qt.Key.Key_Return)


def test_other_patches_have_no_such_button(panel: PatchesPanel) -> None:
    panel.show_patches((patch(Recipe("telea")),), {})
    assert not panel.rows[0].findChild(QToolButton, "patch-1-studio").isVisibleTo(panel)


def test_a_patch_that_follows_the_studio_is_shown_anew(panel: PatchesPanel) -> None:
    panel.show_patches((patch(PLACED),), {})
    before = panel.rows[0]
    panel.show_patches((patch(PLACED),), {})
    assert panel.rows[0] is before
    later = Recipe("latent", model="lost-faces", sample={"point": {}, "placement": {}, "enlarged": 2.0})
    panel.show_patches((patch(later),), {})
    assert "2.0 ×" in panel.rows[0].accessibleName()
