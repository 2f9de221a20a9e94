"""What can be done to the patches of the open photo: each is one step, and what takes longer runs on a worker."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind, Composite, Document, Patch, blocker, new_patch_id
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr, without_end
from ui.job_bridge import JobBridge
from ui.panels.patch_details import Reasons
from ui.problems import Notice, Problem
from ui.stack_words import sentence_of, title_of

if TYPE_CHECKING:
    from engine.recipes import Replayed
    from ui.editor import Editor
    from ui.open_photos import OpenPhoto

RECIPE_LANE, AGAIN_LANE = "recipe ", "again "
_AGAIN = {"paint": mark("Paint again"), "lay": mark("Lay again")}


class StackDesk(QObject):
    """Changes the stack of the document in front, and knows which patch is chosen there.

    Args:
        editor: what is open.
        files: the worker for what is quick.
        fills: the worker that fills.
    """

    chosen_changed = Signal()
    progressed = Signal(object)  # Job of a recipe, or None once it has ended

    def __init__(self, editor: Editor, files: JobBridge, fills: JobBridge) -> None:
        super().__init__(editor)
        self._editor, self._files, self._fill_jobs = editor, files, fills
        self._chosen: dict[Document, str] = {}
        self._before_alone: dict[Document, frozenset[str]] = {}  # which patches showed before one was shown alone
        self._known: tuple[str, ...] = ()
        self._replaying: int | None = None
        fills.progressed.connect(self._tell_progress)
        editor.document_replaced.connect(self._replaced)
        editor.photo_removed.connect(self._forget)
        editor.changed.connect(self._heard)

    # Which patch is chosen

    @property
    def _document(self) -> Document | None:
        return self._editor.document

    @property
    def chosen(self) -> Patch | None:
        """The patch that keys and the details go to; None where there is none."""
        document = self._document
        return None if document is None else self.patch(self._chosen.get(document, ""))

    def patch(self, patch_id: str) -> Patch | None:
        document = self._document
        return None if document is None else next((one for one in document.patches if one.id == patch_id), None)

    def choose(self, patch_id: str) -> None:
        """Choose a patch of the photo in front."""
        if self._document is not None and self._chosen.get(self._document) != patch_id:
            self._chosen[self._document] = patch_id
            self.chosen_changed.emit()

    def _forget(self, one: OpenPhoto) -> None:
        self._chosen.pop(one.document, None)
        self._before_alone.pop(one.document, None)

    def _replaced(self) -> None:
        self._known = () if self._document is None else tuple(one.id for one in self._document.patches)
        self.chosen_changed.emit()

    def _heard(self, change: Change) -> None:
        """What is new is chosen; in the place of what is gone, what has taken it."""
        document = self._document
        if document is None or change.kind is not ChangeKind.STACK:
            return
        before, now = self._known, tuple(one.id for one in document.patches)
        self._known = now
        chosen = self._chosen.get(document, "")
        new = [one for one in now if one not in before]
        if new:
            self._chosen[document] = new[-1]
        elif chosen not in now:
            place = before.index(chosen) if chosen in before else len(now)
            self._chosen[document] = now[min(place, len(now) - 1)] if now else ""
        self.chosen_changed.emit()

    # What can be done

    def reasons(self, patch: Patch | None) -> Reasons:
        """Why something cannot be done with a patch."""
        from engine.inpaint.refeather import why_not_feathered
        from engine.recipes.again import way_again, why_not_again
        from engine.recipes.merging import why_not_merged

        document = self._document
        if document is None or patch is None:
            return Reasons()
        place = document.patches.index(patch)
        busy = tr("Wait until the fill that runs is done.") if self._editor.fills.is_running else ""
        can_fill = patch.mask is not None and patch.adjustment is None
        return Reasons(
            feather=why_not_feathered(patch),
            rerun=why_not_again(patch) or busy,
            fill=busy if can_fill else tr("The mask of this patch is not known."),
            way=way_again(patch).value,
            merge=why_not_merged(document.patches, patch.id),
            up=tr("It is the highest already.") if place == len(document.patches) - 1 else "",
            down=tr("It is the lowest already.") if place == 0 else "",
        )

    def set_visible(self, patch_id: str, visible: bool) -> None:
        if self._document is not None and self.patch(patch_id) is not None:
            self._document.set_patch_visible(patch_id, visible)

    def is_alone(self, patch: Patch | None) -> bool:
        """Whether a patch shows, and none of the others does."""
        document = self._document
        if document is None or patch is None or len(document.patches) < 2:
            return False
        return patch.visible and not any(one.visible for one in document.patches if one.id != patch.id)

    def show_alone(self, patch_id: str) -> None:
        """Hide all but one patch; where that is so already, show again what showed before."""
        document, patch = self._document, self.patch(patch_id)
        if document is None or patch is None or len(document.patches) < 2:
            return
        everything = frozenset(one.id for one in document.patches)
        if self.is_alone(patch):
            shown = self._before_alone.pop(document, everything) | {patch_id}
            shown, label = everything if shown == {patch_id} else shown, tr("Show the others too")
        else:
            self._before_alone[document] = frozenset(one.id for one in document.patches if one.visible)
            shown, label = frozenset({patch_id}), tr("Show patch alone")
        document.set_patches(tuple(replace(one, visible=one.id in shown) for one in document.patches), label)

    def remove(self, patch_id: str) -> None:
        if self._document is not None and self.patch(patch_id) is not None:
            self._document.remove_patch(patch_id)
            self._say(tr("Lifted the patch off"), "undo")

    def set_opacity(self, patch_id: str, opacity: float, gesture: object) -> None:
        """Let a patch show more or less; changes under an equal `gesture` are one step."""
        if self._document is not None and self.patch(patch_id) is not None:
            self._document.set_patch_opacity(patch_id, opacity, merge=f"opacity {patch_id} {gesture}")

    def rename(self, patch_id: str, name: str) -> None:
        """Call a patch `name`; "" lets it go by what made it again."""
        patch = self.patch(patch_id)
        if self._document is None or patch is None:
            return
        name = "" if name.strip() == title_of(replace(patch, name="")) else name.strip()
        if name != patch.name:
            self._document.replace_patch(patch_id, replace(patch, name=name), tr("Rename patch"))

    def duplicate(self, patch_id: str) -> None:
        """Lay a copy right above a patch."""
        document, patch = self._document, self.patch(patch_id)
        if document is None or patch is None:
            return
        place = document.patches.index(patch) + 1
        copy = replace(patch, id=new_patch_id())
        document.set_patches((*document.patches[:place], copy, *document.patches[place:]), tr("Duplicate patch"))

    def move(self, patch_id: str, by: int) -> bool:
        """Move a patch in the stack, up where `by` is positive; says why where that would change the picture."""
        document, patch = self._document, self.patch(patch_id)
        if document is None or patch is None:
            return False
        index = document.patches.index(patch) + by
        if not 0 <= index < len(document.patches) or by == 0:
            return False
        other = blocker(document.patches, patch_id, index)
        if other is not None:
            self._say(tr("It overlaps {other}, so their order stays as it is", other=sentence_of(other)))
            return False
        document.move_patch(patch_id, index)
        return True

    def rerun(self, patch_id: str, method: str, seed: int, device: str = "auto") -> bool:
        """Fill a patch's place again, from what lies below it today; the result takes its place."""
        from engine.inpaint import FillSettings

        patch = self.patch(patch_id)
        if patch is None:
            return False
        recipe = patch.recipe
        settings = FillSettings(
            method, seed, recipe.context, recipe.grow, recipe.feather, device=device, variation=recipe.variation
        )
        return self._editor.fills.rerun(patch_id, settings)

    # What takes longer

    def again(self, patch_id: str, device: str = "auto") -> None:
        """Make a stroke or a laid picture again, from what lies below it today; it takes its place, as one step."""
        from engine.recipes.again import made_again, way_again
        from engine.recipes.stack_recipe import pixels_digest

        document, patch = self._document, self.patch(patch_id)
        words = None if patch is None else _AGAIN.get(way_again(patch).value)
        if document is None or patch is None or words is None:
            return
        below = Composite(document.photo, document.patches[: document.patches.index(patch)])
        label = tr(words)

        def work(context: JobContext) -> tuple[Patch, bool]:
            made = made_again(patch, below, context, device=device)
            return made, pixels_digest(made) == pixels_digest(patch)

        def take(job: Job[Any]) -> None:
            self._complain(job)
            if job.value is None or self._editor.of(document) is None:
                return
            (made, is_same), now = job.value, _still_over(document, patch, below)
            if now is None:
                self._say(tr("The photo changed meanwhile, so the patch stays as it is"))
            elif is_same:
                self._say(tr("What lies below is as it was then, so every pixel stays"))
            else:
                made = replace(made, visible=now.visible, opacity=now.opacity, name=now.name)
                document.replace_patch(patch_id, made, label)
                self._say(tr("Made it again from what lies below today"), "undo")

        self._files.submit(work, label, then=take, lane=f"{AGAIN_LANE}{patch_id}")

    def refeather(self, patch_id: str, feather: int, gesture: object) -> None:
        """Soften a fill's edge over another width, its pixels kept; changes under an equal `gesture` are one step."""
        from engine.inpaint.refeather import refeathered

        document, patch = self._document, self.patch(patch_id)
        if document is None or patch is None or patch.recipe.feather == feather:
            return
        below = Composite(document.photo, document.patches[: document.patches.index(patch)])

        def take(job: Job[Any]) -> None:
            now = next((one for one in document.patches if one.id == patch_id), None)
            if job.value is None or now is None or now.mask is not patch.mask or self._editor.of(document) is None:
                self._complain(job)
                return
            new = replace(job.value, visible=now.visible, opacity=now.opacity, name=now.name)
            document.replace_patch(patch_id, new, tr("Change feather"), merge=f"feather {patch_id} {gesture}")
            self._editor.fills.patch_changed(new)

        def work(context: JobContext) -> Patch:
            context.check()
            return refeathered(patch, feather, below)

        self._files.submit(work, tr("Softening the edge"), then=take, lane=f"feather {patch_id}")

    def merge_down(self, patch_id: str) -> None:
        """Make one patch of a patch and the one below it, which shows bit for bit the same."""
        from engine.recipes.merging import merged_patch, why_not_merged, with_merged

        document = self._document
        if document is None or self.patch(patch_id) is None:
            return
        reason = why_not_merged(document.patches, patch_id)
        if reason:
            self._say(reason.rstrip("."))
            return
        base, patches = document.composite, document.patches
        place = next(at for at, patch in enumerate(patches) if patch.id == patch_id)

        def work(context: JobContext) -> Patch:
            context.check()
            return merged_patch(Composite(base.photo, patches[: place - 1]), patches[place - 1], patches[place])

        def take(job: Job[Any]) -> None:
            if job.value is None:
                self._complain(job)
            elif document.composite is not base:
                self._say(tr("The photo changed meanwhile, so the patches stay as they are"))
            elif self._editor.of(document) is not None:
                document.set_patches(with_merged(patches, patch_id, job.value), tr("Merge patches"))

        self._files.submit(work, tr("Merging two patches"), then=take, lane=f"merge {id(document)}")

    # Recipes

    @property
    def is_replaying(self) -> bool:
        """Whether a recipe is being applied."""
        return self._replaying is not None

    def cancel(self) -> None:
        """Stop applying a recipe."""
        for job in self._fill_jobs.jobs:
            if job.id == self._replaying:
                job.cancel()

    def save_recipe(self, path: Path) -> None:
        """Write the recipe of what is shown."""
        from engine.recipes import StackRecipe, save_recipe

        if self._document is None:
            return
        composite = self._document.composite

        def work(context: JobContext) -> int:
            recipe = StackRecipe.of(composite)
            context.check()
            save_recipe(recipe, path)
            return sum(entry.mask is None and entry.adjustment is None for entry in recipe.entries)

        def take(job: Job[Any]) -> None:
            self._complain(job, path)
            if job.state is JobState.FINISHED:
                said = [tr("Saved the recipe as {name}", name=path.name)]
                if job.value:
                    said.append(tr("{n} of its patches cannot be made again", n=job.value))
                self._say(without_end(*said))

        self._files.submit(work, tr("Saving {name}", name=path.name), then=take, lane=f"{RECIPE_LANE}{path}")

    def apply_recipe(self, path: Path, device: str = "auto") -> None:
        """Do what a recipe's file says to the photo in front, over what lies there already."""
        from engine.recipes import load_recipe, replayed

        document = self._document
        if document is None or self.is_replaying:
            return
        base = document.composite

        def work(context: JobContext) -> Replayed:
            return replayed(base, load_recipe(path), context, device=device)

        def take(job: Job[Any]) -> None:
            self._replaying = None
            self.progressed.emit(None)
            self._complain(job, path)
            if job.state is JobState.CANCELLED:
                self._say(tr("Cancelled; nothing has changed"))
            if job.value is None or self._editor.of(document) is None:
                return
            if document.composite is not base:
                self._say(tr("The photo changed meanwhile, so the recipe was left out"))
                return
            _adopt(document, job.value)
            self._say(_told(job.value), "undo")

        label = tr("Applying {name}", name=path.name)
        self._replaying = self._fill_jobs.submit(work, label, then=take).id
        self.progressed.emit(None)

    def _tell_progress(self, job: Job[Any]) -> None:
        if job.id == self._replaying:
            self.progressed.emit(job)

    def _say(self, text: str, *actions: str) -> None:
        self._editor.noticed.emit(Notice(text, actions))

    def _complain(self, job: Job[Any], path: Path | None = None) -> None:
        if job.state is JobState.FAILED and job.error is not None:
            self._editor.failed.emit(Problem.of(job.error, job.details, path=path))


