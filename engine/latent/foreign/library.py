"""The person's own models: taken from other programs' files, kept as safetensors with a card, removed."""

from __future__ import annotations

import datetime
import hashlib
import itertools
import json
import re
import unicodedata
from contextlib import suppress
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import BadInput, ModelBroken, WriteFailed
from engine.jobs import JobContext
from engine.language import mark, tr
from engine.latent.foreign.reading import read_generator
from engine.latent.foreign.stylegan2 import ForeignGenerator
from engine.models.card import ModelCard, Needs
from engine.models.registry import added, added_dir, available, bundled
from engine.photo import write_atomically

UNKNOWN_LICENCE = "unknown"
_LONGEST_NAME, _LONGEST_LABEL, _LONGEST_LICENCE = 40, 60, 60
_LIMITS = mark(
    "Taken from another program's file: what it learnt from, under which licences, and how good it is "
    "are not known here. It has no encoder, so that a photo's latent is found by optimisation alone. The "
    "file's own fixed noise maps are not kept; noise is made from a seed, as with every other model."
)


def import_model(
    path: Path, name: str | None = None, licence: str = "", context: JobContext | None = None
) -> ModelCard:
    """Take a StyleGAN2 generator from another program's file into the person's own models.

    The weights are written as safetensors beside a card, in `registry.added_dir()`; one picture is painted before, so
    that no model is kept that cannot. Nothing in the file is run.

    Args:
        path: a `.pt` of rosinality's program or a `.pkl` of NVlabs'.
        name: what people shall read; None = the file's.
        licence: of the weights, as the person knows it.

    Raises:
        BadInput: the file is not taken, or the name is; see `read_generator`.
        ModelBroken: the network paints nothing finite.
        WriteFailed: the models' folder cannot be written to.
        Cancelled: the person asked to stop; nothing is kept.
    """
    context = context or JobContext()
    label = _label(name if name is not None else path.stem)
    identifier = _free_name(label, is_chosen=name is not None)
    context.report(0.0, tr("Reading {name}", name=path.name))
    found, digest = read_generator(path)
    context.report(0.4, tr("Keeping the weights"))
    today = datetime.date.today().isoformat()
    source = {"file": path.name, "sha256": digest, "format": found.format, "taken": today}
    card = _card_of(identifier, label, " ".join(licence.split())[:_LONGEST_LICENCE], found, source)
    return _keep(card, found.tensors, context)


def remove_model(name: str) -> ModelCard:
    """Delete one of the person's own models; its card as it was.

    Raises:
        BadInput: there is none of this name, or it came with the program.
        WriteFailed: it cannot be deleted.
    """
    card = next((card for card in added() if card.name == name), None)
    if card is None:
        if any(card.name == name for card in bundled()):
            raise BadInput(
                tr("The model {name} came with the program.", name=name),
                tr("Only models that were added can be removed."),
            )
        raise BadInput(
            tr("There is no added model named {name}.", name=name),
            tr("`python main.py models list` shows the models there are."),
        )
    try:
        _card_path(name).unlink()
        card.weights.unlink(missing_ok=True)
    except OSError as error:
        raise WriteFailed(
            tr("The model {name} cannot be removed: {strerror}.", name=name, strerror=error.strerror), ""
        ) from error
    return card


def _keep(card: ModelCard, tensors: dict[str, np.ndarray], context: JobContext) -> ModelCard:
    """Write weights and card; both are gone again where the network does not paint. The card with its digest.

    Raises:
        ModelBroken, WriteFailed, Cancelled: see `import_model`.
    """
    from safetensors.numpy import save

    data = save({name: np.ascontiguousarray(value) for name, value in tensors.items()})
    card = replace(card, sha256=hashlib.sha256(data).hexdigest())
    _make_folder()
    try:
        write_atomically(card.weights, data)
        del data
        context.report(0.7, tr("Painting a first picture"))
        _paint(card)
        context.report(0.95, tr("Keeping the card"))
        write_atomically(_card_path(card.name), json.dumps(_values(card), indent=1).encode())
        context.report(1.0)
    except BaseException:
        for left in (_card_path(card.name), card.weights):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise
    return card


def _paint(card: ModelCard) -> None:
    """Paint the mean picture.

    Raises:
        ModelBroken: the network cannot be built, or what it paints is not finite.
    """
    import torch

    from engine.models.loader import load_model

    network: Any = load_model(card)
    with torch.inference_mode():
        picture = network.synthesis(network.spread(network.mapping.mean[None]))
    if not torch.isfinite(picture).all():
        raise ModelBroken(
            tr("{label} paints nothing but errors.", label=card.label), tr("Get the file again, or choose another.")
        )


def _card_of(name: str, label: str, licence: str, found: ForeignGenerator, source: dict[str, str]) -> ModelCard:
    facts = {
        "summary": tr(
            "A StyleGAN2 generator of {size} px, taken from {source}.", size=found.size, source=source["file"]
        ),
        "source": source,
        "assumed": list(found.assumed),
        "limits": _LIMITS,
    }
    return ModelCard(
        name=name,
        label=label,
        purpose="gan",
        licence=licence or UNKNOWN_LICENCE,
        weights=added_dir() / f"{name}.safetensors",
        sha256="",
        architecture="stylegan2",
        config=found.config,
        needs=Needs(found.size, found.size, found.size),
        facts=facts,
    )


def _values(card: ModelCard) -> dict[str, Any]:
    """A card as the file that `read_card` reads."""
    values = {entry.name: getattr(card, entry.name) for entry in fields(card) if entry.name != "facts"}
    return values | {"weights": card.weights.name, "needs": asdict(card.needs)} | card.facts


def _make_folder() -> None:
    try:
        added_dir().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteFailed(
            tr("The folder {added_dir} cannot be made: {strerror}.", added_dir=added_dir(), strerror=error.strerror),
            tr("Give access to it."),
        ) from error


def _card_path(name: str) -> Path:
    return added_dir() / f"{name}.json"


def _label(text: str) -> str:
    """A name for people: one line, not too long.

    Raises:
        BadInput: nothing is left of it.
    """
    shown = " ".join("".join(one if one.isprintable() else " " for one in text).split())[:_LONGEST_LABEL].strip()
    if not shown:
        raise BadInput(tr("The model has no name."), tr("Give it one."))
    return shown


def _free_name(label: str, *, is_chosen: bool) -> str:
    """A name for the program made of one for people; where it is taken, one that was not chosen gets a number.

    Raises:
        BadInput: the chosen one is taken.
    """
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_LONGEST_NAME].strip("-") or "model"
    taken = {card.name for card in available()}
    if name not in taken and not _card_path(name).exists():
        return name
    if is_chosen:
        raise BadInput(
            tr("There is a model named {name} already.", name=name),
            tr("Choose another name, or remove that one first."),
        )
    return next(
        tried for n in itertools.count(2) if (tried := f"{name}-{n}") not in taken and not _card_path(tried).exists()
    )
