"""The race on the screen: a bar with the ways to compare, the pictures, and a strip with what the way needs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QToolButton, QWidget

from engine.language import mark, tr
from ui.icons import icon
from ui.race.compare_view import CompareView, Mode, Tile
from ui.race.pictures import Difference
from ui.race.race import ORIGINAL, Entry, EntryState, Race, spoken, words_of
from ui.widgets.building import column_layout, label, row_layout, surface, timer
from ui.widgets.combo import Combo
from ui.widgets.elided import ElidedLabel
from ui.widgets.naming import look, muted, name_control
from ui.widgets.slider_row import Scale, SliderRow

RATE_SCALE = Scale(0.5, 3, 1.5, step=0.5, fine=0.1, unit=mark("Hz"), decimals=1)  # above 3 Hz flicker can do harm
GAIN_SCALE = Scale(1, 64, 8, unit="×", logarithmic=True)
_MODES: tuple[tuple[Mode, str, str, str, Qt.Key], ...] = (
    ("grid", mark("Grid"), mark("All side by side (G)"), "layout-grid", Qt.Key.Key_G),
    ("wipe", mark("Wipe"), mark("Two under a line to drag (W)"), "square-split-horizontal", Qt.Key.Key_W),
    ("blink", mark("Blink"), mark("Two in turn (B)"), "blend", Qt.Key.Key_B),
    ("difference", mark("Difference"), mark("How far two are apart (D)"), "diff", Qt.Key.Key_D),
)
_MODE_KEYS: dict[int, Mode] = {key: mode for mode, _, _, _, key in _MODES}
_HOLD_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Backslash)
_STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_WIPE_STEP = 0.02
_BAR, _STRIP = 44, 40
_COMBO = 150
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class RaceView(QWidget):
    """Shows one race at a time. `keep_wanted` carries the entry that was kept."""

    keep_wanted = Signal(object)
    stop_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("race")
        self._race: Race | None = None
        self._chosen, self._other = 0, ORIGINAL
        self._is_own = False  # whether the person has chosen
        self.pictures = name_control(CompareView(), "race-pictures", tr("Results side by side"))
        self.pictures.setToolTip("")  # one would float over what is looked at
        self._modes: dict[Mode, QToolButton] = {
            mode: _mode_button(mode, text, tooltip, image) for mode, text, tooltip, image, _ in _MODES
        }
        self._stop = name_control(
            QPushButton(tr("Stop")), "race-stop", tr("Stop"), tr("Stop what still runs; keep what has come")
        )
        self._leave = name_control(
            look(QToolButton(), "flat"),
            "race-leave",
            tr("Leave without keeping any"),
            tr("Leave; nothing changes (Esc)"),
        )
        self._keep = name_control(look(QPushButton(), "accent"), "race-keep", tr("Keep the chosen result"), "")
        self._first = _combo("race-chosen", tr("Result to compare"), tr("Keys 1 to 9 choose it"))
        self._second = _combo(
            "race-other", tr("Compared with"), tr("Key A puts the chosen one here, key 0 the original")
        )
        self._rate = SliderRow("race-rate", tr("Rate"), RATE_SCALE, tr("How often a second the two change places"))
        self._gain = SliderRow("race-gain", tr("Gain"), GAIN_SCALE, tr("How much the difference is brightened"))
        self._hint = muted(ElidedLabel())
        self._hint.setObjectName("race-hint")
        self._pair = QWidget()
        self._blinker = timer(self, 300, self.pictures.flip, once=False)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        bar, strip = surface("race-bar"), surface("race-strip")
        bar.setFixedHeight(_BAR)
        strip.setFixedHeight(_STRIP)
        self._fill_bar(row_layout(4, bar, (8, 0, 8, 0)))
        pair = row_layout(8, self._pair)
        for part in (self._first, label(tr("against"), is_muted=True), self._second):
            pair.addWidget(part)
        across = row_layout(12, strip, (12, 0, 12, 0))
        across.addWidget(self._pair)
        across.addWidget(self._rate, 1)
        across.addWidget(self._gain, 1)
        across.addWidget(self._hint, 1)
        down = column_layout(0, self)
        down.addWidget(bar)
        down.addWidget(self.pictures, 1)
        down.addWidget(strip)

    def _fill_bar(self, across: QHBoxLayout) -> None:
        group = QButtonGroup(self)
        for button in self._modes.values():
            group.addButton(button)
            across.addWidget(button)
        across.addStretch(1)
        self._leave.setIcon(icon("x"))
        for button in (self._stop, self._keep, self._leave):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            across.addWidget(button)

    def _connect(self) -> None:
        for mode, button in self._modes.items():
            button.clicked.connect(self._shower(mode))
        self._stop.clicked.connect(self.stop_wanted)
        self._leave.clicked.connect(self.leave_wanted)
        self._keep.clicked.connect(self._keep_chosen)
        self._first.activated.connect(lambda place: self.choose(place + 1))
        self._second.activated.connect(self._compare_with)
        self._rate.value_changed.connect(self._set_rate)
        self._gain.value_changed.connect(lambda _gain: self._ask_difference())
        self.pictures.pointed.connect(self.choose)
        self.pictures.opened.connect(self._open)
        self._set_rate(self._rate.value())

    # The race

    @property
    def mode(self) -> Mode:
        return self.pictures.mode

    @property
    def chosen(self) -> int:
        """The number of the chosen entry, counted from 1; 0 while there is none."""
        return self._chosen

    @property
    def other(self) -> int:
        """The number of what the chosen one is compared with; 0 = the original."""
        return self._other

    def show_race(self, race: Race) -> None:
        """Show a race from its start, as a grid."""
        self._race, self._chosen, self._other, self._is_own = race, 0, ORIGINAL, False
        race.changed.connect(self._refresh)
        race.difference_ready.connect(self._show_difference)
        self._first.clear()
        self._second.clear()
        self._second.addItem(tr("Original"))
        for number, entry in enumerate(race.entries, 1):
            for combo in (self._first, self._second):
                combo.addItem(f"{number}  {entry.name}")
        self.show_mode("grid")
        self._refresh()

    def clear(self) -> None:
        """Let go of the race and of every picture."""
        if self._race is not None:
            self._race.changed.disconnect(self._refresh)
            self._race.difference_ready.disconnect(self._show_difference)
        self._race = None
        self._blinker.stop()
        self.pictures.clear()

    def choose(self, number: int) -> None:
        """Choose entry `number`, counted from 1; 0 compares the chosen one with the original."""
        if self._race is None or number > len(self._race.entries):
            return
        if number == ORIGINAL:
            self._compare_with(ORIGINAL)
        else:
            self._chosen, self._is_own = number, True
            self._pair_changed()

    def show_mode(self, mode: Mode) -> None:
        """Compare in this way: "grid", "wipe", "blink" or "difference"."""
        self._modes[mode].setChecked(True)
        self.pictures.show_mode(mode)
        self._pair.setVisible(mode != "grid")
        self._rate.setVisible(mode == "blink")
        self._gain.setVisible(mode == "difference")
        self._hint.setVisible(mode in ("grid", "wipe"))
        if mode == "blink":
            self._blinker.start()
        else:
            self._blinker.stop()
        self._refresh()
        self._ask_difference()

    def _shower(self, mode: Mode) -> Callable[[], None]:
        return lambda: self.show_mode(mode)

    def _compare_with(self, number: int) -> None:
        self._other = number
        self._pair_changed()

    def _pair_changed(self) -> None:
        self.pictures.show_difference(None)
        self._refresh()
        self._ask_difference()

    def _open(self, number: int) -> None:
        self.choose(number)
        self.show_mode("wipe")

    def _entry(self) -> Entry | None:
        return self._race.entries[self._chosen - 1] if self._race is not None and self._chosen else None

    def _refresh(self) -> None:
        race = self._race
        if race is None:
            return
        self._follow_favourite(race)
        shown = self._chosen or min(1, len(race.entries))
        self.pictures.show_tiles([_original(race), *map(_tile, race.entries)], shown, self._other)
        self.pictures.setAccessibleDescription("; ".join(spoken(one, n) for n, one in enumerate(race.entries, 1)))
        self._first.setCurrentIndex(shown - 1)
        self._second.setCurrentIndex(self._other)
        self._stop.setVisible(race.is_running)
        self._show_keep()
        count = len(race.entries)
        self._hint.setText(
            tr("Press 1 to {count} to choose, Enter to keep; hold Space to see the original", count=count)
            if self._other == ORIGINAL
            else tr("Press 1 to {count} to choose, Enter to keep; hold Space to see the other", count=count)
        )

    def _follow_favourite(self, race: Race) -> None:
        """Until the person chooses: what repaired the test holes best, also where that is known late."""
        done = (n for n, one in enumerate(race.entries, 1) if one.picture is not None)
        if not self._chosen:
            self._chosen = race.favourite or next(done, 0)
            if self._chosen:
                self._ask_difference()
        elif not self._is_own and self.mode == "grid":  # elsewhere it would change what is being looked at
            self._chosen = race.favourite or self._chosen

    def _show_keep(self) -> None:
        entry = self._entry()
        is_ready = entry is not None and entry.candidate is not None
        self._keep.setEnabled(is_ready)
        self._keep.setText(
            tr("Keep {label}  ⏎", label=entry.label) if is_ready and entry is not None else tr("Keep  ⏎")
        )
        self._keep.setToolTip(tr("Lay the chosen result over the photo (Enter)") if is_ready else tr("No result yet"))

    def _keep_chosen(self) -> None:
        entry = self._entry()
        if entry is not None and entry.candidate is not None:
            self.keep_wanted.emit(entry)

    # Blink and difference

    def _set_rate(self, rate: float) -> None:
        self._blinker.setInterval(round(1000 / (2 * rate)))

    def _ask_difference(self) -> None:
        if self._race is not None and self.mode == "difference" and self._chosen:
            self._race.compare(self._other, self._chosen, self._gain.value())

    def _show_difference(self, found: Difference) -> None:
        self.pictures.show_difference(Tile("", found.numbers.words, found.picture))

    # Keys

    def event(self, event: QEvent) -> bool:
        # Plain keys choose among the results; the tools' own keys would change what is not in sight.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_plain(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if not _is_plain(event):
            super().keyPressEvent(event)
        elif key in _HOLD_KEYS:
            self._hold(True, event)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            self.choose(key - Qt.Key.Key_0)
        elif key in _MODE_KEYS:
            self.show_mode(_MODE_KEYS[key])
        elif key in _STEPS:
            self._step(_STEPS[key], fine=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not self._run(key):
            super().keyPressEvent(event)

    def _run(self, key: int) -> bool:
        commands: dict[int, Callable[[], object]] = {
            Qt.Key.Key_Return: self._keep_chosen,
            Qt.Key.Key_Enter: self._keep_chosen,
            Qt.Key.Key_Escape: self.leave_wanted.emit,
            Qt.Key.Key_A: lambda: self._compare_with(ORIGINAL if self._other == self._chosen else self._chosen),
            Qt.Key.Key_Plus: self.pictures.zoom_in,
            Qt.Key.Key_Minus: self.pictures.zoom_out,
        }
        if key in commands:
            commands[key]()
        return key in commands

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() in _HOLD_KEYS:
            self._hold(False, event)
        else:
            super().keyReleaseEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.pictures.hold(False)
        super().hideEvent(event)

    def _hold(self, held: bool, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.pictures.hold(held)

    def _step(self, step: int, *, fine: bool) -> None:
        """Move the line of a wipe; else choose the next entry that has a result."""
        if self.mode == "wipe":
            self.pictures.wipe_position += step * (_WIPE_STEP / 10 if fine else _WIPE_STEP)
            return
        done = [n for n, one in enumerate(self._race.entries if self._race else (), 1) if one.state is EntryState.DONE]
        ahead = [n for n in done if (n - self._chosen) * step > 0]
        if ahead:
            self.choose(min(ahead) if step > 0 else max(ahead))


def _is_plain(event: QKeyEvent) -> bool:
    """Whether it is a key by itself, or one with Shift; function keys keep their meaning."""
    return not event.modifiers() & _COMMANDS and not Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35


def _mode_button(mode: Mode, text: str, tooltip: str, image: str) -> QToolButton:
    button = name_control(look(QToolButton(), "flat"), f"race-{mode}", tr(text), tr(tooltip))
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setText(tr(text))
    button.setIcon(icon(image))
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _combo(name: str, spoken_name: str, tooltip: str) -> Combo:
    combo = name_control(Combo(), name, spoken_name, tooltip)
    combo.setFixedWidth(_COMBO)
    combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return combo


def _original(race: Race) -> Tile:
    return Tile(tr("Original"), picture=race.original)


def _tile(entry: Entry) -> Tile:
    if entry.picture is not None:
        return Tile(entry.label, entry.note, entry.picture)
    failed = entry.state is EntryState.FAILED
    fraction = entry.fraction if entry.state is EntryState.RUNNING else None
    return Tile(entry.label, "", None, words_of(entry), "triangle-alert" if failed else "", fraction)
