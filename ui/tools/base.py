"""What a tool is, and what it may ask of the canvas that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter

from engine.document import Document
from engine.geometry import Point, Rect, Size
from engine.mask import BrushTip


@dataclass(frozen=True, slots=True)
class ToolEvent:
    """One event of the mouse or pen. position: photo pixels; view_position: view units; pressure: 0..1.

    space: whether the space bar is held, in a drag.
    """

    position: Point
    view_position: QPointF
    button: Qt.MouseButton = Qt.MouseButton.LeftButton
    modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    pressure: float = 1.0
    is_eraser_end: bool = False
    space: bool = False

    @property
    def alt(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.AltModifier)

    @property
    def shift(self) -> bool:
        return bool(self.modifiers & Qt.KeyboardModifier.ShiftModifier)


class ToolHost(Protocol):
    """The side of the canvas that tools see."""

    @property
    def document(self) -> Document | None: ...
    @property
    def zoom(self) -> float: ...
    @property
    def view_scale(self) -> float: ...

    @property
    def brush_tip(self) -> BrushTip: ...
    def image_to_view(self, point: Point) -> QPointF: ...
    def pan_by(self, dx: float, dy: float) -> None: ...
    def step_zoom(self, direction: int, anchor: QPointF | None = None) -> None: ...
    def zoom_to_rect(self, rect: Rect) -> None: ...
    def change_brush_tip(self, tip: BrushTip) -> None: ...
    def stroke_ended(self) -> None: ...
    def show_mask_moved(self, way: tuple[int, int] | None) -> None: ...
    def grab_display(self, rect: Rect, size: Size) -> QImage: ...
    def underMouse(self) -> bool: ...
    def update(self) -> None: ...


class Tool:
    """Turns what the hand does into changes of the document. A gesture runs from `press` to `release` or `cancel`.

    One instance serves any number of canvases, one gesture at a time. `name` is a stable id; `label` is for the person.
    """

    name: ClassVar[str] = ""
    label: ClassVar[str] = ""
    has_brush: ClassVar[bool] = False
    takes_pressure: ClassVar[bool] = False
    picks_with_alt: ClassVar[bool] = False  # whether Alt and a click choose a place: the pointer shows it
    follows_keys: ClassVar[bool] = False  # whether a drag hears of Shift and Alt at once, and not with the next move

    @property
    def is_active(self) -> bool:
        """Whether a gesture runs."""
        return False

    @property
    def brush_anchor(self) -> QPointF | None:
        """Where the brush rings stay, in view units, while a gesture must not move them."""
        return None

    def hover(self, host: ToolHost, event: ToolEvent) -> None:
        """The pointer has moved while nothing is held."""

    def press(self, host: ToolHost, event: ToolEvent) -> bool:
        """Begins a gesture; False where the event means nothing to this tool."""
        return False

    def drag(self, host: ToolHost, event: ToolEvent) -> None:
        """The hand has moved during a gesture."""

    def release(self, host: ToolHost, event: ToolEvent) -> None:
        """Ends the gesture and keeps what it did."""

    def double_click(self, host: ToolHost, event: ToolEvent) -> bool:
        """The second press of two quick ones; False where it is a press like any other."""
        return False

    def cancel(self, host: ToolHost) -> None:
        """Ends the gesture and takes back what it did."""

    def key_press(self, host: ToolHost, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        """A key went down over the canvas; True where the tool has taken it."""
        return False

    def keeps_key(self, key: Qt.Key) -> bool:
        """Whether `key` belongs to a gesture that is under way before it belongs to any shortcut."""
        return False

    @property
    def cursor_shape(self) -> Qt.CursorShape:
        return Qt.CursorShape.ArrowCursor

    def paint(self, host: ToolHost, painter: QPainter) -> None:
        """Draws over the canvas, in view units."""
