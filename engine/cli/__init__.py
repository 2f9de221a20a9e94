"""The command line: every command that works without the window. It loads no Qt.

A command is one module of this package, named as in COMMANDS, with a function `add(commands)` that adds its parser and
sets `run`, which takes the parsed options and returns the exit code. `common` holds what commands share.
"""

from __future__ import annotations

# In the order in which --help lists them. This module stays light: the window looks at it on its way up.
COMMANDS = (
    "inpaint",
    "extend",
    "replay",
    "export",
    "batch",
    "evaluate",
    "judge",
    "train",
    "models",
    "sample",
    "latents",
    "morph",
    "invert",
    "demo",
)


def main(arguments: list[str]) -> int:
    """Run one command; the exit code: 0 done, 2 bad input, 3 failed, 130 stopped with Ctrl+C."""
    from engine.cli.program import run

    return run(arguments)
