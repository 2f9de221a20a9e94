"""The row of open photos over the canvas."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QTabBar, QToolButton, QWidget

from engine.language import tr
from ui.actions import ActionSet
from ui.dropping import take_copy
from ui.editor import Editor
from ui.icons import draw_icon
from ui.open_photos import OpenPhoto
from ui.widgets.building import row_layout, small_button
from ui.widgets.naming import name_control

_HEIGHT, _NARROWEST = 34, 132
_CLOSE_SIDE, _CROSS, _DOT = 20, 12.0, 8.0


class PhotoTabs(QWidget):
    """One tab a photo, hidden while fewer than two are open. A dot stands for unsaved changes.

    Drag a tab to move it; the middle button or the cross closes it.
    """

    close_wanted = Signal(object)
    close_others_wanted = Signal(object)
    files_dropped = Signal(list)

    def __init__(self, editor: Editor, actions: ActionSet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tabs")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(_HEIGHT)
        self._editor = editor
        self.bar = _Bar(self)
        open_another = small_button("plus", "tabs-open", tr("Open another photo"), actions["open"].toolTip())
        open_another.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        open_another.clicked.connect(actions["open"].trigger)
        across = row_layout(4, self, (0, 0, 8, 0))
        across.addWidget(self.bar)
        across.addWidget(open_another)
        across.addStretch(1)
        self.bar.photo_chosen.connect(editor.show)
        self.bar.photo_moved.connect(editor.move)
        self.bar.close_wanted.connect(self.close_wanted)
        self.bar.close_others_wanted.connect(self.close_others_wanted)
        self.bar.files_dropped.connect(self.files_dropped)
        editor.photos_changed.connect(self.refresh)
        editor.document_replaced.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is open now."""
        self.bar.show_photos(self._editor.photos, self._editor.front)
        self.setVisible(len(self._editor.photos) > 1)


class _Bar(QTabBar):
    """The tabs themselves."""

    photo_chosen = Signal(object)
    photo_moved = Signal(object, int)
    close_wanted = Signal(object)
    close_others_wanted = Signal(object)
    files_dropped = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name_control(self, "photo-tabs", tr("Open photos"))
        self.setToolTip("")
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAcceptDrops(True)
        for name, scroller in enumerate(self.findChildren(QToolButton)):
            scroller.setObjectName(f"qt_tabs_scroll_{name}")
        self._photos: list[OpenPhoto] = []
        self._takes_drop = False
        self.currentChanged.connect(self._chosen)
        self.tabMoved.connect(self._moved)

    def show_photos(self, photos: tuple[OpenPhoto, ...], front: OpenPhoto | None) -> None:
        """Show these, in this order, with as few changes as it takes: one of them may be under the hand."""
        self.blockSignals(True)
        for index in reversed(range(self.count())):
            if self._photos[index] not in photos:
                del self._photos[index]
                self.removeTab(index)
        for index, one in enumerate(photos):
            if one not in self._photos:
                self._photos.insert(index, one)
                self.insertTab(index, "")
                self.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._cross(one))
            elif self._photos[index] is not one:
                before = self._photos.index(one)
                self._photos.insert(index, self._photos.pop(before))
                self.moveTab(before, index)
            self._describe(index, one)
        if front in self._photos:
            self.setCurrentIndex(self._photos.index(front))
        self.blockSignals(False)

    def _describe(self, index: int, one: OpenPhoto) -> None:
        self.setTabText(index, one.name.replace("&", "&&"))
        path = str(one.paths[-1]) if one.paths else one.name
        unsaved = tr("{name}, not saved", name=one.name)
        self.setTabToolTip(index, f"{path}\n{tr('Not saved')}" if one.is_modified else path)
        self.setAccessibleTabName(index, unsaved if one.is_modified else one.name)
        cross = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
        if isinstance(cross, _Cross):
            cross.show_state(index + 1, one)

    def _cross(self, one: OpenPhoto) -> _Cross:
        cross = _Cross(self)
        cross.clicked.connect(lambda: self.close_wanted.emit(one))
        return cross

    def _chosen(self, index: int) -> None:
        if 0 <= index < len(self._photos):
            self.photo_chosen.emit(self._photos[index])

    def _moved(self, before: int, after: int) -> None:
        one = self._photos.pop(before)
        self._photos.insert(after, one)
        self.photo_moved.emit(one, after)

    def _at(self, place: QPoint) -> OpenPhoto | None:
        index = self.tabAt(place)
        return self._photos[index] if index >= 0 else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.MiddleButton:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        one = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and one is not None:
            self.close_wanted.emit(one)
        else:
            super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A wheel that turns over the tabs by chance must not change what is worked on.
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        one = self._at(event.pos())
        if one is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Close")).triggered.connect(lambda: self.close_wanted.emit(one))
        others = menu.addAction(tr("Close the others"))
        others.triggered.connect(lambda: self.close_others_wanted.emit(one))
        menu.popup(event.globalPos())

    def minimumTabSizeHint(self, index: int) -> QSize:
        return QSize(_NARROWEST, _HEIGHT)  # enough of a long name; more tabs are scrolled to

    def tabSizeHint(self, index: int) -> QSize:
        return QSize(min(240, max(_NARROWEST, super().tabSizeHint(index).width())), _HEIGHT)

    # Files

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            take_copy(event)
            self._show_drop(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(False)
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            take_copy(event)
            self.files_dropped.emit(paths)

    def _show_drop(self, shown: bool) -> None:
        self._takes_drop = shown
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._takes_drop:
            with QPainter(self) as painter:
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Link), 2))
                painter.drawRect(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class _Cross(QToolButton):
    """Closes a tab. While its photo has unsaved changes it is a dot, until the pointer comes."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._modified = False
        self.setFixedSize(_CLOSE_SIDE, _CLOSE_SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_state(self, number: int, one: OpenPhoto) -> None:
        self._modified = one.is_modified
        spoken = tr("Close {name}, which is not saved", name=one.name) if self._modified else ""
        name_control(self, f"tab-{number}-close", spoken or tr("Close {name}", name=one.name))
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        role = QPalette.ColorRole
        middle = QRectF(self.rect()).center()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse():
                painter.setBrush(self.palette().color(role.Midlight if self.isDown() else role.Light))
                painter.drawRoundedRect(QRectF(self.rect()), 4, 4)
            elif self._modified:
                painter.setBrush(self.palette().color(role.WindowText))
                painter.drawEllipse(middle, _DOT / 2, _DOT / 2)
                return
            box = QRectF(middle.x() - _CROSS / 2, middle.y() - _CROSS / 2, _CROSS, _CROSS)
            draw_icon(painter, "x", box, self.palette().color(role.PlaceholderText))
