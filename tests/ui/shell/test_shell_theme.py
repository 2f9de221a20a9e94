"""Colours that can be read, in both themes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QStyle, QStyleOptionFocusRect
from pytestqt.qtbot import QtBot

from ui.theme import CONTRAST_PAIRS, DARK, LIGHT, Theme, Tokens, contrast, interface_font, palette_of, style_sheet


@pytest.mark.parametrize(("text", "ground", "least"), CONTRAST_PAIRS)
@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_every_pair_of_colours_has_enough_contrast(tokens: Tokens, text: str, ground: str, least: float) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= least


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [DARK, LIGHT], ids=["dark", "light"])
def test_greys_are_neutral(tokens: Tokens) -> None:
    for name in ("canvas", "window", "panel", "field", "raised", "hover", "pressed", "border", "edge", "text", "muted"):
        value = getattr(tokens, name)
        assert value[1:3] == value[3:5] == value[5:7], name


def test_the_sheet_names_no_colour_of_its_own() -> None:
    for tokens in (DARK, LIGHT):
        colours = set(re.findall(r"#[0-9a-f]{6}", style_sheet(tokens)))
        assert colours <= {getattr(tokens, name) for name in Tokens.__dataclass_fields__}


def test_a_change_of_theme_repaints_everything(qapp: QApplication) -> None:
    theme = Theme(qapp, "light")
    changes: list[bool] = []
    theme.changed.connect(lambda: changes.append(theme.is_dark))
    theme.set_mode("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window
    assert DARK.accent in qapp.styleSheet()
    theme.set_mode("light")
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == LIGHT.window
    theme.set_mode("light")
    theme.set_mode("sepia")
    assert changes == [True, False]


def test_a_system_that_does_not_say_is_dark(qapp: QApplication) -> None:
    assert Theme(qapp, "system").is_dark
    assert Theme(qapp, "nonsense").mode == "system"


def test_figures_have_equal_width(qapp: QApplication) -> None:
    font = interface_font()
    assert font.pixelSize() == 13
    assert font.isFeatureSet(font.Tag("tnum"))


def test_disabled_text_is_told_apart() -> None:
    palette = palette_of(DARK)
    role = QPalette.ColorRole.ButtonText
    assert palette.color(QPalette.ColorGroup.Disabled, role) != palette.color(QPalette.ColorGroup.Active, role)


def test_a_button_with_the_keyboard_has_one_ring_and_no_box_in_it(qapp: QApplication, qtbot: QtBot) -> None:
    Theme(qapp, "dark")
    button = QPushButton("Cancel")
    qtbot.addWidget(button)
    button.resize(90, 32)
    option = QStyleOptionFocusRect()
    option.initFrom(button)
    option.state |= QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    image = QImage(90, 32, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        button.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, button)
    assert not any(image.pixel(x, y) for y in range(32) for x in range(90))
