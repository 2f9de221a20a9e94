"""A screen in memory (Xvfb) for the end-to-end tests and for screenshots."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Iterator

from trouble import Trouble

SCREEN = "1920x1080x24"


@contextlib.contextmanager
def virtual_display(screen: str = SCREEN) -> Iterator[str]:
    """Start an X server, yield its display name (":7") and end it again.

    The server picks a free number itself and writes it down when it is ready, so that nothing races or waits. It does
    not start anew when its last client leaves, as it otherwise would: one in fifty programs that come then is refused.
    """
    read_end, write_end = os.pipe()
    command = ["Xvfb", "-displayfd", str(write_end), "-screen", "0", screen, "-dpi", "96", "-nolisten", "tcp"]
    command.append("-noreset")
    try:
        server = subprocess.Popen(command, pass_fds=(write_end,), stderr=subprocess.DEVNULL)
    except FileNotFoundError:
        os.close(read_end)
        raise Trouble("Xvfb is not installed: run python3 packaging/bootstrap.py setup") from None
    finally:
        os.close(write_end)
    try:
        with os.fdopen(read_end) as answer:
            number = answer.readline().strip()
        if not number:
            raise Trouble("Xvfb ended at once: run 'Xvfb :99' by hand to read why")
        yield f":{number}"
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
