"""`main.py export`: what a project holds, and the picture that it shows as a photo file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import check_output
from engine.cli.filling import tell

if TYPE_CHECKING:
    from engine.project import ProjectState


def add(commands: Any) -> None:
    export = commands.add_parser(
        "export",
        help="write the picture of a project (.ora), or say what is in it",
        description="Write the picture that an OpenRaster project shows, with the depth, profile and metadata of its "
        "photo. Without -o, say what is in the project.",
    )
    export.add_argument("project", type=Path, metavar="FILE.ora")
    export.add_argument("-o", "--output", type=Path, metavar="OUT", help="file to write; its ending decides the format")
    export.add_argument(
        "--unmarked", action="store_true", help="do not say in OUT's metadata that parts of it were filled"
    )
    export.add_argument("--json", action="store_true", help="print one JSON object")
    export.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    from engine.project import read_project

    if options.output is not None:
        check_output(options.output)
    state = read_project(options.project)
    facts = _facts(state)
    if options.output is not None:
        facts["output"] = str(options.output)
        facts["warnings"] += _written(state, options.output, marked=not options.unmarked)
    return tell(facts, options.json, "\n".join(_lines(facts)))


def _facts(state: ProjectState) -> dict[str, Any]:
    photo = state.composite.photo
    return {
        "size": [photo.size.width, photo.size.height],
        "depth": photo.pixels.dtype.itemsize * 8,
        "source": None if photo.source.path is None else str(photo.source.path),
        "is_masked": state.mask is not None,
        "selections": [selection.name for selection in state.selections],
        "patches": [
            {
                "name": patch.name,
                "method": patch.recipe.method,
                "visible": patch.visible,
                "opacity": patch.opacity,
                "made": patch.made,
                "bounds": [patch.bounds.x, patch.bounds.y, patch.bounds.width, patch.bounds.height],
            }
            for patch in state.composite.patches
        ],
        "carried_files": [name for name, _ in state.extras.entries],
        "warnings": list(state.warnings),
    }


def _written(state: ProjectState, output: Path, *, marked: bool) -> list[str]:
    from engine.cli.filling import save_options
    from engine.geometry import Rect
    from engine.photo import write_photo

    composite = state.composite
    whole = Rect.of(composite.size)
    report = write_photo(
        composite.photo,
        composite.read(whole),
        composite.read_alpha(whole),
        output,
        options=save_options(composite, marked=marked),
        overwrite=True,
    )
    return list(report.warnings)


def _lines(facts: dict[str, Any]) -> list[str]:
    """What is said in words."""
    width, height = facts["size"]
    if "output" in facts:
        return [f"{facts['output']}: {width} x {height} px, {facts['depth']} bits"]
    lines = [f"{width} x {height} px, {facts['depth']} bits, from {facts['source'] or 'no file'}"]
    for number, patch in enumerate(facts["patches"], 1):
        told = [patch["method"], *([patch["name"]] if patch["name"] else []), f"{patch['opacity']:.0%}"]
        if not patch["visible"]:
            told.append("hidden")
        lines.append(f"{number:3}. {', '.join(told)}")
    lines += [f"selection: {name}" for name in facts["selections"]]
    return lines
