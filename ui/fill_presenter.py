"""Shows what the fill desk does: candidates, patches, progress, the hole that is being filled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from engine.jobs import Job
from ui.editor import Editor
from ui.fills import Candidate, duration
from ui.problems import Notice
from ui.window_parts import WindowParts


class FillPresenter(QObject):
    """Ties an editor's fills to the panels that show them. `tell` shows a notice."""

    def __init__(self, editor: Editor, parts: WindowParts, tell: Callable[[Notice], object], parent: QObject) -> None:
        super().__init__(parent)
        self._editor, self._parts, self._tell = editor, parts, tell
        fills, candidates, patches = editor.fills, parts.candidates_panel, parts.patches_panel
        fills.sessions_changed.connect(self.show)
        fills.running_changed.connect(self._show_running)
        fills.progressed.connect(self._show_progress)
        candidates.preview_wanted.connect(self._preview)
        candidates.preview_over.connect(lambda: parts.canvas.set_preview_patch(None))
        candidates.keep_wanted.connect(fills.keep)
        patches.chosen.connect(fills.select)
        patches.visibility_wanted.connect(self._set_visible)
        patches.removal_wanted.connect(self._remove)

    def show(self) -> None:
        """Show the candidates and the patches that there are now."""
        document, fills = self._editor.document, self._editor.fills
        session = fills.session
        kept = session.kept(document) if session is not None and document is not None else None
        self._parts.candidates_panel.show_session(session, kept)
        patches = document.patches if document is not None else ()
        made = {patch.id: fills.candidate_of(patch.id) for patch in patches}
        known = {patch_id: candidate for patch_id, candidate in made.items() if candidate is not None}
        self._parts.patches_panel.show_patches(patches, known)

    def _show_running(self) -> None:
        fills = self._editor.fills
        self._parts.canvas.set_busy_rects(fills.busy_rects)
        self._parts.fill_panel.show_running(fills.is_running)
        if not fills.is_running:
            self._parts.progress.show_fraction(None)
            self._parts.status.show_work("")

    def _show_progress(self, job: Job) -> None:
        fills, progress = self._editor.fills, job.progress
        done = max(0, fills.batch - fills.waiting)
        fraction = (done + progress.fraction) / max(1, fills.batch)
        words = job.label if fills.batch <= 1 else f"{job.label} · {done + 1} of {fills.batch}"
        if progress.seconds_left is not None:
            words += f" · {duration(progress.seconds_left)} left"
        self._parts.progress.show_fraction(fraction)
        self._parts.fill_panel.show_progress(fraction, words)
        self._parts.status.show_work(words)

    def _preview(self, candidate: Candidate) -> None:
        document, session = self._editor.document, self._editor.fills.session
        kept = session.kept(document) if session is not None and document is not None else None
        if kept is not None and candidate is not kept:
            self._parts.canvas.set_preview_patch(candidate.patch, instead_of=kept.patch.id)

    def _set_visible(self, patch_id: str, visible: bool) -> None:
        if self._editor.document is not None:
            self._editor.document.set_patch_visible(patch_id, visible)

    def _remove(self, patch_id: str) -> None:
        if self._editor.document is not None:
            self._editor.document.remove_patch(patch_id)
            self._tell(Notice("Lifted the patch off", ("undo",)))
