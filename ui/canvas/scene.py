"""What the canvas shows of a document: its composite or a candidate's, its mask, and the photo alone."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Literal

import cv2
import numpy as np

from engine.document import Composite, Document, Patch
from engine.document.changes import rects_between
from engine.geometry import Margins, Rect, Size
from engine.memory import give_back
from ui.canvas.adjusted import last_adjustments, without_adjustments
from ui.canvas.ground import Ground, differing
from ui.canvas.known_levels import KnownLevels, planes_of
from ui.canvas.known_masks import KnownMasks
from ui.canvas.late import LateTiles, Made, Order, Wish
from ui.canvas.moved_mask import MovedMask
from ui.canvas.pyramid import MaskPyramid, PlanePyramid, level_rect, level_size

Compare = Literal["off", "original", "wipe"]
_TOGETHER = 1.2
_MADE_ANEW = 512 * 512  # px


class Scene:
    """The pixels of one document, ready for the screen. Belongs to the main thread, apart from `build`.

    What is shown follows the document at once where drawing it takes no longer than a frame. Else what was shown before
    stays, as a whole, until a thread has composed all of it that is in sight; see `late_tiles`.

    `screen` is the screen's profile; None stands for sRGB. `masks` and `levels` are what others know already.
    """

    def __init__(
        self,
        document: Document,
        screen: bytes | None = None,
        masks: KnownMasks | None = None,
        levels: KnownLevels | None = None,
    ) -> None:
        photo = self.photo = document.photo
        self.document, self.screen = document, screen
        self.size: Size = document.size
        self._ground = Ground()
        planes = planes_of(photo, screen, self._ground)
        self._is_reduced = levels is not None and levels.take(photo, planes)
        self.colours, self.alpha = planes[0], planes[1] if len(planes) > 1 else None
        self._masks = masks or KnownMasks()
        self._own_mask = self._masks.of(document)
        self.mask: MaskPyramid | MovedMask = self._own_mask
        self.compare: Compare = "off"
        self.wipe_position = 0.5
        self._preview: tuple[Patch, str | None] | None = None
        self._strokes: tuple[Patch, ...] = ()
        self._touched: list[Rect] = []  # by strokes since something was last read
        self._composite = self._wanted = document.composite
        self._changed: list[Rect] = []  # where these two look different
        self._patched = self._composite.bounds_changed()
        self._builders: list[threading.Thread] = []
        self._when_built: Callable[[], None] | None = None
        self._unbuilt = 0  # builders that have not been heard of yet
        self.colours.when_native_is_needed = self._build_native
        self._late = LateTiles(self._planes(), self._ground)
        self._sights: dict[str, tuple[int, Rect]] = {}
        self._level_read = 0  # last, by somebody else than the window
        self._stop = threading.Event()

    @property
    def composite(self) -> Composite:
        """What is shown, or as soon as it can be, where nothing is being compared: the document's, or a preview's."""
        return self._wanted

    @property
    def is_previewing(self) -> bool:
        """Whether a patch is shown that the document does not hold."""
        return self._preview is not None

    @property
    def level_count(self) -> int:
        return self.colours.count

    def build(self, when_done: Callable[[], None]) -> bool:
        """Computes the reduced levels in a thread of their own, which calls `when_done` at the end.

        Returns whether that is to be waited for: not where they were known.
        """
        self._when_built = when_done
        if self._is_reduced:
            self._late.levels_built()
        else:
            self._start(self._build, when_done)
        return not self._is_reduced

    def _build_native(self, native: PlanePyramid) -> None:
        """Under an adjustment the photo is reduced in its own depth and space, once there is one."""
        if self._when_built is not None:
            self._start(self._build_one, native, self._when_built)

    # Late tiles

    def when_tiles_come(self, told: Callable[[Order, Made, bool], object]) -> None:
        """From now on tiles may come late: `told` is called in a thread, with what `take_tiles` is to be given."""
        self._late.tell(told)

    def in_sight(self, level: int, rect: Rect) -> None:
        """This rectangle of a level is what the window shows."""
        self._sights["window"] = level, rect

    def frame_drawn(self) -> None:
        """What could not be drawn as it is gets to be made."""
        self._late.frame_drawn()
        self._order_missing()

    def take_tiles(self, order: Order, made: Made, is_last: bool) -> tuple[Rect, ...]:
        """Keeps tiles that came late, in the main thread. Returns the photo rectangles that look different now."""
        if order is not self._late.order:
            return ()
        changed: list[Rect] = []
        if order.changed is not None:
            self._show(order.composite, order.changed, anew=True)
            changed.extend(order.changed)
        for wish, tile in made.items():
            if not any(wish.place.overlaps(rect) for rect in order.outdated):
                plane = self._planes()[wish.plane]
                plane.take_tiles(wish.level, {wish.rect: tile}, patched=wish.patched)
                if order.changed is None:
                    changed.append(wish.place.clipped(self.size))
        self._late.came(order, made, is_last=is_last)
        if is_last:
            changed.extend(self._settle())
            self._order_missing()
        return tuple(dict.fromkeys(changed))

    def _order_missing(self) -> None:
        """Of what is shown; not where something else is to be shown next."""
        if self._late.order is None and self._late.works:
            wishes = self._late.asked({self._level_read, *(level for level, _ in self._sights.values())})
            if wishes:
                self._late.begin(Order(self._composite, wishes, self._kept_below(self._composite)))

    def _settle(self) -> tuple[Rect, ...]:
        """Shows what is wanted, or has it made. Returns what looks different now, in photo pixels."""
        order, rects = self._late.order, tuple(dict.fromkeys(self._changed))
        if order is not None and order.is_next:
            return ()
        if not self._late.reserves(self._effort(rects)):
            if order is not None:
                self._late.hurry()
                return ()
            wishes = tuple(self._wishes(rects))
            if wishes:
                self._changed.clear()
                self.colours.need_native(self._wanted)
                self._late.begin(Order(self._wanted, wishes, self._alike(), rects))
                return ()
        self._changed.clear()
        if order is not None:
            order.outdated.extend(rects)
        self._show(self._wanted, rects)
        return rects

    def _show(self, composite: Composite, rects: tuple[Rect, ...], *, anew: bool = False) -> None:
        """`anew`: the tiles are made already, or are not worth to be kept."""
        self._composite, self._patched = composite, composite.bounds_changed()
        self._ground.lay(composite, self._kept_below(composite), rects)
        if not anew:
            self._forget(rects)
            return
        for plane in self._planes():
            plane.patches_changed(rects)

    def _effort(self, rects: tuple[Rect, ...]) -> float:
        """What drawing these photo rectangles would cost, once they show what is wanted."""
        if not self._late.works:
            return 0.0
        effort, most = 0.0, self._late.free
        for each in self._efforts(rects, most):
            effort += each
            if effort > most:
                break
        return effort

    def _efforts(self, rects: tuple[Rect, ...], most: float) -> Iterator[float]:
        sights = list(self._sights.values())
        level = sights[0][0] if sights else 0
        for rect in rects:
            if self._is_followed(rect):
                whole = self.colours.effort(level, level_rect(rect, level), self._wanted, most)
                yield whole * max(1, self.colours.kept_levels(rect))
        spread = tuple(rect for rect in rects if not self._is_followed(rect))
        for level, spot in sights:
            for tile in self._hit_tiles(self.colours, level, spot, spread):
                yield self.colours.effort(level, tile if level else tile.intersected(spot), self._wanted, most)

    def _wishes(self, rects: tuple[Rect, ...]) -> Iterator[Wish]:
        """The tiles in sight that what is wanted needs."""
        for level, spot in self._sights.values():
            for number, plane in enumerate(self._planes()):
                composite = self._wanted if not number else without_adjustments(self._wanted)
                patched = [level_rect(rect, level) for rect in composite.bounds_changed()]
                for tile in self._hit_tiles(plane, level, spot, rects):
                    if any(tile.overlaps(rect) for rect in patched):
                        yield Wish(number, level, tile, True)

    @staticmethod
    def _hit_tiles(plane: PlanePyramid, level: int, spot: Rect, rects: tuple[Rect, ...]) -> list[Rect]:
        hit = [level_rect(rect, level) for rect in rects]
        hit = [rect for rect in hit if rect.overlaps(spot)]
        return (
            [tile for tile in plane.tile_rects(level, spot) if any(tile.overlaps(rect) for rect in hit)] if hit else []
        )

    def _kept_below(self, composite: Composite) -> int:
        """What is kept is what lies under strokes in the hand, or else under adjustments of everything."""
        shown, count = composite.patches, len(self._strokes)
        return len(shown) - count if count and shown[-count:] == self._strokes else last_adjustments(shown)

    def _alike(self) -> int:
        """How many patches are the same, from the lowest on, in what is shown and what is wanted: a hand goes on."""
        pairs = zip(self._composite.patches, self._wanted.patches, strict=False)
        alike = next((count for count, (one, other) in enumerate(pairs) if one is not other), None)
        alike = min(len(self._composite.patches), len(self._wanted.patches)) if alike is None else alike
        return min(alike, self._kept_below(self._wanted))

    def _build_one(self, plane: PlanePyramid, when_done: Callable[[], None]) -> None:
        if plane.build(self._stop.is_set):
            when_done()

    def _start(self, run: Callable[..., None], *arguments: object) -> None:
        self._unbuilt += 1
        self._builders = [each for each in self._builders if each.is_alive()]
        builder = threading.Thread(target=run, args=arguments, name="canvas levels", daemon=True)
        self._builders.append(builder)
        builder.start()

    def _build(self, when_done: Callable[[], None]) -> None:
        planes = [self.colours] if self.alpha is None else [self.colours, self.alpha]
        if all(plane.build(self._stop.is_set) for plane in planes):
            when_done()
            give_back()  # the reduced copies of the photo that was shown before are free by now

    def levels_changed(self) -> None:
        """To be called in the main thread once `build` is through."""
        self._unbuilt = max(0, self._unbuilt - 1)
        self._late.levels_built()
        for plane in self._planes():
            plane.levels_changed()
        self._show(self._wanted, tuple(self._changed), anew=True)
        self._changed.clear()

    @property
    def bytes_held(self) -> int:
        """Memory beyond the photo and its masks."""
        return sum(plane.bytes_held for plane in self._planes())

    def rest(self) -> bool:
        """Stops all work until `wake`, as nobody looks; False where its levels are not there yet."""
        order = self._late.order
        if order is not None and order.changed is not None:
            self._changed.extend(order.changed)  # what was to be shown next has not come
        self._late.rest()
        self._ground.forget()
        self._preview, self._strokes = None, ()
        return not self._unbuilt

    def wake(self) -> None:
        """Follows what the document has become meanwhile, while the photo is the same."""
        before = self._wanted.patches
        self._wanted = self.document.composite
        self._touched.clear()
        self._change(rects_between(before, self._wanted.patches, self.size))
        self.mask_changed()
        self.mask = self._own_mask

    def close(self) -> None:
        """Stops the building thread and waits for it: a strip takes milliseconds."""
        self._stop.set()
        self._late.close()
        for builder in self._builders:
            builder.join()
        self._builders.clear()
        # What refers to the scene from inside it would keep tens of megabytes until Python's collector comes by.
        self._when_built = None
        self.colours.when_native_is_needed = None

    def set_preview(self, patch: Patch | None, instead_of: str | None) -> tuple[Rect, ...]:
        """Shows `patch` on top, or in the place of the patch `instead_of`. Returns what looks different now."""
        self._preview = None if patch is None else (replace(patch, visible=True), instead_of)
        before = self._wanted.patches
        self._wanted = self._previewed(self.document.composite)
        return self._change(differing(before, self._wanted.patches, self.size))

    def set_strokes(self, strokes: tuple[Patch, ...], rects: tuple[Rect, ...]) -> tuple[Rect, ...]:
        """Shows patches that are being painted on top of all, which look different inside these photo rectangles.

        Returns what looks different by now.
        """
        self._strokes = strokes
        self._wanted = self._previewed(self.document.composite)
        return self._change(rects)

    def added_strips(self) -> tuple[Rect, ...]:
        """The canvas that was added to the photo, in photo pixels, as far as the original is being shown."""
        frame = self.document.photo.frame
        if frame is None or self.compare == "off":
            return ()
        size = self.size
        margins = Margins(frame.x, frame.y, size.width - frame.right, size.height - frame.bottom)
        edge = size.width if self.compare == "original" else round(self.wipe_position * size.width)
        seen = Rect(0, 0, edge, size.height)
        return tuple(strip.intersected(seen) for strip in margins.strips(frame.size) if strip.overlaps(seen))

    def composite_changed(self, rects: tuple[Rect, ...] = ()) -> tuple[Rect, ...]:
        """The document's patches have changed inside these photo rectangles. Returns what looks different by now."""
        self._wanted = self._previewed(self.document.composite)
        return self._change(rects)

    def _change(self, rects: tuple[Rect, ...]) -> tuple[Rect, ...]:
        self._changed.extend(rects)
        self._late.changed(rects)
        return self._settle()

    def mask_changed(self) -> None:
        """The document's mask has changed, or is another."""
        before, self._own_mask = self._own_mask, self._masks.of(self.document)
        if self.mask is before:
            self.mask = self._own_mask
        elif isinstance(self.mask, MovedMask):
            self.mask = self.mask.of(self._own_mask)

    def set_preview_mask(self, mask: MaskPyramid | None) -> None:
        """Shows another mask of the photo's size in the place of the document's; None shows that again."""
        self.mask = self._own_mask if mask is None or mask.size != self.size else mask

    def move_mask(self, way: tuple[int, int] | None) -> tuple[Rect, ...]:
        """Shows the mask by `way` photo pixels from where it is; None where it is. Returns what looks different now."""
        before = self.mask.hull
        self.mask = self._own_mask if way is None else MovedMask(self._own_mask, *way)
        return before, self.mask.hull

    def read_colours(self, level: int, rect: Rect) -> np.ndarray:
        """H x W x 3 uint8 sRGB of a rectangle of a level, as shown; never to be written to, and good until the next."""
        return self._read(self.colours, level, rect)

    def read_alpha(self, level: int, rect: Rect) -> np.ndarray | None:
        """H x W uint8 of a rectangle of a level; None where the photo has no alpha."""
        return None if self.alpha is None else self._read(self.alpha, level, rect)

    def read_scaled(self, rect: Rect, width: int, height: int) -> tuple[np.ndarray, np.ndarray | None]:
        """A photo rectangle without any comparing, scaled to width x height: (RGB, alpha or None), uint8."""
        scale = max(width / max(1, rect.width), height / max(1, rect.height))
        self._follow_strokes()
        level = next(level for level in reversed(range(self.level_count)) if level == 0 or scale * (1 << level) <= 1)
        step = 1 << level
        spot = Rect.from_bounds(rect.x // step, rect.y // step, -(-rect.right // step), -(-rect.bottom // step))
        spot = spot.clipped(level_size(self.size, level))
        self._late.looked_at()
        self._level_read = level
        if rect == Rect.of(self.size):
            self._sights["overview"] = level, spot
        planes = [plane.read(level, spot, *self._shown_by(plane)) for plane in self._planes()]
        self._order_missing()
        scaled = [cv2.resize(plane, (width, height), interpolation=cv2.INTER_AREA) for plane in planes]
        return scaled[0], scaled[1] if len(scaled) > 1 else None

    def _planes(self) -> list[PlanePyramid]:
        return [self.colours] if self.alpha is None else [self.colours, self.alpha]

    def _touch(self, rect: Rect) -> None:
        """A hand moves several times a frame: what lies together is made anew once."""
        last = self._touched[-1] if self._touched else rect
        both = last.united(rect)
        if self._touched and both.area <= _TOGETHER * (last.area + rect.area):
            self._touched[-1] = both
        else:
            self._touched.append(rect)

    def _follow_strokes(self) -> None:
        touched, self._touched = self._touched, []
        for rect in touched:
            for plane in self._planes():
                plane.repaint(rect, *self._shown_by(plane))

    def _read(self, plane: PlanePyramid, level: int, rect: Rect) -> np.ndarray:
        self._follow_strokes()
        if self.compare == "original":
            return plane.read(level, rect, None)
        if self.compare == "off" or not self._patched:
            return plane.read(level, rect, *self._shown_by(plane), reuse=True)
        edge = round(self.wipe_position * level_size(self.size, level).width)
        left = rect.intersected(Rect.from_bounds(0, 0, edge, rect.bottom))
        right = rect.intersected(Rect.from_bounds(edge, 0, rect.right, rect.bottom))
        shown = []
        if not left.is_empty:
            shown.append(plane.read(level, left, None))
        if not right.is_empty:
            shown.append(plane.read(level, right, *self._shown_by(plane)))
        return shown[0] if len(shown) == 1 else np.concatenate(shown, axis=1)

    def _shown_by(self, plane: PlanePyramid) -> tuple[Composite, tuple[Rect, ...]]:
        """What a plane shows, and where that differs from the photo."""
        if plane is not self.alpha:
            return self._composite, self._patched
        composite = without_adjustments(self._composite)
        return composite, self._patched if composite is self._composite else composite.bounds_changed()

    def _previewed(self, composite: Composite) -> Composite:
        if self._strokes:
            composite = Composite(composite.photo, (*composite.patches, *self._strokes))
        if self._preview is None:
            return composite
        patch, instead_of = self._preview
        if any(each.id == instead_of for each in composite.patches):
            return Composite(composite.photo, tuple(patch if p.id == instead_of else p for p in composite.patches))
        return Composite(composite.photo, (*composite.patches, patch))

    def _forget(self, rects: tuple[Rect, ...]) -> None:
        followed = tuple(rect for rect in rects if self._is_followed(rect))
        for rect in followed:
            self._touch(rect)
        for plane in self._planes():
            plane.patches_changed(tuple(rect for rect in rects if rect not in followed))

    def _is_followed(self, rect: Rect) -> bool:
        """Whether kept tiles are made anew inside it alone: one of a coarse level stands for much of a photo."""
        return bool(self._strokes) or rect.area <= _MADE_ANEW
