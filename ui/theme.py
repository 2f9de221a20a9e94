"""Colours, fonts and spacing: two sets of tokens, from which the palette and the one style sheet are built."""

from __future__ import annotations

from dataclasses import dataclass, fields
from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from engine import language

SPACING = (4, 8, 12, 16)
RADIUS = 6
FONT_PX = 13
MODES = ("system", "dark", "light")


@dataclass(frozen=True)
class Tokens:
    """Every colour of one theme, as "#rrggbb". Greys are neutral: the eye judges the photo against them."""

    canvas: str  # around the photo
    window: str  # bars
    panel: str  # side panels, menus
    field: str  # where values are typed
    raised: str  # buttons
    hover: str
    pressed: str
    border: str
    edge: str  # the outline of controls, 3:1 against the panel
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    link: str
    selected: str
    focus: str
    danger: str
    danger_soft: str
    toast: str
    on_toast: str
    toast_link: str


DARK = Tokens(
    canvas="#171717",
    window="#1f1f1f",
    panel="#262626",
    field="#1b1b1b",
    raised="#333333",
    hover="#3d3d3d",
    pressed="#484848",
    border="#363636",
    edge="#767676",
    text="#e8e8e8",
    muted="#ababab",
    disabled="#727272",
    accent="#74a9f7",
    accent_hover="#8cb9fa",
    accent_pressed="#5c93e6",
    on_accent="#0c1a2d",
    link="#8ab8fb",
    selected="#2f3f57",
    focus="#8ab8fb",
    danger="#ff9d94",
    danger_soft="#3a2423",
    toast="#3a3a3a",
    on_toast="#f2f2f2",
    toast_link="#9cc3fc",
)

LIGHT = Tokens(
    canvas="#d2d2d2",
    window="#e9e9e9",
    panel="#f4f4f4",
    field="#ffffff",
    raised="#ffffff",
    hover="#e3e3e3",
    pressed="#d4d4d4",
    border="#d6d6d6",
    edge="#808080",
    text="#1c1c1c",
    muted="#575757",
    disabled="#848484",
    accent="#1f5fbd",
    accent_hover="#194f9f",
    accent_pressed="#133f80",
    on_accent="#ffffff",
    link="#1a56ad",
    selected="#d5e3f8",
    focus="#1f5fbd",
    danger="#a1221b",
    danger_soft="#fbe6e4",
    toast="#2c2c2c",
    on_toast="#f4f4f4",
    toast_link="#9cc3fc",
)

