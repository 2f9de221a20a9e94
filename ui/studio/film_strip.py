"""What lies under the studio from side to side: the snapshots, the map between them, and the film through them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from engine.language import tr
from ui.icons import icon
from ui.studio.film_panel import FilmPanel
from ui.studio.snapshots import SnapshotStrip
from ui.studio.state import ModelState, StudioState
from ui.studio.wander_map import WanderMap
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, surface
from ui.widgets.naming import look, name_control
from ui.widgets.section import divider

_MAP_WIDTH, _FILM_WIDTH = 196, 328


def _upright() -> QWidget:
    line = QWidget()
    line.setProperty("line", True)
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    line.setFixedWidth(1)
    return line


class FilmStrip(QWidget):
    """One line of words until something is kept; then the snapshots, the map and the film."""

    def __init__(self, state: StudioState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("film-strip")
        self._state = state
        self.snapshots = SnapshotStrip(state)
        self.map = WanderMap(state)
        self.film = FilmPanel(state, self.snapshots)
        self.keep = name_control(
            look(QPushButton(tr(" Keep this picture")), "flat"), "snapshot-keep", tr("Keep a snapshot"),
            tr("Keep this place, to come back to it (S)"),
        )  # fmt: skip
        self.keep.setIcon(icon("square-plus"))
        self.keep.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._title = label(tr("Snapshots"))
        self._title.setFont(scaled_font(self.font(), 13, bold=True))
        self._hint = label(
            tr("Keep pictures that you like: go back to them, wander between them on a map, make a film of them."),
            "film-strip-hint", is_muted=True,
        )  # fmt: skip
        self._fold = name_control(
            look(QToolButton(), "flat"), "fold-film-strip", tr("Fold the snapshots"), tr("Fold or unfold the snapshots")
        )
        self._is_folded = False
        self._fold.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._arrange()
        self.keep.clicked.connect(state.keep_snapshot)
        self._fold.clicked.connect(lambda: self.set_folded(not self._is_folded))
        state.snapshots_changed.connect(self._show)
        state.model_changed.connect(self._show)
        self._show()

    @property
    def is_folded(self) -> bool:
        return self._is_folded

    def set_folded(self, folded: bool) -> None:
        self._is_folded = folded
        self._show()

    def _arrange(self) -> None:
        head = row_layout(8)
        head.addWidget(self._title)
        head.addWidget(self._hint)
        head.addStretch(1)
        head.addWidget(self.keep)
        head.addWidget(self._fold)
        self._left = QWidget()
        column = column_layout(4, self._left, (16, 4, 8, 4))
        column.addLayout(head)
        column.addWidget(self.snapshots)
        self._map_host = QWidget()
        self._map_host.setFixedWidth(_MAP_WIDTH + 24)
        column_layout(0, self._map_host, (12, 10, 12, 10)).addWidget(self.map)
        self._film_host = QWidget()
        self._film_host.setFixedWidth(_FILM_WIDTH + 28)
        column = column_layout(0, self._film_host, (12, 8, 16, 4))
        column.addWidget(self.film)
        column.addStretch(1)
        self._lines = (_upright(), _upright())
        self._body = surface("studio-strip")
        row = row_layout(0, self._body)
        row.addWidget(self._left, 1)
        row.addWidget(self._lines[0])
        row.addWidget(self._map_host)
        row.addWidget(self._lines[1])
        row.addWidget(self._film_host)
        down = column_layout(0, self)
        down.addWidget(divider())
        down.addWidget(self._body)

    def _show(self) -> None:
        kept = len(self._state.snapshots)
        shown = kept > 0 and not self.is_folded
        for part in (self.snapshots, self._map_host, self._film_host, *self._lines):
            part.setVisible(shown)
        self._hint.setVisible(kept == 0)
        self._fold.setVisible(kept > 0)
        self._fold.setIcon(icon("chevron-right" if self.is_folded else "chevron-down"))
        self._title.setText(tr("Snapshots · {kept}", kept=kept) if kept else tr("Snapshots"))
        self.keep.setEnabled(self._state.model_state is ModelState.READY)
