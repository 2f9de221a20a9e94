"""Between the studio and the open photo: a picture is laid over a masked place and follows the sliders from then on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind, Composite, Document, Patch
from engine.errors import BadInput, EngineError
from engine.geometry import Rect, Size
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr
from engine.latent.placing import PlacedSample, Placement, Square
from engine.latent.point import LatentPoint
from ui.fills import framed, thumbnail
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem
from ui.widgets.building import timer

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.inpaint import InpaintRequest
    from engine.inpaint.draft import Draft
    from ui.editor import Editor
    from ui.studio.state import StudioState

_VIEW = Size(640, 480)
_LEAVE_WITHIN_S = 0.5
_SETTLE_MS = 120  # a brush stroke changes the mask with every dab
_REST_MS = 180  # a slider that rests that long is followed in full, in between by drafts
_DRAFT = Size(560, 420)  # px; larger ones are not ready by the next frame
_MOST_PLACES = 64
_CHANGED = (
    mark("The photo changed while the picture was laid into it, so it was left out"),
    mark("The place on the photo is gone, so the picture was left out"),
)


@dataclass(frozen=True)
class Look:
    """How a picture lies in the photo.

    Attributes:
        placement: where.
        colour: how far its colours follow the surroundings, 0..1.
        sharpness: how much its edges are steepened, 0..1.
        edge: over what share of the masked place's longer side it fades in, 0..0.5.
        cutout: how far the picture's own ground gives way to the photo, 0..1.
    """

    placement: Placement = Placement()  # noqa: RUF009 (it is frozen)
    colour: float = 0.5
    sharpness: float = 0.25
    edge: float = 0.06
    cutout: float = 0.0

    def feather(self, place: Rect) -> int:
        """`edge` in px."""
        from engine.inpaint.request import MAX_FEATHER

        return min(MAX_FEATHER, round(self.edge * max(place.width, place.height)))


@dataclass(frozen=True, eq=False)
class View:
    """A part of the photo with the picture in it: h x w x 3 sRGB uint8, and where it lies in the photo."""

    picture: NDArray[np.uint8]
    rect: Rect


@dataclass(frozen=True, eq=False)
class _Place:
    """What is masked: uint8 of the shape of `rect`."""

    rect: Rect
    mask: NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class _Wish:
    """One order to lay a picture over a place, as it was given."""

    document: Document
    base: Composite  # what the document showed
    place: _Place
    below: tuple[Patch, ...]
    above: tuple[Patch, ...]
    sample: PlacedSample
    look: Look
    patch_id: str  # of the patch that follows; "" where none does
    lays: bool
    label: str
    merge: str
    epoch: int  # what was asked before the photo or the link changed counts no more


@dataclass(frozen=True, eq=False)
class _Laid:
    patch: Patch
    view: View


class PhotoLink(QObject):
    """Lays the studio's picture over the photo, and keeps the patch that it made after the studio's sliders.

    It works on what is masked in the open photo, or on the place of the patch that it is linked to. While somebody
    looks (`watch`), every change of either is shown in `viewed`, painted on a worker; the newest counts.
    """

    changed = Signal()  # what can be done, how it lies, what is linked
    viewed = Signal(object)  # View, or None where there is nothing to show

    def __init__(self, state: StudioState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._editor: Editor | None = None
        self._worker = JobBridge(self)
        self._look = Look()
        self._linked = ""
        self._written: object = None  # the recipe of the linked patch as this object knows it
        self._places: dict[str, _Place] = {}
        self._view_size = _VIEW
        self._watched = False
        self._epoch = 0
        self._gesture: object = None
        self._label = ""
        self._draft: tuple[object, Draft] | None = None  # of the place that was drafted last
        self._marked: _Place | None = None  # the mask as it is, once it has been asked for
        self._job: Job[Any] | None = None
        self._soon = timer(self, _SETTLE_MS, self._ask)
        self._rest = timer(self, _REST_MS, self._ask_fully)
        state.picture_changed.connect(self._painted)
        state.model_changed.connect(self.changed)

    def set_editor(self, editor: Editor) -> None:
        """Work on what is open there."""
        self._editor = editor
        editor.changed.connect(self._heard)
        editor.document_replaced.connect(self._replaced)
        self._replaced()

    # What there is

    @property
    def look(self) -> Look:
        return self._look

    @property
    def linked(self) -> str:
        """Id of the patch that follows the studio; "" where none does, or it has been taken off the photo."""
        return self._linked if self._linked_patch is not None else ""

    @property
    def place(self) -> Rect | None:
        """Where the picture goes: the linked patch's place, else around all that is masked; None without either."""
        if self.linked:
            return self._places[self._linked].rect
        document = self._document
        bounds = document.mask_bounds if document is not None else Rect(0, 0, 0, 0)
        return None if bounds.is_empty else bounds

    @property
    def square(self) -> Square | None:
        """Where the picture lies in the photo."""
        place = self.place
        return None if place is None else self._look.placement.square(place)

    @property
    def enlarged(self) -> float:
        """How many px of the photo one px of the picture covers; 0 where nothing can be placed."""
        square, generator = self.square, self._state.generator
        return square.side / generator.size if square is not None and generator is not None else 0.0

    @property
    def why_not(self) -> str:
        """Why nothing can be laid into the photo now; "" where it can."""
        document = self._document
        if self._state.generator is None:
            return tr("There is no picture yet.")
        if document is None:
            return tr("Open a photo first, and brush over a place in it.")
        if not document.mask_bounds.is_empty:
            return ""
        if self.linked:
            return tr("The picture is on the photo. Brush over another place to lay a second one there.")
        return tr("In Retouch, brush over a place in the photo first.")

    @property
    def latent_patches(self) -> tuple[Patch, ...]:
        """The patches of the open photo that came from the studio, newest first."""
        document = self._document
        return () if document is None else tuple(p for p in document.patches[::-1] if p.recipe.sample is not None)

    # Doing

    def watch(self, watched: bool, size: Size = _VIEW) -> None:
        """Whether somebody looks at `viewed`, and how large."""
        fresh = watched and (not self._watched or size != self._view_size)
        self._watched, self._view_size = watched, size
        if fresh:
            self._soon.start()

    def set_look(self, look: Look, text: str, gesture: object = None) -> None:
        """Lay the picture like this.

        Args:
            text: names the step in the photo's history.
            gesture: what follows with an equal one is the same step.
        """
        if look != self._look:
            self._look, self._label, self._gesture = look, text, gesture or object()
            self.changed.emit()
            self._ask()

    def lay(self) -> None:
        """Lay the picture over what is masked, as one step, and let it follow the studio from then on."""
        if not self.why_not:
            self._let_go()
            self._ask_fully(lays=True)

    def unlink(self) -> None:
        """The patch stays as it is."""
        if self._linked:
            self._let_go()
            self.changed.emit()
            self._ask()

    def open_patch(self, patch_id: str) -> bool:
        """Bring the point of a patch back into the studio, and link them. Returns whether that was possible."""
        patch = self._patch(patch_id)
        if patch is None or patch.recipe.sample is None:
            return False
        try:
            sample = PlacedSample.from_dict(patch.recipe.sample)
        except BadInput as error:
            self._state.failed.emit(Problem.of(error))
            return False
        if all(card.name != sample.point.model for card in self._state.cards):
            sentence = tr("The model {model}, which painted this patch, is not installed.", model=sample.point.model)
            self._state.failed.emit(Problem(sentence, tr("Install it again. The patch stays as it is.")))
            return False
        self._remember(patch_id, _place_of(patch))
        self._linked = patch_id
        self._adopt(patch, sample, tr("Open a patch"))
        return True

    def shut_down(self, timeout: float = _LEAVE_WITHIN_S) -> bool:
        """Stop the worker. Returns whether it ended within `timeout` seconds."""
        self._soon.stop()
        self._rest.stop()
        self._worker.cancel_all()
        return self._worker.close(timeout)

    # The photo

    @property
    def _document(self) -> Document | None:
        return None if self._editor is None else self._editor.document

    def _patch(self, patch_id: str) -> Patch | None:
        document = self._document
        return None if document is None else next((p for p in document.patches if p.id == patch_id), None)

    @property
    def _linked_patch(self) -> Patch | None:
        return self._patch(self._linked) if self._linked else None

    def _remember(self, patch_id: str, place: _Place) -> None:
        self._places.setdefault(patch_id, place)
        for forgotten in list(self._places)[:-_MOST_PLACES]:
            if forgotten != self._linked:
                del self._places[forgotten]

    def _let_go(self) -> None:
        self._linked = ""
        self._epoch += 1

    def _replaced(self) -> None:
        """Another photo is open, or none."""
        self._let_go()
        self._marked = None
        self._places.clear()
        self._look = replace(self._look, placement=Placement())
        self.changed.emit()
        self._soon.start()

    def _heard(self, change: Change) -> None:
        if change.kind is ChangeKind.CANVAS and change.reshaped:
            self._let_go()  # the sliders would lay their picture where it no longer belongs
            self._places.clear()
        elif change.kind is ChangeKind.CANVAS:
            self._places = {
                key: replace(place, rect=place.rect.translated(*change.moved)) for key, place in self._places.items()
            }
        if change.kind in (ChangeKind.MASK, ChangeKind.CANVAS):
            self._marked = None
        if change.kind is ChangeKind.STACK:
            self._stack_changed()
        if change.kind in (ChangeKind.STACK, ChangeKind.MASK, ChangeKind.CANVAS):
            self.changed.emit()
        if change.kind in (ChangeKind.PIXELS, ChangeKind.MASK, ChangeKind.CANVAS):
            self._soon.start()

    def _stack_changed(self) -> None:
        """Somebody else, such as an undo, may have changed the linked patch: then the studio follows the photo."""
        patch = self._linked_patch
        if patch is None or patch.recipe == self._written or patch.recipe.sample is None:
            return
        self._adopt(patch, PlacedSample.from_dict(patch.recipe.sample), tr("Follow the photo"))

    def _adopt(self, patch: Patch, sample: PlacedSample, text: str) -> None:
        """Show in the studio what a patch holds."""
        place = self._places[patch.id].rect
        edge = min(0.5, patch.recipe.feather / max(place.width, place.height, 1))
        self._look = Look(sample.placement, sample.colour, sample.sharpness, edge, sample.cutout)
        self._written = patch.recipe
        self._epoch += 1
        self.changed.emit()
        before = self._state.point
        self._state.set_point(self._known(sample), text)
        if self._state.point == before:
            self._ask()

    def _known(self, sample: PlacedSample) -> LatentPoint:
        """The point of a sample, or what it paints where a slider of it is gone."""
        if sample.baked is None:
            return sample.point
        there = {one.id for one in self._state.directions}
        same = sample.point.model == self._state.point.model
        return sample.point if same and all(move.direction in there for move in sample.point.moves) else sample.baked

    # Painting

    def _painted(self, _picture: NDArray[np.uint8], point: LatentPoint) -> None:
        if point == self._state.point:
            self._label = self._state.undo_text
            self._ask()

    def _ask(self) -> None:
        """Show how the picture lies as things stand; once they rest, lay it there in full."""
        if self._job is not None:
            self._job.cancel()
        if self._watched:
            self._ask_draft()
        if self._watched or self.linked:
            self._rest.start()

    def _ask_draft(self) -> None:
        wish = self._wish(lays=False)
        if wish is None:
            self.viewed.emit(None)
        elif wish.sample.picture is not None and not wish.above:
            rect, size = self._shown_rect(wish), _smaller(self._view_size, _DRAFT)
            self._worker.submit(
                lambda context: self._drafted(wish, rect, size), tr("Drafting"), then=self._show_draft, lane="draft"
            )

    def _shown_rect(self, wish: _Wish) -> Rect:
        return framed(wish.place.rect, wish.base.size, self._view_size.width / self._view_size.height)

    def _drafted(self, wish: _Wish, rect: Rect, size: Size) -> View:
        """On the worker thread."""
        from engine.inpaint.draft import Draft

        feather = wish.look.feather(wish.place.rect)
        key = (wish.place, wish.below, id(wish.base.photo), feather, rect, size)
        if self._draft is None or self._draft[0] != key:
            source = Composite(wish.base.photo, wish.below)
            self._draft = key, Draft(source, wish.place.mask, wish.place.rect, feather, rect, size)
        return View(self._draft[1].paint(wish.sample), rect)

    def _show_draft(self, job: Job[Any]) -> None:
        if job.value is not None and self._watched:
            self.viewed.emit(job.value)

    def _ask_fully(self, *, lays: bool = False) -> None:
        """Have the picture laid over the place as things stand, where somebody would see it."""
        wish = self._wish(lays) if lays or self._watched or self.linked else None
        if wish is None:
            return
        size = self._view_size
        job = self._worker.submit(
            lambda context: _laid(wish, size, context),
            tr("Laying the picture into the photo"),
            then=lambda job: self._take(job, wish),
            lane="lay" if lays else "follow",
        )
        self._job = None if lays else job

    def _wish(self, lays: bool) -> _Wish | None:
        document, patch, sample = self._document, self._linked_patch, self._sample()
        if document is None or sample is None:
            return None
        patches = document.patches
        if patch is not None and not lays:
            index = patches.index(patch)
            place, below, above = self._places[patch.id], patches[:index], patches[index + 1 :]
        else:
            if self._marked is None:
                bounds = document.mask_bounds
                self._marked = _Place(bounds, document.mask[bounds.slices].copy())
            if self._marked.rect.is_empty:
                return None
            place, below, above = self._marked, patches, ()
        merge = f"{self._linked} {self._state.depth} {self._gesture!r}"
        return _Wish(
            document=document,
            base=document.composite,
            place=place,
            below=below,
            above=above,
            sample=sample,
            look=self._look,
            patch_id="" if patch is None or lays else patch.id,
            lays=lays,
            label=self._label or tr("Follow the studio"),
            merge=merge,
            epoch=self._epoch,
        )

    def _sample(self) -> PlacedSample | None:
        state, look = self._state, self._look
        if state.generator is None or state.picture is None or state.picture_point is None:
            return None
        # What was painted last may be a moment behind the point, or a preview of another one.
        picture = state.picture if state.picture_point == state.point else None
        portable = state.portable(state.point)
        baked = None if portable == state.point else portable
        return PlacedSample(state.point, look.placement, look.colour, look.sharpness, baked, picture, look.cutout)

    def _take(self, job: Job[Any], wish: _Wish) -> None:
        document = wish.document
        if job.state is JobState.FAILED:
            self._state.failed.emit(
                Problem.of(job.error or EngineError(tr("The picture could not be laid.")), job.details)
            )
        if job.value is None or document is not self._document or document.photo is not wish.base.photo:
            return
        laid: _Laid = job.value
        if wish.lays:
            self._lay(document, wish, laid.patch)
        elif wish.patch_id and wish.epoch == self._epoch:
            self._follow(document, wish, laid.patch)
        if self._watched:
            self.viewed.emit(laid.view)

    def _lay(self, document: Document, wish: _Wish, patch: Patch) -> None:
        here = document.mask[wish.place.rect.slices]
        if document.composite is not wish.base or bool((here < wish.place.mask).any()):
            self._state.noticed.emit(Notice(_CHANGED[0]))
            return
        self._linked, self._written = patch.id, patch.recipe
        self._remember(patch.id, wish.place)
        document.add_patch(patch, label=tr("Lay a picture"), consumed=(wish.place.rect, wish.place.mask))
        self._state.noticed.emit(Notice(tr("The picture is on the photo, and follows the sliders")))

    def _follow(self, document: Document, wish: _Wish, patch: Patch) -> None:
        linked = self._linked_patch
        if linked is None or _same(linked, patch):
            return
        follower = replace(patch, id=linked.id, visible=linked.visible, opacity=linked.opacity, name=linked.name)
        self._written = follower.recipe
        document.replace_patch(linked.id, follower, wish.label, merge=wish.merge)


