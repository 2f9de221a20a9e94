"""A model's card: what it is, where it comes from and how good it is, as data beside its weights."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.errors import ModelBroken
from engine.language import tr

PURPOSES = ("inpaint", "gan", "vae")


@dataclass(frozen=True)
class Needs:
    """What a model asks of its input, so that no caller has to know it by name.

    Attributes:
        multiple: sides must be multiples of this, px.
        smallest: least side, px.
        working: side at which it does best, px; larger crops are shrunk to it.
    """

    multiple: int
    smallest: int
    working: int


@dataclass(frozen=True)
class ModelCard:
    """See `resources/models/README.md` for the fields of the file.

    Attributes:
        name: unique and stable; recipes name it.
        label: what the person reads.
        purpose: one of PURPOSES.
        weights: path of the safetensors file.
        sha256: digest of that file.
        architecture: id in `engine.models.architectures`, with `config` for its builder.
        facts: the rest of the card as it stands: data, licences, recipe, hardware, scores, limits.
    """

    name: str
    label: str
    purpose: str
    licence: str
    weights: Path
    sha256: str
    architecture: str
    config: dict[str, Any]
    needs: Needs
    facts: dict[str, Any]

    @property
    def bytes(self) -> int:
        """Size of the weights file; 0 where it is missing."""
        return self.weights.stat().st_size if self.weights.exists() else 0


def read_card(path: Path) -> ModelCard:
    """Read and check one card.

    Raises:
        ModelBroken: the card is not JSON, lacks a field, or names an unknown purpose.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        card = ModelCard(
            name=str(values.pop("name")),
            label=tr(str(values.pop("label"))),
            purpose=str(values.pop("purpose")),
            licence=str(values.pop("licence")),
            weights=path.parent / Path(str(values.pop("weights"))).name,
            sha256=str(values.pop("sha256")),
            architecture=str(values.pop("architecture")),
            config=dict(values.pop("config")),
            needs=Needs(**values.pop("needs")),
            facts=values,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelBroken(
            tr("The model card {name} cannot be used: {error!r}.", name=path.name, error=error),
            tr("Put the original file back."),
        ) from error
    if card.purpose not in PURPOSES:
        raise ModelBroken(
            tr("The model card {name} names an unknown purpose, {purpose!r}.", name=path.name, purpose=card.purpose),
            tr("Put the original file back."),
        )
    return card
