"""What the window tells a person: problems with a way out, and notices that pass."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError, MissingExtra


@dataclass(frozen=True)
class Problem:
    """An error for the bar in the window. `remedy` names the one button that helps (see `ui.remedies`), "" for none."""

    sentence: str
    advice: str = ""
    details: str = ""
    remedy: str = ""
    path: Path | None = None

    @staticmethod
    def of(error: EngineError, details: str = "", *, remedy: str = "", path: Path | None = None) -> Problem:
        """A problem out of an engine error. A missing extra is remedied by its install command."""
        if isinstance(error, MissingExtra):
            remedy = f"copy:pip install 'tratteggio[{error.extra}]'"
        return Problem(error.sentence, error.advice, details, remedy, path)


@dataclass(frozen=True)
class Notice:
    """A passing message. `actions` are ids of the commands that its buttons run."""

    text: str
    actions: tuple[str, ...] = ()
