"""Structure from a network, detail from the photo: the way in which networks fill crops of any size."""

from __future__ import annotations

import numpy as np

from engine.inpaint import blend
from engine.inpaint.guide import Guide
from engine.inpaint.network import NetworkMethod, enlarged
from engine.inpaint.patchmatch import complete
from engine.jobs import JobContext

_PAINTED = 0.2  # of the work
_FINEST_OF_MEANS = 2.0  # px; a network that paints the mean of what may be there is this soft at its own working size


class GuidedMethod(NetworkMethod):
    """A fill method (see `engine.inpaint.methods.FillMethod`): a network paints, guided PatchMatch makes it sharp.

    The network works at its own size and says what belongs where; real texture of the photo is then copied to there at
    the photo's size (Zhang et al. 2022, Inpainting at modern camera resolution). Where a crop is no larger than the
    network's detail reaches, its picture is the fill.

    A card may say in `finest` how many of its own pixels the finest form takes that the model paints sharply; without
    it, 1 holds for a model with a latent (it paints one of many fills) and 2 for one without (it paints their mean).
    """

    def fill(
        self, pixels: np.ndarray, hole: np.ndarray, *, seed: int, variation: float = 1.0, context: JobContext
    ) -> np.ndarray:
        """See `NetworkMethod.fill`; the answer meets the known pixels in colour.

        Raises:
            BadInput: where nothing is known.
        """
        context.report(0.0)
        painted = self.paint(pixels, hole, seed=seed, variation=variation, context=context)
        picture = blend.match_colour(painted.pixels, painted.picture, painted.hole)
        detail = self.detail(pixels.shape[:2])
        if detail <= 1 or not np.isfinite(picture[painted.hole]).all():
            return enlarged(picture, pixels.shape[:2])
        guide = Guide(np.where(painted.hole[..., None], picture, painted.pixels), detail)
        rest = JobContext(context.token, lambda p: context.report(_PAINTED + (1 - _PAINTED) * p.fraction))
        return complete(pixels, hole, seed=seed if self.has_latent else 0, guide=guide, context=rest)

    @property
    def has_latent(self) -> bool:
        return bool(self.card.config.get("latent"))

    def detail(self, shape: tuple[int, int]) -> float:
        """px of a crop of this shape that the finest form spans which the network can paint in it."""
        finest = float(self.card.facts.get("finest", 1.0 if self.has_latent else _FINEST_OF_MEANS))
        return finest * max(1.0, max(shape) / self.card.needs.working)
