"""Thumbs over the samples: two buttons on the sample under the pointer, and a badge on every one that is marked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QChildEvent, QEvent, QObject, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from engine.language import tr
from engine.latent.point import Base, LatentPoint
from ui.icons import draw_icon, icon
from ui.studio.grid import SampleGrid, SampleTile
from ui.studio.marks import LESS, MORE, Marks
from ui.studio.state import ModelState, StudioState
from ui.widgets.building import row_layout, timer
from ui.widgets.naming import name_control

_BUTTON, _ICON, _INSET = 24, 14, 4
_BADGE = 18.0
_SOON_MS = 60  # after a slider has come to rest
_PICTURES = {MORE: "thumbs-up", LESS: "thumbs-down"}


class _Badges(QWidget):
    """Lies over the whole grid and lets the mouse through."""

    def __init__(self, grid: SampleGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._kinds: dict[int, int] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def kinds(self) -> dict[int, int]:
        return self._kinds

    def show_kinds(self, kinds: dict[int, int]) -> None:
        """Which seeds are marked, and as what. Nothing is drawn anew where nothing has changed."""
        if kinds != self._kinds:
            self._kinds = kinds
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        role, colours = QPalette.ColorRole, self.palette()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for tile in self._grid.tiles:
                kind = self._kinds.get(tile.seed, 0)
                if kind:
                    place = tile.pos() + QPoint(_INSET + 1, tile.width() - round(_BADGE) - _INSET - 1)
                    rect = QRectF(place.x(), place.y(), _BADGE, _BADGE)
                    is_more = kind == MORE
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(colours.color(role.Highlight if is_more else role.ToolTipBase))
                    painter.drawEllipse(rect)
                    colour = colours.color(role.HighlightedText if is_more else role.ToolTipText)
                    draw_icon(painter, _PICTURES[kind], rect.adjusted(3.5, 3.5, -3.5, -3.5), colour)


class MarkThumbs(QWidget):
    """The two buttons. They go from sample to sample with the pointer; M and L mark the sample with the keyboard."""

    def __init__(self, grid: SampleGrid, state: StudioState, marks: Marks) -> None:
        super().__init__(grid)
        self._grid, self._state, self._marks = grid, state, marks
        self._tile: SampleTile | None = None
        self._badges = _Badges(grid)
        self._buttons = {kind: self._button(kind) for kind in (MORE, LESS)}
        self.setObjectName("mark-thumbs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = row_layout(0, self)
        for button in self._buttons.values():
            row.addWidget(button)
        self.adjustSize()
        self.hide()
        grid.installEventFilter(self)
        for tile in grid.tiles:
            tile.installEventFilter(self)
        marks.changed.connect(self.show_marks)
        self._soon = timer(self, _SOON_MS, self.show_marks)
        state.point_changed.connect(lambda _point: self._soon.start())
        state.model_changed.connect(self.show_marks)
        self._cover()

    def _button(self, kind: int) -> QToolButton:
        if kind == MORE:
            name, spoken = "sample-mark-more", tr("Mark the sample as more")
            tip = tr("Mark this sample as having more of something (M)")
        else:
            name, spoken = "sample-mark-less", tr("Mark the sample as less")
            tip = tr("Mark this sample as having less of something (L)")
        button = name_control(QToolButton(), name, spoken, tip)
        button.setIcon(icon(_PICTURES[kind]))
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setProperty("tight", True)
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has M and L on the sample itself
        button.clicked.connect(lambda: self._mark(kind))
        return button

    @property
    def focused_point(self) -> LatentPoint | None:
        """The point of the sample that has the keyboard."""
        tile = next((one for one in self._grid.tiles if one.hasFocus()), None)
        return self._point_of(tile) if tile is not None else None

    def show_marks(self) -> None:
        """Put the badges where the marks are."""
        found = (
            {tile.seed: self._marks.of(self._point_of(tile)) for tile in self._grid.tiles} if self._has_any() else {}
        )
        self._badges.show_kinds({seed: kind for seed, kind in found.items() if kind})
        kind = self._marks.of(self._point_of(self._tile)) if self._tile is not None else 0
        for one, button in self._buttons.items():
            button.setChecked(one == kind)

    def _has_any(self) -> bool:
        return bool(self._marks.more or self._marks.less)

    def _point_of(self, tile: SampleTile) -> LatentPoint:
        return replace(self._state.point, base=Base.of_seed(tile.seed))

    def _mark(self, kind: int) -> None:
        if self._tile is not None:
            self._marks.mark(self._point_of(self._tile), kind)
        self.show_marks()

    # Following the pointer

    def _show_over(self, tile: SampleTile) -> None:
        if self._state.model_state is ModelState.READY:
            self._tile = tile
            self.move(tile.pos() + QPoint(tile.width() - self.width() - _INSET, _INSET))
            self.show_marks()
            self.show()
            self.raise_()

    def _leave(self) -> None:
        if not self.rect().contains(self.mapFromGlobal(QCursor.pos())):
            self.hide()
            self._tile = None

    def _cover(self) -> None:
        self._badges.setGeometry(self._grid.rect())
        self._badges.show()
        self._badges.raise_()
        self.raise_()
        self.show_marks()

    def leaveEvent(self, event: QEvent) -> None:
        tile = self._tile
        if tile is None or not tile.rect().contains(tile.mapFromGlobal(QCursor.pos())):
            self.hide()
            self._tile = None
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if isinstance(watched, SampleTile):
            if kind == QEvent.Type.Enter:
                self._show_over(watched)
            elif kind == QEvent.Type.Leave and watched is self._tile:
                self._leave()
            elif kind == QEvent.Type.Hide and watched is self._tile:
                self.hide()
                self._tile = None
        elif isinstance(event, QChildEvent) and kind == QEvent.Type.ChildPolished:
            if isinstance(event.child(), SampleTile):
                event.child().installEventFilter(self)
                self._cover()
        elif kind in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._cover()
        return super().eventFilter(watched, event)
