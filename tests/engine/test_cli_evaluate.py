"""`main.py evaluate` from its arguments to its files."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import cli
from engine.evaluation import fillers
from engine.evaluation.fillers import LocalFiller


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes of their own have a test of their own; here the methods run in this one."""
    monkeypatch.setattr(fillers, "ProcessFiller", LocalFiller)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    photos = tmp_path / "photos"
    photos.mkdir()
    rng = np.random.default_rng(0)
    for name in "abcd":
        noise = cv2.GaussianBlur(rng.normal(0, 1, (48, 56, 3)), (0, 0), 3)
        cv2.imwrite(str(photos / f"{name}.png"), cv2.normalize(noise, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8))
    return photos


def test_table_json_and_report(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found, page = tmp_path / "found.json", tmp_path / "page.html"
    command = [
        "evaluate",
        str(folder),
        "--methods",
        "telea,ns",
        "--masks",
        "object",
        "--share",
        "0.1-0.2",
        "--seed",
        "3",
    ]
    assert cli.main([*command, "--size", "40", "--json", str(found), "--report", str(page)]) == 0
    printed = capsys.readouterr()
    assert "telea" in printed.out
    assert "LPIPS was not measured" in printed.out
    assert "[4/4] d.png  ns" in printed.err
    data = json.loads(found.read_text())
    assert data["complete"] is True
    assert data["settings"]["share"] == [0.1, 0.2]
    assert list(data["summary"]) == ["telea", "ns"]
    assert data["summary"]["telea"]["psnr"]["count"] == 4
    assert len(data["fills"]) == 8
    assert all(0.01 < fill["hole_share"] <= 0.2 for fill in data["fills"])
    assert "<!doctype html>" in page.read_text()


def test_every_kth_photo_several_holes(folder: Path, tmp_path: Path) -> None:
    found = tmp_path / "found.json"
    command = ["evaluate", str(folder), "--methods", "telea", "--size", "native", "--every", "3", "--holes", "2"]
    assert cli.main([*command, "--no-recognition", "--json", str(found)]) == 0
    data = json.loads(found.read_text())
    assert [fill["photo"] for fill in data["fills"]] == ["a.png", "a.png #2", "d.png", "d.png #2"]
    assert data["recognition"] == []


def test_a_layout_of_images_masks_and_results(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    layout = tmp_path / "set"
    (layout / "results" / "rival").mkdir(parents=True)
    (layout / "masks").mkdir()
    folder.rename(layout / "images")
    mask = np.full((48, 56), 255, np.uint8)
    mask[10:30, 10:40] = 0
    for name in "abc":
        cv2.imwrite(str(layout / "masks" / f"{name}.png"), mask)
        cv2.imwrite(str(layout / "results" / "rival" / f"{name}.png"), np.full((48, 56, 3), 99, np.uint8))
    found = tmp_path / "found.json"
    command = ["evaluate", str(layout), "--methods", "telea", "--mask-hole", "black", "--json", str(found)]
    assert cli.main(command) == 0
    data = json.loads(found.read_text())
    assert list(data["summary"]) == ["telea", "rival"]
    assert data["settings"]["size"] == "native"
    assert {fill["hole_share"] for fill in data["fills"]} == {round(20 * 30 / (48 * 56), 4)}
    assert [problem["photo"] for problem in data["problems"]] == ["d.png"]
    assert "d.png" in capsys.readouterr().out


def test_ctrl_c_leaves_a_whole_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopped(LocalFiller):
        calls = 0

        def fill(self, picture, hole, seed):  # type: ignore[no-untyped-def]
            Stopped.calls += 1
            if Stopped.calls == 3:
                raise KeyboardInterrupt
            return super().fill(picture, hole, seed)

    monkeypatch.setattr(fillers, "ProcessFiller", Stopped)
    found, page = tmp_path / "found.json", tmp_path / "page.html"
    command = ["evaluate", str(folder), "--methods", "telea", "--no-recognition"]
    assert cli.main([*command, "--json", str(found), "--report", str(page)]) == 130
    data = json.loads(found.read_text())
    assert data["complete"] is False
    assert [fill["photo"] for fill in data["fills"]] == ["a.png", "b.png"]
    assert "stopped before its end" in page.read_text()
    assert "Stopped after 2 of 4" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "no folder"),
        (["photos", "--methods", "telea,magic"], "magic"),
        (["photos", "--methods", ","], "no method"),
        (["photos", "--methods", "cnn@3"], "cnn@3"),
        (["photos", "--share", "0.5-0.1"], "0.5-0.1"),
        (["photos", "--share", "10-40"], "10-40"),
        (["photos", "--size", "7"], "'7'"),
        (["photos", "--every", "0"], "'0'"),
        (["photos", "--result-dir", "rival"], "NAME=DIR"),
        (["photos", "--result-dir", "rival=nowhere"], "no folder"),
        (["photos", "--result-dir", "telea=photos"], "name of a method"),
        (["photos", "--mask-dir", "nowhere"], "no folder"),
        (["photos", "--json", "nowhere/found.json"], "no folder"),
        (["photos", "--report", "."], "is a folder"),
        (["photos", "--lpips", "nowhere.safetensors"], "nowhere.safetensors"),
    ],
)
def test_bad_wishes_are_refused_before_the_work(
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(LocalFiller, "fill", lambda *_: pytest.fail("it filled first"))
    methods = [] if "--methods" in arguments else ["--methods", "telea"]
    assert cli.main(["evaluate", *arguments, *methods]) == 2
    assert words in capsys.readouterr().err
