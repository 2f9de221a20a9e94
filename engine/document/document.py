"""The open document: every change to it goes through here, is undoable and is announced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from engine.document.composite import Composite
from engine.document.extension import CanvasChange, framed_mask, moved_patch
from engine.document.history import History, StackChange, Step
from engine.document.patch import MaskArea, Patch
from engine.document.reshape import PackedMask, ShapeChange, reshaped_area, reshaped_patch
from engine.document.selections import SavedSelection, SelectionsChange, moved_selections, reshaped_selections
from engine.document.tiles import MaskDelta, TileRecorder, gathered
from engine.geometry import Margins, Rect, Size
from engine.language import mark, tr
from engine.mask.brush import BrushTip, Stroke
from engine.mask.morphology import bounding_rect
from engine.memory import untouched

if TYPE_CHECKING:
    from engine.photo import Photo
    from engine.photo.reshape import Reshape

Mask = NDArray[np.uint8]

HISTORY_LIMIT_BYTES = 512 * 2**20
RESHAPE_LABELS = {
    "crop": mark("Crop"),
    "turn": mark("Rotate"),
    "mirror": mark("Mirror"),
    "straighten": mark("Straighten"),
}


class ChangeKind(Enum):
    """What a change is about."""

    CANVAS = "canvas"  # the photo's size; everything in it has `moved`, and so has the mask
    MASK = "mask"  # the mask's pixels in `rects`
    PIXELS = "pixels"  # what the composite shows in `rects`
    STACK = "stack"  # the list of patches
    SELECTIONS = "selections"  # the selections kept under a name
    HISTORY = "history"  # what can be undone and done again
    SAVED = "saved"  # whether there is something to save


@dataclass(frozen=True)
class Change:
    """One announcement. `rects` are in photo pixels; empty where the kind has no place.

    `moved` is (dx, dy) from where a pixel was to where it is now; only a change of the canvas moves any. Where it has
    been `reshaped`, pixels have gone elsewhere than by a shift, and places of before mean nothing any more.
    """

    kind: ChangeKind
    rects: tuple[Rect, ...] = ()
    moved: tuple[int, int] = (0, 0)
    reshaped: bool = False


@dataclass(frozen=True, eq=False)
class Taken:
    """One step as it is taken, told before the change is announced: for whoever keeps a record of them.

    Attributes:
        step: what has just been done, undone or done again; where it was merged, the new part alone.
        way: "do", "undo" or "redo".
        kept: the step as the history holds it.
        into: the step that `kept` has taken the place of, where the two were merged.
    """

    step: Step
    way: str
    kept: Step
    into: Step | None = None


@dataclass(frozen=True, eq=False)
class MaskPlan:
    """A change of the mask, worked out but not made yet. See `Document.plan_mask`."""

    revision: int
    rect: Rect
    pixels: Mask
    delta: MaskDelta


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
        self._check_stack(patches)
        self._composite = Composite(photo, patches)
        self._saved = self._composite
        self._history = History(history_limit_bytes, photo)
        self._replace_mask(untouched(photo.size.height, photo.size.width))
        if mask is not None:
            self._mask[mask.rect.slices] = mask.alpha
            self._mask_written(mask.rect)
        self._check_selections(selections)
        self._selections = selections
        self._stroke: MaskStroke | None = None
        self._revision = 0
        self._subscribers: list[Callable[[Change], None]] = []
        self._watchers: list[Callable[[Taken], None]] = []
        self._taken: Taken | None = None
        self._framed: Mask | None = None

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
        """H x W uint8, 255 = fill: a read-only view that shows every later change, until the canvas changes."""
        return self._mask_view

    @property
    def mask_bounds(self) -> Rect:
        """The smallest rect around the masked pixels; looked for where the mask has been written, once a change."""
        if self._is_hull_tight:
            return self._mask_hull
        self._is_hull_tight = True
        found = bounding_rect(self._mask[self._mask_hull.slices])
        self._mask_hull = Rect(0, 0, 0, 0) if found.is_empty else found.translated(self._mask_hull.x, self._mask_hull.y)
        return self._mask_hull

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
        if self._stroke is not None:
            self._stroke.commit()
        self._stroke = MaskStroke(self, tip, erase)
        return self._stroke

    def set_mask(self, mask: Mask, label: str = mark("Change mask")) -> None:
        """Replaces the mask as one step; a mask that is the same makes none.

        Raises:
            ValueError: where `mask` is not H x W uint8.
        """
        if mask.shape != self._mask.shape or mask.dtype != np.uint8:
            raise ValueError(f"the mask has to be uint8 of shape {self._mask.shape}")
        area = self.mask_bounds.united(bounding_rect(mask))
        self._commit(label, mask=self._rewrite_mask(area, mask[area.slices]))

    def set_mask_part(self, rect: Rect, pixels: Mask, label: str = mark("Change mask"), *, merge: str = "") -> None:
        """Replaces the mask inside `rect` as one step; what is the same makes none.

        Args:
            merge: as in `replace_patch`.

        Raises:
            ValueError: where `pixels` is not uint8 of the rect's shape, or the rect reaches out of the photo.
        """
        self._check_mask_part(rect, pixels)
        self._commit(label, mask=self._rewrite_mask(rect, pixels), merge=merge)

    def plan_mask(self, rect: Rect, pixels: Mask) -> MaskPlan:
        """What `set_mask_part` would change, worked out without changing it: for a large mask in another thread.

        Raises:
            ValueError: as `set_mask_part`.
        """
        self._check_mask_part(rect, pixels)
        revision = self._revision
        return MaskPlan(revision, rect, pixels, MaskDelta.between(self._mask, rect, pixels))

    def carry_out(self, plan: MaskPlan, label: str) -> bool:
        """Takes a planned step; False, and nothing done, where the document has changed since it was planned."""
        if plan.revision != self._revision:
            return False
        self._settle_stroke()
        self._commit(label, mask=self._write_mask(plan.rect, plan.pixels, plan.delta))
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
        self._check_selections(selections)
        if selections == self._selections:
            return
        self._settle_stroke()
        step = Step(label, selections=SelectionsChange(self._selections, selections))
        self._history.push(step)
        self._taken = Taken(step, "do", step)
        self._do(step, forward=True)

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
        self._check_fits(patch)
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
        self._check_fits(patch)
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
        self._check_stack(patches)
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
            self._check_fits(patch)
        self._settle_stroke()
        if mask is not None:
            mask.apply(self._mask)
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
        from engine.photo.reshape import reshaped_photo

        photo = reshaped_photo(self.photo, reshape) if photo is None else photo
        if photo.size != reshape.size(self.size) or photo.pixels.dtype != self.photo.pixels.dtype:
            raise ValueError("the reshaped photo does not fit the document")
        if self._stroke is not None:
            self._stroke.commit()
        if patches is None:
            made = (reshaped_patch(patch, reshape, self.size) for patch in self.patches)
            patches = tuple(patch for patch in made if patch is not None)
        if masks is None:
            marked = MaskArea(self.mask_bounds, self._mask[self.mask_bounds.slices])
            masks = PackedMask.of(marked), PackedMask.of(reshaped_area(marked, reshape, self.size))
        change = ShapeChange(self.photo, photo, *masks)
        stack = StackChange(self.patches, patches) if patches or self.patches else None
        selections = self._selections_changed(reshaped_selections(self._selections, reshape, self.size))
        step = Step(RESHAPE_LABELS[reshape.kind], stack=stack, canvas=change, selections=selections)
        self._history.push(step)
        self._taken = Taken(step, "do", step)
        self._do(step, forward=True)

    def extend(
        self,
        left: int = 0,
        top: int = 0,
        right: int = 0,
        bottom: int = 0,
        *,
        photo: Photo | None = None,
        mask: Mask | None = None,
    ) -> None:
        """Adds blank canvas around the photo and masks all of it, as one step. Mask and patches move along.

        A stroke that is still open is committed first, as a step of its own.

        Args:
            left, top, right, bottom: px, 0 or more.
            photo, mask: `engine.photo.extended_photo` of this document's photo and `framed_mask`, where they have been
                made already: for a large photo that is work for another thread. The mask is the document's own then.

        Raises:
            BadInput: where no side is extended.
            TooLarge: where the photo would become larger than photos may be.
            ValueError: where a number is negative, or `photo` does not fit.
        """
        from engine.photo import extended_photo

        margins = Margins(left, top, right, bottom)
        photo = extended_photo(self.photo, margins) if photo is None else photo
        if photo.size != margins.around(self.size) or photo.pixels.dtype != self.photo.pixels.dtype:
            raise ValueError("the extended photo does not fit the document")
        if self._stroke is not None:
            self._stroke.commit()
        moved = tuple(moved_patch(patch, left, top) for patch in self.patches)
        stack = StackChange(self.patches, moved) if moved else None
        selections = self._selections_changed(moved_selections(self._selections, left, top))
        if mask is not None and mask.shape != (photo.size.height, photo.size.width):
            raise ValueError("the framed mask does not fit the document")
        canvas = CanvasChange(self.photo, photo, margins, self.mask_bounds)
        step = Step(tr("Extend canvas"), stack=stack, canvas=canvas, selections=selections)
        self._history.push(step)
        self._taken, self._framed = Taken(step, "do", step), mask
        self._do(step, forward=True)

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
        return self._do(step, forward=False)

    def redo(self) -> tuple[Rect, ...]:
        """Does the last step undone again. Returns every rect that looks different now; () where there was nothing."""
        self._settle_stroke()
        if self._history.last_undone is None:
            return ()
        step = self._history.step_forward()
        self._taken = Taken(step, "redo", step)
        return self._do(step, forward=True)

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
    ) -> None:
        """Makes one step of a mask already changed and of patches still to be put in place."""
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
        self._show(step, None if stack is None else stack.after)

    def _do(self, step: Step, *, forward: bool) -> tuple[Rect, ...]:
        """Applies a step, or takes it back."""
        patches = None if step.stack is None else step.stack.after if forward else step.stack.before
        if step.selections is not None:
            self._selections = step.selections.after if forward else step.selections.before
        if isinstance(step.canvas, ShapeChange):
            return self._show_shape(step.canvas, self.patches if patches is None else patches, forward=forward)
        if step.canvas is not None:
            return self._show_canvas(step.canvas, self.patches if patches is None else patches, forward=forward)
        if step.mask is not None:
            step.mask.apply(self._mask)
        return self._show(step, patches)

    def _show(self, step: Step, patches: tuple[Patch, ...] | None) -> tuple[Rect, ...]:
        """Puts a step's patches in place and announces all that it changed."""
        was_modified = self.is_modified
        mask_rects = () if step.mask is None else gathered(step.mask.rects)
        pixel_rects: tuple[Rect, ...] = ()
        for rect in mask_rects:
            self._mask_written(rect)
        if patches is not None:
            pixel_rects = _rects_between(self.patches, patches, self.size)
            self._composite = Composite(self.photo, patches)
        changes = [Change(ChangeKind.MASK, mask_rects)] if mask_rects else []
        changes += [Change(ChangeKind.PIXELS, pixel_rects)] if pixel_rects else []
        changes += [Change(ChangeKind.STACK)] if patches is not None else []
        changes += [Change(ChangeKind.SELECTIONS)] if step.selections is not None else []
        self._announce_step(was_modified, changes)
        return tuple(dict.fromkeys((*mask_rects, *pixel_rects)))

    def _show_canvas(self, canvas: CanvasChange, patches: tuple[Patch, ...], *, forward: bool) -> tuple[Rect, ...]:
        """Puts the photo and the mask of a larger canvas in place, or of the smaller one, and announces it."""
        was_modified = self.is_modified
        if self._stroke is not None:
            self._stroke.commit()  # it has been settled, and paints into a mask that goes
        photo = canvas.after if forward else canvas.before
        whole, (dx, dy) = Rect.of(photo.size), canvas.offset
        moved = (dx, dy) if forward else (-dx, -dy)
        here = canvas.masked.translated(dx, dy)
        source, there = (canvas.masked, here) if forward else (here, canvas.masked)
        framed, self._framed = self._framed, None
        if not forward:
            mask = untouched(whole.height, whole.width)
        else:
            mask = framed_mask(canvas.before.size, canvas.margins) if framed is None else framed
        mask[there.slices] = self._mask[source.slices]
        self._replace_mask(mask)
        self._mask_written(whole if forward else canvas.masked)
        self._composite = Composite(photo, patches)
        self._announce_step(was_modified, [Change(ChangeKind.CANVAS, (whole,), moved), Change(ChangeKind.STACK)])
        return (whole,)

    def _show_shape(self, shape: ShapeChange, patches: tuple[Patch, ...], *, forward: bool) -> tuple[Rect, ...]:
        """Puts the photo and the mask of another shape in place, and announces it."""
        was_modified = self.is_modified
        if self._stroke is not None:
            self._stroke.commit()  # it has been settled, and paints into a mask that goes
        photo = shape.after if forward else shape.before
        packed = shape.mask_after if forward else shape.mask_before
        whole = Rect.of(photo.size)
        mask = untouched(whole.height, whole.width)
        mask[packed.rect.slices] = packed.alpha
        self._replace_mask(mask)
        self._mask_written(packed.rect)
        self._composite = Composite(photo, patches)
        change = Change(ChangeKind.CANVAS, (whole,), reshaped=True)
        self._announce_step(was_modified, [change, Change(ChangeKind.STACK)])
        return (whole,)

    def _announce_step(self, was_modified: bool, changes: list[Change]) -> None:
        taken, self._taken = self._taken, None
        if taken is not None:
            for watcher in tuple(self._watchers):
                watcher(taken)
        changes = [*changes, Change(ChangeKind.HISTORY)]
        self._announce(*changes, *([Change(ChangeKind.SAVED)] if self.is_modified != was_modified else []))

    def _replace_mask(self, mask: Mask) -> None:
        self._mask = mask
        self._mask_view = mask.view()
        self._mask_view.flags.writeable = False
        self._mask_hull, self._is_hull_tight = Rect(0, 0, 0, 0), True

    def _mask_written(self, rect: Rect) -> None:
        """The mask is another inside `rect`, so that its bounds may be."""
        self._mask_hull, self._is_hull_tight = self._mask_hull.united(rect), False

    def _settle_stroke(self) -> None:
        """Makes a step of what an open stroke has painted so far: nothing else may change the mask beneath it."""
        if self._stroke is not None:
            self._stroke.settle()

    def _rewrite_mask(self, area: Rect, pixels: Mask | int) -> MaskDelta:
        self._settle_stroke()
        return self._write_mask(area, pixels, MaskDelta.between(self._mask, area, pixels))

    def _write_mask(self, area: Rect, pixels: Mask | int, delta: MaskDelta) -> MaskDelta:
        for rect in delta.rects:  # what stays as it is need not be written
            part = pixels if isinstance(pixels, int) else pixels[rect.translated(-area.x, -area.y).slices]
            self._mask[rect.slices] = part
        return delta

    def _clear_mask(self, consumed: tuple[Rect, Mask] | None = None) -> MaskDelta:
        if consumed is None:
            return self._rewrite_mask(self.mask_bounds, 0)
        rect, used = consumed
        now = self._mask[rect.slices]
        return self._rewrite_mask(rect, np.where(now > used, now, 0).astype(np.uint8))

    def _selections_changed(self, after: tuple[SavedSelection, ...]) -> SelectionsChange | None:
        return SelectionsChange(self._selections, after) if self._selections else None

    def _check_selections(self, selections: tuple[SavedSelection, ...]) -> None:
        whole = Rect.of(self.size)
        if not all(whole.contains(one.packed.rect) for one in selections):
            raise ValueError("a saved selection reaches out of the photo")
        if len({one.name for one in selections}) < len(selections):
            raise ValueError("two saved selections have one name")

    def _check_mask_part(self, rect: Rect, pixels: Mask) -> None:
        if pixels.shape != (rect.height, rect.width) or pixels.dtype != np.uint8:
            raise ValueError(f"a mask's part in {rect} has to be uint8 of that shape")
        if not Rect.of(self.size).contains(rect):
            raise ValueError(f"a mask's part reaches out of the photo: {rect}")

    def _index(self, patch_id: str) -> int:
        for index, patch in enumerate(self.patches):
            if patch.id == patch_id:
                return index
        raise KeyError(patch_id)

    def _check_stack(self, patches: tuple[Patch, ...]) -> None:
        for patch in patches:
            self._check_fits(patch)
        if len({patch.id for patch in patches}) < len(patches):
            raise ValueError("two patches have one id")

    def _check_fits(self, patch: Patch) -> None:
        whole = Rect.of(self.size)
        if patch.mask is not None and not whole.contains(patch.mask.rect):
            raise ValueError(f"the mask of patch {patch.id} does not fit the photo: {patch.mask.rect}")
        for piece in patch.pieces:
            if not whole.contains(piece.rect) or piece.pixels.dtype != self.photo.pixels.dtype:
                raise ValueError(f"patch {patch.id} does not fit the photo: {piece.rect}, {piece.pixels.dtype}")


