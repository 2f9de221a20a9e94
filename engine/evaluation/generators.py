"""How good a generator is: what it gives back, what it makes up, how varied that is, and whether it is a copy.

Pictures that it was trained on and pictures that were held out are told apart; reconstructions are judged on the held
out ones alone. Samples are those of the seeds 0, 1, 2, ...: none is chosen.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
import torch
from torch import Tensor

from engine.evaluation.features import Difference, Eye, batches
from engine.evaluation.frechet import frechet_distance
from engine.evaluation.statistics import Estimate, mean
from engine.metrics.psnr import psnr
from engine.metrics.ssim import ssim

SHEET = 64  # samples that are looked at one by one, and compared with the training pictures
_MOST_PAIRS = 500
_CANDIDATES = 4  # training pictures that are compared closely with a sample
_LISTENING = 0.1  # nats from which a latent counts as used
_COPY = 0.5  # of the usual distance between a held-out picture and its nearest training picture
Pictures = Sequence[np.ndarray]
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Subject:
    """A generator that is judged.

    Attributes:
        name, kind: its name, and "vae" or "gan".
        size: side of its pictures, px.
        paint: samples of seeds, as the studio shows them: RGB uint8, size x size x 3 each.
        encode: means and log variances of latents (B x Z each) of pictures B x 3 x S x S; None = it has no encoder.
        rebuild: pictures that it makes of such means.
        strips: direction -> pictures along it, from -3 to 3 sigmas; empty where it knows none.
    """

    name: str
    kind: str
    size: int
    paint: Callable[[Sequence[int]], list[np.ndarray]]
    encode: Callable[[Tensor], tuple[Tensor, Tensor]] | None = None
    rebuild: Callable[[Tensor], list[np.ndarray]] | None = None
    strips: Callable[[], Mapping[str, list[np.ndarray]]] = field(default=lambda: {})


@dataclass(frozen=True)
class Neighbours:
    """Samples beside the training pictures that look most like them.

    Attributes:
        samples, nearest: pictures, pair by pair.
        names: of the training pictures.
        distances: between the two of each pair.
        usual: the same distances for pictures that were held out.
    """

    samples: list[np.ndarray]
    nearest: list[np.ndarray]
    names: list[str]
    distances: list[float]
    usual: list[float]

    @property
    def copies(self) -> list[int]:
        """Seeds of samples that lie nearer to a training picture than half of what is usual for a new one."""
        if not self.usual:
            return []
        limit = _COPY * float(np.median(self.usual))
        return [seed for seed, distance in enumerate(self.distances) if distance < limit]


@dataclass
class Judgement:
    """All that was found.

    Attributes:
        scores: by measure, of reconstructions of held-out pictures; empty without an encoder.
        kl: nats of each latent on the held-out pictures.
        frechet: by eye, distance of the samples to the data; `floor` = of one half of the data to the other.
        diversity: mean difference within pairs of samples, within pairs of training pictures, and their ratio.
        strips: pictures along the first directions, and `walks`, how they change: `whole` = difference of the ends,
            `steady` = share of the steps that lead further away from the first picture.
        rebuilt: (held-out picture, what came back), for the report.
    """

    name: str
    kind: str
    settings: dict[str, Any]
    scores: dict[str, Estimate] = field(default_factory=dict)
    kl: list[float] = field(default_factory=list)
    frechet: dict[str, dict[str, float]] = field(default_factory=dict)
    diversity: dict[str, float] = field(default_factory=dict)
    neighbours: Neighbours | None = None
    samples: list[np.ndarray] = field(default_factory=list)
    strips: Mapping[str, list[np.ndarray]] = field(default_factory=dict)
    walks: dict[str, dict[str, float]] = field(default_factory=dict)
    rebuilt: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)

    @property
    def used_latents(self) -> int:
        """How many latents say a tenth of a nat or more."""
        return sum(nats >= _LISTENING for nats in self.kl)

    def as_json(self) -> dict[str, Any]:
        """Every figure, without pictures."""
        found: dict[str, Any] = {"name": self.name, "kind": self.kind, "settings": self.settings}
        found["reconstruction"] = {name: _plain(estimate) for name, estimate in self.scores.items()}
        if self.kl:
            found["kl"] = {"total": sum(self.kl), "used": self.used_latents, "latents": self.kl}
        found |= {"frechet": self.frechet, "diversity": self.diversity, "directions": self.walks}
        if self.neighbours is not None:
            near = self.neighbours
            found["neighbours"] = {
                "measure": self.settings["difference"],
                "samples": _plain(mean(near.distances)),
                "held_out": _plain(mean(near.usual)) if near.usual else None,
                "copies": near.copies,
                "nearest": [
                    {"seed": seed, "file": name, "distance": distance}
                    for seed, (name, distance) in enumerate(zip(near.names, near.distances, strict=True))
                ],
            }
        return found


@dataclass(frozen=True)
class Material:
    """Squares of the generator's size, RGB uint8.

    Attributes:
        trained: with their names; what was held out is not among them.
        held_out: pictures that it has not seen.
    """

    trained: Pictures
    names: Sequence[str]
    held_out: Pictures


def judge(
    subject: Subject, material: Material, difference: Difference, eyes: Sequence[Eye], count: int, tell: Tell
) -> Judgement:
    """Judge a generator.

    Args:
        difference: how different two pictures look.
        eyes: features for the Fréchet distance; the first also finds neighbours.
        count: samples for the distance and the diversity.
        tell: told what is being done.
    """
    settings = {"size": subject.size, "samples": count, "trained": len(material.trained)}
    settings |= {"held_out": len(material.held_out), "difference": difference.name}
    found = Judgement(subject.name, subject.kind, settings)
    if material.held_out and subject.encode is not None:
        tell(f"Giving back {len(material.held_out)} held-out pictures")
        _rebuild(found, subject, material.held_out, difference)
    tell(f"Painting {max(count, SHEET)} samples")
    samples = subject.paint(range(max(count, SHEET)))
    found.samples = samples[:SHEET]
    tell("Measuring how varied they are, and how far from the data")
    found.diversity = diversity(samples[:count], material.trained, difference)
    data = [*material.trained, *material.held_out]
    for eye in eyes:
        found.frechet[eye.name] = _far(eye, samples[:count], data)
    tell(f"Looking for the neighbours of {SHEET} samples among {len(material.trained):,} pictures")
    found.neighbours = neighbours(found.samples, material, difference, eyes[0])
    found.strips = subject.strips()
    found.walks = {name: walk(strip, difference) for name, strip in found.strips.items()}
    return found


def walk(strip: Pictures, difference: Difference) -> dict[str, float]:
    """How pictures along a direction change; see `Judgement`."""
    away = difference([strip[0]] * (len(strip) - 1), strip[1:])
    steps = np.diff([0.0, *away])
    return {"whole": away[-1], "steady": float((steps > 0).mean())}


def _rebuild(found: Judgement, subject: Subject, pictures: Pictures, difference: Difference) -> None:
    assert subject.encode is not None
    assert subject.rebuild is not None
    nats, rebuilt = [], []
    with torch.inference_mode():
        for batch in batches(pictures):
            centre, spread = subject.encode(batch)
            nats.append(0.5 * (centre.square() + spread.exp() - 1.0 - spread))
            rebuilt += subject.rebuild(centre)
    pairs = list(zip(pictures, rebuilt, strict=True))
    found.kl = torch.cat(nats).double().mean(dim=0).tolist()
    found.scores = {
        "psnr": mean([min(psnr(a, b), 99.0) for a, b in pairs]),
        "ssim": mean([ssim(a, b) for a, b in pairs]),
        difference.name: mean(difference(pictures, rebuilt)),
    }
    found.rebuilt = pairs[:32]


def diversity(samples: Pictures, data: Pictures, difference: Difference) -> dict[str, float]:
    """How different samples are from each other, beside how different training pictures are from each other."""
    ours, theirs = _within(samples, difference), _within(data, difference)
    if ours is None or theirs is None:
        return {}
    return {"samples": ours, "data": theirs, "ratio": ours / max(theirs, 1e-9)}


def _within(pictures: Pictures, difference: Difference) -> float | None:
    """Mean difference within random pairs, each picture in one pair at most."""
    order = np.random.default_rng(17).permutation(len(pictures))[: 2 * _MOST_PAIRS]
    half = len(order) // 2
    if not half:
        return None
    first, second = ([pictures[i] for i in part] for part in (order[:half], order[half : 2 * half]))
    return float(np.mean(difference(first, second)))


def _far(eye: Eye, samples: Pictures, data: Pictures) -> dict[str, float]:
    """Distance of the samples to as many pictures of the data, and of one half of these to the other."""
    order = np.random.default_rng(19).permutation(len(data))[: max(len(samples), 4)]
    features = eye.describe([data[i] for i in order])
    half = len(features) // 2
    return {
        "samples": len(samples),
        "pictures": len(features),
        "distance": frechet_distance(eye.describe(samples), features),
        "floor": frechet_distance(features[:half], features[half:]),
    }


def neighbours(samples: Pictures, material: Material, difference: Difference, eye: Eye) -> Neighbours:
    """The training picture most like each sample, mirrored or not, and how near new photos come to the training's."""
    layouts = eye.layout(material.trained)
    found = [_nearest(sample, eye, layouts, material.trained, difference) for sample in samples]
    usual = [_nearest(new, eye, layouts, material.trained, difference)[1] for new in material.held_out[: len(samples)]]
    places = [place for place, _ in found]
    nearest = [material.trained[place] for place in places]
    names = [material.names[place] for place in places]
    return Neighbours(list(samples), nearest, names, [distance for _, distance in found], usual)


def _nearest(
    picture: np.ndarray, eye: Eye, layouts: np.ndarray, trained: Pictures, difference: Difference
) -> tuple[int, float]:
    """(place in the training set, distance) of the nearest picture."""
    both = [picture, np.ascontiguousarray(picture[:, ::-1])]
    likeness = layouts @ eye.layout(both).T
    best = np.argsort(-likeness, axis=None)[: 2 * _CANDIDATES]
    places, turned = np.unravel_index(best, likeness.shape)
    distances = difference([both[t] for t in turned], [trained[i] for i in places])
    index = int(np.argmin(distances))
    return int(places[index]), float(distances[index])


def _plain(estimate: Estimate) -> dict[str, float | None]:
    return {key: None if math.isnan(value) else value for key, value in asdict(estimate).items()}
