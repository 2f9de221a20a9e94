"""A generator that is open: from points to styles, from styles to pictures, from a picture back to its latent.

Styles are made in numpy; the network that paints and the one that encodes run through `engine.models.runtime`. Pictures
are painted one by one: what runs a network may add up in another order where it is given several, and a point is to
give the same picture, bit for bit, whoever else is painted with it.
"""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from engine.device import Runtime
from engine.errors import BadInput, ModelBroken
from engine.jobs import JobContext
from engine.language import tr
from engine.latent.catalog import named_directions, read_names
from engine.latent.direction import (
    Direction,
    Spread,
    closed_form_directions,
    latent_directions,
    principal_directions,
)
from engine.latent.network import StyleMapping, noise_maps, shape_of
from engine.latent.point import Base, LatentPoint, Layers, z_of_seed
from engine.latent.prior import latent_of_seed, read_prior
from engine.models import registry, runtime
from engine.models.card import ModelCard, read_card

_LATE = 100  # place among the models of a card that claims none
_PURPOSES = ("gan", "vae")
_PAINTER, _ENCODER = "synthesis", "encoder"
_SAMPLES = 4096  # latents by which a model's own points are known
_SAMPLES_SEED = 20_191_205
_PROBES = 64  # of them, by which a change of z is carried over to styles that have none
_MOST_OPEN = 6
_MOST_NOISES = 2  # kept; a map of a large network takes tens of megabytes

_ZMoves = Sequence[tuple[np.ndarray, int, int]]  # by how much, and in which layers


