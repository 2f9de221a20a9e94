"""A column of panels that a person can move, fold, close and bring back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from engine.language import tr
from ui.icons import icon
from ui.widgets.building import column_layout
from ui.widgets.naming import look, name_control
from ui.widgets.overlay_scroll_area import area_around
from ui.widgets.section import Section, divider

_FOLDED, _CLOSED, _OPEN = "folded", "closed", "open"
_LINE = 3


class PanelColumn(QWidget):
    """Sections one over the other. Drag a heading, or press Alt and an arrow on it, to move its panel.

    `state` is what to remember: the names of the panels in their order, each with what differs from its beginning,
    such as "fill", "candidates:folded", "navigator:open". `layout_changed` tells that it is another.
    """

    layout_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slots: list[_Slot] = []
        self._known: dict[str, _Slot] = {}
        self._wanted: tuple[str, ...] = ()
        self._column = column_layout(0, self)
        self._line = _DropLine(self)
        self._drag: _Drag | None = None

    # What there is

    @property
    def panels(self) -> tuple[Section, ...]:
        """From the top."""
        return tuple(slot.section for slot in self._slots)

    def add(self, section: Section, *, shown: bool = True) -> None:
        """Put a panel at the end, or where the person had it. `shown`: whether it is there before anybody asks."""
        slot = _Slot(section, shown)
        self._known[section.name] = slot
        self._slots.append(slot)
        self._column.addWidget(slot)
        slot.setVisible(shown)
        section.heading.installEventFilter(self)
        section.heading.setToolTip(tr("Fold or unfold {title}; drag to move it", title=section.title))
        section.add_to_header(self._more_button(section))
        section.folded_changed.connect(lambda _folded: self.layout_changed.emit())
        if self._wanted:
            self.restore(self._wanted)

    def is_shown(self, name: str) -> bool:
        """Whether a panel is there, folded or not."""
        return not self._known[name].isHidden()

    def show_panel(self, name: str, shown: bool) -> None:
        """Close a panel, or bring it back, unfolded and in sight."""
        slot = self._known[name]
        if slot.isHidden() != shown:
            return
        slot.setVisible(shown)
        if shown:
            slot.section.set_folded(False)
            area = area_around(self)
            if area is not None and self.isVisible():
                area.bring_into_sight(slot)
        self.layout_changed.emit()

    def move(self, name: str, place: int) -> None:
        """Put a panel at a place, counted from 0 among all, closed ones too."""
        slot = self._known[name]
        self._slots.remove(slot)
        self._slots.insert(place, slot)
        self._lay_out()
        self.layout_changed.emit()

    # Remembering

    @property
    def state(self) -> tuple[str, ...]:
        """The order, and what is folded, closed or open."""
        return tuple(":".join((slot.section.name, *slot.marks)) for slot in self._slots)

    def restore(self, state: Sequence[str]) -> None:
        """Bring a `state` back. What it does not name stays after its neighbour; what is not there yet is passed by."""
        self._wanted = tuple(state)
        marks = {name: set(rest.split(":")) for name, _, rest in (one.partition(":") for one in state)}
        order = [self._known[name] for name in marks if name in self._known]
        before: _Slot | None = None
        for slot in self._known.values():
            if slot not in order:
                order.insert(order.index(before) + 1 if before is not None else 0, slot)
            before = slot
        self._slots = order
        self._lay_out()
        for name in marks:
            if name in self._known:
                self._known[name].take(marks[name])

    def reset(self) -> None:
        """Every panel where and as it was at first."""
        self._wanted = ()
        self._slots = list(self._known.values())
        self._lay_out()
        for slot in self._slots:
            slot.take(set())
        self.layout_changed.emit()

    def fill_menu(self, menu: QMenu) -> None:
        """A line for each panel, checked while it is there."""
        for slot in self._known.values():
            name = slot.section.name
            action = menu.addAction(slot.section.title)
            action.setObjectName(f"panel-{name}")
            action.setCheckable(True)
            action.setChecked(self.is_shown(name))
            action.triggered.connect(lambda on, name=name: self.show_panel(name, on))

    # A panel's own menu

    def _more_button(self, section: Section) -> QToolButton:
        more = look(QToolButton(), "flat")
        name_control(more, f"more-{section.name}", tr("Move or close {title}", title=section.title))
        more.setIcon(icon("ellipsis", QPalette.ColorRole.PlaceholderText))
        more.setProperty("tight", True)
        more.setFixedSize(24, 24)
        more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        more.clicked.connect(lambda: self._show_menu(section.name, more))
        return more

    def _show_menu(self, name: str, beside: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._menu_line(menu, tr("Move up"), "arrow-up", lambda: self._step(name, -1), self._neighbour(name, -1))
        self._menu_line(menu, tr("Move down"), "arrow-down", lambda: self._step(name, 1), self._neighbour(name, 1))
        self._menu_line(menu, tr("Close"), "x", lambda: self.show_panel(name, False), 0)
        menu.addSeparator()
        self.fill_menu(menu)
        menu.popup(beside.mapToGlobal(QPoint(0, beside.height())))

    def _menu_line(self, menu: QMenu, text: str, picture: str, run: object, place: int | None) -> QAction:
        action = menu.addAction(icon(picture), text)
        action.setEnabled(place is not None)
        action.triggered.connect(run)
        return action

    def _neighbour(self, name: str, direction: int) -> int | None:
        """The place of the next panel that is there, upwards (-1) or downwards (1)."""
        place = self._slots.index(self._known[name]) + direction
        while 0 <= place < len(self._slots):
            if not self._slots[place].isHidden():
                return place
            place += direction
        return None

    def _step(self, name: str, direction: int) -> None:
        place = self._neighbour(name, direction)
        if place is not None:
            self.move(name, place)
            self._known[name].section.heading.setFocus()

    # Dragging

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        slot = next((slot for slot in self._slots if slot.section.heading is watched), None)
        if slot is None:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent):
            return self._key(slot, event)
        if isinstance(event, QMouseEvent):
            return self._mouse(slot, event)
        return super().eventFilter(watched, event)

    def _key(self, slot: _Slot, event: QKeyEvent) -> bool:
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.AltModifier:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
        elif event.type() == QEvent.Type.KeyPress:
            self._step(slot.section.name, way)
        return True

    def _mouse(self, slot: _Slot, event: QMouseEvent) -> bool:
        kind, place = event.type(), event.globalPosition()
        if kind == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._drag = _Drag(slot, place)
        elif kind == QEvent.Type.MouseMove and self._drag is not None and self._drag.goes_on(place):
            self._show_drop(place.toPoint())
            return True
        elif kind == QEvent.Type.MouseButtonRelease and self._drag is not None:
            drag, self._drag = self._drag, None
            if drag.is_on:
                self._drop(drag, place.toPoint())
                return True
        return False

    def _show_drop(self, place: QPoint) -> None:
        area = area_around(self)
        if area is not None:
            area.follow(place)
        self._line.show_at(self._drop_at(place)[1], self.width())

    def _drop(self, drag: _Drag, place: QPoint) -> None:
        self._line.hide()
        drag.end()
        target, _ = self._drop_at(place)
        before = self._slots.index(drag.slot)
        target -= target > before
        if target != before:
            self.move(drag.slot.section.name, target)

    def _drop_at(self, place: QPoint) -> tuple[int, int]:
        """Before which of all panels something dropped there would stand, and at which y that is."""
        y, last = self.mapFromGlobal(place).y(), (len(self._slots), 0)
        for number, slot in enumerate(self._slots):
            if slot.isHidden():
                continue
            shape = slot.geometry()
            if y < shape.center().y():
                return number, shape.top()
            last = number + 1, shape.bottom()
        return last

    def _lay_out(self) -> None:
        for slot in self._slots:
            self._column.removeWidget(slot)
        for slot in self._slots:
            self._column.addWidget(slot)
        self._column.activate()


class _Slot(QWidget):
    """A panel over its line."""

    def __init__(self, section: Section, shown: bool) -> None:
        super().__init__()
        self.section = section
        self._shown_first, self._folded_first = shown, section.is_folded
        down = column_layout(0, self)
        down.addWidget(section)
        down.addWidget(divider())

    @property
    def marks(self) -> tuple[str, ...]:
        """What differs from how it was at first, and whether it is folded."""
        is_shown = not self.isHidden()
        marks = [_FOLDED] if self.section.is_folded else []
        if is_shown != self._shown_first:
            marks.append(_OPEN if is_shown else _CLOSED)
        return tuple(marks)

    def take(self, marks: set[str]) -> None:
        """Be as these marks say; none of them is how it was at first."""
        self.setVisible(_OPEN in marks or (self._shown_first and _CLOSED not in marks))
        self.section.set_folded(_FOLDED in marks or (not marks and self._folded_first))


class _Drag:
    """A heading under the hand."""

    def __init__(self, slot: _Slot, start: QPointF) -> None:
        self.slot, self._start = slot, start
        self.is_on = False

    def goes_on(self, place: QPointF) -> bool:
        """Whether the hand has gone far enough to mean it."""
        far = (place - self._start).manhattanLength() >= QApplication.startDragDistance()
        if far and not self.is_on:
            self.is_on = True
            self.slot.section.heading.setDown(False)
            self.slot.section.heading.setCursor(Qt.CursorShape.ClosedHandCursor)
        return self.is_on

    def end(self) -> None:
        self.slot.section.heading.unsetCursor()


class _DropLine(QWidget):
    """Where a dragged panel would go."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, y: int, width: int) -> None:
        self.setGeometry(QRect(8, max(0, y - _LINE // 2), width - 16, _LINE))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Highlight))
