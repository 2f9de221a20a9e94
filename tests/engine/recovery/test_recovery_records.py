from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.recovery.records import MARK, Record, packed, scanned, scanned_file

RECORDS = [Record({"kind": "a", "n": 1}), Record({"kind": "b", "text": "ß"}, (b"\0" * 40, b"", b"xyz")), Record({})]
WHOLE = MARK + b"".join(packed(record.head, record.blobs) for record in RECORDS)


def _ends() -> list[int]:
    ends = [len(MARK)]
    for record in RECORDS:
        ends.append(ends[-1] + len(packed(record.head, record.blobs)))
    return ends


def test_what_is_written_is_read() -> None:
    scan = scanned(WHOLE)
    assert list(scan.records) == RECORDS
    assert scan.is_whole


def test_fault_16_a_torn_journal_is_read_up_to_the_tear_wherever_it_is() -> None:
    """Cut at every byte: all records that are whole, and none more."""
    ends = _ends()
    for cut in range(len(WHOLE) + 1):
        scan = scanned(WHOLE[:cut])
        whole = sum(end <= cut for end in ends[1:])
        assert list(scan.records) == RECORDS[:whole], cut
        assert scan.is_whole == (cut in ends), cut


def test_fault_16_a_wrong_byte_anywhere_ends_the_reading_there() -> None:
    ends = _ends()
    for at in range(len(WHOLE)):
        broken = bytearray(WHOLE)
        broken[at] ^= 0x40
        scan = scanned(bytes(broken))
        before = sum(end <= at for end in ends[1:]) if at >= len(MARK) else 0
        assert list(scan.records) == RECORDS[:before], at
        assert not scan.is_whole


@pytest.mark.parametrize("tail", [b"\0", b"\0" * 7, b"\0" * 8, b"\0" * 4096, b"\xff" * 12])
def test_fault_16_what_a_power_cut_leaves_behind_the_last_record_is_no_record(tail: bytes) -> None:
    scan = scanned(WHOLE + tail)
    assert list(scan.records) == RECORDS
    assert not scan.is_whole


@given(st.binary(max_size=200))
def test_any_bytes_can_be_read(data: bytes) -> None:
    assert scanned(data).records == ()
    assert list(scanned(WHOLE + data).records)[: len(RECORDS)] == RECORDS


def test_a_good_checksum_over_what_is_no_record_ends_the_reading() -> None:
    import struct
    import zlib

    for payload in (b"", b"\1\0\0\0x", b"\2\0\0\0[]", b"\4\0\0\0null", b'\x0d\0\0\0{"sizes":[9]}'):
        checksum = zlib.crc32(payload, zlib.crc32(struct.pack("<I", len(payload))))
        scan = scanned(WHOLE + struct.pack("<II", len(payload), checksum) + payload + packed({"kind": "later"}))
        assert list(scan.records) == RECORDS


def test_a_file_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert scanned_file(tmp_path / "missing").records == ()
