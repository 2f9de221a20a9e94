"""The command line as a person or a script meets it: in its own process where that matters."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import cli, inpaint
from engine.document import Composite, Patch, Piece, Recipe, changed_outside
from engine.errors import WriteFailed
from engine.geometry import Rect
from engine.photo import photo_from_pixels

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


def test_auto_says_what_it_chose_and_why(photo, mask, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("engine.inpaint.selftest.BUDGET_S", 600.0)  # on a busy machine both tests are to come to an end
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "out.png")]
    assert cli.main([*command, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    tested = report["self_test"]
    assert tested["best"] == report["method"]
    assert tested["why"].endswith(".")
    assert tested["probes"] == 0 or 0 <= tested["quality"] <= 100
    assert cli.main(command) == 0
    assert tested["why"].split()[0] in capsys.readouterr().out.splitlines()[1]
    assert cli.main([*command, "--method", "telea", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["self_test"] is None


def test_a_method_by_the_name_that_it_once_had(photo, mask, tmp_path, capsys):
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "out.png"), "--method", "network"]
    assert cli.main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["method"] == "cnn"


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
        ({"mask": "empty"}, "The mask empty.png is black"),
        ({"out": "out.xyz"}, "xyz"),
        ({"out": "out"}, "does not say in which format"),
        ({"out": "."}, "is a folder"),
        ({"out": "no/such/folder/out.png"}, "There is no folder"),
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


def test_what_cannot_be_written_is_refused_before_the_fill(photo, mask, tmp_path, monkeypatch):
    monkeypatch.setattr(inpaint, "fill", lambda *_: pytest.fail("it filled first"))
    assert cli.main(["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "out.gif")]) == 2


def test_a_name_too_long_ends_with_3_and_says_so(photo, mask, tmp_path, capsys):
    out = tmp_path / ("x" * 300 + ".png")
    assert cli.main(["inpaint", str(photo), "--mask", str(mask), "-o", str(out), "--method", "telea"]) == 3
    assert "too long" in capsys.readouterr().err


def test_a_write_that_fails_ends_with_3(photo, mask, tmp_path, monkeypatch, capsys):
    def full(*arguments, **options):
        raise WriteFailed("“out.png” could not be saved: there is no space left.", "Make some room.")

    monkeypatch.setattr("engine.photo.write_photo", full)
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "out.png"), "--method", "telea"]
    assert cli.main([*command, "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["exit_code"] == 3


def test_whatever_goes_wrong_inside_ends_with_3_and_one_json_object(photo, mask, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("engine.photo.read_photo", lambda *_, **__: [][0])
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "out.png"), "--json"]
    assert cli.main(command) == 3
    printed = capsys.readouterr()
    assert "IndexError" in json.loads(printed.out)["error"]
    assert "Traceback" in printed.err


def test_ctrl_c_in_mid_fill_writes_nothing(photo, mask, tmp_path, monkeypatch, capsys):
    def interrupted(*arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(inpaint, "fill", interrupted)
    target = tmp_path / "out.png"
    assert cli.main(["inpaint", str(photo), "--mask", str(mask), "-o", str(target), "--json"]) == 130
    assert json.loads(capsys.readouterr().out)["exit_code"] == 130
    assert not target.exists()


def test_a_colour_jpeg_is_a_mask_without_its_noise(photo, tmp_path, capsys):
    """Red on black, at a quality that strews noise over every block with an edge in it."""
    painted = np.zeros((64, 96, 3), np.uint8)
    painted[22:38, 38:58] = (0, 0, 255)
    path, out = tmp_path / "mask.jpg", tmp_path / "out.png"
    cv2.imwrite(str(path), painted, [cv2.IMWRITE_JPEG_QUALITY, 60])
    assert cli.main(["inpaint", str(photo), "--mask", str(path), "-o", str(out), "--method", "telea", "--json"]) == 0
    assert 16 * 20 <= json.loads(capsys.readouterr().out)["pixels_masked"] < 22 * 26
    before, after = cv2.imread(str(photo)), cv2.imread(str(out))
    assert after[26:34, 42:54].min() > 40, "all of the dark square has gone"
    assert np.array_equal(before[:16], after[:16])


def test_changes_of_transparency_outside_the_mask_count():
    pixels, alpha = np.zeros((4, 4, 3), np.uint8), np.full((4, 4), 9, np.uint8)
    photo = photo_from_pixels(pixels, alpha)
    piece = Piece(Rect(0, 0, 2, 2), pixels[:2, :2], np.full((2, 2), 255, np.uint8), np.full((2, 2), 7, np.uint8))
    composite = Composite(photo, (Patch("a", (piece,), Recipe("telea")),))
    assert changed_outside(composite, mask=np.eye(4, dtype=np.uint8)) == 2


def test_the_original_can_be_replaced_on_request(photo, mask):
    before = photo.read_bytes()
    command = ["inpaint", str(photo), "--mask", str(mask), "-o", str(photo), "--method", "telea", "--overwrite"]
    assert cli.main(command) == 0
    assert photo.read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["inpaint", "p.png", "--mask", "m.png", "-o", "o.png", "--grow", "-3"], "'-3' is not a whole number"),
        (["inpaint", "p.png", "--mask", "m.png", "-o", "o.png", "--seed", "many"], "'many' is not a whole number"),
        (["inpaint", "p.png", "--mask", "m.png", "-o", "o.png", "--variation", "2"], "'2' is not a number from 0 to 1"),
        (["inpaint", "p.png", "--mask", "m.png", "-o", "o.png", "--method", "magic"], "magic"),
        (["inpaint"], "PHOTO"),
        (["nonsense"], "nonsense"),
        (["models"], "COMMAND"),
    ],
)
def test_wrong_usage_ends_with_2(arguments, words, capsys):
    assert cli.main([*arguments, "--json"]) == 2
    printed = capsys.readouterr()
    assert words in json.loads(printed.out)["error"]
    assert printed.err.startswith("tratteggio: ")
    assert "--help" in printed.err


@pytest.mark.parametrize(
    "arguments", [["--help"], ["models", "list", "-h"], *([name, "--help"] for name in cli.COMMANDS)]
)
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


def test_thread_libraries_neither_spin_nor_complain():
    """In a container without /sys, hwloc writes a line of its own to every command's errors."""
    names = ("OMP_WAIT_POLICY", "HWLOC_HIDE_ERRORS")
    left = {name: value for name, value in os.environ.items() if name not in names}
    code = f"import main, os; print([os.environ[name] for name in {names}])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=left, check=True)
    assert done.stdout.strip() == "['PASSIVE', '2']"


