"""Every command, found by a few letters of its name."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from engine.language import tr
from ui.actions import ActionSet, key_text
from ui.widgets.building import column_layout, label
from ui.widgets.naming import name_control

_WIDTH, _ROW, _MOST_ROWS = 560, 34, 11
_ACTION = Qt.ItemDataRole.UserRole


def match_score(query: str, text: str) -> float | None:
    """How well the letters of `query` are found in `text` in their order, higher is better; None where they are not.

    Letters at the start of words and runs of letters count most, so "sa" finds "Save as" before "Rectangle mask".
    """
    query, lower = query.lower().replace(" ", ""), text.lower()
    if not query:
        return 0.0
    best: float | None = None
    for start in (index for index, letter in enumerate(lower) if letter == query[0]):
        score = _score_from(query, lower, start)
        if score is not None and (best is None or score > best):
            best = score
    return None if best is None else best - 0.01 * len(text)


def _score_from(query: str, text: str, start: int) -> float | None:
    score, at, previous = 0.0, start, None
    for letter in query:
        at = text.find(letter, at)
        if at < 0:
            return None
        if previous is not None and at == previous + 1:
            score += 2.0
        elif at == 0:
            score += 4.0
        elif not text[at - 1].isalnum():
            score += 3.0
        else:
            score -= 0.1 * (at - (previous or 0))
        previous, at = at, at + 1
    return score


class _Row(QStyledItemDelegate):
    """Icon and name at the left, keys at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        action: QAction = index.data(_ACTION)  # type: ignore[attr-defined]
        rect, role = option.rect, QPalette.ColorRole  # type: ignore[attr-defined]
        colours = QGuiApplication.palette()  # the list's own is mixed from the style sheet
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.color(role.Midlight))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        action.icon().paint(painter, QRect(rect.x() + 10, rect.y() + (rect.height() - 18) // 2, 18, 18))
        painter.setPen(colours.color(role.Text))
        words = rect.adjusted(40, 0, -12, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, _title(action))
        painter.setPen(colours.color(role.PlaceholderText))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, key_text(action))

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:
        return QSize(_WIDTH - 32, _ROW)


class CommandPalette(QFrame):
    """A card over the window. Escape or a click elsewhere closes it; Enter runs the command chosen."""

    def __init__(self, actions: ActionSet, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("palette-card")
        self._actions, self._host = actions, host
        self._field = name_control(
            QLineEdit(), "palette-search", tr("Search commands"), tr("Type a few letters of a command")
        )
        self._field.setPlaceholderText(tr("Find a command"))
        self._list = name_control(
            QListWidget(), "palette-list", tr("Commands found"), tr("Enter runs the chosen command")
        )
        self._list.setItemDelegate(_Row(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        column = column_layout(8, self, (12, 8, 12, 12))
        column.addWidget(self._field)
        column.addWidget(self._list)
        self._none = label(tr("No command is called that."), name="palette-none", is_muted=True)
        self._none.setContentsMargins(6, 4, 6, 4)
        column.addWidget(self._none)
        self._field.textChanged.connect(self._search)
        self._list.itemEntered.connect(self._list.setCurrentItem)
        self._list.itemClicked.connect(lambda _item: self._run())
        self._field.installEventFilter(self)
        self.hide()

    @property
    def titles(self) -> list[str]:
        """The commands found, best first."""
        return [_title(self._list.item(row).data(_ACTION)) for row in range(self._list.count())]

    def open(self) -> None:
        """Show it, empty, with the keyboard in its field."""
        self._field.clear()
        self._search("")
        self.setFixedWidth(min(_WIDTH, self._host.width() - 32))
        self.move((self._host.width() - self.width()) // 2, max(16, self._host.height() // 9))
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _found(self, query: str) -> list[QAction]:
        """Commands by their names, best first; after them those whose explanation has every word."""
        here = [one for one in self._actions if one.isEnabled() and one.objectName() != "action-palette"]
        scored = [(score, one) for one in here if (score := match_score(query, _title(one))) is not None]
        if not query.strip():
            return here
        named = [one for _score, one in sorted(scored, key=lambda pair: -pair[0])]
        told = [one for one in here if _says(one.statusTip(), query)]
        return [*named, *(one for one in told if one not in named)]

    def _search(self, query: str) -> None:
        self._list.clear()
        for action in self._found(query):
            item = QListWidgetItem(self._list)
            item.setData(_ACTION, action)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{_title(action)} {key_text(action)}")
            item.setToolTip(action.statusTip())
        self._list.setCurrentRow(0)
        self._none.setVisible(self._list.count() == 0)
        self._list.setVisible(self._list.count() > 0)
        self._list.setFixedHeight(max(1, min(_MOST_ROWS, self._list.count())) * _ROW + 2)
        self.adjustSize()

    def _run(self) -> None:
        item = self._list.currentItem()
        self.close()
        if item is not None:
            item.data(_ACTION).trigger()

    def close(self) -> bool:
        """Hide it and give the keys back to the window."""
        self.hide()
        self._host.setFocus()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        if event.type() == QEvent.Type.ShortcutOverride:
            # Enter and Escape belong to the palette while it is open.
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        moves: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if event.key() in moves and self._list.count():
            row = self._list.currentRow() + moves[event.key()]
            self._list.setCurrentRow(min(max(0, row), self._list.count() - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            return False
        return True


def _says(explanation: str, query: str) -> bool:
    """Whether an explanation has every word of a query; a single letter is in each, and means none."""
    words, told = query.casefold().split(), explanation.casefold()
    return len(query.strip()) > 1 and all(word in told for word in words)


def _title(action: QAction) -> str:
    return action.text().replace("&", "")
