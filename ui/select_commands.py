"""Commands of the menu Select: what happens to the whole mask, and selections that are kept under a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from engine.language import mark, tr
from ui.dialogs.live import NumberRow
from ui.icons import icon
from ui.problems import Notice
from ui.widgets.slider_row import Scale

if TYPE_CHECKING:
    from engine.document import Document, SavedSelection
    from engine.mask import Combine
    from engine.mask.tiling import Check
    from ui.main_window import MainWindow
    from ui.selecting import Mask, MaskChange, Selecting
    from ui.tools.selecting import Area

_BY = Scale(1, 200, 8, unit="px", logarithmic=True)
_WIDTH = Scale(2, 400, 12, unit="px", logarithmic=True)
_RADIUS = Scale(1, 200, 10, unit="px", logarithmic=True)
_PERCENT = Scale(0, 100, 70, step=5, unit="%")
_CRISP = Scale(0, 100, 30, step=5, unit="%")
_LOADED = mark("Load selection")
_LONGEST_NAME = 80
_EFFORT = 20  # of what looks into the photo, against what only moves the edge


class SelectCommands:
    """Each asks what it has to, shows what it would do, and has it done on the worker where the mask is large."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _selecting(self) -> Selecting:
        return self._window.desk.selecting

    @property
    def _document(self) -> Document | None:
        return self._window.editor.document

    # The mask at once

    def everything(self) -> None:
        import numpy as np

        self._selecting.change(lambda mask, _check: np.full(mask.shape, 255, np.uint8), mark("Mark everything"))

    def clear(self) -> None:
        self._selecting.clear(mark("Clear mask"))

    def invert(self) -> None:
        from engine.mask import invert

        self._selecting.change(lambda mask, _check: invert(mask), mark("Invert mask"))

    def fill_holes(self) -> None:
        from engine.mask import fill_holes

        self._selecting.change(lambda mask, _check: fill_holes(mask), mark("Fill holes in the mask"))

    def snap(self) -> None:
        """Every part of the mask that was brushed over roughly becomes its object's outline."""
        from engine.mask import snap_mask

        if self._document is not None:
            read = self._document.composite.read
            label = mark("Snap mask to objects")
            self._selecting.change(lambda mask, check: snap_mask(read, mask, check), label, effort=_EFFORT)

    # What the tools do

    def mode_replace(self) -> None:
        self._take("replace")

    def mode_add(self) -> None:
        self._take("add")

    def mode_subtract(self) -> None:
        self._take("subtract")

    def mode_intersect(self) -> None:
        self._take("intersect")

    def _take(self, mode: str) -> None:
        from engine.mask import Combine

        self._selecting.set_mode(Combine(mode))

    # By a number, seen before it counts

    def grow(self) -> None:
        from engine.mask import grow

        row = NumberRow("pixels", tr("By"), _BY)
        self._ask(tr("Grow the mask"), tr("Moves its edge outwards."), (row,), tr("Grow"), mark("Grow mask"),
                  lambda mask, check, px: grow(mask, int(px), check))  # fmt: skip

    def shrink(self) -> None:
        from engine.mask import shrink

        row = NumberRow("pixels", tr("By"), _BY)
        self._ask(tr("Shrink the mask"), tr("Moves its edge inwards."), (row,), tr("Shrink"), mark("Shrink mask"),
                  lambda mask, check, px: shrink(mask, int(px), check))  # fmt: skip

    def feather(self) -> None:
        from engine.mask import feather

        row = NumberRow("pixels", tr("Over"), _BY)
        self._ask(tr("Feather the mask"), tr("Softens its edge over this width."), (row,), tr("Feather"),
                  mark("Feather mask"), lambda mask, check, px: feather(mask, px, check))  # fmt: skip

    def smooth(self) -> None:
        from engine.mask import smooth

        row = NumberRow("pixels", tr("Over"), _BY)
        self._ask(tr("Smooth the mask"), tr("Rounds corners off, drops specks and closes gaps narrower than this."),
                  (row,), tr("Smooth"), mark("Smooth mask"),
                  lambda mask, check, px: smooth(mask, px, check))  # fmt: skip

    def border(self) -> None:
        from engine.mask import border

        row = NumberRow("pixels", tr("Width"), _WIDTH)
        self._ask(tr("Border of the mask"), tr("Marks a band along its edge alone, half inside and half outside."),
                  (row,), tr("Mark the border"), mark("Border of the mask"),
                  lambda mask, check, px: border(mask, int(px), check))  # fmt: skip

    def refine(self) -> None:
        from engine.mask import refine_edges

        if self._document is None:
            return
        read = self._document.composite.read
        rows = (
            NumberRow("radius", tr("Within"), _RADIUS, tr("How far from the mask's edge the photo's is looked for")),
            NumberRow("strength", tr("Sensitivity"), _PERCENT, tr("How small a step in the photo holds the edge")),
            NumberRow("crispness", tr("Crispness"), _CRISP, tr("How steep the edge becomes; 0 is best for hair")),
        )
        self._ask(
            tr("Refine the edge"),
            tr("Moves the edge of the mask to where the photo has one."),
            rows,
            tr("Refine"),
            mark("Refine edge"),
            lambda mask, check, radius, strength, crisp: refine_edges(
                mask, read, int(radius), strength=strength / 100, crispness=crisp / 100, check=check
            ),
            effort=_EFFORT,
        )

    def _ask(
        self,
        title: str,
        explanation: str,
        rows: tuple[NumberRow, ...],
        accept: str,
        label: str,
        change: Callable[..., Mask],
        effort: int = 1,
    ) -> None:
        """Asks for numbers, showing on the canvas what they do, and makes it one step."""
        selecting = self._selecting

        def with_values(values: tuple[float, ...]) -> MaskChange:
            def changed(mask: Mask, check: Check) -> Mask:
                return change(mask, check, *values)

            return changed

        values = self._window.questions.numbers(
            title, explanation, rows, accept,
            lambda values: selecting.preview(with_values(values), key=(label, values)),
        )  # fmt: skip
        selecting.preview(None)
        if values is not None:
            selecting.change(with_values(values), label, key=(label, values), effort=effort)

    # Under a name

    def save(self) -> None:
        """Keep the mask under a name."""
        from engine.document import MaskArea, SavedSelection
        from engine.document.selections import with_saved

        document = self._document
        if document is None:
            return
        taken = {one.name for one in document.selections}
        number = next(n for n in range(1, len(taken) + 2) if tr("Selection {n}", n=n) not in taken)
        name = self._window.questions.name(
            tr("Save the selection"),
            tr("It stays with this photo and is loaded from the menu Select. A name in use is replaced."),
            tr("Selection {n}", n=number),
        )
        if name:
            rect = document.mask_bounds
            kept = SavedSelection.of(name[:_LONGEST_NAME], MaskArea(rect, document.mask[rect.slices]))
            document.set_selections(with_saved(document.selections, kept), mark("Save selection"))
            self._window.show_notice(Notice(tr("Saved the selection “{name}”", name=name)))

    def load(self, selection: SavedSelection, how: Combine) -> None:
        """Lay a kept selection into the mask."""
        if self._document is None:
            return
        packed = selection.packed

        def unpacked(_check: Check) -> Area:
            return packed.rect, packed.alpha

        self._selecting.run(self._document, unpacked, how, _LOADED, pixels=packed.rect.area, done=lambda _found: None)

    def rename(self, selection: SavedSelection) -> None:
        document = self._document
        if document is None:
            return
        name = self._window.questions.name(tr("Rename the selection"), "", selection.name)
        if not name or name == selection.name:
            return
        if any(one.name == name for one in document.selections):
            self._window.show_notice(Notice(tr("There is already a selection “{name}”", name=name)))
            return
        renamed = replace(selection, name=name[:_LONGEST_NAME])
        kept = tuple(renamed if one is selection else one for one in document.selections)
        document.set_selections(kept, mark("Rename selection"))

    def delete(self, selection: SavedSelection) -> None:
        if self._document is not None:
            kept = tuple(one for one in self._document.selections if one is not selection)
            self._document.set_selections(kept, mark("Delete selection"))


