"""Everything that lies over the photo, newest first: to hide, order, change, run again, lift off."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QWidget

from engine.document import Patch
from engine.inpaint import MethodInfo
from engine.language import tr
from ui.candidates import Candidate, methods
from ui.panels.patch_details import PatchDetails, Reasons
from ui.panels.patch_row import PatchRow
from ui.stack_words import title_of
from ui.widgets.building import column_layout, label, timer
from ui.widgets.name_edit import NameEdit
from ui.widgets.overlay_scroll_area import OverlayScrollArea
from ui.widgets.section import Section

_MOST_SHOWN = 6.5  # rows; the half one says that there is more below
_SPACING = 2
_MOST_FRESH = 6  # rows made at once
_BAR_ROOM = 10  # for the scroll bar, which takes none of its own


class PatchesPanel(Section):
    """The stack as a list, and what can be set of the chosen patch below it."""

    chosen = Signal(str)
    opened = Signal(str)
    visibility_wanted = Signal(str, bool)
    alone_wanted = Signal(str)
    removal_wanted = Signal(str)
    studio_wanted = Signal(str)
    opacity_wanted = Signal(str, float, object)  # id, 0..1, gesture
    feather_wanted = Signal(str, int, object)
    rerun_wanted = Signal(str, str, int)  # id, method, seed
    again_wanted = Signal(str)
    move_wanted = Signal(str, int)  # id, by so many places, up is positive
    merge_wanted = Signal(str)
    adjust_wanted = Signal(str)
    rename_wanted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)  # id, place on the screen

    def __init__(self, parent: QWidget | None = None, *, offered: tuple[MethodInfo, ...] | None = None) -> None:
        super().__init__("patches", tr("Patches"), parent)
        self._rows: list[PatchRow] = []
        self._chosen = ""
        self._shown: tuple[tuple[Patch, ...], dict[str, Candidate], bytes | None] = (), {}, None
        self._rest = timer(self, 0, lambda: self.show_patches(*self._shown))
        self._empty = label(
            tr("Every fill is a patch that can be hidden or lifted off. The photo stays as it was."),
            name="patches-empty",
            wraps=True,
            is_muted=True,
        )
        self._host = QWidget()
        self._column = column_layout(_SPACING, self._host)
        self._column.addStretch(1)
        self._list = OverlayScrollArea(self._host)
        self._list.setObjectName("patches-list")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (self._host, self._list.viewport()):
            ground.setAutoFillBackground(False)  # the panel's own shows
        self._mark = QWidget(self._host)
        self._mark.setProperty("line", True)
        self._mark.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mark.hide()
        self.details = PatchDetails(methods() if offered is None else offered)
        for part in (self._empty, self._list, self.details):
            self.content.addWidget(part)
        self.content.setSpacing(_SPACING)
        self._connect()
        self._show_room()

    def _connect(self) -> None:
        details = self.details
        details.opacity_wanted.connect(lambda value, gesture: self.opacity_wanted.emit(self._chosen, value, gesture))
        details.feather_wanted.connect(lambda px, gesture: self.feather_wanted.emit(self._chosen, px, gesture))
        details.rerun_wanted.connect(lambda method, seed: self.rerun_wanted.emit(self._chosen, method, seed))
        details.again_wanted.connect(lambda: self.again_wanted.emit(self._chosen))
        details.move_wanted.connect(lambda by: self.move_wanted.emit(self._chosen, by))
        details.merge_wanted.connect(lambda: self.merge_wanted.emit(self._chosen))
        details.adjust_wanted.connect(lambda: self.adjust_wanted.emit(self._chosen))
        details.renaming_wanted.connect(lambda: self.rename(self._chosen))
        details.menu_wanted.connect(
            lambda button: self.menu_wanted.emit(self._chosen, button.mapToGlobal(QPoint(0, button.height())))
        )

    @property
    def rows(self) -> tuple[PatchRow, ...]:
        return tuple(self._rows)

    @property
    def chosen_id(self) -> str:
        """The patch whose details are shown; "" for none."""
        return self._chosen

    def show_patches(
        self, patches: tuple[Patch, ...], candidates: dict[str, Candidate], icc: bytes | None = None
    ) -> None:
        """Show `patches` (bottom first); `candidates` has what is known of how they were made, by patch id."""
        there = {(row.patch_id, row.recipe): row for row in self._rows}
        newest_first = patches[::-1]
        rows: list[PatchRow] = []
        fresh = 0
        for index, patch in enumerate(newest_first):
            number, candidate = len(patches) - index, candidates.get(patch.id)
            row = there.pop((patch.id, patch.recipe), None)
            if row is None:
                fresh += 1
                if fresh > _MOST_FRESH:
                    continue  # in a moment: a hundred rows are many frames' work
                row = self._row(patch, candidate, number, icc)
            row.show_state(patch, candidate, number)
            row.show_chosen(patch.id == self._chosen)
            rows.append(row)
        self._shown = patches, candidates, icc
        if fresh > _MOST_FRESH:
            self._rest.start()
        for row in there.values():
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if rows != self._rows:
            self._rows = rows
            for index, row in enumerate(rows):
                if self._column.indexOf(row) != index:
                    self._column.insertWidget(index, row)
            self._order_tabs()
            self._show_room()
        self._empty.setVisible(not patches)
        self.set_note(str(len(patches)) if patches else "")

    def show_chosen(self, patch: Patch | None, reasons: Reasons) -> None:
        """Show what can be set of `patch`, and mark its row."""
        fresh = patch is not None and patch.id != self._chosen
        self._chosen = "" if patch is None else patch.id
        for row in self._rows:
            row.show_chosen(row.patch_id == self._chosen)
        self.details.setVisible(patch is not None)
        if patch is not None:
            self.details.show_patch(patch, reasons, fresh=fresh)
            if fresh:
                self._bring_into_sight(patch.id)

    def show_place(self, patch_id: str) -> None:
        """Scroll to a patch, which has been moved, and give its row the keyboard."""
        row = self._row_of(patch_id)
        if row is not None:
            self._list.bring_into_sight(row)
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def rename(self, patch_id: str) -> None:
        """Let a new name be typed where the old one stands."""
        row = self._row_of(patch_id)
        if row is None:
            return
        self._list.ensureWidgetVisible(row, 0, 0)
        place = QRect(62, 2, max(80, row.width() - 66), 26)
        edit = NameEdit("patch-name", title_of(row.patch), place, row, row)
        edit.done.connect(lambda name: self.rename_wanted.emit(patch_id, name))

    def _row(self, patch: Patch, candidate: Candidate | None, number: int, icc: bytes | None) -> PatchRow:
        row = PatchRow(patch, candidate, number, icc)
        row.chosen.connect(self.chosen)
        row.opened.connect(self.opened)
        row.visibility_wanted.connect(self.visibility_wanted)
        row.alone_wanted.connect(self.alone_wanted)
        row.removal_wanted.connect(self.removal_wanted)
        row.studio_wanted.connect(self.studio_wanted)
        row.renaming_wanted.connect(self.rename)
        row.move_wanted.connect(self.move_wanted)
        row.step_wanted.connect(self._step)
        row.menu_wanted.connect(self._open_menu)
        row.dragged.connect(self._drag)
        row.dropped.connect(self._drop)
        return row

    def _order_tabs(self) -> None:
        """Tab goes from the heading through the rows as they stand, and then to the details; else rows come last."""
        before: QWidget = self.heading
        for row in self._rows:
            for stop in row.tab_stops:
                QWidget.setTabOrder(before, stop)
                before = stop

    def _row_of(self, patch_id: str) -> PatchRow | None:
        return next((row for row in self._rows if row.patch_id == patch_id), None)

    def _step(self, patch_id: str, up: int) -> None:
        """To the neighbour, by the keyboard."""
        place = next((at for at, row in enumerate(self._rows) if row.patch_id == patch_id), 0) - up
        if 0 <= place < len(self._rows):
            self._rows[place].setFocus(Qt.FocusReason.OtherFocusReason)
            self.chosen.emit(self._rows[place].patch_id)

    def _open_menu(self, patch_id: str, place: QPoint) -> None:
        self.chosen.emit(patch_id)
        self.menu_wanted.emit(patch_id, place)

    # Dragging

    def _gap_at(self, place: QPoint) -> int:
        """Between which rows a drop at a place on the screen goes, from the top."""
        y = self._host.mapFromGlobal(place).y()
        return sum(y > row.y() + row.height() / 2 for row in self._rows)

    def _drag(self, patch_id: str, place: QPoint) -> None:
        self._list.follow(place)
        gap = self._gap_at(place)
        last = gap == len(self._rows)
        row = self._rows[gap - 1 if last else gap]
        y = row.geometry().bottom() + 1 if last else row.y() - _SPACING
        self._mark.setGeometry(4, y, self._host.width() - 8, 2)
        self._mark.show()
        self._mark.raise_()

    def _drop(self, patch_id: str, place: QPoint) -> None:
        self._mark.hide()
        old = next((at for at, row in enumerate(self._rows) if row.patch_id == patch_id), None)
        if old is None:
            return
        gap = self._gap_at(place)
        new = gap - 1 if gap > old else gap
        if new != old:
            self.move_wanted.emit(patch_id, old - new)

    # Room

    def _show_room(self) -> None:
        count = len(self._rows)
        self._list.setVisible(count > 0)
        self.details.setVisible(count > 0 and bool(self._chosen))
        if count:
            self._column.setContentsMargins(0, 0, _BAR_ROOM if count > _MOST_SHOWN else 0, 0)
            each = self._rows[0].sizeHint().height() + _SPACING
            self._list.setFixedHeight(round(each * min(count, _MOST_SHOWN)))

    def _bring_into_sight(self, patch_id: str) -> None:
        row = self._row_of(patch_id)
        if row is not None:
            self._list.bring_into_sight(row)
