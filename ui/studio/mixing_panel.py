"""Style mixing: ranges of layers are taken from other pictures."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QIcon, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from engine.errors import BadInput
from engine.language import mark, tr
from engine.latent.point import PREFIX, Base, LatentPoint, Layers, Mix, Move
from ui.convert import image_from_rgb
from ui.icons import icon
from ui.problems import Notice, Problem
from ui.studio.lattice import SEEDS
from ui.studio.layer_range import LayerRange, bands
from ui.studio.state import ModelState, StudioState
from ui.studio.thumbnail import Thumbnail
from ui.widgets.building import column_layout, label, row_layout, small_button, timer
from ui.widgets.naming import name_control
from ui.widgets.section import Section

if TYPE_CHECKING:
    import numpy as np

    from engine.latent.generator import Generator

_SIDE = 56
_REPAINT_MS = 250
_LANE = "mixing"
_MOST_SNAPSHOTS = 12
_TEXT = mark("Mix styles")


def source_of(generator: Generator, source: LatentPoint, current: LatentPoint) -> Base:
    """The base that brings the look of `source` into a mix with `current`.

    The sliders of the current point reach mixed layers as well: only what the other point has beyond them is baked
    into its styles.
    """
    layers = {move.direction: move.layers for move in (*current.moves, *source.moves)}
    beyond = {one: round(source.amount_of(one) - current.amount_of(one), 6) for one in layers}
    moves = tuple(Move(one, amount, layers[one]) for one, amount in beyond.items() if amount)
    if not moves and not source.mixes:
        return source.base
    return Base.of_styles(generator.styles_of(replace(source, moves=moves, truncation=1.0, cutoff=None)))


class MixRow(QWidget):
    """One other picture, and which of its layers are taken."""

    layers_changed = Signal(int, int)
    another_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"mix-{number}")
        self.thumbnail = Thumbnail(_SIDE)
        self.layers = LayerRange(
            f"mix-{number}-range", tr("Picture {number}, layers taken", number=number), has_all=False
        )
        self.layers.range_changed.connect(self.layers_changed)
        another = small_button(
            "dices", f"mix-{number}-another", tr("Another picture {number}", number=number), tr("Mix in another sample")
        )
        another.clicked.connect(self.another_wanted)
        remove = small_button(
            "x",
            f"mix-{number}-remove",
            tr("Remove picture {number}", number=number),
            tr("Take this picture out of the mix"),
        )
        remove.clicked.connect(self.removal_wanted)
        self.layers.row.addWidget(remove)
        self.layers.bar_row.addWidget(another)
        across = row_layout(10, self, (0, 4, 0, 4))
        across.addWidget(self.thumbnail)
        across.addWidget(self.layers, 1)


class MixingPanel(Section):
    """The mixes of the point, in order. A latent point that is dropped here as text is mixed in.

    Args:
        compared: the point that the person compares with, or None.
        chance: a seed by chance.
    """

    def __init__(
        self,
        state: StudioState,
        compared: Callable[[], LatentPoint | None] = lambda: None,
        parent: QWidget | None = None,
        *,
        chance: Callable[[], int] = lambda: random.randrange(SEEDS),
    ) -> None:
        super().__init__("mixing", tr("Mix styles"), parent)
        self._state, self._compared, self._chance = state, compared, chance
        self._rows: list[MixRow] = []
        self._painted_for: LatentPoint | None = None
        self._empty = label(
            tr("Take the coarse, middle or fine layers of another picture: its pose, its features, or its colours."),
            wraps=True, is_muted=True,
        )  # fmt: skip
        self._menu = QMenu(self)
        self._menu.setObjectName("mix-menu")
        self._menu.aboutToShow.connect(self._fill_menu)
        self._add = name_control(QPushButton(tr("Mix in…")), "mix-add", tr("Mix in"), tr("Choose a picture to mix in"))
        self._add.setMenu(self._menu)
        self._add.setIcon(icon("chevron-down"))
        self._add.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow after the words, as on every list
        self._random = name_control(QToolButton(), "mix-random", tr("Mix in a sample"), tr("Mix in a sample by chance"))
        self._random.setIcon(icon("dices"))
        self._list = column_layout(4)
        self._repaint = timer(self, _REPAINT_MS, self._ask)
        self.setAcceptDrops(True)
        self._arrange()
        self._connect()
        self._show_point()

    def _arrange(self) -> None:
        buttons = row_layout(8)
        buttons.addWidget(self._add, 1)
        buttons.addWidget(self._random)
        self.content.addWidget(self._empty)
        self.content.addLayout(self._list)
        self.content.addLayout(buttons)

    def _connect(self) -> None:
        self._state.point_changed.connect(lambda _point: self._show_point())
        self._state.model_changed.connect(self._show_point)
        self._random.clicked.connect(lambda: self.mix_base(Base.of_seed(self._chance())))
        self.folded_changed.connect(lambda _folded: self._repaint.start())

    @property
    def rows(self) -> tuple[MixRow, ...]:
        return tuple(self._rows)

    # What a person does

    def mix_point(self, source: LatentPoint) -> None:
        """Mix in another point of the same model, as it looks."""
        generator, point = self._state.generator, self._state.point
        if source.model != point.model:
            self._state.noticed.emit(Notice(tr("Only pictures of the same model can be mixed")))
        elif generator is not None:
            try:
                self.mix_base(source_of(generator, source, point))
            except BadInput as error:
                self._state.failed.emit(Problem.of(error))

    def mix_base(self, base: Base) -> None:
        """Mix in what starts from `base`: its middle layers at first."""
        if self._state.generator is not None:
            mixes = self._state.point.mixes
            self._set((*mixes, Mix(base, bands(self._state.generator.layers)[1])))

    def _pick_layers(self, index: int, layers: Layers) -> None:
        row = self._rows[index]
        self._change(index, layers=layers, merge=f"mix {index} {row.layers.gesture}")

    def _change(self, index: int, merge: str | None = None, **changes: Base | Layers) -> None:
        mixes = list(self._state.point.mixes)
        mixes[index] = replace(mixes[index], **changes)  # type: ignore[arg-type]
        self._set(tuple(mixes), merge)

    def _remove(self, index: int) -> None:
        mixes = self._state.point.mixes
        self._set((*mixes[:index], *mixes[index + 1 :]))

    def _set(self, mixes: tuple[Mix, ...], merge: str | None = None) -> None:
        self._state.set_point(replace(self._state.point, mixes=mixes), tr(_TEXT), merge)

    def _fill_menu(self) -> None:
        menu, state = self._menu, self._state
        menu.clear()
        menu.addAction(tr("A sample by chance"), self._random.click)
        menu.addAction(tr("This picture, to go on from another"), lambda: self.mix_point(state.point))
        compared = self._compared()
        action = menu.addAction(tr("The picture that is compared with"))
        action.setEnabled(compared is not None and compared.model == state.point.model)
        action.triggered.connect(lambda: compared is not None and self.mix_point(compared))
        snapshots = [one for one in state.snapshots if one.point.model == state.point.model][-_MOST_SNAPSHOTS:]
        if snapshots:
            menu.addSeparator()
        for number, one in enumerate(snapshots, 1):
            picture = QIcon(QPixmap.fromImage(image_from_rgb(one.picture)))
            menu.addAction(picture, tr("Snapshot {number}", number=number), lambda one=one: self.mix_point(one.point))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().text().startswith(PREFIX) and self._state.generator is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        try:
            point = LatentPoint.from_text(event.mimeData().text())
        except BadInput as error:
            self._state.failed.emit(Problem.of(error))
            return
        event.acceptProposedAction()
        self.mix_point(point)

    # Showing

    def _show_point(self) -> None:
        generator, mixes = self._state.generator, self._state.point.mixes
        is_ready = generator is not None and self._state.model_state is ModelState.READY
        shown = mixes if is_ready else ()
        while len(self._rows) > len(shown):
            row = self._rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(shown):
            self._rows.append(self._row(len(self._rows)))
        if generator is not None:
            for row, mix in zip(self._rows, shown, strict=True):
                row.layers.show_range(mix.layers, generator.layers)
        self._empty.setVisible(not shown)
        self._add.setEnabled(is_ready)
        self._random.setEnabled(is_ready)
        self.set_note(tr("{shown} mixed in", shown=len(shown)) if shown else "")
        if shown:
            self._repaint.start()

    def _row(self, index: int) -> MixRow:
        row = MixRow(index + 1)
        row.layers_changed.connect(lambda first, last: self._pick_layers(index, (first, last)))
        row.another_wanted.connect(lambda: self._change(index, base=Base.of_seed(self._chance())))
        row.removal_wanted.connect(lambda: self._remove(index))
        self._list.addWidget(row)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        self._repaint.start()
        super().showEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Scrolled into sight, it is painted anew, and its pictures may not have been asked for yet.
        if self._rows and self._painted_for != self._state.point and not self._repaint.isActive():
            self._repaint.start()
        super().paintEvent(event)

    def _ask(self) -> None:
        """Ask for the other pictures as they look with the sliders as they are now."""
        point, rows = self._state.point, list(self._rows)
        if not rows or point == self._painted_for or rows[0].visibleRegion().isEmpty():
            return
        self._painted_for = point

        def show(index: int, picture: np.ndarray) -> None:
            if rows[index] in self._rows:
                rows[index].thumbnail.show_picture(picture)

        wanted = [replace(point, base=mix.base, mixes=()) for mix in point.mixes]
        self._state.request(wanted, _nothing, _LANE, part=show)


def _nothing(_pictures: list[np.ndarray]) -> None:
    """Every picture has been shown as it came."""
