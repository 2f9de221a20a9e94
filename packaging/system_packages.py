"""Install the Debian packages that packaging/apt.txt lists. Other systems bring what Qt needs, or say so."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from trouble import Trouble, say

LIST = Path(__file__).resolve().parent / "apt.txt"


def read_sections(text: str) -> dict[str, list[str]]:
    """The packages of each [section], in the order of the file; # starts a comment."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for raw in text.splitlines():
        line = raw.split("#")[0].strip()
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), [])
        elif line:
            current.append(line)
    return sections


def wanted(sections: tuple[str, ...]) -> list[str]:
    """What the named sections list, and the [venv] section where this Python cannot make a virtual environment."""
    listed = read_sections(LIST.read_text(encoding="utf-8"))
    names = sections if importlib.util.find_spec("ensurepip") else ("venv", *sections)
    return [package for name in names for package in listed[name]]


def installed_packages() -> set[str]:
    """Names of all installed Debian packages and of what they provide."""
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Abbrev}\t${Package}\t${Provides}\n"]
    names: set[str] = set()
    for line in subprocess.run(query, capture_output=True, text=True, check=True).stdout.splitlines():
        status, package, provides = line.split("\t")
        if status.startswith("ii"):
            names.add(package)
            names.update(entry.split()[0] for entry in provides.split(",") if entry.strip())
    return names


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root; None where nobody here may run it."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    return ["sudo"] if sys.stdin is not None and sys.stdin.isatty() else ["sudo", "-n"]


def apt_get(*arguments: str) -> bool:
    """Run apt-get as root, without questions; False where it failed or nobody here may run it."""
    prefix = root_prefix()
    if prefix is None:
        return False
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *arguments]
    return subprocess.call(command, stdin=None if prefix == ["sudo"] else subprocess.DEVNULL) == 0


def _install(missing: list[str]) -> None:
    by_hand = f"apt-get install --no-install-recommends {' '.join(missing)}"
    if root_prefix() is None:
        raise Trouble(
            f"Debian packages are missing and there is neither root nor sudo here: ask root to run '{by_hand}'"
        )
    say(f"installing Debian packages: {' '.join(missing)}")
    # Lists that are out of date name files that are gone; without a network the lists at hand may still do.
    apt_get("update")
    if not apt_get("install", "-y", "--no-install-recommends", *missing):
        raise Trouble(
            f"apt-get could not install {' '.join(missing)} (its reason is above): "
            f"check the network and the rights of this account, or ask root to run '{by_hand}'"
        )


def ensure(sections: tuple[str, ...]) -> None:
    """Install what is missing of the sections; a no-op off Linux. Raises Trouble where that cannot be done."""
    if sys.platform != "linux":
        return
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        say("this is not a Debian: if the window does not open, install the like of packaging/apt.txt by hand")
        return
    installed = installed_packages()
    missing = [package for package in wanted(sections) if package not in installed]
    if missing:
        _install(missing)
