"""Which models there are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from engine.errors import ModelBroken
from engine.language import tr
from engine.models.card import ModelCard, read_card
from engine.paths import data_dir, resources_dir

DIRECTIONS = ".directions.json"  # ends the name of a file that lies beside a card and names a generator's directions


@cache
def bundled(folder: Path | None = None) -> tuple[ModelCard, ...]:
    """The cards that came with the program, by name.

    Raises:
        ModelBroken: a card cannot be read, or two carry the same name.
    """
    cards: dict[str, ModelCard] = {}
    for path in sorted((folder or resources_dir() / "models").glob("*.json")):
        if path.name.endswith(DIRECTIONS):
            continue
        card = read_card(path)
        if card.name in cards:
            raise ModelBroken(
                tr("Two model cards are named {name}.", name=card.name),
                tr("Remove one of them; {name} is the second.", name=path.name),
            )
        cards[card.name] = card
    return tuple(cards.values())


def added_dir() -> Path:
    """Where the person's own models lie, each as NAME.json and NAME.safetensors; it need not exist."""
    return data_dir() / "models"


def added(on_broken: Callable[[ModelBroken], object] | None = None) -> tuple[ModelCard, ...]:
    """The cards of the person's own models, by name, as they are now. One that cannot be used is left out.

    Args:
        on_broken: told why, for each that is left out.
    """
    taken = {card.name for card in bundled()}
    cards: list[ModelCard] = []
    for path in sorted(added_dir().glob("*.json"), key=lambda one: one.stem):
        if path.name.endswith(DIRECTIONS):
            continue
        try:
            cards.append(_own_card(path, taken))
        except ModelBroken as problem:
            if on_broken is not None:
                on_broken(problem)
    return tuple(cards)


def _own_card(path: Path, taken: set[str]) -> ModelCard:
    """
    Raises:
        ModelBroken: the card cannot be read, or its name is not its own.
    """
    card = read_card(path)
    if card.name != path.stem or card.name in taken:
        why = tr("came with the program") if card.name in taken else tr("is not what the file is called")
        raise ModelBroken(
            tr("The model card {name} names the model {name2}, which {why}.", name=path.name, name2=card.name, why=why),
            tr("Remove {path}.", path=path),
        )
    return card


def available() -> tuple[ModelCard, ...]:
    """The bundled models, then the person's own.

    Raises:
        ModelBroken: see `bundled`.
    """
    return (*bundled(), *added())


def is_added(card: ModelCard) -> bool:
    """Whether a model is the person's own."""
    return card.weights.parent == added_dir()


def find(name: str) -> ModelCard:
    """The model of this name, bundled or the person's own.

    Raises:
        ModelBroken: there is none.
    """
    for cards in (bundled, added):
        for card in cards():
            if card.name == name:
                return card
    raise ModelBroken(
        tr("The model {name} is not part of this installation.", name=name),
        tr("Fill with another method; `python main.py models list` shows the models there are."),
    )
