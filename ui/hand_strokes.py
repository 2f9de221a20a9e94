"""Strokes of the clone stamp and the healing brush on their way onto a document: seen at once, laid one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from engine.document import Change, ChangeKind, Composite, Document, HandStroke, MaskArea, Patch, Piece, Recipe
from engine.errors import EngineError
from engine.geometry import Rect
from engine.jobs import Job, JobContext, JobState
from engine.language import mark, tr
from engine.retouch import Painting, painted, patch_of, places_to_avoid
from ui.job_bridge import JobBridge
from ui.problems import Notice, Problem
from ui.tools.clone import CloneTool
from ui.tools.heal import HealTool

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from engine.mask import BrushTip
    from engine.settings import Settings
    from ui.canvas.view import CanvasView
    from ui.editor import Editor
    from ui.retouch import RetouchDesk
    from ui.tools.clone_source import CloneSource, Offset

_LABELS = {"clone": mark("Clone stamp"), "heal": mark("Healing brush")}
_VEIL_SHARE = 0.42  # of black on bright places and white on dark ones: a stroke whose source is not known yet
_LEAVE_WITHIN_S = 0.5
_SMALL_AREA = 4 * 256 * 256  # px
_MARKS_WITHIN = 128  # px around a stroke, and twice its length, in which marks may matter
_AT_ONCE = 300_000  # px of patches that are laid, a move, to know what is copied: 2 ms


class HandStrokes(QObject):
    """Takes strokes from the tools, shows them over the canvas, and lays them on their documents in their order.

    A small clone is laid when the hand lifts; a stroke to be healed is shown as a clone until a worker has solved it,
    and a large clone until its pixels have been copied.
    `changed` tells that strokes are under way, or no more; `source_chosen_by_hand` that the person has chosen a source.
    """

    changed = Signal()
    source_chosen_by_hand = Signal()

    def __init__(self, editor: Editor, canvas: CanvasView, source: CloneSource) -> None:
        super().__init__(canvas)
        self._editor, self._canvas, self._source = editor, canvas, source
        self.opacity = 1.0
        self._in_hand: list[_Stroke] = []
        self._waiting: list[_Stroke] = []
        self._job: Job[Any] | None = None
        self._catching_up: Job[Any] | None = None
        self._worker, self._sources = JobBridge(self), JobBridge(self)
        self._when_idle: list[Callable[[], object]] = []
        editor.changed.connect(self._heard)
        editor.photo_removed.connect(lambda one: self._drop(one.document))
        editor.document_replaced.connect(self._show_all)

    # For the tools

    def begin(self, document: Document, method: str, tip: BrushTip, offset: Offset | None) -> _Stroke:
        """A stroke that is painted from now on. Without an `offset` what lies around it fills it when it ends."""
        stroke = _Stroke(self, document, method, tip, offset, self._source.layers, self.opacity)
        self._in_hand.append(stroke)
        return stroke

    def miss_source(self) -> None:
        """Somebody wanted to paint without a source."""
        self._editor.noticed.emit(Notice(tr("Alt+click (or Ctrl+click) the place to copy from first")))

    def source_chosen(self) -> None:
        """The person has chosen a place, so that none is looked for any more."""
        self.source_chosen_by_hand.emit()

    # For the window

    @property
    def is_busy(self) -> bool:
        """Whether a stroke is still being healed."""
        return bool(self._waiting)

    def set_opacity(self, opacity: float) -> None:
        """How much the strokes that begin from now on cover, 0..1."""
        self.opacity = opacity

    def when_idle(self, then: Callable[[], object]) -> None:
        """Call `then` once every stroke has been laid: at once where none is under way."""
        if self._waiting:
            self._when_idle.append(then)
        else:
            then()

    def shut_down(self) -> bool:
        """Stop the worker. Returns whether it ended in time."""
        self._when_idle.clear()
        self._worker.cancel_all()
        self._sources.cancel_all()
        return self._sources.close(_LEAVE_WITHIN_S) and self._worker.close(_LEAVE_WITHIN_S)

    # What strokes tell

    def painted_on(self, stroke: _Stroke, rects: tuple[Rect, ...]) -> None:
        """`stroke` looks different in `rects` (photo pixels)."""
        if rects and self._canvas.document is stroke.document:
            self._canvas.show_strokes(self._shown(stroke.document), rects)

    def fell_behind(self, stroke: _Stroke) -> None:
        """`stroke` covers more than it can show so far: a worker finds out what is copied there."""
        if self._catching_up is None:
            painting, rects = stroke.painting, stroke.painting.behind
            self._catching_up = self._sources.submit(
                lambda _: painting.source_pieces(rects),
                tr(_LABELS[stroke.method]),
                then=lambda job: self._caught_up(job, stroke),
            )

    def _caught_up(self, job: Job[Any], stroke: _Stroke) -> None:
        self._catching_up = None
        if job.state is not JobState.FINISHED or job.value is None:
            return
        stroke.catch_up(job.value)
        if stroke in (*self._waiting, *self._in_hand):
            self.painted_on(stroke, tuple(rect.translated(*stroke.moved) for rect, *_ in job.value))
        for other in (*self._in_hand, *self._waiting):
            if other.painting.behind:
                self.fell_behind(other)

    def committed(self, stroke: _Stroke) -> None:
        """The hand has lifted."""
        self._in_hand.remove(stroke)
        if not stroke.covered_rects:
            return
        self._count(stroke.document, 1)
        self._waiting.append(stroke)
        self._advance()

    def cancelled(self, stroke: _Stroke) -> None:
        """The person wants none of it."""
        if stroke in self._in_hand:
            self._in_hand.remove(stroke)
            self._take_off(stroke)

    # Laying

    def _advance(self) -> None:
        """Lay what can be laid, and begin with what has to be solved."""
        while self._waiting and self._job is None:
            stroke = self._waiting[0]
            if stroke.is_ready and stroke.is_small:
                self._lay(stroke, patch_of(stroke.painting, stroke.method, stroke.opacity))
            else:
                self._solve(stroke)
        self.changed.emit()
        if not self._waiting:
            waiting, self._when_idle = self._when_idle, []
            for then in waiting:
                then()

    def _solve(self, stroke: _Stroke) -> None:
        """On what the document shows now: strokes before this one are part of it."""
        base = stroke.document.composite
        self._job = self._worker.submit(
            stroke.work(base), tr(_LABELS[stroke.method]), then=lambda job: self._solved(job, stroke, base)
        )

    def _solved(self, job: Job[Any], stroke: _Stroke, base: Composite) -> None:
        self._job = None
        if stroke not in self._waiting:
            self._advance()
            return
        if job.state is JobState.FAILED:
            error = job.error or EngineError(tr("The stroke could not be laid."))
            self._editor.failed.emit(Problem.of(error, job.details))
            self._leave_out(stroke)
        elif job.state is JobState.CANCELLED:
            self._leave_out(stroke)
        elif stroke.document.composite is base:
            self._lay(stroke, job.value)
        # Else something else has changed the picture below: it is solved again on what is there now.
        self._advance()

    def _lay(self, stroke: _Stroke, patch: Patch | None) -> None:
        self._waiting.remove(stroke)
        if patch is not None:
            stroke.document.add_patch(patch, clear_mask=False, label=tr(_LABELS[stroke.method]))
        self._count(stroke.document, -1)
        self._take_off(stroke)

    def _leave_out(self, stroke: _Stroke) -> None:
        self._waiting.remove(stroke)
        self._count(stroke.document, -1)
        self._take_off(stroke)

    def _count(self, document: Document, step: int) -> None:
        """A photo with a stroke under way must not be closed as if nothing had been done to it."""
        one = self._editor.of(document)
        if one is not None:
            one.unfinished += step

    # Showing

    def _shown(self, document: Document) -> tuple[Patch, ...]:
        return tuple(stroke.preview for stroke in (*self._waiting, *self._in_hand) if stroke.document is document)

    def _take_off(self, stroke: _Stroke) -> None:
        if self._canvas.document is stroke.document:
            self._canvas.show_strokes(self._shown(stroke.document), stroke.covered_rects)

    def _show_all(self) -> None:
        document = self._canvas.document
        if document is not None and self._shown(document):
            rects = tuple(rect for patch in self._shown(document) for rect in patch.rects)
            self._canvas.show_strokes(self._shown(document), rects)

    # What happens to the documents

    def _heard(self, change: Change) -> None:
        document = self._editor.document
        if change.kind is not ChangeKind.CANVAS or document is None:
            return
        if change.reshaped:
            self._source.forget()
        else:
            self._source.move(document, *change.moved)
        waiting = [stroke for stroke in self._waiting if stroke.document is document]
        for stroke in waiting:
            if change.reshaped:
                self._leave_out(stroke)
            else:
                stroke.move(*change.moved)
        if waiting and change.reshaped:
            self._editor.noticed.emit(
                Notice(tr("The photo took another shape while a stroke was being healed, so the stroke was left out"))
            )

    def _drop(self, document: Document) -> None:
        for stroke in [stroke for stroke in self._waiting if stroke.document is document]:
            self._waiting.remove(stroke)


def tied_tools(desk: RetouchDesk, settings: Settings) -> HandStrokes:
    """Give the desk's clone and heal tools one source, somebody who lays their strokes, and their options."""
    clone, heal = desk.tool("clone"), desk.tool("heal")
    assert isinstance(clone, CloneTool)
    assert isinstance(heal, HealTool)
    source, options = clone.source, desk.tool_options.clone
    strokes = HandStrokes(desk.editor, desk.canvas, source)
    source.aligned, source.layers = settings.clone_aligned, settings.clone_layers
    heal.source, heal.automatic = source, settings.heal_automatic
    clone.maker = heal.maker = strokes
    options.show_values(opacity=strokes.opacity, aligned=source.aligned, layers=source.layers, automatic=heal.automatic)

    def choose(**values: object) -> None:
        for name, value in values.items():
            setattr(settings, name, value)
        source.aligned, source.layers = settings.clone_aligned, settings.clone_layers
        heal.automatic = settings.heal_automatic
        desk.canvas.update()

    def chosen_by_hand() -> None:
        options.show_automatic(False)
        choose(heal_automatic=False)

    options.opacity_changed.connect(strokes.set_opacity)
    options.aligned_changed.connect(lambda aligned: choose(clone_aligned=aligned))
    options.layers_changed.connect(lambda layers: choose(clone_layers=layers))
    options.automatic_changed.connect(lambda automatic: choose(heal_automatic=automatic))
    strokes.source_chosen_by_hand.connect(chosen_by_hand)
    strokes.changed.connect(desk.refresh_soon)
    return strokes


