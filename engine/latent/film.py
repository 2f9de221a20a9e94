"""Film files: a folder of PNG pictures, GIF, animated WebP and MP4, each written whole or not at all.

MP4 holds H.264, which every browser, phone and player opens. PyAV writes it: at 512 px and 24 frames a second a morph
took 1.06 MB for 35.8 dB, where OpenCV's writer has MPEG-4 Part 2 alone, which browsers refuse (2.0 MB for 34.3 dB).
"""

from __future__ import annotations

import io
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from PIL import Image

from engine.errors import BadInput, WriteFailed
from engine.jobs import JobContext
from engine.language import mark, tr
from engine.latent.gif import write_gif
from engine.latent.webp import write_webp
from engine.photo import write_atomically, write_folder_atomically

SUFFIXES = {".gif": "gif", ".webp": "webp", ".mp4": "mp4"}  # anything else is a folder of PNG pictures
LEAST_SIZE, MOST_SIZE = 16, 1024
LEAST_FPS, MOST_FPS = 1.0, 60.0
_MOST_GIF_FPS = 50.0  # viewers take shorter delays than 2/100 s for a mistake, and show 10/100 s
_X264 = {"crf": "17", "preset": "medium"}
_BT709 = 1
_FRAME_NAME = re.compile(r"\d{4}\.png")
_ENDINGS = mark("End it in .gif, .webp or .mp4, or name a folder for PNG pictures.")


@dataclass(frozen=True)
class FilmSettings:
    """How a film is written.

    Attributes:
        fps: frames a second, 1 to 60, of a GIF to 50.
        size: the longer side of the film, px, 16 to 1024; 0 = as the pictures are.
    """

    fps: float = 24.0
    size: int = 0


@dataclass(frozen=True)
class FilmReport:
    """What was written: `kind` is "png", "gif", "webp" or "mp4"; `size` width and height in px."""

    path: Path
    kind: str
    frames: int
    size: tuple[int, int]
    bytes: int
    seconds: float

    @property
    def weight(self) -> str:
        """How large the files are together, for people: 340 kB, 2.1 MB."""
        return (
            tr("{bytes:.1f} MB", bytes=self.bytes / 1e6)
            if self.bytes >= 1e6
            else tr("{value} kB", value=max(1, round(self.bytes / 1e3)))
        )


def film_kind(path: Path) -> str:
    """What a film of this name is: "gif", "webp", "mp4", or "png" for a folder.

    Raises:
        BadInput: the name's ending says nothing that can be written.
    """
    suffix = path.suffix.lower()
    if suffix in SUFFIXES and not path.is_dir():
        return SUFFIXES[suffix]
    if suffix and not path.is_dir():
        raise BadInput(
            tr("“{name}” is no film that can be written: {suffix} is unknown.", name=path.name, suffix=suffix), _ENDINGS
        )
    return "png"


def check_film(path: Path, settings: FilmSettings, source: tuple[int, int]) -> None:
    """Refuse before the work what could not be written after it.

    Args:
        source: width and height of the pictures, px.

    Raises:
        BadInput: the ending, the folder, the pace or the size will not do.
    """
    kind = film_kind(path)
    if not path.absolute().parent.is_dir():
        raise BadInput(tr("There is no folder {parent}.", parent=path.parent), tr("Make it first, or choose another."))
    if not LEAST_FPS <= settings.fps <= MOST_FPS:
        raise BadInput(
            tr(
                "A film has {LEAST_FPS:g} to {MOST_FPS:g} frames a second, not {fps:g}.",
                LEAST_FPS=LEAST_FPS,
                MOST_FPS=MOST_FPS,
                fps=settings.fps,
            )
        )
    if kind == "gif" and settings.fps > _MOST_GIF_FPS:
        raise BadInput(
            tr(
                "A GIF has {MOST_GIF_FPS:g} frames a second at most, not {fps:g}.",
                MOST_GIF_FPS=_MOST_GIF_FPS,
                fps=settings.fps,
            ),
            tr("Take fewer, or write WebP or MP4."),
        )
    if settings.size and not LEAST_SIZE <= settings.size <= MOST_SIZE:
        raise BadInput(
            tr(
                "A film is {LEAST_SIZE} to {MOST_SIZE} px large, not {size} px.",
                LEAST_SIZE=LEAST_SIZE,
                MOST_SIZE=MOST_SIZE,
                size=settings.size,
            )
        )
    width, height = _film_size(source, settings.size)
    if kind == "mp4" and (width % 2 or height % 2):
        raise BadInput(
            tr("The sides of an MP4 are even; {width} x {height} px are not.", width=width, height=height),
            tr("Choose an even size, or write WebP."),
        )


