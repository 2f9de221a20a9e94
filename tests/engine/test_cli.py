"""The command line as a person or a script meets it: in its own process where that matters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import cli

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def photo(tmp_path):
    """A gradient with a dark square in it, as a PNG."""
    picture = np.dstack([*np.meshgrid(np.arange(60, 156), np.arange(80, 144)), np.full((64, 96), 90)]).astype(np.uint8)
    picture[24:36, 40:56] = 10
    path = tmp_path / "photo.png"
    cv2.imwrite(str(path), picture)
    return path


@pytest.fixture
def mask(tmp_path):
    picture = np.zeros((64, 96), np.uint8)
    picture[22:38, 38:58] = 255
    path = tmp_path / "mask.png"
    cv2.imwrite(str(path), picture)
    return path


def test_inpaint_fills_the_mask_and_nothing_else(photo, mask, tmp_path, capsys):
    out = tmp_path / "out.png"
    assert cli.main(["inpaint", str(photo), "--mask", str(mask), "-o", str(out), "--method", "telea", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["method"] == "telea"
    assert report["regions"] == 1
    assert report["pixels_masked"] == 16 * 20
    assert report["pixels_changed_outside_mask"] == 0
    assert report["seconds"] >= 0
    assert report["warnings"] == []
    before, after, hole = cv2.imread(str(photo)), cv2.imread(str(out)), cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE) > 0
    assert np.array_equal(before[~hole], after[~hole])
    assert after[24:36, 40:56].min() > 40


@pytest.mark.parametrize("method", ["ns", "patchmatch"])
def test_methods_by_name(photo, mask, tmp_path, capsys, method):
    out = tmp_path / "out.png"
    assert cli.main(["inpaint", str(photo), "--mask", str(mask), "-o", str(out), "--method", method]) == 0
    assert f"filled with {method}" in capsys.readouterr().out
    assert out.exists()


def test_grow_widens_what_changes_and_still_counts_nothing_outside(photo, mask, tmp_path, capsys):
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "out.png"), "--method", "telea"]
    assert cli.main([*command, "--grow", "4", "--feather", "3", "--context", "20", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["pixels_masked"] == 16 * 20
    assert report["pixels_changed_outside_mask"] == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"photo": "missing.png"}, "missing.png"),
        ({"mask": "missing.png"}, "missing.png"),
        ({"mask": "small"}, "small.png"),
        ({"mask": "empty"}, "mask"),
        ({"out": "out.xyz"}, "xyz"),
        ({"out": "photo"}, "the photo itself"),
        ({"out": "mask"}, "the mask itself"),
    ],
)
def test_bad_input_ends_with_2_and_a_sentence(photo, mask, tmp_path, capsys, change, words):
    cv2.imwrite(str(tmp_path / "small.png"), np.full((8, 8), 255, np.uint8))
    cv2.imwrite(str(tmp_path / "empty.png"), np.zeros((64, 96), np.uint8))
    before = photo.read_bytes(), mask.read_bytes()
    paths = {"photo": photo, "mask": mask, "out": tmp_path / "out.png"}
    known = {"photo": photo, "mask": mask, "small": tmp_path / "small.png", "empty": tmp_path / "empty.png"}
    paths |= {key: known.get(value, tmp_path / value) for key, value in change.items()}
    command = ["inpaint", str(paths["photo"]), "--mask", str(paths["mask"]), "-o", str(paths["out"])]
    assert cli.main([*command, "--method", "telea", "--json"]) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert json.loads(printed.out)["exit_code"] == 2
    assert (photo.read_bytes(), mask.read_bytes()) == before


def test_a_place_that_cannot_be_written_ends_with_3(photo, mask, tmp_path):
    target = tmp_path / "no" / "such" / "folder" / "out.png"
    assert cli.main(["inpaint", str(photo), "--mask", str(mask), "-o", str(target), "--method", "telea"]) == 3


def test_the_original_can_be_replaced_on_request(photo, mask):
    before = photo.read_bytes()
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(photo), "--method", "telea", "--overwrite"]
    assert cli.main(command) == 0
    assert photo.read_bytes() != before


@pytest.mark.parametrize("arguments", [["inpaint", "--grow", "-3"], ["inpaint"], ["nonsense"], ["models"]])
def test_wrong_usage_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--help"], ["inpaint", "--help"], ["models", "list", "--help"], ["demo", "-h"]])
def test_help_everywhere(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    assert stop.value.code == 0
    assert "usage" in capsys.readouterr().out


def test_models_list(capsys):
    assert cli.main(["models", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(set(row) == {"name", "purpose", "bundled", "licence", "bytes"} for row in rows)
    assert any(row["purpose"] == "inpaint" and row["bytes"] > 0 for row in rows)
    assert cli.main(["models", "list"]) == 0
    assert rows[0]["name"] in capsys.readouterr().out


def test_the_demo_writes_the_result_and_a_comparison(tmp_path, capsys):
    assert cli.main(["demo", "-o", str(tmp_path / "new" / "folder")]) == 0
    printed = capsys.readouterr().out
    for name in ("kite-filled.jpg", "kite-before-after.jpg"):
        assert str(tmp_path / "new" / "folder" / name) in printed
        assert (tmp_path / "new" / "folder" / name).stat().st_size > 100_000


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environ}, check=False)


def test_the_command_line_loads_neither_qt_nor_torch_for_a_classical_fill(photo, mask, tmp_path):
    code = (
        "import sys; sys.argv[0] = 'main.py'; import main; code = main.main(sys.argv[1:]);"
        "loaded = sorted(m for m in sys.modules if m.split('.')[0] in ('PySide6', 'shiboken6', 'torch', 'ui'));"
        "sys.exit(str(loaded) if loaded else code)"
    )
    arguments = ["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "o.png"), "--method", "telea"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_pipe_gets_no_progress(photo, mask, tmp_path):
    done = run("inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "o.png"), "--method", "telea")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_version():
    assert run("--version").stdout.startswith("Tratteggio 0.")
