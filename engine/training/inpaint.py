"""Training of the fill generator, first without and then with an adversary.

The CNN stages reconstruct (L1, seam gradients, VGG features; z = 0): the survey's "CNN repair", whose averaged weights
are kept as a model of their own. The GAN stages go on from them with a patch discriminator, feature matching and a
term that keeps two latents apart: the survey's "GAN repair". Stages go from small pictures to larger ones, and time
decides when the next begins, so that one recipe serves a slow processor and a fast one.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import cv2
import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.mask.random_holes import random_hole
from engine.metrics.lpips import LPIPS, Features
from engine.models.architectures.fill_comod import FillCoMod, FillCoModConfig
from engine.training import discriminator as adversary
from engine.training.checkpoint import load_checkpoint, optimizer_tensors, restore_optimizer, save_checkpoint
from engine.training.data import PhotoSet, centre_crop, load_photos, random_crop
from engine.training.losses import corners_in_holes, cut, gradient_error, masked_mean


@dataclass(frozen=True)
class Stage:
    """A stretch of the run.

    Attributes:
        size: picture side, px.
        batch: pictures a step.
        until: share of the whole time at which the stage ends.
        window: side of the window that the perceptual term looks at, px; 0 = no such term.
        adversarial: whether z is drawn and the discriminator plays.
        share: least and greatest share of a picture that is hole.
    """

    size: int
    batch: int
    until: float
    window: int
    adversarial: bool
    share: tuple[float, float] = (0.05, 0.45)


@dataclass(frozen=True)
class InpaintRecipe:
    """Everything that decides the run besides its data.

    Attributes:
        pairs: pictures of a batch that are painted a second time with another z.
        mean_share: share of the pictures painted with z = 0 in the GAN stages: the mean fill has to look real too.
        apart: how far two paintings of a hole should lie apart, as a relative difference of VGG features.
        pull: length of the adversary's pull on the painting, relative to that of the other terms.
    """

    stages: tuple[Stage, ...] = (
        Stage(64, 32, 0.18, 0, False, (0.05, 0.5)),
        Stage(128, 8, 0.40, 64, False, (0.05, 0.5)),
        Stage(128, 8, 0.85, 64, True, (0.05, 0.6)),
        Stage(192, 4, 1.0, 80, True, (0.05, 0.6)),
    )
    learning_rate: float = 8e-4
    adversarial_rate: float = 2e-4
    ema: float = 0.998
    short_side: int = 352
    rare: tuple[str, ...] = ("clothing-dataset",)
    pairs: int = 2
    mean_share: float = 0.25
    hole: float = 1.0
    hole_adversarial: float = 0.4
    known: float = 0.3
    seam: float = 0.5
    perceptual: float = 0.3
    matching: float = 0.3
    diversity: float = 0.3
    apart: float = 0.4
    pull: float = 0.8
    r1: float = 0.5
    r1_every: int = 16
    seed: int = 1


def draw_batch(photos: PhotoSet, stage: Stage, generator: np.random.Generator) -> tuple[Tensor, Tensor]:
    """Pictures B x 3 x H x W in 0..1 and holes B x 1 x H x W, 1 = unknown."""
    picks = generator.choice(len(photos.pictures), stage.batch, p=photos.weights)
    crops = [random_crop(photos.pictures[i], stage.size, generator) for i in picks]
    return as_tensors(crops, [random_hole(stage.size, generator, stage.share) for _ in picks])


def as_tensors(crops: list[np.ndarray], holes: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    truth = torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).float().div(255)
    hole = torch.from_numpy(np.stack(holes)).unsqueeze(1).float().div(255)
    return truth.contiguous(memory_format=torch.channels_last), hole


class Feeder:
    """Makes batches in a thread, a few ahead; `stage` may be changed at any time."""

    def __init__(self, photos: PhotoSet, stage: Stage, seed: int) -> None:
        self.stage = stage
        self._queue: queue.Queue[tuple[Stage, Tensor, Tensor]] = queue.Queue(4)
        generator = np.random.default_rng(seed)

        def run() -> None:
            while True:
                stage = self.stage
                self._queue.put((stage, *draw_batch(photos, stage, generator)))

        threading.Thread(target=run, daemon=True).start()

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        while True:
            stage, truth, hole = self._queue.get()
            if stage == self.stage:
                yield truth, hole


def held_out_batches(
    photos: PhotoSet, size: int = 128, count: int = 24, batch: int = 8
) -> Iterator[tuple[Tensor, Tensor]]:
    """The same pictures and holes every time."""
    generator = np.random.default_rng(7)
    pictures = photos.pictures[:count]
    for start in range(0, len(pictures), batch):
        crops = [centre_crop(picture, size) for picture in pictures[start : start + batch]]
        yield as_tensors(crops, [random_hole(size, generator, (0.1, 0.4)) for _ in crops])


def seeded_latents(count: int, length: int, seed: int, device: str) -> Tensor:
    """Standard normal, the same on every device."""
    values = np.random.default_rng(seed).standard_normal((count, length), dtype=np.float32)
    return torch.from_numpy(values).to(device)


def composite(painted: Tensor, truth: Tensor, hole: Tensor) -> Tensor:
    return painted * hole + truth * (1.0 - hole)


@torch.inference_mode()
def validate(model: FillCoMod, photos: PhotoSet, device: str, metric: LPIPS | None) -> dict[str, float]:
    """PSNR (dB) in the hole of the mean fill; with a metric also its LPIPS, that of a varied fill, and between two."""
    rows: list[list[float]] = []
    for index, (truth, hole) in enumerate(held_out_batches(photos)):
        truth, hole = truth.to(device), hole.to(device)
        z = [seeded_latents(len(truth), model.config.latent, 100 * index + k, device) for k in (1, 2)]
        mean, one, two = (composite(model(truth, hole, v).clamp(0, 1), truth, hole) for v in (None, *z))
        error = (mean - truth).square().sum(dim=(1, 2, 3)) / (3 * hole.sum(dim=(1, 2, 3)))
        scores = [-10 * torch.log10(error + 1e-9)]
        if metric is not None:
            scores += [metric(mean, truth), metric(one, truth), metric(one, two)]
        rows += torch.stack(scores, dim=1).tolist()
    names = ("val_psnr", "val_lpips", "val_lpips_varied", "val_between")
    return dict(zip(names, np.mean(rows, axis=0).tolist(), strict=False))


@torch.inference_mode()
def preview(model: FillCoMod, photos: PhotoSet, device: str, path: Path) -> None:
    """The first sixteen held-out pictures: with hole, mean fill, two varied fills, true."""
    strips = []
    for index, (truth, hole) in enumerate(held_out_batches(photos, count=16)):
        truth, hole = truth.to(device), hole.to(device)
        z = [seeded_latents(len(truth), model.config.latent, 100 * index + k, device) for k in (1, 2)]
        fills = [composite(model(truth, hole, v).clamp(0, 1), truth, hole) for v in (None, *z)]
        strips.append(torch.cat([truth * (1 - hole) + 0.5 * hole, *fills, truth], dim=3))
    columns = [torch.cat(list(strip), dim=1) for strip in strips]
    if len({column.shape for column in columns}) == 1:
        sheet = (torch.cat(columns, dim=2).permute(1, 2, 0).cpu().numpy() * 255).round().astype(np.uint8)
        cv2.imwrite(str(path), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))


@torch.no_grad()
def calibrate(model: FillCoMod, size: int = 64) -> None:
    """Scale every plain layer so that its output has unit spread, layer by layer, on smooth random pictures.

    With the usual initial weights next to nothing reaches the deep layers, and the first thousands of steps are lost.
    After Mishkin and Matas, "All you need is a good init", ICLR 2016.
    """

    def rescale(layer: torch.nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        layer.weight /= output.std() + 1e-6  # type: ignore[operator]
        layer.bias.zero_()  # type: ignore[union-attr,operator]
        return layer.forward(*inputs)

    modulating = {id(m.affine) for m in model.modules() if hasattr(m, "affine")}
    layers = [m for m in model.modules() if isinstance(m, (torch.nn.Conv2d, torch.nn.Linear))]
    hooks = [layer.register_forward_hook(rescale) for layer in layers if id(layer) not in modulating]
    device = next(model.parameters()).device
    coarse = torch.rand(8, 3, 4, 4, device=device)
    picture = F.interpolate(coarse, size=(size, size), mode="bicubic").clamp(0, 1)
    hole = torch.zeros(8, 1, size, size, device=device)
    hole[..., size // 4 : size // 2, size // 4 : size // 2] = 1
    model(picture, hole, torch.randn(8, model.config.latent, device=device))
    for hook in hooks:
        hook.remove()
    model.colour.weight.mul_(0.2)
    model.style.latent2.weight.mul_(0.5)


class InpaintTrainer:
    """One run: owns the generator, its average, the discriminator, their optimizers and the folder to save to."""

    def __init__(
        self, recipe: InpaintRecipe, config: FillCoModConfig, out: Path, device: str, vgg: Path | None = None
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out, self.device = recipe, out, device
        self.features = None if vgg is None else Features.from_file(vgg, "vgg", taps=4).to(device)
        self.metric = None if vgg is None else LPIPS(vgg, "vgg").to(device)
        self.model = FillCoMod(config).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        calibrate(self.model)
        self.average = FillCoMod(config).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average.load_state_dict(self.model.state_dict())
        self.average.requires_grad_(False).eval()
        self.discriminator = adversary.PatchDiscriminator().to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.painter = torch.optim.Adam(self.model.parameters(), recipe.learning_rate, betas=(0.9, 0.99), fused=True)
        self.judge = torch.optim.Adam(
            self.discriminator.parameters(), recipe.adversarial_rate, betas=(0.5, 0.99), fused=True
        )
        self.stage = recipe.stages[0]
        self.step = self.samples = self.adversarial_steps = 0
        self.seconds = 0.0
        self._pull = 0.0

    def resume(self) -> bool:
        """Go on from the folder's checkpoint, if there is one."""
        found = load_checkpoint(self.out)
        if found is None:
            return False
        tensors, state = found
        self.model.load_state_dict(tensors["model"])
        self.average.load_state_dict(tensors["average"])
        self.discriminator.load_state_dict(tensors["discriminator"])
        restore_optimizer(self.painter, tensors["painter"])
        if "judge" in tensors:
            restore_optimizer(self.judge, tensors["judge"])
        self.step, self.samples, self.seconds = state["step"], state["samples"], state["seconds"]
        self.adversarial_steps = state["adversarial_steps"]
        return True

    def save(self) -> None:
        tensors = {"model": self.model.state_dict(), "average": self.average.state_dict()}
        tensors |= {"discriminator": self.discriminator.state_dict(), "painter": optimizer_tensors(self.painter)}
        if self.adversarial_steps:
            tensors["judge"] = optimizer_tensors(self.judge)
        save_checkpoint(self.out, tensors, self._state())

    def keep_cnn(self) -> None:
        """The averaged weights before the adversary comes, as a run folder of their own to export from."""
        save_checkpoint(self.out / "cnn", {"average": self.average.state_dict()}, self._state())

    def _state(self) -> dict:
        state = {"step": self.step, "samples": self.samples, "seconds": self.seconds}
        state |= {"adversarial_steps": self.adversarial_steps}
        return state | {"recipe": asdict(self.recipe), "config": self.model.config.to_dict()}

    def advance(self, truth: Tensor, hole: Tensor, share: float) -> dict[str, float]:
        """One step on a batch, `share` of the run's time being over.

        Raises:
            FloatingPointError: the loss is not a number.
        """
        truth, hole = truth.to(self.device), hole.to(self.device)
        rate = self._learning_rate(share)
        for group in self.painter.param_groups:
            group["lr"] = rate
            group["betas"] = (0.5, 0.99) if self.stage.adversarial else (0.9, 0.99)
        terms = self._compete(truth, hole) if self.stage.adversarial else self._reconstruct(truth, hole)
        self.step += 1
        self.samples += len(truth)
        self._follow()
        return {**{key: value.item() for key, value in terms.items()}, "lr": float(rate)}

    def _learning_rate(self, share: float) -> float:
        recipe = self.recipe
        turn = max((stage.until for stage in recipe.stages if not stage.adversarial), default=0.0)
        if not self.stage.adversarial:
            warm = min(1.0, (self.step + 1) / 100)
            return recipe.learning_rate * warm * (0.1 + 0.9 * 0.5 * (1 + np.cos(np.pi * min(1.0, share / turn))))
        return recipe.adversarial_rate * min(1.0, 0.1 + 0.9 * (1.0 - share) / 0.3)

    def _follow(self) -> None:
        keep = min(self.recipe.ema, self.step / (self.step + 10))
        ours, theirs = list(self.average.parameters()), [p.detach() for p in self.model.parameters()]
        torch._foreach_lerp_(ours, theirs, 1.0 - keep)

    def _reconstruct(self, truth: Tensor, hole: Tensor) -> dict[str, Tensor]:
        terms = self._fidelity(self.model(truth, hole), truth, hole, self.recipe.hole)
        loss = torch.stack(list(terms.values())).sum()
        self._optimise(loss)
        return terms | {"loss": loss.detach()}

    def _optimise(self, loss: Tensor) -> None:
        self._check(loss)
        self.painter.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.painter.step()

    def _check(self, loss: Tensor) -> None:
        if not torch.isfinite(loss):
            raise FloatingPointError(f"The loss is not a number at step {self.step}; the last checkpoint is whole.")

    def _fidelity(self, painted: Tensor, truth: Tensor, hole: Tensor, weight: float) -> dict[str, Tensor]:
        """The terms that compare with the true picture; the second paintings of pairs come last."""
        recipe, window = self.recipe, self.stage.window
        error = (painted - truth).abs()
        composited = composite(painted, truth, hole)
        terms = {
            "hole": weight * masked_mean(error, hole),
            "known": recipe.known * masked_mean(error, 1.0 - hole),
            "seam": recipe.seam * gradient_error(composited, truth, hole),
        }
        if self.features is None or window == 0:
            return terms
        pairs = recipe.pairs if self.stage.adversarial else 0
        singles = len(truth) - pairs
        corners = corners_in_holes(hole[:singles], window)
        corners += corners[:pairs]
        with torch.no_grad():
            wanted = self.features(cut(truth[:singles], corners[:singles], window))
        ours = self.features(cut(composited, corners, window))
        covered = cut(hole, corners, window).mean(dim=(1, 2, 3)) + 1e-2
        far, apart = error.new_zeros(()), error.new_zeros(pairs)
        for a, b in zip(ours, wanted, strict=True):
            scale = b.abs().mean() + 1e-3
            far = far + (a - torch.cat([b, b[:pairs]])).abs().mean() / scale
            if pairs:
                apart = apart + (a[:pairs] - a[singles:]).abs().mean(dim=(1, 2, 3)) / scale
        terms["perceptual"] = recipe.perceptual * far / len(wanted)
        if pairs:
            distance = apart / len(wanted) / covered[:pairs]
            terms["diversity"] = recipe.diversity * F.relu(recipe.apart - distance).mean()
        return terms

    def _compete(self, truth: Tensor, hole: Tensor) -> dict[str, Tensor]:
        recipe = self.recipe
        pairs = recipe.pairs
        truth, hole = torch.cat([truth, truth[:pairs]]), torch.cat([hole, hole[:pairs]])
        z = torch.randn(len(truth), self.model.config.latent, device=self.device)
        flat = torch.rand(len(truth), 1, device=self.device) < recipe.mean_share
        flat[:pairs] = False
        flat[len(truth) - pairs :] = False
        painted = self.model(truth, hole, z.masked_fill(flat, 0.0))
        verdicts = self._judge(composite(painted.detach(), truth, hole), truth, hole)
        leaf = painted.detach().requires_grad_(True)
        terms = self._fidelity(leaf, truth, hole, recipe.hole_adversarial)
        self.discriminator.requires_grad_(False)
        fake, features = self.discriminator(composite(leaf, truth, hole), hole)
        with torch.no_grad():
            real_features = self.discriminator(truth, hole)[1]
        self.discriminator.requires_grad_(True)
        terms["matching"] = recipe.matching * adversary.feature_matching(real_features, features, hole)
        loss = torch.stack(list(terms.values())).sum()
        convincing = adversary.generator_loss(fake, adversary.judged(hole))
        self._check(loss + convincing)
        (faithful,) = torch.autograd.grad(loss, leaf, retain_graph=True)
        (convinced,) = torch.autograd.grad(convincing, leaf)
        # The balance of Esser et al. ("Taming Transformers", CVPR 2021), taken at the painting instead of a layer.
        ratio = float((faithful * hole).norm() / ((convinced * hole).norm() + 1e-9))
        self._pull = ratio if self._pull == 0.0 else 0.95 * self._pull + 0.05 * ratio
        weight = recipe.pull * min(self._pull, 100.0) * min(1.0, self.adversarial_steps / 200)
        self.painter.zero_grad(set_to_none=True)
        painted.backward(faithful + weight * convinced)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.painter.step()
        self.adversarial_steps += 1
        return terms | verdicts | {"convincing": convincing.detach(), "pull": torch.tensor(weight)}

    def _judge(self, fake: Tensor, truth: Tensor, hole: Tensor) -> dict[str, Tensor]:
        where = adversary.judged(hole)
        singles = len(truth) - self.recipe.pairs
        real = truth[:singles]
        verdict_real, _ = self.discriminator(real, hole[:singles])
        verdict_fake, _ = self.discriminator(fake, hole)
        loss = adversary.weighted_mean(F.softplus(-verdict_real), where[:singles])
        loss = loss + adversary.weighted_mean(F.softplus(verdict_fake), where)
        if self.adversarial_steps % self.recipe.r1_every == 0:
            penalty = adversary.gradient_penalty(self.discriminator, real, hole[:singles])
            loss = loss + 0.5 * self.recipe.r1 * self.recipe.r1_every * penalty
        self._check(loss)
        self.judge.zero_grad(set_to_none=True)
        loss.backward()
        self.judge.step()
        sure_real = adversary.weighted_mean((verdict_real.detach() > 0).float(), where[:singles])
        sure_fake = adversary.weighted_mean((verdict_fake.detach() < 0).float(), where)
        return {"sees_real": sure_real, "sees_fake": sure_fake}


