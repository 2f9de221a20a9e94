"""Which file, or folder, and where to: the system's dialog where it has one, else Qt's in the look of the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QListView,
    QSplitter,
    QToolButton,
    QTreeView,
    QWidget,
)

from ui.icons import draw_icon, icon
from ui.widgets.naming import look

# Qt's own are black, in the dark as well.
_ICONS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
    "newFolderButton": "folder-plus",
    "listModeButton": "layout-grid",
    "detailModeButton": "list",
}
_SIZE = (800, 520)
_PLACES = 148  # px for the list of places


def file_dialog(parent: QWidget, title: str, folder: Path | str, filters: Sequence[str] = ()) -> QFileDialog:
    """A dialog that offers to open one file of these filters, such as "JPEG (*.jpg *.jpeg)"."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setOption(QFileDialog.Option.HideNameFilterDetails)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters(filters)
    dialog.resize(*_SIZE)
    _dress(dialog)
    return dialog


def open_files(parent: QWidget, title: str, folder: Path | str, filters: Sequence[str]) -> list[Path]:
    """Any number of files; none where the person wants none."""
    dialog = file_dialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _asked(dialog)


def open_file(parent: QWidget, title: str, folder: Path | str, filters: Sequence[str]) -> Path | None:
    """One file that is there."""
    return next(iter(_asked(file_dialog(parent, title, folder, filters))), None)


def choose_folder(parent: QWidget, title: str, folder: Path | str) -> Path | None:
    """A folder that is there."""
    dialog = file_dialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return next(iter(_asked(dialog)), None)


def saving_dialog(parent: QWidget, title: str, proposal: Path, filters: Sequence[str], own: str = "") -> QFileDialog:
    """A dialog that asks where to save, and whether to write over a file; `own` of the filters is chosen."""
    dialog = file_dialog(parent, title, proposal.parent, filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectNameFilter(own or filters[0])
    dialog.selectFile(proposal.name)
    _accent(dialog)
    return dialog


def save_file(parent: QWidget, title: str, proposal: Path, filters: Sequence[str], own: str = "") -> tuple[str, str]:
    """The path and the filter that were chosen, both "" where the person wants none."""
    dialog = saving_dialog(parent, title, proposal, filters, own)
    chosen = _asked(dialog)
    return (str(chosen[0]), dialog.selectedNameFilter()) if chosen else ("", "")


def _asked(dialog: QFileDialog) -> list[Path]:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = [Path(one) for one in dialog.selectedFiles()] if accepted else []
    dialog.deleteLater()
    return chosen


def _dress(dialog: QFileDialog) -> None:
    """Give Qt's dialog the window's icons; the system's has no widgets to be found."""
    for button in dialog.findChildren(QToolButton):
        if button.objectName() in _ICONS:
            look(button, "flat").setIcon(icon(_ICONS[button.objectName()]))
    for combo in dialog.findChildren(QComboBox):
        _Arrow(combo)
    for table in dialog.findChildren(QTreeView, "treeView"):
        header = table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for places in dialog.findChildren(QListView, "sidebar"):
        places.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    for splitter in dialog.findChildren(QSplitter):
        splitter.setSizes([_PLACES, _SIZE[0] - _PLACES])
    for box in dialog.findChildren(QDialogButtonBox):
        if (across := box.layout()) is not None:
            across.setSpacing(8)
    _accent(dialog)
    grid = dialog.layout()
    if isinstance(grid, QGridLayout):
        grid.setContentsMargins(16, 16, 16, 16)
        grid.setSpacing(8)
    dialog.setSizeGripEnabled(False)


def _accent(dialog: QFileDialog) -> None:
    """Opening and saving have buttons of their own."""
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            if box.buttonRole(button) is QDialogButtonBox.ButtonRole.AcceptRole:
                look(button, "accent")


class _Arrow(QWidget):
    """What tells a list from a field: a style sheet that knows our fields leaves a plain list without it."""

    def __init__(self, combo: QComboBox) -> None:
        super().__init__(combo)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._combo = combo
        combo.installEventFilter(self)
        self.setGeometry(combo.rect())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._combo.rect())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter = QPainter(self)
        rect = QRectF(self.width() - 24, (self.height() - 16) / 2, 16, 16)
        draw_icon(painter, "chevron-down", rect, self.palette().color(group, QPalette.ColorRole.Text))
        painter.end()
