#!/usr/bin/env python3
"""Set Tratteggio up and do one job: run, test, bench, lint or setup.

Standard library only. Everything lands in this folder (.venv, .cache, out), apart from the Debian packages of
packaging/apt.txt. What follows the job is passed on: python3 packaging/bootstrap.py test -k brush
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpora  # noqa: E402  (its neighbours are found from here on)
import environment  # noqa: E402
import system_packages  # noqa: E402
from trouble import Trouble, say  # noqa: E402
from virtual_display import virtual_display  # noqa: E402

PYTHON = (3, 11)
SETUP_FAILED = 3
NO_TESTS = 5  # pytest's exit code where nothing was selected
E2E = Path("tests/e2e")


def other_python() -> str | None:
    """The path of the Python that Tratteggio runs on, where this is not the one."""
    name = "python%d.%d" % PYTHON
    if sys.platform != "win32":
        return shutil.which(name)
    launcher = shutil.which("py")
    if launcher is None:
        return None
    ask = [launcher, "-%d.%d" % PYTHON, "-c", "import sys; print(sys.executable)"]
    answer = subprocess.run(ask, capture_output=True, text=True)
    return answer.stdout.strip() or None


def set_up(profile: str, extras: tuple[str, ...] = ()) -> None:
    """Everything that the jobs of a profile stand on; a fraction of a second where it is all there."""
    system_packages.ensure(("window", "test") if profile == "dev" else ("window",))
    environment.Environment().ensure(profile, extras)


def python(*arguments: str, **environ: str) -> int:
    """Run the environment's Python in the project's folder; its exit code."""
    command = [str(environment.venv_python()), *arguments]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, **environ})


def has_display() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run(arguments: list[str]) -> int:
    """Open the window; without a screen, do the window's main job and say where the result is."""
    set_up("run")
    if arguments:
        return python("main.py", *arguments)
    if has_display():
        return python("main.py", "--sample")
    say("there is no display (neither DISPLAY nor WAYLAND_DISPLAY): filling the sample photo without a window")
    return python("main.py", "demo", "-o", str(ROOT / "out"))


def split_paths(arguments: list[str]) -> tuple[list[str], list[str], list[str]]:
    """Part pytest's arguments into options, paths of the end-to-end suite, and other paths."""
    options: list[str] = []
    e2e: list[str] = []
    others: list[str] = []
    for argument in arguments:
        path = ROOT / argument.split("::")[0]
        if argument.startswith("-") or not path.exists():
            options.append(argument)
        elif path.resolve().is_relative_to(ROOT / E2E):
            e2e.append(argument)
        else:
            others.append(argument)
    return options, e2e, others


def combined(codes: list[int]) -> int:
    """One exit code for several pytest runs: the first failure; 'no tests' only where none of them had any."""
    ran = [code for code in codes if code != NO_TESTS]
    return next((code for code in ran if code), 0) if ran else NO_TESTS


def test_without_screen(options: list[str], paths: list[str]) -> int:
    leave_out = [f"--ignore={E2E.as_posix()}", "--ignore=tests/bench"]
    # A part of the tests covers a part of the code: figures only for the whole.
    coverage = [] if options or paths else ["--cov", "--cov-report=term", "--cov-report=xml:.cache/coverage.xml"]
    return python("-m", "pytest", *leave_out, *coverage, *options, *(paths or ["tests"]))


def test_on_screen(options: list[str], paths: list[str]) -> int:
    if sys.platform != "linux":
        say("the end-to-end suite needs Xvfb and xdotool, and runs on Linux only: leaving it out")
        return NO_TESTS
    with virtual_display() as display:
        screen = {"DISPLAY": display, "WAYLAND_DISPLAY": "", "TRATTEGGIO_TEST_PLATFORM": "xcb"}
        return python("-m", "pytest", *options, *(paths or [E2E.as_posix()]), **screen)


def test(arguments: list[str]) -> int:
    """All tests: first those that need no screen, with coverage, then the end-to-end suite on a screen of its own."""
    set_up("dev")
    corpora.ensure()
    options, e2e, others = split_paths(arguments)
    every = not (e2e or others)
    codes: dict[str, int] = {}
    if every or others:
        codes["without a screen"] = test_without_screen(options, others)
    if e2e or (every and any((ROOT / E2E).rglob("test_*.py"))):
        codes["end to end"] = test_on_screen(options, e2e)
    failed = [name for name, code in codes.items() if code not in (0, NO_TESTS)]
    if failed:
        say(f"tests failed: {' and '.join(failed)}")
    return combined(list(codes.values()))


def bench(arguments: list[str]) -> int:
    """Measure fills, canvas and start-up on this machine."""
    set_up("dev")
    folder = ROOT / "tests" / "bench"
    if (folder / "__main__.py").is_file():
        return python(str(folder), *arguments)
    codes = [python(str(script), *arguments) for script in sorted(folder.glob("bench_*.py"))]
    return max(codes, default=0)


def lint(arguments: list[str]) -> int:
    """Style, types and import contracts; all of them, also where the first one fails."""
    set_up("dev")
    # import-linter has no `python -m`, only a script whose path differs from system to system.
    contracts = "from importlinter.cli import lint_imports_command as run; run()"
    checks = {
        "ruff check": ["-m", "ruff", "check", *arguments],
        "ruff format": ["-m", "ruff", "format", "--check", *arguments],
        "pyright": ["-m", "pyright", *arguments],
        "import contracts": ["-c", contracts, "--no-logo", "--cache-dir", ".cache/import_linter"],
    }
    failed: list[str] = []
    for name, command in checks.items():
        say(name)
        if python(*command) != 0:
            failed.append(name)
    say(f"lint failed: {', '.join(failed)}" if failed else "lint is clean")
    return 1 if failed else 0


def setup(arguments: list[str]) -> int:
    """Set up only; `setup --with heic` adds a reader of one more kind of photo, `--with cluster` batches over Dask."""
    options = argparse.ArgumentParser(prog="bootstrap.py setup")
    options.add_argument(
        "--with", dest="extras", action="append", default=[], metavar="EXTRA", help="heic, jxl, raw, cluster"
    )
    set_up("dev", tuple(options.parse_args(arguments).extras))
    say("ready")
    return 0


JOBS = {"run": run, "test": test, "bench": bench, "lint": lint, "setup": setup}


def parse(arguments: list[str]) -> tuple[str, list[str]]:
    """The job, and what is passed on to it; a -- between the two may stand or not."""
    summaries = "\n".join(f"  {name:6} {(job.__doc__ or '').splitlines()[0]}" for name, job in JOBS.items())
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description=f"Set Tratteggio up and do one job:\n{summaries}",
        epilog="What follows the job is passed on to the window, to pytest or to the linters.",
    )
    parser.add_argument("job", choices=sorted(JOBS), metavar="job")
    job = parser.parse_args(arguments[:1]).job
    rest = arguments[1:]
    return job, rest[1:] if rest[:1] == ["--"] else rest


def main(arguments: list[str]) -> int:
    job, rest = parse(arguments)
    if sys.version_info[:2] != PYTHON:
        right = other_python()
        if right is None:
            wanted = "%d.%d" % PYTHON
            here = "%d.%d" % sys.version_info[:2]
            say(f"Tratteggio runs on Python {wanted} and this is {here}: install Python {wanted}, then try again")
            return SETUP_FAILED
        return subprocess.call([right, str(Path(__file__).resolve()), *arguments])
    try:
        return JOBS[job](rest)
    except Trouble as trouble:
        say(str(trouble))
        return SETUP_FAILED
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