def train(trainer: InpaintTrainer, photos: PhotoSet, held_out: PhotoSet, minutes: float, steps: int | None) -> None:
    """Run until `minutes` of training in all, or `steps` more steps; saves and validates as it goes."""
    with (trainer.out / "metrics.jsonl").open("a") as log:
        _run(trainer, photos, held_out, minutes * 60, steps, log)
        _take_stock(trainer, held_out, log)


def _run(
    trainer: InpaintTrainer, photos: PhotoSet, held_out: PhotoSet, seconds: float, steps: int | None, log: TextIO
) -> None:
    recipe = trainer.recipe
    feeder = Feeder(photos, recipe.stages[0], recipe.seed + trainer.step)
    last_step = None if steps is None else trainer.step + steps
    saved = time.monotonic()
    started = saved - trainer.seconds
    for truth, hole in feeder:
        trainer.seconds = time.monotonic() - started
        share = trainer.seconds / seconds
        if share >= 1 or (last_step is not None and trainer.step >= last_step):
            return
        stage = next((s for s in recipe.stages if share < s.until), recipe.stages[-1])
        if stage != feeder.stage:
            feeder.stage = stage
            continue
        if stage.adversarial and not trainer.stage.adversarial and trainer.adversarial_steps == 0:
            trainer.keep_cnn()
        trainer.stage = stage
        terms = trainer.advance(truth, hole, share)
        if trainer.step % 50 == 0:
            _write(log, {"step": trainer.step, "samples": trainer.samples, "size": truth.shape[2], **terms})
        if time.monotonic() - saved > 400:
            _take_stock(trainer, held_out, log)
            saved = time.monotonic()


