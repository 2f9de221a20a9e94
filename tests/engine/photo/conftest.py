"""Colour profiles, built byte by byte: wide and grey ones that no library here makes."""

from __future__ import annotations

import itertools
import struct

import pytest


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _profile(space: bytes, tags: dict[bytes, bytes], kind: bytes = b"mntr", connection: bytes = b"XYZ ") -> bytes:
    """A minimal ICC v2 profile (ICC.1:2001-04)."""
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(data), len(value))
        data += value.ljust(-(-len(value) // 4) * 4, b"\0")
    head = bytearray(128)
    struct.pack_into(">I", head, 0, start + len(data))
    struct.pack_into(">I", head, 8, 0x02100000)
    head[12:24] = kind + space + connection
    head[36:40] = b"acsp"
    head[68:80] = _fixed(0.9642) + _fixed(1.0) + _fixed(0.8249)
    return bytes(head) + table + data


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + _fixed(x) + _fixed(y) + _fixed(z)


def _gamma(value: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


_WHITE = {b"wtpt": _xyz(0.9642, 1.0, 0.8249)}


@pytest.fixture(scope="session")
def wide_profile() -> bytes:
    """Adobe RGB (1998)'s primaries, adapted to D50, and gamma 2.2."""
    primaries = {
        b"rXYZ": _xyz(0.60974, 0.31111, 0.01947),
        b"gXYZ": _xyz(0.20528, 0.62567, 0.06087),
        b"bXYZ": _xyz(0.14919, 0.06322, 0.74457),
    }
    curves = {name: _gamma(2.19921875) for name in (b"rTRC", b"gTRC", b"bTRC")}
    return _profile(b"RGB ", {**_WHITE, **primaries, **curves})


@pytest.fixture(scope="session")
def grey_profile() -> bytes:
    """Grey of gamma 1.0."""
    return _profile(b"GRAY", {**_WHITE, b"kTRC": _gamma(1.0)})


def _table(inputs: int, nodes: list[tuple[int, ...]]) -> bytes:
    """A lut8Type with two grid points an axis and straight curves."""
    outputs = len(nodes[0])
    identity = struct.pack(">9i", *(65536 * (row == column) for row in range(3) for column in range(3)))
    ramp = bytes(range(256))
    grid = bytes(value for node in nodes for value in node)
    return b"mft1\0\0\0\0" + bytes([inputs, outputs, 2, 0]) + identity + ramp * inputs + grid + ramp * outputs


@pytest.fixture(scope="session")
def ink_profile() -> bytes:
    """A printer that knows only how dark its inks are: any full ink is black, and grey is printed in black ink."""
    to_lab = [(0 if any(inks) else 255, 128, 128) for inks in itertools.product((0, 1), repeat=4)]
    to_ink = [(0, 0, 0, 0 if lab[0] else 255) for lab in itertools.product((0, 1), repeat=3)]
    tables = {name: _table(4, to_lab) for name in (b"A2B0", b"A2B1")}
    tables |= {name: _table(3, to_ink) for name in (b"B2A0", b"B2A1")}
    return _profile(b"CMYK", {**_WHITE, **tables}, b"prtr", b"Lab ")
