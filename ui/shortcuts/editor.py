"""The window in which commands get other keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from engine.errors import EngineError
from engine.language import tr, tr_n
from ui.actions import ACTIONS, MENUS, ActionSpec
from ui.dialogs.file_dialog import open_file, save_file
from ui.shortcuts.files import SUFFIX, read_keys, write_keys
from ui.shortcuts.key_field import KeyField
from ui.shortcuts.keymap import MOST_KEYS, Changes, Keymap, native, why_fixed
from ui.theme import scaled_font
from ui.widgets.building import column_layout, label, row_layout, small_button, surface
from ui.widgets.naming import look, name_control
from ui.widgets.section import divider

_SPEC = Qt.ItemDataRole.UserRole
_KEYS = Qt.ItemDataRole.UserRole + 1
_CHANGED = Qt.ItemDataRole.UserRole + 2
_ROW, _HEADING = 34, 38
_SIZE = QSize(680, 720)
_TARGET_HEIGHT = 148


class ShortcutEditor(QDialog):
    """Search by name or by key, choose a command, press its new key. What is changed counts at once.

    `keys_changed` carries the changes by command, as `Keymap.changes` has them.
    """

    keys_changed = Signal(object)

    def __init__(self, changes: Changes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dialog-change-shortcuts")
        self.setWindowTitle(tr("Change shortcuts"))
        self.resize(_SIZE)
        self._keymap = Keymap(changes)
        self._wish: tuple[str, str, str] | None = None  # command, key, in the place of: until the person decides
        self._search = name_control(QLineEdit(), "keys-search", tr("Search commands by name"))
        self._search.setPlaceholderText(tr("Search by name"))
        self._search.setClearButtonEnabled(True)
        self._by_key = name_control(
            KeyField(tr("Search by key")), "keys-search-key", tr("Search by key"), tr("Click, then press a key")
        )
        self._no_key = small_button("x", "keys-search-clear", tr("Show every command"))
        self._list = name_control(QListWidget(), "keys-list", tr("Commands and their keys"))
        self._list.setItemDelegate(_Row(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._title = label(name="keys-title")
        self._title.setFont(scaled_font(self.font(), 14, bold=True))
        self._about = label(name="keys-about", is_muted=True)
        self._fields = row_layout(4)
        self._reset = self._button("keys-reset", tr("Reset"), tr("Give this command its own keys again"))
        self._note = label(name="keys-note", wraps=True, is_muted=True)
        self._take_over = look(
            self._button("keys-take", tr("Take it over"), tr("Take the key from the other")), "accent"
        )
        self._leave_it = self._button("keys-leave", tr("Leave it"), tr("Keep the keys as they are"))
        self._reset_all = self._button("keys-reset-all", tr("Reset all"), tr("Give every command its own keys again"))
        self._arrange()
        self._connect()
        self._fill_list()
        self._search.setFocus()

    @property
    def changes(self) -> dict[str, tuple[str, ...]]:
        """What differs from the program's own keys."""
        return self._keymap.changes

    # Building

    def _button(self, name: str, text: str, tip: str) -> QPushButton:
        made = name_control(QPushButton(text), name, text, tip)
        made.setAutoDefault(False)
        return made

    def _arrange(self) -> None:
        search = row_layout(8)
        search.addWidget(self._search, 1)
        search.addWidget(self._by_key)
        search.addWidget(self._no_key)
        head = row_layout(8)
        head.addWidget(self._title)
        head.addWidget(self._about, 1)
        head.addWidget(self._reset)
        decide = row_layout(8)
        decide.addWidget(self._note, 1)
        decide.addWidget(self._take_over)
        decide.addWidget(self._leave_it)
        card = surface("keys-card")
        card.setMinimumHeight(_TARGET_HEIGHT)
        inside = column_layout(10, card, (16, 12, 16, 12))
        inside.addLayout(head)
        inside.addLayout(self._fields)
        inside.addLayout(decide)
        inside.addStretch(1)
        foot = row_layout(8, None, (16, 12, 16, 12))
        for button in (
            self._button("keys-import", tr("Import…"), tr("Take the keys of a file")),
            self._button("keys-export", tr("Export…"), tr("Write the changed keys to a file")),
            self._reset_all,
        ):
            foot.addWidget(button)
        foot.addStretch(1)
        close = look(self._button("keys-close", tr("Close"), tr("Close")), "accent")
        foot.addWidget(close)
        top = column_layout(8, None, (16, 16, 16, 8))
        top.addLayout(search)
        top.addWidget(self._list, 1)
        column = column_layout(0, self)
        column.addLayout(top, 1)
        column.addWidget(divider())
        column.addWidget(card)
        column.addWidget(divider())
        column.addLayout(foot)

    def _connect(self) -> None:
        self._search.textChanged.connect(self._filter)
        self._by_key.captured.connect(self._search_key)
        self._no_key.clicked.connect(lambda: self._search_key(""))
        self._list.currentItemChanged.connect(lambda _now, _before: self._show_chosen())
        self._list.itemDoubleClicked.connect(lambda _item: self._wait())
        self._reset.clicked.connect(self._reset_one)
        self._reset_all.clicked.connect(self._reset_every)
        self._take_over.clicked.connect(self._grant)
        self._leave_it.clicked.connect(self._refuse)
        for name, run in (("import", self._import), ("export", self._export), ("close", self.close)):
            button = self.findChild(QPushButton, f"keys-{name}")
            assert isinstance(button, QPushButton)
            button.clicked.connect(run)

    # The list

    def _fill_list(self) -> None:
        for menu in MENUS:
            heading = QListWidgetItem(tr(menu), self._list)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            for spec in ACTIONS:
                if spec.menu == menu:
                    item = QListWidgetItem(_name(spec), self._list)
                    item.setData(_SPEC, spec)
                    item.setToolTip(tr(spec.tooltip))
        self._show_keys()
        self._filter()
        self._list.setCurrentRow(1)

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(row) for row in range(self._list.count())]

    def _show_keys(self) -> None:
        for item in self._items():
            spec = item.data(_SPEC)
            if spec is not None:
                keys = self._keymap.keys(spec.id)
                item.setData(_KEYS, [native([key]) for key in keys])
                item.setData(_CHANGED, self._keymap.is_changed(spec.id))
                spoken = native(keys) or tr("no key")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_name(spec)}, {spoken}")
        self._reset_all.setEnabled(bool(self._keymap.changes))

    def _filter(self) -> None:
        """Show the commands that are called so; where none is, those whose explanation says it."""
        words, key = self._search.text().casefold().split(), self._by_key.key
        self._no_key.setEnabled(bool(key))
        here = [spec for spec in ACTIONS if not key or key in self._keymap.keys(spec.id)]
        found = [spec.id for spec in here if _says(f"{_name(spec)} {native(self._keymap.keys(spec.id))}", words)]
        found = found or [spec.id for spec in here if _says(tr(spec.tooltip), words)]
        heading, any_shown = None, False
        for item in self._items():
            spec = item.data(_SPEC)
            if spec is None:
                if heading is not None:
                    heading.setHidden(not any_shown)
                heading, any_shown = item, False
                continue
            item.setHidden(spec.id not in found)
            any_shown = any_shown or spec.id in found
        if heading is not None:
            heading.setHidden(not any_shown)
        self._choose_shown()

    def _choose_shown(self) -> None:
        current = self._list.currentItem()
        if current is None or current.isHidden():
            shown = next((item for item in self._items() if item.data(_SPEC) and not item.isHidden()), None)
            if shown is not None:
                self._list.setCurrentItem(shown)
        self._show_chosen()

    def _search_key(self, key: str) -> None:
        self._by_key.show_key(key)
        if key:  # what was typed before would hide the answer
            self._search.clear()
        self._filter()

    # The chosen command

    @property
    def _chosen(self) -> ActionSpec | None:
        item = self._list.currentItem()
        return None if item is None or item.isHidden() else item.data(_SPEC)

    def choose(self, action_id: str) -> None:
        """Show a command's keys."""
        self._search.clear()
        self._search_key("")
        for item in self._items():
            if item.data(_SPEC) is not None and item.data(_SPEC).id == action_id:
                self._list.setCurrentItem(item)

    def _show_chosen(self, note: str = "") -> None:
        spec, self._wish = self._chosen, None
        self._title.setText(_name(spec) if spec else tr("No command is called that, and none has that key"))
        self._about.setText(tr(spec.tooltip) if spec else "")
        self._reset.setEnabled(spec is not None and self._keymap.is_changed(spec.id))
        self._show_note(note)
        self._clear_fields()
        if spec is not None:
            self._show_fields(spec)

    def _clear_fields(self) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _show_fields(self, spec: ActionSpec) -> None:
        keys = self._keymap.keys(spec.id)
        for number, key in enumerate(keys, 1):
            field = self._field(spec, key, f"key-{number}", tr("Key {number}: {key}", number=number, key=native([key])))
            remove = small_button("x", f"key-{number}-remove", tr("Remove {key}", key=native([key])))
            remove.clicked.connect(lambda _checked=False, key=key: self._remove(spec, key))
            self._fields.addWidget(field)
            self._fields.addWidget(remove)
        if len(keys) < MOST_KEYS:
            self._fields.addWidget(self._field(spec, "", "key-add", tr("Add a key")))
        self._fields.addStretch(1)

    def _field(self, spec: ActionSpec, key: str, name: str, spoken: str) -> KeyField:
        field = name_control(KeyField(tr("Add a key")), name, spoken, tr("Click, then press the keys"))
        field.setAutoDefault(False)
        field.show_key(key)
        field.captured.connect(lambda new: self._wanted(spec, new, key))
        return field

    def _wait(self) -> None:
        field = self.findChild(KeyField, "key-1") or self.findChild(KeyField, "key-add")
        if isinstance(field, KeyField):
            field.wait()

    def _show_note(self, text: str, *, asks: bool = False) -> None:
        self._note.setText(text)
        self._take_over.setVisible(asks)
        self._leave_it.setVisible(asks)

    # Changing

    def _wanted(self, spec: ActionSpec, key: str, instead_of: str) -> None:
        """A key was pressed: give it, ask about it, or say why it cannot be."""
        fixed, other = why_fixed(key, spec.id), self._keymap.holder(key, spec.id)
        if fixed:
            self._show_note(tr("{key} cannot be given to a command. {reason}", key=native([key]), reason=fixed))
        elif other is not None:
            self._wish = (spec.id, key, instead_of)
            words = tr("{key} is the key of “{command}”. Take it over?", key=native([key]), command=_name(other))
            self._show_note(words, asks=True)
            self._take_over.setFocus()
        else:
            self._keymap.give(spec.id, key, instead_of)
            self._changed()

    def _grant(self) -> None:
        if self._wish is not None:
            action_id, key, instead_of = self._wish
            other = self._keymap.holder(key, action_id)
            self._keymap.give(action_id, key, instead_of)
            left = other is not None and not self._keymap.keys(other.id)
            self._changed(tr("“{command}” has no key now.", command=_name(other)) if left and other else "")

    def _refuse(self) -> None:
        self._show_chosen()

    def _remove(self, spec: ActionSpec, key: str) -> None:
        self._keymap.take(spec.id, key)
        self._changed()

    def _reset_one(self) -> None:
        spec = self._chosen
        if spec is None:
            return
        holders = [self._keymap.holder(key, spec.id) for key in self._keymap.defaults(spec.id)]
        losers = dict.fromkeys(_name(one) for one in holders if one is not None)
        self._keymap.reset(spec.id)
        names = ", ".join(losers)
        self._changed(tr("Taken back from: {commands}.", commands=names) if losers else "")

    def _reset_every(self) -> None:
        self._keymap.reset_all()
        self._changed(tr("Every command has its own keys again."))

    def _changed(self, note: str = "") -> None:
        self._show_keys()
        self._show_chosen(note)
        self.keys_changed.emit(self._keymap.changes)

    # Files

    def _import(self) -> None:
        kinds = tr("Keys (*.json);;All files (*)").split(";;")
        chosen = open_file(self, tr("Import keys"), Path.home(), kinds)
        if chosen:
            self.import_from(chosen)

    def import_from(self, path: Path) -> None:
        """Take the keys of a file in the place of all that was changed."""
        try:
            self._keymap, unknown = read_keys(path)
        except EngineError as error:
            self._show_note(str(error))
            return
        note = tr_n("{n} command of the file is unknown here.", "{n} commands of the file are unknown here.", unknown)
        self._changed(note if unknown else tr("The keys of {name} are in use.", name=path.name))

    def _export(self) -> None:
        proposal = Path.home() / f"tratteggio-keys{SUFFIX}"
        chosen, _ = save_file(self, tr("Export keys"), proposal, [tr("Keys (*.json)")])
        if chosen:
            self.export_to(Path(chosen).with_suffix(SUFFIX))

    def export_to(self, path: Path) -> None:
        """Write the changed keys to a file."""
        try:
            write_keys(self._keymap, path)
        except EngineError as error:
            self._show_note(str(error))
            return
        self._show_note(tr("Saved the keys as {name}.", name=path.name))


