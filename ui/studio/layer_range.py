"""A range of a generator's layers to pick, from coarse to fine."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QToolTip, QWidget

from engine.language import mark, tr
from engine.latent.point import Layers
from ui.theme import scaled_font
from ui.widgets.building import column_layout, row_layout
from ui.widgets.naming import look, name_control

_ALL = mark("All")
BANDS = (mark("Coarse"), mark("Middle"), mark("Fine"))
_BAND_WORDS = (mark("coarse layers"), mark("middle layers"), mark("fine layers"))
_WHAT = (mark("pose and overall shape"), mark("features and their form"), mark("colour, light and texture"))
_GAP = 2
_FIRST_SIDE = 4


def bands(layers: int) -> tuple[Layers, Layers, Layers]:
    """First and last layer of the coarse, middle and fine band of a generator with at least three layers.

    Up to 8 px, up to 32 px, and above (Karras et al., CVPR 2019); thirds where a generator is too small for that.
    """
    coarse, middle = (2, 6) if layers > 7 else (max(0, (layers - 1) // 3), max(1, 2 * layers // 3 - 1))
    return (0, coarse), (coarse + 1, middle), (middle + 1, max(middle + 1, layers - 1))


def layer_side(layer: int) -> int:
    """Side of the features that a layer makes, px."""
    return _FIRST_SIDE * 2 ** ((layer + 1) // 2)


def range_words(chosen: Layers, layers: int) -> str:
    """ "all layers", "coarse layers", "layers 3 to 5": counted from 1, as people do."""
    if chosen == (0, layers - 1):
        return tr("all layers")
    for words, band in zip(_BAND_WORDS, bands(layers), strict=True):
        if chosen == band:
            return tr(words)
    first, last = chosen
    return (
        tr("layer {first}", first=first + 1)
        if first == last
        else tr("layers {first} to {last}", first=first + 1, last=last + 1)
    )


class LayerBar(QWidget):
    """One cell a layer: drag over them, or move the ends with the arrow keys (Shift for the last one).

    The spoken name says what is chosen.
    """

    range_changed = Signal(int, int)

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._layers = 1
        self._chosen: Layers = (0, 0)
        self._anchor: int | None = None
        self._gesture = 0
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def gesture(self) -> int:
        """The number of the drag, or of the key, that changed the range last."""
        return self._gesture

    @property
    def chosen(self) -> Layers:
        return self._chosen

    @property
    def layers(self) -> int:
        return self._layers

    def show_range(self, chosen: Layers, layers: int) -> None:
        """Show this range of `layers` layers, without telling anybody."""
        self._layers = layers
        self._chosen = (min(chosen[0], layers - 1), min(chosen[1], layers - 1))
        words = range_words(self._chosen, layers)
        self.setAccessibleName(tr("{spoken}, {words}", spoken=self._spoken, words=words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 20)

    def _choose(self, first: int, last: int) -> None:
        first, last = max(0, min(first, last)), min(self._layers - 1, max(first, last))
        if (first, last) != self._chosen:
            self.show_range((first, last), self._layers)
            self.range_changed.emit(first, last)

    def _cell(self, layer: int) -> QRectF:
        width = (self.width() + _GAP) / self._layers
        return QRectF(layer * width, 3, width - _GAP, self.height() - 6)

    def _layer_at(self, x: float) -> int:
        return min(self._layers - 1, max(0, int(x * self._layers / max(1, self.width()))))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            at = self._layer_at(event.position().x())
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._gesture += 1
            self._anchor = (self._chosen[0] if at > self._chosen[0] else self._chosen[1]) if extends else at
            self._choose(self._anchor, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._anchor is not None:
            self._choose(self._anchor, self._layer_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._anchor = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
            event.ignore()
            return
        step = steps.get(event.key())
        first, last = self._chosen
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            first, last = 0, self._layers - 1
        elif step is None:
            event.ignore()
            return
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            last = max(first, last + step)
        else:
            first = min(last, first + step)
        self._gesture += 1
        self._choose(first, last)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            layer = self._layer_at(event.pos().x())
            side = layer_side(layer)
            band = next(i for i, (_, last) in enumerate(bands(self._layers)) if layer <= last)
            words = tr(
                "Layer {layer} of {layers}: {side} × {side} px, {WHAT}\nDrag over the layers",
                layer=layer + 1,
                layers=self._layers,
                side=side,
                WHAT=tr(_WHAT[band]),
            )
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        colours, role = self.palette(), QPalette.ColorRole
        first, last = self._chosen
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for layer in range(self._layers):
                is_in = first <= layer <= last
                painter.setPen(Qt.PenStyle.NoPen if is_in else QPen(colours.color(group, role.Dark), 1))
                painter.setBrush(colours.color(group, role.Highlight) if is_in else Qt.BrushStyle.NoBrush)
                inset = 0.0 if is_in else 0.5
                painter.drawRoundedRect(self._cell(layer).adjusted(inset, inset, -inset, -inset), 2.5, 2.5)
            if self.hasFocus():
                painter.setPen(QPen(colours.color(role.Link), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class LayerRange(QWidget):
    """Buttons for all, coarse, middle and fine layers over a `LayerBar` for any range.

    Other controls can be put at the ends of `row`, where the buttons are, and `bar_row`.
    """

    range_changed = Signal(int, int)

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None, *, has_all: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.bar = LayerBar(f"{name}-layers", spoken)
        self._clicks = 0
        self._buttons = {
            word: self._button(name, spoken, word, what)
            for word, what in zip((_ALL, *BANDS), (mark("everything"), *_WHAT), strict=True)
            if has_all or word != _ALL
        }
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)  # any other range has none of them down
        self.row = row_layout(2)
        for button in self._buttons.values():
            self._group.addButton(button)
            self.row.addWidget(button)
        self.row.addStretch(1)
        down = column_layout(2, self)
        self.bar_row = row_layout(4)
        self.bar_row.addWidget(self.bar, 1)
        down.addLayout(self.row)
        down.addLayout(self.bar_row)
        self.bar.range_changed.connect(self._changed)

    @property
    def gesture(self) -> tuple[int, int]:
        """Changes under the same value belong to one drag."""
        return self._clicks, self.bar.gesture

    @property
    def chosen(self) -> Layers:
        return self.bar.chosen

    def show_range(self, chosen: Layers, layers: int) -> None:
        """Show this range of `layers` layers, without telling anybody."""
        self.bar.show_range(chosen, layers)
        self._show_buttons()

    def _button(self, name: str, spoken: str, word: str, what: str) -> QToolButton:
        shown = tr(word)
        tip = tr("{word} layers: {what}", word=shown, what=tr(what))
        told = tr("{spoken}, {words}", spoken=spoken, words=shown.lower())
        button = name_control(look(QToolButton(), "flat"), f"{name}-{word.lower()}", told, tip)
        button.setText(shown)
        button.setFont(scaled_font(self.font(), 12))
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self._pick(word))
        return button

    def _band(self, word: str) -> Layers:
        layers = self.bar.layers
        return (0, layers - 1) if word == _ALL else bands(layers)[BANDS.index(word)]

    def _pick(self, word: str) -> None:
        self._clicks += 1
        band = self._band(word)
        if band != self.bar.chosen:
            self.bar.show_range(band, self.bar.layers)
            self.range_changed.emit(*band)
        self._show_buttons()

    def _changed(self, first: int, last: int) -> None:
        self._show_buttons()
        self.range_changed.emit(first, last)

    def _show_buttons(self) -> None:
        for word, button in self._buttons.items():
            button.setChecked(self.bar.chosen == self._band(word))
