"""What another program did to the photo's file, over the photo: one sentence and two ways to go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from engine.language import tr
from ui.icons import SIZE, icon_pixmap
from ui.recovery.watching import Fate
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import look, name_control


class OutsideBar(QFrame):
    """Hidden until `show_fate`."""

    reload_wanted = Signal()
    save_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outside-bar")
        self._icon = label(name="outside-icon")
        self._sentence = label(name="outside-sentence", wraps=True)
        self._advice = label(name="outside-advice", wraps=True, is_muted=True)
        self._reload = name_control(QPushButton(tr("Reload")), "outside-reload", tr("Reload the photo from its file"))
        self._save = name_control(QPushButton(tr("Save as…")), "outside-save", tr("Save the photo under another name"))
        self._keep = name_control(
            look(QPushButton(tr("Keep mine")), "flat"), "outside-keep", tr("Go on with the photo as it is here")
        )
        words = column_layout(2)
        words.addWidget(self._sentence)
        words.addWidget(self._advice)
        row = row_layout(8, self, (12, 8, 8, 8))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for button in (self._reload, self._save, self._keep):
            row.addWidget(button)
        self._reload.clicked.connect(self.reload_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._keep.clicked.connect(self.keep_wanted)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    def show_fate(self, found: tuple[Fate, Path] | None, *, is_modified: bool = False) -> None:
        """Tell what has become of a file; None hides the bar."""
        if found is not None:
            fate, path = found
            is_gone = fate is Fate.GONE
            sentence = (
                tr("{name} was moved or deleted by another program.", name=path.name)
                if is_gone
                else tr("{name} was changed by another program.", name=path.name)
            )
            advice = tr("Your work is still here, and nothing is written over the file without asking.")
            if is_gone:
                advice = tr("Your work is still here; save it under a name of your choice.")
            elif is_modified:
                advice = tr("Reloading takes the fills off; nothing is written over the file without asking.")
            self._sentence.setText(sentence)
            self._advice.setText(advice)
            self._reload.setVisible(not is_gone)
            self._save.setVisible(is_gone)
            self.setToolTip(str(path))
            self._tint()
        self.setVisible(found is not None)

    def _tint(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.Link)
        self._icon.setPixmap(icon_pixmap("info", colour, SIZE, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)
