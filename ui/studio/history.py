"""Undo and redo over named values: a step remembers what a few of them were before and after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_MOST_STEPS = 1000  # a step holds values that others share: small ones

Values = Mapping[str, Any]


@dataclass(frozen=True, eq=False)
class Step:
    """What changed. Steps that follow each other under the same `merge` key become one; None never does."""

    text: str
    before: Values
    after: Values
    merge: str | None = None


class History:
    """The steps that can be undone and redone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._sealed = True

    @property
    def undo_text(self) -> str:
        """What `undo` would take back; "" where there is nothing."""
        return self._done[-1].text if self._done else ""

    @property
    def redo_text(self) -> str:
        """What `redo` would do again; "" where there is nothing."""
        return self._undone[-1].text if self._undone else ""

    @property
    def depth(self) -> int:
        """How many steps can be undone: it tells two drags apart, and is the same all through one."""
        return len(self._done)

    def record(self, step: Step) -> None:
        """Take in a step that has just been done. One that has led back to where it began is no step any more."""
        last = self._done[-1] if self._done else None
        if last is not None and not self._sealed and step.merge is not None and last.merge == step.merge:
            merged = Step(step.text, {**step.before, **last.before}, {**last.after, **step.after}, step.merge)
            self._done[-1:] = [merged] if merged.before != merged.after else []
        else:
            self._done.append(step)
            del self._done[:-_MOST_STEPS]
        self._undone.clear()
        self._sealed = False

    def seal(self) -> None:
        """The next step stands by itself, whatever its merge key: a drag has ended."""
        self._sealed = True

    def undo(self) -> Values:
        """The values as they were before the last step; none where there is no step."""
        self._sealed = True
        if not self._done:
            return {}
        self._undone.append(self._done.pop())
        return self._undone[-1].before

    def redo(self) -> Values:
        """The values as they were after the step that was undone last; none where there is no such step."""
        self._sealed = True
        if not self._undone:
            return {}
        self._done.append(self._undone.pop())
        return self._done[-1].after
