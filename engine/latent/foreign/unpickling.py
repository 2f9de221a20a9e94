"""Pickles read as data: nothing that a file names is ever imported, called or built.

A pickle is a program for a small stack machine. This is such a machine of our own, for the instructions that files of
weights are made of. A name in a pickle is looked up in a table of ours, whose entries make inert records; a name that
is not in the table, or an instruction that no such file needs, ends the reading. Strings of bytes are views of the
file, so that no number in a pickle makes anything be allocated.
"""

from __future__ import annotations

import pickle
import pickletools
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.language import mark

Maker = Callable[..., Any]
Vocabulary = Mapping[str, Maker]

AGAIN = mark("Download or copy it again.")
_LONGEST_TEXT = 1 << 20  # source code of a module is the longest that occurs, about 50 kB
_LONGEST_NUMBER = 16  # bytes
_LARGEST_KEY = 1 << 53  # keys above could be chosen to collide


class Refused(Exception):  # noqa: N818 (named for what happened, as engine.errors are)
    """A file asks for something that is not given.

    Args:
        what: a part of a sentence: "it ...".
        way_out: what the person can do; "" = what helps with most files.
    """

    def __init__(self, what: str, way_out: str = "") -> None:
        super().__init__(what)
        self.way_out = way_out


@dataclass(frozen=True)
class Limits:
    """What a pickle may ask for at most.

    Attributes:
        steps: instructions.
        depth: things begun and not ended, one inside the other.
        waiting: things on the stack.
    """

    steps: int = 2_000_000
    depth: int = 200
    waiting: int = 100_000


class Fields(dict[Any, Any]):
    """A dictionary that was an object of some class of dictionaries; attributes of its own are dropped."""

    def built(self, state: Any) -> None:
        pass


@dataclass
class Record:
    """What an object of the class `kind` was made from. Nothing of that class is loaded."""

    kind: str
    arguments: tuple[Any, ...] = ()
    state: Any = None

    def built(self, state: Any) -> None:
        self.state = state


@dataclass(frozen=True)
class Name:
    """A name that a pickle asked for and that is in the vocabulary."""

    text: str
    make: Maker = field(repr=False)


def read_pickle(
    data: memoryview,
    vocabulary: Vocabulary,
    persistent: Callable[[Any], Any] | None = None,
    limits: Limits = Limits(),
) -> tuple[Any, int]:
    """The value of a pickle of protocol 2 to 5, and how many bytes of `data` it took.

    Values are None, bool, int, float, str, memoryview (of `data`), list, dict, tuple, set, Name, and what the
    vocabulary makes. They may contain themselves; whoever walks them has to count.

    Args:
        data: bytes that begin with a pickle.
        vocabulary: by "module.name", what to do where the pickle calls that name. It is given the arguments, and must
            not trust them.
        persistent: what to do with a reference to something outside of the pickle; None = refuse it.

    Raises:
        Refused: the pickle is cut off, is damaged, goes beyond the limits or asks for something that is not given.
    """
    machine = _Machine(data, vocabulary, persistent, limits)
    try:
        return machine.run(), machine.position
    except (IndexError, KeyError, TypeError, ValueError, OverflowError, struct.error) as error:
        raise Refused("is damaged or cut off", AGAIN) from error