class _Stroke:
    """One stroke, from its first dab until it is on its document."""

    def __init__(
        self,
        strokes: HandStrokes,
        document: Document,
        method: str,
        tip: BrushTip,
        offset: Offset | None,
        layers: str,
        opacity: float,
    ) -> None:
        self._strokes = strokes
        self.document, self.method, self.offset, self.opacity = document, method, offset, opacity
        self.painting = Painting(
            document.composite, tip, offset, layers, at_once=_AT_ONCE, adapts=method == "heal" and offset is not None
        )
        self.moved = (0, 0)
        self._veil: NDArray | None = None
        self.preview = self._seen()

    # For the tool

    def move_to(self, x: float, y: float, pressure: float) -> None:
        """Paint on to a photo point."""
        touched, is_new = self.painting.move_to(x, y, pressure)
        if is_new:
            self.preview = self._seen()
        self._strokes.painted_on(self, touched)
        if self.painting.behind:
            self._strokes.fell_behind(self)

    def catch_up(self, made: tuple[Any, ...]) -> None:
        """What lay behind is known now."""
        self.painting.catch_up(made)
        if self.moved == (0, 0):  # else nothing of it is shown before it is laid
            self.preview = self._seen()

    def commit(self) -> None:
        """The hand has lifted: lay it."""
        self._strokes.committed(self)

    def cancel(self) -> None:
        """Take it back."""
        self._strokes.cancelled(self)

    # For those who lay it

    @property
    def is_ready(self) -> bool:
        """Whether nothing has to be computed: a copy of what is still there."""
        return self.method == "clone" and self.document.composite is self.painting.composite

    @property
    def is_small(self) -> bool:
        """Whether its pixels are copied within a fraction of a frame."""
        return self.painting.touched_area <= _SMALL_AREA and not self.painting.behind

    @property
    def covered_rects(self) -> tuple[Rect, ...]:
        """Where it shows, in photo pixels."""
        return tuple(rect.translated(*self.moved) for rect in self.painting.covered_rects())

    def move(self, dx: int, dy: int) -> None:
        """The canvas has moved under it."""
        self.moved = self.moved[0] + dx, self.moved[1] + dy
        self.preview = Patch("stroke", (), Recipe(self.method))

    def work(self, base: Composite) -> Callable[[JobContext], Patch | None]:
        """What makes its patch over `base`, on the worker thread."""
        painting, stroke = self.painting, self.painting.stroke().moved(*self.moved)
        method, opacity, marked = self.method, self.opacity, self._marked_around()
        return lambda context: _made(base, painting, stroke, method, opacity, context, marked)

    def _marked_around(self) -> MaskArea | None:
        """A copy of what is marked near a stroke that is healed."""
        if self.method == "clone":
            return None
        bounds = self.painting.bounds.translated(*self.moved)
        near = bounds.grown(_MARKS_WITHIN + 2 * max(bounds.width, bounds.height))
        rect = near.intersected(self.document.mask_bounds)
        return None if rect.is_empty else MaskArea(rect, self.document.mask[rect.slices].copy())

    def _seen(self) -> Patch:
        pieces = self.painting.live_pieces
        if self.offset is not None:
            return Patch("stroke", pieces, Recipe(self.method), opacity=self.opacity)
        if self._veil is None and pieces:
            self._veil = _veil(pieces)
        veil = np.array(0, np.uint8) if self._veil is None else self._veil
        veiled = tuple(Piece(one.rect, np.broadcast_to(veil, one.pixels.shape), one.alpha) for one in pieces)
        return Patch("stroke", veiled, Recipe(self.method), opacity=_VEIL_SHARE)


def _veil(pieces: tuple[Piece, ...]) -> NDArray:
    """One sample that is seen on the first of these pieces."""
    pixels = pieces[0].pixels
    white = np.iinfo(pixels.dtype).max
    return np.array(0 if pixels.mean() > white / 2 else white, pixels.dtype)


def _made(
    base: Composite,
    painting: Painting,
    stroke: HandStroke,
    method: str,
    opacity: float,
    context: JobContext,
    marked: MaskArea | None,
) -> Patch | None:
    """On the worker thread."""
    if method == "clone" and base is painting.composite:
        return patch_of(painting, method, opacity, context)
    today = painted(base, stroke)
    if method == "heal" and not today.is_empty:
        today.avoid = places_to_avoid(today, marked)
    return patch_of(today, method, opacity, context)
