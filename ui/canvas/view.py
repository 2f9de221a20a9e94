"""The canvas widget: shows a document and hands what the hand does to a tool."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, Literal

from PySide6.QtCore import QEvent, QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QInputDevice,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QTabletEvent,
    QTouchEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engine.document import Change, ChangeKind, Composite, Document, MaskArray, Patch
from engine.geometry import Rect, Size
from engine.language import tr
from engine.mask import BrushTip
from ui.canvas import overlays
from ui.canvas.effects import Fade, Shimmer, wants_less_motion
from ui.canvas.gamut import GamutLayer
from ui.canvas.gestures import Gestures, Held
from ui.canvas.known_levels import KnownLevels
from ui.canvas.known_masks import KnownMasks
from ui.canvas.late import Made, Order
from ui.canvas.navigation import ViewportWidget
from ui.canvas.pointer import Pointer
from ui.canvas.pyramid import MaskPyramid
from ui.canvas.renderer import Look, Renderer
from ui.canvas.scene import Compare, Scene
from ui.canvas.scene_shelf import SceneShelf
from ui.canvas.viewport import Viewport
from ui.convert import image_from_rgb, image_from_rgba
from ui.dropping import take_copy
from ui.tools.base import Tool, ToolEvent
from ui.tools.brush import BrushTool

MaskMode = Literal["overlay", "mask only"]
_TOUCHES = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)


class CanvasView(ViewportWidget):
    """Shows one document and changes it only through a tool.

    Signals: `pointer_moved` carries a Point in photo pixels, or None outside the photo; `brush_changed` a BrushTip that
    was changed on the canvas; `document_shown` says that it shows another document, or none; `document_changed` carries
    each `Change` once the canvas has heard of it; `levels_ready` says that a photo's reduced copies are there: it is
    drawn in full quality; `picture_refined` that some of the picture that took longer than a frame has come.
    """

    pointer_moved = Signal(object)
    brush_changed = Signal(object)
    wipe_moved = Signal(float)
    files_dropped = Signal(list)
    stroke_finished = Signal()
    context_requested = Signal(QPoint)
    levels_ready = Signal()
    picture_refined = Signal()
    document_shown = Signal()
    document_changed = Signal(object)
    _built = Signal(object)
    _tiles_came = Signal(object, object, object, bool)
    _gamut_found = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Photo canvas"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setTabletTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setAcceptDrops(True)
        self._document: Document | None = None
        self._scene: Scene | None = None
        self._masks, self.known_levels = KnownMasks(), KnownLevels()
        self._fades_late = False
        self._renderer = Renderer()
        self._look = Look(surround=self._surround())
        self._mask_color = QColor.fromRgb(self._look.mask_color)
        self._compare: Compare = "off"
        self._wipe_position = 0.5
        self._outlines = overlays.PatchOutlines()
        self._show_outlines = False
        self.wheel_zooms = True  # else it scrolls, and zooms with Ctrl or Alt
        self._fade = Fade(self, self.update)
        self._shimmer = Shimmer(self, self.update)
        self.reduced_motion = wants_less_motion(self)
        self._gestures = Gestures(self)
        self._tool: Tool = BrushTool()
        self._brush_tip = BrushTip()
        self._pointer = Pointer(self, self._gestures)
        self._takes_drop = False
        self._built.connect(self._levels_built)
        self._tiles_came.connect(self._take_tiles)
        self._screen: bytes | None = None
        self._warning: tuple[bool, bytes | None] = (False, None)
        self._gamut: GamutLayer | None = None
        self._gamut_found.connect(self._show_gamut)
        # A widget may end without being closed, and the thread that reduces its photo must not outlive it.
        self._attachment, self._shelf = _Attachment(), SceneShelf()
        self.destroyed.connect(self._attachment.release)
        self.destroyed.connect(self._shelf.clear)

    # The document

    @property
    def document(self) -> Document | None:
        return self._document

    def set_document(self, document: Document | None, *, keeps: bool = False) -> None:
        """Shows another document, whole and upright; None shows nothing. The canvas only watches it.

        keeps: whether the one that was shown may come back, so that what has been made of it is kept for a while: until
        `forget` at the latest.
        """
        self.cancel_gesture()
        self._leave_gesture()
        before, kept = self._document, None if document is None else self._shelf.take(document, self._screen)
        self._attachment.release()
        if before is not None and not keeps:
            self._shelf.forget(before)
        self._fade.stop()
        self._document, self._scene = document, None
        self.set_busy_rects(())
        if document is not None:
            self._scene = self._attached(document, kept)
        self._watch_gamut()
        self._show_afresh(None if document is None else document.size)
        self.redraw()
        self.document_shown.emit()

    def forget(self, document: Document) -> None:
        """A document that is shown no longer will not come back."""
        self._shelf.forget(document)

    def _attached(self, document: Document, kept: Scene | None = None) -> Scene:
        scene = kept or Scene(document, self._screen, self._masks, self.known_levels)
        scene.compare, scene.wipe_position = self._compare, self._wipe_position
        shelf = self._shelf
        self._attachment.hold(document.subscribe(self._document_changed), lambda: shelf.put(scene), self._drop_gamut)
        scene.when_tiles_come(lambda *told: self._tiles_came.emit(scene, *told))
        if kept is not None or not scene.build(lambda: self._built.emit(scene)):
            QTimer.singleShot(0, self, lambda: self._say_ready(scene))
        return scene

    def _say_ready(self, scene: Scene) -> None:
        if scene is self._scene:
            self.levels_ready.emit()

    def set_screen(self, icc: bytes | None) -> None:
        """Shows colours as a screen with this profile needs them; None stands for sRGB."""
        if icc == self._screen:
            return
        self._screen = self.known_levels.screen = icc
        if self._document is not None:
            self._attachment.release()
            self._shelf.clear()
            self._scene = self._attached(self._document)
            self._watch_gamut()
        self.redraw()

    def set_gamut_warning(self, shown: bool, target: bytes | None = None) -> None:
        """Marks the colours that a screen or printer with the profile `target` (None: sRGB) does not hold."""
        if (shown, target) != self._warning:
            self._warning = (shown, target)
            self._watch_gamut()
            self.redraw()

    def _watch_gamut(self) -> None:
        self._drop_gamut()
        shown, target = self._warning
        if shown and self._scene is not None:
            self._gamut = GamutLayer(self._scene.composite, target, self._gamut_found.emit)

    def _drop_gamut(self) -> None:
        gamut, self._gamut = self._gamut, None
        if gamut is not None:
            gamut.close()

    def _show_gamut(self, rect: Rect) -> None:
        if self._gamut is not None:
            self._mark_photo((rect,))

    def _gamut_outdated(self, rects: tuple[Rect, ...]) -> None:
        if self._gamut is not None and self._scene is not None:
            self._gamut.composite_changed(self._scene.composite, rects)

    def _levels_built(self, scene: Scene) -> None:
        if scene is self._scene:
            scene.levels_changed()
            self.redraw()
            self.levels_ready.emit()

    def _take_tiles(self, scene: Scene, order: Order, made: Made, is_last: bool) -> None:
        if scene is not self._scene:
            return
        rects = scene.take_tiles(order, made, is_last)
        if order.is_next and self._fades_late:
            self._fades_late = False
            self._start_fade(rects)
        self._mark_photo(rects)
        if is_last:
            self.picture_refined.emit()

    def _document_changed(self, change: Change) -> None:
        scene = self._scene
        if scene is None:
            return
        if change.kind is ChangeKind.CANVAS:
            self._canvas_changed(scene.document, None if change.reshaped else change.moved)
        elif change.kind is ChangeKind.MASK:
            scene.mask_changed()
            self._shimmer.forget()
            self._mark_mask(change.rects)
        elif change.kind is ChangeKind.PIXELS:
            rects = scene.composite_changed(change.rects)
            self._gamut_outdated(change.rects)
            self._fades_late = not rects and not scene.is_previewing
            if not scene.is_previewing:  # what has been seen before it was made need not fade in
                self._start_fade(rects)
            self._mark_photo(rects)
        elif change.kind is ChangeKind.STACK:
            self._mark_photo(scene.composite_changed())
            if self._show_outlines:
                self.update()
        elif change.kind is ChangeKind.HISTORY:
            self._shelf.prune(scene.document)
        self.document_changed.emit(change)

    def _canvas_changed(self, document: Document, moved: tuple[int, int] | None) -> None:
        self.cancel_gesture()
        kept = self._shelf.take(document, self._screen)
        self._attachment.release()
        self._fade.stop()
        self.set_busy_rects(())
        self._scene = self._attached(document, kept)
        self._watch_gamut()
        self._show_resized(document.size, moved)
        self.redraw()

    # Tool and brush

    @property
    def tool(self) -> Tool:
        return self._tool

    def set_tool(self, tool: Tool) -> None:
        """Takes another tool in hand; a gesture of the last one is taken back."""
        self.cancel_gesture()
        self._leave_gesture()
        if tool is not self._tool:
            self._tool = tool
            self.update()  # what the last one has drawn over the photo goes with it
        self.pointer_changed()

    def _leave_gesture(self) -> None:
        """A gesture of several clicks is taken back between them as well."""
        if self._tool.is_active:
            self._tool.cancel(self)

    @property
    def brush_tip(self) -> BrushTip:
        return self._brush_tip

    @brush_tip.setter
    def brush_tip(self, tip: BrushTip) -> None:
        if tip != self._brush_tip:
            self._brush_tip = tip
            self.pointer_changed()

    def change_brush_tip(self, tip: BrushTip) -> None:
        """For tools: sets the tip and says so."""
        if tip != self._brush_tip:
            self.brush_tip = tip
            self.brush_changed.emit(tip)

    def stroke_ended(self) -> None:
        """For tools: a gesture has changed the mask."""
        self.stroke_finished.emit()

    @property
    def is_gesture_active(self) -> bool:
        """Whether the pointer is held: a stroke, a pan, a drag."""
        return self._gestures.held is not Held.NOBODY

    def cancel_gesture(self) -> bool:
        """Takes back a stroke or drag that is under way; False where none is."""
        return self._gestures.cancel()

    # How the mask is shown

    @property
    def mask_visible(self) -> bool:
        return self._look.mask_visible

    @mask_visible.setter
    def mask_visible(self, visible: bool) -> None:
        self._change_look(mask_visible=visible)

    @property
    def mask_color(self) -> QColor:
        """The overlay's colour; it is always laid on half transparent."""
        return QColor(self._mask_color)

    @mask_color.setter
    def mask_color(self, color: QColor) -> None:
        self._mask_color = QColor(color)
        self._change_look(mask_color=self._mask_color.rgb())

    @property
    def mask_mode(self) -> MaskMode:
        """ "overlay" lays the mask over the photo, "mask only" shows it alone, white = fill."""
        return "mask only" if self._look.mask_only else "overlay"

    @mask_mode.setter
    def mask_mode(self, mode: MaskMode) -> None:
        self._change_look(mask_only=mode == "mask only")

    @property
    def mask_contour(self) -> bool:
        """Whether a thin double line runs around the mask."""
        return self._look.contour

    @mask_contour.setter
    def mask_contour(self, shown: bool) -> None:
        self._change_look(contour=shown)

    def _change_look(self, **changes: Any) -> None:
        look = replace(self._look, **changes)
        if look != self._look:
            self._look = look
            self.redraw()

    # Comparing, outlines, previews, busy holes

    @property
    def compare(self) -> Compare:
        return self._compare

    def set_compare(self, mode: Compare) -> None:
        """ "original" shows the photo without patches; "wipe" shows it left of a handle; neither shows the mask."""
        if mode != self._compare:
            self._compare = mode
            if self._scene is not None:
                self._scene.compare = mode
            self.redraw()
            self.pointer_changed()

    @property
    def wipe_position(self) -> float:
        """Where the wipe lies, 0..1 of the photo's width."""
        return self._wipe_position

    @wipe_position.setter
    def wipe_position(self, position: float) -> None:
        before, after = self._wipe_position, min(1.0, max(0.0, position))
        if after == before:
            return
        self._wipe_position = after
        if self._scene is not None:
            self._scene.wipe_position = after
            if self._compare == "wipe":
                width, height = self._scene.size.width, self._scene.size.height
                left, right = math.floor(min(before, after) * width), math.ceil(max(before, after) * width)
                self._mark_photo((Rect.from_bounds(left, 0, right, height),))
                self.update()
        self.wipe_moved.emit(after)

    @property
    def photo_width(self) -> int:
        return 1 if self._scene is None else self._scene.size.width

    def is_on_wipe(self, place: QPointF) -> bool:
        """Whether a press there takes hold of the wipe's handle."""
        if self._compare != "wipe" or self._scene is None:
            return False
        line = self._wipe_line()
        return overlays.is_on_wipe(line, overlays.wipe_handle(line, QRectF(self.rect())), place)

    @property
    def show_outlines(self) -> bool:
        """Whether every patch is outlined and hatched."""
        return self._show_outlines

    @show_outlines.setter
    def show_outlines(self, shown: bool) -> None:
        self._show_outlines = shown
        self.update()

    def set_preview_patch(self, patch: Patch | None, instead_of: str | None = None) -> None:
        """Shows `patch` on top, or in the place of the patch with the id `instead_of`; the document stays as it is."""
        if self._scene is not None:
            rects = self._scene.set_preview(patch, instead_of)
            self._gamut_outdated(rects)
            self._mark_photo(rects)

    @property
    def shown(self) -> Composite | None:
        """What is shown where nothing is being compared: the document's composite, or the one of a preview."""
        return None if self._scene is None else self._scene.composite

    def show_strokes(self, strokes: tuple[Patch, ...], rects: tuple[Rect, ...]) -> None:
        """Shows patches that are being painted over everything else; inside `rects` (photo pixels) they have changed.

        They go with `()`, or where another document is shown.
        """
        if self._scene is not None:
            self._mark_photo(self._scene.set_strokes(strokes, rects))

    def set_preview_mask(self, mask: MaskPyramid | None) -> None:
        """Shows `mask` in the place of the document's, which stays as it is; None shows the document's again."""
        if self._scene is not None:
            self._scene.set_preview_mask(mask)
            self.redraw()

    def know_mask(self, array: MaskArray, pyramid: MaskPyramid) -> None:
        """What a worker has made of an array that nothing has been written to, and that may become a mask to show."""
        self._masks.put(array, pyramid)

    def show_mask_moved(self, way: tuple[int, int] | None) -> None:
        """For tools: shows the mask by `way` photo pixels from where it is; None shows it where it is."""
        if self._scene is not None:
            self._mark_mask(self._scene.move_mask(way))

    def set_busy_rects(self, rects: Iterable[Rect]) -> None:
        """Light runs through the masked parts of these rectangles until they are set to ()."""
        self._shimmer.set_rects(tuple(rects))
        self.update()

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing on the canvas moves by itself. Starts as the system wishes; offscreen, nothing does."""
        return self._shimmer.is_still

    @reduced_motion.setter
    def reduced_motion(self, reduced: bool) -> None:
        self._shimmer.is_still = reduced
        self._shimmer.set_rects(self._shimmer.rects)
        self._fade.stop()

    def grab_display(self, rect: Rect, size: QSize | Size) -> QImage:
        """A rectangle of the picture as displayed (sRGB, no mask, no comparing), stretched to `size` pixels."""
        wide, high = (size.width(), size.height()) if isinstance(size, QSize) else (size.width, size.height)
        scene = self._scene
        rect = Rect(0, 0, 0, 0) if scene is None else rect.clipped(scene.size)
        if scene is None or rect.is_empty or wide < 1 or high < 1:
            return QImage()
        colours, alpha = scene.read_scaled(rect, wide, high)
        return image_from_rgb(colours) if alpha is None else image_from_rgba(colours, alpha)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._renderer.refresh(self._viewport, self._scene, self._look, self._gamut)
        with QPainter(self) as painter:
            painter.drawImage(0, 0, self._renderer.image)
            if self._scene is not None:
                self._fade.paint(painter)
                self._paint_overlays(painter, self._scene, event.rect())
            if self._takes_drop:
                accent = self.palette().color(QPalette.ColorRole.Highlight)
                overlays.paint_drop_frame(painter, QRectF(self.rect()), accent)

    def _paint_overlays(self, painter: QPainter, scene: Scene, exposed: QRect) -> None:
        if self.zoom >= overlays.GRID_FROM:
            area = self._viewport.photo_rect(self._device_rect(exposed)).clipped(scene.size)
            overlays.paint_grid(painter, self._viewport, area)
        self._shimmer.paint(painter, self._viewport, scene)
        if self._show_outlines and self._compare != "original":
            is_all = self._outlines.paint(painter, self._viewport, scene.composite.patches)
            if not is_all:
                QTimer.singleShot(0, self, self.update)
        if self._compare == "wipe":
            line = self._wipe_line()
            overlays.paint_wipe(painter, line, overlays.wipe_handle(line, QRectF(self.rect())))
        self._tool.paint(self, painter)
        self._pointer.paint(painter)

    def _wipe_line(self) -> QLineF:
        return overlays.wipe_line(self._viewport, self._content_size or Size(1, 1), self._wipe_position)

    def _start_fade(self, rects: tuple[Rect, ...]) -> None:
        if self.reduced_motion or not self.isVisible():
            return
        old = []
        for rect in rects:
            place = self._view_rect(self._viewport.device_rect(rect)).intersected(self.rect())
            if not place.isEmpty():
                old.append((place, self._renderer.picture(self._device_rect(place))))
        self._fade.start(old)

    def _mark_mask(self, rects: tuple[Rect, ...]) -> None:
        if (self._look.mask_visible or self._look.mask_only) and self._compare == "off":
            self._mark_photo(rects)

    def _mark_photo(self, rects: tuple[Rect, ...]) -> None:
        """The picture has changed inside these photo rectangles."""
        scene = self._scene
        if scene is None:
            return
        # Interpolation reaches two samples far, the mask's contour a few device pixels.
        reach = 2 << self._viewport.level(scene.level_count)
        margin = 2 * math.ceil(self._viewport.ratio) + 1
        for rect in rects:
            area = self._viewport.device_rect(rect.grown(reach)).grown(margin)
            self._renderer.mark(area)
            self.update(self._view_rect(area))

    def redraw(self) -> None:
        """Everything in sight is drawn anew with the next paint."""
        self._renderer.mark_all()
        self._shimmer.forget()
        self.update()

    def _viewport_changed(self, before: Viewport, after: Viewport) -> None:
        self._fade.stop()
        self._shimmer.forget()
        if (after.width, after.height, after.ratio) != (before.width, before.height, before.ratio):
            self._renderer.resize(after.width, after.height, after.ratio)
        elif (after.zoom, after.rotation) == (before.zoom, before.rotation):
            self._renderer.scroll(after.origin[0] - before.origin[0], after.origin[1] - before.origin[1])
        else:
            self._renderer.mark_all()
        self.update()
        self.pointer_changed()

    def _view_rect(self, rect: Rect) -> QRect:
        """Device pixels -> the smallest rectangle of view units around them."""
        ratio = self._viewport.ratio
        area = QRectF(rect.x / ratio, rect.y / ratio, rect.width / ratio, rect.height / ratio)
        return area.toAlignedRect()

    def _device_rect(self, rect: QRect) -> Rect:
        ratio = self._viewport.ratio
        left, top = math.floor(rect.x() * ratio), math.floor(rect.y() * ratio)
        right, bottom = math.ceil((rect.x() + rect.width()) * ratio), math.ceil((rect.y() + rect.height()) * ratio)
        return Rect.from_bounds(left, top, right, bottom)

    def _surround(self) -> int:
        return self.palette().color(QPalette.ColorRole.Shadow).rgb()

    # The pointer

    def pointer_at(self, event: ToolEvent) -> None:
        """The pointer has moved: its rings follow, and those who want to know are told."""
        self._pointer.place = event.view_position
        self._pointer.refresh()
        point, size = event.position, self._content_size
        is_inside = size is not None and 0 <= point.x < size.width and 0 <= point.y < size.height
        self.pointer_moved.emit(point if is_inside else None)

    def pointer_changed(self) -> None:
        """The pointer's look may have changed."""
        self._pointer.refresh()

    # Events

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.NativeGesture and isinstance(event, QNativeGestureEvent):
            self._gestures.native(event)
            return True
        if kind in _TOUCHES and isinstance(event, QTouchEvent) and _is_on_screen(event):
            self._gestures.touch(event)
            return True
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._keeps_key(event):
            event.accept()
            return True
        if kind == QEvent.Type.DevicePixelRatioChange:
            self._adopt_size()
        return super().event(event)

    def _keeps_key(self, event: QKeyEvent) -> bool:
        """Escape belongs to a running gesture before it belongs to any shortcut, and a tool may keep other keys."""
        escapes = event.key() == Qt.Key.Key_Escape and self.is_gesture_active
        return escapes or self._tool.keeps_key(Qt.Key(event.key()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._change_look(surround=self._surround())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._gestures.mouse_press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.mouse_move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.mouse_release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._gestures.mouse_double_click(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._gestures.tablet(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._gestures.wheel(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._gestures.key_press(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._gestures.key_release(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._gestures.focus_lost()
        super().focusOutEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer.place = None
        self._pointer.refresh()
        self.pointer_moved.emit(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        # Alt or Shift and the right button belong to the tool.
        if not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier):
            self.context_requested.emit(event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_paths(event):
            take_copy(event)
            self._show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        paths = _local_paths(event)
        if paths:
            take_copy(event)
            self.files_dropped.emit(paths)

    def _show_drop(self, shown: bool) -> None:
        self._takes_drop = shown
        self.update()


class _Attachment:
    """What ties a canvas to a document, to be undone once."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], None]] = []

    def hold(self, *undo: Callable[[], None]) -> None:
        self._undo.extend(undo)

    def release(self) -> None:
        while self._undo:
            self._undo.pop()()


def _is_on_screen(event: QTouchEvent) -> bool:
    """Fingers on a touchpad come as gestures and wheels."""
    return event.device().type() == QInputDevice.DeviceType.TouchScreen


def _local_paths(event: QDropEvent) -> list[str]:
    return [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
