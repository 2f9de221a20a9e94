"""How finely a picture is written in a format that loses some of it: a slider, and by itself where nobody asks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from ui.widgets.building import row_layout
from ui.widgets.naming import name_control
from ui.widgets.slider_row import Scale, SliderRow

LOSSY = ("*.jpg", "*.webp", "*.avif")
_SCALE = Scale(1, 100, 90, step=5)
_VALUE_WIDTH = 104


def is_lossy(name_filter: str) -> bool:
    """Whether files of this filter of a file dialog, such as "JPEG (*.jpg *.jpeg)", hold less than was painted."""
    return any(pattern in name_filter for pattern in LOSSY)


class QualityBox(QWidget):
    """`changed` carries 1 to 100, or None where the photo's own file, or the format, decides."""

    changed = Signal(object)

    def __init__(self, quality: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tip = tr("100 loses least and makes the largest file")
        self.row = SliderRow("save-quality", tr("Quality"), _SCALE, tip)
        self.row.edit.setFixedWidth(_VALUE_WIDTH)
        self._auto = name_control(
            QToolButton(),
            "save-quality-auto",
            tr("Automatic quality"),
            tr("A JPEG is saved as finely as it was opened; what was no JPEG before, at 90 or better"),
        )
        self._auto.setText(tr("Auto"))
        self._auto.setCheckable(True)
        self._auto.setChecked(quality is None)
        if quality is not None:
            self.row.set_value(quality)
        across = row_layout(8, self)
        across.addWidget(self.row, 1)
        across.addWidget(self._auto)
        self._auto.toggled.connect(lambda _on: self._tell())
        self.row.value_changed.connect(lambda _value: self._slid())
        self._show()

    @property
    def quality(self) -> int | None:
        """1 to 100; None is automatic."""
        return None if self._auto.isChecked() else int(self.row.value())

    def show_format(self, name_filter: str) -> None:
        """A format that loses nothing has no quality to choose."""
        self.setVisible(is_lossy(name_filter))

    def _slid(self) -> None:
        if self._auto.isChecked():
            self._auto.setChecked(False)  # who moves the slider has a number in mind
        else:
            self._tell()

    def _tell(self) -> None:
        self._show()
        self.changed.emit(self.quality)

    def _show(self) -> None:
        self.row.show_instead(tr("as the photo") if self._auto.isChecked() else "")
