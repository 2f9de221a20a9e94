"""The histogram of what is shown, or of what is marked: red, green, blue and luma, and what is clipped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from engine.document import ChangeKind, Composite, Document, Histogram, MaskArea, histogram_of
from engine.jobs import Job, JobContext
from engine.language import tr
from ui.job_bridge import JobBridge
from ui.widgets.building import label, row_layout, timer
from ui.widgets.naming import look, name_control
from ui.widgets.section import Section

if TYPE_CHECKING:
    from engine.document import Change
    from ui.retouch import RetouchDesk

_HEIGHT = 112
_REST_MS = 150
_COLOURS = (QColor(255, 92, 92), QColor(74, 200, 110), QColor(86, 150, 255))
_CLIPPED = 0.0005  # the share of pixels from which on it is worth a word
_TOPS = 4  # the highest few places do not decide how high the rest is drawn
_WARNING = QColor(230, 150, 40)


class HistogramView(QWidget):
    """Draws a `Histogram`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Histogram | None = None
        self.is_log = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def show_counts(self, counted: Histogram | None) -> None:
        """Show other counts; None shows none."""
        self._shown = counted
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        role, colours = QPalette.ColorRole, self.palette()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colours.color(role.Mid), 1.0))
            painter.setBrush(colours.color(role.Base))
            painter.drawRoundedRect(frame, 4, 4)
            if self._shown is None or not self._shown.pixels:
                return
            inner = frame.adjusted(6, 6, -6, -4)
            heights = self._heights(self._shown.counts)
            luma = QColor(colours.color(role.Text))
            luma.setAlpha(60)
            painter.fillPath(_outline(heights[3], inner), luma)
            dark = colours.color(role.Base).lightness() < 128
            mode = (
                QPainter.CompositionMode.CompositionMode_Plus
                if dark
                else QPainter.CompositionMode.CompositionMode_Multiply
            )
            for row, colour in zip(heights, _COLOURS, strict=False):
                painter.setCompositionMode(mode)
                painter.fillPath(_outline(row, inner), _faint(colour, dark))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
            self._paint_clipping(painter, frame, self._shown)

    def _heights(self, counts: np.ndarray) -> np.ndarray:
        """4 x 256, 0..1."""
        top = float(max(1, np.sort(counts, axis=None)[-_TOPS]))
        return np.log1p(counts) / np.log1p(top) if self.is_log else (counts / top).clip(0, 1)

    @staticmethod
    def _paint_clipping(painter: QPainter, frame: QRectF, shown: Histogram) -> None:
        """A bar at the end where more than a trace of the pixels is cut off."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_WARNING)
        if shown.share(shown.darkest) >= _CLIPPED:
            painter.drawRoundedRect(QRectF(frame.left() + 2, frame.top() + 3, 3, frame.height() - 6), 1.5, 1.5)
        if shown.share(shown.brightest) >= _CLIPPED:
            painter.drawRoundedRect(QRectF(frame.right() - 5, frame.top() + 3, 3, frame.height() - 6), 1.5, 1.5)


class HistogramPanel(Section):
    """The histogram, a switch between even and logarithmic heights, and what is clipped, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("histogram", tr("Histogram"), parent)
        self.view = name_control(HistogramView(), "histogram", tr("Histogram"), tr("How often each value occurs"))
        self._log = name_control(
            look(QToolButton(), "flat"), "histogram-log", tr("Logarithmic"), tr("Let rare values be seen, too")
        )
        self._log.setText(tr("Log"))
        self._log.setCheckable(True)
        self._log.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._words = label(name="histogram-clipping", is_muted=True)
        self.content.addWidget(self.view)
        under = row_layout(8)
        under.addWidget(self._words, 1)
        under.addWidget(self._log)
        self.content.addLayout(under)
        self._log.toggled.connect(self._show_log)
        self.show_counts(None, "")

    @property
    def is_seen(self) -> bool:
        """Whether anybody would see it."""
        return self.view.isVisible()

    def show_counts(self, counted: Histogram | None, of: str) -> None:
        """Show what was counted, and `of` what."""
        self.view.show_counts(counted)
        self.set_note(of)
        self._words.setText("" if counted is None or not counted.pixels else clipping_words(counted))
        self.view.setAccessibleDescription(self._words.text())

    def _show_log(self, on: bool) -> None:
        self.view.is_log = on
        self.view.update()


