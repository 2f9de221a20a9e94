"""Tiles that would take longer than a frame: decided on in the main thread, composed in another one.

Two kinds of order go to the thread, one at a time. What is missing of the picture that is shown comes piece by piece. A
picture that is to be shown next, because patches have changed, comes as a whole: until then the one before is shown.
"""

from __future__ import annotations

import logging
import math
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.document import Composite
from engine.errors import Cancelled
from engine.geometry import Rect
from ui.canvas.adjusted import without_adjustments
from ui.canvas.ground import Ground
from ui.canvas.pyramid import PlanePyramid

# Of laying patches, in their pixels, while somebody waits: 5 ns each.
FRAME = 600_000
_TELL_EVERY_S = 0.05

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wish:
    """A tile: `rect` of a level of the plane with this number, with patches over it or without."""

    plane: int
    level: int
    rect: Rect
    patched: bool

    @property
    def place(self) -> Rect:
        """In photo pixels; it may reach beyond the photo."""
        return Rect.from_bounds(
            *(at << self.level for at in (self.rect.x, self.rect.y, self.rect.right, self.rect.bottom))
        )


@dataclass(eq=False)
class Order:
    """Tiles of one composite.

    Attributes:
        count: how many of its lowest patches are likely to stay as they are.
        changed: where it looks different from what is shown, in photo pixels, where it is to be shown next; else None.
        outdated: where what is shown has changed since, in photo pixels.
        missing: what has not come yet.
        is_hurried: whether it was to end before that.
    """

    composite: Composite
    wishes: tuple[Wish, ...]
    count: int
    changed: tuple[Rect, ...] | None = None
    outdated: list[Rect] = field(default_factory=list)
    is_hurried: bool = False

    def __post_init__(self) -> None:
        self.missing = dict.fromkeys(self.wishes)

    @property
    def is_next(self) -> bool:
        return self.changed is not None


Made = dict[Wish, np.ndarray]
Tell = Callable[[Order, Made, bool], object]


class LateTiles:
    """How long somebody may still wait before the next frame, and the thread that makes the rest.

    Belongs to the main thread. With nobody to tell, nothing is ever late.

    Args:
        planes: what tiles are made of, colours first.
    """

    def __init__(self, planes: Sequence[PlanePyramid], ground: Ground) -> None:
        self._planes, self._ground = planes, ground
        self._tell: Tell | None = None
        self._is_built = False
        self._left, self._reserved = float(FRAME), 0.0
        self._asked: dict[Wish, None] = {}
        self._outdated: list[Rect] = []  # since the thread last got to work
        self.order: Order | None = None
        self._worker: _Worker | None = None
        for plane in planes:
            plane.lateness = _Lateness(self, is_alpha=plane is not planes[0])

    def tell(self, told: Tell) -> None:
        """`told` is called in the thread with tiles that are there, and whether they are the last of their order."""
        self._tell = told

    @property
    def works(self) -> bool:
        """Whether tiles may be ordered: before the photo's own levels are there, all is coarse anyway."""
        return self._tell is not None and self._is_built

    # The frame

    @property
    def left(self) -> float:
        """What is still done at once."""
        return math.inf if self._tell is None else self._left

    def affords(self, effort: float) -> bool:
        """Whether that is still done at once; it counts as done then."""
        if self._tell is None:
            return True
        if effort > self._left:
            return False
        self._left -= effort
        return True

    @property
    def free(self) -> float:
        """What may still be reserved."""
        return FRAME - self._reserved

    def reserves(self, effort: float) -> bool:
        """Whether a change that costs so much to draw can be part of the next frame; that is kept free for it."""
        if not self.works:
            return True
        if self._reserved + effort > FRAME:
            return False
        self._reserved += effort
        self._left = FRAME + self._reserved
        return True

    def looked_at(self) -> None:
        """Somebody reads who comes seldom, and not with each frame."""
        self._left = FRAME + self._reserved

    def frame_drawn(self) -> None:
        """The next one may take as long again."""
        self._left, self._reserved = float(FRAME), 0.0

    # Orders

    def levels_built(self) -> None:
        """The photo's own levels are others now: what was made from those before is of no use."""
        self._is_built = True
        self._asked.clear()
        self._drop_worker()

    def changed(self, rects: tuple[Rect, ...]) -> None:
        """What is to be shown next has changed inside these photo rectangles."""
        self._outdated.extend(rects)

    def ask(self, plane: PlanePyramid, level: int, tiles: tuple[Rect, ...], *, patched: bool) -> None:
        """These tiles are missing from what is shown."""
        if self.works:
            number = list(self._planes).index(plane)
            for tile in tiles:
                wish = Wish(number, level, tile, patched)
                self._asked.pop(wish, None)
                self._asked[wish] = None

    def asked(self, levels: set[int]) -> tuple[Wish, ...]:
        """What has been asked for since, as far as it lies on one of these levels: the newest first."""
        wishes = tuple(wish for wish in reversed(self._asked) if wish.level in levels)
        self._asked.clear()
        return wishes

    def begin(self, order: Order) -> None:
        """Has the tiles made; only while there is no other order."""
        assert self.order is None
        assert self._tell is not None
        self.order = order
        if self._worker is None:
            self._worker = _Worker(self._planes)
        outdated, self._outdated = tuple(self._outdated), []
        self._worker.start(order, outdated, self._tell)

    def hurry(self) -> None:
        """Something else is more pressing: the order is to end with what there is."""
        if self._worker is not None and self.order is not None:
            self.order.is_hurried = True
            self._worker.hurry.set()

    def came(self, order: Order, made: Made, *, is_last: bool) -> None:
        """These tiles of the order are there. Of one that had to end before, the rest is asked for again."""
        for wish in made:
            order.missing.pop(wish, None)
        if is_last:
            self.order = None
            if order.is_hurried:
                self._asked = dict.fromkeys((*order.missing, *self._asked))

    def rest(self) -> None:
        """Nobody is told anything, and nothing is late, until `tell` is called again."""
        self._tell = None
        self._asked.clear()
        self._drop_worker()

    def close(self) -> None:
        """Nobody is told anything after this."""
        self.rest()
        for plane in self._planes:
            plane.lateness = None

    def _drop_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.close()
        self.order = None


