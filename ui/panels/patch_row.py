"""One entry of the stack as a row: its picture, what made it, and what can be done with it at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from engine.document import Patch
from engine.language import tr
from ui.candidates import Candidate
from ui.convert import image_from_rgb
from ui.icons import SIZE, draw_icon, icon
from ui.kind_colours import KIND_COLOURS
from ui.stack_thumbs import patch_picture
from ui.stack_words import BETWEEN_FACTS, facts_of, kind_of, title_of
from ui.theme import scaled_font
from ui.widgets.building import column_layout, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control

_THUMBNAIL = QSize(54, 36)
_DOT = 9.0
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_PLAIN = (*_ENTER, *_REMOVES, Qt.Key.Key_Space, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_F2)
_ALONE = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_UP_DOWN = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class _Picture(QWidget):
    """A small picture with round corners, or an icon where there is none, and a dot in the colour of the kind."""

    def __init__(self) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._kind = self._icon = ""
        self.setFixedSize(_THUMBNAIL)

    @property
    def image(self) -> QImage | None:
        return self._image

    def show_image(self, image: QImage | None, kind: str, icon_name: str = "") -> None:
        self._image, self._kind, self._icon = image, kind, icon_name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(clip)
        colours, role = self.palette(), QPalette.ColorRole
        painter.fillRect(self.rect(), colours.color(role.Shadow))
        painter.setOpacity(1.0 if self.isEnabled() else 0.35)
        if self._image is not None:
            painter.drawImage(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
        elif self._icon:
            middle = QRectF((self.width() - SIZE) / 2, (self.height() - SIZE) / 2, SIZE, SIZE)
            draw_icon(painter, self._icon, middle, colours.color(role.WindowText))
        if self._kind in KIND_COLOURS:
            dot = QRectF(self.width() - _DOT - 3, self.height() - _DOT - 3, _DOT, _DOT)
            painter.setPen(colours.color(role.Shadow))
            painter.setBrush(KIND_COLOURS[self._kind])
            painter.drawEllipse(dot)
        painter.end()


class PatchRow(QWidget):
    """One patch. A click chooses it and shows its candidates; the keys and the menu do all the rest.

    Keys: Enter shows the candidates (or opens the studio, or the adjustment), Space hides and shows, Delete lifts off,
    F2 renames, Up and Down go to its neighbours, Alt+Up and Alt+Down move it.
    """

    chosen = Signal(str)
    opened = Signal(str)
    visibility_wanted = Signal(str, bool)
    alone_wanted = Signal(str)
    removal_wanted = Signal(str)
    studio_wanted = Signal(str)
    renaming_wanted = Signal(str)
    move_wanted = Signal(str, int)  # by so many places, up is positive
    step_wanted = Signal(str, int)
    menu_wanted = Signal(str, QPoint)
    dragged = Signal(str, QPoint)  # place on the screen
    dropped = Signal(str, QPoint)

    def __init__(self, patch: Patch, candidate: Candidate | None, number: int, icc: bytes | None = None) -> None:
        super().__init__()
        self.patch_id, self.recipe = patch.id, patch.recipe
        self._patch, self._candidate, self._number = patch, candidate, number
        self._icc = icc
        self._is_chosen = self._is_dragging = False
        self._grip: QPointF | None = None
        self._kind = kind_of(patch).value
        self._opens = patch.recipe.sample is not None or patch.adjustment is not None
        self._picture = _Picture()
        self._show_picture()
        self._title, self._details = ElidedLabel(), muted(ElidedLabel(between=BETWEEN_FACTS))
        self._eye, self._bin, self._studio = self._button(), self._button(), self._button()
        self._bin.setIcon(icon("trash-2"))
        self._studio.setIcon(icon("sliders-horizontal"))
        self._studio.setVisible(self._opens)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._arrange()
        self._eye.clicked.connect(self._eye_clicked)
        self._bin.clicked.connect(lambda: self.removal_wanted.emit(self.patch_id))
        self._studio.clicked.connect(self._open)
        self._show()

    def _arrange(self) -> None:
        self._details.setFont(scaled_font(self.font(), 11))
        words = column_layout(0)
        words.addWidget(self._title)
        words.addWidget(self._details)
        across = row_layout(8, self, (4, 4, 0, 4))
        across.addWidget(self._picture)
        across.addLayout(words, 1)
        across.addWidget(self._studio)
        across.addWidget(self._eye)
        across.addWidget(self._bin)

    @property
    def patch(self) -> Patch:
        return self._patch

    @property
    def picture(self) -> QImage | None:
        """What it looked like when it was made, the way that the photo is turned by now; None for an adjustment."""
        return self._picture.image

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab comes to in it, in order."""
        return self, self._studio, self._eye, self._bin

    def show_state(self, patch: Patch, candidate: Candidate | None, number: int) -> None:
        """Show the patch as it is now; `number` is its place in the stack, counted from the bottom."""
        if (patch, candidate, number) != (self._patch, self._candidate, self._number):
            # A photo that has been turned has its patches turned with it.
            is_redrawn = candidate is not self._candidate or (candidate is None and patch.pieces != self._patch.pieces)
            self._patch, self._candidate, self._number = patch, candidate, number
            self._show()
            if is_redrawn:
                self._show_picture()

    def show_chosen(self, chosen: bool) -> None:
        """Mark it as the one whose details are shown, or not."""
        if chosen != self._is_chosen:
            self._is_chosen = chosen
            self.update()

    def _show_picture(self) -> None:
        self._picture.show_image(_image(self._patch, self._candidate, self._icc), self._kind, _icon_of(self._patch))

    def _show(self) -> None:
        number, visible = self._number, self._patch.visible
        title, details = title_of(self._patch), facts_of(self._patch, self._candidate)
        self._title.setText(title)
        self._details.setText(details)
        spoken = f"{title}, {details}" if details else title
        does = tr("opens it") if self._opens else tr("shows its candidates")
        tip = tr("Enter {does}, Space hides or shows it, Delete lifts it off, Alt+Up and Alt+Down move it", does=does)
        state = "" if visible else tr(", hidden")
        name_control(
            self, f"patch-{number}", tr("Patch {n}: {words}", n=number, words=spoken + state), f"{spoken}\n{tip}"
        )
        self._picture.setEnabled(visible)
        self._eye.setIcon(icon("eye" if visible else "eye-off"))
        eye = tr("Hide patch {n}", n=number) if visible else tr("Show patch {n}", n=number)
        tip = tr("Hide this patch") if visible else tr("Show this patch")
        alone = tr("Alt+click or Shift+click: show this one alone")
        name_control(self._eye, f"patch-{number}-visible", eye, f"{tip}\n{alone}")
        where = tr("Open patch {n} in the latent studio", n=number)
        if self._patch.adjustment is not None:
            where = tr("Open adjustment {n}", n=number)
        name_control(self._studio, f"patch-{number}-studio", where)
        name_control(self._bin, f"patch-{number}-delete", tr("Delete patch {n}", n=number), tr("Delete this patch"))

    def _button(self) -> QToolButton:
        button = look(QToolButton(), "flat")
        button.setIconSize(QSize(SIZE - 2, SIZE - 2))
        return button

    def _open(self) -> None:
        if self.recipe.sample is not None:
            self.studio_wanted.emit(self.patch_id)
        else:
            self.opened.emit(self.patch_id)

    def _eye_clicked(self) -> None:
        if QApplication.keyboardModifiers() & _ALONE:
            self.alone_wanted.emit(self.patch_id)
        else:
            self.visibility_wanted.emit(self.patch_id, not self._patch.visible)

    # Keys

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._handles(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not self._handles(event):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_wanted.emit(self.patch_id, _UP_DOWN[Qt.Key(key)])
        elif key in _UP_DOWN:
            self.step_wanted.emit(self.patch_id, _UP_DOWN[Qt.Key(key)])
        elif key in _REMOVES:
            self.removal_wanted.emit(self.patch_id)
        elif key == Qt.Key.Key_Space:
            self.visibility_wanted.emit(self.patch_id, not self._patch.visible)
        elif key == Qt.Key.Key_F2:
            self.renaming_wanted.emit(self.patch_id)
        elif self._opens:
            self._open()
        else:
            self.chosen.emit(self.patch_id)

    @staticmethod
    def _handles(event: QKeyEvent) -> bool:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.AltModifier:
            return event.key() in _UP_DOWN
        return not held and event.key() in _PLAIN

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        event.accept()  # or the release would go elsewhere
        self.chosen.emit(self.patch_id)
        if event.button() == Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        way = (event.globalPosition() - self._grip).manhattanLength()
        if self._is_dragging or way >= QApplication.startDragDistance():
            self._is_dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.patch_id, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        was_dragging, self._is_dragging, self._grip = self._is_dragging, False, None
        self.unsetCursor()
        if was_dragging:
            self.dropped.emit(self.patch_id, event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            if self._opens:
                self._open()
            else:
                self.renaming_wanted.emit(self.patch_id)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.patch_id, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.underMouse() or self.hasFocus() or self._is_chosen):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        ground = role.Midlight if self._is_chosen else role.Light if self.underMouse() else role.AlternateBase
        painter.setBrush(self.palette().color(ground))
        painter.setPen(self.palette().color(role.Link) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


def _image(patch: Patch, candidate: Candidate | None, icc: bytes | None) -> QImage | None:
    """What its candidate looked like, else its own pixels."""
    if candidate is not None:
        return image_from_rgb(candidate.thumbnail)
    pixels = patch_picture(patch, icc)
    return None if pixels is None else image_from_rgb(pixels)


def _icon_of(patch: Patch) -> str:
    return "blend" if patch.adjustment is not None else "square-stack"
