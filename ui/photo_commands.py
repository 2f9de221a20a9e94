"""Commands of the menu Photo: its shape, and what is adjusted in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from engine.geometry import Rect
from engine.language import tr
from ui.problems import Notice, Problem

if TYPE_CHECKING:
    from engine.latent.film import FilmReport
    from engine.photo import Reshape
    from ui.main_window import MainWindow


class PhotoCommands:
    """Turning, mirroring and cropping the photo itself, and adjusting its tones."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def rotate_right(self) -> None:
        self._turn(1)

    def rotate_left(self) -> None:
        self._turn(3)

    def rotate_half(self) -> None:
        self._turn(2)

    def flip_across(self) -> None:
        from engine.photo import Mirror

        self._reshape(Mirror(across=True))

    def flip_down(self) -> None:
        from engine.photo import Mirror

        self._reshape(Mirror(across=False))

    def crop_to_mask(self) -> None:
        """Keep the smallest rectangle around what is marked."""
        from engine.photo import Crop

        document = self._window.editor.document
        if document is None or document.mask_bounds.is_empty:
            return
        if document.mask_bounds == Rect.of(document.size):
            self._window.show_notice(Notice(tr("What is marked reaches to every edge: there is nothing to crop")))
            return
        self._reshape(Crop(document.mask_bounds))

    def adjust(self) -> None:
        """Lay an adjustment over everything, or over what is marked."""
        self._window.desk.adjusting.add()

    def adjust_fill(self) -> None:
        """Lay an adjustment over the chosen fill, or over the newest, where that shows and nowhere else."""
        document = self._window.editor.document
        if document is None:
            return
        fills = [patch.id for patch in document.patches if patch.adjustment is None]
        chosen = self._window.desk.patches_panel.chosen_id
        if fills:
            self._window.desk.adjusting.add_over(chosen if chosen in fills else fills[-1])

    def export_before_after(self) -> None:
        """Ask how a film of the retouch is to be, and write it."""
        from ui.dialogs.before_after import BeforeAfterDialog

        window, document = self._window, self._window.editor.document
        if document is None or not any(patch.visible and patch.opacity for patch in document.patches):
            window.show_notice(Notice(tr("Nothing lies over the photo that could be shown")))
            return
        place = window.files.proposed_path()
        dialog = BeforeAfterDialog(document.composite, f"{place.stem}-before-after", place.parent, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.written.connect(self._film_written)
        dialog.failed.connect(lambda job: window.show_problem(Problem.of(job.error, job.details)))
        dialog.open()

    def _film_written(self, report: FilmReport) -> None:
        text = tr("Saved {name}, {weight}", name=report.path.name, weight=report.weight)
        self._window.show_notice(Notice(text))

    def _turn(self, quarters: int) -> None:
        from engine.photo import Turn

        self._reshape(Turn(quarters))

    def _reshape(self, reshape: Reshape) -> None:
        self._window.editor.reshape(reshape)
