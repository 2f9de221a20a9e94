"""Film files: what is in them, what is refused, and that they are written whole or not at all."""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image, ImageSequence

from engine import cli
from engine.errors import BadInput, Cancelled, WriteFailed
from engine.jobs import CancelToken, JobContext
from engine.latent import film
from engine.latent.film import FilmSettings, check_film, film_kind, write_film
from engine.latent.gif import palette_of
from engine.photo import AlreadyExists
from tests.engine.latent.film_fakes import FakeGenerator, pictures

NAMES = ("film.gif", "film.webp", "film.mp4", "frames")


def read(path: Path) -> list[np.ndarray]:
    if path.is_dir():
        return [np.asarray(Image.open(one)) for one in sorted(path.iterdir())]
    if path.suffix == ".mp4":
        with av.open(str(path)) as container:
            return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    with Image.open(path) as picture:
        return [np.asarray(frame.convert("RGB")) for frame in ImageSequence.Iterator(picture)]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_written_can_be_seen_again(name: str, tmp_path: Path) -> None:
    frames, told = pictures(7), []
    context = JobContext(on_progress=lambda progress: told.append(progress.fraction))
    report = write_film(tmp_path / name, frames, FilmSettings(fps=12.0), context)
    assert (report.kind, report.frames, report.size) == (film_kind(tmp_path / name), 7, (32, 24))
    assert report.bytes > 0
    seen = read(tmp_path / name)
    assert len(seen) == 7
    for picture, frame in zip(seen, frames, strict=True):
        assert np.abs(picture.astype(int) - frame).mean() < (0.01 if name == "frames" else 12)
    assert told[-1] == 1.0
    assert len(os.listdir(tmp_path)) == 1


def test_sizes_and_times_are_those_that_were_asked_for(tmp_path: Path) -> None:
    for name in NAMES:
        assert write_film(tmp_path / name, pictures(5), FilmSettings(30.0, 64)).size == (64, 48)
        assert read(tmp_path / name)[0].shape == (48, 64, 3)
    with Image.open(tmp_path / "film.gif") as gif:
        delays = [frame.info["duration"] for frame in ImageSequence.Iterator(gif)]
        assert gif.info["loop"] == 0
    assert sum(delays) == 170
    assert set(delays) == {30, 40}
    with av.open(str(tmp_path / "film.mp4")) as container:
        assert container.streams.video[0].average_rate == 30
        assert container.streams.video[0].codec_context.name == "h264"
    with Image.open(tmp_path / "film.webp") as webp:
        assert webp.info["loop"] == 0


def test_what_stands_still_in_a_gif_does_not_flicker(tmp_path: Path) -> None:
    frames = [picture.copy() for picture in pictures(6)]
    for frame in frames:
        frame[:, :12] = frames[0][:, :12]
    write_film(tmp_path / "film.gif", frames, FilmSettings())
    seen = read(tmp_path / "film.gif")
    assert all((picture[:, :12] == seen[0][:, :12]).all() for picture in seen)


def test_a_slow_webp_keeps_up_with_its_frames(tmp_path: Path) -> None:
    slope = np.linspace(60, 150, 64).astype(np.uint8)
    frames = [np.stack([np.broadcast_to(slope, (64, 64)) + shade] * 3, axis=-1).astype(np.uint8) for shade in range(24)]
    frames += [frames[-1]] * 3
    write_film(tmp_path / "film.webp", frames, FilmSettings())
    seen = read(tmp_path / "film.webp")
    assert len(seen) == 24  # what stands still is one frame
    assert max(np.abs(one.astype(int) - frame).mean() for one, frame in zip(seen, frames, strict=False)) < 1.5
    with Image.open(tmp_path / "film.webp") as webp:
        webp.seek(23)
        webp.load()
        assert webp.info["duration"] == round(27 / 24 * 1000) - round(23 / 24 * 1000)


def test_a_film_of_one_colour_is_a_film(tmp_path: Path) -> None:
    frames = [np.full((16, 16, 3), 90, np.uint8)] * 3
    for name in ("film.gif", "film.webp"):
        write_film(tmp_path / name, frames, FilmSettings())
        assert np.abs(read(tmp_path / name)[-1].astype(int) - 90).max() <= 3
    assert palette_of(frames).tolist()[0] == [90, 90, 90]


