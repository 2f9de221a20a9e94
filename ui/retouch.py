"""The retouching desk: tools left, the photo in the middle, fills right, and the editor that they all show."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QMenu, QSplitter, QWidget

from engine.document import Change, ChangeKind
from engine.geometry import Point
from engine.inpaint import FillSettings
from engine.language import tr
from engine.mask import BrushTip
from engine.settings import Settings
from ui import facts
from ui.actions import RETOUCH, ActionSet
from ui.adjusting.adjusting import Adjusting
from ui.adjusting.panel import AdjustPanel
from ui.candidates import methods
from ui.canvas.navigation import ViewportWidget
from ui.canvas.rulers import RuledCanvas
from ui.canvas.scene import Compare
from ui.canvas.view import CanvasView
from ui.colour_ranging import ColourRanging
from ui.colours import Colours
from ui.cropping import Cropping
from ui.docks.column import PanelColumn
from ui.dust_finding import DustFinding
from ui.editor import Editor
from ui.extending import Extending
from ui.fill_presenter import FillPresenter
from ui.hand_strokes import HandStrokes, tied_tools
from ui.hands import FirstBrush, FlowKeys
from ui.panels.candidates_panel import CandidatesPanel
from ui.panels.colour_panel import ColourPanel
from ui.panels.colours_panel import ColoursPanel
from ui.panels.crop_panel import CropPanel
from ui.panels.dust_panel import DustPanel
from ui.panels.extend_panel import ExtendPanel
from ui.panels.fill_panel import FillPanel
from ui.panels.histogram import Counting, HistogramPanel
from ui.panels.navigator import NavigatorPanel
from ui.panels.patches_panel import PatchesPanel
from ui.panels.provenance_panel import ProvenancePanel
from ui.panels.status_bar import StatusBar
from ui.panels.tool_options import ToolOptions
from ui.panels.tool_strip import ToolStrip
from ui.quality import show_quality
from ui.race.presenter import RacePresenter
from ui.race.view import RaceView
from ui.selecting import Selecting
from ui.shortcuts.tips import tell_fill_keys
from ui.stack_presenter import StackPresenter
from ui.tabs import PhotoTabs
from ui.tools.base import Tool
from ui.tools.brush import BrushTool, EraserTool
from ui.tools.clone import CloneTool
from ui.tools.colours import ColoursTool
from ui.tools.crop import CropTool
from ui.tools.dust import DustTool
from ui.tools.extend import ExtendTool
from ui.tools.heal import HealTool
from ui.tools.navigate import PanTool, ZoomTool
from ui.tools.picker import PickerTool
from ui.tools.select import EllipseTool, LassoTool, PolygonTool, RectangleTool
from ui.tools.snap import SnapTool
from ui.tools.wand import WandTool
from ui.widgets.building import column_layout, row_layout, surface, timer
from ui.widgets.naming import name_control
from ui.widgets.overlay_scroll_area import OverlayScrollArea, side_area
from ui.widgets.progress_line import ProgressLine

_TOOLS: dict[str, type[Tool]] = {
    "brush": BrushTool,
    "eraser": EraserTool,
    "rectangle": RectangleTool,
    "ellipse": EllipseTool,
    "lasso": LassoTool,
    "polygon": PolygonTool,
    "wand": WandTool,
    "snap": SnapTool,
    "colours": ColoursTool,
    "clone": CloneTool,
    "heal": HealTool,
    "dust": DustTool,
    "crop": CropTool,
    "extend": ExtendTool,
    "picker": PickerTool,
    "pan": PanTool,
    "zoom": ZoomTool,
}
_CONTEXT_MENU = (
    ("fill", "try-another"),
    ("undo", "redo"),
    ("clear-mask", "invert-mask"),
    ("zoom-fit", "zoom-actual"),
)
_SIDE_WIDTH, _SIDE_RANGE = 304, (280, 440)
_ASLEEP_IN_RACE = (
    "mask",
    "fillable",
    "comparable",
    "session",
    "undo",
    "redo",
    "reshapable",
    "fills",
    "recipe-applicable",
)
# What depends on the mask need not follow every dab of the brush.
_REFRESH_MS = 40
_LEAVE_WITHIN_S = 1.0


class RetouchDesk(QWidget):
    """Everything that needs a photo. Its parts hold nothing of the document; they show what `editor` holds."""

    files_dropped = Signal(list)
    adjustment_wanted = Signal(str)  # id of an adjustment to be opened
    preview_changed = Signal()  # the canvas shows something else that the document does not hold

    def __init__(
        self, actions: ActionSet, settings: Settings, status: StatusBar, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("retouch")
        self._actions, self._settings, self._status = actions, settings, status
        self.editor = Editor(self)
        self.canvas = CanvasView()
        self.race_view = RaceView()
        self.tool_strip = ToolStrip(actions)
        self.tool_options = ToolOptions(actions)
        self.tabs = PhotoTabs(self.editor, actions)
        self.progress = name_control(ProgressLine(), "progress", tr("Progress of the fill"))
        self._tools = {name: build() for name, build in _TOOLS.items()}
        extend = self._tools["extend"]
        assert isinstance(extend, ExtendTool)
        self.extend_panel = ExtendPanel(extend.plan)
        colours = self._tools["colours"]
        assert isinstance(colours, ColoursTool)
        self.colours_panel = ColoursPanel(colours.choice)
        crop = self._tools["crop"]
        assert isinstance(crop, CropTool)
        self.crop_panel = CropPanel(crop.plan)
        self.dust_panel = DustPanel()
        self.fill_panel = FillPanel(methods())
        self.candidates_panel = CandidatesPanel(actions, settings.candidates)
        self.patches_panel = PatchesPanel()
        self.provenance_panel = ProvenancePanel()
        self.panels = PanelColumn()
        self.adjust_panel, self.histogram_panel = AdjustPanel(), HistogramPanel()
        self.navigator_panel, self.colour_panel = NavigatorPanel(self.canvas), ColourPanel(actions)
        self.ruled = RuledCanvas(self.canvas)
        self.side, self.splitter = self._lay_out()
        for panel in (self.navigator_panel, self.histogram_panel, self.colour_panel):
            self.panels.add(panel, shown=False)
        for panel in (self.fill_panel, self.candidates_panel, self.patches_panel, self.provenance_panel):
            self.panels.add(panel)
        self._tool_name = "brush"
        self._refresh_timer = timer(self, _REFRESH_MS, self.refresh)
        self.extending = Extending(self, extend, self.extend_panel)
        self.cropping = Cropping(self, crop, self.crop_panel)
        self.adjusting = Adjusting(self, self.adjust_panel)
        self.counting = Counting(self, self.histogram_panel)
        self.selecting = Selecting(self, self._tools.values(), actions, settings.select_mode)
        self._colour_ranging = ColourRanging(self, colours, self.colours_panel)
        self.strokes: HandStrokes = tied_tools(self, settings)
        dust = self._tools["dust"]
        assert isinstance(dust, DustTool)
        self.dust = DustFinding(self, dust, self.dust_panel, settings)
        self._fills = FillPresenter(self, status)
        show_quality(self.editor.quality, self.fill_panel)
        self.race = RacePresenter(self, self.race_view)
        self.stacked = StackPresenter(self, actions, status)
        self.editor.marks_saves = settings.mark_exports
        actions["mark-exports"].setChecked(settings.mark_exports)
        self.canvas.wheel_zooms = settings.wheel_zooms
        actions["wheel-zooms"].setChecked(settings.wheel_zooms)
        FlowKeys(self)
        self._first_brush = FirstBrush(self)
        picker = self._tools["picker"]
        assert isinstance(picker, PickerTool)
        self.colours = Colours(self, self.colour_panel, picker, actions, settings)
        self._connect()
        self._restore()

    def _lay_out(self) -> tuple[OverlayScrollArea, QSplitter]:
        """Everything comes into its place from the outside in: whatever moves is styled anew with all that is in it."""
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setObjectName("splitter")
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        across = row_layout(0, self)
        across.addWidget(self.tool_strip)
        across.addWidget(splitter, 1)
        middle, content = QWidget(), surface("side-content")
        splitter.addWidget(middle)
        side = side_area(content, "side-panels", *_SIDE_RANGE)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1000, _SIDE_WIDTH])
        down = column_layout(0, middle)
        down.addWidget(self.tool_options)
        down.addWidget(self.tabs)
        down.addWidget(self.progress)
        down.addWidget(self.ruled, 1)
        down.addWidget(self.race_view, 1)
        down = column_layout(0, content)
        down.addWidget(self.colours_panel)
        down.addWidget(self.crop_panel)
        down.addWidget(self.adjust_panel)
        down.addWidget(self.dust_panel)  # as the next
        down.addWidget(self.extend_panel)  # it brings a line of its own, and goes with its tool
        down.addWidget(self.panels)
        down.addStretch(1)
        return side, splitter

    def _connect(self) -> None:
        editor, canvas, options = self.editor, self.canvas, self.tool_options
        editor.document_replaced.connect(self._document_replaced)
        editor.changed.connect(self._document_changed)
        editor.prepare = self.canvas.known_levels.prepare
        editor.mask_reduced.connect(self.canvas.know_mask)
        editor.photo_removed.connect(lambda one: self.canvas.forget(one.document))
        editor.work_changed.connect(self._show_work)
        editor.fills.sessions_changed.connect(self.refresh)
        editor.fills.running_changed.connect(self.refresh)
        self.race.opened_changed.connect(self.refresh)
        options.tip_changed.connect(self.set_tip)
        self.selecting.work_changed.connect(self._show_work)
        options.mask_colour_changed.connect(self._set_mask_colour)
        canvas.brush_changed.connect(options.show_tip)
        canvas.zoom_changed.connect(lambda _zoom: self._show_view())
        canvas.rotation_changed.connect(lambda _angle: self._show_view())
        canvas.pointer_moved.connect(self._show_pixel)
        canvas.files_dropped.connect(self.files_dropped)
        self.tabs.files_dropped.connect(self.files_dropped)
        editor.photos_changed.connect(self.refresh)
        canvas.context_requested.connect(self._show_context_menu)
        tell_fill_keys(self.fill_panel, self._actions)
        self.fill_panel.fill_wanted.connect(self._actions["fill"].trigger)
        self.fill_panel.cancel_wanted.connect(self._actions["cancel"].trigger)

    # What the person set last time

    def _restore(self) -> None:
        settings = self._settings
        self.set_tip(BrushTip(settings.brush_size, settings.brush_hardness, settings.brush_flow))
        self.choose_tool("brush")
        self.panels.restore(settings.panels.get(RETOUCH, ()))
        self._actions["show-mask"].setChecked(True)
        self._actions["side-panels"].setChecked(True)
        self._actions["rulers"].setChecked(settings.show_rulers)
        self.ruled.show_rulers(settings.show_rulers)
        self._actions["outlines"].setChecked(settings.show_patch_outlines)
        self.canvas.show_outlines = settings.show_patch_outlines
        self.canvas.mask_color = QColor(settings.mask_color)
        self.tool_options.show_mask_colour(settings.mask_color)
        wanted = FillSettings(
            method=settings.fill_method,
            context=settings.fill_context,
            grow=settings.fill_grow,
            feather=settings.fill_feather,
            device=settings.device,
            variation=settings.fill_variation,
        )
        self.fill_panel.show_settings(wanted)

    def store(self) -> None:
        """Put into the settings what the person has set."""
        settings, tip, fill = self._settings, self.canvas.brush_tip, self.fill_panel.settings()
        settings.brush_size = self._first_brush.remembered
        settings.brush_hardness, settings.brush_flow = tip.hardness, tip.flow
        settings.fill_method, settings.fill_context = fill.method, fill.context
        settings.fill_grow, settings.fill_feather, settings.fill_variation = fill.grow, fill.feather, fill.variation
        settings.select_mode = self.selecting.mode.value
        settings.show_patch_outlines = self.canvas.show_outlines
        settings.show_rulers = self.ruled.shows_rulers
        settings.panels = {**settings.panels, RETOUCH: self.panels.state}
        settings.candidates = self.candidates_panel.several

    def layout_state(self) -> bytes:
        """How wide the panels are."""
        return bytes(self.splitter.saveState().data())

    def restore_layout(self, state: bytes) -> None:
        """Make the panels as wide as `layout_state` says; anything else leaves them."""
        if state:
            self.splitter.restoreState(QByteArray(state))

    def shut_down(self) -> bool:
        """Stop the workers and let go of the photo. Returns whether they ended in time."""
        self._refresh_timer.stop()
        self.race.leave()
        ended = self.strokes.shut_down() & self.dust.shut_down() & self.selecting.shut_down() & self.stacked.shut_down()
        ended &= self.adjusting.shut_down() & self.counting.shut_down()
        ended &= self.editor.shut_down(_LEAVE_WITHIN_S)
        self.canvas.set_document(None)
        return ended

    @property
    def viewer(self) -> ViewportWidget:
        """What is looked at: the canvas, or the results that are compared in its place."""
        return self.race_view.pictures if self.race.is_open else self.canvas

    # The document

    def _document_replaced(self) -> None:
        document, front = self.editor.document, self.editor.front
        self.set_compare("off")
        before = self.editor.of(self.canvas.document)
        if before is not None:
            before.view = self.canvas.view
        self.canvas.set_document(document, keeps=before is not None)
        if front is not None and front.view is not None:
            self.canvas.show_view(front.view)
        if document is not None:
            self._first_brush.offer(document.size)
        photo = document.photo if document is not None else None
        self._show_size()
        self._status.show_fact("depth", facts.depth_words(photo) if photo else "")
        self._status.show_fact("profile", facts.profile_words(photo) if photo else "")
        self._show_pixel(None)
        self._show_view()
        self._fills.show()
        self.refresh()

    def _show_size(self) -> None:
        document = self.editor.document
        self._status.show_fact("size", facts.size_words(document.photo) if document is not None else "")

    def _document_changed(self, change: Change) -> None:
        if change.kind is ChangeKind.CANVAS:
            self._show_size()
            self._show_pixel(None)  # another one lies under the pointer; told when that moves
        self.refresh_soon()

    def refresh_soon(self) -> None:
        """As `refresh`, once for all that happens within a moment."""
        if not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def refresh(self) -> None:
        """Enable what can be done now."""
        editor, fills = self.editor, self.editor.fills
        document, has_mask, extends = editor.document, editor.has_mask, self.extending.is_pending
        crops = self.cropping
        conditions = {
            "document": document is not None,
            "copyable": document is not None,
            "several": len(editor.photos) > 1,
            "mask": has_mask,
            "reshapable": document is not None and not fills.is_running,
            "patches": document is not None and bool(document.patches),
            "fills": document is not None and any(patch.adjustment is None for patch in document.patches),
            "recipe-applicable": document is not None and not (fills.is_running or editor.stack.is_replaying),
            "fillable": (crops.is_pending if crops.is_open else has_mask or extends) and not fills.is_running,
            "comparable": (has_mask or fills.session is not None) and not (fills.is_running or extends),
            "session": fills.session is not None and not fills.is_running,
            "running": editor.is_busy or self.selecting.is_busy,
            "undo": document is not None and (document.can_undo or self.strokes.is_busy),
            "redo": document is not None and document.can_redo,
        }
        if self.race.is_open:  # what is compared has to stay as it is
            conditions.update(dict.fromkeys(_ASLEEP_IN_RACE, False))
        self._actions.enable(conditions)
        undo = (
            tr("Undo {lower}", lower=_lower(tr(document.undo_label)))
            if document and document.undo_label
            else tr("Undo")
        )
        redo = (
            tr("Redo {lower}", lower=_lower(tr(document.redo_label)))
            if document and document.redo_label
            else tr("Redo")
        )
        self._actions.rename({"undo": undo, "redo": redo})
        why_not = tr("Filling") if fills.is_running else tr("Brush over what should go first")
        if self.race.is_open:
            why_not = tr("Keep one of the results first, or leave them")
        if crops.is_open:
            why_not = tr("Crop the photo first, or leave the tool")
        if extends:
            why_not = tr("Extend the canvas first")
        picks = self._colour_ranging.is_pending
        if picks:
            why_not = tr("Mark the chosen colours first, or let go of them with Esc")
        self.fill_panel.show_ready(conditions["fillable"] and not (extends or crops.is_open or picks), why_not)
        self.extend_panel.show_ready(not fills.is_running)

    def _show_work(self) -> None:
        work = self.editor.work or self.selecting.work
        self._status.show_work(f"{work}…" if work else "")
        self.refresh()

    # Tools and view

    def choose_tool(self, name: str) -> None:
        """Take the tool `name` by its key in `_TOOLS` in hand."""
        tool = self._tools[name]
        before, self._tool_name = self._tool_name, name
        self._actions[f"tool-{name}"].setChecked(True)
        self.canvas.set_tool(tool)
        if not self.selecting.show_tool(tool):
            self.tool_options.show_tool(name if isinstance(tool, CloneTool) else "view")
        self._colour_ranging.tool_changed(name)
        self.extending.tool_changed(before, name)
        self.dust.tool_changed(before, name)
        self.cropping.tool_changed(before, name)
        self.adjusting.tool_changed()
        self._bring_up_panel_of(name)

    def _bring_up_panel_of(self, tool: str) -> None:
        """Some tools bring a panel, at the top of a column that may have been scrolled."""
        panels = {
            "colours": self.colours_panel,
            "crop": self.crop_panel,
            "dust": self.dust_panel,
            "extend": self.extend_panel,
        }
        if tool in panels and self.side.isVisible():
            self.side.bring_into_sight(panels[tool])

    def tool(self, name: str) -> Tool:
        """The tool `name`, whether or not it is in hand."""
        return self._tools[name]

    def set_tip(self, tip: BrushTip) -> None:
        """Use this brush."""
        self.canvas.brush_tip = tip
        self.canvas.update()  # a tool may show something as large as the brush, such as what a clone stamp would lay
        self.tool_options.show_tip(tip)

    def set_compare(self, mode: Compare) -> None:
        """Show the result ("off"), the photo as it was opened ("original"), or both with a line between ("wipe")."""
        self._actions["compare"].setChecked(mode == "original")
        self._actions["wipe"].setChecked(mode == "wipe")
        self.canvas.set_compare(mode)

    def _set_mask_colour(self, colour: str) -> None:
        self._settings.mask_color = colour
        self.canvas.mask_color = QColor(colour)

    def _show_view(self) -> None:
        is_open = self.editor.document is not None
        self._status.show_fact("zoom", facts.zoom_words(self.canvas.zoom) if is_open else "")
        angle = -((180 - self.canvas.rotation) % 360 - 180)  # above -180 up to 180, as the tools say it
        self._status.show_fact("rotation", f"{angle:.4g}°" if is_open and angle else "")

    def _show_pixel(self, point: Point | None) -> None:
        document = self.editor.document
        self._status.show_fact("pixel", facts.pixel_words(document, point) if document and point else "")

    def _show_context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for names in _CONTEXT_MENU:
            menu.addActions([self._actions[name] for name in names])
            menu.addSeparator()
        menu.popup(place)


def _lower(text: str) -> str:
    """A step's label inside a sentence."""
    return text[:1].lower() + text[1:]