class _Lateness:
    """What one plane asks."""

    def __init__(self, late: LateTiles, *, is_alpha: bool) -> None:
        self._late, self._is_alpha = late, is_alpha

    @property
    def left(self) -> float:
        return self._late.left

    def affords(self, effort: float) -> bool:
        return self._late.affords(effort)

    def effort(
        self, composite: Composite, rect: Rect, start: int = 0, stop: int | None = None, most: float = math.inf
    ) -> float:
        return self._late._ground.effort(composite, rect, start, stop, most)

    def layers(self, composite: Composite, rect: Rect) -> float:
        return self._late._ground.layers(composite, rect)

    def pick(self, composite: Composite, rect: Rect, step: int) -> np.ndarray:
        colours, alpha = composite.pick(rect, step)
        if not self._is_alpha:
            return colours
        assert alpha is not None
        return alpha

    def ask(self, plane: PlanePyramid, level: int, tiles: tuple[Rect, ...], *, patched: bool) -> None:
        self._late.ask(plane, level, tiles, patched=patched)


class _Worker:
    """The thread's side: planes and a ground of its own, which are kept from order to order."""

    def __init__(self, planes: Sequence[PlanePyramid]) -> None:
        self._ground = Ground()
        reads = (self._ground.read, read_alpha)
        self._planes = [plane.twin(read, self._check) for plane, read in zip(planes, reads, strict=False)]
        self.hurry = threading.Event()
        self._orders: queue.SimpleQueue[tuple[Order, tuple[Rect, ...], Tell] | None] = queue.SimpleQueue()
        threading.Thread(target=self._work, name="late tiles", daemon=True).start()
        self._telling = threading.Lock()
        self._is_closed = False

    def start(self, order: Order, outdated: tuple[Rect, ...], tell: Tell) -> None:
        self.hurry.clear()
        self._orders.put((order, outdated, tell))

    def close(self) -> None:
        """Once this is through nothing is told any more; the thread ends by itself within milliseconds."""
        with self._telling:
            self._is_closed = True
        self.hurry.set()
        self._orders.put(None)

    def _work(self) -> None:
        while (given := self._orders.get()) is not None:
            if not self._is_closed:
                self._run(*given)

    def _check(self) -> None:
        if self.hurry.is_set():
            raise Cancelled

    def _run(self, order: Order, outdated: tuple[Rect, ...], tell: Tell) -> None:
        made: Made = {}
        try:
            self._catch_up(order, outdated)
            told = time.monotonic()
            for wish in order.wishes:
                made[wish] = self._make(order.composite, wish)
                if not order.is_next and time.monotonic() - told > _TELL_EVERY_S:
                    self._told(tell, order, made, False)
                    made, told = {}, time.monotonic()
        except Cancelled:
            pass
        except Exception:  # what is missing is shown coarsely; the window lives on
            logger.warning("tiles could not be composed", exc_info=True)
        self._told(tell, order, made, True)

    def _catch_up(self, order: Order, outdated: tuple[Rect, ...]) -> None:
        for plane in self._planes:
            plane.patches_changed(outdated)
        self._ground.lay(order.composite, order.count, outdated)

    def _make(self, composite: Composite, wish: Wish) -> np.ndarray:
        if wish.plane:
            composite = without_adjustments(composite)
        return self._planes[wish.plane].make_tile(wish.level, wish.rect, composite, patched=wish.patched)

    def _told(self, tell: Tell, order: Order, made: Made, is_last: bool) -> None:
        with self._telling:
            if not self._is_closed:
                tell(order, made, is_last)


def read_alpha(composite: Composite, rect: Rect) -> np.ndarray:
    """The alpha of a composite whose photo has one."""
    alpha = composite.read_alpha(rect)
    assert alpha is not None
    return alpha
