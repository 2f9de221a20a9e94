"""How much memory is free, and whether a photo fits into it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from engine.errors import TooLarge
from engine.geometry import Size
from engine.language import tr
from engine.photo.photo import Limits

_KEPT_FREE = 256 << 20  # for the window and the system


def available_memory() -> int | None:
    """Bytes that this process can still take, or None where the system does not tell."""
    amounts = [amount for amount in (_free_in_machine(), _free_in_container()) if amount is not None]
    return max(0, min(amounts) - _KEPT_FREE) if amounts else None


def check_limits(name: str, size: Size, needed: int, limits: Limits) -> None:
    """Refuse a photo before it is decoded.

    Args:
        name: the file's name, for the message.
        size: as the header says.
        needed: the bytes that decoding takes at its peak.

    Raises:
        TooLarge: naming the megapixels and the memory.
    """
    megapixels = size.area / 1e6
    about = tr(
        "“{name}” has {megapixels:,.1f} megapixels and would take {readable} of memory",
        name=name,
        megapixels=megapixels,
        readable=_readable(needed),
    )
    if megapixels > limits.megapixels:
        raise TooLarge(
            tr("{about}; the limit is {megapixels:,.0f} megapixels.", about=about, megapixels=limits.megapixels),
            tr("Open a smaller copy, or raise the limit in the settings."),
        )
    allowed = available_memory() if limits.bytes is None else limits.bytes
    if allowed is not None and needed > allowed:
        raise TooLarge(
            tr("{about}; {readable} can be had.", about=about, readable=_readable(allowed)),
            tr("Close other programs, or open a smaller copy."),
        )


def check_extended_size(size: Size, needed: int, limits: Limits) -> None:
    """Refuse to make a photo larger than a photo may be.

    Args:
        size: that it would have.
        needed: the bytes that it would take beside the one that is open.

    Raises:
        TooLarge: naming the size, the megapixels and the memory.
    """
    about = tr(
        "The extended photo would have {width:,} x {height:,} px, {area:,.1f} megapixels",
        width=size.width,
        height=size.height,
        area=size.area / 1e6,
    )
    if size.area / 1e6 > limits.megapixels:
        raise TooLarge(
            tr("{about}; the limit is {megapixels:,.0f} megapixels.", about=about, megapixels=limits.megapixels),
            tr("Extend it by less."),
        )
    allowed = available_memory() if limits.bytes is None else limits.bytes
    if allowed is not None and needed > allowed:
        sentence = tr(
            "{about}, and take {readable} of memory; {readable2} can be had.",
            about=about,
            readable=_readable(needed),
            readable2=_readable(allowed),
        )
        raise TooLarge(sentence, tr("Extend it by less, or close other programs."))


def _readable(count: int) -> str:
    return tr("{count:,.1f} GB", count=count / 1e9) if count >= 1e9 else tr("{count:,.0f} MB", count=count / 1e6)


def _free_in_machine() -> int | None:
    if sys.platform == "win32":
        return _free_on_windows()
    try:
        for line in Path("/proc/meminfo").read_text().splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    try:  # macOS does not tell what is free in a way worth trusting; all there is bounds it
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _free_in_container() -> int | None:
    """What a control group still allows (cgroup v2)."""
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
        used = int(Path("/sys/fs/cgroup/memory.current").read_text())
        statistics = dict(line.split() for line in Path("/sys/fs/cgroup/memory.stat").read_text().splitlines())
        # The page cache counts as used there, but the kernel gives it back.
        return None if limit == "max" else int(limit) - used + int(statistics.get("inactive_file", 0))
    except (OSError, ValueError):
        return None


def _free_on_windows() -> int | None:
    import ctypes

    class MemoryStatus(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_uint32),
            ("load", ctypes.c_uint32),
            ("total", ctypes.c_uint64),
            ("available", ctypes.c_uint64),
            ("rest", ctypes.c_uint64 * 5),
        )

    status = MemoryStatus(length=ctypes.sizeof(MemoryStatus))
    windll = getattr(ctypes, "windll", None)
    if windll is None or not windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
        return None
    return int(status.available)