class SavedSelectionsMenu(QMenu):
    """What is kept under a name, each with what can be done with it; made anew whenever it opens."""

    def __init__(self, window: MainWindow, commands: SelectCommands, host: QMenu) -> None:
        super().__init__(tr("Load selection"), host)
        self.setObjectName("menu-load-selection")
        self.setIcon(icon("bookmark"))
        self._window, self._commands = window, commands
        host.aboutToShow.connect(self._enable)
        self.aboutToShow.connect(self._list)
        entries = host.actions()
        after_saving = entries.index(window.actions_by_id["save-selection"]) + 1
        host.insertMenu(entries[after_saving], self)

    def _enable(self) -> None:
        window = self._window
        has_any = window.has_desk and not window.is_exploring and window.editor.document is not None
        self.setEnabled(has_any and bool(window.editor.document.selections))  # type: ignore[union-attr]

    def _list(self) -> None:
        from engine.mask import Combine

        self.clear()
        document = self._window.editor.document
        for selection in () if document is None else document.selections:
            menu = self.addMenu(selection.name.replace("&", "&&"))
            for text, how in (
                (tr("Instead of the mask"), Combine.REPLACE),
                (tr("Add to the mask"), Combine.ADD),
                (tr("Subtract from the mask"), Combine.SUBTRACT),
                (tr("Intersect with the mask"), Combine.INTERSECT),
            ):
                action = menu.addAction(text)
                action.triggered.connect(lambda _on=False, one=selection, how=how: self._commands.load(one, how))
            menu.addSeparator()
            rename = menu.addAction(tr("Rename…"))
            rename.triggered.connect(lambda _on=False, one=selection: self._commands.rename(one))
            delete = menu.addAction(tr("Delete"))
            delete.triggered.connect(lambda _on=False, one=selection: self._commands.delete(one))
