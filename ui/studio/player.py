"""Plays a film in real time: frames are painted ahead off the main thread, and those that are late are left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import cv2
from PySide6.QtCore import QObject, Qt, Signal

from engine.latent.morph import Morph, MorphFrames
from ui.studio.state import StudioState
from ui.widgets.building import timer

if TYPE_CHECKING:
    import numpy as np

FPS = 24.0  # of the preview
_TICK_MS = 15
_AT_A_TIME = 4
_LANE = "film"
_LARGEST = 256  # px: larger frames are kept smaller, or a minute of them would not fit in memory


class FilmPlayer(QObject):
    """The film of the ticked snapshots, and where it stands.

    It keeps its pace: a frame that is not painted in time is not shown in this round, and is there in the next.
    """

    film_changed = Signal()
    moved = Signal(int)  # to this frame
    painted = Signal()  # more frames are there
    playing_changed = Signal(bool)

    def __init__(
        self, state: StudioState, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._state, self._clock = state, clock
        self._frames: MorphFrames | None = None
        self._pictures: dict[int, np.ndarray] = {}
        self._position = 0
        self._shown = -1
        self._started, self._started_at = 0.0, 0
        self._is_painting = False
        self._tick = timer(self, _TICK_MS, self._go_on, once=False)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        state.point_changed.connect(lambda _point: self._interrupted())

    @property
    def frames(self) -> MorphFrames | None:
        """The film; None while there is none."""
        return self._frames

    @property
    def count(self) -> int:
        return len(self._frames) if self._frames is not None else 0

    @property
    def position(self) -> int:
        return self._position

    @property
    def is_playing(self) -> bool:
        return self._tick.isActive()

    @property
    def ready(self) -> frozenset[int]:
        """The frames that are painted."""
        return frozenset(self._pictures)

    def set_film(self, frames: MorphFrames | None) -> None:
        """Another film, or none. It stands at the same share of its length."""
        share = self._position / self.count if self.count else 0.0
        self._state.drop(_LANE)
        self._frames, self._pictures, self._is_painting, self._shown = frames, {}, False, -1
        self._position = min(int(share * self.count), max(0, self.count - 1))
        if frames is None:
            self.pause()
        elif self.is_playing:
            self._start_from(self._position)
            self._paint()
        self.film_changed.emit()

    @property
    def morph(self) -> Morph | None:
        return self._frames.morph if self._frames is not None else None

    def play(self) -> None:
        """From where it stands; from the beginning where it stands at the end."""
        if self._frames is None or self.is_playing:
            return
        at_end = not self._frames.morph.loop and self._position >= self.count - 1
        self._start_from(0 if at_end else self._position)
        self._tick.start()
        self._paint()
        self.playing_changed.emit(True)

    def pause(self) -> None:
        if self.is_playing:
            self._tick.stop()
            self.playing_changed.emit(False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.is_playing:
            self.pause()
        else:
            self.play()

    def go_to(self, index: int) -> None:
        """Show one frame, as soon as it is painted."""
        if self._frames is None:
            return
        index = min(max(index, 0), self.count - 1)
        self._shown = -1  # another picture may have been looked at meanwhile
        self._start_from(index)
        self._set_position(index)
        self._paint(anew=True)

    def _interrupted(self) -> None:
        """The point was changed: the picture is no longer the film's."""
        self._shown = -1
        self.pause()

    def _start_from(self, index: int) -> None:
        self._started, self._started_at = self._clock(), index

    def _go_on(self) -> None:
        if self._frames is None:
            return
        index = self._started_at + int((self._clock() - self._started) * FPS)
        if self._frames.morph.loop:
            self._set_position(index % self.count)
        else:
            self._set_position(min(index, self.count - 1))
            if index >= self.count - 1:
                self.pause()
        self._paint()

    def _set_position(self, index: int) -> None:
        if index != self._position:
            self._position = index
            self.moved.emit(index)
        self._show()

    def _show(self) -> None:
        picture = self._pictures.get(self._position)
        if picture is not None and self._shown != self._position and self._frames is not None:
            self._shown = self._position
            self._state.show_painted(picture, self._frames.point(self._position))

    def _paint(self, *, anew: bool = False) -> None:
        """Ask for the next frames that are missing, from where the film stands."""
        frames = self._frames
        if frames is None or (self._is_painting and not anew) or len(self._pictures) == self.count:
            return
        ahead = ((self._position + step) % self.count for step in range(self.count))
        wanted = []
        for index in ahead:
            if index not in self._pictures:
                wanted.append(index)
            if len(wanted) == _AT_A_TIME:
                break

        def keep(place: int, picture: np.ndarray) -> None:
            if frames is self._frames:
                self._keep(wanted[place], picture)

        def go_on(_pictures: list[np.ndarray]) -> None:
            if frames is self._frames:
                self._is_painting = False
                self._paint()

        self._is_painting = True
        self._state.request([frames.point(index) for index in wanted], go_on, _LANE, part=keep)

    def _keep(self, index: int, picture: np.ndarray) -> None:
        side = max(picture.shape[:2])
        if side > _LARGEST:
            share = _LARGEST / side
            picture = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        self._pictures[index] = picture
        self.painted.emit()
        if index == self._position and (self.is_playing or self._shown != index):
            self._show()
