"""Training of the fill generator, first without and then with an adversary.

The CNN stages reconstruct (L1, seam gradients, VGG features; z = 0): the survey's "CNN repair", whose averaged weights
are kept as a model of their own. The GAN stages go on from them with a discriminator on VGG features and a term that
keeps two latents apart: the survey's "GAN repair". Stages go from small pictures to larger ones, and time
decides when the next begins, so that one recipe serves a slow processor and a fast one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from engine.errors import BadInput
from engine.models.architectures.fill_comod import FillCoMod, FillCoModConfig
from engine.training import discriminator as adversary
from engine.training.calibration import calibrate
from engine.training.checkpoint import (
    Groups,
    optimizer_tensors,
    read_state,
    restore_optimizer,
    save_checkpoint,
)
from engine.training.data import PhotoSet
from engine.training.eye import Window, look, open_eye
from engine.training.losses import broad_error, composite, gradient_error, masked_mean
from engine.training.precision import autocast, disagreements
from engine.training.ranks import Ranks
from engine.training.recipes import InpaintRecipe, Stage
from engine.training.scoring import preview, seeded_loss, validate
from engine.training.trainer import Batch, Keeper, Scores, Terms

CNN_FOLDER = "cnn"
M = TypeVar("M", bound=nn.Module)


class InpaintTrainer(Keeper):
    """Owns the generator, its average, the discriminator, their optimizers and the folder to save to.

    Args:
        out: folder of the run.
        vgg: VGG16 features and LPIPS heads (safetensors), or None to do without the perceptual terms.
        ranks: this process's place among those of the run.
        bf16: whether forward and backward run in bfloat16.
    """

    worse: tuple[str, str] = (
        "Held-out pictures are filled worse",
        "Go on from there with a weaker adversary or a lower rate.",
    )

    def __init__(
        self,
        recipe: InpaintRecipe,
        out: Path,
        device: str = "cpu",
        vgg: Path | None = None,
        ranks: Ranks | None = None,
        bf16: bool = False,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out, self.device, self.bf16 = recipe, out, device, bf16
        self.ranks = ranks or Ranks()
        eye = open_eye(recipe, vgg, device)
        self.features, self.metric = eye.features, eye.metric
        self.model = _placed(FillCoMod(recipe.model), device)
        calibrate(self.model)
        self.average = _placed(FillCoMod(recipe.model), device)
        self.discriminator = _placed(adversary.FeatureDiscriminator(eye.judged, recipe.judge_width), device)
        self.ranks.follow_first([*self.model.parameters(), *self.discriminator.parameters()])
        self.average.load_state_dict(self.model.state_dict())
        self.average.requires_grad_(False).eval()
        self.forward: Callable[..., Tensor] = self.model
        self.painter = torch.optim.Adam(self.model.parameters(), recipe.learning_rate, betas=(0.9, 0.99), fused=True)
        self.judge = torch.optim.Adam(
            self.discriminator.parameters(), recipe.judging_rate, betas=(0.5, 0.99), fused=True
        )
        self.stage = recipe.stages[0]
        self.step = self.samples = self.adversarial_steps = 0
        self.seconds = 0.0
        self.notes: dict[str, Any] = {}
        self._pull = torch.zeros((), device=device)
        self._bad = torch.zeros((), dtype=torch.bool, device=device)
        # Each look at a loss makes a GPU wait for the processor: there it is looked at now and then, and before a save.
        self._check_every = 1 if device == "cpu" else 20
        torch.manual_seed(recipe.seed + 7919 * self.ranks.rank)

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
        }
        groups |= {"discriminator": self.discriminator.state_dict(), "painter": optimizer_tensors(self.painter)}
        if self.adversarial_steps:
            groups["judge"] = optimizer_tensors(self.judge)
        save_checkpoint(self.out, groups, self._state())

    def keep_cnn(self) -> None:
        """The averaged weights before the adversary comes, as a run folder of their own to export from."""
        self._keep(CNN_FOLDER)

    def begin(self, ours: PhotoSet) -> str | None:
        return None

    def enter(self, stage: Stage) -> None:
        """The weights before the first adversarial step are kept as a model of their own."""
        begins = stage.adversarial and self.adversarial_steps == 0 and not self.stage.adversarial
        if begins and self.ranks.first and read_state(self.out / CNN_FOLDER) is None:
            self.keep_cnn()

    def prepare(self, batch: Batch) -> str | None:
        """Compile the generator where the recipe wishes it."""
        return self.use_compiled(*batch) if self.recipe.compile else None

    def scores(self, ours: PhotoSet, theirs: PhotoSet) -> Scores:
        return validate(self.average, theirs, self.device, self.metric)

    def loss(self, photos: PhotoSet) -> float:
        return seeded_loss(self.average, photos, self.device)

    def rank(self, scores: Scores) -> tuple[str, float]:
        """By LPIPS where it is measured; else by the mean error that PSNR stands for."""
        if "val_lpips" in scores:
            return "val_lpips", scores["val_lpips"]
        return "val_psnr", 10 ** (-scores["val_psnr"] / 20)

    def in_words(self, scores: Mapping[str, Any]) -> str:
        words = f"{scores['val_psnr']:.2f} dB in the hole"
        if "val_lpips" in scores:
            words += f", LPIPS {scores['val_lpips']:.3f} (between two fills {scores['val_between']:.3f})"
        return words

    def warnings(self, scores: Scores) -> list[str]:
        return []

    def preview(self, ours: PhotoSet, theirs: PhotoSet, path: Path) -> None:
        preview(self.average, theirs, self.device, path)

    def once(self, picture: Tensor) -> Tensor:
        return self.model(picture, torch.ones_like(picture[:, :1]))

    def use_compiled(self, truth: Tensor, hole: Tensor) -> str:
        """Compile the generator if that gives the same gradients on this batch; a sentence that says what was done."""
        z = torch.randn(len(truth), self.model.config.latent, device=self.device)

        def loss(forward: Callable[..., Tensor]) -> Tensor:
            with autocast(self.device, self.bf16):
                return (forward(truth, hole, z).float() - truth).abs().mean()

        try:
            compiled = torch.compile(self.model)
            wrong = disagreements(self.model, compiled, loss)
        except Exception as error:  # whatever a compiler may say
            return f"Not compiled: {type(error).__name__}."
        if wrong:
            return f"Not compiled: the gradients of {len(wrong)} parameters would be wrong, {wrong[0]} first."
        self.forward = compiled
        return "Compiled; the gradients of all parameters agree."

    def advance(self, truth: Tensor, hole: Tensor, share: float) -> Terms:
        """One step on a batch (B x 3 x S x S in 0..1, B x 1 x S x S), `share` of the run's time being over.

        Raises:
            FloatingPointError: the loss is not a number.
        """
        for group in self.painter.param_groups:
            group["lr"] = self.learning_rate(share)
            group["betas"] = (0.5, 0.99) if self.stage.adversarial else (0.9, 0.99)
        for group in self.judge.param_groups:
            group["lr"] = self.recipe.judging_rate
        terms = self._compete(truth, hole) if self.stage.adversarial else self._reconstruct(truth, hole)
        self.step += 1
        self.samples += len(truth) * self.ranks.count
        self._follow()
        return terms

    def learning_rate(self, share: float) -> float:
        """The generator's: warmed up, falling by a cosine to the adversary's entry, then level and down at the end."""
        recipe = self.recipe
        if not self.stage.adversarial:
            warm = min(1.0, (self.step + 1) / 100)
            gone = min(1.0, share / recipe.adversary_from)
            return float(recipe.learning_rate * warm * (0.1 + 0.9 * 0.5 * (1 + np.cos(np.pi * gone))))
        return recipe.adversarial_rate * min(1.0, 0.1 + 0.9 * (1.0 - share) / 0.2)

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {"step": self.step, "samples": self.samples, "seconds": self.seconds}
        state |= {"adversarial_steps": self.adversarial_steps, "pull": float(self._pull), "notes": self.notes}
        return state | {"recipe": self.recipe.to_dict(), "config": self.model.config.to_dict()}

    def _take(self, groups: Groups, state: dict[str, Any], folder: Path) -> None:
        if FillCoModConfig.from_dict(state["config"]) != self.model.config or not groups.keys() & {"model", "average"}:
            raise BadInput(
                f"The checkpoint in {folder} is of a network of another shape.",
                "Choose the recipe that it was made with.",
            )
        self.model.load_state_dict(groups.get("model") or groups["average"])
        self.average.load_state_dict(groups.get("average") or groups["model"])
        judged = _fits(self.discriminator, groups.get("discriminator", {}))
        if judged:
            self.discriminator.load_state_dict(groups["discriminator"])
        if groups.get("painter"):
            restore_optimizer(self.painter, groups["painter"])
        if judged and groups.get("judge"):
            restore_optimizer(self.judge, groups["judge"])
        self.step, self.samples = state["step"], state["samples"]
        self.adversarial_steps = state["adversarial_steps"] if judged else 0
        self._pull.fill_(state.get("pull", 0.0))
        torch.manual_seed(self.recipe.seed + self.step + 7919 * self.ranks.rank)

    def _reconstruct(self, truth: Tensor, hole: Tensor) -> Terms:
        with autocast(self.device, self.bf16):
            painted = self.forward(truth, hole).float()
            terms = self._fidelity(painted, truth, hole, self.recipe.hole)
            if self.features is not None and self.stage.window:
                window = self._look(self.features, composite(painted, truth, hole), truth, hole, 0)
                terms["perceptual"] = self.recipe.perceptual * window.far()
        loss = torch.stack(list(terms.values())).sum()
        self._watch(loss)
        self.painter.zero_grad(set_to_none=True)
        loss.backward()
        self._descend(self.model, self.painter)
        return {key: value.detach() for key, value in terms.items()} | {"loss": loss.detach()}

    def _descend(self, model: nn.Module, optimizer: torch.optim.Optimizer, longest: float | None = 1.0) -> None:
        self.ranks.average_gradients(model.parameters())
        if longest is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), longest)
        optimizer.step()

    def _watch(self, loss: Tensor) -> None:
        self._bad = self._bad | ~torch.isfinite(loss.detach())
        if self.step % self._check_every == 0:
            self.check()

    def _fidelity(self, painted: Tensor, truth: Tensor, hole: Tensor, weight: float) -> Terms:
        """The terms that compare pixels with the true picture."""
        recipe, shared = self.recipe, self.ranks.mean
        error = (painted - truth).abs()
        return {
            "hole": weight * masked_mean(error, hole, shared),
            "known": recipe.known * masked_mean(error, 1.0 - hole, shared),
            "seam": recipe.seam * gradient_error(composite(painted, truth, hole), truth, hole, shared),
        }

    def _look(self, features: nn.Module, composited: Tensor, truth: Tensor, hole: Tensor, pairs: int) -> Window:
        return look(features, composited, truth, hole, self.stage.window, pairs, self.ranks.mean)

    def _compete(self, truth: Tensor, hole: Tensor) -> Terms:
        recipe, pairs = self.recipe, self.recipe.pairs
        assert self.features is not None, "open_eye refuses a recipe with an adversary and nothing to look through"
        truth, hole = torch.cat([truth, truth[:pairs]]), torch.cat([hole, hole[:pairs]])
        with autocast(self.device, self.bf16):
            painted = self.forward(truth, hole, self._latents(len(truth))).float()
            leaf = painted.detach().requires_grad_(True)
            window = self._look(self.features, composite(leaf, truth, hole), truth, hole, pairs)
        verdicts = self._judge(window)
        with autocast(self.device, self.bf16):
            terms = self._fidelity(leaf, truth, hole, recipe.hole_adversarial)
            terms["broad"] = recipe.broad * broad_error(leaf, truth, hole, shared=self.ranks.mean)
            terms["perceptual"] = recipe.perceptual_adversarial * window.far()
            if pairs:  # mode seeking (Mao et al., CVPR 2019), as far as two fills have to differ and no further
                terms["diversity"] = recipe.diversity * F.relu(recipe.apart - window.apart()).mean()
            self.discriminator.requires_grad_(False)
            convincing = adversary.adversarial_loss(self.discriminator(window.ours, window.hole), window.hole, 1.0)
            self.discriminator.requires_grad_(True)
        loss = torch.stack(list(terms.values())).sum()
        self._watch(loss + convincing)
        (faithful,) = torch.autograd.grad(loss, leaf, retain_graph=True)
        (convinced,) = torch.autograd.grad(convincing, leaf)
        weight = self._weigh(faithful * hole, convinced * hole)
        self.painter.zero_grad(set_to_none=True)
        painted.backward(faithful + weight * convinced)
        self._descend(self.model, self.painter)
        self.adversarial_steps += 1
        terms |= {"convincing": convincing, "pull": weight}
        return {key: value.detach() for key, value in terms.items()} | verdicts

    def _latents(self, count: int) -> Tensor:
        """Drawn ones; some of the single paintings get zeros."""
        z = torch.randn(count, self.model.config.latent, device=self.device)
        flat = torch.rand(count, 1, device=self.device) < self.recipe.mean_share
        flat[: self.recipe.pairs] = False
        flat[count - self.recipe.pairs :] = False
        return z.masked_fill(flat, 0.0)

    def _weigh(self, faithful: Tensor, convinced: Tensor) -> Tensor:
        """Weight of the adversary's pull, coming in over 100 steps.

        The balance of Esser et al. ("Taming Transformers", CVPR 2021), taken at the painting instead of a layer.
        """
        ratio = self.ranks.mean(faithful.norm() / (convinced.norm() + 1e-9))
        self._pull = torch.where(self._pull == 0, ratio, 0.95 * self._pull + 0.05 * ratio)
        return self.recipe.pull * self._pull.clamp(max=100.0) * min(1.0, self.adversarial_steps / 100)

    def _judge(self, window: Window) -> Terms:
        if self.adversarial_steps == 0:
            self.discriminator.measure(window.wanted)
            self.ranks.follow_first([self.discriminator.scale])
        with autocast(self.device, self.bf16):
            real = self.discriminator(window.wanted, window.hole_once)
            fake = self.discriminator([feature.detach() for feature in window.ours], window.hole)
        loss = adversary.adversarial_loss(real, window.hole_once, 1.0)
        loss = loss + adversary.adversarial_loss(fake, window.hole, -1.0)
        self._watch(loss)
        self.judge.zero_grad(set_to_none=True)
        loss.backward()
        self._descend(self.discriminator, self.judge, longest=None)
        return {
            "sees_real": adversary.share_right(real, window.hole_once, 1.0),
            "sees_fake": adversary.share_right(fake, window.hole, -1.0),
        }


def _fits(module: nn.Module, tensors: Mapping[str, Tensor]) -> bool:
    """Whether a state dict is one of this module: the first runs had another kind of adversary."""
    return {key: value.shape for key, value in module.state_dict().items()} == {k: v.shape for k, v in tensors.items()}


def _placed(model: M, device: str) -> M:
    return model.to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
