"""The commands of the Patch menu, and recipes in and out."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from engine.language import tr
from ui.problems import Notice

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.stack import StackDesk

_MAX_SEED = 2**31 - 1


class StackCommands:
    """Acts on the chosen patch."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _stack(self) -> StackDesk:
        return self._window.editor.stack

    @property
    def _id(self) -> str:
        patch = self._stack.chosen
        return "" if patch is None else patch.id

    def visible(self) -> None:
        patch = self._stack.chosen
        if patch is not None:
            self._stack.set_visible(patch.id, not patch.visible)

    def alone(self) -> None:
        self._stack.show_alone(self._id)

    def rename(self) -> None:
        panel = self._window.desk.patches_panel
        panel.set_folded(False)
        panel.rename(self._id)

    def duplicate(self) -> None:
        self._stack.duplicate(self._id)

    def up(self) -> None:
        self._stack.move(self._id, 1)

    def down(self) -> None:
        self._stack.move(self._id, -1)

    def merge(self) -> None:
        self._stack.merge_down(self._id)

    def rerun(self) -> None:
        """A fill with another seed, by its own method; a stroke or a laid picture as it was made."""
        from engine.recipes.again import Way, way_again

        patch = self._stack.chosen
        if patch is None:
            return
        device = self._window.desk.fill_panel.settings().device
        if way_again(patch) is Way.FILL:
            self._stack.rerun(patch.id, _offered(patch.recipe.method), random.randrange(_MAX_SEED), device)
        else:
            self._stack.again(patch.id, device)

    def delete(self) -> None:
        self._stack.remove(self._id)

    def copy_facts(self) -> None:
        from ui.panels.provenance_panel import facts_of_patch

        patch = self._stack.chosen
        if patch is not None:
            text = "\n".join(f"{what}: {value}" for what, value in facts_of_patch(patch))
            QGuiApplication.clipboard().setText(text)
            self._window.show_notice(Notice(tr("Copied the facts of this patch")))

    # Recipes

    def save_recipe(self) -> None:
        from engine.recipes import SUFFIX

        proposal = self._window.files.proposed_path()
        stem = proposal.name.removesuffix(proposal.suffix).removesuffix("-filled")
        place = self._window.questions.place_to_save(
            proposal.with_name(f"{stem}{SUFFIX}"), [tr("Recipes (*.json)")], tr("Save the recipe")
        )
        if place is not None:
            self._stack.save_recipe(place)

    def apply_recipe(self) -> None:
        path: Path | None = self._window.questions.recipe_to_open(self._window.settings.last_folder, (".json",))
        if path is not None:
            self._stack.apply_recipe(path, self._window.desk.fill_panel.settings().device)

    def mark_exports(self, on: bool) -> None:
        """Whether saved files say what was done."""
        self._window.set_mark_exports(on)
        words = (
            tr("Saved files will say that parts were filled, by whom, and how")
            if on
            else tr("Saved files will not say that parts were filled")
        )
        self._window.show_notice(Notice(words))


def _offered(method: str) -> str:
    """The method itself where one can choose it; one that this program does not have is chosen automatically."""
    from ui.candidates import method_info

    return method if method_info(method) is not None else "auto"
