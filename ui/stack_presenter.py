"""Shows the stack of the photo in front: list, details, provenance, proof; and hands on what is wished of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from engine.geometry import Point, Rect
from engine.jobs import Job
from engine.language import tr
from ui.candidates import method_info, methods, time_left
from ui.panels.patch_details import Reasons
from ui.panels.proof_badge import ProofBadge
from ui.problems import Notice
from ui.stack_proof import StackProof
from ui.widgets.building import timer

if TYPE_CHECKING:
    from engine.document import Patch
    from ui.actions import ActionSet
    from ui.panels.status_bar import StatusBar
    from ui.retouch import RetouchDesk

_POINTING_MS = 60
_MENU = (
    ("patch-visible", "patch-alone", "patch-rename", "patch-duplicate"),
    ("patch-up", "patch-down", "patch-merge"),
    ("adjust-fill",),
    ("patch-delete",),
    ("patch-copy-facts",),
)


class StackPresenter(QObject):
    """Ties the stack of a desk's editor to the panels that show it."""

    def __init__(self, desk: RetouchDesk, actions: ActionSet, status: StatusBar) -> None:
        super().__init__(desk)
        self._desk, self._actions, self._status = desk, actions, status
        self.stack = desk.editor.stack
        self.proof = StackProof(desk.editor)
        self.badge = ProofBadge()
        status.add_badge(self.badge)
        self._point: Point | None = None
        self._pointing = timer(self, _POINTING_MS, self._show_provenance)
        self._connect()
        self.show()

    def _connect(self) -> None:
        panel, stack, editor = self._desk.patches_panel, self.stack, self._desk.editor
        panel.chosen.connect(self._choose)
        panel.opened.connect(self._open)
        panel.visibility_wanted.connect(stack.set_visible)
        panel.alone_wanted.connect(stack.show_alone)
        panel.removal_wanted.connect(stack.remove)
        panel.opacity_wanted.connect(stack.set_opacity)
        panel.feather_wanted.connect(stack.refeather)
        panel.rerun_wanted.connect(self._rerun)
        panel.again_wanted.connect(lambda patch_id: stack.again(patch_id, self._device))
        panel.move_wanted.connect(self._move)
        panel.merge_wanted.connect(stack.merge_down)
        panel.rename_wanted.connect(stack.rename)
        panel.menu_wanted.connect(self._show_menu)
        stack.chosen_changed.connect(self.show)
        stack.progressed.connect(self._show_progress)
        editor.fills.running_changed.connect(self.show)
        self._desk.provenance_panel.noticed.connect(lambda words: editor.noticed.emit(Notice(words)))
        self._desk.canvas.pointer_moved.connect(self._pointed)
        self.proof.proved.connect(self.badge.show_words)
        self.badge.told.connect(lambda words: editor.noticed.emit(Notice(words)))
        self.badge.clicked.connect(self.proof.check)

    def show(self) -> None:
        """Show the chosen patch, and what can be done with it."""
        patch = self.stack.chosen
        reasons = self.stack.reasons(patch)
        self._desk.patches_panel.show_chosen(patch, reasons)
        has = patch is not None
        document = self._desk.editor.document
        count = 0 if document is None else len(document.patches)
        conditions = {
            "patch": has,
            "patches-many": has and count > 1,
            "patches": count > 0,
            "patch-rerun": has and not reasons.rerun,
            "patch-up": has and not reasons.up,
            "patch-down": has and not reasons.down,
            "patch-merge": has and not reasons.merge,
        }
        if self._desk.race.is_open:  # what is compared has to stay as it is
            conditions = dict.fromkeys(conditions, False)
        self._actions.enable(conditions)
        visible = patch is None or patch.visible
        self._actions.rename(
            {
                "patch-visible": tr("Hide patch") if visible else tr("Show patch"),
                "patch-alone": tr("Show the others too") if self.stack.is_alone(patch) else tr("Show this patch alone"),
                "patch-rerun": _again_words(patch, reasons.way),
            }
        )
        self._show_provenance()

    def shut_down(self) -> bool:
        return self.proof.shut_down()

    def _choose(self, patch_id: str) -> None:
        self.stack.choose(patch_id)
        self._desk.editor.fills.select(patch_id)

    def _open(self, patch_id: str) -> None:
        self.stack.choose(patch_id)
        self._desk.adjustment_wanted.emit(patch_id)

    def _move(self, patch_id: str, by: int) -> None:
        if self.stack.move(patch_id, by):
            row = next((one for one in self._desk.patches_panel.rows if one.patch_id == patch_id), None)
            if row is not None and not row.hasFocus():
                self._desk.patches_panel.show_place(patch_id)

    def _rerun(self, patch_id: str, method: str, seed: int) -> None:
        self.stack.rerun(patch_id, method, seed, self._device)

    @property
    def _device(self) -> str:
        return self._desk.fill_panel.settings().device

    # The menu of a patch

    def menu_for(self, patch_id: str) -> QMenu:
        """All that can be done with a patch."""
        self.stack.choose(patch_id)
        menu = QMenu(self._desk)
        menu.setObjectName("patch-menu")
        for names in _MENU:
            menu.addActions([self._actions[name] for name in names])
            menu.addSeparator()
        patch = self.stack.patch(patch_id)
        if patch is not None and patch.adjustment is None:
            reasons = self.stack.reasons(patch)
            menu.insertAction(self._actions["patch-up"], self._actions["patch-rerun"])
            menu.insertMenu(self._actions["patch-up"], self._fill_menu(patch, reasons, menu))
            menu.insertSeparator(self._actions["patch-up"])
        return menu

    def _fill_menu(self, patch: Patch, reasons: Reasons, parent: QMenu) -> QMenu:
        """To fill a patch's place with a method; what was no fill becomes one."""
        is_fill = reasons.way == "fill"
        again = QMenu(tr("Run again with") if is_fill else tr("Fill instead with"), parent)
        again.setEnabled(not (reasons.rerun if is_fill else reasons.fill))
        again_with = self._rerun if is_fill else self._fill_instead
        for info in methods():
            if info.id != "auto":
                action = again.addAction(info.label)
                action.setToolTip(info.summary)
                action.triggered.connect(
                    lambda _checked=False, method=info.id: again_with(patch.id, method, patch.recipe.seed)
                )
        return again

    def _fill_instead(self, patch_id: str, method: str, _seed: int) -> None:
        """What was no fill has no seed, no edge and no surroundings of one: those of the panel are taken."""
        settings = replace(self._desk.fill_panel.settings(), method=method)
        self._desk.editor.fills.rerun(patch_id, settings)

    def _show_menu(self, patch_id: str, place: QPoint) -> None:
        menu = self.menu_for(patch_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    # Where pixels come from

    def _pointed(self, point: Point | None) -> None:
        self._point = point
        if not self._pointing.isActive():
            self._pointing.start()

    def _show_provenance(self) -> None:
        pointed = None
        if self._point is not None and self._desk.canvas.show_outlines:
            pointed = self.patch_at(self._point)
        self._desk.provenance_panel.show_patch(pointed or self.stack.chosen, pointed=pointed is not None)

    def patch_at(self, point: Point) -> Patch | None:
        """The highest visible patch with pixels of its own at a point of the photo."""
        document = self._desk.editor.document
        if document is None:
            return None
        spot = Rect(int(point.x), int(point.y), 1, 1)
        for patch in reversed(document.patches):
            areas = patch.pieces if patch.adjustment is None else () if patch.mask is None else (patch.mask,)
            if patch.visible and patch.opacity > 0:
                for area in areas:
                    if area.rect.overlaps(spot) and area.alpha[spot.y - area.rect.y, spot.x - area.rect.x]:
                        return patch
        return None

    def _show_progress(self, job: Job | None) -> None:
        if job is None:
            is_running = self.stack.is_replaying
            self._desk.progress.show_fraction(0.0 if is_running else None)
            self._status.show_work(tr("Applying the recipe") if is_running else "")
            self._desk.refresh()
            return
        left = job.progress.seconds_left
        words = f"{job.label} · {job.progress.message}" if job.progress.message else job.label
        self._desk.progress.show_fraction(job.progress.fraction)
        self._status.show_work(
            words if left is None else tr("{words} · {time} left", words=words, time=time_left(left))
        )


def _again_words(patch: Patch | None, way: str) -> str:
    """What making the chosen patch again is called."""
    if way == "paint":
        return tr("Paint again")
    if way == "lay":
        return tr("Lay again")
    info = None if patch is None else method_info(patch.recipe.method)
    return tr("Run again with another seed") if info is None or info.uses_seed else tr("Run again")
