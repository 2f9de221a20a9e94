"""What the commands of `ui.actions` do: one class a menu, each thin, over the window and its editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from engine.language import tr
from engine.paths import resources_dir
from ui.actions import LATENTS, RETOUCH
from ui.dialogs.questions import Answer
from ui.dialogs.saying import Says
from ui.problems import Notice
from ui.projects import SUFFIX, ProjectCommands, project_filter

if TYPE_CHECKING:
    from ui.canvas.navigation import ViewportWidget
    from ui.canvas.view import CanvasView
    from ui.editor import Editor
    from ui.main_window import MainWindow
    from ui.open_photos import OpenPhoto
    from ui.studio.studio import Studio

_FORMAT_NAMES = {".jpg": "JPEG", ".png": "PNG", ".tif": "TIFF", ".webp": "WebP", ".bmp": "BMP", ".avif": "AVIF"}
_SUFFIX_ALIASES = {".jpeg": ".jpg", ".jpe": ".jpg", ".jfif": ".jpg", ".tiff": ".tif", ".dib": ".bmp"}


def sample_files() -> tuple[Path, Path] | None:
    """The bundled sample photo and its mask, NAME.* and NAME-mask.png in resources/samples; None without them."""
    for mask in sorted((resources_dir() / "samples").glob("*-mask.png")):
        stem = mask.stem.removesuffix("-mask")
        for photo in sorted(mask.parent.glob(f"{stem}.*")):
            if photo.suffix.lower() in (".jpg", ".jpeg", ".png", ".webp"):
                return photo, mask
    return None


class FileCommands:
    """Opening, saving, closing."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _editor(self) -> Editor:
        return self._window.editor

    def open(self) -> None:
        from engine.photo import READABLE_SUFFIXES

        suffixes = (*READABLE_SUFFIXES, SUFFIX)
        self.open_paths(self._window.questions.photos_to_open(self._window.settings.last_folder, suffixes))

    def open_path(self, path: Path) -> None:
        """Open `path` in a tab of this window."""
        self._window.forget_unopened()
        self._editor.open(path)

    def open_paths(self, paths: Sequence[Path]) -> None:
        """Open each in a tab of this window, the first in front; of a folder the photos in it."""
        from ui.dropping import unfolded

        self._window.forget_unopened()
        files, problems = unfolded(paths)
        for number, path in enumerate(files):
            self._editor.open(path, behind=number > 0)
        for problem in problems:
            self._window.show_problem(problem)

    def paste(self) -> None:
        if self._window.is_exploring:
            self._window.studio.paste()
            return
        from ui.convert import pixels_from_mime

        data = QGuiApplication.clipboard().mimeData()
        found = pixels_from_mime(data) if data is not None else None  # None: an empty clipboard
        if found is None:
            self._window.show_notice(Notice(tr("There is no picture on the clipboard")))
            return
        pixels, alpha = found
        self._editor.open_pixels(pixels, alpha)

    def open_sample(self) -> None:
        files = sample_files()
        if files is None:
            self._window.start_page.show_waiting("")
            self._window.show_notice(Notice(tr("The sample is missing from this installation")))
            return
        photo, mask = files
        self._editor.open(photo, mask_path=mask)

    def new_window(self) -> None:
        self._window.new_window_wanted.emit([])

    def save(self, then: Callable[[], object] | None = None) -> None:
        if self._editor.save_path is None:
            self.save_as(then)
        else:
            self.save_to(self._editor.save_path, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        if self._editor.document is None:
            return
        filters, says = [*save_filters(), project_filter()], self._says()
        path = self._window.questions.place_to_save(self.proposed_path(), filters, says=says)
        if path is None:
            return
        if says.done:
            self._window.set_mark_exports(says.on)
        self._editor.save_quality = says.quality
        self.save_to(path, then)

    def _says(self) -> Says:
        """What there is to decide about the file of this picture."""
        from engine.recipes import used_trained_model
        from engine.recipes.marking import shown_patches

        document = self._editor.document
        shown = () if document is None else shown_patches(document.patches)
        editor = self._editor
        return Says(editor.marks_saves, used_trained_model(shown), bool(shown), editor.save_quality)

    def proposed_path(self) -> Path:
        """Beside the original, under a name that cannot replace it."""
        from engine.photo import WRITABLE_SUFFIXES

        if self._editor.save_path is not None:
            return self._editor.save_path
        document = self._editor.document
        source = document.photo.source.path if document is not None else None
        if source is None:
            return Path(self._window.settings.last_folder or Path.home()) / "untitled.png"
        source = Path(source)
        suffix = source.suffix if source.suffix.lower() in WRITABLE_SUFFIXES else ".png"
        return source.with_name(f"{source.stem}-filled{suffix}")

    def save_to(self, path: Path, then: Callable[[], object] | None = None) -> None:
        """Save to `path`, once the person has agreed to what that replaces."""
        from ui.editor import SaveRisk

        questions = self._window.questions
        ask = {
            SaveRisk.ORIGINAL: questions.replace_original,
            SaveRisk.CHANGED: questions.replace_changed,
            SaveRisk.VANISHED: questions.write_vanished,
        }.get(self._editor.save_risk(path))
        answer = Answer.YES if ask is None else ask(path.name)
        if answer is Answer.YES:
            self._window.desk.strokes.when_idle(lambda: self._editor.save(path, then=then))
        elif answer is Answer.OTHER:
            self.save_as(then)

    def copy_result(self) -> None:
        if self._window.is_exploring:
            self._window.studio.copy()
            return
        from ui.convert import image_from_rgb, image_from_rgba

        def put(pixels, alpha) -> None:
            image = image_from_rgb(pixels) if alpha is None else image_from_rgba(pixels, alpha)
            QGuiApplication.clipboard().setImage(image)
            self._window.show_notice(Notice(tr("Copied the result")))

        self._editor.render(put)

    def import_mask(self) -> None:
        from engine.photo import READABLE_SUFFIXES

        path = self._window.questions.mask_to_open(self._window.settings.last_folder, READABLE_SUFFIXES)
        if path is not None:
            self._editor.import_mask(path)

    def export_mask(self) -> None:
        proposal = self.proposed_path()
        proposal = proposal.with_name(f"{proposal.stem.removesuffix('-filled')}-mask.png")
        path = self._window.questions.place_to_save(proposal, ["PNG (*.png)", "TIFF (*.tif)"], tr("Export the mask"))
        if path is not None:
            self._editor.export_mask(path)

    def close(self) -> None:
        if self._editor.front is not None:
            self.close_photo(self._editor.front)

    def close_photo(self, one: OpenPhoto) -> None:
        """Close a tab, once the person has agreed to let its changes go."""
        self.when_settled(lambda: self._editor.close(one), one)

    def close_others(self, one: OpenPhoto) -> None:
        """Close every tab but this one; of those that hold what is not saved, the first asks and the rest stay."""
        for other in self._editor.photos:
            if other is not one and not other.losses:
                self._editor.close(other)
        modified = [other for other in self._editor.photos if other is not one]
        if modified:
            self.close_photo(modified[0])

    def next_photo(self) -> None:
        self._step(1)

    def previous_photo(self) -> None:
        self._step(-1)

    def _step(self, direction: int) -> None:
        photos, front = self._editor.photos, self._editor.front
        if front is not None:
            self._editor.show(photos[(photos.index(front) + direction) % len(photos)])

    def quit(self) -> None:
        self._window.quit_wanted.emit()

    def when_settled(self, then: Callable[[], object], one: OpenPhoto) -> None:
        """Run `then` when nothing of `one` would be lost.

        That is at once, after saving, or after the person lets it go.
        """
        if not one.losses:
            then()
            return
        answer = self.ask_about(one)
        if answer is Answer.YES:
            self.keep(one, lambda: self.when_settled(then, one))
        elif answer is Answer.OTHER:
            then()

    def ask_about(self, one: OpenPhoto) -> Answer:
        """Bring a photo to the front, and ask what is to become of what would be lost with it."""
        self._editor.show(one)  # what is asked about has to be seen
        losses = one.losses
        if losses.fills or one.is_project:
            return self._window.questions.save_changes(one.name)
        return self._window.questions.keep_marks(one.name, mask=losses.mask, selections=losses.selections)

    def keep(self, one: OpenPhoto, then: Callable[[], object]) -> None:
        """Save what would be lost of the photo in front: what no picture can hold goes into a project."""
        if one.losses.fills or one.is_project:
            self.save(then)
        else:
            ProjectCommands(self._window).save_as(then)


def save_filters() -> list[str]:
    """The formats that can be written, as a file dialog lists them."""
    from engine.photo import WRITABLE_SUFFIXES

    groups: dict[str, list[str]] = {}
    for suffix in WRITABLE_SUFFIXES:
        main = _SUFFIX_ALIASES.get(suffix, suffix)
        groups.setdefault(_FORMAT_NAMES.get(main, main[1:].upper()), []).append(f"*{suffix}")
    return [f"{name} ({' '.join(patterns)})" for name, patterns in groups.items()]


class EditCommands:
    """Undo and redo."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _editor(self) -> Editor:
        return self._window.editor

    def undo(self) -> None:
        if self._window.is_exploring:
            self._window.studio.state.undo()
        elif self._editor.document is not None and not self._take_back_stroke():
            desk, undo = self._window.desk, self._editor.document.undo
            desk.selecting.after_changes(lambda: desk.strokes.when_idle(undo))

    def _take_back_stroke(self) -> bool:
        """Undo what the hand is still doing: the stroke ends there, and does not go on until the next press."""
        canvas = self._window.desk.canvas
        return canvas.is_gesture_active and canvas.tool.is_active and canvas.cancel_gesture()

    def redo(self) -> None:
        if self._window.is_exploring:
            self._window.studio.state.redo()
        elif self._editor.document is not None:
            self._window.desk.selecting.after_changes(self._editor.document.redo)


class FillCommands:
    """Filling, and stopping it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _editor(self) -> Editor:
        return self._window.editor

    def fill(self) -> None:
        if self._window.desk.cropping.is_pending:
            self._window.desk.cropping.apply()
        elif self._window.desk.extending.is_pending:
            self._window.desk.extending.apply(fill=True)
        else:
            settings = self._window.desk.fill_panel.settings()
            self._window.desk.strokes.when_idle(lambda: self._editor.fills.fill(settings))

    def try_another(self) -> None:
        self._editor.fills.try_another(self._window.desk.fill_panel.settings())

    def try_several(self) -> None:
        self._editor.fills.try_several(
            self._window.desk.fill_panel.settings(), self._window.desk.candidates_panel.several
        )

    def compare_methods(self) -> None:
        self._window.desk.race.open(self._window.desk.fill_panel.settings())

    def fill_every(self) -> None:
        self._editor.fills.fill_every(self._window.desk.fill_panel.settings())

    def cancel(self) -> None:
        self._editor.cancel()
        self._window.desk.selecting.cancel()


class ViewCommands:
    """How the photo is shown, and the window around it."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _canvas(self) -> CanvasView:
        return self._window.canvas

    @property
    def _viewer(self) -> ViewportWidget:
        return self._window.desk.viewer

    def zoom_in(self) -> None:
        self._viewer.zoom_in()

    def zoom_out(self) -> None:
        self._viewer.zoom_out()

    def zoom_fit(self) -> None:
        self._viewer.zoom_fit()

    def zoom_actual(self) -> None:
        self._viewer.zoom_actual()

    def rotate_right(self) -> None:
        self._canvas.rotate_by(15)

    def rotate_left(self) -> None:
        self._canvas.rotate_by(-15)

    def rotate_reset(self) -> None:
        self._canvas.reset_rotation()

    def compare(self, on: bool) -> None:
        self._window.desk.set_compare("original" if on else "off")

    def wipe(self, on: bool) -> None:
        self._window.desk.set_compare("wipe" if on else "off")

    def mask_view(self, on: bool) -> None:
        self._canvas.mask_mode = "mask only" if on else "overlay"

    def show_mask(self, on: bool) -> None:
        self._canvas.mask_visible = on

    def outlines(self, on: bool) -> None:
        self._canvas.show_outlines = on

    def wheel_zooms(self, on: bool) -> None:
        self._canvas.wheel_zooms = self._window.settings.wheel_zooms = on
        self._window.settings_changed.emit()

    def theme_system(self) -> None:
        self._window.set_theme("system")

    def theme_dark(self) -> None:
        self._window.set_theme("dark")

    def theme_light(self) -> None:
        self._window.set_theme("light")

    def side_panels(self, on: bool) -> None:
        self._window.show_side(on)

    def rulers(self, on: bool) -> None:
        self._window.desk.ruled.show_rulers(on)

    def gamut_warning(self, on: bool) -> None:
        self._window.desk.colours.warn(on)

    def reset_panels(self) -> None:
        self._window.panels.reset()

    def retouch(self) -> None:
        self._window.show_workspace(RETOUCH)

    def latents(self) -> None:
        self._window.show_workspace(LATENTS)

    def full_screen(self, on: bool) -> None:
        if on:
            self._window.showFullScreen()
        else:
            self._window.showNormal()


class LatentCommands:
    """Exploring what a generator can paint."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _studio(self) -> Studio:
        return self._window.studio

    def another(self) -> None:
        self._studio.another()

    def other_seeds(self) -> None:
        self._studio.samples.show_others()

    def keep_snapshot(self) -> None:
        self._studio.state.keep_snapshot()

    def reset_sliders(self) -> None:
        self._studio.reset_sliders()

    def mark_more(self) -> None:
        self._studio.mark(1)

    def mark_less(self) -> None:
        self._studio.mark(-1)

    def swap(self) -> None:
        self._studio.swap()

    def to_photo(self) -> None:
        self._studio.to_photo.lay()

    def show_in_photo(self) -> None:
        self._studio.to_photo.view_button.toggle()

    def start_from_photo(self) -> None:
        self._studio.choose_photo()

    def save_picture(self) -> None:
        self._studio.files.save()

    def open_point(self) -> None:
        self._studio.files.open()

    def play_film(self) -> None:
        self._studio.strip.film.toggle()

    def export_film(self) -> None:
        self._studio.strip.film.export()


class ToolCommands:
    """Choosing a tool and changing the brush."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def _canvas(self) -> CanvasView:
        return self._window.canvas

    def brush(self) -> None:
        self._window.desk.choose_tool("brush")

    def eraser(self) -> None:
        self._window.desk.choose_tool("eraser")

    def rectangle(self) -> None:
        self._window.desk.choose_tool("rectangle")

    def ellipse(self) -> None:
        self._window.desk.choose_tool("ellipse")

    def lasso(self) -> None:
        self._window.desk.choose_tool("lasso")

    def polygon(self) -> None:
        self._window.desk.choose_tool("polygon")

    def snap(self) -> None:
        self._window.desk.choose_tool("snap")

    def colours(self) -> None:
        self._window.desk.choose_tool("colours")

    def wand(self) -> None:
        self._window.desk.choose_tool("wand")

    def clone(self) -> None:
        self._window.desk.choose_tool("clone")

    def heal(self) -> None:
        self._window.desk.choose_tool("heal")

    def dust(self) -> None:
        self._window.desk.choose_tool("dust")

    def crop(self) -> None:
        self._window.desk.choose_tool("crop")

    def extend(self) -> None:
        self._window.desk.choose_tool("extend")

    def picker(self) -> None:
        self._window.desk.choose_tool("picker")

    def pan(self) -> None:
        self._window.desk.choose_tool("pan")

    def zoom(self) -> None:
        self._window.desk.choose_tool("zoom")

    def swap(self) -> None:
        self._window.desk.choose_tool("eraser" if self._canvas.tool.name == "brush" else "brush")

    def smaller(self) -> None:
        self._resize(-1)

    def larger(self) -> None:
        self._resize(1)

    def softer(self) -> None:
        self._harden(-0.1)

    def harder(self) -> None:
        self._harden(0.1)

    def _resize(self, direction: int) -> None:
        tip = self._canvas.brush_tip
        step = max(1, round(tip.diameter * 0.1)) * direction
        self._window.desk.set_tip(replace(tip, diameter=min(2000.0, max(1.0, round(tip.diameter + step)))))

    def _harden(self, step: float) -> None:
        tip = self._canvas.brush_tip
        self._window.desk.set_tip(replace(tip, hardness=min(1.0, max(0.0, round(tip.hardness + step, 2)))))


class HelpCommands:
    """Finding and learning."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def palette(self) -> None:
        self._window.command_palette.open()

    def shortcuts(self) -> None:
        from ui.dialogs.help import show_shortcuts

        show_shortcuts(self._window, self._window.settings.shortcuts)

    def change_shortcuts(self) -> None:
        from ui.shortcuts.editor import show_editor

        dialog = show_editor(self._window, self._window.settings.shortcuts)
        dialog.keys_changed.connect(self._window.change_keys)

    def first_steps(self) -> None:
        from ui.dialogs.help import show_first_steps

        show_first_steps(self._window)

    def latents(self) -> None:
        from ui.dialogs.help import show_latents

        show_latents(self._window)

    def about(self) -> None:
        from ui.dialogs.help import show_about

        show_about(self._window)