def _take_stock(trainer: InpaintTrainer, held_out: PhotoSet, log: TextIO) -> None:
    """Save, score and draw what the averaged weights do on held-out pictures."""
    trainer.save()
    minutes = round(trainer.seconds / 60, 1)
    _write(
        log,
        {
            "step": trainer.step,
            "minutes": minutes,
            **validate(trainer.average, held_out, trainer.device, trainer.metric),
        },
    )
    preview(trainer.average, held_out, trainer.device, trainer.out / "preview.png")


def _write(log: TextIO, row: dict) -> None:
    line = json.dumps({key: round(value, 5) if isinstance(value, float) else value for key, value in row.items()})
    log.write(line + "\n")
    log.flush()
    print(line, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of pictures, or of tar files of pictures")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and logs; resumed if not empty")
    parser.add_argument("--vgg", type=Path, help="VGG16 features and LPIPS heads (safetensors)")
    parser.add_argument("--minutes", type=float, default=120.0, help="training time in all, over every resumption")
    parser.add_argument("--steps", type=int, help="stop after so many more steps: a dry run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = InpaintRecipe()
    options.out.mkdir(parents=True, exist_ok=True)
    photos = load_photos(options.data, recipe.short_side, validation=False, rare=recipe.rare)
    held_out = load_photos(options.data, recipe.short_side, validation=True)
    if not photos.pictures or not held_out.pictures:
        raise SystemExit(f"No pictures to train on were found in {options.data}.")
    print(f"{len(photos.pictures)} to train on, {len(held_out.pictures)} held out, {len(photos.skipped)} skipped")
    trainer = InpaintTrainer(recipe, FillCoModConfig(), options.out, options.device, options.vgg)
    trainer.resume()
    train(trainer, photos, held_out, options.minutes, options.steps)


if __name__ == "__main__":
    main()
