"""A photo becomes a point: the encoder answers at once, a search comes nearer, and every slider works on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from engine.language import tr
from ui.candidates import duration
from ui.dialogs.file_dialog import open_file
from ui.editor import Editor
from ui.icons import icon
from ui.studio.crop_view import CropView
from ui.studio.inverting import Inverting
from ui.studio.state import StudioState
from ui.widgets.building import label, row_layout
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.progress_line import ProgressLine
from ui.widgets.section import Section
from ui.widgets.slider_row import Scale, SliderRow

_STEPS = Scale(10, 1000, 150, step=10, fine=1, logarithmic=True)

Ask = Callable[[str, tuple[str, ...]], "Path | None"]


class FromPhotoPanel(Section):
    """Shows and drives an `Inverting`.

    Args:
        ask: asks the person for a photo: a folder to begin in and the endings there are; None = with a file dialog.
    """

    def __init__(
        self, state: StudioState, editor: Editor, ask: Ask | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("from-photo", tr("From a photo"), parent)
        self.inverting = Inverting(state, self)
        self._state, self._editor = state, editor
        self._ask = ask or self._ask_for_file
        self._folder: Path | None = None
        self.crop = CropView()
        self._name = muted(ElidedLabel(""))
        self._open = self._button("photo-open", tr("Choose…"), tr("Choose a photo to start from"), "folder-open")
        self._take = self._button("photo-take", tr("From Retouch"), tr("Start from the photo in Retouch"))
        self._forget = name_control(look(QToolButton(), "flat"), "photo-forget", tr("Let go of this photo"))
        self._forget.setIcon(icon("x"))
        tooltip = tr("How long the search goes on: more steps come nearer")
        self._steps = SliderRow("photo-steps", tr("Steps"), _STEPS, tooltip)
        self._search = self._button("photo-search", tr("Refine"), tr("Search for a point that comes nearer"), "search")
        self._stop = self._button("photo-stop", tr("Stop"), tr("End the search and keep its best point"), "circle-stop")
        self._progress = name_control(ProgressLine(), "photo-progress", tr("Progress of the search"))
        self._told = label(name="photo-told", wraps=True, is_muted=True)
        self._told.setToolTip(tr("How near it came. PSNR and SSIM: higher is nearer. LPIPS: lower is nearer."))
        self._arrange()
        self._connect()
        self.refresh()

    def _button(self, name: str, text: str, tooltip: str, icon_name: str = "") -> QPushButton:
        button = name_control(QPushButton(f" {text}" if icon_name else text), name, text.rstrip("…"), tooltip)
        if icon_name:
            button.setIcon(icon(icon_name))
        return button

    def _arrange(self) -> None:
        sources = row_layout(8)
        sources.addWidget(self._open)
        sources.addWidget(self._take, 1)
        named = row_layout(4)
        named.addWidget(self._name, 1)
        named.addWidget(self._forget)
        refining = row_layout(8)
        refining.addWidget(self._search, 1)
        refining.addWidget(self._stop, 1)
        self.content.addWidget(self.crop)
        self.content.addLayout(named)
        self.content.addLayout(sources)
        self.content.addWidget(self._steps)
        self.content.addLayout(refining)
        self.content.addWidget(self._progress)
        self.content.addWidget(self._told)

    def _connect(self) -> None:
        inverting = self.inverting
        self.crop.crop_changed.connect(inverting.set_crop)
        self.crop.file_dropped.connect(inverting.open)
        self.crop.open_wanted.connect(self.choose)
        self._open.clicked.connect(self.choose)
        self._take.clicked.connect(self._take_open)
        self._forget.clicked.connect(inverting.forget)
        self._search.clicked.connect(lambda: inverting.search(round(self._steps.value())))
        self._stop.clicked.connect(inverting.stop)
        inverting.changed.connect(self.refresh)
        inverting.progressed.connect(self._show_progress)
        self._editor.document_replaced.connect(self.refresh)

    # What the person does

    def choose(self) -> None:
        """Ask for a photo and start from it."""
        from engine.photo import READABLE_SUFFIXES

        path = self._ask(str(self._folder or self._photos_folder()), READABLE_SUFFIXES)
        if path is not None:
            self._folder = path.parent
            self.inverting.open(path)

    def _photos_folder(self) -> Path:
        """Where the open photo lies, else where the person is at home."""
        document = self._editor.document
        path = None if document is None else document.photo.source.path
        return path.parent if path is not None and path.is_absolute() and path.parent.is_dir() else Path.home()

    def _ask_for_file(self, folder: str, suffixes: tuple[str, ...]) -> Path | None:
        patterns = " ".join(f"*{suffix}" for suffix in suffixes)
        return open_file(self, tr("Start from a photo"), folder, [tr("Photos ({patterns})", patterns=patterns)])

    def _take_open(self) -> None:
        document = self._editor.document
        if document is not None:
            self.inverting.take(document.composite, self._editor.name)

    # What there is

    def refresh(self) -> None:
        """Show the photo, what can be done and how near the last answer came."""
        inverting, searching = self.inverting, self.inverting.is_searching
        self.crop.show_photo(inverting.pixels, inverting.crop)
        self._name.setText(inverting.name)
        for widget in (self._name, self._forget, self._steps):
            widget.setVisible(inverting.pixels is not None)
        had_focus = self._search.hasFocus() or self._stop.hasFocus()
        self._stop.setVisible(searching)
        self._search.setEnabled(inverting.can_search)
        self._search.setVisible(inverting.pixels is not None and not searching)
        if had_focus and inverting.pixels is not None:
            (self._stop if searching else self._search).setFocus(Qt.FocusReason.OtherFocusReason)
        self._progress.setVisible(searching)
        self._take.setEnabled(self._editor.document is not None)
        if not searching:
            self._progress.show_fraction(None)
            self._told.setText(self._words())

    def _show_progress(self, fraction: float, message: str) -> None:
        if self.inverting.is_searching:
            self._progress.show_fraction(fraction)
            self._told.setText(message)

    def _words(self) -> str:
        found = self.inverting.found
        if found is None:
            return "" if self.inverting.pixels is not None else tr("Every slider then works on your own picture.")
        seen = "" if found.lpips is None else tr(" · LPIPS {lpips:.3f}", lpips=found.lpips)
        how = (
            tr("{steps} steps", steps=found.steps)
            if found.steps
            else tr("encoder")
            if found.point.base.z
            else tr("mean picture")
        )
        return tr(
            "PSNR {psnr:.1f} dB · SSIM {ssim:.2f}{seen}\n{how} · {duration}",
            psnr=found.psnr,
            ssim=found.ssim,
            seen=seen,
            how=how,
            duration=duration(found.seconds),
        )
