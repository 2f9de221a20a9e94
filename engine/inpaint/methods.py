"""The ways to fill, by name."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, cast

import cv2
import numpy as np

from engine.errors import BadInput, ModelBroken
from engine.inpaint.request import PLACED
from engine.language import mark, tr
from engine.models.card import ModelCard
from engine.models.registry import bundled

if TYPE_CHECKING:
    from engine.jobs import JobContext

AUTO = "auto"
# Ids of earlier versions, as recipes, settings and scripts may still hold them.
ALIASES = {"network": "cnn"}


@dataclass(frozen=True)
class MethodInfo:
    """A method for people: `id` names it on the command line, `label` and `summary` in the window.

    Where it `uses_variation`, its `fill` takes `variation` (0..1, 0 = the mean fill) beside the seed.
    """

    id: str
    label: str
    summary: str
    uses_seed: bool
    needs_torch: bool
    uses_variation: bool = False


class FillMethod(Protocol):
    """What fills a hole in a crop of a photo."""

    def fill(self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, context: JobContext) -> np.ndarray:
        """Fill the hole; the same arguments give the same picture.

        Args:
            pixels: H x W x 3 float32 0..1; what lies in the hole must not be looked at.
            hole: H x W bool.
            seed: chooses among about equally good fills, where the method can.
            context: told of progress, and asked at every step whether to stop.

        Returns:
            H x W x 3 float32 0..1. Only what lies in the hole is shown. Where a method can, the 3 px around the hole
            hold its own reconstruction rather than a copy of `pixels`: the colour match measures on them what is off.

        Raises:
            Cancelled: through the context.
        """
        ...


@dataclass(frozen=True)
class Method:
    """A registered method.

    Args:
        info: for people.
        build: makes it for a device ("auto" or a torch device; ignored by methods without torch).
        matches_colour: whether its fill may be off in colour at the edge and is matched there.
        bytes_per_px: of a crop, that filling it takes in the program's own memory.
        modules: what it needs and takes long to load, any one of them; () = nothing.
        is_placed: whether a person decides what it lays into the hole: it takes `sample` and `site` too (see
            `engine.inpaint.placed`), and is none of those that one chooses among.
    """

    info: MethodInfo
    build: Callable[[str], FillMethod]
    matches_colour: bool
    bytes_per_px: int = 64
    modules: tuple[str, ...] = ()
    is_placed: bool = False

    @property
    def is_warm(self) -> bool:
        """Whether what is heavy has been loaded already, so that it starts at once."""
        return not self.modules or any(module in sys.modules for module in self.modules)


class MethodRegistry:
    """Methods by id, in the order in which they are shown."""

    def __init__(self) -> None:
        self._methods: dict[str, Method] = {}

    def register(self, method: Method) -> None:
        """
        Raises:
            ValueError: where the id is taken.
        """
        if method.info.id == AUTO or method.info.id in self._methods:
            raise ValueError(f"there is a method {method.info.id!r} already")
        self._methods[method.info.id] = method

    def describe_all(self) -> tuple[MethodInfo, ...]:
        """Those that one can choose among."""
        return tuple(_in_words(method.info) for method in self._methods.values() if not method.is_placed)

    def find(self, method_id: str) -> Method:
        """
        Raises:
            BadInput: where there is no such method.
        """
        found = self._methods.get(canonical(method_id))
        if found is None:
            names = ", ".join((AUTO, *(info.id for info in self.describe_all())))
            raise BadInput(
                tr('There is no way to fill called "{method_id}".', method_id=method_id),
                tr("Choose one of: {names}.", names=names),
            )
        return found


def canonical(method_id: str) -> str:
    """Today's id of a method that an earlier version may have named; any other id as it is."""
    return ALIASES.get(method_id, method_id)


def describe_all() -> tuple[MethodInfo, ...]:
    """Every way to fill, "auto" first."""
    real = REGISTRY.describe_all()
    return (replace(_in_words(_AUTO_INFO), uses_variation=any(info.uses_variation for info in real)), *real)


def resolve(method_id: str) -> Method:
    """The method that runs for an id; "auto", where no self-test has chosen, is the first of `DEFAULT_ORDER`.

    Raises:
        BadInput: where there is no such method.
    """
    return REGISTRY.find(default_order()[0] if method_id == AUTO else method_id)


def default_order() -> tuple[str, ...]:
    """The ids of all methods, the one first that is expected to do best on a photo of which nothing is known."""
    ids = [info.id for info in REGISTRY.describe_all()]
    return tuple(sorted(ids, key=lambda one: DEFAULT_ORDER.index(one) if one in DEFAULT_ORDER else len(DEFAULT_ORDER)))