def write_film(
    path: Path, frames: Sequence[np.ndarray], settings: FilmSettings, context: JobContext | None = None
) -> FilmReport:
    """Write a film; it repeats for ever where the format can say so (GIF, WebP).

    Args:
        path: its ending says what is written (`film_kind`). An existing film of that name is replaced.
        frames: H x W x 3 uint8 each, of one size. Taken one by one; a GIF asks for a few of them twice.
        context: hears how far it is, and says when to stop.

    Raises:
        BadInput: see `check_film`; or a folder of that name holds other things than an older film.
        WriteFailed: the disk is full, the place is read-only, or the system refused. What was there is untouched.
        Cancelled: as the context wished. Nothing is left behind.
    """
    if not len(frames):
        raise BadInput(tr("A film needs a frame at least."))
    start = time.perf_counter()
    height, width = frames[0].shape[:2]
    check_film(path, settings, (width, height))
    size = _film_size((width, height), settings.size)
    film = _Film(frames, settings.fps, size, context or JobContext())
    kind = film_kind(path)
    if kind == "png":
        write_folder_atomically(path, film.pngs(), lambda name: _FRAME_NAME.fullmatch(name) is not None)
    else:
        writers: dict[str, Callable[[BinaryIO], None]] = {"gif": film.gif, "webp": film.webp, "mp4": film.mp4}
        write_atomically(path, writers[kind])
    written = [entry.stat().st_size for entry in os.scandir(path)] if kind == "png" else [path.stat().st_size]
    return FilmReport(path, kind, len(frames), size, sum(written), time.perf_counter() - start)


def resized(picture: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """A picture at another size (width, height): Lanczos with three lobes, which blurs less than bicubic."""
    if picture.shape[1::-1] == size:
        return picture
    return np.asarray(Image.fromarray(np.ascontiguousarray(picture)).resize(size, Image.Resampling.LANCZOS))


def _film_size(source: tuple[int, int], longest: int) -> tuple[int, int]:
    times = longest / max(source) if longest else 1.0
    return max(1, round(source[0] * times)), max(1, round(source[1] * times))


class _Film:
    """One film on its way into a file."""

    def __init__(self, frames: Sequence[np.ndarray], fps: float, size: tuple[int, int], context: JobContext) -> None:
        self._frames, self._fps, self._size, self._context = frames, fps, size, context

    def _fit(self, picture: np.ndarray) -> np.ndarray:
        self._context.check()
        return resized(picture, self._size)

    def _told(self, done: int) -> None:
        self._context.report(
            done / len(self._frames), tr("Frame {done} of {frames}", done=done, frames=len(self._frames))
        )

    def _pictures(self) -> Iterator[np.ndarray]:
        for index in range(len(self._frames)):
            picture = self._fit(self._frames[index])
            self._told(index + 1)
            yield picture

    def pngs(self) -> Iterator[tuple[str, bytes]]:
        for index, picture in enumerate(self._pictures(), 1):
            stream = io.BytesIO()
            Image.fromarray(np.ascontiguousarray(picture)).save(stream, "PNG", compress_level=4)
            yield f"{index:04d}.png", stream.getvalue()

    def gif(self, stream: BinaryIO) -> None:
        # Rounded times, not rounded delays: the film as a whole keeps its pace.
        times = [round(100 * index / self._fps) for index in range(len(self._frames) + 1)]
        delays = [after - before for before, after in pairwise(times)]
        write_gif(stream, self._frames, delays, self._fit, self._told)

    def webp(self, stream: BinaryIO) -> None:
        times = [round(1000 * index / self._fps) for index in range(len(self._frames) + 1)]
        delays = [after - before for before, after in pairwise(times)]
        write_webp(stream, self._pictures(), delays)

    def mp4(self, stream: BinaryIO) -> None:
        av = _pyav()
        # The index goes to the front of the file, so that it plays while it loads: that needs a file with a name.
        with tempfile.TemporaryDirectory(prefix="tratteggio-film-") as folder:
            path = os.path.join(folder, "film.mp4")
            try:
                self._encode(av, path)
            except av.FFmpegError as error:
                raise _film_failed(error) from error
            with open(path, "rb") as made:
                while block := made.read(1 << 20):
                    self._context.check()
                    stream.write(block)

    def _encode(self, av: Any, path: str) -> None:
        rate = Fraction(self._fps).limit_denominator(1001)
        with av.open(path, "w", options={"movflags": "+faststart"}) as container:
            video = container.add_stream("libx264", rate=rate, options=_X264)
            video.width, video.height = self._size
            video.pix_fmt = "yuv420p"
            codec = video.codec_context
            codec.thread_count = 0
            codec.colorspace = codec.color_primaries = codec.color_trc = _BT709
            codec.color_range = _BT709  # of the studio: 16..235
            for picture in self._pictures():
                frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
                container.mux(video.encode(frame.reformat(format="yuv420p", dst_colorspace="ITU709")))
            container.mux(video.encode(None))


def _film_failed(error: Exception) -> OSError | WriteFailed:
    if isinstance(error, OSError) and error.errno:
        return OSError(error.errno, os.strerror(error.errno))  # `write_atomically` says it in words
    return WriteFailed(tr("The film could not be encoded ({error}).", error=error), tr("Write GIF or WebP instead."))


def _pyav() -> Any:
    """PyAV, loaded when the first MP4 is written.

    Raises:
        BadInput: it is not installed.
    """
    try:
        import av
    except ImportError as error:
        raise BadInput(
            tr("MP4 films need the package “av”, which is not installed."),
            tr("Write GIF or WebP instead, or run: python3 packaging/bootstrap.py setup"),
        ) from error
    return av
