from __future__ import annotations

import sys
from pathlib import Path

import environment
import pytest
from environment import Environment, key, python_of, requirements, venv_python
from trouble import Trouble

VERSION = ".".join(map(str, sys.version_info[:3]))


@pytest.fixture
def venv(tmp_path, commands, monkeypatch):
    """An environment whose making and filling only leave traces; warm-up is left out."""

    def make(command: list[str]) -> int:
        if "venv" in command:
            Path(command[-1]).mkdir()
        return 0

    commands.answer = make
    monkeypatch.setattr(environment, "python_of", lambda folder: VERSION if folder.is_dir() else None)
    monkeypatch.setattr(Environment, "_warm_up", lambda self: None)
    return Environment(tmp_path / "venv")


def test_the_first_time_makes_and_fills_the_environment(venv, commands):
    venv.ensure("run")
    (make, fill, unwanted) = commands.seen
    assert make == [sys.executable, "-m", "venv", str(venv.venv)]
    assert "torch==2.13.0" in fill
    assert fill[fill.index("--constraint") + 1] == str(environment.CONSTRAINTS)
    assert unwanted[-3:] == ["-qq", "--yes", "openvino-telemetry"]
    assert venv.is_ready("run", VERSION)


def test_the_second_time_runs_nothing(venv, commands):
    venv.ensure("dev")
    commands.seen.clear()
    venv.ensure("dev")
    assert commands.seen == []


def test_how_much_is_installed_is_said_where_it_is_much(venv, capsys):
    venv.ensure("run")
    assert "2 GB" in capsys.readouterr().out
    venv.ensure("dev")
    told = capsys.readouterr().out
    assert "that are missing" in told
    assert "GB" not in told


def test_what_serves_development_serves_the_window_but_not_the_reverse(venv):
    venv.ensure("run")
    assert not venv.is_ready("dev", VERSION)
    venv.ensure("dev")
    venv.stamp("run").unlink()
    assert venv.is_ready("run", VERSION)


def test_new_pins_fill_it_again_without_making_it_anew(venv, commands, tmp_path, monkeypatch):
    venv.ensure("run")
    commands.seen.clear()
    pins = tmp_path / "constraints.txt"
    pins.write_text("torch==2.13.0\n", encoding="utf-8")
    monkeypatch.setattr(environment, "CONSTRAINTS", pins)
    venv.ensure("run")
    assert [("venv" in command, "install" in command) for command in commands.seen] == [(False, True), (False, False)]


def test_a_failed_install_leaves_no_stamp_and_says_the_way_out(venv, commands):
    commands.answer = lambda command: (Path(command[-1]).mkdir() or 0) if "venv" in command else 1
    with pytest.raises(Trouble, match="check the network"):
        venv.ensure("run")
    assert not venv.is_ready("run", VERSION)


def test_an_install_that_was_killed_starts_afresh(venv, commands):
    make = commands.answer

    def killed(command: list[str]) -> int:
        if "pip" in command:
            raise KeyboardInterrupt
        return make(command)

    commands.answer = killed
    with pytest.raises(KeyboardInterrupt):
        venv.ensure("run")
    (venv.venv / "half-written").touch()
    commands.answer = make
    venv.ensure("run")
    assert not (venv.venv / "half-written").exists()
    assert venv.is_ready("run", VERSION)


def test_a_broken_environment_is_made_anew(venv, commands, monkeypatch):
    venv.ensure("run")
    (venv.venv / "broken").touch()
    monkeypatch.setattr(
        environment,
        "python_of",
        lambda folder: None if not folder.is_dir() or (folder / "broken").exists() else VERSION,
    )
    commands.seen.clear()
    venv.ensure("run")
    assert len(commands.with_word("venv")) == 1
    assert venv.is_ready("run", VERSION)


def test_a_python_without_venv_is_named(venv, commands):
    commands.answer = lambda command: 1
    with pytest.raises(Trouble, match="python3-venv"):
        venv.ensure("run")
    assert not venv.venv.exists()


def test_extras_are_installed_each_time_they_are_asked_for(venv, commands):
    venv.ensure("run")
    commands.seen.clear()
    venv.ensure("run", ("heic",))
    assert len(commands.with_word("pillow-heif")) == 1


def test_an_unknown_extra_is_trouble_that_lists_the_known_ones():
    with pytest.raises(Trouble, match=r"no extra called psd.*heic"):
        requirements("run", ("psd",))


def test_only_development_gets_the_test_tools():
    assert "pytest" in requirements("dev")
    assert "pytest" not in requirements("run")


def test_the_key_depends_on_all_that_is_installed():
    base = key(["a", "b"], "a==1", "3.11.2")
    assert key(["b", "a"], "a==1", "3.11.2") == base
    assert (
        len({base, key(["a"], "a==1", "3.11.2"), key(["a", "b"], "a==2", "3.11.2"), key(["a", "b"], "a==1", "3.11.7")})
        == 4
    )


def test_python_of_a_folder_without_python_is_none(tmp_path):
    assert python_of(tmp_path) is None


def test_python_of_something_that_is_no_python_is_none(tmp_path):
    fake = venv_python(tmp_path)
    fake.parent.mkdir()
    fake.write_text("", encoding="utf-8")
    assert python_of(tmp_path) is None


@pytest.mark.parametrize(
    ("platform", "path"), [("win32", "Scripts/python.exe"), ("linux", "bin/python"), ("darwin", "bin/python")]
)
def test_each_platform_keeps_its_python_elsewhere(platform, path, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    assert venv_python(Path("v")) == Path("v") / path


def test_every_requirement_is_pinned_and_every_pin_is_exact():
    lines = environment.CONSTRAINTS.read_text(encoding="utf-8").splitlines()
    pins = dict(line.split("==") for line in lines if not line.startswith("#"))
    asked = [line.split(";")[0] for line in requirements("dev", ("heic", "jxl", "raw"))]
    names = {line.split("==")[0].split("[")[0].lower() for line in asked}
    assert names <= set(pins)
    assert {line.lower() for line in asked if "==" in line} <= {f"{name}=={version}" for name, version in pins.items()}
