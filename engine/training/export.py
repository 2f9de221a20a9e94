"""Turn a run's averaged weights into a bundled model.

The card is written by hand first; this fills in what a machine knows better: the weights file in half precision, its
digest, the architecture's config, and how much the run saw.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import save
from torch import Tensor

from engine.device import inference_threads
from engine.errors import BadInput, WriteFailed
from engine.latent.prior import ENDING, FACT, Prior
from engine.models.architectures.fill_comod import FillCoModConfig, without_latent
from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.models.registry import DIRECTIONS
from engine.training.checkpoint import load_checkpoint
from engine.training.data import HELD_OUT, PhotoSet, centre_crop, check_sides, load_photos, spaced, split
from engine.training.feed import as_pictures
from engine.training.mixture import fitted
from engine.training.principal import ENOUGH, turn_to_principal, with_axes
from engine.training.traits import TRAITS, Trait, measured


def export(
    run: Path, card: Path, photos: Photos | None = None, turn: bool = False, traits: str = "", prior: bool = False
) -> Path:
    """Write the weights beside the card and bring the card up to date; the path of the weights.

    Args:
        run: folder of a run, or a folder in it such as `cnn` or `best`.
        card: JSON with at least name and licence.
        photos: on whose held-out part each latent of a StyleNet is measured; without them the card tells what the run
            has noted.
        turn: whether latents are turned to the principal axes of the photos that the run was trained on.
        traits: a name in `engine.training.traits.TRAITS`: the first axes follow what it measures in these photos, and
            their names are written beside the card. "" = none; with it, latents are turned.
        prior: whether a mixture is fitted to the encoded photos, from which seeds are then drawn.

    Raises:
        BadInput: there is no checkpoint in the run's folder, or no card that can be read; or there are no photos.
        ModelBroken: the checkpoint is damaged.
        WriteFailed: the files cannot be written; the old ones are untouched.
    """
    values = _read(card)
    found = load_checkpoint(run)
    if found is None:
        raise BadInput(f"There is no checkpoint in {run}.", "Name the folder of a training run.")
    tensors, state = found
    turn = turn or bool(traits)
    if (turn or prior) and (photos is None or not is_latent(state)):
        raise BadInput("Latents are turned and fitted by photos.", "Name those of the run with --data.")
    weights = card.with_suffix(".safetensors")
    values.pop(FACT, None)
    mixture: Prior | None = None
    if is_latent(state):
        wanted = TRAITS.get(traits, ()) if turn else None
        averages, mixture = _style_net(values, tensors["average"], state, photos, wanted, prior)
    else:
        averages = _fill(values, tensors["average"], state)
    halves = {key: value.to(torch.float16).contiguous() for key, value in averages.items()}
    data = save(halves, metadata={"name": values["name"], "licence": values["licence"]})
    values["weights"] = weights.name
    values["sha256"] = hashlib.sha256(data).hexdigest()
    values["parameters"] = sum(value.numel() for value in halves.values())
    values.setdefault("recipe", {}).update(_told(state))
    try:
        if mixture is not None:
            values[FACT]["file"] = card.with_suffix(ENDING).name
            _replace(card.with_suffix(ENDING), mixture.to_bytes())
        _replace(weights, data)
        _replace(card, _as_json(values))
        if traits:
            _replace(
                card.with_name(f"{values['name']}{DIRECTIONS}"), _as_json(_names(TRAITS[traits], values["sha256"]))
            )
    except OSError as error:
        raise WriteFailed(f"{card.parent} cannot be written to: {error.strerror}.", "Make room, then again.") from error
    return weights


@dataclass(frozen=True)
class Photos:
    """The photos of a run, divided as it divided them; see `load_photos` and `split`."""

    folder: Path
    groups: Path | None = None
    hold_out: float | None = None

    def as_noted(self, state: dict[str, Any]) -> Photos:
        """Divided as the run has noted, where nothing else is said."""
        noted = state.get("notes", {}).get("divided", {})
        groups = self.groups or (Path(noted["groups"]) if noted.get("groups") else None)
        return Photos(self.folder, groups, self.hold_out or noted.get("hold_out"))

    def sides(self, size: int) -> tuple[PhotoSet, PhotoSet]:
        """(trained on, held out), squares of `size` px.

        Raises:
            BadInput: there are none, or one side is empty.
        """
        photos = load_photos(self.folder, size, workers=inference_threads(), groups=self.groups)
        ours, theirs = split(photos, self.hold_out or HELD_OUT)
        check_sides(photos, ours, theirs)
        for part in (ours, theirs):
            part.pictures = [centre_crop(picture, size) for picture in part.pictures]
        return ours, theirs


def is_latent(state: dict[str, Any]) -> bool:
    """Whether a checkpoint is of a StyleNet."""
    return "reading" in state["config"]


def _fill(values: dict[str, Any], averages: dict[str, Tensor], state: dict[str, Any]) -> dict[str, Tensor]:
    """The averaged weights of a fill network; its config goes into the card."""
    config = FillCoModConfig.from_dict(state["config"])
    if config.latent and not state.get("adversarial_steps"):
        config, averages = without_latent(config, averages)  # z was never drawn, and has nothing to say
    values["config"] = config.to_dict()
    return averages


def _style_net(
    values: dict[str, Any],
    averages: dict[str, Tensor],
    state: dict[str, Any],
    photos: Photos | None,
    traits: Sequence[Trait] | None,
    prior: bool,
) -> tuple[dict[str, Tensor], Prior | None]:
    """Those of a VAE or GAN, and its prior; all that a card has to say but what people know goes into the card."""
    config = StyleNetConfig.from_dict(state["config"])
    kind = state.get("trains") or ("gan" if state.get("adversarial_steps") else "vae")
    values.setdefault("purpose", kind)
    values.setdefault("label", values["name"])
    values.setdefault("needs", {"multiple": config.size, "smallest": config.size, "working": config.size})
    values |= {"architecture": "style-net", "config": config.to_dict()}
    model = StyleNet(config).eval()
    model.load_state_dict(with_axes(averages, config))
    nats: Sequence[float] = state.get("notes", {}).get("kl", ())
    mixture: Prior | None = None
    if photos is not None:
        ours, theirs = photos.as_noted(state).sides(config.size)
        if traits is not None:
            some = spaced(ours.pictures, ENOUGH)
            found = torch.from_numpy(measured(traits, some)) if traits else None
            turn_to_principal(model, as_pictures(some), traits=found, rigid=bool(state.get("adversarial_steps")))
        nats = nats_of_latents(model, theirs.pictures).tolist()
        if prior:
            mixture, likely = fitted(latents_of(model, ours.pictures), latents_of(model, theirs.pictures))
            values[FACT] = {
                "sha256": hashlib.sha256(mixture.to_bytes()).hexdigest(),
                "what": f"{len(mixture.shares)} Gaussians, fitted to the encoded photos of the training",
                "log_likelihood_held_out": {str(count): round(value, 2) for count, value in likely.items()},
            }
    if nats:
        values["latents"] = {"kl": [round(float(value), 4) for value in nats]}
    return dict(model.state_dict()), mixture


@torch.inference_mode()
def latents_of(model: StyleNet, pictures: Sequence[np.ndarray], batch: int = 32) -> np.ndarray:
    """N x Z float32: the means that the encoder gives.

    Args:
        pictures: RGB uint8 squares of the model's size.
    """
    found = []
    for start in range(0, len(pictures), batch):
        mean, _ = model.encoder(as_pictures(pictures[start : start + batch]))
        found.append(mean.numpy())
    return np.concatenate(found)


@torch.inference_mode()
def nats_of_latents(model: StyleNet, pictures: Sequence[np.ndarray], batch: int = 32) -> np.ndarray:
    """What each latent says of a picture on average, in nats of KL against the standard normal.

    Args:
        pictures: RGB uint8 squares of the model's size.

    Returns:
        One number a latent, float64; near 0 = the latent says nothing.
    """
    total = np.zeros(model.config.latent)
    for start in range(0, len(pictures), batch):
        stack = np.stack(pictures[start : start + batch])
        mean, spread = model.encoder(torch.from_numpy(stack).permute(0, 3, 1, 2).float() / 255)
        nats = 0.5 * (mean.square() + spread.exp() - 1.0 - spread)
        total += nats.double().sum(dim=0).numpy()
    return total / len(pictures)


def _names(traits: Sequence[Trait], sha256: str) -> dict[str, Any]:
    """What `engine.latent.catalog` reads: the first latents under the names of their traits."""
    named = {
        f"latent-{index}": {"name": trait.name, "group": trait.group, "measured": True}
        for index, trait in enumerate(traits)
    }
    return {"version": 1, "sha256": sha256, "directions": named}


def _as_json(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, indent=2, ensure_ascii=False) + "\n").encode()


def _read(card: Path) -> dict[str, Any]:
    try:
        values = json.loads(card.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadInput(f"There is no card {card}.", "Write it first; resources/models/README.md says how.") from error
    except (OSError, ValueError) as error:
        raise BadInput(f"The card {card} cannot be read: {error}.", "Correct it.") from error
    missing = [key for key in ("name", "licence") if not isinstance(values, dict) or key not in values]
    if missing:
        raise BadInput(
            f"The card {card} lacks {' and '.join(missing)}.", "resources/models/README.md lists the fields."
        )
    return values


def _told(state: dict[str, Any]) -> dict[str, Any]:
    """What the run knows of itself."""
    told = {"settings": state["recipe"], "steps": state["step"], "samples_seen": state["samples"]}
    told["minutes"] = round(state["seconds"] / 60, 1)
    before = state.get("notes", {}).get("before")
    return told | ({"before": before} if before else {})


def _replace(path: Path, data: bytes) -> None:
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
