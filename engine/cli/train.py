"""`main.py train`: train the bundled models, and turn a run into one. Loads the training only when it is asked for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.cli.common import DEVICES, DONE, STOPPED, share_or_count, whole

if TYPE_CHECKING:
    from engine.training.command import TrainSettings

_ABOUT = "Ctrl+C saves and stops. Runs under torchrun on several GPUs as it is."


def add(commands: Any) -> None:
    train = commands.add_parser("train", help="train a model, or turn a run into one")
    verbs = train.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_inpaint(verbs)
    _add_latent(verbs, "vae", "a variational autoencoder: pictures that can be taken apart and changed")
    _add_latent(verbs, "gan", "a GAN: pictures made up, from a VAE's run (--from) or from the start")
    export = verbs.add_parser("export", help="write a run's weights beside a card, and bring the card up to date")
    export.add_argument(
        "--run", type=Path, required=True, metavar="DIR", help="folder of a run, or its folder cnn", dest="folder"
    )
    export.add_argument("--card", type=Path, required=True, metavar="FILE", help="the model's card (JSON)")
    export.add_argument("--data", type=Path, metavar="DIR", help="pictures to measure a VAE's or GAN's latents on")
    add_split(export)
    export.add_argument(
        "--traits",
        default="",
        choices=("portraits", "landscapes"),
        help="first latents follow traits measured in --data, and get their names",
    )
    export.add_argument("--turn", action="store_true", help="turn latents to the principal axes of --data's photos")
    export.add_argument(
        "--prior", action="store_true", help="draw seeds from a mixture fitted to the encoded photos of --data"
    )
    export.set_defaults(run=_export)


def minutes(text: str) -> float:
    """An argument that is a time above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 1e6:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of minutes above 0")
    return value


def add_split(command: argparse.ArgumentParser) -> None:
    """Options that say which pictures are held out."""
    command.add_argument(
        "--groups",
        type=Path,
        metavar="FILE",
        help="table with tabs, columns file and group: crops of one photo stay together",
    )
    command.add_argument(
        "--hold-out", type=share_or_count, metavar="N", help="pictures held out, as a share or a number (default: 0.05)"
    )


def _add_inpaint(verbs: Any) -> None:
    command = verbs.add_parser("inpaint", help="train the network that fills holes", description=_ABOUT)
    _add_run(command, "cpu, cnn, gpu, gpu-gan, tiny, or a JSON file (default: cpu)")
    command.set_defaults(run=_inpaint)


def _add_latent(verbs: Any, kind: str, what: str) -> None:
    command = verbs.add_parser(kind, help=f"train {what}", description=_ABOUT)
    _add_run(command, "cpu, gpu, tiny, or a JSON file (default: cpu)")
    command.set_defaults(run=_latent, kind=kind)


def _add_run(command: argparse.ArgumentParser, recipes: str) -> None:
    command.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="folder of photos, or of tar files of photos"
    )
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for checkpoints and logs")
    command.add_argument("--recipe", metavar="NAME", help=recipes)
    command.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    command.add_argument("--from", type=Path, metavar="DIR", dest="start_from", help="begin with another run's weights")
    command.add_argument("--device", default="auto", choices=DEVICES, help="where to compute (default: auto)")
    command.add_argument("--minutes", type=minutes, metavar="N", help="training time in all (default: 120)")
    command.add_argument("--pause-after", type=minutes, metavar="N", help="save and leave after so many minutes")
    command.add_argument("--steps", type=whole, metavar="N", help="so many steps instead of minutes")
    command.add_argument("--folds", type=whole, default=0, metavar="K", help="K short runs, each on other photos")
    command.add_argument("--dry-run", action="store_true", help="try everything, forecast, and leave nothing behind")
    command.add_argument("--vgg", type=Path, metavar="FILE", help="VGG16 features and LPIPS heads (safetensors)")
    command.add_argument("--threads", type=whole, default=0, metavar="N", help="of the processor (default: all)")
    add_split(command)


def _inpaint(options: argparse.Namespace) -> int:
    from engine.training.command import train_inpaint

    return _ended(train_inpaint(_settings(options), _say), options)


def _latent(options: argparse.Namespace) -> int:
    from engine.training.command import train_latent

    return _ended(train_latent(options.kind, _settings(options), _say), options)


def _settings(options: argparse.Namespace) -> TrainSettings:
    from engine.training.command import TrainSettings

    return TrainSettings(**{name: getattr(options, name) for name in TrainSettings.__dataclass_fields__})


def _ended(ending: str, options: argparse.Namespace) -> int:
    if ending == "stopped":
        _say(f"Stopped; all is saved in {options.out}. Go on with --resume.")
        return STOPPED
    if ending == "paused":
        _say(f"Paused; all is saved in {options.out}. Go on with --resume.")
    return DONE


def _export(options: argparse.Namespace) -> int:
    from engine.training.export import Photos, export

    photos = None if options.data is None else Photos(options.data, options.groups, options.hold_out)
    weights = export(options.folder, options.card, photos, options.turn, options.traits, options.prior)
    _say(f"{weights}: {weights.stat().st_size / 2**20:.2f} MiB")
    return DONE


def _say(line: str) -> None:
    print(line, flush=True)
