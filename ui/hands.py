"""Keys for the hand that does not hold the pen: Shift and a digit set the flow of the brush."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from engine.language import tr
from ui.problems import Notice

if TYPE_CHECKING:
    from ui.retouch import RetouchDesk

FLOW_KEYS = tuple(f"Shift+{digit}" for digit in range(10))


class FlowKeys(QObject):
    """Shift+1 to Shift+9 are 10 to 90 % of flow, Shift+0 is all of it. They are fixed: digits alone keep candidates."""

    def __init__(self, desk: RetouchDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        for digit, keys in enumerate(FLOW_KEYS):
            shortcut = QShortcut(QKeySequence(keys), desk)
            shortcut.activated.connect(lambda digit=digit: self.set_flow((digit or 10) / 10))

    def set_flow(self, flow: float) -> None:
        """Use this flow, 0..1, and say so."""
        desk = self._desk
        if desk.editor.document is not None and desk.canvas.tool.has_brush:
            desk.set_tip(replace(desk.canvas.brush_tip, flow=flow))
            desk.editor.noticed.emit(Notice(tr("Flow {percent} %", percent=round(flow * 100))))