class _Row(QStyledItemDelegate):
    """A command with its keys as caps at the right, or the heading of a menu."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        role, colours = QPalette.ColorRole, option.palette  # type: ignore[attr-defined]
        rect: QRect = option.rect  # type: ignore[attr-defined]
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.data(_SPEC) is None:
            painter.setFont(scaled_font(painter.font(), 12, bold=True))
            painter.setPen(colours.color(role.PlaceholderText))
            painter.drawText(rect.adjusted(8, 8, -8, 0), left, text)
        else:
            state = option.state  # type: ignore[attr-defined]
            if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
                chosen = bool(state & QStyle.StateFlag.State_Selected)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.color(role.Midlight if chosen else role.Light))
                painter.drawRoundedRect(rect.adjusted(0, 1, -4, -1), 6, 6)
            painter.setPen(colours.color(role.Text))
            taken = _paint_caps(painter, rect, index.data(_KEYS) or [], bool(index.data(_CHANGED)), colours)
            painter.drawText(rect.adjusted(16, 0, -taken, 0), left, text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, _HEADING if index.data(_SPEC) is None else _ROW)


def _paint_caps(painter: QPainter, rect: QRect, keys: Sequence[str], changed: bool, colours: QPalette) -> int:
    """Draw keys from the right; returns the width they took. Changed ones stand in the colour of links."""
    role, metrics = QPalette.ColorRole, QFontMetrics(painter.font())
    x = rect.right() - 12
    for key in reversed(keys):
        width = metrics.horizontalAdvance(key) + 16
        cap = QRectF(x - width, rect.center().y() - 11.5, width, 23)
        # The list's own ground is see-through, and its palette says so.
        painter.setBrush(QGuiApplication.palette().color(role.Base))
        painter.setPen(QPen(colours.color(role.Mid), 1))
        painter.drawRoundedRect(cap, 5, 5)
        painter.setPen(colours.color(role.Link if changed else role.Text))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
        x -= width + 6
    painter.setPen(colours.color(role.Text))
    return rect.right() - x


def _says(text: str, words: Sequence[str]) -> bool:
    told = text.casefold()
    return all(word in told for word in words)


def _name(spec: ActionSpec) -> str:
    return tr(spec.text).rstrip("…")


def show_editor(parent: QWidget, changes: Changes) -> ShortcutEditor:
    """Open it; the caller need not keep it."""
    dialog = ShortcutEditor(changes, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setModal(True)
    dialog.show()
    return dialog
