"""What is asked of a batch: photos, masks or a recipe, how to fill, and where the results go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from engine.batch import cluster
from engine.batch.plan import SAME_FORMAT
from engine.inpaint import FillSettings, MethodInfo
from engine.inpaint.methods import canonical
from engine.language import tr
from engine.photo import READABLE_SUFFIXES
from ui.batch.asking import Asker
from ui.batch.state import BatchState, Choice, Source
from ui.dropping import dropped_files, take_copy
from ui.panels.fill_panel import FEATHER_SCALE, GROW_SCALE, MAX_SEED, VARIATION_SCALE
from ui.widgets.building import column_layout, label, name_of, row_layout, small_button
from ui.widgets.check_box import CheckBox
from ui.widgets.combo import Combo
from ui.widgets.naming import name_control
from ui.widgets.section import Section, divider
from ui.widgets.slider_row import SliderRow, line_up
from ui.widgets.value_edit import ValueEdit

_LABEL_WIDTH = 72
_FORMATS = ((".png", "PNG"), (".tif", "TIFF"), (".jpg", "JPEG"), (".webp", "WebP"), (".avif", "AVIF"))
MOST_JOBS = 16


class PathField(QWidget):
    """A path that is typed, dropped, or chosen through a button.

    of_folder: whether a file that is dropped means the folder that it lies in.
    """

    chosen = Signal(Path)
    asked = Signal()

    def __init__(
        self, name: str, spoken: str, hint: str, parent: QWidget | None = None, *, of_folder: bool = False
    ) -> None:
        super().__init__(parent)
        self._of_folder = of_folder
        self.setAcceptDrops(True)
        self.edit = name_control(QLineEdit(), f"batch-{name}", spoken, hint)
        self.edit.setAcceptDrops(False)  # as text a dropped file would be an address, and no path
        self.edit.setPlaceholderText(hint)
        self.button = small_button("folder-open", f"batch-{name}-choose", tr("Choose: {what}", what=spoken))
        row = row_layout(4, self)
        row.addWidget(self.edit, 1)
        row.addWidget(self.button)
        self.edit.editingFinished.connect(self._typed)
        self.button.clicked.connect(self.asked)
        self._shown = ""

    def show_path(self, path: Path | None) -> None:
        """Show its end, which tells more than its beginning."""
        self._shown = "" if path is None else str(path)
        if self.edit.text() != self._shown:
            self.edit.setText(self._shown)
        self.edit.setToolTip(self._shown or self.edit.placeholderText())

    def _typed(self) -> None:
        text = self.edit.text().strip()
        text = QUrl(text).toLocalFile() or text  # a file manager copies addresses
        if text and text != self._shown:
            self.chosen.emit(Path(text).expanduser())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = next(iter(dropped_files(event)), None)
        if path is not None:
            take_copy(event)
            self.chosen.emit(path.parent if self._of_folder and path.is_file() else path)


class ChoicePanel(QWidget):
    """Shows and edits the choice of a `BatchState`."""

    def __init__(
        self, state: BatchState, methods: tuple[MethodInfo, ...], asker: Asker, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("batch-choice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._methods, self.asker = state, methods, asker
        self._is_showing = False
        self.folder = PathField("folder", tr("Folder of photos"), tr("Folder of photos"), of_folder=True)
        self.source = name_control(
            Combo(), "batch-source", tr("What says what is filled"), tr("One mask, a mask for each photo, or a recipe")
        )
        for source, words in (
            (Source.ONE_MASK, tr("One mask for all photos")),
            (Source.MASKS, tr("A mask for each photo")),
            (Source.RECIPE, tr("A recipe")),
        ):
            self.source.addItem(words, source)
        self.path = PathField("path", tr("Mask or recipe"), "")
        self._source_words = label(name="batch-source-words", wraps=True, is_muted=True)
        self._make_fill()
        self.output = PathField("output", tr("Folder for the results"), tr("Folder for the results"), of_folder=True)
        self.format = name_control(Combo(), "batch-format", tr("Format"), tr("What the results are saved as"))
        self.format.addItem(tr("As each photo"), SAME_FORMAT)
        for suffix, words in _FORMATS:
            self.format.addItem(words, suffix)
        self.jobs = name_control(ValueEdit(), "batch-jobs", tr("Processes"), tr("Photos that are filled at a time"))
        self.jobs.setRange(0, MOST_JOBS)
        self.jobs.setSpecialValueText(tr("by the machine"))
        self._make_where()
        self.marked = name_control(
            CheckBox(tr("Say in the files what was done")),
            "batch-marked",
            tr("Say in the files what was done"),
            tr("How they were filled: IPTC DigitalSourceType, and the recipe in XMP. The pictures look the same."),
        )
        self.overwrite = name_control(
            CheckBox(tr("Replace files in the way")),
            "batch-overwrite",
            tr("Replace files in the way"),
            tr("Results may replace files that no batch has made. Originals are never written over."),
        )
        self._arrange()
        self._connect()
        self.show_choice()

    def _make_where(self) -> None:
        self.where = name_control(Combo(), "batch-where", tr("Where it is done"), tr("Which machines fill the photos"))
        self.where.addItem(tr("On this machine"), False)
        self.where.addItem(tr("On several, over Dask"), True)
        self.scheduler = name_control(
            QLineEdit(),
            "batch-scheduler",
            tr("Address of the Dask scheduler"),
            tr("Of a Dask scheduler that runs already, with workers in this program’s folder"),
        )
        self.scheduler.setPlaceholderText("tcp://host:8786")
        self._where_words = label(name="batch-where-words", wraps=True, is_muted=True)

    def _make_fill(self) -> None:
        self.method = name_control(Combo(), "batch-method", tr("Method"), tr("How the masks are filled"))
        for info in self._methods:
            self.method.addItem(info.label, info.id)
            self.method.setItemData(self.method.count() - 1, info.summary, Qt.ItemDataRole.ToolTipRole)
        self.seed = name_control(ValueEdit(), "batch-seed", tr("Seed"), tr("Another seed, another fill"))
        self.seed.setRange(0, MAX_SEED)
        self.variation = SliderRow(
            "batch-variation", tr("Variation"), VARIATION_SCALE, tr("How far a seed may lead away from the mean fill")
        )
        self.grow = SliderRow("batch-grow", tr("Grow"), GROW_SCALE, tr("Fill this much beyond the mask"))
        self.feather = SliderRow(
            "batch-feather", tr("Feather"), FEATHER_SCALE, tr("Blend the edge of the fill over this width")
        )

    def _arrange(self) -> None:
        column = column_layout(0, self)
        photos = Section("batch-photos", tr("Photos"))
        photos.content.addWidget(self.folder)
        what = Section("batch-what", tr("What to fill"))
        for widget in (self.source, self.path, self._source_words):
            what.content.addWidget(widget)
        self.how = Section("batch-how", tr("How"))
        self.how.content.addLayout(_line(tr("Method"), self.method))
        self.how.content.addLayout(_line(tr("Seed"), self.seed))
        line_up((self.variation, self.grow, self.feather))
        for row in (self.variation, self.grow, self.feather):
            row.label.setFixedWidth(_LABEL_WIDTH)
            self.how.content.addWidget(row)
        results = Section("batch-results", tr("Results"))
        results.content.addWidget(self.output)
        results.content.addLayout(_line(tr("Format"), self.format))
        for box in (self.marked, self.overwrite):
            results.content.addWidget(box)
        where = Section("batch-machines", tr("Machines"))
        where.content.addWidget(self.where)
        self._here, self._there = QWidget(), QWidget()
        for host, text, field in (
            (self._here, tr("Processes"), self.jobs),
            (self._there, tr("Scheduler"), self.scheduler),
        ):
            host.setLayout(_line(text, field))
            where.content.addWidget(host)
        where.content.addWidget(self._where_words)
        for section in (photos, what, self.how, results, where):
            column.addWidget(section)
            column.addWidget(divider())
        column.addStretch(1)

    def _connect(self) -> None:
        state = self._state
        self.folder.chosen.connect(lambda path: state.choose(folder=path))
        self.folder.asked.connect(self.ask_folder)
        self.output.chosen.connect(lambda path: state.choose(output=path))
        self.output.asked.connect(self._ask_output)
        self.source.currentIndexChanged.connect(lambda _index: self._change(source=self.source.currentData()))
        self.path.chosen.connect(lambda path: state.choose_path(state.choice.source, path))
        self.path.asked.connect(self._ask_path)
        self.method.currentIndexChanged.connect(lambda _index: self._change_settings())
        self.seed.valueChanged.connect(lambda _value: self._change_settings())
        for row in (self.variation, self.grow, self.feather):
            row.value_changed.connect(lambda _value: self._change_settings())
        self.format.currentIndexChanged.connect(lambda _index: self._change(suffix=self.format.currentData()))
        self.jobs.valueChanged.connect(lambda value: self._change(jobs=int(value)))
        self.where.currentIndexChanged.connect(lambda _index: self._change(is_shared=self.where.currentData()))
        self.scheduler.textChanged.connect(lambda text: self._change(scheduler=text.strip()))
        self.marked.toggled.connect(lambda on: self._change(marked=on))
        self.overwrite.toggled.connect(lambda on: self._change(overwrite=on))
        state.choice_changed.connect(self.show_choice)
        state.phase_changed.connect(lambda: self.setEnabled(not state.is_running))

    # Asking

    def ask_folder(self) -> None:
        path = self.asker.folder(tr("Choose a folder of photos"), self._state.choice.folder)
        if path is not None:
            self._state.choose(folder=path)

    def _ask_output(self) -> None:
        choice = self._state.choice
        start = choice.output if choice.output is not None and choice.output.is_dir() else choice.folder
        path = self.asker.folder(tr("Choose a folder for the results"), start)
        if path is not None:
            self._state.choose(output=path)

    def _ask_path(self) -> None:
        choice = self._state.choice
        start, source = choice.path or choice.folder, choice.source
        if source is Source.MASKS:
            path = self.asker.folder(tr("Choose a folder of masks"), start)
        elif source is Source.ONE_MASK:
            path = self.asker.file(tr("Choose a mask"), start, tr("Mask pictures"), READABLE_SUFFIXES)
        else:
            path = self.asker.file(tr("Choose a recipe"), start, tr("Recipes"), (".json",))
        if path is not None:
            self._state.choose_path(source, path)

    # Showing and taking

    def _change(self, **changes: object) -> None:
        if not self._is_showing:
            self._state.choose(**changes)

    def _change_settings(self) -> None:
        settings = FillSettings(
            method=self.method.currentData(),
            seed=int(self.seed.value()),
            context=self._state.choice.settings.context,
            grow=int(self.grow.value()),
            feather=int(self.feather.value()),
            device=self._state.choice.settings.device,
            variation=self.variation.value() / 100,
        )
        self._change(settings=settings)

    def show_choice(self) -> None:
        """Show what is chosen."""
        choice = self._state.choice
        self._is_showing = True
        self.folder.show_path(choice.folder)
        self.output.show_path(choice.output)
        self.source.setCurrentIndex(self.source.findData(choice.source))
        self.path.edit.setPlaceholderText(_placeholders()[choice.source])
        self.path.show_path(choice.path)
        self._source_words.setText(_source_words()[choice.source])
        self.how.setVisible(choice.source is not Source.RECIPE)
        self._show_settings(choice.settings)
        self.format.setCurrentIndex(max(0, self.format.findData(choice.suffix)))
        self.jobs.setValue(choice.jobs)
        self.overwrite.setChecked(choice.overwrite)
        self.marked.setChecked(choice.marked)
        self._show_where(choice)
        self._is_showing = False

    def _show_where(self, choice: Choice) -> None:
        self.where.setCurrentIndex(self.where.findData(choice.is_shared))
        if self.scheduler.text().strip() != choice.scheduler:
            self.scheduler.setText(choice.scheduler)
        can_share = cluster.is_installed()
        self._here.setVisible(not choice.is_shared)
        self._there.setVisible(choice.is_shared and can_share)
        self._where_words.setVisible(choice.is_shared)
        if can_share:
            self._where_words.setText(
                tr("All of its workers have to see the photos, the masks and the results under the same names.")
            )
        else:
            why = cluster.missing()
            self._where_words.setText(str(why))

    def _show_settings(self, settings: FillSettings) -> None:
        self.method.setCurrentIndex(max(0, self.method.findData(canonical(settings.method))))
        info = self._methods[self.method.currentIndex()]
        self.method.setToolTip(info.summary)
        self.seed.setValue(settings.seed)
        self.seed.setEnabled(info.uses_seed)
        self.variation.set_value(settings.variation * 100)
        self.variation.setEnabled(info.uses_variation)
        self.grow.set_value(settings.grow)
        self.feather.set_value(settings.feather)


def _placeholders() -> dict[Source, str]:
    return {
        Source.ONE_MASK: tr("A picture: white is filled"),
        Source.MASKS: tr("Folder of masks"),
        Source.RECIPE: tr("A recipe’s file"),
    }


def _source_words() -> dict[Source, str]:
    return {
        Source.ONE_MASK: tr("One of another size is scaled where its sides have the photo’s proportion."),
        Source.MASKS: tr("Found by name: for beach.jpg beach.png, beach-mask.png or beach_mask.png."),
        Source.RECIPE: tr("What was done to one photo is done to all. The Patches panel saves recipes."),
    }


def _line(text: str, widget: QWidget) -> QHBoxLayout:
    row = row_layout(8)
    row.addWidget(name_of(widget, text, _LABEL_WIDTH))
    row.addWidget(widget, 1)
    return row