class MaskStroke:
    """One stroke in a document's mask: painted as it goes, one history step in the end. See `Document.begin_stroke`."""

    def __init__(self, document: Document, tip: BrushTip, erase: bool) -> None:
        self._document = document
        self._label = tr("Erase mask") if erase else tr("Brush")
        self._recorder = TileRecorder(document._mask)
        self._stroke = Stroke(document._mask, tip, erase, before_write=self._before_write)
        self._painted = Rect(0, 0, 0, 0)

    @property
    def has_painted(self) -> bool:
        """Whether anything has been touched since the last step."""
        return not self._painted.is_empty

    @property
    def is_open(self) -> bool:
        """Whether it can still paint."""
        return self._document._stroke is self

    def move_to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Paints on to photo point (x, y). Returns and announces the rect touched. Raises RuntimeError once closed."""
        self._require_open()
        return self._touched(self._stroke.move_to(x, y, pressure))

    def line_to(self, x: float, y: float, pressure: float = 1.0) -> Rect:
        """Paints a straight line at one pressure. Otherwise like `move_to`."""
        self._require_open()
        return self._touched(self._stroke.line_to(x, y, pressure))

    def commit(self, label: str | None = None) -> None:
        """Ends the stroke as one history step; none where the mask is as it was. Does nothing once it is closed."""
        if self.is_open:
            self._label = label or self._label
            self._document._stroke = None
            self.settle()

    def cancel(self) -> None:
        """Ends the stroke and puts the mask back. Does nothing once it is closed."""
        if not self.is_open:
            return
        self._document._stroke = None
        rects = self._recorder.delta().rects
        self._recorder.restore()
        for rect in rects:
            self._document._mask_written(rect)
        if rects:
            self._document._announce(Change(ChangeKind.MASK, rects))

    def settle(self) -> None:
        """Makes a step of what has been painted so far; the stroke stays as open as it was."""
        recorder, self._recorder = self._recorder, TileRecorder(self._document._mask)
        self._painted = Rect(0, 0, 0, 0)
        self._document._commit(self._label, mask=recorder.delta())

    def _require_open(self) -> None:
        if not self.is_open:
            raise RuntimeError("this stroke has ended; begin another")

    def _before_write(self, rect: Rect) -> None:
        self._recorder.touch(rect)

    def _touched(self, rect: Rect) -> Rect:
        if not rect.is_empty:
            self._painted = self._painted.united(rect)
            self._document._mask_written(rect)
            self._document._announce(Change(ChangeKind.MASK, (rect,)))
        return rect


def _rects_between(before: tuple[Patch, ...], after: tuple[Patch, ...], size: Size) -> tuple[Rect, ...]:
    """Where the composite may look different: visible patches that are in only one of the two, or in another order."""
    was, now = ({patch.id: patch for patch in patches} for patches in (before, after))
    gone = [patch for patch in before if now.get(patch.id) != patch]
    new = [patch for patch in after if was.get(patch.id) != patch]
    stayed = [patch for patch in before if now.get(patch.id) == patch]
    order = [patch for patch in after if was.get(patch.id) == patch]
    moved = [patch for patch, other in zip(stayed, order, strict=True) if patch.id != other.id]
    changed = (patch for patch in (*gone, *new, *moved) if patch.visible)
    return tuple(dict.fromkeys(rect for patch in changed for rect in patch.rects_in(size)))
