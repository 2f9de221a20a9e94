"""Text that a person reads, in the language they read. The window installs what translates; else it is English."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

Translator = Callable[[str, int | None], str]


def _english(text: str, count: int | None) -> str:
    return text


_translator: Translator = _english
_file: Path | None = None


def install(translator: Translator | None, file: Path | None = None) -> None:
    """Translate through `translator(text, count)`, where count is None or the number that decides the plural's form.

    None goes back to English. `file` holds the same translations, for processes without a window (a .ts of Qt's).
    """
    global _translator, _file
    _translator = translator or _english
    _file = file


def file() -> Path | None:
    """Where the translations lie that are in place; None for English."""
    return _file


def install_file(path: Path) -> None:
    """Translate by a .ts file of a language without plural forms; a file that cannot be read leaves English."""
    found = _texts_in(path)
    if found:
        install(lambda text, _count: found.get(text) or text, path)


@contextlib.contextmanager
def spoken(path: Path | None) -> Iterator[None]:
    """Until the end of a `with`, speak by a .ts file as `install_file` does; None = English. One thread at a time."""
    before = _translator, _file
    install(None)
    if path is not None:
        install_file(path)
    try:
        yield
    finally:
        install(*before)


@cache
def _texts_in(path: Path) -> Mapping[str, str]:
    """What a .ts file says for each text; nothing where it cannot be read."""
    try:
        messages = list(ElementTree.parse(path).iter("message"))
    except (OSError, ElementTree.ParseError):
        return {}
    found: dict[str, str] = {}
    for message in messages:
        words = message.findtext("translation/numerusform") or message.findtext("translation") or ""
        found[message.findtext("source") or ""] = words.strip("\n") and words
    return found


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


def one_after_another(*sentences: str) -> str:
    """Sentences in a row, as the language writes them: Chinese leaves no space between. Each may be ""."""
    said = ""
    for one in filter(None, sentences):
        said = tr("{sentence} {advice}", sentence=said, advice=one) if said else one
    return said


def without_end(*sentences: str) -> str:
    """Sentences in a row as a message that has no full stop at its end; each may have one or not."""
    return tr(". ").join(one.rstrip(".。") for one in sentences if one)
