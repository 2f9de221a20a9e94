"""One value on one line: its label, a slider and a number that can be typed."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen, QWheelEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QSlider, QWidget

from engine.language import tr
from ui.widgets.building import row_layout
from ui.widgets.naming import look, name_control
from ui.widgets.overlay_scroll_area import scrolls_around
from ui.widgets.value_edit import ValueEdit

_POSITIONS = 1000
_HANDLE = 12.0
_GAP, _TIGHT_GAP = 8, 2
_TRACK_ALPHA = 110  # of 255
_DETENT = 2.5  # px around the middle of a bipolar slider where it rests in the middle
_RUN_MS = 900  # steps of the wheel or of keys that follow each other faster belong together


@dataclass(frozen=True)
class Scale:
    """What a slider runs over. `step` is one wheel notch or arrow key, `fine` the same with Shift held.

    A `bipolar` scale has its rest in the middle: the track fills from there, and the number carries its sign.
    """

    minimum: float
    maximum: float
    default: float
    step: float = 1.0
    fine: float = 1.0
    unit: str = ""
    decimals: int = 0
    logarithmic: bool = False
    bipolar: bool = False

    @property
    def suffix(self) -> str:
        """The unit as it is written after the number: 40 px, but 2.5°."""
        return self.unit if self.unit in ("", "°") else f" {self.unit}"

    def to_position(self, value: float) -> float:
        """Value -> 0..1 along the slider."""
        low, high, at = self._curve(self.minimum), self._curve(self.maximum), self._curve(self.clamp(value))
        return (at - low) / (high - low)

    def to_value(self, position: float) -> float:
        """0..1 along the slider -> value, rounded to what the number shows."""
        low, high = self._curve(self.minimum), self._curve(self.maximum)
        at = low + min(max(position, 0.0), 1.0) * (high - low)
        return self.clamp(math.exp(at) if self.logarithmic else at)

    def clamp(self, value: float) -> float:
        return round(min(max(value, self.minimum), self.maximum), self.decimals)

    def _curve(self, value: float) -> float:
        return math.log(value) if self.logarithmic else value


class FineSlider(QSlider):
    """A slider over a `Scale`: jumps to the press, drags ten times finer with Shift, resets on a double click.

    `gesture` counts drags, runs of wheel steps and runs of keys: changes under the same number belong together.
    """

    moved = Signal(float)
    released = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._scale = scale
        self._value = scale.clamp(scale.default)
        self._grip: tuple[float, float] | None = None
        self._is_empty = False
        self._gesture = 0
        self._since_step = QElapsedTimer()
        self.setRange(0, _POSITIONS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_value(self._value)

    def sizeHint(self) -> QSize:
        return QSize(96, 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, 24)

    @property
    def gesture(self) -> int:
        """The number of the drag, or of the run of steps, that the last change was part of."""
        return self._gesture

    @property
    def is_held(self) -> bool:
        """Whether the hand has hold of it: `released` comes when it lets go."""
        return self._grip is not None

    def set_scale(self, scale: Scale) -> None:
        """Run over `scale` from now on; the value stays as far as it fits."""
        self._scale = scale
        self.show_value(self._value)

    def show_value(self, value: float) -> None:
        """Stand at `value` without telling anybody."""
        self._value = self._scale.clamp(value)
        self.blockSignals(True)
        self.setValue(round(self._scale.to_position(self._value) * _POSITIONS))
        self.blockSignals(False)
        self.update()

    def show_empty(self, empty: bool) -> None:
        """Show the track alone, where no value counts."""
        self._is_empty = empty
        self.update()

    def reset(self) -> None:
        self._move_to(self._scale.default)

    def step_by(self, steps: int, *, fine: bool = False) -> None:
        """Move by whole steps; on a logarithmic scale a step grows with the value."""
        if not self._since_step.isValid() or self._since_step.elapsed() > _RUN_MS:
            self._gesture += 1
        self._since_step.start()
        size = self._scale.fine if fine else self._scale.step
        if self._scale.logarithmic and not fine:
            size = max(size, round(self._value * 0.1))
        self._move_to(self._value + steps * size)

    def _move_to(self, value: float) -> None:
        value = self._scale.clamp(value)
        if value != self._value:
            self.show_value(value)
            self.moved.emit(value)

    def _position_at(self, x: float) -> float:
        return (x - _HANDLE / 2) / max(1.0, self.width() - _HANDLE)

    def _place_of(self, value: float) -> float:
        return _HANDLE / 2 + self._scale.to_position(value) * max(1.0, self.width() - _HANDLE)

    def _at_rest(self, value: float) -> float:
        """The default where a bipolar slider is that near to it."""
        default = self._scale.default
        near = self._scale.bipolar and abs(self._place_of(value) - self._place_of(default)) <= _DETENT
        return default if near else value

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        self._gesture += 1
        self._since_step.invalidate()
        on_handle = abs(x - self._place_of(self._value)) <= _HANDLE / 2
        if not on_handle and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move_to(self._at_rest(self._scale.to_value(self._position_at(x))))
        self._grip = (x, self._scale.to_position(self._value))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        start, position = self._grip
        slow = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        travel = (event.position().x() - start) / max(1.0, self.width() - _HANDLE)
        value = self._scale.to_value(position + travel * slow)
        self._move_to(value if slow < 1 else self._at_rest(value))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_held, self._grip = self.is_held, None
        if was_held:
            self.released.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if scrolls_around(self):
            event.ignore()  # the slider came under the pointer because the panel is being scrolled
            return
        # With Shift held some systems turn the wheel sideways.
        turned = event.angleDelta().y() or event.angleDelta().x()
        if turned:
            fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_by(1 if turned > 0 else -1, fine=fine)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps: dict[int, int] = {
            key.Key_Left: -1,
            key.Key_Down: -1,
            key.Key_Right: 1,
            key.Key_Up: 1,
            key.Key_PageDown: -10,
            key.Key_PageUp: 10,
        }
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
        elif event.key() in steps:
            self.step_by(steps[event.key()], fine=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() in (key.Key_Home, key.Key_End):
            self._move_to(self._scale.minimum if event.key() == key.Key_Home else self._scale.maximum)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        colours, role, middle = self.palette(), QPalette.ColorRole, self.height() / 2
        left, span = _HANDLE / 2, self.width() - _HANDLE
        at = self._place_of(self._value)
        painter.setPen(Qt.PenStyle.NoPen)
        track = colours.color(group, role.Dark)
        track.setAlpha(_TRACK_ALPHA)
        painter.setBrush(track)
        painter.drawRoundedRect(QRectF(left, middle - 1.5, span, 3), 1.5, 1.5)
        if self._is_empty:
            painter.end()
            return
        default = self._place_of(self._scale.default)
        painter.setBrush(colours.color(group, role.Dark))
        painter.drawRect(QRectF(default - 0.5, middle - 5, 1, 10))
        painter.setBrush(colours.color(group, role.Highlight))
        begin = default if self._scale.bipolar else left
        painter.drawRoundedRect(QRectF(min(begin, at), middle - 1.5, abs(at - begin), 3), 1.5, 1.5)
        hot = self.hasFocus() or self._grip is not None
        painter.setBrush(colours.color(group, role.ButtonText))
        if hot:
            painter.setPen(QPen(colours.color(group, role.Highlight), 2))
        elif not self.isEnabled():
            painter.setBrush(colours.color(group, role.ButtonText))
        painter.drawEllipse(QPointF(at, middle), _HANDLE / 2 - 1, _HANDLE / 2 - 1)
        painter.end()


class SliderRow(QWidget):
    """Label, slider and value. `value_changed` tells what the person did, never what the program set."""

    value_changed = Signal(float)

    def __init__(
        self,
        name: str,
        text: str,
        scale: Scale,
        tooltip: str,
        parent: QWidget | None = None,
        *,
        label: QLabel | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.scale = scale
        self.label = label if label is not None else QLabel(text)
        self.slider = name_control(FineSlider(scale), f"{name}-slider", text)
        self.edit = name_control(look(ValueEdit(), "quiet"), f"{name}-value", tr("{value}, value", value=text))
        self._typings = 0
        self.edit.show_sign(scale.bipolar)
        self.edit.setRange(scale.minimum, scale.maximum)
        self.edit.setDecimals(scale.decimals)
        self.edit.setSingleStep(scale.step)
        self.edit.setSuffix(scale.suffix)
        self.edit.setValue(scale.default)
        self.label.setBuddy(self.edit)
        self.set_tooltip(tooltip)
        self._arrange()
        self.slider.moved.connect(self._slid)
        self.edit.valueChanged.connect(self._typed)

    def set_tooltip(self, tooltip: str) -> None:
        """What it is for, in words."""
        self.slider.setToolTip(tr("{tooltip}\nDouble-click for the default.", tooltip=tooltip))
        for widget in (self.edit, self.label):
            widget.setToolTip(tooltip)

    def set_tight(self, tight: bool) -> None:
        """Leave the slider out, so that the label and the number take as little room as they can."""
        self.slider.setHidden(tight)
        self._row.setSpacing(_TIGHT_GAP if tight else _GAP)

    def _arrange(self) -> None:
        self._row = row = row_layout(_GAP, self)
        row.addWidget(self.label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.edit)
        self.edit.setFixedWidth(self._edit_width())

    def _edit_width(self) -> int:
        sign = "+" if self.scale.bipolar else ""
        widest = f"{self.scale.maximum:{sign}.{self.scale.decimals}f}{self.scale.suffix}"
        return self.edit.fontMetrics().horizontalAdvance(widest) + 14

    @property
    def width_beside_slider(self) -> int:
        """What the label, the number and the gaps need, in px."""
        return self.label.sizeHint().width() + self.edit.width() + 2 * _GAP

    @property
    def tight_width(self) -> int:
        """What it needs without its slider, in px."""
        return self.label.sizeHint().width() + _TIGHT_GAP + self.edit.width()

    @property
    def gesture(self) -> tuple[int, int]:
        """Changes under the same value belong to one drag, one run of steps, or one typed number."""
        return self.slider.gesture, self._typings

    def set_scale(self, scale: Scale) -> None:
        """Run over `scale` from now on, which differs in its ends alone; the value stays as far as it fits."""
        self.scale = scale
        self.slider.set_scale(scale)
        self.edit.blockSignals(True)
        self.edit.setRange(scale.minimum, scale.maximum)
        self.edit.blockSignals(False)

    def value(self) -> float:
        return self.edit.value()

    def set_value(self, value: float) -> None:
        """Show `value` without emitting anything."""
        self.slider.show_value(value)
        self.edit.blockSignals(True)
        self.edit.setValue(value)
        self.edit.blockSignals(False)

    def show_instead(self, words: str) -> None:
        """Show `words` in the place of a value that does not count; "" shows the value again."""
        self.slider.show_empty(bool(words))
        self.edit.show_instead(words)

    def _slid(self, value: float) -> None:
        self.set_value(value)
        self.value_changed.emit(value)

    def _typed(self, value: float) -> None:
        self._typings += 1
        self.slider.show_value(value)
        self.value_changed.emit(value)


def line_up(rows: Iterable[SliderRow]) -> None:
    """Give the labels of rows that stand under one another one width, and their values another."""
    rows = tuple(rows)
    names, values = max(row.label.sizeHint().width() for row in rows), max(row.edit.width() for row in rows)
    for row in rows:
        row.label.setFixedWidth(names)
        row.edit.setFixedWidth(values)
