"""The open document: every change to it goes through here, is undoable and is announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from engine.document.changes import Change, ChangeKind, Taken, rects_between
from engine.document.checks import check_patch, check_selections, check_stack
from engine.document.composite import Composite
from engine.document.extension import CanvasChange, framed_mask
from engine.document.history import History, StackChange, Step
from engine.document.mask_buffer import KeptArrays, Mask, MaskArray, MaskBuffer, MaskPlan, whole_with
from engine.document.mask_stroke import MaskStroke
from engine.document.patch import MaskArea, Patch
from engine.document.reshape import PackedMask, ShapeChange, reshaped_area
from engine.document.selections import SavedSelection, SelectionsChange
from engine.document.steps import extend_step, photo_extended, photo_reshaped, reshape_step
from engine.document.tiles import MaskDelta, gathered
from engine.geometry import Margins, Rect, Size
from engine.language import mark, tr
from engine.mask.brush import BrushTip
from engine.mask.morphology import bounding_rect
from engine.memory import untouched

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.photo.reshape import Reshape

HISTORY_LIMIT_BYTES = 512 * 2**20
WRITTEN_AT_ONCE = 1_000_000  # px: a plan that may change more of the mask makes another array of all of it


class Document:
    """A photo, the patches over it, a mask, and the history of them. Belongs to one thread; `composite` may go to any.

    Args:
        photo: never written to, and copied only where its canvas is extended.
        patches: what lies over it already, bottom first.
        mask: what is masked already.
        selections: what is kept under a name already.
        history_limit_bytes: what undo and redo may hold in memory.

    Raises:
        ValueError: where a patch, the mask or a selection does not fit the photo, or two patches have one id.
    """

    def __init__(
        self,
        photo: Photo,
        *,
        patches: tuple[Patch, ...] = (),
        mask: MaskArea | None = None,
        selections: tuple[SavedSelection, ...] = (),
        history_limit_bytes: int = HISTORY_LIMIT_BYTES,
    ) -> None:
        self._composite = Composite(photo)
        check_stack(patches, self.photo)
        self._composite = Composite(photo, patches)
        self._saved = self._composite
        self._history = History(history_limit_bytes, photo)
        self._mask = MaskBuffer(photo.size)
        if mask is not None:
            self._mask.pixels[mask.rect.slices] = mask.alpha
            self._mask.written(mask.rect)
        check_selections(selections, self.size)
        self._selections = selections
        self._stroke: MaskStroke | None = None
        self._revision = 0
        self._subscribers: list[Callable[[Change], None]] = []
        self._watchers: list[Callable[[Taken], None]] = []
        self._taken: Taken | None = None
        self._kept = KeptArrays()

    @property
    def photo(self) -> Photo:
        return self._composite.photo

    @property
    def size(self) -> Size:
        return self._composite.size

    @property
    def patches(self) -> tuple[Patch, ...]:
        """Bottom first."""
        return self._composite.patches

    @property
    def composite(self) -> Composite:
        """A snapshot; the same object until the patches or the canvas change."""
        return self._composite

    @property
    def mask(self) -> Mask:
        """H x W uint8, 255 = fill: a read-only view.

        Later changes show in it, until one of the canvas, or of much of the mask, puts another array in its place.
        """
        return self._mask.view

    @property
    def mask_array(self) -> MaskArray:
        """What `mask` is a view of: its identity and `version` tell whether the mask has changed."""
        return self._mask.array

    @property
    def mask_bounds(self) -> Rect:
        """The smallest rect around the masked pixels; looked for where the mask has been written, once a change."""
        return self._mask.bounds

    @property
    def history(self) -> History:
        return self._history

    @property
    def revision(self) -> int:
        """Grows with every change of any kind."""
        return self._revision

    @property
    def is_modified(self) -> bool:
        """Whether the composite differs from the one last saved. Going back to that one counts as saved.

        The mask is a tool, not part of the picture: painting it modifies nothing.
        """
        return self.patches != self._saved.patches or self.photo is not self._saved.photo

    def mark_saved(self) -> None:
        """To be called when the composite has been written to a file."""
        self._saved = self._composite
        self._announce(Change(ChangeKind.SAVED))

    # The mask

    def begin_stroke(self, tip: BrushTip, erase: bool = False) -> MaskStroke:
        """Starts painting into the mask. A stroke still open is committed first."""
        self._end_stroke()
        self._stroke = MaskStroke(self, self._mask, tip, erase)
        return self._stroke

    def set_mask(self, mask: Mask, label: str = mark("Change mask")) -> None:
        """Replaces the mask as one step; a mask that is the same makes none.

        Raises:
            ValueError: where `mask` is not H x W uint8.
        """
        self._check_mask(mask)
        area = self.mask_bounds.united(bounding_rect(mask))
        self._commit(label, mask=self._rewrite_mask(area, mask[area.slices]))

    def set_mask_part(self, rect: Rect, pixels: Mask, label: str = mark("Change mask"), *, merge: str = "") -> None:
        """Replaces the mask inside `rect` as one step; what is the same makes none.

        Args:
            merge: as in `replace_patch`.

        Raises:
            ValueError: where `pixels` is not uint8 of the rect's shape, or the rect reaches out of the photo.
        """
        self._mask.check_part(rect, pixels)
        self._commit(label, mask=self._rewrite_mask(rect, pixels), merge=merge)

    def plan_mask(self, rect: Rect, pixels: Mask) -> MaskPlan:
        """What `set_mask_part` would change, worked out without changing it: for a large mask in another thread.

        Raises:
            ValueError: as `set_mask_part`.
        """
        base, version = self._mask.array, self._mask.array.version
        self._mask.check_part(rect, pixels)
        delta = MaskDelta.between(base.pixels, rect, pixels)
        is_large = bool(delta.tiles) and rect.area > WRITTEN_AT_ONCE
        return MaskPlan(base, version, rect, pixels, delta, whole_with(base, rect, pixels) if is_large else None)

    def plan_whole_mask(self, mask: Mask) -> MaskPlan:
        """As `plan_mask`, of what `set_mask` would change. `mask` is the document's own then.

        Raises:
            ValueError: as `set_mask`.
        """
        base, version = self._mask.array, self._mask.array.version
        self._check_mask(mask)
        bounds = bounding_rect(mask)
        rect = bounding_rect(base.pixels).united(bounds)  # not what the array knows: that belongs to its thread
        delta = MaskDelta.between(base.pixels, rect, mask[rect.slices])
        array = None
        if delta.tiles and rect.area > WRITTEN_AT_ONCE:
            array = MaskArray(mask if mask.flags.writeable else mask.copy(), bounds=bounds)
        return MaskPlan(base, version, rect, mask[rect.slices], delta, array)

    def carry_out(self, plan: MaskPlan, label: str) -> bool:
        """Takes a planned step; False, and nothing done, where the mask has changed since it was planned."""
        array = self._mask.array
        if plan.base is not array or plan.version != array.version:
            return False
        self._settle_stroke()
        if plan.array is None or self._stroke is not None:  # a stroke goes on in the array that it has begun in
            self._commit(label, mask=self._mask.write(plan.rect, plan.pixels, plan.delta))
            return True
        self._mask.put(plan.array)
        self._commit(label, mask=plan.delta, is_put=True)
        step = self._history.last_done
        assert step is not None
        self._kept.keep(step, array)
        return True

    def clear_mask(self, label: str = mark("Clear mask")) -> None:
        """Empties the mask as one step; an empty mask makes none."""
        self._commit(label, mask=self._clear_mask())

    # Saved selections

    @property
    def selections(self) -> tuple[SavedSelection, ...]:
        """What is kept under a name, oldest first."""
        return self._selections

    def set_selections(self, selections: tuple[SavedSelection, ...], label: str) -> None:
        """Keeps these selections instead, as one step; the same ones make none.

        Raises:
            ValueError: where one does not fit the photo, or two have one name.
        """
        check_selections(selections, self.size)
        if selections == self._selections:
            return
        self._settle_stroke()
        self._take(Step(label, selections=SelectionsChange(self._selections, selections)))

    # The patches

    def add_patch(
        self,
        patch: Patch,
        clear_mask: bool = True,
        label: str = "Fill",
        *,
        consumed: tuple[Rect, Mask] | None = None,
    ) -> None:
        """Lays a patch on top as one step, together with emptying the mask that it was made from.

        Args:
            patch: what to add.
            clear_mask: whether to empty the mask.
            label: what undo calls the step.
            consumed: (rect, h x w) of the mask as it was when the fill began: what was painted since then stays.

        Raises:
            ValueError: where the patch does not fit the photo, or its id is taken.
        """
        check_patch(patch, self.photo)
        if any(patch.id == other.id for other in self.patches):
            raise ValueError(f"there is already a patch {patch.id}")
        delta = self._clear_mask(consumed) if clear_mask else None
        self._commit(label, mask=delta, patches=(*self.patches, patch))

    def replace_patch(self, old_id: str, patch: Patch, label: str = mark("Change patch"), *, merge: str = "") -> None:
        """Puts `patch` in the place of another, as one step: how a candidate is switched.

        Args:
            merge: replacements that follow each other with the same words here are one step; "" = each by itself.

        Raises:
            KeyError: where there is no such patch.
            ValueError: where the new one does not fit the photo, or its id is another's.
        """
        check_patch(patch, self.photo)
        index = self._index(old_id)
        if any(patch.id == other.id for other in self.patches if other.id != old_id):
            raise ValueError(f"there is already a patch {patch.id}")
        self._commit(label, patches=(*self.patches[:index], patch, *self.patches[index + 1 :]), merge=merge)

    def remove_patch(self, patch_id: str, label: str = mark("Remove patch")) -> None:
        """Lifts a patch off as one step. Raises KeyError where there is no such patch."""
        index = self._index(patch_id)
        self._commit(label, patches=(*self.patches[:index], *self.patches[index + 1 :]))

    def set_patch_visible(self, patch_id: str, visible: bool) -> None:
        """Shows or hides a patch as one step. Raises KeyError where there is no such patch."""
        patch = self.patches[self._index(patch_id)]
        label = tr("Show patch") if visible else tr("Hide patch")
        self.replace_patch(patch_id, replace(patch, visible=visible), label)

    def set_patch_opacity(self, patch_id: str, opacity: float, *, merge: str = "") -> None:
        """Lets a patch show more or less (0..1) as one step. Raises KeyError where there is no such patch."""
        patch = self.patches[self._index(patch_id)]
        self.replace_patch(patch_id, replace(patch, opacity=opacity), tr("Change opacity"), merge=merge)

    def move_patch(self, patch_id: str, index: int, label: str = mark("Reorder patches")) -> None:
        """Puts a patch at another place of the stack, counted from the bottom, as one step.

        Raises:
            KeyError: where there is no such patch.
            IndexError: where there is no such place.
        """
        others = list(self.patches)
        patch = others.pop(self._index(patch_id))
        if not 0 <= index <= len(others):
            raise IndexError(index)
        self.set_patches((*others[:index], patch, *others[index:]), label)

    def set_patches(self, patches: tuple[Patch, ...], label: str, *, merge: str = "") -> None:
        """Puts another stack in place, bottom first, as one step; one that is the same makes none.

        Args:
            merge: as in `replace_patch`.

        Raises:
            ValueError: where a patch does not fit the photo, or two have one id.
        """
        check_stack(patches, self.photo)
        self._commit(label, patches=patches, merge=merge)

    def repeat(self, label: str, mask: MaskDelta | None, patches: tuple[Patch, ...] | None, *, merge: str = "") -> None:
        """Takes a step again that was recorded in a document of the same photo and in the same state.

        Args:
            mask: how the mask changed, None where it did not.
            patches: the stack after the step, bottom first; None where it did not change.

        Raises:
            ValueError: where the step does not fit the photo.
        """
        whole = Rect.of(self.size)
        if mask is not None and not all(whole.contains(rect) for rect in mask.rects):
            raise ValueError("a recorded change of the mask does not fit the photo")
        for patch in patches or ():
            check_patch(patch, self.photo)
        self._settle_stroke()
        if mask is not None:
            mask.apply(self._mask.pixels)
        self._commit(label, mask=mask, patches=patches, merge=merge)

    # The canvas

    def reshape(
        self,
        reshape: Reshape,
        *,
        photo: Photo | None = None,
        patches: tuple[Patch, ...] | None = None,
        masks: tuple[PackedMask, PackedMask] | None = None,
    ) -> None:
        """Crops, turns, mirrors or straightens the photo with its mask and patches, as one step.

        A stroke that is still open is committed first, as a step of its own.

        Args:
            reshape: what to do; a canvas is extended by `extend`.
            photo, patches, masks: what `engine.document.reshape.reshaped` has made of this document as it is, where
                it has been made already: for a large photo that is work for another thread.

        Raises:
            BadInput: where nothing would be left of the photo, or nothing would change.
            ValueError: where `photo` does not fit.
        """
        photo = photo_reshaped(self.photo, reshape, photo)
        self._end_stroke()
        if masks is None:
            marked = self._mask.marked
            masks = PackedMask.of(marked), PackedMask.of(reshaped_area(marked, reshape, self.size))
        self._take(reshape_step(self._composite, self._selections, reshape, photo, masks, patches))

    def extend(
        self,
        left: int = 0,
        top: int = 0,
        right: int = 0,
        bottom: int = 0,
        *,
        photo: Photo | None = None,
        mask: MaskArray | None = None,
    ) -> None:
        """Adds blank canvas around the photo and masks all of it, as one step. Mask and patches move along.

        A stroke that is still open is committed first, as a step of its own.

        Args:
            left, top, right, bottom: px, 0 or more.
            photo, mask: `engine.photo.extended_photo` of this document's photo and `framed_mask`, where they have been
                made already: for a large photo that is work for another thread. The mask is the document's own then,
                and what was marked is written into it.

        Raises:
            BadInput: where no side is extended.
            TooLarge: where the photo would become larger than photos may be.
            ValueError: where a number is negative, or `photo` does not fit.
        """
        margins = Margins(left, top, right, bottom)
        photo = photo_extended(self.photo, margins, photo)
        self._end_stroke()
        if mask is not None and mask.size != photo.size:
            raise ValueError("the framed mask does not fit the document")
        masked = self._mask.marked
        if mask is not None and not masked.rect.is_empty:
            there = masked.rect.translated(left, top)
            mask.pixels[there.slices] = masked.alpha
            mask.written(there)
        step = extend_step(self._composite, self._selections, margins, photo, masked.rect)
        self._take(step, mask)

    def _take(self, step: Step, mask: MaskArray | None = None) -> None:
        """Does a step that has been made; `mask` is the mask afterwards, where that has been made as well."""
        self._history.push(step)
        self._taken = Taken(step, "do", step)
        self._do(step, mask, forward=True)

    # Undo

    @property
    def can_undo(self) -> bool:
        return self._history.last_done is not None or (self._stroke is not None and self._stroke.has_painted)

    @property
    def can_redo(self) -> bool:
        return self._history.last_undone is not None

    @property
    def undo_label(self) -> str:
        """What undo would take back; "" where there is nothing."""
        step = self._history.last_done
        return "" if step is None else step.label

    @property
    def redo_label(self) -> str:
        """What redo would bring back; "" where there is nothing."""
        step = self._history.last_undone
        return "" if step is None else step.label

    def undo(self) -> tuple[Rect, ...]:
        """Takes the last step back. Returns every rect that looks different now; () where there was nothing."""
        self._settle_stroke()
        if self._history.last_done is None:
            return ()
        step = self._history.step_back()
        self._taken = Taken(step, "undo", step)
        return self._do(step, self._kept.take(step), forward=False)

    def redo(self) -> tuple[Rect, ...]:
        """Does the last step undone again. Returns every rect that looks different now; () where there was nothing."""
        self._settle_stroke()
        if self._history.last_undone is None:
            return ()
        step = self._history.step_forward()
        self._taken = Taken(step, "redo", step)
        return self._do(step, self._kept.take(step), forward=True)

    # Announcing

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `callback` after every change, in the document's thread. Returns what ends that."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def watch_steps(self, callback: Callable[[Taken], None]) -> Callable[[], None]:
        """Calls `callback` for every step as it is taken, before it is announced. Returns what ends that."""
        self._watchers.append(callback)

        def unwatch() -> None:
            if callback in self._watchers:
                self._watchers.remove(callback)

        return unwatch

    def _announce(self, *changes: Change) -> None:
        self._revision += 1
        for change in changes:
            for callback in tuple(self._subscribers):
                callback(change)

    # How a step is made

    def _commit(
        self,
        label: str,
        *,
        mask: MaskDelta | None = None,
        patches: tuple[Patch, ...] | None = None,
        merge: str = "",
        is_put: bool = False,
    ) -> None:
        """Makes one step of a mask already changed and of patches still to be put in place.

        is_put: whether the mask is another array, and knows where it is marked.
        """
        mask = mask if mask is not None and mask.tiles else None
        stack = None if patches is None or patches == self.patches else StackChange(self.patches, patches)
        if mask is None and stack is None:
            return
        step = Step(label, mask, stack, merge=merge)
        last = self._history.last_done
        self._history.push_merged(step)
        kept = self._history.last_done
        assert kept is not None
        self._taken = Taken(step, "do", kept, None if kept is step else last)
        self._show(step, None if stack is None else stack.after, is_put=is_put)

    def _do(self, step: Step, mask: MaskArray | None, *, forward: bool) -> tuple[Rect, ...]:
        """Applies a step, or takes it back; `mask` is the one that this leads to, where it is there already."""
        patches = None if step.stack is None else step.stack.after if forward else step.stack.before
        if step.selections is not None:
            self._selections = step.selections.after if forward else step.selections.before
        if step.canvas is not None:
            self._end_stroke()  # it has been settled, and paints into a mask that goes
            self._put_kept(step, mask or self._mask_beyond(step.canvas, forward=forward))
            return self._show_canvas(step.canvas, self.patches if patches is None else patches, forward=forward)
        if mask is not None and self._stroke is None:  # else it goes on in the array that it has begun in
            self._put_kept(step, mask)
            return self._show(step, patches, is_put=True)
        if step.mask is not None:
            step.mask.apply(self._mask.pixels)
        return self._show(step, patches)

    def _put_kept(self, step: Step, mask: MaskArray) -> None:
        """Puts another mask in place, and keeps the one before for the way back."""
        before = self._mask.array
        self._mask.put(mask)
        self._kept.keep(step, before)

    def _mask_beyond(self, canvas: CanvasChange | ShapeChange, *, forward: bool) -> MaskArray:
        """The mask of the canvas that a step leads to, made anew."""
        if isinstance(canvas, ShapeChange):
            packed = canvas.mask_after if forward else canvas.mask_before
            return MaskArray(packed.on(canvas.after.size if forward else canvas.before.size), packed.rect)
        here = canvas.masked.translated(*canvas.offset)
        source, there = (canvas.masked, here) if forward else (here, canvas.masked)
        size = canvas.after.size if forward else canvas.before.size
        mask = framed_mask(canvas.before.size, canvas.margins) if forward else untouched(size.height, size.width)
        mask[there.slices] = self._mask.pixels[source.slices]
        return MaskArray(mask, Rect.of(size) if forward else canvas.masked)

    def _show(self, step: Step, patches: tuple[Patch, ...] | None, *, is_put: bool = False) -> tuple[Rect, ...]:
        """Puts a step's patches in place and announces all that it changed; `is_put` as in `_commit`."""
        was_modified = self.is_modified
        mask_rects = () if step.mask is None else gathered(step.mask.rects)
        pixel_rects: tuple[Rect, ...] = ()
        for rect in () if is_put else mask_rects:
            self._mask.written(rect)
        if patches is not None:
            pixel_rects = rects_between(self.patches, patches, self.size)
            self._composite = Composite(self.photo, patches)
        changes = [Change(ChangeKind.MASK, mask_rects)] if mask_rects else []
        changes += [Change(ChangeKind.PIXELS, pixel_rects)] if pixel_rects else []
        changes += [Change(ChangeKind.STACK)] if patches is not None else []
        changes += [Change(ChangeKind.SELECTIONS)] if step.selections is not None else []
        self._announce_step(was_modified, changes)
        return tuple(dict.fromkeys((*mask_rects, *pixel_rects)))

    def _show_canvas(
        self, canvas: CanvasChange | ShapeChange, patches: tuple[Patch, ...], *, forward: bool
    ) -> tuple[Rect, ...]:
        """Puts the photo of another canvas in place, and announces it with the mask that is there already."""
        was_modified = self.is_modified
        photo = canvas.after if forward else canvas.before
        whole = Rect.of(photo.size)
        self._composite = Composite(photo, patches)
        change = Change(ChangeKind.CANVAS, (whole,), reshaped=True)
        if isinstance(canvas, CanvasChange):
            dx, dy = canvas.offset
            change = Change(ChangeKind.CANVAS, (whole,), (dx, dy) if forward else (-dx, -dy))
        self._announce_step(was_modified, [change, Change(ChangeKind.STACK)])
        return (whole,)

    def _announce_step(self, was_modified: bool, changes: list[Change]) -> None:
        taken, self._taken = self._taken, None
        if taken is not None:
            for watcher in tuple(self._watchers):
                watcher(taken)
        changes = [*changes, Change(ChangeKind.HISTORY)]
        self._announce(*changes, *([Change(ChangeKind.SAVED)] if self.is_modified != was_modified else []))

    # What a stroke tells

    def mask_painted(self, rects: tuple[Rect, ...]) -> None:
        """For a stroke: the mask is another there."""
        for rect in rects:
            self._mask.written(rect)
        self._announce(Change(ChangeKind.MASK, rects))

    def mask_stroked(self, label: str, delta: MaskDelta) -> None:
        """For a stroke: a step of what it has painted."""
        self._commit(label, mask=delta)

    def stroke_closed(self) -> None:
        """For a stroke: it paints no more."""
        self._stroke = None

    def _check_mask(self, mask: Mask) -> None:
        if mask.shape != self._mask.pixels.shape or mask.dtype != np.uint8:
            raise ValueError(f"the mask has to be uint8 of shape {self._mask.pixels.shape}")

    def _end_stroke(self) -> None:
        if self._stroke is not None:
            self._stroke.commit()

    def _settle_stroke(self) -> None:
        """Makes a step of what an open stroke has painted so far: nothing else may change the mask beneath it."""
        if self._stroke is not None:
            self._stroke.settle()

    def _rewrite_mask(self, area: Rect, pixels: Mask | int) -> MaskDelta:
        self._settle_stroke()
        return self._mask.write(area, pixels, self._mask.planned(area, pixels))

    def _clear_mask(self, consumed: tuple[Rect, Mask] | None = None) -> MaskDelta:
        if consumed is None:
            return self._rewrite_mask(self.mask_bounds, 0)
        rect, used = consumed
        now = self._mask.pixels[rect.slices]
        return self._rewrite_mask(rect, np.where(now > used, now, 0).astype(np.uint8))

    def _index(self, patch_id: str) -> int:
        for index, patch in enumerate(self.patches):
            if patch.id == patch_id:
                return index
        raise KeyError(patch_id)
