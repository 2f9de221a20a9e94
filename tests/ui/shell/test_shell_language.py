"""Languages: which is taken, how one is chosen, and that nothing a person reads was forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont

from engine import language as texts
from engine.errors import EngineError
from engine.language import tr, tr_n
from engine.paths import resources_dir
from ui.language import chosen
from ui.theme import heading_weight


@pytest.fixture
def translator() -> Iterator[Callable]:
    yield texts.install
    texts.install(None)


@pytest.mark.parametrize(
    ("wish", "spoken", "wanted"),
    [
        ("en", ["zh-Hans-CN"], "en"),
        ("zh_CN", ["en-GB"], "zh_CN"),
        ("system", ["zh-Hans-CN", "en-US"], "zh_CN"),
        ("system", ["zh-CN"], "zh_CN"),
        ("system", ["zh-Hant-TW", "en-US"], "en"),
        ("system", ["de-DE", "zh-Hans-CN"], "zh_CN"),
        ("system", ["en-US", "zh-Hans-CN"], "en"),
        ("system", [], "en"),
        ("elvish", ["fr-FR"], "en"),
    ],
)
def test_the_language_is_the_wish_or_the_first_spoken_that_there_is(wish: str, spoken: list, wanted: str) -> None:
    assert chosen(wish, spoken) == wanted


def test_text_is_english_until_a_translator_is_there(translator: Callable) -> None:
    assert tr("Saved {name}", name="a.png") == "Saved a.png"
    assert tr_n("{n} photo", "{n} photos", 1) == "1 photo"
    assert tr_n("{n} photo", "{n} photos", 4) == "4 photos"
    translator(lambda text, count: {"Saved {name}": "已保存 {name}", "{n} photos": "{n} 张照片"}.get(text, text))
    assert tr("Saved {name}", name="a.png") == "已保存 a.png"
    assert tr_n("{n} photo", "{n} photos", 1) == "1 张照片"
    assert tr("Unheard of") == "Unheard of"


def test_a_process_without_a_window_speaks_by_the_same_file(translator: Callable, tmp_path: Path) -> None:
    texts.install_file(tmp_path / "none.ts")
    assert (tr("Cancel"), texts.file()) == ("Cancel", None)
    path = resources_dir() / "translations" / "tratteggio_zh_CN.ts"
    texts.install_file(path)
    assert (tr("Cancel"), texts.file()) == ("取消", path)
    assert tr_n("{n} adjustment", "{n} adjustments", 1) == "1 项调整"
    assert tr("Unheard of") == "Unheard of"
    translator(None)
    assert (tr("Cancel"), texts.file()) == ("Cancel", None)


def test_braces_in_a_name_are_only_a_name(translator: Callable) -> None:
    assert tr("Saved {name}", name="{x}.png") == "Saved {x}.png"
    assert tr("100 % {") == "100 % {"


def test_a_language_is_chosen_in_the_menu_and_remembered(make_window: Callable) -> None:
    driver = make_window()
    assert driver.window.actions_by_id["language-system"].isChecked()
    driver.run("language-zh-cn")
    assert driver.window.settings.language == "zh_CN"
    assert driver.window.toast.text == "The language changes when the program starts next"
    assert driver.window.actions_by_id["language-zh-cn"].isChecked()


def test_two_sentences_in_a_row_have_a_space_where_the_language_has_one(translator: Callable) -> None:
    assert str(EngineError("It is damaged.", "Try another copy.")) == "It is damaged. Try another copy."
    assert str(EngineError("It is damaged.")) == "It is damaged."
    texts.install_file(resources_dir() / "translations" / "tratteggio_zh_CN.ts")
    assert str(EngineError("这张照片已损坏。", "请换一个副本。")) == "这张照片已损坏。请换一个副本。"


def test_a_message_has_no_full_stop_at_its_end_and_those_of_its_language_inside(translator: Callable) -> None:
    assert texts.without_end("Saved a.jpg", "It is small.", "", "8 bits.") == "Saved a.jpg. It is small. 8 bits"
    texts.install_file(resources_dir() / "translations" / "tratteggio_zh_CN.ts")
    assert texts.without_end("已保存 a.jpg", "尺寸很小。") == "已保存 a.jpg。尺寸很小"


def test_headings_of_chinese_are_bold(translator: Callable) -> None:
    assert heading_weight() == QFont.Weight.DemiBold
    texts.install_file(resources_dir() / "translations" / "tratteggio_zh_CN.ts")
    assert heading_weight() == QFont.Weight.Bold
