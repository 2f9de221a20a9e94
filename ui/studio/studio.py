"""The latent studio as a workspace: samples left, the picture and the lattice in the middle, directions right."""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QToolButton, QWidget

from engine.errors import BadInput
from engine.language import tr, tr_n
from engine.latent.point import LatentPoint
from engine.settings import Settings
from ui.actions import LATENTS, ActionSet
from ui.docks.column import PanelColumn
from ui.icons import SIZE, draw_icon, icon
from ui.panels.tool_strip import command_button
from ui.problems import Notice, Problem
from ui.studio.add_model import AddModel
from ui.studio.base_panel import BasePanel
from ui.studio.dragging import drag_point
from ui.studio.film_strip import FilmStrip
from ui.studio.from_photo import FromPhotoPanel
from ui.studio.grid import SamplesPanel
from ui.studio.lattice import LatticePanel
from ui.studio.learn_panel import LearnPanel
from ui.studio.mark_thumbs import MarkThumbs
from ui.studio.marks import Marks
from ui.studio.mixing_panel import MixingPanel
from ui.studio.photo_link import PhotoLink
from ui.studio.picture_view import PictureView
from ui.studio.point_files import PointFiles, holds_points
from ui.studio.presets_panel import PresetsPanel
from ui.studio.shelf import ShelfFiles
from ui.studio.sliders import SlidersPanel
from ui.studio.state import ModelState, StudioState
from ui.studio.to_photo import ToPhotoPanel
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, surface
from ui.widgets.combo import Combo
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.overlay_scroll_area import OverlayScrollArea, side_area
from ui.widgets.section import Section, divider

if TYPE_CHECKING:
    import numpy as np

    from ui.editor import Editor

_LEFT_RANGE, _LEFT = (200, 520), 264
_SIDE_RANGE, _SIDE = (288, 440), 304
_COLUMN_RANGE = (224, 272)
_LEAST_PICTURE = (240, 160)
_LARGE_ICON = 40
_LONGEST_POINT = 1 << 17  # characters that settings hold of where the person was: a photo's point is far below