def test_a_pipe_gets_no_progress(photo, mask, tmp_path):
    done = run("inpaint", str(photo), "--mask", str(mask), "-o", str(tmp_path / "o.png"), "--method", "telea")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="closing a standard stream is done by the shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_closed_standard_streams_do_no_harm(photo, mask, tmp_path, closed):
    out = tmp_path / "o.png"
    command = [sys.executable, str(ROOT / "main.py"), "inpaint", str(photo), "--mask", str(mask), "-o", str(out)]
    line = " ".join(map(shlex.quote, [*command, "--method", "telea"]))
    done = subprocess.run(f"{line} {closed}", shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.exists()


@pytest.mark.skipif(os.name != "posix", reason="there is no such pipe")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_goes_away_does_no_harm(unbuffered):
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, str(ROOT / "main.py"), "models", "list"]
    environ = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, env=environ, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_fault_31_ctrl_c_ends_the_process_at_once_and_plainly(tmp_path):
    """The signal comes while the kernels run on threads of their own."""
    rng = np.random.default_rng(0)
    photo, mask, out = tmp_path / "photo.png", tmp_path / "mask.png", tmp_path / "out.png"
    cv2.imwrite(str(photo), rng.integers(0, 255, (400, 400, 3), np.uint8))
    hole = np.zeros((400, 400), np.uint8)
    hole[150:250, 150:250] = 255
    cv2.imwrite(str(mask), hole)
    code = (
        "import os, signal, sys; import main; from engine.inpaint import patchmatch\n"
        # A shell that starts this test in the background has SIGINT ignored, and that is handed down.
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "search = patchmatch._Stage.search\n"
        "def interrupted(self, *arguments):\n"
        "    os.kill(os.getpid(), signal.SIGINT) if max(self.level.hole.shape) > 200 else None\n"
        "    search(self, *arguments)\n"
        "patchmatch._Stage.search = interrupted\n"
        "main.leave(main.main(sys.argv[1:]))"
    )
    arguments = ["inpaint", str(photo), "--mask", str(mask), "-o", str(out), "--method", "patchmatch"]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert done.returncode == 130, done.stderr
    assert done.stderr == "tratteggio: Stopped; nothing was written.\n"
    assert sorted(tmp_path.iterdir()) == [mask, photo]


def test_version():
    assert run("--version").stdout.startswith("Tratteggio 0.")


def test_without_a_screen_the_window_is_refused_in_one_sentence(photo):
    bare = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    done = run(str(photo), **bare)
    assert done.returncode == (3 if sys.platform == "linux" else 0)
    assert done.stderr.count("\n") == 1
    assert "no screen" in done.stderr


def test_a_relative_name_that_is_missing_is_looked_for_somewhere(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["inpaint", "nope.png", "--mask", "m.png", "-o", "o.png"]) == 2
    assert str(tmp_path) in capsys.readouterr().err
