"""Opens the window in Chinese, in a process of its own, and prints as JSON every text in it that is English still, and
every text that is cut off where the window is as small as it goes.

A process of its own, because what has been made once keeps the language that it was made in.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFileDialog,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTextBrowser,
    QWidget,
)

# What has the same name everywhere: keys, formats, units, and what people called their inventions.
_KEYS = (
    "Ctrl Shift Alt Meta Enter Return Esc Tab Del Delete Ins Insert Home End PgUp PgDown Page Backspace Space "
    "Up Down Left Right F1 F2 F5 F6 F9 F11"
)
_FORMATS = (
    "PNG TIFF JPEG WebP BMP AVIF GIF MP4 XMP JSON TSV CSV ORA OpenRaster ICC EXIF IPTC HEIC RAW pt pkl "
    "DigitalSourceType"
)
_UNITS = "Hz px EV dB ms fps kB MB GB TB MP GiB MiB sRGB RGB RGBA CMYK Lab HSV HSL rrggbb CPU GPU CUDA IEC61966"
_NAMES = (
    "Tratteggio PatchMatch Telea Navier Stokes StyleGAN2 StyleGAN SeFa PCA PSNR SSIM LPIPS English Apache License "
    "Lucide Feather ISC MIT CMU BSD Clause LGPL Qt PySide6 PyTorch NumPy OpenCV Pillow tifffile imagecodecs Numba "
    "safetensors python lz4 platformdirs Python PSF Dask HOST MASKS PHOTOS RESULTS CC0 CC BY SA CNN GAN VAE OpenVINO "
    "NVIDIA Copyright"
)
_KNOWN = frozenset(f"{_KEYS} {_FORMATS} {_UNITS} {_NAMES}".split())
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NO_PROSE = re.compile(r"https?://\S+|\S*[/\\]\S*|\*?\.\w+|<[^>]*>|--\w+|“[^”]*”")


def english_in(text: str) -> str:
    """The words of `text` that have a translation for sure, or ""."""
    words = [word for word in _WORD.findall(_NO_PROSE.sub(" ", text)) if len(word) > 1 and word not in _KNOWN]
    return " ".join(words)


def _is_foreign(line: str) -> bool:
    """Whether a line of a page is neither Chinese (which may quote English) nor a command to type."""
    return not _CHINESE.search(line) and not line.startswith((".venv/", "python3 "))


def texts_of(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Each text of one widget, with the name of where it stands."""
    yield "tooltip", widget.toolTip()
    yield "spoken", widget.accessibleName()
    yield "described", widget.accessibleDescription()
    yield "title", widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield "text", widget.text()
    elif isinstance(widget, QComboBox):
        yield from (("choice", widget.itemText(place)) for place in range(widget.count()))
    elif isinstance(widget, QAbstractSpinBox):
        yield "special", widget.specialValueText()
        for part in ("suffix", "prefix"):
            if hasattr(widget, part):
                yield part, getattr(widget, part)()
    elif isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    elif isinstance(widget, QGroupBox | QMenu):
        yield "title", widget.title()
    elif isinstance(widget, QTabBar):
        yield from (("tab", widget.tabText(place)) for place in range(widget.count()))
    elif isinstance(widget, QTextBrowser):
        yield from (("line", line) for line in widget.toPlainText().splitlines() if _is_foreign(line))
    for action in widget.actions():
        yield from texts_of_action(action)


def texts_of_action(action: QAction) -> Iterator[tuple[str, str]]:
    yield "action", action.text()
    yield "action tooltip", action.toolTip()
    yield "action status", action.statusTip()


def found_in(roots: list[QWidget]) -> dict[str, str]:
    """Every text that is English still, by the widget it stands in."""
    found: dict[str, str] = {}
    for root in roots:
        for widget in (root, *root.findChildren(QWidget)):
            for kind, text in texts_of(widget):
                if english_in(text):
                    found[f"{widget.objectName() or type(widget).__name__} {kind}: {text[:60]}"] = english_in(text)
    return found


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(condition: Callable[[], object], limit_ms: int = 60_000) -> None:
    """Let the window work until `condition` holds."""
    waited = 0
    while not condition() and waited < limit_ms:
        wait(20)
        waited += 20
    assert condition()


def settle(app: QApplication) -> None:
    """Let layouts have their say: a label that breaks its lines asks for its height in a second round."""
    for _ in range(3):
        app.sendPostedEvents(None, 0)
        app.processEvents()


def looked_at(app: QApplication, look: Callable[[], Iterator[str]]) -> set[str]:
    """What `look` finds once it finds the same twice: a worker's words may come between two rounds of layouts."""
    settle(app)
    before, now = None, set(look())
    while now != before:
        settle(app)
        before, now = now, set(look())
    return now


def main() -> None:
    from ui import language
    from ui.app import create_application

    app = create_application()
    assert language.install("zh_CN") == "zh_CN"
    from engine.inpaint import FillSettings
    from engine.photo import photo_from_pixels
    from engine.settings import Settings
    from ui.dialogs import help as pages
    from ui.dialogs.before_after import BeforeAfterDialog
    from ui.dialogs.saying import Says, saying_dialog
    from ui.fitting import cut_off
    from ui.main_window import MainWindow
    from ui.shortcuts.editor import ShortcutEditor
    from ui.studio.film_export import ExportDialog
    from ui.studio.state import ModelState
    from ui.theme import Theme

    window = MainWindow(Settings(), Theme(app, "dark"))
    window.show()
    found = found_in([window])
    desk, studio = window.desk, window.studio
    photo = np.random.default_rng(0).integers(0, 255, (48, 64, 3), dtype=np.uint8)
    window.editor.set_photo(photo_from_pixels(photo))
    desk.fill_panel.show_settings(FillSettings("telea"))
    window.resize(window.minimumSize())
    cut: set[str] = set()
    for action in window.actions_by_id:
        if action.objectName().startswith("action-tool-") and action.isEnabled():
            action.trigger()
            found |= found_in([window])
            cut |= looked_at(app, lambda: cut_off(desk))
    window.actions_by_id["tool-brush"].trigger()
    window.actions_by_id["select-all"].trigger()
    desk.refresh()
    window.actions_by_id["fill"].trigger()
    wait_until(lambda: not window.editor.fills.is_running)
    for show in (pages.show_first_steps, pages.show_latents, pages.show_batch, pages.show_about):
        show(window)
    pages.show_shortcuts(window, {})
    for action_id in ("batch", "adjust", "compare-methods"):
        window.actions_by_id[action_id].trigger()
    document = window.editor.document
    assert document is not None
    dialogs = [
        ShortcutEditor({}, window),
        BeforeAfterDialog(document.composite, "a", Path(), window),
        ExportDialog(2.0, 128, "a", None, window),
        saying_dialog(window, "", Says(on=True, trained=True)),
        *QFileDialog(window).findChildren(QLabel),  # Qt's own words; its list holds the names of files
    ]
    found |= found_in([*app.topLevelWidgets(), *dialogs])
    window.actions_by_id["workspace-latents"].trigger()
    wait_until(lambda: studio.state.model_state is not ModelState.OPENING)
    found |= found_in([window])
    names = sorted({widget.objectName() for widget in app.allWidgets()})
    print(json.dumps({"english": found, "names": names, "cut": sorted(cut)}, ensure_ascii=False))
    desk.shut_down()
    studio.shut_down()


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)  # nobody is there to be asked whether the photo is to be saved
