from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path

import bootstrap
import corpora
import pytest
from trouble import Trouble


@pytest.fixture
def jobs(commands, monkeypatch):
    """The jobs on a machine that is set up already; returns what they ran."""

    @contextmanager
    def display():
        yield ":7"

    monkeypatch.setattr(bootstrap, "set_up", lambda profile, extras=(): None)
    monkeypatch.setattr(corpora, "ensure", lambda: None)
    monkeypatch.setattr(bootstrap, "virtual_display", display)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "PYTHON", sys.version_info[:2])
    return commands


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with one test without and one with a screen."""
    for name in ("tests/engine/test_a.py", "tests/e2e/test_window.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    return tmp_path


def arguments_of(command: list[str]) -> list[str]:
    return command[1:]


@pytest.mark.parametrize(
    ("given", "rest"),
    [
        (["test"], []),
        (["test", "-k", "foo"], ["-k", "foo"]),
        (["test", "--", "-k", "foo"], ["-k", "foo"]),
        (["test", "-h"], ["-h"]),
        (["test", "--", "--", "x"], ["--", "x"]),
    ],
)
def test_what_follows_the_job_is_passed_on(given, rest):
    assert bootstrap.parse(given) == ("test", rest)


def test_help_names_every_job(capsys):
    with pytest.raises(SystemExit) as ended:
        bootstrap.main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert all(job in shown for job in bootstrap.JOBS)


@pytest.mark.parametrize("given", [[], ["paint"]])
def test_no_job_or_an_unknown_one_is_refused(given, capsys):
    with pytest.raises(SystemExit) as ended:
        bootstrap.main(given)
    assert ended.value.code == 2


def test_run_opens_the_sample_where_there_is_a_screen(jobs, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    assert bootstrap.main(["run"]) == 0
    assert arguments_of(jobs.seen[0]) == ["main.py", "--sample"]


def test_run_passes_photos_on(jobs, monkeypatch):
    monkeypatch.setenv("DISPLAY", ":0")
    bootstrap.main(["run", "a photo.jpg"])
    assert arguments_of(jobs.seen[0]) == ["main.py", "a photo.jpg"]


def test_run_without_a_screen_fills_the_sample_and_says_so(jobs, monkeypatch, capsys):
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    bootstrap.main(["run"])
    assert arguments_of(jobs.seen[0])[:3] == ["main.py", "demo", "-o"]
    assert "no display" in capsys.readouterr().out


def test_all_tests_run_in_two_parts_with_coverage_for_the_first(jobs, project):
    assert bootstrap.main(["test"]) == 0
    (unit, e2e) = map(arguments_of, jobs.seen)
    assert "--cov" in unit
    assert "--ignore=tests/e2e" in unit
    assert e2e == ["-m", "pytest", "tests/e2e"]


def test_options_go_to_both_parts_and_drop_the_coverage_figures(jobs, project):
    bootstrap.main(["test", "-k", "brush"])
    assert all(command[command.index("-k") :][:2] == ["-k", "brush"] for command in jobs.seen)
    assert len(jobs.seen) == 2
    assert not any("--cov" in command for command in jobs.seen)


def test_a_path_runs_only_its_own_part(jobs, project):
    bootstrap.main(["test", "tests/e2e/test_window.py::test_it", "-x"])
    bootstrap.main(["test", "tests/engine/test_a.py"])
    (e2e, unit) = map(arguments_of, jobs.seen)
    assert e2e == ["-m", "pytest", "-x", "tests/e2e/test_window.py::test_it"]
    assert unit[-1] == "tests/engine/test_a.py"


def test_the_end_to_end_part_gets_its_own_screen(jobs, project, monkeypatch):
    given: dict[str, str] = {}
    monkeypatch.setattr(bootstrap, "python", lambda *arguments, **environ: given.update(environ) or 0)
    bootstrap.main(["test", "tests/e2e"])
    assert given == {"DISPLAY": ":7", "WAYLAND_DISPLAY": "", "TRATTEGGIO_TEST_PLATFORM": "xcb"}


def test_the_end_to_end_part_is_left_out_off_linux(jobs, project, monkeypatch, capsys):
    monkeypatch.setattr(sys, "platform", "darwin")
    bootstrap.main(["test"])
    assert len(jobs.seen) == 1
    assert "Linux only" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("codes", "code"),
    [([0], 0), ([0, 0], 0), ([1, 0], 1), ([0, 1], 1), ([5, 0], 0), ([0, 5], 0), ([5, 5], 5), ([5, 2], 2), ([], 5)],
)
def test_exit_codes_combine(codes, code):
    assert bootstrap.combined(codes) == code


def test_a_failing_part_fails_the_job_and_is_named_and_the_other_still_runs(jobs, project, capsys):
    jobs.answer = lambda command: int("--cov" in command)
    assert bootstrap.main(["test"]) == 1
    assert len(jobs.seen) == 2
    assert "tests failed: without a screen" in capsys.readouterr().out


def test_lint_runs_every_check_and_names_those_that_failed(jobs, capsys):
    jobs.answer = lambda command: int("pyright" in command)
    assert bootstrap.main(["lint"]) == 1
    assert len(jobs.seen) == 4
    assert "lint failed: pyright\n" in capsys.readouterr().out


def test_bench_runs_every_script_and_passes_arguments_on(jobs, project):
    folder = project / "tests/bench"
    folder.mkdir()
    for name in ("bench_fill.py", "bench_canvas.py", "helper.py"):
        (folder / name).touch()
    jobs.answer = lambda command: int("bench_fill" in command[1])
    assert bootstrap.main(["bench", "--quick"]) == 1
    assert [[Path(script).name, *rest] for _, script, *rest in jobs.seen] == [
        ["bench_canvas.py", "--quick"],
        ["bench_fill.py", "--quick"],
    ]


def test_bench_leaves_the_order_to_a_main_script_where_there_is_one(jobs, project):
    (project / "tests/bench").mkdir()
    (project / "tests/bench/__main__.py").touch()
    bootstrap.main(["bench"])
    assert [command[1] for command in jobs.seen] == [str(project / "tests/bench")]


def test_setup_passes_extras_on(jobs, monkeypatch):
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "set_up", lambda profile, extras=(): asked.append(extras))
    assert bootstrap.main(["setup", "--with", "heic", "--with", "jxl"]) == 0
    assert asked == [("heic", "jxl")]


def test_trouble_is_one_sentence_and_its_own_exit_code(jobs, monkeypatch, capsys):
    def fail(profile: str, extras: tuple[str, ...] = ()) -> None:
        raise Trouble("no network: plug it in")

    monkeypatch.setattr(bootstrap, "set_up", fail)
    assert bootstrap.main(["setup"]) == bootstrap.SETUP_FAILED
    assert capsys.readouterr().out == "[tratteggio] no network: plug it in\n"


def test_another_python_hands_over_to_the_right_one(jobs, monkeypatch):
    monkeypatch.setattr(bootstrap, "PYTHON", (3, 99))
    monkeypatch.setattr(bootstrap, "other_python", lambda: "/usr/bin/python3.99")
    bootstrap.main(["test", "-k", "x"])
    assert jobs.seen == [["/usr/bin/python3.99", str(Path(bootstrap.__file__).resolve()), "test", "-k", "x"]]


def test_the_wrong_python_alone_says_which_is_wanted(jobs, monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "PYTHON", (3, 99))
    monkeypatch.setattr(bootstrap, "other_python", lambda: None)
    assert bootstrap.main(["test"]) == bootstrap.SETUP_FAILED
    assert "install Python 3.99" in capsys.readouterr().out
    assert jobs.seen == []


def test_ctrl_c_ends_quietly(jobs):
    def interrupt(command: list[str]) -> int:
        raise KeyboardInterrupt

    jobs.answer = interrupt
    assert bootstrap.main(["lint"]) == 130
