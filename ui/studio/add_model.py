"""Adding a StyleGAN2 generator of another program to the studio's models."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from engine.errors import EngineError
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr
from ui.dialogs.file_dialog import open_file
from ui.icons import SIZE, icon, icon_pixmap
from ui.job_bridge import JobBridge
from ui.problems import Notice
from ui.studio.state import StudioState
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, name_control
from ui.widgets.progress_line import ProgressLine

if TYPE_CHECKING:
    from engine.models.card import ModelCard

Importer = Callable[[Path, str | None, str, JobContext], "ModelCard"]

_WIDTH = 480
_WORDS = mark(
    "StyleGAN2 generators can be added: a .pt of rosinality’s program or a .pkl of NVlabs’. The file is "
    "only read, and nothing in it is run. Its weights are copied to your own models."
)


def _imported(path: Path, name: str | None, licence: str, context: JobContext) -> ModelCard:
    from engine.latent.foreign import import_model

    return import_model(path, name, licence, context)


class AddModelDialog(QDialog):
    """Asks for name and licence, reads the file on a worker, and says what is wrong with it where something is.

    Args:
        jobs: whose worker reads.
        path: the file.
        importer: reads it; None = `engine.latent.foreign.import_model`.
    """

    added = Signal(object)  # ModelCard

    def __init__(
        self, jobs: JobBridge, path: Path, parent: QWidget | None = None, importer: Importer | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("add-model-dialog")
        self.setWindowTitle(tr("Add a model"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._path, self._importer = jobs, path, importer or _imported
        self._job: Job[Any] | None = None
        self._name = name_control(
            QLineEdit(path.stem), "add-model-name", tr("Name"), tr("What the model shall be called")
        )
        self._licence = name_control(
            QLineEdit(),
            "add-model-licence",
            tr("Licence"),
            tr("Under which licence the weights are, as their makers say"),
        )
        self._licence.setPlaceholderText(tr("unknown"))
        self._progress = ProgressLine()
        self._progress.setObjectName("add-model-progress")
        self._status = label(name="add-model-status", is_muted=True)
        self._trouble = QWidget()
        self._mark = label()
        self._sentence = label(name="add-model-sentence", wraps=True)
        self._advice = label(name="add-model-advice", wraps=True, is_muted=True)
        self._buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self._accept = name_control(
            look(self._buttons.addButton(tr("Add"), roles.AcceptRole), "accent"), "add-model-ok", tr("Add")
        )
        self._cancel = name_control(
            self._buttons.addButton(tr("Cancel"), roles.RejectRole), "add-model-cancel", tr("Cancel")
        )
        self._arrange()
        self._accept.setDefault(True)  # not before: outside its dialog Qt forgets it, and Enter cancels
        self._buttons.accepted.connect(self._start)
        self._buttons.rejected.connect(self.reject)
        self._name.textChanged.connect(lambda _text: self._refresh())
        jobs.progressed.connect(self._show_progress)
        self._name.setFocus()
        self._name.selectAll()

    def _arrange(self) -> None:
        file = ElidedLabel()
        file.setText(self._path.name)
        file.setToolTip(str(self._path))
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.addRow(label(tr("File")), file)
        for text, field in ((tr("Name"), self._name), (tr("Licence"), self._licence)):
            caption = label(text)
            caption.setBuddy(field)
            form.addRow(caption, field)
        for words in (self._sentence, self._advice):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignTop)
        told = column_layout(4)
        told.addWidget(self._sentence)
        told.addWidget(self._advice)
        across = row_layout(8, self._trouble)
        across.addWidget(self._mark)
        across.addLayout(told, 1)
        self._trouble.hide()
        down = column_layout(12, self, (16, 16, 16, 16))
        down.addWidget(label(_WORDS, wraps=True, is_muted=True))
        down.addLayout(form)
        down.addWidget(self._trouble)
        down.addWidget(self._progress)
        last = row_layout(12)
        last.addWidget(self._status, 1)
        last.addWidget(self._buttons)
        down.addLayout(last)
        self.setFixedWidth(_WIDTH)

    def done(self, result: int) -> None:
        """Closing it stops the reading; nothing is kept then."""
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
        super().done(result)

    def _start(self) -> None:
        name = self._name.text().strip()
        chosen = None if name == self._path.stem else name
        path, licence, importer = self._path, self._licence.text(), self._importer
        self._trouble.hide()
        self._job = self._jobs.submit(
            lambda context: importer(path, chosen, licence, context),
            tr("Adding {name}", name=path.name),
            then=self._ended,
            lane="add-model",
        )
        self._refresh()

    def _show_progress(self, job: Job[Any]) -> None:
        if job is self._job:
            self._progress.show_fraction(job.progress.fraction)
            self._status.setText(job.progress.message)

    def _ended(self, job: Job[Any]) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.state is JobState.FINISHED and job.value is not None:
            self.added.emit(job.value)
            self.accept()
            return
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("{name} could not be added.", name=self._path.name))
            self._sentence.setText(error.sentence)
            self._advice.setText(error.advice)
            colour = self.palette().color(QPalette.ColorRole.BrightText)
            self._mark.setPixmap(icon_pixmap("triangle-alert", colour, SIZE, self.devicePixelRatioF()))
            self._trouble.show()
        self._refresh()
        self.adjustSize()

    def _refresh(self) -> None:
        is_busy = self._job is not None
        for widget in (self._name, self._licence):
            widget.setEnabled(not is_busy)
        self._accept.setEnabled(not is_busy and bool(self._name.text().strip()))
        self._progress.show_fraction(0.0 if is_busy else None)
        if not is_busy:
            self._status.setText("")


class AddModel:
    """The two buttons that ask for a file, and what follows.

    Attributes:
        small: beside the choice of the model.
        large: where no model can paint.

    Args:
        state: goes over to the model that was added.
        choose: asks for the file; None = a file dialog.
    """

    def __init__(self, state: StudioState, choose: Callable[[], Path | None] | None = None) -> None:
        self._state = state
        self._choose = choose or self._asked
        words = tr("A StyleGAN2 generator of another program (.pt or .pkl)")
        self.small = name_control(
            look(QToolButton(), "flat"), "add-model", tr("Add a model…"), tr("Add a model… {words}", words=words)
        )
        self.small.setIcon(icon("plus"))
        self.large = name_control(QPushButton(tr("Add a model…")), "add-model-first", tr("Add a model…"), words)
        for button in (self.small, self.large):
            button.clicked.connect(lambda _checked=False: self.ask())

    def ask(self) -> AddModelDialog | None:
        """Ask for a file and then for its name; None where no file was chosen."""
        path = self._choose()
        if path is None:
            return None
        dialog = AddModelDialog(self._state.background, path, self.small.window())
        dialog.added.connect(self._take)
        dialog.open()
        return dialog

    def _asked(self) -> Path | None:
        kinds = tr("StyleGAN2 models (*.pt *.pth *.pkl);;All files (*)").split(";;")
        return open_file(self.small.window(), tr("Add a model"), Path.home(), kinds)

    def _take(self, card: ModelCard) -> None:
        self._state.take_model(card.name)
        self._state.noticed.emit(Notice(tr("Added {label}", label=card.label)))
