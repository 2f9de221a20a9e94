"""`main.py models`: what models there are; adding StyleGAN2 models of other programs, and removing them."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DONE, with_progress

if TYPE_CHECKING:
    from engine.models.card import ModelCard


def add(commands: Any) -> None:
    models = commands.add_parser("models", help="what models there are; add and remove models of your own")
    verbs = models.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = verbs.add_parser("list", help="name, purpose, bundled or added, licence and size of every model")
    listing.set_defaults(run=_list)
    adding = verbs.add_parser(
        "add",
        help="add a StyleGAN2 generator that another program wrote",
        description="Add a StyleGAN2 generator: a .pt of rosinality's stylegan2-pytorch, or a .pkl of NVlabs' "
        "stylegan2-ada-pytorch or stylegan3. Nothing in the file is run; its weights are kept as safetensors.",
    )
    adding.add_argument("file", type=Path, metavar="FILE", help="the .pt or .pkl")
    adding.add_argument("--name", help="what it shall be called (default: as the file)")
    adding.add_argument("--licence", default="", help="of the weights, as you know it")
    adding.set_defaults(run=_add)
    removing = verbs.add_parser("remove", help="delete a model that was added")
    removing.add_argument("name", metavar="NAME", help="as `models list` shows it")
    removing.set_defaults(run=_remove)
    for verb in (listing, adding, removing):
        verb.add_argument("--json", action="store_true", help="print JSON")


def _list(options: argparse.Namespace) -> int:
    from engine.models.registry import added, bundled

    rows = [_row(card, bundled=True) for card in bundled()]
    rows += [_row(card, bundled=False) for card in added(lambda problem: print(problem, file=sys.stderr))]
    if options.json:
        print(json.dumps(rows))
        return DONE
    if not rows:
        print("No models came with this copy of the program.")
        return DONE
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        size, origin = f"{row['bytes'] / 2**20:.1f} MiB", "bundled" if row["bundled"] else "added"
        print(f"{row['name']:<{width}}  {row['purpose']:<8}  {origin:<7}  {row['licence']:<14}  {size}")
    return DONE


def _add(options: argparse.Namespace) -> int:
    from engine.latent.foreign import import_model

    card = with_progress(lambda context: import_model(options.file, options.name, options.licence, context))
    _tell(options, card, f"{card.name}: {card.facts['summary']} Licence: {card.licence}.\n{card.weights}")
    return DONE


def _remove(options: argparse.Namespace) -> int:
    from engine.latent.foreign import remove_model

    card = remove_model(options.name)
    _tell(options, card, f"{card.name} was removed.")
    return DONE


def _tell(options: argparse.Namespace, card: ModelCard, words: str) -> None:
    print(json.dumps(_row(card, bundled=False)) if options.json else words)


def _row(card: ModelCard, *, bundled: bool) -> dict[str, Any]:
    return {
        "name": card.name,
        "purpose": card.purpose,
        "bundled": bundled,
        "licence": card.licence,
        "bytes": card.bytes,
    }
