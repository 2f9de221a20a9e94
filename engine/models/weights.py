"""A weights file read whole and checked against its card, without torch."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.errors import ModelBroken
from engine.language import mark, tr

ADVICE = mark("Put the original file back, or choose another method.")


def read_bytes(path: Path, sha256: str | None = None) -> bytes:
    """The bytes of a weights file.

    Args:
        sha256: the digest that they must have; None = any.

    Raises:
        ModelBroken: the file cannot be read, or is not the one that was meant.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelBroken(
            tr("The weights file {name} cannot be read: {strerror}.", name=path.name, strerror=error.strerror), ADVICE
        ) from error
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise ModelBroken(tr("The weights file {name} is not the one that its card describes.", name=path.name), ADVICE)
    return data
