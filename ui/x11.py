"""Properties of the X server's root window, read through the xcb library that Qt has loaded already."""

from __future__ import annotations

import ctypes
import os
from contextlib import contextmanager
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_uint8, c_uint16, c_uint32, c_void_p
from ctypes.util import find_library
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY_TYPE = 0
_LARGEST = 16 * 2**20


class _Cookie(Structure):
    _fields_ = (("sequence", c_uint32),)


class _AtomReply(Structure):
    _fields_ = (
        ("kind", c_uint8),
        ("pad", c_uint8),
        ("sequence", c_uint16),
        ("length", c_uint32),
        ("atom", c_uint32),
    )


class _Screen(Structure):
    _fields_ = (("root", c_uint32),)  # the rest is not looked at


class _Screens(Structure):
    _fields_ = (("data", POINTER(_Screen)), ("rem", c_int), ("index", c_int))


def root_property(name: str) -> bytes:
    """A property of the root window, as bytes; b"" where there is no X server or no such property."""
    if not os.environ.get("DISPLAY"):
        return b""
    xcb = _library()
    if xcb is None:
        return b""
    with _connection(xcb) as connection:
        if connection is None:
            return b""
        root = xcb.xcb_setup_roots_iterator(xcb.xcb_get_setup(connection)).data.contents.root
        atom = _atom(xcb, connection, name)
        return _value(xcb, connection, root, atom) if atom else b""


def _library() -> Any:
    path = find_library("xcb") or "libxcb.so.1"
    try:
        xcb: Any = ctypes.CDLL(path)
        libc = ctypes.CDLL(None)
    except OSError:
        return None
    signatures = {
        "xcb_connect": (c_void_p, (c_char_p, POINTER(c_int))),
        "xcb_connection_has_error": (c_int, (c_void_p,)),
        "xcb_disconnect": (None, (c_void_p,)),
        "xcb_get_setup": (c_void_p, (c_void_p,)),
        "xcb_setup_roots_iterator": (_Screens, (c_void_p,)),
        "xcb_intern_atom": (_Cookie, (c_void_p, c_uint8, c_uint16, c_char_p)),
        "xcb_intern_atom_reply": (POINTER(_AtomReply), (c_void_p, _Cookie, c_void_p)),
        "xcb_get_property": (_Cookie, (c_void_p, c_uint8, c_uint32, c_uint32, c_uint32, c_uint32, c_uint32)),
        "xcb_get_property_reply": (c_void_p, (c_void_p, _Cookie, c_void_p)),
        "xcb_get_property_value": (c_void_p, (c_void_p,)),
        "xcb_get_property_value_length": (c_int, (c_void_p,)),
    }
    for function, (result, arguments) in signatures.items():
        found = getattr(xcb, function)
        found.restype, found.argtypes = result, arguments
    libc.free.argtypes = (c_void_p,)
    xcb.free_reply = libc.free
    return xcb


@contextmanager
def _connection(xcb: Any) -> Iterator[Any]:
    number = c_int()
    connection = xcb.xcb_connect(None, byref(number))
    try:
        yield None if xcb.xcb_connection_has_error(connection) else connection
    finally:
        xcb.xcb_disconnect(connection)


def _atom(xcb: Any, connection: Any, name: str) -> int:
    text = name.encode("ascii")
    cookie = xcb.xcb_intern_atom(connection, 1, len(text), text)
    reply = xcb.xcb_intern_atom_reply(connection, cookie, None)
    if not reply:
        return 0
    atom = reply.contents.atom
    xcb.free_reply(ctypes.cast(reply, c_void_p))
    return atom


def _value(xcb: Any, connection: Any, root: int, atom: int) -> bytes:
    cookie = xcb.xcb_get_property(connection, 0, root, atom, _ANY_TYPE, 0, _LARGEST // 4)
    reply = xcb.xcb_get_property_reply(connection, cookie, None)
    if not reply:
        return b""
    length = xcb.xcb_get_property_value_length(reply)
    value = ctypes.string_at(xcb.xcb_get_property_value(reply), length) if length > 0 else b""
    xcb.free_reply(reply)
    return value
