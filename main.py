"""Tratteggio: `python main.py [PHOTO...]` opens the window, `python main.py COMMAND` works without one."""

from __future__ import annotations

import os
import sys
import threading
from typing import NoReturn

from engine.cli import COMMANDS
from engine.cli import main as command_line

# Before anything loads torch: threads that spin while they wait make a busy machine ten times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
# In a container without /sys, numba's and OpenVINO's thread library would complain of that with every command.
os.environ.setdefault("HWLOC_HIDE_ERRORS", "2")

OPTIONS = frozenset({"--help", "-h", "--version"})


def main(arguments: list[str]) -> int:
    """Run the command line where a command is named, else the window; the exit code."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in OPTIONS):
        return command_line(arguments)
    if not has_screen():
        # Qt would abort the process with words about plugins.
        print(
            "tratteggio: There is no screen to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set). "
            "`main.py inpaint --help` fills without one.",
            file=sys.stderr,
        )
        return 3
    from ui.app import run

    photos = [argument for argument in arguments if argument != "--sample"]
    return run(photos, sample="--sample" in arguments)


def has_screen() -> bool:
    """Whether a window can be asked for; where Qt is told which platform to use, it may answer for itself."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def leave(status: int) -> NoReturn:
    """End the process, at once where a worker is still inside torch or numba.

    Such a thread cannot be stopped, and the interpreter, taken down around it, aborts the process. By now all that is
    worth keeping has been written.
    """
    if any(thread.daemon for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:  # as it is for a program without a console
                stream.flush()
        os._exit(status)
    sys.exit(status)


if __name__ == "__main__":
    leave(main(sys.argv[1:]))
