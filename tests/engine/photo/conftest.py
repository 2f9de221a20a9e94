"""Colour profiles, built byte by byte: wide and grey ones that no library here makes."""

from __future__ import annotations

import struct

import pytest


def _fixed(value: float) -> bytes:
    return struct.pack(">i", round(value * 65536))


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    """A minimal ICC v2 display profile (ICC.1:2001-04)."""
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for name, value in tags.items():
        table += name + struct.pack(">II", start + len(data), len(value))
        data += value.ljust(-(-len(value) // 4) * 4, b"\0")
    head = bytearray(128)
    struct.pack_into(">I", head, 0, start + len(data))
    struct.pack_into(">I", head, 8, 0x02100000)
    head[12:24] = b"mntr" + space + b"XYZ "
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
