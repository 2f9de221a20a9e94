"""What the canvas shows of a document: its composite or a candidate's, its mask, and the photo alone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import cv2
import numpy as np

from engine.document import Composite, Document, Patch
from engine.geometry import Margins, Rect, Size
from engine.memory import give_back
from engine.photo.display import Display
from ui.canvas.adjusted import last_adjustments, without_adjustments
from ui.canvas.ground import Ground
from ui.canvas.moved_mask import MovedMask
from ui.canvas.pyramid import MaskPyramid, PlanePyramid, level_size

Compare = Literal["off", "original", "wipe"]
_TOGETHER = 1.2
_MADE_ANEW = 512 * 512  # px


def _alpha_for_display(samples: np.ndarray) -> np.ndarray:
    return samples if samples.dtype == np.uint8 else (samples >> 8).astype(np.uint8)


def _patched_alpha(composite: Composite, rect: Rect) -> np.ndarray:
    alpha = composite.read_alpha(rect)
    assert alpha is not None
    return alpha


class Scene:
    """The pixels of one document, ready for the screen. Belongs to the main thread, apart from `build`.

    `screen` is the screen's profile; None stands for sRGB.
    """

    def __init__(self, document: Document, screen: bytes | None = None) -> None:
        photo = document.photo
        self.document = document
        self.size: Size = document.size
        display, self._ground = Display(photo.icc, screen), Ground()
        self.colours = PlanePyramid(photo.pixels, display.apply, self._ground.read, display)
        self.alpha = None if photo.alpha is None else PlanePyramid(photo.alpha, _alpha_for_display, _patched_alpha)
        self._own_mask = MaskPyramid(document.mask, document.mask_bounds)
        self.mask: MaskPyramid | MovedMask = self._own_mask
        self.compare: Compare = "off"
        self.wipe_position = 0.5
        self._preview: tuple[Patch, str | None] | None = None
        self._strokes: tuple[Patch, ...] = ()
        self._touched: list[Rect] = []  # by strokes since something was last read
        self._composite = document.composite
        self._patched = self._composite.bounds_changed()
        self._builders: list[threading.Thread] = []
        self._when_built: Callable[[], None] | None = None
        self.colours.when_native_is_needed = self._build_native
        self.when_tiles_came: Callable[[dict[Rect, np.ndarray]], object] | None = None
        self._late: tuple[Rect, ...] = ()
        self.colours.when_tiles_are_late = self._convert_late
        self._stop = threading.Event()

    @property
    def composite(self) -> Composite:
        """What is shown where nothing is being compared: the document's composite, or the one of a preview."""
        return self._composite

    @property
    def is_previewing(self) -> bool:
        """Whether a patch is shown that the document does not hold."""
        return self._preview is not None

    @property
    def level_count(self) -> int:
        return self.colours.count

    def build(self, when_done: Callable[[], None]) -> None:
        """Computes the reduced levels in a thread of their own, which calls `when_done` at the end."""
        self._when_built = when_done
        self._start(self._build, when_done)

    def _build_native(self, native: PlanePyramid) -> None:
        """Under an adjustment the photo is reduced in its own depth and space, once there is one."""
        if self._when_built is not None:
            self._start(self._build_one, native, self._when_built)

    def _convert_late(self, plane: PlanePyramid, rects: tuple[Rect, ...]) -> None:
        """Tiles in sight that nobody should wait for are converted in a thread; those asked for meanwhile come next."""
        is_idle, self._late = not self._late, rects
        if is_idle:
            self._start(self._convert, plane, rects)

    def _convert(self, plane: PlanePyramid, rects: tuple[Rect, ...]) -> None:
        made, told = plane.convert_tiles(rects, self._stop.is_set), self.when_tiles_came
        if told is not None and not self._stop.is_set():
            told(made)

    def take_tiles(self, made: dict[Rect, np.ndarray]) -> tuple[Rect, ...]:
        """Keeps tiles that came late, in the main thread. Returns the photo rectangles that look different now."""
        wanted, self._late = self._late, ()
        self.colours.take_tiles(made)
        rest = tuple(rect for rect in wanted if rect not in made)
        if rest:
            self._convert_late(self.colours, rest)
        return tuple(made)

    def _build_one(self, plane: PlanePyramid, when_done: Callable[[], None]) -> None:
        if plane.build(self._stop.is_set):
            when_done()

    def _start(self, run: Callable[..., None], *arguments: object) -> None:
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
        for plane in self._planes():
            plane.levels_changed()

    def close(self) -> None:
        """Stops the building thread and waits for it: a strip takes milliseconds."""
        self._stop.set()
        for builder in self._builders:
            builder.join()
        self._builders.clear()
        # What refers to the scene from inside it would keep tens of megabytes until Python's collector comes by.
        self._when_built = None
        self.when_tiles_came = None
        self.colours.when_native_is_needed = self.colours.when_tiles_are_late = None

    def set_preview(self, patch: Patch | None, instead_of: str | None) -> tuple[Rect, ...]:
        """Shows `patch` on top, or in the place of the patch `instead_of`. Returns what looks different now."""
        self._preview = None if patch is None else (replace(patch, visible=True), instead_of)
        before = self._composite.patches
        self.composite_changed()
        changed = _difference(before, self._composite.patches, self.size)
        self._forget(changed)
        return changed

    def set_strokes(self, strokes: tuple[Patch, ...], rects: tuple[Rect, ...]) -> None:
        """Shows patches that are being painted on top of all, which look different inside these photo rectangles."""
        self._strokes = strokes
        self.composite_changed()
        for rect in rects:
            self._touch(rect)

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

    def composite_changed(self, rects: tuple[Rect, ...] = ()) -> None:
        """The document's patches have changed inside these photo rectangles."""
        self._composite = self._previewed(self.document.composite)
        self._patched = self._composite.bounds_changed()
        self._lay_ground(rects)
        self._forget(rects)

    def _lay_ground(self, rects: tuple[Rect, ...]) -> None:
        """What is kept is what lies under strokes in the hand, or else under adjustments of everything."""
        shown, count = self._composite.patches, len(self._strokes)
        patches = shown[:-count] if count else shown[: last_adjustments(shown)]
        before = () if self._ground.below is None else self._ground.below.patches
        if self._ground.below is None or before != patches:
            self._ground.changed((*rects, *_difference(before, patches, self.size)))
            self._ground.below = Composite(self._composite.photo, patches)
        self._ground.strokes = self._strokes

    def mask_changed(self, rects: tuple[Rect, ...]) -> None:
        """The document's mask has changed inside these photo rectangles."""
        for rect in rects:
            self._own_mask.update(self.document.mask, rect)

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
        planes = [plane.read(level, spot, *self._shown_by(plane)) for plane in self._planes()]
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
        # A small place is made anew in the tiles that are kept: one tile of a coarse level stands for much of a photo.
        small = tuple(rect for rect in rects if rect.area <= _MADE_ANEW)
        for rect in small:
            self._touch(rect)
        for plane in self._planes():
            plane.patches_changed(tuple(rect for rect in rects if rect not in small))


def _difference(before: tuple[Patch, ...], after: tuple[Patch, ...], size: Size) -> tuple[Rect, ...]:
    only = [patch for patch in before if patch not in after] + [patch for patch in after if patch not in before]
    return tuple(dict.fromkeys(rect for patch in only if patch.visible for rect in patch.rects_in(size)))
