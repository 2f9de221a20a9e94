"""Pictures and points of the studio in files, written and opened again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from engine.latent.files import SUFFIX, Latents, load_latents, save_latents
from engine.latent.point import Base, LatentPoint
from tests.ui.studio.studio_fakes import SIZE, at, picture_of
from ui.problems import Notice, Problem
from ui.studio.point_files import Form, PointFiles, holds_points
from ui.studio.state import StudioState


class Desk:
    """A studio whose dialogs answer by themselves."""

    def __init__(self, state: StudioState, bot: QtBot) -> None:
        self.state, self.bot = state, bot
        self.place = Path()
        self.words = ""
        self.offered: list[str] = []
        self.said: list[str] = []
        self.problems: list[Problem] = []
        state.noticed.connect(self._hear)
        state.failed.connect(self.problems.append)
        parent = QWidget()
        bot.addWidget(parent)
        self.files = PointFiles(state, parent, self._answer, lambda: self.place)

    def _hear(self, notice: Notice) -> None:
        self.said.append(notice.text)

    def _answer(self, _proposal: Path, forms: list[Form]) -> tuple[Path, Form]:
        self.offered = [form.words for form in forms]
        return self.place, next(form for form in forms if self.words in form.words)

    def save(self, place: Path, words: str) -> None:
        self.place, self.words = place, words
        before = len(self.said)
        self.files.save()
        self.bot.waitUntil(lambda: len(self.said) > before)

    def open(self, place: Path, until: Callable[[], bool]) -> None:
        self.place = place
        self.files.open()
        self.bot.waitUntil(until)


@pytest.fixture
def desk(state: StudioState, qtbot: QtBot) -> Desk:
    return Desk(state, qtbot)


def test_a_saved_picture_leads_back_to_its_point(desk: Desk, tmp_path: Path) -> None:
    state, path = desk.state, tmp_path / "face.png"
    point = at(state, 5).moved("d1", 1.5)
    state.set_point(point, "Smile")
    desk.save(path, "as painted")
    with Image.open(path) as image:
        assert (np.asarray(image) == picture_of(point)).all()
    assert desk.said == ["Saved as face.png"]
    state.set_point(at(state, 9), "Sample")
    desk.open(path, lambda: state.point == point)
    assert state.undo_text == "Open a point"


def test_a_picture_is_enlarged_as_it_was_asked_for(desk: Desk, tmp_path: Path) -> None:
    desk.save(tmp_path / "large.png", "4 times")
    assert desk.offered[:3] == [
        f"PNG as painted, {SIZE} × {SIZE} px (*.png)",
        f"PNG, 4 times enlarged, {4 * SIZE} × {4 * SIZE} px (*.png)",
        f"PNG, 8 times enlarged, {8 * SIZE} × {8 * SIZE} px (*.png)",
    ]
    with Image.open(tmp_path / "large.png") as image:
        assert image.size == (4 * SIZE, 4 * SIZE)
        assert np.abs(np.asarray(image).astype(int) - picture_of(desk.state.point)[0, 0]).max() <= 1


def test_snapshots_go_to_a_file_and_come_back(desk: Desk, tmp_path: Path) -> None:
    state, path = desk.state, tmp_path / f"all{SUFFIX}"
    desk.save(tmp_path / f"one{SUFFIX}", "Latent point")
    assert load_latents(tmp_path / f"one{SUFFIX}").points == (state.point,)
    assert not any("napshot" in words for words in desk.offered)
    points = [at(state, seed) for seed in (1, 2, 3)]
    for point in points:
        state.set_point(point, "Sample")
        state.keep_snapshot()
        desk.bot.waitUntil(lambda point=point: bool(state.snapshots) and state.snapshots[-1].point == point)
    desk.save(path, "All 3 snapshots")
    for one in state.snapshots:
        state.remove_snapshot(one.id)
    desk.open(path, lambda: len(state.snapshots) == 3)
    assert [one.point for one in state.snapshots] == points
    assert (state.snapshots[0].picture == picture_of(points[0])).all()
    assert desk.said[-1] == f"Opened 3 snapshots of {path.name}"
    state.undo()
    assert not state.snapshots


def test_points_without_pictures_are_painted(desk: Desk, tmp_path: Path) -> None:
    state, path = desk.state, tmp_path / f"bare{SUFFIX}"
    points = (at(state, 1), at(state, 2))
    save_latents(path, Latents(points))
    desk.open(path, lambda: len(state.snapshots) == 2)
    assert (state.snapshots[1].picture == picture_of(points[1])).all()


def test_what_holds_no_point_is_said(desk: Desk, tmp_path: Path) -> None:
    plain, presets = tmp_path / "plain.png", tmp_path / f"presets{SUFFIX}"
    Image.new("RGB", (8, 8)).save(plain)
    save_latents(presets, Latents())
    for path, advice in ((plain, "From a photo"), (presets, "panel Presets")):
        before = len(desk.problems)
        desk.open(path, lambda before=before: len(desk.problems) > before)
        assert desk.problems[-1].sentence == f"{path.name} holds no latent point."
        assert advice in desk.problems[-1].advice


def test_a_point_of_a_model_that_is_not_here_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / f"other{SUFFIX}"
    save_latents(path, Latents((LatentPoint("nobody", Base.of_seed(1)),)))
    before = desk.state.point
    desk.open(path, lambda: bool(desk.problems))
    assert "nobody is not installed" in desk.problems[0].sentence
    assert desk.state.point == before


def test_a_dropped_picture_without_a_point_is_a_photo(desk: Desk, tmp_path: Path) -> None:
    plain, saved = tmp_path / "plain.png", tmp_path / "saved.png"
    Image.new("RGB", (8, 8)).save(plain)
    photos: list[Path] = []
    desk.files.open_file(plain, lambda: photos.append(plain))
    desk.bot.waitUntil(lambda: bool(photos))
    point = at(desk.state, 4)
    desk.state.set_point(point, "Sample")
    desk.save(saved, "as painted")
    desk.state.set_point(replace(point, truncation=0.5), "Truncation")
    desk.files.open_file(saved, lambda: photos.append(saved))
    desk.bot.waitUntil(lambda: desk.state.point == point)
    assert photos == [plain]
    assert not desk.problems
    assert not holds_points(tmp_path / "photo.jpg")


def test_the_dialog_gives_the_name_the_ending_of_its_form(state: StudioState, qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    forms = [Form(".png", 1, "PNG as painted (*.png)"), Form(SUFFIX, 0, f"Latent point (*{SUFFIX})")]

    def choose() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        dialog.selectNameFilter(forms[1].words)
        dialog.filterSelected.emit(forms[1].words)
        dialog.accept()

    QTimer.singleShot(0, choose)
    chosen = PointFiles(state, parent)._place(tmp_path / "faces 5", forms)
    assert chosen == (tmp_path / f"faces 5{SUFFIX}", forms[1])
