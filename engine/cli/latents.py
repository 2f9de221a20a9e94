"""`main.py latents`: along which directions a generator can be moved."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from engine.cli.common import DONE

if TYPE_CHECKING:
    from engine.latent.direction import Direction
    from engine.latent.generator import Generator

_KINDS = {
    "pca": "principal directions of the styles",
    "sefa": "closed-form directions of the weights",
    "latent": "informative latents",
}


def add(commands: Any) -> None:
    latents = commands.add_parser("latents", help="along which directions a generator can be moved")
    latents.add_argument("model", metavar="MODEL", help="a GAN or a VAE, by its name or its card's path")
    latents.add_argument("--json", action="store_true", help="print the facts as JSON")
    latents.set_defaults(run=_latents)


def _latents(options: argparse.Namespace) -> int:
    from engine.latent.generator import open_generator

    generator = open_generator(options.model)
    if options.json:
        print(json.dumps(_facts(generator)))
        return DONE
    print(
        f"{generator.card.label}: {generator.size} px, {generator.latent} latents, {generator.layers} layers "
        f"of {generator.style} numbers, {'with' if generator.has_encoder else 'without'} an encoder"
    )
    print(_table(generator.directions()))
    return DONE


def _facts(generator: Generator) -> dict[str, Any]:
    return {
        "model": generator.card.name,
        "label": generator.card.label,
        "purpose": generator.kind,
        "size": generator.size,
        "latent": generator.latent,
        "style": generator.style,
        "layers": generator.layers,
        "encoder": generator.has_encoder,
        "directions": [_fact(direction) for direction in generator.directions()],
    }


def _fact(direction: Direction) -> dict[str, Any]:
    return {
        "id": direction.id,
        "name": direction.name,
        "named": direction.named,
        "group": direction.group,
        "source": direction.source,
        "space": direction.space,
        "explained": None if direction.explained is None else round(direction.explained, 6),
        "layers": list(direction.layers),
        "range": list(direction.range),
    }


def _table(directions: tuple[Direction, ...]) -> str:
    head = ("ID", "NAME", "GROUP", "EXPLAINED", "LAYERS", "MADE OF")
    rows: list[tuple[str, ...]] = [head]
    for one in directions:
        share = "" if one.explained is None else f"{one.explained:.1%}"
        layers = f"{one.layers[0]}-{one.layers[1]}"
        rows.append((one.id, one.name, one.group, share, layers, _KINDS.get(one.source, one.source)))
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
