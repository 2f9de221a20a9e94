"""Training of the fill network: `python -m engine.training.fill --data DIR --out DIR --minutes N`.

Reconstruction only (L1, seam gradients, VGG features): the survey's "CNN repair". Stages go from small pictures to
larger ones, since a fully convolutional network keeps what it learnt; time, not steps, decides when the next begins,
so that the same recipe serves a slow processor and a fast one.
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
from torch import Tensor

from engine.mask.random_holes import random_hole
from engine.models.architectures.fill_unet import FillUNet, FillUNetConfig
from engine.training.checkpoint import load_checkpoint, optimizer_tensors, restore_optimizer, save_checkpoint
from engine.training.data import PhotoSet, centre_crop, load_photos, random_crop
from engine.training.losses import FillLoss, LossWeights


@dataclass(frozen=True)
class Stage:
    """A stretch of the run.

    Attributes:
        size: picture side, px.
        batch: pictures a step.
        until: share of the whole time at which the stage ends.
        window: side of the window that the perceptual term looks at, px; 0 = no such term.
    """

    size: int
    batch: int
    until: float
    window: int


@dataclass(frozen=True)
class FillRecipe:
    """Everything that decides the run besides its data."""

    stages: tuple[Stage, ...] = (Stage(64, 32, 0.3, 0), Stage(96, 12, 0.6, 48), Stage(128, 8, 1.0, 64))
    learning_rate: float = 5e-4
    ema: float = 0.998
    short_side: int = 320
    rare: tuple[str, ...] = ("clothing-dataset",)
    share: tuple[float, float] = (0.05, 0.4)
    seed: int = 1


def _batch(photos: PhotoSet, stage: Stage, recipe: FillRecipe, generator: np.random.Generator) -> tuple[Tensor, Tensor]:
    picks = generator.choice(len(photos.pictures), stage.batch, p=photos.weights)
    crops = [random_crop(photos.pictures[i], stage.size, generator) for i in picks]
    holes = [random_hole(stage.size, generator, recipe.share) for _ in picks]
    return _tensors(crops, holes)


def _tensors(crops: list[np.ndarray], holes: list[np.ndarray]) -> tuple[Tensor, Tensor]:
    truth = torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).float().div(255)
    hole = torch.from_numpy(np.stack(holes)).unsqueeze(1).float().div(255)
    return truth.contiguous(memory_format=torch.channels_last), hole


class Feeder:
    """Makes batches in a thread, a few ahead; `stage` may be changed at any time."""

    def __init__(self, photos: PhotoSet, recipe: FillRecipe, stage: Stage, seed: int) -> None:
        self.stage = stage
        self._queue: queue.Queue[tuple[Stage, Tensor, Tensor]] = queue.Queue(4)
        generator = np.random.default_rng(seed)

        def run() -> None:
            while True:
                stage = self.stage
                self._queue.put((stage, *_batch(photos, stage, recipe, generator)))

        threading.Thread(target=run, daemon=True).start()

    def __iter__(self) -> Iterator[tuple[Tensor, Tensor]]:
        while True:
            stage, truth, hole = self._queue.get()
            if stage == self.stage:
                yield truth, hole


@torch.inference_mode()
def validate(model: FillUNet, photos: PhotoSet, device: str, size: int = 128, count: int = 64) -> dict[str, float]:
    """L1 and PSNR (dB) inside seeded holes of held-out pictures."""
    generator = np.random.default_rng(7)
    squared, absolute = [], []
    for picture in photos.pictures[:count]:
        truth, hole = _tensors([centre_crop(picture, size)], [random_hole(size, generator, (0.1, 0.3))])
        truth, hole = truth.to(device), hole.to(device)
        error = (model(truth, hole).clamp(0, 1) - truth)[hole.expand_as(truth) > 0]
        squared.append(error.square().mean().item())
        absolute.append(error.abs().mean().item())
    return {"val_l1": float(np.mean(absolute)), "val_psnr": float(np.mean(-10 * np.log10(np.maximum(squared, 1e-9))))}


@torch.inference_mode()
def preview(model: FillUNet, photos: PhotoSet, device: str, path: Path, size: int = 128) -> None:
    """The first sixteen held-out pictures: with hole, filled, true, side by side."""
    generator = np.random.default_rng(7)
    rows = []
    for picture in photos.pictures[:16]:
        truth, hole = _tensors([centre_crop(picture, size)], [random_hole(size, generator, (0.1, 0.3))])
        truth, hole = truth.to(device), hole.to(device)
        filled = model(truth, hole).clamp(0, 1) * hole + truth * (1 - hole)
        strip = torch.cat([truth * (1 - hole) + 0.5 * hole, filled, truth], dim=3)[0]
        rows.append((strip.permute(1, 2, 0).cpu().numpy() * 255).round().astype(np.uint8))
    halves = [np.concatenate(rows[:8], axis=0), np.concatenate(rows[8:], axis=0)]
    if halves[0].shape == halves[1].shape:
        cv2.imwrite(str(path), cv2.cvtColor(np.concatenate(halves, axis=1), cv2.COLOR_RGB2BGR))


@torch.no_grad()
def calibrate(model: FillUNet, size: int = 64) -> None:
    """Scale every convolution so that its output has unit spread, layer by layer, on smooth random pictures.

    Gates and activations halve a signal again and again; with the usual initial weights next to nothing reaches the
    deep layers, and the first thousands of steps are lost. After Mishkin and Matas, "All you need is a good init",
    ICLR 2016.
    """

    def rescale(layer: torch.nn.Module, _inputs: tuple[Tensor, ...], output: Tensor) -> Tensor:
        spread = output.std() + 1e-6
        layer.weight /= spread  # type: ignore[operator]
        layer.bias.zero_()  # type: ignore[union-attr,operator]
        return layer.forward(*_inputs)

    layers = [m for m in model.modules() if isinstance(m, (torch.nn.Conv2d, torch.nn.Linear))]
    hooks = [layer.register_forward_hook(rescale) for layer in layers]
    device = next(model.parameters()).device
    coarse = torch.rand(8, 3, 4, 4, device=device)
    picture = torch.nn.functional.interpolate(coarse, size=(size, size), mode="bicubic").clamp(0, 1)
    hole = torch.zeros(8, 1, size, size, device=device)
    hole[..., size // 4 : size // 2, size // 4 : size // 2] = 1
    model(picture, hole)
    for hook in hooks:
        hook.remove()
    model.paint.weight.mul_(0.2)


def _learning_rate(recipe: FillRecipe, step: int, share: float) -> float:
    warm = min(1.0, (step + 1) / 200)
    return recipe.learning_rate * warm * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * min(1.0, share))))


class FillTrainer:
    """One run: owns the network, its average, the optimizer and the folder they are saved to."""

    def __init__(self, recipe: FillRecipe, config: FillUNetConfig, loss: FillLoss, out: Path, device: str) -> None:
        torch.manual_seed(recipe.seed)
        self.recipe, self.out, self.device = recipe, out, device
        self.loss = loss.to(device)
        self.model = FillUNet(config).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        calibrate(self.model)
        self.average = FillUNet(config).to(device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.average.load_state_dict(self.model.state_dict())
        self.average.requires_grad_(False).eval()
        self.optimizer = torch.optim.AdamW(self.model.parameters(), recipe.learning_rate, betas=(0.9, 0.99), fused=True)
        self.stage = recipe.stages[0]
        self.step = self.samples = 0
        self.seconds = 0.0

    def resume(self) -> bool:
        """Go on from the folder's checkpoint, if there is one."""
        found = load_checkpoint(self.out)
        if found is None:
            return False
        tensors, state = found
        self.model.load_state_dict(tensors["model"])
        self.average.load_state_dict(tensors["average"])
        restore_optimizer(self.optimizer, tensors["optimizer"])
        self.step, self.samples, self.seconds = state["step"], state["samples"], state["seconds"]
        return True

    def save(self) -> None:
        tensors = {"model": self.model.state_dict(), "average": self.average.state_dict()}
        tensors["optimizer"] = optimizer_tensors(self.optimizer)
        state = {"step": self.step, "samples": self.samples, "seconds": self.seconds}
        state |= {"recipe": asdict(self.recipe), "config": self.model.config.to_dict()}
        save_checkpoint(self.out, tensors, state)

    def advance(self, truth: Tensor, hole: Tensor, share: float) -> dict[str, float]:
        """One optimisation step on a batch; raises FloatingPointError where the loss is not a number."""
        truth, hole = truth.to(self.device), hole.to(self.device)
        for group in self.optimizer.param_groups:
            group["lr"] = _learning_rate(self.recipe, self.step, share)
        terms = self.loss(self.model(truth, hole), truth, hole, self.stage.window)
        if not torch.isfinite(terms["loss"]):
            raise FloatingPointError(f"The loss is not a number at step {self.step}; the last checkpoint is whole.")
        self.optimizer.zero_grad(set_to_none=True)
        terms["loss"].backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.step += 1
        self.samples += len(truth)
        keep = min(self.recipe.ema, self.step / (self.step + 10))
        for ours, theirs in zip(self.average.parameters(), self.model.parameters(), strict=True):
            ours.lerp_(theirs.detach(), 1.0 - keep)
        return {key: value.item() for key, value in terms.items()}


