"""Training of a StyleNet: as a VAE, and from there, or from the start, as a GAN.

The VAE's stages maximise the evidence lower bound (Kingma and Welling, ICLR 2014) with KL warm-up and free bits (Kingma
et al., "Improved Variational Inference with Inverse Autoregressive Flow", NeurIPS 2016); what a pixel-wise likelihood
calls good is blurred, so features of VGG16 are compared as well. The adversary looks at frozen features (projected
GAN, see `discriminator.py`) of pictures under differentiable augmentation (Zhao et al., NeurIPS 2020), with R1 on those
features (Mescheder et al., ICML 2018). While the GAN plays, part of each batch is still reconstructed, as in VAE-GAN
(Larsen et al., ICML 2016): a generator that has to give back every photo cannot collapse on a few.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.training.augmentation import augment, draw_augmentation
from engine.training.checkpoint import load_checkpoint, optimizer_tensors, restore_optimizer, save_checkpoint
from engine.training.losses import cut

Terms = dict[str, Tensor]
_SLOW, _SLOWER = ("mapping.", "synthesis.start.", "encoder.out."), 0.5
_SPIKE = 2.0  # times the usual length of the gradient; what is longer is shortened to this


@dataclass(frozen=True)
class LatentStage:
    """A stretch of the run.

    Attributes:
        size: picture side, px: the network's, or a half or quarter of it while it grows.
        batch: pictures a step that are reconstructed.
        until: share of the whole time at which the stage ends.
        window: side of the window that the perceptual term looks at, px; 0 = no such term.
        fakes: samples a step that the adversary judges beside as many photos; 0 = no adversary.
    """

    size: int
    batch: int
    until: float
    window: int = 0
    fakes: int = 0


@dataclass(frozen=True)
class LatentRecipe:
    """Everything that decides the run besides its data.

    Attributes:
        stages: in order.
        learning_rate: Adam's at the start; it falls by a cosine to a tenth.
        judging_rate: of the adversary.
        kl: weight of a nat of KL beside the mean L1 of a pixel.
        warm: share of the time over which the KL's weight rises from 0.
        free: nats of each latent that cost nothing.
        pixels, perceptual: weights of the reconstruction's terms.
        pull: length of the adversary's pull on a sample, relative to that of the reconstruction on a picture.
        r1: weight of the R1 penalty, on features.
        view: side of the pictures that the adversary sees, px: all of it shrunk, and a window of it.
        varied: whether colours are augmented too (photos), or places alone (drawings).
        noise: whether noise maps are used while the adversary plays.
        ema: how much of the averaged weights stays at each step.
    """

    stages: tuple[LatentStage, ...]
    learning_rate: float = 1.5e-3
    judging_rate: float = 5e-4
    kl: float = 1e-4
    warm: float = 0.3
    free: float = 0.05
    pixels: float = 1.0
    perceptual: float = 0.25
    pull: float = 0.5
    r1: float = 0.1
    view: int = 64
    varied: bool = False
    noise: bool = True
    ema: float = 0.998
    seed: int = 1
    judge_width: int = 64
    model: StyleNetConfig = field(default_factory=StyleNetConfig)

    def stage_at(self, share: float) -> LatentStage:
        return next((stage for stage in self.stages if share < stage.until), self.stages[-1])

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)


class LatentTrainer:
    """Owns the network, its average, the adversary, their optimizers and the folder to save to.

    Args:
        features: from B x 3 x H x W in 0..1 to feature maps, frozen; None = neither perceptual term nor adversary.
        judge: verdicts on those features.
    """

    def __init__(
        self, recipe: LatentRecipe, out: Path, features: nn.Module | None = None, judge: nn.Module | None = None
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out = recipe, out
        self.features, self.judge = features, judge
        self.model = StyleNet(recipe.model).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = StyleNet(recipe.model).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average.load_state_dict(self.model.state_dict())
        self.average.requires_grad_(False).eval()
        # What styles pass through moves every feature at once: it learns more slowly (Karras et al., CVPR 2019).
        slow = [p for name, p in self.model.named_parameters() if name.startswith(_SLOW)]
        rest = [p for name, p in self.model.named_parameters() if not name.startswith(_SLOW)]
        groups = [{"params": rest, "factor": 1.0}, {"params": slow, "factor": _SLOWER}]
        self.painter = torch.optim.Adam(groups, recipe.learning_rate, betas=(0.9, 0.999), fused=True)
        self.judging = None
        if judge is not None:
            self.judging = torch.optim.Adam(judge.parameters(), recipe.judging_rate, betas=(0.0, 0.99), fused=True)
        self.stage = recipe.stages[0]
        self.step = self.samples = self.adversarial_steps = 0
        self.seconds = 0.0
        self._pull = torch.zeros(())
        self._length = 1.0

    def advance(self, truth: Tensor, share: float) -> Terms:
        """One step on a batch (B x 3 x S x S in 0..1), `share` of the run's time being over.

        Raises:
            FloatingPointError: the loss is not a number.
        """
        recipe = self.recipe
        for group in self.painter.param_groups:
            group["lr"] = (
                recipe.learning_rate * min(1.0, (self.step + 1) / 100) * (0.1 + 0.9 * 0.5 * (1 + np.cos(np.pi * share)))
            )
        self.painter.zero_grad(set_to_none=True)
        terms, pulled = self._reconstruct(truth, share)
        if self.stage.fakes:
            terms |= self._compete(truth, pulled)
        length = torch.nn.utils.clip_grad_norm_(self.model.parameters(), _SPIKE * self._length)
        self._length = 0.98 * self._length + 0.02 * min(float(length), _SPIKE * self._length)
        self.painter.step()
        self.step += 1
        self.samples += len(truth)
        self._follow()
        if not all(torch.isfinite(value) for value in terms.values()):
            raise FloatingPointError(f"the loss is not a number at step {self.step}")
        return terms

    def _follow(self) -> None:
        keep = min(self.recipe.ema, self.step / (self.step + 10))
        ours: list[Tensor] = list(self.average.parameters())
        torch._foreach_lerp_(ours, [p.detach() for p in self.model.parameters()], 1.0 - keep)  # type: ignore[reportPrivateImportUsage]

    def _noise(self, count: int) -> Tensor | None:
        config = self.recipe.model
        if not (self.recipe.noise and self.stage.fakes):
            return None
        side = min(config.noise_side, self.stage.size // 2)
        return torch.randn(count, config.layers, side, side)

    def _reconstruct(self, truth: Tensor, share: float) -> tuple[Terms, Tensor]:
        recipe, stage = self.recipe, self.stage
        mean, spread = self.model.encoder(truth)
        z = mean + torch.randn_like(mean) * (0.5 * spread).exp()
        given = self.model(z, self._noise(len(truth)), stage.size)
        leaf = given.detach().requires_grad_(True)
        terms = {"l1": recipe.pixels * (leaf - truth).abs().mean()}
        if stage.window and self.features is not None:
            terms["perceptual"] = recipe.perceptual * self._far(leaf, truth)
        (pulled,) = torch.autograd.grad(torch.stack(list(terms.values())).sum(), leaf)
        nats = 0.5 * (mean.square() + spread.exp() - 1.0 - spread).mean(dim=0)
        weight = recipe.kl * (min(1.0, share / recipe.warm) if recipe.warm else 1.0)
        lost = weight * nats.clamp_min(recipe.free).sum()
        torch.autograd.backward([given, lost], [pulled, None])
        return {key: value.detach() for key, value in terms.items()} | {"kl": nats.detach().sum()}, pulled

    def _far(self, given: Tensor, truth: Tensor) -> Tensor:
        assert self.features is not None
        side, size = self.stage.window, self.stage.size
        corners = torch.randint(0, size - side + 1, (len(truth), 2))
        with torch.no_grad():
            wanted = self.features(cut(truth, corners, side))
        ours = self.features(cut(given, corners, side))
        parts = [(a - b).abs().mean() / (b.abs().mean() + 1e-3) for a, b in zip(ours, wanted, strict=True)]
        return torch.stack(parts).mean()

    def _seen(self, picture: Tensor, how: dict[str, Tensor]) -> list[Tensor]:
        """Features of each picture as a whole, shrunk, and of a window of it."""
        assert self.features is not None
        picture = augment(picture, how)
        side = self.recipe.view
        views = picture
        if picture.shape[-1] > side:
            whole = F.interpolate(picture, size=(side, side), mode="area")
            views = torch.cat([whole, cut(picture, how["window"], side)])
        return self.features(views)

    def _compete(self, truth: Tensor, pulled: Tensor) -> Terms:
        recipe, stage = self.recipe, self.stage
        assert self.judge is not None, "a stage with fakes needs a judge"
        count = stage.fakes
        fake = self.model(torch.randn(count, recipe.model.latent), self._noise(count), stage.size)
        leaf = fake.detach().requires_grad_(True)
        how = draw_augmentation(count, stage.size, recipe.view, recipe.varied)
        ours = self._seen(leaf, how)
        with torch.no_grad():
            wanted = self._seen(truth[:count], draw_augmentation(count, stage.size, recipe.view, recipe.varied))
        verdict = self._judged(ours, wanted)
        self.judge.requires_grad_(False)
        convincing = torch.stack([F.softplus(-v).mean() for v in self.judge(ours)]).mean()
        self.judge.requires_grad_(True)
        (convinced,) = torch.autograd.grad(convincing, leaf)
        weight = self._weigh(pulled, convinced)
        fake.backward(weight * convinced)
        self.adversarial_steps += 1
        return verdict | {"convincing": convincing.detach()}

    def _weigh(self, faithful: Tensor, convinced: Tensor) -> Tensor:
        """Weight of the adversary, coming in over 100 steps, after Esser et al. (CVPR 2021), taken at the pictures."""
        per = faithful.flatten(1).norm(dim=1).mean() * len(faithful) / len(convinced)
        ratio = per / (convinced.flatten(1).norm(dim=1).mean() + 1e-9)
        self._pull = ratio if self._pull == 0 else 0.95 * self._pull + 0.05 * ratio
        return self.recipe.pull * self._pull * min(1.0, self.adversarial_steps / 100)

    def _judged(self, ours: list[Tensor], wanted: list[Tensor]) -> Terms:
        assert self.judge is not None, "a stage with fakes needs a judge"
        if self.adversarial_steps == 0:
            self.judge.measure(wanted)  # type: ignore[operator]
        wanted = [feature.detach().requires_grad_(True) for feature in wanted]
        real = self.judge(wanted)
        fake = self.judge([feature.detach() for feature in ours])
        loss = torch.stack(
            [F.softplus(-r).mean() + F.softplus(f).mean() for r, f in zip(real, fake, strict=True)]
        ).mean()
        seen = wanted[-len(real) :]
        slopes = torch.autograd.grad([r.sum() for r in real], seen, create_graph=True)
        steep = torch.stack(
            [
                (s * scale).square().flatten(1).sum(dim=1).mean()
                for s, scale in zip(slopes, self.judge.scale, strict=True)
            ]  # type: ignore[arg-type]
        ).mean()
        self.judging.zero_grad(set_to_none=True)
        (loss + recipe_r1(self.recipe.r1, steep)).backward()
        self.judging.step()
        right = [((r > 0).float().mean() + (f < 0).float().mean()) / 2 for r, f in zip(real, fake, strict=True)]
        return {"right": torch.stack(right).mean(), "steep": steep.detach()}

    def save(self) -> None:
        """
        Raises:
            OSError: the folder cannot be written to; the checkpoint before is whole.
        """
        groups: dict[str, Mapping[str, Tensor]] = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "painter": optimizer_tensors(self.painter),
        }
        if self.judge is not None and self.judging is not None and self.adversarial_steps:
            groups |= {"judge": self.judge.state_dict(), "judging": optimizer_tensors(self.judging)}
        save_checkpoint(self.out, groups, self._state())

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {"step": self.step, "samples": self.samples, "seconds": self.seconds}
        state |= {"adversarial_steps": self.adversarial_steps, "pull": float(self._pull), "length": self._length}
        return state | {"recipe": self.recipe.to_dict(), "config": self.model.config.to_dict()}

    def start_from(self, folder: Path, whole: bool = False) -> None:
        """Take the weights of another run; with `whole`, its adversary and counts too."""
        found = load_checkpoint(folder)
        assert found is not None
        groups, state = found
        self.model.load_state_dict(groups["model"])
        self.average.load_state_dict(groups["average"])
        if groups.get("painter"):
            restore_optimizer(self.painter, groups["painter"])
        self.step, self.samples = state["step"], state["samples"]
        self._length = state.get("length", 1.0)
        if whole and self.judge is not None and self.judging is not None and groups.get("judge"):
            self.judge.load_state_dict(groups["judge"])
            restore_optimizer(self.judging, groups["judging"])
            self.adversarial_steps = state["adversarial_steps"]
            self._pull.fill_(state["pull"])


def recipe_r1(weight: float, steep: Tensor) -> Tensor:
    """Half the weight times the squared slope, as R1 is defined."""
    return 0.5 * weight * steep
