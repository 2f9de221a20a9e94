"""A file of another program, by its content: what it is, and the generator in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.errors import BadInput, OutOfMemory, TooLarge, UnsupportedFile
from engine.latent.foreign.nvlabs import read_network_pickle
from engine.latent.foreign.stylegan2 import ForeignGenerator, generator_of
from engine.latent.foreign.torch_files import is_legacy, is_zip, read_legacy, read_zip
from engine.latent.foreign.unpickling import Refused, printable

# Bytes. A 1024 px network with everything that its training keeps has about 1.5 GiB.
_LARGEST = 4 << 30
_LONGEST_REASON = 200  # characters
_PICKLE = 0x80  # how a pickle of protocol 2 and later begins
_ADVICE = (
    "Nothing in it was run. What can be taken: StyleGAN2 generators of rosinality's program (.pt, with g_ema) and of "
    "NVlabs' (.pkl, with G_ema)."
)


def read_generator(path: Path) -> tuple[ForeignGenerator, str]:
    """The StyleGAN2 generator in a file of rosinality's or NVlabs' programs, and the file's SHA-256.

    Nothing in the file is run.

    Raises:
        BadInput: the file cannot be read, is damaged, or asks for what is not given; the sentence names it.
        UnsupportedFile: it is of another format.
        TooLarge: it is larger than any such file.
        OutOfMemory: it does not fit into memory.
    """
    data = _bytes(path)
    try:
        return _generator(path.name, memoryview(data)), hashlib.sha256(data).hexdigest()
    except Refused as refusal:
        what = printable(str(refusal), _LONGEST_REASON)  # it may hold names out of the file
        raise BadInput(f"{path.name} was not taken: it {what}.", refusal.way_out or _ADVICE) from refusal
    except MemoryError as error:
        raise _too_little(path) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(f"{path.name} is a folder.", "Choose a file.")
        if path.stat().st_size > _LARGEST:
            raise TooLarge(f"{path.name} has more than {_LARGEST >> 30} GiB.", _ADVICE)
        with path.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read: {error.strerror}.", "Choose another file.") from error
    except MemoryError as error:
        raise _too_little(path) from error


def _generator(name: str, data: memoryview) -> ForeignGenerator:
    """
    Raises:
        Refused: see `engine.latent.foreign.stylegan2.generator_of`.
        UnsupportedFile: the file begins like none that is known.
    """
    if is_zip(data):
        return generator_of(read_zip(data), "torch's zip format")
    if is_legacy(data):
        return generator_of(read_legacy(data), "torch's format before 1.6")
    if len(data) > 1 and data[0] == _PICKLE:
        return generator_of(read_network_pickle(data), "pickle")
    raise UnsupportedFile(f"{name} is neither a file of torch's nor a pickle.", _ADVICE)


def _too_little(path: Path) -> OutOfMemory:
    return OutOfMemory(f"There was not enough memory to read {path.name}.", "Close other programs and try again.")