def train(trainer: FillTrainer, photos: PhotoSet, held_out: PhotoSet, minutes: float, steps: int | None) -> None:
    """Run until `minutes` of training in all, or `steps` more steps; saves and validates as it goes."""
    with (trainer.out / "metrics.jsonl").open("a") as log:
        _run(trainer, photos, held_out, minutes * 60, steps, log)
        _take_stock(trainer, held_out, log)


def _run(
    trainer: FillTrainer, photos: PhotoSet, held_out: PhotoSet, seconds: float, steps: int | None, log: TextIO
) -> None:
    recipe = trainer.recipe
    feeder = Feeder(photos, recipe, recipe.stages[0], recipe.seed + trainer.step)
    last_step = None if steps is None else trainer.step + steps
    saved = time.monotonic()
    started = saved - trainer.seconds
    for truth, hole in feeder:
        trainer.seconds = time.monotonic() - started
        share = trainer.seconds / seconds
        if share >= 1 or (last_step is not None and trainer.step >= last_step):
            return
        feeder.stage = trainer.stage = next(s for s in recipe.stages if share < s.until or s is recipe.stages[-1])
        terms = trainer.advance(truth, hole, share)
        if trainer.step % 50 == 0:
            _write(log, {"step": trainer.step, "samples": trainer.samples, "size": truth.shape[2], **terms})
        if time.monotonic() - saved > 240:
            saved = time.monotonic()
            _take_stock(trainer, held_out, log)


