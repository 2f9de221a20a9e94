"""Tratteggio: `python main.py [PHOTO...]` opens the window, `python main.py COMMAND` works without one."""

from __future__ import annotations

import os
import sys

# Before anything loads torch: threads that spin while they wait make a busy machine ten times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

COMMANDS = frozenset({"inpaint", "models", "demo", "--help", "-h", "--version"})


def main(arguments: list[str]) -> int:
    """Run the command line where a command is named, else the window; the exit code."""
    if arguments and arguments[0] in COMMANDS:
        from engine.cli import main as command_line

        return command_line(arguments)
    from ui.app import run

    photos = [argument for argument in arguments if argument != "--sample"]
    return run(photos, sample="--sample" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
