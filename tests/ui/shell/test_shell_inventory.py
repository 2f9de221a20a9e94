"""Every control can be found, heard and explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from engine.paths import resources_dir
from ui.inventory import controls, markdown


def test_every_control_has_a_name_a_spoken_name_and_a_tooltip(driver) -> None:
    driver.paint((10, 10), (30, 20))
    driver.fill()
    assert driver.window.studio.isHidden()
    found = list(controls(driver.window))
    assert len(found) > 40
    assert [one for one in found if not (one.name and one.spoken and one.tooltip)] == []
    assert [name for name, count in Counter(one.name for one in found).items() if count > 1] == []


def test_the_list_in_the_help_is_up_to_date(make_window: Callable) -> None:
    driver = make_window()
    assert driver.window.desk is not driver.window.studio  # both are made
    written = (resources_dir() / "help" / "controls.md").read_text(encoding="utf-8")
    assert written == markdown(list(controls(driver.window))), "run python -m ui.inventory > resources/help/controls.md"


def test_tab_reaches_the_canvas_and_every_value_of_the_fill_panel(driver) -> None:
    window = driver.window
    seen: list[str] = []
    window.canvas.setFocus()
    start: QWidget | None = window.canvas
    widget = start
    for _ in range(500):
        widget = widget.nextInFocusChain()
        if widget is start:
            break
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled():
            seen.append(widget.objectName())
    order = [name for name in seen if name in ("fill-method", "fill-grow-value", "fill-feather-value")]
    assert order == ["fill-method", "fill-grow-value", "fill-feather-value"]
    assert "button-tool-brush" in seen
    assert window.canvas.objectName() == "canvas"
