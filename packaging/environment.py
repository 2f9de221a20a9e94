"""The virtual environment .venv and the pinned Python packages inside it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from trouble import Trouble, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
# Set-up for `run` leaves out what only tests and linters need; set-up for "dev" has all of it.
PROFILES = ("run", "dev")
# openvino asks for it, and through it reports to its makers that it was imported. The engine keeps it from loading;
# what is not here cannot be loaded by anything else either.
UNWANTED = "openvino-telemetry"


def venv_python(venv: Path = VENV) -> Path:
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def requirements(profile: str, extras: tuple[str, ...] = ()) -> list[str]:
    """What pyproject.toml asks for. Raises Trouble for an extra that it does not name."""
    import tomllib  # not there in a Python older than ours, and this module must load in it to say so

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    optional = project["optional-dependencies"]
    unknown = [name for name in extras if name not in optional]
    if unknown:
        raise Trouble(f"there is no extra called {unknown[0]}: choose from {', '.join(sorted(optional))}")
    groups = (*extras, "dev") if profile == "dev" else extras
    return [*project["dependencies"], *(line for name in groups for line in optional[name])]


def key(wanted: list[str], constraints: str, python: str) -> str:
    """A fingerprint of all that decides what is installed."""
    return hashlib.sha256(json.dumps([sorted(wanted), constraints, python, sys.platform]).encode()).hexdigest()


def python_of(venv: Path) -> str | None:
    """The version of the environment's Python, or None where the environment does not work."""
    probe = "import pip, sys; print('%d.%d.%d' % sys.version_info[:3])"
    try:
        answer = subprocess.run([str(venv_python(venv)), "-c", probe], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    version = answer.stdout.strip()
    return version if version.startswith("%d.%d." % sys.version_info[:2]) else None


class Environment:
    """One virtual environment and its stamps: what was installed into it, and whether that was cut short."""

    def __init__(self, venv: Path = VENV) -> None:
        self.venv = venv
        self._partial = venv / "tratteggio-partial"

    def stamp(self, profile: str) -> Path:
        return self.venv / f"tratteggio-{profile}.stamp"

    def is_ready(self, profile: str, python: str | None) -> bool:
        """Whether the environment holds what the profile needs; the larger profile serves the smaller one."""
        if python is None or self._partial.exists():
            return False
        constraints = CONSTRAINTS.read_text(encoding="utf-8")
        serving = PROFILES[PROFILES.index(profile) :]
        return any(
            self.stamp(name).is_file()
            and self.stamp(name).read_text(encoding="utf-8") == key(requirements(name), constraints, python)
            for name in serving
        )

    def ensure(self, profile: str, extras: tuple[str, ...] = ()) -> None:
        """Bring the environment to what the profile and extras need. Raises Trouble where that cannot be done."""
        python = python_of(self.venv)
        ready = self.is_ready(profile, python)
        if ready and not extras:
            return
        if python is None or self._partial.exists():
            self._create()
        wanted = requirements(profile, extras)
        self._install(wanted)
        if not ready:
            self._write_stamp(profile)
            self._warm_up()

    def _create(self) -> None:
        if self.venv.exists():
            say("the virtual environment is broken or was left half-made: starting it afresh")
            shutil.rmtree(self.venv)
        say(f"making {self.venv.name}")
        if subprocess.call([sys.executable, "-m", "venv", str(self.venv)]) != 0 or python_of(self.venv) is None:
            shutil.rmtree(self.venv, ignore_errors=True)
            raise Trouble(
                "this Python cannot make a virtual environment with pip: "
                "install Debian's python3-venv, or Python 3.11 from another source, and run the same command again"
            )

    def _install(self, wanted: list[str]) -> None:
        if any(self.stamp(profile).is_file() for profile in PROFILES):
            say("installing the Python packages that are missing")
        else:
            say("installing the Python packages (2 GB on the disk; a minute or two on a quick line)")
        self._partial.touch()
        failed = self._pip("install", "--only-binary=:all:", "--constraint", str(CONSTRAINTS), *wanted)
        failed = failed or self._pip("uninstall", "--yes", UNWANTED)
        # pip ended by itself: it rolls back what it could not finish. Killed, it leaves this mark for the next run.
        self._partial.unlink()
        if failed:
            raise Trouble(
                "pip could not install the Python packages (its reason is above): "
                "check the network and the free disk space (3 GB), then run the same command again"
            )

    def _pip(self, *arguments: str) -> int:
        environ = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
        command = [str(venv_python(self.venv)), "-m", "pip", arguments[0], "-qq", *arguments[1:]]
        return subprocess.call(command, env=environ)

    def _write_stamp(self, profile: str) -> None:
        python = python_of(self.venv) or ""
        constraints = CONSTRAINTS.read_text(encoding="utf-8")
        self.stamp(profile).write_text(key(requirements(profile), constraints, python), encoding="utf-8")

    def _warm_up(self) -> None:
        if not (ROOT / "engine" / "inpaint" / "warmup.py").is_file():
            return
        say("making the fills quick on this machine, once")
        if subprocess.call([str(venv_python(self.venv)), "-m", "engine.inpaint.warmup"], cwd=ROOT) != 0:
            say("that did not work: the first fill will take longer, nothing else changes")