def _smaller(first: Size, second: Size) -> Size:
    return Size(min(first.width, second.width), min(first.height, second.height))


def _same(first: Patch, second: Patch) -> bool:
    """Whether two patches of one place show the same."""
    return (first.recipe.sample, first.recipe.feather) == (second.recipe.sample, second.recipe.feather)


def _place_of(patch: Patch) -> _Place:
    """Where a patch lies, as a mask: what shows of it."""
    bounds = patch.bounds
    mask = np.zeros((bounds.height, bounds.width), np.uint8)
    for piece in patch.pieces:
        part = mask[piece.rect.translated(-bounds.x, -bounds.y).slices]
        np.maximum(part, piece.alpha, out=part)
    return _Place(bounds, mask)


def _laid(wish: _Wish, size: Size, context: JobContext) -> _Laid:
    """On the worker thread: the patch, and what the photo around it looks like with it."""
    from engine.inpaint import fill

    patch = fill(_request(wish), context).patch
    rect = framed(wish.place.rect, wish.base.size, size.width / size.height)
    shown = Composite(wish.base.photo, (*wish.below, patch, *wish.above))
    return _Laid(patch, View(thumbnail(shown, rect, size), rect))


def _request(wish: _Wish) -> InpaintRequest:
    from engine.inpaint import FillSettings, InpaintRequest
    from engine.inpaint.placed import CONTEXT

    feather = wish.look.feather(wish.place.rect)
    settings = FillSettings("latent", context=CONTEXT, feather=feather, sample=wish.sample)
    below = Composite(wish.base.photo, wish.below)
    return InpaintRequest(below, wish.place.mask, wish.place.rect, settings)