def _still_over(document: Document, patch: Patch, below: Composite) -> Patch | None:
    """A patch as it is in the stack now, where it and all that lies below it show the same as then; None elsewhere."""
    patches = document.patches
    place = next((at for at, one in enumerate(patches) if one.id == patch.id), None)
    if place is None or patches[place].pieces is not patch.pieces:
        return None
    return patches[place] if document.photo is below.photo and patches[:place] == below.patches else None


def _adopt(document: Document, result: Replayed) -> None:
    """Put into a document what a recipe has made: each change of shape a step, and the patches one."""
    from engine.photo.reshape import Extend

    had_mask = not document.mask_bounds.is_empty
    for step in result.steps:
        if isinstance(step.reshape, Extend):
            margins = step.reshape.margins
            document.extend(margins.left, margins.top, margins.right, margins.bottom, photo=step.photo)
        else:
            document.reshape(step.reshape, photo=step.photo, patches=step.patches)
    document.set_patches(result.patches, tr("Apply recipe"))
    if not had_mask:
        document.clear_mask()  # new canvas has been filled


def _told(result: Replayed) -> str:
    from engine.recipes import Result

    left_out = sum(one.result is Result.LEFT_OUT for one in result.outcomes)
    made = len(result.outcomes) - left_out
    words = [tr("Applied the recipe: {made} of {all} entries", made=made, all=len(result.outcomes))]
    if result.is_identical:
        words = [tr("Applied the recipe: every pixel is as it was then")]
    return without_end(*words, *result.warnings[:2])
