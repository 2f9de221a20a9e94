"""The language of the window: what there is, which one is taken, and Qt's translators put in place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from engine import language
from engine.language import mark, tr
from engine.paths import resources_dir
from ui.problems import Notice

if TYPE_CHECKING:
    from ui.main_window import MainWindow

CONTEXT = "tratteggio"
SYSTEM, ENGLISH = "system", "en"
LANGUAGES = {ENGLISH: "English", "zh_CN": "简体中文"}
# What Qt says and its own translators have left out, by where it is said.
_LEFT_OUT = {
    "QFileDialog": (mark("&Look in:"), mark("Files of &type:")),
    "QAbstractFileIconProvider": (mark("Folder"), mark("Drive")),
}
_current = ENGLISH


class _LeftOut(QTranslator):
    """Asked for a text of Qt's where nobody else knows it."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        """None where we have none either."""
        return tr(text) if text in _LEFT_OUT.get(context, ()) else None


def chosen(wish: str, spoken: Sequence[str] | None = None) -> str:
    """The language to take: `wish`, or with "system" the first of those `spoken` (as "zh-Hans-CN") that there is."""
    if wish in LANGUAGES:
        return wish
    for one in QLocale.system().uiLanguages() if spoken is None else spoken:
        locale = QLocale(one)
        if locale.language() == QLocale.Language.English:
            return ENGLISH
        if locale.language() == QLocale.Language.Chinese and locale.script() == QLocale.Script.SimplifiedHanScript:
            return "zh_CN"
    return ENGLISH


def install(wish: str) -> str:
    """Put the language in place for all text made from now on, Qt's own included. Returns which it is.

    To be called once, before the first window is made. Without its file a language falls back to English.
    """
    global _current
    name = chosen(wish)
    if name == ENGLISH:
        return name
    app = QCoreApplication.instance()
    ours, qts = QTranslator(app), QTranslator(app)
    if app is None or not ours.load(f"tratteggio_{name}", str(resources_dir() / "translations")):
        return ENGLISH
    app.installTranslator(_LeftOut(app))  # the one that is put in place first is asked last
    app.installTranslator(ours)
    if qts.load(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(qts)
    QLocale.setDefault(QLocale(name))
    language.install(_translated, resources_dir() / "translations" / f"tratteggio_{name}.ts")
    _current = name
    return name


def current() -> str:
    """The language that is in place, a name among LANGUAGES."""
    return _current


def _translated(text: str, count: int | None) -> str:
    return QCoreApplication.translate(CONTEXT, text, "", -1 if count is None else count) if text else text


class LanguageCommands:
    """Choosing the language; what has been made already keeps the one that it was made in."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def system(self) -> None:
        self._choose(SYSTEM)

    def en(self) -> None:
        self._choose(ENGLISH)

    def zh_cn(self) -> None:
        self._choose("zh_CN")

    def _choose(self, wish: str) -> None:
        if wish != self._window.settings.language:
            self._window.settings.language = wish
            self._window.settings_changed.emit()
            self._window.show_notice(Notice(tr("The language changes when the program starts next")))
