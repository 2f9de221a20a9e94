"""Which models there are."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from engine.errors import ModelBroken
from engine.models.card import ModelCard, read_card
from engine.paths import resources_dir


@cache
def bundled(folder: Path | None = None) -> tuple[ModelCard, ...]:
    """The cards that came with the program, by name.

    Raises:
        ModelBroken: a card cannot be read, or two carry the same name.
    """
    cards: dict[str, ModelCard] = {}
    for path in sorted((folder or resources_dir() / "models").glob("*.json")):
        card = read_card(path)
        if card.name in cards:
            raise ModelBroken(
                f"Two model cards are named {card.name}.", f"Remove one of them; {path.name} is the second."
            )
        cards[card.name] = card
    return tuple(cards.values())


def find(name: str) -> ModelCard:
    """The bundled model of this name.

    Raises:
        ModelBroken: there is none.
    """
    for card in bundled():
        if card.name == name:
            return card
    raise ModelBroken(
        f"The model {name} is not part of this installation.",
        "Fill with another method; `python main.py models list` shows the models there are.",
    )