def _classical(algorithm: int) -> Callable[[str], FillMethod]:
    def build(device: str) -> FillMethod:
        from engine.inpaint.classical import ClassicalMethod

        return ClassicalMethod(algorithm)

    return build


def _patchmatch(device: str) -> FillMethod:
    from engine.inpaint.patchmatch import PatchMatchMethod

    return PatchMatchMethod()


def _placed(device: str) -> FillMethod:
    from engine.inpaint.placed import PlacedMethod

    return cast(FillMethod, PlacedMethod(device))  # its `fill` takes more, as `is_placed` says


@dataclass(frozen=True)
class _Network:
    """Builds the method of a card. torch and the network's room are loaded here, not with the program."""

    model: str

    def __call__(self, device: str) -> FillMethod:
        try:
            from engine.inpaint.guided import GuidedMethod
        except ImportError as error:
            raise ModelBroken(
                tr("The network cannot be loaded: {error}.", error=error),
                tr("Install the program again, or fill with another method."),
            ) from error
        return GuidedMethod(self.model, device=device)


# Best first, by LPIPS on tuning photos; a network that has not been measured there stands behind PatchMatch.
DEFAULT_ORDER = ("patchmatch", "gan", "cnn", "ns", "telea")

_AUTO_INFO = MethodInfo(AUTO, mark("Automatic"), mark("Whichever repairs test holes here best."), True, False)
_NETWORK_PREFIX = "fill-"
_NETWORKS = {
    "gan": MethodInfo("gan", mark("GAN repair"), mark("Invents: every seed paints another."), True, True, True),
    "cnn": MethodInfo("cnn", mark("CNN repair"), mark("Paints what a network expects there."), False, True),
}


def network_info(card: ModelCard) -> MethodInfo:
    """How the method of a bundled inpainting model is called and described; the model "fill-gan" is method "gan"."""
    name = card.name.removeprefix(_NETWORK_PREFIX)
    has_latent = bool(card.config.get("latent"))
    known = _NETWORKS.get(name)
    if known is not None:
        return known
    return MethodInfo(name, card.label, mark("Paints with a network."), has_latent, True, has_latent)


def _in_words(info: MethodInfo) -> MethodInfo:
    """What was marked before a language was known, in the person's."""
    return replace(info, label=tr(info.label), summary=tr(info.summary))


def _inpainting_networks() -> list[tuple[str, MethodInfo]]:
    """Model and method of every bundled card. Where the cards cannot be read, the one that always came along stays in
    the list: whoever chooses it is told what is wrong, and everything else works."""
    try:
        found = [(card.name, network_info(card)) for card in bundled() if card.purpose == "inpaint"]
    except ModelBroken:
        found = [(f"{_NETWORK_PREFIX}cnn", _NETWORKS["cnn"])]
    places = list(_NETWORKS)
    return sorted(found, key=lambda one: places.index(one[1].id) if one[1].id in places else len(places))


def _registered() -> MethodRegistry:
    registry = MethodRegistry()
    for model, info in _inpainting_networks():
        registry.register(
            Method(
                info,
                _Network(model),
                matches_colour=False,  # it does so itself, before detail is added
                bytes_per_px=128,
                modules=("openvino", "torch"),
            )
        )
    registry.register(
        Method(
            MethodInfo(
                "patchmatch",
                mark("PatchMatch"),
                mark("Texture and lines out of this photo."),
                True,
                False,
            ),
            _patchmatch,
            matches_colour=False,  # it meets the edge by itself
            bytes_per_px=120,
            modules=("engine.inpaint.patchmatch_kernels",),
        )
    )
    registry.register(
        Method(
            MethodInfo("telea", mark("Telea"), mark("Carries edges inwards: specks, scratches."), False, False),
            _classical(cv2.INPAINT_TELEA),
            matches_colour=False,
        )
    )
    registry.register(
        Method(
            MethodInfo(
                "ns",
                mark("Navier-Stokes"),
                mark("Carries lines inwards: for specks."),
                False,
                False,
            ),
            _classical(cv2.INPAINT_NS),
            matches_colour=False,
        )
    )
    registry.register(
        Method(
            MethodInfo(
                PLACED, mark("Latent studio"), mark("A picture of the latent studio, placed by hand."), False, True
            ),
            _placed,
            matches_colour=False,  # it does so itself, as far as wished
            bytes_per_px=96,
            modules=("openvino", "torch"),
            is_placed=True,
        )
    )
    return registry


REGISTRY = _registered()
