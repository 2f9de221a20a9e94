"""Presets: positions of sliders under a name, seen on the picture before they are taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from engine.jobs import Job, JobContext, JobState
from engine.language import tr, tr_n
from engine.latent.point import LatentPoint
from ui.dialogs.questions import Questions
from ui.icons import icon
from ui.problems import Notice, Problem
from ui.studio.shelf import Preset, export_presets, imported_presets
from ui.studio.state import ModelState, StudioState
from ui.studio.thumbnail import Thumbnail
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, small_button, timer
from ui.widgets.elided import ElidedLabel
from ui.widgets.name_edit import NameEdit
from ui.widgets.naming import look, muted, name_control
from ui.widgets.section import Section

if TYPE_CHECKING:
    import numpy as np

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REPAINT_MS = 250
_LANE = "presets"


class PresetRow(QWidget):
    """One preset. Hover to see it, click or Enter to take it, F2 for another name, Delete to delete it."""

    chosen = Signal()
    renamed = Signal(str)
    removal_wanted = Signal()
    preview_wanted = Signal(bool)

    def __init__(self, preset: Preset, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = preset
        self._number = number
        self.thumbnail = Thumbnail()
        self._title = ElidedLabel(preset.name)
        count = len(preset.moves)
        under = muted(ElidedLabel(tr_n("{n} slider", "{n} sliders", count)))
        under.setFont(scaled_font(self.font(), 11))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tip = tr("{name}\nClick to take it, hover to see it", name=preset.name)
        name_control(self, f"preset-{number}", tr("Preset {name}, {value}", name=preset.name, value=under.text()), tip)
        across = row_layout(8, self, (4, 3, 0, 3))
        across.addWidget(self.thumbnail)
        self._words = column_layout(0)
        self._words.addWidget(self._title)
        self._words.addWidget(under)
        across.addLayout(self._words, 1)
        pencil = self._button("pencil", "rename", tr("Rename {name}", name=preset.name), tr("Rename (F2)"))
        pencil.clicked.connect(self.rename)
        bin_ = self._button("trash-2", "delete", tr("Delete {name}", name=preset.name), tr("Delete this preset"))
        bin_.clicked.connect(self.removal_wanted)
        buttons = row_layout(0)
        buttons.addWidget(pencil)
        buttons.addWidget(bin_)
        across.addLayout(buttons)

    def _button(self, picture: str, what: str, spoken: str, tip: str) -> QToolButton:
        return small_button(picture, f"preset-{self._number}-{what}", spoken, tip)

    def rename(self) -> None:
        """Let another name be typed in the place of the old one."""
        begin = self._title.mapTo(self, QPoint(0, 0))
        place = QRect(begin.x() - 6, (self.height() - 28) // 2, self.width() - begin.x() - 54, 28)
        edit = NameEdit(f"preset-{self._number}-name", self.preset.name, place, self, self)
        edit.done.connect(self.renamed)

    def event(self, event: QEvent) -> bool:
        is_offer = event.type() == QEvent.Type.ShortcutOverride
        if is_offer and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            event.accept()  # Enter takes the preset; elsewhere it is a command of the window
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (*_ENTER, Qt.Key.Key_Space):
            self.chosen.emit()
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.preview_wanted.emit(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.preview_wanted.emit(False)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.preview_wanted.emit(True)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.preview_wanted.emit(False)
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.underMouse() or self.hasFocus()):
            return
        role = QPalette.ColorRole
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self.palette().color(role.Light if self.underMouse() else role.AlternateBase))
            painter.setPen(self.palette().color(role.Link) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class PresetsPanel(Section):
    """The presets of the model. Their pictures have the place of the point, and follow it once it rests."""

    def __init__(
        self, state: StudioState, parent: QWidget | None = None, *, questions: Questions | None = None
    ) -> None:
        super().__init__("presets", tr("Presets"), parent)
        self._state = state
        self._questions = questions or Questions(self)
        self._rows: list[PresetRow] = []
        self._painted_for: LatentPoint | None = None
        self._empty = label(tr("Move some sliders, then save them here under a name."), wraps=True, is_muted=True)
        self._name = name_control(
            QLineEdit(), "preset-name", tr("Name of the new preset"), tr("What the sliders are saved as")
        )
        self._name.setMaxLength(80)
        self._save = name_control(QPushButton(tr("Save")), "preset-save", tr("Save preset"), "")
        self._import = self._tool(
            "file-input", "presets-import", tr("Import presets"), tr("Import presets from a file…")
        )
        self._export = self._tool(
            "file-output", "presets-export", tr("Export presets"), tr("Export these presets to a file…")
        )
        self._list = column_layout(0, None, (0, 0, 0, 0))
        self._repaint = timer(self, _REPAINT_MS, self._ask)
        self._arrange()
        self._connect()
        self._rebuild()

    def _tool(self, picture: str, name: str, spoken: str, tip: str) -> QToolButton:
        button = name_control(look(QToolButton(), "flat"), name, spoken, tip)
        button.setIcon(icon(picture))
        return button

    def _arrange(self) -> None:
        self.content.setContentsMargins(12, 4, 12, 16)
        empty = row_layout(0, None, (4, 0, 4, 0))
        empty.addWidget(self._empty)
        row = row_layout(4, None, (4, 0, 0, 0))
        row.addWidget(self._name, 1)
        row.addWidget(self._save)
        row.addWidget(self._import)
        row.addWidget(self._export)
        self.content.addLayout(empty)
        self.content.addLayout(self._list)
        self.content.addLayout(row)

    def _connect(self) -> None:
        state = self._state
        state.presets_changed.connect(self._rebuild)
        state.model_changed.connect(self._rebuild)
        state.point_changed.connect(lambda _point: self._point_changed())
        self._name.returnPressed.connect(self.save)
        self._save.clicked.connect(self.save)
        self._import.clicked.connect(self.import_file)
        self._export.clicked.connect(self.export_file)
        self.folded_changed.connect(lambda _folded: self._repaint.start())

    @property
    def rows(self) -> tuple[PresetRow, ...]:
        return tuple(self._rows)

    # What a person does

    def save(self) -> None:
        """Keep the sliders under the name that is typed, or under the one that is proposed."""
        if self._state.point.moves:
            self._state.save_preset(self._name.text().strip() or self._name.placeholderText())
            self._name.clear()

    def export_file(self) -> None:
        """Write the presets of this model to a file that the person chooses."""
        from engine.latent.files import SUFFIX

        model, shelf = self._state.point.model, self._state.shelf
        filters = [tr("Presets (*{SUFFIX})", SUFFIX=SUFFIX)]
        path = self._questions.place_to_save(Path(f"{model} presets{SUFFIX}"), filters, tr("Export presets"))
        if path is not None:
            count = len(shelf.presets)
            told = tr_n("Exported {n} preset to {name}", "Exported {n} presets to {name}", count, name=path.name)
            self._do(
                lambda _context: export_presets(path, model, shelf), tr("Exporting"), lambda _value: self._tell(told)
            )

    def import_file(self) -> None:
        """Take in the presets of a file that the person chooses."""
        from engine.latent.files import SUFFIX

        path = self._questions.presets_to_open("", (SUFFIX,))
        if path is not None:
            model = self._state.point.model

            def take(found: Any) -> None:
                if model == self._state.point.model:
                    self._state.add_presets(*found)
                    count = len(found[0])
                    self._tell(
                        tr_n(
                            "Imported {n} preset from {name}", "Imported {n} presets from {name}", count, name=path.name
                        )
                    )

            self._do(lambda _context: imported_presets(path, model), tr("Importing"), take)

    def _do(self, run: Callable[[JobContext], Any], text: str, done: Callable[[Any], object]) -> None:
        def ended(job: Job[Any]) -> None:
            if job.state is JobState.FAILED and job.error is not None:
                self._state.failed.emit(Problem.of(job.error, job.details))
            elif job.state is JobState.FINISHED:
                done(job.value)

        self._state.compute(run, text, ended)

    def _tell(self, words: str) -> None:
        self._state.noticed.emit(Notice(words))

    def _preview(self, row: PresetRow, on: bool) -> None:
        self._state.preview(self._with(row.preset) if on else None)

    def _with(self, preset: Preset) -> LatentPoint:
        """The point with the sliders of a preset."""
        known = {one.id for one in self._state.directions}
        return replace(self._state.point, moves=tuple(move for move in preset.moves if move.direction in known))

    # Showing

    def _rebuild(self) -> None:
        is_ready = self._state.model_state is ModelState.READY
        presets = self._state.presets if is_ready else ()
        if presets != tuple(row.preset for row in self._rows):
            if any(row.underMouse() for row in self._rows):
                self._state.preview(None)
            for row in self._rows:
                self._list.removeWidget(row)
                row.hide()
                row.deleteLater()
            self._rows = [self._row(preset, number) for number, preset in enumerate(presets, 1)]
            self._painted_for = None
        self._empty.setVisible(not presets)
        self._export.setEnabled(bool(presets))
        self._import.setEnabled(is_ready)
        self.set_note(str(len(presets)) if presets else "")
        self._point_changed()

    def _row(self, preset: Preset, number: int) -> PresetRow:
        row = PresetRow(preset, number)
        row.chosen.connect(lambda: self._state.apply_preset(preset))
        row.renamed.connect(lambda name: self._state.rename_preset(preset.name, name))
        row.removal_wanted.connect(lambda: self._state.remove_preset(preset.name))
        row.preview_wanted.connect(lambda on: self._preview(row, on))
        self._list.addWidget(row)
        return row

    def _point_changed(self) -> None:
        moved = bool(self._state.point.moves) and self._state.model_state is ModelState.READY
        self._save.setEnabled(moved)
        self._save.setToolTip(tr("Save these sliders") if moved else tr("Move a slider first"))
        taken = {preset.name for preset in self._state.presets}
        names = (tr("Preset {n}", n=number) for number in range(1, 9999))
        self._name.setPlaceholderText(next(name for name in names if name not in taken))
        if self._rows:
            self._repaint.start()

    def showEvent(self, event: Any) -> None:
        self._repaint.start()
        super().showEvent(event)

    @property
    def _wanted(self) -> LatentPoint:
        """What the rows' pictures begin with."""
        return replace(self._state.point, moves=())

    def paintEvent(self, event: QPaintEvent) -> None:
        # Scrolled into sight, it is painted anew, and its pictures may not have been asked for yet.
        if self._rows and self._painted_for != self._wanted and not self._repaint.isActive():
            self._repaint.start()
        super().paintEvent(event)

    def _ask(self) -> None:
        """Ask for the pictures of the rows, where they are not as the point has them now."""
        wanted, rows = self._wanted, self._rows
        if self._state.model_state is not ModelState.READY or wanted == self._painted_for or not rows:
            return
        if rows[0].visibleRegion().isEmpty():
            return
        self._painted_for = wanted

        def show(index: int, picture: np.ndarray) -> None:
            if rows is self._rows:
                rows[index].thumbnail.show_picture(picture)

        self._state.request([self._with(row.preset) for row in rows], _nothing, _LANE, part=show)


def _nothing(_pictures: list[np.ndarray]) -> None:
    """Every picture has been shown as it came."""