def _take_stock(trainer: FillTrainer, held_out: PhotoSet, log: TextIO) -> None:
    """Save, score and draw what the averaged weights do on held-out pictures."""
    trainer.save()
    _write(log, {"step": trainer.step, **validate(trainer.average, held_out, trainer.device)})
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
    parser.add_argument("--vgg", type=Path, help="VGG16 features for the perceptual term (safetensors)")
    parser.add_argument("--minutes", type=float, default=120.0, help="training time in all, over every resumption")
    parser.add_argument("--steps", type=int, help="stop after so many more steps: a dry run")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--device", default="cpu")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    recipe = FillRecipe()
    options.out.mkdir(parents=True, exist_ok=True)
    photos = load_photos(options.data, recipe.short_side, validation=False, rare=recipe.rare)
    held_out = load_photos(options.data, recipe.short_side, validation=True)
    if not photos.pictures or not held_out.pictures:
        raise SystemExit(f"No pictures to train on were found in {options.data}.")
    print(f"{len(photos.pictures)} to train on, {len(held_out.pictures)} held out, {len(photos.skipped)} skipped")
    trainer = FillTrainer(recipe, FillUNetConfig(), FillLoss(LossWeights(), options.vgg), options.out, options.device)
    trainer.resume()
    train(trainer, photos, held_out, options.minutes, options.steps)


if __name__ == "__main__":
    main()
