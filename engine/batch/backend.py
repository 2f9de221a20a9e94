"""What a run needs of whatever does its units: processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from engine.batch.control import Control
from engine.batch.unit import Outcome, Unit


@dataclass(frozen=True)
class Progressed:
    """A unit is under way: `fraction` 0..1 of it, and what is being done."""

    name: str
    fraction: float = 0.0
    message: str = ""


@dataclass(frozen=True)
class Ended:
    """A unit has come to its end, once. Its name is "" where there could be no unit for a photo."""

    name: str
    outcome: Outcome


Event = Progressed | Ended
Listener = Callable[[Event], None]


class Backend(Protocol):
    """Does units."""

    @property
    def words(self) -> str:
        """What does the work, for people: "2 processes"."""
        ...

    def run(self, units: Sequence[Unit], control: Control, tell: Listener) -> None:
        """Do all units; returns when each has ended, or when the control says stop and nothing runs any more.

        Args:
            tell: called from this thread with every event.

        Raises:
            EngineError: nothing can be done at all.
        """
        ...
