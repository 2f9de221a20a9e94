"""How finely a picture is saved in a format that loses some of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from ui.dialogs.save_quality import QualityBox, is_lossy
from ui.dialogs.saying import SavingBox, Says

JPEG, PNG, PROJECT = "JPEG (*.jpg *.jpeg)", "PNG (*.png)", "Tratteggio project (*.ora)"


def test_it_is_asked_only_where_it_means_something(qtbot: QtBot) -> None:
    says = Says(on=True, trained=False)
    box = SavingBox(says)
    qtbot.addWidget(box)
    for name_filter, lossy in ((JPEG, True), ("WebP (*.webp)", True), (PNG, False), (PROJECT, False)):
        box.show_format(name_filter)
        assert (not box.quality.isHidden(), is_lossy(name_filter)) == (lossy, lossy)
    assert not box.saying.isHidden()


def test_nothing_done_leaves_only_the_quality_to_decide(qtbot: QtBot) -> None:
    box = SavingBox(Says(on=True, trained=False, done=False))
    qtbot.addWidget(box)
    box.show_format(JPEG)
    assert box.saying.isHidden()
    assert not box.quality.isHidden()


def test_moving_the_slider_ends_automatic(qtbot: QtBot) -> None:
    says = Says(on=True, trained=False)
    box = SavingBox(says)
    qtbot.addWidget(box)
    quality = box.quality
    assert (quality.quality, quality.row.edit.text()) == (None, "as the photo")
    quality.row.slider.step_by(-1)
    assert (quality.quality, says.quality, quality.row.edit.text()) == (85, 85, "85")
    quality._auto.click()
    assert (quality.quality, says.quality) == (None, None)
    remembered = QualityBox(40)
    qtbot.addWidget(remembered)
    assert remembered.quality == 40


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_the_chosen_quality_reaches_the_file_and_stays_with_the_photo(driver, tmp_path: Path, suffix: str) -> None:
    sizes = []
    for quality in (None, 20):
        path = tmp_path / f"{quality}{suffix}"

        def place(*_, says: Says, path: Path = path, quality: int | None = quality, **__) -> Path:
            says.quality = quality
            return path

        driver.answers.place_to_save = place
        driver.run("save-as")
        driver.wait_for_files()
        assert driver.window.editor.save_quality == quality
        sizes.append(path.stat().st_size)
    assert sizes[1] < sizes[0] * 0.7
    path.unlink()
    driver.answers.replace_answer = driver.answers.replace_answer.YES
    driver.run("save")  # again, by the same quality, without asking for it
    driver.wait_for_files()
    assert path.stat().st_size == sizes[1]
    if suffix == ".jpg":
        with Image.open(path) as picture:
            assert max(picture.quantization[0]) > 100
