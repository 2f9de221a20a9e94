"""A studio over a painter that needs no network: a few pixels, made of the point's own numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from engine.errors import ModelBroken
from engine.latent.point import Base, LatentPoint
from engine.models.card import ModelCard, Needs
from ui.studio.state import ModelState, StudioState

SIZE = 8
PATIENCE_S = 60.0


@dataclass(frozen=True, eq=False)
class FakeDirection:
    """As `engine.latent.direction.Direction`."""

    id: str
    name: str
    source: str = "latent"
    space: str = "w"
    vector: tuple[float, ...] = (1.0,)
    explained: float | None = 0.5
    layers: tuple[int, int] = (0, 8)
    origin: str = "made for a test"
    group: str = ""
    range: tuple[float, float] = (-3.0, 3.0)
    named: bool = False


def at(state: StudioState, seed: int) -> LatentPoint:
    """The studio's point, begun at another seed."""
    return replace(state.point, base=Base.of_seed(seed))


class FakeGenerator:
    """Paints a flat colour that only the point decides, and remembers what it was asked for."""

    size, layers, latent, style, kind = SIZE, 9, 4, 6, "gan"

    def __init__(self, card: ModelCard, asked: list[LatentPoint] | None = None, extra: Sequence[Any] = ()) -> None:
        self.card = card
        self.asked = asked if asked is not None else []
        self.extra = tuple(extra)

    def directions(self) -> tuple[FakeDirection, ...]:
        return FakeDirection("d1", "Smile"), FakeDirection("d2", "Age"), FakeDirection("d3", "Light")

    def directions_with(self, extra: Sequence[Any]) -> FakeGenerator:
        return FakeGenerator(self.card, self.asked, extra)

    def uses_extra(self, point: LatentPoint) -> bool:
        extra = {one.id for one in self.extra}
        return any(move.direction in extra for move in point.moves)

    def baked(self, point: LatentPoint) -> LatentPoint:
        return LatentPoint(point.model, Base.of_styles(np.full((self.layers, self.style), 0.5)))

    def direction(self, name: str) -> FakeDirection:
        return next(one for one in (*self.directions(), *self.extra) if name in (one.id, one.name))

    def styles_of(self, point: LatentPoint) -> np.ndarray:
        """Layers x style: the seeds' numbers, and the sliders in the first of them."""
        styles = np.zeros((self.layers, self.style), np.float32)
        for seed, share in point.base.seeds:
            styles += np.float32(share) * np.random.RandomState(seed).standard_normal(self.style).astype(np.float32)
        styles[:, 0] += np.float32(sum(move.amount for move in point.moves))
        return np.asarray(point.base.styles, np.float32) if point.base.styles else styles

    def paint(self, styles: np.ndarray, noise: int | None) -> np.ndarray:
        colours = np.clip(128 + 40 * styles.mean(axis=1)[:, :3], 0, 255).astype(np.uint8)
        return np.broadcast_to(colours[:, None, None], (len(styles), SIZE, SIZE, 3)).copy()

    def pictures(self, points: Sequence[LatentPoint], context: Any = None) -> list[np.ndarray]:
        self.asked.extend(points)
        return [picture_of(point) for point in points]


def picture_of(point: LatentPoint) -> np.ndarray:
    """What a `FakeGenerator` paints of a point."""
    colour = np.frombuffer(hashlib.blake2b(repr(point).encode(), digest_size=3).digest(), np.uint8)
    return np.broadcast_to(colour, (SIZE, SIZE, 3)).copy()


def fake_card(name: str, label: str = "") -> ModelCard:
    needs = Needs(1, SIZE, SIZE)
    label = label or name.title()
    return ModelCard(name, label, "gan", "CC0-1.0", Path(f"{name}.safetensors"), "", "style-net", {}, needs, {})


def open_fake(name: str) -> FakeGenerator:
    """Opens any model but one that is called broken."""
    if name == "broken":
        raise ModelBroken("The weights of broken are damaged.", "Put the original file back.")
    return FakeGenerator(fake_card(name))


class Studios:
    """Makes states and ends them."""

    def __init__(self, wait: Callable[..., Any]) -> None:
        self._wait = wait
        self.made: list[StudioState] = []

    def __call__(
        self, *names: str, start: bool = True, opened: Callable[[str], Any] = open_fake, model: str = ""
    ) -> StudioState:
        cards = tuple(fake_card(name) for name in names)
        state = StudioState(installed=lambda: cards, opened=opened)
        self.made.append(state)
        if start:
            state.start(model)
            self._wait(lambda: state.model_state is not ModelState.OPENING)
            if state.model_state is ModelState.READY:
                self.painted(state)
        return state

    def painted(self, state: StudioState) -> None:
        """Wait until the picture is the point's, and its model's directions are known."""
        self._wait(lambda: state.picture_point == state.point and bool(state.directions))

    def shut_down(self) -> None:
        """End every studio that was made."""
        while self.made:
            assert self.made.pop().shut_down(PATIENCE_S)