# (text, ground, least ratio): WCAG 2.1 asks 4.5 of text and 3 of the parts of a control.
CONTRAST_PAIRS = (
    ("text", "window", 4.5),
    ("text", "panel", 4.5),
    ("text", "field", 4.5),
    ("text", "raised", 4.5),
    ("text", "hover", 4.5),
    ("text", "pressed", 4.5),
    ("text", "selected", 4.5),
    ("text", "canvas", 4.5),
    ("text", "danger_soft", 4.5),
    ("muted", "window", 4.5),
    ("muted", "panel", 4.5),
    ("muted", "field", 4.5),
    ("muted", "raised", 4.5),
    ("muted", "selected", 4.5),
    ("muted", "canvas", 4.5),
    ("muted", "hover", 4.5),
    ("muted", "danger_soft", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("on_accent", "accent_pressed", 4.5),
    ("link", "panel", 4.5),
    ("link", "window", 4.5),
    ("link", "canvas", 4.5),
    ("danger", "panel", 4.5),
    ("danger", "window", 4.5),
    ("danger", "danger_soft", 4.5),
    ("on_toast", "toast", 4.5),
    ("toast_link", "toast", 4.5),
    ("focus", "window", 3.0),
    ("focus", "panel", 3.0),
    ("focus", "canvas", 3.0),
    ("focus", "field", 3.0),
    ("focus", "raised", 3.0),
    ("focus", "hover", 3.0),
    ("focus", "selected", 3.0),
    ("edge", "panel", 3.0),
    ("edge", "window", 3.0),
    ("accent", "panel", 3.0),
    ("disabled", "panel", 3.0),  # WCAG asks nothing of what is disabled; it is read all the same
    ("disabled", "window", 3.0),
)


def relative_luminance(colour: str) -> float:
    """WCAG 2.1 relative luminance of "#rrggbb", 0..1."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * value for weight, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    """WCAG 2.1 contrast ratio of two colours, 1..21."""
    dark, light = sorted((relative_luminance(first), relative_luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def palette_of(tokens: Tokens) -> QPalette:
    """The palette that painted widgets and icons take their colours from."""
    role = QPalette.ColorRole
    colours = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.field,
        role.AlternateBase: tokens.panel,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.danger,
        role.Light: tokens.hover,
        role.Midlight: tokens.selected,
        role.Mid: tokens.border,
        role.Dark: tokens.edge,
        role.Shadow: tokens.canvas,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.link,
        role.LinkVisited: tokens.link,
        role.ToolTipBase: tokens.toast,
        role.ToolTipText: tokens.on_toast,
    }
    palette = QPalette()
    for name, colour in colours.items():
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(tokens.disabled))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(tokens.pressed))
    return palette


_SHEET = Template("""
QToolTip { background: $toast; color: $on_toast; border: 1px solid $border; padding: 1px 4px; }
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $window; color: $text; padding: 6px 7px; spacing: 0; }
QMenuBar::item { padding: 6px 7px; border-radius: ${radius}px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: $hover; }
QMenu { background: $panel; color: $text; border: 1px solid $border; padding: 6px; }
QMenu::item { padding: 4px 20px 4px 8px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $disabled; }
QMenu::icon { padding: 3px; margin-left: 4px; border-radius: 4px; }
QMenu::icon:checked { background: $selected; }
QMenu::separator { height: 1px; background: $border; margin: 6px 8px; }
QWidget#tool-strip, QWidget#tool-options, QWidget#status-bar, QWidget#menu-corner,
QWidget#race-bar, QWidget#race-strip, QWidget#studio-bar, QWidget#studio-strip,
QWidget#studio-column, QWidget#batch-middle, QWidget#batch-bar { background: $window; }
QWidget#side-panels, QWidget#side-content, QWidget#studio-samples, QWidget#samples-content, QWidget#studio-side,
QWidget#studio-side-content, QWidget#batch-choice, QWidget#batch-right { background: $panel; }
QWidget#studio-stage { background: $canvas; }
QWidget#tabs { background: $window; }
QTabBar#photo-tabs { background: $window; }
QTabBar#photo-tabs::tab { background: $window; color: $muted; border: none; border-right: 1px solid $border;
  border-top: 2px solid transparent; padding: 0 6px 2px 12px; }
QTabBar#photo-tabs::tab:hover { background: $hover; color: $text; }
QTabBar#photo-tabs::tab:selected { background: $canvas; color: $text; border-top-color: $accent; }
QTabBar#photo-tabs::tear { width: 0; border: none; }
QTabBar#photo-tabs::scroller { width: 48px; }
QTabBar#photo-tabs QToolButton { background: $window; border: none; border-radius: 0; padding: 0; }
QTabBar#photo-tabs QToolButton:hover { background: $hover; }
QTabBar#photo-tabs::tab:focus { color: $focus; }
QScrollArea { border: none; background: transparent; }
QSplitter::handle { background: $border; }
QWidget[line="true"] { background: $border; border: none; }
QLabel[muted="true"] { color: $muted; }
QDialogButtonBox, QMessageBox { dialogbuttonbox-buttons-have-icons: 0; button-layout: 3; }
QMessageBox QLabel#qt_msgbox_label { font-weight: $heading; }
QMessageBox QLabel#qt_msgbox_informativelabel { color: $muted; }
QLabel:disabled { color: $disabled; }
QPushButton, QToolButton { outline: 0; background: $raised; color: $text; border: 1px solid $border;
  border-radius: ${radius}px; padding: 5px 12px; }
