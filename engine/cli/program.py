"""From the arguments to an exit code: finds the command, and says plainly how it ended."""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib import import_module

from engine.cli import COMMANDS
from engine.cli.common import BAD_INPUT, DONE, FAILED, STOPPED, Parser
from engine.errors import BadInput, Cancelled, EngineError
from engine.version import VERSION


def run(arguments: list[str]) -> int:
    """Run one command; the exit code. Only --help and --version end in SystemExit(0)."""
    try:
        return _run(arguments)
    finally:
        _finish_printing()


def _run(arguments: list[str]) -> int:
    as_json = "--json" in arguments
    parser = _parser()
    try:
        options = parser.parse_args(arguments)
        if "run" not in options:
            parser.print_help()
            return DONE
        return options.run(options)
    except (KeyboardInterrupt, Cancelled):
        return _report(as_json, "Stopped; nothing was written.", "", STOPPED)
    except BrokenPipeError:
        return DONE  # all is done by the time that something is printed
    except EngineError as error:
        return _report(as_json, error.sentence, error.advice, BAD_INPUT if isinstance(error, BadInput) else FAILED)
    except MemoryError:
        advice = "Close other programs, or use a smaller photo."
        return _report(as_json, "The machine ran out of memory.", advice, FAILED)
    except Exception as error:
        traceback.print_exc()
        sentence = f"Something went wrong inside the program ({type(error).__name__}: {error})."
        return _report(as_json, sentence, "Please report it, with the lines above.", FAILED)


def _report(as_json: bool, sentence: str, advice: str, code: int) -> int:
    if as_json:
        print(json.dumps({"error": sentence, "advice": advice, "exit_code": code}))
    if sys.stderr is not None:
        print(f"tratteggio: {sentence} {advice}".rstrip(), file=sys.stderr)
    return code


def _finish_printing() -> None:
    """Write out what has been printed; where nobody reads it any more (`| head`), that is no failure."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except BrokenPipeError:
            # Else the interpreter would try once more at its end, and complain.
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _parser() -> Parser:
    parser = Parser(
        prog="main.py",
        description="Tratteggio fills what you mark in a photo. Without a command it opens its window: "
        "main.py [--sample] [PHOTO...]",
        epilog="Exit codes: 0 done, 2 bad input, 3 failed.",
    )
    parser.add_argument("--version", action="version", version=f"Tratteggio {VERSION}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    for name in COMMANDS:
        import_module(f"engine.cli.{name}").add(commands)
    return parser