class _Machine:
    def __init__(
        self, data: memoryview, vocabulary: Vocabulary, persistent: Callable[[Any], Any] | None, limits: Limits
    ) -> None:
        self.position = 0
        self._data = data
        self._vocabulary = vocabulary
        self._persistent = persistent
        self._limits = limits
        self._stack: list[Any] = []
        self._below: list[list[Any]] = []
        self._memo: dict[int, Any] = {}

    def run(self) -> Any:
        """
        Raises:
            Refused, and the errors that `read_pickle` takes for damage.
        """
        for _ in range(self._limits.steps):
            code = self._data[self.position]
            self.position += 1
            if code == pickle.STOP[0]:
                return self._stack.pop()
            step = _STEPS.get(code)
            if step is None:
                raise Refused(f"holds the pickle instruction {_name_of(code)}, which no file of weights needs")
            step(self)
            if len(self._stack) > self._limits.waiting:
                raise Refused(f"stacks up more than {self._limits.waiting:,} things")
        raise Refused(f"takes more than {self._limits.steps:,} steps")

    # What is read

    def _take(self, count: int) -> memoryview:
        end = self.position + count
        if end > len(self._data):
            raise Refused("is cut off", AGAIN)
        part = self._data[self.position : end]
        self.position = end
        return part

    def _number(self, form: str) -> Any:
        return struct.unpack(form, self._take(struct.calcsize(form)))[0]

    def _line(self) -> str:
        """A name of protocol 0's kind, up to the end of its line."""
        part = bytes(self._data[self.position : self.position + 200])
        end = part.index(b"\n")
        self.position += end + 1
        return part[:end].decode("utf-8")

    def _text(self, form: str) -> None:
        length = self._number(form)
        if length > _LONGEST_TEXT:
            raise Refused(f"holds a text of {length:,} bytes")
        self._stack.append(str(self._take(length), "utf-8", "surrogatepass"))

    def _bytes(self, form: str) -> None:
        self._stack.append(self._take(self._number(form)))

    def _long(self) -> None:
        length = self._number("<B")
        if length > _LONGEST_NUMBER:
            raise Refused(f"holds a number of {length} bytes")
        self._stack.append(int.from_bytes(self._take(length), "little", signed=True))

    def _frame(self) -> None:
        if self._number("<Q") > len(self._data) - self.position:
            raise Refused("is cut off", AGAIN)

    def _protocol(self) -> None:
        protocol = self._number("<B")
        if not 2 <= protocol <= 5:
            raise Refused(f"is a pickle of protocol {protocol}")

    # What is put together

    def _mark(self) -> None:
        if len(self._below) >= self._limits.depth:
            raise Refused(f"is nested more than {self._limits.depth} deep")
        self._below.append(self._stack)
        self._stack = []

    def _since_mark(self) -> list[Any]:
        items, self._stack = self._stack, self._below.pop()
        return items

    def _append(self) -> None:
        item = self._stack.pop()
        self._last(list).append(item)

    def _appends(self) -> None:
        items = self._since_mark()
        self._last(list).extend(items)

    def _add_items(self) -> None:
        items = self._since_mark()
        self._last(set).update(_key(item) for item in items)

    def _set_item(self) -> None:
        value, key = self._stack.pop(), self._stack.pop()
        self._last(dict)[_key(key)] = value

    def _set_items(self) -> None:
        items = self._since_mark()
        target = self._last(dict)
        for key, value in zip(items[::2], items[1::2], strict=True):
            target[_key(key)] = value

    def _last(self, kind: type) -> Any:
        if not isinstance(self._stack[-1], kind):
            raise Refused("is damaged", AGAIN)
        return self._stack[-1]

    def _tuple(self, count: int) -> None:
        items = [self._stack.pop() for _ in range(count)]
        self._stack.append(tuple(reversed(items)))

    def _frozen_set(self) -> None:
        self._stack.append(frozenset(_key(item) for item in self._since_mark()))

    # What is remembered

    def _put(self, place: int) -> None:
        self._memo[place] = self._stack[-1]

    def _get(self, place: int) -> None:
        self._stack.append(self._memo[place])

    # What is asked for

    def _global(self) -> None:
        module, name = self._line(), self._line()
        self._stack.append(self._known(module, name))

    def _stack_global(self) -> None:
        name, module = self._stack.pop(), self._stack.pop()
        if not isinstance(name, str) or not isinstance(module, str):
            raise Refused("is damaged", AGAIN)
        self._stack.append(self._known(module, name))

    def _known(self, module: str, name: str) -> Name:
        text = f"{module}.{name}"
        if text not in self._vocabulary:
            raise Refused(f"asks for {printable(text)}, which no file of weights needs")
        return Name(text, self._vocabulary[text])

    def _call(self) -> None:
        arguments, called = self._stack.pop(), self._stack.pop()
        if not isinstance(called, Name) or not isinstance(arguments, tuple):
            raise Refused("calls something that is no name")
        self._stack.append(called.make(*arguments))

    def _build(self) -> None:
        state = self._stack.pop()
        if not isinstance(self._stack[-1], Fields | Record):
            raise Refused("changes something that holds no state")
        self._stack[-1].built(state)

    def _refer(self) -> None:
        if self._persistent is None:
            raise Refused("refers to something outside of itself")
        self._stack.append(self._persistent(self._stack.pop()))


