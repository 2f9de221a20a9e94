"""Work that survives a crash: a journal beside each open document, autosaves, and what is found again. No torch."""

from engine.recovery.base import PhotoGone
from engine.recovery.instance import Instance
from engine.recovery.keeper import Keeper
from engine.recovery.recovering import Leftover, NothingLeft, Recovered, leftovers, look, recover
from engine.recovery.state import Saved
from engine.recovery.writer import Beginning, Pace

__all__ = [
    "Beginning",
    "Instance",
    "Keeper",
    "Leftover",
    "NothingLeft",
    "Pace",
    "PhotoGone",
    "Recovered",
    "Saved",
    "leftovers",
    "look",
    "recover",
]
