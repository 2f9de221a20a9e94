"""The strip of snapshots: click one to go back to it, drag it to another place, tick it for the film."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QScrollArea, QToolButton, QWidget

from engine.language import tr
from ui.convert import image_from_rgb
from ui.icons import icon
from ui.problems import Notice
from ui.studio.state import Snapshot, StudioState
from ui.theme import scaled_font
from ui.widgets.building import row_layout, timer
from ui.widgets.naming import look, name_control

if TYPE_CHECKING:
    from engine.latent.point import LatentPoint

_SIDE, _CAPTION, _GAP, _CORNER = 88, 18, 8, 5.0
_SMALL = 22
_MIME = "application/x-tratteggio-snapshot"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _small_button(parent: QWidget, icon_name: str) -> QToolButton:
    button = QToolButton(parent)
    button.setIcon(icon(icon_name))
    button.setIconSize(QSize(12, 12))
    button.setFixedSize(_SMALL, _SMALL)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return button


class SnapshotTile(QAbstractButton):
    """One snapshot. Space ticks it for the film, Delete removes it, Ctrl and an arrow move it."""

    ticked = Signal(int, bool)
    removed = Signal(int)
    shifted = Signal(int, int)
    stepped = Signal(int, int)

    def __init__(self, snapshot: Snapshot, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.snapshot = snapshot
        self._text = text
        self._image = image_from_rgb(snapshot.picture)
        self._number, self._key = 0, 0
        self._is_current = self._is_other = False
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(_SIDE, _SIDE + _CAPTION)
        self.tick = look(_small_button(self, "check"), "tick")
        self.tick.setCheckable(True)
        self.tick.move(5, 5)
        self.remove = _small_button(self, "x")
        self.remove.move(_SIDE - _SMALL - 5, 5)
        self.tick.clicked.connect(lambda on: self.ticked.emit(snapshot.id, on))
        self.remove.clicked.connect(lambda: self.removed.emit(snapshot.id))
        self._show_buttons()

    def show_place(self, number: int, key: int, *, current: bool, other: bool) -> None:
        """Its number in the strip from 1, as a key frame from 1 (0 = none), and whether it is where the person is.

        Args:
            other: whether it is of another model, so that it is in no film and on no map now.
        """
        self._number, self._key, self._is_current, self._is_other = number, key, current, other
        self.tick.setChecked(key > 0)
        self.tick.setIcon(icon("check", QPalette.ColorRole.HighlightedText) if key else QIcon())
        self.tick.setEnabled(not other)
        words = ", ".join(
            (
                tr("Snapshot {number}", number=number),
                *((tr("key frame {key}", key=key),) if key else ()),
                *((tr("shown"),) if current else ()),
                *((tr("of another model"),) if other else ()),
            )
        )
        keys = tr("Click to go back, drag to move.\nSpace: in the film or not. Delete: remove. Ctrl+arrows: move.")
        name_control(self, f"snapshot-{number}", words, f"{words}\n{keys}")
        in_film = tr("Take out of the film") if key else tr("Take into the film")
        name_control(
            self.tick,
            f"snapshot-{number}-key",
            tr("{in_film}, snapshot {number}", in_film=in_film, number=number),
            tr("{in_film} (Space)", in_film=in_film),
        )
        name_control(
            self.remove,
            f"snapshot-{number}-remove",
            tr("Remove snapshot {number}", number=number),
            tr("Remove; undo brings it back (Del)"),
        )
        self.update()

    def _show_buttons(self) -> None:
        self.remove.setVisible(self.underMouse() or self.hasFocus())

    def event(self, event: QEvent) -> bool:
        kind = event.type()
        if kind in (QEvent.Type.Enter, QEvent.Type.Leave, QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_buttons()
        # These keys are the tile's own; the window would fill, or remove something else.
        own = (*_ENTER, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Space)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in own:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, number = event.key(), self.snapshot.id
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key), 0)
        if key in _ENTER:
            self.click()
        elif key == Qt.Key.Key_Space and not self._is_other:
            self.ticked.emit(number, not self._key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(number)
        elif step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shifted.emit(number, step)
        elif step:
            self.stepped.emit(number, step)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here, start = event.position().toPoint(), self._pressed_at
        if start is None or (here - start).manhattanLength() < QApplication.startDragDistance():
            super().mouseMoveEvent(event)
            return
        self._pressed_at = None
        self.setDown(False)
        drag = QDrag(self)
        drag.setMimeData(self.mime())
        drag.setPixmap(self.grab(self.rect().adjusted(0, 0, 0, -_CAPTION)))
        drag.setHotSpot(start)
        drag.exec(Qt.DropAction.MoveAction | Qt.DropAction.CopyAction, Qt.DropAction.MoveAction)

    def mime(self) -> QMimeData:
        """What is dragged: the snapshot for the strip, its point as text for everything else."""
        data = QMimeData()
        data.setData(_MIME, QByteArray(str(self.snapshot.id).encode()))
        data.setText(self._text)
        return data

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        role, colours = QPalette.ColorRole, self.palette()
        rect = QRectF(1.5, 1.5, _SIDE - 3, _SIDE - 3)
        clip = QPainterPath()
        clip.addRoundedRect(rect, _CORNER, _CORNER)
        painter.save()
        painter.setClipPath(clip)
        painter.setOpacity(0.4 if self._is_other else 1.0)
        painter.drawImage(rect, self._image)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._is_current:
            painter.setPen(QPen(colours.color(role.Highlight), 2.5))
            painter.drawRoundedRect(rect, _CORNER, _CORNER)
        if self.hasFocus():
            painter.setPen(QPen(colours.color(role.WindowText), 1))
            painter.drawRoundedRect(rect.adjusted(2.5, 2.5, -2.5, -2.5), _CORNER - 2, _CORNER - 2)
        elif self.underMouse() and not self._is_current:
            painter.setPen(QPen(colours.color(role.Dark), 1))
            painter.drawRoundedRect(rect, _CORNER, _CORNER)
        painter.setFont(scaled_font(self.font(), 11, bold=self._is_current))
        painter.setPen(colours.color(role.WindowText if self._key else role.PlaceholderText))
        words = tr("Key {key}", key=self._key) if self._key else str(self._number)
        painter.drawText(QRectF(0, _SIDE, _SIDE, _CAPTION), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()


class _Row(QWidget):
    """The tiles side by side; takes a dragged one and shows where it will lie."""

    dropped = Signal(int, int)  # id and the place between tiles, from 0

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("snapshot-row")
        self.setAcceptDrops(True)
        self.tiles: list[SnapshotTile] = []
        self._mark: int | None = None

    def arrange(self) -> None:
        """Put the tiles in their order."""
        for index, tile in enumerate(self.tiles):
            tile.move(index * (_SIDE + _GAP) + _GAP // 2, 0)
        self.setFixedSize(max(1, len(self.tiles) * (_SIDE + _GAP)), _SIDE + _CAPTION)

    def gap_at(self, x: float) -> int:
        """The place between tiles that is nearest to `x`."""
        return min(max(round(x / (_SIDE + _GAP)), 0), len(self.tiles))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME):
            self._show_mark(self.gap_at(event.position().x()))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_mark(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_mark(None)
        if event.mimeData().hasFormat(_MIME):
            event.acceptProposedAction()
            self.dropped.emit(int(bytes(event.mimeData().data(_MIME).data())), self.gap_at(event.position().x()))

    def _show_mark(self, gap: int | None) -> None:
        self._mark = gap
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is not None:
            painter = QPainter(self)
            at = min(max(self._mark * (_SIDE + _GAP), 1), self.width() - 2)
            painter.fillRect(QRectF(at - 1, 0, 2, _SIDE), self.palette().color(QPalette.ColorRole.Highlight))
            painter.end()


class SnapshotStrip(QScrollArea):
    """All snapshots. New ones are ticked: they are key frames of the film until they are unticked."""

    keys_changed = Signal()

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("snapshot-strip")
        self.setAccessibleName(tr("Snapshots"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(_SIDE + _CAPTION + 14)
        self._state = state
        self._unticked: set[int] = set()
        self._reveal = timer(self, 0, self._show_last)  # once the new tile has its place
        self._row = _Row()
        host = QWidget()
        host.setObjectName("snapshot-host")
        row_layout(0, host).addWidget(self._row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setWidget(host)
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        host.setAutoFillBackground(False)
        self._row.dropped.connect(self._drop)
        state.snapshots_changed.connect(self._show)
        state.point_changed.connect(lambda _point: self._name())
        state.model_changed.connect(self._show_model)
        self._model = ""
        self._show()

    @property
    def tiles(self) -> tuple[SnapshotTile, ...]:
        return tuple(self._row.tiles)

    @property
    def keys(self) -> tuple[Snapshot, ...]:
        """The key frames: what is ticked, of the model that is open, in order."""
        model = self._state.point.model
        return tuple(one for one in self._state.snapshots if one.id not in self._unticked and one.point.model == model)

    def set_key(self, snapshot_id: int, on: bool) -> None:
        """Take a snapshot into the film or out of it."""
        (self._unticked.discard if on else self._unticked.add)(snapshot_id)
        self._name()
        self.keys_changed.emit()

    def _show_model(self) -> None:
        if self._model != self._state.point.model:
            self._model = self._state.point.model
            self._name()
            self.keys_changed.emit()

    def _show(self) -> None:
        """Tiles for what is kept; those that are there already stay as they are."""
        before = {tile.snapshot.id: tile for tile in self._row.tiles}
        is_longer = len(self._state.snapshots) > len(before)
        focused = next((index for index, tile in enumerate(self._row.tiles) if tile.hasFocus()), None)
        tiles = [before.pop(one.id, None) or self._tile(one) for one in self._state.snapshots]
        for tile in before.values():
            tile.hide()
            tile.deleteLater()
        self._row.tiles = tiles
        self._row.arrange()
        if focused is not None and before and tiles:
            tiles[min(focused, len(tiles) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        self._name()
        if is_longer and tiles:
            self._reveal.start()
        self.keys_changed.emit()

    def _show_last(self) -> None:
        if self._row.tiles:
            self.ensureWidgetVisible(self._row.tiles[-1])

    def _tile(self, snapshot: Snapshot) -> SnapshotTile:
        tile = SnapshotTile(snapshot, self._state.portable(snapshot.point).to_text(), self._row)
        tile.clicked.connect(lambda: self._go(snapshot.point))
        tile.ticked.connect(self.set_key)
        tile.removed.connect(self._remove)
        tile.shifted.connect(lambda one, step: self._state.move_snapshot(one, max(0, self._place(one) + step)))
        tile.stepped.connect(self._step)
        tile.show()
        return tile

    def _name(self) -> None:
        numbers = {one.id: number for number, one in enumerate(self.keys, 1)}
        point = self._state.point
        for number, tile in enumerate(self._row.tiles, 1):
            snapshot = tile.snapshot
            tile.show_place(
                number, numbers.get(snapshot.id, 0),
                current=snapshot.point == point, other=snapshot.point.model != point.model,
            )  # fmt: skip

    def _go(self, point: LatentPoint) -> None:
        self._state.set_point(point, tr("Go to a snapshot"))

    def _remove(self, snapshot_id: int) -> None:
        self._state.remove_snapshot(snapshot_id)
        self._state.noticed.emit(Notice(tr("Removed the snapshot"), ("undo",)))

    def _place(self, snapshot_id: int) -> int:
        return next(index for index, tile in enumerate(self._row.tiles) if tile.snapshot.id == snapshot_id)

    def _step(self, snapshot_id: int, step: int) -> None:
        place = self._place(snapshot_id) + step
        if 0 <= place < len(self._row.tiles):
            self._row.tiles[place].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(self._row.tiles[place])

    def _drop(self, snapshot_id: int, gap: int) -> None:
        if any(tile.snapshot.id == snapshot_id for tile in self._row.tiles):
            self._state.move_snapshot(snapshot_id, gap - (1 if self._place(snapshot_id) < gap else 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y() or event.angleDelta().x()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - turned)
        event.accept()
