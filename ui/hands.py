"""The brush in the hand: its first size, and keys for the hand that does not hold it (Shift and a digit: the flow)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from engine.geometry import Size
from engine.language import tr
from engine.settings import Settings
from ui.problems import Notice

if TYPE_CHECKING:
    from ui.retouch import RetouchDesk

FLOW_KEYS = tuple(f"Shift+{digit}" for digit in range(10))


class FirstBrush:
    """How large the brush is for as long as nobody has chosen a size: on a large photo it would be a thread.

    What was offered and never changed is not remembered.
    """

    _USUAL = Settings().brush_size
    _VIEW = Size(900, 650)  # about what a canvas shows
    _ON_SCREEN = 24.0  # px, on a photo that is shown at less than half its size

    def __init__(self, desk: RetouchDesk) -> None:
        self._desk = desk
        self._offered = self._USUAL

    @property
    def remembered(self) -> float:
        """The size to begin with the next time, in photo pixels."""
        size = self._desk.canvas.brush_tip.diameter
        return self._USUAL if size == self._offered else size

    def offer(self, photo: Size) -> None:
        """A photo of this size has come in front."""
        tip = self._desk.canvas.brush_tip
        if tip.diameter == self._offered:
            self._offered = self._fitting(photo)
            self._desk.set_tip(replace(tip, diameter=self._offered))

    def _fitting(self, photo: Size) -> float:
        shown = min(self._VIEW.width / photo.width, self._VIEW.height / photo.height)
        return self._USUAL if shown >= 0.5 else 10.0 * round(self._ON_SCREEN / shown / 10)


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
