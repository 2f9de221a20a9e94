"""Fetch the public malformed-image corpora that the tests read, into .cache/corpora (never committed).

pillow: Tests/images of the source distribution that matches the pinned Pillow (HPND).
gdk-pixbuf: the test images of Debian's gdk-pixbuf-tests (LGPL-2.1+).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import environment
import system_packages
from trouble import Trouble, say

FOLDER = environment.ROOT / ".cache" / "corpora"
_GDK_IMAGES = Path("usr/libexec/installed-tests/gdk-pixbuf/test-images")


def pillow_version() -> str:
    """The version that packaging/constraints.txt pins."""
    pin = re.search(r"(?im)^pillow==(\S+)", environment.CONSTRAINTS.read_text(encoding="utf-8"))
    if pin is None:
        raise Trouble("packaging/constraints.txt does not pin pillow: add the line pillow==VERSION")
    return pin[1]


def unpack_images(archive: Path, folder: Path) -> None:
    """Unpack what lies under NAME-VERSION/Tests/images of a source distribution; nothing else, no links."""
    with tarfile.open(archive) as tar:
        for member in tar:
            parts = PurePosixPath(member.name).parts
            if not member.isfile() or parts[1:3] != ("Tests", "images") or ".." in parts:
                continue
            target = folder.joinpath(*parts[3:])
            target.parent.mkdir(parents=True, exist_ok=True)
            content = tar.extractfile(member)
            assert content is not None  # only folders and links have none
            with content, target.open("wb") as file:
                shutil.copyfileobj(content, file)


def _fetch_pillow(work: Path) -> Path:
    pip = [str(environment.venv_python()), "-m", "pip", "download", "-qq", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--no-deps", "--no-binary=pillow", f"--dest={work}", f"pillow=={pillow_version()}"], check=True
    )
    unpack_images(next(work.glob("*.tar.gz")), work / "images")
    return work / "images"


def _fetch_gdk_pixbuf(work: Path) -> Path:
    download = ["apt-get", "-q", "download", "gdk-pixbuf-tests"]
    # No list of packages yet, or one that is out of date: renew it and try once more.
    if subprocess.call(download, cwd=work, stderr=subprocess.DEVNULL) != 0:
        system_packages.apt_get("update")
        subprocess.run(download, cwd=work, check=True)
    subprocess.run(["dpkg", "-x", str(next(work.glob("*.deb"))), str(work / "package")], check=True)
    return work / "package" / _GDK_IMAGES


def _corpora() -> dict[str, tuple[str, Callable[[Path], Path]]]:
    """Each corpus: what marks the edition that is wanted, and what fetches it into a work folder."""
    return {"pillow": (pillow_version(), _fetch_pillow), "gdk-pixbuf": ("bookworm", _fetch_gdk_pixbuf)}


def fetch(name: str, edition: str, fetch_images: Callable[[Path], Path], folder: Path = FOLDER) -> int:
    """Bring one corpus to the named edition, whole or not at all; the number of its files.

    Raises OSError, tarfile.TarError or subprocess.CalledProcessError where it cannot be had.
    """
    target, mark = folder / name, folder / f"{name}.edition"
    if not (target.is_dir() and mark.is_file() and mark.read_text(encoding="utf-8") == edition):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=f"{name}-") as work:
            images = fetch_images(Path(work))
            shutil.rmtree(target, ignore_errors=True)
            images.rename(target)
        mark.write_text(edition, encoding="utf-8")
    return sum(1 for path in target.rglob("*") if path.is_file())


def ensure() -> None:
    """Fetch what is missing. On CI a corpus that cannot be had is Trouble; elsewhere its tests skip, and say why."""
    for name, (edition, fetch_images) in _corpora().items():
        try:
            count = fetch(name, edition, fetch_images)
        except (OSError, StopIteration, tarfile.TarError, subprocess.CalledProcessError) as error:
            if "CI" in os.environ:
                raise Trouble(
                    f"the {name} corpus could not be fetched ({error}): CI must not go on without it"
                ) from error
            say(f"the {name} corpus could not be fetched ({error}): the tests that read it will be skipped")
        else:
            say(f"corpus {name} ({edition}): {count} files")


if __name__ == "__main__":
    try:
        ensure()
    except Trouble as trouble:
        sys.exit(f"[tratteggio] {trouble}")
