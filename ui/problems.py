"""What the window tells a person: problems with a way out, and notices that pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError, MissingExtra
from engine.language import tr

_MOST_NAMES = 6


@dataclass(frozen=True)
class Problem:
    """An error for the bar in the window. `remedy` names the one button that helps (see `ui.remedies`), "" for none."""

    sentence: str
    advice: str = ""
    details: str = ""
    remedy: str = ""
    path: Path | None = None

    @staticmethod
    def together(problems: Sequence[Problem]) -> Problem:
        """Several files that could not be opened, as one problem: its details tell of each."""
        if len(problems) == 1:
            return problems[0]
        names = [one.path.name for one in problems if one.path is not None]
        some = tr(", ").join(names[:_MOST_NAMES])
        sentence = tr(
            "{n} files could not be opened: {names}{more}.",
            n=len(problems),
            names=some,
            more=" …" if len(names) > _MOST_NAMES else "",
        )
        details = "\n\n".join(f"{one.sentence} {one.advice}\n{one.details}".strip() for one in problems)
        return Problem(sentence, tr("The details tell why."), details, problems[0].remedy, problems[0].path)

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