def _key(value: Any) -> Any:
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, int) and abs(value) < _LARGEST_KEY:
        return value
    raise Refused(f"has a {type(value).__name__} for a key")


def _name_of(code: int) -> str:
    return next((known.name for known in pickletools.opcodes if known.code == chr(code)), f"0x{code:02x}")


def printable(text: str, longest: int = 80) -> str:
    """A text out of a file, as it may be shown to a person: one line of at most `longest` characters."""
    shown = "".join(character if character.isprintable() else "?" for character in text[: longest + 1])
    return shown if len(shown) <= longest else f"{shown[: longest - 3]}..."


Step = Callable[[_Machine], None]


def _constant(value: Any) -> Step:
    return lambda machine: machine._stack.append(value)


def _fresh(kind: Callable[[], Any]) -> Step:
    return lambda machine: machine._stack.append(kind())


def _whole(form: str) -> Step:
    return lambda machine: machine._stack.append(machine._number(form))


_STEPS: dict[int, Step] = {
    code[0]: step
    for code, step in {
        pickle.PROTO: _Machine._protocol,
        pickle.FRAME: _Machine._frame,
        pickle.NONE: _constant(None),
        pickle.NEWTRUE: _constant(True),
        pickle.NEWFALSE: _constant(False),
        pickle.BININT: _whole("<i"),
        pickle.BININT1: _whole("<B"),
        pickle.BININT2: _whole("<H"),
        pickle.LONG1: _Machine._long,
        pickle.BINFLOAT: _whole(">d"),
        pickle.SHORT_BINUNICODE: lambda machine: machine._text("<B"),
        pickle.BINUNICODE: lambda machine: machine._text("<I"),
        pickle.BINUNICODE8: lambda machine: machine._text("<Q"),
        pickle.SHORT_BINBYTES: lambda machine: machine._bytes("<B"),
        pickle.BINBYTES: lambda machine: machine._bytes("<I"),
        pickle.BINBYTES8: lambda machine: machine._bytes("<Q"),
        pickle.MARK: _Machine._mark,
        pickle.EMPTY_LIST: _fresh(list),
        pickle.APPEND: _Machine._append,
        pickle.APPENDS: _Machine._appends,
        pickle.EMPTY_DICT: _fresh(dict),
        pickle.SETITEM: _Machine._set_item,
        pickle.SETITEMS: _Machine._set_items,
        pickle.EMPTY_SET: _fresh(set),
        pickle.ADDITEMS: _Machine._add_items,
        pickle.FROZENSET: _Machine._frozen_set,
        pickle.EMPTY_TUPLE: _constant(()),
        pickle.TUPLE: lambda machine: _tuple_since_mark(machine),
        pickle.TUPLE1: lambda machine: machine._tuple(1),
        pickle.TUPLE2: lambda machine: machine._tuple(2),
        pickle.TUPLE3: lambda machine: machine._tuple(3),
        pickle.BINPUT: lambda machine: machine._put(machine._number("<B")),
        pickle.LONG_BINPUT: lambda machine: machine._put(machine._number("<I")),
        pickle.MEMOIZE: lambda machine: machine._put(len(machine._memo)),
        pickle.BINGET: lambda machine: machine._get(machine._number("<B")),
        pickle.LONG_BINGET: lambda machine: machine._get(machine._number("<I")),
        pickle.GLOBAL: _Machine._global,
        pickle.STACK_GLOBAL: _Machine._stack_global,
        pickle.REDUCE: _Machine._call,
        pickle.NEWOBJ: _Machine._call,
        pickle.BUILD: _Machine._build,
        pickle.BINPERSID: _Machine._refer,
    }.items()
}


def _tuple_since_mark(machine: _Machine) -> None:
    items = machine._since_mark()
    machine._stack.append(tuple(items))