class _Mark(QWidget):
    """A large icon in the muted colour."""

    def __init__(self) -> None:
        super().__init__()
        self._name = "shapes"
        self.setFixedSize(_LARGE_ICON, _LARGE_ICON)

    def show_icon(self, name: str) -> None:
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_icon(painter, self._name, QRectF(self.rect()), self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.end()


class EmptyStudio(QWidget):
    """What stands in the picture's place while no model can paint one: what is the matter, and the way out."""

    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("studio-empty")
        self._mark = _Mark()
        self._headline = label(name="studio-empty-headline", wraps=True)
        self._headline.setFont(scaled_font(self.font(), 18, bold=True))
        self._words = label(name="studio-empty-words", wraps=True, is_muted=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = name_control(
            look(QPushButton(tr("Try again")), "accent"),
            "studio-again",
            tr("Try again"),
            tr("Open the model once more"),
        )
        self._again.clicked.connect(self.again_wanted)
        self.buttons = row_layout(8)
        self.buttons.addWidget(self._again)
        for words in (self._headline, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.setMaximumWidth(440)
        down = column_layout(12, self, (24, 24, 24, 24))
        down.addStretch(1)
        down.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._headline, self._words):
            across = row_layout(0)
            across.addStretch(1)
            across.addWidget(words, 100)
            across.addStretch(1)
            down.addLayout(across)
        centred = row_layout(0)
        centred.addStretch(1)
        centred.addLayout(self.buttons)
        centred.addStretch(1)
        down.addLayout(centred)
        down.addStretch(1)

    def show_missing(self) -> None:
        """No generator is installed."""
        self._mark.show_icon("shapes")
        self._headline.setText(tr("No generator is installed"))
        self._words.setText(
            tr(
                "The studio explores what a generator can paint. This installation came without one: put "
                "the folder resources/models back as it was downloaded, or add a StyleGAN2 model of your "
                "own."
            )
        )
        self._again.setText(tr("Look again"))
        look(self._again, "")

    def show_problem(self, problem: Problem) -> None:
        """The model cannot be opened."""
        self._mark.show_icon("triangle-alert")
        self._headline.setText(problem.sentence)
        self._words.setText(tr("{advice} Other models can be chosen above the samples.", advice=problem.advice).strip())
        self._again.setText(tr("Try again"))
        look(self._again, "accent")


class Studio(QWidget):
    """Ties the panels to one `StudioState`, and the window's commands to both.

    Panels that other modules bring are put in with `add_section` (right column), `set_strip` (bottom) and `add_tool`
    (over the picture, at the right). `editor` holds the photo of the other workspace.
    """

    about_changed = Signal()

    def __init__(
        self,
        actions: ActionSet,
        settings: Settings,
        editor: Editor,
        state: StudioState | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("studio")
        self._actions, self._settings = actions, settings
        self.editor = editor
        self.state = state or StudioState(shelves=ShelfFiles())
        self.state.setParent(self)
        self._compared: LatentPoint | None = None
        self._has_started = False
        self.picture_view = PictureView()
        self.empty = EmptyStudio()
        self.samples = SamplesPanel(self.state)
        self.lattice = LatticePanel(self.state)
        self.base_panel = BasePanel(self.state)
        self._models = name_control(Combo(), "studio-model", tr("Model"), tr("The generator that paints"))
        self._title = ElidedLabel()
        self._title.setObjectName("studio-title")
        self._title.setFont(scaled_font(self.font(), 13, bold=True))
        self._facts = muted(ElidedLabel())
        self._facts.setObjectName("studio-facts")
        self._compare_end = name_control(
            QPushButton(tr(" Stop")), "compare-end", tr("Stop comparing"), tr("Show one picture again (Esc)")
        )
        self._compare_end.setIcon(icon("x"))
        self.link = PhotoLink(self.state, self)
        self.to_photo = ToPhotoPanel(self.link)
        self.from_photo = FromPhotoPanel(self.state, editor)
        self.files = PointFiles(self.state, self)
        self.strip = FilmStrip(self.state)
        self._tools = row_layout(4)
        self.panels = PanelColumn()
        self._strip = row_layout(0)
        self.side = self._side_panel()
        self.splitter = self._split()
        down = column_layout(0, self)
        down.addWidget(self.splitter, 1)
        down.addLayout(self._strip)
        self.sliders = SlidersPanel(self.state)
        self.presets = PresetsPanel(self.state)
        self.marks = Marks(self.state)
        self.thumbs = MarkThumbs(self.samples.grid, self.state, self.marks)
        self.learn = LearnPanel(self.state, self.marks)
        self.mixing = MixingPanel(self.state, lambda: self._compared)
        self._connect()
        self._restore()
        for section in (self.sliders, self.presets, self.learn, self.mixing):
            self.add_section(section)
        self.add_tool(self.to_photo.view_button)
        self.add_tool(self.to_photo.lay_button)
        self.add_section(self.to_photo)
        self.add_section(self.from_photo)
        self.set_strip(self.strip)
        self.link.set_editor(editor)
        self._show_model()
        self._show_point()

    # Building

    def add_section(self, section: Section) -> None:
        """Put a panel at the end of the right column, or where the person had it."""
        self.panels.add(section)

    def set_strip(self, strip: QWidget) -> None:
        """Put the film strip under everything, from side to side."""
        self._strip.addWidget(strip)

    def add_tool(self, tool: QWidget) -> None:
        """Put a button over the picture, at the right."""
        self._tools.addWidget(tool)

    def _split(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setObjectName("studio-splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        for part in (self._left_panel(), self._middle(), self.side):
            splitter.addWidget(part)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([_LEFT, 700, _SIDE])
        return splitter

    def _left_panel(self) -> QWidget:
        left = surface("studio-samples")
        left.setMinimumWidth(_LEFT_RANGE[0])
        left.setMaximumWidth(_LEFT_RANGE[1])
        self.models_row = row_layout(8)
        name = label(tr("Model"))
        name.setBuddy(self._models)
        self.models_row.addWidget(name)
        self.models_row.addWidget(self._models, 1)
        add_model = AddModel(self.state)
        self.models_row.addWidget(add_model.small)
        self.empty.buttons.addWidget(add_model.large)
        down = column_layout(8, left, (12, 12, 0, 0))
        across = row_layout(0, None, (0, 0, 12, 0))
        across.addLayout(self.models_row)
        down.addLayout(across)
        down.addWidget(self.samples, 1)
        return left

    def _bar(self) -> QWidget:
        bar = surface("studio-bar")
        bar.setFixedHeight(44)
        row = row_layout(8, bar, (16, 4, 8, 4))
        row.addWidget(self._title)
        row.addWidget(self._facts, 1)
        buttons = row_layout(2)
        for action in ("undo", "redo", "copy-result", "save-sample"):  # snapshots are kept on their strip
            buttons.addWidget(_bar_button(self._actions, action))
        row.addLayout(buttons)
        row.addLayout(self._tools)
        return bar

    def _compare_row(self) -> QWidget:
        """What can be done while two pictures are compared."""
        host = QWidget()
        row = row_layout(8, host, (16, 0, 16, 12))
        row.addStretch(1)
        swap = QPushButton(tr(" Swap"))
        name_control(swap, "compare-swap", tr("Swap the compared"), self._actions["swap-compared"].toolTip())
        swap.setIcon(icon("replace"))
        swap.clicked.connect(self.swap)
        for button in (swap, self._compare_end):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        return host

    def _middle(self) -> QWidget:
        stage = surface("studio-stage")
        self._column = surface("studio-column")
        self._column.setMinimumWidth(_COLUMN_RANGE[0])
        self._column.setMaximumWidth(_COLUMN_RANGE[1])
        column = column_layout(16, self._column, (12, 12, 12, 12))
        column.addWidget(self.lattice)
        column.addWidget(self.base_panel)
        column.addStretch(1)
        self._pictures = QStackedWidget()
        self._pictures.setMinimumSize(*_LEAST_PICTURE)  # what stands in its place may be cut rather than push the rest
        self._pictures.addWidget(self.picture_view)
        self._pictures.addWidget(self.to_photo.view)
        self._pictures.addWidget(self.empty)
        across = row_layout(0)
        self._comparing = self._compare_row()
        pictures = column_layout(0)
        pictures.addWidget(self._pictures, 1)
        pictures.addWidget(self._comparing)
        across.addLayout(pictures, 1)
        across.addWidget(self._column)
        down = column_layout(0, stage)
        down.addWidget(self._bar())
        down.addWidget(divider())
        down.addLayout(across, 1)
        return stage

    def _side_panel(self) -> OverlayScrollArea:
        content = surface("studio-side-content")
        down = column_layout(0, content)
        down.addWidget(self.panels)
        down.addStretch(1)
        return side_area(content, "studio-side", *_SIDE_RANGE)

    def _connect(self) -> None:
        state = self.state
        state.point_changed.connect(lambda _point: self._show_point())
        state.picture_changed.connect(self._show_picture)
        state.model_changed.connect(self._show_model)
        state.history_changed.connect(self._refresh)
        self.strip.film.film_changed.connect(self._refresh)
        self.samples.compare_wanted.connect(self.compare_with)
        self.picture_view.other_clicked.connect(self.swap)
        self.picture_view.point_dropped.connect(lambda point: state.set_point(point, tr("Drop")))
        self.picture_view.drag_wanted.connect(self._drag)
        self._compare_end.clicked.connect(lambda: self.compare_with(None))
        self.learn.learned.connect(self.sliders.reveal)
        self._models.activated.connect(lambda _index: state.set_model(self._models.currentData()))
        self.empty.again_wanted.connect(self._try_again)
        self.link.changed.connect(self._refresh)
        self.to_photo.view_wanted.connect(lambda _shown: self._show_model())

    # Coming and going

    def enter(self) -> None:
        """The studio is in front: the first time it opens a model."""
        if not self._has_started:
            self._has_started = True
            self.state.start(self._settings.latent_model, self._last_point())
        self.picture_view.setFocus()
        self._refresh()

    def start_from(self, path: Path) -> None:
        """Go to the point that a file holds; else to where the encoder sees it as a photo."""
        if holds_points(path):
            self.files.open_file(path, lambda: self._invert(path))
        else:
            self._invert(path)

    def _last_point(self) -> LatentPoint | None:
        """Where the person was when the program ended."""
        try:
            return LatentPoint.from_text(self._settings.latent_point)
        except BadInput:
            return None

    def choose_photo(self) -> None:
        """Ask for a photo to start from, and show the panel in which its square is chosen."""
        self._show_from_photo()
        self.from_photo.choose()

    def _invert(self, path: Path) -> None:
        """Go to where the encoder sees a photo."""
        self._show_from_photo()
        self.from_photo.inverting.open(path)

    def _show_from_photo(self) -> None:
        panel = self.from_photo
        self.panels.show_panel(panel.name, True)
        panel.set_folded(False)
        self.side.bring_into_sight(panel)

    def step_back(self) -> bool:
        """Escape: stop comparing, or leave a frame of the film. Returns whether there was anything to leave."""
        if self._compared is not None:
            self.compare_with(None)
            return True
        self.strip.film.player.pause()
        return self.state.stop_preview()

    def _restore(self) -> None:
        self.strip.set_folded(self._settings.latent_strip_folded)
        self.panels.restore(self._settings.panels.get(LATENTS, ()))
        try:
            layout = base64.b64decode(self._settings.latent_layout, validate=True)
        except binascii.Error:
            return
        if layout:
            self.splitter.restoreState(QByteArray(layout))

    def store(self) -> None:
        """Put into the settings what the person has chosen."""
        self._settings.latent_layout = base64.b64encode(bytes(self.splitter.saveState().data())).decode()
        self._settings.latent_strip_folded = self.strip.is_folded
        self._settings.panels = {**self._settings.panels, LATENTS: self.panels.state}
        if self.state.point.model:
            self._settings.latent_model = self.state.point.model
            text = self.state.point.to_text()
            self._settings.latent_point = text if len(text) <= _LONGEST_POINT else ""

    def shut_down(self) -> bool:
        """Stop the workers. Returns whether they ended in time."""
        self.from_photo.inverting.shut_down()
        ended = self.link.shut_down()
        return self.state.shut_down() and ended

    def _try_again(self) -> None:
        if self.state.model_state is ModelState.BROKEN and self.state.point.model:
            self.state.set_model(self.state.point.model)
        else:
            self.state.start(self._settings.latent_model)

    # Commands

    def another(self) -> None:
        """Go to a seed by chance."""
        self.samples.another()

    def reset_sliders(self) -> None:
        """Put every direction back to its middle."""
        self.state.set_point(replace(self.state.point, moves=()), tr("Reset the sliders"))

    def mark(self, kind: int) -> None:
        """Mark the sample that has the keyboard, or else the current picture, as `marks.MORE` or `marks.LESS`."""
        self.marks.mark(self.thumbs.focused_point or self.state.point, kind)

    def copy(self) -> None:
        """Put the point on the clipboard as one line of text."""
        if self.state.point.model:
            QGuiApplication.clipboard().setText(self.state.portable(self.state.point).to_text())
            self.state.noticed.emit(Notice(tr("Copied the latent point as text")))

    def paste(self) -> None:
        """Go to the point on the clipboard."""
        text = QGuiApplication.clipboard().text()
        if not text.strip():
            self.state.noticed.emit(Notice(tr("There is no latent point on the clipboard")))
            return
        try:
            point = LatentPoint.from_text(text)
        except BadInput as error:
            self.state.failed.emit(Problem.of(error))
            return
        self.state.set_point(point, tr("Paste"))

    def _drag(self) -> None:
        if self.state.picture_point is not None:
            drag_point(self.picture_view, self.state.portable(self.state.picture_point), self.state.picture)

    def compare_with(self, point: LatentPoint | None) -> None:
        """Show this point beside the one that is explored; None, or the same one again, shows one picture."""
        self._compared = None if point == self._compared else point
        self.picture_view.show_pair(self._compared is not None)
        self.samples.show_compared(self._compared.base if self._compared is not None else None)
        if self._compared is not None:
            self.state.request([self._compared], self._show_other, "compare", urgent=True)
        else:
            self.state.drop("compare")
        self._show_point()

    def swap(self) -> None:
        """Explore the picture that was compared with, and compare it with this one."""
        before, after = self.state.point, self._compared
        if after is not None:
            self.compare_with(before)
            self.state.set_point(after, tr("Swap the compared"))

    # What there is

    @property
    def about(self) -> str:
        """The model and the place, for the line at the bottom."""
        card, generator = self.state.generator_card, self.state.generator
        if card is None:
            return tr("No generator")
        size = tr(" · {size} × {size} px", size=generator.size) if generator is not None else ""
        return f"{card.label}{size}"

    def _show_model(self) -> None:
        state = self.state.model_state
        self._models.clear()
        for card in self.state.cards:
            self._models.addItem(card.label, card.name)
        self._models.setCurrentIndex(self._models.findData(self.state.point.model))
        self._models.setEnabled(self._models.count() > 0)
        works = state in (ModelState.READY, ModelState.OPENING)
        if self.state.problem is not None:
            self.empty.show_problem(self.state.problem)
        elif state is ModelState.NONE:
            self.empty.show_missing()
        front = self.to_photo.view if self.to_photo.view_button.isChecked() else self.picture_view
        self._pictures.setCurrentWidget(front if works or not self._has_started else self.empty)
        self._column.setVisible(works)
        if state is not ModelState.READY:
            self.picture_view.show_picture(None)
        if self._compared is not None and self._compared.model != self.state.point.model:
            self.compare_with(None)
        self._refresh()
        self._show_point()

    def _show_picture(self, picture: np.ndarray, _point: LatentPoint) -> None:
        self.picture_view.show_picture(picture)

    def _show_other(self, pictures: list[np.ndarray]) -> None:
        if self._compared is not None:
            self.picture_view.show_other(pictures[0])

    def _show_point(self) -> None:
        point = self.state.point
        self._title.setText(name_of(point) if point.model else "")
        self._facts.setText(facts_of(point))
        self._comparing.setVisible(self._compared is not None)
        other = name_of(self._compared) if self._compared is not None else ""
        self.picture_view.show_captions(name_of(point), other)
        self._refresh()

    def _refresh(self) -> None:
        """Tell the window's commands what can be done now."""
        state = self.state
        is_ready = state.model_state is ModelState.READY
        self.to_photo.view_button.setEnabled(is_ready)
        self._actions.enable(
            {
                "undo": state.can_undo,
                "redo": state.can_redo,
                "copyable": bool(state.point.model),
                "generator": is_ready,
                "moved": is_ready and bool(state.point.moves),
                "comparing": self._compared is not None,
                "layable": not self.link.why_not,
                "film": self.strip.film.has_film,
            },
            LATENTS,
        )
        self._actions.rename(
            {
                "undo": tr("Undo {lower}", lower=_lower(state.undo_text)).strip(),
                "redo": tr("Redo {lower}", lower=_lower(state.redo_text)).strip(),
                "copy-result": tr("Copy the latent point"),
                "paste": tr("Paste a latent point"),
            },
            LATENTS,
        )
        self.about_changed.emit()


def name_of(point: LatentPoint) -> str:
    """Where a point starts, in a few words."""
    seeds = point.base.seeds
    if len(seeds) == 1:
        return tr("Seed {seeds}", seeds=seeds[0][0])
    if seeds:
        return tr("Between {seeds} seeds", seeds=len(seeds))
    return tr("A picture of your own") if point.base.z else tr("A point without a seed")


def facts_of(point: LatentPoint) -> str:
    """What else makes the point, in a few words."""
    count = len(point.moves)
    facts = [
        tr("truncation {truncation:.2f}", truncation=point.truncation) if point.truncation != 1 else "",
        tr_n("{n} slider", "{n} sliders", count) if count else "",
        tr("style mixing") if point.mixes else "",
        tr("without noise") if point.noise is None else "",
    ]
    return " · ".join(filter(None, facts))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _bar_button(actions: ActionSet, name: str) -> QToolButton:
    button = command_button(actions[name])
    button.setObjectName(f"studio-{name}")
    button.setIconSize(QSize(SIZE, SIZE))
    return button
