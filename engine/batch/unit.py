"""One photo's work in a batch, and what came of it: values that travel between processes and machines as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

# In the folder of the results, beside them.
RECORD = "tratteggio-batch.jsonl"
REPORT_JSON = "tratteggio-batch.json"
REPORT_HTML = "tratteggio-batch.html"
WORKSHOP = ".tratteggio-batch"  # a folder for claims and half-written files, there while a batch runs
OWN_FILES = frozenset({RECORD, REPORT_JSON, REPORT_HTML})


@dataclass(frozen=True)
class Unit:
    """One photo, what is to be done to it, and the file that comes of it.

    Args:
        photo: is read, never written.
        output: is written. Its name is unique in its folder and names the unit.
        mask: what is filled; None with a recipe.
        recipe: what is replayed; None with a mask.
        settings: of the fill, by the names of `FillSettings`; with a recipe the device alone.
        overwrite: whether a file that this batch has not made itself may be replaced.
        marked: whether the result is to say in its metadata that it was filled, and how.
    """

    photo: Path
    output: Path
    mask: Path | None = None
    recipe: Path | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    overwrite: bool = False
    marked: bool = True

    @property
    def name(self) -> str:
        return self.output.name

    @property
    def inputs(self) -> dict[str, Path]:
        """The files that decide the result, by what they are."""
        files = {"photo": self.photo, "mask": self.mask, "recipe": self.recipe}
        return {kind: path for kind, path in files.items() if path is not None}

    @property
    def asked(self) -> dict[str, Any]:
        """What decides the result beside the files."""
        return {**self.settings, "marked": self.marked}

    def to_dict(self) -> dict[str, Any]:
        paths = {kind: str(path) for kind, path in self.inputs.items()}
        allowed = {"overwrite": self.overwrite, "marked": self.marked}
        return {**paths, "output": str(self.output), "settings": dict(self.settings), **allowed}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Unit:
        def path(kind: str) -> Path | None:
            return Path(data[kind]) if kind in data else None

        return Unit(
            Path(data["photo"]),
            Path(data["output"]),
            path("mask"),
            path("recipe"),
            dict(data["settings"]),
            bool(data["overwrite"]),
            bool(data["marked"]),
        )


class State(Enum):
    """Where a photo stands. `DONE` was made in this run, `SKIPPED` in an earlier one and is still as it should be."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"

    @property
    def is_final(self) -> bool:
        return self in (State.DONE, State.SKIPPED, State.FAILED)


@dataclass(frozen=True)
class Outcome:
    """What came of one photo.

    Args:
        photo: the file.
        output: the result's name; "" where there could be none.
        state: DONE, SKIPPED or FAILED.
        sentence: why it failed; "" where it did not.
        advice: the way out, "" where there is none.
        method: what filled it.
        seconds: how long it took.
        worker: which process did it: host and process id.
        warnings: plain sentences.
        details: a traceback, where something went wrong inside the program.
    """

    photo: str
    output: str
    state: State
    sentence: str = ""
    advice: str = ""
    method: str = ""
    seconds: float = 0.0
    worker: str = ""
    warnings: tuple[str, ...] = ()
    details: str = ""

    @property
    def name(self) -> str:
        """The photo's name without its folder."""
        return Path(self.photo).name

    def skipped(self) -> Outcome:
        return replace(self, state=State.SKIPPED)

    def to_dict(self) -> dict[str, Any]:
        return {**asdict(self), "state": self.state.value, "warnings": list(self.warnings)}

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> Outcome:
        known = {name: data[name] for name in Outcome.__dataclass_fields__ if name in data}
        known |= {"state": State(data["state"]), "warnings": tuple(data.get("warnings", ()))}
        return Outcome(**known)


def failure(unit: Unit, sentence: str, advice: str = "", *, worker: str = "", details: str = "") -> Outcome:
    """A photo that could not be done."""
    return Outcome(str(unit.photo), unit.name, State.FAILED, sentence, advice, worker=worker, details=details)
