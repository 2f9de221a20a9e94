"""The sessions that screenshots.py takes pictures of.

Each yields what to wait for (in words, and as a condition) or the name of a picture to take; the pieces of a session
follow one another in the same window.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from ui.main_window import MainWindow
    from ui.studio.studio import Studio

SESSIONS = ("retouch", "edit", "studio")
Wish = str | tuple[str, Callable[[], object]]

ROOT = Path(__file__).resolve().parent.parent
_SMALL_SIZE = (960, 560)
_PREVIEW_S = 11.0  # a little more than a `Keeper` leaves between two pictures of a document
_PHOTOS = ROOT / "tests" / "bench" / "photos"
_FILES = {
    "cup": "coffee.png",
    "cat": "chelsea.png",
    "woman": "astronaut.png",
    "rocket": "rocket.jpg",
}


class Chapter(NamedTuple):
    """A part of a session and the pictures it takes. Without pictures it is what later chapters stand on."""

    play: Callable[[MainWindow, Path], Iterator[Wish]]
    scenes: tuple[str, ...] = ()


def chapters(session: str) -> tuple[Chapter, ...]:
    """Those of "retouch", "edit" or "studio", in their order. Each gets the window and a folder of the session's own.

    retouch: from the empty window to an error, as a person at the keyboard has it. edit: a day's work, with several
    photos. studio: from no model at all to a picture in a photo.
    """
    return {"retouch": _RETOUCH, "edit": _EDIT, "studio": _STUDIO}[session]


def play(window: MainWindow, session: str, is_wanted: Callable[[str], bool]) -> Iterator[Wish]:
    """A session, without the chapters that have pictures and none that is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        for chapter in chapters(session):
            if not chapter.scenes or any(is_wanted(one) for one in chapter.scenes):
                yield from chapter.play(window, Path(folder))


def session_of(scene: str) -> str:
    """The name of the session that a scene is of: "studio" for "studio-film"."""
    return next((name for name in SESSIONS if scene.split("-")[0] == name), "retouch")


def _beginning(window: MainWindow, folder: Path) -> Iterator[Wish]:
    yield from _keyboard(window)
    yield "the desk", lambda: window.has_desk


def _empty(window: MainWindow, folder: Path) -> Iterator[Wish]:
    yield "empty"


# Retouching


def _sample(window: MainWindow, folder: Path) -> Iterator[Wish]:
    ready: list[bool] = []
    window.canvas.levels_ready.connect(lambda: ready.append(True))
    window.files.open_sample()
    yield "the sample", lambda: ready


