"""Every text that a person reads is found, translated, and compiled as it stands."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import translations

_PLACES = re.compile(r"\{[^}]*\}")


@pytest.fixture(scope="module")
def texts() -> list[translations.Text]:
    return translations.texts()


def _file(language: str) -> Path:
    return translations.FOLDER / f"tratteggio_{language}.ts"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_nothing_is_untranslated_and_nothing_unused(language: str, texts: list[translations.Text]) -> None:
    done = translations.read(_file(language))
    wanted = {text.source for text in texts}
    assert sorted(wanted - done.keys()) == [], "run python packaging/translations.py update, and translate"
    assert sorted(done.keys() - wanted) == [], "run python packaging/translations.py update"


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_a_translation_keeps_the_named_places_and_the_lines(language: str) -> None:
    for source, found in translations.read(_file(language)).items():
        assert sorted(_PLACES.findall(source)) == sorted(_PLACES.findall(found)), source
        assert source.count("\n") == found.count("\n"), source


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_what_is_shipped_is_compiled_from_what_was_translated(language: str, tmp_path: Path) -> None:
    translations.compiled(_file(language), tmp_path / "made.qm")
    shipped = _file(language).with_suffix(".qm").read_bytes()
    assert (tmp_path / "made.qm").read_bytes() == shipped, "run python packaging/translations.py compile"


def _room(root: Path, text: str) -> Path:
    for name in ("engine", "ui", "resources/models"):
        (root / name).mkdir(parents=True)
    (root / "main.py").write_text("")
    (root / "ui" / "room.py").write_text(text, encoding="utf-8")
    return root


def test_texts_are_found_where_they_stand(tmp_path: Path) -> None:
    lines = (
        'A = mark("Red")',
        "def f(n, x):",
        '    tr("Saved {n}", n=n)',
        "    tr(x)",
        '    tr_n("{n} hole", "{n} holes", n)',
        '    tr("")',
    )
    source = "\n".join(lines)
    found = translations.texts(_room(tmp_path, source))
    assert [(text.source, text.counts) for text in found] == [("Red", False), ("Saved {n}", False), ("{n} holes", True)]
    assert {text.file for text in found} == {"ui/room.py"}


def test_an_f_string_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"ui/room\.py:2"):
        translations.texts(_room(tmp_path, 'def f(n):\n    tr(f"Saved {n}")\n'))


def test_one_text_is_counted_everywhere_or_nowhere(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="counted"):
        translations.texts(_room(tmp_path, 'tr("{n} holes", n=1)\ntr_n("{n} hole", "{n} holes", 1)\n'))


def test_what_was_translated_survives_an_update(tmp_path: Path) -> None:
    texts = [translations.Text("A & <b>", False, "ui/a.py"), translations.Text("{n} c", True, "ui/a.py")]
    path = tmp_path / "x.ts"
    translations.write(path, "zh_CN", texts, {"A & <b>": "甲 & <b>", "{n} c": "{n} 个", "gone": "旧"})
    assert translations.read(path) == {"A & <b>": "甲 & <b>", "{n} c": "{n} 个"}
    translations.write(path, "zh_CN", [*texts, translations.Text("New", False, "ui/a.py")], translations.read(path))
    assert "New" not in translations.read(path)
    assert 'type="unfinished"' in path.read_text(encoding="utf-8")


def test_compiling_leaves_what_an_open_window_has_mapped_as_it_is(tmp_path: Path) -> None:
    source, target = tmp_path / "a.ts", tmp_path / "a.qm"
    shutil.copy(next(translations.FOLDER.glob("*.ts")), source)
    target.write_bytes(b"what a window reads")
    with target.open("rb") as mapped:
        translations.compiled(source, target)
        assert mapped.read() == b"what a window reads"
    assert target.stat().st_size > 1000
    assert [one.name for one in tmp_path.iterdir() if one.suffix == ".new"] == []
