"""Every fill that lies over the photo, newest first: to hide, to show, to lift off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from engine.document import Patch
from ui.candidates import Candidate, method_info
from ui.convert import image_from_rgb
from ui.icons import SIZE, icon
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.section import Section

_THUMBNAIL = QSize(54, 36)


class _Picture(QWidget):
    """A small picture with round corners; a plain tile where there is none."""

    def __init__(self, image: QImage | None) -> None:
        super().__init__()
        self._image = image
        self.setFixedSize(_THUMBNAIL)

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
    """One patch. Click or Enter shows its candidates, Delete lifts it off.

    One that came from the latent studio has no candidates; it opens in the studio again.
    """

    chosen = Signal(str)
    visibility_wanted = Signal(str, bool)
    removal_wanted = Signal(str)
    studio_wanted = Signal(str)

    def __init__(self, patch: Patch, candidate: Candidate | None, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.patch_id, self.recipe = patch.id, patch.recipe
        self._visible = patch.visible
        title, details = _words(patch, candidate)
        self._spoken = f"{title}, {details}"
        self._picture = _Picture(_thumbnail(patch, candidate))
        self._eye, self._bin, self._studio = self._button(), self._button(), self._button()
        self._bin.setIcon(icon("trash-2"))
        self._studio.setIcon(icon("sliders-horizontal"))
        if patch.recipe.sample is None:
            self._studio.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._arrange(title, details)
        self._eye.clicked.connect(lambda: self.visibility_wanted.emit(self.patch_id, not self._visible))
        self._bin.clicked.connect(lambda: self.removal_wanted.emit(self.patch_id))
        self._studio.clicked.connect(lambda: self.studio_wanted.emit(self.patch_id))
        self.show_state(number, patch.visible)

    def _arrange(self, title: str, details: str) -> None:
        under = muted(ElidedLabel(details))
        under.setFont(scaled_font(self.font(), 11))
        words = column_layout(0)
        words.addWidget(ElidedLabel(title))
        words.addWidget(under)
        across = row_layout(8, self, (4, 4, 0, 4))
        across.addWidget(self._picture)
        across.addLayout(words, 1)
        across.addWidget(self._studio)
        across.addWidget(self._eye)
        across.addWidget(self._bin)

    def show_state(self, number: int, visible: bool) -> None:
        """Its place in the stack, counted from the bottom, and whether it shows."""
        self._visible = visible
        does = "shows its candidates" if self.recipe.sample is None else "opens it in the latent studio"
        tip = f"{self._spoken}\nEnter {does}, Delete lifts it off"
        name_control(self, f"patch-{number}", f"Patch {number}: {self._spoken}", tip)
        self._picture.setEnabled(visible)
        verb = "Hide" if visible else "Show"
        self._eye.setIcon(icon("eye" if visible else "eye-off"))
        name_control(self._eye, f"patch-{number}-visible", f"{verb} patch {number}", f"{verb} this patch")
        name_control(self._studio, f"patch-{number}-studio", f"Open patch {number} in the latent studio")
        name_control(self._bin, f"patch-{number}-delete", f"Delete patch {number}", "Delete this patch")

    def _button(self) -> QToolButton:
        button = look(QToolButton(), "flat")
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
        elif self.recipe.sample is not None:
            self.studio_wanted.emit(self.patch_id)
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
    studio_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("patches", "Patches", parent)
        self._rows: list[PatchRow] = []
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
        there = {(row.patch_id, row.recipe): row for row in self._rows}
        newest_first = patches[::-1]
        self._rows = [
            there.pop((patch.id, patch.recipe), None) or self._row(patch, candidates.get(patch.id), index)
            for index, patch in enumerate(newest_first)
        ]
        for row in there.values():
            self.content.removeWidget(row)
            row.hide()
            row.deleteLater()
        for index, (row, patch) in enumerate(zip(self._rows, newest_first, strict=True)):
            row.show_state(len(patches) - index, patch.visible)
        self._empty.setVisible(not patches)
        self.set_note(str(len(patches)) if patches else "")

    def _row(self, patch: Patch, candidate: Candidate | None, index: int) -> PatchRow:
        row = PatchRow(patch, candidate, index)
        row.chosen.connect(self.chosen)
        row.visibility_wanted.connect(self.visibility_wanted)
        row.removal_wanted.connect(self.removal_wanted)
        row.studio_wanted.connect(self.studio_wanted)
        self.content.insertWidget(1 + index, row)  # the note for an empty list is always the first
        return row


def _words(patch: Patch, candidate: Candidate | None) -> tuple[str, str]:
    """(method, seed and time) of a patch; its recipe answers where its candidate is no longer kept."""
    if candidate is not None:
        return candidate.label, candidate.facts
    if patch.recipe.sample is not None:
        return _placed_words(patch)
    info = method_info(patch.recipe.method)
    seed = f"seed {patch.recipe.seed}" if info is None or info.uses_seed else ""
    return (info.label if info else patch.recipe.method), seed


def _placed_words(patch: Patch) -> tuple[str, str]:
    """The model of a picture from the latent studio, and by how much it was enlarged."""
    from engine.models.registry import available

    model = next((card.label for card in available() if card.name == patch.recipe.model), patch.recipe.model or "")
    times = (patch.recipe.sample or {}).get("enlarged", 0)
    return model, f"Latents · {times:.1f} ×" if times else "Latents"


def _thumbnail(patch: Patch, candidate: Candidate | None) -> QImage | None:
    """A small picture of a patch: what its candidate looked like, or the picture that was placed."""
    if candidate is not None:
        return image_from_rgb(candidate.thumbnail)
    if patch.recipe.sample is None or not patch.pieces:
        return None
    pixels = patch.pieces[0].pixels
    rows = max(1, round(pixels.shape[1] * _THUMBNAIL.height() / _THUMBNAIL.width()))
    top = max(0, (pixels.shape[0] - rows) // 2)
    step = max(1, pixels.shape[1] // (2 * _THUMBNAIL.width()))
    part = pixels[top : top + rows : step, ::step]
    return image_from_rgb(part if part.dtype.itemsize == 1 else (part >> 8).astype("uint8"))
