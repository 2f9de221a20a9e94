"""Training of a StyleNet: as a VAE, and from there, or from the start, as a GAN.

The VAE's stages maximise the evidence lower bound (Kingma and Welling, ICLR 2014) with KL warm-up and free bits (Kingma
et al., "Improved Variational Inference with Inverse Autoregressive Flow", NeurIPS 2016); what a pixel-wise likelihood
calls good is blurred, so features of VGG16 are compared as well. The adversary looks at frozen features (projected
GAN, see `discriminator.py`) of pictures under differentiable augmentation (Zhao et al., NeurIPS 2020), with R1 on those
features (Mescheder et al., ICML 2018). While the GAN plays, part of each batch is still reconstructed, as in VAE-GAN
(Larsen et al., ICML 2016): a generator that has to give back every photo cannot collapse on a few.

Two more are there for small sets and smooth sliders, where a recipe wishes them: augmentation whose strength follows
how often the adversary recognises photos (Karras et al., "Training Generative Adversarial Networks with Limited Data",
NeurIPS 2020), and equal steps in the style space that make equally long steps in the picture, after the path length of
Karras et al. (CVPR 2020) but by differences, which needs no second derivative.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import BadInput
from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.training.augmentation import augment, draw_augmentation
from engine.training.checkpoint import (
    Groups,
    optimizer_tensors,
    restore_optimizer,
    save_checkpoint,
)
from engine.training.data import PhotoSet, centre_crop, spaced
from engine.training.discriminator import FeatureDiscriminator
from engine.training.eye import open_eye
from engine.training.feed import as_pictures
from engine.training.latent_recipes import LatentRecipe, LatentStage
from engine.training.latent_scoring import CollapseWatch, LatentScoring, said_of_memory
from engine.training.losses import cut
from engine.training.precision import autocast
from engine.training.principal import ENOUGH, turn_to_principal, with_axes
from engine.training.ranks import Ranks
from engine.training.trainer import Batch, Keeper, Scores, Terms

__all__ = ["LatentRecipe", "LatentStage", "LatentTrainer", "StyleNetConfig", "open_latent_trainer"]

_LAST = ("mapping.", "synthesis.start.", "encoder.out.")
_SPIKE = 2.0  # times the usual length of the gradient; what is longer is shortened to this
_REACH = 0.1  # of a style's length: the step that the smoothness term takes


def open_latent_trainer(
    recipe: LatentRecipe, kind: str, out: Path, device: str, vgg: Path | None, ranks: Ranks
) -> LatentTrainer:
    """The trainer of a VAE or GAN with all that its recipe looks through.

    Raises:
        BadInput: an adversary needs VGG16's weights, and they are not named.
    """
    eye = open_eye(recipe, vgg, device, recipe.taps, "Name its weights (safetensors).") if recipe.looks else None
    judge = None
    if eye is not None and recipe.competes:
        judge = FeatureDiscriminator(eye.judged, recipe.judge_width, masked=False)
    trainer = LatentTrainer(recipe, out, None if eye is None else eye.features, judge, device, ranks, kind)
    trainer.scoring.metric = None if eye is None else eye.metric
    return trainer


class LatentTrainer(Keeper):
    """Owns the network, its average, the adversary, their optimizers and the folder to save to.

    Args:
        features: from B x 3 x H x W in 0..1 to feature maps, frozen; None = neither perceptual term nor adversary.
        judge: verdicts on those features.
        ranks: this process's place among those of the run.
        kind: "vae" or "gan", for the card; None = as the adversary has played or not.
        bf16: whether forward and backward run in bfloat16.
    """

    worse: tuple[str, str] = "Held-out pictures come out worse", "Go on from there with a weaker pull or a lower rate."

    def __init__(
        self,
        recipe: LatentRecipe,
        out: Path,
        features: nn.Module | None = None,
        judge: nn.Module | None = None,
        device: str = "cpu",
        ranks: Ranks | None = None,
        kind: str | None = None,
        bf16: bool = False,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out, self.device, self.bf16, self.kind = recipe, out, device, bf16, kind
        self.ranks = ranks or Ranks()
        self.features = None if features is None else features.to(device)
        self.judge = None if judge is None else judge.to(device)
        self.model = StyleNet(recipe.model).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average = StyleNet(recipe.model).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.ranks.follow_first([*self.model.parameters(), *(judge.parameters() if judge is not None else ())])
        self.average.load_state_dict(self.model.state_dict())
        self.average.requires_grad_(False).eval()
        # All learn at one rate; the groups keep the order of Adam's moments in the checkpoints that there are.
        groups: list[dict[str, Any]] = [{"params": []}, {"params": []}]
        for name, parameter in self.model.named_parameters():
            groups[name.startswith(_LAST)]["params"].append(parameter)
        self.painter = torch.optim.Adam(groups, recipe.learning_rate, betas=(0.9, 0.999), fused=True)
        self.judging = None
        if judge is not None:
            self.judging = torch.optim.Adam(judge.parameters(), recipe.judging_rate, betas=(0.0, 0.99), fused=True)
        self.stage = recipe.stages[0]
        self.step = self.samples = self.adversarial_steps = 0
        self.seconds = 0.0
        self.strength = 0.0 if recipe.adaptive else 1.0
        self.notes: dict[str, Any] = {}
        self.scoring = LatentScoring(recipe, device, self.features)
        self._pull = torch.zeros((), device=device)
        self._length = 1.0
        self._stride = torch.zeros((), device=device)
        self._bad = torch.zeros((), dtype=torch.bool, device=device)
        # Each look at a loss makes a GPU wait for the processor: there it is looked at now and then, and before a save.
        self._check_every = 1 if device == "cpu" else 20
        self._random_from(recipe.seed)

    def advance(self, truth: Tensor, share: float) -> Terms:
        """One step on a batch (B x 3 x S x S in 0..1), `share` of the run's time being over.

        Raises:
            FloatingPointError: the loss is not a number.
        """
        recipe = self.recipe
        falling = 0.1 + 0.9 * 0.5 * (1 + np.cos(np.pi * share))
        for group in self.painter.param_groups:
            group["lr"] = recipe.learning_rate * min(1.0, (self.step + 1) / 100) * falling
        self.painter.zero_grad(set_to_none=True)
        terms, pulled = self._reconstruct(truth, share)
        if self.stage.fakes:
            terms |= self._compete(truth, pulled)
        if self.recipe.smooth and self.step % self.recipe.smooth_every == 0:
            terms |= self._smooth()
        self.ranks.average_gradients(self.model.parameters())
        length = torch.nn.utils.clip_grad_norm_(self.model.parameters(), _SPIKE * self._length)
        self._length = 0.98 * self._length + 0.02 * min(float(length), _SPIKE * self._length)
        self.painter.step()
        self.step += 1
        self.samples += len(truth) * self.ranks.count
        self._follow()
        self._bad = self._bad | ~torch.isfinite(torch.stack([value.float() for value in terms.values()]).sum())
        if self.step % self._check_every == 0:
            self.check()
        return terms

    def _noise(self, count: int) -> Tensor | None:
        config = self.recipe.model
        if not (self.recipe.noise and self.stage.fakes):
            return None
        side = min(config.noise_side, self.stage.size // 2)
        return torch.randn(count, config.layers, side, side, device=self.device)

    def _reconstruct(self, truth: Tensor, share: float) -> tuple[Terms, Tensor]:
        recipe, stage = self.recipe, self.stage
        with autocast(self.device, self.bf16):
            mean, spread = (value.float() for value in self.model.encoder(truth))
            z = mean + torch.randn_like(mean) * (0.5 * spread).exp()
            given = self.model(z, self._noise(len(truth)), stage.size).float()
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
        corners = torch.randint(0, size - side + 1, (len(truth), 2), device=self.device)
        with torch.no_grad():
            wanted = self.features(cut(truth, corners, side))
        ours = self.features(cut(given, corners, side))
        parts = [
            (a - b).abs().float().mean() / (b.abs().float().mean() + 1e-3) for a, b in zip(ours, wanted, strict=True)
        ]
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
        latents = torch.randn(count, recipe.model.latent, device=self.device)
        with autocast(self.device, self.bf16):
            fake = self.model(latents, self._noise(count), stage.size).float()
            leaf = fake.detach().requires_grad_(True)
            how = self._augmentation(count)
            ours = self._seen(leaf, how)
            with torch.no_grad():
                wanted = self._seen(truth[:count], self._augmentation(count))
            verdict = self._judged(ours, wanted)
            self.judge.requires_grad_(False)
            convincing = torch.stack([F.softplus(-v).mean() for v in self.judge(ours)]).mean()
            self.judge.requires_grad_(True)
        (convinced,) = torch.autograd.grad(convincing, leaf)
        weight = self._weigh(pulled, convinced)
        fake.backward(weight * convinced)
        self.adversarial_steps += 1
        return verdict | {"convincing": convincing.detach()}

    def _augmentation(self, count: int) -> dict[str, Tensor]:
        recipe = self.recipe
        return draw_augmentation(count, self.stage.size, recipe.view, recipe.varied, self.device, self.strength)

    def _smooth(self) -> Terms:
        """How unevenly long equal steps in the style space are in pictures, relative to what is usual."""
        recipe, stage = self.recipe, self.stage
        count = max(2, stage.pictures // 2)
        with autocast(self.device, self.bf16):
            style = self.model.mapping(torch.randn(count, recipe.model.latent, device=self.device))
            step = torch.randn_like(style)
            reach = _REACH * style.detach().norm(dim=1).mean()
            step = step * (reach / step.norm(dim=1, keepdim=True))
            noise = self._noise(count)
            first, second = (
                self.model.synthesis(self.model.spread(w), noise, stage.size).float() for w in (style, style + step)
            )
        length = (second - first).flatten(1).norm(dim=1) / reach.float()
        usual = self.ranks.mean(length.detach().mean())
        self._stride = torch.where(self._stride == 0, usual, 0.95 * self._stride + 0.05 * usual)
        uneven = (length / (self._stride + 1e-9) - 1.0).square().mean()
        (recipe.smooth * recipe.smooth_every * uneven).backward()
        return {"uneven": uneven.detach()}

    def _weigh(self, faithful: Tensor, convinced: Tensor) -> Tensor:
        """Weight of the adversary, coming in over 100 steps, after Esser et al. (CVPR 2021), taken at the pictures."""
        per = faithful.flatten(1).norm(dim=1).mean() * len(faithful) / len(convinced)
        ratio = self.ranks.mean(per / (convinced.flatten(1).norm(dim=1).mean() + 1e-9))
        self._pull = torch.where(self._pull == 0, ratio, 0.95 * self._pull + 0.05 * ratio)
        return self.recipe.pull * self._pull * min(1.0, self.adversarial_steps / 100)

    def _judged(self, ours: list[Tensor], wanted: list[Tensor]) -> Terms:
        assert self.judge is not None, "a stage with fakes needs a judge"
        assert self.judging is not None
        if self.adversarial_steps == 0:
            self.judge.measure(wanted)  # type: ignore[operator]
            self.ranks.follow_first([self.judge.scale])  # type: ignore[list-item]
        wanted = [feature.detach().requires_grad_(True) for feature in wanted]
        real = self.judge(wanted)
        fake = self.judge([feature.detach() for feature in ours])
        loss = torch.stack(
            [F.softplus(-r).mean() + F.softplus(f).mean() for r, f in zip(real, fake, strict=True)]
        ).mean()
        slopes = torch.autograd.grad([r.sum() for r in real], wanted[-len(real) :], create_graph=True)
        steep = torch.stack([_squared(s, scale) for s, scale in zip(slopes, self.judge.scale, strict=True)]).mean()  # type: ignore[arg-type]
        self.judging.zero_grad(set_to_none=True)
        (loss + 0.5 * self.recipe.r1 * steep).backward()
        self.ranks.average_gradients(self.judge.parameters())
        self.judging.step()
        right = [((r > 0).float().mean() + (f < 0).float().mean()) / 2 for r, f in zip(real, fake, strict=True)]
        terms = {"right": torch.stack(right).mean(), "steep": steep.detach()}
        return terms | (self._adapt(real) if self.recipe.adaptive else {})

    @torch.no_grad()
    def _adapt(self, real: list[Tensor]) -> Terms:
        """Strengthen the augmentation where the adversary recognises photos too often, else weaken it."""
        sign = self.ranks.mean(torch.stack([r.sign().mean() for r in real]).mean())
        seen = len(real[0]) * self.ranks.count / self.recipe.adaptive_pictures
        self.strength += seen if float(sign) > self.recipe.adaptive else -seen
        self.strength = min(1.0, max(0.0, self.strength))
        return {"sign": sign, "strength": torch.tensor(self.strength, device=self.device)}

    def save(self) -> None:
        """
        Raises:
            FloatingPointError: the weights have been spoilt by a loss that is not a number.
            OSError: the folder cannot be written to; the checkpoint before is whole.
        """
        self.check()
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
        state |= {"strength": self.strength, "stride": float(self._stride), "notes": self.notes}
        state |= {} if self.kind is None else {"trains": self.kind}
        return state | {"recipe": self.recipe.to_dict(), "config": self.model.config.to_dict()}

    def _take(self, groups: Groups, state: dict[str, Any], folder: Path) -> None:
        if state["config"] != _as_read(self.model.config) or not groups.keys() & {"model", "average"}:
            raise BadInput(
                f"The checkpoint in {folder} is of a network of another shape.",
                "Choose the recipe that it was made with.",
            )
        shape = self.model.config
        self.model.load_state_dict(with_axes(groups.get("model") or groups["average"], shape))
        self.average.load_state_dict(with_axes(groups.get("average") or groups["model"], shape))
        if groups.get("painter"):
            restore_optimizer(self.painter, self._moments(groups))
        self.step, self.samples = state["step"], state["samples"]
        self._length = state.get("length", 1.0)
        if self.judge is not None and self.judging is not None and _fits(self.judge, groups.get("judge", {})):
            self.judge.load_state_dict(groups["judge"])
            restore_optimizer(self.judging, groups["judging"])
            self.adversarial_steps = state["adversarial_steps"]
            self._pull.fill_(state["pull"])
            self.strength = state.get("strength", self.strength) if self.recipe.adaptive else 1.0
            self._stride.fill_(state.get("stride", 0.0))
        self._random_from(self.recipe.seed + self.step)

    def _moments(self, groups: Groups) -> Mapping[str, Tensor]:
        """The painter's, under the numbers that its parameters have now: the first runs had no axes."""
        if "encoder.turn.weight" in groups.get("model", {}):
            return groups["painter"]
        first = len(self.painter.param_groups[0]["params"]) - 2  # there the axes are
        moved = {}
        for name, value in groups["painter"].items():
            index, key = name.split(".", 1)
            moved[f"{int(index) + 2 * (int(index) >= first)}.{key}"] = value
        return moved

    def _random_from(self, seed: int) -> None:
        torch.manual_seed(seed + 7919 * self.ranks.rank)

    def begin(self, ours: PhotoSet) -> str | None:
        """A GAN that begins with a VAE's weights turns its latents, so that seeds fall where photos lie."""
        if self.kind != "gan" or self.adversarial_steps:
            return None
        size = self.recipe.stages[0].size
        pictures = as_pictures([centre_crop(picture, size) for picture in spaced(ours.pictures, ENOUGH)])
        if len(pictures) <= self.model.config.latent:
            return None
        told = turn_to_principal(self.average, pictures.to(self.device))
        self.model.load_state_dict(self.average.state_dict())
        self.painter.state.clear()  # what Adam knew of the first layer was told along other axes
        return f"The latents are turned to the photos' principal axes; the first says {told[0]:.1f} nats."

    def enter(self, stage: LatentStage) -> None:
        """Nothing is kept between stages."""

    def prepare(self, batch: Batch) -> str | None:
        return None

    def once(self, picture: Tensor) -> Tensor:
        return self.model(self.model.encoder(picture)[0], None, picture.shape[-1])

    def scores(self, ours: PhotoSet, theirs: PhotoSet) -> Scores:
        """
        Returns:
            val_psnr, dB, of what is given back of held-out pictures, val_lpips where it can be measured, val_kl, nats;
            of samples diversity (1 = as varied as photos) and near (1 = no nearer to a training picture than new ones
            are); while an adversary plays, frechet (our own, on features of the eye).
        """
        scores, nats = self.scoring.scores(self.average, ours, theirs, self.stage)
        self.notes["kl"] = [round(value, 4) for value in nats]
        return scores

    def loss(self, photos: PhotoSet) -> float:
        return self.scoring.loss(self.average, photos, self.stage)

    def rank(self, scores: Scores) -> tuple[str, float]:
        """By the Fréchet distance of samples where an adversary plays, else by LPIPS, else by PSNR."""
        if "frechet" in scores:
            return "frechet", scores["frechet"] ** 0.5
        if "val_lpips" in scores:
            return f"val_lpips {self.stage.size} px", scores["val_lpips"]
        return f"val_psnr {self.stage.size} px", 10 ** (-scores["val_psnr"] / 20)

    def in_words(self, scores: Mapping[str, Any]) -> str:
        words = f"{scores['val_psnr']:.2f} dB"
        words += f", LPIPS {scores['val_lpips']:.3f}" if "val_lpips" in scores else ""
        words += f", KL {scores['val_kl']:.1f}; samples {scores['diversity']:.2f} times as varied as photos"
        return words + (f", Fréchet distance {scores['frechet']:.3f} (ours)" if "frechet" in scores else "")

    def warnings(self, scores: Scores) -> list[str]:
        watch = CollapseWatch(self.notes.get("diversities"))
        said = [watch.observe(scores["diversity"]), said_of_memory(scores["near"], self.notes.get("near"))]
        self.notes |= {"diversities": [round(value, 4) for value in watch.history], "near": round(scores["near"], 4)}
        return [sentence for sentence in said if sentence]

    def preview(self, ours: PhotoSet, theirs: PhotoSet, path: Path) -> None:
        """Held-out pictures above what comes back, samples, and samples above their nearest training picture."""
        self.scoring.preview(self.average, ours, theirs, self.stage, path)


def _squared(slope: Tensor, scale: Tensor) -> Tensor:
    return (slope.float() * scale).square().flatten(1).sum(dim=1).mean()


def _fits(module: nn.Module, tensors: Mapping[str, Tensor]) -> bool:
    """Whether a state dict is one of this module."""
    return {key: value.shape for key, value in module.state_dict().items()} == {k: v.shape for k, v in tensors.items()}


def _as_read(config: StyleNetConfig) -> dict[str, Any]:
    """A config as JSON gives it back."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in config.to_dict().items()}
