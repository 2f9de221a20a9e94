"""What is known of objects, by their identity, for as long as they live."""

from __future__ import annotations

import weakref
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class IdentityMap(Generic[K, V]):
    """Values for objects that are the same only where they are the very same object. It keeps none of them alive."""

    def __init__(self) -> None:
        self._entries: dict[int, tuple[weakref.ref[K], V]] = {}

    def get(self, key: K) -> V | None:
        entry = self._entries.get(id(key))
        return entry[1] if entry is not None and entry[0]() is key else None

    def set(self, key: K, value: V) -> None:
        number = id(key)

        def gone(reference: weakref.ref[K]) -> None:
            entry = self._entries.get(number)
            if entry is not None and entry[0] is reference:  # the number may be another object's by now
                del self._entries[number]

        self._entries[number] = weakref.ref(key, gone), value

    def keep_where(self, wanted: set[V]) -> None:
        """Forget every object whose value is not among these."""
        self._entries = {key: entry for key, entry in list(self._entries.items()) if entry[1] in wanted}