QToolButton { padding: 4px 4px 3px 5px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $pressed; }
QPushButton:disabled, QToolButton:disabled { color: $disabled; }
QPushButton:focus, QToolButton:focus { border: 1px solid $focus; }
QPushButton:checked, QToolButton:checked { background: $selected; }
QPushButton[look="accent"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: $heading; }
QPushButton[look="accent"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="accent"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[look="accent"]:focus { border: 2px solid $text; }
QPushButton[look="accent"]:disabled { background: $window; color: $muted; border-color: $border; }
QPushButton[look="flat"], QToolButton[look="flat"] { background: transparent; border: 1px solid transparent; }
QPushButton[look="flat"]:hover, QToolButton[look="flat"]:hover { background: $hover; }
QPushButton[look="flat"]:pressed, QToolButton[look="flat"]:pressed { background: $pressed; }
QPushButton[look="flat"]:checked, QToolButton[look="flat"]:checked { background: $selected; }
QPushButton[waits="true"] { border: 1px solid $focus; color: $link; }
QWidget#keys-card { background: $panel; }
QPushButton[look="field"] { background: $field; color: $muted; font-weight: 400; }
QPushButton[look="field"]:hover { border-color: $edge; color: $text; }
QPushButton[look="field"]:disabled { color: $disabled; }
QPushButton[look="flat"]:focus, QToolButton[look="flat"]:focus { border: 1px solid $focus; }
QToolButton[look="tick"]:checked { background: $accent; border-color: $accent; }
QToolButton[look="tick"]:checked:disabled { background: $pressed; border-color: $border; }
QPushButton::menu-indicator { image: none; }
QToolButton[heading="true"]:checked { background: transparent; }
QToolButton[tight="true"] { padding: 0; }
QWidget[segmented="true"] { background: $canvas; border: 1px solid $border; border-radius: 8px; }
QToolButton[look="segment"] { background: transparent; color: $muted; border: 1px solid transparent;
  padding: 3px 14px; }
QToolButton[look="segment"]:hover { color: $text; }
QToolButton[look="segment"]:checked { background: $raised; color: $text; border-color: $border; }
QToolButton[look="segment"]:focus { border-color: $focus; }
QToolButton[look="segment"]:disabled { color: $disabled; }
QToolButton::menu-indicator { image: none; }
QLineEdit, QAbstractSpinBox, QComboBox, QPlainTextEdit { background: $field; color: $text; border: 1px solid $border;
  border-radius: ${radius}px; padding: 4px 8px; selection-background-color: $accent; selection-color: $on_accent; }
QAbstractSpinBox { padding: 3px 8px; min-height: 20px; max-height: 20px; }
QLineEdit:hover, QAbstractSpinBox:hover, QComboBox:hover { border-color: $edge; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus { border: 1px solid $focus; }
QLineEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled { background: transparent; color: $disabled; }
QAbstractSpinBox[look="quiet"] { background: transparent; border-color: transparent; padding: 3px 4px; }
QAbstractSpinBox[look="quiet"]:hover { background: $field; border-color: $border; }
QAbstractSpinBox[look="quiet"]:focus { background: $field; border-color: $focus; }
QAbstractSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 0; height: 0;
  border: none; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView { background: $panel; color: $text; border: 1px solid $border; padding: 4px; outline: 0;
  selection-background-color: $selected; selection-color: $text; }
QComboBoxPrivateContainer { background: $panel; border: none; }
QComboBox QAbstractItemView::item { min-height: 28px; padding: 0 4px; border-radius: 4px; }
QListView { background: transparent; color: $text; border: none; outline: 0; }
QListView::item { border-radius: ${radius}px; padding: 6px 8px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $selected; color: $text; }
QTableView, QTextBrowser { background: $panel; color: $text; border: none; gridline-color: $border; }
QHeaderView { background: $panel; }
QHeaderView::section { background: $panel; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 4px 8px; }
QFileDialog QTreeView, QFileDialog QListView { background: $field; border: 1px solid $border;
  border-radius: ${radius}px; padding: 4px; }
QFileDialog QListView#sidebar { background: transparent; border: none; }
QFileDialog QTreeView::item { padding: 3px 4px; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $pressed; border-radius: 3px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none;
  width: 0; height: 0; }
QFrame#error-bar { background: $danger_soft; border: none; border-bottom: 1px solid $border; }
QFrame#error-bar QLabel#error-icon { color: $danger; }
QFrame#outside-bar { background: $panel; border: none; border-bottom: 1px solid $border; }
QFrame[card="true"] { background: $panel; border: 1px solid $border; border-radius: 8px; }
QLabel[danger="true"] { color: $danger; }
QFrame#toast { background: $toast; border: 1px solid rgba(255, 255, 255, 32); border-radius: 8px; }
QFrame#toast QLabel { color: $on_toast; }
QFrame#toast QPushButton { background: transparent; color: $toast_link; border: 1px solid transparent; padding: 4px 8px;
  font-weight: $heading; }
QFrame#toast QPushButton:hover { background: rgba(255, 255, 255, 24); }
QFrame#toast QPushButton:focus { border: 1px solid $toast_link; }
QFrame#palette-card { background: $panel; border: 1px solid $edge; border-radius: 10px; }
QFrame#palette-card QLineEdit { background: transparent; border: none; border-bottom: 1px solid $border;
  border-radius: 0; padding: 8px 4px; }
