"""All photos of a batch as tiles: each with its mask, a tick, and where it stands. A thousand scroll smoothly."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engine.batch.unit import State
from engine.language import tr
from ui.batch.state import BatchState, Row
from ui.batch.thumbnails import SIDE, Thumbnails
from ui.icons import icon_pixmap

Index = QModelIndex | QPersistentModelIndex

TILE = QSize(SIDE + 16, 196)
_PICTURE_HEIGHT = 132
_TICK = 18
_GAP = 6
_SLACK = 4  # px that Qt wants to spare in a row


def status_words(row: Row, trouble: str = "") -> str:
    """Where a photo stands, in a few words."""
    if row.state is State.WORKING:
        return tr("Filling, {share} %", share=round(row.fraction * 100))
    if row.state is State.DONE:
        return tr("Done: {how}", how=row.words)
    if row.state is State.SKIPPED:
        return tr("Done before: {how}", how=row.words) if row.words else tr("Done before")
    if row.state is State.FAILED:
        return tr("Failed") if row.can_run else tr("No mask found")
    unit = row.entry.unit
    if unit is None:
        return ""
    if not row.ticked:
        return tr("Left out")
    if trouble:
        return tr("Will fail")
    if unit.mask is not None:
        return tr("Mask: {name}", name=unit.mask.name)
    return tr("Recipe: {name}", name=unit.recipe.name) if unit.recipe is not None else ""


class PhotoModel(QAbstractListModel):
    """The rows of a `BatchState`."""

    def __init__(self, state: BatchState, thumbnails: Thumbnails, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state, self.thumbnails = state, thumbnails
        self._count = len(state.rows)
        state.planned.connect(self._reset)
        state.row_changed.connect(self._changed)
        thumbnails.changed.connect(self._changed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.state.rows[index.row()]
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return row.name
        if role == roles.CheckStateRole:
            return Qt.CheckState.Checked if row.ticked else Qt.CheckState.Unchecked
        if role == roles.ToolTipRole:
            output = "" if row.entry.unit is None else f"→ {row.entry.unit.output}"
            return "\n".join(filter(None, (str(row.entry.photo), output, *self.trouble(index.row()))))
        if role == roles.AccessibleTextRole:
            ticked = tr("ticked") if row.ticked else tr("not ticked")
            return f"{row.name}, {ticked}, {status_words(row, self.trouble(index.row())[0])}"
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        self.state.tick(index.row(), Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        can_tick = index.isValid() and self.state.rows[index.row()].is_open and not self.state.is_running
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_tick else flags

    def trouble(self, index: int) -> tuple[str, str]:
        """Why a photo failed or will fail, and the way out; ("", "") where all is well."""
        row = self.state.rows[index]
        if row.sentence:
            return row.sentence, row.advice
        return self.thumbnails.trouble(index) if row.state is State.WAITING else ("", "")

    def _reset(self) -> None:
        self.beginResetModel()
        self._count = len(self.state.rows)
        self.endResetModel()

    def _changed(self, row: int) -> None:
        if row < self._count:
            index = self.index(row)
            self.dataChanged.emit(index, index)


class Filter(QSortFilterProxyModel):
    """All photos, those that are still to be done, or those that have failed."""

    def __init__(self, model: PhotoModel) -> None:
        super().__init__(model)
        self._model = model
        self._accepts: Callable[[Row], bool] = lambda row: True
        self.setSourceModel(model)

    def show_only(self, accepts: Callable[[Row], bool]) -> None:
        self._accepts = accepts
        self.invalidate()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        return self._accepts(self._model.state.rows[source_row])


class TileDelegate(QStyledItemDelegate):
    """Paints a photo, its tick and where it stands, in the program's colours: the style sheet changes a list's own."""

    def __init__(self, model: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return TILE

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number = _source_row(index)
        row = self._model.state.rows[number]
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        tile = QRectF(option.rect).adjusted(2, 2, -2, -2)  # type: ignore[attr-defined]
        self._paint_ground(painter, option, tile)
        frame = QRectF(tile.x() + _GAP, tile.y() + _GAP, tile.width() - 2 * _GAP, _PICTURE_HEIGHT)
        self._paint_picture(painter, QGuiApplication.palette(), frame, number, row)
        self._paint_tick(painter, QGuiApplication.palette(), _tick_rect(tile), row)
        self._paint_words(painter, option, tile, frame, number, row)
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, tile: QRectF) -> None:
        palette, state = QGuiApplication.palette(), option.state  # type: ignore[attr-defined]
        path = QPainterPath()
        path.addRoundedRect(tile, 6, 6)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillPath(path, palette.color(QPalette.ColorRole.Midlight))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillPath(path, palette.color(QPalette.ColorRole.Light))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Link), 1.5))
            painter.drawPath(path)

    def _paint_picture(self, painter: QPainter, palette: QPalette, frame: QRectF, number: int, row: Row) -> None:
        pixmap = self._model.thumbnails.picture(number)
        painter.setOpacity(1.0 if row.ticked or row.state.is_final else 0.35)
        if pixmap is None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(frame, 4, 4)
            middle = frame.center()
            name = "triangle-alert" if self._model.thumbnails.is_broken(number) else "image"
            place = QRectF(middle.x() - 14, middle.y() - 14, 28, 28)
            _draw_mark(painter, name, place, palette.color(QPalette.ColorRole.PlaceholderText))
        else:
            size = pixmap.deviceIndependentSize()
            scale = min(frame.width() / size.width(), frame.height() / size.height(), 1.0)
            shown = QRectF(0, 0, size.width() * scale, size.height() * scale)
            shown.moveCenter(frame.center())
            painter.drawPixmap(shown, pixmap, QRectF(pixmap.rect()))
        painter.setOpacity(1.0)
        if row.state is State.WORKING:
            bar = QRectF(frame.x(), frame.bottom() - 4, frame.width(), 4)
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Shadow))
            bar.setWidth(bar.width() * max(0.03, row.fraction))
            painter.fillRect(bar, palette.color(QPalette.ColorRole.Highlight))

    @staticmethod
    def _paint_tick(painter: QPainter, palette: QPalette, box: QRectF, row: Row) -> None:
        if not row.is_open:
            return
        role = QPalette.ColorRole
        painter.setPen(QPen(palette.color(role.Highlight if row.ticked else role.Dark), 1.5))
        painter.setBrush(palette.color(role.Highlight if row.ticked else role.Base))
        painter.drawRoundedRect(box, 4, 4)
        if row.ticked:
            _draw_mark(painter, "check", box.adjusted(2, 2, -2, -2), palette.color(role.HighlightedText))

    def _paint_words(
        self, painter: QPainter, option: QStyleOptionViewItem, tile: QRectF, frame: QRectF, number: int, row: Row
    ) -> None:
        palette = QGuiApplication.palette()
        trouble = self._model.trouble(number)[0]
        metrics = option.fontMetrics  # type: ignore[attr-defined]
        line = QRectF(frame.x(), frame.bottom() + 6, frame.width(), 18)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideMiddle, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
        line.translate(0, 20)
        colour = palette.color(QPalette.ColorRole.BrightText if trouble else QPalette.ColorRole.PlaceholderText)
        mark = _mark_of(row, bool(trouble))
        if mark:
            _draw_mark(painter, mark, QRectF(line.x(), line.y() + 2, 14, 14), colour)
            line.setLeft(line.left() + 20)
        painter.setPen(colour)
        short = row.words if row.state is State.DONE else status_words(row, trouble)  # the mark says the rest
        words = metrics.elidedText(short, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """A click on the tick; keys are the view's."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            tile = QRectF(option.rect).adjusted(2, 2, -2, -2)  # type: ignore[attr-defined]
            if _tick_rect(tile).adjusted(-6, -6, 6, 6).contains(event.position()):
                return toggle(model, index)
        return False