def _bare(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    QTest.keyClick(window.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    yield "photo"
    QTest.keyClick(window.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _marked(window: MainWindow, folder: Path) -> Iterator[Wish]:
    yield "the quality", lambda: window.editor.quality.is_current
    yield "sample"


def _extending(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QDoubleSpinBox

    QTest.keyClick(window.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ShiftModifier)
    window.desk.extend_panel.findChildren(QDoubleSpinBox, "extend-right")[0].setValue(640)
    yield "extend"
    window.desk.extending.reset()
    QTest.keyClick(window.canvas, Qt.Key.Key_B)


def _first_fill(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    fills = window.editor.fills
    fractions: list[float] = []
    fills.progressed.connect(lambda job: fractions.append(job.progress.fraction))
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    yield "half of a fill", lambda: fractions and fractions[-1] > 0.4
    yield "filling"
    yield "the fill", lambda: window.editor.is_modified and not fills.is_running
    QTest.keyClick(window.canvas, Qt.Key.Key_T)
    yield "two candidates", lambda: fills.session and len(fills.session.candidates) == 2 and not fills.is_running
    yield "filled"
    window.toast.hide()


def _looking(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    key, control = Qt.Key, Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window.canvas, key.Key_Backslash, control)
    window.canvas.wipe_position = 0.73
    yield "wipe"
    QTest.keyClick(window.canvas, key.Key_Backslash, control)
    QTest.keyClick(window.canvas, key.Key_O)
    yield "outlines"
    QTest.keyClick(window.canvas, key.Key_O)
    QTest.keyClick(window.canvas, key.Key_K, control)
    QTest.keyClicks(window.focusWidget(), "mask")
    yield "palette"
    QTest.keyClick(window.focusWidget(), key.Key_Escape)
    yield from _small(window, "small")


def _trouble(window: MainWindow, folder: Path) -> Iterator[Wish]:
    broken = folder / "holiday.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 and no more")
    window.editor.open(broken)
    yield "the error bar", window.error_bar.isVisible
    yield "error"
    beside = folder / "my holiday at the sea, second day, morning.jpg"
    shutil.copy(ROOT / "resources" / "samples" / "kite.jpg", beside)
    window.editor.open(beside)
    yield "another photo", lambda: window.editor.name == beside.name
    _close_all(window)
    window.error_bar.hide()
    yield "recent"


def _put_away(window: MainWindow, folder: Path) -> Iterator[Wish]:
    _close_all(window)
    yield "no photo", lambda: not window.editor.photos


def _close_all(window: MainWindow) -> None:
    for one in window.editor.photos:
        window.editor.close(one)  # or it would ask whether to save


# A day's work


def _copies(folder: Path) -> dict[str, Path]:
    """Photos under names that a person would give, in a folder of their own."""
    folder.mkdir()
    copies = {}
    for name, file in _FILES.items():
        copies[name] = folder / f"{name}{Path(file).suffix}"
        shutil.copy(_PHOTOS / file, copies[name])
    return copies


def _tabs(window: MainWindow, folder: Path) -> Iterator[Wish]:
    editor, photos = window.editor, _copies(folder / "Holiday")
    for count, name in enumerate(("rocket", "woman", "cat", "cup"), 1):
        editor.open(photos[name])
        yield name, lambda count=count: len(editor.photos) == count
    yield from _front(window, "woman")
    _mark(window, (270, 328, 66, 60))  # her name
    yield from _fill(window, "patchmatch")
    window.toast.hide()
    yield "edit-tabs"


def _selecting(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    desk = window.desk
    yield from _front(window, "cup")
    desk.choose_tool("snap")
    _drag(window, ((190, 60), (240, 130), (310, 170), (370, 130), (390, 80), (300, 40), (220, 60)))
    yield "the cup's outline", lambda: window.editor.has_mask and not desk.selecting.is_busy
    yield "the quality", lambda: window.editor.quality.is_current
    yield "edit-snap"
    yield from _question(window, window.actions_by_id["refine-mask"].trigger, "edit-refine")
    QTest.keyClick(window.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    desk.choose_tool("colours")
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=_place(window, (140, 300)))
    yield "edit-colours"
    QTest.keyClick(window.canvas, Qt.Key.Key_Escape)
    desk.choose_tool("brush")


def _cropping(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from ui.tools.crop import CropTool
    from ui.widgets.combo import Combo

    yield from _front(window, "rocket")
    window.desk.choose_tool("crop")
    crop = window.desk.tool("crop")
    assert isinstance(crop, CropTool)
    shape = window.desk.crop_panel.findChildren(Combo, "crop-shape")[0]
    shape.setCurrentIndex(shape.findText("4 : 5"))
    shape.activated.emit(shape.currentIndex())
    crop.plan.set_degrees(-2.5)
    yield "edit-crop"
    yield from _small(window, "edit-crop-small")
    crop.plan.reset()
    window.desk.choose_tool("brush")


def _adjusting(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from engine.document import Adjustment

    yield from _front(window, "cat")
    window.actions_by_id["adjust"].trigger()
    warmer = Adjustment(exposure=0.4, temperature=18, master=((0, 0), (0.25, 0.2), (0.7, 0.78), (1, 1)))
    window.desk.adjust_panel.changed.emit(warmer, False, object())
    window.desk.panels.show_panel("histogram", True)
    yield "the histogram", lambda: not window.editor.is_busy
    yield "edit-adjust"
    window.desk.panels.show_panel("histogram", False)
    window.desk.adjusting.close()


def _stack(window: MainWindow, folder: Path) -> Iterator[Wish]:
    editor, desk = window.editor, window.desk
    yield from _front(window, "woman")
    for method, place in (("patchmatch", (60, 30, 70, 110)), ("gan", (375, 60, 90, 130)), ("ns", (180, 395, 40, 30))):
        _mark(window, place)
        yield from _fill(window, method)
    editor.stack.rename(editor.document.patches[1].id, "Flag at the left")  # type: ignore[union-attr]
    editor.stack.choose(editor.document.patches[2].id)  # type: ignore[union-attr]
    window.actions_by_id["outlines"].setChecked(True)
    window.canvas.show_outlines = True
    window.toast.hide()
    _scroll_to(desk.patches_panel)
    yield "edit-stack"
    _scroll_to(desk.provenance_panel)
    yield "edit-provenance"
    yield from _small(window, "edit-stack-small")
    window.actions_by_id["outlines"].setChecked(False)
    window.canvas.show_outlines = False


def _asked(window: MainWindow, folder: Path) -> Iterator[Wish]:
    yield from _front(window, "woman")
    photo = window.editor.front
    assert photo is not None
    yield from _question(window, lambda: window.files.close_photo(photo), "edit-question")


def _question(window: MainWindow, ask: Callable[[], object], name: str) -> Iterator[Wish]:
    """What asks has an event loop of its own, which the scene goes on in."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QDialog

    QTimer.singleShot(0, window, ask)
    yield "the question", QApplication.activeModalWidget
    yield "what it shows", lambda: not window.desk.selecting.is_busy
    yield name
    box = QApplication.activeModalWidget()
    assert isinstance(box, QDialog)
    box.reject()
    yield "the answer", lambda: QApplication.activeModalWidget() is None
    yield from _keyboard(window)


def _file_dialogs(window: MainWindow, folder: Path) -> Iterator[Wish]:
    window.settings.last_folder = str(folder / "Holiday")
    yield from _question(window, window.actions_by_id["open"].trigger, "edit-open")
    yield from _front(window, "rocket")
    yield from _retouched(window)
    yield from _question(window, window.actions_by_id["save-as"].trigger, "edit-save")
    yield from _question(window, window.actions_by_id["save-recipe"].trigger, "edit-save-recipe")


def _retouched(window: MainWindow) -> Iterator[Wish]:
    """Something to save lies over the photo in front."""
    if not window.editor.is_modified:
        _mark(window, (240, 60, 40, 40))
        yield from _fill(window, "ns")
    window.toast.hide()


def _outside(window: MainWindow, folder: Path) -> Iterator[Wish]:
    """Another program writes to the photo in front, then takes it away."""
    yield from _front(window, "cup")
    yield from _retouched(window)
    path, bar = folder / "Holiday" / "cup.png", window.safety.outside_bar
    away = path.with_name("away.png")
    shutil.copy(_PHOTOS / _FILES["cat"], away)
    away.replace(path)
    yield "the change", bar.isVisible
    yield "edit-outside"
    path.unlink()
    sentence = bar.sentence
    yield "the loss", lambda: bar.sentence != sentence
    yield "edit-outside-gone"
    shutil.copy(_PHOTOS / _FILES["cup"], path)
    bar.keep_wanted.emit()


def _many(window: MainWindow, folder: Path) -> Iterator[Wish]:
    """A stack of forty fills, some hidden."""
    yield from _front(window, "cat")
    document = window.editor.document
    assert document is not None
    _mark(window, (20, 20, 24, 24))
    yield from _fill(window, "ns")
    one = document.patches[-1]
    copies = [replace(one, id=f"copy-{number}", visible=number % 7 > 0) for number in range(39)]
    document.set_patches((*document.patches, *copies), "Forty fills")
    window.toast.hide()
    _scroll_to(window.desk.patches_panel)
    yield "thumbnails", lambda: not window.editor.is_busy
    yield "edit-forty"


def _pages(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtWidgets import QDialog

    for action, scene in (("first-steps", "first-steps"), ("shortcuts", "shortcuts"), ("about", "about")):
        before = window.findChildren(QDialog)
        window.actions_by_id[action].trigger()
        yield f"edit-{scene}"
        for dialog in window.findChildren(QDialog):
            if dialog not in before:
                dialog.close()
        yield from _keyboard(window)


def _race(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QPushButton

    yield from _front(window, "woman")
    _mark(window, (60, 250, 40, 40))
    window.actions_by_id["compare-methods"].trigger()
    stop, keep = (window.desk.race_view.findChildren(QPushButton, f"race-{one}")[0] for one in ("stop", "keep"))
    yield "every method", lambda: keep.isEnabled() and stop.isHidden()
    yield "edit-race"
    QTest.keyClick(window.desk.race_view, Qt.Key.Key_W)
    yield "edit-race-wipe"
    window.desk.race.leave()
    QTest.keyClick(window.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)


def _menus(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtWidgets import QMenu

    for name in ("view", "select"):
        menu = window.findChild(QMenu, f"menu-{name}")
        assert menu is not None
        bar = window.menuBar()
        menu.popup(bar.mapToGlobal(bar.actionGeometry(menu.menuAction()).bottomLeft()))
        yield f"edit-menu-{name}"
        menu.close()


def _by_hand(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    left, strokes = Qt.MouseButton.LeftButton, window.desk.strokes
    yield from _front(window, "rocket")
    window.desk.set_tip(replace(window.canvas.brush_tip, diameter=44))
    window.desk.choose_tool("clone")
    QTest.mouseClick(window.canvas, left, Qt.KeyboardModifier.AltModifier, _place(window, (470, 120)))
    _drag(window, ((390, 170), (420, 175), (450, 180)))
    QTest.mouseMove(window.canvas, _place(window, (480, 190)))
    yield "the stroke", lambda: not strokes.is_busy
    window.toast.hide()
    yield "edit-clone"
    window.desk.choose_tool("heal")
    _drag(window, ((200, 90), (230, 110), (250, 140)))
    yield "the healing", lambda: not strokes.is_busy
    window.toast.hide()
    yield "edit-heal"


def _dust(window: MainWindow, folder: Path) -> Iterator[Wish]:
    import numpy as np
    from PIL import Image, ImageDraw

    scan = folder / "scan 12.png"
    with Image.open(_PHOTOS / _FILES["rocket"]) as photo:
        dusty = photo.convert("L")
    draw, random = ImageDraw.Draw(dusty), np.random.default_rng(4)
    for x, y, radius in random.uniform((10, 10, 1), (630, 415, 3), (24, 3)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=240)
    draw.line(((450, 40), (462, 90), (470, 150), (471, 200)), fill=235)
    dusty.save(scan)
    window.editor.open(scan)
    yield "the scan", lambda: window.editor.name == scan.name
    window.desk.choose_tool("dust")
    yield "specks", lambda: not window.desk.dust.is_searching
    yield "edit-dust"
    window.desk.choose_tool("brush")


def _views(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from engine.geometry import Point

    panels = window.desk.panels
    yield from _front(window, "woman")
    for name in ("navigator", "colour"):
        panels.show_panel(name, True)
    window.desk.ruled.show_rulers(True)
    window.canvas.set_zoom(2.0)
    window.canvas.centre_on(Point(230, 130))
    window.desk.choose_tool("picker")
    QTest.mouseClick(window.canvas, Qt.MouseButton.LeftButton, pos=_place(window, (240, 140)))
    yield "edit-views"
    window.desk.ruled.show_rulers(False)
    for name in ("navigator", "colour"):
        panels.show_panel(name, False)
    window.canvas.zoom_fit()
    window.desk.choose_tool("brush")


def _film(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from ui.dialogs.before_after import BeforeAfterDialog

    yield from _front(window, "woman")
    window.actions_by_id["export-before-after"].trigger()
    dialog = window.findChild(BeforeAfterDialog)
    assert dialog is not None
    since = _clock()
    yield "the preview", lambda: since() > 3
    yield "edit-film"
    dialog.reject()
    yield from _keyboard(window)


def _recovery(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from engine.recovery import look
    from ui.recovery.dialog import RecoveryDialog
    from ui.recovery.keeping import keeper_of

    for name in ("cup", "rocket"):
        yield from _front(window, name)
        yield from _retouched(window)
    since = _clock()
    yield "the pictures of what is kept", lambda: since() > _PREVIEW_S
    found = []
    for one in window.editor.photos:
        keeper = keeper_of(one)
        if keeper is not None and one.is_modified:
            keeper.autosave()
            keeper.flush()
            found.append(look(keeper.folder) if keeper.folder else None)
    for count in (1, len(found)):
        dialog = RecoveryDialog([one for one in found if one][:count], window)
        dialog.open()
        yield "edit-recovery-one" if count == 1 else "edit-recovery"
        dialog.reject()
        yield from _keyboard(window)


def _keys(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from ui.shortcuts.editor import ShortcutEditor

    window.actions_by_id["change-shortcuts"].trigger()
    editor = window.findChild(ShortcutEditor)
    assert editor is not None
    editor.choose("tool-snap")
    yield "edit-keys"
    editor.close()
    yield from _keyboard(window)


def _batch(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from ui.batch.state import Phase, Source
    from ui.batch.window import BatchWindow

    beach = folder / "Beach"
    masks = _batch_files(beach)
    window.actions_by_id["batch"].trigger()
    batch = window.findChild(BatchWindow)
    assert batch is not None
    yield "edit-batch-empty"
    state = batch.state
    state.choose(folder=beach, output=folder / "Beach, clean", jobs=1)
    state.choose(settings=replace(state.choice.settings, method="telea"))
    state.choose_path(Source.MASKS, masks)
    yield "the plan", lambda: len(state.rows) == len(_FILES) and state.can_start and not state.is_planning
    batch.grid.show_row(0)
    yield "edit-batch"
    state.start()
    yield "the run", lambda: state.phase is Phase.IDLE and state.tally is not None
    batch.grid.show_row(0)
    yield "edit-batch-done"
    batch.close()
    yield from _keyboard(window)


def _batch_files(folder: Path) -> Path:
    """Photos and a folder with a mask for most of them; returns that folder."""
    import cv2
    import numpy as np

    photos = _copies(folder)
    masks = folder.with_name("Masks")
    masks.mkdir()
    for name, (x, y, radius) in {"cup": (365, 285, 48), "cat": (330, 60, 40), "rocket": (420, 180, 60)}.items():
        photo = cv2.imread(str(photos[name]))
        assert photo is not None
        mask = np.zeros(photo.shape[:2], np.uint8)
        cv2.circle(mask, (x, y), radius, 255, cv2.FILLED)
        cv2.imwrite(str(masks / f"{name}.png"), mask)
    return masks


# The latent studio


def _opening_a_model(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from unittest.mock import patch

    from ui.actions import LATENTS
    from ui.studio.state import ModelState

    with patch("engine.latent.generator.generators", return_value=()):
        window.show_workspace(LATENTS)
    studio, state = window.studio, window.studio.state
    yield "studio-none"
    studio.empty.again_wanted.emit()
    yield (
        "an open model",
        lambda: state.model_state is ModelState.READY and bool(state.directions) and _is_painted(studio),
    )
    yield "studio-open"


def _is_painted(studio: Studio) -> bool:
    state = studio.state
    in_sight = [one for one in studio.samples.grid.tiles if not one.visibleRegion().isEmpty()]
    is_current = state.picture is not None and state.picture_point == state.point
    return is_current and all(one.is_fresh for one in in_sight) and studio.lattice.pad.is_painted


def _exploring(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    studio, state, left = window.studio, window.studio.state, Qt.MouseButton.LeftButton
    tiles = studio.samples.grid.tiles
    QTest.mouseClick(tiles[1], left, pos=tiles[1].rect().center())
    QTest.mouseClick(tiles[4], left, Qt.KeyboardModifier.ShiftModifier, tiles[4].rect().center())
    yield "the other picture", lambda: studio.picture_view.other_picture is not None and _is_painted(studio)
    yield "studio-compare"
    QTest.keyClick(studio.picture_view, Qt.Key.Key_Escape)

    rows = studio.sliders.rows_in_sight
    for row, amount in zip(rows, (1.5, -2.0, 0.8), strict=False):
        state.set_point(state.point.moved(row.direction.id, amount), row.direction.name)
    rows[1].more.click()
    yield "the moved picture", lambda: _is_painted(studio)
    yield "studio-sliders"
    rows[1].more.click()


def _teaching(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from engine.latent.point import Base

    studio, state = window.studio, window.studio.state
    tiles = studio.samples.grid.tiles
    for kind, places in ((1, (0, 3, 6)), (-1, (1, 4, 5))):
        for place in places:
            studio.marks.mark(replace(state.point, base=Base.of_seed(tiles[place].seed)), kind)
    state.save_preset("Calm")
    studio.mixing.mix_base(Base.of_seed(17))
    yield "the mix", lambda: _is_painted(studio)
    _scroll_to(studio.learn)
    yield "studio-teach"
    window.toast.hide()


def _filming(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    studio, state, left = window.studio, window.studio.state, Qt.MouseButton.LeftButton
    tiles = studio.samples.grid.tiles
    state.set_point(replace(state.point, mixes=(), moves=state.point.moves[-1:]), "Take the mix away")
    for place in (2, 9, 12, 14):
        QTest.mouseClick(tiles[place], left, pos=tiles[place].rect().center())
        yield "a picture to keep", lambda: _is_painted(studio)
        QTest.keyClick(studio.picture_view, Qt.Key.Key_S)
    studio.strip.snapshots.tiles[1].tick.click()
    _scroll_to(studio.sliders)
    yield "the film", lambda: studio.strip.film.has_film
    QTest.mouseClick(studio.strip.map, left, pos=QPoint(90, 60))
    yield "the place on the map", lambda: _is_painted(studio)
    yield "studio-wander"
    studio.strip.snapshots.tiles[0].click()
    for row, amount in zip(studio.sliders.rows_in_sight[6:], (1.2, 1.5, 2.0), strict=False):
        state.set_point(state.point.moved(row.direction.id, amount), row.direction.name)
    yield "the moved snapshot", lambda: _is_painted(studio)
    window.toast.hide()
    yield "studio-film"
    yield from _small(window, "studio-small")
    studio.strip.set_folded(True)


def _from_photo(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PIL import Image

    studio, state = window.studio, window.studio.state
    _scroll_to(studio.from_photo)
    yield "studio-from-photo-none"
    drawn = folder / "Anna, drawn in May.png"
    Image.fromarray(state.snapshots[0].picture).resize((640, 640), Image.Resampling.LANCZOS).save(drawn)
    studio.from_photo.inverting.open(drawn)
    yield "the photo's point", lambda: studio.from_photo.inverting.found is not None and _is_painted(studio)
    _scroll_to(studio.from_photo)
    yield "studio-from-photo"


def _to_photo(window: MainWindow, folder: Path) -> Iterator[Wish]:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    from ui.actions import LATENTS, RETOUCH

    studio, left = window.studio, Qt.MouseButton.LeftButton
    window.show_workspace(RETOUCH)
    window.files.open_sample()
    yield "the sample", lambda: window.editor.document is not None and not studio.link.why_not
    QTest.keyClick(window.canvas, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.canvas, Qt.Key.Key_M)
    middle = window.canvas.rect().center()
    QTest.mousePress(window.canvas, left, pos=middle - QPoint(110, 110))
    QTest.mouseMove(window.canvas, middle)
    QTest.mouseMove(window.canvas, middle + QPoint(110, 110))
    QTest.mouseRelease(window.canvas, left, pos=middle + QPoint(110, 110))
    yield "another mask", lambda: not studio.link.why_not
    window.show_workspace(LATENTS)
    studio.to_photo.lay_button.click()
    yield "the patch", lambda: bool(studio.link.linked) and studio.to_photo.view.has_view
    _scroll_to(studio.to_photo)
    window.toast.hide()
    yield "studio-to-photo"
    window.show_workspace(RETOUCH)
    window.toast.hide()
    yield "studio-laid"
    window.actions_by_id["latents-guide"].trigger()
    yield "studio-guide"


_RETOUCH = (
    Chapter(_beginning),
    Chapter(_empty, ("empty",)),
    Chapter(_sample),
    Chapter(_bare, ("photo",)),
    Chapter(_marked, ("sample",)),
    Chapter(_extending, ("extend",)),
    Chapter(_first_fill, ("filling", "filled", "wipe", "outlines")),
    Chapter(_looking, ("wipe", "outlines", "palette", "small")),
    Chapter(_trouble, ("error", "recent")),
    Chapter(_put_away),
)
_EDIT = (
    Chapter(_beginning),
    Chapter(_tabs),
    Chapter(_selecting, ("edit-snap", "edit-refine", "edit-colours")),
    Chapter(_cropping, ("edit-crop", "edit-crop-small")),
    Chapter(_adjusting, ("edit-adjust",)),
    Chapter(_stack, ("edit-stack", "edit-provenance", "edit-stack-small")),
    Chapter(_asked, ("edit-question",)),
    Chapter(_file_dialogs, ("edit-open", "edit-save", "edit-save-recipe")),
    Chapter(_outside, ("edit-outside", "edit-outside-gone")),
    Chapter(_race, ("edit-race", "edit-race-wipe")),
    Chapter(_menus, ("edit-menu-view", "edit-menu-select")),
    Chapter(_by_hand, ("edit-clone", "edit-heal")),
    Chapter(_dust, ("edit-dust",)),
    Chapter(_views, ("edit-views",)),
    Chapter(_film, ("edit-film",)),
    Chapter(_many, ("edit-forty",)),
    Chapter(_recovery, ("edit-recovery-one", "edit-recovery")),
    Chapter(_keys, ("edit-keys",)),
    Chapter(_pages, ("edit-first-steps", "edit-shortcuts", "edit-about")),
    Chapter(_batch, ("edit-batch-empty", "edit-batch", "edit-batch-done")),
    Chapter(_put_away),
)
_STUDIO = (
    Chapter(_beginning),
    Chapter(_opening_a_model),
    Chapter(_exploring, ("studio-compare", "studio-sliders")),
    Chapter(_teaching, ("studio-teach",)),
    Chapter(_filming, ("studio-wander", "studio-film", "studio-small", "studio-from-photo")),
    Chapter(_from_photo, ("studio-from-photo-none", "studio-from-photo")),
    Chapter(_to_photo, ("studio-to-photo", "studio-laid", "studio-guide")),
    Chapter(_put_away),
)


# What hands do


def _keyboard(window: MainWindow) -> Iterator[Wish]:
    """Shortcuts are heard by the active window alone, and a screen in memory has no manager that makes it so."""
    window.activateWindow()
    yield "the keyboard", window.isActiveWindow


def _front(window: MainWindow, name: str) -> Iterator[Wish]:
    """Put the photo of that name in front, and wait until it is shown."""
    editor = window.editor
    editor.show(next(one for one in editor.photos if Path(one.name).stem == name))
    yield f"{name} in front", lambda: not editor.is_busy


def _mark(window: MainWindow, place: tuple[int, int, int, int]) -> None:
    """Mark an ellipse at x, y, width, height of the photo, and nothing else."""
    import cv2
    import numpy as np

    x, y, width, height = place
    document = window.editor.document
    assert document is not None
    mask = np.zeros(document.mask.shape, np.uint8)
    centre, axes = (x + width // 2, y + height // 2), (width // 2, height // 2)
    cv2.ellipse(mask, centre, axes, 0, 0, 360, 255, cv2.FILLED)
    document.set_mask(mask, "Mark")


def _fill(window: MainWindow, method: str) -> Iterator[Wish]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    document, fills = window.editor.document, window.editor.fills
    assert document is not None
    before, panel = len(document.patches), window.desk.fill_panel
    panel.show_settings(replace(panel.settings(), method=method))
    yield "what to fill", window.actions_by_id["fill"].isEnabled
    QTest.keyClick(window.canvas, Qt.Key.Key_Return)
    yield f"a fill by {method}", lambda: len(document.patches) > before and not fills.is_running


def _small(window: MainWindow, name: str) -> Iterator[Wish]:
    """Take the picture in the smallest window that holds everything."""
    size = window.size()
    window.resize(*_SMALL_SIZE)
    yield name
    window.resize(size)


def _place(window: MainWindow, point: tuple[float, float]) -> QPoint:
    from engine.geometry import Point

    return window.canvas.image_to_view(Point(*point)).toPoint()


def _drag(window: MainWindow, points: Sequence[tuple[float, float]]) -> None:
    """Press at the first place of the photo, let go at the last."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    left, places = Qt.MouseButton.LeftButton, [_place(window, point) for point in points]
    QTest.mousePress(window.canvas, left, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(window.canvas, place)
    QTest.mouseRelease(window.canvas, left, pos=places[-1])


def _clock() -> Callable[[], float]:
    """Tells the seconds since now."""
    from time import monotonic

    start = monotonic()
    return lambda: monotonic() - start


def _scroll_to(panel: QWidget) -> None:
    """Bring a panel of the right column to the top of it, as far as that goes."""
    from ui.widgets.overlay_scroll_area import area_around

    area = area_around(panel)
    content = None if area is None else area.widget()
    if area is not None and content is not None:
        area.verticalScrollBar().setValue(panel.mapTo(content, panel.rect().topLeft()).y())
