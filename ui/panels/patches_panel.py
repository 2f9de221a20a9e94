"""Every fill that lies over the photo, newest first: to hide, to show, to lift off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from engine.document import Patch
from ui.convert import image_from_rgb
from ui.fills import Candidate, method_info
from ui.icons import SIZE, icon
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.section import Section


class _Picture(QWidget):
    """A small picture with round corners; a plain tile where there is none."""

    def __init__(self, image: QImage | None) -> None:
        super().__init__()
        self._image = image
        self.setFixedSize(54, 36)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(clip)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Shadow))
        if self._image is not None:
            painter.setOpacity(1.0 if self.isEnabled() else 0.35)
            painter.drawImage(QRectF(self.rect()), self._image, QRectF(self._image.rect()))
        painter.end()


class PatchRow(QWidget):
    """One patch. Click or Enter shows its candidates, Delete lifts it off."""

    chosen = Signal(str)
    visibility_wanted = Signal(str, bool)
    removal_wanted = Signal(str)

    def __init__(self, patch: Patch, candidate: Candidate | None, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.patch_id = patch.id
        title, details = _words(patch, candidate)
        name_control(
            self,
            f"patch-{number}",
            f"Patch {number}: {title}, {details}",
            f"{title}\n{details}\nEnter shows its candidates",
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        picture = _Picture(image_from_rgb(candidate.thumbnail) if candidate else None)
        picture.setEnabled(patch.visible)
        name, under = ElidedLabel(title), muted(ElidedLabel(details))
        under.setFont(scaled_font(self.font(), 11))
        eye = self._button(
            f"patch-{number}-visible", "eye" if patch.visible else "eye-off", "Hide" if patch.visible else "Show"
        )
        bin_ = self._button(f"patch-{number}-delete", "trash-2", "Delete")
        eye.clicked.connect(lambda: self.visibility_wanted.emit(patch.id, not patch.visible))
        bin_.clicked.connect(lambda: self.removal_wanted.emit(patch.id))
        words = column_layout(0)
        words.addWidget(name)
        words.addWidget(under)
        row = row_layout(8, self, (4, 4, 0, 4))
        row.addWidget(picture)
        row.addLayout(words, 1)
        row.addWidget(eye)
        row.addWidget(bin_)

    def _button(self, name: str, icon_name: str, verb: str) -> QToolButton:
        button = name_control(look(QToolButton(), "flat"), name, f"{verb} patch", f"{verb} this patch")
        button.setIcon(icon(icon_name))
        button.setIconSize(QSize(SIZE - 2, SIZE - 2))
        return button

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._handles(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._handles(event):
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_wanted.emit(self.patch_id)
        else:
            self.chosen.emit(self.patch_id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.chosen.emit(self.patch_id)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self.underMouse() or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = QPalette.ColorRole
        painter.setBrush(self.palette().color(role.Light if self.underMouse() else role.AlternateBase))
        painter.setPen(self.palette().color(role.Link) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()

    @staticmethod
    def _handles(event: QKeyEvent) -> bool:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        return event.key() in keys and not event.modifiers() & Qt.KeyboardModifier.ControlModifier


class PatchesPanel(Section):
    """The document's patches, newest first."""

    chosen = Signal(str)
    visibility_wanted = Signal(str, bool)
    removal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("patches", "Patches", parent)
        self._rows: list[PatchRow] = []
        self._shown: tuple[object, ...] | None = None
        self._empty = label(
            "Every fill is a patch that can be hidden or lifted off. The photo stays as it was.",
            wraps=True,
            is_muted=True,
        )
        self.content.addWidget(self._empty)
        self.content.setSpacing(2)

    @property
    def rows(self) -> tuple[PatchRow, ...]:
        return tuple(self._rows)

    def show_patches(self, patches: tuple[Patch, ...], candidates: dict[str, Candidate]) -> None:
        """Show `patches` (bottom first); `candidates` has what is known of how they were made, by patch id."""
        shown = tuple((patch.id, patch.visible, patch.id in candidates) for patch in patches)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            self.content.removeWidget(row)
            row.deleteLater()
        numbered = list(enumerate(patches, start=1))
        self._rows = [self._row(patch, candidates.get(patch.id), number) for number, patch in reversed(numbered)]
        self._empty.setVisible(not patches)
        self.set_note(str(len(patches)) if patches else "")

    def _row(self, patch: Patch, candidate: Candidate | None, number: int) -> PatchRow:
        row = PatchRow(patch, candidate, number)
        row.chosen.connect(self.chosen)
        row.visibility_wanted.connect(self.visibility_wanted)
        row.removal_wanted.connect(self.removal_wanted)
        self.content.addWidget(row)
        return row


def _words(patch: Patch, candidate: Candidate | None) -> tuple[str, str]:
    """(method, seed and time) of a patch; its recipe answers where its candidate is no longer kept."""
    if candidate is not None:
        return candidate.label, candidate.facts
    info = method_info(patch.recipe.method)
    seed = f"seed {patch.recipe.seed}" if info is None or info.uses_seed else ""
    return (info.label if info else patch.recipe.method), seed
