"""`main.py train` as a person meets it, and that training needs nothing which a bare GPU machine lacks."""

import json
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from engine import cli
from engine.training import command
from engine.training.checkpoint import read_state

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def train(photo_folder, tmp_path, capsys):
    """Runs `train inpaint` on the tiny recipe; (exit code, what it printed)."""

    def run(*more, data=photo_folder, out=None):
        arguments = ["train", "inpaint", "--data", str(data), "--out", str(out or tmp_path / "run"), "--device", "cpu"]
        code = cli.main([*arguments, "--threads", "1", *more])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_train_resume_and_export(train, tmp_path, capsys):
    run = tmp_path / "run"
    code, said = train("--recipe", "tiny", "--steps", "4", "--minutes", "30")
    assert code == 0
    assert "Skipped broken.png: cannot be decoded." in said
    assert (run / "skipped.txt").read_text() == "broken.png\tcannot be decoded\n"
    code, said = train("--recipe", "tiny")
    assert code == 2
    assert "There is a run in" in said
    code, said = train("--resume", "--steps", "2")
    assert code == 0
    assert "Going on from step 4" in said
    state = read_state(run)
    assert (state["step"], state["notes"]["minutes"], state["recipe"]["ema"]) == (6, 30.0, 0.8)
    card = tmp_path / "m.json"
    card.write_text(json.dumps({"name": "m", "licence": "CC0"}))
    assert cli.main(["train", "export", "--run", str(run / "cnn"), "--card", str(card)]) == 0
    assert "m.safetensors" in capsys.readouterr().out
    assert json.loads(card.read_text())["sha256"]


def test_a_dry_run_leaves_nothing_behind(train, tmp_path):
    code, said = train("--recipe", "tiny", "--dry-run", "--minutes", "7")
    assert code == 0
    assert "20 steps through 3 stages went well" in said
    assert "pictures/s" in said
    assert "In 7 minutes the run would see" in said
    assert list(tmp_path.iterdir()) == []


def test_folds_print_mean_and_spread_and_are_not_run_twice(train, tmp_path):
    code, said = train("--recipe", "tiny", "--steps", "1", "--folds", "2")
    assert code == 0
    assert "Fold 2 of 2" in said
    assert "mean" in said
    assert "spread" in said
    folds = json.loads((tmp_path / "run" / "folds.json").read_text())
    assert sum(fold["held_out"] for fold in folds) == 60
    code, said = train("--recipe", "tiny", "--steps", "1", "--folds", "2", "--resume")
    assert code == 0
    assert "Fold 1 of 2" not in said


@pytest.mark.parametrize(
    ("more", "words"),
    [
        (("--resume",), "nothing to resume"),
        (("--folds", "1"), "1 folds make no comparison"),
        (("--recipe", "slow"), "no recipe named slow"),
        (("--vgg", "/nowhere/vgg"), "no file /nowhere/vgg"),
        (("--minutes", "0"), "not a number of minutes"),
        (("--resume", "--from", "x"), "exclude each other"),
    ],
)
def test_bad_arguments_are_said_in_one_sentence(train, more, words):
    code, said = train(*more)
    assert code == 2
    assert words in said


def test_too_few_photos_for_the_folds(train, tmp_path):
    data = tmp_path / "few"
    data.mkdir()
    cv2.imwrite(str(data / "a.png"), np.zeros((64, 64, 3), np.uint8))
    code, said = train("--recipe", "tiny", "--folds", "3", data=data)
    assert code == 2
    assert "1 pictures are too few for 3 folds" in said


def test_an_empty_folder_is_one_sentence(train, tmp_path):
    data = tmp_path / "empty"
    data.mkdir()
    code, said = train(data=data)
    assert code == 2
    assert "There are no pictures to train on" in said


