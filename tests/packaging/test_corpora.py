from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

import corpora
import pytest
from trouble import Trouble


def write_archive(path: Path, names: list[str]) -> None:
    with tarfile.open(path, "w:gz") as tar:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = 4
            tar.addfile(member, io.BytesIO(b"data"))
        link = tarfile.TarInfo("pillow-1/Tests/images/link.png")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)


def unpacked(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_only_images_are_unpacked_and_nothing_leaves_the_folder(tmp_path):
    archive = tmp_path / "pillow-1.tar.gz"
    inside = ["pillow-1/Tests/images/a.png", "pillow-1/Tests/images/deep/b.tif"]
    outside = ["pillow-1/src/a.c", "pillow-1/Tests/images/../../../out.png", "pillow-1/Tests/x.py"]
    write_archive(archive, inside + outside)
    corpora.unpack_images(archive, tmp_path / "images")
    assert unpacked(tmp_path) == {"pillow-1.tar.gz", "images/a.png", "images/deep/b.tif"}


def images_of(*names: str):
    def fetch(work: Path) -> Path:
        (work / "images").mkdir()
        for name in names:
            (work / "images" / name).touch()
        return work / "images"

    return fetch


def never(work: Path) -> Path:
    raise AssertionError("fetched although it is here")


def fails(work: Path) -> Path:
    raise subprocess.CalledProcessError(1, "pip")


def test_a_corpus_is_fetched_once_for_each_edition(tmp_path):
    assert corpora.fetch("pillow", "1", images_of("a", "b"), tmp_path) == 2
    assert corpora.fetch("pillow", "1", never, tmp_path) == 2
    assert corpora.fetch("pillow", "2", images_of("c"), tmp_path) == 1
    assert unpacked(tmp_path) == {"pillow/c", "pillow.edition"}


def test_a_failed_fetch_leaves_nothing_behind(tmp_path):
    with pytest.raises(subprocess.CalledProcessError):
        corpora.fetch("pillow", "1", fails, tmp_path)
    assert unpacked(tmp_path) == set()


@pytest.fixture
def no_network(tmp_path, monkeypatch):
    monkeypatch.setattr(corpora, "_corpora", lambda: {"pillow": ("1", fails)})
    monkeypatch.setattr(corpora.fetch, "__defaults__", (tmp_path,))


def test_without_a_network_a_person_reads_which_tests_skip(no_network, monkeypatch, capsys):
    monkeypatch.delenv("CI", raising=False)
    corpora.ensure()
    assert "pillow corpus could not be fetched" in capsys.readouterr().out


def test_without_a_network_ci_stops(no_network, monkeypatch):
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Trouble, match="pillow corpus"):
        corpora.ensure()


def test_the_corpus_follows_the_pinned_pillow():
    assert corpora.pillow_version()[0].isdigit()
