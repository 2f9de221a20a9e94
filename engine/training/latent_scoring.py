"""What the run of a VAE or GAN looks at: what comes back, how varied samples are, and whether they are copies."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.evaluation.frechet import frechet_distance
from engine.metrics.lpips import LPIPS
from engine.models.architectures.style_net import StyleNet
from engine.training.data import PhotoSet, centre_crop, random_square
from engine.training.feed import as_pictures
from engine.training.latent_recipes import LatentRecipe, LatentStage

_HELD_OUT, _COMPARED = 64, 24  # held-out pictures whose PSNR is measured, and whose LPIPS, which costs more
_SAMPLES, _FAR = 64, 192  # for the diversity, and for the Fréchet distance
_BATCH = 16
_SMALL = 16  # px a side, in which samples are compared with all training pictures
_FALLEN = 0.7  # of the best diversity so far: less is a collapse
_COPIED = 0.5  # of the usual distance to the nearest training picture: less is learnt by heart
_PREVIEWED = 16


class LatentScoring:
    """Scores and previews of a StyleNet's averaged weights, on the same pictures and latents every time.

    Args:
        features: from B x 3 x H x W in 0..1 to feature maps; None = no Fréchet distance.
    """

    def __init__(self, recipe: LatentRecipe, device: str, features: nn.Module | None) -> None:
        self._recipe, self._device, self._features = recipe, device, features
        self.metric: LPIPS | None = None
        self._memory: Memory | None = None
        self._seen: dict[int, np.ndarray] = {}

    @torch.inference_mode()
    def scores(
        self, model: StyleNet, ours: PhotoSet, theirs: PhotoSet, stage: LatentStage
    ) -> tuple[dict[str, float], list[float]]:
        """The scores that `LatentTrainer.scores` explains, and the nats of each latent on held-out pictures."""
        truth, size = self._squares(theirs, stage.size, _HELD_OUT), stage.size
        mean, spread = _encoded(model, truth)
        given = self._painted(model, mean, stage, noise=False)
        nats = 0.5 * (mean.square() + spread.exp() - 1.0 - spread).mean(dim=0)
        error = (given - truth).square().mean(dim=(1, 2, 3))
        scores = {"val_psnr": float((-10 * torch.log10(error + 1e-9)).mean()), "val_kl": float(nats.sum())}
        if self.metric is not None:
            pairs = zip(truth[:_COMPARED].split(8), given[:_COMPARED].split(8), strict=True)
            scores["val_lpips"] = float(torch.cat([self.metric(a, b) for a, b in pairs]).mean())
        samples = self._samples(model, _FAR if stage.adversarial and self._features is not None else _SAMPLES, stage)
        scores["diversity"] = variety(samples[:_SAMPLES]) / max(variety(self._squares(ours, size, _SAMPLES)), 1e-9)
        memory = self._remembered(ours)
        usual = max(float(np.median(memory.nearest(truth)[1])), 1e-9)
        scores["near"] = float(np.median(memory.nearest(samples[:_SAMPLES])[1])) / usual
        if stage.adversarial and self._features is not None:
            if size not in self._seen:
                self._seen = {size: self._described(self._squares(ours, size, _FAR))}
            scores["frechet"] = frechet_distance(self._described(samples), self._seen[size])
        return scores, nats.tolist()

    @torch.inference_mode()
    def loss(self, model: StyleNet, photos: PhotoSet, stage: LatentStage, count: int = 64) -> float:
        """L1, 0..1, of what is given back of pictures drawn as in training, the same ones every time."""
        generator = np.random.default_rng(11)
        recipe = self._recipe
        picks = generator.permutation(len(photos.pictures))[:count]
        drawn = [random_square(photos.pictures[i], stage.size, generator, recipe.crop, recipe.flip) for i in picks]
        truth = as_pictures(drawn).to(self._device)
        given = self._painted(model, _encoded(model, truth)[0], stage, noise=False)
        return float((given - truth).abs().mean())

    @torch.inference_mode()
    def preview(self, model: StyleNet, ours: PhotoSet, theirs: PhotoSet, stage: LatentStage, path: Path) -> None:
        """
        Raises:
            OSError: the file cannot be written.
        """
        truth = self._squares(theirs, stage.size, _PREVIEWED)
        given = self._painted(model, _encoded(model, truth)[0], stage, noise=False)
        samples = self._samples(model, 48, stage)
        places, _ = self._remembered(ours).nearest(samples[:_PREVIEWED])
        nearest = as_pictures([centre_crop(ours.pictures[i], stage.size) for i in places])
        lines = [*_above(truth.cpu(), given.cpu()), *samples.cpu().split(8)]
        lines += _above(samples[:_PREVIEWED].cpu(), nearest)
        sheet = torch.cat([_line(line) for line in lines], dim=1)
        picture = (sheet.permute(1, 2, 0).numpy() * 255).round().astype(np.uint8)
        path.write_bytes(cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))[1].tobytes())

    def _squares(self, photos: PhotoSet, size: int, count: int) -> Tensor:
        """The middle of pictures spread evenly over a set."""
        picks = np.linspace(0, len(photos.pictures) - 1, min(count, len(photos.pictures))).round().astype(int)
        return as_pictures([centre_crop(photos.pictures[i], size) for i in picks]).to(self._device)

    def _samples(self, model: StyleNet, count: int, stage: LatentStage) -> Tensor:
        z = np.random.default_rng(5).standard_normal((count, model.config.latent), dtype=np.float32)
        return self._painted(model, torch.from_numpy(z).to(self._device), stage, noise=True)

    def _painted(self, model: StyleNet, latents: Tensor, stage: LatentStage, noise: bool) -> Tensor:
        side = min(model.config.noise_side, stage.size // 2)
        found = []
        for index, z in enumerate(latents.split(_BATCH)):
            maps = None
            if noise and self._recipe.noise and stage.adversarial:
                drawn = np.random.default_rng(9 + index).standard_normal((len(z), model.config.layers, side, side))
                maps = torch.from_numpy(drawn.astype(np.float32)).to(self._device)
            found.append(model(z, maps, stage.size).clamp(0, 1))
        return torch.cat(found)

    def _described(self, pictures: Tensor) -> np.ndarray:
        """Mean of each of the eye's deepest features, looked at from as far as the adversary does."""
        assert self._features is not None
        side = min(self._recipe.view, pictures.shape[-1])
        small = F.interpolate(pictures, size=(side, side), mode="area")
        found = [self._features(batch)[-1].float().mean(dim=(2, 3)) for batch in small.split(_BATCH)]
        return torch.cat(found).cpu().numpy()

    def _remembered(self, ours: PhotoSet) -> Memory:
        if self._memory is None or self._memory.photos is not ours:
            self._memory = Memory(ours)
        return self._memory


