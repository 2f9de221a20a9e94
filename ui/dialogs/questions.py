"""Everything the window asks a person, in one class, so that a test can answer in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLayout, QLineEdit, QMessageBox, QWidget

from engine.language import tr
from ui.dialogs.file_dialog import open_file, open_files, save_file
from ui.dialogs.live import NumberRow, NumbersDialog, Values
from ui.dialogs.saying import Says, ask_place
from ui.widgets.building import column_layout, label
from ui.widgets.naming import look, name_control
from ui.widgets.question import question_box
from ui.widgets.slider_row import Scale, SliderRow


class Answer(Enum):
    YES = "yes"
    OTHER = "other"
    CANCEL = "cancel"


class Questions:
    """Modal questions over `parent`. Each has a safe answer for Escape."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def save_changes(self, name: str) -> Answer:
        """YES: save first. OTHER: discard. CANCEL: stay."""
        return self._ask(
            tr("Save the changes to {name}?", name=name),
            tr("What was done to it is lost if you do not save."),
            tr("Save"),
            tr("Discard"),
            destructive_other=True,
        )

    def keep_marks(self, name: str, *, mask: bool, selections: bool) -> Answer:
        """What no picture holds would be lost. YES: save a project. OTHER: let it go. CANCEL: stay."""
        if not selections:
            text = tr("Close {name} and lose its mask?", name=name)
            why = tr("What is masked has not been filled yet. A picture cannot hold it; a project can.")
        else:
            text = tr("Close {name} and lose its saved selections?", name=name)
            if mask:
                text = tr("Close {name} and lose its mask and saved selections?", name=name)
            why = tr("A picture cannot hold them; a project can.")
        return self._ask(
            text,
            why,
            tr("Save as project…"),
            tr("Close"),
            destructive_other=True,
        )

    def replace_original(self, name: str) -> Answer:
        """YES: write over the photo as it was opened. OTHER: choose another name."""
        return self._ask(
            tr("Replace the original {name}?", name=name),
            tr("The photo as it was before the fills would be gone. Saving under another name keeps it."),
            tr("Replace"), tr("Save as…"), safe_other=True,
        )  # fmt: skip

    def replace_changed(self, name: str) -> Answer:
        """YES: write over what somebody else wrote. OTHER: choose another name."""
        return self._ask(
            tr("{name} was changed by another program. Replace it?", name=name),
            tr("What the other program wrote would be gone."),
            tr("Replace"), tr("Save as…"), safe_other=True,
        )  # fmt: skip

    def write_vanished(self, name: str) -> Answer:
        """YES: write it again where it was. OTHER: choose another name."""
        return self._ask(
            tr("{name} was moved or deleted. Save it there again?", name=name),
            tr("Saving makes a new file in the same folder."),
            tr("Save here"), tr("Save as…"),
        )  # fmt: skip

    def discard_recovery(self, name: str) -> Answer:
        """YES: let go of what was left of a photo. CANCEL: keep it."""
        return self._ask_whether(
            tr("Discard the unsaved work on {name}?", name=name),
            tr("Its fills and strokes are gone then. The photo itself stays as it is."),
            tr("Discard"),
        )

    def reload_changed(self, name: str) -> Answer:
        """YES: open the file as another program has left it. CANCEL: go on with what is here."""
        return self._ask_whether(
            tr("Reload {name} and lose what was done to it?", name=name),
            tr("The photo is opened as the other program has left it."),
            tr("Reload"),
        )

    def photos_to_open(self, folder: str, suffixes: tuple[str, ...]) -> list[Path]:
        """Any number of files; none where the person wants none."""
        filters = _open_filters(tr("Photos"), suffixes)
        return open_files(self._parent, tr("Open a photo"), folder or pictures_folder(), filters)

    def mask_to_open(self, folder: str, suffixes: tuple[str, ...]) -> Path | None:
        return self._open_file(tr("Import a mask"), folder, tr("Mask pictures"), suffixes)

    def recipe_to_open(self, folder: str, suffixes: tuple[str, ...]) -> Path | None:
        return self._open_file(tr("Apply a recipe"), folder, tr("Recipes"), suffixes)

    def presets_to_open(self, folder: str, suffixes: tuple[str, ...]) -> Path | None:
        return self._open_file(tr("Import presets"), folder, tr("Presets"), suffixes)

    def place_to_save(
        self, proposal: Path, filters: list[str], title: str = "", says: Says | None = None
    ) -> Path | None:
        """A file name with a suffix of a format among `filters`, or one that the person has typed.

        The dialog itself asks before it hands out the name of a file that exists. With `says` it has a tick for it.
        """
        own = next((one for one in filters if f"*{proposal.suffix.lower()}" in one), filters[0])
        title = title or tr("Save as")
        if says is None:
            chosen, used = save_file(self._parent, title, proposal, filters, own)
        else:
            chosen, used = ask_place(self._parent, proposal, filters, own, title, says)
        if not chosen:
            return None
        path = named_for(Path(chosen), used or own, changed=used not in ("", own))
        if path != Path(chosen) and path.exists():  # this name the dialog has not seen
            answer = self._ask_whether(
                tr("Replace {name}?", name=path.name),
                tr("There is already a file of that name in {folder}.", folder=path.parent),
                tr("Replace"),
            )
            return path if answer is Answer.YES else None
        return path

    def page(self, name: str, count: int) -> int | None:
        """Which of `count` pictures in the file, from 0."""
        scale = Scale(1, count, 1)
        chosen = self._number(
            tr("Choose a picture"),
            tr("{name} holds {n} pictures. One of them is opened; the file stays as it is.", name=name, n=count),
            tr("Picture"),
            "page",
            scale,
            tr("Open"),
        )
        return None if chosen is None else int(chosen) - 1

    def numbers(
        self,
        title: str,
        explanation: str,
        rows: Sequence[NumberRow],
        accept: str,
        on_change: Callable[[Values], object] | None = None,
    ) -> Values | None:
        """A few numbers; `on_change` hears them while they are being set."""
        return NumbersDialog(self._parent, rows[0].name, title, explanation, rows, accept, on_change).ask()

    def name(self, title: str, explanation: str, proposal: str) -> str | None:
        """A name without spaces around it; None where none was given."""
        edit = name_control(QLineEdit(proposal), "ask-name-text", tr("Name"))
        edit.selectAll()
        caption = label(tr("Name"))
        caption.setBuddy(edit)
        column = column_layout(8)
        column.addWidget(caption)
        column.addWidget(edit)
        dialog = self._dialog("name", title, explanation, column, tr("OK"))
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        name = edit.text().strip()
        dialog.deleteLater()
        return name if accepted and name else None

    def _dialog(self, name: str, title: str, explanation: str, content: QLayout, accept: str) -> QDialog:
        """`content` under its explanation, over Cancel and the button that accepts it."""
        dialog = QDialog(self._parent)
        dialog.setObjectName(f"ask-{name}")
        dialog.setWindowTitle(title)
        buttons, role = QDialogButtonBox(), QDialogButtonBox.ButtonRole
        ok = name_control(look(buttons.addButton(accept, role.AcceptRole), "accent"), f"ask-{name}-ok", accept)
        name_control(buttons.addButton(tr("Cancel"), role.RejectRole), f"ask-{name}-cancel", tr("Cancel"))
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        column = column_layout(12, dialog, (16, 16, 16, 16))
        if explanation:
            column.addWidget(label(explanation, wraps=True, is_muted=True))
        column.addLayout(content)
        column.addWidget(buttons)
        ok.setDefault(True)  # not before: outside its dialog Qt forgets it, and Enter cancels
        dialog.setMinimumWidth(380)
        return dialog

    def _ask(
        self,
        text: str,
        explanation: str,
        yes: str,
        other: str,
        *,
        destructive_other: bool = False,
        safe_other: bool = False,
    ) -> Answer:
        box = question_box(self._parent, text, explanation)
        role = QMessageBox.ButtonRole
        # Where each role stands is the style's; what is best to do stands last.
        first = box.addButton(yes, role.DestructiveRole if safe_other else role.AcceptRole)
        aside = role.DestructiveRole if destructive_other else role.ActionRole
        second = box.addButton(other, role.AcceptRole if safe_other else aside)
        cancel = box.addButton(tr("Cancel"), role.RejectRole)
        best = second if safe_other else first
        look(best, "accent")
        box.setDefaultButton(best)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return Answer.YES if clicked is first else Answer.OTHER if clicked is second else Answer.CANCEL

    def _ask_whether(self, text: str, explanation: str, destroy: str) -> Answer:
        """YES, or CANCEL, which is what Enter and Escape say."""
        box = question_box(self._parent, text, explanation)
        yes = box.addButton(destroy, QMessageBox.ButtonRole.DestructiveRole)
        cancel = look(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole), "accent")
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        box.exec()
        clicked = box.clickedButton()
        box.deleteLater()
        return Answer.YES if clicked is yes else Answer.CANCEL

    def _open_file(self, title: str, folder: str, kind: str, suffixes: tuple[str, ...]) -> Path | None:
        return open_file(self._parent, title, folder or pictures_folder(), _open_filters(kind, suffixes))

    def _number(self, title: str, explanation: str, caption: str, name: str, scale: Scale, accept: str) -> float | None:
        row = SliderRow(f"ask-{name}-row", caption, scale, explanation)
        column = column_layout(0)
        column.addWidget(row)
        dialog = self._dialog(name, title, explanation, column, accept)
        row.edit.setFocus()
        row.edit.selectAll()
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        row.edit.interpretText()
        dialog.deleteLater()
        return row.value() if accepted else None


def pictures_folder() -> str:
    """Where a person keeps photos, for as long as nothing has been opened; their home where there is no such folder."""
    places = QStandardPaths.standardLocations(QStandardPaths.StandardLocation.PicturesLocation)
    return next((place for place in places if Path(place).is_dir()), str(Path.home()))


def _open_filters(kind: str, suffixes: tuple[str, ...]) -> list[str]:
    patterns = " ".join(f"*{suffix}" for suffix in suffixes)
    return tr("{kind} ({patterns});;All files (*)", kind=kind, patterns=patterns).split(";;")


def named_for(path: Path, used: str, *, changed: bool) -> Path:
    """`path` with the ending of the format that was chosen in a dialog: `used`, such as "JPEG (*.jpg *.jpeg)".

    A name without an ending gets one; one that was left as it was proposed follows where the format was `changed`.
    """
    suffixes = re.findall(r"\*(\.\w+)", used)
    if not suffixes or path.suffix.lower() in suffixes or (path.suffix and not changed):
        return path
    return path.with_suffix(suffixes[0])