@lru_cache(maxsize=64)
def _mark(name: str, rgba: int, size: int, ratio: float) -> QPixmap:
    """An icon drawn once: to read its SVG anew for each tile would take longer than all else."""
    return icon_pixmap(name, QColor.fromRgba(rgba), size, ratio)


def _draw_mark(painter: QPainter, name: str, place: QRectF, colour: QColor) -> None:
    ratio = painter.device().devicePixelRatioF()
    painter.drawPixmap(place.topLeft(), _mark(name, colour.rgba(), round(place.width()), ratio))


def _mark_of(row: Row, has_trouble: bool) -> str:
    if row.state in (State.DONE, State.SKIPPED):
        return "check"
    if has_trouble or row.state is State.FAILED:
        return "triangle-alert"
    return ""


def _tick_rect(tile: QRectF) -> QRectF:
    return QRectF(tile.right() - _TICK - _GAP - 6, tile.y() + _GAP + 6, _TICK, _TICK)


def _source_row(index: Index) -> int:
    model = index.model()
    return model.mapToSource(index).row() if isinstance(model, QSortFilterProxyModel) else index.row()


def toggle(model: QAbstractItemModel, index: Index) -> bool:
    """Turn a tick over; whether that could be done."""
    if not index.flags() & Qt.ItemFlag.ItemIsUserCheckable:
        return False
    role = Qt.ItemDataRole.CheckStateRole
    is_ticked = index.data(role) == Qt.CheckState.Checked
    return model.setData(index, Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked, role)