class Counting(QObject):
    """Keeps the panel's histogram current: on a worker of its own, once nothing has changed for a moment."""

    def __init__(self, desk: RetouchDesk, panel: HistogramPanel) -> None:
        super().__init__(desk)
        self._desk, self._panel = desk, panel
        self._bridge = JobBridge(self)
        self._timer = timer(self, _REST_MS, self._count)
        desk.editor.document_replaced.connect(self._soon)
        desk.editor.changed.connect(self._heard)
        desk.preview_changed.connect(self._soon)
        panel.folded_changed.connect(lambda _folded: self._soon())
        panel.view.installEventFilter(self)

    def shut_down(self) -> bool:
        """Stop the worker. Returns whether it ended in time."""
        self._timer.stop()
        self._bridge.cancel_all()
        return self._bridge.close(0.5)

    def eventFilter(self, watched: QObject, event: Any) -> bool:
        if event.type() == event.Type.Show:
            self._soon()
        return False

    def _heard(self, change: Change) -> None:
        if change.kind in (ChangeKind.PIXELS, ChangeKind.MASK, ChangeKind.CANVAS):
            self._soon()

    def _soon(self) -> None:
        self._timer.start()

    def _count(self) -> None:
        document, shown = self._desk.editor.document, self._desk.canvas.shown
        if document is None or shown is None:
            self._panel.show_counts(None, "")
        elif self._panel.is_seen:
            self._submit(document, shown)

    def _submit(self, document: Document, shown: Composite) -> None:
        bounds = document.mask_bounds
        # No copy: whoever paints meanwhile has it counted again.
        area = None if bounds.is_empty else MaskArea(bounds, document.mask[bounds.slices])
        depth = document.photo.pixels.dtype.itemsize * 8
        of = tr("{depth} bit, the photo", depth=depth) if area is None else tr("{depth} bit, the mask", depth=depth)

        def count(context: JobContext) -> Histogram:
            return histogram_of(shown, area, context.check)

        def take(job: Job[Any]) -> None:
            if job.value is not None and self._desk.editor.document is document:
                self._panel.show_counts(job.value, of)

        for job in self._bridge.jobs:
            job.cancel()
        self._bridge.submit(count, tr("Histogram"), then=take, lane="histogram")


def clipping_words(counted: Histogram) -> str:
    """How much is cut off at either end."""
    dark, bright = counted.share(counted.darkest), counted.share(counted.brightest)
    if max(dark, bright) < _CLIPPED:
        return tr("Nothing is clipped")
    return tr("Clipped: {dark} dark, {bright} bright", dark=_percent(dark), bright=_percent(bright))


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %" if share < 0.1 else f"{share * 100:.0f} %"


def _faint(colour: QColor, dark: bool) -> QColor:
    """For a dark ground light that adds up, for a light one ink that multiplies."""
    if dark:
        return QColor.fromRgbF(colour.redF() * 0.55, colour.greenF() * 0.55, colour.blueF() * 0.55)
    return colour.lighter(135)


def _outline(heights: np.ndarray, inner: QRectF) -> QPainterPath:
    path = QPainterPath(inner.bottomLeft())
    wide = inner.width() / len(heights)
    for index, height in enumerate(heights):
        path.lineTo(inner.left() + (index + 0.5) * wide, inner.bottom() - float(height) * inner.height())
    path.lineTo(inner.bottomRight())
    path.closeSubpath()
    return path
