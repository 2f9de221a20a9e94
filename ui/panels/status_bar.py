"""The line at the bottom: where the eye is, what the photo is, what is being done."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from engine.language import mark, tr
from ui.widgets.building import label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import muted

_FACTS = {
    "zoom": mark("Zoom of the view"),
    "rotation": mark("Rotation of the view"),
    "size": mark("Size of the photo in pixels"),
    "depth": mark("Bits for each colour of a pixel"),
    "profile": mark("Colour profile of the photo"),
    "pixel": mark("Place and value of the pixel under the pointer, in the photo's own depth"),
}


class StatusBar(QWidget):
    """Facts on the left, work and memory on the right. A fact that has nothing to say takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status-bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        row = row_layout(16, self, (12, 0, 12, 0))
        self._facts = {name: self._fact(name, tooltip) for name, tooltip in _FACTS.items()}
        self._facts["zoom"].setMinimumWidth(44)
        self._photo = QWidget()
        facts = row_layout(16, self._photo)
        for fact in self._facts.values():
            facts.addWidget(fact)
        row.addWidget(self._photo)
        self._instead = self._fact("instead", tr("What is looked at"))
        row.addWidget(self._instead)
        self._badges = row_layout(4)
        row.addLayout(self._badges)
        self._work = muted(ElidedLabel())
        self._work.setObjectName("status-work")
        self._work.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._work, 1)
        self._memory = self._fact("memory", tr("Memory that the program uses"))
        row.addWidget(self._memory)

    def _fact(self, name: str, tooltip: str) -> QLabel:
        fact = label(name=f"status-{name}", is_muted=True)
        fact.setToolTip(tr(tooltip))
        fact.setAccessibleName(tr(tooltip))
        fact.hide()
        return fact

    def add_badge(self, badge: QWidget) -> None:
        """Put a small button beside the facts."""
        badge.setFixedHeight(22)
        self._badges.addWidget(badge)

    def show_fact(self, name: str, text: str) -> None:
        """Show `text` as the fact `name` ("zoom", "rotation", "size", "depth", "profile" or "pixel"); "" hides it."""
        self._facts[name].setText(text)
        self._facts[name].setVisible(bool(text))

    def show_instead(self, words: str) -> None:
        """Say `words` in the place of the facts, which are of the photo; "" shows the facts again."""
        self._instead.setText(words)
        self._instead.setVisible(bool(words))
        self._photo.setVisible(not words)

    def fact(self, name: str) -> str:
        return self._facts[name].text()

    def show_work(self, text: str) -> None:
        """What is being done, and how long it will take."""
        self._work.setText(text)

    def show_memory(self) -> None:
        """Read how much memory the program uses now; hidden where the system does not tell."""
        used = resident_bytes()
        self._memory.setVisible(used is not None)
        if used is not None:
            self._memory.setText(
                tr("{used:,.0f} MB", used=used / 2**20) if used < 2**30 else tr("{used:.1f} GB", used=used / 2**30)
            )


def resident_bytes() -> int | None:
    """The memory this process occupies; None where the system does not tell."""
    if sys.platform == "linux":
        try:
            pages = int(Path("/proc/self/statm").read_text().split()[1])
        except (OSError, ValueError, IndexError):
            return None
        import resource

        return pages * resource.getpagesize()
    return None
