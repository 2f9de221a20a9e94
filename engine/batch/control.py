"""The person's hand on a run: pause, go on, stop. Any thread may use it."""

from __future__ import annotations

from engine.jobs import CancelToken


class Control:
    """Args:
    token: the wish to stop; its own where none is given.
    """

    def __init__(self, token: CancelToken | None = None) -> None:
        self.token = token or CancelToken()
        self._is_paused = False

    @property
    def is_paused(self) -> bool:
        return self._is_paused and not self.token.is_cancelled

    @property
    def is_stopping(self) -> bool:
        return self.token.is_cancelled

    def pause(self) -> None:
        """Begin no further photo; those under way are finished."""
        self._is_paused = True

    def go_on(self) -> None:
        self._is_paused = False

    def stop(self) -> None:
        """End now: photos under way are given up, and nothing of them is left."""
        self.token.cancel()
