"""A file of another program, by its content: what it is, and the generator in it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from engine.errors import BadInput, OutOfMemory, TooLarge, UnsupportedFile
from engine.language import mark, tr
from engine.latent.foreign.nvlabs import read_network_pickle
from engine.latent.foreign.stylegan2 import ForeignGenerator, generator_of
from engine.latent.foreign.torch_files import is_legacy, is_zip, read_legacy, read_zip
from engine.latent.foreign.unpickling import Refused, printable

# Bytes. A 1024 px network with everything that its training keeps has about 1.5 GiB.
_LARGEST = 4 << 30
_LONGEST_REASON = 200  # characters
_PICKLE = 0x80  # how a pickle of protocol 2 and later begins
_ADVICE = mark(
    "Nothing in it was run. What can be taken: StyleGAN2 generators of rosinality's program (.pt, with "
    "g_ema) and of NVlabs' (.pkl, with G_ema)."
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
        raise BadInput(
            tr("{name} was not taken: it {what}.", name=path.name, what=what), refusal.way_out or _ADVICE
        ) from refusal
    except MemoryError as error:
        raise _too_little(path) from error


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise BadInput(tr("{name} is a folder.", name=path.name), tr("Choose a file."))
        if path.stat().st_size > _LARGEST:
            raise TooLarge(tr("{name} has more than {LARGEST} GiB.", name=path.name, LARGEST=_LARGEST >> 30), _ADVICE)
        with path.open("rb") as stream:
            return stream.read(_LARGEST)
    except OSError as error:
        raise BadInput(
            tr("{name} cannot be read: {strerror}.", name=path.name, strerror=error.strerror),
            tr("Choose another file."),
        ) from error
    except MemoryError as error:
        raise _too_little(path) from error


def _generator(name: str, data: memoryview) -> ForeignGenerator:
    """
    Raises:
        Refused: see `engine.latent.foreign.stylegan2.generator_of`.
        UnsupportedFile: the file begins like none that is known.
    """
    if is_zip(data):
        return generator_of(read_zip(data), tr("torch's zip format"))
    if is_legacy(data):
        return generator_of(read_legacy(data), tr("torch's format before 1.6"))
    if len(data) > 1 and data[0] == _PICKLE:
        return generator_of(read_network_pickle(data), "pickle")
    raise UnsupportedFile(tr("{name} is neither a file of torch's nor a pickle.", name=name), _ADVICE)


def _too_little(path: Path) -> OutOfMemory:
    return OutOfMemory(
        tr("There was not enough memory to read {name}.", name=path.name), tr("Close other programs and try again.")
    )