""")


def style_sheet(tokens: Tokens) -> str:
    """The application's style sheet in these colours."""
    values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    return _SHEET.substitute(values, radius=RADIUS, heading=int(heading_weight()))


def heading_weight() -> QFont.Weight:
    """How heavy headings are, and the one button that counts.

    Faces of Chinese have bold or are made bold, but seldom have a semibold: headings would look like all other text.
    """
    spoken = language.file()
    is_chinese = spoken is not None and "_zh" in spoken.stem
    return QFont.Weight.Bold if is_chinese else QFont.Weight.DemiBold


def interface_font() -> QFont:
    """The system's font at 13 px with figures of equal width, so that changing numbers do not dance.

    Where the system names none of its own (a bare Linux answers DejaVu), a calmer installed face is taken.
    """
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if font.family() in ("", "Sans Serif", "Sans", "DejaVu Sans"):
        installed = set(QFontDatabase.families())
        for family in ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans"):
            if family in installed:
                font = QFont(family)
                break
    font.setPixelSize(FONT_PX)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def scaled_font(font: QFont, pixels: int, *, bold: bool = False) -> QFont:
    """A copy of `font` at another size; `bold` gives it the weight of a heading."""
    copy = QFont(font)
    copy.setPixelSize(pixels)
    if bold:
        copy.setWeight(heading_weight())
    return copy


class Theme(QObject):
    """Applies one of the modes "system", "dark" or "light" to the application and follows the system."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system") -> None:
        super().__init__(app)
        self._app = app
        self._mode = mode if mode in MODES else "system"
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(interface_font())
        app.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def mode(self) -> str:
        return self._mode

    @property
    def tokens(self) -> Tokens:
        return DARK if self.is_dark else LIGHT

    @property
    def is_dark(self) -> bool:
        """A system that does not say counts as dark: the photo should be the brightest thing on the screen."""
        if self._mode == "system":
            return self._app.styleHints().colorScheme() != Qt.ColorScheme.Light
        return self._mode == "dark"

    def set_mode(self, mode: str) -> None:
        """Change to "system", "dark" or "light"."""
        if mode not in MODES or mode == self._mode:
            return
        self._mode = mode
        self._apply()

    def _follow_system(self) -> None:
        if self._mode == "system":
            self._apply()

    def _apply(self) -> None:
        self._app.setPalette(palette_of(self.tokens))
        self._app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()
