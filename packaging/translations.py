"""Gathers the texts that a person reads for Qt Linguist, and compiles what translators made of them.

    python packaging/translations.py update     every tr, tr_n and mark of the sources -> resources/translations/*.ts
    python packaging/translations.py compile    *.ts -> *.qm, with Qt's lrelease
    python packaging/translations.py missing    what is not translated yet, as lines of JSON

Not Qt's lupdate: it knows neither `tr_n`'s two forms nor `mark`, and takes texts by class where ours have one context.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "tratteggio"
LANGUAGES = ("zh_CN",)
_FORMS = {"zh_CN": 1}  # how many forms a count has
# Where texts stand among the arguments; the table of commands is read as it is.
_CALLS = {
    "tr": (0,),
    "mark": (0,),
    "tr_n": (1,),
    "ActionSpec": (1, 2, 4),
    "_tool": (1, 2),
    "_theme": (1, 2),
    "_mode": (1, 2),
    "_language": (1, 2),
}


@dataclass(frozen=True)
class Text:
    """One text of the sources. `counts` tells that it is about a number of things."""

    source: str
    counts: bool
    file: str


def texts(root: Path = ROOT) -> list[Text]:
    """Every text once, sorted; where one stands in several files the first is named.

    Raises:
        ValueError: a text is no literal, or one is said of one thing here and of a number of things there.
    """
    found: dict[str, Text] = {}
    for path in sorted((*(root / "engine").rglob("*.py"), *(root / "ui").rglob("*.py"), root / "main.py")):
        for text in _texts_of(path, path.relative_to(root).as_posix()):
            if found.setdefault(text.source, text).counts != text.counts:
                raise ValueError(f"{text.file}: {text.source!r} is counted in one place and not in another")
    for text in _texts_of_models(root):
        found.setdefault(text.source, text)
    return sorted(found.values(), key=lambda text: text.source)


def _texts_of(path: Path, name: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        for place in _CALLS.get(node.func.id, ()):
            argument = node.args[place] if place < len(node.args) else None
            if isinstance(argument, ast.JoinedStr):
                raise ValueError(f"{name}:{node.lineno}: a text with {{named}} places is no f-string")
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and argument.value:
                yield Text(argument.value, node.func.id == "tr_n", name)


def _texts_of_models(root: Path) -> Iterator[Text]:
    """What cards call their models, and the names of their sliders."""
    for path in sorted((root / "resources" / "models").glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        name = path.relative_to(root).as_posix()
        if path.name.endswith(".directions.json"):
            for entry in data["directions"].values():
                yield from (Text(entry[key], False, name) for key in ("name", "group") if entry.get(key))
        elif data.get("label"):
            yield Text(data["label"], False, name)


def read(path: Path) -> dict[str, str]:
    """The finished translations of a .ts file, by their source."""
    if not path.exists():
        return {}
    done = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
            continue
        form = translation.find("numerusform")
        found = (translation if form is None else form).text
        if found:
            done[message.findtext("source") or ""] = found
    return done


def write(path: Path, language: str, wanted: list[Text], done: dict[str, str]) -> None:
    """A .ts file of every wanted text, with what has been translated; what no source holds any more is left out."""
    tree = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ElementTree.SubElement(tree, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in wanted:
        message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if text.counts else {})
        ElementTree.SubElement(message, "location", filename=f"../../{text.file}")
        ElementTree.SubElement(message, "source").text = text.source
        found = done.get(text.source, "")
        translation = ElementTree.SubElement(message, "translation", {} if found else {"type": "unfinished"})
        if text.counts:
            for _ in range(_FORMS[language]):
                ElementTree.SubElement(translation, "numerusform").text = found
        else:
            translation.text = found
    ElementTree.indent(tree, " ")
    body = ElementTree.tostring(tree, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def compiled(source: Path, target: Path) -> None:
    """Make a .qm of a .ts with the lrelease that PySide6 brings along.

    It takes the old one's place whole: a window that is open reads its texts out of the file that it has mapped.
    """
    import PySide6

    tool, made = Path(PySide6.__file__).parent / "lrelease", target.with_suffix(".qm.new")
    done = subprocess.run([tool, "-silent", source, "-qm", made], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stderr)
    made.replace(target)


def main(command: str = "") -> None:
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        path = FOLDER / f"tratteggio_{language}.ts"
        if command == "update":
            write(path, language, texts(), read(path))
        elif command == "compile":
            compiled(path, path.with_suffix(".qm"))
        elif command == "missing":
            done = read(path)
            for text in texts():
                if text.source not in done:
                    print(json.dumps({"source": text.source, "file": text.file}, ensure_ascii=False))
        else:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main(*sys.argv[1:2])
