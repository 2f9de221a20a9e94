"""Every command in one table: what it is called, its keys, its icon, and which method carries it out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from engine.language import mark, tr
from ui.icons import icon

RETOUCH, LATENTS = WORKSPACES = ("retouch", "latents")


@dataclass(frozen=True)
class ActionSpec:
    """One command. `handler` is "object.method"; `needs` names the condition that enables it.

    `workspace` is the only one that it can be used in; "" for both.
    """

    id: str
    text: str
    tooltip: str
    handler: str
    menu: str
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    checkable: bool = False
    group: str = ""
    repeats: bool = False
    starts_section: bool = False
    workspace: str = ""


def _tool(id: str, text: str, tooltip: str, key: str, icon: str) -> ActionSpec:
    handler = f"tools.{id.removeprefix('tool-')}"
    return ActionSpec(
        id, text, tooltip, handler, "Tools", (key,), icon, checkable=True, group="tool", workspace=RETOUCH
    )


def _theme(mode: str, text: str, tooltip: str, icon: str, *, first: bool = False) -> ActionSpec:
    return ActionSpec(
        f"theme-{mode}",
        text,
        tooltip,
        f"views.theme_{mode}",
        "View",
        icon=icon,
        checkable=True,
        group="theme",
        starts_section=first,
    )


def _language(name: str, text: str, tooltip: str) -> ActionSpec:
    handler = f"languages.{name.lower()}"
    return ActionSpec(
        f"language-{name.lower().replace('_', '-')}", text, tooltip, handler, "View",
        checkable=True, group="language",
    )  # fmt: skip


def _mode(mode: str, text: str, tooltip: str, key: str, icon: str) -> ActionSpec:
    return ActionSpec(
        f"mask-{mode}", text, tooltip, f"selects.mode_{mode}", "Select", (key,), icon,
        needs="mask-replacing" if mode == "replace" else "mask-joining", checkable=True, group="mask-mode",
        workspace=RETOUCH, starts_section=mode == "replace",
    )  # fmt: skip


# Groups that have a menu of their own: one long list would not fit on a small screen.
_SUBMENUS = {
    "theme": (mark("Theme"), "sun"),
    "language": (mark("Language"), "globe"),
    "mask-mode": (mark("Mask mode"), "squares-unite"),
}

# Three lines a command: what a person reads, what carries it out, when it can be used.
# fmt: off
ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "open", "Open…", "Open a photo",
        "files.open", "File", ("Ctrl+O",), "folder-open",
    ),
    ActionSpec(
        "paste", "Paste as photo", "Open the picture on the clipboard",
        "files.paste", "File", ("Ctrl+V",), "clipboard-paste",
    ),
    ActionSpec(
        "open-sample", "Open the sample", "Open a sample photo with its mask ready",
        "files.open_sample", "File", (), "image",
        needs="sample",
    ),
    ActionSpec(
        "new-window", "New window", "Open another window",
        "files.new_window", "File", ("Ctrl+N",), "square-plus",
    ),
    ActionSpec(
        "save", "Save", "Save the result",
        "files.save", "File", ("Ctrl+S",), "save",
        needs="document", starts_section=True,
    ),
    ActionSpec(
        "save-as", "Save as…", "Save the result under another name",
        "files.save_as", "File", ("Ctrl+Shift+S",), "save-all",
        needs="document",
    ),
    ActionSpec(
        "save-project", "Save as project…", "Save the photo with all its fills, to go on another day",
        "projects.save_as", "File", ("Ctrl+Alt+S",), "layers",
        needs="document",
    ),
    ActionSpec(
        "copy-result", "Copy result", "Copy the whole result to the clipboard",
        "files.copy_result", "File", ("Ctrl+C",), "copy",
        needs="copyable",
    ),
    ActionSpec(
        "export-before-after", "Export before/after…", "Write a film from the original to the result: GIF, WebP or MP4",
        "photos.export_before_after", "File", (), "film",
        needs="patches", workspace=RETOUCH,
    ),
    ActionSpec(
        "import-mask", "Import mask…", "Load a mask picture: white is filled",
        "files.import_mask", "File", ("Ctrl+Shift+I",), "file-input",
        needs="document", starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "export-mask", "Export mask…", "Save the mask as a picture: white is filled",
        "files.export_mask", "File", ("Ctrl+Shift+E",), "file-output",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "save-recipe", "Save recipe…", "Save what was done to this photo, to be done again",
        "stacks.save_recipe", "File", (), "file-output",
        needs="patches", workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "apply-recipe", "Apply recipe…", "Do to this photo what was done to another",
        "stacks.apply_recipe", "File", (), "file-input",
        needs="recipe-applicable", workspace=RETOUCH,
    ),
    ActionSpec(
        "mark-exports", "Say in saved files what was filled", "Note in a saved file that parts were filled, and how",
        "stacks.mark_exports", "File", (), "info",
        checkable=True,
    ),
    ActionSpec(
        "recover", "Recover unsaved work…", "Have back what a crash left unsaved",
        "recoveries.offer", "File", (), "rotate-ccw",
        starts_section=True,
    ),
    ActionSpec(
        "batch", "Batch…", "Fill a whole folder of photos",
        "batches.open", "File", ("Ctrl+Shift+B",), "layout-grid",
        starts_section=True,
    ),
    ActionSpec(
        "close", "Close", "Close this photo",
        "files.close", "File", ("Ctrl+W",), "x",
        needs="document", starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "quit", "Quit", "Close every window",
        "files.quit", "File", ("Ctrl+Q",), "log-out",
    ),
    ActionSpec(
        "undo", "Undo", "Undo the last step",
        "edits.undo", "Edit", ("Ctrl+Z",), "undo-2",
        needs="undo", repeats=True,
    ),
    ActionSpec(
        "redo", "Redo", "Do the undone step again",
        "edits.redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2",
        needs="redo", repeats=True,
    ),
    ActionSpec(
        "select-all", "Mark everything", "Mark the whole photo",
        "selects.everything", "Select", ("Ctrl+A",), "scan",
        needs="document", workspace=RETOUCH,
    ),
    ActionSpec(
        "clear-mask", "Clear mask", "Unmark everything",
        "selects.clear", "Select", ("Ctrl+D",), "circle-x",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "invert-mask", "Invert mask", "Mark what is not marked, and the reverse",
        "selects.invert", "Select", ("Ctrl+I",), "replace",
        needs="document", workspace=RETOUCH,
    ),
    ActionSpec(
        "snap-mask", "Snap mask to objects", "Find the outlines of what was brushed over roughly",
        "selects.snap", "Select", ("Shift+S",), "magnet",
        needs="mask", starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "refine-mask", "Refine edge…", "Let the edge of the mask follow the photo, down to fine hair",
        "selects.refine", "Select", ("Ctrl+Alt+R",), "blend",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "grow-mask", "Grow mask…", "Move the edge of the mask outwards",
        "selects.grow", "Select", ("Ctrl+G",), "circle-plus",
        needs="mask", starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "shrink-mask", "Shrink mask…", "Move the edge of the mask inwards",
        "selects.shrink", "Select", ("Ctrl+Shift+G",), "circle-minus",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "feather-mask", "Feather mask…", "Soften the edge of the mask",
        "selects.feather", "Select", ("Shift+F6",), "feather",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "smooth-mask", "Smooth mask…", "Round corners off, drop specks and close narrow gaps",
        "selects.smooth", "Select", (), "spline",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "border-mask", "Border of the mask…", "Mark a band along the edge of the mask alone",
        "selects.border", "Select", (), "frame",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "fill-holes", "Fill holes in the mask", "Mark what the mask encloses: draw a ring, get a disc",
        "selects.fill_holes", "Select", ("Ctrl+H",), "shapes",
        needs="mask", workspace=RETOUCH,
    ),
    ActionSpec(
        "save-selection", "Save selection…", "Keep the mask under a name with this photo",
        "selects.save", "Select", ("Ctrl+Alt+M",), "bookmark",
        needs="mask", starts_section=True, workspace=RETOUCH,
    ),
    _mode("replace", "Replace the mask", "Mark anew; a drag from inside the mask moves it", "Alt+1", "square"),
    _mode("add", "Add to the mask", "Mark more (Shift for one stroke of a selecting tool)", "Alt+2", "squares-unite"),
    _mode("subtract", "Subtract from the mask", "Unmark (Alt for one stroke)", "Alt+3", "squares-subtract"),
    _mode(
        "intersect", "Intersect with the mask",
        "Keep only what is marked twice (Shift+Alt for one stroke of a selecting tool)", "Alt+4", "squares-intersect",
    ),
    ActionSpec(
        "rotate-photo-right", "Rotate right", "Turn the photo itself by a quarter to the right",
        "photos.rotate_right", "Photo", ("Ctrl+]",), "rotate-cw",
        needs="reshapable", workspace=RETOUCH,
    ),
    ActionSpec(
        "rotate-photo-left", "Rotate left", "Turn the photo itself by a quarter to the left",
        "photos.rotate_left", "Photo", ("Ctrl+[",), "rotate-ccw",
        needs="reshapable", workspace=RETOUCH,
    ),
    ActionSpec(
        "rotate-photo-half", "Rotate by 180°", "Turn the photo itself upside down",
        "photos.rotate_half", "Photo", (), "refresh-cw",
        needs="reshapable", workspace=RETOUCH,
    ),
    ActionSpec(
        "flip-across", "Flip horizontally", "Mirror the photo itself, left and right",
        "photos.flip_across", "Photo", (), "flip-horizontal-2",
        needs="reshapable", workspace=RETOUCH,
    ),
    ActionSpec(
        "flip-down", "Flip vertically", "Mirror the photo itself, top and bottom",
        "photos.flip_down", "Photo", (), "flip-vertical-2",
        needs="reshapable", workspace=RETOUCH,
    ),
    ActionSpec(
        "adjust", "Adjust tone and colour", "Exposure, white balance and curves, over everything or what is marked",
        "photos.adjust", "Photo", ("Ctrl+M",), "sliders-horizontal",
        needs="reshapable", workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "adjust-fill", "Adjust this fill", "Exposure, white balance and curves for one fill, to match it by hand",
        "photos.adjust_fill", "Photo", ("Ctrl+Shift+M",), "spline",
        needs="fills", workspace=RETOUCH,
    ),
    ActionSpec(
        "crop-to-mask", "Crop to the mask", "Keep the smallest rectangle around what is marked",
        "photos.crop_to_mask", "Photo", (), "crop",
        needs="mask", workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "fill", "Fill", "Fill what is marked",
        "fills.fill", "Fill", ("Return", "Enter", "Ctrl+Return", "Ctrl+Enter", "Shift+F5", "Shift+Backspace"),
        "wand-sparkles",
        needs="fillable", workspace=RETOUCH,
    ),
    ActionSpec(
        "try-another", "Try another", "Fill the same place again in another way",
        "fills.try_another", "Fill", ("T",), "refresh-cw",
        needs="session", workspace=RETOUCH,
    ),
    ActionSpec(
        "try-several", "Try several", "Fill the same place several times, to choose from",
        "fills.try_several", "Fill", ("Shift+T",), "dices",
        needs="session", workspace=RETOUCH,
    ),
    ActionSpec(
        "fill-every", "Fill with every method", "Fill once with each method, to choose from",
        "fills.fill_every", "Fill", ("Shift+Return", "Shift+Enter"), "grid-2x2",
        needs="comparable", workspace=RETOUCH,
    ),
    ActionSpec(
        "compare-methods", "Compare methods", "See what every method makes of it, side by side, before one is kept",
        "fills.compare_methods", "Fill", ("V",), "columns-3",
        needs="comparable", workspace=RETOUCH,
    ),
    ActionSpec(
        "cancel", "Cancel", "Stop the work that is running",
        "fills.cancel", "Fill", ("Esc",), "circle-stop",
        needs="running", starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-visible", "Hide patch", "Hide the chosen patch, or show it again",
        "stacks.visible", "Patch", ("Ctrl+,",), "eye",
        needs="patch", workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-alone", "Show this patch alone", "Hide all other patches; once more, and those that showed are back",
        "stacks.alone", "Patch", (), "eye",
        needs="patches-many", workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-rename", "Rename patch", "Give the chosen patch a name",
        "stacks.rename", "Patch", ("F2",), "pencil",
        needs="patch", workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-duplicate", "Duplicate patch", "Lay a copy of the chosen patch over it",
        "stacks.duplicate", "Patch", ("Ctrl+J",), "copy",
        needs="patch", workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-rerun", "Run again with another seed", "Fill the chosen patch's place again, from what lies below it",
        "stacks.rerun", "Patch", ("Ctrl+Shift+T",), "refresh-cw",
        needs="patch-rerun", workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "patch-up", "Move patch up", "Move the chosen patch up in the stack, where it overlaps none",
        "stacks.up", "Patch", ("Alt+Up",), "arrow-up",
        needs="patch-up", repeats=True, workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "patch-down", "Move patch down", "Move the chosen patch down in the stack, where it overlaps none",
        "stacks.down", "Patch", ("Alt+Down",), "arrow-down",
        needs="patch-down", repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-merge", "Merge down", "Make one patch of the chosen one and the one below it; it looks the same",
        "stacks.merge", "Patch", ("Ctrl+E",), "squares-unite",
        needs="patch-merge", workspace=RETOUCH,
    ),
    ActionSpec(
        "patch-delete", "Delete patch", "Lift the chosen patch off the photo",
        "stacks.delete", "Patch", (), "trash-2",
        needs="patch", workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "patch-copy-facts", "Copy where it comes from", "Copy how the chosen patch was made, as text",
        "stacks.copy_facts", "Patch", (), "info",
        needs="patch", workspace=RETOUCH,
    ),
    ActionSpec(
        "sample-another", "Another sample", "Go to a seed by chance",
        "latents.another", "Latents", ("N",), "dices",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "sample-page", "Other seeds", "Show the samples of other seeds",
        "latents.other_seeds", "Latents", ("Shift+N",), "layout-grid",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "keep-snapshot", "Keep a snapshot", "Keep this place, to come back to it",
        "latents.keep_snapshot", "Latents", ("S",), "square-plus",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "reset-sliders", "Reset the sliders", "Put every direction back to its middle",
        "latents.reset_sliders", "Latents", ("Ctrl+Backspace",), "rotate-ccw",
        needs="moved", workspace=LATENTS, starts_section=True,
    ),
    ActionSpec(
        "mark-more", "Mark as more", "Mark the picture as having more of what a new slider is to learn",
        "latents.mark_more", "Latents", ("M",), "thumbs-up",
        needs="generator", workspace=LATENTS, starts_section=True,
    ),
    ActionSpec(
        "mark-less", "Mark as less", "Mark the picture as having less of what a new slider is to learn",
        "latents.mark_less", "Latents", ("L",), "thumbs-down",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "swap-compared", "Swap the compared", "Go to the picture that is compared with",
        "latents.swap", "Latents", ("X",), "replace",
        needs="comparing", workspace=LATENTS, starts_section=True,
    ),
    ActionSpec(
        "lay-picture", "To the photo", "Lay the picture over the masked place, where it follows the sliders",
        "latents.to_photo", "Latents", ("T",), "image-down",
        needs="layable", workspace=LATENTS, starts_section=True,
    ),
    ActionSpec(
        "show-in-photo", "Show it in the photo", "See how the picture lies in the photo, or see it alone again",
        "latents.show_in_photo", "Latents", ("V",), "image",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "start-from-photo", "Start from a photo…", "Find the point that comes nearest to a photo",
        "latents.start_from_photo", "Latents", ("Shift+O",), "crop",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "save-sample", "Save the picture…", "Write the picture as PNG, or its point or the snapshots as a file",
        "latents.save_picture", "Latents", ("Shift+S",), "save",
        needs="generator", workspace=LATENTS, starts_section=True,
    ),
    ActionSpec(
        "open-point", "Open a latent point…", "Go to the point that a file or a saved picture holds",
        "latents.open_point", "Latents", ("Ctrl+Shift+O",), "folder-open",
        needs="generator", workspace=LATENTS,
    ),
    ActionSpec(
        "film-play", "Play the film", "Play or pause the film through the key frames",
        "latents.play_film", "Latents", ("P",), "play",
        needs="film", workspace=LATENTS, starts_section=True,
    ),
    ActionSpec(
        "film-export", "Export the film…", "Write the film as GIF, WebP, MP4 or pictures",
        "latents.export_film", "Latents", ("Ctrl+E",), "film",
        needs="film", workspace=LATENTS,
    ),
    ActionSpec(
        "workspace-retouch", "Retouch", "Repair the photo",
        "views.retouch", "View", ("Ctrl+Alt+1",), "brush",
        checkable=True, group="workspace",
    ),
    ActionSpec(
        "workspace-latents", "Latents", "Explore what the generators can paint",
        "views.latents", "View", ("Ctrl+Alt+2",), "shapes",
        checkable=True, group="workspace",
    ),
    ActionSpec(
        "next-photo", "Next photo", "Show the next of the open photos",
        "files.next_photo", "View", ("Ctrl+Tab", "Ctrl+PgDown"), "arrow-down",
        needs="several", workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "previous-photo", "Previous photo", "Show the photo before this one",
        "files.previous_photo", "View", ("Ctrl+Shift+Tab", "Ctrl+PgUp"), "arrow-up",
        needs="several", workspace=RETOUCH,
    ),
    ActionSpec(
        "zoom-in", "Zoom in", "Show it larger",
        "views.zoom_in", "View", ("Ctrl++", "Ctrl+="), "zoom-in",
        needs="document", repeats=True, workspace=RETOUCH, starts_section=True,
    ),
    ActionSpec(
        "zoom-out", "Zoom out", "Show it smaller",
        "views.zoom_out", "View", ("Ctrl+-",), "zoom-out",
        needs="document", repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "zoom-fit", "Fit in the window", "Show the whole photo",
        "views.zoom_fit", "View", ("Ctrl+0",), "maximize",
        needs="document", workspace=RETOUCH,
    ),
    ActionSpec(
        "zoom-actual", "Actual pixels", "One photo pixel for one screen pixel (100 %)",
        "views.zoom_actual", "View", ("Ctrl+1",), "one-to-one",
        needs="document", workspace=RETOUCH,
    ),
    ActionSpec(
        "rotate-right", "Rotate view right", "Turn the view by 15° to the right; the photo stays as it is",
        "views.rotate_right", "View", ("R",), "rotate-cw",
        needs="document", repeats=True, starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "rotate-left", "Rotate view left", "Turn the view by 15° to the left; the photo stays as it is",
        "views.rotate_left", "View", ("Shift+R",), "rotate-ccw",
        needs="document", repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "rotate-reset", "Level view", "Turn the view back upright",
        "views.rotate_reset", "View", ("Ctrl+R",), "compass",
        needs="document", workspace=RETOUCH,
    ),
    ActionSpec(
        "compare", "Compare with the original", "Hold the key to see the photo as it was opened",
        "views.compare", "View", ("\\",), "columns-2",
        needs="document", checkable=True, starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "wipe", "Compare with a wipe", "Original left, result right, with a line to drag",
        "views.wipe", "View", ("Ctrl+\\",), "square-split-horizontal",
        needs="document", checkable=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "mask-view", "Mask alone", "Show the mask as black and white",
        "views.mask_view", "View", ("Q",), "contrast",
        needs="document", checkable=True, starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "show-mask", "Show mask", "Show the mask over the photo",
        "views.show_mask", "View", ("Shift+Q",), "eye",
        checkable=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "outlines", "Patch outlines", "Show where the photo has been filled",
        "views.outlines", "View", ("O",), "square-stack",
        checkable=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "wheel-zooms", "Zoom with the wheel", "Else the wheel scrolls the photo, and zooms while Ctrl or Alt is held",
        "views.wheel_zooms", "View", (), "zoom-in",
        checkable=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "rulers", "Rulers", "Show rulers in photo pixels beside the photo",
        "views.rulers", "View", ("Ctrl+Shift+R",), "ruler",
        checkable=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "gamut-warning", "Gamut warning", "Mark the colours that the screen or printer cannot show",
        "views.gamut_warning", "View", ("Ctrl+Shift+Y",), "triangle-alert",
        checkable=True, workspace=RETOUCH,
    ),
    _theme("system", "Theme of the system", "Follow the system's light or dark look", "monitor", first=True),
    _theme("dark", "Dark theme", "Use the dark look", "moon"),
    _theme("light", "Light theme", "Use the light look", "sun"),
    _language("system", "Language of the system", "Speak the system's language from the next start on"),
    _language("en", "English", "Speak English from the next start on"),
    _language("zh_CN", "简体中文", "Speak simplified Chinese from the next start on"),
    ActionSpec(
        "side-panels", "Side panels", "Show or hide the panels on the right",
        "views.side_panels", "View", ("F9",), "panel-right",
        checkable=True, starts_section=True,
    ),
    ActionSpec(
        "reset-panels", "Reset the panels", "Put every panel where it was at first",
        "views.reset_panels", "View", (), "rotate-ccw",
    ),
    ActionSpec(
        "full-screen", "Full screen", "Use the whole screen",
        "views.full_screen", "View", ("F11",), "expand",
        checkable=True,
    ),
    _tool("tool-brush", "Brush", "Paint what should go", "B", "brush"),
    _tool("tool-eraser", "Eraser", "Paint away from the mask", "E", "eraser"),
    _tool("tool-rectangle", "Rectangle", "Mark a rectangle", "M", "square-dashed"),
    _tool("tool-ellipse", "Ellipse", "Mark an ellipse", "Shift+M", "circle-dashed"),
    _tool("tool-lasso", "Lasso", "Draw around what should go", "L", "lasso"),
    _tool("tool-polygon", "Polygon", "Mark with straight sides: click to click, Enter closes", "Shift+L", "pentagon"),
    _tool("tool-wand", "Wand", "Click to mark everything of a similar colour around", "W", "wand"),
    _tool("tool-snap", "Snap to object", "Scribble over an object to mark it by its outline", "Shift+W", "magnet"),
    _tool("tool-colours", "Colour range", "Mark everything of some colours, seen at once", "K", "pipette"),
    _tool("tool-clone", "Clone stamp", "Paint with another place of the photo; Alt+click chooses it", "S", "stamp"),
    _tool("tool-heal", "Healing brush", "Paint over blemishes with what lies elsewhere, blended in", "J", "bandage"),
    _tool("tool-dust", "Dust and scratches", "Find dust and scratches, and mark them", "D", "broom-sparkles"),
    _tool("tool-crop", "Crop", "Crop and straighten the photo: pull the frame, turn from outside it", "C", "crop"),
    _tool(
        "tool-extend", "Extend canvas", "Drag the photo's edges outwards, and fill what is new", "Shift+C", "scaling",
    ),
    _tool("tool-picker", "Colour picker", "Click to read a colour, in the photo's own depth", "I", "crosshair"),
    _tool("tool-pan", "Hand", "Move the photo; Space does it with any tool", "H", "hand"),
    _tool("tool-zoom", "Zoom", "Click to zoom in, Alt+click to zoom out", "Z", "search"),
    ActionSpec(
        "brush-swap", "Swap brush and eraser", "Go from the brush to the eraser, and from any other tool to the brush",
        "tools.swap", "Tools", ("X",), "replace",
        starts_section=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "brush-smaller", "Smaller brush", "Make the brush smaller",
        "tools.smaller", "Tools", ("[",), "circle-minus",
        repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "brush-larger", "Larger brush", "Make the brush larger",
        "tools.larger", "Tools", ("]",), "circle-plus",
        repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "brush-softer", "Softer brush", "Make the edge of the brush softer",
        "tools.softer", "Tools", ("Shift+[", "{"), "feather",
        repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "brush-harder", "Harder brush", "Make the edge of the brush harder",
        "tools.harder", "Tools", ("Shift+]", "}"), "droplet",
        repeats=True, workspace=RETOUCH,
    ),
    ActionSpec(
        "palette", "Find a command…", "Search every command by its name",
        "helps.palette", "Help", ("Ctrl+K",), "search",
    ),
    ActionSpec(
        "shortcuts", "Keyboard shortcuts", "List every key",
        "helps.shortcuts", "Help", ("F1",), "keyboard",
    ),
    ActionSpec(
        "change-shortcuts", "Change shortcuts…", "Give commands other keys",
        "helps.change_shortcuts", "Help", ("Ctrl+Alt+K",), "keyboard",
    ),
    ActionSpec(
        "first-steps", "First steps", "A short guide",
        "helps.first_steps", "Help", (), "book-open",
    ),
    ActionSpec(
        "latents-guide", "Guide to Latents", "What seeds, sliders, snapshots and films are",
        "helps.latents", "Help", (), "shapes",
    ),
    ActionSpec(
        "batch-guide", "Guide to batches", "How a whole folder of photos is filled",
        "batches.guide", "Help", (), "layout-grid",
    ),
    ActionSpec(
        "about", "About Tratteggio", "Version and licences",
        "helps.about", "Help", (), "info",
    ),
)
# fmt: on

MENUS = ("File", "Edit", "Select", "Photo", "Fill", "Patch", "Latents", "View", "Tools", "Help")


def mnemonics(titles: Iterable[str]) -> dict[str, str]:
    """A letter for each, which opens it with Alt: the first of it that none before has taken."""
    letters: dict[str, str] = {}
    for title in titles:
        letters[title] = next(one for one in title.upper() if one not in letters.values())
    return letters


def with_letter(text: str, letter: str) -> str:
    """`text` with `letter` underlined; where it has none, as Chinese, in brackets after it, as is usual there."""
    place = text.upper().find(letter)
    return f"{text}(&{letter})" if place < 0 else f"{text[:place]}&{text[place:]}"


def key_text(action: QAction) -> str:
    """The first shortcut as the person's system writes it, or ""."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class ActionSet(QObject):
    """The table's commands as QActions that live in `window`.

    Each workspace tells which conditions hold for it and what it calls a command; those of the one in front count.
    What the studio says nothing of is as in the retouching workspace, whose photo stays open behind it.
    """

    def __init__(self, window: QWidget, handlers: Mapping[str, object]) -> None:
        super().__init__(window)
        self._specs = {spec.id: spec for spec in ACTIONS}
        self._front = RETOUCH
        self._conditions: dict[str, dict[str, bool]] = {workspace: {} for workspace in WORKSPACES}
        self._texts: dict[str, dict[str, str]] = {workspace: {} for workspace in WORKSPACES}
        self._menus: dict[str, QMenu] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._actions = {spec.id: self._build(spec, window, handlers) for spec in ACTIONS}
        self._refresh()

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    @property
    def workspace(self) -> str:
        """The workspace in front, RETOUCH or LATENTS."""
        return self._front

    def enable(self, conditions: Mapping[str, bool], workspace: str = RETOUCH) -> None:
        """Enable each command whose condition holds; a condition that has never been told does not."""
        self._conditions[workspace].update(conditions)
        self._refresh()

    def rename(self, texts: Mapping[str, str], workspace: str = RETOUCH) -> None:
        """Call commands, by id, otherwise than the table does."""
        self._texts[workspace].update(texts)
        self._retitle()

    def use_keys(self, changes: Mapping[str, Sequence[str]]) -> None:
        """Run commands, by id, by other keys than the table's; those that are not named have the table's."""
        for action_id, spec in self._specs.items():
            _set_keys(self._actions[action_id], spec, changes.get(action_id, spec.shortcuts))

    def show_workspace(self, workspace: str) -> None:
        """Offer the commands of this workspace: what belongs to the other one sleeps, and its menus go."""
        self._front = workspace
        self._actions[f"workspace-{workspace}"].setChecked(True)
        self._refresh()
        self._retitle()
        for title, menu in self._menus.items():
            menu.menuAction().setVisible(any(self._is_here(spec) for spec in ACTIONS if spec.menu == title))

    def fill_menus(self, bar: QMenuBar) -> dict[str, QMenu]:
        """Put every command into its menu. Returns the menus by title."""
        letters = mnemonics(MENUS)
        menus = self._menus = {title: bar.addMenu(with_letter(tr(title), letters[title])) for title in MENUS}
        for title, menu in menus.items():
            menu.setObjectName(f"menu-{title.lower()}")
            menu.setToolTipsVisible(False)
        below: dict[str, QMenu] = {}
        for spec in ACTIONS:
            if spec.starts_section:
                menus[spec.menu].addSeparator()
            if spec.group in _SUBMENUS and spec.group not in below:
                below[spec.group] = _submenu(menus[spec.menu], spec.group)
            below.get(spec.group, menus[spec.menu]).addAction(self._actions[spec.id])
        return menus

    def _is_here(self, spec: ActionSpec) -> bool:
        return spec.workspace in ("", self._front)

    def _refresh(self) -> None:
        known = {**self._conditions[RETOUCH], **self._conditions[self._front]}
        for action_id, action in self._actions.items():
            spec = self._specs[action_id]
            action.setEnabled(self._is_here(spec) and (not spec.needs or known.get(spec.needs, False)))

    def _retitle(self) -> None:
        here = self._texts[self._front]
        for action_id in {name for texts in self._texts.values() for name in texts}:
            self._actions[action_id].setText(here.get(action_id) or tr(self._specs[action_id].text))

    def _build(self, spec: ActionSpec, window: QWidget, handlers: Mapping[str, object]) -> QAction:
        action = QAction(tr(spec.text), window)
        action.setObjectName(f"action-{spec.id}")
        action.setAutoRepeat(spec.repeats)
        action.setCheckable(spec.checkable)
        action.setStatusTip(tr(spec.tooltip))
        _set_keys(action, spec, spec.shortcuts)
        if spec.icon:
            action.setIcon(icon(spec.icon))
        if spec.group:
            group = self._groups.setdefault(spec.group, QActionGroup(self))
            group.addAction(action)
        action.triggered.connect(_handler(spec, handlers))
        window.addAction(action)
        return action


def _submenu(menu: QMenu, group: str) -> QMenu:
    title, picture = _SUBMENUS[group]
    made = menu.addMenu(icon(picture), tr(title))
    made.setObjectName(f"menu-{group}")
    made.setToolTipsVisible(False)
    return made


def _set_keys(action: QAction, spec: ActionSpec, shortcuts: Sequence[str]) -> None:
    """Run the command by these keys; its tooltip names the first."""
    action.setShortcuts([QKeySequence(keys) for keys in shortcuts])
    keys, text, tooltip = key_text(action), tr(spec.text), tr(spec.tooltip)
    words = {"name": text.rstrip("…"), "sentence": tooltip[0].lower() + tooltip[1:], "keys": keys}
    action.setToolTip(tr("{name}: {sentence} ({keys})", **words) if keys else tooltip)


def _handler(spec: ActionSpec, handlers: Mapping[str, object]) -> Callable[[bool], object]:
    owner, method = spec.handler.split(".")
    run = attrgetter(method)(handlers[owner])
    return run if spec.checkable and not spec.group else lambda _checked=False: run()