class PhotoGrid(QListView):
    """Space turns ticks over, Enter asks for a preview, arrows walk."""

    preview_wanted = Signal(int)
    current_changed = Signal(int)  # row; -1 for none

    def __init__(self, model: PhotoModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.photos = model
        self.filter = Filter(model)
        self.setModel(self.filter)
        self.setItemDelegate(TileDelegate(model, self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the width would hang on the height
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setSpacing(0)
        bar = self.verticalScrollBar()
        bar.setSingleStep(40)
        bar.rangeChanged.connect(lambda low, high: bar.setEnabled(high > low))
        self.doubleClicked.connect(lambda index: self.preview_wanted.emit(_source_row(index)))
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.current_changed.emit(_source_row(now) if now.isValid() else -1)
        )
        self.filter.modelReset.connect(lambda: self.current_changed.emit(-1))

    @property
    def current_row(self) -> int:
        """The row of the state in front of the person; -1 for none."""
        index = self.currentIndex()
        return _source_row(index) if index.isValid() else -1

    def show_row(self, row: int) -> None:
        """Go to a row, if it is among those that show."""
        index = self.filter.mapFromSource(self.photos.index(row))
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the tiles over the width, so that no ragged gap stays at the right."""
        width = event.size().width()
        columns = max(1, (width - _SLACK) // TILE.width())
        self.setGridSize(QSize((width - _SLACK) // columns, TILE.height() + 4))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle_selected()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_row >= 0:
            self.preview_wanted.emit(self.current_row)
        else:
            super().keyPressEvent(event)

    def _toggle_selected(self) -> None:
        """All of the selection becomes what its first one becomes."""
        chosen = self.selectionModel().selectedIndexes() or [self.currentIndex()]
        chosen = [index for index in chosen if index.flags() & Qt.ItemFlag.ItemIsUserCheckable]
        if chosen:
            role = Qt.ItemDataRole.CheckStateRole
            first = chosen[0].data(role) == Qt.CheckState.Checked
            for index in [QPersistentModelIndex(one) for one in chosen]:
                self.filter.setData(index, Qt.CheckState.Unchecked if first else Qt.CheckState.Checked, role)

    def tick_place(self, row: int) -> QPoint:
        """The middle of a row's tick, in the viewport."""
        tile = QRectF(self.visualRect(self.filter.mapFromSource(self.photos.index(row)))).adjusted(2, 2, -2, -2)
        return _tick_rect(tile).center().toPoint()
