"""Asks how a film is to be written: the kind of file, its pace and its size."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget

from engine.language import mark, tr
from ui.dialogs.file_dialog import choose_folder
from ui.dialogs.questions import Questions
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.combo import Combo
from ui.widgets.naming import look, name_control

_WIDTH = 400
_PACES = (12, 15, 24, 25, 30, 50, 60)
_SIDES = (128, 256, 512, 768, 1024)
_MOST_GIF_PACE = 50
_UNNAMABLE = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')  # what some file system or other takes in no name


@dataclass(frozen=True)
class Kind:
    """A kind of film file. `suffix` is "" for a folder of pictures."""

    id: str
    label: str
    suffix: str
    words: str


KINDS = (
    Kind("mp4", mark("MP4 video"), ".mp4", mark("Small, and opens everywhere. It plays once; players can repeat it.")),
    Kind("webp", mark("Animated WebP"), ".webp", mark("Repeats by itself in browsers; smaller and finer than a GIF.")),
    Kind("gif", "GIF", ".gif", mark("Repeats by itself nearly everywhere, with 255 colours for the whole film.")),
    Kind(
        "png",
        mark("PNG pictures"),
        "",
        mark("A folder with a picture for each frame, nothing lost: for editing programs."),
    ),
)


@dataclass(frozen=True)
class Wish:
    """What is to be written: frames a second, and the side in px."""

    kind: Kind
    fps: int
    size: int
    path: Path


class ExportDialog(QDialog):
    """`wish` is what the person chose, once it has been accepted.

    Args:
        seconds: how long the film is.
        side: of the model's pictures, px.
        last: what was chosen the last time.
    """

    def __init__(self, seconds: float, side: int, name: str, last: Wish | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("film-export-dialog")
        self.setWindowTitle(tr("Export the film"))
        self.wish: Wish | None = None
        self._seconds, self._name, self._last = seconds, name, last
        self.kinds = name_control(Combo(), "film-export-kind", tr("Kind of file"), tr("What the film is written as"))
        self.paces = name_control(Combo(), "film-export-fps", tr("Frames a second"), tr("More is smoother, and larger"))
        self.sides = name_control(Combo(), "film-export-size", tr("Size"), tr("The side of the film in pixels"))
        self._words = label(name="film-export-words", wraps=True, is_muted=True)
        self._sum = label(name="film-export-sum", is_muted=True)
        for kind in KINDS:
            self.kinds.addItem(tr(kind.label), kind.id)
        for pace in _PACES:
            self.paces.addItem(tr("{pace} a second", pace=pace), pace)
        for size in sorted({*_SIDES, side}):
            self.sides.addItem(
                tr("{size} × {size} px", size=size) + (tr(" (as painted)") if size == side else ""), size
            )
        self._buttons = QDialogButtonBox()
        roles = QDialogButtonBox.ButtonRole
        self.accept_button = name_control(
            look(self._buttons.addButton(tr("Export…"), roles.AcceptRole), "accent"), "film-export-ok", tr("Export")
        )
        name_control(self._buttons.addButton(tr("Cancel"), roles.RejectRole), "film-export-cancel", tr("Cancel"))
        self._arrange()
        self.accept_button.setDefault(True)  # not before: outside its dialog Qt forgets it, and Enter cancels
        self._choose(self.kinds, last.kind.id if last else "mp4")
        self._choose(self.paces, last.fps if last else 24)
        self._choose(self.sides, last.size if last else max(512, side))
        for combo in (self.kinds, self.paces, self.sides):
            combo.currentIndexChanged.connect(lambda _index: self._show())
        self._buttons.accepted.connect(self._ask_path)
        self._buttons.rejected.connect(self.reject)
        self._show()

    def _arrange(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        for text, field in ((tr("Format"), self.kinds), (tr("Pace"), self.paces), (tr("Size"), self.sides)):
            caption = label(text)
            caption.setBuddy(field)
            form.addRow(caption, field)
        self._words.setMinimumHeight(36)
        down = column_layout(12, self, (16, 16, 16, 16))
        down.addLayout(form)
        down.addWidget(self._words)
        last = row_layout(12)
        last.addWidget(self._sum, 1)
        last.addWidget(self._buttons)
        down.addLayout(last)
        self.setFixedWidth(_WIDTH)

    @staticmethod
    def _choose(combo: Combo, value: object) -> None:
        index = combo.findData(value)
        if index >= 0:
            combo.setCurrentIndex(index)

    @property
    def kind(self) -> Kind:
        return next(kind for kind in KINDS if kind.id == self.kinds.currentData())

    def _show(self) -> None:
        self._words.setText(tr(self.kind.words))
        if self.kind.id == "gif" and self.paces.currentData() > _MOST_GIF_PACE:
            self._choose(self.paces, _MOST_GIF_PACE)  # what is faster, viewers show slowly
        frames = round(self._seconds * self.paces.currentData())
        self._sum.setText(tr("{frames} frames, {seconds:.1f} s", frames=frames, seconds=self._seconds))

    def _ask_path(self) -> None:
        path = self.path_for(self.kind)
        if path is not None:
            self.wish = Wish(self.kind, self.paces.currentData(), self.sides.currentData(), path)
            self.accept()

    def path_for(self, kind: Kind) -> Path | None:
        """Where it is to go; None where the person thought better of it."""
        folder = self._last.path.parent if self._last is not None else Path.home()
        safe = _UNNAMABLE.sub("-", self._name).strip(" .") or tr("film")
        if kind.suffix:
            shown = f"{tr(kind.label)} (*{kind.suffix})"
            path = Questions(self).place_to_save(folder / f"{safe}{kind.suffix}", [shown], tr("Export the film"))
            if path is None or path.suffix.lower() in (one.suffix for one in KINDS):
                return path
            return path.with_name(path.name + kind.suffix)
        chosen = choose_folder(self, tr("Choose where the folder of pictures goes"), folder)
        return _free_folder(chosen, safe) if chosen else None


def _free_folder(parent: Path, name: str) -> Path:
    """A name in `parent` that nothing has yet."""
    number = 1
    while (path := parent / (name if number == 1 else f"{name} {number}")).exists():
        number += 1
    return path
