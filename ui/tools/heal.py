"""The healing brush: what lies elsewhere in the photo, in the light and colour of where it is painted."""

from __future__ import annotations

from ui.tools.base import ToolEvent, ToolHost
from ui.tools.clone import CloneTool
from ui.tools.clone_source import CloneSource


class HealTool(CloneTool):
    """Like the clone stamp; it blends each stroke into its surroundings as soon as the stroke ends.

    Where `automatic`, each stroke is filled piece by piece from what fits around it. Choosing a place ends that.
    """

    name = "heal"
    label = "Healing brush"
    method = "heal"

    def __init__(self, source: CloneSource | None = None) -> None:
        super().__init__(source)
        self.automatic = True

    @property
    def finds_source(self) -> bool:
        return self.automatic

    def _choose(self, host: ToolHost, event: ToolEvent) -> bool:
        chosen = super()._choose(host, event)
        if chosen and self.automatic:
            self.automatic = False
            if self.maker is not None:
                self.maker.source_chosen()
        return chosen
