"""First steps, the list of keys, and what the program is made of."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextCursor, QTextDocument, QTextTable
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QWidget

from engine.language import mark, tr
from engine.paths import resources_dir
from ui.actions import ACTIONS, MENUS
from ui.language import current
from ui.shortcuts.keymap import Changes, Keymap, native
from ui.widgets.building import column_layout
from ui.widgets.naming import look, name_control

_BREAK_IN_CHINESE = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])\n *(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef])"
    r"|(?<=[\u3000-\u303f\uff00-\uffef])\n *(?=\S)(?![-*#] |\d+\. )"  # its commas and stops bring their own space
)

# What the mouse does and what keys do while they are held: these are no commands of the table.
GESTURES = (
    (mark("Zoom at the pointer"), mark("Wheel")),
    (mark("Move the photo"), mark("Space and drag, or the middle button")),
    (mark("Erase for one stroke"), mark("Alt and drag")),
    (mark("Straight line from the last point"), mark("Shift and click")),
    (mark("Selecting: add, subtract, keep what both mark"), mark("Shift, Alt, or both, and drag")),
    (mark("Rectangle, ellipse: equal sides, around its start, move it"), mark("Shift, Alt, Space in the drag")),
    (mark("Polygon: close it, take a corner back"), mark("Enter, Backspace")),
    (mark("Selecting: move what is marked"), mark("Ctrl and drag from inside it, or arrow keys, with Shift by ten")),
    (mark("Colour range: one more colour, one to leave out"), mark("Shift and click, Alt and click")),
    (mark("Size and hardness by hand"), mark("Shift and drag, or Alt and drag with the right button")),
    (mark("Flow of the brush"), mark("Shift and a digit")),
    (mark("Zoom by dragging"), mark("Ctrl+Space and drag")),
    (mark("Turn the view by dragging"), mark("Shift+Space and drag, or two fingers")),
    (mark("Keep one of the candidates"), mark("1 to 9")),
    (mark("Comparing: choose a result"), mark("1 to 9")),
    (mark("Comparing: grid, wipe, blink, difference"), "G, W, B, D"),
    (mark("Comparing: see the original, or the other one"), mark("Hold Space")),
    (mark("Comparing: keep the chosen one, or none"), mark("Enter, Esc")),
    (mark("Latents: compare a sample with the picture"), mark("Shift and click, or Shift+Enter")),
    (mark("Latents: step through the seed lattice"), mark("Arrow keys, Shift for fine, Home for its middle")),
    (mark("Latents: put a sample into the lattice or a mix"), mark("Drag it there")),
    (mark("Fine steps of a slider"), mark("Shift")),
    (mark("Default of a slider"), mark("Double-click")),
)


def show_first_steps(parent: QWidget) -> QDialog:
    """Open the short guide; the caller need not keep it."""
    return _show_markdown(parent, tr("First steps"), "first-steps.md", QSize(620, 560))


def show_latents(parent: QWidget) -> QDialog:
    """Open the guide to the studio; the caller need not keep it."""
    return _show_markdown(parent, tr("Guide to Latents"), "latents.md", QSize(640, 640))


def show_batch(parent: QWidget) -> QDialog:
    """Open the guide to batches; the caller need not keep it."""
    return _show_markdown(parent, tr("Guide to batches"), "batch.md", QSize(640, 640))


def show_about(parent: QWidget) -> QDialog:
    """Open version and licences; the caller need not keep it."""
    return _show_markdown(parent, tr("About Tratteggio"), "about.md", QSize(620, 560))


def show_shortcuts(parent: QWidget, changes: Changes) -> QDialog:
    """Open the list of keys, as a person has changed them; the caller need not keep it."""
    dialog, browser = _browser(parent, "shortcuts", tr("Keyboard shortcuts"), QSize(560, 640))
    browser.setHtml(shortcuts_html(changes))
    return _shown(dialog)


def shortcuts_html(changes: Changes = MappingProxyType({})) -> str:
    """Every key as a table, one heading a menu; it names no colour, so that a change of theme reaches it.

    `changes`: by command, the keys that stand in the place of the program's own.
    """
    keymap, parts = Keymap(changes), []
    for menu in MENUS:
        here = [(tr(spec.text).rstrip("…"), native(keymap.keys(spec.id))) for spec in ACTIONS if spec.menu == menu]
        rows = [row for row in here if row[1]]
        parts.append(_table(tr(menu), rows))
    parts.append(_table(tr("Mouse and held keys"), [(tr(what), tr(how)) for what, how in GESTURES]))
    return "".join(parts)


def _table(title: str, rows: list[tuple[str, str]]) -> str:
    lines = "".join(
        f"<tr><td width='55%' style='padding: 4px 0'>{escape(name)}</td>"
        f"<td style='padding: 4px 0'>{escape(keys)}</td></tr>"
        for name, keys in rows
    )
    return f"<h3>{escape(title)}</h3><table width='100%' cellspacing='0'>{lines}</table>"


def _show_markdown(parent: QWidget, title: str, file: str, size: QSize) -> QDialog:
    dialog, browser = _browser(parent, file.removesuffix(".md"), title, size)
    browser.setMarkdown(joined(_page(file).read_text(encoding="utf-8")))
    _space_out(browser.document())
    return _shown(dialog)


def joined(text: str) -> str:
    """Markdown whose lines are joined where Chinese goes on: a break between two lines would show as a space there."""
    return _BREAK_IN_CHINESE.sub("", text)


def _page(file: str) -> Path:
    """The page in the language of the window, else in English."""
    folder = resources_dir() / "help"
    own = folder / current() / file
    return own if own.is_file() else folder / file


def _space_out(document: QTextDocument) -> None:
    """Give headings air and tables no lines: Markdown brings no style of its own."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        layout = block.blockFormat()
        if layout.headingLevel():
            layout.setTopMargin(16 if block.blockNumber() else 0)
        layout.setBottomMargin(6)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(layout)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setBorder(0)
            shape.setCellPadding(2)
            frame.setFormat(shape)


def _browser(parent: QWidget, name: str, title: str, size: QSize) -> tuple[QDialog, QTextBrowser]:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setObjectName(f"dialog-{name}")
    dialog.setWindowTitle(title)
    dialog.resize(size)
    browser = name_control(QTextBrowser(), "help-text", title)
    browser.setOpenExternalLinks(True)
    browser.document().setDocumentMargin(16)
    buttons = QDialogButtonBox()
    close = name_control(
        look(buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole), "accent"),
        "help-close",
        tr("Close"),
    )
    close.setDefault(True)
    buttons.rejected.connect(dialog.close)
    column = column_layout(12, dialog, (0, 0, 12, 12))
    column.addWidget(browser)
    column.addWidget(buttons)
    return dialog, browser


def _shown(dialog: QDialog) -> QDialog:
    dialog.show()
    return dialog
