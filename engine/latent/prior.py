"""Where the latents of a model's own pictures lie, as a mixture of Gaussians.

Encoded photos of several kinds lie in clouds of their own, and a standard normal also draws what lies between them: a
face that is half of one drawing style and half of another. A density fitted to the encoded photos once training is over
draws from the clouds (Ghosh et al., "From Variational to Deterministic Autoencoders", ICLR 2020). A model without one
draws from the standard normal.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.errors import ModelBroken
from engine.language import tr
from engine.latent.point import z_of_seed
from engine.models.card import ModelCard
from engine.models.weights import ADVICE, read_bytes

FACT = "prior"  # of the card: {"file", "sha256"}
ENDING = ".prior.safetensors"
_MOST = 256  # components


@dataclass(frozen=True, eq=False)
class Prior:
    """A mixture of K Gaussians over latents of Z numbers.

    Args:
        shares: K float64, above 0, their sum 1.
        middles: K x Z float32.
        roots: K x Z x Z float32, lower triangles: the covariance of a component is root times root transposed.
    """

    shares: NDArray[np.float64]
    middles: NDArray[np.float32]
    roots: NDArray[np.float32]

    def latent(self, seed: int) -> NDArray[np.float32]:
        """Z float32: always the same of a seed. The normal numbers are those of `z_of_seed`."""
        random = np.random.RandomState(seed)
        drawn = random.standard_normal(self.middles.shape[1]).astype(np.float32)
        chosen = int(np.searchsorted(np.cumsum(self.shares), random.random_sample(), "right"))
        chosen = min(chosen, len(self.shares) - 1)
        return (self.middles[chosen] + self.roots[chosen] @ drawn).astype(np.float32)

    def to_bytes(self) -> bytes:
        """As safetensors, the roots in half precision and without their empty halves."""
        rows, columns = np.tril_indices(self.middles.shape[1])
        return save(
            {
                "shares": self.shares.astype(np.float32),
                "middles": self.middles.astype(np.float16),
                "roots": np.ascontiguousarray(self.roots[:, rows, columns]).astype(np.float16),
            }
        )

    @staticmethod
    def from_bytes(data: bytes, latent: int) -> Prior:
        """Reads what `to_bytes` wrote. Raises ValueError where it is none for latents of this length."""
        try:
            tensors = load(data)
            shares, middles, packed = (tensors[name].astype(np.float64) for name in ("shares", "middles", "roots"))
        except (SafetensorError, KeyError, TypeError) as error:
            raise ValueError(str(error)) from error
        count = len(shares)
        fits = 0 < count <= _MOST and middles.shape == (count, latent)
        if not fits or packed.shape != (count, latent * (latent + 1) // 2):
            raise ValueError("its tensors do not fit the model")
        if not all(np.isfinite(tensor).all() for tensor in (shares, middles, packed)) or shares.min() <= 0:
            raise ValueError("it holds numbers that make no sense")
        roots = np.zeros((count, latent, latent), np.float32)
        roots[(slice(None), *np.tril_indices(latent))] = packed
        return Prior(shares / shares.sum(), middles.astype(np.float32), roots)


def read_prior(card: ModelCard, latent: int) -> Prior | None:
    """The prior that a card names; None where it names none.

    Raises:
        ModelBroken: the file is missing, damaged, or of another model.
    """
    told = card.facts.get(FACT)
    if told is None:
        return None
    try:
        path = card.weights.with_name(str(told["file"]))
        if path.parent != card.weights.parent:
            raise ValueError("it lies in another folder")
        return Prior.from_bytes(read_bytes(path, str(told["sha256"])), latent)
    except (KeyError, TypeError, ValueError) as error:
        sentence = tr("The prior of {label} cannot be used: {error}.", label=card.label, error=error)
        raise ModelBroken(sentence, ADVICE) from error


def latent_of_seed(prior: Prior | None, seed: int, latent: int) -> NDArray[np.float32]:
    """Z float32: what a seed means to a model."""
    return z_of_seed(seed, latent) if prior is None else prior.latent(seed)
