"""Shows what the fill desk does: candidates, patches, progress, the hole that is being filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engine.jobs import Job
from engine.language import tr
from ui.candidates import Candidate, time_left
from ui.widgets.building import timer

if TYPE_CHECKING:
    from ui.panels.status_bar import StatusBar
    from ui.retouch import RetouchDesk

# A slider that moves on within this time asks for one fill, not for many.
_SETTLED_MS = 250


class FillPresenter(QObject):
    """Ties the fills of a desk's editor to the panels that show them."""

    def __init__(self, desk: RetouchDesk, status: StatusBar) -> None:
        super().__init__(desk)
        self._desk, self._status, self._editor = desk, status, desk.editor
        fills, candidates = desk.editor.fills, desk.candidates_panel
        self._variation_timer = timer(self, _SETTLED_MS, self._change_variation)
        desk.fill_panel.variation_changed.connect(self._variation_timer.start)
        fills.sessions_changed.connect(self.show)
        fills.running_changed.connect(self._show_running)
        fills.progressed.connect(self._show_progress)
        candidates.preview_wanted.connect(self._preview)
        candidates.preview_over.connect(lambda: desk.canvas.set_preview_patch(None))
        candidates.keep_wanted.connect(fills.keep)
        candidates.number_pressed.connect(self._number_pressed)

    def show(self) -> None:
        """Show the candidates and the patches that there are now."""
        document, fills = self._editor.document, self._editor.fills
        session = fills.session
        kept = session.kept(document) if session is not None and document is not None else None
        self._desk.candidates_panel.show_session(session, kept)
        patches = document.patches if document is not None else ()
        made = {patch.id: fills.candidate_of(patch.id) for patch in patches}
        known = {patch_id: candidate for patch_id, candidate in made.items() if candidate is not None}
        icc = document.photo.icc if document is not None else None
        self._desk.patches_panel.show_patches(patches, known, icc)

    def _show_running(self) -> None:
        fills = self._editor.fills
        self._desk.canvas.set_busy_rects(fills.busy_rects)
        self._desk.fill_panel.show_running(fills.is_running)
        if not fills.is_running and not fills.is_adjusting:
            self._desk.progress.show_fraction(None)
            self._status.show_work("")

    def _show_progress(self, job: Job) -> None:
        fills, progress = self._editor.fills, job.progress
        if not fills.waiting:
            return  # what is measured in between is nobody's work
        done = max(0, fills.batch - fills.waiting)
        fraction = (done + progress.fraction) / max(1, fills.batch)
        words = (
            job.label
            if fills.batch <= 1
            else tr("{done} of {batch} · {label}", label=job.label, done=done + 1, batch=fills.batch)
        )
        left = ""
        if progress.seconds_left is not None:
            left = tr("{duration} left", duration=time_left(progress.seconds_left))
        self._desk.fill_panel.show_progress(fraction, words, left)
        # Said once: by the panel, or by the window's edges where the panel is folded or scrolled away.
        is_told = self._desk.fill_panel.progress_in_sight
        self._desk.progress.show_fraction(None if is_told else fraction)
        self._status.show_work("" if is_told else " · ".join(filter(None, (words, left))))

    def _change_variation(self) -> None:
        settings = self._desk.fill_panel.settings()
        if not self._desk.race.is_open:
            self._editor.fills.change_variation(settings.variation, settings.device)

    def _preview(self, candidate: Candidate) -> None:
        document, session = self._editor.document, self._editor.fills.session
        kept = session.kept(document) if session is not None and document is not None else None
        if kept is not None and candidate is not kept:
            self._desk.canvas.set_preview_patch(candidate.patch, instead_of=kept.patch.id)

    def _number_pressed(self, number: int) -> None:
        candidate = self._desk.candidates_panel.numbered(number)
        if self._desk.race.is_open:
            self._desk.race_view.choose(number)
        elif candidate is not None:
            self._editor.fills.keep(candidate)