class Memory:
    """All training pictures, small: which of them is nearest to a picture, mirrored or not."""

    def __init__(self, photos: PhotoSet) -> None:
        self.photos = photos
        self._small = np.stack([_shrunk(centre_crop(picture, _SMALL)) for picture in photos.pictures])
        self._squares = np.square(self._small).sum(axis=1)

    def nearest(self, pictures: Tensor) -> tuple[np.ndarray, np.ndarray]:
        """Places in the set, and distances: root mean square differences at 16 px, 0..1."""
        small = F.interpolate(pictures, size=(_SMALL, _SMALL), mode="area")
        best = np.full(len(pictures), np.inf), np.zeros(len(pictures), int)
        for turned in (small, small.flip(3)):
            flat = turned.permute(0, 2, 3, 1).reshape(len(pictures), -1).cpu().numpy()
            away = np.square(flat).sum(axis=1)[:, None] + self._squares - 2 * flat @ self._small.T
            place = away.argmin(axis=1)
            distance = away[np.arange(len(pictures)), place]
            nearer = distance < best[0]
            best = np.where(nearer, distance, best[0]), np.where(nearer, place, best[1])
        return best[1], np.sqrt(np.maximum(best[0], 0) / self._small.shape[1])


class CollapseWatch:
    """Says when samples become alike: when their diversity falls clearly below the best that it has been.

    Single measurements scatter, so the last two count together.

    Args:
        history: diversities so far, for a run that goes on.
    """

    def __init__(self, history: Sequence[float] | None = None) -> None:
        self.history = list(history or [])

    def observe(self, diversity: float) -> str | None:
        """Take a measurement; a plain sentence where it is the first of a collapse."""
        before = self._fallen()
        self.history.append(diversity)
        if before or not self._fallen():
            return None
        best = max(self._pairs()[:-1])
        return (
            f"Collapse: samples are {diversity:.2f} times as varied as photos, after {best:.2f}. Go back to the best "
            "weights with a weaker pull, more photos to reconstruct a step, or stronger augmentation."
        )

    def _pairs(self) -> list[float]:
        return [(a + b) / 2 for a, b in zip(self.history, self.history[1:], strict=False)]

    def _fallen(self) -> bool:
        pairs = self._pairs()
        return len(pairs) >= 2 and pairs[-1] < _FALLEN * max(pairs[:-1])


def said_of_memory(near: float, before: float | None) -> str | None:
    """A sentence where samples begin to lie much nearer to training pictures than new photos do.

    Args:
        near: median distance of samples to their nearest training picture, over that of held-out pictures.
        before: the same at the last look.
    """
    if near >= _COPIED or (before is not None and before < _COPIED):
        return None
    return (
        f"Memorising: samples lie {near:.2f} times as far from the nearest training picture as new photos do. Look at "
        "the last rows of preview.png; stop here, add photos, or strengthen the augmentation."
    )


def variety(pictures: Tensor) -> float:
    """How different pictures (B x 3 x S x S) are from each other: the mean spread of their colours at 16 px."""
    return float(F.interpolate(pictures, size=(_SMALL, _SMALL), mode="area").std(dim=0).mean())


def _encoded(model: StyleNet, truth: Tensor) -> tuple[Tensor, Tensor]:
    parts = [model.encoder(batch) for batch in truth.split(_BATCH)]
    return torch.cat([mean for mean, _ in parts]), torch.cat([spread for _, spread in parts])


def _shrunk(square: np.ndarray) -> np.ndarray:
    return square.astype(np.float32).ravel() / 255


def _above(first: Tensor, second: Tensor) -> list[Tensor]:
    """Lines of eight of the first, each with its counterparts of the second below."""
    lines: list[Tensor] = []
    for a, b in zip(first.split(8), second.split(8), strict=True):
        lines += [a, b]
    return lines


def _line(pictures: Tensor) -> Tensor:
    """3 x S x 8 S, filled up with white."""
    white = torch.ones_like(pictures[:1]).expand(8 - len(pictures), -1, -1, -1)
    return torch.cat(list(torch.cat([pictures, white])), dim=2)
