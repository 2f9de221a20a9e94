"""What a person decides while they save: how finely, and whether the file says in its metadata how it came about.

The latter is a tick box with what that means, in plain words.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QWidget

from engine.language import tr
from ui.dialogs.file_dialog import saving_dialog
from ui.dialogs.save_quality import QualityBox, is_lossy
from ui.widgets.building import column_layout, label
from ui.widgets.check_box import CheckBox
from ui.widgets.naming import look, name_control

_WIDTH = 460


@dataclass
class Says:
    """What a person decides while they save.

    Args:
        on: whether the file says it.
        trained: whether a trained model took part in what it shows.
        done: whether there is anything to be said at all.
        quality: how finely a lossy format is written, 1 to 100; None is automatic.
    """

    on: bool
    trained: bool
    done: bool = True
    quality: int | None = None


class SavingBox(QWidget):
    """Everything that is decided, as far as it means something here. Changes `says` at once."""

    def __init__(self, says: Says, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.quality, self.saying = QualityBox(says.quality), SayingBox(says)
        self.saying.setVisible(says.done)
        column = column_layout(4, self)
        column.addWidget(self.quality)
        column.addWidget(self.saying)

        def keep(quality: int | None) -> None:
            says.quality = quality

        self.quality.changed.connect(keep)

    def show_format(self, name_filter: str) -> None:
        """Show what this format lets a person decide."""
        self.quality.show_format(name_filter)
        self.saying.show_format(name_filter)


class SayingBox(QWidget):
    """The tick, and below it what the file will hold. Changes `says` at once."""

    def __init__(self, says: Says, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = says
        words = tr("Say in the file what was done")
        self.tick = name_control(CheckBox(words), "save-says", words, tr("Notes in the file's metadata"))
        self.tick.setChecked(says.on)
        self._words = label(name="save-says-words", wraps=True, is_muted=True)
        self._is_project = False
        column = column_layout(2, self, (0, 4, 0, 0))
        column.addWidget(self.tick)
        column.addWidget(self._words)
        self.tick.toggled.connect(self._toggled)
        self._show()

    def show_format(self, name_filter: str) -> None:
        """A project has no choice: it always holds how everything was made."""
        self._is_project = "*.ora" in name_filter
        self.tick.setEnabled(not self._is_project)
        self._show()

    @property
    def words(self) -> str:
        """What stands below the tick."""
        return self._words.text()

    def _toggled(self, on: bool) -> None:
        self._says.on = on
        self._show()

    def _show(self) -> None:
        self._words.setText(_project_words() if self._is_project else _words(self._says))


def _project_words() -> str:
    return tr("A project always holds how each patch was made.")


def _words(says: Says) -> str:
    if not says.on:
        return tr("The file will not say that it was retouched.")
    if says.trained:
        return tr(
            "The file will say that parts were filled by a trained model (IPTC DigitalSourceType), and how "
            "(the recipe, in XMP). The picture looks the same."
        )
    return tr(
        "The file will say that it was retouched without a trained model (IPTC DigitalSourceType), and how "
        "(the recipe, in XMP). The picture looks the same."
    )


def ask_place(parent: QWidget, proposal: Path, filters: list[str], own: str, title: str, says: Says) -> tuple[str, str]:
    """A file dialog with these in it; where it is the system's, which takes none, they are asked for after it.

    Returns:
        The path and the filter that were chosen, both "" where the person wants none.
    """
    dialog = saving_dialog(parent, title, proposal, filters, own)
    grid = dialog.layout()
    if isinstance(grid, QGridLayout):
        box = SavingBox(says)
        box.show_format(own)
        # What the signal carries is shortened to what the list shows.
        dialog.filterSelected.connect(lambda _shown: box.show_format(dialog.selectedNameFilter()))
        grid.addWidget(box, grid.rowCount(), 0, 1, -1)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    found = (chosen[0], dialog.selectedNameFilter()) if accepted and chosen else ("", "")
    dialog.deleteLater()
    decides = is_lossy(found[1]) or (says.done and "*.ora" not in found[1])
    if found[0] and not isinstance(grid, QGridLayout) and decides:
        return found if _asked(parent, title, says, found[1]) else ("", "")
    return found


def _asked(parent: QWidget, title: str, says: Says, name_filter: str) -> bool:
    """The same in a dialog of its own; whether the person goes on."""
    dialog = saying_dialog(parent, title, says, name_filter)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def saying_dialog(parent: QWidget, title: str, says: Says, name_filter: str = "") -> QDialog:
    """A dialog with nothing else, for files of this filter."""
    dialog = QDialog(parent)
    dialog.setObjectName("ask-says")
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(_WIDTH)
    column = column_layout(12, dialog, (16, 16, 16, 16))
    box = SavingBox(says)
    box.show_format(name_filter)
    column.addWidget(box)
    buttons = QDialogButtonBox()
    role = QDialogButtonBox.ButtonRole
    save = name_control(look(buttons.addButton(tr("Save"), role.AcceptRole), "accent"), "ask-says-ok", tr("Save"))
    name_control(buttons.addButton(tr("Cancel"), role.RejectRole), "ask-says-cancel", tr("Cancel"))
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    column.addWidget(buttons)
    save.setDefault(True)  # not before: outside its dialog Qt forgets it, and Enter cancels
    return dialog
