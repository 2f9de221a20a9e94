"""`main.py models`: what models there are."""

from __future__ import annotations

import argparse
import json
from typing import Any

from engine.cli.common import DONE


def add(commands: Any) -> None:
    models = commands.add_parser("models", help="what models there are")
    verbs = models.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = verbs.add_parser("list", help="name, purpose, bundled, licence and size of every model")
    listing.add_argument("--json", action="store_true", help="print a JSON list")
    listing.set_defaults(run=_list)


def _list(options: argparse.Namespace) -> int:
    from engine.models.registry import bundled

    rows = [
        {"name": card.name, "purpose": card.purpose, "bundled": True, "licence": card.licence, "bytes": card.bytes}
        for card in bundled()
    ]
    if options.json:
        print(json.dumps(rows))
        return DONE
    if not rows:
        print("No models came with this copy of the program.")
        return DONE
    width = max(len(row["name"]) for row in rows)
    for row in rows:
        size = f"{row['bytes'] / 2**20:.1f} MiB"
        print(f"{row['name']:<{width}}  {row['purpose']:<8}  bundled  {row['licence']:<14}  {size}")
    return DONE