class _Core:
    """What every view of one generator shares. Anything that takes time is made when it is first asked for."""

    def __init__(self, card: ModelCard, device: str) -> None:
        self.card = card
        self.shape = shape_of(card)
        self.mapping = StyleMapping(card, self.shape)
        self._prior = read_prior(card, self.shape.latent)
        self.noise = lru_cache(maxsize=_MOST_NOISES)(lambda seed: noise_maps(seed, self.shape))
        self._device = device
        self._lock = threading.RLock()
        self._runners: dict[str, runtime.Runner] = {}

    def runner(self, part: str) -> runtime.Runner:
        """Kept from its first use on: a network that is converted meanwhile would change the last bits of pictures."""
        with self._lock:
            if part not in self._runners:
                self._runners[part] = runtime.load_runner(self.card, self._device, part)
            return self._runners[part]

    @cached_property
    def _samples(self) -> np.ndarray:
        drawn = np.random.RandomState(_SAMPLES_SEED).standard_normal((_SAMPLES, self.shape.latent))
        return drawn.astype(np.float32)

    def latent_of_seed(self, seed: int) -> np.ndarray:
        """Z float32."""
        return latent_of_seed(self._prior, seed, self.shape.latent)

    @cached_property
    def spread(self) -> Spread:
        own = self._samples
        if self._prior is not None:
            own = np.stack([self._prior.latent(_SAMPLES_SEED + index) for index in range(_SAMPLES)])
        found = Spread.of(self.mapping(own))
        return found if self.mapping.mean is None else Spread(self.mapping.mean, found.covariance)

    @cached_property
    def probes(self) -> np.ndarray:
        """Latents that stand for all of them, _PROBES x Z: every one with its opposite, so that their mean is 0."""
        half = self._samples[: _PROBES // 2]
        return np.concatenate([half, -half])

    @cached_property
    def probes_middle(self) -> np.ndarray:
        return self.mapping(self.probes).mean(axis=0)

    @cached_property
    def directions(self) -> tuple[Direction, ...]:
        layers, name = self.shape.layers, self.card.name
        known = read_names(self.card)
        principal = principal_directions(self.spread, layers, name)
        is_vae = self.card.purpose == "vae"
        latents: tuple[Direction, ...] = ()
        if is_vae or known:
            information, origin = self._information()
            latents = latent_directions(information, layers, name, origin, known)
        if is_vae:
            found = (*latents, *principal)
        else:
            found = (*principal, *closed_form_directions(self.mapping.power, self.spread, layers, name))
            found = (*found, *(latent for latent in latents if latent.id in known))
        return named_directions(self.card, found, layers, known)

    def _information(self) -> tuple[np.ndarray, str]:
        """How much each latent tells, and how that is known."""
        told = self.card.facts.get("latents")
        nats = told.get("kl") if isinstance(told, dict) else None
        if isinstance(nats, list) and len(nats) == self.shape.latent:
            try:
                known = np.array(nats, np.float64)
            except (TypeError, ValueError):
                known = np.array([np.nan])
            if known.shape == (self.shape.latent,) and np.isfinite(known).all() and known.max() > 0:
                return known, tr("A latent that says much about photos (KL divergence)")
        return self._use(), tr("A latent that changes styles much")

    def _use(self) -> np.ndarray:
        """Z: how far the modulations go along with each latent, squared, by the mean slope of styles over it."""
        samples = self._samples
        slopes = samples.T @ (self.mapping(samples) - self.spread.mean) / len(samples)
        return np.einsum("zv,vw,zw->z", slopes, self.mapping.power, slopes, optimize=True)


class Generator:
    """A generator of pictures. Made by `open_generator`; any thread may use it.

    Args:
        core: what all views of this generator share.
        extra: directions that it knows besides its own.

    Raises:
        BadInput: an extra direction is another model's.
    """

    def __init__(self, core: _Core, extra: Iterable[Direction] = ()) -> None:
        self._core = core
        self._extra = {direction.id: direction for direction in extra}
        for direction in self._extra.values():
            self._check_direction(direction)

    # What it is

    @property
    def card(self) -> ModelCard:
        return self._core.card

    @property
    def kind(self) -> str:
        """ "gan" or "vae"."""
        return self.card.purpose

    @property
    def size(self) -> int:
        """Side of its pictures, px."""
        return self._core.shape.size

    @property
    def layers(self) -> int:
        """How many styles a picture has."""
        return self._core.shape.layers

    @property
    def latent(self) -> int:
        """Length of z."""
        return self._core.shape.latent

    @property
    def style(self) -> int:
        """Length of w."""
        return self._core.shape.style

    @property
    def noise_side(self) -> int:
        """Side of the finest noise map, px."""
        return self._core.shape.noise_side

    @property
    def has_encoder(self) -> bool:
        """Whether `encode` can tell a picture's latent."""
        return self._core.shape.has_encoder

    @property
    def runtime(self) -> Runtime:
        """What paints. Loads the network."""
        return self._core.runner(_PAINTER).runtime

    @property
    def spread(self) -> Spread:
        """How the styles of the model's own points lie."""
        return self._core.spread

    @property
    def mean_style(self) -> np.ndarray:
        """W float32: the mean of what the mapping network gives, or the mean style that came with the weights."""
        return self.spread.mean.astype(np.float32)

    # Directions

    def directions(self) -> tuple[Direction, ...]:
        """The model's own, without extra ones: first those that somebody has looked at and named."""
        return self._core.directions

    def directions_with(self, extra: Iterable[Direction]) -> Generator:
        """The same generator, which knows exactly these directions besides its own; cheap.

        Raises:
            BadInput: one of them is another model's.
        """
        return Generator(self._core, extra)

    @property
    def own(self) -> Generator:
        """The same generator without extra directions."""
        return Generator(self._core) if self._extra else self

    def direction(self, name: str) -> Direction:
        """The direction of an id or, whatever its case, of a name.

        Raises:
            BadInput: there is none.
        """
        if name in self._extra:
            return self._extra[name]
        everything = (*self.directions(), *self._extra.values())
        found = next((one for one in everything if one.id == name), None)
        found = found or next((one for one in everything if one.name.casefold() == name.strip().casefold()), None)
        if found is None:
            advice = tr("`python main.py latents {name}` lists those there are.", name=self.card.name)
            raise BadInput(tr("{label} knows no direction named {name}.", label=self.card.label, name=name), advice)
        return found

    def uses_extra(self, point: LatentPoint) -> bool:
        """Whether a point moves along a direction that is not the model's own."""
        return any(move.direction in self._extra for move in point.moves)

    def baked(self, point: LatentPoint) -> LatentPoint:
        """The point of the same picture, bit for bit, that needs no direction: all is in its styles.

        Raises:
            BadInput: see `styles_of`.
        """
        styles = self.styles_of(point)
        rows = styles[:1] if (styles == styles[0]).all() else styles
        return LatentPoint(point.model, Base.of_styles(rows), noise=point.noise)

    # From a point to its styles

    def map(self, z: np.ndarray) -> np.ndarray:
        """The mapping network: N x W float32, of N x Z latents; each row as if it were alone."""
        rows = [self._core.mapping(row[None]) for row in np.asarray(z)]
        return np.concatenate(rows).astype(np.float32) if rows else np.zeros((0, self.style), np.float32)

    def styles_of(self, point: LatentPoint) -> np.ndarray:
        """L x W float32: a style for each layer.

        The base is moved in z, mapped, and mixed with others layer by layer; truncation then draws it towards the mean
        style, and moves in w come last, so that sliders keep their strength however far that is.

        Raises:
            BadInput: the point is another model's, or one of its directions is not known.
        """
        self._check_point(point)
        moves = [(self.direction(move.direction), move) for move in point.moves]
        reaches = [self._reach(move.layers or direction.layers) for direction, move in moves]
        shifts = [move.amount * direction.vector.astype(np.float64) for direction, move in moves]
        in_space = [direction.space for direction, _ in moves]
        z_moves = [(shift, *reach) for shift, reach, s in zip(shifts, reaches, in_space, strict=True) if s == "z"]
        w_moves = [(shift, *reach) for shift, reach, s in zip(shifts, reaches, in_space, strict=True) if s == "w"]
        styles = self._styles_of_base(point.base, z_moves)
        for mix in point.mixes:
            first, last = self._reach(mix.layers)
            styles[first : last + 1] = self._styles_of_base(mix.base, z_moves)[first : last + 1]
        if point.truncation != 1.0:
            drawn = styles[: point.cutoff]
            drawn[:] = self.spread.mean + point.truncation * (drawn - self.spread.mean)
        for shift, first, last in w_moves:
            styles[first : last + 1] += shift
        return styles.astype(np.float32)

    def _styles_of_base(self, base: Base, z_moves: _ZMoves) -> np.ndarray:
        """L x W float64, an array of the caller's own."""
        if base.styles:
            return self._explicit(base) + self._mean_effect(z_moves)
        if base.z:
            return self._mapped(np.array(base.z), z_moves)
        seeds = (weight * self._mapped(self.latent_of_seed(seed), z_moves) for seed, weight in base.seeds)
        return np.sum(list(seeds), axis=0)

    def _explicit(self, base: Base) -> np.ndarray:
        counts = {len(row) for row in base.styles}
        if len(base.styles) not in (1, self.layers) or counts != {self.style}:
            raise BadInput(
                tr("These styles are none of {label}.", label=self.card.label), tr("Take a point of this model.")
            )
        return np.tile(np.array(base.styles, np.float64), (1 if len(base.styles) > 1 else self.layers, 1))

    def _mapped(self, z: np.ndarray, z_moves: _ZMoves) -> np.ndarray:
        """L x W."""
        if z.shape != (self.latent,):
            raise BadInput(
                tr("This latent is none of {label}.", label=self.card.label), tr("Take a point of this model.")
            )
        return self._by_layer(z_moves, lambda shift: self._core.mapping((z + shift)[None])[0])

    def _mean_effect(self, z_moves: _ZMoves) -> np.ndarray:
        """L x W: what moves in z do to styles on average, for styles whose z nobody knows; 0 where nothing moves."""
        probes = self._core.probes
        return self._by_layer(
            z_moves,
            lambda shift: (
                self._core.mapping(probes + shift).mean(axis=0) - self._core.probes_middle
                if shift.any()
                else np.zeros(self.style)
            ),
        )

    def _by_layer(self, z_moves: _ZMoves, made: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
        """L x W: `made` of what all moves that reach a layer come to, asked once for layers that are moved alike."""
        found: dict[tuple[int, ...], np.ndarray] = {}
        rows = []
        for layer in range(self.layers):
            active = tuple(i for i, (_, first, last) in enumerate(z_moves) if first <= layer <= last)
            if active not in found:
                shifts = [z_moves[i][0] for i in active]
                found[active] = made(np.sum(shifts, axis=0) if shifts else np.zeros(self.latent))
            rows.append(found[active])
        return np.stack(rows)

    def _reach(self, layers: Layers) -> Layers:
        return min(layers[0], self.layers - 1), min(layers[1], self.layers - 1)

    # Pictures

    def paint(self, styles: np.ndarray, noise: int | None) -> np.ndarray:
        """Pictures of styles.

        Args:
            styles: N x L x W.
            noise: seed of the noise maps, for all of them; None = without noise.

        Returns:
            N x S x S x 3 uint8.

        Raises:
            ModelBroken: the weights cannot be used, or give no picture.
        """
        run, maps = self._core.runner(_PAINTER), self._core.noise(noise)
        pictures = np.empty((len(styles), self.size, self.size, 3), np.uint8)
        for index in range(len(styles)):
            row = np.ascontiguousarray(styles[index : index + 1], np.float32)
            pictures[index] = self._as_picture(run(styles=row, noise=maps))
        return pictures

    def _as_picture(self, painted: np.ndarray) -> np.ndarray:
        if not np.isfinite(painted).all():
            raise ModelBroken(
                tr("{label} gives no picture here.", label=self.card.label),
                tr("Move the sliders back towards their middle."),
            )
        return (np.clip(painted[0].transpose(1, 2, 0), 0.0, 1.0) * 255.0 + 0.5).astype(np.uint8)

    def picture(self, point: LatentPoint) -> np.ndarray:
        """S x S x 3 uint8: bit for bit the same for the same point on the same device.

        Raises:
            BadInput: see `styles_of`.
            ModelBroken: see `paint`.
        """
        return self.paint(self.styles_of(point)[None], point.noise)[0]

    def pictures(self, points: Sequence[LatentPoint], context: JobContext | None = None) -> list[np.ndarray]:
        """The pictures of many points, each as `picture` gives it.

        Raises:
            Cancelled: between two pictures.
            BadInput, ModelBroken: see `picture`.
        """
        context = context or JobContext()
        found = []
        for index, point in enumerate(points):
            context.report(index / len(points), tr("Painting"))
            found.append(self.picture(point))
        return found

    def latent_of_seed(self, seed: int) -> np.ndarray:
        """Z float32: where a seed lies in this model's latent space."""
        return self._core.latent_of_seed(seed)

    def encode(self, picture: np.ndarray) -> np.ndarray:
        """Z float32: the latent of a picture, as far as the encoder can tell.

        Args:
            picture: S x S x 3 uint8.

        Raises:
            BadInput: the model has no encoder, or the picture is not of its size.
            ModelBroken: the weights cannot be used.
        """
        if not self.has_encoder:
            raise BadInput(
                tr("{label} has no encoder.", label=self.card.label), tr("Let the photo be searched for instead.")
            )
        if picture.shape != (self.size, self.size, 3) or picture.dtype != np.uint8:
            raise BadInput(
                tr("{label} reads pictures of {size} x {size} px.", label=self.card.label, size=self.size),
                tr("Crop the photo first."),
            )
        z = self._core.runner(_ENCODER)(picture=_as_input(picture))[0]
        if z.shape != (self.latent,) or not np.isfinite(z).all():
            raise ModelBroken(
                tr("{label} finds no latent for this picture.", label=self.card.label), tr("Try another crop.")
            )
        return z.astype(np.float32)

    # Checks

    def _check_point(self, point: LatentPoint) -> None:
        if point.model != self.card.name:
            raise BadInput(
                tr(
                    "This point is one of the model {value}, not of {name}.",
                    value=point.model or "without a name",
                    name=self.card.name,
                ),
                tr("Choose its model first."),
            )

    def _check_direction(self, direction: Direction) -> None:
        length = self.style if direction.space == "w" else self.latent
        if direction.model != self.card.name or direction.vector.shape != (length,):
            raise BadInput(
                tr(
                    "The direction {name} is one of the model {model}, not of {name2}.",
                    name=direction.name,
                    model=direction.model,
                    name2=self.card.name,
                ),
                tr("Choose its model first."),
            )


def generators() -> tuple[ModelCard, ...]:
    """The cards of the generators there are, bundled and the person's own: first those whose card says "show" early."""
    found = [card for card in registry.available() if card.purpose in _PURPOSES]
    return tuple(sorted(found, key=_place))


def _place(card: ModelCard) -> float:
    place = card.facts.get("show")
    return place if isinstance(place, (int, float)) else _LATE


def find_generator(name: str) -> ModelCard:
    """The card of a generator: by its name, or by the path of a card (a file that ends in .json).

    Raises:
        BadInput: there is none.
        ModelBroken: the card cannot be read.
    """
    if name.endswith(".json"):
        card = read_card(Path(name))
        if card.purpose in _PURPOSES:
            return card
        raise BadInput(tr("{label} is no generator.", label=card.label), tr("Name a GAN or a VAE."))
    cards = generators()
    found = next((card for card in cards if card.name == name), None)
    if found is None:
        names = ", ".join(card.name for card in cards)
        raise BadInput(
            tr("There is no generator named {name}.", name=name),
            tr("There are: {names}.", names=names)
            if names
            else tr("None is installed; add a model to the latent studio first."),
        )
    return found


_cores: OrderedDict[tuple[str, ...], _Core] = OrderedDict()
_cores_lock = threading.Lock()


def open_generator(name_or_card: str | ModelCard, device: str = "auto") -> Generator:
    """A generator, ready to answer; the last few are kept. Its networks load when the first picture is painted.

    Args:
        name_or_card: see `find_generator`.
        device: "auto" or a torch device.

    Raises:
        BadInput: there is no such generator, or no such device.
        ModelBroken: the card or the weights cannot be used.
    """
    card = find_generator(name_or_card) if isinstance(name_or_card, str) else name_or_card
    config = json.dumps(card.config, sort_keys=True)
    key = (card.name, str(card.weights), card.sha256, card.architecture, card.purpose, config, device)
    with _cores_lock:
        core = _cores.get(key) or _Core(card, device)
        _cores[key] = core
        _cores.move_to_end(key)
        while len(_cores) > _MOST_OPEN:
            _cores.popitem(last=False)
    return Generator(core)


def is_generator_prepared(card: ModelCard, device: str = "auto") -> bool:
    """Whether its networks run as fast as they can here; where not, `prepare_generator` helps."""
    return all(runtime.is_prepared(card, device, part) for part in _parts(card))


def prepare_generator(card: ModelCard) -> Runtime:
    """Convert a generator's networks for what this machine runs networks with, once; what paints from now on.

    Takes seconds and loads torch. A generator that is open goes on as it was.

    Raises:
        ModelBroken: the card or the weights cannot be used.
    """
    shape = shape_of(card)
    z = z_of_seed(0, shape.latent)[None]
    styles = np.repeat(StyleMapping(card, shape)(z)[:, None], shape.layers, axis=1).astype(np.float32)
    found = runtime.prepare(card, {"styles": styles, "noise": noise_maps(0, shape)}, _PAINTER, fixed=True)
    if shape.has_encoder:
        picture = np.random.RandomState(0).randint(0, 256, (shape.size, shape.size, 3)).astype(np.uint8)
        runtime.prepare(card, {"picture": _as_input(picture)}, _ENCODER, fixed=True)
    return found


def _parts(card: ModelCard) -> tuple[str, ...]:
    return (_PAINTER, _ENCODER) if shape_of(card).has_encoder else (_PAINTER,)


def _as_input(picture: np.ndarray) -> np.ndarray:
    """1 x 3 x S x S float32 in 0..1."""
    return np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32) / np.float32(255.0)
