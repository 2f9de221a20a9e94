"""Pictures that the person has marked: those with more of something, and those with less of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from engine.latent.point import LatentPoint
from ui.studio.state import StudioState

MORE, LESS = 1, -1


class Marks(QObject):
    """Marks of all models; `more` and `less` are those of the chosen one, in the order in which they were made."""

    changed = Signal()

    def __init__(self, state: StudioState) -> None:
        super().__init__(state)
        self._state = state
        self._marks: dict[LatentPoint, int] = {}
        self._model = ""
        state.model_changed.connect(self._model_changed)

    @property
    def more(self) -> tuple[LatentPoint, ...]:
        return self._of_kind(MORE)

    @property
    def less(self) -> tuple[LatentPoint, ...]:
        return self._of_kind(LESS)

    def of(self, point: LatentPoint) -> int:
        """MORE, LESS, or 0 for a picture that is not marked."""
        return self._marks.get(point, 0)

    def mark(self, point: LatentPoint, kind: int) -> None:
        """Mark a picture as MORE or LESS; once more the same takes the mark away, and so does 0."""
        before = self._marks.pop(point, 0)
        if kind and kind != before:
            self._marks[point] = kind
        if self._marks.get(point, 0) != before:
            self.changed.emit()

    def clear(self) -> None:
        """Take away the marks of the chosen model."""
        gone = (*self.more, *self.less)
        for point in gone:
            del self._marks[point]
        if gone:
            self.changed.emit()

    def _of_kind(self, kind: int) -> tuple[LatentPoint, ...]:
        model = self._state.point.model
        return tuple(point for point, one in self._marks.items() if one == kind and point.model == model)

    def _model_changed(self) -> None:
        if self._model != self._state.point.model:
            self._model = self._state.point.model
            self.changed.emit()
