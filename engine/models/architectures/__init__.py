"""Network architectures, one a file, each built from a small config dataclass and known here by its id."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from torch import nn

from engine.errors import ModelBroken
from engine.language import tr
from engine.models.architectures.fill_comod import FillCoMod, FillCoModConfig
from engine.models.architectures.fill_unet import FillUNet, FillUNetConfig
from engine.models.architectures.style_net import StyleNet, StyleNetConfig
from engine.models.architectures.stylegan2 import StyleGan2, StyleGan2Config

_BUILDERS: dict[str, Callable[[dict[str, Any]], nn.Module]] = {}


def register(identifier: str, builder: Callable[[dict[str, Any]], nn.Module]) -> None:
    """Make an architecture known.

    Raises:
        ValueError: the id is taken.
    """
    if identifier in _BUILDERS:
        raise ValueError(f"The architecture id {identifier} is taken")
    _BUILDERS[identifier] = builder


def build(identifier: str, config: dict[str, Any]) -> nn.Module:
    """A network with fresh weights.

    Raises:
        ModelBroken: the id is unknown, or the config does not fit it.
    """
    if identifier not in _BUILDERS:
        raise ModelBroken(
            tr("This program knows no architecture named {identifier}.", identifier=identifier),
            tr("A newer version may know it."),
        )
    try:
        return _BUILDERS[identifier](config)
    except (TypeError, ValueError, RuntimeError) as error:
        raise ModelBroken(
            tr(
                "The settings of the architecture {identifier} do not fit it: {error}.",
                identifier=identifier,
                error=error,
            )
        ) from error


register("fill-unet", lambda config: FillUNet(FillUNetConfig.from_dict(config)))
register("fill-comod", lambda config: FillCoMod(FillCoModConfig.from_dict(config)))
register("style-net", lambda config: StyleNet(StyleNetConfig.from_dict(config)))
register("stylegan2", lambda config: StyleGan2(StyleGan2Config.from_dict(config)))
