"""How set-up talks: progress lines, and one sentence when it cannot go on."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818  (it is no bug in the program)
    """Set-up cannot go on. The message says what is wrong and, after a colon, the way out."""


def say(line: str) -> None:
    print(f"[tratteggio] {line}", flush=True)
