"""EXIF blocks are patched in place, packed and read back; broken ones harm nobody."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from PIL import Image

from engine.geometry import Size
from engine.photo.exif import (
    DESCRIPTIVE_TAGS,
    EXIF_IFD,
    TiffReader,
    is_camera_raw,
    made_upright,
    orientation_of,
    pack_block,
    without_mark,
)

THUMBNAIL = b"\xff\xd8thumbnail with the thing that was retouched away\xff\xd9"
MAKER_NOTE = bytes(range(200))


def _block(order: str, orientation: int = 6) -> bytes:
    """An EXIF block with a thumbnail in a second directory."""

    def short(value: int) -> tuple[int, int, bytes]:
        return 3, 1, struct.pack(order + "H", value)

    def long(value: int) -> tuple[int, int, bytes]:
        return 4, 1, struct.pack(order + "I", value)

    nested = {0x927C: (7, len(MAKER_NOTE), MAKER_NOTE), 0xA002: long(40), 0xA003: short(30)}
    block = bytearray(pack_block({0x010F: (2, 6, b"maker\0"), 0x0112: short(orientation), EXIF_IFD: nested}, order))
    at = len(block)
    table = struct.pack(order + "H", 2)
    for tag, value in ((0x0201, at + 30), (0x0202, len(THUMBNAIL))):
        table += struct.pack(order + "HHII", tag, 4, 1, value)
    main = TiffReader(io.BytesIO(bytes(block)))
    struct.pack_into(order + "I", block, main.directory(main.first).next_at, at)
    return bytes(block) + table + bytes(4) + THUMBNAIL


@pytest.mark.parametrize("order", ["<", ">"])
def test_upright_block(order: str) -> None:
    before = _block(order)
    assert orientation_of(before) == 6
    after = made_upright(before, Size(30, 40))
    assert len(after) == len(before)
    assert orientation_of(after) == 1
    assert b"retouched away" not in after
    assert after.index(MAKER_NOTE) == before.index(MAKER_NOTE)  # its own offsets still hold
    reader = TiffReader(io.BytesIO(after))
    main = reader.directory(reader.first)
    nested = reader.directory(reader.number(main, EXIF_IFD, 0))
    assert main.next == 0
    assert (reader.number(nested, 0xA002, 0), reader.number(nested, 0xA003, 0)) == (30, 40)
    kept = Image.Exif()
    kept.load(after)
    assert kept[0x010F] == "maker"


@pytest.mark.parametrize("order", ["<", ">"])
def test_cut_and_mutated_blocks_raise_nothing(order: str) -> None:
    block, rng = _block(order), np.random.default_rng(5)
    for length in range(len(block)):
        assert 1 <= orientation_of(block[:length]) <= 8
        made_upright(block[:length], Size(3, 4))
    for _ in range(300):
        mutated = bytearray(block)
        for at in rng.integers(0, len(block), 4):
            mutated[at] = rng.integers(256)
        assert 1 <= orientation_of(bytes(mutated)) <= 8
        made_upright(bytes(mutated), Size(3, 4))


def test_tree_survives_packing() -> None:
    reader = TiffReader(io.BytesIO(_block("<")))
    tree = reader.tree(reader.directory(reader.first), DESCRIPTIVE_TAGS | {EXIF_IFD})
    again = TiffReader(io.BytesIO(pack_block(tree, "<")))
    assert again.tree(again.directory(again.first)) == tree


def test_marks_are_taken_off() -> None:
    assert without_mark(b"Exif\0\0II*\0") == b"II*\0"
    assert without_mark(b"II*\0") == b"II*\0"
    assert without_mark(b"Exif\0\0") is None
    assert without_mark(None) is None


def test_chain_that_bites_its_tail_ends() -> None:
    stream = io.BytesIO(b"II*\0" + struct.pack("<I", 8) + struct.pack("<HHHII", 1, 256, 3, 1, 5) + struct.pack("<I", 8))
    assert len(list(TiffReader(stream).directories())) == 1


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ({0xC612: (1, 4, bytes(4))}, True),
        ({0x0106: (3, 1, struct.pack("<H", 32803))}, True),
        ({0x0106: (3, 1, struct.pack("<H", 2))}, False),
        ({0x00FE: (4, 1, struct.pack("<I", 1))}, False),
    ],
)
def test_camera_raw_is_told_from_tiff(tags: dict, expected: bool) -> None:
    assert is_camera_raw(TiffReader(io.BytesIO(pack_block(tags, "<")))) == expected


def test_camera_raw_hides_in_a_nested_directory() -> None:
    inner = struct.pack("<HHHII", 1, 0x0106, 3, 1, 32803) + bytes(4)
    tags = {0x00FE: (4, 1, struct.pack("<I", 1)), 0x014A: (4, 1, struct.pack("<I", 38))}
    block = pack_block(tags, "<")
    assert len(block) == 38
    assert is_camera_raw(TiffReader(io.BytesIO(block + inner)))
