"""Which keys run which command: the table's own, and what a person has put in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from engine.language import mark, tr
from ui.actions import ACTIONS, ActionSpec
from ui.hands import FLOW_KEYS

MOST_KEYS = 4
Changes = Mapping[str, Sequence[str]]

_SPECS = MappingProxyType({spec.id: spec for spec in ACTIONS})
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_CANDIDATES = mark("The digits keep candidates.")
_FLOW = mark("Shift and a digit set the flow of the brush.")
_HAND = mark("The space bar is held to move the photo.")
_ARROWS = mark("The arrow keys move the photo.")
_FOCUS = mark("Tab goes from control to control.")
_ESCAPE = mark("Escape closes what lies over the photo.")
# What keys outside the table do, in words: they cannot be given to a command.
_FIXED = MappingProxyType(
    {
        **{str(digit): _CANDIDATES for digit in range(1, 10)},
        **dict.fromkeys(FLOW_KEYS, _FLOW),
        **dict.fromkeys(("Space", "Ctrl+Space", "Shift+Space"), _HAND),
        **dict.fromkeys(("Left", "Right", "Up", "Down"), _ARROWS),
        **dict.fromkeys(("Tab", "Backtab", "Shift+Tab"), _FOCUS),
        "Esc": _ESCAPE,
    }
)
_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_unknown,
)


def portable(key: str) -> str:
    """A key as files and settings write it ("Ctrl+Shift+S"); "" where it is none, or several one after the other."""
    sequence = QKeySequence(key, _PORTABLE)
    if sequence.count() != 1 or sequence[0].key() == Qt.Key.Key_unknown:  # type: ignore[index]
        return ""
    return sequence.toString(_PORTABLE)


def native(keys: Iterable[str]) -> str:
    """Keys as the person's system writes them, each once."""
    return ", ".join(dict.fromkeys(QKeySequence(key, _PORTABLE).toString(_NATIVE) for key in keys))


def key_of(event: QKeyEvent) -> str:
    """What was pressed, as `portable` writes it; "" for a modifier alone."""
    key = Qt.Key(event.key())
    if key in _MODIFIERS:
        return ""
    held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier)
    text = event.text()
    if len(text) == 1 and text.isprintable() and not text.isalnum() and not text.isspace():
        # Where a sign is typed with Shift, it is the sign that counts: keyboards differ in where they have it.
        held &= ~Qt.KeyboardModifier.ShiftModifier
    return portable(QKeySequence(QKeyCombination(held, key)).toString(_PORTABLE))


def why_fixed(key: str, action_id: str) -> str:
    """Why a command cannot have this key, in a sentence; "" where it can."""
    return "" if key in _SPECS[action_id].shortcuts else tr(_FIXED.get(key, ""))


class Keymap:
    """The keys of every command. Pure data: whoever holds it applies `changes`.

    Args:
        changes: by command, the keys that stand in the place of the table's. What is no key or no command of the
            program is dropped, and so is a key that another command has: one key never means two things.
    """

    def __init__(self, changes: Changes = MappingProxyType({})) -> None:
        self._changes: dict[str, tuple[str, ...]] = {}
        known = {action_id: keys for action_id, keys in changes.items() if action_id in _SPECS}
        held = {spec.id: self.defaults(spec.id) for spec in ACTIONS if spec.id not in known}
        for action_id, wanted in known.items():
            mine = _SPECS[action_id]
            taken = {key for other, keys in held.items() if _meet(_SPECS[other], mine) for key in keys}
            keys = [key for key in map(portable, wanted) if key and key not in taken and not why_fixed(key, action_id)]
            self._set(action_id, keys)
            held[action_id] = self.keys(action_id)

    @property
    def changes(self) -> dict[str, tuple[str, ...]]:
        """What differs from the table."""
        return dict(self._changes)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """The keys of a command, as `portable` writes them, the first one first."""
        return self._changes.get(action_id, self.defaults(action_id))

    @staticmethod
    def defaults(action_id: str) -> tuple[str, ...]:
        """The keys that the table gives a command."""
        return tuple(map(portable, _SPECS[action_id].shortcuts))

    def is_changed(self, action_id: str) -> bool:
        """Whether a command has other keys than the table's."""
        return action_id in self._changes

    def holder(self, key: str, action_id: str) -> ActionSpec | None:
        """The other command that has this key where both can be used; None where it is free."""
        mine = _SPECS[action_id]
        others = (spec for spec in ACTIONS if spec.id != action_id and _meet(spec, mine))
        return next((spec for spec in others if key in self.keys(spec.id)), None)

    def having(self, key: str) -> list[str]:
        """The ids of the commands that have this key."""
        return [spec.id for spec in ACTIONS if key in self.keys(spec.id)]

    def give(self, action_id: str, key: str, instead_of: str = "") -> None:
        """Give a command a key, in the place of one of its own or after them; whoever has it loses it.

        Raises:
            ValueError: where `key` is none, or one that no command can have.
        """
        key = portable(key)
        if not key or why_fixed(key, action_id):
            raise ValueError(f"{key!r} cannot be the key of a command")
        self._free(key, action_id)
        keys = [one for one in self.keys(action_id) if one != key or one == instead_of]
        if instead_of in keys:
            keys[keys.index(instead_of)] = key
        else:
            keys = [*keys, key][-MOST_KEYS:] if len(keys) >= MOST_KEYS else [*keys, key]
        self._set(action_id, keys)

    def take(self, action_id: str, key: str) -> None:
        """Take a key from a command."""
        self._set(action_id, [one for one in self.keys(action_id) if one != key])

    def reset(self, action_id: str) -> None:
        """Give a command the table's keys again; whoever has one of them loses it."""
        for key in self.defaults(action_id):
            self._free(key, action_id)
        self._changes.pop(action_id, None)

    def reset_all(self) -> None:
        """The table's keys for every command."""
        self._changes.clear()

    def _free(self, key: str, action_id: str) -> None:
        while (other := self.holder(key, action_id)) is not None:
            self.take(other.id, key)

    def _set(self, action_id: str, keys: Sequence[str]) -> None:
        unique = tuple(dict.fromkeys(keys))[:MOST_KEYS]
        if unique == self.defaults(action_id):
            self._changes.pop(action_id, None)
        else:
            self._changes[action_id] = unique


def _meet(first: ActionSpec, second: ActionSpec) -> bool:
    """Whether both can be used in one workspace."""
    return "" in (first.workspace, second.workspace) or first.workspace == second.workspace