@pytest.fixture
def latent(photo_folder, tmp_path, capsys):
    """Runs `train vae` or `train gan` on the tiny recipe."""

    def run(kind, out, *more):
        arguments = ["train", kind, "--data", str(photo_folder), "--out", str(tmp_path / out), "--device", "cpu"]
        code = cli.main([*arguments, "--threads", "1", *more])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def test_a_vae_and_a_gan_from_it(latent, tmp_path, capsys):
    groups = tmp_path / "groups.tsv"
    groups.write_text("file\tgroup\n" + "".join(f"p{i:02}.png\tphoto {i // 6}\n" for i in range(60)))
    more = ("--recipe", "tiny", "--steps", "3", "--groups", str(groups), "--hold-out", "12")
    code, said = latent("vae", "faces", *more, "--minutes", "9")
    assert code == 0
    assert "48 photos to train on, 12 held out" in said
    code, said = latent("vae", "faces", "--resume", "--steps", "2")
    assert code == 0
    assert "Going on from step 3" in said
    assert "48 photos to train on, 12 held out" in said
    code, said = latent("vae", "faces", "--resume", "--hold-out", "6")
    assert code == 2
    assert "holds out 12. Leave --hold-out out" in said
    state = read_state(tmp_path / "faces")
    assert (state["step"], state["trains"], state["notes"]["minutes"]) == (5, "vae", 9.0)
    code, said = latent("gan", "made up", *more, "--from", str(tmp_path / "faces"))
    assert code == 0
    assert "with adversary" in said
    assert "turned to the photos' principal axes" in said
    assert "without adversary" not in said
    assert read_state(tmp_path / "made up")["adversarial_steps"] == 3
    card = tmp_path / "m.json"
    card.write_text(json.dumps({"name": "m", "licence": "CC0"}))
    assert cli.main(["train", "export", "--run", str(tmp_path / "made up" / "best"), "--card", str(card)]) == 0
    written = json.loads(card.read_text())
    assert (written["purpose"], written["architecture"], len(written["latents"]["kl"])) == ("gan", "style-net", 4)
    assert written["recipe"]["before"][0]["step"] == 5


def test_a_run_is_resumed_by_its_own_command(latent, train, tmp_path):
    assert latent("vae", "run", "--recipe", "tiny", "--steps", "1")[0] == 0
    code, said = train("--resume")
    assert code == 2
    assert "is of another kind" in said


def test_a_gans_dry_run_forecasts(latent, tmp_path):
    code, said = latent("gan", "run", "--recipe", "tiny", "--dry-run", "--minutes", "5")
    assert code == 0
    assert "20 steps through 3 stages went well" in said
    assert "16 px, 4 a step, with adversary" in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("ending", "code", "words"), [("stopped", 130, "Stopped; all is saved"), ("paused", 0, "Paused")]
)
def test_how_a_run_ended_is_said(train, monkeypatch, ending, code, words):
    monkeypatch.setattr(command, "train_inpaint", lambda settings, say: ending)
    found, said = train()
    assert found == code
    assert words in said


_BLOCKED = """
import sys
allowed = {"torch", "numpy", "cv2", "safetensors", "PIL", "engine"} | set(sys.stdlib_module_names)
theirs = {"typing_extensions", "sympy", "mpmath", "filelock", "jinja2", "networkx", "fsspec", "torchgen", "markupsafe"}

class Guard:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        caller = sys._getframe(1)
        while caller and "importlib" in caller.f_code.co_filename:
            caller = caller.f_back
        ours = caller is not None and caller.f_globals.get("__name__", "").startswith(("engine", "__main__"))
        if ours and top not in allowed or top in ("numba", "PySide6", "imagecodecs", "tifffile", "lz4", "platformdirs"):
            raise ImportError(f"training must not import {name}")
        return None

sys.meta_path.insert(0, Guard())
import engine.training.command, engine.training.export, engine.mask.random_holes, engine.cli.program
from engine.cli.program import _parser
_parser()
"""


def test_training_needs_only_torch_numpy_opencv_and_safetensors():
    done = subprocess.run([sys.executable, "-c", _BLOCKED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
