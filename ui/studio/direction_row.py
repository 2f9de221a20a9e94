"""The slider of one direction: its name, which can be typed anew and dragged, its value, and what unfolds under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from engine.language import tr
from engine.latent.point import Layers
from ui.icons import draw_icon
from ui.studio.layer_range import LayerRange
from ui.theme import heading_weight, scaled_font
from ui.widgets.building import column_layout, label, row_layout, small_button
from ui.widgets.elided import ElidedLabel
from ui.widgets.name_edit import NameEdit
from ui.widgets.naming import look, name_control
from ui.widgets.slider_row import Scale, SliderRow
from ui.widgets.value_edit import ValueEdit

if TYPE_CHECKING:
    from engine.latent.direction import Direction

GUTTER = 12  # px at the left, where the grip shows
_NAME_WIDTH = 96
_BUTTON = QSize(20, 24)
_REACH = (0.5, 10.0)


def _scale(low: float, high: float) -> Scale:
    return Scale(low, high, 0.0, step=0.1, fine=0.01, decimals=2, bipolar=True)


class DirectionName(ElidedLabel):
    """The name of a slider: dragged up and down it moves the slider, a double click types it anew."""

    rename_wanted = Signal()
    dragged = Signal(QPoint)  # where the pointer is on the screen
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pressed_at: QPoint | None = None
        self._is_dragged = False
        self._stands_out = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def stand_out(self, on: bool) -> None:
        """In bold, or not."""
        self._stands_out = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        # The font is chosen here because a change of theme would reset one that was set.
        with QPainter(self) as painter:
            font = QFont(self.font())
            font.setWeight(heading_weight() if self._stands_out else QFont.Weight.Normal)
            painter.setFont(font)
            painter.setPen(self.palette().color(self.foregroundRole()))
            shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.contentsRect(), int(self.alignment()), shown)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            return
        at = event.globalPosition().toPoint()
        if self._is_dragged or (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._is_dragged = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._is_dragged, self._pressed_at = self._is_dragged, False, None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if was_dragged:
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
        self.rename_wanted.emit()


class DirectionDetails(QWidget):
    """What unfolds under a slider: where it comes from, the layers that it moves, how far it reaches."""

    layers_changed = Signal(int, int)
    reach_changed = Signal(float)
    rename_wanted = Signal()
    shift_wanted = Signal(int)  # -1 up, 1 down
    removal_wanted = Signal()

    def __init__(self, name: str, direction: Direction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spoken = direction.name
        self._told = label(_told(direction), f"{name}-told", wraps=True, is_muted=True)
        self._told.setFont(scaled_font(self.font(), 11))
        self.layers = LayerRange(f"{name}-range", tr("{spoken}, layers", spoken=spoken))
        self.layers.setVisible(direction.space == "w")  # a latent goes through the mapping before there are layers
        self.layers.range_changed.connect(self.layers_changed)
        self.reach = name_control(
            look(ValueEdit(), "quiet"),
            f"{name}-reach",
            tr("{spoken}, reach", spoken=spoken),
            tr("How far the slider goes to either side"),
        )
        self.reach.setDecimals(1)
        self.reach.setRange(*_REACH)
        self.reach.setSingleStep(0.5)
        self.reach.setPrefix("± ")
        self.reach.setFixedWidth(self.fontMetrics().horizontalAdvance("± 10.0") + 14)
        self.reach.valueChanged.connect(self.reach_changed)
        down = column_layout(6, self, (GUTTER, 2, 0, 10))
        down.addWidget(self._told)
        down.addWidget(self.layers)
        down.addLayout(self._buttons(name, direction))

    def show_reach(self, reach: float) -> None:
        self.reach.blockSignals(True)
        self.reach.setValue(reach)
        self.reach.blockSignals(False)

    def _buttons(self, name: str, direction: Direction) -> QHBoxLayout:
        row = row_layout(2)
        words = label(tr("Reach"))
        words.setBuddy(self.reach)
        row.addWidget(words)
        row.addSpacing(4)
        row.addWidget(self.reach)
        row.addStretch(1)
        spoken = direction.name
        pencil = small_button("pencil", f"{name}-rename", tr("Rename {spoken}", spoken=spoken), tr("Rename (F2)"))
        pencil.clicked.connect(self.rename_wanted)
        row.addWidget(pencil)
        for step, picture, word, keys in (
            (-1, "arrow-up", "up", tr("Alt+Up")),
            (1, "arrow-down", "down", tr("Alt+Down")),
        ):
            button = small_button(
                picture,
                f"{name}-{word}",
                tr("Move {spoken} {word}", spoken=spoken, word=word),
                tr("Move {word} ({keys})", word=word, keys=keys),
            )
            button.clicked.connect(lambda _checked=False, step=step: self.shift_wanted.emit(step))
            row.addWidget(button)
        if direction.source == "learned":
            delete = small_button(
                "trash-2", f"{name}-delete", tr("Delete {spoken}", spoken=spoken), tr("Delete this slider")
            )
            delete.clicked.connect(self.removal_wanted)
            row.addWidget(delete)
        return row


class DirectionRow(QWidget):
    """One slider. What it tells is what the person did; it shows what it is told to."""

    amount_changed = Signal(float)
    layers_changed = Signal(int, int)
    reach_changed = Signal(float)
    renamed = Signal(str)
    shift_wanted = Signal(int)
    removal_wanted = Signal()
    dragged = Signal(QPoint)
    dropped = Signal()

    def __init__(self, direction: Direction, layers: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.direction = direction
        self._name = f"move-{direction.id}"
        self._layer_count = layers
        self._layers = direction.layers
        self._reach = direction.range
        self._amount = 0.0
        self.setObjectName(f"direction-{direction.id}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._label = DirectionName()
        self._label.setFixedWidth(_NAME_WIDTH)
        self.row = SliderRow(self._name, direction.name, _scale(*self._reach), "", label=self._label)
        self.more = small_button("ellipsis", f"{self._name}-more", "")
        self.more.setFixedSize(_BUTTON)
        self.more.setProperty("tight", True)
        self.more.setCheckable(True)
        self.details: DirectionDetails | None = None
        self._arrange()
        self._connect()
        self.show_direction(direction)

    def _arrange(self) -> None:
        across = row_layout(0, None, (GUTTER, 0, 0, 0))
        across.addWidget(self.row, 1)
        across.addWidget(self.more)
        self._down = column_layout(0, self)
        self._down.addLayout(across)

    def _connect(self) -> None:
        self.row.value_changed.connect(self.amount_changed)
        self.more.toggled.connect(self._unfold)
        self._label.rename_wanted.connect(self.rename)
        self._label.dragged.connect(self.dragged)
        self._label.dropped.connect(self.dropped)

    # Showing

    @property
    def gesture(self) -> str:
        """Changes under the same value belong to one drag, one run of steps, or one typed number."""
        layers = self.details.layers.gesture if self.details is not None else ()
        return f"{self.row.gesture} {layers}"

    @property
    def amount(self) -> float:
        return self._amount

    def show_direction(self, direction: Direction) -> None:
        """Show the same direction under another name."""
        self.direction = direction
        name = direction.name
        self._label.setText(_under_heading(direction))
        self._label.setToolTip(tr("{name}\nDrag to move the slider, double-click for another name (F2)", name=name))
        tip = tr(
            "{name}: {told}\nWheel steps, Shift is fine, double-click for the middle", name=name, told=_told(direction)
        )
        name_control(self.row.slider, f"{self._name}-slider", name, tip)
        name_control(
            self.row.edit,
            f"{self._name}-value",
            tr("{name}, value", name=name),
            tr("{name}, in standard deviations", name=name),
        )
        name_control(
            self.more, f"{self._name}-more", tr("More about {name}", name=name), tr("Layers, reach, name and place")
        )

    def show_amount(self, amount: float) -> None:
        """Show where the slider is; one that is farther out than it reaches makes it reach as far."""
        if amount == self._amount:
            return
        self._amount = amount
        if not self.row.scale.minimum <= amount <= self.row.scale.maximum:
            self._set_scale()
        if self.row.value() != amount:
            self.row.set_value(amount)
        self._label.stand_out(bool(amount))

    def show_layers(self, layers: Layers | None) -> None:
        """Show which layers move; None = as the direction says."""
        self._layers = layers or self.direction.layers
        if self.details is not None:
            self.details.layers.show_range(self._layers, self._layer_count)

    def show_reach(self, reach: tuple[float, float]) -> None:
        """Show how far the slider goes."""
        self._reach = reach
        self._set_scale()
        if self.details is not None:
            self.details.show_reach(max(-reach[0], reach[1]))

    def _set_scale(self) -> None:
        low, high = self._reach
        self.row.set_scale(_scale(min(low, self._amount), max(high, self._amount)))

    def _unfold(self, on: bool) -> None:
        if self.details is None:
            details = self.details = DirectionDetails(self._name, self.direction, self)
            details.layers_changed.connect(self.layers_changed)
            details.reach_changed.connect(self.reach_changed)
            details.rename_wanted.connect(self.rename)
            details.shift_wanted.connect(self.shift_wanted)
            details.removal_wanted.connect(self.removal_wanted)
            self._down.addWidget(details)
            details.layers.show_range(self._layers, self._layer_count)
            details.show_reach(max(-self._reach[0], self._reach[1]))
        self.details.setVisible(on)
        self.update()

    # Hands

    def rename(self) -> None:
        """Let another name be typed in the place of the old one."""
        label, slider = self._label, self.row.slider
        begin = label.mapTo(self, QPoint(0, 0))
        end = slider.mapTo(self, QPoint(slider.width(), 0)).x()
        place = QRect(begin.x() - 6, begin.y() + (label.height() - 26) // 2, end - begin.x() + 6, 26)
        edit = NameEdit(f"{self._name}-name", self.direction.name, place, self, slider)
        edit.done.connect(self.renamed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        steps: dict[int, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and event.key() in steps:
            self.shift_wanted.emit(steps[event.key()])
        elif event.key() == Qt.Key.Key_F2:
            self.rename()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.row.slider.reset()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.underMouse():
            height = self.row.height()
            with QPainter(self) as painter:
                colour = self.palette().color(QPalette.ColorRole.PlaceholderText)
                draw_icon(painter, "grip-vertical", QRectF(-2, (height - 14) / 2, 14, 14), colour)


def _under_heading(direction: Direction) -> str:
    """Its name without the heading that it stands under: Hair lighter is Lighter under Hair. There is little room."""
    first, _, rest = direction.name.partition(" ")
    is_said = rest and first.casefold() == direction.group.casefold() and direction.source != "learned"
    return rest[:1].upper() + rest[1:] if is_said else direction.name


def _told(direction: Direction) -> str:
    share = direction.explained
    told = tr(", {share:.3g} % of all that varies", share=share * 100) if share is not None else ""
    return f"{direction.origin}{told}"
