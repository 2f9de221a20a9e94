"""What went wrong, in the window: one sentence, one button that helps, details to copy."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from engine.language import tr
from ui.icons import SIZE, icon, icon_pixmap
from ui.widgets.building import column_layout, label, row_layout
from ui.widgets.naming import look, name_control


class ErrorBar(QFrame):
    """Hidden until `show_error`; stays until it is closed or another error takes its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("error-bar")
        self._help: Callable[[], object] | None = None
        self._icon = label(name="error-icon")
        self._sentence = label(name="error-sentence", wraps=True)
        self._advice = label(name="error-advice", wraps=True, is_muted=True)
        for words in (self._sentence, self._advice):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._helper = name_control(QPushButton(), "error-help", tr("Help with this error"))
        self._more = name_control(
            look(QPushButton(tr("Details")), "flat"), "error-details", tr("Details"), tr("What happened, for a report")
        )
        self._more.setCheckable(True)
        self._copy = name_control(look(QPushButton(tr("Copy")), "flat"), "error-copy", tr("Copy the details"))
        self._close = name_control(
            look(QToolButton(), "flat"), "error-close", tr("Close this message"), tr("Close this message (Esc)")
        )
        self._close.setIcon(icon("x"))
        self._details = name_control(QPlainTextEdit(), "error-text", tr("Details of the error"))
        self._details.setReadOnly(True)
        self._details.setMaximumHeight(140)
        self._arrange()
        self._helper.clicked.connect(self._run_help)
        self._more.toggled.connect(self._show_details)
        self._copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._details.toPlainText()))
        self._close.clicked.connect(self.hide)
        self.hide()

    def _arrange(self) -> None:
        words = column_layout(2)
        words.addWidget(self._sentence)
        words.addWidget(self._advice)
        row = row_layout(8)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for button in (self._helper, self._copy, self._more, self._close):
            row.addWidget(button)
        column = column_layout(8, self, (12, 8, 8, 8))
        column.addLayout(row)
        column.addWidget(self._details)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    @property
    def details(self) -> str:
        return self._details.toPlainText()

    def show_error(
        self,
        sentence: str,
        advice: str = "",
        *,
        details: str = "",
        help_text: str = "",
        run: Callable[[], object] | None = None,
    ) -> None:
        """Show one error. `help_text` and `run` make the one button; `details` may be copied."""
        self._help = run
        self._sentence.setText(sentence)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._helper.setText(help_text)
        self._helper.setToolTip(help_text)
        self._helper.setVisible(run is not None)
        self._details.setPlainText(details or f"{sentence}\n{advice}".strip())
        self._more.setChecked(False)
        self._show_details(False)
        self._tint()
        self.show()

    def _run_help(self) -> None:
        self.hide()
        if self._help is not None:
            self._help()

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._copy.setVisible(shown)

    def _tint(self) -> None:
        colour = self.palette().color(QPalette.ColorRole.BrightText)
        self._icon.setPixmap(icon_pixmap("triangle-alert", colour, SIZE, self.devicePixelRatioF()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()
        super().changeEvent(event)