def test_what_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    wrong: list[tuple[str, FilmSettings, str]] = [
        ("film.avi", FilmSettings(), "no film that can be written"),
        ("nowhere/film.gif", FilmSettings(), "There is no folder"),
        ("film.gif", FilmSettings(60.0), "50 frames a second at most"),
        ("film.mp4", FilmSettings(61.0), "1 to 60 frames"),
        ("film.mp4", FilmSettings(24.0, 33), "are even"),
        ("film.webp", FilmSettings(24.0, 2000), "16 to 1024 px"),
    ]
    for name, settings, words in wrong:
        with pytest.raises(BadInput, match=words):
            check_film(tmp_path / name, settings, (32, 32))
    with pytest.raises(BadInput, match="a frame at least"):
        write_film(tmp_path / "film.gif", [], FilmSettings())


@pytest.mark.parametrize("name", NAMES)
def test_a_film_that_is_stopped_leaves_nothing_behind(name: str, tmp_path: Path) -> None:
    token = CancelToken()
    context = JobContext(token, lambda progress: token.cancel() if progress.fraction > 0.4 else None)
    with pytest.raises(Cancelled):
        write_film(tmp_path / name, pictures(6), FilmSettings(), context)
    assert not os.listdir(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_is_said_and_the_older_film_stays(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_film(tmp_path / name, pictures(3), FilmSettings())
    before = read(tmp_path / name)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(WriteFailed, match="no space left"):
            write_film(tmp_path / name, pictures(5), FilmSettings())
    assert len(os.listdir(tmp_path)) == 1
    assert all((a == b).all() for a, b in zip(before, read(tmp_path / name), strict=True))


def test_a_folder_gives_way_only_to_its_own_kind(tmp_path: Path) -> None:
    target = tmp_path / "frames"
    write_film(target, pictures(5), FilmSettings())
    write_film(target, pictures(2), FilmSettings())
    assert sorted(os.listdir(target)) == ["0001.png", "0002.png"]
    (target / "letter.txt").touch()
    with pytest.raises(AlreadyExists, match=r"letter\.txt"):
        write_film(target, pictures(2), FilmSettings())
    assert len(os.listdir(target)) == 3
    (tmp_path / "plain").touch()
    with pytest.raises(AlreadyExists, match="already a file"):
        write_film(tmp_path / "plain", pictures(2), FilmSettings())


def test_without_pyav_the_way_out_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(BadInput, match="Write GIF or WebP"):
        write_film(tmp_path / "film.mp4", pictures(2), FilmSettings())
    assert not os.listdir(tmp_path)


def test_an_encoder_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(film._X264, "crf", "loud")
    with pytest.raises(WriteFailed):
        write_film(tmp_path / "film.mp4", pictures(2), FilmSettings())
    assert not os.listdir(tmp_path)


# The command


@pytest.fixture
def faces(monkeypatch: pytest.MonkeyPatch) -> None:
    from types import SimpleNamespace

    card, made = SimpleNamespace(name="faces"), FakeGenerator()
    made.runtime = "numpy"  # type: ignore[attr-defined]
    monkeypatch.setattr("engine.latent.generator.find_generator", lambda _name: card)
    monkeypatch.setattr("engine.latent.generator.open_generator", lambda _card, _device: made)


def morph(*options: str) -> int:
    return cli.main(["morph", "--model", "faces", *options])


def test_the_command_writes_a_film(faces: None, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "out.gif"
    options = ("--seeds", "1,2,3", "--frames", "6", "--loop", "--easing", "spline", "--size", "32", "-o", str(out))
    assert morph(*options, "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["format"], facts["frames"], facts["size"]) == ("gif", 6, [32, 32])
    assert len(read(out)) == 6
    folder = tmp_path / "frames"
    assert morph("--seeds", "1,2", "--seconds", "0.25", "--fps", "20", "--through", "latents", "-o", str(folder)) == 0
    assert len(os.listdir(folder)) == 5
    assert "5 frames of 16 x 16 px" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--seeds", "1,x"), "no list of seeds|not a list of seeds"),
        (("--seeds", "1"), "two key frames"),
        (("--seeds", "1,2", "--frames", "0"), "2 to 3600 frames"),
        (("--seeds", "1,2", "--frames", "9", "--seconds", "1"), "not by both"),
        (("--seeds", "1,2", "--fps", "0"), "not a number"),
        (("--seeds", "1,2", "--fps", "55"), "50 frames a second"),
        (("--seeds", "1,2", "--truncation", "nan"), "not a number"),
    ],
)
def test_the_command_says_what_is_wrong(
    options: tuple[str, ...], words: str, faces: None, tmp_path: Path, capsys: Any
) -> None:
    assert morph(*options, "-o", str(tmp_path / "out.gif")) == 2
    assert re.search(words, capsys.readouterr().err)
    assert not os.listdir(tmp_path)
