"""Text that a person reads, in the language they read. The window installs what translates; else it is English."""

from __future__ import annotations

from collections.abc import Callable

Translator = Callable[[str, int | None], str]


def _english(text: str, count: int | None) -> str:
    return text


_translator: Translator = _english


def install(translator: Translator | None) -> None:
    """Translate through `translator(text, count)`, where count is None or the number that decides the plural's form.

    None goes back to English.
    """
    global _translator
    _translator = translator or _english


def tr(text: str, **values: object) -> str:
    """`text`, a literal, in the person's language, with {named} places filled from `values`."""
    found = _translator(text, None)
    return found.format(**values) if values else found


def tr_n(one: str, many: str, n: int, **values: object) -> str:
    """A sentence about `n` things: `one` for a single one, `many` else; both may hold {n}."""
    found = _translator(many, n)
    if found == many and n == 1:
        found = one
    return found.format(n=n, **values)


def mark(text: str) -> str:
    """`text` as it is, found by the translators: for tables made before a language is known, shown through `tr`."""
    return text
